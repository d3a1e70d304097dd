//! `timeline`: what happened and what is to come, in order of date.

use super::args::Command;
use super::desk::{Outcome, Run};
use super::failure::Failure;
use crate::domain::Value;
use crate::domain::rules::timeline::{Moment, timeline};
use crate::domain::{Desk, Shape};
use jiff::civil::Date;
use serde_json::json;

/// The first and last day that typed words mean.
///
/// # Errors
/// No date.
pub fn day(run: &Run, words: &str) -> Result<(Date, Date), Failure> {
    let desk = Desk::default();
    let refused = || Failure::new(super::failure::Status::Refused, "error-date").with("value", words);
    let Value::Date(date) = run.reader(&desk).value("DATE", &Shape::Date, words)? else { return Err(refused()) };
    let first = date.earliest().ok_or_else(refused)?;
    Ok((first, date.latest().unwrap_or(first)))
}

/// `timeline [REF] [--from D] [--to D] [--as-of D]`.
pub fn run_timeline(run: &Run, command: &Command) -> Outcome {
    let Command::Timeline { reference, from, to, as_of } = command else { return Ok(()) };
    let mut registrar = run.open()?;
    let view = as_of.as_deref().map(|words| run.as_of(&mut registrar, words)).transpose()?;
    let desk = view.as_ref().map_or_else(|| registrar.desk(), |view| view.desk.clone());
    let find = |words: &String| match &view {
        Some(view) => run.record_then(&registrar, view, words),
        None => run.living(&registrar, words, &[]),
    };
    let of = reference.as_ref().map(find).transpose()?.map(|record| record.reference);
    let from = from.as_deref().map(|words| day(run, words)).transpose()?.map(|days| days.0);
    let to = to.as_deref().map(|words| day(run, words)).transpose()?.map(|days| days.1);
    if let Some(view) = &view {
        run.mark(view);
    }
    for moment in timeline(&desk, of, from, to) {
        line(run, &desk, &moment)?;
    }
    Ok(())
}

fn line(run: &Run, desk: &Desk, moment: &Moment) -> Outcome {
    let Some(record) = desk.get(moment.reference) else { return Ok(()) };
    if run.json {
        return run
            .value(&json!({"date": moment.date.to_string(), "ref": moment.reference.0, "kind": record.kind.key(),
            "event": moment.event, "title": record.title(run.lang())}));
    }
    let event = moment
        .event
        .as_deref()
        .map(|code| format!("{}{} ", run.lexicon.label(run.lang(), "instrument_event", code), run.lang().colon()))
        .unwrap_or_default();
    let date = run.lexicon.date(run.lang(), &moment.date);
    run.line(&format!(
        "{date}  {}{} {event}{}",
        "  ".repeat(usize::from(moment.depth)),
        moment.reference,
        record.title(run.lang())
    ))
}
