//! How a command ends when it does not end well: exit status, and the same error in words or as JSON.

use crate::domain::{FieldError, Refusal, words};
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
}

impl Failure {
    /// A failure with a message of `cli.ftl`.
    pub fn new(status: Status, code: &str) -> Failure {
        Failure { status, code: code.to_owned(), values: Vec::new(), field: None, hint: None }
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
        let values = self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        text::for_screen(&words::refusal(lexicon, lang, &self.code, values)).into_owned()
    }

    /// The error of the contract.
    pub fn json(&self, lexicon: &Lexicon, lang: Lang) -> Value {
        let hint = self.hint.map(|key| lexicon.plain(lang, key, &[]));
        let message = self.reason(lexicon, lang);
        json!({"error": {"code": self.code, "message": message, "field": self.field, "hint": hint}})
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
        }
    }
}

impl From<FieldError> for Failure {
    fn from(error: FieldError) -> Self {
        Failure::from(&error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotFound(reference) => Failure::not_found(reference),
            Refusal::Invalid { errors, .. } => {
                errors.first().map_or_else(|| Failure::new(Status::Refused, "cli-error-refused"), Failure::from)
            }
            Refusal::Conflict { reference, field, rev } => Failure {
                field: field.map(str::to_owned),
                hint: Some("cli-hint-conflict"),
                ..Failure::new(Status::Conflict, "cli-error-conflict").with("record", reference).with("rev", rev)
            },
            Refusal::NothingToUndo => Failure::new(Status::NotFound, "cli-error-nothing-to-undo"),
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let (status, hint) = match error {
            StoreError::InUse { .. } => (Status::InUse, Some("cli-hint-in-use")),
            StoreError::Damaged { .. } | StoreError::Diverged { .. } => (Status::Damaged, Some("cli-hint-damaged")),
            StoreError::Exists { .. } => (Status::Refused, None),
            _ => (Status::Failed, None),
        };
        let values = error.values().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Failure { status, code: error.code().to_owned(), values, field: None, hint }
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
