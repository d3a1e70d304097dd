//! The roll call: one key a seat, arrivals and departures with their hour, and the quorum as it is at this moment.
//!
//! Every key is a change on the desk before the next one is read; nothing is kept here but the cursor and what is asked.

mod draw;

use super::agreed::Agreed;
use super::own;
use super::pick::{Pick, Picked};
use super::seat_names;
use crate::app::command::Command;
use crate::app::layers::{edit, paste};
use crate::app::pane::{Keys, PICKING, Request, TYPING};
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::kinds::meeting::{ATTENDANCE, attendance_line as line};
use crate::domain::rules::roll_call::{CallError, RollCall, Said, last_line, seats_of};
use crate::domain::{Draft, Kind, Ref};
use crate::kit::{Canvas, Input, ListState};
use crate::lang::date::Instant;
use crate::search::Answer;
pub(super) use draw::SEAT_CELLS;
use draw::{ask_line, draw_guest, draw_seat};

/// What can be done at the roll call.
pub const COMMANDS: &[Command] = &[
    own("roll.present", &[Key::char('p')], 1),
    own("roll.represented", &[Key::char('r')], 1),
    own("roll.excused", &[Key::char('x')], 1),
    own("roll.absent", &[Key::char('a')], 1),
    own("roll.leave", &[Key::char('s')], 1),
    own("roll.remote", &[Key::char('d')], 2),
    own("roll.who", &[Key::plain(Code::Enter)], 2),
    own("roll.proxy", &[Key::char('v')], 2),
    own("roll.guest", &[Key::char('g')], 2),
    own("roll.announced", &[Key::char('c')], 2),
    own("roll.hour", &[Key::char('t')], 2),
    own("roll.find", &[Key::char('f')], 4),
    own("meeting.steps", &[Key::char('.')], 1),
    own("leaf.agenda", &[Key::char('h')], 3),
    own("leaf.convocations", &[Key::char('i')], 3),
    own("leaf.roll", &[Key::char('o')], 0),
    own("leaf.minutes", &[Key::char('b')], 1),
    own("meeting.convene", &[], 0),
    own("meeting.second-call", &[], 0),
    own("meeting.open", &[], 0),
    own("meeting.suspend", &[], 0),
    own("meeting.close", &[], 0),
    own("committee.close", &[Key::plain(Code::Esc)], 9),
];

/// Who may come for a seat.
const PEOPLE: &[Kind] = &[Kind::Person, Kind::Post];

/// One line: a seat, or a guest by the place of their line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Seat(i64),
    Guest(usize),
}

/// What is asked.
enum Asked {
    /// Who comes for the seat.
    Who(i64, Pick),
    /// Who is a guest.
    Guest(Pick),
    /// Which seat holds the proxy of this one.
    Holder(i64, Input),
    /// The hour of the next mark.
    Hour(Input),
    /// A seat by a few letters; and the line that the cursor came from.
    Seat(Input, usize),
}

/// The roll of one session.
pub(super) struct RollSheet {
    meeting: Ref,
    rows: Vec<Row>,
    list: ListState,
    asked: Option<Asked>,
    hour: Option<Instant>,
}

impl RollSheet {
    pub(super) fn new(meeting: Ref, session: &Session) -> RollSheet {
        let mut sheet = RollSheet { meeting, rows: Vec::new(), list: ListState::default(), asked: None, hour: None };
        sheet.refresh(session);
        // The first seat of which nothing is said has the cursor.
        let open = |row: &Row| match (row, session.record(meeting)) {
            (Row::Seat(seat), Some(record)) => last_line(record, *seat).is_none(),
            _ => false,
        };
        let place = sheet.rows.iter().position(open).unwrap_or(0);
        sheet.list.select(place, sheet.rows.len());
        sheet
    }

    #[allow(clippy::unused_self)] // The other leaves have several sets.
    pub(super) fn commands(&self) -> &'static [Command] {
        COMMANDS
    }

    pub(super) fn takes_text(&self) -> bool {
        self.asked.is_some()
    }

    /// What the keys do while something is typed.
    pub(super) fn prompt(&self) -> Option<Keys> {
        self.asked.as_ref().map(|asked| match asked {
            Asked::Who(..) | Asked::Guest(_) => PICKING,
            Asked::Holder(..) | Asked::Hour(_) | Asked::Seat(..) => TYPING,
        })
    }

    pub(super) fn selected(&self) -> Option<&str> {
        match self.asked.as_ref()? {
            Asked::Who(_, pick) | Asked::Guest(pick) => pick.selected(),
            Asked::Holder(_, input) | Asked::Hour(input) | Asked::Seat(input, _) => input.selected(),
        }
    }

    pub(super) fn refresh(&mut self, session: &Session) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let seats = seats_of(&session.desk, meeting, session.today());
        self.rows = seats.iter().map(|seat| Row::Seat(seat.number)).collect();
        let lines = meeting.fields.parts(ATTENDANCE.id).enumerate();
        let guests = lines.filter(|(_, part)| part.number(line::SEAT.id).is_none());
        self.rows.extend(guests.map(|(place, _)| Row::Guest(place)));
        self.list.settle(self.rows.len(), rows(session));
    }

    pub(super) fn found(&mut self, answer: &Answer) {
        if let Some(Asked::Who(_, pick) | Asked::Guest(pick)) = &mut self.asked {
            pick.found(answer);
        }
    }

    pub(super) fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        match &mut self.asked {
            Some(Asked::Who(_, pick) | Asked::Guest(pick)) => pick.paste(text, session, ask),
            Some(Asked::Holder(_, input) | Asked::Hour(input)) => paste(input, text, session, ask),
            Some(Asked::Seat(input, _)) => {
                paste(input, text, session, ask);
                let typed = input.text().to_owned();
                self.go_to(&typed, session);
            }
            None => {}
        }
    }

    /// Whether what is asked takes the cursor away from the seats.
    fn takes_cursor(&self) -> bool {
        self.asked.as_ref().is_some_and(|asked| !matches!(asked, Asked::Seat(..)))
    }

    fn seat(&self) -> Option<i64> {
        match self.rows.get(self.list.selected) {
            Some(Row::Seat(seat)) => Some(*seat),
            _ => None,
        }
    }

    pub(super) fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        let said = match command {
            "roll.present" => Said::Present(None),
            "roll.represented" => Said::Represented(None),
            "roll.excused" => Said::Excused,
            "roll.absent" => Said::Absent,
            "roll.remote" => Said::Remote(None),
            "roll.leave" => Said::Left,
            other => return self.run_other(other, session, ask),
        };
        if let Some(seat) = self.seat() {
            self.mark(seat, &said, session, ask);
        }
        true
    }

    fn run_other(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        match (command, self.seat()) {
            ("roll.announced", _) => drop(self.call(session, ask, |call| call.as_announced())),
            ("roll.guest", _) => self.asked = Some(Asked::Guest(Pick::new(session.say("roll-ask-guest"), PEOPLE))),
            ("roll.find", _) => self.asked = Some(Asked::Seat(Input::default(), self.list.selected)),
            ("roll.hour", _) => self.asked = Some(Asked::Hour(Input::default())),
            ("roll.who", Some(seat)) => {
                self.asked = Some(Asked::Who(seat, Pick::new(session.say("roll-ask-who"), PEOPLE)));
            }
            ("roll.proxy", Some(seat)) => self.asked = Some(Asked::Holder(seat, Input::default())),
            ("roll.who" | "roll.proxy", None) => {}
            _ => return false,
        }
        true
    }

    /// Says how a seat is taken; the cursor goes on to the next where nothing was said of it before.
    fn mark(&mut self, seat: i64, said: &Said, session: &Session, ask: &mut Vec<Request>) {
        let is_first = session.record(self.meeting).is_some_and(|meeting| last_line(meeting, seat).is_none());
        if self.call(session, ask, |call| call.say(seat, said)) && is_first {
            self.list.walk(1, self.rows.len(), rows(session));
        }
    }

    /// Calls the roll and proposes what it is afterwards; answers whether nothing stands against it.
    fn call(
        &mut self,
        session: &Session,
        ask: &mut Vec<Request>,
        act: impl FnOnce(&mut RollCall<'_>) -> Result<(), CallError>,
    ) -> bool {
        let Some(meeting) = session.record(self.meeting) else { return false };
        let agreed = Agreed { session, meeting };
        let quorum = agreed.quorum();
        let called = RollCall::of(&session.desk, meeting, quorum.as_ref(), &agreed.now(), self.hour.clone());
        let called = called.and_then(|mut call| act(&mut call).map(|()| call.into_fields()));
        match called {
            Ok(fields) if fields == meeting.fields => true,
            Ok(fields) => {
                // The hour is of this mark alone; one that was refused leaves it for the next.
                self.hour = None;
                ask.push(Request::Propose("meeting.attend", vec![Draft::edit(meeting, &fields)]));
                true
            }
            Err(error) => {
                agreed.refuse(error, ask);
                false
            }
        }
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if let Some(asked) = self.asked.take() {
            self.asked_key(asked, key, session, ask);
            return true;
        }
        let Some(step) = crate::panes::list_step(key, self.rows.len(), rows(session)) else { return false };
        self.list.walk(step, self.rows.len(), rows(session));
        true
    }

    fn asked_key(&mut self, mut asked: Asked, key: Key, session: &Session, ask: &mut Vec<Request>) {
        let stays = match &mut asked {
            Asked::Who(_, pick) | Asked::Guest(pick) => match pick.key(key, session, ask) {
                Picked::Chosen(who) => {
                    self.asked = Some(asked);
                    return self.take(who, session, ask);
                }
                Picked::Left => false,
                Picked::Asking => true,
            },
            Asked::Holder(..) | Asked::Hour(_) if key.code == Code::Esc => false,
            Asked::Seat(_, from) if key.code == Code::Esc => {
                self.put_cursor(*from, session);
                false
            }
            Asked::Seat(..) if key.code == Code::Enter => false,
            Asked::Seat(input, _) => {
                edit(input, key, session, ask);
                self.go_to(input.text(), session);
                true
            }
            Asked::Holder(seat, input) if key.code == Code::Enter => {
                match input.text().trim().parse() {
                    Ok(holder) => self.mark(*seat, &Said::Proxy(holder), session, ask),
                    Err(_) => ask.push(Request::Warn(session.say("roll-no-seat"))),
                }
                false
            }
            Asked::Hour(input) if key.code == Code::Enter => self.read_hour(input.text().trim(), session, ask),
            Asked::Holder(_, input) | Asked::Hour(input) => {
                edit(input, key, session, ask);
                true
            }
        };
        if stays {
            self.asked = Some(asked);
        }
    }

    pub(super) fn picking(&self) -> Option<&Pick> {
        match &self.asked {
            Some(Asked::Who(_, pick) | Asked::Guest(pick)) => Some(pick),
            _ => None,
        }
    }

    /// Somebody who was looked for is there.
    pub(super) fn take(&mut self, who: Ref, session: &Session, ask: &mut Vec<Request>) {
        match self.asked.take() {
            Some(Asked::Who(seat, _)) => self.mark(seat, &Said::Represented(Some(who)), session, ask),
            Some(Asked::Guest(_)) => drop(self.call(session, ask, |call| call.guest(who))),
            other => self.asked = other,
        }
    }

    /// The cursor goes to the seat that fits best; it stays where none does.
    fn go_to(&mut self, typed: &str, session: &Session) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let seats = seats_of(&session.desk, meeting, session.today());
        let Some(best) = seat_names::best(session, &seats, typed).and_then(|place| seats.get(place)) else { return };
        if let Some(place) = self.rows.iter().position(|row| *row == Row::Seat(best.number)) {
            self.put_cursor(place, session);
        }
    }

    fn put_cursor(&mut self, place: usize, session: &Session) {
        self.list.put(place, self.rows.len(), rows(session));
    }

    /// Reads the hour of the next mark; answers whether it is asked again.
    fn read_hour(&mut self, typed: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        match Instant::read(&format!("{} {typed}", session.today()), session.today()) {
            Ok(hour) => {
                let said = session.lexicon.time(&hour);
                ask.push(Request::Tell(session.say_with("roll-hour-set", &[("hour", said.as_str().into())])));
                self.hour = Some(hour);
                false
            }
            Err(_) => {
                ask.push(Request::Warn(session.say("roll-no-hour")));
                true
            }
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let (width, height) = (canvas.width(), canvas.height());
        super::head::draw_head(canvas, session, self.meeting);
        let seats = seats_of(&session.desk, meeting, session.today());
        let shown = rows(session);
        let first = self.list.first(self.rows.len(), shown);
        let mut part = canvas.part(2, 0, shown, width);
        let mut part = part.scrolled(&self.list, self.rows.len());
        for (place, row) in self.rows.iter().enumerate().skip(first).take(shown) {
            let marker = part.marker(self.list.mark(place).seen(focused && !self.takes_cursor()));
            match row {
                Row::Seat(number) => {
                    if let Some(seat) = seats.iter().find(|seat| seat.number == *number) {
                        draw_seat(&mut part, place - first, marker, seat, (meeting, session));
                    }
                }
                Row::Guest(at) => {
                    if let Some(guest) = meeting.fields.parts(ATTENDANCE.id).nth(*at) {
                        draw_guest(&mut part, place - first, marker, guest, session);
                    }
                }
            }
        }
        if self.rows.is_empty() {
            canvas.nothing(2, &session.say("roll-empty"));
        }
        match &self.asked {
            Some(Asked::Who(_, pick) | Asked::Guest(pick)) => pick.draw(canvas, session),
            Some(Asked::Holder(_, input)) => ask_line(canvas, height - 1, &session.say("roll-ask-holder"), input),
            Some(Asked::Hour(input)) => ask_line(canvas, height - 1, &session.say("roll-ask-hour"), input),
            Some(Asked::Seat(input, _)) => ask_line(canvas, height - 1, &session.say("roll-ask-seat"), input),
            None => {}
        }
    }
}

/// Rows of the seats: the head takes two, what is asked one.
fn rows(session: &Session) -> usize {
    session.pane_rows() - 3
}
