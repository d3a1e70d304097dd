//! What released versions wrote opens for ever: a record of every kind, and a whole desk with its history.
//!
//! The files of `tests/records` are never written anew. A new version adds its own, with
//! `TANSIQ_WRITE_RECORDS=1 cargo test --test records`, which writes only what is not there yet.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;

use flate2::read::GzDecoder;
use place::Place;
use serde_json::{Value, json};
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tansiq::domain::{Kind, Record, Ref};
use tansiq::exchange::json::{json_to_record, parse, record_to_json};
use tansiq::store::codec;

/// The version that is written now.
const VERSION: u32 = 1;

fn kept(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/records").join(name)
}

fn unpacked(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_end(&mut bytes).unwrap();
    bytes
}

/// The fullest record of a kind in the desk of version 1, with every number as it was.
fn fullest(kind: Kind) -> Record {
    let text = String::from_utf8(unpacked(&kept("desk.v1/export.jsonl.gz"))).unwrap();
    let values = text.lines().map(|line| parse(line.as_bytes()).unwrap());
    let own = values.filter(|value| value["kind"] == kind.key() && value.to_string().len() < 20_000);
    let value = own.max_by_key(|value| value.to_string().len()).unwrap();
    let (reference, kind, fields) = json_to_record(&value, None).unwrap();
    Record { reference: reference.unwrap_or(Ref(1)), kind, rev: 3, fields }
}

#[test]
fn a_record_of_every_kind_and_version_is_read_as_it_was_meant() {
    let mut seen = 0;
    for kind in Kind::all() {
        for version in 1..=VERSION {
            let (bytes, said) =
                (kept(&format!("{}.v{version}.bin", kind.key())), kept(&format!("{}.v{version}.json", kind.key())));
            if version == VERSION && std::env::var_os("TANSIQ_WRITE_RECORDS").is_some() && !said.exists() {
                // Where there is a record already, only what it says is written down.
                if !bytes.exists() {
                    std::fs::write(&bytes, codec::record_to_bytes(&fullest(kind)).unwrap()).unwrap();
                }
                let record = codec::record_from_bytes(&std::fs::read(&bytes).unwrap()).unwrap();
                std::fs::write(&said, format!("{:#}\n", record_to_json(&record, true))).unwrap();
            }
            let bytes = std::fs::read(&bytes).unwrap_or_else(|error| panic!("{}: {error}", bytes.display()));
            let record = codec::record_from_bytes(&bytes).unwrap();
            let meant: Value = serde_json::from_slice(&std::fs::read(&said).unwrap()).unwrap();
            assert_eq!(record_to_json(&record, true), meant, "{} of version {version}", kind.key());
            if version == VERSION {
                assert_eq!(codec::record_to_bytes(&record).unwrap(), bytes, "{}: its shape has changed", kind.key());
            }
            seen += 1;
        }
    }
    assert_eq!(seen, Kind::all().count() * VERSION as usize);
}

/// The desk of version 1 as it lay on disk.
fn desk_of_version_1() -> Place {
    let place = Place::new();
    let desk = place.path().join("desk");
    for part in ["sled", "journal"] {
        std::fs::create_dir_all(desk.join(part)).unwrap();
        for entry in std::fs::read_dir(kept("desk.v1").join(part)).unwrap() {
            let path = entry.unwrap().path();
            std::fs::write(desk.join(part).join(path.file_stem().unwrap()), unpacked(&path)).unwrap();
        }
    }
    place
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_desk_of_version_1_is_backed_up_brought_forward_and_whole() {
    let place = desk_of_version_1();
    let told = place.run(&["list", "partner"]);
    let said = String::from_utf8(told.stderr).unwrap();
    assert!(told.status.success() && said.contains("before-format-2-"), "{said}");
    let again = place.run(&["verify", "--json"]);
    let report: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(report, json!({"entries": 18, "records": 488, "problems": []}), "told once, and nothing is damaged");
    let exported = String::from_utf8(unpacked(&kept("desk.v1/export.jsonl.gz"))).unwrap();
    assert_eq!(place.said(&["export", "jsonl"]), exported);
    let log = lines(&place.said(&["log", "--json", "--limit", "1000"]));
    assert_eq!(log.len(), 1_095, "the history is as it was");
    // Undo reaches back over the change of version: the merge, then the import that was done again.
    place.said(&["undo", "2"]);
    assert_eq!(place.said(&["list", "term"]).lines().count(), 8);
    place.said(&["redo", "2"]);
    assert_eq!(place.said(&["export", "jsonl"]), exported);
    let kept: Vec<_> =
        std::fs::read_dir(place.path().join("desk/backups")).unwrap().map(|entry| entry.unwrap().path()).collect();
    let before = kept.iter().find(|path| path.display().to_string().contains("before-format-2-")).unwrap();
    assert_eq!(before.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    place.said(&["restore", before.to_str().unwrap(), "--to", "then"]);
    let old = place.command(&["--desk", "then", "export", "jsonl"]).output().unwrap();
    assert_eq!(String::from_utf8(old.stdout).unwrap(), exported);
    assert!(!place.path().join("desk/temporary").exists() && !place.path().join("desk/aside").exists());
}

#[test]
fn a_backup_of_version_1_is_restored() {
    let place = Place::new();
    place.said(&["restore", kept("desk.v1/backup.gz").to_str().unwrap(), "--to", "desk"]);
    let exported = String::from_utf8(unpacked(&kept("desk.v1/export.jsonl.gz"))).unwrap();
    assert_eq!(place.said(&["export", "jsonl"]), exported);
    assert_eq!(place.said(&["verify", "--json"]).trim(), r#"{"entries":18,"records":488,"problems":[]}"#);
}

#[test]
fn a_way_forward_that_was_cut_short_is_gone_again() {
    // At each of these points a crash leaves a desk that the next opening brings forward.
    let cut: [fn(&Path); 4] = [
        // While the new engine was being made.
        |desk| {
            std::fs::create_dir_all(desk.join("temporary/sled")).unwrap();
            std::fs::write(desk.join("temporary/sled/db"), "half").unwrap();
        },
        // Between taking the old engine away and putting the new one in its place.
        |desk| {
            std::fs::create_dir_all(desk.join("temporary")).unwrap();
            std::fs::rename(desk.join("sled"), desk.join("temporary/old")).unwrap();
        },
        // Before the form was written down.
        |desk| drop(std::fs::write(desk.join("format.new"), "")),
        // While the backup was being written.
        |desk| {
            std::fs::create_dir_all(desk.join("backups")).unwrap();
            std::fs::write(desk.join("backups/.tansiq-abc.new"), "half").unwrap();
        },
    ];
    let exported = String::from_utf8(unpacked(&kept("desk.v1/export.jsonl.gz"))).unwrap();
    for cut in cut {
        let place = desk_of_version_1();
        cut(&place.path().join("desk"));
        assert_eq!(place.said(&["export", "jsonl"]), exported);
        assert_eq!(std::fs::read_to_string(place.path().join("desk/format")).unwrap(), form(2));
        assert!(!place.path().join("desk/temporary").exists());
        place.said(&["verify"]);
    }
}

/// What stands in the file of the form.
fn form(number: u32) -> String {
    format!("{number} {:08x}\n", crc32fast::hash(number.to_string().as_bytes()))
}

/// Every file of a desk with its bytes.
fn everything(desk: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let (mut folders, mut found) = (vec![desk.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push((path.clone(), std::fs::read(&path).unwrap())) }
        }
    }
    found.sort();
    found
}

#[test]
fn a_desk_of_a_newer_program_is_refused_in_three_languages_and_not_touched() {
    let place = Place::with_sample();
    std::fs::write(place.path().join("desk/format"), form(99)).unwrap();
    let before = everything(&place.path().join("desk"));
    for lang in ["ar", "fr", "en"] {
        for command in [
            &["list", "partner"][..],
            &["verify"],
            &["repair"],
            &["repair", "--dry-run"],
            &["add", "term", "labels.fr=x"],
            &["backup"],
        ] {
            let output = place.run(&[command, &["--lang", lang]].concat());
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.contains("99") && !said.contains('⟦'), "{said}");
        }
    }
    let output = place.run(&["verify", "--json"]);
    let error: Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!(error["error"]["code"], "store-newer");
    assert_eq!(everything(&place.path().join("desk")), before);
    // A number without its sum is damage, which is told once and mended.
    std::fs::write(place.path().join("desk/format"), "99\n").unwrap();
    assert_eq!(place.run(&["verify"]).status.code(), Some(7));
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(place.path().join("desk/format")).unwrap(), form(2));
}

#[test]
fn what_a_newer_program_wrote_behind_is_refused_where_the_form_is_lost() {
    let place = Place::with_sample();
    let journal = place.path().join("desk/journal/000000000001.journal");
    let mut bytes = std::fs::read(&journal).unwrap();
    // The same entry once more, of a version to come.
    let (frame, _) = codec::split_frame(&bytes).unwrap().unwrap();
    let mut newer = frame.to_vec();
    newer[1] = 200;
    let end = newer.len() - 4;
    let crc = crc32fast::hash(&newer[..end]).to_le_bytes();
    newer[end..].copy_from_slice(&crc);
    bytes.extend(newer);
    std::fs::write(&journal, &bytes).unwrap();
    let output = place.run(&["verify"]);
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read(&journal).unwrap(), bytes, "nothing is cut off");
}
