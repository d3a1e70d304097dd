//! Whether a record keeps the rules of its declaration: required fields, shapes, bounds, codes, links.
//!
//! The registrar asks for every record that a proposal touches, against the desk as it would be; forms
//! ask for the field under the cursor. A record that passes can be stored, shown and printed.

use super::change::FieldError;
use super::desk::Desk;
use super::field::{Field, Shape};
use super::kind::Kind;
use super::kinds;
use super::record::Record;
use super::reference::Ref;
use super::rules::quorum::{Rule, UnreadNeed};
use super::rules::series::Recurrence;
use super::rules::{convening, minutes};
use super::value::{Fields, Text3, Value};
use crate::lang::Lexicon;
use crate::limits;
use std::collections::HashSet;

/// Everything wrong with the record, field by field, in the order of forms.
pub fn check_record(record: &Record, desk: &Desk, lexicon: &Lexicon) -> Vec<FieldError> {
    let mut checker = Checker { desk, lexicon, errors: Vec::new() };
    checker.fields("", record.kind.spec().fields, &record.fields);
    checker.tree(record);
    match record.kind {
        Kind::Body => checker.body(record),
        Kind::Meeting => checker.session(record),
        _ => {}
    }
    checker.errors
}

/// What is wrong with one value of one field, for the form that is being filled in.
pub fn check_value(field: &Field, value: Option<&Value>, desk: &Desk, lexicon: &Lexicon) -> Vec<FieldError> {
    let mut checker = Checker { desk, lexicon, errors: Vec::new() };
    checker.field("", field, value);
    checker.errors
}

struct Checker<'a> {
    desk: &'a Desk,
    lexicon: &'a Lexicon,
    errors: Vec<FieldError>,
}

impl Checker<'_> {
    fn say(&mut self, field: &str, code: &'static str, values: Vec<(&'static str, String)>) {
        self.errors.push(FieldError { field: field.to_owned(), code, values });
    }

    fn fields(&mut self, path: &str, declared: &'static [Field], fields: &Fields) {
        for field in declared {
            self.field(path, field, fields.get(field.id));
        }
        for (id, _) in fields.iter() {
            if !declared.iter().any(|field| field.id == id) {
                self.say(path, "error-unknown-field", vec![("field", id.to_string())]);
            }
        }
    }

    fn field(&mut self, path: &str, field: &Field, value: Option<&Value>) {
        let place = if path.is_empty() { field.key.to_owned() } else { format!("{path}.{}", field.key) };
        match value {
            None if field.required => self.say(&place, "error-required", vec![]),
            None => {}
            Some(value) => self.value(&place, &field.shape, value),
        }
    }

    fn value(&mut self, place: &str, shape: &Shape, value: &Value) {
        match (shape, value) {
            (Shape::List(inner), Value::List(values)) => self.list(place, inner, values),
            (Shape::Part(declared), Value::Part(fields)) => self.fields(place, declared, fields),
            (Shape::Text, Value::Text(text)) => self.length(place, text, limits::TEXT_BYTES),
            (Shape::LongText, Value::Text(text)) => self.length(place, text, limits::LONG_TEXT_BYTES),
            (Shape::Text3, Value::Text3(text)) => self.text3(place, text, limits::TEXT_BYTES),
            (Shape::LongText3, Value::Text3(text)) => self.text3(place, text, limits::LONG_TEXT_BYTES),
            (Shape::Code(vocabulary), Value::Code(code)) => self.code(place, vocabulary, code),
            (Shape::Number { min, max }, Value::Number(number)) => self.range(place, *number, *min, *max),
            (Shape::Minutes, Value::Number(minutes)) => self.range(place, *minutes, 0, limits::MINUTES_MAX),
            (Shape::Link(kinds), Value::Link(reference)) => self.link(place, kinds, *reference),
            (Shape::Flag, Value::Flag(_)) | (Shape::Date, Value::Date(_)) | (Shape::Instant, Value::Instant(_)) => {}
            (Shape::OfficialDate, Value::OfficialDate(date)) => {
                self.length(place, date.hijri.as_deref().unwrap_or(""), limits::TEXT_BYTES)
            }
            (shape, _) => self.say(place, "error-shape", vec![("expected", shape_name(shape).to_owned())]),
        }
    }

    fn list(&mut self, place: &str, inner: &Shape, values: &[Value]) {
        if values.len() > limits::LIST_LEN {
            self.say(place, "error-too-many", vec![("limit", limits::LIST_LEN.to_string())]);
        }
        for (at, value) in values.iter().take(limits::LIST_LEN).enumerate() {
            self.value(&format!("{place}[{}]", at + 1), inner, value);
        }
        self.once(place, inner, values);
    }

    /// No link stands twice in a list, and no part says again what is said once.
    fn once(&mut self, place: &str, inner: &Shape, values: &[Value]) {
        let mut known = HashSet::new();
        for (at, value) in values.iter().take(limits::LIST_LEN).enumerate() {
            if let Some(link) = inner.said_once(value)
                && !known.insert(link)
            {
                self.say(&format!("{place}[{}]", at + 1), "error-twice", vec![("value", link.to_string())]);
            }
        }
    }

    fn length(&mut self, place: &str, text: &str, limit: usize) {
        if text.len() > limit {
            self.say(place, "error-too-long", vec![("limit", limit.to_string())]);
        }
    }

    fn text3(&mut self, place: &str, text: &Text3, limit: usize) {
        if text.is_empty() {
            self.say(place, "error-text-empty", vec![]);
        }
        for (lang, text) in text.texts() {
            self.length(&format!("{place}.{}", lang.code()), text, limit);
        }
    }

    fn code(&mut self, place: &str, vocabulary: &str, code: &str) {
        if !self.lexicon.vocabulary(vocabulary).is_some_and(|words| words.has(code)) {
            self.say(
                place,
                "error-unknown-code",
                vec![("value", code.to_owned()), ("known", known_codes(self.lexicon, vocabulary))],
            );
        }
    }

    fn range(&mut self, place: &str, number: i64, min: i64, max: i64) {
        if !(min..=max).contains(&number) {
            self.say(place, "error-number-range", vec![("min", min.to_string()), ("max", max.to_string())]);
        }
    }

    fn link(&mut self, place: &str, kinds: &[Kind], reference: Ref) {
        match self.desk.get(reference) {
            None => self.say(place, "error-unknown-link", vec![("value", reference.to_string())]),
            Some(record) if !kinds.is_empty() && !kinds.contains(&record.kind) => {
                let expected: Vec<_> = kinds.iter().map(|kind| kind.key()).collect();
                self.say(
                    place,
                    "error-wrong-kind",
                    vec![("value", reference.to_string()), ("expected", expected.join(", "))],
                );
            }
            Some(_) => {}
        }
    }

    /// A record may not be its own ancestor.
    fn tree(&mut self, record: &Record) {
        let Some(parent) = record.kind.spec().field("parent") else {
            return;
        };
        let mut at = record.fields.link(parent.id);
        for _ in 0..limits::TREE_DEPTH {
            match at {
                None => return,
                Some(reference) if reference == record.reference => break,
                Some(reference) => at = self.desk.get(reference).and_then(|above| above.fields.link(parent.id)),
            }
        }
        self.say("parent", "error-cycle", vec![]);
    }

    fn body(&mut self, record: &Record) {
        self.mandates(record);
        if let Err(UnreadNeed(words)) = Rule::of(record) {
            self.say("quorum.need", "error-quorum-need", vec![("value", words)]);
        }
        for (at, part) in record.fields.parts(kinds::body::SERIES.id).enumerate() {
            let rule = part.text(kinds::body::series_rule::RULE.id).unwrap_or("");
            if let Err(piece) = Recurrence::read(rule) {
                self.say(&format!("series[{}].rule", at + 1), "error-recurrence", vec![("value", piece)]);
            }
        }
    }

    /// Approved minutes are as they were approved, and a second call keeps its agenda.
    fn session(&mut self, record: &Record) {
        if !minutes::answers_to_seal(record) {
            self.say("minutes", "error-minutes-sealed", vec![]);
        }
        if !convening::keeps_first_agenda(self.desk, record) {
            self.say("agenda", "error-second-call-agenda", vec![]);
        }
    }

    /// A mandate fills a seat that the body has.
    fn mandates(&mut self, record: &Record) {
        use kinds::body::{MANDATES, SEATS, mandate, seat};
        let seats: Vec<_> = record.fields.parts(SEATS.id).filter_map(|part| part.number(seat::NUMBER.id)).collect();
        for (at, part) in record.fields.parts(MANDATES.id).enumerate() {
            let number = part.number(mandate::SEAT.id);
            if number.is_some_and(|number| !seats.contains(&number)) {
                self.say(&format!("mandates[{}].seat", at + 1), "error-seat", vec![]);
            }
        }
    }
}

/// Codes that a refusal names; more would not be read.
const NAMED_CODES: usize = 8;

/// The first codes of a vocabulary, for a refusal that says what would be taken.
pub fn known_codes(lexicon: &Lexicon, vocabulary: &str) -> String {
    let entries = lexicon.vocabulary(vocabulary).map(|words| words.entries.as_slice()).unwrap_or_default();
    let mut codes: Vec<&str> = entries.iter().take(NAMED_CODES).map(|entry| entry.code.as_str()).collect();
    codes.extend((entries.len() > NAMED_CODES).then_some("…"));
    codes.join(", ")
}

/// The name of a shape, by which the message `error-shape` says what it expects.
pub fn shape_name(shape: &Shape) -> &'static str {
    match shape {
        Shape::Text | Shape::LongText => "text",
        Shape::Text3 | Shape::LongText3 => "text3",
        Shape::Code(_) => "code",
        Shape::Number { .. } => "number",
        Shape::Flag => "flag",
        Shape::Date => "date",
        Shape::OfficialDate => "official-date",
        Shape::Instant => "instant",
        Shape::Minutes => "minutes",
        Shape::Link(_) => "link",
        Shape::List(_) => "list",
        Shape::Part(_) => "part",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::{Change, Entry, Reason};
    use std::sync::Arc;

    fn desk_with_two_partners() -> Desk {
        let partner = |number| Record { reference: Ref(number), kind: Kind::Partner, rev: 1, fields: Fields::new() };
        let added = |number| Change { before: None, after: Some(Arc::new(partner(number))), merged_into: None };
        let entry = Entry {
            revision: 1,
            group: 1,
            closes_group: true,
            at_ms: 0,
            by: String::new(),
            machine: String::new(),
            label: String::new(),
            reason: Reason::Done,
            changes: vec![added(1), added(2)],
        };
        Desk::default().after(&entry)
    }

    #[test]
    fn a_list_names_nobody_twice() {
        use kinds::engagement::{PARTICIPANTS, participant};
        let (desk, lexicon) = (desk_with_two_partners(), Lexicon::load());
        let twice = |field: &Field, values: Vec<Value>| {
            let errors = check_value(field, Some(&Value::List(values)), &desk, &lexicon);
            errors.into_iter().map(|error| (error.field, error.code)).collect::<Vec<_>>()
        };
        let link = |number| Value::Link(Ref(number));
        let part = |number, rank: i64| {
            Value::Part(Fields::new().with(participant::WHO.id, Ref(number)).with(participant::RANK.id, rank))
        };
        let partners = &kinds::commitment::PARTNERS;
        assert!(twice(partners, vec![link(1), link(2)]).is_empty());
        assert_eq!(twice(partners, vec![link(1), link(2), link(1)]), [("partners[3]".to_owned(), "error-twice")]);
        assert!(twice(&PARTICIPANTS, vec![part(1, 1), part(2, 1)]).is_empty());
        let found = twice(&PARTICIPANTS, vec![part(1, 1), part(1, 2)]);
        assert_eq!(found, [("participants[2]".to_owned(), "error-twice")], "in another place it is the same one");
    }
}
