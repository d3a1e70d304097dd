//! A text field of many lines as it stands on the screen: where each byte is shown, and which byte a place shows.
//!
//! Each paragraph begins at the side where its script begins. One column of the room is kept for the caret behind
//! the last letter.

use super::input::Input;
use crate::text::{self, Direction, VisualLine};

/// The lines of a field in a room of so many columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrapped {
    lines: Vec<VisualLine>,
    room: usize,
}

impl Wrapped {
    /// Lays a field out; an empty line runs as the one before it, the first as the screen.
    pub fn new(input: &Input, room: usize, screen: Direction) -> Wrapped {
        let mut lines = text::wrap(input.text(), room.saturating_sub(1), input.direction());
        let mut last = input.direction().unwrap_or(screen);
        for line in &mut lines {
            if line.range.is_empty() {
                line.direction = last;
            }
            last = line.direction;
        }
        Wrapped { lines, room }
    }

    /// The lines from above.
    pub fn lines(&self) -> &[VisualLine] {
        &self.lines
    }

    /// The column of the room where the first cell of a line stands.
    pub fn start(&self, line: &VisualLine) -> usize {
        match line.direction {
            Direction::Ltr => 0,
            Direction::Rtl => self.room.saturating_sub(line.width()),
        }
    }

    /// The line and the column where the caret before a byte stands.
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let row = self.lines.iter().rposition(|line| line.range.start <= byte).unwrap_or(0);
        let Some(line) = self.lines.get(row) else { return (0, 0) };
        let column = match (line.caret_cell(byte), line.direction) {
            (Some(cell), _) => self.start(line) + line.column(cell),
            (None, Direction::Ltr) => line.width(),
            (None, Direction::Rtl) => self.start(line).saturating_sub(1),
        };
        // Spaces at the end of a wrapped line may reach beyond the room.
        (row, column.min(self.room.saturating_sub(1)))
    }

    /// The byte before which a caret at this line and column stands.
    pub fn byte_at(&self, row: usize, column: usize) -> usize {
        let Some(line) = self.lines.get(row) else { return 0 };
        let mut left = self.start(line);
        for cell in &line.cells {
            if (left..left + usize::from(cell.width)).contains(&column) {
                return cell.range.start;
            }
            left += usize::from(cell.width);
        }
        let before = matches!(line.direction, Direction::Ltr) && column < self.start(line)
            || matches!(line.direction, Direction::Rtl) && column >= left;
        let is_last_of_paragraph = self.lines.get(row + 1).is_none_or(|next| next.range.start > line.range.end);
        match (before, is_last_of_paragraph) {
            (true, _) => line.range.start,
            (false, true) => line.range.end,
            // The end of a line that goes on is the beginning of the next: the caret stays on its last letter.
            (false, false) => line.cells.iter().map(|cell| cell.range.start).max().unwrap_or(line.range.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn arabic_begins_at_the_right_and_an_empty_line_goes_on_as_before() {
        let mut field = Input::many("لجنة\n\nab");
        let wrapped = Wrapped::new(&field, 10, Direction::Ltr);
        assert_eq!(wrapped.place(0), (0, 9));
        assert_eq!(wrapped.place(8), (0, 5));
        assert_eq!(wrapped.place(9), (1, 9));
        assert_eq!(wrapped.place(12), (2, 2));
        field.set("");
        assert_eq!(Wrapped::new(&field, 10, Direction::Rtl).place(0), (0, 9));
    }

    proptest! {
        #[test]
        fn a_place_leads_back_to_its_byte(text in "[ab 1(\u{644}\u{627}\u{628}\u{64e}\u{5d0}\u{65e5}\n]{0,60}", room in 4usize..20, column in 0usize..20) {
            let field = Input::many(text);
            let wrapped = Wrapped::new(&field, room, Direction::Ltr);
            for row in 0..wrapped.lines().len() {
                let byte = wrapped.byte_at(row, column.min(room - 1));
                prop_assert!(field.text().is_char_boundary(byte));
                let (back, at) = wrapped.place(byte);
                prop_assert_eq!((back, at < room), (row, true));
                prop_assert_eq!(wrapped.byte_at(back, at), byte);
            }
        }
    }
}
