//! What the system refuses access to: it is named with its file, and never called damaged, missing or safe to be thrown away.
//! Nothing is moved or written meanwhile, and with the access back everything is as it was.
//!
//! Root is refused nothing, so that where root runs the tests the program runs as another user.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;

use place::Place;
use serde_json::Value;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Output;

/// A number that no system gives to anybody who owns files.
const NOBODY: u32 = 65_534;

/// Somebody to whom access can be refused, with the sample desk.
struct Person {
    place: Place,
    program: PathBuf,
}

fn is_root() -> bool {
    rustix::process::geteuid().is_root()
}

fn give_to_nobody(path: &Path) {
    chown(path, Some(NOBODY), Some(NOBODY)).unwrap();
    for entry in fs::read_dir(path).into_iter().flatten() {
        give_to_nobody(&entry.unwrap().path());
    }
}

impl Person {
    fn with_sample() -> Person {
        let place = Place::with_sample();
        place.said(&["add", "partner", "names.fr=Essai", "type=foundation"]);
        // Where the program lies may be closed to everybody else.
        let program = place.path().join("tansiq");
        if fs::hard_link(env!("CARGO_BIN_EXE_tansiq"), &program).is_err() {
            fs::copy(env!("CARGO_BIN_EXE_tansiq"), &program).unwrap();
        }
        if is_root() {
            for entry in fs::read_dir(place.path()).unwrap() {
                let path = entry.unwrap().path();
                if path != program {
                    give_to_nobody(&path);
                }
            }
            chown(place.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        Person { place, program }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.place.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = std::process::Command::new(&self.program);
        command.current_dir(self.place.path()).envs(self.place.variables()).env_remove("TANSIQ_LANG").args(arguments);
        if is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().expect("the program runs")
    }

    fn said(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Each command is refused in every language, and the message names the file.
    fn is_refused(&self, arguments: &[&str], name: &str) {
        for lang in ["ar", "fr", "en"] {
            let output = self.run(&[arguments, &["--json", "--lang", lang]].concat());
            let error: Value = serde_json::from_slice(&output.stderr).unwrap_or_default();
            let said = error["error"]["message"].as_str().unwrap_or_default().to_owned();
            assert_eq!(output.status.code(), Some(1), "{name}, {arguments:?}: {output:?}");
            assert_eq!(error["error"]["code"], "store-denied", "{name}, {arguments:?}: {said}");
            assert!(said.contains(name) && !said.contains('⟦'), "{name}, {arguments:?}: {said}");
        }
    }

    /// Takes the rights to a file or folder away for as long as something is done.
    fn without(&self, name: &str, mode: u32, act: impl FnOnce()) {
        let path = self.path(name);
        let before = fs::metadata(&path).unwrap().permissions();
        fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
        act();
        fs::set_permissions(&path, before).unwrap();
    }
}

/// Every file of the desk, with what is in it.
fn lying(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(lying(&path)) } else { found.push((path.clone(), fs::read(path).unwrap())) }
    }
    found.sort();
    found
}

/// As whoever runs the tests sees it: root sees everything, anybody else what is not refused just now.
fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    names
}

#[test]
fn a_file_of_the_desk_that_may_not_be_read_is_named_and_nothing_is_moved() {
    let person = Person::with_sample();
    let exported = person.said(&["export", "jsonl"]);
    let files = ["journal/000000000001.journal", "sled/db", "sled/conf", "seal", "begun", "format", "lock", "owner"];
    for (file, is_sealed) in files.iter().flat_map(|file| [(file, true), (file, false)]) {
        if !is_sealed && *file != "seal" {
            // As a kill leaves it.
            fs::remove_file(person.path("desk/seal")).unwrap();
        }
        if !is_sealed && *file == "owner" {
            // Of a desk that was not closed it says nothing that anybody needs.
            continue;
        }
        let (before, there) = (lying(&person.path("desk")), names(&person.path("desk")));
        person.without(&format!("desk/{file}"), 0, || {
            for command in [&["verify"][..], &["export", "jsonl"], &["repair", "--dry-run"], &["repair"]] {
                person.is_refused(command, file);
            }
            assert_eq!(names(&person.path("desk")), there, "{file}");
        });
        let after = lying(&person.path("desk"));
        let moved = before.iter().filter(|(path, _)| !after.iter().any(|(other, _)| other == path));
        let moved: Vec<_> = moved.filter(|(path, _)| !path.ends_with("owner") && !path.ends_with("seal")).collect();
        assert!(moved.is_empty(), "{file}: {moved:?}");
        let verified = person.run(&["verify"]);
        assert_eq!(verified.status.code(), Some(0), "{file}, {is_sealed}: {verified:?}");
        assert_eq!(person.said(&["export", "jsonl"]), exported, "{file}");
    }
}

#[test]
fn a_folder_of_the_desk_that_may_not_be_looked_into_is_named() {
    let person = Person::with_sample();
    let exported = person.said(&["export", "jsonl"]);
    for folder in ["journal", "sled", "backups"] {
        person.without(&format!("desk/{folder}"), 0, || {
            for command in [&["verify"][..], &["list", "partner"], &["repair", "--dry-run"], &["repair"]] {
                person.is_refused(command, folder);
            }
        });
        person.said(&["verify"]);
    }
    person.without("desk", 0, || {
        // Whose the folder is may open it again: the program does.
        assert_eq!(person.said(&["export", "jsonl"]), exported);
    });
    assert_eq!(person.said(&["export", "jsonl"]), exported);
}

#[test]
fn a_file_that_may_only_be_read_is_named_when_it_is_to_be_written() {
    let person = Person::with_sample();
    let exported = person.said(&["export", "jsonl"]);
    person.without("desk/journal/000000000001.journal", 0o400, || {
        assert_eq!(person.said(&["export", "jsonl"]), exported);
        person.is_refused(&["add", "partner", "names.fr=x", "type=foundation"], "000000000001.journal");
    });
    person.without("desk/sled/db", 0o400, || person.is_refused(&["export", "jsonl"], "sled/db"));
    assert_eq!(person.said(&["export", "jsonl"]), exported);
    person.said(&["verify"]);
}

#[test]
fn a_folder_of_backups_that_cannot_be_written_costs_no_work_and_serves_again_later() {
    let person = Person::with_sample();
    let folder = person.path("elsewhere");
    fs::create_dir(&folder).unwrap();
    if is_root() {
        give_to_nobody(&folder);
    }
    person.place.settings(&format!("[backup]\nfolder = {:?}\n", folder.display().to_string()));
    if is_root() {
        give_to_nobody(&person.path("config"));
    }
    let add = ["add", "partner", "names.fr=Autre", "type=foundation"];
    person.without("elsewhere", 0o500, || {
        for lang in ["ar", "fr", "en"] {
            let output = person.run(&[&add[..], &["--lang", lang]].concat());
            let said = String::from_utf8(output.stderr).unwrap();
            assert!(output.status.success() && said.lines().count() == 2 && !said.contains('⟦'), "{said}");
            assert!(said.contains("elsewhere"), "{said}");
        }
        person.is_refused(&["backup"], "elsewhere");
        person.is_refused(&["backup", "elsewhere/own.gz"], "elsewhere");
    });
    person.without("elsewhere", 0, || {
        let output = person.run(&add);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(output.status.success() && said.contains("elsewhere"), "{said}");
    });
    assert!(names(&folder).is_empty(), "nothing half");
    person.said(&add);
    let kept = names(&folder).into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "gz"));
    let kept: Vec<_> = kept.collect();
    assert_eq!(kept.len(), 1, "with the access back one is taken: {kept:?}");
    let rehearsed = person.said(&["restore", kept[0].to_str().unwrap(), "--rehearse", "--json"]);
    assert!(rehearsed.contains("\"same\""), "{rehearsed}");
    // Where a desk is to be made in a folder that cannot be written.
    person.without("elsewhere", 0o500, || {
        person.is_refused(&["restore", kept[0].to_str().unwrap(), "--to", "elsewhere/desk"], "elsewhere");
    });
}
