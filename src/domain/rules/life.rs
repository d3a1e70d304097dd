//! Life cycles: what an instrument, a meeting or an action is now, and what may come next.
//!
//! What follows from dated events is derived here and never stored: the status of an instrument, whether
//! an action is late.

use crate::domain::kinds::{action, decision, instrument};
use crate::domain::record::Record;
use crate::lang::date::PDate;
use jiff::civil::Date;

/// The status of an instrument on a day, as a code of `instrument_status`, from its dated events.
pub fn instrument_status(record: &Record, day: Date) -> &'static str {
    let expired = record.fields.date(instrument::EXPIRES.id).and_then(PDate::latest).is_some_and(|last| last < day);
    let mut events: Vec<(Date, &str)> = record
        .fields
        .parts(instrument::EVENTS.id)
        .filter_map(|event| {
            Some((event.date(instrument::event::DATE.id)?.earliest()?, event.text(instrument::event::TYPE.id)?))
        })
        .filter(|(date, _)| *date <= day)
        .collect();
    events.sort_by_key(|(date, _)| *date);
    let binds_on_signature = matches!(
        record.type_code(),
        Some("mou" | "declaration_of_intent" | "joint_declaration" | "agreed_minutes" | "administrative_arrangement")
    );
    let status = events.iter().fold("draft", |status, (_, event)| status_after(status, event, binds_on_signature));
    if expired && status == "in_force" { "expired" } else { status }
}

fn status_after(status: &'static str, event: &str, binds_on_signature: bool) -> &'static str {
    match event {
        "proposed" => "proposed",
        "negotiation_opened" | "full_powers_given" => "negotiated",
        "text_adopted" => "adopted",
        "initialled" => "initialled",
        "signed" | "instruments_exchanged" if binds_on_signature => "in_force",
        "signed" | "signed_ad_referendum" => "signed",
        "approved" | "ratified" | "accepted" | "acceded" | "instruments_exchanged" => "ratified",
        "entered_into_force" | "renewed" | "provisionally_applied" => "in_force",
        "suspended" => "suspended",
        "denounced" => "denounced",
        "expired" => "expired",
        "superseded" => "superseded",
        _ => status,
    }
}

/// The states a meeting may go to from this one, as codes of `meeting_state`.
pub fn next_meeting_states(state: &str) -> &'static [&'static str] {
    match state {
        "draft" => &["convened", "postponed", "cancelled"],
        "convened" => &["open", "postponed", "cancelled"],
        "open" => &["suspended", "closed"],
        "suspended" => &["open", "closed"],
        "postponed" => &["draft", "convened", "cancelled"],
        _ => &[],
    }
}

/// Whether an action or decision still asks for something.
pub fn is_open(record: &Record) -> bool {
    let status = match record.kind {
        crate::domain::Kind::Action => record.fields.text(action::STATUS.id),
        crate::domain::Kind::Decision => record.fields.text(decision::STATUS.id),
        crate::domain::Kind::Commitment => record.status_code(),
        _ => return false,
    };
    !matches!(
        status,
        None | Some("done" | "dropped" | "closed" | "completed" | "lapsed" | "superseded" | "rejected" | "withdrawn")
    )
}

/// Whether an action is open past the last day its due date may mean.
pub fn is_late(record: &Record, today: Date) -> bool {
    let due = record.kind.spec().field("due").and_then(|field| record.fields.date(field.id));
    is_open(record) && due.and_then(PDate::latest).is_some_and(|last| last < today)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::{Fields, Kind, Ref, Value};
    use crate::lang::date::OfficialDate;

    fn check(kind: &str, events: &[(&str, &str)], day: &str, expected: &str) {
        let parts: Vec<Value> = events
            .iter()
            .map(|(code, date)| {
                let mut part = Fields::new()
                    .with(instrument::event::DATE.id, OfficialDate { date: date.parse().unwrap(), hijri: None });
                part.set(instrument::event::TYPE.id, Some(Value::Code((*code).to_owned())));
                Value::Part(part)
            })
            .collect();
        let mut fields = Fields::new().with(instrument::EVENTS.id, parts);
        fields.set(instrument::TYPE.id, Some(Value::Code(kind.to_owned())));
        let record = Record { reference: Ref(1), kind: Kind::Instrument, rev: 0, fields };
        assert_eq!(instrument_status(&record, day.parse().unwrap()), expected, "{kind} {events:?} on {day}");
    }

    #[test]
    fn the_status_of_an_instrument_follows_from_its_events_and_the_day() {
        check("agreement", &[], "2026-01-01", "draft");
        check(
            "agreement",
            &[("signed", "2020-05-01"), ("ratified", "2021-03"), ("entered_into_force", "2021-06-01")],
            "2020-12-31",
            "signed",
        );
        check(
            "agreement",
            &[("signed", "2020-05-01"), ("ratified", "2021-03"), ("entered_into_force", "2021-06-01")],
            "2021-04-01",
            "ratified",
        );
        check(
            "agreement",
            &[("signed", "2020-05-01"), ("ratified", "2021-03"), ("entered_into_force", "2021-06-01")],
            "2026-01-01",
            "in_force",
        );
        check("agreement", &[("entered_into_force", "2010"), ("denounced", "2019")], "2026-01-01", "denounced");
    }

    #[test]
    fn a_memorandum_is_in_effect_once_signed() {
        check("mou", &[("signed", "2020-05-01")], "2026-01-01", "in_force");
    }
}
