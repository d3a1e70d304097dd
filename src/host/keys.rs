//! Keys by their names, as the help writes them.

use crate::app::{Code, Key};

/// The key that a word means: `Enter`, `Ctrl-s`, `é`; for pictures and tests.
pub fn key_named(word: &str) -> Option<Key> {
    if let Some(rest) = word.strip_prefix("Ctrl-") {
        return key_named(rest).map(|key| Key { ctrl: true, ..key });
    }
    if let Some(rest) = word.strip_prefix("Shift-") {
        return key_named(rest).map(|key| Key { shift: true, ..key });
    }
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(Key::char(letter));
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
