//! Reads one Rust source as the house needs it: words and marks with their lines, without comments, every word
//! knowing whether only tests see it.
//!
//! A small lexer instead of a parser: the rules speak of names, and names survive every edition of the grammar.

use super::paths::{Named, paths};
use std::path::Path;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A name, a keyword or a number.
    Word,
    /// Punctuation; `::` is one mark.
    Mark,
    /// The inside of a string literal.
    Literal,
    /// A lifetime or a character literal, of which no rule speaks.
    Other,
}

/// One token.
#[derive(Clone, Debug)]
pub struct Token {
    pub sort: Sort,
    pub text: String,
    pub line: usize,
    /// Only a test build contains it.
    pub in_test: bool,
}

impl Token {
    /// Whether it is just this word or mark; never a literal.
    pub fn is(&self, text: &str) -> bool {
        matches!(self.sort, Sort::Word | Sort::Mark) && self.text == text
    }
}

/// One file.
pub struct Source {
    /// Its path from the root of the project, with `/`.
    pub path: String,
    pub text: String,
    pub tokens: Vec<Token>,
    pub paths: Vec<Named>,
}

impl Source {
    /// The file read from its text.
    pub fn new(path: &str, text: &str) -> Source {
        let mut tokens = Lexer { rest: text, line: 1, tokens: Vec::new() }.read();
        let outside_src = !path.starts_with("src/");
        if outside_src || path.ends_with("/tests.rs") || path.contains("/tests/") {
            tokens.iter_mut().for_each(|token| token.in_test = true);
        } else {
            mark_tests(&mut tokens);
        }
        Source { path: path.to_owned(), text: text.to_owned(), paths: paths(&tokens), tokens }
    }

    /// Every Rust file under a folder of the project, by path.
    pub fn all_under(folder: &str) -> Vec<Source> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut waiting = vec![root.join(folder)];
        let mut sources = Vec::new();
        while let Some(folder) = waiting.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    waiting.push(path);
                } else if path.extension().is_some_and(|end| end == "rs") {
                    let parts: Vec<_> =
                        path.strip_prefix(root).unwrap().iter().map(|part| part.to_str().unwrap()).collect();
                    sources.push(Source::new(&parts.join("/"), &std::fs::read_to_string(&path).unwrap()));
                }
            }
        }
        sources.sort_by(|one, other| one.path.cmp(&other.path));
        sources
    }

    /// The names of its module from the root of the crate: `src/text/cut.rs` is `text`, `cut`.
    pub fn module(&self) -> Vec<&str> {
        let Some(inside) = self.path.strip_prefix("src/") else { return Vec::new() };
        let names: Vec<_> = inside.trim_end_matches(".rs").split('/').collect();
        if matches!(names[..], ["lib" | "main"]) { Vec::new() } else { names }
    }

    /// The room that the file lies in; `None` for the list of rooms itself and for files outside `src`.
    pub fn room(&self) -> Option<&str> {
        match self.path.as_str() {
            "src/main.rs" => Some("main"),
            _ => self.module().first().copied(),
        }
    }

    /// Where a run of words and marks, written with spaces between them, begins.
    pub fn runs<'a>(&'a self, pattern: &str) -> impl Iterator<Item = &'a Token> {
        let pattern: Vec<String> = pattern.split(' ').map(str::to_owned).collect();
        let length = pattern.len();
        let matches = move |run: &&[Token]| run.iter().zip(&pattern).all(|(token, wanted)| token.is(wanted));
        self.tokens.windows(length).filter(matches).map(|run| &run[0])
    }
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    tokens: Vec<Token>,
}

impl Lexer<'_> {
    fn read(mut self) -> Vec<Token> {
        while let Some(next) = self.rest.chars().next() {
            if next.is_whitespace() {
                self.skip(next.len_utf8());
            } else if self.rest.starts_with("//") {
                self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
            } else if self.rest.starts_with("/*") {
                self.skip(block_comment(self.rest));
            } else if let Some((start, end, whole)) = string(self.rest) {
                let inside = self.rest[start..end].to_owned();
                self.push(Sort::Literal, inside, whole);
            } else if next == '\'' {
                let length = quote(self.rest);
                self.push(Sort::Other, self.rest[..length].to_owned(), length);
            } else if is_word(next) {
                let length = self.rest.find(|letter| !is_word(letter)).unwrap_or(self.rest.len());
                self.push(Sort::Word, self.rest[..length].to_owned(), length);
            } else {
                let length = if self.rest.starts_with("::") { 2 } else { next.len_utf8() };
                self.push(Sort::Mark, self.rest[..length].to_owned(), length);
            }
        }
        self.tokens
    }

    fn push(&mut self, sort: Sort, text: String, length: usize) {
        self.tokens.push(Token { sort, text, line: self.line, in_test: false });
        self.skip(length);
    }

    fn skip(&mut self, length: usize) {
        let (gone, rest) = self.rest.split_at(length);
        self.line += gone.matches('\n').count();
        self.rest = rest;
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The length of the comment, comments inside it included.
fn block_comment(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// Start and end of the inside of a string literal and the length of the whole, where the text begins with one.
fn string(text: &str) -> Option<(usize, usize, usize)> {
    let prefix = ["br", "cr", "b", "c", "r", ""].into_iter().find(|prefix| {
        text.strip_prefix(prefix).is_some_and(|rest| rest.trim_start_matches('#').starts_with('"'))
            && (prefix.ends_with('r') || text[prefix.len()..].starts_with('"'))
    })?;
    let hashes = text[prefix.len()..].find('"')?;
    let start = prefix.len() + hashes + 1;
    let inside = &text[start..];
    let length = if prefix.ends_with('r') {
        inside.find(&format!("\"{}", "#".repeat(hashes)))?
    } else {
        let mut escaped = false;
        inside.find(|letter| {
            let ends = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            ends
        })?
    };
    Some((start, start + length, start + length + 1 + hashes))
}

/// The length of what a single quote begins: a character or a lifetime.
fn quote(text: &str) -> usize {
    let mut letters = text.char_indices().skip(1);
    match letters.next() {
        Some((_, '\\')) => text[3..].find('\'').map_or(text.len(), |end| 3 + end + 1),
        Some((at, letter)) if text[at + letter.len_utf8()..].starts_with('\'') => at + letter.len_utf8() + 1,
        _ => 1 + text[1..].find(|letter| !is_word(letter)).unwrap_or(text.len() - 1),
    }
}

/// Marks each item under `#[cfg(test)]` or `#[test]`.
fn mark_tests(tokens: &mut [Token]) {
    let mut at = 0;
    while at < tokens.len() {
        let Some(after) = test_attribute(&tokens[at..]) else {
            at += 1;
            continue;
        };
        let end = item_end(tokens, at + after);
        tokens[at..end].iter_mut().for_each(|token| token.in_test = true);
        at = end;
    }
}

/// The length of the attribute that begins here, if it keeps its item to test builds.
fn test_attribute(tokens: &[Token]) -> Option<usize> {
    if !(tokens.first()?.is("#") && tokens.get(1)?.is("[")) {
        return None;
    }
    let length = 2 + tokens.iter().skip(2).position(|token| token.is("]"))?;
    let words: Vec<&str> = tokens[2..length].iter().map(|token| token.text.as_str()).collect();
    let only_tests = match words.split_first()? {
        (&"test", []) => true,
        (&"cfg", rest) => rest.contains(&"test") && !rest.contains(&"not"),
        _ => false,
    };
    only_tests.then_some(length + 1)
}

/// One past the item that begins here: its closing brace, or its semicolon.
pub fn item_end(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            _ if token.sort != Sort::Mark => {}
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 && token.is("}") {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
    }
    tokens.len()
}
