//! The text form of a screen, for tests.

use ratatui::buffer::Buffer;

/// The rows of a buffer as they stand, left to right, blanks at their ends left out.
pub fn picture(buffer: &Buffer) -> String {
    let width = usize::from(buffer.area.width).max(1);
    let rows = buffer
        .content()
        .chunks(width)
        .map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned());
    rows.collect::<Vec<_>>().join("\n")
}
