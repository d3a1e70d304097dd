//! A rough spelling that Arabic and Latin share, vowels included, to rank equal skeletons.
//!
//! Skeletons of two or three letters agree with many names; the long vowels of Arabic, written
//! as a, i and u, tell تطوان from طنين when the query is `tetouan`. Only ever compared, never shown.

use super::edit::{Letters, distance};
use super::words::bare;

/// Differences between two folded texts by sound: 0 when alike, 8 when nothing agrees.
pub(crate) fn difference(query: &Letters, name: &str) -> u32 {
    let own = spelling(name);
    distance(query.as_slice(), own.as_slice(), 7).and_then(|edits| u32::try_from(edits).ok()).unwrap_or(8)
}

/// The rough spelling of a folded text, its articles left out.
pub(crate) fn spelling(folded: &str) -> Letters {
    let mut out = String::new();
    for word in folded.split(' ') {
        let mut letters = bare(word).chars().peekable();
        while let Some(c) = letters.next() {
            let pair = letters.peek().and_then(|next| digraph(c, *next));
            if pair.is_some() {
                letters.next();
            }
            let sound = pair.or_else(|| letter(c));
            if let Some(sound) = sound
                && !out.ends_with(sound)
            {
                out.push(sound);
            }
        }
    }
    Letters::of(&out)
}

fn digraph(a: char, b: char) -> Option<char> {
    Some(match (a, b) {
        ('k', 'h') => 'x',
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
