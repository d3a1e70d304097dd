//! An entry of the mail register, with the order number of its year.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// What it is about.
pub const SUBJECT: Field = Field::new(1, "subject", Shape::Text3).required().searched(8);
/// Incoming or outgoing.
pub const DIRECTION: Field = Field::new(2, "direction", Shape::Code("letter_direction")).required();
/// Order number in the register of the year.
pub const NUMBER: Field = Field::new(3, "number", Shape::Text).searched(8).labelled("field-letter-number");
/// Letter, note verbale, convocation, …
pub const TYPE: Field = Field::new(4, "type", Shape::Code("letter_kind"));
/// When received or sent.
pub const DATE: Field = Field::new(5, "date", Shape::Date);
/// When written.
pub const WRITTEN: Field = Field::new(6, "written", Shape::Date);
/// The number the sender gave it.
pub const REFERENCE: Field = Field::new(7, "reference", Shape::Text).searched(6);
/// Who wrote.
pub const FROM: Field = Field::new(8, "from", Shape::List(&Shape::Link(&[Kind::Partner, Kind::Person, Kind::Post])))
    .labelled("field-letter-from");
/// To whom.
pub const TO: Field = Field::new(9, "to", Shape::List(&Shape::Link(&[Kind::Partner, Kind::Person, Kind::Post])))
    .labelled("field-letter-to");
/// By when an answer is due.
pub const REPLY_DUE: Field = Field::new(10, "reply_due", Shape::Date);
/// The letter it answers.
pub const ANSWERS: Field = Field::new(11, "answers", Shape::Link(&[Kind::Letter]));
/// Records it is about.
pub const ABOUT: Field = Field::new(12, "about", Shape::List(&Shape::Link(&[])));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Letter,
    key: "letter",
    fields: &[
        SUBJECT,
        DIRECTION,
        NUMBER,
        TYPE,
        DATE,
        WRITTEN,
        REFERENCE,
        FROM,
        TO,
        REPLY_DUE,
        ANSWERS,
        ABOUT,
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
    title: SUBJECT.id,
    date: Some(DATE.id),
    columns: &[NUMBER.id, DIRECTION.id, DATE.id],
};
