//! The card of a record: what somebody on the telephone needs to see at once.
//!
//! A card is a list of lines made from the record and the rules; drawing only places them. The same lines serve
//! the finder, the panes and tests.

use super::session::Session;
use crate::domain::kinds::{meeting, partner, person};
use crate::domain::rules::{bodies, life, tenures, timeline};
use crate::domain::{Field, Fields, Kind, Record, Ref, Shape, Value};
use crate::kit::{Canvas, Role, Span, sparkline};
use crate::text;

/// Months of the strip of activity: a year, in as many cells.
const STRIP_MONTHS: usize = 12;

/// One line of a card.
#[derive(Clone, Debug, PartialEq)]
pub struct CardLine {
    /// What it is about; empty for a line that goes on.
    pub label: String,
    /// What it says.
    pub value: String,
    /// How it is meant.
    pub role: Role,
    /// The record it leads to.
    pub leads_to: Option<Ref>,
}

impl CardLine {
    fn new(label: String, value: String) -> CardLine {
        CardLine { label, value, role: Role::Normal, leads_to: None }
    }

    fn to(mut self, reference: Ref) -> CardLine {
        self.leads_to = Some(reference);
        self
    }

    fn with(mut self, role: Role) -> CardLine {
        self.role = role;
        self
    }
}

/// The lines of a record's card, the most needed first.
pub fn lines(session: &Session, record: &Record) -> Vec<CardLine> {
    let mut lines = names(session, record);
    match record.kind {
        Kind::Partner => partner_lines(session, record, &mut lines),
        Kind::Person => person_lines(session, record, &mut lines),
        Kind::Post => post_lines(session, record, &mut lines),
        Kind::Body => body_lines(session, record, &mut lines),
        Kind::Instrument => {
            let status = session.label("instrument_status", life::instrument_status(record, session.today()));
            lines.push(CardLine::new(session.say("field-status"), status));
        }
        _ => {}
    }
    // The title and the type stand above; a partner's contacts of today and the seats of a body have lines of their own.
    let is_hidden = |field: &Field| {
        field.id == record.kind.spec().title
            || field.key == "type"
            || match record.kind {
                Kind::Partner => field.id == partner::CONTACTS.id,
                Kind::Body => matches!(field.item_shape(), Shape::Part(_)),
                _ => false,
            }
    };
    for (field, value) in record.declared().filter(|(field, _)| !is_hidden(field)) {
        field_lines(session, field, value, &mut lines);
    }
    lines.extend(linking(session, record));
    lines
}

/// The title in the other languages.
fn names(session: &Session, record: &Record) -> Vec<CardLine> {
    let Some(title) = record.title3() else { return Vec::new() };
    let own = record.title(session.lang);
    title
        .texts()
        .filter(|(_, text)| *text != own)
        .map(|(lang, text)| CardLine::new(session.say(&format!("language-{}", lang.code())), text.to_owned()))
        .collect()
}

fn partner_lines(session: &Session, record: &Record, lines: &mut Vec<CardLine>) {
    let today = session.today();
    for post in tenures::posts_of(&session.desk, record.reference).into_iter().take(3) {
        lines.push(holder_line(session, post));
    }
    for contact in record.fields.parts(partner::CONTACTS.id).filter(|contact| {
        tenures::holds_on(contact.date(partner::contact::FROM.id), contact.date(partner::contact::TO.id), today)
    }) {
        let kind = contact.text(partner::contact::TYPE.id).unwrap_or("phone");
        lines.push(CardLine::new(
            text::capitalised(&session.label("contact_kind", kind)),
            contact.text(partner::contact::VALUE.id).unwrap_or("").to_owned(),
        ));
    }
    engagements(session, record, lines);
    open_matters(session, record, lines);
    for post in tenures::posts_of(&session.desk, record.reference).into_iter().take(3) {
        before(session, post, lines);
    }
}

/// Who held a post before.
fn before(session: &Session, post: &Record, lines: &mut Vec<CardLine>) {
    for past in tenures::predecessors(post, session.today()) {
        lines.push(
            CardLine::new(session.say("card-before"), session.title(past.person)).with(Role::Dim).to(past.person),
        );
    }
}

fn holder_line(session: &Session, post: &Record) -> CardLine {
    let holder = tenures::holder(post, session.today());
    let name = holder.and_then(|holder| session.record(holder.person)).map(|person| person_name(session, person));
    let role = if name.is_some() { Role::Normal } else { Role::Warning };
    CardLine::new(post.title(session.lang).to_owned(), name.unwrap_or_else(|| session.say("card-vacant")))
        .with(role)
        .to(post.reference)
}

/// A person's name with the form of address.
pub fn person_name(session: &Session, person: &Record) -> String {
    let name = person.title(session.lang);
    match person.fields.text(person::HONORIFIC.id) {
        Some(code) => format!("{} {name}", session.label("honorific", code)),
        None => name.to_owned(),
    }
}

/// The telephone number of a record, or else the first way to reach it.
pub fn phone(record: &Record) -> Option<String> {
    let field = record.kind.spec().field("contacts")?;
    let contacts: Vec<_> = record.fields.parts(field.id).collect();
    let phone = contacts
        .iter()
        .find(|contact| matches!(contact.text(partner::contact::TYPE.id), Some("phone" | "mobile")))
        .or(contacts.first())?;
    phone.text(partner::contact::VALUE.id).map(str::to_owned)
}

/// What there was by month, the last three engagements and the next one.
fn engagements(session: &Session, record: &Record, lines: &mut Vec<CardLine>) {
    let today = session.today();
    let moments = timeline::timeline(&session.desk, Some(record.reference), None, None);
    let days = moments.iter().filter_map(|moment| moment.date.earliest());
    let months = timeline::by_month(days, today, STRIP_MONTHS);
    if months.iter().any(|count| *count > 0) {
        lines.push(CardLine::new(session.say("card-activity"), sparkline(&months)).with(Role::Dim));
    }
    let is_past = |moment: &&timeline::Moment| moment.date.earliest().is_some_and(|first| first <= today);
    let past = moments.iter().filter(is_past).rev().take(3);
    let next = moments.iter().find(|moment| !is_past(moment));
    for (label, moment) in
        next.map(|moment| ("card-next", moment)).into_iter().chain(past.map(|moment| ("card-last", moment)))
    {
        let value = format!("{}  {}", session.date_short(&moment.date), session.title(moment.reference));
        lines.push(CardLine::new(session.say(label), value).to(moment.reference));
    }
}

/// Open commitments, actions and decisions.
fn open_matters(session: &Session, record: &Record, lines: &mut Vec<CardLine>) {
    let today = session.today();
    let open = session.desk.linking_to(record.reference).filter(|other| life::is_open(other));
    for other in open.take(5) {
        let role = if life::is_late(other, today) { Role::Danger } else { Role::Normal };
        let due = other
            .kind
            .spec()
            .field("due")
            .and_then(|field| other.fields.date(field.id))
            .map(|date| format!("  {}", session.date_short(date)))
            .unwrap_or_default();
        lines.push(
            CardLine::new(session.kind_name(other.kind), format!("{}{due}", other.title(session.lang)))
                .with(role)
                .to(other.reference),
        );
    }
}

fn person_lines(session: &Session, record: &Record, lines: &mut Vec<CardLine>) {
    for post in tenures::posts_held(&session.desk, record.reference, session.today()) {
        lines.push(CardLine::new(session.say("card-holds"), post.title(session.lang).to_owned()).to(post.reference));
    }
}

fn post_lines(session: &Session, record: &Record, lines: &mut Vec<CardLine>) {
    lines.push(holder_line(session, record));
    before(session, record, lines);
}

fn body_lines(session: &Session, record: &Record, lines: &mut Vec<CardLine>) {
    for seat in bodies::seats(&session.desk, record, session.today()) {
        let institution = seat
            .institution
            .map(|institution| session.title(institution))
            .or_else(|| seat.label.map(|label| label.best(session.lang).to_owned()))
            .unwrap_or_default();
        let who: Vec<String> = seat
            .holders
            .iter()
            .filter_map(|holder| holder.person.or(holder.post))
            .map(|who| session.title(who))
            .collect();
        let role = if who.is_empty() { Role::Warning } else { Role::Normal };
        let who = if who.is_empty() { session.say("card-vacant") } else { who.join(session.lang.semicolon()) };
        lines.push(CardLine::new(institution, who).with(role));
    }
    for meeting in bodies::sessions(&session.desk, record.reference).into_iter().take(5) {
        let status = session.label("meeting_state", meeting.fields.text(meeting::STATUS.id).unwrap_or("draft"));
        let date = meeting.date().map(|date| session.date_short(&date)).unwrap_or_default();
        lines.push(
            CardLine::new(
                session.kind_name(Kind::Meeting),
                format!("{date}  {}  {status}", meeting.title(session.lang)),
            )
            .to(meeting.reference),
        );
    }
}

fn field_lines(session: &Session, field: &Field, value: &Value, lines: &mut Vec<CardLine>) {
    let label = session.field_name(field);
    match (field.item_shape(), value) {
        (Shape::Part(_), Value::List(parts)) => {
            for (place, part) in parts.iter().enumerate() {
                let label = if place == 0 { label.clone() } else { String::new() };
                lines.push(CardLine::new(label, session.speaker().say(&field.item_shape(), part)));
            }
        }
        (_, value) => {
            let line = CardLine::new(label, session.speaker().say(&field.shape, value));
            lines.push(match value {
                Value::Link(reference) => line.to(*reference),
                _ => line,
            });
        }
    }
}

/// What else links to the record.
fn linking<'s>(session: &'s Session, record: &'s Record) -> impl Iterator<Item = CardLine> + 's {
    let skipped = move |other: &Record| {
        record.kind == Kind::Partner && (life::is_open(other) || matches!(other.kind, Kind::Post | Kind::Engagement))
    };
    let others = session.desk.linking_to(record.reference).filter(move |other| !skipped(other)).take(20);
    others.map(|other| {
        let title = other.title(session.lang);
        let value = match how_it_stands(session, record, other) {
            Some(how) => format!("{} · {how}", text::isolate(title)),
            None => title.to_owned(),
        };
        CardLine::new(session.kind_name(other.kind), value).with(Role::Dim).to(other.reference)
    })
}

/// What binds another partner to this one from its side, or how an instrument stands today.
fn how_it_stands(session: &Session, record: &Record, other: &Record) -> Option<String> {
    match other.kind {
        Kind::Partner => {
            let binds = |bond: &&Fields| bond.link(partner::relation::TO.id) == Some(record.reference);
            let bond = other.fields.parts(partner::RELATIONS.id).find(binds)?;
            Some(session.label("relation_kind", bond.text(partner::relation::TYPE.id)?))
        }
        Kind::Instrument => Some(session.label("instrument_status", life::instrument_status(other, session.today()))),
        _ => None,
    }
}

/// Draws a card: what the record is, then its lines with labels in one column. The title stands there only where no list
/// above shows it: nearly half of what changes from one card to the next would be said twice. On a slow line a card
/// comes when the keys pause.
pub fn draw(canvas: &mut Canvas<'_>, session: &Session, record: &Record, is_listed: bool) {
    let number = text::isolate_ltr(&record.reference.to_string());
    let kind = record
        .type_code()
        .and_then(|code| type_label(session, record, code))
        .unwrap_or_else(|| session.kind_name(record.kind));
    let title = if is_listed { String::new() } else { format!("{}  ", record.title(session.lang)) };
    let column = canvas.rule(0) + 1;
    canvas.line(0, column, &[Span::new(title, Role::Title), Span::new(format!("{kind} {number}"), Role::Dim)]);
    draw_lines(canvas, 1, &lines(session, record));
    canvas.can_wait();
}

fn type_label(session: &Session, record: &Record, code: &str) -> Option<String> {
    match record.kind.spec().field("type")?.shape {
        Shape::Code(vocabulary) => Some(session.label(vocabulary, code)),
        _ => None,
    }
}

/// Draws lines of a card from a row on.
pub fn draw_lines(canvas: &mut Canvas<'_>, from: usize, lines: &[CardLine]) {
    let width = canvas.width();
    let label_room = (width / 3).min(26);
    for (row, line) in (from..).zip(lines) {
        if row >= canvas.height() {
            return;
        }
        canvas.text(row, 0, label_room.saturating_sub(1), &line.label, Role::Label);
        canvas.text(row, label_room, width.saturating_sub(label_room), &line.value, line.role);
    }
}
