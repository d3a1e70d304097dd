//! Letters as they are printed: who is written to, how they are addressed, in which language; taken out of the desk, so that
//! a letter that went out prints for ever as it went.

use super::address::{address, before_name};
use super::follow_up;
use super::frozen::{Frozen, Named, Namer};
use super::quorum::day_of;
use super::tenures;
use super::warnings::days_between;
use crate::domain::change::Draft;
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::body::{self, mandate};
use crate::domain::kinds::meeting::{self, convocation};
use crate::domain::kinds::{commitment, letter, partner, post};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3};
use crate::lang::Lexicon;
use crate::lang::date::{Instant, PDate};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Somebody a letter goes to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Addressee {
    /// The form of address and the name; nothing where a post is vacant.
    pub name: Option<Text3>,
    /// The post.
    pub post: Option<Text3>,
    /// The institution.
    pub institution: Option<Text3>,
    /// How the letter begins and ends.
    pub address: Text3,
    /// Whether they are not of the administration at home, which is greeted in a way of its own.
    pub is_foreign: bool,
}

/// Kinds of partner that are not of the administration at home.
const ABROAD: [&str; 8] =
    ["state", "embassy", "consulate", "mission", "foreign_government", "un_entity", "igo", "regional_process"];

/// Those of them that are of the state in their country: its own embassies are of the administration at home.
const OF_A_STATE: [&str; 4] = ["state", "embassy", "consulate", "mission"];
const HOME: &str = "MA";

/// The convocations of a session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Convocations {
    /// The agenda they go with.
    pub agenda: Frozen,
    /// Whose letterhead they bear, below the administration.
    pub house: Option<Text3>,
    /// Who convenes.
    pub sender: Option<Named>,
    /// When the first call was, where this is the second.
    pub first_call: Option<Instant>,
    /// One letter for each mandate.
    pub calls: Vec<Call>,
}

/// One convocation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The seat.
    pub seat: i64,
    /// The order number of the letter.
    pub number: String,
    /// Its date.
    pub date: Option<PDate>,
    /// `ar`, `fr`, `en`.
    pub language: String,
    /// To whom.
    pub to: Addressee,
    /// Whether as an alternate.
    pub is_alternate: bool,
}

impl Convocations {
    /// The convocations of a session as they would be written now: for whoever was convened, as the letter register has them;
    /// where nobody was yet, for everybody who would be.
    /// Letters that are about to go onto the desk are given beside it.
    pub fn take(desk: &Desk, session: &Record, letters: &[Draft], lexicon: &Lexicon, today: Date) -> Convocations {
        let day = day_of(session).unwrap_or(today);
        let namer = Namer { desk, lexicon, day };
        let body = session.fields.link(meeting::BODY.id).and_then(|body| desk.get(body)).map(AsRef::as_ref);
        let lines: Vec<&Fields> = session.fields.parts(meeting::CONVOCATIONS.id).collect();
        let calls = if lines.is_empty() {
            let recipients = body.map(|body| super::convening::recipients(desk, body, day)).unwrap_or_default();
            let call = |to: &super::convening::Recipient| Call {
                seat: to.seat,
                date: Some(PDate::from(today)),
                language: super::convening::language(desk, to.person).code().to_owned(),
                to: addressee(&namer, to.who, None),
                is_alternate: to.alternate,
                ..Call::default()
            };
            recipients.iter().map(call).collect()
        } else {
            lines.into_iter().filter_map(|line| call(&namer, body, letters, line)).collect()
        };
        let first = session.fields.link(meeting::SECOND_CALL_OF.id).and_then(|first| desk.get(first));
        let secretariat = body.and_then(|body| body.fields.link(body::SECRETARIAT.id));
        Convocations {
            agenda: Frozen { draft: false, ..Frozen::take(desk, session, lexicon, today) },
            house: secretariat.map(|house| namer.named(house).name),
            sender: session.fields.link(meeting::CHAIR.id).or(secretariat).map(|sender| namer.who(sender)),
            first_call: first.and_then(|first| first.fields.instant(meeting::START.id)).cloned(),
            calls,
        }
    }
}

fn call(namer: &Namer<'_>, body: Option<&Record>, letters: &[Draft], line: &Fields) -> Option<Call> {
    let who = line.link(convocation::WHO.id)?;
    let written = line.link(convocation::LETTER.id).and_then(|written| fields_of(namer.desk, letters, written));
    let person = line.link(convocation::PERSON.id);
    let seat = line.number(convocation::SEAT.id).unwrap_or(0);
    let is_alternate = body.into_iter().flat_map(|body| body.fields.parts(body::MANDATES.id)).any(|part| {
        part.number(mandate::SEAT.id) == Some(seat)
            && part.link(mandate::HOLDER.id) == Some(who)
            && part.text(mandate::QUALITY.id) == Some("alternate")
    });
    let day = line.instant(convocation::SENT.id).map(|sent| PDate::from(sent.wall.date()));
    let holder = person.or_else(|| namer.desk.get(who).and_then(|who| holder_of(namer, who)));
    let language = line.text(convocation::LANGUAGE.id).map(str::to_owned);
    Some(Call {
        seat,
        number: written.and_then(|written| written.text(letter::NUMBER.id)).unwrap_or("").to_owned(),
        date: written
            .and_then(|written| written.date(letter::WRITTEN.id).or(written.date(letter::DATE.id)))
            .cloned()
            .or(day),
        language: language.unwrap_or_else(|| super::convening::language(namer.desk, holder).code().to_owned()),
        to: addressee(namer, who, person),
        is_alternate,
    })
}

fn fields_of<'a>(desk: &'a Desk, letters: &'a [Draft], reference: Ref) -> Option<&'a Fields> {
    let draft = letters.iter().find_map(|draft| match draft {
        Draft::Add { reference: Some(own), fields, .. } if *own == reference => Some(fields),
        _ => None,
    });
    draft.or_else(|| desk.get(reference).map(|record| &record.fields))
}

fn holder_of(namer: &Namer<'_>, who: &Record) -> Option<Ref> {
    match who.kind {
        Kind::Post => tenures::holder(who, namer.day).map(|holder| holder.person),
        Kind::Person => Some(who.reference),
        _ => None,
    }
}

/// Somebody as an addressee: a post with whoever holds it, or held it when the letter was written; a person; a house.
pub fn addressee(namer: &Namer<'_>, who: Ref, held_by: Option<Ref>) -> Addressee {
    let Some(record) = namer.desk.get(who) else { return Addressee::default() };
    let person = held_by.or_else(|| holder_of(namer, record)).and_then(|person| namer.desk.get(person));
    let person = person.map(AsRef::as_ref);
    let post = Some(record.as_ref()).filter(|record| record.kind == Kind::Post);
    let own = person.and_then(|person| person.fields.text3(crate::domain::kinds::person::TITLE.id)).cloned();
    let house = match record.kind {
        Kind::Post => record.fields.link(post::PARTNER.id),
        Kind::Person => record.fields.link(crate::domain::kinds::person::PARTNER.id),
        _ => Some(who),
    };
    let title = |post: &Record| {
        super::frozen::in_all(|lang| match person {
            Some(person) => tenures::title_held(post, person, lang).to_owned(),
            None => post.title(lang).to_owned(),
        })
    };
    Addressee {
        name: person.map(|person| {
            let before = before_name(namer.lexicon, person);
            super::frozen::in_all(|lang| format!("{} {}", before.best(lang), person.title(lang)))
        }),
        post: post.map(title).or(own),
        institution: house.map(|house| namer.named(house).name),
        address: address(namer.lexicon, person, post),
        is_foreign: house.and_then(|house| namer.desk.get(house)).is_some_and(|house| is_abroad(house)),
    }
}

fn is_abroad(house: &Record) -> bool {
    let is_own = house.fields.text(partner::COUNTRY.id) == Some(HOME);
    house.type_code().is_some_and(|kind| ABROAD.contains(&kind) && !(is_own && OF_A_STATE.contains(&kind)))
}

/// What an institution is reminded of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reminder {
    /// To whom: whoever heads the institution.
    pub to: Addressee,
    /// The language in which they are written to.
    pub language: String,
    /// Who reminds: the secretariat of the body of the oldest line that has one, else that of the most bodies.
    pub house: Option<Text3>,
    /// What is late or due soon, the oldest first.
    pub lines: Vec<Reminded>,
}

/// One thing an institution is reminded of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reminded {
    /// What.
    pub title: Text3,
    /// Whether it is a pledge; else an action.
    pub is_pledge: bool,
    /// The decision it comes from.
    pub number: String,
    /// The session that took that decision.
    pub session: Option<Named>,
    /// The body.
    pub body: Option<Named>,
    /// Its secretariat.
    pub secretariat: Option<Text3>,
    /// By when.
    pub due: Option<PDate>,
    /// Days since; negative where it is still to come.
    pub days_late: i32,
    /// Code of `action_state` or `commitment_status`.
    pub status: String,
    /// Who may read it.
    pub confidentiality: Option<String>,
}

/// What each institution is to be reminded of on a day: its actions and pledges that are late, or due within so many days.
pub fn reminders(desk: &Desk, lexicon: &Lexicon, today: Date, within_days: i32) -> Vec<(Ref, Reminder)> {
    let namer = Namer { desk, lexicon, day: today };
    let mut all: Vec<(Ref, Reminder)> = Vec::new();
    let mut put = |house: Ref, line: Reminded| match all.iter_mut().find(|(known, _)| *known == house) {
        Some((_, reminder)) => reminder.lines.push(line),
        None => all.push((house, Reminder { lines: vec![line], ..written_to(&namer, house) })),
    };
    for (house, owed) in follow_up::owed(desk, today, within_days) {
        let Some(house) = house else { continue };
        owed.iter().filter_map(|owed| reminded(&namer, owed)).for_each(|line| put(house, line));
    }
    for record in desk.of_kind(Kind::Commitment).filter(|record| super::life::is_open(record)) {
        let due = record.fields.date(commitment::DUE.id).and_then(|due| Some((due, due.latest()?)));
        let (Some(house), Some((due, last))) = (record.fields.link(commitment::HOLDER.id), due) else { continue };
        let days_late = days_between(last, today);
        if days_late > 0 || (within_days > 0 && -days_late <= within_days) {
            put(desk.resolve(house), pledged(record, due, days_late));
        }
    }
    let usual = usual_house(&namer);
    for (_, reminder) in &mut all {
        reminder.lines.sort_by_key(|line| std::cmp::Reverse(line.days_late));
        let own = reminder.lines.iter().find_map(|line| line.secretariat.clone());
        reminder.house = own.or_else(|| usual.clone());
    }
    all
}

/// The secretariat of the most bodies: it reminds of what comes from none.
fn usual_house(namer: &Namer<'_>) -> Option<Text3> {
    let mut counts: BTreeMap<Ref, usize> = BTreeMap::new();
    let all = namer.desk.of_kind(Kind::Body).filter_map(|body| body.fields.link(body::SECRETARIAT.id));
    all.for_each(|house| *counts.entry(house).or_default() += 1);
    // The first on the desk where several keep as many.
    let most = counts.into_iter().max_by_key(|(house, count)| (*count, std::cmp::Reverse(*house)));
    most.map(|(house, _)| namer.named(house).name)
}

fn written_to(namer: &Namer<'_>, house: Ref) -> Reminder {
    let posts = tenures::posts_of(namer.desk, house);
    let head = posts.iter().find(|post| tenures::holder(post, namer.day).is_some()).or(posts.first());
    let to = head.map_or(house, |head| head.reference);
    let holder = namer.desk.get(to).and_then(|to| holder_of(namer, to));
    let language = super::convening::language(namer.desk, holder).code().to_owned();
    Reminder { to: addressee(namer, to, None), language, ..Reminder::default() }
}

fn reminded(namer: &Namer<'_>, owed: &follow_up::Owed) -> Option<Reminded> {
    let record = namer.desk.get(owed.action)?;
    let decision = owed.decision.and_then(|decision| namer.desk.get(decision));
    let number = decision.and_then(|decision| decision.fields.text(crate::domain::kinds::decision::NUMBER.id));
    Some(Reminded {
        title: record.title3().cloned().unwrap_or_default(),
        is_pledge: false,
        number: number.unwrap_or("").to_owned(),
        session: owed.session.map(|session| namer.named(session)),
        body: owed.body.map(|body| namer.named(body)),
        secretariat: owed
            .body
            .and_then(|body| namer.desk.get(body)?.fields.link(body::SECRETARIAT.id))
            .map(|house| namer.named(house).name),
        due: Some(owed.due.clone()),
        days_late: owed.days_late,
        status: record.status_code().unwrap_or("not_started").to_owned(),
        confidentiality: super::frozen::confidentiality(record),
    })
}

fn pledged(record: &Record, due: &PDate, days_late: i32) -> Reminded {
    Reminded {
        title: record.title3().cloned().unwrap_or_default(),
        is_pledge: true,
        number: record.fields.text(commitment::REFERENCE.id).unwrap_or("").to_owned(),
        due: Some(due.clone()),
        days_late,
        status: record.status_code().unwrap_or("announced").to_owned(),
        confidentiality: super::frozen::confidentiality(record),
        ..Reminded::default()
    }
}
