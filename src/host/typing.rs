//! What is being typed and is not on the desk yet, kept in a file of its own at every key: for this account alone, since a
//! note may be confidential, and gone once it is recorded.

use super::files;
use super::visits::Visit;
use crate::app::Typed;
use crate::domain::rules::seal::seal;
use crate::limits;
use std::io;
use std::path::{Path, PathBuf};

/// Letters of the seal in the name of a file: two people on two desks never share one.
const NAME_LETTERS: usize = 16;

/// The file of one person on one desk.
pub fn file(visit: &Visit) -> PathBuf {
    let name: String = seal(&visit.key()).chars().filter(char::is_ascii_alphanumeric).take(NAME_LETTERS).collect();
    visit.config_dir.join(format!("typed-{name}.txt"))
}

/// What was being typed when the last session was cut off.
pub fn read(file: &Path) -> Option<Typed> {
    let limit = limits::LONG_TEXT_BYTES + limits::TEXT_BYTES;
    Typed::read(&files::read_own(file, limit).ok()??)
}

/// Keeps what is being typed; nothing takes the file away.
///
/// # Errors
/// The file cannot be written.
pub fn keep(file: &Path, typed: Option<&Typed>) -> io::Result<()> {
    let Some(typed) = typed else {
        return match std::fs::remove_file(file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        };
    };
    if let Some(dir) = file.parent() {
        std::fs::create_dir_all(dir)?;
    }
    files::write_private(file, typed.written().as_bytes())
}
