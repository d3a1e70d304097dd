//! How each person wants each list, remembered beside the settings: one line each, within a bound.

use super::files;
use crate::app::arrangement::{Arrangement, Arrangements};
use crate::limits;
use std::io;
use std::path::{Path, PathBuf};

/// Those of a person; none where the file is lost or cannot be read.
pub fn of(config_dir: &Path, by: &str) -> Arrangements {
    let text = files::read_kept(&file(config_dir)).ok().flatten().unwrap_or_default();
    let mut all = Arrangements::default();
    for (owner, pane, arrangement) in text.lines().filter_map(read) {
        if owner == clean(by) {
            all.put(pane, arrangement);
        }
    }
    all
}

/// Remembers that of one list.
///
/// # Errors
/// The file cannot be read or written.
pub fn keep(config_dir: &Path, by: &str, pane: &str, arrangement: &Arrangement) -> io::Result<()> {
    let by = clean(by);
    let old = files::read_kept(&file(config_dir))?.unwrap_or_default();
    let is_other = |line: &&str| read(line).is_none_or(|(owner, list, _)| owner != by || list != pane);
    let others: Vec<&str> = old.lines().filter(is_other).collect();
    let kept = others.len().saturating_sub(limits::ARRANGEMENTS_KEPT - 1);
    let own = [
        by.as_str(),
        pane,
        arrangement.group.as_deref().unwrap_or_default(),
        arrangement.order.as_deref().unwrap_or_default(),
        if arrangement.is_reversed { "reversed" } else { "" },
        &arrangement.columns.as_ref().map_or_else(|| "*".to_owned(), |columns| columns.join(" ")),
    ];
    let own = own.join("\t");
    let lines = others.iter().skip(kept).copied().chain([own.as_str()]);
    let text: String = lines.map(|line| format!("{line}\n")).collect();
    std::fs::create_dir_all(config_dir)?;
    files::write_whole(&file(config_dir), text.as_bytes())
}

fn read(line: &str) -> Option<(&str, &str, Arrangement)> {
    let mut cells = line.split('\t');
    let (by, pane) = (cells.next()?, cells.next()?);
    let named = |cell: &str| Some(cell.to_owned()).filter(|cell| !cell.is_empty());
    let (group, order, turned, columns) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let columns = (columns != "*").then(|| columns.split_whitespace().map(str::to_owned).collect());
    let is_reversed = turned == "reversed";
    Some((by, pane, Arrangement { group: named(group), order: named(order), is_reversed, columns }))
}

fn clean(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

fn file(config_dir: &Path) -> PathBuf {
    config_dir.join("lists.tsv")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn each_person_has_their_own_lists() {
        let dir = tempfile::tempdir().unwrap();
        let by_kind = Arrangement {
            group: Some("type".into()),
            order: Some("country".into()),
            is_reversed: true,
            columns: Some(vec!["country".into(), "tags".into()]),
        };
        let bare = Arrangement { columns: Some(Vec::new()), ..Arrangement::default() };
        keep(dir.path(), "amina", "partners", &Arrangement::default()).unwrap();
        keep(dir.path(), "a\tmina", "partners", &bare).unwrap();
        keep(dir.path(), "amina", "partners", &by_kind).unwrap();
        keep(dir.path(), "amina", "timelines", &bare).unwrap();
        let (amina, other) = (of(dir.path(), "amina"), of(dir.path(), "a\tmina"));
        assert_eq!((amina.of("partners"), amina.of("timelines")), (by_kind, bare.clone()));
        assert_eq!((other.of("partners"), other.of("timelines")), (bare, Arrangement::default()));
        assert_eq!(std::fs::read_to_string(file(dir.path())).unwrap().lines().count(), 3);
    }

    #[test]
    fn what_is_remembered_has_a_bound_and_nonsense_is_passed_over() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(file(dir.path()), "nonsense\namina\tpartners\n").unwrap();
        for person in 0..limits::ARRANGEMENTS_KEPT + 5 {
            keep(dir.path(), &person.to_string(), "partners", &Arrangement::default()).unwrap();
        }
        let text = std::fs::read_to_string(file(dir.path())).unwrap();
        assert_eq!(text.lines().count(), limits::ARRANGEMENTS_KEPT);
        assert_eq!(of(dir.path(), "amina"), Arrangements::default());
    }
}
