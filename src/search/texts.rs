//! The words of long texts, with the records that hold them: notes, minutes, decisions, findings.
//!
//! A long text is found by the words that stand in it, each as a whole or by its beginning, in any order; Arabic ones also
//! without their article. It is no name: mistakes and other scripts are the business of names. The texts themselves are not
//! kept here, only a number for each word of a record, within [`limits::SEARCH_TEXT_WORDS`].

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::base::small;
use super::stored::{Reader, Writer};
use super::words::{Words, bare};
use crate::{limits, text};

/// Letters of a word that is kept: shorter ones stand in every text.
const LETTERS: usize = 3;

/// See the file's first lines.
#[derive(Default)]
pub(crate) struct Texts {
    words: Words,
    /// Records in rising order; the words name their places.
    records: Vec<u64>,
}

/// Pairs of word and record while they are gathered.
#[derive(Default)]
struct Gathered {
    known: HashMap<String, u32>,
    pairs: Vec<(u32, u64)>,
}

impl Gathered {
    fn add(&mut self, word: &str, record: u64) {
        if self.pairs.len() >= limits::SEARCH_TEXT_WORDS {
            return;
        }
        let next = small(self.known.len());
        let number = match self.known.get(word) {
            Some(number) => *number,
            None => *self.known.entry(word.to_owned()).or_insert(next),
        };
        // A word that stands twice in a text nearly always does so at once in what is gathered.
        if self.pairs.last() != Some(&(number, record)) {
            self.pairs.push((number, record));
        }
    }

    fn add_text(&mut self, record: u64, folded: &str) {
        let mut seen: HashSet<&str> = HashSet::new();
        for word in folded.split(' ').filter(|word| is_kept(word)) {
            for form in [word, bare(word)] {
                if seen.insert(form) {
                    self.add(form, record);
                }
            }
        }
    }

    fn arrange(self) -> Texts {
        let mut records: Vec<u64> = self.pairs.iter().map(|(_, record)| *record).collect();
        records.sort_unstable();
        records.dedup();
        records.shrink_to_fit();
        let mut terms: Vec<(String, u32)> = self.known.into_iter().collect();
        terms.sort_unstable();
        let mut order = vec![0u32; terms.len()];
        for ((_, number), place) in terms.iter().zip(0u32..) {
            if let Some(slot) = order.get_mut(*number as usize) {
                *slot = place;
            }
        }
        let place = |record: &u64| small(records.binary_search(record).unwrap_or(usize::MAX));
        let mut posts: Vec<(u32, u32)> = self
            .pairs
            .iter()
            .map(|(number, record)| (order.get(*number as usize).copied().unwrap_or(0), place(record)))
            .collect();
        posts.sort_unstable();
        posts.dedup();
        let words = Words::of_terms(terms.iter().map(|(term, _)| term.as_str()), &posts);
        Texts { words, records }
    }
}

fn is_kept(word: &str) -> bool {
    word.chars().nth(LETTERS - 1).is_some()
}

impl Texts {
    /// Takes texts as they are stored, those of one record one after the other.
    pub(crate) fn build<'a>(texts: impl Iterator<Item = (u64, &'a str)>) -> Texts {
        let mut gathered = Gathered::default();
        let mut folded = String::new();
        for (record, text) in texts {
            folded.clear();
            text::fold_onto(text, &mut folded);
            gathered.add_text(record, &folded);
        }
        gathered.arrange()
    }

    /// These without the records that are dead, and with others, which come folded.
    pub(crate) fn merged<'a>(&self, dead: &HashSet<u64>, others: impl Iterator<Item = (u64, &'a str)>) -> Texts {
        let mut gathered = Gathered::default();
        for term in 0..self.words.len() {
            for record in self.words.posts.slice(self.words.places(&(term..term + 1))) {
                let record = self.records.get(record as usize).copied().unwrap_or(0);
                if !dead.contains(&record) {
                    gathered.add(self.words.word(term), record);
                }
            }
        }
        others.for_each(|(record, folded)| gathered.add_text(record, folded));
        gathered.arrange()
    }

    /// The records whose texts have every word or a word that begins so, the highest number first. Of words that stand in very
    /// many texts it is not asked: the caller looks at the text itself.
    pub(crate) fn with_all(&self, words: &[String]) -> Vec<u64> {
        let mut runs: Vec<Range<u32>> =
            words.iter().filter(|word| is_kept(word)).map(|word| self.words.starting(word)).collect();
        runs.sort_by_key(|run| self.words.weight(run));
        let mut left = limits::SEARCH_TEXT_READS;
        let mut held: Option<Vec<bool>> = None;
        for run in runs {
            let places = self.words.places(&run);
            let Some(rest) = left.checked_sub(places.len()) else { break };
            left = rest;
            let mut now = vec![false; self.records.len()];
            for record in self.words.posts.slice(places) {
                let place = record as usize;
                let is_held = held.as_ref().is_none_or(|held| held.get(place) == Some(&true));
                if let Some(slot) = now.get_mut(place) {
                    *slot = is_held;
                }
            }
            held = Some(now);
        }
        let held = held.unwrap_or_default();
        self.records.iter().zip(&held).rev().filter(|(_, is_held)| **is_held).map(|(record, _)| *record).collect()
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        self.words.size() + 8 * self.records.capacity()
    }

    /// Appends what [`Texts::read`] needs.
    pub(crate) fn write(&self, out: &mut Writer<'_>) {
        self.words.write(out);
        out.u64s(&self.records);
    }

    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Texts> {
        Some(Texts { words: Words::read(from)?, records: from.u64s()? })
    }
}

/// Whether a folded text has every word of three letters or more, or one that begins so; nothing is said of shorter ones.
pub(crate) fn has_all(folded: &str, words: &[String]) -> bool {
    let begins = |wanted: &str| folded.split(' ').any(|own| own.starts_with(wanted) || bare(own).starts_with(wanted));
    let mut asked = words.iter().filter(|word| is_kept(word)).peekable();
    asked.peek().is_some() && asked.all(|word| folded.contains(word.as_str()) && begins(word))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn words(query: &str) -> Vec<String> {
        text::fold(query).text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn texts_are_found_by_the_beginnings_of_their_words_in_any_order() {
        let texts = Texts::build(
            [
                (4, "La commission relève l’état d’avancement des bourses de mérite."),
                (9, "سجلت اللجنة تقدم أشغال المنح الدراسية."),
                (7, "The committee took note of the scholarships."),
                (4, "Une autre note de la même fiche."),
            ]
            .into_iter(),
        );
        let found = |query: &str| texts.with_all(&words(query));
        assert_eq!(found("mérite bours"), [4]);
        assert_eq!(found("note"), [7, 4]);
        assert_eq!(found("منح"), [9], "without the article");
        assert_eq!((found("merite scholarships"), found("de"), found("zzz")), (vec![], vec![], vec![]));
    }

    proptest! {
        #[test]
        fn merging_gives_what_building_anew_gives(
            old in prop::collection::vec("[abc]{3,4}( [abc]{3,4}){0,6}", 1..12), new in prop::collection::vec("[abc]{3,4}( [abc]{3,4}){0,6}", 0..6), query in "[abc]{3}( [abc]{3})?",
        ) {
            let before = Texts::build(old.iter().zip(0u64..).map(|(text, record)| (record, text.as_str())));
            // The first records are changed.
            let dead: HashSet<u64> = (0..new.len() as u64).collect();
            let merged = before.merged(&dead, new.iter().zip(0u64..).map(|(text, record)| (record, text.as_str())));
            let mut all: Vec<(u64, &str)> = old.iter().zip(0u64..).skip(new.len()).map(|(text, record)| (record, text.as_str())).collect();
            all.extend(new.iter().zip(0u64..).map(|(text, record)| (record, text.as_str())));
            let query = words(&query);
            let mut plain: Vec<u64> = all.iter().filter(|(_, text)| has_all(text, &query)).map(|(record, _)| *record).collect();
            plain.sort_unstable_by(|a, b| b.cmp(a));
            prop_assert_eq!(&merged.with_all(&query), &plain);
            prop_assert_eq!(Texts::build(all.into_iter()).with_all(&query), plain);
        }
    }
}
