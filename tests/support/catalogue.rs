//! The message files and vocabularies taken apart, and the texts of the sources, for tests that compare them.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// One message of one language.
#[derive(Debug, Default)]
pub struct Message {
    /// Every sentence it can become, variables as `{$name}`.
    pub sentences: Vec<String>,
    /// The variables it names anywhere.
    pub variables: BTreeSet<String>,
    /// The variable that each selector asks, with the forms and the default among them.
    pub selectors: Vec<Selector>,
}

/// A choice of forms.
#[derive(Debug, Default)]
pub struct Selector {
    /// The variable.
    pub variable: String,
    /// The forms in order.
    pub forms: Vec<String>,
    /// The form that serves where none fits.
    pub default: String,
}

impl Selector {
    /// Whether it chooses by plural category and not by a number or word of its own.
    pub fn is_plural(&self) -> bool {
        self.forms.iter().any(|form| matches!(form.as_str(), "zero" | "one" | "two" | "few" | "many"))
    }
}

/// Files of a folder with that ending, sorted.
pub fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The file name without its ending.
pub fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// Every message of a language by key.
pub fn messages(lang: &str) -> BTreeMap<String, Message> {
    let mut all = BTreeMap::new();
    for file in files(&format!("assets/lang/{lang}"), "ftl") {
        let text = std::fs::read_to_string(&file).unwrap();
        let resource =
            fluent_syntax::parser::parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{file:?}: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(found) = entry else { continue };
            let mut message = Message::default();
            let value = found.value.unwrap_or_else(|| panic!("{} has no text", found.id.name));
            message.sentences = sentences(&value, &mut message.variables, &mut message.selectors);
            let key = found.id.name.to_owned();
            assert!(all.insert(key.clone(), message).is_none(), "{key} stands twice in {lang}");
        }
    }
    all
}

fn sentences(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>, selectors: &mut Vec<Selector>) -> Vec<String> {
    let mut all = vec![String::new()];
    for element in &pattern.elements {
        let tails = match element {
            PatternElement::TextElement { value } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression } => expression_sentences(expression, variables, selectors),
        };
        all = all.iter().flat_map(|head| tails.iter().map(move |tail| format!("{head}{tail}"))).collect();
    }
    all
}

fn expression_sentences(
    expression: &Expression<&str>,
    variables: &mut BTreeSet<String>,
    selectors: &mut Vec<Selector>,
) -> Vec<String> {
    match expression {
        Expression::Inline(inline) => vec![inline_sentence(inline, variables)],
        Expression::Select { selector, variants } => {
            let asked = inline_sentence(selector, variables);
            let mut choice = Selector { variable: asked, ..Selector::default() };
            let mut all = Vec::new();
            for variant in variants {
                let (VariantKey::Identifier { name: form } | VariantKey::NumberLiteral { value: form }) = variant.key;
                choice.forms.push(form.to_owned());
                if variant.default {
                    choice.default = form.to_owned();
                }
                all.extend(sentences(&variant.value, variables, selectors));
            }
            selectors.push(choice);
            all
        }
    }
}

fn inline_sentence(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) -> String {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
            format!("{{${}}}", id.name)
        }
        InlineExpression::StringLiteral { value } => value.replace("\\u000A", "\n"),
        InlineExpression::NumberLiteral { value } => (*value).to_owned(),
        other => panic!("messages use variables and texts only: {other:?}"),
    }
}

/// The rows of a vocabulary: its cells, without the header.
pub fn vocabulary(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// The vocabularies of labels, by name; month names and the words of dates have columns of their own.
pub fn vocabularies() -> Vec<(String, Vec<Vec<String>>)> {
    let labels = files("assets/vocab", "tsv")
        .into_iter()
        .filter(|path| !["months", "date_words"].contains(&stem(path).as_str()));
    labels.map(|path| (stem(&path), vocabulary(&path))).collect()
}

/// Every source file without its tests, by path below `src`.
pub fn sources() -> Vec<(String, String)> {
    let of_program = files("src", "rs").into_iter().filter(|path| stem(path) != "tests");
    of_program
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let program = text.split("#[cfg(test)]").next().unwrap_or("").to_owned();
            (path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().display().to_string(), program)
        })
        .collect()
}
