//! From what a terminal shows to what it should show, in few bytes.
//!
//! Only sequences that terminals from the Linux console to the newest understand are sent: CUP, CHA, CUU, CUD, CUF, CUB,
//! RI, EL, ED, DL, IL, SGR and the C0 movements (ECMA-48). REP, ECH and SU would save a little on some screens; `screen`
//! and the Linux console lack one or another.

use super::pen::Pen;
use crate::text;
use ratatui::buffer::Cell;
use ratatui::style::Color;
use std::ops::Range;

/// Cells that are rewritten rather than jumped over, at most: a jump costs at most so many bytes.
const REWRITTEN: usize = 8;
/// Changed blanks within a row from which erasing the rest of it and writing on may be shorter.
const ERASED: usize = 6;
/// Changed cells that are tried in the other order, at most.
const TURNED: usize = 3;
/// EL: erases to the end of the row, in the background of the pen.
const ERASE: &str = "\x1b[K";

/// Bytes on their way, and what the terminal will be like after them.
#[derive(Clone, Debug)]
pub struct Encoder {
    /// What to send.
    pub bytes: Vec<u8>,
    /// The pen after it.
    pub pen: Pen,
    /// Row and column of the cursor after it; the column is that of the edge where the last column was written.
    /// Nothing after a character that not all terminals give the same width.
    pub cursor: Option<(usize, usize)>,
    width: usize,
}

impl Encoder {
    /// Nothing sent yet, on a terminal of so many columns.
    pub fn new(pen: Pen, cursor: Option<(usize, usize)>, width: usize) -> Encoder {
        Encoder { bytes: Vec::new(), pen, cursor, width }
    }

    /// Sends a sequence that changes neither pen nor cursor.
    pub fn send(&mut self, sequence: &str) {
        self.bytes.extend_from_slice(sequence.as_bytes());
    }

    /// Makes the pen fit for erasing to the default background.
    pub fn clean_pen(&mut self) {
        self.fit_for_blanks(Pen::default(), None);
    }

    /// Moves the cursor.
    pub fn move_to(&mut self, row: usize, column: usize) {
        if self.cursor == Some((row, column)) {
            return;
        }
        let sequence = motion(self.cursor, (row, column), self.width);
        self.send(&sequence);
        self.cursor = Some((row, column));
    }

    /// Makes a row look like another.
    pub fn row(&mut self, row: usize, old: &[Cell], new: &[Cell]) {
        let plan = Plan::new(old, new);
        let Some(first) = plan.first() else { return };
        let written = |first: usize, plan: &Plan| {
            let mut encoder = Encoder { bytes: Vec::new(), ..self.clone() };
            encoder.write_row(row, first, new, plan);
            encoder
        };
        let plain = written(first, &plan);
        // Carriage return and the blanks of an indent are often shorter than the way past them.
        let from_edge = (1..=REWRITTEN).contains(&first).then(|| written(0, &plan));
        let erasing =
            plan.worth_erasing(new).map(|blanks| written(first.min(blanks.start), &plan.with_erased(blanks, new)));
        let backwards = plan.single_cells(old, new).map(|columns| {
            let mut encoder = Encoder { bytes: Vec::new(), ..self.clone() };
            for column in columns.into_iter().rev() {
                encoder.move_to(row, column);
                encoder.write(column, new, &plan);
            }
            encoder
        });
        let others = from_edge.into_iter().chain(erasing).chain(backwards);
        let shortest =
            others.fold(plain, |best, other| if other.bytes.len() < best.bytes.len() { other } else { best });
        self.bytes.extend_from_slice(&shortest.bytes);
        (self.pen, self.cursor) = (shortest.pen, shortest.cursor);
    }

    fn write_row(&mut self, row: usize, first: usize, new: &[Cell], plan: &Plan) {
        self.move_to(row, first);
        let mut column = first;
        while let Some(next) = plan.next(column) {
            if plan.erased == Some(column) {
                self.erase();
                // What follows is written over blanks; the cursor has not moved.
                column += 1;
                continue;
            }
            if column >= plan.tail {
                return self.blank_to_the_end(column, plan, new);
            }
            if next > column && !self.bridges(column..next, new, plan) {
                self.move_to(row, next);
                column = next;
                continue;
            }
            column = self.write(column, new, plan);
        }
    }

    /// The cells from here on are blanks: erased, or written where those that changed are few.
    fn blank_to_the_end(&mut self, column: usize, plan: &Plan, new: &[Cell]) {
        let count = plan.end.saturating_sub(column);
        if count < ERASE.len() {
            for column in column..plan.end {
                self.write(column, new, plan);
            }
        } else {
            self.erase();
        }
    }

    fn erase(&mut self) {
        self.clean_pen();
        self.send(ERASE);
    }

    /// Whether writing the unchanged cells of a gap again takes no more than jumping over them.
    fn bridges(&self, gap: Range<usize>, new: &[Cell], plan: &Plan) -> bool {
        let Some((row, column)) = self.cursor else { return false };
        // A gap up to the place where the rest is erased is no gap: its blanks go with the rest.
        if gap.len() > REWRITTEN || plan.erased == Some(gap.end) {
            return false;
        }
        let Some(target) = new.get(gap.end) else { return false };
        let jump = motion(Some((row, column)), (row, gap.end), self.width).len() + self.pen_cost(self.pen, target);
        let (mut cost, mut pen) = (0, self.pen);
        for cell in new.get(gap).unwrap_or_default() {
            if !is_certain(cell) {
                return false;
            }
            cost += self.pen_cost(pen, cell) + cell.symbol().len();
            pen = if is_blank(cell) && pen.blanks_like(Pen::of(cell)) { pen } else { Pen::of(cell) };
        }
        cost + self.pen_cost(pen, target) <= jump
    }

    fn pen_cost(&self, pen: Pen, cell: &Cell) -> usize {
        let wanted = Pen::of(cell);
        if is_blank(cell) && pen.blanks_like(wanted) { 0 } else { pen.to(wanted).len() }
    }

    /// Writes the cell at a column; answers the column after it.
    fn write(&mut self, column: usize, new: &[Cell], plan: &Plan) -> usize {
        let Some(cell) = new.get(column) else { return column + 1 };
        if is_blank(cell) {
            self.fit_for_blanks(Pen::of(cell), plan.pen_ahead(column, new));
        } else {
            self.change_pen(Pen::of(cell));
        }
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
        let cells = 1 + new.get(column + 1..).unwrap_or_default().iter().take_while(|cell| is_rest(cell)).count();
        self.cursor = self.cursor.filter(|_| is_certain(cell)).map(|(row, column)| (row, column + cells));
        column + cells
    }

    /// Makes the pen fit for a blank: as it is where that looks the same, else as the next letter needs it.
    fn fit_for_blanks(&mut self, blank: Pen, ahead: Option<Pen>) {
        if !self.pen.blanks_like(blank) {
            self.change_pen(ahead.filter(|ahead| ahead.blanks_like(blank)).unwrap_or(blank));
        }
    }

    fn change_pen(&mut self, pen: Pen) {
        let sequence = self.pen.to(pen);
        self.send(&sequence);
        self.pen = pen;
    }
}

/// What of a row is to be written.
struct Plan {
    changed: Vec<bool>,
    /// The column after the last changed one.
    end: usize,
    /// The column from which on all is blank.
    tail: usize,
    /// The column at which the rest of the row is erased before it is written.
    erased: Option<usize>,
}

impl Plan {
    fn new(old: &[Cell], new: &[Cell]) -> Plan {
        let mut changed: Vec<bool> = new.iter().zip(old).map(|(new, old)| new != old).collect();
        // A wide character changes as a whole, and so does what stands where one stood.
        for column in 1..new.len() {
            let together = |row: &[Cell]| row.get(column).is_some_and(is_rest);
            if (together(new) || together(old))
                && (changed.get(column) == Some(&true) || changed.get(column - 1) == Some(&true))
            {
                changed.get_mut(column - 1..=column).into_iter().flatten().for_each(|changed| *changed = true);
            }
        }
        Plan::of(changed, new)
    }

    fn of(changed: Vec<bool>, new: &[Cell]) -> Plan {
        let end = changed.iter().rposition(|changed| *changed).map_or(0, |last| last + 1);
        let tail = new.iter().rposition(|cell| !is_empty(cell)).map_or(0, |last| last + 1);
        Plan { changed, end, tail, erased: None }
    }

    fn first(&self) -> Option<usize> {
        self.changed.iter().position(|changed| *changed)
    }

    /// The changed columns where they are so few that another order may save a change of the pen, as when a letter is
    /// typed before the caret; nothing where a character is wide or of uncertain width.
    fn single_cells(&self, old: &[Cell], new: &[Cell]) -> Option<Vec<usize>> {
        let columns: Vec<usize> = (0..self.end).filter(|column| self.changed.get(*column) == Some(&true)).collect();
        let is_single = |row: &[Cell], column: usize| row.get(column).is_some_and(is_certain);
        let is_few = (2..=TURNED).contains(&columns.len());
        let is_fit = is_few && columns.iter().all(|column| is_single(old, *column) && is_single(new, *column));
        is_fit.then_some(columns)
    }

    /// The pen of the next letter from here on that is to be written.
    fn pen_ahead(&self, column: usize, new: &[Cell]) -> Option<Pen> {
        let mut ahead = new.iter().zip(&self.changed).skip(column);
        ahead.find(|(cell, changed)| **changed && !is_blank(cell)).map(|(cell, _)| Pen::of(cell))
    }

    /// The first column from here on that is to be written.
    fn next(&self, column: usize) -> Option<usize> {
        let ahead = self.changed.get(column..)?.iter().position(|changed| *changed);
        ahead.map(|ahead| column + ahead)
    }

    /// The longest run of blanks inside the row of which many are to be written.
    fn worth_erasing(&self, new: &[Cell]) -> Option<Range<usize>> {
        let mut best: Option<(usize, Range<usize>)> = None;
        let mut start = 0;
        for column in 0..=self.tail {
            if new.get(column).is_some_and(is_empty) && column < self.tail {
                continue;
            }
            let run = start..column;
            let count = self.changed.get(run.clone()).unwrap_or_default().iter().filter(|changed| **changed).count();
            if count >= ERASED && best.as_ref().is_none_or(|(most, _)| count > *most) {
                best = Some((count, run));
            }
            start = column + 1;
        }
        best.map(|(_, run)| run)
    }

    /// The same where the rest of the row is erased at the beginning of these blanks.
    fn with_erased(&self, blanks: Range<usize>, new: &[Cell]) -> Plan {
        let at = blanks.start;
        let mut changed = self.changed.clone();
        for (column, changed) in changed.iter_mut().enumerate().skip(at) {
            *changed = column == at || new.get(column).is_some_and(|cell| !is_empty(cell));
        }
        Plan { erased: Some(at), ..Plan::of(changed, new) }
    }
}

/// The shortest movement of the cursor from a place, where it is known, to another.
fn motion(from: Option<(usize, usize)>, to: (usize, usize), width: usize) -> String {
    let (row, column) = to;
    let place = match (row, column) {
        (0, 0) => "\x1b[H".to_owned(),
        (row, 0) => format!("\x1b[{}H", row + 1),
        (row, column) => format!("\x1b[{};{}H", count(row + 1), column + 1),
    };
    let Some((old_row, old_column)) = from else { return place };
    let step = vertical(old_row, row) + &horizontal(old_column, column, width);
    if step.len() < place.len() { step } else { place }
}

fn vertical(from: usize, to: usize) -> String {
    let distance = from.abs_diff(to);
    let (sign, letter) = if to > from { ("\n", 'B') } else { ("\x1bM", 'A') };
    let one_by_one = sign.repeat(distance);
    let at_once = format!("\x1b[{}{letter}", count(distance));
    if one_by_one.len() <= at_once.len() { one_by_one } else { at_once }
}

fn horizontal(from: usize, to: usize, width: usize) -> String {
    if from == to && from < width {
        return String::new();
    }
    let absolute = format!("\x1b[{}G", count(to + 1));
    let from_start = if to == 0 { "\r".to_owned() } else { format!("\r\x1b[{}C", count(to)) };
    let mut shortest = if from_start.len() <= absolute.len() { from_start } else { absolute };
    // Behind the last column terminals differ about where the cursor is.
    if from < width {
        let distance = from.abs_diff(to);
        let relative = match to > from {
            true => format!("\x1b[{}C", count(distance)),
            false if distance <= 4 => "\x08".repeat(distance),
            false => format!("\x1b[{}D", count(distance)),
        };
        if relative.len() <= shortest.len() {
            shortest = relative;
        }
    }
    shortest
}

/// A count in a sequence, where 1 need not be said.
fn count(number: usize) -> String {
    if number == 1 { String::new() } else { number.to_string() }
}

/// A blank, in whatever background.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

/// A blank that erasing leaves.
fn is_empty(cell: &Cell) -> bool {
    is_blank(cell) && cell.bg == Color::Reset && Pen::default().blanks_like(Pen::of(cell))
}

/// The second column of a wide character.
pub fn is_rest(cell: &Cell) -> bool {
    cell.symbol().is_empty()
}

/// Whether every terminal gives the character the same width.
fn is_certain(cell: &Cell) -> bool {
    let symbol = cell.symbol();
    symbol.len() == 1 || (symbol.chars().count() == 1 && text::width(symbol) == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cursor_moves_by_the_shortest_way() {
        let cases = [
            (None, (0, 0), "\x1b[H"),
            (None, (4, 0), "\x1b[5H"),
            (None, (0, 9), "\x1b[;10H"),
            (Some((3, 5)), (3, 4), "\x08"),
            (Some((3, 5)), (4, 0), "\n\r"),
            (Some((3, 5)), (4, 5), "\n"),
            (Some((3, 5)), (2, 5), "\x1bM"),
            (Some((3, 0)), (3, 12), "\x1b[12C"),
            (Some((3, 60)), (3, 0), "\r"),
            (Some((3, 60)), (3, 1), "\r\x1b[C"),
            (Some((3, 40)), (9, 40), "\x1b[6B"),
            (Some((3, 80)), (3, 79), "\x1b[80G"),
            (Some((20, 50)), (3, 9), "\x1b[4;10H"),
        ];
        for (from, to, wanted) in cases {
            assert_eq!(motion(from, to, 80), wanted, "{from:?} {to:?}");
        }
    }

    fn cells(text: &str) -> Vec<Cell> {
        let width = 40;
        let mut cells: Vec<Cell> = text
            .chars()
            .map(|letter| {
                let mut cell = Cell::default();
                cell.set_char(letter);
                cell
            })
            .collect();
        cells.resize(width, Cell::default());
        cells
    }

    fn sent(old: &str, new: &str) -> String {
        let mut encoder = Encoder::new(Pen::default(), Some((0, 0)), 40);
        encoder.row(0, &cells(old), &cells(new));
        String::from_utf8(encoder.bytes).unwrap_or_default()
    }

    #[test]
    fn a_letter_typed_before_the_caret_takes_few_bytes() {
        let row = |text: &str| {
            let mut row = cells(text);
            row[text.len()].modifier = ratatui::style::Modifier::REVERSED;
            row
        };
        let mut encoder = Encoder::new(Pen::default(), Some((0, 0)), 40);
        encoder.row(0, &cells(""), &row(""));
        let mut counts = Vec::new();
        for word in ["m", "mi", "mig", "migr"] {
            let before = encoder.bytes.len();
            encoder.row(0, &row(&word[..word.len() - 1]), &row(word));
            counts.push(encoder.bytes.len() - before);
        }
        assert_eq!(counts, [6, 6, 7, 6]);
    }

    #[test]
    fn a_row_changes_in_few_bytes() {
        assert_eq!(sent("same", "same"), "");
        assert_eq!(sent("> one", "  one"), " ");
        assert_eq!(sent("Ministry of Finance", "Ministry"), "\x1b[9C\x1b[K");
        assert_eq!(sent("a b", "x y"), "x y");
        assert_eq!(sent("a bcdefghi", "x bcdefghy"), "x\x1b[8Cy");
        assert_eq!(
            sent("a long name of a committee    GFMD", "a short                       GCM"),
            "\x1b[2Cshort\x1b[K\x1b[23CGCM"
        );
        assert_eq!(sent("abc", "abcd"), "abcd");
        assert_eq!(sent("abc", "ab"), "ab ");
    }
}
