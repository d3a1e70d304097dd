//! Decisions out of session: the members are asked in writing, answer until a day, and the answers are counted.

use super::bodies;
use super::outcomes::{OutcomeError, count_ballots, is_adopted, next_number};
use super::quorum::{Count, Rule, Tie, has_vote};
use crate::domain::desk::Desk;
use crate::domain::kinds::body;
use crate::domain::kinds::decision::{self, ballot};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Value};
use crate::lang::date::{OfficialDate, PDate};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Why a written procedure cannot go that way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProcedureError {
    /// The record is no written procedure that is still open.
    NotOpen,
    /// The seat has no vote.
    NoVote(i64),
    /// Members may still answer until this day.
    TooEarly(Date),
    /// Too few have answered.
    TooFew(Count),
    /// The votes cannot be counted, or are equal.
    Votes(OutcomeError),
}

/// The fields of a new written procedure of a body; `asked` holds its title, text and last day for answers.
pub fn opened(body: Ref, mut asked: Fields) -> Fields {
    asked.set(decision::BODY.id, Some(Value::Link(body)));
    asked.set(decision::TYPE.id, Some(Value::Code("written_procedure".to_owned())));
    asked.set(decision::STATUS.id, Some(Value::Code("consulted".to_owned())));
    asked
}

fn must_be_open(record: &Record) -> Result<(), ProcedureError> {
    let is_open = record.type_code() == Some("written_procedure") && record.status_code() == Some("consulted");
    if is_open { Ok(()) } else { Err(ProcedureError::NotOpen) }
}

fn body_of<'d>(desk: &'d Desk, record: &Record) -> Result<&'d Record, ProcedureError> {
    let body = record.fields.link(decision::BODY.id).and_then(|body| desk.get(body));
    body.map(AsRef::as_ref).ok_or(ProcedureError::NotOpen)
}

fn voters(desk: &Desk, body: &Record, day: Date) -> BTreeSet<i64> {
    bodies::seats(desk, body, day).iter().filter(|seat| has_vote(seat)).map(|seat| seat.number).collect()
}

/// The seats that answered and had a vote on the day of their answer: one that has ended since has answered all the same.
fn answerers(desk: &Desk, body: &Record, record: &Record, today: Date) -> BTreeSet<i64> {
    let right = |part: &Fields| {
        let seat = part.number(ballot::SEAT.id)?;
        let day = part.date(ballot::DATE.id).and_then(PDate::earliest).unwrap_or(today);
        voters(desk, body, day).contains(&seat).then_some(seat)
    };
    record.fields.parts(decision::BALLOTS.id).filter_map(right).collect()
}

/// The procedure with the answer of a seat; a later answer takes the place of an earlier one.
///
/// # Errors
/// [`ProcedureError`].
pub fn answered(desk: &Desk, record: &Record, seat: i64, vote: &str, day: Date) -> Result<Fields, ProcedureError> {
    must_be_open(record)?;
    if !voters(desk, body_of(desk, record)?, day).contains(&seat) {
        return Err(ProcedureError::NoVote(seat));
    }
    let of_others = |value: &&Value| !matches!(value, Value::Part(part) if part.number(ballot::SEAT.id) == Some(seat));
    let mut ballots: Vec<Value> = record.fields.list(decision::BALLOTS.id).iter().filter(of_others).cloned().collect();
    let mut part = Fields::new().with(ballot::SEAT.id, seat).with(ballot::DATE.id, PDate::from(day));
    part.set(ballot::VOTE.id, Some(Value::Code(vote.to_owned())));
    ballots.push(Value::Part(part));
    let mut fields = record.fields.clone();
    fields.set(decision::BALLOTS.id, Some(Value::List(ballots)));
    Ok(fields)
}

/// The procedure once it is over: adopted with its number, or not. By consensus one vote against is enough to reject;
/// else the votes are counted. As many must have answered as the quorum asks for.
///
/// # Errors
/// [`ProcedureError`].
pub fn concluded(desk: &Desk, record: &Record, today: Date) -> Result<Fields, ProcedureError> {
    must_be_open(record)?;
    let body = body_of(desk, record)?;
    let voters = voters(desk, body, today);
    let answers = record.fields.list(decision::BALLOTS.id).len();
    let may_answer = answerers(desk, body, record, today);
    let last = record.fields.date(decision::REPLY_DUE.id).and_then(PDate::latest);
    if let Some(last) = last.filter(|last| *last >= today && !voters.is_subset(&may_answer)) {
        return Err(ProcedureError::TooEarly(last));
    }
    let rule = Rule::of(body).ok().flatten();
    let base = u32::try_from(voters.len()).unwrap_or(u32::MAX);
    let counted = u32::try_from(answers).unwrap_or(u32::MAX);
    let needed = rule.as_ref().map_or(1, |rule| rule.needed(base, 1));
    let count = Count { base, needed, counted };
    if !count.is_reached() {
        return Err(ProcedureError::TooFew(count));
    }
    let mut fields = record.fields.clone();
    count_ballots(&mut fields, Some(&may_answer)).map_err(ProcedureError::Votes)?;
    let by_consensus = matches!(body.fields.text(body::DECISION_MODE.id), None | Some("consensus"));
    let adopted = if by_consensus {
        fields.set(decision::MODE.id, Some(Value::Code("consensus".to_owned())));
        fields.number(decision::VOTES_AGAINST.id).unwrap_or(0) == 0
    } else {
        let chair =
            bodies::seats(desk, body, today).iter().find(|seat| seat.role == Some("chair")).map(|seat| seat.number);
        let tie = rule.map_or(Tie::Rejected, |rule| rule.tie);
        is_adopted(&mut fields, tie, chair).map_err(ProcedureError::Votes)?
    };
    let status = if adopted { "open" } else { "dropped" };
    fields.set(decision::STATUS.id, Some(Value::Code(status.to_owned())));
    let date = OfficialDate { date: PDate::from(today), hijri: None };
    fields.set(decision::DATE.id, Some(Value::OfficialDate(date)));
    if adopted {
        // Out of session a number hangs on the body and the year.
        let year = i64::from(today.year());
        let code = [body.fields.text(body::CODE.id).unwrap_or(""), &year.to_string()].join("-");
        fields.set(decision::NUMBER.id, next_number(desk, body, year, &format!("{code}/PE")).map(Value::Text));
    }
    Ok(fields)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kind::Kind;

    fn record(number: u64, kind: Kind, fields: Fields) -> Record {
        Record { reference: Ref(number), kind, rev: 1, fields }
    }

    /// A body of three seats with a vote, of which the third ends on a day.
    fn desk_until(end: &str) -> Desk {
        let seat = |number: i64| {
            let until = (number == 3).then(|| end.parse::<PDate>().unwrap());
            let part = Fields::new().with(body::seat::NUMBER.id, number);
            Value::Part(until.into_iter().fold(part, |part, until| part.with(body::seat::UNTIL.id, until)))
        };
        let seats: Vec<Value> = (1..=3).map(seat).collect();
        let body = record(1, Kind::Body, Fields::new().with(body::SEATS.id, seats));
        Desk::restore(1, 1, [std::sync::Arc::new(body)], [])
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn who_answered_while_they_had_a_vote_is_counted_when_their_seat_has_ended() {
        let desk = desk_until("2026-11-01");
        let due = Fields::new().with(decision::REPLY_DUE.id, "2026-11-30".parse::<PDate>().unwrap());
        let mut procedure = record(2, Kind::Decision, opened(Ref(1), due));
        for (seat, on) in [(3, "2026-10-15"), (1, "2026-11-02"), (2, "2026-11-02")] {
            if seat == 2 {
                let early = concluded(&desk, &procedure, day("2026-11-02")).unwrap_err();
                assert_eq!(early, ProcedureError::TooEarly(day("2026-11-30")), "two answers, and one is awaited");
            }
            procedure.fields = answered(&desk, &procedure, seat, "for", day(on)).unwrap();
        }
        let late = answered(&desk, &procedure, 3, "against", day("2026-11-02")).unwrap_err();
        assert_eq!(late, ProcedureError::NoVote(3));
        let done = concluded(&desk, &procedure, day("2026-11-03")).unwrap();
        assert_eq!(done.number(decision::VOTES_FOR.id), Some(3));
        assert_eq!(done.text(decision::STATUS.id), Some("open"));
    }

    #[test]
    fn an_answer_of_a_seat_that_had_no_vote_on_its_day_counts_for_nobody() {
        let due = Fields::new().with(decision::REPLY_DUE.id, "2026-11-01".parse::<PDate>().unwrap());
        let procedure = record(2, Kind::Decision, opened(Ref(1), due));
        let fields = answered(&desk_until("2027"), &procedure, 3, "for", day("2026-10-15")).unwrap();
        let refused = concluded(&desk_until("2026-10"), &Record { fields, ..procedure }, day("2026-11-03"));
        assert_eq!(refused, Err(ProcedureError::Votes(OutcomeError::MayNotVote(3))));
    }
}
