//! What a person has not finished, beside the records of a desk: one file a person that only the owner of the desk reads.
//!
//! The store knows nothing of what is in it. It is no part of the history: losing it loses what was never saved.

use super::error::StoreError;
use super::private;
use super::whole::{Before, Readers, write_whole};
use crate::limits;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The folder in a desk.
pub(super) const FOLDER: &str = "unfinished";

/// The place where a person's unfinished things lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shelf {
    desk: PathBuf,
    name: String,
}

impl Shelf {
    /// That of a person in the folder of a desk.
    pub fn of(desk: &Path, by: &str) -> Shelf {
        // A name may hold what no file name may, and be longer.
        let mut name = format!("{FOLDER}/");
        for byte in Sha256::digest(by).iter().take(12) {
            // Writing to a string cannot fail.
            let _ = write!(name, "{byte:02x}");
        }
        Shelf { desk: desk.to_owned(), name }
    }

    fn file(&self) -> PathBuf {
        self.desk.join(&self.name)
    }

    /// What lies there.
    ///
    /// # Errors
    /// The file system's, or `TooLarge`.
    pub fn read(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let file = match private::options().read(true).open(self.file()) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            other => other?,
        };
        let bound = u64::try_from(limits::SHELF_BYTES).unwrap_or(u64::MAX);
        let mut bytes = Vec::new();
        file.take(bound.saturating_add(1)).read_to_end(&mut bytes)?;
        if bytes.len() > limits::SHELF_BYTES {
            Err(StoreError::TooLarge { bytes: bytes.len() })
        } else {
            Ok(Some(bytes))
        }
    }

    /// Puts something in the place of what lies there.
    ///
    /// # Errors
    /// The file system's, or `TooLarge`; what lay there still does.
    pub fn put(&self, bytes: &[u8]) -> Result<(), StoreError> {
        if bytes.len() > limits::SHELF_BYTES {
            return Err(StoreError::TooLarge { bytes: bytes.len() });
        }
        private::folder(&self.desk.join(FOLDER))?;
        write_whole(&self.file(), Before::Replaced, Readers::Owner, |out| Ok(out.write_all(bytes)?))
    }

    /// Empties it.
    ///
    /// # Errors
    /// The file system's.
    pub fn clear(&self) -> Result<(), StoreError> {
        match fs::remove_file(self.file()) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Moves what cannot be read to where what is damaged is kept; answers where it is now.
    ///
    /// # Errors
    /// The file system's.
    pub fn set_aside(&self) -> Result<Option<PathBuf>, StoreError> {
        private::set_aside(&self.desk, &self.name)
    }
}

/// A folder for a file of a while that nobody else reads; it goes when this is dropped.
#[derive(Debug)]
pub struct Workplace(TempDir);

impl Workplace {
    /// One in this folder.
    ///
    /// # Errors
    /// The file system's.
    pub fn within(folder: &Path) -> Result<Workplace, StoreError> {
        private::throw_away(folder).map(Workplace)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes it away with everything in it.
    ///
    /// # Errors
    /// The file system's.
    pub fn close(self) -> std::io::Result<()> {
        self.0.close()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn each_person_has_a_shelf_that_nobody_else_reads() {
        let desk = tempfile::tempdir().unwrap();
        let (amina, omar) = (Shelf::of(desk.path(), "amina"), Shelf::of(desk.path(), "../omar\n"));
        assert_eq!(amina.read(), Ok(None));
        amina.put(b"half a form").unwrap();
        omar.put(b"another").unwrap();
        assert_eq!(amina.read(), Ok(Some(b"half a form".to_vec())));
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&amina.file()), mode(&desk.path().join(FOLDER))), (0o600, 0o700));
        amina.put(b"a form").unwrap();
        assert_eq!(mode(&amina.file()), 0o600);
        amina.clear().unwrap();
        amina.clear().unwrap();
        assert_eq!((amina.read(), omar.read()), (Ok(None), Ok(Some(b"another".to_vec()))));
        let aside = omar.set_aside().unwrap().unwrap();
        assert_eq!((fs::read(aside).unwrap(), omar.read()), (b"another".to_vec(), Ok(None)));
    }

    #[test]
    fn a_shelf_has_a_bound_and_no_link_leads_out_of_it() {
        let desk = tempfile::tempdir().unwrap();
        let shelf = Shelf::of(desk.path(), "amina");
        shelf.put(b"old").unwrap();
        let large = vec![b' '; limits::SHELF_BYTES + 1];
        assert_eq!(shelf.put(&large), Err(StoreError::TooLarge { bytes: large.len() }));
        assert_eq!(shelf.read(), Ok(Some(b"old".to_vec())));
        fs::write(shelf.file(), &large).unwrap();
        assert_eq!(shelf.read(), Err(StoreError::TooLarge { bytes: large.len() }));
        let other = desk.path().join("other");
        fs::write(&other, "not mine").unwrap();
        fs::remove_file(shelf.file()).unwrap();
        symlink(&other, shelf.file()).unwrap();
        assert!(shelf.read().is_err());
        shelf.put(b"new").unwrap();
        assert_eq!(fs::read(&other).unwrap(), b"not mine");
    }
}
