//! A session held by commands on the sample desk: roll call, quorum, notes, outcomes, minutes and their approval.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/place.rs"]
mod place;
#[path = "support/session.rs"]
mod session;

use place::Place;
use serde_json::{Value, json as value};
use session::{SESSION, convened, json, lines, record, refused};

fn opened() -> Place {
    let place = convened();
    let roll = [
        "1=p", "2=p", "3=p", "4=r:67", "5=a", "6=p", "7=p", "8=p", "9=x", "10=p", "11=p", "12=a", "14=x", "15=p",
        "16=x",
    ];
    place.said(&[&["meeting", "attend", SESSION], &roll[..]].concat());
    place.said(&["meeting", "open", SESSION, "--at", "18/12/2026 10:05"]);
    place
}

fn settling<'a>(number: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let head = ["meeting", "outcome", SESSION, number, "decision"];
    [&head[..], more, &["--at", "18/12/2026 10:30"]].concat()
}

fn number_of(place: &Place, session: &str, kind: &str) -> String {
    let items = lines(place, &["agenda", "show", session]);
    items.iter().find(|item| item["type"] == kind).unwrap()["number"].as_str().unwrap().to_owned()
}

fn item<'v>(session: &'v Value, kind: &str) -> &'v Value {
    session["agenda"].as_array().unwrap().iter().find(|item| item["type"] == kind).unwrap()
}

#[test]
fn row_55_the_roll_is_called_by_one_letter_a_seat_and_the_session_opens_with_a_quorum_only() {
    let place = convened();
    let first = json(&place, &["meeting", "attend", SESSION, "1=p", "2=p", "3=p", "4=r:67", "5=a", "6=x", "16=p"]);
    assert_eq!(
        first["quorum"],
        value!({"base": 14, "needed": 8, "counted": 4, "reached": false}),
        "an observer does not count"
    );
    let (status, code) = refused(&place, &["meeting", "open", SESSION, "--at", "18/12/2026 10:00"]);
    assert_eq!((status, code.as_str()), (4, "cli-error-no-quorum"));
    let all = json(&place, &["meeting", "attend", SESSION, "6=p", "7=p", "8=p", "10=d", "guest=70"]);
    assert_eq!((&all["quorum"]["counted"], &all["quorum"]["reached"]), (&value!(8), &value!(true)));
    place.said(&["meeting", "open", SESSION, "--at", "18/12/2026 10:05"]);
    let session = record(&place, SESSION);
    assert_eq!((&session["status"], &session["minutes_phase"]), (&value!("open"), &value!("notes")));
    let statuses: Vec<&str> =
        session["attendance"].as_array().unwrap().iter().map(|line| line["status"].as_str().unwrap()).collect();
    assert!(
        ["present", "represented", "absent", "remote", "guest"].iter().all(|status| statuses.contains(status)),
        "{statuses:?}"
    );
    assert_eq!(refused(&place, &["meeting", "attend", SESSION, "5=p"]), (4, "cli-error-seat-vacant".into()));
    assert_eq!(refused(&place, &["meeting", "attend", SESSION, "99=p"]).0, 3);
    assert_eq!(refused(&place, &["meeting", "attend", SESSION, "1=zz"]).0, 4);
    assert_eq!(refused(&place, &["meeting", "attend", SESSION, "p"]).0, 2);
}

#[test]
fn the_roll_begins_as_the_replies_announce() {
    let place = convened();
    place.said(&["meeting", "reply", SESSION, "3", "attends"]);
    place.said(&["meeting", "reply", SESSION, "4", "represented_by", "--instead", "67"]);
    place.said(&["meeting", "reply", SESSION, "9", "excused"]);
    place.said(&["meeting", "attend", SESSION, "--replies"]);
    let session = record(&place, SESSION);
    let of_seat =
        |seat: i64| session["attendance"].as_array().unwrap().iter().find(|line| line["seat"] == seat).unwrap();
    assert_eq!(of_seat(3)["status"], "present");
    assert_eq!((&of_seat(4)["status"], &of_seat(4)["represented_by"]), (&value!("represented"), &value!(67)));
    assert_eq!((&of_seat(9)["status"], &of_seat(1)["status"]), (&value!("excused"), &value!("absent")));
}

#[test]
fn rows_56_57_58_arrivals_departures_and_proxies_move_the_quorum_and_all_of_it_is_kept() {
    let place = opened();
    let counted = |said: &Value| said["quorum"]["counted"].as_i64().unwrap();
    let at = |minute: &str, mark: &str| {
        json(&place, &["meeting", "attend", SESSION, mark, "--at", &format!("18/12/2026 {minute}")])
    };
    assert_eq!(counted(&at("10:20", "12=p")), 10);
    assert_eq!(counted(&at("10:30", "6=proxy:3")), 10, "a proxy counts where the represented do");
    assert_eq!(
        refused(&place, &["meeting", "attend", SESSION, "7=proxy:3", "--at", "18/12/2026 10:31"]).1,
        "cli-error-too-many-proxies"
    );
    assert_eq!(counted(&at("10:40", "3=out")), 8, "who holds a proxy takes it along");
    assert_eq!(counted(&at("10:50", "3=back")), 10);
    let shown = json(&place, &["meeting", "show", SESSION]);
    let course: Vec<(String, i64)> = shown["course"]
        .as_array()
        .unwrap()
        .iter()
        .map(|turn| (turn["at"].as_str().unwrap()[11..16].to_owned(), turn["counted"].as_i64().unwrap()))
        .collect();
    let expected = [("10:05", 9), ("10:20", 10), ("10:40", 8), ("10:50", 10)];
    assert_eq!(course, expected.map(|(at, count)| (at.to_owned(), count)));
    let then = json(&place, &["meeting", "show", SESSION, "--at", "18/12/2026 10:45"]);
    assert_eq!(then["quorum"]["counted"], 8);
    let number = number_of(&place, SESSION, "information");
    place.said(&["meeting", "note", SESSION, &number, "Vu.", "--at", "18/12/2026 10:45"]);
    let items = json(&place, &["meeting", "show", SESSION])["items"].clone();
    assert_eq!(items[0]["present"], value!([1, 2, 4, 7, 8, 10, 11, 12, 15]), "who was there for the item follows");
    assert_eq!(items[0]["quorum"]["counted"], 8);
    for lang in ["ar", "fr", "en"] {
        assert!(!place.said(&["meeting", "show", SESSION, "--lang", lang]).contains('⟦'));
    }
}

#[test]
fn row_59_votes_are_by_consensus_counted_or_by_name_and_never_more_than_may_vote() {
    let place = opened();
    let number = number_of(&place, SESSION, "information");
    let settle = |more: &[&'static str]| settling(&number, more);
    assert_eq!(json(&place, &settle(&["title.fr=Un"]))["mode"], "consensus");
    let counts = json(&place, &settle(&["title.fr=Deux", "votes_for=5", "votes_against=2", "abstentions=1"]));
    assert_eq!((&counts["mode"], &counts["type"]), (&value!("counts"), &value!("decision")));
    assert_eq!(json(&place, &settle(&["title.fr=Trois", "votes_for=1", "votes_against=2"]))["type"], "rejected");
    assert_eq!(refused(&place, &settle(&["votes_for=10"])), (4, "cli-error-too-many-votes".into()));
    assert_eq!(refused(&place, &settle(&["votes_for=2", "votes_against=2"])), (4, "cli-error-tie".into()));
    assert_eq!(json(&place, &settle(&["votes_for=2", "votes_against=2", "casting=for"]))["type"], "decision");
    let nominal = json(&place, &settle(&["--ballot", "1=for", "--ballot", "2=معارض", "--ballot", "4=abstains"]));
    assert_eq!(
        (&nominal["mode"], &nominal["type"]),
        (&value!("nominal"), &value!("decision")),
        "the chair’s own ballot decides"
    );
    // Nobody who is asked by name votes: nothing is adopted, and the chair is asked as where votes are equal.
    let silent = ["--ballot", "1=not_voting", "--ballot", "2=not_voting"];
    assert_eq!(refused(&place, &settle(&silent)), (4, "cli-error-tie".into()));
    for seat in ["15=for", "12=for"] {
        assert_eq!(refused(&place, &settle(&["--ballot", seat])), (4, "cli-error-may-not-vote".into()), "seat {seat}");
    }
    let said = place.said(&["print", "minutes", SESSION, "--lang", "fr"]);
    for named in ["Pour : M. Idriss Exemple", "Contre : Madame la Ministre Amal Exemple"] {
        assert!(said.replace('\u{a0}', " ").contains(named), "who voted how stands in the minutes\n{said}");
    }
    let decision = record(&place, &nominal["ref"].to_string());
    assert_eq!((&decision["votes_for"], &decision["casting"]), (&value!(1), &value!("for")));
    let numbers: Vec<Value> =
        lines(&place, &["list", "decision", "body:CM"]).iter().map(|one| one["number"].clone()).collect();
    assert!(numbers.len() >= 5 || numbers.is_empty());
    assert_eq!(decision["number"], "CM-2026-14/D5", "numbers follow the pattern of the body");
}

#[test]
fn a_proxy_votes_in_the_hands_of_a_member_in_person_only() {
    let place = opened();
    let number = number_of(&place, SESSION, "information");
    let at = |mark: &str, minute: &str| {
        place.said(&["meeting", "attend", SESSION, mark, "--at", &format!("18/12/2026 {minute}")])
    };
    // Seat 4 is represented, seat 15 has no vote: neither can vote for seat 6.
    for (holder, minute) in [("4", "10:20"), ("15", "10:22")] {
        at(&format!("6=proxy:{holder}"), minute);
        let ballot = settling(&number, &["--ballot", "6=for"]);
        assert_eq!(refused(&place, &ballot), (4, "cli-error-may-not-vote".into()), "seat {holder}");
    }
    at("6=proxy:3", "10:24");
    place.said(&settling(&number, &["--ballot", "6=for"]));
}

#[test]
fn whoever_holds_two_posts_sits_on_one_of_their_seats() {
    let place = convened();
    let person = json(&place, &["add", "person", "names.fr=Lina Exemple", "names.ar=لينا مثال", "gender=f"]);
    for post in ["74", "75"] {
        place.said(&["post", "succeed", post, &person["ref"].to_string(), "--from", "2026-12-01"]);
    }
    place.said(&["meeting", "attend", SESSION, "1=p"]);
    assert_eq!(refused(&place, &["meeting", "attend", SESSION, "2=p"]), (4, "cli-error-sits-elsewhere".into()));
    place.said(&["meeting", "attend", SESSION, "2=proxy:1"]);
}

#[test]
fn row_60_notes_are_typed_item_by_item_with_a_phrase_book_in_three_languages() {
    let place = opened();
    let number = number_of(&place, SESSION, "information");
    place.said(&["meeting", "note", SESSION, &number, "--phrase", "discussed", "--at", "18/12/2026 10:10"]);
    place.said(&["meeting", "note", SESSION, &number, "fr=Suite.", "ar=تتمة.", "--at", "18/12/2026 10:12"]);
    place.said(&["meeting", "note", SESSION, "0", "Séance publique."]);
    let session = record(&place, SESSION);
    let minutes = &item(&session, "information")["minutes"];
    assert_eq!(minutes["fr"], "Les membres ont échangé sur ce point.\nSuite.");
    assert_eq!(minutes["ar"], "تداول الأعضاء في هذه النقطة.\nتتمة.");
    assert_eq!(minutes["en"], "The members exchanged views on this item.");
    assert!(item(&session, "information")["begun"].as_str().unwrap().starts_with("2026-12-18T10:10"));
    assert_eq!(session["minutes"]["fr"], "Séance publique.");
    assert_eq!(refused(&place, &["meeting", "note", SESSION, &number, "--phrase", "nonsense"]).0, 3);
}

#[test]
fn row_61_every_kind_of_outcome_says_what_becomes_of_its_item_and_actions_follow() {
    let place = opened();
    let number = number_of(&place, SESSION, "information");
    for (kind, state, status) in [
        ("taken_note", "treated", "done"),
        ("recommendation", "treated", "open"),
        ("postponed", "carried_over", "done"),
        ("referred", "treated", "open"),
        ("withdrawn", "withdrawn", "done"),
        ("approved", "treated", "done"),
    ] {
        let settled = json(
            &place,
            &["meeting", "outcome", SESSION, &number, kind, "referred_to=112", "--at", "18/12/2026 10:30"],
        );
        let decision = record(&place, &settled["ref"].to_string());
        assert_eq!((&decision["type"], &decision["status"]), (&value!(kind), &value!(status)));
        assert_eq!(item(&record(&place, SESSION), "information")["state"], state, "{kind}");
    }
    let with_action = json(
        &place,
        &[
            "meeting",
            "outcome",
            SESSION,
            &number,
            "decision",
            "title.fr=Créer un fonds",
            "owner=30",
            "--action",
            "Projet de texte",
            "--owner",
            "39",
            "--due",
            "03/2027",
            "--at",
            "18/12/2026 10:40",
        ],
    );
    let action = record(&place, &with_action["action"].to_string());
    assert_eq!(
        (&action["origin"], &action["owner"], &action["due"]),
        (&with_action["ref"], &value!(39), &value!("2027-03"))
    );
    place.said(&["undo"]);
    assert_eq!(place.run(&["show", &with_action["action"].to_string()]).status.code(), Some(3), "one undo takes both");
}

#[test]
fn the_agenda_as_adopted_stands_beside_the_one_that_was_sent() {
    let place = opened();
    let number = number_of(&place, SESSION, "agenda_adoption");
    place.said(&["agenda", "add", SESSION, "title.fr=Ajouté en séance", "--after", "3"]);
    place.said(&["meeting", "outcome", SESSION, &number, "approved_amended", "--at", "18/12/2026 10:10"]);
    let session = record(&place, SESSION);
    let states: Vec<&str> =
        session["versions"].as_array().unwrap().iter().map(|version| version["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["sent", "final"]);
    assert!(!place.said(&["print", "agenda", SESSION, "--frozen", "1"]).contains("Ajouté"));
    assert!(place.said(&["print", "agenda", SESSION, "--frozen", "2"]).contains("Ajouté"));
}

#[test]
fn a_lost_quorum_stops_decisions_or_is_noted_as_the_rule_says() {
    let place = opened();
    place.said(&["meeting", "attend", SESSION, "6=out", "7=out", "--at", "18/12/2026 11:00"]);
    let number = number_of(&place, SESSION, "information");
    let settle = |kind| vec!["meeting", "outcome", SESSION, &number, kind, "--at", "18/12/2026 11:10"];
    let noted = place.run(&settle("decision"));
    assert!(noted.status.success() && String::from_utf8(noted.stderr).unwrap().contains("7 of 14"));
    place.said(&["set", "CM", "quorum.lost_quorum=stop"]);
    assert_eq!(refused(&place, &settle("decision")), (4, "cli-error-quorum-lost".into()));
    place.said(&settle("taken_note"));
    // Approving the minutes before is a decision like any other.
    let approve = ["meeting", "approve", "148", "--in", SESSION, "--at", "18/12/2026 11:20"];
    assert_eq!(refused(&place, &approve), (4, "cli-error-quorum-lost".into()));
    assert_eq!(record(&place, "148")["minutes_phase"], "circulated");
    // Writing it down afterwards changes nothing.
    place.said(&["meeting", "close", SESSION, "--at", "18/12/2026 12:00"]);
    assert_eq!(refused(&place, &settle("decision")), (4, "cli-error-quorum-lost".into()));
}

#[test]
fn the_outcome_of_the_item_for_the_minutes_before_approves_them_and_locks_them() {
    let place = opened();
    let number = number_of(&place, SESSION, "previous_minutes");
    let settled = json(&place, &["meeting", "outcome", SESSION, &number, "approved", "--at", "18/12/2026 10:20"]);
    assert_eq!(settled["type"], "approved");
    let previous = record(&place, "148");
    assert_eq!((&previous["minutes_phase"], &previous["approved_in"]), (&value!("approved"), &value!(188)));
    let decision = record(&place, &settled["ref"].to_string());
    assert_eq!((&decision["meeting"], &decision["number"]), (&value!(188), &settled["number"]));
}

#[test]
fn what_the_program_keeps_for_itself_is_not_assigned_to_an_item() {
    let place = opened();
    let before = record(&place, SESSION);
    assert_eq!(refused(&place, &["agenda", "set", SESSION, "3", "item=1"]), (4, "cli-error-own-field".into()));
    assert_eq!(refused(&place, &["agenda", "add", SESSION, "title.fr=Un", "item=1"]).1, "cli-error-own-field");
    assert_eq!(record(&place, SESSION), before);
}

#[test]
fn row_63_minutes_go_from_draft_to_signed_and_change_only_by_a_recorded_amendment() {
    let place = opened();
    let number = number_of(&place, SESSION, "previous_minutes");
    let approved = json(&place, &["meeting", "approve", "148", "--in", SESSION, "--at", "18/12/2026 10:20"]);
    assert_eq!(approved["number"], "CM-2026-14/D1");
    let previous = record(&place, "148");
    assert_eq!((&previous["minutes_phase"], &previous["approved_in"]), (&value!("approved"), &value!(188)));
    assert_eq!(item(&record(&place, SESSION), "previous_minutes")["state"], "treated");
    let shown = json(&place, &["meeting", "show", SESSION]);
    assert_eq!(shown["approves"], value!([148]), "the chain leads back too");
    assert_eq!(
        record(&place, &approved["decision"].to_string())["item"],
        item(&record(&place, SESSION), "previous_minutes")["item"]
    );

    let tampering: [&[&str]; 17] = [
        &["set", "148", "title.fr=Autre titre"],
        &["set", "148", "place.fr=Ailleurs"],
        &["set", "148", "chair=75"],
        &["set", "148", "status=open"],
        &["set", "148", "actual_start=18/06/2026 11:00"],
        &["set", "148", "approved_in="],
        &["set", "148", "papers="],
        &["set", "158", "title.fr=Autre décision"],
        &["set", "158", "votes_for=9"],
        &["set", "158", "meeting="],
        &["add", "decision", "title.fr=Ajoutée", "type=decision", "meeting=148", "status=open"],
        &["meeting", "outcome", "148", "6", "decision", "title.fr=Ajoutée"],
        &["set", "148", "minutes.fr=Autre chose"],
        &["set", "148", "minutes_phase=draft"],
        &["set", "148", "minutes_seal="],
        &["agenda", "set", "148", "6", "minutes.fr=Autre chose"],
        &["agenda", "drop", "148", "6"],
    ];
    let printed = || place.said(&["print", "minutes", "148", "--lang", "ar+fr", "--form", "md"]);
    let before = printed();
    for command in tampering {
        assert_eq!(refused(&place, command).0, 4, "{command:?}");
    }
    place.said(&["set", "158", "status=done"]);
    assert!(printed() == before, "what happens to a decision later is not in the minutes");
    assert_eq!(refused(&place, &["meeting", "note", "148", "6", "Ajout"]), (4, "cli-error-minutes-out".into()));
    assert_eq!(refused(&place, &["meeting", "amend", "148", "6", "Rectifié"]), (4, "cli-error-needs-session".into()));
    assert_eq!(
        refused(&place, &["meeting", "amend", "148", "6", "Rectifié", "--decided-in", "147"]).1,
        "cli-error-not-the-next"
    );
    place.said(&["meeting", "amend", "148", "6", "Rectifié", "--decided-in", SESSION, "--note", "erreur matérielle"]);
    let previous = record(&place, "148");
    let amendment = &previous["amendments"][0];
    assert_eq!(
        (&amendment["text"]["fr"], &amendment["meeting"], &amendment["by"]),
        (&value!("Rectifié"), &value!(188), &value!("amina"))
    );
    assert!(amendment["was"]["fr"].as_str().unwrap().starts_with("Le département"), "{amendment}");
    assert_eq!(refused(&place, &["set", "148", "amendments="]).0, 4);

    for who in ["74", "76", "75"] {
        assert_eq!(record(&place, "148")["minutes_phase"], "approved");
        place.said(&["meeting", "sign", "148", who]);
    }
    assert_eq!(record(&place, "148")["minutes_phase"], "signed");
    assert_eq!(refused(&place, &["meeting", "sign", "148", "74"]).0, 4);
    assert!(!number.is_empty());
}

#[test]
fn circulated_minutes_take_amendments_and_are_approved_as_amended_in_the_next_session() {
    let place = opened();
    assert_eq!(refused(&place, &["meeting", "circulate", SESSION]), (4, "cli-error-not-closed".into()));
    let closed = json(&place, &["meeting", "close", SESSION, "--at", "18/12/2026 12:00"]);
    assert!(!closed["untreated"].as_array().unwrap().is_empty());
    place.said(&["meeting", "note", SESSION, "1", "Mise au propre."]);
    place.said(&["meeting", "circulate", SESSION]);
    place.said(&["meeting", "amend", SESSION, "1", "Mise au propre, corrigée.", "--proposer", "26"]);
    assert_eq!(record(&place, SESSION)["minutes_phase"], "amended");
    place.said(&["agenda", "new", "CM", "--start", "18/06/2027 10:00"]);
    let next =
        lines(&place, &["list", "meeting"]).iter().map(|one| one["ref"].as_u64().unwrap()).max().unwrap().to_string();
    assert_eq!(
        refused(&place, &["meeting", "approve", SESSION, "--in", &next]).1,
        "cli-error-not-the-next",
        "it is not held yet"
    );
    place.said(&["meeting", "convene", &next]);
    place.said(&["meeting", "attend", &next, "1=p", "2=p", "3=p", "4=p", "6=p", "7=p", "8=p", "10=p"]);
    place.said(&["meeting", "open", &next, "--at", "18/06/2027 10:00"]);
    let approved = json(&place, &["meeting", "approve", SESSION, "--in", &next, "--at", "18/06/2027 10:10"]);
    assert_eq!(record(&place, &approved["decision"].to_string())["type"], "approved_amended");
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn a_closed_session_knows_who_stayed_to_the_end_and_what_goes_on_to_the_next() {
    let place = opened();
    let number = number_of(&place, SESSION, "information");
    place.said(&["meeting", "suspend", SESSION]);
    assert_eq!(refused(&place, &["meeting", "suspend", SESSION]).1, "cli-error-meeting-state");
    place.said(&["meeting", "open", SESSION, "--at", "18/12/2026 11:00"]);
    place.said(&["meeting", "note", SESSION, &number, "Vu.", "--at", "18/12/2026 11:05"]);
    place.said(&["meeting", "close", SESSION, "--at", "18/12/2026 12:00"]);
    let session = record(&place, SESSION);
    let present = session["attendance"].as_array().unwrap().iter().filter(|line| line["status"] == "present");
    assert!(
        present.clone().all(|line| line["left"].as_str().unwrap().starts_with("2026-12-18T12:00"))
            && present.count() > 5
    );
    assert_eq!(
        (&session["status"], &session["minutes_phase"], &item(&session, "information")["state"]),
        (&value!("closed"), &value!("draft"), &value!("treated"))
    );
    assert_eq!(refused(&place, &["meeting", "open", SESSION]).1, "cli-error-meeting-state");
    let told = |lang: &str| String::from_utf8(place.run(&["meeting", "open", SESSION, "--lang", lang]).stderr).unwrap();
    assert!(told("fr").contains("levée") && told("ar").contains("مرفوع"), "{}", told("fr"));
}
