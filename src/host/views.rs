//! The views that each person keeps for themselves: one line each, within a bound, beside the settings.

use super::files;
use crate::domain::Kind;
use crate::domain::rules::views::View;
use crate::lang::Lang;
use crate::limits;
use std::io;
use std::path::{Path, PathBuf};

/// The views of a person; none where the file is lost or cannot be read.
pub fn own(config_dir: &Path, by: &str) -> Vec<View> {
    let text = files::read_kept(&file(config_dir)).ok().flatten().unwrap_or_default();
    text.lines().filter_map(read).filter(|(owner, _)| *owner == clean(by)).map(|(_, view)| view).collect()
}

/// Keeps a view of a person, in the place of one of the same name for the same kind.
///
/// # Errors
/// The file cannot be written, or holds as many views as it may.
pub fn keep(config_dir: &Path, by: &str, view: &View) -> io::Result<()> {
    change(config_dir, by, view, true)
}

/// Forgets a view of a person.
///
/// # Errors
/// The file cannot be written.
pub fn forget(config_dir: &Path, by: &str, view: &View) -> io::Result<()> {
    change(config_dir, by, view, false)
}

fn change(config_dir: &Path, by: &str, view: &View, is_kept: bool) -> io::Result<()> {
    let by = clean(by);
    let name = view.name(Lang::Ar);
    // A file that cannot be read is not written over.
    let old = files::read_kept(&file(config_dir))?.unwrap_or_default();
    let is_same = |line: &str| {
        read(line).is_some_and(|(owner, other)| owner == by && other.kind == view.kind && other.is_called(name))
    };
    let mut lines: Vec<String> = old.lines().filter(|line| !is_same(line)).map(str::to_owned).collect();
    if is_kept {
        if lines.len() >= limits::VIEWS_KEPT {
            return Err(io::ErrorKind::StorageFull.into());
        }
        lines.push([&by, view.kind.key(), &clean(name), &clean(&view.query)].join("\t"));
    }
    std::fs::create_dir_all(config_dir)?;
    let text: String = lines.iter().map(|line| format!("{line}\n")).collect();
    files::write_whole(&file(config_dir), text.as_bytes())
}

fn read(line: &str) -> Option<(String, View)> {
    let mut cells = line.splitn(4, '\t');
    let (by, kind, name, query) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    Some((by.to_owned(), View::own(name, Kind::from_key(kind)?, query)))
}

fn clean(text: &str) -> String {
    text.replace(['\t', '\n', '\r'], " ")
}

fn file(config_dir: &Path) -> PathBuf {
    config_dir.join("views.tsv")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn each_person_has_their_own_and_a_name_stands_once() {
        let dir = tempfile::tempdir().unwrap();
        let view = |name: &str, query: &str| View::own(name, Kind::Partner, query);
        keep(dir.path(), "amina", &view("ألمانيا", "country:DE")).unwrap();
        keep(dir.path(), "omar", &view("ألمانيا", "country:FR")).unwrap();
        keep(dir.path(), "amina", &view("Écoles", "theme:education")).unwrap();
        keep(dir.path(), "amina", &view("ecoles", "theme:\"education\"\t-country:FR")).unwrap();
        let queries = |by: &str| own(dir.path(), by).into_iter().map(|view| view.query).collect::<Vec<_>>();
        assert_eq!(queries("amina"), ["country:DE", "theme:\"education\" -country:FR"]);
        forget(dir.path(), "amina", &view("ألمانيا", "")).unwrap();
        assert_eq!((queries("amina").len(), queries("omar").len()), (1, 1));
    }

    #[test]
    fn there_is_a_bound_and_a_file_that_cannot_be_read_stays() {
        let dir = tempfile::tempdir().unwrap();
        for number in 0..limits::VIEWS_KEPT {
            keep(dir.path(), "amina", &View::own(&format!("n{number}"), Kind::Partner, "x")).unwrap();
        }
        let one_more = keep(dir.path(), "amina", &View::own("more", Kind::Partner, "x")).unwrap_err();
        assert_eq!(one_more.kind(), io::ErrorKind::StorageFull);
        std::fs::write(file(dir.path()), b"\xff\xfe").unwrap();
        assert!(keep(dir.path(), "amina", &View::own("more", Kind::Partner, "x")).is_err());
        assert_eq!(std::fs::read(file(dir.path())).unwrap(), b"\xff\xfe");
    }
}
