//! The parts that hold the words: the document and the foot of its sheets.
//!
//! In two languages the first page stands on the left and the second on the right, as in the other forms: tables then run
//! from left to right and each cell in its own direction.

use super::runs::{Run, runs};
use super::xml::Xml;
use super::{HEAD, LINKS, WORDS};
use crate::paper::document::{Line, Page};
use crate::text::{self, Direction};

/// Twentieths of a point between the margins: A4 less 17 mm on either side.
const WIDTH: u32 = 9_978;
/// The same of the columns that hold little.
const NUMBER: u32 = 1_000;
const HOUR: u32 = 1_300;
const DATE: u32 = 2_300;
const MINUTES: u32 = 1_200;
const LABEL: u32 = 2_300;
const LABEL_OF_TWO: u32 = 1_500;
/// The same by which each level of lines stands further in.
const LEVEL: u32 = 300;
/// Letters of the longest hour: what is longer is a date or a word.
const HOUR_LETTERS: usize = 6;

const NO_RULES: &str = "";
const RULES: &str = r#"<w:tblBorders><w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9CCD3"/></w:tblBorders>"#;

/// The part with the document itself.
pub(super) fn document(pages: &[Page]) -> String {
    let mut body = Body { pages, out: Xml::default() };
    body.out.raw(HEAD).raw("<w:document ").raw(WORDS).raw(" ").raw(LINKS).raw("><w:body>");
    body.letterhead();
    body.facts();
    let sections = pages.first().map_or(0, |page| page.sections.len());
    for place in 0..sections {
        body.section(place);
    }
    let footers = pages.first().map_or(0, |page| page.footer.len());
    for place in 0..footers {
        body.beside("LastLine", |page| page.footer.get(place).map_or("", String::as_str));
    }
    body.sheet();
    body.out.raw("</w:body></w:document>");
    body.out.done()
}

/// The part that stands at the foot of every sheet: which document, and which of its sheets.
pub(super) fn footer(pages: &[Page]) -> String {
    let mut body = Body { pages, out: Xml::default() };
    body.out.raw(HEAD).raw("<w:ftr ").raw(WORDS).raw(" ").raw(LINKS).raw(">");
    match pages {
        [only] => body.numbering(only),
        _ => {
            body.table(&vec![WIDTH / 2; pages.len().max(1)], NO_RULES, |body| {
                body.row(Row::Ordinary, |body| {
                    for page in pages {
                        body.cell(WIDTH / 2, |body| body.numbering(page));
                    }
                });
            });
            body.gap();
        }
    }
    body.out.raw("</w:ftr>");
    body.out.done()
}

struct Body<'a> {
    pages: &'a [Page],
    out: Xml,
}

/// How a row goes on the next sheet.
#[derive(Clone, Copy, PartialEq)]
enum Row {
    /// Whole.
    Ordinary,
    /// Again on every sheet.
    Head,
}

/// The columns of a table of lines that have something in them.
struct Shape {
    numbered: bool,
    time: u32,
    measured: bool,
}

impl Body<'_> {
    fn letterhead(&mut self) {
        let lines = self.pages.iter().map(|page| page.letterhead.len()).max().unwrap_or(0);
        for place in 0..lines {
            self.beside("Letterhead", |page| page.letterhead.get(place).map_or("", String::as_str));
        }
        self.beside("Title", |page| &page.heading);
        self.beside("Subtitle", |page| &page.title);
    }

    /// One paragraph, or one in each language beside each other.
    fn beside(&mut self, style: &str, words: impl Fn(&Page) -> &str) {
        let pages = self.pages;
        if let [only] = pages {
            return self.paragraph(only, style, words(only), 0);
        }
        let width = WIDTH / u32::try_from(pages.len().max(1)).unwrap_or(1);
        self.table(&vec![width; pages.len()], NO_RULES, |body| {
            body.row(Row::Ordinary, |body| {
                for page in pages {
                    body.cell(width, |body| body.paragraph(page, style, words(page), 0));
                }
            });
        });
        // Word joins tables that nothing stands between.
        self.gap();
    }

    fn facts(&mut self) {
        let pages = self.pages;
        let Some(first) = pages.first().filter(|page| !page.facts.is_empty()) else { return };
        let label = if pages.len() == 1 { LABEL } else { LABEL_OF_TWO };
        let value = (WIDTH - label * u32::try_from(pages.len()).unwrap_or(1)) / u32::try_from(pages.len()).unwrap_or(1);
        let widths = if pages.len() == 1 { vec![label, value] } else { vec![label, value, value, label] };
        self.table(&widths, NO_RULES, |body| {
            for place in 0..first.facts.len() {
                body.row(Row::Ordinary, |body| {
                    for (at, page) in pages.iter().enumerate() {
                        let fact = page.facts.get(place);
                        let named = |body: &mut Self| {
                            let words = fact.map(|fact| format!("{}{}", fact.label, page.colon)).unwrap_or_default();
                            body.paragraph(page, "Label", &words, 0);
                        };
                        let told = |body: &mut Self| {
                            body.paragraph(page, "Normal", fact.map_or("", |fact| fact.value.as_str()), 0);
                        };
                        // Labels stand at the outer sides.
                        if at == 0 {
                            body.cell(label, named);
                            body.cell(value, told);
                        } else {
                            body.cell(value, told);
                            body.cell(label, named);
                        }
                    }
                });
            }
        });
        self.gap();
    }

    fn section(&mut self, place: usize) {
        let pages = self.pages;
        let Some(first) = pages.first().and_then(|page| page.sections.get(place)) else { return };
        if !first.title.is_empty() {
            self.beside("Heading1", |page| page.sections.get(place).map_or("", |section| section.title.as_str()));
        }
        if first.lines.is_empty() {
            return;
        }
        let shape = self.shape(&first.lines);
        let widths = self.widths(&shape);
        let has_heads = pages.iter().all(|page| !page.columns.text.is_empty());
        self.table(&widths, RULES, |body| {
            if has_heads {
                body.row(Row::Head, |body| body.heads(&shape, &widths));
            }
            for at in 0..first.lines.len() {
                body.row(Row::Ordinary, |body| body.line(place, at, &shape, &widths));
            }
        });
        self.gap();
    }

    /// Two languages share numbers and hours; what else stands beside a text then stands in it.
    fn shape(&self, lines: &[Line]) -> Shape {
        let is_one = self.pages.len() == 1;
        let numbered = lines.iter().any(|line| !line.number.is_empty());
        let longest = lines.iter().map(|line| line.time.chars().count()).max().unwrap_or(0);
        let time = match longest {
            0 => 0,
            _ if !is_one && !numbered => 0,
            letters if letters < HOUR_LETTERS => HOUR,
            _ => DATE,
        };
        Shape { numbered, time, measured: is_one && lines.iter().any(|line| !line.minutes.is_empty()) }
    }

    /// The widths of the columns in order; the hour stands between two languages.
    fn widths(&self, shape: &Shape) -> Vec<u32> {
        let number = if shape.numbered { NUMBER } else { 0 };
        let minutes = if shape.measured { MINUTES } else { 0 };
        let texts = u32::try_from(self.pages.len().max(1)).unwrap_or(1);
        let text = (WIDTH - number - shape.time - minutes) / texts;
        let columns =
            if texts == 1 { vec![number, shape.time, text, minutes] } else { vec![number, text, shape.time, text] };
        columns.into_iter().filter(|width| *width > 0).collect()
    }

    fn heads(&mut self, shape: &Shape, widths: &[u32]) {
        let named = |page: &Page| Line {
            number: page.columns.number.clone(),
            time: page.columns.time.clone(),
            minutes: page.columns.minutes.clone(),
            text: page.columns.text.clone(),
            ..Line::default()
        };
        let lines: Vec<Line> = self.pages.iter().map(named).collect();
        self.cells(&lines.iter().collect::<Vec<_>>(), shape, widths, "ColumnHead");
    }

    fn line(&mut self, place: usize, at: usize, shape: &Shape, widths: &[u32]) {
        let empty = Line::default();
        let own = |page: &'_ Page| page.sections.get(place).and_then(|section| section.lines.get(at)).cloned();
        let lines: Vec<Line> = self.pages.iter().map(|page| own(page).unwrap_or_else(|| empty.clone())).collect();
        self.cells(&lines.iter().collect::<Vec<_>>(), shape, widths, "Normal");
    }

    /// One row of cells: a line in each language.
    fn cells(&mut self, lines: &[&Line], shape: &Shape, widths: &[u32], style: &str) {
        let pages = self.pages;
        let mut widths = widths.iter().copied();
        let mut next = || widths.next().unwrap_or(0);
        let (Some(first), Some(page)) = (lines.first(), pages.first()) else { return };
        if shape.numbered {
            self.cell(next(), |body| body.paragraph(page, style, &first.number, 0));
        }
        let quiet = if style == "Normal" { "Label" } else { style };
        if pages.len() == 1 && shape.time > 0 {
            self.cell(next(), |body| body.paragraph(page, quiet, &first.time, 0));
        }
        for (at, (page, line)) in pages.iter().zip(lines).enumerate() {
            if at == 1 && shape.time > 0 {
                self.cell(next(), |body| body.paragraph(page, quiet, &first.time, 0));
            }
            self.cell(next(), |body| body.told(page, line, shape, style));
        }
        if shape.measured {
            self.cell(next(), |body| body.paragraph(page, quiet, &first.minutes, 0));
        }
    }

    /// The text of a line with what no column of its own holds, and what stands under it.
    fn told(&mut self, page: &Page, line: &Line, shape: &Shape, style: &str) {
        let indent = LEVEL * u32::from(line.level);
        if shape.time == 0 && !line.time.is_empty() && style == "Normal" {
            self.paragraph(page, "Label", &line.time, indent);
        }
        let has_minutes = !shape.measured && !line.minutes.is_empty() && style == "Normal";
        let tail = if has_minutes { format!(" ({})", line.minutes) } else { String::new() };
        self.paragraph(page, style, &format!("{}{tail}", text::isolate(&line.text)), indent);
        for note in &line.notes {
            self.paragraph(page, "Remark", note, indent);
        }
    }

    fn table(&mut self, widths: &[u32], rules: &str, rows: impl FnOnce(&mut Self)) {
        self.out.raw("<w:tbl><w:tblPr>");
        if self.runs_from_right() {
            self.out.raw("<w:bidiVisual/>");
        }
        self.out.raw(r#"<w:tblW w:w=""#).number(widths.iter().sum()).raw(r#"" w:type="dxa"/>"#);
        self.out.raw(rules).raw(r#"<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#);
        for width in widths {
            self.out.raw(r#"<w:gridCol w:w=""#).number(*width).raw(r#""/>"#);
        }
        self.out.raw("</w:tblGrid>");
        rows(self);
        self.out.raw("</w:tbl>");
    }

    fn row(&mut self, row: Row, cells: impl FnOnce(&mut Self)) {
        self.out.raw("<w:tr><w:trPr><w:cantSplit/>");
        if row == Row::Head {
            self.out.raw("<w:tblHeader/>");
        }
        self.out.raw("</w:trPr>");
        cells(self);
        self.out.raw("</w:tr>");
    }

    fn cell(&mut self, width: u32, paragraphs: impl FnOnce(&mut Self)) {
        self.out.raw(r#"<w:tc><w:tcPr><w:tcW w:w=""#).number(width).raw(r#"" w:type="dxa"/></w:tcPr>"#);
        paragraphs(self);
        self.out.raw("</w:tc>");
    }

    fn paragraph(&mut self, page: &Page, style: &str, words: &str, indent: u32) {
        self.begin_paragraph(page, style, indent);
        for run in runs(words, page.direction()) {
            self.run(&run);
        }
        self.out.raw("</w:p>");
    }

    fn begin_paragraph(&mut self, page: &Page, style: &str, indent: u32) {
        let is_rtl = page.direction() == Direction::Rtl;
        self.out.raw(r#"<w:p><w:pPr><w:pStyle w:val=""#).raw(style).raw(r#""/>"#);
        if is_rtl {
            self.out.raw("<w:bidi/>");
        }
        if indent > 0 {
            // The side where lines begin is called left in both directions.
            self.out.raw(r#"<w:ind w:left=""#).number(indent).raw(r#""/>"#);
        }
        // What somebody goes on writing behind the last letter runs the same way.
        self.out.raw(if is_rtl { "<w:rPr><w:rtl/></w:rPr></w:pPr>" } else { "</w:pPr>" });
    }

    fn run(&mut self, run: &Run) {
        self.out.raw("<w:r>");
        if run.direction == Direction::Rtl {
            self.out.raw("<w:rPr><w:rtl/></w:rPr>");
        }
        self.out.raw(r#"<w:t xml:space="preserve">"#).text(&run.text).raw("</w:t></w:r>");
    }

    /// Which document, and which of its sheets.
    fn numbering(&mut self, page: &Page) {
        self.begin_paragraph(page, "Footer", 0);
        let [before, between, after] = &page.numbering;
        let before = format!("{} · {before}", text::isolate(&page.title));
        let between = if between.is_empty() { " / " } else { between.as_str() };
        for (words, field) in [(before.as_str(), " PAGE "), (between, " NUMPAGES "), (after.as_str(), "")] {
            for run in runs(words, page.direction()) {
                self.run(&run);
            }
            if !field.is_empty() {
                self.out.raw(r#"<w:fldSimple w:instr=""#).raw(field).raw(r#"">"#);
                self.run(&Run { text: "1".to_owned(), direction: page.direction() });
                self.out.raw("</w:fldSimple>");
            }
        }
        self.out.raw("</w:p>");
    }

    /// A line of hardly any height, on the sheet of what follows it.
    fn gap(&mut self) {
        self.out.raw(r#"<w:p><w:pPr><w:keepNext/><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>"#);
    }

    /// The paper and its margins.
    fn sheet(&mut self) {
        self.out.raw(r#"<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>"#);
        self.out.raw(r#"<w:pgMar w:top="1021" w:right="964" w:bottom="1021" w:left="964" w:header="567" w:footer="510" w:gutter="0"/>"#);
        if self.runs_from_right() {
            self.out.raw("<w:bidi/>");
        }
        self.out.raw("</w:sectPr>");
    }

    /// Whether all of it is Arabic: beside another language each keeps its own side.
    fn runs_from_right(&self) -> bool {
        self.pages.iter().all(|page| page.direction() == Direction::Rtl)
    }
}
