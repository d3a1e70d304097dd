//! Partners: the list with its filter line, and the card of the selected one.
//!
//! Without a filter all partners stand in protocol order; with one the search decides. Enter opens the timeline of the partner, and
//! the card shows who heads it, how to reach it, what was last and what is open.

use super::filter_line::{FilterLine, Filtered};
use super::marks::{Marked, Marks};
use crate::app::command::{Command, Scope};
use crate::app::pane::{Pane, Request};
use crate::app::session::Session;
use crate::app::{Code, Key, card};
use crate::domain::kinds::{engagement, partner};
use crate::domain::{Fields, Kind, Ref};
use crate::kit::{Canvas, ListState, Role};
use crate::lang::date::PDate;
use crate::limits;
use crate::search::Answer;
use crate::text;

const fn own(id: &'static str, keys: &'static [Key], bar: u8) -> Command {
    Command { id, scope: Scope::Pane("partners"), keys, bar }
}

const COMMANDS: &[Command] = &[
    own("partner.filter", &[Key::char('f')], 4),
    own("partner.timeline", &[Key::plain(Code::Enter)], 3),
    own("partner.copy-phone", &[Key::char('y')], 0),
];

/// What its list shows.
const KINDS: &[Kind] = &[Kind::Partner];

/// The partners pane.
#[derive(Default)]
pub struct Partners {
    order: Vec<Ref>,
    found: Option<Vec<Ref>>,
    filter: FilterLine,
    list: ListState,
    marks: Marks,
    outsider: Option<Ref>,
    desk_revision: Option<(u64, crate::lang::Lang)>,
}

impl Partners {
    fn shown(&self) -> &[Ref] {
        self.found.as_deref().unwrap_or(&self.order)
    }

    fn ask_filter(&mut self, ask: &mut Vec<Request>) {
        match self.filter.query() {
            Some(query) => ask.push(Request::Search(format!("kind:partner {query}"), limits::LIST_HITS)),
            None => {
                self.found = None;
                self.list.select(0, self.order.len());
            }
        }
    }

    fn engagement_fields(&self, session: &Session) -> Fields {
        let today = PDate::from(session.today());
        match self.subject(session) {
            Some(partner) => engagement::with(partner, today),
            None => Fields::new().with(engagement::DATE.id, today),
        }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let shown = self.shown();
        let rows = canvas.height().saturating_sub(1);
        let width = canvas.width();
        if self.filter.is_shown() {
            self.filter.draw(canvas);
        } else {
            canvas.text(0, 0, width, &session.say("partners-order"), Role::Dim);
        }
        self.marks.draw_counter(canvas, shown.len());
        let first = self.list.first(shown.len(), rows);
        let mut lines = canvas.part(1, 0, rows, width);
        let mut lines = lines.scrolled(&self.list, shown.len());
        let width = lines.width();
        for (place, reference) in shown.iter().enumerate().skip(first).take(rows) {
            let Some(record) = session.record(*reference) else { continue };
            let acronym = record
                .fields
                .text3(partner::ACRONYMS.id)
                .map(|text| text.best(session.lang).to_owned())
                .unwrap_or_default();
            let room = width.saturating_sub(2 + text::width(&acronym) + usize::from(!acronym.is_empty()) * 2);
            let marker = lines.marker(self.list.mark(place).seen(focused));
            lines.line(place - first, 0, &[self.marks.sign(marker, *reference)]);
            lines.text(place - first, 2, room, record.title(session.lang), Role::Normal);
            lines.text_at_end(place - first, &acronym, Role::Dim);
        }
    }
}

/// Rows of the list without its head; the card has the rest.
fn list_rows(session: &Session) -> usize {
    session.rows_above_card((session.pane_rows() * 2 / 5).clamp(4, 14)) - 1
}

impl Partners {
    fn step(&mut self, by: isize, session: &Session) {
        let len = self.shown().len();
        self.outsider = None;
        self.list.step(by, len);
        self.list.settle(len, list_rows(session));
    }
}

impl Pane for Partners {
    fn id(&self) -> &'static str {
        "partners"
    }

    fn commands(&self) -> &'static [Command] {
        COMMANDS
    }

    fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        let at = self.subject(session);
        let shown = self.found.as_deref().unwrap_or(&self.order).iter().copied();
        match self.marks.run(command, at, shown, (session, ask)) {
            Marked::Step => self.step(1, session),
            Marked::Stay => return true,
            Marked::Unknown => {}
        }
        match command {
            "mark.toggle" => {}
            "partner.filter" => self.filter.open(),
            "partner.timeline" => ask.push(Request::Run("pane.timelines")),
            "partner.copy-phone" => {
                match self.subject(session).and_then(|subject| card::phone(session.record(subject)?)) {
                    Some(phone) => ask.push(Request::Copy(phone)),
                    None => ask.push(Request::Warn(session.say("partners-no-phone"))),
                }
            }
            "record.new.engagement" => ask.push(Request::New(Kind::Engagement, self.engagement_fields(session))),
            _ => return false,
        }
        true
    }

    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        match self.filter.key(key, KINDS, session, ask) {
            Filtered::Changed => {
                self.ask_filter(ask);
                return true;
            }
            Filtered::Kept => return true,
            Filtered::Unknown => {}
        }
        if key.code == Code::Esc && self.marks.clear() {
            return true;
        }
        let Some(step) = super::list_step(key, self.shown().len(), list_rows(session)) else { return false };
        self.step(step, session);
        true
    }

    fn unmark(&mut self) {
        self.marks.clear();
    }

    fn takes_text(&self) -> bool {
        self.filter.takes_text()
    }

    fn selected(&self) -> Option<&str> {
        self.filter.selected()
    }

    fn listed(&self) -> &'static [Kind] {
        KINDS
    }

    fn query(&self) -> Option<&str> {
        self.filter.query()
    }

    fn narrow(&mut self, query: &str, _session: &Session, ask: &mut Vec<Request>) -> bool {
        self.filter.set(query);
        self.ask_filter(ask);
        true
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if self.filter.paste(text, KINDS, session, ask) {
            self.ask_filter(ask);
        }
    }

    fn refresh(&mut self, session: &Session) {
        self.list.settle(self.shown().len(), list_rows(session));
        let stamp = Some((session.desk.revision(), session.lang));
        if self.desk_revision == stamp {
            return;
        }
        self.desk_revision = stamp;
        self.marks.refresh(session);
        let selected = self.shown().get(self.list.selected).copied();
        let mut order: Vec<(i64, String, Ref)> = session
            .desk
            .of_kind(Kind::Partner)
            .map(|record| {
                (
                    record.fields.number(partner::PRECEDENCE.id).unwrap_or(i64::MAX),
                    text::sort_key(record.title(session.lang)),
                    record.reference,
                )
            })
            .collect();
        order.sort();
        self.order = order.into_iter().map(|entry| entry.2).collect();
        if let Some(found) = &mut self.found {
            found.retain(|reference| session.desk.get(*reference).is_some());
        }
        let place = selected.and_then(|selected| self.shown().iter().position(|reference| *reference == selected));
        self.list.select(place.unwrap_or(self.list.selected), self.shown().len());
    }

    fn found(&mut self, answer: &Answer, _session: &Session) {
        if self.filter.query().is_some() {
            self.found = Some(answer.hits.iter().map(|hit| Ref(hit.record)).collect());
            self.list = ListState::default();
        }
    }

    fn shows(&self, kind: Kind) -> bool {
        matches!(
            kind,
            Kind::Partner | Kind::Person | Kind::Post | Kind::Study | Kind::Document | Kind::Term | Kind::Strategy
        )
    }

    fn reveal(&mut self, reference: Ref, session: &Session) {
        let is_partner = session.record(reference).is_some_and(|record| record.kind == Kind::Partner);
        self.outsider = (!is_partner).then_some(reference);
        if is_partner {
            if !self.shown().contains(&reference) {
                self.filter.set("");
                self.found = None;
            }
            let place = self.shown().iter().position(|other| *other == reference).unwrap_or(0);
            self.list.select(place, self.shown().len());
            self.list.settle(self.shown().len(), list_rows(session));
        }
    }

    fn subject(&self, _session: &Session) -> Option<Ref> {
        self.outsider.or_else(|| self.shown().get(self.list.selected).copied())
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let (width, height) = (canvas.width(), canvas.height());
        let list_rows = list_rows(session) + 1;
        self.draw_list(&mut canvas.part(0, 0, list_rows, width), session, focused);
        let mut below = canvas.part(list_rows, 0, height.saturating_sub(list_rows), width);
        match self.subject(session).and_then(|subject| session.record(subject)) {
            Some(record) => card::draw(&mut below, session, record, self.outsider.is_none()),
            None => drop(below.wrapped(
                1,
                0,
                3,
                &session.say(if self.found.is_some() { "partners-none-found" } else { "partners-empty" }),
                Role::Dim,
            )),
        }
    }
}
