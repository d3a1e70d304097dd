//! What agrees with a query, and how well: one rule for sorted and for changed names.
//!
//! [`Needle`] is a query prepared once; [`Needle::judge`] gives the tier of a folded name and a
//! cost inside the tier. Candidates may come from anywhere: only this file decides.

use super::Tier;
use super::edit::{self, Letters, Mask, Pattern, mask};
use super::keys::{SkeletonKey, Sounds};
use super::query::head;
use super::words::bare;
use crate::{limits, text};

/// Words that acronyms leave out.
pub(crate) const SMALL_WORDS: [&str; 20] = [
    "de", "du", "des", "d", "la", "le", "les", "l", "et", "a", "au", "aux", "en", "of", "the", "and", "for", "في",
    "من", "علي",
];

/// Letters from which a name that is a part of a query is worth telling.
pub(crate) const PART_LETTERS: usize = 4;

/// A tier and the cost inside it; less is better.
pub(crate) type Verdict = (Tier, u32);

/// A query prepared for many names.
pub(crate) struct Needle {
    pub(crate) text: String,
    pub(crate) words: Vec<String>,
    /// The words without their article, and the letters that occur in them.
    pub(crate) letters: Vec<Letters>,
    patterns: Vec<Pattern>,
    /// The same with the article, where there is one.
    glued: Vec<Option<Pattern>>,
    /// The words without the spaces between them.
    pub(crate) compact: String,
    /// Its letters.
    spread: Vec<char>,
    run: Letters,
    pub(crate) mask: Mask,
    /// The letters of the words without articles, and how many of them typing errors may spoil.
    loose: Mask,
    errors: u32,
    pub(crate) keys: Vec<SkeletonKey>,
    pub(crate) sounds: Sounds,
}

impl Needle {
    /// Folds and bounds a query; `None` when nothing searchable remains.
    pub(crate) fn new(query: &str) -> Option<Needle> {
        let folded = text::fold(head(query, limits::QUERY_BYTES)).text;
        let words: Vec<String> =
            folded.split(' ').filter(|word| !word.is_empty()).take(limits::QUERY_WORDS).map(str::to_owned).collect();
        if words.is_empty() {
            return None;
        }
        let compact = words.concat();
        let keys = SkeletonKey::asked(&folded);
        let allowed = |word: &String| edit::allowed(word.chars().count());
        Some(Needle {
            loose: words.iter().fold(0, |sum, word| sum | mask(bare(word))),
            errors: u32::try_from(words.iter().map(allowed).sum::<usize>()).unwrap_or(u32::MAX),
            letters: words.iter().map(|word| Letters::of(bare(word))).collect(),
            patterns: words.iter().map(|word| Pattern::of(&Letters::of(bare(word)))).collect(),
            glued: words
                .iter()
                .map(|word| (bare(word) != word.as_str()).then(|| Pattern::of(&Letters::of(word))))
                .collect(),
            run: Letters::of(&compact),
            mask: mask(&compact),
            spread: compact.chars().collect(),
            compact,
            sounds: Sounds::of(&keys),
            keys,
            text: folded,
            words,
        })
    }

    /// Whether a name that holds these letters can reach [`Tier::Typo`] or better; refuses most for nothing.
    pub(crate) fn may_agree(&self, letters: Mask) -> bool {
        (self.loose & !letters).count_ones() <= self.errors
    }

    /// The best tier down to [`Tier::Typo`] that a folded name reaches.
    pub(crate) fn judge(&self, name: &str) -> Option<Verdict> {
        if name == self.text {
            return Some((Tier::Exact, 0));
        }
        if name.starts_with(&self.text) {
            return Some((Tier::Prefix, 0));
        }
        self.prefixes(name)
            .or_else(|| self.is_initials(name).map(|cost| (Tier::Initials, cost)))
            .or_else(|| self.any_order(name).then_some((Tier::AnyOrder, 0)))
            .or_else(|| self.is_inside(name).then_some((Tier::Substring, 0)))
            .or_else(|| self.typo(name).map(|edits| (Tier::Typo, edits)))
    }

    /// Whether every word of the query begins a word of the name.
    pub(crate) fn begins(&self, name: &str) -> bool {
        self.words.iter().all(|word| name.contains(word.as_str()) && name.split(' ').any(|own| begins(own, word)))
    }

    /// Whether the name reaches [`Tier::Typo`] or better.
    pub(crate) fn nearly(&self, name: &str) -> bool {
        self.judge(name).is_some()
    }

    /// Whole words cost less than beginnings, and a late start costs a little.
    fn prefixes(&self, name: &str) -> Option<Verdict> {
        let mut own = name.split(' ').enumerate();
        let mut cost = 0;
        for (place, word) in self.words.iter().enumerate() {
            let (at, found) = own.find(|(_, own)| begins(own, word))?;
            cost += u32::from(found != word && bare(found) != word);
            cost += u32::from(place == 0 && at > 0);
        }
        Some((Tier::WordPrefixes, cost))
    }

    fn any_order(&self, name: &str) -> bool {
        self.words.len() > 1 && self.begins(name)
    }

    pub(crate) fn is_inside(&self, name: &str) -> bool {
        self.words.iter().all(|word| word.len() > 1 && name.contains(word.as_str()))
    }

    /// Acronyms cost nothing; beginnings of several words run together cost a little.
    pub(crate) fn is_initials(&self, name: &str) -> Option<u32> {
        let query = self.run.as_slice();
        if self.words.len() > 1 || query.len() < 2 {
            return None;
        }
        let agrees = |is_small_kept: bool| {
            let mut own = first_letters(name, is_small_kept);
            let begins = query.iter().all(|wanted| own.next() == Some(*wanted));
            begins.then(|| u32::from(own.next().is_some()))
        };
        let found = agrees(true).into_iter().chain(agrees(false)).min();
        found.or_else(|| self.runs_together(name).then_some(2))
    }

    /// Whether the query is beginnings of words, in order; two letters of each but the first, or anything would do.
    pub(crate) fn runs_together(&self, name: &str) -> bool {
        let query = self.run.as_slice();
        if query.len() < 3 || query.len() < self.compact.chars().take(query.len() + 1).count() {
            return false;
        }
        let mut reached: u64 = 1;
        for (place, word) in name.split(' ').enumerate() {
            let before = if place == 0 { 1 } else { reached & !1 };
            let words = [word, bare(word)];
            let least = if place == 0 { 1 } else { 2 };
            let steps = words.iter().map(|word| step(before, query, word, least)).fold(0, |sum, more| sum | more);
            reached |= steps;
        }
        reached >> query.len() & 1 == 1
    }

    /// How a name agrees that is some of the query's words: by the letters that are left over, and where these are no more than
    /// small words, as another name.
    pub(crate) fn part(&self, name: &str) -> Option<Verdict> {
        let letters = name.chars().count();
        let around = |at: usize| {
            let (before, after) = (self.text.get(..at)?, self.text.get(at + name.len()..)?);
            let is_apart = (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '));
            is_apart.then_some([before, after])
        };
        let rest = self.text.match_indices(name).find_map(|(at, _)| around(at)).filter(|_| letters >= PART_LETTERS)?;
        let is_small = |word: &str| SMALL_WORDS.contains(&word);
        if rest.iter().flat_map(|side| side.split_whitespace()).all(is_small) {
            return Some((Tier::Alias, 1));
        }
        Some((Tier::Part, u32::try_from(self.text.chars().count() - letters).unwrap_or(u32::MAX)))
    }

    /// The runs of words that a query of several has, the longest first.
    pub(crate) fn runs(&self) -> impl Iterator<Item = &str> {
        let ends: Vec<usize> = self.text.match_indices(' ').map(|(at, _)| at).chain([self.text.len()]).collect();
        let starts: Vec<usize> = std::iter::once(0).chain(ends.iter().map(|end| end + 1)).collect();
        let words = ends.len();
        (1..words).rev().flat_map(move |count| {
            let spans: Vec<(usize, usize)> =
                (0..=words - count).filter_map(|at| Some((*starts.get(at)?, *ends.get(at + count - 1)?))).collect();
            spans.into_iter().filter_map(|(from, to)| self.text.get(from..to))
        })
    }

    /// Edits over all words, when every word agrees and at least one carries an edit.
    fn typo(&self, name: &str) -> Option<u32> {
        let may_err = |letters: &Letters| edit::allowed(letters.len()) > 0;
        if !self.letters.iter().chain(self.glued.iter().flatten().map(Pattern::letters)).any(may_err) {
            return None;
        }
        (0..self.words.len()).try_fold(0, |sum, at| Some(sum + self.meant(at, name)?.0))
    }

    /// The word of a name that a query's word may mean, and what the slip costs.
    fn meant<'n>(&self, at: usize, name: &'n str) -> Option<(u32, &'n str)> {
        let (word, letters, pattern) = (self.words.get(at)?, self.letters.get(at)?, self.patterns.get(at)?);
        let glued = self.glued.get(at).and_then(Option::as_ref);
        let wanted = mask(bare(word));
        let one = |own: &'n str| {
            let far = (wanted & !mask(own)).count_ones() as usize;
            if far > edit::allowed(letters.len()) && glued.is_none() {
                return None;
            }
            let best = near(word, pattern, bare(own))
                .into_iter()
                .chain(glued.and_then(|glued| near(word, glued, own)))
                .chain(as_written(word, pattern, own))
                .min()?;
            // Only the last word may still be on its way.
            let is_cut = at + 1 < self.words.len() && best == 0 && own != word && bare(own) != word;
            // Whoever writes the article means a name that has it.
            let lacks_article = best > 0 && glued.is_some() && bare(own).len() == own.len();
            Some((best + u32::from(is_cut) + u32::from(lacks_article), own))
        };
        name.split(' ').filter_map(one).min_by_key(|(cost, _)| *cost)
    }

    /// The word of a name that the query's mistaken word may mean.
    pub(crate) fn slipped<'n>(&self, name: &'n str) -> Option<&'n str> {
        let meant = (0..self.words.len()).filter_map(|at| self.meant(at, name));
        meant.max_by_key(|(cost, _)| *cost).map(|(_, own)| own)
    }

    /// The ways to read a query word: without its article, and with it.
    pub(crate) fn spellings(&self, at: usize) -> impl Iterator<Item = &Letters> {
        self.letters.get(at).into_iter().chain(self.glued.get(at).and_then(Option::as_ref).map(Pattern::letters))
    }

    /// Letters spread between the first and the last when the query occurs in order inside a bounded span.
    pub(crate) fn scattered(&self, name: &str) -> Option<u32> {
        let letters = self.spread.len();
        let first = self.spread.first().filter(|_| letters >= 3)?;
        // Bytes in order are less than letters in order, and refuse most without decoding one.
        let mut bytes = name.bytes();
        if !self.compact.bytes().all(|wanted| bytes.any(|byte| byte == wanted)) {
            return None;
        }
        let starts = name.char_indices().filter(|(_, c)| c == first);
        // What does not occur from here on does not from any later place.
        let spans = starts.map_while(|(at, _)| self.span(name.get(at..)?));
        let span = spans.min()?;
        (span <= letters * limits::SCATTER_SPAN).then(|| u32::try_from(span - letters).unwrap_or(u32::MAX))
    }

    fn span(&self, name: &str) -> Option<usize> {
        let mut wanted = self.spread.iter();
        let mut next = wanted.next()?;
        for (at, own) in name.chars().enumerate() {
            if own == *next {
                match wanted.next() {
                    Some(letter) => next = letter,
                    None => return Some(at + 1),
                }
            }
        }
        None
    }

    /// The cost of the best pair of skeletons, if any pair agrees.
    pub(crate) fn same_sound(&self, keys: &[SkeletonKey]) -> Option<u32> {
        let pairs = self.keys.iter().flat_map(|query| keys.iter().filter_map(move |own| own.agrees(query)));
        pairs.min()
    }
}

fn begins(own: &str, word: &str) -> bool {
    own.starts_with(word) || bare(own).starts_with(word)
}

/// Every position of `query` that `word` reaches from those in `before` with at least `least` of its letters.
pub(crate) fn step(before: u64, query: &[char], word: &str, least: usize) -> u64 {
    let mut live = before;
    let mut reached = 0;
    for (at, c) in word.chars().take(query.len()).enumerate() {
        let same = query.iter().enumerate().filter(|(_, own)| **own == c).fold(0u64, |sum, (at, _)| sum | 1 << at);
        live = (live & same) << 1;
        if live == 0 {
            break;
        }
        if at + 1 >= least {
            reached |= live;
        }
    }
    reached
}

/// Edits between a query word and a name's word, a missing end counting one more than none.
fn near(word: &str, pattern: &Pattern, own: &str) -> Option<u32> {
    if begins(own, word) {
        return Some(0);
    }
    let letters = pattern.letters();
    let bound = edit::allowed(letters.len());
    if bound == 0 || own.len() + 4 < word.len() {
        return None;
    }
    let slips = |edits: usize| edit::slips(letters.as_slice(), Letters::of(own).as_slice(), edits);
    let whole = pattern.distance(own, bound).map(slips);
    let open = || pattern.prefix_distance(own, 1).map(|edits| 3 * edits + 1);
    let best = whole.or_else(|| (letters.len() >= 5).then(open).flatten())?;
    // Fingers slip inside a word more than at its beginning.
    let is_other = letters.as_slice().first() != own.chars().next().as_ref();
    u32::try_from(best + usize::from(is_other)).ok()
}

/// The same where the mistake spoilt the article of the query's word.
fn as_written(word: &str, pattern: &Pattern, own: &str) -> Option<u32> {
    if bare(own).len() == own.len() { None } else { near(word, pattern, own) }
}

/// The first letters of a name's words, the small ones left out on demand.
fn first_letters(name: &str, is_small_kept: bool) -> impl Iterator<Item = char> {
    let words = name.split(' ').filter(move |word| is_small_kept || !SMALL_WORDS.contains(word));
    words.filter_map(|word| bare(word).chars().next()).take(8)
}

/// The first letters of a name's words: all of them, and without the small ones when that differs.
pub(crate) fn initials(name: &str) -> Vec<Vec<char>> {
    let (all, some): (Vec<char>, Vec<char>) =
        (first_letters(name, true).collect(), first_letters(name, false).collect());
    if all == some { vec![all] } else { vec![all, some] }
}
