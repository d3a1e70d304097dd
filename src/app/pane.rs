//! What a pane is to the application.

use super::arrangement::{Arrangement, Choices};
use super::command::Command;
use super::key::Key;
use super::session::Session;
use super::typed::Typed;
use crate::domain::rules::views::View;
use crate::domain::{Draft, Field, Fields, Kind, Ref};
use crate::kit::Canvas;
use crate::lang::Lang;
use crate::search::Answer;
use crate::text::Profile;

/// What a pane asks of the application besides effects.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Show this record in the pane that is made for its kind.
    Open(Ref),
    /// Open the form of a record.
    Edit(Ref),
    /// Open the form of a new record, with some fields filled in.
    New(Kind, Fields),
    /// Open the form of one part of a record: the field, and the place in its list.
    EditPart(Ref, u16, usize),
    /// Ask for values in a form; they come to [`Pane::answered`].
    Ask(Asking),
    /// What was asked for in a form, for the pane that asked.
    Answer(&'static str, Fields),
    /// Propose a change under the name of a command.
    Propose(&'static str, Vec<Draft>),
    /// The same from a layer that stays open; nothing is shown after it.
    Change(&'static str, Vec<Draft>),
    /// Choose the kind of a new record that has to do with this one.
    NewWith(Ref),
    /// Choose what to print of these records.
    PrintMenu(Vec<Ref>),
    /// Choose what is done to these records at once.
    Bulk(Vec<Ref>),
    /// Write these records to a file of this form.
    Export(Vec<Ref>, &'static str),
    /// Put these records on what is being composed.
    TakeUp(Vec<Ref>),
    /// Show what a query asks for in the focused list.
    Narrow(String),
    /// Arrange the list of this pane so from now on.
    Arrange(&'static str, Arrangement),
    /// Keep a view for this person.
    KeepView(View),
    /// Forget a view of this person.
    ForgetView(View),
    /// Look for duplicates among records of these kinds; the answer comes to the layer that asks.
    Twins(&'static [Kind]),
    /// Search; the answer comes to [`Pane::found`].
    Search(String, usize),
    /// Run a command by its name, as if its key had been pressed.
    Run(&'static str),
    /// Begin a new record of this kind, as the focused pane knows best.
    Begin(Kind),
    /// Look at the desk as of a date or a revision, as typed.
    AsOf(String),
    /// Put text on the clipboard.
    Copy(String),
    /// Write this text in the editor of the person; it comes back to the layer that asks.
    Write(String),
    /// Go on with the forms that were left at this place.
    GoOnWithForms(usize),
    /// Throw away the forms that were left at this place.
    ThrowAwayForms(usize),
    /// Speak this language from now on.
    Speak(Lang),
    /// The person reads the lines of this profile.
    Reads(Profile),
    /// Press a key that the layer, now closed, did not want.
    Press(Key),
    /// Choose as what to write this report.
    ReportMenu(super::msg::ReportWish),
    /// Write a report.
    Report(super::msg::ReportWish),
    /// Give a setting another value, or the built-in one.
    Set(&'static str, Option<String>),
    /// Print records: which, and as what.
    Print(Vec<super::msg::PrintWish>),
    /// Tell this too when what was proposed just before is done.
    Note(String),
    /// Keep what is being typed and is not on the desk yet, so that nothing takes it away; nothing where it is.
    Keep(Option<Typed>),
    /// Tell something in the message line.
    Tell(String),
    /// Tell a warning in the message line.
    Warn(String),
}

/// What a form asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The name of the change that the values are for.
    pub label: &'static str,
    /// What stands above it.
    pub title: String,
    /// The fields to fill in.
    pub fields: &'static [Field],
    /// What they begin with, beside values that are not shown.
    pub values: Fields,
}

/// One pane. It reads the session, changes only itself, and asks for the rest.
pub trait Pane: Send {
    /// Its name, as in `pane.<id>` commands and in [`Scope::Pane`](super::Scope::Pane).
    fn id(&self) -> &'static str;

    /// Its own commands.
    fn commands(&self) -> &'static [Command];

    /// Carries out one of its commands, or one of everywhere that it knows better. Answers whether it did.
    fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool;

    /// A key that is no command (moving in a list, typing into a filter). Answers whether it was used.
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool;

    /// Whether keys are typed into a field now, so that commands must not take them.
    fn takes_text(&self) -> bool {
        false
    }

    /// The text that is selected in its field, for Ctrl-c.
    fn selected(&self) -> Option<&str> {
        None
    }

    /// The kinds that its filter line is about; nothing where it has none.
    fn listed(&self) -> &'static [Kind] {
        &[]
    }

    /// What can be chosen of how its list is arranged; nothing where that is fixed.
    fn arranged(&self) -> Option<Choices> {
        None
    }

    /// What its filter line asks for.
    fn query(&self) -> Option<&str> {
        None
    }

    /// Puts a query into its filter line. Answers whether it has one.
    fn narrow(&mut self, _query: &str, _session: &Session, _ask: &mut Vec<Request>) -> bool {
        false
    }

    /// Takes records onto what it is composing. Answers whether it composes anything.
    fn take_up(&mut self, _records: &[Ref], _session: &Session, _ask: &mut Vec<Request>) -> bool {
        false
    }

    /// The form that it asked for was filled in; what it proposes closes the form when it is done.
    fn answered(&mut self, _label: &'static str, _values: Fields, _session: &Session, _ask: &mut Vec<Request>) {}
    /// What was marked was dealt with.
    fn unmark(&mut self) {}

    /// Whether any of its lines are marked.
    fn has_marks(&self) -> bool {
        false
    }

    /// Text was pasted while it takes text.
    fn paste(&mut self, _text: &str, _session: &Session, _ask: &mut Vec<Request>) {}

    /// The desk or the language is another one: keep place and selection by record.
    fn refresh(&mut self, session: &Session);

    /// The answer to its newest search.
    fn found(&mut self, _answer: &Answer, _session: &Session) {}

    /// Whether it shows records of this kind.
    fn shows(&self, kind: Kind) -> bool;

    /// Brings a record into view and selects it.
    fn reveal(&mut self, reference: Ref, session: &Session);

    /// Another pane selected this record; a pane that follows shows what belongs to it.
    fn follow(&mut self, _reference: Ref, _session: &Session) {}

    /// The record under the cursor.
    fn subject(&self, session: &Session) -> Option<Ref>;

    /// Chooses the line so many below the chosen one at once, where the arrows would change what stands in between. Answers
    /// whether it did; otherwise the arrows go there.
    fn choose(&mut self, _by: isize, _session: &Session) -> bool {
        false
    }

    /// It is looked at now, or the desk or the language is another one while it is.
    fn entered(&mut self, _session: &Session) {}

    /// Whether it stands beside others where there is room.
    fn is_beside(&self) -> bool {
        true
    }

    /// Whether it takes the whole width of the screen now, however many panes would fit.
    fn takes_all(&self) -> bool {
        false
    }

    /// Draws it; `focused` where it takes the keys.
    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool);
}
