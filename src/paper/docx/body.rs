//! The parts that hold the words: the document and the foot of its sheets.
//!
//! In two languages the first page stands on the left and the second on the right, as in the other forms: tables then run
//! from left to right and each cell in its own direction.

use super::runs::{Run, runs};
use super::xml::Xml;
use super::{HEAD, LINKS, WORDS};
use crate::paper::document::{Line, Page, Section};
use crate::text::{self, Direction};

/// Twentieths of a point between the margins: A4 less 17 mm on either side.
const WIDTH: u32 = 9_978;
/// The same of the columns that hold little.
const NUMBER: u32 = 1_000;
/// The same of the longest number of a decision, and of a letter of it.
const NUMBER_MOST: u32 = 2_400;
const NUMBER_LETTER: u32 = 140;
const HOUR: u32 = 1_300;
const DATE: u32 = 2_300;
const MINUTES: u32 = 1_200;
const LABEL: u32 = 2_700;
const LABEL_OF_TWO: u32 = 1_800;
/// The same by which each level of lines stands further in.
const LEVEL: u32 = 300;
/// Letters of the longest hour: what is longer is a date or a word.
const HOUR_LETTERS: usize = 6;

/// The number of the first foot among the relations of the document.
pub(super) const FIRST_FOOTER: u32 = 4;

const NO_RULES: &str = "";
const GRID: &str = r#"<w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="8B919C"/><w:left w:val="single" w:sz="4" w:space="0" w:color="8B919C"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="8B919C"/><w:right w:val="single" w:sz="4" w:space="0" w:color="8B919C"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="8B919C"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="8B919C"/></w:tblBorders>"#;
const RULES: &str = r#"<w:tblBorders><w:insideH w:val="single" w:sz="4" w:space="0" w:color="C9CCD3"/></w:tblBorders>"#;

/// The part with the document itself: each of its parts begins on a new sheet and has its own direction and foot.
pub(super) fn document(parts: &[&Vec<Page>]) -> String {
    let mut out = Xml::default();
    out.raw(HEAD).raw("<w:document ").raw(WORDS).raw(" ").raw(LINKS).raw("><w:body>");
    for (at, pages) in parts.iter().enumerate() {
        let mut body = Body { pages: pages.as_slice(), out };
        body.part();
        if at + 1 < parts.len() {
            body.out.raw("<w:p><w:pPr>");
            body.sheet(at, parts.len() > 1);
            body.out.raw("</w:pPr></w:p>");
        } else {
            body.sheet(at, parts.len() > 1);
        }
        out = body.out;
    }
    out.raw("</w:body></w:document>");
    out.done()
}

/// The part that stands at the foot of every sheet: which document, and which of its sheets.
pub(super) fn footer(pages: &[Page], is_alone: bool) -> String {
    let mut body = Body { pages, out: Xml::default() };
    body.out.raw(HEAD).raw("<w:ftr ").raw(WORDS).raw(" ").raw(LINKS).raw(">");
    match pages {
        _ if pages.iter().all(|page| page.numbering.iter().all(String::is_empty)) => body.gap(),
        [only] => body.numbering(only, is_alone),
        _ => {
            body.table(&vec![WIDTH / 2; pages.len().max(1)], NO_RULES, |body| {
                body.row(Row::Ordinary, |body| {
                    for page in pages {
                        body.cell(WIDTH / 2, |body| body.numbering(page, is_alone));
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
    /// As high as somebody needs to sign.
    Blank,
}

/// The columns of a table of lines that have something in them.
struct Shape {
    number: u32,
    time: u32,
    measured: bool,
    cells: Vec<u32>,
    by_hand: bool,
}

impl Body<'_> {
    /// Everything of one part but the paper it lies on.
    fn part(&mut self) {
        let Some(first) = self.pages.first() else { return };
        let (sections, footers) = (first.sections.len(), first.footer.len());
        let is_alone = self.pages.len() == 1;
        self.letterhead();
        self.each(if is_alone { "Addressee" } else { "Normal" }, |page| &page.addressee);
        self.facts();
        for place in 0..sections {
            self.section(place);
        }
        self.each(if is_alone { "Signature" } else { "Letterhead" }, |page| &page.signature);
        for place in 0..footers {
            self.beside("LastLine", |page| page.footer.get(place).map_or("", String::as_str));
        }
    }

    fn letterhead(&mut self) {
        self.each("Letterhead", |page| &page.letterhead);
        if self.pages.iter().any(|page| !page.heading.is_empty()) {
            self.beside("Title", |page| &page.heading);
            self.beside("Subtitle", |page| &page.title);
        }
    }

    /// One paragraph for each of these lines.
    fn each(&mut self, style: &str, lines: impl Fn(&Page) -> &[String]) {
        let count = self.pages.iter().map(|page| lines(page).len()).max().unwrap_or(0);
        for place in 0..count {
            self.beside(style, |page| lines(page).get(place).map_or("", String::as_str));
        }
        if count > 0 && style != "Letterhead" {
            self.gap();
        }
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
        for at in 0..first.paragraphs.len() {
            // Narrow columns are torn apart where both their sides are even; who signs stands under the last words.
            let style = match pages {
                [only] if !only.signature.is_empty() && place + 1 == only.sections.len() => "Closing",
                [_] => "Prose",
                _ => "ProseBeside",
            };
            self.beside(style, |page| {
                page.sections.get(place).and_then(|section| section.paragraphs.get(at)).map_or("", String::as_str)
            });
        }
        if first.lines.is_empty() {
            return;
        }
        let shape = self.shape(first);
        let widths = self.widths(&shape);
        let (rules, row) = if shape.by_hand { (GRID, Row::Blank) } else { (RULES, Row::Ordinary) };
        self.table(&widths, rules, |body| {
            if !first.columns.text.is_empty() {
                body.row(Row::Head, |body| body.heads(place, &shape, &widths));
            }
            for at in 0..first.lines.len() {
                body.row(row, |body| body.line(place, at, &shape, &widths));
            }
        });
        self.gap();
    }

    /// Two languages share numbers and hours; what else stands beside a text then stands in it.
    fn shape(&self, section: &Section) -> Shape {
        let lines = &section.lines;
        let is_one = self.pages.len() == 1;
        let letters_of =
            |of: fn(&Line) -> &String| lines.iter().map(|line| of(line).chars().count()).max().unwrap_or(0);
        let number = match u32::try_from(letters_of(|line| &line.number)).unwrap_or(0) {
            0 => 0,
            letters => (letters * NUMBER_LETTER).clamp(NUMBER, NUMBER_MOST),
        };
        let time = match letters_of(|line| &line.time) {
            0 => 0,
            _ if !is_one && number == 0 => 0,
            letters if letters < HOUR_LETTERS => HOUR,
            _ => DATE,
        };
        let heads = &section.columns.cells;
        Shape {
            number,
            time,
            measured: is_one && lines.iter().any(|line| !line.minutes.is_empty()),
            cells: heads.iter().map(|head| WIDTH * u32::from(head.share) / 100).collect(),
            by_hand: heads.iter().any(|head| head.is_blank),
        }
    }

    /// The widths of the columns in order; what two languages share stands between them.
    fn widths(&self, shape: &Shape) -> Vec<u32> {
        let minutes = if shape.measured { MINUTES } else { 0 };
        let texts = u32::try_from(self.pages.len().max(1)).unwrap_or(1);
        let cells: u32 = shape.cells.iter().sum();
        let text = WIDTH.saturating_sub(shape.number + shape.time + minutes + cells) / texts;
        let mut columns =
            if texts == 1 { vec![shape.number, shape.time, text] } else { vec![shape.number, text, shape.time] };
        columns.extend(&shape.cells);
        columns.push(if texts == 1 { minutes } else { text });
        columns.into_iter().filter(|width| *width > 0).collect()
    }

    fn heads(&mut self, place: usize, shape: &Shape, widths: &[u32]) {
        let pages = self.pages;
        let columns = |page: &Page| page.sections.get(place).map(|section| section.columns.clone()).unwrap_or_default();
        let named = |page: &Page| {
            let own = columns(page);
            let cells = own.cells.iter().map(|head| head.label.clone()).collect();
            Line { number: own.number, time: own.time, minutes: own.minutes, text: own.text, cells, ..Line::default() }
        };
        let mut lines: Vec<Line> = pages.iter().map(named).collect();
        // What two languages share is named in both.
        if let [first, second] = lines.as_mut_slice() {
            let both = first.cells.iter_mut().zip(&second.cells);
            both.for_each(|(own, other)| *own = format!("{} / {}", text::isolate(own), text::isolate(other)));
        }
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
        let (Some(first), Some(page)) = (lines.first(), pages.first()) else { return };
        if shape.number > 0 {
            self.cell(widths.next().unwrap_or(0), |body| body.paragraph(page, style, &text::isolate(&first.number), 0));
        }
        let quiet = if style == "Normal" { "Label" } else { style };
        if pages.len() == 1 && shape.time > 0 {
            self.cell(widths.next().unwrap_or(0), |body| body.paragraph(page, quiet, &first.time, 0));
        }
        for (at, (page, line)) in pages.iter().zip(lines).enumerate() {
            if at == 1 && shape.time > 0 {
                self.cell(widths.next().unwrap_or(0), |body| body.paragraph(page, quiet, &first.time, 0));
            }
            if at == 1 {
                self.own_cells(first, widths.by_ref().take(shape.cells.len()), style);
            }
            self.cell(widths.next().unwrap_or(0), |body| body.told(page, line, shape, style));
        }
        if pages.len() == 1 {
            self.own_cells(first, widths.by_ref().take(shape.cells.len()), style);
        }
        if shape.measured {
            self.cell(widths.next().unwrap_or(0), |body| body.paragraph(page, quiet, &first.minutes, 0));
        }
    }

    fn own_cells(&mut self, line: &Line, widths: impl Iterator<Item = u32>, style: &str) {
        let Some(page) = self.pages.first() else { return };
        for (at, width) in widths.enumerate() {
            let words = line.cells.get(at).map_or("", String::as_str);
            self.cell(width, |body| body.paragraph(page, style, words, 0));
        }
    }

    /// The text of a line with what no column of its own holds, and what stands under it.
    fn told(&mut self, page: &Page, line: &Line, shape: &Shape, style: &str) {
        let indent = LEVEL * u32::from(line.level);
        if shape.time == 0 && !line.time.is_empty() && style == "Normal" {
            self.paragraph(page, "Label", &line.time, indent);
        }
        let has_minutes = !shape.measured && !line.minutes.is_empty() && style == "Normal";
        // In brackets LibreOffice breaks the line between the bracket and an Arabic length, whatever joins them.
        let tail = if has_minutes { format!(" ·\u{a0}{}", line.minutes) } else { String::new() };
        self.paragraph(page, style, &format!("{}{tail}", text::isolate(&line.text)), indent);
        for note in line.notes.iter().filter(|note| !note.is_empty()) {
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
        match row {
            Row::Ordinary => {}
            Row::Head => drop(self.out.raw("<w:tblHeader/>")),
            Row::Blank => drop(self.out.raw(r#"<w:trHeight w:val="740" w:hRule="atLeast"/>"#)),
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
    fn numbering(&mut self, page: &Page, is_alone: bool) {
        self.begin_paragraph(page, "Footer", 0);
        let [before, between, after] = &page.numbering;
        let before = format!("{} · {before}", text::isolate(&page.title));
        let between = if between.is_empty() { " / " } else { between.as_str() };
        // How many sheets there are is known of the whole file only.
        let rest: &[(&str, &str)] = if is_alone { &[(between, " NUMPAGES "), (after.as_str(), "")] } else { &[] };
        for (words, field) in std::iter::once(&(before.as_str(), " PAGE ")).chain(rest).copied() {
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

    /// The paper and its margins, with the foot of the part; each of several parts counts its sheets from one.
    fn sheet(&mut self, part: usize, counts_anew: bool) {
        let footer = u32::try_from(part).unwrap_or(0) + FIRST_FOOTER;
        self.out.raw(r#"<w:sectPr><w:footerReference w:type="default" r:id="rId"#).number(footer).raw(r#""/>"#);
        self.out.raw(r#"<w:pgSz w:w="11906" w:h="16838"/>"#);
        self.out.raw(r#"<w:pgMar w:top="1021" w:right="964" w:bottom="1021" w:left="964" w:header="567" w:footer="510" w:gutter="0"/>"#);
        if counts_anew {
            self.out.raw(r#"<w:pgNumType w:start="1"/>"#);
        }
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
