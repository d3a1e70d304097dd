//! The query language: words, quoted text, `key:value` filters, `-key:value` and `#123`.
//!
//! Parsing never fails: what is not understood is searched as text, and an unknown filter is
//! also reported so that the screen can say so. Values keep their spelling; comparing dates or
//! codes is the caller's business, because only it knows the fields.

use crate::limits;

/// One `key:value` of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The filter's name in lower case, one of the known names.
    pub key: String,
    /// The value as typed, without its quotes.
    pub value: String,
    /// Whether it was written with a leading `-`.
    pub negated: bool,
}

/// A query taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The words to look up, joined by single spaces, including those of unknown filters.
    pub words: String,
    /// Texts that must occur exactly, without their quotes.
    pub quoted: Vec<String>,
    /// The filters whose names are known, in the order typed.
    pub filters: Vec<Filter>,
    /// The record number of the last `#123`.
    pub number: Option<u64>,
    /// Filters with unknown names, as typed.
    pub unknown: Vec<String>,
}

impl Query {
    /// Takes `text` apart; `known` are the filter names in lower case. At most [`limits::QUERY_BYTES`] are read.
    pub fn parse(text: &str, known: &[&str]) -> Query {
        let mut query = Query::default();
        let mut words: Vec<String> = Vec::new();
        for token in tokens(head(text, limits::QUERY_BYTES)) {
            query.take(token, known, &mut words);
        }
        query.words = words.join(" ");
        query
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.quoted.is_empty() && self.filters.is_empty() && self.number.is_none()
    }

    fn take(&mut self, token: Token, known: &[&str], words: &mut Vec<String>) {
        match token {
            Token::Quoted(text) if text.trim().is_empty() => {}
            Token::Quoted(text) => self.quoted.push(text),
            Token::Bare(text) => match (number(&text), filter(&text, known)) {
                (Some(number), _) => self.number = Some(number),
                (None, Reading::Known(found)) => self.filters.push(found),
                (None, Reading::Unknown) => {
                    self.unknown.push(text.clone());
                    words.push(text.replace([':', '"'], " ").trim().to_owned());
                }
                (None, Reading::Word) => words.push(text),
            },
        }
    }
}

enum Token {
    Bare(String),
    Quoted(String),
}

enum Reading {
    Known(Filter),
    Unknown,
    Word,
}

/// The longest beginning of `text` within `bytes` that ends on a character border.
pub(crate) fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or("")
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„')
}

/// Splits on spaces, but not inside quotes; a quote after `key:` belongs to the value.
fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut bare = String::new();
    let mut quoted: Option<String> = None;
    for c in text.chars() {
        match (&mut quoted, c) {
            (Some(open), c) if is_quote(c) => {
                let inner = std::mem::take(open);
                quoted = None;
                close(&mut found, &mut bare, inner);
            }
            (Some(open), c) => open.push(c),
            (None, c) if is_quote(c) => {
                if !bare.ends_with(':') {
                    flush(&mut found, &mut bare);
                }
                quoted = Some(String::new());
            }
            (None, c) if c.is_whitespace() || c.is_control() => flush(&mut found, &mut bare),
            (None, c) => bare.push(c),
        }
    }
    if let Some(inner) = quoted {
        close(&mut found, &mut bare, inner);
    }
    flush(&mut found, &mut bare);
    found
}

fn close(found: &mut Vec<Token>, bare: &mut String, inner: String) {
    if bare.is_empty() {
        found.push(Token::Quoted(inner));
    } else {
        bare.push_str(&inner);
        flush(found, bare);
    }
}

fn flush(found: &mut Vec<Token>, bare: &mut String) {
    if !bare.is_empty() {
        found.push(Token::Bare(std::mem::take(bare)));
    }
}

/// Reads `#123` with the digits of either script.
fn number(text: &str) -> Option<u64> {
    let digits = text.strip_prefix('#')?;
    if digits.is_empty() {
        return None;
    }
    digits.chars().try_fold(0u64, |sum, c| sum.checked_mul(10)?.checked_add(u64::from(digit(c)?)))
}

fn digit(c: char) -> Option<u32> {
    let of = |zero: char| (c as u32).checked_sub(zero as u32).filter(|value| *value < 10);
    of('0').or_else(|| of('٠')).or_else(|| of('۰'))
}

fn filter(text: &str, known: &[&str]) -> Reading {
    let (negated, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let Some((key, value)) = rest.split_once(':') else { return Reading::Word };
    if key.is_empty() || value.is_empty() || !key.chars().all(|c| c.is_alphabetic() || c == '-' || c == '_') {
        return Reading::Word;
    }
    let key = key.to_lowercase();
    if known.contains(&key.as_str()) {
        Reading::Known(Filter { key, value: value.to_owned(), negated })
    } else {
        Reading::Unknown
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    const KNOWN: &[&str] = &["kind", "body", "status", "after", "before", "theme", "country", "objective"];

    fn parse(text: &str) -> Query {
        Query::parse(text, KNOWN)
    }

    #[test]
    fn every_part_of_the_language_is_read() {
        let query = parse(
            "santé kind:meeting body:technique status:open after:2018 before:2019-06 theme:education country:DE objective:23 -kind:letter #123 \"exact words\" وزارة",
        );
        assert_eq!(query.words, "santé وزارة");
        assert_eq!(query.quoted, ["exact words"]);
        assert_eq!(query.number, Some(123));
        assert_eq!(query.filters.len(), 9);
        assert_eq!(query.filters[8], Filter { key: "kind".into(), value: "letter".into(), negated: true });
        assert!(query.unknown.is_empty());
    }

    #[test]
    fn an_unknown_filter_is_reported_and_searched_as_text() {
        let query = parse("colour:red kind:letter");
        assert_eq!((query.words.as_str(), query.unknown.as_slice()), ("colour red", &["colour:red".to_owned()][..]));
        assert_eq!(query.filters.len(), 1);
    }

    #[test]
    fn a_quoted_value_may_hold_spaces() {
        let query = parse("body:\"comité technique\" \"unclosed text");
        assert_eq!(query.filters[0].value, "comité technique");
        assert_eq!(query.quoted, ["unclosed text"]);
    }

    #[test]
    fn half_typed_filters_are_words() {
        for text in ["kind:", ":x", "-", "#", "#12a", "12:30"] {
            let query = parse(text);
            assert_eq!((query.words.as_str(), query.filters.len(), query.unknown.len()), (text, 0, 0));
        }
        assert_eq!(parse("#١٢٣").number, Some(123));
        assert_eq!(parse("#99999999999999999999999").number, None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_parser(text in "\\PC{0,300}") {
            let query = parse(&text);
            prop_assert!(query.words.len() <= 2 * crate::limits::QUERY_BYTES);
        }
    }
}
