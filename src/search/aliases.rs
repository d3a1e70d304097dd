//! Names that mean the same though they do not sound alike: Tanger and طنجة, Allemagne and ألمانيا.
//!
//! Read from vocabularies whose labels may hold several names with `|` between them, so that the administration
//! edits them as it edits any other. A query is asked again under the other names of what it says.

use std::collections::BTreeMap;

use super::words::bare;
use crate::lang::{Lang, Lexicon};
use crate::{limits, text};

/// What the word for the people of a country, or of its state, ends with; the longer ones first.
const OF_A_COUNTRY: [&str; 31] = [
    "sienne", "ienne", "iaise", "laise", "lese", "sien", "enne", "aise", "oise", "aine", "lais", "iais", "yah", "ien",
    "ais", "ois", "ain", "ian", "ean", "een", "ese", "ane", "ine", "ish", "er", "an", "in", "ic", "ie", "يه", "ي",
];

/// What islands are called: no part of what their people are called by.
const ISLANDS: [&str; 6] = ["islands", "island", "iles", "ile", "جزر", "جزيره"];

/// Letters that the country itself may have more than what is left of such a word, and those that must be left.
const REST_LETTERS: usize = 3;
const STEM_LETTERS: usize = 3;

/// Groups of names that mean the same.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    groups: Vec<Vec<String>>,
    of: BTreeMap<String, Vec<usize>>,
    /// Names of countries, without their article, and their groups.
    countries: BTreeMap<String, usize>,
    /// Words of longer names of countries and their groups; nothing where several countries have the word.
    words: BTreeMap<String, Option<usize>>,
}

impl Aliases {
    /// Names that mean the same: those of a country, and those of one line of the exonyms. What else a country is called by
    /// leads to it, but nothing is asked for by that.
    pub fn of_lexicon(lexicon: &Lexicon) -> Aliases {
        let read = |name: &str| -> Vec<(&str, Vec<&str>)> {
            let entries = lexicon.vocabulary(name).into_iter().flat_map(|vocabulary| &vocabulary.entries);
            let labels = entries.map(|entry| (entry.code.as_str(), Lang::ALL.map(|lang| entry.label(lang))));
            labels.map(|(code, labels)| (code, labels.iter().flat_map(|label| label.split('|')).collect())).collect()
        };
        let mut aliases = Aliases::of(read("exonym").into_iter().map(|(_, names)| names));
        let also = read("country_also");
        for (code, names) in read("country") {
            let group = aliases.add(&names);
            aliases.add_country(group, &names);
            let also = also.iter().filter(|(own, _)| *own == code).flat_map(|(_, names)| names);
            let also: Vec<&str> = also.take(limits::ALIAS_ALSO).copied().collect();
            also.iter().for_each(|name| aliases.lead(name, group));
            aliases.add_country(group, &also);
        }
        aliases
    }

    /// Takes groups of names, as many as [`limits::ALIASES`]; a name alone means nothing else and is passed over.
    pub fn of<'a>(groups: impl Iterator<Item = Vec<&'a str>>) -> Aliases {
        let mut aliases = Aliases::default();
        for group in groups {
            aliases.add(&group);
        }
        aliases
    }

    /// Takes names that mean the same; answers where they are, if they were taken.
    fn add(&mut self, group: &[impl AsRef<str>]) -> Option<usize> {
        let mut names: Vec<String> = Vec::new();
        for name in group.iter().take(limits::ALIAS_NAMES).filter_map(folded) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let place = self.groups.len();
        if names.len() < 2 || place >= limits::ALIASES {
            return None;
        }
        for name in &names {
            self.of.entry(name.clone()).or_default().push(place);
        }
        self.groups.push(names);
        Some(place)
    }

    /// Makes one more name lead to a group, without being one of its names.
    fn lead(&mut self, name: &str, group: Option<usize>) {
        if let Some((name, group)) = folded(&name).zip(group) {
            let groups = self.of.entry(name).or_default();
            if !groups.contains(&group) {
                groups.push(group);
            }
        }
    }

    fn add_country(&mut self, group: Option<usize>, names: &[&str]) {
        let Some(group) = group else { return };
        for name in names.iter().filter_map(folded) {
            let words: Vec<&str> = name.split(' ').filter(|word| !ISLANDS.contains(word)).map(bare).collect();
            match words.as_slice() {
                [word] => drop(self.countries.entry((*word).to_owned()).or_insert(group)),
                words => {
                    self.countries.entry(words.concat()).or_insert(group);
                    for word in words.iter().filter(|word| word.chars().count() > STEM_LETTERS) {
                        let known = self.words.entry((*word).to_owned()).or_insert(Some(group));
                        known.take_if(|known| *known != group);
                    }
                }
            }
        }
    }

    /// The folded query under other names: a name in it, the longest first, or its last words as the beginning of one.
    pub(crate) fn others(&self, folded: &str) -> Vec<String> {
        let words: Vec<&str> = folded.split(' ').take(limits::QUERY_WORDS).collect();
        let mut found: Vec<String> = Vec::new();
        for len in (1..=words.len()).rev() {
            for from in 0..=words.len() - len {
                let span = words.get(from..from + len).unwrap_or(&[]).join(" ");
                for name in self.meant(&span, (len == words.len(), from + len == words.len())) {
                    let before = words.get(..from).unwrap_or(&[]).iter().copied();
                    let after = words.get(from + len..).unwrap_or(&[]).iter().copied();
                    let other: Vec<&str> = before.chain([name]).chain(after).collect();
                    let other = other.join(" ");
                    if found.len() < limits::ALIAS_QUERIES && other != folded && !found.contains(&other) {
                        found.push(other);
                    }
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        found
    }

    /// The other names of `span`, which may be the beginning of a name where nothing follows it yet, or the word for the people
    /// of a country. What begins the names of several tells none of them: `republic` is not Korea.
    fn meant<'s>(&'s self, span: &str, (is_all, is_last): (bool, bool)) -> Vec<&'s str> {
        let is_open = is_last && span.chars().count() >= limits::ALIAS_LETTERS;
        let mut groups: Vec<usize> = self.of.get(span).cloned().unwrap_or_default();
        if groups.is_empty() && is_open {
            let run = self.of.range(span.to_owned()..).take_while(|(name, _)| name.starts_with(span));
            groups = run.take(limits::ALIAS_QUERIES).flat_map(|(_, groups)| groups.iter().copied()).collect();
            groups.sort_unstable();
            groups.dedup();
            if groups.len() > 1 {
                groups.clear();
            }
        }
        if groups.is_empty() {
            groups.extend(self.country_of(span));
        }
        let names = groups.into_iter().take(2).filter_map(|group| self.groups.get(group)).flatten();
        names.map(String::as_str).filter(|name| !is_all || !name.starts_with(span)).collect()
    }

    /// The one country whose people, or whose state, a word is said of: Gabon for `gabonaise`, لبنان for `اللبنانية`.
    fn country_of(&self, word: &str) -> Option<usize> {
        let own = bare(word);
        let stems = OF_A_COUNTRY.iter().filter_map(|end| own.strip_suffix(end));
        let letters = |text: &str| text.chars().count();
        let stems: Vec<&str> = stems.filter(|stem| letters(stem) >= STEM_LETTERS && !stem.contains(' ')).collect();
        let is_near = |stem: &str, name: &str| letters(name) <= letters(stem) + REST_LETTERS.min(letters(stem) - 1);
        let whole = |stem: &&str| {
            let run = self.countries.range((*stem).to_owned()..).take_while(|(name, _)| name.starts_with(*stem));
            only(run.filter(|(name, _)| is_near(stem, name)).map(|(_, group)| Some(*group)))
        };
        let part = |stem: &&str| {
            let run = self.words.range((*stem).to_owned()..).take_while(|(word, _)| word.starts_with(*stem));
            only(run.filter(|(word, _)| is_near(stem, word)).map(|(_, group)| *group))
        };
        stems.iter().find_map(whole).or_else(|| stems.iter().filter(|stem| letters(stem) > STEM_LETTERS).find_map(part))
    }
}

/// The one group that all of these are.
fn only(mut groups: impl Iterator<Item = Option<usize>>) -> Option<usize> {
    let first = groups.next()??;
    groups.all(|group| group == Some(first)).then_some(first)
}

/// A name as it is looked up, where it is one.
fn folded(name: &impl AsRef<str>) -> Option<String> {
    let name = Some(name.as_ref()).filter(|name| name.len() <= limits::QUERY_BYTES)?;
    Some(text::fold(name).text).filter(|name| name.chars().count() > 1)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn aliases() -> Aliases {
        let groups = [
            vec!["Tangier", "Tanger", "طنجة"],
            vec!["Germany", "Allemagne", "ألمانيا"],
            vec!["United Nations", "Nations Unies", "ONU", "الأمم المتحدة"],
            vec!["alone", "Alone"],
        ];
        Aliases::of(groups.into_iter())
    }

    #[test]
    fn a_query_is_asked_under_the_other_names_of_what_it_says() {
        for (query, other) in [
            ("tanger", "طنجه"),
            ("طنجه", "tangier"),
            ("ambassade allemagne", "ambassade germany"),
            ("ambassade allemag", "ambassade المانيا"),
            ("nations unies rabat", "onu rabat"),
            ("onu", "الامم المتحده"),
        ] {
            assert!(aliases().others(query).iter().any(|own| own == other), "{query}: {:?}", aliases().others(query));
        }
    }

    #[test]
    fn a_country_is_found_by_its_people_its_state_and_what_it_was_called() {
        let aliases = Aliases::of_lexicon(&Lexicon::load());
        for (query, other) in [
            ("togolese", "togo"),
            ("republique gabonaise", "republique gabon"),
            ("the lebanese republic", "the liban"),
            ("marine norvegienne", "marine norvege"),
            ("الجمهوريه اللبنانيه", "lebanon"),
            ("السفاره التشيليه", "السفاره chile"),
            ("swaziland", "eswatini"),
            ("birmanie", "myanmar"),
            ("هولندا", "pays bas"),
            ("haute volta", "burkina faso"),
            ("republique du burkina", "republique du burkina faso"),
            ("congolais", "congo kinshasa"),
            ("cookienne", "iles cook"),
            ("caymanian", "iles caimans"),
            ("faroese", "iles feroe"),
            ("hongkongais", "hong kong sar china"),
            ("polynesienne", "polynesie francaise"),
            ("papouasienne", "papouasie nouvelle guinee"),
        ] {
            assert!(aliases.others(query).iter().any(|own| own == other), "{query}: {:?}", aliases.others(query));
        }
        for query in ["republic", "gabonese republic of", "marian", "indi"] {
            let told = aliases.others(query);
            assert!(told.iter().all(|own| !own.contains("korea")), "{query}: {told:?}");
        }
    }

    #[test]
    fn what_has_no_other_name_is_asked_once() {
        for query in ["", "alone", "tan", "allemag rabat", "rabat"] {
            assert!(aliases().others(query).is_empty(), "{query}: {:?}", aliases().others(query));
        }
    }

    #[test]
    fn hostile_tables_are_bounded() {
        let long = "x".repeat(100_000);
        let many: Vec<&str> = std::iter::repeat_n("a\u{202e}b", 10_000).collect();
        let groups = [vec![long.as_str(), "short"], many, vec!["\u{1b}[31m", "\0"], vec!["", " "]];
        assert!(Aliases::of(groups.into_iter()).groups.is_empty());
        let much = (0..limits::ALIASES + 10).map(|_| vec!["one", "two"]);
        assert_eq!(Aliases::of(much).groups.len(), limits::ALIASES);
        assert!(
            Aliases::of((0..100).map(|_| vec!["one", "two"])).others("one two one two").len() <= limits::ALIAS_QUERIES
        );
    }
}
