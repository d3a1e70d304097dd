//! `list`: the records of a kind that pass filters or a saved view, and the pairs that are probably the same.

use super::args::Command;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::show;
use super::trash::Trash;
use crate::domain::rules::views::{self, View};
use crate::domain::{Desk, Kind};
use crate::exchange::json;
use crate::host;
use crate::search::NameWords;
use crate::search::duplicates::twins;
use crate::search::filter::{Names, Sieve, matching};
use serde_json::json;

/// `list KIND [FILTER…] [--view NAME] [--as-of DATE] [--dropped]`.
pub fn list(run: &Run, command: &Command) -> Outcome {
    let Command::List { kind, filters, view, sort, limit, as_of, dropped, .. } = command else { return Ok(()) };
    let kind = run.kind(kind)?;
    let mut registrar = run.open()?;
    let trash = if *dropped { Some(Trash::read(&registrar)?) } else { None };
    let past = as_of.as_deref().map(|words| run.as_of(&mut registrar, words)).transpose()?;
    let (mut desk, mut day) = (registrar.desk(), run.today());
    let saved = view.as_deref().map(|name| saved(run, &desk, kind, name)).transpose()?;
    if let Some(past) = &past {
        run.mark(past);
        (desk, day) = (past.desk.clone(), past.day);
    }
    let searched = trash.as_ref().map_or(&*desk, |trash| &trash.desk);
    let asked = saved.map(|view| view.query).unwrap_or_default();
    let query = format!("kind:{} {asked} {}", kind.key(), filters.join(" "));
    let mut records = matching(searched, &run.lexicon, &query, day);
    run.tell_faults(&records.faults);
    if let Some(key) = sort {
        let field = kind
            .spec()
            .field(key)
            .ok_or_else(|| Failure::new(Status::Usage, "error-unknown-field").with("field", key))?;
        records.found.sort_by_cached_key(|record| show::sort_key(record, field, run.lang()));
    }
    for record in records.found.iter().take(limit.unwrap_or(usize::MAX)) {
        match &trash {
            Some(trash) => trash.row(run, &desk, record.reference)?,
            None if run.json => run.value(&json::record_to_json(record, true))?,
            None => show::row(run, &desk, record)?,
        }
    }
    Ok(())
}

/// The view of that name: this person's own before everybody's.
fn saved(run: &Run, desk: &Desk, kind: Kind, name: &str) -> Result<View, Failure> {
    let own = host::views::own(&run.settings.config_dir, &run.settings.by.value);
    let all: Vec<View> = own.into_iter().chain(views::shared(desk)).filter(|view| view.kind == kind).collect();
    all.iter().find(|view| view.is_called(name)).cloned().ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|view| view.name(run.lang())).collect();
        let code = if known.is_empty() { "cli-error-no-views" } else { "cli-error-view" };
        Failure::new(Status::NotFound, code).with("value", name).with("known", known.join(run.lang().comma()))
    })
}

/// `list KIND --duplicates [FILTER…]`: pairs of which one passes the filters, the surest first.
pub fn duplicates(run: &Run, kind: &str, filters: &[String], limit: Option<usize>) -> Outcome {
    let kind = run.kind(kind)?;
    let registrar = run.open()?;
    let desk = registrar.desk();
    let (names, query) = (Names::default(), filters.join(" "));
    let sieve = Sieve::new(&query, &names, &desk, &run.lexicon, run.today());
    run.tell_faults(sieve.faults());
    let mut pairs = twins(&desk, &[kind], &NameWords::of_lexicon(&run.lexicon));
    pairs.retain(|twins| twins.pair.iter().any(|one| desk.get(*one).is_some_and(|record| sieve.lists(record, None))));
    for twins in pairs.iter().take(limit.unwrap_or(usize::MAX)) {
        let title = |place: usize| {
            let reference = twins.pair.get(place).copied().unwrap_or(twins.pair[0]);
            let title = desk.get(reference).map_or("", |record| record.title(run.lang()));
            format!("{reference} {title}")
        };
        if run.json {
            let reasons: Vec<_> = twins.signs.iter().map(|sign| sign.key().trim_start_matches("twins-")).collect();
            run.value(&json!({"refs": twins.pair.map(|one| one.0), "weight": twins.weight, "reasons": reasons}))?;
        } else {
            let why: Vec<String> = twins.signs.iter().map(|sign| run.say(sign.key(), &[])).collect();
            run.line(&format!("{} = {}  ({})", title(0), title(1), why.join(run.lang().comma())))?;
        }
    }
    Ok(())
}
