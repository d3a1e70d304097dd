//! Every path that a source names, groups of `use` written out: `use a::{b, c::d}` names `a::b` and `a::c::d`.

use super::source::{Sort, Token};

/// One path.
pub struct Named {
    pub line: usize,
    pub in_test: bool,
    pub names: Vec<String>,
    /// How many inline modules of its file it stands in.
    pub inline: usize,
    /// Whether it stands right after `use`.
    pub imported: bool,
}

impl Named {
    /// Whether it begins with these names, written `a::b`.
    pub fn begins(&self, wanted: &str) -> bool {
        begins(&self.names, wanted)
    }

    /// Whether these names, written `a::b`, follow each other somewhere in it.
    pub fn holds(&self, wanted: &str) -> bool {
        (0..self.names.len()).any(|start| begins(&self.names[start..], wanted))
    }
}

fn begins(names: &[String], wanted: &str) -> bool {
    let mut names = names.iter();
    wanted.split("::").all(|wanted| names.next().is_some_and(|name| name == wanted))
}

/// Keywords after which a path may begin with `::`.
const BEFORE_A_PATH: &[&str] = &["as", "dyn", "else", "for", "if", "impl", "in", "match", "mut", "return", "use"];

/// All paths of a source, in order. A lone name is a path too.
pub fn paths(tokens: &[Token]) -> Vec<Named> {
    let mut found = Vec::new();
    let mut inline = InlineModules::default();
    let mut at = 0;
    while at < tokens.len() {
        inline.step(tokens, at);
        let token = &tokens[at];
        let follows = at > 0 && tokens[at - 1].is(".");
        let begins = token.sort == Sort::Word && !follows && !BEFORE_A_PATH.contains(&token.text.as_str());
        at = if begins {
            let mut reader = Reader { tokens, inline: inline.open.len(), found: &mut found };
            reader.read(at, &[])
        } else {
            at + 1
        };
    }
    found
}

/// The names that a file brings in from its own crate: they hide an outside crate of the same name.
pub fn local_names(tokens: &[Token]) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let next = tokens.get(at + 1);
        if token.is("mod") {
            names.extend(next.map(|name| name.text.as_str()));
        } else if token.is("use") && next.is_some_and(|next| ["crate", "super", "self"].iter().any(|own| next.is(own)))
        {
            let end = tokens.iter().skip(at).position(|token| token.is(";")).map_or(tokens.len(), |length| at + length);
            names
                .extend(tokens[at..end].iter().filter(|token| token.sort == Sort::Word).map(|name| name.text.as_str()));
        }
    }
    names
}

struct Reader<'a> {
    tokens: &'a [Token],
    inline: usize,
    found: &'a mut Vec<Named>,
}

impl Reader<'_> {
    /// Reads the path at a word and answers one past it.
    fn read(&mut self, start: usize, before: &[String]) -> usize {
        let mut names = before.to_vec();
        let mut at = start;
        loop {
            names.push(self.tokens[at].text.clone());
            at += 1;
            if !self.is(at, "::") {
                break;
            }
            match self.tokens.get(at + 1) {
                Some(next) if next.is("{") => return self.group(at + 2, &names),
                Some(next) if next.sort == Sort::Word || next.is("*") => at += 1,
                _ => break,
            }
        }
        let first = &self.tokens[start];
        let imported = start.checked_sub(1).is_some_and(|before| self.is(before, "use"));
        self.found.push(Named { line: first.line, in_test: first.in_test, names, inline: self.inline, imported });
        at
    }

    fn group(&mut self, start: usize, before: &[String]) -> usize {
        let mut at = start;
        while let Some(token) = self.tokens.get(at) {
            if token.is("}") {
                return at + 1;
            }
            let begins = token.sort == Sort::Word || token.is("*");
            at = if begins { self.read(at, before) } else { at + 1 };
        }
        at
    }

    fn is(&self, at: usize, text: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is(text))
    }
}

/// The inline modules that are open, by the depth of their braces.
#[derive(Default)]
struct InlineModules {
    depth: usize,
    open: Vec<usize>,
}

impl InlineModules {
    fn step(&mut self, tokens: &[Token], at: usize) {
        if tokens[at].is("{") {
            if at >= 2 && tokens[at - 2].is("mod") {
                self.open.push(self.depth);
            }
            self.depth += 1;
        } else if tokens[at].is("}") {
            self.depth = self.depth.saturating_sub(1);
            if self.open.last() == Some(&self.depth) {
                self.open.pop();
            }
        }
    }
}
