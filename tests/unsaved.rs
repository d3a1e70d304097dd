//! Forms that a session did not save: what is found again after a crash, and texts that are written in an editor.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;

use place::Place;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tansiq::text::{self, Direction};
use terminal::Terminal;

fn at_start(place: &Place, lang: &str) -> Terminal {
    let mut screen = Terminal::open(place, lang, 80, 24);
    screen.wait_for(if lang == "fr" { "Partenaires" } else { "Partners" });
    screen
}

/// What lies on the shelf of the desk.
fn shelved(place: &Place) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(place.path().join("desk/unfinished")) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// Waits until what lies there holds a text, or until nothing lies there.
fn wait_for_shelf(place: &Place, wanted: Option<&str>) {
    let begun = Instant::now();
    let is_so = || match (wanted, shelved(place).first()) {
        (Some(wanted), Some(file)) => std::fs::read_to_string(file).is_ok_and(|text| text.contains(wanted)),
        (None, first) => first.is_none(),
        (Some(_), None) => false,
    };
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the shelf does not hold {wanted:?}");
        std::thread::yield_now();
    }
}

#[test]
fn a_form_that_was_cut_off_is_offered_again_and_goes_when_it_is_saved() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "fr");
    screen.press(&["n", "e"]);
    screen.wait_for("Intitulé (fr)");
    screen.write("Audience du conseil\rvisi\r9/20");
    screen.wait_for("9/20");
    wait_for_shelf(&place, Some("9/20"));
    let file = shelved(&place).remove(0);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    screen.kill();

    // Whoever else opens the desk is offered nothing and takes nothing away.
    let mut other = Terminal::open_with(&place, &[("USER", "omar"), ("LOGNAME", "omar")]);
    assert!(!other.wait_for("Partners").contains("not saved"));
    other.quit();

    let mut screen = Terminal::open(&place, "fr", 80, 24);
    screen.wait_for_all(&["Formulaires non enregistrés", "Nouveau\u{a0}: Activité · Audience du conseil"]);
    screen.press(&["Esc"]);
    screen.wait_for("Conservés");
    screen.quit();
    let mut screen = Terminal::open(&place, "fr", 80, 24);
    screen.wait_for("Formulaires non enregistrés");
    screen.press(&["1"]);
    // As it was left: what was read, what was only typed, and the caret in its row.
    screen.wait_for_all(&["Audience du conseil", "› Date", "9/20"]);
    screen.write("18");
    screen.wait_for("= septembre 2018");
    screen.press(&["Ctrl-s"]);
    screen.wait_for("Enregistré\u{a0}: #188 Audience du conseil");
    wait_for_shelf(&place, None);
    screen.kill();
    let shown = place.said(&["show", "188", "--json"]);
    assert!(shown.contains("\"date\":\"2018-09\""), "{shown}");
    let mut screen = at_start(&place, "fr");
    assert!(!screen.shown().contains("non enregistrés"));
    screen.quit();
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn what_is_thrown_away_is_not_offered_again() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["n", "p"]);
    screen.wait_for("New: Partner");
    screen.write("An office");
    wait_for_shelf(&place, Some("An office"));
    screen.press(&["Esc"]);
    screen.wait_for("Esc once more");
    screen.press(&["Esc"]);
    wait_for_shelf(&place, None);
    screen.press(&["n", "p"]);
    screen.wait_for("New: Partner");
    screen.write("Another office");
    wait_for_shelf(&place, Some("Another office"));
    screen.kill();
    let mut screen = Terminal::open(&place, "en", 80, 24);
    screen.wait_for("Another office");
    screen.press(&["d"]);
    screen.wait_for("d once more");
    screen.press(&["d"]);
    screen.wait_for("thrown away");
    wait_for_shelf(&place, None);
    screen.quit();
}

#[test]
fn a_line_that_is_cut_leaves_the_form_as_a_crash_does() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["n", "p"]);
    screen.wait_for("New: Partner");
    screen.write("Cut at once");
    screen.wait_for("Cut at once");
    assert!(screen.vanish(), "it ends well");
    let mut screen = Terminal::open(&place, "ar", 80, 24);
    let title = text::layout("استمارات لم تحفظ", Some(Direction::Rtl));
    screen.wait_for(&title.cells.iter().map(|cell| cell.text.as_str()).collect::<String>());
    screen.wait_for("Cut at once");
    screen.kill();
}

#[test]
fn a_record_that_changed_meanwhile_is_met_as_in_any_form() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["/"]);
    screen.write("dakh\re");
    screen.wait_for("Names (en)");
    screen.write("!");
    screen.wait_for("!");
    wait_for_shelf(&place, Some("!"));
    screen.kill();
    place.said(&["set", "26", "names.en=Home Office", "acronyms.fr=MI2"]);
    let mut screen = Terminal::open(&place, "en", 80, 24);
    screen.wait_for("#26");
    screen.press(&["Enter"]);
    screen.wait_for_all(&["Changed first by somebody else", "there now: Home", "Ctrl-t"]);
    screen.press(&["Ctrl-s"]);
    screen.wait_for("u takes it back");
    screen.quit();
    let shown = place.said(&["show", "26", "--json"]);
    assert!(shown.contains("!\"") && shown.contains("MI2"), "{shown}");
}

#[test]
fn what_cannot_be_read_is_set_aside_and_said() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["n", "p"]);
    screen.write("An office");
    wait_for_shelf(&place, Some("An office"));
    screen.kill();
    std::fs::write(shelved(&place).remove(0), "{").unwrap();
    let mut screen = Terminal::open(&place, "en", 80, 24);
    screen.wait_for("The unsaved forms could not be read");
    screen.quit();
    assert_eq!(std::fs::read_dir(place.path().join("desk/aside")).unwrap().count(), 1);
}

/// An English form on whose summary the caret stands, of somebody whose editor is this.
fn on_a_summary(place: &Place, editor: &str) -> Terminal {
    let mut screen = Terminal::open_with(place, &[("VISUAL", ""), ("EDITOR", editor)]);
    screen.wait_for("Partners");
    screen.press(&["n", "e"]);
    screen.wait_for("2026-11-23");
    screen.write("Visit\rvisi\r\t\t");
    screen.wait_for("› Summary (en)");
    screen.write("first words");
    screen.wait_for("first words");
    screen
}

#[test]
fn a_long_text_is_written_in_the_editor_of_the_person() {
    let place = Place::with_sample();
    let mut screen = on_a_summary(&place, "sh -c 'printf \"Three points.\\n\\033[2J\\tالنقطة الأولى\\n\" > \"$1\"' sh");
    screen.press(&["\x07"]);
    screen.wait_for("Three points.");
    screen.press(&["Ctrl-s"]);
    screen.wait_for("Saved: #188");
    screen.quit();
    let shown = place.said(&["show", "188", "--json"]);
    assert!(shown.contains("\"Three points.\\n[2J\\tالنقطة الأولى\""), "control-clean: {shown}");
    let temporary = std::fs::read_dir(place.path().join("desk/temporary")).map_or(0, Iterator::count);
    assert_eq!(temporary, 0, "nothing of it is left");
}

#[test]
fn an_editor_that_fails_leaves_the_text_as_it_was() {
    for (editor, said) in [
        ("sh -c 'echo lost > \"$1\"; exit 3' sh", "ended with a failure"),
        ("truncate -s 0", "left an empty file"),
        ("tansiq-no-such-editor", "No such editor"),
        ("vim 'x", "cannot be split"),
    ] {
        let place = Place::with_sample();
        let mut screen = on_a_summary(&place, editor);
        screen.press(&["\x07"]);
        screen.wait_for_all(&[said, "first words"]);
        screen.write(" and more");
        screen.wait_for("first words and more");
        screen.kill();
    }
}

#[test]
fn the_editor_has_the_keys_and_the_screen_and_an_interrupt_ends_it_alone() {
    let place = Place::with_sample();
    let mut screen =
        on_a_summary(&place, "sh -c 'sed \"s/$/ is there/\" \"$1\"; read line; echo \"$line\" > \"$1\"' sh");
    screen.press(&["\x07"]);
    screen.wait_for("first words is there");
    screen.write("typed into the editor\n");
    screen.wait_for_all(&["› Summary", "typed into the editor"]);
    screen.press(&["\x07"]);
    screen.wait_for("typed into the editor is there");
    screen.write("\x03");
    screen.wait_for_all(&["ended with a failure", "typed into the editor"]);
    screen.press(&["Ctrl-s"]);
    screen.wait_for("Saved: #188");
    screen.quit();
}
