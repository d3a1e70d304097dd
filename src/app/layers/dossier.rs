//! The dossier of a record over the panes: everything that has to do with it on a day, a line for each record, a heading for
//! each sort.
//!
//! Today is meant until another date is typed: the posts then name who held them on that day, and what was still to come stands
//! as such. Enter opens what is under the cursor, and the way back leads to its line again.

mod line;

use super::{Layer, Outcome, list_step};
use crate::app::date_field::{self, DateField, Dated};
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::Ref;
use crate::domain::rules::dossier::{Section, dossier};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::date::PDate;
use crate::text;
use jiff::civil::Date;
use line::{Line, draw_item, draw_post};

/// Rows above the list: what it is of, and on which day.
const HEAD_ROWS: usize = 2;

/// A place in a dossier, to come back to.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// Of which record it is.
    of: Ref,
    /// The day that was asked for.
    on: Option<PDate>,
    /// The line under the cursor.
    line: usize,
}

/// The dossier of one record.
pub struct Dossier {
    of: Ref,
    /// The day that was asked for, as it was typed; today where none was.
    on: Option<PDate>,
    /// The day that is being typed.
    asked: DateField,
    lines: Vec<Line>,
    list: ListState,
}

impl Dossier {
    /// That of a record, on a day or today.
    pub fn new(of: Ref, on: Option<PDate>, session: &Session) -> Dossier {
        let mut dossier =
            Dossier { of, on, asked: DateField::default(), lines: Vec::new(), list: ListState::default() };
        dossier.lay(session);
        dossier.list.select(1, dossier.lines.len());
        if dossier.on.is_some() {
            dossier.go_to_posts();
        }
        dossier
    }

    /// The same at a place where somebody was before.
    pub fn at(leaf: Leaf, session: &Session) -> Dossier {
        let mut dossier = Dossier::new(leaf.of, leaf.on, session);
        dossier.list.put(leaf.line, dossier.lines.len(), list_rows(session));
        dossier
    }

    /// The same with the field for a day open.
    pub fn asking(of: Ref, session: &Session) -> Dossier {
        let mut dossier = Dossier::new(of, None, session);
        dossier.asked.open();
        dossier
    }

    /// The day that it is read on: of a month or a year its end.
    fn day(&self, session: &Session) -> Date {
        let typed = self.on.as_ref().and_then(|date| date.latest().or(date.earliest()));
        typed.unwrap_or_else(|| session.today())
    }

    fn lay(&mut self, session: &Session) {
        let kept = self.selected();
        let day = self.day(session);
        self.lines.clear();
        for (section, items) in dossier(&session.desk, self.of, day) {
            self.lines.push(Line::Heading(section, items.len()));
            for item in items {
                match section {
                    Section::Posts => self.lines.extend(line::of_post(item.reference, day, session)),
                    _ => self.lines.push(Line::Item(section, item)),
                }
            }
        }
        let place = kept.and_then(|kept| self.lines.iter().position(|line| line.leads_to() == Some(kept)));
        self.list.select(place.unwrap_or(self.list.selected), self.lines.len());
    }

    /// The record under the cursor.
    fn selected(&self) -> Option<Ref> {
        self.lines.get(self.list.selected).and_then(Line::leads_to)
    }

    /// Goes to the next heading, or back to the one before.
    fn jump(&mut self, forth: bool) {
        let at = self.list.selected;
        let mut headings =
            (0..self.lines.len()).filter(|place| matches!(self.lines.get(*place), Some(Line::Heading(..))));
        let found = if forth { headings.find(|place| *place > at) } else { headings.rfind(|place| *place + 1 < at) };
        // The first record below it is what is wanted.
        if let Some(place) = found {
            self.list.select(place + 1, self.lines.len());
        }
    }

    /// Who held what on a day is what a day is asked for.
    fn go_to_posts(&mut self) {
        let is_it = |line: &Line| matches!(line, Line::Heading(Section::Posts, _));
        if let Some(place) = self.lines.iter().position(is_it) {
            self.list = ListState { selected: place + 1, offset: place };
        }
    }

    fn asked_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        if let Dated::Is(date) = self.asked.key(key, session, ask) {
            self.on = date;
            self.lay(session);
            self.go_to_posts();
        }
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let number = text::isolate_ltr(&self.of.to_string());
        let used = canvas.text(0, 0, width, &session.title(self.of), Role::Title);
        canvas.line(0, used, &[Span::new(format!("  {number}"), Role::Dim)]);
        if self.asked.draw(canvas, 1, &session.say("dossier-ask"), session) {
            return;
        }
        let date = session.date(&self.on.clone().unwrap_or_else(|| PDate::from(session.today())));
        let said = session.say_with("dossier-on", &[("date", date.as_str().into())]);
        canvas.text(1, 0, width, &said, if self.on.is_some() { Role::Warning } else { Role::Label });
    }
}

/// The dossier of a record on a day that was typed behind the name of the command, or why there is none.
pub fn on_typed_day(of: Ref, typed: &str, session: &Session) -> Result<Dossier, String> {
    date_field::read(typed, session).map(|on| Dossier::new(of, on, session))
}

fn list_rows(session: &Session) -> usize {
    session.pane_rows().saturating_sub(HEAD_ROWS)
}

impl Layer for Dossier {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        if self.asked.is_open() {
            self.asked_key(key, session, ask);
            return Outcome::Stay;
        }
        let len = self.lines.len();
        match key.for_commands(session.keyboard).code {
            Code::Esc | Code::Char('q' | 'i') => return Outcome::Close,
            Code::Enter => {
                let Some(selected) = self.selected() else { return Outcome::Stay };
                let leaf = Leaf { of: self.of, on: self.on.clone(), line: self.list.selected };
                ask.push(Request::OpenFrom(selected, leaf));
                return Outcome::Close;
            }
            Code::Char('t') => self.asked.open(),
            Code::Char('p') => ask.push(Request::PrintDossier(self.of, self.day(session))),
            Code::Char('H') => ask.push(Request::History(self.selected().unwrap_or(self.of))),
            Code::Tab | Code::Char('J') => self.jump(true),
            Code::BackTab | Code::Char('K') => self.jump(false),
            _ => {
                if let Some(step) = list_step(key, len, list_rows(session)) {
                    self.list.step(step, len);
                }
            }
        }
        self.list.settle(len, list_rows(session));
        Outcome::Stay
    }

    fn selected(&self) -> Option<&str> {
        self.asked.selected()
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        self.asked.paste(text, session, ask);
    }

    fn refresh(&mut self, session: &Session) {
        self.lay(session);
        self.list.settle(self.lines.len(), list_rows(session));
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        self.draw_head(canvas, session);
        let (width, rows) = (canvas.width(), canvas.height().saturating_sub(HEAD_ROWS));
        let len = self.lines.len();
        let first = self.list.first(len, rows);
        let mut lines = canvas.part(HEAD_ROWS, 0, rows, width);
        let mut lines = lines.scrolled(&self.list, len);
        for (place, line) in self.lines.iter().enumerate().skip(first).take(rows) {
            let row = place - first;
            let marker = lines.marker(self.list.mark(place).seen(!self.asked.is_open()));
            lines.line(row, 0, &[marker]);
            match line {
                Line::Heading(section, count) => {
                    let name = session.say(&format!("dossier-{}", section.key()));
                    let spans = [Span::new(name, Role::Label), Span::new(format!("  {count}"), Role::Dim)];
                    lines.line(row, 2, &spans);
                }
                Line::Post(post, holder) => draw_post(&mut lines, row, *post, holder.as_ref(), session),
                Line::Before(tenure) => line::draw_before(&mut lines, row, tenure, session),
                Line::Item(section, item) => draw_item(&mut lines, row, *section, item, session),
            }
        }
        if self.lines.is_empty() {
            canvas.nothing(HEAD_ROWS, &session.say("dossier-empty"));
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        if self.asked.is_open() {
            return &[("Enter", "bar-show"), ("Esc", "bar-close")];
        }
        &[
            ("Enter", "bar-open"),
            ("t", "bar-date"),
            ("J/K", "bar-next"),
            ("p", "bar-print"),
            ("H", "bar-history"),
            ("Esc", "bar-close"),
        ]
    }
}
