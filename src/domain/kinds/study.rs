//! A study or an expertise that informs decisions.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// Title.
pub const TITLE: Field = Field::new(1, "title", Shape::Text3).required().searched(9);
/// Study, expertise, evaluation, survey.
pub const TYPE: Field = Field::new(2, "type", Shape::Code("study_kind"));
/// Authors.
pub const AUTHORS: Field = Field::new(3, "authors", Shape::List(&Shape::Text)).searched(4);
/// Who ordered it.
pub const COMMISSIONER: Field = Field::new(4, "commissioner", Shape::Link(&[Kind::Partner]));
/// When launched.
pub const LAUNCHED: Field = Field::new(5, "launched", Shape::Date);
/// When delivered.
pub const DELIVERED: Field = Field::new(6, "delivered", Shape::Date);
/// What it found.
pub const FINDINGS: Field = Field::new(7, "findings", Shape::LongText3).searched(3);
/// The decisions it informed.
pub const INFORMS: Field = Field::new(8, "informs", Shape::List(&Shape::Link(&[Kind::Decision])));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Study,
    key: "study",
    fields: &[
        TITLE,
        TYPE,
        AUTHORS,
        COMMISSIONER,
        LAUNCHED,
        DELIVERED,
        FINDINGS,
        INFORMS,
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
    date: Some(DELIVERED.id),
    columns: &[TYPE.id, DELIVERED.id],
};
