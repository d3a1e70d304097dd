//! How somebody is addressed in a letter: by the title that goes before all others, else by the post, else by the form of
//! address alone; in agreement with the person.
//!
//! The words are messages and the vocabulary `address`, so that an administration can change them; what is decided here is
//! only which of them.

use super::frozen::in_all;
use super::tenures;
use crate::domain::kinds::person;
use crate::domain::record::Record;
use crate::domain::value::Text3;
use crate::lang::{Arg, Lang, Lexicon};
use crate::text;

/// Forms of address that go before the title of any post.
const ABOVE_POSTS: [&str; 2] = ["minister", "ambassador"];

/// Whether a person is addressed as a woman.
fn is_feminine(person: &Record) -> bool {
    person.fields.text(person::GENDER.id) == Some("f")
}

/// The code of `address` for a person, or for somebody of whom nothing is known.
fn code(person: Option<&Record>) -> String {
    let Some(person) = person else { return "anybody".to_owned() };
    let honorific = person.fields.text(person::HONORIFIC.id).unwrap_or("");
    let honorific = honorific.strip_suffix("_f").unwrap_or(honorific);
    match (honorific, is_feminine(person)) {
        ("" | "mr" | "mrs", true) => "mrs".to_owned(),
        ("" | "mr" | "mrs", false) if person.fields.text(person::GENDER.id).is_some() => "mr".to_owned(),
        ("mr" | "mrs", false) => honorific.to_owned(),
        ("", false) => "anybody".to_owned(),
        (honorific, true) => format!("{honorific}_f"),
        (honorific, false) => honorific.to_owned(),
    }
}

/// The form of address that stands before the name on an envelope: `Monsieur`, `السيدة الوزيرة`.
pub fn before_name(lexicon: &Lexicon, person: &Record) -> Text3 {
    let code = code(Some(person));
    in_all(|lang| lexicon.label(lang, "address", &code).to_owned())
}

/// How the letter begins and ends: `Madame la Ministre`, `Monsieur le Secrétaire général`, `السيد الكاتب العام`.
pub fn address(lexicon: &Lexicon, person: Option<&Record>, post: Option<&Record>) -> Text3 {
    let code = code(person);
    let is_above = ABOVE_POSTS.iter().any(|title| code.strip_suffix("_f").unwrap_or(&code) == *title);
    match (person, post) {
        (Some(person), Some(post)) if !is_above => in_all(|lang| by_post(lexicon, lang, person, post)),
        _ => in_all(|lang| lexicon.label(lang, "address", &code).to_owned()),
    }
}

fn by_post(lexicon: &Lexicon, lang: Lang, person: &Record, post: &Record) -> String {
    let title = tenures::title_held(post, person, lang);
    let key = match (is_feminine(person), begins_with_vowel(title)) {
        (false, false) => "letter-address-m",
        (true, false) => "letter-address-f",
        (false, true) => "letter-address-m-vowel",
        (true, true) => "letter-address-f-vowel",
    };
    lexicon.plain(lang, key, &[("post", Arg::from(title))])
}

/// Whether a French article is cut before a title: an h of a title (Haut-Commissaire) is said.
fn begins_with_vowel(title: &str) -> bool {
    let first = text::fold(title).text.chars().next();
    first.is_some_and(|letter| "aeiou".contains(letter))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kinds::post;
    use crate::domain::{Fields, Kind, Ref, Value};

    fn person(honorific: &str, gender: &str) -> Record {
        let mut fields = Fields::new();
        fields.set(person::HONORIFIC.id, (!honorific.is_empty()).then(|| Value::Code(honorific.to_owned())));
        fields.set(person::GENDER.id, (!gender.is_empty()).then(|| Value::Code(gender.to_owned())));
        Record { reference: Ref(1), kind: Kind::Person, rev: 1, fields }
    }

    fn post(masculine: [&str; 3], feminine: [&str; 3]) -> Record {
        let text = |[ar, fr, en]: [&str; 3]| Text3 {
            ar: Some(ar.to_owned()),
            fr: Some(fr.to_owned()),
            en: Some(en.to_owned()),
        };
        let fields =
            Fields::new().with(post::TITLES.id, text(masculine)).with(post::TITLES_FEMININE.id, text(feminine));
        Record { reference: Ref(2), kind: Kind::Post, rev: 1, fields }
    }

    fn check(person: Option<&Record>, post: Option<&Record>, expected: [&str; 3]) {
        let said = address(&Lexicon::load(), person, post);
        assert_eq!([Lang::Ar, Lang::Fr, Lang::En].map(|lang| said.best(lang).to_owned()), expected);
    }

    #[test]
    fn somebody_is_addressed_by_the_post_in_agreement_with_them() {
        let secretary = post(
            ["الكاتب العام", "Secrétaire général", "Secretary General"],
            ["الكاتبة العامة", "Secrétaire générale", "Secretary General"],
        );
        check(
            Some(&person("mr", "m")),
            Some(&secretary),
            ["السيد الكاتب العام", "Monsieur le Secrétaire général", "Mr Secretary General"],
        );
        check(
            Some(&person("mrs", "f")),
            Some(&secretary),
            ["السيدة الكاتبة العامة", "Madame la Secrétaire générale", "Madam Secretary General"],
        );
        let inspector = post(
            ["المفتش العام", "Inspecteur général", "Inspector General"],
            ["المفتشة العامة", "Inspectrice générale", "Inspector General"],
        );
        check(
            Some(&person("", "f")),
            Some(&inspector),
            ["السيدة المفتشة العامة", "Madame l’Inspectrice générale", "Madam Inspector General"],
        );
        check(
            Some(&person("dr", "m")),
            Some(&inspector),
            ["السيد المفتش العام", "Monsieur l’Inspecteur général", "Mr Inspector General"],
        );
    }

    #[test]
    fn ministers_and_ambassadors_keep_their_title_whatever_their_post() {
        let envoy = post(["سفير", "Ambassadeur", ""], ["سفيرة", "Ambassadrice", ""]);
        check(
            Some(&person("ambassador_f", "f")),
            Some(&envoy),
            ["سعادة السفيرة", "Madame l’Ambassadrice", "Your Excellency"],
        );
        check(Some(&person("minister", "m")), None, ["السيد الوزير", "Monsieur le Ministre", "Minister"]);
    }

    #[test]
    fn nobody_in_particular_is_addressed_as_anybody() {
        check(None, None, ["السيدة أو السيد", "Madame, Monsieur", "Sir or Madam"]);
        check(Some(&person("", "")), None, ["السيدة أو السيد", "Madame, Monsieur", "Sir or Madam"]);
    }
}
