//! `trash` and `undrop`: what was taken away, and how it comes back.

use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::{history, show};
use crate::domain::{Desk, Draft, Dropped, Ref};
use crate::exchange::json;
use crate::host::clock;
use crate::store::Registrar;
use serde_json::json;
use std::sync::Arc;

/// What was taken away, as a desk of its own: lists, filters and the search work on it as on any other.
pub struct Trash {
    /// The records as they were.
    pub desk: Desk,
    /// How each went, the last one first.
    pub dropped: Vec<Dropped>,
}

impl Trash {
    /// Reads what was taken away and is not back.
    ///
    /// # Errors
    /// The store's.
    pub fn read(registrar: &Registrar) -> Result<Trash, Failure> {
        let dropped = registrar.trash()?;
        let newest = registrar.desk();
        let records = dropped.iter().map(|dropped| Arc::clone(&dropped.record));
        Ok(Trash { desk: Desk::restore(newest.revision(), newest.last_ref(), records, []), dropped })
    }

    /// One record of the trash: in words with who took it away and when, or as JSON.
    ///
    /// # Errors
    /// The output is closed or full.
    pub fn row(&self, run: &Run, newest: &Desk, reference: Ref) -> Outcome {
        match self.dropped.iter().find(|dropped| dropped.record.reference == reference) {
            Some(dropped) => row(run, newest, dropped),
            None => Ok(()),
        }
    }
}

fn row(run: &Run, newest: &Desk, dropped: &Dropped) -> Outcome {
    if run.json {
        return run.value(&as_json(dropped));
    }
    run.line(&said(run, dropped))?;
    show::row(run, newest, &dropped.record)
}

fn as_json(dropped: &Dropped) -> serde_json::Value {
    let mut value = json::record_to_json(&dropped.record, true);
    value["dropped"] =
        json!({"rev": dropped.rev, "by": dropped.by, "at_ms": dropped.at_ms, "undone": dropped.was_undone});
    value
}

/// Who took it away, and when.
fn said(run: &Run, dropped: &Dropped) -> String {
    let key = if dropped.was_undone { "dropped-undone" } else { "dropped-by" };
    let at = clock::said(dropped.at_ms);
    run.say(key, &[("by", dropped.by.as_str().into()), ("at", at.as_str().into())])
}

/// `trash [KIND]`.
pub fn list(run: &Run, kind: Option<&str>, limit: Option<usize>) -> Outcome {
    let kind = kind.map(|name| run.kind(name)).transpose()?;
    let registrar = run.open()?;
    let newest = registrar.desk();
    let dropped = registrar.trash()?;
    let wanted = dropped.iter().filter(|dropped| kind.is_none_or(|kind| dropped.record.kind == kind));
    wanted.take(limit.unwrap_or(usize::MAX)).try_for_each(|dropped| row(run, &newest, dropped))
}

/// `show REF --dropped`.
pub fn show(run: &Run, registrar: &Registrar, words: &str, with_history: bool) -> Outcome {
    let dropped = find(run, registrar, words)?;
    let reference = dropped.record.reference;
    if run.json {
        let mut value = as_json(&dropped);
        if with_history {
            let entries = history::of_record(registrar, reference, u64::MAX)?;
            value["history"] = entries.iter().flat_map(|entry| show::entry_json(entry, Some(reference))).collect();
        }
        return run.value(&value);
    }
    let newest = registrar.desk();
    run.line(&said(run, &dropped))?;
    show::card(run, &newest, &dropped.record, run.today())?;
    if with_history {
        run.line("")?;
        for entry in history::of_record(registrar, reference, u64::MAX)? {
            show::entry(run, &newest, &entry, Some(reference))?;
        }
    }
    Ok(())
}

/// The record of the trash that a number or an unambiguous name means.
fn find(run: &Run, registrar: &Registrar, words: &str) -> Result<Dropped, Failure> {
    if let Ok(reference) = words.parse() {
        return registrar.dropped(reference)?.ok_or_else(|| not_in_trash(reference));
    }
    let trash = Trash::read(registrar)?;
    let record = run.record(&trash.desk, words, &[])?;
    trash
        .dropped
        .into_iter()
        .find(|dropped| dropped.record.reference == record.reference)
        .ok_or_else(|| Failure::not_found(words))
}

fn not_in_trash(reference: Ref) -> Failure {
    Failure::new(Status::NotFound, "cli-error-not-dropped").with("record", reference).hint("cli-hint-trash")
}

/// `undrop REF…`: all of them come back or none.
pub fn undrop(run: &Run, references: &[String]) -> Outcome {
    let mut registrar = run.open()?;
    let mut drafts = Vec::new();
    for words in references {
        drafts.push(Draft::Undrop { reference: find(run, &registrar, words)?.record.reference });
    }
    let receipt = run.propose(&mut registrar, "record.undrop", drafts).map_err(|failure| {
        let lacks_another = failure.code == "error-unknown-link";
        if lacks_another { failure.hint("cli-hint-undrop-both") } else { failure }
    })?;
    receipt.references.iter().try_for_each(|reference| run.receipt(*reference, receipt.revision, "cli-undropped"))
}
