//! JSON lines: one record a line, the complete and lossless form of a desk.

use super::import::{Row, Wish};
use super::json::{parse, read_object, record_to_json, to_line};
use super::{ExchangeError, refuse};
use crate::domain::{Desk, Kind, Record};
use crate::limits;
use std::io::{BufRead, Read, Write};

/// Reads rows until the end; empty lines are no rows. A line that is no record is a refused row, not the end.
///
/// # Errors
/// The reader's, and more rows than the bound.
pub fn rows(mut reader: impl BufRead, default_kind: Option<Kind>) -> Result<Vec<Row>, ExchangeError> {
    let mut rows = Vec::new();
    let mut bytes = Vec::new();
    for line in 1.. {
        let whole = match read_line(&mut reader, &mut bytes)? {
            Some(whole) => whole,
            None => break,
        };
        let text = bytes.strip_prefix("\u{feff}".as_bytes()).filter(|_| line == 1).unwrap_or(&bytes);
        if text.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if rows.len() >= limits::IMPORT_ROWS {
            return Err(ExchangeError::TooManyRows { limit: limits::IMPORT_ROWS });
        }
        let wish = if whole { read(text, default_kind) } else { Err(too_long()) };
        rows.push(Row { line, reading: wish.map_err(|error| vec![error]) });
    }
    Ok(rows)
}

/// The next line without more than the bound of it in memory; `false` where it was longer, nothing at the end.
fn read_line(reader: &mut impl BufRead, bytes: &mut Vec<u8>) -> Result<Option<bool>, ExchangeError> {
    bytes.clear();
    let bound = limits::JSON_LINE_BYTES as u64 + 1;
    if reader.by_ref().take(bound).read_until(b'\n', bytes)? == 0 {
        return Ok(None);
    }
    if bytes.ends_with(b"\n") || bytes.len() <= limits::JSON_LINE_BYTES {
        return Ok(Some(true));
    }
    reader.skip_until(b'\n')?;
    Ok(Some(false))
}

fn too_long() -> crate::domain::FieldError {
    refuse("", "error-too-long", vec![("limit", limits::JSON_LINE_BYTES.to_string())])
}

fn read(text: &[u8], default_kind: Option<Kind>) -> Result<Wish, crate::domain::FieldError> {
    let said = read_object(&parse(text)?, default_kind)?;
    Ok(Wish {
        reference: said.reference,
        kind: said.kind,
        values: said.values,
        links: Vec::new(),
        in_part: false,
        other_name: false,
    })
}

/// Writes all records, or those of one kind, in order of their numbers and without revisions.
///
/// # Errors
/// The writer's.
pub fn write(desk: &Desk, kind: Option<Kind>, writer: impl Write) -> Result<(), ExchangeError> {
    let records = desk.records().filter(|record| kind.is_none_or(|kind| record.kind == kind));
    write_records(records.map(AsRef::as_ref), writer)
}

/// Writes these records, in the same way.
///
/// # Errors
/// The writer's.
pub fn write_records<'r>(
    records: impl Iterator<Item = &'r Record>,
    mut writer: impl Write,
) -> Result<(), ExchangeError> {
    for record in records {
        writeln!(writer, "{}", to_line(&record_to_json(record, false)))?;
    }
    writer.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_line_that_is_no_record_is_refused_with_its_number() {
        let deep = format!("{}{}", "[".repeat(200_000), "]".repeat(200_000));
        let text = format!("\u{feff}{{\"names\":\"a\"}}\r\n\n{{oops\n{deep}\n{{\"names\":\"b\"}}");
        let rows = rows(text.as_bytes(), Some(Kind::Partner)).unwrap();
        let seen: Vec<_> = rows.iter().map(|row| (row.line, row.reading.is_ok())).collect();
        assert_eq!(seen, [(1, true), (3, false), (4, false), (5, true)]);
    }

    #[test]
    fn an_endless_line_is_refused_and_the_next_is_read() {
        let text = format!("\"{}\"\n{{\"names\":\"b\"}}\n", "x".repeat(limits::JSON_LINE_BYTES));
        let rows = rows(text.as_bytes(), Some(Kind::Partner)).unwrap();
        assert_eq!(rows[0].reading.as_ref().unwrap_err()[0].code, "error-too-long");
        assert!(rows[1].reading.is_ok());
    }
}
