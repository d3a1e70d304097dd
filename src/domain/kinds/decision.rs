//! What a meeting settled on one item, whatever its outcome kind: decision, recommendation, postponed, referred.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// The vote of one seat.
pub mod ballot {
    use super::*;
    /// The seat.
    pub const SEAT: Field = Field::new(1, "seat", Shape::Number { min: 1, max: 9999 }).labelled("field-meeting-seat");
    /// Who voted for it.
    pub const WHO: Field = Field::new(2, "who", Shape::Link(&[Kind::Person, Kind::Post]));
    /// For, against, abstains, does not vote.
    pub const VOTE: Field = Field::new(3, "vote", Shape::Code("vote")).required();
    /// When it came, in a written procedure.
    pub const DATE: Field = Field::new(4, "date", Shape::Date);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[SEAT, WHO, VOTE, DATE];
}

/// The decision in one sentence.
pub const TITLE: Field = Field::new(1, "title", Shape::Text3).required().searched(9);
/// Kind of outcome.
pub const TYPE: Field = Field::new(2, "type", Shape::Code("outcome_kind")).required();
/// Its number, made by the pattern of the body.
pub const NUMBER: Field = Field::new(3, "number", Shape::Text).searched(8);
/// The meeting that took it; none for a written procedure.
pub const MEETING: Field = Field::new(4, "meeting", Shape::Link(&[Kind::Meeting]));
/// The item of that meeting.
pub const ITEM: Field = Field::new(5, "item", Shape::Number { min: 1, max: 99999 });
/// The body, for a written procedure.
pub const BODY: Field = Field::new(6, "body", Shape::Link(&[Kind::Body]));
/// When.
pub const DATE: Field = Field::new(7, "date", Shape::OfficialDate);
/// The full text.
pub const TEXT: Field = Field::new(8, "text", Shape::LongText3).searched(3);
/// Consensus, counts or nominal vote.
pub const MODE: Field = Field::new(9, "mode", Shape::Code("decision_mode"));
/// Votes for.
pub const VOTES_FOR: Field = Field::new(10, "votes_for", Shape::Number { min: 0, max: 9999 });
/// Votes against.
pub const VOTES_AGAINST: Field = Field::new(11, "votes_against", Shape::Number { min: 0, max: 9999 });
/// Abstentions.
pub const ABSTENTIONS: Field = Field::new(12, "abstentions", Shape::Number { min: 0, max: 9999 });
/// Open until carried out.
pub const STATUS: Field = Field::new(13, "status", Shape::Code("decision_status")).required();
/// The decision it replaces.
pub const SUPERSEDES: Field = Field::new(14, "supersedes", Shape::Link(&[Kind::Decision]));
/// Until when it was postponed.
pub const POSTPONED_TO: Field = Field::new(15, "postponed_to", Shape::Date);
/// To which body it was referred.
pub const REFERRED_TO: Field = Field::new(16, "referred_to", Shape::Link(&[Kind::Body]));
/// The recommendation or proposal it follows from.
pub const FOLLOWS: Field = Field::new(17, "follows", Shape::Link(&[Kind::Decision]));
/// The axes and measures it serves.
pub const STRATEGIES: Field = Field::new(18, "strategies", Shape::List(&Shape::Link(&[Kind::Strategy])));
/// The institution in charge.
pub const OWNER: Field = Field::new(19, "owner", Shape::Link(&[Kind::Partner])).labelled("field-decision-owner");
/// Who voted what, seat by seat.
pub const BALLOTS: Field = Field::new(20, "ballots", Shape::List(&Shape::Part(ballot::FIELDS)));
/// By when the members answer a written procedure.
pub const REPLY_DUE: Field = Field::new(21, "reply_due", Shape::Date);
/// The casting vote of the chair, where votes were equal.
pub const CASTING: Field = Field::new(22, "casting", Shape::Code("vote"));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Decision,
    key: "decision",
    fields: &[
        TITLE,
        TYPE,
        NUMBER,
        MEETING,
        ITEM,
        BODY,
        DATE,
        TEXT,
        MODE,
        VOTES_FOR,
        VOTES_AGAINST,
        ABSTENTIONS,
        STATUS,
        SUPERSEDES,
        POSTPONED_TO,
        REFERRED_TO,
        FOLLOWS,
        STRATEGIES,
        OWNER,
        BALLOTS,
        REPLY_DUE,
        CASTING,
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
    columns: &[NUMBER.id, STATUS.id, MEETING.id],
};
