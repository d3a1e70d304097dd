//! Copies of a desk: backup, restore and its rehearsal, and the backups that are taken by themselves.

use super::care::count;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use crate::host::clock::{self, Clock};
use crate::host::places;
use crate::store::{Job, Rehearsal, Relation, StoreError, When, is_desk};
use serde_json::json;
use std::io::ErrorKind;
use std::path::Path;

/// `backup FILE`.
pub fn backup(run: &Run, file: &Path) -> Outcome {
    let registrar = run.open()?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::metadata(folder).map_err(|error| Failure::file(folder, &error))?;
    let entries = registrar.backup(file)?;
    told(run, file, entries)
}

fn told(run: &Run, file: &Path, entries: u64) -> Outcome {
    if run.json {
        return run.value(&json!({"file": file.display().to_string(), "entries": entries}));
    }
    let name = file.display().to_string();
    run.tell("cli-backed-up", &[("entries", count(entries)), ("file", name.as_str().into())]);
    Ok(())
}

/// The job of keeping the desk as it is now.
fn job(run: &Run) -> Result<Job, Failure> {
    let registrar = run.open()?;
    let job = registrar.to_keep(run.settings.backup.of_desk(&run.settings.desk.value))?;
    job.ok_or_else(|| Failure::new(Status::NotFound, "cli-error-nothing-to-keep"))
}

/// `backup`: one more among those that are taken by themselves.
pub fn keep(run: &Run) -> Outcome {
    match job(run)?.run(When::Now, Clock::of_environment().now())? {
        Some(kept) => told(run, &kept.file, kept.revision),
        None => Err(Failure::new(Status::InUse, "cli-error-backup-running")),
    }
}

/// `backup --list`: those that are kept, the oldest first.
pub fn list(run: &Run) -> Outcome {
    for kept in job(run)?.kept()? {
        let (file, at) = (kept.file.display().to_string(), kept.at.strftime("%Y-%m-%d %H:%M").to_string());
        if run.json {
            run.value(&json!({"file": file, "at": at, "entries": kept.revision, "bytes": kept.bytes}))?;
        } else {
            run.line(&format!("{at}  {:>8}  {:>12}  {file}", kept.revision, kept.bytes))?;
        }
    }
    Ok(())
}

/// Takes the backup that is due after what was changed. What was asked for is done already: where this fails it is told and
/// changes nothing about the answer.
pub fn take_due(run: &Run) {
    let due = run.due.lock().map(|mut due| due.take());
    if let Ok(Some(job)) = due {
        take(run, &job);
    }
}

/// Takes a backup where one is due.
pub fn take(run: &Run, job: &Job) {
    if let Err(error) = job.run(When::Due, Clock::of_environment().now()) {
        let (key, detail) = error.of_backup();
        let detail = places::said(&run.lexicon, run.lang(), &detail);
        run.tell(key, &[("detail", detail.as_str().into())]);
    }
}

/// Whether the file of a backup can be read at all.
fn look_at(file: &Path) -> Outcome {
    let refused = |error: std::io::Error| Failure::file(file, &error);
    let found = std::fs::metadata(file).map_err(refused)?;
    match (found.is_dir(), found.is_file()) {
        (true, _) => Err(refused(ErrorKind::IsADirectory.into())),
        // It is read more than once, and what has no end is no backup.
        (_, false) => Err(refused(ErrorKind::InvalidInput.into())),
        (_, true) => std::fs::File::open(file).map(drop).map_err(refused),
    }
}

/// What is damaged is the backup and no desk.
fn of_backup(file: &Path, error: StoreError) -> Failure {
    match error {
        StoreError::Damaged { place, .. } => Failure::new(Status::Damaged, "cli-error-no-backup")
            .with("file", file.display())
            .with("place", place)
            .hint("cli-hint-no-backup"),
        error => error.into(),
    }
}

/// `restore FILE --to DIR`.
pub fn restore(run: &Run, file: &Path, dir: &Path) -> Outcome {
    look_at(file)?;
    let restored = crate::store::restore(file, dir, &clock::owner(&run.settings.by.value));
    let entries = restored.map_err(|error| of_backup(file, error))?;
    let name = dir.display().to_string();
    if run.json {
        return run.value(&json!({"desk": name, "entries": entries}));
    }
    run.tell("cli-restored", &[("entries", count(entries)), ("dir", name.as_str().into())]);
    Ok(())
}

/// `restore FILE --rehearse`: tried in a folder that is thrown away, checked, and compared with the desk where there is one.
pub fn rehearse(run: &Run, file: &Path) -> Outcome {
    look_at(file)?;
    let owner = clock::owner(&run.settings.by.value);
    let found = if is_desk(&run.settings.desk.value) {
        run.open()?.rehearse(file, &owner)
    } else {
        crate::store::rehearse(file, &std::env::temp_dir(), None, &owner)
    };
    let found = found.map_err(|error| of_backup(file, error))?;
    report(run, &found)?;
    if !found.problems.is_empty() {
        return Err(Failure::new(Status::Damaged, "cli-error-backup-damaged").with("count", found.problems.len()));
    }
    match found.relation {
        Some(Relation::Other) => Err(Failure::new(Status::Refused, "cli-error-backup-other")),
        _ => Ok(()),
    }
}

fn report(run: &Run, found: &Rehearsal) -> Outcome {
    if run.json {
        let problems: Vec<_> =
            found.problems.iter().map(|problem| json!({"code": problem.code, "place": problem.place})).collect();
        let (relation, behind) = (found.relation.map(Relation::code), found.relation.map(Relation::entries));
        return run.value(&json!({"entries": found.entries, "records": found.records, "problems": problems,
            "desk": relation, "difference": behind}));
    }
    for problem in &found.problems {
        run.line(&run.say_at(problem.code, &problem.place))?;
    }
    let values = [
        ("entries", count(found.entries)),
        ("records", count(found.records)),
        ("problems", found.problems.len().into()),
    ];
    run.line(&run.say("cli-rehearsed", &values))?;
    let (key, difference) = match found.relation {
        Some(Relation::Same) => ("cli-rehearsed-same", 0),
        Some(Relation::Behind(entries)) => ("cli-rehearsed-behind", entries),
        Some(Relation::Ahead(entries)) => ("cli-rehearsed-ahead", entries),
        Some(Relation::Other) | None => return Ok(()),
    };
    run.line(&run.say(key, &[("entries", count(difference))]))
}
