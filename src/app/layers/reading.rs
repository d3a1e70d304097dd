//! Which of these lines can you read? The same words as each kind of terminal needs them; the answer is remembered.
//!
//! A digit or Enter chooses. Any other key closes the question and is pressed as if it had not been asked.

use super::{Choice, Layer, Outcome, choice};
use crate::app::key::Key;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::kit::{Canvas, ListState, Role};
use crate::lang::Lang;
use crate::text::{self, Direction, Profile};

/// The profiles that look different on a screen; whether a terminal was told to leave cells alone is not to be seen.
const CHOICES: [Profile; 4] = [Profile::Visual, Profile::Inverse, Profile::WordReversed, Profile::Unshaped];

/// The question.
#[derive(Default)]
pub struct Reading {
    list: ListState,
}

impl Reading {
    /// The words as a row that needs nothing from the left edge on: number, two blanks, the words, a blank.
    fn row(place: usize, profile: Profile, words: &str) -> String {
        let number = (place + 1).to_string();
        let line = text::layout(words, Some(Direction::Rtl));
        let mut symbols = vec![" ", number.as_str(), " ", " "];
        symbols.extend(line.cells.iter().map(|cell| cell.text.as_str()));
        symbols.extend([" ", " "]);
        match profile.arrange(&symbols) {
            Some(sent) => sent.into_iter().map(|sent| sent.symbol).collect(),
            None => symbols.concat(),
        }
    }
}

impl Layer for Reading {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match choice(key, session, &mut self.list, CHOICES.len()) {
            Choice::Moved => return Outcome::Stay,
            Choice::Left => {}
            Choice::Line(place) => {
                ask.extend(CHOICES.get(place).map(|profile| Request::Reads(*profile)));
                ask.push(Request::Tell(session.say("reading-kept")));
            }
            Choice::Unknown => ask.push(Request::Press(key)),
        }
        Outcome::Close
    }

    fn is_arranged(&self) -> bool {
        true
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let mut row = 0;
        for lang in Lang::ALL {
            let question = session.lexicon.say(lang, "reading-question");
            row += canvas.wrapped(row, 0, 2, &question, if lang == session.lang { Role::Title } else { Role::Normal });
        }
        row += 1;
        let words = session.lexicon.say(Lang::Ar, "reading-words");
        // Apart where there is room: each is read by itself.
        let apart = if canvas.height() > row + CHOICES.len() * 2 { 2 } else { 1 };
        for (place, profile) in CHOICES.into_iter().enumerate() {
            let line = Reading::row(place, profile, &words);
            canvas.visual(row, width.min(text::width(&words) + 6), &line);
            canvas.pick(row, &self.list, place);
            if place == self.list.selected {
                canvas.marked(row);
            }
            row += apart;
        }
        canvas.wrapped(row, 0, 3, &session.say("reading-hint"), Role::Dim);
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("1–4", "bar-choose"), ("Esc", "bar-close")]
    }
}
