//! The distinct terms of all names, sorted, with the entries that hold them: words, or skeletons of words.
//!
//! An Arabic word counts twice, as written and without its article, so that داخلية finds الداخلية
//! by the same sorted look-up. Terms have a deletion neighbourhood for one edit; two edits are found
//! by letter sets over the whole list, which costs no memory.

use std::ops::Range;

use super::base::small;
use super::edit::{self, Letters, Mask, Pattern, mask};
use super::near::{self, Near};
use super::ranked::Ranked;
use super::stored::{Reader, Writer};
use super::terms::Terms;
use crate::limits;

/// See the file's first lines.
#[derive(Default)]
pub(crate) struct Words {
    text: String,
    at: Vec<u32>,
    masks: Vec<Mask>,
    first: Vec<u32>,
    pub(crate) posts: Ranked,
    near: Near,
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
    if word.as_bytes().first().is_none_or(u8::is_ascii) {
        return word;
    }
    let cut = ARTICLES.iter().find_map(|article| word.strip_prefix(article));
    cut.filter(|rest| rest.len() >= 4).unwrap_or(word)
}

/// Adds the words of a folded text to its entry, Arabic ones also without their article.
pub(crate) fn collect(text: &str, terms: &mut Terms) {
    for word in text.split(' ') {
        terms.add(word);
        let rest = bare(word);
        if rest.len() < word.len() {
            terms.add(rest);
        }
    }
}

impl Words {
    /// Takes the terms of all entries; those of `least` letters and more get a neighbourhood.
    pub(crate) fn build(terms: Terms, least: usize) -> Words {
        let (bytes, count) = terms.size();
        let mut words = Words {
            text: String::with_capacity(bytes),
            at: Vec::with_capacity(count + 1),
            masks: Vec::with_capacity(count),
            first: Vec::with_capacity(count + 1),
            ..Words::default()
        };
        let (mut starts, mut sum) = (vec![0u32; count], 0u32);
        let places = terms.rising(&mut |term, number, entries| {
            words.at.push(small(words.text.len()));
            words.first.push(sum);
            words.masks.push(mask(term));
            words.text.push_str(term);
            if let Some(start) = starts.get_mut(number as usize) {
                *start = sum;
            }
            sum += entries;
        });
        words.at.push(small(words.text.len()));
        words.first.push(sum);
        words.posts = places.entries(starts);
        words.near = Near::build(words.len(), |word| {
            Some(Letters::of(words.word(word))).filter(|letters| letters.len() >= least)
        });
        words
    }

    /// Terms that rise, without neighbourhoods, with rising pairs of their places and entries.
    pub(crate) fn of_terms<'a>(terms: impl Iterator<Item = &'a str>, posts: &[(u32, u32)]) -> Words {
        let mut words = Words::default();
        let mut at = 0;
        for (term, place) in terms.zip(0u32..) {
            words.at.push(small(words.text.len()));
            words.first.push(small(at));
            words.masks.push(mask(term));
            words.text.push_str(term);
            at += posts.get(at..).unwrap_or(&[]).partition_point(|(own, _)| *own <= place);
        }
        words.at.push(small(words.text.len()));
        words.first.push(small(at));
        words.posts = Ranked::new(posts.iter().map(|(_, entry)| *entry));
        words.text.shrink_to_fit();
        words.at.shrink_to_fit();
        words.first.shrink_to_fit();
        words.masks.shrink_to_fit();
        words
    }

    /// Appends what [`Words::read`] needs.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.text(&self.text);
        out.u32s(&self.at);
        out.u32s(&self.masks);
        out.u32s(&self.first);
        self.posts.write(out);
        self.near.write(out);
    }

    /// Terms as they were written, if their parts fit each other.
    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Words> {
        let words = Words {
            text: from.text()?,
            at: from.u32s()?,
            masks: from.u32s()?,
            first: from.u32s()?,
            posts: Ranked::read(from)?,
            near: Near::read(from)?,
        };
        let count = words.masks.len();
        let is_empty = words.at.is_empty() && words.first.is_empty() && count == 0;
        let fits = words.at.len() == count + 1 && words.first.len() == count + 1;
        (is_empty || fits).then_some(words)
    }

    pub(crate) fn len(&self) -> u32 {
        small(self.masks.len())
    }

    /// Bytes in memory by what they are for.
    pub(crate) fn sizes(&self) -> [(&'static str, usize); 4] {
        let terms = 4 * (self.at.capacity() + self.first.capacity() + self.masks.capacity());
        let (posts, near) = (self.posts.size(), self.near.size());
        [("term texts", self.text.capacity()), ("terms", terms), ("posts", posts), ("near", near)]
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.sizes().iter().map(|(_, bytes)| bytes).sum()
    }

    pub(crate) fn word(&self, word: u32) -> &str {
        let at = |word: usize| self.at.get(word).map_or(0, |at| *at as usize);
        self.text.get(at(word as usize)..at(word as usize + 1)).unwrap_or("")
    }

    /// Where the entries of a run of terms lie in the list of all.
    pub(crate) fn places(&self, run: &Range<u32>) -> Range<usize> {
        let at = |word: u32| self.first.get(word as usize).map_or(0, |at| *at as usize);
        at(run.start)..at(run.end)
    }

    /// How many entries hold the terms of a run, counting repeats.
    pub(crate) fn weight(&self, run: &Range<u32>) -> usize {
        self.places(run).len()
    }

    fn bound(&self, is_before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The terms that begin with `prefix`: a run of the sorted list.
    pub(crate) fn starting(&self, prefix: &str) -> Range<u32> {
        let low = self.bound(|word| word < prefix);
        let high = self.bound(|word| word < prefix || word.starts_with(prefix));
        low..high.max(low)
    }

    /// The term itself: a run of one or of none.
    pub(crate) fn exactly(&self, term: &str) -> Range<u32> {
        let low = self.bound(|word| word < term);
        low..low + u32::from(self.word(low) == term)
    }

    /// Terms that hold `piece`.
    pub(crate) fn holding(&self, piece: &str) -> Vec<u32> {
        let fits = self.holding_among(0..self.len(), mask(piece));
        fits.filter(|word| self.word(*word).contains(piece)).take(limits::SEARCH_WORDS).collect()
    }

    /// Terms of a run that have all these letters.
    pub(crate) fn holding_among(&self, run: Range<u32>, letters: Mask) -> impl Iterator<Item = u32> + '_ {
        let masks = self.masks.get(run.start as usize..run.end as usize).unwrap_or(&[]);
        edit::holding(masks, letters).map(move |place| run.start + small(place))
    }

    /// Terms one edit from `query` or equal to it.
    pub(crate) fn neighbours(&self, query: &Letters) -> Vec<u32> {
        let (letters, pattern) = (query.as_slice(), Pattern::of(query));
        let whole: String = letters.iter().collect();
        let wanted = mask(&whole);
        let near = |word: u32| {
            let own = self.masks.get(word as usize).copied().unwrap_or(0);
            (own ^ wanted).count_ones() <= 2 && pattern.distance(self.word(word), 1).is_some()
        };
        let mut found = Vec::new();
        let mut see = |word: u32| {
            if near(word) {
                found.push(word);
            }
        };
        // A letter too few, a wrong one, two exchanged: both share what remains without a letter, or an end.
        near::asked(letters, &mut |hash| self.near.each(hash, &mut see));
        if let Some(beginning) = near::beginning(letters) {
            let run = self.starting(&beginning.iter().collect::<String>());
            let masks = self.masks.get(run.start as usize..run.end as usize).unwrap_or(&[]);
            edit::near(masks, wanted).for_each(|place| see(run.start + small(place)));
        }
        self.exactly(&whole).for_each(&mut see);
        // A letter too many: what remains is the term itself, unless that is long and was seen.
        for gap in (0..letters.len()).take_while(|_| near::is_short(letters.len() - 1)) {
            let rest: String = letters.iter().enumerate().filter(|(at, _)| *at != gap).map(|(_, c)| *c).collect();
            self.exactly(&rest).for_each(&mut see);
        }
        found.sort_unstable();
        found.dedup();
        found.truncate(limits::SEARCH_WORDS);
        found
    }

    /// Terms two edits from `query`: a scan of letter sets; of a list longer than `most` only of those with the same
    /// first letter, or the same two.
    pub(crate) fn two_edits(&self, query: &Letters, most: usize) -> Vec<u32> {
        let text: String = query.as_slice().iter().collect();
        let (wanted, pattern) = (mask(&text), Pattern::of(query));
        let slack = 2 * text.chars().next().map_or(0, char::len_utf8).min(2);
        let ends = text.char_indices().map(|(at, _)| at).take(3);
        let runs = ends.map(|end| self.starting(text.get(..end).unwrap_or("")));
        let run = runs.reduce(|all, some| if all.len() > most { some } else { all }).unwrap_or(0..0);
        let masks = self.masks.get(run.start as usize..run.end as usize).unwrap_or(&[]);
        edit::two_off(masks, wanted)
            .map(|place| run.start + small(place))
            .filter(|word| {
                let own = self.word(*word);
                own.len().abs_diff(text.len()) <= slack && pattern.distance(own, 2).is_some()
            })
            .take(limits::SEARCH_WORDS)
            .collect()
    }

    /// Terms whose beginning is one edit from `query`, the first letter being right.
    pub(crate) fn open(&self, query: &Letters) -> Vec<u32> {
        let (wanted, pattern) = (mask(&query.as_slice().iter().collect::<String>()), Pattern::of(query));
        let first: String = query.as_slice().iter().take(1).collect();
        let run = self.starting(&first);
        let masks = self.masks.get(run.start as usize..run.end as usize).unwrap_or(&[]);
        let fits = masks.iter().zip(run).filter(|(own, _)| (wanted & !**own).count_ones() <= 1);
        fits.map(|(_, word)| word)
            .filter(|word| pattern.prefix_distance(self.word(*word), 1).is_some())
            .take(limits::SEARCH_WORDS)
            .collect()
    }
}
