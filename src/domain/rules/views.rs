//! Saved views: a query under a name, for the lists of one kind.
//!
//! What one person keeps concerns nobody else and lies with their settings. What is shared is a term of the scheme
//! `saved_view`: in the ledger like everything that colleagues rely on, so that it has a history, can be undone, is in
//! every backup and has a name in each language.

use crate::domain::change::Draft;
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::term;
use crate::domain::read::language_of;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3, Value};
use crate::lang::Lang;
use crate::text;

/// The scheme of shared views.
pub const SCHEME: &str = "saved_view";

/// A query under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What it is called, in one language or several.
    pub names: Text3,
    /// The kind whose list it narrows.
    pub kind: Kind,
    /// What is asked.
    pub query: String,
    /// The term that it is for everybody; nothing where it is one person's own.
    pub shared: Option<Ref>,
}

impl View {
    /// A view of one person, named in the language of the name.
    pub fn own(name: &str, kind: Kind, query: &str) -> View {
        let mut names = Text3::default();
        names.set(language_of(name), Some(name.to_owned()));
        View { names, kind, query: query.to_owned(), shared: None }
    }

    /// Its name in a language.
    pub fn name(&self, lang: Lang) -> &str {
        self.names.best(lang)
    }

    /// Whether people call it so, in any language.
    pub fn is_called(&self, name: &str) -> bool {
        let wanted = text::fold(name).text;
        self.names.texts().any(|(_, own)| text::fold(own).text == wanted)
    }

    /// What makes it everybody's.
    pub fn share(&self) -> Draft {
        let code = format!("{} {}", self.kind.key(), self.query);
        let fields = Fields::new()
            .with(term::LABELS.id, Value::Text3(self.names.clone()))
            .with(term::SCHEME.id, Value::Code(SCHEME.to_owned()))
            .with(term::CODE.id, Value::Text(code));
        Draft::Add { reference: None, kind: Kind::Term, fields }
    }
}

/// The views that everybody has.
pub fn shared(desk: &Desk) -> Vec<View> {
    let is_view = |record: &&std::sync::Arc<crate::domain::Record>| record.fields.text(term::SCHEME.id) == Some(SCHEME);
    let read = |record: &std::sync::Arc<crate::domain::Record>| {
        let (kind, query) = record.fields.text(term::CODE.id)?.split_once(' ')?;
        let names = record.fields.text3(term::LABELS.id)?.clone();
        Some(View { names, kind: Kind::from_key(kind)?, query: query.to_owned(), shared: Some(record.reference) })
    };
    desk.of_kind(Kind::Term).filter(is_view).filter_map(read).collect()
}
