//! `print`: pages as text, Markdown, HTML, JSON, as PDF, as a document for Word, or for a calendar.

use super::agenda::versions::frozen_version;
use super::args::{CopyKind, PrintForm, PrintWhat};
use super::calendar;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::transfer::deliver;
use crate::domain::{Desk, Kind, Record};
use crate::exchange::json;
use crate::host::press::{self, Press};
use crate::paper::{self, Document, Form, Languages, Order, Packed, PaperError};
use crate::store::Pin;
use std::io::IsTerminal;
use std::path::Path;

impl From<PaperError> for Failure {
    fn from(error: PaperError) -> Self {
        Failure::new(Status::Failed, "cli-error-paper").with("detail", error)
    }
}

/// What was asked of `print`.
pub struct Wish<'a> {
    /// Which page.
    pub what: PrintWhat,
    /// Of which record.
    pub reference: &'a str,
    /// As what.
    pub form: PrintForm,
    /// In which languages; that of the interface where nothing is said.
    pub languages: Option<&'a str>,
    /// For whom.
    pub copy: CopyKind,
    /// Whether the pin of the history stands at its foot.
    pub pin: bool,
    /// Which frozen version; as it is now where nothing is said.
    pub frozen: Option<i64>,
    /// Whether a PDF is to be kept for ever.
    pub archive: bool,
    /// Where to.
    pub output: Option<&'a Path>,
}

/// `print WHAT REF`.
pub fn print(run: &Run, wish: &Wish<'_>) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let kinds: &[Kind] = match wish.what {
        PrintWhat::Agenda | PrintWhat::Convocation => &[Kind::Meeting],
        PrintWhat::Sheet => &[Kind::Partner],
    };
    let record = run.living(&registrar, wish.reference, kinds)?;
    let languages = calendar::languages(run, wish.languages)?;
    let copy = match wish.copy {
        CopyKind::Public => paper::CopyKind::Public,
        CopyKind::Member => paper::CopyKind::Member,
        CopyKind::Chair => paper::CopyKind::Chair,
    };
    let form = match wish.form {
        PrintForm::Docx => Some("docx"),
        PrintForm::Pdf => Some("pdf"),
        _ => None,
    };
    if let Some(form) = form.filter(|_| wish.output.is_none() && std::io::stdout().is_terminal()) {
        return Err(Failure::new(Status::Usage, "cli-error-no-text").with("form", form));
    }
    let bytes = match (wish.what, wish.form) {
        (PrintWhat::Agenda | PrintWhat::Convocation, PrintForm::Ics) => {
            calendar::entry(run, &registrar, &record, wish.what, languages, copy)?.into_bytes()
        }
        _ => {
            let pin = if wish.pin || run.settings.pin.value { registrar.pin(None)? } else { None };
            page(run, &desk, &record, (wish, pin), Shown { languages, copy })?
        }
    };
    deliver(run, &bytes, wish.output)
}

/// In which languages, and for whom.
#[derive(Clone, Copy)]
struct Shown {
    languages: Languages,
    copy: paper::CopyKind,
}

/// A document set in type, in the template of the administration where it has one.
fn pdf(run: &Run, document: &Document, languages: Languages, archive: bool) -> Result<Vec<u8>, Failure> {
    let file = run.settings.config_dir.join("templates").join(paper::template_path(languages, document.kind));
    let template = press::template(&file).map_err(|error| {
        let foreign = error.kind() == std::io::ErrorKind::PermissionDenied;
        let code = if foreign { "cli-error-template-foreign" } else { "cli-error-file" };
        Failure::new(Status::Refused, code).with("file", file.display()).with("detail", error)
    })?;
    let own = template.is_some();
    let printed =
        Order::new(document, template, archive.then(|| run.today())).and_then(|order| Press::own()?.print(&order));
    printed.map_err(|error| {
        let failure = Failure::new(Status::Failed, error.code()).with("detail", error.detail());
        if own { failure.hint("cli-hint-template") } else { failure }
    })
}

fn page(
    run: &Run,
    desk: &Desk,
    record: &Record,
    (wish, pin): (&Wish<'_>, Option<Pin>),
    shown: Shown,
) -> Result<Vec<u8>, Failure> {
    let Shown { languages, copy } = shown;
    let mut document = match wish.what {
        PrintWhat::Convocation => return Err(Failure::new(Status::Usage, "cli-error-convocation-form")),
        PrintWhat::Agenda => match wish.frozen {
            Some(number) => paper::frozen_agenda(&frozen_version(record, number)?, &run.lexicon, languages, copy),
            None => paper::agenda(record, desk, &run.lexicon, languages, copy, run.today()),
        },
        PrintWhat::Sheet => paper::sheet(record, desk, &run.lexicon, languages, copy, run.today()),
    };
    if let Some(pin) = pin {
        document.pin(&run.lexicon, &pin.to_string());
    }
    let form = match wish.form {
        // A terminal gets the letters in the order in which they are seen, unless it reorders them by itself; a file in the order
        // in which they are read.
        PrintForm::Txt if wish.output.is_none() && std::io::stdout().is_terminal() && !run.out.reorders() => {
            Form::Terminal
        }
        PrintForm::Txt => Form::Txt,
        PrintForm::Md => Form::Md,
        PrintForm::Html => Form::Html,
        PrintForm::Ics => return Err(Failure::new(Status::Usage, "cli-error-ics-kind")),
        PrintForm::Json => {
            let value = serde_json::to_value(&document)
                .map_err(|error| Failure::new(Status::Failed, "cli-error-paper").with("detail", error))?;
            return Ok((json::to_line(&value) + "\n").into_bytes());
        }
        PrintForm::Docx => return Ok(paper::pack(&document, Packed::Docx)?),
        PrintForm::Pdf => return pdf(run, &document, languages, wish.archive),
    };
    Ok(paper::render(&document, form)?.into_bytes())
}
