//! What the keys of a layer do, where they are letters of a text everywhere else: the help of a form.

use super::{Layer, Outcome};
use crate::app::key::Key;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::kit::{Canvas, Role, Span};
use crate::text;

/// Columns of a key.
const KEY_CELLS: usize = 10;

/// The keys of a layer, and what there is to know besides.
pub struct Keys {
    keys: &'static [(&'static str, &'static str)],
    more: &'static str,
}

impl Keys {
    /// These keys with their messages, and one more message.
    pub fn new(keys: &'static [(&'static str, &'static str)], more: &'static str) -> Keys {
        Keys { keys, more }
    }
}

impl Layer for Keys {
    /// Any key goes back to what is being filled in.
    fn key(&mut self, _key: Key, _session: &Session, _ask: &mut Vec<Request>) -> Outcome {
        Outcome::Close
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        canvas.text(0, 0, width, &session.say("help-title"), Role::Title);
        for (row, (key, message)) in (1..).zip(self.keys) {
            let key = Span::new(text::pad(key, KEY_CELLS), Role::Label);
            canvas.line(row, 2, &[key, Span::plain(session.say(message))]);
        }
        let row = self.keys.len() + 2;
        canvas.wrapped(row, 2, height.saturating_sub(row), &session.say(self.more), Role::Normal);
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("Esc", "bar-back")]
    }
}
