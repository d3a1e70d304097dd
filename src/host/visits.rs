//! Up to where each person has seen each desk: what changed since then is told at home.
//!
//! One line for each person and desk, the newest last, within a bound. Nothing depends on it: a file that is lost or cannot be
//! read means that nothing is told as new.

use super::files;
use crate::limits;
use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

/// One person on one desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The folder of the settings, where visits are remembered.
    pub config_dir: PathBuf,
    /// The folder of the desk.
    pub desk: PathBuf,
    /// Who.
    pub by: String,
}

impl Visit {
    /// The revision up to which this person saw this desk last time.
    pub fn seen(&self) -> Option<u64> {
        let key = self.key();
        let text = files::read_own(&file(&self.config_dir), limits::SETTINGS_BYTES).ok()??;
        text.lines().rev().find_map(|line| line.strip_prefix(&key)?.parse().ok())
    }

    /// Remembers that everything up to a revision has been seen.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(&self, revision: u64) -> io::Result<()> {
        let key = self.key();
        let old = files::read_own(&file(&self.config_dir), limits::SETTINGS_BYTES).ok().flatten().unwrap_or_default();
        let others: Vec<&str> = old.lines().filter(|line| !line.starts_with(&key)).collect();
        let kept = others.len().saturating_sub(limits::VISITS_KEPT - 1);
        let mut text = String::new();
        for line in others.iter().skip(kept) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{line}");
        }
        let _ = writeln!(text, "{key}{revision}");
        std::fs::create_dir_all(&self.config_dir)?;
        files::write_whole(&file(&self.config_dir), text.as_bytes())
    }

    /// What its line begins with.
    pub(super) fn key(&self) -> String {
        let clean = |text: &str| text.replace(['\t', '\n', '\r'], " ");
        // The same desk is found by another way to it; a folder that is gone has no other.
        let desk = self.desk.canonicalize().unwrap_or_else(|_| self.desk.clone());
        format!("{}\t{}\t", clean(&desk.display().to_string()), clean(&self.by))
    }
}

fn file(config_dir: &Path) -> PathBuf {
    config_dir.join("visits.tsv")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn each_person_has_seen_each_desk_up_to_their_own_revision() {
        let dir = tempfile::tempdir().unwrap();
        let visit = |desk: &str, by: &str| Visit {
            config_dir: dir.path().to_owned(),
            desk: dir.path().join(desk),
            by: by.to_owned(),
        };
        assert_eq!(visit("one", "amina").seen(), None);
        visit("one", "amina").keep(7).unwrap();
        visit("one", "a\tmina\n").keep(9).unwrap();
        visit("two", "amina").keep(3).unwrap();
        visit("one", "amina").keep(8).unwrap();
        let seen = [visit("one", "amina"), visit("one", "a\tmina\n"), visit("two", "amina")].map(|visit| visit.seen());
        assert_eq!(seen, [Some(8), Some(9), Some(3)]);
    }

    #[test]
    fn what_is_remembered_has_a_bound() {
        let dir = tempfile::tempdir().unwrap();
        for person in 0..limits::VISITS_KEPT + 5 {
            let visit =
                Visit { config_dir: dir.path().to_owned(), desk: dir.path().to_owned(), by: person.to_string() };
            visit.keep(1).unwrap();
        }
        let text = std::fs::read_to_string(file(dir.path())).unwrap();
        assert_eq!(text.lines().count(), limits::VISITS_KEPT);
    }
}
