//! The next session of a body: its number, its code, its usual day, and the agenda it begins with.

use super::agenda::{Agenda, Place, new_item};
use super::numbering::fill_pattern;
use super::placement::Placement;
use super::{bodies, carry, series};
use crate::domain::desk::Desk;
use crate::domain::kinds::{body, meeting};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3, Value};
use crate::lang::date::Instant;
use crate::lang::{Arg, Lang, Lexicon};
use jiff::civil::Date;

/// The fields of the next session of a body: standing items, the minutes of the session before, its
/// untreated items and the open decisions. `title` names the session in three languages.
pub fn next_session(desk: &Desk, of: &Record, start: &Instant, title: Text3, today: Date) -> Fields {
    session_of_template(desk, of, start, title, (today, None))
}

/// The names of the agenda templates of a body, in the order of its standing items.
pub fn templates(of: &Record) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for name in of.fields.parts(body::STANDING_ITEMS.id).filter_map(|part| part.text(body::standing::TEMPLATE.id)) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The same with the items of a template beside those that stand on every agenda.
pub fn session_of_template(
    desk: &Desk,
    of: &Record,
    start: &Instant,
    title: Text3,
    (today, template): (Date, Option<&str>),
) -> Fields {
    let mut fields = Fields::new()
        .with(meeting::TITLE.id, title)
        .with(meeting::BODY.id, of.reference)
        .with(meeting::START.id, start.clone());
    let number = next_number(desk, of.reference);
    fields.set(meeting::NUMBER.id, Some(Value::Number(number)));
    fields.set(meeting::CODE.id, code(of, start, number).map(Value::Text));
    fields.set(meeting::TYPE.id, Some(Value::Code("ordinary".to_owned())));
    fields.set(meeting::STATUS.id, Some(Value::Code("draft".to_owned())));
    fields.set(meeting::PLACE.id, of.fields.get(body::PLACE.id).cloned());
    fields.set(meeting::CHAIR.id, of.fields.get(body::CHAIR.id).cloned());
    fields.set(meeting::NUMBERING.id, of.fields.get(body::NUMBERING.id).cloned());
    fields.set(meeting::NUMBERING_PREFIX.id, of.fields.get(body::NUMBERING_PREFIX.id).cloned());
    fields.set(
        meeting::END.id,
        of.fields.number(body::DURATION.id).and_then(|minutes| start.after_minutes(minutes)).map(Value::Instant),
    );
    let draft = Record { reference: Ref(u64::MAX), kind: crate::domain::Kind::Meeting, rev: 0, fields: fields.clone() };
    fields.set(
        meeting::PREVIOUS.id,
        carry::previous_session(desk, &draft).map(|previous| Value::Link(previous.reference)),
    );
    let draft = Record { fields: fields.clone(), ..draft };
    fields.set(meeting::AGENDA.id, Some(first_agenda(desk, of, &draft, (today, template)).into_value()));
    fields
}

/// The title of a session in three languages, by its number and its body.
pub fn title(lexicon: &Lexicon, body: &Record, number: i64) -> Text3 {
    let mut title = Text3::default();
    for lang in Lang::ALL {
        let values = [("number", Arg::from(number)), ("body", body.title(lang).into())];
        title.set(lang, Some(lexicon.plain(lang, "session-title", &values)));
    }
    title
}

/// The newest session of a body that is neither held nor given up.
pub fn in_preparation(desk: &Desk, of: Ref) -> Option<Ref> {
    let is_open = |session: &&Record| matches!(session.status_code(), Some("draft" | "convened"));
    bodies::sessions(desk, of).into_iter().find(is_open).map(|session| session.reference)
}

/// The session of a body that begins at this very moment.
pub fn beginning_at<'d>(desk: &'d Desk, of: Ref, start: &Instant) -> Option<&'d Record> {
    let begins = |session: &&Record| session.fields.instant(meeting::START.id) == Some(start);
    bodies::sessions(desk, of).into_iter().find(begins)
}

/// The number of the next session of a body: numbers go on over the years and governments.
pub fn next_number(desk: &Desk, of: Ref) -> i64 {
    bodies::sessions(desk, of).iter().filter_map(|session| session.fields.number(meeting::NUMBER.id)).max().unwrap_or(0)
        + 1
}

fn code(of: &Record, start: &Instant, number: i64) -> Option<String> {
    let pattern = of.fields.text(body::MEETING_PATTERN.id)?;
    let own = of.fields.text(body::CODE.id).unwrap_or("");
    Some(fill_pattern(pattern, own, i64::from(start.wall.year()), "", number))
}

/// The agenda a session begins with: the standing items, with open decisions under the follow-up item and
/// untreated items before the closing ones.
fn first_agenda(desk: &Desk, of: &Record, session: &Record, (today, template): (Date, Option<&str>)) -> Agenda {
    let mut agenda = Agenda::default();
    let stands = |part: &&Fields| part.text(body::standing::TEMPLATE.id).is_none_or(|own| template == Some(own));
    for standing in of.fields.parts(body::STANDING_ITEMS.id).filter(stands) {
        let kind = standing.text(body::standing::TYPE.id).unwrap_or("discussion");
        let mut item = new_item(
            kind,
            standing.text3(body::standing::TITLE.id).cloned().unwrap_or_default(),
            standing.number(body::standing::DURATION.id),
        );
        if kind == "previous_minutes"
            && let Some(previous) = session.fields.link(meeting::PREVIOUS.id)
        {
            item.set(meeting::item::ABOUT.id, Some(Value::List(vec![Value::Link(previous)])));
        }
        // A full agenda takes no more; a body with thousands of standing items is refused long before.
        let _ = agenda.insert(item, Place::End);
    }
    let placement = Placement::of(desk, session);
    let in_time = |candidate: &carry::Candidate| candidate.why == carry::Why::Proposed;
    let proposed = carry::candidates(desk, session, today).into_iter().filter(in_time);
    for candidate in carry::forgotten(desk, session, today).into_iter().chain(proposed) {
        let place = match (candidate.why, follow_up(&agenda)) {
            (carry::Why::OpenDecision, Some(at)) => Place::Under(at),
            _ => placement.place(&agenda, &carry::item_of(&candidate)),
        };
        let _ = agenda.insert(carry::item_of(&candidate), place);
    }
    agenda
}

fn follow_up(agenda: &Agenda) -> Option<usize> {
    let is_follow_up =
        |fields: &Fields| super::agenda::level(fields) == 0 && fields.text(meeting::item::TYPE.id) == Some("follow_up");
    agenda.items().iter().position(is_follow_up)
}

/// The day on which the next session is due by the periodicity of the body: counted from the last one held.
///
/// A series says it itself: its first session after the last one held.
pub fn next_due(desk: &Desk, of: &Record) -> Option<Date> {
    let held = |session: &&Record| session.status_code() == Some("closed");
    let last = bodies::sessions(desk, of.reference).into_iter().find(held).and_then(|session| session.date()?.latest());
    let after = last.and_then(|last| last.tomorrow().ok()).unwrap_or(Date::MIN);
    let planned = of.fields.parts(body::SERIES.id).filter_map(|part| series::occurrences(part, after, 1).ok()?.pop());
    if let Some(next) = planned.map(|next| next.wall.date()).min() {
        return Some(next);
    }
    let months = match of.fields.text(body::PERIODICITY.id)? {
        "monthly" => 1,
        "quarterly" => 3,
        "half_yearly" => 6,
        "yearly" => 12,
        _ => return None,
    };
    let last =
        bodies::sessions(desk, of.reference).into_iter().find(|session| session.status_code() == Some("closed"))?;
    last.date()?.earliest()?.checked_add(jiff::Span::new().months(months)).ok()
}
