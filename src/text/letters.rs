//! Borders of letters as people count them, for a caret: a letter with its marks is one, and so is a lam-alef for who
//! walks through it.

use super::Direction;
use super::shape::shape;
use std::borrow::Cow;
use unicode_bidi::BidiClass;
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

/// The byte where the letter before a caret begins; the beginning of the text where there is none.
pub fn letter_before(text: &str, caret: usize) -> usize {
    GraphemeCursor::new(caret, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The byte where the letter after a caret ends; the end of the text where there is none.
pub fn letter_after(text: &str, caret: usize) -> usize {
    GraphemeCursor::new(caret, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// The place where a caret before this one stops. A lam and the alef joined to it are one.
pub fn stop_before(text: &str, caret: usize) -> usize {
    let before = letter_before(text, caret);
    if is_inside_a_ligature(text, before) { letter_before(text, before) } else { before }
}

/// The place where a caret after this one stops. A lam and the alef joined to it are one.
pub fn stop_after(text: &str, caret: usize) -> usize {
    let after = letter_after(text, caret);
    if is_inside_a_ligature(text, after) { letter_after(text, after) } else { after }
}

fn is_inside_a_ligature(text: &str, caret: usize) -> bool {
    let start = letter_before(text, caret);
    let around = text.get(start..letter_after(text, caret)).unwrap_or("");
    around.starts_with('\u{644}')
        && shape(around).iter().any(|shaped| (shaped.range.start + 1..shaped.range.end).contains(&(caret - start)))
}

/// The byte where the word before a caret begins; the beginning of the text where there is none.
pub fn word_before(text: &str, caret: usize) -> usize {
    text.get(..caret).and_then(|before| before.unicode_word_indices().next_back()).map_or(0, |(start, _)| start)
}

/// The byte where the word after a caret ends; the end of the text where there is none.
pub fn word_after(text: &str, caret: usize) -> usize {
    let next = text.get(caret..).and_then(|after| after.unicode_word_indices().next());
    next.map_or(text.len(), |(start, word)| caret + start + word.len())
}

/// The way in which a letter is read; none of digits, spaces and marks.
pub fn direction_of(letter: char) -> Option<Direction> {
    match unicode_bidi::bidi_class(letter) {
        BidiClass::L => Some(Direction::Ltr),
        BidiClass::R | BidiClass::AL => Some(Direction::Rtl),
        _ => None,
    }
}

/// Whether a character only marks the one before it: a vowel sign, an accent.
pub fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// The letters without the vowel signs of Arabic; a sign that stands alone stays.
pub fn unvocalised(cluster: &str) -> Cow<'_, str> {
    let is_sign = |letter: char| matches!(letter, '\u{64b}'..='\u{652}' | '\u{670}');
    let mut letters = cluster.chars();
    if letters.next().is_none_or(is_sign) || !letters.any(is_sign) {
        return Cow::Borrowed(cluster);
    }
    Cow::Owned(cluster.chars().filter(|letter| !is_sign(*letter)).collect())
}

/// The words with a capital first, as headings and labels begin, where their script has capitals.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{is_mark, letter_after, letter_before, stop_after, stop_before, word_after, word_before};

    #[test]
    fn a_caret_walks_over_a_lam_alef_in_one_step() {
        for (text, stops) in [
            ("بلاد", vec![0, 2, 6, 8]),
            ("لَا", vec![0, 6]),
            ("ل\u{200d}ا", vec![0, 5, 7]),
            ("لل", vec![0, 2, 4]),
            ("ال", vec![0, 2, 4]),
        ] {
            let walk = |step: fn(&str, usize) -> usize, from: usize| {
                let mut places = vec![from];
                while let Some(last) = places.last().copied().filter(|last| step(text, *last) != *last) {
                    places.push(step(text, last));
                }
                places
            };
            assert_eq!(walk(stop_after, 0), stops, "{text}");
            assert_eq!(walk(stop_before, text.len()).into_iter().rev().collect::<Vec<_>>(), stops, "{text}");
        }
    }

    #[test]
    fn words_end_at_spaces_and_signs_in_every_script() {
        let text = "لجنة، l'an 2018";
        assert_eq!(word_after(text, 0), "لجنة".len());
        assert_eq!(word_after(text, "لجنة".len()), "لجنة، l'an".len());
        assert_eq!(word_before(text, text.len()), text.len() - 4);
        assert_eq!((word_before("، ", 3), word_after("، ", 0)), (0, 3));
    }

    #[test]
    fn a_letter_and_its_mark_are_one_step_of_the_caret() {
        let marked = "b\u{e9}e\u{301}";
        assert_eq!(letter_before(marked, marked.len()), 3);
        assert_eq!(letter_after(marked, 3), marked.len());
        assert_eq!((letter_before("", 0), letter_after("", 0)), (0, 0));
        assert!(is_mark('\u{64e}') && !is_mark('\u{628}'));
    }
}
