//! Names looked up from the shell without opening a large desk: the answers are those of the open one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;

use place::Place;
use serde_json::{Value, json};
use std::io::Write;
use std::os::unix::fs::MetadataExt;
use std::process::Stdio;

/// A desk that is just large enough to keep what a glance needs, closed, with an index.
fn large() -> Place {
    let place = Place::empty();
    let town = ["Rabat", "Salé", "Fès", "Oujda", "Tanger"];
    let record = |number: usize| {
        let names = json!({"fr": format!("Office {number} de {}", town[number % 5]), "ar": format!("المكتب {number}")});
        json!({"kind": "partner", "type": "foundation", "names": names}).to_string() + "\n"
    };
    let records: String = (1..=2_100).map(record).collect();
    std::fs::write(place.path().join("desk.jsonl"), records).unwrap();
    place.said(&["import", "jsonl", "desk.jsonl"]);
    place.said(&["find", "office"]);
    place
}

/// References and scores of the hits, from the closed desk.
fn glanced(place: &Place, query: &str) -> Vec<(u64, i64)> {
    let output = place.run(&["find", query, "--json"]);
    let lines = output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    lines.map(|hit: Value| (hit["ref"].as_u64().unwrap(), hit["score"].as_i64().unwrap())).collect()
}

/// The same from the open one, which answers a batch.
fn opened(place: &Place, queries: &[&str]) -> Vec<Vec<(u64, i64)>> {
    let batch = &["find", "--batch", "--limit", "10"];
    let mut batch = place.command(batch).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    batch.stdin.take().unwrap().write_all((queries.join("\n") + "\n").as_bytes()).unwrap();
    let output = batch.wait_with_output().unwrap();
    let answers = output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok());
    let hits = |answer: Value| answer["hits"].as_array().unwrap().clone();
    let hit = |hit: &Value| (hit["ref"].as_u64().unwrap(), hit["score"].as_i64().unwrap());
    answers.map(|answer| hits(answer).iter().map(hit).collect()).collect()
}

/// A desk that is opened is sealed anew when it is closed: in a file that may take the number of the one before, later.
fn seal(place: &Place) -> (u64, i64, i64) {
    let seal = std::fs::metadata(place.path().join("desk/seal")).unwrap();
    (seal.ino(), seal.ctime(), seal.ctime_nsec())
}

const QUERIES: [&str; 9] = [
    "office 77 rabat",
    "مكتب 1200",
    "oujda",
    "tnager",
    "konsulat",
    "2100",
    "42",
    "zzqqxx",
    "office 300 \"salé\" kind:partner",
];

#[test]
fn a_name_is_found_at_a_glance_as_on_the_open_desk() {
    let place = large();
    place.said(&["set", "300", "names.fr=Konsulat Köln"]);
    place.said(&["drop", "77"]);
    place.said(&["merge", "42", "43"]);
    let added = place.said(&["add", "partner", "names.fr=Consulat de Cologne", "type=foundation"]);
    assert!(!added.is_empty());
    let before = seal(&place);
    for query in &QUERIES[..8] {
        assert_eq!(glanced(&place, query).is_empty(), *query == "zzqqxx", "{query}");
    }
    assert_eq!(glanced(&place, "konsulat")[0].0, 300);
    assert!(glanced(&place, "office 77 de").iter().all(|(number, _)| *number != 77), "it was dropped");
    assert_eq!(glanced(&place, "42")[0].0, 43, "it was merged");
    assert_eq!(seal(&place), before, "the desk was not opened");
    for (query, open) in QUERIES.iter().zip(opened(&place, &QUERIES)) {
        assert_eq!(glanced(&place, query), open, "{query}");
    }
}

#[test]
fn a_desk_that_is_not_as_it_was_left_is_opened_and_answers() {
    let place = large();
    let file = |name: &str| place.path().join("desk").join(name);
    let expected = glanced(&place, "office 77");
    assert!(!expected.is_empty());
    for part in ["checkpoint/desk", "checkpoint/index"] {
        let mut bytes = std::fs::read(file(part)).unwrap();
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0x55;
        std::fs::write(file(part), bytes).unwrap();
        let before = seal(&place);
        assert_eq!(glanced(&place, "office 77"), expected, "{part}");
        assert_ne!(seal(&place), before, "{part}: it was opened");
    }
    std::fs::remove_file(file("seal")).unwrap();
    assert_eq!(glanced(&place, "office 77"), expected);
    assert!(file("seal").exists(), "it was opened and closed");
    std::fs::remove_file(file("checkpoint/index")).unwrap();
    assert_eq!(glanced(&place, "office 77"), expected);
}
