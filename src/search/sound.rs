//! A rough spelling that Arabic and Latin share, vowels included, to rank equal skeletons.
//!
//! Skeletons of two or three letters agree with many names; the long vowels of Arabic, written
//! as a, i and u, tell تطوان from طنين when the query is `tetouan`. Only ever compared, never shown.

use super::edit::{Letters, distance};
use super::words::bare;
use crate::limits::TYPO_LETTERS;

/// The rough spelling of a folded text, its articles left out.
pub(crate) struct Spelling {
    letters: Letters,
    has_article: bool,
}

/// Differences between two folded texts by sound: 0 when alike, 9 when nothing agrees.
pub(crate) fn difference(query: &Spelling, name: &str) -> u32 {
    let own = spelling(name);
    let edits = distance(query.letters.as_slice(), own.letters.as_slice(), 7);
    edits.and_then(|edits| u32::try_from(edits).ok()).unwrap_or(8) + u32::from(own.has_article != query.has_article)
}

/// The same weighed: a vowel more or less, which Arabic may leave out, says little, another consonant much.
pub(crate) fn distinction(query: &Spelling, name: &str) -> u32 {
    let own = spelling(name);
    let (asked, own_letters) = (query.letters.as_slice(), own.letters.as_slice());
    let mut row = [0u32; TYPO_LETTERS + 1];
    for (slot, letter) in (1..).zip(own_letters) {
        row[slot] = row[slot - 1] + alone(*letter);
    }
    for letter in asked {
        let mut corner = row[0];
        row[0] += alone(*letter);
        for (slot, own) in (1..).zip(own_letters) {
            let (above, left) = (row[slot], row[slot - 1]);
            row[slot] = (corner + instead(*letter, *own)).min(above + alone(*letter)).min(left + alone(*own));
            corner = above;
        }
    }
    row.get(own_letters.len()).copied().unwrap_or(0) + u32::from(own.has_article != query.has_article)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'i' | 'u')
}

/// What it costs that only one of two spellings has a letter.
fn alone(letter: char) -> u32 {
    match letter {
        letter if is_vowel(letter) => 1,
        'h' => 2,
        _ => 4,
    }
}

/// What it costs that one spelling has this letter where the other has that.
fn instead(one: char, other: char) -> u32 {
    match (one, other) {
        (one, other) if one == other => 0,
        (one, other) if is_vowel(one) && is_vowel(other) => 1,
        ('u', 'f' | 'b') | ('f' | 'b', 'u') | ('s', 'z') | ('z', 's') | ('g' | 'j', 'k') | ('k', 'g' | 'j') => 2,
        ('g', 'j') | ('j', 'g') | ('f', 'b') | ('b', 'f') | ('x', 'k' | 'h') | ('k' | 'h', 'x') => 2,
        _ => 4,
    }
}

/// Whether a Latin word is the Arabic article, also where its consonant sounds as the next word begins: Ar Raqqah.
fn is_article(word: &str, next: Option<&str>) -> bool {
    let Some(rest) = word.strip_prefix(['a', 'e']).filter(|rest| !rest.is_empty() && rest.len() < 3) else {
        return word == "l" && next.is_some();
    };
    let next = next.filter(|next| next.len() > 1);
    next.is_some_and(|next| rest == "l" || next.starts_with(rest) || rest == "ch" && next.starts_with("sh"))
}

/// See [`Spelling`].
pub(crate) fn spelling(folded: &str) -> Spelling {
    let mut out = String::new();
    let mut has_article = false;
    let mut words = folded.split(' ').peekable();
    while let Some(word) = words.next() {
        if is_article(word, words.peek().copied()) {
            has_article = true;
            continue;
        }
        let own = bare(word);
        has_article |= own.len() < word.len();
        let mut letters = own.chars().peekable();
        while let Some(c) = letters.next() {
            let pair = letters.peek().and_then(|next| digraph(c, *next));
            if pair.is_some() {
                letters.next();
            }
            let sound = pair.or_else(|| match (c, letters.peek()) {
                // At the end of a word neither is a consonant.
                ('ه', None) => Some('a'),
                ('h', None) => None,
                _ => letter(c),
            });
            if let Some(sound) = sound
                && !out.ends_with(sound)
            {
                out.push(sound);
            }
        }
    }
    Spelling { letters: Letters::of(&out), has_article }
}

fn digraph(a: char, b: char) -> Option<char> {
    Some(match (a, b) {
        ('k', 'h') => 'x',
        ('ت', 'ش') => 'c',
        ('s' | 'c', 'h') => 'c',
        ('g', 'h') => 'g',
        ('t', 'h') => 't',
        ('d', 'h') => 'd',
        ('d', 'j') => 'j',
        ('p', 'h') => 'f',
        ('o', 'u') => 'u',
        _ => return None,
    })
}

fn letter(c: char) -> Option<char> {
    Some(match c {
        'ا' | 'a' => 'a',
        'و' | 'o' | 'u' | 'w' => 'u',
        'ي' | 'e' | 'i' | 'y' => 'i',
        'ب' | 'p' => 'b',
        'ت' | 'ط' | 'ث' => 't',
        'ج' => 'j',
        'ح' | 'ه' => 'h',
        'خ' => 'x',
        'د' | 'ض' | 'ذ' | 'ظ' => 'd',
        'ر' => 'r',
        'ز' => 'z',
        'س' | 'ص' => 's',
        'ش' => 'c',
        'غ' => 'g',
        'ق' | 'ك' | 'q' | 'c' => 'k',
        'ف' | 'v' => 'f',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        'ع' => return None,
        other => other,
    })
}
