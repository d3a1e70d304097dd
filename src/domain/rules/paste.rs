//! An indented text, as people paste it from a letter or a draft, as the items of an agenda.
//!
//! Deeper lines are sub-items; what numbers or marks a line (`1.2`, `II.`, `أ)`, `-`) is left out, since numbers are always
//! computed. `Bilan | حصيلة` is a title in two languages, `(15 min)` or `(1h30)` at the end its length.

use super::agenda::{new_item, set_level};
use crate::domain::read::language_of;
use crate::domain::value::{Fields, Text3};
use crate::lang::duration::Minutes;
use crate::limits;
use std::collections::BTreeSet;

/// Cells that a tab counts for where lines are compared.
const TAB: usize = 8;

/// The items of a pasted text with their levels, the first level first; nothing for a text without words.
pub fn items_of(text: &str) -> Vec<Fields> {
    let mut open: Vec<usize> = Vec::new();
    let mut items = Vec::new();
    let lines = || text.lines().filter(|line| !line.trim().is_empty()).take(limits::LIST_LEN);
    let letters: BTreeSet<char> = lines().filter_map(|line| dotted_letter(line.trim())).collect();
    for line in lines() {
        let indent = indent_of(line);
        // One letter with a dot may be a title before a name: it counts only where its neighbour does too.
        let is_title = dotted_letter(line.trim()).is_some_and(|letter| !counts_on(letter, &letters));
        let (parts, words) = if is_title { (0, line.trim()) } else { without_mark(line.trim()) };
        open.retain(|above| *above < indent);
        // A number of several parts says its level itself, where the text is not indented.
        let depth = if open.is_empty() && parts > 1 { parts - 1 } else { open.len() };
        open.push(indent);
        let (title, minutes) = without_length(words);
        if title.is_empty() {
            continue;
        }
        let mut fields = new_item("discussion", title_of(title), minutes);
        let deepest = usize::from(limits::AGENDA_DEPTH) - 1;
        set_level(&mut fields, u8::try_from(depth.min(deepest)).unwrap_or(0));
        items.push(fields);
    }
    items
}

fn indent_of(line: &str) -> usize {
    let blank = line.chars().take_while(|letter| letter.is_whitespace());
    blank.fold(0, |cells, letter| if letter == '\t' { (cells / TAB + 1) * TAB } else { cells + 1 })
}

/// How many parts the number of a line has, and the line without it.
fn without_mark(line: &str) -> (usize, &str) {
    let Some((mark, rest)) = line.split_once(char::is_whitespace) else { return (0, line) };
    if matches!(mark, "-" | "*" | "•" | "–" | "—" | "·") {
        return (0, rest.trim_start());
    }
    let inner = mark.trim_end_matches(['.', ')', '-', ':', '/']);
    let parts: Vec<&str> = inner.split('.').collect();
    let ends = mark.len() > inner.len();
    let is_number = (ends || parts.len() > 1) && parts.iter().all(|part| is_counter(part));
    if is_number { (parts.len(), rest.trim_start()) } else { (0, line) }
}

/// The letters that items are counted by, each after the one before.
const ALPHABETS: [&str; 4] = [
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "abcdefghijklmnopqrstuvwxyz",
    "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
    "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
];

/// The one letter with a dot that a line begins with, where that is no number.
fn dotted_letter(line: &str) -> Option<char> {
    let (mark, _) = line.split_once(char::is_whitespace)?;
    let mut letters = mark.strip_suffix('.')?.chars();
    let letter = letters.next().filter(|letter| letter.is_alphabetic() && !matches!(letter, 'I' | 'V' | 'X'))?;
    letters.next().is_none().then_some(letter)
}

/// Whether a letter beside this one in an alphabet stands among those.
fn counts_on(letter: char, among: &BTreeSet<char>) -> bool {
    ALPHABETS.iter().any(|alphabet| {
        let mut pairs = alphabet.chars().zip(alphabet.chars().skip(1));
        pairs.any(|(one, next)| one == letter && among.contains(&next) || next == letter && among.contains(&one))
    })
}

/// Digits, a roman number or one letter.
fn is_counter(part: &str) -> bool {
    let letters = part.chars().count();
    let is_roman = part.chars().all(|letter| "IVXLC".contains(letter)) && letters <= 6;
    letters > 0
        && (part.chars().all(|letter| letter.is_numeric()) && letters <= 3
            || is_roman
            || letters == 1 && part.chars().all(char::is_alphabetic))
}

/// A title and the length in brackets behind it.
fn without_length(words: &str) -> (&str, Option<i64>) {
    let found = words.strip_suffix(')').and_then(|words| words.rsplit_once('(')).and_then(|(title, length)| {
        // A number alone may belong to the title.
        let is_length = length.chars().any(|letter| letter.is_alphabetic() || letter == ':');
        let length = if is_length { length } else { "" };
        length.parse::<Minutes>().ok().map(|minutes| (title.trim_end(), i64::from(minutes.0)))
    });
    found.map_or((words.trim_end(), None), |(title, minutes)| (title, Some(minutes)))
}

fn title_of(words: &str) -> Text3 {
    let mut title = Text3::default();
    for part in words.split('|').map(str::trim).filter(|part| !part.is_empty()) {
        let lang = language_of(part);
        // A second title in Latin letters is the English one.
        let taken = title.get(lang).is_some() && lang == crate::lang::Lang::Fr;
        title.set(if taken { crate::lang::Lang::En } else { lang }, Some(part.to_owned()));
    }
    title
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kinds::meeting::item;
    use crate::domain::rules::agenda::{Agenda, Place, level};
    use crate::lang::Lang;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[(u8, &str, Option<i64>)]) {
        let read: Vec<(u8, String, Option<i64>)> = items_of(text)
            .iter()
            .map(|fields| {
                let title = fields.text3(item::TITLE.id).unwrap();
                (level(fields), title.best(Lang::Fr).to_owned(), fields.number(item::DURATION.id))
            })
            .collect();
        let read: Vec<_> = read.iter().map(|(level, title, minutes)| (*level, title.as_str(), *minutes)).collect();
        assert_eq!(read, expected, "{text}");
    }

    #[test]
    fn row_35_an_indented_text_becomes_a_tree() {
        check(
            "Bilan\n  Chiffres\n  Carte\nDivers",
            &[(0, "Bilan", None), (1, "Chiffres", None), (1, "Carte", None), (0, "Divers", None)],
        );
        check(
            "A\n\tB\n\t\tC\n\t\t\tD\nE",
            &[(0, "A", None), (1, "B", None), (2, "C", None), (2, "D", None), (0, "E", None)],
        );
        check("   A\n      B\n   C", &[(0, "A", None), (1, "B", None), (0, "C", None)]);
    }

    #[test]
    fn numbers_marks_and_lengths_are_understood_and_left_out() {
        check(
            "1. Ouverture (10 min)\n1.1 Mot du ministre (5 mn)\n2) Budget (1h30)\n- Divers (2)",
            &[
                (0, "Ouverture", Some(10)),
                (1, "Mot du ministre", Some(5)),
                (0, "Budget", Some(90)),
                (0, "Divers (2)", None),
            ],
        );
        check(
            "II. Suite\n2026 en chiffres (provisoire)\nأ) حصيلة",
            &[(0, "Suite", None), (0, "2026 en chiffres (provisoire)", None), (0, "حصيلة", None)],
        );
    }

    #[test]
    fn one_letter_with_a_dot_counts_only_beside_its_neighbour() {
        check(
            "M. le Secrétaire général : ouverture\nد. محمد المثالي: عرض",
            &[(0, "M. le Secrétaire général : ouverture", None), (0, "د. محمد المثالي: عرض", None)],
        );
        check("A. Ouverture\nB. Clôture", &[(0, "Ouverture", None), (0, "Clôture", None)]);
        check("أ. افتتاح\nب. اختتام", &[(0, "افتتاح", None), (0, "اختتام", None)]);
    }

    #[test]
    fn a_line_may_hold_its_title_in_several_languages() {
        let items = items_of("Bilan de l’année | حصيلة السنة | Review of the year");
        let title = items[0].text3(item::TITLE.id).unwrap();
        assert_eq!(
            [title.get(Lang::Fr), title.get(Lang::Ar), title.get(Lang::En)],
            [Some("Bilan de l’année"), Some("حصيلة السنة"), Some("Review of the year")]
        );
    }

    proptest! {
        #[test]
        fn any_text_becomes_an_agenda_without_gaps(text in "[ \t]{0,6}[A-C1-3.)(-]{0,4}[ أبa-c\n\t|]{0,60}") {
            let mut agenda = Agenda::default();
            let items = items_of(&text);
            let count = items.len();
            agenda.insert_tree(items, Place::End).unwrap();
            prop_assert_eq!(agenda.items().len(), count);
            let mut before = None;
            for level in agenda.levels() {
                prop_assert!(level <= before.map_or(0, |before: u8| before + 1));
                before = Some(level);
            }
        }
    }
}
