//! One record as JSON, and JSON as one record.
//!
//! Fields stand by their keys in the order they are declared; a field without a value is not there.
//! Reading refuses what it does not know, by its path. [`to_line`] is the only way JSON leaves
//! the program: whatever a text holds, no control character stands raw in the line, so that it can be shown on
//! a terminal, and every reader of JSON gets the same text back.

use super::{named, refuse};
use crate::domain::read::language_of;
use crate::domain::{Field, FieldError, FieldId, Fields, Kind, KindSpec, Record, Ref, Shape, Text3, Value};
use crate::lang::Lang;
use crate::lang::date::OfficialDate;
use crate::limits;
use serde::Serialize;
use serde_json::{Map, Value as Json};
use std::io;

/// What one JSON object says about one record; a field with nothing is to be taken away (`null`).
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// Its number, where the object names one.
    pub reference: Option<Ref>,
    /// Its kind.
    pub kind: Kind,
    /// The fields that the object names, in its order.
    pub values: Vec<(FieldId, Option<Value>)>,
}

/// JSON from outside, no deeper and of no more values than the bounds, so that a short text cannot fill the memory.
///
/// # Errors
/// Too deep, too many values, or no JSON, with the column.
pub fn parse(text: &[u8]) -> Result<Json, FieldError> {
    let (depth, values) = extent(text);
    if depth > limits::JSON_DEPTH {
        return Err(refuse("", "exchange-json-deep", vec![("limit", limits::JSON_DEPTH.to_string())]));
    }
    if values > limits::JSON_VALUES {
        return Err(refuse("", "exchange-json-many", vec![("limit", limits::JSON_VALUES.to_string())]));
    }
    serde_json::from_slice(text)
        .map_err(|error| refuse("", "exchange-json", vec![("column", error.column().to_string())]))
}

/// How deep a text nests at most, and never less than the values in it.
fn extent(text: &[u8]) -> (usize, usize) {
    let (mut depth, mut deepest, mut values) = (0_usize, 0, 1);
    let (mut in_text, mut is_escaped) = (false, false);
    for byte in text {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = in_text,
            b'"' => in_text = !in_text,
            _ if in_text => {}
            b'[' | b'{' => {
                depth += 1;
                values += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' | b':' => values += 1,
            _ => {}
        }
    }
    (deepest, values)
}

/// The record as one JSON object; with the revision of its last change where `with_rev` is asked for.
pub fn record_to_json(record: &Record, with_rev: bool) -> Json {
    let mut object = Map::new();
    object.insert("ref".to_owned(), record.reference.0.into());
    object.insert("kind".to_owned(), record.kind.key().into());
    if with_rev {
        object.insert("rev".to_owned(), record.rev.into());
    }
    for (field, value) in record.declared() {
        object.insert(field.key.to_owned(), value_to_json(&field.shape, value));
    }
    Json::Object(object)
}

/// One value of that shape as JSON.
pub fn value_to_json(shape: &Shape, value: &Value) -> Json {
    match value {
        Value::Text(text) | Value::Code(text) => Json::from(text.as_str()),
        Value::Text3(text) => text.texts().map(|(lang, text)| (lang.code().to_owned(), Json::from(text))).collect(),
        Value::Number(number) => (*number).into(),
        Value::Flag(flag) => (*flag).into(),
        Value::Date(date) => date.to_string().into(),
        Value::OfficialDate(date) => official_to_json(date),
        Value::Instant(instant) => instant.to_string().into(),
        Value::Link(reference) => reference.0.into(),
        Value::List(values) => {
            let inner = if let Shape::List(inner) = shape { inner } else { shape };
            values.iter().map(|value| value_to_json(inner, value)).collect()
        }
        Value::Part(fields) => part_to_json(shape, fields),
    }
}

fn official_to_json(date: &OfficialDate) -> Json {
    let mut object = Map::new();
    object.insert("date".to_owned(), date.date.to_string().into());
    if let Some(hijri) = &date.hijri {
        object.insert("hijri".to_owned(), hijri.as_str().into());
    }
    Json::Object(object)
}

fn part_to_json(shape: &Shape, fields: &Fields) -> Json {
    let Shape::Part(declared) = shape else {
        return Json::Object(Map::new());
    };
    let present = declared.iter().filter_map(|field| fields.get(field.id).map(|value| (field, value)));
    present.map(|(field, value)| (field.key.to_owned(), value_to_json(&field.shape, value))).collect()
}

/// Reads one record; `default_kind` is that of an object that names none. `rev` is taken and ignored.
///
/// # Errors
/// The first field that is unknown, of a wrong shape, too long or too many.
pub fn json_to_record(json: &Json, default_kind: Option<Kind>) -> Result<(Option<Ref>, Kind, Fields), FieldError> {
    let said = read_object(json, default_kind)?;
    let mut fields = Fields::new();
    for (id, value) in said.values {
        fields.set(id, value);
    }
    Ok((said.reference, said.kind, fields))
}

/// Reads what one object says, with the fields it wants taken away.
///
/// # Errors
/// As [`json_to_record`].
pub fn read_object(json: &Json, default_kind: Option<Kind>) -> Result<Said, FieldError> {
    let object = json.as_object().ok_or_else(|| shape_error("", "object"))?;
    let kind = match object.get("kind") {
        None => default_kind.ok_or_else(|| refuse("kind", "exchange-kind-missing", vec![]))?,
        Some(named) => read_kind(named)?,
    };
    let reference = object.get("ref").filter(|json| !json.is_null()).map(read_ref).transpose()?;
    let mut values = Vec::with_capacity(object.len());
    for (key, json) in object.iter().filter(|(key, _)| !["ref", "kind", "rev"].contains(&key.as_str())) {
        let field = declared(kind.spec(), key)?;
        let value = if json.is_null() { None } else { Some(json_to_value(&place("", field.key), &field.shape, json)?) };
        values.push((field.id, value));
    }
    Ok(Said { reference, kind, values })
}

fn declared(spec: &'static KindSpec, key: &str) -> Result<&'static Field, FieldError> {
    spec.field(key).ok_or_else(|| unknown(key))
}

fn unknown(path: &str) -> FieldError {
    refuse(path, "error-unknown-field", vec![("field", named(path))])
}

fn read_kind(json: &Json) -> Result<Kind, FieldError> {
    let key = json.as_str().ok_or_else(|| shape_error("kind", "text"))?;
    Kind::from_key(key).ok_or_else(|| refuse("kind", "exchange-kind-unknown", vec![("kind", named(key))]))
}

/// The number a record asks for: `12` or `"#12"`, from 1 to the bound.
fn read_ref(json: &Json) -> Result<Ref, FieldError> {
    let found = link(json).filter(|reference| (1..=limits::REF_MAX).contains(&reference.0));
    found.ok_or_else(|| refuse("ref", "exchange-ref", vec![("max", limits::REF_MAX.to_string())]))
}

fn link(json: &Json) -> Option<Ref> {
    match json {
        Json::String(text) => text.parse().ok(),
        other => other.as_u64().map(Ref),
    }
}

fn place(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn shape_error(path: &str, expected: &'static str) -> FieldError {
    refuse(path, "error-shape", vec![("expected", expected.to_owned())])
}

/// Reads one value of that shape; `path` is the field's name in the refusal.
///
/// # Errors
/// What is wrong, with its path (`contacts[2].value`).
pub fn json_to_value(path: &str, shape: &Shape, json: &Json) -> Result<Value, FieldError> {
    let wrong = || shape_error(path, crate::domain::check::shape_name(shape));
    let text = || json.as_str().ok_or_else(wrong);
    match shape {
        Shape::Text => bounded(path, text()?, limits::TEXT_BYTES).map(Value::Text),
        Shape::LongText => bounded(path, text()?, limits::LONG_TEXT_BYTES).map(Value::Text),
        Shape::Text3 => read_text3(path, json, limits::TEXT_BYTES).map(Value::Text3),
        Shape::LongText3 => read_text3(path, json, limits::LONG_TEXT_BYTES).map(Value::Text3),
        Shape::Code(_) => bounded(path, text()?, limits::TEXT_BYTES).map(Value::Code),
        Shape::Number { .. } | Shape::Minutes => json.as_i64().map(Value::Number).ok_or_else(wrong),
        Shape::Flag => json.as_bool().map(Value::Flag).ok_or_else(wrong),
        Shape::Date => text()?.parse().map(Value::Date).map_err(|_| unreadable(path, "error-date", json)),
        Shape::OfficialDate => read_official(path, json).map(Value::OfficialDate),
        Shape::Instant => text()?.parse().map(Value::Instant).map_err(|_| unreadable(path, "error-instant", json)),
        Shape::Link(_) => link(json).map(Value::Link).ok_or_else(wrong),
        Shape::List(inner) => read_list(path, inner, json.as_array().ok_or_else(wrong)?),
        Shape::Part(fields) => read_part(path, fields, json.as_object().ok_or_else(wrong)?),
    }
}

fn bounded(path: &str, text: &str, limit: usize) -> Result<String, FieldError> {
    if text.len() > limit {
        return Err(refuse(path, "error-too-long", vec![("limit", limit.to_string())]));
    }
    Ok(text.to_owned())
}

fn unreadable(path: &str, code: &'static str, json: &Json) -> FieldError {
    refuse(path, code, vec![("value", named(json.as_str().unwrap_or_default()))])
}

/// A text in three languages; a plain string is read as the language of its script.
fn read_text3(path: &str, json: &Json, limit: usize) -> Result<Text3, FieldError> {
    let mut texts = Text3::default();
    match json {
        Json::String(text) => texts.set(language_of(text), Some(bounded(path, text, limit)?)),
        Json::Object(object) => {
            for (code, json) in object {
                let path = place(path, code);
                let lang = Lang::from_code(code).filter(|lang| lang.code() == code).ok_or_else(|| unknown(&path))?;
                let text = if json.is_null() { "" } else { json.as_str().ok_or_else(|| shape_error(&path, "text"))? };
                texts.set(lang, Some(bounded(&path, text, limit)?));
            }
        }
        _ => return Err(shape_error(path, "text3")),
    }
    Ok(texts)
}

/// `{"date":…,"hijri":…}` or the date alone.
fn read_official(path: &str, json: &Json) -> Result<OfficialDate, FieldError> {
    let (date, hijri) = match json {
        Json::String(_) => (json, None),
        Json::Object(object) => {
            if let Some(key) = object.keys().find(|key| !["date", "hijri"].contains(&key.as_str())) {
                return Err(unknown(&place(path, key)));
            }
            let date = object.get("date").ok_or_else(|| refuse(&place(path, "date"), "error-required", vec![]))?;
            (date, object.get("hijri").filter(|hijri| !hijri.is_null()))
        }
        _ => return Err(shape_error(path, "official-date")),
    };
    let text = date.as_str().ok_or_else(|| shape_error(path, "official-date"))?;
    let date = text.parse().map_err(|_| unreadable(path, "error-date", date))?;
    let hijri_path = place(path, "hijri");
    let hijri = hijri.map(|hijri| hijri.as_str().ok_or_else(|| shape_error(&hijri_path, "text"))).transpose()?;
    let hijri = hijri.map(|hijri| bounded(&hijri_path, hijri, limits::TEXT_BYTES)).transpose()?;
    Ok(OfficialDate { date, hijri })
}

fn read_list(path: &str, inner: &Shape, items: &[Json]) -> Result<Value, FieldError> {
    if items.len() > limits::LIST_LEN {
        return Err(refuse(path, "error-too-many", vec![("limit", limits::LIST_LEN.to_string())]));
    }
    let read = |(at, json)| json_to_value(&format!("{path}[{}]", at + 1), inner, json);
    items.iter().enumerate().map(read).collect::<Result<_, _>>().map(Value::List)
}

fn read_part(path: &str, declared: &'static [Field], object: &Map<String, Json>) -> Result<Value, FieldError> {
    let mut fields = Fields::new();
    for (key, json) in object {
        let path = place(path, key);
        let field = declared.iter().find(|field| field.key == key).ok_or_else(|| unknown(&path))?;
        if !json.is_null() {
            fields.set(field.id, Some(json_to_value(&path, &field.shape, json)?));
        }
    }
    Ok(Value::Part(fields))
}

/// The JSON in one line without line end, in which no control or reordering character stands raw.
pub fn to_line(json: &Json) -> String {
    let mut line = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut line, Harmless);
    // Writing a tree of JSON into memory has nothing that can fail.
    let _ = json.serialize(&mut serializer);
    String::from_utf8_lossy(&line).into_owned()
}

/// Whether a character must not reach a terminal raw: C0, DEL, C1, line and paragraph separators, and
/// everything that reorders; isolates too, since a text may leave one open.
pub fn is_harmful(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Compact JSON in which the harmful characters are written as `\u`.
struct Harmless;

impl serde_json::ser::Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, letter)) = rest.char_indices().find(|(_, letter)| is_harmful(*letter)) {
            let (before, after) = rest.split_at(at);
            writer.write_all(before.as_bytes())?;
            // All harmful characters lie below U+10000, so that one escape is enough.
            write!(writer, "\\u{:04x}", u32::from(letter))?;
            rest = after.get(letter.len_utf8()..).unwrap_or_default();
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_record_is_written_in_the_order_of_its_declaration() {
        let json = json!({"names": {"fr": "B", "ar": "ب"}, "kind": "partner", "rev": 9, "type": "state", "ref": "#12"});
        let (reference, kind, fields) = json_to_record(&json, None).unwrap();
        let record = Record { reference: reference.unwrap(), kind, rev: 41, fields };
        let line = to_line(&record_to_json(&record, true));
        assert_eq!(line, r#"{"ref":12,"kind":"partner","rev":41,"names":{"ar":"ب","fr":"B"},"type":"state"}"#);
    }

    #[test]
    fn a_plain_string_is_the_language_of_its_script() {
        let read = |text: &str| {
            let (_, _, fields) = json_to_record(&json!({"names": text}), Some(Kind::Partner)).unwrap();
            fields.text3(1).cloned().unwrap()
        };
        assert_eq!(read("المغرب").ar.as_deref(), Some("المغرب"));
        assert_eq!(read("Maroc").fr.as_deref(), Some("Maroc"));
    }

    #[test]
    fn what_is_wrong_is_named_by_its_path() {
        let check = |json: Json, field: &str, code: &str| {
            let error = json_to_record(&json, Some(Kind::Partner)).unwrap_err();
            assert_eq!((error.field.as_str(), error.code), (field, code), "{json}");
        };
        check(json!({"nom": "x"}), "nom", "error-unknown-field");
        check(json!({"contacts": [{"value": "1"}, {"valeur": "2"}]}), "contacts[2].valeur", "error-unknown-field");
        check(json!({"names": {"de": "x"}}), "names.de", "error-unknown-field");
        check(json!({"names": {"fr": 3}}), "names.fr", "error-shape");
        check(json!({"precedence": 1.5}), "precedence", "error-shape");
        check(json!({"founded": {"date": "zz"}}), "founded", "error-date");
        check(json!({"aliases": "x"}), "aliases", "error-shape");
        check(json!({"code": "x".repeat(limits::TEXT_BYTES + 1)}), "code", "error-too-long");
        check(json!({"tags": vec!["x"; limits::LIST_LEN + 1]}), "tags", "error-too-many");
        check(json!({"kind": "planet"}), "kind", "exchange-kind-unknown");
        check(json!({"ref": 0}), "ref", "exchange-ref");
        check(json!({"ref": u64::MAX}), "ref", "exchange-ref");
        check(json!([1]), "", "error-shape");
        assert_eq!(json_to_record(&json!({}), None).unwrap_err().code, "exchange-kind-missing");
    }

    #[test]
    fn null_takes_a_field_away() {
        let said = read_object(&json!({"code": null, "owner": "x"}), Some(Kind::Partner)).unwrap();
        assert_eq!(said.values, [(7, None), (16, Some(Value::Text("x".to_owned())))]);
    }

    #[test]
    fn no_control_character_stands_raw_in_a_line_and_none_is_lost() {
        let all: String = ('\0'..='\u{ffff}').chain(['\u{1f600}', '\u{e0001}']).collect();
        let json = json!({ all.clone(): [all] });
        let line = to_line(&json);
        assert_eq!(line.chars().find(|letter| is_harmful(*letter)), None);
        assert_eq!(serde_json::from_str::<Json>(&line).unwrap(), json);
    }
}
