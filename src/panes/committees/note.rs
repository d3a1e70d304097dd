//! A note being written: one language of the minutes of one item, kept at every key.

use super::agreed::Agreed;
use crate::app::layers::{edit, paste};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::app::{Code, Key, Typed};
use crate::domain::kinds::meeting::{AGENDA, MINUTES, item};
use crate::domain::rules::conduct;
use crate::domain::{Record, Ref, Text3};
use crate::kit::{Canvas, Input, Motion, Role, Span};
use crate::lang::Lang;

/// The note of an item in one language.
pub(super) struct Note {
    meeting: Ref,
    place: Option<usize>,
    item: i64,
    lang: Lang,
    /// What was there when it was opened.
    before: String,
    input: Input,
}

/// What the minutes say of an item; of the session in general where there is none.
pub(super) fn text_of(meeting: &Record, place: Option<usize>) -> Text3 {
    let text = match place {
        None => meeting.fields.text3(MINUTES.id),
        Some(place) => meeting.fields.parts(AGENDA.id).nth(place).and_then(|fields| fields.text3(item::MINUTES.id)),
    };
    text.cloned().unwrap_or_default()
}

impl Note {
    pub(super) fn new(meeting: &Record, place: Option<usize>, lang: Lang) -> Note {
        let before = text_of(meeting, place).get(lang).unwrap_or("").to_owned();
        let number = place.and_then(|place| meeting.fields.parts(AGENDA.id).nth(place));
        let item = number.and_then(|fields| fields.number(item::ITEM.id)).unwrap_or(0);
        let input = Input::many(before.as_str());
        Note { meeting: meeting.reference, place, item, lang, before, input }
    }

    /// The note that was being written when a session was cut off.
    pub(super) fn taken_up(meeting: &Record, place: Option<usize>, typed: &Typed) -> Note {
        let lang = Lang::from_code(&typed.what).unwrap_or(Lang::Ar);
        Note { input: Input::many(typed.text.as_str()), ..Note::new(meeting, place, lang) }
    }

    pub(super) fn selected(&self) -> Option<&str> {
        self.input.selected()
    }

    pub(super) fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        paste(&mut self.input, text, session, ask);
        self.keep(ask);
    }

    /// Puts a ready phrase at the caret.
    pub(super) fn put(&mut self, words: &Text3, agreed: Agreed<'_>, ask: &mut Vec<Request>) {
        let begins = self.input.text().is_empty() || self.input.text().ends_with(['\n', ' ']);
        let words = format!("{}{}", if begins { "" } else { " " }, words.best(self.lang));
        paste(&mut self.input, &words, agreed.session, ask);
        self.keep(ask);
    }

    /// Deals with a key; answers the note as long as it is written.
    pub(super) fn key(mut self, key: Key, agreed: Agreed<'_>, ask: &mut Vec<Request>) -> Option<Note> {
        let session = agreed.session;
        let room = room(session);
        match key.code {
            Code::Esc => {
                self.record(agreed, ask);
                return None;
            }
            Code::Char('s') if key.ctrl => {
                self.record(agreed, ask);
                return None;
            }
            Code::Tab => {
                self.record(agreed, ask);
                let at = Lang::ALL.iter().position(|lang| *lang == self.lang).unwrap_or(0);
                let next = Lang::ALL[(at + 1) % Lang::ALL.len()];
                return Some(Note::new(agreed.meeting, self.place, next));
            }
            Code::Enter => paste(&mut self.input, "\n", session, ask),
            Code::Up | Code::Down => {
                let motion = match key.code {
                    Code::Up => Motion::Up(room, session.direction()),
                    _ => Motion::Down(room, session.direction()),
                };
                if key.shift {
                    self.input.extend(motion)
                } else {
                    self.input.go(motion)
                };
                return Some(self);
            }
            _ => {
                let before = self.input.text().len();
                let caret = self.input.caret();
                edit(&mut self.input, key, session, ask);
                if before == self.input.text().len() && caret != self.input.caret() {
                    return Some(self);
                }
            }
        }
        self.keep(ask);
        Some(self)
    }

    fn keep(&self, ask: &mut Vec<Request>) {
        let text = self.input.text().to_owned();
        let (reference, item, what) = (self.meeting, self.item, self.lang.code().to_owned());
        ask.push(Request::Keep(Some(Typed { reference, item, what, text })));
    }

    /// Asks for the note to be recorded. What somebody else wrote meanwhile stays above it.
    fn record(&self, agreed: Agreed<'_>, ask: &mut Vec<Request>) {
        let typed = self.input.text().trim_end();
        let there = text_of(agreed.meeting, self.place).get(self.lang).unwrap_or("").to_owned();
        if typed == self.before {
            ask.push(Request::Keep(None));
            return;
        }
        let is_met = there != self.before && there != typed;
        let words = if is_met { format!("{there}\n{typed}") } else { typed.to_owned() };
        let mut text = Text3::default();
        text.set(self.lang, Some(words.clone()));
        let clears = words.is_empty().then_some(self.lang);
        let note = conduct::Note { place: self.place, text, below: false, clears };
        agreed.propose("meeting.note", conduct::note(agreed.meeting, &note, &agreed.now()), ask);
        ask.push(Request::LetGo);
        if is_met {
            ask.push(Request::Note(agreed.session.say("note-met")));
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        let column = canvas.rule(0) + 1;
        let named = session.say(&format!("language-{}", self.lang.code()));
        canvas.line(0, column, &[Span::new(named, Role::Label)]);
        canvas.long_field(1, 0, height.saturating_sub(1), width, &self.input);
    }
}

/// Columns of the field, as it is drawn.
fn room(session: &Session) -> usize {
    let columns = usize::from(session.columns());
    if columns >= super::minutes::BESIDE { columns - columns / 2 } else { columns }
}
