//! What stands above every leaf of a session but its agenda, and how a quorum and a seat are said.

use super::agreed::Agreed;
use crate::app::session::Session;
use crate::domain::kinds::meeting;
use crate::domain::rules::bodies::SeatHolders;
use crate::domain::rules::quorum::{self, Count};
use crate::domain::{Record, Ref};
use crate::kit::{Canvas, Role, Span};
use crate::text;

/// The head of every leaf but the agenda: which session, when, in which state, and its quorum as it is at this moment.
pub(super) fn draw_head(canvas: &mut Canvas<'_>, session: &Session, meeting: Ref) {
    let Some(meeting) = session.record(meeting) else { return };
    let width = canvas.width();
    let start = meeting.fields.instant(meeting::START.id).map(|start| session.lexicon.instant(session.lang, start));
    let start = start.unwrap_or_default();
    canvas.text(0, 0, width.saturating_sub(text::width(&start) + 2), meeting.title(session.lang), Role::Title);
    canvas.text_at_end(0, &start, Role::Label);
    let state = session.label("meeting_state", meeting.status_code().unwrap_or("draft"));
    let phase = super::minutes::phase(session, meeting).map(|phase| format!(" · {phase}")).unwrap_or_default();
    let column = canvas.line(1, 0, &[Span::new(format!("{state}{phase}   "), Role::Label)]);
    let Some(count) = count_of(session, meeting) else { return };
    let role = if count.is_reached() { Role::Good } else { Role::Warning };
    canvas.text(1, column, width.saturating_sub(column), &counted(session, count), role);
}

/// The quorum of a session: now, or as it was at the end of one that is closed.
fn count_of(session: &Session, meeting: &Record) -> Option<Count> {
    let agreed = Agreed { session, meeting };
    let quorum = agreed.quorum()?;
    match meeting.status_code() {
        Some("closed") => quorum::course(&quorum, meeting).last().map(|turn| turn.count),
        Some("convened" | "open" | "suspended") => Some(quorum.at(&agreed.now())),
        _ => None,
    }
}

/// A quorum in words and figures.
pub(super) fn counted(session: &Session, count: Count) -> String {
    let (key, values) = count.message();
    session.say_with(key, &values)
}

/// The name of a seat: its own, or that of its institution.
pub(super) fn seat_name(session: &Session, seat: &SeatHolders<'_>) -> String {
    let label = seat.label.map(|label| label.best(session.lang).to_owned());
    label.or_else(|| seat.institution.map(|institution| session.title(institution))).unwrap_or_default()
}
