//! What a row offers while it is typed into: labels of codes, records to link to, a new record where there is none of that name,
//! and records that a new one may be once more.

use super::row::{Suggestion, codes, last_piece, pieces_before, said_twice};
use super::{FormLayer, Row, Target};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::read::LIST_MARKS;
use crate::domain::{Fields, Kind, Record, Ref, Shape, Text3, Value};
use crate::lang::Lang;
use crate::search::Answer;
use crate::text::{self, Direction};

/// Letters of a name from which records of that name are looked for.
const ALIKE_LETTERS: usize = 4;
/// Records of a name that are told.
const ALIKE: usize = 3;
/// Records that a link offers.
const OFFERED: usize = 30;

impl FormLayer {
    /// Offers codes by their labels at once, links through the search.
    pub(super) fn suggest(&mut self, session: &Session, ask: &mut Vec<Request>) {
        self.chosen = 0;
        let Some(row) = self.rows.get(self.at) else { return };
        let typed = last_piece(row).to_owned();
        match row.link_or_code() {
            Shape::Code(vocabulary) if row.input.text() != row.shown || row.input.text().is_empty() => {
                self.suggestions = codes(session, vocabulary, &typed);
            }
            Shape::Link(kinds) if row.looks_for_a_record() => {
                // What was offered stays in sight until the answer comes.
                let keys: Vec<&str> = kinds.iter().map(|kind| kind.key()).collect();
                let query = if keys.is_empty() { typed } else { format!("kind:{} {typed}", keys.join(",")) };
                ask.push(Request::Search(query, OFFERED));
            }
            _ => {
                self.suggestions.clear();
                self.alike.clear();
                ask.extend(
                    self.names_a_new_one().map(|kind| Request::Search(format!("kind:{} {typed}", kind.key()), ALIKE)),
                );
            }
        }
    }

    /// The kind of record that is being named anew, where people enter one twice and enough of the name is there.
    fn names_a_new_one(&self) -> Option<Kind> {
        let Target::New(kind @ (Kind::Partner | Kind::Person)) = self.target else { return None };
        let row = self.row().filter(|row| row.field.id == kind.spec().title)?;
        (row.input.text().trim().chars().count() >= ALIKE_LETTERS).then_some(kind)
    }

    /// Notes the records whose name has every word that was typed.
    fn note_alike(&mut self, answer: &Answer) {
        let typed = text::fold(self.row().map_or("", |row| row.input.text())).text;
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        let has_all = |name: &str| {
            let name = text::fold(name).text;
            words.iter().all(|word| name.split(' ').any(|part| part.starts_with(word)))
        };
        let hits = answer.hits.iter().filter(|hit| has_all(&hit.text));
        self.alike = hits.map(|hit| Ref(hit.record)).collect();
    }

    /// Takes the chosen suggestion into the row.
    pub(super) fn accept(&mut self, session: &Session) {
        let Some(suggestion) = self.suggestions.get(self.chosen).cloned() else { return };
        let Some(row) = self.rows.get_mut(self.at) else { return };
        if let Shape::List(Shape::Part(inner)) = row.field.shape {
            let Ok(reference) = suggestion.value.split_whitespace().next().unwrap_or("").parse::<Ref>() else { return };
            let Some(first) = inner.iter().find(|field| matches!(field.shape, Shape::Link(_))) else { return };
            let mut parts = self.fields.list(row.field.id).to_vec();
            parts.push(Value::Part(Fields::new().with(first.id, reference)));
            let parts = Value::List(parts);
            row.error = said_twice(row.field, &parts, session);
            if row.error.is_none() {
                self.fields.set(row.field.id, Some(parts));
            }
            row.fill(&self.fields, session);
        } else {
            let kept = if row.field.is_list() { pieces_before(row.input.text()) } else { String::new() };
            row.input.set(format!("{kept}{}", suggestion.value));
            row.error = row.read(&mut self.fields, session).err();
        }
        self.suggestions.clear();
    }

    /// Takes in the answer to what was looked for.
    pub(super) fn take_in(&mut self, answer: &Answer, session: &Session) {
        if let Some((_, form)) = self.parts.as_mut().and_then(|parts| parts.form.as_mut()) {
            form.take_in(answer, session);
            return;
        }
        if self.parts.is_none() && self.names_a_new_one().is_some() {
            self.note_alike(answer);
            return;
        }
        let Some(row) = self.row().filter(|row| row.looks_for_a_record()) else { return };
        let Shape::Link(kinds) = row.link_or_code() else { return };
        let typed = last_piece(row).to_owned();
        let fits = |record: &&Record| kinds.is_empty() || kinds.contains(&record.kind);
        let records = answer.hits.iter().filter_map(|hit| session.record(Ref(hit.record))).filter(fits);
        self.suggestions = records.map(|record| suggestion(record, session)).collect();
        if is_name(&typed) {
            self.suggestions.extend(kinds.iter().map(|kind| creation(*kind, &typed, session)));
        }
        self.chosen = 0;
    }

    /// The form of a new record, where that is what was chosen: it bears the name that was typed.
    pub(super) fn wants_a_new_one(&self, session: &Session) -> Option<Request> {
        let kind = self.suggestions.get(self.chosen)?.creates?;
        Some(new_one(kind, last_piece(self.row()?), session))
    }

    /// Links the row that was looking for a record to one that was made over it. Answers whether it was looking for such a one.
    pub(super) fn link_to(&mut self, reference: Ref, session: &Session) -> bool {
        if let Some((_, form)) = self.parts.as_mut().and_then(|parts| parts.form.as_mut()) {
            return form.link_to(reference, session);
        }
        let looks_for =
            self.row().filter(|row| self.parts.is_none() && row.looks_for_a_record()).map(Row::link_or_code);
        let (Some(Shape::Link(kinds)), Some(record)) = (looks_for, session.record(reference)) else { return false };
        let is_wanted = kinds.is_empty() || kinds.contains(&record.kind);
        if is_wanted {
            (self.suggestions, self.chosen) = (vec![suggestion(record, session)], 0);
            self.accept(session);
        }
        is_wanted
    }
}

fn suggestion(record: &Record, session: &Session) -> Suggestion {
    Suggestion {
        label: format!("{} {}", record.title(session.lang), session.kind_name(record.kind)),
        value: format!("{} {}", record.reference, record.title(session.lang).replace(LIST_MARKS, ",")),
        creates: None,
    }
}

fn creation(kind: Kind, typed: &str, session: &Session) -> Suggestion {
    Suggestion { label: creation_said(kind, typed, session), value: String::new(), creates: Some(kind) }
}

/// Whether what was typed to look for a record can be the name of a new one.
pub fn is_name(typed: &str) -> bool {
    !typed.is_empty() && !typed.contains('#')
}

/// The offer to make a record of that name, in words.
pub fn creation_said(kind: Kind, typed: &str, session: &Session) -> String {
    let name = session.kind_name(kind);
    session.say_with("form-create", &[("kind", name.as_str().into()), ("title", typed.into())])
}

/// The form of a new record of that name.
pub fn new_one(kind: Kind, typed: &str, session: &Session) -> Request {
    let mut fields = Fields::new();
    if let Some(title) = kind.spec().field_by_id(kind.spec().title) {
        let name = match title.shape {
            Shape::Text3 | Shape::LongText3 => {
                let mut name = Text3::default();
                name.set(language_of(typed, session.lang), Some(typed.to_owned()));
                Value::Text3(name)
            }
            _ => Value::Text(typed.to_owned()),
        };
        fields.set(title.id, Some(name));
    }
    Request::New(kind, fields)
}

/// The language that a name is typed in: Arabic letters are Arabic, others that of the screen where it has such letters.
fn language_of(typed: &str, own: Lang) -> Lang {
    let direction = typed.chars().find_map(text::direction_of);
    match (direction, own) {
        (Some(Direction::Rtl), _) => Lang::Ar,
        (Some(Direction::Ltr), Lang::Ar) => Lang::Fr,
        (_, own) => own,
    }
}
