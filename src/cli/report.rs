//! `report`: counts and plots of a period, as text, JSON, CSV or a picture.

use super::args::{ReportForm, ReportSubject};
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::timeline::day;
use super::transfer::deliver;
use crate::domain::rules::report::{Question, Subject};
use crate::exchange::json;
use crate::host::report_file;
use crate::paper::{self, PAGE_WIDTH, Report};
use std::io::IsTerminal;
use std::path::Path;

/// What was asked of `report`.
pub struct Wish<'a> {
    /// About what.
    pub subject: ReportSubject,
    /// The first day.
    pub from: Option<&'a str>,
    /// The last day.
    pub to: Option<&'a str>,
    /// As what.
    pub form: ReportForm,
    /// Where to.
    pub output: Option<&'a Path>,
}

/// `report SUBJECT [--from D] [--to D]`.
pub fn report(run: &Run, wish: &Wish<'_>) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let from = wish.from.map(|words| day(run, words)).transpose()?.map(|days| days.0);
    let to = wish.to.map(|words| day(run, words)).transpose()?.map(|days| days.1);
    let question = Question { desk: &desk, from, to, today: run.today() };
    let subject = match wish.subject {
        ReportSubject::Activity => Subject::Activity,
        ReportSubject::FollowUp => Subject::FollowUp,
        ReportSubject::Convergence => Subject::Convergence,
        ReportSubject::Objectives => Subject::Objectives,
    };
    let report = paper::report(&question, subject, &run.lexicon, run.lang());
    deliver(run, written(run, &report, wish)?.as_bytes(), wish.output)
}

fn written(run: &Run, report: &Report, wish: &Wish<'_>) -> Result<String, Failure> {
    let failed = |error: String| Failure::new(Status::Failed, "cli-error-paper").with("detail", error);
    if run.json {
        let value = serde_json::to_value(report).map_err(|error| failed(error.to_string()))?;
        return Ok(json::to_line(&value) + "\n");
    }
    match wish.form {
        ReportForm::Txt => {
            let is_seen = wish.output.is_none() && std::io::stdout().is_terminal();
            Ok(paper::report_text(report, is_seen, PAGE_WIDTH))
        }
        ReportForm::Svg => Ok(paper::report_svg(report)),
        ReportForm::Csv => Ok(report_file::as_csv(report)?),
    }
}
