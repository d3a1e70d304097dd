//! A one-line text field: logical text and a caret between letters.
//!
//! Left and right move by the direction of the paragraph, as the eye sees it. Backspace takes the mark before
//! its letter, and the alef of a lam-alef before the lam. Changes can be taken back inside the field, words at once.

use crate::limits;
use crate::text::{self, Direction, Lines};

/// A text being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    caret: usize,
    direction: Option<Direction>,
    past: Vec<(String, usize)>,
    future: Vec<(String, usize)>,
}

impl Input {
    /// A field with a text, the caret at its end.
    pub fn new(text: impl Into<String>) -> Input {
        let text = text.into();
        Input { caret: text.len(), text, ..Input::default() }
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
            // A word is taken back at once, not letter by letter.
            let goes_on = self.future.is_empty()
                && clean.chars().count() == 1
                && clean != " "
                && self.past.last().is_some_and(|(past, _)| self.text.len() > past.len() && !self.text.ends_with(' '));
            if !goes_on {
                self.remember();
            }
            self.text.insert_str(self.caret, &clean);
            self.caret += clean.len();
        }
    }

    /// Takes the character before the caret: a mark alone, otherwise a whole letter.
    pub fn backspace(&mut self) {
        let Some(last) = self.text[..self.caret].chars().next_back() else { return };
        self.remember();
        let start = if text::is_mark(last) { self.caret - last.len_utf8() } else { self.previous() };
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
    }

    /// Takes the letter after the caret.
    pub fn delete(&mut self) {
        let end = self.next();
        self.remember();
        self.text.replace_range(self.caret..end, "");
    }

    /// Takes the word before the caret.
    pub fn backspace_word(&mut self) {
        let start = self.word_start();
        self.remember();
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
    }

    /// Takes everything.
    pub fn clear(&mut self) {
        self.remember();
        self.text.clear();
        self.caret = 0;
    }

    /// Takes back the last change of the text.
    pub fn undo(&mut self) {
        if let Some(past) = self.past.pop() {
            let now = std::mem::replace(&mut self.text, past.0);
            self.future.push((now, std::mem::replace(&mut self.caret, past.1)));
        }
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) {
        if let Some(next) = self.future.pop() {
            let now = std::mem::replace(&mut self.text, next.0);
            self.past.push((now, std::mem::replace(&mut self.caret, next.1)));
        }
    }

    fn remember(&mut self) {
        self.future.clear();
        if self.past.len() >= limits::FIELD_UNDO {
            self.past.remove(0);
        }
        self.past.push((self.text.clone(), self.caret));
    }

    /// The direction that was asked for; nothing where the first strong letter decides.
    pub fn direction(&self) -> Option<Direction> {
        self.direction
    }

    /// Asks for another direction: by the first strong letter, right to left, left to right, in turn.
    pub fn turn(&mut self) {
        self.direction = match self.direction {
            None => Some(Direction::Rtl),
            Some(Direction::Rtl) => Some(Direction::Ltr),
            Some(Direction::Ltr) => None,
        };
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
        text::layout(&self.text, self.direction).direction == Direction::Rtl
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

    #[test]
    fn what_was_typed_is_taken_back_by_words_and_done_again() {
        let mut field = Input::default();
        "une audience".chars().for_each(|letter| field.insert(letter));
        field.backspace_word();
        assert_eq!(field.text(), "une ");
        field.undo();
        assert_eq!(field.text(), "une audience");
        field.undo();
        assert_eq!(field.text(), "une ");
        field.undo();
        field.undo();
        field.undo();
        assert_eq!(field.text(), "");
        for _ in 0..9 {
            field.redo();
        }
        assert_eq!((field.text(), field.caret()), ("une ", 4));
    }

    #[test]
    fn so_many_changes_are_kept_and_no_more() {
        let mut field = Input::default();
        for number in 0..limits::FIELD_UNDO + 50 {
            field.paste(&format!("{number} "));
        }
        assert_eq!(field.past.len(), limits::FIELD_UNDO);
        (0..limits::FIELD_UNDO + 50).for_each(|_| field.undo());
        assert!(field.text().ends_with(" 49 "), "{}", field.text());
    }

    #[test]
    fn a_direction_that_is_asked_for_turns_the_arrows() {
        let mut field = Input::new("GFMD");
        field.turn();
        field.right();
        assert_eq!((field.direction(), field.caret()), (Some(Direction::Rtl), 3));
        field.turn();
        field.turn();
        assert_eq!(field.direction(), None);
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
                    6 if letter < 'm' => field.undo(),
                    7 if letter < 'm' => field.redo(),
                    _ => field.insert(letter),
                }
                prop_assert!(field.text().is_char_boundary(field.caret()));
                prop_assert!(!text::has_control(field.text()));
            }
        }
    }
}
