//! The marked lines of a list, the same in every list: one key marks, another marks all, a third acts on what is marked.

use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::Ref;
use crate::kit::{Canvas, Span};
use crate::limits;
use std::collections::BTreeSet;

/// What a command on marks asks of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marked {
    /// The cursor goes on to the next line.
    Step,
    /// The list stays.
    Stay,
    /// It was no command on marks.
    Unknown,
}

/// The records that are marked.
#[derive(Debug, Default)]
pub struct Marks(BTreeSet<Ref>);

impl Marks {
    /// Carries out a command on marks, with what the line of the cursor stands for and what the list shows.
    pub fn run(
        &mut self,
        command: &str,
        at: &[Ref],
        shown: &[Ref],
        (session, ask): (&Session, &mut Vec<Request>),
    ) -> Marked {
        match command {
            "mark.toggle" if at.is_empty() => Marked::Stay,
            "mark.toggle" => {
                self.turn(at, session, ask);
                Marked::Step
            }
            "mark.all" => {
                self.turn(shown, session, ask);
                Marked::Stay
            }
            "mark.act" => {
                ask.push(Request::Bulk(if self.0.is_empty() { at.to_vec() } else { self.all() }));
                Marked::Stay
            }
            _ => Marked::Unknown,
        }
    }

    /// What is marked.
    pub fn all(&self) -> Vec<Ref> {
        self.0.iter().copied().collect()
    }

    /// Marks these, or takes their marks away where all have one. More than can be changed at once are not marked, rather
    /// than some of them.
    fn turn(&mut self, these: &[Ref], session: &Session, ask: &mut Vec<Request>) {
        if these.iter().all(|reference| self.0.contains(reference)) {
            self.0.retain(|marked| !these.contains(marked));
            return;
        }
        let mut all = self.0.clone();
        all.extend(these);
        if all.len() > limits::BULK_RECORDS {
            let said = session.say_with("marks-too-many", &[("limit", limits::BULK_RECORDS.into())]);
            ask.push(Request::Warn(said));
        } else {
            self.0 = all;
        }
    }

    /// Marks nothing; answers whether anything was.
    pub fn clear(&mut self) -> bool {
        let was = !self.0.is_empty();
        self.0.clear();
        was
    }

    /// What is gone is not marked.
    pub fn refresh(&mut self, session: &Session) {
        self.0.retain(|reference| session.record(*reference).is_some());
    }

    /// The sign of a line.
    pub fn sign(&self, marker: Span<'static>, reference: Ref) -> Span<'static> {
        if self.0.contains(&reference) { marker.starred() } else { marker }
    }

    /// Counts what is marked, else what the list holds.
    pub fn draw_counter(&self, canvas: &mut Canvas<'_>, len: usize) {
        let counted = if self.0.is_empty() { len.to_string() } else { format!("*{}", self.0.len()) };
        canvas.counter(0, &counted);
    }

    /// Whether anything is marked.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
