//! The place in a long text where the words of a query stand, as a hit that shows some letters around it.

use super::catalogue::{is_long, names_of};
use super::judge::Needle;
use super::texts::has_all;
use super::{Hit, Tier, gather, highlight};
use crate::domain::Record;
use crate::{limits, text};

/// The hit of a record whose long text has every word of the query; nothing where none has.
pub(crate) fn of(record: &Record, needle: &Needle) -> Option<Hit> {
    let mut found = None;
    names_of(record, &mut |field, _, text| {
        if found.is_none() && is_long(text) {
            found = Some((field, text, text::fold(text))).filter(|(_, _, folded)| has_all(&folded.text, &needle.words));
        }
    });
    let (field, text, folded) = found?;
    let ranges = highlight::ranges(&folded.text, needle, Tier::AnyOrder);
    let (text, ranges) = around(text, highlight::as_stored(text, &folded, &ranges));
    Some(Hit { record: record.reference.0, field, score: gather::best(Tier::Text), tier: Tier::Text, text, ranges })
}

/// A line of the text with the first range near its beginning, and the ranges in it.
fn around(text: &str, ranges: Vec<[usize; 2]>) -> (String, Vec<[usize; 2]>) {
    let first = ranges.first().map_or(0, |range| range[0]);
    let before = text.get(..first).unwrap_or("");
    let skipped = before.char_indices().rev().nth(limits::SEARCH_PLACE_LETTERS / 4).map_or(0, |(at, _)| at);
    // A line begins with a whole word, where there is a space at all.
    let start = before
        .get(skipped..)
        .and_then(|near| near.find(' '))
        .filter(|_| skipped > 0)
        .map_or(skipped, |at| skipped + at + 1);
    let rest = text.get(start..).unwrap_or("");
    let end = rest.char_indices().nth(limits::SEARCH_PLACE_LETTERS).map_or(rest.len(), |(at, _)| at);
    let line: String =
        rest.get(..end).unwrap_or("").chars().map(|c| if c.is_ascii_control() { ' ' } else { c }).collect();
    let shown = ranges.iter().filter(|range| range[0] >= start && range[1] <= start + end);
    let ranges = shown.map(|[from, to]| [from - start, to - start]).collect();
    (line, ranges)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kinds::common;
    use crate::domain::{Desk, Fields, Kind, Ref, Text3, kinds::partner};
    use crate::lang::Lexicon;
    use crate::search::{Answer, Catalogue};
    use std::sync::Arc;

    fn desk(notes: &str) -> Desk {
        let names = Text3 { fr: Some("Fondation".to_owned()), ..Text3::default() };
        let fields = Fields::new()
            .with(partner::NAMES.id, names)
            .with(common::NOTES.id, crate::domain::Value::Text(notes.to_owned()));
        let record = Record { reference: Ref(3), kind: Kind::Partner, rev: 1, fields };
        Desk::restore(1, 3, [Arc::new(record)], [])
    }

    fn asked(catalogue: &Catalogue, query: &str) -> Answer {
        catalogue.answer(&Lexicon::load(), query, 5, jiff::civil::date(2026, 11, 25))
    }

    #[test]
    fn a_word_far_in_a_long_text_is_found_and_shown_where_it_stands() {
        let long = format!(
            "{} L’atelier de zellige\nest financé par la région. {}",
            "Un mot. ".repeat(200),
            "Fin. ".repeat(100)
        );
        let mut catalogue = Catalogue::of(&desk(&long), &Lexicon::load());
        let hit = asked(&catalogue, "region zelli").hits.remove(0);
        assert_eq!((hit.record, hit.tier), (3, Tier::Text));
        let lit: Vec<&str> = hit.ranges.iter().map(|[from, to]| &hit.text[*from..*to]).collect();
        assert_eq!(lit, ["zelli", "région"]);
        assert!(hit.text.chars().count() <= limits::SEARCH_PLACE_LETTERS && !hit.text.contains('\n'), "{}", hit.text);
        assert!(asked(&catalogue, "zellige berlin").hits.is_empty());
        // What changed is found as it is now, before and after it is sorted in.
        catalogue.follow(&desk(&long.replace("zellige", "tannerie")));
        assert!(asked(&catalogue, "zellige").hits.is_empty());
        assert_eq!(asked(&catalogue, "tannerie").hits[0].tier, Tier::Text);
    }

    #[test]
    fn any_range_of_any_text_stays_inside_the_line() {
        for text in ["م".repeat(700), "a".repeat(700), "é è ".repeat(300), String::new()] {
            for from in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
                let to = text[from..].chars().next().map_or(from, |c| from + c.len_utf8());
                let (line, ranges) = around(&text, vec![[from, to]]);
                assert!(ranges.iter().all(|[from, to]| line.get(*from..*to).is_some()));
                assert_eq!(ranges.len(), 1);
            }
        }
    }
}
