//! Forms for every kind of record, made from its declared fields.
//!
//! Each field is one row (a text in three languages three rows, which stand side by side where the screen is wide). Codes and links are picked by typing a
//! few letters; a list of parts opens as a list of its own with a form for each part. A value is checked when its row is left, all
//! of them when the form is saved; what is wrong is said under its row.

mod drawing;
mod offers;
mod parts;
mod row;
mod saving;
mod unfinished;

use super::key::{Code, Key};
use super::layers::{Layer, Outcome, edit, paste};
use super::msg::Refused;
use super::pane::{Asking, Request};
use super::session::Session;
use crate::domain::{Field, Fields, Kind, Record, Ref, Shape, Value};
use crate::kit::{Canvas, ListState, Motion, Role};
use crate::lang::Lang;
use crate::search::Answer;
pub use offers::{creation_said, is_name, new_one};
use row::{Row, Suggestion, languages};
pub use unfinished::{Of, OpenPart, Pile, RowName, Sheet, Unfinished, parts_of};

/// What a form is for.
#[derive(Clone, Debug, PartialEq)]
enum Target {
    /// A new record.
    New(Kind),
    /// A record with the fields it had when the form was opened.
    Record(Kind, Ref, Fields),
    /// Values that a pane asks for, under the name of what they are for.
    Asked(&'static str),
    /// A part: its values go back to the form below, or into the list of a record.
    Part,
}

/// A list of parts that is being edited.
#[derive(Clone, Debug)]
struct Parts {
    field: &'static Field,
    list: ListState,
    form: Option<(Option<usize>, Box<FormLayer>)>,
}

/// The part of a record's list that a form is for.
#[derive(Clone, Debug)]
struct InList {
    kind: Kind,
    reference: Ref,
    field: &'static Field,
    place: usize,
    /// The list as it was when the form was opened.
    before: Vec<Value>,
}

/// A form.
#[derive(Clone, Debug)]
pub struct FormLayer {
    target: Target,
    title: String,
    fields: Fields,
    rows: Vec<Row>,
    at: usize,
    suggestions: Vec<Suggestion>,
    chosen: usize,
    parts: Option<Parts>,
    in_list: Option<InList>,
    first_fields: Fields,
    warned: bool,
    /// Nothing was typed into the row since it was come to.
    is_fresh: bool,
    /// Records of a name that a new one is being given.
    alike: Vec<Ref>,
}

impl FormLayer {
    /// The form of a new record with some fields filled in.
    pub fn new(kind: Kind, fields: Fields, session: &Session) -> FormLayer {
        let title = session.say_with("form-new", &[("kind", session.kind_name(kind).as_str().into())]);
        FormLayer::of(Target::New(kind), title, kind.spec().fields, fields, session)
    }

    /// The same, opened from what bears this title.
    #[must_use]
    pub fn from_within(mut self, above: &str) -> FormLayer {
        self.title = format!("{above} › {}", self.title);
        self
    }

    /// The form of a record.
    pub fn edit(record: &Record, session: &Session) -> FormLayer {
        let title = format!("{} {}", record.reference, record.title(session.lang));
        FormLayer::of(
            Target::Record(record.kind, record.reference, record.fields.clone()),
            title,
            record.kind.spec().fields,
            record.fields.clone(),
            session,
        )
    }

    /// The form of what a pane asks for.
    pub fn asked(asking: Asking, session: &Session) -> FormLayer {
        FormLayer::of(Target::Asked(asking.label), asking.title, asking.fields, asking.values, session)
    }

    /// The form of one part in a list of a record.
    pub fn edit_part(record: &Record, field: u16, place: usize, session: &Session) -> Option<FormLayer> {
        let field = record.kind.spec().field_by_id(field)?;
        let Shape::Part(inner) = field.item_shape() else { return None };
        let Some(Value::Part(part)) = record.fields.list(field.id).get(place) else { return None };
        let title = session.field_name(field);
        let mut form = FormLayer::of(Target::Part, title, inner, part.clone(), session);
        let before = record.fields.list(field.id).to_vec();
        form.in_list = Some(InList { kind: record.kind, reference: record.reference, field, place, before });
        Some(form)
    }

    /// The form of one field alone, for what is put into many records.
    pub fn of_field(field: &'static Field, session: &Session) -> FormLayer {
        let declared = std::slice::from_ref(field);
        FormLayer::of(Target::Part, session.field_name(field), declared, Fields::new(), session)
    }

    /// The value of such a form, and whether it may be put anywhere; what is wrong is said at its row.
    pub(super) fn value_of(&mut self, field: &Field, session: &Session) -> Result<Option<Value>, ()> {
        self.leave(session);
        let is_wrong = self.rows.iter().any(|row| row.error.is_some());
        if is_wrong { Err(()) } else { Ok(self.fields.get(field.id).cloned()) }
    }

    /// Whether something is offered under the row that Enter would take.
    pub(super) fn is_choosing(&self) -> bool {
        !self.suggestions.is_empty() && self.row().is_some_and(|row| row.input.text() != row.shown)
    }

    /// Whether no row follows that Enter would go to.
    pub(super) fn is_on_last(&self) -> bool {
        self.at + 1 >= self.rows.len() && !self.row().is_some_and(|row| row.input.has_lines())
    }

    fn of(target: Target, title: String, declared: &'static [Field], fields: Fields, session: &Session) -> FormLayer {
        let mut rows = Vec::new();
        for field in declared.iter().filter(|field| !field.hidden) {
            match field.shape {
                Shape::Text3 | Shape::LongText3 => {
                    rows.extend(languages(session.lang).into_iter().map(|lang| Row::new(field, Some(lang))))
                }
                _ => rows.push(Row::new(field, None)),
            }
        }
        // What people fill in first comes first: required fields, then those in order.
        rows.sort_by_key(|row| !row.field.required);
        let mut form = FormLayer {
            target,
            title,
            first_fields: fields.clone(),
            fields,
            rows,
            at: 0,
            suggestions: Vec::new(),
            chosen: 0,
            parts: None,
            in_list: None,
            warned: false,
            is_fresh: true,
            alike: Vec::new(),
        };
        form.fill(session);
        form.at = form.rows.iter().position(|row| row.input.text().is_empty()).unwrap_or(0);
        if !matches!(form.target, Target::New(_)) {
            form.at = 0;
        }
        form
    }

    fn fill(&mut self, session: &Session) {
        for row in &mut self.rows {
            row.fill(&self.fields, session);
        }
    }

    fn row(&self) -> Option<&Row> {
        self.rows.get(self.at)
    }

    /// The row of the next field: Enter passes over the other languages of a text and over choices that were made beforehand,
    /// the arrows do not. At a date it stops: often it is another one.
    fn next_field(&self, own: Lang) -> usize {
        let is_first = |row: &Row| row.lang.is_none_or(|lang| lang == own);
        let rest = || self.rows.iter().enumerate().skip(self.at + 1).filter(|(_, row)| is_first(row));
        let next = rest().find(|(_, row)| !self.is_given(row)).or_else(|| rest().next());
        next.map_or(self.at, |(place, _)| place)
    }

    /// Whether the row of a new record holds the choice that it began with, and nothing is wrong with it.
    fn is_given(&self, row: &Row) -> bool {
        let (first, now) = (self.first_fields.get(row.field.id), self.fields.get(row.field.id));
        let is_new = matches!(self.target, Target::New(_) | Target::Asked(_));
        let is_untouched = first.is_some() && first == now && row.input.text() == row.shown;
        is_new && matches!(row.field.shape, Shape::Code(_)) && is_untouched && row.error.is_none()
    }

    fn move_to(&mut self, at: usize, session: &Session, ask: &mut Vec<Request>) {
        self.leave(session);
        self.alike.clear();
        self.at = at.min(self.rows.len().saturating_sub(1));
        self.is_fresh = true;
        self.suggest(session, ask);
    }

    /// Reads the row that is being left into the fields.
    fn leave(&mut self, session: &Session) {
        let Some(row) = self.rows.get_mut(self.at) else { return };
        if row.input.text() != row.shown {
            row.error = row.read(&mut self.fields, session).err();
            if row.error.is_none() {
                row.fill(&self.fields, session);
            }
        } else if row.is_parts() && row.error.is_some() {
            // What was not taken into the list is not in it.
            row.judge(&self.fields, session);
        }
        self.suggestions.clear();
    }

    /// Whether leaving would lose something.
    fn is_changed(&self) -> bool {
        let part = self.parts.as_ref().and_then(|parts| parts.form.as_ref());
        self.fields != self.first_fields
            || self.rows.iter().any(|row| row.input.text() != row.shown)
            || part.is_some_and(|(_, form)| form.is_changed())
    }

    fn form_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let has_choice = !self.suggestions.is_empty();
        if key.code != Code::Esc {
            self.warned = false;
        }
        match key.code {
            Code::Char('s') if key.ctrl => return self.save(session, ask),
            Code::Char('t') if key.ctrl => self.take_theirs(session),
            Code::Esc if has_choice => self.suggestions.clear(),
            Code::Esc if self.warned || !self.is_changed() => return Outcome::Close,
            Code::Esc => {
                self.warned = true;
                ask.push(Request::Warn(session.say("form-unsaved")));
            }
            Code::Char('o') if key.ctrl => drop(self.open_parts()),
            Code::Char('g') if key.ctrl => self.write_elsewhere(session, ask),
            Code::F(4) => self.write_elsewhere(session, ask),
            Code::Down if has_choice => self.chosen = (self.chosen + 1).min(self.suggestions.len() - 1),
            // Before the first one stands the last: what is not there yet is made with two keys.
            Code::Up if has_choice => self.chosen = self.chosen.checked_sub(1).unwrap_or(self.suggestions.len() - 1),
            Code::Enter | Code::Tab if has_choice && self.row().is_some_and(|row| row.input.text() != row.shown) => {
                if let Some(wanted) = self.wants_a_new_one(session) {
                    ask.push(wanted);
                    return Outcome::Stay;
                }
                self.accept(session);
                if self.row().is_some_and(|row| !row.field.is_list()) {
                    let next = if key.code == Code::Tab { self.at + 1 } else { self.next_field(session.lang) };
                    self.move_to(next, session, ask);
                }
            }
            Code::Enter | Code::Up | Code::Down if self.stays_in_text(key, session, ask) => {}
            Code::Enter => self.move_to(self.next_field(session.lang), session, ask),
            Code::Down | Code::Tab => self.move_to(self.at + 1, session, ask),
            Code::Up | Code::BackTab => self.move_to(self.at.saturating_sub(1), session, ask),
            Code::PageDown => self.move_to(self.at + 10, session, ask),
            Code::PageUp => self.move_to(self.at.saturating_sub(10), session, ask),
            _ => self.type_key(key, session, ask),
        }
        Outcome::Stay
    }

    /// A long text is written in the person's own editor; a short one has all that it needs here.
    fn write_elsewhere(&self, session: &Session, ask: &mut Vec<Request>) {
        ask.extend(self.row().map(|row| match row.input.has_lines() {
            true => Request::Write(row.input.text().to_owned()),
            false => Request::Tell(session.say("form-editor-long")),
        }));
    }

    /// In a text of many lines Enter begins a line and the arrows walk through them; at its ends, and where nothing
    /// was typed since it was come to, they go on to other rows.
    fn stays_in_text(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        let is_fresh = self.is_fresh;
        let Some(row) = self.rows.get_mut(self.at).filter(|row| row.input.has_lines()) else { return false };
        let room = row.room(usize::from(session.columns()));
        let motion = match key.code {
            Code::Enter if is_fresh => return false,
            Code::Enter => {
                paste(&mut row.input, "\n", session, ask);
                return true;
            }
            Code::Up => Motion::Up(room, session.direction()),
            _ => Motion::Down(room, session.direction()),
        };
        let stays = if key.shift { row.input.extend(motion) } else { row.input.go(motion) };
        self.is_fresh &= !stays;
        stays
    }

    fn type_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        let is_fresh = std::mem::take(&mut self.is_fresh);
        let Some(row) = self.rows.get_mut(self.at) else { return };
        // Typing on a list of parts looks for the one to add, what is there stays in the list. Typing on a date, a
        // number or a choice gives another one; the arrows first, and it is corrected.
        let begins_anew = if row.is_parts() { row.input.text() == row.shown } else { is_fresh && row.is_one_value() };
        if begins_anew && key.typed().is_some() {
            row.input.clear();
        }
        if edit(&mut row.input, key, session, ask) {
            row.error = None;
            self.suggest(session, ask);
        }
    }

    /// Checks a part; answers whether it may go back into its list.
    fn check(&mut self, session: &Session) -> Outcome {
        self.leave(session);
        self.check_rows(session)
    }

    /// Goes to the first row that is wrong, if any. A row whose text could not be read stays wrong until it is typed
    /// anew; every other is judged by what the fields hold now.
    fn check_rows(&mut self, session: &Session) -> Outcome {
        for row in self.rows.iter_mut().filter(|row| row.input.text() == row.shown) {
            row.judge(&self.fields, session);
        }
        match self.rows.iter().position(|row| row.error.is_some()) {
            Some(wrong) => {
                self.at = wrong;
                Outcome::Stay
            }
            None => Outcome::Close,
        }
    }
}

impl Layer for FormLayer {
    fn opened(&mut self, session: &Session, ask: &mut Vec<Request>) {
        self.suggest(session, ask);
    }

    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        if self.parts.is_some() {
            return self.parts_key(key, session, ask);
        }
        self.form_key(key, session, ask)
    }

    fn selected(&self) -> Option<&str> {
        match &self.parts {
            Some(parts) => parts.form.as_ref().and_then(|(_, form)| form.selected()),
            None => self.row().and_then(|row| row.input.selected()),
        }
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if let Some((_, form)) = self.parts.as_mut().and_then(|parts| parts.form.as_mut()) {
            form.paste(text, session, ask);
        } else if let Some(row) = self.rows.get_mut(self.at).filter(|_| self.parts.is_none()) {
            paste(&mut row.input, text, session, ask);
            self.suggest(session, ask);
        }
    }

    fn found(&mut self, answer: &Answer, session: &Session) {
        self.take_in(answer, session);
    }

    fn created(&mut self, reference: Ref, session: &Session) -> bool {
        self.link_to(reference, session)
    }

    fn written(&mut self, text: &str) {
        if let Some((_, form)) = self.parts.as_mut().and_then(|parts| parts.form.as_mut()) {
            form.written(text);
        } else if let Some(row) = self.rows.get_mut(self.at).filter(|row| row.input.has_lines()) {
            row.input.paste_over(text);
            row.error = None;
            self.is_fresh = false;
        }
    }

    fn is_unfinished(&self) -> bool {
        self.is_changed()
    }

    fn unfinished(&self) -> Option<Unfinished> {
        self.left_unfinished()
    }

    fn refused(&mut self, refused: &Refused, session: &Session) {
        if refused.clash.is_some() {
            self.meet(session);
        }
        let is_told = self.rows.iter().any(|row| row.theirs.is_some());
        if let Some(row) = self.rows.get_mut(self.at).filter(|_| !is_told) {
            row.error = Some(refused.why.clone());
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        if let Some(parts) = &self.parts {
            self.draw_parts(parts, canvas, session);
            return;
        }
        let width = canvas.width();
        canvas.text(0, 0, width, &self.title, Role::Title);
        self.draw_rows(canvas, session);
    }

    fn title(&self) -> Option<&str> {
        Some(&self.title)
    }

    fn help(&self) -> Option<&'static str> {
        Some("form-help")
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match &self.parts {
            Some(parts) if parts.form.is_none() => {
                &[("n", "bar-add"), ("e", "bar-edit"), ("d", "bar-remove"), ("J/K", "bar-move"), ("Esc", "bar-back")]
            }
            None if self.row().is_some_and(Row::is_parts) => {
                &[("Ctrl-s", "bar-save"), ("Enter", "bar-next"), ("Ctrl-o", "bar-list"), ("Esc", "bar-cancel")]
            }
            None if !self.is_fresh && self.row().is_some_and(|row| row.input.has_lines()) => &[
                ("Ctrl-s", "bar-save"),
                ("Tab", "bar-next"),
                ("Enter", "bar-line"),
                ("Ctrl-g", "bar-editor"),
                ("Esc", "bar-cancel"),
            ],
            None if self.rows.iter().any(|row| row.theirs.is_some()) => {
                &[("Ctrl-t", "bar-theirs"), ("Ctrl-s", "bar-mine"), ("Esc", "bar-cancel")]
            }
            _ => &[("Ctrl-s", "bar-save"), ("Enter", "bar-next"), ("Esc", "bar-cancel"), ("F1", "command-help-open")],
        }
    }
}
