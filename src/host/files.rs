//! Files outside the desk: written whole or not at all.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

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
