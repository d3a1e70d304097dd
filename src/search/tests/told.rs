//! What the catalogue shows of a record is what the record has, letter by letter, though the index keeps it folded.

use super::super::{Answer, Catalogue};
use crate::domain::kinds::{common, partner};
use crate::domain::{Desk, Fields, Kind, Record, Ref, Text3, Value};
use crate::lang::Lexicon;
use crate::limits;
use crate::text::fold;
use proptest::prelude::*;
use std::sync::Arc;

fn record(number: u64, rev: u64, names: Text3, notes: &str) -> Arc<Record> {
    let fields = Fields::new().with(partner::NAMES.id, names).with(common::NOTES.id, Value::Text(notes.to_owned()));
    Arc::new(Record { reference: Ref(number), kind: Kind::Partner, rev, fields })
}

fn named(fr: &str, en: &str, ar: &str) -> Text3 {
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Text3 { ar: text(ar), fr: text(fr), en: text(en) }
}

fn desk(revision: u64, records: Vec<Arc<Record>>) -> Desk {
    Desk::restore(revision, 9, records, [])
}

fn asked(catalogue: &Catalogue, lexicon: &Lexicon, query: &str) -> Answer {
    catalogue.answer(lexicon, query, 5, jiff::civil::date(2026, 11, 25))
}

/// The text of the first hit, and what lights up of it.
fn told(catalogue: &Catalogue, query: &str) -> (String, Vec<String>) {
    let hit = asked(catalogue, &Lexicon::load(), query).hits.remove(0);
    let lit = hit.ranges.iter().map(|[from, to]| hit.text[*from..*to].to_owned()).collect();
    (hit.text, lit)
}

#[test]
fn a_hit_is_told_and_lit_as_the_record_writes_it() {
    let names = named("Ministère de l’Intérieur", "Ministry of the Interior", "وِزَارَةُ الدَّاخِلِيَّة");
    let catalogue = Catalogue::of(&desk(1, vec![record(3, 1, names, "Tél. 5")]), &Lexicon::load());
    let check = |query: &str, text: &str, lit: &[&str]| {
        let found = told(&catalogue, query);
        assert_eq!((found.0.as_str(), found.1.iter().map(String::as_str).collect::<Vec<_>>()), (text, lit.to_vec()));
    };
    check("minist inter", "Ministère de l’Intérieur", &["Minist", "Intér"]);
    check("ministry inter", "Ministry of the Interior", &["Ministry", "Inter"]);
    check("وزارة", "وِزَارَةُ الدَّاخِلِيَّة", &["وِزَارَةُ"]);
    check("tel", "Tél. 5", &["Tél"]);
}

#[test]
fn what_changed_is_told_as_it_is_now_before_and_after_it_is_sorted_in() {
    let named = |name: &str| record(3, 1, named(name, "", ""), "");
    let mut catalogue = Catalogue::of(&desk(1, vec![named("Œuvre d’Été")]), &Lexicon::load());
    assert_eq!(told(&catalogue, "oeuvre").0, "Œuvre d’Été");
    // The same letters, written otherwise: what is shown follows the record.
    catalogue.follow(&desk(2, vec![named("ŒUVRE D'ÉTÉ")]));
    assert_eq!(told(&catalogue, "oeuvre d ete"), ("ŒUVRE D'ÉTÉ".to_owned(), vec!["ŒUVRE D'ÉTÉ".to_owned()]));
    catalogue.index.rebuild();
    assert_eq!(told(&catalogue, "oeuvr").0, "ŒUVRE D'ÉTÉ");
}

#[test]
fn the_names_beyond_a_bound_are_counted() {
    let desk = desk(
        1,
        vec![record(3, 1, named("Tétouan", "Tetouan", "تطوان"), "Tél. 5"), record(4, 1, named("Fès", "", ""), "x")],
    );
    assert_eq!((Catalogue::left_out(&desk, 4), Catalogue::left_out(&desk, limits::SEARCH_ENTRIES)), (2, 0));
}

#[test]
fn a_name_written_alike_in_two_languages_is_one_and_a_long_one_is_told_by_its_beginning() {
    let long = "Fédération ".repeat(80);
    let records = vec![record(3, 1, named("Tétouan", "Tetouan", ""), ""), record(4, 1, named(&long, "", ""), "")];
    let catalogue = Catalogue::of(&desk(1, records), &Lexicon::load());
    assert_eq!(catalogue.entries(), 2);
    assert_eq!(told(&catalogue, "tetouan").0, "Tétouan");
    let (text, _) = told(&catalogue, "federation");
    assert!(long.starts_with(&text) && text.len() > limits::SEARCH_NAME_BYTES - 4, "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_found_is_a_text_of_its_record(fr in "[ a-zéÉœ'0-9🙂-]{0,24}", ar in "[ ا-ي\u{64b}-\u{652}ﷺﻻ\u{200f}]{0,24}", en in "\\PC{0,200}", cut in 1usize..9) {
        let lexicon = Lexicon::load();
        let catalogue = Catalogue::of(&desk(1, vec![record(3, 1, named(&fr, &en, &ar), "")]), &lexicon);
        for name in [&fr, &ar, &en] {
            let query: String = fold(name).text.chars().take(cut).collect();
            for hit in asked(&catalogue, &lexicon, &query).hits {
                prop_assert!([&fr, &ar, &en].iter().any(|own| own.starts_with(&hit.text)), "{:?}", hit.text);
                prop_assert!(hit.ranges.iter().all(|[from, to]| from < to && hit.text.get(*from..*to).is_some()));
            }
        }
    }
}
