//! A terminal to read what was sent to it, and to compare with what was drawn.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use tansiq::host::line::tidied;

/// What a cell looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    text: String,
    foreground: vt100::Color,
    background: vt100::Color,
    /// Bold, faint, italic, underlined, reversed.
    attributes: [bool; 5],
}

/// What a terminal shows after these bytes.
pub fn shown(emulator: &vt100::Parser) -> Vec<Vec<Look>> {
    let screen = emulator.screen();
    let (rows, columns) = screen.size();
    let look = |row, column| {
        let cell = screen.cell(row, column).expect("a cell of the screen");
        let text = if cell.is_wide_continuation() {
            ""
        } else if cell.has_contents() {
            cell.contents()
        } else {
            " "
        };
        seen(Look {
            text: text.to_owned(),
            foreground: cell.fgcolor(),
            background: cell.bgcolor(),
            attributes: [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()],
        })
    };
    (0..rows).map(|row| (0..columns).map(|column| look(row, column)).collect()).collect()
}

/// What a terminal should show of a picture.
pub fn wanted(picture: &Buffer) -> Vec<Vec<Look>> {
    let tidy = tidied(picture.clone());
    let look = |cell: &Cell| {
        let has = |one| cell.modifier.contains(one);
        seen(Look {
            text: cell.symbol().to_owned(),
            foreground: colour(cell.fg),
            background: colour(cell.bg),
            attributes: [
                has(Modifier::BOLD),
                has(Modifier::DIM),
                has(Modifier::ITALIC),
                has(Modifier::UNDERLINED),
                has(Modifier::REVERSED),
            ],
        })
    };
    let columns = usize::from(picture.area.width).max(1);
    tidy.content.chunks(columns).map(|row| row.iter().map(look).collect()).collect()
}

/// The first place where a terminal does not show the picture, and what it shows there.
pub fn differs(emulator: &vt100::Parser, picture: &Buffer) -> Option<String> {
    first_difference(&shown(emulator), &wanted(picture))
}

/// The first place where two screens differ.
pub fn first_difference(shown: &[Vec<Look>], wanted: &[Vec<Look>]) -> Option<String> {
    let cells = |screen: &[Vec<Look>]| screen.iter().flatten().cloned().collect::<Vec<_>>();
    let (shown, wanted) = (cells(shown), cells(wanted));
    let place = (0..shown.len().max(wanted.len())).find(|place| shown.get(*place) != wanted.get(*place))?;
    Some(format!("cell {place}: {:?} instead of {:?}", shown.get(place), wanted.get(place)))
}

/// Only what is seen: a blank has no colour of its own, and of the second column of a wide letter nothing is known.
fn seen(look: Look) -> Look {
    let [.., underlined, reversed] = look.attributes;
    match look.text.as_str() {
        "" => Look {
            text: String::new(),
            foreground: vt100::Color::Default,
            background: vt100::Color::Default,
            attributes: [false; 5],
        },
        " " if !underlined && !reversed => Look { foreground: vt100::Color::Default, attributes: [false; 5], ..look },
        _ => look,
    }
}

fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Reset => vt100::Color::Default,
        Color::Black => vt100::Color::Idx(0),
        Color::Red => vt100::Color::Idx(1),
        Color::Green => vt100::Color::Idx(2),
        Color::Yellow => vt100::Color::Idx(3),
        Color::Blue => vt100::Color::Idx(4),
        Color::Magenta => vt100::Color::Idx(5),
        Color::Cyan => vt100::Color::Idx(6),
        Color::Gray => vt100::Color::Idx(7),
        Color::DarkGray => vt100::Color::Idx(8),
        Color::LightRed => vt100::Color::Idx(9),
        Color::LightGreen => vt100::Color::Idx(10),
        Color::LightYellow => vt100::Color::Idx(11),
        Color::LightBlue => vt100::Color::Idx(12),
        Color::LightMagenta => vt100::Color::Idx(13),
        Color::LightCyan => vt100::Color::Idx(14),
        Color::White => vt100::Color::Idx(15),
        Color::Indexed(number) => vt100::Color::Idx(number),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
    }
}
