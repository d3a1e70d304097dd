//! Likely duplicates against pairs of names that people labelled.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use tansiq::domain::kinds::{partner, person};
use tansiq::domain::{Desk, Fields, Kind, Record, Ref, Text3};
use tansiq::lang::Lexicon;
use tansiq::search::NameWords;
use tansiq::search::duplicates::twins;

/// Prints, for each sort of pair in a CSV file (columns schema, name1, name2, is_match), how many of the same were told, and how
/// many of those told are the same. Each pair is a desk of its own: nothing but the names speaks for or against it. People are
/// persons of the desk, everything else partners. `is_shown` prints what was missed and what was told wrongly.
pub fn same(file: &str, is_shown: bool) {
    let words = NameWords::of_lexicon(&Lexicon::load());
    let mut rows = csv::Reader::from_path(file).unwrap();
    let heads = rows.headers().unwrap().clone();
    let at = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let places = [at("schema"), at("name1"), at("name2"), at("is_match")];
    let mut kinds: BTreeMap<String, [usize; 4]> = BTreeMap::new();
    for row in rows.records().map(Result::unwrap) {
        let [kind, first, second, is_same] = places.map(|place| row.get(place).unwrap_or(""));
        let sort = if kind == "Person" { Kind::Person } else { Kind::Partner };
        let told = twins(&desk(sort, [first, second]), &[sort], &words);
        let is_told = !told.is_empty();
        if is_shown && is_told != (is_same == "true") {
            println!("{kind} {} | {first} | {second} | {told:?}", if is_told { "WRONG" } else { "MISSED" });
        }
        let counts = kinds.entry(kind.to_owned()).or_default();
        counts[match (is_same == "true", is_told) {
            (true, true) => 0,
            (true, false) => 1,
            (false, true) => 2,
            (false, false) => 3,
        }] += 1;
    }
    for (kind, [told, missed, wrong, left]) in kinds {
        let share = |part: usize, all: usize| (part as f64 / all.max(1) as f64 * 1e3).round() / 1e3;
        println!(
            "{}",
            json!({"pairs_of": kind, "same": told + missed, "others": wrong + left, "recall": share(told, told + missed), "precision": share(told, told + wrong)})
        );
    }
}

fn desk(kind: Kind, names: [&str; 2]) -> Desk {
    let record = |(name, number): (&str, u64)| {
        let names = Text3 { fr: Some(name.to_owned()), ..Text3::default() };
        let field = if kind == Kind::Person { person::NAMES.id } else { partner::NAMES.id };
        let fields = Fields::new().with(field, names);
        Arc::new(Record { reference: Ref(number), kind, rev: 1, fields })
    };
    Desk::restore(1, 2, names.into_iter().zip(1u64..).map(record), [])
}
