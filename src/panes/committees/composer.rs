//! The agenda composer: the agenda on one side, what could go on it with the reason on the other.
//!
//! Every change is proposed at once and can be undone; nothing is kept here that is not in the ledger but the cursor,
//! the marks and what is being typed.

mod draw;
mod offers;
mod opinions;
mod picked;
mod typed;

use super::own;
use super::pick::{Pick, Picked};
use crate::app::command::Command;
use crate::app::layers::paste;
use crate::app::listing::{FilterLine, Filtered};
use crate::app::pane::{FILTERING, Keys, PICKING, Request, TYPING};
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::kinds::meeting::{AGENDA, item};
use crate::domain::rules::agenda::{Agenda, AgendaError, Step};
use crate::domain::rules::carry::{self, Candidate};
use crate::domain::rules::placement::Placement;
use crate::domain::rules::schedule::{Schedule, schedule};
use crate::domain::{Draft, FieldEdit, Kind, Ref, Text3};
use crate::kit::{Input, ListState};
use crate::search::Answer;
pub use opinions::COMMANDS as OPINIONS;
use opinions::Opinions;
use picked::Picking;
use std::collections::BTreeSet;
use typed::Asked;

/// What can be done on an agenda.
pub const COMMANDS: &[Command] = &[
    own("agenda.item.add", &[Key::char('a')], 1),
    own("agenda.item.add-sub", &[Key::char('A')], 0),
    own("agenda.candidates", &[Key::char('c'), Key::plain(Code::Left), Key::plain(Code::Right)], 2),
    own("agenda.candidates.filter", &[Key::char('f')], 0),
    own("agenda.item.up", &[Key::char('K')], 3),
    own("agenda.item.down", &[Key::char('J')], 3),
    own("agenda.item.indent", &[Key::char('>')], 4),
    own("agenda.item.outdent", &[Key::char('<')], 4),
    own("agenda.item.duration", &[Key::char('t')], 2),
    own("agenda.item.retitle", &[Key::char('r')], 3),
    own("agenda.item.drop", &[Key::char('d'), Key::plain(Code::Delete)], 3),
    own("agenda.item.mark", &[Key::char('m')], 0),
    own("agenda.item.presenter", &[Key::char('l')], 0),
    own("agenda.item.transfer", &[Key::char('x')], 0),
    own("agenda.item.edit", &[Key::plain(Code::Enter)], 4),
    own("agenda.candidate.set-aside", &[Key::char('s')], 0),
    own("agenda.opinions", &[Key::char('O')], 0),
    own("agenda.arrange", &[Key::char('S')], 0),
    own("agenda.preview", &[Key::char('v')], 2),
    own("meeting.steps", &[Key::char('.')], 1),
    own("leaf.agenda", &[Key::char('h')], 0),
    own("leaf.convocations", &[Key::char('i')], 4),
    own("leaf.roll", &[Key::char('o')], 4),
    own("leaf.minutes", &[Key::char('b')], 4),
    own("meeting.convene", &[], 0),
    own("meeting.second-call", &[], 0),
    own("meeting.open", &[], 0),
    own("meeting.postpone", &[], 0),
    own("meeting.cancel", &[], 0),
    own("meeting.draft", &[], 0),
    own("agenda.freeze", &[], 0),
    own("committee.close", &[Key::plain(Code::Esc)], 9),
];

/// What its candidates are.
pub(super) const OFFERED: &[Kind] = &[Kind::Decision, Kind::Action, Kind::Letter, Kind::Engagement, Kind::Meeting];

/// While the page is shown nothing that it does not show can be changed.
const PREVIEW: &[Command] = &[own("agenda.preview", &[Key::char('v'), Key::plain(Code::Esc)], 1)];

/// Which side has the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Agenda,
    Candidates,
}

/// The composer of one meeting.
pub(super) struct Composer {
    meeting: Ref,
    agenda: Agenda,
    times: Schedule,
    candidates: Vec<Candidate>,
    filter: FilterLine,
    forgotten: usize,
    items: ListState,
    offers: ListState,
    marks: BTreeSet<i64>,
    /// The item that was put under another last.
    sub: Option<i64>,
    side: Side,
    asked: Option<(Asked, Input)>,
    pick: Option<(Picking, Pick)>,
    preview: Option<(Vec<String>, usize)>,
    opinions: Option<Opinions>,
    /// Whether the page stands beside the agenda and not over it.
    is_wide: bool,
}

impl Composer {
    /// The composer of a meeting.
    pub(super) fn new(meeting: Ref, session: &Session) -> Composer {
        let mut composer = Composer {
            meeting,
            agenda: Agenda::default(),
            times: Schedule::default(),
            candidates: Vec::new(),
            filter: FilterLine::default(),
            forgotten: 0,
            items: ListState::default(),
            offers: ListState::default(),
            marks: BTreeSet::new(),
            sub: None,
            side: Side::Agenda,
            asked: None,
            pick: None,
            preview: None,
            opinions: None,
            is_wide: false,
        };
        composer.refresh(session);
        composer
    }

    pub(super) fn commands(&self) -> &'static [Command] {
        match (&self.opinions, self.is_preview()) {
            (Some(_), _) => opinions::COMMANDS,
            (None, true) => PREVIEW,
            (None, false) => COMMANDS,
        }
    }

    pub(super) fn is_preview(&self) -> bool {
        self.preview.is_some() && !self.is_wide
    }

    /// Takes away the page beside the agenda, else the filter of the candidates; answers whether there was one.
    pub(super) fn uncover(&mut self, session: &Session) -> bool {
        if self.preview.take().is_some() {
            return true;
        }
        let is_narrowed = self.filter.is_shown();
        if is_narrowed {
            self.filter.set("");
            self.offers = ListState::default();
            self.refresh(session);
        }
        is_narrowed
    }

    pub(super) fn takes_text(&self) -> bool {
        let asks = self.opinions.as_ref().is_some_and(Opinions::takes_text);
        self.asked.is_some() || self.pick.is_some() || self.filter.takes_text() || asks
    }

    /// What the keys do while something is typed.
    pub(super) fn prompt(&self) -> Option<Keys> {
        match (self.picking(), &self.asked) {
            (Some(_), _) => Some(PICKING),
            (None, Some(_)) => Some(TYPING),
            (None, None) => self.filter.takes_text().then_some(FILTERING),
        }
    }

    pub(super) fn selected(&self) -> Option<&str> {
        if let Some(pick) = self.picking() {
            return pick.selected();
        }
        self.asked.as_ref().map_or(self.filter.selected(), |(_, input)| input.selected())
    }

    pub(super) fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if let Some(pick) = self.picking_mut() {
            pick.paste(text, session, ask);
        } else if let Some((_, input)) = &mut self.asked {
            paste(input, text, session, ask);
        } else if self.filter.paste(text, OFFERED, session, ask) {
            self.refresh(session);
        }
    }

    /// What the filter of the candidates asks for.
    pub(super) fn query(&self) -> Option<&str> {
        self.filter.query()
    }

    /// Asks for other candidates.
    pub(super) fn narrow(&mut self, query: &str, session: &Session) {
        self.filter.set(query);
        self.side = Side::Candidates;
        self.offers = ListState::default();
        self.refresh(session);
    }

    /// The record that printing and copying mean: the meeting, or the candidate under the cursor.
    pub(super) fn subject(&self, _session: &Session) -> Option<Ref> {
        Some(self.meeting)
    }

    /// The answer to its newest search.
    pub(super) fn found(&mut self, answer: &Answer) {
        if let Some(pick) = self.picking_mut() {
            pick.found(answer);
        }
    }

    /// The question that looks for a record, wherever it is asked.
    pub(super) fn picking(&self) -> Option<&Pick> {
        let own = self.pick.as_ref().map(|(_, pick)| pick);
        own.or_else(|| self.opinions.as_ref().and_then(Opinions::picking))
    }

    fn picking_mut(&mut self) -> Option<&mut Pick> {
        let own = self.pick.as_mut().map(|(_, pick)| pick);
        own.or_else(|| self.opinions.as_mut().and_then(Opinions::picking_mut))
    }

    /// Reads the meeting again.
    pub(super) fn refresh(&mut self, session: &Session) {
        let Some(meeting) = session.record(self.meeting) else { return };
        self.is_wide = usize::from(session.columns()) >= draw::BESIDE;
        self.agenda = Agenda::of(meeting);
        self.times = schedule(meeting, &self.agenda);
        self.candidates = carry::candidates(&session.desk, meeting, session.today());
        if let Some(query) = self.filter.query() {
            let sieve = session.sieve(query);
            self.candidates.retain(|candidate| {
                let record = session.record(candidate.reference);
                record.is_some_and(|record| sieve.lists(record, Some(&candidate.title)))
            });
        }
        self.forgotten = carry::forgotten(&session.desk, meeting, session.today()).len();
        self.items.settle(self.agenda.items().len(), item_rows(session));
        self.offers.settle(self.candidates.len(), item_rows(session) / 2);
        if self.preview.is_some() {
            self.preview = Some((draw::page(session, meeting), 0));
        }
    }

    pub(super) fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        if let Some(handled) = self.run_opinions(command, session, ask) {
            return handled;
        }
        let at = self.items.selected;
        if self.is_preview() && command != "agenda.preview" {
            return false;
        }
        match command {
            "agenda.candidates" => self.side = if self.side == Side::Agenda { Side::Candidates } else { Side::Agenda },
            "agenda.item.add" | "agenda.item.edit" | "agenda.item.mark" if self.side == Side::Candidates => {
                self.take_candidate(session, ask)
            }
            "agenda.candidates.filter" => {
                self.side = Side::Candidates;
                self.filter.open();
            }
            "agenda.candidate.set-aside" => self.set_aside(session, ask),
            "agenda.arrange" => self.arrange(session, ask),
            "agenda.item.add" => {
                self.ask(Asked::NewAfter((!self.agenda.items().is_empty()).then_some(at)), String::new())
            }
            "agenda.item.add-sub" if !self.agenda.items().is_empty() => {
                let is_new = self.sub.is_some() && self.sub == self.number_at(at);
                self.ask(if is_new { Asked::NewBeside(at) } else { Asked::NewUnder(at) }, String::new());
            }
            "agenda.item.retitle" => self.ask(Asked::Title(at), self.title(at).best(session.lang).to_owned()),
            "agenda.item.duration" => self.ask(Asked::Duration(at), String::new()),
            "agenda.item.up" => {
                self.change(session, ask, "agenda.item.up", |agenda| agenda.step(at, Step::Up).map(Some))
            }
            "agenda.item.down" => {
                self.change(session, ask, "agenda.item.down", |agenda| agenda.step(at, Step::Down).map(Some))
            }
            "agenda.item.indent" => {
                self.change(session, ask, "agenda.item.indent", |agenda| agenda.indent(at).map(|()| None))
            }
            "agenda.item.outdent" => {
                self.change(session, ask, "agenda.item.outdent", |agenda| agenda.outdent(at).map(|()| None))
            }
            "agenda.item.drop" => self.remove(session, ask),
            "agenda.item.mark" => self.mark(at),
            "agenda.item.edit" => ask.push(Request::EditPart(self.meeting, AGENDA.id, at)),
            "agenda.item.presenter" if !self.agenda.items().is_empty() => {
                let pick = Pick::new(session.say("composer-ask-presenter"), &[Kind::Person, Kind::Post, Kind::Partner]);
                self.pick = Some((Picking::Presenter(at), pick));
            }
            "agenda.item.transfer" if !self.agenda.items().is_empty() => {
                let pick = Pick::new(session.say("composer-ask-session"), &[Kind::Meeting]);
                self.pick = Some((Picking::Session(at), pick));
            }
            "agenda.preview" => self.toggle_preview(session),
            // One Shift away from dropping an item: the whole session goes only where its line is seen.
            "record.drop" => ask.push(Request::Warn(session.say("composer-drop-outside"))),
            _ => return false,
        }
        true
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if self.asked.is_some() {
            self.asked_key(key, session, ask);
            return true;
        }
        if self.opinions.is_some() {
            return self.opinions_key(key, session, ask);
        }
        if let Some((_, pick)) = &mut self.pick {
            match pick.key(key, session, ask) {
                Picked::Chosen(chosen) => self.take(chosen, session, ask),
                Picked::Left => self.pick = None,
                Picked::Asking => {}
            }
            return true;
        }
        if !self.is_preview() && (self.side == Side::Candidates || self.filter.takes_text()) {
            match self.filter.key(key, OFFERED, session, ask) {
                Filtered::Changed => {
                    self.offers = ListState::default();
                    self.refresh(session);
                    return true;
                }
                Filtered::Kept => return true,
                Filtered::Unknown => {}
            }
        }
        let over = self.is_preview();
        let len = match (self.preview.as_ref().filter(|_| over), self.side) {
            (Some((lines, _)), _) => lines.len(),
            (None, Side::Agenda) => self.agenda.items().len(),
            (None, Side::Candidates) => self.candidates.len(),
        };
        let Some(step) = crate::panes::list_step(key, len, item_rows(session)) else { return false };
        match (self.preview.as_mut().filter(|_| over), self.side) {
            (Some((lines, top)), _) => *top = top.saturating_add_signed(step).min(lines.len().saturating_sub(1)),
            (None, Side::Agenda) => {
                self.items.walk(step, len, item_rows(session));
            }
            (None, Side::Candidates) => {
                self.offers.walk(step, len, item_rows(session) / 2);
            }
        }
        true
    }

    fn title(&self, at: usize) -> Text3 {
        self.agenda.items().get(at).and_then(|fields| fields.text3(item::TITLE.id)).cloned().unwrap_or_default()
    }

    /// The lasting number of the item at a place.
    fn number_at(&self, at: usize) -> Option<i64> {
        self.agenda.items().get(at).and_then(|fields| fields.number(item::ITEM.id))
    }

    fn mark(&mut self, at: usize) {
        if let Some(number) = self.number_at(at) {
            if !self.marks.remove(&number) {
                self.marks.insert(number);
            }
            self.items.step(1, self.agenda.items().len());
        }
    }

    fn toggle_preview(&mut self, session: &Session) {
        self.preview = match self.preview.take() {
            Some(_) => None,
            None => session.record(self.meeting).map(|meeting| (draw::page(session, meeting), 0)),
        };
    }

    /// Takes away the marked items, or the one under the cursor, each with everything under it.
    fn remove(&mut self, session: &Session, ask: &mut Vec<Request>) {
        let at = self.items.selected;
        let marks = std::mem::take(&mut self.marks);
        self.change(session, ask, "agenda.item.drop", |agenda| {
            if marks.is_empty() {
                return agenda.remove(at).map(|_| None);
            }
            for number in &marks {
                let place = agenda.items().iter().position(|fields| fields.number(item::ITEM.id) == Some(*number));
                if let Some(place) = place {
                    agenda.remove(place)?;
                }
            }
            Ok(None)
        });
    }

    /// Puts the whole agenda in the order of the rules of its body.
    fn arrange(&mut self, session: &Session, ask: &mut Vec<Request>) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let placement = Placement::of(&session.desk, meeting);
        if placement.has_rules() {
            self.change(session, ask, "agenda.arrange", |agenda| {
                placement.arrange(agenda);
                Ok(None)
            });
        } else {
            ask.push(Request::Warn(session.say("placement-no-rule")));
        }
    }

    /// Proposes a changed agenda; the cursor follows the item where the change says so.
    fn change(
        &mut self,
        session: &Session,
        ask: &mut Vec<Request>,
        label: &'static str,
        act: impl FnOnce(&mut Agenda) -> Result<Option<usize>, AgendaError>,
    ) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let mut agenda = Agenda::of(meeting);
        match act(&mut agenda) {
            Ok(place) => {
                let edit = FieldEdit {
                    field: AGENDA.id,
                    was: meeting.fields.get(AGENDA.id).cloned(),
                    now: Some(agenda.clone().into_value()),
                };
                ask.push(Request::Propose(
                    label,
                    vec![Draft::Edit { reference: self.meeting, edits: vec![edit], if_rev: None }],
                ));
                self.agenda = agenda;
                if let Some(place) = place {
                    self.items.select(place, self.agenda.items().len());
                }
            }
            Err(error) => ask.push(Request::Warn(session.say(error_key(error)))),
        }
    }
}

/// Rows of the agenda: the head takes two, what is being asked one.
fn item_rows(session: &Session) -> usize {
    session.pane_rows() - 3
}

fn error_key(error: AgendaError) -> &'static str {
    match error {
        AgendaError::NoSuchItem => "agenda-no-item",
        AgendaError::NoSuchLevel => "agenda-no-level",
        AgendaError::AtTheEdge => "agenda-edge",
        AgendaError::Full => "agenda-full",
    }
}
