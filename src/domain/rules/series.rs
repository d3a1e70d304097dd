//! Recurring sessions: the part of RFC 5545 recurrence that committees use, with days left out.
//!
//! `FREQ=WEEKLY|MONTHLY|YEARLY` with `INTERVAL`, `BYDAY` (`1TH`, `-1FR`, `MO`), `BYMONTHDAY`, `BYMONTH`, `COUNT` and
//! `UNTIL`. What is not understood is refused by name and never passed over: a session on the wrong day is worse than
//! none. A library for all of RFC 5545 would bring a second table of zones, which must never disagree with the first.

use crate::domain::kinds::body::series_rule;
use crate::domain::value::{Fields, Value};
use crate::lang::date::{Instant, PDate};
use crate::limits;
use jiff::civil::{Date, Weekday};

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frequency {
    Weekly,
    Monthly,
    Yearly,
}

/// A rule that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recurrence {
    frequency: Frequency,
    interval: i32,
    by_day: Vec<(i8, Weekday)>,
    by_month_day: Vec<i8>,
    by_month: Vec<i8>,
    count: Option<usize>,
    until: Option<Date>,
}

impl Recurrence {
    /// Reads a rule such as `FREQ=MONTHLY;INTERVAL=3;BYDAY=2TH`.
    ///
    /// # Errors
    /// The piece that is not understood.
    pub fn read(rule: &str) -> Result<Recurrence, String> {
        let mut read = Recurrence {
            frequency: Frequency::Monthly,
            interval: 1,
            by_day: Vec::new(),
            by_month_day: Vec::new(),
            by_month: Vec::new(),
            count: None,
            until: None,
        };
        let mut pieces: Vec<(&str, &str)> = Vec::new();
        let rule = rule.trim().trim_start_matches("RRULE:");
        for piece in rule.split(';').filter(|piece| !piece.is_empty()) {
            let refuse = || piece.to_owned();
            let (key, value) = piece.split_once('=').ok_or_else(refuse)?;
            if pieces.iter().any(|(known, _)| *known == key) {
                return Err(refuse());
            }
            pieces.push((key, piece));
            match key {
                "FREQ" => read.frequency = frequency(value).ok_or_else(refuse)?,
                "INTERVAL" => read.interval = bounded(value, 1, 1_000).ok_or_else(refuse)?,
                "COUNT" => read.count = Some(bounded(value, 1, usize::MAX).ok_or_else(refuse)?),
                "UNTIL" => read.until = Some(until(value).ok_or_else(refuse)?),
                "BYDAY" => read.by_day = list(value, by_day).ok_or_else(refuse)?,
                "BYMONTHDAY" => read.by_month_day = list(value, month_day).ok_or_else(refuse)?,
                "BYMONTH" => read.by_month = list(value, |text| bounded(text, 1, 12)).ok_or_else(refuse)?,
                _ => return Err(refuse()),
            }
        }
        let piece_of = |key: &str| pieces.iter().find(|(known, _)| *known == key).map(|(_, piece)| (*piece).to_owned());
        match (piece_of("FREQ"), read.passed_over().and_then(piece_of)) {
            (Some(_), None) => Ok(read),
            (Some(_), Some(piece)) => Err(piece),
            (None, _) => Err(rule.to_owned()),
        }
    }

    /// The key of a piece that the days below would not follow, or not as RFC 5545 means it beside the others.
    fn passed_over(&self) -> Option<&'static str> {
        let is_counted = self.by_day.iter().any(|(nth, _)| *nth != 0);
        match self.frequency {
            Frequency::Weekly if !self.by_month_day.is_empty() => Some("BYMONTHDAY"),
            Frequency::Weekly if is_counted => Some("BYDAY"),
            _ if is_counted && !self.by_month_day.is_empty() => Some("BYDAY"),
            // Over a whole year each would mean every month, or count from the ends of the year.
            Frequency::Yearly if self.by_month.is_empty() && !self.by_day.is_empty() => Some("BYDAY"),
            Frequency::Yearly if self.by_month.is_empty() && !self.by_month_day.is_empty() => Some("BYMONTHDAY"),
            _ => None,
        }
    }

    /// The days of the rule from the first session on, in order, at most so many.
    pub fn days(&self, first: Date, most: usize) -> Vec<Date> {
        let most = most.min(self.count.unwrap_or(usize::MAX));
        let mut found = Vec::new();
        for step in 0..limits::SERIES_STEPS {
            let Some(period) = self.period(first, step) else { break };
            let mut days = self.days_of(period, first);
            days.retain(|day| *day >= first);
            days.sort_unstable();
            days.dedup();
            for day in days {
                if found.len() >= most || self.until.is_some_and(|until| day > until) {
                    return found;
                }
                found.push(day);
            }
        }
        found
    }

    /// The first day of the week, month or year so many intervals after that of the first session.
    fn period(&self, first: Date, step: i32) -> Option<Date> {
        let steps = step.checked_mul(self.interval)?;
        let span = jiff::Span::new();
        match self.frequency {
            Frequency::Weekly => {
                let monday = first.checked_sub(span.days(first.weekday().to_monday_zero_offset())).ok()?;
                monday.checked_add(span.try_weeks(steps).ok()?).ok()
            }
            Frequency::Monthly => first.first_of_month().checked_add(span.try_months(steps).ok()?).ok(),
            Frequency::Yearly => first.first_of_year().checked_add(span.try_years(steps).ok()?).ok(),
        }
    }

    fn days_of(&self, period: Date, first: Date) -> Vec<Date> {
        match self.frequency {
            Frequency::Weekly => self.days_of_week(period, first),
            Frequency::Monthly if self.by_month.is_empty() || self.by_month.contains(&period.month()) => {
                self.days_of_month(period, first)
            }
            Frequency::Monthly => Vec::new(),
            Frequency::Yearly => {
                let own = [first.month()];
                let months = if self.by_month.is_empty() { own.as_slice() } else { self.by_month.as_slice() };
                let months = months.iter().filter_map(|month| Date::new(period.year(), *month, 1).ok());
                months.flat_map(|month| self.days_of_month(month, first)).collect()
            }
        }
    }

    fn days_of_week(&self, monday: Date, first: Date) -> Vec<Date> {
        let own = [(0, first.weekday())];
        let days = if self.by_day.is_empty() { own.as_slice() } else { self.by_day.as_slice() };
        let day = |(_, weekday): &(i8, Weekday)| {
            monday.checked_add(jiff::Span::new().days(weekday.to_monday_zero_offset())).ok()
        };
        let days = days.iter().filter_map(day);
        days.filter(|day| self.by_month.is_empty() || self.by_month.contains(&day.month())).collect()
    }

    fn days_of_month(&self, month: Date, first: Date) -> Vec<Date> {
        let length = month.days_in_month();
        if !self.by_month_day.is_empty() {
            let day = |day: &i8| if *day < 0 { length + 1 + *day } else { *day };
            let days = self.by_month_day.iter().map(day).filter(|day| (1..=length).contains(day));
            let days = days.filter_map(|day| Date::new(month.year(), month.month(), day).ok());
            return days.filter(|day| self.is_weekday(*day)).collect();
        }
        if self.by_day.is_empty() {
            return Date::new(month.year(), month.month(), first.day()).into_iter().collect();
        }
        self.by_day.iter().flat_map(|(nth, weekday)| weekdays_of(month, *weekday, *nth)).collect()
    }

    fn is_weekday(&self, day: Date) -> bool {
        self.by_day.is_empty() || self.by_day.iter().any(|(_, weekday)| *weekday == day.weekday())
    }
}

fn weekdays_of(month: Date, weekday: Weekday, nth: i8) -> Vec<Date> {
    let all: Vec<Date> = (1..=month.days_in_month())
        .filter_map(|day| Date::new(month.year(), month.month(), day).ok())
        .filter(|day| day.weekday() == weekday)
        .collect();
    let place = match nth {
        0 => return all,
        nth if nth > 0 => usize::try_from(nth - 1).ok(),
        nth => all.len().checked_sub(usize::from(nth.unsigned_abs())),
    };
    place.and_then(|place| all.get(place)).copied().into_iter().collect()
}

fn frequency(value: &str) -> Option<Frequency> {
    match value {
        "WEEKLY" => Some(Frequency::Weekly),
        "MONTHLY" => Some(Frequency::Monthly),
        "YEARLY" => Some(Frequency::Yearly),
        _ => None,
    }
}

fn bounded<T: std::str::FromStr + PartialOrd>(value: &str, min: T, max: T) -> Option<T> {
    value.parse().ok().filter(|number| *number >= min && *number <= max)
}

fn month_day(value: &str) -> Option<i8> {
    bounded(value, -31, 31).filter(|day| *day != 0)
}

/// `20260408`, also with an hour behind it (`T235959Z`), which says nothing of a day.
fn until(value: &str) -> Option<Date> {
    let are_digits = |text: &str, count| text.len() == count && text.bytes().all(|letter| letter.is_ascii_digit());
    let (day, hour) = value.split_once('T').unwrap_or((value, "000000"));
    if !are_digits(day, 8) || !are_digits(hour.strip_suffix('Z').unwrap_or(hour), 6) {
        return None;
    }
    let (year, rest) = day.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn by_day(value: &str) -> Option<(i8, Weekday)> {
    let (nth, name) = value.split_at_checked(value.len().checked_sub(2)?)?;
    let weekday = match name {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    };
    let nth = if nth.is_empty() { 0 } else { bounded(nth.trim_start_matches('+'), -5, 5).filter(|nth| *nth != 0)? };
    Some((nth, weekday))
}

fn list<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(read).collect()
}

/// The sessions of a series: each day of the rule at the hour of the first one, without the days left out.
///
/// # Errors
/// The piece of the rule that is not understood.
pub fn occurrences(part: &Fields, from: Date, most: usize) -> Result<Vec<Instant>, String> {
    let rule = Recurrence::read(part.text(series_rule::RULE.id).unwrap_or(""))?;
    let Some(start) = part.instant(series_rule::START.id) else { return Ok(Vec::new()) };
    let left_out = |day: Date| {
        let is_it = |value: &Value| matches!(value, Value::Date(date) if PDate::contains(date, day));
        part.list(series_rule::EXCEPTIONS.id).iter().any(is_it)
    };
    let days = rule.days(start.wall.date(), limits::SERIES_DAYS);
    let wanted = days.into_iter().filter(|day| *day >= from && !left_out(*day)).take(most);
    Ok(wanted.map(|day| Instant::from_wall(day.to_datetime(start.wall.time()), &start.zone)).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn check(rule: &str, first: &str, expected: &[&str]) {
        let days = Recurrence::read(rule).unwrap().days(first.parse().unwrap(), expected.len());
        assert_eq!(days.iter().map(ToString::to_string).collect::<Vec<_>>(), expected, "{rule}");
    }

    #[test]
    fn row_50_rules_of_recurrence_name_the_days_of_sessions() {
        check("FREQ=MONTHLY;BYDAY=2TH", "2026-01-08", &["2026-01-08", "2026-02-12", "2026-03-12"]);
        check("FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR", "2026-01-01", &["2026-01-30", "2026-04-24", "2026-07-31"]);
        check("FREQ=MONTHLY", "2026-01-31", &["2026-01-31", "2026-03-31", "2026-05-31"]);
        check("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-15", &["2026-01-31", "2026-02-28", "2026-03-31"]);
        check("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-11-25", &["2026-11-26", "2026-12-07", "2026-12-10"]);
        check("FREQ=YEARLY;BYMONTH=6,12;BYDAY=3TH", "2026-01-01", &["2026-06-18", "2026-12-17", "2027-06-17"]);
        check("RRULE:FREQ=YEARLY", "2024-02-29", &["2024-02-29", "2028-02-29"]);
    }

    #[test]
    fn a_series_ends_by_its_count_or_its_last_day() {
        let days = |rule: &str| Recurrence::read(rule).unwrap().days("2026-01-08".parse().unwrap(), 100).len();
        assert_eq!(days("FREQ=MONTHLY;COUNT=4"), 4);
        assert_eq!(days("FREQ=MONTHLY;UNTIL=20260408T235959Z"), 4);
        assert_eq!(days("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2"), 0, "a rule without a day ends by its bound");
    }

    #[test]
    fn what_is_not_understood_is_refused_by_name() {
        for (rule, piece) in [
            ("FREQ=HOURLY", "FREQ=HOURLY"),
            ("FREQ=MONTHLY;BYSETPOS=1", "BYSETPOS=1"),
            ("FREQ=MONTHLY;BYDAY=9TH", "BYDAY=9TH"),
            ("BYDAY=MO", "BYDAY=MO"),
            ("FREQ=MONTHLY;INTERVAL=0", "INTERVAL=0"),
            ("every month", "every month"),
            ("FREQ=MONTHLY;BYDAY=é", "BYDAY=é"),
            ("FREQ=WEEKLY;BYMONTHDAY=15", "BYMONTHDAY=15"),
            ("FREQ=WEEKLY;BYDAY=MO,1TH", "BYDAY=MO,1TH"),
            ("FREQ=YEARLY;BYDAY=-1FR", "BYDAY=-1FR"),
            ("BYMONTHDAY=15;FREQ=YEARLY", "BYMONTHDAY=15"),
            ("FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=1FR", "BYDAY=1FR"),
            ("FREQ=MONTHLY;UNTIL=20261210xyz", "UNTIL=20261210xyz"),
            ("FREQ=MONTHLY;UNTIL=2026121", "UNTIL=2026121"),
            ("FREQ=MONTHLY;UNTIL=20261210T9", "UNTIL=20261210T9"),
            ("FREQ=MONTHLY;COUNT=0", "COUNT=0"),
            ("FREQ=WEEKLY;FREQ=MONTHLY", "FREQ=MONTHLY"),
        ] {
            assert_eq!(Recurrence::read(rule), Err(piece.to_owned()));
        }
    }

    #[test]
    fn days_left_out_are_left_out_and_the_hour_stays() {
        let start = Instant::at_home(jiff::civil::date(2026, 1, 8).at(10, 30, 0, 0));
        let mut part = Fields::new().with(series_rule::START.id, start);
        part.set(series_rule::RULE.id, Some(Value::Text("FREQ=MONTHLY;BYDAY=2TH".to_owned())));
        let left_out = vec![Value::Date("2026-02-12".parse().unwrap()), Value::Date("2026-08".parse().unwrap())];
        part.set(series_rule::EXCEPTIONS.id, Some(Value::List(left_out)));
        let found = occurrences(&part, "2026-02-01".parse().unwrap(), 7).unwrap();
        let days: Vec<String> = found.iter().map(|at| at.wall.strftime("%m-%d %H:%M").to_string()).collect();
        assert_eq!(
            days,
            ["03-12 10:30", "04-09 10:30", "05-14 10:30", "06-11 10:30", "07-09 10:30", "09-10 10:30", "10-08 10:30"]
        );
    }
}
