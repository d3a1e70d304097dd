//! Forms for every kind of record, made from its declared fields.
//!
//! Each field is one row (a text in three languages three rows). Codes and links are picked by typing a
//! few letters; a list of parts opens as a list of its own with a form for each part. A value is checked when its row is left, all
//! of them when the form is saved; what is wrong is said under its row.

mod row;

use super::key::{Code, Key};
use super::layers::{Layer, Outcome, edit, paste};
use super::msg::Refused;
use super::pane::{Asking, Request};
use super::session::Session;
use crate::domain::check::check_value;
use crate::domain::joined::joined;
use crate::domain::{Draft, Field, FieldEdit, Fields, Kind, Record, Ref, Shape, Value};
use crate::kit::{Canvas, ListState, Motion, Role, Span};
use crate::lang::Lang;
use crate::search::Answer;
use row::{Row, Suggestion, codes, languages, last_piece, rooms};

/// Rows that what is wrong with a field may take under it.
const ERROR_ROWS: usize = 3;

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
}

impl FormLayer {
    /// The form of a new record with some fields filled in.
    pub fn new(kind: Kind, fields: Fields, session: &Session) -> FormLayer {
        let title = session.say_with("form-new", &[("kind", session.kind_name(kind).as_str().into())]);
        FormLayer::of(Target::New(kind), title, kind.spec().fields, fields, session)
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
        form.in_list = Some(InList { reference: record.reference, field, place, before });
        Some(form)
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

    /// The row of the next field: Enter passes over the other languages of a text, the arrows do not.
    fn next_field(&self, own: Lang) -> usize {
        let is_first = |row: &Row| row.lang.is_none_or(|lang| lang == own);
        let rest = self.rows.iter().enumerate().skip(self.at + 1);
        rest.into_iter().find(|(_, row)| is_first(row)).map_or(self.at, |(place, _)| place)
    }

    fn move_to(&mut self, at: usize, session: &Session, ask: &mut Vec<Request>) {
        self.leave(session);
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
        }
        self.suggestions.clear();
    }

    /// Offers codes by their labels at once, links through the search.
    fn suggest(&mut self, session: &Session, ask: &mut Vec<Request>) {
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
                ask.push(Request::Search(query, 30));
            }
            _ => self.suggestions.clear(),
        }
    }

    /// Takes the chosen suggestion into the row.
    fn accept(&mut self, session: &Session) {
        let Some(suggestion) = self.suggestions.get(self.chosen).cloned() else { return };
        let Some(row) = self.rows.get_mut(self.at) else { return };
        if let Shape::List(Shape::Part(inner)) = row.field.shape {
            let Ok(reference) = suggestion.value.split_whitespace().next().unwrap_or("").parse::<Ref>() else { return };
            let Some(first) = inner.iter().find(|field| matches!(field.shape, Shape::Link(_))) else { return };
            let mut parts = self.fields.list(row.field.id).to_vec();
            parts.push(Value::Part(Fields::new().with(first.id, reference)));
            self.fields.set(row.field.id, Some(Value::List(parts)));
            row.fill(&self.fields, session);
        } else {
            let kept = row.input.text().rsplit_once(';').map(|(kept, _)| format!("{kept}; ")).unwrap_or_default();
            let is_list = row.field.is_list();
            row.input.set(if is_list { format!("{kept}{}", suggestion.value) } else { suggestion.value });
            row.error = row.read(&mut self.fields, session).err();
        }
        self.suggestions.clear();
    }

    fn save(&mut self, session: &Session, ask: &mut Vec<Request>) -> Outcome {
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
    fn meet(&mut self, session: &Session) {
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
    fn take_theirs(&mut self, session: &Session) {
        let Some(row) = self.rows.get_mut(self.at) else { return };
        if let Some(theirs) = row.theirs.take() {
            row.put(&mut self.fields, theirs);
            row.error = None;
            row.fill(&self.fields, session);
        }
        self.at = self.rows.iter().position(|row| row.theirs.is_some()).unwrap_or(self.at);
    }

    /// Whether leaving would lose something.
    fn is_changed(&self) -> bool {
        self.fields != self.first_fields || self.rows.iter().any(|row| row.input.text() != row.shown)
    }

    fn open_parts(&mut self) -> bool {
        let Some(field) = self.row().map(|row| row.field) else { return false };
        let is_parts = matches!(field.item_shape(), Shape::Part(_));
        if is_parts {
            self.parts = Some(Parts { field, list: ListState::default(), form: None });
        }
        is_parts
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
            Code::Down if has_choice => self.chosen = (self.chosen + 1).min(self.suggestions.len() - 1),
            Code::Up if has_choice => self.chosen = self.chosen.saturating_sub(1),
            Code::Enter | Code::Tab if has_choice && self.row().is_some_and(|row| row.input.text() != row.shown) => {
                self.accept(session);
                if self.row().is_some_and(|row| !row.field.is_list()) {
                    self.move_to(self.next_field(session.lang), session, ask);
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

    /// In a text of many lines Enter begins a line and the arrows walk through them; at its ends, and where nothing
    /// was typed since it was come to, they go on to other rows.
    fn stays_in_text(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        let is_fresh = self.is_fresh;
        let Some(row) = self.rows.get_mut(self.at).filter(|row| row.input.has_lines()) else { return false };
        let (_, room) = rooms(usize::from(session.columns()));
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

    fn parts_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let Some(mut parts) = self.parts.take() else { return Outcome::Stay };
        if let Some((place, mut form)) = parts.form.take() {
            let saves = key == Key::ctrl('s');
            let outcome = if saves { form.check(session) } else { form.key(key, session, ask) };
            if saves && outcome == Outcome::Close {
                let mut values = self.fields.list(parts.field.id).to_vec();
                match place.and_then(|place| values.get_mut(place)) {
                    Some(value) => *value = Value::Part(form.fields.clone()),
                    None => values.push(Value::Part(form.fields.clone())),
                }
                self.fields.set(parts.field.id, Some(Value::List(values)));
            } else if outcome == Outcome::Stay {
                parts.form = Some((place, form));
            }
            self.parts = Some(parts);
        } else if self.parts_list_key(&mut parts, key, session) {
            self.parts = Some(parts);
        }
        self.fill(session);
        if self.parts.is_none() && key == Key::ctrl('s') { self.save(session, ask) } else { Outcome::Stay }
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

    /// Checks a part; answers whether it may go back into its list.
    fn check(&mut self, session: &Session) -> Outcome {
        self.leave(session);
        self.check_rows(session)
    }

    /// Goes to the first row that is wrong, if any. A row whose text could not be read stays wrong until it is typed
    /// anew; every other is judged by what the fields hold now. A text in three languages is wrong once.
    fn check_rows(&mut self, session: &Session) -> Outcome {
        for row in self.rows.iter_mut().filter(|row| row.input.text() == row.shown) {
            let errors = check_value(row.field, self.fields.get(row.field.id), &session.desk, &session.lexicon);
            let is_first = row.lang.is_none_or(|lang| lang == session.lang);
            row.error = errors.first().filter(|_| is_first).map(|error| session.refusal(error));
        }
        match self.rows.iter().position(|row| row.error.is_some()) {
            Some(wrong) => {
                self.at = wrong;
                Outcome::Stay
            }
            None => Outcome::Close,
        }
    }

    fn draw_rows(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (label_room, _) = rooms(canvas.width());
        let height = canvas.height();
        let error_rows = if self.row().is_some_and(|row| row.error.is_some()) { ERROR_ROWS } else { 0 };
        let extra = self.suggestions.len().min(5) + error_rows;
        let list = ListState { selected: self.at, offset: 0 };
        let first = list.first(self.rows.len(), height.saturating_sub(extra + 2).max(1));
        let mut line = 1;
        for (place, row) in self.rows.iter().enumerate().skip(first) {
            if line >= height {
                return;
            }
            line += row.draw(canvas, line, place == self.at, session);
            if let Some(error) = &row.error {
                line += canvas.wrapped(line, label_room, ERROR_ROWS, error, Role::Danger);
            }
            if place == self.at {
                line = self.draw_suggestions(canvas, line, label_room);
            }
        }
    }

    fn draw_suggestions(&self, canvas: &mut Canvas<'_>, from: usize, column: usize) -> usize {
        let list = ListState { selected: self.chosen, offset: 0 };
        let first = list.first(self.suggestions.len(), 5);
        let mut line = from;
        for (place, suggestion) in self.suggestions.iter().enumerate().skip(first).take(5) {
            let marker = canvas.marker(list.mark(place));
            canvas.line(line, column, &[marker, Span::plain(suggestion.label.as_str())]);
            line += 1;
        }
        line
    }

    fn draw_parts(&self, parts: &Parts, canvas: &mut Canvas<'_>, session: &Session) {
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
        }
        if values.is_empty() {
            canvas.text(1, 2, width, &session.say("form-no-parts"), Role::Dim);
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
        if let Some((_, form)) = self.parts.as_mut().and_then(|parts| parts.form.as_mut()) {
            form.found(answer, session);
            return;
        }
        let Some(Shape::Link(kinds)) = self.row().filter(|row| row.looks_for_a_record()).map(Row::link_or_code) else {
            return;
        };
        let fits = |record: &&Record| kinds.is_empty() || kinds.contains(&record.kind);
        let records = answer.hits.iter().filter_map(|hit| session.record(Ref(hit.record))).filter(fits);
        let suggestion = |record: &Record| Suggestion {
            label: format!("{} {}", record.title(session.lang), session.kind_name(record.kind)),
            value: format!("{} {}", record.reference, record.title(session.lang).replace(';', ",")),
        };
        self.suggestions = records.map(suggestion).collect();
        self.chosen = 0;
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

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match &self.parts {
            Some(parts) if parts.form.is_none() => {
                &[("n", "bar-add"), ("e", "bar-edit"), ("d", "bar-remove"), ("J/K", "bar-move"), ("Esc", "bar-back")]
            }
            None if self.row().is_some_and(Row::is_parts) => {
                &[("Ctrl-s", "bar-save"), ("Enter", "bar-next"), ("Ctrl-o", "bar-list"), ("Esc", "bar-cancel")]
            }
            None if !self.is_fresh && self.row().is_some_and(|row| row.input.has_lines()) => {
                &[("Ctrl-s", "bar-save"), ("Tab", "bar-next"), ("Enter", "bar-line"), ("Esc", "bar-cancel")]
            }
            None if self.rows.iter().any(|row| row.theirs.is_some()) => {
                &[("Ctrl-t", "bar-theirs"), ("Ctrl-s", "bar-mine"), ("Esc", "bar-cancel")]
            }
            _ => &[("Ctrl-s", "bar-save"), ("Enter", "bar-next"), ("Esc", "bar-cancel")],
        }
    }
}
