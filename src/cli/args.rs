//! The command line as data: what CONTRACT names, and nothing else.
//!
//! There is no help text here: `help` puts the messages of `cli.ftl` into it, in the language of the person.

pub mod agenda;
pub mod committee;
pub mod print;

use crate::app::tutor::LESSONS;
use crate::paper::CopyKind;
use agenda::AgendaCommand;
use clap::{Args, Parser, Subcommand, ValueEnum};
use print::{PrintForm, PrintWhat, TemplateCommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "tansiq", version, disable_help_subcommand = false)]
pub struct Cli {
    #[allow(missing_docs)]
    #[command(flatten)]
    pub common: Common,
    #[allow(missing_docs)]
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The arguments of the process. A filter that is turned around (`-kind:letter`) is no option: it goes on with the minus sign
/// of mathematics, which queries take for the same.
pub fn arguments(given: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut takes_filters = false;
    let mut arguments = Vec::new();
    for argument in given {
        let turned = argument.to_str().filter(|_| takes_filters).and_then(turned_around);
        takes_filters |= argument.to_str().is_some_and(|word| matches!(word, "list" | "find" | "suggest"));
        arguments.push(turned.map_or(argument, OsString::from));
    }
    arguments
}

fn turned_around(argument: &str) -> Option<String> {
    let filter = argument.strip_prefix('-')?;
    let (name, _) = filter.split_once(':')?;
    let is_name = name.chars().count() > 1 && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '_'));
    (is_name && !name.starts_with('-')).then(|| format!("\u{2212}{filter}"))
}

/// The options without a command, as the interface is opened. They are read by themselves, so that the interface does not
/// carry the machinery of commands; nothing where they are anything else than plain and right, which is then told better.
pub fn alone(given: impl Iterator<Item = OsString>) -> Option<Common> {
    let (mut desk, mut lang, mut by, mut color) = (None, None, None, None);
    let (mut json, mut quiet) = (false, false);
    let mut parser = lexopt::Parser::from_iter(given);
    while let Some(argument) = parser.next().ok()? {
        let lexopt::Arg::Long(name) = argument else { return None };
        let (value, flag) = match name {
            "desk" => (&mut desk, None),
            "lang" => (&mut lang, None),
            "as" => (&mut by, None),
            "color" => (&mut color, None),
            "json" => (&mut None, Some(&mut json)),
            "quiet" => (&mut None, Some(&mut quiet)),
            _ => return None,
        };
        match flag {
            Some(flag) => {
                if std::mem::replace(flag, true) {
                    return None;
                }
            }
            None => {
                let given = parser.value().ok()?;
                if given.is_empty() || given.as_encoded_bytes().starts_with(b"-") || value.replace(given).is_some() {
                    return None;
                }
            }
        }
    }
    let words = |value: Option<OsString>| value.map(OsString::into_string).transpose().ok();
    let desk = desk.or_else(|| std::env::var_os("TANSIQ_DESK"));
    if desk.as_ref().is_some_and(|desk| desk.is_empty()) {
        return None;
    }
    let color = match color {
        Some(name) => Color::from_str(name.to_str()?, false).ok()?,
        None => Color::Auto,
    };
    Some(Common { desk: desk.map(PathBuf::from), lang: words(lang)?, by: words(by)?, json, quiet, color })
}

/// Options before or after any command.
#[derive(Debug, PartialEq, Eq, Args)]
#[allow(missing_docs)]
pub struct Common {
    #[arg(long, global = true, value_name = "DIR", env = "TANSIQ_DESK", hide_env_values = true)]
    pub desk: Option<PathBuf>,
    #[arg(long, global = true, value_name = "ar|fr|en")]
    pub lang: Option<String>,
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub by: Option<String>,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, global = true)]
    pub quiet: bool,
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum Color {
    Auto,
    Always,
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum Command {
    Init {
        #[arg(long)]
        sample: bool,
    },
    Demo {
        #[arg(long, value_name = "DIR")]
        keep: Option<PathBuf>,
    },
    Tutor {
        #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=LESSONS as i64))]
        step: u8,
    },
    Add {
        #[arg(required_unless_present = "from")]
        kind: Option<String>,
        #[arg(value_name = "FIELD=VALUE", conflicts_with = "from")]
        fields: Vec<String>,
        #[arg(long, value_name = "FILE")]
        from: Option<PathBuf>,
    },
    Set {
        #[arg(value_name = "REF")]
        reference: String,
        #[arg(value_name = "FIELD=VALUE", required = true)]
        fields: Vec<String>,
        #[arg(long, value_name = "N")]
        if_rev: Option<u64>,
    },
    Show {
        #[arg(value_name = "REF")]
        reference: String,
        #[arg(long, value_name = "DATE|rN")]
        as_of: Option<String>,
        #[arg(long)]
        history: bool,
        #[arg(long, conflicts_with = "as_of")]
        dropped: bool,
    },
    List {
        kind: String,
        #[arg(value_name = "FILTER")]
        filters: Vec<String>,
        #[arg(long, value_name = "NAME")]
        view: Option<String>,
        #[arg(long, conflicts_with_all = ["as_of", "dropped", "view"])]
        duplicates: bool,
        #[arg(long, value_name = "FIELD")]
        sort: Option<String>,
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        #[arg(long, value_name = "DATE|rN")]
        as_of: Option<String>,
        #[arg(long, conflicts_with = "as_of")]
        dropped: bool,
    },
    Drop {
        #[arg(value_name = "REF")]
        reference: String,
    },
    Trash {
        kind: Option<String>,
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
    },
    Undrop {
        #[arg(value_name = "REF", required = true)]
        references: Vec<String>,
    },
    Undo {
        #[arg(value_name = "N", default_value_t = 1)]
        count: u32,
    },
    Redo {
        #[arg(value_name = "N", default_value_t = 1)]
        count: u32,
    },
    Merge {
        #[arg(value_name = "REF")]
        from: String,
        #[arg(value_name = "INTO")]
        into: String,
    },
    Log {
        #[arg(value_name = "REF")]
        reference: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 20)]
        limit: usize,
        #[arg(long)]
        hashes: bool,
        #[arg(long, conflicts_with_all = ["reference", "pin"])]
        verify: bool,
        #[arg(long, value_name = "PIN", conflicts_with = "reference")]
        pin: Option<String>,
    },
    Find {
        #[arg(value_name = "QUERY", required_unless_present = "batch")]
        query: Vec<String>,
        #[arg(long, value_name = "KIND")]
        kind: Option<String>,
        #[arg(long, value_name = "N", default_value_t = 10)]
        limit: usize,
        #[arg(long)]
        batch: bool,
        #[arg(long, conflicts_with = "batch")]
        dropped: bool,
    },
    Timeline {
        #[arg(value_name = "REF")]
        reference: Option<String>,
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        #[arg(long, value_name = "DATE|rN")]
        as_of: Option<String>,
    },
    Agenda {
        #[command(subcommand)]
        command: AgendaCommand,
    },
    Meeting {
        #[command(subcommand)]
        command: committee::MeetingCommand,
    },
    Body {
        #[command(subcommand)]
        command: committee::BodyCommand,
    },
    Procedure {
        #[command(subcommand)]
        command: committee::ProcedureCommand,
    },
    FollowUp {
        #[command(subcommand)]
        command: committee::FollowUpCommand,
    },
    Action {
        #[command(subcommand)]
        command: committee::ActionCommand,
    },
    Post {
        #[command(subcommand)]
        command: PostCommand,
    },
    Template {
        #[command(subcommand)]
        command: TemplateCommand,
    },
    Print {
        what: PrintWhat,
        #[arg(value_name = "REF")]
        reference: Option<String>,
        #[arg(long, value_name = "FORM", default_value = "txt")]
        form: PrintForm,
        #[arg(long, value_enum, default_value = "member")]
        copy: CopyKind,
        #[arg(long)]
        pin: bool,
        #[arg(long, value_name = "V")]
        frozen: Option<i64>,
        #[arg(long, value_name = "N")]
        seat: Option<i64>,
        #[arg(long, value_name = "YEAR")]
        year: Option<i16>,
        #[arg(long, value_name = "DAYS", default_value_t = 0)]
        within: i32,
        #[arg(long)]
        archive: bool,
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    Report {
        #[arg(value_enum)]
        subject: ReportSubject,
        #[arg(long, value_name = "DATE")]
        from: Option<String>,
        #[arg(long, value_name = "DATE")]
        to: Option<String>,
        #[arg(long, value_name = "FORM", default_value = "txt")]
        form: ReportForm,
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    Import {
        format: Format,
        file: PathBuf,
        #[arg(long)]
        kind: Option<String>,
        #[arg(long, value_name = "FILE")]
        map: Option<PathBuf>,
        #[arg(long, value_name = "NAME")]
        source: Option<String>,
        #[arg(long, value_name = "NAME")]
        encoding: Option<String>,
        #[arg(long, value_name = "CHAR")]
        delimiter: Option<String>,
        #[arg(long)]
        dry_run: bool,
        #[arg(long)]
        skip_refused: bool,
    },
    Export {
        format: ExportFormat,
        kind: Option<String>,
        #[arg(long, value_name = "BODY")]
        body: Option<String>,
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    Verify,
    Repair {
        #[arg(long)]
        dry_run: bool,
    },
    Backup {
        file: Option<PathBuf>,
        #[arg(long, conflicts_with = "file")]
        list: bool,
    },
    Restore {
        file: PathBuf,
        #[arg(long, value_name = "DIR", required_unless_present = "rehearse")]
        to: Option<PathBuf>,
        #[arg(long, conflicts_with = "to")]
        rehearse: bool,
    },
    Config,
    Doctor,
    Picture {
        #[arg(long, value_name = "COLSxROWS", default_value = "80x24")]
        size: String,
        #[arg(value_name = "KEYS")]
        keys: Vec<String>,
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    Completions {
        shell: clap_complete::Shell,
    },
    Man {
        #[arg(value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

/// What can be done with a post.
#[derive(Debug, Subcommand)]
#[allow(missing_docs)]
pub enum PostCommand {
    Succeed {
        post: String,
        person: String,
        #[arg(long, value_name = "DATE")]
        from: String,
        #[arg(long, value_enum, default_value = "titular")]
        kind: TenureKind,
        #[arg(long, value_name = "WORDS")]
        act: Option<String>,
    },
}

/// As what somebody comes to a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum TenureKind {
    Titular,
    Interim,
    Delegate,
}

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum ReportSubject {
    Activity,
    FollowUp,
    Convergence,
    Objectives,
}

/// As what a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum ReportForm {
    Txt,
    Csv,
    Svg,
}

/// Formats of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum ExportFormat {
    Jsonl,
    Csv,
    Ics,
}

/// Formats of import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(missing_docs)]
pub enum Format {
    Jsonl,
    Csv,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_options_alone_are_read_as_with_commands() {
        for line in [
            "",
            "--desk /a",
            "--desk=/a",
            "--lang ar",
            "--lang=ar+fr --as Name",
            "--json --quiet",
            "--color never",
            "--color=x",
            "--json --json",
            "--desk",
            "--desk -a",
            "--desk= --as a",
            "list",
            "-h",
            "--help",
            "--version",
            "--lang ar --lang fr",
            "--json=1",
            "--",
            "-- a",
            "-x",
            "--color ALWAYS",
            "--des /a",
        ] {
            let given = || std::iter::once("tansiq").chain(line.split_whitespace()).map(OsString::from);
            let with_commands = Cli::try_parse_from(given()).ok().filter(|cli| cli.command.is_none());
            if let Some(alone) = alone(given()) {
                assert_eq!(Some(alone), with_commands.map(|cli| cli.common), "{line}");
            }
        }
        let taken = ["", "--desk /a", "--desk=/a", "--lang=ar+fr --as Name", "--json --quiet", "--color never"];
        let given = |line: &str| line.split_whitespace().map(OsString::from).collect::<Vec<_>>();
        assert!(taken.iter().all(|line| alone(std::iter::once("tansiq".into()).chain(given(line))).is_some()));
    }
}
