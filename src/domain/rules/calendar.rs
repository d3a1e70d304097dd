//! Days without work and Ramadan, as the tables `holiday` and `ramadan` of `assets/vocab` tell them.
//!
//! The religious days follow the moon and are announced: nothing here computes them, the administration's tables say them.

use crate::lang::date::PDate;
use crate::lang::{Entry, Lexicon};
use jiff::civil::{Date, Time, Weekday};

/// First and last hour of the administration's day in Ramadan, at which a session fits in.
pub const RAMADAN_HOURS: (Time, Time) = (Time::constant(9, 0, 0, 0), Time::constant(15, 0, 0, 0));

/// The day without work that a day is.
pub fn holiday(lexicon: &Lexicon, day: Date) -> Option<&Entry> {
    entry(lexicon, "holiday", day)
}

/// The Ramadan in which a day lies.
pub fn ramadan(lexicon: &Lexicon, day: Date) -> Option<&Entry> {
    entry(lexicon, "ramadan", day)
}

/// Whether a day lies in the weekend of the administration.
pub fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

fn entry<'l>(lexicon: &'l Lexicon, table: &str, day: Date) -> Option<&'l Entry> {
    lexicon.vocabulary(table)?.entries.iter().find(|entry| is_meant(&entry.code, day))
}

/// Whether a code means a day: a day of every year (`07-30`), a day, or days with both ends.
fn is_meant(code: &str, day: Date) -> bool {
    if code.len() == 5 {
        return day.strftime("%m-%d").to_string() == code;
    }
    code.parse::<PDate>().is_ok_and(|days| days.earliest().is_some() && days.latest().is_some() && days.contains(day))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn fixed_days_come_every_year_and_announced_ones_once() {
        let lexicon = Lexicon::load();
        let code = |text: &str| holiday(&lexicon, day(text)).map(|entry| entry.code.as_str());
        assert_eq!(code("2031-07-30"), Some("07-30"));
        assert_eq!(code("2026-11-18"), Some("11-18"));
        assert_eq!(code("2025-04-01"), Some("2025-03-31/2025-04-01"));
        assert_eq!(code("2025-06-27"), Some("2025-06-27"));
        assert_eq!(code("2026-11-19"), None);
        assert!(ramadan(&lexicon, day("2026-03-01")).is_some() && ramadan(&lexicon, day("2026-04-01")).is_none());
    }

    #[test]
    fn every_code_of_the_tables_means_a_day() {
        let lexicon = Lexicon::load();
        for table in ["holiday", "ramadan"] {
            for entry in &lexicon.vocabulary(table).unwrap().entries {
                let first = entry.code.split('/').next().unwrap();
                let first = if first.len() == 5 { format!("2027-{first}") } else { first.to_owned() };
                assert!(is_meant(&entry.code, day(&first)), "{}", entry.code);
            }
        }
    }

    /// A day of the tabular Hijri calendar, which no announcement is more than two days away from.
    fn by_arithmetic(year: i64, month: i64, day: i64) -> Date {
        let before = (11 * year + 3) / 30 + 354 * year + 30 * month - (month - 1) / 2 + day + 1_948_055;
        let since_2000 = before - 2_451_545;
        jiff::civil::date(2000, 1, 1).checked_add(jiff::Span::new().days(since_2000)).unwrap()
    }

    #[test]
    fn the_days_of_the_moon_are_those_of_the_hijri_calendar_within_two_days() {
        let lexicon = Lexicon::load();
        let feasts = [("Eid al-Fitr", 10, 1), ("Eid al-Adha", 12, 10), ("First of Muharram", 1, 1), ("Mawlid", 3, 12)];
        let mut checked = 0;
        for entry in ["holiday", "ramadan"].iter().flat_map(|table| &lexicon.vocabulary(table).unwrap().entries) {
            let Some((first, label)) = entry.code.get(..10).zip(Some(entry.label(crate::lang::Lang::En))) else {
                continue;
            };
            // A day on which offices are closed after a feast is no day of the moon.
            if label.ends_with("(offices closed)") {
                continue;
            }
            let known = feasts.iter().chain(&[("Ramadan", 9, 1)]).find(|(name, ..)| label.starts_with(name));
            let (name, month, of_month) = known.unwrap_or_else(|| panic!("{label}"));
            let year = label[name.len()..].trim().get(..4).unwrap().parse().unwrap();
            let days = by_arithmetic(year, *month, *of_month).until(day(first)).unwrap().get_days();
            assert!(days.abs() <= 2, "{label}: {days} days from the arithmetic");
            checked += 1;
        }
        assert!(checked >= 12, "{checked}");
        // As the ministry announced them.
        assert_eq!(ramadan(&lexicon, day("2026-02-18")), None);
        assert!(ramadan(&lexicon, day("2026-02-19")).is_some() && holiday(&lexicon, day("2026-08-25")).is_some());
    }

    #[test]
    fn the_administrations_own_table_takes_the_place_of_the_built_in_one() {
        let own = "code\ten\tfr\tar\tstatus\n2027-03-09\tEid\tAïd\tعيد الفطر\tr\n";
        let lexicon = Lexicon::load_with(&[("holiday".to_owned(), own.to_owned())]);
        assert!(holiday(&lexicon, day("2027-03-09")).is_some() && holiday(&lexicon, day("2027-07-30")).is_none());
    }
}
