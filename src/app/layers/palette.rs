//! The command palette: every command that can be given now, found by its name in the language of the session.

use super::{Layer, Outcome, typed_above};
use crate::app::command::Command;
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::kit::{Canvas, Input, ListState, Mark, Role, Span};
use crate::lang::Lang;
use crate::text;

/// What people call commands besides their names, in the three languages.
const OTHER_WORDS: &str = include_str!("../../../assets/lang/command_words.tsv");

/// The palette with what was typed.
pub struct Palette {
    input: Input,
    commands: Vec<Command>,
    shown: Vec<usize>,
    list: ListState,
}

impl Palette {
    /// The palette over these commands; those given from it before come first, the last one at the top.
    pub fn new(mut commands: Vec<Command>, recent: &[&str], session: &Session) -> Palette {
        let age = |command: &Command| recent.iter().rev().position(|id| *id == command.id).unwrap_or(usize::MAX);
        commands.sort_by_key(age);
        let mut palette = Palette { input: Input::default(), shown: Vec::new(), commands, list: ListState::default() };
        palette.filter(session);
        palette
    }

    fn filter(&mut self, session: &Session) {
        self.shown = self.matching(self.input.text(), session);
        if self.shown.is_empty() {
            self.shown = self.telling(self.input.text(), session);
        }
        if self.shown.is_empty()
            && let Some((name, _)) = self.name_and_words()
        {
            let matching = self.matching(name, session);
            let takes_words = |place: &usize| self.commands.get(*place).is_some_and(Command::takes_words);
            self.shown = matching.into_iter().filter(takes_words).collect();
        }
        self.list = ListState::default();
    }

    /// What choosing a command means, with the words that follow its name.
    fn request(&self, command: &Command, session: &Session) -> Request {
        let has_words = command.takes_words() && self.matching(self.input.text(), session).is_empty();
        match self.name_and_words().filter(|_| has_words) {
            Some((_, words)) if command.id == "record.on-date" => Request::OnDate(words.to_owned()),
            Some((_, words)) => Request::AsOf(words.to_owned()),
            None => Request::Run(command.id),
        }
    }

    /// The name of a command and what follows it.
    fn name_and_words(&self) -> Option<(&str, &str)> {
        self.input.text().trim().split_once(' ').map(|(name, words)| (name, words.trim()))
    }

    /// The places of the commands that bear all of these words.
    fn matching(&self, typed: &str, session: &Session) -> Vec<usize> {
        let typed = text::fold(typed).text;
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        let matches = |command: &Command| {
            // In any language: the fingers may know a name that the screen does not speak now.
            let names = Lang::ALL.map(|lang| session.lexicon.say(lang, &command.message())).join(" ");
            let name = text::fold(&format!("{names} {} {}", command.id, other_words(command.id))).text;
            words.iter().all(|word| name.split(' ').any(|part| part.starts_with(word)))
        };
        self.commands.iter().enumerate().filter(|(_, command)| matches(command)).map(|(place, _)| place).collect()
    }

    /// The places of the commands whose help has these letters: who does not know what a thing is called here
    /// knows what it does.
    fn telling(&self, typed: &str, session: &Session) -> Vec<usize> {
        let typed = text::fold(typed).text;
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        let tells = |command: &Command| {
            let help = text::fold(&session.say(&format!("{}-help", command.message()))).text;
            // An article or an “and” may be written together with the word.
            words.iter().all(|word| help.contains(word))
        };
        self.commands.iter().enumerate().filter(|(_, command)| tells(command)).map(|(place, _)| place).collect()
    }
}

impl Layer for Palette {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match key.code {
            Code::Esc => return Outcome::Close,
            Code::Enter => {
                let chosen = self.shown.get(self.list.selected).and_then(|place| self.commands.get(*place));
                ask.extend(chosen.map(|command| self.request(command, session)));
                return Outcome::Close;
            }
            _ => {
                let seen = (self.shown.len(), session.pane_rows().saturating_sub(2));
                if typed_above((&mut self.input, &mut self.list), seen, key, (session, ask)) {
                    self.filter(session);
                }
            }
        }
        Outcome::Stay
    }

    fn selected(&self) -> Option<&str> {
        self.input.selected()
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        super::paste(&mut self.input, text, session, ask);
        self.filter(session);
    }

    fn refresh(&mut self, session: &Session) {
        self.filter(session);
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let prompt = canvas.text(0, 0, 2, ": ", Role::Label);
        canvas.field(0, prompt, width.saturating_sub(prompt), &self.input, true);
        let rows = canvas.height().saturating_sub(2);
        if self.shown.is_empty() {
            canvas.wrapped(1, 2, rows, &session.say("palette-nothing"), Role::Dim);
        }
        let first = self.list.first(self.shown.len(), rows);
        let mut lines = canvas.part(1, 0, rows, width);
        let mut lines = lines.scrolled(&self.list, self.shown.len());
        for (row, place) in self.shown.iter().enumerate().skip(first).take(rows) {
            let Some(command) = self.commands.get(*place) else { continue };
            draw_command(&mut lines, row - first, command, session, self.list.mark(row));
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("Enter", "bar-run"), ("↑↓", "bar-choose"), ("Esc", "bar-close")]
    }
}

fn other_words(id: &str) -> &'static str {
    let rows = OTHER_WORDS.lines().filter_map(|line| line.split_once('\t'));
    rows.into_iter().find(|(of, _)| *of == id).map_or("", |(_, words)| words)
}

/// One line of the palette or the help: key, name.
pub(super) fn draw_command(canvas: &mut Canvas<'_>, row: usize, command: &Command, session: &Session, mark: Mark) {
    let key = command.keys.first().map(ToString::to_string).unwrap_or_default();
    let column = canvas.line(row, 0, &[canvas.marker(mark), Span::new(text::pad(&key, 10), Role::Label)]);
    canvas.text(row, column, usize::MAX, &session.say(&command.message()), Role::Normal);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::EVERYWHERE;

    #[test]
    fn other_words_are_those_of_commands_that_there_are() {
        for (id, words) in OTHER_WORDS.lines().skip(1).filter_map(|line| line.split_once('\t')) {
            assert!(EVERYWHERE.iter().any(|command| command.id == id) && !words.is_empty(), "{id}");
        }
        assert!(other_words("trash.open").contains("corbeille"));
    }
}
