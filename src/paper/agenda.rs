//! The agenda of a session: what it says is taken out of the desk first, so that a frozen version prints as it was.

use super::document::{Columns, CopyKind, Document, Languages, Line, Page, Section};
use super::packed::{packed, unpacked};
use super::writer::Writer;
use crate::domain::rules::frozen::{About, Frozen, FrozenItem, FrozenOpinion};
use crate::domain::rules::versions::Freezing;
use crate::domain::{Desk, Record};
use crate::lang::Lexicon;
use crate::lang::date::Instant;
use crate::lang::duration::Minutes;
use crate::text;
use jiff::civil::Date;

/// The agenda of a session as a document: without what the copy may not hold, numbered as the whole agenda is.
pub fn agenda(
    record: &Record,
    desk: &Desk,
    lexicon: &Lexicon,
    languages: Languages,
    copy: CopyKind,
    today: Date,
) -> Document {
    frozen_agenda(&Frozen::take(desk, record, lexicon, today), lexicon, languages, copy)
}

/// The same from what was frozen.
pub fn frozen_agenda(frozen: &Frozen, lexicon: &Lexicon, languages: Languages, copy: CopyKind) -> Document {
    let pages = languages.list().into_iter().map(|lang| Writer { lexicon, lang, copy }.agenda_page(frozen));
    Document::new("agenda", pages.collect())
}

/// What was frozen as a text to be kept.
///
/// # Errors
/// None that is known: everything in it can be written.
fn frozen_text(frozen: &Frozen) -> Result<String, serde_json::Error> {
    packed(serde_json::to_string(frozen)?).map_err(serde_json::Error::io)
}

/// What is needed to freeze the agenda of a session as it is now, into a version of that state (code of `version_state`).
///
/// # Errors
/// None that is known: everything on an agenda can be written down.
pub fn freezing<'a>(
    session: &Record,
    (desk, lexicon, today): (&Desk, &Lexicon, Date),
    (state, by): (&'a str, &'a str),
    at: Instant,
) -> Result<Freezing<'a>, serde_json::Error> {
    // What is frozen is no draft any more, whatever the session still is.
    let frozen = Frozen { draft: false, ..Frozen::take(desk, session, lexicon, today) };
    Ok(Freezing { text: frozen_text(&frozen)?, state, by, at })
}

/// What was frozen, read from the text that was kept.
///
/// # Errors
/// The text is none of a frozen agenda.
pub fn read_frozen(text: &str) -> Result<Frozen, serde_json::Error> {
    // What cannot be unpacked is no frozen agenda either: the reader says so.
    serde_json::from_str(&unpacked(text).unwrap_or_default())
}

impl Writer<'_> {
    fn agenda_page(&self, frozen: &Frozen) -> Page {
        let mut page = self.begun(if frozen.draft { "draft_agenda" } else { "agenda" }, frozen);
        self.session_facts(frozen, &mut page);
        let lines = self.items(&frozen.items);
        page.sections = vec![Section { columns: self.agenda_columns(), lines, ..Section::default() }];
        let total = Minutes(u32::try_from(frozen.total_minutes).unwrap_or(0)).to_string();
        page.footer.push(self.tell("paper-total", &[("total", &total)]));
        page
    }

    /// Heads over the items of an agenda.
    pub(super) fn agenda_columns(&self) -> Columns {
        let [number, time, text, minutes] =
            ["paper-column-number", "paper-column-time", "paper-column-item", "paper-column-minutes"]
                .map(|key| self.word(key));
        Columns { number, time, text, minutes, cells: Vec::new() }
    }

    /// The items that the copy holds.
    pub(super) fn shown<'i>(&self, items: &'i [FrozenItem]) -> Vec<&'i FrozenItem> {
        let mut withheld_level = None;
        let is_shown = |item: &&FrozenItem| {
            // What stands under an item that is withheld is withheld with it.
            let is_under_withheld = withheld_level.is_some_and(|above| item.level > above);
            let is_withheld = self.withholds(item.confidentiality.as_deref());
            if !is_under_withheld {
                withheld_level = is_withheld.then_some(item.level);
            }
            !is_withheld && !is_under_withheld
        };
        items.iter().filter(is_shown).collect()
    }

    /// The items that the copy holds as lines, numbered as the whole agenda is.
    pub(super) fn items(&self, items: &[FrozenItem]) -> Vec<Line> {
        self.shown(items).into_iter().map(|item| self.item(item)).collect()
    }

    /// An item with what is said about it.
    pub(super) fn item(&self, item: &FrozenItem) -> Line {
        let minutes = Some(item.minutes).filter(|minutes| *minutes > 0);
        Line {
            number: item.number.clone(),
            time: item.time.clone().unwrap_or_default(),
            minutes: minutes
                .map(|minutes| self.say("paper-minutes", &[("minutes", minutes.into())]))
                .unwrap_or_default(),
            level: item.level,
            text: item.title.best(self.lang).to_owned(),
            notes: self.notes(item),
            cells: Vec::new(),
        }
    }

    fn notes(&self, item: &FrozenItem) -> Vec<String> {
        let mut notes = Vec::new();
        let named = item.presenters.iter().filter(|who| self.may_name(who));
        let presenters: Vec<String> = named.map(|who| self.who(who)).collect();
        if !presenters.is_empty() {
            notes.push(self.say("paper-presented-by", &[("who", presenters.join(" · ").as_str().into())]));
        }
        if let Some(proposer) = item.proposer.as_ref().filter(|who| self.may_name(who)) {
            notes.push(self.say("paper-proposed-by", &[("who", proposer.name.best(self.lang).into())]));
        }
        if let Some(from) = item.carried_from.as_ref().filter(|from| self.may_name(from)) {
            notes.push(self.say("paper-carried-from", &[("session", from.name.best(self.lang).into())]));
        }
        let about = item.about.iter().filter(|about| !self.withholds(about.confidentiality.as_deref()));
        notes.extend(about.map(|about| self.about(about)));
        if self.copy != CopyKind::Public {
            let named = item.opinions.iter().filter(|opinion| self.may_name(&opinion.of));
            notes.extend(named.flat_map(|opinion| self.opinion(opinion)));
        }
        if self.copy == CopyKind::Chair {
            let note = item.note.as_deref().unwrap_or("");
            notes.extend(note.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
        }
        notes
    }

    /// The opinion of an institution as it was given, or until when it is awaited.
    fn opinion(&self, opinion: &FrozenOpinion) -> Vec<String> {
        let who = opinion.of.name.best(self.lang);
        let date = opinion.date.as_ref().map(|date| self.lexicon.date(self.lang, date)).unwrap_or_default();
        let Some(kind) = &opinion.kind else {
            let key = if date.is_empty() { "paper-opinion-asked" } else { "paper-opinion-awaited" };
            return vec![self.tell(key, &[("who", who), ("date", &date)])];
        };
        let kind = self.lexicon.label(self.lang, "opinion_kind", kind);
        let given = self.tell("paper-opinion-given", &[("who", who), ("kind", kind), ("date", &date)]);
        let words = opinion.text.as_deref().unwrap_or("").lines().map(str::trim).filter(|line| !line.is_empty());
        // In the language in which it was given, whatever that of the page is.
        std::iter::once(given).chain(words.map(text::isolate)).collect()
    }

    /// What an item is about: the minutes to approve, or the decision with its number and date.
    fn about(&self, about: &About) -> String {
        if !about.is_decision {
            return self.say("paper-minutes-of", &[("session", about.title.best(self.lang).into())]);
        }
        let date = about.date.as_ref().map(|date| self.lexicon.date(self.lang, date)).unwrap_or_default();
        self.say("paper-decision", &[("number", about.number.as_str().into()), ("date", date.as_str().into())])
    }
}
