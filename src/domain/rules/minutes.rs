//! The life of minutes: notes, draft, circulated, amended, approved in a later session, signed; then closed to everything but
//! a recorded amendment.
//!
//! Approved minutes bear a seal over their text. A record whose text no longer answers to it is refused, whoever changed
//! it and however; [`amend`] is the one way to a new seal, and it keeps what stood there.

use super::agenda::Agenda;
use super::attendance::sittings;
use super::seal::seal;
use crate::domain::desk::Desk;
use crate::domain::kinds::meeting::{self, amendment, item, signature};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3, Value};
use crate::lang::date::Instant;

/// Why minutes cannot go that way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MinutesError {
    /// They are in a phase (code of `minutes_phase`) in which that cannot be done.
    Phase(String),
    /// The session is not over yet.
    NotClosed,
    /// The other session does not follow this one, or is not held yet.
    NotTheNext,
    /// Approved minutes change by the decision of a later session, which must be named.
    NeedsSession,
    /// There is no such item.
    NoSuchItem,
    /// That person or post does not sign these minutes, or has signed.
    NoSignatory,
}

fn phase(session: &Record) -> &str {
    session.fields.text(meeting::MINUTES_PHASE.id).unwrap_or("notes")
}

fn must_be(session: &Record, phases: &[&str]) -> Result<(), MinutesError> {
    if phases.contains(&phase(session)) { Ok(()) } else { Err(MinutesError::Phase(phase(session).to_owned())) }
}

fn with_phase(session: &Record, phase: &str) -> Fields {
    let mut fields = session.fields.clone();
    fields.set(meeting::MINUTES_PHASE.id, Some(Value::Code(phase.to_owned())));
    fields
}

/// Whether minutes are approved: only a recorded amendment changes them.
pub fn is_locked(session: &Record) -> bool {
    matches!(phase(session), "approved" | "signed")
}

/// The session whose minutes are out for the members to read.
///
/// # Errors
/// [`MinutesError::NotClosed`], [`MinutesError::Phase`].
pub fn circulate(session: &Record) -> Result<Fields, MinutesError> {
    if session.status_code() != Some("closed") {
        return Err(MinutesError::NotClosed);
    }
    must_be(session, &["notes", "draft"])?;
    Ok(with_phase(session, "circulated"))
}

/// A change that somebody asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Amending<'a> {
    /// The place of the item; none for the general part.
    pub place: Option<usize>,
    /// What shall stand there, in the languages it changes.
    pub text: Text3,
    /// Who asks for it.
    pub proposer: Option<Ref>,
    /// Why.
    pub note: Option<String>,
    /// The later session that decided it, once the minutes are approved.
    pub decided_in: Option<Ref>,
    /// Who records it.
    pub by: &'a str,
    /// When.
    pub at: Instant,
}

/// The session with a recorded amendment of its minutes.
///
/// # Errors
/// [`MinutesError`].
pub fn amend(desk: &Desk, session: &Record, amending: &Amending<'_>) -> Result<Fields, MinutesError> {
    must_be(session, &["circulated", "amended", "approved", "signed"])?;
    let locked = is_locked(session);
    if locked {
        let later = amending.decided_in.and_then(|later| desk.get(later)).ok_or(MinutesError::NeedsSession)?;
        if !is_after(session, later) {
            return Err(MinutesError::NotTheNext);
        }
    }
    let mut fields = if locked { session.fields.clone() } else { with_phase(session, "amended") };
    let mut agenda = Agenda::of(session);
    let (number, was) = match amending.place {
        None => (None, session.fields.text3(meeting::MINUTES.id).cloned()),
        Some(place) => {
            let part = agenda.items().get(place).ok_or(MinutesError::NoSuchItem)?;
            (part.number(item::ITEM.id), part.text3(item::MINUTES.id).cloned())
        }
    };
    let mut now = was.clone().unwrap_or_default();
    for (lang, words) in amending.text.texts() {
        now.set(lang, Some(words.to_owned()));
    }
    match amending.place {
        None => fields.set(meeting::MINUTES.id, Some(Value::Text3(now.clone()))),
        Some(place) => {
            let text = Some(Value::Text3(now.clone()));
            agenda.edit(place, item::MINUTES.id, text).map_err(|_| MinutesError::NoSuchItem)?;
            fields.set(meeting::AGENDA.id, Some(agenda.into_value()));
        }
    }
    let mut part = Fields::new().with(amendment::AT.id, amending.at.clone()).with(amendment::TEXT.id, now);
    part.set(amendment::ITEM.id, number.map(Value::Number));
    part.set(amendment::WAS.id, was.map(Value::Text3));
    part.set(amendment::PROPOSER.id, amending.proposer.map(Value::Link));
    part.set(amendment::BY.id, Some(Value::Text(amending.by.to_owned())));
    part.set(amendment::MEETING.id, amending.decided_in.map(Value::Link));
    part.set(amendment::NOTE.id, amending.note.clone().map(Value::Text));
    let mut amendments = fields.list(meeting::AMENDMENTS.id).to_vec();
    amendments.push(Value::Part(part));
    fields.set(meeting::AMENDMENTS.id, Some(Value::List(amendments)));
    if locked {
        sealed(&mut fields, session);
    }
    Ok(fields)
}

fn is_after(session: &Record, later: &Record) -> bool {
    let key = |record: &Record| record.date().map(|date| date.sort_key());
    let is_held = matches!(later.status_code(), Some("open" | "suspended" | "closed"));
    let same_body = later.fields.link(meeting::BODY.id) == session.fields.link(meeting::BODY.id);
    is_held && same_body && key(later) > key(session)
}

/// The place of the item by which a later session approves the minutes of a session.
pub fn approving_item(session: &Record, later: &Record) -> Option<usize> {
    let agenda = Agenda::of(later);
    let approves = |fields: &Fields| fields.text(item::TYPE.id) == Some("previous_minutes");
    let names = |fields: &Fields| fields.links(item::ABOUT.id).any(|about| about == session.reference);
    let named = agenda.items().iter().position(|fields| approves(fields) && names(fields));
    let is_previous = later.fields.link(meeting::PREVIOUS.id) == Some(session.reference);
    named.or_else(|| agenda.items().iter().position(approves).filter(|_| is_previous))
}

/// The session with its minutes approved by a later one: sealed, with whoever signs them.
///
/// # Errors
/// [`MinutesError`].
pub fn approve(session: &Record, later: &Record) -> Result<Fields, MinutesError> {
    must_be(session, &["circulated", "amended"])?;
    if !is_after(session, later) || approving_item(session, later).is_none() {
        return Err(MinutesError::NotTheNext);
    }
    let mut fields = with_phase(session, "approved");
    fields.set(meeting::APPROVED_IN.id, Some(Value::Link(later.reference)));
    if fields.list(meeting::SIGNATORIES.id).is_empty() {
        let usual = [
            ("chair", meeting::CHAIR.id),
            ("secretary", meeting::SECRETARY.id),
            ("rapporteur", meeting::RAPPORTEUR.id),
        ];
        let lines = usual.into_iter().filter_map(|(role, id)| {
            let mut line = Fields::new().with(signature::WHO.id, session.fields.link(id)?);
            line.set(signature::ROLE.id, Some(Value::Code(role.to_owned())));
            Some(Value::Part(line))
        });
        fields.set(meeting::SIGNATORIES.id, Some(Value::List(lines.collect())));
    }
    sealed(&mut fields, session);
    Ok(fields)
}

/// The session with the signature of somebody; once all have signed the minutes are signed.
///
/// # Errors
/// [`MinutesError::Phase`], [`MinutesError::NoSignatory`].
pub fn sign(session: &Record, who: Ref, at: &Instant) -> Result<Fields, MinutesError> {
    must_be(session, &["approved"])?;
    let mut fields = session.fields.clone();
    let mut lines: Vec<Fields> = fields.parts(meeting::SIGNATORIES.id).cloned().collect();
    let is_theirs =
        |line: &&mut Fields| line.link(signature::WHO.id) == Some(who) && line.get(signature::AT.id).is_none();
    let line = lines.iter_mut().find(is_theirs).ok_or(MinutesError::NoSignatory)?;
    line.set(signature::AT.id, Some(Value::Instant(at.clone())));
    let all_signed = lines.iter().all(|line| line.get(signature::AT.id).is_some());
    fields.set(meeting::SIGNATORIES.id, Some(Value::List(lines.into_iter().map(Value::Part).collect())));
    if all_signed {
        fields.set(meeting::MINUTES_PHASE.id, Some(Value::Code("signed".to_owned())));
    }
    Ok(fields)
}

/// The session whose minutes a session approved: the chain back.
pub fn approved_here<'d>(desk: &'d Desk, session: &Record) -> Vec<&'d Record> {
    let approved = |record: &&Record| record.fields.link(meeting::APPROVED_IN.id) == Some(session.reference);
    desk.linking_to(session.reference).map(AsRef::as_ref).filter(approved).collect()
}

fn sealed(fields: &mut Fields, session: &Record) {
    let record = Record { fields: fields.clone(), ..session.clone() };
    fields.set(meeting::MINUTES_SEAL.id, Some(Value::Text(seal(&sealed_text(&record)))));
}

/// What the seal covers: the minutes, what they are about, who was there when, and every amendment. Links are left out: a
/// record that is merged into another changes its number, not what was said.
fn sealed_text(session: &Record) -> String {
    let mut text = String::new();
    // Each piece with its length, so that no two contents make the same text.
    let mut put = |piece: &str| text.push_str(&format!("{}:{piece}\n", piece.len()));
    let words = |text: Option<&Text3>| {
        let text = text.cloned().unwrap_or_default();
        [text.ar, text.fr, text.en].map(Option::unwrap_or_default)
    };
    words(session.fields.text3(meeting::MINUTES.id)).iter().for_each(|piece| put(piece));
    for part in session.fields.parts(meeting::AGENDA.id) {
        put(&part.number(item::ITEM.id).unwrap_or(0).to_string());
        words(part.text3(item::TITLE.id)).iter().for_each(|piece| put(piece));
        words(part.text3(item::MINUTES.id)).iter().for_each(|piece| put(piece));
    }
    for sitting in sittings(session) {
        put(&format!("{} {} {:?}", sitting.seat, sitting.represented, sitting.proxy_to));
        sitting.moments().for_each(|moment| put(&moment.to_string()));
    }
    for part in session.fields.parts(meeting::AMENDMENTS.id) {
        words(part.text3(amendment::WAS.id)).iter().for_each(|piece| put(piece));
        words(part.text3(amendment::TEXT.id)).iter().for_each(|piece| put(piece));
        put(&part.instant(amendment::AT.id).map(ToString::to_string).unwrap_or_default());
    }
    text
}

/// Whether sealed minutes still answer to their seal and are still in a phase that has one; without a seal, yes.
pub fn answers_to_seal(session: &Record) -> bool {
    let Some(kept) = session.fields.text(meeting::MINUTES_SEAL.id) else { return true };
    is_locked(session) && seal(&sealed_text(session)) == kept
}
