//! Files outside the desk: written whole or not at all, read only where they are one's own.

use crate::limits;
use crate::store::whole::{self, Before, Readers};
use std::fs::{self, OpenOptions};
use std::io::{self, BufRead, Read};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Writes a file beside its place, flushes it to the disk and then gives it its name.
///
/// # Errors
/// Whatever the file system says; a file that was there stays as it was.
pub fn write_whole(file: &Path, bytes: &[u8]) -> io::Result<()> {
    whole::write_whole(file, Before::Replaced, Readers::Usual, |out| out.write_all(bytes))
}

/// The same for this account alone.
///
/// # Errors
/// Whatever the file system says; a file that was there stays as it was.
pub fn write_private(file: &Path, bytes: &[u8]) -> io::Result<()> {
    whole::write_whole(file, Before::Replaced, Readers::Owner, |out| out.write_all(bytes))
}

/// Why a file that the program would obey is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Distrust {
    /// It is a link, belongs to somebody else, or anybody may write it.
    Foreign,
    /// It has more than so many bytes.
    TooLarge(usize),
    /// It is no UTF-8.
    NotText,
    /// The file system refused.
    Io(String),
}

impl Distrust {
    /// Key of its message in `host.ftl`.
    pub fn code(&self) -> &'static str {
        match self {
            Distrust::Foreign => "host-file-foreign",
            Distrust::TooLarge(_) => "host-file-too-large",
            Distrust::NotText => "host-file-not-text",
            Distrust::Io(_) => "host-file-unreadable",
        }
    }

    /// What stands in the message besides the file: the bound, or what the file system said.
    pub fn detail(&self) -> String {
        match self {
            Distrust::Foreign | Distrust::NotText => String::new(),
            Distrust::TooLarge(limit) => limit.to_string(),
            Distrust::Io(detail) => detail.clone(),
        }
    }
}

/// Reads a text that the program obeys (settings, vocabularies): a file of this person or of the administrator that
/// nobody else may write, never through a link. Nothing where there is none.
///
/// # Errors
/// Why it is not read.
pub fn read_own(file: &Path, limit: usize) -> Result<Option<String>, Distrust> {
    let found = match fs::symlink_metadata(file) {
        Ok(found) => found,
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            return Ok(None);
        }
        Err(error) => return Err(Distrust::Io(error.to_string())),
    };
    if !found.is_file() {
        return Err(Distrust::Foreign);
    }
    let told = |error: io::Error| Distrust::Io(error.to_string());
    // A pipe in its place is not waited for.
    let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
    let opened = OpenOptions::new().read(true).custom_flags(flags.bits().cast_signed()).open(file).map_err(told)?;
    // What was opened is what is asked, whatever has taken the name meanwhile.
    let own = opened.metadata().map_err(told)?;
    let is_of_the_group = own.gid() == rustix::process::getegid().as_raw() || own.mode() & 0o020 == 0;
    let is_ours = own.uid() == rustix::process::geteuid().as_raw() || own.uid() == 0;
    if !own.is_file() || !is_ours || !is_of_the_group || own.mode() & 0o002 != 0 {
        return Err(Distrust::Foreign);
    }
    let mut bytes = Vec::new();
    let bound = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    opened.take(bound).read_to_end(&mut bytes).map_err(told)?;
    if bytes.len() > limit {
        return Err(Distrust::TooLarge(limit));
    }
    String::from_utf8(bytes).map(Some).map_err(|_| Distrust::NotText)
}

/// What the program itself keeps for people beside the settings; nothing where there is none.
///
/// # Errors
/// It is another's, no file, too long or no text; or the file system's.
pub fn read_kept(file: &Path) -> io::Result<Option<String>> {
    read_own(file, limits::REMEMBERED_BYTES).map_err(|distrust| match distrust {
        Distrust::Foreign => io::ErrorKind::PermissionDenied.into(),
        Distrust::TooLarge(_) => io::ErrorKind::FileTooLarge.into(),
        Distrust::NotText => io::ErrorKind::InvalidData.into(),
        Distrust::Io(detail) => io::Error::other(detail),
    })
}

/// The lines of an input that may be hostile: of each no more than `limits::LINE_READ_BYTES` are kept, and bytes that are
/// no UTF-8 become signs for that.
pub fn lines(mut input: impl BufRead) -> impl Iterator<Item = io::Result<String>> {
    std::iter::from_fn(move || {
        let mut bytes = Vec::new();
        let bound = u64::try_from(limits::LINE_READ_BYTES).unwrap_or(u64::MAX);
        match input.by_ref().take(bound).read_until(b'\n', &mut bytes) {
            Ok(0) => return None,
            Ok(_) => {}
            Err(error) => return Some(Err(error)),
        }
        if !bytes.ends_with(b"\n")
            && let Err(error) = input.skip_until(b'\n')
        {
            return Some(Err(error));
        }
        let text = String::from_utf8_lossy(&bytes);
        Some(Ok(text.trim_end_matches(['\n', '\r']).to_owned()))
    })
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
                match whole::write_whole(&file, Before::Kept, Readers::Usual, |out| out.write_all(bytes)) {
                    // Somebody took the name meanwhile.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                    written => return written.map(|()| file),
                }
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

    #[test]
    fn settings_of_others_are_not_obeyed() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("config.toml");
        assert_eq!(read_own(&file, 10), Ok(None));
        fs::write(&file, "0123456789").unwrap();
        assert_eq!(read_own(&file, 10), Ok(Some("0123456789".to_owned())));
        assert_eq!(read_own(&file, 9), Err(Distrust::TooLarge(9)));
        let link = dir.path().join("link.toml");
        symlink(&file, &link).unwrap();
        assert_eq!(read_own(&link, 10), Err(Distrust::Foreign));
        assert_eq!(read_own(dir.path(), 10), Err(Distrust::Foreign));
        fs::set_permissions(&file, fs::Permissions::from_mode(0o666)).unwrap();
        assert_eq!(read_own(&file, 10), Err(Distrust::Foreign), "anybody may write it");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        fs::write(&file, [0xff]).unwrap();
        assert_eq!(read_own(&file, 10), Err(Distrust::NotText));
        // However long a file was made without anything in it, no more than the bound is read.
        fs::File::create(&file).unwrap().set_len(1 << 40).unwrap();
        assert_eq!(read_kept(&file).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(read_kept(&dir.path().join("nowhere")).unwrap(), None);
        assert_eq!(read_kept(dir.path()).unwrap_err().kind(), io::ErrorKind::PermissionDenied);
    }

    #[test]
    fn a_line_without_end_is_cut_and_the_next_one_is_read() {
        let mut input = vec![b'a'; limits::LINE_READ_BYTES + 5];
        input.extend(b"\r\nnext\n\xff\nlast");
        let read: Vec<_> = lines(input.as_slice()).map(Result::unwrap).collect();
        assert_eq!(read.iter().map(String::len).collect::<Vec<_>>(), [limits::LINE_READ_BYTES, 4, 3, 4]);
        assert_eq!(read[1..], ["next", "\u{fffd}", "last"]);
    }
}
