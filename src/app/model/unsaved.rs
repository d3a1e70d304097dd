//! Forms that were not saved: what would be lost with the session, and what earlier sessions left.

use super::{Model, Tone};
use crate::app::form::{FormLayer, Pile, Unfinished};
use crate::app::layers::Unsaved;
use crate::app::msg::Effects;
use crate::limits;

impl Model {
    /// Whether something would be lost with the session.
    pub fn is_unfinished(&self) -> bool {
        self.layers.iter().any(|layer| layer.is_unfinished())
    }

    /// Everything that is not finished: what earlier sessions left, then what is open now.
    pub fn unfinished(&self) -> Vec<Pile> {
        let forms: Vec<Unfinished> = self.layers.iter().filter_map(|layer| layer.unfinished()).collect();
        let open = (!forms.is_empty()).then_some(Pile { at: self.session.now, forms, is_let_go: false });
        let left = self.session.left.iter().filter(|pile| !pile.is_let_go);
        let mut piles: Vec<Pile> = left.cloned().chain(open).collect();
        piles.drain(..piles.len().saturating_sub(limits::PILES_KEPT));
        piles
    }

    /// Offers the forms that were left; those whose change was done all the same are none.
    pub(super) fn left_unsaved(&mut self, mut piles: Vec<Pile>, effects: &mut Effects) {
        for pile in &mut piles {
            pile.forms.retain(|form| !form.is_done(&self.session.desk));
        }
        piles.retain(|pile| !pile.forms.is_empty());
        self.session.left = piles;
        if !self.session.left.is_empty() {
            self.open_layer(Box::<Unsaved>::default(), effects);
        }
    }

    /// A form was left with what was typed into it: it stays at hand until the session ends, for Esc is soon pressed twice.
    pub(super) fn let_go(&mut self, form: Unfinished) {
        let left = &mut self.session.left;
        left.push(Pile { at: self.session.now, forms: vec![form], is_let_go: true });
        if left.len() > limits::PILES_KEPT {
            let place = left.iter().position(|pile| pile.is_let_go).unwrap_or(0);
            drop(left.remove(place));
        }
        self.message = Some((Tone::Info, self.session.say("form-let-go")));
    }

    pub(super) fn open_unsaved(&mut self, effects: &mut Effects) {
        if self.session.left.is_empty() {
            self.message = Some((Tone::Info, self.session.say("unsaved-none")));
        } else {
            self.open_layer(Box::<Unsaved>::default(), effects);
        }
    }

    pub(super) fn go_on_with(&mut self, place: usize, effects: &mut Effects) {
        if place >= self.session.left.len() || self.is_past() {
            return;
        }
        for form in self.session.left.remove(place).forms {
            let form = FormLayer::resumed(&form, &self.session);
            self.open_layer(Box::new(form), effects);
        }
    }

    pub(super) fn throw_away(&mut self, place: usize) {
        if place < self.session.left.len() {
            drop(self.session.left.remove(place));
            self.message = Some((Tone::Info, self.session.say("unsaved-thrown-away")));
        }
    }

    /// A text came back from the editor: it goes where it was asked for.
    pub(super) fn written(&mut self, text: &str) {
        if let Some(layer) = self.layers.last_mut() {
            layer.written(text);
        }
    }
}
