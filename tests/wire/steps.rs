//! The bytes of each step, with the real binary: no more than its budget.

use super::large;
use super::place::Place;
use super::terminal::Terminal;
use super::terminal::process::{private_bytes, resident_bytes, times_woken};
use std::time::Duration;
use tansiq::limits;

/// Long enough for a busy machine to finish a picture, which goes out in one block.
const QUIET: Duration = Duration::from_millis(400);

/// The bytes of one key each, as often as asked.
fn steps(screen: &mut Terminal, key: &str, times: usize) -> Vec<usize> {
    let step = |_| {
        screen.press(&[key]);
        screen.read_until_quiet(QUIET)
    };
    (0..times).map(step).collect()
}

fn median(mut bytes: Vec<usize>) -> usize {
    bytes.sort_unstable();
    bytes[bytes.len() / 2]
}

fn mean(bytes: &[usize]) -> usize {
    bytes.iter().sum::<usize>() / bytes.len()
}

fn opened(place: &Place, lang: &str) -> Terminal {
    let mut screen = Terminal::open(place, lang, 80, 24);
    screen.wait_for("10000");
    screen.read_until_quiet(QUIET);
    screen
}

#[test]
fn a_large_desk_is_read_in_few_bytes() {
    for lang in ["en", "ar"] {
        let place = large(lang);
        let mut screen = opened(&place, lang);
        let start = screen.bytes().len();
        assert!(start <= limits::FIRST_SCREEN_BYTES, "{lang}: {start} bytes at the start");
        assert!(!screen.sent("\x1b[5n"), "and nobody was asked to answer before anybody typed");

        let down = steps(&mut screen, "Down", 20);
        assert!(mean(&down) <= limits::STEP_BYTES_MEAN, "{lang}: {down:?}");
        assert!(down.iter().all(|bytes| *bytes <= limits::STEP_BYTES_MOST), "{lang}: {down:?}");

        screen.press(&["f"]);
        screen.read_until_quiet(QUIET);
        let letters: Vec<usize> = ["s", "p", "a", "i", "n"].iter().flat_map(|key| steps(&mut screen, key, 1)).collect();
        assert!(mean(&letters) <= limits::LETTER_BYTES, "{lang}: {letters:?}");
        screen.press(&["Esc"]);
        screen.read_until_quiet(QUIET);

        screen.press(&["z"]);
        screen.read_until_quiet(QUIET);
        let down = steps(&mut screen, "Down", 9);
        assert!(median(down.clone()) <= limits::STEP_BYTES_MEDIAN, "{lang}, without cards: {down:?}");
        screen.quit();
    }
}

/// The steps of a list whose rows are as long in Arabic as in English: down without cards, down with them, with scrolling.
fn list_steps(lang: &str, names: [&str; 4]) -> [usize; 2] {
    let place = Place::empty();
    let record = |number: usize| {
        let name = format!("{number:05} {}", names[number % 4]);
        format!("{}\n", serde_json::json!({"kind": "partner", "names": {lang: name}, "type": "embassy"}))
    };
    std::fs::write(place.path().join("list.jsonl"), (0..200).map(record).collect::<String>()).unwrap();
    place.said(&["import", "jsonl", "list.jsonl"]);
    let mut screen = Terminal::open(&place, lang, 80, 24);
    screen.wait_for("200");
    screen.wait_for_bytes("00006");
    screen.read_until_quiet(QUIET);
    // The line is measured once, so that the looks do not change meanwhile.
    steps(&mut screen, "PgDn", 1);
    steps(&mut screen, "PgUp", 1);
    let before = screen.bytes().len();
    steps(&mut screen, "Down", 10);
    let with_cards = utf8_apart(&screen.bytes()[before..]);
    steps(&mut screen, "z", 1);
    let before = screen.bytes().len();
    steps(&mut screen, "Down", 6);
    let without = utf8_apart(&screen.bytes()[before..]);
    screen.quit();
    [with_cards, without]
}

/// Bytes where a letter counts as one, as in ASCII.
fn utf8_apart(bytes: &[u8]) -> usize {
    String::from_utf8_lossy(bytes).chars().count()
}

#[test]
fn a_list_in_arabic_takes_no_more_than_one_in_latin_letters() {
    let english = list_steps("en", ["state bank", "house of finance", "bank", "people's credit house"]);
    let arabic = list_steps("ar", ["بنك الدولة", "دار المالية الكبرى", "بنك", "دار القرض الشعبي هنا"]);
    println!("down with cards and without: {arabic:?} in Arabic, {english:?} in English");
    for (arabic, english) in arabic.into_iter().zip(english) {
        assert!(arabic * 100 <= english * limits::ARABIC_PERCENT, "{arabic} in Arabic, {english} in English");
    }
}

#[test]
fn the_first_screen_needs_no_desk_and_little_memory() {
    let place = Place::with_sample();
    // Somebody who is just leaving still holds the desk; the screen stands meanwhile.
    let lock = std::fs::File::open(place.path().join("desk/lock")).unwrap();
    lock.try_lock().unwrap();
    let mut screen = Terminal::open(&place, "en", 80, 24);
    let shown = screen.wait_for_all(&["Partners", "find"]);
    let (memory, own) = (resident_bytes(screen.process()), private_bytes(screen.process()));
    drop(lock);
    assert!(!shown.contains("records"), "the desk was opened: {shown}");
    assert!(screen.bytes().len() <= limits::FIRST_SCREEN_BYTES);
    println!("{memory} bytes of memory, {own} of them its own");
    // A program that was built for finding faults is several times as large itself, and how much of it is looked at is the
    // system's affair: of that build what it makes is measured, which is the same in both.
    assert!(cfg!(debug_assertions) || memory <= limits::INTERFACE_MEMORY_BYTES, "{memory} bytes of memory");
    assert!(own <= limits::INTERFACE_OWN_BYTES, "{own} bytes of its own");
    screen.wait_for("› Office of the Head of Government");
    screen.quit();
}

#[test]
fn forty_keys_at_once_are_one_picture() {
    let place = large("en");
    let mut screen = opened(&place, "en");
    screen.write(&"\x1b[B".repeat(40));
    screen.wait_for("› P00040");
    let bytes = screen.read_until_quiet(QUIET) + screen.bytes().len();
    assert!(bytes <= limits::FIRST_SCREEN_BYTES + limits::BURST_BYTES, "{bytes} bytes with the first screen");
    screen.quit();
}

#[test]
fn nothing_is_sent_while_nothing_happens() {
    let place = Place::with_sample();
    for lang in ["en", "ar"] {
        let mut screen = Terminal::open(&place, lang, 80, 24);
        screen.wait_for("187");
        // The questions about Arabic go out after the first picture; then there is nothing more to say.
        screen.wait_for_bytes("\x1b[c");
        screen.read_until_quiet(QUIET);
        assert_eq!(screen.read_until_quiet(Duration::from_secs(3)), 0);
        let before = times_woken(screen.process());
        assert_eq!(screen.read_until_quiet(Duration::from_secs(3)), 0);
        let woken: Vec<(String, u64)> = times_woken(screen.process())
            .into_iter()
            .filter_map(|(name, times)| {
                let earlier = before.iter().find(|(other, _)| *other == name).map_or(0, |(_, times)| *times);
                (times > earlier && !name.contains("sled-io")).then_some((name, times - earlier))
            })
            .collect();
        assert_eq!(woken, [], "threads of ours that woke");
        screen.quit();
    }
}
