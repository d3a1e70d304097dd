//! Nothing is lost, as people have it: the past, what was taken away, who was first, and the paper that pins the history;
//! by commands and with the real binary in a pseudo-terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;

use place::Place;
use serde_json::Value;
use std::process::Output;
use tansiq::text::{self, Direction};
use terminal::Terminal;

/// Runs a command at a time, as somebody.
fn at(place: &Place, now: &str, by: &str, arguments: &[&str]) -> Output {
    place.command(&[&["--as", by], arguments].concat()).env("TANSIQ_NOW", now).output().unwrap()
}

fn done(place: &Place, now: &str, by: &str, arguments: &[&str]) -> String {
    let output = at(place, now, by, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The error of a command that must end with this status.
fn refused(output: &Output, status: i32) -> Value {
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{said}");
    json(&said)["error"].clone()
}

/// The sample desk of 23 November, on which the precedence of #26 was changed on each of the two days after.
fn with_two_changes() -> Place {
    let place = Place::with_sample();
    done(&place, "2026-11-24T09:00", "amina", &["set", "26", "precedence=31"]);
    done(&place, "2026-11-25T09:00", "karim", &["set", "26", "precedence=32"]);
    place
}

#[test]
fn a_date_and_a_revision_show_what_the_desk_said_then() {
    let place = with_two_changes();
    let show =
        |words: &str| json(&done(&place, "2026-12-01T09:00", "amina", &["show", "26", "--as-of", words, "--json"]));
    for (words, precedence, rev, reading) in [
        ("2026-11-23", 30, 2, "recorded"),
        ("24/11/2026", 31, 3, "recorded"),
        ("24 نونبر 2026", 31, 3, "recorded"),
        ("2026-11-30", 32, 4, "recorded"),
        ("r2", 30, 2, "revision"),
        ("r3", 31, 3, "revision"),
        ("r1", 30, 0, "revision"),
        ("2018-12-10", 32, 4, "known"),
        ("2026-11-24@now", 32, 4, "known"),
        ("2018-12-10@r3", 31, 3, "both"),
        ("2018-12-10@2026-11-24", 31, 3, "both"),
        ("today", 32, 4, "known"),
    ] {
        if rev == 0 {
            // The first entry is half of what the desk began with: nothing was there yet.
            let none = at(&place, "2026-12-01T09:00", "amina", &["show", "26", "--as-of", words, "--json"]);
            assert_eq!(refused(&none, 3)["code"], "cli-error-not-then");
            continue;
        }
        let shown = show(words);
        assert_eq!(shown["precedence"], precedence, "{words}");
        assert_eq!((&shown["as_of"]["rev"], &shown["as_of"]["reading"]), (&rev.into(), &reading.into()), "{words}");
    }
    let none = at(&place, "2026-12-01T09:00", "amina", &["show", "26", "--as-of", "r99", "--json"]);
    assert_eq!(refused(&none, 3)["code"], "as-of-no-revision");
    let none = at(&place, "2026-12-01T09:00", "amina", &["show", "26", "--as-of", "whenever", "--json"]);
    assert_eq!(refused(&none, 2)["code"], "as-of-words");
}

#[test]
fn the_holder_of_a_post_on_a_day_is_one_thing_and_what_was_known_then_another() {
    let place = Place::with_sample();
    let sample = place.said(&["list", "post", "--json"]);
    let post = json(sample.lines().next().unwrap());
    let person = json(place.said(&["list", "person", "--json"]).lines().last().unwrap())["ref"].to_string();
    let post = post["ref"].to_string();
    // Known late: entered on 30 November, in force since the 24th.
    done(&place, "2026-11-30T09:00", "amina", &["post", "succeed", &post, &person, "--from", "2026-11-24"]);
    let holder = |words: &str| {
        let shown = done(&place, "2026-12-01T09:00", "amina", &["show", &post, "--as-of", words, "--json"]);
        json(&shown)["holder"].to_string()
    };
    assert_ne!(holder("2026-11-25"), person, "nobody knew it then");
    assert_eq!(holder("2026-11-25@now"), person, "it is known now");
    assert_ne!(holder("2026-11-23@now"), person, "it was not in force yet");
    assert_eq!(holder("2026-11-30"), person);
}

#[test]
fn lists_and_timelines_have_their_past_too() {
    let place = Place::with_sample();
    done(
        &place,
        "2026-11-24T09:00",
        "amina",
        &["add", "engagement", "title.fr=Visite", "type=visit", "date=2026-11-24"],
    );
    done(&place, "2026-11-25T09:00", "amina", &["drop", "188"]);
    let lines = |arguments: &[&str]| done(&place, "2026-12-01T09:00", "amina", arguments).lines().count();
    let (list, timeline) = (&["list", "engagement", "--as-of"], &["timeline", "--as-of"]);
    for command in [&list[..], &timeline[..]] {
        let count = |words: &str| lines(&[command, &[words][..]].concat());
        let (before, between, after) = (count("2026-11-23"), count("2026-11-24"), count("2026-11-25"));
        assert_eq!((between, after), (before + 1, before), "{command:?}");
        assert_eq!((count("r3"), count("r4")), (before + 1, before), "{command:?}");
    }
    let told = at(&place, "2026-12-01T09:00", "amina", &["list", "engagement", "--as-of", "r3"]);
    assert!(String::from_utf8_lossy(&told.stderr).contains("r3"), "a list is marked beside the data");
}

#[test]
fn what_was_taken_away_is_listed_found_shown_and_brought_back() {
    let place = Place::with_sample();
    let before = place.said(&["show", "187", "--json"]);
    let title = json(&before)["title"]["fr"].as_str().unwrap().to_owned();
    done(&place, "2026-11-24T09:00", "karim", &["drop", "187"]);
    let gone = refused(&place.run(&["show", "187", "--json"]), 3);
    let message = gone["message"].as_str().unwrap();
    assert!(gone["code"] == "cli-error-dropped" && message.contains("karim") && message.contains("2026-11-24 09:00"));
    for arguments in [
        &["trash", "--json"][..],
        &["trash", "study", "--json"],
        &["list", "study", "--dropped", "--json"],
        &["find", "--dropped", &title, "--json"],
        &["show", "187", "--dropped", "--json"],
        &["show", &title, "--dropped", "--json"],
    ] {
        let said = json(&place.said(arguments));
        assert_eq!((&said["ref"], &said["dropped"]["by"]), (&187.into(), &"karim".into()), "{arguments:?}");
    }
    assert_eq!(place.said(&["trash", "partner"]), "");
    assert_eq!(place.run(&["find", &title]).status.code(), Some(3), "it is in no other search");
    for lang in ["ar", "fr", "en"] {
        let shown = place.said(&["show", "187", "--dropped", "--history", "--lang", lang]);
        assert!(shown.contains("karim") && shown.contains("record.drop"), "{shown}");
    }
    place.said(&["undrop", "187"]);
    let (mut after, mut wanted) = (json(&place.said(&["show", "187", "--json"])), json(&before));
    (after["rev"], wanted["rev"]) = (Value::Null, Value::Null);
    assert_eq!(after, wanted);
    assert_eq!(refused(&place.run(&["undrop", "187", "--json"]), 3)["code"], "cli-error-not-dropped");
    place.said(&["undo"]);
    assert_eq!(json(&place.said(&["trash", "--json"]))["ref"], 187, "bringing back is taken back like anything");
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn a_link_to_what_was_taken_away_is_shown_as_such() {
    let place = Place::with_sample();
    place.said(&["add", "partner", "names.fr=Maison", "type=association"]);
    place.said(&["add", "partner", "names.fr=Antenne", "type=association", "parent=188"]);
    let linked = refused(&place.run(&["drop", "188", "--json"]), 4);
    assert_eq!((&linked["code"], &linked["field"]), (&"still-linked".into(), &"parent".into()));
    place.said(&["drop", "189"]);
    place.said(&["drop", "188"]);
    for (lang, said) in [("en", "#188 (taken away)"), ("fr", "#188 (supprimé)"), ("ar", "#188 (محذوف)")] {
        let shown = place.said(&["show", "189", "--dropped", "--lang", lang]);
        assert!(shown.contains(said), "{shown}");
    }
    let mut screen = Terminal::open(&place, "en", 80, 24);
    screen.wait_for("187 records");
    screen.press(&[":", "t", "r", "a", "s", "h", "Enter", "a", "n", "t"]);
    screen.wait_for_all(&["› 2026-11-23  Antenne", "#188 (taken away)"]);
    screen.press(&["Enter"]);
    screen.wait_for("No record answers to #188");
    screen.press(&["Esc"]);
    screen.wait_for("/ find");
    screen.quit();
    // Both together come back; one alone would point at nothing.
    let alone = refused(&place.run(&["undrop", "189", "--json"]), 4);
    assert!(alone["field"] == "parent" && alone["hint"].as_str().unwrap().contains("undrop"), "{alone}");
    place.said(&["undrop", "189", "188"]);
    assert_eq!(json(&place.said(&["show", "189", "--json"]))["parent"], 188);
}

#[test]
fn who_comes_second_is_told_who_was_first_and_sees_both_versions() {
    let place = with_two_changes();
    let stale = at(&place, "2026-11-26T09:00", "amina", &["set", "26", "precedence=33", "--if-rev", "2", "--json"]);
    let error = refused(&stale, 5);
    assert_eq!((&error["code"], &error["field"]), (&"cli-error-conflict".into(), &"precedence".into()));
    let said = |key: &str| error[key].clone();
    assert_eq!(
        [said("was"), said("theirs"), said("yours"), said("rev")],
        [30.into(), 32.into(), 33.into(), Value::from(4)]
    );
    assert_eq!((said("by"), said("ref")), ("karim".into(), 26.into()));
    assert!(error["message"].as_str().unwrap().contains("2026-11-25 09:00"), "{error}");
    for lang in ["ar", "fr", "en"] {
        let plain = place.run(&["set", "26", "precedence=33", "--if-rev", "2", "--lang", lang]);
        let told = String::from_utf8(plain.stderr).unwrap();
        assert!(["30", "32", "33", "karim"].iter().all(|part| told.contains(part)), "{told}");
    }
    assert!(place.said(&["set", "26", "precedence=33", "--if-rev", "4"]).contains("26"));
}

#[test]
fn an_undo_keeps_what_others_did_and_refuses_by_name_where_it_cannot() {
    let place = with_two_changes();
    let error = refused(&at(&place, "2026-11-26T09:00", "amina", &["undo", "--json"]), 5);
    assert_eq!(
        (&error["code"], &error["field"], &error["by"]),
        (&"cli-error-undo-conflict".into(), &"precedence".into(), &"karim".into())
    );
    assert_eq!((&error["theirs"], &error["yours"]), (&32.into(), &30.into()));
    done(&place, "2026-11-26T09:00", "karim", &["set", "26", "notes=Vu"]);
    done(&place, "2026-11-26T09:00", "karim", &["undo", "2"]);
    done(&place, "2026-11-26T09:00", "karim", &["set", "26", "notes=Vu encore"]);
    done(&place, "2026-11-26T09:00", "amina", &["undo"]);
    let shown = json(&place.said(&["show", "26", "--json"]));
    assert_eq!((&shown["precedence"], &shown["notes"]), (&30.into(), &"Vu encore".into()));
    done(&place, "2026-11-26T09:00", "amina", &["redo"]);
    assert_eq!(json(&place.said(&["show", "26", "--json"]))["precedence"], 31);
}

#[test]
fn a_paper_pins_the_history() {
    let place = with_two_changes();
    let mut pins = Vec::new();
    for (what, number) in [("sheet", "26"), ("agenda", "148")] {
        for lang in ["ar", "fr", "en", "ar+fr"] {
            let page = place.said(&["print", what, number, "--lang", lang, "--pin"]);
            let at = page.find("r4-").unwrap_or_else(|| panic!("{page}"));
            pins.push(
                page[at..].chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect::<String>(),
            );
        }
    }
    pins.dedup();
    let [pin] = pins.as_slice() else { panic!("{pins:?}") };
    place.said(&["set", "26", "notes=Depuis"]);
    let found = json(&place.said(&["log", "--pin", pin, "--json"]));
    assert_eq!((&found["rev"], &found["by"], &found["since"]), (&4.into(), &"karim".into(), &1.into()));
    let typed = pin.replace('-', " ").to_uppercase();
    assert!(place.said(&["log", "--pin", &typed]).contains("r4"));
    let hashes = place.said(&["log", "--hashes", "--json", "--limit", "2"]);
    let [newest, older] = hashes.lines().map(json).collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(newest["previous"], older["hash"]);
    assert!(place.said(&["log", "--hashes", "--limit", "2"]).contains(pin.as_str()));
    let digits = pin.trim_start_matches("r4-");
    assert_eq!(
        refused(&place.run(&["log", "--pin", &format!("r3-{digits}"), "--json"]), 7)["code"],
        "cli-error-pin-differs"
    );
    assert_eq!(refused(&place.run(&["log", "--pin", "00000000", "--json"]), 3)["code"], "cli-error-pin-nowhere");
    assert_eq!(refused(&place.run(&["log", "--pin", "r4", "--json"]), 2)["code"], "cli-error-pin");
    assert!(
        !place.said(&["print", "sheet", "26", "--lang", "en"]).contains("State of the register"),
        "only on request"
    );
}

#[test]
fn a_setting_pins_every_page_also_those_of_the_screen() {
    let place = Place::with_sample();
    std::fs::create_dir_all(place.path().join("config/tansiq")).unwrap();
    std::fs::write(place.path().join("config/tansiq/config.toml"), "[paper]\npin = true\n").unwrap();
    assert!(place.said(&["config"]).contains("paper.pin = true"));
    let pin = place.said(&["print", "sheet", "26", "--lang", "en"]);
    let pin = pin.lines().find_map(|line| line.strip_prefix("State of the register: ")).unwrap().to_owned();
    let mut screen = Terminal::open(&place, "en", 80, 24);
    screen.wait_for("Partners");
    screen.press(&["/", "d", "a", "k", "h", "Enter", "p", "5"]);
    screen.wait_for(".txt");
    screen.quit();
    let page = std::fs::read_to_string(place.path().join("sheet-26-en.txt")).unwrap();
    assert!(page.contains(&pin), "{pin} in\n{page}");
    assert!(place.said(&["log", "--pin", &pin]).contains("r2"));
}

#[test]
fn a_changed_byte_of_the_history_is_told_with_its_revision_and_ends_with_seven() {
    let place = with_two_changes();
    let whole = json(&place.said(&["log", "--verify", "--json"]));
    assert_eq!((&whole["entries"], &whole["broken"]), (&4.into(), &Value::Null));
    let journal = place.path().join("desk/journal");
    let file = std::fs::read_dir(&journal).unwrap().next().unwrap().unwrap().path();
    let bytes = std::fs::read(&file).unwrap();
    let lengths = frames(&bytes);
    assert_eq!(lengths.len(), 4);
    for (revision, at) in [(1, lengths[0] / 2), (3, lengths[0] + lengths[1] + 9), (4, bytes.len() - 1)] {
        let mut changed = bytes.clone();
        changed[at] ^= 4;
        std::fs::write(&file, changed).unwrap();
        let output = place.run(&["log", "--verify", "--json"]);
        assert_eq!(output.status.code(), Some(7), "{output:?}");
        let said = json(&String::from_utf8(output.stdout).unwrap());
        assert_eq!(said["broken"], revision, "{said}");
        // It was mended from the other copy, and nothing is lost.
        assert_eq!(json(&place.said(&["log", "--verify", "--json"]))["broken"], Value::Null);
        assert_eq!(std::fs::read(&file).unwrap(), bytes);
    }
}

/// The lengths of the entries in a file of the journal: kind, version, length, content, checksum.
fn frames(bytes: &[u8]) -> Vec<usize> {
    let (mut lengths, mut at) = (Vec::new(), 0);
    while let Some(head) = bytes.get(at + 2..at + 6) {
        let length = 10 + usize::try_from(u32::from_le_bytes(head.try_into().unwrap())).unwrap();
        lengths.push(length);
        at += length;
    }
    lengths
}

/// A text as it stands in the cells of an Arabic screen.
fn seen(text: &str) -> String {
    text::layout(text, Some(Direction::Rtl)).cells.iter().map(|cell| cell.text.as_str()).collect()
}

#[test]
fn the_screen_looks_into_the_past_and_comes_back_with_one_key() {
    let place = Place::with_sample();
    done(&place, "2026-11-20T09:00", "amina", &["set", "26", "names.fr=Ministère du passé"]);
    let mut screen = Terminal::open(&place, "fr", 80, 24);
    screen.wait_for_all(&["Partenaires", "187 fiches"]);
    screen.press(&[":"]);
    screen.write("asof r2");
    screen.press(&["Enter"]);
    let past = screen.wait_for_all(&["au 2026-11-23", "Le passé", "r2", "Lecture seule", "N retour au présent"]);
    assert!(!past.contains("187 fiches") && !past.contains("n nouveau"), "{past}");
    screen.press(&["/", "i", "n", "t", "e", "r", "i", "e", "u", "r", "Enter"]);
    screen.wait_for_all(&["› Ministère de l’Intérieur", "au 2026-11-23"]);
    for key in ["e", "D", "u", "n"] {
        screen.press(&[key]);
        screen.wait_for("rien ne peut y être modifié");
        screen.press(&["3", "1"]);
        screen.wait_for("Lecture seule");
    }
    screen.press(&["N"]);
    let now = screen.wait_for_all(&["Retour au présent", "187 fiches"]);
    assert!(!now.contains("au 2026-11-23"), "{now}");
    screen.press(&[":", "a", "s", "o", "f", "Enter"]);
    screen.wait_for("À quelle date");
    screen.write("jamais");
    screen.press(&["Enter"]);
    screen.wait_for("ni une date ni une révision");
    screen.write("\u{15}10/12/2018");
    screen.press(&["Enter"]);
    screen.wait_for_all(&["Le 10 décembre 2018, d’après", "au 2018-12-10"]);
    screen.quit();
    assert!(place.said(&["log", "--limit", "1"]).contains("amina record.edit"), "nothing was changed");
}

#[test]
fn an_arabic_screen_marks_the_past() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "ar", 80, 24);
    screen.wait_for(&seen("الشركاء"));
    screen.press(&[":"]);
    screen.write("asof r2");
    screen.press(&["Enter"]);
    screen.wait_for_all(&[&seen("للاطلاع فقط"), &seen("وضعية سابقة"), "2026-11-23"]);
    screen.press(&["N"]);
    screen.wait_for(&seen("تمت العودة إلى الوضعية الحالية"));
    screen.quit();
}

#[test]
fn the_screen_brings_back_what_was_taken_away() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "en", 80, 24);
    screen.wait_for("187 records");
    screen.press(&["n", "p"]);
    screen.write("An association of the test");
    screen.press(&["Enter", "a", "s", "s", "o", "Enter", "Ctrl-s"]);
    screen.wait_for_all(&["Saved: #188", "188 records"]);
    screen.press(&["D"]);
    screen.wait_for("187 records");
    screen.press(&[":", "t", "r", "a", "s", "h", "Enter"]);
    screen.wait_for_all(&[
        "Enter brings the chosen record back",
        "› 2026-11-23  An association of the test",
        "Taken away by amina",
    ]);
    screen.press(&["t", "e", "s", "t", "Enter"]);
    screen.wait_for_all(&[
        "Done: bring back, An association of the test",
        "188 records",
        "› An association of the test",
    ]);
    screen.press(&["u"]);
    screen.wait_for("187 records");
    screen.quit();
    assert_eq!(json(&place.said(&["trash", "--json"]))["ref"], 188);
}

#[test]
fn an_undo_on_the_screen_says_who_stands_in_its_way() {
    let place = with_two_changes();
    let mut screen = Terminal::open(&place, "fr", 120, 40);
    screen.wait_for("Partenaires");
    screen.press(&["u"]);
    screen.wait_for_all(&["Rien n’a été annulé", "karim", "Préséance", "2026-11-25 09:00"]);
    screen.quit();
}

#[test]
fn a_desk_in_use_says_who_since_when_and_what_to_do() {
    let place = Place::with_sample();
    let mut first = Terminal::open(&place, "en", 80, 24);
    first.wait_for("187 records");
    let refused_with = refused(&place.run(&["set", "26", "precedence=1", "--json"]), 6);
    let message = refused_with["message"].as_str().unwrap();
    assert!(message.contains("amina") && message.contains(&first.process().to_string()), "{message}");
    assert!(message.contains("2026-11-23 10:00") && !refused_with["hint"].is_null(), "{refused_with}");
    for (lang, said) in
        [("en", "Another session has this desk open"), ("fr", "Une autre session a déjà ouvert cet espace")]
    {
        let second = Terminal::open(&place, lang, 80, 24);
        let (bytes, status) = second.end_and_read();
        assert_eq!(status, 6, "{bytes}");
        assert!(bytes.contains(said) && bytes.contains("2026-11-23 10:00"), "{bytes}");
        // The screen is given back before it is said, so that it stays in sight.
        let given_back = bytes.rfind("\u{1b}[?1049l").unwrap_or_else(|| panic!("{bytes:?}"));
        assert!(bytes.find(said).unwrap() > given_back, "{bytes:?}");
    }
    first.press(&["3"]);
    first.wait_for("Ministerial");
    first.quit();
}
