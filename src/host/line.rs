//! The thin line to a terminal: the picture wanted goes in, the fewest bytes come out, and never more of them than the
//! line can carry before the next key.
//!
//! [`Shown`] knows what the terminal shows and the shortest way to another picture; [`Pace`] knows how much is under way;
//! [`Writer`] waits for a terminal that does not read. A picture that finds no room is not kept: when there is room
//! again, the newest one is drawn from what the terminal really shows. That is why this is no `Backend` of ratatui, which
//! is told of differences once and has to send each of them.

mod encoder;
mod pace;
mod pen;
mod scroll;
mod shown;
mod writer;

pub use pace::Pace;
pub use shown::{Shown, Step, tidied};
pub use writer::{Told, Writer};

use crate::limits;
use ratatui::buffer::Buffer;
use ratatui::style::Modifier;
use std::time::{Duration, Instant};

/// A terminal at the end of a line.
pub struct Line {
    shown: Shown,
    pace: Pace,
    writer: Writer,
    /// Sequences besides the picture that go out before it.
    said: Vec<u8>,
    is_late: bool,
}

impl Line {
    /// A line to an empty screen of so many columns and rows.
    pub fn new(writer: Writer, pace: Pace, columns: u16, rows: u16) -> Line {
        Line { shown: Shown::empty(columns, rows), pace, writer, said: Vec::new(), is_late: false }
    }

    /// Sends a sequence before the next picture; it may move the cursor, and nothing else that a picture needs.
    pub fn say(&mut self, sequence: &str) {
        self.said.extend_from_slice(sequence.as_bytes());
        self.shown.forget_cursor();
    }

    /// The screen is empty now and has so many columns and rows, the pen is the default one, the cursor at home.
    pub fn begin_anew(&mut self, columns: u16, rows: u16) {
        self.pace.forget();
        self.shown = Shown::empty(columns, rows);
    }

    /// Brings a picture nearer to the terminal: all of it where there is room, else the row of the caret where that is
    /// next to nothing, else nothing until there is room ([`Line::is_late`]).
    pub fn draw(&mut self, wanted: Buffer, now: Instant) {
        self.pace.give_up(now);
        self.is_late = !self.writer.is_free();
        if self.is_late {
            return;
        }
        let step = self.shown.step_to(wanted);
        if self.pace.has_room(step.bytes.len() + self.said.len()) {
            return self.send(step, now);
        }
        self.is_late = true;
        let row = caret_row(step.picture()).map(|row| self.shown.step_to_row(&step, row));
        if let Some(step) = row.filter(|step| (1..=limits::LINE_ROW_BYTES).contains(&step.bytes.len())) {
            self.send(step, now);
        }
    }

    fn send(&mut self, mut step: Step, now: Instant) {
        let mut block = std::mem::take(&mut self.said);
        block.append(&mut step.bytes);
        self.shown.take(step);
        if !block.is_empty() {
            self.pace.send(&mut block, now);
            self.writer.write(block);
        }
    }

    /// Somebody types: from now on it matters how much is under way.
    pub fn is_awaited(&mut self) {
        self.pace.begin();
    }

    /// The terminal answered that it has drawn what came before the oldest question.
    pub fn answered(&mut self, now: Instant) {
        self.pace.answered(now);
    }

    /// Whether the terminal owes an answer.
    pub fn is_owed(&self) -> bool {
        self.pace.is_owed()
    }

    /// Whether a picture waits for room.
    pub fn is_late(&self) -> bool {
        self.is_late
    }

    /// When waiting for room has no sense any more.
    pub fn overdue(&self) -> Option<Instant> {
        self.pace.overdue().filter(|_| self.is_late)
    }

    /// Whether the line was measured as slow; nothing where it was not measured yet.
    pub fn is_slow(&self) -> Option<bool> {
        self.pace.is_slow()
    }

    /// Sends these last bytes and waits for them, not for ever: a terminal that does not read is left.
    pub fn finish(&mut self, last: &str) {
        let patience = Duration::from_millis(limits::LEAVE_WAIT_MS);
        if self.writer.wait(patience) {
            let mut block = std::mem::take(&mut self.said);
            block.extend_from_slice(last.as_bytes());
            self.writer.write(block);
            self.writer.wait(patience);
        }
    }
}

/// The row of the caret, which is the first reversed cell.
fn caret_row(picture: &Buffer) -> Option<u16> {
    let place = picture.content.iter().position(|cell| cell.modifier.contains(Modifier::REVERSED))?;
    Some(picture.pos_of(place).1)
}
