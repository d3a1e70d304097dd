//! The life of a committee by commands on the sample desk: composing, freezing, convening.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/place.rs"]
mod place;

#[path = "support/session.rs"]
mod session;

use place::Place;
use serde_json::Value;
use session::{SESSION, agenda, json, lines, prepared, record, refused};

#[test]
fn row_33_a_template_adds_its_items_to_those_of_every_agenda() {
    let place = Place::with_sample();
    let standing = r#"{"type": "information", "title": {"fr": "Budget", "ar": "الميزانية"}, "template": "budget"}"#;
    place.said(&["set", "CM", &format!("standing_items+={standing}")]);
    place.said(&["agenda", "new", "CM", "--start", "18/12/2026 10:00"]);
    place.said(&["agenda", "new", "CM", "--start", "19/12/2026 10:00", "--template", "budget"]);
    let has_budget = |session: &str| agenda(&place, session).iter().any(|item| item.1 == "Budget");
    assert!(!has_budget("188") && has_budget("189"));
    assert_eq!(refused(&place, &["agenda", "new", "CM", "--start", "20/12/2026 10:00", "--template", "x"]).0, 3);
}

#[test]
fn row_36_the_numbering_of_a_body_is_that_of_its_next_sessions() {
    let place = Place::with_sample();
    place.said(&["set", "CM", "numbering=arabic_letters"]);
    place.said(&["agenda", "new", "CM", "--start", "18/12/2026 10:00"]);
    place.said(&["set", "CM", "numbering=roman", "numbering_prefix=P-"]);
    place.said(&["agenda", "new", "CM", "--start", "19/12/2026 10:00"]);
    let numbers = |session: &str| agenda(&place, session).into_iter().map(|item| item.0).take(3).collect::<Vec<_>>();
    assert_eq!(numbers("188"), ["أ", "ب", "ج"], "an older session keeps its own");
    assert_eq!(numbers("189"), ["P-I", "P-II", "P-III"]);
    place.said(&["agenda", "move", "189", "P-III", "1"]);
    assert!(place.said(&["print", "agenda", "188", "--lang", "ar"]).contains('ب'));
}

#[test]
fn row_42_an_item_that_comes_after_the_freezing_is_late() {
    let place = prepared();
    place.said(&["agenda", "freeze", SESSION]);
    place.said(&["agenda", "add", SESSION, "title.fr=Point urgent", "--after", "3"]);
    let session = record(&place, SESSION);
    let late: Vec<&Value> =
        session["agenda"].as_array().unwrap().iter().filter(|item| item["list"] == "late").collect();
    assert_eq!(late.len(), 1);
    assert_eq!(late[0]["title"]["fr"], "Point urgent");
    let diff = lines(&place, &["agenda", "diff", SESSION, "1"]);
    assert_eq!(
        (&diff[0]["change"], &diff[0]["number"], &diff[0]["late"]),
        (&"added".into(), &"4".into(), &true.into())
    );
}

#[test]
fn row_35_a_pasted_text_becomes_items_with_sub_items() {
    let place = prepared();
    std::fs::write(
        place.path().join("draft.txt"),
        "Bilan (20 min)\n  - Chiffres\n  - Carte\nFeuille de route | خارطة الطريق\n",
    )
    .unwrap();
    let added = json(&place, &["agenda", "paste", SESSION, "draft.txt", "--after", "3"]);
    assert_eq!(added["items"], serde_json::json!(["4", "4.1", "4.2", "5"]));
    let all = agenda(&place, SESSION);
    assert!(
        all.contains(&("4.2".into(), "Carte".into())) && all.contains(&("5".into(), "Feuille de route".into())),
        "{all:?}"
    );
    place.said(&["undo"]);
    assert!(!agenda(&place, SESSION).iter().any(|item| item.1 == "Carte"));
    std::fs::write(place.path().join("empty.txt"), "\n  \n").unwrap();
    assert_eq!(refused(&place, &["agenda", "paste", SESSION, "empty.txt"]), (4, "cli-error-no-lines".into()));
}

/// Adds an item in French, with more of what is said of it.
fn add(place: &Place, title: &str, more: &[&str]) {
    let title = format!("title.fr={title}");
    place.said(&[&["agenda", "add", SESSION, &title][..], more].concat());
}

fn titles(place: &Place) -> Vec<String> {
    agenda(place, SESSION).into_iter().map(|(_, title)| title).collect()
}

#[test]
fn row_43_items_are_placed_by_the_rules_of_the_body() {
    let place = prepared();
    assert_eq!(refused(&place, &["agenda", "arrange", SESSION]), (4, "placement-no-rule".into()));
    let before = titles(&place);
    place.said(&["set", "CM", "placement+=proposer", "placement+=item_kind"]);
    // Ranks of protocol 31, 20 and 30; then one that nobody proposes.
    add(&place, "De 31", &["proposer=27"]);
    add(&place, "De 20, pour décision", &["proposer=25", "type=decision"]);
    add(&place, "De 20, pour information", &["proposer=25", "type=information"]);
    add(&place, "De 30", &["proposer=26"]);
    add(&place, "De personne", &[]);
    let all = titles(&place);
    let first = all.iter().position(|title| title.starts_with("De ")).unwrap();
    let placed: Vec<&str> = all.iter().map(String::as_str).filter(|title| title.starts_with("De ")).collect();
    assert_eq!(placed, ["De 20, pour information", "De 20, pour décision", "De 30", "De 31", "De personne"]);
    let formal: Vec<&String> = all.iter().filter(|title| before.contains(title)).collect();
    assert_eq!(formal, before.iter().collect::<Vec<_>>(), "nothing else has moved");
    assert_eq!(all[first - 1], "Renvoi du projet de guide juridique à la commission technique", "{all:?}");
    assert_eq!(all.last().unwrap(), "Clôture de la session");
    // What is moved by hand stays there until the whole agenda is arranged.
    let number = |title: &str| {
        let found = agenda(&place, SESSION).into_iter().find(|(_, said)| said == title).unwrap();
        found.0
    };
    place.said(&["agenda", "move", SESSION, &number("De 31"), "1"]);
    assert_eq!(titles(&place)[0], "De 31");
    place.said(&["agenda", "arrange", SESSION]);
    assert_eq!(titles(&place), all);
    place.said(&["undo"]);
    assert_eq!(titles(&place)[0], "De 31");
    // A late one stays after those that came in time, whatever its rank.
    place.said(&["redo"]);
    place.said(&["agenda", "freeze", SESSION]);
    add(&place, "De 20, en retard", &["proposer=25"]);
    let placed: Vec<String> = titles(&place).into_iter().filter(|title| title.starts_with("De ")).collect();
    assert_eq!(placed.last().unwrap(), "De 20, en retard");
}

#[test]
fn row_44_opinions_are_asked_with_a_delay_noted_printed_and_go_with_their_item() {
    let place = prepared();
    place.said(&["set", "CM", "opinion_days=10"]);
    place.said(&["agenda", "ask", SESSION, "5", "26"]);
    place.said(&["agenda", "ask", SESSION, "5", "27", "--due", "2026-11-20"]);
    assert_eq!(refused(&place, &["agenda", "ask", SESSION, "5", "26"]), (4, "opinion-asked-already".into()));
    assert_eq!(refused(&place, &["agenda", "ask", SESSION, "99", "26"]), (3, "cli-error-no-item".into()));
    assert_eq!(
        refused(&place, &["agenda", "opinion", SESSION, "5", "28", "positive"]),
        (3, "opinion-not-asked".into())
    );
    let asked = lines(&place, &["agenda", "opinions", SESSION]);
    let told: Vec<(&str, &str)> =
        asked.iter().map(|one| (one["standing"].as_str().unwrap(), one["due"].as_str().unwrap())).collect();
    assert_eq!(told, [("awaited", "2026-12-03"), ("late", "2026-11-20")], "ten days, or as said");
    let warned = lines(&place, &["meeting", "check", SESSION]);
    assert!(warned.iter().any(|warning| warning["code"] == "warning-opinions" && warning["blocks"] == false));
    // An institution that owes two is named once, whatever lies between.
    place.said(&["agenda", "ask", SESSION, "4", "26", "--due", "2026-11-01"]);
    let warned = place.said(&["meeting", "check", SESSION, "--lang", "fr"]);
    let name = json(&place, &["show", "26"])["names"]["fr"].as_str().unwrap().to_owned();
    let told = warned.lines().find(|line| line.contains("avis") && line.contains(&name)).unwrap_or(&warned);
    assert_eq!(told.matches(&name).count(), 1, "{told}");
    place.said(&["undo"]);
    place.said(&["agenda", "opinion", SESSION, "5", "27", "with_remarks", "Préciser", "le coût."]);
    let page = |copy: &str| {
        let said = place.said(&["print", "agenda", SESSION, "--lang", "fr", "--copy", copy, "--form", "txt"]);
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let member = page("member");
    for said in ["favorable avec remarques", "Préciser le coût.", "au plus tard le 3 décembre 2026"] {
        assert!(member.contains(said), "{said}: {member}");
    }
    assert!(!page("public").contains("Avis"), "opinions are not for everybody");
    // Both go along when the item leaves for another session, and the old one keeps none.
    place.said(&["agenda", "new", "CT", "--start", "15/12/2026 10:00"]);
    let other = lines(&place, &["list", "meeting"]).iter().map(|one| one["ref"].as_u64().unwrap()).max().unwrap();
    place.said(&["agenda", "transfer", SESSION, "5", &other.to_string()]);
    assert!(record(&place, SESSION)["opinions"].is_null());
    let there = lines(&place, &["agenda", "opinions", &other.to_string()]);
    assert_eq!(there.len(), 2, "{there:?}");
    assert!(there.iter().any(|one| one["type"] == "with_remarks" && one["given"] == "2026-11-23"));
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn row_45_items_go_to_other_sessions_with_everything_under_them_and_their_lineage() {
    let place = prepared();
    place.said(&["agenda", "new", "CM", "--start", "15/06/2027 10:00"]);
    std::fs::write(place.path().join("tree.txt"), "Racine\n  Branche\n").unwrap();
    place.said(&["agenda", "paste", SESSION, "tree.txt", "--after", "1"]);
    for (command, stays) in [("carry", true), ("copy", true), ("transfer", false)] {
        place.said(&["agenda", command, SESSION, "2", "189"]);
        let there = record(&place, "189");
        let items = there["agenda"].as_array().unwrap();
        let at = items.iter().position(|item| item["title"]["fr"] == "Racine").unwrap();
        assert_eq!(items[at + 1]["title"]["fr"], "Branche", "{command}");
        assert_eq!(items[at + 1]["level"], 1, "{command}");
        assert_eq!(items[at]["carried_from"], 188, "{command}");
        assert_eq!(agenda(&place, SESSION).iter().any(|item| item.1 == "Racine"), stays, "{command}");
        let state = &record(&place, SESSION)["agenda"][1]["state"];
        assert_eq!(state == "carried_over", command == "carry", "{command}");
        place.said(&["undo"]);
    }
    place.said(&["agenda", "new", "CM", "--start", "15/12/2027 10:00"]);
    place.said(&["agenda", "carry", SESSION, "2", "189"]);
    let number = |session: &str| agenda(&place, session).into_iter().find(|item| item.1 == "Racine").unwrap().0;
    place.said(&["agenda", "carry", "189", &number("189"), "190"]);
    let shown = lines(&place, &["agenda", "show", "190"]);
    let item = shown.iter().find(|item| item["title"]["fr"] == "Racine").unwrap();
    assert_eq!(item["lineage"], serde_json::json!([189, 188]), "back to its origin");
    assert_eq!(refused(&place, &["agenda", "copy", SESSION, "2", SESSION]).1, "cli-error-same-session");
}

#[test]
fn row_46_an_open_decision_is_on_the_next_agenda_or_told_until_it_is_set_aside() {
    let place = prepared();
    let told = || String::from_utf8(place.run(&["agenda", "show", SESSION]).stderr).unwrap();
    assert!(!told().contains("#158"), "the decision is carried on the agenda");
    let session = record(&place, SESSION);
    let about = |item: &Value| item["about"].as_array().is_some_and(|about| about.contains(&158.into()));
    let at = session["agenda"].as_array().unwrap().iter().position(about).unwrap();
    let number = lines(&place, &["agenda", "show", SESSION])[at]["number"].as_str().unwrap().to_owned();
    place.said(&["agenda", "drop", SESSION, &number]);
    assert!(told().contains("#158"));
    place.said(&["agenda", "aside", SESSION, "158"]);
    assert!(!told().contains("#158"));
}

#[test]
fn row_47_version_one_prints_the_same_bytes_after_version_two_a_reshuffle_and_a_year() {
    let place = prepared();
    let hash = json(&place, &["agenda", "freeze", SESSION])["hash"].as_str().unwrap().to_owned();
    let print = |form: &str, lang: &str, copy: &str| {
        place.said(&["print", "agenda", SESSION, "--frozen", "1", "--form", form, "--lang", lang, "--copy", copy])
    };
    let all = || -> Vec<String> {
        let mut pages = Vec::new();
        for form in ["txt", "md", "html", "json"] {
            for lang in ["ar", "fr", "en", "ar+fr"] {
                pages.extend(["public", "member", "chair"].map(|copy| print(form, lang, copy)));
            }
        }
        pages
    };
    let before = all();
    place.said(&["agenda", "add", SESSION, "title.fr=Point urgent", "--after", "1"]);
    place.said(&["agenda", "move", SESSION, "5", "3"]);
    assert_eq!(json(&place, &["agenda", "freeze", SESSION])["version"], 2);
    let person =
        json(&place, &["add", "person", "names.fr=Lina Exemple", "names.ar=لينا مثال", "gender=f", "honorific=mrs"]);
    for post in ["74", "75", "80"] {
        place.said(&["post", "succeed", post, &person["ref"].to_string(), "--from", "2026-12-01"]);
    }
    place.said(&["set", "CM", "names.fr=Commission renommée"]);
    place.said(&["set", "26", "names.fr=Ministère renommé"]);
    assert!(all() == before, "version 1 prints otherwise");
    let later = place
        .command(&["print", "agenda", SESSION, "--frozen", "1"])
        .env("TANSIQ_NOW", "2027-12-20T10:00")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(later.stdout).unwrap(), print("txt", "en", "member"));
    let now = place.said(&["print", "agenda", SESSION]);
    assert!(now.contains("Point urgent") && now.contains("لينا مثال"), "{now}");
    assert_eq!(record(&place, SESSION)["versions"][0]["hash"], hash.as_str());
    let changes: Vec<String> = lines(&place, &["agenda", "diff", SESSION, "1", "2"])
        .iter()
        .map(|difference| difference["change"].as_str().unwrap().to_owned())
        .collect();
    assert!(changes.contains(&"added".to_owned()) && changes.contains(&"moved".to_owned()), "{changes:?}");
    assert_eq!(refused(&place, &["agenda", "diff", SESSION, "1", "9"]), (3, "cli-error-no-version".into()));
    // What was renamed since is a version of its own; nothing new after it is none.
    assert_eq!(json(&place, &["agenda", "freeze", SESSION])["new"], true);
    assert_eq!(json(&place, &["agenda", "freeze", SESSION])["new"], false);
}

#[test]
fn row_51_what_stands_against_a_session_is_told_before_it_is_convened() {
    let place = prepared();
    let codes = |session: &str| -> Vec<String> {
        lines(&place, &["meeting", "check", session])
            .iter()
            .map(|warning| warning["code"].as_str().unwrap().to_owned())
            .collect()
    };
    let has = |session: &str, code: &str| codes(session).iter().any(|found| found == code);
    assert!(has(SESSION, "warning-vacant-seat") && has(SESSION, "warning-no-alternate"), "{:?}", codes(SESSION));
    assert!(has(SESSION, "warning-mandate-ends"));
    for (start, code) in [
        ("06/11/2026 10:00", "warning-past"),
        ("30/11/2026 10:00", "warning-notice"),
        ("11/01/2027 10:00", "warning-holiday"),
        ("10/03/2027 10:00", "warning-holiday"),
        ("19/12/2026 10:00", "warning-weekend"),
        ("15/02/2027 16:00", "warning-ramadan"),
        ("02/12/2026 10:30", "warning-two-sessions"),
    ] {
        place.said(&["set", SESSION, &format!("start={start}")]);
        assert!(has(SESSION, code), "{start}: {:?}", codes(SESSION));
    }
    place.said(&["set", SESSION, "start=15/02/2027 10:00"]);
    assert!(!has(SESSION, "warning-ramadan"), "the hours of Ramadan are kept");
    for lang in ["ar", "fr", "en"] {
        assert!(!place.said(&["meeting", "check", SESSION, "--lang", lang]).contains('⟦'));
    }
}

#[test]
fn row_52_each_mandate_gets_its_letter_with_title_gender_language_and_an_order_number() {
    let place = prepared();
    let answer = json(&place, &["meeting", "convene", SESSION, "--channel", "pli porté"]);
    let letters = answer["convocations"].as_array().unwrap();
    assert_eq!(letters.len(), 18, "one for each mandate, alternates too");
    let numbers: Vec<&str> = letters.iter().map(|letter| letter["number"].as_str().unwrap()).collect();
    let expected: Vec<String> = (1003..=1020).map(|number| format!("2026/{number:04}")).collect();
    assert_eq!(numbers, expected, "without a gap after the last one of the register");
    let minister = &letters[1]["addressee"];
    assert!(minister["fr"].as_str().unwrap().starts_with("Madame la Ministre"), "{minister}");
    assert!(minister["fr"].as_str().unwrap().contains("Ministre déléguée"), "{minister}");
    assert!(minister["ar"].as_str().unwrap().starts_with("السيدة الوزيرة"), "{minister}");
    assert!(letters.iter().all(|letter| letter["language"] == "ar" && letter["reply"] == "none"));
    let session = record(&place, SESSION);
    assert_eq!((&session["status"], &session["versions"][0]["state"]), (&"convened".into(), &"sent".into()));
    let letter = record(&place, &letters[0]["letter"].to_string());
    assert_eq!(
        (&letter["type"], &letter["direction"], &letter["about"][0]),
        (&"convocation".into(), &"outgoing".into(), &188.into())
    );
    assert_eq!(refused(&place, &["meeting", "convene", SESSION]), (4, "cli-error-already-convened".into()));
    place.said(&["undo"]);
    assert_eq!(
        place.run(&["show", &letters[0]["letter"].to_string()]).status.code(),
        Some(3),
        "one undo takes all back"
    );
    assert_eq!(
        json(&place, &["meeting", "convene", SESSION])["convocations"][0]["number"],
        "2026/1003",
        "and leaves no gap"
    );
}

#[test]
fn a_session_without_notice_is_convened_only_on_purpose() {
    let place = Place::with_sample();
    place.said(&["agenda", "new", "CM", "--start", "30/11/2026 10:00"]);
    assert_eq!(refused(&place, &["meeting", "convene", SESSION]), (4, "warning-notice".into()));
    assert_eq!(record(&place, SESSION)["status"], "draft");
    place.said(&["meeting", "convene", SESSION, "--anyway"]);
    assert_eq!(record(&place, SESSION)["status"], "convened");
}

#[test]
fn row_54_replies_and_the_way_of_each_letter_are_kept_line_by_line() {
    let place = prepared();
    place.said(&["meeting", "convene", SESSION]);
    place.said(&[
        "meeting",
        "deliver",
        SESSION,
        "4",
        "delivered",
        "--note",
        "remise au bureau d’ordre",
        "--at",
        "11:00",
    ]);
    place.said(&["meeting", "deliver", SESSION, "4", "acknowledged", "--at", "24/11/2026 09:30"]);
    place.said(&["meeting", "reply", SESSION, "4", "represented_by", "--instead", "67"]);
    place.said(&["meeting", "reply", SESSION, "3", "يحضر"]);
    let shown = json(&place, &["meeting", "show", SESSION]);
    let of_seat =
        |seat: i64| shown["convocations"].as_array().unwrap().iter().find(|line| line["seat"] == seat).unwrap().clone();
    let events: Vec<Value> =
        of_seat(4)["deliveries"].as_array().unwrap().iter().map(|event| event["type"].clone()).collect();
    assert_eq!(events, ["sent", "delivered", "acknowledged"]);
    assert!(of_seat(4)["acknowledged"].as_str().unwrap().starts_with("2026-11-24T09:30"));
    assert_eq!((&of_seat(4)["reply"], &of_seat(4)["represented_by"]), (&"represented_by".into(), &67.into()));
    assert_eq!(of_seat(3)["reply"], "attends");
    assert_eq!(refused(&place, &["meeting", "reply", SESSION, "99", "attends"]).0, 3);
    assert_eq!(refused(&place, &["meeting", "reply", SESSION, "3", "maybe"]).0, 4);
}

#[test]
fn row_30_a_second_call_comes_within_its_delay_with_its_own_need_and_the_same_agenda() {
    let place = prepared();
    assert_eq!(
        refused(&place, &["meeting", "convene", SESSION, "--second", "--start", "22/12/2026 10:00"]).1,
        "cli-error-not-convened"
    );
    place.said(&["meeting", "convene", SESSION]);
    for late in ["19/12/2026 10:00", "20/01/2027 10:00"] {
        assert_eq!(
            refused(&place, &["meeting", "convene", SESSION, "--second", "--start", late]),
            (4, "cli-error-second-call-delay".into())
        );
    }
    let answer = json(&place, &["meeting", "convene", SESSION, "--second", "--start", "22/12/2026 10:00"]);
    let second = answer["ref"].to_string();
    let (first, again) = (record(&place, SESSION), record(&place, &second));
    assert_eq!(
        (&first["status"], &again["status"], &again["convocation_rank"]),
        (&"postponed".into(), &"convened".into(), &2.into())
    );
    assert_eq!(
        (&again["second_call_of"], &again["number"], &again["code"]),
        (&188.into(), &first["number"], &"CM-2026-14".into())
    );
    assert_eq!(again["agenda"], first["agenda"]);
    assert_eq!(json(&place, &["meeting", "show", SESSION])["quorum"]["needed"], 8);
    assert_eq!(json(&place, &["meeting", "show", &second])["quorum"]["needed"], 1);
    // Neither agenda is changed without the other, so that the second call can go on; papers are those of its own letters.
    assert_eq!(
        refused(&place, &["agenda", "set", SESSION, "3", "title.fr=Autre"]),
        (4, "error-second-call-agenda".into())
    );
    place.said(&["meeting", "attend", &second, "1=p"]);
    place.said(&["undo"]);
    let numbers = |session: &Value| -> Vec<Value> {
        session["papers"].as_array().into_iter().flatten().map(|paper| paper["number"].clone()).collect()
    };
    assert_eq!(numbers(&record(&place, &second)).first(), Some(&1.into()));
    assert_eq!(numbers(&again).len(), 1, "{}", again["papers"]);
    place.said(&["undo"]);
    assert_eq!(record(&place, SESSION)["status"], "convened");
}

#[test]
fn rows_37_to_40_an_item_has_its_kind_length_presenter_and_documents_on_the_page() {
    let place = prepared();
    place.said(&["agenda", "add", SESSION, "title.fr=Bilan", "title.ar=حصيلة", "--after", "1"]);
    place.said(&[
        "agenda",
        "set",
        SESSION,
        "2",
        "type=pour décision",
        "duration=1h30",
        "presenter=80",
        "documents=13",
        "proposer=26",
    ]);
    let items = lines(&place, &["agenda", "show", SESSION]);
    assert_eq!(
        (&items[1]["type"], &items[1]["minutes"], &items[1]["begins"]),
        (&"decision".into(), &90.into(), &"10:10".into())
    );
    assert_eq!(items[2]["begins"], "11:40", "the clock runs along");
    assert!(items.last().unwrap()["overruns"].as_bool().unwrap(), "and past the planned end");
    let page = place.said(&["print", "agenda", SESSION, "--lang", "fr"]);
    assert!(page.contains("Présenté par") && page.contains("Proposé par"), "{page}");
    place.said(&["agenda", "freeze", SESSION]);
    place.said(&["agenda", "set", SESSION, "2", "documents=", "duration=20"]);
    let changed = lines(&place, &["agenda", "diff", SESSION, "1"]);
    assert_eq!(changed[0]["fields"], serde_json::json!(["duration", "documents"]));
    let kinds = ["opening", "agenda_adoption", "previous_minutes", "follow_up", "information", "aob", "closing"];
    let standing: Vec<&str> = items.iter().map(|item| item["type"].as_str().unwrap()).collect();
    assert!(kinds.iter().all(|kind| standing.contains(kind)), "{standing:?}");
}

#[test]
fn rows_48_and_49_a_frozen_version_prints_in_copies_and_with_two_languages_beside_each_other() {
    let place = prepared();
    place.said(&[
        "agenda",
        "add",
        SESSION,
        "title.fr=Point réservé",
        "title.ar=نقطة محفوظة",
        "confidentiality=confidential",
        "--after",
        "1",
    ]);
    place.said(&["agenda", "freeze", SESSION]);
    let copy = |copy: &str| {
        place.said(&["print", "agenda", SESSION, "--frozen", "1", "--copy", copy, "--lang", "ar+fr", "--form", "md"])
    };
    assert!(copy("chair").contains("Point réservé") && copy("chair").contains("نقطة محفوظة"));
    assert!(!copy("member").contains("Point réservé") && !copy("public").contains("نقطة محفوظة"));
    assert!(copy("member").contains("3"), "what is left keeps the numbers of the whole agenda");
}
