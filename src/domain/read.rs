//! From what people type to values: `12/2018`, `education`, `#12`, an unambiguous name, `1h30`.
//!
//! Commands, forms and CSV columns read through this one file, so that all of them take the same words.

use super::change::FieldError;
use super::desk::Desk;
use super::field::{Field, Shape};
use super::kind::{Kind, KindSpec};
use super::reference::Ref;
use super::value::{Fields, Text3, Value};
use crate::lang::date::{DateError, Instant, OfficialDate};
use crate::lang::duration::Minutes;
use crate::lang::{Lang, Lexicon, human_date};
use crate::text;
use jiff::civil::Date;

/// What stands between the items of a list.
pub const LIST_MARKS: [char; 2] = [';', '؛'];

/// An item as it stands in a typed list: in quotes where it holds what stands between items.
pub fn in_list(item: String) -> String {
    let needs_quotes = item.contains(LIST_MARKS) || item.starts_with('"');
    if needs_quotes { format!("\"{}\"", item.replace('"', "\"\"")) } else { item }
}

/// The items of a typed list; in one that begins with a quote, the marks between items are part of it.
fn list_items(words: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut in_quotes = false;
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(item) = items.last_mut() else { break };
        match letter {
            '"' if in_quotes && letters.next_if_eq(&'"').is_some() => item.push('"'),
            '"' if in_quotes => in_quotes = false,
            '"' if item.trim().is_empty() => in_quotes = true,
            letter if !in_quotes && LIST_MARKS.contains(&letter) => items.push(String::new()),
            letter => item.push(letter),
        }
    }
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// What reading needs to know: the vocabularies, the records that a name may mean, and the day.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// Vocabularies and month names.
    pub lexicon: &'a Lexicon,
    /// Records that a link may name.
    pub desk: &'a Desk,
    /// The day that `today` and `+3 days` mean.
    pub today: Date,
}

/// Where a typed path such as `names.fr` or `quorum.need` points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Path {
    /// The field of the record.
    pub field: &'static Field,
    /// The language inside a text in three languages.
    pub lang: Option<Lang>,
    /// The field inside a part that is no list.
    pub inner: Option<&'static Field>,
}

/// How a typed assignment changes a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assign {
    /// `=`: put in place.
    Put,
    /// `+=`: add to the list.
    Add,
    /// `-=`: take from the list.
    Take,
}

fn refuse(field: &str, code: &'static str, values: Vec<(&'static str, String)>) -> FieldError {
    FieldError { field: field.to_owned(), code, values }
}

/// Finds the field that a typed path means.
///
/// # Errors
/// `error-unknown-field` where the kind has no such field.
pub fn path(spec: &KindSpec, typed: &str) -> Result<Path, FieldError> {
    let unknown = || refuse(typed, "error-unknown-field", vec![("field", typed.to_owned())]);
    let (key, rest) = match typed.split_once('.') {
        Some((key, rest)) => (key, Some(rest)),
        None => (typed, None),
    };
    let field = spec.field(key).ok_or_else(unknown)?;
    let mut found = Path { field, lang: None, inner: None };
    match (rest, field.shape) {
        (None, _) => {}
        (Some(rest), Shape::Text3 | Shape::LongText3) => found.lang = Some(Lang::from_code(rest).ok_or_else(unknown)?),
        (Some(rest), Shape::Part(inner)) => {
            found.inner = Some(inner.iter().find(|field| field.key == rest).ok_or_else(unknown)?)
        }
        (Some(_), _) => return Err(unknown()),
    }
    Ok(found)
}

impl Reader<'_> {
    /// Carries out one typed assignment on the fields of a record of that kind.
    ///
    /// # Errors
    /// The field and what is wrong with the text.
    pub fn assign(
        &self,
        spec: &KindSpec,
        fields: &mut Fields,
        typed: &str,
        how: Assign,
        words: &str,
    ) -> Result<(), FieldError> {
        let path = path(spec, typed)?;
        let id = path.field.id;
        if let Some(inner) = path.inner {
            let mut part = match fields.get(id) {
                Some(Value::Part(part)) => part.clone(),
                _ => Fields::new(),
            };
            let value = self.optional(typed, &inner.shape, words)?;
            part.set(inner.id, value);
            fields.set(id, Some(Value::Part(part)));
            return Ok(());
        }
        let value = match (how, path.field.shape, path.lang) {
            (Assign::Put, Shape::Text3 | Shape::LongText3, lang) => Some(put_text3(fields.text3(id), lang, words)),
            (Assign::Put, shape, _) => self.optional(typed, &shape, words)?,
            (how, Shape::List(inner), _) => Some(change_list(fields.list(id), how, self.value(typed, inner, words)?)),
            (_, shape, _) => return Err(shape_error(typed, &shape)),
        };
        fields.set(id, value);
        Ok(())
    }

    fn optional(&self, typed: &str, shape: &Shape, words: &str) -> Result<Option<Value>, FieldError> {
        if words.is_empty() { Ok(None) } else { self.value(typed, shape, words).map(Some) }
    }

    /// Reads one value of that shape; lists are separated by `;`, texts in three languages read as
    /// the language their script shows (French for Latin letters).
    ///
    /// # Errors
    /// What is wrong with the text, with `typed` as the field.
    pub fn value(&self, typed: &str, shape: &Shape, words: &str) -> Result<Value, FieldError> {
        match shape {
            Shape::Text | Shape::LongText => Ok(Value::Text(words.to_owned())),
            Shape::Text3 | Shape::LongText3 => Ok(put_text3(None, None, words)),
            Shape::Code(vocabulary) => self.code(typed, vocabulary, words),
            Shape::Number { .. } => words.trim().parse().map(Value::Number).map_err(|_| shape_error(typed, shape)),
            Shape::Flag => flag(words).map(Value::Flag).ok_or_else(|| shape_error(typed, shape)),
            Shape::Date => {
                human_date::read_date(words, self.today).map(Value::Date).map_err(|why| date_error(typed, words, why))
            }
            Shape::OfficialDate => self.official_date(typed, words),
            Shape::Instant => Instant::read(words, self.today).map(Value::Instant).map_err(|why| match why {
                DateError::NoSuchDay => date_error(typed, words, why),
                DateError::NotADate => refuse(typed, "error-instant", vec![("value", words.to_owned())]),
            }),
            Shape::Minutes => words
                .parse::<Minutes>()
                .map(|minutes| Value::Number(i64::from(minutes.0)))
                .map_err(|_| refuse(typed, "error-duration", vec![("value", words.to_owned())])),
            Shape::Link(kinds) => self.link(typed, kinds, words).map(Value::Link),
            Shape::List(inner) => self.list(typed, inner, words),
            Shape::Part(_) => Err(shape_error(typed, shape)),
        }
    }

    fn list(&self, typed: &str, inner: &Shape, words: &str) -> Result<Value, FieldError> {
        list_items(words).iter().map(|item| self.value(typed, inner, item)).collect::<Result<_, _>>().map(Value::List)
    }

    fn code(&self, typed: &str, vocabulary: &str, words: &str) -> Result<Value, FieldError> {
        let code = self.lexicon.code_of(vocabulary, words.trim()).map(|code| Value::Code(code.to_owned()));
        code.ok_or_else(|| {
            refuse(
                typed,
                "error-unknown-code",
                vec![("value", words.to_owned()), ("known", super::check::known_codes(self.lexicon, vocabulary))],
            )
        })
    }

    /// A date, with the Hijri date as printed after a `|`: `2013-09-30 | 24 ذو القعدة 1434`.
    fn official_date(&self, typed: &str, words: &str) -> Result<Value, FieldError> {
        let (date, hijri) = match words.split_once('|') {
            Some((date, hijri)) => (date, Some(hijri.trim().to_owned()).filter(|hijri| !hijri.is_empty())),
            None => (words, None),
        };
        let date = human_date::read_date(date, self.today).map_err(|why| date_error(typed, words, why))?;
        Ok(Value::OfficialDate(OfficialDate { date, hijri }))
    }

    /// The record that a number or an unambiguous name means.
    ///
    /// # Errors
    /// `error-unknown-link` for none, `error-ambiguous` for several.
    pub fn link(&self, typed: &str, kinds: &[Kind], words: &str) -> Result<Ref, FieldError> {
        // `#12 Ministry` as fields show it: the number decides, the name is for the eye.
        let number = if words.starts_with('#') { words.split_whitespace().next().unwrap_or(words) } else { words };
        if let Ok(reference) = number.parse::<Ref>() {
            return Ok(reference);
        }
        let wanted = text::fold(words).text;
        let found: Vec<Ref> = self
            .desk
            .records()
            .filter(|record| kinds.is_empty() || kinds.contains(&record.kind))
            .filter(|record| bears_name(record, &wanted))
            .map(|record| record.reference)
            .take(3)
            .collect();
        match found.as_slice() {
            [only] => Ok(*only),
            [] => Err(refuse(typed, "error-unknown-link", vec![("value", words.to_owned())])),
            several => Err(refuse(
                typed,
                "error-ambiguous",
                vec![("value", words.to_owned()), ("count", several.len().to_string())],
            )),
        }
    }
}

/// Whether a folded name is the whole of one of the record's names, acronyms, codes or aliases.
fn bears_name(record: &super::record::Record, wanted: &str) -> bool {
    let is_it = |name: &str| text::fold(name).text == wanted;
    record.declared().filter(|(field, _)| field.search_weight >= 5).any(|(_, value)| match value {
        Value::Text3(text) => text.texts().any(|(_, name)| is_it(name)),
        Value::Text(name) => is_it(name),
        Value::List(values) => values.iter().any(|value| matches!(value, Value::Text(name) if is_it(name))),
        _ => false,
    })
}

fn change_list(values: &[Value], how: Assign, value: Value) -> Value {
    let mut values = values.to_vec();
    match how {
        Assign::Take => values.retain(|old| *old != value),
        _ if values.contains(&value) => {}
        _ => values.push(value),
    }
    Value::List(values)
}

fn put_text3(old: Option<&Text3>, lang: Option<Lang>, words: &str) -> Value {
    let mut text = old.cloned().unwrap_or_default();
    text.set(lang.unwrap_or_else(|| language_of(words)), Some(words.to_owned()));
    Value::Text3(text)
}

/// Arabic where the text has an Arabic letter, else French, the administration's other language.
pub fn language_of(words: &str) -> Lang {
    if words.chars().any(|letter| ('\u{600}'..='\u{6ff}').contains(&letter)) { Lang::Ar } else { Lang::Fr }
}

fn flag(words: &str) -> Option<bool> {
    match words.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "1" | "oui" | "نعم" => Some(true),
        "false" | "no" | "n" | "0" | "non" | "لا" => Some(false),
        _ => None,
    }
}

fn shape_error(typed: &str, shape: &Shape) -> FieldError {
    refuse(typed, "error-shape", vec![("expected", super::check::shape_name(shape).to_owned())])
}

fn date_error(typed: &str, words: &str, why: DateError) -> FieldError {
    let code = match why {
        DateError::NotADate => "error-date",
        DateError::NoSuchDay => "error-no-such-day",
    };
    refuse(typed, code, vec![("value", words.to_owned())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_items_of_a_list_stand_between_either_semicolon_or_in_quotes() {
        for (typed, items) in [
            ("a; b", vec!["a", "b"]),
            ("أ؛ ب ;", vec!["أ", "ب"]),
            (" \"a; b\" ; c", vec!["a; b", "c"]),
            ("\"il dit \"\"non\"\"; puis\"", vec!["il dit \"non\"; puis"]),
            ("un \"mot\"; deux", vec!["un \"mot\"", "deux"]),
        ] {
            assert_eq!(list_items(typed), items, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn every_list_is_read_as_it_was_written(items in prop::collection::vec("[a;؛\" ب]{1,8}", 0..5)) {
            let items: Vec<String> =
                items.into_iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
            let typed: Vec<String> = items.iter().cloned().map(in_list).collect();
            prop_assert_eq!(list_items(&typed.join("; ")), items);
        }
    }
}
