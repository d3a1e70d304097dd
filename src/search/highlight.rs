//! Which parts of a stored name light up for a query.
//!
//! Found again on the folded text of the few hits that are shown, then led back to the text as it is
//! stored through the map of the fold; always on character borders.

use super::Tier;
use super::edit::{Letters, allowed, distance, prefix_distance};
use super::judge::Needle;
use super::keys::SkeletonKey;
use super::words::bare;
use crate::text::{self, Folded};

type Span = [usize; 2];

/// Byte ranges of a folded name that agree with the query, in order and without overlap.
pub(crate) fn ranges(name: &str, needle: &Needle, tier: Tier) -> Vec<Span> {
    let spans = match tier {
        Tier::Exact | Tier::Part => vec![[0, name.len()]],
        Tier::Prefix => vec![[0, needle.text.len()]],
        Tier::Initials | Tier::Scattered => in_order(name, needle, tier),
        Tier::Substring => {
            needle.words.iter().filter_map(|word| name.find(word.as_str()).map(|at| [at, at + word.len()])).collect()
        }
        Tier::WordPrefixes | Tier::AnyOrder | Tier::Alias | Tier::Typo | Tier::Text => {
            words(name).filter_map(|(at, own)| in_word(needle, at, own)).collect()
        }
        Tier::Skeleton => by_sound(name, needle),
    };
    let is_there = |[from, to]: &Span| from < to && name.get(*from..*to).is_some();
    merged(spans.into_iter().filter(is_there).collect(), |end, next| next < end)
}

/// The same ranges of the text as it is stored.
pub(crate) fn as_stored(raw: &str, folded: &Folded, ranges: &[Span]) -> Vec<Span> {
    let ranges = ranges.iter().filter_map(|range| back(raw, folded, *range));
    merged(ranges.collect(), |end, next| next <= end)
}

/// The words of a folded text with their places.
fn words(name: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    name.split(' ').map(move |word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    })
}

fn in_word(needle: &Needle, at: usize, own: &str) -> Option<Span> {
    let rest = bare(own);
    let skipped = own.len() - rest.len();
    needle.words.iter().zip(&needle.letters).find_map(|(word, letters)| {
        if own.starts_with(word.as_str()) {
            return Some([at, at + word.len()]);
        }
        if rest.starts_with(word.as_str()) {
            return Some([at + skipped, at + skipped + word.len()]);
        }
        close(letters, rest).then_some([at + skipped, at + own.len()])
    })
}

fn close(letters: &Letters, own: &str) -> bool {
    let own = Letters::of(own);
    let bound = allowed(letters.len());
    let agrees = || {
        distance(letters.as_slice(), own.as_slice(), bound)
            .or_else(|| prefix_distance(letters.as_slice(), own.as_slice(), 1))
    };
    bound > 0 && agrees().is_some()
}

/// The query's letters in order; for initials, a letter away from the last one is taken at a word's beginning only.
fn in_order(name: &str, needle: &Needle, tier: Tier) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut wanted = needle.compact.chars().peekable();
    let mut beginning = true;
    let mut running = false;
    for (at, own) in name.char_indices() {
        let free = tier == Tier::Scattered || beginning || running;
        beginning = own == ' ' || beginning && own == 'ا';
        running = free && wanted.next_if_eq(&own).is_some();
        if running {
            spans.push([at, at + own.len_utf8()]);
        }
    }
    spans
}

/// Whole words whose skeleton begins like a word of the query's, or the whole name when words do not tell.
fn by_sound(name: &str, needle: &Needle) -> Vec<Span> {
    let lit: Vec<Span> = words(name)
        .filter(|(_, own)| {
            let keys = SkeletonKey::all(own);
            needle.words.iter().any(|word| {
                SkeletonKey::all(word).iter().any(|query| keys.iter().any(|key| key.agrees(query).is_some()))
            })
        })
        .map(|(at, own)| [at, at + own.len()])
        .collect();
    if lit.is_empty() { vec![[0, name.len()]] } else { lit }
}

/// Leads a span of the folded text back to the stored one, with the marks that fold away after it.
fn back(raw: &str, folded: &Folded, [start, end]: Span) -> Option<Span> {
    let from = *folded.map.get(start)? as usize;
    let last = *folded.map.get(end.checked_sub(1)?)? as usize;
    let mut tail = raw.get(last..)?.chars();
    let mut to = last + tail.next()?.len_utf8();
    for mark in tail {
        if mark.is_ascii()
            || mark.is_whitespace()
            || !text::fold(mark.encode_utf8(&mut [0; 4])).text.is_empty()
            || !mark_like(mark)
        {
            break;
        }
        to += mark.len_utf8();
    }
    (from < to && raw.get(from..to).is_some()).then_some([from, to])
}

/// Not a letter of its own: punctuation folds to nothing as well but is not part of the word.
fn mark_like(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}')
}

/// Spans in order, those in one that belong together by where one ends and the next begins.
fn merged(mut spans: Vec<Span>, are_one: impl Fn(usize, usize) -> bool) -> Vec<Span> {
    spans.sort_unstable();
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        match out.last_mut() {
            Some([_, end]) if are_one(*end, span[0]) => *end = (*end).max(span[1]),
            _ => out.push(span),
        }
    }
    out
}
