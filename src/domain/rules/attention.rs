//! What asks for attention on a day: the morning look over the whole desk.
//!
//! Each [`Matter`] is one question that staff ask at eight in the morning, and its answer is the very records that are
//! counted. Partial dates count only where they say enough: an engagement of "November 2026" is not one of today.

use super::timeline::by_month;
use super::{life, opinions, sessions, tenures};
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::meeting::opinion;
use crate::domain::kinds::{body, engagement, instrument, letter, post};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::lang::date::{PDate, day_number};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Days of the week to come.
const WEEK_DAYS: i64 = 7;
/// Days before the end of an instrument, or before the last day to give notice, from which it asks for attention.
const INSTRUMENT_DAYS: i64 = 90;
/// Days before a session is due from which it asks for attention, where the body has no longer notice.
const SESSION_DAYS: i64 = 30;
/// Months without a contact after which a partner is silent.
const SILENT_MONTHS: i64 = 6;

/// A question of the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// Engagements and sessions of the day.
    Today,
    /// Those of the seven days after it.
    Week,
    /// Letters whose answer is due within the week or was due before, and has not been sent.
    Replies,
    /// Actions, decisions and commitments past their last day.
    Late,
    /// Those due today or within the week.
    Due,
    /// Bodies whose next session is due by their periodicity and not yet in preparation.
    Sessions,
    /// Instruments in force that end soon, or whose last day to give notice comes soon.
    Instruments,
    /// Partners that there was contact with, but none for six months and none planned.
    Silent,
    /// Records that changed since the desk was last looked at.
    Changed,
}

impl Matter {
    /// All of them in the order of the morning.
    pub const ALL: [Matter; 9] = [
        Matter::Today,
        Matter::Week,
        Matter::Replies,
        Matter::Late,
        Matter::Due,
        Matter::Sessions,
        Matter::Instruments,
        Matter::Silent,
        Matter::Changed,
    ];

    /// Its name in messages and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Matter::Today => "today",
            Matter::Week => "week",
            Matter::Replies => "replies",
            Matter::Late => "late",
            Matter::Due => "due",
            Matter::Sessions => "sessions",
            Matter::Instruments => "instruments",
            Matter::Silent => "silent",
            Matter::Changed => "changed",
        }
    }
}

/// One record that asks for attention.
#[derive(Clone, Debug, PartialEq)]
pub struct Concern {
    /// The record.
    pub reference: Ref,
    /// The day that matters: of the event, of the end, of the last contact. None where it is the change that counts.
    pub date: Option<PDate>,
}

/// What a desk is asked.
#[derive(Clone, Copy, Debug)]
pub struct Morning<'d> {
    /// The desk.
    pub desk: &'d Desk,
    /// The day.
    pub today: Date,
    /// The revision up to which everything has been seen.
    pub seen: u64,
}

impl Morning<'_> {
    /// Every matter with its records, the most pressing first.
    pub fn all(&self) -> BTreeMap<Matter, Vec<Concern>> {
        Matter::ALL.into_iter().map(|matter| (matter, self.of(matter))).collect()
    }

    /// The records of one matter, the most pressing first.
    pub fn of(&self, matter: Matter) -> Vec<Concern> {
        let mut found = match matter {
            Matter::Today => self.events(self.today, self.today),
            Matter::Week => self.events(self.after(1), self.after(WEEK_DAYS)),
            Matter::Replies => self.replies(),
            Matter::Late => self.open(|record| life::is_late(record, self.today)),
            Matter::Due => self.open(|record| {
                let due = due(record).and_then(PDate::latest);
                due.is_some_and(|last| last >= self.today && last <= self.after(WEEK_DAYS))
            }),
            Matter::Sessions => self.sessions(),
            Matter::Instruments => self.instruments(),
            Matter::Silent => return self.silent(),
            Matter::Changed => return self.changed(),
        };
        found.sort_by_key(|concern| (concern.date.as_ref().map(PDate::sort_key), concern.reference));
        found
    }

    fn after(&self, days: i64) -> Date {
        self.today.checked_add(jiff::Span::new().days(days)).unwrap_or(Date::MAX)
    }

    /// What takes place between two days; a date that leaves more than a week open does not say that it does.
    fn events(&self, from: Date, to: Date) -> Vec<Concern> {
        let kinds = [Kind::Meeting, Kind::Engagement].into_iter();
        let records = kinds.flat_map(|kind| self.desk.of_kind(kind));
        let is_off = |record: &Record| matches!(record.status_code(), Some("cancelled" | "postponed"));
        let takes_place = |record: &&std::sync::Arc<Record>| {
            let days = record.date().and_then(|date| Some((date.earliest()?, date.latest()?)));
            days.is_some_and(|(first, last)| {
                let begins =
                    if from == self.today { first <= to && last >= from } else { first >= from && first <= to };
                begins && i64::from(day_number(last) - day_number(first)) <= WEEK_DAYS
            })
        };
        records
            .filter(|record| !is_off(record))
            .filter(takes_place)
            .map(|record| Concern { reference: record.reference, date: record.date() })
            .collect()
    }

    fn replies(&self) -> Vec<Concern> {
        let letters = || self.desk.of_kind(Kind::Letter);
        let answered: BTreeSet<Ref> = letters().filter_map(|record| record.fields.link(letter::ANSWERS.id)).collect();
        let is_due = |due: &PDate| due.latest().is_some_and(|last| last <= self.after(WEEK_DAYS));
        letters()
            .filter(|record| !answered.contains(&record.reference))
            .filter_map(|record| Some((record, record.fields.date(letter::REPLY_DUE.id)?)))
            .filter(|(_, due)| is_due(due))
            .map(|(record, due)| Concern { reference: record.reference, date: Some(due.clone()) })
            .chain(self.opinions())
            .collect()
    }

    /// The sessions for which an opinion is awaited within a week.
    fn opinions(&self) -> Vec<Concern> {
        let sessions = self.desk.of_kind(Kind::Meeting);
        let first = sessions.filter_map(|session| {
            let due = opinions::awaited(session).first()?.date(opinion::DUE.id)?;
            (due.latest()? <= self.after(WEEK_DAYS))
                .then(|| Concern { reference: session.reference, date: Some(due.clone()) })
        });
        first.collect()
    }

    fn open(&self, is_wanted: impl Fn(&Record) -> bool) -> Vec<Concern> {
        let kinds = [Kind::Action, Kind::Decision, Kind::Commitment].into_iter();
        kinds
            .flat_map(|kind| self.desk.of_kind(kind))
            .filter(|record| life::is_open(record) && is_wanted(record))
            .map(|record| Concern { reference: record.reference, date: due(record).cloned() })
            .collect()
    }

    fn sessions(&self) -> Vec<Concern> {
        let bodies = self.desk.of_kind(Kind::Body);
        let due = bodies.filter(|record| record.fields.date(body::DISSOLVED.id).is_none()).filter_map(|record| {
            let notice = record.fields.number(body::NOTICE_DAYS.id).unwrap_or(0).max(SESSION_DAYS);
            let due = sessions::next_due(self.desk, record)?;
            let is_near = due <= self.after(notice) && sessions::in_preparation(self.desk, record.reference).is_none();
            is_near.then(|| Concern { reference: record.reference, date: Some(PDate::from(due)) })
        });
        due.collect()
    }

    fn instruments(&self) -> Vec<Concern> {
        let in_force = |record: &&std::sync::Arc<Record>| life::instrument_status(record, self.today) == "in_force";
        let near = self.desk.of_kind(Kind::Instrument).filter(in_force).filter_map(|record| {
            let end = record.fields.date(instrument::EXPIRES.id)?.earliest()?;
            // Where a text renews itself, or needs notice, the day to act on comes before the end.
            let notice = record.fields.number(instrument::NOTICE_DAYS.id).unwrap_or(0);
            let last = end.checked_sub(jiff::Span::new().days(notice)).ok()?;
            let day = if last >= self.today { last } else { end };
            (day >= self.today && day <= self.after(INSTRUMENT_DAYS))
                .then(|| Concern { reference: record.reference, date: Some(PDate::from(day)) })
        });
        near.collect()
    }

    /// Those silent for the shortest time first: they can still be written to without an excuse.
    fn silent(&self) -> Vec<Concern> {
        let Ok(border) = self.today.checked_sub(jiff::Span::new().months(SILENT_MONTHS)) else { return Vec::new() };
        let mut last: BTreeMap<Ref, Date> = BTreeMap::new();
        for record in self.desk.of_kind(Kind::Engagement) {
            let Some(day) = record.date().and_then(|date| date.latest()) else { continue };
            for partner in self.partners_of(record, day) {
                last.entry(partner).and_modify(|known| *known = day.max(*known)).or_insert(day);
            }
        }
        let silent = last.into_iter().filter(|(partner, day)| *day < border && self.desk.get(*partner).is_some());
        let mut silent: Vec<(Date, Ref)> = silent.map(|(partner, day)| (day, partner)).collect();
        silent.sort_by_key(|(day, partner)| (Reverse(*day), *partner));
        silent.into_iter().map(|(day, reference)| Concern { reference, date: Some(PDate::from(day)) }).collect()
    }

    /// The partners that take part in an engagement themselves, or by their posts and those who hold them.
    fn partners_of(&self, record: &Record, day: Date) -> BTreeSet<Ref> {
        let mut partners = BTreeSet::new();
        for part in record.fields.parts(engagement::PARTICIPANTS.id) {
            let who = part.link(engagement::participant::WHO.id).and_then(|who| self.desk.get(who));
            match who {
                Some(who) if who.kind == Kind::Partner => drop(partners.insert(who.reference)),
                Some(who) if who.kind == Kind::Post => partners.extend(who.fields.link(post::PARTNER.id)),
                Some(who) if who.kind == Kind::Person => {
                    let posts = tenures::posts_held(self.desk, who.reference, day).into_iter();
                    partners.extend(posts.filter_map(|held| held.fields.link(post::PARTNER.id)));
                }
                _ => {}
            }
        }
        partners
    }

    /// The newest change first.
    fn changed(&self) -> Vec<Concern> {
        let mut changed: Vec<&Record> =
            self.desk.records().filter(|record| record.rev > self.seen).map(AsRef::as_ref).collect();
        changed.sort_by_key(|record| (Reverse(record.rev), record.reference));
        changed.into_iter().map(|record| Concern { reference: record.reference, date: None }).collect()
    }
}

/// The last day of an action, decision or commitment.
fn due(record: &Record) -> Option<&PDate> {
    record.kind.spec().field("due").and_then(|field| record.fields.date(field.id))
}

/// How many engagements and sessions there were in each of the last months, the month of `today` last.
pub fn activity(desk: &Desk, today: Date, months: usize) -> Vec<u32> {
    let records = [Kind::Engagement, Kind::Meeting].into_iter().flat_map(|kind| desk.of_kind(kind));
    by_month(records.filter_map(|record| record.date()?.earliest()), today, months)
}

/// How many actions are done, and how many are late.
pub fn done_and_late(desk: &Desk, today: Date) -> (usize, usize) {
    let actions = || desk.of_kind(Kind::Action);
    (
        actions().filter(|action| action.status_code() == Some("done")).count(),
        actions().filter(|action| life::is_late(action, today)).count(),
    )
}
