//! The clock and the machine: the only place that asks the system for the time, the user and the host.

use crate::lang::date::HOME_ZONE;
use crate::store::{Owner, StoreError};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// The system's clock, or one that stands still.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clock {
    fixed: Option<DateTime>,
}

impl Clock {
    /// A clock that stands still, for tests and pictures.
    pub fn fixed(at: DateTime) -> Clock {
        Clock { fixed: Some(at) }
    }

    /// The system's clock, unless `TANSIQ_NOW` (a local date and time) fixes it.
    pub fn of_environment() -> Clock {
        Clock { fixed: fixed() }
    }

    /// The wall time at home.
    pub fn now(self) -> DateTime {
        self.fixed.unwrap_or_else(|| Timestamp::now().to_zoned(home()).datetime())
    }

    /// The last millisecond of a day here, since 1970 UTC.
    pub fn end_of_day_ms(self, day: Date) -> i64 {
        let zone = if self.fixed.is_some() { TimeZone::UTC } else { home() };
        let end = day.at(23, 59, 59, 999_000_000).to_zoned(zone);
        // Only the last day that a calendar holds has no end.
        end.map_or(i64::MAX, |end| end.timestamp().as_millisecond())
    }

    /// Milliseconds since 1970 UTC.
    pub fn now_ms(self) -> i64 {
        match self.fixed.and_then(|time| time.to_zoned(TimeZone::UTC).ok()) {
            Some(time) => time.timestamp().as_millisecond(),
            None => Timestamp::now().as_millisecond(),
        }
    }
}

/// The zone of the administration, in which its sessions are held and all times are told: a server elsewhere, or one that
/// keeps no zone, changes nothing of it. Where the clock is fixed, its milliseconds are those of the same wall time.
fn home() -> TimeZone {
    match fixed() {
        Some(_) => TimeZone::UTC,
        None => TimeZone::get(HOME_ZONE).unwrap_or(TimeZone::UTC),
    }
}

/// The wall time at which the clock is fixed.
fn fixed() -> Option<DateTime> {
    std::env::var("TANSIQ_NOW").ok().and_then(|text| text.parse().ok())
}

/// A moment of the ledger as people read it here: `2026-11-23 10:00`.
pub fn said(at_ms: i64) -> String {
    wall(at_ms).map_or_else(|| at_ms.to_string(), |at| at.strftime("%Y-%m-%d %H:%M").to_string())
}

/// The wall time here at so many milliseconds since 1970 UTC; `None` beyond the years that a calendar holds.
pub fn wall(at_ms: i64) -> Option<DateTime> {
    Some(Timestamp::from_millisecond(at_ms).ok()?.to_zoned(home()).datetime())
}

/// The values of a message of the store, moments as people read them.
pub fn values_of(error: &StoreError) -> Vec<(String, String)> {
    let said = |(name, value): (&str, String)| match (name, value.parse()) {
        ("since", Ok(at_ms)) => (name.to_owned(), said(at_ms)),
        _ => (name.to_owned(), value),
    };
    error.values().into_iter().map(said).collect()
}

/// The name of this machine.
pub fn machine() -> String {
    std::fs::read_to_string("/etc/hostname")
        .map(|name| name.trim().to_owned())
        .ok()
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "localhost".to_owned())
}

/// Who holds the desk open: this process, this person, since now.
pub fn owner(by: &str) -> Owner {
    Owner {
        pid: std::process::id(),
        user: by.to_owned(),
        since_ms: Clock::of_environment().now_ms(),
        machine: machine(),
    }
}

/// Measures how long something takes.
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Begins now.
    pub fn start() -> Stopwatch {
        Stopwatch(std::time::Instant::now())
    }

    /// Microseconds since the beginning.
    pub fn micros(&self) -> u64 {
        u64::try_from(self.0.elapsed().as_micros()).unwrap_or(u64::MAX)
    }
}
