//! A report as a picture (SVG 1.1): stacked bars, or a field of cells. It stands alone: no script, no link, no font of its own.

use super::{Counts, Report};
use crate::text::Direction;
use std::fmt::Write;

const WIDTH: usize = 960;
const MARGIN: usize = 24;
const LABELS: usize = 360;
const ROW: usize = 24;
/// Colours that are told apart in grey print too, from dark to light.
const FILLS: [&str; 6] = ["#1f4e79", "#2e8b57", "#c77b30", "#b03a48", "#7d6ba3", "#8f9aa3"];

/// The report as a picture.
pub fn report_svg(report: &Report) -> String {
    let mut body = String::new();
    let mut pen = Pen { out: &mut body, y: MARGIN, is_mirrored: report.direction == Direction::Rtl };
    pen.words(0, &report.heading, 20, "bold");
    pen.words(0, &report.period, 14, "normal");
    for table in &report.tables {
        pen.y += ROW;
        pen.words(0, &table.title, 16, "bold");
        if table.is_matrix { pen.matrix(table) } else { pen.bars(table) }
    }
    let height = pen.y + MARGIN;
    let direction = if report.direction == Direction::Rtl { "rtl" } else { "ltr" };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" xml:lang=\"{}\" direction=\"{direction}\">\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n<g font-family=\"Amiri, 'Noto Naskh Arabic', 'DejaVu Sans', sans-serif\" fill=\"#1b1b1b\">\n{body}</g>\n</svg>\n",
        report.lang
    )
}

struct Pen<'o> {
    out: &'o mut String,
    y: usize,
    is_mirrored: bool,
}

impl Pen<'_> {
    /// A line of text from a column in reading order; the pen goes on below.
    fn words(&mut self, x: usize, words: &str, size: usize, weight: &str) {
        self.y += size + 6;
        let y = self.y - 6;
        self.text_at(MARGIN + x, y, words, size, weight);
    }

    fn text_at(&mut self, x: usize, y: usize, words: &str, size: usize, weight: &str) {
        let x = if self.is_mirrored { WIDTH - x } else { x };
        // Writing to a string cannot fail.
        let _ = writeln!(
            self.out,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" text-anchor=\"start\">{}</text>",
            escaped(words)
        );
    }

    /// A number on a dark ground.
    fn light_at(&mut self, x: usize, y: usize, words: &str) {
        self.out.push_str("<g fill=\"#ffffff\">");
        self.text_at(x, y, words, 11, "bold");
        self.out.push_str("</g>\n");
    }

    fn block(&mut self, x: usize, y: usize, width: usize, fill: &str) {
        let x = if self.is_mirrored { WIDTH - x - width } else { x };
        let _ =
            writeln!(self.out, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{}\" fill=\"{fill}\"/>", ROW - 6);
    }

    fn bars(&mut self, table: &Counts) {
        let parts = |counts: &[usize]| counts.iter().copied().skip(table.first_part).collect::<Vec<_>>();
        let is_whole = table.first_part > 0;
        // Where the first column is the whole, what is late is a part of what is open: it is drawn inside it.
        let drawn = |counts: &[usize]| match (is_whole, counts) {
            (true, [_, done, open, late]) => vec![*done, open.saturating_sub(*late), *late],
            _ => parts(counts),
        };
        let most = table.rows.iter().map(|row| drawn(&row.counts).iter().sum::<usize>()).max().unwrap_or(0).max(1);
        let room = WIDTH - LABELS - 2 * MARGIN - 48;
        for (at, column) in table.columns.iter().skip(table.first_part).enumerate() {
            self.y += ROW;
            let y = self.y - ROW + 4;
            self.block(MARGIN + LABELS, y, 18, fill(at));
            self.text_at(MARGIN + LABELS + 26, y + 14, column, 13, "normal");
        }
        for row in &table.rows {
            let (y, mut x) = (self.y, MARGIN + LABELS);
            self.text_at(MARGIN, y + 14, &short(&row.label), 13, "normal");
            for (at, count) in drawn(&row.counts).into_iter().enumerate().filter(|(_, count)| *count > 0) {
                let width = (count * room / most).max(1);
                self.block(x, y, width, fill(at));
                x += width;
            }
            let total = drawn(&row.counts).iter().sum::<usize>();
            self.text_at(x + 6, y + 14, &total.to_string(), 13, "normal");
            self.y += ROW;
        }
    }

    fn matrix(&mut self, table: &Counts) {
        let cell = ((WIDTH - LABELS - 2 * MARGIN) / table.columns.len().max(1)).clamp(14, 44);
        let most = table.rows.iter().flat_map(|row| row.counts.iter().copied()).max().unwrap_or(0).max(1);
        let heads: Vec<String> = (1..=table.columns.len()).map(|number| number.to_string()).collect();
        for (at, head) in heads.iter().enumerate() {
            self.text_at(MARGIN + LABELS + at * cell + 4, self.y + 14, head, 11, "normal");
        }
        self.y += ROW;
        for row in &table.rows {
            let y = self.y;
            self.text_at(MARGIN, y + 14, &short(&row.label), 13, "normal");
            for (at, count) in row.counts.iter().enumerate() {
                let shade = if *count == 0 { "#eef0f2" } else { fill(usize::from(*count * 2 < most)) };
                self.block(MARGIN + LABELS + at * cell, y, cell - 2, shade);
                if *count > 0 {
                    self.light_at(MARGIN + LABELS + at * cell + 4, y + 14, &count.to_string());
                }
            }
            self.y += ROW;
        }
        for (head, column) in heads.iter().zip(&table.columns) {
            self.words(0, &format!("{head}  {column}"), 12, "normal");
        }
    }
}

fn fill(at: usize) -> &'static str {
    FILLS.get(at % FILLS.len()).copied().unwrap_or("#000000")
}

/// As many letters as have room before the bars.
fn short(label: &str) -> String {
    const LETTERS: usize = 52;
    let cut: String = label.chars().take(LETTERS).collect();
    if cut.len() < label.len() { format!("{cut}…") } else { cut }
}

fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}
