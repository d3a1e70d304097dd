//! The help: every command that can be given now, with its key and what it does. Made from the commands.

use super::palette::draw_command;
use super::{Layer, Outcome};
use crate::app::command::Command;
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::kit::{Canvas, ListState, Role};

/// The help over these commands.
pub struct Help {
    commands: Vec<Command>,
    list: ListState,
}

impl Help {
    /// The help over these commands.
    pub fn new(commands: Vec<Command>) -> Help {
        Help { commands, list: ListState::default() }
    }
}

impl Layer for Help {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match key.for_commands(session.keyboard).code {
            Code::Esc | Code::Char('q' | '?') => return Outcome::Close,
            Code::Enter => {
                ask.extend(self.commands.get(self.list.selected).map(|command| Request::Run(command.id)));
                return Outcome::Close;
            }
            Code::Down | Code::Char('j') => self.list.step(1, self.commands.len()),
            Code::Up | Code::Char('k') => self.list.step(-1, self.commands.len()),
            Code::PageDown | Code::Char(' ') => self.list.step(10, self.commands.len()),
            Code::PageUp => self.list.step(-10, self.commands.len()),
            _ => {}
        }
        Outcome::Stay
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        canvas.text(0, 0, width, &session.say("help-title"), Role::Title);
        let rows = canvas.height().saturating_sub(5);
        let first = self.list.first(self.commands.len(), rows);
        let mut lines = canvas.part(1, 0, rows, width);
        let mut lines = lines.scrolled(&self.list, self.commands.len());
        for (place, command) in self.commands.iter().enumerate().skip(first).take(rows) {
            draw_command(&mut lines, place - first, command, session, self.list.mark(place));
        }
        if let Some(command) = self.commands.get(self.list.selected) {
            let help = session.say(&format!("{}-help", command.message()));
            canvas.wrapped(rows + 2, 2, 3, &help, Role::Dim);
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("Enter", "bar-run"), ("↑↓", "bar-choose"), ("Esc", "bar-close")]
    }
}
