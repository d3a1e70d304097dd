//! A partner: a state, mission, organisation, public body or association.
//! A state is a partner of type `state`, keyed by its ISO code; a committee is a `body`.

use crate::domain::field::{Field, Shape};
use crate::domain::kind::{Kind, KindSpec};
use crate::domain::kinds::common::{
    CONFIDENTIALITY, DIMENSION, DOCUMENTS, EXAMPLE, NOTES, OBJECTIVES, SOURCE, TAGS, THEMES,
};

/// A way to reach somebody, with the time it held.
pub mod contact {
    use super::*;
    /// Telephone, address, …
    pub const TYPE: Field = Field::new(1, "type", Shape::Code("contact_kind")).required();
    /// The number or address itself.
    pub const VALUE: Field = Field::new(2, "value", Shape::Text).required().searched(4);
    /// What it is for, in the words of the staff.
    pub const LABEL: Field = Field::new(3, "label", Shape::Text);
    /// Since when.
    pub const FROM: Field = Field::new(4, "from", Shape::Date);
    /// Until when.
    pub const TO: Field = Field::new(5, "to", Shape::Date);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[TYPE, VALUE, LABEL, FROM, TO];
}

/// A name that the record bore in the past, or another spelling of it.
pub mod former {
    use super::*;
    /// The name.
    pub const NAMES: Field = Field::new(1, "names", Shape::Text3).required().searched(6);
    /// Since when.
    pub const FROM: Field = Field::new(2, "from", Shape::Date);
    /// Until when.
    pub const TO: Field = Field::new(3, "to", Shape::Date);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[NAMES, FROM, TO];
}

/// A bond between two partners, from this one to the other.
pub mod relation {
    use super::*;
    /// The other partner.
    pub const TO: Field = Field::new(1, "to", Shape::Link(&[Kind::Partner])).required();
    /// Member of, accredited to, funds, …
    pub const TYPE: Field = Field::new(2, "type", Shape::Code("relation_kind")).required();
    /// Since when.
    pub const FROM: Field = Field::new(3, "from", Shape::Date);
    /// Until when.
    pub const UNTIL: Field = Field::new(4, "until", Shape::Date);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[TO, TYPE, FROM, UNTIL];
}

/// An act on which something stands.
pub mod legal_basis {
    use super::*;
    /// Dahir, decree, order, …
    pub const TYPE: Field = Field::new(1, "type", Shape::Code("legal_kind")).required();
    /// Number of the act.
    pub const NUMBER: Field = Field::new(2, "number", Shape::Text).searched(4);
    /// Date of the act, with the Hijri date as printed.
    pub const DATE: Field = Field::new(3, "date", Shape::OfficialDate);
    /// Number of the official gazette.
    pub const GAZETTE: Field = Field::new(4, "gazette", Shape::Text);
    /// The act it amends.
    pub const AMENDS: Field = Field::new(5, "amends", Shape::Text);
    /// Title of the act.
    pub const TITLE: Field = Field::new(6, "title", Shape::Text3).searched(2);
    /// Its fields in the order of forms.
    pub const FIELDS: &[Field] = &[TYPE, NUMBER, DATE, GAZETTE, AMENDS, TITLE];
}

/// Protocol name in three languages.
pub const NAMES: Field = Field::new(1, "names", Shape::Text3).required().searched(10);
/// What sort of partner.
pub const TYPE: Field = Field::new(2, "type", Shape::Code("partner_kind")).required();
/// Acronym in each language.
pub const ACRONYMS: Field = Field::new(3, "acronyms", Shape::Text3).searched(10);
/// Other names and spellings by which people look it up.
pub const ALIASES: Field = Field::new(4, "aliases", Shape::List(&Shape::Text)).searched(8);
/// Names it bore before, with their time.
pub const FORMER_NAMES: Field = Field::new(5, "former_names", Shape::List(&Shape::Part(former::FIELDS))).searched(6);
/// ISO 3166-1 code of its country; for a state its own.
pub const COUNTRY: Field = Field::new(6, "country", Shape::Code("country")).searched(3);
/// Code in a register, for imports and other systems.
pub const CODE: Field = Field::new(7, "code", Shape::Text).searched(5);
/// The partner it is part of.
pub const PARENT: Field = Field::new(8, "parent", Shape::Link(&[Kind::Partner]));
/// What binds it to other partners.
pub const RELATIONS: Field = Field::new(9, "relations", Shape::List(&Shape::Part(relation::FIELDS)));
/// Telephones, addresses.
pub const CONTACTS: Field = Field::new(10, "contacts", Shape::List(&Shape::Part(contact::FIELDS))).searched(4);
/// Where it sits.
pub const SEAT: Field = Field::new(11, "seat", Shape::Text3).searched(2);
/// When it was founded.
pub const FOUNDED: Field = Field::new(12, "founded", Shape::OfficialDate);
/// When it ceased to exist.
pub const DISSOLVED: Field = Field::new(13, "dissolved", Shape::OfficialDate);
/// Protocol rank: lower comes first.
pub const PRECEDENCE: Field = Field::new(14, "precedence", Shape::Number { min: 0, max: 99999 });
/// The acts that founded or govern it.
pub const LEGAL_BASES: Field =
    Field::new(15, "legal_bases", Shape::List(&Shape::Part(legal_basis::FIELDS))).searched(3);
/// The colleague in charge of the relation.
pub const OWNER: Field = Field::new(16, "owner", Shape::Text).labelled("field-partner-owner");
/// National or international.
pub const LEVEL: Field = Field::new(17, "level", Shape::Code("level"));

/// Records that look like this one and are not the same.
pub const DISTINCT_FROM: Field = Field::new(18, "distinct_from", Shape::List(&Shape::Link(&[Kind::Partner])));

/// The declaration of the kind.
pub static SPEC: KindSpec = KindSpec {
    kind: Kind::Partner,
    key: "partner",
    fields: &[
        NAMES,
        TYPE,
        ACRONYMS,
        ALIASES,
        FORMER_NAMES,
        COUNTRY,
        CODE,
        PARENT,
        RELATIONS,
        CONTACTS,
        SEAT,
        FOUNDED,
        DISSOLVED,
        PRECEDENCE,
        LEGAL_BASES,
        OWNER,
        LEVEL,
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
    columns: &[TYPE.id, ACRONYMS.id, COUNTRY.id],
};
