//! Dates as people type them, in three languages: `12/2018`, `شتنبر 2018`, `15 décembre`, `vendredi`, `in 3 days`, `fin novembre`.
//!
//! What EDTF can read is read as EDTF, then digits, then words: months of three Arabic families, French, English and Moroccan
//! ones in Latin letters, and the other words of `assets/vocab/date_words.tsv`. What leaves something open is read in one way:
//! days come before months; a day, month or quarter without a year is the next one that is not over; a day of the week is the next
//! one after today; two digits of a year mean the one nearest to today; the end of something is its last day.

use super::date::{DateError, PDate};
use super::duration::western_digit;
use crate::limits;
use jiff::Span;
use jiff::civil::{Date, Weekday};

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
}

const MONTHS: &str = include_str!("../../assets/vocab/months.tsv");
const WORDS: &str = include_str!("../../assets/vocab/date_words.tsv");

/// Words of the longest name: `day before yesterday`.
const WORDS_OF_A_NAME: usize = 3;
/// Years within which a day comes again: the 29th of February may be eight years away.
const YEARS_BETWEEN: i16 = 8;

/// What a word of a date is, or several words together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// So many days from today.
    Day(i64),
    /// A day of the week, Monday is 1.
    Weekday(i8),
    /// A month.
    Month(i8),
    /// A quarter; 0 where its number stands beside it.
    Quarter(i8),
    /// A length of time, so many of them.
    Unit(Unit, i64),
    /// A number with its digits.
    Number(i64, usize),
    /// `dans`, `in`, `بعد`, `+`.
    Ahead,
    /// `il y a`, `ago`, `قبل`, `-`.
    Back,
    Next,
    Last,
    This,
    End,
    /// `to`, `à`, `إلى`: between the ends of what lasts.
    To,
    /// It says nothing by itself: `le`, `of`, `من`.
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Days,
    Weeks,
    Months,
    Years,
}

impl Unit {
    fn span(self, count: i64) -> Option<Span> {
        match self {
            Unit::Days => Span::new().try_days(count),
            Unit::Weeks => Span::new().try_weeks(count),
            Unit::Months => Span::new().try_months(count),
            Unit::Years => Span::new().try_years(count),
        }
        .ok()
    }
}

/// Reads a date as people type it.
///
/// # Errors
/// No date in any of the forms, or a day that its month does not have.
pub fn read_date(typed: &str, today: Date) -> Result<PDate, DateError> {
    let words: String = typed.trim().chars().map(western_digit).collect();
    if let Ok(date) = words.parse() {
        return Ok(date);
    }
    let reading = Reading { today };
    if let Some(read) = reading.numbers(&words) {
        return read;
    }
    let (sign, rest) = match words.split_at_checked(1) {
        Some(("+", rest)) => (Some(Piece::Ahead), rest),
        Some(("-", rest)) => (Some(Piece::Back), rest),
        _ => (None, words.as_str()),
    };
    let pieces = pieces(rest).ok_or(DateError::NotADate)?;
    match (sign, pieces.as_slice()) {
        (None, pieces) => reading.date(pieces),
        (Some(sign), [Piece::Number(count, _)]) => reading.moved(sign, *count, Unit::Days),
        (Some(sign), [Piece::Number(count, _), Piece::Unit(unit, each)]) => reading.moved(sign, count * each, *unit),
        (Some(_), _) => Err(DateError::NotADate),
    }
}

/// What stands before an hour, without the word that leads to it: `lundi à`, `monday at`.
pub(super) fn before_an_hour(words: &str) -> &str {
    let last = words.trim_end().rsplit_once(char::is_whitespace);
    let leads =
        |word: &str| matches!(Table::read().find(&crate::text::fold(word).text), Some(Piece::Nothing | Piece::To));
    last.filter(|(_, last)| leads(last)).map_or(words, |(before, _)| before)
}

/// The words of dates, each as it is compared.
struct Table(Vec<(String, Piece)>);

impl Table {
    fn read() -> Table {
        let months = Months::read(MONTHS).0.into_iter().map(|(_, month, name)| (name, Piece::Month(month)));
        let words = WORDS.lines().skip(1).filter_map(|line| {
            let mut cells = line.split('\t');
            Some((cells.next()?.to_owned(), piece(cells.next()?, cells.next()?.trim().parse().ok()?)?))
        });
        Table(words.chain(months).map(|(word, piece)| (crate::text::fold(&word).text, piece)).collect())
    }

    fn find(&self, word: &str) -> Option<Piece> {
        self.0.iter().find(|row| row.0 == word).map(|row| row.1)
    }

    /// The month whose names begin so; none where months differ (`jui`), for a wrong month is worse than none.
    fn begun(&self, word: &str) -> Option<Piece> {
        let is_month = |row: &&(String, Piece)| matches!(row.1, Piece::Month(_)) && row.0.starts_with(word);
        let mut begun = self.0.iter().filter(is_month).map(|row| row.1);
        let first = begun.next().filter(|_| word.chars().count() >= 3)?;
        begun.all(|month| month == first).then_some(first)
    }
}

fn piece(kind: &str, number: i8) -> Option<Piece> {
    let unit = |unit| Piece::Unit(unit, i64::from(number));
    Some(match kind {
        "day" => Piece::Day(i64::from(number)),
        "weekday" => Piece::Weekday(number),
        "quarter" => Piece::Quarter(number),
        "days" => unit(Unit::Days),
        "weeks" => unit(Unit::Weeks),
        "months" => unit(Unit::Months),
        "years" => unit(Unit::Years),
        "number" => Piece::Number(i64::from(number), 1),
        "ahead" => Piece::Ahead,
        "back" => Piece::Back,
        "next" => Piece::Next,
        "last" => Piece::Last,
        "this" => Piece::This,
        "end" => Piece::End,
        "to" => Piece::To,
        "nothing" => Piece::Nothing,
        _ => return None,
    })
}

/// What the words are; nothing where one of them is unknown. The longest names come first: `كانون الأول` is a month.
fn pieces(words: &str) -> Option<Vec<Piece>> {
    let folded = crate::text::fold(words).text;
    let table = Table::read();
    let mut tokens: Vec<&str> = Vec::new();
    for word in folded.split(' ').filter(|word| !word.is_empty()).take(limits::DATE_WORDS + 1) {
        // `3d`, and `1er`, of which the number is all; the letter of `T4` stands before its digit.
        let digits = word.len() - word.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let (number, rest) = word.split_at(digits);
        let is_ending = digits > 0 && table.find(rest) == Some(Piece::Nothing);
        tokens.extend([number, rest].into_iter().filter(|part| !part.is_empty()).take(if is_ending { 1 } else { 2 }));
    }
    if tokens.len() > limits::DATE_WORDS {
        return None;
    }
    let mut found: Vec<Piece> = Vec::new();
    let mut rest = tokens.as_slice();
    let mut is_last_said = false;
    while let [first, ..] = rest {
        let named = (1..=WORDS_OF_A_NAME.min(rest.len())).rev().find_map(|count| {
            let (name, after) = rest.split_at_checked(count)?;
            Some((table.find(&name.join(" "))?, after))
        });
        let (piece, after) = match named {
            Some(named) => named,
            None => {
                let number = number(first).map(|(number, digits)| Piece::Number(number, digits));
                (number.or_else(|| table.begun(first))?, rest.get(1..)?)
            }
        };
        is_last_said = piece != Piece::Nothing;
        if found.last().is_some_and(|last| says_the_same(*last, piece)) {
            found.pop();
        }
        // `in a week`, `au 15 décembre`: it stands between nothing.
        let leads_nowhere = piece == Piece::To && matches!(found.last(), None | Some(Piece::Ahead));
        if is_last_said && !leads_nowhere {
            found.push(piece);
        }
        rest = after;
    }
    // `2018 de` may go on with anything.
    is_last_said.then_some(found)
}

/// Whether what follows says it again, and more: `شهر دجنبر`, `سنة 2026`, `يوم الجمعة`, `دجنبر / كانون الأول`.
fn says_the_same(last: Piece, next: Piece) -> bool {
    match (last, next) {
        (Piece::Month(month), Piece::Month(other)) => month == other,
        (Piece::Unit(Unit::Days, 1), Piece::Weekday(_))
        | (Piece::Unit(Unit::Months, 1), Piece::Month(_))
        | (Piece::Unit(Unit::Years, 1), Piece::Number(_, 4)) => true,
        _ => false,
    }
}

/// A number with how many digits it has.
fn number(word: &str) -> Option<(i64, usize)> {
    let is_number = word.len() <= 5 && word.bytes().all(|digit| digit.is_ascii_digit());
    is_number.then(|| word.parse().ok()).flatten().map(|number| (number, word.len()))
}

/// The last day of a date that has one.
fn end(date: &PDate) -> Result<PDate, DateError> {
    date.latest().map(PDate::from).ok_or(DateError::NotADate)
}

/// Reads what was typed on a day.
struct Reading {
    today: Date,
}

impl Reading {
    fn date(&self, pieces: &[Piece]) -> Result<PDate, DateError> {
        use Piece::{Ahead, Back, Day, End, Last, Next, Number, This, Unit as Of, Weekday as WeekDay};
        if let Some(place) = pieces.iter().position(|piece| *piece == Piece::To) {
            let (from, to) = (&pieces[..place], &pieces[place + 1..]);
            let from = match (from, to) {
                // `du 5 au 6 octobre`
                ([Number(_, 1 | 2)], [Number(_, 1 | 2), month @ ..]) => self.date(&[from, month].concat()),
                _ => self.date(from),
            };
            let (from, to) = (from?, self.date(to)?);
            return read(&format!("{from}/{to}"));
        }
        match pieces {
            [Day(days)] => self.moved(Ahead, *days, Unit::Days),
            [WeekDay(day)] | [WeekDay(day), Next | This] | [Next | This, WeekDay(day)] => self.weekday(*day, 1),
            [WeekDay(day), Last] | [Last, WeekDay(day)] => self.weekday(*day, -1),
            [Of(Unit::Days, 1), rest @ ..] if !rest.is_empty() => self.date(rest),
            [WeekDay(day), rest @ ..] => self.date(rest).and_then(|date| on_weekday(date, *day)),
            [End, rest @ ..] => end(&self.ending(rest)?),
            [Ahead, Number(count, _), Of(unit, each)] => self.moved(Ahead, count * each, *unit),
            [Ahead, Of(unit, count)] => self.moved(Ahead, *count, *unit),
            [Number(count, _), Of(unit, each), Back] | [Back, Number(count, _), Of(unit, each)] => {
                self.moved(Back, count * each, *unit)
            }
            [Of(unit, count), Back] | [Back, Of(unit, count)] => self.moved(Back, *count, *unit),
            _ => self.period(pieces),
        }
    }

    /// What may end: a period, or the month or year that it is.
    fn ending(&self, pieces: &[Piece]) -> Result<PDate, DateError> {
        match pieces {
            [Piece::Unit(unit @ (Unit::Months | Unit::Years), 1)] => self.unit(*unit, 0),
            pieces => self.period(pieces),
        }
    }

    fn period(&self, pieces: &[Piece]) -> Result<PDate, DateError> {
        use Piece::{Last, Month, Next, Number, Quarter, This, Unit as Of};
        match pieces {
            [Of(unit, 1), Next] | [Next, Of(unit, 1)] => self.unit(*unit, 1),
            [Of(unit, 1), Last] | [Last, Of(unit, 1)] => self.unit(*unit, -1),
            [Of(unit, 1), This] | [This, Of(unit, 1)] => self.unit(*unit, 0),
            [Number(year, 4)] => read(&format!("{year:04}")),
            [Month(month)] | [Month(month), This] | [This, Month(month)] => self.month(*month, 0),
            [Month(month), Next] | [Next, Month(month)] => self.month(*month, 1),
            [Month(month), Last] | [Last, Month(month)] => self.month(*month, -1),
            [Month(month), Number(year, 4)] | [Number(year, 4), Month(month)] => read(&format!("{year:04}-{month:02}")),
            [Number(day, 1 | 2), Month(month)] | [Month(month), Number(day, 1 | 2)] => self.day(*month, *day),
            [Number(day, 1 | 2), Month(month), Number(year, digits)]
            | [Month(month), Number(day, 1 | 2), Number(year, digits)]
            | [Number(year, digits @ 4), Month(month), Number(day, 1 | 2)] => {
                full(self.year(*year, *digits)?, i64::from(*month), *day)
            }
            [Quarter(quarter @ 1..)] => self.quarter(*quarter, None),
            [Quarter(quarter @ 1..), Number(year, digits)] | [Number(year, digits @ 4), Quarter(quarter @ 1..)] => {
                self.quarter(*quarter, Some(self.year(*year, *digits)?))
            }
            [Number(quarter @ 1..=4, 1), Quarter(0), rest @ ..]
            | [Quarter(0), Number(quarter @ 1..=4, 1), rest @ ..] => {
                let quarter = i8::try_from(*quarter).map_err(|_| DateError::NotADate)?;
                self.period(&[&[Quarter(quarter)], rest].concat())
            }
            _ => Err(DateError::NotADate),
        }
    }

    /// `10/12/2018`, `12/2018`, `15/12`, `15/12/26`, `2018/12/10`; nothing where it is no such group of numbers.
    fn numbers(&self, words: &str) -> Option<Result<PDate, DateError>> {
        let fields: Vec<&str> = words.split(['/', '.', '-']).map(str::trim).collect();
        let fields: Vec<(i64, usize)> = fields.into_iter().map(number).collect::<Option<_>>()?;
        Some(match fields.as_slice() {
            [(month, 1 | 2), (year, 4)] | [(year, 4), (month, 1 | 2)] => read(&format!("{year:04}-{month:02}")),
            [(day, 1 | 2), (month, 1 | 2)] => i8::try_from(*month)
                .ok()
                .filter(|month| (1..=12).contains(month))
                .ok_or(DateError::NotADate)
                .and_then(|month| self.day(month, *day)),
            [(day, 1 | 2), (month, 1 | 2), (year, digits)] => {
                self.year(*year, *digits).and_then(|year| full(year, *month, *day))
            }
            [(year, 4), (month, 1 | 2), (day, 1 | 2)] => full(*year, *month, *day),
            [_] => return None,
            _ => Err(DateError::NotADate),
        })
    }

    fn moved(&self, way: Piece, count: i64, unit: Unit) -> Result<PDate, DateError> {
        let count = Some(count).filter(|count| count.abs() <= limits::DATE_STEPS).ok_or(DateError::NotADate)?;
        let span = unit.span(if way == Piece::Back { -count } else { count }).ok_or(DateError::NotADate)?;
        self.today.checked_add(span).map(PDate::from).map_err(|_| DateError::NotADate)
    }

    /// The next such day of the week, or the last one; never today.
    fn weekday(&self, day: i8, way: i32) -> Result<PDate, DateError> {
        let weekday = Weekday::from_monday_one_offset(day).map_err(|_| DateError::NotADate)?;
        self.today.nth_weekday(way, weekday).map(PDate::from).map_err(|_| DateError::NotADate)
    }

    /// This month or year, or so many on; of a week its days from Monday to Sunday.
    fn unit(&self, unit: Unit, by: i64) -> Result<PDate, DateError> {
        let moved = |unit: Unit| unit.span(by).and_then(|span| self.today.checked_add(span).ok());
        let day = moved(unit).ok_or(DateError::NotADate)?;
        match unit {
            Unit::Days => Ok(PDate::from(day)),
            Unit::Weeks => {
                let monday = Span::new().days(day.weekday().to_monday_zero_offset());
                let first = day.checked_sub(monday).map_err(|_| DateError::NotADate)?;
                let last = first.checked_add(Span::new().days(6)).map_err(|_| DateError::NotADate)?;
                read(&format!("{first}/{last}"))
            }
            Unit::Months => read(&format!("{:04}-{:02}", day.year(), day.month())),
            Unit::Years => read(&format!("{:04}", day.year())),
        }
    }

    /// The month of that name which is not over, the one after it, or the last one that is.
    fn month(&self, month: i8, way: i8) -> Result<PDate, DateError> {
        let year = i64::from(self.today.year());
        let year = match (way, month.cmp(&self.today.month())) {
            (-1, std::cmp::Ordering::Less) => year,
            (-1, _) => year - 1,
            (0, std::cmp::Ordering::Equal) | (_, std::cmp::Ordering::Greater) => year,
            _ => year + 1,
        };
        read(&format!("{year:04}-{month:02}"))
    }

    /// The next such day from today on.
    fn day(&self, month: i8, day: i64) -> Result<PDate, DateError> {
        let day = i8::try_from(day).map_err(|_| DateError::NotADate)?;
        let years = self.today.year()..=self.today.year().saturating_add(YEARS_BETWEEN);
        let mut days = years.filter_map(|year| Date::new(year, month, day).ok());
        days.find(|day| *day >= self.today).map(PDate::from).ok_or(DateError::NoSuchDay)
    }

    /// A quarter of a year; without one the next that is not over.
    fn quarter(&self, quarter: i8, year: Option<i64>) -> Result<PDate, DateError> {
        let is_over = quarter * 3 < self.today.month();
        let year = year.unwrap_or_else(|| i64::from(self.today.year()) + i64::from(is_over));
        read(&format!("{year:04}-{}", 32 + quarter))
    }

    /// A year of four digits, or of two: the one nearest to today.
    fn year(&self, year: i64, digits: usize) -> Result<i64, DateError> {
        let today = i64::from(self.today.year());
        let century = today - today.rem_euclid(100);
        match digits {
            4 => Ok(year),
            2 => [century, century + 100, century - 100]
                .into_iter()
                .map(|century| century + year)
                .min_by_key(|year| (year - today).abs())
                .ok_or(DateError::NotADate),
            _ => Err(DateError::NotADate),
        }
    }
}

fn read(text: &str) -> Result<PDate, DateError> {
    text.parse()
}

/// A whole day; one that its month does not have is told from what is no date at all.
fn full(year: i64, month: i64, day: i64) -> Result<PDate, DateError> {
    let missing = if (1..=12).contains(&month) { DateError::NoSuchDay } else { DateError::NotADate };
    read(&format!("{year:04}-{month:02}-{day:02}")).map_err(|_| missing)
}

/// A day is on the day of the week that was said with it, or something was mistyped.
fn on_weekday(date: PDate, weekday: i8) -> Result<PDate, DateError> {
    let is_so = date.earliest() == date.latest()
        && date.earliest().is_some_and(|day| day.weekday().to_monday_one_offset() == weekday);
    if is_so { Ok(date) } else { Err(DateError::NotADate) }
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
        for typed in ["", "soon", "13/2018", "10", "+x days", "+99999999999 days", "é", "2018 de", "fin", "dans 3"] {
            check(typed, "");
        }
    }

    #[test]
    fn what_leaves_something_open_is_read_in_one_way() {
        for (typed, expected) in [
            // The next such day, month or quarter that is not over.
            ("15/12", "2026-12-15"),
            ("22/11", "2027-11-22"),
            ("23.11", "2026-11-23"),
            ("15/12/26", "2026-12-15"),
            ("15/12/98", "1998-12-15"),
            ("15 décembre", "2026-12-15"),
            ("1er décembre", "2026-12-01"),
            ("Dec 15", "2026-12-15"),
            ("december the 15th", "2026-12-15"),
            ("15 دجنبر", "2026-12-15"),
            ("يوم 15 من شهر دجنبر", "2026-12-15"),
            ("فاتح دجنبر 2026", "2026-12-01"),
            ("29/02", "2028-02-29"),
            ("décembre", "2026-12"),
            ("novembre", "2026-11"),
            ("march", "2027-03"),
            ("novembre prochain", "2027-11"),
            ("novembre dernier", "2025-11"),
            ("شتنبر", "2027-09"),
            ("T4 2026", "2026-36"),
            ("T4", "2026-36"),
            ("q3", "2027-35"),
            ("4e trimestre 2026", "2026-36"),
            ("second quarter of 2027", "2027-34"),
            ("الفصل الرابع من سنة 2026", "2026-36"),
            // The next such day of the week after today, a Monday.
            ("vendredi", "2026-11-27"),
            ("lundi", "2026-11-30"),
            ("lundi prochain", "2026-11-30"),
            ("next monday", "2026-11-30"),
            ("last friday", "2026-11-20"),
            ("الإثنين", "2026-11-30"),
            ("يوم الجمعة المقبل", "2026-11-27"),
            ("mardi 15 décembre", "2026-12-15"),
            ("le vendredi 27 novembre 2026", "2026-11-27"),
            // From today.
            ("dans 3 jours", "2026-11-26"),
            ("in a week", "2026-11-30"),
            ("dans deux semaines", "2026-12-07"),
            ("بعد 3 أيام", "2026-11-26"),
            ("بعد أسبوعين", "2026-12-07"),
            ("il y a 3 jours", "2026-11-20"),
            ("3 days ago", "2026-11-20"),
            ("après-demain", "2026-11-25"),
            ("day after tomorrow", "2026-11-25"),
            ("بعد غد", "2026-11-25"),
            ("أول أمس", "2026-11-21"),
            ("mois prochain", "2026-12"),
            ("next year", "2027"),
            ("la semaine prochaine", "2026-11-30/2026-12-06"),
            ("الشهر المقبل", "2026-12"),
            // The end is the last day.
            ("fin novembre", "2026-11-30"),
            ("end of november", "2026-11-30"),
            ("fin février 2028", "2028-02-29"),
            ("متم دجنبر", "2026-12-31"),
            ("fin du mois", "2026-11-30"),
            ("fin de l'année", "2026-12-31"),
            ("fin 2027", "2027-12-31"),
            ("end of Q1 2027", "2027-03-31"),
            // What lasts.
            ("de 2024 à 2025", "2024/2025"),
            ("from december 2026 to march 2027", "2026-12/2027-03"),
            ("من 2024 إلى 2025", "2024/2025"),
            ("du 1er décembre au 15 décembre", "2026-12-01/2026-12-15"),
            ("du 5 au 6 octobre 2026", "2026-10-05/2026-10-06"),
        ] {
            check(typed, expected);
        }
        // Neither: a 27th of November that is no Monday, a month before which something is, a year after which.
        for typed in [
            "2025 à 2024",
            "à",
            "2024 à",
            "lundi 27 novembre 2026",
            "قبل دجنبر",
            "dans 2018",
            "ma",
            "12/26",
            "12",
            "le 15",
        ] {
            check(typed, "");
        }
    }

    #[test]
    fn a_day_that_its_month_does_not_have_is_told_from_what_is_no_date() {
        let today = "2026-11-23".parse().unwrap();
        for typed in ["31/02/2027", "31/02", "2027-02-31", "31 avril", "30 février 2028", "32/12/2018", "31 شتنبر 2026"]
        {
            assert_eq!(read_date(typed, today), Err(DateError::NoSuchDay), "{typed}");
        }
        for typed in ["10/13/2018", "soon", "", "31"] {
            assert_eq!(read_date(typed, today), Err(DateError::NotADate), "{typed}");
        }
    }
}
