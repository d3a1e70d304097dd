//! A session as it was held, taken out of the desk: who sat when, the quorum, what was said and settled, and what follows.
//!
//! Minutes, lists of decisions, extracts and sign-in sheets are all written from it, be it taken this minute or kept with
//! a version of the minutes: names and titles are those of the moment. What is in it is everything that any copy may hold,
//! each piece with its confidentiality; the copy decides when it is printed.

use super::agenda::path;
use super::bodies::{SeatHolders, seats};
use super::carry::deciding_body;
use super::frozen::{CONFIDENTIALITIES, Frozen, Named, Namer, confidentiality};
use super::quorum::{Quorum, course, day_of};
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::decision::ballot;
use crate::domain::kinds::meeting::{absence, amendment, attendance_line as line, item, signature};
use crate::domain::kinds::{action, decision, meeting};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3, Value};
use crate::lang::Lexicon;
use crate::lang::date::{Instant, OfficialDate, PDate};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A session as held.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Proceedings {
    /// Its agenda with place, time and chair.
    pub agenda: Frozen,
    /// Code of `minutes_phase`.
    pub phase: String,
    /// Number of the version among those that went out; of what did not yet, the number it will get.
    pub version: i64,
    /// When it was opened.
    pub opened: Option<Instant>,
    /// When it was closed.
    pub closed: Option<Instant>,
    /// Who kept the minutes.
    pub secretary: Option<Named>,
    /// Who reported.
    pub rapporteur: Option<Named>,
    /// The members in order of precedence.
    pub members: Vec<Member>,
    /// Who was invited besides.
    pub guests: Vec<Named>,
    /// How the quorum changed.
    pub quorum: Vec<QuorumTurn>,
    /// What was said in general.
    pub minutes: Text3,
    /// What was said on each item.
    pub said: Vec<Said>,
    /// What was settled, in the order of the agenda.
    pub outcomes: Vec<Outcome>,
    /// Recorded changes of the minutes.
    pub amendments: Vec<Amended>,
    /// Who signs.
    pub signatories: Vec<Signatory>,
    /// The session that approved the minutes.
    pub approved_in: Option<Named>,
}

/// A member and how the seat was taken.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Number of the seat.
    pub seat: i64,
    /// The institution.
    pub institution: Option<Named>,
    /// Who holds the seat.
    pub who: Option<Named>,
    /// Code of `voting_status`.
    pub voting: Option<String>,
    /// Code of `attendance`; nothing where no roll was called.
    pub status: Option<String>,
    /// Who came for it.
    pub represented_by: Option<Named>,
    /// The number of the seat that holds its proxy.
    pub proxy_to: Option<i64>,
    /// From when to when it was taken, where that was not the whole session.
    pub times: Vec<(Option<Instant>, Option<Instant>)>,
}

/// The quorum from a moment on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuorumTurn {
    /// From when.
    pub at: Instant,
    /// Seats of which a part is needed.
    pub base: u32,
    /// How many are needed.
    pub needed: u32,
    /// How many are counted.
    pub counted: u32,
}

/// What was said on an item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Number of the item inside the meeting for ever.
    pub item: i64,
    /// In words.
    pub text: Text3,
}

/// What was settled on an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its number on the desk.
    pub reference: u64,
    /// The item; nothing where none is named.
    pub item: Option<i64>,
    /// Its number.
    pub number: String,
    /// Code of `outcome_kind`.
    pub kind: String,
    /// In one sentence.
    pub title: Text3,
    /// The full text.
    pub text: Text3,
    /// Its date.
    pub date: Option<OfficialDate>,
    /// Code of `decision_status`.
    pub status: String,
    /// Code of `decision_mode`.
    pub mode: Option<String>,
    /// Votes for and against, and abstentions, where votes were counted.
    pub votes: Option<(i64, i64, i64)>,
    /// Code of `vote` of the casting vote.
    pub casting: Option<String>,
    /// Who voted what, as code of `vote`.
    pub ballots: Vec<(Named, String)>,
    /// The institution in charge.
    pub owner: Option<Named>,
    /// Until when it was postponed.
    pub postponed_to: Option<PDate>,
    /// To whom it was referred.
    pub referred_to: Option<Named>,
    /// What is to be done.
    pub actions: Vec<Task>,
    /// Who may read it.
    pub confidentiality: Option<String>,
}

/// Something to be done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// What.
    pub title: Text3,
    /// Which institution.
    pub owner: Option<Named>,
    /// Who.
    pub person: Option<Named>,
    /// By when.
    pub due: Option<PDate>,
    /// Code of `action_state`.
    pub status: String,
    /// Who may read it.
    pub confidentiality: Option<String>,
}

/// A recorded change of the minutes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amended {
    /// The printed number of the item; nothing for the general part.
    pub number: Option<String>,
    /// What stands there now.
    pub text: Text3,
    /// Who asked for it.
    pub proposer: Option<Named>,
    /// The session that decided it.
    pub decided_in: Option<Named>,
    /// When it was recorded.
    pub at: Option<Instant>,
    /// Who may read it: as the item it changes.
    pub confidentiality: Option<String>,
}

/// Somebody who signs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Signatory {
    /// Who.
    pub who: Named,
    /// Code of `role`.
    pub role: Option<String>,
    /// When it was signed.
    pub at: Option<Instant>,
}

impl Proceedings {
    /// A session as it would be told now.
    pub fn take(desk: &Desk, session: &Record, lexicon: &Lexicon, today: Date) -> Proceedings {
        let day = day_of(session).unwrap_or(today);
        let namer = Namer { desk, lexicon, day };
        let fields = &session.fields;
        let who = |id| fields.link(id).map(|who| namer.who(who));
        let agenda = Frozen { draft: false, ..Frozen::take(desk, session, lexicon, today) };
        let quorum = Quorum::of(desk, session, today).ok().flatten();
        let turns = quorum.filter(|_| has_roll(session)).map(|quorum| course(&quorum, session)).unwrap_or_default();
        let said = fields.parts(meeting::AGENDA.id).filter_map(|part| {
            Some(Said { item: part.number(item::ITEM.id)?, text: part.text3(item::MINUTES.id)?.clone() })
        });
        Proceedings {
            phase: fields.text(meeting::MINUTES_PHASE.id).unwrap_or("notes").to_owned(),
            version: super::kept::next_number(fields, "minutes"),
            opened: fields.instant(meeting::ACTUAL_START.id).cloned(),
            closed: fields.instant(meeting::ACTUAL_END.id).cloned(),
            secretary: who(meeting::SECRETARY.id),
            rapporteur: who(meeting::RAPPORTEUR.id),
            members: members(&namer, session),
            guests: guests(&namer, session),
            quorum: turns
                .into_iter()
                .map(|turn| QuorumTurn {
                    at: turn.at,
                    base: turn.count.base,
                    needed: turn.count.needed,
                    counted: turn.count.counted,
                })
                .collect(),
            minutes: fields.text3(meeting::MINUTES.id).cloned().unwrap_or_default(),
            said: said.collect(),
            outcomes: outcomes(&namer, session, &agenda),
            amendments: fields.parts(meeting::AMENDMENTS.id).map(|part| amended(&namer, &agenda, part)).collect(),
            signatories: fields.parts(meeting::SIGNATORIES.id).filter_map(|part| signatory(&namer, part)).collect(),
            approved_in: fields.link(meeting::APPROVED_IN.id).map(|later| namer.named(later)),
            agenda,
        }
    }

    /// The text of an item.
    pub fn said_on(&self, item: i64) -> Option<&Text3> {
        self.said.iter().find(|said| said.item == item).map(|said| &said.text)
    }
}

/// Whether anybody was called.
fn has_roll(session: &Record) -> bool {
    !session.fields.list(meeting::ATTENDANCE.id).is_empty()
}

/// The members on the day of a session in order of precedence, each with how the seat was taken.
fn members(namer: &Namer<'_>, session: &Record) -> Vec<Member> {
    let body = session.fields.link(meeting::BODY.id).and_then(|body| namer.desk.get(body));
    let seats = body.map(|body| seats(namer.desk, body, namer.day)).unwrap_or_default();
    seats.iter().map(|seat| member(namer, Some(session), seat)).collect()
}

/// A seat with how it was taken; without a session nobody was called.
fn member(namer: &Namer<'_>, session: Option<&Record>, seat: &SeatHolders<'_>) -> Member {
    let lines = session.into_iter().flat_map(|session| session.fields.parts(meeting::ATTENDANCE.id));
    let lines: Vec<&Fields> = lines.filter(|part| part.number(line::SEAT.id) == Some(seat.number)).collect();
    let rank = |part: &&&Fields| match part.text(line::STATUS.id) {
        Some("present" | "remote") => 0,
        Some("represented") => 1,
        Some("excused") => 2,
        _ => 3,
    };
    let best = lines.iter().min_by_key(rank);
    let titular = seat.holders.iter().find(|holder| !holder.alternate).and_then(|holder| holder.post.or(holder.person));
    let institution = seat.institution.map(|house| namer.named(house));
    let label = || seat.label.map(|label| Named { name: label.clone(), ..Named::default() });
    let called = lines.iter().find_map(|part| part.link(line::WHO.id));
    Member {
        seat: seat.number,
        institution: institution.or_else(label),
        who: called.or(titular).map(|who| namer.who(who)),
        voting: seat.voting.map(str::to_owned),
        status: best
            .and_then(|part| part.text(line::STATUS.id))
            .or_else(|| session.is_some_and(has_roll).then_some("absent"))
            .map(str::to_owned),
        represented_by: best.and_then(|part| part.link(line::REPRESENTED_BY.id)).map(|who| namer.who(who)),
        proxy_to: best.and_then(|part| part.number(line::PROXY_TO.id)),
        times: session.iter().flat_map(|session| lines.iter().flat_map(|part| times(session, part))).collect(),
    }
}

/// From when to when a seat was taken by one line of the roll; nothing where that was the whole session.
fn times(session: &Record, part: &Fields) -> Vec<(Option<Instant>, Option<Instant>)> {
    if !matches!(part.text(line::STATUS.id), Some("present" | "remote" | "represented")) {
        return Vec::new();
    }
    let (opened, closed) =
        (session.fields.instant(meeting::ACTUAL_START.id), session.fields.instant(meeting::ACTUAL_END.id));
    let late = |at: &&Instant| opened.is_some_and(|opened| *at > opened);
    let early = |at: &&Instant| closed.is_none_or(|closed| *at < closed);
    let mut from = part.instant(line::ARRIVED.id).filter(late).cloned();
    let mut spans = Vec::new();
    for away in part.parts(line::AWAY.id) {
        spans.push((from.take(), away.instant(absence::FROM.id).cloned()));
        from = away.instant(absence::UNTIL.id).cloned();
    }
    spans.push((from, part.instant(line::LEFT.id).filter(early).cloned()));
    spans.retain(|span| *span != (None, None));
    spans
}

fn guests(namer: &Namer<'_>, session: &Record) -> Vec<Named> {
    let guests = session.fields.parts(meeting::ATTENDANCE.id).filter(|part| part.number(line::SEAT.id).is_none());
    guests.filter_map(|part| part.link(line::WHO.id)).map(|who| namer.who(who)).collect()
}

/// What a session settled, in the order of its agenda and then of its numbers.
fn outcomes(namer: &Namer<'_>, session: &Record, agenda: &Frozen) -> Vec<Outcome> {
    let of_session = |record: &&std::sync::Arc<Record>| {
        record.kind == Kind::Decision && record.fields.link(decision::MEETING.id) == Some(session.reference)
    };
    let mut all: Vec<Outcome> =
        namer.desk.linking_to(session.reference).filter(of_session).map(|record| outcome(namer, record)).collect();
    let place = |of: Option<i64>| agenda.items.iter().position(|item| Some(item.item) == of).unwrap_or(usize::MAX);
    all.sort_by_cached_key(|outcome| {
        (place(outcome.item), super::follow_up::natural(&outcome.number), outcome.reference)
    });
    all
}

/// One decision with what follows from it.
pub fn outcome(namer: &Namer<'_>, record: &Record) -> Outcome {
    let fields = &record.fields;
    let count = |id| fields.number(id).unwrap_or(0);
    let votes = (count(decision::VOTES_FOR.id), count(decision::VOTES_AGAINST.id), count(decision::ABSTENTIONS.id));
    let ballot = |part: &Fields| {
        let who = part.link(ballot::WHO.id).map(|who| namer.who(who));
        let who = who.or_else(|| voter(namer, record, part.number(ballot::SEAT.id)?))?;
        Some((who, part.text(ballot::VOTE.id)?.to_owned()))
    };
    let text = |id| fields.text(id).map(str::to_owned);
    Outcome {
        reference: record.reference.0,
        item: fields.number(decision::ITEM.id),
        number: text(decision::NUMBER.id).unwrap_or_default(),
        kind: text(decision::TYPE.id).unwrap_or_default(),
        title: record.title3().cloned().unwrap_or_default(),
        text: fields.text3(decision::TEXT.id).cloned().unwrap_or_default(),
        date: match fields.get(decision::DATE.id) {
            Some(Value::OfficialDate(date)) => Some(date.clone()),
            _ => None,
        },
        status: text(decision::STATUS.id).unwrap_or_default(),
        mode: text(decision::MODE.id),
        votes: (votes != (0, 0, 0)).then_some(votes),
        casting: text(decision::CASTING.id),
        ballots: fields.parts(decision::BALLOTS.id).filter_map(ballot).collect(),
        owner: fields.link(decision::OWNER.id).map(|owner| namer.named(owner)),
        postponed_to: fields.date(decision::POSTPONED_TO.id).cloned(),
        referred_to: fields.link(decision::REFERRED_TO.id).map(|to| namer.named(to)),
        actions: tasks(namer, record.reference),
        confidentiality: strictest(namer.desk, record),
    }
}

/// Who voted for a seat: whoever sat on it or represented it on that day, else the institution.
fn voter(namer: &Namer<'_>, decision: &Record, seat: i64) -> Option<Named> {
    let session = decision.fields.link(decision::MEETING.id).and_then(|session| namer.desk.get(session));
    let day = session.and_then(|session| day_of(session)).unwrap_or(namer.day);
    let body = deciding_body(namer.desk, decision).and_then(|body| namer.desk.get(body))?;
    let seats = seats(namer.desk, body, day);
    let member = member(namer, session.map(AsRef::as_ref), seats.iter().find(|own| own.number == seat)?);
    member.represented_by.or(member.who).or(member.institution)
}

/// The strictest of what a decision says itself and what is said of its item and of those that this stands under: what stands
/// under something that is withheld is withheld with it.
fn strictest(desk: &Desk, record: &Record) -> Option<String> {
    let session = record.fields.link(decision::MEETING.id).and_then(|session| desk.get(session));
    // Read where it lies: a register asks this of every decision.
    let items: Vec<&Fields> = session.iter().flat_map(|session| session.fields.parts(meeting::AGENDA.id)).collect();
    let own = record.fields.number(decision::ITEM.id);
    let place = items.iter().position(|fields| own.is_some() && fields.number(item::ITEM.id) == own);
    let above = place.into_iter().flat_map(|place| path(&items, place));
    // A public item makes no decision more public than it says itself.
    let of_items = above.filter_map(|fields| fields.text(item::CONFIDENTIALITY.id)).filter(|code| *code != "public");
    let of_items = of_items.map(str::to_owned);
    let rank = |code: &String| CONFIDENTIALITIES.iter().position(|known| known == code);
    of_items.chain(confidentiality(record)).max_by_key(rank)
}

fn tasks(namer: &Namer<'_>, of: Ref) -> Vec<Task> {
    let follows = |record: &&std::sync::Arc<Record>| {
        record.kind == Kind::Action && record.fields.link(action::ORIGIN.id) == Some(of)
    };
    let mut all: Vec<&Record> = namer.desk.linking_to(of).filter(follows).map(AsRef::as_ref).collect();
    all.sort_by_key(|record| record.reference);
    let task = |record: &Record| Task {
        title: record.title3().cloned().unwrap_or_default(),
        owner: record.fields.link(action::OWNER.id).map(|owner| namer.named(owner)),
        person: record.fields.link(action::PERSON.id).map(|who| namer.who(who)),
        due: record.fields.date(action::DUE.id).cloned(),
        status: record.status_code().unwrap_or("not_started").to_owned(),
        confidentiality: confidentiality(record),
    };
    all.into_iter().map(task).collect()
}

fn amended(namer: &Namer<'_>, agenda: &Frozen, part: &Fields) -> Amended {
    let item = part.number(amendment::ITEM.id);
    let item = agenda.items.iter().find(|own| Some(own.item) == item);
    Amended {
        number: item.map(|item| item.number.clone()),
        text: part.text3(amendment::TEXT.id).cloned().unwrap_or_default(),
        proposer: part.link(amendment::PROPOSER.id).map(|who| namer.who(who)),
        decided_in: part.link(amendment::MEETING.id).map(|later| namer.named(later)),
        at: part.instant(amendment::AT.id).cloned(),
        confidentiality: item.and_then(|item| item.confidentiality.clone()),
    }
}

fn signatory(namer: &Namer<'_>, part: &Fields) -> Option<Signatory> {
    Some(Signatory {
        who: namer.who(part.link(signature::WHO.id)?),
        role: part.text(signature::ROLE.id).map(str::to_owned),
        at: part.instant(signature::AT.id).cloned(),
    })
}
