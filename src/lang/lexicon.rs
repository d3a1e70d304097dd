//! The lexicon: every message and vocabulary of the three languages, read once, shared by all sessions.

use super::vocab_files::VOCABULARIES;
use super::{Lang, Vocabulary};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentMessage, FluentResource, FluentValue};
use std::borrow::Cow;
use std::collections::HashMap;
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
    "opening",
    "lang",
    "domain",
    "committee",
    "session",
    "exchange",
    "paper",
    "store",
    "app",
    "panes",
    "reports",
    "settings",
    "tutor",
    "host",
    "cli",
    "commands"
);

/// The file of what the first screen says, before there is a desk: nothing else is looked for then.
const OPENING: usize = 0;

/// Every message and vocabulary, each file read when something of it is first asked for: most sessions speak one language,
/// and the first screen says a few names of many; what is read before them is time and memory of everybody.
pub struct Lexicon {
    /// The number of the file of each key; the keys are the same in every language.
    files: OnceLock<HashMap<&'static str, usize>>,
    messages: Vec<[OnceLock<FluentBundle<FluentResource>>; 3]>,
    vocabularies: HashMap<String, Text>,
    months: OnceLock<super::human_date::Months>,
    regions: OnceLock<super::regions::Regions>,
}

/// A vocabulary that is read when it is first asked for.
struct Text {
    text: Cow<'static, str>,
    read: OnceLock<Vocabulary>,
}

impl Text {
    fn new(text: impl Into<Cow<'static, str>>) -> Text {
        Text { text: text.into(), read: OnceLock::new() }
    }

    fn read(&self, name: &str) -> &Vocabulary {
        self.read.get_or_init(|| Vocabulary::read(name, &self.text))
    }
}

impl Lexicon {
    /// What is built in.
    pub fn load() -> Lexicon {
        Lexicon::load_with(&[])
    }

    /// What is built in, with vocabularies of the administration in place of the built-in ones of the same name.
    pub fn load_with(overrides: &[(String, String)]) -> Lexicon {
        let built_in = VOCABULARIES.iter().map(|(name, text)| ((*name).to_owned(), Text::new(*text)));
        let own = overrides.iter().map(|(name, text)| (name.clone(), Text::new(text.clone())));
        let messages = MESSAGES.iter().map(|_| Default::default()).collect();
        Lexicon {
            files: OnceLock::new(),
            messages,
            vocabularies: built_in.chain(own).collect(),
            months: OnceLock::new(),
            regions: OnceLock::new(),
        }
    }

    fn message(&self, lang: Lang, key: &str) -> Option<(&FluentBundle<FluentResource>, FluentMessage<'_>)> {
        let opening = self.file(lang, OPENING)?;
        if let Some(message) = opening.get_message(key) {
            return Some((opening, message));
        }
        let bundle = self.file(lang, *self.files.get_or_init(files).get(key)?)?;
        Some((bundle, bundle.get_message(key)?))
    }

    fn file(&self, lang: Lang, file: usize) -> Option<&FluentBundle<FluentResource>> {
        Some(self.messages.get(file)?[lang as usize].get_or_init(|| bundle(lang, file).0))
    }

    /// A message without values.
    pub fn say(&self, lang: Lang, key: &str) -> String {
        self.say_with(lang, key, &[])
    }

    /// A message with values; text values are isolated (U+2068, U+2069), which the screen and pages consume.
    /// A key that does not exist shows as `⟦key⟧`.
    pub fn say_with(&self, lang: Lang, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        let found = self.message(lang, key).and_then(|(bundle, message)| Some((bundle, message.value()?)));
        let Some((bundle, pattern)) = found else { return format!("⟦{key}⟧") };
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
        self.message(lang, key).is_some()
    }

    /// The vocabulary of that name.
    pub fn vocabulary(&self, name: &str) -> Option<&Vocabulary> {
        self.vocabularies.get(name).map(|text| text.read(name))
    }

    /// Which states lie in which region.
    pub fn regions(&self) -> &super::regions::Regions {
        self.regions.get_or_init(super::regions::Regions::load)
    }

    /// All vocabularies by name.
    pub fn vocabularies(&self) -> impl Iterator<Item = &Vocabulary> {
        self.vocabularies.iter().map(|(name, text)| text.read(name))
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
        self.months.get_or_init(|| super::human_date::Months::read(include_str!("../../assets/vocab/months.tsv")))
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

/// The keys of all message files with the number of their file. A message begins its line with its key; what it
/// says on further lines is indented.
fn files() -> HashMap<&'static str, usize> {
    let keys_of =
        |text: &'static str| text.lines().filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim_end());
    let is_key = |key: &&str| key.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let texts = MESSAGES.iter().map(|(_, texts)| texts[Lang::En as usize]).enumerate();
    texts.flat_map(|(file, text)| keys_of(text).filter(is_key).map(move |key| (key, file))).collect()
}

/// The messages of a language in a file, and what is wrong with them: a test sees to it that nothing is.
fn bundle(lang: Lang, file: usize) -> (FluentBundle<FluentResource>, Vec<String>) {
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
    if let Some((room, texts)) = MESSAGES.get(file) {
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
    fn every_key_stands_in_one_file() {
        let lexicon = Lexicon::load();
        let keys =
            |text: &str| text.lines().filter(|line| line.starts_with(|letter: char| letter.is_alphabetic())).count();
        assert_eq!(files().len(), MESSAGES.iter().map(|(_, texts)| keys(texts[0])).sum::<usize>());
        for key in files().into_keys() {
            assert!(Lang::ALL.iter().all(|lang| lexicon.knows(*lang, key)), "{key}");
        }
    }

    #[test]
    fn the_message_files_are_faultless() {
        for lang in Lang::ALL {
            for file in 0..MESSAGES.len() {
                assert_eq!(bundle(lang, file).1, Vec::<String>::new());
            }
        }
    }
}
