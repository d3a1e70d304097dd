//! Lists as each person wants them, with the real binary in a pseudo-terminal: groups, order, columns; and the keys that all
//! lists share.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;

use place::Place;
use tansiq::text::{self, Direction};
use terminal::Terminal;

/// A text as it stands in the cells of an Arabic screen.
fn seen(text: &str) -> String {
    text::layout(text, Some(Direction::Rtl)).cells.iter().map(|cell| cell.text.as_str()).collect()
}

fn at_start(place: &Place, lang: &str, columns: u16, rows: u16) -> Terminal {
    let mut screen = Terminal::open(place, lang, columns, rows);
    screen.wait_for(&if lang == "ar" {
        seen("حسب الترتيب البروتوكولي")
    } else {
        "In protocol order".to_owned()
    });
    screen
}

#[test]
fn partners_are_grouped_and_folded_and_that_is_remembered_for_the_person() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en", 80, 24);
    screen.press(&["o"]);
    screen.wait_for("How the list is arranged");
    // The second grouping is that by kind of partner.
    screen.press(&["j", "Enter", "Esc"]);
    let shown = screen.wait_for("In protocol order · by kind");
    assert!(shown.contains("▾ Government department"), "{shown}");
    screen.press(&["g"]);
    let shown = screen.wait_for("› ▾ State  7");
    assert!(shown.contains("Kingdom of Morocco"), "{shown}");
    screen.press(&["Enter"]);
    screen.wait_for("▸ State  7");
    screen.wait_until_gone("Kingdom of Morocco");
    // What is opened stands in sight, folded or not.
    screen.press(&["/"]);
    screen.write("espagne");
    screen.wait_for("Kingdom of Spain");
    screen.press(&["Enter"]);
    screen.wait_for_all(&["▾ State  7", "›   Kingdom of Spain"]);
    screen.quit();

    let mut again = Terminal::open(&place, "ar", 80, 24);
    again.wait_for(&seen("حسب الترتيب البروتوكولي · حسب النوع"));
    again.quit();
    let mut other = Terminal::open_with(&place, &[("USER", "omar"), ("LOGNAME", "omar")]);
    other.wait_for("In protocol order");
    assert!(!other.shown().contains("by kind"));
    other.quit();
}

#[test]
fn partners_are_grouped_by_region_and_stand_as_a_tree() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en", 80, 24);
    screen.press(&["o"]);
    screen.wait_for("by region");
    screen.press(&["j", "j", "Enter", "Esc"]);
    screen.wait_for_all(&["by region", "▾ Maghreb"]);
    screen.press(&["G"]);
    screen.wait_for("Not said");
    screen.press(&["o", "g", "j", "j", "j", "j", "Enter", "Esc"]);
    screen.wait_for("as a tree");
    screen.press(&["g"]);
    let tree = screen.wait_for("› Office of the Head of Government");
    let line = |name: &str| tree.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name} in {tree}"));
    let indent = |line: &str| line.chars().take_while(|letter| *letter == ' ').count();
    let embassy = line("Embassy of the Kingdom of Morocco in Berlin");
    assert_eq!(indent(embassy), indent(line("in charge of foreign affairs")) + 2, "{tree}");
    screen.quit();
}

#[test]
fn columns_are_chosen_sorted_by_and_leave_from_the_last_where_it_is_narrow() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en", 120, 40);
    screen.press(&["z", "o"]);
    screen.wait_for("Columns");
    // Country and level beside the acronyms, which stand first already.
    let choose = |screen: &mut Terminal, name: &str| {
        let shown = screen.shown();
        let steps = shown.lines().skip(2).position(|line| line.trim_end().ends_with(name)).unwrap();
        screen.press(&vec!["j"; steps]);
        screen.press(&["Enter"]);
        screen.wait_for(&format!("• {name}"));
        screen.press(&["g"]);
        screen.wait_for("› Groups");
    };
    choose(&mut screen, "Country");
    choose(&mut screen, "Level");
    screen.press(&["Esc"]);
    screen.wait_for("In protocol order  ");
    screen.quit();
    let file = std::fs::read_to_string(place.path().join("config/tansiq/lists.tsv")).unwrap();
    assert_eq!(file, "amina\tpartners\t\t\t\tacronyms country level\n");

    let widths = [(80, vec!["Acronyms", "Country", "Level"]), (60, vec!["Acronyms", "Country"])];
    for (columns, wanted) in widths {
        let mut screen = Terminal::open(&place, "en", columns, 24);
        let shown = screen.wait_for_all(&wanted);
        let head = shown.lines().nth(1).unwrap_or_default();
        let names = ["Acronyms", "Country", "Level"].iter().filter(|name| head.contains(**name)).count();
        assert_eq!(names, wanted.len(), "{shown}");
        let row = shown.lines().find(|line| line.contains("Delegate Ministry")).unwrap();
        assert!(row.contains("…") && row.contains("Morocco"), "{row}");
        screen.quit();
    }

    // In Arabic the columns stand on the left, and the list is sorted by one of them, then turned round.
    let mut screen = Terminal::open(&place, "ar", 80, 24);
    let shown = screen.wait_for(&seen("البلد"));
    let head = shown.lines().nth(1).unwrap_or_default();
    let at = |name: &str| head.find(&seen(name)).unwrap_or_else(|| panic!("{name} in {head}"));
    assert!(at("المستوى") < at("البلد") && at("البلد") < at("حسب الترتيب البروتوكولي"), "{head}");
    screen.press(&["o"]);
    screen.wait_for(&seen("ترتيب اللائحة"));
    // Groups are five lines; protocol order, alphabet, acronyms, country.
    screen.press(&["j", "j", "j", "j", "j", "j", "j", "j", "Enter"]);
    screen.wait_for("↓");
    screen.press(&["Enter"]);
    screen.wait_for("↑");
    screen.press(&["Esc"]);
    screen.wait_for(&seen("حسب البلد"));
    screen.quit();
    let file = std::fs::read_to_string(place.path().join("config/tansiq/lists.tsv")).unwrap();
    assert_eq!(file, "amina\tpartners\t\tcountry\treversed\tacronyms country level\n");
}

#[test]
fn a_letter_opened_from_home_has_the_cursor() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en", 80, 24);
    screen.press(&["0"]);
    screen.wait_for("› ");
    let home = screen.wait_for("Letter");
    let letter = home.lines().find(|line| line.starts_with('›')).unwrap().to_owned();
    let title: Vec<&str> = letter.split_whitespace().skip(2).take(3).collect();
    screen.press(&["Enter"]);
    let timeline = screen.wait_for("letter #");
    let chosen = timeline.lines().find(|line| line.starts_with('›')).unwrap_or_else(|| panic!("{timeline}"));
    assert!(chosen.contains(&title.join(" ")), "{title:?} in {timeline}");
    screen.quit();
}
