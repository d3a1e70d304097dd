//! `template list`, `export` and `check`: what an office puts in place of the built-in templates.

use super::args::print::{TemplateCommand, TemplateForm};
use super::care::fill_with_sample;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::transfer::deliver;
use crate::domain::check::check_record;
use crate::domain::{Desk, Record};
use crate::host::stationery::{Sheet, Stationery};
use crate::paper::{self, Asked, CopyKind, Document, Languages, Piece, Setting};
use crate::store::{Registrar, memory_ledger};
use serde_json::json;
use std::sync::Arc;

/// Carries out one `template` command.
pub fn run_template(run: &Run, command: &TemplateCommand) -> Outcome {
    match command {
        TemplateCommand::List => list(run),
        TemplateCommand::Export { form, output } => {
            let setting = match form {
                TemplateForm::Typ => Setting::Type,
                TemplateForm::Html => Setting::Html,
                TemplateForm::Md => Setting::Md,
            };
            let text = setting.built_in().unwrap_or_default();
            deliver(run, text.as_bytes(), output.as_deref())
        }
        TemplateCommand::Check => check(run),
    }
}

fn stationery(run: &Run) -> Stationery {
    Stationery::at(&run.settings.config_dir.join("templates"))
}

/// The files of the office, and what each is for.
fn list(run: &Run) -> Outcome {
    let stationery = stationery(run);
    let sheets = stationery.sheets()?;
    if sheets.is_empty() {
        let folder = run.settings.config_dir.join("templates").display().to_string();
        run.tell("cli-no-templates", &[("folder", folder.as_str().into())]);
    }
    for sheet in &sheets {
        let file = sheet.file.display().to_string();
        if run.json {
            run.value(&json!({"file": file, "languages": sheet.languages, "page": sheet.page,
                "form": sheet.setting.map(Setting::ending), "used": sheet.is_used()}))?;
        } else {
            run.line(&format!("{file}  {}", what_for(run, sheet)))?;
        }
    }
    Ok(())
}

fn what_for(run: &Run, sheet: &Sheet) -> String {
    let form = sheet.setting.map(Setting::ending).unwrap_or_default();
    match sheet.page.as_str() {
        _ if !sheet.is_used() => run.say("cli-template-unused", &[]),
        "letterhead" => run.say("cli-template-letterhead", &[]),
        "page" => format!("{} · {form}", run.say("cli-template-all", &[])),
        page => format!("{} · {form}", run.say(&format!("piece-{page}"), &[])),
    }
}

/// Tries every template of the office on the pages of the sample.
fn check(run: &Run) -> Outcome {
    let (stationery, sheets) = (stationery(run), stationery(run).sheets()?);
    let lexicon = Arc::clone(&run.lexicon);
    let rules = Box::new(move |record: &Record, desk: &Desk| check_record(record, desk, &lexicon));
    let mut registrar = Registrar::open(Box::new(memory_ledger()?), rules)?;
    fill_with_sample(run, &mut registrar)?;
    let desk = registrar.desk();
    let mut faults = 0u32;
    for sheet in sheets.iter().filter(|sheet| sheet.is_used()) {
        let Some(languages) = Languages::parse(&sheet.languages) else { continue };
        for document in documents(run, &desk, &sheet.page, languages) {
            let said = match sheet.setting {
                Some(setting) => stationery.try_out(&sheet.file, &document, setting),
                None => stationery.head(&mut document.clone()),
            };
            let Err(error) = said else { continue };
            faults += 1;
            let failure = Failure::from(error);
            let words = failure.reason(&run.lexicon, run.lang());
            let file = sheet.file.display().to_string();
            if run.json {
                run.value(&json!({"file": file, "page": document.kind, "code": failure.code, "message": words}))?;
            } else {
                run.line(&format!("{file}  {}: {words}", document.kind))?;
            }
            break;
        }
    }
    match faults {
        0 => {
            run.tell("cli-templates-fit", &[("count", sheets.len().into())]);
            Ok(())
        }
        count => Err(Failure::new(Status::Refused, "cli-error-templates").with("count", count)),
    }
}

/// The pages of the sample that a template is for: those of its own kind, or of all.
fn documents(run: &Run, desk: &Desk, page: &str, languages: Languages) -> Vec<Document> {
    let wanted = Piece::ALL.into_iter().filter(|piece| matches!(page, "page" | "letterhead") || piece.key() == page);
    let first = |piece: Piece| {
        let records = piece.kinds().into_iter().flat_map(|kind| desk.of_kind(kind));
        let records = records.map(|record| Some(record.as_ref())).chain([None]);
        let asked = |record| Asked {
            piece,
            record,
            languages,
            is_in_own_language: false,
            copy: CopyKind::Chair,
            version: None,
            seat: None,
            year: None,
            within_days: 0,
            today: run.today(),
        };
        let made: Vec<Document> =
            records.filter_map(|record| paper::compose(desk, &run.lexicon, &asked(record)).ok()).collect();
        // The fullest one meets most of what a template does.
        made.into_iter().max_by_key(Document::weight)
    };
    wanted.filter_map(first).collect()
}
