//! The editor of the person, for texts of many lines: what they use elsewhere knows their hands.
//!
//! The text goes into a file that nobody else reads, in a folder that goes afterwards, and what comes back is read within
//! its bound. Whatever fails, the text in the form stays as it was, and what was written is not lost.

use crate::limits;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

/// What is tried where neither `VISUAL` nor `EDITOR` names one.
const USUAL: [&str; 3] = ["editor", "nano", "vi"];
/// The name of the file: editors know by its end what it is.
const FILE: &str = "tansiq.txt";

/// Why no text came back.
#[derive(Debug)]
pub enum EditorError {
    /// `VISUAL` or `EDITOR` cannot be split into words.
    Words(String),
    /// The program is not there, or cannot be started.
    Start(String, io::Error),
    /// It ended with a failure.
    Failed(String, ExitStatus),
    /// It ended with a failure after something was written, which is in this file.
    FailedAfter(PathBuf),
    /// What it wrote is longer than a text may be, or no text; it is still in this file.
    Unfit(PathBuf),
    /// The file system refused.
    Io(io::Error),
}

impl From<io::Error> for EditorError {
    fn from(error: io::Error) -> Self {
        EditorError::Io(error)
    }
}

impl EditorError {
    /// Key of its message in `host.ftl`, and what stands in it.
    pub fn message(&self) -> (&'static str, String) {
        match self {
            EditorError::Words(words) => ("host-editor-words", words.clone()),
            EditorError::Start(name, error) if error.kind() == ErrorKind::NotFound => {
                ("host-editor-missing", name.clone())
            }
            EditorError::Start(name, error) => ("host-editor-start", format!("{name}: {error}")),
            EditorError::Failed(name, status) => ("host-editor-failed", format!("{name}: {status}")),
            EditorError::FailedAfter(file) => ("host-editor-failed-after", file.display().to_string()),
            EditorError::Unfit(file) => ("host-editor-unfit", file.display().to_string()),
            EditorError::Io(error) => ("host-editor-file", error.to_string()),
        }
    }
}

/// The programs that may be it, the first that is there is taken; each with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor(Vec<Vec<String>>);

impl Editor {
    /// That of the environment.
    ///
    /// # Errors
    /// Its words cannot be split.
    pub fn of_environment() -> Result<Editor, EditorError> {
        Editor::named([std::env::var_os("VISUAL"), std::env::var_os("EDITOR")])
    }

    fn named(variables: [Option<OsString>; 2]) -> Result<Editor, EditorError> {
        let set = variables.into_iter().flatten().map(|text| text.to_string_lossy().into_owned());
        match set.into_iter().find(|text| !text.trim().is_empty()) {
            Some(text) => match shell_words::split(&text) {
                Ok(words) if !words.is_empty() => Ok(Editor(vec![words])),
                _ => Err(EditorError::Words(text)),
            },
            None => Ok(Editor(USUAL.map(|name| vec![name.to_owned()]).to_vec())),
        }
    }

    /// Lets the person write a text in a folder of a while; nothing where they left it empty. The terminal must be free.
    ///
    /// # Errors
    /// Why no text came back.
    pub fn write(
        &self,
        folder: &Path,
        text: &str,
        keep: impl FnOnce(&Path) -> PathBuf,
    ) -> Result<Option<String>, EditorError> {
        let file = folder.join(FILE);
        let mut out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&file)?;
        out.write_all(text.as_bytes()).and_then(|()| if text.is_empty() { Ok(()) } else { out.write_all(b"\n") })?;
        drop(out);
        match self.run(&file) {
            Err(EditorError::Failed(..))
                if fs::read(&file).is_ok_and(|left| left.trim_ascii_end() != text.as_bytes().trim_ascii_end()) =>
            {
                return Err(EditorError::FailedAfter(keep(&file)));
            }
            done => done?,
        }
        match read(&file)? {
            Some(written) => {
                // Editors end the last line; the text of a form does not.
                let written = written.trim_end_matches(['\n', '\r']);
                Ok((!written.trim().is_empty()).then(|| written.to_owned()))
            }
            None => Err(EditorError::Unfit(keep(&file))),
        }
    }

    fn run(&self, file: &Path) -> Result<(), EditorError> {
        let mut missing = None;
        for words in &self.0 {
            let Some((name, arguments)) = words.split_first() else { continue };
            match Command::new(name).args(arguments).arg(file).status() {
                Ok(status) if status.success() => return Ok(()),
                Ok(status) => return Err(EditorError::Failed(name.clone(), status)),
                Err(error) if error.kind() == ErrorKind::NotFound => missing = Some((name.clone(), error)),
                Err(error) => return Err(EditorError::Start(name.clone(), error)),
            }
        }
        let (name, error) = missing.unwrap_or_else(|| (String::new(), ErrorKind::NotFound.into()));
        Err(EditorError::Start(name, error))
    }
}

/// What the editor left; nothing where it is too long or no text. A file that is gone is empty.
fn read(file: &Path) -> io::Result<Option<String>> {
    let found = match File::open(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Some(String::new())),
        other => other?,
    };
    let bound = u64::try_from(limits::LONG_TEXT_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    found.take(bound.saturating_add(2)).read_to_end(&mut bytes)?;
    let text = String::from_utf8(bytes).ok();
    Ok(text.filter(|text| text.trim_end_matches(['\n', '\r']).len() <= limits::LONG_TEXT_BYTES))
}

/// Moves a file out of a folder that will go; answers where it is now, or where it was if it cannot be moved.
pub fn keep_in(folder: &Path, file: &Path) -> PathBuf {
    let places = (1..=limits::PAGES_OF_A_NAME).map(|number| folder.join(format!("tansiq-{number}.txt")));
    let free = places.into_iter().find(|place| fs::symlink_metadata(place).is_err());
    free.filter(|place| fs::rename(file, place).is_ok()).unwrap_or_else(|| file.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn editor(words: &str) -> Editor {
        Editor::named([None, Some(words.into())]).unwrap()
    }

    fn written(words: &str, text: &str) -> Result<Option<String>, EditorError> {
        let folder = tempfile::tempdir().unwrap();
        let outcome = editor(words).write(folder.path(), text, |file| keep_in(folder.path(), file));
        if let Err(EditorError::Unfit(file) | EditorError::FailedAfter(file)) = &outcome {
            assert!(file.exists());
        }
        outcome
    }

    #[test]
    fn an_editor_is_a_program_with_its_arguments() {
        assert_eq!(editor("code --wait 'a b'").0, [["code", "--wait", "a b"]]);
        assert_eq!(Editor::named([Some("vim".into()), Some("nano".into())]).unwrap().0, [["vim"]]);
        assert_eq!(Editor::named([Some(" ".into()), None]).unwrap().0.len(), USUAL.len());
        assert!(matches!(Editor::named([Some("vim 'x".into()), None]), Err(EditorError::Words(_))));
    }

    #[test]
    fn what_was_written_before_a_failure_is_kept() {
        assert!(matches!(written("sh -c 'echo nouveau > $0; exit 1'", "ancien"), Err(EditorError::FailedAfter(_))));
        assert!(matches!(written("sh -c 'exit 1'", "ancien"), Err(EditorError::Failed(..))));
    }

    #[test]
    fn what_is_written_comes_back_and_what_fails_changes_nothing() {
        assert_eq!(
            written("sed -i s/ancien/nouveau/", "un ancien texte\nالنص").unwrap().unwrap(),
            "un nouveau texte\nالنص"
        );
        assert_eq!(written("true", "as it was").unwrap().unwrap(), "as it was");
        assert_eq!(written("truncate -s 0", "text").unwrap(), None);
        assert_eq!(written("rm", "text").unwrap(), None);
        assert_eq!(written("true", "").unwrap(), None);
        assert!(matches!(written("false", "text"), Err(EditorError::Failed(..))));
        let missing = written("tansiq-no-such-editor", "text").unwrap_err();
        assert_eq!(missing.message(), ("host-editor-missing", "tansiq-no-such-editor".to_owned()));
    }

    #[test]
    fn what_is_too_long_or_no_text_is_kept_in_a_file() {
        let long = format!("truncate -s {}", limits::LONG_TEXT_BYTES + 1);
        assert!(matches!(written(&long, "text"), Err(EditorError::Unfit(_))));
        assert!(matches!(written("sed -i 's/.*/\\xff/'", "text"), Err(EditorError::Unfit(_))));
    }
}
