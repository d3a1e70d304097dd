//! The sorted part of the index: one arena of names, one of folded names, and what finds them fast.
//!
//! Built once from all names and never changed; what dies is named in a set outside. Everything
//! is a flat array addressed by the number of the entry, so that a million names stay near a
//! hundred bytes each.

use std::collections::HashSet;

use super::Entry;
use super::edit::{Letters, mask};
use super::judge::initials;
use super::keys::Keys;
use super::query::head;
use super::words::{Words, lead};
use crate::{limits, text};

#[derive(Clone, Copy)]
struct Meta {
    record: u64,
    raw: u32,
    folded: u32,
    field: u16,
    weight: u8,
    rank: u8,
}

/// See the file's first lines.
#[derive(Default)]
pub(crate) struct Base {
    raw: String,
    folded: String,
    metas: Vec<Meta>,
    masks: Vec<u64>,
    /// Entries in the order of their folded texts, and their ranks in the same order.
    order: Vec<u32>,
    ranks: Vec<u8>,
    /// Packed initials, sorted, with the entry.
    initials: Vec<(u64, u32)>,
    /// Records in rising order.
    records: Vec<u64>,
    pub(crate) words: Words,
    pub(crate) keys: Keys,
}

/// Shorter and weightier names first; the one measure by which a crowded stage is cut.
pub(crate) fn rank(folded: &str, weight: u8) -> u8 {
    let length = folded.chars().count().min(159);
    let light = usize::from(u8::MAX - weight) * 3 / 8;
    u8::try_from(length + light).unwrap_or(u8::MAX)
}

impl Base {
    pub(crate) fn build<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Base {
        let mut base = Base::default();
        for entry in entries.take(limits::SEARCH_ENTRIES) {
            if base.raw.len() + base.folded.len() > limits::SEARCH_ARENA_BYTES {
                break;
            }
            base.push(&entry);
        }
        base.sort();
        base.words = Words::build(&base.folded, base.all().map(|id| (id, base.span(id))));
        base.keys = Keys::build(base.all().map(|id| (id, base.text(id))));
        base
    }

    fn push(&mut self, entry: &Entry) {
        let raw = head(entry.text, limits::SEARCH_NAME_BYTES);
        let folded = text::fold(raw).text;
        if folded.is_empty() {
            return;
        }
        self.metas.push(Meta {
            record: entry.record,
            raw: small(self.raw.len()),
            folded: small(self.folded.len()),
            field: entry.field,
            weight: entry.weight,
            rank: rank(&folded, entry.weight),
        });
        self.masks.push(mask(&folded));
        self.raw.push_str(raw);
        self.folded.push_str(&folded);
    }

    fn sort(&mut self) {
        let mut order: Vec<(u64, u32)> = self.all().map(|id| (lead(self.text(id)), id)).collect();
        order.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| self.text(a.1).cmp(self.text(b.1))).then(a.1.cmp(&b.1))
        });
        self.order = order.iter().map(|(_, id)| *id).collect();
        self.ranks = self.order.iter().map(|id| self.rank(*id)).collect();
        let packed =
            self.all().flat_map(|id| initials(self.text(id)).into_iter().map(move |letters| (pack(&letters), id)));
        self.initials = packed.filter(|(letters, _)| letters & 0x00FF_0000_0000_0000 != 0).collect();
        self.initials.sort_unstable();
        self.initials.dedup();
        self.records = self.metas.iter().map(|meta| meta.record).collect();
        self.records.sort_unstable();
        self.records.dedup();
    }

    fn all(&self) -> std::ops::Range<u32> {
        0..small(self.metas.len())
    }

    fn meta(&self, id: u32) -> Option<&Meta> {
        self.metas.get(id as usize)
    }

    fn span(&self, id: u32) -> (u32, u32) {
        let start = self.meta(id).map_or(0, |meta| meta.folded);
        let end = self.meta(id + 1).map_or(small(self.folded.len()), |meta| meta.folded);
        (start, end)
    }

    /// The folded text of an entry.
    pub(crate) fn text(&self, id: u32) -> &str {
        let (start, end) = self.span(id);
        self.folded.get(start as usize..end as usize).unwrap_or("")
    }

    /// The text of an entry as stored.
    pub(crate) fn raw(&self, id: u32) -> &str {
        let start = self.meta(id).map_or(0, |meta| meta.raw as usize);
        let end = self.meta(id + 1).map_or(self.raw.len(), |meta| meta.raw as usize);
        self.raw.get(start..end).unwrap_or("")
    }

    pub(crate) fn record(&self, id: u32) -> u64 {
        self.meta(id).map_or(0, |meta| meta.record)
    }

    pub(crate) fn field(&self, id: u32) -> u16 {
        self.meta(id).map_or(0, |meta| meta.field)
    }

    pub(crate) fn rank(&self, id: u32) -> u8 {
        self.meta(id).map_or(u8::MAX, |meta| meta.rank)
    }

    pub(crate) fn words_from(&self, prefix: &str) -> std::ops::Range<u32> {
        self.words.starting(&self.folded, prefix)
    }

    pub(crate) fn holds(&self, record: u64) -> bool {
        self.records.binary_search(&record).is_ok()
    }

    pub(crate) fn count_alive(&self, dead: &HashSet<u64>) -> usize {
        if dead.is_empty() {
            return self.metas.len();
        }
        self.metas.iter().filter(|meta| !dead.contains(&meta.record)).count()
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.metas.iter().zip(self.all()).map(|(meta, id)| Entry {
            record: meta.record,
            field: meta.field,
            weight: meta.weight,
            text: self.raw(id),
        })
    }

    /// Entries whose folded text begins with `prefix`, with their ranks.
    pub(crate) fn starting<'b>(&'b self, prefix: &'b str) -> impl Iterator<Item = (u8, u32)> + Clone + 'b {
        let low = self.order.partition_point(|id| self.text(*id) < prefix);
        let rest = self.order.get(low..).unwrap_or(&[]);
        let high = low + rest.partition_point(|id| self.text(*id).starts_with(prefix));
        let ids = self.order.get(low..high).unwrap_or(&[]);
        let ranks = self.ranks.get(low..high).unwrap_or(&[]);
        ranks.iter().copied().zip(ids.iter().copied())
    }

    /// Entries whose initials begin with `letters`, up to collisions of the packing.
    pub(crate) fn with_initials(&self, letters: &str) -> impl Iterator<Item = (u8, u32)> + Clone + '_ {
        let letters: Vec<char> = letters.chars().take(8).collect();
        let low = pack(&letters);
        let high = low | u64::MAX.checked_shr(8 * u32::try_from(letters.len()).unwrap_or(8)).unwrap_or(0);
        let from = self.initials.partition_point(|(key, _)| *key < low);
        let range = self.initials.get(from..).unwrap_or(&[]);
        range.iter().take_while(move |(key, _)| *key <= high).map(|(_, id)| (self.rank(*id), *id))
    }

    /// Words that hold `piece`.
    pub(crate) fn holding(&self, piece: &str) -> Vec<u32> {
        self.words.holding(&self.folded, piece)
    }

    /// Words that nearly agree with a query word.
    pub(crate) fn close(&self, query: &Letters) -> Vec<u32> {
        self.words.close(&self.folded, query)
    }

    /// The letters that occur in an entry.
    pub(crate) fn letters(&self, id: u32) -> u64 {
        self.masks.get(id as usize).copied().unwrap_or(0)
    }

    /// Entries that hold every letter of `mask`.
    pub(crate) fn with_letters(&self, mask: u64) -> impl Iterator<Item = u32> + '_ {
        self.masks.iter().zip(self.all()).filter(move |(own, _)| *own & mask == mask).map(|(_, id)| id)
    }
}

/// Eight letters in one number, in an order that keeps prefixes together; collisions are judged later.
fn pack(letters: &[char]) -> u64 {
    let low = |at: usize| letters.get(at).map_or(0, |c| (*c as u64) & 0xFF);
    (0..8).fold(0, |sum, at| (sum << 8) | low(at))
}

/// Positions stay below 32 bits because the arena is bounded by [`limits::SEARCH_ARENA_BYTES`].
pub(crate) fn small(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
