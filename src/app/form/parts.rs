//! A list of parts inside a form: contacts, participants, tenures; each part has a form of its own.

use super::row::said_twice;
use super::{FormLayer, Parts, Target};
use crate::app::key::{Code, Key};
use crate::app::layers::{Layer, Outcome};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::{Field, Fields, Shape, Value};
use crate::kit::{Canvas, ListState, Role, Span};

impl FormLayer {
    pub(super) fn open_parts(&mut self) -> bool {
        let Some(field) = self.row().map(|row| row.field) else { return false };
        let is_parts = matches!(field.item_shape(), Shape::Part(_));
        if is_parts {
            self.parts = Some(Parts { field, list: ListState::default(), form: None });
        }
        is_parts
    }

    pub(super) fn parts_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let Some(mut parts) = self.parts.take() else { return Outcome::Stay };
        let field = parts.field.id;
        let before = self.fields.get(field).cloned();
        if let Some((place, mut form)) = parts.form.take() {
            let saves = key == Key::ctrl('s');
            let outcome = if saves { form.check(session) } else { form.key(key, session, ask) };
            let is_kept = saves && outcome == Outcome::Close && self.keep_part(parts.field, place, &mut form, session);
            if outcome == Outcome::Stay || saves && !is_kept {
                parts.form = Some((place, form));
            }
            self.parts = Some(parts);
        } else if self.parts_list_key(&mut parts, key, session) {
            self.parts = Some(parts);
        }
        // What is typed elsewhere and not read yet stays.
        if self.fields.get(field) != before.as_ref() {
            self.rows.iter_mut().filter(|row| row.field.id == field).for_each(|row| row.fill(&self.fields, session));
        }
        if self.parts.is_none() && key == Key::ctrl('s') { self.save(session, ask) } else { Outcome::Stay }
    }

    /// Puts a part into its list, where nothing stands in the way of it; what does is said at its row.
    fn keep_part(&mut self, field: &Field, place: Option<usize>, form: &mut FormLayer, session: &Session) -> bool {
        let mut values = self.fields.list(field.id).to_vec();
        match place.and_then(|place| values.get_mut(place)) {
            Some(value) => *value = Value::Part(form.fields.clone()),
            None => values.push(Value::Part(form.fields.clone())),
        }
        let values = Value::List(values);
        let wrong = said_twice(field, &values, session);
        let is_kept = wrong.is_none();
        if is_kept {
            self.fields.set(field.id, Some(values));
        } else if let Some((at, row)) = form.rows.iter_mut().enumerate().find(|(_, row)| row.field.once) {
            (row.error, form.at) = (wrong, at);
        }
        is_kept
    }

    /// A key on the list of parts; answers whether the list stays.
    fn parts_list_key(&mut self, parts: &mut Parts, key: Key, session: &Session) -> bool {
        let Shape::Part(inner) = parts.field.item_shape() else { return false };
        let mut values = self.fields.list(parts.field.id).to_vec();
        let at = parts.list.selected;
        let form = |fields: Fields| {
            Box::new(FormLayer::of(Target::Part, session.field_name(parts.field), inner, fields, session))
        };
        match key.for_commands(session.keyboard).code {
            Code::Esc | Code::Char('q') => return false,
            Code::Char('s') if key.ctrl => return false,
            Code::Char('n') => parts.form = Some((None, form(Fields::new()))),
            Code::Enter | Code::Char('e') => {
                if let Some(Value::Part(part)) = values.get(at) {
                    parts.form = Some((Some(at), form(part.clone())));
                }
            }
            Code::Char('d') | Code::Delete if at < values.len() => drop(values.remove(at)),
            Code::Char('J') if at + 1 < values.len() => {
                values.swap(at, at + 1);
                parts.list.step(1, values.len());
            }
            Code::Char('K') if (1..values.len()).contains(&at) => {
                values.swap(at, at - 1);
                parts.list.step(-1, values.len());
            }
            Code::Down | Code::Char('j') => parts.list.step(1, values.len()),
            Code::Up | Code::Char('k') => parts.list.step(-1, values.len()),
            _ => {}
        }
        parts.list.select(parts.list.selected, values.len());
        self.fields.set(parts.field.id, Some(Value::List(values)));
        true
    }

    pub(super) fn draw_parts(&self, parts: &Parts, canvas: &mut Canvas<'_>, session: &Session) {
        if let Some((_, form)) = &parts.form {
            form.draw(canvas, session);
            return;
        }
        let width = canvas.width();
        canvas.text(0, 0, width, &session.field_name(parts.field), Role::Title);
        let values = self.fields.list(parts.field.id);
        let rows = canvas.height().saturating_sub(2);
        let first = parts.list.first(values.len(), rows);
        for (place, value) in values.iter().enumerate().skip(first).take(rows) {
            let said = session.speaker().say(&parts.field.item_shape(), value);
            canvas.line(place - first + 1, 0, &[canvas.marker(parts.list.mark(place)), Span::plain(said)]);
            canvas.pick(place - first + 1, &parts.list, place);
        }
        if values.is_empty() {
            canvas.text(1, 2, width, &session.say("form-no-parts"), Role::Dim);
        }
    }
}
