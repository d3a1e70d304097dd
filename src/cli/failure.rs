//! How a command ends when it does not end well: exit status, and the same error in words or as JSON.

use crate::domain::{Clash, Desk, FieldError, Refusal, words};
use crate::exchange::json as as_json;
use crate::host::as_of::AsOfError;
use crate::host::{clock, places};
use crate::lang::{Lang, Lexicon};
use crate::store::{ProposeError, StoreError};
use crate::text;
use serde_json::{Value, json};

/// Exit statuses of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Status {
    /// Disk, store or output failed.
    Failed = 1,
    /// Wrong usage.
    Usage = 2,
    /// Not found.
    NotFound = 3,
    /// The input breaks a rule.
    Refused = 4,
    /// Somebody changed it first.
    Conflict = 5,
    /// Another process has the desk.
    InUse = 6,
    /// The desk is damaged.
    Damaged = 7,
}

/// Why a command could not do what was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Exit status.
    pub status: Status,
    /// Key of the message in `cli.ftl`, `domain.ftl` or `store.ftl`; also the code in JSON.
    pub code: String,
    /// Values in the message.
    pub values: Vec<(String, String)>,
    /// The field at fault.
    pub field: Option<String>,
    /// Key of a message that says what to do.
    pub hint: Option<&'static str>,
    /// Both versions, where somebody was first.
    pub clash: Option<Box<Clash>>,
}

impl Failure {
    /// A failure with a message of `cli.ftl`.
    pub fn new(status: Status, code: &str) -> Failure {
        Failure { status, code: code.to_owned(), values: Vec::new(), field: None, hint: None, clash: None }
    }

    /// The same with one more value for the message.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Failure {
        self.values.push((name.to_owned(), value.to_string()));
        self
    }

    /// The same with what to do.
    #[must_use]
    pub fn hint(mut self, key: &'static str) -> Failure {
        self.hint = Some(key);
        self
    }

    /// The same under another message, which takes the same values.
    #[must_use]
    pub fn renamed(mut self, code: &str) -> Failure {
        code.clone_into(&mut self.code);
        self
    }

    /// No such record.
    pub fn not_found(what: impl ToString) -> Failure {
        Failure::new(Status::NotFound, "cli-error-not-found").with("what", what).hint("cli-hint-find")
    }

    /// A file that cannot be read or written.
    pub fn file(path: &std::path::Path, error: &std::io::Error) -> Failure {
        Failure::new(Status::Failed, "cli-error-file").with("file", path.display()).with("detail", error)
    }

    /// Output that cannot be written.
    pub fn output(error: &std::io::Error) -> Failure {
        Failure::new(Status::Failed, "cli-error-output").with("detail", error)
    }

    /// The sentence, with no character that a terminal would obey.
    pub fn sentence(&self, lexicon: &Lexicon, lang: Lang) -> String {
        match &self.field {
            Some(field) => format!("{}: {}", text::for_screen(field), self.reason(lexicon, lang)),
            None => self.reason(lexicon, lang),
        }
    }

    /// The same without the field.
    pub fn reason(&self, lexicon: &Lexicon, lang: Lang) -> String {
        // The store names places by codes.
        let said = |(name, value): &(String, String)| match name.as_str() {
            "place" => (name.clone(), places::said(lexicon, lang, value)),
            _ => (name.clone(), value.clone()),
        };
        let values: Vec<(String, String)> = self.values.iter().map(said).collect();
        let values = values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        text::for_screen(&words::refusal(lexicon, lang, &self.code, values)).into_owned()
    }

    /// The error of the contract.
    pub fn json(&self, lexicon: &Lexicon, lang: Lang) -> Value {
        let hint = self.hint.map(|key| lexicon.plain(lang, key, &[]));
        let message = self.reason(lexicon, lang);
        let mut error = json!({"code": self.code, "message": message, "field": self.field, "hint": hint});
        if let (Some(clash), Some(object)) = (&self.clash, error.as_object_mut()) {
            let said = |value: &Option<crate::domain::Value>| match (clash.declared(), value) {
                (Some(field), Some(value)) => as_json::value_to_json(&field.shape, value),
                _ => Value::Null,
            };
            object.extend([
                ("ref".to_owned(), clash.reference.0.into()),
                ("rev".to_owned(), clash.rev.into()),
                ("by".to_owned(), clash.by.as_str().into()),
                ("at_ms".to_owned(), clash.at_ms.into()),
                ("was".to_owned(), said(&clash.was)),
                ("theirs".to_owned(), said(&clash.theirs)),
                ("yours".to_owned(), said(&clash.mine)),
            ]);
        }
        json!({"error": error})
    }

    /// Both versions of a field that somebody changed first, a line each.
    pub fn versions(&self, lexicon: &Lexicon, lang: Lang) -> Vec<String> {
        let Some((clash, field)) = self.clash.as_ref().and_then(|clash| Some((clash, clash.declared()?))) else {
            return Vec::new();
        };
        let desk = Desk::default();
        let speaker = words::Speaker { lang, lexicon, desk: &desk };
        let versions = [
            ("cli-conflict-was", &clash.was),
            ("cli-conflict-theirs", &clash.theirs),
            ("cli-conflict-mine", &clash.mine),
        ];
        let line = |(key, value): (&str, &Option<crate::domain::Value>)| {
            let said = value.as_ref().map_or_else(|| "—".to_owned(), |value| speaker.said_whole(&field.shape, value));
            text::for_screen(&lexicon.plain(lang, key, &[("value", said.as_str().into())])).into_owned()
        };
        versions.into_iter().map(line).collect()
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Failure::output(&error)
    }
}

impl From<&FieldError> for Failure {
    fn from(error: &FieldError) -> Self {
        Failure {
            status: Status::Refused,
            code: error.code.to_owned(),
            values: error.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect(),
            field: Some(error.field.clone()),
            hint: None,
            clash: None,
        }
    }
}

impl From<FieldError> for Failure {
    fn from(error: FieldError) -> Self {
        Failure::from(&error)
    }
}

/// The values of a message about a clash.
fn clash_values(clash: &Clash) -> Vec<(String, String)> {
    let known = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    let at = if clash.by.is_empty() { "—".to_owned() } else { clock::said(clash.at_ms) };
    let values =
        [("record", clash.reference.to_string()), ("rev", clash.rev.to_string()), ("by", known(&clash.by)), ("at", at)];
    values.map(|(name, value)| (name.to_owned(), value)).to_vec()
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound(reference) => Failure::not_found(reference),
            Refusal::Invalid { errors, .. } => {
                errors.first().map_or_else(|| Failure::new(Status::Refused, "cli-error-refused"), Failure::from)
            }
            Refusal::Conflict(clash) => Failure {
                field: clash.field.map(str::to_owned),
                hint: Some("cli-hint-conflict"),
                values: clash_values(&clash),
                clash: Some(clash),
                ..Failure::new(Status::Conflict, "cli-error-conflict")
            },
            Refusal::NothingToUndo => Failure::new(Status::NotFound, "cli-error-nothing-to-undo"),
        }
    }
}

impl From<AsOfError> for Failure {
    fn from(error: AsOfError) -> Self {
        if let AsOfError::Store(error) = error {
            return error.into();
        }
        let status = if error == AsOfError::Words { Status::Usage } else { Status::NotFound };
        let (code, values) = error.message();
        values.into_iter().fold(Failure::new(status, code), |failure, (name, value)| failure.with(name, value))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let (status, hint) = match error {
            StoreError::InUse { .. } => (Status::InUse, Some("cli-hint-in-use")),
            StoreError::Damaged { .. } | StoreError::Diverged { .. } => (Status::Damaged, Some("cli-hint-damaged")),
            StoreError::Emptied { .. } => (Status::Damaged, None),
            StoreError::Exists { .. } => (Status::Refused, None),
            _ => (Status::Failed, None),
        };
        Failure { values: clock::values_of(&error), hint, ..Failure::new(status, error.code()) }
    }
}

impl From<ProposeError> for Failure {
    fn from(error: ProposeError) -> Self {
        match error {
            ProposeError::Refused(refusal) => refusal.into(),
            ProposeError::Store(error) => error.into(),
        }
    }
}
