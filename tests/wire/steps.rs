//! The bytes of each step, with the real binary: no more than its budget.

use super::large;
use super::place::Place;
use super::terminal::Terminal;
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

/// Each thread with the times it has waited for something and gone on.
fn times_woken(process: u32) -> Vec<(String, u64)> {
    let read = |path: &std::path::Path| std::fs::read_to_string(path).unwrap_or_default();
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).expect("its threads").flatten();
    let woken = |thread: std::fs::DirEntry| {
        let name = read(&thread.path().join("comm"));
        let status = read(&thread.path().join("status"));
        let times = status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
        let id = thread.file_name().to_string_lossy().into_owned();
        (format!("{} {id}", name.trim()), times.and_then(|times| times.trim().parse().ok()).unwrap_or(0))
    };
    threads.map(woken).collect()
}
