//! What may come in from a keyboard, and what may go out to a terminal or a page.

use super::Direction;
use std::borrow::Cow;
use unicode_bidi::BidiClass;
use unicode_normalization::UnicodeNormalization;

/// Whether a text may have several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// Line breaks and tabs become spaces.
    One,
    /// Line breaks and tabs stay.
    Many,
}

/// Characters that a terminal may obey or that end lines behind the program's back.
fn is_control(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

/// Marks that reorder or embed text; isolates are the only ones that may be kept.
pub(super) fn is_bidi_control(letter: char) -> bool {
    matches!(letter, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a text holds a control character.
pub fn has_control(text: &str) -> bool {
    text.chars().any(is_control)
}

/// The text as a keyboard or a pasted text may bring it in: composed letters instead of presentation forms, no
/// control characters, no embedding or override; joiners and isolates stay.
pub fn clean(text: &str, lines: Lines) -> Cow<'_, str> {
    if text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) {
        return Cow::Borrowed(text);
    }
    let letters = text.chars().filter_map(|letter| match letter {
        '\n' | '\t' if lines == Lines::Many => Some(letter),
        '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => (letter != '\r').then_some(' '),
        '\u{2066}'..='\u{2069}' | '\u{200C}' | '\u{200D}' => Some(letter),
        letter if is_control(letter) || is_bidi_control(letter) || letter == '\u{FEFF}' => None,
        letter => Some(letter),
    });
    let plain = letters.flat_map(|letter| {
        let is_form = matches!(letter, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}');
        let parts: Vec<char> = if is_form { std::iter::once(letter).nfkc().collect() } else { vec![letter] };
        parts
    });
    Cow::Owned(plain.nfc().collect())
}

/// The text with every control character as a picture of itself (U+2400 …) and without marks that reorder what
/// stands around it: what a terminal may be given.
pub fn for_screen(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|letter| is_control(letter) || is_bidi_control(letter)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|letter| !is_bidi_control(*letter)).map(picture).collect())
}

/// What a page of that direction may hold: control characters as pictures, nothing that reorders, isolates only in
/// pairs and only around what would run against the page (a Latin name or a telephone number among Arabic words).
pub fn for_page(text: &str, direction: Direction) -> String {
    let mut out: Vec<Option<char>> = Vec::with_capacity(text.len());
    let mut open: Vec<(usize, Inside)> = Vec::new();
    for letter in text.chars() {
        match letter {
            '\u{2066}'..='\u{2068}' => {
                open.push((out.len(), Inside::default()));
                out.push(Some(letter));
            }
            '\u{2069}' => match open.pop() {
                Some((_, inside)) if inside.runs_against(direction) => out.push(Some(letter)),
                Some((start, _)) => out[start] = None,
                None => {}
            },
            letter if is_bidi_control(letter) => {}
            letter => {
                if let Some((_, inside)) = open.last_mut() {
                    inside.see(letter);
                }
                out.push(Some(picture(letter)));
            }
        }
    }
    open.into_iter().for_each(|(start, _)| out[start] = None);
    out.into_iter().flatten().collect()
}

/// What stands inside an isolate, other isolates left out.
#[derive(Default)]
struct Inside {
    has_ltr: bool,
    has_rtl: bool,
    has_digit: bool,
    has_break: bool,
}

impl Inside {
    fn see(&mut self, letter: char) {
        match unicode_bidi::bidi_class(letter) {
            BidiClass::L => self.has_ltr = true,
            BidiClass::R | BidiClass::AL => self.has_rtl = true,
            BidiClass::EN | BidiClass::AN => self.has_digit = true,
            BidiClass::CS | BidiClass::ES if letter != '+' => {}
            _ => self.has_break = true,
        }
    }

    /// Groups of digits (`0537 67 90`, `+212`, `2017–2018`) would change places in a line from right to left; one
    /// number, a time or a decimal would not.
    fn runs_against(&self, direction: Direction) -> bool {
        match direction {
            Direction::Ltr => self.has_rtl,
            Direction::Rtl => self.has_ltr || self.has_digit && self.has_break && !self.has_rtl,
        }
    }
}

/// A control character as a picture of itself, line breaks and tabs as a space; any other character as it is.
pub(super) fn picture(letter: char) -> char {
    match letter {
        // Paragraphs that stand in one line are kept apart by a space.
        '\n' | '\t' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + letter as u32).unwrap_or('\u{FFFD}'),
        '\u{7f}' => '\u{2421}',
        letter if is_control(letter) => '\u{FFFD}',
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn presentation_forms_become_letters_again() {
        assert_eq!(clean("\u{FEE3}\u{FEAE}\u{FE8D}\u{FEDB}\u{FEB6}", Lines::One), "مراكش");
        assert_eq!(clean("a\nb", Lines::One), "a b");
        assert_eq!(clean("a\nb", Lines::Many), "a\nb");
        assert_eq!(clean("\u{1b}[31mred\u{202e}", Lines::One), "[31mred");
    }

    proptest! {
        #[test]
        fn nothing_that_a_terminal_obeys_gets_through(text in any::<String>()) {
            prop_assert!(!has_control(&for_screen(&text)));
            prop_assert!(!has_control(&clean(&text, Lines::One)));
        }
    }
}
