//! A rough spelling that Arabic and Latin share, vowels included, to rank equal skeletons.
//!
//! Skeletons of two or three letters agree with many names; the long vowels of Arabic, written
//! as a, i and u, tell تطوان from طنين when the query is `tetouan`. Only ever compared, never shown.

use super::edit::{Letters, distance};
use super::words::bare;
use crate::limits::TYPO_LETTERS;

/// The rough spelling of a folded text.
pub(crate) struct Spelling {
    letters: Letters,
    has_article: bool,
    is_arabic: bool,
}

/// What is asked for, in the ways in which it may be read: فالبارايسو is Valparaiso or what is in البارايسو.
pub(crate) struct Heard(Vec<Spelling>);

impl Heard {
    /// Reads a folded query.
    pub(crate) fn of(folded: &str) -> Heard {
        let bare = spelling(folded);
        let glued = (bare.has_article && bare.is_arabic).then(|| glued(folded));
        Heard([bare].into_iter().chain(glued).collect())
    }

    /// How many letters it has.
    pub(crate) fn letters(&self) -> u32 {
        self.0.first().map_or(0, |bare| u32::try_from(bare.letters.len()).unwrap_or(u32::MAX))
    }

    /// Differences from a folded name by sound: 0 when alike, 9 when nothing agrees.
    pub(crate) fn difference(&self, name: &str) -> u32 {
        self.differences(name, false).0
    }

    /// The same, and the same weighed: see [`distinction`].
    pub(crate) fn distinction(&self, name: &str) -> (u32, u32) {
        self.differences(name, true)
    }

    /// The least that two readings differ by.
    fn differences(&self, name: &str, is_weighed: bool) -> (u32, u32) {
        let weighed = |asked: &Spelling, own: &Spelling| if is_weighed { distinction(asked, own) } else { 0 };
        let least = |own: &Spelling| {
            let all = self.0.iter().map(|asked| (difference(asked, own), weighed(asked, own)));
            all.reduce(|one, other| (one.0.min(other.0), one.1.min(other.1))).unwrap_or_default()
        };
        let own = spelling(name);
        let bare = least(&own);
        // With its article a name has more letters: only where they are asked for is it read so.
        let is_longer = |asked: &Spelling| !asked.has_article && asked.letters.len() > own.letters.len();
        if bare.0 == 0 || !own.has_article || !own.is_arabic || !self.0.iter().any(is_longer) {
            return bare;
        }
        let glued = least(&glued(name));
        (bare.0.min(glued.0), bare.1.min(glued.1))
    }

    /// Whether a name is of another script.
    pub(crate) fn is_of_other_script(&self, name: &str) -> bool {
        let is_arabic = !name.is_ascii();
        self.0.first().is_some_and(|asked| asked.is_arabic != is_arabic)
    }
}

fn difference(asked: &Spelling, own: &Spelling) -> u32 {
    let edits = distance(asked.letters.as_slice(), own.letters.as_slice(), 7);
    let edits = edits.and_then(|edits| u32::try_from(edits).ok()).unwrap_or(8);
    edits + u32::from(own.has_article != asked.has_article)
}

/// Differences weighed: a vowel that Arabic leaves out says little, one that only Arabic has says more, another consonant much.
pub(crate) fn distinction(asked: &Spelling, own: &Spelling) -> u32 {
    let (letters, own_letters) = (asked.letters.as_slice(), own.letters.as_slice());
    let weigh = |of: &Spelling, other: &Spelling| match (of.is_arabic, other.is_arabic) {
        (false, true) => 1,
        (true, false) => 3,
        _ => 2,
    };
    let (asked_vowel, own_vowel) = (weigh(asked, own), weigh(own, asked));
    let mut row = [0u32; TYPO_LETTERS + 1];
    for (slot, letter) in (1..).zip(own_letters) {
        row[slot] = row[slot - 1] + alone(*letter, own_vowel);
    }
    for letter in letters {
        let mut corner = row[0];
        row[0] += alone(*letter, asked_vowel);
        for (slot, own) in (1..).zip(own_letters) {
            let (above, left) = (row[slot] + alone(*letter, asked_vowel), row[slot - 1] + alone(*own, own_vowel));
            row[slot] = (corner + instead(*letter, *own)).min(above).min(left);
            corner = above - alone(*letter, asked_vowel);
        }
    }
    row.get(own_letters.len()).copied().unwrap_or(0) + 2 * u32::from(own.has_article != asked.has_article)
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'i' | 'u')
}

/// What it costs that only one of two spellings has a letter.
fn alone(letter: char, vowel: u32) -> u32 {
    match letter {
        letter if is_vowel(letter) => vowel,
        'h' => 4,
        _ => 8,
    }
}

/// What it costs that one spelling has this letter where the other has that.
fn instead(one: char, other: char) -> u32 {
    match (one, other) {
        (one, other) if one == other => 0,
        (one, other) if is_vowel(one) && is_vowel(other) => 2,
        ('u', 'f' | 'b') | ('f' | 'b', 'u') | ('s', 'z') | ('z', 's') | ('g' | 'j', 'k') | ('k', 'g' | 'j') => 4,
        ('g', 'j') | ('j', 'g') | ('f', 'b') | ('b', 'f') | ('x', 'k' | 'h') | ('k' | 'h', 'x') => 4,
        _ => 8,
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

/// The spelling of a folded text, its articles left out.
pub(crate) fn spelling(folded: &str) -> Spelling {
    spelled(folded, bare)
}

/// The same where what an Arabic word begins with is no article: ألباين is Alpine.
fn glued(folded: &str) -> Spelling {
    spelled(folded, |word| word)
}

fn spelled(folded: &str, bare: fn(&str) -> &str) -> Spelling {
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
        let mut is_first = true;
        while let Some(c) = letters.next() {
            let pair = letters.peek().and_then(|next| digraph(c, *next));
            if pair.is_some() {
                letters.next();
            }
            let sound = pair.or_else(|| match (c, letters.peek()) {
                // At the end of a word neither is a consonant.
                ('ه', None) => Some('a'),
                ('h' | 'ع', None) => None,
                // A seat of what follows.
                ('ا', Some('و' | 'ي')) if is_first => None,
                ('x', Some(_)) if !is_first => {
                    out.push('k');
                    Some('s')
                }
                _ => letter(c),
            });
            is_first = false;
            if let Some(sound) = sound
                && !out.ends_with(sound)
            {
                out.push(sound);
            }
        }
    }
    Spelling { letters: Letters::of(&out), has_article, is_arabic: !folded.is_ascii() }
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
        'ع' => 'a',
        other => other,
    })
}
