//! Paper: a record as a document in one or two languages, then as text, Markdown, HTML, JSON, a package or PDF.
//!
//! A [`Document`] holds finished words, one [`Page`] a language, with the same lines in each, so that two languages can stand
//! side by side. Rendering never looks at records, and no control character of stored text reaches a page.

mod agenda;
mod calendar;
mod document;
mod docx;
#[cfg(feature = "pdf")]
mod pdf;
mod press;
mod render;
mod report;
mod sheet;
mod text_page;

pub use agenda::{agenda, freezing, frozen_agenda, read_frozen};
pub use calendar::{Calendar, CalendarError, Invitation};
pub use document::{Columns, CopyKind, Document, Fact, Form, Languages, Line, Packed, Page, Section};
pub use press::{Order, PAGE_TEMPLATE, PressError, press, template_path};
pub use render::{PaperError, pack, preview, render};
pub use report::{Report, report, report_svg, report_text};
pub use sheet::sheet;
pub use text_page::PAGE_WIDTH;
