//! The past on the screen: which desk is looked at, and on which day it is read. Nothing can be changed there.

use crate::domain::Desk;
use crate::lang::{Arg, Lang, Lexicon};
use jiff::civil::Date;
use std::sync::Arc;

/// What is meant by "as of", for the words that mark it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// What the desk held at a revision, read on its day.
    Revision,
    /// What the desk held at the end of the day.
    Recorded,
    /// The day, in what is known today.
    Known,
    /// The day, in what the desk held at a revision.
    Both,
}

impl Reading {
    /// Its word in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Reading::Revision => "revision",
            Reading::Recorded => "recorded",
            Reading::Known => "known",
            Reading::Both => "both",
        }
    }
}

/// A desk of the past, or today's read on another day.
#[derive(Clone, Debug)]
pub struct AsOf {
    /// The desk.
    pub desk: Arc<Desk>,
    /// The day on which it is read.
    pub day: Date,
    /// What is meant.
    pub reading: Reading,
}

impl AsOf {
    /// What is meant, in a sentence that marks a screen.
    pub fn said(&self, lexicon: &Lexicon, lang: Lang) -> String {
        let (key, values) = self.message(lexicon, lang);
        let values = values.each_ref().map(|(name, value)| (*name, Arg::from(value.as_str())));
        lexicon.say_with(lang, key, &values)
    }

    /// The key of that sentence, with its values.
    pub fn message(&self, lexicon: &Lexicon, lang: Lang) -> (&'static str, [(&'static str, String); 2]) {
        let key = match self.reading {
            Reading::Revision => "as-of-revision",
            Reading::Recorded => "as-of-recorded",
            Reading::Known => "as-of-known",
            Reading::Both => "as-of-both",
        };
        let rev = format!("r{}", self.desk.revision());
        (key, [("date", lexicon.date(lang, &self.day.into())), ("rev", rev)])
    }
}
