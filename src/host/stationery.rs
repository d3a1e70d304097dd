//! What an office has of its own for its paper, and how a page is written on it: the letterhead and templates in the folder
//! `templates` of its settings, in place of the built-in ones.
//!
//! `<languages>/letterhead.txt` holds the lines above every page. `<languages>/<page>.<form>` is a template of one page,
//! `<languages>/page.<form>` one of all: `.typ` for PDF, `.html.j2`, `.md.j2` and `.txt.j2` for the forms of text. What an
//! office wrote runs in a process of its own, with bounds on memory and time, and only if nobody else could have written it.

use super::files::{self, Distrust};
use super::press::Press;
use crate::lang::Lang;
use crate::limits;
use crate::paper::{self, Document, Form, Languages, Order, Packed, PaperError, Piece, PressError, Setting};
use jiff::civil::Date;
use std::io;
use std::path::{Path, PathBuf};

/// The file of a language with the lines above every page.
pub const LETTERHEAD: &str = "letterhead.txt";

/// As what a page is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// Text as it is read.
    Txt,
    /// Text as a terminal that does not reorder shows it.
    Terminal,
    /// Markdown.
    Md,
    /// HTML.
    Html,
    /// A document for Word.
    Docx,
    /// PDF.
    Pdf,
}

impl Written {
    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Written::Txt | Written::Terminal => "txt",
            Written::Md => "md",
            Written::Html => "html",
            Written::Docx => "docx",
            Written::Pdf => "pdf",
        }
    }

    /// How a template of it is run; nothing where there are none.
    fn setting(self) -> Option<Setting> {
        match self {
            Written::Txt => Some(Setting::Txt),
            Written::Md => Some(Setting::Md),
            Written::Html => Some(Setting::Html),
            Written::Pdf => Some(Setting::Type),
            Written::Terminal | Written::Docx => None,
        }
    }
}

/// The folder of an office.
pub struct Stationery {
    folder: Option<PathBuf>,
}

/// A file of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The file.
    pub file: PathBuf,
    /// The languages of the pages it is for: `ar`, `ar+fr`.
    pub languages: String,
    /// The page it is for, `page` for all, `letterhead` for the lines above them.
    pub page: String,
    /// How it is run; nothing for a letterhead.
    pub setting: Option<Setting>,
}

impl Sheet {
    /// Whether there is a page that it is for.
    pub fn is_used(&self) -> bool {
        let known_page = match self.setting {
            Some(_) => self.page == "page" || Piece::from_key(&self.page).is_some(),
            None => self.page == "letterhead",
        };
        known_page && (Languages::parse(&self.languages).is_some() && self.languages != "fr+ar")
    }
}

/// Why a page is not written.
#[derive(Debug)]
pub enum StationeryError {
    /// A file of the office cannot be read, or others could have written it.
    File(PathBuf, Distrust),
    /// The page or the template is at fault; the template is that of the office where one is named.
    Press(PressError, Option<PathBuf>),
    /// A built-in template does not fit the page.
    Paper(PaperError),
}

impl StationeryError {
    /// The key of its message, which may want `file` and `detail`.
    pub fn code(&self) -> &'static str {
        match self {
            StationeryError::File(_, why) => why.code(),
            StationeryError::Press(error, _) => error.code(),
            StationeryError::Paper(_) => "paper-press-template",
        }
    }

    /// The file that it is about.
    pub fn file(&self) -> String {
        match self {
            StationeryError::File(file, _) | StationeryError::Press(_, Some(file)) => file.display().to_string(),
            _ => String::new(),
        }
    }

    /// What is wrong.
    pub fn detail(&self) -> String {
        match self {
            StationeryError::File(_, why) => why.detail(),
            StationeryError::Press(error, _) => error.detail().to_owned(),
            StationeryError::Paper(error) => error.to_string(),
        }
    }

    /// Whether a file was refused before anything was written.
    pub fn is_of_a_file(&self) -> bool {
        matches!(self, StationeryError::File(..))
    }

    /// Whether a template of the office was run.
    pub fn is_of_own_template(&self) -> bool {
        matches!(self, StationeryError::Press(_, Some(_)))
    }
}

impl From<PaperError> for StationeryError {
    fn from(error: PaperError) -> Self {
        StationeryError::Paper(error)
    }
}

impl Stationery {
    /// That of a folder of templates; of none where the folder has no name.
    pub fn at(folder: &Path) -> Stationery {
        Stationery { folder: Some(folder.to_owned()).filter(|folder| !folder.as_os_str().is_empty()) }
    }

    /// A file of the office, where there is one.
    fn file(&self, path: &Path) -> Result<Option<(PathBuf, String)>, StationeryError> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let file = folder.join(path);
        match files::read_own(&file, limits::TEMPLATE_BYTES) {
            Ok(text) => Ok(text.map(|text| (file, text))),
            Err(why) => Err(StationeryError::File(file, why)),
        }
    }

    /// Puts the letterhead of the office onto a document, where it has one.
    ///
    /// # Errors
    /// [`StationeryError::File`].
    pub fn head(&self, document: &mut Document) -> Result<(), StationeryError> {
        for lang in Lang::ALL {
            if let Some((_, text)) = self.file(&Path::new(lang.code()).join(LETTERHEAD))? {
                let lines: Vec<String> = text.lines().map(str::trim).map(str::to_owned).collect();
                document.head(lang, lines.into_iter().filter(|line| !line.is_empty()).collect());
            }
        }
        Ok(())
    }

    /// Writes a document; a PDF of a day where it is to be kept for ever.
    ///
    /// # Errors
    /// [`StationeryError`].
    pub fn write(
        &self,
        document: &Document,
        languages: Languages,
        written: Written,
        kept: Option<Date>,
    ) -> Result<Vec<u8>, StationeryError> {
        let own = match written.setting() {
            Some(setting) => self.template(languages, document.kind, setting)?.map(|own| (own, setting)),
            None => None,
        };
        if let Some(((file, template), setting)) = own {
            let order = Order::new(document, template, setting, kept);
            let printed = order.and_then(|order| Press::own()?.print(&order));
            let printed = printed.map_err(|error| StationeryError::Press(error, Some(file)))?;
            return Ok(if setting == Setting::Type { printed } else { harmless(printed) });
        }
        let text = |form| paper::render(document, form).map(String::into_bytes);
        Ok(match written {
            Written::Txt => text(Form::Txt)?,
            Written::Terminal => text(Form::Terminal)?,
            Written::Md => text(Form::Md)?,
            Written::Html => text(Form::Html)?,
            Written::Docx => paper::pack(document, Packed::Docx)?,
            Written::Pdf => {
                let template = paper::PAGE_TEMPLATE.to_owned();
                let order = Order::new(document, template, Setting::Type, kept);
                let printed = order.and_then(|order| Press::own()?.print(&order));
                printed.map_err(|error| StationeryError::Press(error, None))?
            }
        })
    }

    /// Tries one template on a document.
    ///
    /// # Errors
    /// [`StationeryError`].
    pub fn try_out(&self, file: &Path, document: &Document, setting: Setting) -> Result<(), StationeryError> {
        let template = files::read_own(file, limits::TEMPLATE_BYTES);
        let template = template.map_err(|why| StationeryError::File(file.to_owned(), why))?;
        let order = Order::new(document, template.unwrap_or_default(), setting, None);
        let printed = order.and_then(|order| Press::own()?.print(&order));
        printed.map(drop).map_err(|error| StationeryError::Press(error, Some(file.to_owned())))
    }

    /// The files of the office in order of their names; those beyond [`limits::LIST_LEN`] are left out.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn sheets(&self) -> Result<Vec<Sheet>, StationeryError> {
        let Some(folder) = &self.folder else { return Ok(Vec::new()) };
        let mut sheets = Vec::new();
        for languages in entries(folder)?.into_iter().filter(|path| path.is_dir()) {
            let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            for file in entries(&languages)?.into_iter().filter(|path| path.is_file()) {
                let own = name(&file);
                let setting = Setting::ALL.into_iter().find(|setting| own.ends_with(&format!(".{}", setting.ending())));
                let ending = setting.map_or("txt", Setting::ending);
                let page = own.strip_suffix(&format!(".{ending}")).unwrap_or(&own).to_owned();
                sheets.push(Sheet { languages: name(&languages), file, page, setting });
            }
        }
        sheets.truncate(limits::LIST_LEN);
        Ok(sheets)
    }

    /// The template of the office for a page: that of the page itself, or that of all pages.
    fn template(
        &self,
        languages: Languages,
        kind: &str,
        setting: Setting,
    ) -> Result<Option<(PathBuf, String)>, StationeryError> {
        for name in [kind, "page"] {
            let found = self.file(&paper::template_path(languages, name, setting))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }
}

/// A page of text without what a terminal would obey, which somebody may have copied into a template unseen.
fn harmless(page: Vec<u8>) -> Vec<u8> {
    let is_obeyed = |letter: char| {
        letter.is_control() && !matches!(letter, '\n' | '\t' | '\r' | '\u{c}')
            || matches!(letter, '\u{202a}'..='\u{202e}')
    };
    match std::str::from_utf8(&page) {
        Ok(text) if text.contains(is_obeyed) => text.replace(is_obeyed, "").into_bytes(),
        _ => page,
    }
}

/// What is in a folder in order of its names; nothing where there is no folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, StationeryError> {
    let failed = |error: io::Error| StationeryError::File(folder.to_owned(), Distrust::Io(error.to_string()));
    let found = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        found => found.map_err(failed)?,
    };
    let mut paths =
        found.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    paths.sort();
    Ok(paths)
}
