//! What writing a page needs: one language, one kind of copy, and the ways in which every page names people, days and
//! hours. Pages are written from what was taken out of the desk before, so that they never look at records.

use super::document::{Columns, CopyKind, Head, Line, Page, Section};
use crate::domain::rules::frozen::{Frozen, Named};
use crate::lang::date::Instant;
use crate::lang::{Arg, Lang, Lexicon};
use crate::text;

/// One language of a document under way.
#[derive(Clone, Copy)]
pub(super) struct Writer<'a> {
    /// Messages and vocabularies.
    pub(super) lexicon: &'a Lexicon,
    /// The language.
    pub(super) lang: Lang,
    /// For whom.
    pub(super) copy: CopyKind,
}

impl Writer<'_> {
    /// A message with values.
    pub(super) fn say(&self, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        self.lexicon.say_with(self.lang, key, values)
    }

    /// A message with texts in it.
    pub(super) fn tell(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<(&str, Arg<'_>)> = values.iter().map(|(name, value)| (*name, Arg::from(*value))).collect();
        self.say(key, &values)
    }

    /// A message alone.
    pub(super) fn word(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The label of a code, as a beginning.
    pub(super) fn label(&self, vocabulary: &str, code: &str) -> String {
        text::capitalised(self.lexicon.label(self.lang, vocabulary, code))
    }

    /// A label and its value, each in its own direction.
    pub(super) fn labelled(&self, key: &str, value: &str) -> String {
        format!("{}{} {}", self.word(key), self.lang.colon(), text::isolate(value))
    }

    /// Whether the copy may not say something: what says nothing about itself goes wherever its page goes.
    pub(super) fn withholds(&self, confidentiality: Option<&str>) -> bool {
        confidentiality.is_some() && !self.copy.holds(confidentiality)
    }

    /// Whether the copy may name somebody or something.
    pub(super) fn may_name(&self, named: &Named) -> bool {
        !self.withholds(named.confidentiality.as_deref())
    }

    /// A post with its holder, or a name.
    pub(super) fn who(&self, named: &Named) -> String {
        let name = named.name.best(self.lang);
        match &named.post {
            Some(post) => self.tell("paper-post-holder", &[("post", post.best(self.lang)), ("person", name)]),
            None => name.to_owned(),
        }
    }

    /// The same, or nothing where there is nobody or the copy may not say.
    pub(super) fn who_if(&self, named: Option<&Named>) -> String {
        named.filter(|named| self.may_name(named)).map(|named| self.who(named)).unwrap_or_default()
    }

    /// The day of a moment with its day of the week.
    pub(super) fn day(&self, moment: &Instant) -> String {
        self.lexicon.weekday_date(self.lang, moment.wall.date())
    }

    /// The hour of a moment.
    pub(super) fn hour(&self, moment: &Instant) -> String {
        self.lexicon.time(moment)
    }

    /// A page of that kind about a session, with its letterhead and numbering.
    pub(super) fn begun(&self, kind: &str, frozen: &Frozen) -> Page {
        let mut page = Page::new(self.lang);
        page.letterhead = self.letterhead(frozen.body.as_ref().map(|body| body.best(self.lang)));
        page.heading = self.label("paper_kind", kind);
        page.title = frozen.title.best(self.lang).to_owned();
        page.numbered(self.lexicon, self.lang);
        page
    }

    /// The administration, and under it whose page it is.
    pub(super) fn letterhead(&self, below: Option<&str>) -> Vec<String> {
        let mut lines = vec![self.word("paper-letterhead")];
        lines.extend(below.map(str::to_owned));
        lines
    }

    /// Code, time, place and chair of a session, and whether the copy is that of the chair.
    pub(super) fn session_facts(&self, frozen: &Frozen, page: &mut Page) {
        page.fact(self.word("paper-code"), frozen.code.clone().unwrap_or_default());
        page.fact(
            self.word("paper-when"),
            frozen.start.as_ref().map(|start| self.lexicon.instant(self.lang, start)).unwrap_or_default(),
        );
        page.fact(
            self.word("paper-where"),
            frozen.place.as_ref().map(|place| place.best(self.lang).to_owned()).unwrap_or_default(),
        );
        page.fact(self.word("paper-chair"), frozen.chair.as_ref().map(|chair| self.who(chair)).unwrap_or_default());
        // What holds confidential items must not be taken for the copy of the members.
        if self.copy == CopyKind::Chair {
            page.fact(self.word("paper-copy"), self.word("paper-copy-chair"));
        }
    }

    /// A column of a table.
    pub(super) fn head(&self, key: &str, share: u8) -> Head {
        Head { label: self.word(key), share, is_shared: false, is_blank: false }
    }

    /// A column that is filled in by hand.
    pub(super) fn blank(&self, key: &str, share: u8) -> Head {
        Head { is_shared: true, is_blank: true, ..self.head(key, share) }
    }

    /// Heads over numbers, texts and cells.
    pub(super) fn columns(&self, number: &str, text: &str, cells: Vec<Head>) -> Columns {
        Columns { number: self.word(number), text: self.word(text), cells, ..Columns::default() }
    }
}

/// A section of sentences.
pub(super) fn sentences(title: String, paragraphs: Vec<String>) -> Section {
    Section { title, paragraphs, ..Section::default() }
}

/// A text of several lines as paragraphs.
pub(super) fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A line with a number, a text and what stands under it.
pub(super) fn line(number: impl Into<String>, text: impl Into<String>, notes: Vec<String>) -> Line {
    Line { number: number.into(), text: text.into(), notes, ..Line::default() }
}
