//! Commands on records: add, set, show, list, drop, undo, redo, merge, log.

use super::args::Command;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::show;
use crate::domain::read::Assign;
use crate::domain::{Draft, FieldEdit, Fields, Kind, Record, Ref, Value};
use crate::exchange::{import, json, jsonl};
use crate::limits;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// `add KIND field=value…`.
pub fn add(run: &Run, kind: &str, typed: &[String]) -> Outcome {
    let kind = run.kind(kind)?;
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let mut fields = Fields::new();
    for words in typed {
        assign(run, &desk, kind, &mut fields, words)?;
    }
    let receipt = run.propose(&mut registrar, "record.add", vec![Draft::Add { reference: None, kind, fields }])?;
    let reference = receipt.references.first().copied().unwrap_or(Ref(0));
    run.receipt(reference, receipt.revision, "cli-added")
}

/// Reads one assignment such as `names.fr=Ministère` or `themes+=education` into the fields.
fn assign(run: &Run, desk: &crate::domain::Desk, kind: Kind, fields: &mut Fields, words: &str) -> Outcome {
    let (typed, value) = words.split_once('=').ok_or_else(|| {
        Failure::new(Status::Usage, "cli-error-assignment").with("value", words).hint("cli-hint-assignment")
    })?;
    let (typed, how) = match (typed.strip_suffix('+'), typed.strip_suffix('-')) {
        (Some(typed), _) => (typed, Assign::Add),
        (_, Some(typed)) => (typed, Assign::Take),
        _ => (typed, Assign::Put),
    };
    let spec = kind.spec();
    let is_json = value.starts_with(['{', '[']);
    if let Some(field) = spec.field(typed).filter(|_| is_json) {
        let parsed: serde_json::Value = serde_json::from_str(value)
            .map_err(|error| Failure::new(Status::Usage, "cli-error-json").with("detail", error))?;
        let value = match (how, field.is_list()) {
            (Assign::Put, _) => json::json_to_value(typed, &field.shape, &parsed)?,
            (Assign::Add, true) => {
                let mut values = fields.list(field.id).to_vec();
                values.push(json::json_to_value(typed, &field.item_shape(), &parsed)?);
                Value::List(values)
            }
            (Assign::Take, true) => {
                let gone = json::json_to_value(typed, &field.item_shape(), &parsed)?;
                Value::List(fields.list(field.id).iter().filter(|value| **value != gone).cloned().collect())
            }
            (_, false) => return Err(Failure::new(Status::Usage, "cli-error-assignment").with("value", words)),
        };
        fields.set(field.id, Some(value));
        return Ok(());
    }
    run.reader(desk).assign(spec, fields, typed, how, value)?;
    Ok(())
}

/// `add --from FILE`; a kind is for records that do not name their own.
pub fn add_from(run: &Run, kind: Option<&str>, file: &Path) -> Outcome {
    let kind = kind.map(|name| run.kind(name)).transpose()?;
    let text = read_text(file)?;
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let rows = match serde_json::from_str::<serde_json::Value>(&text) {
        // One object over several lines is one record; anything else is a record a line.
        Ok(value) if value.is_object() => jsonl::rows(json::to_line(&value).as_bytes(), kind)?,
        _ => jsonl::rows(text.as_bytes(), kind)?,
    };
    let plan = import::plan(rows, &desk, &run.lexicon, &import::Options::default());
    if let Some(refused) = plan.report.refused.first() {
        let values = refused.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        return Err(Failure {
            status: Status::Refused,
            code: refused.code.to_owned(),
            values,
            field: Some(refused.field.clone()),
            hint: None,
        });
    }
    let receipt = run.propose(&mut registrar, "record.add", plan.drafts)?;
    receipt.references.iter().try_for_each(|reference| run.receipt(*reference, receipt.revision, "cli-added"))
}

/// The bytes of a file, or of standard input for `-`.
pub fn read_bytes(file: &Path) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let limit = u64::try_from(limits::IMPORT_BYTES).unwrap_or(u64::MAX) + 1;
    let read = if file == Path::new("-") {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::file(file, &error))?;
    if bytes.len() > limits::IMPORT_BYTES {
        return Err(Failure::new(Status::Refused, "error-too-long").with("limit", limits::IMPORT_BYTES));
    }
    Ok(bytes)
}

/// The text of a file, or of standard input for `-`.
pub fn read_text(file: &Path) -> Result<String, Failure> {
    String::from_utf8(read_bytes(file)?)
        .map_err(|_| Failure::new(Status::Refused, "cli-error-utf8").with("file", file.display()))
}

/// The lines of standard input, for batches.
pub fn stdin_lines() -> impl Iterator<Item = std::io::Result<String>> {
    BufReader::new(std::io::stdin().lock()).lines()
}

/// `set REF field=value…`.
pub fn set(run: &Run, reference: &str, typed: &[String], if_rev: Option<u64>) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let record = run.record(&desk, reference, &[])?;
    let mut fields = record.fields.clone();
    for words in typed {
        assign(run, &desk, record.kind, &mut fields, words)?;
    }
    let edits = edits_between(&record, &fields);
    let receipt =
        run.propose(&mut registrar, "record.edit", vec![Draft::Edit { reference: record.reference, edits, if_rev }])?;
    let rev = registrar.desk().get(record.reference).map_or(receipt.revision, |record| record.rev);
    run.receipt(record.reference, rev, "cli-changed")
}

/// The edits that turn a record's fields into these.
pub fn edits_between(record: &Record, fields: &Fields) -> Vec<FieldEdit> {
    record
        .kind
        .spec()
        .fields
        .iter()
        .filter(|field| record.fields.get(field.id) != fields.get(field.id))
        .map(|field| FieldEdit {
            field: field.id,
            was: record.fields.get(field.id).cloned(),
            now: fields.get(field.id).cloned(),
        })
        .collect()
}

/// `show REF`.
pub fn show(run: &Run, reference: &str, as_of: Option<&str>, history: bool) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let record = run.record(&desk, reference, &[])?;
    let day = match as_of {
        None => run.today(),
        Some(words) => super::timeline::day(run, words)?.0,
    };
    if run.json {
        let mut value = json::record_to_json(&record, true);
        if history {
            let entries = registrar.history(record.reference)?;
            value["history"] =
                entries.iter().flat_map(|entry| show::entry_json(entry, Some(record.reference))).collect();
        }
        if let Some(post_holder) = show::holder_json(&record, day) {
            value["holder"] = post_holder;
        }
        return run.value(&value);
    }
    show::card(run, &desk, &record, day)?;
    if history {
        run.line("")?;
        for entry in registrar.history(record.reference)? {
            show::entry(run, &desk, &entry, Some(record.reference))?;
        }
    }
    Ok(())
}

/// `list KIND [FILTER…]`.
pub fn list(run: &Run, kind: &str, filters: &[String], sort: Option<&str>, limit: Option<usize>) -> Outcome {
    let kind = run.kind(kind)?;
    let registrar = run.open()?;
    let desk = registrar.desk();
    let query = format!("kind:{} {}", kind.key(), filters.join(" "));
    let mut records = crate::search::filter::matching(&desk, &run.lexicon, &query, run.today());
    for unknown in &records.unknown {
        run.tell("cli-unknown-filter", &[("value", unknown.as_str().into())]);
    }
    if let Some(key) = sort {
        let field = kind
            .spec()
            .field(key)
            .ok_or_else(|| Failure::new(Status::Usage, "error-unknown-field").with("field", key))?;
        records.found.sort_by_cached_key(|record| show::sort_key(record, field, run.lang()));
    }
    for record in records.found.iter().take(limit.unwrap_or(usize::MAX)) {
        if run.json {
            run.value(&json::record_to_json(record, true))?;
        } else {
            show::row(run, &desk, record)?;
        }
    }
    Ok(())
}

/// `drop REF`.
pub fn drop_record(run: &Run, reference: &str) -> Outcome {
    let mut registrar = run.open()?;
    let record = run.record(&registrar.desk(), reference, &[])?;
    let receipt = run.propose(&mut registrar, "record.drop", vec![Draft::Drop { reference: record.reference }])?;
    run.receipt(record.reference, receipt.revision, "cli-dropped")
}

/// `undo [N]` and `redo [N]`.
pub fn undo(run: &Run, command: &Command) -> Outcome {
    let mut registrar = run.open()?;
    let (by, machine, at_ms) = (
        run.settings.by.value.clone(),
        crate::host::clock::machine(),
        crate::host::clock::Clock::of_environment().now_ms(),
    );
    let (receipt, key) = match command {
        Command::Redo { count } => (registrar.redo(&by, &machine, at_ms, *count as usize)?, "cli-redone"),
        Command::Undo { count } => (registrar.undo(&by, &machine, at_ms, *count as usize)?, "cli-undone"),
        _ => return Ok(()),
    };
    if run.json {
        let references: Vec<u64> = receipt.references.iter().map(|reference| reference.0).collect();
        return run.value(&serde_json::json!({"rev": receipt.revision, "refs": references}));
    }
    run.tell(key, &[("count", receipt.references.len().into())]);
    Ok(())
}

/// `merge REF INTO`.
pub fn merge(run: &Run, from: &str, into: &str) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let from = run.record(&desk, from, &[])?;
    let into = run.record(&desk, into, &[from.kind])?;
    let receipt =
        run.propose(&mut registrar, "record.merge", vec![Draft::Merge { from: from.reference, into: into.reference }])?;
    run.receipt(into.reference, receipt.revision, "cli-merged")
}

/// `log [REF]`.
pub fn log(run: &Run, reference: Option<&str>, limit: usize) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let only = match reference {
        None => None,
        Some(words) => {
            Some(words.parse::<Ref>().or_else(|_| run.record(&desk, words, &[]).map(|record| record.reference))?)
        }
    };
    let entries = match only {
        Some(reference) => {
            let mut entries = registrar.history(reference)?;
            entries.reverse();
            entries
        }
        None => registrar.log(limit)?,
    };
    for entry in entries.iter().take(limit) {
        if run.json {
            for value in show::entry_json(entry, only) {
                run.value(&value)?;
            }
        } else {
            show::entry(run, &desk, entry, only)?;
        }
    }
    Ok(())
}
