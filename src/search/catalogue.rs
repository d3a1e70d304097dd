//! The catalogue: every searched field of every record in the index, kept in step with the desk.

use super::filter::{Names, Sieve};
use super::{Aliases, Answer, Entry, Hit, Index, Tier};
use crate::domain::{Desk, Field, FieldId, Record, Ref, Value};
use crate::lang::{Lang, Lexicon};
use crate::limits;
use jiff::civil::Date;

/// The index of one desk as of one revision.
pub struct Catalogue {
    index: Index,
    names: Names,
    desk: Desk,
}

impl Catalogue {
    /// Indexes a whole desk; the lexicon gives the names that mean the same.
    pub fn of(desk: &Desk, lexicon: &Lexicon) -> Catalogue {
        let mut names = Vec::new();
        for record in desk.records() {
            names_of(record, &mut |field, weight, text| {
                names.push((record.reference.0, field, weight_of(weight), text))
            });
        }
        let entries = names.iter().map(|(record, field, weight, text)| Entry {
            record: *record,
            field: *field,
            weight: *weight,
            text,
        });
        let mut index = Index::build(entries);
        index.know(aliases(lexicon));
        Catalogue { index, names: Names::default(), desk: desk.clone() }
    }

    /// Follows the desk to a newer revision: only what changed is touched.
    pub fn follow(&mut self, desk: &Desk) {
        for reference in desk.changed_since(&self.desk) {
            match desk.get(reference).filter(|record| record.reference == reference) {
                Some(record) => {
                    let mut names = Vec::new();
                    names_of(record, &mut |field, weight, text| names.push((field, weight_of(weight), text)));
                    let entries: Vec<Entry<'_>> = names
                        .iter()
                        .map(|(field, weight, text)| Entry {
                            record: reference.0,
                            field: *field,
                            weight: *weight,
                            text,
                        })
                        .collect();
                    self.index.replace(reference.0, 0, &entries);
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
            let lean = |number: u64| self.desk.get(Ref(number)).map_or(0, |record| lean(record, today));
            let mut answer = if is_free {
                self.index.find_leaning(&query.words, limit, &|_| true, &lean)
            } else {
                self.index.find_leaning(&query.words, limit, &accept, &lean)
            };
            self.put_number_first(&query.words, limit, &accept, &mut answer);
            return answer;
        }
        if query.is_empty() {
            return Answer::default();
        }
        let found: Vec<Hit> =
            self.desk.records().filter(|record| sieve.lets_through(record)).map(|record| plain_hit(record)).collect();
        Answer { total: found.len(), hits: found.into_iter().take(limit).collect() }
    }

    /// Puts the record of that number first where the query is one, whatever else has these digits.
    fn put_number_first(&self, words: &str, limit: usize, accept: &dyn Fn(u64) -> bool, answer: &mut Answer) {
        let named = words.parse::<u64>().ok().and_then(|number| self.desk.get(Ref(number)));
        let Some(record) = named.filter(|record| limit > 0 && accept(record.reference.0)) else { return };
        let best = answer.hits.first().map_or(0, |hit| hit.score);
        match answer.hits.iter().position(|hit| hit.record == record.reference.0) {
            Some(place) => {
                let hit = answer.hits.remove(place);
                answer.hits.insert(0, hit);
            }
            None => {
                answer.total += 1;
                answer.hits.truncate(limit - 1);
                answer.hits.insert(0, plain_hit(record));
            }
        }
        if let Some(hit) = answer.hits.first_mut() {
            hit.score = hit.score.max(best);
        }
    }

    /// Names that can be found.
    pub fn entries(&self) -> usize {
        self.index.entries()
    }
}

/// Names that mean the same: those of a country, and those of one line of the exonyms.
fn aliases(lexicon: &Lexicon) -> Aliases {
    let labels = ["exonym", "country"].into_iter().filter_map(|name| lexicon.vocabulary(name));
    let entries = labels.flat_map(|vocabulary| &vocabulary.entries);
    Aliases::of(entries.map(|entry| Lang::ALL.iter().flat_map(|lang| entry.label(*lang).split('|')).collect()))
}

/// How much a record is preferred today: what is coming most, what has just been a little.
fn lean(record: &Record, today: Date) -> i32 {
    let Some(day) = record.date().and_then(|date| date.earliest()) else { return 0 };
    let days = today.until(day).map_or(i32::MAX, |span| span.get_days());
    match days {
        0..=limits::NEAR_DAYS => limits::UPCOMING_LEAN,
        days if (-limits::NEAR_DAYS..0).contains(&days) => limits::UPCOMING_LEAN / 2,
        _ => 0,
    }
}

/// The weight of an entry: that of its field, 1 to 10, on the scale of the index.
fn weight_of(field_weight: u8) -> u8 {
    field_weight.saturating_mul(25)
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
