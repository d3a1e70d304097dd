//! Lists of entries cut into runs, from which the best of any run are taken without reading it whole.
//!
//! Entries are numbered best first (see `base`), so the best of a run are its smallest numbers. The
//! smallest number of every block is kept: a run of a million entries costs a look at its blocks.
//! A number takes three bytes, which hold more than [`limits::SEARCH_ENTRIES`].

use std::ops::Range;

use super::stored::{Reader, Writer};
use crate::limits;

/// Entries of a block: small enough to be read whole, large enough that the blocks of a million are few.
const BLOCK: usize = 64;

const _: () = assert!(limits::SEARCH_ENTRIES <= 1 << 24);

/// See the file's first lines.
#[derive(Default)]
pub(crate) struct Ranked {
    ids: Vec<[u8; 3]>,
    least: Vec<u32>,
}

/// A number in three bytes.
pub(crate) fn packed(id: u32) -> [u8; 3] {
    let [low, middle, high, _] = id.to_le_bytes();
    [low, middle, high]
}

fn unpacked([low, middle, high]: [u8; 3]) -> u32 {
    u32::from_le_bytes([low, middle, high, 0])
}

impl Ranked {
    /// Takes numbers below 2²⁴.
    pub(crate) fn new(ids: impl Iterator<Item = u32>) -> Ranked {
        Ranked::of(ids.map(packed).collect())
    }

    /// The same of numbers that are [`packed`].
    pub(crate) fn of(mut ids: Vec<[u8; 3]>) -> Ranked {
        ids.shrink_to_fit();
        let least = ids.chunks(BLOCK).map(|block| block.iter().copied().map(unpacked).min().unwrap_or(u32::MAX));
        Ranked { least: least.collect(), ids }
    }

    pub(crate) fn len(&self) -> usize {
        self.ids.len()
    }

    /// The numbers of a run.
    pub(crate) fn slice(&self, run: Range<usize>) -> impl Iterator<Item = u32> + '_ {
        self.ids.get(run).unwrap_or(&[]).iter().copied().map(unpacked)
    }

    /// Where the numbers of a run that are `before` others end.
    pub(crate) fn partition_point(&self, run: Range<usize>, before: impl Fn(u32) -> bool) -> usize {
        run.start + self.ids.get(run).unwrap_or(&[]).partition_point(|id| before(unpacked(*id)))
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        3 * self.ids.capacity() + 4 * self.least.capacity()
    }

    /// Appends what [`Ranked::read`] needs.
    pub(crate) fn write(&self, out: &mut Writer<'_>) {
        out.values(&self.ids, |id| *id);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Ranked> {
        from.values(|id| id).map(Ranked::of)
    }

    /// The `wanted` smallest of a run that `keep` lets through, rising; `reads` bounds how many are shown to `keep`.
    pub(crate) fn best(
        &self,
        run: Range<usize>,
        wanted: usize,
        reads: usize,
        keep: &mut dyn FnMut(u32) -> bool,
    ) -> Vec<u32> {
        let mut found = Vec::new();
        let (mut seen, mut target, mut shown) = (None, wanted, 0);
        loop {
            let smallest = self.smallest(run.clone(), target);
            let last = smallest.last().copied();
            for id in smallest.into_iter().filter(|id| seen.is_none_or(|seen| *id > seen)) {
                shown += 1;
                if keep(id) {
                    found.push(id);
                }
                if found.len() >= wanted || shown >= reads {
                    return found;
                }
            }
            if target >= run.len() || last == seen {
                return found;
            }
            (seen, target) = (last, target * 4);
        }
    }

    /// About `count` smallest of a run, rising and each once.
    fn smallest(&self, run: Range<usize>, count: usize) -> Vec<u32> {
        let (first, last) = (run.start.div_ceil(BLOCK), run.end / BLOCK);
        let mut found: Vec<u32> = Vec::new();
        if first + 4 >= last || run.len() <= count {
            found.extend(self.slice(run));
        } else {
            let blocks = self.least.get(first..last).unwrap_or(&[]);
            let bound = nth(blocks, count);
            let mut read = |run: Range<usize>| found.extend(self.slice(run).filter(|id| *id <= bound));
            read(run.start..first * BLOCK);
            let crowded = blocks.iter().zip(first..).filter(|(least, _)| **least <= bound);
            crowded.for_each(|(_, block)| read(block * BLOCK..(block + 1) * BLOCK));
            read(last * BLOCK..run.end);
        }
        if found.len() > 2 * count && count > 0 {
            found.select_nth_unstable(2 * count - 1);
            found.truncate(2 * count);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The number that about `count` of the blocks' smallest do not pass.
fn nth(blocks: &[u32], count: usize) -> u32 {
    if count >= blocks.len() {
        return u32::MAX;
    }
    let mut least = blocks.to_vec();
    *least.select_nth_unstable(count).1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_of_a_run_are_those_that_reading_it_whole_finds(
            ids in prop::collection::vec(0u32..5_000, 0..3_000), from in 0usize..3_000, len in 0usize..3_000, wanted in 1usize..300, odd in 1u32..4,
        ) {
            let run = from.min(ids.len())..(from + len).min(ids.len());
            let ranked = Ranked::new(ids.iter().copied());
            let mut all: Vec<u32> = ids[run.clone()].iter().copied().filter(|id| id % odd == 0).collect();
            all.sort_unstable();
            all.dedup();
            all.truncate(wanted);
            prop_assert_eq!(ranked.best(run, wanted, usize::MAX, &mut |id| id % odd == 0), all);
        }
    }
}
