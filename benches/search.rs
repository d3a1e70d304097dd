//! Speed and recall of the search on files of names and queries.
//!
//! `search CORPUS QUERIES` (one name or query a line) prints p50, p90, p99 and the slowest in
//! milliseconds, with the plain fuzzy-matcher beside. `search CORPUS TABLE.tsv` with the columns
//! kind, query, expected, stored_as, skeleton_agreement also prints, for each kind, the share of
//! pairs with an agreement of 70 or more whose record is among the first five. JSON, one object a line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::{BTreeMap, HashSet};
use std::fs::read_to_string;
use std::hint::black_box;
use std::time::Instant;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use serde_json::json;
use tansiq::search::{Entry, Index};
use tansiq::text::fold;

const TOP: usize = 10;

struct Pair<'a> {
    kind: &'a str,
    query: &'a str,
    stored: &'a str,
    agreement: u32,
}

fn pairs(table: &str) -> Vec<Pair<'_>> {
    let rows = table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row.len() >= 5)
        .map(|row| Pair { kind: row[0], query: row[1], stored: row[3], agreement: row[4].parse().unwrap_or(0) })
        .collect()
}

fn build(names: &[&str]) -> (Index, f64) {
    let start = Instant::now();
    let entries = names.iter().zip(0u64..).map(|(text, record)| Entry { record, field: 0, weight: 200, text });
    let index = Index::build(entries);
    (index, start.elapsed().as_secs_f64())
}

fn times(queries: &[&str], mut run: impl FnMut(&str)) -> Vec<(f64, String)> {
    for query in queries.iter().take(20) {
        run(query);
    }
    let mut times: Vec<(f64, String)> = queries
        .iter()
        .map(|query| {
            let start = Instant::now();
            run(query);
            (start.elapsed().as_secs_f64() * 1e3, (*query).to_owned())
        })
        .collect();
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    times
}

fn report(engine: &str, names: usize, build_s: f64, times: &[(f64, String)]) {
    let at = |part: f64| {
        times.get(((times.len().max(1) - 1) as f64 * part) as usize).map_or(0.0, |time| (time.0 * 1e4).round() / 1e4)
    };
    let slow: Vec<&str> = times.iter().rev().take(6).map(|time| time.1.as_str()).collect();
    let line = json!({
        "engine": engine, "names": names, "queries": times.len(), "build_s": (build_s * 1e3).round() / 1e3,
        "p50_ms": at(0.5), "p90_ms": at(0.9), "p99_ms": at(0.99), "max_ms": at(1.0), "slowest": slow,
    });
    println!("{line}");
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{0620}'..='\u{06FF}').contains(&c))
}

/// The share found among the first five, where names equal to the query or in the other script are left out:
/// the corpus holds the query itself, as another line for the same place or person.
fn recall(index: &Index, names: &[&str], pairs: &[Pair], (pool, show): (Option<&HashSet<&str>>, bool)) {
    let mut kinds: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for pair in pairs.iter().filter(|pair| pair.agreement >= 70) {
        let arabic = is_arabic(pair.stored);
        let asked = fold(pair.query).text;
        let accept = |record: u64| {
            let name = names[record as usize];
            is_arabic(name) == arabic && fold(name).text != asked && pool.is_none_or(|pool| pool.contains(name))
                || name == pair.stored
        };
        let answer = index.find(pair.query, 5, &accept);
        let found = answer.hits.iter().any(|hit| names.get(hit.record as usize) == Some(&pair.stored));
        let count = kinds.entry(pair.kind).or_default();
        count.0 += usize::from(found);
        count.1 += 1;
        if show && !found {
            let hits: Vec<_> = answer.hits.iter().map(|hit| format!("{} {:?}", hit.text, hit.tier)).collect();
            println!("{} | {} -> {}", pair.query, pair.stored, hits.join(", "));
        }
    }
    let among = if pool.is_some() { "expected names" } else { "whole corpus" };
    for (kind, (found, all)) in kinds {
        println!(
            "{}",
            json!({ "among": among, "kind": kind, "pairs": all, "in_first_5": (found as f64 / all as f64 * 1e3).round() / 1e3 })
        );
    }
}

fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let show = args.iter().any(|arg| arg == "--show");
    args.retain(|arg| !arg.starts_with("--"));
    let [corpus, file] = args.as_slice() else {
        println!("usage: search CORPUS QUERIES");
        return;
    };
    let (corpus, file) = (read_to_string(corpus).unwrap(), read_to_string(file).unwrap());
    let table = file.starts_with("kind\t");
    let pairs = if table { pairs(&file) } else { Vec::new() };
    let queries: Vec<&str> = if table { pairs.iter().map(|pair| pair.query).collect() } else { file.lines().collect() };
    let mut names: Vec<&str> = corpus.lines().collect();
    names.extend(pairs.iter().map(|pair| pair.stored));
    names.sort_unstable();
    names.dedup();
    let (index, build_s) = build(&names);
    let ours = times(&queries, |query| drop(black_box(index.find(query, TOP, &|_| true))));
    report("tansiq", names.len(), build_s, &ours);
    let stored: HashSet<&str> = pairs.iter().map(|pair| pair.stored).collect();
    recall(&index, &names, &pairs, (None, false));
    recall(&index, &names, &pairs, (Some(&stored), show));
    if !table {
        let skim = SkimMatcherV2::default().ignore_case();
        let plain = times(&queries, |query| {
            let mut hits: Vec<_> = names.iter().filter_map(|name| skim.fuzzy_match(name, query)).collect();
            hits.sort_unstable();
            black_box(hits.len());
        });
        report("fuzzy-matcher", names.len(), 0.0, &plain);
    }
}
