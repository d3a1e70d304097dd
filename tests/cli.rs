//! The command line as other programs rely on it: answers, exit statuses, JSON, and what is never lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;

use place::Place;
use serde_json::{Value, json};
use std::io::Write;
use std::process::Stdio;
use tansiq::domain::{Draft, Field, Fields, KINDS, Kind, Proposal, Shape, Text3, Value as DomainValue, kinds::partner};
use tansiq::store::{Owner, Registrar, Twin};

const LANGS: [&str; 3] = ["ar", "fr", "en"];

#[test]
fn every_command_answers_in_three_languages_and_in_json() {
    let place = Place::with_sample();
    place.said(&["agenda", "new", "CM", "--start", "18/12/2026 10:00"]);
    let commands: &[&[&str]] = &[
        &["show", "26"],
        &["show", "26", "--history"],
        &["show", "26", "--as-of", "2026-11-23"],
        &["list", "partner", "--sort", "precedence", "--limit", "5"],
        &["list", "decision", "status:open"],
        &["find", "dakhilia"],
        &["timeline"],
        &["timeline", "26", "--from", "2020", "--to", "2026"],
        &["log", "--limit", "2"],
        &["agenda", "show", "188"],
        &["agenda", "suggest", "188"],
        &["verify"],
        &["config"],
        &["doctor"],
        &["import", "csv", "territories.tsv", "--map", "territories.toml", "--dry-run"],
    ];
    place.copy("tests/data/imports/cldr-territories.tsv", "territories.tsv");
    place.copy("assets/import/cldr-territories.toml", "territories.toml");
    for command in commands {
        for lang in LANGS {
            let said = place.said(&[command, &["--lang", lang][..]].concat());
            assert!(!said.trim().is_empty(), "{command:?} in {lang}");
            for sign in ["{", "⟦", "\u{2068}", "\u{1b}"] {
                assert!(!said.contains(sign) || command.contains(&"show"), "{sign:?} in {command:?}:\n{said}");
            }
        }
        for line in place.said(&[command, &["--json"][..]].concat()).lines() {
            serde_json::from_str::<Value>(line).unwrap_or_else(|error| panic!("{command:?}: {error}: {line}"));
        }
    }
}

#[test]
fn pages_are_printed_in_every_form_and_language() {
    let place = Place::with_sample();
    for (what, number) in [("agenda", "148"), ("sheet", "26")] {
        for form in ["txt", "md", "html", "json"] {
            for lang in ["ar", "fr", "en", "ar+fr"] {
                let page = place.said(&["print", what, number, "--form", form, "--lang", lang]);
                assert!(page.len() > 200, "{what} {form} {lang}: {page}");
                let named = if what == "agenda" { "جدول الأعمال" } else { "القطاع" };
                assert!(!lang.contains("ar") || page.contains(named), "{what} {form} {lang}");
            }
        }
    }
    let told = place.run(&["print", "agenda", "148", "-o", "page.txt"]);
    assert!(told.status.success() && place.path().join("page.txt").metadata().unwrap().len() > 200);
}

#[test]
fn every_exit_status_has_its_case_and_the_same_error_in_json() {
    let place = Place::with_sample();
    let check = |arguments: &[&str], status: i32, code: &str| {
        let plain = place.run(arguments);
        let said = String::from_utf8(plain.stderr).unwrap();
        assert_eq!(plain.status.code(), Some(status), "{arguments:?}: {said}");
        assert!(!said.trim().is_empty() && plain.stdout.is_empty(), "{arguments:?}: {said}");
        let output = place.run(&[arguments, &["--json"][..]].concat());
        let error: Value = serde_json::from_slice(&output.stderr)
            .unwrap_or_else(|error| panic!("{arguments:?}: {error}: {}", String::from_utf8_lossy(&output.stderr)));
        assert_eq!((output.status.code(), error["error"]["code"].as_str()), (Some(status), Some(code)), "{error}");
        assert!(error["error"]["message"].as_str().is_some_and(|text| !text.is_empty() && !text.contains('⟦')));
    };
    check(&["export", "jsonl", "-o", "/nowhere/desk.jsonl"], 1, "cli-error-file");
    check(&["fnd", "x"], 2, "usage");
    check(&["list", "partners"], 2, "cli-error-kind");
    check(&["show", "99999"], 3, "cli-error-not-found");
    check(&["add", "partner", "names.fr=Sans type"], 4, "error-required");
    check(&["set", "26", "type=colour"], 4, "error-unknown-code");
    check(&["set", "26", "names.fr=X", "--if-rev", "0"], 5, "cli-error-conflict");
    let suggestion = String::from_utf8(place.run(&["fnd", "x"]).stderr).unwrap();
    assert!(suggestion.contains("find"), "{suggestion}");
}

#[test]
fn a_desk_in_use_is_not_touched_and_says_by_whom() {
    let place = Place::with_sample();
    let mut batch = place.command(&["find", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut questions = batch.stdin.take().unwrap();
    questions.write_all("dakhilia\n".as_bytes()).unwrap();
    questions.flush().unwrap();
    let mut answer = [0];
    std::io::Read::read_exact(batch.stdout.as_mut().unwrap(), &mut answer).unwrap();
    let refused = place.run(&["set", "26", "precedence=1", "--json"]);
    drop(questions);
    let error: Value = serde_json::from_slice(&refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(6), "{error}");
    assert!(error["error"]["message"].as_str().unwrap().contains("amina"), "{error}");
    assert!(batch.wait().unwrap().success());
    assert!(place.said(&["show", "26", "--json"]).contains("\"precedence\":30"));
}

#[test]
fn a_damaged_desk_is_said_to_be_damaged() {
    let place = Place::with_sample();
    let file = place.path().join("desk/sled/db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    for byte in &mut bytes[middle..middle + 4_096] {
        *byte ^= 0x55;
    }
    std::fs::write(&file, bytes).unwrap();
    assert_eq!(place.run(&["verify"]).status.code(), Some(7));
}

#[test]
fn verify_lists_what_is_wrong_and_tells_the_rest() {
    let place = Place::with_sample();
    let desk = place.path().join("desk");
    let verify = || {
        let output = place.run(&["verify", "--json"]);
        let report: Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), report["problems"].as_array().unwrap().len(), report["told"].clone())
    };
    // A write that was cut short is as it should be: it is told, and nothing is wrong.
    std::fs::remove_file(desk.join("seal")).unwrap();
    let journal = desk.join("journal/000000000001.journal");
    let bytes = std::fs::read(&journal).unwrap();
    std::fs::write(&journal, [bytes.as_slice(), &bytes[..100]].concat()).unwrap();
    let (status, problems, told) = verify();
    assert_eq!((status, problems, &told[0]["code"]), (Some(0), 0, &"store-mended-tail".into()), "{told}");
    // What was set aside is told with its size, by doctor too.
    let output = place.run(&["verify"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && said.contains("desk/aside") && said.contains("1 MB"), "{said}");
    let doctor = place.said(&["doctor"]);
    assert!(doctor.contains("desk/aside") && doctor.contains("tansiq verify"), "{doctor}");
    // A record that breaks a rule is no damage, and no success either.
    let owner = Owner { pid: 1, user: "amina".into(), since_ms: 1, machine: "machine".into() };
    let mut registrar =
        Registrar::open(Box::new(Twin::open(&desk, &owner).unwrap()), Box::new(|_, _| Vec::new())).unwrap();
    let fields = Fields::new().with(partner::NAMES.id, Text3 { fr: Some("Sans code".into()), ..Text3::default() });
    let fields = fields.with(partner::TYPE.id, DomainValue::Code("no-such-code".into()));
    let drafts = vec![Draft::Add { reference: None, kind: Kind::Partner, fields }];
    let proposal = Proposal { by: "amina".into(), machine: "machine".into(), at_ms: 1, label: "add".into(), drafts };
    registrar.propose(proposal).unwrap();
    drop(registrar);
    assert_eq!(verify(), (Some(4), 1, Value::Null));
}

#[test]
fn questions_in_a_batch_are_answered_line_by_line() {
    let place = Place::with_sample();
    let mut batch = place
        .command(&["find", "--batch", "--limit", "3"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let questions = "dakhilia\n\nوزارة الد\n\u{1b}[2J\nxqzzzq\n";
    batch.stdin.take().unwrap().write_all(questions.as_bytes()).unwrap();
    let output = batch.wait_with_output().unwrap();
    let answers: Vec<Value> =
        output.stdout.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice(line).ok()).collect();
    assert_eq!(answers.len(), questions.lines().count());
    assert_eq!(answers[0]["hits"][0]["ref"], 26);
    assert_eq!(answers[2]["hits"][0]["ref"], 26);
    for answer in &answers {
        assert!(answer["micros"].is_u64() && answer["total"].is_u64() && answer["query"].is_string(), "{answer}");
        for hit in answer["hits"].as_array().unwrap() {
            let keys: Vec<&String> = hit.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["ref", "kind", "title", "score", "field", "ranges"], "{hit}");
        }
    }
    assert_eq!(answers[4]["total"], 0);
}

#[test]
fn what_is_exported_comes_back_byte_for_byte() {
    let place = Place::with_sample();
    let first = place.said(&["export", "jsonl"]);
    assert_eq!(first.lines().count(), 187);
    round_trip(&first);
}

/// Brings an export into a new desk and compares what that exports.
fn round_trip(exported: &str) {
    let other = Place::empty();
    std::fs::write(other.path().join("all.jsonl"), exported).unwrap();
    other.said(&["import", "jsonl", "all.jsonl"]);
    let again = other.said(&["export", "jsonl"]);
    for (was, now) in exported.lines().zip(again.lines()) {
        assert_eq!(was, now);
    }
    assert!(exported == again);
    assert_eq!(other.run(&["verify"]).status.code(), Some(0));
    let second = other.said(&["import", "jsonl", "all.jsonl", "--json"]);
    let report: Value = serde_json::from_str(&second).unwrap();
    assert_eq!((&report["added"], &report["changed"]), (&json!(0), &json!(0)), "a second run changes nothing");
}

/// What a terminal would obey, what a page would run, and what a spreadsheet would compute.
const HOSTILE: [&str; 12] = [
    "\u{1b}]0;title\u{7}",
    "\u{1b}[2J\u{1b}[31mred",
    "\u{9b}31m\u{9d}0;x\u{9c}",
    "\u{1b}P1$r\u{1b}\\",
    "a\u{202e}b\u{202d}c\u{200f}d",
    "\u{0}\u{7f}\u{8}\u{c}",
    "line\rline\u{2028}line",
    "<script>alert(1)</script>{{ 7*7 }}{% raw %}",
    "=HYPERLINK(\"http://x\")",
    "\u{1b}]52;c;cHducw==\u{7}",
    "%s%n ${HOME} `id` $(id)",
    "\u{feff}\u{fff9}ﷺ\u{e0001}",
];

/// A value of a shape that holds a hostile text wherever a text may stand.
fn hostile(shape: &Shape, text: &str) -> Option<Value> {
    Some(match shape {
        Shape::Text | Shape::LongText => json!(text),
        Shape::Text3 | Shape::LongText3 => json!({"ar": text, "fr": text, "en": text}),
        Shape::List(inner) => json!([hostile(inner, text)?]),
        Shape::Part(fields) => {
            let part = hostile_fields(fields, text);
            if fields.iter().any(|field| field.required && !part.contains_key(field.key)) {
                return None;
            }
            Value::Object(part)
        }
        Shape::OfficialDate => json!({"date": "2013-09-30", "hijri": text}),
        _ => return None,
    })
}

fn hostile_fields(fields: &[Field], text: &str) -> serde_json::Map<String, Value> {
    // A quorum, a recurrence and a seal are read, and refused where nobody understands them.
    let value = |field: &Field| match field.key {
        "need" | "second_call_need" => Some(json!("7")),
        "rule" => Some(json!("FREQ=MONTHLY")),
        "minutes_seal" => None,
        _ => hostile(&field.shape, text).or_else(|| needed(field)),
    };
    fields.iter().filter_map(|field| Some((field.key.to_owned(), value(field)?))).collect()
}

/// A harmless value of a required field that holds no text.
fn needed(field: &Field) -> Option<Value> {
    field.required.then_some(())?;
    Some(match field.shape {
        Shape::Code(vocabulary) => {
            let lexicon = tansiq::lang::Lexicon::load();
            json!(lexicon.vocabulary(vocabulary)?.entries.first()?.code)
        }
        Shape::Date => json!("2026-11"),
        Shape::Instant => json!("2026-12-10T10:00:00+01:00[Africa/Casablanca]"),
        Shape::Number { min, .. } => json!(min),
        Shape::Minutes => json!(10),
        Shape::Flag => json!(true),
        Shape::Link(kinds) => {
            let place = KINDS.iter().position(|spec| kinds.is_empty() || kinds.contains(&spec.kind))?;
            json!(place + 1)
        }
        _ => return None,
    })
}

#[test]
fn hostile_text_in_every_field_is_kept_whole_and_never_obeyed() {
    let place = Place::empty();
    let mut lines = String::new();
    for (at, text) in HOSTILE.iter().enumerate() {
        for (kind, spec) in KINDS.iter().enumerate() {
            let mut record = hostile_fields(spec.fields, text);
            record.insert("kind".into(), json!(spec.key));
            record.insert("ref".into(), json!(at * KINDS.len() + kind + 1));
            lines.push_str(&format!("{}\n", Value::Object(record)));
        }
    }
    std::fs::write(place.path().join("hostile.jsonl"), &lines).unwrap();
    place.said(&["import", "jsonl", "hostile.jsonl"]);
    let exported = place.said(&["export", "jsonl"]);
    let texts = |text: &str| -> Vec<Value> { text.lines().map(|line| serde_json::from_str(line).unwrap()).collect() };
    for (given, kept) in texts(&lines).iter().zip(texts(&exported)) {
        for (key, value) in given.as_object().unwrap() {
            assert_eq!(value, &kept[key], "{key} of {given}");
        }
    }
    round_trip(&exported);

    let numbers: Vec<String> = (1..=HOSTILE.len() * KINDS.len()).step_by(7).map(|number| number.to_string()).collect();
    let mut said = vec![place.run(&["timeline"]), place.run(&["log"]), place.run(&["find", "red"])];
    said.extend(KINDS.iter().map(|spec| place.run(&["list", spec.key])));
    said.extend(
        numbers.iter().flat_map(|number| [place.run(&["show", number]), place.run(&["show", number, "--json"])]),
    );
    for form in ["txt", "md", "html", "json"] {
        said.push(place.run(&["print", "sheet", "1", "--form", form, "--lang", "ar+fr"]));
        said.push(place.run(&["print", "agenda", "8", "--form", form, "--lang", "ar+fr"]));
    }
    said.push(place.run(&["export", "csv", "partner"]));
    for text in HOSTILE {
        // An argument of the system cannot hold a null.
        let text = text.replace('\0', "");
        said.extend([place.run(&["show", &text]), place.run(&["find", &text]), place.run(&["add", &text])]);
    }
    for output in said {
        for stream in [output.stdout, output.stderr] {
            let text = String::from_utf8(stream).unwrap();
            let obeyed = |letter: &char| {
                letter.is_control() && !matches!(letter, '\n' | '\t' | '\r')
                    || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}')
            };
            assert_eq!(text.chars().find(obeyed), None, "{text}");
            assert!(!text.contains("<html") || !text.contains("<script>"), "{text}");
        }
    }
}

#[test]
fn undo_gives_back_what_was_after_every_kind_of_change() {
    let place = Place::with_sample();
    let fields = |text: &str| -> Vec<Value> {
        let lines = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines
            .map(|mut record| {
                record.as_object_mut().unwrap().remove("rev");
                record
            })
            .collect()
    };
    let before = fields(&place.said(&["export", "jsonl"]));
    let changes: &[&[&str]] = &[
        &["add", "term", "labels.fr=Essai", "scheme=sector"],
        &["set", "26", "names.fr=Intérieur", "themes+=education"],
        &["drop", "187"],
        &["merge", "25", "26"],
        &["agenda", "new", "CM", "--start", "18/12/2026 10:00"],
        &["agenda", "drop", "148", "1"],
    ];
    for change in changes {
        let done = place.run(change);
        assert!(done.status.success(), "{change:?}: {}", String::from_utf8_lossy(&done.stderr));
        assert_ne!(fields(&place.said(&["export", "jsonl"])), before, "{change:?}");
        place.said(&["undo"]);
        assert_eq!(fields(&place.said(&["export", "jsonl"])), before, "{change:?}");
        place.said(&["redo"]);
        assert_ne!(fields(&place.said(&["export", "jsonl"])), before, "{change:?} done again");
        place.said(&["undo"]);
    }
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn an_agenda_is_composed_by_commands() {
    let place = Place::with_sample();
    place.said(&["agenda", "new", "CM", "--start", "18/12/2026 10:00"]);
    let numbers = || -> Vec<(String, String)> {
        let said = place.said(&["agenda", "show", "188", "--json"]);
        let items = said.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        items
            .map(|item| (item["number"].as_str().unwrap().into(), item["title"]["fr"].as_str().unwrap().into()))
            .collect()
    };
    place.said(&["agenda", "add", "188", "title.fr=Bilan", "--after", "5"]);
    assert!(numbers().contains(&("6".into(), "Bilan".into())), "{:?}", numbers());
    place.said(&["agenda", "move", "188", "6", "1"]);
    assert_eq!(numbers()[0], ("1".into(), "Bilan".into()));
    place.said(&["agenda", "move", "188", "1", "3"]);
    place.said(&["agenda", "indent", "188", "3"]);
    assert!(numbers().contains(&("2.1".into(), "Bilan".into())), "{:?}", numbers());
    place.said(&["agenda", "outdent", "188", "2.1"]);
    place.said(&["agenda", "carry", "188", "3", "150"]);
    place.said(&["agenda", "drop", "188", "3"]);
    assert!(!numbers().iter().any(|item| item.1 == "Bilan"));
    assert_eq!(place.run(&["agenda", "drop", "188", "99"]).status.code(), Some(3));
}

#[test]
fn a_new_holder_of_a_post_is_known_by_date() {
    let place = Place::with_sample();
    let added = place.said(&["add", "person", "names.fr=Lina Exemple (fictive)", "--json"]);
    let person: Value = serde_json::from_str(&added).unwrap();
    let person = person["ref"].to_string();
    place.said(&["post", "succeed", "80", &person, "--from", "2026-12-01"]);
    let holder = |day: &str| -> Value {
        serde_json::from_str::<Value>(&place.said(&["show", "80", "--as-of", day, "--json"])).unwrap()["holder"].clone()
    };
    assert_eq!(holder("2026-12-02").to_string(), person);
    assert_ne!(holder("2026-11-30").to_string(), person);
}

#[test]
fn a_setting_that_is_none_of_its_words_is_told_with_those_it_may_be() {
    let place = Place::empty();
    std::fs::create_dir_all(place.path().join("config/tansiq")).unwrap();
    let write = |text: &str| std::fs::write(place.path().join("config/tansiq/config.toml"), text).unwrap();
    write("[terminal]\narabic = \"sideways\"\n");
    let refused = place.run(&["config"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = String::from_utf8(refused.stderr).unwrap();
    assert!(said.contains("sideways") && said.contains("auto, visual, explicit"), "{said}");
    write("[terminal]\narabic = \"inverse\"\nkeyboard = \"qwerty\"\ntheme = \"high-contrast\"\n");
    let settings: Value = serde_json::from_str(&place.said(&["config", "--json"])).unwrap();
    assert_eq!(settings["settings"]["terminal.arabic"]["value"], "inverse");
    assert_eq!(settings["settings"]["terminal.keyboard"]["value"], "qwerty");
    assert_eq!(settings["settings"]["terminal.theme"]["value"], "high-contrast");
}

#[test]
fn records_that_name_their_kind_are_added_from_a_file_without_one() {
    let place = Place::empty();
    let person = r#"{"kind": "person", "names": {"fr": "Lina Exemple (fictive)"}}"#;
    std::fs::write(place.path().join("one.json"), person).unwrap();
    let added: Value = serde_json::from_str(&place.said(&["add", "--from", "one.json", "--json"])).unwrap();
    assert!(place.said(&["show", &added["ref"].to_string()]).contains("Lina Exemple"));
    assert_eq!(place.run(&["add"]).status.code(), Some(2), "neither a kind nor a file");
    assert_eq!(place.run(&["add", "person", "names.fr=X", "--from", "one.json"]).status.code(), Some(2), "both");
    assert_eq!(place.said(&["list", "person", "--json"]).lines().count(), 1);
}

#[test]
fn real_lists_come_in_whole_and_are_found_in_each_language() {
    let place = Place::empty();
    for (list, mapping, rows, found) in [
        (
            "cldr-territories.tsv",
            "cldr-territories.toml",
            316,
            [("Allemagne", "DE"), ("ألمانيا", "DE"), ("Germany", "DE")],
        ),
        (
            "morocco-divisions-windows1256.csv",
            "morocco-divisions.toml",
            797,
            [("طنجة", ""), ("Tanger", ""), ("Tétouan", "")],
        ),
    ] {
        place.copy(&format!("tests/data/imports/{list}"), list);
        place.copy(&format!("assets/import/{mapping}"), mapping);
        let import = |more: &[&str]| -> Value {
            serde_json::from_str(&place.said(&[&["import", "csv", list, "--map", mapping, "--json"], more].concat()))
                .unwrap()
        };
        assert_eq!(import(&["--dry-run"])["added"], rows, "{list}");
        let first = import(&[]);
        assert_eq!(
            (&first["rows"], &first["added"], &first["refused"]),
            (&json!(rows), &json!(rows), &json!(0)),
            "{list}"
        );
        let second = import(&[]);
        assert_eq!((&second["added"], &second["changed"], &second["unchanged"]), (&json!(0), &json!(0), &json!(rows)));
        for (query, country) in found {
            let hit: Value =
                serde_json::from_str(place.said(&["find", query, "--json"]).lines().next().unwrap()).unwrap();
            let record: Value =
                serde_json::from_str(&place.said(&["show", &hit["ref"].to_string(), "--json"])).unwrap();
            assert!(country.is_empty() || record["country"] == country, "{query}: {record}");
        }
    }
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn a_list_with_faults_changes_nothing_unless_told_to_skip_them() {
    let place = Place::empty();
    let list = "names.fr;type\nA;association\nB;colour\nC;association\n";
    std::fs::write(place.path().join("list.csv"), list).unwrap();
    let refused = place.run(&["import", "csv", "list.csv", "--kind", "partner"]);
    assert_eq!(refused.status.code(), Some(4));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("3: type"), "line and field are named");
    assert_eq!(place.said(&["list", "partner", "--json"]), "");
    place.said(&["import", "csv", "list.csv", "--kind", "partner", "--skip-refused"]);
    assert_eq!(place.said(&["list", "partner", "--json"]).lines().count(), 2);
}

#[test]
fn an_acknowledged_change_survives_a_kill() {
    let place = Place::empty();
    for count in 1..=5 {
        let mut child =
            place.command(&["add", "term", "labels.fr=Terme", "scheme=sector"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut answer = [0; 2];
        std::io::Read::read_exact(child.stdout.as_mut().unwrap(), &mut answer).unwrap();
        let _ = child.kill();
        child.wait().unwrap();
        assert_eq!(place.said(&["list", "term", "--json"]).lines().count(), count);
    }
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn shells_and_manuals_are_served() {
    let place = Place::empty();
    for shell in ["bash", "zsh", "fish"] {
        assert!(place.said(&["completions", shell]).contains("tansiq"));
    }
    place.said(&["man", "manual"]);
    assert!(place.path().join("manual").read_dir().unwrap().count() > 10);
    for lang in LANGS {
        assert!(place.said(&["agenda", "add", "--help", "--lang", lang]).contains("tansiq"));
    }
}
