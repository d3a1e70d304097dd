//! The surface that panes draw on. It owns direction: column 0 is where reading begins.

mod fields;

use super::chart::sparkline;
use super::list::{ListState, Mark};
use super::target::{Reach, Target, Targets, distance};
use super::theme::{Looks, Role, Theme};
use crate::text::{self, Direction, KeptLines, VisualLine};
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A piece of text with what it means, and the byte ranges in it that matched a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Span<'a> {
    /// Logical text.
    pub text: Cow<'a, str>,
    /// What it is.
    pub role: Role,
    /// Byte ranges of the text to show as matches.
    pub matches: Vec<Range<usize>>,
}

impl<'a> Span<'a> {
    /// A piece of text.
    pub fn new(text: impl Into<Cow<'a, str>>, role: Role) -> Span<'a> {
        Span { text: text.into(), role, matches: Vec::new() }
    }

    /// Ordinary text.
    pub fn plain(text: impl Into<Cow<'a, str>>) -> Span<'a> {
        Span::new(text, Role::Normal)
    }

    /// The same with matches.
    #[must_use]
    pub fn with_matches(mut self, matches: Vec<Range<usize>>) -> Span<'a> {
        self.matches = matches;
        self
    }
}

impl Span<'static> {
    /// The sign of a line that is marked, beside the one that says whether it is chosen.
    #[must_use]
    pub fn starred(self) -> Span<'static> {
        Span::new(format!("{}*", self.text.chars().next().unwrap_or(' ')), Role::Selected)
    }
}

/// Columns of a number that counts along.
pub const COUNTER_CELLS: usize = 8;
/// Columns of a rule.
const RULE_CELLS: usize = 4;
/// Rows that saying what to do where there is nothing may take.
const NOTHING_ROWS: usize = 4;
/// Columns kept beside a long list.
const THUMB_CELLS: usize = 2;

/// A part of the screen with a direction.
pub struct Canvas<'a> {
    buffer: &'a mut Buffer,
    area: Rect,
    direction: Direction,
    theme: Theme,
    lines: Option<&'a KeptLines>,
    targets: Option<&'a Targets>,
}

impl<'a> Canvas<'a> {
    /// The surface of an area of the buffer; what lies outside the buffer is left out.
    pub fn new(buffer: &'a mut Buffer, area: Rect, direction: Direction, theme: Theme) -> Canvas<'a> {
        let area = area.intersection(buffer.area);
        Canvas { buffer, area, direction, theme, lines: None, targets: None }
    }

    /// The same surface, with lines that were finished for earlier frames.
    #[must_use]
    pub fn keeping(self, lines: &'a KeptLines) -> Canvas<'a> {
        Canvas { lines: Some(lines), ..self }
    }

    /// The same surface, noting what stands where.
    #[must_use]
    pub fn noting(self, targets: Option<&'a Targets>) -> Canvas<'a> {
        Canvas { targets, ..self }
    }

    /// Says what a row of it is to a pointer.
    pub fn target(&self, row: usize, target: Target) {
        if row < self.height() {
            let area = Rect { y: self.area.y + cells(row), height: 1, ..self.area };
            self.targets.iter().for_each(|targets| targets.note(area, target));
        }
    }

    /// Says what all of it is to a pointer, beneath what is said later.
    pub fn target_all(&self, target: Target) {
        self.targets.iter().for_each(|targets| targets.note(self.area, target));
    }

    /// Says that a row shows this line of a list that the arrows walk through.
    pub fn pick(&self, row: usize, list: &ListState, place: usize) {
        self.pick_by(row, list, place, Reach::Arrows);
    }

    /// The same of a list that is walked through in another way.
    pub fn pick_by(&self, row: usize, list: &ListState, place: usize, reach: Reach) {
        self.target(row, Target::Line(distance(list, place), reach));
    }

    /// Columns.
    pub fn width(&self) -> usize {
        usize::from(self.area.width)
    }

    /// Rows.
    pub fn height(&self) -> usize {
        usize::from(self.area.height)
    }

    /// The direction of reading.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// How much is drawn besides the words.
    pub fn looks(&self) -> Looks {
        self.theme.looks()
    }

    /// The part that begins at a row and column in reading order.
    pub fn part(&mut self, row: usize, column: usize, rows: usize, columns: usize) -> Canvas<'_> {
        let column = column.min(self.width());
        let columns = columns.min(self.width() - column);
        let row = row.min(self.height());
        let rows = rows.min(self.height() - row);
        let x = match self.direction {
            Direction::Ltr => self.area.x + cells(column),
            Direction::Rtl => self.area.right().saturating_sub(cells(column + columns)),
        };
        let area = Rect::new(x, self.area.y + cells(row), cells(columns), cells(rows));
        let Canvas { direction, theme, lines, targets, .. } = *self;
        Canvas { buffer: self.buffer, area, direction, theme, lines, targets }
    }

    /// Says that what is drawn here may come later: where the line is slow, it waits until the keys pause.
    pub fn can_wait(&mut self) {
        for row in self.area.rows() {
            for place in row.positions() {
                if let Some(cell) = self.buffer.cell_mut(place) {
                    cell.set_diff_option(CellDiffOption::Skip);
                }
            }
        }
    }

    /// Blanks everything, so that a layer covers what is under it.
    pub fn clear(&mut self) {
        for row in self.area.rows() {
            for place in row.positions() {
                if let Some(cell) = self.buffer.cell_mut(place) {
                    cell.reset();
                }
            }
        }
    }

    /// Draws pieces of text one after the other in reading order from a column, each cut to what is left.
    /// Answers the column after the last.
    pub fn line(&mut self, row: usize, column: usize, spans: &[Span<'_>]) -> usize {
        let mut column = column;
        for span in spans {
            column += self.span(row, column, self.width().saturating_sub(column), span);
        }
        column
    }

    /// Draws one text at a column, cut to so many cells.
    pub fn text(&mut self, row: usize, column: usize, cells: usize, text: &str, role: Role) -> usize {
        self.span(row, column, cells, &Span::new(text, role))
    }

    /// Draws one text so that it ends at the end of the row.
    pub fn text_at_end(&mut self, row: usize, text: &str, role: Role) {
        let width = text::width(text).min(self.width());
        self.text(row, self.width() - width, width, text, role);
    }

    /// Draws one piece; answers the cells it took.
    pub fn span(&mut self, row: usize, column: usize, room: usize, span: &Span<'_>) -> usize {
        let room = room.min(self.width().saturating_sub(column));
        if row >= self.height() || room == 0 {
            return 0;
        }
        let fitted = match self.lines {
            Some(lines) => lines.fit(&span.text, room),
            None => Arc::new(text::fit(&span.text, room)),
        };
        let (line, before) = (&fitted.line, fitted.before);
        let used = (before + line.width() + fitted.after).min(room);
        let mut x = match self.direction {
            Direction::Ltr => self.area.x + cells(column + before),
            Direction::Rtl => self.area.right().saturating_sub(cells(column + before + line.width())),
        };
        let y = self.area.y + cells(row);
        let base = self.theme.style(span.role);
        let matched = base.patch(self.theme.style(Role::Match));
        for cell in &line.cells {
            let is_match =
                span.matches.iter().any(|range| range.start < cell.range.end && cell.range.start < range.end);
            let letters = if self.theme.has_vowels() { Cow::from(&cell.text) } else { text::unvocalised(&cell.text) };
            self.put(x, y, &letters, cell.width, if is_match { matched } else { base });
            x += cell.width;
        }
        used
    }

    /// Draws a number that counts along at the end of a row, in [`COUNTER_CELLS`]; it can wait.
    pub fn counter(&mut self, row: usize, number: &str) {
        let start = self.width().saturating_sub(COUNTER_CELLS);
        let mut part = self.part(row, start, 1, COUNTER_CELLS);
        part.text_at_end(0, number, Role::Dim);
        part.can_wait();
    }

    /// Draws a line that is already in visual order, such as one of a printed page of so many columns.
    pub fn visual(&mut self, row: usize, page_width: usize, line: &str) {
        let room = page_width.min(self.width());
        let mut x = match self.direction {
            Direction::Ltr => self.area.x,
            Direction::Rtl => self.area.right().saturating_sub(cells(room)),
        };
        for cluster in text::clusters(line) {
            let width = cells(text::width(cluster));
            self.put(x, self.area.y + cells(row), cluster, width, Style::new());
            x += width;
        }
    }

    /// Draws a text wrapped from a row on, at most so many rows; answers how many it took.
    pub fn wrapped(&mut self, row: usize, column: usize, rows: usize, text: &str, role: Role) -> usize {
        let room = self.width().saturating_sub(column);
        let lines = match self.lines {
            Some(lines) => lines.wrap(text, room),
            None => Arc::new(text::wrap(text, room, None)),
        };
        let style = self.theme.style(role);
        let rows = rows.min(self.height().saturating_sub(row));
        for (at, line) in lines.iter().take(rows).enumerate() {
            let last = (at + 1 == rows && lines.len() > rows).then(|| ending(text, line, room));
            let line = last.as_ref().unwrap_or(line);
            let used = line.width().min(room);
            // A paragraph begins where its own script begins, inside the column of the screen's direction.
            let start = if line.direction == self.direction { column } else { column + room - used };
            let mut x = match self.direction {
                Direction::Ltr => self.area.x + cells(start),
                Direction::Rtl => self.area.right().saturating_sub(cells(start + used)),
            };
            for cell in &line.cells {
                self.put(x, self.area.y + cells(row + at), &cell.text, cell.width, style);
                x += cell.width;
            }
        }
        lines.len().min(rows)
    }

    /// Says, from a row on, that there is nothing here and what to do about it.
    pub fn nothing(&mut self, row: usize, said: &str) {
        self.wrapped(row, 2, NOTHING_ROWS, said, Role::Dim);
    }

    fn put(&mut self, x: u16, y: u16, symbol: &str, width: u16, style: Style) {
        if x < self.area.x || x + width > self.area.right() || y >= self.area.bottom() {
            return;
        }
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.reset();
            cell.set_symbol(symbol).set_style(style);
        }
        for extra in 1..width {
            if let Some(cell) = self.buffer.cell_mut((x + extra, y)) {
                cell.reset();
                cell.set_symbol("");
            }
        }
    }

    /// Marks a row that is already drawn: its cells are shown reversed.
    pub fn marked(&mut self, row: usize) {
        for x in self.area.x..self.area.right() {
            self.caret(x, self.area.y + cells(row));
        }
    }

    /// A short thin line where reading begins, as above a footnote: one across the row costs 240 bytes and
    /// says no more. Answers the columns it took.
    pub fn rule(&mut self, row: usize) -> usize {
        self.text(row, 0, RULE_CELLS, &"─".repeat(RULE_CELLS.min(self.width())), Role::Dim)
    }

    /// The sign before a line of a list, pointing the way people read. It alone tells the chosen line from the others:
    /// a bar across the row, or bold letters, would cost ten times the bytes of each step.
    pub fn marker(&self, mark: Mark) -> Span<'static> {
        let sign = match self.direction {
            Direction::Ltr => "› ",
            Direction::Rtl => "‹ ",
        };
        match mark {
            Mark::Plain => Span::plain("  "),
            Mark::Chosen => Span::new(sign, Role::Selected),
            Mark::Waiting => Span::new(sign, Role::Dim),
        }
    }

    /// The part for the rows of a list of so many lines. Where there are more of them than rows, the last columns are kept
    /// for a thumb that shows which part is seen; it is drawn where looks are rich.
    pub fn scrolled(&mut self, list: &ListState, len: usize) -> Canvas<'_> {
        let (rows, width) = (self.height(), self.width());
        let first = list.first(len, rows);
        (first..len).zip(0..rows).for_each(|(place, row)| self.pick(row, list, place));
        if len <= rows || width <= THUMB_CELLS {
            return self.part(0, 0, rows, width);
        }
        if self.theme.looks() == Looks::Rich {
            let thumb = (rows * rows / len).clamp(1, rows);
            let start = list.first(len, rows) * (rows - thumb) / (len - rows).max(1);
            let sign = if self.direction == Direction::Ltr { "▐" } else { "▌" };
            for row in start..start + thumb {
                self.text(row, width - 1, 1, sign, Role::Dim);
            }
        }
        self.part(0, 0, rows, width - THUMB_CELLS)
    }

    /// One bar a value, in reading order: on a screen from right to left time runs so too. Answers the column after the last.
    pub fn bars(&mut self, row: usize, column: usize, values: &[u32], role: Role) -> usize {
        let bars = sparkline(values);
        text::clusters(&bars).zip(column..).for_each(|(bar, column)| {
            self.text(row, column, 1, bar, role);
        });
        column + values.len()
    }

    /// How much of a whole is used, as a bar of so many columns from where reading begins; drawn where looks are rich.
    /// Answers the columns it took.
    pub fn gauge(&mut self, row: usize, column: usize, room: usize, used: Share) -> usize {
        if self.theme.looks() != Looks::Rich || used.of == 0 {
            return 0;
        }
        let filled = (used.part.min(used.of) * room).div_ceil(used.of);
        let role = if used.part > used.of { Role::Danger } else { Role::Good };
        let full = self.text(row, column, room, &"━".repeat(filled), role);
        full + self.text(row, column + full, room, &"─".repeat(room - filled), Role::Dim)
    }
}

/// A part of a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// How much.
    pub part: usize,
    /// Of how much; nothing is drawn of nothing.
    pub of: usize,
}

/// The last line that there is room for, of a text that goes on.
fn ending(text: &str, line: &VisualLine, room: usize) -> VisualLine {
    let rest = text.get(line.range.start..).unwrap_or("");
    let paragraph = rest.split('\n').next().unwrap_or(rest).trim_end();
    text::layout(&text::cut(&format!("{paragraph} …"), room), Some(line.direction))
}

fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::Input;
    use crate::kit::Motion;
    use proptest::prelude::*;
    use ratatui::style::Modifier;

    fn drawn(direction: Direction, draw: impl FnOnce(&mut Canvas<'_>)) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 2));
        let area = buffer.area;
        draw(&mut Canvas::new(&mut buffer, area, direction, Theme::coloured()));
        super::super::picture(&buffer).split('\n').map(str::to_owned).collect()
    }

    #[test]
    fn column_zero_is_where_reading_begins() {
        let draw = |canvas: &mut Canvas<'_>| {
            canvas.line(0, 0, &[Span::plain("ab "), Span::plain("cd")]);
            canvas.text_at_end(1, "x", Role::Dim);
        };
        assert_eq!(drawn(Direction::Ltr, draw), ["ab cd", "           x"]);
        assert_eq!(drawn(Direction::Rtl, draw), ["       cd ab", "x"]);
    }

    #[test]
    fn spaces_at_the_ends_of_a_piece_follow_the_screen() {
        let draw = |canvas: &mut Canvas<'_>| {
            canvas.line(0, 0, &[Span::plain("1 "), Span::plain("2022  "), Span::plain("x")]);
            canvas.line(1, 0, &[Span::plain("12"), Span::plain("  ب")]);
        };
        assert_eq!(drawn(Direction::Ltr, draw), ["1 2022  x", "12  \u{FE8F}"]);
        assert_eq!(drawn(Direction::Rtl, draw), ["   x  2022 1", "       \u{FE8F}  12"]);
    }

    #[test]
    fn parts_are_mirrored() {
        let draw = |canvas: &mut Canvas<'_>| {
            canvas.part(0, 0, 1, 4).text(0, 0, 4, "abcdef", Role::Normal);
        };
        assert_eq!(drawn(Direction::Ltr, draw), ["abc…", ""]);
        assert_eq!(drawn(Direction::Rtl, draw), ["        abc…", ""]);
    }

    #[test]
    fn time_runs_the_way_people_read() {
        let draw = |canvas: &mut Canvas<'_>| {
            canvas.bars(0, 1, &[1, 2, 8], Role::Dim);
        };
        assert_eq!(drawn(Direction::Ltr, draw), [" ▁▂█", ""]);
        assert_eq!(drawn(Direction::Rtl, draw), ["        █▂▁", ""]);
    }

    #[test]
    fn arabic_is_joined_and_runs_from_the_right() {
        let lines = drawn(Direction::Rtl, |canvas| {
            canvas.text(0, 0, 12, "لجنة 2018", Role::Normal);
        });
        assert_eq!(lines.first().map(String::as_str), Some("   2018 \u{FE94}\u{FEE8}\u{FEA0}\u{FEDF}"));
    }

    #[test]
    fn the_caret_stands_behind_the_last_letter_whichever_way_words_and_screen_run() {
        for (screen, text, place, caret) in [
            (Direction::Ltr, "ab", "ab", 2),
            (Direction::Ltr, "لجنة", " \u{FE94}\u{FEE8}\u{FEA0}\u{FEDF}", 0),
            (Direction::Rtl, "ab", "         ab", 11),
            (Direction::Rtl, "لجنة", "        \u{FE94}\u{FEE8}\u{FEA0}\u{FEDF}", 7),
        ] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 1));
            let area = buffer.area;
            Canvas::new(&mut buffer, area, screen, Theme::coloured()).field(0, 0, 12, &Input::new(text), true);
            assert_eq!(super::super::picture(&buffer).trim_end_matches('\n'), place);
            let carets = (0..12u16).filter(|x| buffer[(*x, 0)].modifier.contains(Modifier::REVERSED));
            assert_eq!(carets.collect::<Vec<_>>(), [caret], "{text} on {screen:?}");
        }
    }

    proptest! {
        #[test]
        fn a_field_shows_its_caret_wherever_it_stands(
            text in "[ab 1(\u{644}\u{627}\u{628}\u{64e}\u{5d0}]{0,30}", rtl in any::<bool>(), room in 2u16..20, steps in 0usize..30, turns in 0usize..3,
        ) {
            let direction = if rtl { Direction::Rtl } else { Direction::Ltr };
            let mut input = Input::new(text);
            (0..turns).for_each(|_| input.turn());
            for _ in 0..steps {
                input.go(Motion::Left);
            }
            let mut buffer = Buffer::empty(Rect::new(0, 0, room, 1));
            let area = buffer.area;
            Canvas::new(&mut buffer, area, direction, Theme::coloured()).field(0, 0, usize::from(room), &input, true);
            let carets = buffer.content().iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED)).count();
            prop_assert_eq!(carets, 1, "{:?} at {}", input.text(), input.caret());
        }

        #[test]
        fn nothing_is_drawn_outside_the_area_and_no_control_character_inside(text in any::<String>(), x in 0u16..14, width in 0u16..14, caret in 0usize..20) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 3));
            for direction in [Direction::Ltr, Direction::Rtl] {
                let mut canvas = Canvas::new(&mut buffer, Rect::new(x, 1, width, 1), direction, Theme::coloured());
                canvas.text(0, 0, 20, &text, Role::Normal);
                canvas.wrapped(0, 1, 3, &text, Role::Normal);
                let mut input = Input::new(text.as_str());
                for _ in 0..caret {
                    input.extend(Motion::Left);
                }
                canvas.field(0, 0, 20, &input, true);
                canvas.long_field(0, 0, 3, 20, &input);
            }
            for (at, cell) in buffer.content().iter().enumerate() {
                prop_assert!(!crate::text::has_control(cell.symbol()));
                if !(12..24).contains(&at) {
                    prop_assert_eq!(cell.symbol(), " ");
                }
            }
        }
    }
}
