//! Who was in the room, from when to when: the roll call, arrivals, departures, proxies.
//!
//! A line of attendance is one way in which a seat was taken: by its member, by somebody else for it, or by a proxy that
//! another seat holds. Where that changes during a session the line ends and the next one begins; nothing that was
//! true is ever written over, so that the quorum at any moment can be counted later.

use crate::domain::kinds::meeting::{ATTENDANCE, absence, attendance_line as line};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Value};
use crate::lang::date::Instant;
use crate::limits;

/// One way in which a seat was taken, with its times; half-open, a missing end is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Sitting {
    /// The seat.
    pub seat: i64,
    /// Whether somebody else came for it.
    pub represented: bool,
    /// The seat that holds its proxy, where nobody came.
    pub proxy_to: Option<i64>,
    /// Since when.
    pub from: Option<Instant>,
    /// Until when.
    pub until: Option<Instant>,
    /// Times out of the room.
    pub away: Vec<(Instant, Instant)>,
}

impl Sitting {
    /// Whether it holds at a moment.
    pub fn is_there(&self, moment: &Instant) -> bool {
        self.from.as_ref().is_none_or(|from| from <= moment)
            && self.until.as_ref().is_none_or(|until| moment < until)
            && !self.away.iter().any(|(out, back)| out <= moment && moment < back)
    }

    /// The moments at which it begins, is interrupted or ends.
    pub fn moments(&self) -> impl Iterator<Item = &Instant> {
        let interruptions = self.away.iter().flat_map(|(out, back)| [out, back]);
        self.from.iter().chain(self.until.iter()).chain(interruptions)
    }
}

/// Every way in which seats were taken, in the order of the attendance list.
pub fn sittings(session: &Record) -> Vec<Sitting> {
    session.fields.parts(ATTENDANCE.id).filter_map(sitting).collect()
}

fn sitting(part: &Fields) -> Option<Sitting> {
    let seat = part.number(line::SEAT.id)?;
    let represented = match part.text(line::STATUS.id)? {
        "present" | "remote" => false,
        "represented" => true,
        _ => return None,
    };
    let away = part
        .parts(line::AWAY.id)
        .filter_map(|part| Some((part.instant(absence::FROM.id)?.clone(), part.instant(absence::UNTIL.id)?.clone())));
    Some(Sitting {
        seat,
        represented,
        proxy_to: part.number(line::PROXY_TO.id).filter(|_| represented),
        from: part.instant(line::ARRIVED.id).cloned(),
        until: part.instant(line::LEFT.id).cloned(),
        away: away.collect(),
    })
}

/// The seats that are in the room at a moment, by their members or by others; no proxies.
pub fn seats_there(session: &Record, moment: &Instant) -> Vec<i64> {
    let there = sittings(session).into_iter().filter(|sitting| sitting.proxy_to.is_none() && sitting.is_there(moment));
    let mut seats: Vec<i64> = there.map(|sitting| sitting.seat).collect();
    seats.sort_unstable();
    seats.dedup();
    seats
}

/// What is said about a seat at the roll call.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    /// Code of `attendance`.
    pub status: String,
    /// Who sits on it: the mandate, or a guest.
    pub who: Option<Ref>,
    /// Who came for it.
    pub represented_by: Option<Ref>,
    /// The seat that holds its proxy.
    pub proxy_to: Option<i64>,
    /// When, once the session is open; nothing before it is.
    pub at: Option<Instant>,
}

impl Mark {
    /// Who comes into the room for the seat, where that is said.
    pub fn comes(&self) -> Option<Ref> {
        match self.status.as_str() {
            "represented" => self.represented_by,
            "present" | "remote" => self.who,
            _ => None,
        }
    }
}

/// Why the roll cannot say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RollError {
    /// The seat is not in the room.
    NotThere(i64),
    /// That person already sits for another seat.
    SitsElsewhere(i64),
    /// A seat cannot hold its own proxy.
    OwnProxy(i64),
    /// The seat holds as many proxies as the rule allows.
    TooManyProxies(i64),
    /// The moment is before what the list says already.
    Backwards(i64),
    /// The list is full ([`limits::LIST_LEN`]).
    Full,
}

/// The attendance of a session, taken out to be changed and put back as one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roll {
    lines: Vec<Fields>,
    max_proxies: Option<u32>,
}

impl Roll {
    /// The attendance of a session; with the proxies that a seat may hold, where a rule says how many.
    pub fn of(session: &Record, max_proxies: Option<u32>) -> Roll {
        Roll { lines: session.fields.parts(ATTENDANCE.id).cloned().collect(), max_proxies }
    }

    /// The value to put back into the session.
    pub fn into_value(self) -> Value {
        Value::List(self.lines.into_iter().map(Value::Part).collect())
    }

    /// The lines in order.
    pub fn lines(&self) -> &[Fields] {
        &self.lines
    }

    /// Who sits in the room for which seat, where that is said.
    pub fn seated(&self) -> impl Iterator<Item = (i64, Ref)> {
        let there = (0..self.lines.len()).filter(|at| self.sits(*at)).map(|at| &self.lines[at]);
        there.filter(|fields| fields.get(line::PROXY_TO.id).is_none()).filter_map(|fields| {
            // Whose seat is represented is not there; by whom may be unknown.
            let is_represented = fields.text(line::STATUS.id) == Some("represented");
            let person = fields.link(if is_represented { line::REPRESENTED_BY.id } else { line::WHO.id })?;
            Some((fields.number(line::SEAT.id)?, person))
        })
    }

    /// Says how a seat is taken, from a moment on where one is given.
    ///
    /// # Errors
    /// [`RollError`]; the roll is as it was.
    pub fn mark(&mut self, seat: i64, mark: &Mark) -> Result<(), RollError> {
        self.may(seat, mark)?;
        let comes = matches!(mark.status.as_str(), "present" | "remote" | "represented");
        match (self.last(seat), &mark.at) {
            (Some(at), Some(moment)) if self.sits(at) => {
                if self.is_same(at, mark) {
                    return Ok(());
                }
                self.end(at, moment)?;
                if comes { self.push(seat, mark) } else { Ok(()) }
            }
            (Some(at), Some(moment)) if self.returns(at, mark) => self.come_back(at, moment),
            (Some(at), moment) if moment.is_none() || !self.has_sat(at) => {
                self.lines[at] = new_line(seat, mark, comes);
                Ok(())
            }
            _ => self.push(seat, mark),
        }
    }

    /// The seat leaves the room.
    ///
    /// # Errors
    /// [`RollError::NotThere`], [`RollError::Backwards`].
    pub fn leave(&mut self, seat: i64, moment: &Instant) -> Result<(), RollError> {
        let at = self.last(seat).filter(|at| self.sits(*at)).ok_or(RollError::NotThere(seat))?;
        self.end(at, moment)
    }

    /// Notes a guest, who has no seat.
    ///
    /// # Errors
    /// [`RollError::Full`].
    pub fn guest(&mut self, who: Ref, at: Option<Instant>) -> Result<(), RollError> {
        let is_noted =
            |fields: &Fields| fields.number(line::SEAT.id).is_none() && fields.link(line::WHO.id) == Some(who);
        if self.lines.iter().any(is_noted) {
            return Ok(());
        }
        self.room_for_one()?;
        let mut fields = Fields::new().with(line::WHO.id, who);
        fields.set(line::STATUS.id, Some(Value::Code("guest".to_owned())));
        fields.set(line::ARRIVED.id, at.map(Value::Instant));
        self.lines.push(fields);
        Ok(())
    }

    /// Closes every line that is still open: the session is over.
    pub fn end_all(&mut self, moment: &Instant) {
        for at in 0..self.lines.len() {
            if self.sits(at) && self.end(at, moment).is_err() {
                let arrived = self.lines[at].get(line::ARRIVED.id).cloned();
                self.lines[at].set(line::LEFT.id, arrived);
            }
        }
    }

    fn may(&self, seat: i64, mark: &Mark) -> Result<(), RollError> {
        if let Some(person) = mark.comes()
            && let Some((other, _)) = self.seated().find(|(other, who)| *who == person && *other != seat)
        {
            return Err(RollError::SitsElsewhere(other));
        }
        let Some(holder) = mark.proxy_to else { return Ok(()) };
        if holder == seat {
            return Err(RollError::OwnProxy(seat));
        }
        let gives = |at: &usize| {
            self.sits(*at)
                && self.lines[*at].number(line::PROXY_TO.id) == Some(holder)
                && self.lines[*at].number(line::SEAT.id) != Some(seat)
        };
        let held = (0..self.lines.len()).filter(gives).count();
        if self.max_proxies.is_some_and(|most| held >= most as usize) {
            return Err(RollError::TooManyProxies(holder));
        }
        Ok(())
    }

    fn last(&self, seat: i64) -> Option<usize> {
        self.lines.iter().rposition(|fields| fields.number(line::SEAT.id) == Some(seat))
    }

    fn sits(&self, at: usize) -> bool {
        self.has_sat(at) && self.lines[at].get(line::LEFT.id).is_none()
    }

    fn has_sat(&self, at: usize) -> bool {
        matches!(self.lines[at].text(line::STATUS.id), Some("present" | "remote" | "represented"))
    }

    fn is_same(&self, at: usize, mark: &Mark) -> bool {
        let fields = &self.lines[at];
        fields.text(line::STATUS.id) == Some(mark.status.as_str())
            && fields.link(line::REPRESENTED_BY.id) == mark.represented_by
            && fields.number(line::PROXY_TO.id) == mark.proxy_to
    }

    /// Whether a mark says that whoever left is back.
    fn returns(&self, at: usize, mark: &Mark) -> bool {
        self.has_sat(at) && self.is_same(at, mark) && mark.proxy_to.is_none()
    }

    fn come_back(&mut self, at: usize, moment: &Instant) -> Result<(), RollError> {
        let seat = self.lines[at].number(line::SEAT.id).unwrap_or(0);
        let Some(left) = self.lines[at].instant(line::LEFT.id).cloned() else { return Ok(()) };
        if *moment < left {
            return Err(RollError::Backwards(seat));
        }
        let mut away = self.lines[at].list(line::AWAY.id).to_vec();
        if away.len() >= limits::LIST_LEN {
            return Err(RollError::Full);
        }
        if *moment > left {
            away.push(Value::Part(Fields::new().with(absence::FROM.id, left).with(absence::UNTIL.id, moment.clone())));
        }
        self.lines[at].set(line::AWAY.id, Some(Value::List(away)));
        self.lines[at].set(line::LEFT.id, None);
        Ok(())
    }

    fn end(&mut self, at: usize, moment: &Instant) -> Result<(), RollError> {
        let fields = &mut self.lines[at];
        let last = fields.parts(line::AWAY.id).filter_map(|part| part.instant(absence::UNTIL.id)).max();
        if last.or_else(|| fields.instant(line::ARRIVED.id)).is_some_and(|last| moment < last) {
            return Err(RollError::Backwards(fields.number(line::SEAT.id).unwrap_or(0)));
        }
        fields.set(line::LEFT.id, Some(Value::Instant(moment.clone())));
        Ok(())
    }

    fn push(&mut self, seat: i64, mark: &Mark) -> Result<(), RollError> {
        self.room_for_one()?;
        let comes = matches!(mark.status.as_str(), "present" | "remote" | "represented");
        self.lines.push(new_line(seat, mark, comes));
        Ok(())
    }

    fn room_for_one(&self) -> Result<(), RollError> {
        if self.lines.len() < limits::LIST_LEN { Ok(()) } else { Err(RollError::Full) }
    }
}

fn new_line(seat: i64, mark: &Mark, comes: bool) -> Fields {
    let mut fields = Fields::new().with(line::SEAT.id, seat);
    fields.set(line::WHO.id, mark.who.map(Value::Link));
    fields.set(line::STATUS.id, Some(Value::Code(mark.status.clone())));
    fields.set(line::REPRESENTED_BY.id, mark.represented_by.map(Value::Link));
    fields.set(line::PROXY_TO.id, mark.proxy_to.map(Value::Number));
    fields.set(line::ARRIVED.id, mark.at.clone().filter(|_| comes).map(Value::Instant));
    fields
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kind::Kind;

    fn at(minute: i8) -> Instant {
        Instant::at_home(jiff::civil::date(2026, 12, 18).at(10 + minute / 60, minute % 60, 0, 0))
    }

    fn mark(status: &str, minute: Option<i8>) -> Mark {
        Mark { status: status.to_owned(), at: minute.map(at), ..Mark::default() }
    }

    fn there(roll: &Roll, minute: i8) -> Vec<i64> {
        let session = Record {
            reference: Ref(1),
            kind: Kind::Meeting,
            rev: 0,
            fields: Fields::new()
                .with(ATTENDANCE.id, roll.lines().iter().cloned().map(Value::Part).collect::<Vec<_>>()),
        };
        seats_there(&session, &at(minute))
    }

    #[test]
    fn row_55_the_roll_call_says_how_each_seat_is_taken_and_may_be_corrected_before_the_session() {
        let mut roll = Roll::default();
        for (seat, status) in [(1, "present"), (2, "excused"), (3, "represented"), (4, "absent")] {
            roll.mark(seat, &mark(status, None)).unwrap();
        }
        roll.mark(4, &mark("present", None)).unwrap();
        roll.guest(Ref(70), None).unwrap();
        roll.guest(Ref(70), None).unwrap();
        assert_eq!(roll.lines().len(), 5);
        assert_eq!(there(&roll, 0), [1, 3, 4]);
    }

    #[test]
    fn row_56_arrivals_departures_and_returns_are_kept_as_times() {
        let mut roll = Roll::default();
        roll.mark(1, &mark("present", None)).unwrap();
        roll.mark(2, &mark("absent", None)).unwrap();
        roll.mark(2, &mark("present", Some(20))).unwrap();
        roll.leave(1, &at(30)).unwrap();
        roll.mark(1, &mark("present", Some(45))).unwrap();
        roll.leave(1, &at(50)).unwrap();
        assert_eq!(
            [there(&roll, 10), there(&roll, 25), there(&roll, 35), there(&roll, 46), there(&roll, 55)],
            [vec![1], vec![1, 2], vec![2], vec![1, 2], vec![2]]
        );
        assert_eq!(roll.leave(1, &at(56)), Err(RollError::NotThere(1)));
        assert_eq!(roll.mark(1, &mark("present", Some(49))), Err(RollError::Backwards(1)));
    }

    #[test]
    fn row_57_a_proxy_begins_when_its_giver_leaves_and_is_bounded() {
        let mut roll = Roll { max_proxies: Some(1), ..Roll::default() };
        for seat in 1..=3 {
            roll.mark(seat, &mark("present", None)).unwrap();
        }
        let proxy = |to, minute| Mark { proxy_to: Some(to), ..mark("represented", minute) };
        roll.mark(1, &proxy(2, Some(30))).unwrap();
        assert_eq!((there(&roll, 29), there(&roll, 30)), (vec![1, 2, 3], vec![2, 3]));
        assert_eq!(roll.mark(3, &proxy(2, Some(40))), Err(RollError::TooManyProxies(2)));
        assert_eq!(roll.mark(3, &proxy(3, Some(40))), Err(RollError::OwnProxy(3)));
        roll.mark(1, &mark("present", Some(50))).unwrap();
        assert_eq!(there(&roll, 51), [1, 2, 3]);
        roll.mark(3, &proxy(2, Some(52))).unwrap();
    }

    #[test]
    fn one_person_sits_for_one_seat() {
        let mut roll = Roll::default();
        roll.mark(1, &Mark { who: Some(Ref(50)), ..mark("present", None) }).unwrap();
        let same = Mark { represented_by: Some(Ref(50)), who: Some(Ref(60)), ..mark("represented", None) };
        assert_eq!(roll.mark(2, &same), Err(RollError::SitsElsewhere(1)));
    }

    #[test]
    fn the_end_of_a_session_ends_every_presence() {
        let mut roll = Roll::default();
        roll.mark(1, &mark("present", Some(5))).unwrap();
        roll.mark(2, &mark("excused", None)).unwrap();
        roll.end_all(&at(90));
        assert!(there(&roll, 91).is_empty());
        assert_eq!(there(&roll, 89), [1]);
    }
}
