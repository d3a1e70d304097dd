//! The settings one after the other, as `tansiq config` and the screen of settings show them.

use super::{LineSpeed, MouseUse, Setting, Settings};
use crate::app::Keyboard;
use crate::app::setting::{Allowed, SettingLine};
use crate::kit::Colours;
use crate::lang::Lang;
use crate::panes;
use crate::text::Profile;

/// Megabytes of all backups, at most.
const MEGABYTES: u32 = 999_999;
/// Days, weeks or months of which the last backup is kept, at most.
const BACKUPS: u32 = 9_999;

fn line<T>(key: &'static str, setting: &Setting<T>, value: String, allowed: Allowed) -> SettingLine {
    SettingLine { key, value, origin: setting.origin, allowed, is_live: true }
}

fn later(line: SettingLine) -> SettingLine {
    SettingLine { is_live: false, ..line }
}

/// The words of the setting for Arabic.
pub fn profiles() -> Vec<&'static str> {
    std::iter::once("auto").chain(Profile::ALL.map(Profile::code)).collect()
}

impl Settings {
    /// All of them with where each comes from and what it may be.
    pub fn lines(&self) -> Vec<SettingLine> {
        let words = |words: &[&'static str]| Allowed::Words(words.to_vec());
        let arabic = self.arabic.value.map_or("auto", Profile::code).to_owned();
        let of = |setting: &Setting<u16>| setting.value.to_string();
        let backup = &self.backup;
        let folder = backup.of_desk(&self.desk.value).folder.display().to_string();
        let desk = self.desk.value.display().to_string();
        vec![
            later(line("desk", &self.desk, desk, Allowed::Text)),
            line("lang", &self.lang, self.lang.value.code().to_owned(), words(&Lang::ALL.map(Lang::code))),
            later(line("by", &self.by, self.by.value.clone(), Allowed::Text)),
            later(line("start", &self.start, self.start.value.to_owned(), Allowed::Words(panes::ids()))),
            line("terminal.arabic", &self.arabic, arabic, Allowed::Words(profiles())),
            line(
                "terminal.keyboard",
                &self.keyboard,
                self.keyboard.value.code().to_owned(),
                words(&Keyboard::ALL.map(Keyboard::code)),
            ),
            line(
                "terminal.line",
                &self.line,
                self.line.value.code().to_owned(),
                words(&LineSpeed::ALL.map(LineSpeed::code)),
            ),
            line(
                "terminal.mouse",
                &self.mouse,
                self.mouse.value.code().to_owned(),
                words(&MouseUse::ALL.map(MouseUse::code)),
            ),
            line(
                "terminal.theme",
                &self.theme,
                self.theme.value.code().to_owned(),
                words(&Colours::ALL.map(Colours::code)),
            ),
            line("paper.pin", &self.pin, self.pin.value.to_string(), Allowed::Flag),
            line("backup.folder", &backup.folder, folder, Allowed::Text),
            line("backup.daily", &backup.daily, of(&backup.daily), Allowed::Number(BACKUPS)),
            line("backup.weekly", &backup.weekly, of(&backup.weekly), Allowed::Number(BACKUPS)),
            line("backup.monthly", &backup.monthly, of(&backup.monthly), Allowed::Number(BACKUPS)),
            line("backup.megabytes", &backup.megabytes, backup.megabytes.value.to_string(), Allowed::Number(MEGABYTES)),
        ]
    }
}
