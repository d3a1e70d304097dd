//! A report as the bytes of a file: text, a table of CSV, or a picture.

use crate::exchange::{ExchangeError, csv};
use crate::paper::{self, Report};

/// The rows of a report as CSV: which table, which row, which column, how many.
///
/// # Errors
/// None on bytes in memory; the writer could.
pub fn as_csv(report: &Report) -> Result<String, ExchangeError> {
    let rows =
        report.tables.iter().flat_map(|table| {
            table.rows.iter().flat_map(move |row| {
                table.columns.iter().zip(&row.counts).map(move |(column, count)| {
                    [table.title.clone(), row.label.clone(), column.clone(), count.to_string()]
                })
            })
        });
    let mut bytes = Vec::new();
    csv::write_rows(&["table", "row", "column", "count"], rows, &mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A report in the form of that name; text where there is none of it.
///
/// # Errors
/// See [`as_csv`].
pub fn written(report: &Report, form: &str) -> Result<String, ExchangeError> {
    match form {
        "svg" => Ok(paper::report_svg(report)),
        "csv" => as_csv(report),
        _ => Ok(paper::report_text(report, false, paper::PAGE_WIDTH)),
    }
}
