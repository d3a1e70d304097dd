//! Why the store could not do something: the one error of this room.
//!
//! Each failure has a stable code, which is also the key of its message in `assets/lang/*/store.ftl`.
//! The detail inside is for the log, never for the screen.

use super::owner::Owner;
use crate::domain::Refusal;
use std::fmt;
use std::path::Path;

/// A failure of the store; the desk in memory stays as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// Another process holds the desk.
    InUse {
        /// Who, where the owner file could be read.
        owner: Option<Owner>,
    },
    /// What was read is not what was written.
    Damaged {
        /// Where: `entry 12`, `record #7`, `engine`.
        place: String,
        /// What was found there.
        detail: String,
    },
    /// It was written by a newer version of the product.
    Newer {
        /// The version found: of the desk, or of a record or entry.
        version: u32,
    },
    /// A record or an entry is larger than the bounds allow.
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The ledger moved on behind the registrar's back.
    Moved {
        /// Its head now.
        head: u64,
    },
    /// No space is left on the disk.
    Full,
    /// The file system refused.
    Io {
        /// What it said.
        detail: String,
    },
    /// The system lets this user not read or write something.
    Denied {
        /// What, where it is known, and what the system said.
        detail: String,
    },
    /// A file or folder of the desk is a link, or belongs to somebody else.
    Foreign {
        /// Which.
        path: String,
    },
    /// What was to be made is there already.
    Exists {
        /// Which.
        path: String,
    },
    /// The desk has held entries, and not one is in either of its copies any more.
    Emptied {
        /// The beginning of the hash of the first one, after which its backups are named; nothing where nobody knows it.
        first: Option<String>,
    },
    /// The two copies have different histories.
    Diverged {
        /// The last revision that both have.
        revision: u64,
    },
    /// The engine did not answer within `limits::STORE_OPEN_MS`.
    Slow,
    /// The file system may only be read.
    ReadOnly,
    /// The folder of the desk was taken away while it was open.
    Gone {
        /// Where it was.
        path: String,
    },
}

impl StoreError {
    /// Something that was read is damaged.
    pub(super) fn damaged(place: impl Into<String>, detail: impl fmt::Display) -> Self {
        StoreError::Damaged { place: place.into(), detail: detail.to_string() }
    }

    /// What the file system says about a file, with its name.
    pub(super) fn about(path: &Path, error: std::io::Error) -> Self {
        match StoreError::from(error) {
            StoreError::Denied { detail } => StoreError::Denied { detail: format!("{}: {detail}", path.display()) },
            StoreError::Io { detail } => StoreError::Io { detail: format!("{}: {detail}", path.display()) },
            other => other,
        }
    }

    /// The same damage with its place, where the one who found it did not know it.
    pub(super) fn at(self, place: impl FnOnce() -> String) -> Self {
        match self {
            StoreError::Damaged { detail, .. } => StoreError::Damaged { place: place(), detail },
            other => other,
        }
    }

    /// The key of its message, and its name in logs and on the command line.
    pub fn code(&self) -> &'static str {
        match self {
            StoreError::InUse { owner: Some(_) } => "store-in-use",
            StoreError::InUse { owner: None } => "store-in-use-unknown",
            StoreError::Damaged { .. } => "store-damaged",
            StoreError::Newer { .. } => "store-newer",
            StoreError::TooLarge { .. } => "store-too-large",
            StoreError::Moved { .. } => "store-moved",
            StoreError::Full => "store-full",
            StoreError::Io { .. } => "store-io",
            StoreError::Denied { .. } => "store-denied",
            StoreError::Foreign { .. } => "store-foreign",
            StoreError::Exists { .. } => "store-exists",
            StoreError::Emptied { first: Some(_) } => "store-emptied",
            StoreError::Emptied { first: None } => "store-emptied-unknown",
            StoreError::Diverged { .. } => "store-diverged",
            StoreError::Slow => "store-slow",
            StoreError::ReadOnly => "store-read-only",
            StoreError::Gone { .. } => "store-gone",
        }
    }

    /// The key of the message, and the value in it, where only a backup could not be taken: the work itself is safe.
    pub fn of_backup(&self) -> (&'static str, String) {
        match self {
            StoreError::Full => ("store-keep-full", String::new()),
            StoreError::Damaged { place, .. } => ("store-keep-damaged", place.clone()),
            other => ("store-keep-failed", other.in_short()),
        }
    }

    /// What stands for it inside another message: where it is, or why, as [`Mended`](super::Mended) names places.
    pub fn in_short(&self) -> String {
        match self {
            StoreError::Damaged { place, .. } => place.clone(),
            StoreError::Io { detail } | StoreError::Denied { detail } => detail.clone(),
            StoreError::Foreign { path } | StoreError::Exists { path } | StoreError::Gone { path } => path.clone(),
            StoreError::Full => "full".to_owned(),
            StoreError::ReadOnly => "readonly".to_owned(),
            other => other.code().to_owned(),
        }
    }

    /// The values in its message, by name.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            StoreError::InUse { owner } => owner.as_ref().map(Owner::values).unwrap_or_default(),
            StoreError::Damaged { place, .. } => vec![("place", place.clone())],
            StoreError::Newer { version } => vec![("version", version.to_string())],
            StoreError::TooLarge { bytes } => vec![("bytes", bytes.to_string())],
            StoreError::Io { detail } | StoreError::Denied { detail } => vec![("detail", detail.clone())],
            StoreError::Foreign { path } | StoreError::Exists { path } | StoreError::Gone { path } => {
                vec![("path", path.clone())]
            }
            StoreError::Emptied { first } => first.iter().map(|first| ("first", first.clone())).collect(),
            StoreError::Diverged { revision } => vec![("revision", revision.to_string())],
            StoreError::Moved { .. } | StoreError::Full | StoreError::Slow | StoreError::ReadOnly => Vec::new(),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.code())?;
        if let StoreError::Damaged { place, detail } = self {
            write!(f, " ({place}: {detail})")?;
        }
        if let StoreError::Io { detail } | StoreError::Denied { detail } = self {
            write!(f, " ({detail})")?;
        }
        Ok(())
    }
}

impl std::error::Error for StoreError {}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::Full,
            std::io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
            std::io::ErrorKind::PermissionDenied => StoreError::Denied { detail: error.to_string() },
            _ => StoreError::Io { detail: error.to_string() },
        }
    }
}

/// Why a proposal was not carried out.
#[derive(Clone, Debug, PartialEq)]
pub enum ProposeError {
    /// The rules, a conflict, or nothing to undo.
    Refused(Refusal),
    /// The store failed; nothing is acknowledged.
    Store(StoreError),
}

impl From<Refusal> for ProposeError {
    fn from(refusal: Refusal) -> Self {
        ProposeError::Refused(refusal)
    }
}

impl From<StoreError> for ProposeError {
    fn from(error: StoreError) -> Self {
        ProposeError::Store(error)
    }
}
