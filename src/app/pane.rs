//! What a pane is to the application.

use super::arrangement::{Arrangement, Choices};
use super::command::Command;
use super::key::Key;
use super::layers::Leaf;
use super::list_keys::list_step;
use super::listing::{Filtered, Listing, Marked};
use super::session::Session;
use super::typed::Typed;
use crate::domain::rules::views::View;
use crate::domain::{Draft, Field, Fields, Kind, Ref};
use crate::kit::Canvas;
use crate::lang::Lang;
use crate::search::Answer;
use crate::text::Profile;
use jiff::civil::Date;

/// What a pane asks of the application besides effects.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Show this record in the pane that is made for its kind.
    Open(Ref),
    /// The same from a dossier, to which the way back leads.
    OpenFrom(Ref, Leaf),
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
    /// Choose as what to print the dossier of a record on a day.
    PrintDossier(Ref, Date),
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
    /// Show what happened to this record.
    History(Ref),
    /// Show what there is about the record under the cursor on a date, as typed.
    OnDate(String),
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
    /// What was proposed just before records what is being typed: that is let go once it is done.
    LetGo,
    /// Keep what is being typed and is not on the desk yet, so that nothing takes it away; nothing where it is.
    Keep(Option<Typed>),
    /// Tell something in the message line.
    Tell(String),
    /// Tell a warning in the message line.
    Warn(String),
}

/// Keys with the messages of what they do, for the key bar.
pub type Keys = &'static [(&'static str, &'static str)];

/// While a filter is typed.
pub const FILTERING: Keys = &[("Enter", "bar-list"), ("Tab", "bar-complete"), ("Esc", "bar-show-all")];
/// While a text, a date or a length is typed.
pub const TYPING: Keys = &[("Enter", "bar-accept"), ("Esc", "bar-cancel")];
/// While a record is looked for.
pub const PICKING: Keys = &[("Enter", "bar-choose"), ("↑↓", "bar-move-in"), ("Esc", "bar-cancel")];

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

    /// The filter line and the marks of the list that it shows; nothing where it has none.
    fn listing(&self) -> Option<&Listing> {
        None
    }

    /// The same to change it.
    fn listing_mut(&mut self) -> Option<&mut Listing> {
        None
    }

    /// The kinds that its filter line is about; nothing where it has none.
    fn listed(&self) -> &'static [Kind] {
        &[]
    }

    /// Its filter line asks for something else: it shows that.
    fn filtered(&mut self, _session: &Session, _ask: &mut Vec<Request>) {}

    /// Lines of its list, and how many of them are seen at once.
    fn extent(&self, _session: &Session) -> (usize, usize) {
        (0, 0)
    }

    /// Goes so many lines on in its list.
    fn step(&mut self, by: isize, session: &Session) {
        let (len, rows) = self.extent(session);
        if let Some(listing) = self.listing_mut() {
            listing.list.walk(by, len, rows);
        }
    }

    /// The records that are marked together: those of its list.
    fn markable(&self, _session: &Session) -> Vec<Ref> {
        Vec::new()
    }

    /// The records that the line of the cursor stands for: its own, or all under a heading.
    fn under_cursor(&self, session: &Session) -> Vec<Ref> {
        self.subject(session).into_iter().collect()
    }

    /// A key that is no command (moving in a list, typing into a filter). Answers whether it was used.
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        self.list_key(key, session, ask)
    }

    /// A key of every list: typed into its filter line, taking its marks away, or moving in it.
    fn list_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        let kinds = self.listed();
        let Some(listing) = self.listing_mut() else { return false };
        match listing.key(key, kinds, session, ask) {
            Filtered::Changed => self.filtered(session, ask),
            Filtered::Kept => {}
            Filtered::Unknown => {
                let (len, rows) = self.extent(session);
                let Some(step) = list_step(key, len, rows) else { return false };
                self.step(step, session);
            }
        }
        true
    }

    /// The record whose card it shows in place of its list: one that is none of the lines.
    fn alone(&self) -> Option<Ref> {
        None
    }

    /// Carries out a command on the marks of its list. Answers whether it was one.
    fn mark(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        if !command.starts_with("mark.") {
            return false;
        }
        if let Some(alone) = self.alone() {
            ask.push(match command {
                "mark.act" => Request::Bulk(vec![alone]),
                _ => Request::Warn(session.say("marks-no-list")),
            });
            return true;
        }
        let at = self.under_cursor(session);
        let shown = if command == "mark.all" { self.markable(session) } else { Vec::new() };
        // Past a heading, and all that was marked with it.
        let is_heading = self.subject(session).is_none_or(|subject| !at.contains(&subject));
        let lines = isize::try_from(at.len() + usize::from(is_heading)).unwrap_or(isize::MAX);
        let Some(listing) = self.listing_mut() else { return false };
        match listing.marks.run(command, &at, &shown, (session, ask)) {
            Marked::Step => self.step(lines, session),
            Marked::Stay => {}
            Marked::Unknown => return false,
        }
        true
    }

    /// Whether keys are typed into a field now, so that commands must not take them.
    fn takes_text(&self) -> bool {
        self.listing().is_some_and(|listing| listing.filter.takes_text())
    }

    /// What the keys do while something is typed that has few of them; nothing where its commands say it.
    fn prompt(&self) -> Option<Keys> {
        self.listing().is_some_and(|listing| listing.filter.takes_text()).then_some(FILTERING)
    }

    /// The text that is selected in its field, for Ctrl-c.
    fn selected(&self) -> Option<&str> {
        self.listing()?.filter.selected()
    }

    /// What can be chosen of how its list is arranged; nothing where that is fixed.
    fn arranged(&self) -> Option<Choices> {
        None
    }

    /// What its filter line asks for.
    fn query(&self) -> Option<&str> {
        self.listing()?.filter.query()
    }

    /// Puts a query into its filter line. Answers whether it has one.
    fn narrow(&mut self, query: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        let has_one = !self.listed().is_empty();
        let Some(listing) = self.listing_mut().filter(|_| has_one) else { return false };
        listing.filter.set(query);
        self.filtered(session, ask);
        true
    }

    /// Takes records onto what it is composing. Answers whether it composes anything.
    fn take_up(&mut self, _records: &[Ref], _session: &Session, _ask: &mut Vec<Request>) -> bool {
        false
    }

    /// The form that it asked for was filled in; what it proposes closes the form when it is done.
    fn answered(&mut self, _label: &'static str, _values: Fields, _session: &Session, _ask: &mut Vec<Request>) {}

    /// What was marked was dealt with.
    fn unmark(&mut self) {
        if let Some(listing) = self.listing_mut() {
            listing.marks.clear();
        }
    }

    /// Whether any of its lines are marked.
    fn has_marks(&self) -> bool {
        self.alone().is_none() && self.listing().is_some_and(|listing| !listing.marks.is_empty())
    }

    /// Text was pasted while it takes text.
    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        let kinds = self.listed();
        let Some(listing) = self.listing_mut() else { return };
        if listing.filter.paste(text, kinds, session, ask) {
            self.filtered(session, ask);
        }
    }

    /// The desk or the language is another one: keep place and selection by record.
    fn refresh(&mut self, session: &Session);

    /// The answer to its newest search.
    fn found(&mut self, _answer: &Answer, _session: &Session) {}

    /// A record was made over it: whether it was looking for one, and has taken it in.
    fn created(&mut self, _made: Ref, _session: &Session, _ask: &mut Vec<Request>) -> bool {
        false
    }

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

    /// Its own key was pressed while it has the keys: it goes back to its list.
    fn to_list(&mut self, _session: &Session) {}

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
