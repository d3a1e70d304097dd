//! Documents as plain text: one language, or French on the left and Arabic on the right.

use super::document::{Document, Fold, Line, Page};
use crate::text::{self, Direction};

/// Columns of a text page in a file.
pub const PAGE_WIDTH: usize = 78;
/// Columns between two languages.
const GAP: usize = 2;
/// Columns before what stands at the outer side of a page.
const OUTER: usize = 34;

/// In which order the letters of a line are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// As stored, for files and for programs that reorder.
    Logical,
    /// As seen, for terminals that do not.
    Visual,
}

/// The document as text.
pub(super) fn write(document: &Document, order: Order, width: usize) -> String {
    let document = document.folded(Fold::All);
    let parts = document.parts().map(|pages| part(pages, order, width));
    // A double rule stands where another form begins a new sheet of paper.
    parts.collect::<Vec<_>>().join(&format!("\n{}\n\n", "═".repeat(width)))
}

fn part(pages: &[Page], order: Order, width: usize) -> String {
    let columns: Vec<Vec<Block>> = pages.iter().map(|page| blocks(page, pages.len() == 1)).collect();
    match columns.as_slice() {
        [only] => single(only, pages.first(), order, width),
        [left, right] => double(left, right, order, width),
        _ => String::new(),
    }
}

/// A paragraph of one language: what stands in front of its first line, and its words.
struct Block {
    lead: String,
    words: String,
    rule_below: bool,
}

impl Block {
    fn new(words: impl Into<String>) -> Block {
        Block { lead: String::new(), words: words.into(), rule_below: false }
    }
}

fn blocks(page: &Page, is_alone: bool) -> Vec<Block> {
    // What stands at the outer side of a letter; beside another language there is no room for it.
    let outer = if is_alone { " ".repeat(OUTER) } else { String::new() };
    let at_the_side = |words: &String| Block { lead: outer.clone(), ..Block::new(words.as_str()) };
    let mut blocks: Vec<Block> = page.letterhead.iter().map(Block::new).collect();
    blocks.push(Block::new(""));
    if !page.heading.is_empty() {
        blocks.push(Block::new(page.heading.as_str()));
        blocks.push(Block { rule_below: true, ..Block::new(page.title.as_str()) });
    }
    blocks.extend(page.addressee.iter().map(at_the_side));
    blocks.extend((!page.addressee.is_empty()).then(|| Block::new("")));
    blocks.extend(page.facts.iter().map(|fact| Block::new(format!("{}{} {}", fact.label, page.colon, fact.value))));
    for section in &page.sections {
        blocks.push(Block::new(""));
        if !section.title.is_empty() {
            blocks.push(Block { rule_below: true, ..Block::new(section.title.as_str()) });
        }
        for (at, paragraph) in section.paragraphs.iter().enumerate() {
            blocks.extend((at > 0).then(|| Block::new("")));
            blocks.push(Block::new(paragraph.as_str()));
        }
        blocks.extend((!section.paragraphs.is_empty() && !section.lines.is_empty()).then(|| Block::new("")));
        blocks.extend(section.lines.iter().flat_map(|line| line_blocks(line, page.direction())));
    }
    blocks.push(Block::new(""));
    blocks.extend(page.signature.iter().map(at_the_side));
    blocks.extend((!page.signature.is_empty() && !page.footer.is_empty()).then(|| Block::new("")));
    blocks.extend(page.footer.iter().map(Block::new));
    blocks
}

fn line_blocks(line: &Line, direction: Direction) -> Vec<Block> {
    let indent = "  ".repeat(usize::from(line.level));
    let head = [line.time.as_str(), line.number.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ");
    let lead = if head.is_empty() { indent } else { format!("{head}{indent}  ") };
    let tail = if line.minutes.is_empty() { String::new() } else { format!(" ({})", line.minutes) };
    let words = text::for_page(&format!("{}{tail}", text::isolate(&line.text)), direction);
    let mut blocks = vec![Block { lead: lead.clone(), words, rule_below: false }];
    let hang = " ".repeat(text::width(&lead));
    blocks.extend(line.notes.iter().map(|note| Block {
        lead: format!("{hang}  "),
        words: note.clone(),
        rule_below: false,
    }));
    blocks
}

/// A block as lines of at most that width, logical order, without padding.
fn lines_of(block: &Block, width: usize) -> Vec<String> {
    let lead = text::cut(&block.lead, width / 2).into_owned();
    let room = width.saturating_sub(text::width(&lead)).max(8);
    let hang = " ".repeat(text::width(&lead));
    let wrapped = logical_lines(&block.words, room);
    wrapped
        .into_iter()
        .enumerate()
        .map(|(at, words)| format!("{}{words}", if at == 0 { &lead } else { &hang }))
        .collect()
}

fn is_opening(letter: char) -> bool {
    matches!(letter, '\u{2066}'..='\u{2068}')
}

/// The isolates that a text opens and does not close.
fn unclosed(text: &str) -> String {
    let mut open = String::new();
    for letter in text.chars() {
        if is_opening(letter) {
            open.push(letter);
        } else if letter == '\u{2069}' {
            open.pop();
        }
    }
    open
}

/// Words wrapped to a width, as stretches of the logical text. An isolate that a line break cuts is closed and opened
/// again, for each line is a paragraph of its own to who reads it.
fn logical_lines(words: &str, width: usize) -> Vec<String> {
    let lines = text::wrap(words, width, None);
    let start_of = |line: &text::VisualLine| line.cells.iter().map(|cell| cell.range.start).min();
    let mut starts: Vec<usize> = lines.iter().filter_map(start_of).collect();
    starts.first_mut().into_iter().for_each(|first| *first = 0);
    let ends = starts.iter().skip(1).copied().chain([words.len()]);
    let mut open = String::new();
    let stretches = starts.iter().zip(ends).map(|(start, end)| {
        let stretch = format!("{open}{}", words.get(*start..end).unwrap_or(""));
        open = unclosed(&stretch);
        let shown = stretch.trim_end_matches(is_opening).trim_end();
        format!("{shown}{}", "\u{2069}".repeat(unclosed(shown).chars().count()))
    });
    let stretches: Vec<String> = stretches.collect();
    if stretches.is_empty() { vec![String::new()] } else { stretches }
}

fn single(blocks: &[Block], page: Option<&Page>, order: Order, width: usize) -> String {
    let direction = page.map_or(Direction::Ltr, Page::direction);
    let mut out = String::new();
    for block in blocks {
        for line in lines_of(block, width) {
            // Who reorders letters also puts a line from right to left at the right: spaces would push it away.
            let line = match (order, direction) {
                (Order::Logical, Direction::Rtl) => self_directed(line),
                _ => placed(&line, width, direction, order),
            };
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if block.rule_below {
            out.push_str(&"─".repeat(width));
            out.push('\n');
        }
    }
    out
}

fn double(left: &[Block], right: &[Block], order: Order, page_width: usize) -> String {
    let width = page_width.saturating_sub(GAP) / 2;
    let mut out = String::new();
    for at in 0..left.len().max(right.len()) {
        let side = |blocks: &[Block]| blocks.get(at).map(|block| lines_of(block, width)).unwrap_or_default();
        let (french, arabic) = (side(left), side(right));
        for row in 0..french.len().max(arabic.len()) {
            let cell = |lines: &[String], direction| {
                placed(lines.get(row).map_or("", String::as_str), width, direction, order)
            };
            let line = format!("{}{}{}", cell(&french, Direction::Ltr), " ".repeat(GAP), cell(&arabic, Direction::Rtl));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if left.get(at).is_some_and(|block| block.rule_below) {
            out.push_str(&"─".repeat(page_width));
            out.push('\n');
        }
    }
    out
}

/// A line of a page from right to left that runs so wherever it is read, even if it begins with Latin letters.
fn self_directed(line: String) -> String {
    let runs_by_itself = line.is_empty() || text::layout(&line, None).direction == Direction::Rtl;
    if runs_by_itself { line } else { format!("\u{200F}{line}") }
}

/// A line filled to a width so that it stands at the side where its language begins.
fn placed(line: &str, width: usize, direction: Direction, order: Order) -> String {
    let shown = match order {
        // Among columns each keeps its own direction (U+2067 … U+2069).
        Order::Logical if direction == Direction::Rtl && !line.is_empty() => format!("\u{2067}{line}\u{2069}"),
        Order::Logical => line.to_owned(),
        Order::Visual => text::layout(line, Some(direction)).cells.iter().map(|cell| cell.text.as_str()).collect(),
    };
    let fill = " ".repeat(width.saturating_sub(text::width(line)));
    match direction {
        Direction::Ltr => format!("{shown}{fill}"),
        Direction::Rtl => format!("{fill}{shown}"),
    }
}
