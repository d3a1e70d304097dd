//! Who is convened: the order number of each letter, what happened to it on its way, and what was answered, by one key each.

use super::agreed::Agreed;
use super::own;
use super::pick::{Pick, Picked};
use super::roll::SEAT_CELLS;
use crate::app::command::Command;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::kinds::letter;
use crate::domain::kinds::meeting::{CONVOCATIONS, convocation, delivery};
use crate::domain::rules::convening::{News, Recipient, outdated, recipients, with_news};
use crate::domain::rules::quorum::day_of;
use crate::domain::{Draft, Fields, Kind, Record, Ref};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::date::PDate;
use crate::search::Answer;
use crate::text;

/// What can be done with convocations.
pub const COMMANDS: &[Command] = &[
    own("convocation.attends", &[Key::char('p')], 1),
    own("convocation.represented", &[Key::char('r')], 1),
    own("convocation.excused", &[Key::char('x')], 1),
    own("convocation.delivered", &[Key::char('s')], 1),
    own("convocation.reminded", &[Key::char('m')], 2),
    own("convocation.returned", &[Key::char('t')], 2),
    own("convocation.details", &[Key::plain(Code::Enter)], 2),
    own("meeting.steps", &[Key::char('.')], 1),
    own("leaf.agenda", &[Key::char('h')], 1),
    own("leaf.convocations", &[Key::char('i')], 0),
    own("leaf.roll", &[Key::char('o')], 1),
    own("leaf.minutes", &[Key::char('b')], 3),
    own("meeting.convene", &[], 0),
    own("meeting.second-call", &[], 0),
    own("meeting.open", &[], 0),
    own("meeting.postpone", &[], 0),
    own("meeting.cancel", &[], 0),
    own("committee.close", &[Key::plain(Code::Esc)], 9),
];

/// Columns of the answer.
const REPLY_CELLS: usize = 15;
/// Columns of the order number.
const NUMBER_CELLS: usize = 11;

/// The convocations of one session.
pub(super) struct Convocations {
    meeting: Ref,
    list: ListState,
    len: usize,
    pick: Option<Pick>,
}

impl Convocations {
    pub(super) fn new(meeting: Ref, session: &Session) -> Convocations {
        let mut convocations = Convocations { meeting, list: ListState::default(), len: 0, pick: None };
        convocations.refresh(session);
        convocations
    }

    pub(super) fn refresh(&mut self, session: &Session) {
        self.len = session.record(self.meeting).map_or(0, |meeting| meeting.fields.list(CONVOCATIONS.id).len());
        self.list.settle(self.len, rows(session));
    }

    pub(super) fn takes_text(&self) -> bool {
        self.pick.is_some()
    }

    pub(super) fn selected(&self) -> Option<&str> {
        self.pick.as_ref().and_then(Pick::selected)
    }

    pub(super) fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if let Some(pick) = &mut self.pick {
            pick.paste(text, session, ask);
        }
    }

    pub(super) fn found(&mut self, answer: &Answer) {
        if let Some(pick) = &mut self.pick {
            pick.found(answer);
        }
    }

    pub(super) fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        let reply = |code: &str| News::Reply(code.to_owned(), None);
        let event = |code: &str| News::Delivery(code.to_owned(), None);
        match command {
            "convocation.attends" => self.tell(&reply("attends"), session, ask),
            "convocation.excused" => self.tell(&reply("excused"), session, ask),
            "convocation.represented" | "convocation.details" if self.len == 0 => {
                ask.push(Request::Warn(self.nobody(session)));
            }
            "convocation.represented" => {
                self.pick = Some(Pick::new(session.say("roll-ask-who"), &[Kind::Person, Kind::Post]));
            }
            "convocation.delivered" => {
                let next = self.line(session).map_or("delivered", |line| next_event(&line));
                self.tell(&event(next), session, ask);
            }
            "convocation.reminded" => self.tell(&event("reminded"), session, ask),
            "convocation.returned" => self.tell(&event("returned"), session, ask),
            "convocation.details" => {
                ask.push(Request::EditPart(self.meeting, CONVOCATIONS.id, self.list.selected));
            }
            _ => return false,
        }
        true
    }

    fn line(&self, session: &Session) -> Option<Fields> {
        session.record(self.meeting)?.fields.parts(CONVOCATIONS.id).nth(self.list.selected).cloned()
    }

    /// Records what came back about the convocation under the cursor.
    fn tell(&mut self, news: &News, session: &Session, ask: &mut Vec<Request>) {
        if self.len == 0 {
            return ask.push(Request::Warn(self.nobody(session)));
        }
        let (Some(meeting), Some(line)) = (session.record(self.meeting), self.line(session)) else { return };
        let Some(seat) = line.number(convocation::SEAT.id) else { return };
        let at = Agreed { session, meeting }.now();
        let Some(lines) = with_news(meeting, seat, line.link(convocation::WHO.id), news, &at) else { return };
        let mut fields = meeting.fields.clone();
        fields.set(CONVOCATIONS.id, Some(lines));
        let label = if matches!(news, News::Reply(..)) { "meeting.reply" } else { "meeting.deliver" };
        ask.push(Request::Propose(label, vec![Draft::edit(meeting, &fields)]));
        if matches!(news, News::Reply(..)) {
            self.list.walk(1, self.len, rows(session));
        }
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if let Some(pick) = &mut self.pick {
            match pick.key(key, session, ask) {
                Picked::Chosen(who) => self.take(who, session, ask),
                Picked::Left => self.pick = None,
                Picked::Asking => {}
            }
            return true;
        }
        let Some(step) = crate::panes::list_step(key, self.len, rows(session)) else { return false };
        self.list.walk(step, self.len, rows(session));
        true
    }

    pub(super) fn picking(&self) -> Option<&Pick> {
        self.pick.as_ref()
    }

    /// Somebody who was looked for is there.
    pub(super) fn take(&mut self, who: Ref, session: &Session, ask: &mut Vec<Request>) {
        self.pick = None;
        self.tell(&News::Reply("represented_by".to_owned(), Some(who)), session, ask);
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let width = canvas.width();
        super::head::draw_head(canvas, session, self.meeting);
        if self.len == 0 {
            self.draw_to_be_convened(canvas, session, meeting);
            return;
        }
        let stale = outdated(&session.desk);
        let shown = rows(session);
        let first = self.list.first(self.len, shown);
        let mut part = canvas.part(2, 0, shown, width);
        let mut part = part.scrolled(&self.list, self.len);
        for (place, line) in meeting.fields.parts(CONVOCATIONS.id).enumerate().skip(first).take(shown) {
            let marker = part.marker(self.list.mark(place).seen(focused && self.pick.is_none()));
            let who = line.link(convocation::WHO.id);
            let is_stale = stale.iter().any(|one| one.session == self.meeting && Some(one.who) == who);
            draw_line(&mut part, place - first, marker, (line, is_stale), session);
        }
        if let Some(pick) = &self.pick {
            pick.draw(canvas, session);
        }
    }

    /// That nobody was written to: not yet, or not from here.
    fn nobody(&self, session: &Session) -> String {
        let Some(meeting) = session.record(self.meeting) else { return String::new() };
        let count = self.recipients(meeting, session).len();
        let key = match meeting.status_code() {
            None | Some("draft") => "convocations-to-come",
            Some(_) => "convocations-none",
        };
        session.say_with(key, &[("count", count.into())])
    }

    fn recipients(&self, meeting: &Record, session: &Session) -> Vec<Recipient> {
        let day = day_of(meeting).unwrap_or_else(|| session.today());
        let body = super::body_of(session, self.meeting).and_then(|body| session.record(body));
        body.map(|body| recipients(&session.desk, body, day)).unwrap_or_default()
    }

    /// Who would be written to, before anybody was.
    fn draw_to_be_convened(&self, canvas: &mut Canvas<'_>, session: &Session, meeting: &Record) {
        let height = canvas.height();
        let all = self.recipients(meeting, session);
        if all.is_empty() {
            return canvas.nothing(2, &session.say("roll-empty"));
        }
        let below = 2 + canvas.wrapped(2, 0, 2, &self.nobody(session), Role::Warning);
        for (row, recipient) in (below..height).zip(&all) {
            let name = recipient.person.map(|person| session.title(person));
            let spans = [
                Span::new(text::pad(&recipient.seat.to_string(), SEAT_CELLS), Role::Dim),
                Span::plain(session.title(recipient.who)),
                Span::new(
                    name.filter(|_| recipient.person != Some(recipient.who))
                        .map(|name| format!("  {name}"))
                        .unwrap_or_default(),
                    Role::Dim,
                ),
            ];
            canvas.line(row, 0, &spans);
        }
    }
}

/// The event that a letter on its way meets next.
fn next_event(line: &Fields) -> &'static str {
    let happened =
        |code: &str| line.parts(convocation::DELIVERIES.id).any(|part| part.text(delivery::TYPE.id) == Some(code));
    if happened("delivered") { "acknowledged" } else { "delivered" }
}

fn rows(session: &Session) -> usize {
    session.pane_rows() - 3
}

fn draw_line(
    canvas: &mut Canvas<'_>,
    row: usize,
    marker: Span<'_>,
    (line, is_stale): (&Fields, bool),
    session: &Session,
) {
    let width = canvas.width();
    let number = line
        .link(convocation::LETTER.id)
        .and_then(|letter| session.record(letter))
        .and_then(|record| record.fields.text(letter::NUMBER.id))
        .unwrap_or_default();
    let reply = line.text(convocation::REPLY.id).unwrap_or("none");
    let role = match reply {
        "attends" | "represented_by" => Role::Good,
        "excused" => Role::Warning,
        _ => Role::Dim,
    };
    let column = canvas.line(row, 0, &[marker, Span::plain("")]);
    canvas.text(row, column, REPLY_CELLS - 1, &session.label("reply", reply), role);
    canvas.text(row, column + REPLY_CELLS, NUMBER_CELLS - 1, &text::isolate_ltr(number), Role::Label);
    let column = column + REPLY_CELLS + NUMBER_CELLS;
    let way = last_delivery(line, session);
    let room = width.saturating_sub(column + text::width(&way) + 2);
    let addressee = line.text3(convocation::ADDRESSEE.id).map(|text| text.best(session.lang).to_owned());
    let addressee = addressee.or_else(|| line.link(convocation::WHO.id).map(|who| session.title(who)));
    let instead = line.link(convocation::REPRESENTED_BY.id);
    let said = match instead {
        Some(who) => session.say_with("roll-by", &[("who", session.title(who).as_str().into())]),
        None => addressee.unwrap_or_default(),
    };
    let said = if is_stale { format!("! {said}") } else { said };
    let role = if is_stale { Role::Danger } else { Role::Normal };
    canvas.text(row, column, room, &said, role);
    canvas.text_at_end(row, &way, Role::Dim);
}

/// What happened to the letter last, and on which day.
fn last_delivery(line: &Fields, session: &Session) -> String {
    let Some(last) = line.parts(convocation::DELIVERIES.id).last() else { return String::new() };
    let event = session.label("delivery_event", last.text(delivery::TYPE.id).unwrap_or("sent"));
    let day = last.instant(delivery::AT.id).map(|at| session.date_short(&PDate::from(at.wall.date())));
    format!("{event} {}", day.unwrap_or_default())
}
