//! Who holds the desk: a small file beside the engine that a second process reads when the lock is
//! refused. It is a courtesy, never the lock itself.

use super::error::StoreError;
use super::private;
use std::fs;
use std::io::Write;
use std::path::Path;

/// The process that holds the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// Its process number.
    pub pid: u32,
    /// The user.
    pub user: String,
    /// Since when, in milliseconds since 1970 UTC.
    pub since_ms: i64,
    /// On which machine.
    pub machine: String,
}

/// The name of the file.
pub(super) const NAME: &str = "owner";

impl Owner {
    /// Reads the owner file of a folder, if there is one that can be read.
    pub fn read(folder: &Path) -> Option<Owner> {
        let text = private::read_note(&folder.join(NAME)).ok()??;
        let mut lines = text.lines();
        Some(Owner {
            pid: lines.next()?.parse().ok()?,
            user: lines.next()?.to_owned(),
            since_ms: lines.next()?.parse().ok()?,
            machine: lines.next()?.to_owned(),
        })
    }

    /// Writes the owner file; called once the lock is held.
    pub fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let line = |text: &str| text.replace(['\n', '\r'], " ");
        let text = format!("{}\n{}\n{}\n{}\n", self.pid, line(&self.user), self.since_ms, line(&self.machine));
        // A courtesy need not survive a power cut: no waiting for the disk.
        let fresh = folder.join("owner.new");
        let file = private::options().write(true).create(true).truncate(true).open(&fresh);
        let mut file = file.map_err(|error| StoreError::about(&fresh, error))?;
        if let Err(error) = file.write_all(text.as_bytes()) {
            // A full disk: what was written of it is of no use.
            let _ = fs::remove_file(&fresh);
            return Err(error.into());
        }
        let path = folder.join(NAME);
        fs::rename(&fresh, &path).map_err(|error| StoreError::about(&path, error))
    }

    pub(super) fn values(&self) -> Vec<(&'static str, String)> {
        vec![
            ("pid", self.pid.to_string()),
            ("user", self.user.clone()),
            ("since", self.since_ms.to_string()),
            ("machine", self.machine.clone()),
        ]
    }
}
