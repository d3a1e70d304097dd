//! `print`: pages as text, Markdown, HTML, JSON, as PDF, as a document for Word, or for a calendar.

use super::args::print::{PrintForm, PrintWhat};
use super::calendar;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::transfer::deliver;
use crate::domain::{Kind, Record};
use crate::exchange::json;
use crate::host::stationery::{Stationery, StationeryError, Written};
use crate::paper::{self, Asked, CopyKind, Document, Languages, NoPage, Piece};
use crate::store::Registrar;
use std::io::IsTerminal;
use std::path::Path;

impl From<StationeryError> for Failure {
    fn from(error: StationeryError) -> Self {
        let status = if error.is_of_a_file() { Status::Refused } else { Status::Failed };
        let failure = Failure::new(status, error.code()).with("file", error.file()).with("detail", error.detail());
        if error.is_of_own_template() { failure.hint("cli-hint-template") } else { failure }
    }
}

impl From<NoPage> for Failure {
    fn from(error: NoPage) -> Self {
        let number = error.number();
        match error {
            NoPage::NoVersion(_) => Failure::new(Status::NotFound, "cli-error-no-version").with("number", number),
            NoPage::Broken(_) => Failure::new(Status::Damaged, "cli-error-version-broken").with("number", number),
            NoPage::NotKnown => Failure::new(Status::Usage, "cli-error-print-what"),
            _ => Failure::new(Status::NotFound, error.code()),
        }
    }
}

/// What was asked of `print`.
pub struct Wish<'a> {
    /// Which page.
    pub what: PrintWhat,
    /// Of which record; of all where a page allows it.
    pub reference: Option<&'a str>,
    /// As what.
    pub form: PrintForm,
    /// In which languages; that of the interface where nothing is said, and of letters that of each recipient.
    pub languages: Option<&'a str>,
    /// For whom.
    pub copy: CopyKind,
    /// Whether the pin of the history stands at its foot.
    pub pin: bool,
    /// Which frozen version; as it is now where nothing is said.
    pub frozen: Option<i64>,
    /// Letters of this seat only.
    pub seat: Option<i64>,
    /// Of this year only.
    pub year: Option<i16>,
    /// Days ahead that a reminder looks.
    pub within_days: i32,
    /// Whether a PDF is to be kept for ever.
    pub archive: bool,
    /// Where to.
    pub output: Option<&'a Path>,
}

impl Wish<'_> {
    /// As what it is written; nothing where it is data.
    fn written(&self, run: &Run) -> Result<Option<Written>, Failure> {
        let is_seen = self.output.is_none() && std::io::stdout().is_terminal();
        let written = match self.form {
            // A terminal gets the letters in the order in which they are seen, unless it reorders them by itself; a file in the
            // order in which they are read.
            PrintForm::Txt if is_seen && !run.out.reorders() => Written::Terminal,
            PrintForm::Txt => Written::Txt,
            PrintForm::Md => Written::Md,
            PrintForm::Html => Written::Html,
            PrintForm::Docx => Written::Docx,
            PrintForm::Pdf => Written::Pdf,
            PrintForm::Ics => return Err(Failure::new(Status::Usage, "cli-error-ics-kind")),
            PrintForm::Json => return Ok(None),
        };
        match written {
            Written::Docx | Written::Pdf if is_seen => {
                Err(Failure::new(Status::Usage, "cli-error-no-text").with("form", written.ending()))
            }
            written => Ok(Some(written)),
        }
    }
}

/// `print WHAT REF`.
pub fn print(run: &Run, wish: &Wish<'_>) -> Outcome {
    let registrar = run.open()?;
    let languages = calendar::languages(run, wish.languages)?;
    let piece = match wish.what {
        PrintWhat::One(piece) => piece,
        PrintWhat::Set => return print_set(run, &registrar, wish, languages),
    };
    let kinds = piece.kinds();
    let record = wish.reference.map(|words| run.living(&registrar, words, &kinds)).transpose()?;
    if record.is_none() && !piece.is_of_all() {
        let expected: Vec<_> = kinds.iter().map(|kind| kind.key()).collect();
        return Err(Failure::new(Status::Usage, "cli-error-print-ref").with("expected", expected.join(", ")));
    }
    let page = Page { run, registrar: &registrar, wish, languages };
    deliver(run, &page.bytes(piece, record.as_deref())?, wish.output)
}

/// `print set MEETING -o DIR`: every page that there is of a session, each into a file of its own.
fn print_set(run: &Run, registrar: &Registrar, wish: &Wish<'_>, languages: Languages) -> Outcome {
    let words = wish
        .reference
        .ok_or_else(|| Failure::new(Status::Usage, "cli-error-print-ref").with("expected", Kind::Meeting.key()))?;
    let session = run.living(registrar, words, &[Kind::Meeting])?;
    let folder = wish.output.ok_or_else(|| Failure::new(Status::Usage, "cli-error-set-folder"))?;
    std::fs::create_dir_all(folder).map_err(|error| Failure::file(folder, &error))?;
    let page = Page { run, registrar, wish, languages };
    let desk = registrar.desk();
    let pieces = paper::set_of(&desk, &run.lexicon, &page.asked(Piece::Agenda, Some(&session)));
    for piece in pieces {
        let name = [piece.key(), &session.reference.0.to_string(), &page.spoken()].join("-");
        let file = folder.join(format!("{name}.{}", wish.form.ending()));
        deliver(run, &page.bytes(piece, Some(&session))?, Some(&file))?;
        run.line(&file.display().to_string())?;
    }
    Ok(())
}

/// A page under way.
struct Page<'a> {
    run: &'a Run,
    registrar: &'a Registrar,
    wish: &'a Wish<'a>,
    languages: Languages,
}

impl Page<'_> {
    /// Its languages in the name of a file.
    fn spoken(&self) -> String {
        let codes = self.languages.list().into_iter().map(|lang| lang.code());
        codes.collect::<Vec<_>>().join("-")
    }

    fn asked<'r>(&self, piece: Piece, record: Option<&'r Record>) -> Asked<'r> {
        Asked {
            piece,
            record,
            languages: self.languages,
            is_in_own_language: self.wish.languages.is_none(),
            copy: self.wish.copy,
            version: self.wish.frozen,
            seat: self.wish.seat,
            year: self.wish.year,
            within_days: self.wish.within_days,
            today: self.run.today(),
        }
    }

    fn bytes(&self, piece: Piece, record: Option<&Record>) -> Result<Vec<u8>, Failure> {
        let Page { run, registrar, wish, languages } = *self;
        if let (Some(session), PrintForm::Ics, Piece::Agenda | Piece::Convocation) = (record, wish.form, piece) {
            return Ok(calendar::entry(run, registrar, session, piece, languages, wish.copy)?.into_bytes());
        }
        let written = wish.written(run)?;
        let mut document = paper::compose(&registrar.desk(), &run.lexicon, &self.asked(piece, record))?;
        let stationery = Stationery::at(&run.settings.config_dir.join("templates"));
        stationery.head(&mut document)?;
        let pin = if wish.pin || run.settings.pin.value { registrar.pin(None)? } else { None };
        pin.into_iter().for_each(|pin| document.pin(&run.lexicon, &pin.to_string()));
        Ok(match written {
            Some(written) => stationery.write(&document, languages, written, wish.archive.then(|| run.today()))?,
            None => data(&document)?,
        })
    }
}

fn data(document: &Document) -> Result<Vec<u8>, Failure> {
    let value = serde_json::to_value(document)
        .map_err(|error| Failure::new(Status::Failed, "cli-error-paper").with("detail", error))?;
    Ok((json::to_line(&value) + "\n").into_bytes())
}
