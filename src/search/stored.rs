//! The index as bytes and back, so that a desk opens without sorting its names again.
//!
//! The bytes are a cache: they carry a version, the revision they were made at and a checksum, and whatever does
//! not fit is refused, so that the caller builds the index anew. Lengths are checked before anything is taken;
//! every later access is checked again, so bytes that lie give poor answers and nothing worse.

use std::collections::HashSet;

use super::base::Base;
use super::overlay::Overlay;
use super::ranked::Ranked;
use super::words::Words;
use super::{Entry, Index};

/// Raised whenever the layout, the folding or the skeletons change.
const VERSION: u32 = 1;
const MAGIC: &[u8; 8] = b"tansiqix";

/// Bytes being written.
#[derive(Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    pub(crate) fn number(&mut self, value: u64) {
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }

    pub(crate) fn u32s(&mut self, values: &[u32]) {
        self.number(values.len() as u64);
        values.iter().for_each(|value| self.0.extend_from_slice(&value.to_le_bytes()));
    }

    pub(crate) fn u64s(&mut self, values: &[u64]) {
        self.number(values.len() as u64);
        values.iter().for_each(|value| self.0.extend_from_slice(&value.to_le_bytes()));
    }
}

/// Bytes being read; `None` as soon as something does not fit.
pub(crate) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(head)
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        self.take(8)?.try_into().ok().map(u64::from_le_bytes)
    }

    fn length(&mut self, each: usize) -> Option<usize> {
        let count = usize::try_from(self.number()?).ok()?.checked_mul(each)?;
        (count <= self.0.len()).then_some(count)
    }

    pub(crate) fn text(&mut self) -> Option<String> {
        let length = self.length(1)?;
        std::str::from_utf8(self.take(length)?).ok().map(str::to_owned)
    }

    pub(crate) fn u32s(&mut self) -> Option<Vec<u32>> {
        let length = self.length(4)?;
        let (values, _) = self.take(length)?.as_chunks::<4>();
        Some(values.iter().map(|value| u32::from_le_bytes(*value)).collect())
    }

    pub(crate) fn u64s(&mut self) -> Option<Vec<u64>> {
        let length = self.length(8)?;
        let (values, _) = self.take(length)?.as_chunks::<8>();
        Some(values.iter().map(|value| u64::from_le_bytes(*value)).collect())
    }

    pub(crate) fn ranked(&mut self) -> Option<Ranked> {
        self.u32s().map(Ranked::new)
    }

    pub(crate) fn words(&mut self) -> Option<Words> {
        Words::read(self)
    }
}

impl Index {
    /// The index as bytes, marked with the revision of the desk that it is of.
    pub fn to_bytes(&self, revision: u64) -> Vec<u8> {
        let mut out = Writer::default();
        self.base.write(&mut out);
        let mut dead: Vec<u64> = self.dead.iter().copied().collect();
        dead.sort_unstable();
        out.u64s(&dead);
        out.number(self.overlay.len() as u64);
        for entry in self.overlay.entries() {
            out.number(entry.record);
            out.number(u64::from(entry.field) << 8 | u64::from(entry.weight));
            out.text(entry.text);
        }
        let mut bytes = Vec::with_capacity(out.0.len() + 24);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&crc32fast::hash(&out.0).to_le_bytes());
        bytes.extend_from_slice(&revision.to_le_bytes());
        bytes.extend_from_slice(&out.0);
        bytes
    }

    /// The index that [`Index::to_bytes`] wrote at this revision; nothing where it is of another one or damaged.
    pub fn from_bytes(bytes: &[u8], revision: u64) -> Option<Index> {
        let mut reader = Reader(bytes);
        let (magic, version) = (reader.take(8)?, reader.take(4)?);
        let checksum = u32::from_le_bytes(reader.take(4)?.try_into().ok()?);
        let fits = magic == MAGIC && version == VERSION.to_le_bytes() && reader.number()? == revision;
        if !fits || crc32fast::hash(reader.0) != checksum {
            return None;
        }
        let base = Base::read(&mut reader)?;
        let dead: HashSet<u64> = reader.u64s()?.into_iter().collect();
        let mut overlay = Overlay::default();
        for _ in 0..reader.number()? {
            let (record, facts, text) = (reader.number()?, reader.number()?, reader.text()?);
            let [weight, low, high, ..] = facts.to_le_bytes();
            overlay.add(record, &[Entry { record, field: u16::from_le_bytes([low, high]), weight, text: &text }]);
        }
        let mut index = Index::build(std::iter::empty());
        (index.base, index.dead, index.overlay) = (base, dead, overlay);
        reader.0.is_empty().then_some(index)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    const NAMES: [&str; 5] = ["Ministère de la Justice", "وزارة العدل", "Agadir", "تطوان", "Office national"];

    fn index() -> Index {
        let entries = NAMES.iter().zip(0u64..).map(|(text, record)| Entry { record, field: 3, weight: 200, text });
        let mut index = Index::build(entries);
        index.replace(2, 0, &[Entry { record: 2, field: 7, weight: 90, text: "Sous-Massa" }]);
        index.remove(4);
        index
    }

    #[test]
    fn bytes_give_back_an_index_that_answers_alike() {
        let index = index();
        let again = Index::from_bytes(&index.to_bytes(41), 41).unwrap();
        for query in ["justice", "3adl", "agadr", "tetoaun", "sous", "office", "wz", "ن", "mj"] {
            assert_eq!(again.find(query, 9, &|_| true), index.find(query, 9, &|_| true), "{query}");
        }
        assert_eq!((again.entries(), again.to_bytes(41)), (index.entries(), index.to_bytes(41)));
    }

    #[test]
    fn bytes_of_another_revision_or_version_are_refused() {
        let bytes = index().to_bytes(41);
        assert!(Index::from_bytes(&bytes, 42).is_none());
        let mut other = bytes.clone();
        other[8] ^= 1;
        assert!(Index::from_bytes(&other, 41).is_none());
        assert!(Index::from_bytes(&[], 41).is_none());
    }

    #[test]
    fn every_cut_and_every_spoilt_byte_is_refused() {
        let bytes = index().to_bytes(41);
        for at in 0..bytes.len() {
            assert!(Index::from_bytes(&bytes[..at], 41).is_none(), "cut at {at}");
            let mut spoilt = bytes.clone();
            spoilt[at] ^= 0x10;
            assert!(Index::from_bytes(&spoilt, 41).is_none(), "spoilt at {at}");
        }
    }

    proptest! {
        #[test]
        fn lying_bytes_with_a_true_checksum_never_break_a_search(at in 0usize..4_000, value in any::<u8>(), query in "[a-zا-ي]{1,8}") {
            let mut bytes = index().to_bytes(41);
            let at = 24 + at % (bytes.len() - 24);
            bytes[at] = value;
            let checksum = crc32fast::hash(&bytes[24..]).to_le_bytes();
            bytes[12..16].copy_from_slice(&checksum);
            if let Some(index) = Index::from_bytes(&bytes, 41) {
                let _ = index.find(&query, 5, &|_| true);
            }
        }
    }
}
