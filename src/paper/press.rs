//! What is handed to the type setter, and what it may answer: plain data that a process of its own can be given.

use super::document::{Document, Fold, Languages};
use super::render;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The template that is used where an office has none of its own.
pub const PAGE_TEMPLATE: &str = include_str!("../../assets/templates/page.typ");

/// How a template is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Setting {
    /// Set in type, as PDF.
    Type,
    /// As HTML.
    Html,
    /// As Markdown.
    Md,
    /// As plain text.
    Txt,
}

impl Setting {
    /// All of them.
    pub const ALL: [Setting; 4] = [Setting::Type, Setting::Html, Setting::Md, Setting::Txt];

    /// The ending of its templates.
    pub fn ending(self) -> &'static str {
        match self {
            Setting::Type => "typ",
            Setting::Html => "html.j2",
            Setting::Md => "md.j2",
            Setting::Txt => "txt.j2",
        }
    }

    /// The template that is built in; of plain text there is none, for it is laid out in columns.
    pub fn built_in(self) -> Option<&'static str> {
        match self {
            Setting::Type => Some(PAGE_TEMPLATE),
            Setting::Html => Some(render::HTML),
            Setting::Md => Some(render::MARKDOWN),
            Setting::Txt => None,
        }
    }
}

/// A document to be written by a template.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Order {
    /// The template.
    pub template: String,
    /// How it is run.
    pub setting: Setting,
    /// The document, as data.
    pub data: serde_json::Value,
    /// Where it is to be kept for ever (PDF/A-2a and PDF/UA-1): the year, month and day that it is of.
    pub kept: Option<(i32, u8, u8)>,
}

impl Order {
    /// A document in a template; of a day where it is to be kept for ever.
    ///
    /// # Errors
    /// None that is known: every document can be written as data.
    pub fn new(
        document: &Document,
        template: String,
        setting: Setting,
        kept: Option<Date>,
    ) -> Result<Order, PressError> {
        let fold = if matches!(setting, Setting::Type | Setting::Html) { Fold::Words } else { Fold::All };
        let data =
            serde_json::to_value(document.folded(fold)).map_err(|error| PressError::Failed(error.to_string()))?;
        let number = |number: i8| u8::try_from(number).unwrap_or(1);
        let kept = kept.map(|day| (i32::from(day.year()), number(day.month()), number(day.day())));
        Ok(Order { template, setting, data, kept })
    }
}

/// Where a template for a kind of page in these languages lies below a folder of templates.
pub fn template_path(languages: Languages, kind: &str, setting: Setting) -> std::path::PathBuf {
    let codes: Vec<&str> = languages.list().iter().rev().map(|lang| lang.code()).collect();
    [codes.join("+").as_str(), &format!("{kind}.{}", setting.ending())].iter().collect()
}

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PressError {
    /// The template, or what the standard says about the page, with the line where it shows.
    Template(String),
    /// It took longer than it may.
    Slow,
    /// It asked for more memory than it may.
    Large,
    /// The process ended otherwise.
    Failed(String),
    /// This program was built without the type setter.
    Missing,
}

impl PressError {
    /// The key of its message.
    pub fn code(&self) -> &'static str {
        match self {
            PressError::Template(_) => "paper-press-template",
            PressError::Slow => "paper-press-slow",
            PressError::Large => "paper-press-large",
            PressError::Failed(_) => "paper-press-failed",
            PressError::Missing => "paper-press-missing",
        }
    }

    /// What the message says about it.
    pub fn detail(&self) -> &str {
        match self {
            PressError::Template(detail) | PressError::Failed(detail) => detail,
            PressError::Slow | PressError::Large | PressError::Missing => "",
        }
    }
}

/// Writes a document by its template, here and now.
///
/// # Errors
/// The template is at fault, or there is no type setter in this program.
pub fn press(order: &Order) -> Result<Vec<u8>, PressError> {
    if order.setting != Setting::Type {
        let written = render::by_template(order.setting.ending(), &order.template, &order.data);
        return written.map(String::into_bytes).map_err(|error| PressError::Template(render::said(&error)));
    }
    #[cfg(feature = "pdf")]
    return super::pdf::print(order);
    #[cfg(not(feature = "pdf"))]
    Err(PressError::Missing)
}
