//! The names of filters in three languages: the four of their own, the fields that kinds declare, the kinds themselves.
//!
//! Nothing is listed twice: a field that a kind declares is a filter from that moment on, under its key and under its
//! label in every language. The vocabulary `filter` adds the few names that no field has.

use crate::domain::{KINDS, Kind};
use crate::lang::{Lang, Lexicon};
use crate::text;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a filter asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The kind of a record.
    Kind,
    /// Whether it is of that day or later.
    After,
    /// Whether it is of an earlier day.
    Before,
    /// What holds of it now: late, open, to come.
    State,
    /// The field of that key, in every kind that has it.
    Field(&'static str),
    /// Whether it links to a record of that kind, where it has no field of that name.
    Linked(Kind),
}

/// The names of filters; those in words of a language are read when one of them is first asked for.
#[derive(Debug, Default)]
pub struct Names {
    words: OnceLock<BTreeMap<String, Vec<Target>>>,
}

impl Names {
    /// What a typed name means; nothing where nobody calls anything so.
    pub fn targets(&self, lexicon: &Lexicon, typed: &str) -> Vec<Target> {
        let name = text::fold(typed).text;
        let plain = declared(&name);
        if plain.is_empty() { self.words(lexicon).get(&name).cloned().unwrap_or_default() } else { plain }
    }

    /// The name nearest to one that nobody knows.
    pub fn nearest(&self, lexicon: &Lexicon, typed: &str) -> Option<String> {
        let name = text::fold(typed).text;
        super::nearest(&name, self.words(lexicon).keys().map(String::as_str)).map(str::to_owned)
    }

    fn words(&self, lexicon: &Lexicon) -> &BTreeMap<String, Vec<Target>> {
        self.words.get_or_init(|| {
            let mut words: BTreeMap<String, Vec<Target>> = BTreeMap::new();
            for (target, _) in all() {
                for name in Lang::ALL.iter().flat_map(|lang| spoken(lexicon, *lang, target)) {
                    add(&mut words, &text::fold(&name).text, target);
                }
            }
            for key in KINDS.iter().flat_map(|spec| spec.fields).map(|field| field.key) {
                add(&mut words, &text::fold(key).text, Target::Field(key));
            }
            words
        })
    }
}

fn add(words: &mut BTreeMap<String, Vec<Target>>, name: &str, target: Target) {
    // People leave the article out: البلد and بلد are one name.
    let bare = name.strip_prefix("ال").filter(|bare| bare.chars().count() > 2);
    for name in std::iter::once(name).chain(bare) {
        let targets = words.entry(name.to_owned()).or_default();
        if !targets.contains(&target) {
            targets.push(target);
        }
    }
}

/// Every target, with the kinds whose records it can tell apart; nothing where it is all of them.
pub(super) fn all() -> Vec<(Target, Vec<Kind>)> {
    let own = [Target::Kind, Target::After, Target::Before, Target::State].map(|target| (target, Vec::new()));
    let mut fields: Vec<(Target, Vec<Kind>)> = Vec::new();
    for spec in KINDS {
        for field in spec.fields.iter().filter(|field| !field.hidden) {
            match fields.iter_mut().find(|(target, _)| *target == Target::Field(field.key)) {
                Some((_, kinds)) => kinds.push(spec.kind),
                None => fields.push((Target::Field(field.key), vec![spec.kind])),
            }
        }
    }
    let linked = Kind::all().map(|kind| (Target::Linked(kind), Vec::new()));
    own.into_iter().chain(fields).chain(linked).collect()
}

/// What a target is called in a language, the name to offer first.
pub(super) fn spoken(lexicon: &Lexicon, lang: Lang, target: Target) -> Vec<String> {
    let own = |code: &str| lexicon.label(lang, "filter", code).to_owned();
    match target {
        Target::Kind => vec![own("kind")],
        Target::After => vec![own("after")],
        Target::Before => vec![own("before")],
        Target::State => vec![own("is")],
        Target::Linked(kind) => vec![lexicon.say(lang, &format!("kind-{}", kind.key()))],
        Target::Field(key) => {
            let one = lexicon
                .vocabulary("filter")
                .and_then(|names| names.entries.iter().find(|entry| is_one_of(&entry.code, key)))
                .map(|entry| entry.label(lang).to_owned());
            let fields = KINDS.iter().filter_map(|spec| spec.field(key));
            let mut labels: Vec<String> = one.into_iter().collect();
            // The English of filters is that of commands and files.
            if lang == Lang::En && labels.is_empty() {
                labels.push(key.replace('_', "-"));
            }
            for label in fields.map(|field| lexicon.say(lang, &field.message())) {
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
            labels
        }
    }
}

/// What English keys mean: those of fields, their singular, the kinds, and the four of their own.
fn declared(name: &str) -> Vec<Target> {
    let own = match name {
        "kind" => Some(Target::Kind),
        "after" => Some(Target::After),
        "before" => Some(Target::Before),
        "is" => Some(Target::State),
        _ => None,
    };
    if let Some(own) = own {
        return vec![own];
    }
    let is_it = |key: &str| text::fold(key).text == name || is_one_of(name, key);
    let mut targets: Vec<Target> = Vec::new();
    for key in KINDS.iter().flat_map(|spec| spec.fields).filter(|field| !field.hidden).map(|field| field.key) {
        if is_it(key) && !targets.contains(&Target::Field(key)) {
            targets.push(Target::Field(key));
        }
    }
    targets.extend(Kind::from_key(name).map(Target::Linked));
    targets
}

/// Whether an English word is the singular of a key: `theme` of `themes`, `party` of `parties`.
fn is_one_of(word: &str, key: &str) -> bool {
    key.strip_suffix('s').is_some_and(|one| one == word)
        || key.strip_suffix("ies").zip(word.strip_suffix('y')).is_some_and(|(key, word)| key == word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn every_declared_field_and_kind_is_a_filter_under_its_key_and_its_labels() {
        let (names, lexicon) = (Names::default(), Lexicon::load());
        for spec in KINDS {
            for field in spec.fields.iter().filter(|field| !field.hidden) {
                let target = Target::Field(field.key);
                assert!(names.targets(&lexicon, field.key).contains(&target), "{} {}", spec.key, field.key);
                for lang in Lang::ALL {
                    let label = lexicon.say(lang, &field.message());
                    assert!(!names.targets(&lexicon, &label).is_empty(), "{} {label}", spec.key);
                }
            }
            assert!(!names.targets(&lexicon, spec.key).is_empty());
        }
    }

    #[test]
    fn the_article_the_plural_and_the_signs_between_words_do_not_matter() {
        let (names, lexicon) = (Names::default(), Lexicon::load());
        for (typed, key) in [
            ("البلد", "country"),
            ("بلد", "country"),
            ("Thèmes", "themes"),
            ("theme", "themes"),
            ("party", "parties"),
            ("notice-days", "notice_days"),
            ("mot-clé", "tags"),
        ] {
            assert!(names.targets(&lexicon, typed).contains(&Target::Field(key)), "{typed}");
        }
        assert!(names.targets(&lexicon, "colour").is_empty());
        assert_eq!(names.nearest(&lexicon, "contry").as_deref(), Some("country"));
    }
}
