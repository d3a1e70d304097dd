//! What each person opened on each desk: numbers of records only, one line for each person and desk, within a bound.
//!
//! Nothing depends on it: without it an empty finder offers what was opened in this session.

use super::files;
use super::visits::Visit;
use crate::app::used::{Use, Used};
use crate::domain::Ref;
use crate::limits;
use std::io;
use std::path::Path;

/// What a person opened before.
pub fn of(visit: &Visit) -> Used {
    let key = visit.key();
    let text = files::read_kept(&file(visit)).ok().flatten().unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(&key)).unwrap_or_default();
    Used::of(line.split(' ').filter_map(read).collect())
}

/// Remembers it for the next session, for this account alone.
///
/// # Errors
/// The file cannot be written.
pub fn keep(visit: &Visit, used: &Used) -> io::Result<()> {
    let key = visit.key();
    let old = files::read_kept(&file(visit)).ok().flatten().unwrap_or_default();
    let others: Vec<&str> = old.lines().filter(|line| !line.starts_with(&key)).collect();
    let own: Vec<String> =
        used.uses().iter().map(|one| format!("{}:{:.3}:{}", one.reference.0, one.weight, one.last)).collect();
    let kept = others.len().saturating_sub(limits::VISITS_KEPT - 1);
    let lines = others.iter().skip(kept).map(|line| (*line).to_owned()).chain([format!("{key}{}", own.join(" "))]);
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    std::fs::create_dir_all(&visit.config_dir)?;
    files::write_private(&file(visit), text.as_bytes())
}

fn read(entry: &str) -> Option<Use> {
    let mut cells = entry.split(':');
    let (reference, weight, last) = (cells.next()?, cells.next()?, cells.next()?);
    let weight: f64 = weight.parse().ok()?;
    let is_sound = weight.is_finite() && weight > 0.0;
    Some(Use { reference: Ref(reference.parse().ok()?), weight, last: last.parse().ok()? }).filter(|_| is_sound)
}

fn file(visit: &Visit) -> std::path::PathBuf {
    Path::new(&visit.config_dir).join("used.tsv")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn what_was_opened_is_remembered_for_each_person_and_holds_no_name() {
        let dir = tempfile::tempdir().unwrap();
        let visit =
            |by: &str| Visit { config_dir: dir.path().to_owned(), desk: dir.path().to_owned(), by: by.to_owned() };
        let mut used = Used::default();
        used.note(Ref(26), "2026-11-23".parse().unwrap());
        used.note(Ref(18), "2026-11-23".parse().unwrap());
        keep(&visit("amina"), &used).unwrap();
        keep(&visit("omar"), &Used::default()).unwrap();
        assert_eq!((of(&visit("amina")), of(&visit("omar"))), (used, Used::default()));
        let mode = std::fs::metadata(file(&visit("amina"))).unwrap().permissions();
        assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode) & 0o777, 0o600);
        std::fs::write(
            file(&visit("amina")),
            format!("{}nonsense 1:NaN:2026-01-01 7:2:2026-01-01", visit("amina").key()),
        )
        .unwrap();
        assert_eq!(of(&visit("amina")).uses().len(), 1);
    }
}
