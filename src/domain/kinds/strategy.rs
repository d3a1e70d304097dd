//! A strategy, or an axis, programme or measure inside one: a tree.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// Title.
pub const TITLE: Field = Field::new(1, "title", Shape::Text3).required().searched(9);
/// Strategy, axis, programme, measure.
pub const LEVEL: Field = Field::new(2, "level", Shape::Code("strategy_level")).required();
/// What it is part of.
pub const PARENT: Field = Field::new(3, "parent", Shape::Link(&[Kind::Strategy]));
/// The leading institution.
pub const LEAD: Field = Field::new(4, "lead", Shape::Link(&[Kind::Partner]));
/// Contributing institutions.
pub const CONTRIBUTORS: Field = Field::new(5, "contributors", Shape::List(&Shape::Link(&[Kind::Partner])));
/// Since when.
pub const FROM: Field = Field::new(6, "from", Shape::Date);
/// Until when.
pub const UNTIL: Field = Field::new(7, "until", Shape::Date);
/// How it is measured.
pub const INDICATORS: Field = Field::new(8, "indicators", Shape::List(&Shape::Text)).searched(1);
/// Number inside its strategy.
pub const CODE: Field = Field::new(9, "code", Shape::Text).searched(5);

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Strategy,
    key: "strategy",
    fields: &[
        TITLE,
        LEVEL,
        PARENT,
        LEAD,
        CONTRIBUTORS,
        FROM,
        UNTIL,
        INDICATORS,
        CODE,
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
    date: Some(FROM.id),
    columns: &[LEVEL.id, LEAD.id],
};
