//! Speed and recall of the search on files of names and queries, one a line.
//!
//! `search CORPUS QUERIES [--ours] [--prefixes] [--rounds N] [--show]` prints JSON, one object a line: build time and
//! size of our index, then p50, p90, p99 and the slowest queries in milliseconds of ours, nucleo-matcher on one and on
//! two threads and plain fuzzy-matcher, all in the same run on the same corpus; `--ours` leaves the others out,
//! `--prefixes` asks every beginning of every query, as a person types it.
//! QUERIES may be a table with the columns kind, query, expected, stored_as, skeleton_agreement: then the share found
//! among the first one, five and ten is given for each kind; where `expected` is not the name itself but words of it, every
//! name that has them counts.
//! `search --same PAIRS.csv [--show]` measures the likely duplicates on labelled pairs of names.
//! `search --make COUNT SEED PARTS…` writes a corpus of so many names made of the parts (`latin TAB arabic` or one a line).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

mod corpus;
mod engines;
mod recall;
mod same;

use std::collections::{BTreeMap, HashSet};
use std::fs::read_to_string;
use std::hint::black_box;
use std::time::Instant;

use engines::{haystacks, nucleo, report, skim, times};
use recall::{pairs, recall};
use serde_json::json;
use tansiq::lang::Lexicon;
use tansiq::search::{Aliases, Entry, Index};

const TOP: usize = 10;

fn build(names: &[&str]) -> Index {
    let start = Instant::now();
    let entries = names.iter().zip(0u64..).map(|(text, record)| Entry { record, field: 0, weight: 200, text });
    let mut index = Index::build(entries);
    index.know(Aliases::of_lexicon(&Lexicon::load()));
    let build_s = (start.elapsed().as_secs_f64() * 1e3).round() / 1e3;
    let sizes = index.sizes();
    let a_name = |bytes: usize| (bytes as f64 / names.len().max(1) as f64 * 10.0).round() / 10.0;
    let parts: BTreeMap<&str, f64> = sizes.iter().map(|(part, bytes)| (part.as_str(), a_name(*bytes))).collect();
    let bytes = a_name(sizes.iter().map(|(_, bytes)| bytes).sum());
    println!("{}", json!({"names": names.len(), "build_s": build_s, "bytes_a_name": bytes, "of_which": parts}));
    index
}

fn every_prefix(queries: &[&str]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for query in queries {
        for (at, letter) in query.char_indices() {
            let prefix = query[..at + letter.len_utf8()].to_owned();
            if !prefix.trim().is_empty() && seen.insert(prefix.clone()) {
                all.push(prefix);
            }
        }
    }
    all
}

struct Options {
    files: Vec<String>,
    ours: bool,
    prefixes: bool,
    show: bool,
    rounds: usize,
}

fn options(args: Vec<String>) -> Options {
    let mut options = Options { files: Vec::new(), ours: false, prefixes: false, show: false, rounds: 3 };
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--ours" => options.ours = true,
            "--prefixes" => options.prefixes = true,
            "--show" => options.show = true,
            "--rounds" => options.rounds = args.next().and_then(|count| count.parse().ok()).unwrap_or(3),
            flag if flag.starts_with("--") => {}
            _ => options.files.push(arg),
        }
    }
    options
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|arg| arg == "--make") {
        return corpus::make(&args[1..]);
    }
    if let [flag, file, ..] = args.as_slice()
        && flag == "--same"
    {
        return same::same(file, args.iter().any(|arg| arg == "--show"));
    }
    let options = options(args);
    let [corpus, file] = options.files.as_slice() else {
        println!("usage: search CORPUS QUERIES [--ours] [--prefixes] [--rounds N] [--show] | --make COUNT SEED PARTS…");
        return;
    };
    let (corpus, file) = (read_to_string(corpus).unwrap(), read_to_string(file).unwrap());
    let table = file.starts_with("kind\t");
    let pairs = if table { pairs(&file) } else { Vec::new() };
    let asked: Vec<&str> = if table { pairs.iter().map(|pair| pair.query).collect() } else { file.lines().collect() };
    let typed =
        if options.prefixes { every_prefix(&asked) } else { asked.iter().map(|query| (*query).to_owned()).collect() };
    let queries: Vec<&str> = typed.iter().map(String::as_str).collect();
    let mut names: Vec<&str> = corpus.lines().collect();
    names.extend(pairs.iter().map(|pair| pair.stored));
    names.sort_unstable();
    names.dedup();
    let index = build(&names);
    let ours = times(&queries, options.rounds, |query| drop(black_box(index.find(query, TOP, &|_| true))));
    println!("{}", report("tansiq", names.len(), &ours));
    let stored: HashSet<&str> = pairs.iter().map(|pair| pair.stored).collect();
    for pool in [None, Some(&stored)].into_iter().filter(|_| table) {
        recall(&index, &names, &pairs, pool, options.show).iter().for_each(|line| println!("{line}"));
    }
    if !options.ours {
        others(&names, &queries);
    }
}

/// What reads every line is asked once: it takes as long each time.
fn others(names: &[&str], queries: &[&str]) {
    let lines = haystacks(names);
    for threads in [1, 2] {
        let taken = times(queries, 1, nucleo(&lines, threads, TOP));
        println!("{}", report(&format!("nucleo-matcher, {threads} thread(s)"), names.len(), &taken));
    }
    println!("{}", report("fuzzy-matcher, 1 thread", names.len(), &times(queries, 1, skim(names, TOP))));
}
