//! The quorum against an oracle that was written apart: it knows no intervals and no rules module, only a table of who sits
//! where, which each event changes, read off minute by minute.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::sync::Arc;
use tansiq::domain::kinds::{body, meeting};
use tansiq::domain::rules::attendance::{Mark, Roll};
use tansiq::domain::rules::quorum::{Quorum, course};
use tansiq::domain::{Desk, Fields, Kind, Record, Ref, Value};
use tansiq::lang::date::Instant;

/// Numbers without a pattern, the same on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[usize::try_from(self.roll(from.len() as u64)).unwrap()]
    }
}

const PEOPLE: u64 = 1_000;
const MINUTES: i64 = 120;

/// One seat of the committee drawn.
struct Seat {
    voting: &'static str,
    is_filled: bool,
}

/// A committee drawn by lot.
struct Committee {
    seats: Vec<Seat>,
    base: &'static str,
    need: &'static str,
    counts: &'static str,
    max_proxies: i64,
    rank: i64,
}

/// Something that happens at the roll call or during the session.
#[derive(Clone, Copy, Debug)]
enum Event {
    Comes(usize),
    IsRepresented(usize),
    GivesProxy(usize, usize),
    IsAbsent(usize),
    Leaves(usize),
}

impl Committee {
    fn draw(dice: &mut Dice) -> Committee {
        let count = 3 + dice.roll(28);
        let seats = (0..count)
            .map(|_| Seat {
                voting: dice.pick(&["voting", "voting", "voting", "consultative", "observer", "expert"]),
                is_filled: dice.roll(5) > 0,
            })
            .collect();
        Committee {
            seats,
            base: dice.pick(&["seats_filled", "seats_total", "voting_seats"]),
            need: dice.pick(&["more_than_half", "1/2", "2/3", "3/4", "1/3", "5", "any"]),
            counts: dice.pick(&["present", "present_or_represented"]),
            max_proxies: i64::try_from(dice.roll(4)).unwrap(),
            rank: 1 + i64::try_from(dice.roll(2)).unwrap(),
        }
    }

    fn body(&self) -> Record {
        let code = |code: &str| Value::Code(code.to_owned());
        let mut rule = Fields::new().with(body::quorum::MAX_PROXIES.id, self.max_proxies);
        rule.set(body::quorum::BASE.id, Some(code(self.base)));
        rule.set(body::quorum::NEED.id, Some(Value::Text(self.need.to_owned())));
        rule.set(body::quorum::COUNTS.id, Some(code(self.counts)));
        rule.set(body::quorum::SECOND_CALL_NEED.id, Some(Value::Text("1/4".to_owned())));
        let number = |at: usize| i64::try_from(at + 1).unwrap();
        let seats: Vec<Value> = (self.seats.iter().enumerate())
            .map(|(at, seat)| {
                let mut part = Fields::new().with(body::seat::NUMBER.id, number(at));
                part.set(body::seat::VOTING.id, Some(code(seat.voting)));
                Value::Part(part)
            })
            .collect();
        let filled = self.seats.iter().enumerate().filter(|(_, seat)| seat.is_filled);
        let mandates: Vec<Value> = filled
            .map(|(at, _)| {
                let holder = Ref(PEOPLE + at as u64);
                Value::Part(
                    Fields::new().with(body::mandate::SEAT.id, number(at)).with(body::mandate::HOLDER.id, holder),
                )
            })
            .collect();
        let fields =
            Fields::new().with(body::QUORUM.id, rule).with(body::SEATS.id, seats).with(body::MANDATES.id, mandates);
        Record { reference: Ref(1), kind: Kind::Body, rev: 1, fields }
    }
}

/// The table of the oracle: for each seat who is there now.
#[derive(Clone, Copy, PartialEq, Debug)]
enum There {
    Nobody,
    Member,
    Other,
    Proxy(usize),
}

struct Oracle<'a> {
    committee: &'a Committee,
    table: Vec<There>,
    count_by_minute: Vec<usize>,
}

impl Oracle<'_> {
    fn happens(&mut self, event: Event) {
        match event {
            Event::Comes(seat) => self.table[seat] = There::Member,
            Event::IsRepresented(seat) => self.table[seat] = There::Other,
            Event::GivesProxy(seat, to) if seat != to => self.table[seat] = There::Proxy(to),
            Event::GivesProxy(..) => {}
            Event::IsAbsent(seat) | Event::Leaves(seat) => self.table[seat] = There::Nobody,
        }
    }

    fn is_of_the_whole(&self, seat: usize) -> bool {
        let seat = &self.committee.seats[seat];
        match (self.committee.base, seat.voting) {
            ("voting_seats", voting) => voting == "voting",
            (_, "observer" | "expert") => false,
            ("seats_filled", _) => seat.is_filled,
            _ => true,
        }
    }

    fn count(&self) -> usize {
        let represented_counts = self.committee.counts == "present_or_represented";
        let mut total = 0;
        for seat in (0..self.table.len()).filter(|seat| self.is_of_the_whole(*seat)) {
            total += usize::from(match self.table[seat] {
                There::Member => true,
                There::Other => represented_counts,
                _ => false,
            });
        }
        for holder in (0..self.table.len()).filter(|seat| represented_counts && self.is_of_the_whole(*seat)) {
            if self.table[holder] == There::Member {
                let givers = (0..self.table.len())
                    .filter(|giver| self.is_of_the_whole(*giver) && self.table[*giver] == There::Proxy(holder));
                total += givers.count().min(usize::try_from(self.committee.max_proxies).unwrap());
            }
        }
        total
    }

    /// Whether so many are enough, by asking the sentence of the rule and not by computing a number.
    fn is_enough(&self, count: usize) -> bool {
        let whole = (0..self.table.len()).filter(|seat| self.is_of_the_whole(*seat)).count();
        let need = if self.committee.rank > 1 { "1/4" } else { self.committee.need };
        match need {
            "any" => count >= 1,
            "more_than_half" => count * 2 > whole,
            "5" => count >= 5,
            part => {
                let (part, of) = part.split_once('/').unwrap();
                count >= 1 && count * of.parse::<usize>().unwrap() >= whole * part.parse::<usize>().unwrap()
            }
        }
    }
}

fn minute(minute: i64) -> Instant {
    Instant::at_home(jiff::civil::date(2026, 12, 18).at(10, 0, 0, 0)).after_minutes(minute).unwrap()
}

fn apply(roll: &mut Roll, event: Event, at: Option<Instant>) -> bool {
    let number = |seat: usize| i64::try_from(seat + 1).unwrap();
    let mark = |status: &str, proxy_to| Mark { status: status.to_owned(), proxy_to, at: at.clone(), ..Mark::default() };
    let done = match event {
        Event::Comes(seat) => roll.mark(number(seat), &mark("present", None)),
        Event::IsRepresented(seat) => roll.mark(number(seat), &mark("represented", None)),
        Event::GivesProxy(seat, to) => roll.mark(number(seat), &mark("represented", Some(number(to)))),
        Event::IsAbsent(seat) => roll.mark(number(seat), &mark("absent", None)),
        Event::Leaves(seat) => match &at {
            Some(at) => roll.leave(number(seat), at),
            None => return false,
        },
    };
    done.is_ok()
}

fn draw_event(dice: &mut Dice, seats: usize) -> Event {
    let seat = usize::try_from(dice.roll(seats as u64)).unwrap();
    match dice.roll(8) {
        0..=2 => Event::Comes(seat),
        3 => Event::IsRepresented(seat),
        4 => Event::GivesProxy(seat, usize::try_from(dice.roll(seats as u64)).unwrap()),
        5 => Event::IsAbsent(seat),
        _ => Event::Leaves(seat),
    }
}

/// One committee, one session, a hundred events: every minute of it compared.
fn compare(seed: u64) -> usize {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let committee = Committee::draw(&mut dice);
    let seats = committee.seats.len();
    let mut oracle = Oracle { committee: &committee, table: vec![There::Nobody; seats], count_by_minute: Vec::new() };
    let body = committee.body();
    let mut session = Record {
        reference: Ref(2),
        kind: Kind::Meeting,
        rev: 1,
        fields: Fields::new()
            .with(meeting::BODY.id, Ref(1))
            .with(meeting::START.id, minute(0))
            .with(meeting::ACTUAL_START.id, minute(0))
            .with(meeting::CONVOCATION_RANK.id, committee.rank),
    };
    let mut roll = Roll::of(&session, None);
    let mut log = Vec::new();
    for _ in 0..seats {
        let event = draw_event(&mut dice, seats);
        if apply(&mut roll, event, None) {
            oracle.happens(event);
            log.push((None, event));
        }
    }
    for now in 0..MINUTES {
        while now > 0 && dice.roll(3) == 0 {
            let event = draw_event(&mut dice, seats);
            if apply(&mut roll, event, Some(minute(now))) {
                oracle.happens(event);
                log.push((Some(now), event));
            }
        }
        oracle.count_by_minute.push(oracle.count());
    }
    session.fields.set(meeting::ATTENDANCE.id, Some(roll.into_value()));
    let people = (0..seats as u64).map(|at| Record {
        reference: Ref(PEOPLE + at),
        kind: Kind::Person,
        rev: 1,
        fields: Fields::new(),
    });
    let desk = Desk::restore(1, 2_000, people.chain([body, session.clone()]).map(Arc::new), []);
    let quorum = Quorum::of(&desk, &session, jiff::civil::date(2026, 12, 18)).unwrap().unwrap();
    let turns = course(&quorum, &session);
    for (now, expected) in oracle.count_by_minute.iter().enumerate() {
        let moment = minute(i64::try_from(now).unwrap());
        let count = quorum.at(&moment);
        let said = (count.counted as usize, count.is_reached());
        assert_eq!(said, (*expected, oracle.is_enough(*expected)), "seed {seed}, minute {now}: {log:?}");
        let turn = turns.iter().rfind(|turn| turn.at <= moment).unwrap();
        assert_eq!(turn.count, count, "seed {seed}, minute {now} in the course");
    }
    log.len()
}

#[test]
fn row_58_the_live_quorum_equals_an_independent_oracle_on_a_thousand_random_sequences() {
    let events: usize = (1..=1_000).map(compare).sum();
    assert!(events > 20_000, "only {events} events took place");
}
