//! A screen as an SVG picture: each cell where it stands, in the form in which it is drawn.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

const CELL_WIDTH: usize = 9;
const CELL_HEIGHT: usize = 19;

/// Draws a buffer. Letters keep their cell and are not reordered or joined again by the viewer.
pub fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (usize::from(buffer.area.width), usize::from(buffer.area.height));
    let (width, height) = (columns * CELL_WIDTH + 16, rows * CELL_HEIGHT + 16);
    let mut picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#16181d\"/>\n\
         <g font-family=\"'DejaVu Sans Mono','Noto Sans Mono','Noto Naskh Arabic',monospace\" font-size=\"15\" fill=\"#d8dbe2\" style=\"direction:ltr;unicode-bidi:bidi-override\">\n"
    );
    for (row, cells) in buffer.content().chunks(columns.max(1)).enumerate() {
        draw_row(&mut picture, row, cells);
    }
    picture.push_str("</g>\n</svg>\n");
    picture
}

fn draw_row(picture: &mut String, row: usize, cells: &[Cell]) {
    let y = 8 + row * CELL_HEIGHT;
    let mut at = 0;
    while let Some(cell) = cells.get(at) {
        // Latin words of one style are one element; anything else is placed cell by cell.
        let belongs = |other: &Cell| is_latin(other) && style(other) == style(cell);
        let run = if is_latin(cell) { cells.iter().skip(at).take_while(|other| belongs(other)).count() } else { 1 };
        let text: String = cells.iter().skip(at).take(run).map(Cell::symbol).collect();
        let (x, width) = (8 + at * CELL_WIDTH, run * CELL_WIDTH);
        if cell.modifier.contains(Modifier::REVERSED) {
            let _ = writeln!(
                picture,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{CELL_HEIGHT}\" fill=\"#d8dbe2\"/>"
            );
        }
        if !text.trim().is_empty() {
            let length = if run > 1 { format!(" textLength=\"{width}\"") } else { String::new() };
            let _ =
                writeln!(picture, "<text x=\"{x}\" y=\"{}\"{length}{}>{}</text>", y + 14, style(cell), escape(&text));
        }
        at += run;
    }
}

fn is_latin(cell: &Cell) -> bool {
    let mut letters = cell.symbol().chars();
    letters.next().is_some_and(|letter| letter > ' ' && letter < '\u{300}') && letters.next().is_none()
}

fn style(cell: &Cell) -> String {
    let colour = match cell.fg {
        Color::DarkGray | Color::Gray => Some("#8b91a0"),
        Color::Red => Some("#ff6b6b"),
        Color::Green => Some("#7bc47f"),
        Color::Yellow => Some("#e6c34a"),
        Color::Cyan => Some("#63c5da"),
        _ if cell.modifier.contains(Modifier::REVERSED) => Some("#16181d"),
        _ => None,
    };
    let mut style = colour.map(|colour| format!(" fill=\"{colour}\"")).unwrap_or_default();
    if cell.modifier.contains(Modifier::BOLD) {
        style.push_str(" font-weight=\"bold\"");
    }
    if cell.modifier.contains(Modifier::UNDERLINED) {
        style.push_str(" text-decoration=\"underline\"");
    }
    style
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
