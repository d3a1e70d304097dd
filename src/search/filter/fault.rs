//! What a query says that nobody understands, and what was probably meant.

use crate::lang::{Lang, Lexicon};
use crate::search::edit::{Letters, allowed, distance};

/// One thing in a query that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No filter is called so; it was searched as text.
    Name {
        /// As typed.
        typed: String,
        /// The name that was probably meant.
        near: Option<String>,
    },
    /// The filter has no such value; nothing passes it.
    Value {
        /// The filter as typed.
        filter: String,
        /// The value as typed.
        typed: String,
        /// The value that was probably meant.
        near: Option<String>,
    },
    /// The value is no date; nothing passes it.
    Date {
        /// The filter as typed.
        filter: String,
        /// The value as typed.
        typed: String,
    },
}

impl Fault {
    /// The key of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Fault::Name { near: None, .. } => "filter-unknown",
            Fault::Name { .. } => "filter-unknown-near",
            Fault::Value { near: None, .. } => "filter-no-value",
            Fault::Value { .. } => "filter-no-value-near",
            Fault::Date { .. } => "filter-no-date",
        }
    }

    /// What is wrong, in the words of a language.
    pub fn say(&self, lexicon: &Lexicon, lang: Lang) -> String {
        let (filter, typed, near) = match self {
            Fault::Name { typed, near } => ("", typed, near.as_deref()),
            Fault::Value { filter, typed, near } => (filter.as_str(), typed, near.as_deref()),
            Fault::Date { filter, typed } => (filter.as_str(), typed, None),
        };
        let near = near.unwrap_or_default();
        lexicon.say_with(
            lang,
            self.code(),
            &[("filter", filter.into()), ("value", typed.into()), ("near", near.into())],
        )
    }
}

/// The name that differs least from a folded word, where it differs by what a finger gets wrong.
pub(super) fn nearest<'n>(word: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let own = Letters::of(word);
    let bound = allowed(own.len()).max(1);
    let near = names.filter_map(|name| {
        let edits = distance(own.as_slice(), Letters::of(name).as_slice(), bound)?;
        Some((edits, name))
    });
    near.min_by_key(|(edits, _)| *edits).map(|(_, name)| name)
}
