//! Layers above the panes: finder, palette, help, the menus of new records and of printing, the dossier and the history of a
//! record, the trash, the question for another time, and which lines are readable.
//!
//! The topmost layer sees a key first. A layer asks for what shall happen outside of it and says whether it stays.

mod arrange;
mod as_of;
mod bulk;
mod dossier;
mod duplicates;
mod finder;
mod help;
mod history;
mod keys;
mod menus;
mod palette;
mod reading;
mod report_menu;
mod settings;
mod trash;
mod unsaved;
mod views;

pub use arrange::Arrange;
pub use as_of::AskAsOf;
pub use bulk::Bulk;
pub(super) use dossier::on_typed_day;
pub use dossier::{Dossier, Leaf};
pub use duplicates::Duplicates;
pub use finder::Finder;
pub use help::Help;
pub use history::History;
pub use keys::Keys;
pub use menus::{LanguageMenu, NewMenu, PrintMenu};
pub use palette::Palette;
pub use reading::Reading;
pub use report_menu::ReportMenu;
pub use settings::Settings;
pub use trash::Trash;
pub use unsaved::Unsaved;
pub use views::Views;

use super::form::Unfinished;
use super::key::Key;
use super::list_keys::{list_step, step_below_field};
use super::msg::Refused;
use super::pane::Request;
use super::session::Session;
use super::setting::SettingLine;
use crate::domain::Ref;
use crate::kit::{Canvas, Input, ListState, Motion};
use crate::search::Answer;
use crate::search::duplicates::Twins;

/// Whether a layer stays after a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It stays.
    Stay,
    /// It goes; its requests are carried out after.
    Close,
}

/// One layer.
pub trait Layer: Send {
    /// It was opened.
    fn opened(&mut self, _session: &Session, _ask: &mut Vec<Request>) {}

    /// A key was pressed.
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome;

    /// The text that is selected in its field, for Ctrl-c.
    fn selected(&self) -> Option<&str> {
        None
    }

    /// Text was pasted.
    fn paste(&mut self, _text: &str, _session: &Session, _ask: &mut Vec<Request>) {}

    /// The answer to its newest search.
    fn found(&mut self, _answer: &Answer, _session: &Session) {}

    /// The answer to its question for duplicates.
    fn twins(&mut self, _twins: &[Twins], _session: &Session) {}

    /// A record was made over it: whether it was looking for one, and has taken it in.
    fn created(&mut self, _reference: Ref, _session: &Session) -> bool {
        false
    }

    /// Whether it holds something that would be lost with the session.
    fn is_unfinished(&self) -> bool {
        false
    }

    /// That which would be lost with the session.
    fn unfinished(&self) -> Option<Unfinished> {
        None
    }

    /// A text that was to be written elsewhere came back.
    fn written(&mut self, _text: &str) {}

    /// The settings as they are now. Answers whether it shows them.
    fn settings(&mut self, _lines: &[SettingLine]) -> bool {
        false
    }

    /// What it proposed was refused for this reason.
    fn refused(&mut self, _refused: &Refused, _session: &Session) {}

    /// The desk or the language is another one.
    fn refresh(&mut self, _session: &Session) {}

    /// Whether its rows are already arranged for terminals of several kinds.
    fn is_arranged(&self) -> bool {
        false
    }

    /// Draws it over the whole space of the panes.
    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session);

    /// What stands above it, for what is opened over it.
    fn title(&self) -> Option<&str> {
        None
    }

    /// The message that helps where every letter is typed; nothing where the help is that of everywhere.
    fn help(&self) -> Option<&'static str> {
        None
    }

    /// What its keys do, for the key bar: key and message.
    fn keys(&self) -> &'static [(&'static str, &'static str)];
}

/// Keys that every field shares. Answers whether the key was one of them.
pub fn edit(input: &mut Input, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
    use super::key::Code;
    if let Some(motion) = motion(key) {
        if key.shift {
            input.extend(motion)
        } else {
            input.go(motion)
        };
        return true;
    }
    match key.code {
        Code::Backspace if key.ctrl || key.alt => input.backspace_word(),
        Code::Backspace => input.backspace(),
        Code::Delete => input.delete(),
        Code::Char('z') if key.ctrl => input.undo(),
        Code::Char('y') if key.ctrl => input.redo(),
        Code::Char('r') if key.ctrl => input.turn(),
        Code::Char('w') if key.ctrl => input.backspace_word(),
        Code::Char('u') if key.ctrl => input.clear(),
        Code::Char('x') if key.ctrl => {
            ask.extend(input.selected().map(|text| Request::Copy(text.to_owned())));
            if input.selection().is_some() {
                input.delete();
            }
        }
        Code::Char('v') if key.ctrl => paste(input, &session.copied, session, ask),
        _ => match key.typed() {
            Some(letter) => paste(input, letter.encode_utf8(&mut [0; 4]), session, ask),
            None => return false,
        },
    }
    true
}

/// A key in a field above a list of which so many rows are seen: the arrows walk in the list, everything else is typed.
/// Answers whether it was.
pub(super) fn typed_above(
    (input, list): (&mut Input, &mut ListState),
    (len, rows): (usize, usize),
    key: Key,
    (session, ask): (&Session, &mut Vec<Request>),
) -> bool {
    if let Some(step) = step_below_field(key, rows) {
        list.step(step, len);
        return false;
    }
    edit(input, key, session, ask)
}

/// Puts a text into a field, or says that there is no room for it.
pub fn paste(input: &mut Input, text: &str, session: &Session, ask: &mut Vec<Request>) {
    if !input.paste(text) {
        ask.push(Request::Warn(session.say("field-full")));
    }
}

fn motion(key: Key) -> Option<Motion> {
    use super::key::Code;
    let by_word = key.ctrl || key.alt;
    match key.code {
        Code::Left if by_word => Some(Motion::WordLeft),
        Code::Right if by_word => Some(Motion::WordRight),
        Code::Left => Some(Motion::Left),
        Code::Right => Some(Motion::Right),
        Code::Home => Some(Motion::Home),
        Code::End => Some(Motion::End),
        Code::Char('a') if key.ctrl => Some(Motion::Home),
        Code::Char('e') if key.ctrl => Some(Motion::End),
        _ => None,
    }
}

/// What a key means to a few numbered lines.
pub(super) enum Choice {
    /// The line at this place was chosen.
    Line(usize),
    /// The cursor moved.
    Moved,
    /// Nothing was chosen and the lines may go.
    Left,
    /// Nothing that the lines know.
    Unknown,
}

/// Reads a key for so many numbered lines: a digit or Enter chooses, the arrows move, Esc leaves.
pub(super) fn choice(key: Key, session: &Session, list: &mut ListState, len: usize) -> Choice {
    use super::key::Code;
    let place = match key.for_commands(session.keyboard).code {
        Code::Esc => return Choice::Left,
        Code::Down | Code::Up => {
            list.step(if key.code == Code::Down { 1 } else { -1 }, len);
            return Choice::Moved;
        }
        Code::Enter => Some(list.selected),
        Code::Char(letter) => letter.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1)),
        _ => None,
    };
    place.filter(|place| *place < len).map_or(Choice::Unknown, Choice::Line)
}
