//! Terms by hashes that two terms share which are one edit apart, in buckets; a bucket holds strangers too.
//!
//! A short term has a hash without each of its letters: with one edit between them, two of one length share one. A long one would
//! have many. It has one hash, of its second half: an edit lies in one half only, so the other is the same in both, and terms that
//! begin alike lie side by side in their list anyway.
//!
//! The terms of a bucket rise, and what is kept is how far each lies from the one before, seven bits to a byte: two bytes where a
//! number takes four. Buckets are large enough for that and small enough to be read in a tenth of a microsecond.

use super::edit::{Letters, hash, neighbourhood};
use super::stored::{Reader, Writer};

/// Terms of a bucket, between half of it and all.
const BUCKET: usize = 24;

/// Letters from which a term is long.
const LONG: usize = 8;

/// Whether a term of so many letters has a hash without each of them.
pub(crate) fn is_short(letters: usize) -> bool {
    letters < LONG
}

/// The hashes of a term.
fn hashes_of(letters: &[char], out: &mut Vec<u32>) {
    if is_short(letters.len()) {
        neighbourhood(letters, out);
    } else {
        out.clear();
        out.push(end(letters, letters.len()));
    }
}

/// The hash of the second half of a term of so many letters that ends so.
fn end(letters: &[char], count: usize) -> u32 {
    let half = letters.len().saturating_sub((count - 1) / 2);
    hash(letters.get(half..).unwrap_or(&[]), usize::MAX) ^ u32::try_from(count).unwrap_or(0)
}

/// How long the long terms may be that are one edit from a query.
fn lengths(query: &[char]) -> impl Iterator<Item = usize> {
    (query.len().saturating_sub(1)..=query.len() + 1).filter(|count| !is_short(*count))
}

/// Shows the hashes that a term may have which is one edit from a query, the short ones but where the query has a letter more.
pub(crate) fn asked(query: &[char], see: &mut dyn FnMut(u32)) {
    if is_short(query.len().saturating_sub(1)) {
        std::iter::once(usize::MAX).chain(0..query.len()).for_each(|gap| see(hash(query, gap)));
    }
    lengths(query).for_each(|count| see(end(query, count)));
}

/// How the long terms begin that are one edit from a query and end otherwise; nothing where none can be near.
pub(crate) fn beginning(query: &[char]) -> Option<&[char]> {
    lengths(query).next().and_then(|count| query.get(..count / 2))
}

/// See the file's first lines.
#[derive(Default)]
pub(crate) struct Near {
    /// Where each bucket begins, and where the last ends.
    slots: Vec<u32>,
    bytes: Vec<u8>,
}

impl Near {
    /// Takes so many terms; `letters` gives those of a term that has a neighbourhood.
    pub(crate) fn build(terms: u32, letters: impl Fn(u32) -> Option<Letters>) -> Near {
        let mut hashes = Vec::new();
        let mut each = |see: &mut dyn FnMut(u32, u32)| {
            for term in 0..terms {
                if let Some(letters) = letters(term) {
                    hashes_of(letters.as_slice(), &mut hashes);
                    hashes.iter().for_each(|hash| see(*hash, term));
                }
            }
        };
        let mut count = 0usize;
        each(&mut |_, _| count += 1);
        let buckets = (count / BUCKET).next_power_of_two();
        let mut next = vec![0u32; buckets + 1];
        each(&mut |hash, _| {
            if let Some(slot) = next.get_mut(bucket(hash, buckets) + 1) {
                *slot += 1;
            }
        });
        let mut sum = 0;
        for slot in &mut next {
            sum += *slot;
            *slot = sum;
        }
        let ends = next.clone();
        let mut filled = vec![0u32; count];
        each(&mut |hash, term| {
            if let Some(place) = next.get_mut(bucket(hash, buckets)) {
                if let Some(slot) = filled.get_mut(*place as usize) {
                    *slot = term;
                }
                *place += 1;
            }
        });
        let mut near = Near { slots: Vec::with_capacity(buckets + 1), bytes: Vec::new() };
        for run in ends.windows(2) {
            near.begin_bucket();
            if let [from, to] = run {
                near.push(filled.get(*from as usize..*to as usize).unwrap_or(&[]));
            }
        }
        near.begin_bucket();
        near.bytes.shrink_to_fit();
        near
    }

    fn begin_bucket(&mut self) {
        self.slots.push(super::base::small(self.bytes.len()));
    }

    /// Appends rising terms, each once.
    fn push(&mut self, terms: &[u32]) {
        let mut before = None;
        for term in terms {
            let Some(mut step) = before
                .map_or(Some(*term), |before| term.checked_sub(before))
                .filter(|step| before.is_none() || *step > 0)
            else {
                continue;
            };
            before = Some(*term);
            while step > 0x7F {
                self.bytes.push((step & 0x7F) as u8 | 0x80);
                step >>= 7;
            }
            self.bytes.push((step & 0x7F) as u8);
        }
    }

    /// Shows every term that may have this hash.
    pub(crate) fn each(&self, hash: u32, see: &mut dyn FnMut(u32)) {
        let Some(buckets) = self.slots.len().checked_sub(1).filter(|count| *count > 0) else { return };
        let bucket = bucket(hash, buckets);
        let at = |slot: usize| self.slots.get(slot).map_or(0, |at| *at as usize);
        let (mut term, mut step, mut shift) = (0u32, 0u32, 0u32);
        for byte in self.bytes.get(at(bucket)..at(bucket + 1)).unwrap_or(&[]) {
            step |= u32::from(byte & 0x7F).checked_shl(shift).unwrap_or(0);
            if byte & 0x80 != 0 {
                shift += 7;
                continue;
            }
            term = term.saturating_add(step);
            see(term);
            (step, shift) = (0, 0);
        }
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        4 * self.slots.capacity() + self.bytes.capacity()
    }

    /// Appends what [`Near::read`] needs.
    pub(crate) fn write(&self, out: &mut Writer<'_>) {
        out.u32s(&self.slots);
        out.values(&self.bytes, |byte| [*byte]);
    }

    /// What was written, if the buckets can be told.
    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Near> {
        let near = Near { slots: from.u32s()?, bytes: from.values(|[byte]| byte)? };
        let fits = near.slots.is_empty() || near.slots.len().checked_sub(1).is_some_and(usize::is_power_of_two);
        fits.then_some(near)
    }
}

/// The bucket of a hash among so many, a power of two.
fn bucket(hash: u32, buckets: usize) -> usize {
    spread(hash) as usize & (buckets - 1)
}

/// Low bits that depend on all of a hash.
fn spread(hash: u32) -> u32 {
    let mixed = (hash ^ (hash >> 16)).wrapping_mul(0x85EB_CA6B);
    mixed ^ (mixed >> 13)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::edit::distance;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_term_lies_in_the_bucket_of_each_of_its_hashes() {
        let words: Vec<String> =
            (0u32..3_000).map(|number| format!("{:x}", number.wrapping_mul(2_654_435_761) >> 4)).collect();
        let near = Near::build(3_000, |term| Some(Letters::of(&words[term as usize])));
        for (word, term) in words.iter().zip(0u32..) {
            let mut hashes = Vec::new();
            hashes_of(Letters::of(word).as_slice(), &mut hashes);
            for hash in hashes {
                let mut seen = Vec::new();
                near.each(hash, &mut |term| seen.push(term));
                assert!(seen.contains(&term), "{word}");
                assert!(seen.is_sorted() && seen.len() <= 4 * BUCKET);
            }
        }
        assert!(near.size() < 3 * 8 * 3_000, "{} bytes", near.size());
    }

    proptest! {
        #[test]
        fn a_term_one_edit_away_is_among_those_that_are_looked_at(query in "[abc]{3,27}", at in 0usize..27, kind in 0u8..4, letter in "[abcd]") {
            let mut term: Vec<char> = query.chars().collect();
            let (at, letter) = (at % term.len(), letter.chars().next().unwrap());
            match kind {
                0 => term[at] = letter,
                1 => term.insert(at, letter),
                2 => term.swap(at, (at + 1) % query.len()),
                _ => drop(term.remove(at)),
            }
            let (query, term) = (Letters::of(&query), Letters::of(&term.iter().collect::<String>()));
            let (query, term) = (query.as_slice(), term.as_slice());
            prop_assume!(distance(query, term, 1).is_some());
            let (mut asked_for, mut own) = (Vec::new(), Vec::new());
            asked(query, &mut |hash| asked_for.push(hash));
            hashes_of(term, &mut own);
            // A query with a letter more than a short term is without it the term itself.
            let is_left = term.len() < query.len() && term.len() < LONG;
            let begins = beginning(query).is_some_and(|beginning| term.starts_with(beginning));
            prop_assert!(is_left || begins || own.iter().any(|hash| asked_for.contains(hash)));
        }
    }
}
