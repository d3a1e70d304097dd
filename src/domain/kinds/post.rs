//! A post: a function that exists whoever holds it, with its dated holders.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// One holder of the post; half-open: `until` is the first day without it.
pub mod tenure {
    use super::*;
    /// The holder.
    pub const PERSON: Field = Field::new(1, "person", Shape::Link(&[Kind::Person])).required();
    /// Titular, interim or delegate.
    pub const TYPE: Field = Field::new(2, "type", Shape::Code("tenure_kind"));
    /// First day.
    pub const FROM: Field = Field::new(3, "from", Shape::OfficialDate);
    /// First day after.
    pub const UNTIL: Field = Field::new(4, "until", Shape::OfficialDate);
    /// The act of appointment.
    pub const ACT: Field = Field::new(5, "act", Shape::Text);
    /// The title as used, where it differed.
    pub const TITLE: Field = Field::new(6, "title", Shape::Text3);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[PERSON, TYPE, FROM, UNTIL, ACT, TITLE];
}

/// Title of the function (masculine in Arabic and French).
pub const TITLES: Field = Field::new(1, "titles", Shape::Text3).required().searched(8);
/// Title when a woman holds it.
pub const TITLES_FEMININE: Field = Field::new(2, "titles_feminine", Shape::Text3).searched(6);
/// Where the post is.
pub const PARTNER: Field = Field::new(3, "partner", Shape::Link(&[Kind::Partner])).required();
/// Order inside the partner: lower comes first.
pub const RANK: Field = Field::new(4, "rank", Shape::Number { min: 0, max: 99999 });
/// Since when the post exists.
pub const FROM: Field = Field::new(5, "from", Shape::Date);
/// Until when.
pub const UNTIL: Field = Field::new(6, "until", Shape::Date);
/// Whether somebody may hold it ad interim.
pub const INTERIM_ALLOWED: Field = Field::new(7, "interim_allowed", Shape::Flag);
/// Who held it, from when to when.
pub const TENURES: Field = Field::new(8, "tenures", Shape::List(&Shape::Part(tenure::FIELDS)));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Post,
    key: "post",
    fields: &[
        TITLES,
        TITLES_FEMININE,
        PARTNER,
        RANK,
        FROM,
        UNTIL,
        INTERIM_ALLOWED,
        TENURES,
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
    title: TITLES.id,
    date: None,
    columns: &[PARTNER.id],
};
