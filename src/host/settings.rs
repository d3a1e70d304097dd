//! Settings: where the desk lies, which language, who acts; and where each of these was found.
//!
//! Order: command line, environment, `config.toml`, the system's own, built in. The value and its origin stay
//! together, so that `tansiq config` can tell.

mod file;
mod lines;

pub use crate::app::setting::Origin;
pub use file::{NotSet, SettingsFile};

use super::files::{self, Distrust};
use crate::app::Keyboard;
use crate::kit::Colours;
use crate::lang::Lang;
use crate::limits;
use crate::panes;
use crate::store::{Keeping, keep};
use crate::text::Profile;
use etcetera::{BaseStrategy, choose_base_strategy};
use serde::Deserialize;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

/// A setting with its origin.
#[derive(Clone, Debug, PartialEq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it was found.
    pub origin: Origin,
}

/// How fast the line to the terminal is said to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LineSpeed {
    /// It is measured.
    #[default]
    Auto,
    /// Everything is shown at once.
    Fast,
    /// What is not needed at once waits until the keys pause.
    Slow,
}

impl LineSpeed {
    /// All of them.
    pub const ALL: [LineSpeed; 3] = [LineSpeed::Auto, LineSpeed::Fast, LineSpeed::Slow];

    /// Its word in the settings file.
    pub fn code(self) -> &'static str {
        match self {
            LineSpeed::Auto => "auto",
            LineSpeed::Fast => "fast",
            LineSpeed::Slow => "slow",
        }
    }

    /// The one of that word.
    pub fn from_code(code: &str) -> Option<LineSpeed> {
        LineSpeed::ALL.into_iter().find(|speed| speed.code() == code)
    }
}

/// Whether the mouse is heard. A terminal that reports it gives it away for selecting text by itself, except with Shift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MouseUse {
    /// Where the line was measured and is not slow: there a turn of the wheel costs pages, and what a terminal selects by
    /// itself is the only copy that costs no bytes.
    #[default]
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

impl MouseUse {
    /// All of them.
    pub const ALL: [MouseUse; 3] = [MouseUse::Auto, MouseUse::On, MouseUse::Off];

    /// Its word in the settings file.
    pub fn code(self) -> &'static str {
        match self {
            MouseUse::Auto => "auto",
            MouseUse::On => "on",
            MouseUse::Off => "off",
        }
    }

    /// The one of that word.
    pub fn from_code(code: &str) -> Option<MouseUse> {
        MouseUse::ALL.into_iter().find(|mouse| mouse.code() == code)
    }
}

/// What the command line said.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// `--desk`.
    pub desk: Option<PathBuf>,
    /// `--lang`.
    pub lang: Option<Lang>,
    /// `--as`.
    pub by: Option<String>,
}

/// The settings in force.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Directory of the desk.
    pub desk: Setting<PathBuf>,
    /// Language of the interface.
    pub lang: Setting<Lang>,
    /// Who acts.
    pub by: Setting<String>,
    /// How the terminal is given Arabic; nothing where it is asked.
    pub arabic: Setting<Option<Profile>>,
    /// The keyboard under the Arabic layout.
    pub keyboard: Setting<Keyboard>,
    /// How fast the line to the terminal is.
    pub line: Setting<LineSpeed>,
    /// Whether the mouse is heard.
    pub mouse: Setting<MouseUse>,
    /// The pane that a session begins in.
    pub start: Setting<&'static str>,
    /// The colours of the screen, where it may have any.
    pub theme: Setting<Colours>,
    /// Whether pages carry the pin of the history at their foot.
    pub pin: Setting<bool>,
    /// How many automatic backups are kept, and where.
    pub backup: BackupSettings,
    /// Directory of the settings file, vocabularies and templates of the administration.
    pub config_dir: PathBuf,
}

/// The rule of automatic backups; without any of days, weeks and months none are taken.
#[derive(Clone, Debug, PartialEq)]
pub struct BackupSettings {
    /// Their folder; in the desk where none is set.
    pub folder: Setting<Option<PathBuf>>,
    /// Days of which the last one is kept.
    pub daily: Setting<u16>,
    /// Weeks of which the last one is kept.
    pub weekly: Setting<u16>,
    /// Months of which the last one is kept.
    pub monthly: Setting<u16>,
    /// Space for all of them, in units of 1,048,576 bytes.
    pub megabytes: Setting<u32>,
}

impl BackupSettings {
    fn from_table(table: BackupTable) -> BackupSettings {
        fn of<T>(set: Option<T>, built_in: T) -> Setting<T> {
            let origin = if set.is_some() { Origin::File } else { Origin::BuiltIn };
            Setting { value: set.unwrap_or(built_in), origin }
        }
        BackupSettings {
            folder: of(table.folder.map(Some), None),
            daily: of(table.daily, limits::BACKUPS_DAILY),
            weekly: of(table.weekly, limits::BACKUPS_WEEKLY),
            monthly: of(table.monthly, limits::BACKUPS_MONTHLY),
            megabytes: of(table.megabytes, limits::BACKUP_MEGABYTES),
        }
    }

    /// The rule for a desk, whether backups are taken by themselves or not.
    pub fn of_desk(&self, desk: &Path) -> Keeping {
        Keeping {
            folder: self.folder.value.clone().unwrap_or_else(|| desk.join(keep::FOLDER)),
            daily: usize::from(self.daily.value),
            weekly: usize::from(self.weekly.value),
            monthly: usize::from(self.monthly.value),
            bytes: u64::from(self.megabytes.value) * 1_048_576,
        }
    }

    /// Whether backups are taken by themselves.
    pub fn is_on(&self) -> bool {
        self.daily.value > 0 || self.weekly.value > 0 || self.monthly.value > 0
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct BackupTable {
    folder: Option<PathBuf>,
    daily: Option<u16>,
    weekly: Option<u16>,
    monthly: Option<u16>,
    megabytes: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    desk: Option<PathBuf>,
    lang: Option<String>,
    by: Option<String>,
    start: Option<String>,
    terminal: Option<TerminalTable>,
    paper: Option<PaperTable>,
    backup: Option<BackupTable>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PaperTable {
    pin: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct TerminalTable {
    arabic: Option<String>,
    keyboard: Option<String>,
    line: Option<String>,
    mouse: Option<String>,
    theme: Option<String>,
}

/// Why the settings cannot be read.
#[derive(Debug)]
pub struct SettingsError {
    /// The file.
    pub file: PathBuf,
    /// Key of the message.
    pub code: &'static str,
    /// What is wrong with it.
    pub detail: String,
}

impl SettingsError {
    fn wrong(file: &Path, detail: String) -> SettingsError {
        SettingsError { file: file.to_owned(), code: "cli-error-settings", detail }
    }

    fn distrusted(file: &Path, why: &Distrust) -> SettingsError {
        SettingsError { file: file.to_owned(), code: why.code(), detail: why.detail() }
    }
}

impl Settings {
    /// Reads the settings of this person on this machine.
    ///
    /// # Errors
    /// A settings file that cannot be read or has an unknown key.
    pub fn read(asked: Asked) -> Result<Settings, SettingsError> {
        let config_dir = directory(Dir::Config);
        let path = config_dir.join("config.toml");
        let text = files::read_own(&path, limits::SETTINGS_BYTES);
        let text = text.map_err(|why| SettingsError::distrusted(&path, &why))?;
        Settings::from_text(asked, config_dir, &text.unwrap_or_default())
    }

    /// The settings that the text of a settings file gives.
    ///
    /// # Errors
    /// No TOML, an unknown key, or a value that it cannot have.
    pub fn from_text(asked: Asked, config_dir: PathBuf, text: &str) -> Result<Settings, SettingsError> {
        Settings::in_environment(asked, config_dir, text, &|variable| std::env::var_os(variable))
    }

    fn in_environment(
        asked: Asked,
        config_dir: PathBuf,
        text: &str,
        variables: Variables<'_>,
    ) -> Result<Settings, SettingsError> {
        let env = |variable: &str| variables(variable).filter(|value| !value.is_empty());
        let path = config_dir.join("config.toml");
        let file: File =
            toml::from_str(text).map_err(|error| SettingsError::wrong(&path, error.message().to_owned()))?;
        let terminal = file.terminal.unwrap_or_default();
        let read_arabic = |code: &str| if code == "auto" { Some(None) } else { Profile::from_code(code).map(Some) };
        let arabic = choice(terminal.arabic.as_deref(), read_arabic)
            .map_err(|code| wrong_choice(&path, "terminal.arabic", &code, &lines::profiles()))?;
        let keyboards = Keyboard::ALL.map(Keyboard::code);
        let keyboard = choice(terminal.keyboard.as_deref(), Keyboard::from_code)
            .map_err(|code| wrong_choice(&path, "terminal.keyboard", &code, &keyboards))?;
        let speeds = LineSpeed::ALL.map(LineSpeed::code);
        let line = choice(terminal.line.as_deref(), LineSpeed::from_code)
            .map_err(|code| wrong_choice(&path, "terminal.line", &code, &speeds))?;
        let uses = MouseUse::ALL.map(MouseUse::code);
        let mouse = choice(terminal.mouse.as_deref(), MouseUse::from_code)
            .map_err(|code| wrong_choice(&path, "terminal.mouse", &code, &uses))?;
        let panes = panes::ids();
        let pane = |id: &str| panes.iter().copied().find(|pane| *pane == id);
        let start = match file.start.as_deref() {
            None => Setting { value: panes.first().copied().unwrap_or_default(), origin: Origin::BuiltIn },
            Some(id) => {
                let value = pane(id).ok_or_else(|| wrong_choice(&path, "start", id, &panes))?;
                Setting { value, origin: Origin::File }
            }
        };
        let lang = file.lang.as_deref().map(|code| {
            Lang::from_code(code).ok_or_else(|| wrong_choice(&path, "lang", code, &Lang::ALL.map(Lang::code)))
        });
        let themes = Colours::ALL.map(Colours::code);
        let theme = choice(terminal.theme.as_deref(), Colours::from_code)
            .map_err(|code| wrong_choice(&path, "terminal.theme", &code, &themes))?;
        Ok(Settings {
            desk: pick(asked.desk, "TANSIQ_DESK", env("TANSIQ_DESK").map(PathBuf::from), file.desk, || {
                directory(Dir::Data).join("desk")
            }),
            lang: language(asked.lang, lang.transpose()?, &env),
            by: actor(asked.by, file.by, &env),
            arabic,
            keyboard,
            line,
            mouse,
            start,
            theme,
            pin: pick(None, "", None, file.paper.unwrap_or_default().pin, || false),
            backup: BackupSettings::from_table(file.backup.unwrap_or_default()),
            config_dir,
        })
    }

    /// The vocabularies that the administration keeps in `vocab/` of its settings: name and text of each.
    ///
    /// # Errors
    /// One that cannot be read or is somebody else's: half of the vocabularies would refuse what is right.
    pub fn vocabularies(&self) -> Result<Vec<(String, String)>, SettingsError> {
        let folder = self.config_dir.join("vocab");
        let unread = |error: io::Error| SettingsError::distrusted(&folder, &Distrust::Io(error.to_string()));
        let entries = match std::fs::read_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            found => found.map_err(unread)?,
        };
        let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>().map_err(unread)?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
        paths.sort();
        let mut found = Vec::new();
        for path in paths {
            let read = files::read_own(&path, limits::VOCABULARY_BYTES);
            let text = read.map_err(|why| SettingsError::distrusted(&path, &why))?;
            let name = path.file_stem().and_then(|name| name.to_str());
            found.extend(name.zip(text).map(|(name, text)| (name.to_owned(), text)));
        }
        Ok(found)
    }
}

/// Remembers the language for the next start, leaving the rest of the settings file as it is.
///
/// # Errors
/// The file cannot be written, or is not understood.
pub fn remember_lang(config_dir: &Path, lang: Lang) -> std::io::Result<()> {
    let path = config_dir.join("config.toml");
    // What cannot be read is not written over.
    let old = files::read_own(&path, limits::SETTINGS_BYTES).map_err(|_| std::io::ErrorKind::PermissionDenied)?;
    let new = file::edited(&old.unwrap_or_default(), "lang", Some(lang.code().into()));
    file::write(config_dir, &new.map_err(|_| std::io::ErrorKind::InvalidData)?)
}

fn pick<T>(
    asked: Option<T>,
    variable: &'static str,
    environment: Option<T>,
    file: Option<T>,
    built_in: impl FnOnce() -> T,
) -> Setting<T> {
    if let Some(value) = asked {
        return Setting { value, origin: Origin::Option };
    }
    if let Some(value) = environment {
        return Setting { value, origin: Origin::Environment(variable) };
    }
    match file {
        Some(value) => Setting { value, origin: Origin::File },
        None => Setting { value: built_in(), origin: Origin::BuiltIn },
    }
}

/// A setting of the file that is one of a few words; the word itself where it is none of them.
fn choice<T: Default>(code: Option<&str>, read: impl Fn(&str) -> Option<T>) -> Result<Setting<T>, String> {
    match code {
        None => Ok(Setting { value: T::default(), origin: Origin::BuiltIn }),
        Some(code) => match read(code) {
            Some(value) => Ok(Setting { value, origin: Origin::File }),
            None => Err(code.to_owned()),
        },
    }
}

fn wrong_choice(file: &Path, name: &str, code: &str, known: &[&str]) -> SettingsError {
    SettingsError::wrong(file, format!("{name} = \"{code}\" ({})", known.join(", ")))
}

/// The language: `--lang`, `TANSIQ_LANG`, the settings file, then the locale of the system.
fn language(asked: Option<Lang>, file: Option<Lang>, env: Variables<'_>) -> Setting<Lang> {
    let own = || env("TANSIQ_LANG").and_then(|code| Lang::from_code(code.to_str()?));
    // The first one that is set says it, also where that is a language which this program does not speak.
    let locale = || {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|variable| Some((variable, env(variable)?)));
        set.and_then(|(variable, code)| Some((variable, Lang::from_code(code.to_str()?.get(..2)?)?)))
    };
    let setting = |value, origin| Setting { value, origin };
    match (asked, own(), file) {
        (Some(value), ..) => setting(value, Origin::Option),
        (None, Some(value), _) => setting(value, Origin::Environment("TANSIQ_LANG")),
        (None, None, Some(value)) => setting(value, Origin::File),
        (None, None, None) => locale().map_or_else(
            || setting(Lang::En, Origin::BuiltIn),
            |(variable, value)| setting(value, Origin::Environment(variable)),
        ),
    }
}

/// Who acts: `--as`, the settings file, then the account.
fn actor(asked: Option<String>, file: Option<String>, env: Variables<'_>) -> Setting<String> {
    let mut account = ["USER", "LOGNAME"].into_iter().filter_map(|variable| Some((variable, env(variable)?)));
    match (asked, file) {
        (Some(value), _) => Setting { value, origin: Origin::Option },
        (None, Some(value)) => Setting { value, origin: Origin::File },
        (None, None) => account.next().map_or_else(
            || Setting { value: "staff".to_owned(), origin: Origin::BuiltIn },
            |(variable, name)| Setting {
                value: name.to_string_lossy().into_owned(),
                origin: Origin::Environment(variable),
            },
        ),
    }
}

/// What the environment says, by the name of a variable.
type Variables<'e> = &'e dyn Fn(&str) -> Option<OsString>;

enum Dir {
    Config,
    Data,
}

fn directory(which: Dir) -> PathBuf {
    let Ok(base) = choose_base_strategy() else { return PathBuf::from(".tansiq") };
    match which {
        Dir::Config => base.config_dir().join("tansiq"),
        Dir::Data => base.data_dir().join("tansiq"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::os::unix::ffi::OsStringExt;

    fn read(text: &str, variables: &[(&str, &[u8])]) -> Result<Settings, SettingsError> {
        let find = |name: &str| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| OsString::from_vec(value.to_vec()))
        };
        Settings::in_environment(Asked::default(), PathBuf::from("/none"), text, &find)
    }

    #[test]
    fn who_acts_is_said_by_the_file_before_the_account() {
        let by = |text: &str, variables: &[(&str, &[u8])]| {
            let by = read(text, variables).unwrap().by;
            (by.value, by.origin)
        };
        let account: &[(&str, &[u8])] = &[("USER", b"omar"), ("LOGNAME", b"other")];
        assert_eq!(by("by = \"amina\"", account), ("amina".to_owned(), Origin::File));
        assert_eq!(by("", account), ("omar".to_owned(), Origin::Environment("USER")));
        assert_eq!(by("", &account[1..]), ("other".to_owned(), Origin::Environment("LOGNAME")));
        assert_eq!(by("", &[("USER", b"")]), ("staff".to_owned(), Origin::BuiltIn));
    }

    #[test]
    fn the_first_locale_that_is_set_says_the_language() {
        let lang = |variables: &[(&str, &[u8])]| read("", variables).unwrap().lang;
        let of = |value, variable| Setting { value, origin: Origin::Environment(variable) };
        assert_eq!(lang(&[("LC_ALL", b""), ("LANG", b"ar_MA.UTF-8")]), of(Lang::Ar, "LANG"));
        assert_eq!(lang(&[("LC_MESSAGES", b"fr_FR"), ("LANG", b"ar_MA")]), of(Lang::Fr, "LC_MESSAGES"));
        for set in [b"C".as_slice(), b"de_DE.UTF-8", b"\xff\xfe"] {
            let said = lang(&[("LC_ALL", set), ("LANG", b"fr_FR.UTF-8")]);
            assert_eq!(said, Setting { value: Lang::En, origin: Origin::BuiltIn }, "{set:?}");
        }
        assert_eq!(lang(&[("TANSIQ_LANG", b"fr"), ("LC_ALL", b"C")]), of(Lang::Fr, "TANSIQ_LANG"));
    }

    #[test]
    fn a_language_that_the_file_gets_wrong_is_refused() {
        assert_eq!(read("lang = \"ar\"", &[]).unwrap().lang, Setting { value: Lang::Ar, origin: Origin::File });
        let refused = read("lang = \"fra\"", &[("TANSIQ_LANG", b"en")]).unwrap_err();
        assert_eq!((refused.code, refused.detail.as_str()), ("cli-error-settings", "lang = \"fra\" (ar, fr, en)"));
    }

    #[test]
    fn a_desk_whose_name_is_no_text_is_the_one_that_is_named() {
        let desk = read("desk = \"/other\"", &[("TANSIQ_DESK", b"/d\xe9sk")]).unwrap().desk;
        assert_eq!(desk.value.into_os_string().into_vec(), b"/d\xe9sk");
    }

    #[test]
    fn vocabularies_that_cannot_be_read_are_not_taken_for_none() {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { config_dir: folder.path().to_owned(), ..read("", &[]).unwrap() };
        assert_eq!(settings.vocabularies().unwrap(), []);
        std::fs::write(folder.path().join("vocab"), "no folder").unwrap();
        assert_eq!(settings.vocabularies().unwrap_err().code, "host-file-unreadable");
    }
}
