//! Which records have names in the base, and which one each name leads to.
//!
//! Numbers of records are given one after the other, so that nearly always a bit for each is less than a list of them; where
//! they lie far apart, or beyond 32 bits, they are listed.

use super::base::small;
use super::stored::{Reader, Writer};

/// See the file's first lines.
#[derive(Default)]
pub(crate) struct Records {
    /// One bit for each number; empty where they are listed.
    bits: Vec<u64>,
    /// In rising order.
    listed: Vec<u64>,
}

impl Records {
    /// Takes numbers in any order, several times each.
    pub(crate) fn of(mut numbers: Vec<u64>) -> Records {
        numbers.sort_unstable();
        numbers.dedup();
        let highest = numbers.last().copied().unwrap_or(0);
        let blocks = usize::try_from(highest / 64 + 1).unwrap_or(usize::MAX);
        if highest > u64::from(u32::MAX) || blocks > numbers.len() {
            numbers.shrink_to_fit();
            return Records { bits: Vec::new(), listed: numbers };
        }
        let mut bits = vec![0u64; blocks];
        for number in numbers {
            if let Some(block) = bits.get_mut((number / 64) as usize) {
                *block |= 1 << (number % 64);
            }
        }
        Records { bits, listed: Vec::new() }
    }

    /// What stands for a record in 32 bits.
    pub(crate) fn place(&self, record: u64) -> u32 {
        if self.listed.is_empty() {
            return u32::try_from(record).unwrap_or(u32::MAX);
        }
        self.listed.binary_search(&record).map_or(u32::MAX, small)
    }

    /// The record for which this stands.
    pub(crate) fn at(&self, place: u32) -> u64 {
        if self.listed.is_empty() {
            return u64::from(place);
        }
        self.listed.get(place as usize).copied().unwrap_or(0)
    }

    /// Whether a record is among them.
    pub(crate) fn holds(&self, record: u64) -> bool {
        let block = usize::try_from(record / 64).ok().and_then(|block| self.bits.get(block));
        block.is_some_and(|block| block >> (record % 64) & 1 == 1) || self.listed.binary_search(&record).is_ok()
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        8 * (self.bits.capacity() + self.listed.capacity())
    }

    /// Appends what [`Records::read`] needs.
    pub(crate) fn write(&self, out: &mut Writer<'_>) {
        out.u64s(&self.bits);
        out.u64s(&self.listed);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Records> {
        Some(Records { bits: from.u64s()?, listed: from.u64s()? })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_number_is_held_and_comes_back(numbers in prop::collection::vec(prop_oneof![0u64..200, 0u64..6_000, any::<u64>()], 0..80), other in 0u64..300) {
            let records = Records::of(numbers.clone());
            for number in &numbers {
                prop_assert!(records.holds(*number));
                prop_assert_eq!(records.at(records.place(*number)), *number);
            }
            prop_assert_eq!(records.holds(other), numbers.contains(&other));
        }
    }
}
