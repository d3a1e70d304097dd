//! The phrase book: ready sentences of minutes in three languages, found by a few letters of any of them.

use crate::app::layers::{edit, paste};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::Text3;
use crate::kit::{Canvas, Input, ListState, Role, Span};
use crate::lang::Lang;
use crate::text;

/// The vocabulary that holds them.
const BOOK: &str = "phrase";

/// What a key did.
pub(super) enum Phrased {
    /// This sentence.
    Chosen(Text3),
    /// None, and the book is closed.
    Left,
    /// None yet.
    Asking,
}

/// The book while a sentence is looked for.
pub(super) struct Phrases {
    input: Input,
    sentences: Vec<Text3>,
    shown: Vec<usize>,
    list: ListState,
}

impl Phrases {
    pub(super) fn new(session: &Session) -> Phrases {
        let entries = session.lexicon.vocabulary(BOOK).map(|book| book.entries.as_slice()).unwrap_or_default();
        let sentences = entries.iter().map(|entry| {
            let mut sentence = Text3::default();
            Lang::ALL.into_iter().for_each(|lang| sentence.set(lang, Some(entry.label(lang).to_owned())));
            sentence
        });
        let sentences: Vec<Text3> = sentences.collect();
        let shown = (0..sentences.len()).collect();
        Phrases { input: Input::default(), sentences, shown, list: ListState::default() }
    }

    pub(super) fn selected(&self) -> Option<&str> {
        self.input.selected()
    }

    /// Every word typed must stand in the sentence, in one of its languages.
    fn filter(&mut self) {
        let typed = text::fold(self.input.text()).text;
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        let agrees = |sentence: &Text3| {
            sentence.texts().any(|(_, said)| {
                let said = text::fold(said).text;
                words.iter().all(|word| said.contains(word))
            })
        };
        self.shown = (0..self.sentences.len()).filter(|place| agrees(&self.sentences[*place])).collect();
        self.list = ListState::default();
    }

    pub(super) fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        paste(&mut self.input, text, session, ask);
        self.filter();
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Phrased {
        match key.code {
            Code::Esc => return Phrased::Left,
            Code::Enter => {
                let chosen = self.shown.get(self.list.selected).and_then(|place| self.sentences.get(*place));
                return chosen.map_or(Phrased::Asking, |sentence| Phrased::Chosen(sentence.clone()));
            }
            Code::Down => self.list.step(1, self.shown.len()),
            Code::Up => self.list.step(-1, self.shown.len()),
            _ => {
                if edit(&mut self.input, key, session, ask) {
                    self.filter();
                }
            }
        }
        Phrased::Asking
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        let column = canvas.text(0, 0, width / 2, &format!("{} ", session.say("phrases-ask")), Role::Label);
        canvas.field(0, column, width.saturating_sub(column), &self.input, true);
        let rows = height.saturating_sub(1);
        let first = self.list.first(self.shown.len(), rows);
        let mut lines = canvas.part(1, 0, rows, width);
        let mut lines = lines.scrolled(&self.list, self.shown.len());
        for (place, at) in self.shown.iter().enumerate().skip(first).take(rows) {
            let Some(sentence) = self.sentences.get(*at) else { continue };
            let marker = lines.marker(self.list.mark(place));
            lines.line(place - first, 0, &[marker, Span::plain(sentence.best(session.lang).to_owned())]);
        }
        if self.shown.is_empty() {
            canvas.nothing(1, &session.say("finder-nothing"));
        }
    }
}
