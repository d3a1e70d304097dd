//! Partners: the list with its filter line, and the card of the selected one.
//!
//! Without a filter all partners stand in protocol order; with one the search decides. A person may want another order, groups under
//! headings that fold, the tree, and columns. Enter opens the timeline of the partner, and the card shows who heads it, how to reach it, what was last and what is open.
//! The card of what is no partner stands in the place of the list, so that no key means another record than the one that is seen.

mod rows;

use super::columns::Columns;
use crate::app::arrangement::{Arrangement, Choices};
use crate::app::command::{Command, Scope};
use crate::app::pane::{Pane, Request};
use crate::app::session::Session;
use crate::app::{Code, Key, Listing, card};
use crate::domain::kinds::{engagement, partner};
use crate::domain::{Fields, Kind, Ref};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::date::PDate;
use crate::limits;
use crate::search::Answer;
use crate::text;
use rows::{Row, Rows};
use std::collections::BTreeSet;

const fn own(id: &'static str, keys: &'static [Key], bar: u8) -> Command {
    Command { id, scope: Scope::Pane("partners"), keys, bar }
}

const COMMANDS: &[Command] = &[
    own("partner.filter", &[Key::char('f')], 2),
    own("partner.timeline", &[Key::plain(Code::Enter)], 1),
    own("partner.copy-phone", &[Key::char('y')], 3),
];

/// What its list shows.
const KINDS: &[Kind] = &[Kind::Partner];

/// How its list can be arranged.
const CHOICES: Choices =
    Choices { kinds: KINDS, groups: &["type", "region", "level", "tree"], is_sorted: true, columns: &["acronyms"] };

/// The partners pane.
#[derive(Default)]
pub struct Partners {
    order: Vec<Ref>,
    found: Option<Vec<Ref>>,
    laid: Rows,
    folded: BTreeSet<Option<String>>,
    listing: Listing,
    outsider: Option<Ref>,
    read: Option<(u64, crate::lang::Lang, Arrangement)>,
}

impl Partners {
    fn shown(&self) -> &[Ref] {
        self.found.as_deref().unwrap_or(&self.order)
    }

    /// Lays the lines out anew.
    fn lay(&mut self, session: &Session) {
        let arrangement = session.arrangements.of("partners");
        self.laid = Rows::lay(self.shown(), arrangement.group.as_deref(), &self.folded, session);
    }

    /// What was found stands best first, unless an order was chosen.
    fn sort_found(&mut self, session: &Session) {
        let arrangement = session.arrangements.of("partners");
        if let Some(found) = self.found.as_mut().filter(|_| arrangement.order.is_some()) {
            rows::sort(found, &arrangement, session);
        }
    }

    fn row(&self) -> Option<Row> {
        self.laid.rows.get(self.listing.list.selected).copied()
    }

    /// The partner under the cursor.
    fn at(&self) -> Option<Ref> {
        match self.row() {
            Some(Row::Partner(reference, _)) => Some(reference),
            _ => None,
        }
    }

    /// Folds what stands under the heading of the cursor, or shows it again.
    fn fold(&mut self, heading: usize, session: &Session) {
        let Some(code) = self.laid.headings.get(heading).map(|heading| heading.code.clone()) else { return };
        if !self.folded.remove(&code) {
            self.folded.insert(code);
        }
        self.lay(session);
        self.listing.list.settle(self.laid.rows.len(), list_rows(session));
    }

    fn engagement_fields(&self, session: &Session) -> Fields {
        let today = PDate::from(session.today());
        let subject = self.subject(session).and_then(|subject| session.record(subject));
        match subject.filter(|subject| engagement::takes_part(subject.kind)) {
            Some(subject) => engagement::with(subject.reference, today),
            None => Fields::new().with(engagement::DATE.id, today),
        }
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let rows = canvas.height().saturating_sub(1);
        let width = canvas.width();
        let arrangement = session.arrangements.of("partners");
        let len = self.laid.rows.len();
        let room = canvas.part(1, 0, rows, width).scrolled(&self.listing.list, len).width();
        let columns = arrangement.columns.as_ref().map(|columns| Columns::fit(columns, &CHOICES, room));
        self.draw_head(canvas, &arrangement, columns.as_ref(), session);
        let first = self.listing.list.first(len, rows);
        let mut lines = canvas.part(1, 0, rows, width);
        let mut lines = lines.scrolled(&self.listing.list, len);
        for (place, row) in self.laid.rows.iter().enumerate().skip(first).take(rows) {
            let marker = lines.marker(self.listing.list.mark(place).seen(focused));
            match row {
                Row::Heading(heading) => self.draw_heading(&mut lines, place - first, marker, *heading),
                Row::Partner(reference, depth) => {
                    let marker = self.listing.marks.sign(marker, *reference);
                    lines.line(place - first, 0, &[marker]);
                    draw_partner(&mut lines, place - first, (*reference, *depth), columns.as_ref(), session);
                }
            }
        }
    }

    fn draw_head(
        &self,
        canvas: &mut Canvas<'_>,
        arrangement: &Arrangement,
        columns: Option<&Columns>,
        session: &Session,
    ) {
        if !self.listing.draw_filter(canvas) {
            let room = columns.map_or(canvas.width(), |columns| columns.title);
            canvas.text(0, 0, room, &said(arrangement, session), Role::Dim);
            if let Some(columns) = columns {
                columns.draw_names(canvas, 0, session);
            }
        }
        // The names of columns need the place of the number, which says nothing new.
        if columns.is_none() || self.listing.is_shown() {
            self.listing.marks.draw_counter(canvas, self.shown().len());
        }
    }

    fn draw_heading(&self, canvas: &mut Canvas<'_>, row: usize, marker: Span<'static>, heading: usize) {
        let Some(heading) = self.laid.headings.get(heading) else { return };
        let is_folded = self.folded.contains(&heading.code);
        let sign = match (is_folded, canvas.direction()) {
            (false, _) => "▾ ",
            (true, text::Direction::Ltr) => "▸ ",
            (true, text::Direction::Rtl) => "◂ ",
        };
        let count = format!("  {}", heading.count);
        let spans = [
            marker,
            Span::new(sign, Role::Dim),
            Span::new(heading.label.as_str(), Role::Label),
            Span::new(count, Role::Dim),
        ];
        canvas.line(row, 0, &spans);
    }
}

/// In which order the list stands, in words.
fn said(arrangement: &Arrangement, session: &Session) -> String {
    let order = match arrangement.order.as_deref() {
        None => session.say("partners-order"),
        Some(crate::app::arrangement::TITLE) => session.say("arrange-alphabet"),
        Some(key) => {
            let field = partner::SPEC.field(key);
            let name = field.map_or_else(|| key.to_owned(), |field| session.field_name(field));
            session.say_with("partners-by", &[("field", name.as_str().into())])
        }
    };
    match arrangement.group.as_deref() {
        Some(group) => format!("{order} · {}", session.say(&format!("group-{group}"))),
        None => order,
    }
}

fn draw_partner(
    canvas: &mut Canvas<'_>,
    row: usize,
    (reference, depth): (Ref, u8),
    columns: Option<&Columns>,
    session: &Session,
) {
    let Some(record) = session.record(reference) else { return };
    let start = 2 + usize::from(depth) * 2;
    if let Some(columns) = columns {
        canvas.text(row, start, columns.title.saturating_sub(start), record.title(session.lang), Role::Normal);
        columns.draw(canvas, row, record, session);
        return;
    }
    let acronym =
        record.fields.text3(partner::ACRONYMS.id).map(|text| text.best(session.lang).to_owned()).unwrap_or_default();
    let used = text::width(&acronym) + usize::from(!acronym.is_empty()) * 2;
    let room = canvas.width().saturating_sub(start + used);
    canvas.text(row, start, room, record.title(session.lang), Role::Normal);
    canvas.text_at_end(row, &acronym, Role::Dim);
}

/// Rows of the list without its head; the card has the rest.
fn list_rows(session: &Session) -> usize {
    session.rows_above_card((session.whole_rows() * 2 / 5).clamp(4, 14)) - 1
}

impl Pane for Partners {
    fn id(&self) -> &'static str {
        "partners"
    }

    fn commands(&self) -> &'static [Command] {
        COMMANDS
    }

    fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        match command {
            "partner.filter" => {
                self.outsider = None;
                self.listing.filter.open();
            }
            "partner.timeline" => match self.row() {
                Some(Row::Heading(heading)) if self.outsider.is_none() => self.fold(heading, session),
                _ => ask.push(Request::Run("pane.timelines")),
            },
            "partner.copy-phone" => {
                match self.subject(session).and_then(|subject| card::phone(session.record(subject)?)) {
                    Some(phone) => ask.push(Request::Copy(phone)),
                    None => ask.push(Request::Warn(session.say("partners-no-phone"))),
                }
            }
            "record.new.engagement" => ask.push(Request::New(Kind::Engagement, self.engagement_fields(session))),
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

    fn listed(&self) -> &'static [Kind] {
        KINDS
    }

    fn arranged(&self) -> Option<Choices> {
        Some(CHOICES)
    }

    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if key.code == Code::Esc && self.outsider.take().is_some() {
            return true;
        }
        self.list_key(key, session, ask)
    }

    fn alone(&self) -> Option<Ref> {
        self.outsider
    }

    fn filtered(&mut self, session: &Session, ask: &mut Vec<Request>) {
        self.outsider = None;
        match self.listing.filter.query() {
            Some(query) => ask.push(Request::Search(format!("kind:partner {query}"), limits::LIST_HITS)),
            None => {
                self.found = None;
                self.lay(session);
                self.listing.list.select(0, self.laid.rows.len());
            }
        }
    }

    fn extent(&self, session: &Session) -> (usize, usize) {
        (self.laid.rows.len(), list_rows(session))
    }

    fn step(&mut self, by: isize, session: &Session) {
        let (len, rows) = self.extent(session);
        self.outsider = None;
        self.listing.list.walk(by, len, rows);
    }

    fn markable(&self, _session: &Session) -> Vec<Ref> {
        self.shown().to_vec()
    }

    fn refresh(&mut self, session: &Session) {
        self.outsider = self.outsider.filter(|outsider| session.record(*outsider).is_some());
        let arrangement = session.arrangements.of("partners");
        let wanted = (session.desk.revision(), session.lang, arrangement);
        if self.read.as_ref() == Some(&wanted) {
            self.listing.list.settle(self.laid.rows.len(), list_rows(session));
            return;
        }
        let selected = self.at();
        // Sorting is the work of a large desk: other groups and columns do without it.
        let is_sorted = self.read.as_ref().is_some_and(|read| {
            (read.0, read.1) == (wanted.0, wanted.1)
                && (&read.2.order, read.2.is_reversed) == (&wanted.2.order, wanted.2.is_reversed)
        });
        if !is_sorted {
            self.order = session.desk.of_kind(Kind::Partner).map(|record| record.reference).collect();
            rows::sort(&mut self.order, &wanted.2, session);
            self.listing.marks.refresh(session);
            if let Some(found) = &mut self.found {
                // Words were the index's business; what a filter asks of a record may have changed.
                let sieve = session.sieve(self.listing.filter.query().unwrap_or(""));
                found.retain(|reference| session.record(*reference).is_some_and(|record| sieve.lets_through(record)));
            }
            self.sort_found(session);
        }
        self.read = Some(wanted);
        self.lay(session);
        let place = selected.and_then(|selected| self.laid.place(selected));
        self.listing.list.put(place.unwrap_or(self.listing.list.selected), self.laid.rows.len(), list_rows(session));
    }

    fn found(&mut self, answer: &Answer, session: &Session) {
        if self.listing.filter.query().is_some() {
            self.found = Some(answer.hits.iter().map(|hit| Ref(hit.record)).collect());
            self.sort_found(session);
            self.lay(session);
            self.listing.list = ListState::default();
        }
    }

    fn shows(&self, kind: Kind) -> bool {
        matches!(
            kind,
            Kind::Partner | Kind::Person | Kind::Post | Kind::Study | Kind::Document | Kind::Term | Kind::Strategy
        )
    }

    fn reveal(&mut self, reference: Ref, session: &Session) {
        let is_partner = session.record(reference).is_some_and(|record| record.kind == Kind::Partner);
        self.outsider = (!is_partner).then_some(reference);
        if is_partner {
            if !self.shown().contains(&reference) {
                self.listing.filter.set("");
                self.found = None;
                self.lay(session);
            }
            if self.laid.place(reference).is_none() {
                // It stands under a heading that is folded.
                self.folded.clear();
                self.lay(session);
            }
            self.listing.list.put(self.laid.place(reference).unwrap_or(0), self.laid.rows.len(), list_rows(session));
        }
    }

    fn subject(&self, _session: &Session) -> Option<Ref> {
        self.outsider.or_else(|| self.at())
    }

    fn to_list(&mut self, _session: &Session) {
        self.outsider = None;
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        if let Some(record) = self.outsider.and_then(|outsider| session.record(outsider)) {
            return card::draw(canvas, session, record, false);
        }
        let (width, height) = (canvas.width(), canvas.height());
        let list_rows = list_rows(session) + 1;
        self.draw_list(&mut canvas.part(0, 0, list_rows, width), session, focused);
        let mut below = canvas.part(list_rows, 0, height.saturating_sub(list_rows), width);
        match self.subject(session).and_then(|subject| session.record(subject)) {
            Some(record) => card::draw(&mut below, session, record, true),
            None if !self.laid.rows.is_empty() => {}
            None => drop(below.wrapped(1, 0, 3, &self.listing.nothing(session, "partners-empty"), Role::Dim)),
        }
    }
}
