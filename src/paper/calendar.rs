//! Sessions as calendar entries (RFC 5545): to be put into one's own calendar, to be answered, or all of a body.
//!
//! An entry keeps its identity for ever and counts up with every change, so that a calendar replaces what it had. Times are
//! those on the wall with the zone beside them, and the zone is written out from our own table.

mod guests;
mod ics;

use super::agenda;
use super::document::{CopyKind, Languages};
use crate::domain::kinds::{body, common, meeting};
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::bodies::sessions;
use crate::domain::rules::schedule::schedule;
use crate::domain::{Desk, Kind, Record, Ref};
use crate::lang::date::Instant;
use crate::lang::date::PDate;
use crate::lang::{Lang, Lexicon, zone};
use crate::limits;
use guests::Guest;
use ics::{Component, Moment};
use jiff::Span;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// What is written to a calendar.
pub struct Calendar<'a> {
    /// The desk.
    pub desk: &'a Desk,
    /// Messages and vocabularies.
    pub lexicon: &'a Lexicon,
    /// In which languages.
    pub languages: Languages,
    /// For whom.
    pub copy: CopyKind,
    /// When it is written, in milliseconds since 1970.
    pub now_ms: i64,
    /// A name that no other desk has, for the identity of entries.
    pub origin: &'a str,
}

/// An invitation, and who cannot get it.
pub struct Invitation {
    /// The calendar object.
    pub text: String,
    /// Who is invited and has no address of electronic mail.
    pub unreached: Vec<Ref>,
}

/// Why there is no calendar entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarError {
    /// The day of the session is not known.
    NoDay,
    /// Whose secretariat invites has no address of electronic mail.
    NoSender,
}

impl CalendarError {
    /// The key of its message.
    pub fn code(self) -> &'static str {
        match self {
            CalendarError::NoDay => "paper-no-day",
            CalendarError::NoSender => "paper-no-sender",
        }
    }
}

/// When a session is.
enum When {
    /// From an hour, perhaps to another.
    Hours(Instant, Option<Instant>),
    /// On a day.
    Day(Date),
}

impl Calendar<'_> {
    /// A session for one's own calendar.
    ///
    /// # Errors
    /// Its day is not known.
    pub fn entry(&self, session: &Record) -> Result<String, CalendarError> {
        let when = self.when(session).ok_or(CalendarError::NoDay)?;
        Ok(self.written("PUBLISH", None, vec![(self.event(session, &when), when)]))
    }

    /// A session to be answered: from the secretariat of the body to who was convened, or to its members where nobody was.
    ///
    /// # Errors
    /// Its day is not known, or the secretariat has no address.
    pub fn invitation(&self, session: &Record) -> Result<Invitation, CalendarError> {
        let when = self.when(session).ok_or(CalendarError::NoDay)?;
        let day = self.day(&when);
        let sender = guests::sender(self.desk, session, day).ok_or(CalendarError::NoSender)?;
        let (reached, unreached) = guests::guests(self.desk, session, day);
        let mut event = self.event(session, &when);
        event.sender(&sender.address, &self.name(sender.who));
        for guest in &reached {
            event.guest(guest, &self.name(guest.who));
        }
        let method = if is_off(session) { "CANCEL" } else { "REQUEST" };
        Ok(Invitation { text: self.written(method, None, vec![(event, when)]), unreached })
    }

    /// All sessions of a body, or of every body, whose day is known.
    pub fn feed(&self, of: Option<&Record>) -> String {
        let may_show = |session: &&Record| {
            let confidentiality = session.fields.text(common::CONFIDENTIALITY.id);
            confidentiality.is_none() || self.copy.holds(confidentiality)
        };
        let all = match of {
            Some(body) => sessions(self.desk, body.reference),
            None => self.desk.of_kind(Kind::Meeting).map(AsRef::as_ref).collect(),
        };
        let events = all.into_iter().filter(may_show).take(limits::CALENDAR_ENTRIES);
        let events = events.filter_map(|session| {
            let when = self.when(session)?;
            Some((self.event(session, &when), when))
        });
        let name =
            of.map_or_else(|| self.in_each(|lang| self.lexicon.say(lang, "paper-sessions")), |body| self.title(body));
        self.written("PUBLISH", Some(&name), events.collect())
    }

    fn written(&self, method: &str, name: Option<&str>, events: Vec<(Component, When)>) -> String {
        let mut spans: BTreeMap<&str, (Date, Date)> = BTreeMap::new();
        for (_, when) in &events {
            let When::Hours(start, end) = when else { continue };
            for instant in std::iter::once(start).chain(end) {
                let day = instant.wall.date();
                let span = spans.entry(instant.zone.as_str()).or_insert((day, day));
                *span = (span.0.min(day), span.1.max(day));
            }
        }
        // Programs remember a zone by its name: one that knew these days only would be wrong about the next file.
        let around = Span::new().days(limits::CALENDAR_ZONE_DAYS);
        let zones = spans.into_iter().filter_map(|(zone, (first, last))| {
            let (first, last) = (first.saturating_sub(around), last.saturating_add(around));
            Some((zone.to_owned(), zone::clock_changes(zone, first, last)?))
        });
        let zones = zones.collect();
        ics::calendar(method, name, zones, events.into_iter().map(|(event, _)| event).collect())
    }

    fn event(&self, session: &Record, when: &When) -> Component {
        let mut event = Component::event();
        event.identity(&["meeting", &session.reference.0.to_string(), self.origin].join("-"));
        event.stamp(zone::utc(self.now_ms).unwrap_or_default(), self.sequence(session));
        match when {
            When::Day(day) => {
                event.moment(ics::Which::Start, &Moment::Day(*day));
                event.moment(ics::Which::End, &Moment::Day(day.tomorrow().unwrap_or(*day)));
            }
            When::Hours(start, end) => {
                event.moment(ics::Which::Start, &moment(start));
                if let Some(end) = end {
                    event.moment(ics::Which::End, &moment(end));
                }
            }
        }
        event.summary(&self.title(session));
        event.place(
            &session
                .fields
                .text3(meeting::PLACE.id)
                .map_or_else(String::new, |place| self.in_each(|lang| place.best(lang).to_owned())),
        );
        event.description(&self.description(session, when));
        event.status(match session.status_code() {
            _ if is_off(session) => "CANCELLED",
            Some("draft") => "TENTATIVE",
            _ => "CONFIRMED",
        });
        event.class(match session.fields.text(common::CONFIDENTIALITY.id) {
            Some("public") => "PUBLIC",
            None | Some("internal") => "PRIVATE",
            Some(_) => "CONFIDENTIAL",
        });
        event
    }

    /// Grows with every change of the session and of who sits in its body.
    fn sequence(&self, session: &Record) -> i64 {
        let body = session.fields.link(meeting::BODY.id).and_then(|body| self.desk.get(body));
        let rev = session.rev.max(body.map_or(0, |body| body.rev));
        i64::from(i32::try_from(rev).unwrap_or(i32::MAX))
    }

    fn when(&self, session: &Record) -> Option<When> {
        let Some(start) = session.fields.instant(meeting::START.id) else {
            let date: PDate = session.date()?;
            return date.earliest().filter(|day| date.latest() == Some(*day)).map(When::Day);
        };
        let planned = session.fields.instant(meeting::END.id).filter(|end| *end > start).cloned();
        let minutes = || {
            let own = schedule(session, &Agenda::of(session)).total_minutes;
            let body = session.fields.link(meeting::BODY.id).and_then(|body| self.desk.get(body));
            let usual = body.and_then(|body| body.fields.number(body::DURATION.id)).unwrap_or(0);
            Some(if own > 0 { own } else { usual }).filter(|minutes| *minutes > 0)
        };
        let end = planned.or_else(|| start.after_minutes(minutes()?));
        Some(When::Hours(start.clone(), end))
    }

    fn day(&self, when: &When) -> Date {
        match when {
            When::Hours(start, _) => start.wall.date(),
            When::Day(day) => *day,
        }
    }

    /// The agenda, as the copy holds it.
    fn description(&self, session: &Record, when: &When) -> String {
        let document = agenda::agenda(session, self.desk, self.lexicon, self.languages, self.copy, self.day(when));
        let pages = document.pages.iter().map(|page| {
            let items = page.sections.iter().flat_map(|section| &section.lines);
            let items: Vec<String> = items.map(|line| format!("{} {}", line.number, line.text)).collect();
            if items.is_empty() { String::new() } else { format!("{}\n{}", page.heading, items.join("\n")) }
        });
        let pages: Vec<String> = pages.filter(|page| !page.is_empty()).collect();
        pages.join("\n\n")
    }

    /// The title in each language of the calendar.
    fn title(&self, record: &Record) -> String {
        self.in_each(|lang| record.title(lang).to_owned())
    }

    fn name(&self, who: Ref) -> String {
        self.desk.get(who).map_or_else(|| who.to_string(), |record| self.title(record))
    }

    fn in_each(&self, words: impl Fn(Lang) -> String) -> String {
        let mut said: Vec<String> = self.languages.list().into_iter().map(words).collect();
        said.dedup();
        said.join(" / ")
    }
}

fn is_off(session: &Record) -> bool {
    matches!(session.status_code(), Some("cancelled" | "postponed"))
}

/// A moment in its zone; in Greenwich's where it has none that is known.
fn moment(instant: &Instant) -> Moment {
    let day = instant.wall.date();
    match zone::clock_changes(&instant.zone, day, day) {
        Some(_) => Moment::Wall(instant.wall, instant.zone.clone()),
        None => Moment::Utc(zone::utc_of(instant).unwrap_or(instant.wall)),
    }
}
