//! The catalogue: every searched field of every record in the index, kept in step with the desk.

use super::filter::{Names, Sieve};
use super::{Answer, Entry, Hit, Index, Tier};
use crate::domain::{Desk, Field, FieldId, Record, Ref, Value};
use crate::lang::Lexicon;
use jiff::civil::Date;

/// The index of one desk as of one revision.
pub struct Catalogue {
    index: Index,
    names: Names,
    desk: Desk,
}

impl Catalogue {
    /// Indexes a whole desk.
    pub fn of(desk: &Desk) -> Catalogue {
        let mut names = Vec::new();
        for record in desk.records() {
            names_of(record, &mut |field, weight, text| names.push((record.reference.0, field, weight, text)));
        }
        let entries = names.iter().map(|(record, field, weight, text)| Entry {
            record: *record,
            field: *field,
            weight: *weight,
            text,
        });
        let mut index = Index::build(entries);
        for record in desk.records() {
            index.weigh(record.reference.0, record.kind as u8, 0);
        }
        Catalogue { index, names: Names::default(), desk: desk.clone() }
    }

    /// Follows the desk to a newer revision: only what changed is touched.
    pub fn follow(&mut self, desk: &Desk) {
        for reference in desk.changed_since(&self.desk) {
            match desk.get(reference).filter(|record| record.reference == reference) {
                Some(record) => {
                    let mut names = Vec::new();
                    names_of(record, &mut |field, weight, text| names.push((field, weight, text)));
                    let entries: Vec<Entry<'_>> = names
                        .iter()
                        .map(|(field, weight, text)| Entry {
                            record: reference.0,
                            field: *field,
                            weight: *weight,
                            text,
                        })
                        .collect();
                    self.index.replace(reference.0, record.kind as u8, 0, &entries);
                }
                None => self.index.remove(reference.0),
            }
        }
        self.desk = desk.clone();
    }

    /// Answers a typed query with its filters; without words, what passes the filters in order of numbers.
    pub fn answer(&self, lexicon: &Lexicon, typed: &str, limit: usize, today: Date) -> Answer {
        let sieve = Sieve::new(typed, &self.names, &self.desk, lexicon, today);
        let query = sieve.query();
        let accept = |number: u64| self.desk.get(Ref(number)).is_some_and(|record| sieve.lets_through(record));
        if !query.words.is_empty() {
            let is_free = query.filters.is_empty() && query.quoted.is_empty() && query.number.is_none();
            return if is_free {
                self.index.find(&query.words, limit, &|_| true)
            } else {
                self.index.find(&query.words, limit, &accept)
            };
        }
        if query.is_empty() {
            return Answer::default();
        }
        let found: Vec<Hit> =
            self.desk.records().filter(|record| sieve.lets_through(record)).map(|record| plain_hit(record)).collect();
        Answer { total: found.len(), hits: found.into_iter().take(limit).collect() }
    }

    /// Names that can be found.
    pub fn entries(&self) -> usize {
        self.index.entries()
    }
}

fn plain_hit(record: &Record) -> Hit {
    let text = record.title3().and_then(|title| title.texts().next()).map_or("", |(_, text)| text);
    Hit {
        record: record.reference.0,
        field: record.kind.spec().title,
        score: 0,
        tier: Tier::Exact,
        text: text.to_owned(),
        ranges: Vec::new(),
    }
}

/// Calls `see` with every searched text of a record: field, weight, text.
fn names_of<'a>(record: &'a Record, see: &mut dyn FnMut(FieldId, u8, &'a str)) {
    for (field, value) in record.declared() {
        if field.search_weight > 0 {
            texts_of(field, value, field.id, field.search_weight, see);
        }
    }
}

fn texts_of<'a>(field: &Field, value: &'a Value, id: FieldId, weight: u8, see: &mut dyn FnMut(FieldId, u8, &'a str)) {
    match value {
        Value::Text(text) | Value::Code(text) => see(id, weight, text),
        Value::Text3(text) => text.texts().for_each(|(_, text)| see(id, weight, text)),
        Value::List(values) => values.iter().for_each(|value| texts_of(field, value, id, weight, see)),
        Value::Part(fields) => {
            if let crate::domain::Shape::Part(inner) = field.item_shape() {
                for inner in inner.iter().filter(|inner| inner.search_weight > 0) {
                    if let Some(value) = fields.get(inner.id) {
                        texts_of(inner, value, id, inner.search_weight.min(weight), see);
                    }
                }
            }
        }
        _ => {}
    }
}
