//! A pledge, announced by a holder, alone or with partners. A pledge is no agreement.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// A state it was in, since a date.
pub mod step {
    use super::*;
    /// The state.
    pub const STATUS: Field = Field::new(1, "status", Shape::Code("commitment_status")).required();
    /// Since when.
    pub const DATE: Field = Field::new(2, "date", Shape::Date);
    /// In words.
    pub const NOTE: Field = Field::new(3, "note", Shape::Text);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[STATUS, DATE, NOTE];
}

/// What is pledged.
pub const TITLE: Field = Field::new(1, "title", Shape::Text3).required().searched(9);
/// Who pledged.
pub const HOLDER: Field = Field::new(2, "holder", Shape::Link(&[Kind::Partner])).labelled("field-commitment-holder");
/// With whom.
pub const PARTNERS: Field = Field::new(3, "partners", Shape::List(&Shape::Link(&[Kind::Partner])));
/// Financial, human resources, process, policy.
pub const TYPE: Field = Field::new(4, "type", Shape::Code("commitment_type"));
/// Individual, common, in partnership, matching.
pub const FORM: Field = Field::new(5, "form", Shape::Code("commitment_form"));
/// How it is measured.
pub const METRIC: Field = Field::new(6, "metric", Shape::Text);
/// When it was announced.
pub const ANNOUNCED: Field = Field::new(7, "announced", Shape::Date);
/// By when.
pub const DUE: Field = Field::new(8, "due", Shape::Date);
/// Announced, under way, completed, lapsed.
pub const STATUS: Field = Field::new(9, "status", Shape::Code("commitment_status"));
/// Reference in the register of others.
pub const REFERENCE: Field = Field::new(10, "reference", Shape::Text).searched(4);
/// Earlier states.
pub const HISTORY: Field = Field::new(11, "history", Shape::List(&Shape::Part(step::FIELDS)));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Commitment,
    key: "commitment",
    fields: &[
        TITLE,
        HOLDER,
        PARTNERS,
        TYPE,
        FORM,
        METRIC,
        ANNOUNCED,
        DUE,
        STATUS,
        REFERENCE,
        HISTORY,
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
    date: Some(ANNOUNCED.id),
    columns: &[STATUS.id, DUE.id],
};
