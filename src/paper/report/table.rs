//! A report as text: each row with its numbers and a bar.

use super::{Counts, Report};
use crate::paper::text_page::Order;
use crate::text::{self, Direction};

/// Columns of a number.
const COUNT_CELLS: usize = 4;
/// Columns of the head of a column of numbers.
const HEAD_CELLS: usize = 13;
/// Columns of the longest bar.
const BAR_CELLS: usize = 20;

/// The report as text of at most so many columns: as it is read, or as a terminal that does not reorder shows it.
pub fn report_text(report: &Report, is_visual: bool, width: usize) -> String {
    let order = if is_visual { Order::Visual } else { Order::Logical };
    let page = Page { direction: report.direction, order, width };
    let mut out = String::new();
    for line in [report.heading.as_str(), report.period.as_str()] {
        out.push_str(&page.row(&[(line, width, Side::Start)]));
    }
    for table in &report.tables {
        out.push('\n');
        out.push_str(&page.row(&[(&table.title, width, Side::Start)]));
        out.push_str(&format!("{}\n", "─".repeat(width)));
        page.table(table, &mut out);
    }
    out
}

/// At which side of its cell a text stands, in reading order.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

struct Page {
    direction: Direction,
    order: Order,
    width: usize,
}

impl Page {
    fn table(&self, table: &Counts, out: &mut String) {
        // Names of columns that have no room become numbers, told below.
        let longest = table.columns.iter().map(|column| text::width(column)).max().unwrap_or(0);
        let head_cells = (longest + 2).clamp(COUNT_CELLS, HEAD_CELLS);
        let is_numbered = table.columns.len() * head_cells > self.width * 3 / 5;
        let cells = if is_numbered { COUNT_CELLS } else { head_cells };
        let rest = self.width.saturating_sub(table.columns.len() * cells);
        let bars = if is_numbered { 0 } else { BAR_CELLS.min(rest / 3) };
        let room = (rest - bars).max(12);
        let heads: Vec<String> = match is_numbered {
            true => (1..=table.columns.len()).map(|number| number.to_string()).collect(),
            false => table.columns.clone(),
        };
        let mut head = vec![("", room, Side::Start)];
        head.extend(heads.iter().map(|head| (head.as_str(), cells, Side::End)));
        head.push(("", bars, Side::Start));
        out.push_str(&self.row(&head));
        let most = table.rows.iter().map(|row| whole(&row.counts, table.first_part)).max().unwrap_or(0);
        for row in &table.rows {
            let counts: Vec<String> = row.counts.iter().map(|count| shown(*count)).collect();
            let part = whole(&row.counts, table.first_part);
            let bar = "█".repeat((part * bars.saturating_sub(2)).div_ceil(most.max(1)));
            // A name that has no room beside its numbers stands above them, so that two that begin alike are told apart.
            let is_above = text::width(&row.label) >= room;
            if is_above {
                out.push_str(&self.row(&[(&row.label, self.width, Side::Start)]));
            }
            let mut line = vec![(if is_above { "" } else { row.label.as_str() }, room, Side::Start)];
            line.extend(counts.iter().map(|count| (count.as_str(), cells, Side::End)));
            if bars > 0 {
                line.extend([("", 1, Side::Start), (bar.as_str(), bars - 1, Side::Start)]);
            }
            out.push_str(&self.row(&line));
        }
        if is_numbered {
            out.push('\n');
            for (number, column) in (1..).zip(&table.columns) {
                let number = number.to_string();
                out.push_str(&self.row(&[
                    (&number, 3, Side::End),
                    ("", 1, Side::Start),
                    (column, self.width.saturating_sub(4), Side::Start),
                ]));
            }
        }
    }

    /// Cells after each other in the direction of the page, each cut and filled to its width.
    fn row(&self, cells: &[(&str, usize, Side)]) -> String {
        let written = cells.iter().map(|(words, width, side)| self.cell(words, *width, *side));
        let line: String = match (self.order, self.direction) {
            (Order::Visual, Direction::Rtl) => written.rev().collect(),
            (Order::Logical, Direction::Rtl) => std::iter::once("\u{200f}".to_owned()).chain(written).collect(),
            _ => written.collect(),
        };
        format!("{}\n", line.trim_end())
    }

    fn cell(&self, words: &str, width: usize, side: Side) -> String {
        let words = text::cut(words, width.saturating_sub(1));
        let fill = " ".repeat(width.saturating_sub(text::width(&words)));
        let shown: String = match self.order {
            // A name among numbers keeps its own direction; numbers and bars have none.
            Order::Logical if words.chars().any(char::is_alphabetic) && self.needs_isolation(&words) => {
                text::isolate(&words)
            }
            Order::Logical => words.clone().into_owned(),
            Order::Visual => text::layout(&words, None).cells.iter().map(|cell| cell.text.as_str()).collect(),
        };
        // In visual order of a page from right to left the beginning of a cell is at its right.
        let is_left = (side == Side::Start) != (self.order == Order::Visual && self.direction == Direction::Rtl);
        if is_left { format!("{shown}{fill}") } else { format!("{fill}{shown}") }
    }
}

impl Page {
    fn needs_isolation(&self, words: &str) -> bool {
        self.direction == Direction::Rtl || text::layout(words, None).direction == Direction::Rtl
    }
}

/// What the bar of a row shows: the sum of its parts.
fn whole(counts: &[usize], first_part: usize) -> usize {
    if first_part > 0 { counts.first().copied().unwrap_or(0) } else { counts.iter().sum() }
}

/// Nothing is seen as nothing, but it is seen.
fn shown(count: usize) -> String {
    if count == 0 { "·".to_owned() } else { count.to_string() }
}
