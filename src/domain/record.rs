//! One record of the desk.

use super::field::{Field, FieldId};
use super::kind::Kind;
use super::kinds;
use super::reference::Ref;
use super::value::{Fields, Text3, Value};
use crate::lang::Lang;
use crate::lang::date::PDate;

/// A record as of one revision; immutable once it is in a desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Its number.
    pub reference: Ref,
    /// Its kind.
    pub kind: Kind,
    /// The ledger revision of its last change; 0 before it is in the ledger.
    pub rev: u64,
    /// Its fields.
    pub fields: Fields,
}

impl Record {
    /// The text that stands for it in lists: its title in that language, else in another.
    pub fn title(&self, lang: Lang) -> &str {
        self.title3().map_or("", |text| text.best(lang))
    }

    /// Its title in three languages.
    pub fn title3(&self) -> Option<&Text3> {
        self.fields.text3(self.kind.spec().title)
    }

    /// The date that places it on a timeline, if its kind has one and it is known.
    pub fn date(&self) -> Option<PDate> {
        if self.kind == Kind::Instrument {
            return self
                .fields
                .parts(kinds::instrument::EVENTS.id)
                .filter_map(|event| event.date(kinds::instrument::event::DATE.id))
                .last()
                .cloned();
        }
        if self.kind == Kind::Meeting
            && let Some(start) = self.fields.instant(kinds::meeting::START.id)
        {
            return Some(PDate::from(start.wall.date()));
        }
        let id = self.kind.spec().date?;
        self.fields.date(id).cloned()
    }

    /// The code in the field called `type`, where the kind has one.
    pub fn type_code(&self) -> Option<&str> {
        let field = self.kind.spec().field("type")?;
        self.fields.text(field.id)
    }

    /// The code in the field called `status`, where the kind has one.
    pub fn status_code(&self) -> Option<&str> {
        let field = self.kind.spec().field("status")?;
        self.fields.text(field.id)
    }

    /// Every field that has a value, with its declaration, in the order of forms.
    pub fn declared(&self) -> impl Iterator<Item = (&'static Field, &Value)> {
        self.kind.spec().fields.iter().filter_map(|field| self.fields.get(field.id).map(|value| (field, value)))
    }

    /// Every record it links to, with the field that links; a record may come more than once.
    pub fn links(&self) -> Vec<(FieldId, Ref)> {
        let mut links = Vec::new();
        for (id, value) in self.fields.iter() {
            value.each_link(&mut |reference| links.push((id, reference)));
        }
        links
    }

    /// The key of the field that links to that record; empty where none does.
    pub fn field_linking(&self, target: Ref) -> &'static str {
        let id = self.links().into_iter().find(|(_, link)| *link == target).map(|(id, _)| id);
        id.and_then(|id| self.kind.spec().field_by_id(id)).map_or("", |field| field.key)
    }
}
