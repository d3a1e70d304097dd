//! The form in which a whole desk is written: a number in a small file, looked at before anything else is touched.
//!
//! | Form | Since | What changed |
//! |--:|---|---|
//! | 1 | before 0.1 | ledger and records in the engine, the same entries in the journal; no such file yet |
//! | 2 | 0.1 | the number is written down; the engine is made anew, so that its head tells what all records add up to |
//!
//! A desk of a newer form is refused and stays as it is. One of an older form is backed up first; then its engine is made
//! anew from its entries, beside the old one, and takes its place. A crash at any point leaves the old engine, or none: then
//! it is made from the journal.

use super::error::StoreError;
use super::lock::is_desk;
use super::port::Ledger;
use super::{backup, keep, private, upgrade};
use std::fs;
use std::path::{Path, PathBuf};

/// The form that this program writes: a new version of records is a new form.
pub const FORMAT: u32 = 1 + upgrade::VERSION as u32;

/// The name of the file.
pub(super) const NAME: &str = "format";

/// How the names of the backups from before a new form begin.
pub(super) const BEFORE: &str = "before-format-";

/// What stands in the file: the form, and a sum of it, so that one flipped bit is no newer program.
fn text_of(form: u32) -> String {
    let form = form.to_string();
    format!("{form} {:08x}\n", crc32fast::hash(form.as_bytes()))
}

/// The form of a desk; that of a new one where there is none yet, and 0 where the file is damaged: then everything is made
/// anew as from the oldest, and what a newer program wrote is still known by its entries.
///
/// # Errors
/// [`StoreError::Newer`], or the file system's.
pub fn of(desk: &Path) -> Result<u32, StoreError> {
    let path = desk.join(NAME);
    let Some(text) = private::read_note(&path)? else {
        let is_there = fs::symlink_metadata(&path).is_ok();
        return Ok(match (is_there, is_desk(desk)) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => FORMAT,
        });
    };
    let form = text.split_once(' ').and_then(|(form, _)| form.parse().ok()).filter(|form| text == text_of(*form));
    match form {
        Some(version) if version > FORMAT => Err(StoreError::Newer { version }),
        form => Ok(form.unwrap_or(0)),
    }
}

/// Writes the form of this program down, where it is not yet.
///
/// # Errors
/// The file system's.
pub fn write(desk: &Path) -> Result<(), StoreError> {
    if private::read_note(&desk.join(NAME))?.is_some_and(|text| text == text_of(FORMAT)) {
        return Ok(());
    }
    private::write_note(desk, NAME, &text_of(FORMAT))
}

/// Keeps a desk as it is before it is brought to the form of this program; answers where.
///
/// # Errors
/// As [`backup::backup`].
pub(super) fn keep_old(desk: &Path, ledger: &dyn Ledger) -> Result<PathBuf, StoreError> {
    let folder = desk.join(keep::FOLDER);
    private::folder(&folder)?;
    let (head, hash) = (ledger.head(), ledger.head_hash());
    let file = folder.join(format!("{BEFORE}{FORMAT}-{}-r{head}.gz", keep::in_short(&hash)));
    // One that an earlier attempt has left is of this very state; whether it is whole is asked all the same.
    if fs::symlink_metadata(&file).is_ok() {
        if backup::read_all(&file, &mut |_| Ok(())) == Ok(head) {
            return Ok(file);
        }
        private::set_aside(desk, &format!("{}/{}", keep::FOLDER, file.file_name().unwrap_or_default().display()))?;
    }
    backup::backup(ledger, &file)?;
    Ok(file)
}
