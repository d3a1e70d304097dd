//! A nominal vote: the seats that may vote at this moment, one key each; what is counted stands above them.

use super::agreed::Agreed;
use super::own;
use super::roll::SEAT_CELLS;
use crate::app::command::Command;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::app::{Code, Key, Typed};
use crate::domain::kinds::decision::{self, ballot};
use crate::domain::rules::outcomes::Settling;
use crate::domain::rules::roll_call::seats_of;
use crate::domain::{Fields, Ref, Value};
use crate::kit::{Canvas, ListState, Role, Span};
use std::collections::BTreeMap;

/// While votes are counted.
pub const VOTING: &[Command] = &[
    own("vote.for", &[Key::char('p')], 1),
    own("vote.against", &[Key::char('c')], 1),
    own("vote.abstains", &[Key::char('a')], 1),
    own("vote.none", &[Key::char('x')], 1),
    own("vote.done", &[Key::plain(Code::Enter)], 1),
    own("vote.leave", &[Key::plain(Code::Esc)], 2),
];

/// The codes of `vote`.
const CODES: [&str; 4] = ["for", "against", "abstains", "not_voting"];
/// What a vote that is put aside is called.
pub(super) const WHAT: &str = "votes";
/// Columns of a vote.
const VOTE_CELLS: usize = 14;

/// What a key did.
pub(super) enum Counted {
    /// The vote goes on.
    Counting,
    /// It is put aside; what was counted is kept.
    Left,
    /// These are the ballots.
    Done(Vec<Value>),
}

/// The vote on one item.
pub(super) struct Votes {
    meeting: Ref,
    item: i64,
    seats: Vec<(i64, String)>,
    votes: BTreeMap<i64, &'static str>,
    list: ListState,
}

impl Votes {
    /// The vote on an item, with what was counted of it already; nothing where nobody may vote.
    pub(super) fn new(agreed: Agreed<'_>, place: usize, item: i64) -> Option<Votes> {
        let session = agreed.session;
        let settling = Settling { desk: &session.desk, session: agreed.meeting, place, quorum: None, at: agreed.now() };
        let voters = settling.voters();
        let seats = seats_of(&session.desk, agreed.meeting, session.today());
        let seats: Vec<(i64, String)> = seats
            .iter()
            .filter(|seat| voters.contains(&seat.number))
            .map(|seat| (seat.number, super::head::seat_name(session, seat)))
            .collect();
        let mut votes = BTreeMap::new();
        let kept = session
            .typed
            .as_ref()
            .filter(|typed| typed.reference == agreed.meeting.reference && typed.item == item && typed.what == WHAT);
        for (seat, vote) in kept.iter().flat_map(|typed| typed.text.lines()).filter_map(|line| line.split_once('=')) {
            let code = CODES.into_iter().find(|code| *code == vote);
            if let (Ok(seat), Some(code)) = (seat.parse(), code) {
                votes.insert(seat, code);
            }
        }
        votes.retain(|seat, _| voters.contains(seat));
        let mut all = Votes { meeting: agreed.meeting.reference, item, seats, votes, list: ListState::default() };
        let next = all.seats.iter().position(|(seat, _)| !all.votes.contains_key(seat)).unwrap_or(0);
        all.list.select(next, all.seats.len());
        (!all.seats.is_empty()).then_some(all)
    }

    fn keep(&self, ask: &mut Vec<Request>) {
        if self.votes.is_empty() {
            ask.push(Request::Keep(None));
            return;
        }
        let text: String = self.votes.iter().map(|(seat, vote)| format!("{seat}={vote}\n")).collect();
        let typed = Typed { reference: self.meeting, item: self.item, what: WHAT.to_owned(), text };
        ask.push(Request::Keep(Some(typed)));
    }

    fn ballots(&self) -> Vec<Value> {
        let ballot = |(seat, vote): (&i64, &&str)| {
            let vote = Value::Code((*vote).to_owned());
            Value::Part(Fields::new().with(ballot::SEAT.id, *seat).with_value(ballot::VOTE.id, vote))
        };
        self.votes.iter().map(ballot).collect()
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Counted {
        let vote = match key.for_commands(session.keyboard).code {
            Code::Esc => return Counted::Left,
            Code::Enter if self.votes.is_empty() => return Counted::Left,
            Code::Enter => return Counted::Done(self.ballots()),
            Code::Char('p') => Some("for"),
            Code::Char('c') => Some("against"),
            Code::Char('a') => Some("abstains"),
            Code::Char('x') => Some("not_voting"),
            _ => None,
        };
        let rows = session.pane_rows() - 4;
        match (vote, self.seats.get(self.list.selected)) {
            (Some(vote), Some((seat, _))) => {
                self.votes.insert(*seat, vote);
                self.list.step(1, self.seats.len());
                self.keep(ask);
            }
            (None, Some((seat, _))) if matches!(key.code, Code::Backspace | Code::Delete) => {
                self.votes.remove(seat);
                self.keep(ask);
            }
            _ => {
                if let Some(step) = crate::panes::list_step(key, self.seats.len(), rows) {
                    self.list.step(step, self.seats.len());
                }
            }
        }
        self.list.settle(self.seats.len(), rows);
        Counted::Counting
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        let count = |code| self.votes.values().filter(|vote| **vote == code).count();
        let mut column = 0;
        for code in CODES {
            let spans = [
                Span::new(format!("{} ", session.label("vote", code)), Role::Label),
                Span::plain(format!("{}   ", count(code))),
            ];
            column = canvas.line(0, column, &spans);
        }
        let left = self.seats.len().saturating_sub(self.votes.len());
        canvas.text_at_end(1, &session.say_with("votes-left", &[("count", left.into())]), Role::Dim);
        let rows = height.saturating_sub(2);
        let first = self.list.first(self.seats.len(), rows);
        let mut lines = canvas.part(2, 0, rows, width);
        let mut lines = lines.scrolled(&self.list, self.seats.len());
        for (place, (seat, name)) in self.seats.iter().enumerate().skip(first).take(rows) {
            let row = place - first;
            let marker = lines.marker(self.list.mark(place));
            let column = lines.line(row, 0, &[marker]);
            lines.text(row, column, SEAT_CELLS - 1, &seat.to_string(), Role::Dim);
            let column = column + SEAT_CELLS;
            let vote = self.votes.get(seat).map_or_else(|| "·".to_owned(), |vote| session.label("vote", vote));
            lines.text(row, column, VOTE_CELLS - 1, &vote, Role::Good);
            lines.text(row, column + VOTE_CELLS, usize::MAX, name, Role::Normal);
        }
    }
}

/// How many voted what, as fields of a decision.
pub(super) fn counts(ballots: &[Value]) -> [(u16, i64); 3] {
    let count = |wanted: &str| {
        let is_so = |value: &&Value| matches!(value, Value::Part(part) if part.text(ballot::VOTE.id) == Some(wanted));
        i64::try_from(ballots.iter().filter(is_so).count()).unwrap_or(i64::MAX)
    };
    [
        (decision::VOTES_FOR.id, count("for")),
        (decision::VOTES_AGAINST.id, count("against")),
        (decision::ABSTENTIONS.id, count("abstains")),
    ]
}
