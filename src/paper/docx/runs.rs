//! Stretches of one direction: Word gives each its fonts and its side by the run it stands in, so a text is cut where its
//! script changes, and what a page isolates becomes a run between marks of its own direction.

use crate::text::{Direction, direction_of};

/// A stretch of text of one direction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// What it says, without isolates.
    pub(super) text: String,
    /// Which way it runs.
    pub(super) direction: Direction,
}

/// Bytes of an opening mark.
const MARK_BYTES: usize = '\u{2068}'.len_utf8();

/// U+200E and U+200F: invisible letters that hold a stretch together where the isolates of U+2066 … are not known.
fn mark(direction: Direction) -> char {
    match direction {
        Direction::Ltr => '\u{200E}',
        Direction::Rtl => '\u{200F}',
    }
}

/// The text cut into runs for a paragraph of that direction.
pub(super) fn runs(text: &str, base: Direction) -> Vec<Run> {
    let mut out = Vec::new();
    cut(text, base, &mut out);
    out
}

fn cut(text: &str, base: Direction, out: &mut Vec<Run>) {
    let mut rest = text;
    while let Some(start) = rest.find(is_opening) {
        plain(&rest[..start], base, out);
        let inside = inside(&rest[start..]);
        isolated(inside, base, out);
        rest = rest[start..].get(inside.len()..).unwrap_or("");
    }
    plain(rest, base, out);
}

fn is_opening(letter: char) -> bool {
    matches!(letter, '\u{2066}'..='\u{2068}')
}

/// From an opening mark to the mark that closes it.
fn inside(text: &str) -> &str {
    let mut depth = 0usize;
    for (at, letter) in text.char_indices() {
        if is_opening(letter) {
            depth += 1;
        } else if letter == '\u{2069}' {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return text.get(..at + letter.len_utf8()).unwrap_or(text);
            }
        }
    }
    text
}

/// What a page isolated; nothing of it takes part in what stands around. What is isolated inside it again counts where it
/// runs as the page does, and is part of it where it does not.
fn isolated(inside: &str, base: Direction, out: &mut Vec<Run>) {
    let direction = match inside.chars().next() {
        Some('\u{2066}') => Direction::Ltr,
        Some('\u{2067}') => Direction::Rtl,
        // Numbers alone are read from left to right among Arabic words too.
        _ => strong(inside).unwrap_or(Direction::Ltr),
    };
    if direction == base {
        let content = inside.strip_suffix('\u{2069}').unwrap_or(inside);
        return cut(content.get(MARK_BYTES..).unwrap_or(""), base, out);
    }
    let text: String = inside.chars().filter(|letter| !matches!(letter, '\u{2066}'..='\u{2069}')).collect();
    if text.is_empty() {
        return;
    }
    // A bare number reads the same in an Arabic run, and has the size of the letters around it.
    if is_number(&text) {
        let mark = mark(base);
        return push(&format!("{mark}{text}{mark}"), base, out);
    }
    let mark = mark(direction);
    out.push(Run { text: format!("{mark}{text}{mark}"), direction });
}

/// Whether nothing in a text could change places: digits, and what parts them in numbers, hours and days.
fn is_number(text: &str) -> bool {
    text.split(['.', ',', ':', '/']).all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A stretch of the paragraph's own: words of the other script become runs, and what stands between two of them goes with
/// them; spaces and marks at their ends stay with the paragraph.
fn plain(text: &str, base: Direction, out: &mut Vec<Run>) {
    let mut rest = text;
    let other = |letter: char| direction_of(letter).is_some_and(|direction| direction != base);
    while let Some(start) = rest.find(other) {
        push(&rest[..start], base, out);
        let against = &rest[start..];
        let end = against.find(|letter| direction_of(letter) == Some(base)).unwrap_or(against.len());
        let last = against[..end].char_indices().rev().find(|(_, letter)| other(*letter));
        let end = last.map_or(end, |(at, letter)| at + letter.len_utf8());
        push(&against[..end], opposite(base), out);
        rest = &against[end..];
    }
    push(rest, base, out);
}

fn push(text: &str, direction: Direction, out: &mut Vec<Run>) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(last) if last.direction == direction => last.text.push_str(text),
        _ => out.push(Run { text: text.to_owned(), direction }),
    }
}

fn opposite(direction: Direction) -> Direction {
    match direction {
        Direction::Ltr => Direction::Rtl,
        Direction::Rtl => Direction::Ltr,
    }
}

fn strong(text: &str) -> Option<Direction> {
    text.chars().find_map(direction_of)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, base: Direction, expected: &[(&str, Direction)]) {
        let expected: Vec<Run> =
            expected.iter().map(|(text, direction)| Run { text: (*text).to_owned(), direction: *direction }).collect();
        assert_eq!(runs(text, base), expected, "{text:?}");
    }

    #[test]
    fn a_text_of_one_script_is_one_run() {
        check("الدورة 13، 10:00", Direction::Rtl, &[("الدورة 13، 10:00", Direction::Rtl)]);
        check("Treizième session (13)", Direction::Ltr, &[("Treizième session (13)", Direction::Ltr)]);
        check("", Direction::Rtl, &[]);
    }

    #[test]
    fn words_of_the_other_script_stand_in_runs_of_their_own_without_the_spaces_around_them() {
        check(
            "مشروع THAMM 2 phase II (منتهي)",
            Direction::Rtl,
            &[("مشروع ", Direction::Rtl), ("THAMM 2 phase II", Direction::Ltr), (" (منتهي)", Direction::Rtl)],
        );
        check(
            "Nom : وزارة الداخلية, siège",
            Direction::Ltr,
            &[("Nom : ", Direction::Ltr), ("وزارة الداخلية", Direction::Rtl), (", siège", Direction::Ltr)],
        );
    }

    #[test]
    fn what_is_isolated_stands_between_marks_of_its_direction() {
        check(
            "الهاتف: \u{2068}+212 500 000 001\u{2069}، الرباط",
            Direction::Rtl,
            &[
                ("الهاتف: ", Direction::Rtl),
                ("\u{200E}+212 500 000 001\u{200E}", Direction::Ltr),
                ("، الرباط", Direction::Rtl),
            ],
        );
        check("\u{2068}«THAMM+»\u{2069}", Direction::Rtl, &[("\u{200E}«THAMM+»\u{200E}", Direction::Ltr)]);
        check(
            "Lieu : \u{2068}الرباط (\u{2068}CM-13\u{2069})\u{2069}.",
            Direction::Ltr,
            &[("Lieu : ", Direction::Ltr), ("\u{200F}الرباط (CM-13)\u{200F}", Direction::Rtl), (".", Direction::Ltr)],
        );
        check("\u{2068}ordinaire\u{2069} ici", Direction::Ltr, &[("ordinaire ici", Direction::Ltr)]);
        check(
            "\u{2068}\u{2068}هاتف\u{2069}: \u{2068}+212 5\u{2069}\u{2069}",
            Direction::Rtl,
            &[("هاتف: ", Direction::Rtl), ("\u{200E}+212 5\u{200E}", Direction::Ltr)],
        );
        check("\u{2068}\u{2069}أ", Direction::Rtl, &[("أ", Direction::Rtl)]);
        check("\u{2068}4.1\u{2069}", Direction::Rtl, &[("\u{200F}4.1\u{200F}", Direction::Rtl)]);
        check("النقطة \u{2068}12\u{2069}.", Direction::Rtl, &[("النقطة \u{200F}12\u{200F}.", Direction::Rtl)]);
        check("\u{2068}2024-2028\u{2069}", Direction::Rtl, &[("\u{200E}2024-2028\u{200E}", Direction::Ltr)]);
    }
}
