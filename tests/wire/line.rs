//! What may happen to a line: it is slow, it stops, it is cut, and anything at all comes in by it.

use super::large;
use super::place::Place;
use super::terminal::Terminal;
use super::terminal::process::{resident_bytes, state, ticks};
use std::time::Duration;
use tansiq::limits;

/// Long enough for a busy machine to finish a picture.
const QUIET: Duration = Duration::from_millis(400);

/// How long a reader stops; `TANSIQ_STALLED_S=60` makes it a minute.
fn stalled() -> Duration {
    let asked = std::env::var("TANSIQ_STALLED_S").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(asked.unwrap_or(12))
}

fn opened(place: &Place) -> Terminal {
    let mut screen = Terminal::open(place, "en", 80, 24);
    screen.wait_for("› ");
    screen.read_until_quiet(QUIET);
    screen
}

#[test]
fn what_is_under_way_is_bounded_and_the_newest_picture_comes_when_there_is_room() {
    let place = large("en");
    let mut screen = opened(&place);
    // The terminal is known to answer; now its answers are long under way.
    screen.press(&["PgDn", "PgUp"]);
    screen.wait_for("› P00000");
    screen.read_until_quiet(QUIET);
    screen.holds_answers = true;
    for _ in 0..30 {
        screen.press(&["PgDn"]);
    }
    let sent = screen.read_until_quiet(QUIET);
    assert!(sent <= limits::LINE_BYTES + limits::STEP_BYTES_MOST, "{sent} bytes without an answer");
    // The row of the caret goes ahead of everything else.
    let before = screen.bytes().len();
    screen.press(&["f", "s", "p"]);
    screen.wait_for("f sp");
    screen.read_until_quiet(QUIET);
    let row = screen.bytes().len() - before;
    assert!((1..=3 * limits::LINE_ROW_BYTES).contains(&row), "{row} bytes for two letters");
    screen.press(&["Esc"]);
    screen.release_answers();
    let shown = screen.wait_for("› P00000");
    assert!(shown.contains("embassy #"), "{shown}");
    screen.quit();
}

#[test]
fn a_reader_that_stops_costs_nothing_and_loses_nothing() {
    let place = large("en");
    let mut screen = opened(&place);
    let memory = resident_bytes(screen.process());
    let gate = screen.gate();
    let stopped = gate.close();
    // More keys than any picture of them could be sent for, and one that needs an answer of the search.
    for _ in 0..40 {
        screen.write(&"\x1b[6~".repeat(50));
        screen.write(&"\x1b[5~".repeat(50));
    }
    screen.write("\x1b[B\x1b[B\x1b[B");
    // A program that turned round and round would use all of this time; nothing is done in the second half of it.
    let stalled = stalled();
    assert_eq!(screen.read_until_quiet(stalled / 2), 0, "nothing is read");
    let before = ticks(screen.process());
    assert_eq!(screen.read_until_quiet(stalled / 2), 0, "nothing is read");
    let busy = ticks(screen.process()) - before;
    assert!(busy < 100, "{busy} hundredths of a second of work in {stalled:?} / 2");
    let grown = resident_bytes(screen.process()).saturating_sub(memory);
    assert!(grown < 16 * 1_048_576, "{grown} bytes more memory");
    drop(stopped);
    screen.wait_for("› P00003");
    screen.quit();
}

#[test]
fn a_terminal_that_vanishes_leaves_the_work_done() {
    let place = large("en");
    let mut screen = opened(&place);
    screen.press(&["D"]);
    screen.wait_for("› P00001");
    assert!(screen.vanish(), "it ends as one that was asked to");
    assert!(!place.said(&["list", "partner"]).contains("P00000"));
    assert!(place.said(&["list", "partner"]).contains("P09999"));
    place.said(&["verify"]);
}

#[test]
fn a_terminal_may_vanish_while_it_does_not_read() {
    let place = Place::with_sample();
    let mut screen = opened(&place);
    let gate = screen.gate();
    let stopped = gate.close();
    for _ in 0..20 {
        screen.write(&"123".repeat(50));
    }
    drop(stopped);
    assert!(screen.vanish());
    place.said(&["verify"]);
}

#[test]
fn anything_at_all_may_come_in() {
    let place = large("en");
    let mut screen = opened(&place);
    let begin = screen.shown();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut any = move |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    // Sequences that mean nothing here, answers nobody asked for, bytes that are no text: none is a key.
    for _ in 0..4_000 {
        let rubbish: Vec<u8> = match any(8) {
            0 => vec![u8::try_from(0x80 + any(0x40)).unwrap()],
            1 => format!("\x1b[{};{}R", 2 + any(20), any(90)).into_bytes(),
            2 => format!("\x1b[?{}${}", any(3_000), "y").into_bytes(),
            3 => format!("\x1b]{};q u D \x07", any(2_000)).into_bytes(),
            4 => format!("\x1bP{}|q u D\x1b\\", any(9)).into_bytes(),
            5 => format!("\x1b[<{};{};{}m", any(64), 1 + any(80), 1 + any(24)).into_bytes(),
            6 => format!("\x1b[{}n", any(4)).into_bytes(),
            _ => b"\x1b[I\x1b[O\x00".to_vec(),
        };
        screen.raw(&rubbish);
    }
    screen.read_until_quiet(QUIET);
    assert_eq!(screen.shown(), begin);
    // A flood of keys is drawn now and then, not key by key, and none is lost.
    let before = screen.bytes().len();
    for _ in 0..100 {
        screen.write(&"\x1b[B".repeat(99));
    }
    screen.wait_for("› P09900");
    let sent = screen.bytes().len() - before;
    assert!(sent < 9_900 * limits::STEP_BYTES_MEDIAN, "{sent} bytes for 9,900 keys");
    // A paste where nothing takes text does nothing, however long it is.
    screen.write("\x1b[200~");
    for _ in 0..200 {
        screen.write(&"q D u \r".repeat(1_000));
    }
    screen.write("\x1b[201~\x1b[A");
    screen.wait_for("› P09899");
    screen.quit();
    place.said(&["verify"]);
}

#[test]
fn a_terminal_of_another_size_shows_what_one_of_that_size_does() {
    let place = Place::with_sample();
    let mut screen = opened(&place);
    screen.press(&["PgDn", "Down"]);
    screen.read_until_quiet(QUIET);
    for (columns, rows) in [(120, 40), (60, 16), (40, 10), (80, 24)] {
        screen.resize(columns, rows);
        screen.press(&["Down"]);
        screen.read_until_quiet(QUIET);
        let shown = screen.shown();
        // Told of its size again, the program draws everything anew.
        signal(&screen, "-WINCH");
        assert!(screen.read_until_quiet(QUIET) > 20, "{columns}×{rows}");
        assert_eq!(lines(&screen.shown()), lines(&shown), "{columns}×{rows}");
    }
    screen.quit();
}

#[test]
fn a_session_is_suspended_and_goes_on_as_it_was() {
    let place = Place::with_sample();
    let mut screen = opened(&place);
    screen.press(&["Down"]);
    screen.wait_for("› Delegate Ministry");
    screen.read_until_quiet(QUIET);
    let before = screen.shown();
    signal(&screen, "-TSTP");
    screen.wait_for_bytes("\x1b[?1049l");
    screen.wait_until_process(|process| state(process) == 'T');
    signal(&screen, "-CONT");
    screen.wait_for("› Delegate Ministry");
    screen.read_until_quiet(QUIET);
    assert_eq!(lines(&screen.shown()), lines(&before));
    screen.press(&["Up"]);
    screen.wait_for("› Office of the Head of Government");
    screen.quit();
}

/// The rows of a screen; blanks at their ends may have been written or not.
fn lines(shown: &str) -> Vec<&str> {
    shown.lines().map(str::trim_end).collect()
}

fn signal(screen: &Terminal, which: &str) {
    let process = screen.process().to_string();
    assert!(std::process::Command::new("kill").args([which, &process]).status().unwrap().success());
}

#[test]
fn a_terminal_that_knows_no_sequences_is_given_lines() {
    let place = Place::with_sample();
    let mut screen = Terminal::open_with(&place, &[("TERM", "dumb")]);
    screen.wait_for("› Office of the Head of Government");
    screen.write("/dakh\n");
    screen.wait_for("Mr Hassan Exemple (fictitious)");
    screen.write("Enter y\n");
    screen.wait_for("Copied: +212 500 000 002");
    assert!(!screen.sent("\x1b"), "a sequence was sent");
    screen.write("q\n");
    assert!(!screen.quit_and_read().contains('\u{1b}'));
}

#[test]
fn who_wants_no_colour_gets_none() {
    let place = Place::with_sample();
    let mut screen = Terminal::open_with(&place, &[("NO_COLOR", "1")]);
    screen.wait_for("› Office of the Head of Government");
    screen.press(&["2", "3", "/", "d"]);
    screen.wait_for("Esc close");
    assert_eq!(first_colour(screen.bytes()), None);
    screen.press(&["Esc"]);
    screen.wait_for("? help");
    screen.quit();
}

/// The first sequence that changes a colour.
fn first_colour(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    let pens = text.split("\x1b[").filter_map(|rest| rest.split_once('m')).map(|(codes, _)| codes);
    let is_colour =
        |code: &str| code.parse::<u8>().is_ok_and(|code| (30..50).contains(&code) || (90..108).contains(&code));
    let codes = pens.filter(|codes| codes.chars().all(|sign| sign.is_ascii_digit() || sign == ';'));
    codes.filter(|codes| codes.split(';').any(is_colour)).map(str::to_owned).next()
}
