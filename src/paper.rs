//! Paper: a record as a document in one or two languages, then as text, Markdown, HTML, JSON, a package or PDF.
//!
//! A [`Document`] holds finished words, one [`Page`] a language, with the same lines in each, so that two languages can stand
//! side by side. Rendering never looks at records, and no control character of stored text reaches a page.

mod addendum;
mod agenda;
mod calendar;
mod document;
mod docx;
mod dossier;
mod letters;
mod minutes;
mod packed;
#[cfg(feature = "pdf")]
mod pdf;
mod piece;
mod press;
mod register;
mod render;
mod report;
mod sheet;
mod sign_in;
mod text_page;
mod writer;

pub use agenda::{agenda, freezing, frozen_agenda, read_frozen};
pub use calendar::{Calendar, CalendarError, Invitation};
pub use document::{Columns, CopyKind, Document, Fact, Form, Head, Languages, Line, Packed, Page, Section};
pub use piece::{Asked, NoPage, Piece, compose, frozen_version, keep_convocations, keep_minutes, set_of};
pub use press::{Order, PAGE_TEMPLATE, PressError, Setting, press, template_path};
pub use render::{PaperError, pack, preview, render};
pub use report::{Report, report, report_svg, report_text};
pub use sheet::sheet;
pub use text_page::PAGE_WIDTH;
