//! The question as of when the desk is to be looked at.

use super::{Layer, Outcome, edit};
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::Shape;
use crate::kit::{Canvas, Input, Role};
use crate::text;

/// Rows that what may be typed takes below the field.
const HINT_ROWS: usize = 8;

/// The question with what was typed.
#[derive(Default)]
pub struct AskAsOf {
    input: Input,
}

impl AskAsOf {
    /// What a typed date means, in words; a question mark where it is neither that nor a revision.
    fn reading(&self, session: &Session) -> Option<String> {
        let date = self.input.text().split('@').next().unwrap_or_default().trim();
        if date.is_empty() || date.strip_prefix(['r', 'R']).is_some_and(|rest| rest.parse::<u64>().is_ok()) {
            return None;
        }
        match session.reader().value("", &Shape::Date, date) {
            Ok(value) => Some(session.speaker().say(&Shape::Date, &value)).filter(|said| said != date),
            Err(_) => Some("?".to_owned()),
        }
    }
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
        if let Some(reading) = self.reading(session) {
            canvas.text(2, 0, width, &format!("= {reading}"), Role::Dim);
        }
        let month = text::isolate_ltr("12/2018");
        let hint = session.say_with("as-of-hint-date", &[("month", month.as_str().into())]);
        canvas.wrapped(4, 0, HINT_ROWS, &hint, Role::Dim);
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("Enter", "bar-show"), ("Esc", "bar-close")]
    }
}
