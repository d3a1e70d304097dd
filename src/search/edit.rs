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

/// Masks that are looked at together: where none of them will do, which is most often, none is looked at alone.
const TOGETHER: usize = 16;

/// The places of the masks that have all letters of `wanted`.
pub(crate) fn holding(masks: &[Mask], wanted: Mask) -> impl Iterator<Item = usize> + '_ {
    chosen(masks, move |own| wanted & !own == 0)
}

/// The places of the masks that lack at most two letters of `wanted`, and have at most two others.
pub(crate) fn two_off(masks: &[Mask], wanted: Mask) -> impl Iterator<Item = usize> + '_ {
    let without_lowest = |letters: Mask| letters & letters.wrapping_sub(1);
    let beyond_two = move |letters: Mask| without_lowest(without_lowest(letters));
    chosen(masks, move |own| beyond_two(wanted & !own) | beyond_two(own & !wanted) == 0)
}

/// The places of the masks that differ from `wanted` in at most two letters.
pub(crate) fn near(masks: &[Mask], wanted: Mask) -> impl Iterator<Item = usize> + '_ {
    let without_lowest = |letters: Mask| letters & letters.wrapping_sub(1);
    chosen(masks, move |own| without_lowest(without_lowest(own ^ wanted)) == 0)
}

fn chosen<'m>(masks: &'m [Mask], will_do: impl Fn(Mask) -> bool + Copy + 'm) -> impl Iterator<Item = usize> + 'm {
    let chunks = masks.chunks(TOGETHER).zip((0..).step_by(TOGETHER));
    // Counted without a branch, so that the compiler takes several at once.
    let some = chunks.filter(move |(chunk, _)| chunk.iter().fold(0u32, |sum, own| sum + u32::from(will_do(*own))) > 0);
    some.flat_map(move |(chunk, from)| {
        chunk.iter().zip(from..).filter(move |(own, _)| will_do(**own)).map(|(_, place)| place)
    })
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
    columns(a.len(), |c: &T| places(a, c), b.iter()).last().filter(|edits| *edits <= bound)
}

/// As [`distance`], of ASCII letters, of which it is noted first where each occurs.
pub(crate) fn distance_ascii(a: &[u8], b: &[u8], bound: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > bound {
        return None;
    }
    let mut places = [0u32; 128];
    for (at, letter) in a.iter().enumerate() {
        places[usize::from(letter & 0x7F)] |= 1 << at;
    }
    let same = |letter: &u8| u64::from(places[usize::from(letter & 0x7F)]);
    columns(a.len(), same, b.iter()).last().filter(|edits| *edits <= bound)
}

/// Edits between `a` and the best beginning of `b`, at most `bound`.
pub(crate) fn prefix_distance<T: PartialEq>(a: &[T], b: &[T], bound: usize) -> Option<usize> {
    let b = b.get(..b.len().min(a.len() + bound)).unwrap_or(b);
    columns(a.len(), |c: &T| places(a, c), b.iter()).min().filter(|edits| *edits <= bound)
}

/// Where a letter occurs, one bit for each place.
fn places<T: PartialEq>(letters: &[T], letter: &T) -> u64 {
    letters.iter().enumerate().fold(0, |bits, (at, own)| bits | u64::from(own == letter) << at)
}

/// Edits between `len` letters, of which `same` says where one occurs, and each beginning of `b`, the empty one first.
///
/// The table of edits, a column at a time and a column in one word of bits: Hyyrö, "A bit-vector algorithm for
/// computing Levenshtein and Damerau edit distances", 2003. The letters are bounded by [`TYPO_LETTERS`].
fn columns<T>(len: usize, same: impl Fn(T) -> u64, b: impl Iterator<Item = T>) -> impl Iterator<Item = usize> {
    let last = 1u64.checked_shl(u32::try_from(len).unwrap_or(64)).unwrap_or(0) >> 1;
    let (mut up, mut down) = (u64::MAX, 0u64);
    let (mut diagonal, mut same_before) = (0u64, 0u64);
    let mut edits = len;
    let next = move |c: T| {
        let same = same(c);
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
    std::iter::once(len).chain(b.map(next))
}

/// A word that is compared with many: where each letter occurs in it is known beforehand.
pub(crate) struct Pattern {
    places: [u32; Pattern::SLOTS],
    letters: Letters,
}

impl Pattern {
    /// Letters that have a slot of their own: ASCII, then Arabic.
    const SLOTS: usize = 128 + 80;

    pub(crate) fn of(letters: &Letters) -> Pattern {
        let mut places = [0; Pattern::SLOTS];
        for (at, letter) in letters.as_slice().iter().enumerate() {
            if let Some(slot) = Pattern::slot(*letter).and_then(|slot| places.get_mut(slot)) {
                *slot |= 1 << at;
            }
        }
        Pattern { places, letters: *letters }
    }

    pub(crate) fn letters(&self) -> &Letters {
        &self.letters
    }

    fn slot(letter: char) -> Option<usize> {
        match letter as usize {
            code @ 0..128 => Some(code),
            code @ 0x600..0x650 => Some(code - 0x600 + 128),
            _ => None,
        }
    }

    fn same(&self, letter: char) -> u64 {
        match Pattern::slot(letter) {
            Some(slot) => self.places.get(slot).copied().map_or(0, u64::from),
            None => places(self.letters.as_slice(), &letter),
        }
    }

    /// As [`distance`].
    pub(crate) fn distance(&self, other: &str, bound: usize) -> Option<usize> {
        if other.chars().count().min(TYPO_LETTERS).abs_diff(self.letters.len()) > bound {
            return None;
        }
        let letters = other.chars().take(TYPO_LETTERS);
        columns(self.letters.len(), |letter| self.same(letter), letters).last().filter(|edits| *edits <= bound)
    }

    /// As [`prefix_distance`].
    pub(crate) fn prefix_distance(&self, other: &str, bound: usize) -> Option<usize> {
        let letters = other.chars().take(TYPO_LETTERS.min(self.letters.len() + bound));
        columns(self.letters.len(), |letter| self.same(letter), letters).min().filter(|edits| *edits <= bound)
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
        4..6 => 1,
        _ => 2,
    }
}

/// What so many edits cost, the likeliest slips least: of all words that one letter less or two exchanged make of a name's, the
/// one that was typed is one of few, of those that another letter makes it is one of hundreds.
pub(crate) fn slips(typed: &[char], meant: &[char], edits: usize) -> usize {
    let is_likely = match edits {
        1 => is_likely_slip(typed, meant),
        _ => return 3 * edits,
    };
    if is_likely { 2 } else { 3 }
}

/// Whether one edit left a letter out, doubled one, exchanged two or took one that is like the right one.
fn is_likely_slip(typed: &[char], meant: &[char]) -> bool {
    let at = typed.iter().zip(meant).take_while(|(own, other)| own == other).count();
    match (typed.len(), meant.len()) {
        (short, long) if short < long => true,
        (long, short) if long > short => at > 0 && typed.get(at) == typed.get(at - 1),
        _ => match (typed.get(at..), meant.get(at..)) {
            (Some([a, b, ..]), Some([c, d, ..])) if (a, b) == (d, c) => true,
            (Some([a, ..]), Some([b, ..])) => are_alike(*a, *b),
            _ => false,
        },
    }
}

/// Whether a finger or an eye takes one letter for the other: those of one form in Arabic, those that sound alike.
fn are_alike(one: char, other: char) -> bool {
    const FORMS: [&str; 14] =
        ["بتثني", "جحخ", "دذ", "رزو", "سش", "صض", "طظ", "عغ", "فق", "هحةت", "aeo", "iyj", "ckqs", "mn"];
    FORMS.iter().any(|form| form.contains(one) && form.contains(other))
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
        fn bits_count_as_the_table_does(a in "[abcاж]{0,9}", b in "[abcاж]{0,9}", bound in 0usize..6) {
            let (a, b) = (Letters::of(&a), Letters::of(&b));
            let (a, b) = (a.as_slice(), b.as_slice());
            let whole = plain(a, b);
            proptest::prop_assert_eq!(distance(a, b, bound), (whole <= bound).then_some(whole));
            let open = (0..=b.len().min(a.len() + bound)).map(|end| plain(a, &b[..end])).min().unwrap();
            proptest::prop_assert_eq!(prefix_distance(a, b, bound), (open <= bound).then_some(open));
            let (pattern, text) = (Pattern::of(&Letters::of(&a.iter().collect::<String>())), b.iter().collect::<String>());
            proptest::prop_assert_eq!(pattern.distance(&text, bound), distance(a, b, bound));
            let ascii = |letters: &[char]| letters.iter().map(|c| *c as u8 & 0x7F).collect::<Vec<u8>>();
            proptest::prop_assert_eq!(distance_ascii(&ascii(a), &ascii(b), bound), distance(&ascii(a), &ascii(b), bound));
            proptest::prop_assert_eq!(pattern.prefix_distance(&text, bound), prefix_distance(a, b, bound));
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
