//! The finder: one box over every record, answering at every letter, with the card of the best hit under it.

use super::{Layer, Outcome, edit};
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::app::{card, pane};
use crate::domain::Ref;
use crate::kit::{COUNTER_CELLS, Canvas, Input, ListState, Role, Span};
use crate::limits;
use crate::search::Answer;

/// The finder with what was typed and what was found.
pub struct Finder {
    input: Input,
    answer: Answer,
    list: ListState,
    recent: Vec<Ref>,
}

impl Finder {
    /// An empty finder that offers the records opened last.
    pub fn new(trail: &[Ref]) -> Finder {
        let mut recent: Vec<Ref> = Vec::new();
        for reference in trail.iter().rev() {
            if !recent.contains(reference) {
                recent.push(*reference);
            }
        }
        Finder { input: Input::default(), answer: Answer::default(), list: ListState::default(), recent }
    }

    fn len(&self) -> usize {
        if self.input.text().is_empty() { self.recent.len() } else { self.answer.hits.len() }
    }

    fn chosen(&self) -> Option<Ref> {
        if self.input.text().is_empty() {
            return self.recent.get(self.list.selected).copied();
        }
        self.answer.hits.get(self.list.selected).map(|hit| Ref(hit.record))
    }

    fn ask(&mut self, ask: &mut Vec<Request>) {
        self.list = ListState::default();
        if self.input.text().is_empty() {
            self.answer = Answer::default();
        } else {
            ask.push(Request::Search(self.input.text().to_owned(), limits::FINDER_HITS));
        }
    }

    fn draw_hits(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let rows = canvas.height();
        let first = self.list.first(self.len(), rows);
        let mut canvas = canvas.scrolled(&self.list, self.len());
        for row in 0..rows.min(self.len().saturating_sub(first)) {
            let place = first + row;
            let mut spans = vec![canvas.marker(self.list.mark(place))];
            spans.extend(self.hit_spans(place, session));
            canvas.line(row, 0, &spans);
        }
    }

    fn hit_spans<'s>(&'s self, place: usize, session: &Session) -> Vec<Span<'s>> {
        let hit = self.answer.hits.get(place).filter(|_| !self.input.text().is_empty());
        let Some(reference) = hit.map(|hit| Ref(hit.record)).or_else(|| self.recent.get(place).copied()) else {
            return Vec::new();
        };
        let Some(record) = session.record(reference) else { return vec![Span::new(reference.to_string(), Role::Dim)] };
        let title = record.title(session.lang).to_owned();
        let kind = Span::new(format!("  {}", session.kind_name(record.kind)), Role::Dim);
        match hit {
            None => vec![Span::plain(title), kind],
            Some(hit) => {
                let matches = hit.ranges.iter().map(|range| range[0]..range[1]).collect();
                let name = Span::plain(hit.text.as_str()).with_matches(matches);
                if hit.text == title { vec![name, kind] } else { vec![name, Span::plain(format!("  {title}")), kind] }
            }
        }
    }
}

impl Layer for Finder {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match key.code {
            Code::Esc => return Outcome::Close,
            Code::Enter => {
                if let Some(selected) = self.chosen() {
                    ask.push(pane::Request::Open(selected));
                    return Outcome::Close;
                }
            }
            Code::Down => self.list.step(1, self.len()),
            Code::Up => self.list.step(-1, self.len()),
            Code::PageDown => self.list.step(10, self.len()),
            Code::PageUp => self.list.step(-10, self.len()),
            _ => {
                let before = self.input.text().to_owned();
                if edit(&mut self.input, key, session, ask) && before != self.input.text() {
                    self.ask(ask);
                }
            }
        }
        Outcome::Stay
    }

    fn selected(&self) -> Option<&str> {
        self.input.selected()
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        super::paste(&mut self.input, text, session, ask);
        self.ask(ask);
    }

    fn found(&mut self, answer: &Answer, _session: &Session) {
        self.answer = answer.clone();
        self.list.select(self.list.selected, self.len());
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let prompt = canvas.text(0, 0, 2, "/ ", Role::Label);
        let total = if self.input.text().is_empty() { String::new() } else { self.answer.total.to_string() };
        canvas.field(0, prompt, width.saturating_sub(prompt + COUNTER_CELLS), &self.input, true);
        canvas.counter(0, &total);
        let height = canvas.height();
        let list_rows = self.len().clamp(1, (height / 2).saturating_sub(1).max(1));
        self.draw_hits(&mut canvas.part(1, 0, list_rows, width), session);
        if !self.input.text().is_empty() && self.answer.hits.is_empty() {
            canvas.text(1, 2, width, &session.say("finder-nothing"), Role::Dim);
        }
        if let Some(record) = self.chosen().and_then(|reference| session.record(reference)) {
            let mut below = canvas.part(list_rows + 1, 0, height.saturating_sub(list_rows + 1), width);
            card::draw(&mut below, session, record, true);
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("Enter", "bar-open"), ("↑↓", "bar-choose"), ("Esc", "bar-close")]
    }
}
