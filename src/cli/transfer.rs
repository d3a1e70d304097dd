//! `import` and `export`.

use super::args::{Command, ExportFormat, Format};
use super::desk::{Outcome, Run, write_out};
use super::failure::{Failure, Status};
use crate::domain::words;
use crate::exchange::{ExchangeError, csv, encoding, import, jsonl, mapping};
use crate::lang::Arg;
use crate::text;
use serde_json::json;
use std::path::Path;

impl From<ExchangeError> for Failure {
    fn from(error: ExchangeError) -> Self {
        let status = if matches!(error, ExchangeError::Io(_)) { Status::Failed } else { Status::Refused };
        let values = error.values().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Failure { values, ..Failure::new(status, error.code()) }
    }
}

/// `import FORMAT FILE`.
pub fn run_import(run: &Run, command: &Command) -> Outcome {
    let Command::Import { format, file, kind, map, source, encoding, delimiter, dry_run, skip_refused } = command
    else {
        return Ok(());
    };
    let kind = kind.as_deref().map(|name| run.kind(name)).transpose()?;
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let mapping = map.as_deref().map(read_mapping).transpose()?;
    let bytes = super::records::read_bytes(file)?;
    let rows = match format {
        Format::Jsonl => jsonl::rows(bytes.as_slice(), kind)?,
        Format::Csv => {
            let mut dialect = mapping.as_ref().map(|mapping| mapping.dialect).unwrap_or_default();
            if let Some(name) = encoding {
                dialect.encoding = Some(encoding::Encoding::from_name(name)?);
            }
            if let Some(sign) = delimiter {
                dialect.delimiter = Some(delimiter_of(sign)?);
            }
            let table = csv::read_table(&bytes, &dialect)?;
            csv::rows(table, mapping.as_ref(), kind, &run.reader(&desk))?
        }
    };
    let options = import::Options {
        key: mapping.map(|mapping| mapping.key).unwrap_or_default(),
        source: source.clone(),
        skip_refused: *skip_refused,
    };
    let mut rows = rows;
    import::refuse_dropped(&mut rows, &desk, |reference| {
        registrar.dropped(reference).map(|dropped| dropped.is_some())
    })?;
    let plan = import::plan(rows, &desk, &run.lexicon, &options);
    let is_refused = plan.report.refused_rows > 0 && !skip_refused;
    if !dry_run && !is_refused && !plan.drafts.is_empty() {
        run.propose(&mut registrar, "import", plan.drafts)?;
    }
    report(run, &plan.report, *dry_run)?;
    if is_refused {
        return Err(Failure::new(Status::Refused, "cli-error-import-refused")
            .with("count", plan.report.refused_rows)
            .hint("cli-hint-import-refused"));
    }
    Ok(())
}

fn read_mapping(file: &Path) -> Result<mapping::Mapping, Failure> {
    Ok(mapping::Mapping::read(&super::records::read_text(file)?)?)
}

fn delimiter_of(sign: &str) -> Result<u8, Failure> {
    match sign {
        "tab" | "\t" | "\\t" => Ok(b'\t'),
        "," | "comma" => Ok(b','),
        ";" | "semicolon" => Ok(b';'),
        other => Err(Failure::new(Status::Usage, "cli-error-delimiter").with("value", other)),
    }
}

fn report(run: &Run, report: &import::Report, dry_run: bool) -> Outcome {
    let sentence = |refused: &import::Refused| {
        let values = refused.values.iter().map(|(name, value)| (*name, value.as_str()));
        text::for_screen(&words::refusal(&run.lexicon, run.lang(), refused.code, values)).into_owned()
    };
    if run.json {
        let refused: Vec<_> = report.refused.iter().map(|refused| json!({"line": refused.line, "field": refused.field, "code": refused.code, "reason": sentence(refused)})).collect();
        return run.value(
            &json!({"rows": report.rows, "records": report.records, "added": report.added, "changed": report.changed,
            "unchanged": report.unchanged, "refused": report.refused_rows, "refusals": refused, "dry_run": dry_run}),
        );
    }
    for refused in &report.refused {
        let line = format!("{}: {}: {}", refused.line, refused.field, sentence(refused));
        run.tell("cli-import-refusal", &[("line", line.as_str().into())]);
    }
    let values: [(&str, Arg<'_>); 5] = [
        ("rows", report.rows.into()),
        ("added", report.added.into()),
        ("changed", report.changed.into()),
        ("unchanged", report.unchanged.into()),
        ("refused", report.refused_rows.into()),
    ];
    run.line(&run.say("exchange-report", &values))
}

/// `export FORMAT [KIND] [-o FILE]`.
pub fn export(run: &Run, format: ExportFormat, kind: Option<&str>, output: Option<&Path>) -> Outcome {
    let kind = kind.map(|name| run.kind(name)).transpose()?;
    let registrar = run.open()?;
    let desk = registrar.desk();
    let mut bytes = Vec::new();
    match (format, kind) {
        (ExportFormat::Jsonl, kind) => jsonl::write(&desk, kind, &mut bytes)?,
        (ExportFormat::Csv, Some(kind)) => csv::write_csv(&desk, kind, csv::Mark::With, &mut bytes)?,
        (ExportFormat::Ics, _) | (ExportFormat::Csv, None) => {
            return Err(Failure::new(Status::Usage, "cli-error-csv-kind"));
        }
    }
    deliver(run, &bytes, output)
}

/// Writes a page or an export to a file that appears whole or not at all, or to standard output.
///
/// # Errors
/// The file or the output cannot be written.
pub fn deliver(run: &Run, bytes: &[u8], output: Option<&Path>) -> Outcome {
    match output {
        None => write_out(bytes),
        Some(file) => {
            crate::host::files::write_whole(file, bytes).map_err(|error| Failure::file(file, &error))?;
            run.tell("cli-written", &[("file", file.display().to_string().as_str().into())]);
            Ok(())
        }
    }
}
