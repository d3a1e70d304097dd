//! The house: which room may name which, where outside crates may be named, and what is banned everywhere.
//!
//! The rules are data in `tests/house/table.rs` and `tests/house/bans.rs`; every break is listed as `file:line: what`.
//! Names are read from the sources without comments, literals and tests.

#![allow(clippy::unwrap_used)]

#[path = "house/bans.rs"]
mod bans;
#[path = "house/check.rs"]
mod check;
#[path = "house/paths.rs"]
mod paths;
#[path = "house/samples.rs"]
mod samples;
#[path = "house/source.rs"]
mod source;
#[path = "house/table.rs"]
mod table;

use source::Source;

fn everything() -> Vec<Source> {
    ["src", "tests", "benches"].into_iter().flat_map(Source::all_under).collect()
}

#[test]
fn the_house_is_in_order() {
    let breaks: Vec<String> = everything().iter().flat_map(check::all).collect();
    assert!(breaks.is_empty(), "{} breaks:\n{}", breaks.len(), breaks.join("\n"));
}

#[test]
fn the_stairs_go_one_way() {
    for (floor, room) in table::ROOMS.iter().enumerate() {
        for other in room.may_name {
            let below = table::ROOMS.iter().position(|known| known.name == *other);
            assert!(below.is_some_and(|below| below < floor), "{} is not below {}", other, room.name);
        }
        for (_, never) in table::NEVER.iter().filter(|(name, _)| *name == room.name) {
            assert!(!room.may_name.contains(never), "{} may never name {never}", room.name);
        }
    }
}

#[test]
fn the_rooms_of_the_sources_the_table_and_the_front_page_agree() {
    let table: Vec<&str> = table::ROOMS.iter().map(|room| room.name).collect();
    let sources = Source::all_under("src");
    let mut doors: Vec<&str> = sources.iter().filter_map(Source::room).filter(|room| *room != "lib").collect();
    doors.sort_by_key(|door| table.iter().position(|room| room == door));
    doors.dedup();
    assert_eq!(doors, table, "rooms under src/ and in tests/house/table.rs");

    let front = &sources.iter().find(|source| source.path == "src/lib.rs").unwrap().text;
    let listed = front.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next());
    let listed: Vec<&str> = listed.chain(["main"]).collect();
    assert_eq!(listed, table, "rooms on the front page src/lib.rs and in tests/house/table.rs");
}

#[test]
fn every_dependency_has_its_rooms_and_every_line_its_dependency() {
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    let names: Vec<String> =
        manifest["dependencies"].as_table().unwrap().keys().map(|name| name.replace('-', "_")).collect();
    let rule_of = |name: &str| check::crate_rule(&Source::new("src/x.rs", name).paths[0]).map(|rule| rule.path);
    for name in &names {
        assert!(rule_of(name).is_some(), "{name} has no line in OUTSIDE of tests/house/table.rs");
    }
    for rule in table::OUTSIDE {
        let krate = rule.path.split("::").next().unwrap();
        let used = names.iter().any(|name| name == krate || rule_of(name) == Some(rule.path));
        assert!(used, "{} is no dependency any more", rule.path);
    }
}

#[test]
fn every_exception_is_still_needed() {
    let sources = everything();
    let find = |path: &str| sources.iter().find(|source| source.path == path);
    for ban in bans::BANS {
        for (file, reason) in ban.except_files {
            let broken = find(file).is_some_and(|source| !check::one_ban(source, ban).is_empty());
            assert!(broken && !reason.is_empty(), "{file} needs no exception: {}", ban.instead);
        }
    }
    for (file, reason) in bans::WORDS {
        let broken = find(file).is_some_and(|source| !check::sentences(source).is_empty());
        assert!(broken && !reason.is_empty(), "{file} needs no exception for its texts");
    }
    for (name, reason) in bans::STATICS {
        let (file, name) = name.rsplit_once("::").unwrap();
        let broken = find(file).is_some_and(|source| source.runs(&format!("static {name}")).next().is_some());
        assert!(broken && !reason.is_empty(), "{name} needs no exception as a static");
    }
}
