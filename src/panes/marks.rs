//! The marked lines of a list, the same in every list: one key marks, another marks all, a third acts on what is marked.

use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::Ref;
use crate::kit::{Canvas, Span};
use crate::limits;
use std::collections::BTreeSet;

/// What a command on marks asks of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marked {
    /// The cursor goes on to the next line.
    Step,
    /// The list stays.
    Stay,
    /// It was no command on marks.
    Unknown,
}

/// The records that are marked.
#[derive(Debug, Default)]
pub(super) struct Marks(BTreeSet<Ref>);

impl Marks {
    /// Carries out a command on marks, with the record under the cursor and those that the list shows.
    pub(super) fn run(
        &mut self,
        command: &str,
        at: Option<Ref>,
        shown: impl Iterator<Item = Ref>,
        (session, ask): (&Session, &mut Vec<Request>),
    ) -> Marked {
        match command {
            "mark.toggle" => {
                let Some(at) = at else { return Marked::Stay };
                if !self.0.remove(&at) {
                    self.put([at].into_iter(), session, ask);
                }
                Marked::Step
            }
            "mark.all" => {
                let all: BTreeSet<Ref> = shown.take(limits::BULK_RECORDS + 1).collect();
                if all.iter().all(|reference| self.0.contains(reference)) {
                    self.0.clear();
                } else {
                    self.put(all.into_iter(), session, ask);
                }
                Marked::Stay
            }
            "mark.act" => {
                let meant: Vec<Ref> =
                    if self.0.is_empty() { at.into_iter().collect() } else { self.0.iter().copied().collect() };
                ask.push(Request::Bulk(meant));
                Marked::Stay
            }
            _ => Marked::Unknown,
        }
    }

    /// More than can be changed at once are not marked, rather than some of them.
    fn put(&mut self, more: impl Iterator<Item = Ref>, session: &Session, ask: &mut Vec<Request>) {
        let mut all = self.0.clone();
        all.extend(more);
        if all.len() > limits::BULK_RECORDS {
            let said = session.say_with("marks-too-many", &[("limit", limits::BULK_RECORDS.into())]);
            ask.push(Request::Warn(said));
        } else {
            self.0 = all;
        }
    }

    /// Marks nothing; answers whether anything was.
    pub(super) fn clear(&mut self) -> bool {
        let was = !self.0.is_empty();
        self.0.clear();
        was
    }

    /// What is gone is not marked.
    pub(super) fn refresh(&mut self, session: &Session) {
        self.0.retain(|reference| session.record(*reference).is_some());
    }

    /// The sign of a line.
    pub(super) fn sign(&self, marker: Span<'static>, reference: Ref) -> Span<'static> {
        if self.0.contains(&reference) { marker.starred() } else { marker }
    }

    /// Counts what is marked, else what the list holds.
    pub(super) fn draw_counter(&self, canvas: &mut Canvas<'_>, len: usize) {
        let counted = if self.0.is_empty() { len.to_string() } else { format!("*{}", self.0.len()) };
        canvas.counter(0, &counted);
    }

    /// Whether anything is marked.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
