//! What became of decisions: the register over all bodies and years, the actions, what each institution owes, and how much is
//! done and late.
//!
//! Four views of the same matters, the next one under one key; the filter line narrows each. Enter opens the whole thread, from
//! the recommendation to what is done about it and what it serves.

mod advance;
mod plot;
mod thread;

use crate::app::command::{Command, Scope};
use crate::app::msg::{PrintWish, USUAL_FORM};
use crate::app::pane::{Pane, Request};
use crate::app::session::Session;
use crate::app::{Code, Key, Listing, card};
use crate::domain::kinds::{action, decision};
use crate::domain::rules::follow_up::{Wanted, institution, owed, register};
use crate::domain::rules::life;
use crate::domain::{Fields, Kind, Record, Ref};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::paper::Piece;
use crate::text;
use std::collections::BTreeSet;
use thread::Thread;

const fn own(id: &'static str, keys: &'static [Key], bar: u8) -> Command {
    Command { id, scope: Scope::Pane("follow-up"), keys, bar }
}

const COMMANDS: &[Command] = &[
    own("follow.view", &[Key::char('v')], 1),
    own("follow.thread", &[Key::plain(Code::Enter)], 1),
    own("follow.filter", &[Key::char('f')], 2),
    own("action.done", &[Key::char('d')], 2),
    own("action.state", &[Key::char('x')], 2),
    own("follow.remind", &[Key::char('r')], 3),
];

/// While a thread is shown.
const THREADED: &[Command] = &[
    own("follow.open", &[Key::plain(Code::Enter)], 1),
    own("action.done", &[Key::char('d')], 2),
    own("action.state", &[Key::char('x')], 2),
    own("follow.back", &[Key::plain(Code::Esc)], 1),
];

/// One view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum View {
    #[default]
    Decisions,
    Actions,
    Owed,
    Plot,
}

impl View {
    fn next(self) -> View {
        match self {
            View::Decisions => View::Actions,
            View::Actions => View::Owed,
            View::Owed => View::Plot,
            View::Plot => View::Decisions,
        }
    }

    fn title(self) -> &'static str {
        match self {
            View::Decisions => "follow-decisions",
            View::Actions => "follow-actions",
            View::Owed => "follow-owed",
            View::Plot => "follow-plot",
        }
    }

    fn kinds(self) -> &'static [Kind] {
        match self {
            View::Decisions => &[Kind::Decision],
            View::Actions | View::Owed => &[Kind::Action],
            View::Plot => &[],
        }
    }
}

/// One line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// An institution with so many matters under it.
    Head(Option<Ref>, usize),
    /// A decision or an action.
    Matter(Ref),
    /// An action that is late by so many days.
    Owed(Ref, i32),
}

impl Row {
    fn reference(self) -> Option<Ref> {
        match self {
            Row::Head(institution, _) => institution,
            Row::Matter(reference) | Row::Owed(reference, _) => Some(reference),
        }
    }
}

/// The follow-up pane.
#[derive(Default)]
pub struct FollowUp {
    view: View,
    rows: Vec<Row>,
    listing: Listing,
    thread: Option<Thread>,
}

impl FollowUp {
    fn read(&mut self, session: &Session) {
        let selected = self.selected();
        let desk = &session.desk;
        let sieve = self.listing.filter.query().map(|query| session.sieve(query));
        let passes = |reference: Ref| {
            let record = session.record(reference);
            record.is_some_and(|record| sieve.as_ref().is_none_or(|sieve| sieve.lists(record, None)))
        };
        self.rows = match self.view {
            View::Decisions => {
                let mut all = register(desk, &Wanted::default());
                all.reverse();
                all.iter().map(|record| record.reference).filter(|at| passes(*at)).map(Row::Matter).collect()
            }
            View::Actions => actions(session).into_iter().filter(|at| passes(*at)).map(Row::Matter).collect(),
            View::Owed => {
                let mut rows = Vec::new();
                for (of, all) in owed(desk, session.today(), 0) {
                    let all: Vec<_> = all.iter().filter(|owed| passes(owed.action)).collect();
                    if !all.is_empty() {
                        rows.push(Row::Head(of, all.len()));
                        rows.extend(all.iter().map(|owed| Row::Owed(owed.action, owed.days_late)));
                    }
                }
                rows
            }
            View::Plot => Vec::new(),
        };
        drop(sieve);
        self.listing.marks.refresh(session);
        let place = selected.and_then(|selected| self.rows.iter().position(|row| row.reference() == Some(selected)));
        self.listing.list.put(place.unwrap_or(self.listing.list.selected), self.rows.len(), list_rows(session));
    }

    fn selected(&self) -> Option<Ref> {
        self.rows.get(self.listing.list.selected).and_then(|row| row.reference())
    }

    /// The matters that a key acts on: those of the thread's cursor, those marked, or the one under the cursor.
    fn meant(&self) -> Vec<Ref> {
        match &self.thread {
            Some(thread) => thread.selected().into_iter().collect(),
            None if self.listing.marks.is_empty() => self.selected().into_iter().collect(),
            None => self.listing.marks.all(),
        }
    }

    /// Prints a reminder for each institution of the lines that are meant.
    fn remind(&self, session: &Session, ask: &mut Vec<Request>) {
        let institution = |meant: Ref| match session.record(meant)? {
            record if record.kind == Kind::Partner => Some(meant),
            record => institution_of(record, session),
        };
        let all: BTreeSet<Ref> = self.meant().into_iter().filter_map(institution).collect();
        if all.is_empty() {
            ask.push(Request::Warn(session.say("follow-remind-nobody")));
            return;
        }
        let wish = |reference| PrintWish {
            reference,
            what: Piece::Reminder.key(),
            form: USUAL_FORM,
            languages: session.lang.code().to_owned(),
            on: None,
        };
        ask.push(Request::Print(all.into_iter().map(wish).collect()));
    }

    fn show(&mut self, view: View, session: &Session) {
        self.view = view;
        self.thread = None;
        self.listing.marks.clear();
        self.rows.clear();
        self.listing.list = ListState::default();
        self.read(session);
    }

    /// The records of the lines that are no headings.
    fn matters(&self) -> impl Iterator<Item = Ref> {
        self.rows.iter().filter(|row| !matches!(row, Row::Head(..))).filter_map(|row| row.reference())
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, session: &Session) {
        if !self.listing.draw_filter(canvas) {
            canvas.text(0, 0, canvas.width(), &session.say(self.view.title()), Role::Title);
        }
        if self.view != View::Plot {
            self.listing.marks.draw_counter(canvas, self.matters().count());
        }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let rows = canvas.height();
        let first = self.listing.list.first(self.rows.len(), rows);
        let mut canvas = canvas.scrolled(&self.listing.list, self.rows.len());
        for (place, row) in self.rows.iter().enumerate().skip(first).take(rows) {
            let marker = canvas.marker(self.listing.list.mark(place).seen(focused));
            let marker = match row.reference() {
                Some(reference) => self.listing.marks.sign(marker, reference),
                None => marker,
            };
            let at = place - first;
            match row {
                Row::Head(of, count) => {
                    let name = of.map_or_else(|| session.say("follow-nobody"), |of| session.title(of));
                    let room = canvas.width().saturating_sub(COUNT_CELLS);
                    let column = canvas.line(at, 0, &[marker]);
                    canvas.text(at, column, room.saturating_sub(column), &name, Role::Title);
                    canvas.text_at_end(at, &count.to_string(), Role::Label);
                }
                Row::Matter(reference) => {
                    if let Some(record) = session.record(*reference) {
                        draw_matter(&mut canvas, at, marker, record, session);
                    }
                }
                Row::Owed(reference, days) => {
                    let late = session.say_with("follow-days-late", &[("days", i64::from(*days).into())]);
                    let room = canvas.width().saturating_sub(text::width(&late) + 6);
                    canvas.line(at, 0, &[marker]);
                    canvas.text(at, 4, room, &session.title(*reference), Role::Normal);
                    canvas.text_at_end(at, &late, Role::Danger);
                }
            }
        }
        if self.rows.is_empty() {
            canvas.nothing(0, &self.listing.nothing(session, "follow-empty"));
        }
    }
}

/// The actions: those still open first, by when they are due.
fn actions(session: &Session) -> Vec<Ref> {
    let mut all: Vec<&Record> = session.desk.of_kind(Kind::Action).map(AsRef::as_ref).collect();
    all.sort_by_cached_key(|record| {
        (!life::is_open(record), record.date().map(|date| date.sort_key()), record.reference)
    });
    all.into_iter().map(|record| record.reference).collect()
}

/// A decision or an action in a line: when, its number, what, and where it stands.
fn draw_matter(canvas: &mut Canvas<'_>, row: usize, marker: Span<'_>, record: &Record, session: &Session) {
    let date = record.date().map(|date| session.date_short(&date)).unwrap_or_default();
    let number = record.fields.text(decision::NUMBER.id).filter(|_| record.kind == Kind::Decision);
    let number = number.map(|number| format!("{}  ", text::isolate_ltr(number))).unwrap_or_default();
    let (state, role) = state_of(record, session);
    let width = canvas.width();
    let column = canvas.line(row, 0, &[marker]);
    canvas.text(row, column, DATE_CELLS - 1, &date, Role::Dim);
    let column = column + DATE_CELLS;
    let column = column + canvas.text(row, column, width.saturating_sub(column), &number, Role::Label);
    let owner = institution_of(record, session).map(|owner| format!("  {}", session.title(owner)));
    let room = width.saturating_sub(column + text::width(&state) + 2);
    let title = record.title(session.lang);
    let used = canvas.text(row, column, room, title, Role::Normal);
    canvas.text(row, column + used, room.saturating_sub(used), &owner.unwrap_or_default(), Role::Dim);
    canvas.text_at_end(row, &state, role);
}

/// Columns of a count at the end of a line.
const COUNT_CELLS: usize = 6;
/// Columns of a date and the space after it.
const DATE_CELLS: usize = 12;

fn institution_of(record: &Record, session: &Session) -> Option<Ref> {
    match record.kind {
        Kind::Action => institution(&session.desk, record),
        _ => record.fields.link(decision::OWNER.id),
    }
}

/// Where a matter stands, in a word.
fn state_of(record: &Record, session: &Session) -> (String, Role) {
    if life::is_late(record, session.today()) {
        return (session.say("follow-late"), Role::Danger);
    }
    match record.kind {
        Kind::Action => {
            let state = record.fields.text(action::STATUS.id).unwrap_or("not_started");
            let role = if state == "done" { Role::Good } else { Role::Dim };
            (session.label("action_state", state), role)
        }
        _ => {
            let kind = session.label("outcome_kind", record.type_code().unwrap_or("decision"));
            let state = record.status_code().unwrap_or("open");
            if state == "open" {
                return (kind, Role::Warning);
            }
            (session.label("decision_status", state), Role::Dim)
        }
    }
}

/// Rows of the list without its head; the card has the rest.
fn list_rows(session: &Session) -> usize {
    session.rows_above_card((session.whole_rows() / 2).clamp(4, 20)) - 1
}

impl Pane for FollowUp {
    fn id(&self) -> &'static str {
        "follow-up"
    }

    fn commands(&self) -> &'static [Command] {
        if self.thread.is_some() { THREADED } else { COMMANDS }
    }

    fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        match command {
            "follow.view" => self.show(self.view.next(), session),
            "follow.filter" if self.view != View::Plot => self.listing.filter.open(),
            "follow.filter" => {}
            "follow.remind" => self.remind(session, ask),
            "mark.act" if self.thread.is_some() => ask.push(Request::Bulk(self.meant())),
            "mark.toggle" | "mark.all" if self.thread.is_some() => {
                ask.push(Request::Warn(session.say("marks-no-list")));
            }
            "follow.thread" => self.thread = self.selected().and_then(|selected| Thread::of(selected, session)),
            "follow.open" => ask.extend(self.thread.as_ref().and_then(Thread::leads_to).map(Request::Open)),
            "follow.back" => self.thread = None,
            "action.done" => advance::done(&self.meant(), session, ask),
            "action.state" => advance::ask(&self.meant(), session, ask),
            _ => return false,
        }
        true
    }

    fn answered(&mut self, label: &'static str, values: Fields, session: &Session, ask: &mut Vec<Request>) {
        if label == "action.update" {
            advance::answered(&self.meant(), &values, session, ask);
        }
    }

    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if let Some(thread) = &mut self.thread {
            return thread.key(key, session);
        }
        self.list_key(key, session, ask)
    }

    fn listing(&self) -> Option<&Listing> {
        Some(&self.listing).filter(|_| self.thread.is_none())
    }

    fn listing_mut(&mut self) -> Option<&mut Listing> {
        let is_list = self.thread.is_none();
        Some(&mut self.listing).filter(|_| is_list)
    }

    fn filtered(&mut self, session: &Session, _ask: &mut Vec<Request>) {
        self.listing.list = ListState::default();
        self.read(session);
    }

    fn extent(&self, session: &Session) -> (usize, usize) {
        (self.rows.len(), list_rows(session))
    }

    fn markable(&self, _session: &Session) -> Vec<Ref> {
        self.matters().collect()
    }

    fn under_cursor(&self, _session: &Session) -> Vec<Ref> {
        let at = self.listing.list.selected;
        let lines = match self.rows.get(at) {
            Some(Row::Head(_, count)) => at + 1..at + 1 + count,
            _ => at..at + 1,
        };
        self.rows.get(lines).into_iter().flatten().filter_map(|row| row.reference()).collect()
    }

    fn listed(&self) -> &'static [Kind] {
        self.view.kinds()
    }

    fn refresh(&mut self, session: &Session) {
        self.read(session);
        if let Some(thread) = &mut self.thread {
            thread.refresh(session);
        }
    }

    fn shows(&self, kind: Kind) -> bool {
        matches!(kind, Kind::Decision | Kind::Action)
    }

    fn reveal(&mut self, reference: Ref, session: &Session) {
        let is_action = session.record(reference).is_some_and(|record| record.kind == Kind::Action);
        self.listing.filter.set("");
        self.show(if is_action { View::Actions } else { View::Decisions }, session);
        let place = self.rows.iter().position(|row| row.reference() == Some(reference));
        self.listing.list.put(place.unwrap_or(0), self.rows.len(), list_rows(session));
    }

    fn subject(&self, _session: &Session) -> Option<Ref> {
        self.thread.as_ref().map_or_else(|| self.selected(), Thread::selected)
    }

    fn to_list(&mut self, _session: &Session) {
        self.thread = None;
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let (width, height) = (canvas.width(), canvas.height());
        if let Some(thread) = &self.thread {
            thread.draw(canvas, session, focused);
            return;
        }
        self.draw_head(canvas, session);
        if self.view == View::Plot {
            plot::draw(&mut canvas.part(1, 0, height - 1, width), session);
            return;
        }
        let rows = list_rows(session);
        self.draw_list(&mut canvas.part(1, 0, rows, width), session, focused);
        if let Some(record) = self.selected().and_then(|selected| session.record(selected)) {
            let mut below = canvas.part(rows + 1, 0, height.saturating_sub(rows + 1), width);
            card::draw(&mut below, session, record, true);
        }
    }
}
