//! `follow-up …` and `action …`: what became of decisions.

use super::args::committee::{ActionCommand, FollowUpCommand};
use super::desk::{Outcome, Run};
use super::meeting::named;
use crate::domain::kinds::meeting::item;
use crate::domain::kinds::{action, decision, meeting};
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::carry::deciding_body;
use crate::domain::rules::follow_up::{self, Owed, Serves, Wanted};
use crate::domain::{Desk, Draft, Kind, Record, Ref, Value};
use serde_json::json;

/// Carries out one `follow-up` command.
pub fn run_follow_up(run: &Run, command: &FollowUpCommand) -> Outcome {
    let desk = run.open()?.desk();
    match command {
        FollowUpCommand::Register { body, year, open } => {
            let body = body.as_ref().map(|words| run.record(&desk, words, &[Kind::Body])).transpose()?;
            let wanted = Wanted { body: body.map(|body| body.reference), year: *year, open_only: *open };
            follow_up::register(&desk, &wanted).iter().try_for_each(|record| decision_line(run, &desk, record, 0))
        }
        FollowUpCommand::Overdue { institution, within } => overdue(run, &desk, institution.as_deref(), *within),
        FollowUpCommand::Thread { decision } => thread(run, &desk, decision),
        FollowUpCommand::Trace { what } => trace(run, &desk, what),
        FollowUpCommand::Compile { body, year } => compile(run, &desk, body, *year),
    }
}

fn decision_json(desk: &Desk, record: &Record) -> serde_json::Value {
    let mut value = crate::exchange::json::record_to_json(record, true);
    value["decided_by"] = deciding_body(desk, record).map(|body| body.0).into();
    value
}

fn decision_line(run: &Run, desk: &Desk, record: &Record, depth: u8) -> Outcome {
    if run.json {
        let mut value = decision_json(desk, record);
        value["depth"] = depth.into();
        return run.value(&value);
    }
    let date = record.date().map(|date| date.to_string()).unwrap_or_default();
    let number = record.fields.text(decision::NUMBER.id).unwrap_or("–");
    let kind = run.lexicon.label(run.lang(), "outcome_kind", record.type_code().unwrap_or("decision"));
    let status = run.lexicon.label(run.lang(), "decision_status", record.status_code().unwrap_or("open"));
    let indent = "  ".repeat(usize::from(depth));
    let title = record.title(run.lang());
    run.line(&format!("{indent}{date:<10}  {number}  {} {title}  [{kind}, {status}]", record.reference))
}

/// What each institution owes, with its origin and age: what a reminder says.
fn overdue(run: &Run, desk: &Desk, institution: Option<&str>, within: i32) -> Outcome {
    let only = institution.map(|words| run.record(desk, words, &[Kind::Partner])).transpose()?;
    let all = follow_up::owed(desk, run.today(), within);
    let wanted = all.iter().filter(|(of, _)| only.as_ref().is_none_or(|only| *of == Some(only.reference)));
    for (institution, owed) in wanted {
        let name = institution.map_or_else(|| run.say("cli-nobody-in-charge", &[]), |who| named(run, desk, who));
        if run.json {
            let owed: Vec<_> = owed.iter().map(|owed| owed_json(desk, owed)).collect();
            run.value(
                &json!({"institution": institution.map(|who| who.0), "name": name, "count": owed.len(), "owed": owed}),
            )?;
            continue;
        }
        run.line(&format!("{name} ({})", owed.len()))?;
        for owed in owed {
            run.line(&owed_line(run, desk, owed))?;
        }
    }
    Ok(())
}

fn number_of(desk: &Desk, decision: Option<Ref>) -> Option<&str> {
    desk.get(decision?)?.fields.text(decision::NUMBER.id)
}

fn owed_json(desk: &Desk, owed: &Owed) -> serde_json::Value {
    let link = |reference: Option<Ref>| reference.map(|reference| reference.0);
    json!({"action": owed.action.0, "title": desk.get(owed.action).and_then(|record| record.title3().cloned())
            .map(|title| json!({"ar": title.ar, "fr": title.fr, "en": title.en})),
        "due": owed.due.to_string(), "days_late": owed.days_late, "decision": link(owed.decision),
        "number": number_of(desk, owed.decision), "session": link(owed.session), "body": link(owed.body)})
}

fn owed_line(run: &Run, desk: &Desk, owed: &Owed) -> String {
    let title = named(run, desk, owed.action);
    let due = run.lexicon.date(run.lang(), &owed.due);
    let key = if owed.days_late > 0 { "cli-owed-late" } else { "cli-owed-soon" };
    let age = run.say(key, &[("due", due.as_str().into()), ("days", i64::from(owed.days_late.abs()).into())]);
    let number = number_of(desk, owed.decision).unwrap_or("");
    let session = owed.session.map(|session| named(run, desk, session)).unwrap_or_default();
    let origin: Vec<&str> = [number, &session].into_iter().filter(|word| !word.is_empty()).collect();
    format!("  {} {title}  {age}  {}", owed.action, origin.join(" · ")).trim_end().to_owned()
}

/// One thread over all bodies: from the recommendation to the decision and what is done about it.
fn thread(run: &Run, desk: &Desk, words: &str) -> Outcome {
    let record = run.record(desk, words, &[Kind::Decision])?;
    for step in follow_up::thread(desk, record.reference) {
        let Some(record) = desk.get(step.reference) else { continue };
        if record.kind == Kind::Decision {
            if !run.json
                && let Some(body) = deciding_body(desk, record)
            {
                run.line(&format!("{}{}", "  ".repeat(usize::from(step.depth)), named(run, desk, body)))?;
            }
            decision_line(run, desk, record, step.depth)?;
        } else if run.json {
            let mut value = crate::exchange::json::record_to_json(record, true);
            value["depth"] = step.depth.into();
            run.value(&value)?;
        } else {
            let status = run.lexicon.label(run.lang(), "action_state", record.status_code().unwrap_or("not_started"));
            let indent = "  ".repeat(usize::from(step.depth));
            run.line(&format!("{indent}· {} {}  [{status}]", record.reference, record.title(run.lang())))?;
        }
    }
    Ok(())
}

/// From a decision to what it serves, or from a strategy to the decisions that serve it.
fn trace(run: &Run, desk: &Desk, words: &str) -> Outcome {
    let record = run.record(desk, words, &[Kind::Decision, Kind::Strategy])?;
    if record.kind == Kind::Strategy {
        let all = follow_up::serving(desk, record.reference);
        return all.iter().try_for_each(|record| decision_line(run, desk, record, 0));
    }
    let serves = follow_up::serves(desk, &record);
    if run.json {
        return run.value(&serves_json(&record, &serves));
    }
    for way in &serves.strategies {
        let names: Vec<String> = way.iter().map(|at| named(run, desk, *at)).collect();
        run.line(&names.join(" › "))?;
    }
    for objective in &serves.objectives {
        run.line(&format!("{objective}  {}", run.lexicon.label(run.lang(), "gcm_objective", objective)))?;
    }
    serves.dimensions.iter().try_for_each(|code| run.line(run.lexicon.label(run.lang(), "dimension", code)))
}

fn serves_json(record: &Record, serves: &Serves) -> serde_json::Value {
    let ways: Vec<Vec<u64>> =
        serves.strategies.iter().map(|way| way.iter().map(|reference| reference.0).collect()).collect();
    json!({"ref": record.reference.0, "strategies": ways, "objectives": serves.objectives, "dimensions": serves.dimensions})
}

/// The sessions of a body with their minutes and decisions, over a year or all years.
fn compile(run: &Run, desk: &Desk, body: &str, year: Option<i16>) -> Outcome {
    let body = run.record(desk, body, &[Kind::Body])?;
    for (session, decisions) in follow_up::compiled(desk, body.reference, year) {
        if run.json {
            let decisions: Vec<_> = decisions.iter().map(|record| decision_json(desk, record)).collect();
            let items: Vec<_> = minutes_of(session)
                .iter()
                .map(|(number, title, text)| {
                    let said = |text: &crate::domain::Text3| json!({"ar": text.ar, "fr": text.fr, "en": text.en});
                    json!({"number": number, "title": said(title), "minutes": said(text)})
                })
                .collect();
            run.value(&json!({"session": session.reference.0, "date": session.date().map(|date| date.to_string()),
                "minutes_phase": session.fields.text(meeting::MINUTES_PHASE.id), "items": items, "decisions": decisions}))?;
            continue;
        }
        run.line(&format!("{} {}", session.reference, session.title(run.lang())))?;
        for (number, title, text) in minutes_of(session) {
            run.line(&format!("  {number}  {}", title.best(run.lang())))?;
            text.best(run.lang()).lines().try_for_each(|line| run.line(&format!("      {line}")))?;
        }
        decisions.iter().try_for_each(|record| decision_line(run, desk, record, 1))?;
    }
    Ok(())
}

/// The items of a session of which the minutes say something.
fn minutes_of(session: &Record) -> Vec<(String, crate::domain::Text3, crate::domain::Text3)> {
    let agenda = Agenda::of(session);
    let numbers = agenda.numbers();
    let said = agenda.items().iter().zip(numbers).filter_map(|(fields, number)| {
        let title = fields.text3(item::TITLE.id).cloned().unwrap_or_default();
        Some((number, title, fields.text3(item::MINUTES.id)?.clone()))
    });
    said.collect()
}

/// `action update REF… --status STATE`: many at once, each with a line in its history.
pub fn run_action(run: &Run, command: &ActionCommand) -> Outcome {
    let ActionCommand::Update { actions, status, from, percent, evidence, note } = command;
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let Value::Code(status) = run.reader(&desk).value("status", &action::STATUS.shape, status)? else { return Ok(()) };
    let day = from.as_deref().map(|words| super::timeline::day(run, words)).transpose()?;
    let day = day.map_or_else(|| run.today(), |day| day.0);
    let evidence: Vec<Value> = evidence
        .iter()
        .map(|words| run.record(&desk, words, &[Kind::Document]).map(|document| Value::Link(document.reference)))
        .collect::<Result<_, _>>()?;
    let mut drafts = Vec::new();
    for words in actions {
        let record = run.record(&desk, words, &[Kind::Action])?;
        let mut fields = follow_up::advanced(&record, &status, day, note.as_deref(), *percent);
        let mut shown = fields.list(action::EVIDENCE.id).to_vec();
        shown.extend(evidence.iter().filter(|link| !shown.contains(link)).cloned().collect::<Vec<_>>());
        fields.set(action::EVIDENCE.id, Some(Value::List(shown)));
        drafts.push(Draft::edit(&record, &fields));
    }
    let receipt = run.propose(&mut registrar, "action.update", drafts)?;
    if run.json {
        let changed: Vec<u64> = receipt.references.iter().map(|reference| reference.0).collect();
        return run.value(&json!({"rev": receipt.revision, "refs": changed}));
    }
    run.tell("cli-actions-updated", &[("count", receipt.references.len().into())]);
    Ok(())
}
