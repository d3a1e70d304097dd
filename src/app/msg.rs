//! What happened, and what should happen outside.

use super::arrangement::Arrangement;
use super::as_of::AsOf;
use super::form::Pile;
use super::key::Key;
use super::mouse::Mouse;
use super::setting::{Adopted, SettingLine};
use crate::domain::rules::report::Subject;
use crate::domain::rules::views::View;
use crate::domain::{Clash, Desk, Draft, Dropped, Entry, Kind, Receipt, Ref};
use crate::kit::{Backdrop, Looks};
use crate::lang::Lang;
use crate::search::Answer;
use crate::search::duplicates::Twins;
use crate::text::Profile;
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

/// Something that happened, in the order in which it is to be dealt with.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows.
    Resized(u16, u16),
    /// There is a newer desk.
    DeskMoved(Arc<Desk>),
    /// The answer to the search with this number.
    Found(u64, Answer),
    /// The answer to the question for duplicates with this number.
    Twins(u64, Vec<Twins>),
    /// What was proposed with this number was done, and how far the desk is now.
    Done(u64, Receipt),
    /// What was proposed with this number was refused or failed; the desk is as it was.
    Refused(u64, Refused),
    /// The desk as of another time is to be looked at.
    AsOf(AsOf),
    /// Forms that were left in sessions that were cut off.
    Left(Vec<Pile>),
    /// A text came back from the editor of the person.
    Written(String),
    /// What was taken away, the last one first.
    Trash(Vec<Gone>),
    /// What happened to a record, the latest first.
    History(Ref, Vec<Turn>),
    /// The settings as they are now, and what the session takes up of them where one was changed.
    Settings(Vec<SettingLine>, Option<Adopted>),
    /// A setting was not changed for this reason.
    SettingRefused(Refused),
    /// An effect ended with this to tell.
    Told(String),
    /// An effect failed with this to tell.
    Failed(String),
    /// The command of this name was given.
    Run(&'static str),
    /// The wall time.
    Clock(DateTime),
    /// The line carries this much.
    Looks(Looks),
    /// What stands behind the letters of the terminal.
    Backdrop(Backdrop),
}

/// A record that was taken away, with the day on which it went.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    /// The record, and who took it away.
    pub dropped: Dropped,
    /// The day here.
    pub day: Date,
}

/// An entry of the ledger, with the wall time here at which it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Turn {
    /// The entry, with the changes of the record that was asked about.
    pub entry: Entry,
    /// When.
    pub at: DateTime,
}

/// Why a proposal was not carried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// In words: what happened, what is safe, what to do.
    pub why: String,
    /// Both versions, where somebody was first.
    pub clash: Option<Box<Clash>>,
}

/// What to print and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintWish {
    /// The record.
    pub reference: Ref,
    /// The key of one of the pages that there are of it: `agenda`, `minutes`, `sheet`.
    pub what: &'static str,
    /// `txt`, `md`, `html`, `json`.
    pub form: &'static str,
    /// `ar`, `fr`, `en`, `ar+fr`.
    pub languages: String,
    /// As of which day it is read; today where none is said.
    pub on: Option<Date>,
}

/// The form in which a page is printed by one key: PDF where the program has it.
pub const USUAL_FORM: &str = if cfg!(feature = "pdf") { "pdf" } else { "html" };

/// Which report to write and as what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportWish {
    /// About what.
    pub subject: Subject,
    /// The first day that counts; all where none is said.
    pub from: Option<Date>,
    /// The last day that counts.
    pub to: Option<Date>,
    /// `svg`, `csv`, `txt`.
    pub form: &'static str,
}

/// Something the host shall do; it answers with a message.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Search, and answer with [`Msg::Found`] of the same number.
    Search {
        /// Number of the question; only the newest counts.
        ticket: u64,
        /// As typed.
        query: String,
        /// How many hits at most.
        limit: usize,
    },
    /// Change the desk.
    Propose {
        /// Number of the wish.
        ticket: u64,
        /// The command that asks.
        label: String,
        /// What to change.
        drafts: Vec<Draft>,
    },
    /// Look at the desk as of a date or a revision, as typed.
    AsOf(String),
    /// Tell what was taken away.
    Trash,
    /// Tell what happened to a record.
    History(Ref),
    /// Undo this person's last change.
    Undo,
    /// Do again what this person undid last.
    Redo,
    /// Write pages to files and tell where.
    Print(Vec<PrintWish>),
    /// Write records to a file of this form and tell where.
    Export(Vec<Ref>, &'static str),
    /// Write a report to a file and tell where.
    Report(ReportWish),
    /// Put text on the clipboard of the terminal.
    Copy(String),
    /// Let the person write a text in their own editor, and answer with [`Msg::Written`].
    Write(String),
    /// Remember the language for the next start.
    RememberLang(Lang),
    /// Tell the settings.
    Settings,
    /// Give a setting another value, or the built-in one.
    Set {
        /// Its name in the settings file.
        key: &'static str,
        /// Nothing for what is built in.
        value: Option<String>,
    },
    /// Give the terminal to the shell until the program is continued.
    Suspend,
    /// A person reads the lines of this profile: give the terminal all rows so, and remember it.
    Reads(Profile),
    /// Keep what is being typed outside of the desk, or let it go.
    Keep(Option<super::typed::Typed>),
    /// Remember how this person wants the list of a pane.
    RememberArrangement(&'static str, Arrangement),
    /// Keep a view for this person, in the place of one of the same name.
    KeepView(View),
    /// Forget a view of this person.
    ForgetView(View),
    /// Look for records that are probably the same, and answer with [`Msg::Twins`] of the same number.
    Duplicates {
        /// Number of the question; only the newest counts.
        ticket: u64,
        /// Of which kinds.
        kinds: &'static [Kind],
    },
    /// End the session.
    Quit,
}

/// The effects of one update, in order.
pub type Effects = Vec<Effect>;
