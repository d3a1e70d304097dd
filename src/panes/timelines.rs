//! Timelines: past and future in one order, of the record that another pane selected or of all.
//!
//! Partial dates are shown as they are known. A mark stands between what was and what is to come. From further away a line holds a
//! month, a quarter or a year (`heap`); what lasts stands in lanes (`bands`).

mod bands;
mod draw;
mod heap;

use crate::app::arrangement::Choices;
use crate::app::command::{Command, Scope};
use crate::app::date_field::{DateField, Dated};
use crate::app::listing::{Sifted, Sifting};
use crate::app::pane::{FILTERING, Keys, Pane, Request, TYPING};
use crate::app::session::Session;
use crate::app::{Code, Key, Listing};
use crate::domain::kinds::{action, engagement};
use crate::domain::rules::periods::Zoom;
use crate::domain::rules::timeline::{Moment, timeline};
use crate::domain::{Fields, Kind, Record, Ref, Value};
use crate::kit::{Canvas, ListState};
use crate::lang::date::PDate;
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

/// The timelines pane.
#[derive(Default)]
pub struct Timelines {
    of: Option<Ref>,
    all: bool,
    moments: Vec<Moment>,
    listing: Listing,
    sifted: Sifted<Option<Ref>, Moment>,
    list: ListState,
    outsider: Option<Ref>,
    /// What was opened and is not on this timeline by itself, at its date: a letter, or an action with those that come from the
    /// same.
    guests: Vec<Moment>,
    zoom: Zoom,
    heap: Heap,
    /// What lasts, while it is shown instead of what happens.
    bands: Option<Bands>,
    /// The date that is being typed.
    asked: DateField,
}

/// How its list can be arranged: the order is that of time.
const CHOICES: Choices = Choices { kinds: KINDS, groups: &[], is_sorted: false, columns: &[] };

/// What its list shows.
const KINDS: &[Kind] = &[Kind::Engagement, Kind::Instrument, Kind::Meeting, Kind::Commitment, Kind::Letter];

impl Timelines {
    fn shown_of(&self) -> Option<Ref> {
        self.of.filter(|_| !self.all)
    }

    fn read(&mut self, session: &Session) {
        let of = self.shown_of();
        let all = || timeline(&session.desk, of, None, None);
        if !self.listing.filter.is_shown() {
            self.sifted.clear();
            self.moments = all();
        } else {
            let sifting = Sifting {
                sieve: session.sieve(self.listing.filter.query().unwrap_or_default()),
                reference: |moment: &Moment| moment.reference,
                lets_through: |sieve, record, moment| {
                    sieve.lets_through_on(record, (moment.date.earliest(), moment.date.latest()))
                },
            };
            let lines = self.sifted.lines(of, session, all, &sifting);
            self.moments = lines.filter(|(_, passes)| *passes).map(|(moment, _)| moment.clone()).collect();
        }
        for guest in &self.guests {
            if self.moments.iter().any(|moment| moment.reference == guest.reference) {
                continue;
            }
            let key = |moment: &Moment| (moment.date.sort_key(), moment.reference);
            let place = self.moments.partition_point(|moment| key(moment) < key(guest));
            self.moments.insert(place, guest.clone());
        }
        self.heap.read(&self.moments, self.zoom, session);
        if let Some(bands) = &mut self.bands {
            bands.read(of, session);
        }
    }

    /// The moment under the cursor; of a period its first.
    fn place(&self) -> usize {
        match self.zoom {
            Zoom::Day => self.list.selected,
            _ => self.heap.selected().and_then(|period| period.moments.first().copied()).unwrap_or(0),
        }
    }

    fn select(&mut self, place: usize, session: &Session) {
        self.list.put(place, self.moments.len(), list_rows(session));
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
    fn go_to(&mut self, date: &PDate, session: &Session, ask: &mut Vec<Request>) {
        let wanted = date.sort_key().0;
        let place = self.moments.iter().position(|moment| moment.date.sort_key().0 >= wanted);
        self.bands = None;
        self.outsider = None;
        let place = place.unwrap_or(self.moments.len().saturating_sub(1));
        self.select(place, session);
        // Where nothing was then, it is said, and what is shown in its place.
        let is_then = |moment: &&Moment| {
            date.latest().zip(moment.date.earliest()).is_none_or(|(last, first)| first <= last)
                && date.earliest().zip(moment.date.latest()).is_none_or(|(first, last)| first <= last)
        };
        if let Some(other) = self.moments.get(place).filter(|moment| !is_then(moment)) {
            let (wanted, other) = (session.date(date), session.date(&other.date));
            let values = [("date", wanted.as_str().into()), ("other", other.as_str().into())];
            ask.push(Request::Tell(session.say_with("timelines-nothing-then", &values)));
        }
    }

    fn asked_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        if let Dated::Is(Some(date)) = self.asked.key(key, session, ask) {
            self.go_to(&date, session, ask);
        }
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
}

/// A record with the actions that come from the same as it.
fn with_siblings(reference: Ref, session: &Session) -> Vec<Ref> {
    let origin = |record: &Record| record.fields.link(action::ORIGIN.id).filter(|_| record.kind == Kind::Action);
    let Some(origin_of_it) = session.record(reference).and_then(origin) else { return vec![reference] };
    let siblings = session.desk.linking_to(origin_of_it).filter(|record| origin(record) == Some(origin_of_it));
    siblings.map(|record| record.reference).collect()
}

fn at_its_date(reference: Ref, session: &Session) -> Option<Moment> {
    let date = session.record(reference).and_then(Record::date)?;
    Some(Moment { date, reference, event: None, depth: 0 })
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
        match command {
            "timeline.filter" => {
                self.outsider = None;
                self.listing.filter.open();
            }
            "timeline.all" => {
                (self.guests, self.outsider) = (Vec::new(), None);
                self.all = !self.all;
                self.read(session);
                self.go_to_today(session);
            }
            "timeline.today" => {
                (self.bands, self.outsider) = (None, None);
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
            "timeline.go" => self.asked.open(),
            "action.new" => {
                let mut fields = Fields::new().with(action::STATUS.id, Value::Code("not_started".to_owned()));
                fields.set(action::ORIGIN.id, self.origin(session).map(Value::Link));
                ask.push(Request::New(Kind::Action, fields));
            }
            "record.new.engagement" => {
                let mut fields = Fields::new().with(engagement::DATE.id, PDate::from(session.today()));
                let takes_part = |of: &Ref| {
                    session.record(*of).is_some_and(|record| matches!(record.kind, Kind::Partner | Kind::Person))
                };
                if let Some(of) = self.shown_of().filter(takes_part) {
                    fields = engagement::with(of, PDate::from(session.today()));
                }
                ask.push(Request::New(Kind::Engagement, fields));
            }
            _ => return false,
        }
        true
    }

    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if self.asked.is_open() {
            self.asked_key(key, session, ask);
            return true;
        }
        if key.code == Code::Esc
            && !self.listing.filter.takes_text()
            && (self.outsider.take().is_some() || self.bands.take().is_some())
        {
            return true;
        }
        self.list_key(key, session, ask)
    }

    fn listing(&self) -> Option<&Listing> {
        Some(&self.listing)
    }

    fn listing_mut(&mut self) -> Option<&mut Listing> {
        Some(&mut self.listing)
    }

    fn arranged(&self) -> Option<Choices> {
        Some(CHOICES)
    }

    fn alone(&self) -> Option<Ref> {
        self.outsider.filter(|_| self.bands.is_none())
    }

    fn filtered(&mut self, session: &Session, _ask: &mut Vec<Request>) {
        self.outsider = None;
        self.read(session);
        self.go_to_today(session);
    }

    fn extent(&self, session: &Session) -> (usize, usize) {
        let len = match (&self.bands, self.zoom) {
            (Some(bands), _) => bands.len(),
            (None, Zoom::Day) => self.moments.len(),
            (None, _) => self.heap.periods.len(),
        };
        (len, list_rows(session))
    }

    fn step(&mut self, by: isize, session: &Session) {
        let (len, rows) = self.extent(session);
        let list = match (&mut self.bands, self.zoom) {
            (Some(bands), _) => &mut bands.list,
            (None, Zoom::Day) => &mut self.list,
            (None, _) => &mut self.heap.list,
        };
        list.walk(by, len, rows);
        self.outsider = None;
    }

    fn markable(&self, _session: &Session) -> Vec<Ref> {
        self.moments.iter().map(|moment| moment.reference).collect()
    }

    fn takes_text(&self) -> bool {
        self.asked.is_open() || self.listing.filter.takes_text()
    }

    fn prompt(&self) -> Option<Keys> {
        match self.asked.is_open() {
            true => Some(TYPING),
            false => self.listing.filter.takes_text().then_some(FILTERING),
        }
    }

    fn selected(&self) -> Option<&str> {
        self.asked.selected().or_else(|| self.listing.filter.selected())
    }

    fn listed(&self) -> &'static [Kind] {
        KINDS
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if !self.asked.paste(text, session, ask) && self.listing.filter.paste(text, KINDS, session, ask) {
            self.filtered(session, ask);
        }
    }

    fn refresh(&mut self, session: &Session) {
        self.listing.marks.refresh(session);
        self.guests.retain(|guest| session.record(guest.reference).is_some());
        self.outsider = self.outsider.filter(|outsider| session.record(*outsider).is_some());
        let selected = self.moments.get(self.place()).cloned();
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
            let guests = if is_listed { Vec::new() } else { with_siblings(reference, session) };
            self.guests = guests.iter().filter_map(|guest| at_its_date(*guest, session)).collect();
            if !is_listed && !self.guests.iter().any(|guest| guest.reference == reference) {
                self.outsider = Some(reference);
                return;
            }
            self.all = true;
            self.listing.filter.set("");
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
            self.guests.clear();
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

    fn to_list(&mut self, _session: &Session) {
        (self.outsider, self.bands) = (None, None);
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        draw::draw(self, canvas, session, focused);
    }
}
