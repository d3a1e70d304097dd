//! The sorted part of the index: one arena of names, one of folded names, and what finds them fast.
//!
//! Built once from all names and never changed; what dies is named in a set outside. Entries are numbered best
//! first, by [`rank`], so that the best of any run are its smallest numbers. Everything is a flat array addressed
//! by the number of the entry, so that a million names stay near a hundred bytes each.

use std::collections::HashSet;
use std::ops::Range;

use super::Entry;
use super::edit::{Mask, holding, mask};
use super::judge::initials;
use super::keys::Keys;
use super::query::head;
use super::ranked::Ranked;
use super::records::Records;
use super::stored::{Reader, Writer};
use super::terms::Terms;
use super::texts::Texts;
use super::words::{Words, collect, lead};
use crate::{limits, text};

#[derive(Clone, Copy, Default)]
struct Meta {
    raw: u32,
    folded: u32,
    record: u32,
    field: u16,
    weight: u8,
    rank: u8,
}

impl Meta {
    fn packed(&self) -> [u8; 16] {
        let [low, high] = self.field.to_le_bytes();
        let facts = u32::from_le_bytes([low, high, self.weight, self.rank]);
        let places = [self.raw, self.folded, self.record, facts].map(u128::from);
        places.iter().rev().fold(0, |sum, place| sum << 32 | place).to_le_bytes()
    }

    fn unpacked(bytes: [u8; 16]) -> Meta {
        let sum = u128::from_le_bytes(bytes);
        let place = |at: u32| u32::try_from(sum >> (32 * at) & u128::from(u32::MAX)).unwrap_or(0);
        let [low, high, weight, rank] = place(3).to_le_bytes();
        Meta { raw: place(0), folded: place(1), record: place(2), field: u16::from_le_bytes([low, high]), weight, rank }
    }
}

/// See the file's first lines.
#[derive(Default)]
pub(crate) struct Base {
    raw: String,
    folded: String,
    metas: Vec<Meta>,
    masks: Vec<Mask>,
    /// Entries in the order of their folded texts.
    order: Ranked,
    /// Packed initials, sorted, and their entries in the same order.
    packed: Vec<u64>,
    initials: Ranked,
    records: Records,
    pub(crate) words: Words,
    pub(crate) keys: Keys,
    pub(crate) texts: Texts,
}

/// Shorter and weightier names first; the one measure by which a crowded stage is cut.
pub(crate) fn rank(folded: &str, weight: u8) -> u8 {
    let length = folded.chars().count().min(159);
    let light = usize::from(u8::MAX - weight) * 3 / 8;
    u8::try_from(length + light).unwrap_or(u8::MAX)
}

/// Names as they came, before they are put in order.
struct Draft<'e, 'a> {
    entries: &'e [Entry<'a>],
    folded: String,
    at: Vec<u32>,
}

impl<'e, 'a> Draft<'e, 'a> {
    fn of(entries: &'e [Entry<'a>]) -> Draft<'e, 'a> {
        // Rarely a folded text is longer than the text.
        let mut folded = String::with_capacity(entries.iter().map(|entry| read_of(entry).len()).sum());
        let mut at = Vec::with_capacity(entries.len() + 1);
        for entry in entries {
            at.push(small(folded.len()));
            text::fold_onto(read_of(entry), &mut folded);
        }
        at.push(small(folded.len()));
        Draft { entries, folded, at }
    }

    fn text(&self, place: usize) -> &str {
        let at = |place: usize| self.at.get(place).map_or(0, |at| *at as usize);
        self.folded.get(at(place)..at(place + 1)).unwrap_or("")
    }
}

/// What is read of a name.
fn read_of<'a>(entry: &Entry<'a>) -> &'a str {
    head(entry.text, limits::SEARCH_NAME_BYTES)
}

/// As many entries as an index takes.
fn within<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Vec<Entry<'a>> {
    let mut bytes = 0;
    let fits = |entry: &Entry<'_>| {
        // A folded text is at most a little longer than the text.
        bytes += 3 * entry.text.len().min(limits::SEARCH_NAME_BYTES);
        bytes <= limits::SEARCH_ARENA_BYTES
    };
    entries.take(limits::SEARCH_ENTRIES).take_while(fits).collect()
}

impl Base {
    pub(crate) fn build<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Base {
        let mut base = Base::arrange(within(entries));
        let (words, keys, (order, packed)) = std::thread::scope(|scope| {
            let keys = scope.spawn(|| Keys::build(base.all().map(|id| base.text(id))));
            let words = base.find_words();
            let sorted = (base.sorted(), base.sorted_initials());
            (words, keys.join().unwrap_or_default(), sorted)
        });
        base.words = words;
        base.keys = keys;
        base.order = Ranked::new(order);
        base.initials = Ranked::new(packed.iter().map(|(_, id)| *id).collect());
        base.packed = packed.iter().map(|(letters, _)| *letters).collect();
        base
    }

    fn arrange(entries: Vec<Entry<'_>>) -> Base {
        let (first, later) = entries.split_at(entries.len() / 2);
        let drafts: [Draft<'_, '_>; 2] = std::thread::scope(|scope| {
            let later = scope.spawn(move || Draft::of(later));
            let first = Draft::of(first);
            [first, later.join().unwrap_or_else(|_| Draft::of(&[]))]
        });
        let numbers = entries.iter().map(|entry| entry.record);
        let mut base = Base { records: Records::of(numbers.collect()), ..Base::default() };
        let mut places: Vec<(u8, u8, u32)> = Vec::new();
        for (draft, own) in drafts.iter().zip(0u8..) {
            for (place, entry) in (0u32..).zip(draft.entries) {
                let folded = draft.text(place as usize);
                if !folded.is_empty() {
                    places.push((rank(folded, entry.weight), own, place));
                }
            }
        }
        places.sort_unstable();
        base.metas.reserve_exact(places.len());
        base.masks.reserve_exact(places.len());
        base.raw.reserve_exact(entries.iter().map(|entry| read_of(entry).len()).sum());
        base.folded.reserve_exact(drafts.iter().map(|draft| draft.folded.len()).sum());
        for (rank, own, place) in places {
            if let Some(draft) = drafts.get(usize::from(own))
                && let Some(entry) = draft.entries.get(place as usize)
            {
                base.push(entry, draft.text(place as usize), rank);
            }
        }
        base.raw.shrink_to_fit();
        base.folded.shrink_to_fit();
        base
    }

    fn push(&mut self, entry: &Entry, folded: &str, rank: u8) {
        self.metas.push(Meta {
            raw: small(self.raw.len()),
            folded: small(self.folded.len()),
            record: self.records.place(entry.record),
            field: entry.field,
            weight: entry.weight,
            rank,
        });
        self.masks.push(mask(folded));
        self.raw.push_str(read_of(entry));
        self.folded.push_str(folded);
    }

    fn find_words(&self) -> Words {
        let mut terms = Terms::new();
        for id in self.all() {
            terms.begin();
            collect(self.text(id), &mut terms);
        }
        Words::build(terms, 4)
    }

    fn sorted(&self) -> Vec<u32> {
        let mut order: Vec<(u64, u32)> = self.all().map(|id| (lead(self.text(id)), id)).collect();
        order.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| self.text(a.1).cmp(self.text(b.1))).then(a.1.cmp(&b.1))
        });
        order.into_iter().map(|(_, id)| id).collect()
    }

    fn sorted_initials(&self) -> Vec<(u64, u32)> {
        let own = |id: u32| initials(self.text(id)).into_iter().map(move |letters| (pack(&letters), id));
        let several = self.all().filter(|id| self.text(*id).contains(' '));
        let mut packed: Vec<(u64, u32)> = several.flat_map(own).collect();
        packed.retain(|(letters, _)| letters & 0x00FF_0000_0000_0000 != 0);
        packed.sort_unstable();
        packed.dedup();
        packed
    }

    /// Appends what [`Base::read`] needs.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.text(&self.raw);
        out.text(&self.folded);
        out.values(&self.metas, Meta::packed);
        out.u32s(&self.masks);
        out.u32s(self.order.all());
        out.u64s(&self.packed);
        out.u32s(self.initials.all());
        self.records.write(out);
        self.words.write(out);
        self.keys.terms.write(out);
        self.texts.write(out);
    }

    /// A base as it was written, if its parts fit each other.
    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Base> {
        let (raw, folded) = (from.text()?, from.text()?);
        let metas = from.values(Meta::unpacked)?;
        let base = Base {
            raw,
            folded,
            metas,
            masks: from.u32s()?,
            order: from.ranked()?,
            packed: from.u64s()?,
            initials: from.ranked()?,
            records: Records::read(from)?,
            words: from.words()?,
            keys: Keys { terms: from.words()? },
            texts: Texts::read(from)?,
        };
        let count = base.metas.len();
        let fits = base.masks.len() == count && base.order.len() == count && base.packed.len() == base.initials.len();
        fits.then_some(base)
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.raw.capacity()
            + self.folded.capacity()
            + 16 * self.metas.capacity()
            + 4 * self.masks.capacity()
            + 8 * self.packed.capacity()
            + self.records.size()
            + self.order.size()
            + self.initials.size()
            + self.words.size()
            + self.keys.terms.size()
            + self.texts.size()
    }

    /// Bytes of the names as stored.
    pub(crate) fn text_bytes(&self) -> usize {
        self.raw.len()
    }

    pub(crate) fn all(&self) -> Range<u32> {
        0..small(self.metas.len())
    }

    fn meta(&self, id: u32) -> Option<&Meta> {
        self.metas.get(id as usize)
    }

    fn span(&self, id: u32) -> (u32, u32) {
        let start = self.meta(id).map_or(0, |meta| meta.folded);
        let end = self.meta(id.saturating_add(1)).map_or(small(self.folded.len()), |meta| meta.folded);
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
        let end = self.meta(id.saturating_add(1)).map_or(self.raw.len(), |meta| meta.raw as usize);
        self.raw.get(start..end).unwrap_or("")
    }

    pub(crate) fn record(&self, id: u32) -> u64 {
        self.meta(id).map_or(0, |meta| self.records.at(meta.record))
    }

    pub(crate) fn field(&self, id: u32) -> u16 {
        self.meta(id).map_or(0, |meta| meta.field)
    }

    pub(crate) fn rank(&self, id: u32) -> u8 {
        self.meta(id).map_or(u8::MAX, |meta| meta.rank)
    }

    pub(crate) fn holds(&self, record: u64) -> bool {
        self.records.holds(record)
    }

    pub(crate) fn count_alive(&self, dead: &HashSet<u64>) -> usize {
        if dead.is_empty() {
            return self.metas.len();
        }
        self.all().filter(|id| !dead.contains(&self.record(*id))).count()
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.metas.iter().zip(self.all()).map(|(meta, id)| Entry {
            record: self.record(id),
            field: meta.field,
            weight: meta.weight,
            text: self.raw(id),
        })
    }

    /// Where the entries whose folded text begins with `prefix` lie in the order of texts.
    fn starting(&self, prefix: &str) -> Range<usize> {
        let all = self.order.slice(0..self.order.len());
        let low = all.partition_point(|id| self.text(*id) < prefix);
        let rest = all.get(low..).unwrap_or(&[]);
        low..low + rest.partition_point(|id| self.text(*id).starts_with(prefix))
    }

    /// The best entries whose folded text is `text`.
    pub(crate) fn exactly(&self, text: &str, wanted: usize, keep: &mut dyn FnMut(u32) -> bool) -> Vec<u32> {
        let run = self.starting(text);
        let same = self.order.slice(run.clone()).partition_point(|id| self.text(*id) == text);
        self.order.best(run.start..run.start + same, wanted, limits::SEARCH_SCAN, keep)
    }

    /// The best entries whose folded text begins with `prefix`.
    pub(crate) fn beginning(&self, prefix: &str, wanted: usize, keep: &mut dyn FnMut(u32) -> bool) -> Vec<u32> {
        self.beginning_among(prefix, (wanted, limits::SEARCH_SCAN), keep)
    }

    /// The best entries that begin so and that `keep` lets through, reading at most `reads` of them.
    pub(crate) fn beginning_among(
        &self,
        prefix: &str,
        (wanted, reads): (usize, usize),
        keep: &mut dyn FnMut(u32) -> bool,
    ) -> Vec<u32> {
        self.order.best(self.starting(prefix), wanted, reads, keep)
    }

    /// The best entries whose initials begin with `letters`, up to collisions of the packing.
    pub(crate) fn with_initials(&self, letters: &str, wanted: usize, keep: &mut dyn FnMut(u32) -> bool) -> Vec<u32> {
        let letters: Vec<char> = letters.chars().take(8).collect();
        let low = pack(&letters);
        let high = low | u64::MAX.checked_shr(8 * u32::try_from(letters.len()).unwrap_or(8)).unwrap_or(0);
        let from = self.packed.partition_point(|key| *key < low);
        let to = self.packed.partition_point(|key| *key <= high);
        self.initials.best(from..to.max(from), wanted, limits::SEARCH_SCAN, keep)
    }

    /// The letters that occur in an entry.
    pub(crate) fn letters(&self, id: u32) -> Mask {
        self.masks.get(id as usize).copied().unwrap_or(0)
    }

    /// Entries that hold every letter of `mask`, best first.
    pub(crate) fn with_letters(&self, mask: Mask) -> impl Iterator<Item = u32> + '_ {
        holding(&self.masks, mask).map(small)
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
