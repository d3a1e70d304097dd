//! Reports: what was done in a period, what became of decisions, what they serve, as tables with bars.
//!
//! A line counts records and Enter lists exactly those; Enter on one of them opens it, and `[` comes back here. A report is
//! counted when it is looked at, never before: on a large desk that takes a moment.

mod table;

use crate::app::command::{Command, Scope};
use crate::app::date_field::{DateField, Dated};
use crate::app::msg::ReportWish;
use crate::app::pane::{Keys, Pane, Request, TYPING};
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::rules::report::{Head, Question, Row, Subject, Table};
use crate::domain::{Kind, Ref};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::date::PDate;
use crate::text::{self, Direction};
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use table::Drawn;

const fn own(id: &'static str, keys: &'static [Key], bar: u8) -> Command {
    Command { id, scope: Scope::Pane("reports"), keys, bar }
}

const COMMANDS: &[Command] = &[
    own("report.open", &[Key::plain(Code::Enter)], 1),
    own("report.next", &[Key::char('r')], 1),
    own("report.grouping", &[Key::char('v')], 2),
    own("report.period", &[Key::char('t')], 3),
    own("report.period-typed", &[Key::char('T')], 0),
    own("report.column-left", &[Key::plain(Code::Left)], 0),
    own("report.column-right", &[Key::plain(Code::Right)], 0),
];

/// While the records that a line counts are listed.
const COUNTED: &[Command] = &[
    own("report.open", &[Key::plain(Code::Enter)], 1),
    own("report.back", &[Key::plain(Code::Esc)], 1),
    own("report.next", &[Key::char('r')], 2),
    own("report.period", &[Key::char('t')], 3),
    own("report.period-typed", &[Key::char('T')], 0),
];

/// Rows above the list: which report, of what, the heads of the columns.
const HEAD_ROWS: usize = 3;

/// The records that a line counts.
struct Counted {
    row: Head,
    column: Option<Head>,
    records: Vec<Ref>,
    list: ListState,
}

/// What the tables were counted from.
#[derive(Clone, Debug, PartialEq)]
struct Stamp {
    revision: u64,
    today: Date,
    subject: Subject,
    period: Option<PDate>,
}

/// The reports pane.
#[derive(Default)]
pub struct Reports {
    subject: usize,
    grouping: usize,
    /// The place in the round of periods; nothing where one was typed.
    turn: Option<usize>,
    period: Option<PDate>,
    /// What was counted so far, by the place of its grouping.
    tables: BTreeMap<usize, Table>,
    read: Option<Stamp>,
    list: ListState,
    column: Option<usize>,
    counted: Option<Counted>,
    /// The period that is being typed.
    asked: DateField,
}

/// The periods that one key goes through: all, this year, the last one, this quarter.
fn round(today: Date) -> [Option<PDate>; 4] {
    let quarter = 33 + (today.month() - 1) / 3;
    let said =
        [format!("{:04}", today.year()), format!("{:04}", today.year() - 1), format!("{:04}-{quarter}", today.year())];
    let [this, last, quarter] = said.map(|date| date.parse().ok());
    [None, this, last, quarter]
}

impl Reports {
    fn subject_shown(&self) -> Subject {
        Subject::ALL.get(self.subject).copied().unwrap_or(Subject::Activity)
    }

    fn table(&self) -> Option<&Table> {
        self.tables.get(&self.grouping)
    }

    fn row(&self) -> Option<&Row> {
        self.table()?.rows.get(self.list.selected)
    }

    /// Counts where what was counted is not what is asked for.
    fn count(&mut self, session: &Session) {
        let stamp = Stamp {
            revision: session.desk.revision(),
            today: session.today(),
            subject: self.subject_shown(),
            period: self.period.clone(),
        };
        let groupings = stamp.subject.groupings();
        self.grouping = self.grouping.min(groupings.len().saturating_sub(1));
        if self.read.as_ref() != Some(&stamp) {
            self.tables.clear();
            self.read = Some(stamp);
        }
        let subject = self.subject_shown();
        let (from, to) = self.days(session);
        if let (Entry::Vacant(place), Some(key)) = (self.tables.entry(self.grouping), groupings.get(self.grouping)) {
            let question = Question { desk: &session.desk, from, to, today: session.today() };
            if let Some(table) = question.table(subject, key) {
                place.insert(table);
            }
        }
        let columns = self.table().map_or(0, |table| table.columns.len());
        self.column = self.column.filter(|column| *column < columns);
        self.settle(session);
    }

    fn settle(&mut self, session: &Session) {
        let len = self.table().map_or(0, |table| table.rows.len());
        self.list.settle(len, list_rows(session));
        let rows = list_rows(session);
        if let Some(counted) = &mut self.counted {
            counted.records.retain(|record| session.desk.get(*record).is_some());
            counted.list.settle(counted.records.len(), rows);
        }
    }

    /// Begins at the top of another table.
    fn turn_to(&mut self, session: &Session) {
        (self.list, self.column, self.counted) = (ListState::default(), None, None);
        self.count(session);
    }

    fn open(&mut self, session: &Session, ask: &mut Vec<Request>) {
        if let Some(counted) = &self.counted {
            ask.extend(counted.records.get(counted.list.selected).map(|record| Request::Open(*record)));
            return;
        }
        let (Some(row), Some(table)) = (self.row(), self.table()) else { return };
        let mut records = row.records(self.column);
        if records.is_empty() {
            ask.push(Request::Tell(session.say("report-counts-none")));
            return;
        }
        let date = |record: &Ref| session.record(*record).and_then(|record| record.date()).map(|date| date.sort_key());
        records.sort_by_cached_key(|record| (Reverse(date(record)), *record));
        let column = self.column.and_then(|column| table.columns.get(column)).cloned();
        self.counted = Some(Counted { row: row.head.clone(), column, records, list: ListState::default() });
    }

    /// Goes to the next column as the eye sees it; before the first one the whole line is chosen.
    fn step_column(&mut self, towards: Direction, session: &Session) {
        let columns = self.table().map_or(0, |table| table.columns.len());
        let onwards = towards == session.direction();
        self.column = match self.column {
            None if onwards => Some(0),
            Some(column) if onwards => Some((column + 1).min(columns.saturating_sub(1))),
            Some(column) => column.checked_sub(1),
            None => None,
        }
        .filter(|column| *column < columns);
    }

    fn next_period(&mut self, session: &Session) {
        let round = round(session.today());
        let turn = self.turn.map_or(usize::from(self.period.is_none()), |turn| (turn + 1) % round.len());
        self.turn = Some(turn);
        self.period = round.get(turn).cloned().flatten();
        self.turn_to(session);
    }

    fn asked_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        if let Dated::Is(period) = self.asked.key(key, session, ask) {
            (self.period, self.turn) = (period, None);
            self.turn_to(session);
        }
    }

    /// The days that count: where the past is looked at, none after it.
    fn days(&self, session: &Session) -> (Option<Date>, Option<Date>) {
        let (from, to) = self.period.as_ref().map_or((None, None), |date| (date.earliest(), date.latest()));
        let last = session.as_of.as_ref().map(|as_of| as_of.day);
        (from, to.into_iter().chain(last).min())
    }

    fn wish(&self, session: &Session) -> ReportWish {
        let (from, to) = self.days(session);
        ReportWish { subject: self.subject_shown(), from, to, form: "txt" }
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let name = session.say(&format!("report-{}", self.subject_shown().key()));
        let number = format!("{}/{}", self.subject + 1, Subject::ALL.len());
        canvas.text(0, 0, width.saturating_sub(text::width(&number) + 2), &name, Role::Title);
        canvas.text_at_end(0, &number, Role::Dim);
        if self.asked.draw(canvas, 1, &session.say("report-ask-period"), session) {
            return;
        }
        let grouping = self.table().map(|table| session.say(table.key)).unwrap_or_default();
        let period = match (&self.period, &session.as_of) {
            (Some(period), _) => session.date(period),
            (None, Some(as_of)) => session.date(&PDate::until(as_of.day)),
            (None, None) => session.say("report-always"),
        };
        let spans = [Span::new(grouping, Role::Label), Span::new(format!("   {period}"), Role::Dim)];
        let column = canvas.line(1, 0, &spans);
        if let Some(table) = self.table().filter(|table| table.key == "report-by-quarter") {
            let room = width.saturating_sub(column + 2);
            let values: Vec<u32> =
                table.rows.iter().map(|row| u32::try_from(table.whole(row)).unwrap_or(u32::MAX)).collect();
            let shown = values.get(values.len().saturating_sub(room)..).unwrap_or_default();
            canvas.bars(1, width.saturating_sub(shown.len()), shown, Role::Dim);
        }
    }

    fn draw_counted(&self, canvas: &mut Canvas<'_>, counted: &Counted, session: &Session, focused: bool) {
        let said = |head: &Head| head.said(&session.desk, &session.lexicon, session.lang);
        let (width, rows) = (canvas.width(), list_rows(session));
        let column = counted.column.as_ref().map(|head| format!(" · {}", said(head))).unwrap_or_default();
        let title = format!("{}{column}", said(&counted.row));
        let count = session.say_with("app-records", &[("count", counted.records.len().into())]);
        canvas.text(2, 0, width.saturating_sub(text::width(&count) + 2), &title, Role::Label);
        canvas.text_at_end(2, &count, Role::Dim);
        let len = counted.records.len();
        let first = counted.list.first(len, rows);
        let mut lines = canvas.part(HEAD_ROWS, 0, rows, width);
        let mut lines = lines.scrolled(&counted.list, len);
        let shown = || counted.records.iter().enumerate().skip(first).take(rows);
        let date = |record: &Ref| {
            session
                .record(*record)
                .and_then(|record| record.date())
                .map(|date| session.date_short(&date))
                .unwrap_or_default()
        };
        let date_room = shown().map(|(_, record)| text::width(&date(record)) + 2).max().unwrap_or(0);
        for (place, reference) in shown() {
            let Some(record) = session.record(*reference) else { continue };
            let marker = lines.marker(counted.list.mark(place).seen(focused));
            let row = place - first;
            lines.line(row, 0, &[marker]);
            lines.text(row, 2, date_room, &date(reference), Role::Dim);
            let kind = format!("  {}", session.kind_name(record.kind));
            let room = lines.width().saturating_sub(2 + date_room + text::width(&kind));
            let used = lines.text(row, 2 + date_room, room, record.title(session.lang), Role::Normal);
            lines.text(row, 2 + date_room + used, text::width(&kind), &kind, Role::Dim);
        }
    }
}

/// Rows of the list; the last one of the pane is kept for the name of a column that has no room above it.
fn list_rows(session: &Session) -> usize {
    session.pane_rows().saturating_sub(HEAD_ROWS + 1)
}

impl Pane for Reports {
    fn id(&self) -> &'static str {
        "reports"
    }

    fn commands(&self) -> &'static [Command] {
        if self.counted.is_some() { COUNTED } else { COMMANDS }
    }

    fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        match command {
            "report.open" => self.open(session, ask),
            "report.back" => self.counted = None,
            "report.next" => {
                (self.subject, self.grouping) = ((self.subject + 1) % Subject::ALL.len(), 0);
                self.turn_to(session);
            }
            "report.grouping" => {
                self.grouping = (self.grouping + 1) % self.subject_shown().groupings().len().max(1);
                self.turn_to(session);
            }
            "report.period" => self.next_period(session),
            "report.period-typed" => self.asked.open(),
            "report.column-left" if self.counted.is_none() => self.step_column(Direction::Rtl, session),
            "report.column-right" if self.counted.is_none() => self.step_column(Direction::Ltr, session),
            "record.print" if self.counted.is_none() => ask.push(Request::ReportMenu(self.wish(session))),
            _ => return command.starts_with("report."),
        }
        true
    }

    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if self.asked.is_open() {
            self.asked_key(key, session, ask);
            return true;
        }
        if key.code == Code::Esc {
            return self.counted.take().is_some() || self.column.take().is_some();
        }
        let rows = list_rows(session);
        let table = self.table().map_or(0, |table| table.rows.len());
        let (list, len) = match &mut self.counted {
            Some(counted) => (&mut counted.list, counted.records.len()),
            None => (&mut self.list, table),
        };
        let Some(step) = super::list_step(key, len, rows) else { return false };
        list.walk(step, len, rows);
        true
    }

    fn takes_text(&self) -> bool {
        self.asked.is_open()
    }

    fn prompt(&self) -> Option<Keys> {
        self.asked.is_open().then_some(TYPING)
    }

    fn selected(&self) -> Option<&str> {
        self.asked.selected()
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        self.asked.paste(text, session, ask);
    }

    fn refresh(&mut self, session: &Session) {
        self.settle(session);
    }

    fn entered(&mut self, session: &Session) {
        self.count(session);
    }

    fn shows(&self, _kind: Kind) -> bool {
        false
    }

    fn reveal(&mut self, reference: Ref, session: &Session) {
        let is_it = |head: &Head| *head == Head::Record(reference);
        if let Some(counted) = &mut self.counted
            && let Some(place) = counted.records.iter().position(|record| *record == reference)
        {
            counted.list.select(place, counted.records.len());
        } else if let Some(place) = self.table().and_then(|table| table.rows.iter().position(|row| is_it(&row.head))) {
            self.counted = None;
            self.list.select(place, usize::MAX);
        }
        self.settle(session);
    }

    fn subject(&self, _session: &Session) -> Option<Ref> {
        match (&self.counted, self.row()) {
            (Some(counted), _) => counted.records.get(counted.list.selected).copied(),
            (None, Some(Row { head: Head::Record(reference), .. })) => Some(*reference),
            _ => None,
        }
    }

    fn takes_all(&self) -> bool {
        true
    }

    fn is_beside(&self) -> bool {
        false
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let (width, height) = (canvas.width(), canvas.height());
        self.draw_head(canvas, session);
        if let Some(counted) = &self.counted {
            self.draw_counted(canvas, counted, session, focused);
            return;
        }
        match self.table().filter(|table| !table.rows.is_empty()) {
            Some(table) => {
                let mut below = canvas.part(HEAD_ROWS - 1, 0, height.saturating_sub(HEAD_ROWS - 1), width);
                let drawn = Drawn { table, list: &self.list, column: self.column, rows: list_rows(session) };
                drawn.draw(&mut below, session, focused);
            }
            None => drop(canvas.wrapped(HEAD_ROWS, 0, height, &session.say("report-empty"), Role::Dim)),
        }
    }
}
