//! The terms of all entries while their list is made: each distinct one once, and where it stands.
//!
//! Only the distinct terms are sorted. What is kept of every place is the number of its term, in blocks that are given back while
//! the lists of entries are filled: at a million names four bytes for each place are gigabytes less than the place itself.

use std::hash::{BuildHasher, RandomState};

use super::base::small;
use super::ranked::{self, Ranked};
use super::words::lead;

/// Numbers of a block.
const BLOCK: usize = 1 << 16;
/// What stands before the terms of each entry.
const BORDER: u32 = u32::MAX;
/// What stands where the table has no term.
const FREE: u32 = u32::MAX;

/// See the file's first lines.
pub(crate) struct Terms {
    /// The terms one after the other, as they came.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// How many entries hold each.
    counts: Vec<u32>,
    /// The last entry that holds each.
    last: Vec<u32>,
    /// Numbers of terms by their hash, a power of two of them.
    table: Vec<u32>,
    hasher: RandomState,
    entries: u32,
    places: Vec<Vec<u32>>,
}

/// Where the terms stand, without the terms.
pub(crate) struct Places {
    counts: Vec<u32>,
    places: Vec<Vec<u32>>,
}

impl Terms {
    pub(crate) fn new() -> Terms {
        Terms {
            text: String::new(),
            ends: Vec::new(),
            counts: Vec::new(),
            last: Vec::new(),
            table: vec![FREE; 1024],
            hasher: RandomState::new(),
            entries: 0,
            places: Vec::new(),
        }
    }

    /// Begins the next entry: the first is number 0.
    pub(crate) fn begin(&mut self) {
        self.put(BORDER);
        self.entries += 1;
    }

    /// Adds a term to the entry that was begun last.
    pub(crate) fn add(&mut self, term: &str) {
        if term.is_empty() {
            return;
        }
        let number = self.number(term);
        // Entries are counted from one here, so that no entry is 0.
        let Some(last) = self.last.get_mut(number as usize).filter(|last| **last != self.entries) else { return };
        *last = self.entries;
        if let Some(count) = self.counts.get_mut(number as usize) {
            *count += 1;
        }
        self.put(number);
    }

    fn put(&mut self, number: u32) {
        match self.places.last_mut().filter(|block| block.len() < BLOCK) {
            Some(block) => block.push(number),
            None => {
                let mut block = Vec::with_capacity(BLOCK);
                block.push(number);
                self.places.push(block);
            }
        }
    }

    fn number(&mut self, term: &str) -> u32 {
        if 4 * self.ends.len() >= 3 * self.table.len() {
            self.widen();
        }
        let place = self.place(term);
        let known = self.table.get(place).copied().unwrap_or(FREE);
        if known != FREE {
            return known;
        }
        let number = small(self.ends.len());
        if let Some(slot) = self.table.get_mut(place) {
            *slot = number;
        }
        self.text.push_str(term);
        self.ends.push(small(self.text.len()));
        self.counts.push(0);
        self.last.push(0);
        number
    }

    /// Where a term lies in the table, or where it would.
    fn place(&self, term: &str) -> usize {
        let last = self.table.len() - 1;
        let mut place = usize::try_from(self.hasher.hash_one(term) & last as u64).unwrap_or(0);
        while self.table.get(place).is_some_and(|number| *number != FREE && self.term(*number) != term) {
            place = (place + 1) & last;
        }
        place
    }

    fn widen(&mut self) {
        self.table = vec![FREE; 2 * self.table.len()];
        for number in 0..small(self.ends.len()) {
            let place = self.place(self.term(number));
            if let Some(slot) = self.table.get_mut(place) {
                *slot = number;
            }
        }
    }

    fn term(&self, number: u32) -> &str {
        let end = |number: usize| self.ends.get(number).map_or(0, |end| *end as usize);
        let from = (number as usize).checked_sub(1).map_or(0, end);
        self.text.get(from..end(number as usize)).unwrap_or("")
    }

    /// Bytes of the distinct terms, and how many there are.
    pub(crate) fn size(&self) -> (usize, usize) {
        (self.text.len(), self.ends.len())
    }

    /// Shows the terms in their order, each with its number and in how many entries it stands; what is left is where they stand.
    pub(crate) fn rising(mut self, see: &mut dyn FnMut(&str, u32, u32)) -> Places {
        self.table = Vec::new();
        self.last = Vec::new();
        let mut order: Vec<(u64, u32)> =
            (0..small(self.ends.len())).map(|number| (lead(self.term(number)), number)).collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.term(a.1).cmp(self.term(b.1))));
        for (_, number) in order {
            see(self.term(number), number, self.counts.get(number as usize).copied().unwrap_or(0));
        }
        Places { counts: self.counts, places: self.places }
    }
}

impl Places {
    /// The entries of each term, rising, where `starts` says for each number of a term where its entries begin.
    pub(crate) fn entries(self, mut starts: Vec<u32>) -> Ranked {
        let mut entries = vec![ranked::packed(0); self.counts.iter().map(|count| *count as usize).sum()];
        let mut begun = 0u32;
        for number in self.places.into_iter().flatten() {
            if number == BORDER {
                begun += 1;
                continue;
            }
            if let Some(start) = starts.get_mut(number as usize) {
                if let Some(slot) = entries.get_mut(*start as usize) {
                    *slot = ranked::packed(begun - 1);
                }
                *start += 1;
            }
        }
        Ranked::of(entries)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn each_term_has_the_entries_that_hold_it(entries in prop::collection::vec(prop::collection::vec("[abل]{0,3}|[a-z]{7,10}", 0..6), 0..400)) {
            let (mut terms, mut plain) = (Terms::new(), BTreeMap::<String, BTreeSet<u32>>::new());
            for (entry, own) in (0u32..).zip(&entries) {
                terms.begin();
                for term in own {
                    terms.add(term);
                    if !term.is_empty() {
                        plain.entry(term.clone()).or_default().insert(entry);
                    }
                }
            }
            let (mut seen, mut starts, mut sum) = (Vec::new(), vec![0; terms.size().1], 0);
            let places = terms.rising(&mut |term, number, count| {
                seen.push((term.to_owned(), sum as usize..(sum + count) as usize));
                starts[number as usize] = sum;
                sum += count;
            });
            let all = places.entries(starts);
            let seen: Vec<(String, Vec<u32>)> = seen.into_iter().map(|(term, run)| (term, all.slice(run).collect())).collect();
            let plain: Vec<(String, Vec<u32>)> = plain.into_iter().map(|(term, own)| (term, own.into_iter().collect())).collect();
            prop_assert_eq!(seen, plain);
        }
    }
}
