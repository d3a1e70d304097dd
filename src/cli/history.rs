//! `log`: the ledger in words, and whether it is what it was.

use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::show;
use crate::domain::{Entry, Ref};
use crate::host::clock;
use crate::store::{Chain, Pin, Registrar, first_damage, pin};
use serde_json::json;
use std::io::{IsTerminal, Write};

/// Entries between two words about how far a check has come.
const PROGRESS: u64 = 20_000;

/// The entries of one record up to a revision, oldest first.
///
/// # Errors
/// The store's.
pub fn of_record(registrar: &Registrar, reference: Ref, up_to: u64) -> Result<Vec<Entry>, Failure> {
    let mut entries = registrar.history(reference)?;
    entries.retain(|entry| entry.revision <= up_to);
    Ok(entries)
}

/// `log [REF] [--hashes]`.
pub fn log(run: &Run, reference: Option<&str>, limit: usize, with_hashes: bool) -> Outcome {
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
            if entries.is_empty() {
                return Err(Failure::not_found(reference));
            }
            entries.reverse();
            entries
        }
        None => registrar.log(limit)?,
    };
    for entry in entries.iter().take(limit) {
        let hashes = if with_hashes { registrar.hashes(entry.revision)? } else { None };
        if run.json {
            for mut value in show::entry_json(entry, only) {
                if let Some((own, previous)) = &hashes {
                    value["hash"] = pin::digits(own).into();
                    value["previous"] = pin::digits(previous).into();
                }
                run.value(&value)?;
            }
        } else {
            show::entry(run, &desk, entry, only)?;
            if let Some((own, _)) = &hashes {
                run.line(&format!("    {}", Pin::new(entry.revision, own)))?;
            }
        }
    }
    Ok(())
}

/// Checks the chain up to a revision, with a word of progress on a terminal.
fn check(run: &Run, registrar: &Registrar, up_to: u64) -> Result<Chain, Failure> {
    let is_watched = !run.quiet && !run.json && std::io::stderr().is_terminal();
    let mut err = std::io::stderr();
    let chain = registrar.verify_chain(up_to, &mut |revision| {
        if is_watched && revision % PROGRESS == 0 {
            let _ = write!(err, "\r{revision}/{up_to}");
        }
    })?;
    if is_watched && up_to >= PROGRESS {
        let _ = write!(std::io::stderr(), "\r\x1b[K");
    }
    Ok(chain)
}

/// `log --verify`.
pub fn verify(run: &Run) -> Outcome {
    run.find()?;
    let dir = &run.settings.desk.value;
    // Opening mends what can be mended: it is looked at before.
    let damaged = first_damage(dir)?;
    let mut registrar = run.open_at(dir)?;
    let head = registrar.desk().revision();
    // What was mended while the desk was opened was damage all the same.
    let mended: Vec<_> = registrar.mended().into_iter().filter(|mended| mended.is_damage()).collect();
    let chain = check(run, &registrar, head)?;
    let broken = chain.broken.into_iter().chain(damaged.filter(|revision| *revision <= head)).min();
    let pin = registrar.pin(None).ok().flatten().map(|pin| pin.to_string());
    let found = mended.iter().map(|mended| (mended.code, mended.place.as_str()));
    let found: Vec<(&str, &str)> =
        found.chain(chain.problems.iter().map(|problem| (problem.code, problem.place.as_str()))).collect();
    if run.json {
        let listed: Vec<_> = found.iter().map(|(code, place)| json!({"code": code, "place": place})).collect();
        run.value(&json!({"entries": head, "broken": broken, "pin": pin, "problems": listed}))?;
    } else {
        for (code, place) in &found {
            run.line(&run.say_at(code, place))?;
        }
        if let (true, Some(pin)) = (found.is_empty(), &pin) {
            let entries = i64::try_from(head).unwrap_or(i64::MAX);
            run.line(&run.say("cli-chain-whole", &[("entries", entries.into()), ("pin", pin.as_str().into())]))?;
        }
    }
    match broken {
        Some(revision) => Err(Failure::new(Status::Damaged, "cli-error-chain").with("rev", format!("r{revision}"))),
        None if found.is_empty() => Ok(()),
        None => Err(Failure::new(Status::Damaged, "cli-error-damaged").with("count", found.len())),
    }
}

/// `log --pin PIN`: where in the history the pin of a paper stands.
pub fn pin(run: &Run, typed: &str) -> Outcome {
    let asked: Pin = typed
        .parse()
        .map_err(|()| Failure::new(Status::Usage, "cli-error-pin").with("value", typed).hint("cli-hint-pin"))?;
    let registrar = run.open()?;
    let head = registrar.desk().revision();
    let Some(revision) = registrar.revision_of(&asked)? else {
        return Err(match asked.revision.filter(|revision| (1..=head).contains(revision)) {
            Some(revision) => Failure::new(Status::Damaged, "cli-error-pin-differs")
                .with("rev", format!("r{revision}"))
                .with("pin", registrar.pin(Some(revision))?.map_or_else(String::new, |pin| pin.to_string())),
            None => Failure::new(Status::NotFound, "cli-error-pin-nowhere").with("last", format!("r{head}")),
        });
    };
    // The hash stands there; it says something only where all that leads to it is whole.
    let chain = check(run, &registrar, revision)?;
    if let Some(broken) = chain.broken {
        return Err(Failure::new(Status::Damaged, "cli-error-chain").with("rev", format!("r{broken}")));
    }
    let entry = registrar.entry(revision)?;
    let since = head - revision;
    if run.json {
        return run.value(&json!({"rev": revision, "at_ms": entry.at_ms, "by": entry.by, "since": since}));
    }
    let (rev, at) = (format!("r{revision}"), clock::said(entry.at_ms));
    let since = i64::try_from(since).unwrap_or(i64::MAX);
    run.line(&run.say(
        "cli-pin-stands",
        &[
            ("rev", rev.as_str().into()),
            ("at", at.as_str().into()),
            ("by", entry.by.as_str().into()),
            ("since", since.into()),
        ],
    ))
}
