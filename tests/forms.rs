//! Forms with the real binary in a pseudo-terminal, in Arabic and in French: a record that a link needs is made over the form
//! that needs it, and the languages of a text stand side by side where there is room.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;
#[path = "support/words.rs"]
mod words;

use place::Place;
use serde_json::Value;
use std::time::{Duration, Instant};
use terminal::Terminal;
use words::{BOTH, Words};

fn record(place: &Place, number: &str) -> Value {
    serde_json::from_str(&place.said(&["show", number, "--json"])).unwrap()
}

/// Types a new action up to the institution that is not on the desk, and goes into the form of that institution.
fn make_an_institution(screen: &mut Terminal, words: &Words) {
    screen.press(&["n", "a"]);
    screen.wait_for(&words.say("field-action-owner"));
    screen.write(words.either("تتبع الاتفاق\r", "Suivre l’accord\r"));
    screen.write(words.either("قيد\r", "en cours\r"));
    screen.write(words.either("مؤسسة جديدة", "Fondation nouvelle"));
    // Before the first that is offered stands the last: a new one.
    screen.press(&["Up", "Enter"]);
    let partner = words.label_of_new("kind-partner");
    screen.wait_for_all(&[&partner, &words.seen(words.either("مؤسسة جديدة", "Fondation nouvelle"))]);
}

/// The type, and saved: the form of the action has the link.
fn save_both(screen: &mut Terminal, words: &Words) {
    let filled = format!("#188 {}", words.either("مؤسسة جديدة", "Fondation nouvelle"));
    screen.press(&["Ctrl-s"]);
    screen.wait_for(&words.seen(&filled));
    screen.press(&["Ctrl-s"]);
    screen.wait_for("#189");
}

#[test]
fn who_is_not_there_yet_is_made_over_the_form_that_needs_them() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        make_an_institution(&mut screen, &words);
        screen.press(&["Enter"]);
        screen.write(words.either("جمعية\r", "association\r"));
        save_both(&mut screen, &words);
        screen.quit();
        let (partner, action) = (record(&place, "188"), record(&place, "189"));
        assert_eq!(partner["names"][lang.code()], words.either("مؤسسة جديدة", "Fondation nouvelle"), "{partner}");
        assert_eq!(action["owner"], 188, "{action}");
    }
}

#[test]
fn both_forms_come_back_after_a_crash_and_the_link_is_filled_all_the_same() {
    let lang = tansiq::lang::Lang::Fr;
    let (place, words) = (Place::with_sample(), Words::of(lang));
    let mut screen = words.start(&place);
    make_an_institution(&mut screen, &words);
    screen.press(&["Enter"]);
    screen.write("association\r");
    let begun = Instant::now();
    let is_kept = || {
        let entries = std::fs::read_dir(place.path().join("desk/unfinished")).into_iter().flatten().flatten();
        entries.map(|entry| std::fs::read_to_string(entry.path()).unwrap_or_default()).any(|kept| {
            kept.contains("Suivre l’accord") && kept.contains("Fondation nouvelle") && kept.contains("association")
        })
    };
    while !is_kept() {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is kept");
        std::thread::yield_now();
    }
    screen.kill();
    let mut screen = Terminal::open(&place, "fr", 80, 24);
    screen.wait_for("Formulaires non enregistrés");
    screen.press(&["1"]);
    screen.wait_for(&words.label_of_new("kind-partner"));
    save_both(&mut screen, &words);
    screen.quit();
    assert_eq!(record(&place, "189")["owner"], 188);
}

#[test]
fn the_languages_of_a_name_stand_side_by_side_where_there_is_room() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let names =
            [words.seen("وزارة الداخلية"), "Ministère de l’Intérieur".into(), "Ministry of the Interior".into()];
        for (columns, rows, beside) in [(120, 40, true), (80, 24, false)] {
            let mut screen = Terminal::open(&place, lang.code(), columns, rows);
            screen.wait_for(&words.say("partners-order"));
            screen.press(&["/", "#", "2", "6", "Enter"]);
            screen.wait_for("#26");
            screen.press(&["e"]);
            let shown = screen.wait_for_all(&[&names[0], &names[1], &names[2], "Ctrl-s"]);
            let are_beside = shown.lines().any(|line| names.iter().all(|name| line.contains(name.as_str())));
            assert_eq!(are_beside, beside, "{columns} columns\n{shown}");
            // The keys go from language to language in both.
            screen.press(&["Tab", "Tab"]);
            screen.write("!");
            screen.press(&["Ctrl-s"]);
            screen.wait_for(&words.done_to(
                "command-record-edit",
                if lang == tansiq::lang::Lang::Ar {
                    "وزارة الداخلية"
                } else {
                    "Ministère de l’Intérieur"
                },
            ));
            screen.quit();
            let named = record(&place, "26")["names"].clone();
            assert!(named["en"].as_str().unwrap().ends_with('!'), "{named}");
            place.said(&["undo"]);
        }
    }
}

#[test]
fn more_forms_than_anybody_keeps_in_mind_are_refused_in_words() {
    let place = Place::with_sample();
    let words = Words::of(tansiq::lang::Lang::Fr);
    let mut screen = words.start(&place);
    screen.press(&["n", "p"]);
    screen.wait_for(&words.label_of_new("kind-partner"));
    screen.write("qqa");
    screen.press(&["Tab"]);
    for letter in "abcdefgh".chars().take(tansiq::limits::LAYERS) {
        // To the partner that it is part of, of a name that nobody has.
        screen.press(&["Tab"; 10]);
        screen.write(&format!("qqx{letter}"));
        screen.press(&["Up", "Enter"]);
    }
    screen.wait_for(&words.begins("app-too-deep"));
    screen.kill();
}
