//! Holding a session: opening with a quorum, pauses, which item is in hand, what is said on it, closing.
//!
//! Every function gives back the fields of the session as they are afterwards; the moment is always an argument.

use super::agenda::{Agenda, level};
use super::attendance::Roll;
use super::life::next_meeting_states;
use super::quorum::{Count, Quorum};
use crate::domain::kinds::meeting::{self, item};
use crate::domain::record::Record;
use crate::domain::value::{Fields, Text3, Value};
use crate::lang::Lang;
use crate::lang::date::Instant;

/// Why a session cannot be held so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConductError {
    /// It is in a state (code of `meeting_state`) in which that cannot be done.
    State(String),
    /// Too few are there to open it, or to decide.
    NoQuorum(Count),
    /// The item has no such place on the agenda.
    NoSuchItem,
    /// Its minutes are circulated or approved: only an amendment changes them.
    MinutesOut,
}

fn state(session: &Record) -> &str {
    session.status_code().unwrap_or("draft")
}

/// Whether a session is in one of these states.
///
/// # Errors
/// [`ConductError::State`] where it is not.
pub fn must_be(session: &Record, states: &[&str]) -> Result<(), ConductError> {
    if states.contains(&state(session)) { Ok(()) } else { Err(ConductError::State(state(session).to_owned())) }
}

/// Puts a session into a state that needs no more than saying so: put off, cancelled, a draft again.
///
/// # Errors
/// [`ConductError::State`] where it may not go there from its own ([`next_meeting_states`]).
pub fn put_into(session: &Record, state: &str) -> Result<Fields, ConductError> {
    let now = self::state(session);
    if !next_meeting_states(now).contains(&state) {
        return Err(ConductError::State(now.to_owned()));
    }
    let mut fields = session.fields.clone();
    fields.set(meeting::STATUS.id, Some(Value::Code(state.to_owned())));
    Ok(fields)
}

/// Opens a session that was convened, or goes on with one that was suspended.
///
/// # Errors
/// [`ConductError::State`], or [`ConductError::NoQuorum`] where the rule of the body is not met.
pub fn open(session: &Record, quorum: Option<&Quorum>, at: &Instant) -> Result<Fields, ConductError> {
    must_be(session, &["convened", "suspended"])?;
    if let Some(count) = quorum.map(|quorum| quorum.at(at)).filter(|count| !count.is_reached()) {
        return Err(ConductError::NoQuorum(count));
    }
    let mut fields = session.fields.clone();
    fields.set(meeting::STATUS.id, Some(Value::Code("open".to_owned())));
    if fields.get(meeting::ACTUAL_START.id).is_none() {
        fields.set(meeting::ACTUAL_START.id, Some(Value::Instant(at.clone())));
        fields.set(meeting::MINUTES_PHASE.id, Some(Value::Code("notes".to_owned())));
    }
    Ok(fields)
}

/// Suspends an open session.
///
/// # Errors
/// [`ConductError::State`].
pub fn suspend(session: &Record) -> Result<Fields, ConductError> {
    must_be(session, &["open"])?;
    let mut fields = session.fields.clone();
    fields.set(meeting::STATUS.id, Some(Value::Code("suspended".to_owned())));
    Ok(fields)
}

/// Closes a session: whoever is still there leaves, the item in hand is left, and what was dealt with without a
/// decision to take counts as treated. What was never taken in hand stays open and is carried over.
///
/// # Errors
/// [`ConductError::State`].
pub fn close(session: &Record, at: &Instant) -> Result<Fields, ConductError> {
    must_be(session, &["open", "suspended"])?;
    let mut fields = session.fields.clone();
    let mut roll = Roll::of(session, None);
    roll.end_all(at);
    fields.set(meeting::ATTENDANCE.id, Some(roll.into_value()));
    let items: Vec<Value> =
        session.fields.parts(meeting::AGENDA.id).map(|part| Value::Part(closed(part, at))).collect();
    fields.set(meeting::AGENDA.id, Some(Value::List(items)));
    fields.set(meeting::STATUS.id, Some(Value::Code("closed".to_owned())));
    fields.set(meeting::ACTUAL_END.id, Some(Value::Instant(at.clone())));
    fields.set(meeting::MINUTES_PHASE.id, Some(Value::Code("draft".to_owned())));
    Ok(fields)
}

fn closed(part: &Fields, at: &Instant) -> Fields {
    let mut part = part.clone();
    if part.get(item::BEGUN.id).is_some() && part.get(item::ENDED.id).is_none() {
        part.set(item::ENDED.id, Some(Value::Instant(at.clone())));
    }
    let is_unsettled = matches!(part.text(item::STATE.id), None | Some("open"));
    let asks_for_a_decision = part.text(item::TYPE.id) == Some("decision");
    if is_unsettled && part.get(item::BEGUN.id).is_some() && !asks_for_a_decision {
        part.set(item::STATE.id, Some(Value::Code("treated".to_owned())));
    }
    part
}

/// The items that a session left without treating them, as printed numbers with their titles.
pub fn untreated(session: &Record) -> Vec<(String, Text3)> {
    let agenda = Agenda::of(session);
    let is_open = |fields: &Fields| matches!(fields.text(item::STATE.id), None | Some("open"));
    let all = agenda.numbers().into_iter().zip(agenda.items()).filter(|(_, fields)| is_open(fields));
    all.map(|(number, fields)| (number, fields.text3(item::TITLE.id).cloned().unwrap_or_default())).collect()
}

/// Takes an item in hand: the one before it is left, unless the item is a part of it.
///
/// # Errors
/// [`ConductError::NoSuchItem`].
pub fn take_in_hand(agenda: &mut Agenda, place: usize, at: &Instant) -> Result<(), ConductError> {
    let missing = |_| ConductError::NoSuchItem;
    let items = agenda.items();
    let wanted = items.get(place).ok_or(ConductError::NoSuchItem)?;
    let is_above = |other: usize| {
        other < place
            && level(&items[other]) < level(wanted)
            && items[other + 1..place].iter().all(|between| level(between) > level(&items[other]))
    };
    let in_hand = |fields: &Fields| fields.get(item::BEGUN.id).is_some() && fields.get(item::ENDED.id).is_none();
    let left: Vec<usize> =
        (0..items.len()).filter(|other| *other != place && in_hand(&items[*other]) && !is_above(*other)).collect();
    let is_new = wanted.get(item::BEGUN.id).is_none();
    for other in left {
        agenda.edit(other, item::ENDED.id, Some(Value::Instant(at.clone()))).map_err(missing)?;
    }
    if is_new {
        agenda.edit(place, item::BEGUN.id, Some(Value::Instant(at.clone()))).map_err(missing)?;
    }
    // An item that is taken up again is in hand until it is left again.
    agenda.edit(place, item::ENDED.id, None).map_err(missing)
}

/// Whether the minutes of a session went out to the members: what they say changes by amendments only.
pub fn are_out(session: &Record) -> bool {
    !matches!(session.fields.text(meeting::MINUTES_PHASE.id), None | Some("notes" | "draft"))
}

/// What is written in the minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// The place of the item; none for the general part.
    pub place: Option<usize>,
    /// The text, in the languages it has.
    pub text: Text3,
    /// Whether it goes below what is there already.
    pub below: bool,
    /// The language whose text is taken away, where it is left empty.
    pub clears: Option<Lang>,
}

/// The session with a note in its minutes. While the session is open the item is taken in hand.
///
/// # Errors
/// [`ConductError`].
pub fn note(session: &Record, note: &Note, at: &Instant) -> Result<Fields, ConductError> {
    must_be(session, &["open", "suspended", "closed"])?;
    if are_out(session) {
        return Err(ConductError::MinutesOut);
    }
    let mut fields = session.fields.clone();
    let Some(place) = note.place else {
        let text = written(session.fields.text3(meeting::MINUTES.id), note);
        fields.set(meeting::MINUTES.id, Some(Value::Text3(text)));
        return Ok(fields);
    };
    let mut agenda = Agenda::of(session);
    if state(session) == "open" {
        take_in_hand(&mut agenda, place, at)?;
    }
    let old = agenda.items().get(place).ok_or(ConductError::NoSuchItem)?.text3(item::MINUTES.id);
    let text = written(old, note);
    agenda.edit(place, item::MINUTES.id, Some(Value::Text3(text))).map_err(|_| ConductError::NoSuchItem)?;
    fields.set(meeting::AGENDA.id, Some(agenda.into_value()));
    Ok(fields)
}

fn written(old: Option<&Text3>, note: &Note) -> Text3 {
    let mut text = old.cloned().unwrap_or_default();
    for (lang, words) in note.text.texts() {
        let whole = match text.get(lang).filter(|_| note.below) {
            Some(above) => format!("{above}\n{words}"),
            None => words.to_owned(),
        };
        text.set(lang, Some(whole));
    }
    if let Some(lang) = note.clears {
        text.set(lang, None);
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kind::Kind;
    use crate::domain::reference::Ref;
    use crate::domain::rules::agenda::{Place, new_item};

    fn at(minute: i8) -> Instant {
        Instant::at_home(jiff::civil::date(2026, 12, 18).at(10, minute, 0, 0))
    }

    fn session(status: &str, agenda: Agenda) -> Record {
        let mut fields = Fields::new().with(meeting::AGENDA.id, agenda.into_value());
        fields.set(meeting::STATUS.id, Some(Value::Code(status.to_owned())));
        Record { reference: Ref(1), kind: Kind::Meeting, rev: 0, fields }
    }

    fn agenda() -> Agenda {
        let mut agenda = Agenda::default();
        agenda.insert(new_item("opening", Text3::default(), None), Place::End).unwrap();
        agenda.insert(new_item("discussion", Text3::default(), None), Place::End).unwrap();
        agenda.insert(new_item("discussion", Text3::default(), None), Place::Under(1)).unwrap();
        agenda.insert(new_item("decision", Text3::default(), None), Place::End).unwrap();
        agenda
    }

    fn hours(agenda: &Agenda) -> Vec<(i8, i8)> {
        let minute = |fields: &Fields, id| fields.instant(id).map_or(-1, |at| at.wall.minute());
        agenda.items().iter().map(|fields| (minute(fields, item::BEGUN.id), minute(fields, item::ENDED.id))).collect()
    }

    #[test]
    fn a_session_that_is_over_is_neither_put_off_nor_cancelled() {
        for (from, to, may) in [
            ("draft", "cancelled", true),
            ("convened", "postponed", true),
            ("postponed", "draft", true),
            ("open", "cancelled", false),
            ("closed", "cancelled", false),
            ("closed", "postponed", false),
            ("cancelled", "draft", false),
        ] {
            let put = put_into(&session(from, agenda()), to);
            let expected = if may { Ok(to.to_owned()) } else { Err(ConductError::State(from.to_owned())) };
            let state = put.map(|fields| fields.text(meeting::STATUS.id).unwrap_or_default().to_owned());
            assert_eq!(state, expected, "{from} to {to}");
        }
    }

    #[test]
    fn an_item_is_left_when_another_is_taken_in_hand_but_not_when_a_part_of_it_is() {
        let mut it = agenda();
        for (place, minute) in [(0, 0), (1, 5), (2, 10), (3, 20)] {
            take_in_hand(&mut it, place, &at(minute)).unwrap();
        }
        assert_eq!(hours(&it), [(0, 5), (5, 20), (10, 20), (20, -1)]);
        take_in_hand(&mut it, 1, &at(30)).unwrap();
        assert_eq!(hours(&it), [(0, 5), (5, -1), (10, 20), (20, 30)]);
    }

    #[test]
    fn row_60_notes_are_written_item_by_item_and_below_each_other() {
        let words = |fr: &str| Text3 { fr: Some(fr.to_owned()), ..Text3::default() };
        let first = Note { place: Some(1), text: words("Un."), below: true, clears: None };
        let fields = note(&session("open", agenda()), &first, &at(5)).unwrap();
        let again = Record { fields, ..session("open", Agenda::default()) };
        let fields = note(&again, &Note { text: words("Deux."), ..first.clone() }, &at(6)).unwrap();
        let text = fields.parts(meeting::AGENDA.id).nth(1).unwrap().text3(item::MINUTES.id).unwrap().clone();
        assert_eq!(text.fr.as_deref(), Some("Un.\nDeux."));
        assert_eq!(
            note(&session("convened", agenda()), &first, &at(5)),
            Err(ConductError::State("convened".to_owned()))
        );
    }

    #[test]
    fn what_was_never_taken_in_hand_stays_open_when_the_session_is_closed() {
        let mut it = agenda();
        for place in [0, 2, 3] {
            take_in_hand(&mut it, place, &at(5)).unwrap();
        }
        let fields = close(&session("open", it), &at(50)).unwrap();
        let states: Vec<Option<&str>> =
            fields.parts(meeting::AGENDA.id).map(|part| part.text(item::STATE.id)).collect();
        assert_eq!(states, [Some("treated"), None, Some("treated"), None], "a decision needs an outcome");
        assert_eq!(fields.text(meeting::MINUTES_PHASE.id), Some("draft"));
    }
}
