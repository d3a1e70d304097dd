//! Bodies, reshuffles and what becomes of decisions, by commands on the sample desk.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/place.rs"]
mod place;
#[path = "support/session.rs"]
mod session;

use place::Place;
use serde_json::{Value, json as value};
use session::{SESSION, agenda, json, lines, prepared, record, refused};
use std::collections::BTreeMap;

fn refs(found: &[Value]) -> Vec<u64> {
    found.iter().map(|one| one["ref"].as_u64().unwrap()).collect()
}

#[test]
fn row_25_the_tree_of_committees_has_parents_before_their_children() {
    let place = Place::with_sample();
    let tree = lines(&place, &["body", "tree"]);
    let depth = |body: u64| tree.iter().find(|line| line["ref"] == body).unwrap()["depth"].as_u64().unwrap();
    assert_eq!([depth(111), depth(112), depth(114), depth(118)], [0, 1, 2, 0]);
    assert_eq!(refused(&place, &["set", "111", "parent=114"]), (4, "error-cycle".into()));
}

#[test]
fn row_26_a_body_keeps_the_acts_that_founded_and_amended_it() {
    let place = Place::with_sample();
    for act in [
        r#"{"type": "decree", "number": "2.13.731", "date": {"date": "2013-09-30", "hijri": "24 ذو القعدة 1434"}}"#,
        r#"{"type": "decree", "number": "2.22.100", "date": {"date": "2022-03"}, "amends": "2.13.731"}"#,
    ] {
        place.said(&["set", "CM", &format!("legal_bases+={act}")]);
    }
    let bases = record(&place, "111")["legal_bases"].clone();
    let amending = bases.as_array().unwrap().iter().find(|base| base["number"] == "2.22.100").unwrap();
    assert_eq!(amending["amends"], "2.13.731");
    assert!(place.said(&["show", "111", "--lang", "ar"]).contains("24 ذو القعدة 1434"));
}

#[test]
fn rows_27_and_29_seats_of_institutions_have_titulars_alternates_and_a_status() {
    let place = Place::with_sample();
    let seats = lines(&place, &["body", "seats", "CM"]);
    let seat = |number: u64| seats.iter().find(|seat| seat["seat"] == number).unwrap();
    assert_eq!(seat(4)["institution"], 27);
    let holders = seat(4)["holders"].as_array().unwrap();
    assert_eq!((&holders[0]["post"], &holders[0]["alternate"]), (&value!(81), &value!(false)));
    assert_eq!((&holders[1]["person"], &holders[1]["alternate"]), (&value!(67), &value!(true)));
    assert_eq!([&seat(1)["voting"], &seat(15)["voting"], &seat(16)["voting"]], ["voting", "consultative", "observer"]);
    assert!(seat(13)["holders"].as_array().unwrap().is_empty());
    let before = lines(&place, &["body", "seats", "CM", "--as-of", "2022-06-01"]);
    assert!(!before.iter().any(|seat| seat["seat"] == 11), "the seat exists since 2023");
}

#[test]
fn row_28_mandates_that_end_are_told_in_time() {
    let place = Place::with_sample();
    let ends = |within: &str| lines(&place, &["body", "endings", "--within", within]);
    assert!(ends("10").is_empty());
    let soon = ends("60");
    assert_eq!(
        (&soon[0]["body"], &soon[0]["seat"], &soon[0]["holder"], &soon[0]["until"]),
        (&value!(111), &value!(14), &value!(68), &value!("2026-12-31"))
    );
}

#[test]
fn rows_31_and_50_sessions_are_due_by_periodicity_or_by_a_series_with_exceptions() {
    let place = Place::with_sample();
    let due = |within: &str| lines(&place, &["body", "due", "--within", within]);
    let of = |found: &[Value], body: u64| found.iter().find(|one| one["ref"] == body).cloned();
    assert_eq!(of(&due("60"), 111).unwrap()["due"], "2026-12-18", "half a year after the last one");
    place.said(&["agenda", "new", "CM", "--start", "18/12/2026 10:00"]);
    assert!(of(&due("60"), 111).is_none(), "its session is in preparation");
    let series = r#"{"rule": "FREQ=MONTHLY;BYDAY=2TH", "start": "2026-01-08T09:30:00+01:00[Africa/Casablanca]", "exceptions": ["2026-12-10"]}"#;
    place.said(&["set", "CT", &format!("series+={series}")]);
    assert_eq!(of(&due("60"), 112).unwrap()["due"], "2026-11-12");
    place.said(&["agenda", "new", "CT", "--start", "14/01/2027 09:30"]);
    let days = lines(&place, &["body", "series", "CT", "--limit", "3"]);
    let starts: Vec<&str> = days.iter().map(|day| &day["start"].as_str().unwrap()[..16]).collect();
    assert_eq!(
        starts,
        ["2027-01-14T09:30", "2027-02-11T09:30", "2027-03-11T09:30"],
        "the tenth of December is left out"
    );
    assert_eq!((&days[0]["session"], &days[1]["session"]), (&value!(189), &Value::Null));
    let wrong = r#"series+={"rule": "FREQ=HOURLY"}"#;
    assert_eq!(refused(&place, &["set", "CT", wrong]), (4, "error-recurrence".into()));
}

#[test]
fn row_41_proposals_of_departments_wait_and_those_in_time_are_on_the_next_agenda() {
    let place = Place::with_sample();
    place.said(&["set", "CM", "proposal_days=20"]);
    let propose = |title: &str, received: &str| {
        json(
            &place,
            &[
                "body",
                "propose",
                "CM",
                &format!("title.fr={title}"),
                "proposer=33",
                &format!("received={received}"),
                "duration=15",
            ],
        )["number"]
            .clone()
    };
    assert_eq!(
        [
            propose("Couverture santé", "16/11/2026"),
            propose("Trop tard", "05/12/2026"),
            propose("Écarté", "01/11/2026")
        ],
        [1, 2, 3]
    );
    place.said(&["body", "decline", "CM", "3", "--note", "hors compétence"]);
    place.said(&["agenda", "new", "CM", "--start", "18/12/2026 10:00"]);
    let titles = || agenda(&place, SESSION).into_iter().map(|item| item.1).collect::<Vec<_>>();
    assert!(titles().contains(&"Couverture santé".into()) && !titles().contains(&"Trop tard".into()), "{:?}", titles());
    let suggested = lines(&place, &["agenda", "suggest", SESSION]);
    let late = suggested.iter().find(|one| one["reason"] == "why-proposed-late").unwrap();
    assert_eq!((&late["ref"], &late["item"], &late["owner"]), (&value!(111), &value!(2), &value!(33)));
    place.said(&["agenda", "add", SESSION, "P2"]);
    assert_eq!(refused(&place, &["agenda", "add", SESSION, "P2"]), (4, "cli-error-proposal-placed".into()));
    assert_eq!(refused(&place, &["agenda", "add", SESSION, "P9"]), (3, "cli-error-no-proposal".into()));
    let states: Vec<Value> =
        lines(&place, &["body", "proposals", "CM"]).iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["placed", "placed", "declined"]);
    let at = agenda(&place, SESSION).into_iter().find(|item| item.1 == "Trop tard").unwrap().0;
    place.said(&["agenda", "drop", SESSION, &at]);
    assert_eq!(lines(&place, &["body", "proposals", "CM"])[1]["state"], "waiting", "what is dropped waits again");
}

#[test]
fn rows_4_9_and_10_one_reshuffle_moves_thirty_seats_and_one_undo_brings_them_back() {
    let place = prepared();
    place.said(&["meeting", "convene", SESSION]);
    let seats: Vec<Value> =
        (1..=30).map(|number| value!({"number": number, "institution": 25, "voting": "voting"})).collect();
    let mandates: Vec<Value> =
        (1..=30).map(|number| value!({"seat": number, "holder": 75, "quality": "titular"})).collect();
    place.said(&[
        "set",
        "113",
        &format!("seats={}", Value::Array(seats)),
        &format!("mandates={}", Value::Array(mandates)),
    ]);
    let page = place.said(&["print", "agenda", SESSION, "--frozen", "1", "--copy", "chair"]);
    let before = place.said(&["export", "jsonl"]);
    let done = json(
        &place,
        &["post", "succeed", "75", "52", "--from", "2026-12-01 | 10 جمادى الآخرة 1448", "--act", "Décret 2.26.1"],
    );
    assert!(done["seats"].as_array().unwrap().len() >= 30, "{done}");
    assert!(done["outdated"].as_array().unwrap().iter().any(|one| one["session"] == 188 && one["seat"] == 2), "{done}");
    let holder = |day: &str| {
        let seats = lines(&place, &["body", "seats", "113", "--as-of", day]);
        assert_eq!(seats.len(), 30);
        let first = seats[0]["holders"][0]["person"].clone();
        assert!(seats.iter().all(|seat| seat["holders"][0]["person"] == first));
        first
    };
    assert_eq!(holder("2026-12-01"), 52);
    assert_eq!(holder("2026-11-30"), 53);
    assert!(
        place.said(&["meeting", "show", SESSION]).lines().any(|line| line.contains("Idriss")),
        "the letter is flagged"
    );
    assert_eq!(
        place.said(&["print", "agenda", SESSION, "--frozen", "1", "--copy", "chair"]),
        page,
        "old papers are as they were"
    );
    let tenures = record(&place, "75")["tenures"].clone();
    let new = tenures.as_array().unwrap().last().unwrap();
    assert_eq!((&new["act"], &new["from"]["hijri"]), (&value!("Décret 2.26.1"), &value!("10 جمادى الآخرة 1448")));
    place.said(&["undo"]);
    let without_rev =
        |text: &str| -> Vec<Value> { text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()).collect() };
    assert_eq!(without_rev(&place.said(&["export", "jsonl"])), without_rev(&before));
    place.said(&["post", "succeed", "76", "52", "--from", "2026-12-01", "--kind", "interim"]);
    assert_eq!(json(&place, &["show", "76", "--as-of", "2026-12-02"])["holder"], 52);
    assert_eq!(
        refused(&place, &["post", "succeed", "74", "53", "--from", "2026-12-01", "--kind", "interim"]),
        (4, "cli-error-no-interim".into())
    );
}

#[test]
fn row_62_a_written_procedure_is_asked_answered_and_counted() {
    let place = Place::with_sample();
    let number =
        json(&place, &["procedure", "open", "CM", "title.fr=Calendrier 2027", "reply_due=30/11/2026"])["ref"].clone();
    let opened = number.to_string();
    assert_eq!(record(&place, &opened)["status"], "consulted");
    assert!(!lines(&place, &["agenda", "suggest", "148"]).iter().any(|one| one["ref"] == number), "no decision yet");
    assert_eq!(refused(&place, &["procedure", "answer", &opened, "16=for"]), (4, "cli-error-may-not-vote".into()));
    place.said(&["procedure", "answer", &opened, "1=for", "2=for", "3=against"]);
    assert_eq!(refused(&place, &["procedure", "close", &opened]), (4, "cli-error-procedure-early".into()));
    let later = |arguments: &[&str]| place.command(arguments).env("TANSIQ_NOW", "2026-12-02T10:00").output().unwrap();
    let few = later(&["procedure", "close", &opened, "--json"]);
    assert!(String::from_utf8(few.stderr).unwrap().contains("cli-error-procedure-few"));
    place.said(&["procedure", "answer", &opened, "3=for", "4=for", "5=for", "6=for", "7=for", "8=abstains"]);
    let closed: Value = serde_json::from_slice(&later(&["procedure", "close", &opened, "--json"]).stdout).unwrap();
    assert_eq!((&closed["adopted"], &closed["number"]), (&value!(true), &value!("CM-2026/PE/D1")));
    let decision = record(&place, &opened);
    assert_eq!(
        (&decision["votes_for"], &decision["abstentions"], &decision["status"], &decision["mode"]),
        (&value!(7), &value!(1), &value!("open"), &value!("consensus"))
    );
    assert_eq!(refused(&place, &["procedure", "answer", &opened, "9=for"]), (4, "cli-error-procedure-not-open".into()));
}

#[test]
fn row_65_an_action_keeps_its_states_and_what_shows_that_it_is_done() {
    let place = Place::with_sample();
    place.said(&["action", "update", "168", "169", "--status", "done", "--evidence", "13", "--note", "rapport remis"]);
    for action in ["168", "169"] {
        let action = record(&place, action);
        assert_eq!(
            (&action["status"], &action["percent"], &action["evidence"]),
            (&value!("done"), &value!(100), &value!([13]))
        );
        let last = action["history"].as_array().unwrap().last().unwrap().clone();
        assert_eq!(last, value!({"status": "done", "date": "2026-11-23", "note": "rapport remis"}));
    }
    assert_eq!(record(&place, "169")["history"][0]["status"], "not_started", "the first state is not lost");
    place.said(&["undo"]);
    assert_eq!(
        (&record(&place, "168")["status"], &record(&place, "169")["status"]),
        (&value!("in_progress"), &value!("not_started"))
    );
}

#[test]
fn row_66_the_register_holds_the_decisions_of_all_bodies_and_years() {
    let place = Place::with_sample();
    let all = lines(&place, &["follow-up", "register"]);
    assert_eq!(all.len(), lines(&place, &["list", "decision"]).len());
    let bodies: std::collections::BTreeSet<u64> = all.iter().filter_map(|one| one["decided_by"].as_u64()).collect();
    assert!(bodies.len() >= 3, "{bodies:?}");
    let of_2026 = lines(&place, &["follow-up", "register", "--body", "CM", "--year", "2026"]);
    assert_eq!(refs(&of_2026), [157, 158, 159, 160, 167]);
    let open = lines(&place, &["follow-up", "register", "--body", "CM", "--year", "2026", "--open"]);
    assert_eq!(refs(&open), [158, 159, 167]);
    for lang in ["ar", "fr", "en"] {
        assert!(!place.said(&["follow-up", "register", "--lang", lang]).contains('⟦'));
    }
}

#[test]
fn row_67_what_is_late_adds_up_by_institution_and_says_where_it_comes_from() {
    let place = Place::with_sample();
    let found = lines(&place, &["follow-up", "overdue"]);
    let late = refs(&lines(&place, &["list", "action", "is:late"]));
    let counted: u64 = found.iter().map(|one| one["count"].as_u64().unwrap()).sum();
    assert_eq!(counted as usize, late.len());
    let by_institution: BTreeMap<u64, Value> =
        found.iter().map(|one| (one["institution"].as_u64().unwrap(), one["owed"].clone())).collect();
    let interior = &by_institution[&26][0];
    assert_eq!(
        (&interior["action"], &interior["number"], &interior["session"], &interior["body"], &interior["days_late"]),
        (&value!(168), &value!("CM-2026-13/D2"), &value!(148), &value!(111), &value!(54))
    );
    let only = lines(&place, &["follow-up", "overdue", "--institution", "39"]);
    assert_eq!((only.len(), &only[0]["owed"][0]["action"]), (1, &value!(171)));
    let soon = lines(&place, &["follow-up", "overdue", "--within", "15"]);
    let counted_soon: u64 = soon.iter().map(|one| one["count"].as_u64().unwrap()).sum();
    assert!(counted_soon > counted);
    for lang in ["ar", "fr", "en"] {
        assert!(place.said(&["follow-up", "overdue", "--lang", lang]).contains("CM-2026-13/D2"));
    }
}

#[test]
fn one_thread_runs_from_a_recommendation_over_a_proposal_to_a_decision() {
    let place = prepared();
    // The recommendation of a thematic committee became a proposal of the technical one; the ministerial one decides.
    place.said(&["agenda", "add", SESSION, "164", "--after", "1"]);
    place.said(&["meeting", "convene", SESSION]);
    place.said(&["meeting", "attend", SESSION, "1=p", "2=p", "3=p", "4=p", "6=p", "7=p", "8=p", "10=p"]);
    place.said(&["meeting", "open", SESSION, "--at", "18/12/2026 10:00"]);
    let settled = json(
        &place,
        &[
            "meeting",
            "outcome",
            SESSION,
            "2",
            "decision",
            "--action",
            "Cahier des charges",
            "--owner",
            "32",
            "--at",
            "18/12/2026 10:10",
        ],
    );
    let decision = record(&place, &settled["ref"].to_string());
    assert_eq!((&decision["follows"], &record(&place, "164")["status"]), (&value!(164), &value!("done")));
    let thread = lines(&place, &["follow-up", "thread", &settled["ref"].to_string()]);
    let steps: Vec<(u64, u64, Value)> = thread
        .iter()
        .map(|step| (step["ref"].as_u64().unwrap(), step["depth"].as_u64().unwrap(), step["decided_by"].clone()))
        .collect();
    let decided = settled["ref"].as_u64().unwrap();
    assert_eq!(steps[..3], [(163, 0, value!(117)), (164, 1, value!(112)), (decided, 2, value!(111))]);
    assert_eq!((&thread[3]["kind"], &thread[3]["depth"]), (&value!("action"), &value!(3)));
    assert_eq!(lines(&place, &["follow-up", "thread", "163"]), thread, "from either end");
    assert!(place.said(&["follow-up", "thread", "163", "--lang", "ar"]).contains("اللجنة التقنية"));
}

#[test]
fn row_68_a_decision_is_traced_to_strategies_objectives_and_dimensions_and_back() {
    let place = Place::with_sample();
    let traced = json(&place, &["follow-up", "trace", "155"]);
    let way = traced["strategies"][0].as_array().unwrap();
    assert_eq!(way.last(), Some(&value!(104)));
    let top = way[0].to_string();
    assert_eq!(record(&place, &top)["level"], "strategy");
    assert!(traced["objectives"].as_array().unwrap().contains(&value!("1")));
    assert!(refs(&lines(&place, &["follow-up", "trace", &top])).contains(&155), "and back from the whole strategy");
    assert!(!place.said(&["follow-up", "trace", "155", "--lang", "fr"]).is_empty());
}

#[test]
fn row_69_minutes_and_decisions_are_compiled_over_a_year() {
    let place = Place::with_sample();
    let all = lines(&place, &["follow-up", "compile", "CM"]);
    let sessions: Vec<u64> = all.iter().map(|one| one["session"].as_u64().unwrap()).collect();
    assert_eq!(sessions, [144, 145, 146, 147, 148]);
    let year = lines(&place, &["follow-up", "compile", "CM", "--year", "2026"]);
    assert_eq!(year.len(), 1);
    assert_eq!(refs(year[0]["decisions"].as_array().unwrap()), [157, 158, 159, 160, 167]);
    assert!(
        year[0]["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|item| item["minutes"]["fr"].as_str().unwrap().contains("guichet"))
    );
    assert!(place.said(&["follow-up", "compile", "CM", "--year", "2026", "--lang", "ar"]).contains("الشباك الرقمي"));
}
