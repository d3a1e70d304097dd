//! What filters and quoted words let through: the same for the finder, for every list and for commands.

use super::query::{Filter, Query};
use crate::domain::kinds::common;
use crate::domain::rules::life;
use crate::domain::{Desk, Record, Ref, Value};
use crate::lang::{Lexicon, human_date};
use crate::text;
use jiff::civil::Date;
use std::sync::Arc;

/// The names of all filters.
pub const FILTERS: &[&str] = &[
    "kind",
    "type",
    "body",
    "status",
    "after",
    "before",
    "theme",
    "dimension",
    "country",
    "objective",
    "owner",
    "is",
    "tag",
    "confidentiality",
];

/// Records that a query lets through, in order of their numbers, and what it did not understand.
pub struct Matching {
    /// The records.
    pub found: Vec<Arc<Record>>,
    /// Unknown filters as typed.
    pub unknown: Vec<String>,
}

/// A query with its values understood once, to be asked of many records.
pub struct Sieve<'a> {
    query: Query,
    desk: &'a Desk,
    lexicon: &'a Lexicon,
    today: Date,
}

impl<'a> Sieve<'a> {
    /// Understands a typed query.
    pub fn new(typed: &str, desk: &'a Desk, lexicon: &'a Lexicon, today: Date) -> Sieve<'a> {
        Sieve { query: Query::parse(typed, FILTERS), desk, lexicon, today }
    }

    /// The query taken apart.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Whether a record passes every filter, the number and every quoted word. Words are the index's business.
    pub fn lets_through(&self, record: &Record) -> bool {
        self.query.number.is_none_or(|number| record.reference.0 == number)
            && self.query.filters.iter().all(|filter| self.passes(record, filter) != filter.negated)
            && self.query.quoted.iter().all(|quoted| holds_text(record, quoted))
    }

    fn passes(&self, record: &Record, filter: &Filter) -> bool {
        let value = filter.value.trim();
        match filter.key.as_str() {
            "kind" => value.split(',').any(|kind| record.kind.key() == kind.trim()),
            "type" => self.has_code(record, "type", value),
            "status" => self.has_code(record, "status", value) || (value == "open" && life::is_open(record)),
            "is" => self.state(record, value),
            "after" => self
                .bound(value)
                .is_some_and(|days| record.date().and_then(|date| date.latest()).is_some_and(|last| last >= days.0)),
            "before" => self
                .bound(value)
                .is_some_and(|days| record.date().and_then(|date| date.earliest()).is_some_and(|first| first < days.0)),
            "theme" => self.lists_code(record, common::THEMES.id, "theme", value),
            "dimension" => self.lists_code(record, common::DIMENSION.id, "dimension", value),
            "objective" => self.lists_code(record, common::OBJECTIVES.id, "gcm_objective", value),
            "confidentiality" => {
                record.fields.text(common::CONFIDENTIALITY.id) == self.lexicon.code_of("confidentiality", value)
            }
            "country" => self.has_code(record, "country", value) || self.links_to_country(record, value),
            "tag" => record
                .fields
                .list(common::TAGS.id)
                .iter()
                .any(|tag| matches!(tag, Value::Text(tag) if text::fold(tag).text == text::fold(value).text)),
            key => self.links_by_name(record, key, value),
        }
    }

    fn state(&self, record: &Record, value: &str) -> bool {
        match value {
            "late" => life::is_late(record, self.today),
            "open" => life::is_open(record),
            "example" => record.fields.flag(common::EXAMPLE.id),
            _ => false,
        }
    }

    /// First and last day of what was typed as a date.
    fn bound(&self, value: &str) -> Option<(Date, Date)> {
        let date = human_date::read_date(value, self.today).ok()?;
        Some((date.earliest()?, date.latest()?))
    }

    fn has_code(&self, record: &Record, key: &str, value: &str) -> bool {
        let Some(field) = record.kind.spec().field(key) else { return false };
        let crate::domain::Shape::Code(vocabulary) = field.shape else { return false };
        let wanted = self.lexicon.code_of(vocabulary, value).unwrap_or(value);
        record.fields.text(field.id) == Some(wanted)
    }

    fn lists_code(&self, record: &Record, id: u16, vocabulary: &str, value: &str) -> bool {
        let wanted = self.lexicon.code_of(vocabulary, value).unwrap_or(value);
        record.fields.list(id).iter().any(|code| matches!(code, Value::Code(code) if code == wanted))
    }

    fn links_to_country(&self, record: &Record, value: &str) -> bool {
        record
            .links()
            .iter()
            .any(|(_, target)| self.desk.get(*target).is_some_and(|other| self.has_code(other, "country", value)))
    }

    fn links_by_name(&self, record: &Record, key: &str, value: &str) -> bool {
        let Some(field) = record.kind.spec().field(key) else { return false };
        let wanted = text::fold(value).text;
        record.fields.links(field.id).any(|target| {
            value.parse::<Ref>() == Ok(target) || self.desk.get(target).is_some_and(|other| holds_text(other, &wanted))
        })
    }
}

/// Whether one of a record's texts holds these words, folded.
fn holds_text(record: &Record, words: &str) -> bool {
    let wanted = text::fold(words).text;
    record.declared().any(|(_, value)| value_holds(value, &wanted))
}

fn value_holds(value: &Value, wanted: &str) -> bool {
    let holds = |text: &str| text::fold(text).text.contains(wanted);
    match value {
        Value::Text(text) => holds(text),
        Value::Text3(text) => text.texts().any(|(_, text)| holds(text)),
        Value::List(values) => values.iter().any(|value| value_holds(value, wanted)),
        Value::Part(fields) => fields.iter().any(|(_, value)| value_holds(value, wanted)),
        _ => false,
    }
}

/// All records that pass a query: its filters, its quoted words, and each plain word somewhere in a text.
pub fn matching(desk: &Desk, lexicon: &Lexicon, typed: &str, today: Date) -> Matching {
    let sieve = Sieve::new(typed, desk, lexicon, today);
    let words: Vec<String> =
        text::fold(&sieve.query.words).text.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    let only_kind = sieve
        .query
        .filters
        .iter()
        .find(|filter| filter.key == "kind" && !filter.negated)
        .and_then(|filter| crate::domain::Kind::from_key(&filter.value));
    let passes =
        |record: &&Arc<Record>| sieve.lets_through(record) && words.iter().all(|word| holds_text(record, word));
    let found = match only_kind {
        Some(kind) => desk.of_kind(kind).filter(passes).cloned().collect(),
        None => desk.records().filter(passes).cloned().collect(),
    };
    Matching { found, unknown: sieve.query.unknown.clone() }
}
