//! Documents as plain text: one language, or French on the left and Arabic on the right.

use super::document::{Document, Line, Page};
use crate::lang::Lang;
use crate::text::{self, Direction};

/// Columns of a text page in a file.
pub const PAGE_WIDTH: usize = 78;
/// Columns between two languages.
const GAP: usize = 2;

/// In which order the letters of a line are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// As stored, for files and for programs that reorder.
    Logical,
    /// As seen, for terminals that do not.
    Visual,
}

/// The document as text.
pub(super) fn write(document: &Document, order: Order, width: usize) -> String {
    let columns: Vec<Vec<Block>> = document.pages.iter().map(blocks).collect();
    match columns.as_slice() {
        [only] => single(only, document.pages.first(), order, width),
        [left, right] => double(left, right, order, width),
        _ => String::new(),
    }
}

/// A paragraph of one language: what stands in front of its first line, and its words.
struct Block {
    lead: String,
    words: String,
    rule_below: bool,
}

impl Block {
    fn new(words: impl Into<String>) -> Block {
        Block { lead: String::new(), words: words.into(), rule_below: false }
    }
}

fn blocks(page: &Page) -> Vec<Block> {
    let mut blocks: Vec<Block> = page.letterhead.iter().map(Block::new).collect();
    blocks.push(Block::new(""));
    blocks.push(Block::new(page.heading.as_str()));
    blocks.push(Block { rule_below: true, ..Block::new(page.title.as_str()) });
    let colon = Lang::from_code(page.lang).map_or(": ", Lang::colon);
    blocks.extend(page.facts.iter().map(|fact| Block::new(format!("{}{colon}{}", fact.label, fact.value))));
    for section in &page.sections {
        blocks.push(Block::new(""));
        if !section.title.is_empty() {
            blocks.push(Block { rule_below: true, ..Block::new(section.title.as_str()) });
        }
        blocks.extend(section.lines.iter().flat_map(line_blocks));
    }
    blocks.push(Block::new(""));
    blocks.extend(page.footer.iter().map(Block::new));
    blocks
}

fn line_blocks(line: &Line) -> Vec<Block> {
    let indent = "  ".repeat(usize::from(line.level));
    let head = [line.time.as_str(), line.number.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ");
    let lead = if head.is_empty() { indent } else { format!("{head}{indent}  ") };
    let tail = if line.minutes.is_empty() { String::new() } else { format!(" ({})", line.minutes) };
    let mut blocks = vec![Block { lead: lead.clone(), words: format!("{}{tail}", line.text), rule_below: false }];
    let hang = " ".repeat(text::width(&lead));
    blocks.extend(line.notes.iter().map(|note| Block {
        lead: format!("{hang}  "),
        words: note.clone(),
        rule_below: false,
    }));
    blocks
}

/// A block as lines of at most that width, logical order, without padding.
fn lines_of(block: &Block, width: usize) -> Vec<String> {
    let lead = text::cut(&block.lead, width / 2).into_owned();
    let room = width.saturating_sub(text::width(&lead)).max(8);
    let hang = " ".repeat(text::width(&lead));
    let wrapped = logical_lines(&block.words, room);
    wrapped
        .into_iter()
        .enumerate()
        .map(|(at, words)| format!("{}{words}", if at == 0 { &lead } else { &hang }))
        .collect()
}

/// Words wrapped to a width, as stretches of the logical text.
fn logical_lines(words: &str, width: usize) -> Vec<String> {
    let lines = text::wrap(words, width, None);
    let stretch = |line: &text::VisualLine| {
        let start = line.cells.iter().map(|cell| cell.range.start).min().unwrap_or(0);
        let end = line.cells.iter().map(|cell| cell.range.end).max().unwrap_or(0);
        words.get(start..end).unwrap_or("").trim_end().to_owned()
    };
    lines.iter().map(stretch).collect()
}

fn direction(page: Option<&Page>) -> Direction {
    if page.is_some_and(|page| page.dir == "rtl") { Direction::Rtl } else { Direction::Ltr }
}

fn single(blocks: &[Block], page: Option<&Page>, order: Order, width: usize) -> String {
    let direction = direction(page);
    let mut out = String::new();
    for block in blocks {
        for line in lines_of(block, width) {
            out.push_str(placed(&line, width, direction, order).trim_end());
            out.push('\n');
        }
        if block.rule_below {
            out.push_str(&"─".repeat(width));
            out.push('\n');
        }
    }
    out
}

fn double(left: &[Block], right: &[Block], order: Order, page_width: usize) -> String {
    let width = page_width.saturating_sub(GAP) / 2;
    let mut out = String::new();
    for at in 0..left.len().max(right.len()) {
        let side = |blocks: &[Block]| blocks.get(at).map(|block| lines_of(block, width)).unwrap_or_default();
        let (french, arabic) = (side(left), side(right));
        for row in 0..french.len().max(arabic.len()) {
            let cell = |lines: &[String], direction| {
                placed(lines.get(row).map_or("", String::as_str), width, direction, order)
            };
            let line = format!("{}{}{}", cell(&french, Direction::Ltr), " ".repeat(GAP), cell(&arabic, Direction::Rtl));
            out.push_str(line.trim_end());
            out.push('\n');
        }
        if left.get(at).is_some_and(|block| block.rule_below) {
            out.push_str(&"─".repeat(page_width));
            out.push('\n');
        }
    }
    out
}

/// A line filled to a width so that it stands at the side where its language begins.
fn placed(line: &str, width: usize, direction: Direction, order: Order) -> String {
    let shown = match order {
        Order::Logical => line.to_owned(),
        Order::Visual => text::layout(line, Some(direction)).cells.iter().map(|cell| cell.text.as_str()).collect(),
    };
    let fill = " ".repeat(width.saturating_sub(text::width(line)));
    match direction {
        Direction::Ltr => format!("{shown}{fill}"),
        Direction::Rtl => format!("{fill}{shown}"),
    }
}
