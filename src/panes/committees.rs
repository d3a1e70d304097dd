//! Committees: the tree of bodies with their sessions, and a session with its agenda, convocations, roll call and minutes.
//!
//! The outline shows every body; the one under the cursor shows its sessions. Enter on a session opens
//! it at the leaf that its state asks for; `n m` on a body makes its next session, prefilled.

mod agreed;
mod composer;
mod convocations;
mod head;
mod held;
mod minutes;
mod note;
mod phrases;
mod pick;
mod roll;
mod seat_names;
mod sheet;
mod steps;
mod votes;

use super::columns::Columns;
use crate::app::arrangement::Choices;
use crate::app::command::{Command, Scope};
use crate::app::listing::{Sifted, Sifting};
use crate::app::pane::{FILTERING, Keys, Pane, Request};
use crate::app::session::Session;
use crate::app::{Code, Key, Listing, card};
use crate::domain::kinds::meeting;
use crate::domain::rules::{bodies, sessions};
use crate::domain::{Draft, Fields, Kind, Record, Ref};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::date::{Instant, PDate};
use crate::search::Answer;
pub use held::ALL as HELD;
use held::Held;
use sheet::Sheet;

const fn own(id: &'static str, keys: &'static [Key], bar: u8) -> Command {
    Command { id, scope: Scope::Pane("committees"), keys, bar }
}

const OUTLINE: &[Command] =
    &[own("committee.open", &[Key::plain(Code::Enter)], 3), own("committee.filter", &[Key::char('f')], 6)];

/// How its list can be arranged: it stays a tree.
const CHOICES: Choices = Choices { kinds: KINDS, groups: &[], is_sorted: false, columns: &[] };

/// What its list shows.
const KINDS: &[Kind] = &[Kind::Body, Kind::Meeting];

/// One line of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Line {
    reference: Ref,
    depth: u8,
}

/// What a line of the outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Body,
    Session,
}

/// The committees pane.
#[derive(Default)]
pub struct Committees {
    lines: Vec<Line>,
    list: ListState,
    listing: Listing,
    sifted: Sifted<(), (Line, Stands)>,
    held: Option<Held>,
    sheet: Option<Sheet>,
}

impl Committees {
    fn read(&mut self, session: &Session) {
        if self.listing.filter.query().is_some() {
            return self.sift(session);
        }
        if !self.listing.filter.is_shown() {
            self.sifted.clear();
        }
        let tree = bodies::tree(&session.desk);
        // Before a line is chosen the first body is open, as it is once it has the cursor.
        let first = || tree.first().map(|(_, body)| body.reference);
        let open_body = self.selected().or_else(first).and_then(|selected| body_of(session, selected));
        let lines = tree.into_iter().flat_map(|(depth, body)| {
            with_sessions(body, depth, session).take(if open_body == Some(body.reference) { usize::MAX } else { 1 })
        });
        self.lines = lines.map(|(line, _)| line).collect();
    }

    /// What is looked for may be a session of any body, which then stands above it.
    fn sift(&mut self, session: &Session) {
        let Some(query) = self.listing.filter.query() else { return };
        let all = || {
            let tree = bodies::tree(&session.desk).into_iter();
            tree.flat_map(|(depth, body)| with_sessions(body, depth, session)).collect()
        };
        let sifting = Sifting {
            sieve: session.sieve(query),
            reference: |(line, _): &(Line, Stands)| line.reference,
            lets_through: |sieve, record, _| sieve.lets_through(record),
        };
        self.lines.clear();
        let mut above = None;
        for ((line, stands), passes) in self.sifted.lines((), session, all, &sifting) {
            if *stands == Stands::Body {
                above = Some(*line);
            }
            if passes {
                let body = above.take().filter(|_| *stands == Stands::Session);
                self.lines.extend(body.into_iter().chain([*line]));
            }
        }
    }

    /// Rows of the filter line, or of the names of columns.
    fn head_rows(&self, columns: Option<&Columns>) -> usize {
        usize::from(self.listing.is_shown() || columns.is_some())
    }

    fn selected(&self) -> Option<Ref> {
        self.lines.get(self.list.selected).map(|line| line.reference)
    }

    /// Reads the outline again and keeps the selected record under the cursor.
    fn settle_on(&mut self, wanted: Option<Ref>, session: &Session) {
        if let Some(wanted) = wanted
            && !self.lines.iter().any(|line| line.reference == wanted)
        {
            let body = body_of(session, wanted);
            self.lines.push(Line { reference: wanted, depth: 0 });
            self.list.selected = self.lines.len() - 1;
            if body.is_none() {
                self.lines.pop();
            }
        } else if let Some(place) = self.lines.iter().position(|line| Some(line.reference) == wanted) {
            self.list.selected = place;
        }
        self.read(session);
        let place = wanted.and_then(|wanted| self.lines.iter().position(|line| line.reference == wanted));
        self.list.put(place.unwrap_or(self.list.selected), self.lines.len(), self.outline_rows(session));
    }

    /// Rows of the outline: what it needs, at most half of the pane.
    fn outline_rows(&self, session: &Session) -> usize {
        session.rows_above_card(self.lines.len().clamp(3, session.whole_rows() / 2))
    }

    fn next_session(&self, session: &Session, ask: &mut Vec<Request>) -> bool {
        let subject = match (&self.held, &self.sheet) {
            (Some(held), _) => Some(held.meeting()),
            (None, Some(sheet)) => Some(sheet.body()),
            (None, None) => self.selected(),
        };
        let Some(body) = subject.and_then(|subject| body_of(session, subject)).and_then(|body| session.record(body))
        else {
            return false;
        };
        // Asked on any other line, the session that is being prepared is meant; on its own line, the one after it.
        let prepared =
            sessions::in_preparation(&session.desk, body.reference).filter(|prepared| subject != Some(*prepared));
        if let Some(prepared) = prepared {
            ask.push(Request::Open(prepared));
            ask.push(Request::Warn(session.say("committees-in-preparation")));
            return true;
        }
        let start = proposed_start(session, body);
        let number = sessions::next_number(&session.desk, body.reference);
        let fields = sessions::next_session(
            &session.desk,
            body,
            &start,
            sessions::title(&session.lexicon, body, number),
            session.today(),
        );
        ask.push(Request::Propose("agenda.new", vec![Draft::Add { reference: None, kind: Kind::Meeting, fields }]));
        let start = session.lexicon.instant(session.lang, &start);
        ask.push(Request::Note(session.say_with("committees-new-session", &[("start", start.as_str().into())])));
        true
    }

    fn draw_outline(&self, canvas: &mut Canvas<'_>, columns: Option<&Columns>, session: &Session, focused: bool) {
        let rows = canvas.height();
        let first = self.list.first(self.lines.len(), rows);
        let mut canvas = canvas.scrolled(&self.list, self.lines.len());
        for (place, line) in self.lines.iter().enumerate().skip(first).take(rows) {
            let Some(record) = session.record(line.reference) else { continue };
            let marker = self.listing.marks.sign(canvas.marker(self.list.mark(place).seen(focused)), line.reference);
            let indent = "  ".repeat(usize::from(line.depth));
            let (before, after) = describe(session, record);
            let spans = [
                marker,
                Span::plain(indent),
                Span::new(before, Role::Dim),
                Span::plain(record.title(session.lang).to_owned()),
                Span::new(after, Role::Label),
            ];
            let room = columns.map_or(canvas.width(), |columns| columns.title);
            canvas.part(place - first, 0, 1, room).line(0, 0, &spans);
            if let Some(columns) = columns {
                columns.draw(&mut canvas, place - first, record, session);
            }
        }
        if self.lines.is_empty() {
            canvas.nothing(0, &self.listing.nothing(session, "committees-empty"));
        }
    }
}

/// What stands before and after the title of a line: date and state of a session, whether a body's session is due.
fn describe(session: &Session, record: &Record) -> (String, String) {
    if record.kind == Kind::Meeting {
        let date = record.date().map(|date| format!("{}  ", session.date_short(&date))).unwrap_or_default();
        let state = session.label("meeting_state", record.fields.text(meeting::STATUS.id).unwrap_or("draft"));
        return (date, format!("  {state}"));
    }
    let due = sessions::next_due(&session.desk, record).filter(|due| *due <= session.today());
    (
        String::new(),
        due.map(|due| {
            format!(
                "  {}",
                session.say_with("committees-due", &[("date", session.date(&PDate::from(due)).as_str().into())])
            )
        })
        .unwrap_or_default(),
    )
}

/// A body and its sessions below it, which are looked up once they are asked for.
fn with_sessions(body: &Record, depth: u8, session: &Session) -> impl Iterator<Item = (Line, Stands)> {
    let reference = body.reference;
    let sessions = std::iter::once_with(move || bodies::sessions(&session.desk, reference)).flatten();
    let below = sessions.map(move |meeting| (Line { reference: meeting.reference, depth: depth + 1 }, Stands::Session));
    std::iter::once((Line { reference, depth }, Stands::Body)).chain(below)
}

/// The body that a line belongs to.
fn body_of(session: &Session, reference: Ref) -> Option<Ref> {
    let record = session.record(reference)?;
    match record.kind {
        Kind::Body => Some(record.reference),
        Kind::Meeting => record.fields.link(meeting::BODY.id),
        _ => None,
    }
}

/// Ten in the morning on the day the next session is due, or in two weeks where that is past; never on a weekend.
fn proposed_start(session: &Session, body: &Record) -> Instant {
    let today = session.today();
    let in_two_weeks = today.saturating_add(jiff::Span::new().days(14));
    let mut day = sessions::next_due(&session.desk, body).filter(|due| *due > today).unwrap_or(in_two_weeks);
    while day.weekday().to_monday_zero_offset() >= 5 {
        day = day.saturating_add(jiff::Span::new().days(1));
    }
    Instant::at_home(day.at(10, 0, 0, 0))
}

impl Pane for Committees {
    fn id(&self) -> &'static str {
        "committees"
    }

    fn commands(&self) -> &'static [Command] {
        match (&self.held, &self.sheet) {
            (Some(held), _) => held.commands(),
            (None, Some(_)) => sheet::COMMANDS,
            (None, None) => OUTLINE,
        }
    }

    fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        if command == "record.new.meeting" {
            return self.next_session(session, ask);
        }
        if command == "committee.close" {
            if !self.held.as_mut().is_some_and(|held| held.uncover(session)) {
                self.to_list(session);
            }
            return true;
        }
        if let Some(held) = &mut self.held {
            return held.run(command, session, ask);
        }
        if let Some(sheet) = &mut self.sheet {
            return sheet.run(command, session, ask);
        }
        if command == "committee.filter" {
            self.listing.filter.open();
            return true;
        }
        if command != "committee.open" {
            return false;
        }
        let Some(selected) = self.selected() else { return true };
        match session.record(selected).map(|record| record.kind) {
            Some(Kind::Meeting) => self.held = Some(Held::new(selected, session)),
            _ => self.sheet = Some(Sheet::new(selected, session)),
        }
        true
    }

    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if let Some(held) = &mut self.held {
            return held.key(key, session, ask);
        }
        if let Some(sheet) = &mut self.sheet {
            return sheet.key(key, session);
        }
        self.list_key(key, session, ask)
    }

    fn listing(&self) -> Option<&Listing> {
        Some(&self.listing).filter(|_| !self.takes_all())
    }

    fn listing_mut(&mut self) -> Option<&mut Listing> {
        let is_outline = !self.takes_all();
        Some(&mut self.listing).filter(|_| is_outline)
    }

    fn arranged(&self) -> Option<Choices> {
        Some(CHOICES).filter(|_| !self.takes_all())
    }

    fn filtered(&mut self, session: &Session, _ask: &mut Vec<Request>) {
        let selected = self.selected();
        self.settle_on(selected, session);
    }

    fn extent(&self, session: &Session) -> (usize, usize) {
        (self.lines.len(), self.outline_rows(session))
    }

    fn step(&mut self, by: isize, session: &Session) {
        self.list.step(by, self.lines.len());
        self.filtered(session, &mut Vec::new());
    }

    fn markable(&self, _session: &Session) -> Vec<Ref> {
        self.lines.iter().map(|line| line.reference).collect()
    }

    fn choose(&mut self, by: isize, session: &Session) -> bool {
        // A body shows its sessions below it while it is chosen: what is meant is the record, not the row.
        let place = self.list.selected.saturating_add_signed(by);
        let meant = self.lines.get(place).map(|line| line.reference).filter(|_| !self.takes_all());
        if meant.is_some() {
            self.list.select(place, self.lines.len());
            self.settle_on(meant, session);
        }
        meant.is_some()
    }

    fn takes_text(&self) -> bool {
        self.held.as_ref().map_or(self.listing.filter.takes_text(), Held::takes_text)
    }

    fn prompt(&self) -> Option<Keys> {
        match &self.held {
            Some(held) => held.prompt(),
            None => self.listing.filter.takes_text().then_some(FILTERING),
        }
    }

    fn selected(&self) -> Option<&str> {
        self.held.as_ref().map_or(self.listing.filter.selected(), Held::selected)
    }

    fn listed(&self) -> &'static [Kind] {
        self.held.as_ref().map_or(KINDS, Held::listed)
    }

    fn query(&self) -> Option<&str> {
        self.held.as_ref().map_or(self.listing.filter.query(), Held::query)
    }

    fn narrow(&mut self, query: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        match &mut self.held {
            Some(held) => held.narrow(query, session),
            None => {
                self.listing.filter.set(query);
                self.filtered(session, ask);
            }
        }
        true
    }

    fn take_up(&mut self, records: &[Ref], session: &Session, ask: &mut Vec<Request>) -> bool {
        self.held.as_mut().is_some_and(|held| held.take_up(records, session, ask))
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if let Some(held) = &mut self.held {
            held.paste(text, session, ask);
        } else if self.listing.filter.paste(text, KINDS, session, ask) {
            self.filtered(session, ask);
        }
    }

    fn refresh(&mut self, session: &Session) {
        self.listing.marks.refresh(session);
        let selected = self.selected();
        self.settle_on(selected, session);
        match &mut self.held {
            Some(held) if session.record(held.meeting()).is_some() => held.refresh(session),
            _ => self.held = None,
        }
        match &mut self.sheet {
            Some(sheet) if session.record(sheet.body()).is_some() => sheet.refresh(session),
            _ => self.sheet = None,
        }
    }

    fn found(&mut self, answer: &Answer, _session: &Session) {
        if let Some(held) = &mut self.held {
            held.found(answer);
        }
    }

    fn answered(&mut self, label: &'static str, values: Fields, session: &Session, ask: &mut Vec<Request>) {
        if let Some(held) = &mut self.held {
            held.answered(label, &values, session, ask);
        } else if let Some(sheet) = &self.sheet {
            sheet.answered(&values, session, ask);
        }
    }

    fn created(&mut self, made: Ref, session: &Session, ask: &mut Vec<Request>) -> bool {
        self.held.as_mut().is_some_and(|held| held.created(made, session, ask))
    }

    fn shows(&self, kind: Kind) -> bool {
        matches!(kind, Kind::Body | Kind::Meeting)
    }

    fn reveal(&mut self, reference: Ref, session: &Session) {
        match session.record(reference).map(|record| record.kind) {
            Some(Kind::Meeting) => {
                self.listing.filter.set("");
                self.settle_on(Some(reference), session);
                self.held = Some(Held::new(reference, session));
            }
            Some(Kind::Body) => {
                self.held = None;
                self.sheet = None;
                self.listing.filter.set("");
                self.settle_on(Some(reference), session);
            }
            _ => {}
        }
    }

    fn subject(&self, session: &Session) -> Option<Ref> {
        if let Some(sheet) = self.sheet.as_ref().filter(|_| self.held.is_none()) {
            return Some(sheet.body());
        }
        match &self.held {
            Some(held) => held.subject(session),
            None => self.selected(),
        }
    }

    fn to_list(&mut self, session: &Session) {
        let left = self.held.take().map(|held| held.meeting());
        let left = left.or_else(|| self.sheet.take().map(|sheet| sheet.body()));
        if left.is_some() {
            self.settle_on(left, session);
        }
    }

    fn takes_all(&self) -> bool {
        self.held.is_some() || self.sheet.is_some()
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        if let Some(held) = &self.held {
            held.draw(canvas, session, focused);
            return;
        }
        if let Some(sheet) = &self.sheet {
            sheet.draw(canvas, session, focused);
            return;
        }
        let (width, height) = (canvas.width(), canvas.height());
        let rows = self.outline_rows(session);
        let columns_room = canvas.part(0, 0, rows, width).scrolled(&self.list, self.lines.len()).width();
        let columns = Columns::chosen("committees", &CHOICES, columns_room, session);
        let head = self.head_rows(columns.as_ref());
        if self.listing.is_shown() {
            self.listing.draw_filter(canvas);
            self.listing.marks.draw_counter(canvas, self.lines.len());
        } else if let Some(columns) = &columns {
            columns.draw_names(canvas, 0, session);
        }
        self.draw_outline(&mut canvas.part(head, 0, rows, width), columns.as_ref(), session, focused);
        let subject = self.selected();
        if let Some(record) = subject.and_then(|subject| session.record(subject)) {
            let mut below = canvas.part(head + rows, 0, height.saturating_sub(head + rows), width);
            card::draw(&mut below, session, record, true);
        }
    }
}
