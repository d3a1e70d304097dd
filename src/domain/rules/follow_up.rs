//! What became of decisions: the register over all bodies and years, what is late by institution, the thread that runs
//! from a recommendation to a decision, and the strategies and objectives that decisions serve.

use super::carry::deciding_body;
use super::life;
use super::warnings::days_between;
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::{action, common, decision, meeting, post, strategy};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Value};
use crate::lang::date::PDate;
use crate::limits;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Which decisions of the register are wanted; nothing said means all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    /// Of this body.
    pub body: Option<Ref>,
    /// Of this year.
    pub year: Option<i16>,
    /// Only those still to be carried out.
    pub open_only: bool,
}

/// The decisions of all bodies and years, in order of date and number.
pub fn register<'d>(desk: &'d Desk, wanted: &Wanted) -> Vec<&'d Record> {
    let is_wanted = |record: &&Record| {
        wanted.body.is_none_or(|body| deciding_body(desk, record) == Some(body))
            && wanted.year.is_none_or(|year| year_of(desk, record) == Some(year))
            && (!wanted.open_only || life::is_open(record))
    };
    let mut found: Vec<&Record> = desk.of_kind(Kind::Decision).map(AsRef::as_ref).filter(is_wanted).collect();
    found.sort_by_cached_key(|record| {
        let number = record.fields.text(decision::NUMBER.id).unwrap_or("");
        (record.date().map(|date| date.sort_key()), natural(number), record.reference)
    });
    found
}

/// A number as people sort it: `D2` before `D10`.
pub(super) fn natural(number: &str) -> Vec<(String, u64)> {
    let mut pieces: Vec<(String, u64)> = vec![(String::new(), 0)];
    let mut in_digits = false;
    for letter in number.chars() {
        let digit = letter.to_digit(10);
        if digit.is_none() && in_digits {
            pieces.push((String::new(), 0));
        }
        in_digits = digit.is_some();
        let Some(last) = pieces.last_mut() else { continue };
        match digit {
            Some(digit) => last.1 = last.1.saturating_mul(10).saturating_add(u64::from(digit)),
            None => last.0.push(letter),
        }
    }
    pieces
}

/// The year of a decision: its own, or that of its session.
fn year_of(desk: &Desk, record: &Record) -> Option<i16> {
    let own = record.date().and_then(|date| date.earliest());
    let session = || desk.get(record.fields.link(decision::MEETING.id)?)?.date()?.earliest();
    own.or_else(session).map(|day| day.year())
}

/// Something that an institution is late with, or must do soon.
#[derive(Clone, Debug, PartialEq)]
pub struct Owed {
    /// The action.
    pub action: Ref,
    /// The decision it comes from, where it does.
    pub decision: Option<Ref>,
    /// The session that took that decision.
    pub session: Option<Ref>,
    /// The body.
    pub body: Option<Ref>,
    /// By when.
    pub due: PDate,
    /// Days since the last day it may mean; negative where that is still to come.
    pub days_late: i32,
}

/// What each institution is late with on a day, or owes within so many days after it; the one with the oldest first,
/// what nobody is in charge of under nothing.
pub fn owed(desk: &Desk, today: Date, within_days: i32) -> Vec<(Option<Ref>, Vec<Owed>)> {
    let mut by_institution: BTreeMap<Option<Ref>, Vec<Owed>> = BTreeMap::new();
    for record in desk.of_kind(Kind::Action).filter(|record| life::is_open(record)) {
        let Some(due) = record.fields.date(action::DUE.id) else { continue };
        let Some(last) = due.latest() else { continue };
        let days_late = days_between(last, today);
        let is_soon = within_days > 0 && -days_late <= within_days;
        if days_late <= 0 && !is_soon {
            continue;
        }
        let decision = record.fields.link(action::ORIGIN.id).and_then(|origin| desk.get(origin));
        let decision = decision.filter(|origin| origin.kind == Kind::Decision);
        let owed = Owed {
            action: record.reference,
            decision: decision.map(|decision| decision.reference),
            session: decision.and_then(|decision| decision.fields.link(decision::MEETING.id)),
            body: decision.and_then(|decision| deciding_body(desk, decision)),
            due: due.clone(),
            days_late,
        };
        by_institution.entry(institution(desk, record)).or_default().push(owed);
    }
    let mut all: Vec<(Option<Ref>, Vec<Owed>)> = by_institution.into_iter().collect();
    for (_, owed) in &mut all {
        owed.sort_by_key(|owed| (std::cmp::Reverse(owed.days_late), owed.action));
    }
    let oldest = |owed: &[Owed]| owed.first().map(|first| std::cmp::Reverse(first.days_late));
    all.sort_by_key(|(institution, owed)| (institution.is_none(), oldest(owed), *institution));
    all
}

/// The institution in charge of an action: its own, that of the post in charge, or that of its decision.
pub fn institution(desk: &Desk, record: &Record) -> Option<Ref> {
    let own = record.fields.link(action::OWNER.id);
    let of_post = || {
        let post = record.fields.link(action::PERSON.id).and_then(|who| desk.get(who))?;
        (post.kind == Kind::Post).then(|| post.fields.link(post::PARTNER.id)).flatten()
    };
    let of_decision = || {
        let origin = record.fields.link(action::ORIGIN.id).and_then(|origin| desk.get(origin))?;
        (origin.kind == Kind::Decision).then(|| origin.fields.link(decision::OWNER.id)).flatten()
    };
    own.or_else(of_post).or_else(of_decision).map(|reference| desk.resolve(reference))
}

/// The fields of an action that is in another state from a day on: the state it was in goes into its history.
pub fn advanced(record: &Record, status: &str, day: Date, note: Option<&str>, percent: Option<i64>) -> Fields {
    let mut fields = record.fields.clone();
    let mut history = fields.list(action::HISTORY.id).to_vec();
    let is_first = history.is_empty();
    let step = |status: &str, date: Option<Date>, note: Option<&str>| {
        let mut step = Fields::new();
        step.set(action::step::STATUS.id, Some(Value::Code(status.to_owned())));
        step.set(action::step::DATE.id, date.map(|date| Value::Date(PDate::from(date))));
        step.set(action::step::NOTE.id, note.map(|note| Value::Text(note.to_owned())));
        Value::Part(step)
    };
    // The first state has no line of its own until it is left.
    if let Some(before) = record.fields.text(action::STATUS.id).filter(|before| is_first && *before != status) {
        history.push(step(before, None, None));
    }
    history.push(step(status, Some(day), note));
    fields.set(action::HISTORY.id, Some(Value::List(history)));
    fields.set(action::STATUS.id, Some(Value::Code(status.to_owned())));
    let percent = percent.or((status == "done").then_some(100));
    if let Some(percent) = percent {
        fields.set(action::PERCENT.id, Some(Value::Number(percent)));
    }
    fields
}

/// One step of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The decision, or an action of one.
    pub reference: Ref,
    /// How far from the beginning.
    pub depth: u8,
}

/// The whole thread that a decision belongs to: from the recommendation or proposal it all began with, each with what
/// followed from it in other bodies, and with its actions.
pub fn thread(desk: &Desk, of: Ref) -> Vec<Step> {
    let mut first = desk.resolve(of);
    let mut climbed = BTreeSet::from([first]);
    while let Some(above) = desk.get(first).and_then(|record| before(desk, record)) {
        if !climbed.insert(above) || climbed.len() > limits::TREE_DEPTH {
            break;
        }
        first = above;
    }
    let (mut steps, mut seen) = (Vec::new(), BTreeSet::new());
    follow(desk, first, 0, &mut seen, &mut steps);
    steps
}

/// What a decision follows from, or else what it replaces.
fn before(desk: &Desk, record: &Record) -> Option<Ref> {
    let links = [decision::FOLLOWS.id, decision::SUPERSEDES.id];
    links.into_iter().find_map(|id| record.fields.link(id)).map(|reference| desk.resolve(reference))
}

fn follow(desk: &Desk, at: Ref, depth: u8, seen: &mut BTreeSet<Ref>, steps: &mut Vec<Step>) {
    if usize::from(depth) >= limits::TREE_DEPTH || !seen.insert(at) {
        return;
    }
    steps.push(Step { reference: at, depth });
    let mut next: Vec<&Record> = desk.linking_to(at).map(AsRef::as_ref).collect();
    next.sort_by_key(|record| {
        (record.kind == Kind::Action, record.date().map(|date| date.sort_key()), record.reference)
    });
    for record in next {
        match record.kind {
            Kind::Decision if before(desk, record) == Some(at) => {
                follow(desk, record.reference, depth + 1, seen, steps)
            }
            Kind::Action if record.fields.link(action::ORIGIN.id) == Some(at) && seen.insert(record.reference) => {
                steps.push(Step { reference: record.reference, depth: depth + 1 });
            }
            _ => {}
        }
    }
}

/// What a decision serves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Serves {
    /// Axes and measures with all that they are part of, each way from the top.
    pub strategies: Vec<Vec<Ref>>,
    /// Objectives of the Global Compact: its own and those of its strategies.
    pub objectives: BTreeSet<String>,
    /// Dimensions, of the same sources.
    pub dimensions: BTreeSet<String>,
}

/// What a decision serves, from the axis up to the strategy and to the objectives.
pub fn serves(desk: &Desk, record: &Record) -> Serves {
    let mut found = Serves::default();
    let mut take = |record: &Record| {
        found.objectives.extend(codes(record, common::OBJECTIVES.id));
        found.dimensions.extend(codes(record, common::DIMENSION.id));
    };
    take(record);
    for reference in record.fields.links(decision::STRATEGIES.id) {
        let mut way = vec![desk.resolve(reference)];
        while let Some(above) =
            way.first().and_then(|at| desk.get(*at)).and_then(|at| at.fields.link(strategy::PARENT.id))
        {
            if way.contains(&above) || way.len() >= limits::TREE_DEPTH {
                break;
            }
            way.insert(0, desk.resolve(above));
        }
        way.iter().filter_map(|at| desk.get(*at)).for_each(|at| take(at));
        found.strategies.push(way);
    }
    found
}

fn codes(record: &Record, id: u16) -> Vec<String> {
    let code = |value: &Value| match value {
        Value::Code(code) => Some(code.clone()),
        _ => None,
    };
    record.fields.list(id).iter().filter_map(code).collect()
}

/// The decisions that serve a strategy or anything that is part of it, in order of date.
pub fn serving(desk: &Desk, strategy: Ref) -> Vec<&Record> {
    let wanted = Wanted::default();
    let serves = |record: &&Record| serves(desk, record).strategies.iter().any(|way| way.contains(&strategy));
    register(desk, &wanted).into_iter().filter(serves).collect()
}

/// The sessions of a body that were held, the earliest first, in one year or in all, each with its decisions in order.
pub fn compiled(desk: &Desk, body: Ref, year: Option<i16>) -> Vec<(&Record, Vec<&Record>)> {
    let of_year = |session: &&Record| {
        let day = session.date().and_then(|date| date.earliest());
        year.is_none_or(|year| day.is_some_and(|day| day.year() == year))
    };
    let mut sessions = super::bodies::sessions(desk, body);
    sessions.retain(|session| session.status_code() == Some("closed"));
    sessions.reverse();
    let all = register(desk, &Wanted { body: Some(body), ..Wanted::default() });
    let decisions = |session: &Record| {
        let own =
            all.iter().copied().filter(|record| record.fields.link(decision::MEETING.id) == Some(session.reference));
        let mut own: Vec<&Record> = own.collect();
        let place = |record: &Record| {
            let item = record.fields.number(decision::ITEM.id);
            let mut items = session.fields.parts(meeting::AGENDA.id);
            items.position(|part| part.number(meeting::item::ITEM.id) == item && item.is_some())
        };
        own.sort_by_key(|record| place(record).unwrap_or(usize::MAX));
        own
    };
    sessions.into_iter().filter(of_year).map(|session| (session, decisions(session))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_sort_as_people_count() {
        let mut numbers = ["CM-2026-13/D10", "CM-2026-13/D2", "CM-2026-2/D1", "CM-2025-12/D1"];
        numbers.sort_by_key(|number| natural(number));
        assert_eq!(numbers, ["CM-2025-12/D1", "CM-2026-2/D1", "CM-2026-13/D2", "CM-2026-13/D10"]);
    }
}
