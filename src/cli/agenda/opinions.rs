//! `agenda ask`, `opinion`, `opinions`: what institutions think of an item before the session.

use super::meeting_of;
use crate::cli::desk::{Outcome, Run};
use crate::domain::kinds::meeting::{item, opinion};
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::opinions::{self, Given, Standing};
use crate::domain::{Desk, Draft, Kind, Record, Shape, Value};
use crate::lang::date::PDate;
use serde_json::json;

/// `agenda ask MEETING N INSTITUTION`.
pub(super) fn ask(run: &Run, meeting: &str, number: &str, (institution, due): (&str, Option<&str>)) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let place = Agenda::of(&session).place_of(number)?;
    let institution = run.record(&desk, institution, &[Kind::Partner])?.reference;
    let due = match due {
        Some(typed) => date(run, &desk, "due", typed)?,
        None => opinions::usual_due(&desk, &session, run.today()).map(PDate::from),
    };
    let fields = opinions::ask(&session, place, institution, due)?;
    let receipt = run.propose(&mut registrar, "agenda.opinion.ask", vec![Draft::edit(&session, &fields)])?;
    run.receipt(session.reference, receipt.revision, "cli-changed")
}

/// `agenda opinion MEETING N INSTITUTION KIND [TEXT]`.
pub(super) fn give(
    run: &Run,
    meeting: &str,
    number: &str,
    (institution, kind, text, on): (&str, &str, &[String], Option<&str>),
) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let place = Agenda::of(&session).place_of(number)?;
    let institution = run.record(&desk, institution, &[Kind::Partner])?.reference;
    let Value::Code(kind) = run.reader(&desk).value("type", &opinion::TYPE.shape, kind)? else { return Ok(()) };
    let on = on.map(|typed| date(run, &desk, "given", typed)).transpose()?.flatten();
    let on = on.as_ref().and_then(PDate::earliest).unwrap_or(run.today());
    let text = Some(text.join(" "));
    let fields = opinions::give(&session, place, institution, Given { kind: &kind, text, on })?;
    let receipt = run.propose(&mut registrar, "agenda.opinion.give", vec![Draft::edit(&session, &fields)])?;
    run.receipt(session.reference, receipt.revision, "cli-changed")
}

fn date(run: &Run, desk: &Desk, field: &str, typed: &str) -> Result<Option<PDate>, crate::cli::failure::Failure> {
    Ok(match run.reader(desk).value(field, &Shape::Date, typed)? {
        Value::Date(date) => Some(date),
        _ => None,
    })
}

/// `agenda opinions MEETING`: who was asked, item by item.
pub(super) fn list(run: &Run, meeting: &str) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let agenda = Agenda::of(&session);
    for (fields, number) in agenda.items().iter().zip(agenda.numbers()) {
        for part in opinions::of_item(&session, fields.number(item::ITEM.id).unwrap_or(0)) {
            one(run, &desk, &number, part)?;
        }
    }
    Ok(())
}

fn one(run: &Run, desk: &Desk, number: &str, part: &crate::domain::Fields) -> Outcome {
    let standing = Standing::of(part, run.today());
    let institution = part.link(opinion::INSTITUTION.id);
    let (kind, text) = (part.text(opinion::TYPE.id), part.text(opinion::TEXT.id));
    let day = |id| part.date(id).map(ToString::to_string);
    if run.json {
        return run.value(&json!({"number": number, "institution": institution.map(|institution| institution.0),
            "standing": standing.key(), "type": kind, "text": text, "due": day(opinion::DUE.id), "given": day(opinion::GIVEN.id)}));
    }
    let named = institution
        .and_then(|institution| desk.get(institution))
        .map(AsRef::as_ref)
        .map(|record: &Record| record.title(run.lang()).to_owned());
    let said = match kind {
        Some(kind) => run.lexicon.label(run.lang(), "opinion_kind", kind).to_owned(),
        None => run.say(standing.message(), &[]),
    };
    let day = day(opinion::GIVEN.id).or(day(opinion::DUE.id)).unwrap_or_default();
    run.line(&format!("{number:<6} {}  {said}  {day}", named.unwrap_or_default()))
}
