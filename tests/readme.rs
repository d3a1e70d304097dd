//! What the README and the pages of `docs` show and say is what the program draws and does.
//!
//! `README_UPDATE=1 cargo test --test readme` writes the table of keys and the pictures anew; look at them before they are
//! committed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::Command;
use tansiq::app::command::{Command as ScreenCommand, EVERYWHERE};
use tansiq::lang::{Lang, Lexicon};

/// The pictures and the arguments that draw them.
const PICTURES: [(&str, &[&str]); 2] = [
    ("composer-ar", &["--lang", "ar", "--size", "100x26", "3", "n", "m", "c", "a", "a"]),
    ("finder-fr", &["--lang", "fr", "--size", "100x26", "/", "d", "a", "k", "h"]),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn told_in(page: &str) -> String {
    std::fs::read_to_string(root().join(page)).unwrap()
}

/// Compares a text that the program makes with the one that is kept, or keeps it.
fn keep(path: &Path, kept: &str, made: &str) {
    if std::env::var_os("README_UPDATE").is_some() {
        std::fs::write(path, made).unwrap();
    } else {
        assert!(kept == made, "{} is stale; README_UPDATE=1 cargo test --test readme writes it anew", path.display());
    }
}

fn rows(place: &str, commands: &[ScreenCommand], lexicon: &Lexicon) -> String {
    let row = |command: &ScreenCommand| {
        let keys: Vec<String> = command.keys.iter().map(|key| format!("`{key}`")).collect();
        let name = lexicon.say(Lang::En, &command.message());
        let help = lexicon.say(Lang::En, &format!("{}-help", command.message()));
        format!("| {place} | {} | {name} | {help} |\n", keys.join(" "))
    };
    commands.iter().map(row).collect()
}

#[test]
fn the_table_of_keys_is_that_of_the_commands() {
    let lexicon = Lexicon::load();
    let mut table = "\n| Where | Keys | Command | What it does |\n|---|---|---|---|\n".to_owned();
    table.push_str(&rows("everywhere", EVERYWHERE, &lexicon));
    for pane in tansiq::panes::all() {
        let place = lexicon.say(Lang::En, &format!("pane-{}", pane.id()));
        table.push_str(&rows(&place, pane.commands(), &lexicon));
    }
    for (place, commands) in tansiq::panes::committees::HELD {
        table.push_str(&rows(place, commands, &lexicon));
    }
    let kept = told_in("docs/keys.md");
    let (before, rest) = kept.split_once("checked by a test -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /keys -->").unwrap();
    let made = format!("{before}checked by a test -->\n{table}\n<!-- /keys -->{after}");
    keep(&root().join("docs/keys.md"), &kept, &made);
}

#[test]
fn the_pictures_are_what_the_program_draws() {
    for (name, arguments) in PICTURES {
        let drawn = Command::new(env!("CARGO_BIN_EXE_tansiq"))
            .arg("picture")
            .args(arguments)
            .env("TANSIQ_NOW", "2026-11-23T10:00")
            .output()
            .unwrap();
        assert!(drawn.status.success(), "{}", String::from_utf8_lossy(&drawn.stderr));
        let path = root().join(format!("assets/pictures/{name}.svg"));
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        keep(&path, &kept, &String::from_utf8(drawn.stdout).unwrap());
    }
}

/// The lines of the fenced shell blocks of a page that call the program, on a sample desk that is there.
fn commands_told(page: &str) -> Vec<String> {
    let text = told_in(page);
    let blocks = text.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let lines = blocks.flat_map(str::lines).filter(|line| line.contains("tansiq ") || line.contains("target/try"));
    let mut told: Vec<String> = lines.map(|line| line.replace("cargo run --release --quiet --", "tansiq")).collect();
    if !told.iter().any(|line| line.starts_with("tansiq init")) {
        told.insert(0, "tansiq init --sample".to_owned());
    }
    told
}

#[test]
fn every_command_of_a_page_works_in_the_order_it_tells_them() {
    for (page, least) in [("README.md", 6), ("docs/commands.md", 40), ("docs/safety.md", 8)] {
        let told = commands_told(page);
        assert!(told.len() > least, "{page}: {told:?}");
        run_all(page, &told);
    }
}

/// Runs commands in a folder of their own.
fn run_all(page: &str, told: &[String]) {
    let folder = tempfile::tempdir().unwrap();
    for name in ["assets", "tests"] {
        std::os::unix::fs::symlink(root().join(name), folder.path().join(name)).unwrap();
    }
    let binary = Path::new(env!("CARGO_BIN_EXE_tansiq")).parent().unwrap();
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap());
    for line in told {
        let done = Command::new("sh")
            .args(["-c", line])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("TANSIQ_DESK", folder.path().join("desk"))
            .env("TANSIQ_NOW", "2026-11-23T10:00")
            .env("LC_ALL", "en_GB.UTF-8")
            .output()
            .unwrap();
        assert!(done.status.success(), "{page}: {line}\n{}", String::from_utf8_lossy(&done.stderr));
    }
    if let Ok(agenda) = std::fs::read_to_string(folder.path().join("agenda.html")) {
        assert!(agenda.contains("Bilan de la mobilité") && agenda.contains("جدول الأعمال"));
    }
}

#[test]
fn every_page_that_is_named_is_there() {
    for page in
        ["README.md", "docs/finding.md", "docs/safety.md", "docs/commands.md", "docs/keys.md", "docs/terminal.md"]
    {
        let text = told_in(page);
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        for link in links.filter(|link| !link.is_empty() && !link.contains("://")) {
            let from = root().join(page);
            assert!(from.parent().unwrap().join(link).exists(), "{page}: {link}");
        }
    }
}
