//! The catalogue: every searched field of every record in the index, kept in step with the desk.

use super::base::read_of;
use super::filter::{Names, Sieve};
use super::judge::Needle;
use super::{Aliases, Answer, Entry, Hit, Index, Merged, Snapshot, Tier};
use super::{highlight, place};
use crate::domain::{Desk, Field, FieldId, KINDS, Kind, Record, Ref, Shape, Value};
use crate::lang::Lexicon;
use crate::{limits, text};
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::HashSet;
use std::sync::Arc;

/// Whom people ask for on the telephone.
const FIRST_KINDS: [Kind; 4] = [Kind::Partner, Kind::Person, Kind::Body, Kind::Post];

/// The index of one desk as of one revision.
pub struct Catalogue {
    pub(super) index: Index,
    names: Names,
    desk: Desk,
    /// Whether there are records on the desk whose names are not in the index.
    is_partial: bool,
    /// What this person uses, and how much each record is preferred for that.
    uses: Arc<[(Ref, i32)]>,
}

impl Catalogue {
    /// Indexes a whole desk; the lexicon gives the names that mean the same.
    pub fn of(desk: &Desk, lexicon: &Lexicon) -> Catalogue {
        Catalogue::with(index_of(desk.records()), desk, lexicon)
    }

    /// Indexes what is asked for first, to answer while the rest is being indexed: these records, then partners, persons, bodies
    /// and posts, then what is new, within [`limits::SEARCH_FIRST_RECORDS`].
    pub fn first(desk: &Desk, lexicon: &Lexicon, used: &[Ref]) -> Catalogue {
        let used = used.iter().filter_map(|reference| desk.get(*reference));
        let called = FIRST_KINDS.iter().flat_map(|kind| desk.of_kind(*kind));
        let newest = desk.newest().filter(|record| !FIRST_KINDS.contains(&record.kind));
        let mut seen = HashSet::new();
        let records = used.chain(called).chain(newest).filter(|record| seen.insert(record.reference));
        let index = index_of(records.take(limits::SEARCH_FIRST_RECORDS));
        Catalogue { is_partial: desk.len() > limits::SEARCH_FIRST_RECORDS, ..Catalogue::with(index, desk, lexicon) }
    }

    fn with(mut index: Index, desk: &Desk, lexicon: &Lexicon) -> Catalogue {
        index.know(Aliases::of_lexicon(lexicon));
        let uses = Arc::from(Vec::new());
        Catalogue { index, names: Names::default(), desk: desk.clone(), is_partial: false, uses }
    }

    /// The index as it is now, to be written elsewhere; nothing where it is not whole.
    pub fn to_keep(&self) -> Option<ToKeep> {
        (!self.is_partial).then(|| ToKeep { snapshot: self.index.snapshot(), revision: self.desk.revision() })
    }

    /// The catalogue of a desk from an index that was written at a revision, brought forward by the records that changed since.
    pub fn brought(kept: KeptIndex, desk: &Desk, lexicon: &Lexicon, changed: &[Ref]) -> Catalogue {
        let mut catalogue = Catalogue::with(kept.0, desk, lexicon);
        changed.iter().for_each(|reference| catalogue.read_again(*reference));
        catalogue
    }

    /// The numbers of all records that may be asked for to answer a query that is words alone, whatever is on the desk: those
    /// that may be shown, and those whose long texts may have the words. Nothing where the query asks for more than words.
    pub fn needed(&self, lexicon: &Lexicon, typed: &str, limit: usize, today: Date) -> Option<Vec<Ref>> {
        let sieve = Sieve::new(typed, &self.names, &self.desk, lexicon, today);
        let query = sieve.query();
        let is_words = query.filters.is_empty() && query.quoted.is_empty() && query.unknown.is_empty();
        if !is_words || query.number.is_some() || query.words.is_empty() {
            return None;
        }
        let numbers = RefCell::new(Vec::new());
        let note = |number: u64| {
            numbers.borrow_mut().push(Ref(number));
            0
        };
        self.index.find_leaning(&query.words, limit, &|_| true, &note);
        let mut numbers = numbers.into_inner();
        numbers.extend(self.index.find_in_texts(&query.words).into_iter().take(limits::SEARCH_TEXTS_READ).map(Ref));
        numbers.extend(query.words.parse().ok().map(Ref));
        Some(numbers)
    }

    /// The same index beside a desk that has the records which are needed, and maybe no others.
    pub fn beside(mut self, desk: &Desk) -> Catalogue {
        self.desk = desk.clone();
        self
    }

    /// Whether there are records on the desk whose names are not in the index.
    pub fn is_partial(&self) -> bool {
        self.is_partial
    }

    /// Whether another desk differs by so much that following it takes longer than indexing it.
    pub fn is_far_from(&self, desk: &Desk) -> bool {
        desk.changes_since(&self.desk).nth(limits::SEARCH_KEPT_RECORDS).is_some()
    }

    /// Follows the desk to a newer revision: only what changed is touched, however much that is.
    pub fn follow(&mut self, desk: &Desk) {
        let changed: Vec<Ref> = desk.changes_since(&self.desk).collect();
        self.desk = desk.clone();
        changed.into_iter().for_each(|reference| self.read_again(reference));
    }

    /// Puts the names that a record has now in the place of those that it had.
    fn read_again(&mut self, reference: Ref) {
        let Some(record) = self.desk.get(reference).filter(|record| record.reference == reference) else {
            return self.index.remove(reference.0);
        };
        let mut names = Vec::new();
        names_of(record, &mut |field, weight, text| names.push((field, weight_of(weight), text)));
        let record = reference.0;
        let entries = names.iter().map(|(field, weight, text)| Entry { record, field: *field, weight: *weight, text });
        let texts: Vec<&str> = names.iter().map(|(_, _, text)| *text).filter(|text| is_long(text)).collect();
        self.index.replace(record, &entries.collect::<Vec<_>>(), &texts);
    }

    /// What is to be merged so that what changed is sorted in, once it is worth it; what becomes of it is to be adopted.
    pub fn to_merge(&mut self) -> Option<Snapshot> {
        self.index.to_merge()
    }

    /// Takes in what a merge made.
    pub fn adopt(&mut self, merged: Merged) {
        self.index.adopt(merged);
    }

    /// Prefers what this person uses.
    pub fn prefer(&mut self, uses: &Arc<[(Ref, i32)]>) {
        if self.uses != *uses {
            self.uses = Arc::clone(uses);
            self.index.weigh(uses.iter().map(|(reference, boost)| (reference.0, *boost)));
        }
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
            answer.hits.iter_mut().for_each(|hit| self.tell_as_stored(hit));
            self.add_texts(&query.words, limit, &accept, &mut answer);
            self.put_number_first(&query.words, limit, &accept, &mut answer);
            answer.is_partial = self.is_partial;
            return answer;
        }
        if query.is_empty() {
            return Answer::default();
        }
        let found: Vec<Hit> =
            self.desk.records().filter(|record| sieve.lets_through(record)).map(|record| plain_hit(record)).collect();
        Answer { total: found.len(), hits: found.into_iter().take(limit).collect(), is_partial: false }
    }

    /// Puts the name of a hit as its record has it in the place of the folded one.
    fn tell_as_stored(&self, hit: &mut Hit) {
        let Some(record) = self.desk.get(Ref(hit.record)) else { return };
        let mut is_told = false;
        names_of(record, &mut |field, _, text| {
            let text = read_of(text);
            if is_told || field != hit.field {
                return;
            }
            let folded = text::fold(text);
            if folded.text == hit.text {
                hit.ranges = highlight::as_stored(text, &folded, &hit.ranges);
                text.clone_into(&mut hit.text);
                is_told = true;
            }
        });
    }

    /// Adds records whose long texts have the words, before those of whose names only a part agrees.
    fn add_texts(&self, words: &str, limit: usize, accept: &dyn Fn(u64) -> bool, answer: &mut Answer) {
        let certain = answer.hits.iter().filter(|hit| hit.tier <= Tier::Substring).count();
        let Some(needle) = Needle::new(words).filter(|_| certain < limit) else { return };
        let found = self.index.find_in_texts(words);
        let mut shown = 0;
        for number in found.into_iter().take(limits::SEARCH_TEXTS_READ) {
            if shown >= limits::SEARCH_TEXTS_SHOWN.min(limit) {
                break;
            }
            let is_there = answer.hits.iter().any(|hit| hit.record == number);
            let record = self.desk.get(Ref(number)).filter(|_| !is_there && accept(number));
            if let Some(hit) = record.and_then(|record| place::of(record, &needle)) {
                let place = answer.hits.partition_point(|before| before.score >= hit.score);
                answer.hits.insert(place, hit);
                (answer.total, shown) = (answer.total + 1, shown + 1);
            }
        }
        answer.hits.truncate(limit);
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

    /// How many names of a desk are left out where an index takes so many at most.
    pub fn left_out(desk: &Desk, most: usize) -> usize {
        let mut names = 0usize;
        desk.records().for_each(|record| names_of(record, &mut |_, _, _| names += 1));
        names.saturating_sub(most)
    }

    /// Names that can be found.
    pub fn entries(&self) -> usize {
        self.index.entries()
    }
}

/// The index of a desk at a revision, to be written.
pub struct ToKeep {
    snapshot: Snapshot,
    revision: u64,
}

impl ToKeep {
    /// Hands the index on as bytes, piece by piece for as long as `put` says that they are taken; answers whether all were.
    pub fn write(&self, put: &mut dyn FnMut(&[u8]) -> bool) -> bool {
        put(&searched().to_le_bytes()) && self.snapshot.write(self.revision, put)
    }
}

/// An index as it was kept, before it is known what changed since.
pub struct KeptIndex(Index);

impl KeptIndex {
    /// Reads what [`ToKeep::write`] handed on at this revision, from the pieces that `more` gives; nothing where it does not
    /// fit this program or is damaged.
    pub fn read(revision: u64, more: &mut dyn FnMut() -> Option<Vec<u8>>) -> Option<KeptIndex> {
        let is_alike = more()? == searched().to_le_bytes();
        Index::read(revision, more).filter(|_| is_alike).map(KeptIndex)
    }
}

/// What is searched, and how much each field weighs: an index of other fields is of no use.
fn searched() -> u32 {
    fn note(fields: &[Field], out: &mut Vec<u8>) {
        for field in fields {
            out.extend(field.id.to_le_bytes());
            out.push(field.search_weight);
            if let Shape::Part(inner) = field.item_shape() {
                note(inner, out);
            }
        }
    }
    let mut all = Vec::new();
    KINDS.iter().for_each(|spec| note(spec.fields, &mut all));
    crc32fast::hash(&all)
}

fn index_of<'a>(records: impl Iterator<Item = &'a Arc<Record>>) -> Index {
    let mut names = Vec::new();
    for record in records {
        names_of(record, &mut |field, weight, text| names.push((record.reference.0, field, weight_of(weight), text)));
    }
    let index = Index::build(names.iter().map(|(record, field, weight, text)| Entry {
        record: *record,
        field: *field,
        weight: *weight,
        text,
    }));
    let long = names.iter().filter(|(_, _, _, text)| is_long(text));
    index.with_texts(long.map(|(record, _, _, text)| (*record, *text)))
}

/// Whether a text is longer than what is read of a name: then its words are kept too.
pub(super) fn is_long(text: &str) -> bool {
    text.len() > limits::SEARCH_NAME_BYTES
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
pub(super) fn names_of<'a>(record: &'a Record, see: &mut dyn FnMut(FieldId, u8, &'a str)) {
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
