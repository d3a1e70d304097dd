//! The language of filters, on the sample desk, by the command line: the same words in three languages, dates as people
//! type them, and what is said of what nobody understands.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;

use place::Place;
use serde_json::Value;

/// The numbers that `list` answers with.
fn listed(place: &Place, arguments: &[&str]) -> Vec<u64> {
    let said = place.said(&[&["list"], arguments, &["--json"]].concat());
    said.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["ref"].as_u64().unwrap()).collect()
}

/// What a command says besides its data.
fn told(place: &Place, arguments: &[&str]) -> String {
    String::from_utf8(place.run(arguments).stderr).unwrap()
}

#[test]
fn names_and_values_are_the_same_filter_in_three_languages_and_as_codes() {
    let place = Place::with_sample();
    for (kind, spellings, expected) in [
        ("meeting", &["status:convened", "état:convoquée", "الحالة:\"وجه الاستدعاء\"", "حالة:وجه"][..], &[153][..]),
        ("instrument", &["country:DE", "pays:allemagne", "البلد:ألمانيا", "country:germany"], &[121]),
        ("partner", &["theme:justice", "thème:justice", "موضوع:العدل", "themes:justice"], &[28]),
        ("action", &["is:late", "est:\"en retard\"", "est:retard", "وضع:متأخر"], &[168, 171, 174]),
        ("commitment", &["objective:20", "objectif:20", "هدف:20"], &[125]),
        (
            "decision",
            &["is:open body:111", "est:ouvert instance:\"Commission ministérielle\"", "is:open body:#111"],
            &[155, 156, 158, 159],
        ),
    ] {
        for spelling in spellings {
            let found = listed(&place, &[kind, spelling]);
            assert!(expected.iter().all(|number| found.contains(number)), "{kind} {spelling}: {found:?}");
            assert_eq!(found, listed(&place, &[kind, spellings[0]]), "{kind} {spelling}");
        }
    }
}

#[test]
fn dates_are_read_as_people_type_them() {
    let place = Place::with_sample();
    for (filters, expected) in [
        (&["after:2018-09", "before:2019"][..], &[128, 129, 130][..]),
        (&["after:شتنبر", "2018", "before:2019"], &[128, 129, 130]),
        (&["after:septembre 2018 before:1/1/2019"], &[128, 129, 130]),
        (&["après:9/2018", "avant:2019"], &[128, 129, 130]),
        (&["date:septembre 2018"], &[128, 130]),
        (&["after:today"], &[135, 142]),
        (&["بعد:اليوم"], &[135, 142]),
        (&["after:+3 days", "is:upcoming"], &[135, 142]),
        (&["date:2018~"], &[128, 129, 130]),
    ] {
        let found = listed(&place, &[&["engagement"], filters].concat());
        assert_eq!(found, expected, "{filters:?}");
    }
    assert_eq!(listed(&place, &["action", "due:2026-11-20"]), [173, 174]);
}

#[test]
fn values_may_be_several_negated_numbers_ranges_and_quoted() {
    let place = Place::with_sample();
    assert_eq!(listed(&place, &["meeting", "-status:closed"]), [153]);
    assert_eq!(listed(&place, &["letter", "theme:health,education"]), [179, 180]);
    assert_eq!(listed(&place, &["letter", "theme:health،training", "-theme:training"]), [180]);
    assert_eq!(listed(&place, &["meeting", "number:12..13"]), [147, 148]);
    assert_eq!(listed(&place, &["meeting", "#148"]), [148]);
    assert_eq!(listed(&place, &["decision", "\"single contact\""]), [161]);
    assert_eq!(listed(&place, &["decision", "contact single"]), [161]);
}

#[test]
fn what_nobody_understands_is_said_and_searched_as_text() {
    let place = Place::with_sample();
    let said = told(&place, &["list", "meeting", "sattus:open"]);
    assert!(said.contains("sattus:open") && said.contains("status:"), "{said}");
    let said = told(&place, &["list", "meeting", "status:opne", "--lang", "fr"]);
    assert!(said.contains("opne") && said.contains("open"), "{said}");
    let said = told(&place, &["find", "after:soon", "--lang", "ar"]);
    assert!(said.contains("soon") && said.contains("تاريخ"), "{said}");
    let found = place.said(&["find", "embassy:Senegal"]);
    assert!(found.contains("Embassy of the Republic of Senegal"), "{found}");
    assert_eq!(place.run(&["list", "meeting", "--srot", "date"]).status.code(), Some(2), "an option that nobody knows");
}

#[test]
fn candidates_of_an_agenda_are_filtered_by_the_same_words() {
    let place = Place::with_sample();
    place.said(&["agenda", "new", "CM", "--start", "18/12/2026 10:00"]);
    let all = place.said(&["agenda", "suggest", "188"]);
    let some = place.said(&["agenda", "suggest", "188", "thème:éducation"]);
    assert!(some.lines().count() > 0 && some.lines().count() < all.lines().count(), "{all}\n{some}");
    assert!(some.contains("teachers of Arabic") || some.contains("Arabic"), "{some}");
    assert!(told(&place, &["agenda", "suggest", "188", "colour:red"]).contains("colour"));
}

#[test]
fn shells_are_told_the_kinds_and_the_filters_with_their_values() {
    let place = Place::with_sample();
    for shell in ["bash", "zsh"] {
        let script = place.said(&["completions", shell]).replace('\\', "");
        for known in ["engagement", "kind:meeting", "status:in_progress", "after:"] {
            assert!(script.contains(known), "{shell}: {known}");
        }
    }
}
