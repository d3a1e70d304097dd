//! The roll call of a session: what is said of each seat in turn, with what the desk already knows about it.
//!
//! The [`Roll`] keeps lines and times; here stands who is meant by a seat, who was announced to come for it, and that nobody is
//! present on a seat that nobody holds. The screen and the commands call the roll by the same words.

use super::attendance::{Mark, Roll, RollError};
use super::bodies::{SeatHolders, seats};
use super::conduct::ConductError;
use super::conduct::must_be;
use super::quorum::{Quorum, day_of};
use super::warnings::person_of;
use crate::domain::desk::Desk;
use crate::domain::kinds::meeting::{self, ATTENDANCE, CONVOCATIONS, attendance_line as line, convocation};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::Fields;
use crate::lang::date::Instant;
use jiff::civil::Date;

/// What is said of a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Its member is there, or somebody else with a mandate on it.
    Present(Option<Ref>),
    /// The same from afar.
    Remote(Option<Ref>),
    /// Somebody came for it: the one who is named, or the one who was announced.
    Represented(Option<Ref>),
    /// Another seat holds its proxy.
    Proxy(i64),
    /// It is excused.
    Excused,
    /// Nobody came.
    Absent,
    /// Whoever sat on it leaves.
    Left,
}

/// Why the roll cannot be called so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallError {
    /// The session is in no state in which the roll is called.
    Conduct(ConductError),
    /// The body has no such seat on the day.
    NoSuchSeat,
    /// Nobody holds the seat.
    Vacant(i64),
    /// What the list says stands against it.
    Roll(RollError),
}

impl From<RollError> for CallError {
    fn from(error: RollError) -> Self {
        CallError::Roll(error)
    }
}

/// The roll of a session while it is called.
pub struct RollCall<'a> {
    desk: &'a Desk,
    session: &'a Record,
    seats: Vec<SeatHolders<'a>>,
    roll: Roll,
    /// The hour that a mark bears; none before the session is open, where whoever is there is there from the beginning.
    at: Option<Instant>,
    /// The hour of whoever leaves.
    now: Instant,
}

impl<'a> RollCall<'a> {
    /// The roll of a session on a day, at an hour that was named or else now.
    ///
    /// # Errors
    /// The session is neither convened nor held: [`CallError::Conduct`].
    pub fn of(
        desk: &'a Desk,
        session: &'a Record,
        quorum: Option<&Quorum>,
        now: &Instant,
        named: Option<Instant>,
    ) -> Result<RollCall<'a>, CallError> {
        must_be(session, &["convened", "open", "suspended"]).map_err(CallError::Conduct)?;
        let is_open = session.status_code() != Some("convened");
        let at = named.or_else(|| is_open.then(|| now.clone()));
        let roll = Roll::of(session, quorum.map(|quorum| quorum.rule.max_proxies));
        let seats = seats_of(desk, session, now.wall.date());
        Ok(RollCall { desk, session, seats, roll, now: at.clone().unwrap_or_else(|| now.clone()), at })
    }

    /// Says how a seat is taken.
    ///
    /// # Errors
    /// [`CallError`]; the roll is as it was.
    pub fn say(&mut self, seat: i64, said: &Said) -> Result<(), CallError> {
        let holders = self.seats.iter().find(|held| held.number == seat).ok_or(CallError::NoSuchSeat)?;
        let holders = &holders.holders;
        let member = holders.iter().find_map(|holder| holder.post.or(holder.person));
        let is_held = holders.iter().any(|holder| holder.person.is_some());
        let mut mark = Mark { who: member, at: self.at.clone(), ..Mark::default() };
        let status = match said {
            Said::Left => return Ok(self.roll.leave(seat, &self.now)?),
            Said::Present(None) | Said::Remote(None) if !is_held => return Err(CallError::Vacant(seat)),
            Said::Present(who) | Said::Remote(who) => {
                mark.who = who.or(member);
                if matches!(said, Said::Remote(_)) { "remote" } else { "present" }
            }
            Said::Represented(who) => {
                mark.represented_by = who.or_else(|| self.announced(seat));
                "represented"
            }
            Said::Proxy(holder) => {
                mark.proxy_to = Some(*holder);
                "represented"
            }
            Said::Excused => "excused",
            Said::Absent => "absent",
        };
        status.clone_into(&mut mark.status);
        self.is_free(seat, &mark)?;
        Ok(self.roll.mark(seat, &mark)?)
    }

    /// Whoever holds two posts with a seat each sits on one of them.
    fn is_free(&self, seat: i64, mark: &Mark) -> Result<(), CallError> {
        let day = day_of(self.session).unwrap_or_else(|| self.now.wall.date());
        let person = |who| person_of(self.desk, who, day);
        let Some(comes) = mark.comes().and_then(person) else { return Ok(()) };
        let other = self.roll.seated().find(|(other, who)| *other != seat && person(*who) == Some(comes));
        other.map_or(Ok(()), |(other, _)| Err(RollError::SitsElsewhere(other).into()))
    }

    /// Notes a guest.
    ///
    /// # Errors
    /// The list is full.
    pub fn guest(&mut self, who: Ref) -> Result<(), CallError> {
        Ok(self.roll.guest(who, self.at.clone())?)
    }

    /// Calls the roll as the replies announce it, for seats of which nothing is said yet; nobody is taken to be there without
    /// having said so.
    ///
    /// # Errors
    /// [`CallError`] of the first seat of which that cannot be said.
    pub fn as_announced(&mut self) -> Result<(), CallError> {
        let said: Vec<i64> = self.roll.lines().iter().filter_map(|part| part.number(line::SEAT.id)).collect();
        let numbers: Vec<i64> = self.seats.iter().map(|seat| seat.number).collect();
        for number in numbers.into_iter().filter(|number| !said.contains(number)) {
            let reply = self.convocation(number).and_then(|part| part.text(convocation::REPLY.id));
            let said = match reply {
                Some("attends") => Said::Present(None),
                Some("represented_by") => Said::Represented(None),
                Some("excused") => Said::Excused,
                _ => Said::Absent,
            };
            self.say(number, &said)?;
        }
        Ok(())
    }

    /// The fields of the session with the roll as it is now.
    pub fn into_fields(self) -> Fields {
        let mut fields = self.session.fields.clone();
        fields.set(ATTENDANCE.id, Some(self.roll.into_value()));
        fields
    }

    fn convocation(&self, seat: i64) -> Option<&Fields> {
        self.session.fields.parts(CONVOCATIONS.id).find(|part| part.number(convocation::SEAT.id) == Some(seat))
    }

    /// Who was announced to come for a seat.
    fn announced(&self, seat: i64) -> Option<Ref> {
        self.convocation(seat).and_then(|part| part.link(convocation::REPRESENTED_BY.id))
    }
}

/// The seats of the body of a session on its day.
pub fn seats_of<'d>(desk: &'d Desk, session: &Record, today: Date) -> Vec<SeatHolders<'d>> {
    let body = session.fields.link(meeting::BODY.id).and_then(|body| desk.get(body));
    let day = day_of(session).unwrap_or(today);
    body.map(|body| seats(desk, body, day)).unwrap_or_default()
}

/// What the attendance list says last of a seat.
pub fn last_line(session: &Record, seat: i64) -> Option<&Fields> {
    session.fields.parts(ATTENDANCE.id).filter(|part| part.number(line::SEAT.id) == Some(seat)).last()
}
