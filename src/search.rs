//! Look-up of every name of every record, in three scripts, while the user types.
//!
//! [`Index`] is a sorted base, built once, and a small overlay of what changed since; both are
//! judged by the same rules, so an answer does not depend on where a name lies. Candidates come
//! by tiers, best first, and a search stops as soon as enough hits are certain. Names are read
//! through [`crate::text::fold`]; the index never stores visual order and never looks at a clock.
//! Start at [`Index::find`], then `judge` (what agrees with a query) and `base` (how it is found fast).

mod aliases;
mod base;
mod catalogue;
pub mod duplicates;
mod edit;
pub mod filter;
mod gather;
mod highlight;
mod initials;
mod judge;
mod keys;
mod names;
mod near;
mod overlay;
mod place;
pub mod query;
mod ranked;
mod records;
mod slips;
mod sound;
mod stored;
mod terms;
mod texts;
mod words;

pub use aliases::Aliases;
pub use catalogue::{Catalogue, KeptIndex, ToKeep};
pub use names::NameWords;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use fuzzy_matcher::skim::SkimMatcherV2;

use base::Base;
use judge::Needle;
use overlay::Overlay;
use texts::Texts;

use crate::limits;

/// One name of a record, as handed to the index.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The record the name leads to.
    pub record: u64,
    /// Which field of the record holds it; returned with the hit, not interpreted.
    pub field: u16,
    /// How telling the field is: 255 for a main name, less for an alias or a contact.
    pub weight: u8,
    /// The name as stored; read up to [`limits::SEARCH_NAME_BYTES`].
    pub text: &'a str,
}

/// How a name agrees with a query, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The whole name.
    Exact,
    /// The name begins with the query.
    Prefix,
    /// The name begins so under another name of what the query says: طنجة for `tanger`.
    Alias,
    /// Every word of the query begins a word of the name, in the query's order.
    WordPrefixes,
    /// The query is made of the beginnings of the name's words: an acronym or an abbreviation.
    Initials,
    /// Every word of the query begins some word of the name.
    AnyOrder,
    /// Every word of the query lies somewhere inside the name.
    Substring,
    /// As [`Tier::AnyOrder`], with one or two letters wrong.
    Typo,
    /// The consonants agree, in whichever script.
    Skeleton,
    /// The words stand in a long text of the record.
    Text,
    /// The name is a part of the query: Afghanistan for `Islamic Republic of Afghanistan`.
    Part,
    /// The letters occur in order, close to each other.
    Scattered,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Records that matched; a floor when the search could stop early, never less than `hits.len()`.
    pub total: usize,
    /// Best first, one hit per record; the same query on the same index gives the same list.
    pub hits: Vec<Hit>,
    /// Whether there were records whose names are not searched yet.
    pub is_partial: bool,
}

/// One record found, with the name that agrees best.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record.
    pub record: u64,
    /// The field of the name, as given in [`Entry::field`].
    pub field: u16,
    /// Higher is better; comparable within one answer only.
    pub score: i64,
    /// How the name agrees.
    pub tier: Tier,
    /// The name: folded where the index answers, which keeps no other text; as it is stored where the catalogue does.
    pub text: String,
    /// Byte ranges of `text` to light up, in order, on character borders, without overlap.
    pub ranges: Vec<[usize; 2]>,
}

/// Every name of every record, ready to be searched; lives in one worker.
pub struct Index {
    base: Arc<Base>,
    overlay: Overlay,
    /// Records whose names in the base count no more.
    dead: HashSet<u64>,
    /// Records that changed since the newest merge began; nothing while none is under way.
    changed: Option<HashSet<u64>>,
    merges: u64,
    boosts: HashMap<u64, i32>,
    /// Entries of the base whose records have a boost: they are judged whatever their length.
    favoured: Vec<u32>,
    aliases: Aliases,
    scorer: SkimMatcherV2,
}

/// An index as it was at a moment, to be merged or written elsewhere while the index answers on.
pub struct Snapshot {
    /// The number of the merge that it is for; 0 where it is for none.
    merge: u64,
    base: Arc<Base>,
    dead: HashSet<u64>,
    overlay: Overlay,
}

/// What became of a [`Snapshot`] that was merged, for [`Index::adopt`].
pub struct Merged {
    merge: u64,
    base: Base,
}

impl Snapshot {
    /// Sorts all names again: seconds of work at a million.
    pub fn merge(self) -> Merged {
        let alive = self.base.names().filter(|name| !self.dead.contains(&name.record));
        let mut base = Base::of(alive.chain(self.overlay.folded()));
        base.texts = self.base.texts.merged(&self.dead, self.overlay.texts());
        Merged { merge: self.merge, base }
    }
}

impl Index {
    /// Sorts all names; those past [`limits::SEARCH_ENTRIES`] or [`limits::SEARCH_ARENA_BYTES`] are left out.
    pub fn build<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Index {
        Index {
            base: Arc::new(Base::build(entries)),
            overlay: Overlay::default(),
            dead: HashSet::new(),
            changed: None,
            merges: 0,
            boosts: HashMap::new(),
            favoured: Vec::new(),
            aliases: Aliases::default(),
            scorer: SkimMatcherV2::default().use_cache(true),
        }
    }

    /// Adds the words of long texts, those of one record one after the other.
    pub fn with_texts<'a>(mut self, texts: impl Iterator<Item = (u64, &'a str)>) -> Index {
        let texts = Texts::build(texts);
        if let Some(base) = Arc::get_mut(&mut self.base) {
            base.texts = texts;
        }
        self
    }

    /// Puts `entries` in the place of all names of `record`, and `texts` in that of its long texts. An overlay that nobody merged
    /// in time is merged here, so that it has a bound whatever happens.
    pub fn replace(&mut self, record: u64, entries: &[Entry], texts: &[&str]) {
        self.remove(record);
        let is_full = self.overlay.len() + entries.len() > limits::SEARCH_OVERLAY_MOST;
        if is_full || self.overlay.text_bytes() > limits::SEARCH_OVERLAY_TEXT_BYTES_MOST {
            self.rebuild();
        }
        self.overlay.add(record, entries);
        texts.iter().for_each(|text| self.overlay.add_text(record, text));
    }

    /// Gives the names that mean the same.
    pub fn know(&mut self, aliases: Aliases) {
        self.aliases = aliases;
    }

    /// Sets the importance of records without touching their names, and takes it from all others; a higher one comes earlier
    /// within a tier, and any at all brings what agrees by its words beside what begins so.
    pub fn weigh(&mut self, boosts: impl IntoIterator<Item = (u64, i32)>) {
        self.boosts = boosts.into_iter().filter(|(_, boost)| *boost != 0).take(limits::SEARCH_BOOSTS).collect();
        self.favour();
    }

    fn favour(&mut self) {
        let is_favoured = |id: &u32| self.boosts.contains_key(&self.base.record(*id));
        self.favoured = if self.boosts.is_empty() { Vec::new() } else { self.base.all().filter(is_favoured).collect() };
    }

    /// Forgets a record and all its names.
    pub fn remove(&mut self, record: u64) {
        self.overlay.remove(record);
        if let Some(changed) = &mut self.changed {
            changed.insert(record);
        }
        if self.base.holds(record) {
            self.dead.insert(record);
        }
    }

    /// The index as it is now.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { merge: 0, base: Arc::clone(&self.base), dead: self.dead.clone(), overlay: self.overlay.clone() }
    }

    /// What is to be merged, once it is worth it and no other merge is under way; what becomes of it is to be adopted.
    pub fn to_merge(&mut self) -> Option<Snapshot> {
        let is_full = self.overlay.len() + self.dead.len() > limits::SEARCH_OVERLAY
            || self.overlay.text_bytes() > limits::SEARCH_OVERLAY_TEXT_BYTES;
        let is_due = self.changed.is_none() && is_full;
        is_due.then(|| self.begin_merge())
    }

    fn begin_merge(&mut self) -> Snapshot {
        self.changed = Some(HashSet::new());
        self.merges += 1;
        Snapshot { merge: self.merges, ..self.snapshot() }
    }

    /// Takes the merged base in the place of its own; what changed since the merge began stays beside it. A merge that a later
    /// one overtook counts for nothing.
    pub fn adopt(&mut self, Merged { merge, base }: Merged) {
        let Some(changed) = self.changed.take_if(|_| merge == self.merges) else { return };
        self.overlay.keep(&changed);
        self.dead = changed.into_iter().filter(|record| base.holds(*record)).collect();
        self.base = Arc::new(base);
        self.favour();
    }

    /// Merges the overlay into the base at once.
    pub fn rebuild(&mut self) {
        let merged = self.begin_merge().merge();
        self.adopt(merged);
    }

    /// The best `limit` records whose names agree with `query` and that `accept` lets through.
    ///
    /// An empty query finds nothing. At most [`limits::QUERY_BYTES`] of the query are read and at
    /// most [`limits::SEARCH_HITS`] records returned. Nothing that can be typed makes it fail.
    pub fn find(&self, query: &str, limit: usize, accept: &dyn Fn(u64) -> bool) -> Answer {
        self.find_leaning(query, limit, accept, &|_| 0)
    }

    /// The same, where `lean` brings a record earlier within its tier: a thousand weighs like five letters less.
    pub fn find_leaning(
        &self,
        query: &str,
        limit: usize,
        accept: &dyn Fn(u64) -> bool,
        lean: &dyn Fn(u64) -> i32,
    ) -> Answer {
        gather::find(self, query, limit.min(limits::SEARCH_HITS), (accept, lean))
    }

    /// Records whose long texts may have all words of a query, or words that begin so, the highest number first within what
    /// lies in the index and what changed since; the caller reads the texts to be sure.
    pub fn find_in_texts(&self, query: &str) -> Vec<u64> {
        let Some(needle) = Needle::new(query) else { return Vec::new() };
        let mut changed: Vec<u64> = self.overlay.texts().map(|(record, _)| record).collect();
        changed.reverse();
        changed.dedup();
        let old = self.base.texts.with_all(&needle.words).into_iter().filter(|record| !self.dead.contains(record));
        changed.into_iter().chain(old).collect()
    }

    /// Names that can be found.
    pub fn entries(&self) -> usize {
        self.base.count_alive(&self.dead) + self.overlay.len()
    }

    /// Bytes in memory by what they are for; the names as they are stored are not among them.
    pub fn sizes(&self) -> Vec<(String, usize)> {
        self.base.sizes()
    }

    fn boost(&self, record: u64) -> i32 {
        self.boosts.get(&record).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
