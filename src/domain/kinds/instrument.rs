//! A text that binds or declares: agreement, memorandum, protocol. Its status is derived from its events.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// A dated step in the life of the text.
pub mod event {
    use super::*;
    /// Which step.
    pub const TYPE: Field = Field::new(1, "type", Shape::Code("instrument_event")).required();
    /// When, with the Hijri date as printed.
    pub const DATE: Field = Field::new(2, "date", Shape::OfficialDate).required();
    /// Where.
    pub const PLACE: Field = Field::new(3, "place", Shape::Text3);
    /// Who acted.
    pub const BY: Field = Field::new(4, "by", Shape::List(&Shape::Link(&[Kind::Partner, Kind::Person, Kind::Post])));
    /// The document.
    pub const DOCUMENT: Field = Field::new(5, "document", Shape::Link(&[Kind::Document]));
    /// In words.
    pub const NOTE: Field = Field::new(6, "note", Shape::Text);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[TYPE, DATE, PLACE, BY, DOCUMENT, NOTE];
}

/// Title.
pub const TITLE: Field = Field::new(1, "title", Shape::Text3).required().searched(9);
/// Agreement, memorandum of understanding, …
pub const TYPE: Field = Field::new(2, "type", Shape::Code("instrument_kind")).required();
/// Who is bound.
pub const PARTIES: Field = Field::new(3, "parties", Shape::List(&Shape::Link(&[Kind::Partner])));
/// Signed, ratified, entered into force, …
pub const EVENTS: Field = Field::new(4, "events", Shape::List(&Shape::Part(event::FIELDS)));
/// Languages of the authentic texts.
pub const LANGUAGES: Field = Field::new(5, "languages", Shape::List(&Shape::Code("language")));
/// Who keeps it.
pub const DEPOSITARY: Field = Field::new(6, "depositary", Shape::Link(&[Kind::Partner]));
/// Number of the text.
pub const REFERENCE: Field = Field::new(7, "reference", Shape::Text).searched(5);
/// Whether it binds in law.
pub const BINDING: Field = Field::new(8, "binding", Shape::Flag);
/// Tacit, fixed term, none.
pub const RENEWAL: Field = Field::new(9, "renewal", Shape::Code("renewal"));
/// Days of notice to denounce it.
pub const NOTICE_DAYS: Field =
    Field::new(10, "notice_days", Shape::Number { min: 0, max: 3660 }).labelled("field-instrument-notice-days");
/// When it ends.
pub const EXPIRES: Field = Field::new(11, "expires", Shape::Date);
/// The text it amends.
pub const AMENDS: Field = Field::new(12, "amends", Shape::Link(&[Kind::Instrument]));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Instrument,
    key: "instrument",
    fields: &[
        TITLE,
        TYPE,
        PARTIES,
        EVENTS,
        LANGUAGES,
        DEPOSITARY,
        REFERENCE,
        BINDING,
        RENEWAL,
        NOTICE_DAYS,
        EXPIRES,
        AMENDS,
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
    date: None,
    columns: &[TYPE.id],
};
