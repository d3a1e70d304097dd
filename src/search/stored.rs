//! The index as bytes and back, so that a desk opens without sorting its names again.
//!
//! The bytes are a cache: they carry a version, what names were read by, the revision they were made at and a checksum, and
//! whatever does not fit is refused, so that the caller builds the index anew. They are written and read in pieces, so that
//! memory never holds them beside the index. Every later access is checked again: bytes that lie give poor answers and
//! nothing worse.

use std::collections::HashSet;
use std::sync::Arc;

use super::base::{Base, Name};
use super::overlay::Overlay;
use super::{Index, Snapshot};
use crate::{limits, text};

/// Raised whenever the layout changes.
const VERSION: u32 = 4;
const MAGIC: &[u8; 8] = b"tansiqix";
/// Bytes that are handed on at once.
const PIECE: usize = 1 << 20;
/// Values that are turned into bytes at once.
const BLOCK: usize = 4_096;
/// Letters whose folding and skeletons stand for those of all: an index of other rules is of no use.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzéèçœßñ gh kh ch sh ou at تش ء آ أ ؤ إ ئ ا ب ة ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ى ي ڤ ݣ پ چ گ الشمس 0123456789 ٠١٢٣";

/// What names were read by: another sum means other folded texts or skeletons.
fn rules() -> u32 {
    let folded = text::fold(LETTERS).text;
    crc32fast::hash([folded.clone(), text::skeletons(&folded).join(" ")].join("\n").as_bytes())
}

/// Bytes being written, handed on in pieces.
pub(crate) struct Writer<'a> {
    bytes: Vec<u8>,
    sum: crc32fast::Hasher,
    put: &'a mut dyn FnMut(&[u8]) -> bool,
    /// Whether somebody still takes them.
    is_open: bool,
}

impl<'a> Writer<'a> {
    fn new(put: &'a mut dyn FnMut(&[u8]) -> bool) -> Writer<'a> {
        Writer { bytes: Vec::with_capacity(PIECE), sum: crc32fast::Hasher::new(), put, is_open: true }
    }

    fn raw(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(PIECE - self.bytes.len()));
            self.bytes.extend_from_slice(now);
            bytes = later;
            if self.bytes.len() == PIECE {
                self.hand_on();
            }
        }
    }

    fn hand_on(&mut self) {
        if self.is_open && !self.bytes.is_empty() {
            self.sum.update(&self.bytes);
            self.is_open = (self.put)(&self.bytes);
        }
        self.bytes.clear();
    }

    fn finish(mut self) -> bool {
        self.hand_on();
        let sum = self.sum.clone().finalize();
        self.is_open && (self.put)(&sum.to_le_bytes())
    }

    pub(crate) fn number(&mut self, value: u64) {
        self.raw(&value.to_le_bytes());
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.raw(text.as_bytes());
    }

    pub(crate) fn u32s(&mut self, values: &[u32]) {
        self.values(values, |value| value.to_le_bytes());
    }

    pub(crate) fn u64s(&mut self, values: &[u64]) {
        self.values(values, |value| value.to_le_bytes());
    }

    pub(crate) fn values<T, const N: usize>(&mut self, values: &[T], bytes: fn(&T) -> [u8; N]) {
        self.number(values.len() as u64);
        for block in values.chunks(BLOCK) {
            let block: Vec<u8> = block.iter().flat_map(bytes).collect();
            self.raw(&block);
        }
    }
}

/// Bytes being read, taken in pieces; `None` as soon as something does not fit.
pub(crate) struct Reader<'a> {
    piece: Vec<u8>,
    at: usize,
    sum: crc32fast::Hasher,
    more: &'a mut dyn FnMut() -> Option<Vec<u8>>,
}

impl<'a> Reader<'a> {
    fn new(more: &'a mut dyn FnMut() -> Option<Vec<u8>>) -> Reader<'a> {
        Reader { piece: Vec::new(), at: 0, sum: crc32fast::Hasher::new(), more }
    }

    /// Some of the bytes that come next, at most so many; the caller asks again for the rest.
    fn some(&mut self, most: usize) -> Option<&[u8]> {
        if self.at == self.piece.len() {
            self.piece = (self.more)().filter(|piece| !piece.is_empty())?;
            self.at = 0;
        }
        let from = self.at;
        self.at = self.piece.len().min(from.saturating_add(most));
        let bytes = self.piece.get(from..self.at)?;
        self.sum.update(bytes);
        Some(bytes)
    }

    fn fill(&mut self, out: &mut [u8]) -> Option<()> {
        let mut done = 0;
        while done < out.len() {
            let bytes = self.some(out.len() - done)?;
            out.get_mut(done..done + bytes.len())?.copy_from_slice(bytes);
            done += bytes.len();
        }
        Some(())
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        let mut bytes = [0; 8];
        self.fill(&mut bytes)?;
        Some(u64::from_le_bytes(bytes))
    }

    fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// Values of so many bytes each; a length that lies claims nothing that is not there.
    pub(crate) fn values<T, const N: usize>(&mut self, value: fn([u8; N]) -> T) -> Option<Vec<T>> {
        let mut left = self.length().filter(|count| *count <= limits::SEARCH_ARENA_BYTES)?;
        let mut out = Vec::new();
        out.try_reserve_exact(left).ok()?;
        let mut torn = [0; N];
        while left > 0 {
            let bytes = self.some(left.checked_mul(N)?)?;
            let (whole, rest) = bytes.as_chunks::<N>();
            let (count, begun) = (whole.len(), rest.len());
            out.extend(whole.iter().map(|bytes| value(*bytes)));
            left -= count;
            if begun > 0 {
                torn.get_mut(..begun)?.copy_from_slice(rest);
                self.fill(torn.get_mut(begun..)?)?;
                out.push(value(torn));
                left -= 1;
            }
        }
        Some(out)
    }

    pub(crate) fn text(&mut self) -> Option<String> {
        String::from_utf8(self.values(|[byte]| byte)?).ok()
    }

    pub(crate) fn u32s(&mut self) -> Option<Vec<u32>> {
        self.values(u32::from_le_bytes)
    }

    pub(crate) fn u64s(&mut self) -> Option<Vec<u64>> {
        self.values(u64::from_le_bytes)
    }

    /// Whether the checksum stands here and nothing after it.
    fn ends_well(mut self) -> bool {
        let sum = self.sum.clone().finalize();
        let mut own = [0; 4];
        self.fill(&mut own).is_some() && u32::from_le_bytes(own) == sum && self.some(1).is_none()
    }
}

impl Snapshot {
    /// Hands on the index as bytes, marked with the revision of the desk that it is of, piece by piece for as long as `put`
    /// says that they are taken; answers whether all were.
    pub fn write(&self, revision: u64, put: &mut dyn FnMut(&[u8]) -> bool) -> bool {
        let mut out = Writer::new(put);
        out.raw(MAGIC);
        out.number(u64::from(VERSION) << 32 | u64::from(rules()));
        out.number(revision);
        self.base.write(&mut out);
        let mut dead: Vec<u64> = self.dead.iter().copied().collect();
        dead.sort_unstable();
        out.u64s(&dead);
        out.number(self.overlay.len() as u64);
        for name in self.overlay.folded() {
            out.number(name.record);
            out.number(u64::from(name.field) << 8 | u64::from(name.rank));
            out.text(name.text);
        }
        out.number(self.overlay.texts().count() as u64);
        for (record, folded) in self.overlay.texts() {
            out.number(record);
            out.text(folded);
        }
        out.finish()
    }
}

impl Index {
    /// The index that [`Snapshot::write`] handed on at this revision, from the pieces that `more` gives until there are none;
    /// nothing where it is of another one, of other rules, or damaged.
    pub fn read(revision: u64, more: &mut dyn FnMut() -> Option<Vec<u8>>) -> Option<Index> {
        let mut reader = Reader::new(more);
        let mut magic = [0; MAGIC.len()];
        reader.fill(&mut magic)?;
        let version = u64::from(VERSION) << 32 | u64::from(rules());
        if magic != *MAGIC || reader.number()? != version || reader.number()? != revision {
            return None;
        }
        let base = Base::read(&mut reader)?;
        let dead: HashSet<u64> = reader.u64s()?.into_iter().collect();
        let mut overlay = Overlay::default();
        for _ in 0..reader.number()? {
            let (record, facts, text) = (reader.number()?, reader.number()?, reader.text()?);
            let [rank, low, high, ..] = facts.to_le_bytes();
            overlay.add_folded(Name { record, field: u16::from_le_bytes([low, high]), rank, text: &text });
        }
        for _ in 0..reader.number()? {
            let (record, folded) = (reader.number()?, reader.text()?);
            overlay.add_text(record, &folded);
        }
        let mut index = Index::build(std::iter::empty());
        (index.base, index.dead, index.overlay) = (Arc::new(base), dead, overlay);
        reader.ends_well().then_some(index)
    }

    /// The index as bytes, whole.
    pub fn to_bytes(&self, revision: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.snapshot().write(revision, &mut |piece| {
            bytes.extend_from_slice(piece);
            true
        });
        bytes
    }

    /// The index from bytes that are whole.
    pub fn from_bytes(bytes: &[u8], revision: u64) -> Option<Index> {
        let mut pieces = bytes.chunks(PIECE);
        Index::read(revision, &mut || pieces.next().map(<[u8]>::to_vec))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::super::Entry;
    use super::*;
    use proptest::prelude::*;

    const NAMES: [&str; 5] = ["Ministère de la Justice", "وزارة العدل", "Agadir", "تطوان", "Office national"];

    fn index() -> Index {
        let entries = NAMES.iter().zip(0u64..).map(|(text, record)| Entry { record, field: 3, weight: 200, text });
        let mut index = Index::build(entries);
        index.replace(2, &[Entry { record: 2, field: 7, weight: 90, text: "Sous-Massa" }], &[]);
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
            let end = bytes.len() - 4;
            bytes[24 + at % (end - 24)] = value;
            let checksum = crc32fast::hash(&bytes[..end]).to_le_bytes();
            bytes[end..].copy_from_slice(&checksum);
            if let Some(index) = Index::from_bytes(&bytes, 41) {
                let _ = index.find(&query, 5, &|_| true);
            }
        }
    }
}
