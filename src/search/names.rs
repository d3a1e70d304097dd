//! Names as they are compared: without what says nothing of whose they are.
//!
//! Of an organisation the legal form goes (SARL, Ltd, ش.م.م), of a person the title (Dr, Cheikh, السيد), of both the small words
//! and the spaces; words that stand for one another (three and 3, St and Saint) become one. The three tables are vocabularies, so
//! that the administration extends them as it does any other. Nothing here decides that two records are the same: see
//! [`super::duplicates`].

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::edit::distance;
use super::judge::SMALL_WORDS;
use super::query::head;
use super::sound;
use crate::lang::{Lang, Lexicon};
use crate::{limits, text};

/// Letters of a legal form from which one wrong letter does not make another word of it.
const LONG_FORM: usize = 8;
/// Letters that must be left of a name.
const CORE_LETTERS: usize = 3;
/// Letters before a capital that begins a word of its own.
const PARTED_BEFORE: usize = 3;
/// Letters of a word of which two may be wrong.
const TWO_SLIPS: usize = 10;
/// Letters of a first name from which a longer one may be meant: Ben for Benjamin.
const SHORT_NAME: usize = 3;
/// Letters that the longer one has more at least: with one or two more it is another name, Karim and Karima.
const SHORTENED: usize = 3;

/// A name whose words have these letters, in this order.
type Phrase = Vec<String>;

/// What names are compared without, and which of their words stand for one another.
#[derive(Clone, Debug, Default)]
pub struct NameWords {
    forms: BTreeSet<Phrase>,
    long_forms: Vec<Vec<char>>,
    titles: BTreeSet<Phrase>,
    same: BTreeMap<String, String>,
}

/// Whose name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearer {
    /// A company, an administration, an association.
    Body,
    /// Somebody.
    Person,
}

/// A name ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The folded name, all of it.
    pub(crate) whole: String,
    /// The words that tell whose it is.
    pub(crate) words: Vec<String>,
}

impl NameWords {
    /// Reads the vocabularies `legal_form`, `name_title` and `name_word`, whose labels may hold several names with `|` between them.
    pub fn of_lexicon(lexicon: &Lexicon) -> NameWords {
        let mut read = NameWords::default();
        for row in rows(lexicon, "name_word") {
            read.add_same(&row);
        }
        read.forms = read.phrases(&rows(lexicon, "legal_form"));
        read.titles = read.phrases(&rows(lexicon, "name_title"));
        let alone = read.forms.iter().filter_map(|form| form.first().filter(|_| form.len() == 1));
        read.long_forms =
            alone.map(|word| word.chars().collect()).filter(|word: &Vec<_>| word.len() >= LONG_FORM).collect();
        read
    }

    /// Words of one row stand for its first one in their script, or for its number.
    fn add_same(&mut self, row: &[String]) {
        for word in row {
            let is_first = |other: &&String| is_arabic(other) == is_arabic(word) || is_number(other);
            if let Some(first) = row.iter().find(is_first)
                && !word.contains(' ')
            {
                self.same.entry(word.clone()).or_insert_with(|| first.clone());
            }
        }
    }

    fn phrases(&self, rows: &[Vec<String>]) -> BTreeSet<Phrase> {
        let all = rows.iter().flatten().map(|label| self.plain(label));
        all.filter(|phrase| !phrase.is_empty()).take(limits::NAME_WORDS).collect()
    }

    /// The words of a folded text: letters that stand alone are one word, small words are none.
    fn plain(&self, folded: &str) -> Phrase {
        let together = joined(folded.split(' ').map(str::to_owned));
        let told = together.into_iter().filter(|word| !SMALL_WORDS.contains(&word.as_str()));
        let words: Vec<String> = joined(told);
        words.into_iter().map(|word| self.same.get(&word).cloned().unwrap_or(word)).collect()
    }

    /// Reads a name as it was written.
    pub(crate) fn name(&self, written: &str, bearer: Bearer) -> Name {
        let written = head(written, limits::SEARCH_NAME_BYTES);
        let whole = text::fold(written).text;
        let folded = text::fold(&parted(written)).text;
        let mut words = self.plain(&folded);
        match bearer {
            Bearer::Person => while self.drop_title(&mut words) {},
            Bearer::Body => while self.drop_form(&mut words) {},
        }
        Name { whole, words }
    }

    fn drop_title(&self, words: &mut Phrase) -> bool {
        let most = words.len().min(limits::NAME_PHRASE_WORDS + 1);
        let is_title = |count: &usize| words.get(..*count).is_some_and(|some| self.titles.contains(some));
        let longest = (1..most).rev().find(is_title);
        longest.map(|count| drop(words.drain(..count))).is_some()
    }

    /// Takes a legal form off the end of a name, or off its beginning where it has more than two letters.
    fn drop_form(&self, words: &mut Phrase) -> bool {
        let letters = |words: &[String]| words.iter().map(|word| word.chars().count()).sum::<usize>();
        for count in (1..words.len().min(limits::NAME_PHRASE_WORDS + 1)).rev() {
            let (rest, end) = words.split_at(words.len() - count);
            if letters(rest) >= CORE_LETTERS && self.is_form(end) {
                words.truncate(words.len() - count);
                return true;
            }
            let (start, rest) = words.split_at(count);
            if letters(rest) >= CORE_LETTERS && letters(start) > 2 && self.is_form(start) {
                words.drain(..count);
                return true;
            }
        }
        false
    }

    fn is_form(&self, words: &[String]) -> bool {
        if self.forms.contains(words) {
            return true;
        }
        let [word] = words else { return false };
        let letters: Vec<char> = word.chars().take(limits::TYPO_LETTERS).collect();
        letters.len() >= LONG_FORM && self.long_forms.iter().any(|form| distance(&letters, form, 1).is_some())
    }
}

impl Name {
    /// The words run together.
    pub(crate) fn together(&self) -> String {
        self.words.concat()
    }

    /// The words with spaces.
    pub(crate) fn core(&self) -> String {
        self.words.join(" ")
    }

    /// Whether the words of one name are all in the other, at least two of them and one that is written out, or an initial or a
    /// short form of the first name in its place.
    pub(crate) fn is_within(&self, other: &Name) -> bool {
        match self.words.len().cmp(&other.words.len()) {
            Ordering::Less => self.is_held_by(other),
            Ordering::Equal => self.is_held_by(other) || other.is_held_by(self),
            Ordering::Greater => other.is_held_by(self),
        }
    }

    fn is_held_by(&self, long: &Name) -> bool {
        let mut free: Vec<&String> = long.words.iter().collect();
        let mut open = Vec::new();
        for word in &self.words {
            match free.iter().position(|own| is_same_word(own, word)) {
                Some(at) => {
                    free.remove(at);
                }
                None => open.push(word),
            }
        }
        let told = self.words.iter().filter(|word| word.chars().count() > 1).count();
        let is_told = self.words.len() > 1 && told > open.iter().filter(|word| !is_initial(word)).count();
        match open.as_slice() {
            [] => is_told,
            // What is guessed must stand where nothing else differs.
            [word] if self.words.len() == long.words.len() => {
                let may_be = is_initial(word) || self.words.first() == Some(word);
                is_told && may_be && free.iter().any(|own| is_short_for(word, own))
            }
            _ => false,
        }
    }

    /// Whether all words but a long one are the same, and that one has two letters wrong.
    pub(crate) fn is_mistyped(&self, other: &Name) -> bool {
        let mut free: Vec<&String> = other.words.iter().collect();
        let mut open = self.words.iter().filter(|word| match free.iter().position(|own| is_same_word(own, word)) {
            Some(at) => {
                free.remove(at);
                false
            }
            None => true,
        });
        let (word, is_one) = (open.next(), open.next().is_none());
        let (Some(word), [own]) = (word, free.as_slice()) else { return false };
        let [word, own] = [word, own].map(|word| word.chars().take(limits::TYPO_LETTERS).collect::<Vec<_>>());
        is_one && self.words.len() > 1 && word.len().min(own.len()) >= TWO_SLIPS && distance(&word, &own, 2).is_some()
    }

    /// Whether the words sound the same, in any order where `is_free`, and neither a number nor a vowel sets them apart: in
    /// Arabic letters the consonants must be the same ones (أمل is not عمل).
    pub(crate) fn sounds_like(&self, other: &Name, bearer: Bearer) -> bool {
        let (own, others) = (self.core(), other.core());
        if self.numbers() != other.numbers() {
            return false;
        }
        let joined = |key: &str| key.replace(' ', "");
        let keys: Vec<String> = text::skeletons(&others).iter().map(|key| joined(key)).collect();
        if bearer == Bearer::Person && self.words.len() == other.words.len() && is_arabic(&own) == is_arabic(&others) {
            return self.has_words_of(other);
        }
        let same = text::skeletons(&own).iter().any(|key| keys.contains(&joined(key)));
        same && is_written_alike(&own, &others)
    }

    /// Whether each word of one name is a word of the other, however it is spelled.
    fn has_words_of(&self, other: &Name) -> bool {
        let mut free: Vec<&String> = other.words.iter().collect();
        self.words.iter().all(|word| {
            let at = free.iter().position(|own| is_same_word(own, word));
            at.map(|at| free.remove(at)).is_some()
        })
    }

    /// The words that are numbers, in digits or as the Romans wrote them.
    fn numbers(&self) -> Vec<&String> {
        self.words.iter().filter(|word| is_number(word)).collect()
    }
}

/// The labels of each row of a vocabulary, folded.
fn rows(lexicon: &Lexicon, name: &str) -> Vec<Vec<String>> {
    let entries = lexicon.vocabulary(name).into_iter().flat_map(|vocabulary| &vocabulary.entries);
    let labels = entries.take(limits::NAME_WORDS).map(|entry| {
        let names = [Lang::En, Lang::Fr, Lang::Ar].map(|lang| entry.label(lang));
        let names =
            names.into_iter().flat_map(|label| label.split('|')).filter(|name| name.len() <= limits::QUERY_BYTES);
        names.map(|name| text::fold(name).text).filter(|name| !name.is_empty()).collect()
    });
    labels.collect()
}

/// A name with a space where a capital follows a small letter inside a word: `SiemensAG` is Siemens AG, but GmbH and McKesson
/// are one word.
fn parted(written: &str) -> String {
    let letters: Vec<char> = written.chars().collect();
    let is_letter = |at: usize| letters.get(at).is_some_and(|letter| letter.is_alphabetic());
    let mut parted = String::with_capacity(written.len() + 4);
    let mut before = 0;
    for (at, letter) in letters.iter().enumerate() {
        let is_border =
            letter.is_uppercase() && at > 0 && letters.get(at - 1).is_some_and(|before| before.is_lowercase());
        if is_border && before >= PARTED_BEFORE && is_letter(at + 1) {
            parted.push(' ');
            before = 0;
        }
        before = if letter.is_alphabetic() { before + 1 } else { 0 };
        parted.push(*letter);
    }
    parted
}

/// Words in their order, where letters that stand alone one after the other are one: `s a r l` is sarl.
fn joined(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut was_alone = false;
    for word in words.filter(|word| !word.is_empty()) {
        let is_alone = word.chars().count() == 1 && !is_number(&word);
        match all.last_mut().filter(|_| is_alone && was_alone) {
            Some(last) => last.push_str(&word),
            None => all.push(word),
        }
        was_alone = is_alone;
    }
    all
}

fn is_number(word: &str) -> bool {
    let is_roman = (2..=4).contains(&word.len()) && word.bytes().all(|letter| b"ivx".contains(&letter));
    is_roman || matches!(word, "v" | "x") || !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_digit())
}

/// Whether two words of names are one, however it is spelled.
fn is_same_word(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    if is_other_gender(one, other) {
        return false;
    }
    let keys = text::skeletons(other);
    let is_long = |key: &String| key.len() >= 2 && keys.contains(key);
    text::skeletons(one).iter().any(is_long) && is_written_alike(one, other)
}

/// Whether two texts of one sound are one text in two scripts, or differ in few vowels.
fn is_written_alike(one: &str, other: &str) -> bool {
    match (is_arabic(one), is_arabic(other)) {
        (true, true) => consonants(one) == consonants(other),
        (false, false) => {
            let letters = one.chars().count().min(other.chars().count());
            let apart = sound::distinction(&sound::spelling(one), &sound::spelling(other));
            usize::try_from(apart).is_ok_and(|apart| apart <= (2 * letters / 5).max(2))
        }
        _ => true,
    }
}

fn is_initial(word: &str) -> bool {
    word.chars().count() == 1
}

/// Whether a word is the beginning of another that is much longer, or its first letter.
fn is_short_for(word: &str, other: &str) -> bool {
    let letters = word.chars().count();
    let more = other.chars().count().saturating_sub(letters);
    other.starts_with(word) && (letters == 1 || letters >= SHORT_NAME && more >= SHORTENED)
}

pub(crate) fn is_arabic(folded: &str) -> bool {
    folded.chars().any(|letter| ('\u{0620}'..='\u{064A}').contains(&letter))
}

/// The letters of a folded Arabic name but for those that may be left out: رحمن is رحمان, but حسن is not حسين.
fn consonants(folded: &str) -> String {
    folded.chars().filter(|letter| !matches!(letter, 'ا' | ' ')).collect()
}

/// Whether one word of a name is the other with the ending of women: Karim and Karima, كريم and كريمة.
pub(crate) fn is_other_gender(one: &str, other: &str) -> bool {
    let is_hers = |his: &str, hers: &str| hers.strip_suffix(['a', 'ه']).is_some_and(|rest| rest == his);
    is_hers(one, other) || is_hers(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> NameWords {
        NameWords::of_lexicon(&Lexicon::load())
    }

    #[test]
    fn a_legal_form_a_title_and_spaces_are_no_part_of_a_name() {
        let words = words();
        for (written, core) in [
            ("Atlas Conseil SARL", "atlas conseil"),
            ("Atlas Conseil, S.A.R.L. A.U.", "atlas conseil"),
            ("شركة أطلس ش.م.م", "اطلس"),
            ("The Walt Disney Company", "walt disney"),
            ("Goldman Sachs & Co. L.L.C.", "goldman sachs"),
            ("AT and T Inc.", "at t"),
            ("Societatea cu Răspundere Limitată PRO TRAFFIC", "pro traffic"),
            ("Siemens Aktiengeselschaft", "siemens"),
            ("SiemensAG", "siemens"),
            ("Three Percenters", "3 percenters"),
            ("Ltd", "ltd"),
            ("AB Volvo", "ab volvo"),
            ("Bowne of South Bend, Inc.", "bowne south bend"),
        ] {
            assert_eq!(words.name(written, Bearer::Body).core(), core, "{written}");
        }
        for (written, core) in [
            ("Dr. Rami Makhlouf", "rami makhlouf"),
            ("Monsieur le Ministre Karim Exemple", "karim exemple"),
            ("السيد الوزير كريم مثال", "كريم مثال"),
            ("Cheikh", "cheikh"),
        ] {
            assert_eq!(words.name(written, Bearer::Person).core(), core, "{written}");
        }
    }

    #[test]
    fn a_name_lies_within_a_longer_one_of_the_same_person() {
        let words = words();
        let is = |a: &str, b: &str| {
            let [a, b] = [a, b].map(|name| words.name(name, Bearer::Person));
            assert_eq!(a.is_within(&b), b.is_within(&a));
            a.is_within(&b)
        };
        for (a, b) in [
            ("Karim Exemple", "Karim Ahmed Exemple"),
            ("Exemple, Karim", "Karim Ahmed Exemple"),
            ("K. Exemple", "Karim Exemple"),
            ("Ben Exemple", "Benjamin Exemple"),
            ("كريم مثال", "كريم بن أحمد مثال"),
            ("Mohammed Exemple", "Mohamed Ali Exemple"),
        ] {
            assert!(is(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Exemple", "Karim Exemple"),
            ("Karim Exemple", "Karim Modele"),
            ("K. Exemple", "Karim Ahmed Exemple"),
            ("Karim Exemple", "Karima Exemple"),
            ("K. E.", "Karim Exemple"),
            ("Karim Exem", "Karim Exemple"),
        ] {
            assert!(!is(a, b), "{a} {b}");
        }
    }

    #[test]
    fn hostile_tables_and_names_are_bounded() {
        let words = words();
        for written in ["", " ", "\u{202e}\u{0}", "SARL SARL SARL", "A.B.C.D.E.F", &"S.A. ".repeat(10_000)] {
            for bearer in [Bearer::Body, Bearer::Person] {
                let name = words.name(written, bearer);
                assert!(name.words.len() <= written.len());
            }
        }
    }
}
