//! Timelines: past and future in one order, of the record that another pane selected or of all.
//!
//! Partial dates are shown as they are known. A mark stands between what was and what is to come. From further away a line holds a
//! month, a quarter or a year (`heap`); what lasts stands in lanes (`bands`).

mod bands;
mod heap;

use super::filter_line::{FilterLine, Filtered};
use super::marks::{Marked, Marks};
use crate::app::command::{Command, Scope};
use crate::app::layers::{edit, paste};
use crate::app::pane::{Pane, Request};
use crate::app::session::Session;
use crate::app::{Code, Key, card};
use crate::domain::kinds::{action, engagement};
use crate::domain::rules::periods::Zoom;
use crate::domain::rules::timeline::{Moment, timeline};
use crate::domain::{Fields, Kind, Ref, Shape, Value};
use crate::kit::{Canvas, Input, ListState, Role, Span};
use crate::lang::date::PDate;
use crate::text;
use bands::Bands;
use heap::Heap;

const fn own(id: &'static str, keys: &'static [Key], bar: u8) -> Command {
    Command { id, scope: Scope::Pane("timelines"), keys, bar }
}

const COMMANDS: &[Command] = &[
    own("timeline.filter", &[Key::char('f')], 6),
    own("timeline.all", &[Key::char('a')], 3),
    own("timeline.today", &[Key::char('t')], 4),
    own("timeline.open", &[Key::plain(Code::Enter)], 2),
    own("timeline.nearer", &[Key::char('+'), Key::char('=')], 5),
    own("timeline.further", &[Key::char('-')], 5),
    own("timeline.lanes", &[Key::char('v')], 6),
    own("timeline.go", &[Key::char('T')], 4),
    own("action.new", &[Key::char('x')], 3),
];

/// Columns of a year and the space after it.
const YEAR_CELLS: usize = 5;

/// The timelines pane.
#[derive(Default)]
pub struct Timelines {
    of: Option<Ref>,
    all: bool,
    moments: Vec<Moment>,
    filter: FilterLine,
    list: ListState,
    marks: Marks,
    outsider: Option<Ref>,
    /// What was opened and is not on this timeline by itself, at its date: a letter, an action.
    guest: Option<Moment>,
    zoom: Zoom,
    heap: Heap,
    /// What lasts, while it is shown instead of what happens.
    bands: Option<Bands>,
    /// The date that is being typed.
    asked: Option<Input>,
}

/// What its list shows.
const KINDS: &[Kind] = &[Kind::Engagement, Kind::Instrument, Kind::Meeting, Kind::Commitment, Kind::Letter];

impl Timelines {
    fn shown_of(&self) -> Option<Ref> {
        self.of.filter(|_| !self.all)
    }

    fn read(&mut self, session: &Session) {
        let of = self.shown_of();
        self.moments = timeline(&session.desk, of, None, None);
        if let Some(query) = self.filter.query() {
            let sieve = session.sieve(query);
            let lists = |moment: &Moment| {
                let days = (moment.date.earliest(), moment.date.latest());
                session.record(moment.reference).is_some_and(|record| sieve.lists_on(record, days))
            };
            self.moments.retain(lists);
        }
        if let Some(guest) = &self.guest
            && !self.moments.iter().any(|moment| moment.reference == guest.reference)
        {
            let key = |moment: &Moment| (moment.date.sort_key(), moment.reference);
            let place = self.moments.partition_point(|moment| key(moment) < key(guest));
            self.moments.insert(place, guest.clone());
        }
        self.heap.read(&self.moments, self.zoom, session);
        if let Some(bands) = &mut self.bands {
            bands.read(of, session);
        }
    }

    /// The list that the keys move in, and its length.
    fn listed_now(&mut self) -> (&mut ListState, usize) {
        match (&mut self.bands, self.zoom) {
            (Some(bands), _) => {
                let len = bands.len();
                (&mut bands.list, len)
            }
            (None, Zoom::Day) => (&mut self.list, self.moments.len()),
            (None, _) => (&mut self.heap.list, self.heap.periods.len()),
        }
    }

    fn step(&mut self, by: isize, session: &Session) {
        let (list, len) = self.listed_now();
        list.step(by, len);
        list.settle(len, list_rows(session));
        self.outsider = None;
    }

    /// The moment under the cursor; of a period its first.
    fn place(&self) -> usize {
        match self.zoom {
            Zoom::Day => self.list.selected,
            _ => self.heap.selected().and_then(|period| period.moments.first().copied()).unwrap_or(0),
        }
    }

    fn select(&mut self, place: usize, session: &Session) {
        self.list.select(place, self.moments.len());
        self.list.settle(self.moments.len(), list_rows(session));
        self.heap.select(place, session);
    }

    fn zoom_to(&mut self, zoom: Zoom, session: &Session) {
        let place = self.place();
        self.zoom = zoom;
        self.bands = None;
        self.outsider = None;
        self.heap.read(&self.moments, zoom, session);
        self.select(place, session);
    }

    fn toggle_lanes(&mut self, session: &Session) {
        self.bands = match self.bands.take() {
            Some(_) => None,
            None => {
                let mut bands = Bands::default();
                bands.read(self.shown_of(), session);
                Some(bands)
            }
        };
    }

    /// Goes to the first moment on or after a typed date.
    fn go_to(&mut self, date: &PDate, session: &Session) {
        let wanted = date.sort_key().0;
        let place = self.moments.iter().position(|moment| moment.date.sort_key().0 >= wanted);
        self.bands = None;
        self.outsider = None;
        self.select(place.unwrap_or(self.moments.len().saturating_sub(1)), session);
    }

    fn asked_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        let Some(mut input) = self.asked.take() else { return };
        match key.code {
            Code::Esc => {}
            Code::Enter if input.text().trim().is_empty() => {}
            Code::Enter => match read_typed(input.text(), session) {
                Ok(date) => self.go_to(&date, session),
                Err(why) => {
                    ask.push(Request::Warn(why));
                    self.asked = Some(input);
                }
            },
            _ => {
                edit(&mut input, key, session, ask);
                self.asked = Some(input);
            }
        }
    }

    fn filter_again(&mut self, session: &Session) {
        self.outsider = None;
        self.read(session);
        self.go_to_today(session);
    }

    /// What a new action comes from: the engagement under the cursor, or what the action under it comes from.
    fn origin(&self, session: &Session) -> Option<Ref> {
        let record = session.record(self.subject(session)?)?;
        match record.kind {
            Kind::Action => record.fields.link(action::ORIGIN.id),
            Kind::Engagement | Kind::Instrument | Kind::Commitment => Some(record.reference),
            _ => None,
        }
    }

    /// The first moment that is not past.
    fn today_line(&self, session: &Session) -> usize {
        let today = session.today();
        self.moments
            .iter()
            .position(|moment| moment.date.earliest().is_some_and(|first| first > today))
            .unwrap_or(self.moments.len())
    }

    fn go_to_today(&mut self, session: &Session) {
        let line = self.today_line(session);
        self.select(line.saturating_sub(1), session);
    }

    /// The field for a date, with what is read of it so far.
    fn draw_asked(&self, canvas: &mut Canvas<'_>, input: &Input, session: &Session) {
        let label = format!("{} ", session.say("timelines-ask-date"));
        let reading = match read_typed(input.text(), session) {
            Ok(date) => format!("= {}", session.date(&date)),
            Err(_) => String::new(),
        };
        let width = canvas.width();
        let room = text::width(&reading).min(width / 2);
        let start = canvas.text(0, 0, width / 2, &label, Role::Label);
        canvas.field(0, start, width.saturating_sub(start + room + 1), input, true);
        canvas.text_at_end(0, &reading, Role::Dim);
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, session: &Session) {
        if let Some(input) = &self.asked {
            return self.draw_asked(canvas, input, session);
        }
        if self.filter.is_shown() {
            self.filter.draw(canvas);
            self.marks.draw_counter(canvas, self.moments.len());
            return;
        }
        let title = match self.of.filter(|_| !self.all) {
            Some(of) => session.title(of),
            None => session.say("timelines-all"),
        };
        let Some((first, last, counts)) = self.density() else {
            canvas.text(0, 0, canvas.width(), &title, Role::Title);
            return;
        };
        let bars = if first == last { 0 } else { counts.len() + 1 };
        let start = canvas.width().saturating_sub(text::width(&last.to_string()) + bars + YEAR_CELLS);
        canvas.text(0, 0, start.saturating_sub(2), &title, Role::Title);
        if bars > 0 {
            canvas.text(0, start, YEAR_CELLS, &first.to_string(), Role::Dim);
            canvas.bars(0, start + YEAR_CELLS, &counts, Role::Dim);
        }
        canvas.text_at_end(0, &last.to_string(), Role::Dim);
    }

    /// The first and the last of the last years, and how much there was in each; nothing where nothing has a date.
    fn density(&self) -> Option<(i16, i16, Vec<u32>)> {
        let years: Vec<i16> =
            self.moments.iter().filter_map(|moment| moment.date.earliest()).map(jiff::civil::Date::year).collect();
        let (first, last) = (*years.iter().min()?, *years.iter().max()?);
        let first = first.max(last - 20);
        let counts = (first..=last)
            .map(|year| u32::try_from(years.iter().filter(|other| **other == year).count()).unwrap_or(u32::MAX))
            .collect();
        Some((first, last, counts))
    }

    fn draw_bands(&self, canvas: &mut Canvas<'_>, bands: &Bands, session: &Session, focused: bool) {
        let (width, height) = (canvas.width(), canvas.height());
        let rows = list_rows(session) + 1;
        bands.draw(&mut canvas.part(1, 0, rows, width), session, focused);
        if let Some(said) = bands.said(session) {
            canvas.text(rows + 1, 0, width, &said, Role::Label);
        }
        if let Some(record) = bands.subject().and_then(|subject| session.record(subject)) {
            card::draw(&mut canvas.part(rows + 2, 0, height.saturating_sub(rows + 2), width), session, record, false);
        }
    }

    fn draw_moment(
        &self,
        canvas: &mut Canvas<'_>,
        row: usize,
        (place, date_room): (usize, usize),
        session: &Session,
        focused: bool,
    ) {
        let Some(moment) = self.moments.get(place) else { return };
        let Some(record) = session.record(moment.reference) else { return };
        let is_future = place >= self.today_line(session);
        let date = text::pad(&session.date(&moment.date), date_room);
        let event = moment
            .event
            .as_deref()
            .map(|code| format!("{}: ", session.label("instrument_event", code)))
            .unwrap_or_default();
        let indent = "  ".repeat(usize::from(moment.depth));
        let kind = if moment.event.is_some() { String::new() } else { type_name(session, record) };
        let spans = [
            self.marks.sign(canvas.marker(self.list.mark(place).seen(focused)), moment.reference),
            Span::new(date, if is_future { Role::Good } else { Role::Dim }),
            Span::plain(indent),
            Span::new(event, Role::Label),
            Span::plain(record.title(session.lang).to_owned()),
            Span::new(if kind.is_empty() { kind } else { format!("  {kind}") }, Role::Dim),
        ];
        canvas.line(row, 0, &spans);
        canvas.pick(row, &self.list, place);
    }
}

/// The date that somebody typed, or why it is none.
pub(super) fn read_typed(typed: &str, session: &Session) -> Result<PDate, String> {
    match session.reader().value("date", &Shape::Date, typed.trim()) {
        Ok(Value::Date(date)) => Ok(date),
        Ok(_) => Err(String::new()),
        Err(error) => Err(session.refusal(&error)),
    }
}

fn type_name(session: &Session, record: &crate::domain::Record) -> String {
    match (record.kind, record.type_code()) {
        (Kind::Engagement, Some(code)) => session.label("engagement_kind", code),
        _ => session.kind_name(record.kind),
    }
}

/// Moments that fit: the head, the line of today, the rule and the card take the rest.
fn list_rows(session: &Session) -> usize {
    let height = session.pane_rows();
    session.rows_above_card(height - height / 3 - 1) - 2
}

impl Pane for Timelines {
    fn id(&self) -> &'static str {
        "timelines"
    }

    fn commands(&self) -> &'static [Command] {
        COMMANDS
    }

    fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        let (at, shown) = (self.subject(session), self.moments.iter().map(|moment| moment.reference));
        match self.marks.run(command, at, shown, (session, ask)) {
            Marked::Step => self.step(1, session),
            Marked::Stay => return true,
            Marked::Unknown => {}
        }
        match command {
            "mark.toggle" => {}
            "timeline.filter" => self.filter.open(),
            "timeline.all" => {
                self.guest = None;
                self.all = !self.all;
                self.read(session);
                self.go_to_today(session);
            }
            "timeline.today" => {
                self.bands = None;
                self.go_to_today(session);
            }
            "timeline.open" => match &self.bands {
                Some(bands) => ask.extend(bands.subject().map(Request::Open)),
                None if self.zoom != Zoom::Day => self.zoom_to(self.zoom.nearer(), session),
                None => ask.extend(self.subject(session).map(Request::Edit)),
            },
            "timeline.nearer" => self.zoom_to(self.zoom.nearer(), session),
            "timeline.further" => self.zoom_to(self.zoom.further(), session),
            "timeline.lanes" => self.toggle_lanes(session),
            "timeline.go" => self.asked = Some(Input::new(String::new())),
            "action.new" => {
                let mut fields = Fields::new().with(action::STATUS.id, Value::Code("not_started".to_owned()));
                fields.set(action::ORIGIN.id, self.origin(session).map(Value::Link));
                ask.push(Request::New(Kind::Action, fields));
            }
            "record.new.engagement" => {
                let mut fields = Fields::new().with(engagement::DATE.id, PDate::from(session.today()));
                if let Some(of) = self.of.filter(|_| !self.all).filter(|of| {
                    session.record(*of).is_some_and(|record| matches!(record.kind, Kind::Partner | Kind::Person))
                }) {
                    let part = Fields::new().with(engagement::participant::WHO.id, of);
                    fields.set(engagement::PARTICIPANTS.id, Some(Value::List(vec![Value::Part(part)])));
                }
                ask.push(Request::New(Kind::Engagement, fields));
            }
            _ => return false,
        }
        true
    }

    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if self.asked.is_some() {
            self.asked_key(key, session, ask);
            return true;
        }
        match self.filter.key(key, KINDS, session, ask) {
            Filtered::Changed => {
                self.filter_again(session);
                return true;
            }
            Filtered::Kept => return true,
            Filtered::Unknown => {}
        }
        if key.code == Code::Esc && self.bands.take().is_some() {
            return true;
        }
        if key.code == Code::Esc && self.marks.clear() {
            return true;
        }
        let len = self.listed_now().1;
        let Some(step) = super::list_step(key, len, list_rows(session)) else { return false };
        self.step(step, session);
        true
    }

    fn unmark(&mut self) {
        self.marks.clear();
    }

    fn has_marks(&self) -> bool {
        !self.marks.is_empty()
    }

    fn takes_text(&self) -> bool {
        self.asked.is_some() || self.filter.takes_text()
    }

    fn selected(&self) -> Option<&str> {
        self.asked.as_ref().map_or(self.filter.selected(), Input::selected)
    }

    fn listed(&self) -> &'static [Kind] {
        KINDS
    }

    fn query(&self) -> Option<&str> {
        self.filter.query()
    }

    fn narrow(&mut self, query: &str, session: &Session, _ask: &mut Vec<Request>) -> bool {
        self.filter.set(query);
        self.filter_again(session);
        true
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if let Some(input) = &mut self.asked {
            paste(input, text, session, ask);
        } else if self.filter.paste(text, KINDS, session, ask) {
            self.filter_again(session);
        }
    }

    fn refresh(&mut self, session: &Session) {
        self.marks.refresh(session);
        self.guest = self.guest.take().filter(|guest| session.record(guest.reference).is_some());
        let selected = self.moments.get(self.list.selected).cloned();
        let is_first = self.moments.is_empty();
        self.read(session);
        let place = selected.and_then(|selected| {
            self.moments
                .iter()
                .position(|moment| moment.reference == selected.reference && moment.event == selected.event)
        });
        match place {
            Some(place) => self.select(place, session),
            None if is_first => self.go_to_today(session),
            None => self.list.settle(self.moments.len(), list_rows(session)),
        }
    }

    fn shows(&self, kind: Kind) -> bool {
        matches!(kind, Kind::Engagement | Kind::Instrument | Kind::Commitment | Kind::Letter | Kind::Action)
    }

    fn reveal(&mut self, reference: Ref, session: &Session) {
        self.outsider = None;
        if !self.moments.iter().any(|moment| moment.reference == reference) {
            let is_listed = timeline(&session.desk, None, None, None).iter().any(|one| one.reference == reference);
            // A letter or an action stands at its date while it is looked at; without a date its card alone is shown.
            let date = session.record(reference).and_then(crate::domain::Record::date).filter(|_| !is_listed);
            self.guest = date.map(|date| Moment { date, reference, event: None, depth: 0 });
            if !is_listed && self.guest.is_none() {
                self.outsider = Some(reference);
                return;
            }
            self.all = true;
            self.filter.set("");
            self.read(session);
        }
        let place = self.moments.iter().position(|moment| moment.reference == reference).unwrap_or(0);
        self.bands = None;
        self.zoom = Zoom::Day;
        self.select(place, session);
    }

    fn follow(&mut self, reference: Ref, session: &Session) {
        let follows = session
            .record(reference)
            .is_some_and(|record| matches!(record.kind, Kind::Partner | Kind::Person | Kind::Post | Kind::Body));
        if follows && self.of != Some(reference) {
            self.of = Some(reference);
            self.all = false;
            self.outsider = None;
            self.guest = None;
            self.read(session);
            self.go_to_today(session);
        }
    }

    fn subject(&self, _session: &Session) -> Option<Ref> {
        if let Some(bands) = &self.bands {
            return bands.subject();
        }
        let own = || self.moments.get(self.list.selected).map(|moment| moment.reference);
        self.outsider.or_else(|| if self.zoom == Zoom::Day { own() } else { None })
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let (width, height) = (canvas.width(), canvas.height());
        let rows = list_rows(session) + 1;
        self.draw_head(canvas, session);
        if let Some(bands) = &self.bands {
            return self.draw_bands(canvas, bands, session, focused);
        }
        if self.zoom != Zoom::Day {
            self.heap.draw(&mut canvas.part(1, 0, rows, width), &self.moments, session, focused);
            let mut below = canvas.part(rows + 1, 0, height.saturating_sub(rows + 1), width);
            match self.outsider.and_then(|outsider| session.record(outsider)) {
                Some(record) => card::draw(&mut below, session, record, false),
                None => self.heap.draw_inside(&mut below, &self.moments, session),
            }
            return;
        }
        let today = self.today_line(session);
        let first = self.list.first(self.moments.len(), list_rows(session));
        let dates = self.moments.iter().skip(first).take(rows).map(|moment| text::width(&session.date(&moment.date)));
        let date_room = dates.max().unwrap_or(0).min(width / 3) + 2;
        // The line of today may be the last that there is room for.
        let mut list = canvas.part(1, 0, rows, width);
        let mut row = 0;
        for place in first..self.moments.len().min(first + rows) {
            if place == today && place > first {
                let day = session.date(&PDate::from(session.today()));
                let said = session.say_with("timelines-today", &[("date", day.as_str().into())]);
                list.text(row, 2, width, &said, Role::Label);
                row += 1;
            }
            if row < rows {
                self.draw_moment(&mut list, row, (place, date_room), session, focused);
            }
            row += 1;
        }
        if self.moments.is_empty() {
            canvas.text(1, 2, width, &session.say("timelines-empty"), Role::Dim);
        }
        if let Some(record) = self.subject(session).and_then(|subject| session.record(subject)) {
            let mut below = canvas.part(rows + 1, 0, height.saturating_sub(rows + 1), width);
            card::draw(&mut below, session, record, self.outsider.is_none());
        }
    }
}
