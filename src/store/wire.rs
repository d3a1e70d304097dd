//! The shapes on disk, version 1: types of their own, so that the domain may move on.
//!
//! A shape is never changed once it was released; a new one gets a new version byte. Values
//! nest through a type parameter, so that a decoder can never be led deeper than [`Deep`] says: a hostile
//! file cannot exhaust the stack. Texts are borrowed, from the record as from the bytes: a million records are read and
//! written without a second copy of what they say.

use super::error::StoreError;
use super::upgrade::{Steps, upgrade};
use crate::domain::{Change, Entry, FieldId, Fields, Kind, Reason, Record, Ref, Text3, Value};
use crate::lang::date::OfficialDate;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// A value whose lists and parts hold values of type `N`.
#[derive(Serialize, Deserialize)]
pub(super) enum ValueV1<'a, N> {
    Text(&'a str),
    Text3(#[serde(borrow)] Option<&'a str>, #[serde(borrow)] Option<&'a str>, #[serde(borrow)] Option<&'a str>),
    Code(&'a str),
    Number(i64),
    Flag(bool),
    Date(&'a str),
    OfficialDate(&'a str, #[serde(borrow)] Option<&'a str>),
    Instant(#[serde(borrow)] Cow<'a, str>),
    Link(u64),
    List(Vec<N>),
    Part(Vec<(FieldId, N)>),
}

/// The end of nesting: no value has this type.
#[derive(Serialize, Deserialize)]
pub(super) enum Nothing {}

/// Eight levels: the deepest kind (an agenda item with its parts) needs six.
pub(super) type Deep<'a> = Inner4<'a, Inner4<'a, Nothing>>;

type Inner4<'a, N> = ValueV1<'a, ValueV1<'a, ValueV1<'a, ValueV1<'a, N>>>>;

/// A level of nesting that can be made from a value and made into one.
pub(super) trait Level<'a>: Sized {
    fn from_value(value: &'a Value) -> Result<Self, StoreError>;
    fn into_value(self) -> Result<Value, StoreError>;
}

impl<'a> Level<'a> for Nothing {
    fn from_value(_: &'a Value) -> Result<Self, StoreError> {
        Err(StoreError::damaged("value", "nested too deeply"))
    }

    fn into_value(self) -> Result<Value, StoreError> {
        match self {}
    }
}

impl<'a, N: Level<'a>> Level<'a> for ValueV1<'a, N> {
    fn from_value(value: &'a Value) -> Result<Self, StoreError> {
        Ok(match value {
            Value::Text(text) => ValueV1::Text(text),
            Value::Text3(text) => ValueV1::Text3(text.ar.as_deref(), text.fr.as_deref(), text.en.as_deref()),
            Value::Code(code) => ValueV1::Code(code),
            Value::Number(number) => ValueV1::Number(*number),
            Value::Flag(flag) => ValueV1::Flag(*flag),
            Value::Date(date) => ValueV1::Date(date.as_str()),
            Value::OfficialDate(official) => ValueV1::OfficialDate(official.date.as_str(), official.hijri.as_deref()),
            Value::Instant(instant) => ValueV1::Instant(instant.to_string().into()),
            Value::Link(reference) => ValueV1::Link(reference.0),
            Value::List(values) => ValueV1::List(values.iter().map(N::from_value).collect::<Result<_, _>>()?),
            Value::Part(fields) => ValueV1::Part(from_fields(fields)?),
        })
    }

    fn into_value(self) -> Result<Value, StoreError> {
        Ok(match self {
            ValueV1::Text(text) => Value::Text(text.to_owned()),
            ValueV1::Text3(ar, fr, en) => {
                let [ar, fr, en] = [ar, fr, en].map(|text| text.map(str::to_owned));
                Value::Text3(Text3 { ar, fr, en })
            }
            ValueV1::Code(code) => Value::Code(code.to_owned()),
            ValueV1::Number(number) => Value::Number(number),
            ValueV1::Flag(flag) => Value::Flag(flag),
            ValueV1::Date(text) => Value::Date(parsed(text)?),
            ValueV1::OfficialDate(text, hijri) => {
                Value::OfficialDate(OfficialDate { date: parsed(text)?, hijri: hijri.map(str::to_owned) })
            }
            ValueV1::Instant(text) => Value::Instant(parsed(&text)?),
            ValueV1::Link(number) => Value::Link(Ref(number)),
            ValueV1::List(values) => Value::List(values.into_iter().map(N::into_value).collect::<Result<_, _>>()?),
            ValueV1::Part(fields) => Value::Part(into_fields(fields)?),
        })
    }
}

fn parsed<T: std::str::FromStr>(text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::damaged("value", "no date"))
}

fn from_fields<'a, N: Level<'a>>(fields: &'a Fields) -> Result<Vec<(FieldId, N)>, StoreError> {
    fields.iter().map(|(id, value)| Ok((id, N::from_value(value)?))).collect()
}

fn into_fields<'a, N: Level<'a>>(read: Vec<(FieldId, N)>) -> Result<Fields, StoreError> {
    let mut fields = Fields::with_room(read.len());
    for (id, value) in read {
        fields.set(id, Some(value.into_value()?));
    }
    Ok(fields)
}

/// A record.
#[derive(Serialize, Deserialize)]
pub(super) struct RecordV1<'a> {
    reference: u64,
    kind: u8,
    rev: u64,
    #[serde(borrow)]
    fields: Vec<(FieldId, Deep<'a>)>,
}

impl<'a> RecordV1<'a> {
    pub(super) fn from_record(record: &'a Record) -> Result<Self, StoreError> {
        Ok(RecordV1 {
            reference: record.reference.0,
            kind: record.kind as u8,
            rev: record.rev,
            fields: from_fields(&record.fields)?,
        })
    }

    /// The record, taken from that version to the newest.
    pub(super) fn into_record(self, steps: Steps, version: u8) -> Result<Record, StoreError> {
        let kind = Kind::from_number(self.kind).ok_or_else(|| StoreError::damaged("record", "unknown kind"))?;
        let mut fields = into_fields(self.fields)?;
        upgrade(steps, version, kind, &mut fields);
        Ok(Record { reference: Ref(self.reference), kind, rev: self.rev, fields })
    }
}

/// A change of one record.
#[derive(Serialize, Deserialize)]
pub(super) struct ChangeV1<'a> {
    #[serde(borrow)]
    before: Option<RecordV1<'a>>,
    #[serde(borrow)]
    after: Option<RecordV1<'a>>,
    merged_into: Option<u64>,
}

impl<'a> ChangeV1<'a> {
    pub(super) fn from_change(change: &'a Change) -> Result<Self, StoreError> {
        let wire = |record: &'a Option<Arc<Record>>| record.as_deref().map(RecordV1::from_record).transpose();
        Ok(ChangeV1 {
            before: wire(&change.before)?,
            after: wire(&change.after)?,
            merged_into: change.merged_into.map(|into| into.0),
        })
    }

    /// The record that it is about.
    pub(super) fn reference(&self) -> Ref {
        self.after.as_ref().or(self.before.as_ref()).map_or(Ref(0), |record| Ref(record.reference))
    }

    /// The same change without what was before it; where nothing is after it, with it.
    pub(super) fn without_before(self) -> Self {
        ChangeV1 { before: self.before.filter(|_| self.after.is_none()), ..self }
    }

    /// The change that takes this one back.
    pub(super) fn inverse(self) -> Self {
        ChangeV1 { before: self.after, after: self.before, merged_into: self.merged_into }
    }

    pub(super) fn into_change(self, steps: Steps, version: u8) -> Result<Change, StoreError> {
        let record =
            |wire: Option<RecordV1<'_>>| wire.map(|wire| wire.into_record(steps, version).map(Arc::new)).transpose();
        Ok(Change { before: record(self.before)?, after: record(self.after)?, merged_into: self.merged_into.map(Ref) })
    }
}

/// What an entry says besides its changes.
#[derive(Serialize, Deserialize)]
pub(super) struct HeadV1<'a> {
    pub(super) revision: u64,
    group: u64,
    closes_group: bool,
    at_ms: i64,
    by: &'a str,
    machine: &'a str,
    label: &'a str,
    reason: ReasonV1,
    pub(super) changes: u32,
}

#[derive(Serialize, Deserialize)]
enum ReasonV1 {
    Done,
    Undo(u64),
    Redo(u64),
}

impl<'a> HeadV1<'a> {
    pub(super) fn from_entry(entry: &'a Entry, changes: u32) -> Self {
        let reason = match entry.reason {
            Reason::Done => ReasonV1::Done,
            Reason::Undo(group) => ReasonV1::Undo(group),
            Reason::Redo(group) => ReasonV1::Redo(group),
        };
        HeadV1 {
            revision: entry.revision,
            group: entry.group,
            closes_group: entry.closes_group,
            at_ms: entry.at_ms,
            by: &entry.by,
            machine: &entry.machine,
            label: &entry.label,
            reason,
            changes,
        }
    }

    /// The entry, still without its changes.
    pub(super) fn into_entry(self) -> Entry {
        let reason = match self.reason {
            ReasonV1::Done => Reason::Done,
            ReasonV1::Undo(group) => Reason::Undo(group),
            ReasonV1::Redo(group) => Reason::Redo(group),
        };
        Entry {
            revision: self.revision,
            group: self.group,
            closes_group: self.closes_group,
            at_ms: self.at_ms,
            by: self.by.to_owned(),
            machine: self.machine.to_owned(),
            label: self.label.to_owned(),
            reason,
            changes: Vec::new(),
        }
    }
}
