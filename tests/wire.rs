//! The thin line: what the terminal shows is what was drawn, in few bytes, whatever the line does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "wire/calls.rs"]
mod calls;
#[path = "wire/emulator.rs"]
mod emulator;
#[path = "wire/frames.rs"]
mod frames;
#[path = "wire/line.rs"]
mod line;
#[path = "support/place.rs"]
mod place;
#[path = "wire/steps.rs"]
mod steps;
#[path = "support/terminal.rs"]
mod terminal;

use place::Place;
use std::fmt::Write as _;

/// A desk of ten thousand partners: a number of five digits and a name in Arabic or in English.
fn large(lang: &str) -> Place {
    let place = Place::empty();
    let english = ["Ministry for health", "Agency for investment", "Embassy", "Institute for migration", "Bank"];
    let arabic = ["وزارة الصحة", "وكالة الاستثمار", "سفارة", "معهد الهجرة", "بنك"];
    let countries = [("Kenya", "كينيا", "KE"), ("Spain", "إسبانيا", "ES"), ("Senegal", "السنغال", "SN")];
    let mut lines = String::new();
    for number in 0..10_000 {
        let (country, land, code) = countries[number % 7 % 3];
        let name = match lang {
            "ar" => format!("{number:05} {}، {land}", arabic[number % 5]),
            _ => format!("P{number:05} {}, {country}", english[number % 5]),
        };
        writeln!(lines, r#"{{"kind":"partner","names":{{"{lang}":"{name}"}},"type":"embassy","country":"{code}"}}"#)
            .unwrap();
    }
    std::fs::write(place.path().join("partners.jsonl"), lines).unwrap();
    place.said(&["import", "jsonl", "partners.jsonl"]);
    place
}
