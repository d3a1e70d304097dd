//! The morning look: what home counts equals a count made another way, from the text of the sample desk alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;

use jiff::ToSpan;
use jiff::civil::Date;
use place::Place;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use tansiq::domain::check::check_record;
use tansiq::domain::rules::attention::{Matter, Morning};
use tansiq::domain::{Desk, Proposal, Record};
use tansiq::exchange::{import, jsonl};
use tansiq::lang::Lexicon;
use tansiq::lang::date::PDate;
use tansiq::store::{Registrar, memory_ledger};
use terminal::Terminal;

const SAMPLE: &str = include_str!("../assets/sample/desk.jsonl");

fn desk() -> Arc<Desk> {
    let lexicon = Arc::new(Lexicon::load());
    let rows = jsonl::rows(SAMPLE.as_bytes(), None).unwrap();
    let drafts = import::plan(rows, &Desk::default(), &lexicon, &import::Options::default()).drafts;
    let rules = Box::new(move |record: &Record, desk: &Desk| check_record(record, desk, &lexicon));
    let mut registrar = Registrar::open(Box::new(memory_ledger().unwrap()), rules).unwrap();
    let proposal = Proposal { by: "amina".into(), machine: "m".into(), at_ms: 1, label: "init.sample".into(), drafts };
    registrar.propose(proposal).unwrap();
    registrar.desk()
}

/// The records of the sample as they are written.
struct Text(Vec<Value>);

impl Text {
    fn of(&self, kinds: &[&str]) -> Vec<&Value> {
        self.0.iter().filter(|record| kinds.contains(&record["kind"].as_str().unwrap())).collect()
    }

    fn get(&self, number: u64) -> &Value {
        self.0.iter().find(|record| record["ref"] == number).unwrap()
    }
}

fn number(record: &Value) -> u64 {
    record["ref"].as_u64().unwrap()
}

/// The first and last day of a date as it is written in a record; that of its beginning, for what has an hour.
fn days(record: &Value, field: &str) -> Option<(Date, Date)> {
    let written = match (&record["kind"], field) {
        (kind, "date") if kind == "meeting" && record["start"].is_string() => &record["start"].as_str()?[..10],
        _ => record[field].as_str()?,
    };
    let date: PDate = written.parse().ok()?;
    Some((date.earliest()?, date.latest()?))
}

fn counted(text: &Text, matter: Matter, today: Date) -> BTreeSet<u64> {
    let week = today + 7.days();
    let is_open = |record: &&Value| {
        let status = record["status"].as_str().unwrap_or("done");
        !["done", "dropped", "closed", "completed", "lapsed", "superseded", "rejected", "withdrawn"].contains(&status)
    };
    let events = || {
        let all = text.of(&["meeting", "engagement"]).into_iter();
        let all = all.filter(|record| !["cancelled", "postponed"].contains(&record["status"].as_str().unwrap_or("")));
        all.filter_map(|record| Some((number(record), days(record, "date")?)))
            .filter(|(_, (first, last))| *last <= *first + 7.days())
    };
    let due = || {
        let all = text.of(&["action", "decision", "commitment"]).into_iter().filter(is_open);
        all.filter_map(|record| Some((number(record), days(record, "due")?.1)))
    };
    let numbers = |found: Vec<u64>| found.into_iter().collect();
    match matter {
        Matter::Today => numbers(
            events().filter(|(_, (first, last))| *first <= today && today <= *last).map(|(number, _)| number).collect(),
        ),
        Matter::Week => numbers(
            events().filter(|(_, (first, _))| *first > today && *first <= week).map(|(number, _)| number).collect(),
        ),
        Matter::Replies => {
            let letters = text.of(&["letter"]);
            let answered: BTreeSet<u64> = letters.iter().filter_map(|record| record["answers"].as_u64()).collect();
            let waiting = letters.iter().filter(|record| !answered.contains(&number(record)));
            waiting
                .filter(|record| days(record, "reply_due").is_some_and(|(_, last)| last <= week))
                .map(|r| number(r))
                .collect()
        }
        Matter::Late => numbers(due().filter(|(_, last)| *last < today).map(|(number, _)| number).collect()),
        Matter::Due => {
            numbers(due().filter(|(_, last)| *last >= today && *last <= week).map(|(number, _)| number).collect())
        }
        Matter::Silent => {
            let half_a_year_ago = today - 6.months();
            let contacts: Vec<(u64, Date)> = text
                .of(&["engagement"])
                .into_iter()
                .filter_map(|record| Some((record, days(record, "date")?.1)))
                .flat_map(|(record, day)| contacts(text, record, day).into_iter().map(move |partner| (partner, day)))
                .collect();
            let all: BTreeSet<u64> = contacts.iter().map(|(partner, _)| *partner).collect();
            let is_silent = |partner: &u64| {
                contacts.iter().filter(|(other, _)| other == partner).all(|(_, day)| *day < half_a_year_ago)
            };
            all.into_iter().filter(is_silent).collect()
        }
        _ => unreachable!(),
    }
}

/// The partners that took part in an engagement: themselves, by a post, or by who held one on that day.
fn contacts(text: &Text, engagement: &Value, day: Date) -> Vec<u64> {
    let no_list = Vec::new();
    let mut found = Vec::new();
    for part in engagement["participants"].as_array().unwrap_or(&no_list) {
        let who = text.get(part["who"].as_u64().unwrap());
        match who["kind"].as_str().unwrap() {
            "partner" => found.push(number(who)),
            "post" => found.extend(who["partner"].as_u64()),
            "person" => {
                for post in text.of(&["post"]) {
                    let tenures = post["tenures"].as_array().unwrap_or(&no_list).iter();
                    let first = |value: &Value| -> Option<Date> {
                        let written = value.as_str().or_else(|| value["date"].as_str())?;
                        written.parse::<PDate>().ok()?.earliest()
                    };
                    let holds = |tenure: &&Value| {
                        first(&tenure["from"]).is_none_or(|from| from <= day)
                            && first(&tenure["until"]).is_none_or(|until| until > day)
                    };
                    if tenures.filter(holds).any(|tenure| tenure["person"] == who["ref"]) {
                        found.extend(post["partner"].as_u64());
                    }
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn each_count_of_the_morning_equals_one_made_from_the_text_alone() {
    let desk = desk();
    let text = Text(SAMPLE.lines().map(|line| serde_json::from_str(line).unwrap()).collect());
    let matters = [Matter::Today, Matter::Week, Matter::Replies, Matter::Late, Matter::Due, Matter::Silent];
    let mut seen = [0; 6];
    for week in 0..150 {
        let today = "2024-06-03".parse::<Date>().unwrap() + (week * 9).days();
        let morning = Morning { desk: &desk, today, seen: 0 };
        for (at, matter) in matters.into_iter().enumerate() {
            let told = morning.of(matter);
            let found: BTreeSet<u64> = told.iter().map(|concern| concern.reference.0).collect();
            assert_eq!(told.len(), found.len(), "each once: {matter:?} on {today}");
            assert_eq!(found, counted(&text, matter, today), "{matter:?} on {today}");
            seen[at] += found.len();
        }
    }
    assert!(seen.iter().all(|count| *count > 0), "every question was answered some day: {seen:?}");
}

#[test]
fn the_day_begins_at_home_without_a_key_and_every_line_opens_what_it_names() {
    let place = Place::with_sample();
    place.settings("");
    for (lang, home, letter, record) in [
        ("fr", "lundi 23 novembre 2026", "Courriers en attente de réponse  3", "2026/1002"),
        ("en", "Monday 23 November 2026", "Letters to answer  3", "2026/1002"),
    ] {
        let mut screen = Terminal::open(&place, lang, 80, 24);
        screen.wait_for_all(&[home, letter, "2026-10-31"]);
        assert_eq!(screen.keys(), 0);
        screen.press(&["Enter"]);
        screen.wait_for(record);
        screen.press(&["["]);
        screen.wait_for_all(&[home, letter]);
        screen.quit();
    }
}

#[test]
fn what_changed_since_the_last_visit_is_told_once() {
    let place = Place::with_sample();
    place.settings("");
    let visit = |expected: &str| {
        let mut screen = Terminal::open(&place, "en", 80, 40);
        screen.wait_for("Changed since your last visit");
        screen.wait_for(expected);
        screen.quit();
    };
    visit("Changed since your last visit  0");
    place.said(&["set", "26", "notes=Called back", "--as", "karim"]);
    visit("Changed since your last visit  1");
    visit("Changed since your last visit  0");
}
