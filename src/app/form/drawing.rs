//! How a form is drawn: its rows from the one with the caret, what is wrong under each, and what is offered under that one.

use super::FormLayer;
use super::row::{self, Row};
use crate::app::session::Session;
use crate::domain::Ref;
use crate::kit::{Canvas, ListState, Reach, Role, Span};
use crate::text;
use std::ops::Range;

/// Rows that what is wrong with a field may take under it.
const ERROR_ROWS: usize = 3;

impl FormLayer {
    pub(super) fn draw_rows(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let label_room = row::rooms(canvas.width()).0;
        let height = canvas.height();
        let error_rows = if self.row().is_some_and(|row| row.error.is_some()) { ERROR_ROWS } else { 0 };
        let extra = self.suggestions.len().min(5) + error_rows;
        let blocks = self.blocks(canvas.width());
        let selected = blocks.iter().position(|block| block.contains(&self.at)).unwrap_or(0);
        let list = ListState { selected, offset: 0 };
        let first = list.first(blocks.len(), height.saturating_sub(extra + 2).max(1));
        let mut line = 1;
        for block in blocks.into_iter().skip(first) {
            if line >= height {
                return;
            }
            line += self.draw_block(canvas, line, block.clone(), session);
            let errors = self.rows.get(block.clone()).into_iter().flatten().filter_map(|row| row.error.as_ref());
            for error in errors {
                line += canvas.wrapped(line, label_room, ERROR_ROWS, error, Role::Danger);
            }
            if block.contains(&self.at) {
                line = self.draw_suggestions(canvas, line, label_room);
                line += self.draw_alike(canvas, line, label_room, session);
            }
        }
    }

    /// The rows that stand beside each other: one, or on a wide screen the languages of a text.
    fn blocks(&self, width: usize) -> Vec<Range<usize>> {
        let mut blocks: Vec<Range<usize>> = Vec::new();
        for (place, row) in self.rows.iter().enumerate() {
            let is_of = |block: &&mut Range<usize>| {
                row.lang.is_some() && self.rows.get(block.start).is_some_and(|first| first.field.id == row.field.id)
            };
            match blocks.last_mut().filter(|_| width >= row::BESIDE).filter(is_of) {
                Some(block) => block.end = place + 1,
                None => blocks.push(place..place + 1),
            }
        }
        blocks
    }

    /// Draws rows that stand beside each other; answers how many lines they took.
    fn draw_block(&self, canvas: &mut Canvas<'_>, line: usize, block: Range<usize>, session: &Session) -> usize {
        let list = ListState { selected: self.at, offset: 0 };
        let rows = self.rows.get(block.clone()).unwrap_or_default();
        let [row] = rows else { return self.draw_beside(canvas, line, (block.start, rows), session) };
        let drawn = row.draw(canvas, line, block.start == self.at, session);
        (line..line + drawn).for_each(|line| canvas.pick_by(line, &list, block.start, Reach::Fields));
        drawn
    }

    /// The languages of a text, each in its column.
    fn draw_beside(
        &self,
        canvas: &mut Canvas<'_>,
        line: usize,
        (start, rows): (usize, &[Row]),
        session: &Session,
    ) -> usize {
        let list = ListState { selected: self.at, offset: 0 };
        let (width, height) = (canvas.width(), canvas.height());
        let is_current = (start..start + rows.len()).contains(&self.at);
        let label_room = row::rooms(width).0;
        if let Some(first) = rows.first() {
            first.draw_label(canvas, line, is_current, &first.name(session));
        }
        let cells = (width - label_room) / rows.len().max(1);
        let mut most = 1;
        for (place, row) in rows.iter().enumerate() {
            let lines = height.saturating_sub(line);
            let mut cell = canvas.part(line, label_room + place * cells, lines, cells);
            let drawn = row.draw_cell(&mut cell, (start + place == self.at, is_current), session);
            (0..drawn).for_each(|line| cell.pick_by(line, &list, start + place, Reach::Fields));
            most = most.max(drawn);
        }
        most
    }

    /// That a record of this name may be there already: who enters it all the same knows why.
    fn draw_alike(&self, canvas: &mut Canvas<'_>, line: usize, column: usize, session: &Session) -> usize {
        if self.alike.is_empty() {
            return 0;
        }
        let number = |one: &Ref| text::isolate_ltr(&one.to_string());
        let titles = self.alike.iter().map(|one| format!("{} {}", number(one), session.title(*one)));
        let titles: Vec<String> = titles.collect();
        let titles = titles.join(session.lang.semicolon());
        let said = session.say_with("form-alike", &[("titles", titles.as_str().into())]);
        canvas.wrapped(line, column, ERROR_ROWS, &said, Role::Warning)
    }

    fn draw_suggestions(&self, canvas: &mut Canvas<'_>, from: usize, column: usize) -> usize {
        let list = ListState { selected: self.chosen, offset: 0 };
        let first = list.first(self.suggestions.len(), 5);
        let mut line = from;
        for (place, suggestion) in self.suggestions.iter().enumerate().skip(first).take(5) {
            let marker = canvas.marker(list.mark(place));
            canvas.line(line, column, &[marker, Span::plain(suggestion.label.as_str())]);
            canvas.pick(line, &list, place);
            line += 1;
        }
        line
    }
}
