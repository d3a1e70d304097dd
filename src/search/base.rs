//! The sorted part of the index: the folded names in one arena, and what finds them fast.
//!
//! Built once from all names and never changed; what dies is named in a set outside. Entries are numbered best
//! first, by [`rank`], so that the best of any run are its smallest numbers. Everything is a flat array addressed
//! by the number of the entry, so that a million names stay near a hundred bytes each. How a name is written is not
//! kept: the records have it, and what is looked up is its folded text.

use std::collections::HashSet;
use std::ops::Range;

use super::Entry;
use super::edit::{Mask, holding, mask};
use super::initials::{self, Initials};
use super::judge;
use super::keys::Keys;
use super::query::head;
use super::ranked::Ranked;
use super::records::Records;
use super::stored::{Reader, Writer};
use super::terms::Terms;
use super::texts::Texts;
use super::words::{Words, collect, lead};
use crate::{limits, text};

/// A name as the index has it.
#[derive(Clone, Copy)]
pub(crate) struct Name<'a> {
    pub(crate) record: u64,
    pub(crate) field: u16,
    pub(crate) rank: u8,
    /// Folded.
    pub(crate) text: &'a str,
}

/// See the file's first lines.
#[derive(Default)]
pub(crate) struct Base {
    folded: String,
    /// Where each folded text begins, and where the last ends.
    at: Vec<u32>,
    /// What stands for the record of each entry in `records`.
    owners: Vec<u32>,
    fields: Vec<u16>,
    masks: Vec<Mask>,
    /// How many entries have each rank or a better one.
    ranks: Vec<u32>,
    /// Entries in the order of their folded texts.
    order: Ranked,
    initials: Initials,
    records: Records,
    pub(crate) words: Words,
    pub(crate) keys: Keys,
    pub(crate) texts: Texts,
}

/// Letters of a name beyond which its rank does not tell how many it has.
const LONGEST_TOLD: usize = 159;

/// Shorter and weightier names first; the one measure by which a crowded stage is cut.
pub(crate) fn rank(folded: &str, weight: u8) -> u8 {
    let length = folded.chars().count().min(LONGEST_TOLD);
    let light = usize::from(u8::MAX - weight) * 3 / 8;
    u8::try_from(length + light).unwrap_or(u8::MAX)
}

/// What is read of a name as it is stored.
pub(crate) fn read_of(stored: &str) -> &str {
    head(stored, limits::SEARCH_NAME_BYTES)
}

/// Names of some entries, folded on the way.
struct Draft<'e, 'a> {
    entries: &'e [Entry<'a>],
    folded: String,
    at: Vec<u32>,
}

impl<'e, 'a> Draft<'e, 'a> {
    fn of(entries: &'e [Entry<'a>]) -> Draft<'e, 'a> {
        // Rarely a folded text is longer than the text.
        let mut folded = String::with_capacity(entries.iter().map(|entry| read_of(entry.text).len()).sum());
        let mut at = Vec::with_capacity(entries.len() + 1);
        for entry in entries {
            at.push(small(folded.len()));
            text::fold_onto(read_of(entry.text), &mut folded);
        }
        at.push(small(folded.len()));
        Draft { entries, folded, at }
    }

    fn names(&self) -> impl Iterator<Item = Name<'_>> {
        self.entries.iter().zip(self.at.windows(2)).filter_map(|(entry, span)| {
            let [from, to] = span else { return None };
            let text = self.folded.get(*from as usize..*to as usize).filter(|text| !text.is_empty())?;
            Some(Name { record: entry.record, field: entry.field, rank: rank(text, entry.weight), text })
        })
    }
}

/// Adds a name, unless it is already there in the same field of the same record: what is written in the same letters in two
/// languages is found once.
fn add<'a>(names: &mut Vec<Name<'a>>, name: Name<'a>) {
    let own = names.iter().rev().take_while(|other| other.record == name.record).take(limits::SEARCH_AGAIN);
    if !own.into_iter().any(|other| (other.field, other.rank, other.text) == (name.field, name.rank, name.text)) {
        names.push(name);
    }
}

impl Base {
    /// Folds and sorts names; those past [`limits::SEARCH_ENTRIES`] or [`limits::SEARCH_ARENA_BYTES`] are left out.
    pub(crate) fn build<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Base {
        let entries: Vec<Entry<'a>> = entries.take(limits::SEARCH_ENTRIES).collect();
        let (first, later) = entries.split_at(entries.len() / 2);
        let drafts: [Draft<'_, '_>; 2] = std::thread::scope(|scope| {
            let later = scope.spawn(move || Draft::of(later));
            let first = Draft::of(first);
            [first, later.join().unwrap_or_else(|_| Draft::of(&[]))]
        });
        let mut names = Vec::with_capacity(entries.len());
        drafts.iter().flat_map(Draft::names).for_each(|name| add(&mut names, name));
        let base = Base::arrange(names);
        drop(drafts);
        drop(entries);
        base.with_tables()
    }

    /// Sorts names that are folded already, within the same bounds.
    pub(crate) fn of<'a>(names: impl Iterator<Item = Name<'a>>) -> Base {
        Base::arrange(names.take(limits::SEARCH_ENTRIES).collect()).with_tables()
    }

    fn arrange(mut names: Vec<Name<'_>>) -> Base {
        let mut bytes = 0;
        let mut fits = |name: &Name<'_>| {
            bytes += name.text.len();
            bytes <= limits::SEARCH_ARENA_BYTES
        };
        names.truncate(names.iter().take_while(|name| fits(name)).count());
        names.sort_by_key(|name| name.rank);
        let count = names.len();
        let mut base = Base {
            folded: String::with_capacity(names.iter().map(|name| name.text.len()).sum()),
            at: Vec::with_capacity(count + 1),
            owners: Vec::with_capacity(count),
            fields: names.iter().map(|name| name.field).collect(),
            masks: names.iter().map(|name| mask(name.text)).collect(),
            ranks: (0..=u8::MAX).map(|rank| small(names.partition_point(|name| name.rank <= rank))).collect(),
            records: Records::of(names.iter().map(|name| name.record).collect()),
            ..Base::default()
        };
        for name in names {
            base.at.push(small(base.folded.len()));
            base.folded.push_str(name.text);
            base.owners.push(base.records.place(name.record));
        }
        base.at.push(small(base.folded.len()));
        base
    }

    fn with_tables(mut self) -> Base {
        let base = &self;
        let (words, keys, order, initials) = std::thread::scope(|scope| {
            let keys = scope.spawn(|| Keys::build(base.all().map(|id| base.text(id))));
            let words = base.find_words();
            let (order, initials) = (base.sorted(), base.find_initials());
            (words, keys.join().unwrap_or_default(), order, initials)
        });
        (self.words, self.keys, self.order, self.initials) = (words, keys, order, initials);
        self
    }

    fn find_words(&self) -> Words {
        let mut terms = Terms::new();
        for id in self.all() {
            terms.begin();
            collect(self.text(id), &mut terms);
        }
        Words::build(terms, 4)
    }

    fn sorted(&self) -> Ranked {
        let mut order: Vec<(u64, u32)> = self.all().map(|id| (lead(self.text(id)), id)).collect();
        order.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| self.text(a.1).cmp(self.text(b.1))).then(a.1.cmp(&b.1))
        });
        Ranked::new(order.iter().map(|(_, id)| *id))
    }

    fn find_initials(&self) -> Initials {
        let several = self.all().filter(|id| self.text(*id).contains(' '));
        let all = several.flat_map(|id| judge::initials(self.text(id)).into_iter().map(move |letters| (letters, id)));
        Initials::of(all.filter(|(own, _)| own.len() > 1).map(|(own, id)| (initials::key(&own), id)).collect())
    }

    /// Appends what [`Base::read`] needs.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.text(&self.folded);
        out.u32s(&self.at);
        out.u32s(&self.owners);
        out.values(&self.fields, |field| field.to_le_bytes());
        out.u32s(&self.masks);
        out.u32s(&self.ranks);
        self.order.write(out);
        self.initials.write(out);
        self.records.write(out);
        self.words.write(out);
        self.keys.terms.write(out);
        self.texts.write(out);
    }

    /// A base as it was written, if its parts fit each other.
    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Base> {
        let base = Base {
            folded: from.text()?,
            at: from.u32s()?,
            owners: from.u32s()?,
            fields: from.values(u16::from_le_bytes)?,
            masks: from.u32s()?,
            ranks: from.u32s()?,
            order: Ranked::read(from)?,
            initials: Initials::read(from)?,
            records: Records::read(from)?,
            words: Words::read(from)?,
            keys: Keys { terms: Words::read(from)? },
            texts: Texts::read(from)?,
        };
        let count = base.masks.len();
        let counts = [base.at.len().saturating_sub(1), base.owners.len(), base.fields.len(), base.order.len()];
        counts.iter().all(|own| *own == count).then_some(base)
    }

    /// Bytes in memory by what they are for.
    pub(crate) fn sizes(&self) -> Vec<(String, usize)> {
        let entries = 4 * (self.at.capacity() + self.owners.capacity() + self.masks.capacity() + self.ranks.capacity())
            + 2 * self.fields.capacity();
        let own = [
            ("folded", self.folded.capacity()),
            ("entries", entries),
            ("order", self.order.size()),
            ("initials", self.initials.size()),
            ("records", self.records.size()),
            ("texts", self.texts.size()),
        ];
        let of =
            |owner: &'static str, words: &Words| words.sizes().map(|(part, bytes)| (format!("{owner}: {part}"), bytes));
        let own = own.into_iter().map(|(part, bytes)| (part.to_owned(), bytes));
        own.chain(of("words", &self.words)).chain(of("sounds", &self.keys.terms)).collect()
    }

    pub(crate) fn all(&self) -> Range<u32> {
        0..small(self.masks.len())
    }

    /// The folded text of an entry.
    pub(crate) fn text(&self, id: u32) -> &str {
        let at = |place: usize| self.at.get(place).map_or(0, |at| *at as usize);
        self.folded.get(at(id as usize)..at(id as usize + 1)).unwrap_or("")
    }

    pub(crate) fn record(&self, id: u32) -> u64 {
        self.owners.get(id as usize).map_or(0, |place| self.records.at(*place))
    }

    pub(crate) fn field(&self, id: u32) -> u16 {
        self.fields.get(id as usize).copied().unwrap_or(0)
    }

    pub(crate) fn rank(&self, id: u32) -> u8 {
        u8::try_from(self.ranks.partition_point(|end| *end <= id)).unwrap_or(u8::MAX)
    }

    pub(crate) fn holds(&self, record: u64) -> bool {
        self.records.holds(record)
    }

    pub(crate) fn count_alive(&self, dead: &HashSet<u64>) -> usize {
        if dead.is_empty() {
            return self.masks.len();
        }
        self.all().filter(|id| !dead.contains(&self.record(*id))).count()
    }

    pub(crate) fn names(&self) -> impl Iterator<Item = Name<'_>> {
        self.all().map(|id| Name {
            record: self.record(id),
            field: self.field(id),
            rank: self.rank(id),
            text: self.text(id),
        })
    }

    /// Where the entries whose folded text begins with `prefix` lie in the order of texts.
    fn starting(&self, prefix: &str) -> Range<usize> {
        let low = self.order.partition_point(0..self.order.len(), |id| self.text(id) < prefix);
        low..self.order.partition_point(low..self.order.len(), |id| self.text(id).starts_with(prefix))
    }

    /// The best entries whose folded text is `text`.
    pub(crate) fn exactly(&self, text: &str, wanted: usize, keep: &mut dyn FnMut(u32) -> bool) -> Vec<u32> {
        let run = self.starting(text);
        let end = self.order.partition_point(run.clone(), |id| self.text(id) == text);
        self.order.best(run.start..end, wanted, limits::SEARCH_SCAN, keep)
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

    /// The best entries whose initials begin with `letters`, and that `keep` lets through: see [`Initials::best`].
    pub(crate) fn with_initials(&self, letters: &[char], wanted: usize, keep: &mut dyn FnMut(u32) -> bool) -> Vec<u32> {
        self.initials.best(letters, (wanted, limits::SEARCH_SCAN), keep)
    }

    /// The letters that occur in an entry.
    pub(crate) fn letters(&self, id: u32) -> Mask {
        self.masks.get(id as usize).copied().unwrap_or(0)
    }

    /// Entries of so many letters or more that hold every letter of `mask`, best first.
    pub(crate) fn with_letters(&self, mask: Mask, letters: usize) -> impl Iterator<Item = u32> + '_ {
        // No name is longer than its rank says.
        let shorter = letters.min(LONGEST_TOLD).checked_sub(1).and_then(|rank| self.ranks.get(rank));
        let from = shorter.copied().unwrap_or(0);
        holding(self.masks.get(from as usize..).unwrap_or(&[]), mask).map(move |place| from + small(place))
    }
}

/// Positions stay below 32 bits because the arena is bounded by [`limits::SEARCH_ARENA_BYTES`].
pub(crate) fn small(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
