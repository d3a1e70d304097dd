//! One session of a body, with its agenda. The agenda is a list in order; the level of an item makes the tree,
//! its printed number is always computed.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// An item of the agenda.
pub mod item {
    use super::*;
    /// Number of the item inside the meeting for ever; never printed.
    pub const ITEM: Field = Field::new(1, "item", Shape::Number { min: 1, max: 99999 }).required().hidden();
    /// Depth in the tree: 0 is the first level.
    pub const LEVEL: Field = Field::new(2, "level", Shape::Number { min: 0, max: 2 });
    /// Kind of item.
    pub const TYPE: Field = Field::new(3, "type", Shape::Code("item_kind"));
    /// Title.
    pub const TITLE: Field = Field::new(4, "title", Shape::Text3).required().searched(4);
    /// Planned length.
    pub const DURATION: Field = Field::new(5, "duration", Shape::Minutes);
    /// Who presents it.
    pub const PRESENTER: Field =
        Field::new(6, "presenter", Shape::List(&Shape::Link(&[Kind::Person, Kind::Post, Kind::Partner])));
    /// The institution that proposed it.
    pub const PROPOSER: Field = Field::new(7, "proposer", Shape::Link(&[Kind::Partner]));
    /// Normal, or late (addendum).
    pub const LIST: Field = Field::new(8, "list", Shape::Code("list_kind"));
    /// Who may read it.
    pub const CONFIDENTIALITY: Field = Field::new(9, "confidentiality", Shape::Code("confidentiality"));
    /// Documents.
    pub const DOCUMENTS: Field = Field::new(10, "documents", Shape::List(&Shape::Link(&[Kind::Document])));
    /// Records it is about.
    pub const ABOUT: Field = Field::new(11, "about", Shape::List(&Shape::Link(&[])));
    /// The session it was carried over from.
    pub const CARRIED_FROM: Field = Field::new(12, "carried_from", Shape::Link(&[Kind::Meeting]));
    /// Its item number there.
    pub const CARRIED_ITEM: Field = Field::new(13, "carried_item", Shape::Number { min: 1, max: 99999 }).hidden();
    /// Note for the chair.
    pub const NOTE: Field = Field::new(14, "note", Shape::LongText).searched(1);
    /// What was said.
    pub const MINUTES: Field = Field::new(15, "minutes", Shape::LongText3).searched(1);
    /// Open, treated, carried over, withdrawn.
    pub const STATE: Field = Field::new(16, "state", Shape::Code("item_state"));
    /// When it was taken in hand.
    pub const BEGUN: Field = Field::new(17, "begun", Shape::Instant);
    /// When it was left.
    pub const ENDED: Field = Field::new(18, "ended", Shape::Instant);
    /// The number of the proposal of the body that it takes up.
    pub const PROPOSAL: Field = Field::new(19, "proposal", Shape::Number { min: 1, max: 99999 }).hidden();
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[
        ITEM,
        LEVEL,
        TYPE,
        TITLE,
        DURATION,
        PRESENTER,
        PROPOSER,
        LIST,
        CONFIDENTIALITY,
        DOCUMENTS,
        ABOUT,
        CARRIED_FROM,
        CARRIED_ITEM,
        NOTE,
        MINUTES,
        STATE,
        BEGUN,
        ENDED,
        PROPOSAL,
    ];
}

/// A frozen version.
pub mod version {
    use super::*;
    /// Its number.
    pub const NUMBER: Field = Field::new(1, "number", Shape::Number { min: 1, max: 9999 }).required();
    /// Draft, frozen, sent, amended, final.
    pub const STATE: Field = Field::new(2, "state", Shape::Code("version_state"));
    /// Hash of what was frozen.
    pub const HASH: Field = Field::new(3, "hash", Shape::Text);
    /// When.
    pub const AT: Field = Field::new(4, "at", Shape::Instant);
    /// Who.
    pub const BY: Field = Field::new(5, "by", Shape::Text);
    /// What was frozen, as the program wrote it down.
    pub const TEXT: Field = Field::new(6, "text", Shape::LongText).hidden();
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[NUMBER, STATE, HASH, AT, BY, TEXT];
}

/// A paper that went out, as it was.
pub mod kept {
    use super::*;
    /// Which paper.
    pub const WHAT: Field = Field::new(1, "what", Shape::Code("paper_kind")).required();
    /// Its number among the papers of its kind.
    pub const NUMBER: Field = Field::new(2, "number", Shape::Number { min: 1, max: 9999 }).required();
    /// Hash of what it said.
    pub const HASH: Field = Field::new(3, "hash", Shape::Text);
    /// When it went out.
    pub const AT: Field = Field::new(4, "at", Shape::Instant);
    /// Who sent it.
    pub const BY: Field = Field::new(5, "by", Shape::Text);
    /// What it said, as the program wrote it down.
    pub const TEXT: Field = Field::new(6, "text", Shape::LongText).hidden();
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[WHAT, NUMBER, HASH, AT, BY, TEXT];
}

/// What happened to a convocation on its way.
pub mod delivery {
    use super::*;
    /// Sent, handed over, returned, …
    pub const TYPE: Field = Field::new(1, "type", Shape::Code("delivery_event")).required();
    /// When.
    pub const AT: Field = Field::new(2, "at", Shape::Instant).required();
    /// In words: who took it, why it came back.
    pub const NOTE: Field = Field::new(3, "note", Shape::Text);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[TYPE, AT, NOTE];
}

/// One recipient.
pub mod convocation {
    use super::*;
    /// The seat.
    pub const SEAT: Field = Field::new(1, "seat", Shape::Number { min: 1, max: 9999 }).labelled("field-meeting-seat");
    /// The recipient.
    pub const WHO: Field = Field::new(2, "who", Shape::Link(&[Kind::Person, Kind::Post, Kind::Partner]));
    /// Letter, e-mail, hand.
    pub const CHANNEL: Field = Field::new(3, "channel", Shape::Text);
    /// The letter in the register.
    pub const LETTER: Field = Field::new(4, "letter", Shape::Link(&[Kind::Letter]));
    /// When sent.
    pub const SENT: Field = Field::new(5, "sent", Shape::Instant);
    /// When acknowledged.
    pub const ACKNOWLEDGED: Field = Field::new(6, "acknowledged", Shape::Instant);
    /// What was answered.
    pub const REPLY: Field = Field::new(7, "reply", Shape::Code("reply"));
    /// By whom represented.
    pub const REPRESENTED_BY: Field = Field::new(8, "represented_by", Shape::Link(&[Kind::Person, Kind::Post]));
    /// The person who held the mandate when the letter was written.
    pub const PERSON: Field = Field::new(9, "person", Shape::Link(&[Kind::Person]));
    /// Name and title as written on the letter.
    pub const ADDRESSEE: Field = Field::new(10, "addressee", Shape::Text3);
    /// The language in which the recipient is written to.
    pub const LANGUAGE: Field = Field::new(11, "language", Shape::Code("language"));
    /// What happened to it on its way.
    pub const DELIVERIES: Field = Field::new(12, "deliveries", Shape::List(&Shape::Part(delivery::FIELDS)));
    /// When the reply came.
    pub const REPLIED: Field = Field::new(13, "replied", Shape::Instant);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[
        SEAT,
        WHO,
        PERSON,
        ADDRESSEE,
        LANGUAGE,
        CHANNEL,
        LETTER,
        SENT,
        ACKNOWLEDGED,
        DELIVERIES,
        REPLY,
        REPLIED,
        REPRESENTED_BY,
    ];
}

/// A time out of the room between arrival and departure.
pub mod absence {
    use super::*;
    /// Out.
    pub const FROM: Field = Field::new(1, "from", Shape::Instant).required();
    /// Back.
    pub const UNTIL: Field = Field::new(2, "until", Shape::Instant).required();
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[FROM, UNTIL];
}

/// One member or guest.
pub mod attendance_line {
    use super::*;
    /// The seat; none for a guest.
    pub const SEAT: Field = Field::new(1, "seat", Shape::Number { min: 1, max: 9999 }).labelled("field-meeting-seat");
    /// Who came.
    pub const WHO: Field = Field::new(2, "who", Shape::Link(&[Kind::Person, Kind::Post]));
    /// Present, excused, absent, …
    pub const STATUS: Field = Field::new(3, "status", Shape::Code("attendance")).required();
    /// By whom.
    pub const REPRESENTED_BY: Field = Field::new(4, "represented_by", Shape::Link(&[Kind::Person, Kind::Post]));
    /// Arrival.
    pub const ARRIVED: Field = Field::new(5, "arrived", Shape::Instant);
    /// Departure.
    pub const LEFT: Field = Field::new(6, "left", Shape::Instant);
    /// The seat that holds the proxy.
    pub const PROXY_TO: Field = Field::new(7, "proxy_to", Shape::Number { min: 1, max: 9999 });
    /// Times out of the room in between.
    pub const AWAY: Field = Field::new(8, "away", Shape::List(&Shape::Part(absence::FIELDS)));
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[SEAT, WHO, STATUS, REPRESENTED_BY, ARRIVED, LEFT, AWAY, PROXY_TO];
}

/// An item of an earlier session.
pub mod aside {
    use super::*;
    /// The session.
    pub const SESSION: Field =
        Field::new(1, "session", Shape::Link(&[Kind::Meeting])).required().labelled("field-meeting");
    /// Its number there.
    pub const ITEM: Field = Field::new(2, "item", Shape::Number { min: 1, max: 99999 }).required();
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[SESSION, ITEM];
}

/// A recorded change of the minutes.
pub mod amendment {
    use super::*;
    /// The item whose minutes changed; none for the general part.
    pub const ITEM: Field = Field::new(1, "item", Shape::Number { min: 1, max: 99999 });
    /// What stood there.
    pub const WAS: Field = Field::new(2, "was", Shape::LongText3);
    /// What stands there now.
    pub const TEXT: Field = Field::new(3, "text", Shape::LongText3);
    /// Who asked for it.
    pub const PROPOSER: Field = Field::new(4, "proposer", Shape::Link(&[Kind::Partner, Kind::Person, Kind::Post]));
    /// When it was recorded.
    pub const AT: Field = Field::new(5, "at", Shape::Instant).required();
    /// Who recorded it.
    pub const BY: Field = Field::new(6, "by", Shape::Text);
    /// The session that decided it; needed once the minutes are approved.
    pub const MEETING: Field = Field::new(7, "meeting", Shape::Link(&[Kind::Meeting]));
    /// Why.
    pub const NOTE: Field = Field::new(8, "note", Shape::Text);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[ITEM, WAS, TEXT, PROPOSER, AT, BY, MEETING, NOTE];
}

/// Somebody who signs the minutes.
pub mod signature {
    use super::*;
    /// Who.
    pub const WHO: Field = Field::new(1, "who", Shape::Link(&[Kind::Person, Kind::Post])).required();
    /// As what: chair, secretary, rapporteur.
    pub const ROLE: Field = Field::new(2, "role", Shape::Code("role"));
    /// When it was signed; nothing as long as it is not.
    pub const AT: Field = Field::new(3, "at", Shape::Instant);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[WHO, ROLE, AT];
}

/// An opinion asked of an institution on an item.
pub mod opinion {
    use super::*;
    /// The item.
    pub const ITEM: Field = Field::new(1, "item", Shape::Number { min: 1, max: 99999 }).required();
    /// Who is asked.
    pub const INSTITUTION: Field = Field::new(2, "institution", Shape::Link(&[Kind::Partner])).required();
    /// Positive, with remarks, …
    pub const TYPE: Field = Field::new(3, "type", Shape::Code("opinion_kind"));
    /// In words.
    pub const TEXT: Field = Field::new(4, "text", Shape::LongText);
    /// By when.
    pub const DUE: Field = Field::new(5, "due", Shape::Date);
    /// When given.
    pub const GIVEN: Field = Field::new(6, "given", Shape::Date);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[ITEM, INSTITUTION, TYPE, TEXT, DUE, GIVEN];
}

/// What it is called.
pub const TITLE: Field = Field::new(1, "title", Shape::Text3).required().searched(8);
/// Whose session it is.
pub const BODY: Field = Field::new(2, "body", Shape::Link(&[Kind::Body])).required();
/// Number of the session in its body, over all years.
pub const NUMBER: Field = Field::new(3, "number", Shape::Number { min: 1, max: 99999 });
/// Code made by the pattern of the body.
pub const CODE: Field = Field::new(4, "code", Shape::Text).searched(8);
/// Ordinary, extraordinary, preparatory, …
pub const TYPE: Field = Field::new(5, "type", Shape::Code("meeting_kind"));
/// Draft, convened, open, suspended, closed, …
pub const STATUS: Field = Field::new(6, "status", Shape::Code("meeting_state")).required();
/// The day; from the start where an hour is known.
pub const DATE: Field = Field::new(7, "date", Shape::Date);
/// Planned beginning.
pub const START: Field = Field::new(8, "start", Shape::Instant);
/// Planned end.
pub const END: Field = Field::new(9, "end", Shape::Instant);
/// When it was opened.
pub const ACTUAL_START: Field = Field::new(10, "actual_start", Shape::Instant);
/// When it was closed.
pub const ACTUAL_END: Field = Field::new(11, "actual_end", Shape::Instant);
/// Where.
pub const PLACE: Field = Field::new(12, "place", Shape::Text3).searched(2);
/// In person, remote, hybrid.
pub const MODE: Field = Field::new(13, "mode", Shape::Code("meeting_mode"));
/// Who chairs this session.
pub const CHAIR: Field = Field::new(14, "chair", Shape::Link(&[Kind::Person, Kind::Post]));
/// Who keeps the minutes.
pub const SECRETARY: Field = Field::new(15, "secretary", Shape::Link(&[Kind::Person, Kind::Post]));
/// Who reports.
pub const RAPPORTEUR: Field = Field::new(16, "rapporteur", Shape::Link(&[Kind::Person, Kind::Post]));
/// The session before, whose minutes this one approves.
pub const PREVIOUS: Field = Field::new(17, "previous", Shape::Link(&[Kind::Meeting]));
/// First or second convocation.
pub const CONVOCATION_RANK: Field = Field::new(18, "convocation_rank", Shape::Number { min: 1, max: 9 });
/// The items in order.
pub const AGENDA: Field = Field::new(19, "agenda", Shape::List(&Shape::Part(item::FIELDS))).searched(3);
/// Frozen versions of the agenda.
pub const VERSIONS: Field = Field::new(20, "versions", Shape::List(&Shape::Part(version::FIELDS)));
/// Who was convened and what they answered.
pub const CONVOCATIONS: Field = Field::new(21, "convocations", Shape::List(&Shape::Part(convocation::FIELDS)));
/// Who was there.
pub const ATTENDANCE: Field = Field::new(22, "attendance", Shape::List(&Shape::Part(attendance_line::FIELDS)));
/// The minutes in general; those of an item stand with it.
pub const MINUTES: Field = Field::new(23, "minutes", Shape::LongText3).searched(1);
/// Notes, draft, circulated, amended, approved, signed.
pub const MINUTES_PHASE: Field = Field::new(24, "minutes_phase", Shape::Code("minutes_phase"));
/// The session that approved the minutes.
pub const APPROVED_IN: Field = Field::new(25, "approved_in", Shape::Link(&[Kind::Meeting]));
/// Opinions asked on items.
pub const OPINIONS: Field = Field::new(26, "opinions", Shape::List(&Shape::Part(opinion::FIELDS)));
/// Candidates that were taken off the agenda on purpose.
pub const SET_ASIDE: Field =
    Field::new(27, "set_aside", Shape::List(&Shape::Link(&[Kind::Decision, Kind::Meeting, Kind::Action])));
/// Untreated items of earlier sessions that were taken off the agenda on purpose.
pub const SET_ASIDE_ITEMS: Field =
    Field::new(44, "set_aside_items", Shape::List(&Shape::Part(aside::FIELDS))).labelled("field-set-aside").hidden();
/// How its items are numbered; that of the body when the session was made.
pub const NUMBERING: Field = Field::new(28, "numbering", Shape::Code("numbering_scheme"));
/// What stands before each number.
pub const NUMBERING_PREFIX: Field = Field::new(29, "numbering_prefix", Shape::Text);
/// Recorded changes of the minutes.
pub const AMENDMENTS: Field = Field::new(39, "amendments", Shape::List(&Shape::Part(amendment::FIELDS)));
/// Who signs the minutes.
pub const SIGNATORIES: Field = Field::new(40, "signatories", Shape::List(&Shape::Part(signature::FIELDS)));
/// The seal of the minutes as approved: text that changes without a recorded amendment no longer answers to it.
pub const MINUTES_SEAL: Field = Field::new(41, "minutes_seal", Shape::Text).hidden();
/// The session without a quorum that this one is the second call of.
pub const SECOND_CALL_OF: Field = Field::new(42, "second_call_of", Shape::Link(&[Kind::Meeting]));
/// Papers that went out, each as it was.
pub const PAPERS: Field = Field::new(43, "papers", Shape::List(&Shape::Part(kept::FIELDS)));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Meeting,
    key: "meeting",
    fields: &[
        TITLE,
        BODY,
        NUMBER,
        CODE,
        TYPE,
        STATUS,
        DATE,
        START,
        END,
        ACTUAL_START,
        ACTUAL_END,
        PLACE,
        MODE,
        CHAIR,
        SECRETARY,
        RAPPORTEUR,
        PREVIOUS,
        CONVOCATION_RANK,
        AGENDA,
        VERSIONS,
        CONVOCATIONS,
        ATTENDANCE,
        MINUTES,
        MINUTES_PHASE,
        APPROVED_IN,
        OPINIONS,
        SET_ASIDE,
        SET_ASIDE_ITEMS,
        NUMBERING,
        NUMBERING_PREFIX,
        AMENDMENTS,
        SIGNATORIES,
        MINUTES_SEAL,
        SECOND_CALL_OF,
        PAPERS,
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
    columns: &[DATE.id, BODY.id, STATUS.id],
};
