//! Folders and files that only their owner can read, and that are nobody else's.

use super::error::StoreError;
use crate::limits;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Where what is damaged is kept.
pub(super) const ASIDE: &str = "aside";

/// Makes a folder where it is missing. One that is a link or belongs to another user is refused: somebody else could
/// then put in place what is read here.
///
/// # Errors
/// [`StoreError::Foreign`], or the file system's.
pub fn folder(path: &Path) -> Result<(), StoreError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(path).map_err(|error| StoreError::about(path, error))?;
    let found = fs::symlink_metadata(path)?;
    if !found.is_dir() || found.uid() != rustix::process::geteuid().as_raw() {
        return Err(StoreError::Foreign { path: path.display().to_string() });
    }
    if found.mode() & 0o777 != 0o700 {
        let mode = fs::Permissions::from_mode(0o700);
        fs::set_permissions(path, mode).map_err(|error| StoreError::about(path, error))?;
    }
    Ok(())
}

/// Refuses where the disk has no room for what an opening may write.
///
/// # Errors
/// [`StoreError::Full`], or the file system's.
pub fn need_room(path: &Path) -> Result<(), StoreError> {
    let room = rustix::fs::statvfs(path).map_err(std::io::Error::from)?;
    if room.f_bavail.saturating_mul(room.f_frsize) < limits::STORE_ROOM_BYTES { Err(StoreError::Full) } else { Ok(()) }
}

/// Takes every right to a file from everybody but its owner.
///
/// # Errors
/// The file system's.
pub fn file(path: &Path) -> Result<(), StoreError> {
    fs::set_permissions(path, fs::Permissions::from_mode(0o600)).map_err(|error| StoreError::about(path, error))
}

/// How files of a desk are opened: never through a link.
pub fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.mode(0o600).custom_flags(rustix::fs::OFlags::NOFOLLOW.bits().cast_signed());
    options
}

/// What is in a folder; nothing where there is none, or something else.
///
/// # Errors
/// The file system's.
pub fn entries(folder: &Path) -> Result<Option<fs::ReadDir>, StoreError> {
    match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        found => Ok(Some(found.map_err(|error| StoreError::about(folder, error))?)),
    }
}

/// A small file of the desk; nothing where there is none, or where it is larger than any such file.
///
/// # Errors
/// The file system's.
pub fn read_note(path: &Path) -> Result<Option<String>, StoreError> {
    let file = match options().read(true).open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        other => other.map_err(|error| StoreError::about(path, error))?,
    };
    Ok(read_bounded(file, limits::NOTE_BYTES)?.and_then(|bytes| String::from_utf8(bytes).ok()))
}

/// Writes a small file of the desk, whole or not at all, for good.
///
/// # Errors
/// The file system's; what was there then stays.
pub fn write_note(desk: &Path, name: &str, text: &str) -> Result<(), StoreError> {
    put_note(desk, name, text, File::sync_all)?;
    sync_folder(desk)
}

/// The same for a courtesy, which need not survive a power cut: no waiting for the disk.
///
/// # Errors
/// As [`write_note`].
pub fn write_courtesy(desk: &Path, name: &str, text: &str) -> Result<(), StoreError> {
    put_note(desk, name, text, |_| Ok(()))
}

fn put_note(desk: &Path, name: &str, text: &str, sync: fn(&File) -> io::Result<()>) -> Result<(), StoreError> {
    let fresh = desk.join(format!("{name}.new"));
    let file = options().write(true).create(true).truncate(true).open(&fresh);
    let mut file = file.map_err(|error| StoreError::about(&fresh, error))?;
    if let Err(error) = file.write_all(text.as_bytes()).and_then(|()| sync(&file)) {
        // A full disk: what was written of it is of no use.
        let _ = fs::remove_file(&fresh);
        return Err(error.into());
    }
    let path = desk.join(name);
    fs::rename(&fresh, &path).map_err(|error| StoreError::about(&path, error))
}

/// The bytes of a file; nothing where there are more than so many, or where it is a folder.
///
/// # Errors
/// The file system's.
pub fn read_bounded(file: File, bound: usize) -> Result<Option<Vec<u8>>, StoreError> {
    let (mut bytes, most) = (Vec::new(), u64::try_from(bound).unwrap_or(u64::MAX));
    match file.take(most.saturating_add(1)).read_to_end(&mut bytes) {
        Err(error) if error.kind() == ErrorKind::IsADirectory => Ok(None),
        read => Ok(read.map(|_| Some(bytes).filter(|bytes| bytes.len() <= bound))?),
    }
}

/// Refuses a desk in which anything is a link, neither file nor folder, or somebody else's: it may have been put there
/// while the folder was open to others.
///
/// # Errors
/// [`StoreError::Foreign`] with the first such thing, or the file system's.
pub fn only_ours(folder: &Path) -> Result<(), StoreError> {
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(|error| StoreError::about(&folder, error))? {
            let path = entry?.path();
            // What vanishes meanwhile was a file of the one who is just leaving.
            let Ok(found) = fs::symlink_metadata(&path) else { continue };
            let is_ours = found.uid() == rustix::process::geteuid().as_raw();
            if !is_ours || !(found.is_file() || found.is_dir()) {
                return Err(StoreError::Foreign { path: path.display().to_string() });
            }
            if found.is_dir() && depth < limits::DESK_DEPTH {
                folders.push((path, depth + 1));
            }
        }
    }
    Ok(())
}

/// Where what is only needed for a while lies in a desk.
pub(super) const TEMPORARY: &str = "temporary";

/// A folder in another one that nobody can guess, and that goes when it is dropped.
///
/// # Errors
/// The file system's.
pub fn throw_away(folder: &Path) -> Result<TempDir, StoreError> {
    let private = fs::Permissions::from_mode(0o700);
    Ok(tempfile::Builder::new().prefix(".tansiq-").permissions(private).tempdir_in(folder)?)
}

/// The place for folders of a while in a desk; what a crash leaves there goes when the desk is next opened.
///
/// # Errors
/// The file system's.
pub fn temporary(desk: &Path) -> Result<PathBuf, StoreError> {
    let path = desk.join(TEMPORARY);
    folder(&path)?;
    Ok(path)
}

/// Takes away what a crash left in the place for folders of a while. Only who holds the desk may.
///
/// # Errors
/// The file system's.
pub fn clear_temporary(desk: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(desk.join(TEMPORARY)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// Makes the names in a folder durable.
///
/// # Errors
/// The file system's.
pub fn sync_folder(path: &Path) -> Result<(), StoreError> {
    Ok(File::open(path)?.sync_all()?)
}

/// Moves a file or folder of the desk to where what is damaged is kept; answers where it is now. Nothing is moved where
/// nothing is.
///
/// # Errors
/// The file system's.
pub fn set_aside(desk: &Path, name: &str) -> Result<Option<PathBuf>, StoreError> {
    let from = desk.join(name);
    if fs::symlink_metadata(&from).is_err() {
        return Ok(None);
    }
    let to = free_name(desk, name)?;
    fs::rename(&from, &to).map_err(|error| StoreError::about(&from, error))?;
    sync_folder(desk)?;
    Ok(Some(to))
}

/// Where a file stands in the place of what is set aside, gives it another name; answers it.
///
/// # Errors
/// The file system's.
pub fn clear_aside(desk: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let aside = desk.join(ASIDE);
    if fs::symlink_metadata(&aside).map_or(true, |found| found.is_dir()) {
        return Ok(Vec::new());
    }
    let to = free_of((1u32..).map(|number| desk.join(format!("{ASIDE}.{number}"))))?;
    fs::rename(&aside, &to)?;
    sync_folder(desk)?;
    Ok(vec![to])
}

/// A name beside what was set aside before.
///
/// # Errors
/// The file system's.
pub fn free_name(desk: &Path, name: &str) -> Result<PathBuf, StoreError> {
    let aside = desk.join(ASIDE);
    folder(&aside)?;
    let name = name.replace('/', "-");
    free_of((1u32..).map(|number| aside.join(format!("{name}.{number}"))))
}

fn free_of(mut names: impl Iterator<Item = PathBuf>) -> Result<PathBuf, StoreError> {
    names.find(|path| fs::symlink_metadata(path).is_err()).ok_or(StoreError::Full)
}
