//! Languages: messages, vocabularies, dates, durations, moments.
//!
//! No text lives in code: messages are Fluent files in `assets/lang`, labels of codes are tables in
//! `assets/vocab`. Both are read once into a [`Lexicon`] that sessions share; there is no current language anywhere,
//! every call names one, because people in three languages may run in one process.

pub mod date;
pub mod duration;
mod format;
pub mod human_date;
mod instant;
mod lexicon;
pub mod regions;
mod vocab;
mod vocab_files;
pub mod zone;

pub use lexicon::{Arg, Lexicon};
pub use vocab::{Entry, Vocabulary};

use crate::text::Direction;

/// A language of the interface and of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Arabic.
    Ar,
    /// French.
    Fr,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order in which texts fall back.
    pub const ALL: [Lang; 3] = [Lang::Ar, Lang::Fr, Lang::En];

    /// Code in commands, JSON and file names.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Ar => "ar",
            Lang::Fr => "fr",
            Lang::En => "en",
        }
    }

    /// The language of that code.
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// What stands between a label and its value, before a space: French keeps it apart from the word.
    pub const fn colon(self) -> &'static str {
        match self {
            Lang::Fr => "\u{a0}:",
            Lang::Ar | Lang::En => ":",
        }
    }

    /// What stands between the words of a list.
    pub const fn comma(self) -> &'static str {
        match self {
            Lang::Ar => "، ",
            Lang::Fr | Lang::En => ", ",
        }
    }

    /// What stands between the entries of a list in one line.
    pub const fn semicolon(self) -> &'static str {
        match self {
            Lang::Ar => "؛ ",
            Lang::Fr => "\u{a0}; ",
            Lang::En => "; ",
        }
    }

    /// The way its script runs.
    pub const fn direction(self) -> Direction {
        match self {
            Lang::Ar => Direction::Rtl,
            Lang::Fr | Lang::En => Direction::Ltr,
        }
    }
}
