//! The question as of when the desk is to be looked at.

use super::{Layer, Outcome, edit};
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::kit::{Canvas, Input, Role};

/// Rows that what may be typed takes below the field.
const HINT_ROWS: usize = 8;

/// The question with what was typed.
#[derive(Default)]
pub struct AskAsOf {
    input: Input,
}

impl Layer for AskAsOf {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match key.code {
            Code::Esc => return Outcome::Close,
            // It stays where the words say nothing; what is looked at takes its place.
            Code::Enter => ask.push(Request::AsOf(self.input.text().to_owned())),
            _ => drop(edit(&mut self.input, key, session, ask)),
        }
        Outcome::Stay
    }

    fn selected(&self) -> Option<&str> {
        self.input.selected()
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        super::paste(&mut self.input, text, session, ask);
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        canvas.text(0, 0, width, &session.say("as-of-question"), Role::Title);
        canvas.field(1, 0, width, &self.input, true);
        let mut row = 3;
        for key in ["as-of-hint-date", "as-of-hint-revision", "as-of-hint-both"] {
            row += canvas.wrapped(row, 0, HINT_ROWS, &session.say(key), Role::Dim);
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("Enter", "bar-show"), ("Esc", "bar-close")]
    }
}
