//! Timelines: everything that bears a date, past and future in one order, of one record or of all.
//!
//! Partial dates sort by the earliest day they may mean, the more exact first; they are shown
//! as they are known, never filled up.

use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::{engagement, instrument, meeting, post};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::lang::date::PDate;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// One line of a timeline.
#[derive(Clone, Debug, PartialEq)]
pub struct Moment {
    /// When.
    pub date: PDate,
    /// The record.
    pub reference: Ref,
    /// What happened to it, as a code of `instrument_event`, for the events of instruments.
    pub event: Option<String>,
    /// How deep it is: a line of a visit's programme is one deeper than the visit.
    pub depth: u8,
}

/// The timeline of the desk, or of one record and what belongs to it, between two days (both included).
pub fn timeline(desk: &Desk, of: Option<Ref>, from: Option<Date>, to: Option<Date>) -> Vec<Moment> {
    let related = of.map(|reference| related(desk, reference));
    let mut moments = Vec::new();
    match &related {
        Some(related) => {
            related.iter().filter_map(|reference| desk.get(*reference)).for_each(|record| push(record, &mut moments))
        }
        None => [Kind::Engagement, Kind::Instrument, Kind::Meeting, Kind::Commitment]
            .into_iter()
            .flat_map(|kind| desk.of_kind(kind))
            .for_each(|record| push(record, &mut moments)),
    }
    moments.retain(|moment| within(&moment.date, from, to));
    // The key of a date is made once a moment: making it is most of what sorting takes.
    moments.sort_by_cached_key(|moment| (moment.date.sort_key(), moment.reference));
    moments
}

/// How many of these days lie in each of the last months, the month of `today` last; what is to come is none of them.
pub fn by_month(days: impl Iterator<Item = Date>, today: Date, months: usize) -> Vec<u32> {
    let month = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let mut counts = vec![0u32; months];
    for day in days.filter(|day| *day <= today) {
        let back = usize::try_from(month(today) - month(day)).unwrap_or(usize::MAX);
        if let Some(count) = months.checked_sub(back.saturating_add(1)).and_then(|place| counts.get_mut(place)) {
            *count += 1;
        }
    }
    counts
}

fn within(date: &PDate, from: Option<Date>, to: Option<Date>) -> bool {
    let after = from.is_none_or(|from| date.latest().is_none_or(|last| last >= from));
    let before = to.is_none_or(|to| date.earliest().is_none_or(|first| first <= to));
    after && before
}

fn push(record: &Record, moments: &mut Vec<Moment>) {
    match record.kind {
        Kind::Instrument => {
            for event in record.fields.parts(instrument::EVENTS.id) {
                if let Some(date) = event.date(instrument::event::DATE.id) {
                    moments.push(Moment {
                        date: date.clone(),
                        reference: record.reference,
                        event: event.text(instrument::event::TYPE.id).map(str::to_owned),
                        depth: 0,
                    });
                }
            }
        }
        Kind::Engagement | Kind::Meeting | Kind::Commitment | Kind::Decision | Kind::Letter | Kind::Study => {
            if let Some(date) = record.date() {
                let depth =
                    u8::from(record.fields.link(engagement::PARENT.id).is_some() && record.kind == Kind::Engagement);
                moments.push(Moment { date, reference: record.reference, event: None, depth });
            }
        }
        _ => {}
    }
}

/// The dated records that belong to a record: those that link to it, to its posts or (for a body) its
/// sessions; with children of engagements. A state gathers what its missions and organs take part in.
pub fn related(desk: &Desk, reference: Ref) -> BTreeSet<Ref> {
    let mut centres = BTreeSet::from([reference]);
    for record in desk.linking_to(reference) {
        let belongs = match record.kind {
            Kind::Post => record.fields.link(post::PARTNER.id) == Some(reference),
            Kind::Partner => record.fields.link(crate::domain::kinds::partner::PARENT.id) == Some(reference),
            Kind::Meeting => record.fields.link(meeting::BODY.id) == Some(reference),
            _ => false,
        };
        if belongs {
            centres.insert(record.reference);
        }
    }
    let mut found: BTreeSet<Ref> =
        centres.iter().flat_map(|centre| desk.linking_to(*centre)).map(|record| record.reference).collect();
    found.insert(reference);
    let children: Vec<Ref> = found
        .iter()
        .flat_map(|parent| desk.linking_to(*parent))
        .filter(|child| {
            child.kind == Kind::Engagement
                && child.fields.link(engagement::PARENT.id).is_some_and(|parent| found.contains(&parent))
        })
        .map(|child| child.reference)
        .collect();
    found.extend(children);
    found
}
