//! What hostile people put in, through the real program: it is refused or made harmless, and every bound is a refusal with
//! words in three languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;

use place::Place;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::io::Write;
use std::os::unix::ffi::OsStringExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Output, Stdio};
use tansiq::exchange::json::is_harmful;
use tansiq::exchange::{csv, json as exchange_json, mapping};
use tansiq::limits;

/// What terminals obey, what moves the text around it, what is no character.
const PAYLOADS: [&str; 9] = [
    "\u{1b}]0;title\u{7}",
    "\u{1b}[2J\u{1b}[31m",
    "\u{1b}]52;c;aGVsbG8=\u{7}",
    "\u{9b}31m\u{85}\u{90}q\u{9c}",
    "a\rb\nc\u{8}\u{7f}",
    "\u{202e}evil\u{202d}\u{202a}",
    "\u{2066}\u{2067}open",
    "\u{2028}\u{2029}\u{feff}",
    "\u{1b}P+q\u{1b}\\\u{1b}_x\u{1b}\\",
];

fn assert_harmless(place: &str, output: &Output) {
    for bytes in [&output.stdout, &output.stderr] {
        let said = std::str::from_utf8(bytes).unwrap_or_else(|_| panic!("{place}: no UTF-8: {bytes:?}"));
        // Isolates stand in pairs on pages; everything else that moves text is gone.
        let bad = said.chars().find(|letter| {
            is_harmful(*letter) && !matches!(letter, '\n' | '\t' | '\r' | '\u{feff}' | '\u{2066}'..='\u{2069}')
        });
        assert_eq!(bad, None, "{place}:\n{said:?}");
    }
}

/// Puts the payload behind every text of the record that people write freely.
fn poison(value: &mut Value, is_free: bool, payload: &str) {
    match value {
        Value::String(text) if is_free => text.push_str(payload),
        Value::Array(values) => values.iter_mut().for_each(|value| poison(value, is_free, payload)),
        Value::Object(fields) => {
            for (key, value) in fields {
                let free =
                    ["ar", "fr", "en", "notes", "note", "aliases", "source", "tags", "act", "hijri", "label", "value"];
                poison(value, free.contains(&key.as_str()), payload);
            }
        }
        _ => {}
    }
}

/// The sample desk with the payload in every record.
fn poisoned() -> Place {
    let place = Place::with_sample();
    let payload = PAYLOADS.concat();
    let lines = place.said(&["export", "jsonl"]);
    let lines = lines.lines().map(|line| {
        let mut record: Value = serde_json::from_str(line).unwrap();
        poison(&mut record, false, &payload);
        record.to_string() + "\n"
    });
    std::fs::write(place.path().join("in.jsonl"), lines.collect::<String>()).unwrap();
    let output = place.run(&["import", "jsonl", "in.jsonl"]);
    assert_harmless("import", &output);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    place
}

#[test]
fn no_answer_of_any_command_makes_a_terminal_do_anything() {
    let place = poisoned();
    assert!(place.said(&["export", "jsonl"]).contains("\\u001b]52"), "it is kept as it came");
    let mut commands: Vec<Vec<String>> = Vec::new();
    let mut add = |command: &str| commands.push(command.split(' ').map(str::to_owned).collect());
    for kind in tansiq::domain::KINDS {
        add(&format!("list {}", kind.key));
        add(&format!("export csv {}", kind.key));
    }
    for number in [17, 26, 74, 111, 144, 154] {
        add(&format!("show {number}"));
        add(&format!("show {number} --history"));
    }
    for form in ["txt", "md", "html", "json"] {
        add(&format!("print sheet 26 --form {form}"));
        add(&format!("print agenda 148 --form {form}"));
        add(&format!("print agenda 148 --form {form} --lang ar+fr"));
    }
    for command in [
        "log --limit 300",
        "find evil",
        "timeline",
        "verify",
        "agenda show 148",
        "agenda suggest 148",
        "export jsonl",
        "drop 17",
        "picture",
    ] {
        add(command);
    }
    for command in &commands {
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        let languages: &[&[&str]] =
            if command.contains(&"--lang") { &[&[]] } else { &[&[], &["--json"], &["--lang", "ar"]] };
        for more in languages {
            assert_harmless(&command.join(" "), &place.run(&[&command[..], more].concat()));
        }
    }
}

#[test]
fn what_is_typed_is_never_repeated_as_it_came() {
    let place = Place::with_sample();
    let all = PAYLOADS.concat();
    for payload in [PAYLOADS[0], PAYLOADS[3], PAYLOADS[5], all.as_str()] {
        let field = format!("names.fr={payload}");
        let commands: Vec<Vec<&str>> = vec![
            vec![payload],
            vec!["--", payload],
            vec!["add", payload],
            vec!["add", "partner", payload],
            vec!["show", payload],
            vec!["list", payload],
            vec!["list", "partner", payload],
            vec!["list", "partner", "--sort", payload],
            vec!["find", payload],
            vec!["set", "26", &field],
            vec!["set", "26", "--if-rev", payload],
            vec!["import", "csv", payload],
            vec!["import", payload, "x"],
            vec!["--lang", payload, "verify"],
            vec!["--desk", payload, "verify"],
            vec!["agenda", "new", payload, "--start", payload],
            vec!["agenda", "show", "148", payload],
            vec!["print", "agenda", "148", "--form", payload],
            vec!["export", "csv", payload],
            vec!["restore", payload, "--to", "d"],
            vec!["backup", payload],
            vec!["picture", payload],
            vec!["picture", "--size", payload],
            vec!["undo", payload],
            vec!["log", payload],
            vec!["timeline", "--from", payload],
            vec!["show", "26", "--as-of", payload],
            vec!["post", "succeed", payload, payload, "--from", payload],
            vec!["--as", payload, "add", "partner", "names.fr=x"],
            vec!["merge", payload, "26"],
            vec!["completions", payload],
            vec!["man", payload],
        ];
        for command in commands {
            for more in [&[][..], &["--json"]] {
                let output = place.command(&command).args(more).stdin(Stdio::null()).output().unwrap();
                assert_harmless(&format!("{command:?}"), &output);
                assert!(output.status.code().is_some_and(|code| code <= 7), "{command:?}: {:?}", output.status);
            }
        }
    }
}

#[test]
fn arguments_that_are_no_text_are_refused() {
    let place = Place::with_sample();
    let bytes = OsString::from_vec(b"\xff\xfe\x1b[31m".to_vec());
    let before: [&[&str]; 7] =
        [&[], &["add", "partner"], &["show"], &["find"], &["--lang"], &["print", "agenda"], &["import", "csv"]];
    for before in before {
        for more in [&[][..], &["--json"]] {
            let output = place.command(before).arg(&bytes).args(more).output().unwrap();
            assert_harmless(&format!("{before:?}"), &output);
            assert!(output.status.code().is_some_and(|code| (1..=4).contains(&code)), "{before:?}: {output:?}");
        }
    }
}

/// A bound with the answer to what goes one beyond it; what just fits is not refused for its size.
fn refused(place: &Place, arguments: &[&str], input: &[u8], status: i32, code: &str) {
    for lang in ["ar", "fr", "en"] {
        let mut child = place
            .command(&[arguments, &["--json", "--lang", lang]].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that has refused already need not read the rest.
        let _ = child.stdin.take().unwrap().write_all(input);
        let output = child.wait_with_output().unwrap();
        let error: Value = serde_json::from_slice(&output.stderr).unwrap_or_default();
        let said = String::from_utf8_lossy(&output.stdout);
        let is_listed = said.lines().any(|line| line.contains(&format!("\"code\":\"{code}\"")));
        assert_eq!(output.status.code(), Some(status), "{arguments:?}: {error} {said}");
        assert!(error["error"]["code"] == code || is_listed, "{arguments:?}: {error} {said}");
        assert!(!error["error"]["message"].as_str().unwrap_or_default().contains('⟦'), "{error}");
    }
}

#[test]
fn every_bound_on_input_is_a_refusal_with_its_name() {
    let place = Place::with_sample();
    refused(&place, &["--as", &"x".repeat(limits::BY_BYTES + 1), "verify"], b"", 2, "cli-error-by");
    refused(&place, &["--as", "a\u{1b}b", "verify"], b"", 2, "cli-error-by");
    refused(&place, &["add", "partner", "contacts=["], b"", 2, "exchange-json");
    let deep = format!("{}1{}", "[".repeat(limits::JSON_DEPTH + 1), "]".repeat(limits::JSON_DEPTH + 1));
    refused(&place, &["import", "jsonl", "-"], deep.as_bytes(), 4, "exchange-json-deep");
    refused(&place, &["add", "partner", &format!("contacts={deep}")], b"", 4, "exchange-json-deep");
    let many = format!("[{}0]", "0,".repeat(limits::JSON_VALUES));
    refused(&place, &["import", "jsonl", "-"], many.as_bytes(), 4, "exchange-json-many");
    let long = format!("{{\"kind\":\"partner\",\"names\":{{\"fr\":\"{}\"}}}}", "x".repeat(limits::TEXT_BYTES + 1));
    refused(&place, &["import", "jsonl", "-"], long.as_bytes(), 4, "error-too-long");
    let line = vec![b'x'; limits::JSON_LINE_BYTES + 1];
    refused(&place, &["import", "jsonl", "-"], &line, 4, "error-too-long");
    let tags = vec!["t"; limits::LIST_LEN + 1];
    let list = json!({"kind": "partner", "names": {"fr": "x"}, "tags": tags}).to_string();
    refused(&place, &["import", "jsonl", "-"], list.as_bytes(), 4, "error-too-many");
    refused(
        &place,
        &["add", "partner", &format!("names.fr={}", "x".repeat(limits::TEXT_BYTES + 1))],
        b"",
        4,
        "error-too-long",
    );
    let columns = vec!["a"; limits::IMPORT_COLUMNS + 1].join(",");
    refused(&place, &["import", "csv", "-", "--kind", "partner"], columns.as_bytes(), 4, "exchange-too-many-columns");
    let cells = [b"names.fr,acronym\n".to_vec(), vec![b','; limits::IMPORT_CELLS]].concat();
    refused(&place, &["import", "csv", "-", "--kind", "partner"], &cells, 4, "exchange-too-many-cells");
    std::fs::write(place.path().join("map.toml"), "#".repeat(limits::MAPPING_BYTES + 1)).unwrap();
    refused(&place, &["import", "csv", "-", "--map", "map.toml"], b"a\nb\n", 4, "exchange-mapping-too-large");
    let nested = format!("a = {}{}", "[".repeat(5_000), "]".repeat(5_000));
    std::fs::write(place.path().join("map.toml"), nested).unwrap();
    refused(&place, &["import", "csv", "-", "--map", "map.toml"], b"a\nb\n", 4, "exchange-mapping-syntax");
}

#[test]
fn what_just_fits_is_taken() {
    let deep = format!("{}1{}", "[".repeat(limits::JSON_DEPTH), "]".repeat(limits::JSON_DEPTH));
    assert!(exchange_json::parse(deep.as_bytes()).is_ok());
    let many = format!("[{}0]", "0,".repeat(limits::JSON_VALUES - 2));
    assert!(exchange_json::parse(many.as_bytes()).is_ok());
    let quoted = format!("\"{}\\\"[[[\"", "[{,:".repeat(limits::JSON_VALUES));
    assert!(exchange_json::parse(quoted.as_bytes()).is_ok(), "what stands in a text nests nothing");
    let table = csv::read_table(["a,b"; 3].join("\n").as_bytes(), &csv::Dialect::default());
    assert!(table.is_ok());
    let text = format!("kind = \"partner\"\n[columns]\na = \"names.fr\"\n{}", "#".repeat(1_000));
    assert!(mapping::Mapping::read(&text).is_ok());
}

#[test]
fn a_query_without_end_does_not_fill_the_memory() {
    let place = Place::with_sample();
    let mut child = place.command(&["find", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = vec![b'x'; limits::LINE_READ_BYTES * 3];
    input.extend(b"\n\xff\xfe\ndakhilia\n");
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(output.status.success() && answers.len() == 3, "{said}");
    assert!(answers[0]["query"].as_str().unwrap().len() <= limits::LINE_READ_BYTES);
    assert!(answers[2]["total"].as_u64().unwrap() > 0);
}

#[test]
fn settings_and_vocabularies_of_others_are_refused_in_three_languages() {
    let place = Place::with_sample();
    let config = place.path().join("config/tansiq");
    std::fs::create_dir_all(config.join("vocab")).unwrap();
    let check = |status: i32, part: &str| {
        for lang in ["ar", "fr", "en"] {
            let output = place.run(&["list", "partner", "--lang", lang]);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(status), "{said}");
            assert!(said.contains(part) && !said.contains('⟦'), "{said}");
        }
    };
    let file = config.join("config.toml");
    std::fs::write(&file, "lang = \"fr\"\n").unwrap();
    check(0, "");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o646)).unwrap();
    check(2, "config.toml");
    std::fs::rename(&file, config.join("elsewhere.toml")).unwrap();
    symlink(config.join("elsewhere.toml"), &file).unwrap();
    check(2, "config.toml");
    std::fs::remove_file(&file).unwrap();
    std::fs::write(&file, "#".repeat(limits::SETTINGS_BYTES + 1)).unwrap();
    check(2, &limits::SETTINGS_BYTES.to_string());
    std::fs::write(&file, [b'#', 0xff]).unwrap();
    check(2, "UTF-8");
    std::fs::remove_file(&file).unwrap();
    symlink("/etc/passwd", config.join("vocab/theme.tsv")).unwrap();
    check(2, "theme.tsv");
}

#[test]
fn a_desk_with_a_link_in_it_is_not_opened() {
    let place = Place::with_sample();
    let (inside, outside) = (place.path().join("desk/journal/000000000000.journal"), place.path().join("outside"));
    std::fs::write(&outside, "not ours").unwrap();
    symlink(&outside, &inside).unwrap();
    for lang in ["ar", "fr", "en"] {
        let output = place.run(&["verify", "--lang", lang]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("000000000000.journal"), "{said}");
    }
    std::fs::remove_file(&inside).unwrap();
    place.said(&["verify"]);
    symlink(place.path().join("desk"), place.path().join("desk-link")).unwrap();
    let output = place.run(&["--desk", "desk-link", "verify"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(std::fs::read_to_string(&outside).unwrap(), "not ours");
}

#[test]
fn everything_in_a_desk_is_its_owners_alone() {
    let place = Place::with_sample();
    place.said(&["add", "partner", "names.fr=x", "type=foundation"]);
    std::fs::set_permissions(place.path().join("desk"), std::fs::Permissions::from_mode(0o755)).unwrap();
    place.said(&["verify"]);
    let mut folders = vec![place.path().join("desk")];
    while let Some(folder) = folders.pop() {
        let mode = |path: &std::path::Path| std::fs::symlink_metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700, "{}", folder.display());
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => assert_eq!(mode(&path), 0o600, "{}", path.display()),
            }
        }
    }
}
