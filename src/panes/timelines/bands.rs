//! Lanes as bars over the years: what lasted when, with a mark for today. Time runs the way people read.

use crate::app::session::Session;
use crate::domain::rules::lanes::{Lane, Sort, extent, lanes};
use crate::domain::{Kind, Ref};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::date::{PDate, day_number};
use crate::text;
use jiff::civil::Date;

/// Columns of a year.
const YEAR_CELLS: usize = 4;
/// Columns of the names at most.
const NAME_CELLS: usize = 34;

/// The lanes of a record, or of the whole desk.
#[derive(Default)]
pub(super) struct Bands {
    lanes: Vec<Lane>,
    extent: Option<(Date, Date)>,
    pub(super) list: ListState,
}

impl Bands {
    pub(super) fn read(&mut self, of: Option<Ref>, session: &Session) {
        self.lanes = lanes(&session.desk, of, session.today());
        self.extent = Some(extent(&self.lanes, session.today()));
        self.list.settle(self.lanes.len(), super::list_rows(session));
    }

    pub(super) fn len(&self) -> usize {
        self.lanes.len()
    }

    fn selected(&self) -> Option<&Lane> {
        self.lanes.get(self.list.selected)
    }

    pub(super) fn subject(&self) -> Option<Ref> {
        self.selected().map(|lane| lane.reference)
    }

    /// Draws the years above and a bar for each lane.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let Some(extent) = self.extent.filter(|_| !self.lanes.is_empty()) else {
            canvas.nothing(0, &session.say("timelines-no-lanes"));
            return;
        };
        let (width, rows) = (canvas.width(), canvas.height().saturating_sub(1));
        let names = (width / 3).min(NAME_CELLS);
        let scale = Scale { extent, cells: width.saturating_sub(names + 1) };
        draw_years(&mut canvas.part(0, names, 1, scale.cells), scale, session.today());
        let mut below = canvas.part(1, 0, rows, width);
        let first = self.list.first(self.lanes.len(), rows);
        for (place, lane) in self.lanes.iter().enumerate().skip(first).take(rows) {
            let row = place - first;
            let marker = below.marker(self.list.mark(place).seen(focused));
            below.line(row, 0, &[marker]);
            below.pick(row, &self.list, place);
            below.text(row, 2, names.saturating_sub(3), &name(lane, session), Role::Normal);
            let (start, end) = scale.span(lane);
            let is_known = lane.from.is_some() || lane.until.is_some();
            let role = if is_known && lane.holds_on(session.today()) { Role::Good } else { Role::Dim };
            let sign = if is_known { "━" } else { "┄" };
            below.text(row, names + start, end - start, &sign.repeat(end - start), role);
        }
    }

    /// What the selected lane is, from when to when: its bar in words.
    pub(super) fn said(&self, session: &Session) -> Option<String> {
        let lane = self.selected()?;
        let date = |day: Date| session.date(&PDate::from(day));
        let last = lane.until.and_then(|day| day.yesterday().ok());
        let span = match (lane.from, last) {
            (Some(from), Some(last)) => session.say_with(
                "timelines-span",
                &[("from", date(from).as_str().into()), ("to", date(last).as_str().into())],
            ),
            (Some(from), None) => session.say_with("timelines-span-since", &[("from", date(from).as_str().into())]),
            (None, Some(last)) => session.say_with("timelines-span-until", &[("to", date(last).as_str().into())]),
            (None, None) => session.say("timelines-span-open"),
        };
        Some(format!("{span}  {}", what(lane, session)))
    }
}

/// Whose lane it is: the person in the post, the body of the seat, the other partner, the text.
fn name(lane: &Lane, session: &Session) -> String {
    match (lane.sort, lane.who) {
        (Sort::Tenure, Some(who)) => session.title(who),
        _ => session.title(lane.reference),
    }
}

fn what(lane: &Lane, session: &Session) -> String {
    let kind = |kind: Kind| text::capitalised(&session.kind_name(kind));
    match lane.sort {
        Sort::Tenure => session.title(lane.reference),
        Sort::Mandate => lane.who.map(|who| session.title(who)).unwrap_or_default(),
        Sort::Relation => session.say("field-relations"),
        Sort::Strategy => kind(Kind::Strategy),
        Sort::Instrument => kind(Kind::Instrument),
    }
}

/// How days become columns.
#[derive(Clone, Copy)]
struct Scale {
    extent: (Date, Date),
    cells: usize,
}

impl Scale {
    fn column(self, day: Date) -> usize {
        let (first, last) = (day_number(self.extent.0), day_number(self.extent.1).max(day_number(self.extent.0) + 1));
        let whole = usize::try_from(last - first).unwrap_or(1);
        let part = usize::try_from(day_number(day).clamp(first, last) - first).unwrap_or(0);
        part * self.cells / whole
    }

    /// The first column and the one after the last; at least one column, so that nothing is unseen.
    fn span(self, lane: &Lane) -> (usize, usize) {
        let start = lane.from.map_or(0, |day| self.column(day)).min(self.cells.saturating_sub(1));
        let end = lane.until.map_or(self.cells, |day| self.column(day));
        (start, end.clamp(start + 1, self.cells.max(start + 1)))
    }
}

/// The years that have room, each where it begins, and a mark at today.
fn draw_years(canvas: &mut Canvas<'_>, scale: Scale, today: Date) {
    let (first, last) = (scale.extent.0.year(), scale.extent.1.year());
    let years = usize::try_from(last - first).unwrap_or(0) + 1;
    let every = (years * (YEAR_CELLS + 2)).div_ceil(scale.cells.max(1)).max(1);
    let mark = scale.column(today).min(scale.cells.saturating_sub(1));
    for year in (first..=last).step_by(every) {
        let column = Date::new(year, 1, 1).map_or(scale.cells, |day| scale.column(day));
        let is_free = column + YEAR_CELLS <= scale.cells && !(column..column + YEAR_CELLS).contains(&mark);
        if is_free {
            canvas.text(0, column, YEAR_CELLS, &year.to_string(), Role::Dim);
        }
    }
    canvas.line(0, mark, &[Span::new("▾", Role::Label)]);
}
