//! Items that institutions ask for: they wait with the body until a session takes them up.
//!
//! That a proposal is on an agenda is never stored with it: it follows from the item that bears its number, so that dropping the
//! item or taking the change back lets it wait again.

use super::agenda::new_item;
use super::bodies;
use crate::domain::change::Draft;
use crate::domain::desk::Desk;
use crate::domain::kinds::body::{PROPOSAL_DAYS, PROPOSALS, proposal};
use crate::domain::kinds::meeting::{self, item};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Value};
use crate::lang::date::PDate;
use jiff::civil::Date;

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No session has taken it up.
    Waiting,
    /// It is on the agenda of this session.
    Placed(Ref),
    /// It was declined.
    Declined,
}

impl Standing {
    /// Its code in `proposal_state`.
    pub fn code(self) -> &'static str {
        match self {
            Standing::Waiting => "waiting",
            Standing::Placed(_) => "placed",
            Standing::Declined => "declined",
        }
    }
}

/// The proposals of a body with where they stand, in the order in which they came.
pub fn proposals<'r>(desk: &Desk, body: &'r Record) -> Vec<(&'r Fields, Standing)> {
    let sessions = bodies::sessions(desk, body.reference);
    let taken_up = |number: i64| {
        let takes = |session: &&Record| {
            session.status_code() != Some("cancelled")
                && session.fields.parts(meeting::AGENDA.id).any(|part| part.number(item::PROPOSAL.id) == Some(number))
        };
        sessions.iter().copied().find(takes).map(|session| session.reference)
    };
    let all = body.fields.parts(PROPOSALS.id).map(|part| {
        let number = part.number(proposal::NUMBER.id).unwrap_or(0);
        let standing = match taken_up(number) {
            Some(session) => Standing::Placed(session),
            None if part.text(proposal::STATE.id) == Some("declined") => Standing::Declined,
            None => Standing::Waiting,
        };
        (part, standing)
    });
    all.collect()
}

/// The last day on which proposals for a session are taken.
pub fn deadline(body: &Record, session_day: Date) -> Date {
    let days = body.fields.number(PROPOSAL_DAYS.id).and_then(|days| i32::try_from(days).ok()).unwrap_or(0);
    session_day.checked_sub(jiff::Span::new().days(days)).unwrap_or(session_day)
}

/// Whether a proposal came in time for a session on that day.
pub fn is_in_time(body: &Record, proposal: &Fields, session_day: Date) -> bool {
    let received = proposal.date(proposal::RECEIVED.id).and_then(PDate::earliest);
    received.is_none_or(|received| received <= deadline(body, session_day))
}

/// The number that the next proposal of a body gets for ever.
pub fn next_number(body: &Record) -> i64 {
    body.fields.parts(PROPOSALS.id).filter_map(|part| part.number(proposal::NUMBER.id)).max().unwrap_or(0) + 1
}

/// The body with one more proposal, under the next number.
pub fn proposed(body: &Record, mut part: Fields) -> Draft {
    part.set(proposal::NUMBER.id, Some(Value::Number(next_number(body))));
    put_back(body, |parts| parts.push(part))
}

/// The body with a proposal declined, and why.
pub fn declined(body: &Record, number: i64, note: Option<&str>) -> Draft {
    put_back(body, |parts| {
        let is_it = |part: &&mut Fields| part.number(proposal::NUMBER.id) == Some(number);
        for part in parts.iter_mut().filter(is_it) {
            part.set(proposal::STATE.id, Some(Value::Code("declined".to_owned())));
            part.set(proposal::NOTE.id, note.map(|note| Value::Text(note.to_owned())));
        }
    })
}

fn put_back(body: &Record, change: impl FnOnce(&mut Vec<Fields>)) -> Draft {
    let mut parts: Vec<Fields> = body.fields.parts(PROPOSALS.id).cloned().collect();
    change(&mut parts);
    let mut fields = body.fields.clone();
    fields.set(PROPOSALS.id, Some(Value::List(parts.into_iter().map(Value::Part).collect())));
    Draft::edit(body, &fields)
}

/// The item that a proposal becomes.
pub fn item_of(part: &Fields) -> Fields {
    let kind = part.text(proposal::TYPE.id).unwrap_or("discussion");
    let title = part.text3(proposal::TITLE.id).cloned().unwrap_or_default();
    let mut fields = new_item(kind, title, part.number(proposal::DURATION.id));
    fields.set(item::PROPOSER.id, part.get(proposal::PROPOSER.id).cloned());
    fields.set(item::DOCUMENTS.id, part.get(proposal::DOCUMENTS.id).cloned());
    fields.set(item::PROPOSAL.id, part.get(proposal::NUMBER.id).cloned());
    let letter = part.link(proposal::LETTER.id).map(Value::Link);
    let about: Vec<Value> = part.list(proposal::ABOUT.id).iter().cloned().chain(letter).collect();
    fields.set(item::ABOUT.id, Some(Value::List(about)));
    fields
}
