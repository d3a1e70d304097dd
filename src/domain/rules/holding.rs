//! What a step in the life of a session changes on the desk: all records of it together, so that it is done or refused, and
//! taken back, as one.
//!
//! The screen and the commands ask the registrar for these same drafts.

use super::agenda::Agenda;
use super::broken::Broken;
use super::convening::{Convening, second_call};
use super::minutes::{self, MinutesError};
use super::outcomes::{Settled, Settling};
use super::quorum::Quorum;
use super::versions::{self, Freezing};
use crate::domain::change::Draft;
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::decision;
use crate::domain::kinds::meeting::{MINUTES_PHASE, SIGNATORIES, item, signature};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3, Value};
use crate::lang::date::Instant;
use crate::lang::{Arg, Lang, Lexicon};

/// The session that is convened, with its letters; `keep` puts into it what is kept of them.
///
/// # Errors
/// What `keep` says: no letter goes out that is not kept.
pub fn convocation<E>(
    convening: &Convening<'_>,
    session: &Record,
    freezing: Freezing<'_>,
    keep: impl FnOnce(&mut Fields, &[Draft]) -> Result<(), E>,
) -> Result<Vec<Draft>, E> {
    let (mut fields, letters) = convening.convene(session, freezing);
    keep(&mut fields, &letters)?;
    Ok(std::iter::once(Draft::edit(session, &fields)).chain(letters).collect())
}

/// The session of the second call as it would be before its letters are written, and the first as it is put off.
///
/// # Errors
/// The rule of the body knows no second call, or not on that day.
pub fn second(desk: &Desk, first: &Record, start: &Instant) -> Result<(Record, Fields), Broken> {
    let (fields, put_off) = second_call(desk, first, start)?;
    Ok((Record { reference: Ref(desk.last_ref() + 1), kind: Kind::Meeting, rev: 0, fields }, put_off))
}

/// The second call with its letters, and the first session put off.
///
/// # Errors
/// What `keep` says: no letter goes out that is not kept.
pub fn second_convocation<E>(
    convening: &Convening<'_>,
    first: &Record,
    (session, put_off): (&Record, &Fields),
    freezing: Freezing<'_>,
    keep: impl FnOnce(&mut Fields, &[Draft]) -> Result<(), E>,
) -> Result<Vec<Draft>, E> {
    let (mut fields, letters) = convening.convene(session, freezing);
    keep(&mut fields, &letters)?;
    let mut drafts = vec![Draft::Add { reference: Some(session.reference), kind: Kind::Meeting, fields }];
    drafts.push(Draft::edit(first, put_off));
    drafts.extend(letters);
    Ok(drafts)
}

/// Whether an outcome adopts the agenda of its session: then the agenda as adopted is frozen beside the one that was sent.
pub fn adopts_agenda(session: &Record, place: usize, settled: &Settled) -> bool {
    let kind = settled.decision.text(decision::TYPE.id);
    let agenda = Agenda::of(session);
    let adopts = agenda.items().get(place).and_then(|fields| fields.text(item::TYPE.id)) == Some("agenda_adoption");
    adopts && matches!(kind, Some("approved" | "approved_amended"))
}

/// The outcome of an item: the session, the new decision under that number, the advice that asks for nothing more, and what
/// somebody must do about it.
pub fn outcome(desk: &Desk, session: &Record, settled: &Settled, reference: Ref, action: Option<Fields>) -> Vec<Draft> {
    let mut drafts = vec![Draft::edit(session, &settled.session)];
    drafts.push(Draft::Add { reference: Some(reference), kind: Kind::Decision, fields: settled.decision.clone() });
    let advice = settled.dealt_with.and_then(|advice| desk.get(advice));
    drafts.extend(advice.map(|advice| {
        let mut fields = advice.fields.clone();
        fields.set(decision::STATUS.id, Some(Value::Code("done".to_owned())));
        Draft::edit(advice, &fields)
    }));
    drafts.extend(action.map(|fields| Draft::Add { reference: None, kind: Kind::Action, fields }));
    drafts
}

/// The later session of a body that can approve the minutes of a session: held, and with an item for them.
pub fn approving_session<'d>(desk: &'d Desk, session: &Record) -> Option<&'d Record> {
    let others = desk.of_kind(Kind::Meeting).map(AsRef::as_ref);
    let mut able: Vec<&Record> = others.filter(|later: &&Record| minutes::approve(session, later).is_ok()).collect();
    able.sort_by_key(|later| later.date().map(|date| date.sort_key()));
    able.first().copied()
}

/// The minutes of a session approved in a later one, whose own agenda says so by an outcome; `asked` holds what was said about
/// it besides, such as votes, and `keep` puts into the session what is kept of its minutes. Answers that outcome too: where the votes reject it, the minutes stay as they are.
///
/// # Errors
/// The minutes are in no phase for it, or the later session does not follow with an item for them; or what `keep` says.
pub fn approval<E: From<Broken>>(
    (desk, lexicon): (&Desk, &Lexicon),
    session: &Record,
    later: &Record,
    at: &Instant,
    (mut asked, keep): (Fields, impl FnOnce(&mut Fields) -> Result<(), E>),
) -> Result<(Vec<Draft>, Fields), E> {
    let mut fields = minutes::approve(session, later).map_err(Broken::from)?;
    keep(&mut fields)?;
    let place = minutes::approving_item(session, later).ok_or(Broken::from(MinutesError::NotTheNext))?;
    let quorum = Quorum::of(desk, later, at.wall.date()).map_err(Broken::from)?;
    let settling = Settling { desk, session: later, place, quorum: quorum.as_ref(), at: at.clone() };
    let is_amended = session.fields.text(MINUTES_PHASE.id) == Some("amended");
    let kind = if is_amended { "approved_amended" } else { "approved" };
    let mut title = Text3::default();
    for lang in Lang::ALL {
        title.set(lang, Some(lexicon.plain(lang, "minutes-approved", &[("session", Arg::from(session.title(lang)))])));
    }
    asked.set(decision::TITLE.id, Some(Value::Text3(title)));
    let settled = settling.settle(kind, asked).map_err(Broken::from)?;
    let is_adopted = settled.decision.text(decision::TYPE.id) == Some(kind);
    let approved = is_adopted.then(|| Draft::edit(session, &fields));
    let added = Draft::Add { reference: None, kind: Kind::Decision, fields: settled.decision.clone() };
    let drafts = approved.into_iter().chain([Draft::edit(later, &settled.session), added]);
    Ok((drafts.collect(), settled.decision))
}

/// Those who have still to sign the minutes of a session.
pub fn to_sign(session: &Record) -> Vec<Ref> {
    let open = session.fields.parts(SIGNATORIES.id).filter(|part| part.get(signature::AT.id).is_none());
    open.filter_map(|part| part.link(signature::WHO.id)).collect()
}

/// The fields of a session whose agenda is frozen as it is now; nothing where it is as its newest version.
pub fn frozen(session: &Record, freezing: Freezing<'_>) -> Option<(Fields, i64)> {
    let mut fields = session.fields.clone();
    let number = versions::freeze(&mut fields, freezing);
    (number > versions::newest(session)).then_some((fields, number))
}
