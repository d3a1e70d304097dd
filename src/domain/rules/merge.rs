//! How the fields of a duplicate go into the record that stays.
//!
//! What the survivor says stands; what it lacks is taken from the duplicate; lists are united in order.
//! A name that differs becomes an alias where the kind has aliases, so that people still find the record by it.

use crate::domain::value::{Fields, Text3, Value};
use crate::domain::{FieldId, Record, Ref};

/// The fields of the survivor after the merge.
pub fn united(survivor: &Record, duplicate: &Record) -> Fields {
    let (from, into) = (duplicate.reference, survivor.reference);
    let mut fields = Fields::new();
    survivor.fields.iter().for_each(|(id, value)| fields.set(id, without_self(value, from, into)));
    for (id, value) in duplicate.fields.iter() {
        let Some(value) = without_self(value, from, into) else { continue };
        let joined = match fields.get(id) {
            Some(mine) => joined(mine, value),
            None => value,
        };
        fields.set(id, Some(joined));
    }
    if let Some(aliases) = survivor.kind.spec().field("aliases") {
        add_aliases(&mut fields, aliases.id, survivor, duplicate);
    }
    fields
}

/// The value with links to the duplicate turned to the survivor; those that would make the survivor point at itself go.
fn without_self(value: &Value, from: Ref, into: Ref) -> Option<Value> {
    let points = |value: &Value| matches!(value, Value::Link(link) if *link == from || *link == into);
    match value {
        link if points(link) => None,
        Value::List(values) => Some(Value::List(
            values.iter().filter(|item| !points(item)).map(|item| item.relinked(from, into)).collect(),
        )),
        other => Some(other.relinked(from, into)),
    }
}

fn joined(mine: &Value, other: Value) -> Value {
    match (mine, other) {
        (Value::List(mine), Value::List(other)) => {
            let mut values = mine.clone();
            for value in other {
                if !values.contains(&value) {
                    values.push(value);
                }
            }
            Value::List(values)
        }
        (Value::Text3(mine), Value::Text3(other)) => Value::Text3(filled(mine, other)),
        (mine, _) => mine.clone(),
    }
}

fn filled(mine: &Text3, other: Text3) -> Text3 {
    let mine = mine.clone();
    Text3 { ar: mine.ar.or(other.ar), fr: mine.fr.or(other.fr), en: mine.en.or(other.en) }
}

fn add_aliases(fields: &mut Fields, aliases: FieldId, survivor: &Record, duplicate: &Record) {
    let names: Vec<String> = fields
        .text3(survivor.kind.spec().title)
        .into_iter()
        .flat_map(|text| text.texts())
        .map(|(_, name)| name.to_owned())
        .collect();
    let mut known: Vec<Value> = fields.list(aliases).to_vec();
    for (_, name) in duplicate.title3().into_iter().flat_map(Text3::texts) {
        let alias = Value::Text(name.to_owned());
        if !names.iter().any(|known| known == name) && !known.contains(&alias) {
            known.push(alias);
        }
    }
    fields.set(aliases, Some(Value::List(known)));
}
