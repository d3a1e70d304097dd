//! Commands on records: add, set, show, drop, undo, redo, merge.

use super::args::Command;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::{history, show, trash};
use crate::app::AsOf;
use crate::domain::read::Assign;
use crate::domain::{Desk, Draft, FieldEdit, Fields, KindSpec, Ref, Value};
use crate::exchange::{import, json, jsonl};
use crate::limits;
use std::io::{BufReader, Read};
use std::path::Path;

/// `add KIND field=value…`.
pub fn add(run: &Run, kind: &str, typed: &[String]) -> Outcome {
    let kind = run.kind(kind)?;
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let mut fields = Fields::new();
    for words in typed {
        assign(run, &desk, kind.spec(), &mut fields, words)?;
    }
    let receipt = run.propose(&mut registrar, "record.add", vec![Draft::Add { reference: None, kind, fields }])?;
    let reference = receipt.references.first().copied().unwrap_or(Ref(0));
    run.receipt(reference, receipt.revision, "cli-added")
}

/// Reads one assignment such as `names.fr=Ministère` or `themes+=education` into the fields of a record, or of a part that is
/// described like one.
pub fn assign(run: &Run, desk: &Desk, spec: &KindSpec, fields: &mut Fields, words: &str) -> Outcome {
    let (typed, value) = words.split_once('=').ok_or_else(|| {
        Failure::new(Status::Usage, "cli-error-assignment").with("value", words).hint("cli-hint-assignment")
    })?;
    let (typed, how) = match (typed.strip_suffix('+'), typed.strip_suffix('-')) {
        (Some(typed), _) => (typed, Assign::Add),
        (_, Some(typed)) => (typed, Assign::Take),
        _ => (typed, Assign::Put),
    };
    // What the program keeps for itself follows from commands of its own.
    if spec.field(typed).is_some_and(|field| field.hidden) {
        return Err(Failure { field: Some(typed.to_owned()), ..Failure::new(Status::Refused, "cli-error-own-field") });
    }
    let is_json = value.starts_with(['{', '[']);
    if let Some(field) = spec.field(typed).filter(|_| is_json) {
        let parsed = json::parse(value.as_bytes()).map_err(|error| {
            // What is no JSON at all is a slip of the hand; what is too deep or too much breaks a rule.
            let status = if error.code == "exchange-json" { Status::Usage } else { Status::Refused };
            Failure { status, ..Failure::from(error) }
        })?;
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
    // One object over several lines is one record; anything else is a record a line.
    let one = Some(&text).filter(|text| text.len() <= limits::JSON_LINE_BYTES).map(|text| json::parse(text.as_bytes()));
    let rows = match one {
        Some(Ok(value)) if value.is_object() => jsonl::rows(json::to_line(&value).as_bytes(), kind)?,
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
            clash: None,
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
    crate::host::files::lines(BufReader::new(std::io::stdin().lock()))
}

/// `set REF field=value…`.
pub fn set(run: &Run, reference: &str, typed: &[String], if_rev: Option<u64>) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let record = run.living(&registrar, reference, &[])?;
    let mut fields = record.fields.clone();
    for words in typed {
        assign(run, &desk, record.kind.spec(), &mut fields, words)?;
    }
    let edits = FieldEdit::between(&record, &fields);
    let receipt =
        run.propose(&mut registrar, "record.edit", vec![Draft::Edit { reference: record.reference, edits, if_rev }])?;
    let rev = registrar.desk().get(record.reference).map_or(receipt.revision, |record| record.rev);
    run.receipt(record.reference, rev, "cli-changed")
}

/// What of a record is to be shown.
pub struct Shown<'a> {
    /// As of when.
    pub as_of: Option<&'a str>,
    /// With its history.
    pub history: bool,
    /// As it was when it was taken away.
    pub dropped: bool,
}

/// `show REF [--as-of DATE] [--history] [--dropped]`.
pub fn show(run: &Run, reference: &str, shown: &Shown<'_>) -> Outcome {
    let mut registrar = run.open()?;
    if shown.dropped {
        return trash::show(run, &registrar, reference, shown.history);
    }
    let view = shown.as_of.map(|words| run.as_of(&mut registrar, words)).transpose()?;
    let (desk, day) =
        view.as_ref().map_or_else(|| (registrar.desk(), run.today()), |view| (view.desk.clone(), view.day));
    let record = match &view {
        Some(view) => run.record_then(&registrar, view, reference)?,
        None => run.living(&registrar, reference, &[])?,
    };
    if run.json {
        let mut value = json::record_to_json(&record, true);
        if let Some(view) = &view {
            value["as_of"] = as_of_json(view);
        }
        if shown.history {
            value["history"] = history::of_record(&registrar, record.reference, desk.revision())?
                .iter()
                .flat_map(|entry| show::entry_json(entry, Some(record.reference)))
                .collect();
        }
        if let Some(post_holder) = show::holder_json(&record, day) {
            value["holder"] = post_holder;
        }
        return run.value(&value);
    }
    if let Some(view) = &view {
        run.line(&run.as_of_said(view))?;
    }
    show::card(run, &desk, &record, day)?;
    if shown.history {
        run.line("")?;
        for entry in history::of_record(&registrar, record.reference, desk.revision())? {
            show::entry(run, &desk, &entry, Some(record.reference))?;
        }
    }
    Ok(())
}

/// As of when something is shown.
fn as_of_json(view: &AsOf) -> serde_json::Value {
    serde_json::json!({"date": view.day.to_string(), "rev": view.desk.revision(), "reading": view.reading.code()})
}

/// `drop REF`.
pub fn drop_record(run: &Run, reference: &str) -> Outcome {
    let mut registrar = run.open()?;
    let record = run.living(&registrar, reference, &[])?;
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
        Command::Redo { count } => (registrar.redo(&by, &machine, at_ms, *count as usize), "cli-redone"),
        Command::Undo { count } => (registrar.undo(&by, &machine, at_ms, *count as usize), "cli-undone"),
        _ => return Ok(()),
    };
    let receipt = receipt.map_err(|error| {
        let failure = Failure::from(error);
        let is_conflict = failure.status == Status::Conflict;
        if is_conflict { failure.renamed("cli-error-undo-conflict").hint("cli-hint-undo-conflict") } else { failure }
    })?;
    run.changed(&registrar);
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
    let from = run.living(&registrar, from, &[])?;
    let into = run.living(&registrar, into, &[from.kind])?;
    let receipt =
        run.propose(&mut registrar, "record.merge", vec![Draft::Merge { from: from.reference, into: into.reference }])?;
    run.receipt(into.reference, receipt.revision, "cli-merged")
}
