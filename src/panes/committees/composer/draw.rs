//! How the composer is drawn: the agenda with its clock, and beside it what could go on it, or the page as it is printed.

use super::typed::asked_key;
use super::{Composer, Side, item_rows};
use crate::app::session::Session;
use crate::domain::kinds::meeting::item;
use crate::domain::rules::schedule::Slot;
use crate::domain::{Fields, Record};
use crate::kit::{Canvas, ListState, Reach, Role, Share, Span, Target};
use crate::paper::{self, CopyKind, Languages, PAGE_WIDTH};
use crate::text;

/// Columns from which the page stands beside the agenda.
pub(super) const BESIDE: usize = 119;

/// Columns of the page beside the agenda.
fn page_room(width: usize) -> usize {
    (width * 4 / 7).min(PAGE_WIDTH)
}

impl Composer {
    pub(in crate::panes::committees) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let (width, height) = (canvas.width(), canvas.height());
        if let Some((lines, top)) = self.preview.as_ref().filter(|_| width < BESIDE) {
            for (row, line) in lines.iter().skip(*top).take(height).enumerate() {
                canvas.visual(row, width.min(PAGE_WIDTH), line);
            }
            return;
        }
        self.draw_head(canvas, session, meeting);
        let rows = item_rows(session);
        let beside = if self.preview.is_some() { page_room(width) } else { width * 2 / 5 };
        let agenda_room = width.saturating_sub(beside + 2);
        self.draw_items(&mut canvas.part(2, 0, rows, agenda_room), session, focused);
        let mut part = canvas.part(2, agenda_room + 2, rows, beside);
        match (&self.opinions, &self.preview) {
            (Some(shown), _) => self.draw_opinions(&mut part, shown, session, focused),
            (None, Some((lines, _))) => self.draw_page(&mut part, lines),
            (None, None) => self.draw_offers(&mut part, session, focused),
        }
        if self.asked.is_none() {
            self.draw_presenter(canvas, session);
        }
        if let Some((_, pick)) = &self.pick {
            canvas.target_all(Target::Nothing);
            // What is offered never covers the item that it is for.
            let line = 2 + self.items.selected - self.items.first(self.agenda.items().len(), rows);
            let above = if line + PICK_ROWS < height { height } else { line };
            pick.draw(&mut canvas.part(0, 0, above, width), session);
        }
        if let Some((asked, input)) = &self.asked {
            // A click elsewhere would type the keys that lead there.
            canvas.target_all(Target::Nothing);
            let label = format!("{} ", session.say(asked_key(*asked)));
            let column = canvas.text(height - 1, 0, width / 2, &label, Role::Label);
            canvas.field(height - 1, column, width.saturating_sub(column), input, true);
        }
    }

    /// Who presents the item under the cursor, in the row where something is asked otherwise.
    fn draw_presenter(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let row = canvas.height() - 1;
        let Some(by) = self.agenda.items().get(self.items.selected).and_then(|fields| fields.get(item::PRESENTER.id))
        else {
            return;
        };
        let said = session.speaker().say(&item::PRESENTER.shape, by);
        let label = format!("{}{} ", session.field_name(&item::PRESENTER), session.lang.colon());
        canvas.line(row, 2, &[Span::new(label, Role::Label), Span::plain(said)]);
    }

    /// The page beside the agenda: the part of it that belongs to the item under the cursor, as far as lengths tell.
    fn draw_page(&self, canvas: &mut Canvas<'_>, lines: &[String]) {
        let (rows, width) = (canvas.height(), canvas.width());
        let hidden = lines.len().saturating_sub(rows);
        let last = self.agenda.items().len().saturating_sub(1).max(1);
        let top = hidden * self.items.selected.min(last) / last;
        for (row, line) in lines.iter().skip(top).take(rows).enumerate() {
            canvas.visual(row, width, line);
        }
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, session: &Session, meeting: &Record) {
        let width = canvas.width();
        let start = meeting
            .fields
            .instant(crate::domain::kinds::meeting::START.id)
            .map(|start| session.lexicon.instant(session.lang, start))
            .unwrap_or_default();
        canvas.text(0, 0, width.saturating_sub(text::width(&start) + 2), meeting.title(session.lang), Role::Title);
        canvas.text_at_end(0, &start, Role::Label);
        let total = crate::lang::duration::Minutes(u32::try_from(self.times.total_minutes).unwrap_or(0)).to_string();
        let over = self.times.over_minutes();
        // That it is a draft is what an agenda is usually; anything else is told.
        let state = meeting.status_code().filter(|state| *state != "draft");
        let state = state.map(|state| format!("{}   ", session.label("meeting_state", state))).unwrap_or_default();
        let total = session.say_with("composer-total", &[("total", total.as_str().into())]);
        let spans = [Span::new(state, Role::Label), Span::new(total, Role::Dim)];
        let mut column = canvas.line(1, 0, &spans);
        let whole = |minutes: i64| usize::try_from(minutes).unwrap_or(0);
        let share = Share { part: whole(self.times.total_minutes), of: whole(self.times.planned_minutes.unwrap_or(0)) };
        let gauge = canvas.gauge(1, column + 2, GAUGE_CELLS, share);
        column += if gauge > 0 { gauge + 2 } else { 0 };
        if over > 0 {
            column += 2 + canvas.text(
                1,
                column + 2,
                width,
                &session.say_with("composer-over", &[("minutes", over.into())]),
                Role::Danger,
            );
        }
        if self.forgotten > 0 {
            canvas.text(
                1,
                column + 2,
                width,
                &session.say_with("composer-forgotten", &[("count", self.forgotten.into())]),
                Role::Warning,
            );
        }
        let late = self.agenda.items().iter().filter(|fields| fields.text(item::LIST.id) == Some("late")).count();
        if late > 0 && self.forgotten == 0 && over <= 0 {
            let said = session.say_with("composer-late", &[("count", late.into())]);
            canvas.text(1, column + 2, width, &said, Role::Warning);
        }
        canvas.text_at_end(
            1,
            &session.say_with("composer-candidates", &[("count", self.candidates.len().into())]),
            Role::Dim,
        );
    }

    fn draw_items(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let numbers = self.agenda.numbers();
        let rows = canvas.height();
        let first = self.items.first(numbers.len(), rows);
        let mut canvas = canvas.scrolled(&self.items, numbers.len());
        for (place, fields) in self.agenda.items().iter().enumerate().skip(first).take(rows) {
            let slot = self.times.slots.get(place);
            let is_marked = fields.number(item::ITEM.id).is_some_and(|own| self.marks.contains(&own));
            let marker = canvas.marker(self.items.mark(place).seen(focused && self.side == Side::Agenda));
            let marker = if is_marked { marker.starred() } else { marker };
            let number = numbers.get(place).map(String::as_str).unwrap_or_default();
            self.reach(&canvas, place - first, (&self.items, place), Side::Agenda);
            self.draw_item(&mut canvas, place - first, (number, fields, slot), marker, session);
        }
        if numbers.is_empty() {
            canvas.nothing(0, &session.say("composer-empty"));
        }
    }

    /// Says which line a row shows; that of the other side is reached by the key that goes there.
    fn reach(&self, canvas: &Canvas<'_>, row: usize, (list, place): (&ListState, usize), side: Side) {
        let reach = if self.side == side { Reach::Arrows } else { Reach::ArrowsAfter('c') };
        canvas.pick_by(row, list, place, reach);
    }

    fn draw_item(
        &self,
        canvas: &mut Canvas<'_>,
        row: usize,
        entry: (&str, &Fields, Option<&Slot>),
        marker: Span<'_>,
        session: &Session,
    ) {
        let (number, fields, slot) = entry;
        let clock = slot
            .and_then(|slot| slot.begins)
            .map(|time| time.strftime("%H:%M").to_string())
            .unwrap_or_else(|| "     ".to_owned());
        let clock_role = if slot.is_some_and(|slot| slot.overruns) { Role::Danger } else { Role::Dim };
        let depth = usize::from(crate::domain::rules::agenda::level(fields));
        let is_late = fields.text(item::LIST.id) == Some("late");
        let title = fields.text3(item::TITLE.id).map_or("", |title| title.best(session.lang));
        let minutes = slot.filter(|slot| slot.minutes > 0).map(|slot| slot.minutes.to_string()).unwrap_or_default();
        let width = canvas.width();
        let column = canvas.line(
            row,
            0,
            &[
                marker,
                Span::new(clock, clock_role),
                Span::plain(" "),
                Span::plain("  ".repeat(depth)),
                Span::new(number, if is_late { Role::Warning } else { Role::Label }),
                Span::new(if is_late { "+ " } else { " " }, Role::Warning),
            ],
        );
        let opinions = self.opinions_told(fields, session);
        let ending = opinions.map_or(minutes.clone(), |opinions| format!("{opinions} {minutes:>3}"));
        let room = text::width(&ending).max(3) + 2;
        canvas.text(row, column, width.saturating_sub(column + room), title, Role::Normal);
        canvas.text_at_end(row, &ending, Role::Dim);
    }

    fn draw_offers(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let head = usize::from(self.filter.is_shown());
        if head > 0 {
            self.filter.draw(canvas);
        }
        let (height, width) = (canvas.height().saturating_sub(head), canvas.width());
        let mut canvas = canvas.part(head, 0, height, width);
        // Each candidate takes two rows: what, and why since when.
        let rows = canvas.height() / 2;
        let first = self.offers.first(self.candidates.len(), rows);
        for (place, candidate) in self.candidates.iter().enumerate().skip(first).take(rows) {
            let row = (place - first) * 2;
            for line in [row, row + 1] {
                self.reach(&canvas, line, (&self.offers, place), Side::Candidates);
            }
            let marker = canvas.marker(self.offers.mark(place).seen(focused && self.side == Side::Candidates));
            canvas.line(row, 0, &[marker, Span::plain(candidate.title.best(session.lang).to_owned())]);
            let since =
                candidate.since.as_ref().map(|since| format!("{}  ", session.date_short(since))).unwrap_or_default();
            canvas.line(
                row + 1,
                2,
                &[Span::new(since, Role::Dim), Span::new(session.say(candidate.why.key()), Role::Dim)],
            );
        }
        if self.candidates.is_empty() {
            canvas.nothing(0, &session.say("composer-no-candidates"));
        }
    }
}

/// Rows that what is offered for an item takes.
const PICK_ROWS: usize = 8;

/// Columns of the bar that shows how much of the planned time is used.
const GAUGE_CELLS: usize = 12;

/// The printed page as lines in visual order, in the language of the session.
pub(super) fn page(session: &Session, meeting: &Record) -> Vec<String> {
    let document = paper::agenda(
        meeting,
        &session.desk,
        &session.lexicon,
        Languages::One(session.lang),
        CopyKind::Member,
        session.today(),
    );
    let columns = usize::from(session.columns());
    paper::preview(&document, if columns >= BESIDE { page_room(columns) } else { columns })
}
