//! The distinct words of all folded names, sorted, with the entries that hold them.
//!
//! An Arabic word counts twice, as written and without its article, so that داخلية finds الداخلية
//! by the same sorted look-up. Words of four letters and more have a deletion neighbourhood for
//! one typo; two typos are found by letter sets over the whole list, which costs no memory.

use super::base::small;
use super::edit::{self, Letters, distance, mask, neighbourhood, prefix_distance};
use crate::limits;

/// See the file's first lines; words are slices of the arena that the caller keeps.
#[derive(Default)]
pub(crate) struct Words {
    spots: Vec<(u32, u16)>,
    masks: Vec<u64>,
    first: Vec<u32>,
    posts: Vec<u32>,
    near: Vec<(u32, u32)>,
}

/// The first eight bytes as a number that sorts as the text does; saves most text comparisons.
pub(crate) fn lead(text: &str) -> u64 {
    let mut bytes = [0u8; 8];
    for (slot, byte) in bytes.iter_mut().zip(text.bytes()) {
        *slot = byte;
    }
    u64::from_be_bytes(bytes)
}

/// An Arabic word without its article, or the word itself; at least two letters remain.
pub(crate) fn bare(word: &str) -> &str {
    const ARTICLES: [&str; 6] = ["ال", "وال", "بال", "فال", "كال", "لل"];
    let cut = ARTICLES.iter().find_map(|article| word.strip_prefix(article));
    cut.filter(|rest| rest.len() >= 4).unwrap_or(word)
}

struct Spot {
    lead: u64,
    at: u32,
    entry: u32,
    len: u16,
}

fn slice(arena: &str, at: u32, len: u16) -> &str {
    arena.get(at as usize..at as usize + usize::from(len)).unwrap_or("")
}

impl Words {
    pub(crate) fn build(arena: &str, entries: impl Iterator<Item = (u32, (u32, u32))>) -> Words {
        let mut spots = Vec::new();
        for (entry, (start, end)) in entries {
            collect(arena, entry, start, end, &mut spots);
        }
        let word = |spot: &Spot| slice(arena, spot.at, spot.len);
        spots.sort_unstable_by(|a, b| {
            a.lead.cmp(&b.lead).then_with(|| word(a).cmp(word(b))).then(a.entry.cmp(&b.entry))
        });
        let mut words = Words::default();
        for spot in &spots {
            words.post(arena, spot);
        }
        words.first.push(small(words.posts.len()));
        words.link(arena);
        words
    }

    fn post(&mut self, arena: &str, spot: &Spot) {
        let same =
            self.spots.last().is_some_and(|(at, len)| slice(arena, *at, *len) == slice(arena, spot.at, spot.len));
        if !same {
            self.spots.push((spot.at, spot.len));
            self.masks.push(mask(slice(arena, spot.at, spot.len)));
            self.first.push(small(self.posts.len()));
        } else if self.posts.last() == Some(&spot.entry) {
            return;
        }
        self.posts.push(spot.entry);
    }

    fn link(&mut self, arena: &str) {
        let mut hashes = Vec::new();
        for word in 0..self.len() {
            let letters = Letters::of(self.word(arena, word));
            if edit::allowed(letters.len()) > 0 {
                neighbourhood(letters.as_slice(), &mut hashes);
                self.near.extend(hashes.iter().map(|hash| (*hash, word)));
            }
        }
        self.near.sort_unstable();
    }

    pub(crate) fn len(&self) -> u32 {
        small(self.spots.len())
    }

    pub(crate) fn word<'a>(&self, arena: &'a str, word: u32) -> &'a str {
        self.spots.get(word as usize).map_or("", |(at, len)| slice(arena, *at, *len))
    }

    /// The entries that hold a word, rising.
    pub(crate) fn entries(&self, word: u32) -> &[u32] {
        let from = self.first.get(word as usize).map_or(0, |at| *at as usize);
        let to = self.first.get(word as usize + 1).map_or(0, |at| *at as usize);
        self.posts.get(from..to).unwrap_or(&[])
    }

    /// The words that begin with `prefix`: a run of the sorted list.
    pub(crate) fn starting(&self, arena: &str, prefix: &str) -> std::ops::Range<u32> {
        let low = self.spots.partition_point(|(at, len)| slice(arena, *at, *len) < prefix);
        let rest = self.spots.get(low..).unwrap_or(&[]);
        let run = rest.partition_point(|(at, len)| slice(arena, *at, *len).starts_with(prefix));
        small(low)..small(low + run)
    }

    /// How many entries hold the words of a run, counting repeats.
    pub(crate) fn weight(&self, run: &std::ops::Range<u32>) -> usize {
        let at = |word: u32| self.first.get(word as usize).map_or(0, |at| *at as usize);
        at(run.end).saturating_sub(at(run.start))
    }

    /// Words that hold `piece` past their beginning.
    pub(crate) fn holding(&self, arena: &str, piece: &str) -> Vec<u32> {
        let wanted = mask(piece);
        let fits = self.masks.iter().zip(0u32..).filter(|(own, _)| **own & wanted == wanted).map(|(_, word)| word);
        fits.filter(|word| self.word(arena, *word).contains(piece)).take(limits::SEARCH_WORDS).collect()
    }

    /// Words one edit from `query`; with two allowed and none found, words two edits away.
    pub(crate) fn close(&self, arena: &str, query: &Letters) -> Vec<u32> {
        let bound = edit::allowed(query.len());
        if bound == 0 {
            return Vec::new();
        }
        let mut found = self.neighbours(arena, query);
        if bound == 2 && found.is_empty() {
            found = self.scan(
                arena,
                query,
                0..self.len(),
                &|own| distance(query.as_slice(), own.as_slice(), 2).is_some(),
                4,
            );
        }
        if found.is_empty() && query.len() >= 5 {
            let first: String = query.as_slice().iter().take(1).collect();
            let run = self.starting(arena, &first);
            found =
                self.scan(arena, query, run, &|own| prefix_distance(query.as_slice(), own.as_slice(), 1).is_some(), 64);
        }
        found
    }

    fn neighbours(&self, arena: &str, query: &Letters) -> Vec<u32> {
        let mut hashes = Vec::new();
        neighbourhood(query.as_slice(), &mut hashes);
        let mut found = Vec::new();
        for hash in hashes {
            let from = self.near.partition_point(|(own, _)| *own < hash);
            let run = self.near.get(from..).unwrap_or(&[]);
            found.extend(
                run.iter().take_while(|(own, _)| *own == hash).map(|(_, word)| *word).take(limits::SEARCH_WORDS),
            );
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|word| distance(query.as_slice(), Letters::of(self.word(arena, *word)).as_slice(), 1).is_some());
        found
    }

    /// Words of a run that `agrees` accepts, after their letter sets differ by at most `bits`.
    fn scan(
        &self,
        arena: &str,
        query: &Letters,
        run: std::ops::Range<u32>,
        agrees: &dyn Fn(&Letters) -> bool,
        bits: u32,
    ) -> Vec<u32> {
        let text: String = query.as_slice().iter().collect();
        let wanted = mask(&text);
        let missing = if bits > 4 { 1 } else { 2 };
        let masks = self.masks.get(run.start as usize..run.end as usize).unwrap_or(&[]);
        let fits = masks
            .iter()
            .zip(run)
            .filter(|(own, _)| (wanted & !**own).count_ones() <= missing && (wanted ^ **own).count_ones() <= bits);
        fits.map(|(_, word)| word)
            .filter(|word| agrees(&Letters::of(self.word(arena, *word))))
            .take(limits::SEARCH_WORDS)
            .collect()
    }
}

fn collect(arena: &str, entry: u32, start: u32, end: u32, spots: &mut Vec<Spot>) {
    let text = arena.get(start as usize..end as usize).unwrap_or("");
    let mut at = start as usize;
    for word in text.split(' ') {
        let mut add = |word: &str, at: usize| {
            if let Ok(len) = u16::try_from(word.len())
                && len > 0
            {
                spots.push(Spot { lead: lead(word), at: small(at), entry, len });
            }
        };
        add(word, at);
        let rest = bare(word);
        if rest.len() < word.len() {
            add(rest, at + word.len() - rest.len());
        }
        at += word.len() + 1;
    }
}
