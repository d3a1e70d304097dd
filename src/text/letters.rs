//! Borders of letters as people count them, for a caret: a letter with its marks is one.

use unicode_segmentation::GraphemeCursor;

/// The byte where the letter before a caret begins; the beginning of the text where there is none.
pub fn letter_before(text: &str, caret: usize) -> usize {
    GraphemeCursor::new(caret, text.len(), true).prev_boundary(text, 0).ok().flatten().unwrap_or(0)
}

/// The byte where the letter after a caret ends; the end of the text where there is none.
pub fn letter_after(text: &str, caret: usize) -> usize {
    GraphemeCursor::new(caret, text.len(), true).next_boundary(text, 0).ok().flatten().unwrap_or(text.len())
}

/// Whether a character only marks the one before it: a vowel sign, an accent.
pub fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// The words with a capital first, as headings and labels begin, where their script has capitals.
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{is_mark, letter_after, letter_before};

    #[test]
    fn a_letter_and_its_mark_are_one_step_of_the_caret() {
        let marked = "b\u{e9}e\u{301}";
        assert_eq!(letter_before(marked, marked.len()), 3);
        assert_eq!(letter_after(marked, 3), marked.len());
        assert_eq!((letter_before("", 0), letter_after("", 0)), (0, 0));
        assert!(is_mark('\u{64e}') && !is_mark('\u{628}'));
    }
}
