//! Dates as exactly as they are known: EDTF (ISO 8601-2) level 0 and 1, with quarters of level 2.
//!
//! The text is what is kept and shown; the days it may mean are worked out from it. Nothing is ever filled up: September 2018
//! stays September 2018. An official date carries the Hijri date as printed, which is never computed.

pub use super::instant::{HOME_ZONE, Instant};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It has the form of none.
    NotADate,
    /// It names a day that its month does not have.
    NoSuchDay,
}

/// A date as exact as it is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PDate(String);

/// A date of an official act: the Hijri date is that of the printed text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OfficialDate {
    /// The Gregorian date.
    pub date: PDate,
    /// The Hijri date as printed.
    pub hijri: Option<String>,
}

/// How exact one end of a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exactness {
    /// Ten or a hundred years: `201X`, `20XX`.
    Years,
    /// A year.
    Year,
    /// A season (21 to 24) or quarter (33 to 36).
    Season(i8),
    /// A month.
    Month(i8),
    /// A day.
    Day(i8, i8),
}

/// One end of a date, or the whole of a date that is no interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The year; of `201X` the first.
    pub year: i64,
    /// How exact it is.
    pub exactness: Exactness,
    /// How many last digits of the year are unknown.
    pub unknown_digits: u8,
    /// Whether it is approximate (`~`, `%`).
    pub approximate: bool,
    /// Whether it is uncertain (`?`, `%`).
    pub uncertain: bool,
}

/// A date taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// One date.
    Single(End),
    /// From one end to another; `None` is open (`..`) or unknown (empty).
    Interval(Option<End>, Option<End>),
}

impl PDate {
    /// All days up to this one.
    pub fn until(day: Date) -> PDate {
        PDate(format!("../{day}"))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The date taken apart.
    pub fn parts(&self) -> Option<Parts> {
        parse(&self.0)
    }

    /// The first day it may mean; none where it is open or before all calendars.
    pub fn earliest(&self) -> Option<Date> {
        match self.parts()? {
            Parts::Single(end) => end.first_day(),
            Parts::Interval(from, _) => from?.first_day(),
        }
    }

    /// The last day it may mean; none where it is open.
    pub fn latest(&self) -> Option<Date> {
        match self.parts()? {
            Parts::Single(end) => end.last_day(),
            Parts::Interval(_, to) => to?.last_day(),
        }
    }

    /// Orders dates: by the first day, the more exact first; open beginnings before all, open ends after all.
    pub fn sort_key(&self) -> (i32, i32) {
        let day = |date: Option<Date>, open: i32| date.map_or(open, day_number);
        (day(self.earliest(), i32::MIN), day(self.latest(), i32::MAX))
    }

    /// Whether the day is one that it may mean.
    pub fn contains(&self, day: Date) -> bool {
        self.earliest().is_none_or(|first| first <= day) && self.latest().is_none_or(|last| day <= last)
    }
}

/// Days since the beginning of 1970.
pub fn day_number(date: Date) -> i32 {
    jiff::civil::date(1970, 1, 1).until(date).map_or(0, |span| span.get_days())
}

impl End {
    /// The first day it may mean.
    pub fn first_day(&self) -> Option<Date> {
        let (month, day) = match self.exactness {
            Exactness::Years | Exactness::Year => (1, 1),
            Exactness::Season(season) => (season_months(season).0, 1),
            Exactness::Month(month) => (month, 1),
            Exactness::Day(month, day) => (month, day),
        };
        Date::new(i16::try_from(self.year).ok()?, month, day).ok()
    }

    /// The last day it may mean.
    pub fn last_day(&self) -> Option<Date> {
        let last_year = self.year + 10i64.pow(u32::from(self.unknown_digits)) - 1;
        let (year, month, day) = match self.exactness {
            Exactness::Years => (last_year, 12, None),
            Exactness::Year => (self.year, 12, None),
            // Winter (24) ends in February of the next year.
            Exactness::Season(24) => (self.year + 1, 2, None),
            Exactness::Season(season) => (self.year, season_months(season).1, None),
            Exactness::Month(month) => (self.year, month, None),
            Exactness::Day(month, day) => (self.year, month, Some(day)),
        };
        let first = Date::new(i16::try_from(year).ok()?, month, 1).ok()?;
        Date::new(first.year(), month, day.unwrap_or_else(|| first.days_in_month())).ok()
    }
}

/// First and last month of a season (spring 21 begins in March) or quarter (33 to 36).
fn season_months(season: i8) -> (i8, i8) {
    match season {
        21 => (3, 5),
        22 => (6, 8),
        23 => (9, 11),
        24 => (12, 2),
        quarter => ((quarter - 33) * 3 + 1, (quarter - 33) * 3 + 3),
    }
}

fn parse(text: &str) -> Option<Parts> {
    let Some((from, to)) = text.split_once('/') else { return parse_end(text).map(Parts::Single) };
    let end = |text: &str| match text {
        "" | ".." => Some(None),
        text => parse_end(text).map(Some),
    };
    let (from, to) = (end(from)?, end(to)?);
    if let (Some(first), Some(last)) = (from, to)
        && first.first_day().zip(last.last_day()).is_some_and(|(first, last)| first > last)
    {
        return None;
    }
    (from.is_some() || to.is_some()).then_some(Parts::Interval(from, to))
}

fn parse_end(text: &str) -> Option<End> {
    let (body, approximate, uncertain) = match text.as_bytes().last()? {
        b'?' => (&text[..text.len() - 1], false, true),
        b'~' => (&text[..text.len() - 1], true, false),
        b'%' => (&text[..text.len() - 1], true, true),
        _ => (text, false, false),
    };
    let end = |year, exactness, unknown_digits| End { year, exactness, unknown_digits, approximate, uncertain };
    if let Some(long) = body.strip_prefix('Y') {
        let digits = long.strip_prefix('-').unwrap_or(long);
        let is_long = (5..=9).contains(&digits.len())
            && digits.bytes().all(|digit| digit.is_ascii_digit())
            && !digits.starts_with('0');
        return is_long.then(|| long.parse().ok()).flatten().map(|year| end(year, Exactness::Year, 0));
    }
    let (is_before_zero, body) = body.strip_prefix('-').map_or((false, body), |body| (true, body));
    let mut fields = body.split('-');
    let (first, unknown_digits) = parse_year(fields.next()?)?;
    // Before the year 0 the first of ten unknown years is the one with the highest digits.
    let year = if is_before_zero { -(first + 10i64.pow(u32::from(unknown_digits)) - 1) } else { first };
    let exactness = match (fields.next(), fields.next(), fields.next()) {
        (None, _, _) if unknown_digits > 0 => Exactness::Years,
        (None, _, _) => Exactness::Year,
        (Some("XX"), None | Some("XX"), None) if unknown_digits == 0 => Exactness::Year,
        (Some(month), day, None) if unknown_digits == 0 => parse_within_year(year, month, day)?,
        _ => return None,
    };
    Some(end(year, exactness, unknown_digits))
}

fn parse_year(text: &str) -> Option<(i64, u8)> {
    if text.len() != 4 {
        return None;
    }
    let known = text.trim_end_matches('X');
    let unknown = u8::try_from(4 - known.len()).ok()?;
    if unknown > 2 || !known.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    Some((known.parse::<i64>().ok()? * 10i64.pow(u32::from(unknown)), unknown))
}

fn two_digits(text: &str) -> Option<i8> {
    (text.len() == 2 && text.bytes().all(|digit| digit.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn parse_within_year(year: i64, month: &str, day: Option<&str>) -> Option<Exactness> {
    let month = two_digits(month)?;
    match (month, day) {
        (21..=24 | 33..=36, None) => Some(Exactness::Season(month)),
        (1..=12, None | Some("XX")) => Some(Exactness::Month(month)),
        (1..=12, Some(day)) => {
            let day = two_digits(day)?;
            // Years that the calendar library does not reach still have months of known length.
            let year = i16::try_from(year).unwrap_or(2000);
            Date::new(year, month, day).ok().map(|_| Exactness::Day(month, day))
        }
        _ => None,
    }
}

impl FromStr for PDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        if text.len() > 64 || !text.is_ascii() || text.starts_with("-0000") {
            return Err(DateError::NotADate);
        }
        parse(text).map(|_| PDate(text.to_owned())).ok_or(DateError::NotADate)
    }
}

impl From<Date> for PDate {
    fn from(date: Date) -> Self {
        // Years before 0 have four digits here as all others; the calendar library writes six.
        let sign = if date.year() < 0 { "-" } else { "" };
        PDate(format!("{sign}{:04}-{:02}-{:02}", date.year().unsigned_abs(), date.month(), date.day()))
    }
}

impl fmt::Display for PDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for PDate {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map_err(|_| format!("no date: {text}"))
    }
}

impl From<PDate> for String {
    fn from(date: PDate) -> String {
        date.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, first: &str, last: &str) {
        let date: PDate = text.parse().unwrap_or_else(|_| panic!("{text} is a date"));
        let day = |date: Option<Date>| date.map(|date| date.to_string()).unwrap_or_default();
        assert_eq!((day(date.earliest()).as_str(), day(date.latest()).as_str()), (first, last), "{text}");
    }

    #[test]
    fn a_date_means_the_days_it_may_mean() {
        check("2018-12-10", "2018-12-10", "2018-12-10");
        check("2018-12", "2018-12-01", "2018-12-31");
        check("2018-09~", "2018-09-01", "2018-09-30");
        check("2018", "2018-01-01", "2018-12-31");
        check("201X", "2010-01-01", "2019-12-31");
        check("20XX", "2000-01-01", "2099-12-31");
        check("2018-XX", "2018-01-01", "2018-12-31");
        check("2018-12-XX", "2018-12-01", "2018-12-31");
        check("2018-21", "2018-03-01", "2018-05-31");
        check("2018-24", "2018-12-01", "2019-02-28");
        check("2018-34", "2018-04-01", "2018-06-30");
        check("2017/2018", "2017-01-01", "2018-12-31");
        check("../2018", "", "2018-12-31");
        check("2018-05/..", "2018-05-01", "");
        check("2018-05/", "2018-05-01", "");
        check("Y17000", "", "");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2018-13",
            "2018-02-29",
            "18",
            "2018-1",
            "2018/",
            "../..",
            "2018-12-10T10:00",
            "2019/2018",
            "2XXX",
            "2018-2X",
            "Y2018",
            "2018-12-1\u{661}",
            "/",
        ] {
            let parsed = text.parse::<PDate>();
            assert!(parsed.is_err() || text == "2018/", "{text}");
        }
    }

    #[test]
    fn dates_sort_by_their_first_day_the_more_exact_first() {
        let mut dates: Vec<PDate> = ["2018-12", "2018", "2018-12-10", "../2018", "2017/2018", "2018-12-01"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        dates.sort_by_key(PDate::sort_key);
        let sorted: Vec<_> = dates.iter().map(PDate::as_str).collect();
        assert_eq!(sorted, ["../2018", "2017/2018", "2018", "2018-12-01", "2018-12", "2018-12-10"]);
    }

    proptest! {
        #[test]
        fn any_text_is_a_date_or_refused(text in "[0-9XY/.?~%-]{0,14}") {
            if let Ok(date) = text.parse::<PDate>() {
                prop_assert_eq!(date.to_string(), text);
                if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
                    prop_assert!(first <= last);
                }
            }
        }
    }
}
