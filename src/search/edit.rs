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

/// The letters that occur in a text.
pub(crate) type Mask = u32;

/// One bit per letter of the Latin or of the Arabic alphabet, which share them because a word is of one script; what shares
/// a bit only makes a mask refuse less.
pub(crate) fn mask(text: &str) -> Mask {
    text.chars().filter(|c| *c != ' ').fold(0, |mask, c| mask | bit(c))
}

fn bit(c: char) -> Mask {
    let at = match c {
        'a'..='z' => c as u32 - 'a' as u32,
        '0'..='9' => 26 + (c as u32 - '0' as u32) / 2,
        // Between ghayn and feh no letters are left once a text is folded.
        '\u{0627}'..='\u{063A}' => c as u32 - 0x627,
        '\u{0641}'..='\u{064A}' => c as u32 - 0x641 + 20,
        other => other as u32 % 32,
    };
    1 << at
}

/// Edits between `a` and `b`, at most `bound`; `None` when there are more.
pub(crate) fn distance<T: PartialEq>(a: &[T], b: &[T], bound: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > bound {
        return None;
    }
    columns(a, b).last().filter(|edits| *edits <= bound)
}

/// Edits between `a` and the best beginning of `b`, at most `bound`.
pub(crate) fn prefix_distance<T: PartialEq>(a: &[T], b: &[T], bound: usize) -> Option<usize> {
    let b = b.get(..b.len().min(a.len() + bound)).unwrap_or(b);
    columns(a, b).min().filter(|edits| *edits <= bound)
}

/// Edits between `a` and each beginning of `b`, the empty one first.
///
/// The table of edits, a column at a time and a column in one word of bits: Hyyrö, "A bit-vector algorithm for
/// computing Levenshtein and Damerau edit distances", 2003. `a` is bounded by [`TYPO_LETTERS`].
fn columns<'a, T: PartialEq>(a: &'a [T], b: &'a [T]) -> impl Iterator<Item = usize> + 'a {
    let last = 1u64.checked_shl(u32::try_from(a.len()).unwrap_or(64)).unwrap_or(0) >> 1;
    let (mut up, mut down) = (u64::MAX, 0u64);
    let (mut diagonal, mut same_before) = (0u64, 0u64);
    let mut edits = a.len();
    let next = move |c: &T| {
        let same = a.iter().enumerate().fold(0u64, |bits, (at, own)| bits | u64::from(own == c) << at);
        let swapped = ((!diagonal & same) << 1) & same_before;
        diagonal = ((same & up).wrapping_add(up) ^ up) | same | down | swapped;
        let (more, less) = (down | !(diagonal | up), diagonal & up);
        edits += usize::from(more & last != 0);
        edits -= usize::from(less & last != 0);
        if last == 0 {
            edits += 1;
        }
        let (more, less) = (more << 1 | 1, less << 1);
        up = less | !(diagonal | more);
        down = more & diagonal;
        same_before = same;
        edits
    };
    std::iter::once(a.len()).chain(b.iter().map(next))
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

    /// The table of edits, filled in cell by cell.
    fn plain(a: &[char], b: &[char]) -> usize {
        let mut rows = vec![vec![0usize; b.len() + 1]; a.len() + 1];
        for line in 0..=a.len() {
            for column in 0..=b.len() {
                rows[line][column] = if line == 0 || column == 0 {
                    line + column
                } else {
                    let same = a[line - 1] == b[column - 1];
                    let mut best = (rows[line - 1][column - 1] + usize::from(!same))
                        .min(rows[line - 1][column] + 1)
                        .min(rows[line][column - 1] + 1);
                    if line > 1 && column > 1 && a[line - 1] == b[column - 2] && a[line - 2] == b[column - 1] {
                        best = best.min(rows[line - 2][column - 2] + 1);
                    }
                    best
                };
            }
        }
        rows[a.len()][b.len()]
    }

    proptest::proptest! {
        #[test]
        fn bits_count_as_the_table_does(a in "[abcا]{0,9}", b in "[abcا]{0,9}", bound in 0usize..6) {
            let (a, b) = (Letters::of(&a), Letters::of(&b));
            let (a, b) = (a.as_slice(), b.as_slice());
            let whole = plain(a, b);
            proptest::prop_assert_eq!(distance(a, b, bound), (whole <= bound).then_some(whole));
            let open = (0..=b.len().min(a.len() + bound)).map(|end| plain(a, &b[..end])).min().unwrap();
            proptest::prop_assert_eq!(prefix_distance(a, b, bound), (open <= bound).then_some(open));
        }
    }

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
