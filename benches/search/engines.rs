//! The engines measured: ours, and those that read every line.

use std::sync::Mutex;
use std::time::Instant;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use serde_json::{Value, json};

/// Milliseconds of each query, rising, with the query; every query is asked `rounds` times and its median kept.
pub fn times(queries: &[&str], rounds: usize, mut run: impl FnMut(&str)) -> Vec<(f64, String)> {
    for query in queries.iter().take(20) {
        run(query);
    }
    let mut times: Vec<(f64, String)> = queries
        .iter()
        .map(|query| {
            let mut own: Vec<f64> = (0..rounds.max(1))
                .map(|_| {
                    let start = Instant::now();
                    run(query);
                    start.elapsed().as_secs_f64() * 1e3
                })
                .collect();
            own.sort_by(f64::total_cmp);
            (own[own.len() / 2], (*query).to_owned())
        })
        .collect();
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    times
}

/// The figures of one engine.
pub fn report(engine: &str, names: usize, times: &[(f64, String)]) -> Value {
    let at = |part: f64| {
        times.get(((times.len().max(1) - 1) as f64 * part) as usize).map_or(0.0, |time| (time.0 * 1e4).round() / 1e4)
    };
    let slow: Vec<Value> =
        times.iter().rev().take(6).map(|(ms, query)| json!([query, (ms * 1e3).round() / 1e3])).collect();
    json!({
        "engine": engine, "names": names, "queries": times.len(),
        "p50_ms": at(0.5), "p90_ms": at(0.9), "p99_ms": at(0.99), "max_ms": at(1.0), "slowest": slow,
    })
}

/// Plain fuzzy-matcher over every line, the best `top` kept.
pub fn skim<'a>(names: &'a [&'a str], top: usize) -> impl FnMut(&str) + 'a {
    let skim = SkimMatcherV2::default().ignore_case();
    move |query| {
        let hits = names.iter().enumerate().filter_map(|(at, name)| Some((skim.fuzzy_match(name, query)?, at)));
        best(hits.collect(), top);
    }
}

/// The lines as nucleo wants them, made ready once.
pub fn haystacks(names: &[&str]) -> Vec<Utf32String> {
    names.iter().map(|name| Utf32String::from(*name)).collect()
}

/// nucleo-matcher over every line on so many threads, the best `top` kept.
pub fn nucleo<'a>(lines: &'a [Utf32String], threads: usize, top: usize) -> impl FnMut(&str) + 'a {
    let matchers: Vec<Mutex<Matcher>> = (0..threads).map(|_| Mutex::new(Matcher::new(Config::DEFAULT))).collect();
    move |query| {
        let pattern = Pattern::parse(query, CaseMatching::Ignore, Normalization::Smart);
        let share = lines.len().div_ceil(threads).max(1);
        let parts: Vec<Vec<(i64, usize)>> = std::thread::scope(|scope| {
            let work = |(part, matcher): (&'a [Utf32String], &Mutex<Matcher>)| {
                let mut matcher = matcher.lock().unwrap();
                let hits = part.iter().enumerate();
                let hits =
                    hits.filter_map(|(at, line)| Some((i64::from(pattern.score(line.slice(..), &mut matcher)?), at)));
                hits.collect::<Vec<_>>()
            };
            let mut jobs = lines.chunks(share).zip(&matchers);
            let own = jobs.next();
            let others: Vec<_> = jobs.map(|job| scope.spawn(move || work(job))).collect();
            let mut parts: Vec<_> = own.map(work).into_iter().collect();
            parts.extend(others.into_iter().map(|other| other.join().unwrap()));
            parts
        });
        best(parts.into_iter().flatten().collect(), top);
    }
}

fn best(mut hits: Vec<(i64, usize)>, top: usize) {
    if hits.len() > top {
        hits.select_nth_unstable_by(top, |a, b| b.cmp(a));
        hits.truncate(top);
    }
    hits.sort_unstable_by(|a, b| b.cmp(a));
    std::hint::black_box(hits);
}
