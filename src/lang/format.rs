//! Dates and moments in words, as an official writes them in each language.

use super::date::{End, Exactness, Instant, PDate, Parts};
use super::{Arg, Lang, Lexicon};
use jiff::civil::Date;

impl Lexicon {
    /// A date in words, as exact as it is known: `10 décembre 2018`, `دجنبر 2018`, `vers septembre 2018`.
    pub fn date(&self, lang: Lang, date: &PDate) -> String {
        match date.parts() {
            None => date.to_string(),
            Some(Parts::Single(end)) => self.end(lang, &end),
            Some(Parts::Interval(Some(from), Some(to))) => self.interval(lang, &from, &to),
            Some(Parts::Interval(Some(from), None)) => {
                let key = if is_day(&from) { "date-since-day" } else { "date-since" };
                self.plain(lang, key, &[("from", self.end(lang, &from).as_str().into())])
            }
            Some(Parts::Interval(None, Some(to))) => {
                let key = if is_day(&to) { "date-until-day" } else { "date-until" };
                self.plain(lang, key, &[("to", self.end(lang, &to).as_str().into())])
            }
            Some(Parts::Interval(None, None)) => date.to_string(),
        }
    }

    /// From one end to the other; of two days in one month the month is said once: `du 5 au 6 octobre 2026`.
    fn interval(&self, lang: Lang, from: &End, to: &End) -> String {
        let key = if is_day(from) && is_day(to) { "date-interval-days" } else { "date-interval" };
        let begins = match (from.exactness, to.exactness) {
            (Exactness::Day(month, day), Exactness::Day(last, _))
                if is_day(from) && is_day(to) && month == last && from.year == to.year =>
            {
                day_number(lang, day)
            }
            _ => self.end(lang, from),
        };
        self.plain(lang, key, &[("from", begins.as_str().into()), ("to", self.end(lang, to).as_str().into())])
    }

    /// A date in at most ten columns: `2018-12-10`, `2018-12`, `2018`; of an interval its beginning.
    pub fn date_short(&self, date: &PDate) -> String {
        let first = date.as_str().split('/').find(|end| !end.is_empty() && *end != "..").unwrap_or("");
        first.chars().take(10).collect()
    }

    fn end(&self, lang: Lang, end: &End) -> String {
        let year = end.year.to_string();
        let said = match end.exactness {
            Exactness::Year => year,
            Exactness::Years => {
                let key = if end.unknown_digits == 1 { "date-decade" } else { "date-century" };
                self.plain(lang, key, &[("year", year.as_str().into())])
            }
            Exactness::Season(season) => {
                self.plain(lang, &format!("date-season-{season}"), &[("year", year.as_str().into())])
            }
            Exactness::Month(month) => format!("{} {year}", self.month(lang, month)),
            Exactness::Day(month, day) => self.day(lang, day, month, &year),
        };
        let said = if end.approximate {
            self.plain(lang, "date-approximate", &[("date", said.as_str().into())])
        } else {
            said
        };
        if end.uncertain { self.plain(lang, "date-uncertain", &[("date", said.as_str().into())]) } else { said }
    }

    fn day(&self, lang: Lang, day: i8, month: i8, year: &str) -> String {
        format!("{} {} {year}", day_number(lang, day), self.month(lang, month))
    }

    /// The name of a month: in Arabic the Moroccan one.
    pub fn month(&self, lang: Lang, month: i8) -> &str {
        let family = match lang {
            Lang::Ar => "ar-MA",
            Lang::Fr => "fr",
            Lang::En => "en",
        };
        self.months().name(family, month)
    }

    /// The day of the week.
    pub fn weekday(&self, lang: Lang, date: Date) -> String {
        self.plain(lang, &format!("weekday-{}", date.weekday().to_monday_one_offset()), &[])
    }

    /// A day in words with its day of the week: `jeudi 10 décembre 2026`.
    pub fn weekday_date(&self, lang: Lang, date: Date) -> String {
        let (weekday, day) = (self.weekday(lang, date), self.date(lang, &PDate::from(date)));
        self.plain(lang, "date-weekday", &[("weekday", weekday.as_str().into()), ("day", day.as_str().into())])
    }

    /// A moment in words: `jeudi 10 décembre 2026, 10:00`.
    pub fn instant(&self, lang: Lang, instant: &Instant) -> String {
        let date = instant.wall.date();
        let day = self.date(lang, &PDate::from(date));
        let values = [("weekday", self.weekday(lang, date)), ("day", day), ("time", self.time(instant))];
        let values: Vec<(&str, Arg<'_>)> = values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        self.plain(lang, "instant-long", &values)
    }

    /// The hour and minute of a moment on its own wall.
    pub fn time(&self, instant: &Instant) -> String {
        instant.wall.strftime("%H:%M").to_string()
    }
}

/// Whether it is one day and sure to be.
fn is_day(end: &End) -> bool {
    matches!(end.exactness, Exactness::Day(..)) && !end.approximate && !end.uncertain
}

fn day_number(lang: Lang, day: i8) -> String {
    if lang == Lang::Fr && day == 1 { "1er".to_owned() } else { day.to_string() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn check(date: &str, ar: &str, fr: &str, en: &str) {
        let lexicon = Lexicon::load();
        let date: PDate = date.parse().unwrap();
        assert_eq!(
            [lexicon.date(Lang::Ar, &date), lexicon.date(Lang::Fr, &date), lexicon.date(Lang::En, &date)],
            [ar, fr, en],
            "{date}"
        );
    }

    #[test]
    fn dates_are_written_as_an_official_writes_them() {
        check("2018-12-10", "10 دجنبر 2018", "10 décembre 2018", "10 December 2018");
        check("2018-09", "شتنبر 2018", "septembre 2018", "September 2018");
        check("2020-03-01", "1 مارس 2020", "1er mars 2020", "1 March 2020");
        check("2018-09~", "حوالي شتنبر 2018", "vers septembre 2018", "around September 2018");
        check("2017/2018", "من 2017 إلى 2018", "de 2017 à 2018", "2017 to 2018");
        check("2026-10-05/2026-10-06", "من 5 إلى 6 أكتوبر 2026", "du 5 au 6 octobre 2026", "5 to 6 October 2026");
        check(
            "2026-10-01/2026-12-01",
            "من 1 أكتوبر 2026 إلى 1 دجنبر 2026",
            "du 1er octobre 2026 au 1er décembre 2026",
            "1 October 2026 to 1 December 2026",
        );
        check("2018-05-10/..", "منذ 10 ماي 2018", "depuis le 10 mai 2018", "since 10 May 2018");
        check("../2018-05-10", "إلى غاية 10 ماي 2018", "jusqu’au 10 mai 2018", "until 10 May 2018");
        check("2018-05/..", "منذ ماي 2018", "depuis mai 2018", "since May 2018");
        check("2026-36", "الفصل الرابع من سنة 2026", "4e trimestre 2026", "fourth quarter of 2026");
    }

    #[test]
    fn moments_name_the_day_of_the_week() {
        let lexicon = Lexicon::load();
        let instant: Instant = "2026-12-10T10:00:00+01:00[Africa/Casablanca]".parse().unwrap();
        assert_eq!(lexicon.instant(Lang::Fr, &instant), "jeudi 10 décembre 2026, 10:00");
        assert_eq!(lexicon.instant(Lang::Ar, &instant), "الخميس 10 دجنبر 2026، 10:00");
    }
}
