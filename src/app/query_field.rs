//! The field of a query, the same in the finder and in every list: typing, and what could be typed next.
//!
//! Tab puts the first name or value that could stand before the caret, Tab again the next one, Shift-Tab the one before.
//! While a filter is typed its values stand in the message line; what nobody understands is said there too.

use super::key::{Code, Key};
use super::layers::{edit, paste};
use super::pane::Request;
use super::session::Session;
use crate::domain::Kind;
use crate::kit::Input;
use crate::search::filter::{Offering, offers};
use std::ops::Range;

/// Whether a key changed what is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// The query is another one.
    Changed,
    /// The field took the key, and the query is the same.
    Kept,
    /// The field knows no such key.
    Unknown,
}

/// What Tab goes through.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Turn {
    place: Range<usize>,
    offers: Vec<String>,
    at: usize,
}

/// A query being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryField {
    input: Input,
    turn: Option<Turn>,
}

impl QueryField {
    /// The field to draw.
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// The query.
    pub fn text(&self) -> &str {
        self.input.text()
    }

    /// Puts another query.
    pub fn set(&mut self, text: &str) {
        *self = QueryField { input: Input::new(text), turn: None };
    }

    /// Deals with a key, of a list that shows these kinds; all where there are none.
    pub fn key(&mut self, key: Key, kinds: &[Kind], session: &Session, ask: &mut Vec<Request>) -> Typed {
        let before = self.input.text().to_owned();
        match key.code {
            Code::Tab => self.complete(1, kinds, session),
            Code::BackTab => self.complete(-1, kinds, session),
            _ => {
                if !edit(&mut self.input, key, session, ask) {
                    return Typed::Unknown;
                }
                self.turn = None;
            }
        }
        if before == self.input.text() {
            return Typed::Kept;
        }
        ask.extend(self.hint(kinds, session));
        Typed::Changed
    }

    /// Takes in a paste.
    pub fn paste(&mut self, text: &str, kinds: &[Kind], session: &Session, ask: &mut Vec<Request>) {
        self.turn = None;
        paste(&mut self.input, text, session, ask);
        ask.extend(self.hint(kinds, session));
    }

    fn offered(&self, kinds: &[Kind], session: &Session) -> (Range<usize>, Vec<String>) {
        let offering = Offering {
            names: &session.filters,
            lexicon: &session.lexicon,
            lang: session.lang,
            desk: &session.desk,
            kinds,
        };
        offers(self.input.text(), self.input.caret(), &offering)
    }

    fn complete(&mut self, by: isize, kinds: &[Kind], session: &Session) {
        let turn = match self.turn.take() {
            Some(turn) => {
                let len = turn.offers.len();
                Turn { at: (turn.at + len).saturating_add_signed(by) % len.max(1), ..turn }
            }
            None => {
                let (place, offers) = self.offered(kinds, session);
                let at = if by < 0 { offers.len().saturating_sub(1) } else { 0 };
                Turn { place, offers, at }
            }
        };
        let Some(offer) = turn.offers.get(turn.at) else { return };
        let text = self.input.text();
        let (head, tail) = (text.get(..turn.place.start).unwrap_or(""), text.get(turn.place.end..).unwrap_or(""));
        let place = turn.place.start..turn.place.start + offer.len();
        let caret = place.end;
        self.input.set_at(format!("{head}{offer}{tail}"), caret);
        // Where there was no choice, the next Tab goes on behind it.
        self.turn = (turn.offers.len() > 1).then_some(Turn { place, ..turn });
    }

    /// What to tell while it is typed: what is not understood, or the values of the filter before the caret.
    fn hint(&self, kinds: &[Kind], session: &Session) -> Option<Request> {
        let is_filter = |piece: &str| piece.contains(':') && !piece.starts_with(':');
        if !self.text().split_whitespace().any(is_filter) {
            return None;
        }
        if let Some(turn) = &self.turn {
            return Some(Request::Tell(turn.offers.join("  ")));
        }
        if let Some(fault) = session.sieve(self.text()).faults().first() {
            return Some(Request::Warn(session.fault(fault)));
        }
        let (place, offers) = self.offered(kinds, session);
        let piece = self.text().get(place)?;
        let name_len = piece.find(':').filter(|_| !offers.is_empty())? + 1;
        let values: Vec<&str> = offers.iter().filter_map(|offer| offer.get(name_len..)).collect();
        Some(Request::Tell(values.join("  ")))
    }
}
