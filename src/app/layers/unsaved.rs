//! Forms that were open when a session was cut off: go on with them, throw them away, or leave them for later.

use super::{Choice, Layer, Outcome, choice};
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::date::PDate;

/// The list of them.
#[derive(Default)]
pub struct Unsaved {
    list: ListState,
    /// The key that throws away was pressed once.
    is_sure: bool,
}

impl Layer for Unsaved {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let len = session.left.len();
        if matches!(key.for_commands(session.keyboard).code, Code::Char('d') | Code::Delete) && self.list.selected < len
        {
            if !std::mem::replace(&mut self.is_sure, true) {
                ask.push(Request::Warn(session.say("unsaved-sure")));
                return Outcome::Stay;
            }
            self.is_sure = false;
            ask.push(Request::ThrowAwayForms(self.list.selected));
            self.list.select(self.list.selected, len - 1);
            return if len > 1 { Outcome::Stay } else { Outcome::Close };
        }
        self.is_sure = false;
        match choice(key, session, &mut self.list, len) {
            Choice::Line(place) => ask.push(Request::GoOnWithForms(place)),
            Choice::Left => ask.push(Request::Tell(session.say("unsaved-later"))),
            Choice::Moved | Choice::Unknown => return Outcome::Stay,
        }
        Outcome::Close
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        canvas.text(0, 0, width, &session.say("unsaved-title"), Role::Title);
        let said = canvas.wrapped(1, 0, height, &session.say("unsaved-hint"), Role::Dim);
        for (place, pile) in session.left.iter().enumerate() {
            let day = session.date_short(&PDate::from(pile.at.date()));
            let time = pile.at.strftime("%H:%M").to_string();
            let forms: Vec<String> = pile.forms.iter().map(|form| form.said(session)).collect();
            let spans = [
                canvas.marker(self.list.mark(place)),
                Span::new(format!("{}  ", place + 1), Role::Label),
                Span::new(format!("{day} {time}  "), Role::Dim),
                Span::plain(forms.join(" › ")),
            ];
            canvas.line(said + 2 + place, 0, &spans);
            canvas.pick(said + 2 + place, &self.list, place);
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("Enter", "bar-go-on"), ("d", "bar-throw-away"), ("↑↓", "bar-choose"), ("Esc", "bar-later")]
    }
}
