//! The agenda before a session and what follows after it, with the real binary in a pseudo-terminal at 80×24, in Arabic and in
//! French, within the budgets of keys.
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
use session::{SESSION, agenda, lines, prepared, record, refused};
use words::{BOTH, Words};

#[test]
fn an_agenda_of_twenty_items_is_composed_in_arabic_and_in_french() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        screen.press(&["3", "n", "m"]);
        screen.wait_for("4.5");
        screen.press(&["c", "a", "a", "a", "a", "a", "a", "a", "c"]);
        screen.wait_for(&words.say_with("composer-candidates", &[("count", 5i64.into())]));
        // Move, indent and take back, a length in the form that people use, who presents it by a few letters.
        screen.press(&["g", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "J", "K", ">", "<"]);
        screen.press(&["t", "1", ".", "5", "h", "Enter", "t", "9", "0", "m", "Enter"]);
        screen.press(&["l", "d", "a", "k", "h", "Enter"]);
        screen.press(&["v"]);
        screen.wait_for(&words.seen(words.either("المملكة المغربية", "Royaume du Maroc")));
        screen.press(&["v", "p", "2"]);
        screen.wait_for(".html");
        assert!(screen.keys() <= 120, "{} keys", screen.keys());
        screen.quit();
        let items = agenda(&place, SESSION);
        assert_eq!(items.len(), 20);
        let tops = items.iter().filter(|(number, _)| !number.contains('.')).map(|(number, _)| number.as_str());
        assert!(tops.eq((1..=15).map(|number| number.to_string()).collect::<Vec<_>>()), "{items:?}");
        let session = record(&place, SESSION);
        let presented = session["agenda"].as_array().unwrap().iter().filter(|item| item["presenter"] == value!([26]));
        assert!(presented.count() >= 1, "{session}");
    }
}

#[test]
fn opinions_are_asked_and_noted_and_items_placed_by_rule_on_the_screen() {
    for lang in BOTH {
        let (place, words) = (prepared(), Words::of(lang));
        place.said(&["set", "CM", "placement+=item_kind", "opinion_days=10"]);
        place.said(&[
            "agenda",
            "add",
            SESSION,
            "title.fr=Pour décision",
            "title.ar=للبت",
            "type=decision",
            "--after",
            "1",
        ]);
        let mut screen = words.session(&place);
        screen.wait_for(&words.say("command-meeting-steps"));
        // The item placed by hand goes where the rules of the body want it.
        screen.press(&["S"]);
        screen.wait_for(&words.done("command-agenda-arrange"));
        screen.press(&["j", "O", "a"]);
        screen.wait_for(&words.say("opinion-ask-whom"));
        screen.press(&["d", "a", "k", "h", "Enter"]);
        screen.wait_for_all(&["0/1", &words.say("opinion-awaited"), "2026-12-03"]);
        screen.press(&["Enter"]);
        screen.wait_for(&words.say("field-given"));
        screen.press(&["Ctrl-s"]);
        screen.wait_for(&words.begins("error-required"));
        screen.write(words.either("إيجابي", "favorable"));
        screen.press(&["Enter", "Ctrl-s"]);
        screen.wait_for_all(&["1/1", &words.label("opinion_kind", "positive")]);
        screen.press(&["Esc"]);
        screen.wait_for(&words.say("command-meeting-steps"));
        screen.quit();
        let session = record(&place, SESSION);
        let opinion = &session["opinions"][0];
        assert_eq!((&opinion["item"], &opinion["institution"]), (&value!(2), &value!(26)), "{opinion}");
        assert_eq!((&opinion["type"], &opinion["given"]), (&value!("positive"), &value!("2026-11-23")));
        let items = agenda(&place, SESSION);
        let of = |title: &str| items.iter().position(|(_, said)| said == title).unwrap();
        assert!(of("Pour décision") > of("Informations"), "{items:?}");
    }
}

#[test]
fn a_late_item_goes_into_the_addendum_and_the_first_version_stays_as_it_was_sent() {
    for lang in BOTH {
        let (place, words) = (prepared(), Words::of(lang));
        place.said(&["meeting", "convene", SESSION]);
        let first = place.said(&["print", "agenda", SESSION, "--frozen", "1", "--lang", "ar+fr", "--form", "html"]);
        let mut screen = words.session(&place);
        screen.wait_for("2026/1003");
        let before = screen.keys();
        screen.press(&["h", "a"]);
        screen.wait_for(&words.say("composer-ask-title"));
        screen.write(words.either("نقطة مستعجلة", "Point urgent"));
        screen.press(&["Enter"]);
        screen.wait_for(&words.say_with("composer-late", &[("count", 1i64.into())]));
        screen.press(&[".", "2"]);
        screen.wait_for(&words.say_with("held-version", &[("number", 2i64.into())]));
        assert!(screen.keys() - before <= 5, "{} keys", screen.keys() - before);
        screen.quit();
        let session = record(&place, SESSION);
        assert_eq!(session["agenda"][1]["list"], "late", "{session}");
        assert_eq!(session["versions"].as_array().unwrap().len(), 2);
        let again = place.said(&["print", "agenda", SESSION, "--frozen", "1", "--lang", "ar+fr", "--form", "html"]);
        assert_eq!(first, again, "the first version prints the same bytes");
        let sent = session["convocations"].as_array().unwrap().iter();
        assert!(sent.clone().all(|line| !line["deliveries"].as_array().unwrap().is_empty()));
    }
}

#[test]
fn minutes_are_approved_by_the_next_session_and_change_by_amendment_only() {
    for lang in BOTH {
        let (place, words) = (prepared(), Words::of(lang));
        place.said(&["meeting", "convene", SESSION]);
        let marks: Vec<String> = (1..=10).map(|seat| format!("{seat}={}", if seat == 5 { "a" } else { "p" })).collect();
        let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
        place.said(&[&["meeting", "attend", SESSION][..], &marks].concat());
        place.said(&["meeting", "open", SESSION]);
        let mut screen = words.session(&place);
        screen.wait_for(&words.say("minutes-empty"));
        let before = screen.keys();
        screen.press(&["j", "j", "x", "Ctrl-s"]);
        screen.wait_for_all(&["CM-2026-14/D1", &words.label("outcome_kind", "approved")]);
        assert_eq!(screen.keys() - before, 4);
        // What is approved is changed by a recorded amendment that names the session which decided it.
        screen.press(&["Esc"]);
        screen.wait_for(&words.say("command-record-new"));
        screen.press(&["j", "Enter"]);
        screen.wait_for(&words.label("minutes_phase", "approved"));
        screen.press(&["j", "Enter"]);
        screen.wait_for(&words.say("command-meeting-amend"));
        screen.write("x");
        screen.press(&["Ctrl-s"]);
        screen.wait_for(&words.seen(words.either("المحضر مصادق عليه", "le procès-verbal est approuvé")));
        screen.press(&["Esc"]);
        screen.wait_for(&words.begins("form-unsaved"));
        screen.press(&["Esc"]);
        screen.wait_for(&words.label("minutes_phase", "approved"));
        screen.quit();
        assert_eq!(record(&place, "148")["minutes_phase"], "approved");
        assert_eq!(refused(&place, &["meeting", "note", "148", "1", "ajout"]).0, 4);
        assert_eq!(minutes_kept(&place, "148"), 1, "they were kept as they were approved, and not when refused");
        assert_eq!(place.run(&["verify"]).status.code(), Some(0));
    }
}

/// How many times the minutes of a session went out and were kept.
fn minutes_kept(place: &Place, session: &str) -> usize {
    let session = record(place, session);
    let papers = session["papers"].as_array().map_or(&[][..], Vec::as_slice);
    papers.iter().filter(|paper| paper["what"] == "minutes").count()
}

#[test]
fn minutes_that_are_amended_or_signed_on_the_screen_are_kept_as_they_go_out() {
    for lang in BOTH {
        let (place, words) = (prepared(), Words::of(lang));
        place.said(&["meeting", "convene", SESSION]);
        place.said(&["meeting", "attend", SESSION, "1=p", "2=p", "3=p", "4=p", "6=p", "7=p", "8=p", "10=p"]);
        place.said(&["meeting", "open", SESSION]);
        place.said(&["meeting", "note", SESSION, "1", "fr=Ouvert.", "ar=افتتحت."]);
        place.said(&["meeting", "approve", "148", "--in", SESSION]);
        place.said(&["meeting", "close", SESSION]);
        place.said(&["meeting", "circulate", SESSION]);
        assert_eq!((minutes_kept(&place, SESSION), minutes_kept(&place, "148")), (1, 1));
        let mut screen = words.session(&place);
        screen.wait_for(&words.label("minutes_phase", "circulated"));
        screen.press(&["g", "j", "Enter"]);
        screen.wait_for(&words.say("command-meeting-amend"));
        screen.write(words.either("تصويب", "Corrigé"));
        screen.press(&["Ctrl-s"]);
        screen.wait_for(&words.label("minutes_phase", "amended"));
        // The approved minutes of the session before are signed, each signature on a paper of its own.
        screen.press(&["Esc"]);
        screen.wait_for(&words.say("command-record-new"));
        screen.press(&["j", "Enter"]);
        screen.wait_for(&words.label("minutes_phase", "approved"));
        screen.press(&[".", "1"]);
        screen.wait_for(&words.done("command-meeting-sign"));
        screen.quit();
        assert_eq!((minutes_kept(&place, SESSION), minutes_kept(&place, "148")), (2, 2));
        let printed = |number: &str| {
            let page = ["print", "minutes", SESSION, "--frozen", number, "--form", "txt", "--lang", lang.code()];
            place.said(&page)
        };
        let added = words.either("تصويب", "Corrigé");
        assert!(!printed("1").contains(added) && printed("2").contains(added), "{}", printed("2"));
    }
}

#[test]
fn what_is_late_is_chased_by_institution_and_the_state_of_many_is_changed_at_once() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let owed: usize = lines(&place, &["follow-up", "overdue"])
            .iter()
            .map(|institution| usize::try_from(institution["count"].as_u64().unwrap()).unwrap())
            .sum();
        let mut screen = words.start(&place);
        screen.press(&["5", "v", "v"]);
        let shown = screen.wait_for(&words.say("follow-owed"));
        // The counter at the end of the head adds up to what the register says.
        let head = shown.lines().nth(1).unwrap_or_default().to_owned();
        assert!(head.split_whitespace().any(|word| word == owed.to_string()), "{head}: {owed}");
        // Two of them marked, one state for both.
        // An institution with its one action, then the action of another.
        screen.press(&["m", "j", "m", "x"]);
        screen.wait_for(&words.say_with("follow-of-many", &[("count", 2i64.into())]));
        screen.write(words.either("متعثر", "bloquée"));
        screen.press(&["Enter", "Ctrl-s"]);
        screen.wait_for(&words.seen(words.either("تم:", "Fait")));
        screen.press(&["v"]);
        screen.wait_for_all(&[&words.say("follow-plot"), "█"]);
        // From the register to the thread of a recommendation, over the bodies.
        screen.press(&["v", "j", "Enter"]);
        screen.wait_for_all(&[&words.say("follow-thread"), "TH5-2026-03/R1", "CT-2026-07/P1"]);
        assert!(screen.keys() <= 25, "{} keys", screen.keys());
        screen.quit();
        let blocked = lines(&place, &["list", "action"]);
        let blocked: Vec<_> = blocked.iter().filter(|action| action["status"] == "blocked").collect();
        assert_eq!(blocked.len(), 2, "{blocked:?}");
        assert!(blocked.iter().all(|action| action["history"].as_array().is_some_and(|steps| steps.len() >= 2)));
    }
}

#[test]
fn an_institution_is_reminded_of_what_it_owes_by_one_key_on_its_line() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let late = lines(&place, &["follow-up", "overdue"]);
        let first = late[0]["institution"].as_u64().unwrap();
        let mut screen = words.start(&place);
        screen.press(&["5", "v", "v"]);
        screen.wait_for(&words.say("follow-owed"));
        screen.press(&["r"]);
        let form = if cfg!(feature = "pdf") { "pdf" } else { "html" };
        let named = |institution: u64| format!("reminder-{institution}-{}.{form}", lang.code());
        let written = words.say_with("host-printed", &[("file", "".into())]);
        screen.wait_for(written.trim());
        // Every institution that is marked gets its own.
        screen.press(&["M", "r"]);
        let told = words.say_with("host-printed-many", &[("count", late.len().into()), ("file", "".into())]);
        screen.wait_for(told.trim());
        screen.quit();
        assert!(place.path().join(named(first)).exists());
        for institution in &late {
            let file = place.path().join(named(institution["institution"].as_u64().unwrap()));
            assert!(file.exists(), "{}", file.display());
        }
    }
}

#[test]
fn a_reshuffle_of_thirty_seats_is_one_change_that_one_undo_takes_back() {
    for lang in BOTH {
        let (place, words) = (prepared(), Words::of(lang));
        place.said(&["meeting", "convene", SESSION]);
        let seats: Vec<Value> = (1..=30).map(|number| value!({"number": number, "voting": "voting"})).collect();
        let mandates: Vec<Value> =
            (1..=30).map(|number| value!({"seat": number, "holder": 75, "quality": "titular"})).collect();
        let (seats, mandates) = (Value::Array(seats), Value::Array(mandates));
        place.said(&["set", "113", &format!("seats={seats}"), &format!("mandates={mandates}")]);
        let page = ["print", "agenda", SESSION, "--frozen", "1", "--form", "txt", "--lang", "fr"];
        let sent = place.said(&page);
        let holders = |day: &str| -> Vec<u64> {
            let seats = lines(&place, &["body", "seats", "113", "--as-of", day]);
            seats.iter().map(|seat| seat["holders"][0]["person"].as_u64().unwrap()).collect()
        };
        let mut screen = words.start(&place);
        screen.press(&["/", "#", "7", "5", "Enter"]);
        // The finder has closed on the card of the post, with those who hold it.
        screen.wait_for(&words.say("field-tenures"));
        screen.press(&[":", "s", "u", "c", "c", "e", "e", "Enter"]);
        screen.wait_for(&words.say("command-post-succeed"));
        screen.press(&["i", "d", "r", "i", "Enter"]);
        screen.write("2026-12-01");
        screen.press(&["Ctrl-s"]);
        let told = words.say_with("reshuffle-seats", &[("count", 9999i64.into())]);
        screen.wait_for(told.split("9999").max_by_key(|part| part.len()).unwrap().trim());
        assert!(screen.keys() <= 20, "{} keys", screen.keys());
        screen.quit();
        assert_eq!((holders("2026-11-30"), holders("2026-12-01")), (vec![53; 30], vec![52; 30]));
        assert_eq!(place.said(&page), sent, "what was sent stays as it was");
        // The convocation that was written to the one before is flagged on the screen.
        let mut screen = words.session(&place);
        screen.wait_for_all(&["2026/1003", "!"]);
        // Esc is taken for itself before the next key comes.
        screen.press(&["Esc"]);
        screen.wait_until_gone("2026/1003");
        screen.press(&["u"]);
        screen.wait_for("#75");
        screen.quit();
        assert_eq!(holders("2026-12-01"), vec![53; 30], "one undo takes all of it back");
    }
}
