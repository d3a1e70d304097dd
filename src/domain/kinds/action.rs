//! Something an institution must do by a date. Late is derived from the date, never stored.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// A state it was in, since a date.
pub mod step {
    use super::*;
    /// The state.
    pub const STATUS: Field = Field::new(1, "status", Shape::Code("action_state")).required();
    /// Since when.
    pub const DATE: Field = Field::new(2, "date", Shape::Date);
    /// In words.
    pub const NOTE: Field = Field::new(3, "note", Shape::Text);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[STATUS, DATE, NOTE];
}

/// What is to be done.
pub const TITLE: Field = Field::new(1, "title", Shape::Text3).required().searched(9);
/// What it comes from.
pub const ORIGIN: Field =
    Field::new(2, "origin", Shape::Link(&[Kind::Decision, Kind::Engagement, Kind::Instrument, Kind::Commitment]));
/// The institution in charge.
pub const OWNER: Field = Field::new(3, "owner", Shape::Link(&[Kind::Partner])).labelled("field-action-owner");
/// The person in charge.
pub const PERSON: Field = Field::new(4, "person", Shape::Link(&[Kind::Person, Kind::Post]));
/// By when.
pub const DUE: Field = Field::new(5, "due", Shape::Date);
/// Not started, in progress, done, …
pub const STATUS: Field = Field::new(6, "status", Shape::Code("action_state")).required();
/// How far.
pub const PERCENT: Field = Field::new(7, "percent", Shape::Number { min: 0, max: 100 });
/// Earlier states.
pub const HISTORY: Field = Field::new(8, "history", Shape::List(&Shape::Part(step::FIELDS)));
/// What shows that it was done.
pub const EVIDENCE: Field = Field::new(9, "evidence", Shape::List(&Shape::Link(&[Kind::Document])));
/// When to remind.
pub const REMINDER: Field = Field::new(10, "reminder", Shape::Date);

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Action,
    key: "action",
    fields: &[
        TITLE,
        OWNER,
        DUE,
        STATUS,
        PERSON,
        ORIGIN,
        PERCENT,
        HISTORY,
        EVIDENCE,
        REMINDER,
        THEMES,
        DIMENSION,
        OBJECTIVES,
        CONFIDENTIALITY,
        SOURCE,
        DOCUMENTS,
        NOTES,
        TAGS,
        EXAMPLE,
    ],
    title: TITLE.id,
    date: Some(DUE.id),
    columns: &[DUE.id, STATUS.id, OWNER.id],
};
