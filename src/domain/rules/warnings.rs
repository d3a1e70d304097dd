//! What stands against a session before it is convened: notice, holidays, Ramadan, people in two places, seats and
//! mandates, what is missing on the agenda.
//!
//! A warning is told and the secretary decides; the few that [`Warning::blocks`] are refused unless somebody insists.

use super::bodies::{self, SeatHolders};
use super::convening::recipients;
use super::quorum::{self, Rule};
use super::{calendar, carry, opinions, tenures};
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::body::{MANDATES, NOTICE_DAYS, mandate};
use crate::domain::kinds::meeting::opinion;
use crate::domain::kinds::{body, meeting};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::Fields;
use crate::lang::date::{Instant, PDate};
use crate::lang::{Lang, Lexicon};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Days after a session within which the end of a mandate is told: long enough to ask for a renewal by letter.
pub const MANDATE_NOTICE_DAYS: i32 = 60;
/// Minutes that a session without a planned end is taken to last.
const USUAL_MINUTES: i64 = 120;

/// One thing that stands against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Warning {
    /// Key of its message.
    pub code: &'static str,
    /// Values in the message.
    pub values: Vec<(&'static str, String)>,
    /// Whether it is refused unless somebody insists.
    pub blocks: bool,
}

/// Where warnings are looked for, and in whose language they name things.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The records.
    pub desk: &'a Desk,
    /// Tables of days and labels.
    pub lexicon: &'a Lexicon,
    /// The language of names.
    pub lang: Lang,
    /// The day of the convocation.
    pub today: Date,
}

impl Look<'_> {
    /// Everything that stands against convening a session today.
    pub fn before_convening(&self, session: &Record) -> Vec<Warning> {
        let mut found = Vec::new();
        if session.fields.list(meeting::AGENDA.id).is_empty() {
            found.push(block("warning-empty-agenda", vec![]));
        }
        self.titles(session, &mut found);
        let Some(start) = session.fields.instant(meeting::START.id) else {
            found.push(block("warning-no-start", vec![]));
            return found;
        };
        let Some(body) = session.fields.link(meeting::BODY.id).and_then(|body| self.desk.get(body)) else {
            return found;
        };
        self.notice(body, start, &mut found);
        self.days(start, &mut found);
        self.seats(body, start.wall.date(), &mut found);
        self.people(session, body, start, &mut found);
        self.papers(session, &mut found);
        found
    }

    fn name(&self, reference: Ref) -> String {
        self.desk.get(reference).map_or_else(|| reference.to_string(), |record| record.title(self.lang).to_owned())
    }

    fn titles(&self, session: &Record, found: &mut Vec<Warning>) {
        let agenda = super::agenda::Agenda::of(session);
        for lang in [Lang::Ar, Lang::Fr] {
            let lacks =
                |fields: &Fields| fields.text3(meeting::item::TITLE.id).is_none_or(|title| title.get(lang).is_none());
            let numbers = agenda.numbers().into_iter().zip(agenda.items()).filter(|(_, fields)| lacks(fields));
            let numbers: Vec<String> = numbers.map(|(number, _)| number).collect();
            if !numbers.is_empty() {
                let code = if lang == Lang::Ar { "warning-no-arabic-title" } else { "warning-no-french-title" };
                found.push(tell(code, vec![("numbers", numbers.join(self.lang.comma()))]));
            }
        }
    }

    fn notice(&self, body: &Record, start: &Instant, found: &mut Vec<Warning>) {
        let days = i64::from(days_between(self.today, start.wall.date()));
        if days < 0 {
            found.push(block("warning-past", vec![("date", start.wall.date().to_string())]));
        } else if let Some(needed) = body.fields.number(NOTICE_DAYS.id).filter(|needed| days < *needed) {
            found.push(block("warning-notice", vec![("days", days.to_string()), ("needed", needed.to_string())]));
        }
    }

    fn days(&self, start: &Instant, found: &mut Vec<Warning>) {
        let day = start.wall.date();
        if let Some(holiday) = calendar::holiday(self.lexicon, day) {
            found.push(tell("warning-holiday", vec![("name", holiday.label(self.lang).to_owned())]));
        }
        if calendar::is_weekend(day) {
            found.push(tell("warning-weekend", vec![]));
        }
        if let Some(ramadan) = calendar::ramadan(self.lexicon, day) {
            let (first, last) = calendar::RAMADAN_HOURS;
            let hour = start.wall.time();
            if hour < first || hour >= last {
                let hours = format!("{}–{}", first.strftime("%H:%M"), last.strftime("%H:%M"));
                found.push(tell(
                    "warning-ramadan",
                    vec![("name", ramadan.label(self.lang).to_owned()), ("hours", hours)],
                ));
            }
        }
    }

    fn seats(&self, body: &Record, day: Date, found: &mut Vec<Warning>) {
        let seats = bodies::seats(self.desk, body, day);
        for seat in seats.iter().filter(|seat| seat.holders.iter().all(|holder| holder.person.is_none())) {
            let ended = mandates_of(body, seat.number).filter_map(|part| part.date(mandate::UNTIL.id)?.earliest());
            match ended.filter(|end| *end <= day).max() {
                Some(end) => found
                    .push(tell("warning-mandate-expired", vec![("seat", self.seat(seat)), ("date", end.to_string())])),
                None => found.push(tell("warning-vacant-seat", vec![("seat", self.seat(seat))])),
            }
        }
        let filled = seats.iter().filter(|seat| seat.holders.iter().any(|holder| holder.person.is_some()));
        let alone = filled.filter(|seat| quorum::has_vote(seat) && !seat.holders.iter().any(|holder| holder.alternate));
        let alone: Vec<String> = alone.map(|seat| self.seat(seat)).collect();
        if !alone.is_empty() {
            found.push(tell("warning-no-alternate", vec![("seats", alone.join(self.lang.comma()))]));
        }
        for seat in &seats {
            let ends = mandates_of(body, seat.number).filter_map(|part| part.date(mandate::UNTIL.id)?.earliest());
            for end in ends.filter(|end| *end > day && days_between(day, *end) <= MANDATE_NOTICE_DAYS) {
                found.push(tell("warning-mandate-ends", vec![("seat", self.seat(seat)), ("date", end.to_string())]));
            }
        }
        if let Err(quorum::UnreadNeed(words)) = Rule::of(body) {
            found.push(tell("warning-quorum-unread", vec![("value", words)]));
        }
    }

    fn seat(&self, seat: &SeatHolders<'_>) -> String {
        let label = seat.label.map(|label| label.best(self.lang).to_owned());
        label
            .or_else(|| seat.institution.map(|institution| self.name(institution)))
            .unwrap_or_else(|| seat.number.to_string())
    }

    /// Members who sit in another session at the same time.
    fn people(&self, session: &Record, body: &Record, start: &Instant, found: &mut Vec<Warning>) {
        let own = self.invited(session, body, start.wall.date());
        let (from, until) = hours(session, start);
        for other in self.desk.of_kind(Kind::Meeting).filter(|other| other.reference != session.reference) {
            let is_on = matches!(other.status_code(), Some("draft" | "convened" | "open" | "suspended"));
            let Some(other_start) = other.fields.instant(meeting::START.id).filter(|_| is_on) else { continue };
            let (other_from, other_until) = hours(other, other_start);
            if !is_before(&other_from, &until) || !is_before(&from, &other_until) {
                continue;
            }
            let Some(other_body) = other.fields.link(meeting::BODY.id).and_then(|body| self.desk.get(body)) else {
                continue;
            };
            for person in own.intersection(&self.invited(other, other_body, other_start.wall.date())) {
                let values = vec![("who", self.name(*person)), ("session", other.title(self.lang).to_owned())];
                found.push(tell("warning-two-sessions", values));
            }
        }
    }

    /// The titular members and those with a part in the session.
    fn invited(&self, session: &Record, body: &Record, day: Date) -> BTreeSet<Ref> {
        let parts = [meeting::CHAIR.id, meeting::SECRETARY.id, meeting::RAPPORTEUR.id];
        let parts =
            parts.into_iter().filter_map(|id| session.fields.link(id)).filter_map(|who| person_of(self.desk, who, day));
        let members = recipients(self.desk, body, day).into_iter().filter(|recipient| !recipient.alternate);
        members.filter_map(|recipient| recipient.person).chain(parts).collect()
    }

    fn papers(&self, session: &Record, found: &mut Vec<Warning>) {
        if let Some(previous) = carry::previous_session(self.desk, session)
            && previous.status_code() == Some("closed")
            && matches!(previous.fields.text(meeting::MINUTES_PHASE.id), None | Some("notes" | "draft"))
        {
            found.push(tell("warning-previous-minutes", vec![("session", previous.title(self.lang).to_owned())]));
        }
        let awaited = opinions::awaited(session).into_iter().filter_map(|part| part.link(opinion::INSTITUTION.id));
        let mut asked = BTreeSet::new();
        let awaited: Vec<String> = awaited
            .filter(|institution| asked.insert(*institution))
            .map(|institution| self.name(institution))
            .collect();
        if !awaited.is_empty() {
            found.push(tell("warning-opinions", vec![("who", awaited.join(self.lang.semicolon()))]));
        }
        let forgotten = carry::forgotten(self.desk, session, self.today);
        if !forgotten.is_empty() {
            let titles: Vec<&str> = forgotten.iter().map(|candidate| candidate.title.best(self.lang)).collect();
            found.push(tell("warning-forgotten", vec![("titles", titles.join(self.lang.semicolon()))]));
        }
    }
}

fn tell(code: &'static str, values: Vec<(&'static str, String)>) -> Warning {
    Warning { code, values, blocks: false }
}

fn block(code: &'static str, values: Vec<(&'static str, String)>) -> Warning {
    Warning { code, values, blocks: true }
}

/// Whole days from one to the other; negative where the other lies before.
pub fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}

fn mandates_of(body: &Record, seat: i64) -> impl Iterator<Item = &Fields> {
    body.fields.parts(MANDATES.id).filter(move |part| part.number(mandate::SEAT.id) == Some(seat))
}

/// Whether one moment is before another, by the wall where both hang on the same: the offset that was written with a
/// session is that of an older zone table where the rules have changed since.
fn is_before(one: &Instant, other: &Instant) -> bool {
    if one.zone == other.zone { one.wall < other.wall } else { one < other }
}

/// The planned hours of a session.
fn hours(session: &Record, start: &Instant) -> (Instant, Instant) {
    let end = session.fields.instant(meeting::END.id).filter(|end| *end > start).cloned();
    (start.clone(), end.or_else(|| start.after_minutes(USUAL_MINUTES)).unwrap_or_else(|| start.clone()))
}

/// The person that a person or a post means on a day.
pub fn person_of(desk: &Desk, who: Ref, day: Date) -> Option<Ref> {
    let record = desk.get(who)?;
    match record.kind {
        Kind::Person => Some(record.reference),
        Kind::Post => tenures::holder(record, day).map(|holder| desk.resolve(holder.person)),
        _ => None,
    }
}

/// A mandate, a term or a seat that has ended or is about to, over all bodies.
#[derive(Clone, Debug, PartialEq)]
pub struct Ending {
    /// The body.
    pub body: Ref,
    /// The seat.
    pub seat: i64,
    /// Who holds the mandate.
    pub holder: Option<Ref>,
    /// The first day without it.
    pub until: Date,
}

/// The mandates that end within so many days of a day, or have ended and nobody followed.
pub fn endings(desk: &Desk, day: Date, within_days: i32) -> Vec<Ending> {
    let bodies = desk.of_kind(Kind::Body).filter(|body| body.fields.get(body::DISSOLVED.id).is_none());
    let mut found: Vec<Ending> = bodies
        .flat_map(|body| {
            let seats = bodies::seats(desk, body, day);
            let is_held = move |seat: i64| {
                seats
                    .iter()
                    .any(|held| held.number == seat && held.holders.iter().any(|holder| holder.person.is_some()))
            };
            body.fields.parts(MANDATES.id).filter_map(move |part| {
                let until = part.date(mandate::UNTIL.id).and_then(PDate::earliest)?;
                let seat = part.number(mandate::SEAT.id)?;
                let is_due = if until > day { days_between(day, until) <= within_days } else { !is_held(seat) };
                is_due.then(|| Ending { body: body.reference, seat, holder: part.link(mandate::HOLDER.id), until })
            })
        })
        .collect();
    found.sort_by_key(|ending| (ending.until, ending.body, ending.seat));
    found
}
