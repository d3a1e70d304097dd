//! Backups that are taken by themselves and thrown away by rule.
//!
//! One a day at most, and only where something was changed: the newest of each of the last days, weeks and months that have
//! one are kept, within a bound of space; the newest of all always. A backup is written from the journal, which is only ever
//! added to, so that nobody waits for it and no lock of the desk is needed; a journal that is not whole gives none, and then
//! none is thrown away. Another one that is being written is not joined.

use super::codec::Hash;
use super::error::StoreError;
use super::journal;
use super::segment::{Read, Salvage};
use super::whole::{Before, Readers, write_whole};
use super::{backup, private};
use jiff::civil::{Date, DateTime};
use std::collections::BTreeSet;
use std::fs::{self, TryLockError};
use std::path::{Path, PathBuf};

/// The folder of backups in a desk, where no other is set.
pub const FOLDER: &str = "backups";
pub(super) const ENDING: &str = ".gz";

/// How many backups are kept, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keeping {
    /// Their folder.
    pub folder: PathBuf,
    /// Days of which the last one is kept.
    pub daily: usize,
    /// Weeks of which the last one is kept.
    pub weekly: usize,
    /// Months of which the last one is kept.
    pub monthly: usize,
    /// Bytes of all of them together.
    pub bytes: u64,
}

/// A backup in the folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its file.
    pub file: PathBuf,
    /// When it was taken, by the clock of that moment.
    pub at: DateTime,
    /// Its last revision.
    pub revision: u64,
    /// Its size.
    pub bytes: u64,
}

/// A backup to be taken: what the ledger was when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub(super) desk: PathBuf,
    pub(super) keeping: Keeping,
    /// Which ledger it is: the hash of its first entry, in short.
    pub(super) id: String,
    pub(super) head: u64,
    pub(super) hash: Hash,
}

/// Whether a backup is only taken where one is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Where something was changed since the last, and none was taken today.
    Due,
    /// In any case.
    Now,
}

impl Job {
    /// Takes the backup and throws away what the rule no longer keeps; nothing where none is due or one is being taken.
    ///
    /// # Errors
    /// A journal that is not whole; the file system's. Older backups are then all still there.
    pub fn run(&self, when: When, now: DateTime) -> Result<Option<Kept>, StoreError> {
        if when == When::Due && !is_due(&self.kept()?, now.date(), self.head) {
            return Ok(None);
        }
        let folder = &self.keeping.folder;
        if *folder == self.desk.join(FOLDER) {
            private::folder(folder)?;
        } else {
            fs::create_dir_all(folder).map_err(about(folder))?;
        }
        let lock = folder.join("lock");
        let lock = private::options().write(true).create(true).truncate(false).open(&lock).map_err(about(&lock))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error.into()),
        }
        clear_away_unfinished(folder)?;
        let before = self.kept()?;
        let file = folder.join(self.name(now));
        write_whole(&file, Before::Replaced, Readers::Owner, |out| self.write(out))?;
        let taken = Kept { bytes: fs::metadata(&file)?.len(), file, at: now, revision: self.head };
        let mut kept: Vec<Kept> = before.into_iter().filter(|other| other.file != taken.file).collect();
        kept.push(taken.clone());
        for old in superfluous(&kept, &self.keeping) {
            fs::remove_file(&old.file)?;
        }
        Ok(Some(taken))
    }

    /// The backups of this ledger that are kept, the oldest first.
    ///
    /// # Errors
    /// The file system's.
    pub fn kept(&self) -> Result<Vec<Kept>, StoreError> {
        let mut kept = Vec::new();
        let entries = match fs::read_dir(&self.keeping.folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(kept),
            other => other.map_err(about(&self.keeping.folder))?,
        };
        for entry in entries {
            let file = entry?.path();
            let named = file.file_name().and_then(|name| name.to_str()).and_then(|name| read_name(name, &self.id));
            if let (Some((at, revision)), Ok(found)) = (named, fs::symlink_metadata(&file))
                && found.is_file()
            {
                kept.push(Kept { file, at, revision, bytes: found.len() });
            }
        }
        kept.sort_by_key(|kept| (kept.at, kept.revision));
        Ok(kept)
    }

    fn name(&self, now: DateTime) -> String {
        format!("tansiq-{}-{}-r{}{ENDING}", self.id, now.strftime("%Y%m%dT%H%M%S"), self.head)
    }

    fn write(&self, out: &mut dyn std::io::Write) -> Result<(), StoreError> {
        let mut pages = backup::Pages::new(out);
        let mut salvage = Salvage::of(&self.desk)?;
        while pages.revision() < self.head {
            match salvage.read()? {
                Some(Read::Entry(sealed)) => pages.add(&sealed)?,
                Some(Read::Damage(place)) => return Err(StoreError::damaged(place, "not an entry")),
                None => break,
            }
        }
        if (pages.revision(), pages.hash()) != (self.head, self.hash) {
            return Err(StoreError::damaged(journal::FOLDER, format!("ends with entry {}", pages.revision())));
        }
        pages.finish()
    }
}

/// What the file system says about a file of the backups, with its name.
fn about(path: &Path) -> impl FnOnce(std::io::Error) -> StoreError {
    |error| StoreError::about(path, error)
}

/// The beginning of a hash, which tells ledgers and states apart.
pub(super) fn in_short(hash: &Hash) -> String {
    hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether there is a backup in the folder of a desk.
pub(super) fn has_any(desk: &Path) -> bool {
    names(desk).any(|name| name.ends_with(ENDING))
}

fn names(desk: &Path) -> impl Iterator<Item = String> {
    let found = private::entries(&desk.join(FOLDER)).ok().flatten().into_iter().flatten().flatten();
    found.map(|entry| entry.file_name().to_string_lossy().into_owned())
}

/// Whether there is a backup in the folder of a desk that is named after this first entry.
pub(super) fn is_named_after(desk: &Path, first: &Hash) -> bool {
    let start = format!("tansiq-{}-", in_short(first));
    names(desk).any(|name| name.starts_with(&start))
}

fn read_name(name: &str, id: &str) -> Option<(DateTime, u64)> {
    let rest = name.strip_prefix("tansiq-")?.strip_prefix(id)?.strip_prefix('-')?.strip_suffix(ENDING)?;
    let (at, revision) = rest.split_once("-r")?;
    Some((DateTime::strptime("%Y%m%dT%H%M%S", at).ok()?, revision.parse().ok()?))
}

/// What a crash left of one that was being written.
fn clear_away_unfinished(folder: &Path) -> Result<(), StoreError> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(".tansiq-") && name.ends_with(".new") {
            fs::remove_file(&path)?;
        }
    }
    Ok(())
}

/// Whether one is to be taken on this day. Days to come, from a clock that went wrong, say nothing.
fn is_due(kept: &[Kept], today: Date, head: u64) -> bool {
    let is_new = kept.iter().all(|kept| kept.revision != head);
    head > 0 && is_new && kept.iter().all(|kept| kept.at.date() != today)
}

/// What the rule does not keep, the oldest first.
pub fn superfluous<'a>(kept: &'a [Kept], keeping: &Keeping) -> Vec<&'a Kept> {
    let mut newest_first: Vec<&Kept> = kept.iter().collect();
    newest_first.sort_by_key(|kept| std::cmp::Reverse((kept.at, kept.revision)));
    let (mut days, mut weeks, mut months) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let last = kept.iter().max_by_key(|kept| (kept.revision, kept.at));
    let (mut gone, mut sum) = (Vec::new(), last.map_or(0, |last| last.bytes));
    for old in newest_first {
        let (day, week) = (old.at.date(), old.at.date().iso_week_date());
        let is_of_day = days.len() < keeping.daily && days.insert(day);
        let is_of_week = weeks.len() < keeping.weekly && weeks.insert((week.year(), week.week()));
        let is_of_month = months.len() < keeping.monthly && months.insert((day.year(), day.month()));
        if Some(old) == last {
            continue;
        }
        let fits = sum.saturating_add(old.bytes) <= keeping.bytes;
        if fits && (is_of_day || is_of_week || is_of_month) {
            sum += old.bytes;
        } else {
            gone.push(old);
        }
    }
    gone.reverse();
    gone
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;

    const DEFAULT: (usize, usize, usize) = (7, 4, 12);

    fn keeping((daily, weekly, monthly): (usize, usize, usize), bytes: u64) -> Keeping {
        Keeping { folder: PathBuf::new(), daily, weekly, monthly, bytes }
    }

    fn on(day: Date, revision: u64) -> Kept {
        let file = PathBuf::from(format!("{day}-{revision}"));
        Kept { file, at: day.at(17, 0, 0, 0), revision, bytes: 10 }
    }

    fn stays(kept: &[Kept], keeping: &Keeping) -> Vec<String> {
        let gone = superfluous(kept, keeping);
        kept.iter().filter(|kept| !gone.contains(kept)).map(|kept| kept.at.date().to_string()).collect()
    }

    #[test]
    fn days_weeks_and_months_are_kept_as_the_rule_says() {
        // Every day from the first of October 2025 to the 23rd of November 2026, a Monday.
        let (first, last) = (date(2025, 10, 1), date(2026, 11, 23));
        let days: Vec<Kept> = (0..)
            .map(|day| first + day.days())
            .take_while(|day| *day <= last)
            .zip(1..)
            .map(|(day, revision)| on(day, revision))
            .collect();
        assert_eq!(
            stays(&days, &keeping(DEFAULT, u64::MAX)),
            [
                // The last day of each of twelve months, this one not over yet.
                "2025-12-31",
                "2026-01-31",
                "2026-02-28",
                "2026-03-31",
                "2026-04-30",
                "2026-05-31",
                "2026-06-30",
                "2026-07-31",
                "2026-08-31",
                "2026-09-30",
                "2026-10-31",
                // The last day of each of four weeks, this one not over yet.
                "2026-11-08",
                "2026-11-15",
                // Seven days; the 22nd is the end of a week too.
                "2026-11-17",
                "2026-11-18",
                "2026-11-19",
                "2026-11-20",
                "2026-11-21",
                "2026-11-22",
                "2026-11-23",
            ]
        );
    }

    #[test]
    fn cases_of_the_rule() {
        type Case = (&'static str, &'static [&'static str], (usize, usize, usize), u64, &'static [&'static str]);
        let table: &[Case] = &[
            ("none", &[], DEFAULT, 100, &[]),
            ("one stays whatever the rule says", &["2026-11-23"], (0, 0, 0), 0, &["2026-11-23"]),
            (
                "days without one count for nothing",
                &["2026-01-05", "2026-03-01", "2026-11-23"],
                (3, 0, 0),
                100,
                &["2026-01-05", "2026-03-01", "2026-11-23"],
            ),
            ("two of a day: the later", &["2026-11-23", "2026-11-23"], (1, 0, 0), 100, &["2026-11-23"]),
            (
                "a week over the end of a year is one",
                &["2025-12-29", "2026-01-01", "2026-01-04", "2026-01-05"],
                (0, 2, 0),
                100,
                &["2026-01-04", "2026-01-05"],
            ),
            (
                "space for two",
                &["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"],
                DEFAULT,
                20,
                &["2026-11-22", "2026-11-23"],
            ),
            ("space for none: the newest", &["2026-11-22", "2026-11-23"], DEFAULT, 5, &["2026-11-23"]),
            (
                "months",
                &["2026-08-31", "2026-09-01", "2026-09-30", "2026-10-31"],
                (0, 0, 2),
                100,
                &["2026-09-30", "2026-10-31"],
            ),
        ];
        for (name, days, rule, bytes, expected) in table {
            let kept: Vec<Kept> =
                days.iter().zip(1..).map(|(day, revision)| on(day.parse().unwrap(), revision)).collect();
            assert_eq!(stays(&kept, &keeping(*rule, *bytes)), *expected, "{name}");
        }
    }

    #[test]
    fn a_clock_that_was_wrong_neither_stops_backups_nor_throws_the_newest_away() {
        let (ahead, today) = (on(date(2099, 1, 1), 5), on(date(2026, 11, 23), 6));
        assert!(is_due(std::slice::from_ref(&ahead), date(2026, 11, 23), 6));
        let kept = [ahead, today];
        assert_eq!(stays(&kept, &keeping((1, 0, 0), 10)), ["2026-11-23"], "what holds most entries stays");
    }

    #[test]
    fn one_a_day_and_only_after_a_change() {
        let kept = [on(date(2026, 11, 22), 4)];
        assert!(is_due(&kept, date(2026, 11, 23), 5));
        assert!(!is_due(&kept, date(2026, 11, 23), 4), "nothing was changed");
        assert!(!is_due(&kept, date(2026, 11, 22), 5), "one was taken today");
        assert!(!is_due(&[], date(2026, 11, 22), 0), "nothing is there");
    }

    #[test]
    fn names_tell_what_they_hold() {
        let job =
            Job { desk: PathBuf::new(), keeping: keeping(DEFAULT, 1), id: "0a0b0c0d".into(), head: 12, hash: [0; 32] };
        let at = date(2026, 11, 23).at(10, 5, 0, 0);
        let name = job.name(at);
        assert_eq!(name, "tansiq-0a0b0c0d-20261123T100500-r12.gz");
        assert_eq!(read_name(&name, "0a0b0c0d"), Some((at, 12)));
        for other in [
            "tansiq-0a0b0c0e-20261123T100500-r12.gz",
            "tansiq-0a0b0c0d-20261323T100500-r12.gz",
            "tansiq-0a0b0c0d-20261123T100500-r.gz",
            "lock",
            "",
        ] {
            assert_eq!(read_name(other, "0a0b0c0d"), None, "{other}");
        }
    }
}
