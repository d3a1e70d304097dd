//! How a field is declared: once, as a constant in the file of its kind.
//!
//! Forms, lists, search, import headers, export, history and validation all read these
//! declarations; nothing about a field is said anywhere else. A field's number is what lies on
//! disk and is never given to another field; its key is what people and programs write.

use super::kind::Kind;
use super::reference::Ref;
use super::value::Value;

/// The number of a field inside its kind, as stored; never reused.
pub type FieldId = u16;

/// What a field holds, and with it how it is edited, read, checked and written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// One line in no particular language: a number plate, a reference, a telephone number.
    Text,
    /// Several lines.
    LongText,
    /// The same short text in Arabic, French and English.
    Text3,
    /// The same long text in Arabic, French and English.
    LongText3,
    /// A code of the named vocabulary in `assets/vocab`.
    Code(&'static str),
    /// A whole number within bounds, both included.
    Number {
        /// Smallest value taken.
        min: i64,
        /// Largest value taken.
        max: i64,
    },
    /// Yes or no.
    Flag,
    /// A date as exact as it is known (EDTF level 1).
    Date,
    /// A date of an official act, with the Hijri date as printed.
    OfficialDate,
    /// A moment with its zone (RFC 9557).
    Instant,
    /// A length of time in minutes.
    Minutes,
    /// Another record, of one of these kinds; any kind where the list is empty.
    Link(&'static [Kind]),
    /// Several values of one shape, in order.
    List(&'static Shape),
    /// A part: fields inside the field.
    Part(&'static [Field]),
}

impl Shape {
    /// The link that no other value of such a list may have: of a link itself, of a part the field that is said once.
    pub fn said_once(&self, value: &Value) -> Option<Ref> {
        match (self, value) {
            (Shape::Link(_), Value::Link(link)) => Some(*link),
            (Shape::Part(fields), Value::Part(part)) => part.link(fields.iter().find(|field| field.once)?.id),
            _ => None,
        }
    }
}

/// One declared field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// Number on disk.
    pub id: FieldId,
    /// Name in commands, JSON and CSV headers.
    pub key: &'static str,
    /// The message that names it, where `field-<key>` does not say enough.
    label: Option<&'static str>,
    /// What it holds.
    pub shape: Shape,
    /// Whether a record without it is refused.
    pub required: bool,
    /// Weight in the search, 0 where it is not searched; names 10, notes 1.
    pub search_weight: u8,
    /// The record version that brought it.
    pub since: u8,
    /// Whether it is the program's own, which nobody edits: the number of an item inside its agenda.
    pub hidden: bool,
    /// Whether no two parts of a list say the same here: nobody takes part twice.
    pub once: bool,
}

/// The key of the message that names a field of that key.
pub fn message_of(key: &str) -> String {
    format!("field-{}", key.replace('_', "-"))
}

impl Field {
    /// Declares an optional field that is not searched.
    pub const fn new(id: FieldId, key: &'static str, shape: Shape) -> Self {
        Field { id, key, label: None, shape, required: false, search_weight: 0, since: 1, hidden: false, once: false }
    }

    /// A record without this field is refused.
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// Nobody edits this field by hand; forms leave it out.
    pub const fn hidden(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// In a list of such parts each value stands once.
    pub const fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// People call this field by a word of its own in this kind of record.
    pub const fn labelled(mut self, label: &'static str) -> Self {
        self.label = Some(label);
        self
    }

    /// The key of the message that names it.
    pub fn message(&self) -> String {
        self.label.map_or_else(|| message_of(self.key), str::to_owned)
    }

    /// The search finds records by this field, with this weight (1 to 10).
    pub const fn searched(mut self, weight: u8) -> Self {
        self.search_weight = weight;
        self
    }

    /// Whether the field holds a list.
    pub const fn is_list(&self) -> bool {
        matches!(self.shape, Shape::List(_))
    }

    /// The shape of one value of the field: of a list, that of its items.
    pub const fn item_shape(&self) -> Shape {
        match self.shape {
            Shape::List(inner) => *inner,
            shape => shape,
        }
    }
}
