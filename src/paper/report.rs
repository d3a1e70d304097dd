//! Reports in words: the tables of `rules::report` with their names, as text with bars and as a picture.

mod plot;
mod table;

pub use plot::report_svg;
pub use table::report_text;

use crate::domain::rules::report::{Head, Question, Subject};
use crate::lang::{Lang, Lexicon};
use crate::text;
use jiff::civil::Date;
use serde::Serialize;

/// A report in the words of one language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Which report.
    pub report: &'static str,
    /// `ar`, `fr`, `en`.
    pub lang: &'static str,
    /// What it is called.
    pub heading: String,
    /// The period that was asked for, in words.
    pub period: String,
    /// Its tables.
    pub tables: Vec<Counts>,
    #[serde(skip)]
    direction: text::Direction,
}

/// A table of counts in words.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Counts {
    /// Which table.
    pub table: &'static str,
    /// What it is called.
    pub title: String,
    /// What each column counts.
    pub columns: Vec<String>,
    /// The rows in order.
    pub rows: Vec<Row>,
    /// The first column that is a part of the whole: 1 where the first is the sum of others.
    #[serde(skip)]
    first_part: usize,
    /// Whether rows and columns are both many, so that it is read as a field of cells.
    #[serde(skip)]
    is_matrix: bool,
}

/// One row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row {
    /// What it counts.
    pub label: String,
    /// One number a column.
    pub counts: Vec<usize>,
}

/// A report about a subject in a language.
pub fn report(question: &Question<'_>, subject: Subject, lexicon: &Lexicon, lang: Lang) -> Report {
    let direction = lang.direction();
    let said = |head: &Head| text::for_page(&head.said(question.desk, lexicon, lang), direction);
    let tables = question.answer(subject).into_iter().map(|table| Counts {
        table: table.key.strip_prefix("report-").unwrap_or(table.key),
        title: lexicon.say(lang, table.key),
        columns: table.columns.iter().map(said).collect(),
        rows: table.rows.iter().map(|row| Row { label: said(&row.head), counts: row.counts() }).collect(),
        first_part: table.first_part(),
        is_matrix: subject == Subject::Convergence,
    });
    let date = |day: Date| lexicon.date(lang, &day.into());
    let period = match (question.from.map(date), question.to.map(date)) {
        (None, None) => lexicon.say(lang, "report-always"),
        (from, to) => {
            let values = [("from", from.unwrap_or_else(|| "…".into())), ("to", to.unwrap_or_else(|| "…".into()))];
            let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
            lexicon.say_with(lang, "report-period", &values)
        }
    };
    let heading = lexicon.say(lang, &format!("report-{}", subject.key()));
    Report { report: subject.key(), lang: lang.code(), heading, period, tables: tables.collect(), direction }
}
