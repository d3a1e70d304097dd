//! Done and late, body by body over the last quarters: one cell a quarter, so that a plot costs no more than a line of text.

use crate::app::session::Session;
use crate::domain::rules::progress::{Course, by_body, quarters};
use crate::kit::{Canvas, Role};

/// Quarters that are shown: two years.
const QUARTERS: usize = 8;
/// Columns of a plot with its sum.
const PLOT_CELLS: usize = QUARTERS + 6;

pub(super) fn draw(canvas: &mut Canvas<'_>, session: &Session) {
    let width = canvas.width();
    let all = by_body(&session.desk, session.today(), QUARTERS);
    if all.is_empty() {
        return canvas.nothing(1, &session.say("follow-empty"));
    }
    let name_room = width.saturating_sub(3 * PLOT_CELLS);
    let span = quarters(session.today(), QUARTERS);
    let ends = [span.first(), span.last()].map(|end| end.map(|end| session.date(end)).unwrap_or_default());
    let values = [("from", ends[0].as_str().into()), ("to", ends[1].as_str().into())];
    canvas.text(0, 0, name_room.saturating_sub(1), &session.say_with("timelines-span", &values), Role::Dim);
    for (place, key) in ["follow-done", "follow-late", "follow-open"].into_iter().enumerate() {
        canvas.text(0, name_room + place * PLOT_CELLS, PLOT_CELLS - 1, &session.say(key), Role::Label);
    }
    for (row, course) in (1..canvas.height()).zip(&all) {
        draw_course(canvas, row, name_room, course, session);
    }
}

fn draw_course(canvas: &mut Canvas<'_>, row: usize, name_room: usize, course: &Course, session: &Session) {
    let name = course.body.map_or_else(|| session.say("follow-no-body"), |body| session.title(body));
    canvas.text(row, 0, name_room.saturating_sub(2), &name, Role::Normal);
    for (place, (counts, role)) in [(&course.done, Role::Good), (&course.late, Role::Danger)].into_iter().enumerate() {
        let column = name_room + place * PLOT_CELLS;
        let end = canvas.bars(row, column, counts, role);
        let sum: u32 = counts.iter().sum();
        if sum > 0 {
            canvas.text(row, end + 1, PLOT_CELLS - QUARTERS - 2, &sum.to_string(), role);
        }
    }
    canvas.text(row, name_room + 2 * PLOT_CELLS, PLOT_CELLS, &course.open.to_string(), Role::Dim);
}
