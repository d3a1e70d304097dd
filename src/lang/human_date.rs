//! Dates as people type them, in three languages: `12/2018`, `شتنبر 2018`, `10 déc. 2018`, `today`, `+3 days`.
//!
//! Month names of three families are read: Moroccan, common Arabic and Levantine, besides French, English and
//! Moroccan months in Latin letters. Days come before months; what EDTF can read is read as EDTF.

use super::date::{DateError, PDate};
use super::duration::western_digit;
use jiff::Span;
use jiff::civil::Date;

/// Month names: family, number and name of each.
#[derive(Clone, Debug)]
pub struct Months(Vec<(String, i8, String)>);

impl Months {
    /// Reads `assets/vocab/months.tsv`: family, number, name.
    pub fn read(text: &str) -> Months {
        let rows = text.lines().skip(1).filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?.to_owned(), cells.next()?.parse().ok()?, cells.next()?.trim().to_owned()))
        });
        Months(rows.collect())
    }

    /// The name of a month in a family: `ar-MA`, `fr`, `en`.
    pub fn name(&self, family: &str, month: i8) -> &str {
        self.0.iter().find(|row| row.0 == family && row.1 == month).map_or("", |row| row.2.as_str())
    }

    fn number(&self, word: &str) -> Option<i8> {
        let word = plain(word);
        let whole = self.0.iter().find(|row| plain(&row.2) == word);
        whole.map(|row| row.1).or_else(|| self.begun(&word))
    }

    /// The month whose names begin so; none where months differ (`jui`, `تشرين`), for a wrong month is worse than none.
    fn begun(&self, word: &str) -> Option<i8> {
        let mut begun = self.0.iter().filter(|row| plain(&row.2).starts_with(word)).map(|row| row.1);
        let first = begun.next().filter(|_| word.chars().count() >= 3)?;
        begun.all(|month| month == first).then_some(first)
    }
}

/// Letters without case, accents, hamza seats and points.
fn plain(word: &str) -> String {
    crate::text::fold(word.trim_end_matches(['.', ',', '،'])).text
}

const MONTHS: &str = include_str!("../../assets/vocab/months.tsv");

/// Reads a date as people type it.
///
/// # Errors
/// No date in any of the forms.
pub fn read_date(typed: &str, today: Date) -> Result<PDate, DateError> {
    let words: String = typed.trim().chars().map(western_digit).collect();
    if let Ok(date) = words.parse() {
        return Ok(date);
    }
    let relative = relative_day(&words, today).or_else(|| moved_day(&words, today));
    if let Some(day) = relative {
        return Ok(PDate::from(day));
    }
    numbers(&words).or_else(|| with_month_name(&words)).ok_or(DateError)
}

fn relative_day(words: &str, today: Date) -> Option<Date> {
    let days = match words.to_lowercase().as_str() {
        "today" | "aujourd'hui" | "aujourd’hui" | "اليوم" => 0,
        "tomorrow" | "demain" | "غدا" => 1,
        "yesterday" | "hier" | "أمس" => -1,
        _ => return None,
    };
    today.checked_add(Span::new().days(days)).ok()
}

/// `+3 days`, `-2 semaines`, `+1 شهر`.
fn moved_day(words: &str, today: Date) -> Option<Date> {
    let sign = match words.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let rest = words.get(1..)?.trim_start();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let count: i64 = digits.parse().ok().filter(|count| *count <= 10_000)?;
    let count = sign * count;
    let span = match rest.get(digits.len()..)?.trim().to_lowercase().as_str() {
        "" | "d" | "day" | "days" | "j" | "jour" | "jours" | "يوم" | "يوما" | "أيام" => {
            Span::new().days(count)
        }
        "w" | "week" | "weeks" | "s" | "sem" | "semaine" | "semaines" | "أسبوع" | "أسابيع" => {
            Span::new().weeks(count)
        }
        "m" | "month" | "months" | "mois" | "شهر" | "أشهر" | "شهور" => Span::new().months(count),
        "y" | "year" | "years" | "an" | "ans" | "سنة" | "سنوات" => Span::new().years(count),
        _ => return None,
    };
    today.checked_add(span).ok()
}

/// `10/12/2018`, `12/2018`, `10.12.2018`, `10-12-2018`.
fn numbers(words: &str) -> Option<PDate> {
    let fields: Vec<&str> = words.split(['/', '.', '-']).map(str::trim).collect();
    if !fields.iter().all(|field| !field.is_empty() && field.bytes().all(|digit| digit.is_ascii_digit())) {
        return None;
    }
    match fields.as_slice() {
        [month, year] if year.len() == 4 && month.len() <= 2 => format!("{year}-{month:0>2}").parse().ok(),
        [day, month, year] if year.len() == 4 && day.len() <= 2 && month.len() <= 2 => {
            format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
        }
        _ => None,
    }
}

/// `décembre 2018`, `10 dec 2018`, `1er mars 2020`, `شتنبر 2018`, `September 2018`.
fn with_month_name(words: &str) -> Option<PDate> {
    let mut month = None;
    let mut numbers: Vec<&str> = Vec::new();
    let table = Months::read(MONTHS);
    let mut names: Vec<&str> = Vec::new();
    for word in words.split_whitespace() {
        let digits = word.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        if digits.is_empty() {
            names.push(word);
        } else {
            numbers.push(digits);
        }
    }
    let joined = names.join(" ");
    month = month.or_else(|| table.number(&joined));
    if month.is_none()
        && let [first, ..] = names.as_slice()
    {
        // `دجنبر / كانون الأول`: the first name decides.
        month = table.number(first.split('/').next().unwrap_or(first));
    }
    let month = month?;
    match numbers.as_slice() {
        [year] if year.len() == 4 => format!("{year}-{month:02}").parse().ok(),
        [day, year] if year.len() == 4 && day.len() <= 2 => format!("{year}-{month:02}-{day:0>2}").parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn check(typed: &str, expected: &str) {
        let today = "2026-11-23".parse().unwrap();
        assert_eq!(read_date(typed, today).map(|date| date.to_string()).unwrap_or_default(), expected, "{typed}");
    }

    #[test]
    fn dates_are_read_as_people_type_them_in_three_languages() {
        for (typed, expected) in [
            ("12/2018", "2018-12"),
            ("9/2018", "2018-09"),
            ("10/12/2018", "2018-12-10"),
            ("1.3.2020", "2020-03-01"),
            ("10 dec 2018", "2018-12-10"),
            ("10 déc. 2018", "2018-12-10"),
            ("décembre 2018", "2018-12"),
            ("September 2018", "2018-09"),
            ("1er mars 2020", "2020-03-01"),
            ("شتنبر 2018", "2018-09"),
            ("shtanbir 2018", "2018-09"),
            ("سبتمبر 2018", "2018-09"),
            ("أيلول 2018", "2018-09"),
            ("كانون الأول 2018", "2018-12"),
            ("10 دجنبر ٢٠١٨", "2018-12-10"),
            ("غشت 2021", "2021-08"),
            ("today", "2026-11-23"),
            ("غدا", "2026-11-24"),
            ("+3 days", "2026-11-26"),
            ("+7", "2026-11-30"),
            ("-2 semaines", "2026-11-09"),
            ("+1 شهر", "2026-12-23"),
            ("2018-09~", "2018-09~"),
            ("2017/2018", "2017/2018"),
        ] {
            check(typed, expected);
        }
        for typed in ["", "soon", "32/12/2018", "13/2018", "10 dec", "+x days", "+99999999999 days", "é"] {
            check(typed, "");
        }
    }
}
