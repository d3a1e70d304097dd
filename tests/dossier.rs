//! Everything about a partner in one place, who held its posts on a date, and what happened to a record; columns that are
//! remembered: with the real binary in a pseudo-terminal at 80×24, in Arabic and in French.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;
#[path = "support/words.rs"]
mod words;

use place::Place;
use words::{BOTH, Words};

/// A day in words after the sentence that the head of a dossier says it with.
fn on(words: &Words, date: &str) -> String {
    words.say_with("dossier-on", &[("date", date.into())])
}

#[test]
fn the_dossier_of_a_state_gathers_what_hangs_on_its_embassy_and_opens_it() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        screen.press(&["/", "s", "e", "n", "e", "g", "a", "l", "Enter"]);
        screen.wait_for("#22");
        screen.press(&["i"]);
        // The ambassador hangs on the embassy, the preparation of the visit on the visit.
        let shown = [
            words.say("dossier-ahead"),
            words.seen(words.either("زيارة رسمية إلى السنغال", "Visite officielle au Sénégal")),
            words.say("dossier-posts"),
            words.seen(words.either("السفيرة أوا مثال", "Awa Modèle")),
            words.say("dossier-open"),
            words.seen(words.either("إعداد ملف زيارة السنغال", "dossier de la visite au Sénégal")),
            words.say("dossier-organisations"),
            words.say("dossier-letters"),
        ];
        screen.wait_for_all(&shown.iter().map(String::as_str).collect::<Vec<_>>());
        screen.press(&["Enter"]);
        // The visit stands in the timeline, its card below.
        screen.wait_for("#135");
        // And the way back leads to its line.
        screen.press(&["["]);
        screen.wait_for_all(&shown.iter().map(String::as_str).collect::<Vec<_>>());
        screen.press(&["i"]);
        screen.wait_for("#22");
        screen.quit();
    }
}

#[test]
fn who_held_a_post_on_a_date_is_asked_for_as_people_type_dates() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        // Typed behind the name of the command.
        screen.press(&["/", "#", "2", "5", "Enter"]);
        screen.wait_for("#25");
        screen.write(":on-date 12/2018\r");
        let then = words.either("دجنبر 2018", "décembre 2018");
        screen.wait_for_all(&[&on(&words, then), &words.seen(words.either("يوسف مثال", "Youssef Exe"))]);
        // And in the dossier itself; nothing typed is today.
        screen.press(&["t", "Enter"]);
        let today = words.either("23 نونبر 2026", "23 novembre 2026");
        screen.wait_for(&on(&words, today));
        screen.press(&["t"]);
        screen.write(words.either("شتنبر 2018", "septembre 2018"));
        screen.press(&["Enter"]);
        screen.wait_for(&on(&words, words.either("شتنبر 2018", "septembre 2018")));
        screen.press(&["i"]);
        screen.quit();
    }
}

#[test]
fn the_history_of_a_record_says_who_changed_what() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        place.said(&["set", "26", "code=MI-2026"]);
        let mut screen = words.start(&place);
        screen.press(&["/", "#", "2", "6", "Enter"]);
        screen.wait_for("#26");
        screen.press(&["H"]);
        screen.wait_for_all(&["amina", "MI-2026", &words.say("history-added"), "2026-11-23"]);
        screen.press(&["H"]);
        screen.quit();
    }
}

#[test]
fn columns_of_timelines_and_committees_are_chosen_and_remembered() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        screen.press(&["2", "a", "o", "j", "j", "j", "Enter", "Esc"]);
        let (city, acronyms) = (words.seen(words.either("برلين", "Berlin")), words.say("field-acronyms"));
        screen.wait_for_all(&[&words.say("field-place"), &city]);
        screen.press(&["3", "o", "j", "Enter", "Esc"]);
        screen.wait_for(&acronyms);
        screen.quit();
        let mut screen = words.start(&place);
        screen.press(&["3"]);
        screen.wait_for(&acronyms);
        screen.press(&["2", "a"]);
        screen.wait_for(&city);
        screen.quit();
    }
}
