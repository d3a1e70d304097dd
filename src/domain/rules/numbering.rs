//! Printed numbers: of agenda items from their levels, of sessions, decisions and letters from patterns.
//!
//! A printed number is never stored with an item: it follows from the order, so it has no gaps.

use crate::domain::kinds::meeting::{NUMBERING, NUMBERING_PREFIX};
use crate::domain::record::Record;

/// How the items of an agenda are numbered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// The signs of each level.
    pub scheme: Scheme,
    /// What stands before each number.
    pub prefix: String,
}

/// The signs of the levels of an agenda, as codes of `numbering_scheme`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// 1, 1.1, 1.1.1.
    #[default]
    Decimal,
    /// I, I.A, I.A.1.
    Roman,
    /// A, A.1, A.1.1.
    Letters,
    /// أ, أ.1, أ.1.1, in the order أ ب ج د.
    ArabicLetters,
}

/// The signs of one level.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signs {
    Digits,
    Roman,
    Latin,
    Arabic,
}

/// The letters in the order of numbered lists.
const ARABIC: &[char] = &[
    'أ', 'ب', 'ج', 'د', 'ه', 'و', 'ز', 'ح', 'ط', 'ي', 'ك', 'ل', 'م', 'ن', 'س', 'ع', 'ف', 'ص', 'ق', 'ر', 'ش', 'ت', 'ث',
    'خ', 'ذ', 'ض', 'ظ', 'غ',
];

impl Scheme {
    /// The scheme of a code; decimal where nothing or something unknown is said.
    pub fn from_code(code: Option<&str>) -> Scheme {
        match code {
            Some("roman") => Scheme::Roman,
            Some("letters") => Scheme::Letters,
            Some("arabic_letters") => Scheme::ArabicLetters,
            _ => Scheme::Decimal,
        }
    }

    fn signs(self, depth: usize) -> Signs {
        match (self, depth) {
            (Scheme::Roman, 0) => Signs::Roman,
            (Scheme::Roman, 1) | (Scheme::Letters, 0) => Signs::Latin,
            (Scheme::ArabicLetters, 0) => Signs::Arabic,
            _ => Signs::Digits,
        }
    }
}

impl Numbering {
    /// That of a session.
    pub fn of(meeting: &Record) -> Numbering {
        Numbering {
            scheme: Scheme::from_code(meeting.fields.text(NUMBERING.id)),
            prefix: meeting.fields.text(NUMBERING_PREFIX.id).unwrap_or("").to_owned(),
        }
    }

    fn print(&self, counters: &[u32]) -> String {
        let signs = counters.iter().enumerate().map(|(depth, count)| sign(self.scheme.signs(depth), *count));
        format!("{}{}", self.prefix, signs.collect::<Vec<_>>().join("."))
    }
}

fn sign(signs: Signs, count: u32) -> String {
    match signs {
        Signs::Digits => count.to_string(),
        Signs::Roman => roman(count),
        Signs::Latin => repeated(count, 26, |place| char::from_u32(u32::from('A') + place).unwrap_or('?')),
        Signs::Arabic => repeated(count, 28, |place| ARABIC.get(place as usize).copied().unwrap_or('?')),
    }
}

fn roman(count: u32) -> String {
    const VALUES: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut written) = (count, String::new());
    for (value, letters) in VALUES {
        while left >= *value {
            written.push_str(letters);
            left -= value;
        }
    }
    written
}

/// One letter for each place; after the last one they come twice, then three times: A … Z, AA, BB.
fn repeated(count: u32, letters: u32, letter: impl Fn(u32) -> char) -> String {
    let place = count.saturating_sub(1);
    let times = place / letters + 1;
    std::iter::repeat_n(letter(place % letters), times as usize).collect()
}

/// The printed numbers of items with these levels: `1`, `2`, `2.1`, `2.2`, `3`.
pub fn item_numbers(levels: &[u8], numbering: &Numbering) -> Vec<String> {
    let mut counters: Vec<u32> = Vec::new();
    let mut numbers = Vec::with_capacity(levels.len());
    for level in levels {
        // A level that jumps counts as one below its predecessor, so that no number has a hole.
        let depth = usize::from(*level).min(counters.len());
        counters.truncate(depth + 1);
        match counters.get_mut(depth) {
            Some(counter) => *counter += 1,
            None => counters.push(1),
        }
        numbers.push(numbering.print(&counters));
    }
    numbers
}

/// Fills a pattern such as `{body}-{year}-{nn}`: `{n}` the plain number, `{nn}` to `{nnnn}` with so many digits.
pub fn fill_pattern(pattern: &str, body: &str, year: i64, meeting: &str, number: i64) -> String {
    fixed_words(pattern, body, year, meeting)
        .replace("{nnnn}", &format!("{number:04}"))
        .replace("{nnn}", &format!("{number:03}"))
        .replace("{nn}", &format!("{number:02}"))
        .replace("{n}", &number.to_string())
}

fn fixed_words(pattern: &str, body: &str, year: i64, meeting: &str) -> String {
    pattern.replace("{body}", body).replace("{year}", &year.to_string()).replace("{meeting}", meeting)
}

/// The number that comes after those given so far by a pattern: what is written around the number says which of them
/// belong to the same run, so that a pattern with `{year}` begins anew each year and one with `{meeting}` each session.
pub fn next_by_pattern<'a>(
    pattern: &str,
    words: (&str, i64, &str),
    given: impl Iterator<Item = &'a str>,
) -> (i64, String) {
    let (body, year, meeting) = words;
    let around = fixed_words(pattern, body, year, meeting);
    let place = ["{nnnn}", "{nnn}", "{nn}", "{n}"].into_iter().find_map(|sign| around.split_once(sign));
    let (before, after) = place.unwrap_or((around.as_str(), ""));
    // More digits are no number that was given in order, and none could follow the last of them.
    let is_number = |text: &&str| text.len() <= 9 && text.bytes().all(|letter| letter.is_ascii_digit());
    let number_of = |given: &str| {
        let digits = given.strip_prefix(before)?.strip_suffix(after);
        digits.filter(is_number)?.parse::<i64>().ok()
    };
    let number = given.filter_map(number_of).max().unwrap_or(0) + 1;
    (number, fill_pattern(pattern, body, year, meeting, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_in(scheme: Scheme, prefix: &str, levels: &[u8], expected: &str) {
        let numbering = Numbering { scheme, prefix: prefix.to_owned() };
        assert_eq!(item_numbers(levels, &numbering).join(" "), expected, "{levels:?}");
    }

    fn check(levels: &[u8], expected: &str) {
        check_in(Scheme::Decimal, "", levels, expected);
    }

    #[test]
    fn numbers_follow_the_order_without_gaps() {
        check(&[], "");
        check(&[0, 0, 0], "1 2 3");
        check(&[0, 1, 1, 0, 1], "1 1.1 1.2 2 2.1");
        check(&[0, 1, 2, 1, 2, 0], "1 1.1 1.1.1 1.2 1.2.1 2");
    }

    #[test]
    fn a_level_that_jumps_makes_no_hole() {
        check(&[2, 2, 0], "1 1.1 2");
        check(&[0, 2, 1], "1 1.1 1.2");
    }

    #[test]
    fn row_36_schemes_of_digits_romans_and_letters_with_a_prefix() {
        check_in(Scheme::Roman, "", &[0, 1, 2, 1, 0, 0, 0], "I I.A I.A.1 I.B II III IV");
        check_in(Scheme::Letters, "P-", &[0, 1, 1, 0], "P-A P-A.1 P-A.2 P-B");
        check_in(Scheme::ArabicLetters, "", &[0, 1, 2, 0, 0, 0], "أ أ.1 أ.1.1 ب ج د");
        check_in(Scheme::Decimal, "Point ", &[0, 1], "Point 1 Point 1.1");
        assert_eq!(sign(Signs::Latin, 27), "AA");
        assert_eq!(sign(Signs::Arabic, 28), "غ");
        assert_eq!(sign(Signs::Arabic, 30), "بب");
        assert_eq!((roman(49), roman(1994)), ("XLIX".to_owned(), "MCMXCIV".to_owned()));
    }

    #[test]
    fn patterns_name_sessions_decisions_and_letters() {
        assert_eq!(fill_pattern("{body}-{year}-{nn}", "CM", 2022, "", 9), "CM-2022-09");
        assert_eq!(fill_pattern("{meeting}/D{n}", "CM", 2022, "CM-2022-09", 3), "CM-2022-09/D3");
        assert_eq!(fill_pattern("{year}/{nnnn}", "", 2026, "", 413), "2026/0413");
    }

    #[test]
    fn row_32_numbers_begin_anew_with_what_their_pattern_names() {
        let given = ["CM-2026-13/D1", "CM-2026-13/D12", "CM-2026-14/D1", "CT-2026/PE1", "x"];
        let next = |pattern: &str, meeting: &str| next_by_pattern(pattern, ("CM", 2026, meeting), given.into_iter()).1;
        assert_eq!(next("{meeting}/D{n}", "CM-2026-13"), "CM-2026-13/D13");
        assert_eq!(next("{meeting}/D{nn}", "CM-2026-15"), "CM-2026-15/D01");
        assert_eq!(next("{body}-{year}/{nnn}", ""), "CM-2026/001");
    }

    #[test]
    fn what_is_no_number_in_order_has_none_after_it() {
        let given = ["2026/9223372036854775807", "2026/-7", "2026/+9", "2026/", "2026/41"];
        assert_eq!(next_by_pattern("{year}/{n}", ("", 2026, ""), given.into_iter()).1, "2026/42");
        assert_eq!(next_by_pattern("{year}/{n}", ("", 2026, ""), given.into_iter().take(4)).1, "2026/1");
    }
}
