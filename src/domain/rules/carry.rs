//! What could go on an agenda, each with its reason, and the lineage of what is carried over.
//!
//! No open decision and no untreated item of the session before is ever lost in silence: what is neither on
//! the agenda nor set aside on purpose is told by [`forgotten`].

use super::agenda::{Agenda, new_item};
use super::{backlog, bodies, life};
use crate::domain::change::FieldEdit;
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::meeting::aside;
use crate::domain::kinds::{action, body as body_kind, decision, letter, meeting};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3, Value};
use crate::lang::date::PDate;
use jiff::civil::Date;

/// Why something could go on the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// An item of the session before that was not treated.
    Untreated,
    /// A decision of the body that is still open.
    OpenDecision,
    /// A recommendation or proposal that another body referred to this one.
    Referred,
    /// A recommendation or proposal of a body under this one.
    FromBelow,
    /// An item that an institution asks for, in time for the session.
    Proposed,
    /// An item that an institution asks for, after the last day for this session.
    ProposedLate,
    /// A late action that comes from this body.
    LateAction,
    /// A letter that asks for it.
    Letter,
    /// An engagement since the session before.
    Recent,
}

impl Why {
    /// Key of its wording in `domain.ftl`.
    pub fn key(self) -> &'static str {
        match self {
            Why::Untreated => "why-untreated",
            Why::OpenDecision => "why-open-decision",
            Why::Referred => "why-referred",
            Why::FromBelow => "why-from-below",
            Why::Proposed => "why-proposed",
            Why::ProposedLate => "why-proposed-late",
            Why::LateAction => "why-late-action",
            Why::Letter => "why-letter",
            Why::Recent => "why-recent",
        }
    }
}

/// Something that could go on an agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The record; for an untreated item the meeting it stands in.
    pub reference: Ref,
    /// The number of the untreated item in that meeting.
    pub item: Option<i64>,
    /// Why.
    pub why: Why,
    /// What the item would be called.
    pub title: Text3,
    /// Since when it waits.
    pub since: Option<PDate>,
    /// Who is in charge.
    pub owner: Option<Ref>,
    /// The proposal of the body, where it is one; the reference is then the body, the item the number of the proposal.
    pub proposal: Option<Fields>,
}

/// The session of the same body before this one.
pub fn previous_session<'a>(desk: &'a Desk, session: &Record) -> Option<&'a Record> {
    if let Some(previous) = session.fields.link(meeting::PREVIOUS.id) {
        return desk.get(previous).map(AsRef::as_ref);
    }
    let body = session.fields.link(meeting::BODY.id)?;
    let key = session.date().map(|date| date.sort_key());
    bodies::sessions(desk, body).into_iter().find(|other| {
        other.reference != session.reference
            && other.date().map(|date| date.sort_key()) < key
            && other.status_code() != Some("cancelled")
    })
}

/// Everything that could go on the agenda of a session and is not on it, best reasons first.
pub fn candidates(desk: &Desk, session: &Record, today: Date) -> Vec<Candidate> {
    let Some(body) = session.fields.link(meeting::BODY.id) else {
        return Vec::new();
    };
    let agenda = Agenda::of(session);
    let mut found: Vec<Candidate> = previous_session(desk, session).map(untreated_items).unwrap_or_default();
    found.retain(|candidate| !has_carried(&agenda, candidate));
    found.extend(proposed(desk, session, body, today));
    let records = desk.of_kind(Kind::Decision).filter_map(|record| decision_candidate(desk, record, body));
    let actions = desk.of_kind(Kind::Action).filter_map(|record| action_candidate(desk, record, body, today));
    let letters = desk
        .of_kind(Kind::Letter)
        .filter(|record| record.fields.links(letter::ABOUT.id).any(|about| about == body))
        .map(|record| candidate(record, Why::Letter, None));
    let since = previous_session(desk, session).and_then(Record::date).and_then(|date| date.earliest());
    let recent = desk.of_kind(Kind::Engagement).filter_map(|record| recent_candidate(record, since, today));
    found.extend(
        records.chain(actions).chain(letters).chain(recent).filter(|candidate| !agenda.treats(candidate.reference)),
    );
    found.sort_by(|a, b| {
        (a.why, a.since.as_ref().map(PDate::sort_key), a.reference).cmp(&(
            b.why,
            b.since.as_ref().map(PDate::sort_key),
            b.reference,
        ))
    });
    found
}

/// The candidates that must not be lost and are neither on the agenda nor set aside on purpose.
pub fn forgotten(desk: &Desk, session: &Record, today: Date) -> Vec<Candidate> {
    let mut found = candidates(desk, session, today);
    found.retain(|candidate| candidate.why <= Why::OpenDecision && !is_aside(session, candidate));
    found
}

fn is_aside(session: &Record, candidate: &Candidate) -> bool {
    let mut items = session.fields.parts(meeting::SET_ASIDE_ITEMS.id);
    let is_item = |part: &Fields| {
        part.link(aside::SESSION.id) == Some(candidate.reference) && part.number(aside::ITEM.id) == candidate.item
    };
    session.fields.links(meeting::SET_ASIDE.id).any(|aside| aside == candidate.reference) || items.any(is_item)
}

/// Says on purpose that a candidate does not go on the agenda of a session: that record, or that one untreated item.
pub fn set_aside(session: &Record, candidate: &Candidate) -> FieldEdit {
    let (field, value) = match candidate.item {
        None => (meeting::SET_ASIDE.id, Value::Link(candidate.reference)),
        Some(item) => {
            let part = Fields::new().with(aside::SESSION.id, candidate.reference).with(aside::ITEM.id, item);
            (meeting::SET_ASIDE_ITEMS.id, Value::Part(part))
        }
    };
    let mut values = session.fields.list(field).to_vec();
    if !values.contains(&value) {
        values.push(value);
    }
    FieldEdit { field, was: session.fields.get(field).cloned(), now: Some(Value::List(values)) }
}

/// The item that a candidate becomes, with its lineage.
pub fn item_of(candidate: &Candidate) -> Fields {
    if let Some(proposal) = &candidate.proposal {
        return backlog::item_of(proposal);
    }
    let kind = match candidate.why {
        Why::OpenDecision | Why::LateAction => "follow_up",
        Why::Recent | Why::Letter => "information",
        _ => "discussion",
    };
    let mut fields = new_item(kind, candidate.title.clone(), None);
    match candidate.item {
        Some(number) => {
            fields.set(meeting::item::CARRIED_FROM.id, Some(Value::Link(candidate.reference)));
            fields.set(meeting::item::CARRIED_ITEM.id, Some(Value::Number(number)));
        }
        None => fields.set(meeting::item::ABOUT.id, Some(Value::List(vec![Value::Link(candidate.reference)]))),
    }
    if let Some(owner) = candidate.owner {
        fields.set(meeting::item::PRESENTER.id, Some(Value::List(vec![Value::Link(owner)])));
    }
    fields
}

/// An item about a record that is no candidate.
pub fn about(record: &Record) -> Fields {
    let mut fields = new_item("discussion", record.title3().cloned().unwrap_or_default(), None);
    fields.set(meeting::item::ABOUT.id, Some(Value::List(vec![Value::Link(record.reference)])));
    fields
}

/// The item as it goes on the agenda of another session: same content, with its lineage.
pub fn carried(item: &Fields, from: Ref) -> Fields {
    let mut fields = item.clone();
    let number = item.number(meeting::item::ITEM.id);
    fields.set(meeting::item::CARRIED_FROM.id, Some(Value::Link(from)));
    fields.set(meeting::item::CARRIED_ITEM.id, number.map(Value::Number));
    fields.set(meeting::item::STATE.id, None);
    for gone in [meeting::item::MINUTES.id, meeting::item::BEGUN.id, meeting::item::ENDED.id, meeting::item::LIST.id] {
        fields.set(gone, None);
    }
    fields
}

/// The item as it leaves for another session with its notes and minutes; where it was carried over before, it keeps that
/// older origin.
pub fn moved(item: &Fields, from: Ref) -> Fields {
    let mut fields = item.clone();
    if item.get(meeting::item::CARRIED_FROM.id).is_none() {
        fields.set(meeting::item::CARRIED_FROM.id, Some(Value::Link(from)));
        fields.set(meeting::item::CARRIED_ITEM.id, item.number(meeting::item::ITEM.id).map(Value::Number));
    }
    fields
}

/// Where an item came from, session by session, the nearest first: its lineage back to its origin.
pub fn lineage(desk: &Desk, item: &Fields) -> Vec<(Ref, i64)> {
    let mut found: Vec<(Ref, i64)> = Vec::new();
    let mut at = item.clone();
    while let (Some(from), Some(number)) =
        (at.link(meeting::item::CARRIED_FROM.id), at.number(meeting::item::CARRIED_ITEM.id))
    {
        let step = (desk.resolve(from), number);
        if found.contains(&step) || found.len() >= crate::limits::TREE_DEPTH {
            break;
        }
        found.push(step);
        let before = desk.get(from).and_then(|session| {
            let mut items = session.fields.parts(meeting::AGENDA.id);
            items.find(|fields| fields.number(meeting::item::ITEM.id) == Some(number))
        });
        match before {
            Some(before) => at = before.clone(),
            None => break,
        }
    }
    found
}

fn has_carried(agenda: &Agenda, candidate: &Candidate) -> bool {
    agenda.items().iter().any(|fields| {
        fields.link(meeting::item::CARRIED_FROM.id) == Some(candidate.reference)
            && fields.number(meeting::item::CARRIED_ITEM.id) == candidate.item
    })
}

fn untreated_items(previous: &Record) -> Vec<Candidate> {
    let untreated = |fields: &&Fields| {
        let standing = matches!(
            fields.text(meeting::item::TYPE.id),
            Some("opening" | "agenda_adoption" | "previous_minutes" | "follow_up" | "aob" | "closing")
        );
        let settled = matches!(fields.text(meeting::item::STATE.id), Some("treated" | "withdrawn"));
        !standing && !settled
    };
    let closed = matches!(previous.status_code(), Some("closed" | "suspended"));
    previous
        .fields
        .parts(meeting::AGENDA.id)
        .filter(untreated)
        .filter(|_| closed)
        .map(|fields| Candidate {
            reference: previous.reference,
            item: fields.number(meeting::item::ITEM.id),
            why: Why::Untreated,
            title: fields.text3(meeting::item::TITLE.id).cloned().unwrap_or_default(),
            since: previous.date(),
            owner: fields.links(meeting::item::PRESENTER.id).next(),
            proposal: None,
        })
        .collect()
}

/// The proposals of the body that no session has taken up.
fn proposed(desk: &Desk, session: &Record, body: Ref, today: Date) -> Vec<Candidate> {
    let Some(body) = desk.get(body) else { return Vec::new() };
    let day = session.date().and_then(|date| date.earliest()).unwrap_or(today);
    let number = |part: &Fields| part.number(body_kind::proposal::NUMBER.id);
    let on_it = |part: &Fields| {
        let mut items = session.fields.parts(meeting::AGENDA.id);
        items.any(|item| item.number(meeting::item::PROPOSAL.id) == number(part))
    };
    let waiting =
        backlog::proposals(desk, body).into_iter().filter(|(_, standing)| *standing == backlog::Standing::Waiting);
    waiting
        .filter(|(part, _)| !on_it(part))
        .map(|(part, _)| Candidate {
            reference: body.reference,
            item: number(part),
            why: if backlog::is_in_time(body, part, day) { Why::Proposed } else { Why::ProposedLate },
            title: part.text3(body_kind::proposal::TITLE.id).cloned().unwrap_or_default(),
            since: part.date(body_kind::proposal::RECEIVED.id).cloned(),
            owner: part.link(body_kind::proposal::PROPOSER.id),
            proposal: Some(part.clone()),
        })
        .collect()
}

fn candidate(record: &Record, why: Why, owner: Option<Ref>) -> Candidate {
    Candidate {
        reference: record.reference,
        item: None,
        why,
        title: record.title3().cloned().unwrap_or_default(),
        since: record.date(),
        owner,
        proposal: None,
    }
}

/// The body that took a decision: that of its meeting, or its own for a written procedure.
pub fn deciding_body(desk: &Desk, record: &Record) -> Option<Ref> {
    let of_meeting = record
        .fields
        .link(decision::MEETING.id)
        .and_then(|meeting| desk.get(meeting))
        .and_then(|meeting| meeting.fields.link(meeting::BODY.id));
    of_meeting.or_else(|| record.fields.link(decision::BODY.id))
}

/// The body that a record comes from: the one that decided it, or the one that what it comes from belongs to.
pub fn body_of(desk: &Desk, record: &Record) -> Option<Ref> {
    match record.kind {
        Kind::Meeting => record.fields.link(meeting::BODY.id),
        Kind::Decision => deciding_body(desk, record),
        Kind::Action => {
            let origin = record.fields.link(action::ORIGIN.id).and_then(|origin| desk.get(origin));
            origin.filter(|origin| origin.kind != Kind::Action).and_then(|origin| body_of(desk, origin))
        }
        _ => None,
    }
}

fn decision_candidate(desk: &Desk, record: &Record, body: Ref) -> Option<Candidate> {
    // What is still being consulted in writing is no decision yet.
    if !life::is_open(record) || record.status_code() == Some("consulted") {
        return None;
    }
    let by = deciding_body(desk, record);
    let parent = by.and_then(|by| desk.get(by)).and_then(|by| by.fields.link(crate::domain::kinds::body::PARENT.id));
    let advises = matches!(record.type_code(), Some("recommendation" | "proposal"));
    let why = if by == Some(body) {
        Why::OpenDecision
    } else if record.fields.link(decision::REFERRED_TO.id) == Some(body) {
        Why::Referred
    } else if advises && parent == Some(body) {
        Why::FromBelow
    } else {
        return None;
    };
    Some(candidate(record, why, record.fields.link(decision::OWNER.id)))
}

fn action_candidate(desk: &Desk, record: &Record, body: Ref, today: Date) -> Option<Candidate> {
    let origin = desk.get(record.fields.link(action::ORIGIN.id)?)?;
    let is_ours = origin.kind == Kind::Decision && deciding_body(desk, origin) == Some(body);
    (is_ours && life::is_late(record, today))
        .then(|| candidate(record, Why::LateAction, record.fields.link(action::OWNER.id)))
}

fn recent_candidate(record: &Record, since: Option<Date>, today: Date) -> Option<Candidate> {
    let date = record.date()?.earliest()?;
    let top = record.fields.link(crate::domain::kinds::engagement::PARENT.id).is_none();
    (top && since.is_some_and(|since| date > since) && date <= today).then(|| candidate(record, Why::Recent, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_untreated_item_is_set_aside_without_the_others_of_its_session() {
        let candidate = |item| Candidate {
            reference: Ref(148),
            item,
            why: Why::Untreated,
            title: Text3::default(),
            since: None,
            owner: None,
            proposal: None,
        };
        let mut session = Record { reference: Ref(188), kind: Kind::Meeting, rev: 0, fields: Fields::new() };
        let edit = set_aside(&session, &candidate(Some(3)));
        session.fields.set(edit.field, edit.now);
        assert!(is_aside(&session, &candidate(Some(3))));
        assert!(!is_aside(&session, &candidate(Some(4))) && !is_aside(&session, &candidate(None)));
        // A session that is set aside as a whole takes all of its items with it.
        let edit = set_aside(&session, &candidate(None));
        session.fields.set(edit.field, edit.now);
        assert!(is_aside(&session, &candidate(Some(4))));
    }
}
