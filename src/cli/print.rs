//! `print`: pages as text, Markdown, HTML, JSON, as PDF, as a document for Word, or for a calendar.

use super::args::{CopyKind, PrintForm, PrintWhat};
use super::calendar;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::transfer::deliver;
use crate::domain::{Kind, Record};
use crate::exchange::json;
use crate::host::stationery::{Stationery, StationeryError, Written};
use crate::paper::{self, Asked, Document, Languages, NoPage, Piece};
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

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
    fn piece(&self) -> Piece {
        match self.what {
            PrintWhat::Agenda => Piece::Agenda,
            PrintWhat::Addendum => Piece::Addendum,
            PrintWhat::Convocation => Piece::Convocation,
            PrintWhat::SignIn => Piece::SignIn,
            PrintWhat::Decisions => Piece::Decisions,
            PrintWhat::Minutes => Piece::Minutes,
            PrintWhat::Extract => Piece::Extract,
            PrintWhat::Reminder => Piece::Reminder,
            PrintWhat::Register => Piece::Register,
            PrintWhat::Sheet => Piece::Sheet,
        }
    }

    fn copy(&self) -> paper::CopyKind {
        match self.copy {
            CopyKind::Public => paper::CopyKind::Public,
            CopyKind::Member => paper::CopyKind::Member,
            CopyKind::Chair => paper::CopyKind::Chair,
        }
    }

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
    let desk = registrar.desk();
    let piece = wish.piece();
    let kinds: &[Kind] = piece.kinds();
    let record = wish.reference.map(|words| run.living(&registrar, words, kinds)).transpose()?;
    if record.is_none() && !piece.is_of_all() {
        let expected: Vec<_> = kinds.iter().map(|kind| kind.key()).collect();
        return Err(Failure::new(Status::Usage, "cli-error-print-ref").with("expected", expected.join(", ")));
    }
    let languages = calendar::languages(run, wish.languages)?;
    let bytes = match (&record, wish.form) {
        (Some(session), PrintForm::Ics) if matches!(piece, Piece::Agenda | Piece::Convocation) => {
            calendar::entry(run, &registrar, session, wish.what, languages, wish.copy())?.into_bytes()
        }
        _ => {
            let written = wish.written(run)?;
            let mut document = document(run, &desk, record.as_ref(), wish, languages)?;
            let stationery = Stationery::at(&run.settings.config_dir.join("templates"));
            stationery.head(&mut document)?;
            let pin = if wish.pin || run.settings.pin.value { registrar.pin(None)? } else { None };
            pin.into_iter().for_each(|pin| document.pin(&run.lexicon, &pin.to_string()));
            match written {
                Some(written) => stationery.write(&document, languages, written, wish.archive.then(|| run.today()))?,
                None => data(&document)?,
            }
        }
    };
    deliver(run, &bytes, wish.output)
}

fn document(
    run: &Run,
    desk: &crate::domain::Desk,
    record: Option<&Arc<Record>>,
    wish: &Wish<'_>,
    languages: Languages,
) -> Result<Document, Failure> {
    let asked = Asked {
        piece: wish.piece(),
        record: record.map(AsRef::as_ref),
        languages,
        is_in_own_language: wish.languages.is_none(),
        copy: wish.copy(),
        version: wish.frozen,
        seat: wish.seat,
        year: wish.year,
        within_days: wish.within_days,
        today: run.today(),
    };
    Ok(paper::compose(desk, &run.lexicon, &asked)?)
}

fn data(document: &Document) -> Result<Vec<u8>, Failure> {
    let value = serde_json::to_value(document)
        .map_err(|error| Failure::new(Status::Failed, "cli-error-paper").with("detail", error))?;
    Ok((json::to_line(&value) + "\n").into_bytes())
}
