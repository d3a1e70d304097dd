//! For every hash of a deletion neighbourhood the terms that have it, in buckets; a bucket holds strangers too.
//!
//! The terms of a bucket rise, and what is kept is how far each lies from the one before, seven bits to a byte: two bytes where a
//! number takes four. Buckets are large enough for that and small enough to be read in a tenth of a microsecond.

use super::edit::{Letters, neighbourhood};
use super::stored::{Reader, Writer};

/// Terms of a bucket, between half of it and all.
const BUCKET: usize = 24;

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
                    neighbourhood(letters.as_slice(), &mut hashes);
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
    use super::super::edit::hash;
    use super::*;

    #[test]
    fn every_term_lies_in_the_bucket_of_each_of_its_hashes() {
        let words: Vec<String> =
            (0u32..3_000).map(|number| format!("{:x}", number.wrapping_mul(2_654_435_761))).collect();
        let near = Near::build(3_000, |term| Some(Letters::of(&words[term as usize])));
        for (word, term) in words.iter().zip(0u32..) {
            let letters = Letters::of(word);
            for gap in 0..letters.len() {
                let mut seen = Vec::new();
                near.each(hash(letters.as_slice(), gap), &mut |term| seen.push(term));
                assert!(seen.contains(&term), "{word} without letter {gap}");
                assert!(seen.is_sorted() && seen.len() <= 4 * BUCKET);
            }
        }
        assert!(near.size() < 3 * 8 * 3_000, "{} bytes", near.size());
    }
}
