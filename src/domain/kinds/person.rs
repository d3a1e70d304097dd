//! A person. Functions are held through posts; what a person is called depends on the language.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// Given and family name in three languages.
pub const NAMES: Field = Field::new(1, "names", Shape::Text3).required().searched(10);
/// Form of address.
pub const HONORIFIC: Field = Field::new(2, "honorific", Shape::Code("honorific"));
/// For agreement in Arabic and French.
pub const GENDER: Field = Field::new(3, "gender", Shape::Code("gender"));
/// Other spellings of the name.
pub const ALIASES: Field = Field::new(4, "aliases", Shape::List(&Shape::Text)).searched(8);
/// Languages spoken.
pub const LANGUAGES: Field = Field::new(5, "languages", Shape::List(&Shape::Code("language")));
/// Telephones, addresses.
pub const CONTACTS: Field = Field::new(6, "contacts", Shape::List(&Shape::Part(super::partner::contact::FIELDS)));
/// The partner they belong to where they hold no post.
pub const PARTNER: Field = Field::new(7, "partner", Shape::Link(&[Kind::Partner]));
/// Title in words where they hold no post.
pub const TITLE: Field = Field::new(8, "title", Shape::Text3).searched(4);

/// Records that look like this one and are not the same.
pub const DISTINCT_FROM: Field = Field::new(9, "distinct_from", Shape::List(&Shape::Link(&[Kind::Person])));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Person,
    key: "person",
    fields: &[
        NAMES,
        HONORIFIC,
        GENDER,
        ALIASES,
        LANGUAGES,
        CONTACTS,
        PARTNER,
        TITLE,
        THEMES,
        DIMENSION,
        OBJECTIVES,
        CONFIDENTIALITY,
        SOURCE,
        DOCUMENTS,
        NOTES,
        TAGS,
        EXAMPLE,
        DISTINCT_FROM,
    ],
    title: NAMES.id,
    date: None,
    columns: &[HONORIFIC.id],
};
