//! The finder: one box over every record, answering at every letter, with the card of the best hit under it.
//!
//! The arrows go into the list, where keys act on the hit as they do elsewhere; with Alt they act while typing. Nothing of it
//! leaves the finder: it is still there when a form is closed. Without a letter it offers what this person opens.

use super::{Layer, Outcome};
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::query_field::{QueryField, Typed};
use crate::app::session::Session;
use crate::app::{card, pane};
use crate::domain::{Record, Ref};
use crate::kit::{COUNTER_CELLS, Canvas, ListState, Role, Span};
use crate::limits;
use crate::search::{Answer, Hit};
use std::collections::BTreeSet;

/// Who takes the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hands {
    /// The box: letters are typed.
    Box,
    /// The list: letters act on the hit.
    List,
}

/// The finder with what was typed and what was found.
pub struct Finder {
    input: QueryField,
    answer: Answer,
    /// Whether what is typed has no answer yet.
    waits: bool,
    list: ListState,
    offered: Vec<Ref>,
    hands: Hands,
    marks: BTreeSet<Ref>,
}

impl Finder {
    /// An empty finder that offers the records opened last, and then those that this person opens most.
    pub fn new(trail: &[Ref], session: &Session) -> Finder {
        let mut offered: Vec<Ref> = Vec::new();
        for reference in trail.iter().rev().copied().chain(session.used.ranked(session.today())) {
            if !offered.contains(&reference) && session.record(reference).is_some() {
                offered.push(reference);
            }
        }
        offered.truncate(limits::FINDER_HITS);
        Finder {
            input: QueryField::default(),
            answer: Answer::default(),
            waits: false,
            list: ListState::default(),
            offered,
            hands: Hands::Box,
            marks: BTreeSet::new(),
        }
    }

    fn len(&self) -> usize {
        if self.input.text().is_empty() { self.offered.len() } else { self.answer.hits.len() }
    }

    /// Rows of the list on a screen of so many; the card has the rest.
    fn rows(&self, height: usize) -> usize {
        self.len().clamp(1, (height / 2).saturating_sub(1).max(1))
    }

    fn hit(&self, place: usize) -> Option<&Hit> {
        self.answer.hits.get(place).filter(|_| !self.input.text().is_empty())
    }

    fn reference(&self, place: usize) -> Option<Ref> {
        let offered = || self.offered.get(place).copied().filter(|_| self.input.text().is_empty());
        self.hit(place).map(|hit| Ref(hit.record)).or_else(offered)
    }

    fn chosen(&self) -> Option<Ref> {
        self.reference(self.list.selected)
    }

    /// The records that a key acts on: those that are marked, or the one under the cursor.
    fn meant(&self) -> Vec<Ref> {
        if self.marks.is_empty() { self.chosen().into_iter().collect() } else { self.marks.iter().copied().collect() }
    }

    fn ask(&mut self, ask: &mut Vec<Request>) {
        self.list = ListState::default();
        self.waits = !self.input.text().is_empty();
        if self.input.text().is_empty() {
            self.answer = Answer::default();
        } else {
            ask.push(Request::Search(self.input.text().to_owned(), limits::FINDER_HITS));
        }
    }

    fn step(&mut self, by: isize) {
        if by < 0 && self.list.selected == 0 {
            self.hands = Hands::Box;
            return;
        }
        self.hands = Hands::List;
        self.list.step(by, self.len());
    }

    /// What a letter does to the hit: the same as in every list.
    fn act(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let letter = Key { alt: false, ..key }.for_commands(session.keyboard).code;
        let Some(chosen) = self.chosen() else { return Outcome::Stay };
        match letter {
            Code::Char('a') => ask.push(Request::TakeUp(self.meant())),
            Code::Char('n') => ask.push(Request::NewWith(chosen)),
            Code::Char('e') => ask.push(Request::Edit(chosen)),
            Code::Char('p') => ask.push(Request::PrintMenu(self.meant())),
            Code::Char('y') => ask.push(copy_phone(chosen, session)),
            Code::Char('Y') => {
                let titles: Vec<String> = self.meant().into_iter().map(|reference| session.title(reference)).collect();
                ask.push(Request::Copy(titles.join("\n")));
            }
            Code::Char('b') => ask.push(Request::Bulk(self.meant())),
            Code::Char('m' | ' ') => {
                if !self.marks.remove(&chosen) {
                    self.marks.insert(chosen);
                }
                self.list.step(1, self.len());
            }
            Code::Char('/') => self.hands = Hands::Box,
            Code::Char('[' | '(') => return leave_for("place.back", ask),
            Code::Char(']' | ')') => return leave_for("place.forward", ask),
            _ => {}
        }
        Outcome::Stay
    }

    fn draw_hits(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let rows = canvas.height();
        let first = self.list.first(self.len(), rows);
        let mut canvas = canvas.scrolled(&self.list, self.len());
        for row in 0..rows.min(self.len().saturating_sub(first)) {
            let place = first + row;
            let Some(reference) = self.reference(place) else { continue };
            let marker = canvas.marker(self.list.mark(place));
            let marker = if self.marks.contains(&reference) { marker.starred() } else { marker };
            let mut spans = vec![marker];
            match session.record(reference) {
                Some(record) => spans.extend(self.hit_spans(place, record, session)),
                None => spans.push(Span::new(reference.to_string(), Role::Dim)),
            }
            canvas.line(row, 0, &spans);
        }
    }

    /// A hit: the name that agrees, the title where it is another text, the kind, and the field where it is not the title.
    fn hit_spans<'s>(&'s self, place: usize, record: &Record, session: &Session) -> Vec<Span<'s>> {
        let title = record.title(session.lang).to_owned();
        let kind = session.kind_name(record.kind);
        let spec = record.kind.spec();
        // Where filters alone decide, no name agrees better than the title.
        let agrees = |hit: &&Hit| !hit.ranges.is_empty() || hit.field != spec.title;
        let Some(hit) = self.hit(place).filter(agrees) else {
            return vec![Span::plain(title), Span::new(format!("  {kind}"), Role::Dim)];
        };
        let matches = hit.ranges.iter().map(|range| range[0]..range[1]).collect();
        let mut spans = vec![Span::plain(hit.text.as_str()).with_matches(matches)];
        if hit.text != title {
            spans.push(Span::plain(format!("  {title}")));
        }
        let reason = spec.field_by_id(hit.field).filter(|field| field.id != spec.title);
        let reason = reason.map(|field| format!(" · {}", session.field_name(field))).unwrap_or_default();
        spans.push(Span::new(format!("  {kind}{reason}"), Role::Dim));
        spans
    }
}

fn leave_for(command: &'static str, ask: &mut Vec<Request>) -> Outcome {
    ask.push(Request::Run(command));
    Outcome::Close
}

fn copy_phone(reference: Ref, session: &Session) -> Request {
    match session.record(reference).and_then(card::phone) {
        Some(phone) => Request::Copy(phone),
        None => Request::Warn(session.say("finder-no-phone")),
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
            Code::Char(_) if key.alt => return self.act(key, session, ask),
            Code::Char(_) if self.hands == Hands::List && !key.ctrl => return self.act(key, session, ask),
            _ => {
                if let Some(step) = super::step_below_field(key, self.rows(session.pane_rows())) {
                    self.step(step);
                    return Outcome::Stay;
                }
                self.hands = Hands::Box;
                if self.input.key(key, &[], session, ask) == Typed::Changed {
                    self.ask(ask);
                }
            }
        }
        Outcome::Stay
    }

    fn selected(&self) -> Option<&str> {
        self.input.input().selected()
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        self.hands = Hands::Box;
        self.input.paste(text, &[], session, ask);
        self.ask(ask);
    }

    fn found(&mut self, answer: &Answer, _session: &Session) {
        // Who is on a line of an answer that was not whole stays on it.
        let chosen = self.chosen().filter(|_| self.answer.is_partial && self.hands == Hands::List);
        self.answer = answer.clone();
        self.waits = false;
        let place = chosen.and_then(|chosen| answer.hits.iter().position(|hit| Ref(hit.record) == chosen));
        self.list.select(place.unwrap_or(self.list.selected), self.len());
    }

    fn refresh(&mut self, session: &Session) {
        // What was taken away meanwhile is no hit any more.
        self.answer.hits.retain(|hit| session.record(Ref(hit.record)).is_some());
        self.offered.retain(|reference| session.record(*reference).is_some());
        self.marks.retain(|reference| session.record(*reference).is_some());
        self.list.select(self.list.selected, self.len());
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let prompt = canvas.text(0, 0, 2, "/ ", Role::Label);
        let is_waited_for = self.waits && self.answer.hits.is_empty();
        let is_known = !self.input.text().is_empty() && !is_waited_for;
        let total = if is_known { self.answer.total.to_string() } else { String::new() };
        let room = width.saturating_sub(prompt + COUNTER_CELLS);
        canvas.field(0, prompt, room, self.input.input(), self.hands == Hands::Box);
        canvas.counter(0, &total);
        let height = canvas.height();
        let list_rows = self.rows(height);
        self.draw_hits(&mut canvas.part(1, 0, list_rows, width), session);
        if is_known && self.answer.hits.is_empty() {
            canvas.nothing(1, &session.say("finder-nothing"));
        } else if self.input.text().is_empty() && self.offered.is_empty() {
            canvas.nothing(1, &session.say("finder-begin"));
        }
        if let Some(record) = self.chosen().and_then(|reference| session.record(reference)) {
            let mut below = canvas.part(list_rows + 1, 0, height.saturating_sub(list_rows + 1), width);
            card::draw(&mut below, session, record, true);
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self.hands {
            Hands::Box => &[
                ("Enter", "bar-open"),
                ("↑↓", "bar-act"),
                ("Esc", "bar-close"),
                ("Tab", "bar-complete"),
                ("Alt-a", "bar-to-agenda"),
                ("Alt-n", "bar-new"),
                ("Alt-y", "bar-phone"),
            ],
            Hands::List => &[
                ("Enter", "bar-open"),
                ("a", "bar-to-agenda"),
                ("n", "bar-new"),
                ("e", "bar-edit"),
                ("y", "bar-phone"),
                ("Esc", "bar-close"),
                ("m", "bar-mark"),
                ("b", "bar-bulk"),
                ("Y", "bar-copy"),
                ("p", "bar-print"),
                ("/", "bar-type"),
                ("[", "bar-back"),
            ],
        }
    }
}
