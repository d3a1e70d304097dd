//! The thread of a matter: from the recommendation it began with, over the decisions of other bodies, to the actions; and what
//! all of it serves.

use crate::app::session::Session;
use crate::app::{Key, card};
use crate::domain::kinds::{action, decision};
use crate::domain::rules::carry::body_of;
use crate::domain::rules::follow_up::{serves, thread};
use crate::domain::{Kind, Ref};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::text::{self, Direction};

/// One line.
struct Line {
    depth: u8,
    /// The matter, or the strategy that is served.
    leads: Option<Ref>,
    /// What stands there of what has no record of its own.
    said: String,
}

/// A thread with a cursor.
pub(super) struct Thread {
    of: Ref,
    lines: Vec<Line>,
    list: ListState,
}

impl Thread {
    /// The thread of a decision, or of the decision that an action comes from.
    pub(super) fn of(reference: Ref, session: &Session) -> Option<Thread> {
        let record = session.record(reference)?;
        let of = match record.kind {
            Kind::Decision => reference,
            Kind::Action => record.fields.link(action::ORIGIN.id).unwrap_or(reference),
            _ => return None,
        };
        let mut found = Thread { of, lines: Vec::new(), list: ListState::default() };
        found.refresh(session);
        let place = found.lines.iter().position(|line| line.leads == Some(reference));
        found.list.select(place.unwrap_or(0), found.lines.len());
        Some(found)
    }

    pub(super) fn refresh(&mut self, session: &Session) {
        let steps = thread(&session.desk, self.of);
        let mut lines: Vec<Line> = steps
            .iter()
            .map(|step| Line { depth: step.depth, leads: Some(step.reference), said: String::new() })
            .collect();
        let decisions = steps.iter().filter_map(|step| session.record(step.reference));
        let decisions: Vec<_> = decisions.filter(|record| record.kind == Kind::Decision).collect();
        let mut seen = Vec::new();
        for decision in decisions {
            let serves = serves(&session.desk, decision);
            for way in serves.strategies {
                if let Some(last) = way.last().copied().filter(|last| !seen.contains(last)) {
                    seen.push(last);
                    let names: Vec<String> = way.iter().map(|at| session.title(*at)).collect();
                    lines.push(Line { depth: 0, leads: Some(last), said: names.join(" · ") });
                }
            }
            for code in serves.objectives {
                let said = format!("{} {}", text::isolate_ltr(&code), session.label("gcm_objective", &code));
                if !lines.iter().any(|line| line.said == said) {
                    lines.push(Line { depth: 0, leads: None, said });
                }
            }
        }
        self.lines = lines;
        self.list.settle(self.lines.len(), rows(session));
    }

    /// The record under the cursor.
    pub(super) fn selected(&self) -> Option<Ref> {
        self.lines.get(self.list.selected).and_then(|line| line.leads)
    }

    /// Where Enter leads.
    pub(super) fn leads_to(&self) -> Option<Ref> {
        self.selected()
    }

    pub(super) fn key(&mut self, key: Key, session: &Session) -> bool {
        let Some(step) = crate::panes::list_step(key, self.lines.len(), rows(session)) else { return false };
        self.list.walk(step, self.lines.len(), rows(session));
        true
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let (width, height) = (canvas.width(), canvas.height());
        canvas.text(0, 0, width, &session.say("follow-thread"), Role::Title);
        let shown = rows(session);
        let first = self.list.first(self.lines.len(), shown);
        let mut part = canvas.part(1, 0, shown, width);
        let mut part = part.scrolled(&self.list, self.lines.len());
        for (place, line) in self.lines.iter().enumerate().skip(first).take(shown) {
            let row = place - first;
            let marker = part.marker(self.list.mark(place).seen(focused));
            if !line.said.is_empty() {
                let arrow = if part.direction() == Direction::Rtl { "← " } else { "→ " };
                let spans = [marker, Span::new(arrow, Role::Label), Span::new(line.said.as_str(), Role::Dim)];
                part.line(row, 0, &spans);
                continue;
            }
            draw_step(&mut part, row, marker, line, session);
        }
        if let Some(record) = self.selected().and_then(|selected| session.record(selected)) {
            let mut below = canvas.part(shown + 1, 0, height.saturating_sub(shown + 1), width);
            card::draw(&mut below, session, record, true);
        }
    }
}

/// A decision with the body that took it, or an action with who owes it.
fn draw_step(canvas: &mut Canvas<'_>, row: usize, marker: Span<'_>, line: &Line, session: &Session) {
    let Some(record) = line.leads.and_then(|reference| session.record(reference)) else { return };
    let (state, role) = super::state_of(record, session);
    let number = record.fields.text(decision::NUMBER.id).filter(|_| record.kind == Kind::Decision);
    let sign = if record.kind == Kind::Action { "· " } else { "" };
    let spans = [
        marker,
        Span::plain("  ".repeat(usize::from(line.depth))),
        Span::new(sign, Role::Dim),
        Span::new(number.map(|number| format!("{}  ", text::isolate_ltr(number))).unwrap_or_default(), Role::Label),
    ];
    let column = canvas.line(row, 0, &spans);
    let room = canvas.width().saturating_sub(column + text::width(&state) + 2);
    let used = canvas.text(row, column, room, record.title(session.lang), Role::Normal);
    let by = match record.kind {
        Kind::Decision => body_of(&session.desk, record),
        _ => super::institution_of(record, session),
    };
    let by = by.map(|by| format!("  {}", session.title(by))).unwrap_or_default();
    canvas.text(row, column + used, room.saturating_sub(used), &by, Role::Dim);
    canvas.text_at_end(row, &state, role);
}

fn rows(session: &Session) -> usize {
    session.rows_above_card((session.whole_rows() / 2).clamp(4, 20)) - 1
}
