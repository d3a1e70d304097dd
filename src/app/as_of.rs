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
    /// What is meant, in a sentence that marks a screen or a page.
    pub fn said(&self, lexicon: &Lexicon, lang: Lang) -> String {
        let key = match self.reading {
            Reading::Revision => "as-of-revision",
            Reading::Recorded => "as-of-recorded",
            Reading::Known => "as-of-known",
            Reading::Both => "as-of-both",
        };
        let (date, rev) = (lexicon.date(lang, &self.day.into()), format!("r{}", self.desk.revision()));
        lexicon.say_with(lang, key, &[("date", Arg::from(date.as_str())), ("rev", Arg::from(rev.as_str()))])
    }
}
