//! What a filter wants of a value: a typed value is understood once for each field, by the field's declared shape.

use crate::domain::read::Reader;
use crate::domain::{Field, FieldId, Ref, Shape, Value};
use crate::lang::{Lang, Lexicon};
use crate::text;
use jiff::civil::Date;

/// What a value must be to pass.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wanted {
    /// A code among these.
    Codes(Vec<String>),
    /// A text that holds these folded words.
    Text(String),
    /// A number between these, both included.
    Number(i64, i64),
    /// Yes or no.
    Flag(bool),
    /// A date that may fall between these days, both included.
    Days(Date, Date),
    /// A link to this record, or to one whose name holds these folded words.
    Link(Option<Ref>, String),
    /// A part with one of these in the field of that number.
    Part(Vec<(FieldId, Wanted)>),
}

impl Wanted {
    /// What a typed value means for a field of that shape; nothing where it can mean nothing.
    pub(super) fn of(shape: &Shape, typed: &str, reader: &Reader<'_>) -> Option<Wanted> {
        match shape {
            Shape::Text | Shape::LongText | Shape::Text3 | Shape::LongText3 => {
                Some(text::fold(typed).text).filter(|words| !words.is_empty()).map(Wanted::Text)
            }
            Shape::Code(vocabulary) => {
                Some(codes(reader.lexicon, vocabulary, typed)).filter(|codes| !codes.is_empty()).map(Wanted::Codes)
            }
            Shape::Number { .. } | Shape::Minutes => number(shape, typed, reader),
            Shape::Flag => match reader.value("", shape, typed) {
                Ok(Value::Flag(flag)) => Some(Wanted::Flag(flag)),
                _ => None,
            },
            Shape::Date | Shape::OfficialDate | Shape::Instant => {
                days(typed, reader).map(|(first, last)| Wanted::Days(first, last))
            }
            Shape::Link(_) => {
                let words = text::fold(typed).text;
                let number = typed.parse().ok();
                (number.is_some() || !words.is_empty()).then_some(Wanted::Link(number, words))
            }
            Shape::List(inner) => Wanted::of(inner, typed, reader),
            Shape::Part(fields) => {
                let wanted = |field: &Field| Some((field.id, Wanted::of(&field.shape, typed, reader)?));
                let inner: Vec<_> = fields.iter().filter(|field| !field.hidden).filter_map(wanted).collect();
                (!inner.is_empty()).then_some(Wanted::Part(inner))
            }
        }
    }

    /// Whether a value is what is wanted; `bears` tells whether the name of a linked record holds words.
    pub(super) fn takes(&self, value: &Value, bears: &dyn Fn(Ref, &str) -> bool) -> bool {
        match (self, value) {
            (_, Value::List(values)) => values.iter().any(|value| self.takes(value, bears)),
            (Wanted::Part(inner), Value::Part(fields)) => {
                inner.iter().any(|(id, wanted)| fields.get(*id).is_some_and(|value| wanted.takes(value, bears)))
            }
            (Wanted::Codes(codes), Value::Code(code)) => codes.contains(code),
            (Wanted::Text(words), Value::Text(text)) => text::fold(text).text.contains(words),
            (Wanted::Text(words), Value::Text3(text)) => {
                text.texts().any(|(_, text)| text::fold(text).text.contains(words))
            }
            (Wanted::Number(least, most), Value::Number(number)) => (least..=most).contains(&number),
            (Wanted::Flag(wanted), Value::Flag(flag)) => wanted == flag,
            (Wanted::Days(first, last), Value::Date(date)) => overlaps(date.earliest(), date.latest(), *first, *last),
            (Wanted::Days(first, last), Value::OfficialDate(date)) => {
                overlaps(date.date.earliest(), date.date.latest(), *first, *last)
            }
            (Wanted::Days(first, last), Value::Instant(instant)) => {
                let day = Some(instant.wall.date());
                overlaps(day, day, *first, *last)
            }
            (Wanted::Link(number, words), Value::Link(target)) => {
                number.map_or_else(|| bears(*target, words), |number| number == *target)
            }
            _ => false,
        }
    }
}

fn overlaps(earliest: Option<Date>, latest: Option<Date>, first: Date, last: Date) -> bool {
    earliest.is_some_and(|earliest| earliest <= last) && latest.is_some_and(|latest| latest >= first)
}

/// The first and last day of what was typed as a date.
pub(super) fn days(typed: &str, reader: &Reader<'_>) -> Option<(Date, Date)> {
    let Ok(Value::Date(date)) = reader.value("", &Shape::Date, typed) else { return None };
    Some((date.earliest()?, date.latest()?))
}

/// A number, or two with `..` between them.
fn number(shape: &Shape, typed: &str, reader: &Reader<'_>) -> Option<Wanted> {
    let read = |words: &str| match reader.value("", shape, words) {
        Ok(Value::Number(number)) => Some(number),
        _ => None,
    };
    let (least, most) = match typed.split_once("..") {
        Some((least, "")) => (read(least)?, i64::MAX),
        Some(("", most)) => (i64::MIN, read(most)?),
        Some((least, most)) => (read(least)?, read(most)?),
        None => (read(typed)?, read(typed)?),
    };
    Some(Wanted::Number(least, most))
}

/// The codes that typed words mean: the one that is called so in any language, else those of which a word begins so.
pub(super) fn codes(lexicon: &Lexicon, vocabulary: &str, typed: &str) -> Vec<String> {
    let wanted = text::fold(typed).text;
    let Some(vocabulary) = lexicon.vocabulary(vocabulary).filter(|_| !wanted.is_empty()) else { return Vec::new() };
    let of = |is_it: &dyn Fn(&str) -> bool| -> Vec<String> {
        let found = vocabulary.entries.iter().filter(|entry| {
            let labels = Lang::ALL.iter().map(|lang| entry.label(*lang));
            labels.chain([entry.code.as_str()]).any(|name| is_it(&text::fold(name).text))
        });
        found.map(|entry| entry.code.clone()).collect()
    };
    let whole = of(&|name| name == wanted);
    if whole.is_empty() { of(&|name| begins_a_word(name, &wanted)) } else { whole }
}

/// Whether a folded name has a word that begins so; the wanted words may go over several.
pub(super) fn begins_a_word(name: &str, wanted: &str) -> bool {
    name.match_indices(wanted).any(|(at, _)| at == 0 || name.as_bytes().get(at - 1) == Some(&b' '))
}
