//! Fields that are typed into, with what is selected in them and the caret.
//!
//! A field of one line shows the part around the caret where it is longer than its room; one of many lines the rows around it.

use super::Canvas;
use crate::kit::input::Input;
use crate::kit::theme::Role;
use crate::kit::wrapped::Wrapped;
use crate::text::{self, Direction, VisualLine};
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};

impl Canvas<'_> {
    /// Draws a text field of one line with its caret; shows the part around the caret where it is longer than the
    /// room.
    pub fn field(&mut self, row: usize, column: usize, room: usize, input: &Input, has_caret: bool) {
        let room = room.min(self.width().saturating_sub(column));
        if row >= self.height() || room < 2 {
            return;
        }
        let base = input.direction().or(input.text().is_empty().then_some(self.direction));
        let line = text::layout(input.text(), base);
        let reads_rtl = line.direction == Direction::Rtl;
        let (width, room) = (whole(line.width()), whole(room));
        let caret = has_caret.then(|| match line.caret_cell(input.caret()) {
            Some(cell) => whole(line.column(cell)),
            None if reads_rtl => -1,
            None => width,
        });
        // The visible window in the line's own columns; at the end one more column holds the caret.
        let window = window_start(width, room, caret, reads_rtl);
        // Words that run against the screen end where the field begins: a column is kept there for the caret.
        let runs_against = reads_rtl != (self.direction == Direction::Rtl);
        let kept = i64::from(has_caret && runs_against && width < room);
        let indent = if self.direction == Direction::Rtl { (room - width - kept).max(0) } else { kept };
        let place = self.part(row, column, 1, usize::try_from(room).unwrap_or(0)).area;
        self.field_line(&line, place, indent - window, input, caret);
    }

    /// Draws a text field of many lines with its caret in at most so many rows; shows the rows around the caret.
    /// Answers how many rows it took.
    pub fn long_field(&mut self, row: usize, column: usize, rows: usize, room: usize, input: &Input) -> usize {
        let mut part = self.part(row, column, rows, room);
        let (rows, wrapped) = (part.height(), Wrapped::new(input, part.width(), part.direction));
        let (caret_row, caret_column) = wrapped.place(input.caret());
        let first = caret_row.saturating_sub(rows.saturating_sub(1));
        let shown = wrapped.lines().len().min(rows);
        for (at, line) in wrapped.lines().iter().enumerate().skip(first).take(shown) {
            let place = part.part(at - first, 0, 1, usize::MAX).area;
            let start = wrapped.start(line);
            let caret = (at == caret_row).then(|| whole(caret_column) - whole(start));
            part.field_line(line, place, whole(start), input, caret);
        }
        shown
    }

    /// Draws a line of a field so many columns from the left of its place, with what is selected and the caret, whose
    /// column is one of the line.
    fn field_line(&mut self, line: &VisualLine, place: Rect, from: i64, input: &Input, caret: Option<i64>) {
        let selection = input.selection().unwrap_or_default();
        let selected = self.theme.style(Role::Selection);
        let x_of = |column: i64| u16::try_from(column).ok().filter(|x| *x < place.width).map(|x| place.x + x);
        let mut column = from;
        for cell in &line.cells {
            let is_selected = selection.contains(&cell.range.start);
            let fits = column + i64::from(cell.width) <= i64::from(place.width);
            if let Some(x) = x_of(column).filter(|_| fits) {
                let style = if is_selected { selected } else { Style::new() };
                self.put(x, place.y, &cell.text, cell.width, style);
            }
            column += i64::from(cell.width);
        }
        if let Some(x) = caret.and_then(|caret| x_of(caret + from)) {
            self.caret(x, place.y);
        }
    }

    pub(super) fn caret(&mut self, x: u16, y: u16) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.modifier.insert(Modifier::REVERSED);
        }
    }
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn window_start(width: i64, room: i64, caret: Option<i64>, reads_rtl: bool) -> i64 {
    if width < room {
        return 0;
    }
    let natural = if reads_rtl { width - room } else { 0 };
    match caret {
        Some(caret) if caret < natural => caret,
        Some(caret) if caret >= natural + room => caret - room + 1,
        _ => natural,
    }
}
