//! Recall by kind: a table of queries with the name that each should find.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Value, json};
use tansiq::search::Index;
use tansiq::text::fold;

/// One row of the table.
pub struct Pair<'a> {
    /// What sort of query it is; figures are given for each.
    pub kind: &'a str,
    /// What is typed.
    pub query: &'a str,
    /// What the query means: the name itself, or words that stand in others too.
    meant: &'a str,
    /// The name that should be found.
    pub stored: &'a str,
    /// How much the two are spellings of each other, 0 to 100.
    agreement: u32,
}

/// Columns: kind, query, expected, stored_as, skeleton_agreement.
pub fn pairs(table: &str) -> Vec<Pair<'_>> {
    let rows = table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>());
    rows.filter(|row| row.len() >= 5)
        .map(|row| Pair {
            kind: row[0],
            query: row[1],
            meant: row[2],
            stored: row[3],
            agreement: row[4].parse().unwrap_or(0),
        })
        .filter(|pair| pair.agreement >= 70)
        .collect()
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| ('\u{0620}'..='\u{06FF}').contains(&c))
}

/// Shares found among the first one, five and ten. Names in the other script than the expected one, and other names
/// that fold to the query, are left out: the corpus holds the query itself as another line for the same place or person.
pub fn recall(index: &Index, names: &[&str], pairs: &[Pair], pool: Option<&HashSet<&str>>, show: bool) -> Vec<Value> {
    let mut kinds: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for pair in pairs {
        let arabic = is_arabic(pair.stored);
        let asked = fold(pair.query).text;
        let accept = |record: u64| {
            let name = names[record as usize];
            is_arabic(name) == arabic && fold(name).text != asked && pool.is_none_or(|pool| pool.contains(name))
                || name == pair.stored
        };
        let answer = index.find(pair.query, 10, &accept);
        let (wanted, meant) = (fold(pair.stored).text, fold(pair.meant).text);
        // Of names that hold all the words that were meant nobody can tell which one.
        let is_alike = |name: &str| {
            let name = fold(name).text;
            meant != wanted && meant.split(' ').all(|word| name.split(' ').any(|own| own.starts_with(word)))
        };
        let place = answer.hits.iter().position(|hit| {
            names
                .get(hit.record as usize)
                .is_some_and(|name| *name == pair.stored || fold(name).text == wanted || is_alike(name))
        });
        let count = kinds.entry(pair.kind).or_default();
        count[3] += 1;
        for (slot, among) in count.iter_mut().zip([1, 5, 10]) {
            *slot += usize::from(place.is_some_and(|place| place < among));
        }
        if show && place.is_none_or(|place| place >= 5) {
            let hits: Vec<_> = answer.hits.iter().take(5).map(|hit| format!("{} {:?}", hit.text, hit.tier)).collect();
            println!("MISS {} | {} | {} -> {}", pair.kind, pair.query, pair.stored, hits.join(", "));
        }
    }
    let share = |found: usize, all: usize| (found as f64 / all as f64 * 1e4).round() / 1e4;
    let among = if pool.is_some() { "expected names" } else { "whole corpus" };
    let line = |(kind, [one, five, ten, all]): (&str, [usize; 4])| json!({"among": among, "kind": kind, "pairs": all, "first_1": share(one, all), "first_5": share(five, all), "first_10": share(ten, all)});
    kinds.into_iter().map(line).collect()
}
