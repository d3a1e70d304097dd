//! What could be typed next in a query: names of filters, and values of the one that is being typed.

use super::names::{self, Names, Target};
use super::wanted::begins_a_word;
use crate::domain::{Desk, KINDS, Kind, Shape};
use crate::lang::{Lang, Lexicon};
use crate::search::query::MINUS;
use crate::{limits, text};
use std::ops::Range;

/// For whom something is offered.
#[derive(Clone, Copy)]
pub struct Offering<'a> {
    /// The names of filters.
    pub names: &'a Names,
    /// The words of all languages.
    pub lexicon: &'a Lexicon,
    /// The language to offer in.
    pub lang: Lang,
    /// The records whose names are values.
    pub desk: &'a Desk,
    /// The kinds that the list shows; all where there are none.
    pub kinds: &'a [Kind],
}

/// What could stand in the place of the piece before the caret: the bytes of that piece, and what to put there.
///
/// Names end with a colon, values that have spaces stand in quotes, so that each is read back as it is.
pub fn offers(typed: &str, caret: usize, offering: &Offering<'_>) -> (Range<usize>, Vec<String>) {
    let before = typed.get(..caret).unwrap_or(typed);
    let start = piece(before);
    let piece = before.get(start..).unwrap_or_default();
    let (sign, rest) = piece.strip_prefix(MINUS).map_or(("", piece), |rest| ("-", rest));
    let found = match rest.split_once(':') {
        None => named(rest, offering).into_iter().map(|name| format!("{sign}{name}:")).collect(),
        Some((name, value)) => {
            let (done, begun) = value.rsplit_once([',', '،']).map_or(("", value), |(done, begun)| (done, begun));
            let done = if done.is_empty() { String::new() } else { format!("{done},") };
            let values = valued(name, begun.trim_start_matches(['"', '«', '“']), offering);
            values.into_iter().map(|value| format!("{sign}{name}:{done}{}", quoted(&value))).collect()
        }
    };
    (start..caret.min(typed.len()), found)
}

/// Filters by their keys, those of few values with each of them, for the completion of a shell: `kind:meeting`, `after:`.
pub fn typable(lexicon: &Lexicon) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (target, _) in names::all() {
        let (key, codes): (&str, Vec<&str>) = match target {
            Target::Kind => ("kind", Kind::all().map(Kind::key).collect()),
            Target::After => ("after", Vec::new()),
            Target::Before => ("before", Vec::new()),
            Target::State => ("is", codes(lexicon, "filter_state")),
            Target::Linked(kind) => (kind.key(), Vec::new()),
            Target::Field(key) => {
                let shapes = KINDS.iter().filter_map(|spec| spec.field(key)).map(|field| field.item_shape());
                let of = |shape| if let Shape::Code(name) = shape { codes(lexicon, name) } else { Vec::new() };
                (key, shapes.flat_map(of).collect())
            }
        };
        let few = codes.into_iter().filter(|_| target != Target::Field("country"));
        let mut values: Vec<String> = few.map(|code| format!("{key}:{code}")).collect();
        if values.is_empty() {
            values.push(format!("{key}:"));
        }
        for value in values {
            if !all.contains(&value) {
                all.push(value);
            }
        }
    }
    all
}

fn codes<'l>(lexicon: &'l Lexicon, vocabulary: &str) -> Vec<&'l str> {
    let entries = lexicon.vocabulary(vocabulary).map_or(&[][..], |vocabulary| &vocabulary.entries);
    entries.iter().map(|entry| entry.code.as_str()).collect()
}

/// Where the piece that ends the text begins; a quoted value belongs to its name.
fn piece(before: &str) -> usize {
    let mut start = 0;
    let mut in_quotes = false;
    for (at, letter) in before.char_indices() {
        match letter {
            '"' | '«' | '»' | '“' | '”' => in_quotes = !in_quotes,
            letter if letter.is_whitespace() && !in_quotes => start = at + letter.len_utf8(),
            _ => {}
        }
    }
    start
}

fn quoted(value: &str) -> String {
    if value.contains([' ', ',', '،']) { format!("\"{}\"", value.replace('"', "")) } else { value.to_owned() }
}

/// Names that begin so, in the language of the interface, those of the list's own kinds first.
fn named(begun: &str, offering: &Offering<'_>) -> Vec<String> {
    let wanted = text::fold(begun).text;
    let mut found: Vec<String> = Vec::new();
    for (target, kinds) in names::all() {
        let is_of_list =
            kinds.is_empty() || offering.kinds.is_empty() || kinds.iter().any(|kind| offering.kinds.contains(kind));
        if !is_of_list || (target == Target::Kind && !offering.kinds.is_empty()) {
            continue;
        }
        let spoken = names::spoken(offering.lexicon, offering.lang, target);
        let Some(name) = spoken.first().map(|name| name.to_lowercase().replace(' ', "-")) else { continue };
        let folded = text::fold(&name).text;
        let bare = folded.strip_prefix("ال").unwrap_or(&folded);
        // A label may be longer than the language of names allows.
        let is_name = !name.contains([':', '(', ')', '"', '/', '.']);
        if is_name && (folded.starts_with(&wanted) || bare.starts_with(&wanted)) && !found.contains(&name) {
            found.push(name);
        }
    }
    found.truncate(limits::QUERY_OFFERS);
    found
}

fn valued(name: &str, begun: &str, offering: &Offering<'_>) -> Vec<String> {
    let wanted = text::fold(begun).text;
    let mut found: Vec<String> = Vec::new();
    for target in offering.names.targets(offering.lexicon, name) {
        let known = labels(target, offering.kinds, offering.lexicon, offering.lang);
        let known = known.into_iter().filter(|label| begins_a_word(&text::fold(label).text, &wanted));
        for label in known.chain(titles(target, &wanted, offering)) {
            if !found.contains(&label) {
                found.push(label);
            }
        }
    }
    found.truncate(limits::QUERY_OFFERS);
    found
}

/// The values that a filter is known to have, in a language or in all of them.
pub(super) fn values(target: Target, lang: Option<Lang>, lexicon: &Lexicon) -> Vec<String> {
    let languages = lang.map_or(Lang::ALL.to_vec(), |lang| vec![lang]);
    languages.into_iter().flat_map(|lang| labels(target, &[], lexicon, lang)).collect()
}

fn labels(target: Target, kinds: &[Kind], lexicon: &Lexicon, lang: Lang) -> Vec<String> {
    let of = |vocabulary: &str| -> Vec<String> {
        let entries = lexicon.vocabulary(vocabulary).map_or(&[][..], |vocabulary| &vocabulary.entries);
        entries.iter().map(|entry| entry.label(lang).to_owned()).collect()
    };
    match target {
        Target::Kind => {
            Kind::all().map(|kind| lexicon.say(lang, &format!("kind-{}", kind.key())).to_lowercase()).collect()
        }
        Target::State => of("filter_state"),
        Target::After | Target::Before | Target::Linked(_) => Vec::new(),
        Target::Field(key) => {
            let specs = KINDS.iter().filter(|spec| kinds.is_empty() || kinds.contains(&spec.kind));
            let mut vocabularies: Vec<&str> = Vec::new();
            let mut has_flag = false;
            for field in specs.filter_map(|spec| spec.field(key)) {
                match field.item_shape() {
                    Shape::Code(vocabulary) if !vocabularies.contains(&vocabulary) => vocabularies.push(vocabulary),
                    Shape::Flag => has_flag = true,
                    _ => {}
                }
            }
            if key == "status" {
                vocabularies.extend(["instrument_status", "filter_state"]);
            }
            let mut labels: Vec<String> = vocabularies.into_iter().flat_map(of).collect();
            if has_flag {
                labels.extend(["word-yes", "word-no"].map(|word| lexicon.say(lang, word)));
            }
            labels
        }
    }
}

/// Titles of records that the filter may link to.
fn titles<'a>(target: Target, wanted: &'a str, offering: &'a Offering<'_>) -> impl Iterator<Item = String> + 'a {
    let kinds: Vec<Kind> = match target {
        Target::Linked(kind) => vec![kind],
        Target::Field(key) => {
            let shapes = KINDS.iter().filter_map(|spec| spec.field(key)).map(|field| field.item_shape());
            shapes.flat_map(|shape| if let Shape::Link(kinds) = shape { kinds } else { &[] }).copied().collect()
        }
        _ => Vec::new(),
    };
    let kinds: std::collections::BTreeSet<Kind> = kinds.into_iter().collect();
    let records = kinds.into_iter().flat_map(|kind| offering.desk.of_kind(kind)).take(limits::QUERY_OFFER_SCAN);
    let names = records.map(|record| record.title(offering.lang).to_owned());
    names.filter(|title| begins_a_word(&text::fold(title).text, wanted)).take(limits::QUERY_OFFERS)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn offered(lang: Lang, typed: &str, kinds: &[Kind]) -> (String, Vec<String>) {
        let (names, lexicon, desk) = (Names::default(), Lexicon::load(), Desk::default());
        let offering = Offering { names: &names, lexicon: &lexicon, lang, desk: &desk, kinds };
        let (place, offers) = offers(typed, typed.len(), &offering);
        (typed[place].to_owned(), offers)
    }

    #[test]
    fn names_are_offered_in_the_language_of_the_screen_and_values_of_the_lists_kind() {
        assert_eq!(offered(Lang::En, "rabat stat", &[Kind::Meeting]).1, ["status:"]);
        assert_eq!(offered(Lang::Fr, "pay", &[Kind::Partner]).1, ["pays:"]);
        assert_eq!(offered(Lang::Ar, "بلد", &[Kind::Partner]).1, ["البلد:"]);
        let (piece, values) = offered(Lang::En, "x -status:dr", &[Kind::Meeting]);
        assert_eq!((piece.as_str(), values.as_slice()), ("-status:dr", &["-status:draft".to_owned()][..]));
        assert_eq!(offered(Lang::En, "theme:health,educ", &[]).1, ["theme:health,education"]);
        assert!(offered(Lang::En, "theme:", &[]).1.len() > 10);
        assert!(offered(Lang::En, "wzdakh", &[]).1.is_empty());
    }

    #[test]
    fn a_value_of_several_words_stands_in_quotes_and_is_read_back() {
        let (_, values) = offered(Lang::Fr, "est:ret", &[]);
        assert_eq!(values, ["est:\"en retard\""]);
        let (piece, again) = offered(Lang::Fr, "est:\"en re", &[]);
        assert_eq!((piece.as_str(), again), ("est:\"en re", values));
    }
}
