//! The filter line of a list: opened by its command, typed into, kept while it says something.
//!
//! Every list has the same one, so that the same words narrow partners, moments, committees and candidates.

use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::query_field::{QueryField, Typed};
use crate::app::session::Session;
use crate::domain::Kind;
use crate::kit::{COUNTER_CELLS, Canvas, Role};

/// What a key did to the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filtered {
    /// The list shows others now.
    Changed,
    /// The line took the key.
    Kept,
    /// The key is for the list.
    Unknown,
}

/// The filter line of a list.
#[derive(Debug, Default)]
pub struct FilterLine {
    field: QueryField,
    is_open: bool,
}

impl FilterLine {
    /// Whether keys are typed into it.
    pub fn takes_text(&self) -> bool {
        self.is_open
    }

    /// What it asks for; nothing where it asks for everything.
    pub fn query(&self) -> Option<&str> {
        Some(self.field.text().trim()).filter(|text| !text.is_empty())
    }

    /// Whether it takes a row of the list.
    pub fn is_shown(&self) -> bool {
        self.is_open || self.query().is_some()
    }

    /// Keys are typed into it from now on.
    pub fn open(&mut self) {
        self.is_open = true;
    }

    /// Asks for something else.
    pub fn set(&mut self, query: &str) {
        self.field.set(query);
        self.is_open = false;
    }

    /// The text that is selected in it while it is typed into.
    pub fn selected(&self) -> Option<&str> {
        self.field.input().selected().filter(|_| self.is_open)
    }

    /// Deals with a key, of a list that shows these kinds. Enter and the arrows go to the list; Esc shows everything.
    pub fn key(&mut self, key: Key, kinds: &[Kind], session: &Session, ask: &mut Vec<Request>) -> Filtered {
        if key.code == Code::Esc && self.is_shown() {
            self.set("");
            return Filtered::Changed;
        }
        if !self.is_open {
            return Filtered::Unknown;
        }
        if matches!(key.code, Code::Enter | Code::Down) {
            self.is_open = false;
            return Filtered::Kept;
        }
        match self.field.key(key, kinds, session, ask) {
            Typed::Changed => Filtered::Changed,
            Typed::Kept | Typed::Unknown => Filtered::Kept,
        }
    }

    /// Takes in a paste; answers whether the list shows others now.
    pub fn paste(&mut self, text: &str, kinds: &[Kind], session: &Session, ask: &mut Vec<Request>) -> bool {
        if self.is_open {
            self.field.paste(text, kinds, session, ask);
        }
        self.is_open
    }

    /// Draws it in the first row.
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        let width = canvas.width();
        let label = canvas.text(0, 0, 2, "f ", Role::Label);
        canvas.field(0, label, width.saturating_sub(label + COUNTER_CELLS), self.field.input(), self.is_open);
    }
}
