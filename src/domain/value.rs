//! What a field of a record can hold.
//!
//! A [`Value`] carries no meaning of its own: the [`Field`](super::field::Field) beside it says what it
//! is. Text is kept exactly as it came in, logical order, control characters included; what
//! reaches a terminal or a page is made harmless in `text`.

use super::field::FieldId;
use super::reference::Ref;
use crate::lang::Lang;
use crate::lang::date::{Instant, OfficialDate, PDate};
use serde::{Deserialize, Serialize};

/// One text in up to three languages; at least one is there in a valid record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Text3 {
    /// Arabic.
    pub ar: Option<String>,
    /// French.
    pub fr: Option<String>,
    /// English.
    pub en: Option<String>,
}

impl Text3 {
    /// The text of one language, if it is there.
    pub fn get(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::Ar => self.ar.as_deref(),
            Lang::Fr => self.fr.as_deref(),
            Lang::En => self.en.as_deref(),
        }
    }

    /// Puts or takes the text of one language; an empty text takes it away.
    pub fn set(&mut self, lang: Lang, text: Option<String>) {
        let text = text.filter(|text| !text.is_empty());
        match lang {
            Lang::Ar => self.ar = text,
            Lang::Fr => self.fr = text,
            Lang::En => self.en = text,
        }
    }

    /// The text of that language or else Arabic, French, English, whichever is there first.
    pub fn best(&self, lang: Lang) -> &str {
        self.get(lang).or(self.ar.as_deref()).or(self.fr.as_deref()).or(self.en.as_deref()).unwrap_or("")
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.ar.is_none() && self.fr.is_none() && self.en.is_none()
    }

    /// The languages that are there, with their texts, Arabic first.
    pub fn texts(&self) -> impl Iterator<Item = (Lang, &str)> {
        [Lang::Ar, Lang::Fr, Lang::En].into_iter().filter_map(|lang| self.get(lang).map(|text| (lang, text)))
    }
}

/// The value of one field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// Text in no particular language, one line or several.
    Text(String),
    /// Text in three languages.
    Text3(Text3),
    /// A code of a vocabulary.
    Code(String),
    /// A number, or minutes.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A date as exact as it is known.
    Date(PDate),
    /// A date of an official act.
    OfficialDate(OfficialDate),
    /// A moment with its zone.
    Instant(Instant),
    /// Another record.
    Link(Ref),
    /// Several values.
    List(Vec<Value>),
    /// Fields inside the field.
    Part(Fields),
}

/// Fields with their values, in order of their numbers; a field without a value is not there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Fields(Vec<(FieldId, Value)>);

impl Fields {
    /// No field at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// No field yet, with room for so many and no more: a record lives as long as the desk.
    pub fn with_room(count: usize) -> Self {
        Fields(Vec::with_capacity(count))
    }

    /// The value of a field.
    pub fn get(&self, id: FieldId) -> Option<&Value> {
        self.0.binary_search_by_key(&id, |entry| entry.0).ok().and_then(|at| self.0.get(at)).map(|entry| &entry.1)
    }

    /// Puts a value, or takes the field away; empty texts and lists count as nothing.
    pub fn set(&mut self, id: FieldId, value: Option<Value>) {
        let value = value.filter(|value| !value.is_empty());
        match (self.0.binary_search_by_key(&id, |entry| entry.0), value) {
            (Ok(at), Some(value)) => self.0[at].1 = value,
            (Ok(at), None) => drop(self.0.remove(at)),
            (Err(at), Some(value)) => self.0.insert(at, (id, value)),
            (Err(_), None) => {}
        }
    }

    /// The same fields with one more value, for building.
    #[must_use]
    pub fn with(mut self, id: FieldId, value: impl Into<Value>) -> Self {
        self.set(id, Some(value.into()));
        self
    }

    /// The same fields with one more value of any sort.
    #[must_use]
    pub fn with_value(mut self, id: FieldId, value: Value) -> Self {
        self.set(id, Some(value));
        self
    }

    /// All fields that have a value, in order of their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (FieldId, &Value)> {
        self.0.iter().map(|(id, value)| (*id, value))
    }

    /// Whether no field has a value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The text in three languages of a field.
    pub fn text3(&self, id: FieldId) -> Option<&Text3> {
        match self.get(id) {
            Some(Value::Text3(text)) => Some(text),
            _ => None,
        }
    }

    /// The text or code of a field.
    pub fn text(&self, id: FieldId) -> Option<&str> {
        match self.get(id) {
            Some(Value::Text(text) | Value::Code(text)) => Some(text),
            _ => None,
        }
    }

    /// The number of a field.
    pub fn number(&self, id: FieldId) -> Option<i64> {
        match self.get(id) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether a flag is set.
    pub fn flag(&self, id: FieldId) -> bool {
        matches!(self.get(id), Some(Value::Flag(true)))
    }

    /// The date of a field, of an official date its Gregorian part.
    pub fn date(&self, id: FieldId) -> Option<&PDate> {
        match self.get(id) {
            Some(Value::Date(date)) => Some(date),
            Some(Value::OfficialDate(official)) => Some(&official.date),
            _ => None,
        }
    }

    /// The moment of a field.
    pub fn instant(&self, id: FieldId) -> Option<&Instant> {
        match self.get(id) {
            Some(Value::Instant(instant)) => Some(instant),
            _ => None,
        }
    }

    /// The record a field links to.
    pub fn link(&self, id: FieldId) -> Option<Ref> {
        match self.get(id) {
            Some(Value::Link(reference)) => Some(*reference),
            _ => None,
        }
    }

    /// The values of a list field; a single value counts as a list of one.
    pub fn list(&self, id: FieldId) -> &[Value] {
        match self.get(id) {
            Some(Value::List(values)) => values,
            Some(value) => std::slice::from_ref(value),
            None => &[],
        }
    }

    /// The parts of a list field.
    pub fn parts(&self, id: FieldId) -> impl Iterator<Item = &Fields> {
        self.list(id).iter().filter_map(|value| match value {
            Value::Part(fields) => Some(fields),
            _ => None,
        })
    }

    /// The records a list field links to.
    pub fn links(&self, id: FieldId) -> impl Iterator<Item = Ref> {
        self.list(id).iter().filter_map(|value| match value {
            Value::Link(reference) => Some(*reference),
            _ => None,
        })
    }
}

impl Value {
    /// Whether the value says nothing: an empty text, list or part.
    pub fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) | Value::Code(text) => text.is_empty(),
            Value::Text3(text) => text.is_empty(),
            Value::List(values) => values.is_empty(),
            Value::Part(fields) => fields.is_empty(),
            _ => false,
        }
    }

    /// Calls `see` with every link inside the value.
    pub fn each_link(&self, see: &mut dyn FnMut(Ref)) {
        match self {
            Value::Link(reference) => see(*reference),
            Value::List(values) => values.iter().for_each(|value| value.each_link(see)),
            Value::Part(fields) => fields.iter().for_each(|(_, value)| value.each_link(see)),
            _ => {}
        }
    }

    /// The value with every link to `from` turned to `to`.
    #[must_use]
    pub fn relinked(&self, from: Ref, to: Ref) -> Value {
        match self {
            Value::Link(reference) if *reference == from => Value::Link(to),
            Value::List(values) => Value::List(values.iter().map(|value| value.relinked(from, to)).collect()),
            Value::Part(fields) => Value::Part(fields.relinked(from, to)),
            other => other.clone(),
        }
    }
}

impl Fields {
    /// The fields with every link to `from` turned to `to`.
    #[must_use]
    pub fn relinked(&self, from: Ref, to: Ref) -> Fields {
        Fields(self.0.iter().map(|(id, value)| (*id, value.relinked(from, to))).collect())
    }
}

impl FromIterator<(FieldId, Value)> for Fields {
    fn from_iter<I: IntoIterator<Item = (FieldId, Value)>>(values: I) -> Self {
        let mut fields = Fields::new();
        for (id, value) in values {
            fields.set(id, Some(value));
        }
        fields
    }
}

macro_rules! value_from {
    ($($from:ty => $variant:ident),+ $(,)?) => {$(
        impl From<$from> for Value {
            fn from(value: $from) -> Self {
                Value::$variant(value)
            }
        }
    )+};
}
value_from!(Text3 => Text3, i64 => Number, bool => Flag, PDate => Date, OfficialDate => OfficialDate,
    Instant => Instant, Ref => Link, Vec<Value> => List, Fields => Part);
