//! Running times: when each item of an agenda begins, how long it all takes, whether it overruns.
//!
//! The length of an item with timed sub-items is the sum of theirs; otherwise its own, within which its sub-items
//! are dealt with at no hour of their own. What has no length takes no time.

use super::agenda::{Agenda, level};
use crate::domain::kinds::meeting::{END, START, item};
use crate::domain::record::Record;
use jiff::civil::DateTime;

/// The times of one item.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Slot {
    /// Minutes from the beginning of the session to the beginning of the item.
    pub offset_minutes: i64,
    /// Its length in minutes, sub-items included.
    pub minutes: i64,
    /// The wall time at which it begins, where the session has one and the item an hour of its own.
    pub begins: Option<DateTime>,
    /// Whether it ends after the planned end of the session.
    pub overruns: bool,
}

/// The times of a whole agenda.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schedule {
    /// One slot for each item, in order.
    pub slots: Vec<Slot>,
    /// Minutes of all items together.
    pub total_minutes: i64,
    /// Minutes from the planned beginning to the planned end, where both are.
    pub planned_minutes: Option<i64>,
}

impl Schedule {
    /// Minutes past the planned end; 0 where it fits or no end is planned.
    pub fn over_minutes(&self) -> i64 {
        self.planned_minutes.map_or(0, |planned| (self.total_minutes - planned).max(0))
    }
}

/// The running times of the agenda of a meeting.
pub fn schedule(meeting: &Record, agenda: &Agenda) -> Schedule {
    let start = meeting.fields.instant(START.id).map(|instant| instant.wall);
    let end = meeting.fields.instant(END.id).map(|instant| instant.wall);
    let planned = start.zip(end).map(|(start, end)| minutes_between(start, end));
    let mut slots = Vec::with_capacity(agenda.items().len());
    let overruns = |until: i64| planned.is_some_and(|planned| until > planned);
    let mut clock = 0;
    let mut at = 0;
    while at < agenda.items().len() {
        let minutes = length(agenda, at);
        let begins = start.and_then(|start| start.checked_add(jiff::Span::new().minutes(clock)).ok());
        slots.push(Slot { offset_minutes: clock, minutes, begins, overruns: overruns(clock + minutes) });
        at += 1;
        if minutes > 0 && children_length(agenda, at - 1) == 0 {
            let within = Slot { offset_minutes: clock, minutes: 0, begins: None, overruns: overruns(clock) };
            let after = agenda.subtree(at - 1).end;
            slots.extend((at..after).map(|_| within));
            at = after;
            clock += minutes;
        }
    }
    Schedule { slots, total_minutes: clock, planned_minutes: planned }
}

fn minutes_between(start: DateTime, end: DateTime) -> i64 {
    start.duration_until(end).as_mins()
}

fn length(agenda: &Agenda, at: usize) -> i64 {
    let children = children_length(agenda, at);
    if children > 0 { children } else { own_length(agenda, at) }
}

fn own_length(agenda: &Agenda, at: usize) -> i64 {
    agenda.items().get(at).and_then(|fields| fields.number(item::DURATION.id)).unwrap_or(0)
}

fn children_length(agenda: &Agenda, at: usize) -> i64 {
    let Some(own) = agenda.items().get(at).map(level) else {
        return 0;
    };
    let direct = agenda
        .subtree(at)
        .skip(1)
        .filter(|place| agenda.items().get(*place).is_some_and(|fields| level(fields) == own + 1));
    direct.map(|place| length(agenda, place)).sum()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::rules::agenda::{Place, new_item};
    use crate::domain::{Fields, Kind, Ref, Text3};

    fn meeting(start: &str, end: &str) -> Record {
        let fields = Fields::new()
            .with(START.id, start.parse::<crate::lang::date::Instant>().unwrap())
            .with(END.id, end.parse::<crate::lang::date::Instant>().unwrap());
        Record { reference: Ref(1), kind: Kind::Meeting, rev: 0, fields }
    }

    #[test]
    fn items_follow_each_other_and_the_overrun_is_told() {
        let meeting =
            meeting("2026-12-10T10:00:00+01:00[Africa/Casablanca]", "2026-12-10T11:00:00+01:00[Africa/Casablanca]");
        let mut agenda = Agenda::default();
        for minutes in [10, 40, 20] {
            agenda.insert(new_item("discussion", Text3::default(), Some(minutes)), Place::End).unwrap();
        }
        let times = schedule(&meeting, &agenda);
        assert_eq!(times.slots.iter().map(|slot| slot.offset_minutes).collect::<Vec<_>>(), [0, 10, 50]);
        assert_eq!(times.slots[1].begins.unwrap().to_string(), "2026-12-10T10:10:00");
        assert_eq!((times.total_minutes, times.over_minutes()), (70, 10));
        assert_eq!(times.slots.iter().map(|slot| slot.overruns).collect::<Vec<_>>(), [false, false, true]);
    }

    #[test]
    fn an_item_with_timed_sub_items_lasts_as_long_as_they_do() {
        let meeting =
            meeting("2026-12-10T10:00:00+01:00[Africa/Casablanca]", "2026-12-10T12:00:00+01:00[Africa/Casablanca]");
        let mut agenda = Agenda::default();
        agenda.insert(new_item("discussion", Text3::default(), Some(99)), Place::End).unwrap();
        agenda.insert(new_item("discussion", Text3::default(), Some(10)), Place::Under(0)).unwrap();
        agenda.insert(new_item("discussion", Text3::default(), Some(15)), Place::Under(0)).unwrap();
        agenda.insert(new_item("discussion", Text3::default(), Some(5)), Place::End).unwrap();
        let times = schedule(&meeting, &agenda);
        assert_eq!(
            times.slots.iter().map(|slot| (slot.offset_minutes, slot.minutes)).collect::<Vec<_>>(),
            [(0, 25), (0, 10), (10, 15), (25, 5)]
        );
        assert_eq!(times.total_minutes, 30);
    }

    #[test]
    fn sub_items_without_a_length_are_dealt_with_within_the_item() {
        let meeting =
            meeting("2026-12-10T10:00:00+01:00[Africa/Casablanca]", "2026-12-10T12:00:00+01:00[Africa/Casablanca]");
        let mut agenda = Agenda::default();
        agenda.insert(new_item("follow_up", Text3::default(), Some(30)), Place::End).unwrap();
        agenda.insert(new_item("decision", Text3::default(), None), Place::Under(0)).unwrap();
        agenda.insert(new_item("decision", Text3::default(), None), Place::Under(1)).unwrap();
        agenda.insert(new_item("discussion", Text3::default(), None), Place::End).unwrap();
        let times = schedule(&meeting, &agenda);
        let seen: Vec<_> = times.slots.iter().map(|slot| (slot.offset_minutes, slot.begins.is_some())).collect();
        assert_eq!(seen, [(0, true), (0, false), (0, false), (30, true)]);
        assert_eq!(times.total_minutes, 30);
    }
}
