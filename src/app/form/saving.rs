//! What a form proposes when it is saved, and how it meets what others changed since it was opened.

use super::{FormLayer, InList, Target};
use crate::app::layers::Outcome;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::joined::joined;
use crate::domain::{Draft, FieldEdit, Fields, Value};

impl FormLayer {
    pub(super) fn save(&mut self, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        self.leave(session);
        if self.check_rows(session) == Outcome::Stay {
            ask.push(Request::Warn(session.say("form-errors")));
            return Outcome::Stay;
        }
        // Who saves again has seen what is there and keeps what is here.
        self.rows.iter_mut().for_each(|row| row.theirs = None);
        if let Target::Asked(label) = &self.target {
            ask.push(Request::Answer(label, self.fields.clone()));
            return Outcome::Stay;
        }
        let drafts = self.drafts(session);
        if drafts.is_empty() {
            ask.push(Request::Tell(session.say("form-unchanged")));
            return Outcome::Close;
        }
        let label = if matches!(self.target, Target::New(_)) { "record.new" } else { "record.edit" };
        ask.push(Request::Propose(label, drafts));
        Outcome::Stay
    }

    fn drafts(&self, session: &Session) -> Vec<Draft> {
        match (&self.target, &self.in_list) {
            (Target::New(kind), _) => vec![Draft::Add { reference: None, kind: *kind, fields: self.fields.clone() }],
            (Target::Record(kind, reference, before), _) => {
                let changed =
                    kind.spec().fields.iter().filter(|field| before.get(field.id) != self.fields.get(field.id));
                let edits: Vec<FieldEdit> = changed
                    .map(|field| FieldEdit {
                        field: field.id,
                        was: before.get(field.id).cloned(),
                        now: self.fields.get(field.id).cloned(),
                    })
                    .collect();
                if edits.is_empty() {
                    Vec::new()
                } else {
                    vec![Draft::Edit { reference: *reference, edits, if_rev: None }]
                }
            }
            (Target::Part, Some(part)) => self.list_draft(session, part),
            (Target::Part, None) | (Target::Asked(_), _) => Vec::new(),
        }
    }

    /// The list with the part changed: where others moved it meanwhile, at its new place; where it is not there any more,
    /// in the list as it was, so that it is refused by name.
    fn list_draft(&self, session: &Session, part: &InList) -> Vec<Draft> {
        let now = Value::Part(self.fields.clone());
        let Some(was) = part.before.get(part.place).filter(|was| **was != now) else { return Vec::new() };
        let newest = session.record(part.reference).map_or(&[] as &[Value], |record| record.fields.list(part.field.id));
        let mut places = newest.iter().enumerate().filter(|(_, value)| *value == was).map(|(place, _)| place);
        let (mut values, place) = match (newest.get(part.place) == Some(was), places.next(), places.next()) {
            (true, ..) => (newest.to_vec(), part.place),
            (false, Some(only), None) => (newest.to_vec(), only),
            _ => (part.before.clone(), part.place),
        };
        let before = Some(Value::List(values.clone()));
        if let Some(value) = values.get_mut(place) {
            *value = now;
        }
        let edit = FieldEdit { field: part.field.id, was: before, now: Some(Value::List(values)) };
        vec![Draft::Edit { reference: part.reference, edits: vec![edit], if_rev: None }]
    }

    /// Takes in what others changed since the form was opened: what was not changed here, silently; where both changed the
    /// same, the row keeps what is here and says what is there.
    pub(super) fn meet(&mut self, session: &Session) {
        let Target::Record(_, reference, before) = &mut self.target else { return };
        let Some(record) = session.record(*reference) else { return };
        for row in &mut self.rows {
            let id = row.field.id;
            let piece = |fields: &Fields| row.piece(fields.get(id));
            let (was, theirs, mine) = (piece(before), piece(&record.fields), piece(&self.fields));
            match joined(was.as_ref(), theirs.as_ref(), mine.as_ref()) {
                Some(both) => row.put(&mut self.fields, both),
                None => row.theirs = Some(theirs),
            }
        }
        // What nobody edits here is as it is there.
        for field in
            record.kind.spec().fields.iter().filter(|field| self.rows.iter().all(|row| row.field.id != field.id))
        {
            self.fields.set(field.id, record.fields.get(field.id).cloned());
        }
        *before = record.fields.clone();
        self.fill(session);
        for row in &mut self.rows {
            row.error = row.theirs.as_ref().map(|theirs| {
                let said = row.said(theirs.as_ref(), session);
                let said = if said.is_empty() { "—".to_owned() } else { said };
                session.say_with("form-theirs", &[("value", said.as_str().into())])
            });
        }
        self.at = self.rows.iter().position(|row| row.theirs.is_some()).unwrap_or(self.at);
        self.suggestions.clear();
    }

    /// Takes what somebody else wrote first in place of what is here.
    pub(super) fn take_theirs(&mut self, session: &Session) {
        let Some(row) = self.rows.get_mut(self.at) else { return };
        if let Some(theirs) = row.theirs.take() {
            row.put(&mut self.fields, theirs);
            row.error = None;
            row.fill(&self.fields, session);
        }
        self.at = self.rows.iter().position(|row| row.theirs.is_some()).unwrap_or(self.at);
    }
}
