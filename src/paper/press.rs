//! What is handed to the type setter, and what it may answer: plain data that a process of its own can be given.

use super::document::{Document, Languages};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The template that is used where an office has none of its own.
pub const PAGE_TEMPLATE: &str = include_str!("../../assets/templates/page.typ");

/// A document to be set in type.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Order {
    /// The template.
    pub template: String,
    /// The document, as data.
    pub data: serde_json::Value,
    /// Where it is to be kept for ever (PDF/A-2a and PDF/UA-1): the year, month and day that it is of.
    pub kept: Option<(i32, u8, u8)>,
}

impl Order {
    /// A document in a template of the office's own, or in the built-in one; of a day where it is to be kept for ever.
    ///
    /// # Errors
    /// None that is known: every document can be written as data.
    pub fn new(document: &Document, template: Option<String>, kept: Option<Date>) -> Result<Order, PressError> {
        let data = serde_json::to_value(document).map_err(|error| PressError::Failed(error.to_string()))?;
        let number = |number: i8| u8::try_from(number).unwrap_or(1);
        let kept = kept.map(|day| (i32::from(day.year()), number(day.month()), number(day.day())));
        Ok(Order { template: template.unwrap_or_else(|| PAGE_TEMPLATE.to_owned()), data, kept })
    }
}

/// Where a template for a kind of page in these languages lies below a folder of templates.
pub fn template_path(languages: Languages, kind: &str) -> std::path::PathBuf {
    let codes: Vec<&str> = languages.list().iter().rev().map(|lang| lang.code()).collect();
    [codes.join("+").as_str(), &format!("{kind}.typ")].iter().collect()
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

/// Sets a document in type, here and now.
///
/// # Errors
/// The template is at fault, or there is no type setter in this program.
pub fn press(order: &Order) -> Result<Vec<u8>, PressError> {
    #[cfg(feature = "pdf")]
    return super::pdf::print(order);
    #[cfg(not(feature = "pdf"))]
    {
        let _ = order;
        Err(PressError::Missing)
    }
}
