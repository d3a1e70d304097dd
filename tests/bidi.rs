//! The lines of Unicode's conformance tests through our own line function, not only through the crate beneath it.
//!
//! A cell shows a whole letter: a base with its marks, or a lam-alef. So the order of cells is compared with the expected
//! order of the characters that cells begin with. What no cell shows (bidi controls, invisible characters) has no place.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use flate2::read::GzDecoder;
use std::io::Read;
use tansiq::text::{self, Direction};

fn lines(file: &str) -> String {
    let path = format!("{}/tests/data/unicode/{file}", env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

/// Characters that end a paragraph: one line of ours never holds two.
fn ends_a_paragraph(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2029}')
}

/// The order of the cells, each as the place of its first character.
fn order_of_cells(line: &str, asked: Option<Direction>) -> Vec<usize> {
    let place = |byte: usize| line.char_indices().position(|(at, _)| at == byte).unwrap();
    text::layout(line, asked).cells.iter().map(|cell| place(cell.range.start)).collect()
}

/// Whether the cells stand as the characters are expected to, those that begin no cell left out.
fn agrees(line: &str, asked: Option<Direction>, expected: &[usize]) -> Result<(), String> {
    let found = order_of_cells(line, asked);
    let wanted: Vec<usize> = expected.iter().copied().filter(|place| found.contains(place)).collect();
    if found == wanted {
        return Ok(());
    }
    let codes: Vec<String> = line.chars().map(|letter| format!("{:04X}", u32::from(letter))).collect();
    Err(format!("{} {asked:?}: {found:?}, not {wanted:?}", codes.join(" ")))
}

fn asked(number: &str) -> Option<Direction> {
    match number {
        "0" => Some(Direction::Ltr),
        "1" => Some(Direction::Rtl),
        _ => None,
    }
}

#[test]
fn real_characters_with_their_brackets_stand_as_unicode_says() {
    let text = lines("BidiCharacterTest.txt.gz");
    let (mut count, mut wrong) = (0, Vec::new());
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split(';').collect();
        let letters: String =
            fields[0].split(' ').map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap()).collect();
        if letters.chars().any(ends_a_paragraph) {
            continue;
        }
        let expected: Vec<usize> = fields[4].split_whitespace().map(|place| place.parse().unwrap()).collect();
        wrong.extend(agrees(&letters, asked(fields[1]), &expected).err());
        count += 1;
    }
    assert!(count > 20_000, "{count} lines");
    assert!(wrong.is_empty(), "{} of {count} lines: {:#?}", wrong.len(), &wrong[..wrong.len().min(5)]);
}

/// A character of a bidirectional class; nothing for the end of a paragraph.
fn of_class(class: &str) -> Option<char> {
    Some(match class {
        "L" => 'a',
        "R" => '\u{5d0}',
        "AL" => '\u{627}',
        "EN" => '1',
        "ES" => '+',
        "ET" => '#',
        "AN" => '\u{661}',
        "CS" => ',',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "NSM" => '\u{300}',
        "BN" => '\u{ad}',
        "LRE" => '\u{202a}',
        "RLE" => '\u{202b}',
        "PDF" => '\u{202c}',
        "LRO" => '\u{202d}',
        "RLO" => '\u{202e}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        "B" => return None,
        other => panic!("no such class: {other}"),
    })
}

#[test]
fn sequences_of_classes_stand_as_unicode_says() {
    let text = lines("BidiTest.txt.gz");
    let (mut count, mut wrong, mut expected) = (0, Vec::new(), Vec::new());
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(order) = line.strip_prefix("@Reorder:") {
            expected = order.split_whitespace().map(|place| place.parse().unwrap()).collect();
        }
        let Some((classes, bits)) = line.split_once(';').filter(|_| !line.starts_with('@')) else { continue };
        let Some(letters) = classes.split_whitespace().map(of_class).collect::<Option<String>>() else { continue };
        let bits: u8 = bits.trim().parse().unwrap();
        for (bit, asked) in [(1, None), (2, Some(Direction::Ltr)), (4, Some(Direction::Rtl))] {
            if bits & bit != 0 {
                wrong.extend(agrees(&letters, asked, &expected).err());
                count += 1;
            }
        }
    }
    assert!(count > 100_000, "{count} cases");
    assert!(wrong.is_empty(), "{} of {count} cases: {:#?}", wrong.len(), &wrong[..wrong.len().min(5)]);
}

#[test]
fn words_are_joined_as_fribidi_joins_them() {
    let table = include_str!("data/shaped.tsv");
    let words: Vec<(&str, &str)> = table.lines().filter_map(|line| line.split_once('\t')).collect();
    assert!(words.len() > 1_000, "{} words", words.len());
    for (word, drawn) in words {
        let cells: String = text::layout(word, None).cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(cells, drawn, "{word}");
    }
}
