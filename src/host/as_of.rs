//! "As of": which desk is meant by a date or a revision, and read on which day.
//!
//! Two times are told apart. A *revision* (`r41`) is what the ledger held then. A *date* is the end of that day: what the
//! ledger held then, with holders, terms and what is late read on that day. Before the desk began nothing was held: such a
//! date is read in what is known today. `DATE@r41`, `DATE@DATE` and `DATE@now` say both: the day, and as of when it was
//! known.

use super::clock::{self, Clock};
use crate::app::{AsOf, Reading};
use crate::domain::read::Reader;
use crate::domain::{Desk, Shape, Value};
use crate::lang::Lexicon;
use crate::store::{Registrar, StoreError};
use jiff::civil::Date;

/// As of when something is asked for, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// What the ledger held at this revision, read on its day.
    Revision(u64),
    /// This day, by what was known then.
    Day(Date, Known),
}

/// As of when it was known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// At the end of that day; now where the desk began later.
    Then,
    /// Now.
    Now,
    /// At this revision.
    At(u64),
    /// At the end of another day.
    On(Date),
}

/// Why there is no such desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AsOfError {
    /// These words are neither a date nor a revision.
    Words,
    /// There is no such revision; the last one is this.
    NoRevision(u64),
    /// The store failed.
    Store(StoreError),
}

impl From<StoreError> for AsOfError {
    fn from(error: StoreError) -> Self {
        AsOfError::Store(error)
    }
}

impl AsOfError {
    /// The key of its message, with its values.
    pub fn message(&self) -> (&'static str, Vec<(&'static str, String)>) {
        match self {
            AsOfError::Words => ("as-of-words", Vec::new()),
            AsOfError::NoRevision(last) => ("as-of-no-revision", vec![("last", format!("r{last}"))]),
            AsOfError::Store(error) => (error.code(), error.values()),
        }
    }
}

/// Reads what was typed: `r41`, a date in any form that people type, `DATE@r41`, `DATE@DATE`, `DATE@now`.
///
/// # Errors
/// [`AsOfError::Words`].
pub fn read(words: &str, lexicon: &Lexicon, today: Date) -> Result<Wish, AsOfError> {
    let desk = Desk::default();
    let reader = Reader { lexicon, desk: &desk, today };
    let day = |words: &str| match reader.value("DATE", &Shape::Date, words.trim()) {
        // Of a month or a year its last day: "at the end of 2018".
        Ok(Value::Date(date)) => date.latest().or(date.earliest()).ok_or(AsOfError::Words),
        _ => Err(AsOfError::Words),
    };
    if let Some(revision) = revision(words) {
        return Ok(Wish::Revision(revision));
    }
    let Some((date, known)) = words.split_once('@') else { return Ok(Wish::Day(day(words)?, Known::Then)) };
    let known = match (revision(known), known.trim()) {
        (Some(revision), _) => Known::At(revision),
        (None, "now") => Known::Now,
        (None, words) => Known::On(day(words)?),
    };
    Ok(Wish::Day(day(date)?, known))
}

fn revision(words: &str) -> Option<u64> {
    words.trim().strip_prefix(['r', 'R'])?.parse().ok()
}

/// Makes the desk that is meant.
///
/// # Errors
/// No such revision, or the store's.
pub fn view(registrar: &mut Registrar, wish: Wish, clock: Clock) -> Result<AsOf, AsOfError> {
    let head = registrar.desk().revision();
    let known = |revision: u64| if revision <= head { Ok(revision) } else { Err(AsOfError::NoRevision(head)) };
    let (revision, day, reading) = match wish {
        Wish::Revision(revision) => {
            let written = registrar.written_at(known(revision)?)?.and_then(clock::wall);
            let day = written.map_or_else(|| clock.now().date(), |at| at.date());
            (Some(revision), day, Reading::Revision)
        }
        // What is held at the end of a day that is not over nobody knows.
        Wish::Day(day, Known::Then) if day >= clock.now().date() => (None, day, Reading::Known),
        Wish::Day(day, Known::Then) => {
            let end = clock.end_of_day_ms(day);
            let has_begun = registrar.written_at(1)?.is_none_or(|first| first <= end);
            match has_begun {
                true => (Some(registrar.revision_at(end)?), day, Reading::Recorded),
                false => (None, day, Reading::Known),
            }
        }
        Wish::Day(day, Known::Now) => (None, day, Reading::Known),
        Wish::Day(day, Known::At(revision)) => (Some(known(revision)?), day, Reading::Both),
        Wish::Day(day, Known::On(other)) => {
            (Some(registrar.revision_at(clock.end_of_day_ms(other))?), day, Reading::Both)
        }
    };
    let desk = match revision {
        Some(revision) => registrar.desk_as_of(revision)?,
        None => registrar.desk(),
    };
    Ok(AsOf { desk, day, reading })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_and_revisions_are_read_as_people_type_them() {
        let lexicon = Lexicon::load();
        let read = |words: &str| read(words, &lexicon, date(2026, 11, 23));
        let day = |day| Ok(Wish::Day(day, Known::Then));
        assert_eq!(read("r41"), Ok(Wish::Revision(41)));
        assert_eq!(read(" R41 "), Ok(Wish::Revision(41)));
        assert_eq!(read("2018-12-10"), day(date(2018, 12, 10)));
        assert_eq!(read("شتنبر 2018"), day(date(2018, 9, 30)));
        assert_eq!(read("2018"), day(date(2018, 12, 31)));
        assert_eq!(read("2018-12-10@r7"), Ok(Wish::Day(date(2018, 12, 10), Known::At(7))));
        assert_eq!(read("2018-12-10@now"), Ok(Wish::Day(date(2018, 12, 10), Known::Now)));
        assert_eq!(read("2018-12-10@2020"), Ok(Wish::Day(date(2018, 12, 10), Known::On(date(2020, 12, 31)))));
        for words in ["", "r", "rx", "whenever", "2018-12-10@", "@r1", "r99999999999999999999"] {
            assert_eq!(read(words), Err(AsOfError::Words), "{words}");
        }
    }
}
