//! The way back and forth through the records that were opened.

use super::Model;
use crate::app::layers::{Dossier, Leaf};
use crate::app::msg::Effects;
use crate::domain::Ref;
use crate::limits;

/// A place on the way back: a record, the pane it was looked at in, and the dossier that lay over it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stop {
    pane: usize,
    reference: Ref,
    leaf: Option<Leaf>,
}

impl Model {
    /// Shows a record in the pane made for its kind, and remembers the way back.
    pub fn open(&mut self, reference: Ref) {
        self.open_from(reference, None);
    }

    /// The same from a dossier: the way back leads there.
    pub(super) fn open_from(&mut self, reference: Ref, leaf: Option<Leaf>) {
        let from = self.subject().map(|reference| Stop { pane: self.focus, reference, leaf });
        if !self.show(reference) {
            return;
        }
        self.session.used.note(reference, self.session.today());
        self.tell_tutor_of(reference);
        let to = Stop { pane: self.focus, reference, leaf: None };
        for stop in from.into_iter().chain([to]) {
            if self.trail_at.checked_sub(1).and_then(|last| self.trail.get(last)) != Some(&stop) {
                self.leave_trail(stop);
            }
        }
    }

    fn leave_trail(&mut self, stop: Stop) {
        self.trail.truncate(self.trail_at);
        if self.trail.len() >= limits::TRAIL_LEN {
            self.trail.remove(0);
        }
        self.trail.push(stop);
        self.trail_at = self.trail.len();
    }

    /// The records on the way back, without the panes.
    pub(super) fn trail_refs(&self) -> Vec<Ref> {
        self.trail.iter().map(|stop| stop.reference).collect()
    }

    fn show(&mut self, reference: Ref) -> bool {
        let Some(kind) = self.session.record(reference).map(|record| record.kind) else { return false };
        let place = match self.panes.get(self.focus) {
            Some(pane) if pane.shows(kind) => Some(self.focus),
            _ => self.panes.iter().position(|pane| pane.shows(kind)),
        };
        let Some(pane) = place else { return false };
        self.reveal(pane, reference);
        true
    }

    fn reveal(&mut self, place: usize, reference: Ref) {
        self.focus = place;
        self.look();
        if let Some(pane) = self.panes.get_mut(place) {
            pane.reveal(reference, &self.session);
        }
        self.let_others_follow();
    }

    pub(super) fn walk_trail(&mut self, by: isize, effects: &mut Effects) {
        let target = self.trail_at.saturating_add_signed(by).clamp(1, self.trail.len().max(1));
        let Some(stop) = self.trail.get(target - 1).cloned() else { return };
        self.trail_at = target;
        if self.session.record(stop.reference).is_some() {
            self.reveal(stop.pane, stop.reference);
            if let Some(leaf) = stop.leaf {
                let dossier = Dossier::at(leaf, &self.session);
                self.open_layer(Box::new(dossier), effects);
            }
        }
    }

    pub(super) fn let_others_follow(&mut self) {
        let Some(subject) = self.subject() else { return };
        for (place, pane) in self.panes.iter_mut().enumerate() {
            if place != self.focus {
                pane.follow(subject, &self.session);
            }
        }
    }
}
