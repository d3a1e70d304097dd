//! Who holds a post on a date, and what a new holder changes.
//!
//! Spans are half-open: `until` is the first day without the holder, so a successor that begins on it leaves
//! no gap. A partial date counts from the earliest day it may mean.

use crate::domain::change::{Draft, FieldEdit};
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::person::GENDER;
use crate::domain::kinds::post::{INTERIM_ALLOWED, PARTNER, TENURES, TITLES_FEMININE, tenure};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Value};
use crate::lang::Lang;
use crate::lang::date::{OfficialDate, PDate};
use jiff::civil::Date;

/// Somebody holding a post.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Holder<'a> {
    /// The person.
    pub person: Ref,
    /// The tenure with its dates.
    pub tenure: &'a Fields,
}

/// Whether a span with these ends contains a day; a missing end is open.
pub fn holds_on(from: Option<&PDate>, until: Option<&PDate>, day: Date) -> bool {
    let begun = from.and_then(PDate::earliest).is_none_or(|first| first <= day);
    let ended = until.and_then(PDate::earliest).is_some_and(|first_without| first_without <= day);
    begun && !ended
}

/// Who holds a post on a day: the titular, or whoever acts for them; nobody where it is vacant.
pub fn holder(post: &Record, day: Date) -> Option<Holder<'_>> {
    let on_the_day = |part: &&Fields| holds_on(part.date(tenure::FROM.id), part.date(tenure::UNTIL.id), day);
    let rank = |part: &Fields| match part.text(tenure::TYPE.id) {
        Some("interim") => 1,
        Some("delegate") => 2,
        _ => 0,
    };
    let found = post.fields.parts(TENURES.id).filter(on_the_day).min_by_key(|part| rank(part))?;
    found.link(tenure::PERSON.id).map(|person| Holder { person, tenure: found })
}

/// The title of a post as its holder bears it: the feminine one where a woman holds it and it has one.
pub fn title_held<'a>(post: &'a Record, holder: &Record, lang: Lang) -> &'a str {
    let feminine = post.fields.text3(TITLES_FEMININE.id).filter(|_| holder.fields.text(GENDER.id) == Some("f"));
    feminine.map_or_else(|| post.title(lang), |title| title.best(lang))
}

/// The holders of a post before a day, the latest first.
pub fn predecessors(post: &Record, day: Date) -> Vec<Holder<'_>> {
    let ended = |part: &&Fields| part.date(tenure::UNTIL.id).and_then(PDate::earliest).is_some_and(|end| end <= day);
    let mut past: Vec<_> = post
        .fields
        .parts(TENURES.id)
        .filter(ended)
        .filter_map(|part| part.link(tenure::PERSON.id).map(|person| Holder { person, tenure: part }))
        .collect();
    past.sort_by_key(|holder| std::cmp::Reverse(holder.tenure.date(tenure::UNTIL.id).and_then(PDate::earliest)));
    past
}

/// The posts of a partner, by rank.
pub fn posts_of(desk: &Desk, partner: Ref) -> Vec<&Record> {
    let mut posts: Vec<&Record> = desk
        .linking_to(partner)
        .filter(|record| record.kind == Kind::Post && record.fields.link(PARTNER.id) == Some(partner))
        .map(AsRef::as_ref)
        .collect();
    posts.sort_by_key(|post| {
        (post.fields.number(crate::domain::kinds::post::RANK.id).unwrap_or(i64::MAX), post.reference)
    });
    posts
}

/// The posts that a person holds on a day.
pub fn posts_held(desk: &Desk, person: Ref, day: Date) -> Vec<&Record> {
    desk.linking_to(person)
        .filter(|record| record.kind == Kind::Post && holder(record, day).is_some_and(|holder| holder.person == person))
        .map(AsRef::as_ref)
        .collect()
}

/// How somebody comes to a post.
#[derive(Clone, Debug, PartialEq)]
pub struct Succession {
    /// The new holder.
    pub person: Ref,
    /// As what: `titular`, `interim`, `delegate`.
    pub as_what: &'static str,
    /// The first day.
    pub from: OfficialDate,
    /// The act of appointment.
    pub act: Option<String>,
}

/// Why somebody cannot come to a post so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuccessionError {
    /// They hold it already, in the same way.
    HoldsIt,
    /// Somebody else comes to it later: that would have to be taken back first.
    LaterHolder,
    /// The post is not held ad interim.
    NoInterim,
    /// The date is open: nobody can tell the first day.
    NoDay,
}

/// The draft that gives a post a new holder from a date. A new titular ends whoever held or kept it; somebody ad interim ends
/// the titular and an earlier interim; a delegate stands beside the titular and ends an earlier delegate. Seats held by the
/// post follow without being touched.
///
/// # Errors
/// [`SuccessionError`].
pub fn succeed(post: &Record, succession: &Succession) -> Result<Draft, SuccessionError> {
    let Succession { person, as_what, from, act } = succession;
    let first = from.date.earliest().ok_or(SuccessionError::NoDay)?;
    if *as_what == "interim" && !post.fields.flag(INTERIM_ALLOWED.id) {
        return Err(SuccessionError::NoInterim);
    }
    let mut tenures: Vec<Value> = post.fields.list(TENURES.id).to_vec();
    for value in &mut tenures {
        let Value::Part(part) = value else { continue };
        let kind = part.text(tenure::TYPE.id).unwrap_or("titular").to_owned();
        let ends = if *as_what == "delegate" { kind == "delegate" } else { true };
        let is_over = part.date(tenure::UNTIL.id).and_then(PDate::earliest).is_some_and(|until| until <= first);
        if !ends || is_over {
            continue;
        }
        let began = part.date(tenure::FROM.id).and_then(PDate::earliest);
        if part.link(tenure::PERSON.id) == Some(*person) && kind == *as_what && part.get(tenure::UNTIL.id).is_none() {
            return Err(SuccessionError::HoldsIt);
        }
        if began.is_some_and(|began| began >= first) {
            return Err(SuccessionError::LaterHolder);
        }
        let until = OfficialDate { date: from.date.clone(), hijri: None };
        part.set(tenure::UNTIL.id, Some(Value::OfficialDate(until)));
    }
    let mut new = Fields::new().with(tenure::PERSON.id, *person).with(tenure::FROM.id, from.clone());
    new.set(tenure::TYPE.id, Some(Value::Code((*as_what).to_owned())));
    new.set(tenure::ACT.id, act.clone().map(Value::Text));
    tenures.push(Value::Part(new));
    let edit =
        FieldEdit { field: TENURES.id, was: post.fields.get(TENURES.id).cloned(), now: Some(Value::List(tenures)) };
    Ok(Draft::Edit { reference: post.reference, edits: vec![edit], if_rev: None })
}

/// The seats that are held by a post on a day, as body and number of the seat: they follow its holder.
pub fn seats_by_quality(desk: &Desk, post: Ref, day: Date) -> Vec<(Ref, i64)> {
    use crate::domain::kinds::body::{MANDATES, mandate};
    let bodies = desk.linking_to(post).filter(|record| record.kind == Kind::Body);
    let seats = bodies.flat_map(|body| {
        let valid = move |part: &&Fields| {
            part.link(mandate::HOLDER.id) == Some(post)
                && holds_on(part.date(mandate::FROM.id), part.date(mandate::UNTIL.id), day)
        };
        body.fields
            .parts(MANDATES.id)
            .filter(valid)
            .filter_map(|part| Some((body.reference, part.number(mandate::SEAT.id)?)))
    });
    seats.collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn official(date: &str) -> OfficialDate {
        OfficialDate { date: date.parse().unwrap(), hijri: None }
    }

    fn part(person: u64, kind: &str, from: &str, until: &str) -> Value {
        let mut part = Fields::new().with(tenure::PERSON.id, Ref(person));
        part.set(tenure::TYPE.id, Some(Value::Code(kind.to_owned())));
        part.set(tenure::FROM.id, (!from.is_empty()).then(|| Value::OfficialDate(official(from))));
        part.set(tenure::UNTIL.id, (!until.is_empty()).then(|| Value::OfficialDate(official(until))));
        Value::Part(part)
    }

    fn post(tenures: Vec<Value>) -> Record {
        Record { reference: Ref(9), kind: Kind::Post, rev: 1, fields: Fields::new().with(TENURES.id, tenures) }
    }

    fn check(post: &Record, day: &str, expected: Option<u64>) {
        assert_eq!(holder(post, day.parse().unwrap()).map(|holder| holder.person.0), expected, "{day}");
    }

    #[test]
    fn the_holder_on_a_day_is_the_one_whose_span_contains_it() {
        let post = post(vec![
            part(1, "titular", "2017", "2018-12-10"),
            part(2, "interim", "2018-12-10", "2019-02"),
            part(3, "titular", "2019-02", ""),
        ]);
        check(&post, "2016-12-31", None);
        check(&post, "2018-12-09", Some(1));
        check(&post, "2018-12-10", Some(2));
        check(&post, "2019-01-31", Some(2));
        check(&post, "2019-02-01", Some(3));
        check(&post, "2030-01-01", Some(3));
        let before: Vec<_> =
            predecessors(&post, "2020-01-01".parse().unwrap()).iter().map(|holder| holder.person.0).collect();
        assert_eq!(before, [2, 1]);
    }

    #[test]
    fn the_titular_goes_before_whoever_acts_for_them() {
        check(&post(vec![part(2, "delegate", "2018", ""), part(1, "titular", "2018", "")]), "2018-05-01", Some(1));
    }

    fn after(post: &Record, person: u64, as_what: &'static str, from: &str) -> Result<Record, SuccessionError> {
        let succession = Succession { person: Ref(person), as_what, from: official(from), act: None };
        let Draft::Edit { edits, .. } = succeed(post, &succession)? else { panic!() };
        let mut fields = post.fields.clone();
        fields.set(TENURES.id, edits[0].now.clone());
        Ok(Record { fields, ..post.clone() })
    }

    #[test]
    fn a_successor_ends_the_open_tenure_on_the_same_day() {
        let post = after(&post(vec![part(1, "titular", "2017", "")]), 5, "titular", "2021-10-07").unwrap();
        check(&post, "2021-10-06", Some(1));
        check(&post, "2021-10-07", Some(5));
        assert_eq!(after(&post, 5, "titular", "2022-01-01"), Err(SuccessionError::HoldsIt));
        assert_eq!(after(&post, 6, "titular", "2021-01-01"), Err(SuccessionError::LaterHolder));
    }

    #[test]
    fn row_4_an_interim_follows_the_titular_until_the_next_one_comes() {
        let mut vacant_soon = post(vec![part(1, "titular", "2017", "")]);
        assert_eq!(after(&vacant_soon, 2, "interim", "2021-10-07"), Err(SuccessionError::NoInterim));
        vacant_soon.fields.set(INTERIM_ALLOWED.id, Some(Value::Flag(true)));
        let kept = after(&vacant_soon, 2, "interim", "2021-10-07").unwrap();
        check(&kept, "2021-10-07", Some(2));
        // Whoever kept the post may become its titular.
        let held = after(&kept, 2, "titular", "2022-03-01").unwrap();
        check(&held, "2022-02-28", Some(2));
        let delegated = after(&held, 3, "delegate", "2022-06-01").unwrap();
        check(&delegated, "2023-01-01", Some(2));
        let last = after(&delegated, 4, "titular", "2024-01-01").unwrap();
        check(&last, "2024-01-01", Some(4));
        assert!(last.fields.parts(TENURES.id).take(4).all(|part| part.get(tenure::UNTIL.id).is_some()));
    }
}
