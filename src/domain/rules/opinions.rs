//! Opinions that institutions give on an item before the session: who is asked, until when, and what came back.
//!
//! An opinion hangs on the number that the item has for ever, so that it stays with the item wherever that moves.

use super::agenda::Agenda;
use crate::domain::desk::Desk;
use crate::domain::kinds::body::OPINION_DAYS;
use crate::domain::kinds::meeting::{self, OPINIONS, item, opinion};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Value};
use crate::lang::date::PDate;
use crate::limits;
use jiff::civil::Date;

/// Where an opinion stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Asked, and there is time.
    Awaited,
    /// Asked, and the day has passed.
    Late,
    /// Given.
    Given,
}

impl Standing {
    /// Of an opinion on a day.
    pub fn of(part: &Fields, today: Date) -> Standing {
        let due = part.date(opinion::DUE.id).and_then(PDate::latest);
        match due {
            _ if part.get(opinion::TYPE.id).is_some() => Standing::Given,
            Some(due) if due < today => Standing::Late,
            _ => Standing::Awaited,
        }
    }

    /// The key of its message.
    pub fn message(self) -> &'static str {
        match self {
            Standing::Awaited => "opinion-awaited",
            Standing::Late => "opinion-late",
            Standing::Given => "opinion-given",
        }
    }

    /// Its name in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Awaited => "awaited",
            Standing::Late => "late",
            Standing::Given => "given",
        }
    }
}

/// Why an opinion cannot be asked or noted so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpinionError {
    /// No item has that place.
    NoSuchItem,
    /// The institution was asked for its opinion on this item already.
    AskedAlready,
    /// The institution was not asked.
    NotAsked,
    /// The list is full ([`limits::LIST_LEN`]).
    Full,
}

/// An opinion as it comes in.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// Code of `opinion_kind`.
    pub kind: &'a str,
    /// In words.
    pub text: Option<String>,
    /// The day.
    pub on: Date,
}

/// The opinions asked on the item of that number, in the order in which they were asked.
pub fn of_item(session: &Record, number: i64) -> impl Iterator<Item = &Fields> {
    session.fields.parts(OPINIONS.id).filter(move |part| part.number(opinion::ITEM.id) == Some(number))
}

/// The opinions that are still to come on items of a session that has not been held, the most urgent first.
pub fn awaited(session: &Record) -> Vec<&Fields> {
    if !matches!(session.status_code(), None | Some("draft" | "convened" | "postponed")) {
        return Vec::new();
    }
    let agenda = Agenda::of(session);
    let stands = |part: &&Fields| {
        let number = part.number(opinion::ITEM.id);
        part.get(opinion::TYPE.id).is_none() && number.is_some_and(|number| agenda.place_of_item(number).is_some())
    };
    let mut all: Vec<&Fields> = session.fields.parts(OPINIONS.id).filter(stands).collect();
    all.sort_by_key(|part| part.date(opinion::DUE.id).map_or((true, None), |due| (false, Some(due.sort_key()))));
    all
}

/// The day until which an opinion is awaited where nobody says another: so many days from today as the body gives, and never
/// after the day before the session; nothing where neither is known.
pub fn usual_due(desk: &Desk, session: &Record, today: Date) -> Option<Date> {
    let body = session.fields.link(meeting::BODY.id).and_then(|body| desk.get(body));
    let days = body.and_then(|body| body.fields.number(OPINION_DAYS.id));
    let by_rule = days.and_then(|days| today.checked_add(jiff::Span::new().try_days(days).ok()?).ok());
    let eve = session.fields.instant(meeting::START.id).and_then(|start| start.wall.date().yesterday().ok());
    by_rule.into_iter().chain(eve).min().map(|due| due.max(today))
}

/// The session with the opinion of an institution asked on the item at a place.
///
/// # Errors
/// [`OpinionError`].
pub fn ask(session: &Record, place: usize, institution: Ref, due: Option<PDate>) -> Result<Fields, OpinionError> {
    let number = number_at(session, place)?;
    if of_item(session, number).any(|part| part.link(opinion::INSTITUTION.id) == Some(institution)) {
        return Err(OpinionError::AskedAlready);
    }
    if session.fields.list(OPINIONS.id).len() >= limits::LIST_LEN {
        return Err(OpinionError::Full);
    }
    let mut part = Fields::new().with(opinion::ITEM.id, number).with(opinion::INSTITUTION.id, institution);
    part.set(opinion::DUE.id, due.map(Value::Date));
    Ok(put_back(session, |parts| parts.push(part)))
}

/// The session with the opinion that an institution gave; one that it gave before is written over.
///
/// # Errors
/// [`OpinionError`].
pub fn give(session: &Record, place: usize, institution: Ref, given: Given<'_>) -> Result<Fields, OpinionError> {
    let number = number_at(session, place)?;
    let mut is_asked = false;
    let fields = put_back(session, |parts| {
        if let Some(part) = parts.iter_mut().find(|part| is_of(part, number, institution)) {
            is_asked = true;
            part.set(opinion::TYPE.id, Some(Value::Code(given.kind.to_owned())));
            part.set(opinion::TEXT.id, given.text.filter(|text| !text.trim().is_empty()).map(Value::Text));
            part.set(opinion::GIVEN.id, Some(Value::Date(PDate::from(given.on))));
        }
    });
    if is_asked { Ok(fields) } else { Err(OpinionError::NotAsked) }
}

/// The session with an opinion no longer asked.
///
/// # Errors
/// [`OpinionError`].
pub fn withdraw(session: &Record, place: usize, institution: Ref) -> Result<Fields, OpinionError> {
    let number = number_at(session, place)?;
    let before = session.fields.list(OPINIONS.id).len();
    let fields = put_back(session, |parts| parts.retain(|part| !is_of(part, number, institution)));
    if fields.list(OPINIONS.id).len() < before { Ok(fields) } else { Err(OpinionError::NotAsked) }
}

/// Takes the opinions on items that leave for another session along: `numbers` pairs the number that an item has here with the
/// one that it gets there. Answers the opinions of this session and of the other.
pub fn moved(from: &Record, to: &Record, numbers: &[(i64, i64)]) -> (Value, Value) {
    let there = |part: &Fields| {
        let number = part.number(opinion::ITEM.id)?;
        numbers.iter().find(|(here, _)| *here == number).map(|(_, there)| *there)
    };
    let (mut stay, mut other) = (Vec::new(), to.fields.list(OPINIONS.id).to_vec());
    for part in from.fields.parts(OPINIONS.id) {
        match there(part) {
            Some(number) => other.push(Value::Part(part.clone().with(opinion::ITEM.id, number))),
            None => stay.push(Value::Part(part.clone())),
        }
    }
    (Value::List(stay), Value::List(other))
}

fn is_of(part: &Fields, number: i64, institution: Ref) -> bool {
    part.number(opinion::ITEM.id) == Some(number) && part.link(opinion::INSTITUTION.id) == Some(institution)
}

fn number_at(session: &Record, place: usize) -> Result<i64, OpinionError> {
    let agenda = Agenda::of(session);
    agenda.items().get(place).and_then(|fields| fields.number(item::ITEM.id)).ok_or(OpinionError::NoSuchItem)
}

fn put_back(session: &Record, change: impl FnOnce(&mut Vec<Fields>)) -> Fields {
    let mut parts: Vec<Fields> = session.fields.parts(OPINIONS.id).cloned().collect();
    change(&mut parts);
    let mut fields = session.fields.clone();
    fields.set(OPINIONS.id, Some(Value::List(parts.into_iter().map(Value::Part).collect())));
    fields
}
