//! What filters and quoted words let through: one language for the finder, for every list and for commands.
//!
//! A [`Sieve`] understands a typed query once, by the declared fields of the kinds, and is then asked of many records.
//! What it did not understand it tells as [`Fault`]s. Names and values are read in all three languages and as codes.
//! `names` says what filters are called, `wanted` what a value means for a field, `offers` what could be typed next.

mod fault;
mod folded;
mod names;
mod offers;
mod wanted;

pub use fault::Fault;
pub use folded::FoldedTexts;
pub use names::{Names, Target};
pub use offers::{Offering, offers, typable};

use super::query::{Filter, Grammar, MINUS, Query};
use crate::domain::kinds::common;
use crate::domain::read::Reader;
use crate::domain::rules::{carry, life, tenures};
use crate::domain::{Desk, FieldId, KINDS, Kind, Record, Ref, Text3, Value};
use crate::lang::{Lang, Lexicon};
use crate::text;
use fault::nearest;
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use wanted::{Wanted, begins_a_word, codes, days};

/// Records that a query lets through, in order of their numbers, and what was not understood.
pub struct Matching {
    /// The records.
    pub found: Vec<Arc<Record>>,
    /// What was not understood.
    pub faults: Vec<Fault>,
}

/// What a value of a filter asks of a record.
enum Wish {
    Kinds(Vec<Kind>),
    NotBefore(Date),
    Before(Date),
    States(Vec<String>),
    /// One of these fields, each of a kind, as it is wanted.
    Fields(Vec<(Kind, FieldId, Wanted)>),
    /// The derived status of an instrument.
    Derived(Vec<String>),
    /// The country of a record that it links to.
    Country(Vec<String>),
    /// A link to a record of that kind, where no field is called after it.
    Linked(Kind, Wanted),
    /// The body that a decision or an action comes from.
    OfBody(Wanted),
}

/// The first and last day that a date may mean.
type Days = (Option<Date>, Option<Date>);

fn days_of(record: &Record) -> Days {
    let date = record.date();
    (date.as_ref().and_then(|date| date.earliest()), date.as_ref().and_then(|date| date.latest()))
}

/// A filter understood: one of its wishes must be true of a record, or none of them.
struct Test {
    wishes: Vec<Wish>,
    negated: bool,
}

/// A query with its values understood once, to be asked of many records.
pub struct Sieve<'a> {
    query: Query,
    tests: Vec<Test>,
    faults: Vec<Fault>,
    words: Vec<String>,
    quoted: Vec<String>,
    reader: Reader<'a>,
    /// Whether the name of a linked record holds words, found out once for each.
    bears: RefCell<HashMap<(Ref, String), bool>>,
}

struct Known<'a> {
    names: &'a Names,
    reader: Reader<'a>,
}

impl Grammar for Known<'_> {
    fn knows(&self, name: &str) -> bool {
        !self.names.targets(self.reader.lexicon, name).is_empty()
    }

    fn joins(&self, name: &str, value: &str) -> bool {
        let takes_date = |target: Target| match target {
            Target::After | Target::Before => true,
            Target::Field(key) => KINDS.iter().filter_map(|spec| spec.field(key)).any(|field| is_dated(field.shape)),
            _ => false,
        };
        self.names.targets(self.reader.lexicon, name).into_iter().any(takes_date) && days(value, &self.reader).is_some()
    }
}

fn is_dated(shape: crate::domain::Shape) -> bool {
    use crate::domain::Shape;
    matches!(shape, Shape::Date | Shape::OfficialDate | Shape::Instant)
}

impl<'a> Sieve<'a> {
    /// Understands a typed query.
    pub fn new(typed: &str, names: &'a Names, desk: &'a Desk, lexicon: &'a Lexicon, today: Date) -> Sieve<'a> {
        let reader = Reader { lexicon, desk, today };
        let query = Query::parse(typed, &Known { names, reader });
        let mut faults: Vec<Fault> = query
            .unknown
            .iter()
            .map(|typed| {
                let name = typed.trim_start_matches(MINUS).split(':').next().unwrap_or(typed);
                Fault::Name { typed: typed.clone(), near: names.nearest(lexicon, name) }
            })
            .collect();
        let tests = query
            .filters
            .iter()
            .map(|filter| {
                let targets = names.targets(lexicon, &filter.key);
                let values = filter.value.split(|c| matches!(c, ',' | '،') && !filter.is_quoted);
                let values = values.map(str::trim).filter(|value| !value.is_empty());
                let mut wishes = Vec::new();
                for value in values {
                    let before = wishes.len();
                    targets.iter().for_each(|target| wish(*target, value, &reader, &mut wishes));
                    if wishes.len() == before {
                        faults.push(fault(filter, value, &targets, lexicon));
                    }
                }
                Test { wishes, negated: filter.negated }
            })
            .collect();
        let words = text::fold(&query.words).text;
        Sieve {
            words: words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
            quoted: query.quoted.iter().map(|quoted| text::fold(quoted).text).collect(),
            query,
            tests,
            faults,
            reader,
            bears: RefCell::default(),
        }
    }

    /// The query taken apart.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// What was not understood.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The kinds that records must be of, where the query says so.
    pub fn kinds(&self) -> Option<&[Kind]> {
        self.tests.iter().filter(|test| !test.negated).find_map(|test| match test.wishes.as_slice() {
            [Wish::Kinds(kinds)] => Some(kinds.as_slice()),
            _ => None,
        })
    }

    /// Whether a record passes every filter, the number and every quoted word. Words are the index's business.
    pub fn lets_through(&self, record: &Record) -> bool {
        self.passes(record, days_of(record))
    }

    /// Whether a moment of a record passes as the record would, of these first and last days: what happened in 2019 is not
    /// after 2020, whatever else became of the record.
    pub fn lets_through_on(&self, record: &Record, days: (Option<Date>, Option<Date>)) -> bool {
        self.passes(record, days)
    }

    /// Whether it asks for words and nothing else.
    pub fn is_of_words(&self) -> bool {
        self.tests.is_empty() && self.quoted.is_empty() && self.query.number.is_none()
    }

    /// Whether the texts of a record hold each plain word.
    pub fn holds_words(&self, record: &Record) -> bool {
        self.words.iter().all(|word| holds_text(record, word))
    }

    /// The same of [`FoldedTexts`].
    pub fn holds_folded(&self, folded: &str) -> bool {
        self.words.iter().all(|word| folded.contains(word.as_str()))
    }

    fn passes(&self, record: &Record, days: Days) -> bool {
        let grants = |test: &Test| test.wishes.iter().any(|wish| self.grants(record, days, wish));
        self.query.number.is_none_or(|number| record.reference.0 == number)
            && self.tests.iter().all(|test| grants(test) != test.negated)
            && self.quoted.iter().all(|quoted| holds_text(record, quoted))
    }

    /// Whether it also holds every plain word somewhere in a text, or in the title that a list gives it: for lists that
    /// are not ranked.
    pub fn lists(&self, record: &Record, title: Option<&Text3>) -> bool {
        let in_title =
            |word: &str| title.is_some_and(|title| title.texts().any(|(_, text)| text::fold(text).text.contains(word)));
        self.lets_through(record) && self.words.iter().all(|word| in_title(word) || holds_text(record, word))
    }

    fn grants(&self, record: &Record, days: Days, wish: &Wish) -> bool {
        match wish {
            Wish::Kinds(kinds) => kinds.contains(&record.kind),
            Wish::NotBefore(day) => days.1.is_some_and(|last| last >= *day),
            Wish::Before(day) => days.0.is_some_and(|first| first < *day),
            Wish::States(states) => states.iter().any(|state| holds_now(record, state, self.reader.today)),
            Wish::Fields(fields) => fields.iter().any(|(kind, id, wanted)| {
                *kind == record.kind
                    && record
                        .fields
                        .get(*id)
                        .is_some_and(|value| wanted.takes(value, &|to, words| self.bears(to, words)))
            }),
            Wish::Derived(codes) => {
                record.kind == Kind::Instrument
                    && codes.iter().any(|code| code == life::instrument_status(record, self.reader.today))
            }
            Wish::Country(codes) => record.links().iter().any(|(_, to)| self.is_of_country(*to, codes)),
            Wish::Linked(kind, _) if record.kind.spec().field(kind.key()).is_some() => false,
            Wish::Linked(kind, wanted) => record.links().iter().any(|(_, to)| {
                self.reader.desk.get(*to).is_some_and(|other| other.kind == *kind) && self.is_wanted(*to, wanted)
            }),
            Wish::OfBody(wanted) => {
                carry::body_of(self.reader.desk, record).is_some_and(|body| self.is_wanted(body, wanted))
            }
        }
    }

    fn is_wanted(&self, reference: Ref, wanted: &Wanted) -> bool {
        wanted.takes(&Value::Link(reference), &|to, words| self.bears(to, words))
    }

    fn is_of_country(&self, reference: Ref, codes: &[String]) -> bool {
        let Some(record) = self.reader.desk.get(reference) else { return false };
        let field = record.kind.spec().field("country");
        field.and_then(|field| record.fields.text(field.id)).is_some_and(|code| codes.iter().any(|other| other == code))
    }

    /// Whether one of the names of a record holds words.
    fn bears(&self, reference: Ref, words: &str) -> bool {
        let key = (reference, words.to_owned());
        if let Some(known) = self.bears.borrow().get(&key) {
            return *known;
        }
        let holds = self.reader.desk.get(reference).is_some_and(|record| {
            let names = record.declared().filter(|(field, _)| field.search_weight >= NAME_WEIGHT);
            names.into_iter().any(|(_, value)| value_holds(value, words))
        });
        self.bears.borrow_mut().insert(key, holds);
        holds
    }
}

/// Fields from this weight on name their record; lighter ones tell about it.
const NAME_WEIGHT: u8 = 5;

/// What a value of a filter asks, where it can mean anything there.
fn wish(target: Target, value: &str, reader: &Reader<'_>, wishes: &mut Vec<Wish>) {
    match target {
        Target::Kind => {
            let kinds = kinds_of(reader.lexicon, value);
            wishes.extend((!kinds.is_empty()).then_some(Wish::Kinds(kinds)));
        }
        Target::After => wishes.extend(days(value, reader).map(|(first, _)| Wish::NotBefore(first))),
        Target::Before => wishes.extend(days(value, reader).map(|(first, _)| Wish::Before(first))),
        Target::State => states(value, reader.lexicon, wishes),
        Target::Linked(kind) => {
            let shape = crate::domain::Shape::Link(&[]);
            wishes.extend(Wanted::of(&shape, value, reader).map(|wanted| Wish::Linked(kind, wanted)));
        }
        Target::Field(key) => {
            let wanted = |spec: &&'static crate::domain::KindSpec| {
                let field = spec.field(key)?;
                Some((spec.kind, field.id, Wanted::of(&field.shape, value, reader)?))
            };
            let fields: Vec<_> = KINDS.iter().filter_map(wanted).collect();
            wishes.extend((!fields.is_empty()).then_some(Wish::Fields(fields)));
            if key == "status" {
                let derived = codes(reader.lexicon, "instrument_status", value);
                wishes.extend((!derived.is_empty()).then_some(Wish::Derived(derived)));
                states(value, reader.lexicon, wishes);
            }
            if key == "body" {
                let shape = crate::domain::Shape::Link(&[]);
                wishes.extend(Wanted::of(&shape, value, reader).map(Wish::OfBody));
            }
            if key == "country" {
                let countries = codes(reader.lexicon, "country", value);
                wishes.extend((!countries.is_empty()).then_some(Wish::Country(countries)));
            }
        }
    }
}

fn states(value: &str, lexicon: &Lexicon, wishes: &mut Vec<Wish>) {
    let states = codes(lexicon, "filter_state", value);
    wishes.extend((!states.is_empty()).then_some(Wish::States(states)));
}

/// The kinds that typed words mean, as [`codes`] reads codes.
fn kinds_of(lexicon: &Lexicon, typed: &str) -> Vec<Kind> {
    if let Some(kind) = Kind::from_key(typed) {
        return vec![kind];
    }
    let wanted = text::fold(typed).text;
    let names = |kind: Kind| {
        let said = Lang::ALL.map(|lang| text::fold(&lexicon.say(lang, &format!("kind-{}", kind.key()))).text);
        said.into_iter().chain([kind.key().to_owned()])
    };
    let of = |is_it: &dyn Fn(&str) -> bool| -> Vec<Kind> {
        Kind::all().filter(|kind| !wanted.is_empty() && names(*kind).any(|name| is_it(&name))).collect()
    };
    let whole = of(&|name| name == wanted);
    if whole.is_empty() { of(&|name| begins_a_word(name, &wanted)) } else { whole }
}

fn fault(filter: &Filter, value: &str, targets: &[Target], lexicon: &Lexicon) -> Fault {
    let (filter, typed) = (filter.key.clone(), value.to_owned());
    if targets.iter().any(|target| matches!(target, Target::After | Target::Before)) {
        return Fault::Date { filter, typed };
    }
    let known: Vec<String> = targets.iter().flat_map(|target| offers::values(*target, None, lexicon)).collect();
    let wanted = text::fold(value).text;
    let folded: Vec<String> = known.iter().map(|name| text::fold(name).text).collect();
    let near = nearest(&wanted, folded.iter().map(String::as_str));
    let near = near.and_then(|near| folded.iter().position(|name| name == near)).and_then(|at| known.get(at).cloned());
    Fault::Value { filter, typed, near }
}

/// Whether a state of the vocabulary `filter_state` holds of a record on a day.
fn holds_now(record: &Record, state: &str, today: Date) -> bool {
    let is_session = record.kind == Kind::Meeting;
    let is_over = matches!(record.status_code(), Some("closed" | "cancelled"));
    match state {
        "open" => life::is_open(record) || (is_session && !is_over),
        "closed" => match record.kind {
            Kind::Action | Kind::Decision | Kind::Commitment => {
                record.status_code().is_some() && !life::is_open(record)
            }
            _ => is_session && is_over,
        },
        "late" => life::is_late(record, today),
        "upcoming" => record.date().and_then(|date| date.earliest()).is_some_and(|first| first > today),
        "past" => record.date().and_then(|date| date.latest()).is_some_and(|last| last < today),
        "vacant" => record.kind == Kind::Post && tenures::holder(record, today).is_none(),
        "example" => record.fields.flag(common::EXAMPLE.id),
        _ => false,
    }
}

/// Whether one of a record's texts holds these words, folded already.
fn holds_text(record: &Record, wanted: &str) -> bool {
    record.declared().any(|(_, value)| value_holds(value, wanted))
}

fn value_holds(value: &Value, wanted: &str) -> bool {
    let holds = |text: &str| {
        let mut folded = String::with_capacity(text.len());
        text::fold_onto(text, &mut folded);
        folded.contains(wanted)
    };
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
    let names = Names::default();
    let sieve = Sieve::new(typed, &names, desk, lexicon, today);
    let passes = |record: &&Arc<Record>| sieve.lists(record, None);
    let found = match sieve.kinds() {
        Some([kind]) => desk.of_kind(*kind).filter(passes).cloned().collect(),
        _ => desk.records().filter(passes).cloned().collect(),
    };
    Matching { found, faults: sieve.faults().to_vec() }
}
