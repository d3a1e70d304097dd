//! Bodies: who sits on which seat on a day, and the tree of committees.

use super::tenures::{holder, holds_on};
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::body::{MANDATES, PARENT, SEATS, mandate, seat};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3};
use jiff::civil::Date;
use std::collections::HashMap;

/// One seat of a body on a day, with who fills it.
#[derive(Clone, Debug)]
pub struct SeatHolders<'a> {
    /// Its number in the body.
    pub number: i64,
    /// Its label, where it has one of its own.
    pub label: Option<&'a Text3>,
    /// The institution it represents.
    pub institution: Option<Ref>,
    /// Voting, consultative, observer, expert.
    pub voting: Option<&'a str>,
    /// Chair, secretary, …
    pub role: Option<&'a str>,
    /// Those with a mandate, titular first: the post where it is held by quality, and the person.
    pub holders: Vec<SeatHolder>,
}

/// Somebody with a mandate on a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatHolder {
    /// The post by which the seat is held, if it is held by quality.
    pub post: Option<Ref>,
    /// The person; none where the post is vacant.
    pub person: Option<Ref>,
    /// Whether as an alternate.
    pub alternate: bool,
}

/// The seats of a body on a day in order of rank, with who fills them.
pub fn seats<'a>(desk: &Desk, body: &'a Record, day: Date) -> Vec<SeatHolders<'a>> {
    let valid = |part: &&Fields| holds_on(part.date(seat::FROM.id), part.date(seat::UNTIL.id), day);
    let mut parts: Vec<_> = body.fields.parts(SEATS.id).filter(valid).collect();
    parts.sort_by_key(|part| (part.number(seat::RANK.id).unwrap_or(i64::MAX), part.number(seat::NUMBER.id)));
    parts
        .into_iter()
        .filter_map(|part| {
            let number = part.number(seat::NUMBER.id)?;
            Some(SeatHolders {
                number,
                label: part.text3(seat::LABEL.id),
                institution: part.link(seat::INSTITUTION.id),
                voting: part.text(seat::VOTING.id),
                role: part.text(seat::ROLE.id),
                holders: holders_of(desk, body, number, day),
            })
        })
        .collect()
}

fn holders_of(desk: &Desk, body: &Record, number: i64, day: Date) -> Vec<SeatHolder> {
    let valid = |part: &&Fields| {
        part.number(mandate::SEAT.id) == Some(number)
            && holds_on(part.date(mandate::FROM.id), part.date(mandate::UNTIL.id), day)
    };
    let mut mandates: Vec<_> = body.fields.parts(MANDATES.id).filter(valid).collect();
    mandates.sort_by_key(|part| {
        (part.text(mandate::QUALITY.id) == Some("alternate"), part.number(mandate::RANK.id).unwrap_or(0))
    });
    mandates
        .into_iter()
        .filter_map(|part| {
            let who = desk.get(part.link(mandate::HOLDER.id)?)?;
            let alternate = part.text(mandate::QUALITY.id) == Some("alternate");
            Some(match who.kind {
                Kind::Post => SeatHolder {
                    post: Some(who.reference),
                    person: holder(who, day).map(|holder| holder.person),
                    alternate,
                },
                _ => SeatHolder { post: None, person: Some(who.reference), alternate },
            })
        })
        .collect()
}

/// The bodies as a tree: each with its depth, parents before children, children by number.
pub fn tree(desk: &Desk) -> Vec<(u8, &Record)> {
    let mut roots = Vec::new();
    let mut children: HashMap<Ref, Vec<&Record>> = HashMap::new();
    for body in desk.of_kind(Kind::Body).map(AsRef::as_ref) {
        match body.fields.link(PARENT.id).filter(|parent| desk.get(*parent).is_some()) {
            Some(parent) => children.entry(parent).or_default().push(body),
            None => roots.push(body),
        }
    }
    let mut out = Vec::new();
    for root in roots {
        push_subtree(&children, root, 0, &mut out);
    }
    out
}

fn push_subtree<'a>(
    children: &HashMap<Ref, Vec<&'a Record>>,
    at: &'a Record,
    depth: u8,
    out: &mut Vec<(u8, &'a Record)>,
) {
    out.push((depth, at));
    if usize::from(depth) >= crate::limits::TREE_DEPTH {
        return;
    }
    for child in children.get(&at.reference).into_iter().flatten() {
        push_subtree(children, child, depth + 1, out);
    }
}

/// The sessions of a body, the latest first.
pub fn sessions(desk: &Desk, body: Ref) -> Vec<&Record> {
    let mut sessions: Vec<&Record> = desk
        .linking_to(body)
        .filter(|record| {
            record.kind == Kind::Meeting && record.fields.link(crate::domain::kinds::meeting::BODY.id) == Some(body)
        })
        .map(AsRef::as_ref)
        .collect();
    sessions.sort_by_key(|meeting| std::cmp::Reverse((meeting.date().map(|date| date.sort_key()), meeting.reference)));
    sessions
}
