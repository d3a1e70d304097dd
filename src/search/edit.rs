//! Comparing two words that nearly agree: edits, deletion neighbourhoods, letter sets.
//!
//! An edit is one letter changed, added, left out, or exchanged with its neighbour. Letter sets
//! ([`mask`]) refuse most pairs before the table of edits is filled in.

use crate::limits::TYPO_LETTERS;

/// The letters of a word, bounded by [`TYPO_LETTERS`].
#[derive(Clone, Copy)]
pub(crate) struct Letters {
    chars: [char; TYPO_LETTERS],
    len: usize,
}

impl Letters {
    pub(crate) fn of(word: &str) -> Letters {
        let mut letters = Letters { chars: ['\0'; TYPO_LETTERS], len: 0 };
        for (slot, c) in letters.chars.iter_mut().zip(word.chars()) {
            *slot = c;
            letters.len += 1;
        }
        letters
    }

    pub(crate) fn as_slice(&self) -> &[char] {
        self.chars.get(..self.len).unwrap_or(&[])
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

/// One bit per letter of the Latin and Arabic alphabets and per three digits; other scripts are spread over all bits.
pub(crate) fn mask(text: &str) -> u64 {
    text.chars().filter(|c| *c != ' ').fold(0, |mask, c| mask | bit(c))
}

fn bit(c: char) -> u64 {
    let at = match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => 26 + (c as u32 - '0' as u32) / 3,
        '\u{0620}'..='\u{064A}' => 30 + (c as u32 - 0x620) % 33,
        other => other as u32 % 64,
    };
    1 << at
}

/// Edits between `a` and `b`, at most `bound`; `None` when there are more.
pub(crate) fn distance(a: &[char], b: &[char], bound: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > bound {
        return None;
    }
    let row = table(a, b, bound)?;
    row.get(b.len()).copied().map(usize::from).filter(|edits| *edits <= bound)
}

/// Edits between `a` and the best beginning of `b`, at most `bound`.
pub(crate) fn prefix_distance(a: &[char], b: &[char], bound: usize) -> Option<usize> {
    let b = b.get(..b.len().min(a.len() + bound)).unwrap_or(b);
    let row = table(a, b, bound)?;
    row.iter().take(b.len() + 1).min().copied().map(usize::from).filter(|edits| *edits <= bound)
}

type Row = [u8; TYPO_LETTERS + 1];

/// The last row of the table of edits, or nothing once every cell of two rows is past the bound.
fn table(a: &[char], b: &[char], bound: usize) -> Option<Row> {
    let mut rows: [Row; 3] = [[0; TYPO_LETTERS + 1]; 3];
    for (at, cell) in rows[1].iter_mut().enumerate() {
        *cell = u8::try_from(at).unwrap_or(u8::MAX);
    }
    let mut above: Option<char> = None;
    for (line, &letter) in a.iter().enumerate() {
        let [older, old, new] = &mut rows;
        fill(older, old, new, (line, letter, above), b);
        if new.iter().take(b.len() + 1).chain(old.iter().take(b.len() + 1)).all(|cell| usize::from(*cell) > bound) {
            return None;
        }
        rows.rotate_left(1);
        above = Some(letter);
    }
    Some(rows[1])
}

fn fill(older: &Row, old: &Row, new: &mut Row, (line, letter, above): (usize, char, Option<char>), b: &[char]) {
    let mut left = u8::try_from(line + 1).unwrap_or(u8::MAX);
    if let Some(cell) = new.first_mut() {
        *cell = left;
    }
    let mut before: Option<char> = None;
    let mut swapped = 0u8;
    for (((cell, pair), &other), &far) in new.iter_mut().skip(1).zip(old.windows(2)).zip(b).zip(older.iter()) {
        let &[corner, up] = pair else { continue };
        let mut best = (corner + u8::from(letter != other)).min(up + 1).min(left + 1);
        if before == Some(letter) && above == Some(other) && before.is_some() {
            best = best.min(swapped + 1);
        }
        swapped = far;
        before = Some(other);
        left = best;
        *cell = best;
    }
}

/// Hashes of the word without each one of its letters: two words of one length and one edit apart share one.
pub(crate) fn neighbourhood(letters: &[char], out: &mut Vec<u32>) {
    out.clear();
    out.extend((0..letters.len()).map(|gap| hash(letters, gap)));
    out.sort_unstable();
    out.dedup();
}

/// The hash of the word without the letter at `gap`.
pub(crate) fn hash(letters: &[char], gap: usize) -> u32 {
    let kept = letters.iter().enumerate().filter(|(at, _)| *at != gap);
    kept.fold(2_166_136_261, |sum: u32, (_, c)| (sum ^ *c as u32).wrapping_mul(16_777_619))
}

/// How many edits a query word of so many letters may carry: short words would agree with anything.
pub(crate) fn allowed(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn edits(a: &str, b: &str) -> Option<usize> {
        distance(Letters::of(a).as_slice(), Letters::of(b).as_slice(), 2)
    }

    #[test]
    fn each_kind_of_edit_counts_once() {
        assert_eq!(edits("agadir", "agadir"), Some(0));
        assert_eq!(edits("agadr", "agadir"), Some(1));
        assert_eq!(edits("agadiir", "agadir"), Some(1));
        assert_eq!(edits("agedir", "agadir"), Some(1));
        assert_eq!(edits("tetoaun", "tetouan"), Some(1));
        assert_eq!(edits("minsitree", "ministere"), Some(2));
        assert_eq!(edits("rabat", "agadir"), None);
        assert_eq!(edits("", ""), Some(0));
    }

    #[test]
    fn a_beginning_may_carry_an_edit() {
        let at = |a: &str, b: &str| prefix_distance(Letters::of(a).as_slice(), Letters::of(b).as_slice(), 1);
        assert_eq!(at("minsit", "ministere"), Some(1));
        assert_eq!(at("minis", "ministere"), Some(0));
        assert_eq!(at("zzz", "ministere"), None);
    }

    #[test]
    fn words_one_edit_apart_share_a_neighbour() {
        for (a, b) in [("agader", "agadir"), ("tetoaun", "tetouan"), ("minsitry", "ministry"), ("الداخليه", "الداخايه")]
        {
            let (mut x, mut y) = (vec![], vec![]);
            neighbourhood(Letters::of(a).as_slice(), &mut x);
            neighbourhood(Letters::of(b).as_slice(), &mut y);
            assert!(x.iter().any(|h| y.contains(h)), "{a} {b}");
        }
    }
}
