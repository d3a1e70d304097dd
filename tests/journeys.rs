//! What staff do every day, with the real binary in a pseudo-terminal at 80×24, within their budgets of keys.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "journeys/terminal.rs"]
mod terminal;

use place::Place;
use tansiq::text::{self, Direction};
use terminal::Terminal;

/// A text as it stands in the cells of an Arabic screen.
fn seen(text: &str) -> String {
    text::layout(text, Some(Direction::Rtl)).cells.iter().map(|cell| cell.text.as_str()).collect()
}

/// A French screen on which the next session of the ministerial commission is being made.
fn next_session(place: &Place) -> Terminal {
    let mut screen = Terminal::open(place, "fr", 80, 24);
    screen.wait_for("Partenaires");
    screen.press(&["3"]);
    screen.wait_for("› Commission ministérielle");
    screen.press(&["n", "m"]);
    screen
}

#[test]
fn the_phone_rings_and_the_right_card_is_there_in_six_keys() {
    let place = Place::with_sample();
    for typed in ["dakh", "mint", "وزدا", "داخل"] {
        let mut screen = Terminal::open(&place, "fr", 80, 24);
        screen.wait_for("Partenaires");
        screen.press(&["/"]);
        for letter in typed.chars() {
            screen.press(&[letter.encode_utf8(&mut [0; 4])]);
        }
        // The card of the best hit stands under the hits: its head, the last engagements, what is open.
        screen.wait_for_all(&["département ministériel #26", "M. Hassan Exemple", "Prochain", "Dernier", "2026-06-18"]);
        screen.press(&["Enter"]);
        screen.wait_for_all(&["f filtre", "› Ministère de l’Intérieur", "+212 500 000 002", "Action"]);
        assert!(screen.keys() <= 6, "{typed} took {} keys", screen.keys());
        screen.press(&["y"]);
        screen.wait_for("+212 500 000 002");
        screen.quit();
    }
}

#[test]
fn who_types_ahead_gets_what_was_typed_and_nothing_staler() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "fr", 80, 24);
    screen.wait_for("Partenaires");
    screen.write("/dakh\ry");
    screen.wait_for_all(&["› Ministère de l’Intérieur", "Copié\u{a0}: +212 500 000 002"]);
    screen.quit();
}

#[test]
fn the_phone_rings_on_an_arabic_screen() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "ar", 80, 24);
    screen.wait_for(&seen("الشركاء"));
    screen.press(&["/", "و", "ز", "د", "ا"]);
    let card = screen.wait_for_all(&[&seen("السيد حسن مثال (اسم افتراضي)"), "26#", &seen("هاتف")]);
    let title = card.lines().find(|line| line.contains("26#")).unwrap_or_else(|| panic!("{card}"));
    assert!(title.trim_end().ends_with(&seen("وزارة الداخلية")), "the title begins at the right edge: {title}");
    screen.press(&["Enter"]);
    screen.wait_for(&seen("حسب ترتيب البروتوكول"));
    assert!(screen.keys() <= 6);
    screen.quit();
}

#[test]
fn an_audience_that_just_ended_is_logged_with_two_actions() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "fr", 80, 24);
    screen.wait_for("Partenaires");
    screen.press(&["n", "e"]);
    screen.wait_for("Intitulé (fr)");
    screen.write("Audience du conseil des associations");
    screen.press(&["Enter", "a", "u", "d", "Enter", "Enter"]);
    // Typed ahead of what is found: what is taken is found by all that was typed.
    screen.press(&["d", "a", "k", "h", "Enter", "Enter"]);
    screen.write("Le guichet unique avance. Deux points restent ouverts. Nouvelle rencontre en mars.");
    screen.press(&["Ctrl-s"]);
    screen.wait_for("Enregistré");
    for title in ["Envoyer la note de cadrage", "Désigner un point focal"] {
        screen.press(&["x"]);
        screen.wait_for("Nouveau\u{a0}: Action");
        screen.write(title);
        screen.press(&["Enter", "Enter", "d", "a", "k", "h", "Enter", "+", "7", "Ctrl-s"]);
        screen.wait_for_all(&["Enregistré\u{a0}: #", title, "Action #"]);
    }
    assert!(screen.keys() <= 45, "{} keys", screen.keys());
    screen.quit();

    // Visible at once on the timeline of everybody who took part, and the actions know where they come from.
    let timeline = place.said(&["timeline", "Ministère de l’Intérieur"]);
    assert!(timeline.contains("Audience du conseil des associations"), "{timeline}");
    let actions = place.said(&["list", "action", "--json", "after:2026-11-30", "before:2026-12-01"]);
    let found = |title: &str| {
        let line = actions.lines().find(|line| line.contains(title)).unwrap_or_else(|| panic!("{title} in {actions}"));
        let action: serde_json::Value = serde_json::from_str(line).unwrap();
        (action["owner"].clone(), action["origin"].clone(), action["due"].clone())
    };
    let (first, second) = (found("Envoyer la note de cadrage"), found("Désigner un point focal"));
    assert_eq!(first, second);
    assert_eq!((first.0.as_u64(), first.2.as_str()), (Some(26), Some("2026-11-30")));
    assert!(place.said(&["show", &first.1.to_string()]).contains("Audience du conseil"));
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn one_partial_date_is_stored_however_it_is_typed() {
    let place = Place::with_sample();
    for typed in ["shtanbir 2018", "9/2018", "شتنبر 2018", "septembre 2018"] {
        let added =
            place.said(&["add", "engagement", "title.fr=Visite", "type=visit", &format!("date={typed}"), "--json"]);
        let record: serde_json::Value = serde_json::from_str(&added).unwrap();
        let shown = place.said(&["show", &record["ref"].to_string(), "--json"]);
        assert!(shown.contains("\"date\":\"2018-09\""), "{typed}: {shown}");
    }
}

#[test]
fn the_agenda_of_the_next_session_is_composed_and_printed() {
    let place = Place::with_sample();
    let mut screen = next_session(&place);
    screen.wait_for_all(&[
        "À inscrire\u{a0}: 12",
        "Ouverture",
        "Adoption",
        "Approbation",
        "Suivi",
        "4.5",
        "diverses",
        "8 Clôture",
    ]);
    // Seven candidates, each with its reason, go on the agenda before the closing items.
    screen.press(&["c"]);
    for _ in 0..7 {
        screen.press(&["a"]);
    }
    screen.press(&["c"]);
    screen.wait_for("13 ");
    // Move an item, indent it, give it and the next one a length in the forms that people use.
    screen.press(&["g", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "J", "K", ">", "<"]);
    for length in [["1", ".", "5", "h"], ["9", "0", "m", ""], ["1", ":", "3", "0"]] {
        screen.press(&["t"]);
        let keys: Vec<&str> = length.into_iter().filter(|key| !key.is_empty()).collect();
        screen.press(&keys);
        screen.press(&["Enter"]);
    }
    screen.wait_for("au-delà de la fin");
    screen.press(&["v"]);
    screen.wait_for("Projet d’ordre du jour");
    screen.press(&["v", "p", "2"]);
    let told = screen.wait_for(".html");
    assert!(screen.keys() <= 120, "{} keys", screen.keys());
    screen.quit();

    let page = told.lines().find_map(|line| line.split_whitespace().find(|word| word.ends_with(".html"))).unwrap();
    let page = std::fs::read_to_string(place.path().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
    assert!(page.contains("مشروع جدول الأعمال") && page.contains("Projet d’ordre du jour"));
    let agenda = place.said(&["agenda", "show", "188", "--json"]);
    let numbers: Vec<String> = agenda
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["number"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(numbers.len(), 20);
    let mut first_level = numbers.iter().filter(|number| !number.contains('.'));
    assert!((1..=15).all(|number| first_level.next() == Some(&number.to_string())), "{numbers:?}");
    let arabic = place.said(&["print", "agenda", "188", "--lang", "ar", "--form", "txt"]);
    for title in ["افتتاح الدورة", "تتبع تنفيذ القرارات", "مختلفات"] {
        assert!(arabic.contains(title), "{title} is missing in\n{arabic}");
    }
}

#[test]
fn no_open_decision_is_lost_silently() {
    let place = Place::with_sample();
    let mut screen = next_session(&place);
    screen.wait_for("4.1 ");
    screen.press(&["j", "j", "j", "j", "d"]);
    screen.wait_for("1 point en suspens n’est pas inscrit");
    // One undo and everything is as it was.
    screen.press(&["u"]);
    screen.wait_for_all(&["4.5 ", "8 Clôture"]);
    screen.quit();
}

#[test]
fn a_killed_session_has_lost_nothing_that_it_acknowledged() {
    let place = Place::with_sample();
    let mut screen = next_session(&place);
    screen.wait_for("Enregistré\u{a0}: #188");
    screen.kill();
    assert!(place.said(&["show", "188"]).contains("14e session"));
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let place = Place::with_sample();
    let title = "Zéro \u{1b}]0;pris\u{7}\u{1b}[2J\u{9b}31m\u{202e}fin";
    let record = serde_json::json!({"kind": "partner", "type": "association", "names": {"fr": title}, "notes": title});
    std::fs::write(place.path().join("hostile.jsonl"), format!("{record}\n")).unwrap();
    place.said(&["import", "jsonl", "hostile.jsonl"]);
    let mut screen = Terminal::open(&place, "fr", 80, 24);
    screen.wait_for("Partenaires");
    screen.press(&["/", "z", "é", "r", "o"]);
    screen.wait_for_all(&["Zéro ", "association #188"]);
    screen.press(&["Enter", "e"]);
    screen.wait_for("Noms (fr)");
    for harm in ["\u{1b}]0;", "\u{1b}[2J\u{9b}", "\u{9b}31m", "\u{202e}"] {
        let sent = screen.bytes().windows(harm.len()).any(|bytes| bytes == harm.as_bytes());
        assert!(!sent, "{harm:?} reached the terminal");
    }
}
