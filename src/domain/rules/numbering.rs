//! Printed numbers: of agenda items from their levels, of sessions and decisions from patterns.
//!
//! A printed number is never stored with an item: it follows from the order, so it has no gaps.

/// The printed numbers of items with these levels: `1`, `2`, `2.1`, `2.2`, `3`.
pub fn item_numbers(levels: &[u8]) -> Vec<String> {
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
        let words: Vec<String> = counters.iter().map(u32::to_string).collect();
        numbers.push(words.join("."));
    }
    numbers
}

/// Fills a pattern such as `{body}-{year}-{nn}`: `{n}` the plain number, `{nn}` with two digits.
pub fn fill_pattern(pattern: &str, body: &str, year: i64, meeting: &str, number: i64) -> String {
    pattern
        .replace("{body}", body)
        .replace("{year}", &year.to_string())
        .replace("{meeting}", meeting)
        .replace("{nn}", &format!("{number:02}"))
        .replace("{n}", &number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(levels: &[u8], expected: &str) {
        assert_eq!(item_numbers(levels).join(" "), expected, "{levels:?}");
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
        check(&[2, 2, 0], "1 2 3".replace("1 2 3", "1 1.1 2").as_str());
        check(&[0, 2, 1], "1 1.1 1.2");
    }

    #[test]
    fn patterns_name_sessions_and_decisions() {
        assert_eq!(fill_pattern("{body}-{year}-{nn}", "CM", 2022, "", 9), "CM-2022-09");
        assert_eq!(fill_pattern("{meeting}/D{n}", "CM", 2022, "CM-2022-09", 3), "CM-2022-09/D3");
    }
}
