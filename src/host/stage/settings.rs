//! Settings of a session: told, changed in their file, and taken up where that can be done at once.

use super::{Left, Stage};
use crate::app::setting::{Adopted, Origin};
use crate::app::{Msg, Refused};
use crate::host::settings::{NotSet, Settings, SettingsError};
use crate::lang::Lang;

impl Stage {
    /// What the settings are now.
    pub(super) fn settings(&self) -> Msg {
        match self.settings_file.settings() {
            Ok(settings) => Msg::Settings(settings.lines(), None),
            Err(error) => Msg::Failed(self.settings_say(&error)),
        }
    }

    /// Changes one setting; answers what is told of it, and what the terminal takes up.
    pub(super) fn set(&mut self, key: &'static str, value: Option<&str>) -> (Vec<Msg>, Option<Left>) {
        let lines = self.settings_file.settings().map(|settings| settings.lines());
        let line = lines.ok().and_then(|lines| lines.into_iter().find(|line| line.key == key));
        let Some(line) = line else { return (vec![self.settings()], None) };
        match self.settings_file.set(key, value, &line.allowed) {
            Ok(settings) => {
                // What a person chooses here goes before what the command line said when the session began.
                let chosen = value.filter(|_| key == "lang").and_then(Lang::from_code);
                let adopted = self.adopt(&settings, chosen);
                let lines = settings.lines();
                let origin = lines.iter().find(|line| line.key == key).map(|line| line.origin);
                let told = self.what_was_set(value.is_some(), line.is_live, (chosen, origin));
                (vec![Msg::Settings(lines, Some(adopted)), Msg::Told(told)], Some(Left::Settings(Box::new(settings))))
            }
            Err(why) => (vec![Msg::SettingRefused(Refused { why: self.why_not_set(&why), clash: None })], None),
        }
    }

    fn adopt(&mut self, settings: &Settings, lang: Option<Lang>) -> Adopted {
        self.pins = settings.pin.value;
        Adopted { lang, colours: self.has_colours.then_some(settings.theme.value), keyboard: settings.keyboard.value }
    }

    fn what_was_set(&self, is_set: bool, is_live: bool, (lang, origin): (Option<Lang>, Option<Origin>)) -> String {
        // In the language that the screen is about to speak.
        let mut session = self.model.session.clone();
        session.lang = lang.unwrap_or(session.lang);
        let file = self.settings_file.path().display().to_string();
        match origin {
            Some(Origin::Option) if is_set => session.say("settings-behind-option"),
            Some(Origin::Environment(name)) if is_set => {
                session.say_with("settings-behind-variable", &[("name", name.into())])
            }
            _ if !self.settings_file.is_kept() => session.say("settings-thrown-away"),
            _ if is_live => session.say_with("settings-kept", &[("file", file.as_str().into())]),
            _ => session.say_with("settings-kept-for-later", &[("file", file.as_str().into())]),
        }
    }

    fn why_not_set(&self, why: &NotSet) -> String {
        let session = &self.model.session;
        match why {
            NotSet::Wrong(error) => self.settings_say(error),
            NotSet::NoNumber(most) => {
                let most = most.to_string();
                session.say_with("settings-no-number", &[("most", most.as_str().into())])
            }
            NotSet::Io(error) => {
                let detail = error.to_string();
                session.say_with("settings-not-written", &[("detail", detail.as_str().into())])
            }
        }
    }

    fn settings_say(&self, error: &SettingsError) -> String {
        let file = error.file.display().to_string();
        let detail = error.detail.as_str();
        match error.code.starts_with("cli") {
            true => self
                .model
                .session
                .say_with("settings-not-understood", &[("file", file.as_str().into()), ("detail", detail.into())]),
            false => {
                self.model.session.say_with(error.code, &[("file", file.as_str().into()), ("detail", detail.into())])
            }
        }
    }
}
