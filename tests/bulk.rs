//! Marked lines and what is done to all of them at once, with the real binary in a pseudo-terminal.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;

use place::Place;
use serde_json::Value;
use tansiq::text::{self, Direction};
use terminal::Terminal;

/// A text as it stands in the cells of an Arabic screen.
fn seen(text: &str) -> String {
    text::layout(text, Some(Direction::Rtl)).cells.iter().map(|cell| cell.text.as_str()).collect()
}

fn listed(place: &Place, arguments: &[&str]) -> Vec<Value> {
    let said = place.said(&[&["list"], arguments, &["--json"]].concat());
    said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Partners filtered to those of Germany, all of them marked, with the menu of what can be done.
fn all_of_germany(place: &Place, lang: &str) -> Terminal {
    let mut screen = Terminal::open(place, lang, 80, 24);
    let partners = if lang == "ar" { seen("الشركاء") } else { "Partenaires".to_owned() };
    screen.wait_for(&partners);
    screen.press(&["f"]);
    screen.write("country:DE\r");
    screen.wait_for("country:DE");
    screen.press(&["M"]);
    screen
}

#[test]
fn a_theme_is_added_to_all_of_a_filter_and_one_undo_takes_it_back() {
    let place = Place::with_sample();
    let before = listed(&place, &["partner", "country:DE"]);
    assert!(before.len() > 1, "the sample has several");
    for (lang, adds) in [("fr", "Ajouter à\u{a0}: Thèmes".to_owned()), ("ar", seen("إضافة إلى: المواضيع"))]
    {
        let mut screen = all_of_germany(&place, lang);
        screen.wait_for(&format!("*{}", before.len()));
        screen.press(&["b"]);
        screen.wait_for(&adds);
        screen.press(&["2"]);
        screen.write("childh");
        screen.wait_for("childh");
        screen.press(&["Enter", "Enter"]);
        let change = if lang == "fr" {
            screen.wait_for(&format!("Thèmes\u{a0}: {} fiches changeront", before.len()))
        } else {
            screen.wait_for(&seen("ثم u يلغي كل شيء"))
        };
        assert!(change.contains('—'), "what is there now stands beside what will be: {change}");
        screen.press(&["Enter"]);
        screen.wait_for(&if lang == "fr" {
            "u annule tout".to_owned()
        } else {
            seen("u يلغي ذلك دفعة واحدة")
        });
        assert!(screen.keys() <= 8, "{} keys", screen.keys());
        let done = listed(place_now(&place, screen), &["partner", "country:DE", "theme:childhood"]);
        assert_eq!(done.len(), before.len());
        let mut screen = Terminal::open(&place, lang, 80, 24);
        screen.wait_for(&if lang == "ar" {
            seen("حسب الترتيب البروتوكولي")
        } else {
            "Par ordre protocolaire".to_owned()
        });
        screen.press(&["u"]);
        screen.wait_for(&format!("{}", before.len()));
        screen.quit();
        assert_eq!(without_rev(listed(&place, &["partner", "country:DE"])), without_rev(before.clone()));
    }
}

/// Ends the session, so that commands may look at the desk.
fn place_now(place: &Place, screen: Terminal) -> &Place {
    screen.quit();
    place
}

/// Records without the revision of their last change.
fn without_rev(mut records: Vec<Value>) -> Vec<Value> {
    for record in &mut records {
        record.as_object_mut().unwrap().remove("rev");
    }
    records
}

#[test]
fn what_is_marked_is_exported_printed_and_taken_away() {
    let place = Place::with_sample();
    let linked = listed(&place, &["partner", "country:DE"]).len();
    for name in ["Bureau de Bonn", "Bureau de Cologne"] {
        place.said(&["add", "partner", &format!("names.fr={name}"), "type=association", "country=DE"]);
    }
    let count = linked + 2;
    let mut screen = all_of_germany(&place, "fr");
    screen.press(&["b"]);
    screen.wait_for("Exporter en CSV");
    screen.press(&["7"]);
    screen.wait_for("partner-2026-11-23.csv");
    screen.press(&["b"]);
    screen.wait_for("Imprimer une page par fiche");
    screen.press(&["6"]);
    screen.wait_for(&format!("Imprimer {count} pages"));
    screen.press(&["1"]);
    screen.wait_for(&format!("{count} pages écrites"));
    screen.press(&["b"]);
    screen.wait_for("Supprimer les fiches");
    screen.press(&["9"]);
    // What others link to stays, and that is told before anything is done.
    let against = format!("une règle s’y oppose\u{a0}: {linked}");
    screen.wait_for_all(&["2 fiches seront supprimées", &against, "y renvoie encore", "Bureau de Cologne"]);
    screen.press(&["Enter"]);
    screen.wait_for("u annule tout");
    screen.wait_until_gone("Bureau de Cologne");
    screen.press(&["u"]);
    screen.wait_for("Retour en arrière\u{a0}: 2 fiches");
    screen.quit();
    let csv = std::fs::read_to_string(place.path().join("partner-2026-11-23.csv")).unwrap();
    assert_eq!(csv.lines().count(), count + 1, "{csv}");
    let pages = std::fs::read_dir(place.path()).unwrap();
    let pages = pages.filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with("sheet-"));
    assert_eq!(pages.count(), count);
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn all_that_is_late_is_marked_under_its_heading_at_home() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "en", 80, 24);
    screen.wait_for("Partners");
    screen.press(&["0"]);
    // The cursor begins on the letters without an answer; the next heading is that of what is late.
    screen.wait_for("Late  4");
    screen.press(&["J", "M"]);
    screen.wait_for_all(&["› Late", "*4"]);
    screen.press(&["b"]);
    screen.wait_for("4 records: ");
    screen.press(&["Esc"]);
    screen.wait_for("*4");
    screen.press(&["M"]);
    screen.wait_until_gone("*4");
    screen.quit();
}

#[test]
fn a_mark_of_one_line_is_a_star_and_esc_lets_all_go() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "en", 80, 24);
    screen.wait_for("Partners");
    screen.press(&["m", "m"]);
    let marked = screen.wait_for("*2");
    assert_eq!(marked.lines().filter(|line| line.starts_with(" *")).count(), 2, "{marked}");
    screen.press(&["b", "Down", "Down", "Down"]);
    screen.wait_for("2 records: Partner");
    screen.press(&["Esc"]);
    screen.wait_for("*2");
    screen.press(&["Esc"]);
    screen.wait_until_gone("*");
    screen.quit();
}
