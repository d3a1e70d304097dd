//! A session from its convocation to its minutes, with the real binary in a pseudo-terminal at 80×24, within the budgets of
//! keys, in Arabic and in French.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/session.rs"]
mod session;
#[path = "support/terminal.rs"]
mod terminal;
#[path = "support/words.rs"]
mod words;

use place::Place;
use serde_json::{Value, json as value};
use session::{SESSION, convened, json, prepared, record};
use tansiq::lang::Lang;
use words::{BOTH, Words, seen};

/// The session open with nine members.
fn opened() -> Place {
    let place = convened();
    let marks: Vec<String> = (1..=10).map(|seat| format!("{seat}={}", if seat == 5 { "a" } else { "p" })).collect();
    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
    place.said(&[&["meeting", "attend", SESSION][..], &marks].concat());
    place.said(&["meeting", "open", SESSION]);
    place
}

#[test]
fn a_session_is_convened_in_three_keys_after_a_look_at_what_stands_against_it() {
    for lang in BOTH {
        let (place, words) = (prepared(), Words::of(lang));
        let mut screen = words.session(&place);
        screen.wait_for(&words.say("command-meeting-steps"));
        let before = screen.keys();
        screen.press(&[".", "1"]);
        screen.wait_for(&words.say("command-steps-convene"));
        screen.press(&["Enter"]);
        // Every recipient has a line with the number of their letter.
        screen.wait_for_all(&[&words.label("meeting_state", "convened"), "2026/1003", "2026/1020"]);
        assert_eq!(screen.keys() - before, 3);
        // Answers, and what happened to a letter, by one key each.
        screen.press(&["p", "x", "s"]);
        screen.wait_for_all(&[&words.label("reply", "attends"), &words.label("reply", "excused")]);
        screen.wait_for(&words.label("delivery_event", "delivered"));
        screen.quit();
        let session = record(&place, SESSION);
        assert_eq!(session["status"], "convened");
        assert_eq!((session["versions"].as_array().unwrap().len(), &session["versions"][0]["number"]), (1, &1.into()));
        let lines = session["convocations"].as_array().unwrap();
        assert_eq!(lines.len(), 18);
        assert_eq!((&lines[0]["reply"], &lines[1]["reply"]), (&"attends".into(), &"excused".into()));
        let events = lines[2]["deliveries"].as_array().unwrap();
        assert_eq!(events.last().unwrap()["type"], "delivered");
    }
}

#[test]
fn the_roll_of_all_seats_is_called_by_one_key_each_and_a_kill_loses_at_most_the_last() {
    for lang in BOTH {
        let (place, words) = (convened(), Words::of(lang));
        let mut screen = words.session(&place);
        screen.wait_for("2026/1003");
        screen.press(&["o"]);
        screen.wait_for(&words.quorum(0));
        let before = screen.keys();
        // Sixteen seats, two of them vacant.
        for key in ["p", "p", "x", "r", "a", "p", "p", "p", "p", "p", "p", "p", "a", "p", "d", "p"] {
            screen.press(&[key]);
        }
        screen.wait_for(&words.quorum(11));
        assert_eq!(screen.keys() - before, 16, "one key a seat");
        screen.press(&[".", "1"]);
        screen.wait_for(&words.label("meeting_state", "open"));
        // Somebody leaves: the quorum is counted anew at once. Then the plug is pulled.
        screen.press(&["o", "Up", "s"]);
        screen.wait_for(&words.quorum(11));
        screen.press(&["Up", "s"]);
        screen.wait_for(&words.quorum(10));
        assert!(screen.keys() - before <= 40);
        screen.kill();
        let shown = json(&place, &["meeting", "show", SESSION]);
        assert_eq!((&shown["status"], shown["attendance"].as_array().unwrap().len()), (&"open".into(), 16));
        let gone = shown["attendance"].as_array().unwrap().iter().filter(|line| line["left"].is_string()).count();
        assert_eq!(gone, 2, "{shown}");
        assert_eq!(place.run(&["verify"]).status.code(), Some(0));
    }
}

/// The session of a body with twenty-five voting seats, one of them in Zagora, convened.
fn of_twenty_five() -> Place {
    let place = prepared();
    let more: Vec<u64> = ["Un", "Deux", "Trois"]
        .iter()
        .map(|name| place.said(&["add", "person", &format!("names.fr=Membre {name}")]).trim().parse().unwrap())
        .collect();
    let persons = (52..=73).chain(more);
    let seats = (1..=25).map(|number| {
        let (fr, ar) = if number == 21 { ("Zagora", "زاكورة") } else { ("Siège", "مقعد") };
        value!({"number": number, "voting": "voting", "label": {"fr": fr, "ar": ar}})
    });
    let seats = Value::Array(seats.collect());
    let mandates = persons.zip(1..).map(|(who, seat)| value!({"seat": seat, "holder": who, "quality": "titular"}));
    let mandates = Value::Array(mandates.collect());
    place.said(&["set", "CM", &format!("seats={seats}"), &format!("mandates={mandates}")]);
    place.said(&["meeting", "convene", SESSION]);
    place
}

#[test]
fn twenty_five_seats_are_called_by_one_key_each_and_a_kill_after_any_loses_at_most_that_key() {
    for lang in BOTH {
        let (place, words) = (of_twenty_five(), Words::of(lang));
        let quorum = |counted: usize| {
            let key = if counted >= 13 { "quorum-reached" } else { "quorum-not-reached" };
            let counted = i64::try_from(counted).unwrap();
            words.say_with(key, &[("counted", counted.into()), ("needed", 13i64.into()), ("base", 25i64.into())])
        };
        let (mut called, mut keys) = (0, 0);
        for stop in [1, 8, 14, 20, 25] {
            let mut screen = words.session(&place);
            screen.press(&["o"]);
            screen.wait_for(&quorum(called));
            // The cursor stands on the first seat of which nothing is said; the last key is followed by a kill at once.
            while called + 1 < stop {
                screen.press(&["p"]);
                called += 1;
                keys += 1;
                screen.wait_for(&quorum(called));
            }
            screen.press(&["p"]);
            keys += 1;
            screen.kill();
            let kept = json(&place, &["meeting", "show", SESSION])["attendance"].as_array().unwrap().len();
            assert!(kept == called || kept == called + 1, "{kept} of {called} and one more");
            called = kept;
        }
        let mut screen = words.session(&place);
        screen.press(&["o"]);
        screen.wait_for(&quorum(called));
        while called < 25 {
            screen.press(&["p"]);
            called += 1;
            keys += 1;
            screen.wait_for(&quorum(called));
        }
        // A seat far down, by a few letters of its name, is said otherwise.
        screen.press(&["f"]);
        screen.wait_for(&words.begins("roll-ask-seat"));
        screen.write(words.either("زاكو", "zago"));
        screen.wait_for(&words.seen(words.either("زاكو", "zago")));
        screen.press(&["Enter", "x"]);
        screen.wait_for(&quorum(24));
        screen.quit();
        assert!(keys <= 40, "{keys} keys");
        let shown = json(&place, &["meeting", "show", SESSION]);
        let lines = shown["attendance"].as_array().unwrap();
        let excused: Vec<_> = lines.iter().filter(|line| line["status"] == "excused").collect();
        assert_eq!((lines.len(), excused.len(), &excused[0]["seat"]), (25, 1, &value!(21)), "{shown}");
        assert_eq!(place.run(&["verify"]).status.code(), Some(0));
    }
}

#[test]
fn a_note_that_is_being_typed_survives_a_kill_and_is_gone_on_with() {
    for lang in BOTH {
        let (place, words) = (opened(), Words::of(lang));
        let mut screen = words.session(&place);
        screen.wait_for(&words.say("minutes-empty"));
        screen.press(&["Enter"]);
        screen.wait_for(&words.say("command-note-language"));
        let note = if lang == Lang::Ar { "تدخل السيد العامل" } else { "Le gouverneur intervient" };
        screen.write(note);
        screen.wait_for(&seen(lang, note));
        screen.kill();
        // Nothing half typed is on the desk, and nothing typed is lost.
        assert!(!place.said(&["show", SESSION]).contains(note));
        let mut screen = words.session(&place);
        screen.wait_for(&seen(lang, note));
        screen.press(&["Esc"]);
        screen.wait_for(&words.done("command-meeting-note"));
        screen.quit();
        assert!(place.said(&["show", SESSION, "--json"]).contains(note));
        let kept = std::fs::read_dir(place.path().join("config/tansiq")).unwrap();
        let names: Vec<String> = kept.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert!(names.iter().all(|name| !name.starts_with("typed")), "{names:?}");
    }
}

#[test]
fn items_are_settled_with_notes_phrases_votes_actions_and_numbers() {
    for lang in BOTH {
        let (place, words) = (opened(), Words::of(lang));
        let mut screen = words.session(&place);
        screen.wait_for(&words.say("minutes-empty"));
        // A ready sentence in three languages, then the outcome that is usual for the item.
        screen.press(&[";", "Enter", "x", "Ctrl-s"]);
        screen.wait_for_all(&["CM-2026-14/D1", &words.label("outcome_kind", "taken_note")]);
        // By name, one key a member, then the outcome and an action.
        screen.press(&["G", "k", "k", "v"]);
        screen.wait_for(&words.say("command-vote-leave"));
        screen.press(&["p", "p", "p", "p", "c", "p", "p", "a", "x", "Enter"]);
        screen.wait_for("6");
        screen.press(&["Ctrl-s"]);
        screen.wait_for_all(&["CM-2026-14/D2", "6–1–1"]);
        screen.press(&["a"]);
        screen.write(if lang == Lang::Ar { "إعداد مذكرة" } else { "Préparer une note" });
        screen.press(&["Enter", "d", "a", "k", "h", "Enter", "+", "7", "Ctrl-s"]);
        screen.wait_for("2026-11-30");
        // The session ends; what was not treated is told; the minutes go out.
        screen.press(&[".", "2"]);
        screen.wait_for(&words.label("meeting_state", "closed"));
        screen.press(&[".", "1"]);
        screen.wait_for(&words.label("minutes_phase", "circulated"));
        screen.quit();
        let decisions = place.said(&["list", "decision", "--json", "after:2026-11-22"]);
        let named: Value = decisions
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .find(|decision| decision["number"] == "CM-2026-14/D2")
            .unwrap();
        assert_eq!(
            (&named["mode"], &named["votes_for"], named["ballots"].as_array().unwrap().len()),
            (&"nominal".into(), &6.into(), 9)
        );
        let session = record(&place, SESSION);
        assert_eq!((&session["status"], &session["minutes_phase"]), (&"closed".into(), &"circulated".into()));
        let opening = &session["agenda"][0]["minutes"];
        assert!(["ar", "fr", "en"].iter().all(|lang| opening[lang].is_string()), "{opening}");
    }
}

#[test]
fn votes_that_are_put_aside_wait_while_another_item_is_settled() {
    let (place, words) = (opened(), Words::of(Lang::Fr));
    let mut screen = words.session(&place);
    screen.wait_for(&words.say("minutes-empty"));
    screen.press(&["G", "k", "k", "v"]);
    screen.wait_for(&words.say("command-vote-leave"));
    screen.press(&["p", "p", "Esc"]);
    screen.wait_for(&words.say("minutes-empty"));
    screen.press(&["k", "x", "Ctrl-s"]);
    screen.wait_for("CM-2026-14/D1");
    screen.press(&["j", "v"]);
    screen.wait_for(&words.say("command-vote-leave"));
    screen.press(&["Enter", "Ctrl-s"]);
    screen.wait_for_all(&["CM-2026-14/D2", "2–0–0"]);
    screen.quit();
}

#[test]
fn all_papers_of_a_session_are_printed_in_three_keys() {
    for lang in BOTH {
        let (place, words) = (opened(), Words::of(lang));
        place.said(&["meeting", "outcome", SESSION, "5", "taken_note"]);
        place.said(&["meeting", "close", SESSION]);
        let mut screen = words.session(&place);
        screen.wait_for(&words.label("meeting_state", "closed"));
        let before = screen.keys();
        // One page is asked for most; the same key again means all of them, in the language of the screen.
        screen.press(&["p", "p"]);
        screen.wait_for(&words.say("piece-set"));
        screen.press(&["1"]);
        let told = words.say_with("host-printed-many", &[("count", 5i64.into()), ("file", "".into())]);
        screen.wait_for(told.trim());
        assert_eq!(screen.keys() - before, 3);
        screen.quit();
        let form = if cfg!(feature = "pdf") { "pdf" } else { "html" };
        for piece in ["agenda", "convocation", "sign-in", "decisions", "minutes"] {
            let file = place.path().join(format!("{piece}-{SESSION}-{}.{form}", lang.code()));
            let length = std::fs::metadata(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())).len();
            assert!(length > 1_000, "{}: {length}", file.display());
        }
    }
}

#[test]
fn a_session_without_a_quorum_is_called_a_second_time() {
    let (place, words) = (convened(), Words::of(Lang::Fr));
    let mut screen = words.session(&place);
    screen.wait_for("2026/1003");
    screen.press(&["o", "p", ".", "1"]);
    screen.wait_for("pas de quorum");
    screen.press(&[".", "3"]);
    screen.wait_for("Début");
    screen.write("30/12/2026 10:00");
    screen.press(&["Ctrl-s"]);
    screen.wait_for_all(&["30 décembre 2026", &words.label("meeting_state", "convened"), "2026/1021"]);
    screen.quit();
    let second = place.said(&["list", "meeting", "--json", "after:2026-12-20"]);
    let second: Value = serde_json::from_str(second.lines().next().unwrap()).unwrap();
    assert_eq!((&second["second_call_of"], &second["convocation_rank"]), (&188.into(), &2.into()));
}
