//! What happened, and what should happen outside.

use super::as_of::AsOf;
use super::key::Key;
use crate::domain::rules::views::View;
use crate::domain::{Clash, Desk, Draft, Dropped, Kind, Receipt, Ref};
use crate::kit::Looks;
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
    /// What was taken away, the last one first.
    Trash(Vec<Gone>),
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
}

/// A record that was taken away, with the day on which it went.
#[derive(Clone, Debug, PartialEq)]
pub struct Gone {
    /// The record, and who took it away.
    pub dropped: Dropped,
    /// The day here.
    pub day: Date,
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
    /// Left to the record's kind: `agenda` for a meeting, `sheet` for a partner.
    pub what: &'static str,
    /// `txt`, `md`, `html`, `json`.
    pub form: &'static str,
    /// `ar`, `fr`, `en`, `ar+fr`.
    pub languages: String,
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
    /// Undo this person's last change.
    Undo,
    /// Do again what this person undid last.
    Redo,
    /// Write a page to a file and tell where.
    Print(PrintWish),
    /// Put text on the clipboard of the terminal.
    Copy(String),
    /// Remember the language for the next start.
    RememberLang(Lang),
    /// Give the terminal to the shell until the program is continued.
    Suspend,
    /// A person reads the lines of this profile: give the terminal all rows so, and remember it.
    Reads(Profile),
    /// Keep what is being typed outside of the desk, or let it go.
    Keep(Option<super::typed::Typed>),
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
