//! How the lines of the roll are drawn.

use crate::app::session::Session;
use crate::domain::kinds::meeting::{ATTENDANCE, attendance_line as line};
use crate::domain::rules::bodies::SeatHolders;
use crate::domain::rules::roll_call::last_line;
use crate::domain::{Fields, Record};
use crate::kit::{Canvas, Input, Role, Span};
use crate::text;

/// Columns of the number of a seat.
pub(in crate::panes::committees) const SEAT_CELLS: usize = 4;
/// Columns of what is said of a seat.
const STATUS_CELLS: usize = 13;
/// Columns of the hours of a seat: `10:05–11:40`.
const HOURS_CELLS: usize = 12;

/// What is asked, in the last row.
pub(super) fn ask_line(canvas: &mut Canvas<'_>, row: usize, label: &str, input: &Input) {
    let width = canvas.width();
    let column = canvas.text(row, 0, width / 2, &format!("{label} "), Role::Label);
    canvas.field(row, column, width.saturating_sub(column), input, true);
}

/// A seat: what is said of it, who sits on it, its hours.
pub(super) fn draw_seat(
    canvas: &mut Canvas<'_>,
    row: usize,
    marker: Span<'_>,
    seat: &SeatHolders<'_>,
    (meeting, session): (&Record, &Session),
) {
    let width = canvas.width();
    let last = last_line(meeting, seat.number);
    let (status, role) = status_of(last, session);
    let column = canvas.line(row, 0, &[marker]);
    canvas.text(row, column, SEAT_CELLS - 1, &seat.number.to_string(), Role::Dim);
    canvas.text(row, column + SEAT_CELLS, STATUS_CELLS - 1, &status, role);
    let column = column + SEAT_CELLS + STATUS_CELLS;
    let has_hours = meeting
        .fields
        .parts(ATTENDANCE.id)
        .any(|part| part.get(line::ARRIVED.id).or(part.get(line::LEFT.id)).is_some());
    let room = width.saturating_sub(column + if has_hours { HOURS_CELLS } else { 0 });
    let named = canvas.text(row, column, room * 3 / 5, &super::super::head::seat_name(session, seat), Role::Normal);
    let who = who_sits(seat, last, session);
    canvas.text(row, column + named + 2, room.saturating_sub(named + 2), &who, Role::Dim);
    canvas.text_at_end(row, &hours(last, session), Role::Dim);
}

/// A guest.
pub(super) fn draw_guest(canvas: &mut Canvas<'_>, row: usize, marker: Span<'_>, guest: &Fields, session: &Session) {
    let who = guest.link(line::WHO.id).map(|who| session.title(who)).unwrap_or_default();
    let column = canvas.line(row, 0, &[marker]) + SEAT_CELLS;
    canvas.text(row, column, STATUS_CELLS - 1, &session.label("attendance", "guest"), Role::Normal);
    canvas.text(row, column + STATUS_CELLS, usize::MAX, &who, Role::Normal);
    canvas.text_at_end(row, &hours(Some(guest), session), Role::Dim);
}

/// What is said of a seat; whoever has left is told from whoever is there.
fn status_of(last: Option<&Fields>, session: &Session) -> (String, Role) {
    let Some(last) = last else { return ("·".to_owned(), Role::Dim) };
    let status = last.text(line::STATUS.id).unwrap_or("absent");
    if last.get(line::LEFT.id).is_some() {
        return (session.say("roll-left"), Role::Dim);
    }
    let role = if matches!(status, "excused" | "absent") { Role::Dim } else { Role::Good };
    (session.label("attendance", status), role)
}

/// Who sits on a seat: whoever came for it, the seat that holds its proxy, its member, or nobody.
fn who_sits(seat: &SeatHolders<'_>, last: Option<&Fields>, session: &Session) -> String {
    if let Some(holder) = last.and_then(|last| last.number(line::PROXY_TO.id)) {
        return session.say_with("roll-proxy-of", &[("seat", holder.into())]);
    }
    if let Some(other) = last.and_then(|last| last.link(line::REPRESENTED_BY.id)) {
        return session.say_with("roll-by", &[("who", session.title(other).as_str().into())]);
    }
    let member = seat.holders.iter().find_map(|holder| holder.person);
    member.map_or_else(|| session.say("card-vacant"), |person| session.title(person))
}

fn hours(last: Option<&Fields>, session: &Session) -> String {
    let hour = |id| last.and_then(|last| last.instant(id)).map(|at| session.lexicon.time(at));
    let (arrived, left) = (hour(line::ARRIVED.id), hour(line::LEFT.id));
    match (arrived, left) {
        (None, None) => String::new(),
        (arrived, left) => text::isolate_ltr(&format!("{}–{}", arrived.unwrap_or_default(), left.unwrap_or_default())),
    }
}
