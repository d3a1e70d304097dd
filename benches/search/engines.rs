//! The engines measured: ours, and those that read every line.

use std::sync::Mutex;
use std::time::Instant;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32String};
use serde_json::{Value, json};

/// What one query takes.
pub struct Time {
    wall_ms: f64,
    cpu_ms: f64,
    query: String,
}

/// Milliseconds that this thread has worked: what a query takes where nobody else wants the processor.
fn cpu_ms() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

/// Each query is asked `rounds` times and the quickest kept, since other programs only ever make it slower.
pub fn times(queries: &[&str], rounds: usize, mut run: impl FnMut(&str)) -> Vec<Time> {
    for query in queries.iter().take(20) {
        run(query);
    }
    let mut one = |query: &&str| {
        let mut best = Time { wall_ms: f64::MAX, cpu_ms: f64::MAX, query: (*query).to_owned() };
        for _ in 0..rounds.max(1) {
            let (start, cpu) = (Instant::now(), cpu_ms());
            run(query);
            best.wall_ms = best.wall_ms.min(start.elapsed().as_secs_f64() * 1e3);
            best.cpu_ms = best.cpu_ms.min(cpu_ms() - cpu);
        }
        best
    };
    queries.iter().map(&mut one).collect()
}

fn parts(times: &[Time], ms: fn(&Time) -> f64) -> Value {
    let mut sorted: Vec<f64> = times.iter().map(ms).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |part: f64| {
        sorted.get(((sorted.len().max(1) - 1) as f64 * part) as usize).map_or(0.0, |ms| (ms * 1e4).round() / 1e4)
    };
    json!({"p50": at(0.5), "p90": at(0.9), "p99": at(0.99), "max": at(1.0)})
}

/// The figures of one engine; `cpu_ms` is the time of the asking thread alone.
pub fn report(engine: &str, names: usize, times: &[Time]) -> Value {
    let mut slow: Vec<&Time> = times.iter().collect();
    slow.sort_by(|a, b| b.cpu_ms.total_cmp(&a.cpu_ms));
    let slow: Vec<Value> =
        slow.iter().take(8).map(|time| json!([time.query, (time.cpu_ms * 1e3).round() / 1e3])).collect();
    json!({
        "engine": engine, "names": names, "queries": times.len(),
        "wall_ms": parts(times, |time| time.wall_ms), "cpu_ms": parts(times, |time| time.cpu_ms), "slowest": slow,
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
