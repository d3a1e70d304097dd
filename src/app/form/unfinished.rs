//! Forms that were not saved, as they can be kept outside of the session and gone on with in another one.
//!
//! What was read of the rows and what was only typed are kept apart, so that a form comes back as it was left, with the
//! caret in its row. A form of a record that others changed meanwhile meets them as one that was open all the time.

use super::{FormLayer, InList, Parts, Target};
use crate::app::session::Session;
use crate::domain::{Desk, Field, FieldId, Fields, Kind, Ref, Shape, Value};
use crate::kit::ListState;
use crate::lang::Lang;
use jiff::civil::DateTime;

/// The forms that lay above each other when a session ended, the lowest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Pile {
    /// When they were kept last.
    pub at: DateTime,
    /// The forms.
    pub forms: Vec<Unfinished>,
    /// Whether they were left on purpose: they can be taken up again while the session lasts, and are not offered after it.
    pub is_let_go: bool,
}

/// A form that was not saved.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfinished {
    /// What it is for.
    pub of: Of,
    /// The fields with which it was opened.
    pub before: Fields,
    /// What stood in it.
    pub sheet: Sheet,
}

/// What an unfinished form is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Of {
    /// A new record.
    New(Kind),
    /// A record.
    Record(Kind, Ref),
    /// The part at this place in a list of a record.
    Part(Kind, Ref, &'static Field, usize),
}

/// What stands in a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// What was read of the rows.
    pub fields: Fields,
    /// What was typed into rows and not read yet.
    pub typed: Vec<(RowName, String)>,
    /// The row of the caret.
    pub at: Option<RowName>,
    /// The part that is being edited in one of its lists.
    pub part: Option<Box<OpenPart>>,
}

/// A row by its field and language: their order is that of the language of the screen.
pub type RowName = (FieldId, Option<Lang>);

/// A part of a list that is being edited.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPart {
    /// The list.
    pub field: &'static Field,
    /// The place in it; nothing for a new part.
    pub place: Option<usize>,
    /// What stands in its form.
    pub sheet: Sheet,
}

impl Of {
    /// The fields that such a form has.
    pub fn declared(&self) -> &'static [Field] {
        match self {
            Of::New(kind) | Of::Record(kind, _) => kind.spec().fields,
            Of::Part(_, _, field, _) => parts_of(field),
        }
    }
}

/// The fields of the parts of a list.
pub fn parts_of(field: &Field) -> &'static [Field] {
    match field.item_shape() {
        Shape::Part(inner) => inner,
        _ => &[],
    }
}

impl Unfinished {
    /// Whether the desk holds all of it already: the session ended after the change was done and before that was noted.
    pub fn is_done(&self, desk: &Desk) -> bool {
        let Sheet { fields, typed, part, .. } = &self.sheet;
        if !typed.is_empty() || part.is_some() {
            return false;
        }
        match self.of {
            Of::New(kind) => desk.of_kind(kind).any(|record| record.fields == *fields),
            Of::Record(_, reference) => desk.get(reference).is_some_and(|record| record.fields == *fields),
            Of::Part(_, reference, field, _) => desk
                .get(reference)
                .is_some_and(|record| record.fields.list(field.id).contains(&Value::Part(fields.clone()))),
        }
    }

    /// What it is called in a list: the record, or the kind with the title as far as it is there.
    pub fn said(&self, session: &Session) -> String {
        match self.of {
            Of::New(kind) => {
                let new = session.say_with("form-new", &[("kind", session.kind_name(kind).as_str().into())]);
                let id = kind.spec().title;
                let typed = self.sheet.typed.iter().find(|((field, _), _)| *field == id).map(|(_, text)| text.as_str());
                let read = self.sheet.fields.text3(id).map(|text| text.best(session.lang));
                match typed.or(read).filter(|title| !title.is_empty()) {
                    Some(title) => format!("{new} · {title}"),
                    None => new,
                }
            }
            Of::Record(_, reference) => format!("{reference} {}", session.title(reference)),
            Of::Part(_, reference, field, place) => {
                let part = format!("{} {}", session.field_name(field), place + 1);
                format!("{reference} {} · {part}", session.title(reference))
            }
        }
    }
}

impl FormLayer {
    /// What would be lost if the session ended now; nothing where nothing was changed.
    pub(super) fn left_unfinished(&self) -> Option<Unfinished> {
        if !self.is_changed() {
            return None;
        }
        let (of, before) = match (&self.target, &self.in_list) {
            (Target::New(kind), _) => (Of::New(*kind), self.first_fields.clone()),
            (Target::Record(kind, reference, before), _) => (Of::Record(*kind, *reference), before.clone()),
            (Target::Part, Some(list)) => {
                let before = Fields::new().with_value(list.field.id, Value::List(list.before.clone()));
                (Of::Part(list.kind, list.reference, list.field, list.place), before)
            }
            (Target::Part, None) | (Target::Asked(_), _) => return None,
        };
        Some(Unfinished { of, before, sheet: self.sheet() })
    }

    fn sheet(&self) -> Sheet {
        let name = |row: &super::Row| (row.field.id, row.lang);
        let typed = self.rows.iter().filter(|row| row.input.text() != row.shown);
        let open = self.parts.as_ref().and_then(|parts| parts.form.as_ref().map(|form| (parts.field, form)));
        Sheet {
            fields: self.fields.clone(),
            typed: typed.map(|row| (name(row), row.input.text().to_owned())).collect(),
            at: self.row().map(name),
            part: open.map(|(field, (place, form))| Box::new(OpenPart { field, place: *place, sheet: form.sheet() })),
        }
    }

    /// The form as it was left.
    pub fn resumed(left: &Unfinished, session: &Session) -> FormLayer {
        let title = match left.of {
            Of::New(kind) => session.say_with("form-new", &[("kind", session.kind_name(kind).as_str().into())]),
            Of::Record(_, reference) => format!("{reference} {}", session.title(reference)),
            Of::Part(_, _, field, _) => session.field_name(field),
        };
        let target = match left.of {
            Of::New(kind) => Target::New(kind),
            Of::Record(kind, reference) => Target::Record(kind, reference, left.before.clone()),
            Of::Part(..) => Target::Part,
        };
        let mut form = FormLayer::of(target, title, left.of.declared(), left.before.clone(), session);
        if let Of::Part(kind, reference, field, place) = left.of {
            let before = left.before.list(field.id).to_vec();
            let first = before.get(place).and_then(|part| if let Value::Part(part) = part { Some(part) } else { None });
            form.first_fields = first.cloned().unwrap_or_default();
            form.in_list = Some(InList { kind, reference, field, place, before });
        }
        form.lay(&left.sheet, session);
        if let Of::Record(_, reference) = left.of
            && session.record(reference).is_some_and(|record| record.fields != left.before)
        {
            form.meet_resumed(session);
        }
        form
    }

    /// Meets what others changed as a form that is saved does: what was typed is read first, and what cannot be read stays.
    fn meet_resumed(&mut self, session: &Session) {
        let mut unread = Vec::new();
        for row in self.rows.iter_mut().filter(|row| row.input.text() != row.shown) {
            if row.read(&mut self.fields, session).is_err() {
                unread.push(((row.field.id, row.lang), row.input.text().to_owned()));
            }
        }
        self.meet(session);
        self.type_again(&unread);
    }

    fn type_again(&mut self, typed: &[(RowName, String)]) {
        for ((field, lang), text) in typed {
            if let Some(row) = self.rows.iter_mut().find(|row| (row.field.id, row.lang) == (*field, *lang)) {
                row.input.paste_over(text);
            }
        }
    }

    fn lay(&mut self, sheet: &Sheet, session: &Session) {
        self.fields = sheet.fields.clone();
        self.fill(session);
        self.type_again(&sheet.typed);
        let at = sheet.at.and_then(|at| self.rows.iter().position(|row| (row.field.id, row.lang) == at));
        self.at = at.unwrap_or(0);
        self.is_fresh = false;
        if let Some(part) = &sheet.part {
            let title = session.field_name(part.field);
            let was = part.place.and_then(|place| match self.fields.list(part.field.id).get(place) {
                Some(Value::Part(fields)) => Some(fields.clone()),
                _ => None,
            });
            let inner = parts_of(part.field);
            let mut form = FormLayer::of(Target::Part, title, inner, was.unwrap_or_default(), session);
            form.lay(&part.sheet, session);
            let list = ListState { selected: part.place.unwrap_or(0), offset: 0 };
            self.parts = Some(Parts { field: part.field, list, form: Some((part.place, Box::new(form))) });
        }
    }
}
