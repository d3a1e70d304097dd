//! The quorum as data: who is counted, how many are needed, and whether they are there at any moment of a session.
//!
//! A [`Rule`] is read from its body. Everything else follows from it, the seats on the day and the attendance of the
//! session: [`Count`] says what is needed and what is there at a moment, [`course`] how that changed over the session.
//! A seat counts once, whoever sits on it; a proxy counts while the seat that holds it is in the room.

use super::attendance::{Sitting, sittings};
use super::bodies::{SeatHolders, seats};
use crate::domain::desk::Desk;
use crate::domain::kinds::{body, meeting};
use crate::domain::record::Record;
use crate::domain::value::{Fields, Value};
use crate::lang::Arg;
use crate::lang::date::Instant;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// How many of those counted are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// More than half.
    MoreThanHalf,
    /// At least so many of so many: `2/3`.
    AtLeast(u32, u32),
    /// A fixed number.
    Fixed(u32),
    /// Whoever came; at least one.
    Any,
}

impl Need {
    /// Reads `more_than_half`, `2/3`, `7`, `any`.
    pub fn read(words: &str) -> Option<Need> {
        match words.trim() {
            "more_than_half" => Some(Need::MoreThanHalf),
            "any" => Some(Need::Any),
            words => match words.split_once('/') {
                Some((part, whole)) => {
                    let (part, whole) = (part.trim().parse().ok()?, whole.trim().parse().ok()?);
                    (1 <= part && part <= whole).then_some(Need::AtLeast(part, whole))
                }
                None => words.parse().ok().filter(|fixed| *fixed > 0).map(Need::Fixed),
            },
        }
    }

    /// How many are needed of so many; of nobody still one, for nothing is decided in an empty room.
    pub fn of(self, base: u32) -> u32 {
        match self {
            Need::MoreThanHalf => base / 2 + 1,
            Need::AtLeast(part, whole) => {
                let parts = (u64::from(base) * u64::from(part)).div_ceil(u64::from(whole));
                u32::try_from(parts).unwrap_or(u32::MAX).max(1)
            }
            Need::Fixed(fixed) => fixed,
            Need::Any => 1,
        }
    }
}

/// Which seats are the whole of which a part must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// Seats of members that somebody holds.
    SeatsFilled,
    /// All seats of members.
    SeatsTotal,
    /// Seats with a vote.
    VotingSeats,
}

/// What happens where too few are left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LostQuorum {
    /// Nothing more is decided.
    Stop,
    /// It is noted.
    NoteOnly,
}

/// What equal votes mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// The vote of the chair decides.
    ChairCasting,
    /// Nothing is adopted.
    Rejected,
}

/// The rule of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// The whole.
    pub base: Base,
    /// The part.
    pub need: Need,
    /// Whether those represented by others count too.
    pub counts_represented: bool,
    /// Proxies that one seat may hold.
    pub max_proxies: u32,
    /// Fewest days between a first and a second convocation.
    pub second_min_days: i64,
    /// Most days between them, where there is a limit.
    pub second_max_days: Option<i64>,
    /// What is needed at a second convocation.
    pub second_need: Need,
    /// Whether that keeps the agenda of the first.
    pub second_same_agenda: bool,
    /// What happens where the quorum is lost.
    pub lost: LostQuorum,
    /// What equal votes mean.
    pub tie: Tie,
}

/// A need that cannot be read, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadNeed(pub String);

impl Rule {
    /// The rule of a body; nothing where it has none.
    ///
    /// # Errors
    /// A need in words that nobody understands: [`UnreadNeed`].
    pub fn of(of: &Record) -> Result<Option<Rule>, UnreadNeed> {
        let Some(Value::Part(part)) = of.fields.get(body::QUORUM.id) else { return Ok(None) };
        let need = |id, absent| match part.text(id) {
            None => Ok(absent),
            Some(words) => Need::read(words).ok_or_else(|| UnreadNeed(words.to_owned())),
        };
        Ok(Some(Rule {
            base: match part.text(body::quorum::BASE.id) {
                Some("seats_total") => Base::SeatsTotal,
                Some("voting_seats") => Base::VotingSeats,
                _ => Base::SeatsFilled,
            },
            need: need(body::quorum::NEED.id, Need::MoreThanHalf)?,
            counts_represented: part.text(body::quorum::COUNTS.id) == Some("present_or_represented"),
            max_proxies: number(part, body::quorum::MAX_PROXIES.id).unwrap_or(0),
            second_min_days: part.number(body::quorum::SECOND_CALL_MIN_DAYS.id).unwrap_or(0),
            second_max_days: part.number(body::quorum::SECOND_CALL_MAX_DAYS.id),
            second_need: need(body::quorum::SECOND_CALL_NEED.id, Need::Any)?,
            second_same_agenda: part.flag(body::quorum::SECOND_CALL_SAME_AGENDA.id),
            lost: match part.text(body::quorum::LOST_QUORUM.id) {
                Some("stop") => LostQuorum::Stop,
                _ => LostQuorum::NoteOnly,
            },
            tie: match part.text(body::quorum::TIE.id) {
                Some("chair_casting") => Tie::ChairCasting,
                _ => Tie::Rejected,
            },
        }))
    }

    fn is_counted(&self, seat: &SeatHolders<'_>) -> bool {
        match self.base {
            Base::VotingSeats => has_vote(seat),
            Base::SeatsTotal => is_member(seat),
            Base::SeatsFilled => is_member(seat) && seat.holders.iter().any(|holder| holder.person.is_some()),
        }
    }

    /// What is needed of so many at a first or a later convocation.
    pub fn needed(&self, base: u32, rank: i64) -> u32 {
        if rank > 1 { self.second_need.of(base) } else { self.need.of(base) }
    }
}

fn number(part: &Fields, id: u16) -> Option<u32> {
    part.number(id).and_then(|number| u32::try_from(number).ok())
}

/// Whether a seat has a vote; a seat of which nothing is said has one.
pub fn has_vote(seat: &SeatHolders<'_>) -> bool {
    matches!(seat.voting, None | Some("voting"))
}

/// Whether a seat is that of a member: observers and invited experts are none.
fn is_member(seat: &SeatHolders<'_>) -> bool {
    matches!(seat.voting, None | Some("voting" | "consultative"))
}

/// What is needed and what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Seats of which a part is needed.
    pub base: u32,
    /// How many are needed.
    pub needed: u32,
    /// How many are counted.
    pub counted: u32,
}

impl Count {
    /// Whether there are enough.
    pub fn is_reached(&self) -> bool {
        self.counted >= self.needed
    }

    /// The message that tells it, with its values.
    pub fn message(&self) -> (&'static str, [(&'static str, Arg<'static>); 3]) {
        let key = if self.is_reached() { "quorum-reached" } else { "quorum-not-reached" };
        let value = |count: u32| i64::from(count).into();
        (key, [("counted", value(self.counted)), ("needed", value(self.needed)), ("base", value(self.base))])
    }
}

/// A session as the quorum sees it: its rule, the seats that count, and who sat when.
pub struct Quorum {
    /// The rule.
    pub rule: Rule,
    rank: i64,
    counted: BTreeSet<i64>,
    sittings: Vec<Sitting>,
}

impl Quorum {
    /// The quorum of a session; nothing where its body has no rule.
    ///
    /// # Errors
    /// [`UnreadNeed`].
    pub fn of(desk: &Desk, session: &Record, today: Date) -> Result<Option<Quorum>, UnreadNeed> {
        let Some(body) = session.fields.link(meeting::BODY.id).and_then(|body| desk.get(body)) else { return Ok(None) };
        let Some(rule) = Rule::of(body)? else { return Ok(None) };
        let day = day_of(session).unwrap_or(today);
        let seats = seats(desk, body, day);
        let counted = seats.iter().filter(|seat| rule.is_counted(seat)).map(|seat| seat.number).collect();
        let rank = session.fields.number(meeting::CONVOCATION_RANK.id).unwrap_or(1);
        Ok(Some(Quorum { rule, rank, counted, sittings: sittings(session) }))
    }

    /// What is needed and there at a moment; before anybody came, at the beginning of time.
    pub fn at(&self, moment: &Instant) -> Count {
        let base = u32::try_from(self.counted.len()).unwrap_or(u32::MAX);
        Count { base, needed: self.rule.needed(base, self.rank), counted: self.counted_at(moment) }
    }

    fn counted_at(&self, moment: &Instant) -> u32 {
        let counts = |seat: &i64| self.counted.contains(seat);
        let (mut seated, mut represented) = (BTreeSet::new(), BTreeSet::new());
        for sitting in self.sittings.iter().filter(|sitting| sitting.proxy_to.is_none() && sitting.is_there(moment)) {
            if sitting.represented {
                represented.insert(sitting.seat)
            } else {
                seated.insert(sitting.seat)
            };
        }
        let mut all: BTreeSet<i64> = seated.iter().copied().filter(counts).collect();
        if self.rule.counts_represented {
            all.extend(represented.iter().copied().filter(counts));
            // A proxy is held by a counted seat that its member sits on; each may hold so many, in the order in which they were given.
            let mut held: BTreeMap<i64, u32> = BTreeMap::new();
            let given = self.sittings.iter().filter(|sitting| sitting.is_there(moment));
            for (giver, holder) in given.filter_map(|sitting| Some((sitting.seat, sitting.proxy_to?))) {
                let is_held = seated.contains(&holder) && counts(&holder) && giver != holder;
                if !is_held || !counts(&giver) || all.contains(&giver) {
                    continue;
                }
                let already = held.entry(holder).or_default();
                if *already < self.rule.max_proxies {
                    *already += 1;
                    all.insert(giver);
                }
            }
        }
        u32::try_from(all.len()).unwrap_or(u32::MAX)
    }
}

/// The day on which a session is or was held.
pub fn day_of(session: &Record) -> Option<Date> {
    let opened = session.fields.instant(meeting::ACTUAL_START.id).map(|at| at.wall.date());
    opened.or_else(|| session.date().and_then(|date| date.earliest()))
}

/// A moment at which the count changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// When.
    pub at: Instant,
    /// The count from then on.
    pub count: Count,
}

/// How the count changed over a session: its opening and every moment of an arrival or departure that changed it.
pub fn course(quorum: &Quorum, session: &Record) -> Vec<Turn> {
    let opened = session.fields.instant(meeting::ACTUAL_START.id).or_else(|| session.fields.instant(meeting::START.id));
    let closed = session.fields.instant(meeting::ACTUAL_END.id);
    let mut moments: Vec<&Instant> = quorum.sittings.iter().flat_map(Sitting::moments).collect();
    moments
        .retain(|moment| opened.is_none_or(|opened| *moment > opened) && closed.is_none_or(|closed| *moment < closed));
    moments.extend(opened);
    moments.sort();
    moments.dedup();
    let mut turns: Vec<Turn> = Vec::new();
    for moment in moments {
        let count = quorum.at(moment);
        if turns.last().is_none_or(|last| last.count != count) {
            turns.push(Turn { at: moment.clone(), count });
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn check(words: &str, base: u32, needed: u32) {
        assert_eq!(Need::read(words).unwrap().of(base), needed, "{words} of {base}");
    }

    #[test]
    fn what_is_needed_follows_from_the_rule() {
        check("more_than_half", 14, 8);
        check("more_than_half", 13, 7);
        check("more_than_half", 0, 1);
        check("1/2", 7, 4);
        check("2/3", 9, 6);
        check("2/3", 10, 7);
        check("2/3", 0, 1);
        check("7", 30, 7);
        check("any", 30, 1);
    }

    #[test]
    fn a_need_that_nobody_understands_is_refused() {
        for words in ["", "most", "3/2", "0/3", "1/0", "0", "-1", "1/2/3"] {
            assert_eq!(Need::read(words), None, "{words}");
        }
    }
}
