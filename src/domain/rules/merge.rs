//! How the fields of a duplicate go into the record that stays.
//!
//! What the survivor says stands; what it lacks is taken from the duplicate; lists are united in order.
//! A name that differs becomes an alias where the kind has aliases, so that people still find the record by it.

use crate::domain::value::{Fields, Text3, Value};
use crate::domain::{Field, FieldId, Kind, Record, Ref, Shape};

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
    said_once(survivor.kind.spec().fields, &fields)
}

/// The fields of a record that links to the duplicate, linking to the survivor: where a list has both, they are one there too.
pub fn turned(kind: Kind, fields: &Fields, from: Ref, into: Ref) -> Fields {
    said_once(kind.spec().fields, &fields.relinked(from, into))
}

/// The fields with lists in which nothing is said again that is said once.
fn said_once(declared: &[Field], fields: &Fields) -> Fields {
    let shape = |id| declared.iter().find(|field| field.id == id).map(|field| field.shape);
    let once =
        |(id, value): (FieldId, &Value)| (id, shape(id).map_or_else(|| value.clone(), |shape| single(&shape, value)));
    fields.iter().map(once).collect()
}

fn single(shape: &Shape, value: &Value) -> Value {
    match (shape, value) {
        (Shape::Part(declared), Value::Part(fields)) => Value::Part(said_once(declared, fields)),
        (Shape::List(inner), Value::List(values)) => {
            let mut kept: Vec<Value> = Vec::with_capacity(values.len());
            for value in values.iter().map(|value| single(inner, value)) {
                let said = inner.said_once(&value);
                match kept.iter_mut().find(|before| said.is_some() && inner.said_once(before) == said) {
                    Some(before) => *before = both(before, &value),
                    None => kept.push(value),
                }
            }
            Value::List(kept)
        }
        (_, value) => value.clone(),
    }
}

/// What the first says stands; what it lacks is taken from the other.
fn both(first: &Value, other: &Value) -> Value {
    match (first, other) {
        (Value::Part(first), Value::Part(other)) => {
            let mut fields = first.clone();
            let lacking = other.iter().filter(|(id, _)| first.get(*id).is_none());
            lacking.for_each(|(id, value)| fields.set(id, Some(value.clone())));
            Value::Part(fields)
        }
        (first, _) => first.clone(),
    }
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::kinds::engagement::{PARTICIPANTS, participant};
    use crate::domain::kinds::letter;

    #[test]
    fn where_both_were_named_one_stays_with_what_was_said_of_either() {
        let part = |number| Fields::new().with(participant::WHO.id, Ref(number));
        let host = part(1).with_value(participant::PART.id, Value::Code("host".into()));
        let noted = part(2).with_value(participant::NOTE.id, Value::Text("late".into()));
        let both = vec![Value::Part(host.clone()), Value::Part(part(3)), Value::Part(noted)];
        let fields = turned(Kind::Engagement, &Fields::new().with(PARTICIPANTS.id, both), Ref(2), Ref(1));
        let now: Vec<&Fields> = fields.parts(PARTICIPANTS.id).collect();
        assert_eq!(now, [&host.with_value(participant::NOTE.id, Value::Text("late".into())), &part(3)]);

        let to = Fields::new().with(letter::TO.id, vec![Value::Link(Ref(2)), Value::Link(Ref(1))]);
        let to = turned(Kind::Letter, &to, Ref(2), Ref(1));
        assert_eq!(to.links(letter::TO.id).collect::<Vec<_>>(), [Ref(1)]);
    }
}
