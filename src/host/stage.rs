//! One session with the registrar behind it: messages in, effects carried out, what is left for the terminal out.
//!
//! Changes are carried out before the next message is dealt with, so that keys typed ahead always meet the desk that
//! the keys before them made.

mod pages;
mod settings;
mod words;

use super::as_of::{self, AsOfError};
use super::clock::{self, Clock};
use super::kept_index::Ground;
use super::settings::{Asked, Settings, SettingsFile};
use super::shelf;
use super::typing;
use crate::app::arrangement::{Arrangement, Arrangements};
use crate::app::form::Pile;
use crate::app::used::Used;
use crate::app::{Effect, Gone, Keyboard, Model, Msg, Refused, Session, Turn, Typed};
use crate::domain::rules::views::View;
use crate::domain::{Clash, Desk, Dropped, Entry, Kind, Proposal, Receipt, Refusal};
use crate::kit::Theme;
use crate::lang::{Lang, Lexicon};
use crate::panes;
use crate::store::{Job, Keeping, Mended, ProposeError, Registrar, Shelf, StoreError, Workplace};
use crate::text::{self, Profile};
use jiff::civil::DateTime;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What only the terminal can do.
#[derive(Clone, Debug, PartialEq)]
pub enum Left {
    /// Search: ticket, query, limit.
    Search(u64, String, usize),
    /// Put text on the clipboard.
    Copy(String),
    /// Remember the language.
    RememberLang(Lang),
    /// Let the person write a text in their editor.
    Write(String),
    /// Give the terminal to the shell until the program is continued.
    Suspend,
    /// A person reads the lines of this profile.
    Reads(Profile),
    /// Remember how this person wants the list of a pane.
    RememberArrangement(&'static str, Arrangement),
    /// Keep a view of this person.
    KeepView(View),
    /// Forget a view of this person.
    ForgetView(View),
    /// Look for duplicates: ticket, kinds.
    Duplicates(u64, &'static [Kind]),
    /// Take up these settings.
    Settings(Box<Settings>),
    /// End.
    Quit,
}

/// Who sits at a session, and how it looks and speaks there.
#[derive(Clone)]
pub struct Seat {
    /// Messages and vocabularies of all languages.
    pub lexicon: Arc<Lexicon>,
    /// The language to begin with.
    pub lang: Lang,
    /// Who acts.
    pub by: String,
    /// Colours, or none.
    pub theme: Theme,
    /// The keyboard under the Arabic layout.
    pub keyboard: Keyboard,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The time.
    pub clock: Clock,
    /// The name of the pane to begin in.
    pub start: &'static str,
    /// The views that this person keeps.
    pub views: Vec<View>,
    /// How this person wants the lists.
    pub arrangements: Arrangements,
    /// What this person opened before.
    pub used: Used,
    /// The revision up to which this person has seen the desk; nothing where that is not known, so that nothing is told as new.
    pub seen: Option<u64>,
    /// Where pages, reports and exports that are asked for on the screen are written.
    pub output_dir: PathBuf,
}

/// Both versions, where somebody was first.
fn clash_of(error: ProposeError) -> Option<Box<Clash>> {
    match error {
        ProposeError::Refused(Refusal::Conflict(clash)) => Some(clash),
        _ => None,
    }
}

impl Seat {
    /// What there is to see before the desk is opened.
    pub fn opening(&self) -> Model {
        // Nothing of it tells the time, and what the zones are is not asked for before it is needed.
        let session = self.session(Arc::new(Desk::default()), DateTime::default());
        Model::opening(session, panes::all(), self.start)
    }

    fn session(&self, desk: Arc<Desk>, now: DateTime) -> Session {
        Session {
            lang: self.lang,
            lexicon: Arc::clone(&self.lexicon),
            as_of: None,
            now,
            by: self.by.clone(),
            seen: self.seen.unwrap_or(desk.revision()),
            desk,
            theme: self.theme,
            keyboard: self.keyboard,
            copied: String::new(),
            size: self.size,
            lines: Arc::default(),
            filters: Arc::default(),
            views: self.views.clone(),
            used: self.used.clone(),
            typed: None,
            arrangements: self.arrangements.clone(),
            left: Vec::new(),
            shows_card: true,
            strip_rows: 0,
            told_rows: 0,
        }
    }
}

/// One session on one desk.
pub struct Stage {
    /// The session.
    pub model: Model,
    /// Whether pages carry the pin of the history at their foot.
    pub pins: bool,
    /// Where the administration keeps its templates.
    pub templates: PathBuf,
    /// Where what is being typed is kept.
    typed_file: Option<PathBuf>,
    output_dir: PathBuf,
    /// Where the settings are read and changed; by itself a copy that goes with the session.
    pub settings_file: SettingsFile,
    /// Whether the terminal is to have colours.
    pub has_colours: bool,
    registrar: Registrar,
    by: String,
    clock: Clock,
    /// Where unfinished forms are kept, and what lies there now.
    shelf: Option<Shelf>,
    shelved: Vec<Pile>,
    /// Whether they could not be kept and that was told.
    is_shelf_lost: bool,
}

impl Stage {
    /// A session of a person in a language.
    pub fn new(registrar: Registrar, seat: Seat) -> Stage {
        let session = seat.session(registrar.desk(), seat.clock.now());
        let mut stage = Stage {
            model: Model::new(session, panes::all(), seat.start),
            pins: false,
            templates: PathBuf::new(),
            typed_file: None,
            output_dir: seat.output_dir,
            shelf: registrar.shelf(&seat.by),
            shelved: Vec::new(),
            is_shelf_lost: false,
            settings_file: SettingsFile::thrown_away(Asked::default(), PathBuf::new(), String::new()),
            has_colours: true,
            registrar,
            by: seat.by,
            clock: seat.clock,
        };
        stage.take_from_shelf();
        stage
    }

    /// Offers what this person did not finish when a session was cut off.
    fn take_from_shelf(&mut self) {
        let Some(shelf) = self.shelf.clone() else { return };
        match shelf.read() {
            Ok(None) => {}
            Ok(Some(bytes)) => match shelf::from_bytes(&bytes) {
                Some(piles) => {
                    self.shelved.clone_from(&piles);
                    self.deal(Msg::Left(piles));
                }
                None => self.set_shelf_aside(&shelf),
            },
            Err(StoreError::TooLarge { .. }) => self.set_shelf_aside(&shelf),
            Err(error) => self.shelf_is_lost(&error),
        }
    }

    fn set_shelf_aside(&mut self, shelf: &Shelf) {
        match shelf.set_aside() {
            Ok(place) => {
                let place = place.map(|place| place.display().to_string()).unwrap_or_default();
                let told = self.say_all("host-shelf-aside", [("place", place)]);
                self.deal(Msg::Failed(told));
            }
            Err(error) => self.shelf_is_lost(&error),
        }
    }

    fn shelf_is_lost(&mut self, error: &StoreError) {
        if !std::mem::replace(&mut self.is_shelf_lost, true) {
            let told = self.say_all("host-shelf-lost", [("detail", self.store_says(error))]);
            self.model.update(Msg::Failed(told), &mut Vec::new());
        }
    }

    /// Keeps what is not finished, so that it outlives the session however it ends. Answers whether anything was told.
    pub fn shelve(&mut self) -> bool {
        let piles = self.model.unfinished();
        let Some(shelf) = self.shelf.as_ref().filter(|_| piles != self.shelved) else { return false };
        let kept = if piles.is_empty() { shelf.clear() } else { shelf.put(&shelf::to_bytes(&piles)) };
        match kept {
            Ok(()) => {
                (self.shelved, self.is_shelf_lost) = (piles, false);
                false
            }
            Err(error) => {
                self.shelf_is_lost(&error);
                true
            }
        }
    }

    /// What was finished or thrown away is no longer offered.
    fn clear_shelf(&mut self) {
        let left = self.model.session.left.len();
        if self.shelved.len() > left && !self.model.is_unfinished() {
            self.shelve();
        }
    }

    /// The folder of the desk; the system's for what is of a while where the desk is in none.
    pub fn folder(&self) -> PathBuf {
        self.registrar.folder().map_or_else(std::env::temp_dir, Path::to_owned)
    }

    /// A folder for a file of a while.
    ///
    /// # Errors
    /// The file system's.
    pub fn workplace(&self) -> Result<Workplace, StoreError> {
        self.registrar.workplace()
    }

    /// Tells what was mended when the desk was opened.
    pub fn tell_mended(&mut self, mended: &[Mended]) {
        for mended in mended {
            let text = self.what_was_mended(mended);
            self.deal(if mended.is_damage() { Msg::Failed(text) } else { Msg::Told(text) });
        }
    }

    /// Keeps in this file what is being typed, and tells what was when a session before this one was cut off.
    pub fn keep_typed_in(&mut self, file: PathBuf) {
        let typed = typing::read(&file);
        self.typed_file = Some(file);
        let Some(typed) = typed.filter(|typed| self.model.session.record(typed.reference).is_some()) else { return };
        let title = self.model.session.title(typed.reference);
        self.model.session.typed = Some(typed);
        self.deal(Msg::Failed(self.model.session.say_with("host-typed-kept", &[("title", title.as_str().into())])));
    }

    /// Keeps what is being typed; where that fails it is told, and typing goes on.
    fn keep_typed(&self, typed: Option<&Typed>) -> Option<Msg> {
        let error = typing::keep(self.typed_file.as_deref()?, typed).err()?;
        let detail = error.to_string();
        Some(Msg::Failed(self.model.session.say_with("host-typed-not-kept", &[("detail", detail.as_str().into())])))
    }

    /// What the desk says about the index that is kept of it.
    pub fn ground_of_index(&self) -> Option<Ground> {
        Ground::of(&self.registrar)
    }

    /// The backup that can be taken now, where something is written that none holds yet.
    pub fn to_keep(&self, keeping: Keeping) -> Option<Job> {
        // A first entry that cannot be read is told elsewhere; there is then nothing to keep.
        self.registrar.to_keep(keeping).ok().flatten()
    }

    /// Deals with a message and everything that follows from it.
    pub fn deal(&mut self, msg: Msg) -> Vec<Left> {
        let mut inbox = VecDeque::from([Msg::Clock(self.clock.now()), msg]);
        let mut left = Vec::new();
        while let Some(msg) = inbox.pop_front() {
            let mut effects = Vec::new();
            self.model.update(msg, &mut effects);
            for effect in effects {
                self.carry_out(effect, &mut inbox, &mut left);
            }
        }
        self.clear_shelf();
        left
    }

    fn carry_out(&mut self, effect: Effect, inbox: &mut VecDeque<Msg>, left: &mut Vec<Left>) {
        match effect {
            Effect::Search { ticket, query, limit } => left.push(Left::Search(ticket, query, limit)),
            Effect::Copy(text) => {
                inbox.push_back(Msg::Told(
                    self.model.session.say_with("host-copied", &[("text", text.as_str().into())]),
                ));
                left.push(Left::Copy(text));
            }
            Effect::RememberLang(lang) => left.push(Left::RememberLang(lang)),
            Effect::Write(text) => left.push(Left::Write(text)),
            Effect::Suspend => left.push(Left::Suspend),
            Effect::Reads(profile) => left.push(Left::Reads(profile)),
            Effect::Keep(typed) => inbox.extend(self.keep_typed(typed.as_ref())),
            Effect::RememberArrangement(pane, arrangement) => left.push(Left::RememberArrangement(pane, arrangement)),
            Effect::KeepView(view) => left.push(Left::KeepView(view)),
            Effect::ForgetView(view) => left.push(Left::ForgetView(view)),
            Effect::Duplicates { ticket, kinds } => left.push(Left::Duplicates(ticket, kinds)),
            Effect::Quit => left.push(Left::Quit),
            Effect::Print(wishes) => inbox.push_back(self.print(&wishes)),
            Effect::Export(references, form) => inbox.push_back(self.export(&references, form)),
            Effect::Settings => inbox.push_back(self.settings()),
            Effect::Set { key, value } => {
                let (told, adopted) = self.set(key, value.as_deref());
                inbox.extend(told);
                left.extend(adopted);
            }
            Effect::Report(wish) => inbox.push_back(self.report(&wish)),
            Effect::Propose { ticket, label, drafts } => {
                let proposal = Proposal {
                    by: self.by.clone(),
                    machine: clock::machine(),
                    at_ms: self.clock.now_ms(),
                    label,
                    drafts,
                };
                let outcome = self.registrar.propose(proposal);
                for mended in self.registrar.mended() {
                    inbox.push_back(Msg::Failed(self.what_was_mended(&mended)));
                }
                match outcome {
                    Ok(receipt) => inbox.extend([Msg::DeskMoved(self.registrar.desk()), Msg::Done(ticket, receipt)]),
                    Err(error) => {
                        let refused = Refused { why: self.why(&error), clash: clash_of(error) };
                        inbox.extend([Msg::DeskMoved(self.registrar.desk()), Msg::Refused(ticket, refused)])
                    }
                }
            }
            Effect::AsOf(words) => inbox.push_back(self.as_of(&words)),
            Effect::Trash => inbox.push_back(match self.registrar.trash() {
                Ok(dropped) => Msg::Trash(dropped.into_iter().map(|dropped| self.gone(dropped)).collect()),
                Err(error) => Msg::Failed(self.store_says(&error)),
            }),
            Effect::History(reference) => inbox.push_back(match self.registrar.history(reference) {
                Ok(entries) => Msg::History(reference, self.turns(entries)),
                Err(error) => Msg::Failed(self.store_says(&error)),
            }),
            Effect::Undo => self.step_back(inbox, true),
            Effect::Redo => self.step_back(inbox, false),
        }
    }

    fn step_back(&mut self, inbox: &mut VecDeque<Msg>, is_undo: bool) {
        let before = self.registrar.desk();
        let (machine, at_ms) = (clock::machine(), self.clock.now_ms());
        let done = if is_undo {
            self.registrar.undo(&self.by, &machine, at_ms, 1)
        } else {
            self.registrar.redo(&self.by, &machine, at_ms, 1)
        };
        inbox.push_back(Msg::DeskMoved(self.registrar.desk()));
        inbox.push_back(match done {
            Ok(receipt) => Msg::Told(self.what_was_turned(&receipt, &before, is_undo)),
            Err(error) => Msg::Failed(self.why_not_turned(&error)),
        });
    }

    /// One record is named, as it is or as it was; of several the number is told.
    fn what_was_turned(&self, receipt: &Receipt, before: &Desk, is_undo: bool) -> String {
        let session = &self.model.session;
        if let [reference] = receipt.references.as_slice() {
            let now = self.registrar.desk();
            if let Some(record) = now.get(*reference).or_else(|| before.get(*reference)) {
                let title = format!("{} {}", text::isolate_ltr(&reference.to_string()), record.title(session.lang));
                // The last entry of its history is what was just turned, under the name of what it was.
                let history = self.registrar.history(*reference).unwrap_or_default();
                let what = history.last().map(|entry| format!("command-{}", entry.label.replace('.', "-")));
                let what = what.filter(|key| session.lexicon.knows(session.lang, key)).map(|key| session.say(&key));
                let title = what.into_iter().chain([title]).collect::<Vec<_>>().join(session.lang.comma());
                let message = if is_undo { "host-undone-one" } else { "host-redone-one" };
                return session.say_with(message, &[("title", title.as_str().into())]);
            }
        }
        let message = if is_undo { "host-undone" } else { "host-redone" };
        session.say_with(message, &[("count", receipt.references.len().into())])
    }

    fn gone(&self, dropped: Dropped) -> Gone {
        let day = clock::wall(dropped.at_ms).unwrap_or_else(|| self.clock.now()).date();
        Gone { dropped, day }
    }

    /// Entries with their wall times, the latest first; where the past is looked at, what came after it stays out.
    fn turns(&self, mut entries: Vec<Entry>) -> Vec<Turn> {
        let up_to = self.model.session.desk.revision();
        entries.retain(|entry| entry.revision <= up_to);
        let at = |entry: &Entry| clock::wall(entry.at_ms).unwrap_or_else(|| self.clock.now());
        entries.into_iter().rev().map(|entry| Turn { at: at(&entry), entry }).collect()
    }

    fn as_of(&mut self, words: &str) -> Msg {
        let session = &self.model.session;
        let wish = as_of::read(words, &session.lexicon, session.now.date());
        match wish.and_then(|wish| as_of::view(&mut self.registrar, wish, self.clock)) {
            Ok(as_of) => Msg::AsOf(as_of),
            Err(AsOfError::Store(error)) => Msg::Failed(self.store_says(&error)),
            Err(error) => {
                let (key, values) = error.message();
                Msg::Failed(self.say_all(key, values.into_iter().chain([("value", words.to_owned())])))
            }
        }
    }
}
