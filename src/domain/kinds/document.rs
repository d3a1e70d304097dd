//! A reference to a document kept elsewhere, with what proves it unchanged.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// Title.
pub const TITLE: Field = Field::new(1, "title", Shape::Text3).required().searched(8);
/// Minutes, note, report, letter, …
pub const TYPE: Field = Field::new(2, "type", Shape::Code("document_kind"));
/// Its language.
pub const LANGUAGE: Field = Field::new(3, "language", Shape::Code("language"));
/// Its version.
pub const VERSION: Field = Field::new(4, "version", Shape::Text).labelled("field-document-version");
/// Path or archive number.
pub const LOCATION: Field = Field::new(5, "location", Shape::Text).searched(3);
/// SHA-256 of the file.
pub const HASH: Field = Field::new(6, "hash", Shape::Text);
/// Size in bytes.
pub const SIZE: Field = Field::new(7, "size", Shape::Number { min: 0, max: 1_099_511_627_776 });
/// Its date.
pub const DATE: Field = Field::new(8, "date", Shape::Date);
/// The document it is a language variant of.
pub const TRANSLATES: Field = Field::new(9, "translates", Shape::Link(&[Kind::Document]));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Document,
    key: "document",
    fields: &[
        TITLE,
        TYPE,
        LANGUAGE,
        VERSION,
        LOCATION,
        HASH,
        SIZE,
        DATE,
        TRANSLATES,
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
    date: Some(DATE.id),
    columns: &[TYPE.id, DATE.id],
};
