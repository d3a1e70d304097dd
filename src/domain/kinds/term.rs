//! A term of a scheme: an objective, a principle, a sector of the staff's own.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// The term in three languages.
pub const LABELS: Field = Field::new(1, "labels", Shape::Text3).required().searched(8);
/// Which scheme.
pub const SCHEME: Field = Field::new(2, "scheme", Shape::Code("term_scheme")).required();
/// Code in the scheme.
pub const CODE: Field = Field::new(3, "code", Shape::Text).searched(6);
/// The broader term.
pub const PARENT: Field = Field::new(4, "parent", Shape::Link(&[Kind::Term]));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Term,
    key: "term",
    fields: &[
        LABELS,
        SCHEME,
        CODE,
        PARENT,
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
    title: LABELS.id,
    date: None,
    columns: &[SCHEME.id, CODE.id],
};
