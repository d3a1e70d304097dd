//! What the clocks of a zone did over a span of days, so that other programs can be told it instead of asked to know it.
//!
//! Zone tables differ from one machine to another for years after a change; a calendar that carries the changes that
//! matter to it is read the same everywhere.

use super::date::Instant;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan};

/// From when the clocks of a zone went how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockChange {
    /// The time on the wall at which they changed, by the clock before the change.
    pub at: DateTime,
    /// Seconds ahead of UTC before.
    pub from_seconds: i32,
    /// Seconds ahead of UTC after.
    pub to_seconds: i32,
    /// What the zone calls its time after.
    pub name: String,
}

/// How the clocks of a zone went from a day to a day: the rule in force at the beginning, then each change. None where the
/// zone is not known.
pub fn clock_changes(zone: &str, first: Date, last: Date) -> Option<Vec<ClockChange>> {
    let table = TimeZone::get(zone).ok()?;
    let begin = first.to_zoned(table.clone()).ok()?.timestamp();
    let end = last.tomorrow().ok()?.to_zoned(table.clone()).ok()?.timestamp();
    let change = |at: Timestamp, to: Offset, name: &str| {
        let from = table.to_offset(at.checked_sub(1.second()).unwrap_or(at));
        let at = from.to_datetime(at);
        ClockChange { at, from_seconds: from.seconds(), to_seconds: to.seconds(), name: name.to_owned() }
    };
    let in_force = table.preceding(begin).next();
    let mut changes = vec![match in_force {
        Some(rule) => change(rule.timestamp(), rule.offset(), rule.abbreviation()),
        // A zone that never changed.
        None => {
            let offset = table.to_offset(begin);
            let (at, seconds) = (Date::constant(1970, 1, 1).at(0, 0, 0, 0), offset.seconds());
            ClockChange { at, from_seconds: seconds, to_seconds: seconds, name: zone.to_owned() }
        }
    }];
    let later = table.following(begin).take_while(|rule| rule.timestamp() < end);
    changes.extend(later.map(|rule| change(rule.timestamp(), rule.offset(), rule.abbreviation())));
    Some(changes)
}

/// The time in Greenwich at so many milliseconds since 1970; none beyond the years that a calendar holds.
pub fn utc(at_ms: i64) -> Option<DateTime> {
    Some(Offset::UTC.to_datetime(Timestamp::from_millisecond(at_ms).ok()?))
}

/// The time in Greenwich at a moment, by the offset that it was written with.
pub fn utc_of(instant: &Instant) -> Option<DateTime> {
    instant.wall.checked_sub(i64::from(instant.offset_seconds).seconds()).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use jiff::civil::date;

    fn check(zone: &str, first: Date, last: Date, expected: &[(&str, i32, i32)]) {
        let changes = clock_changes(zone, first, last).unwrap();
        let seen: Vec<_> = changes
            .iter()
            .map(|change| (change.at.to_string(), change.from_seconds / 3600, change.to_seconds / 3600))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(at, from, to)| ((*at).to_owned(), *from, *to)).collect();
        assert_eq!(seen, expected, "{zone} {first} {last}");
    }

    #[test]
    fn the_clocks_of_morocco_go_back_for_ramadan_and_forward_after_it() {
        let before = ("2025-04-06T02:00:00", 0, 1);
        let (back, forward) = (("2026-02-15T03:00:00", 1, 0), ("2026-03-22T02:00:00", 0, 1));
        check("Africa/Casablanca", date(2026, 1, 12), date(2026, 1, 12), &[before]);
        check("Africa/Casablanca", date(2026, 3, 5), date(2026, 3, 5), &[back]);
        check("Africa/Casablanca", date(2026, 4, 16), date(2026, 4, 16), &[forward]);
        check("Africa/Casablanca", date(2026, 1, 12), date(2026, 4, 16), &[before, back, forward]);
    }

    #[test]
    fn a_zone_that_never_changed_has_one_rule_and_an_unknown_one_none() {
        check("Etc/GMT-3", date(2026, 1, 1), date(2027, 1, 1), &[("1970-01-01T00:00:00", 3, 3)]);
        assert_eq!(clock_changes("Atlantis/Poseidonis", date(2026, 1, 1), date(2026, 1, 2)), None);
    }
}
