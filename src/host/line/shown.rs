//! What a terminal shows: its cells, its pen and its cursor; and the shortest way to another picture.

use super::encoder::{Encoder, is_rest};
use super::pen::{self, Pen};
use super::scroll::{self, Scroll};
use crate::text;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// Bytes of a change from which clearing or scrolling may be shorter.
const SMALL: usize = 24;
/// CUP and ED: home, and everything blank.
const CLEAR: &str = "\x1b[H\x1b[J";

/// What a terminal shows.
#[derive(Clone, Debug)]
pub struct Shown {
    picture: Buffer,
    pen: Pen,
    cursor: Option<(usize, usize)>,
}

/// Bytes that bring a terminal from what it shows to a picture.
#[derive(Clone, Debug)]
pub struct Step {
    /// What to send; empty where nothing differs.
    pub bytes: Vec<u8>,
    after: Shown,
}

impl Step {
    /// What the terminal shows after it.
    pub fn picture(&self) -> &Buffer {
        &self.after.picture
    }
}

impl Shown {
    /// An empty screen of so many columns and rows, with the default pen and the cursor at home.
    pub fn empty(columns: u16, rows: u16) -> Shown {
        Shown { picture: Buffer::empty(Rect::new(0, 0, columns, rows)), pen: Pen::default(), cursor: Some((0, 0)) }
    }

    /// The cells.
    pub fn picture(&self) -> &Buffer {
        &self.picture
    }

    /// The cursor was moved by something else.
    pub fn forget_cursor(&mut self) {
        self.cursor = None;
    }

    /// Shows what a step that was sent brings.
    pub fn take(&mut self, step: Step) {
        *self = step.after;
    }

    /// The shortest step to a picture of the same size: from row to row, over an empty screen, or after a scroll.
    pub fn step_to(&self, wanted: Buffer) -> Step {
        let wanted = tidied(wanted);
        let mut best = self.encoded(self.encoder(), rows(&self.picture), &wanted);
        if best.bytes.len() > SMALL {
            let cleared = self.cleared(&wanted);
            let scrolled = self.scrolled(&wanted);
            best = std::iter::once(cleared).chain(scrolled).fold(best, shorter);
        }
        self.step(best, wanted)
    }

    /// The first part of a step: what changes one row alone.
    pub fn step_to_row(&self, step: &Step, row: u16) -> Step {
        let wanted = step.picture();
        let mut picture = self.picture.clone();
        let columns = usize::from(picture.area.width);
        let cells = usize::from(row) * columns..(usize::from(row) + 1) * columns;
        if let (Some(old), Some(new)) = (picture.content.get_mut(cells.clone()), wanted.content.get(cells)) {
            old.clone_from_slice(new);
        }
        let encoder = self.encoded(self.encoder(), rows(&self.picture), &picture);
        self.step(encoder, picture)
    }

    fn step(&self, encoder: Encoder, picture: Buffer) -> Step {
        let Encoder { bytes, pen, cursor, .. } = encoder;
        Step { bytes, after: Shown { picture, pen, cursor } }
    }

    fn encoder(&self) -> Encoder {
        Encoder::new(self.pen, self.cursor, usize::from(self.picture.area.width))
    }

    fn encoded(&self, mut encoder: Encoder, old: Vec<&[Cell]>, wanted: &Buffer) -> Encoder {
        for (row, (old, new)) in old.into_iter().zip(rows(wanted)).enumerate() {
            if old != new {
                encoder.row(row, old, new);
            }
        }
        encoder
    }

    fn cleared(&self, wanted: &Buffer) -> Encoder {
        let mut encoder = self.encoder();
        encoder.clean_pen();
        encoder.send(CLEAR);
        encoder.cursor = Some((0, 0));
        let blank = vec![Cell::EMPTY; usize::from(self.picture.area.width)];
        self.encoded(encoder, vec![&blank; usize::from(self.picture.area.height)], wanted)
    }

    fn scrolled(&self, wanted: &Buffer) -> Vec<Encoder> {
        let candidates = scroll::candidates(&rows(&self.picture), &rows(wanted));
        candidates.into_iter().map(|scroll| self.after_scroll(scroll, wanted)).collect()
    }

    fn after_scroll(&self, scroll: Scroll, wanted: &Buffer) -> Encoder {
        let mut encoder = self.encoder();
        encoder.clean_pen();
        let count = scroll.up.unsigned_abs();
        let lines = if count == 1 { String::new() } else { count.to_string() };
        // DL and IL reach to the last row: what is taken out at one end of the region comes in at the other.
        let (out, into) = match scroll.up > 0 {
            true => (scroll.top, scroll.bottom + 1 - count),
            false => (scroll.bottom + 1 - count, scroll.top),
        };
        let reaches_the_end = scroll.bottom + 1 == usize::from(self.picture.area.height);
        if scroll.up > 0 || !reaches_the_end {
            encoder.move_to(out, 0);
            encoder.send(&format!("\x1b[{lines}M"));
        }
        if scroll.up < 0 || !reaches_the_end {
            encoder.move_to(into, 0);
            encoder.send(&format!("\x1b[{lines}L"));
        }
        self.encoded(encoder, rows(&moved(&self.picture, scroll)), wanted)
    }
}

fn shorter(one: Encoder, other: Encoder) -> Encoder {
    if other.bytes.len() < one.bytes.len() { other } else { one }
}

fn rows(picture: &Buffer) -> Vec<&[Cell]> {
    picture.content.chunks(usize::from(picture.area.width).max(1)).collect()
}

/// The picture after a scroll.
fn moved(picture: &Buffer, scroll: Scroll) -> Buffer {
    let mut moved = picture.clone();
    let columns = usize::from(picture.area.width).max(1);
    for (row, cells) in moved.content.chunks_mut(columns).enumerate().take(scroll.bottom + 1).skip(scroll.top) {
        let source = row.checked_add_signed(scroll.up).filter(|row| (scroll.top..=scroll.bottom).contains(row));
        match source.and_then(|row| picture.content.get(row * columns..(row + 1) * columns)) {
            Some(source) => cells.clone_from_slice(source),
            None => cells.fill(Cell::EMPTY),
        }
    }
    moved
}

/// The picture as a terminal can show it: blanks that look the same are the same, no character is cut in two by the edge
/// or by another, and none controls the terminal.
pub fn tidied(mut picture: Buffer) -> Buffer {
    for row in picture.content.chunks_mut(usize::from(picture.area.width).max(1)) {
        let mut column = 0;
        while let Some(cell) = row.get(column) {
            let width = width_of(cell.symbol());
            let rest = row.get(column + 1..).unwrap_or_default().iter().take_while(|cell| is_rest(cell)).count();
            let is_whole = width > 0 && rest >= width - 1;
            let next = if is_whole { column + width } else { column + 1 };
            if let Some(cell) = row.get_mut(column) {
                cell.set_diff_option(ratatui::buffer::CellDiffOption::None);
                if !is_whole {
                    cell.set_symbol(" ");
                }
                pen::normalise(cell);
            }
            // The second column looks like the first.
            let look = row.get(column).cloned().unwrap_or_default();
            for cell in row.get_mut(column + 1..next).into_iter().flatten() {
                (cell.fg, cell.bg, cell.modifier) = (look.fg, look.bg, look.modifier);
            }
            column = next;
        }
    }
    picture
}

/// Columns of a symbol; none of one that controls the terminal or has no place of its own.
fn width_of(symbol: &str) -> usize {
    match symbol.as_bytes() {
        [byte] => usize::from(matches!(byte, 0x20..0x7f)),
        _ if symbol.chars().any(char::is_control) => 0,
        _ => text::width(symbol),
    }
}
