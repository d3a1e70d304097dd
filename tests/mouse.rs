//! The mouse does what keys do and nothing else: lines, tabs and hints under it, the wheel; and the terminal has it back at the end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;

use place::Place;
use tansiq::text::{self, Direction};
use terminal::Terminal;

/// What switches the reports on, and off.
const ON: &str = "\x1b[?1000h\x1b[?1006h";
const OFF: &str = "\x1b[?1006l\x1b[?1000l";

fn open(lang: &str, setting: &str) -> (Place, Terminal) {
    let place = Place::with_sample();
    place.settings(&format!("start = \"partners\"\n[terminal]\nmouse = \"{setting}\"\n"));
    let screen = Terminal::open(&place, lang, 80, 24);
    (place, screen)
}

/// Presses the first button over the first cell of a text.
fn click(screen: &mut Terminal, words: &str) {
    let shown = screen.wait_for(words);
    let (row, line) = shown.lines().enumerate().find(|(_, line)| line.contains(words)).unwrap();
    let column = text::width(&line[..line.find(words).unwrap()]);
    screen.raw(format!("\x1b[<0;{};{}M\x1b[<0;{0};{1}m", column + 1, row + 1).as_bytes());
}

fn seen(text: &str) -> String {
    text::layout(text, Some(Direction::Rtl)).cells.iter().map(|cell| cell.text.as_str()).collect()
}

#[test]
fn a_line_is_chosen_by_a_click_and_opened_by_another() {
    let (_place, mut screen) = open("fr", "on");
    click(&mut screen, "Ministère de l’Intérieur");
    screen.wait_for("› Ministère de l’Intérieur");
    click(&mut screen, "› Ministère de l’Intérieur");
    screen.wait_for("Relance sur le cahier des charges");
    click(&mut screen, "3 Instances");
    screen.wait_for("› Commission ministérielle");
    // Its sessions go from between, and still the right one is chosen.
    click(&mut screen, "Comité thématique du cadre");
    screen.wait_for("›     Comité thématique du cadre");
    click(&mut screen, "Commission ministérielle");
    screen.wait_for("› Commission ministérielle");
    click(&mut screen, "? aide");
    screen.wait_for("Aide");
    screen.raw(b"\x1b[<65;10;10M\x1b[<65;10;10M\x1b[<64;10;10M");
    screen.wait_for("› :");
    click(&mut screen, "Esc fermer");
    screen.wait_for("› Commission ministérielle");
    screen.quit();
}

#[test]
fn the_other_side_of_an_agenda_is_reached_with_it_on_an_arabic_screen() {
    let (_place, mut screen) = open("ar", "on");
    click(&mut screen, &format!("{} 3", seen("اللجان")));
    screen.wait_for("Commission ministérielle des Marocains");
    screen.press(&["n", "m"]);
    screen.wait_for(&seen("نقط مقترحة"));
    // The other side of the composer, then a line of it.
    click(&mut screen, "2026-10-20");
    screen.press(&["a", "e"]);
    screen.wait_for("Ctrl-s");
    screen.kill();
}

#[test]
fn the_terminal_has_its_mouse_back_at_the_end_and_keeps_it_where_it_is_set_so() {
    let (_place, mut screen) = open("fr", "on");
    screen.wait_for("Partenaires");
    screen.wait_for_bytes(ON);
    let bytes = screen.quit_and_read();
    assert!(bytes.rfind(OFF) > bytes.rfind(ON));
    let (_place, mut screen) = open("fr", "off");
    screen.wait_for("Partenaires");
    assert!(!screen.quit_and_read().contains("?1000"));
    // By itself it is heard once the line was measured and is fast.
    let (_place, mut screen) = open("fr", "auto");
    screen.wait_for("Partenaires");
    screen.press(&["Down", "Down", "PgDn", "PgUp"]);
    screen.wait_for_bytes(ON);
    let bytes = screen.quit_and_read();
    assert_eq!(bytes.matches(ON).count(), 1);
    assert_eq!(bytes.matches(OFF).count(), 1);
}
