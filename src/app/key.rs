//! Keys as the application knows them, and how they are written: `Ctrl-s`, `Alt-x`, `PgDn`, `J`.
//!
//! While the Arabic keyboard layout is active, letters arrive as Arabic characters. For commands they are turned
//! into the Latin letter on the same physical key; text fields keep what was typed.

use std::fmt;

/// What was pressed, without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Code {
    /// A character as typed.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tabulator.
    Tab,
    /// Tabulator with Shift.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key.
    F(u8),
}

/// A key with its modifiers; of a character Shift is a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: Code,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift, where the key is no character.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    pub const fn char(letter: char) -> Key {
        Key::plain(Code::Char(letter))
    }

    /// A character with Control.
    pub const fn ctrl(letter: char) -> Key {
        Key { code: Code::Char(letter), ctrl: true, alt: false, shift: false }
    }

    /// The key that a word means, as keys are written: `Enter`, `Ctrl-s`, `F6`, `é`.
    pub fn named(word: &str) -> Option<Key> {
        if let Some(rest) = word.strip_prefix("Ctrl-") {
            return Key::named(rest).map(|key| Key { ctrl: true, ..key });
        }
        if let Some(rest) = word.strip_prefix("Shift-") {
            return Key::named(rest).map(|key| Key { shift: true, ..key });
        }
        let mut letters = word.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            // Signs that the key bar writes for several keys are none.
            return Some(Key::char(letter))
                .filter(|_| !letter.is_whitespace() && !('\u{2190}'..='\u{21ff}').contains(&letter));
        }
        if let Some(number) = word.strip_prefix('F').and_then(|number| number.parse().ok()) {
            return Some(Key::plain(Code::F(number)));
        }
        let named = [
            ("Enter", Code::Enter),
            ("Esc", Code::Esc),
            ("Tab", Code::Tab),
            ("Up", Code::Up),
            ("Down", Code::Down),
            ("Left", Code::Left),
            ("Right", Code::Right),
            ("Home", Code::Home),
            ("End", Code::End),
            ("PgUp", Code::PageUp),
            ("PgDn", Code::PageDown),
            ("Backspace", Code::Backspace),
            ("Space", Code::Char(' ')),
        ];
        named.iter().find(|entry| entry.0 == word).map(|entry| Key::plain(entry.1))
    }

    /// The character to type into a field, if the key types one.
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(letter) if !self.ctrl && !self.alt => Some(letter),
            _ => None,
        }
    }

    /// Whether it came as a letter of the Arabic layout, which stands on other keys of other keyboards.
    pub fn is_of_another_layout(self) -> bool {
        matches!(self.code, Code::Char(letter) if !letter.is_ascii())
    }

    /// The key as commands see it: Arabic letters become the Latin letters of the same physical keys.
    #[must_use]
    pub fn for_commands(self, keyboard: Keyboard) -> Key {
        match self.code {
            Code::Char(letter) => Key { code: Code::Char(latin_of(letter, keyboard)), ..self },
            _ => self,
        }
    }
}

/// What stands on the keys beside the Arabic letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keyboard {
    /// As sold in Morocco and France.
    #[default]
    Azerty,
    /// As sold in most other countries.
    Qwerty,
}

impl Keyboard {
    /// All.
    pub const ALL: [Keyboard; 2] = [Keyboard::Azerty, Keyboard::Qwerty];

    /// The name in settings.
    pub fn code(self) -> &'static str {
        match self {
            Keyboard::Azerty => "azerty",
            Keyboard::Qwerty => "qwerty",
        }
    }

    /// The keyboard of this name.
    pub fn from_code(code: &str) -> Option<Keyboard> {
        Keyboard::ALL.into_iter().find(|keyboard| keyboard.code() == code)
    }
}

/// The Latin letter on the physical key that gives this character in the Arabic layout.
fn latin_of(letter: char, keyboard: Keyboard) -> char {
    const AZERTY: &[(char, char)] = &[
        ('ض', 'a'),
        ('ص', 'z'),
        ('ش', 'q'),
        ('ئ', 'w'),
        ('ك', 'm'),
        ('ز', ':'),
        ('\u{64e}', 'A'),
        ('\u{64b}', 'Z'),
        ('\u{650}', 'Q'),
    ];
    if keyboard == Keyboard::Azerty
        && let Some((_, latin)) = AZERTY.iter().find(|(arabic, _)| *arabic == letter)
    {
        return *latin;
    }
    const ARABIC: &[(char, char)] = &[
        ('ض', 'q'),
        ('ص', 'w'),
        ('ث', 'e'),
        ('ق', 'r'),
        ('ف', 't'),
        ('غ', 'y'),
        ('ع', 'u'),
        ('ه', 'i'),
        ('خ', 'o'),
        ('ح', 'p'),
        ('ش', 'a'),
        ('س', 's'),
        ('ي', 'd'),
        ('ب', 'f'),
        ('ل', 'g'),
        ('\u{fefb}', 'b'),
        ('ا', 'h'),
        ('ت', 'j'),
        ('ن', 'k'),
        ('م', 'l'),
        ('ئ', 'z'),
        ('ء', 'x'),
        ('ؤ', 'c'),
        ('ر', 'v'),
        ('ى', 'n'),
        ('ة', 'm'),
        ('ج', '['),
        ('د', ']'),
        ('ظ', '/'),
        ('\u{64e}', 'Q'),
        ('\u{64b}', 'W'),
        ('\u{64f}', 'E'),
        ('\u{64c}', 'R'),
        ('\u{fef9}', 'T'),
        ('إ', 'Y'),
        ('`', 'U'),
        ('‘', 'U'),
        ('÷', 'I'),
        ('×', 'O'),
        ('؛', 'P'),
        ('\u{650}', 'A'),
        ('\u{64d}', 'S'),
        ('\u{fef7}', 'G'),
        ('أ', 'H'),
        ('ـ', 'J'),
        ('،', 'K'),
        ('\u{652}', 'X'),
        ('\u{fef5}', 'B'),
        ('آ', 'N'),
        ('؟', '?'),
        ('١', '1'),
        ('٢', '2'),
        ('٣', '3'),
        ('٤', '4'),
        ('٥', '5'),
        ('٦', '6'),
    ];
    ARABIC.iter().find(|(arabic, _)| *arabic == letter).map_or(letter, |(_, latin)| *latin)
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl-")?;
        }
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.shift {
            f.write_str("Shift-")?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("Space"),
            Code::Char(letter) => write!(f, "{letter}"),
            Code::PageUp => f.write_str("PgUp"),
            Code::PageDown => f.write_str("PgDn"),
            Code::F(number) => write!(f, "F{number}"),
            Code::BackTab => f.write_str("Shift-Tab"),
            other => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_work_while_the_arabic_layout_is_active() {
        for keyboard in Keyboard::ALL {
            assert_eq!(Key::char('ى').for_commands(keyboard), Key::char('n'));
            assert_eq!(Key::char('ظ').for_commands(keyboard), Key::char('/'));
            assert_eq!(Key::char('é').for_commands(keyboard), Key::char('é'));
            assert_eq!(Keyboard::from_code(keyboard.code()), Some(keyboard));
        }
        assert_eq!(Key::char('ض').for_commands(Keyboard::Azerty), Key::char('a'));
        assert_eq!(Key::char('ض').for_commands(Keyboard::Qwerty), Key::char('q'));
        assert_eq!(Key::char('ى').typed(), Some('ى'));
    }

    #[test]
    fn keys_are_written_as_people_write_them() {
        assert_eq!(Key::ctrl('s').to_string(), "Ctrl-s");
        assert_eq!(Key::plain(Code::PageDown).to_string(), "PgDn");
        assert_eq!(Key::char(' ').to_string(), "Space");
    }
}
