//! The next session of the ministerial commission on the sample desk, and short ways to ask about it.
#![allow(dead_code)] // Each test that joins this file uses a part of it.

use super::place::Place;
use serde_json::Value;

/// The next session of the ministerial commission, on the sample desk.
pub const SESSION: &str = "188";

pub fn prepared() -> Place {
    let place = Place::with_sample();
    place.said(&["agenda", "new", "CM", "--start", "18/12/2026 10:00"]);
    place
}

/// The same, convened: eight of its fourteen voting seats make a quorum.
pub fn convened() -> Place {
    let place = prepared();
    place.said(&["meeting", "convene", SESSION]);
    place
}

pub fn json(place: &Place, arguments: &[&str]) -> Value {
    let said = place.said(&[arguments, &["--json"]].concat());
    serde_json::from_str(&said).unwrap_or_else(|error| panic!("{arguments:?}: {error}: {said}"))
}

pub fn lines(place: &Place, arguments: &[&str]) -> Vec<Value> {
    let said = place.said(&[arguments, &["--json"]].concat());
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The code of the error with which a command is refused, and its exit status.
pub fn refused(place: &Place, arguments: &[&str]) -> (i32, String) {
    let output = place.run(&[arguments, &["--json"]].concat());
    let error: Value = serde_json::from_slice(&output.stderr).unwrap_or_else(|error| {
        panic!(
            "{arguments:?}: {error}: {}{}",
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        )
    });
    (output.status.code().unwrap(), error["error"]["code"].as_str().unwrap().to_owned())
}

pub fn record(place: &Place, reference: &str) -> Value {
    json(place, &["show", reference])
}

pub fn agenda(place: &Place, session: &str) -> Vec<(String, String)> {
    let items = lines(place, &["agenda", "show", session]);
    items
        .iter()
        .map(|item| {
            (item["number"].as_str().unwrap().to_owned(), item["title"]["fr"].as_str().unwrap_or("").to_owned())
        })
        .collect()
}
