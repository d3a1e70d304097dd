//! Text in cells: the acceptance table of bidirectional and shaped lines, and what holds for any text at all.
//!
//! `PROPTEST_CASES=150000 cargo test --release --test text` tries more than a million random texts, in about two minutes.
//!
//! `tests/data/bidi_cases.tsv` holds one case a line: the direction asked for and found, the cells, the logical code
//! points and the visual ones from left to right.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::ops::Range;
use tansiq::kit::{Canvas, Input, Span, Theme, Wrapped};
use tansiq::text::{
    Direction, KeptLines, Lines, VisualCell, VisualLine, clean, cut, fold, for_screen, has_control, layout, pad, width,
    wrap,
};
use unicode_width::UnicodeWidthChar;

const CASES: &str = include_str!("data/bidi_cases.tsv");

fn letters(codes: &str) -> String {
    codes.split(' ').map(|code| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap()).collect()
}

fn codes(text: &str) -> String {
    text.chars().map(|letter| format!("{:04X}", letter as u32)).collect::<Vec<_>>().join(" ")
}

fn seen(line: &VisualLine) -> String {
    line.cells.iter().map(|cell| cell.text.as_str()).collect()
}

#[test]
fn every_case_of_the_acceptance_table_is_drawn_as_it_says() {
    let mut wrong = Vec::new();
    for row in CASES.lines().skip(1) {
        let [case, asked, found, cells, logical, visual, what] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("seven columns: {row}")
        };
        let asked = match asked {
            "ltr" => Some(Direction::Ltr),
            "rtl" => Some(Direction::Rtl),
            _ => None,
        };
        let line = layout(&letters(logical), asked);
        let direction = if line.direction == Direction::Rtl { "rtl" } else { "ltr" };
        let drawn = (direction.to_owned(), line.width().to_string(), codes(&seen(&line)));
        if drawn != (found.to_owned(), cells.to_owned(), visual.to_owned()) {
            wrong.push(format!("{case} {what}: {found} {cells} {visual}\n  drawn: {drawn:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(CASES.lines().count(), 38);
}

#[test]
fn a_wrapped_line_of_latin_words_keeps_the_direction_of_its_arabic_paragraph() {
    let lines = wrap("المنتدى العالمي GFMD Berlin 2017 برلين", 18, None);
    assert_eq!(lines.len(), 3);
    assert_eq!(seen(&lines[1]), " GFMD Berlin 2017");
    assert!(lines.iter().all(|line| line.direction == Direction::Rtl && line.width() <= 18));
}

#[test]
fn a_space_where_a_line_is_wrapped_pushes_no_letter_over_the_edge() {
    let lines = wrap("لا يوجد شركاء بعد", 7, None);
    assert_eq!(lines.iter().map(VisualLine::width).collect::<Vec<_>>(), [7, 6, 3]);
    let lines = wrap("لا يوجد شركاء بعد", 6, None);
    assert_eq!(lines.iter().map(VisualLine::width).collect::<Vec<_>>(), [6, 6, 3]);
    assert!(seen(&lines[0]).ends_with('\u{FEFB}'), "{}", seen(&lines[0]));
    // The space after the Latin word stands at the end of its line, not between the words (rule L1).
    assert_eq!(seen(&wrap("لجنة ab cd", 9, None)[0]), " ab \u{FE94}\u{FEE8}\u{FEA0}\u{FEDF}");
}

#[test]
fn a_word_too_long_for_what_a_space_left_is_broken() {
    let seen_lines: Vec<String> = wrap(" abcd日", 5, None).iter().map(seen).collect();
    assert_eq!(seen_lines, [" ", "abcd", "日"]);
}

#[test]
fn a_cut_title_loses_its_logical_end_and_says_so_there() {
    let short = cut("الاتفاق العالمي من أجل الهجرة", 12);
    assert!(codes(&short).ends_with("0627 0644 0639 0627 2026"), "{short}");
    assert!(codes(&seen(&layout(&short, None))).starts_with("2026 FE8E FECC"), "{short}");
    let mixed = layout(&cut("Rabat: وزارة الخارجية", 12), None);
    assert_eq!(codes(&seen(&mixed)), "0052 0061 0062 0061 0074 003A 0020 FEAD FE8D FEAF FEED 2026");
    assert_eq!(mixed.width(), 12);
}

#[test]
fn the_caret_stands_on_the_cell_that_shows_its_byte() {
    let line = layout("لجنة GFMD لا", None);
    assert_eq!(line.width(), 11);
    for (byte, cell) in [(0, Some(10)), (9, Some(2)), (14, Some(0)), (16, Some(0)), (18, None)] {
        assert_eq!(line.caret_cell(byte), cell, "byte {byte}");
    }
}

#[test]
fn widths_count_a_ligature_as_it_is_drawn() {
    for (word, cells) in [
        ("لا", 1),
        ("الاتفاق", 6),
        ("سلام", 3),
        ("لَا", 1),
        ("لل", 2),
        ("日本", 4),
        ("é", 1),
        ("👍🏽", 2),
        ("❤\u{fe0f}", 1),
        ("\u{17d8}", 1),
    ] {
        assert_eq!(width(word), cells, "{word}");
    }
}

#[test]
fn what_reorders_or_commands_comes_in_as_plain_letters() {
    assert_eq!(clean("محضر\u{202e}abc\u{202c}", Lines::One), "محضرabc");
    assert_eq!(clean("\u{9b}31mred\u{7}\u{0}", Lines::One), "31mred");
    assert_eq!(clean("\u{FEFB}\u{FDF2}", Lines::One), "لاالله");
    assert_eq!(for_screen("\u{1b}]0;title\u{7}"), "␛]0;title␇");
    assert_eq!(for_screen("a\u{202e}b\u{2066}c"), "abc");
}

/// Characters that no cell shows on their own: directions, joiners, marks without a letter, tones of an emoji's skin.
fn is_unseen(letter: char) -> bool {
    let is_tone = ('\u{1F3FB}'..='\u{1F3FF}').contains(&letter);
    is_tone || letter.width().unwrap_or(1) == 0 || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{61C}')
}

/// Texts in which everything that has ever gone wrong is likely: letters of several scripts, marks, digits, brackets,
/// directions, joiners, controls, emoji.
fn any_words() -> impl Strategy<Value = String> {
    let letters = prop_oneof![
        4 => prop::sample::select("ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئةݣ".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("لا\u{64b}\u{64e}\u{651}\u{670}ـ".chars().collect::<Vec<_>>()),
        3 => prop::sample::select("abcéœ ZM.,:;()[]«»-+/%&'’…".chars().collect::<Vec<_>>()),
        2 => prop::sample::select("0189٠١٩".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("\u{200b}\u{200c}\u{200d}\u{200e}\u{200f}\u{61c}\u{ad}\u{feff}\u{fff9}".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("\0\t\n\r\u{1b}\u{7f}\u{85}\u{9b}\u{2028}\u{2029}\u{301}".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("日本👍🏽🇲🇦👨\u{200d}👩🕳ⴰⴳ".chars().collect::<Vec<_>>()),
        1 => prop::sample::select("אבםשּׁנमस्तेไทย한글ሀለܐܒߊߋᠮᠣΩжՀქབོ𞤀𐎀ࢠ".chars().collect::<Vec<_>>()),
        1 => any::<char>(),
    ];
    prop::collection::vec(letters, 0..40).prop_map(|letters| letters.into_iter().collect())
}

fn any_direction() -> impl Strategy<Value = Option<Direction>> {
    prop::sample::select(vec![None, Some(Direction::Ltr), Some(Direction::Rtl)])
}

/// Every byte that shows lies in one cell and no byte lies in two.
fn check_ranges(text: &str, lines: &[VisualLine], may_go: impl Fn(usize) -> bool) {
    let mut shown = vec![0u8; text.len()];
    for cell in lines.iter().flat_map(|line| &line.cells) {
        assert!(text.get(cell.range.clone()).is_some(), "{:?} is no part of {text:?}", cell.range);
        shown[cell.range.clone()].iter_mut().for_each(|times| *times += 1);
    }
    for (at, letter) in text.char_indices() {
        let times = shown[at];
        let may_be_unseen = is_unseen(letter) || letter == '\n' || may_go(at);
        assert!(times == 1 || (times == 0 && may_be_unseen), "{letter:?} at {at} of {text:?} shows {times} times");
    }
}

/// So many random texts for each promise; `PROPTEST_CASES` asks for more.
fn cases() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig::with_cases(asked.unwrap_or(1500))
}

/// A row of so many columns on which a text was drawn with a part of it as matched.
fn drawn_row(
    text: &str,
    columns: u16,
    matched: Range<usize>,
    direction: Direction,
    lines: Option<&KeptLines>,
) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
    let area = buffer.area;
    let span = Span::plain(text).with_matches(vec![matched]);
    let mut canvas = Canvas::new(&mut buffer, area, direction, Theme::monochrome());
    if let Some(lines) = lines {
        canvas = canvas.keeping(lines);
    }
    canvas.line(0, 0, &[span]);
    buffer
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_drawn_row_has_its_width_and_marks_just_the_letters_that_matched(
        text in any_words(), columns in 1u16..60, from in 0usize..40, len in 1usize..9, rtl in any::<bool>(),
    ) {
        let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
        let mut places = text.char_indices().map(|(at, _)| at).skip(from);
        let start = places.next().unwrap_or(text.len());
        let matched = start..places.nth(len - 1).unwrap_or(text.len());
        let row = drawn_row(&text, columns, matched.clone(), direction, None);
        let lines = KeptLines::default();
        for _ in 0..2 {
            prop_assert_eq!(&drawn_row(&text, columns, matched.clone(), direction, Some(&lines)), &row);
        }
        // A wide letter takes a second cell without text; nothing else does.
        let mut covered = 0usize;
        for cell in row.content() {
            prop_assert_eq!(cell.symbol().is_empty(), covered > 0, "{:?}", row);
            covered = covered.max(width(cell.symbol())).saturating_sub(1);
        }
        prop_assert_eq!(covered, 0);
        let line = layout(text.trim_matches(' '), None);
        if line.width() + (text.len() - text.trim_matches(' ').len()) <= usize::from(columns) {
            let before = text.len() - text.trim_start_matches(' ').len();
            let marked = |cell: &VisualCell| cell.range.start + before < matched.end && cell.range.end + before > matched.start;
            let expected: usize = line.cells.iter().filter(|cell| marked(cell)).count();
            let underlined = row.content().iter().filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
            prop_assert_eq!(underlined.count(), expected);
        }
    }

    #[test]
    fn the_caret_finds_every_letter_and_the_letter_its_caret(text in any_words(), room in 3usize..40) {
        let mut field = Input::many("");
        field.paste(&text);
        let line = layout(field.text(), None);
        for (place, cell) in line.cells.iter().enumerate() {
            prop_assert_eq!(line.caret_cell(cell.range.start), Some(place));
        }
        let wrapped = Wrapped::new(&field, room, Direction::Rtl);
        for row in 0..wrapped.lines().len() {
            for column in 0..room {
                let byte = wrapped.byte_at(row, column);
                let place = wrapped.place(byte);
                prop_assert_eq!(wrapped.byte_at(place.0, place.1), byte, "{:?} in {}", field.text(), room);
            }
        }
    }

    #[test]
    fn a_line_shows_every_letter_once_and_obeys_none(text in any_words(), asked in any_direction()) {
        let line = layout(&text, asked);
        check_ranges(&text, std::slice::from_ref(&line), |_| false);
        prop_assert!(!has_control(&seen(&line)), "{:?}", seen(&line));
        prop_assert!(line.cells.iter().all(|cell| (1..=2).contains(&cell.width) && !cell.range.is_empty()));
        prop_assert_eq!(asked.unwrap_or(line.direction), line.direction);
    }

    #[test]
    fn wrapped_lines_keep_their_width_and_lose_nothing(text in any_words(), cells in 2usize..30) {
        let lines = wrap(&text, cells, None);
        // A space without room at the end of a line is the only thing that goes.
        let mut shown = vec![false; text.len()];
        lines.iter().flat_map(|line| &line.cells).for_each(|cell| shown[cell.range.clone()].fill(true));
        let gone = text.char_indices().filter(|(at, letter)| !shown[*at] && !is_unseen(*letter) && *letter != '\n');
        for (at, letter) in gone {
            let line = lines.iter().find(|line| line.range.contains(&at)).unwrap();
            prop_assert!(for_screen(letter.encode_utf8(&mut [0; 4])) == " " && line.width() == cells, "{letter:?} at {at} of {text:?}");
            prop_assert!(line.cells.iter().all(|cell| cell.range.end <= at), "{letter:?} at {at} of {text:?}");
        }
        check_ranges(&text, &lines, |at| !shown[at]);
        for line in &lines {
            prop_assert!(line.width() <= cells, "{:?} in {cells}", seen(line));
        }
    }

    #[test]
    fn a_cut_text_never_exceeds_its_width(text in any_words(), cells in 0usize..30) {
        let short = cut(&text, cells);
        prop_assert!(width(&short) <= cells, "{short:?} in {cells}");
        prop_assert!(short == text.as_str() || short.is_empty() || short.ends_with('…'));
        prop_assert_eq!(width(&pad(&text, cells)), cells);
    }

    #[test]
    fn folding_twice_is_folding_once(text in any_words()) {
        let once = fold(&text);
        prop_assert_eq!(&fold(&once.text).text, &once.text);
        prop_assert_eq!(once.map.len(), once.text.len());
        prop_assert!(once.map.iter().all(|at| text.is_char_boundary(*at as usize)));
    }

    #[test]
    fn nothing_comes_in_or_goes_out_that_a_terminal_obeys(text in any_words()) {
        prop_assert!(!has_control(&clean(&text, Lines::One)));
        prop_assert!(!has_control(&for_screen(&text)));
        let once = clean(&text, Lines::Many).into_owned();
        prop_assert_eq!(clean(&once, Lines::Many).into_owned(), once);
    }
}
