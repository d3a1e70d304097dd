//! How a terminal must be given a drawn row so that it stands on its screen as it was drawn.
//!
//! Most terminals show cells as they come. Some reorder or reverse what they take for right-to-left text; they are
//! given a row that their own reordering turns into the one that was drawn. This is the last step before a frame is
//! compared with what the terminal shows; nothing else in the program knows of it.

use super::forms::{FORMS, LAM_ALEF};
use super::layout::{mirrored, width_of};
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// What a terminal does to right-to-left text, and so how it is given its rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// It shows cells as they come: xterm, Alacritty, st, most under tmux.
    #[default]
    Visual,
    /// It reorders unless told not to by ECMA-48 BDSM: the VTE family, mintty.
    Explicit,
    /// It reorders unless told not to by its own sequence: mlterm.
    Mlterm,
    /// It always reorders each row as a left-to-right paragraph: PuTTY, Konsole.
    Inverse,
    /// It reverses each Arabic word: kitty.
    WordReversed,
    /// It shows cells as they come, but its font lacks the joined forms: old Windows consoles.
    Unshaped,
}

/// A blank that reordering takes for a Latin letter: neighbours stay where they are.
const BLANK: &str = "\u{2800}";

impl Profile {
    /// All, in the order of the documentation.
    pub const ALL: [Profile; 6] = [
        Profile::Visual,
        Profile::Explicit,
        Profile::Mlterm,
        Profile::Inverse,
        Profile::WordReversed,
        Profile::Unshaped,
    ];

    /// The name in settings.
    pub fn code(self) -> &'static str {
        match self {
            Profile::Visual => "visual",
            Profile::Explicit => "explicit",
            Profile::Mlterm => "mlterm",
            Profile::Inverse => "inverse",
            Profile::WordReversed => "word-reversed",
            Profile::Unshaped => "unshaped",
        }
    }

    /// The profile of this name.
    pub fn from_code(code: &str) -> Option<Profile> {
        Profile::ALL.into_iter().find(|profile| profile.code() == code)
    }

    /// Columns at the left edge that stay blank: a terminal that guesses a row's direction by its first letter finds
    /// a left-to-right one there.
    pub fn margin(self) -> u16 {
        u16::from(self == Profile::Inverse)
    }

    /// Whether a drawn row of symbols holds anything that terminals may reorder.
    pub fn matters_for(row: &[&str]) -> bool {
        row.iter().any(|symbol| is_rtl(first(symbol)))
    }

    /// The row to send for a drawn row of symbols, one a column, `""` in the second column of a wide one. Nothing
    /// where it is sent as it is.
    pub fn arrange(self, row: &[&str]) -> Option<Vec<Sent>> {
        let is_changed = match self {
            Profile::Visual | Profile::Explicit | Profile::Mlterm => false,
            Profile::Inverse | Profile::WordReversed => Profile::matters_for(row),
            Profile::Unshaped => row.iter().any(|symbol| plain_letter(first(symbol)).is_some()),
        };
        if !is_changed {
            return None;
        }
        let units = units(row);
        let arranged = match self {
            Profile::Inverse => inverse(units),
            Profile::WordReversed => word_reversed(units),
            _ => unshaped(units),
        };
        Some(columns(arranged, row.len()))
    }
}

/// One column of a row to send.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// Its symbol; `""` in the second column of a wide one.
    pub symbol: String,
    /// The column of the drawn row whose style it takes.
    pub style: usize,
}

/// A symbol of one or two columns.
#[derive(Clone, Debug, PartialEq)]
struct Unit {
    symbol: String,
    style: usize,
}

fn first(symbol: &str) -> char {
    symbol.chars().next().unwrap_or(' ')
}

fn is_rtl(letter: char) -> bool {
    letter >= '\u{590}' && matches!(bidi_class(letter), BidiClass::R | BidiClass::AL | BidiClass::AN)
}

fn is_border(letter: char) -> bool {
    ('\u{2500}'..='\u{259F}').contains(&letter)
}

fn units(row: &[&str]) -> Vec<Unit> {
    let symbols = row.iter().enumerate().filter(|(_, symbol)| !symbol.is_empty());
    symbols.map(|(style, symbol)| Unit { symbol: (*symbol).to_owned(), style }).collect()
}

fn columns(units: Vec<Unit>, count: usize) -> Vec<Sent> {
    let mut row = Vec::with_capacity(count);
    for Unit { symbol, style } in units {
        let more = usize::from(width_of(&symbol)).saturating_sub(1);
        row.push(Sent { symbol, style });
        row.extend((0..more).map(|_| Sent { symbol: String::new(), style }));
    }
    row
}

/// The row that reordering as a left-to-right paragraph turns into this one. Reordering is its own inverse where no
/// digits touch Arabic letters; there the row stays readable, not exact.
fn inverse(mut units: Vec<Unit>) -> Vec<Unit> {
    for unit in units.iter_mut().filter(|unit| unit.symbol == " ") {
        BLANK.clone_into(&mut unit.symbol);
    }
    let text: String = units.iter().map(|unit| first(&unit.symbol)).collect();
    let info = BidiInfo::new(&text, Some(Level::ltr()));
    let Some(paragraph) = info.paragraphs.first() else { return units };
    let levels = info.reordered_levels_per_char(paragraph, 0..text.len());
    let place = |at: usize| {
        let unit = units.get(at)?;
        let is_turned = levels.get(at).is_some_and(|level| level.is_rtl());
        let symbol = if is_turned { mirrored(unit.symbol.clone()) } else { unit.symbol.clone() };
        Some(Unit { symbol, style: unit.style })
    };
    let levels = levels.get(..units.len()).unwrap_or_default();
    BidiInfo::reorder_visual(levels).into_iter().filter_map(place).collect()
}

/// Each blank-delimited word with Arabic and no Latin letters, its symbols reversed under styles that stay.
fn word_reversed(mut units: Vec<Unit>) -> Vec<Unit> {
    let is_gap = |unit: &Unit| unit.symbol == " " || is_border(first(&unit.symbol));
    for word in units.split_mut(is_gap) {
        let is_arabic = word.iter().any(|unit| is_rtl(first(&unit.symbol)));
        if is_arabic && !word.iter().any(|unit| first(&unit.symbol).is_ascii_alphabetic()) {
            let symbols: Vec<String> = word.iter().rev().map(|unit| mirrored(unit.symbol.clone())).collect();
            for (unit, symbol) in word.iter_mut().zip(symbols) {
                unit.symbol = symbol;
            }
        }
    }
    units
}

/// Joined forms as plain letters. A lam-alef needs a second column: it takes the nearest blank that has another blank
/// or the edge beside it; where there is none it stays as it is.
fn unshaped(mut units: Vec<Unit>) -> Vec<Unit> {
    let mut at = 0;
    while at < units.len() {
        let Some(unit) = units.get(at).cloned() else { break };
        let mut letters = unit.symbol.chars();
        let letter = letters.next().unwrap_or(' ');
        let marks: String = letters.collect();
        if let Some(plain) = plain_letter(letter) {
            if let [Some(alef), Some(lam)] = plain {
                if let Some(blank) = spare_blank(&units, at) {
                    units.remove(blank);
                    let place = if blank < at { at - 1 } else { at };
                    if let Some(unit) = units.get_mut(place) {
                        unit.symbol = format!("{alef}{marks}");
                    }
                    units.insert(place + 1, Unit { symbol: lam.to_string(), style: unit.style });
                    at = place + 1;
                }
            } else if let (Some(unit), [Some(plain), None]) = (units.get_mut(at), plain) {
                unit.symbol = format!("{plain}{marks}");
            }
        }
        at += 1;
    }
    units
}

/// The nearest blank on this row, up to a border, beside which another blank or the edge keeps words apart.
fn spare_blank(units: &[Unit], at: usize) -> Option<usize> {
    let is_blank = |place: usize| units.get(place).is_none_or(|unit| unit.symbol == " ");
    let open = |place: &usize| units.get(*place).is_some_and(|unit| !is_border(first(&unit.symbol)));
    let is_spare = |place: &usize| {
        units.get(*place).is_some_and(|unit| unit.symbol == " ")
            && (is_blank(place + 1) || place.checked_sub(1).is_none_or(is_blank))
    };
    let left = (0..at).rev().take_while(open).find(is_spare);
    let right = (at + 1..units.len()).take_while(open).find(is_spare);
    match (left, right) {
        (Some(left), Some(right)) => Some(if at - left <= right - at { left } else { right }),
        (left, right) => left.or(right),
    }
}

/// The letter that a joined form stands for; of a lam-alef the alef and the lam, left to right.
fn plain_letter(form: char) -> Option<[Option<char>; 2]> {
    if !matches!(form, '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}') {
        return None;
    }
    let ligature = LAM_ALEF.iter().find(|(_, forms)| forms.contains(&form));
    if let Some((alef, _)) = ligature {
        return Some([Some(*alef), Some('\u{644}')]);
    }
    FORMS.iter().find(|(_, forms)| forms.contains(&form)).map(|(letter, _)| [Some(*letter), None])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::text::{Direction, layout};
    use proptest::prelude::*;

    /// The columns of a text as a frame of this width holds them.
    fn drawn(text: &str, direction: Direction, width: usize) -> Vec<String> {
        let line = layout::layout(text, Some(direction));
        let mut row: Vec<String> = Vec::new();
        for cell in &line.cells {
            row.push(cell.text.clone());
            row.extend((1..cell.width).map(|_| String::new()));
        }
        row.truncate(width);
        let blanks = std::iter::repeat_n(" ".to_owned(), width - row.len());
        match direction {
            Direction::Ltr => row.into_iter().chain(blanks).collect(),
            Direction::Rtl => blanks.chain(row).collect(),
        }
    }

    fn sent(profile: Profile, row: &[String]) -> Vec<String> {
        let row: Vec<&str> = row.iter().map(String::as_str).collect();
        match profile.arrange(&row) {
            Some(sent) => sent.into_iter().map(|sent| sent.symbol).collect(),
            None => row.into_iter().map(str::to_owned).collect(),
        }
    }

    /// A terminal that reorders each row as a left-to-right paragraph, as PuTTY and Konsole do.
    fn reordering_terminal(row: &[String]) -> Vec<String> {
        let shown: Vec<&String> = row.iter().filter(|symbol| !symbol.is_empty()).collect();
        let text: String = shown.iter().map(|symbol| first(symbol)).collect();
        let info = BidiInfo::new(&text, Some(Level::ltr()));
        let levels = info.reordered_levels_per_char(&info.paragraphs[0], 0..text.len());
        let places = BidiInfo::reorder_visual(&levels);
        let mirror = |at: usize| if levels[at].is_rtl() { mirrored(shown[at].clone()) } else { shown[at].clone() };
        places.into_iter().map(mirror).map(|symbol| symbol.replace(BLANK, " ")).collect()
    }

    #[test]
    fn a_reordering_terminal_shows_what_was_drawn() {
        let lines = [
            ("وزارة الداخلية (الرباط)", Direction::Rtl),
            ("Rabat: الرباط، 2018", Direction::Ltr),
            ("لجنة GFMD دولية", Direction::Rtl),
            ("1. الدورة رقم 14: «اللجنة» [12]", Direction::Rtl),
            ("10:30  بريد a.b@c.ma", Direction::Rtl),
        ];
        for (text, direction) in lines {
            let mut row = vec![" ".to_owned()];
            row.extend(drawn(text, direction, 40));
            let shown = reordering_terminal(&sent(Profile::Inverse, &row));
            assert_eq!(shown, row, "{text}");
        }
    }

    #[test]
    fn latin_rows_are_sent_as_they_are() {
        for profile in Profile::ALL {
            assert_eq!(profile.arrange(&["a", "é", " ", "─", "1"]), None);
        }
    }

    #[test]
    fn each_arabic_word_is_reversed_under_styles_that_stay() {
        let row = drawn("لا بأس (جدا) GFMD", Direction::Rtl, 20);
        let row: Vec<&str> = row.iter().map(String::as_str).collect();
        let sent = Profile::WordReversed.arrange(&row).unwrap();
        assert_eq!(sent.iter().map(|sent| sent.style).collect::<Vec<_>>(), (0..20).collect::<Vec<_>>());
        let text: String = sent.iter().map(|sent| sent.symbol.as_str()).collect();
        let plain = text.trim_start();
        assert!(plain.starts_with("GFMD "), "{plain}");
        assert!(plain.contains("(\u{FE9F}\u{FEAA}\u{FE8D})"), "brackets turn with their word: {plain}");
        assert!(plain.ends_with("\u{FE91}\u{FE84}\u{FEB1} \u{FEFB}"), "{plain}");
    }

    #[test]
    fn plain_letters_take_a_blank_for_each_lam_alef() {
        let row = drawn("الاتفاق", Direction::Rtl, 10);
        assert_eq!(sent(Profile::Unshaped, &row).concat(), "   قافتالا");
        let tight = drawn("لا", Direction::Rtl, 1);
        assert_eq!(sent(Profile::Unshaped, &tight).concat(), "\u{FEFB}", "no room: it stays one cell");
    }

    #[test]
    fn names_are_those_of_the_settings() {
        for profile in Profile::ALL {
            assert_eq!(Profile::from_code(profile.code()), Some(profile));
        }
        assert_eq!(Profile::from_code("auto"), None);
    }

    fn any_text() -> impl Strategy<Value = String> {
        let words = prop_oneof![
            Just("الاتفاق".to_owned()),
            Just("لا".to_owned()),
            Just("(جدا)".to_owned()),
            Just("مُدَّة".to_owned()),
            Just("GFMD".to_owned()),
            Just("2018".to_owned()),
            Just("2018م".to_owned()),
            Just("ⵔⴰ".to_owned()),
            Just("会议".to_owned()),
            Just("│".to_owned()),
            "[a-z ,.«»:]{0,4}",
        ];
        prop::collection::vec(words, 0..9).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn every_profile_keeps_the_width_of_a_row(text in any_text(), rtl in any::<bool>(), width in 10usize..60) {
            let row = drawn(&text, if rtl { Direction::Rtl } else { Direction::Ltr }, width);
            let symbols: Vec<&str> = row.iter().map(String::as_str).collect();
            // A wide letter cut in two by the edge is not drawn in a frame.
            prop_assume!(symbols.last().is_none_or(|last| width_of(last) < 2));
            for profile in Profile::ALL {
                if let Some(sent) = profile.arrange(&symbols) {
                    prop_assert_eq!(sent.len(), width, "{:?}", profile);
                    prop_assert!(sent.iter().all(|sent| sent.style < width));
                }
            }
        }

        #[test]
        fn what_is_sent_inverse_comes_back_unless_digits_touch_letters(text in any_text(), rtl in any::<bool>()) {
            prop_assume!(!text.contains("18م"));
            let mut row = vec![" ".to_owned()];
            row.extend(drawn(&text, if rtl { Direction::Rtl } else { Direction::Ltr }, 50));
            let shown = reordering_terminal(&sent(Profile::Inverse, &row));
            let wanted: Vec<String> = row.into_iter().filter(|symbol| !symbol.is_empty()).collect();
            prop_assert_eq!(shown, wanted);
        }
    }
}
