//! The checker on samples: what it must refuse, with a word of the refusal, and what it must leave alone.

use super::bans::{BANS, Pattern};
use super::check::{all, functions};
use super::source::Source;

/// The breaks of a piece of code in a file.
fn breaks(path: &str, code: &str) -> Vec<String> {
    all(&Source::new(path, &format!("//! A sample.\n{code}")))
}

#[track_caller]
fn refused(path: &str, code: &str, word: &str) {
    let breaks = breaks(path, code);
    assert!(breaks.iter().any(|one| one.contains(word)), "{code:?} in {path} passes without {word:?}: {breaks:?}");
}

#[track_caller]
fn passes(path: &str, code: &str) {
    let breaks = breaks(path, code);
    assert!(breaks.is_empty(), "{code:?} in {path}: {breaks:?}");
}

#[test]
fn a_room_may_not_look_up_the_stairs() {
    let sentence = "src/text/cut.rs:2: room text may not name domain";
    assert_eq!(breaks("src/text/cut.rs", "use crate::domain::Desk;"), [sentence]);
    refused("src/kit/list.rs", "use crate::domain::Desk;", "room kit may not name domain");
    refused("src/app/model.rs", "fn f() { crate::store::open() }", "room app may not name store");
    refused("src/panes/partners.rs", "use crate::{app, store::{self, Ledger}};", "room panes may not name store");
    refused("src/text/cut.rs", "use super::super::domain::Desk;", "room text may not name domain");
    refused("src/text/cut.rs", "mod inner { use super::super::super::lang::Lang; }", "room text may not name lang");
    refused("src/text.rs", "use super::lang::Lang;", "room text may not name lang");
    refused("src/domain.rs", "use crate::*;", "room domain may not name *");
    refused("src/host.rs", "use crate::cli::run;", "room host may not name cli");
    refused("src/search/query.rs", "use crate::lang::instant::Instant;", "of lang only");
    refused("src/attic.rs", "fn f() {}", "not in the table");
}

#[test]
fn a_room_may_look_down_and_around_itself() {
    passes(
        "src/app/model.rs",
        "use crate::domain::{Desk, rules::life};\nuse super::msg::Msg;\nuse crate::paper::Form;",
    );
    passes(
        "src/text/cut.rs",
        "mod inner { use super::super::layout::layout; }\npub(super) fn f() {}\npub(crate) fn g() {}",
    );
    passes("src/search/query.rs", "use crate::lang::Lexicon;");
    passes("src/main.rs", "fn main() { tansiq::cli::run() }");
    passes(
        "src/text/cut.rs",
        "//! Names [`crate::domain::Desk`].\n/* crate::app /* crate::cli */ crate::app */\nfn f() {}",
    );
    passes(
        "src/text/cut.rs",
        r##"const A: &str = "crate::domain"; const B: &str = r#"crate::"app""#; const C: char = '"';"##,
    );
    passes("src/text/cut.rs", "#[cfg(test)]\nmod tests { use crate::domain::Desk; }");
    passes("src/text/tests.rs", "use crate::domain::Desk;");
}

#[test]
fn what_follows_a_test_module_is_read_again() {
    refused("src/text.rs", "#[cfg(test)]\nmod tests;\nuse crate::app::Model;", "src/text.rs:4: room text");
    refused("src/text.rs", "#[cfg(test)]\nmod a { fn b() {} }\nuse crate::app::Model;", "src/text.rs:4: room text");
    refused("src/text.rs", "#[cfg(not(test))]\nuse crate::app::Model;", "src/text.rs:3: room text");
    refused(
        "src/text.rs",
        "const A: &[char] = &['{', '\\'', '\"'];\nuse crate::app::Model;",
        "src/text.rs:3: room text",
    );
    refused("src/text.rs", "fn f<'a>(x: &'a str) -> &'a str { x }\nuse crate::app::Model;", "src/text.rs:3: room text");
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    refused("src/kit/input.rs", "use unicode_segmentation::GraphemeCursor;", "only text may");
    refused("src/store/wire.rs", "use bincode::Encode;", "only src/store/codec.rs may");
    refused("src/store/memory.rs", "use sled;", "only src/store/sled_ledger.rs may");
    refused("src/domain/desk.rs", "use {sled::Db, serde::Serialize};", "may not name sled");
    refused("src/cli/show.rs", "fn f() { jiff::tz::TimeZone::system(); }", "may not name jiff: only lang, host may");
    refused("src/cli/transfer.rs", "fn f() { csv::Reader::from_path(p); }", "may not name csv");
    refused("src/text/fold.rs", "#[derive(serde::Serialize)]\nstruct A;", "may not name serde*");
    refused("src/panes/partners.rs", "use ::clap_complete::Shell;", "may not name clap*");
}

#[test]
fn a_module_of_our_own_may_bear_the_name_of_a_crate() {
    passes("src/cli/transfer.rs", "use crate::exchange::{csv, json};\nfn f() { csv::read(); }");
    passes("src/domain/rules/life.rs", "use jiff::civil::Date;\nfn f() { jiff::Span::new(); }");
    passes("src/store/codec.rs", "use bincode::Encode;");
    passes("src/app/model.rs", "fn f(sled: Sled) { sled.csv.go() }");
}

#[test]
fn every_ban_refuses_its_own_pattern_and_names_what_to_write_instead() {
    for ban in BANS {
        for pattern in ban.patterns {
            let code = match pattern {
                Pattern::Path(path) => format!("use {path};"),
                Pattern::Run(run) => (*run).to_owned(),
            };
            let path = if ban.scope == super::bans::Scope::Tests { "tests/journeys.rs" } else { "src/app/model.rs" };
            refused(path, &code, ban.instead);
        }
    }
}

#[test]
fn bans_see_through_groups_and_spacing() {
    refused("src/app/model.rs", "use std::{fmt, fs::{self, File}};", "`std::fs` is banned");
    refused("src/panes/partners.rs", "use std::time::{Duration, Instant};", "`std::time::Instant` is banned");
    refused("src/app/model.rs", "fn f() { x\n    .unwrap() }", "src/app/model.rs:3: `.unwrap(` is banned");
    refused("src/store/merge.rs", "fn f() { panic!(\"no\") }", "`panic!` is banned");
    refused("src/store/tests.rs", "fn f() { std::thread::sleep(d) }", "`thread::sleep` is banned");
    refused("src/text.rs", "#[cfg(test)]\nmod tests { #[test] #[ignore] fn slow() {} }", "`#[ignore` is banned");
    refused("src/host/stage.rs", "fn f() { std::sync::mpsc::channel::<u8>(); }", "`mpsc::channel` is banned");
}

#[test]
fn bans_leave_alone_what_only_looks_like_them() {
    passes("src/app/model.rs", "fn f() { x.unwrap_or(0); y.expect_err; z.unwrap_or_default() }");
    passes("src/app/model.rs", "#[expect(dead_code)]\nfn f() { let s = \"println!\"; } // x.unwrap()");
    passes("src/text.rs", "#[cfg(test)]\nmod tests { #[test] fn f() { x.unwrap(); panic!() } }");
    passes("src/host/clock.rs", "fn f() { std::time::Instant::now() }");
    passes("src/cli.rs", "fn f() { println!() }");
    passes("src/store/owner.rs", "use std::fs;\nfn f() { std::thread::sleep(step) }");
    passes("src/host/stage.rs", "fn f() { std::sync::mpsc::sync_channel::<u8>(limits::INBOX); }");
    passes("src/domain/words.rs", "fn f(at: Instant) { at.wall(); Instant::at_home(x) }");
}

#[test]
fn a_static_is_a_constant_table() {
    for kind in ["LazyLock<Regex>", "std::sync::OnceLock<u8>", "Mutex<Vec<u8>>", "AtomicU64", "sync::RwLock<u8>"] {
        refused("src/text.rs", &format!("static STATE: {kind} = x();"), "write a constant table");
        refused("src/text.rs", &format!("fn f() {{ static STATE: {kind} = x(); }}"), "write a constant table");
    }
    passes("src/text.rs", "pub static SPEC: Spec = Spec { name: \"x\" };\nfn f(x: &'static Mutex<u8>) {}");
    passes("src/host/stage.rs", "struct Stage { once: OnceLock<u8> }");
}

#[test]
fn a_name_says_something() {
    for name in ["Manager", "Handler", "Helper", "Util", "Data", "Info", "Ctx"] {
        refused("src/app/model.rs", &format!("pub struct {name} {{}}"), "says nothing");
        refused("src/app/model.rs", &format!("enum {name}s {{}}"), "says nothing");
        refused("src/app.rs", &format!("mod {};", name.to_lowercase()), "says nothing");
    }
    passes("src/app/model.rs", "struct DataFolder; struct Information; trait Handlers2 {}");
}

#[test]
fn people_read_messages_and_not_the_code() {
    refused("src/panes/partners.rs", "const T: &str = \"شريك\";", "src/panes/partners.rs:2: a text for people");
    refused("src/cli/desk.rs", "fn f() { say(\"the desk is open\") }", "a text for people");
    refused("src/app/screen.rs", "fn f() { format!(\"{n} records were found, sorry\") }", "a text for people");
    passes("src/app/screen.rs", "fn f() { format!(\"{count:>6}  {title} {kind}\") }");
    passes("src/kit/svg.rs", "const T: &str = \"<text x='1' y='2'>{}</text>\";");
    passes("src/cli/desk.rs", "fn f() { say(\"cli-desk-is-open\"); seek(\"%Y-%m-%d %H:%M\") }");
    passes("src/domain/words.rs", "const T: &str = \"the words of another room\";");
    passes("src/panes/partners.rs", "#[cfg(test)]\nmod tests { const T: &str = \"شريك\"; }");
}

#[test]
fn files_and_functions_stay_short_and_say_what_they_are_for() {
    assert_eq!(all(&Source::new("src/text.rs", "fn f() {}")).len(), 1);
    refused("src/text.rs", &"\n".repeat(660), "the file has 661 lines");
    refused("src/text.rs", &format!("fn long() {{{}}}", "\n".repeat(90)), "fn long has 91 lines");
    passes("src/text.rs", &format!("fn long() {{{}}}", "\n".repeat(89)));
    passes("src/text.rs", &format!("#[cfg(test)]\nmod tests {{ fn long() {{{}}} }}", "\n".repeat(90)));
}

#[test]
fn a_function_is_measured_from_its_name_to_its_closing_brace() {
    let code = "trait T {\n fn a(&self) -> [u8; 3];\n fn b(&self) {\n  ;\n }\n}\nfn c<F: Fn(u8) -> u8>(f: F)\nwhere F: Copy,\n{\n}\n";
    let source = Source::new("src/text.rs", code);
    let found: Vec<_> = functions(&source).into_iter().map(|(name, lines)| (name.text.as_str(), lines)).collect();
    assert_eq!(found, [("a", 1), ("b", 3), ("c", 4)]);
}
