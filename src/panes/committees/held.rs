//! A session that is opened: its agenda, who is convened, the roll call and the minutes, each a leaf of the same session, and
//! the steps of its life.
//!
//! What a leaf shows and changes is its own business; here it is decided which leaf has the keys, and what lies over it until
//! it is answered.

use super::agreed::Agreed;
use super::composer::{self, Composer};
use super::convocations::{self, Convocations};
use super::minutes::{self, Minutes};
use super::roll::{self, RollSheet};
use super::steps::{self, Steps};
use super::votes;
use crate::app::Key;
use crate::app::command::Command;
use crate::app::pane::{Keys, PICKING, Request};
use crate::app::session::Session;
use crate::domain::kinds::meeting::CONVOCATIONS;
use crate::domain::{Fields, Kind, Record, Ref};
use crate::kit::Canvas;
use crate::search::Answer;

/// One leaf of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaf {
    Agenda,
    Convocations,
    Roll,
    Minutes,
}

impl Leaf {
    /// The leaf that a command asks for.
    fn of(command: &str) -> Option<Leaf> {
        Some(match command {
            "leaf.agenda" => Leaf::Agenda,
            "leaf.convocations" => Leaf::Convocations,
            "leaf.roll" => Leaf::Roll,
            "leaf.minutes" => Leaf::Minutes,
            _ => return None,
        })
    }

    /// The leaf that is wanted first: the agenda as long as it is made, then what its state asks for.
    fn first(meeting: &Record, session: &Session) -> Leaf {
        let is_typed = session.typed.as_ref().is_some_and(|typed| typed.reference == meeting.reference);
        match Leaf::of_state(meeting.status_code()) {
            _ if is_typed => Leaf::Minutes,
            // Convened on paper only: there is nobody to hear from.
            Leaf::Convocations if meeting.fields.list(CONVOCATIONS.id).is_empty() => Leaf::Agenda,
            leaf => leaf,
        }
    }

    fn of_state(state: Option<&str>) -> Leaf {
        match state {
            Some("convened") => Leaf::Convocations,
            Some("suspended") => Leaf::Roll,
            Some("open" | "closed") => Leaf::Minutes,
            _ => Leaf::Agenda,
        }
    }
}

/// A session with its leaves.
pub(super) struct Held {
    meeting: Ref,
    leaf: Leaf,
    state: Option<String>,
    composer: Composer,
    convocations: Convocations,
    roll: RollSheet,
    minutes: Minutes,
    steps: Option<Steps>,
}

impl Held {
    pub(super) fn new(meeting: Ref, session: &Session) -> Held {
        let leaf = session.record(meeting).map_or(Leaf::Agenda, |record| Leaf::first(record, session));
        Held {
            meeting,
            leaf,
            state: state_of(meeting, session),
            composer: Composer::new(meeting, session),
            convocations: Convocations::new(meeting, session),
            roll: RollSheet::new(meeting, session),
            minutes: Minutes::new(meeting, session),
            steps: None,
        }
    }

    pub(super) fn meeting(&self) -> Ref {
        self.meeting
    }

    pub(super) fn commands(&self) -> &'static [Command] {
        match (&self.steps, self.leaf) {
            (Some(steps), _) => steps.commands(),
            (None, Leaf::Agenda) => self.composer.commands(),
            (None, Leaf::Convocations) => convocations::COMMANDS,
            (None, Leaf::Roll) => self.roll.commands(),
            (None, Leaf::Minutes) => self.minutes.commands(),
        }
    }

    pub(super) fn takes_text(&self) -> bool {
        self.steps.is_some()
            || match self.leaf {
                Leaf::Agenda => self.composer.takes_text(),
                Leaf::Convocations => self.convocations.takes_text(),
                Leaf::Roll => self.roll.takes_text(),
                Leaf::Minutes => self.minutes.takes_text(),
            }
    }

    /// What the keys do while something is typed; a note and the steps say it by their commands.
    pub(super) fn prompt(&self) -> Option<Keys> {
        match self.leaf {
            _ if self.steps.is_some() => None,
            Leaf::Agenda => self.composer.prompt(),
            Leaf::Convocations => self.convocations.takes_text().then_some(PICKING),
            Leaf::Roll => self.roll.prompt(),
            Leaf::Minutes => None,
        }
    }

    pub(super) fn selected(&self) -> Option<&str> {
        match self.leaf {
            Leaf::Agenda => self.composer.selected(),
            Leaf::Convocations => self.convocations.selected(),
            Leaf::Roll => self.roll.selected(),
            Leaf::Minutes => self.minutes.selected(),
        }
    }

    /// The kinds that are looked for where a query can be typed.
    pub(super) fn listed(&self) -> &'static [Kind] {
        if self.leaf == Leaf::Agenda { composer::OFFERED } else { &[] }
    }

    pub(super) fn query(&self) -> Option<&str> {
        self.composer.query().filter(|_| self.leaf == Leaf::Agenda)
    }

    pub(super) fn narrow(&mut self, query: &str, session: &Session) {
        self.leaf = Leaf::Agenda;
        self.composer.narrow(query, session);
    }

    pub(super) fn take_up(&mut self, records: &[Ref], session: &Session, ask: &mut Vec<Request>) -> bool {
        self.composer.take_up(records, session, ask)
    }

    pub(super) fn subject(&self, session: &Session) -> Option<Ref> {
        self.composer.subject(session)
    }

    pub(super) fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        match self.leaf {
            Leaf::Agenda => self.composer.paste(text, session, ask),
            Leaf::Convocations => self.convocations.paste(text, session, ask),
            Leaf::Roll => self.roll.paste(text, session, ask),
            Leaf::Minutes => self.minutes.paste(text, session, ask),
        }
    }

    pub(super) fn refresh(&mut self, session: &Session) {
        self.composer.refresh(session);
        self.convocations.refresh(session);
        self.roll.refresh(session);
        self.minutes.refresh(session);
        self.steps = None;
        // A step of its life leads to the leaf where it goes on.
        let state = state_of(self.meeting, session);
        if state != self.state {
            self.leaf = Leaf::of_state(state.as_deref());
            self.state = state;
        }
    }

    pub(super) fn found(&mut self, answer: &Answer) {
        match self.leaf {
            Leaf::Agenda => self.composer.found(answer),
            Leaf::Convocations => self.convocations.found(answer),
            Leaf::Roll => self.roll.found(answer),
            Leaf::Minutes => {}
        }
    }

    /// Takes in a record that was made where it was looked for; answers whether it was.
    pub(super) fn created(&mut self, made: Ref, session: &Session, ask: &mut Vec<Request>) -> bool {
        let picking = match self.leaf {
            Leaf::Agenda => self.composer.picking(),
            Leaf::Convocations => self.convocations.picking(),
            Leaf::Roll => self.roll.picking(),
            Leaf::Minutes => None,
        };
        let is_wanted = picking.is_some_and(|pick| pick.takes(made, session));
        match self.leaf {
            _ if !is_wanted => {}
            Leaf::Agenda => self.composer.take(made, session, ask),
            Leaf::Convocations => self.convocations.take(made, session, ask),
            Leaf::Roll => self.roll.take(made, session, ask),
            Leaf::Minutes => {}
        }
        is_wanted
    }

    /// Values that a form asked for came back.
    pub(super) fn answered(&mut self, label: &str, values: &Fields, session: &Session, ask: &mut Vec<Request>) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let agreed = Agreed { session, meeting };
        match label {
            "meeting.second-call" => agreed.second_call(values, ask),
            "meeting.outcome" => agreed.outcome(self.minutes.place(), values, ask),
            "meeting.action" => agreed.action(values, ask),
            "agenda.opinion.give" => self.composer.answered(values, agreed, ask),
            "meeting.amend" => agreed.amend(self.minutes.place(), values, ask),
            _ => {}
        }
    }

    pub(super) fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        if let Some(leaf) = Leaf::of(command) {
            self.leaf = leaf;
            return true;
        }
        let Some(meeting) = session.record(self.meeting) else { return false };
        if command == "meeting.steps" {
            self.steps = Some(Steps::of(meeting, session));
            return true;
        }
        if let Some(step) = steps::named(command, meeting) {
            self.steps = Steps::take(&step, &Agreed { session, meeting }, ask);
            return true;
        }
        match self.leaf {
            Leaf::Agenda => self.composer.run(command, session, ask),
            Leaf::Convocations => self.convocations.run(command, session, ask),
            Leaf::Roll => self.roll.run(command, session, ask),
            Leaf::Minutes => self.minutes.run(command, session, ask),
        }
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if let Some(steps) = self.steps.take() {
            let meeting = session.record(self.meeting);
            self.steps = meeting.and_then(|meeting| steps.key(key, &Agreed { session, meeting }, ask));
            return true;
        }
        match self.leaf {
            Leaf::Agenda => self.composer.key(key, session, ask),
            Leaf::Convocations => self.convocations.key(key, session, ask),
            Leaf::Roll => self.roll.key(key, session, ask),
            Leaf::Minutes => self.minutes.key(key, session, ask),
        }
    }

    /// Takes away what lies beside the agenda or narrows what is offered for it; answers whether there was something.
    pub(super) fn uncover(&mut self, session: &Session) -> bool {
        self.leaf == Leaf::Agenda && self.composer.uncover(session)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        if let Some(steps) = &self.steps {
            steps.draw(canvas, session, self.meeting);
            return;
        }
        match self.leaf {
            Leaf::Agenda => self.composer.draw(canvas, session, focused),
            Leaf::Convocations => self.convocations.draw(canvas, session, focused),
            Leaf::Roll => self.roll.draw(canvas, session, focused),
            Leaf::Minutes => self.minutes.draw(canvas, session, focused),
        }
    }
}

fn state_of(meeting: Ref, session: &Session) -> Option<String> {
    session.record(meeting)?.status_code().map(str::to_owned)
}

/// Every command of an opened session, with what it is given on.
pub const ALL: &[(&str, &[Command])] = &[
    ("a body", super::sheet::COMMANDS),
    ("agenda", composer::COMMANDS),
    ("opinions", composer::OPINIONS),
    ("convocations", convocations::COMMANDS),
    ("roll call", roll::COMMANDS),
    ("minutes", minutes::COMMANDS),
    ("a note", minutes::WRITING),
    ("a vote", votes::VOTING),
];
