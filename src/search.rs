//! Look-up of every name of every record, in three scripts, while the user types.
//!
//! [`Index`] is a sorted base, built once, and a small overlay of what changed since; both are
//! judged by the same rules, so an answer does not depend on where a name lies. Candidates come
//! by tiers, best first, and a search stops as soon as enough hits are certain. Names are read
//! through [`crate::text::fold`]; the index never stores visual order and never looks at a clock.
//! Start at [`Index::find`], then `judge` (what agrees with a query) and `base` (how it is found fast).

mod base;
mod catalogue;
pub mod duplicates;
mod edit;
pub mod filter;
mod gather;
mod highlight;
mod judge;
mod keys;
mod overlay;
pub mod query;
mod sound;
mod words;

pub use catalogue::Catalogue;
use std::collections::{HashMap, HashSet};

use fuzzy_matcher::skim::SkimMatcherV2;

use base::Base;
use overlay::Overlay;

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
    /// The name as stored.
    pub text: String,
    /// Byte ranges of `text` to light up, in order, on character borders, without overlap.
    pub ranges: Vec<[usize; 2]>,
}

/// Kind and importance of a record, which its names do not carry.
#[derive(Clone, Copy, Debug, Default)]
struct Standing {
    kind: u8,
    boost: i32,
}

/// Every name of every record, ready to be searched; lives in one worker.
pub struct Index {
    base: Base,
    overlay: Overlay,
    dead: HashSet<u64>,
    standing: HashMap<u64, Standing>,
    scorer: SkimMatcherV2,
}

impl Index {
    /// Sorts all names; those past [`limits::SEARCH_ENTRIES`] or [`limits::SEARCH_ARENA_BYTES`] are left out.
    pub fn build<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Index {
        Index {
            base: Base::build(entries),
            overlay: Overlay::default(),
            dead: HashSet::new(),
            standing: HashMap::new(),
            scorer: SkimMatcherV2::default().use_cache(true),
        }
    }

    /// Puts `entries` in the place of all names of `record`; a full overlay is merged into the base first.
    pub fn replace(&mut self, record: u64, kind: u8, boost: i32, entries: &[Entry]) {
        self.remove(record);
        if self.overlay.len() + entries.len() > limits::SEARCH_OVERLAY {
            self.rebuild();
        }
        self.weigh(record, kind, boost);
        self.overlay.add(record, entries);
    }

    /// Sets kind and importance of a record without touching its names; higher `boost` comes earlier within a tier.
    pub fn weigh(&mut self, record: u64, kind: u8, boost: i32) {
        self.standing.insert(record, Standing { kind, boost });
    }

    /// Forgets a record and all its names.
    pub fn remove(&mut self, record: u64) {
        self.overlay.remove(record);
        self.standing.remove(&record);
        if self.base.holds(record) {
            self.dead.insert(record);
        }
    }

    /// Merges the overlay into the base; a worker may call it when idle.
    pub fn rebuild(&mut self) {
        let alive = self.base.entries().filter(|entry| !self.dead.contains(&entry.record));
        let base = Base::build(alive.chain(self.overlay.entries()));
        self.base = base;
        self.overlay = Overlay::default();
        self.dead.clear();
    }

    /// The best `limit` records whose names agree with `query` and that `accept` lets through.
    ///
    /// An empty query finds nothing. At most [`limits::QUERY_BYTES`] of the query are read and at
    /// most [`limits::SEARCH_HITS`] records returned. Nothing that can be typed makes it fail.
    pub fn find(&self, query: &str, limit: usize, accept: &dyn Fn(u64) -> bool) -> Answer {
        gather::find(self, query, limit.min(limits::SEARCH_HITS), accept)
    }

    /// Names that can be found.
    pub fn entries(&self) -> usize {
        self.base.count_alive(&self.dead) + self.overlay.len()
    }

    /// The kind given with the record, if it has been weighed.
    pub fn kind(&self, record: u64) -> Option<u8> {
        self.standing.get(&record).map(|standing| standing.kind)
    }

    fn boost(&self, record: u64) -> i32 {
        self.standing.get(&record).map_or(0, |standing| standing.boost)
    }
}

#[cfg(test)]
mod tests;
