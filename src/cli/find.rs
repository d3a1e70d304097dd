//! `find`: fuzzy search over everything, one query or a batch.

use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::records::stdin_lines;
use super::trash::Trash;
use crate::domain::{Desk, Ref};
use crate::search::filter::{Names, Sieve};
use crate::search::{Answer, Catalogue, Hit};
use serde_json::{Value, json};

/// `find QUERY… [--dropped]`.
pub fn find(run: &Run, query: &[String], kind: Option<&str>, (limit, in_trash): (usize, bool)) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let query = with_kind(run, &query.join(" "), kind)?;
    let trash = if in_trash { Some(Trash::read(&registrar)?) } else { None };
    let searched = trash.as_ref().map_or(&*desk, |trash| &trash.desk);
    let names = Names::default();
    run.tell_faults(Sieve::new(&query, &names, searched, &run.lexicon, run.today()).faults());
    let catalogue = Catalogue::of(searched, &run.lexicon);
    let answer = catalogue.answer(&run.lexicon, &query, limit, run.today());
    for hit in &answer.hits {
        if let Some(trash) = &trash {
            trash.row(run, &desk, Ref(hit.record))?;
        } else if run.json {
            run.value(&hit_json(run, &desk, hit))?;
        } else {
            hit_line(run, &desk, hit)?;
        }
    }
    if answer.hits.is_empty() {
        return Err(Failure::new(Status::NotFound, "cli-error-nothing-found").with("query", query));
    }
    Ok(())
}

fn with_kind(run: &Run, query: &str, kind: Option<&str>) -> Result<String, Failure> {
    Ok(match kind {
        Some(name) => format!("kind:{} {query}", run.kind(name)?.key()),
        None => query.to_owned(),
    })
}

fn hit_line(run: &Run, desk: &Desk, hit: &Hit) -> Outcome {
    let Some(record) = desk.get(Ref(hit.record)) else { return Ok(()) };
    let kind = run.say(&format!("kind-{}", record.kind.key()), &[]);
    let title = record.title(run.lang());
    let by = if hit.text == title { String::new() } else { format!("  ({})", hit.text) };
    run.line(&format!("{:>6}  {title}{by}  {kind}", record.reference.to_string()))
}

fn hit_json(run: &Run, desk: &Desk, hit: &Hit) -> Value {
    let record = desk.get(Ref(hit.record));
    let field = record.and_then(|record| record.kind.spec().field_by_id(hit.field)).map_or("", |field| field.key);
    json!({"ref": hit.record, "kind": record.map_or("", |record| record.kind.key()), "title": record.map_or("", |record| record.title(run.lang())),
        "score": hit.score, "field": field, "text": hit.text, "ranges": hit.ranges})
}

/// `find --batch`: a query a line, an answer a line; `micros` is the time of the search alone.
pub fn batch(run: &Run, kind: Option<&str>, limit: usize) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let catalogue = Catalogue::of(&desk, &run.lexicon);
    for line in stdin_lines() {
        let query = line.map_err(|error| Failure::new(Status::Usage, "cli-error-input").with("detail", error))?;
        let asked = with_kind(run, &query, kind)?;
        let begun = crate::host::clock::Stopwatch::start();
        let answer = catalogue.answer(&run.lexicon, &asked, limit, run.today());
        let micros = begun.micros();
        run.value(&answer_json(run, &desk, &query, micros, &answer))?;
    }
    Ok(())
}

fn answer_json(run: &Run, desk: &Desk, query: &str, micros: u64, answer: &Answer) -> Value {
    let hits: Vec<Value> = answer.hits.iter().map(|hit| hit_json(run, desk, hit)).collect();
    json!({"query": query, "micros": micros, "total": answer.total, "hits": hits})
}
