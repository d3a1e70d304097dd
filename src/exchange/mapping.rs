//! Mapping files: which column of a foreign file is which field, in TOML.
//!
//! `kind`, `key` (a field or a list of fields that tell records apart), `encoding`, `delimiter`,
//! `[columns]` header = field path (or a list of them), `[values]` field path = constant, `[map.FIELD]`
//! value in the file = value, `[prefix]` field path = text before each value, `other_names_when` = a column
//! whose filled cells mark rows that only give other names. Anything else is refused by its name.

use super::csv::Dialect;
use super::encoding::Encoding;
use super::{ExchangeError, named};
use crate::domain::Kind;
use crate::domain::read::path;
use crate::limits;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// A mapping file as read.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The kind of all records of the file.
    pub kind: Kind,
    /// The fields that tell its records apart; none where rows carry numbers.
    pub key: Vec<String>,
    /// Encoding and delimiter, where named.
    pub dialect: Dialect,
    /// Column and field path, in the order of the file.
    pub columns: Vec<(String, String)>,
    /// Field path and constant.
    pub values: Vec<(String, String)>,
    /// By field path, what a value of the file means.
    pub map: BTreeMap<String, BTreeMap<String, String>>,
    /// By field path, what stands before each value.
    pub prefix: BTreeMap<String, String>,
    /// The column whose filled cells mark rows of other names.
    pub other_names_when: Option<String>,
}

const KEYS: [&str; 9] =
    ["kind", "key", "encoding", "delimiter", "columns", "values", "map", "prefix", "other_names_when"];

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// No TOML, an unknown key, or a value that the key cannot have, by name.
    pub fn read(text: &str) -> Result<Mapping, ExchangeError> {
        if text.len() > limits::MAPPING_BYTES {
            return Err(ExchangeError::MappingTooLarge { limit: limits::MAPPING_BYTES });
        }
        let table: Table = text.parse().map_err(|error: toml::de::Error| syntax(text, &error))?;
        if let Some(key) = table.keys().find(|key| !KEYS.contains(&key.as_str())) {
            return Err(ExchangeError::MappingUnknown { key: named(key) });
        }
        let kind = text_of(&table, "kind")?.ok_or_else(|| wrong("kind"))?;
        let kind = Kind::from_key(kind).ok_or_else(|| wrong("kind"))?;
        let mapping = Mapping {
            kind,
            key: table.get("key").map_or(Ok(Vec::new()), |value| paths("key", value))?,
            dialect: read_dialect(&table)?,
            columns: read_columns(&table)?,
            values: texts("values", table.get("values"))?,
            map: read_map(&table)?,
            prefix: texts("prefix", table.get("prefix"))?.into_iter().collect(),
            other_names_when: text_of(&table, "other_names_when")?.map(str::to_owned),
        };
        mapping.check_paths()?;
        Ok(mapping)
    }

    fn check_paths(&self) -> Result<(), ExchangeError> {
        let columns = self.columns.iter().map(|(_, path)| ("columns", path));
        let keys = self.key.iter().map(|path| ("key", path));
        let others = [
            self.values.iter().map(|(path, _)| ("values", path)).collect::<Vec<_>>(),
            self.map.keys().map(|path| ("map", path)).collect(),
            self.prefix.keys().map(|path| ("prefix", path)).collect(),
        ];
        for (table, typed) in columns.chain(keys).chain(others.into_iter().flatten()) {
            let own = table == "columns" && ["ref", "kind"].contains(&typed.as_str());
            if !own && path(self.kind.spec(), typed).is_err() {
                return Err(ExchangeError::MappingUnknown { key: named(&format!("{table}.{typed}")) });
            }
        }
        Ok(())
    }

    /// Where each mapped column stands in a file, with the field path.
    ///
    /// # Errors
    /// A column that the file has not.
    pub fn columns(&self, headers: &[String]) -> Result<Vec<(usize, String)>, ExchangeError> {
        let at = |name: &String| {
            let found = headers.iter().position(|header| header == name.trim());
            found.ok_or_else(|| ExchangeError::MissingColumn { column: named(name) })
        };
        self.other_names_when.as_ref().map(at).transpose()?;
        self.columns.iter().map(|(name, path)| Ok((at(name)?, path.clone()))).collect()
    }

    /// What a cell of that field means: its value in `[map.FIELD]`, with its prefix; an empty cell stays empty.
    pub fn cell(&self, path: &str, cell: &str) -> String {
        if cell.trim().is_empty() {
            return String::new();
        }
        let meant = self.map.get(path).and_then(|map| map.get(cell.trim())).map_or(cell, String::as_str);
        match self.prefix.get(path) {
            Some(prefix) => format!("{prefix}{meant}"),
            None => meant.to_owned(),
        }
    }
}

fn wrong(key: &str) -> ExchangeError {
    ExchangeError::MappingValue { key: named(key) }
}

fn syntax(text: &str, error: &toml::de::Error) -> ExchangeError {
    let at = error.span().map_or(0, |span| span.start);
    let before = text.as_bytes().get(..at).unwrap_or_default();
    ExchangeError::MappingSyntax { line: before.iter().filter(|byte| **byte == b'\n').count() + 1 }
}

fn text_of<'a>(table: &'a Table, key: &str) -> Result<Option<&'a str>, ExchangeError> {
    table.get(key).map(|value| value.as_str().ok_or_else(|| wrong(key))).transpose()
}

fn paths(key: &str, value: &Value) -> Result<Vec<String>, ExchangeError> {
    let one = |value: &Value| value.as_str().map(str::to_owned).ok_or_else(|| wrong(key));
    match value {
        Value::Array(values) if !values.is_empty() => values.iter().map(one).collect(),
        value => Ok(vec![one(value)?]),
    }
}

fn table_of<'a>(name: &str, value: Option<&'a Value>) -> Result<Option<&'a Table>, ExchangeError> {
    value.map(|value| value.as_table().ok_or_else(|| wrong(name))).transpose()
}

fn texts(name: &str, value: Option<&Value>) -> Result<Vec<(String, String)>, ExchangeError> {
    let entries = table_of(name, value)?.into_iter().flatten();
    entries
        .map(|(key, value)| match value {
            Value::String(text) => Ok((key.clone(), text.clone())),
            Value::Integer(number) => Ok((key.clone(), number.to_string())),
            Value::Boolean(flag) => Ok((key.clone(), flag.to_string())),
            _ => Err(wrong(&format!("{name}.{key}"))),
        })
        .collect()
}

fn read_columns(table: &Table) -> Result<Vec<(String, String)>, ExchangeError> {
    let columns = table_of("columns", table.get("columns"))?.ok_or_else(|| wrong("columns"))?;
    let mut found = Vec::new();
    for (header, value) in columns {
        let paths = paths(&format!("columns.{header}"), value)?;
        found.extend(paths.into_iter().map(|path| (header.clone(), path)));
    }
    Ok(found)
}

fn read_map(table: &Table) -> Result<BTreeMap<String, BTreeMap<String, String>>, ExchangeError> {
    let fields = table_of("map", table.get("map"))?.into_iter().flatten();
    fields
        .map(|(field, value)| Ok((field.clone(), texts(&format!("map.{field}"), Some(value))?.into_iter().collect())))
        .collect()
}

fn read_dialect(table: &Table) -> Result<Dialect, ExchangeError> {
    let encoding = text_of(table, "encoding")?.map(Encoding::from_name).transpose()?;
    let delimiter = match text_of(table, "delimiter")? {
        None => None,
        Some("," | "comma") => Some(b','),
        Some(";" | "semicolon") => Some(b';'),
        Some("\t" | "tab") => Some(b'\t'),
        Some(_) => return Err(wrong("delimiter")),
    };
    Ok(Dialect { encoding, delimiter })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn what_a_mapping_cannot_hold_is_refused_by_name() {
        let check = |text: &str, code: &str, named: &str| {
            let error = Mapping::read(text).unwrap_err();
            assert_eq!((error.code(), error.values()[0].1.as_str()), (code, named), "{text}");
        };
        let head = "kind = 'partner'\n";
        check("kind = 'partner'\nx = [", "exchange-mapping-syntax", "2");
        check(&format!("{head}colour = 1"), "exchange-mapping-unknown", "colour");
        check(&format!("{head}[columns]\nen = 'names.de'"), "exchange-mapping-unknown", "columns.names.de");
        check(&format!("{head}delimiter = '|'\n[columns]\nen = 'names.en'"), "exchange-mapping-value", "delimiter");
        check(&format!("{head}encoding = 'ebcdic'\n[columns]"), "exchange-unknown-encoding", "ebcdic");
        check("kind = 'planet'", "exchange-mapping-value", "kind");
        check(head, "exchange-mapping-value", "columns");
    }

    #[test]
    fn a_cell_is_mapped_then_prefixed() {
        let text = "kind = 'partner'\n[columns]\nc = 'code'\n[map.code]\n'1' = 'one'\n[prefix]\ncode = 'x:'";
        let mapping = Mapping::read(text).unwrap();
        assert_eq!(mapping.cell("code", " 1 "), "x:one");
        assert_eq!(mapping.cell("code", "2"), "x:2");
        assert_eq!(mapping.cell("code", " "), "");
    }
}
