//! The settings file: one value is changed and the rest stays as a person wrote it, comments and all.
//!
//! What would not be understood at the next start is never written. A session that is thrown away changes a copy in memory.

use super::{Asked, Settings, SettingsError};
use crate::app::setting::Allowed;
use crate::host::files;
use crate::limits;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item, Table, Value};

/// The settings of a person, to be read and changed.
#[derive(Clone, Debug, Default)]
pub struct SettingsFile {
    asked: Asked,
    dir: PathBuf,
    /// What stands in for the file in a session that is thrown away.
    copy: Option<String>,
}

/// Why a setting was not changed.
#[derive(Debug)]
pub enum NotSet {
    /// The file, or what it would be, is not understood.
    Wrong(SettingsError),
    /// No number, or too large a one; the largest.
    NoNumber(u32),
    /// The file cannot be written.
    Io(std::io::Error),
}

impl From<SettingsError> for NotSet {
    fn from(error: SettingsError) -> NotSet {
        NotSet::Wrong(error)
    }
}

impl SettingsFile {
    /// The file of this person, under what the command line said.
    pub fn kept(asked: Asked, dir: PathBuf) -> SettingsFile {
        SettingsFile { asked, dir, copy: None }
    }

    /// A copy of such a text that goes with the session.
    pub fn thrown_away(asked: Asked, dir: PathBuf, text: String) -> SettingsFile {
        SettingsFile { asked, dir, copy: Some(text) }
    }

    /// The same as a copy that goes with the session; an empty one where the file cannot be read.
    #[must_use]
    pub fn copied(&self) -> SettingsFile {
        SettingsFile::thrown_away(self.asked.clone(), self.dir.clone(), self.text().unwrap_or_default())
    }

    /// Whether what is changed stays.
    pub fn is_kept(&self) -> bool {
        self.copy.is_none()
    }

    /// Where it lies.
    pub fn path(&self) -> PathBuf {
        self.dir.join("config.toml")
    }

    fn text(&self) -> Result<String, SettingsError> {
        match &self.copy {
            Some(text) => Ok(text.clone()),
            None => {
                let path = self.path();
                let read = files::read_own(&path, limits::SETTINGS_BYTES);
                Ok(read.map_err(|why| SettingsError::distrusted(&path, &why))?.unwrap_or_default())
            }
        }
    }

    /// The settings in force by what the file says now.
    ///
    /// # Errors
    /// It cannot be read or is not understood.
    pub fn settings(&self) -> Result<Settings, SettingsError> {
        Settings::from_text(self.asked.clone(), self.dir.clone(), &self.text()?)
    }

    /// Gives a setting another value, or takes what the file says of it away; answers the settings that are then in force.
    ///
    /// # Errors
    /// The value cannot be, or the file cannot be read or written; it is then as it was.
    pub fn set(&mut self, key: &str, value: Option<&str>, allowed: &Allowed) -> Result<Settings, NotSet> {
        let old = self.text()?;
        let value = value.map(|value| typed(value, allowed)).transpose()?;
        let new = edited(&old, key, value).map_err(|detail| SettingsError::wrong(&self.path(), detail))?;
        let settings = Settings::from_text(self.asked.clone(), self.dir.clone(), &new)?;
        match &mut self.copy {
            Some(copy) => *copy = new,
            None => write(&self.dir, &new).map_err(NotSet::Io)?,
        }
        Ok(settings)
    }
}

/// Writes the text of a settings file, whole or not at all.
pub(super) fn write(dir: &Path, text: &str) -> std::io::Result<()> {
    std::fs::create_dir_all(dir)?;
    files::write_whole(&dir.join("config.toml"), text.as_bytes())
}

fn typed(value: &str, allowed: &Allowed) -> Result<Value, NotSet> {
    match allowed {
        Allowed::Flag => Ok(Value::from(value == "true")),
        Allowed::Number(most) => match value.trim().parse::<u32>() {
            Ok(number) if number <= *most => Ok(Value::from(i64::from(number))),
            _ => Err(NotSet::NoNumber(*most)),
        },
        Allowed::Words(_) | Allowed::Text => Ok(Value::from(value)),
    }
}

/// The text with one value changed or gone; what a person wrote around it stays.
pub(super) fn edited(text: &str, key: &str, value: Option<Value>) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.message().to_owned())?;
    match key.split_once('.') {
        Some((table, name)) => {
            if value.is_some() && !document.contains_key(table) {
                document.insert(table, Item::Table(Table::new()));
            }
            if let Some(table) = document.get_mut(table).and_then(Item::as_table_like_mut) {
                change(table, name, value);
            }
        }
        None => change(document.as_table_mut(), key, value),
    }
    Ok(document.to_string())
}

fn change(table: &mut dyn toml_edit::TableLike, name: &str, value: Option<Value>) {
    match (value, table.get_mut(name)) {
        // In the place of the old one, with the comment behind it.
        (Some(mut value), Some(Item::Value(old))) => {
            *value.decor_mut() = old.decor().clone();
            *old = value;
        }
        (Some(value), _) => drop(table.insert(name, Item::Value(value))),
        (None, _) => drop(table.remove(name)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    const OWN: &str =
        "# mine\nlang = \"fr\" # at work\n\n[terminal]\n# the grey one\ntheme = \"default\"\nline=\"slow\"\n";

    fn set(text: &str, key: &str, value: Option<&str>) -> String {
        edited(text, key, value.map(Value::from)).unwrap()
    }

    #[test]
    fn one_value_changes_and_all_else_stays_as_it_was_written() {
        assert_eq!(set(OWN, "lang", Some("ar")), OWN.replace("\"fr\"", "\"ar\""));
        assert_eq!(set(OWN, "terminal.theme", Some("monochrome")), OWN.replace("\"default\"", "\"monochrome\""));
        assert_eq!(set(OWN, "terminal.line", None), OWN.replace("line=\"slow\"\n", ""));
        assert_eq!(set(OWN, "paper.pin", None), OWN);
        assert_eq!(set("", "paper.pin", Some("x")), "[paper]\npin = \"x\"\n");
        assert_eq!(set("lang = \"fr\"\n", "by", Some("amina")), "lang = \"fr\"\nby = \"amina\"\n");
        // A key of a table is none of the file itself.
        assert_eq!(set("[paper]\npin = true\n", "lang", Some("ar")), "lang = \"ar\"\n[paper]\npin = true\n");
    }

    #[test]
    fn what_would_not_be_understood_is_never_written() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = SettingsFile::kept(Asked::default(), folder.path().to_owned());
        std::fs::write(file.path(), OWN).unwrap();
        let words = Allowed::Words(Vec::new());
        assert!(matches!(file.set("terminal.theme", Some("neon"), &words), Err(NotSet::Wrong(_))));
        assert!(matches!(file.set("backup.daily", Some("many"), &Allowed::Number(9)), Err(NotSet::NoNumber(9))));
        assert!(matches!(file.set("backup.daily", Some("10"), &Allowed::Number(9)), Err(NotSet::NoNumber(9))));
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), OWN);
        let settings = file.set("backup.daily", Some("3"), &Allowed::Number(9)).unwrap();
        assert_eq!(settings.backup.daily.value, 3);
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), format!("{OWN}\n[backup]\ndaily = 3\n"));
        std::fs::write(file.path(), "lang = ").unwrap();
        assert!(matches!(file.set("lang", Some("ar"), &words), Err(NotSet::Wrong(_))));
        assert_eq!(std::fs::read_to_string(file.path()).unwrap(), "lang = ", "what is not understood is left alone");
    }

    #[test]
    fn a_copy_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = SettingsFile::thrown_away(Asked::default(), folder.path().to_owned(), OWN.to_owned());
        file.set("terminal.theme", Some("monochrome"), &Allowed::Text).unwrap();
        assert_eq!(file.settings().unwrap().theme.value.code(), "monochrome");
        assert!(!file.is_kept() && !file.path().exists());
    }
}
