//! Lengths of time as people type them: `1.5h`, `90m`, `1:30`, `1h30`, `90`.

use std::fmt;
use std::str::FromStr;

/// A length of time in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Minutes(pub u32);

/// Words that are no length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DurationError;

impl FromStr for Minutes {
    type Err = DurationError;

    fn from_str(typed: &str) -> Result<Self, DurationError> {
        let words: String =
            typed.trim().to_lowercase().chars().map(western_digit).filter(|letter| !letter.is_whitespace()).collect();
        if let Some((hours, minutes)) = words.split_once(':') {
            return hours_and_minutes(hours, minutes);
        }
        if let Some((hours, minutes)) = words.split_once(['h', 'س']) {
            let minutes = minutes.trim_end_matches(|letter: char| !letter.is_ascii_digit());
            return if minutes.is_empty() { decimal_hours(hours) } else { hours_and_minutes(hours, minutes) };
        }
        let digits = words.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let unit = words.get(digits.len()..).unwrap_or("");
        if !matches!(unit, "" | "m" | "mn" | "min" | "minutes" | "'" | "د" | "دقيقة" | "دقائق") {
            return Err(DurationError);
        }
        bounded(digits.parse().map_err(|_| DurationError)?)
    }
}

/// The Western digit of an Arabic-Indic one.
pub fn western_digit(letter: char) -> char {
    match letter {
        '٠'..='٩' => char::from_u32(letter as u32 - '٠' as u32 + u32::from(b'0')).unwrap_or(letter),
        '۰'..='۹' => char::from_u32(letter as u32 - '۰' as u32 + u32::from(b'0')).unwrap_or(letter),
        '٫' => '.',
        other => other,
    }
}

fn bounded(minutes: u32) -> Result<Minutes, DurationError> {
    if i64::from(minutes) <= crate::limits::MINUTES_MAX { Ok(Minutes(minutes)) } else { Err(DurationError) }
}

fn hours_and_minutes(hours: &str, minutes: &str) -> Result<Minutes, DurationError> {
    let hours: u32 = hours.parse().map_err(|_| DurationError)?;
    let minutes: u32 = minutes.parse().map_err(|_| DurationError)?;
    if minutes > 59 {
        return Err(DurationError);
    }
    bounded(hours.checked_mul(60).and_then(|whole| whole.checked_add(minutes)).ok_or(DurationError)?)
}

fn decimal_hours(hours: &str) -> Result<Minutes, DurationError> {
    let (whole, tenths) = hours.split_once(['.', ',']).unwrap_or((hours, "0"));
    let whole: u32 = whole.parse().map_err(|_| DurationError)?;
    if tenths.is_empty() || tenths.len() > 2 {
        return Err(DurationError);
    }
    let part: u32 = tenths.parse().map_err(|_| DurationError)?;
    let scale = 10u32.pow(u32::try_from(tenths.len()).unwrap_or(1));
    bounded(whole.checked_mul(60).and_then(|minutes| minutes.checked_add(part * 60 / scale)).ok_or(DurationError)?)
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, minutes: Option<u32>) {
        assert_eq!(typed.parse::<Minutes>().ok(), minutes.map(Minutes), "{typed}");
    }

    #[test]
    fn durations_are_read_as_people_type_them() {
        for (typed, minutes) in [
            ("1.5h", 90),
            ("90m", 90),
            ("1:30", 90),
            ("1h30", 90),
            ("1 h 30", 90),
            ("90", 90),
            ("90 min", 90),
            ("٩٠", 90),
            ("2h", 120),
            ("0,25h", 15),
            ("45 د", 45),
        ] {
            check(typed, Some(minutes));
        }
        for typed in ["", "h", "1:60", "-5", "1.555h", "abc", "99999999999", "90x"] {
            check(typed, None);
        }
        assert_eq!(Minutes(90).to_string(), "1:30");
    }
}
