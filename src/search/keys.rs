//! Consonant skeletons: the keys by which a name is found from another script.
//!
//! A key is a few words of consonants. Words and the whole key are terms of one list, so that a name is found
//! by all its words, by some of them in any order, and where words are written apart or together. Which letters
//! sound alike is the business of [`crate::text::skeletons`].

use std::borrow::Cow;
use std::ops::Range;

use super::edit::{Letters, Mask, distance_ascii, mask};
use super::judge::step;
use super::terms::Terms;
use super::words::Words;
use crate::{limits, text};

/// One skeleton of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SkeletonKey {
    whole: String,
    /// Where each word ends in it, and which letters it has.
    ends: Vec<(u8, Mask)>,
    letters: Mask,
    /// Whether it is another reading of a query, for which only names that have its words as they are come into question.
    is_other: bool,
}

/// A word of a key, or a whole one, with the letters that occur in it.
#[derive(Clone, Copy)]
struct Bones<'a> {
    text: &'a str,
    letters: Mask,
}

impl SkeletonKey {
    fn new(key: &str) -> SkeletonKey {
        let (mut whole, mut ends) = (String::with_capacity(key.len()), Vec::with_capacity(8));
        for word in key.split(' ') {
            let from = whole.len();
            let room = limits::SKELETON_LETTERS - from;
            whole.extend(word.chars().filter(char::is_ascii_graphic).take(room));
            if let Some(own) = whole.get(from..).filter(|own| !own.is_empty()) {
                ends.push((u8::try_from(whole.len()).unwrap_or(u8::MAX), mask(own)));
            }
        }
        let letters = ends.iter().fold(0, |sum, (_, letters)| sum | letters);
        SkeletonKey { whole, ends, letters, is_other: false }
    }

    fn bones(&self) -> impl Iterator<Item = Bones<'_>> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|(end, _)| *end));
        starts.zip(&self.ends).map(|(from, (to, letters))| Bones {
            text: self.whole.get(usize::from(from)..usize::from(*to)).unwrap_or(""),
            letters: *letters,
        })
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.bones().map(|bones| bones.text)
    }

    fn all_bones(&self) -> Bones<'_> {
        Bones { text: &self.whole, letters: self.letters }
    }

    /// The skeletons of a folded text: without the article, and with it when that differs.
    pub(crate) fn all(folded: &str) -> Vec<SkeletonKey> {
        let keys = text::skeletons(folded).into_iter().map(|key| SkeletonKey::new(&key));
        keys.filter(|key| !key.ends.is_empty()).collect()
    }

    /// The consonants that occur in it.
    pub(crate) fn letters(&self) -> Mask {
        self.letters
    }

    /// The skeletons of a folded query: also with the t that a Latin spelling of ة has before another word.
    pub(crate) fn asked(folded: &str) -> Vec<SkeletonKey> {
        let mut keys = SkeletonKey::all(folded);
        let other = folded.split(' ').map(opened).collect::<Vec<_>>();
        if other.iter().zip(folded.split(' ')).any(|(other, word)| other != word) {
            let others = SkeletonKey::all(&other.join(" ")).into_iter();
            keys.extend(others.map(|key| SkeletonKey { is_other: true, ..key }));
        }
        let open = |word: &str| word.len() >= 4 && (word.ends_with("at") || word.ends_with("et"));
        if folded.split(' ').any(open) {
            let words = folded.split(' ').map(|word| word.strip_suffix('t').filter(|_| open(word)).unwrap_or(word));
            let other = words.collect::<Vec<_>>().join(" ");
            keys.extend(SkeletonKey::all(&other));
        }
        keys.dedup();
        keys
    }

    /// How well this key, a name's, agrees with a query's; less is better, and spaces do not matter.
    pub(crate) fn agrees(&self, query: &SkeletonKey) -> Option<u32> {
        if self.whole == query.whole {
            return Some(0);
        }
        if query.whole.len() < 2 {
            return None;
        }
        if let Some(late) = self.begins(&query.whole) {
            return Some(2 + u32::from(late));
        }
        let whole = close(self.all_bones(), query.all_bones()).map(|edits| 2 + 2 * edits);
        let words = self.by_words(query);
        let best = whole.into_iter().chain(words).min();
        best.or_else(|| self.abbreviated(&query.whole).then_some(3))
    }

    /// Whether the query stands at a word's beginning, and whether at a later one; two letters must be whole words.
    fn begins(&self, query: &str) -> Option<bool> {
        let mut at = 0;
        for (place, word) in self.words().enumerate() {
            if self.whole.get(at..).is_some_and(|rest| rest.starts_with(query))
                && (query.len() > 2 || word.len() == query.len())
            {
                return Some(place > 0);
            }
            at += word.len();
        }
        None
    }

    /// Each word of the query beside the nearest of this key's that is still free; some may be missing.
    fn by_words(&self, query: &SkeletonKey) -> Option<u32> {
        let mut free: u64 = u64::MAX;
        let (mut cost, mut missing, mut agreed) = (0, 0u32, 0);
        for word in query.bones() {
            let own = self.bones().take(64).enumerate().filter(|(at, _)| free >> at & 1 == 1);
            match own.filter_map(|(at, own)| Some((beside(own, word)?, at, own.text.len()))).min() {
                Some((edits, at, len)) => {
                    free &= !(1 << at);
                    cost += edits;
                    agreed += word.text.len() + len;
                }
                None => missing += 1,
            }
        }
        let found = u32::try_from(query.ends.len()).ok()?.checked_sub(missing).filter(|found| *found > 0)?;
        let extra = u32::try_from(self.ends.len()).unwrap_or(u32::MAX).saturating_sub(found).min(6);
        if missing == 0 {
            return Some(2 + cost + extra / 2);
        }
        let is_enough = 5 * agreed >= 3 * (self.whole.len() + query.whole.len()) && agreed > 5;
        is_enough.then_some(6 + cost + 3 * missing + extra)
    }

    /// Whether the query is beginnings of this key's words run together.
    pub(crate) fn is_abbreviated(&self, query: &SkeletonKey) -> bool {
        self.abbreviated(&query.whole)
    }

    /// Whether the query is beginnings of this key's words in order, the first one's among them.
    fn abbreviated(&self, query: &str) -> bool {
        if !(3..=24).contains(&query.len()) {
            return false;
        }
        let query = Letters::of(query);
        let mut reached: u64 = 1;
        for (place, word) in self.words().enumerate() {
            let before = if place == 0 { 1 } else { reached & !1 };
            reached |= step(before, query.as_slice(), word, 1);
        }
        reached >> query.len() & 1 == 1
    }
}

/// A word with the other reading of the vowel or half-vowel that it begins with: أولاد is Oulad, but أوكرانيا is Ukraine; what is
/// written with W in one language has a ف in Arabic.
fn opened(word: &str) -> Cow<'_, str> {
    let is_before_vowel = |rest: &str| rest.starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
    if let Some(rest) = word.strip_prefix("او").filter(|rest| rest.len() > 2) {
        return format!("و{rest}").into();
    }
    if let Some(rest) = word.strip_prefix("ou").filter(|rest| !is_before_vowel(rest) && rest.len() > 1) {
        return format!("o{rest}").into();
    }
    if let Some(rest) = word.strip_prefix('w').filter(|rest| is_before_vowel(rest)) {
        return format!("v{rest}").into();
    }
    word.into()
}

/// The letters of a query's skeletons, to refuse names that cannot sound so.
pub(crate) struct Sounds(Vec<(Mask, u32)>);

impl Sounds {
    /// Of the skeletons of a query: its words and wholes, and how many of the letters of each a name may lack.
    pub(crate) fn of(keys: &[SkeletonKey]) -> Sounds {
        let bound = |len: usize| match len {
            0..3 => 0,
            3..6 => 1,
            6..10 => 2,
            _ => 3,
        };
        let parts = keys.iter().flat_map(|key| key.words().chain([key.whole.as_str()]));
        let mut all: Vec<(Mask, u32)> = parts.map(|part| (mask(part), bound(part.len()))).collect();
        all.sort_unstable();
        all.dedup();
        Sounds(all)
    }

    /// Whether a name whose skeletons hold these letters may agree by its sound.
    pub(crate) fn may_agree(&self, letters: Mask) -> bool {
        self.0.iter().any(|(wanted, bound)| (wanted & !letters).count_ones() <= *bound)
    }
}

/// What it costs to take one word of a skeleton for another.
fn beside(own: Bones<'_>, word: Bones<'_>) -> Option<u32> {
    if own.text == word.text {
        return Some(0);
    }
    if word.text.len() >= 2 && own.text.starts_with(word.text) {
        return Some(2);
    }
    let bound = match word.text.len() {
        0..3 => return None,
        3..6 => 1,
        _ => 2,
    };
    if own.text.len() < 2 {
        return None;
    }
    apart(own, word, bound).map(|edits| 2 * edits)
}

fn close(own: Bones<'_>, query: Bones<'_>) -> Option<u32> {
    let bound = match query.text.len() {
        0..3 => return None,
        3..6 => 1,
        6..10 => 2,
        _ => 3,
    };
    apart(own, query, bound)
}

/// Edits between two skeletons, at most so many; the letters that only one of them has refuse most.
fn apart(own: Bones<'_>, other: Bones<'_>, bound: u32) -> Option<u32> {
    let lacking = (own.letters & !other.letters).count_ones().max((other.letters & !own.letters).count_ones());
    let most = bound as usize;
    if lacking > bound || own.text.len().abs_diff(other.text.len()) > most {
        return None;
    }
    // Skeletons are ASCII.
    let cut = |text: &'_ str| text.len().min(limits::TYPO_LETTERS);
    let (a, b) = (own.text.as_bytes(), other.text.as_bytes());
    let edits = distance_ascii(a.get(..cut(own.text))?, b.get(..cut(other.text))?, most)?;
    u32::try_from(edits).ok()
}

/// What stands in more than one of these lists, rising, each with the number of lists.
///
/// Most stand in one, and sorting them all would take longest: those whose low bits were seen twice are sorted alone.
fn in_several(lists: &[Vec<u32>]) -> Vec<(u32, usize)> {
    const BITS: u32 = 18;
    let slot = |entry: u32| ((entry & ((1 << BITS) - 1)) as usize / 64, 1u64 << (entry % 64));
    let mut seen = vec![[0u64; 2]; 1 << (BITS - 6)];
    for entry in lists.iter().flatten() {
        let (block, bit) = slot(*entry);
        if let Some([once, again]) = seen.get_mut(block) {
            *again |= *once & bit;
            *once |= bit;
        }
    }
    let is_again = |entry: u32| {
        let (block, bit) = slot(entry);
        seen.get(block).is_some_and(|[_, again]| again & bit != 0)
    };
    let places = lists.iter().zip(0usize..).flat_map(|(list, at)| list.iter().map(move |entry| (*entry, at)));
    let mut found: Vec<(u32, usize)> = places.filter(|(entry, _)| is_again(*entry)).collect();
    found.sort_unstable();
    found.dedup();
    let same = found.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1);
    same.filter_map(|same| Some((same.first()?.0, same.len()))).collect()
}

/// The skeletons of all entries: their words, and each key as a whole.
#[derive(Default)]
pub(crate) struct Keys {
    pub(crate) terms: Words,
}

impl Keys {
    /// Takes the folded texts of all entries in their order.
    pub(crate) fn build<'a>(names: impl Iterator<Item = &'a str>) -> Keys {
        let mut terms = Terms::new();
        for name in names {
            terms.begin();
            for key in SkeletonKey::all(name) {
                let several = key.ends.len() > 1;
                key.words().chain(several.then_some(key.whole.as_str())).for_each(|term| terms.add(term));
            }
        }
        Keys { terms: Words::build(terms, 3) }
    }

    /// Entries worth a comparison with the query, most promising first within each way of looking, at most so many.
    pub(crate) fn candidates(&self, query: &SkeletonKey, most: usize) -> Vec<u32> {
        let terms = &self.terms;
        let mut found = Vec::new();
        let mut take = |run: Range<u32>, wanted: usize| {
            found.extend(terms.posts.best(terms.places(&run), wanted, wanted, &mut |_| true));
        };
        take(terms.exactly(&query.whole), most / 2);
        if query.whole.len() >= 2 {
            take(terms.starting(&query.whole), most / 4);
        }
        let mut near: Vec<u32> = Vec::new();
        if query.whole.len() >= 3 && !query.is_other {
            near = terms.neighbours(&Letters::of(&query.whole));
        }
        let share = (most / near.len().max(1)).max(3);
        near.iter().take(most / 3).for_each(|term| take(*term..*term + 1, share));
        if query.ends.len() > 1 {
            found.extend(self.by_words(query, most));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Entries that have several of the query's words, or nearly, those with the most of them first. One word alone is enough
    /// only beside one that is not much longer.
    fn by_words(&self, query: &SkeletonKey, most: usize) -> Vec<u32> {
        let mut alone: Vec<u32> = Vec::new();
        let mut lists: Vec<Vec<u32>> = Vec::new();
        for word in query.words().filter(|word| word.len() > 1) {
            let mut own = self.with_word(word, query.is_other);
            lists.push(own.clone());
            if word.len() >= 3 && 7 * word.len() >= 3 * query.whole.len() {
                own.sort();
                own.dedup();
                alone.extend(own.iter().take(most / 3));
            }
        }
        let mut several: Vec<(usize, u32)> = in_several(&lists)
            .into_iter()
            .map(|(entry, count)| (query.ends.len().saturating_sub(count), entry))
            .collect();
        several.sort_unstable();
        several.into_iter().take(most).map(|(_, entry)| entry).chain(alone).collect()
    }

    /// Some entries that have a word, those of the word itself first; or nearly, unless it is another reading of what was typed.
    fn with_word(&self, word: &str, is_other: bool) -> Vec<u32> {
        let terms = &self.terms;
        let mut runs = vec![terms.exactly(word)];
        if word.len() >= 3 && !is_other {
            runs.extend(terms.neighbours(&Letters::of(word)).into_iter().map(|term| term..term + 1));
        }
        runs.dedup();
        // The entries of one term rise, the best first.
        let of_word = runs.iter().take(limits::SEARCH_SOUND_TERMS).map(|run| terms.posts.slice(terms.places(run)));
        of_word.flat_map(|posts| posts.take(limits::SEARCH_SOUND_POSTS)).take(limits::SEARCH_SOUND_READS).collect()
    }

    /// Entries with a skeleton that begins with the query's first two letters and has all others behind them in their order, the
    /// best first: what the query may be beginnings of.
    pub(crate) fn holding_in_order(&self, query: &SkeletonKey) -> Vec<u32> {
        let Some(head) = query.whole.get(..2).filter(|_| query.whole.len() >= 3) else { return Vec::new() };
        let terms = &self.terms;
        let longer = terms.holding_among(terms.starting(head), query.letters).filter(|term| {
            let mut own = terms.word(*term).bytes();
            query.whole.bytes().all(|wanted| own.any(|byte| byte == wanted)) && own.next().is_some()
        });
        let entries = longer.flat_map(|term| terms.posts.slice(terms.places(&(term..term + 1))));
        let mut found: Vec<u32> = entries.take(limits::SEARCH_READS).collect();
        found.sort_unstable();
        found.dedup();
        found.truncate(limits::SEARCH_COMPARISONS);
        found
    }

    /// Entries whose whole skeleton is two letters off: a scan.
    pub(crate) fn far(&self, query: &SkeletonKey) -> Vec<u32> {
        // Of one word of five letters two are too many.
        if query.whole.len() < 5 + usize::from(query.ends.len() == 1) {
            return Vec::new();
        }
        let terms = self.terms.two_edits(&Letters::of(&query.whole), limits::SEARCH_SHORT_KEYS);
        terms.iter().flat_map(|term| self.terms.posts.slice(self.terms.places(&(*term..*term + 1)))).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn what_stands_in_several_lists_is_counted_once_for_each(lists in prop::collection::vec(prop::collection::vec(prop_oneof![0u32..40, 262_140u32..262_160, any::<u32>()], 0..60), 0..6)) {
            let all: BTreeSet<u32> = lists.iter().flatten().copied().collect();
            let counted = all.into_iter().map(|entry| (entry, lists.iter().filter(|list| list.contains(&entry)).count()));
            prop_assert_eq!(in_several(&lists), counted.filter(|(_, count)| *count > 1).collect::<Vec<_>>());
        }
    }
}
