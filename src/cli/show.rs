//! How a record, a row of a list and an entry of the ledger are shown on the command line.

use super::desk::{Outcome, Run};
use crate::domain::rules::{life, tenures};
use crate::domain::words::Speaker;
use crate::domain::{Desk, Entry, Field, Kind, Record, Ref, Shape, Value};
use crate::exchange::json;
use crate::host::clock;
use crate::lang::{Arg, Lang};
use crate::text;
use jiff::civil::Date;
use serde_json::json;

/// Every field of a record in words, then what links to it.
pub fn card(run: &Run, desk: &Desk, record: &Record, day: Date) -> Outcome {
    let kind = run.say(&format!("kind-{}", record.kind.key()), &[]);
    run.line(&format!("{} {} {}", record.reference, kind, record.title(run.lang())))?;
    for (field, value) in record.declared() {
        field_lines(run, desk, field, value, 1)?;
    }
    if let Some(line) = derived(run, desk, record, day) {
        run.line(&line)?;
    }
    for other in desk.linking_to(record.reference) {
        let kind = run.say(&format!("kind-{}", other.kind.key()), &[]);
        run.line(&format!("  ← {} {} {}", other.reference, kind, other.title(run.lang())))?;
    }
    Ok(())
}

/// What follows from rules and is not stored: the holder of a post, the status of an instrument, lateness.
fn derived(run: &Run, desk: &Desk, record: &Record, day: Date) -> Option<String> {
    match record.kind {
        Kind::Post => {
            let name = tenures::holder(record, day)
                .and_then(|holder| desk.get(holder.person))
                .map(|person| person.title(run.lang()).to_owned());
            let holder = name.unwrap_or_else(|| run.say("cli-vacant", &[]));
            Some(format!(
                "  {}{}{holder}",
                run.say("cli-holder", &[("day", day.to_string().as_str().into())]),
                run.lang().colon()
            ))
        }
        Kind::Instrument => {
            let status = run.lexicon.label(run.lang(), "instrument_status", life::instrument_status(record, day));
            Some(format!("  {}{} {status}", run.say("field-status", &[]), run.lang().colon()))
        }
        _ if life::is_late(record, day) => Some(format!("  {}", run.say("cli-late", &[]))),
        _ => None,
    }
}

/// The holder of a post on a day, for JSON.
pub fn holder_json(record: &Record, day: Date) -> Option<serde_json::Value> {
    (record.kind == Kind::Post)
        .then(|| tenures::holder(record, day).map_or(serde_json::Value::Null, |holder| json!(holder.person.0)))
}

fn field_lines(run: &Run, desk: &Desk, field: &Field, value: &Value, depth: usize) -> Outcome {
    let label = run.say(&field.message(), &[]);
    let indent = "  ".repeat(depth);
    match (field.item_shape(), value) {
        (Shape::Part(inner), Value::List(parts)) => {
            run.line(&format!("{indent}{label}:"))?;
            for part in parts {
                part_lines(run, desk, inner, part, depth + 1)?;
            }
            Ok(())
        }
        (Shape::Part(inner), part) => {
            run.line(&format!("{indent}{label}:"))?;
            part_lines(run, desk, inner, part, depth + 1)
        }
        (shape, value) => {
            run.line(&format!("{indent}{label}{} {}", run.lang().colon(), in_words(run, desk, &shape, value)))
        }
    }
}

fn part_lines(run: &Run, desk: &Desk, inner: &'static [Field], part: &Value, depth: usize) -> Outcome {
    let Value::Part(fields) = part else { return Ok(()) };
    let shown = inner
        .iter()
        .filter(|field| !field.hidden)
        .filter_map(|field| fields.get(field.id).map(|value| in_words(run, desk, &field.item_shape(), value)));
    run.line(&format!("{}- {}", "  ".repeat(depth), shown.collect::<Vec<_>>().join(" · ")))
}

/// A value in the words of the language, links with their numbers and texts in all their languages.
pub fn in_words(run: &Run, desk: &Desk, shape: &Shape, value: &Value) -> String {
    Speaker { lang: run.lang(), lexicon: &run.lexicon, desk }.said_whole(shape, value)
}

/// One line of a list: number, date or type, title.
pub fn row(run: &Run, desk: &Desk, record: &Record) -> Outcome {
    let spec = record.kind.spec();
    let columns = spec.columns.iter().filter_map(|id| {
        let field = spec.field_by_id(*id)?;
        record.fields.get(*id).map(|value| in_words(run, desk, &field.item_shape(), value))
    });
    let mut words = vec![format!("{:>6}", record.reference.to_string()), record.title(run.lang()).to_owned()];
    words.extend(columns);
    run.line(&words.join("  "))
}

/// The key by which a list is sorted on a field: dates by day, numbers by size, texts as people sort them.
pub fn sort_key(record: &Record, field: &Field, lang: Lang) -> (i64, String) {
    match record.fields.get(field.id) {
        None => (i64::MAX, String::new()),
        Some(Value::Number(number)) => (*number, String::new()),
        Some(Value::Date(date)) => (i64::from(date.sort_key().0), String::new()),
        Some(Value::OfficialDate(date)) => (i64::from(date.date.sort_key().0), String::new()),
        Some(Value::Text3(words)) => (0, text::sort_key(words.best(lang))),
        Some(Value::Text(words) | Value::Code(words)) => (0, text::sort_key(words)),
        Some(Value::Link(reference)) => (i64::try_from(reference.0).unwrap_or(i64::MAX), String::new()),
        Some(_) => (0, String::new()),
    }
}

/// One entry of the ledger in words, of one record or of all it changed.
pub fn entry(run: &Run, desk: &Desk, entry: &Entry, only: Option<Ref>) -> Outcome {
    let when = clock::said(entry.at_ms);
    let changes: Vec<_> =
        entry.changes.iter().filter(|change| only.is_none_or(|only| change.reference() == only)).collect();
    let count = Arg::from(changes.len());
    run.line(&format!(
        "{} {when} {} {} {}",
        entry.revision,
        entry.by,
        entry.label,
        run.say("cli-records", &[("count", count)])
    ))?;
    for change in changes.iter().take(if only.is_some() { usize::MAX } else { 3 }) {
        let (before, after) = (change.before.as_deref(), change.after.as_deref());
        let Some(record) = after.or(before) else { continue };
        let what = match (before, after) {
            (None, _) => "+",
            (_, None) => "-",
            _ => "~",
        };
        run.line(&format!("    {what} {} {}", record.reference, record.title(run.lang())))?;
        if let (Some(before), Some(after)) = (before, after) {
            differences(run, desk, before, after)?;
        }
    }
    Ok(())
}

fn differences(run: &Run, desk: &Desk, before: &Record, after: &Record) -> Outcome {
    for field in after.kind.spec().fields {
        let (old, new) = (before.fields.get(field.id), after.fields.get(field.id));
        if old != new {
            let words = |value: Option<&Value>| {
                value.map_or_else(|| "—".to_owned(), |value| in_words(run, desk, &field.item_shape(), value))
            };
            run.line(&format!(
                "        {}{} {} → {}",
                run.say(&field.message(), &[]),
                run.lang().colon(),
                words(old),
                words(new)
            ))?;
        }
    }
    Ok(())
}

/// One entry of the ledger as JSON, a value for each record it changed.
pub fn entry_json(entry: &Entry, only: Option<Ref>) -> Vec<serde_json::Value> {
    let changes = entry.changes.iter().filter(|change| only.is_none_or(|only| change.reference() == only));
    changes
        .map(|change| {
            let side = |record: Option<&std::sync::Arc<Record>>| record.map_or(serde_json::Value::Null, |record| json::record_to_json(record, true));
            json!({"rev": entry.revision, "at_ms": entry.at_ms, "by": entry.by, "machine": entry.machine, "command": entry.label,
                "ref": change.reference().0, "before": side(change.before.as_ref()), "after": side(change.after.as_ref())})
        })
        .collect()
}
