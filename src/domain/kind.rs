//! The kinds of record. One line in [`KINDS`] and one file in `kinds/` make a kind.

use super::field::{Field, FieldId};
use super::kinds;
use serde::{Deserialize, Serialize};

/// A kind of record; the numbers are what lies on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[repr(u8)]
pub enum Kind {
    /// A state, mission, organisation, public body or association.
    Partner = 1,
    /// A human being.
    Person = 2,
    /// A function that people hold in turn.
    Post = 3,
    /// Something that happened or will: a visit, an audience, a forum.
    Engagement = 4,
    /// A text that binds or declares.
    Instrument = 5,
    /// A pledge.
    Commitment = 6,
    /// A committee.
    Body = 7,
    /// One session of a body.
    Meeting = 8,
    /// What a meeting settled on one item, of any outcome kind.
    Decision = 9,
    /// Something somebody must do by a date.
    Action = 10,
    /// An entry of the mail register.
    Letter = 11,
    /// A strategy, or an axis, programme or measure inside one.
    Strategy = 12,
    /// A study or an expertise.
    Study = 13,
    /// A reference to a document kept elsewhere.
    Document = 14,
    /// A term of a scheme: an objective, a principle, a dimension.
    Term = 15,
}

/// All that is declared about a kind.
#[derive(Debug)]
pub struct KindSpec {
    /// The kind.
    pub kind: Kind,
    /// Name in commands, JSON and messages.
    pub key: &'static str,
    /// Its fields in the order of forms and cards.
    pub fields: &'static [Field],
    /// The field whose text stands for the record in lists.
    pub title: FieldId,
    /// The field that dates the record on a timeline, where it has one.
    pub date: Option<FieldId>,
    /// The columns of its list, besides number and title.
    pub columns: &'static [FieldId],
}

/// Every kind, in the order of menus; the only list of them.
pub const KINDS: &[&KindSpec] = &[
    &kinds::partner::SPEC,
    &kinds::person::SPEC,
    &kinds::post::SPEC,
    &kinds::engagement::SPEC,
    &kinds::instrument::SPEC,
    &kinds::commitment::SPEC,
    &kinds::body::SPEC,
    &kinds::meeting::SPEC,
    &kinds::decision::SPEC,
    &kinds::action::SPEC,
    &kinds::letter::SPEC,
    &kinds::strategy::SPEC,
    &kinds::study::SPEC,
    &kinds::document::SPEC,
    &kinds::term::SPEC,
];

impl Kind {
    /// All kinds in the order of menus.
    pub fn all() -> impl Iterator<Item = Kind> {
        KINDS.iter().map(|spec| spec.kind)
    }

    /// The declaration of the kind.
    pub fn spec(self) -> &'static KindSpec {
        // The first entry answers for a kind without a line; `every_kind_has_its_line` keeps that from happening.
        KINDS.iter().find(|spec| spec.kind == self).copied().unwrap_or(&kinds::partner::SPEC)
    }

    /// Name in commands and JSON.
    pub fn key(self) -> &'static str {
        self.spec().key
    }

    /// The kind of that name.
    pub fn from_key(key: &str) -> Option<Kind> {
        KINDS.iter().find(|spec| spec.key == key).map(|spec| spec.kind)
    }

    /// The kind with that number on disk.
    pub fn from_number(number: u8) -> Option<Kind> {
        Kind::all().find(|kind| *kind as u8 == number)
    }
}

impl KindSpec {
    /// The field of that key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The field of that number.
    pub fn field_by_id(&self, id: FieldId) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.id == id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::field::Shape;

    #[test]
    fn every_kind_has_its_line() {
        for number in 1..=15 {
            let kind = Kind::from_number(number).unwrap();
            assert_eq!(kind.spec().kind, kind);
            assert_eq!(Kind::from_key(kind.key()), Some(kind));
        }
        assert_eq!(KINDS.len(), 15);
    }

    #[test]
    fn field_numbers_and_keys_are_unique_in_every_kind_and_part() {
        fn check(place: &str, fields: &[Field]) {
            for (at, field) in fields.iter().enumerate() {
                for other in &fields[at + 1..] {
                    assert_ne!(field.id, other.id, "{place}: {} and {}", field.key, other.key);
                    assert_ne!(field.key, other.key, "{place}");
                }
                assert!(!["ref", "kind", "rev"].contains(&field.key), "{place}: {} is taken", field.key);
                if let Shape::Part(inner) = field.item_shape() {
                    check(&format!("{place}.{}", field.key), inner);
                }
            }
        }
        for spec in KINDS {
            check(spec.key, spec.fields);
            assert!(spec.field_by_id(spec.title).is_some(), "{} has no title", spec.key);
            for id in spec.columns.iter().chain(spec.date.iter()) {
                assert!(spec.field_by_id(*id).is_some(), "{} names field {id}", spec.key);
            }
        }
    }
}
