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
mod judge;
mod keys;
mod overlay;
pub mod query;
mod ranked;
mod sound;
mod stored;
mod words;

pub use aliases::Aliases;
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

/// Every name of every record, ready to be searched; lives in one worker.
pub struct Index {
    base: Base,
    overlay: Overlay,
    dead: HashSet<u64>,
    boosts: HashMap<u64, i32>,
    /// Entries of the base whose records have a boost: they are judged whatever their length.
    favoured: Vec<u32>,
    aliases: Aliases,
    scorer: SkimMatcherV2,
}

impl Index {
    /// Sorts all names; those past [`limits::SEARCH_ENTRIES`] or [`limits::SEARCH_ARENA_BYTES`] are left out.
    pub fn build<'a>(entries: impl Iterator<Item = Entry<'a>>) -> Index {
        Index {
            base: Base::build(entries),
            overlay: Overlay::default(),
            dead: HashSet::new(),
            boosts: HashMap::new(),
            favoured: Vec::new(),
            aliases: Aliases::default(),
            scorer: SkimMatcherV2::default().use_cache(true),
        }
    }

    /// Puts `entries` in the place of all names of `record`; a full overlay is merged into the base first.
    pub fn replace(&mut self, record: u64, boost: i32, entries: &[Entry]) {
        self.remove(record);
        if self.overlay.len() + entries.len() > limits::SEARCH_OVERLAY {
            self.rebuild();
        }
        self.weigh(record, boost);
        self.overlay.add(record, entries);
    }

    /// Gives the names that mean the same.
    pub fn know(&mut self, aliases: Aliases) {
        self.aliases = aliases;
    }

    /// Sets the importance of a record without touching its names; higher `boost` comes earlier within a tier.
    pub fn weigh(&mut self, record: u64, boost: i32) {
        let before = self.boosts.remove(&record);
        if boost != 0 && self.boosts.len() < limits::SEARCH_BOOSTS {
            self.boosts.insert(record, boost);
        }
        if before.is_some() != self.boosts.contains_key(&record) {
            self.favour();
        }
    }

    fn favour(&mut self) {
        let is_favoured = |id: &u32| self.boosts.contains_key(&self.base.record(*id));
        self.favoured = if self.boosts.is_empty() { Vec::new() } else { self.base.all().filter(is_favoured).collect() };
    }

    /// Forgets a record and all its names.
    pub fn remove(&mut self, record: u64) {
        self.overlay.remove(record);
        self.weigh(record, 0);
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
        self.favour();
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

    /// Names that can be found.
    pub fn entries(&self) -> usize {
        self.base.count_alive(&self.dead) + self.overlay.len()
    }

    /// Bytes in memory beside the names as stored.
    pub fn size_bytes(&self) -> usize {
        self.base.size() - self.base.text_bytes()
    }

    fn boost(&self, record: u64) -> i32 {
        self.boosts.get(&record).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests;
