//! What the search promises, measured: agreement with judging every name, and that what is there letter by letter comes first.

use super::*;
use crate::text::fold;

/// Some thousand names made of the words of the table, the same on every machine.
fn corpus() -> Vec<String> {
    let words: Vec<&str> =
        NAMES.iter().flat_map(|(_, names)| names.iter()).flat_map(|name| name.split_whitespace()).collect();
    let mut state = 7u64;
    let mut roll = |sides: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % sides
    };
    let mut names: Vec<String> = (0..2_500)
        .map(|_| {
            let count = 1 + roll(4);
            (0..count).map(|_| words[roll(words.len())]).collect::<Vec<_>>().join(" ")
        })
        .collect();
    names.extend(NAMES.iter().flat_map(|(_, names)| names.iter().map(|name| (*name).to_owned())));
    names.sort();
    names.dedup();
    names
}

fn indexed(names: &[String]) -> Index {
    let entry = |(text, record): (&'_ String, u64)| (record, text.clone());
    let entries: Vec<(u64, String)> = names.iter().zip(0u64..).map(entry).collect();
    Index::build(entries.iter().map(|(record, text)| Entry { record: *record, field: 0, weight: 200, text }))
}

/// Whole names and beginnings of them, of words and of several words.
fn questions(names: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for (place, name) in names.iter().enumerate().step_by(23) {
        let letters: Vec<char> = name.chars().collect();
        all.push(name.clone());
        all.push(letters.iter().take(1 + place % 7).collect());
        let pieces = name.split_whitespace().rev().map(|word| word.chars().take(4).collect::<String>());
        all.push(pieces.collect::<Vec<_>>().join(" "));
    }
    all
}

#[test]
fn the_first_ten_are_those_that_judging_every_name_gives() {
    let names = corpus();
    let quick = indexed(&names);
    // What changed is judged name by name, so an index in which all changed knows no short cut.
    let mut thorough = Index::build(std::iter::empty());
    for (text, record) in names.iter().zip(0u64..) {
        thorough.replace(record, &[Entry { record, field: 0, weight: 200, text }], &[]);
    }
    let (mut asked, mut differ) = (0, Vec::new());
    for question in questions(&names) {
        let ten = |index: &Index| -> Vec<(u64, Tier)> {
            index.find(&question, 10, &|_| true).hits.iter().map(|hit| (hit.record, hit.tier)).collect()
        };
        let all = ten(&thorough);
        // Where the tenth is no more than alike, it depends on what else is looked for.
        if all.iter().all(|(_, tier)| *tier <= Tier::AnyOrder) && !all.is_empty() {
            asked += 1;
            if ten(&quick) != all {
                differ.push(question);
            }
        }
    }
    assert!(asked > 100 && differ.len() * 100 <= asked, "{} of {asked}: {differ:?}", differ.len());
}

#[test]
fn whole_names_and_their_beginnings_are_always_found_first() {
    let names = corpus();
    let index = indexed(&names);
    for name in names.iter().step_by(7) {
        let folded = fold(name).text;
        let hit = &index.find(name, 3, &|_| true).hits[0];
        assert_eq!((fold(&hit.text).text, hit.tier), (folded.clone(), Tier::Exact), "{name}");
        for letters in 1..folded.chars().count() {
            let typed: String = folded.chars().take(letters).collect();
            let answer = index.find(&typed, 3, &|_| true);
            let is_there = |hit: &Hit| fold(&hit.text).text.starts_with(typed.trim_end());
            assert!(answer.hits.iter().any(is_there), "{typed}: {:?}", answer.hits);
        }
    }
}
