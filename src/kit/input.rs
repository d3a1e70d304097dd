//! A one-line text field: logical text and a caret between letters.
//!
//! Left and right move by the direction of the paragraph, as the eye sees it. Backspace takes the mark before
//! its letter, and the alef of a lam-alef before the lam.

use crate::limits;
use crate::text::{self, Direction, Lines};

/// A text being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    caret: usize,
}

impl Input {
    /// A field with a text, the caret at its end.
    pub fn new(text: impl Into<String>) -> Input {
        let text = text.into();
        Input { caret: text.len(), text }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The byte before which the caret stands.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// Puts another text, the caret at its end.
    pub fn set(&mut self, text: impl Into<String>) {
        *self = Input::new(text);
    }

    /// Types one character.
    pub fn insert(&mut self, letter: char) {
        self.paste(letter.encode_utf8(&mut [0; 4]));
    }

    /// Types a text, cleaned of what no field may hold.
    pub fn paste(&mut self, text: &str) {
        let clean = text::clean(text, Lines::One);
        if self.text.len() + clean.len() <= limits::TEXT_BYTES {
            self.text.insert_str(self.caret, &clean);
            self.caret += clean.len();
        }
    }

    /// Takes the character before the caret: a mark alone, otherwise a whole letter.
    pub fn backspace(&mut self) {
        let Some(last) = self.text[..self.caret].chars().next_back() else { return };
        let start = if text::is_mark(last) { self.caret - last.len_utf8() } else { self.previous() };
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
    }

    /// Takes the letter after the caret.
    pub fn delete(&mut self) {
        let end = self.next();
        self.text.replace_range(self.caret..end, "");
    }

    /// Takes the word before the caret.
    pub fn backspace_word(&mut self) {
        let start = self.word_start();
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
    }

    /// Takes everything.
    pub fn clear(&mut self) {
        self.text.clear();
        self.caret = 0;
    }

    /// Moves one letter to the left as the eye sees it.
    pub fn left(&mut self) {
        self.caret = if self.reads_rtl() { self.next() } else { self.previous() };
    }

    /// Moves one letter to the right as the eye sees it.
    pub fn right(&mut self) {
        self.caret = if self.reads_rtl() { self.previous() } else { self.next() };
    }

    /// Moves to the logical beginning.
    pub fn home(&mut self) {
        self.caret = 0;
    }

    /// Moves to the logical end.
    pub fn end(&mut self) {
        self.caret = self.text.len();
    }

    fn reads_rtl(&self) -> bool {
        text::layout(&self.text, None).direction == Direction::Rtl
    }

    fn previous(&self) -> usize {
        text::letter_before(&self.text, self.caret)
    }

    fn next(&self) -> usize {
        text::letter_after(&self.text, self.caret)
    }

    fn word_start(&self) -> usize {
        let before = &self.text[..self.caret];
        let trimmed = before.trim_end();
        trimmed.rfind(' ').map_or(0, |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_caret_moves_as_the_eye_sees_it() {
        let mut field = Input::new("لجنة");
        field.left();
        assert_eq!(field.caret(), 8);
        field.right();
        assert_eq!(field.caret(), 6);
        let mut field = Input::new("ab");
        field.left();
        assert_eq!(field.caret(), 1);
    }

    #[test]
    fn backspace_takes_a_mark_before_its_letter_and_the_alef_before_the_lam() {
        let mut field = Input::new("مُ");
        field.backspace();
        assert_eq!(field.text(), "م");
        let mut field = Input::new("لا");
        field.backspace();
        assert_eq!(field.text(), "ل");
    }

    proptest! {
        #[test]
        fn the_caret_is_never_inside_a_letter(keys in prop::collection::vec((0u8..9, any::<char>()), 0..60)) {
            let mut field = Input::default();
            for (key, letter) in keys {
                match key {
                    0 => field.left(),
                    1 => field.right(),
                    2 => field.backspace(),
                    3 => field.delete(),
                    4 => field.backspace_word(),
                    5 => field.home(),
                    _ => field.insert(letter),
                }
                prop_assert!(field.text().is_char_boundary(field.caret()));
                prop_assert!(!text::has_control(field.text()));
            }
        }
    }
}
