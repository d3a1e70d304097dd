//! Text of a part of a package, escaped on its way in: what a record says is never markup.

use std::fmt::Write;

/// A part under way.
#[derive(Default)]
pub(super) struct Xml(String);

impl Xml {
    /// Markup of our own.
    pub(super) fn raw(&mut self, markup: &str) -> &mut Xml {
        self.0.push_str(markup);
        self
    }

    /// Text, so that every character stands for itself; those that XML cannot hold leave their mark.
    pub(super) fn text(&mut self, text: &str) -> &mut Xml {
        for letter in text.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                letter if is_legal(letter) => self.0.push(letter),
                _ => self.0.push('\u{FFFD}'),
            }
        }
        self
    }

    /// A number inside markup.
    pub(super) fn number(&mut self, number: u32) -> &mut Xml {
        // Writing into a string never fails.
        let _ = write!(self.0, "{number}");
        self
    }

    /// The finished part.
    pub(super) fn done(self) -> String {
        self.0
    }
}

fn is_legal(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..)
}
