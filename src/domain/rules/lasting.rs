//! What no later change takes away: papers that went out, frozen versions of an agenda, recorded amendments, and what approved
//! minutes say.
//!
//! A record alone cannot tell, so the registrar asks with what was before. Only undo goes back behind it, for it stands in the
//! ledger as what it is. Where a record was merged into another, a link that follows it is no change.

use super::minutes::is_locked;
use crate::domain::change::FieldError;
use crate::domain::desk::Desk;
use crate::domain::field::{Field, FieldId};
use crate::domain::kind::Kind;
use crate::domain::kinds::{decision, meeting};
use crate::domain::record::Record;
use crate::domain::value::{Fields, Value};

/// Lists to which something is only ever added.
const ADDED_TO: [Field; 3] = [meeting::PAPERS, meeting::VERSIONS, meeting::AMENDMENTS];

/// What the minutes of a session say besides their text and its seal.
const OF_MINUTES: [Field; 16] = [
    meeting::TITLE,
    meeting::BODY,
    meeting::NUMBER,
    meeting::CODE,
    meeting::TYPE,
    meeting::STATUS,
    meeting::DATE,
    meeting::START,
    meeting::ACTUAL_START,
    meeting::ACTUAL_END,
    meeting::PLACE,
    meeting::CHAIR,
    meeting::SECRETARY,
    meeting::RAPPORTEUR,
    meeting::ATTENDANCE,
    meeting::APPROVED_IN,
];

/// What minutes say of a decision.
const OF_DECISION: [Field; 15] = [
    decision::TITLE,
    decision::TYPE,
    decision::NUMBER,
    decision::MEETING,
    decision::ITEM,
    decision::DATE,
    decision::TEXT,
    decision::MODE,
    decision::VOTES_FOR,
    decision::VOTES_AGAINST,
    decision::ABSTENTIONS,
    decision::POSTPONED_TO,
    decision::REFERRED_TO,
    decision::BALLOTS,
    decision::CASTING,
];

/// What a change of one record would take away that lasts; `base` is the desk before it, `desk` the one after.
pub fn lost(base: &Desk, desk: &Desk, before: Option<&Record>, after: Option<&Record>) -> Vec<FieldError> {
    let kind = before.or(after).map(|record| record.kind);
    match (kind, before, after) {
        (Some(Kind::Meeting), Some(before), Some(after)) => of_session(desk, before, after),
        (Some(Kind::Decision), before, after) => of_decision(base, desk, before, after),
        _ => Vec::new(),
    }
}

fn of_session(desk: &Desk, before: &Record, after: &Record) -> Vec<FieldError> {
    let is_shorter = |field: &&Field| {
        let (was, now) = (before.fields.list(field.id), after.fields.list(field.id));
        was.len() > now.len() || was.iter().zip(now).any(|(was, now)| followed(desk, was) != *now)
    };
    let mut errors: Vec<FieldError> =
        ADDED_TO.iter().filter(is_shorter).map(|field| error(field, "error-only-added")).collect();
    if !is_sealed(before) {
        return errors;
    }
    let is_changed = |field: &&Field| differs(desk, field.id, &before.fields, &after.fields);
    errors.extend(OF_MINUTES.iter().filter(is_changed).map(|field| error(field, "error-minutes-sealed")));
    let seal = |record: &Record| record.fields.text(meeting::MINUTES_SEAL.id).map(str::to_owned);
    let amendments = |record: &Record| record.fields.list(meeting::AMENDMENTS.id).len();
    // A new seal comes with a recorded amendment, and sealed minutes keep one.
    if seal(before) != seal(after) && (seal(after).is_none() || amendments(before) >= amendments(after)) {
        errors.push(error(&meeting::MINUTES, "error-minutes-sealed"));
    }
    if signatures(before).any(|signed| !signatures(after).any(|own| followed_part(desk, signed) == *own)) {
        errors.push(error(&meeting::SIGNATORIES, "error-only-added"));
    }
    errors
}

/// Those who have signed the minutes.
fn signatures(session: &Record) -> impl Iterator<Item = &Fields> {
    let parts = session.fields.parts(meeting::SIGNATORIES.id);
    parts.filter(|part| part.get(meeting::signature::AT.id).is_some())
}

/// The decisions of a session stay what its approved minutes say that they are; a later one may supersede them. What was not
/// translated yet may be.
fn of_decision(base: &Desk, desk: &Desk, before: Option<&Record>, after: Option<&Record>) -> Vec<FieldError> {
    let session = |record: Option<&Record>| record.and_then(|record| record.fields.link(decision::MEETING.id));
    // A session that is new to the desk, or sealed by this very change, brings its decisions along.
    let is_sealed = |session| base.get(session).is_some_and(|session| is_sealed(session));
    let sealed = [session(before), session(after)].into_iter().flatten().any(is_sealed);
    match (before, after) {
        _ if !sealed => Vec::new(),
        (Some(before), Some(after)) => {
            let is_changed = |field: &&Field| differs(desk, field.id, &before.fields, &after.fields);
            OF_DECISION.iter().filter(is_changed).map(|field| error(field, "error-decision-sealed")).collect()
        }
        _ => vec![error(&decision::MEETING, "error-decision-sealed")],
    }
}

fn is_sealed(session: &Record) -> bool {
    is_locked(session) && session.fields.get(meeting::MINUTES_SEAL.id).is_some()
}

fn differs(desk: &Desk, id: FieldId, before: &Fields, after: &Fields) -> bool {
    match (before.get(id), after.get(id)) {
        (Some(Value::Text3(was)), Some(Value::Text3(now))) => {
            was.texts().any(|(lang, text)| now.get(lang) != Some(text))
        }
        (Some(was), now) => Some(&followed(desk, was)) != now,
        (None, now) => now.is_some(),
    }
}

/// A value with its links where merges led them.
fn followed(desk: &Desk, value: &Value) -> Value {
    let mut stale = Vec::new();
    value.each_link(&mut |link| stale.push((link, desk.resolve(link))));
    let moved = stale.into_iter().filter(|(from, to)| from != to);
    moved.fold(value.clone(), |value, (from, to)| value.relinked(from, to))
}

fn followed_part(desk: &Desk, part: &Fields) -> Fields {
    match followed(desk, &Value::Part(part.clone())) {
        Value::Part(part) => part,
        _ => Fields::new(),
    }
}

fn error(field: &Field, code: &'static str) -> FieldError {
    FieldError { field: field.key.to_owned(), code, values: Vec::new() }
}
