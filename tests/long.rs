//! A long use leaves no more behind than a short one: searches, panes, layers, languages and sizes, looked at and left again.
//!
//! `LONG_USE=200000 cargo test --release --test long -- --nocapture` does so as often as a day of hurried work would, and prints
//! what is claimed after each sixth. It is alone in its process, so that nobody else's memory is counted.
//!
//! What is claimed is read where the session was brought to the same place by the same walk, so that what is open, and the
//! lines kept of the pictures before, are the same each time: only what was left behind differs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/catalogue.rs"]
#[allow(dead_code)] // What takes the messages apart for comparing them is not wanted here.
mod catalogue;

use catalogue::messages;
use peak_alloc::PeakAlloc;
use std::path::Path;
use std::sync::Arc;
use tansiq::app::{Did, Key, Keyboard, Mouse, Msg};
use tansiq::domain::check::check_record;
use tansiq::domain::{Desk, Proposal, Record};
use tansiq::exchange::{import, jsonl};
use tansiq::host::clock::Clock;
use tansiq::host::headless::Headless;
use tansiq::host::stage::{Seat, Stage};
use tansiq::kit::Theme;
use tansiq::lang::{Lang, Lexicon};
use tansiq::store::{Registrar, memory_ledger};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Messages where nobody asks for more: enough that every bound of what is kept between pictures is reached.
const MESSAGES: u32 = 6_000;

/// What is pressed; in the past nothing of it changes anything. Left out are leaving, printing and coming back to today.
const KEYS: [&str; 45] = [
    "/", ":", "?", "n", "e", "0", "1", "2", "3", "4", "f", "L", "w", "z", "m", "r", "v", "t", "T", "a", "j", "k", "+",
    "-", "[", "]", ",", "!", "Enter", "Esc", "Esc", "Esc", "Tab", "Up", "Down", "Left", "Right", "Home", "End", "PgUp",
    "PgDn", "d", "i", "ش", "و",
];

/// Bytes that may be left behind once: what is read where it is wanted for the first time, such as a table of a report.
const ONCE_BYTES: usize = 131_072;
/// Bytes a message that may be left behind besides; less than anything that is kept has.
const MESSAGE_BYTES: usize = 12;

/// Whether what was claimed after each sixth of so many messages no more than wavers from the first on.
fn stays_flat(claimed: &[usize], messages: usize) -> bool {
    let Some((first, later)) = claimed.split_first() else { return false };
    let wavers = ONCE_BYTES + messages * 5 / 6 * MESSAGE_BYTES;
    later.iter().all(|later| *later <= first + wavers)
}

fn session(lexicon: &Arc<Lexicon>, output_dir: &Path) -> Headless {
    let own = Arc::clone(lexicon);
    let rules = Box::new(move |record: &Record, desk: &Desk| check_record(record, desk, &own));
    let mut registrar = Registrar::open(Box::new(memory_ledger().unwrap()), rules).unwrap();
    let rows = jsonl::rows(include_bytes!("../assets/sample/desk.jsonl").as_slice(), None).unwrap();
    let drafts = import::plan(rows, &Desk::default(), lexicon, &import::Options::default()).drafts;
    let (by, machine, label) = ("amina".to_owned(), "m".to_owned(), "init.sample".to_owned());
    registrar.propose(Proposal { by, machine, at_ms: 1, label, drafts }).unwrap();
    let seat = Seat {
        lexicon: Arc::clone(lexicon),
        lang: Lang::Fr,
        by: "amina".into(),
        theme: Theme::coloured(),
        keyboard: Keyboard::default(),
        size: (80, 24),
        clock: Clock::fixed("2026-11-23T10:00".parse().unwrap()),
        start: "partners",
        views: Vec::new(),
        used: Default::default(),
        arrangements: Default::default(),
        seen: Some(0),
        output_dir: output_dir.to_owned(),
    };
    Headless::new(Stage::new(registrar, seat))
}

/// Brings the session to the same place from wherever it is, and lets go of the lines of earlier pictures, which have their
/// own bound: every pane is without a filter and at its first line.
fn settle(session: &mut Headless) {
    // What is open belongs to who opened it.
    session.press(&[Key::named("Esc").unwrap(); 40]);
    session.deal(Msg::Resized(80, 24));
    while session.stage.model.session.lang != Lang::Fr {
        session.press(&[Key::char('L')]);
    }
    for pane in ["2", "3", "4", "5", "0", "1"] {
        session.press(&[pane, "Esc", "Esc", "Esc", "Home"].map(|key| Key::named(key).unwrap()));
    }
    session.stage.model.session.lines = Arc::default();
}

#[test]
fn a_long_use_leaves_no_more_behind_than_a_short_one() {
    let lexicon = Arc::new(Lexicon::load());
    // Messages and vocabularies are read when they are first asked for; when that is, is chance here.
    for lang in Lang::ALL {
        assert!(messages(lang.code()).keys().all(|key| lexicon.knows(lang, key)), "{lang:?}");
    }
    assert!(lexicon.vocabularies().count() > 0 && !lexicon.months().name("fr", 1).is_empty());
    lexicon.regions();
    let output = tempfile::tempdir().unwrap();
    let mut session = session(&lexicon, output.path());
    let past = ":asof 22/11/2026".chars().map(Key::char).chain(Key::named("Enter"));
    session.press(&past.collect::<Vec<_>>());
    assert!(session.stage.model.session.as_of.is_some());
    let wanted = std::env::var("LONG_USE").ok().and_then(|count| count.parse().ok()).unwrap_or(MESSAGES);
    let mut seed = 7_u64;
    let mut below = move |bound: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((seed >> 33) % bound).unwrap()
    };
    let mut claimed = Vec::new();
    for count in 1..=wanted {
        let cell = |below: &mut dyn FnMut(u64) -> usize, most| u16::try_from(below(most)).unwrap();
        let msg = match below(30) {
            0 => Msg::Resized(60 + cell(&mut below, 140), 16 + cell(&mut below, 34)),
            1 => Msg::Mouse(Mouse { did: Did::WheelDown, column: cell(&mut below, 80), row: cell(&mut below, 24) }),
            2 => Msg::Paste("لجنة commission ".repeat(below(20))),
            _ => Msg::Key(Key::named(KEYS[below(45)]).unwrap()),
        };
        session.deal(msg);
        if count % 3 == 0 {
            session.screen();
        }
        if count % (wanted / 6) == 0 {
            settle(&mut session);
            claimed.push(MEMORY.current_usage());
        }
    }
    println!("bytes claimed after each sixth of {wanted} messages: {claimed:?}");
    assert!(stays_flat(&claimed, usize::try_from(wanted).unwrap()), "{claimed:?}");
}

#[test]
fn a_leak_of_a_few_bytes_a_message_would_be_seen() {
    let flat = [4_262_117, 4_258_349, 4_266_162, 4_268_948, 4_267_028, 4_268_454];
    assert!(stays_flat(&flat, 6_000));
    let leaking = |a_message: usize, messages: usize| {
        let place = 0..flat.len();
        let claimed: Vec<usize> = place.map(|at| flat[at] + at * messages / 6 * a_message).collect();
        !stays_flat(&claimed, messages)
    };
    assert!(leaking(48, 6_000), "the name of one record");
    assert!(leaking(24, 200_000), "one text that is empty");
    // Something that is read once and kept is no leak.
    assert!(stays_flat(&[4_211_487, 4_213_825, 4_216_282, 4_268_818, 4_269_180, 4_600_138], 60_000));
}
