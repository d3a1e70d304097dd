//! Changes: what somebody asks for ([`Proposal`]), what the ledger keeps ([`Entry`]), and why a
//! proposal is refused ([`Refusal`]).

use super::field::{Field, FieldId};
use super::kind::Kind;
use super::record::Record;
use super::reference::Ref;
use super::value::{Fields, Value};
use std::sync::Arc;

/// One field to be changed, with what the asker saw in it.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldEdit {
    /// The field.
    pub field: FieldId,
    /// What the asker saw; the change is refused as a conflict where it is no longer so.
    pub was: Option<Value>,
    /// What it shall be; nothing takes the field away.
    pub now: Option<Value>,
}

impl FieldEdit {
    /// The edits that turn a record's fields into these.
    pub fn between(record: &Record, fields: &Fields) -> Vec<FieldEdit> {
        let differs = |field: &&Field| record.fields.get(field.id) != fields.get(field.id);
        let edits = record.kind.spec().fields.iter().filter(differs).map(|field| FieldEdit {
            field: field.id,
            was: record.fields.get(field.id).cloned(),
            now: fields.get(field.id).cloned(),
        });
        edits.collect()
    }
}

impl Draft {
    /// The draft that turns a record's fields into these.
    pub fn edit(record: &Record, fields: &Fields) -> Draft {
        Draft::Edit { reference: record.reference, edits: FieldEdit::between(record, fields), if_rev: None }
    }
}

/// One wish of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub enum Draft {
    /// A new record. The number is given by the registrar; a number asked for is kept if it is free.
    Add {
        /// Number to keep (an import into another desk), or to point at from other drafts of the proposal.
        reference: Option<Ref>,
        /// Kind.
        kind: Kind,
        /// Fields.
        fields: Fields,
    },
    /// Some fields of a record.
    Edit {
        /// The record.
        reference: Ref,
        /// The fields.
        edits: Vec<FieldEdit>,
        /// Refuse where the record has changed since this revision.
        if_rev: Option<u64>,
    },
    /// The record is taken away.
    Drop {
        /// The record.
        reference: Ref,
    },
    /// A record that was taken away is brought back as it was.
    Undrop {
        /// The record.
        reference: Ref,
    },
    /// A duplicate is joined into another record; links follow, history stays.
    Merge {
        /// The duplicate.
        from: Ref,
        /// The record that stays.
        into: Ref,
    },
}

/// A change that somebody asks for: all of it happens or nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// Who acts.
    pub by: String,
    /// The machine it was asked on.
    pub machine: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// The command that asks, for history and undo: `agenda.item.move`.
    pub label: String,
    /// The wishes, in order; later ones see the earlier ones.
    pub drafts: Vec<Draft>,
}

/// Why an entry is in the ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Reason {
    /// Somebody did it.
    Done,
    /// It takes back the group of entries that began at this revision.
    Undo(u64),
    /// It does again the group of entries that began at this revision.
    Redo(u64),
}

/// One record before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// Before; nothing where the record is new.
    pub before: Option<Arc<Record>>,
    /// After; nothing where the record is taken away.
    pub after: Option<Arc<Record>>,
    /// Where it was merged into, if that is why it is taken away.
    pub merged_into: Option<Ref>,
}

impl Change {
    /// The number of the record.
    pub fn reference(&self) -> Ref {
        self.after.as_ref().or(self.before.as_ref()).map_or(Ref(0), |record| record.reference)
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Change {
        Change { before: self.after.clone(), after: self.before.clone(), merged_into: self.merged_into }
    }
}

/// One entry of the ledger, without what the store adds (hash and its predecessor's hash).
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its revision: 1, 2, 3 … without gaps.
    pub revision: u64,
    /// The first revision of its group: a large change is several entries that are done and undone as one.
    pub group: u64,
    /// Whether it is the last of its group.
    pub closes_group: bool,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Who acted.
    pub by: String,
    /// On which machine.
    pub machine: String,
    /// The command.
    pub label: String,
    /// Done, undone or done again.
    pub reason: Reason,
    /// What changed.
    pub changes: Vec<Change>,
}

/// One thing wrong with one field: a message key with its values, so that every language can say it.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldError {
    /// The field as people write it: `names.fr`, `tenures[2].person`.
    pub field: String,
    /// Key of the message in `domain.ftl`.
    pub code: &'static str,
    /// Values in the message.
    pub values: Vec<(&'static str, String)>,
}

/// What stands against a change because somebody was first, with both versions.
#[derive(Clone, Debug, PartialEq)]
pub struct Clash {
    /// The record.
    pub reference: Ref,
    /// Its kind.
    pub kind: Kind,
    /// The field, where it is one.
    pub field: Option<&'static str>,
    /// The revision of the record now; that of the desk where it is gone.
    pub rev: u64,
    /// Who changed it last; nobody where that is not known.
    pub by: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// What the field held when the change was thought of.
    pub was: Option<Value>,
    /// What it holds now.
    pub theirs: Option<Value>,
    /// What it should have held.
    pub mine: Option<Value>,
}

impl Clash {
    /// Something stands against a change of this record as a whole.
    pub fn of_record(reference: Ref, kind: Kind, rev: u64) -> Clash {
        let nobody = String::new();
        Clash { reference, kind, field: None, rev, by: nobody, at_ms: 0, was: None, theirs: None, mine: None }
    }

    /// The declaration of the field.
    pub fn declared(&self) -> Option<&'static Field> {
        self.field.and_then(|key| self.kind.spec().field(key))
    }
}

/// A record that was taken away, as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// The record as it was.
    pub record: Arc<Record>,
    /// The revision that took it away.
    pub rev: u64,
    /// Who took it away.
    pub by: String,
    /// When, in milliseconds since 1970 UTC.
    pub at_ms: i64,
    /// Whether it went because its making was taken back.
    pub was_undone: bool,
}

/// Why a proposal was refused; the desk is as it was.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// No such record.
    NotFound(Ref),
    /// It breaks rules, field by field; `line` counts drafts from 0.
    Invalid {
        /// Which draft.
        draft: usize,
        /// What is wrong.
        errors: Vec<FieldError>,
    },
    /// Somebody changed it first.
    Conflict(Box<Clash>),
    /// There is nothing to undo or to redo.
    NothingToUndo,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The revision of the last entry; that of the desk where nothing had to change.
    pub revision: u64,
    /// The number of the record of each draft, in order.
    pub references: Vec<Ref>,
    /// Whether each draft changed anything, in order.
    pub changed: Vec<bool>,
}
