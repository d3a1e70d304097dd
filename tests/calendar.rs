//! Sessions as calendar entries: what stands in them, that they keep their identity, and the hour in every zone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/place.rs"]
mod place;

use place::Place;

/// The lines of a calendar, unfolded.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "a line is longer than 75 bytes");
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a line ends otherwise");
    text.replace("\r\n ", "").split("\r\n").filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

fn calendar(place: &Place, arguments: &[&str]) -> Vec<String> {
    unfolded(&place.said(&[arguments, &["--lang", "fr"]].concat()))
}

/// The values of a property, parameters and all.
fn values<'a>(lines: &'a [String], name: &str) -> Vec<&'a str> {
    let rest = |line: &'a String| line.strip_prefix(name).filter(|rest| rest.starts_with([':', ';']));
    lines.iter().filter_map(rest).collect()
}

#[test]
fn a_session_for_ones_own_calendar_invites_nobody() {
    let place = Place::with_sample();
    let lines = calendar(&place, &["print", "agenda", "148", "--form", "ics"]);
    assert_eq!(values(&lines, "METHOD"), [":PUBLISH"]);
    assert_eq!(values(&lines, "SUMMARY"), [":Treizième session de la commission ministérielle"]);
    assert_eq!(values(&lines, "DTSTART").last(), Some(&";TZID=Africa/Casablanca:20260618T100000"));
    assert_eq!(values(&lines, "DTEND"), [";TZID=Africa/Casablanca:20260618T123000"]);
    // In force a year before, back for Ramadan, forward after it, and for good in September.
    assert_eq!(values(&lines, "TZOFFSETTO"), [":+0100", ":+0000", ":+0100", ":+0000"]);
    assert_eq!(values(&lines, "DTSTAMP"), [":20261123T100000Z"]);
    assert!(values(&lines, "ATTENDEE").is_empty() && values(&lines, "ORGANIZER").is_empty());
    assert!(values(&lines, "DESCRIPTION")[0].contains("\\n1 Ouverture de la session\\n2 "));
}

#[test]
fn row_53_a_convocation_comes_from_the_secretariat_and_names_who_has_no_address() {
    let place = Place::with_sample();
    let output = place.run(&["print", "convocation", "153", "--form", "ics", "--lang", "fr"]);
    assert!(output.status.success());
    let lines = unfolded(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(values(&lines, "METHOD"), [":REQUEST"]);
    let sender = ";CN=\"Ministère délégué chargé des Marocains résidant à l’étranger et des affaires de la migration\":mailto:contact@exemple.test";
    assert_eq!(values(&lines, "ORGANIZER"), [sender]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("adresse électronique"), "{said}");
    // Each member gets an address and an answer of their own.
    let body = place.said(&["show", "153", "--json"]);
    let chair = serde_json::from_str::<serde_json::Value>(&body).unwrap()["chair"].as_u64().unwrap();
    let holder =
        serde_json::from_str::<serde_json::Value>(&place.said(&["show", &chair.to_string(), "--json"])).unwrap();
    let person = holder["tenures"][0]["person"].as_u64().unwrap().to_string();
    let contacts = r#"contacts=[{"type":"email","value":"chair@interieur.test"}]"#;
    place.said(&["set", &person, contacts]);
    let convoked = format!(r#"convocations=[{{"seat":1,"who":{chair},"reply":"attends"}}]"#);
    place.said(&["set", "153", &convoked]);
    let lines = calendar(&place, &["print", "convocation", "153", "--form", "ics"]);
    let guests = values(&lines, "ATTENDEE");
    assert_eq!(guests.len(), 1, "{guests:?}");
    assert!(guests[0].contains("ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=FALSE"), "{guests:?}");
    assert!(guests[0].ends_with(":mailto:chair@interieur.test"), "{guests:?}");
}

#[test]
fn an_entry_keeps_its_identity_and_counts_its_changes() {
    let place = Place::with_sample();
    let print = ["print", "agenda", "153", "--form", "ics"];
    let before = calendar(&place, &print);
    assert_eq!(before, calendar(&place, &print), "the same desk at the same time");
    place.said(&["set", "153", "place.fr=Rabat, salle 2"]);
    let after = calendar(&place, &print);
    assert_eq!(values(&before, "UID"), values(&after, "UID"));
    let sequence = |lines: &[String]| values(lines, "SEQUENCE")[0].trim_start_matches(':').parse::<u32>().unwrap();
    assert!(sequence(&after) > sequence(&before));
    assert_eq!(values(&after, "LOCATION"), [":Rabat\\, salle 2"]);
    place.said(&["set", "153", "status=cancelled"]);
    let cancelled = calendar(&place, &["print", "convocation", "153", "--form", "ics"]);
    assert_eq!(values(&cancelled, "METHOD"), [":CANCEL"]);
    assert_eq!(values(&cancelled, "STATUS"), [":CANCELLED"]);
    assert_eq!(values(&cancelled, "UID"), values(&before, "UID"));
    // Another desk gives the same number another name.
    let other = Place::empty();
    let mut later = other.command(&["init", "--sample", "--desk", "later"]);
    assert!(later.env("TANSIQ_NOW", "2026-11-24T10:00").output().unwrap().status.success());
    let theirs = calendar(&other, &["print", "agenda", "153", "--form", "ics", "--desk", "later"]);
    assert!(values(&theirs, "UID")[0].starts_with(":meeting-153-"));
    assert_ne!(values(&theirs, "UID"), values(&before, "UID"));
}

#[test]
fn row_53_a_feed_holds_the_sessions_of_its_body_and_the_clock_changes_among_them() {
    let place = Place::with_sample();
    for start in ["12/01/2026 10:00", "05/03/2026 10:00", "14/04/2026 9:30"] {
        place.said(&["agenda", "new", "CT", "--start", start]);
    }
    let all = calendar(&place, &["export", "ics"]);
    let own = calendar(&place, &["export", "ics", "meeting", "--body", "CT"]);
    assert_eq!(values(&own, "UID").len(), 5);
    assert!(values(&all, "UID").len() > values(&own, "UID").len());
    assert_eq!(values(&own, "TZID"), [":Africa/Casablanca"]);
    assert_eq!(values(&own, "DTSTART")[..2], [":20240414T020000", ":20250223T030000"]);
    let offsets: Vec<_> = values(&own, "TZOFFSETFROM").into_iter().zip(values(&own, "TZOFFSETTO")).collect();
    let (forward, back) = ((":+0000", ":+0100"), (":+0100", ":+0000"));
    assert_eq!(offsets, [forward, back, forward, back, forward, back]);
    assert!(values(&own, "X-WR-CALNAME")[0].contains("Commission technique"));
}

#[test]
fn what_members_may_not_see_is_in_no_feed() {
    let place = Place::with_sample();
    let title = "Réunion du comité thématique des services administratifs et des droits";
    let told = |place: &Place| calendar(place, &["export", "ics"]).iter().any(|line| line.contains(title));
    assert!(told(&place));
    place.said(&["set", "153", "confidentiality=restricted"]);
    assert!(!told(&place));
}

#[test]
fn a_session_that_only_has_a_day_is_a_whole_day_and_one_without_a_day_is_refused() {
    let place = Place::with_sample();
    let lines = calendar(&place, &["print", "agenda", "146", "--form", "ics"]);
    assert_eq!(values(&lines, "DTSTART"), [";VALUE=DATE:20241212"]);
    assert_eq!(values(&lines, "DTEND"), [";VALUE=DATE:20241213"]);
    assert!(values(&lines, "TZID").is_empty());
    for (arguments, status, said) in [
        (&["print", "agenda", "145", "--form", "ics"][..], 4, "the day of this session is not known"),
        (&["print", "sheet", "26", "--form", "ics"], 2, "only sessions go into a calendar"),
        (&["print", "minutes", "148", "--form", "ics"], 2, "only sessions go into a calendar"),
        (&["export", "ics", "partner"], 2, "only sessions go into a calendar"),
        (&["export", "jsonl", "--body", "CT"], 2, "--body belongs to export ics"),
    ] {
        let output = place.run(arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {error}");
        assert!(error.contains(said), "{arguments:?}: {error}");
    }
    place.said(&["set", "25", "contacts=[]"]);
    let output = place.run(&["print", "convocation", "153", "--form", "ics"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stderr).unwrap().contains("give the secretariat"));
}

#[test]
fn what_people_put_into_fields_ends_no_line() {
    let place = Place::with_sample();
    let hostile = "x\r\nATTENDEE:mailto:evil@x.test\nEND:VEVENT \u{202e}; , \\ \"q\" \u{85}\u{2028}y";
    for field in ["title.fr", "place.fr"] {
        place.run(&["set", "153", &format!("{field}={hostile}")]);
    }
    let names = place.run(&["set", "25", &format!("names.fr=M \"A\"; B: {hostile}")]);
    assert!(names.status.code().is_some());
    let lines = calendar(&place, &["print", "convocation", "153", "--form", "ics"]);
    let ends = values(&lines, "END");
    assert_eq!(ends[ends.len() - 3..], [":VTIMEZONE", ":VEVENT", ":VCALENDAR"]);
    assert_eq!(ends.iter().filter(|end| **end == ":VEVENT").count(), 1);
    assert!(!lines.iter().any(|line| line.starts_with("ATTENDEE:")));
    assert!(!lines.iter().any(|line| line.chars().any(char::is_control)));
}
