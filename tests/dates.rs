//! Dates as exactly as they are known: what is read, what is refused, which days are meant, how they sort, and the
//! months as people in three languages name them.
//!
//! `tests/data/edtf.tsv` holds texts with the first and last day they may mean, `edtf_refused.tsv` what is no date.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use std::path::PathBuf;
use tansiq::lang::date::PDate;
use tansiq::lang::human_date::read_date;
use tansiq::lang::{Lang, Lexicon};

const READ: &str = include_str!("data/edtf.tsv");
const REFUSED: &str = include_str!("data/edtf_refused.tsv");

fn day(date: Option<Date>) -> String {
    date.map(|date| date.to_string()).unwrap_or_default()
}

#[test]
fn what_is_read_prints_back_the_same_and_means_its_days() {
    for row in READ.lines().skip(1) {
        let [text, earliest, latest] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {row}") };
        let read: PDate = text.parse().unwrap_or_else(|_| panic!("{text} is a date"));
        assert_eq!(read.to_string(), text);
        assert_eq!((day(read.earliest()), day(read.latest())), (earliest.to_owned(), latest.to_owned()), "{text}");
        let json = serde_json::to_string(&read).unwrap();
        assert_eq!(serde_json::from_str::<PDate>(&json).unwrap(), read);
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for row in REFUSED.lines().skip(1) {
        let (text, why) = row.split_once('\t').unwrap();
        assert!(text.parse::<PDate>().is_err(), "{text}: {why}");
        assert!(serde_json::from_value::<PDate>(text.into()).is_err(), "{text}: {why}");
    }
    assert!("2018-12-10/".repeat(20).parse::<PDate>().is_err());
}

#[test]
fn dates_sort_by_the_days_they_may_mean() {
    let mut dates: Vec<PDate> =
        READ.lines().skip(1).map(|row| row.split('\t').next().unwrap().parse().unwrap()).collect();
    dates.sort_by_key(PDate::sort_key);
    for pair in dates.windows(2) {
        let (first, second) = (pair[0].earliest(), pair[1].earliest());
        assert!(first.is_none() || second.is_some_and(|second| first <= Some(second)), "{pair:?}");
    }
    for one in &dates {
        if let (Some(first), Some(last)) = (one.earliest(), one.latest()) {
            assert!(first <= last && one.contains(first) && one.contains(last), "{one}");
            assert!(last.tomorrow().is_err() || !one.contains(last.tomorrow().unwrap()), "{one}");
        }
    }
}

/// Differences from the cases of other libraries, each on purpose.
fn is_ours(text: &str) -> bool {
    let says_nothing = matches!(text, "/.." | "../" | "../..");
    // What began on a day and ended within the month or year of that day: the others ask that it end later.
    let ends_within = matches!(text, "0000-01-03/0000-01" | "0000-02/0000" | "2004-06-11%/2004-06~");
    // Long years are years, also at the ends of intervals.
    let is_long = text == "Y-61000/-2000";
    text.contains(':') || says_nothing || ends_within || is_long
}

/// Whether the text needs level 2, of which only quarters are read.
fn is_level_two(text: &str) -> bool {
    let is_marked_inside = |end: &str| end.trim_end_matches(['?', '~', '%']).contains(['?', '~', '%']);
    let ends = |is: &dyn Fn(&str) -> bool| text.split('/').any(is);
    let has_unknown_inside = |end: &str| {
        let end = end.trim_end_matches(['?', '~', '%']).trim_start_matches('-');
        let fields: Vec<&str> = end.split('-').collect();
        let year = fields[0].trim_end_matches('X');
        let is_partial = |field: &&str| field.contains('X') && **field != *"XX";
        let year_is_unknown = year.len() < fields[0].len();
        year.contains('X')
            || year.len() < 2
            || year_is_unknown && fields.len() > 1
            || fields[1..].iter().any(is_partial)
            || fields.len() == 3 && fields[1] == "XX" && fields[2] != "XX"
    };
    let is_other_season = |end: &str| {
        let month = end.trim_end_matches(['?', '~', '%']).get(5..).unwrap_or("").parse().unwrap_or(0);
        matches!(month, 25..=32 | 37..=41)
    };
    text.contains(['[', '{', 'S', 'E'])
        || ends(&is_marked_inside)
        || text.contains('X') && ends(&has_unknown_inside)
        || ends(&|end| is_other_season(end.trim_start_matches('-')))
}

/// Cases of other libraries, from the folder that `TANSIQ_SHARED_DATA` names.
#[test]
fn other_libraries_read_and_refuse_the_same() {
    let Some(folder) = std::env::var_os("TANSIQ_SHARED_DATA") else { return };
    let cases = std::fs::read_to_string(PathBuf::from(folder).join("edtf/edtf-cases.tsv")).unwrap();
    let mut wrong = Vec::new();
    for row in cases.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [text, validity, level, earliest, latest] = cells[..5] else { panic!("{row}") };
        let read = text.parse::<PDate>();
        if is_ours(text) || level == "2" && read.is_ok() {
            continue;
        }
        let wanted = validity == "valid" && level != "2" && !is_level_two(text);
        match read {
            Ok(read) if wanted => {
                let bounds = (day(read.earliest()), day(read.latest()));
                let plain = |text: &str| text.replace("-00", "-");
                let agrees = |own: &str, other: &str| {
                    // Open and unknown ends are days to them, and winter ends with the year.
                    own.is_empty() || other.is_empty() || plain(own) == other || text.contains("-24")
                };
                if !agrees(&bounds.0, earliest) || !agrees(&bounds.1, latest) {
                    wrong.push(format!("{text}: {bounds:?}, they say {earliest} {latest}"));
                }
            }
            Err(_) if wanted => wrong.push(format!("{text} is a date")),
            Ok(_) => wrong.push(format!("{text} is no date")),
            Err(_) => {}
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

const FAMILIES: [&str; 8] = ["ar-MA", "ar", "ar-LB", "fr", "en", "ar-Latn", "ar-Latn2", "ar-Latn3"];

#[test]
fn every_month_of_every_family_is_read() {
    let lexicon = Lexicon::load();
    let today = date(2026, 11, 23);
    for family in FAMILIES {
        for month in 1..=12i8 {
            let name = lexicon.months().name(family, month);
            assert!(!name.is_empty(), "{family} {month}");
            for (typed, expected) in [
                (format!("{name} 2018"), format!("2018-{month:02}")),
                (format!("7 {name} 2018"), format!("2018-{month:02}-07")),
                (format!("{} ٢٠١٨", name.to_uppercase()), format!("2018-{month:02}")),
            ] {
                let read = read_date(&typed, today).map(|date| date.to_string());
                assert_eq!(read, Ok(expected), "{family}: {typed}");
            }
        }
    }
}

#[test]
fn months_are_said_with_the_moroccan_the_french_and_the_english_name() {
    let lexicon = Lexicon::load();
    let said = |lang| (1..=12).map(|month| lexicon.month(lang, month)).collect::<Vec<_>>().join(" ");
    assert_eq!(said(Lang::Ar), "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر");
    assert_eq!(said(Lang::Fr), "janvier février mars avril mai juin juillet août septembre octobre novembre décembre");
    let english = "January February March April May June July August September October November December";
    assert_eq!(said(Lang::En), english);
}

#[test]
fn short_names_are_read_where_they_mean_one_month() {
    let today = date(2026, 11, 23);
    for (typed, expected) in [
        ("janv. 2018", "2018-01"),
        ("févr. 2018", "2018-02"),
        ("FEV 2018", "2018-02"),
        ("juil. 2018", "2018-07"),
        ("Sept 2018", "2018-09"),
        ("1er août 2018", "2018-08-01"),
        ("10 Dec. 2018", "2018-12-10"),
        ("اكتوبر 2018", "2018-10"),
        ("10 دجنبر، 2018", "2018-12-10"),
        ("دجنبر/كانون الأول 2018", "2018-12"),
        ("شتنبر", "2027-09"),
        ("شتنبر 18", "2027-09-18"),
    ] {
        assert_eq!(read_date(typed, today).map(|date| date.to_string()), Ok(expected.to_owned()), "{typed}");
    }
    for typed in ["jui 2018", "تشرين 2018", "كانون 2018", "ma 2018", "brumaire 2018", "32 mars 2018"] {
        assert!(read_date(typed, today).is_err(), "{typed}");
    }
}

#[test]
fn a_day_before_the_year_0_is_written_so_that_it_is_read_again() {
    let today = jiff::civil::date(2026, 11, 23);
    let date = tansiq::lang::human_date::read_date("-10000 years", today).unwrap();
    assert_eq!(date.as_str(), "-7974-11-23");
    assert_eq!(date.as_str().parse().as_ref(), Ok(&date));
}

fn read(typed: &str, today: Date) -> PDate {
    read_date(typed, today).unwrap_or_else(|why| panic!("{typed} on {today}: {why:?}"))
}

proptest! {
    /// A day without its year is the next such day, however it is written.
    #[test]
    fn a_day_without_a_year_is_the_next_one(today in 0..40_000i32, on in 0..366i32, family in 0..FAMILIES.len()) {
        let (today, wanted) = (day_after(today), date(2024, 1, 1).checked_add(on.days()).unwrap());
        let lexicon = Lexicon::load();
        let (month, day) = (wanted.month(), wanted.day());
        let name = lexicon.months().name(FAMILIES[family], month);
        let first = read(&format!("{day}/{month}"), today);
        for typed in [format!("{day} {name}"), format!("{name} {day}"), format!("le {day:02} {name}"), format!("{day}.{month:02}")] {
            prop_assert_eq!(&read(&typed, today), &first, "{} on {}", typed, today);
        }
        let found = first.earliest().unwrap();
        prop_assert_eq!((found.month(), found.day(), first.latest()), (month, day, Some(found)));
        prop_assert!(found >= today);
        let is_earlier = |year: i16| Date::new(year, month, day).is_ok_and(|other| (today..found).contains(&other));
        prop_assert!(!(today.year()..=found.year()).any(is_earlier), "{} on {}", found, today);
    }

    /// A day of the week is within the seven days after today; what is so many days on is said in many ways.
    #[test]
    fn days_of_the_week_and_counted_days_lie_where_they_are_said_to(today in 0..40_000i32, count in 0..5_000i32) {
        let today = day_after(today);
        let week = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
        let arabic = ["الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"];
        let english = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        for place in 0..7usize {
            let day = read(week[place], today).earliest().unwrap();
            prop_assert_eq!(usize::try_from(day.weekday().to_monday_zero_offset()).unwrap(), place);
            prop_assert!(day > today && day <= today.checked_add(7.days()).unwrap());
            for typed in [format!("{} prochain", week[place]), format!("next {}", english[place]), format!("يوم {} المقبل", arabic[place])] {
                prop_assert_eq!(read(&typed, today).earliest(), Some(day), "{}", typed);
            }
        }
        let ahead = today.checked_add(count.days()).unwrap();
        for typed in [format!("dans {count} jours"), format!("in {count} days"), format!("بعد {count} أيام"), format!("+{count}")] {
            prop_assert_eq!(read(&typed, today), PDate::from(ahead), "{}", typed);
        }
        let ago = today.checked_sub(count.days()).unwrap();
        for typed in [format!("il y a {count} jours"), format!("{count} days ago"), format!("قبل {count} أيام"), format!("-{count} j")] {
            prop_assert_eq!(read(&typed, today), PDate::from(ago), "{}", typed);
        }
    }

    /// Whatever is typed is read or refused, and what was read is read again as the same.
    #[test]
    fn any_words_are_a_date_or_refused(words in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..7), today in 0..40_000i32) {
        let today = day_after(today);
        if let Ok(date) = read_date(&words.join(" "), today) {
            prop_assert_eq!(read(date.as_str(), today), date);
        }
    }
}

const PIECES: &[&str] = &[
    "1",
    "15",
    "31",
    "2026",
    "26",
    "99999",
    "/",
    "+",
    "-",
    "le",
    "of",
    "dans",
    "in",
    "ago",
    "il y a",
    "fin",
    "نهاية",
    "mois",
    "شهر",
    "year",
    "semaine",
    "أسبوعين",
    "lundi",
    "الجمعة",
    "décembre",
    "feb",
    "شتنبر",
    "كانون الأول",
    "T4",
    "quarter",
    "الرابع",
    "next",
    "dernier",
    "هذا",
    "demain",
    "بعد غد",
    "x",
];

fn day_after(days: i32) -> Date {
    date(1990, 1, 1).checked_add(days.days()).unwrap()
}
