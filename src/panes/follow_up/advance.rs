//! The state of actions and decisions, changed by a key for one or for many: what it was goes into the history of an action.

use crate::app::pane::{Asking, Request};
use crate::app::session::Session;
use crate::domain::kinds::{action, decision};
use crate::domain::rules::follow_up::advanced;
use crate::domain::{Draft, Field, Fields, Kind, Record, Ref, Value};
use crate::lang::date::PDate;

/// What is asked of a new state.
static STATE: &[Field] = &[action::STATUS, action::PERCENT, action::step::DATE, action::step::NOTE, action::EVIDENCE];

/// Says that matters are done today; of one action alone what shows it is asked for.
pub(super) fn done(meant: &[Ref], session: &Session, ask: &mut Vec<Request>) {
    if let [only] = meant
        && session.record(*only).is_some_and(|record| record.kind == Kind::Action)
    {
        return ask_for(meant, true, session, ask);
    }
    let drafts: Vec<Draft> = records(meant, session)
        .map(|record| {
            let fields = match record.kind {
                Kind::Action => advanced(record, "done", session.today(), None, None),
                _ => {
                    let mut fields = record.fields.clone();
                    fields.set(decision::STATUS.id, Some(Value::Code("done".to_owned())));
                    fields
                }
            };
            Draft::edit(record, &fields)
        })
        .collect();
    if drafts.is_empty() {
        ask.push(Request::Warn(session.say("app-nothing-selected")));
    } else {
        ask.push(Request::Propose("action.update", drafts));
    }
}

/// Asks for another state of actions, with the day, a word and what shows it.
pub(super) fn ask(meant: &[Ref], session: &Session, ask: &mut Vec<Request>) {
    ask_for(meant, false, session, ask);
}

/// The same, filled in for what is done where it is.
fn ask_for(meant: &[Ref], is_done: bool, session: &Session, ask: &mut Vec<Request>) {
    let actions: Vec<&Record> = records(meant, session).filter(|record| record.kind == Kind::Action).collect();
    let Some(first) = actions.first() else {
        ask.push(Request::Warn(session.say("follow-no-action")));
        return;
    };
    let mut values = Fields::new();
    let done = is_done.then(|| Value::Code("done".to_owned()));
    values.set(action::STATUS.id, done.or_else(|| first.fields.get(action::STATUS.id).cloned()));
    values.set(action::step::DATE.id, Some(Value::Date(PDate::from(session.today()))));
    if let [only] = actions.as_slice() {
        let percent = if is_done { Some(&Value::Number(100)) } else { only.fields.get(action::PERCENT.id) };
        values.set(action::PERCENT.id, percent.cloned());
        values.set(action::EVIDENCE.id, only.fields.get(action::EVIDENCE.id).cloned());
    }
    let title = match actions.as_slice() {
        [only] => only.title(session.lang).to_owned(),
        _ => session.say_with("follow-of-many", &[("count", actions.len().into())]),
    };
    ask.push(Request::Ask(Asking { label: "action.update", title, fields: STATE, values }));
}

/// Puts the state that was asked for into all of them.
pub(super) fn answered(meant: &[Ref], values: &Fields, session: &Session, ask: &mut Vec<Request>) {
    let status = values.text(action::STATUS.id).unwrap_or("not_started");
    let day = values.date(action::step::DATE.id).and_then(PDate::earliest).unwrap_or_else(|| session.today());
    let note = values.text(action::step::NOTE.id);
    let drafts = records(meant, session).filter(|record| record.kind == Kind::Action).map(|record| {
        // How far it had come says nothing of what is done now, unless it was typed for that.
        let percent = values.number(action::PERCENT.id);
        let percent = percent.filter(|percent| record.fields.number(action::PERCENT.id) != Some(*percent));
        let mut fields = advanced(record, status, day, note, percent);
        let mut shown = fields.list(action::EVIDENCE.id).to_vec();
        let more = values.list(action::EVIDENCE.id).iter().filter(|link| !shown.contains(link)).cloned();
        let more: Vec<Value> = more.collect();
        shown.extend(more);
        fields.set(action::EVIDENCE.id, Some(Value::List(shown)));
        Draft::edit(record, &fields)
    });
    ask.push(Request::Propose("action.update", drafts.collect()));
}

fn records<'s>(meant: &'s [Ref], session: &'s Session) -> impl Iterator<Item = &'s Record> {
    let found = meant.iter().filter_map(|reference| session.record(*reference));
    found.filter(|record| matches!(record.kind, Kind::Action | Kind::Decision))
}
