//! The checks: each reads one source and answers its breaks.

use super::bans::{BANS, Ban, CHANGEABLE, EMPTY_NAMES, FILE_LINES, FUNCTION_LINES, Pattern, STATICS, Scope};
use super::bans::{WORDLESS_ROOMS, WORDS};
use super::paths::{Named, local_names};
use super::source::{Sort, Source, Token, item_end};
use super::table::{NARROW, OUTSIDE, Outside, ROOMS};

/// One break, as `file:line: what`.
pub fn line(source: &Source, line: usize, what: &str) -> String {
    format!("{}:{line}: {what}", source.path)
}

/// All breaks of a source, in the order of the rules.
pub fn all(source: &Source) -> Vec<String> {
    let rules: &[fn(&Source) -> Vec<String>] = &[rooms, outside, bans, statics, names, words, sizes];
    rules.iter().flat_map(|rule| rule(source)).collect()
}

/// Rooms that name a room they may not.
pub fn rooms(source: &Source) -> Vec<String> {
    let Some(room) = source.room().filter(|room| *room != "lib") else { return Vec::new() };
    let Some(rules) = ROOMS.iter().find(|known| known.name == room) else {
        return vec![line(source, 1, &format!("room {room} is not in the table of tests/house/table.rs"))];
    };
    let mut breaks = Vec::new();
    for named in source.paths.iter().filter(|named| !named.in_test) {
        let Some(inside) = from_root(source, named) else { continue };
        let Some(other) = inside.first().filter(|other| **other != room) else { continue };
        if !rules.may_name.contains(&other.as_str()) {
            breaks.push(line(source, named.line, &format!("room {room} may not name {other}")));
        } else if let Some(narrow) = NARROW.iter().find(|narrow| narrow.room == room && narrow.other == *other) {
            let item = inside.get(1).map_or("", String::as_str);
            if !narrow.names.contains(&item) {
                let allowed = narrow.names.join(", ");
                breaks.push(line(source, named.line, &format!("room {room} may name of {other} only {allowed}")));
            }
        }
    }
    breaks
}

/// The path from the root of the crate, where it begins at the crate or above its own room.
fn from_root<'a>(source: &Source, named: &'a Named) -> Option<&'a [String]> {
    match named.names.first()?.as_str() {
        "crate" => Some(&named.names[1..]),
        "tansiq" if source.path == "src/main.rs" => Some(&named.names[1..]),
        "super" => {
            let ups = named.names.iter().take_while(|name| *name == "super").count();
            (source.module().len() + named.inline == ups).then(|| &named.names[ups..])
        }
        _ => None,
    }
}

/// Outside crates that are named outside their rooms.
pub fn outside(source: &Source) -> Vec<String> {
    let Some(room) = source.room() else { return Vec::new() };
    let local = local_names(&source.tokens);
    let mut breaks = Vec::new();
    for named in source.paths.iter().filter(|named| !named.in_test && !local.contains(&named.names[0].as_str())) {
        // A lone name is a variable, except right after `use`.
        let Some(rule) = crate_rule(named).filter(|_| named.names.len() > 1 || named.imported) else { continue };
        if !rule.within.iter().any(|place| *place == room || *place == source.path) {
            let what = format!("room {room} may not name {}: only {} may", rule.path, rule.within.join(", "));
            breaks.push(line(source, named.line, &what));
        }
    }
    breaks
}

/// The line of the table that decides over a path, the most exact first.
pub fn crate_rule(named: &Named) -> Option<&'static Outside> {
    let decides = |rule: &&Outside| match rule.path.strip_suffix('*') {
        Some(beginning) => named.names[0].starts_with(beginning),
        None => named.begins(rule.path),
    };
    OUTSIDE.iter().filter(decides).max_by_key(|rule| rule.path.len())
}

/// What is banned, with its replacement.
pub fn bans(source: &Source) -> Vec<String> {
    BANS.iter()
        .filter(|ban| !ban.except_files.iter().any(|(file, _)| *file == source.path))
        .flat_map(|ban| one_ban(source, ban))
        .collect()
}

/// The breaks of one ban, its excepted files included.
pub fn one_ban(source: &Source, ban: &Ban) -> Vec<String> {
    if source.room().is_some_and(|room| ban.except_rooms.contains(&room)) {
        return Vec::new();
    }
    let speaks = |in_test: bool| ban.scope == Scope::Everything || in_test == (ban.scope == Scope::Tests);
    let found = |pattern: &Pattern| match pattern {
        Pattern::Path(text) => {
            let holding = source.paths.iter().filter(|named| named.holds(text) && speaks(named.in_test));
            (text.to_string(), holding.map(|named| named.line).collect::<Vec<_>>())
        }
        Pattern::Run(text) => {
            let runs = source.runs(text).filter(|token| speaks(token.in_test));
            (text.replace(' ', ""), runs.map(|token| token.line).collect())
        }
    };
    let mut breaks = Vec::new();
    for (text, lines) in ban.patterns.iter().map(found) {
        breaks.extend(lines.into_iter().map(|at| line(source, at, &format!("`{text}` is banned: {}", ban.instead))));
    }
    breaks
}

/// Statics in which state can hide.
pub fn statics(source: &Source) -> Vec<String> {
    let mut breaks = Vec::new();
    for (at, token) in source.tokens.iter().enumerate().filter(|(_, token)| token.is("static") && !token.in_test) {
        let Some(name) = source.tokens.get(at + 1).filter(|name| name.sort == Sort::Word) else { continue };
        let kind = source.tokens[at..].iter().take_while(|token| !token.is("=") && !token.is(";"));
        let changeable = kind.clone().find(|token| {
            token.sort == Sort::Word && (CHANGEABLE.contains(&token.text.as_str()) || token.text.starts_with("Atomic"))
        });
        let listed = STATICS.iter().any(|(listed, _)| *listed == format!("{}::{}", source.path, name.text));
        if let (Some(changeable), false) = (changeable, listed) {
            let what = format!(
                "static {} of {} is banned: write a constant table, or keep the value in the model or the lexicon",
                name.text, changeable.text
            );
            breaks.push(line(source, token.line, &what));
        }
    }
    breaks
}

/// Types and modules whose whole name says nothing.
pub fn names(source: &Source) -> Vec<String> {
    let mut breaks = Vec::new();
    for pair in source.tokens.windows(2) {
        let declares = ["struct", "enum", "trait", "type", "union", "mod"].iter().any(|keyword| pair[0].is(keyword));
        let name = pair[1].text.to_lowercase();
        let said = EMPTY_NAMES.iter().any(|empty| {
            let empty = empty.to_lowercase();
            name == empty || name.strip_suffix('s') == Some(&empty)
        });
        if declares && said {
            let what = format!("the name {} says nothing: name what it is in the words of the trade", pair[1].text);
            breaks.push(line(source, pair[1].line, &what));
        }
    }
    breaks
}

/// Texts for people that do not come from the message files.
pub fn words(source: &Source) -> Vec<String> {
    let listed = WORDS.iter().any(|(file, _)| *file == source.path);
    if listed || !source.room().is_some_and(|room| WORDLESS_ROOMS.contains(&room)) {
        Vec::new()
    } else {
        sentences(source)
    }
}

/// The literals that read as sentences, listed files included.
pub fn sentences(source: &Source) -> Vec<String> {
    let literals = source.tokens.iter().filter(|token| token.sort == Sort::Literal && !token.in_test);
    literals
        .filter(|token| is_sentence(&token.text))
        .map(|token| {
            line(source, token.line, "a text for people in the code: write a message in the files of assets/lang")
        })
        .collect()
}

/// Whether people would read it: an Arabic letter, or three words with spaces, placeholders and markup aside.
fn is_sentence(literal: &str) -> bool {
    let is_arabic = |letter: char| letter.is_alphabetic() && ('\u{600}'..='\u{6ff}').contains(&letter);
    let (mut depth, mut plain) = (0_usize, String::new());
    for letter in literal.chars() {
        match letter {
            '{' | '<' => depth += 1,
            '}' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(letter),
            _ => {}
        }
    }
    let is_word = |word: &&str| {
        let word = word.trim_matches(|letter: char| letter.is_ascii_punctuation());
        word.chars().count() > 1 && word.chars().all(|letter| letter.is_alphabetic() || letter == '\'')
    };
    literal.chars().any(is_arabic) || plain.split_whitespace().filter(is_word).count() >= 3
}

/// Files without their first sentence, and files and functions that are too long.
pub fn sizes(source: &Source) -> Vec<String> {
    let mut breaks = Vec::new();
    if !source.text.starts_with("//!") {
        breaks.push(line(source, 1, "the file does not begin with `//!`: say what it is for"));
    }
    let lines = source.text.lines().count();
    if lines > FILE_LINES {
        breaks.push(line(source, lines, &format!("the file has {lines} lines, {FILE_LINES} is the bound: split it")));
    }
    for (name, lines) in functions(source).into_iter().filter(|(_, lines)| *lines > FUNCTION_LINES) {
        let what = format!("fn {} has {lines} lines, {FUNCTION_LINES} is the bound: name its parts", name.text);
        breaks.push(line(source, name.line, &what));
    }
    breaks
}

/// The functions of the program in a source, by name, with their lines from `fn` to the closing brace.
pub fn functions(source: &Source) -> Vec<(&Token, usize)> {
    let tokens = &source.tokens;
    let begins = |at: &usize| tokens[*at].is("fn") && !tokens[*at].in_test && tokens[*at + 1].sort == Sort::Word;
    (0..tokens.len().saturating_sub(1))
        .filter(begins)
        .map(|at| {
            let last = &tokens[item_end(tokens, at) - 1];
            (&tokens[at + 1], last.line - tokens[at].line + 1)
        })
        .collect()
}
