//! A committee: ministerial, technical, thematic, joint. Seats belong to institutions; mandates fill them.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// The quorum rule.
pub mod quorum {
    use super::*;
    /// Seats filled, all seats, voting seats.
    pub const BASE: Field = Field::new(1, "base", Shape::Code("quorum_base"));
    /// `more_than_half`, `2/3`, `7`.
    pub const NEED: Field = Field::new(2, "need", Shape::Text);
    /// Present only, or represented too.
    pub const COUNTS: Field = Field::new(3, "counts", Shape::Code("quorum_counts"));
    /// Proxies one member may hold.
    pub const MAX_PROXIES: Field = Field::new(4, "max_proxies", Shape::Number { min: 0, max: 20 });
    /// Shortest delay of a second convocation.
    pub const SECOND_CALL_MIN_DAYS: Field = Field::new(5, "second_call_min_days", Shape::Number { min: 0, max: 365 });
    /// Longest delay.
    pub const SECOND_CALL_MAX_DAYS: Field = Field::new(6, "second_call_max_days", Shape::Number { min: 0, max: 365 });
    /// `any`, `1/3`.
    pub const SECOND_CALL_NEED: Field = Field::new(7, "second_call_need", Shape::Text);
    /// Whether it keeps the same agenda only.
    pub const SECOND_CALL_SAME_AGENDA: Field = Field::new(8, "second_call_same_agenda", Shape::Flag);
    /// Stop, or note only.
    pub const LOST_QUORUM: Field = Field::new(9, "lost_quorum", Shape::Code("lost_quorum"));
    /// Chair has the casting vote, or rejected.
    pub const TIE: Field = Field::new(10, "tie", Shape::Code("tie"));
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[
        BASE,
        NEED,
        COUNTS,
        MAX_PROXIES,
        SECOND_CALL_MIN_DAYS,
        SECOND_CALL_MAX_DAYS,
        SECOND_CALL_NEED,
        SECOND_CALL_SAME_AGENDA,
        LOST_QUORUM,
        TIE,
    ];
}

/// A seat of an institution.
pub mod seat {
    use super::*;
    /// Number of the seat inside the body, for mandates and attendance.
    pub const NUMBER: Field = Field::new(1, "number", Shape::Number { min: 1, max: 9999 }).required();
    /// What the seat is called.
    pub const LABEL: Field = Field::new(2, "label", Shape::Text3).searched(2);
    /// The institution it represents.
    pub const INSTITUTION: Field = Field::new(3, "institution", Shape::Link(&[Kind::Partner]));
    /// Voting, consultative, observer, expert.
    pub const VOTING: Field = Field::new(4, "voting", Shape::Code("voting_status"));
    /// Chair, secretary, rapporteur, …
    pub const ROLE: Field = Field::new(5, "role", Shape::Code("role"));
    /// Order of precedence.
    pub const RANK: Field = Field::new(6, "rank", Shape::Number { min: 0, max: 99999 });
    /// Since when.
    pub const FROM: Field = Field::new(7, "from", Shape::Date);
    /// Until when.
    pub const UNTIL: Field = Field::new(8, "until", Shape::Date);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[NUMBER, LABEL, INSTITUTION, VOTING, ROLE, RANK, FROM, UNTIL];
}

/// Who fills a seat: a person, or a post and so whoever holds it.
pub mod mandate {
    use super::*;
    /// Number of the seat.
    pub const SEAT: Field =
        Field::new(1, "seat", Shape::Number { min: 1, max: 9999 }).required().labelled("field-body-seat");
    /// Person or post.
    pub const HOLDER: Field = Field::new(2, "holder", Shape::Link(&[Kind::Person, Kind::Post])).required();
    /// Titular or alternate.
    pub const QUALITY: Field = Field::new(3, "quality", Shape::Code("mandate_quality"));
    /// First, second alternate.
    pub const RANK: Field = Field::new(4, "rank", Shape::Number { min: 1, max: 99 });
    /// First day.
    pub const FROM: Field = Field::new(5, "from", Shape::OfficialDate);
    /// First day after.
    pub const UNTIL: Field = Field::new(6, "until", Shape::OfficialDate);
    /// The act of nomination.
    pub const ACT: Field = Field::new(7, "act", Shape::Text);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[SEAT, HOLDER, QUALITY, RANK, FROM, UNTIL, ACT];
}

/// An item that stands on every agenda.
pub mod standing {
    use super::*;
    /// Kind of item.
    pub const TYPE: Field = Field::new(1, "type", Shape::Code("item_kind")).required();
    /// Title.
    pub const TITLE: Field = Field::new(2, "title", Shape::Text3).required();
    /// Planned length.
    pub const DURATION: Field = Field::new(3, "duration", Shape::Minutes);
    /// Name of the template it belongs to; none where it stands on every agenda.
    pub const TEMPLATE: Field = Field::new(4, "template", Shape::Text);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[TYPE, TITLE, DURATION, TEMPLATE];
}

/// A rule of recurring sessions (RFC 5545 recurrence).
pub mod series_rule {
    use super::*;
    /// RRULE text.
    pub const RULE: Field = Field::new(1, "rule", Shape::Text).required();
    /// Dates left out.
    pub const EXCEPTIONS: Field = Field::new(2, "exceptions", Shape::List(&Shape::Date));
    /// Name of the agenda template.
    pub const TEMPLATE: Field = Field::new(3, "template", Shape::Text);
    /// The first session, whose hour all of them keep.
    pub const START: Field = Field::new(4, "start", Shape::Instant);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[RULE, START, EXCEPTIONS, TEMPLATE];
}

/// An item that an institution asks for, waiting for a session.
pub mod proposal {
    use super::*;
    /// Number of the proposal inside the body for ever.
    pub const NUMBER: Field = Field::new(1, "number", Shape::Number { min: 1, max: 99999 }).required();
    /// Title.
    pub const TITLE: Field = Field::new(2, "title", Shape::Text3).required();
    /// The institution.
    pub const PROPOSER: Field = Field::new(3, "proposer", Shape::Link(&[Kind::Partner])).required();
    /// When it came in.
    pub const RECEIVED: Field = Field::new(4, "received", Shape::Date).required();
    /// Kind of item.
    pub const TYPE: Field = Field::new(5, "type", Shape::Code("item_kind"));
    /// Planned length.
    pub const DURATION: Field = Field::new(6, "duration", Shape::Minutes);
    /// Documents.
    pub const DOCUMENTS: Field = Field::new(7, "documents", Shape::List(&Shape::Link(&[Kind::Document])));
    /// Records it is about.
    pub const ABOUT: Field = Field::new(8, "about", Shape::List(&Shape::Link(&[])));
    /// The letter that brought it.
    pub const LETTER: Field = Field::new(9, "letter", Shape::Link(&[Kind::Letter]));
    /// Declined; that it waits or is on an agenda follows from the agendas.
    pub const STATE: Field = Field::new(10, "state", Shape::Code("proposal_state"));
    /// Why it was declined.
    pub const NOTE: Field = Field::new(11, "note", Shape::Text);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] =
        &[NUMBER, TITLE, PROPOSER, RECEIVED, TYPE, DURATION, DOCUMENTS, ABOUT, LETTER, STATE, NOTE];
}

/// Name in three languages.
pub const NAMES: Field = Field::new(1, "names", Shape::Text3).required().searched(10);
/// What sort of committee.
pub const TYPE: Field = Field::new(2, "type", Shape::Code("body_kind")).required();
/// Acronym in each language.
pub const ACRONYMS: Field = Field::new(3, "acronyms", Shape::Text3).searched(10);
/// The committee above it.
pub const PARENT: Field = Field::new(4, "parent", Shape::Link(&[Kind::Body]));
/// Who chairs it: a post, so that the chair follows its holder.
pub const CHAIR: Field = Field::new(5, "chair", Shape::Link(&[Kind::Post, Kind::Person]));
/// Who keeps its secretariat.
pub const SECRETARIAT: Field = Field::new(6, "secretariat", Shape::Link(&[Kind::Partner]));
/// How often it meets.
pub const PERIODICITY: Field = Field::new(7, "periodicity", Shape::Code("periodicity"));
/// Days between convocation and session.
pub const NOTICE_DAYS: Field =
    Field::new(8, "notice_days", Shape::Number { min: 0, max: 365 }).labelled("field-body-notice-days");
/// Consensus, counts or nominal vote.
pub const DECISION_MODE: Field = Field::new(9, "decision_mode", Shape::Code("decision_mode"));
/// Pattern of session codes: {body}, {year}, {n}, {nn}.
pub const MEETING_PATTERN: Field = Field::new(10, "meeting_pattern", Shape::Text);
/// Pattern of decision codes: {body}, {year}, {meeting}, {n}, {nn}.
pub const DECISION_PATTERN: Field = Field::new(11, "decision_pattern", Shape::Text);
/// Short code of the body in numbers.
pub const CODE: Field = Field::new(12, "code", Shape::Text).searched(6);
/// The quorum rule as data.
pub const QUORUM: Field = Field::new(13, "quorum", Shape::Part(quorum::FIELDS));
/// The acts that founded or amended it.
pub const LEGAL_BASES: Field =
    Field::new(14, "legal_bases", Shape::List(&Shape::Part(super::partner::legal_basis::FIELDS)));
/// Its seats.
pub const SEATS: Field = Field::new(15, "seats", Shape::List(&Shape::Part(seat::FIELDS)));
/// Who fills the seats.
pub const MANDATES: Field = Field::new(16, "mandates", Shape::List(&Shape::Part(mandate::FIELDS)));
/// The items of every agenda.
pub const STANDING_ITEMS: Field = Field::new(17, "standing_items", Shape::List(&Shape::Part(standing::FIELDS)));
/// Recurring sessions.
pub const SERIES: Field = Field::new(18, "series", Shape::List(&Shape::Part(series_rule::FIELDS)));
/// When it was founded.
pub const FOUNDED: Field = Field::new(19, "founded", Shape::OfficialDate);
/// When it ceased to exist.
pub const DISSOLVED: Field = Field::new(20, "dissolved", Shape::OfficialDate);
/// Usual length of a session.
pub const DURATION: Field = Field::new(21, "duration", Shape::Minutes);
/// Usual place of a session.
pub const PLACE: Field = Field::new(22, "place", Shape::Text3);
/// How the items of its agendas are numbered.
pub const NUMBERING: Field = Field::new(23, "numbering", Shape::Code("numbering_scheme"));
/// What stands before each number.
pub const NUMBERING_PREFIX: Field = Field::new(24, "numbering_prefix", Shape::Text);
/// Items that institutions ask for.
pub const PROPOSALS: Field = Field::new(25, "proposals", Shape::List(&Shape::Part(proposal::FIELDS)));
/// Days before a session until which proposals are taken.
pub const PROPOSAL_DAYS: Field = Field::new(26, "proposal_days", Shape::Number { min: 0, max: 365 });
/// How new items are placed on an agenda: one rule after the other.
pub const PLACEMENT: Field = Field::new(27, "placement", Shape::List(&Shape::Code("placement_rule")));
/// Days within which an institution gives its opinion on an item.
pub const OPINION_DAYS: Field = Field::new(28, "opinion_days", Shape::Number { min: 0, max: 365 });

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Body,
    key: "body",
    fields: &[
        NAMES,
        TYPE,
        ACRONYMS,
        PARENT,
        CHAIR,
        SECRETARIAT,
        PERIODICITY,
        NOTICE_DAYS,
        DECISION_MODE,
        MEETING_PATTERN,
        DECISION_PATTERN,
        CODE,
        QUORUM,
        LEGAL_BASES,
        SEATS,
        MANDATES,
        STANDING_ITEMS,
        SERIES,
        FOUNDED,
        DISSOLVED,
        DURATION,
        PLACE,
        NUMBERING,
        NUMBERING_PREFIX,
        PROPOSALS,
        PROPOSAL_DAYS,
        PLACEMENT,
        OPINION_DAYS,
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
    title: NAMES.id,
    date: None,
    columns: &[TYPE.id, PERIODICITY.id],
};
