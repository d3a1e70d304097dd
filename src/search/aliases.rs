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

/// A group, and the language in which a name leads there: the names of that language are asked for first.
type Place = (usize, Lang);

/// Groups of names that mean the same.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    groups: Vec<Vec<(String, Lang)>>,
    of: BTreeMap<String, Vec<Place>>,
    /// Names of countries, without their article, and their groups.
    countries: BTreeMap<String, Place>,
    /// Words of longer names of countries and their groups; nothing where several countries have the word.
    words: BTreeMap<String, Option<Place>>,
}

impl Aliases {
    /// Names that mean the same: those of a country, and those of one line of the exonyms. What else a country is called by
    /// leads to it, but nothing is asked for by that.
    pub fn of_lexicon(lexicon: &Lexicon) -> Aliases {
        let read = |name: &str| -> Vec<(&str, Vec<(&str, Lang)>)> {
            let entries = lexicon.vocabulary(name).into_iter().flat_map(|vocabulary| &vocabulary.entries);
            let read = entries.map(|entry| {
                let labels = Lang::ALL.map(|lang| (lang, entry.label(lang)));
                let names = labels.into_iter().flat_map(|(lang, label)| label.split('|').map(move |name| (name, lang)));
                (entry.code.as_str(), names.collect())
            });
            read.collect()
        };
        let mut aliases = Aliases::default();
        for (_, names) in read("exonym") {
            aliases.add(&names);
        }
        let also = read("country_also");
        for (code, names) in read("country") {
            let group = aliases.add(&names);
            aliases.add_country(group, &names);
            let also = also.iter().filter(|(own, _)| *own == code).flat_map(|(_, names)| names);
            let also: Vec<(&str, Lang)> = also.take(limits::ALIAS_ALSO).copied().collect();
            also.iter().for_each(|name| aliases.lead(name, group));
            aliases.add_country(group, &also);
        }
        aliases
    }

    /// Takes groups of names, as many as [`limits::ALIASES`]; a name alone means nothing else and is passed over.
    pub fn of<'a>(groups: impl Iterator<Item = Vec<&'a str>>) -> Aliases {
        let mut aliases = Aliases::default();
        for group in groups {
            aliases.add(&group.into_iter().map(|name| (name, Lang::En)).collect::<Vec<_>>());
        }
        aliases
    }

    /// Takes names that mean the same; answers where they are, if they were taken.
    fn add(&mut self, group: &[(&str, Lang)]) -> Option<usize> {
        let mut names: Vec<(String, Lang)> = Vec::new();
        for (name, lang) in group.iter().take(limits::ALIAS_NAMES).filter_map(folded) {
            if names.iter().all(|(known, _)| *known != name) {
                names.push((name, lang));
            }
        }
        let place = self.groups.len();
        if names.len() < 2 || place >= limits::ALIASES {
            return None;
        }
        for (name, lang) in &names {
            self.of.entry(name.clone()).or_default().push((place, *lang));
        }
        self.groups.push(names);
        Some(place)
    }

    /// Makes one more name lead to a group, without being one of its names.
    fn lead(&mut self, name: &(&str, Lang), group: Option<usize>) {
        if let Some(((name, lang), group)) = folded(name).zip(group) {
            let groups = self.of.entry(name).or_default();
            if groups.iter().all(|(known, _)| *known != group) {
                groups.push((group, lang));
            }
        }
    }

    fn add_country(&mut self, group: Option<usize>, names: &[(&str, Lang)]) {
        let Some(group) = group else { return };
        for (name, lang) in names.iter().filter_map(folded) {
            let place = (group, lang);
            let words: Vec<&str> = name.split(' ').filter(|word| !ISLANDS.contains(word)).map(bare).collect();
            match words.as_slice() {
                [word] => {
                    self.countries.entry((*word).to_owned()).or_insert(place);
                }
                words => {
                    self.countries.entry(words.concat()).or_insert(place);
                    for word in words.iter().filter(|word| word.chars().count() > STEM_LETTERS) {
                        let known = self.words.entry((*word).to_owned()).or_insert(Some(place));
                        known.take_if(|(known, _)| *known != group);
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

    /// Whether the folded text is wholly a name of something, or of its people, and not only the beginning of one.
    pub(crate) fn is_name(&self, folded: &str) -> bool {
        self.of.contains_key(folded) || !folded.contains(' ') && self.country_of(folded).is_some()
    }

    /// The other names of `span`, which may be the beginning of a name where nothing follows it yet, or the word for the people
    /// of a country. What begins the names of several tells none of them: `republic` is not Korea.
    fn meant<'s>(&'s self, span: &str, (is_all, is_last): (bool, bool)) -> Vec<&'s str> {
        let is_open = is_last && span.chars().count() >= limits::ALIAS_LETTERS;
        let mut groups: Vec<Place> = self.of.get(span).cloned().unwrap_or_default();
        if groups.is_empty() && is_open {
            let run = self.of.range(span.to_owned()..).take_while(|(name, _)| name.starts_with(span));
            groups = run.take(limits::ALIAS_QUERIES).flat_map(|(_, groups)| groups.iter().copied()).collect();
            groups.sort_unstable();
            groups.dedup_by_key(|(group, _)| *group);
            if groups.len() > 1 {
                groups.clear();
            }
        }
        if groups.is_empty() {
            groups.extend(self.country_of(span));
        }
        let mut found = Vec::new();
        for (group, lang) in groups.into_iter().take(2) {
            let names = || self.groups.get(group).into_iter().flatten();
            found.extend(names().filter(|(_, own)| *own == lang));
            found.extend(names().filter(|(_, own)| *own != lang));
        }
        found.into_iter().map(|(name, _)| name.as_str()).filter(|name| !is_all || !name.starts_with(span)).collect()
    }

    /// The one country whose people, or whose state, a word is said of: Gabon for `gabonaise`, لبنان for `اللبنانية`.
    fn country_of(&self, word: &str) -> Option<Place> {
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
fn only(mut places: impl Iterator<Item = Option<Place>>) -> Option<Place> {
    let first = places.next()??;
    places.all(|place| place.is_some_and(|(group, _)| group == first.0)).then_some(first)
}

/// A name as it is looked up, where it is one.
fn folded((name, lang): &(&str, Lang)) -> Option<(String, Lang)> {
    let name = Some(name).filter(|name| name.len() <= limits::QUERY_BYTES)?;
    Some((text::fold(name).text, *lang)).filter(|(name, _)| name.chars().count() > 1)
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
