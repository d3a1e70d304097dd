//! From a document to bytes: templates for Markdown and HTML, own layout for text, packages.

use super::document::{Document, Fold, Form, Packed};
use super::docx;
use super::text_page::{self, Order, PAGE_WIDTH};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use serde::Serialize;
use std::fmt;

/// Steps that a template may take: a thousand times what the longest agenda needs.
const FUEL: u64 = 50_000_000;

pub(super) const HTML: &str = include_str!("../../assets/templates/page.html.j2");
pub(super) const MARKDOWN: &str = include_str!("../../assets/templates/page.md.j2");

/// Why a page cannot be written: never the data's fault.
#[derive(Debug)]
pub enum PaperError {
    /// A template does not fit the document.
    Template(minijinja::Error),
    /// The parts could not be packed.
    Package(zip::result::ZipError),
}

impl fmt::Display for PaperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PaperError::Template(error) => error.fmt(f),
            PaperError::Package(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for PaperError {}

impl From<zip::result::ZipError> for PaperError {
    fn from(error: zip::result::ZipError) -> Self {
        PaperError::Package(error)
    }
}

/// Writes a document.
///
/// # Errors
/// A template that does not fit the document.
pub fn render(document: &Document, form: Form) -> Result<String, PaperError> {
    match form {
        Form::Txt => Ok(text_page::write(document, Order::Logical, PAGE_WIDTH)),
        Form::Terminal => Ok(text_page::write(document, Order::Visual, PAGE_WIDTH)),
        Form::Md => by_template("page.md", MARKDOWN, &document.folded(Fold::All)).map_err(PaperError::Template),
        Form::Html => by_template("page.html", HTML, &document.folded(Fold::Words)).map_err(PaperError::Template),
    }
}

/// Packs a document into a file.
///
/// # Errors
/// The parts could not be packed.
pub fn pack(document: &Document, form: Packed) -> Result<Vec<u8>, PaperError> {
    match form {
        Packed::Docx => docx::write(document),
    }
}

/// The page as a terminal that does not reorder shows it, wrapped to so many columns; lines of an Arabic page
/// are filled up on the left.
pub fn preview(document: &Document, width: usize) -> Vec<String> {
    let width = width.min(PAGE_WIDTH);
    text_page::write(document, Order::Visual, width).lines().map(str::to_owned).collect()
}

/// Runs a template over a document; its name says whether what it writes is HTML.
pub(super) fn by_template(name: &str, source: &str, document: &impl Serialize) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_trim_blocks(true);
    environment.set_lstrip_blocks(true);
    environment
        .set_auto_escape_callback(|name| if name.contains("html") { AutoEscape::Html } else { AutoEscape::None });
    environment.add_filter("md", markdown);
    environment.template_from_named_str(name, source).and_then(|page| page.render(context! { document => document }))
}

/// What a template engine says is wrong, with the line where it shows.
pub(super) fn said(error: &minijinja::Error) -> String {
    match error.line() {
        Some(line) => format!("{line}: {}", error.detail().map_or_else(|| error.kind().to_string(), str::to_owned)),
        None => error.to_string(),
    }
}

/// Text in which no Markdown sign means anything. What means something at the beginning of a line only (a dash, the
/// point behind a number) is left alone elsewhere, so that the text stays readable as it is.
fn markdown(text: String) -> String {
    let begin = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut safe = String::with_capacity(text.len());
    for (at, letter) in text.char_indices() {
        let is_sign = "\\`*_[]<>#|~&".contains(letter);
        let begins_list =
            if begin == 0 { at == 0 && "+-=".contains(letter) } else { at == begin && ".)".contains(letter) };
        if is_sign || begins_list {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}
