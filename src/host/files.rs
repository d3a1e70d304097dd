//! Files outside the desk: written whole or not at all.

use crate::limits;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Writes a file beside its place, flushes it to the disk and then gives it its name.
///
/// # Errors
/// Whatever the file system says; a file that was there stays as it was.
pub fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let name = file.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    let fresh = file.with_file_name(format!(".{}.{}.new", name.to_string_lossy(), std::process::id()));
    let written = File::create(&fresh)
        .and_then(|mut out| out.write_all(bytes).and_then(|()| out.sync_all()))
        .and_then(|()| fs::rename(&fresh, file));
    if written.is_err() {
        // The half-written file is of no use; that it cannot be removed is not worth a second error.
        let _ = fs::remove_file(&fresh);
    }
    written
}

/// Writes a file under a name that no other file has: `name.form`, else `name-2.form` and so on. A file that holds
/// these very bytes is left as it is and answered.
///
/// # Errors
/// Whatever the file system says.
pub fn write_beside(dir: &Path, name: &str, form: &str, bytes: &[u8]) -> io::Result<PathBuf> {
    for number in 1..=limits::PAGES_OF_A_NAME {
        let file = dir.join(if number == 1 { format!("{name}.{form}") } else { format!("{name}-{number}.{form}") });
        match fs::read(&file) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                write_whole(&file, bytes)?;
                return Ok(file);
            }
            Err(error) => return Err(error),
            Ok(old) if old == bytes => return Ok(file),
            Ok(_) => {}
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_page_that_somebody_changed_is_not_written_over() {
        let dir = tempfile::tempdir().unwrap();
        let write = |text: &str| {
            let file = write_beside(dir.path(), "agenda-1-fr", "txt", text.as_bytes()).unwrap();
            file.file_name().unwrap().to_string_lossy().into_owned()
        };
        assert_eq!(write("one"), "agenda-1-fr.txt");
        assert_eq!(write("one"), "agenda-1-fr.txt", "the same page again");
        assert_eq!(write("two"), "agenda-1-fr-2.txt");
        assert_eq!(fs::read_to_string(dir.path().join("agenda-1-fr.txt")).unwrap(), "one");
        for number in 3..=limits::PAGES_OF_A_NAME {
            fs::write(dir.path().join(format!("agenda-1-fr-{number}.txt")), "another").unwrap();
        }
        let refused = write_beside(dir.path(), "agenda-1-fr", "txt", b"three").unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::AlreadyExists);
    }
}
