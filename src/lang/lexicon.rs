//! The lexicon: every message and vocabulary of the three languages, read once, shared by all sessions.

use super::vocab_files::VOCABULARIES;
use super::{Lang, Vocabulary};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use unic_langid::LanguageIdentifier;

/// A value inside a message.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg<'a> {
    /// Text, isolated from the direction of the message around it.
    Text(&'a str),
    /// A number, which also chooses the plural form.
    Number(i64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Arg::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Arg::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

macro_rules! message_files {
    ($($room:literal),+ $(,)?) => {
        /// Name of each message file with its text in Arabic, French and English.
        const MESSAGES: &[(&str, [&str; 3])] = &[$((
            $room,
            [
                include_str!(concat!("../../assets/lang/ar/", $room, ".ftl")),
                include_str!(concat!("../../assets/lang/fr/", $room, ".ftl")),
                include_str!(concat!("../../assets/lang/en/", $room, ".ftl")),
            ],
        )),+];
    };
}
message_files!(
    "lang",
    "domain",
    "committee",
    "session",
    "exchange",
    "paper",
    "store",
    "app",
    "panes",
    "host",
    "cli",
    "commands"
);

/// The files of the command line, whose keys begin with `cli`.
const OF_COMMANDS: [&str; 2] = ["cli", "commands"];

/// Every message and vocabulary. The messages of a language are read when the first of them is said: most sessions speak
/// one, and each takes a third of the memory of an interface without a desk. Those of the command line are read apart: an
/// interface says few of them.
pub struct Lexicon {
    bundles: [OnceLock<FluentBundle<FluentResource>>; 3],
    of_commands: [OnceLock<FluentBundle<FluentResource>>; 3],
    vocabularies: BTreeMap<String, Vocabulary>,
    months: super::human_date::Months,
}

impl Lexicon {
    /// What is built in.
    pub fn load() -> Lexicon {
        Lexicon::load_with(&[])
    }

    /// What is built in, with vocabularies of the administration in place of the built-in ones of the same name.
    pub fn load_with(overrides: &[(String, String)]) -> Lexicon {
        let mut vocabularies: BTreeMap<String, Vocabulary> =
            VOCABULARIES.iter().map(|(name, text)| ((*name).to_owned(), Vocabulary::read(name, text))).collect();
        for (name, text) in overrides {
            vocabularies.insert(name.clone(), Vocabulary::read(name, text));
        }
        let months = super::human_date::Months::read(include_str!("../../assets/vocab/months.tsv"));
        Lexicon { bundles: Default::default(), of_commands: Default::default(), vocabularies, months }
    }

    fn bundle(&self, lang: Lang, key: &str) -> &FluentBundle<FluentResource> {
        let is_of_commands = key.starts_with("cli");
        let bundles = if is_of_commands { &self.of_commands } else { &self.bundles };
        bundles[lang as usize].get_or_init(|| bundle(lang, |room| OF_COMMANDS.contains(&room) == is_of_commands).0)
    }

    /// A message without values.
    pub fn say(&self, lang: Lang, key: &str) -> String {
        self.say_with(lang, key, &[])
    }

    /// A message with values; text values are isolated (U+2068, U+2069), which the screen and pages consume.
    /// A key that does not exist shows as `⟦key⟧`.
    pub fn say_with(&self, lang: Lang, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        let bundle = self.bundle(lang, key);
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟦{key}⟧");
        };
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            let value = match value {
                Arg::Text(text) => FluentValue::from(*text),
                Arg::Number(number) => counted(lang, *number),
            };
            args.set(*name, value);
        }
        let mut errors = Vec::new();
        bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// A message for plain text, without isolates.
    pub fn plain(&self, lang: Lang, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        self.say_with(lang, key, values).replace(['\u{2068}', '\u{2069}'], "")
    }

    /// Whether a message exists.
    pub fn knows(&self, lang: Lang, key: &str) -> bool {
        self.bundle(lang, key).has_message(key)
    }

    /// The vocabulary of that name.
    pub fn vocabulary(&self, name: &str) -> Option<&Vocabulary> {
        self.vocabularies.get(name)
    }

    /// All vocabularies by name.
    pub fn vocabularies(&self) -> impl Iterator<Item = &Vocabulary> {
        self.vocabularies.values()
    }

    /// The label of a code; the code itself where it is unknown.
    pub fn label<'a>(&'a self, lang: Lang, vocabulary: &str, code: &'a str) -> &'a str {
        self.vocabulary(vocabulary).and_then(|words| words.get(code)).map_or(code, |entry| entry.label(lang))
    }

    /// The code that typed words mean in a vocabulary.
    pub fn code_of(&self, vocabulary: &str, words: &str) -> Option<&str> {
        self.vocabulary(vocabulary)?.code_of(words)
    }

    /// Month names of all families.
    pub fn months(&self) -> &super::human_date::Months {
        &self.months
    }
}

/// A number that chooses its plural form. The plural rules of the library take Arabic numbers whole where the form
/// depends on the last two digits (103 is `few`): a large number chooses as a small one of the same form and brings
/// its own digits along, which [`digits`] writes.
fn counted(lang: Lang, number: i64) -> FluentValue<'static> {
    if lang != Lang::Ar || number.unsigned_abs() < 103 {
        return FluentValue::from(number);
    }
    let last = i32::try_from(number.unsigned_abs() % 100).unwrap_or(0);
    let options = FluentNumberOptions { currency: Some(number.to_string()), ..FluentNumberOptions::default() };
    FluentValue::Number(FluentNumber::new(f64::from(if last < 3 { 100 } else { last }), options))
}

fn digits<M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) => number.options.currency.clone(),
        _ => None,
    }
}

/// The messages of a language in some files, and what is wrong with them: a test sees to it that nothing is.
fn bundle(lang: Lang, is_wanted: impl Fn(&str) -> bool) -> (FluentBundle<FluentResource>, Vec<String>) {
    let tag = match lang {
        Lang::Ar => "ar-MA",
        Lang::Fr => "fr-MA",
        Lang::En => "en",
    };
    let mut faults = Vec::new();
    let locale: LanguageIdentifier = tag.parse().unwrap_or_else(|error| {
        faults.push(format!("{tag}: {error}"));
        LanguageIdentifier::default()
    });
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    bundle.set_formatter(Some(digits));
    for (room, texts) in MESSAGES.iter().filter(|(room, _)| is_wanted(room)) {
        let resource = FluentResource::try_new(texts[lang as usize].to_owned()).unwrap_or_else(|(resource, errors)| {
            faults.push(format!("{tag} {room}: {errors:?}"));
            resource
        });
        faults.extend(bundle.add_resource(resource).err().map(|errors| format!("{tag} {room}: {errors:?}")));
    }
    (bundle, faults)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_files_are_faultless() {
        for lang in Lang::ALL {
            assert_eq!(bundle(lang, |_| true).1, Vec::<String>::new());
        }
    }
}
