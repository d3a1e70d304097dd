//! Which record a name or code means: one index over the desk and the new records, built once per import.

use super::{named, refuse};
use crate::domain::{FieldError, Kind, Record, Ref, Value};
use crate::text;
use std::collections::HashMap;

/// Records by the folded whole of each of their names, acronyms, codes and aliases.
#[derive(Default)]
pub struct Names(HashMap<String, Vec<(Kind, Ref)>>);

/// Records of one name that are kept apart; more make the name ambiguous anyway.
const SAME_NAME: usize = 64;

impl Names {
    /// Takes in the names of a record.
    pub fn add(&mut self, record: &Record) {
        for (_, value) in record.declared().filter(|(field, _)| field.search_weight >= 5) {
            self.add_value(record, value);
        }
    }

    fn add_value(&mut self, record: &Record, value: &Value) {
        match value {
            Value::Text3(text) => text.texts().for_each(|(_, name)| self.add_name(record, name)),
            Value::Text(name) => self.add_name(record, name),
            Value::List(values) => values.iter().for_each(|value| self.add_value(record, value)),
            _ => {}
        }
    }

    fn add_name(&mut self, record: &Record, name: &str) {
        let entry = (record.kind, record.reference);
        let known = self.0.entry(text::fold(name).text).or_default();
        if known.len() < SAME_NAME && !known.contains(&entry) {
            known.push(entry);
        }
    }

    /// The record that a number or a name means.
    ///
    /// # Errors
    /// `error-unknown-link` for none, `error-ambiguous` for several.
    pub fn find(&self, field: &str, kinds: &[Kind], words: &str) -> Result<Ref, FieldError> {
        // Numbers come first, as everywhere: a code of digits needs a prefix to be a name.
        if let Ok(reference) = words.parse::<Ref>() {
            return Ok(reference);
        }
        let known = self.0.get(&text::fold(words).text).map_or(&[][..], Vec::as_slice);
        let found: Vec<_> = known.iter().filter(|(kind, _)| kinds.is_empty() || kinds.contains(kind)).collect();
        match found.as_slice() {
            [(_, only)] => Ok(*only),
            [] => Err(refuse(field, "error-unknown-link", vec![("value", named(words))])),
            several => {
                let count = several.len().to_string();
                Err(refuse(field, "error-ambiguous", vec![("value", named(words)), ("count", count)]))
            }
        }
    }
}
