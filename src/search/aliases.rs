//! Names that mean the same though they do not sound alike: Tanger and طنجة, Allemagne and ألمانيا.
//!
//! Read from vocabularies whose labels may hold several names with `|` between them, so that the administration
//! edits them as it edits any other. A query is asked again under the other names of what it says.

use std::collections::BTreeMap;

use crate::lang::{Lang, Lexicon};
use crate::{limits, text};

/// Groups of names that mean the same.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    groups: Vec<Vec<String>>,
    of: BTreeMap<String, Vec<usize>>,
}

impl Aliases {
    /// Names that mean the same: those of a country, and those of one line of the exonyms.
    pub fn of_lexicon(lexicon: &Lexicon) -> Aliases {
        let labels = ["exonym", "country"].into_iter().filter_map(|name| lexicon.vocabulary(name));
        let entries = labels.flat_map(|vocabulary| &vocabulary.entries);
        Aliases::of(entries.map(|entry| Lang::ALL.iter().flat_map(|lang| entry.label(*lang).split('|')).collect()))
    }

    /// Takes groups of names, as many as [`limits::ALIASES`]; a name alone means nothing else and is passed over.
    pub fn of<'a>(groups: impl Iterator<Item = Vec<&'a str>>) -> Aliases {
        let mut aliases = Aliases::default();
        for group in groups.take(limits::ALIASES) {
            let mut names: Vec<String> = Vec::new();
            for name in group.into_iter().take(limits::ALIAS_NAMES).filter(|name| name.len() <= limits::QUERY_BYTES) {
                let folded = text::fold(name).text;
                if folded.chars().count() > 1 && !names.contains(&folded) {
                    names.push(folded);
                }
            }
            if names.len() > 1 {
                for name in &names {
                    aliases.of.entry(name.clone()).or_default().push(aliases.groups.len());
                }
                aliases.groups.push(names);
            }
        }
        aliases
    }

    /// The folded query under other names: a name in it, the longest first, or its last words as the beginning of one.
    pub(crate) fn others(&self, folded: &str) -> Vec<String> {
        let words: Vec<&str> = folded.split(' ').take(limits::QUERY_WORDS).collect();
        let mut found: Vec<String> = Vec::new();
        for len in (1..=words.len()).rev() {
            for from in 0..=words.len() - len {
                let span = words.get(from..from + len).unwrap_or(&[]).join(" ");
                for name in self.meant(&span, from + len == words.len()) {
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

    /// The other names of `span`, which may be the beginning of a name where nothing follows it yet.
    fn meant<'s>(&'s self, span: &str, is_last: bool) -> Vec<&'s str> {
        let is_open = is_last && span.chars().count() >= limits::ALIAS_LETTERS;
        let run = self.of.range(span.to_owned()..);
        let named = run.take_while(|(name, _)| if is_open { name.starts_with(span) } else { name.as_str() == span });
        let groups = named.take(2).flat_map(|(_, groups)| groups).filter_map(|group| self.groups.get(*group));
        groups.flatten().map(String::as_str).filter(|name| !name.starts_with(span)).collect()
    }
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
