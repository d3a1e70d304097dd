//! The folded texts of the rows of a list, kept one behind the other: a letter that is typed into its filter reads them once
//! from front to back and folds nothing.

use crate::domain::{Record, Value};
use crate::{limits, text};

/// Between two texts of a record: no folded word has it.
const BETWEEN: char = '\n';

/// What the rows of a list say, folded, in their order.
#[derive(Clone, Debug, Default)]
pub struct FoldedTexts {
    text: String,
    ends: Vec<usize>,
}

impl FoldedTexts {
    /// Folds the texts of records; nothing where they take more than [`limits::LIST_TEXTS_BYTES`].
    pub fn of<'r>(records: impl Iterator<Item = Option<&'r Record>>) -> Option<FoldedTexts> {
        let mut kept = FoldedTexts::default();
        for record in records {
            for (_, value) in record.into_iter().flat_map(Record::declared) {
                kept.take_in(value);
            }
            if kept.text.len() > limits::LIST_TEXTS_BYTES {
                return None;
            }
            kept.ends.push(kept.text.len());
        }
        Some(kept)
    }

    fn take_in(&mut self, value: &Value) {
        let mut one = |text: &str| {
            text::fold_onto(text, &mut self.text);
            self.text.push(BETWEEN);
        };
        match value {
            Value::Text(text) => one(text),
            Value::Text3(text) => text.texts().for_each(|(_, text)| one(text)),
            Value::List(values) => values.iter().for_each(|value| self.take_in(value)),
            Value::Part(fields) => fields.iter().for_each(|(_, value)| self.take_in(value)),
            _ => {}
        }
    }

    /// What the row at a place says.
    pub fn at(&self, place: usize) -> &str {
        let start = place.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        start.zip(self.ends.get(place)).and_then(|(start, end)| self.text.get(start..*end)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::kinds::engagement;
    use crate::domain::{Desk, Fields, Kind, Ref, Text3};
    use crate::lang::Lexicon;
    use crate::search::filter::{Names, Sieve};

    fn record(number: u64, fr: &str, ar: &str, topics: &[&str]) -> Record {
        let title = Text3 { fr: Some(fr.to_owned()), ar: Some(ar.to_owned()), ..Text3::default() };
        let topics = topics.iter().map(|topic| Value::Text((*topic).to_owned())).collect();
        let note = Fields::new().with(engagement::participant::NOTE.id, Value::Text("Président de séance".to_owned()));
        let mut fields = Fields::new().with(engagement::TITLE.id, title);
        fields.set(engagement::TOPICS.id, Some(Value::List(topics)));
        fields.set(engagement::PARTICIPANTS.id, Some(Value::List(vec![Value::Part(note)])));
        Record { reference: Ref(number), kind: Kind::Engagement, rev: 1, fields }
    }

    #[test]
    fn what_is_kept_holds_the_words_that_the_record_holds_and_no_others() {
        let records = [
            record(1, "Réunion à Genève", "اجتماع في جنيف", &["Élections", "Santé"]),
            record(2, "Visite d’État", "زيارة دولة", &[]),
            record(3, "", "إدارةُ المدن", &["2018/04"]),
        ];
        let (desk, lexicon, names) = (Desk::default(), Lexicon::load(), Names::default());
        let lines = [Some(&records[0]), None, Some(&records[1]), Some(&records[2])];
        let kept = FoldedTexts::of(lines.into_iter()).unwrap_or_default();
        let mut found = 0;
        for typed in
            ["geneve", "جنيف", "elec sante", "genève visite", "etat", "اداره", "2018 04", "seance", "sante visite", "é"]
        {
            let sieve = Sieve::new(typed, &names, &desk, &lexicon, jiff::civil::date(2026, 11, 25));
            for (place, line) in lines.iter().enumerate() {
                let expected = line.is_some_and(|record| sieve.holds_words(record));
                assert_eq!(sieve.holds_folded(kept.at(place)), expected, "{typed} {place}");
                found += usize::from(expected);
            }
        }
        assert!(found >= 10, "{found}");
        assert_eq!(kept.at(9), "");
    }

    #[test]
    fn more_than_a_list_may_keep_is_not_kept() {
        let long = record(1, &"a ".repeat(limits::LIST_TEXTS_BYTES / 8), "", &[]);
        assert!(FoldedTexts::of([Some(&long); 3].into_iter()).is_some());
        assert!(FoldedTexts::of([Some(&long); 5].into_iter()).is_none());
    }
}
