//! Widths, cutting and padding in cells, and isolating values inside sentences.

use super::layout::{VisualLine, layout};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// Columns that a text takes when drawn: joined letters counted as they are drawn.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) { text.len() } else { layout(text, None).width() }
}

/// The letters of a text as people count them.
pub fn clusters(text: &str) -> impl Iterator<Item = &str> {
    text.graphemes(true)
}

/// The text cut to a number of columns on a letter's border, with `…` at its logical end where something is gone.
pub fn cut(text: &str, cells: usize) -> Cow<'_, str> {
    if text.len() <= cells && text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let line = layout(text, None);
    if line.width() <= cells {
        return Cow::Borrowed(text);
    }
    if cells == 0 {
        return Cow::Borrowed("");
    }
    let mut cells_in_order: Vec<_> = line.cells.iter().collect();
    cells_in_order.sort_by_key(|cell| cell.range.start);
    let (mut used, mut end) = (0, 0);
    for cell in cells_in_order {
        used += usize::from(cell.width);
        if used > cells - 1 {
            break;
        }
        end = cell.range.end;
    }
    let mut kept = text.get(..end).unwrap_or("").to_owned();
    kept.push('…');
    // A letter at the cut may take a wider form than it had; one more goes then.
    while width(&kept) > cells {
        let shorter = kept
            .trim_end_matches('…')
            .graphemes(true)
            .rev()
            .skip(1)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect::<String>();
        kept = if shorter.is_empty() { return Cow::Borrowed("…") } else { shorter + "…" };
    }
    Cow::Owned(kept)
}

/// A text on one line, cut to the room that it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The cells of the words; their ranges are those of the whole text.
    pub line: VisualLine,
    /// Spaces before the words. They keep pieces apart: they follow the screen, not the script of what they stand beside.
    pub before: usize,
    /// Spaces after the words.
    pub after: usize,
}

/// The text on one line of at most so many columns, with the spaces at its ends told apart.
pub fn fit(text: &str, cells: usize) -> Fitted {
    let shown = cut(text, cells);
    let words = shown.trim_matches(' ');
    let before = shown.len() - shown.trim_start_matches(' ').len();
    let after = if words.is_empty() { 0 } else { shown.len() - before - words.len() };
    let mut line = layout(words, None);
    line.cells.iter_mut().for_each(|cell| cell.range = cell.range.start + before..cell.range.end + before);
    Fitted { line, before, after }
}

/// The text cut or filled with spaces at its logical end to just that many columns.
pub fn pad(text: &str, cells: usize) -> String {
    let mut text = cut(text, cells).into_owned();
    let used = width(&text);
    text.extend(std::iter::repeat_n(' ', cells.saturating_sub(used)));
    text
}

/// A value for the inside of a sentence: its direction is its own (U+2068 … U+2069).
pub fn isolate(value: &str) -> String {
    format!("\u{2068}{value}\u{2069}")
}

/// A number, phone, range, code or address for the inside of a sentence: always left to right (U+2066 … U+2069).
pub fn isolate_ltr(value: &str) -> String {
    format!("\u{2066}{value}\u{2069}")
}
