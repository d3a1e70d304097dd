//! The agenda of a session: what it says is taken out of the desk first, so that a frozen version prints as it was.

use super::document::{Columns, CopyKind, Document, Languages, Line, Page, Section};
use crate::domain::rules::frozen::{About, Frozen, FrozenItem, Named};
use crate::domain::rules::versions::Freezing;
use crate::domain::{Desk, Record};
use crate::lang::date::Instant;
use crate::lang::duration::Minutes;
use crate::lang::{Arg, Lang, Lexicon};
use crate::text;
use jiff::civil::Date;

/// What writing a page needs.
struct Writer<'a> {
    lexicon: &'a Lexicon,
    lang: Lang,
    copy: CopyKind,
}

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
    let pages = languages.list().into_iter().map(|lang| Writer { lexicon, lang, copy }.page(frozen).harmless());
    Document { kind: "agenda", pages: pages.collect() }
}

/// What was frozen as a text to be kept.
///
/// # Errors
/// None that is known: everything in it can be written.
fn frozen_text(frozen: &Frozen) -> Result<String, serde_json::Error> {
    serde_json::to_string(frozen)
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
/// The text is none of [`frozen_text`].
pub fn read_frozen(text: &str) -> Result<Frozen, serde_json::Error> {
    serde_json::from_str(text)
}

impl Writer<'_> {
    fn say(&self, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        self.lexicon.say_with(self.lang, key, values)
    }

    fn page(&self, frozen: &Frozen) -> Page {
        let mut page = Page::new(self.lang);
        page.letterhead = vec![self.say("paper-letterhead", &[])];
        page.letterhead.extend(frozen.body.as_ref().map(|body| body.best(self.lang).to_owned()));
        let kind = if frozen.draft { "draft_agenda" } else { "agenda" };
        page.heading = text::capitalised(self.lexicon.label(self.lang, "paper_kind", kind));
        page.title = frozen.title.best(self.lang).to_owned();
        page.numbered(self.lexicon, self.lang);
        page.columns = self.columns();
        self.facts(frozen, &mut page);
        page.sections = vec![Section { title: String::new(), lines: self.items(&frozen.items) }];
        let total = Minutes(u32::try_from(frozen.total_minutes).unwrap_or(0)).to_string();
        page.footer.push(self.say("paper-total", &[("total", total.as_str().into())]));
        page
    }

    fn columns(&self) -> Columns {
        let [number, time, text, minutes] =
            ["paper-column-number", "paper-column-time", "paper-column-item", "paper-column-minutes"]
                .map(|key| self.say(key, &[]));
        Columns { number, time, text, minutes }
    }

    fn facts(&self, frozen: &Frozen, page: &mut Page) {
        page.fact(self.say("paper-code", &[]), frozen.code.clone().unwrap_or_default());
        page.fact(
            self.say("paper-when", &[]),
            frozen.start.as_ref().map(|start| self.lexicon.instant(self.lang, start)).unwrap_or_default(),
        );
        page.fact(
            self.say("paper-where", &[]),
            frozen.place.as_ref().map(|place| place.best(self.lang).to_owned()).unwrap_or_default(),
        );
        page.fact(self.say("paper-chair", &[]), frozen.chair.as_ref().map(|chair| self.who(chair)).unwrap_or_default());
    }

    fn items(&self, items: &[FrozenItem]) -> Vec<Line> {
        let mut withheld_level = None;
        let shown = items.iter().filter(|item| {
            // What stands under an item that is withheld is withheld with it.
            let is_under_withheld = withheld_level.is_some_and(|above| item.level > above);
            let is_withheld = self.withholds(item.confidentiality.as_deref());
            if !is_under_withheld {
                withheld_level = is_withheld.then_some(item.level);
            }
            !is_withheld && !is_under_withheld
        });
        shown
            .map(|item| Line {
                number: item.number.clone(),
                time: item.time.clone().unwrap_or_default(),
                minutes: if item.minutes > 0 {
                    self.say("paper-minutes", &[("minutes", item.minutes.into())])
                } else {
                    String::new()
                },
                level: item.level,
                text: item.title.best(self.lang).to_owned(),
                notes: self.notes(item),
            })
            .collect()
    }

    /// Whether the copy may not say something: what says nothing about itself goes wherever its agenda goes.
    fn withholds(&self, confidentiality: Option<&str>) -> bool {
        confidentiality.is_some() && !self.copy.holds(confidentiality)
    }

    fn may_name(&self, named: &Named) -> bool {
        !self.withholds(named.confidentiality.as_deref())
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
        if self.copy == CopyKind::Chair {
            let note = item.note.as_deref().unwrap_or("");
            notes.extend(note.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
        }
        notes
    }

    /// What an item is about: the minutes to approve, or the decision with its number and date.
    fn about(&self, about: &About) -> String {
        if !about.is_decision {
            return self.say("paper-minutes-of", &[("session", about.title.best(self.lang).into())]);
        }
        let date = about.date.as_ref().map(|date| self.lexicon.date(self.lang, date)).unwrap_or_default();
        self.say("paper-decision", &[("number", about.number.as_str().into()), ("date", date.as_str().into())])
    }

    /// A post with its holder, or a name.
    fn who(&self, named: &Named) -> String {
        let name = named.name.best(self.lang);
        match &named.post {
            Some(post) => {
                self.say("paper-post-holder", &[("post", post.best(self.lang).into()), ("person", name.into())])
            }
            None => name.to_owned(),
        }
    }
}
