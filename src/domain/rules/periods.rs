//! Timelines seen from further away: moments gathered by month, quarter or year.
//!
//! A date that is less exact than the period stands alone as what it is: "2018" is never counted into January.

use super::timeline::Moment;
use crate::lang::date::{End, Exactness, PDate, Parts};
use std::collections::BTreeMap;

/// How much one line of a timeline holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// A year.
    Year,
    /// A quarter of a year.
    Quarter,
    /// A month.
    Month,
    /// One moment.
    #[default]
    Day,
}

impl Zoom {
    /// All of them, from the furthest to the nearest.
    pub const ALL: [Zoom; 4] = [Zoom::Year, Zoom::Quarter, Zoom::Month, Zoom::Day];

    /// The next one nearer; the nearest itself.
    #[must_use]
    pub fn nearer(self) -> Zoom {
        match self {
            Zoom::Year => Zoom::Quarter,
            Zoom::Quarter => Zoom::Month,
            Zoom::Month | Zoom::Day => Zoom::Day,
        }
    }

    /// The next one further away; the furthest itself.
    #[must_use]
    pub fn further(self) -> Zoom {
        match self {
            Zoom::Day => Zoom::Month,
            Zoom::Month => Zoom::Quarter,
            Zoom::Quarter | Zoom::Year => Zoom::Year,
        }
    }

    /// Its name in messages.
    pub fn key(self) -> &'static str {
        match self {
            Zoom::Year => "year",
            Zoom::Quarter => "quarter",
            Zoom::Month => "month",
            Zoom::Day => "day",
        }
    }
}

/// The moments of one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The period as a date; nothing for moments without a beginning.
    pub date: Option<PDate>,
    /// The places of its moments in the timeline, in order.
    pub moments: Vec<usize>,
}

/// The moments of a timeline, which is in order, gathered into periods.
pub fn periods(moments: &[Moment], zoom: Zoom) -> Vec<Period> {
    // By the text of the date as well: two dates of the same days may say different things, such as "2019" and "2019~".
    let mut found: BTreeMap<((i32, i32), String), Period> = BTreeMap::new();
    for (place, moment) in moments.iter().enumerate() {
        let date = period_of(&moment.date, zoom);
        let key =
            date.as_ref().map_or(((i32::MIN, i32::MIN), String::new()), |date| (date.sort_key(), date.to_string()));
        found.entry(key).or_insert_with(|| Period { date, moments: Vec::new() }).moments.push(place);
    }
    found.into_values().collect()
}

/// The period that a date falls into, as a date: the date itself where it is less exact. Of an interval the beginning counts.
pub fn period_of(date: &PDate, zoom: Zoom) -> Option<PDate> {
    let end = match date.parts()? {
        Parts::Single(end) => end,
        Parts::Interval(from, _) => from?,
    };
    if zoom == Zoom::Day {
        return Some(date.clone());
    }
    let year = plain_year(&end)?;
    let part = match (zoom, end.exactness) {
        (_, Exactness::Years) => return Some(date.clone()),
        (Zoom::Year, _) | (_, Exactness::Year) => None,
        (_, Exactness::Season(season)) => Some(season),
        (Zoom::Quarter, Exactness::Month(month) | Exactness::Day(month, _)) => Some(33 + (month - 1) / 3),
        (_, Exactness::Month(month) | Exactness::Day(month, _)) => Some(month),
    };
    let text = part.map_or_else(|| year.clone(), |part| [year.as_str(), &format!("{part:02}")].join("-"));
    text.parse().ok()
}

/// A year of four digits: others stand for themselves.
fn plain_year(end: &End) -> Option<String> {
    (0..=9999).contains(&end.year).then(|| format!("{:04}", end.year))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::Ref;
    use proptest::prelude::*;

    fn moments(dates: &[&str]) -> Vec<Moment> {
        let mut moments: Vec<Moment> = dates
            .iter()
            .zip(1..)
            .map(|(date, number)| Moment { date: date.parse().unwrap(), reference: Ref(number), event: None, depth: 0 })
            .collect();
        moments.sort_by_key(|moment| (moment.date.sort_key(), moment.reference));
        moments
    }

    fn check(zoom: Zoom, dates: &[&str], expected: &[(&str, usize)]) {
        let found = periods(&moments(dates), zoom);
        let found: Vec<(String, usize)> = found
            .iter()
            .map(|period| (period.date.as_ref().map(ToString::to_string).unwrap_or_default(), period.moments.len()))
            .collect();
        let found: Vec<(&str, usize)> = found.iter().map(|(date, count)| (date.as_str(), *count)).collect();
        assert_eq!(found, expected, "{zoom:?} of {dates:?}");
    }

    #[test]
    fn moments_are_gathered_and_less_exact_dates_stand_alone() {
        let dates =
            ["2018-01-05", "2018-01", "2018", "2018-02-10/2018-03-02", "2018-33", "2018-12-10", "2019~", "201X"];
        check(Zoom::Year, &dates, &[("201X", 1), ("2018", 6), ("2019", 1)]);
        check(Zoom::Quarter, &dates, &[("201X", 1), ("2018-33", 4), ("2018", 1), ("2018-36", 1), ("2019", 1)]);
        check(
            Zoom::Month,
            &dates,
            &[("201X", 1), ("2018-01", 2), ("2018-33", 1), ("2018", 1), ("2018-02", 1), ("2018-12", 1), ("2019", 1)],
        );
        check(Zoom::Year, &["../2018-05"], &[("", 1)]);
    }

    proptest! {
        #[test]
        fn every_moment_is_in_one_period_in_order(years in prop::collection::vec((1990i32..2030, 0u8..13, 0u8..29), 0..40)) {
            let dates: Vec<String> = years
                .iter()
                .map(|(year, month, day)| match (month, day) {
                    (0, _) => format!("{year}"),
                    (month, 0) => format!("{year}-{month:02}"),
                    (month, day) => format!("{year}-{month:02}-{day:02}"),
                })
                .collect();
            let all = moments(&dates.iter().map(String::as_str).collect::<Vec<_>>());
            for zoom in Zoom::ALL {
                let found = periods(&all, zoom);
                let mut places: Vec<usize> = found.iter().flat_map(|period| period.moments.clone()).collect();
                places.sort_unstable();
                prop_assert_eq!(places, (0..all.len()).collect::<Vec<_>>());
                prop_assert!(found.iter().all(|period| !period.moments.is_empty()));
                let mut dates: Vec<_> = found.iter().map(|period| period.date.clone()).collect();
                dates.dedup();
                prop_assert_eq!(dates.len(), found.len(), "each period once");
            }
        }
    }
}
