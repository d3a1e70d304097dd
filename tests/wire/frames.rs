//! Random sequences of pictures: after every step a terminal shows the picture, and the same as one that was given it
//! at once; in every way of giving a terminal Arabic, and where its size changes meanwhile.
//!
//! Some six thousand frames each time. More than a hundred thousand, whose number is told, in a few minutes:
//!
//! ```text
//! PROPTEST_CASES=7000 cargo test --release --test wire frames -- --nocapture
//! ```

use super::emulator::{differs, first_difference, shown, wanted};
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestRunner};
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use std::cell::Cell;
use tansiq::host::display::{self, put};
use tansiq::host::line::Shown;
use tansiq::kit::{Canvas, Role, Span, Theme};
use tansiq::text::{Direction, Profile};

/// What happens to a picture from one frame to the next.
#[derive(Clone, Debug)]
enum Change {
    /// A text is written at a place in a style.
    Write { row: u16, column: u16, text: String, style: Style },
    /// Part of a row is blanked.
    Blank { row: u16, column: u16, count: u16 },
    /// Rows move up or down; blanks come in.
    Move { top: u16, bottom: u16, by: i16 },
    /// Everything is blank.
    Clear,
    /// The terminal gets so many columns and rows, and the program begins anew.
    Resize { columns: u16, rows: u16 },
}

/// Pictures of sixteen frames on average each: so many sequences. `PROPTEST_CASES` asks for more.
fn cases() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig { source_file: Some(file!()), ..ProptestConfig::with_cases(asked.unwrap_or(400)) }
}

fn any_text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        4 => "[a-z]{1,9}",
        3 => " {1,12}",
        1 => Just("─".repeat(9)),
        2 => prop::sample::select(vec!["\u{FE8E}\u{FEDF}\u{FE9E}", "é", "ⵔⴰ", "›", "2026"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["会议", "👍", "e\u{301}", "\u{FEDF}\u{64E}", "日"]).prop_map(str::to_owned),
    ];
    prop::collection::vec(pieces, 0..5).prop_map(|pieces| pieces.concat())
}

const SIXTEEN: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

fn any_style() -> impl Strategy<Value = Style> {
    let colour = || {
        prop_oneof![
            4 => Just(Color::Reset),
            3 => prop::sample::select(SIXTEEN.to_vec()),
            1 => any::<u8>().prop_map(Color::Indexed),
            1 => any::<(u8, u8, u8)>().prop_map(|(red, green, blue)| Color::Rgb(red, green, blue)),
        ]
    };
    let kept = Modifier::BOLD | Modifier::DIM | Modifier::ITALIC | Modifier::UNDERLINED | Modifier::REVERSED;
    let modifier = prop_oneof![3 => Just(Modifier::empty()), 2 => any::<u16>().prop_map(move |bits| Modifier::from_bits_truncate(bits) & kept)];
    let style = |(fg, bg, modifier): (Color, Color, Modifier)| {
        // The emulator knows one of bold and faint at a time.
        let modifier = if modifier.contains(Modifier::BOLD) { modifier - Modifier::DIM } else { modifier };
        Style::new().fg(fg).bg(bg).add_modifier(modifier)
    };
    (colour(), colour(), modifier).prop_map(style)
}

fn any_change() -> impl Strategy<Value = Change> {
    let (row, column) = (|| 0u16..14, || 0u16..44);
    prop_oneof![
        6 => (row(), column(), any_text(), any_style()).prop_map(|(row, column, text, style)| Change::Write { row, column, text, style }),
        3 => (row(), column(), 1u16..44).prop_map(|(row, column, count)| Change::Blank { row, column, count }),
        2 => (row(), row(), -5i16..6).prop_map(|(top, bottom, by)| Change::Move { top, bottom, by }),
        1 => Just(Change::Clear),
    ]
}

/// A row of words of several scripts as panes draw it: where, on a screen of which direction, what of it matched.
#[derive(Clone, Debug)]
struct Row {
    row: usize,
    column: usize,
    rtl: bool,
    text: String,
    matched: std::ops::Range<usize>,
}

fn any_row() -> impl Strategy<Value = Row> {
    let word = prop_oneof![
        4 => prop::sample::select(vec!["لجنة", "الاتفاق", "مُدَّة", "لا", "(جدا)", "أݣادير", "2018م", "«الميثاق»"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["GFMD", "Rabat:", "2017–2018", "+212 537", "a.b@c.ma", "é"]).prop_map(str::to_owned),
        1 => prop::sample::select(vec!["会议", "👍🏽", "ⵔⴰ", "│", "\u{2067}x\u{2069}", "שלום"]).prop_map(str::to_owned),
    ];
    let text = prop::collection::vec(word, 0..7).prop_map(|words| words.join(" "));
    (0usize..9, 0usize..30, any::<bool>(), text, 0usize..20, 0usize..9)
        .prop_map(|(row, column, rtl, text, from, len)| Row { row, column, rtl, text, matched: from..from + len })
}

fn draw_row(row: &Row, screen: &mut Buffer) {
    let (area, direction) = (screen.area, if row.rtl { Direction::Rtl } else { Direction::Ltr });
    let mut canvas = Canvas::new(screen, area, direction, Theme::coloured());
    canvas.part(row.row, row.column, 1, usize::MAX).clear();
    canvas.line(row.row, row.column, &[Span::new(&row.text, Role::Title).with_matches(vec![row.matched.clone()])]);
}

/// A change, now and then another size.
fn any_event() -> impl Strategy<Value = Change> {
    let resize = (1u16..44, 1u16..14).prop_map(|(columns, rows)| Change::Resize { columns, rows });
    prop_oneof![12 => any_change(), 1 => resize]
}

/// As the canvas puts letters into cells: the second column of a wide one has no text.
fn apply(change: &Change, picture: &mut Buffer) {
    let area = picture.area;
    match change {
        Change::Write { row, column, text, style } => {
            let mut x = *column;
            for cluster in tansiq::text::clusters(text) {
                let width = u16::try_from(tansiq::text::width(cluster)).unwrap_or(1);
                if x + width > area.width || *row >= area.height {
                    return;
                }
                for (place, symbol) in (x..x + width).zip([cluster, ""]) {
                    if let Some(cell) = picture.cell_mut((place, *row)) {
                        cell.reset();
                        cell.set_symbol(symbol).set_style(*style);
                    }
                }
                x += width;
            }
        }
        Change::Blank { row, column, count } => {
            for x in *column..(column + count) {
                if let Some(cell) = picture.cell_mut((x, *row)) {
                    cell.reset();
                    cell.set_diff_option(CellDiffOption::Skip);
                }
            }
        }
        Change::Move { top, bottom, by } => {
            let old = picture.clone();
            for y in *top..(*bottom + 1).min(area.height) {
                for x in 0..area.width {
                    let from = i32::from(y) + i32::from(*by);
                    let is_inside = (i32::from(*top)..=i32::from(*bottom)).contains(&from);
                    let source = u16::try_from(from).ok().filter(|_| is_inside).and_then(|y| old.cell((x, y)));
                    picture[(x, y)] = source.cloned().unwrap_or_default();
                }
            }
        }
        Change::Clear => picture.reset(),
        Change::Resize { columns, rows } => picture.resize(Rect::new(0, 0, *columns, *rows)),
    }
}

/// Sends a step to a terminal and remembers it.
fn send(known: &mut Shown, picture: &Buffer, terminal: &mut vt100::Parser) -> usize {
    let step = known.step_to(picture.clone());
    terminal.process(&step.bytes);
    let count = step.bytes.len();
    known.take(step);
    count
}

/// A terminal, what is known of it, and how it is given its rows.
struct End {
    known: Shown,
    terminal: vt100::Parser,
    profile: Profile,
}

impl End {
    fn new(columns: u16, rows: u16, profile: Profile) -> End {
        let columns = columns + profile.margin();
        End { known: Shown::empty(columns, rows), terminal: vt100::Parser::new(rows, columns, 0), profile }
    }

    /// The picture for this terminal.
    fn picture(&self, drawn: &Buffer) -> Buffer {
        let margin = self.profile.margin();
        let mut picture = Buffer::empty(Rect::new(0, 0, drawn.area.width + margin, drawn.area.height));
        display::put(drawn, &mut picture, self.profile, margin);
        picture
    }

    /// Shows a picture, anew where the size is another; answers the bytes that it took.
    fn show(&mut self, drawn: &Buffer) -> Result<usize, TestCaseError> {
        let picture = self.picture(drawn);
        if self.known.picture().area != picture.area {
            // First emptied: the emulator falls over a wide letter that its new edge cuts in two.
            self.terminal.process(display::EMPTY.as_bytes());
            self.terminal.screen_mut().set_size(picture.area.height, picture.area.width);
            self.terminal.process(display::EMPTY.as_bytes());
            self.known = Shown::empty(picture.area.width, picture.area.height);
        }
        let count = send(&mut self.known, &picture, &mut self.terminal);
        prop_assert_eq!(differs(&self.terminal, &picture), None);
        Ok(count)
    }
}

#[test]
fn a_terminal_shows_every_picture_and_the_same_as_one_that_is_given_it_at_once() {
    let sequences = (
        (1u16..44, 1u16..14),
        prop::sample::select(Profile::ALL.to_vec()),
        prop::collection::vec(prop::collection::vec(any_event(), 1..5), 1..32),
    );
    let count = Cell::new(0);
    let shows_all = |((columns, rows), profile, frames): ((u16, u16), Profile, Vec<Vec<Change>>)| {
        let mut drawn = Buffer::empty(Rect::new(0, 0, columns, rows));
        let mut end = End::new(columns, rows, profile);
        for changes in &frames {
            changes.iter().for_each(|change| apply(change, &mut drawn));
            end.show(&drawn)?;
            prop_assert_eq!(end.show(&drawn)?, 0, "nothing differs, and something was sent");
            End::new(drawn.area.width, drawn.area.height, profile).show(&drawn)?;
            count.set(count.get() + 1);
        }
        Ok(())
    };
    let outcome = TestRunner::new(cases()).run(&sequences, shows_all);
    println!("{} frames", count.get());
    assert!(outcome.is_ok(), "{outcome:?}");
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn one_row_can_go_ahead_of_the_others(
        before in prop::collection::vec(any_change(), 1..9),
        after in prop::collection::vec(any_change(), 1..5),
        row in 0u16..12,
    ) {
        let mut picture = Buffer::empty(Rect::new(0, 0, 40, 12));
        let mut known = Shown::empty(40, 12);
        let mut terminal = vt100::Parser::new(12, 40, 0);
        before.iter().for_each(|change| apply(change, &mut picture));
        send(&mut known, &picture, &mut terminal);
        let mut mixed = wanted(&picture);
        after.iter().for_each(|change| apply(change, &mut picture));
        mixed[usize::from(row)] = wanted(&picture)[usize::from(row)].clone();
        let step = known.step_to_row(&known.step_to(picture.clone()), row);
        terminal.process(&step.bytes);
        known.take(step);
        prop_assert_eq!(first_difference(&shown(&terminal), &mixed), None);
        send(&mut known, &picture, &mut terminal);
        prop_assert_eq!(differs(&terminal, &picture), None);
    }
}

proptest! {
    // Each is drawn for every profile, twice.
    #![proptest_config(ProptestConfig::with_cases(cases().cases / 10))]

    #[test]
    fn words_of_every_script_stand_the_same_after_many_frames_as_after_one_however_the_terminal_takes_them(
        frames in prop::collection::vec(prop::collection::vec(any_row(), 1..6), 1..12),
    ) {
        let (columns, rows) = (40u16, 9u16);
        for profile in Profile::ALL {
            let size = (columns + profile.margin(), rows);
            let mut screen = Buffer::empty(Rect::new(0, 0, columns, rows));
            let mut known = Shown::empty(size.0, size.1);
            let mut terminal = vt100::Parser::new(size.1, size.0, 0);
            for frame in &frames {
                frame.iter().for_each(|row| draw_row(row, &mut screen));
                let mut picture = Buffer::empty(Rect::new(0, 0, size.0, size.1));
                put(&screen, &mut picture, profile, profile.margin());
                send(&mut known, &picture, &mut terminal);
                let mut fresh = vt100::Parser::new(size.1, size.0, 0);
                send(&mut Shown::empty(size.0, size.1), &picture, &mut fresh);
                prop_assert_eq!(first_difference(&shown(&terminal), &shown(&fresh)), None, "{:?}", profile);
                prop_assert_eq!(differs(&terminal, &picture), None, "{:?}", profile);
            }
        }
    }
}
