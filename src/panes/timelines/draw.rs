//! How a timeline is drawn: its head with the density of the years, the moments with today between them, the card.

use super::bands::Bands;
use super::{CHOICES, Timelines, list_rows};
use crate::app::session::Session;
use crate::app::{Pane, card};
use crate::domain::rules::periods::Zoom;
use crate::domain::rules::timeline::Moment;
use crate::domain::{Kind, Record};
use crate::kit::{Canvas, Role, Span};
use crate::lang::date::PDate;
use crate::panes::columns::Columns;
use crate::text;

/// Columns of a year and the space after it.
const YEAR_CELLS: usize = 5;

impl Timelines {
    fn draw_head(&self, canvas: &mut Canvas<'_>, session: &Session) {
        if self.asked.draw(canvas, 0, &session.say("timelines-ask-date"), session) {
            return;
        }
        if self.listing.draw_filter(canvas) {
            self.listing.marks.draw_counter(canvas, self.moments.len());
            return;
        }
        let columns = self.columns(canvas.width(), session);
        if let Some(columns) = &columns {
            columns.draw_names(canvas, 0, session);
        }
        let title = match self.of.filter(|_| !self.all) {
            Some(of) => session.title(of),
            None => session.say("timelines-all"),
        };
        // The names of columns stand where the years would.
        let Some((first, last, counts)) = self.density().filter(|_| columns.is_none()) else {
            let room = columns.map_or(canvas.width(), |columns| columns.title);
            canvas.text(0, 0, room, &title, Role::Title);
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

    /// The columns beside the moments; from further away and in lanes there are none.
    fn columns(&self, width: usize, session: &Session) -> Option<Columns> {
        let is_list = self.bands.is_none() && self.zoom == Zoom::Day;
        Columns::chosen("timelines", &CHOICES, width, session).filter(|_| is_list)
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

    /// The moments with the line of today between them.
    fn draw_list(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let (rows, len) = (canvas.height(), self.moments.len());
        let columns = self.columns(canvas.width(), session);
        let first = self.list.first(len, list_rows(session));
        // Beside columns a date in digits leaves its room to the title.
        let date = |moment: &Moment| match columns {
            Some(_) => session.date_short(&moment.date),
            None => session.date(&moment.date),
        };
        let shown = self.moments.iter().skip(first).take(rows);
        let widest = shown.map(|moment| text::width(&date(moment))).max().unwrap_or(0);
        let date_room = widest.min(canvas.width() * 2 / 5);
        let today = self.today_line(session);
        let mut row = 0;
        for (place, moment) in self.moments.iter().enumerate().skip(first).take(rows) {
            if place == today && place > first {
                let date = session.date(&PDate::from(session.today()));
                let said = session.say_with("timelines-today", &[("date", date.as_str().into())]);
                canvas.text(row, 2, usize::MAX, &said, Role::Label);
                row += 1;
            }
            // The line of today may be the last that there is room for.
            if row >= rows {
                break;
            }
            let role = if place >= today { Role::Good } else { Role::Dim };
            let date = text::cut(&date(moment), date_room).into_owned();
            let date = Span::new(text::pad(&date, date_room + 2), role);
            self.draw_moment(canvas, row, (place, date), columns.as_ref(), (session, focused));
            row += 1;
        }
        if self.moments.is_empty() {
            canvas.nothing(0, &self.listing.nothing(session, "timelines-empty"));
        }
    }

    fn draw_moment(
        &self,
        canvas: &mut Canvas<'_>,
        row: usize,
        (place, date): (usize, Span<'_>),
        columns: Option<&Columns>,
        (session, focused): (&Session, bool),
    ) {
        let Some(moment) = self.moments.get(place) else { return };
        let Some(record) = session.record(moment.reference) else { return };
        let event = moment.event.as_deref();
        let colon = session.lang.colon();
        let event = event.map(|code| format!("{}{colon} ", session.label("instrument_event", code)));
        let event = event.unwrap_or_default();
        let kind = if event.is_empty() { format!("  {}", type_name(session, record)) } else { String::new() };
        let spans = [
            self.listing.marks.sign(canvas.marker(self.list.mark(place).seen(focused)), moment.reference),
            date,
            Span::plain("  ".repeat(usize::from(moment.depth))),
            Span::new(event, Role::Label),
            Span::plain(record.title(session.lang).to_owned()),
            Span::new(kind, Role::Dim),
        ];
        let room = columns.map_or(canvas.width(), |columns| columns.title);
        canvas.part(row, 0, 1, room).line(0, 0, &spans);
        if let Some(columns) = columns {
            columns.draw(canvas, row, record, session);
        }
        canvas.pick(row, &self.list, place);
    }
}

fn type_name(session: &Session, record: &Record) -> String {
    match (record.kind, record.type_code()) {
        (Kind::Engagement, Some(code)) => session.label("engagement_kind", code),
        _ => session.kind_name(record.kind),
    }
}

/// Draws the head, what is chosen of list, periods or lanes, and below it what is under the cursor.
pub(super) fn draw(pane: &Timelines, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
    let (width, height) = (canvas.width(), canvas.height());
    let rows = list_rows(session) + 1;
    if let Some(record) = pane.alone().filter(|_| !pane.asked.is_open()).and_then(|alone| session.record(alone)) {
        return card::draw(canvas, session, record, false);
    }
    pane.draw_head(canvas, session);
    if let Some(bands) = &pane.bands {
        return pane.draw_bands(canvas, bands, session, focused);
    }
    if pane.zoom == Zoom::Day {
        pane.draw_list(&mut canvas.part(1, 0, rows, width), session, focused);
    } else {
        pane.heap.draw(&mut canvas.part(1, 0, rows, width), &pane.moments, session, focused);
    }
    let mut below = canvas.part(rows + 1, 0, height.saturating_sub(rows + 1), width);
    match pane.subject(session).and_then(|subject| session.record(subject)) {
        Some(record) => card::draw(&mut below, session, record, true),
        None if pane.zoom != Zoom::Day => pane.heap.draw_inside(&mut below, &pane.moments, session),
        None => {}
    }
}
