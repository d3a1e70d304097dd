//! The history of a record: who changed what and when, the latest first, each field as it was and as it became.

use super::{Layer, Outcome, list_step};
use crate::app::key::{Code, Key};
use crate::app::msg::Turn;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::{Change, Field, Reason, Record, Ref, Shape, Value};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::Lang;
use crate::text;

/// Columns before the field of a line.
const INDENT: usize = 4;

/// One line.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    /// An entry: when, by whom, what was done.
    Entry(usize),
    /// A field of the entry above.
    Field(Turned),
}

/// A field, or one language of it, as it was and as it became.
#[derive(Clone, Debug, PartialEq)]
struct Turned {
    field: &'static Field,
    lang: Option<Lang>,
    was: Option<Value>,
    now: Option<Value>,
}

/// The history of one record.
pub struct History {
    of: Ref,
    turns: Vec<Turn>,
    lines: Vec<Line>,
    list: ListState,
}

impl History {
    /// The entries of a record, the latest first.
    pub fn new(of: Ref, turns: Vec<Turn>) -> History {
        let mut lines = Vec::new();
        for (place, turn) in turns.iter().enumerate() {
            lines.push(Line::Entry(place));
            turn.entry.changes.iter().for_each(|change| lines.extend(fields(change)));
        }
        History { of, turns, lines, list: ListState::default() }
    }

    fn draw_entry(&self, canvas: &mut Canvas<'_>, row: usize, turn: &Turn, session: &Session) {
        let at = text::isolate_ltr(&turn.at.strftime("%Y-%m-%d %H:%M").to_string());
        let message = format!("command-{}", turn.entry.label.replace('.', "-"));
        let done = match turn.entry.changes.first() {
            _ if matches!(turn.entry.reason, Reason::Undo(_)) => session.say("command-change-undo"),
            _ if matches!(turn.entry.reason, Reason::Redo(_)) => session.say("command-change-redo"),
            Some(Change { before: None, .. }) => session.say("history-added"),
            Some(Change { after: None, .. }) => session.say("history-dropped"),
            _ if session.lexicon.knows(session.lang, &message) => session.say(&message),
            _ => session.say("history-changed"),
        };
        let number = text::isolate_ltr(&format!("r{}", turn.entry.revision));
        let room = canvas.width().saturating_sub(2 + text::width(&number) + 2);
        let spans = [
            Span::new(at, Role::Label),
            Span::new(format!("  {}", text::isolate(&turn.entry.by)), Role::Title),
            Span::new(format!("  {done}"), Role::Normal),
        ];
        canvas.part(row, 2, 1, room).line(0, 0, &spans);
        canvas.text_at_end(row, &number, Role::Dim);
    }
}

/// The fields that a change gave other values; of a text the languages that it changed.
fn fields(change: &Change) -> Vec<Line> {
    let Some(record) = change.after.as_deref().or(change.before.as_deref()) else { return Vec::new() };
    let of = |record: Option<&Record>, field: &Field| record.and_then(|record| record.fields.get(field.id)).cloned();
    let mut lines = Vec::new();
    for field in record.kind.spec().fields {
        let (was, now) = (of(change.before.as_deref(), field), of(change.after.as_deref(), field));
        if was == now {
            continue;
        }
        if matches!(field.shape, Shape::Text3 | Shape::LongText3) {
            for lang in Lang::ALL {
                let (was, now) = (in_language(was.as_ref(), lang), in_language(now.as_ref(), lang));
                if was != now {
                    lines.push(Line::Field(Turned { field, lang: Some(lang), was, now }));
                }
            }
        } else {
            let (was, now) = (without(was.clone(), now.as_ref()), without(now, was.as_ref()));
            lines.push(Line::Field(Turned { field, lang: None, was, now }));
        }
    }
    lines
}

fn in_language(value: Option<&Value>, lang: Lang) -> Option<Value> {
    match value {
        Some(Value::Text3(text)) => text.get(lang).map(|text| Value::Text(text.to_owned())),
        _ => None,
    }
}

/// Of a list only what the other one has not: one of thirty seats changed, not thirty.
fn without(own: Option<Value>, other: Option<&Value>) -> Option<Value> {
    let (Some(Value::List(own)), Some(Value::List(other))) = (&own, other) else { return own };
    let rest: Vec<Value> = own.iter().filter(|value| !other.contains(value)).cloned().collect();
    (!rest.is_empty()).then_some(Value::List(rest))
}

fn draw_field(canvas: &mut Canvas<'_>, row: usize, turned: &Turned, session: &Session) {
    let width = canvas.width();
    let room = (width / 4).clamp(12, 24);
    let lang = turned.lang.map(|lang| format!(" ({})", lang.code())).unwrap_or_default();
    let name = format!("{}{lang}", session.field_name(turned.field));
    canvas.text(row, INDENT, room - 1, &name, Role::Dim);
    let said = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        value => session.speaker().said_whole(&turned.field.shape, value),
    };
    let said = match (&turned.was, &turned.now) {
        (None, Some(now)) => said(now),
        (Some(was), None) => session.say_with("history-gone", &[("was", said(was).as_str().into())]),
        (Some(was), Some(now)) => {
            let values = [("was", said(was)), ("now", said(now))];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str().into()));
            session.say_with("history-became", &values)
        }
        (None, None) => String::new(),
    };
    canvas.text(row, INDENT + room, width.saturating_sub(INDENT + room), &said, Role::Normal);
}

fn list_rows(session: &Session) -> usize {
    session.pane_rows().saturating_sub(1)
}

impl Layer for History {
    fn key(&mut self, key: Key, session: &Session, _ask: &mut Vec<Request>) -> Outcome {
        let len = self.lines.len();
        if matches!(key.for_commands(session.keyboard).code, Code::Esc | Code::Enter | Code::Char('q' | 'H')) {
            return Outcome::Close;
        }
        if let Some(step) = list_step(key, len, list_rows(session)) {
            self.list.walk(step, len, list_rows(session));
        }
        Outcome::Stay
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, rows) = (canvas.width(), canvas.height().saturating_sub(1));
        let title = session.title(self.of);
        canvas.text(0, 0, width, &session.say_with("history-title", &[("title", title.as_str().into())]), Role::Title);
        let first = self.list.first(self.lines.len(), rows);
        let mut lines = canvas.part(1, 0, rows, width);
        let mut lines = lines.scrolled(&self.list, self.lines.len());
        for (place, line) in self.lines.iter().enumerate().skip(first).take(rows) {
            let row = place - first;
            let marker = lines.marker(self.list.mark(place));
            lines.line(row, 0, &[marker]);
            match line {
                Line::Entry(turn) => {
                    if let Some(turn) = self.turns.get(*turn) {
                        self.draw_entry(&mut lines, row, turn, session);
                    }
                }
                Line::Field(turned) => draw_field(&mut lines, row, turned, session),
            }
        }
        if self.lines.is_empty() {
            canvas.text(1, 2, width, &session.say("history-empty"), Role::Dim);
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("↑↓", "bar-see"), ("Esc", "bar-close")]
    }
}
