//! The document model: what stands on a page, in words, before any form is chosen.

use crate::lang::{Lang, Lexicon};
use crate::text;
use serde::Serialize;

/// Stand in a message where numbers follow when the page is written: no text holds them.
const SHEET: &str = "\u{E000}";
const SHEETS: &str = "\u{E001}";

/// In which languages a page is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// One language.
    One(Lang),
    /// French on the left, Arabic on the right.
    ArabicAndFrench,
}

impl Languages {
    /// Reads `ar`, `fr`, `en`, `ar+fr`.
    pub fn parse(words: &str) -> Option<Languages> {
        match words {
            "ar+fr" | "fr+ar" => Some(Languages::ArabicAndFrench),
            code => Lang::from_code(code).map(Languages::One),
        }
    }

    /// The languages from left to right.
    pub fn list(self) -> Vec<Lang> {
        match self {
            Languages::One(lang) => vec![lang],
            Languages::ArabicAndFrench => vec![Lang::Fr, Lang::Ar],
        }
    }
}

/// For whom a copy is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CopyKind {
    /// For everybody: only what is public.
    Public,
    /// For members: public and internal.
    Member,
    /// For the chair: everything, with notes.
    Chair,
}

impl CopyKind {
    /// Whether something of this confidentiality stands in the copy; nothing said means internal.
    pub fn holds(self, confidentiality: Option<&str>) -> bool {
        match confidentiality {
            Some("public") => true,
            None | Some("internal") => self >= CopyKind::Member,
            Some(_) => self == CopyKind::Chair,
        }
    }
}

/// As what a document is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Plain text in logical order.
    Txt,
    /// Plain text for a terminal that does not reorder: visual order.
    Terminal,
    /// Markdown.
    Md,
    /// HTML, ready to be printed.
    Html,
}

/// As what a document is packed into a file that is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packed {
    /// A document that Word and LibreOffice open and staff go on writing in.
    Docx,
}

/// A document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    /// `agenda` or `sheet`.
    pub kind: &'static str,
    /// One page a language, left to right; all have the same sections and lines.
    pub pages: Vec<Page>,
}

/// The words of one language.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// `ar`, `fr`, `en`.
    pub lang: &'static str,
    /// `rtl` or `ltr`.
    pub dir: &'static str,
    /// What stands between a label and its value.
    pub colon: &'static str,
    /// The administration, above everything.
    pub letterhead: Vec<String>,
    /// What the document is: "Agenda".
    pub heading: String,
    /// Of what: the session or the partner.
    pub title: String,
    /// Place, time, chair, …
    pub facts: Vec<Fact>,
    /// What stands over the columns of lines; empty where they need no names.
    pub columns: Columns,
    /// What it says.
    pub sections: Vec<Section>,
    /// The last lines.
    pub footer: Vec<String>,
    /// What stands before the number of a page, between it and how many there are, and after.
    pub numbering: [String; 3],
}

/// Names of the columns of lines, each as wide as what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Columns {
    /// Over printed numbers.
    pub number: String,
    /// Over times or dates.
    pub time: String,
    /// Over texts.
    pub text: String,
    /// Over lengths.
    pub minutes: String,
}

/// A label with its value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fact {
    /// What.
    pub label: String,
    /// Its value.
    pub value: String,
}

/// A titled group of lines.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    /// Its title; empty for none.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line: of an agenda an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Line {
    /// Printed number.
    pub number: String,
    /// Time or date.
    pub time: String,
    /// Length in minutes, as text.
    pub minutes: String,
    /// How deep, 0 for the first level.
    pub level: u8,
    /// The text.
    pub text: String,
    /// What stands under it.
    pub notes: Vec<String>,
}

impl Document {
    /// Puts the pin of the history at the foot of each page: who has the paper can tell whether it was changed since.
    pub fn pin(&mut self, lexicon: &Lexicon, pin: &str) {
        for page in &mut self.pages {
            let lang = Lang::from_code(page.lang).unwrap_or(Lang::En);
            let line = lexicon.say_with(lang, "paper-pin", &[("pin", text::isolate_ltr(pin).as_str().into())]);
            page.footer.push(text::for_page(&line, page.direction()));
        }
    }
}

impl Page {
    pub(super) fn new(lang: Lang) -> Page {
        let dir = match lang.direction() {
            text::Direction::Rtl => "rtl",
            text::Direction::Ltr => "ltr",
        };
        Page { lang: lang.code(), dir, colon: lang.colon(), ..Page::default() }
    }

    /// The way its lines run.
    pub(super) fn direction(&self) -> text::Direction {
        if self.dir == "rtl" { text::Direction::Rtl } else { text::Direction::Ltr }
    }

    /// Gives a page that may run over several sheets of paper its numbering.
    pub(super) fn numbered(&mut self, lexicon: &Lexicon, lang: Lang) {
        let words = lexicon.plain(lang, "paper-page", &[("page", SHEET.into()), ("pages", SHEETS.into())]);
        let (before, rest) = words.split_once(SHEET).unwrap_or((words.as_str(), ""));
        let (between, after) = rest.split_once(SHEETS).unwrap_or((rest, ""));
        self.numbering = [before, between, after].map(str::to_owned);
    }

    pub(super) fn fact(&mut self, label: String, value: String) {
        if !value.is_empty() {
            self.facts.push(Fact { label, value: text::isolate(&value) });
        }
    }

    /// Makes every text harmless: no control character, nothing that reorders the page.
    pub(super) fn harmless(mut self) -> Page {
        let direction = self.direction();
        let mend = |text: &mut String| *text = text::for_page(text, direction);
        self.letterhead.iter_mut().chain(&mut self.footer).for_each(mend);
        [&mut self.heading, &mut self.title].into_iter().for_each(mend);
        for fact in &mut self.facts {
            [&mut fact.label, &mut fact.value].into_iter().for_each(mend);
        }
        let columns = &mut self.columns;
        [&mut columns.number, &mut columns.time, &mut columns.text, &mut columns.minutes].into_iter().for_each(mend);
        for section in &mut self.sections {
            mend(&mut section.title);
            for line in &mut section.lines {
                [&mut line.number, &mut line.time, &mut line.minutes, &mut line.text].into_iter().for_each(mend);
                line.notes.iter_mut().for_each(mend);
            }
        }
        self
    }
}
