//! A text field: logical text, a caret between letters, what is selected.
//!
//! Left and right move by the direction of the paragraph, as the eye sees it. Backspace takes the mark before
//! its letter, and the alef of a lam-alef before the lam. Changes can be taken back inside the field, words at once.

use super::wrapped::Wrapped;
use crate::limits;
use crate::text::{self, Direction, Lines};
use std::ops::Range;

/// A way of the caret through a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// One letter to the left as the eye sees it.
    Left,
    /// One letter to the right as the eye sees it.
    Right,
    /// One word to the left as the eye sees it.
    WordLeft,
    /// One word to the right as the eye sees it.
    WordRight,
    /// To the logical beginning of the paragraph.
    Home,
    /// To the logical end of the paragraph.
    End,
    /// One line up, of a field drawn in a room of so many columns on a screen of that direction.
    Up(usize, Direction),
    /// One line down.
    Down(usize, Direction),
}

/// A text being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    text: String,
    lines: Lines,
    caret: usize,
    anchor: Option<usize>,
    direction: Option<Direction>,
    past: Vec<(String, usize)>,
    future: Vec<(String, usize)>,
}

impl Default for Input {
    fn default() -> Input {
        Input::of("", Lines::One)
    }
}

impl Input {
    /// A field of one line with a text, the caret at its end.
    pub fn new(text: impl Into<String>) -> Input {
        Input::of(text, Lines::One)
    }

    /// A field of many lines with a text, the caret at its end.
    pub fn many(text: impl Into<String>) -> Input {
        Input::of(text, Lines::Many)
    }

    fn of(text: impl Into<String>, lines: Lines) -> Input {
        let text = text.into();
        let (past, future) = (Vec::new(), Vec::new());
        Input { caret: text.len(), text, lines, anchor: None, direction: None, past, future }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it may have several lines.
    pub fn has_lines(&self) -> bool {
        self.lines == Lines::Many
    }

    /// The byte before which the caret stands.
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The bytes that are selected; nothing where none are.
    pub fn selection(&self) -> Option<Range<usize>> {
        let anchor = self.anchor?;
        Some(anchor.min(self.caret)..anchor.max(self.caret)).filter(|range| !range.is_empty())
    }

    /// The text that is selected.
    pub fn selected(&self) -> Option<&str> {
        self.text.get(self.selection()?)
    }

    /// Puts another text, the caret at its end.
    pub fn set(&mut self, text: impl Into<String>) {
        *self = Input::of(text, self.lines);
    }

    /// Puts another text as one change that can be taken back, the caret before a byte of it.
    pub fn set_at(&mut self, text: impl Into<String>, caret: usize) {
        self.remember();
        self.text = text.into();
        self.anchor = None;
        self.caret = caret.min(self.text.len());
        while !self.text.is_char_boundary(self.caret) {
            self.caret -= 1;
        }
    }

    /// Puts another text, cleaned and cut to what the field may hold, as one change that can be taken back.
    pub fn paste_over(&mut self, text: &str) {
        let clean = text::clean(text, self.lines);
        let mut end = clean.len().min(self.bound());
        while !clean.is_char_boundary(end) {
            end -= 1;
        }
        self.set_at(&clean[..end], end);
    }

    fn bound(&self) -> usize {
        if self.has_lines() { limits::LONG_TEXT_BYTES } else { limits::TEXT_BYTES }
    }

    /// Types one character; answers whether there was room for it.
    pub fn insert(&mut self, letter: char) -> bool {
        self.paste(letter.encode_utf8(&mut [0; 4]))
    }

    /// Types a text, cleaned of what the field may not hold, in the place of what is selected; answers whether
    /// there was room for it. Where there is none nothing changes.
    pub fn paste(&mut self, text: &str) -> bool {
        let clean = text::clean(text, self.lines);
        let bound = self.bound();
        let selection = self.selection().unwrap_or(self.caret..self.caret);
        if self.text.len() - selection.len() + clean.len() > bound {
            return false;
        }
        // A word is taken back at once, not letter by letter.
        let goes_on = selection.is_empty()
            && self.future.is_empty()
            && clean.chars().count() == 1
            && !matches!(clean.as_ref(), " " | "\n")
            && self
                .past
                .last()
                .is_some_and(|(past, _)| self.text.len() > past.len() && !self.text.ends_with([' ', '\n']));
        if !goes_on {
            self.remember();
        }
        self.replace(selection, &clean);
        true
    }

    /// Takes what is selected; otherwise the character before the caret: a mark alone, or a whole letter.
    pub fn backspace(&mut self) {
        let Some(last) = self.text[..self.caret].chars().next_back().filter(|_| self.selection().is_none()) else {
            return self.take(self.caret);
        };
        self.take(if text::is_mark(last) { self.caret - last.len_utf8() } else { self.previous() });
    }

    /// Takes what is selected; otherwise the letter after the caret.
    pub fn delete(&mut self) {
        self.take(self.next());
    }

    /// Takes what is selected; otherwise the word before the caret.
    pub fn backspace_word(&mut self) {
        let before = &self.text[..self.caret];
        self.take(before.trim_end().rfind([' ', '\n']).map_or(0, |at| at + 1));
    }

    /// Takes everything.
    pub fn clear(&mut self) {
        self.remember();
        self.replace(0..self.text.len(), "");
    }

    /// Takes what is selected; otherwise what lies between the caret and a byte.
    fn take(&mut self, to: usize) {
        let range = self.selection().unwrap_or(self.caret.min(to)..self.caret.max(to));
        if !range.is_empty() {
            self.remember();
            self.replace(range, "");
        }
    }

    fn replace(&mut self, range: Range<usize>, by: &str) {
        self.caret = range.start + by.len();
        self.text.replace_range(range, by);
        self.anchor = None;
    }

    /// Takes back the last change of the text.
    pub fn undo(&mut self) {
        if let Some((text, caret)) = self.past.pop() {
            self.future.push((std::mem::replace(&mut self.text, text), std::mem::replace(&mut self.caret, caret)));
            self.anchor = None;
        }
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) {
        if let Some((text, caret)) = self.future.pop() {
            self.past.push((std::mem::replace(&mut self.text, text), std::mem::replace(&mut self.caret, caret)));
            self.anchor = None;
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

    /// Moves the caret, and nothing is selected after it. Answers whether there was a way.
    pub fn go(&mut self, motion: Motion) -> bool {
        self.anchor = None;
        self.move_by(motion)
    }

    /// Moves the caret and selects what it passes over. Answers whether there was a way.
    pub fn extend(&mut self, motion: Motion) -> bool {
        self.anchor = self.anchor.or(Some(self.caret));
        self.move_by(motion)
    }

    fn move_by(&mut self, motion: Motion) -> bool {
        let to = match motion {
            Motion::Left if self.reads_rtl() => text::stop_after(&self.text, self.caret),
            Motion::Left => text::stop_before(&self.text, self.caret),
            Motion::Right if self.reads_rtl() => text::stop_before(&self.text, self.caret),
            Motion::Right => text::stop_after(&self.text, self.caret),
            Motion::WordLeft if self.reads_rtl() => text::word_after(&self.text, self.caret),
            Motion::WordLeft => text::word_before(&self.text, self.caret),
            Motion::WordRight if self.reads_rtl() => text::word_before(&self.text, self.caret),
            Motion::WordRight => text::word_after(&self.text, self.caret),
            Motion::Home => self.paragraph().start,
            Motion::End => self.paragraph().end,
            Motion::Up(room, screen) => self.line_away(room, screen, -1),
            Motion::Down(room, screen) => self.line_away(room, screen, 1),
        };
        std::mem::replace(&mut self.caret, to) != to
    }

    /// The byte in the same column of a line above or below; where there is none the caret stays.
    fn line_away(&self, room: usize, screen: Direction, by: isize) -> usize {
        let wrapped = Wrapped::new(self, room, screen);
        let (row, column) = wrapped.place(self.caret);
        let target = row.checked_add_signed(by).filter(|target| *target < wrapped.lines().len());
        target.map_or(self.caret, |target| wrapped.byte_at(target, column))
    }

    fn paragraph(&self) -> Range<usize> {
        let (before, after) = self.text.split_at(self.caret);
        before.rfind('\n').map_or(0, |at| at + 1)..after.find('\n').map_or(self.text.len(), |at| self.caret + at)
    }

    fn reads_rtl(&self) -> bool {
        text::layout(&self.text[self.paragraph()], self.direction).direction == Direction::Rtl
    }

    fn previous(&self) -> usize {
        text::letter_before(&self.text, self.caret)
    }

    fn next(&self) -> usize {
        text::letter_after(&self.text, self.caret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_caret_moves_as_the_eye_sees_it() {
        let mut field = Input::new("لجنة");
        field.go(Motion::Left);
        assert_eq!(field.caret(), 8);
        field.go(Motion::Right);
        assert_eq!(field.caret(), 6);
        let mut field = Input::new("ab");
        field.go(Motion::Left);
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
    fn a_lam_alef_is_one_stop_of_the_caret() {
        let mut field = Input::new("بلا");
        field.go(Motion::Right);
        assert_eq!(field.caret(), 2);
        field.extend(Motion::Left);
        assert_eq!(field.selected(), Some("لا"));
        field.backspace();
        assert_eq!(field.text(), "ب");
    }

    #[test]
    fn what_was_typed_is_taken_back_by_words_and_done_again() {
        let mut field = Input::default();
        for letter in "une audience".chars() {
            field.insert(letter);
        }
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
        field.go(Motion::Right);
        assert_eq!((field.direction(), field.caret()), (Some(Direction::Rtl), 3));
        field.turn();
        field.turn();
        assert_eq!(field.direction(), None);
    }

    #[test]
    fn what_is_selected_is_replaced_by_what_is_typed_and_comes_back() {
        let mut field = Input::new("وزارة الصحة MRE");
        field.extend(Motion::WordRight);
        assert_eq!(field.selected(), Some("MRE"));
        field.extend(Motion::WordRight);
        assert_eq!(field.selected(), Some("الصحة MRE"));
        field.insert('x');
        assert_eq!((field.text(), field.selected()), ("وزارة x", None));
        field.undo();
        assert_eq!(field.text(), "وزارة الصحة MRE");
        field.extend(Motion::Home);
        field.go(Motion::Left);
        assert_eq!(field.selection(), None);
        field.extend(Motion::Home);
        field.backspace();
        assert_eq!(field.text().chars().next(), Some('ز'));
    }

    #[test]
    fn a_field_of_many_lines_keeps_them_and_walks_through_them() {
        let screen = Direction::Ltr;
        let mut field = Input::many("");
        field.paste("Première ligne\r\nلجنة");
        assert_eq!(field.text(), "Première ligne\nلجنة");
        assert!(field.go(Motion::Up(40, screen)));
        assert_eq!(field.caret(), "Première ligne".len());
        assert!(!field.go(Motion::Up(40, screen)));
        field.go(Motion::Home);
        field.extend(Motion::Down(40, screen));
        assert!(field.selected().is_some_and(|text| text.contains('\n')));
        field.go(Motion::End);
        assert_eq!(field.caret(), field.text().len());
        let mut line = Input::new("");
        line.paste("a\nb");
        assert_eq!(line.text(), "a b");
    }

    #[test]
    fn what_has_no_room_changes_nothing() {
        let mut field = Input::new("a");
        assert!(!field.paste(&"b".repeat(limits::TEXT_BYTES)));
        assert_eq!(field.text(), "a");
        assert!(field.paste(&"b".repeat(limits::TEXT_BYTES - 1)));
        assert!(!field.insert('c'));
        field.extend(Motion::Home);
        assert!(field.insert('c'));
        assert_eq!(field.text(), "c");
    }

    proptest! {
        #[test]
        fn the_caret_is_never_inside_a_letter(keys in prop::collection::vec((0u8..15, any::<char>()), 0..60)) {
            let mut field = Input::many("");
            let motions = [
                Motion::Left, Motion::Right, Motion::WordLeft, Motion::WordRight, Motion::Home, Motion::End,
                Motion::Up(9, Direction::Rtl), Motion::Down(9, Direction::Rtl),
            ];
            for (key, letter) in keys {
                match key {
                    0 => field.backspace(),
                    1 => field.delete(),
                    2 => field.backspace_word(),
                    3 if letter < 'm' => field.undo(),
                    4 if letter < 'm' => field.redo(),
                    5 => field.turn(),
                    _ => {}
                }
                match motions.get(usize::from(key).wrapping_sub(6)) {
                    Some(motion) if letter < '\u{8000}' => field.go(*motion),
                    Some(motion) => field.extend(*motion),
                    None => field.insert(letter),
                };
                prop_assert!(field.text().is_char_boundary(field.caret()));
                prop_assert!(field.selection().is_none_or(|range| field.text().get(range).is_some()));
                prop_assert!(!field.text().chars().any(|letter| letter.is_control() && letter != '\n' && letter != '\t'));
            }
        }
    }
}
