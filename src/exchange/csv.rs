//! CSV as offices keep it: any of five encodings, three delimiters, quoted line breaks.
//!
//! [`read_table`] turns bytes into rows of cells, [`rows`] turns cells into what each row says of a record,
//! with or without a [`Mapping`]. An empty cell says nothing: it never takes a value away. [`write_csv`]
//! writes the records of one kind so that the same file can be read again; no cell that
//! it writes is a formula to a spreadsheet.

use super::encoding::{self, Encoding};
use super::import::{Reading, Row, Wish};
use super::json::{is_harmful, json_to_value, parse, to_line, value_to_json};
use super::mapping::Mapping;
use super::{ExchangeError, named, refuse};
use crate::domain::read::{Assign, LIST_MARKS, Reader, path};
use crate::domain::{Desk, Field, FieldError, Fields, Kind, Record, Ref, Shape, Value};
use crate::lang::Lang;
use crate::limits;
use std::collections::HashSet;
use std::io::Write;

/// What is said about a file from outside; nothing means that it is found from the file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Dialect {
    /// How its characters are written.
    pub encoding: Option<Encoding>,
    /// What stands between its cells: `,`, `;` or a tab.
    pub delimiter: Option<u8>,
}

/// The cells of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The encoding that was named or found.
    pub encoding: Encoding,
    /// The delimiter that was named or found.
    pub delimiter: u8,
    /// The names of the columns, without white space around them.
    pub headers: Vec<String>,
    /// The rows below the header.
    pub rows: Vec<TableRow>,
}

/// One row of cells, or why it cannot be read.
#[derive(Clone, Debug, PartialEq)]
pub struct TableRow {
    /// The line where it begins, from 1.
    pub line: u64,
    /// As many cells as there are headers.
    pub cells: Result<Vec<String>, FieldError>,
}

/// Reads a whole file.
///
/// # Errors
/// A file that is too large, without header, with two columns of one name, or in an encoding other than the named one.
pub fn read_table(bytes: &[u8], dialect: &Dialect) -> Result<Table, ExchangeError> {
    if bytes.len() > limits::IMPORT_BYTES {
        return Err(ExchangeError::TooLarge { limit: limits::IMPORT_BYTES });
    }
    let (encoding, text) = encoding::decode(bytes, dialect.encoding)?;
    let delimiter = dialect.delimiter.unwrap_or_else(|| find_delimiter(&text));
    // Never less than the cells: an empty one takes many times its byte in memory.
    if text.bytes().filter(|byte| [delimiter, b'\n', b'\r'].contains(byte)).count() > limits::IMPORT_CELLS {
        return Err(ExchangeError::TooManyCells { limit: limits::IMPORT_CELLS });
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut records = reader.records();
    let header = records.next().transpose().map_err(|_| ExchangeError::NoHeader)?.ok_or(ExchangeError::NoHeader)?;
    let headers = read_headers(&header)?;
    let mut rows = Vec::new();
    for record in records {
        if rows.len() >= limits::IMPORT_ROWS {
            return Err(ExchangeError::TooManyRows { limit: limits::IMPORT_ROWS });
        }
        let record = record.map_err(|error| ExchangeError::Csv { line: error.position().map_or(0, |at| at.line()) })?;
        rows.push(read_row(&record, &headers));
    }
    Ok(Table { encoding, delimiter, headers, rows })
}

/// The delimiter that stands most often in the first line, outside quotes; a comma where none does.
fn find_delimiter(text: &str) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|count| count.0 == byte).for_each(|count| count.1 += 1),
        }
    }
    counts.iter().rev().max_by_key(|count| count.1).filter(|count| count.1 > 0).map_or(b',', |count| count.0)
}

fn read_headers(header: &csv::StringRecord) -> Result<Vec<String>, ExchangeError> {
    if header.len() > limits::IMPORT_COLUMNS {
        return Err(ExchangeError::TooManyColumns { limit: limits::IMPORT_COLUMNS });
    }
    let headers: Vec<String> = header.iter().map(|name| name.trim().to_owned()).collect();
    let mut seen = HashSet::new();
    match headers.iter().find(|name| !name.is_empty() && !seen.insert(name.as_str())) {
        Some(twice) => Err(ExchangeError::HeaderTwice { column: named(twice) }),
        None if headers.iter().all(String::is_empty) => Err(ExchangeError::NoHeader),
        None => Ok(headers),
    }
}

fn read_row(record: &csv::StringRecord, headers: &[String]) -> TableRow {
    let line = record.position().map_or(0, csv::Position::line);
    let cells = check_row(record, headers).map(|()| record.iter().map(str::to_owned).collect());
    TableRow { line, cells }
}

fn check_row(record: &csv::StringRecord, headers: &[String]) -> Result<(), FieldError> {
    if record.len() != headers.len() {
        // The first column without a cell, or the last one before the cells that have no column.
        let near = headers.get(record.len()).or(headers.last()).map_or("", String::as_str);
        let values = vec![("found", record.len().to_string()), ("expected", headers.len().to_string())];
        return Err(refuse(near, "exchange-ragged", values));
    }
    match record.iter().position(|cell| cell.contains('\0')) {
        Some(at) => Err(refuse(headers.get(at).map_or("", String::as_str), "exchange-nul", vec![])),
        None => Ok(()),
    }
}

/// Reads what each row says. Without a mapping the headers are `ref`, `kind` and field paths.
///
/// # Errors
/// A column that the mapping names and the file has not, or a header that is no field of `kind`.
pub fn rows(
    table: Table,
    mapping: Option<&Mapping>,
    kind: Option<Kind>,
    reader: &Reader<'_>,
) -> Result<Vec<Row>, ExchangeError> {
    let kind = mapping.map(|mapping| mapping.kind).or(kind);
    let columns = match mapping {
        Some(mapping) => mapping.columns(&table.headers)?,
        None => own_columns(&table.headers, kind)?,
    };
    let other_names = mapping.and_then(|mapping| mapping.other_names_when.as_ref());
    let other_names = other_names.and_then(|name| table.headers.iter().position(|header| header == name));
    let rows = Rows { mapping, kind, columns, other_names, reader };
    Ok(table.rows.into_iter().map(|row| rows.read(row)).collect())
}

/// Each column with its own header as path; checked at once where all rows are of one kind.
fn own_columns(headers: &[String], kind: Option<Kind>) -> Result<Vec<(usize, String)>, ExchangeError> {
    for header in headers.iter().filter(|header| !["ref", "kind", "rev"].contains(&header.as_str())) {
        let known = match kind {
            Some(kind) => path(kind.spec(), header).is_ok(),
            None => Kind::all().any(|kind| path(kind.spec(), header).is_ok()),
        };
        if !known {
            return Err(ExchangeError::UnknownColumn { column: named(header) });
        }
    }
    Ok(headers.iter().cloned().enumerate().collect())
}

struct Rows<'a> {
    mapping: Option<&'a Mapping>,
    kind: Option<Kind>,
    columns: Vec<(usize, String)>,
    other_names: Option<usize>,
    reader: &'a Reader<'a>,
}

impl Rows<'_> {
    fn read(&self, row: TableRow) -> Row {
        let reading = row.cells.map_err(|error| vec![error]).and_then(|cells| self.wish(&cells));
        Row { line: row.line, reading }
    }

    fn wish(&self, cells: &[String]) -> Reading {
        let own = |name: &str| {
            let at = self.columns.iter().find(|(_, path)| path == name).map(|(at, _)| *at);
            at.and_then(|at| cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
        };
        let kind = match own("kind") {
            Some(key) => Kind::from_key(key)
                .ok_or_else(|| vec![refuse("kind", "exchange-kind-unknown", vec![("kind", named(key))])])?,
            None => self.kind.ok_or_else(|| vec![refuse("kind", "exchange-kind-missing", vec![])])?,
        };
        let reference = own("ref").map(read_ref).transpose().map_err(|error| vec![error])?;
        let mut said = Said { kind, fields: Fields::new(), links: Vec::new(), errors: Vec::new(), reader: self.reader };
        for (path, constant) in self.mapping.iter().flat_map(|mapping| &mapping.values) {
            said.cell(path, constant);
        }
        for (at, path) in self.columns.iter().filter(|(_, path)| !["ref", "kind", "rev"].contains(&path.as_str())) {
            let cell = cells.get(*at).map_or("", String::as_str);
            let cell = self.mapping.map_or_else(|| cell.to_owned(), |mapping| mapping.cell(path, cell));
            let cell = strip_guard(&cell);
            said.cell(path, &shown_text(cell).unwrap_or_else(|| cell.to_owned()));
        }
        if !said.errors.is_empty() {
            return Err(said.errors);
        }
        let other_name = self.other_names.and_then(|at| cells.get(at)).is_some_and(|cell| !cell.trim().is_empty());
        let values = said.fields.iter().map(|(id, value)| (id, Some(value.clone()))).collect();
        Ok(Wish { reference, kind, values, links: said.links, in_part: true, other_name })
    }
}

fn read_ref(cell: &str) -> Result<Ref, FieldError> {
    let found = cell.parse().ok().filter(|reference: &Ref| (1..=limits::REF_MAX).contains(&reference.0));
    found.ok_or_else(|| refuse("ref", "exchange-ref", vec![("max", limits::REF_MAX.to_string())]))
}

/// What the cells of one row have said so far.
struct Said<'a> {
    kind: Kind,
    fields: Fields,
    links: Vec<super::import::NamedLink>,
    errors: Vec<FieldError>,
    reader: &'a Reader<'a>,
}

impl Said<'_> {
    fn cell(&mut self, typed: &str, words: &str) {
        if words.is_empty() || self.errors.len() >= limits::ROW_REFUSALS {
            return;
        }
        let done = self.assign(typed, words);
        self.errors.extend(done.err());
    }

    fn assign(&mut self, typed: &str, words: &str) -> Result<(), FieldError> {
        let spec = self.kind.spec();
        let found = path(spec, typed)?;
        let vocabulary =
            if let Shape::Code(name) = found.field.shape { self.reader.lexicon.vocabulary(name) } else { None };
        if vocabulary.is_some_and(|codes| codes.has(words.trim())) {
            // Codes as they stand are nearly all cells; looking through the labels of a long vocabulary is slow.
            self.fields.set(found.field.id, Some(Value::Code(words.trim().to_owned())));
            return Ok(());
        }
        let plain = found.lang.is_none() && found.inner.is_none();
        if plain && let Some(value) = written_by_us(typed, found.field, words)? {
            self.fields.set(found.field.id, Some(value));
            return Ok(());
        }
        if plain && let Shape::Link(kinds) = found.field.item_shape() {
            // Names are looked up once all rows are read: in one index, and among the new records too.
            let names = if found.field.is_list() { split(words) } else { vec![words.trim().to_owned()] };
            self.links.push(super::import::NamedLink { field: found.field, kinds, names });
            return Ok(());
        }
        self.reader.assign(spec, &mut self.fields, typed, Assign::Put, words)
    }
}

fn split(words: &str) -> Vec<String> {
    words.split(LIST_MARKS).map(str::trim).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// The value of a cell in the exact form that [`write_csv`] gives it, where what people type could mean something else.
fn written_by_us(typed: &str, field: &Field, words: &str) -> Result<Option<Value>, FieldError> {
    let as_json = match field.shape {
        Shape::List(_) => words.starts_with('['),
        Shape::Part(_) | Shape::OfficialDate => words.starts_with('{'),
        _ => false,
    };
    if as_json && let Ok(json) = parse(words.as_bytes()) {
        return json_to_value(typed, &field.shape, &json).map(Some);
    }
    Ok(match field.shape {
        Shape::Date => words.parse().ok().map(Value::Date),
        Shape::Instant => words.parse().ok().map(Value::Instant),
        Shape::Minutes => words.parse().ok().map(Value::Number),
        _ => None,
    })
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Whether a spreadsheet could take the cell, or what follows its apostrophes, for a formula.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
}

/// The cell as a spreadsheet shows it and does not run it.
fn guard(cell: String) -> String {
    if is_formula(&cell) { format!("'{cell}") } else { cell }
}

/// The cell without the apostrophe that [`guard`] put there.
fn strip_guard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// Whether a written file begins with a byte order mark, as spreadsheets want it for Arabic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// With the mark.
    With,
    /// Without it.
    Without,
}

/// Writes all records of a kind in order of their numbers: UTF-8, commas, CRLF.
///
/// # Errors
/// The writer's.
pub fn write_csv(desk: &Desk, kind: Kind, mark: Mark, writer: impl Write) -> Result<(), ExchangeError> {
    write_records(desk.of_kind(kind).map(AsRef::as_ref), kind, mark, writer)
}

/// Writes these records of one kind, in the same way.
///
/// # Errors
/// The writer's.
pub fn write_records<'r>(
    records: impl Iterator<Item = &'r Record>,
    kind: Kind,
    mark: Mark,
    mut writer: impl Write,
) -> Result<(), ExchangeError> {
    if mark == Mark::With {
        writer.write_all("\u{feff}".as_bytes())?;
    }
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(writer);
    let columns: Vec<_> = kind.spec().fields.iter().flat_map(columns_of).collect();
    let header = ["ref", "kind"].into_iter().map(str::to_owned).chain(columns.iter().map(column_name));
    write_row(&mut csv, header)?;
    for record in records {
        let own = [record.reference.0.to_string(), kind.key().to_owned()];
        let cells = columns.iter().map(|column| guard(cell_of(record, column)));
        write_row(&mut csv, own.into_iter().chain(cells))?;
    }
    csv.flush()?;
    Ok(())
}

/// Writes a header and rows of words, UTF-8, commas, CRLF; no cell means anything to the program that opens it.
///
/// # Errors
/// The writer's.
pub fn write_rows<const N: usize>(
    header: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
    writer: impl Write,
) -> Result<(), ExchangeError> {
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(writer);
    write_row(&mut csv, header.iter().map(|name| (*name).to_owned()))?;
    for row in rows {
        write_row(&mut csv, row.into_iter().map(|cell| guard(text_cell(&cell))))?;
    }
    csv.flush()?;
    Ok(())
}

fn write_row<W: Write>(csv: &mut csv::Writer<W>, cells: impl Iterator<Item = String>) -> Result<(), ExchangeError> {
    csv.write_record(cells).map_err(|error| ExchangeError::Io(std::io::Error::other(error)))
}

type Column = (&'static Field, Option<Lang>);

fn columns_of(field: &'static Field) -> Vec<Column> {
    match field.shape {
        Shape::Text3 | Shape::LongText3 => Lang::ALL.into_iter().map(|lang| (field, Some(lang))).collect(),
        _ => vec![(field, None)],
    }
}

fn column_name((field, lang): &Column) -> String {
    lang.map_or_else(|| field.key.to_owned(), |lang| format!("{}.{}", field.key, lang.code()))
}

/// A text as it stands, or as a JSON string where a program that shows the file would obey something in it.
fn text_cell(text: &str) -> String {
    if is_hidden(text) || shown_text(text).is_some() { to_line(&text.into()) } else { text.to_owned() }
}

/// Whether a text holds what must not stand raw in a file that people look at; line breaks and tabs may.
fn is_hidden(text: &str) -> bool {
    text.chars().any(|letter| is_harmful(letter) && !matches!(letter, '\n' | '\t'))
}

/// The text of a cell that [`text_cell`] wrote as a JSON string.
fn shown_text(cell: &str) -> Option<String> {
    if !(cell.starts_with('"') && cell.ends_with('"')) {
        return None;
    }
    serde_json::from_str(cell).ok().filter(|text: &String| is_hidden(text))
}

fn cell_of(record: &Record, (field, lang): &Column) -> String {
    match (record.fields.get(field.id), lang) {
        (None, _) => String::new(),
        (Some(Value::Text3(texts)), Some(lang)) => text_cell(texts.get(*lang).unwrap_or_default()),
        (Some(value), _) => value_cell(&field.shape, value),
    }
}

fn value_cell(shape: &Shape, value: &Value) -> String {
    let json = || to_line(&value_to_json(shape, value));
    match (shape, value) {
        (_, Value::Text(text) | Value::Code(text)) => text_cell(text),
        (_, Value::Number(number)) => number.to_string(),
        (_, Value::Flag(flag)) => flag.to_string(),
        (_, Value::Date(date)) => date.to_string(),
        (_, Value::Instant(instant)) => instant.to_string(),
        (_, Value::Link(reference)) => reference.0.to_string(),
        (_, Value::OfficialDate(official)) => match &official.hijri {
            None => official.date.to_string(),
            Some(hijri) if hijri.trim() == hijri && !hijri.is_empty() && !is_hidden(hijri) => {
                format!("{} | {hijri}", official.date)
            }
            Some(_) => json(),
        },
        (Shape::List(inner), Value::List(values)) if !matches!(inner, Shape::Part(_) | Shape::List(_)) => {
            let items: Vec<_> = values.iter().map(|value| value_cell(inner, value)).collect();
            let is_free = |item: &String| !item.contains(LIST_MARKS) && !item.contains(['[', '"']);
            let plain = |item: &String| item.trim() == item && !item.is_empty() && is_free(item);
            if items.iter().all(plain) { items.join(";") } else { json() }
        }
        _ => json(),
    }
}
