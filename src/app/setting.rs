//! Settings as the screen shows them: each with its value, where it comes from and what it may be.
//!
//! They are read and written outside; here they are words. What can be taken up while a session goes on is an [`Adopted`].

use super::key::Keyboard;
use crate::kit::Colours;
use crate::lang::Lang;

/// The words of the settings file that people have others for; the rest are names of panes and of keyboards.
pub const SPOKEN_WORDS: [&str; 20] = [
    "auto",
    "fast",
    "slow",
    "on",
    "off",
    "true",
    "false",
    "default",
    "light",
    "high-contrast",
    "monochrome",
    "ar",
    "fr",
    "en",
    "visual",
    "explicit",
    "mlterm",
    "inverse",
    "word-reversed",
    "unshaped",
];

/// Where a setting comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// An option of the command line.
    Option,
    /// This environment variable.
    Environment(&'static str),
    /// The settings file.
    File,
    /// Built in.
    BuiltIn,
}

/// What a setting may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// One of these words.
    Words(Vec<&'static str>),
    /// Yes or no.
    Flag,
    /// A number up to this one.
    Number(u32),
    /// A text.
    Text,
}

/// One setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingLine {
    /// Its name in the settings file, after those of its tables: `terminal.theme`.
    pub key: &'static str,
    /// What it is.
    pub value: String,
    /// Where that comes from.
    pub origin: Origin,
    /// What it may be.
    pub allowed: Allowed,
    /// Whether another value takes effect at once; else at the next start.
    pub is_live: bool,
}

impl SettingLine {
    /// Key of its name in the message files.
    pub fn message(&self) -> String {
        format!("setting-{}", self.key.replace('.', "-"))
    }

    /// The words that it may be, where they are few.
    pub fn words(&self) -> Vec<&'static str> {
        match &self.allowed {
            Allowed::Words(words) => words.clone(),
            Allowed::Flag => vec!["true", "false"],
            Allowed::Number(_) | Allowed::Text => Vec::new(),
        }
    }
}

/// What a session takes up of its settings while it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The language, where another one was chosen.
    pub lang: Option<Lang>,
    /// The colours; nothing where the terminal is to have none.
    pub colours: Option<Colours>,
    /// The keyboard under the Arabic layout.
    pub keyboard: Keyboard,
}
