//! What every list of a pane has besides its lines: a filter line above it, and marks in it.
//!
//! A pane hands out its [`Listing`] and says what changes when the filter does; the keys, the pastes, the saved views and the
//! commands on marks are then the same everywhere, as methods that [`Pane`](super::Pane) has by itself.

mod filter_line;
mod marks;
mod sifted;

pub use filter_line::{FilterLine, Filtered};
pub use marks::{Marked, Marks};
pub use sifted::{Sifted, Sifting};

use super::key::{Code, Key};
use super::pane::Request;
use super::session::Session;
use crate::domain::Kind;
use crate::kit::{Canvas, ListState};
use crate::lang::Lang;
use crate::text;

/// The filter line and the marks of a list, and where it stands.
#[derive(Debug, Default)]
pub struct Listing {
    /// Which line is selected, and which is the first on the screen.
    pub list: ListState,
    /// What narrows it.
    pub filter: FilterLine,
    /// What is marked in it.
    pub marks: Marks,
}

impl Listing {
    /// Deals with a key that is the filter's, or takes the marks away.
    pub fn key(&mut self, key: Key, kinds: &[Kind], session: &Session, ask: &mut Vec<Request>) -> Filtered {
        match self.filter.key(key, kinds, session, ask) {
            Filtered::Unknown if key.code == Code::Esc && self.marks.clear() => Filtered::Kept,
            filtered => filtered,
        }
    }

    /// Whether the filter line or the number of marks needs a row.
    pub fn is_shown(&self) -> bool {
        self.filter.is_shown() || !self.marks.is_empty()
    }

    /// What stands in its place where it shows no line: of a filter what else to type, otherwise this message.
    pub fn nothing(&self, session: &Session, otherwise: &str) -> String {
        let Some(query) = self.filter.query() else { return session.say(otherwise) };
        let wanted = text::fold(query).text;
        let states = session.lexicon.vocabulary("filter_state").map_or(&[][..], |states| &states.entries);
        let bears = |label: &str| {
            let label = text::fold(label).text;
            label == wanted || label.split(' ').any(|word| wanted.chars().count() > 2 && word.starts_with(&wanted))
        };
        let state = states.iter().find(|state| Lang::ALL.iter().any(|lang| bears(state.label(*lang))));
        // A state is derived and stands in no field: its word is asked for as one.
        match state.and_then(|state| state.label(session.lang).split(' ').next_back()) {
            Some(word) => {
                let filter = format!("{}:{word}", session.label("filter", "is"));
                session.say_with("list-try-state", &[("filter", text::isolate(&filter).as_str().into())])
            }
            None => session.say("list-nothing"),
        }
    }

    /// Draws the filter line where it is shown; answers whether it is.
    pub fn draw_filter(&self, canvas: &mut Canvas<'_>) -> bool {
        let is_shown = self.filter.is_shown();
        if is_shown {
            self.filter.draw(canvas);
        }
        is_shown
    }
}
