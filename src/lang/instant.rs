//! Moments with their zone, as RFC 9557 writes them.
//!
//! The wall time is what was agreed and what is kept: zone rules change (Morocco's did), and a session at
//! ten stays at ten. The offset is kept as written and orders moments; the zone table never refuses one.

use super::date::DateError;
use super::duration::western_digit;
use super::human_date;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// A wall time with its zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Instant {
    /// The time on the wall.
    pub wall: DateTime,
    /// Seconds ahead of UTC as written.
    pub offset_seconds: i32,
    /// Name of the zone, empty where none was written.
    pub zone: String,
}

/// The zone of times typed without one.
pub const HOME_ZONE: &str = "Africa/Casablanca";

impl Instant {
    /// A wall time in the zone at home, with the offset of its zone table.
    pub fn at_home(wall: DateTime) -> Instant {
        Instant::from_wall(wall, HOME_ZONE)
    }

    /// The wall time at home so many milliseconds after 1970 UTC, to the second.
    pub fn of_ms(at_ms: i64) -> Option<Instant> {
        let stamp = jiff::Timestamp::from_second(at_ms.div_euclid(1_000)).ok()?;
        let zoned = stamp.in_tz(HOME_ZONE).ok()?;
        let offset_seconds = zoned.offset().seconds();
        Some(Instant { wall: zoned.datetime(), offset_seconds, zone: HOME_ZONE.to_owned() })
    }

    /// A wall time in a zone.
    pub fn from_wall(wall: DateTime, zone: &str) -> Instant {
        // Before there were zones the sun decided, to the second; RFC 9557 writes whole minutes.
        let offset_seconds = wall.in_tz(zone).map_or(0, |zoned| zoned.offset().seconds() / 60 * 60);
        Instant { wall, offset_seconds, zone: zone.to_owned() }
    }

    /// The moment so many minutes later on the same wall.
    pub fn after_minutes(&self, minutes: i64) -> Option<Instant> {
        let wall = self.wall.checked_add(jiff::Span::new().try_minutes(minutes).ok()?).ok()?;
        Some(Instant { wall, ..self.clone() })
    }

    /// Reads what people type: RFC 9557, `2026-12-10 10:00`, `10/12/2026 10h00`, `+3 days 9:30`; a day alone is at nine.
    ///
    /// # Errors
    /// Neither a moment nor a day.
    pub fn read(typed: &str, today: Date) -> Result<Instant, DateError> {
        if let Ok(instant) = typed.parse() {
            return Ok(instant);
        }
        let words: String = typed.trim().chars().map(western_digit).collect();
        if let Ok(wall) = words.replacen(' ', "T", 1).parse::<DateTime>()
            && words.contains(':')
        {
            return Ok(Instant::at_home(wall));
        }
        let (day, time) = match words.rsplit_once([' ', 'T']).and_then(|(day, time)| Some((day, read_time(time)?))) {
            Some((day, time)) => (human_date::before_an_hour(day).to_owned(), time),
            None => (words, jiff::civil::time(9, 0, 0, 0)),
        };
        let date = human_date::read_date(&day, today)?;
        let first = date.earliest().filter(|first| date.latest() == Some(*first)).ok_or(DateError::NotADate)?;
        Ok(Instant::at_home(first.to_datetime(time)))
    }

    /// As people type it, so that reading it gives the same moment: short where it is whole minutes at home.
    pub fn typed(&self) -> String {
        let is_short =
            *self == Instant::at_home(self.wall) && self.wall.second() == 0 && self.wall.subsec_nanosecond() == 0;
        if is_short { self.wall.strftime("%Y-%m-%d %H:%M").to_string() } else { self.to_string() }
    }

    fn key(&self) -> Option<DateTime> {
        self.wall.checked_sub(jiff::Span::new().seconds(i64::from(self.offset_seconds))).ok()
    }
}

fn read_time(typed: &str) -> Option<jiff::civil::Time> {
    let (hours, minutes) = typed.split_once([':', 'h', 'H'])?;
    let minutes = if minutes.is_empty() { 0 } else { minutes.parse().ok()? };
    jiff::civil::Time::new(hours.parse().ok()?, minutes, 0, 0).ok()
}

impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Instant {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.key(), &self.zone, self.wall).cmp(&(other.key(), &other.zone, other.wall))
    }
}

impl FromStr for Instant {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let (stamp, zone) = match text.split_once('[') {
            Some((stamp, rest)) => (stamp, rest.strip_suffix(']').ok_or(DateError::NotADate)?),
            None => (text, ""),
        };
        let is_name = |letter: char| letter.is_ascii_alphanumeric() || "/_+-".contains(letter);
        if !zone.chars().all(is_name) || stamp.len() < 17 || !stamp.is_ascii() {
            return Err(DateError::NotADate);
        }
        let (wall, offset_seconds) = match stamp.strip_suffix('Z') {
            Some(wall) => (wall, 0),
            None => {
                let (wall, offset) = stamp.split_at(stamp.len() - 6);
                (wall, read_offset(offset).ok_or(DateError::NotADate)?)
            }
        };
        let wall = wall.parse().map_err(|_| DateError::NotADate)?;
        Ok(Instant { wall, offset_seconds, zone: zone.to_owned() })
    }
}

fn read_offset(text: &str) -> Option<i32> {
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    ((0..=14).contains(&hours) && (0..60).contains(&minutes)).then_some(sign * (hours * 3600 + minutes * 60))
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.offset_seconds < 0 { '-' } else { '+' };
        let minutes = self.offset_seconds.abs() / 60;
        write!(f, "{}{sign}{:02}:{:02}", self.wall, minutes / 60, minutes % 60)?;
        if self.zone.is_empty() { Ok(()) } else { write!(f, "[{}]", self.zone) }
    }
}

impl TryFrom<String> for Instant {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|_| format!("no moment: {text}"))
    }
}

impl From<Instant> for String {
    fn from(instant: Instant) -> String {
        instant.to_string()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_moment_is_kept_as_written_whatever_the_zone_table_says() {
        for text in [
            "2026-12-10T10:00:00+01:00[Africa/Casablanca]",
            "2026-12-10T10:00:00+00:00",
            "1999-01-01T00:00:00-05:30[America/New_York]",
        ] {
            assert_eq!(text.parse::<Instant>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "2026-12-10",
            "2026-12-10T10:00:00+25:00",
            "2026-13-10T10:00:00+01:00",
            "2026-12-10T10:00:00+01:00[a\u{1b}]",
        ] {
            assert!(text.parse::<Instant>().is_err(), "{text}");
        }
    }

    #[test]
    fn moments_are_read_as_people_type_them() {
        let today: Date = "2026-11-23".parse().unwrap();
        for (typed, wall) in [
            ("2026-12-10 10:00", "2026-12-10T10:00:00"),
            ("10/12/2026 10h00", "2026-12-10T10:00:00"),
            ("2026-12-10T09:30", "2026-12-10T09:30:00"),
            ("+3 days 9:30", "2026-11-26T09:30:00"),
            ("2026-12-10", "2026-12-10T09:00:00"),
        ] {
            assert_eq!(Instant::read(typed, today).unwrap().wall.to_string(), wall, "{typed}");
        }
        assert!(Instant::read("12/2026", today).is_err());
    }

    #[test]
    fn a_moment_at_home_is_typed_short_and_any_other_whole() {
        let today = Date::constant(2026, 11, 23);
        let home = Instant::at_home(Date::constant(2026, 12, 18).at(10, 0, 0, 0));
        assert_eq!(home.typed(), "2026-12-18 10:00");
        assert_eq!(Instant::read(&home.typed(), today).unwrap(), home);
        let berlin = Instant::from_wall(Date::constant(2026, 10, 5).at(10, 0, 0, 0), "Europe/Berlin");
        assert_eq!(berlin.typed(), "2026-10-05T10:00:00+02:00[Europe/Berlin]");
        assert_eq!(Instant::read(&berlin.typed(), today).unwrap(), berlin);
    }
}
