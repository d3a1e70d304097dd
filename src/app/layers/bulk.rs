//! What is done to many records at once: choose it, say with what, see what it would change, and do it as one change.
//!
//! Nothing happens before the last Enter, and `u` takes all of it back.

use super::{Choice, Layer, Outcome, choice};
use crate::app::form::FormLayer;
use crate::app::key::{Code, Key};
use crate::app::msg::Refused;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::rules::bulk::{Plan, Step, Wish, common_fields, plan};
use crate::domain::{Field, Kind, Ref, Value};
use crate::kit::{COUNTER_CELLS, Canvas, Input, ListState, Role, Span};
use crate::search::Answer;
use crate::text;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Act {
    /// Put into this field, or add to it.
    Put(&'static Field),
    /// Put into a field that is chosen.
    Choose,
    /// Take from a list that is chosen.
    ChooseList,
    /// Print a page of each.
    Print,
    /// Write them to a file of this form.
    Export(&'static str),
    /// Take them away.
    Drop,
}

/// The fields that are offered at once where all records have them.
const FIRST: [&str; 5] = ["status", "owner", "due", "themes", "tags"];

/// Where in it somebody is.
enum Stage {
    Acts(ListState),
    Fields { takes: bool, typed: Input, list: ListState },
    Values { field: &'static Field, takes: bool, form: Box<FormLayer> },
    Preview { wish: Wish, plan: Plan, top: usize },
}

/// Many records and what is being done to them.
pub struct Bulk {
    references: Vec<Ref>,
    kinds: Vec<Kind>,
    acts: Vec<Act>,
    stage: Stage,
}

impl Bulk {
    /// What can be done to these records.
    pub fn new(references: Vec<Ref>, session: &Session) -> Bulk {
        let references: Vec<Ref> =
            references.into_iter().filter(|reference| session.record(*reference).is_some()).collect();
        let mut kinds: Vec<Kind> =
            references.iter().filter_map(|reference| session.record(*reference)).map(|record| record.kind).collect();
        kinds.sort();
        kinds.dedup();
        let fields = common_fields(&kinds);
        let first = FIRST.iter().filter_map(|key| fields.iter().find(|field| field.key == *key));
        let mut acts: Vec<Act> = first.map(|field| Act::Put(field)).collect();
        acts.extend([Act::Choose, Act::ChooseList]);
        if kinds == [Kind::Partner] || kinds == [Kind::Meeting] {
            acts.push(Act::Print);
        }
        if kinds.len() == 1 {
            acts.push(Act::Export("csv"));
        }
        acts.extend([Act::Export("jsonl"), Act::Drop]);
        Bulk { references, kinds, acts, stage: Stage::Acts(ListState::default()) }
    }

    fn acts_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let Stage::Acts(list) = &mut self.stage else { return Outcome::Stay };
        let place = match choice(key, session, list, self.acts.len()) {
            Choice::Left => return Outcome::Close,
            Choice::Line(place) => place,
            Choice::Moved | Choice::Unknown => return Outcome::Stay,
        };
        match self.acts.get(place).copied() {
            Some(Act::Put(field)) => self.ask_value(field, false, session, ask),
            Some(Act::Choose) => self.ask_field(false),
            Some(Act::ChooseList) => self.ask_field(true),
            Some(Act::Drop) => self.preview(Wish::Drop, session, ask),
            Some(Act::Print) => {
                ask.push(Request::PrintMenu(self.references.clone()));
                return Outcome::Close;
            }
            Some(Act::Export(form)) => {
                ask.push(Request::Export(self.references.clone(), form));
                return Outcome::Close;
            }
            None => {}
        }
        Outcome::Stay
    }

    fn ask_field(&mut self, takes: bool) {
        self.stage = Stage::Fields { takes, typed: Input::default(), list: ListState::default() };
    }

    /// The fields whose name has words that begin as typed.
    fn fields(&self, takes: bool, typed: &Input, session: &Session) -> Vec<&'static Field> {
        let wanted = text::fold(typed.text()).text;
        let fits = |field: &&'static Field| {
            let name = text::fold(&format!("{} {}", session.field_name(field), field.key)).text;
            (!takes || field.is_list()) && name.split(' ').any(|word| word.starts_with(&wanted))
        };
        common_fields(&self.kinds).into_iter().filter(fits).collect()
    }

    fn fields_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        let Stage::Fields { takes, typed, list } = &self.stage else { return };
        let (takes, mut typed, mut list) = (*takes, typed.clone(), *list);
        let fields = self.fields(takes, &typed, session);
        match key.code {
            Code::Esc => {
                self.stage = Stage::Acts(ListState::default());
                return;
            }
            Code::Enter => {
                if let Some(field) = fields.get(list.selected) {
                    self.ask_value(field, takes, session, ask);
                }
                return;
            }
            _ => {
                let seen = (fields.len(), session.pane_rows().saturating_sub(2));
                if super::typed_above((&mut typed, &mut list), seen, key, (session, ask)) {
                    list = ListState::default();
                }
            }
        }
        self.stage = Stage::Fields { takes, typed, list };
    }

    fn ask_value(&mut self, field: &'static Field, takes: bool, session: &Session, ask: &mut Vec<Request>) {
        let mut form = FormLayer::of_field(field, session);
        form.opened(session, ask);
        self.stage = Stage::Values { field, takes, form: Box::new(form) };
    }

    fn value_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        let Stage::Values { field, takes, form } = &mut self.stage else { return };
        let (field, takes) = (*field, *takes);
        if key.code == Code::Esc && !form.is_choosing() {
            self.stage = Stage::Acts(ListState::default());
            return;
        }
        let is_whole = key == Key::ctrl('s') || key.code == Code::Enter && !form.is_choosing() && form.is_on_last();
        if !is_whole {
            form.key(key, session, ask);
            return;
        }
        match form.value_of(field, session) {
            Ok(Some(Value::List(values))) if takes => self.preview(Wish::Take(field, values), session, ask),
            Ok(Some(value)) => self.preview(Wish::Put(field, value), session, ask),
            // An empty field empties; from a list nothing is taken.
            Ok(None) if !takes => self.preview(Wish::Empty(field), session, ask),
            Ok(None) | Err(()) => {}
        }
    }

    fn preview(&mut self, wish: Wish, session: &Session, ask: &mut Vec<Request>) {
        let plan = plan(&session.desk, &session.lexicon, &self.references, &wish);
        if plan.steps.is_empty() && plan.refused.is_empty() {
            ask.push(Request::Tell(session.say("bulk-same")));
        } else {
            self.stage = Stage::Preview { wish, plan, top: 0 };
        }
    }

    fn preview_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        let Stage::Preview { wish, plan, top } = &mut self.stage else { return };
        match key.code {
            Code::Esc => self.stage = Stage::Acts(ListState::default()),
            Code::Enter if !plan.drafts.is_empty() => {
                let label = if *wish == Wish::Drop { "bulk.drop" } else { "bulk.edit" };
                ask.push(Request::Propose(label, plan.drafts.clone()));
            }
            _ => {
                let len = plan.steps.len();
                if let Some(step) = super::list_step(key, len, session.pane_rows().saturating_sub(6)) {
                    *top = top.saturating_add_signed(step).min(len.saturating_sub(1));
                }
            }
        }
    }

    fn act_name(&self, act: Act, session: &Session) -> String {
        match act {
            Act::Put(field) => {
                let name = session.field_name(field);
                let key = if field.is_list() { "bulk-add-to" } else { "bulk-put" };
                session.say_with(key, &[("field", name.as_str().into())])
            }
            Act::Choose => session.say("bulk-choose"),
            Act::ChooseList => session.say("bulk-take-from"),
            Act::Print => session.say("bulk-print"),
            Act::Export("csv") => session.say("bulk-csv"),
            Act::Export(_) => session.say("bulk-jsonl"),
            Act::Drop => session.say("bulk-drop"),
        }
    }

    /// What is marked: how many of which kinds.
    fn said(&self, session: &Session) -> String {
        let kinds: Vec<String> = self.kinds.iter().map(|kind| session.kind_name(*kind)).collect();
        let kinds = kinds.join(session.lang.comma());
        let values = [("count", self.references.len().into()), ("kinds", kinds.as_str().into())];
        session.say_with("bulk-title", &values)
    }

    fn draw_fields(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let Stage::Fields { takes, typed, list } = &self.stage else { return };
        let (width, height) = (canvas.width(), canvas.height());
        let label = format!("{} ", session.say(if *takes { "bulk-which-list" } else { "bulk-which-field" }));
        let column = canvas.text(1, 0, width / 2, &label, Role::Label);
        canvas.field(1, column, width.saturating_sub(column), typed, true);
        let fields = self.fields(*takes, typed, session);
        let rows = height.saturating_sub(2);
        let first = list.first(fields.len(), rows);
        for (place, field) in fields.iter().enumerate().skip(first).take(rows) {
            let name = session.field_name(field);
            canvas.line(place - first + 2, 0, &[canvas.marker(list.mark(place)), Span::plain(name)]);
            canvas.pick(place - first + 2, list, place);
        }
    }

    fn draw_preview(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let Stage::Preview { wish, plan, top } = &self.stage else { return };
        let (width, height) = (canvas.width(), canvas.height());
        let count = plan.steps.len().into();
        let said = match wish.field() {
            Some(field) => {
                let what = session.field_name(field);
                session.say_with("bulk-changes", &[("what", what.as_str().into()), ("count", count)])
            }
            None => session.say_with("bulk-goes", &[("count", count)]),
        };
        let mut row = 1 + canvas.wrapped(1, 0, 2, &said, Role::Warning);
        if plan.same > 0 {
            let said = session.say_with("bulk-already", &[("count", plan.same.into())]);
            canvas.text(row, 0, width, &said, Role::Dim);
            row += 1;
        }
        if let Some((reference, error)) = plan.refused.first() {
            let why = format!("{reference} {}", session.refusal(error));
            let values = [("count", plan.refused.len().into()), ("why", why.as_str().into())];
            row += canvas.wrapped(row, 0, 3, &session.say_with("bulk-refused", &values), Role::Danger);
        }
        for (line, step) in (row + 1..height).zip(plan.steps.iter().skip(*top)) {
            draw_step(canvas, line, step, wish, session);
        }
        if !plan.steps.is_empty() {
            let last = (top + height.saturating_sub(row + 1)).min(plan.steps.len());
            let seen = text::isolate_ltr(&format!("{}–{last}/{}", top + 1, plan.steps.len()));
            canvas.text_at_end(0, &seen, Role::Dim);
        }
    }
}

/// One record with what it holds and what it will hold.
fn draw_step(canvas: &mut Canvas<'_>, row: usize, step: &Step, wish: &Wish, session: &Session) {
    let width = canvas.width();
    let Some(record) = session.record(step.reference) else { return };
    let Some(field) = wish.field().and_then(|field| record.kind.spec().field(field.key)) else {
        let title = format!("{} {}", step.reference, record.title(session.lang));
        canvas.text(row, 2, width, &title, Role::Normal);
        return;
    };
    let said = |value: &Option<Value>| {
        let said = value.as_ref().map(|value| session.speaker().say(&field.shape, value)).unwrap_or_default();
        if said.is_empty() { "—".to_owned() } else { said }
    };
    let title_room = width / 2;
    canvas.text(row, 2, title_room.saturating_sub(4), record.title(session.lang), Role::Normal);
    let room = width.saturating_sub(title_room);
    let before_room = room.saturating_sub(3) / 2;
    let used = canvas.text(row, title_room, before_room, &said(&step.before), Role::Dim);
    let (sign, now) = match (difference(step), canvas.direction()) {
        (Some((sign, values)), _) => (sign, said(&Some(values))),
        (None, text::Direction::Ltr) => (" → ", said(&step.after)),
        (None, text::Direction::Rtl) => (" ← ", said(&step.after)),
    };
    let column = title_room + used;
    canvas.text(row, column, 3, sign, Role::Label);
    canvas.text(row, column + 3, width.saturating_sub(column + 3), &now, Role::Good);
}

/// What is added to a list that holds something, or taken out of it: seen however long the list is.
fn difference(step: &Step) -> Option<(&'static str, Value)> {
    let Some(Value::List(before)) = &step.before else { return None };
    let after = match &step.after {
        Some(Value::List(values)) => values.as_slice(),
        _ => &[],
    };
    let only = |of: &[Value], other: &[Value]| -> Vec<Value> {
        of.iter().filter(|value| !other.contains(value)).cloned().collect()
    };
    match (only(after, before), only(before, after)) {
        (added, gone) if gone.is_empty() && !added.is_empty() => Some((" + ", Value::List(added))),
        (added, gone) if added.is_empty() && !gone.is_empty() => Some((" − ", Value::List(gone))),
        _ => None,
    }
}

impl Layer for Bulk {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match &self.stage {
            Stage::Acts(_) => return self.acts_key(key, session, ask),
            Stage::Fields { .. } => self.fields_key(key, session, ask),
            Stage::Values { .. } => self.value_key(key, session, ask),
            Stage::Preview { .. } => self.preview_key(key, session, ask),
        }
        Outcome::Stay
    }

    fn selected(&self) -> Option<&str> {
        match &self.stage {
            Stage::Fields { typed, .. } => typed.selected(),
            Stage::Values { form, .. } => form.selected(),
            _ => None,
        }
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        match &mut self.stage {
            Stage::Fields { typed, .. } => super::paste(typed, text, session, ask),
            Stage::Values { form, .. } => form.paste(text, session, ask),
            _ => {}
        }
    }

    fn created(&mut self, reference: Ref, session: &Session) -> bool {
        match &mut self.stage {
            Stage::Values { form, .. } => form.created(reference, session),
            _ => false,
        }
    }

    fn found(&mut self, answer: &Answer, session: &Session) {
        if let Stage::Values { form, .. } = &mut self.stage {
            form.found(answer, session);
        }
    }

    fn written(&mut self, text: &str) {
        if let Stage::Values { form, .. } = &mut self.stage {
            form.written(text);
        }
    }

    fn refused(&mut self, _refused: &Refused, session: &Session) {
        // Somebody was first: what would change now is another thing, and is shown before it is tried again.
        self.refresh(session);
    }

    fn refresh(&mut self, session: &Session) {
        self.references.retain(|reference| session.record(*reference).is_some());
        if let Stage::Preview { wish, plan: old, top } = &mut self.stage {
            *old = plan(&session.desk, &session.lexicon, &self.references, wish);
            *top = (*top).min(old.steps.len().saturating_sub(1));
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        canvas.text(0, 0, width.saturating_sub(COUNTER_CELLS * 2), &self.said(session), Role::Title);
        match &self.stage {
            Stage::Acts(list) => {
                let rows = height.saturating_sub(1);
                let first = list.first(self.acts.len(), rows);
                for (place, act) in self.acts.iter().enumerate().skip(first).take(rows) {
                    // Only nine of them have a digit.
                    let number = if place < 9 { format!("{}  ", place + 1) } else { "   ".to_owned() };
                    let name = self.act_name(*act, session);
                    let marker = canvas.marker(list.mark(place));
                    canvas.line(place - first + 1, 0, &[marker, Span::new(number, Role::Label), Span::plain(name)]);
                    canvas.pick(place - first + 1, list, place);
                }
            }
            Stage::Fields { .. } => self.draw_fields(canvas, session),
            Stage::Values { takes, form, .. } => {
                let hint = session.say(if *takes { "bulk-hint-take" } else { "bulk-hint-put" });
                let used = canvas.wrapped(1, 0, 2, &hint, Role::Dim);
                form.draw(&mut canvas.part(used + 1, 0, height.saturating_sub(used + 1), width), session);
            }
            Stage::Preview { .. } => self.draw_preview(canvas, session),
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match &self.stage {
            Stage::Acts(_) => &[("1–9", "bar-choose"), ("↑↓", "bar-choose"), ("Esc", "bar-close")],
            Stage::Fields { .. } => &[("Enter", "bar-choose"), ("↑↓", "bar-choose"), ("Esc", "bar-back")],
            Stage::Values { .. } => &[("Enter", "bar-preview"), ("Esc", "bar-back")],
            Stage::Preview { plan, .. } if plan.drafts.is_empty() => &[("Esc", "bar-back")],
            Stage::Preview { .. } => &[("Enter", "bar-do-all"), ("↑↓", "bar-see"), ("Esc", "bar-back")],
        }
    }
}
