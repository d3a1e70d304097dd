//! A timeline from further away: one line a month, quarter or year, with how much there was and what.

use crate::app::session::Session;
use crate::domain::rules::periods::{Period, Zoom, periods};
use crate::domain::rules::timeline::Moment;
use crate::kit::{Canvas, ListState, Role, Share};
use crate::lang::date::PDate;
use crate::text;

/// Columns of the bar of a period.
const BAR_CELLS: usize = 10;
/// Columns of the number of moments.
const COUNT_CELLS: usize = 5;

/// The periods of a timeline.
#[derive(Default)]
pub(super) struct Heap {
    pub(super) periods: Vec<Period>,
    pub(super) list: ListState,
}

impl Heap {
    pub(super) fn read(&mut self, moments: &[Moment], zoom: Zoom, session: &Session) {
        self.periods = if zoom == Zoom::Day { Vec::new() } else { periods(moments, zoom) };
        self.list.settle(self.periods.len(), super::list_rows(session));
    }

    /// Selects the period that a moment is in.
    pub(super) fn select(&mut self, moment: usize, session: &Session) {
        let place = self.periods.iter().position(|period| period.moments.contains(&moment)).unwrap_or(0);
        self.list.put(place, self.periods.len(), super::list_rows(session));
    }

    pub(super) fn selected(&self) -> Option<&Period> {
        self.periods.get(self.list.selected)
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, moments: &[Moment], session: &Session, focused: bool) {
        let (width, rows) = (canvas.width(), canvas.height());
        let most = self.periods.iter().map(|period| period.moments.len()).max().unwrap_or(0);
        let first = self.list.first(self.periods.len(), rows);
        let shown = || self.periods.iter().enumerate().skip(first).take(rows);
        let name = |period: &Period| {
            period.date.as_ref().map_or_else(|| session.say("timelines-undated"), |date| session.date(date))
        };
        let room = shown().map(|(_, period)| text::width(&name(period))).max().unwrap_or(0).min(width / 3) + 2;
        for (place, period) in shown() {
            let row = place - first;
            let is_future = period.date.as_ref().and_then(PDate::earliest).is_some_and(|day| day > session.today());
            let marker = canvas.marker(self.list.mark(place).seen(focused));
            canvas.line(row, 0, &[marker]);
            canvas.pick(row, &self.list, place);
            canvas.text(row, 2, room, &name(period), if is_future { Role::Good } else { Role::Label });
            let count = period.moments.len().to_string();
            let mut column = 2 + room;
            canvas.part(row, column, 1, COUNT_CELLS - 1).text_at_end(0, &count, Role::Normal);
            column += COUNT_CELLS;
            column += canvas.gauge(row, column, BAR_CELLS, Share { part: period.moments.len(), of: most });
            canvas.text(
                row,
                column + 1,
                width.saturating_sub(column + 1),
                &titles(period, moments, session),
                Role::Dim,
            );
        }
    }

    /// What the selected period holds, one line a moment, as far as there is room.
    pub(super) fn draw_inside(&self, canvas: &mut Canvas<'_>, moments: &[Moment], session: &Session) {
        let Some(period) = self.selected() else { return };
        canvas.rule(0);
        let width = canvas.width();
        let inside = period.moments.iter().filter_map(|place| moments.get(*place));
        for (row, moment) in (1..canvas.height()).zip(inside) {
            let date = session.date_short(&moment.date);
            canvas.text(row, 0, 11, &date, Role::Dim);
            canvas.text(row, 12, width.saturating_sub(12), &session.title(moment.reference), Role::Normal);
        }
        canvas.can_wait();
    }
}

/// The titles of a period after each other, each record once; as many as a line may hold.
fn titles(period: &Period, moments: &[Moment], session: &Session) -> String {
    let mut seen = Vec::new();
    for moment in period.moments.iter().filter_map(|place| moments.get(*place)) {
        if !seen.contains(&moment.reference) {
            seen.push(moment.reference);
        }
        if seen.len() >= 6 {
            break;
        }
    }
    seen.into_iter().map(|reference| session.title(reference)).collect::<Vec<_>>().join(" · ")
}
