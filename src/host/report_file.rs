//! A report as the bytes of a file: text, a table of CSV, or a picture.

use crate::exchange::{ExchangeError, csv};
use crate::lang::{Lang, Lexicon};
use crate::paper::{self, Report};

/// What stands above the columns of the CSV for programs.
const HEADINGS: [&str; 4] = ["table", "row", "column", "count"];

/// The rows of a report as CSV: which table, which row, which column, how many.
///
/// # Errors
/// None on bytes in memory; the writer could.
pub fn as_csv(report: &Report) -> Result<String, ExchangeError> {
    rows(report, &HEADINGS)
}

fn rows(report: &Report, headings: &[&str; 4]) -> Result<String, ExchangeError> {
    let rows =
        report.tables.iter().flat_map(|table| {
            table.rows.iter().flat_map(move |row| {
                table.columns.iter().zip(&row.counts).map(move |(column, count)| {
                    [table.title.clone(), row.label.clone(), column.clone(), count.to_string()]
                })
            })
        });
    let mut bytes = Vec::new();
    csv::write_rows(headings, rows, &mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A report in the form of that name, for people; text where there is none of it. A spreadsheet knows by the mark at its
/// beginning that a CSV is in UTF-8, and its headings are in the language of the report.
///
/// # Errors
/// See [`as_csv`].
pub fn written(report: &Report, form: &str, lexicon: &Lexicon, lang: Lang) -> Result<String, ExchangeError> {
    match form {
        "svg" => Ok(paper::report_svg(report)),
        "csv" => {
            let headings = HEADINGS.map(|heading| lexicon.say(lang, &format!("report-csv-{heading}")));
            Ok(format!("\u{feff}{}", rows(report, &headings.each_ref().map(String::as_str))?))
        }
        _ => Ok(paper::report_text(report, false, paper::PAGE_WIDTH)),
    }
}
