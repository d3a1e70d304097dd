//! Where something stored is damaged, in words. The store names places by codes (`entry 12`, `record #7`, `engine`), which JSON
//! gives as they are; names of files stay what they are.

use crate::lang::{Lang, Lexicon};

/// A place as a person reads it; what is no code stays as it is.
pub fn said(lexicon: &Lexicon, lang: Lang, place: &str) -> String {
    let parts: Option<Vec<String>> = place.split(", ").map(|part| one(lexicon, lang, part)).collect();
    parts.map_or_else(|| place.to_owned(), |parts| parts.join(lang.comma()))
}

fn one(lexicon: &Lexicon, lang: Lang, code: &str) -> Option<String> {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit());
    let key = match code {
        "engine" => "store-place-engine",
        "records" => "store-place-records",
        "journal" => "store-place-journal",
        "checkpoint" => "store-place-checkpoint",
        "head" => "store-place-head",
        "merges" => "store-place-merges",
        "entry" | "record" | "frame" | "value" | "bytes" | "key" => "store-place-data",
        "full" => "store-place-full",
        "readonly" => "store-place-read-only",
        _ => {
            let (key, file, number) = match code.split_once(' ')? {
                ("entry", number) if is_number(number) => ("store-place-entry", "", number),
                ("record", number) if number.starts_with('#') => ("store-place-record", "", number),
                _ => {
                    let (file, number) = code.rsplit_once(" byte ")?;
                    is_number(number).then_some(("store-place-byte", file, number))?
                }
            };
            return Some(lexicon.say_with(lang, key, &[("file", file.into()), ("number", number.into())]));
        }
    };
    Some(lexicon.say(lang, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(place: &str, ar: &str, fr: &str, en: &str) {
        let lexicon = Lexicon::load();
        let plain = |lang| said(&lexicon, lang, place).replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!([plain(Lang::Ar), plain(Lang::Fr), plain(Lang::En)], [ar, fr, en]);
    }

    #[test]
    fn places_are_said_in_the_language_of_the_screen() {
        check("entry 12", "القيد 12", "écriture 12", "entry 12");
        check("record #7", "السجل #7", "fiche #7", "record #7");
        check("engine", "قاعدة المعطيات", "la base", "the database");
        check("journal, entry 3", "اليومية، القيد 3", "le journal, écriture 3", "the journal, entry 3");
        check("a/1.journal byte 40", "a/1.journal، البايت 40", "a/1.journal, octet 40", "a/1.journal, byte 40");
        check("full", "القرص ممتلئ", "le disque est plein", "the disk is full");
    }

    #[test]
    fn names_of_files_and_numbers_stay_as_they_are() {
        for place in ["/home/a, b/aside/sled.1", "seal", "7", "checkpoint/desk", "entry", "", "entry twelve"] {
            let same = place != "entry";
            let lexicon = Lexicon::load();
            assert_eq!(said(&lexicon, Lang::Ar, place) == place, same, "{place}");
        }
    }
}
