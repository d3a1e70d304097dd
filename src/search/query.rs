//! The query language: words, quoted text, `key:value` filters, `-key:value` and `#123`.
//!
//! Parsing never fails: what is not understood is searched as text, and an unknown filter is
//! also reported so that the screen can say so. Values keep their spelling; comparing dates or
//! codes is the caller's business, because only it knows the fields: a [`Grammar`] tells its names.

use crate::limits;

/// What the language of a query depends on besides its signs.
pub trait Grammar {
    /// Whether a filter is called so.
    fn knows(&self, name: &str) -> bool;

    /// Whether words of several pieces are one value of that filter: `after:10 dec 2018`.
    fn joins(&self, name: &str, value: &str) -> bool;
}

/// One `key:value` of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// The filter's name as typed, one of the known names.
    pub key: String,
    /// The value as typed, without its quotes.
    pub value: String,
    /// Whether it was written with a leading `-`.
    pub negated: bool,
    /// Whether it was quoted: then a comma in it is part of the one value.
    pub is_quoted: bool,
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
    /// Takes `text` apart. At most [`limits::QUERY_BYTES`] are read.
    pub fn parse(text: &str, grammar: &dyn Grammar) -> Query {
        let mut query = Query::default();
        let mut words: Vec<String> = Vec::new();
        let tokens = tokens(head(text, limits::QUERY_BYTES));
        let mut rest = tokens.as_slice();
        while let [token, after @ ..] = rest {
            rest = after;
            if let Some(filter) = query.take(token, grammar, &mut words) {
                let joined = joined(filter, after, grammar);
                rest = after.get(joined..).unwrap_or_default();
            }
        }
        query.words = words.join(" ");
        query
    }

    /// Whether nothing was asked.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.quoted.is_empty() && self.filters.is_empty() && self.number.is_none()
    }

    /// Takes in one piece; answers the filter where it is one, because its value may go on.
    fn take(&mut self, token: &Token, grammar: &dyn Grammar, words: &mut Vec<String>) -> Option<&mut Filter> {
        let (text, is_quoted) = match token {
            Token::Quoted(text) => {
                self.quoted.extend((!text.trim().is_empty()).then(|| text.clone()));
                return None;
            }
            Token::Bare(text) => (text, false),
            Token::Named(text) => (text, true),
        };
        match (number(text), filter(text, grammar)) {
            (Some(number), _) => self.number = Some(number),
            (None, Reading::Known(found)) => {
                self.filters.push(Filter { is_quoted, ..found });
                return self.filters.last_mut();
            }
            (None, Reading::Begun) => {}
            (None, Reading::Unknown) => {
                self.unknown.push(text.clone());
                words.push(text.replace([':', '"'], " ").trim().to_owned());
            }
            (None, Reading::Word) => words.push(text.clone()),
        }
        None
    }
}

/// Pieces after a filter that belong to its value; the longest value that the filter takes.
fn joined(filter: &mut Filter, after: &[Token], grammar: &dyn Grammar) -> usize {
    let mut longest = 0;
    let mut value = filter.value.clone();
    let mut taken = value.clone();
    for (place, token) in after.iter().enumerate().take(limits::QUERY_VALUE_WORDS) {
        let Token::Bare(word) = token else { break };
        value = format!("{value} {word}");
        if grammar.joins(&filter.key, &value) {
            longest = place + 1;
            taken.clone_from(&value);
        }
    }
    filter.value = taken;
    longest
}

/// What turns a filter around; the second is the minus sign of mathematics.
pub(crate) const MINUS: [char; 2] = ['-', '\u{2212}'];

enum Token {
    Bare(String),
    /// A name with a quoted value.
    Named(String),
    Quoted(String),
}

enum Reading {
    Known(Filter),
    /// A known name, still without a value.
    Begun,
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
        found.push(Token::Named(std::mem::take(bare)));
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

fn filter(text: &str, grammar: &dyn Grammar) -> Reading {
    let (negated, rest) = match text.strip_prefix(MINUS) {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let Some((key, value)) = rest.split_once(':') else { return Reading::Word };
    let in_name = |c: char| c.is_alphabetic() || matches!(c, '-' | '_' | '\'' | '’') || crate::text::is_mark(c);
    if key.is_empty() || !key.chars().all(in_name) {
        return Reading::Word;
    }
    match (grammar.knows(key), value.is_empty()) {
        (true, false) => {
            Reading::Known(Filter { key: key.to_owned(), value: value.to_owned(), negated, is_quoted: false })
        }
        (true, true) => Reading::Begun,
        (false, false) => Reading::Unknown,
        (false, true) => Reading::Word,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    struct Known;

    impl Grammar for Known {
        fn knows(&self, name: &str) -> bool {
            ["kind", "body", "status", "after", "before", "theme", "country", "objective"].contains(&name)
        }

        fn joins(&self, name: &str, value: &str) -> bool {
            name == "after" && ["+3 days", "10 dec 2018", "شتنبر 2018"].contains(&value)
        }
    }

    fn parse(text: &str) -> Query {
        Query::parse(text, &Known)
    }

    #[test]
    fn a_date_of_several_words_is_one_value_and_what_follows_is_not() {
        for (text, value, words) in [
            ("after:+3 days rabat", "+3 days", "rabat"),
            ("after:10 dec 2018 rabat", "10 dec 2018", "rabat"),
            ("after:شتنبر 2018", "شتنبر 2018", ""),
            ("after:2018 rabat 2019", "2018", "rabat 2019"),
            ("body:10 dec 2018", "10", "dec 2018"),
        ] {
            let query = parse(text);
            assert_eq!((query.filters[0].value.as_str(), query.words.as_str()), (value, words), "{text}");
        }
    }

    #[test]
    fn a_known_filter_without_a_value_asks_for_nothing_yet() {
        let query = parse("kind: -status: rabat");
        assert_eq!((query.words.as_str(), query.filters.len(), query.unknown.len()), ("rabat", 0, 0));
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
        assert_eq!(
            query.filters[8],
            Filter { key: "kind".into(), value: "letter".into(), negated: true, is_quoted: false }
        );
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
        assert!(query.filters[0].is_quoted);
        assert_eq!(query.quoted, ["unclosed text"]);
    }

    #[test]
    fn half_typed_filters_are_words() {
        for text in ["colour:", ":x", "-", "#", "#12a", "12:30"] {
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
