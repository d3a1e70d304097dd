//! Values, fields and refusals in the words of a language: labels for codes, titles for links, dates as people write
//! them; and the way back into a text field.

use super::desk::Desk;
use super::field::Shape;
use super::read::{self, LIST_MARKS};
use super::reference::Ref;
use super::value::Value;
use crate::lang::duration::Minutes;
use crate::lang::{Arg, Lang, Lexicon};
use crate::text;

/// A refusal in words. What was expected comes as names of kinds or shapes, the state of a session and the phase of its
/// minutes as codes; all are said in the language too.
pub fn refusal<'v>(
    lexicon: &Lexicon,
    lang: Lang,
    code: &str,
    values: impl Iterator<Item = (&'v str, &'v str)>,
) -> String {
    let values: Vec<(&str, String)> = values
        .map(|(name, value)| match name {
            "expected" => (name, expected(lexicon, lang, value)),
            "state" => (name, lexicon.label(lang, "meeting_state", value).to_owned()),
            "phase" => (name, lexicon.label(lang, "minutes_phase", value).to_owned()),
            _ => (name, value.to_owned()),
        })
        .collect();
    let values: Vec<(&str, Arg<'_>)> = values.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    lexicon.say_with(lang, code, &values)
}

fn expected(lexicon: &Lexicon, lang: Lang, names: &str) -> String {
    let said = names.split(", ").map(|name| {
        let keys = [format!("kind-{name}"), format!("shape-{name}")];
        let known = keys.iter().find(|key| lexicon.knows(lang, key));
        known.map_or_else(|| name.to_owned(), |key| lexicon.say(lang, key))
    });
    said.collect::<Vec<_>>().join(lang.comma())
}

/// Who speaks: the language, its messages, and the records that links name.
#[derive(Clone, Copy)]
pub struct Speaker<'a> {
    /// The language.
    pub lang: Lang,
    /// Its messages and vocabularies.
    pub lexicon: &'a Lexicon,
    /// The records.
    pub desk: &'a Desk,
}

impl Speaker<'_> {
    /// A value for people to read; pieces of it keep their own direction.
    pub fn say(&self, shape: &Shape, value: &Value) -> String {
        match (shape, value) {
            (Shape::List(inner), Value::List(values)) => self.list(inner, values),
            (shape, Value::List(values)) => self.list(shape, values),
            (Shape::Code(vocabulary), Value::Code(code)) => self.lexicon.label(self.lang, vocabulary, code).to_owned(),
            (Shape::Minutes, Value::Number(minutes)) => minutes_text(*minutes),
            (_, Value::Text(text) | Value::Code(text)) => text.clone(),
            (_, Value::Text3(text)) => text.best(self.lang).to_owned(),
            (_, Value::Number(number)) => number.to_string(),
            (_, Value::Flag(flag)) => self.lexicon.say(self.lang, if *flag { "word-yes" } else { "word-no" }),
            (_, Value::Date(date)) => self.lexicon.date(self.lang, date),
            (_, Value::OfficialDate(date)) => match &date.hijri {
                Some(hijri) => format!("{} ({hijri})", self.lexicon.date(self.lang, &date.date)),
                None => self.lexicon.date(self.lang, &date.date),
            },
            (_, Value::Instant(instant)) => self.lexicon.instant(self.lang, instant),
            (_, Value::Link(reference)) => self
                .desk
                .get(*reference)
                .map_or_else(|| self.gone(*reference), |record| record.title(self.lang).to_owned()),
            (Shape::Part(fields), Value::Part(part)) => {
                let said = fields
                    .iter()
                    .filter_map(|field| part.get(field.id).map(|value| text::isolate(&self.say(&field.shape, value))));
                said.collect::<Vec<_>>().join(" · ")
            }
            (_, Value::Part(_)) => String::new(),
        }
    }

    /// The same with all that the value holds: a text in all of its languages, links with their numbers.
    pub fn said_whole(&self, shape: &Shape, value: &Value) -> String {
        match value {
            Value::Link(reference) => match self.desk.get(*reference) {
                Some(record) => format!("{reference} {}", record.title(self.lang)),
                None => self.say(shape, value),
            },
            Value::Text3(text) => text.texts().map(|(_, text)| text).collect::<Vec<_>>().join(" / "),
            value => self.say(shape, value),
        }
    }

    fn list(&self, inner: &Shape, values: &[Value]) -> String {
        values
            .iter()
            .map(|value| text::isolate(&self.say(inner, value)))
            .collect::<Vec<_>>()
            .join(self.lang.semicolon())
    }

    /// What stands for a record that is not on the desk: no link leads to a number that was never given.
    pub fn gone(&self, reference: Ref) -> String {
        self.lexicon.say_with(self.lang, "link-gone", &[("ref", reference.to_string().as_str().into())])
    }

    /// A value as it stands in a text field, so that reading it again gives the same value.
    pub fn typed(&self, shape: &Shape, value: &Value) -> String {
        match (shape, value) {
            (Shape::List(inner), Value::List(values)) => {
                let typed = values.iter().map(|value| read::in_list(self.typed(inner, value)));
                typed.collect::<Vec<_>>().join("; ")
            }
            (_, Value::Date(date)) => date.to_string(),
            (_, Value::OfficialDate(date)) => match &date.hijri {
                Some(hijri) => format!("{} | {hijri}", date.date),
                None => date.date.to_string(),
            },
            (_, Value::Instant(instant)) => instant.typed(),
            (_, Value::Link(reference)) => match self.desk.get(*reference) {
                Some(record) => format!("{reference} {}", record.title(self.lang).replace(LIST_MARKS, ",")),
                None => reference.to_string(),
            },
            (shape, value) => self.say(shape, value),
        }
    }
}

fn minutes_text(minutes: i64) -> String {
    Minutes(u32::try_from(minutes).unwrap_or(0)).to_string()
}
