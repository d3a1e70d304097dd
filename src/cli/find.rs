//! `find`: fuzzy search over everything, one query or a batch.

use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::records::stdin_lines;
use super::trash::Trash;
use crate::domain::{Desk, Ref};
use crate::host::kept_index::{self, Ground};
use crate::limits;
use crate::search::filter::{Names, Sieve};
use crate::search::{Answer, Catalogue, Hit};
use crate::store::glance;
use serde_json::{Value, json};

/// `find QUERY… [--dropped]`.
pub fn find(run: &Run, query: &[String], kind: Option<&str>, (limit, in_trash): (usize, bool)) -> Outcome {
    let query = with_kind(run, &query.join(" "), kind)?;
    if in_trash {
        return find_dropped(run, &query, limit);
    }
    let tell = |desk: &Desk, catalogue: &Catalogue| {
        let names = Names::default();
        run.tell_faults(Sieve::new(&query, &names, desk, &run.lexicon, run.today()).faults());
        let answer = catalogue.answer(&run.lexicon, &query, limit, run.today());
        for hit in &answer.hits {
            if run.json {
                let mut value = hit_json(run, desk, hit);
                value["text"] = json!(hit.text);
                run.value(&value)?;
            } else {
                hit_line(run, desk, hit)?;
            }
        }
        found(&query, &answer)
    };
    match at_a_glance(run, &query, limit)? {
        Some((desk, catalogue)) => tell(&desk, &catalogue),
        None => with_catalogue(run, tell),
    }
}

/// The index of a closed desk with the records that a query may show; nothing where that needs the whole desk.
fn at_a_glance(run: &Run, query: &str, limit: usize) -> Result<Option<(Desk, Catalogue)>, Failure> {
    run.find()?;
    let folder = run.settings.desk.value.clone();
    let reading = std::thread::spawn(move || kept_index::read(&folder));
    let glance = glance(&run.settings.desk.value, limits::SEARCH_GLANCE_ENTRIES);
    let kept = reading.join().ok().flatten();
    let Some(glance) = glance? else { return Ok(None) };
    if glance.changed().len() >= limits::SEARCH_KEPT_AGAIN {
        return Ok(None);
    }
    let Some(catalogue) = kept.and_then(|kept| kept.at(&glance, &run.lexicon)) else { return Ok(None) };
    let Some(needed) = catalogue.needed(&run.lexicon, query, limit, run.today()) else { return Ok(None) };
    // Damage in a record is for opening the desk to tell.
    let Ok(desk) = glance.desk(needed) else { return Ok(None) };
    let catalogue = catalogue.beside(&desk);
    Ok(Some((desk, catalogue)))
}

fn find_dropped(run: &Run, query: &str, limit: usize) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let trash = Trash::read(&registrar)?;
    let names = Names::default();
    run.tell_faults(Sieve::new(query, &names, &trash.desk, &run.lexicon, run.today()).faults());
    let catalogue = Catalogue::of(&trash.desk, &run.lexicon);
    let answer = catalogue.answer(&run.lexicon, query, limit, run.today());
    for hit in &answer.hits {
        trash.row(run, &desk, Ref(hit.record))?;
    }
    found(query, &answer)
}

fn found(query: &str, answer: &Answer) -> Outcome {
    if answer.hits.is_empty() {
        return Err(Failure::new(Status::NotFound, "cli-error-nothing-found").with("query", query));
    }
    Ok(())
}

/// Opens the desk and reads its index side by side; what was made anew is kept once everything is answered.
fn with_catalogue(run: &Run, work: impl FnOnce(&Desk, &Catalogue) -> Outcome) -> Outcome {
    run.find()?;
    let folder = run.settings.desk.value.clone();
    let reading = std::thread::spawn(move || kept_index::read(&folder));
    let registrar = run.open()?;
    let desk = registrar.desk();
    // What cannot be read is made.
    let kept = reading.join().ok().flatten();
    let ground = Ground::of(&registrar);
    let (catalogue, is_due) = match &ground {
        Some(ground) => ground.catalogue(kept, &desk, &run.lexicon),
        None => (Catalogue::of(&desk, &run.lexicon), false),
    };
    let outcome = work(&desk, &catalogue);
    if let Some((ground, index)) = ground.filter(|_| is_due).zip(catalogue.to_keep()) {
        // Only a cache: without it the next search makes the index again.
        drop(ground.keep(&index));
    }
    outcome
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

/// A hit as `find --batch` promises it; the ranges are of the text in the field that agrees.
fn hit_json(run: &Run, desk: &Desk, hit: &Hit) -> Value {
    let record = desk.get(Ref(hit.record));
    let field = record.and_then(|record| record.kind.spec().field_by_id(hit.field)).map_or("", |field| field.key);
    json!({"ref": hit.record, "kind": record.map_or("", |record| record.kind.key()), "title": record.map_or("", |record| record.title(run.lang())),
        "score": hit.score, "field": field, "ranges": hit.ranges})
}

/// `find --batch`: a query a line, an answer a line; `micros` is the time of the search alone.
pub fn batch(run: &Run, kind: Option<&str>, limit: usize) -> Outcome {
    with_catalogue(run, |desk, catalogue| {
        for line in stdin_lines() {
            let query = line.map_err(|error| Failure::new(Status::Usage, "cli-error-input").with("detail", error))?;
            let asked = with_kind(run, &query, kind)?;
            let begun = crate::host::clock::Stopwatch::start();
            let answer = catalogue.answer(&run.lexicon, &asked, limit, run.today());
            let micros = begun.micros();
            run.value(&answer_json(run, desk, &query, micros, &answer))?;
        }
        Ok(())
    })
}

fn answer_json(run: &Run, desk: &Desk, query: &str, micros: u64, answer: &Answer) -> Value {
    let hits: Vec<Value> = answer.hits.iter().map(|hit| hit_json(run, desk, hit)).collect();
    json!({"query": query, "micros": micros, "total": answer.total, "hits": hits})
}
