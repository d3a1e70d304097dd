//! Joining Arabic letters: each letter takes the form that its neighbours ask for, lam and alef become one.
//!
//! Works in logical order, before anything is reordered. Marks keep their place after their letter. Letters that
//! join but have no presentation form stay as they are, and their neighbours still join.

use super::forms::{FORMS, LAM_ALEF};
use std::ops::Range;
use unicode_joining_type::{JoiningType, get_joining_type};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// One character to draw, with the bytes of the logical text that it stands for.
#[derive(Clone, Debug, PartialEq)]
pub struct Shaped {
    /// The character.
    pub letter: char,
    /// Bytes in the logical text; a ligature covers both letters and the marks between.
    pub range: Range<usize>,
}

/// Whether letters join across it. What takes a cell of its own is drawn between them and cannot become part of a
/// ligature, even where Unicode calls it transparent (U+FFF9).
fn is_transparent(letter: char) -> bool {
    get_joining_type(letter) == JoiningType::Transparent && letter.width() == Some(0)
}

fn joins_next(letter: char) -> bool {
    matches!(get_joining_type(letter), JoiningType::DualJoining | JoiningType::JoinCausing | JoiningType::LeftJoining)
}

fn joins_previous(letter: char) -> bool {
    matches!(get_joining_type(letter), JoiningType::DualJoining | JoiningType::JoinCausing | JoiningType::RightJoining)
}

/// The characters of a text in the forms in which they are drawn, in logical order.
pub fn shape(text: &str) -> Vec<Shaped> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut shaped = Vec::with_capacity(letters.len());
    let mut previous: Option<char> = None;
    let mut eaten: Option<usize> = None;
    for (at, &(start, letter)) in letters.iter().enumerate() {
        let end = letters.get(at + 1).map_or(text.len(), |next| next.0);
        if eaten == Some(at) {
            continue;
        }
        if is_transparent(letter) {
            shaped.push(Shaped { letter, range: start..end });
            continue;
        }
        let next = letters.iter().enumerate().skip(at + 1).find(|(_, entry)| !is_transparent(entry.1));
        let from_previous = previous.is_some_and(joins_next) && joins_previous(letter);
        // A mark that does not belong to the lam (a direction or a soft hyphen stands before it) is drawn between.
        let next_alone = next.filter(|(_, entry)| text[start..entry.0].graphemes(true).nth(1).is_none());
        if let Some((place, ligature)) = lam_alef(letter, next_alone, from_previous) {
            let end = letters.get(place + 1).map_or(text.len(), |after| after.0);
            shaped.push(Shaped { letter: ligature, range: start..end });
            (eaten, previous) = (Some(place), Some('\u{627}'));
            continue;
        }
        let to_next = joins_next(letter) && next.is_some_and(|(_, entry)| joins_previous(entry.1));
        shaped.push(Shaped { letter: form(letter, from_previous, to_next), range: start..end });
        previous = Some(letter);
    }
    shaped
}

/// The ligature of a lam with the alef that follows it, and the place of that alef.
fn lam_alef(letter: char, next: Option<(usize, &(usize, char))>, from_previous: bool) -> Option<(usize, char)> {
    let (place, (_, alef)) = next.filter(|_| letter == '\u{644}')?;
    let forms = LAM_ALEF.iter().find(|entry| entry.0 == *alef)?.1;
    Some((place, forms[usize::from(from_previous)]))
}

fn form(letter: char, from_previous: bool, to_next: bool) -> char {
    let Ok(at) = FORMS.binary_search_by_key(&letter, |entry| entry.0) else { return letter };
    let forms = FORMS[at].1;
    let wanted = match (from_previous, to_next) {
        (false, false) => forms[0],
        (true, false) => forms[1],
        (false, true) => forms[2],
        (true, true) => forms[3],
    };
    // Letters that join on one side only have two forms; the joined one serves where both sides ask.
    [wanted, if from_previous { forms[1] } else { forms[0] }, forms[0]]
        .into_iter()
        .find(|form| *form != '\0')
        .unwrap_or(letter)
}
