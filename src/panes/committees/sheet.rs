//! The sheet of a body: what it is, its rule of quorum in words, who sits on its seats and until when, what waits for its next
//! session, its sessions, the bodies under it.
//!
//! Every line leads somewhere: Enter opens the session or the body, or the form of the seat or of the rule.

use super::own;
use crate::app::command::Command;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::kinds::{body, meeting};
use crate::domain::rules::backlog::{self, Standing};
use crate::domain::rules::bodies::{self, SeatHolders};
use crate::domain::rules::quorum::{Base, LostQuorum, Need, Rule, Tie};
use crate::domain::rules::sessions;
use crate::domain::rules::warnings::{MANDATE_NOTICE_DAYS, days_between};
use crate::domain::{Field, Fields, Kind, Record, Ref};
use crate::kit::{Canvas, ListState, Role};
use crate::lang::date::PDate;
use crate::text;

/// What can be done on the sheet of a body.
pub const COMMANDS: &[Command] = &[
    own("body.open", &[Key::plain(Code::Enter)], 1),
    own("body.propose", &[Key::char('a')], 2),
    own("body.decline", &[Key::char('s')], 2),
    own("committee.close", &[Key::plain(Code::Esc)], 1),
];

/// What is asked of a proposal of a department.
pub(super) static PROPOSAL: &[Field] = &[
    body::proposal::TITLE,
    body::proposal::PROPOSER,
    body::proposal::RECEIVED,
    body::proposal::TYPE,
    body::proposal::DURATION,
];

/// Where a line leads.
#[derive(Clone, Debug, PartialEq)]
enum Leads {
    To(Ref),
    /// A part of the body: the field, and the place in its list.
    Part(u16, usize),
    /// The form of the body.
    Body,
    /// A proposal, by its number.
    Proposal(i64),
}

/// One line.
struct Line {
    label: String,
    said: String,
    more: String,
    role: Role,
    leads: Leads,
}

impl Line {
    fn new(label: impl Into<String>, said: impl Into<String>, leads: Leads) -> Line {
        Line { label: label.into(), said: said.into(), more: String::new(), role: Role::Normal, leads }
    }

    fn with(self, more: impl Into<String>, role: Role) -> Line {
        Line { more: more.into(), role, ..self }
    }
}

/// The sheet of one body.
pub(super) struct Sheet {
    body: Ref,
    lines: Vec<Line>,
    list: ListState,
}

impl Sheet {
    pub(super) fn new(body: Ref, session: &Session) -> Sheet {
        let mut sheet = Sheet { body, lines: Vec::new(), list: ListState::default() };
        sheet.refresh(session);
        sheet
    }

    pub(super) fn body(&self) -> Ref {
        self.body
    }

    pub(super) fn refresh(&mut self, session: &Session) {
        let Some(record) = session.record(self.body) else { return };
        self.lines = lines(session, record);
        self.list.settle(self.lines.len(), rows(session));
    }

    pub(super) fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        match command {
            "body.open" => self.open(ask),
            "body.propose" => {
                let mut values = Fields::new().with(body::proposal::RECEIVED.id, PDate::from(session.today()));
                values.set(body::proposal::TYPE.id, Some(crate::domain::Value::Code("discussion".to_owned())));
                ask.push(Request::Ask(crate::app::Asking {
                    label: "body.propose",
                    title: session.say("command-body-propose"),
                    fields: PROPOSAL,
                    values,
                }));
            }
            "body.decline" => self.decline(session, ask),
            _ => return false,
        }
        true
    }

    fn open(&self, ask: &mut Vec<Request>) {
        match self.lines.get(self.list.selected).map(|line| &line.leads) {
            Some(Leads::To(reference)) => ask.push(Request::Open(*reference)),
            Some(Leads::Part(field, place)) => ask.push(Request::EditPart(self.body, *field, *place)),
            Some(Leads::Body) => ask.push(Request::Edit(self.body)),
            Some(Leads::Proposal(_)) | None => {}
        }
    }

    /// Declines the proposal under the cursor.
    fn decline(&self, session: &Session, ask: &mut Vec<Request>) {
        let Some(Leads::Proposal(number)) = self.lines.get(self.list.selected).map(|line| &line.leads) else {
            ask.push(Request::Warn(session.say("body-no-proposal")));
            return;
        };
        if let Some(record) = session.record(self.body) {
            ask.push(Request::Propose("body.decline", vec![backlog::declined(record, *number, None)]));
        }
    }

    /// A department asks for an item.
    pub(super) fn answered(&self, values: &Fields, session: &Session, ask: &mut Vec<Request>) {
        if let Some(record) = session.record(self.body) {
            ask.push(Request::Propose("body.propose", vec![backlog::proposed(record, values.clone())]));
        }
    }

    pub(super) fn key(&mut self, key: Key, session: &Session) -> bool {
        let Some(step) = crate::panes::list_step(key, self.lines.len(), rows(session)) else { return false };
        self.list.walk(step, self.lines.len(), rows(session));
        true
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let Some(record) = session.record(self.body) else { return };
        let width = canvas.width();
        let kind = session.label("body_kind", record.type_code().unwrap_or("working_group"));
        let said = format!("{kind} {}", text::isolate_ltr(&record.reference.to_string()));
        canvas.text(0, 0, width.saturating_sub(text::width(&said) + 2), record.title(session.lang), Role::Title);
        canvas.text_at_end(0, &said, Role::Dim);
        let shown = rows(session);
        let first = self.list.first(self.lines.len(), shown);
        let mut part = canvas.part(1, 0, shown, width);
        let mut part = part.scrolled(&self.list, self.lines.len());
        let label_room = (part.width() / 4).clamp(12, 22);
        for (place, line) in self.lines.iter().enumerate().skip(first).take(shown) {
            let row = place - first;
            let marker = part.marker(self.list.mark(place).seen(focused));
            let column = part.line(row, 0, &[marker]);
            part.text(row, column, label_room - 1, &line.label, Role::Label);
            let column = column + label_room;
            let more = text::width(&line.more);
            let room = part.width().saturating_sub(column + more + if more > 0 { 2 } else { 0 });
            part.text(row, column, room, &line.said, Role::Normal);
            part.text_at_end(row, &line.more, line.role);
        }
    }
}

/// Rows of the lines: the head takes one.
fn rows(session: &Session) -> usize {
    session.pane_rows() - 1
}

fn lines(session: &Session, record: &Record) -> Vec<Line> {
    let mut all = facts(session, record);
    let day = session.today();
    for (place, seat) in bodies::seats(&session.desk, record, day).iter().enumerate() {
        let label = if place == 0 { session.field_name(&body::SEATS) } else { String::new() };
        all.extend(seat_lines(session, record, (label, seat)));
    }
    for (place, (part, standing)) in backlog::proposals(&session.desk, record).into_iter().enumerate() {
        let label = if place == 0 { session.field_name(&body::PROPOSALS) } else { String::new() };
        all.push(proposal_line(session, label, part, standing));
    }
    for (place, held) in bodies::sessions(&session.desk, record.reference).into_iter().enumerate() {
        let label = if place == 0 { session.say("body-sessions") } else { String::new() };
        let date = held.date().map(|date| format!("{}  ", session.date_short(&date))).unwrap_or_default();
        let state = session.label("meeting_state", held.status_code().unwrap_or("draft"));
        let phase = held.fields.text(meeting::MINUTES_PHASE.id).map(|phase| session.label("minutes_phase", phase));
        let state = phase.map_or_else(|| state.clone(), |phase| format!("{state} · {phase}"));
        let line = Line::new(label, format!("{date}{}", held.title(session.lang)), Leads::To(held.reference));
        all.push(line.with(state, Role::Label));
    }
    let under = session
        .desk
        .linking_to(record.reference)
        .filter(|other| other.kind == Kind::Body && other.fields.link(body::PARENT.id) == Some(record.reference));
    for (place, other) in under.enumerate() {
        let label = if place == 0 { session.say("body-under") } else { String::new() };
        all.push(Line::new(label, other.title(session.lang), Leads::To(other.reference)));
    }
    all
}

/// What is known of the body itself.
fn facts(session: &Session, record: &Record) -> Vec<Line> {
    let mut all = Vec::new();
    if let Some(parent) = record.fields.link(body::PARENT.id) {
        all.push(Line::new(session.field_name(&body::PARENT), session.title(parent), Leads::To(parent)));
    }
    if let Some(chair) = record.fields.link(body::CHAIR.id) {
        all.push(Line::new(session.field_name(&body::CHAIR), session.title(chair), Leads::To(chair)));
    }
    all.push(period_line(session, record));
    for (place, said) in quorum_in_words(session, record).into_iter().enumerate() {
        let label = if place == 0 { session.field_name(&body::QUORUM) } else { String::new() };
        all.push(Line::new(label, said, Leads::Body));
    }
    for key in [&body::NOTICE_DAYS, &body::DECISION_MODE, &body::DECISION_PATTERN] {
        if let Some(value) = record.fields.get(key.id) {
            all.push(Line::new(session.field_name(key), session.speaker().say(&key.shape, value), Leads::Body));
        }
    }
    let bases = record.fields.list(body::LEGAL_BASES.id);
    for (place, part) in bases.iter().enumerate() {
        let label = if place == 0 { session.field_name(&body::LEGAL_BASES) } else { String::new() };
        let said = session.speaker().say(&body::LEGAL_BASES.item_shape(), part);
        all.push(Line::new(label, said, Leads::Part(body::LEGAL_BASES.id, place)));
    }
    all
}

/// How often it meets, and when the next session is due.
fn period_line(session: &Session, record: &Record) -> Line {
    let period = record.fields.text(body::PERIODICITY.id).map(|code| session.label("periodicity", code));
    let line = Line::new(session.field_name(&body::PERIODICITY), period.unwrap_or_default(), Leads::Body);
    let Some(due) = sessions::next_due(&session.desk, record) else { return line };
    let date = session.date(&PDate::from(due));
    let is_late = due <= session.today() && sessions::in_preparation(&session.desk, record.reference).is_none();
    let key = if is_late { "committees-due" } else { "body-next-due" };
    let role = if is_late { Role::Danger } else { Role::Dim };
    line.with(session.say_with(key, &[("date", date.as_str().into())]), role)
}

/// The rule of quorum in a few lines: how many, who counts, what follows where they are too few or agree in equal parts.
fn quorum_in_words(session: &Session, record: &Record) -> Vec<String> {
    let rule = match Rule::of(record) {
        Ok(Some(rule)) => rule,
        Ok(None) => return vec![session.say("quorum-none")],
        Err(unread) => return vec![session.say_with("warning-quorum-unread", &[("value", unread.0.as_str().into())])],
    };
    let base = session.label(
        "quorum_base",
        match rule.base {
            Base::SeatsFilled => "seats_filled",
            Base::SeatsTotal => "seats_total",
            Base::VotingSeats => "voting_seats",
        },
    );
    let need = |need: Need| match need {
        Need::MoreThanHalf => session.say("quorum-more-than-half"),
        Need::AtLeast(part, whole) => session
            .say_with("quorum-at-least", &[("part", text::isolate_ltr(&format!("{part}/{whole}")).as_str().into())]),
        Need::Fixed(count) => session.say_with("quorum-fixed", &[("count", i64::from(count).into())]),
        Need::Any => session.say("quorum-any"),
    };
    let counts = if rule.counts_represented { "present_or_represented" } else { "present" };
    let mut who = vec![session.label("quorum_counts", counts)];
    if rule.counts_represented && rule.max_proxies > 0 {
        who.push(session.say_with("quorum-proxies", &[("count", i64::from(rule.max_proxies).into())]));
    }
    let lost = session.label("lost_quorum", if rule.lost == LostQuorum::Stop { "stop" } else { "note_only" });
    let tie = session.label("tie", if rule.tie == Tie::ChairCasting { "chair_casting" } else { "rejected" });
    let after = [
        session.say_with("quorum-second", &[("need", need(rule.second_need).as_str().into())]),
        session.say_with("quorum-lost-means", &[("what", lost.as_str().into())]),
        session.say_with("quorum-tie-means", &[("what", tie.as_str().into())]),
    ];
    let between = session.lang.semicolon();
    let first = format!("{} · {base}{between}{}", need(rule.need), who.join(between));
    std::iter::once(first).chain(after).collect()
}

/// A seat with its titular member, and a line for each alternate; what ends soon and what is vacant stands out.
fn seat_lines(session: &Session, record: &Record, (label, seat): (String, &SeatHolders<'_>)) -> Vec<Line> {
    let name = super::head::seat_name(session, seat);
    let voting = seat.voting.filter(|voting| *voting != "voting").map(|code| session.label("voting_status", code));
    let role = seat.role.map(|code| session.label("role", code));
    let more: Vec<String> = role.into_iter().chain(voting).collect();
    let place =
        record.fields.parts(body::SEATS.id).position(|part| part.number(body::seat::NUMBER.id) == Some(seat.number));
    let leads = place.map_or(Leads::Body, |place| Leads::Part(body::SEATS.id, place));
    let head = format!("{} {name}", text::isolate_ltr(&seat.number.to_string()));
    let mut all = vec![Line::new(label, head, leads).with(more.join(" · "), Role::Dim)];
    let mandates = record.fields.parts(body::MANDATES.id).enumerate();
    let own: Vec<(usize, &Fields)> =
        mandates.filter(|(_, part)| part.number(body::mandate::SEAT.id) == Some(seat.number)).collect();
    for holder in &seat.holders {
        let held = holder.post.or(holder.person);
        let part = own.iter().find(|(_, part)| part.link(body::mandate::HOLDER.id) == held);
        let leads = part.map_or(Leads::Body, |(place, _)| Leads::Part(body::MANDATES.id, *place));
        let quality = session.label("mandate_quality", if holder.alternate { "alternate" } else { "titular" });
        let who = holder.person.map_or_else(|| session.say("card-vacant"), |person| session.title(person));
        let by = holder.post.map(|post| format!("  {}", session.title(post))).unwrap_or_default();
        let (more, role) = until(session, part.map(|(_, part)| *part), holder.person.is_none());
        all.push(Line::new("", format!("  {quality}{} {who}{by}", session.lang.colon()), leads).with(more, role));
    }
    if seat.holders.is_empty() {
        all.push(Line::new("", format!("  {}", session.say("card-vacant")), Leads::Body).with("!", Role::Danger));
    }
    all
}

/// Until when a mandate lasts, and how that is meant.
fn until(session: &Session, part: Option<&Fields>, is_vacant: bool) -> (String, Role) {
    if is_vacant {
        return ("!".to_owned(), Role::Danger);
    }
    let Some(end) = part.and_then(|part| part.date(body::mandate::UNTIL.id)) else {
        return (String::new(), Role::Dim);
    };
    let left = end.earliest().map_or(i32::MAX, |end| days_between(session.today(), end));
    let role = if left <= MANDATE_NOTICE_DAYS { Role::Warning } else { Role::Dim };
    let date = session.date_short(end);
    (session.say_with("timelines-span-until", &[("to", date.as_str().into())]), role)
}

fn proposal_line(session: &Session, label: String, part: &Fields, standing: Standing) -> Line {
    let number = part.number(body::proposal::NUMBER.id).unwrap_or(0);
    let title = part.text3(body::proposal::TITLE.id).map_or("", |title| title.best(session.lang));
    let from = part.link(body::proposal::PROPOSER.id).map(|from| format!("  {}", session.title(from)));
    let said = format!("{} {title}{}", text::isolate_ltr(&format!("P{number}")), from.unwrap_or_default());
    let state = session.label("proposal_state", standing.code());
    let role = if standing == Standing::Waiting { Role::Warning } else { Role::Dim };
    let leads = match standing {
        Standing::Placed(session) => Leads::To(session),
        _ => Leads::Proposal(number),
    };
    Line::new(label, said, leads).with(state, role)
}
