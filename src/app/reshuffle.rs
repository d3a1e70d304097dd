//! A new holder of a post, from a day on: one change, which the seats held by the post follow because they name it.

use super::pane::{Asking, Request};
use super::session::Session;
use crate::domain::kinds::post::tenure;
use crate::domain::rules::broken::Broken;
use crate::domain::rules::tenures::{Succession, seats_by_quality, succeed};
use crate::domain::{Field, Fields, Kind, Ref, Value};
use crate::lang::date::{OfficialDate, PDate};

/// The name of the change.
pub const LABEL: &str = "post.succeed";

/// What is asked.
static SUCCESSION: &[Field] = &[tenure::PERSON, tenure::FROM, tenure::TYPE, tenure::ACT];

/// What is asked about a new holder of the record; nothing where it is no post.
pub fn asking(record: Ref, session: &Session) -> Option<Asking> {
    let post = session.record(record).filter(|record| record.kind == Kind::Post)?;
    let today = OfficialDate { date: PDate::from(session.today()), hijri: None };
    let mut values = Fields::new();
    values.set(tenure::FROM.id, Some(Value::OfficialDate(today)));
    values.set(tenure::TYPE.id, Some(Value::Code("titular".to_owned())));
    let title = format!("{} · {}", session.say("command-post-succeed"), post.title(session.lang));
    Some(Asking { label: LABEL, title, fields: SUCCESSION, values })
}

/// Proposes what was asked for, and tells how many seats follow; or tells what stands against it.
pub fn answered(record: Ref, values: &Fields, session: &Session, ask: &mut Vec<Request>) {
    let (Some(post), Some(person)) = (session.record(record), values.link(tenure::PERSON.id)) else { return };
    let from = match values.get(tenure::FROM.id) {
        Some(Value::OfficialDate(date)) => date.clone(),
        _ => OfficialDate { date: PDate::from(session.today()), hijri: None },
    };
    let as_what = match values.text(tenure::TYPE.id) {
        Some("interim") => "interim",
        Some("delegate") => "delegate",
        _ => "titular",
    };
    let day = from.date.earliest().unwrap_or_else(|| session.today());
    let succession = Succession { person, as_what, from, act: values.text(tenure::ACT.id).map(str::to_owned) };
    match succeed(post, &succession) {
        Ok(draft) => {
            let seats = seats_by_quality(&session.desk, record, day).len();
            ask.push(Request::Propose(LABEL, vec![draft]));
            ask.push(Request::Note(session.say_with("reshuffle-seats", &[("count", seats.into())])));
        }
        Err(error) => ask.push(Request::Warn(Broken::from(error).in_words(&session.lexicon, session.lang))),
    }
}
