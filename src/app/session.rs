//! What every pane and layer may read: the newest desk, the language, the day, who acts.

use super::arrangement::Arrangements;
use super::as_of::AsOf;
use super::form::Pile;
use super::key::Keyboard;
use super::screen;
use super::typed::Typed;
use super::used::Used;
use crate::domain::read::Reader;
use crate::domain::rules::views::{self, View};
use crate::domain::words::{self, Speaker};
use crate::domain::{Desk, Field, FieldError, KINDS, Kind, Record, Ref};
use crate::kit::Theme;
use crate::lang::date::PDate;
use crate::lang::{Arg, Lang, Lexicon};
use crate::search::filter::{Fault, Names, Sieve};
use crate::text::{self, Direction, KeptLines};
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

/// One session's view of the world.
#[derive(Clone)]
pub struct Session {
    /// The language of the interface.
    pub lang: Lang,
    /// Messages and vocabularies of all three languages.
    pub lexicon: Arc<Lexicon>,
    /// The newest desk, or the one that is looked at in its place.
    pub desk: Arc<Desk>,
    /// As of when the desk is, where it is not the newest one.
    pub as_of: Option<AsOf>,
    /// The wall time as of the last message that told it.
    pub now: DateTime,
    /// Who acts.
    pub by: String,
    /// The revision up to which this person has seen the desk: what came later is told at home.
    pub seen: u64,
    /// Colours, or none.
    pub theme: Theme,
    /// The keyboard under the Arabic layout.
    pub keyboard: Keyboard,
    /// What was copied last, for Ctrl-v: not every terminal gives its clipboard back.
    pub copied: String,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Lines that were finished for earlier frames.
    pub lines: Arc<KeptLines>,
    /// The names of filters.
    pub filters: Arc<Names>,
    /// The views that this person keeps for themselves.
    pub views: Vec<View>,
    /// What this person opens.
    pub used: Used,
    /// What was being typed and is not on the desk yet.
    pub typed: Option<Typed>,
    /// How this person wants the lists.
    pub arrangements: Arrangements,
    /// Forms that this person left in sessions that were cut off.
    pub left: Vec<Pile>,
    /// Whether lists leave room for the card of the chosen line.
    pub shows_card: bool,
    /// Rows below the panes that the tutorial takes.
    pub strip_rows: usize,
    /// Rows that a long message takes besides the one that every message has.
    pub told_rows: usize,
}

impl Session {
    /// The day on which the desk is read.
    pub fn today(&self) -> Date {
        self.as_of.as_ref().map_or_else(|| self.now.date(), |as_of| as_of.day)
    }

    /// As of when the desk is, in a sentence, where it is not the newest one.
    pub fn as_of_said(&self) -> Option<String> {
        self.as_of.as_ref().map(|as_of| as_of.said(&self.lexicon, self.lang))
    }

    /// Columns that are drawn on.
    pub fn columns(&self) -> u16 {
        screen::columns(self.size.0, self.direction())
    }

    /// Rows that a pane has on this terminal while no message takes more than its own.
    pub fn whole_rows(&self) -> usize {
        screen::pane_rows(self.size.1).saturating_sub(self.strip_rows)
    }

    /// Rows that a pane has now.
    pub fn pane_rows(&self) -> usize {
        self.whole_rows().saturating_sub(self.told_rows)
    }

    /// Rows of a list that has so many where a card stands below it: without one it has all of the pane.
    pub fn rows_above_card(&self, rows: usize) -> usize {
        if self.shows_card { rows } else { self.pane_rows() }
    }

    /// The direction of the interface.
    pub fn direction(&self) -> Direction {
        self.lang.direction()
    }

    /// A message of the interface.
    pub fn say(&self, key: &str) -> String {
        self.lexicon.say(self.lang, key)
    }

    /// A message with values.
    pub fn say_with(&self, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        self.lexicon.say_with(self.lang, key, values)
    }

    /// The label of a code.
    pub fn label(&self, vocabulary: &str, code: &str) -> String {
        self.lexicon.label(self.lang, vocabulary, code).to_owned()
    }

    /// The name of a kind of record.
    pub fn kind_name(&self, kind: Kind) -> String {
        self.say(&format!("kind-{}", kind.key()))
    }

    /// The label of a field.
    pub fn field_name(&self, field: &Field) -> String {
        self.say(&field.message())
    }

    /// A date in words.
    pub fn date(&self, date: &PDate) -> String {
        self.lexicon.date(self.lang, date)
    }

    /// A date in digits, for the inside of a line of any direction.
    pub fn date_short(&self, date: &PDate) -> String {
        text::isolate_ltr(&self.lexicon.date_short(date))
    }

    /// The record of a number.
    pub fn record(&self, reference: Ref) -> Option<&Record> {
        self.desk.get(reference).map(AsRef::as_ref)
    }

    /// The title of a record, or its number where it is gone.
    pub fn title(&self, reference: Ref) -> String {
        self.record(reference)
            .map_or_else(|| self.speaker().gone(reference), |record| record.title(self.lang).to_owned())
    }

    /// Says values in the language of this session.
    pub fn speaker(&self) -> Speaker<'_> {
        Speaker { lang: self.lang, lexicon: &self.lexicon, desk: &self.desk }
    }

    /// Reads typed text with the desk, the vocabularies and the day of this session.
    pub fn reader(&self) -> Reader<'_> {
        Reader { lexicon: &self.lexicon, desk: &self.desk, today: self.today() }
    }

    /// A typed query understood with the desk and the day of this session.
    pub fn sieve(&self, typed: &str) -> Sieve<'_> {
        Sieve::new(typed, &self.filters, &self.desk, &self.lexicon, self.today())
    }

    /// The views of lists of these kinds: this person's own, then everybody's.
    pub fn views_of(&self, kinds: &[Kind]) -> Vec<View> {
        let all = self.views.iter().cloned().chain(views::shared(&self.desk));
        all.filter(|view| kinds.contains(&view.kind)).collect()
    }

    /// What is not understood of a query, in words.
    pub fn fault(&self, fault: &Fault) -> String {
        fault.say(&self.lexicon, self.lang)
    }

    /// What is wrong with a field, in words; of a record that is still linked to, which one does so and where.
    pub fn refusal(&self, error: &FieldError) -> String {
        if let Some(said) = self.still_linked(error) {
            return said;
        }
        let named = |value: &String| match self.numbered(value) {
            Some(record) => format!("{} {}", text::isolate_ltr(value), text::isolate(record.title(self.lang))),
            None => value.clone(),
        };
        let values: Vec<_> = error.values.iter().map(|(name, value)| (*name, named(value))).collect();
        let values = values.iter().map(|(name, value)| (*name, value.as_str()));
        words::refusal(&self.lexicon, self.lang, error.code, values)
    }

    /// The record of which this is the number, written as one.
    fn numbered(&self, words: &str) -> Option<&Record> {
        words.starts_with('#').then(|| words.parse().ok())?.and_then(|number| self.record(number))
    }

    /// The same behind the name of the field, for what has no row to stand under.
    pub fn refusal_named(&self, error: &FieldError) -> String {
        let said = self.refusal(error);
        let key = error.field.split(['.', '[']).next().unwrap_or_default();
        match KINDS.iter().find_map(|spec| spec.field(key)).filter(|_| self.still_linked(error).is_none()) {
            Some(field) => format!("{}{} {said}", self.field_name(field), self.lang.colon()),
            None => said,
        }
    }

    fn still_linked(&self, error: &FieldError) -> Option<String> {
        let (_, number) = error.values.iter().find(|(name, _)| *name == "number" && error.code == "still-linked")?;
        let record = self.record(number.parse().ok()?)?;
        let field = record.kind.spec().field(error.field.split('.').next()?)?;
        let (title, field) = (record.title(self.lang), self.field_name(field));
        let number = text::isolate_ltr(&record.reference.to_string());
        let values = [("title", title.into()), ("number", number.as_str().into()), ("field", field.as_str().into())];
        Some(self.say_with("still-linked-by", &values))
    }
}
