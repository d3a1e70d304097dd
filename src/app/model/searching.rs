//! Questions to the search and their answers, and the keys that wait for them.
//!
//! Only the newest question counts. Its answer may come in part, while the index is being made, and once more in whole.

use super::{Asker, Model, Tone};
use crate::app::key::Code;
use crate::app::msg::{Effect, Effects, Msg};
use crate::limits;
use crate::search::Answer;

impl Model {
    /// A key that chooses among answers waits for those to what was typed before it, and what comes after it waits
    /// with it: who types fast never takes a stale answer. Esc does not wait, and drops what waits.
    pub(super) fn waits_for_an_answer(&self, msg: &Msg) -> bool {
        let follows = !self.held.is_empty();
        let waits = match msg {
            Msg::Key(key) => match key.code {
                Code::Esc => false,
                Code::Enter | Code::Tab | Code::Up | Code::Down | Code::PageUp | Code::PageDown => true,
                Code::Char(_) if key.alt => true,
                _ => follows,
            },
            Msg::Paste(_) => follows,
            _ => false,
        };
        waits && self.searching.is_some()
    }

    /// An answer that never comes holds nothing for ever: when too much waits, it goes on without one.
    pub(super) fn hold(&mut self, msg: Msg, effects: &mut Effects) {
        self.held.push(msg);
        if self.held.len() >= limits::KEYS_HELD {
            self.searching = None;
            self.release(effects);
        }
    }

    fn release(&mut self, effects: &mut Effects) {
        for msg in std::mem::take(&mut self.held) {
            self.update(msg, effects);
        }
    }

    pub(super) fn search(&mut self, query: String, limit: usize, asker: Asker, effects: &mut Effects) {
        let ticket = self.next_ticket();
        self.searching = Some((ticket, asker));
        self.unfinished = None;
        effects.push(Effect::Search { ticket, query, limit });
    }

    pub(super) fn found(&mut self, ticket: u64, answer: &Answer, effects: &mut Effects) {
        let is_meant = |asked: &mut (u64, Asker)| asked.0 == ticket;
        let asked = self.searching.take_if(is_meant).or_else(|| self.unfinished.take_if(is_meant));
        let Some(asked) = asked else { return };
        let said = self.session.say("app-found-in-part");
        if answer.is_partial {
            // Keys that came before anything was seen wait for all of it.
            let waits = if self.held.is_empty() { &mut self.unfinished } else { &mut self.searching };
            *waits = Some(asked);
            self.message = Some((Tone::Info, said));
        } else {
            self.message.take_if(|(_, text)| *text == said);
        }
        match asked.1 {
            Asker::Layer => {
                if let Some(layer) = self.layers.last_mut() {
                    layer.found(answer, &self.session);
                }
            }
            Asker::Pane(place) => {
                if let Some(pane) = self.panes.get_mut(place) {
                    pane.found(answer, &self.session);
                }
                self.let_others_follow();
            }
        }
        if self.searching.is_none() {
            self.release(effects);
        }
    }
}
