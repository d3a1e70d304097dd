//! Reports: every total is that of the register, whatever form it is written in, and hostile names stay words.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;

use place::Place;
use serde_json::Value;

fn json(place: &Place, arguments: &[&str]) -> Value {
    serde_json::from_str(&place.said(&[arguments, &["--json"]].concat())).unwrap()
}

fn table<'r>(report: &'r Value, key: &str) -> &'r Value {
    report["tables"].as_array().unwrap().iter().find(|table| table["table"] == key).unwrap()
}

fn sums(table: &Value) -> Vec<u64> {
    let width = table["columns"].as_array().unwrap().len();
    let rows = table["rows"].as_array().unwrap();
    (0..width).map(|column| rows.iter().map(|row| row["counts"][column].as_u64().unwrap()).sum()).collect()
}

/// The records of a kind, one JSON value each.
fn register(place: &Place, kind: &str) -> Vec<Value> {
    place.said(&["list", kind, "--json"]).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn follow_up_adds_up_to_the_register_by_institution_by_body_and_by_quarter() {
    let place = Place::with_sample();
    let report = json(&place, &["report", "follow-up"]);
    let matters: Vec<Value> = register(&place, "action").into_iter().chain(register(&place, "decision")).collect();
    let closed = ["done", "dropped", "closed", "completed", "superseded", "rejected", "withdrawn"];
    let is_open = |matter: &&Value| {
        let shown: Value = serde_json::from_str(&place.said(&["show", &matter["ref"].to_string(), "--json"])).unwrap();
        !closed.contains(&shown["status"].as_str().unwrap())
    };
    let open = matters.iter().filter(is_open).count() as u64;
    let all = matters.len() as u64;
    for key in ["by-institution", "by-body"] {
        let sums = sums(table(&report, key));
        assert_eq!(sums[..3], [all, all - open, open], "{key}");
        assert!(sums[3] > 0 && sums[3] <= open, "{key}");
    }
    let by_quarter = sums(table(&report, "by-quarter"));
    assert!(by_quarter[0] <= all, "what has no date is in no quarter");
}

#[test]
fn csv_and_picture_say_what_the_tables_say() {
    let place = Place::with_sample();
    for subject in ["activity", "follow-up", "convergence", "objectives"] {
        let report = json(&place, &["report", subject]);
        let cells: u64 = report["tables"].as_array().unwrap().iter().flat_map(sums).sum();
        let csv = place.said(&["report", subject, "--form", "csv"]);
        let told: u64 = csv.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().parse::<u64>().unwrap()).sum();
        assert_eq!(told, cells, "{subject}");
        let picture = place.said(&["report", subject, "--form", "svg", "--lang", "ar"]);
        assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n") && picture.contains("direction=\"rtl\""));
    }
}

#[test]
fn a_period_leaves_out_what_lies_outside_it() {
    let place = Place::with_sample();
    let in_2026 = sums(table(&json(&place, &["report", "activity", "--from", "2026", "--to", "2026"]), "by-quarter"));
    let listed = |kind: &str| {
        let filters = ["list", kind, "after:2025-12-31", "before:2027-01-01", "--json"];
        place.said(&filters).lines().count() as u64
    };
    assert_eq!(in_2026, [listed("engagement"), listed("meeting")]);
    let nothing = json(&place, &["report", "activity", "--from", "1950", "--to", "1951"]);
    assert!(table(&nothing, "by-partner")["rows"].as_array().unwrap().is_empty());
    let refused = place.run(&["report", "activity", "--from", "soon"]);
    assert_eq!(refused.status.code(), Some(4));
}

#[test]
fn every_objective_has_its_row_even_where_nothing_serves_it() {
    let place = Place::empty();
    let report = json(&place, &["report", "objectives"]);
    assert_eq!(table(&report, "objectives")["rows"].as_array().unwrap().len(), 23);
    assert_eq!(sums(table(&report, "objectives")), [0; 6]);
}

#[test]
fn hostile_names_stay_words() {
    let place = Place::empty();
    let name = "=cmd|' /C calc'!A0 <script>alert(1)</script> & \"x\"";
    let partner = place.said(&["add", "partner", &format!("names.fr={name}"), "type=association"]);
    let number: String = partner.chars().filter(char::is_ascii_digit).collect();
    place.said(&["add", "action", "title.fr=T", "status=in_progress", &format!("owner={number}")]);
    let picture = place.said(&["report", "follow-up", "--form", "svg"]);
    assert!(picture.contains("&lt;script&gt;") && !picture.contains("<script"), "{picture}");
    let csv = place.said(&["report", "follow-up", "--form", "csv"]);
    assert!(csv.lines().all(|line| !line.contains(",=cmd") && !line.contains(",\"=cmd")), "{csv}");
}

#[test]
fn text_is_no_wider_than_a_page_in_any_language() {
    let place = Place::with_sample();
    for lang in ["ar", "fr", "en"] {
        for subject in ["activity", "follow-up", "convergence", "objectives"] {
            let page = place.said(&["report", subject, "--lang", lang]);
            for line in page.lines() {
                assert!(tansiq::text::width(line) <= 78, "{lang} {subject}: {line}");
            }
        }
    }
}
