//! Consonant skeletons: the keys by which a name is found from another script.
//!
//! A key is a run of letters in which the first letter of every word is marked, so that one
//! sorted list of word beginnings answers a whole key, a key from any word on, and words that
//! are run together. Which letters sound alike is the business of [`crate::text::skeletons`].

use super::base::small;
use super::edit::{Letters, distance};
use super::judge::step;
use crate::{limits, text};

const MARK: u8 = 0x80;

/// One skeleton; bytes are letters, the first of a word marked by the high bit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SkeletonKey {
    bytes: Vec<u8>,
}

impl SkeletonKey {
    /// The skeletons of a folded text: without the article, and with it when that differs.
    pub(crate) fn all(folded: &str) -> Vec<SkeletonKey> {
        let keys = text::skeletons(folded);
        let keys = keys.iter().map(|key| SkeletonKey { bytes: marked(key) });
        keys.filter(|key| !key.bytes.is_empty()).collect()
    }

    /// The skeletons of a folded query: also with the t that a Latin spelling of ة has before another word.
    pub(crate) fn asked(folded: &str) -> Vec<SkeletonKey> {
        let mut keys = SkeletonKey::all(folded);
        let open = |word: &str| word.len() >= 4 && (word.ends_with("at") || word.ends_with("et"));
        if folded.split(' ').any(open) {
            let words = folded.split(' ').map(|word| word.strip_suffix('t').filter(|_| open(word)).unwrap_or(word));
            let other = words.collect::<Vec<_>>().join(" ");
            keys.extend(SkeletonKey::all(&other));
        }
        keys.dedup();
        keys
    }

    fn plain(&self) -> Vec<u8> {
        self.bytes.iter().map(|byte| byte & !MARK).collect()
    }

    /// How well this key, a name's, agrees with a query's; spaces of the query do not matter.
    pub(crate) fn agrees(&self, query: &SkeletonKey) -> Option<u32> {
        let (own, query) = (self.plain(), query.plain());
        if own == query {
            return Some(0);
        }
        if query.len() < 2 {
            return None;
        }
        if self.begins(&own, &query, 0) {
            return Some(2);
        }
        let mut starts = self.bytes.iter().enumerate().skip(1).filter(|(_, byte)| **byte & MARK != 0);
        if starts.any(|(at, _)| self.begins(&own, &query, at)) {
            return Some(3);
        }
        if self.abbreviated(&query) {
            return Some(5);
        }
        close(&own, &query).map(|edits| 6 + 2 * edits)
    }

    /// Whether the query stands at a word's beginning; two letters must be whole words.
    fn begins(&self, own: &[u8], query: &[u8], at: usize) -> bool {
        let closed = || self.bytes.get(at + query.len()).is_none_or(|byte| byte & MARK != 0);
        own.get(at..).is_some_and(|rest| rest.starts_with(query)) && (query.len() > 2 || closed())
    }

    /// Whether the query is beginnings of this key's words in order, the first one's among them.
    fn abbreviated(&self, query: &[u8]) -> bool {
        if !(3..=24).contains(&query.len()) {
            return false;
        }
        let query: Vec<char> = query.iter().map(|byte| char::from(*byte)).collect();
        let mut reached: u64 = 1;
        for (place, word) in self.words().enumerate() {
            let before = if place == 0 { 1 } else { reached & !1 };
            reached |= step(before, &query, &word, 1);
        }
        reached >> query.len() & 1 == 1
    }

    fn words(&self) -> impl Iterator<Item = String> {
        let mut words: Vec<String> = Vec::new();
        for byte in &self.bytes {
            let letter = char::from(byte & !MARK);
            match words.last_mut() {
                Some(word) if byte & MARK == 0 => word.push(letter),
                _ => words.push(letter.to_string()),
            }
        }
        words.into_iter()
    }
}

/// Marks the first letter of every word and drops what is not plain, up to a bound.
fn marked(key: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for word in key.split(' ') {
        let letters = word.bytes().filter(|byte| byte.is_ascii_graphic());
        bytes.extend(letters.enumerate().map(|(at, byte)| if at == 0 { byte | MARK } else { byte }));
    }
    bytes.truncate(limits::SKELETON_LETTERS);
    bytes
}

fn close(own: &[u8], query: &[u8]) -> Option<u32> {
    let bound = match query.len() {
        0..4 => return None,
        4..8 => 1,
        _ => 2,
    };
    if own.len().abs_diff(query.len()) > bound {
        return None;
    }
    let (own, query) = (letters(own), letters(query));
    distance(own.as_slice(), query.as_slice(), bound).and_then(|edits| u32::try_from(edits).ok())
}

fn letters(bytes: &[u8]) -> Letters {
    Letters::of(&String::from_utf8_lossy(bytes))
}

/// All skeletons of a base, and every word beginning in them in sorted order.
#[derive(Default)]
pub(crate) struct Keys {
    bytes: Vec<u8>,
    at: Vec<u32>,
    entries: Vec<u32>,
    masks: Vec<u32>,
    starts: Vec<u32>,
}

impl Keys {
    pub(crate) fn build<'a>(names: impl Iterator<Item = (u32, &'a str)>) -> Keys {
        let mut keys = Keys::default();
        for (entry, name) in names {
            for key in SkeletonKey::all(name) {
                keys.push(entry, &key);
            }
        }
        let marks = keys.bytes.iter().zip(0u32..).filter(|(byte, _)| **byte & MARK != 0);
        let mut starts: Vec<(u64, u32)> = marks.map(|(_, at)| (lead(keys.tail(at)), at)).collect();
        starts
            .sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| keys.compare(a.1, keys.tail(b.1))).then(a.1.cmp(&b.1)));
        keys.starts = starts.into_iter().map(|(_, at)| at).collect();
        keys
    }

    fn push(&mut self, entry: u32, key: &SkeletonKey) {
        self.at.push(small(self.bytes.len()));
        self.entries.push(entry);
        self.masks.push(mask(&key.bytes));
        self.bytes.extend_from_slice(&key.bytes);
        self.bytes.push(0);
    }

    /// The bytes from a position to the end of its key.
    fn tail(&self, at: u32) -> &[u8] {
        let rest = self.bytes.get(at as usize..).unwrap_or(&[]);
        let end = rest.iter().take(limits::SKELETON_LETTERS + 1).position(|byte| *byte == 0).unwrap_or(rest.len());
        rest.get(..end).unwrap_or(&[])
    }

    fn compare(&self, at: u32, other: &[u8]) -> std::cmp::Ordering {
        let plain = |byte: &u8| byte & !MARK;
        self.tail(at).iter().map(plain).cmp(other.iter().map(plain))
    }

    /// Entries with a word from which on the skeleton begins with `prefix`.
    fn beginning<'a>(&'a self, prefix: &'a [u8]) -> impl Iterator<Item = u32> + 'a {
        let low = self.starts.partition_point(|at| self.compare(*at, prefix).is_lt());
        let rest = self.starts.get(low..).unwrap_or(&[]);
        let begins = |at: &u32| {
            self.tail(*at)
                .get(..prefix.len())
                .is_some_and(|head| head.iter().map(|byte| byte & !MARK).eq(prefix.iter().copied()))
        };
        let run = rest.partition_point(begins);
        rest.get(..run).unwrap_or(&[]).iter().map(|at| self.owner(*at))
    }

    /// The number of the key that holds a position.
    fn owner(&self, at: u32) -> u32 {
        small(self.at.partition_point(|start| *start <= at).saturating_sub(1))
    }

    fn entry(&self, key: u32) -> u32 {
        self.entries.get(key as usize).copied().unwrap_or(u32::MAX)
    }

    fn mask(&self, key: u32) -> u32 {
        self.masks.get(key as usize).copied().unwrap_or(0)
    }

    fn key(&self, key: u32) -> SkeletonKey {
        let at = self.at.get(key as usize).copied().unwrap_or(u32::MAX);
        SkeletonKey { bytes: self.tail(at).to_vec() }
    }

    /// Entries whose skeleton begins with the query's at some word, with the cost.
    pub(crate) fn same(&self, query: &SkeletonKey) -> Vec<(u32, u32)> {
        let plain = query.plain();
        self.judged(query, self.beginning(&plain))
    }

    /// Entries whose words are abbreviated by the query, with the cost.
    pub(crate) fn abbreviated(&self, query: &SkeletonKey) -> Vec<(u32, u32)> {
        let plain = query.plain();
        let wanted = mask(&plain);
        let head = plain.get(..2).filter(|_| plain.len() >= 3).unwrap_or(&[]);
        if head.is_empty() {
            return Vec::new();
        }
        let fits = self.beginning(head).filter(|key| self.mask(*key) & wanted == wanted);
        let agreed = fits.filter(|key| self.key(*key).abbreviated(&plain));
        agreed.map(|key| (5, self.entry(key))).take(limits::SEARCH_SOUNDS).collect()
    }

    /// Entries whose skeleton is one or two letters off, with the cost.
    pub(crate) fn close(&self, query: &SkeletonKey) -> Vec<(u32, u32)> {
        let plain = query.plain();
        if plain.len() < 4 {
            return Vec::new();
        }
        let wanted = mask(&plain);
        let bits = if plain.len() < 8 { 2 } else { 4 };
        let fits = self.masks.iter().zip(0u32..).filter(|(own, _)| (**own ^ wanted).count_ones() <= bits);
        let fits = fits.map(|(_, key)| key).filter(|key| self.length(*key).abs_diff(plain.len()) <= 2);
        let agreed = fits.filter_map(|key| Some((6 + 2 * close(&self.key(key).plain(), &plain)?, self.entry(key))));
        agreed.take(limits::SEARCH_SOUNDS).collect()
    }

    fn length(&self, key: u32) -> usize {
        let at = |key: u32| self.at.get(key as usize).map_or(self.bytes.len(), |at| *at as usize);
        at(key + 1).saturating_sub(at(key) + 1)
    }

    fn judged(&self, query: &SkeletonKey, keys: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
        let agreed = keys.filter_map(|key| Some((self.key(key).agrees(query)?, self.entry(key))));
        agreed.take(limits::SEARCH_SOUNDS).collect()
    }
}

fn lead(bytes: &[u8]) -> u64 {
    let byte = |at: usize| bytes.get(at).map_or(0, |byte| u64::from(byte & !MARK));
    (0..8).fold(0, |sum, at| (sum << 8) | byte(at))
}

fn mask(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |mask, byte| mask | 1 << (byte & 31))
}
