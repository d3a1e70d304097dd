//! Files that are there whole or not at all: the one way in which anything is written outside a desk (pages, exports,
//! backups, settings).
//!
//! What is written goes into a file beside, under a name that nobody can guess or take before; it is made durable and only
//! then gets its name. Whatever happens, the file that was there stays as it was.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use tempfile::Builder;

/// What becomes of a file that has the name already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// The new one takes its place, with its permissions.
    Replaced,
    /// Nothing is written.
    Kept,
}

/// Who may read the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Whoever the person lets read their files.
    Usual,
    /// Nobody but its owner.
    Owner,
}

/// Writes a file. What is no file (a terminal, a pipe, `/dev/stdout`) is written to as it is.
///
/// # Errors
/// That of `fill`; `AlreadyExists`; the file system's. Nothing of the new file is then left.
pub fn write_whole<T, E: From<io::Error>>(
    file: &Path,
    before: Before,
    readers: Readers,
    fill: impl FnOnce(&mut dyn Write) -> Result<T, E>,
) -> Result<T, E> {
    let there = fs::metadata(file).ok();
    if there.as_ref().is_some_and(|there| !there.is_file() && !there.is_dir()) && before == Before::Replaced {
        let mut out = OpenOptions::new().write(true).open(file)?;
        let answer = fill(&mut out)?;
        out.flush()?;
        return Ok(answer);
    }
    if file.file_name().is_none() {
        return Err(io::Error::from(io::ErrorKind::InvalidInput).into());
    }
    if before == Before::Kept && fs::symlink_metadata(file).is_ok() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists).into());
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mode = if readers == Readers::Owner { 0o600 } else { 0o666 };
    let mut fresh = Builder::new()
        .prefix(".tansiq-")
        .suffix(".new")
        .permissions(Permissions::from_mode(mode))
        .tempfile_in(folder)?;
    let mut out = BufWriter::new(fresh.as_file_mut());
    let answer = fill(&mut out)?;
    out.flush()?;
    drop(out);
    if let Some(there) = there.filter(|there| there.is_file() && readers == Readers::Usual) {
        fresh.as_file().set_permissions(there.permissions())?;
    }
    fresh.as_file().sync_all()?;
    match before {
        Before::Replaced => fresh.persist(file),
        Before::Kept => fresh.persist_noclobber(file),
    }
    .map_err(|refused| refused.error)?;
    File::open(folder)?.sync_all()?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::os::unix::fs::symlink;

    fn put(file: &Path, before: Before, text: &str) -> io::Result<()> {
        write_whole(file, before, Readers::Usual, |out| out.write_all(text.as_bytes()))
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_write_that_fails_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.txt");
        put(&file, Before::Replaced, "old").unwrap();
        let failed: io::Result<()> = write_whole(&file, Before::Replaced, Readers::Usual, |out| {
            out.write_all(b"half of the n")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert_eq!(failed.unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(fs::read_to_string(&file).unwrap(), "old");
        assert_eq!(put(&file, Before::Kept, "new").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(
            put(&folder.path().join("nowhere/page.txt"), Before::Kept, "").unwrap_err().kind(),
            io::ErrorKind::NotFound
        );
        assert_eq!(names(folder.path()), ["page.txt"]);
        put(&file, Before::Replaced, "new").unwrap();
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }

    #[test]
    fn a_link_in_the_way_is_replaced_and_what_it_leads_to_is_not_touched() {
        let folder = tempfile::tempdir().unwrap();
        let (file, other) = (folder.path().join("page.txt"), folder.path().join("other"));
        fs::write(&other, "not mine").unwrap();
        symlink(&other, &file).unwrap();
        assert!(put(&file, Before::Kept, "new").is_err());
        put(&file, Before::Replaced, "new").unwrap();
        assert_eq!(fs::read_to_string(&other).unwrap(), "not mine");
        assert!(fs::symlink_metadata(&file).unwrap().is_file());
    }

    #[test]
    fn permissions_are_kept_and_private_files_are_private() {
        let folder = tempfile::tempdir().unwrap();
        let mode = |file: &Path| fs::metadata(file).unwrap().permissions().mode() & 0o777;
        let file = folder.path().join("page.txt");
        put(&file, Before::Replaced, "old").unwrap();
        fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
        put(&file, Before::Replaced, "new").unwrap();
        assert_eq!(mode(&file), 0o640);
        let own = folder.path().join("own");
        write_whole(&own, Before::Kept, Readers::Owner, |out| out.write_all(b"x")).unwrap();
        assert_eq!(mode(&own), 0o600);
        put(Path::new("/dev/null"), Before::Replaced, "into nothing").unwrap();
    }
}
