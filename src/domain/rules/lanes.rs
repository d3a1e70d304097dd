//! Lanes: what lasts, beside what happens. Who held a post, who sits where, which strategy runs, which text is in force.

use super::life;
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::{body, instrument, partner, post, strategy};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::Fields;
use crate::lang::date::PDate;
use jiff::civil::Date;

/// What a lane is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    /// A person in a post.
    Tenure,
    /// A seat of a body held by a person or a post.
    Mandate,
    /// A relation between two partners.
    Relation,
    /// A strategy, or a part of one.
    Strategy,
    /// A text from its entry into force to its end.
    Instrument,
}

/// Something that lasts: the days are as early and as late as is known, open where nothing is.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// What it is about.
    pub sort: Sort,
    /// The record that Enter opens.
    pub reference: Ref,
    /// Whose lane it is, where that is another record: the person in a post, the holder of a seat.
    pub who: Option<Ref>,
    /// The first day.
    pub from: Option<Date>,
    /// The first day without it.
    pub until: Option<Date>,
}

impl Lane {
    /// Whether it lasts on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day < until)
    }
}

/// The lanes of a record and what belongs to it, or of the whole desk: strategies and texts in force. By their beginnings.
pub fn lanes(desk: &Desk, of: Option<Ref>, today: Date) -> Vec<Lane> {
    let mut lanes = Vec::new();
    match of.and_then(|reference| desk.get(reference)) {
        Some(record) => {
            of_record(desk, record, today, &mut lanes);
        }
        None => {
            let strategies = desk.of_kind(Kind::Strategy).filter(|record| level(record) == Some("strategy"));
            lanes.extend(strategies.map(|record| strategy_lane(record)));
            lanes.extend(desk.of_kind(Kind::Instrument).filter_map(|record| instrument_lane(record, today)));
        }
    }
    lanes.sort_by_key(|lane| (lane.sort, lane.from, lane.until, lane.reference, lane.who));
    lanes.dedup();
    lanes
}

fn of_record(desk: &Desk, record: &Record, today: Date, lanes: &mut Vec<Lane>) {
    let own = record.reference;
    match record.kind {
        Kind::Post => tenures(record, None, lanes),
        Kind::Body => mandates(record, &|_| true, lanes),
        Kind::Strategy => lanes.push(strategy_lane(record)),
        Kind::Instrument => lanes.extend(instrument_lane(record, today)),
        Kind::Partner => lanes.extend(record.fields.parts(partner::RELATIONS.id).filter_map(relation_lane)),
        _ => {}
    }
    for other in desk.linking_to(own) {
        match other.kind {
            Kind::Post if record.kind == Kind::Person => tenures(other, Some(own), lanes),
            Kind::Post => tenures(other, None, lanes),
            Kind::Body => mandates(other, &|holder| holder == own, lanes),
            Kind::Strategy => lanes.push(strategy_lane(other)),
            Kind::Instrument => lanes.extend(instrument_lane(other, today)),
            _ => {}
        }
    }
    if record.kind == Kind::Partner {
        let posts: Vec<Ref> =
            desk.linking_to(own).filter(|other| other.kind == Kind::Post).map(|p| p.reference).collect();
        for body in posts.iter().flat_map(|post| desk.linking_to(*post)).filter(|other| other.kind == Kind::Body) {
            mandates(body, &|holder| posts.contains(&holder), lanes);
        }
    }
}

fn tenures(post: &Record, only: Option<Ref>, lanes: &mut Vec<Lane>) {
    for part in post.fields.parts(post::TENURES.id) {
        let Some(person) = part.link(post::tenure::PERSON.id) else { continue };
        if only.is_none_or(|only| only == person) {
            let span = (part.date(post::tenure::FROM.id), part.date(post::tenure::UNTIL.id));
            lanes.push(lane(Sort::Tenure, post.reference, Some(person), span));
        }
    }
}

fn mandates(body: &Record, is_wanted: &dyn Fn(Ref) -> bool, lanes: &mut Vec<Lane>) {
    for part in body.fields.parts(body::MANDATES.id) {
        let Some(holder) = part.link(body::mandate::HOLDER.id).filter(|holder| is_wanted(*holder)) else { continue };
        let span = (part.date(body::mandate::FROM.id), part.date(body::mandate::UNTIL.id));
        lanes.push(lane(Sort::Mandate, body.reference, Some(holder), span));
    }
}

fn relation_lane(part: &Fields) -> Option<Lane> {
    let to = part.link(partner::relation::TO.id)?;
    let span = (part.date(partner::relation::FROM.id), part.date(partner::relation::UNTIL.id));
    Some(lane(Sort::Relation, to, None, span))
}

fn level(record: &Record) -> Option<&str> {
    record.fields.text(strategy::LEVEL.id)
}

fn strategy_lane(record: &Record) -> Lane {
    // "Until 2030" means that it still runs in 2030, as people say of a strategy.
    let end = record.fields.date(strategy::UNTIL.id).and_then(PDate::latest).and_then(|last| last.tomorrow().ok());
    let from = record.fields.date(strategy::FROM.id).and_then(PDate::earliest);
    Lane { sort: Sort::Strategy, reference: record.reference, who: None, from, until: end }
}

/// From the first event that puts it into force to its end, known or to come; nothing for a text that never was.
fn instrument_lane(record: &Record, today: Date) -> Option<Lane> {
    let mut days: Vec<Date> = record
        .fields
        .parts(instrument::EVENTS.id)
        .filter_map(|event| event.date(instrument::event::DATE.id)?.earliest())
        .collect();
    days.sort_unstable();
    let is_in_force = |day: &&Date| life::instrument_status(record, **day) == "in_force";
    let from = days.iter().find(is_in_force).copied()?;
    let ended = days.iter().find(|day| **day > from && life::instrument_status(record, **day) != "in_force").copied();
    let expires = record.fields.date(instrument::EXPIRES.id).and_then(PDate::latest);
    let until = match ended.filter(|_| life::instrument_status(record, today) != "in_force") {
        Some(day) => Some(day),
        None => expires.and_then(|last| last.tomorrow().ok()),
    };
    Some(Lane { sort: Sort::Instrument, reference: record.reference, who: None, from: Some(from), until })
}

/// Spans are half-open, as tenures are: `until` is the first day without.
fn lane(sort: Sort, reference: Ref, who: Option<Ref>, (from, until): (Option<&PDate>, Option<&PDate>)) -> Lane {
    let day = |date: Option<&PDate>| date.and_then(PDate::earliest);
    Lane { sort, reference, who, from: day(from), until: day(until) }
}

/// The days that a picture of lanes has to show: from the first beginning to the last end, with some room after today.
pub fn extent(lanes: &[Lane], today: Date) -> (Date, Date) {
    let ends = lanes.iter().flat_map(|lane| [lane.from, lane.until]).flatten();
    let (mut first, mut last) = (today, today);
    for day in ends {
        (first, last) = (first.min(day), last.max(day));
    }
    let room = jiff::Span::new().months(6);
    (first.first_of_year(), last.max(today.checked_add(room).unwrap_or(today)).last_of_year())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::{Text3, Value};
    use crate::lang::date::OfficialDate;
    use std::sync::Arc;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn official(text: &str) -> OfficialDate {
        OfficialDate { date: text.parse().unwrap(), hijri: None }
    }

    fn record(number: u64, kind: Kind, fields: Fields) -> Arc<Record> {
        Arc::new(Record { reference: Ref(number), kind, rev: 1, fields })
    }

    fn tenure(person: u64, from: &str, until: Option<&str>) -> Value {
        let mut part = Fields::new().with(post::tenure::PERSON.id, Ref(person));
        part.set(post::tenure::FROM.id, Some(Value::from(official(from))));
        part.set(post::tenure::UNTIL.id, until.map(|until| Value::from(official(until))));
        Value::Part(part)
    }

    fn desk() -> Desk {
        let name = |text: &str| Text3 { fr: Some(text.to_owned()), ..Text3::default() };
        let post = Fields::new()
            .with(post::TITLES.id, name("Ministre"))
            .with(post::PARTNER.id, Ref(1))
            .with(post::TENURES.id, vec![tenure(3, "2017-04", Some("2021-10-07")), tenure(4, "2021-10-07", None)]);
        let mandate = Value::Part(Fields::new().with(body::mandate::HOLDER.id, Ref(2)));
        let plan = Fields::new()
            .with(strategy::TITLE.id, name("Stratégie"))
            .with(strategy::LEAD.id, Ref(1))
            .with(strategy::FROM.id, "2014".parse::<PDate>().unwrap())
            .with(strategy::UNTIL.id, "2030".parse::<PDate>().unwrap());
        Desk::restore(
            1,
            9,
            [
                record(1, Kind::Partner, Fields::new().with(partner::NAMES.id, name("Ministère"))),
                record(2, Kind::Post, post),
                record(3, Kind::Person, Fields::new()),
                record(4, Kind::Person, Fields::new()),
                record(5, Kind::Body, Fields::new().with(body::MANDATES.id, vec![mandate])),
                record(6, Kind::Strategy, plan),
            ],
            [],
        )
    }

    #[test]
    fn a_partner_has_the_lanes_of_its_posts_seats_and_strategies() {
        let lanes = lanes(&desk(), Some(Ref(1)), day("2026-11-23"));
        let found: Vec<_> = lanes.iter().map(|lane| (lane.sort, lane.reference.0, lane.who.map(|who| who.0))).collect();
        assert_eq!(
            found,
            [
                (Sort::Tenure, 2, Some(3)),
                (Sort::Tenure, 2, Some(4)),
                (Sort::Mandate, 5, Some(2)),
                (Sort::Strategy, 6, None)
            ]
        );
        let [first, second, ..] = lanes.as_slice() else { panic!("two tenures") };
        assert!(first.holds_on(day("2021-10-06")) && !first.holds_on(day("2021-10-07")));
        assert!(second.holds_on(day("2021-10-07")) && second.holds_on(day("2100-01-01")));
        assert_eq!(lanes.last().unwrap().until, Some(day("2031-01-01")), "it still runs in its last year");
    }

    #[test]
    fn a_person_has_only_their_own() {
        let lanes = lanes(&desk(), Some(Ref(3)), day("2026-11-23"));
        assert_eq!(lanes.iter().map(|lane| lane.who).collect::<Vec<_>>(), [Some(Ref(3))]);
    }

    #[test]
    fn the_picture_reaches_from_the_first_year_to_beyond_today() {
        let all = lanes(&desk(), Some(Ref(2)), day("2026-11-23"));
        assert_eq!(extent(&all, day("2026-11-23")), (day("2017-01-01"), day("2027-12-31")));
        assert_eq!(extent(&[], day("2026-02-01")), (day("2026-01-01"), day("2026-12-31")));
    }
}
