//! The document model: what stands on a page, in words, before any form is chosen.

use crate::lang::{Lang, Lexicon};
use crate::text;
use serde::Serialize;

/// Stand in a message where numbers follow when the page is written: no text holds them.
const SHEET: &str = "\u{E000}";
const SHEETS: &str = "\u{E001}";
/// Where something is filled in by hand, in forms without columns.
const BLANK: &str = "………………………………";

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
    /// All of them, from the narrowest to the fullest.
    pub const ALL: [CopyKind; 3] = [CopyKind::Public, CopyKind::Member, CopyKind::Chair];

    /// Its word on the command line.
    pub fn key(self) -> &'static str {
        match self {
            CopyKind::Public => "public",
            CopyKind::Member => "member",
            CopyKind::Chair => "chair",
        }
    }

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
    /// `agenda`, `minutes`, `sheet` …: the key of its piece.
    pub kind: &'static str,
    /// One page a language, left to right; all have the same sections and lines.
    pub pages: Vec<Page>,
    /// What comes after it in the same file, each on a new sheet of paper: letters to others, minutes of other sessions.
    pub following: Vec<Vec<Page>>,
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
    /// To whom it goes: of a letter the lines at its outer side.
    pub addressee: Vec<String>,
    /// Place, time, chair, …
    pub facts: Vec<Fact>,
    /// What it says.
    pub sections: Vec<Section>,
    /// Who signs it, at the outer side.
    pub signature: Vec<String>,
    /// The last lines.
    pub footer: Vec<String>,
    /// What stands before the number of a page, between it and how many there are, and after; empty where sheets bear none.
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
    /// Over what else stands in columns of its own.
    pub cells: Vec<Head>,
}

/// The head of a column of cells.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Head {
    /// What stands in it.
    pub label: String,
    /// Hundredths of the width of the page.
    pub share: u8,
    /// Whether two languages share it: what is in it needs no language.
    pub is_shared: bool,
    /// Whether it is filled in by hand: its rows are high.
    pub is_blank: bool,
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
    /// What it says in sentences.
    pub paragraphs: Vec<String>,
    /// What stands over the columns of its lines; empty where they need no names.
    pub columns: Columns,
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
    /// What stands in the columns of [`Columns::cells`].
    pub cells: Vec<String>,
}

/// Which cells become lines under a text, because a form has no column for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fold {
    /// Of two languages beside each other those in words.
    Words,
    /// All of them.
    All,
}

impl Document {
    /// A document of one page a language, each with its other half line by line.
    pub(super) fn new(kind: &'static str, pages: Vec<Page>) -> Document {
        let mut pages: Vec<Page> = pages.into_iter().map(Page::harmless).collect();
        // A sentence that only one language has leaves its place free beside another, and none where it is alone.
        if let [only] = pages.as_mut_slice() {
            let own = only.sections.iter_mut().map(|section| &mut section.paragraphs);
            own.for_each(|paragraphs| paragraphs.retain(|paragraph| !paragraph.is_empty()));
        }
        level(&mut pages);
        Document { kind, pages, following: Vec::new() }
    }

    /// Several documents of a kind in one file; nothing where there are none.
    pub(super) fn joined(documents: Vec<Document>) -> Option<Document> {
        let mut all = documents.into_iter();
        let mut first = all.next()?;
        for next in all {
            first.following.push(next.pages);
            first.following.extend(next.following);
        }
        Some(first)
    }

    /// Everything in the file, each with one page a language.
    pub(super) fn parts(&self) -> impl Iterator<Item = &Vec<Page>> {
        std::iter::once(&self.pages).chain(&self.following)
    }

    /// The document with the cells that a form has no columns for under their texts.
    pub(super) fn folded(&self, fold: Fold) -> Document {
        let mut folded = self.clone();
        for pages in std::iter::once(&mut folded.pages).chain(&mut folded.following) {
            if fold == Fold::All || pages.len() > 1 {
                pages.iter_mut().for_each(|page| page.fold(fold));
                level(pages);
            }
        }
        folded
    }

    /// How many sections and lines it has.
    pub fn weight(&self) -> usize {
        let sections = self.pages.iter().flat_map(|page| &page.sections);
        sections.map(|section| 1 + section.paragraphs.len() + section.lines.len()).sum()
    }

    /// Puts the letterhead of a house onto the pages of a language, in place of the built-in one.
    pub fn head(&mut self, lang: Lang, lines: Vec<String>) {
        for pages in std::iter::once(&mut self.pages).chain(&mut self.following) {
            for page in pages.iter_mut().filter(|page| page.lang == lang.code()) {
                let direction = page.direction();
                let own = lines.iter().map(|line| text::for_page(line, direction));
                page.letterhead.splice(..page.letterhead.len().min(1), own);
            }
            level(pages);
        }
    }

    /// Puts the pin of the history at the foot of each page: who has the paper can tell whether it was changed since.
    pub fn pin(&mut self, lexicon: &Lexicon, pin: &str) {
        for page in self.pages.iter_mut().chain(self.following.iter_mut().flatten()) {
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

    /// Cells as lines under their text, each with the name of its column.
    fn fold(&mut self, fold: Fold) {
        let direction = self.direction();
        for section in &mut self.sections {
            let heads = std::mem::take(&mut section.columns.cells);
            let stays = |head: &Head| fold == Fold::Words && head.is_shared;
            for line in &mut section.lines {
                let cells = std::mem::take(&mut line.cells);
                for (head, cell) in heads.iter().zip(cells) {
                    if stays(head) {
                        line.cells.push(cell);
                    } else if head.is_blank {
                        line.notes.push(format!("{}{} {BLANK}", head.label, self.colon));
                    } else if !cell.is_empty() {
                        let words = format!("{}{} {}", head.label, self.colon, text::isolate(&cell));
                        line.notes.push(text::for_page(&words, direction));
                    }
                }
            }
            section.columns.cells = heads.into_iter().filter(stays).collect();
        }
    }

    /// Makes every text harmless: no control character, nothing that reorders the page.
    pub(super) fn harmless(mut self) -> Page {
        let direction = self.direction();
        let mend = |text: &mut String| *text = text::for_page(text, direction);
        let loose = [&mut self.letterhead, &mut self.addressee, &mut self.signature, &mut self.footer];
        loose.into_iter().flatten().for_each(mend);
        [&mut self.heading, &mut self.title].into_iter().for_each(mend);
        for fact in &mut self.facts {
            [&mut fact.label, &mut fact.value].into_iter().for_each(mend);
        }
        for section in &mut self.sections {
            let columns = &mut section.columns;
            let heads = [&mut columns.number, &mut columns.time, &mut columns.text, &mut columns.minutes];
            heads.into_iter().chain(columns.cells.iter_mut().map(|head| &mut head.label)).for_each(mend);
            mend(&mut section.title);
            section.paragraphs.iter_mut().for_each(mend);
            for line in &mut section.lines {
                [&mut line.number, &mut line.time, &mut line.minutes, &mut line.text].into_iter().for_each(mend);
                line.notes.iter_mut().chain(&mut line.cells).for_each(mend);
            }
        }
        self
    }
}

/// Gives each text its other half: where one language says less, nothing stands beside what the other says.
fn level(pages: &mut [Page]) {
    let sections = pages.iter().map(|page| page.sections.len()).max().unwrap_or(0);
    even(pages, |page| &mut page.letterhead);
    even(pages, |page| &mut page.addressee);
    even(pages, |page| &mut page.signature);
    for place in 0..sections {
        even_parts(pages, |page| page.sections.get_mut(place).map(|section| &mut section.paragraphs));
        let lines = pages.iter().filter_map(|page| page.sections.get(place)).map(|section| section.lines.len()).max();
        for at in 0..lines.unwrap_or(0) {
            even_parts(pages, |page| Some(&mut page.sections.get_mut(place)?.lines.get_mut(at)?.notes));
        }
    }
}

fn even(pages: &mut [Page], of: impl Fn(&mut Page) -> &mut Vec<String>) {
    even_parts(pages, |page| Some(of(page)));
}

fn even_parts(pages: &mut [Page], of: impl Fn(&mut Page) -> Option<&mut Vec<String>>) {
    let most = pages.iter_mut().filter_map(&of).map(|texts| texts.len()).max().unwrap_or(0);
    pages.iter_mut().filter_map(&of).for_each(|texts| texts.resize(most, String::new()));
}
