//! `meeting show`: where a session stands, its quorum, its roll and its convocations.

use super::convene::{convocation_json, convocation_line, outdated_lines};
use super::{meeting_of, who};
use crate::cli::desk::{Outcome, Run};
use crate::cli::failure::Failure;
use crate::domain::kinds::meeting::{
    ACTUAL_START, APPROVED_IN, ATTENDANCE, CONVOCATIONS, MINUTES_PHASE, START, STATUS, attendance_line as line, item,
};
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::attendance::seats_there;
use crate::domain::rules::minutes::approved_here;
use crate::domain::rules::quorum::{Count, Quorum, course, day_of};
use crate::domain::rules::versions;
use crate::domain::{Desk, Fields, Record, Shape, Value};
use crate::exchange::json::value_to_json;
use crate::lang::date::Instant;
use jiff::civil::Date;
use serde_json::json;

/// `meeting show MEETING [--at WHEN]`.
pub(super) fn show(run: &Run, meeting: &str, at: Option<&str>) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let quorum = Quorum::of(&desk, &session, run.today())?;
    let at = at.map(|words| run.moment(Some(words))).transpose()?;
    let count = count_at(run, quorum.as_ref(), &session, at)?;
    if run.json {
        return run.value(&as_json(run, &desk, &session, quorum.as_ref(), count));
    }
    run.line(&format!("{} {}", session.reference, session.title(run.lang())))?;
    let label = |vocabulary, id| session.fields.text(id).map(|code| run.lexicon.label(run.lang(), vocabulary, code));
    let when = session.fields.instant(START.id).map(|start| run.lexicon.instant(run.lang(), start));
    let facts = [label("meeting_state", STATUS.id), when.as_deref(), label("minutes_phase", MINUTES_PHASE.id)];
    run.line(&format!("  {}", facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")))?;
    if let Some(count) = count {
        run.line(&format!("  {}", in_words(run, count)))?;
    }
    chain(run, &desk, &session)?;
    let day = day_of(&session).unwrap_or_else(|| run.today());
    for part in session.fields.parts(ATTENDANCE.id) {
        run.line(&roll_line(run, &desk, part, day))?;
    }
    if session.fields.list(ATTENDANCE.id).is_empty() {
        for part in session.fields.parts(CONVOCATIONS.id) {
            run.line(&convocation_line(run, &desk, part))?;
        }
    }
    outdated_lines(run, &desk, |one| one.session == session.reference).iter().try_for_each(|words| run.line(words))
}

/// The minutes before and after: those that were approved here, and where these were.
fn chain(run: &Run, desk: &Desk, session: &Record) -> Outcome {
    for earlier in approved_here(desk, session) {
        let title = format!("{} {}", earlier.reference, earlier.title(run.lang()));
        run.line(&format!("  {}", run.say("cli-approves", &[("session", title.as_str().into())])))?;
    }
    let Some(later) = session.fields.link(APPROVED_IN.id).and_then(|later| desk.get(later)) else { return Ok(()) };
    let title = format!("{} {}", later.reference, later.title(run.lang()));
    run.line(&format!("  {}", run.say("cli-approved-in", &[("session", title.as_str().into())])))
}

/// The count at a moment: the one asked for, or else at the opening, or before it.
fn count_at(
    run: &Run,
    quorum: Option<&Quorum>,
    session: &Record,
    at: Option<Instant>,
) -> Result<Option<Count>, Failure> {
    let Some(quorum) = quorum else { return Ok(None) };
    let last = course(quorum, session).pop().map(|turn| turn.count);
    Ok(match (at, last) {
        (Some(at), _) => Some(quorum.at(&at)),
        (None, Some(last)) if session.fields.get(ACTUAL_START.id).is_some() => Some(last),
        (None, _) => Some(quorum.at(&run.moment(None)?)),
    })
}

/// The quorum in a sentence.
pub(super) fn in_words(run: &Run, count: Count) -> String {
    let (key, values) = count.message();
    run.say(key, &values)
}

/// A count as JSON.
pub(super) fn count_json(count: Count) -> serde_json::Value {
    json!({"base": count.base, "needed": count.needed, "counted": count.counted, "reached": count.is_reached()})
}

/// The items that were taken in hand, each with the seats that were there and the quorum when it was.
fn items_json(session: &Record, quorum: Option<&Quorum>) -> Vec<serde_json::Value> {
    let agenda = Agenda::of(session);
    let numbers = agenda.numbers();
    let begun = agenda.items().iter().zip(numbers).filter_map(|(fields, number)| {
        let at = fields.instant(item::BEGUN.id)?;
        Some(json!({"number": number, "begun": at.to_string(),
            "ended": fields.instant(item::ENDED.id).map(ToString::to_string),
            "present": seats_there(session, at), "quorum": quorum.map(|quorum| count_json(quorum.at(at)))}))
    });
    begun.collect()
}

fn roll_line(run: &Run, desk: &Desk, part: &Fields, day: Date) -> String {
    let seat = part.number(line::SEAT.id).map(|seat| seat.to_string()).unwrap_or_default();
    let called = part.link(line::WHO.id).map(|held| who(run, desk, held, day)).unwrap_or_default();
    let status = run.lexicon.label(run.lang(), "attendance", part.text(line::STATUS.id).unwrap_or("absent"));
    let instead = part.link(line::REPRESENTED_BY.id).map(|held| format!("← {}", who(run, desk, held, day)));
    let proxy = part.number(line::PROXY_TO.id).map(|seat| format!("→ {seat}"));
    let hour = |id| part.instant(id).map(|at| at.wall.strftime("%H:%M").to_string());
    let times = match (hour(line::ARRIVED.id), hour(line::LEFT.id)) {
        (None, None) => None,
        (from, until) => Some(format!("{}–{}", from.unwrap_or_default(), until.unwrap_or_default())),
    };
    let words = [Some(format!("{seat:>4}")), Some(called), Some(status.to_owned()), instead, proxy, times];
    words.into_iter().flatten().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("  ")
}

fn as_json(
    run: &Run,
    desk: &Desk,
    session: &Record,
    quorum: Option<&Quorum>,
    count: Option<Count>,
) -> serde_json::Value {
    let turns: Vec<_> = quorum
        .map(|quorum| course(quorum, session))
        .unwrap_or_default()
        .into_iter()
        .map(|turn| {
            let mut value = count_json(turn.count);
            value["at"] = turn.at.to_string().into();
            value
        })
        .collect();
    let approves: Vec<u64> = approved_here(desk, session).iter().map(|earlier| earlier.reference.0).collect();
    let convocations: Vec<_> = session.fields.parts(CONVOCATIONS.id).map(|line| convocation_json(desk, line)).collect();
    let roll: Vec<_> = session
        .fields
        .parts(ATTENDANCE.id)
        .map(|part| value_to_json(&Shape::Part(line::FIELDS), &Value::Part(part.clone())))
        .collect();
    let items = items_json(session, quorum);
    json!({"ref": session.reference.0, "rev": session.rev, "items": items, "status": session.status_code(),
        "version": versions::newest(session), "minutes_phase": session.fields.text(MINUTES_PHASE.id),
        "approved_in": session.fields.link(APPROVED_IN.id).map(|later| later.0), "approves": approves,
        "quorum": count.map(count_json), "course": turns, "attendance": roll, "convocations": convocations,
        "outdated": outdated_lines(run, desk, |one| one.session == session.reference)})
}
