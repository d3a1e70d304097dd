//! From logical text to the cells of a line, left to right as they stand on the screen.
//!
//! Each cell knows which bytes of the logical text it shows, so that highlights, carets and mouse clicks find
//! their place. Lines are wrapped in logical order with levels computed once for the whole paragraph: a line laid out
//! alone would lose the direction of its paragraph.

use super::Direction;
use super::clean::{is_bidi_control, picture};
use super::shape::{Shaped, shape};
use std::ops::Range;
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// One cell (or two columns) of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct VisualCell {
    /// What is drawn: one letter with its marks; never a control character.
    pub text: String,
    /// Columns it takes: 1 or 2.
    pub width: u16,
    /// The bytes of the logical text that it shows.
    pub range: Range<usize>,
    /// Whether it belongs to a run from right to left.
    pub rtl: bool,
}

/// The cells of one line, left to right.
#[derive(Clone, Debug, PartialEq)]
pub struct VisualLine {
    /// The cells.
    pub cells: Vec<VisualCell>,
    /// The direction of the paragraph.
    pub direction: Direction,
    /// The bytes of the logical text that stand on this line, with what is not drawn.
    pub range: Range<usize>,
}

impl VisualLine {
    /// Columns of the whole line.
    pub fn width(&self) -> usize {
        self.column(self.cells.len())
    }

    /// Columns left of the cell at this place.
    pub fn column(&self, cell: usize) -> usize {
        self.cells.iter().take(cell).map(|cell| usize::from(cell.width)).sum()
    }

    /// The place of the caret before a byte, as an index into the cells: the cell that shows the byte. At the end
    /// `None` is the place after the last letter: left of all cells in a right-to-left paragraph, else right of them.
    pub fn caret_cell(&self, byte: usize) -> Option<usize> {
        self.cells.iter().position(|cell| cell.range.contains(&byte))
    }
}

/// One cluster in logical order; a bidi control, and whatever else is not drawn, is one with no text.
struct Cluster {
    text: String,
    range: Range<usize>,
    level: Level,
}

/// The cells of a text as one line; the direction is that of the first strong letter where none is asked for.
pub fn layout(text: &str, base: Option<Direction>) -> VisualLine {
    let (clusters, direction) = clusters(text, base);
    VisualLine { cells: order(clusters), direction, range: 0..text.len() }
}

/// The lines of a text wrapped to a width on word borders, in order; a word longer than a line is broken. No line is wider;
/// spaces that would be have no cell.
pub fn wrap(text: &str, cells: usize, base: Option<Direction>) -> Vec<VisualLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        let (clusters, direction) = clusters(paragraph, base);
        let parts = breaks(&clusters, cells.max(2));
        let mut rest = clusters.into_iter();
        let mut from = start;
        for part in parts {
            let mut clusters: Vec<Cluster> = rest.by_ref().take(part.len()).collect();
            end_line(&mut clusters, cells.max(2), direction);
            // What is not drawn belongs to no cluster; the line goes on to where the next one begins.
            let to = rest.as_slice().first().map_or(paragraph.len(), |next| next.range.start) + start;
            let mut cells = order(clusters);
            cells.iter_mut().for_each(|cell| cell.range = cell.range.start + start..cell.range.end + start);
            lines.push(VisualLine { cells, direction, range: from..to });
            from = to;
        }
        start += paragraph.len() + 1;
    }
    lines
}

/// Spaces at the end of a line stand where its paragraph ends (rule L1); those that have no room there are not drawn, or they
/// would push the beginning of an Arabic line over the edge.
fn end_line(clusters: &mut Vec<Cluster>, cells: usize, direction: Direction) {
    let level = if direction == Direction::Rtl { Level::rtl() } else { Level::ltr() };
    let mut used: usize = clusters.iter().map(|cluster| usize::from(width_of(&cluster.text))).sum();
    while used > cells && clusters.last().is_some_and(is_blank) {
        used -= usize::from(clusters.pop().is_some_and(|cluster| cluster.text == " "));
    }
    clusters.iter_mut().rev().take_while(|cluster| is_blank(cluster)).for_each(|cluster| cluster.level = level);
}

/// A space, or what is not drawn beside one.
fn is_blank(cluster: &Cluster) -> bool {
    matches!(cluster.text.as_str(), " " | "")
}

/// Where lines begin and end, as ranges of clusters.
fn breaks(clusters: &[Cluster], cells: usize) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut start, mut used, mut after_space) = (0, 0, None);
    for (at, cluster) in clusters.iter().enumerate() {
        let width = usize::from(width_of(&cluster.text));
        // What stands after the last space may still be too wide with this cluster: then the word itself is broken.
        while used + width > cells && at > start && cluster.text != " " {
            let end = after_space.take().filter(|place| *place > start).unwrap_or(at);
            parts.push(start..end);
            start = end;
            used = clusters
                .get(start..at)
                .unwrap_or_default()
                .iter()
                .map(|cluster| usize::from(width_of(&cluster.text)))
                .sum();
        }
        used += width;
        if cluster.text == " " {
            after_space = Some(at + 1);
        }
    }
    parts.push(start..clusters.len());
    parts
}

fn clusters(text: &str, base: Option<Direction>) -> (Vec<Cluster>, Direction) {
    let is_plain = |letter: char| letter < '\u{590}' || ('\u{2010}'..='\u{2027}').contains(&letter);
    if base != Some(Direction::Rtl) && text.chars().all(is_plain) {
        return (plain_clusters(text), Direction::Ltr);
    }
    let base = base.map(|direction| if direction == Direction::Rtl { Level::rtl() } else { Level::ltr() });
    // A line break inside would begin a paragraph of its own; as one line it is drawn as its picture.
    let line: String =
        text.chars()
            .map(|letter| {
                if unicode_bidi::bidi_class(letter) == unicode_bidi::BidiClass::B {
                    same_length(letter)
                } else {
                    letter
                }
            })
            .collect();
    let info = BidiInfo::new(&line, base);
    let Some(paragraph) = info.paragraphs.first() else {
        let direction = if base == Some(Level::rtl()) { Direction::Rtl } else { Direction::Ltr };
        return (Vec::new(), direction);
    };
    let levels = info.reordered_levels(paragraph, paragraph.range.clone());
    let direction = if paragraph.level.is_rtl() { Direction::Rtl } else { Direction::Ltr };
    (shaped_clusters(&line, &levels), direction)
}

/// A neutral character of the same length in bytes, so that ranges keep pointing into the stored text.
fn same_length(letter: char) -> char {
    match letter.len_utf8() {
        1 if letter == '\n' => ' ',
        1 => '\u{1f}',
        2 => '\u{a0}',
        _ => '\u{FFFD}',
    }
}

fn plain_clusters(text: &str) -> Vec<Cluster> {
    if text.chars().all(stands_alone) {
        let letters = text.char_indices();
        let cluster = |(at, letter): (usize, char)| Cluster {
            text: letter.to_string(),
            range: at..at + letter.len_utf8(),
            level: Level::ltr(),
        };
        return letters.map(cluster).collect();
    }
    let graphemes = text.grapheme_indices(true).flat_map(|(at, grapheme)| {
        drawn(grapheme).map(|text| Cluster { text, range: at..at + grapheme.len(), level: Level::ltr() })
    });
    graphemes.collect()
}

/// A grapheme as it is drawn; `None` where nothing of it is.
fn drawn(grapheme: &str) -> Option<String> {
    // Of emoji joined into one the first stands for all: half of the terminals draw them side by side.
    let joined = |at: usize| grapheme[at..].chars().nth(1).and_then(UnicodeWidthChar::width).unwrap_or(0) > 0;
    let grapheme = match grapheme.find('\u{200D}') {
        Some(at) if joined(at) && width_of(&grapheme[..at]) > 0 => &grapheme[..at],
        _ => grapheme,
    };
    let is_variant = |at: usize, letter: char| is_emoji_variant(letter) && width_of(&grapheme[..at]) > 0;
    let is_drawn =
        |(at, letter): &(usize, char)| !(is_bidi_control(*letter) || is_invisible(*letter) || is_variant(*at, *letter));
    let text: String = grapheme.char_indices().filter(is_drawn).map(|(_, letter)| of_two_columns(letter)).collect();
    (!text.is_empty() && width_of(&text) > 0).then_some(text)
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200D}' | '\u{FEFF}' | '\u{2060}'..='\u{2064}' | '\u{AD}')
}

/// A letter as it is drawn; in place of one that is said to take more than two columns (U+17D8) the sign of what cannot be
/// shown, for no two terminals agree on it.
fn of_two_columns(letter: char) -> char {
    if letter.width().unwrap_or(0) > 2 { '\u{FFFD}' } else { picture(letter) }
}

/// What makes another picture of the emoji before it: terminals disagree on whether it takes columns of its own.
fn is_emoji_variant(letter: char) -> bool {
    matches!(letter, '\u{FE0E}' | '\u{FE0F}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

fn shaped_clusters(line: &str, levels: &[Level]) -> Vec<Cluster> {
    let shaped = shape(line);
    let mut clusters = Vec::new();
    // Bidi controls are not drawn, but their levels keep the runs on their two sides apart while they are ordered.
    for run in shaped.chunk_by(|one, next| is_bidi_control(one.letter) == is_bidi_control(next.letter)) {
        match run.first() {
            Some(first) if is_bidi_control(first.letter) => clusters.extend(run.iter().map(|control| Cluster {
                text: String::new(),
                range: control.range.clone(),
                level: level_at(levels, control.range.start),
            })),
            _ => add_letters(run, levels, &mut clusters),
        }
    }
    clusters
}

fn level_at(levels: &[Level], byte: usize) -> Level {
    levels.get(byte).copied().unwrap_or_else(Level::ltr)
}

fn add_letters(shaped: &[Shaped], levels: &[Level], clusters: &mut Vec<Cluster>) {
    if shaped.iter().all(|shaped| stands_alone(shaped.letter)) {
        clusters.extend(shaped.iter().map(|shaped| Cluster {
            text: shaped.letter.to_string(),
            range: shaped.range.clone(),
            level: level_at(levels, shaped.range.start),
        }));
        return;
    }
    let drawn_text: String = shaped.iter().map(|shaped| shaped.letter).collect();
    let mut letters = shaped.iter();
    for grapheme in drawn_text.graphemes(true) {
        let parts: Vec<_> = letters.by_ref().take(grapheme.chars().count()).collect();
        let Some(first) = parts.first() else { continue };
        let text = drawn(grapheme).unwrap_or_default();
        let end = parts.iter().map(|part| part.range.end).max().unwrap_or(first.range.end);
        clusters.push(Cluster { text, range: first.range.start..end, level: level_at(levels, first.range.start) });
    }
}

fn order(clusters: Vec<Cluster>) -> Vec<VisualCell> {
    let is_drawn = |cluster: &Cluster| !cluster.text.is_empty();
    if !clusters.iter().any(|cluster| cluster.level.is_rtl()) {
        return clusters.into_iter().filter(is_drawn).map(cell).collect();
    }
    let levels: Vec<Level> = clusters.iter().map(|cluster| cluster.level).collect();
    let mut clusters: Vec<Option<Cluster>> = clusters.into_iter().map(Some).collect();
    let places = BidiInfo::reorder_visual(&levels).into_iter();
    places.filter_map(|place| clusters.get_mut(place)?.take()).filter(is_drawn).map(cell).collect()
}

fn cell(cluster: Cluster) -> VisualCell {
    let rtl = cluster.level.is_rtl();
    let text = if rtl { mirrored(cluster.text) } else { cluster.text };
    VisualCell { width: width_of(&text), text, range: cluster.range, rtl }
}

/// A cluster whose letter looks the other way, as brackets do in a run from right to left (rule L4).
pub(super) fn mirrored(cluster: String) -> String {
    let mut letters = cluster.chars();
    match letters.next().and_then(unicode_bidi_mirroring::get_mirrored) {
        Some(mirror) => std::iter::once(mirror).chain(letters).collect(),
        None => cluster,
    }
}

/// Letters that are a cluster of one column by themselves beside any other of these: neither marks nor controls, nor
/// anything that joins its neighbours into one.
fn stands_alone(letter: char) -> bool {
    matches!(letter,
        ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{5D0}'..='\u{5EA}'
        | '\u{60C}' | '\u{61B}' | '\u{61F}'..='\u{64A}' | '\u{660}'..='\u{669}' | '\u{2010}'..='\u{2027}'
        | '\u{2500}'..='\u{257F}' | '\u{FE80}'..='\u{FEFC}')
}

/// Columns of one cluster: those of its first letter or of the whole as an emoji sequence, at most two.
pub(super) fn width_of(cluster: &str) -> u16 {
    let mut letters = cluster.chars();
    let first = letters.next();
    if first.is_some_and(stands_alone) && letters.as_str().is_empty() {
        return 1;
    }
    let first = first.and_then(UnicodeWidthChar::width).unwrap_or(0);
    let whole = if letters.next().is_some() { UnicodeWidthStr::width(cluster).min(2) } else { first };
    u16::try_from(first.max(whole)).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn letters_that_stand_alone_take_one_column_and_join_no_neighbour() {
        let alone: Vec<char> = (' '..='\u{FFFF}').filter(|letter| stands_alone(*letter)).collect();
        assert!(alone.len() > 800);
        for letter in &alone {
            assert_eq!(letter.width(), Some(1), "{letter:?}");
            assert_eq!(drawn(&letter.to_string()), Some(letter.to_string()), "{letter:?}");
        }
        let all: String = alone.iter().collect();
        assert_eq!(all.graphemes(true).count(), alone.len());
        let turned: String = alone.iter().rev().collect();
        assert_eq!(turned.graphemes(true).count(), alone.len());
    }
}
