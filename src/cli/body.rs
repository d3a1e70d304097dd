//! `body …`: the tree of committees, who sits on them, when they are due, and what institutions ask for.

use super::args::committee::BodyCommand;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::meeting::{named, who};
use super::records;
use crate::domain::field::Shape;
use crate::domain::kinds::body::{PROPOSALS, SERIES, proposal};
use crate::domain::kinds::meeting::START;
use crate::domain::rules::backlog::{self, Standing};
use crate::domain::rules::bodies::{self, SeatHolders};
use crate::domain::rules::warnings::{days_between, endings};
use crate::domain::rules::{series, sessions};
use crate::domain::{Desk, Fields, Kind, Record, Value};
use crate::lang::date::{Instant, PDate};
use jiff::civil::Date;
use serde_json::json;

/// Carries out one `body` command.
pub fn run_body(run: &Run, command: &BodyCommand) -> Outcome {
    match command {
        BodyCommand::Tree => tree(run),
        BodyCommand::Seats { body, as_of } => seats(run, body, as_of.as_deref()),
        BodyCommand::Due { within } => due(run, *within),
        BodyCommand::Series { body, from, limit } => show_series(run, body, from.as_deref(), *limit),
        BodyCommand::Endings { within } => show_endings(run, *within),
        BodyCommand::Propose { body, fields } => propose(run, body, fields),
        BodyCommand::Proposals { body } => proposals(run, body),
        BodyCommand::Decline { body, number, note } => decline(run, body, *number, note.as_deref()),
    }
}

fn tree(run: &Run) -> Outcome {
    let desk = run.open()?.desk();
    for (depth, body) in bodies::tree(&desk) {
        if run.json {
            run.value(&json!({"ref": body.reference.0, "depth": depth, "title": body.title(run.lang())}))?;
        } else {
            let indent = "  ".repeat(usize::from(depth));
            run.line(&format!("{indent}{} {}", body.reference, body.title(run.lang())))?;
        }
    }
    Ok(())
}

fn seats(run: &Run, body: &str, as_of: Option<&str>) -> Outcome {
    let desk = run.open()?.desk();
    let body = run.record(&desk, body, &[Kind::Body])?;
    let day = as_of.map(|words| super::timeline::day(run, words)).transpose()?.map_or_else(|| run.today(), |day| day.0);
    bodies::seats(&desk, &body, day).iter().try_for_each(|seat| seat_line(run, &desk, seat, day))
}

fn seat_line(run: &Run, desk: &Desk, seat: &SeatHolders<'_>, day: Date) -> Outcome {
    if run.json {
        let holders: Vec<_> = (seat.holders.iter())
            .map(|holder| {
                json!({"post": holder.post.map(|post| post.0), "person": holder.person.map(|person| person.0),
                    "alternate": holder.alternate})
            })
            .collect();
        return run
            .value(&json!({"seat": seat.number, "institution": seat.institution.map(|institution| institution.0),
            "voting": seat.voting, "role": seat.role, "holders": holders}));
    }
    let label = seat.label.map(|label| label.best(run.lang()).to_owned());
    let name = label.or_else(|| seat.institution.map(|institution| named(run, desk, institution))).unwrap_or_default();
    let voting = run.lexicon.label(run.lang(), "voting_status", seat.voting.unwrap_or("voting"));
    run.line(&format!("{:>4}  {name}  [{voting}]", seat.number))?;
    for holder in &seat.holders {
        let quality = if holder.alternate { "alternate" } else { "titular" };
        let quality = run.lexicon.label(run.lang(), "mandate_quality", quality);
        let called = holder.post.or(holder.person).map(|held| who(run, desk, held, day)).unwrap_or_default();
        let vacant = if holder.person.is_none() { run.say("cli-vacant", &[]) } else { String::new() };
        run.line(format!("      {quality}{} {called}  {vacant}", run.lang().colon()).trim_end())?;
    }
    Ok(())
}

/// The bodies whose next session is due within so many days, and not yet in preparation.
fn due(run: &Run, within: i32) -> Outcome {
    let desk = run.open()?.desk();
    let today = run.today();
    let mut found: Vec<(&Record, Date)> = desk
        .of_kind(Kind::Body)
        .filter_map(|body| Some((body.as_ref(), sessions::next_due(&desk, body)?)))
        .filter(|(body, day)| {
            days_between(today, *day) <= within && sessions::in_preparation(&desk, body.reference).is_none()
        })
        .collect();
    found.sort_by_key(|(body, day)| (*day, body.reference));
    for (body, day) in found {
        if run.json {
            run.value(&json!({"ref": body.reference.0, "due": day.to_string(), "overdue": day < today}))?;
        } else {
            let late = if day < today { run.say("cli-late", &[]) } else { String::new() };
            run.line(format!("{day}  {} {}  {late}", body.reference, body.title(run.lang())).trim_end())?;
        }
    }
    Ok(())
}

/// The days of the series of a body, each with its session where there is one.
fn show_series(run: &Run, body: &str, from: Option<&str>, limit: usize) -> Outcome {
    let desk = run.open()?.desk();
    let body = run.record(&desk, body, &[Kind::Body])?;
    let from = from.map(|words| super::timeline::day(run, words)).transpose()?.map_or_else(|| run.today(), |day| day.0);
    let held = bodies::sessions(&desk, body.reference);
    let mut days: Vec<Instant> = Vec::new();
    for part in body.fields.parts(SERIES.id) {
        let found = series::occurrences(part, from, limit);
        days.extend(found.map_err(|piece| Failure::new(Status::Refused, "error-recurrence").with("value", piece))?);
    }
    days.sort();
    for at in days.iter().take(limit) {
        let is_its = |session: &&&Record| {
            session.fields.instant(START.id).is_some_and(|start| start.wall.date() == at.wall.date())
        };
        let session = held.iter().find(is_its).map(|session| session.reference);
        if run.json {
            run.value(&json!({"start": at.to_string(), "session": session.map(|session| session.0)}))?;
        } else {
            let session = session.map(|session| session.to_string()).unwrap_or_default();
            run.line(format!("{}  {session}", run.lexicon.instant(run.lang(), at)).trim_end())?;
        }
    }
    Ok(())
}

fn show_endings(run: &Run, within: i32) -> Outcome {
    let desk = run.open()?.desk();
    for ending in endings(&desk, run.today(), within) {
        if run.json {
            run.value(&json!({"body": ending.body.0, "seat": ending.seat, "until": ending.until.to_string(),
                "holder": ending.holder.map(|holder| holder.0)}))?;
        } else {
            let holder = ending.holder.map(|holder| named(run, &desk, holder)).unwrap_or_default();
            let body = named(run, &desk, ending.body);
            run.line(&format!("{}  {holder}  {body} ({})", ending.until, ending.seat))?;
        }
    }
    Ok(())
}

/// A proposal read as if it were a record, so that it takes the same words.
static PROPOSAL_SPEC: crate::domain::KindSpec = crate::domain::KindSpec {
    kind: Kind::Body,
    key: "proposal",
    fields: proposal::FIELDS,
    title: proposal::TITLE.id,
    date: None,
    columns: &[],
};

fn propose(run: &Run, body: &str, typed: &[String]) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let body = run.record(&desk, body, &[Kind::Body])?;
    let number = backlog::next_number(&body);
    let mut part =
        Fields::new().with(proposal::NUMBER.id, number).with(proposal::RECEIVED.id, PDate::from(run.today()));
    for words in typed {
        records::assign(run, &desk, &PROPOSAL_SPEC, &mut part, words)?;
    }
    let rev = run.propose(&mut registrar, "body.propose", vec![backlog::proposed(&body, part)])?.revision;
    if run.json {
        return run.value(&json!({"ref": body.reference.0, "rev": rev, "number": number}));
    }
    run.tell("cli-proposed", &[("number", number.into())]);
    run.line(&number.to_string())
}

fn proposals(run: &Run, body: &str) -> Outcome {
    let desk = run.open()?.desk();
    let body = run.record(&desk, body, &[Kind::Body])?;
    for (part, standing) in backlog::proposals(&desk, &body) {
        let session = match standing {
            Standing::Placed(session) => Some(session),
            _ => None,
        };
        if run.json {
            let shape = Shape::Part(proposal::FIELDS);
            let mut value = crate::exchange::json::value_to_json(&shape, &Value::Part(part.clone()));
            value["state"] = standing.code().into();
            value["session"] = session.map(|session| session.0).into();
            run.value(&value)?;
            continue;
        }
        let number = part.number(proposal::NUMBER.id).unwrap_or(0);
        let title = part.text3(proposal::TITLE.id).map(|title| title.best(run.lang())).unwrap_or_default();
        let state = run.lexicon.label(run.lang(), "proposal_state", standing.code());
        let session = session.map(|session| session.to_string()).unwrap_or_default();
        let received = part.date(proposal::RECEIVED.id).map(ToString::to_string).unwrap_or_default();
        run.line(format!("P{number:<4} {received}  {title}  [{state}] {session}").trim_end())?;
    }
    Ok(())
}

fn decline(run: &Run, body: &str, number: i64, note: Option<&str>) -> Outcome {
    let mut registrar = run.open()?;
    let body = run.record(&registrar.desk(), body, &[Kind::Body])?;
    let is_it = |part: &Fields| part.number(proposal::NUMBER.id) == Some(number);
    if !body.fields.parts(PROPOSALS.id).any(is_it) {
        return Err(Failure::new(Status::NotFound, "cli-error-no-proposal").with("number", number));
    }
    let rev = run.propose(&mut registrar, "body.decline", vec![backlog::declined(&body, number, note)])?.revision;
    run.receipt(body.reference, rev, "cli-changed")
}
