//! Something that happened or will happen with partners: a visit, an audience, a consultation, a forum.
//! The lines of a visit are engagements with the visit as parent.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Value};
use crate::lang::date::PDate;

/// Somebody taking part.
pub mod participant {
    use super::*;
    /// Partner, person, post or body.
    pub const WHO: Field =
        Field::new(1, "who", Shape::Link(&[Kind::Partner, Kind::Person, Kind::Post, Kind::Body])).required().once();
    /// The part they play.
    pub const PART: Field = Field::new(2, "part", Shape::Code("participant_part"));
    /// Order in the delegation.
    pub const RANK: Field = Field::new(3, "rank", Shape::Number { min: 0, max: 99999 });
    /// In words.
    pub const NOTE: Field = Field::new(4, "note", Shape::Text);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[WHO, PART, RANK, NOTE];
}

/// What it is called.
pub const TITLE: Field = Field::new(1, "title", Shape::Text3).required().searched(9);
/// Audience, visit, consultation, …
pub const TYPE: Field = Field::new(2, "type", Shape::Code("engagement_kind")).required();
/// When, as exactly as it is known.
pub const DATE: Field = Field::new(3, "date", Shape::Date).required();
/// The hour it begins, where known.
pub const START: Field = Field::new(4, "start", Shape::Instant);
/// The hour it ends.
pub const END: Field = Field::new(5, "end", Shape::Instant);
/// Where.
pub const PLACE: Field = Field::new(6, "place", Shape::Text3).searched(3);
/// The country where it takes place.
pub const COUNTRY: Field = Field::new(7, "country", Shape::Code("country")).searched(2);
/// The visit or forum it is part of.
pub const PARENT: Field = Field::new(8, "parent", Shape::Link(&[Kind::Engagement]));
/// Who takes part and in which part.
pub const PARTICIPANTS: Field = Field::new(9, "participants", Shape::List(&Shape::Part(participant::FIELDS)));
/// What it is about.
pub const TOPICS: Field = Field::new(10, "topics", Shape::List(&Shape::Text)).searched(2);
/// What came of it.
pub const SUMMARY: Field = Field::new(11, "summary", Shape::LongText3).searched(2);
/// For a visit: state, official, working, private.
pub const LEVEL: Field = Field::new(12, "level", Shape::Code("visit_level"));
/// For a visit: made or received.
pub const DIRECTION: Field = Field::new(13, "direction", Shape::Code("visit_direction"));
/// Whether what was said must not be attributed (Chatham House rule).
pub const NON_ATTRIBUTABLE: Field = Field::new(14, "non_attributable", Shape::Flag);
/// Proposed, confirmed, held, postponed, cancelled.
pub const STATUS: Field = Field::new(15, "status", Shape::Code("engagement_status"));

/// Whether records of this kind take part in engagements.
pub fn takes_part(kind: Kind) -> bool {
    matches!(participant::WHO.shape, Shape::Link(kinds) if kinds.contains(&kind))
}

/// The fields of a new engagement with somebody on a day.
pub fn with(who: Ref, date: PDate) -> Fields {
    let part = Fields::new().with(participant::WHO.id, who);
    Fields::new().with(DATE.id, date).with(PARTICIPANTS.id, Value::List(vec![Value::Part(part)]))
}

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Engagement,
    key: "engagement",
    fields: &[
        TITLE,
        TYPE,
        DATE,
        PARTICIPANTS,
        SUMMARY,
        START,
        END,
        PLACE,
        COUNTRY,
        PARENT,
        TOPICS,
        LEVEL,
        DIRECTION,
        NON_ATTRIBUTABLE,
        STATUS,
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
    columns: &[DATE.id, TYPE.id],
};
