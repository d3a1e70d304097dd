//! Home: what asks for attention today, and what is to come.
//!
//! Each heading is a question of the morning with how many records answer it; the first of them stand below it, all of
//! them after Enter. A line opens exactly the record it names, and `[` comes back here.

use crate::app::command::{Command, Scope};
use crate::app::pane::{Pane, Request};
use crate::app::session::Session;
use crate::app::{Code, Key, Listing};
use crate::domain::rules::attention::{Concern, Matter, Morning, activity, done_and_late};
use crate::domain::{Kind, Ref};
use crate::kit::{Canvas, Looks, Role, Span, sparkline};
use crate::lang::date::PDate;
use crate::text;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

const fn own(id: &'static str, keys: &'static [Key], bar: u8) -> Command {
    Command { id, scope: Scope::Pane("home"), keys, bar }
}

const COMMANDS: &[Command] = &[
    own("home.open", &[Key::plain(Code::Enter)], 3),
    own("home.next", &[Key::char('J'), Key::ctrl('n')], 0),
    own("home.previous", &[Key::char('K'), Key::ctrl('p')], 0),
];

/// Records of a matter that stand below its heading before it is opened, at most.
const FIRST: usize = 4;
/// Months of the plot of activity.
const MONTHS: usize = 12;
/// Rows above the list.
const HEAD_ROWS: usize = 2;

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    Heading(Matter),
    Record(Matter, usize),
}

/// The home pane.
#[derive(Default)]
pub struct Home {
    matters: BTreeMap<Matter, Vec<Concern>>,
    opened: BTreeSet<Matter>,
    rows: Vec<Row>,
    listing: Listing,
    activity: Vec<u32>,
    actions: (usize, usize),
    read: Option<(u64, Date)>,
}

impl Home {
    fn concerns(&self, matter: Matter) -> &[Concern] {
        self.matters.get(&matter).map_or(&[], Vec::as_slice)
    }

    fn concern(&self, row: Row) -> Option<&Concern> {
        match row {
            Row::Heading(_) => None,
            Row::Record(matter, place) => self.concerns(matter).get(place),
        }
    }

    fn selected(&self) -> Option<Row> {
        self.rows.get(self.listing.list.selected).copied()
    }

    /// Lays the lines out anew and keeps the one that is selected.
    fn arrange(&mut self, session: &Session) {
        let kept = self.selected().map(|row| (row, self.concern(row).map(|concern| concern.reference)));
        self.rows = Matter::ALL
            .into_iter()
            .flat_map(|matter| {
                let all = self.concerns(matter).len();
                let shown = if self.opened.contains(&matter) { all } else { all.min(first_rows(session)) };
                std::iter::once(Row::Heading(matter)).chain((0..shown).map(move |place| Row::Record(matter, place)))
            })
            .collect();
        let place = match kept {
            None => self.rows.iter().position(|row| matches!(row, Row::Record(..))),
            Some((row, reference)) => {
                let same = |other: &Row| *other == row && self.concern(*other).map(|c| c.reference) == reference;
                let moved = |other: &Row| reference.is_some() && self.concern(*other).map(|c| c.reference) == reference;
                self.rows.iter().position(same).or_else(|| self.rows.iter().position(moved))
            }
        };
        self.listing.list.put(place.unwrap_or(self.listing.list.selected), self.rows.len(), list_rows(session));
    }

    /// Goes to the next or previous heading that has something below it.
    fn jump(&mut self, forth: bool, session: &Session) {
        let has_records = |row: &Row| matches!(row, Row::Heading(matter) if !self.concerns(*matter).is_empty());
        let mut places = (0..self.rows.len()).filter(|place| self.rows.get(*place).is_some_and(has_records));
        let at = self.listing.list.selected;
        let found = if forth { places.find(|place| *place > at) } else { places.rfind(|place| *place < at) };
        if let Some(place) = found {
            self.listing.list.put(place, self.rows.len(), list_rows(session));
        }
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let plot = format!("{}  {}", session.say("home-activity"), sparkline(&self.activity));
        let room = width.saturating_sub(text::width(&plot) + 2);
        canvas.text(0, 0, room, &session.lexicon.weekday_date(session.lang, session.today()), Role::Title);
        canvas.text_at_end(0, &plot, Role::Dim);
        let (done, late) = self.actions;
        let said = session.say_with("home-actions", &[("done", done.into()), ("late", late.into())]);
        canvas.text(1, 0, width, &said, Role::Dim);
        if !self.listing.marks.is_empty() {
            self.listing.marks.draw_counter(&mut canvas.part(1, 0, 1, width), 0);
        }
    }

    fn draw_heading(&self, canvas: &mut Canvas<'_>, row: usize, matter: Matter, session: &Session) {
        let count = self.concerns(matter).len();
        let role = if count > 0 { Role::Label } else { Role::Dim };
        let name = session.say(&format!("home-{}", matter.key()));
        let count = format!("  {count}");
        canvas.line(row, 2, &[Span::new(name, role), Span::new(count, Role::Dim)]);
    }

    fn draw_record(
        &self,
        canvas: &mut Canvas<'_>,
        row: usize,
        (matter, concern, date_room): (Matter, &Concern, usize),
        session: &Session,
    ) {
        let Some(record) = session.record(concern.reference) else { return };
        let date = concern.date.as_ref().map(|date| session.date_short(date)).unwrap_or_default();
        let date_role = match matter {
            Matter::Late => Role::Danger,
            Matter::Replies | Matter::Sessions if is_past(concern, session.today()) => Role::Danger,
            _ => Role::Dim,
        };
        let kind = match record.kind {
            Kind::Partner | Kind::Body => String::new(),
            // It says what most titles say already: only where it costs nothing.
            _ if canvas.looks() == Looks::Plain => String::new(),
            kind => format!("  {}", session.kind_name(kind)),
        };
        let start = 4 + date_room;
        let room = canvas.width().saturating_sub(start + text::width(&kind));
        canvas.text(row, 4, date_room, &date, date_role);
        let used = canvas.text(row, start, room, record.title(session.lang), Role::Normal);
        canvas.text(row, start + used, text::width(&kind), &kind, Role::Dim);
    }
}

fn is_past(concern: &Concern, today: Date) -> bool {
    concern.date.as_ref().and_then(PDate::latest).is_some_and(|last| last < today)
}

/// How many records of each matter are seen at once: as many as leave every heading on the screen, where that is one.
fn first_rows(session: &Session) -> usize {
    let headings = Matter::ALL.len();
    (list_rows(session).saturating_sub(headings) / headings).clamp(1, FIRST)
}

fn list_rows(session: &Session) -> usize {
    session.pane_rows().saturating_sub(HEAD_ROWS)
}

impl Pane for Home {
    fn id(&self) -> &'static str {
        "home"
    }

    fn commands(&self) -> &'static [Command] {
        COMMANDS
    }

    fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        match command {
            "home.open" => match self.selected() {
                Some(Row::Heading(matter)) => {
                    if !self.opened.remove(&matter) {
                        self.opened.insert(matter);
                    }
                    self.arrange(session);
                }
                Some(row) => ask.extend(self.concern(row).map(|concern| Request::Open(concern.reference))),
                None => {}
            },
            "home.next" => self.jump(true, session),
            "home.previous" => self.jump(false, session),
            _ => return false,
        }
        true
    }

    fn listing(&self) -> Option<&Listing> {
        Some(&self.listing)
    }

    fn listing_mut(&mut self) -> Option<&mut Listing> {
        Some(&mut self.listing)
    }

    fn extent(&self, session: &Session) -> (usize, usize) {
        (self.rows.len(), list_rows(session))
    }

    /// All of what stands under the heading of the cursor: what is late, or who is silent, and not everything at once.
    fn markable(&self, _session: &Session) -> Vec<Ref> {
        let of = self.selected().map(|row| match row {
            Row::Heading(matter) | Row::Record(matter, _) => matter,
        });
        let shown = of.map_or(&[] as &[Concern], |matter| self.concerns(matter));
        shown.iter().map(|concern| concern.reference).collect()
    }

    fn refresh(&mut self, session: &Session) {
        let wanted = Some((session.desk.revision(), session.today()));
        if self.read != wanted {
            self.read = wanted;
            let desk = &session.desk;
            self.matters = Morning { desk, today: session.today(), seen: session.seen }.all();
            self.activity = activity(desk, session.today(), MONTHS);
            self.actions = done_and_late(desk, session.today());
        }
        self.listing.marks.refresh(session);
        self.arrange(session);
    }

    fn shows(&self, _kind: Kind) -> bool {
        false
    }

    fn reveal(&mut self, reference: Ref, session: &Session) {
        let is_it = |row: &Row| self.concern(*row).is_some_and(|concern| concern.reference == reference);
        if let Some(place) = self.rows.iter().position(is_it) {
            self.listing.list.put(place, self.rows.len(), list_rows(session));
        }
    }

    fn subject(&self, _session: &Session) -> Option<Ref> {
        self.selected().and_then(|row| self.concern(row)).map(|concern| concern.reference)
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let (width, height) = (canvas.width(), canvas.height());
        if session.desk.is_empty() {
            canvas.wrapped(0, 0, height, &session.say("home-empty"), Role::Dim);
            return;
        }
        self.draw_head(canvas, session);
        let rows = list_rows(session);
        let mut lines = canvas.part(HEAD_ROWS, 0, rows, width);
        let mut lines = lines.scrolled(&self.listing.list, self.rows.len());
        let first = self.listing.list.first(self.rows.len(), rows);
        let shown = || self.rows.iter().enumerate().skip(first).take(rows);
        let dates = shown().filter_map(|(_, row)| self.concern(*row)?.date.as_ref());
        let date_room = dates.map(|date| text::width(&session.date_short(date)) + 2).max().unwrap_or(0);
        for (place, row) in shown() {
            let marker = lines.marker(self.listing.list.mark(place).seen(focused));
            let marker = match self.concern(*row) {
                Some(concern) => self.listing.marks.sign(marker, concern.reference),
                None => marker,
            };
            lines.line(place - first, 0, &[marker]);
            match *row {
                Row::Heading(matter) => self.draw_heading(&mut lines, place - first, matter, session),
                Row::Record(matter, _) => {
                    if let Some(concern) = self.concern(*row) {
                        self.draw_record(&mut lines, place - first, (matter, concern, date_room), session);
                    }
                }
            }
        }
    }
}
