//! A document set in type, as PDF: the only file that knows the type setter.
//!
//! The template sees itself, the document as data, and the fonts in the program; any other file, package or address is
//! refused, and there is no clock. Data is never part of the template, so no text of a record is ever markup. The same
//! document gives the same bytes. A template may still ask for more memory or time than there is: whoever runs one that
//! an office wrote runs it in a process of its own, with bounds.

use super::press::{Order, PressError};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

const FACES: [&[u8]; 2] =
    [include_bytes!("../../assets/fonts/Amiri-Regular.ttf"), include_bytes!("../../assets/fonts/Amiri-Bold.ttf")];

/// What the template and the data are called inside.
const TEMPLATE: &str = "page.typ";
const DATA: &str = "data.json";

/// Sets a document in type.
///
/// # Errors
/// The template is at fault, or the document holds what the standard forbids.
pub(super) fn print(order: &Order) -> Result<Vec<u8>, PressError> {
    let desk = Desk::new(order)?;
    let document: PagedDocument = typst::compile(&desk).output.map_err(|errors| desk.fault(&errors))?;
    let standards: &[PdfStandard] = if order.kept.is_some() { &[PdfStandard::A_2a, PdfStandard::Ua_1] } else { &[] };
    let standards = PdfStandards::new(standards).map_err(|error| PressError::Template(error.message().to_string()))?;
    let creator = Smart::Custom(Some(env!("CARGO_PKG_NAME").to_owned()));
    // A page that is not kept bears no date, so that the same page is the same bytes for ever.
    let day = order.kept.and_then(|(year, month, day)| Datetime::from_ymd_hms(year, month, day, 0, 0, 0));
    let timestamp = day.map(Timestamp::new_utc);
    let options = PdfOptions { creator, standards, timestamp, ..PdfOptions::default() };
    typst_pdf::pdf(&document, &options).map_err(|errors| desk.fault(&errors))
}

/// All that there is to a template.
struct Desk {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    template: Source,
    data: (FileId, Bytes),
}

impl Desk {
    fn new(order: &Order) -> Result<Desk, PressError> {
        let fonts: Vec<Font> = FACES.into_iter().filter_map(|face| Font::new(Bytes::new(face), 0)).collect();
        let template = Source::new(place(TEMPLATE)?, order.template.clone());
        let data = (place(DATA)?, Bytes::from_string(order.data.to_string()));
        Ok(Desk {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            template,
            data,
        })
    }

    /// What is wrong, with the line of the template where it shows.
    fn fault(&self, errors: &[SourceDiagnostic]) -> PressError {
        let said = errors.iter().map(|error| {
            let line = self.range(error.span).and_then(|range| self.template.lines().byte_to_line(range.start));
            let line = line.map(|line| format!("{}: ", line + 1)).unwrap_or_default();
            format!("{line}{}", error.message)
        });
        PressError::Template(said.collect::<Vec<_>>().join("; "))
    }
}

fn place(name: &str) -> Result<FileId, PressError> {
    let path = VirtualPath::new(name).map_err(|error| PressError::Template(format!("{error:?}")))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
