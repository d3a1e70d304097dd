//! The command line: arguments to commands, commands to the registrar, answers to standard output.
//!
//! Data goes to standard output, everything else to standard error; exit statuses are those of the contract
//! ([`failure::Status`]). With no command the interface opens.

pub mod agenda;
pub mod args;
pub mod body;
pub mod calendar;
pub mod care;
pub mod desk;
pub mod failure;
pub mod find;
pub mod follow_up;
pub mod help;
pub mod history;
pub mod interface;
pub mod list;
pub mod meeting;
pub mod post;
pub mod print;
pub mod procedure;
pub mod records;
pub mod report;
pub mod safety;
pub mod show;
pub mod template;
mod timeline;
pub mod transfer;
pub mod trash;

use crate::exchange::json;
use crate::host::settings::{Asked, Settings, SettingsError, SettingsFile};
use crate::host::shell::Shell;
use crate::lang::{Lang, Lexicon};
use crate::limits;
use args::{Cli, Color, Command};
use clap::{CommandFactory, FromArgMatches};
use desk::{Outcome, Run};
use failure::{Failure, Status};
use serde_json::json;
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;

/// Runs the program with the process's arguments.
pub fn run() -> ExitCode {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !crate::store::is_engines_own(info) {
            tell(info);
        }
    }));
    if std::env::args_os().nth(1).is_some_and(|word| word == crate::host::press::COMMAND) {
        return crate::host::press::serve();
    }
    let lexicon = Lexicon::load();
    if let Some(common) = args::alone(std::env::args_os()) {
        return start(Cli { common, command: None }, lexicon);
    }
    // Help has its words in the language of the person, and is made only where it is shown.
    let given = args::arguments(std::env::args_os());
    let matches = match Cli::command().try_get_matches_from(&given) {
        Ok(matches) => matches,
        Err(_) => match help::command::<Cli>(&lexicon, spoken()).try_get_matches_from(&given) {
            Ok(matches) => matches,
            Err(error) => return usage(&error),
        },
    };
    match Cli::from_arg_matches(&matches) {
        Ok(cli) => start(cli, lexicon),
        Err(error) => complain(&error.to_string(), Status::Usage),
    }
}

/// The language in force, needed before the arguments are read, for help and usage errors.
fn spoken() -> Lang {
    Settings::read(Asked { lang: lang_in_arguments(), ..Asked::default() })
        .map_or(Lang::En, |settings| settings.lang.value)
}

/// Help that was asked for, or what is wrong with the arguments: in words, or as JSON where the arguments say so.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let shell = Settings::read(Asked::default()).map(|settings| Shell::of(&settings, &std::io::stdout()));
        match shell.ok().filter(Shell::is_arranged) {
            Some(shell) => {
                let said = error.render().to_string();
                let lines: Vec<_> = said.lines().map(|line| shell.line(line)).collect();
                let _ = desk::write_out(&(lines.join("\n") + "\n"));
            }
            None => drop(error.print()),
        }
        return ExitCode::SUCCESS;
    }
    let said = error.render().to_string();
    if arguments().any(|argument| argument == "--json") {
        let mut lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
        let message = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
        let hint = lines.find_map(|line| line.strip_prefix("tip: "));
        let value = json!({"error": {"code": "usage", "message": message, "field": null, "hint": hint}});
        let _ = writeln!(std::io::stderr(), "{}", crate::exchange::json::to_line(&value));
    } else if arguments().all(|argument| *crate::text::for_screen(&argument) == *argument) {
        let _ = error.print();
    } else {
        // The error repeats what was typed: a terminal gets none of it that it would obey.
        let lines = said.lines().map(crate::text::for_screen);
        let _ = lines.into_iter().try_for_each(|line| writeln!(std::io::stderr(), "{line}"));
    }
    ExitCode::from(Status::Usage as u8)
}

/// The arguments as text, whatever bytes they hold.
fn arguments() -> impl Iterator<Item = String> {
    std::env::args_os().map(|argument| argument.to_string_lossy().into_owned())
}

/// The language named in the arguments.
fn lang_in_arguments() -> Option<Lang> {
    let mut arguments = arguments().skip_while(|argument| argument != "--lang" && !argument.starts_with("--lang="));
    let first = arguments.next()?;
    let code = first.strip_prefix("--lang=").map(str::to_owned).or_else(|| arguments.next())?;
    Lang::from_code(&code)
}

fn complain(text: &str, status: Status) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "tansiq: {}", crate::text::for_screen(text));
    ExitCode::from(status as u8)
}

fn start(cli: Cli, lexicon: Lexicon) -> ExitCode {
    let wants_json = cli.common.json;
    let asked_lang = cli.common.lang.as_deref().map(|code| code.split('+').next().unwrap_or(code));
    let lang = asked_lang.and_then(Lang::from_code);
    if let (Some(code), None) = (asked_lang, lang) {
        let failure = Failure::new(Status::Usage, "cli-error-languages").with("value", code);
        return report(&failure, &lexicon, Lang::En, wants_json, Shell::default());
    }
    // Two languages are those of a page; what is said about it is in the person's own.
    let is_of_a_page = cli.common.lang.as_deref().is_some_and(|code| code.contains('+'));
    let lang = lang.filter(|_| !is_of_a_page);
    let asked = Asked { desk: cli.common.desk.clone(), lang, by: cli.common.by.clone() };
    let settings = match Settings::read(asked.clone()) {
        Ok(settings) => settings,
        Err(error) => {
            let lang = lang.unwrap_or_else(of_the_system);
            return report(&unsettled(&error), &lexicon, lang, wants_json, Shell::default());
        }
    };
    if settings.by.value.len() > limits::BY_BYTES || crate::text::has_control(&settings.by.value) {
        let failure = Failure::new(Status::Usage, "cli-error-by").with("limit", limits::BY_BYTES);
        return report(&failure, &lexicon, settings.lang.value, wants_json, Shell::default());
    }
    let overrides = match settings.vocabularies() {
        Ok(overrides) => overrides,
        Err(error) => {
            return report(&unsettled(&error), &lexicon, settings.lang.value, wants_json, Shell::default());
        }
    };
    let lexicon = if overrides.is_empty() { lexicon } else { Lexicon::load_with(&overrides) };
    let (out, err) = (Shell::of(&settings, &std::io::stdout()), Shell::of(&settings, &std::io::stderr()));
    let (json, quiet) = (wants_json, cli.common.quiet);
    let settings_file = SettingsFile::kept(asked, settings.config_dir.clone());
    let (lexicon, due) = (Arc::new(lexicon), std::sync::Mutex::default());
    let run = Run { settings, settings_file, lexicon, json, quiet, out, err, due };
    let outcome = dispatch(&run, &cli);
    safety::take_due(&run);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => report(&failure, &run.lexicon, run.lang(), wants_json, run.err),
    }
}

fn unsettled(error: &SettingsError) -> Failure {
    Failure::new(Status::Usage, error.code).with("file", error.file.display()).with("detail", &error.detail)
}

/// The language of the person where the settings cannot tell it.
fn of_the_system() -> Lang {
    Settings::from_text(Asked::default(), std::path::PathBuf::new(), "").map_or(Lang::En, |found| found.lang.value)
}

fn report(failure: &Failure, lexicon: &Lexicon, lang: Lang, wants_json: bool, shell: Shell) -> ExitCode {
    let mut out = std::io::stderr();
    if wants_json {
        let _ = writeln!(out, "{}", json::to_line(&failure.json(lexicon, lang)));
    } else {
        let said = format!("tansiq: {}", failure.sentence(lexicon, lang));
        let _ = writeln!(out, "{}", shell.line(&said));
        for version in failure.versions(lexicon, lang) {
            let _ = writeln!(out, "{}", shell.line(&format!("  {version}")));
        }
        if let Some(hint) = failure.hint {
            let said = format!("  {}", lexicon.plain(lang, hint, &[]));
            let _ = writeln!(out, "{}", shell.line(&said));
        }
    }
    ExitCode::from(failure.status as u8)
}

fn dispatch(run: &Run, cli: &Cli) -> Outcome {
    let Some(command) = &cli.command else { return interface::open(run, cli.common.color) };
    match command {
        Command::Init { sample } => care::init(run, *sample),
        Command::Demo { keep } => interface::demo(run, keep.as_deref(), cli.common.color),
        Command::Tutor { step } => interface::tutor(run, usize::from(*step), cli.common.color),
        Command::Add { kind, from: Some(file), .. } => records::add_from(run, kind.as_deref(), file),
        Command::Add { kind, fields, from: None } => records::add(run, kind.as_deref().unwrap_or_default(), fields),
        Command::Set { reference, fields, if_rev } => records::set(run, reference, fields, *if_rev),
        Command::Show { reference, as_of, history, dropped } => records::show(
            run,
            reference,
            &records::Shown { as_of: as_of.as_deref(), history: *history, dropped: *dropped },
        ),
        Command::List { kind, filters, duplicates: true, limit, .. } => list::duplicates(run, kind, filters, *limit),
        Command::List { .. } => list::list(run, command),
        Command::Drop { reference } => records::drop_record(run, reference),
        Command::Trash { kind, limit } => trash::list(run, kind.as_deref(), *limit),
        Command::Undrop { references } => trash::undrop(run, references),
        Command::Undo { .. } | Command::Redo { .. } => records::undo(run, command),
        Command::Merge { from, into } => records::merge(run, from, into),
        Command::Log { verify: true, .. } => history::verify(run),
        Command::Log { pin: Some(pin), .. } => history::pin(run, pin),
        Command::Log { reference, limit, hashes, .. } => history::log(run, reference.as_deref(), *limit, *hashes),
        Command::Find { query, kind, limit, batch: false, dropped } => {
            find::find(run, query, kind.as_deref(), (*limit, *dropped))
        }
        Command::Find { kind, limit, batch: true, .. } => find::batch(run, kind.as_deref(), *limit),
        Command::Timeline { .. } => timeline::run_timeline(run, command),
        other => dispatch_work(run, other, &cli.common),
    }
}

fn dispatch_work(run: &Run, command: &Command, common: &args::Common) -> Outcome {
    match command {
        Command::Agenda { command } => agenda::run_agenda(run, command),
        Command::Meeting { command } => meeting::run_meeting(run, command),
        Command::Body { command } => body::run_body(run, command),
        Command::Procedure { command } => procedure::run_procedure(run, command),
        Command::FollowUp { command } => follow_up::run_follow_up(run, command),
        Command::Action { command } => follow_up::run_action(run, command),
        Command::Post { command } => post::run_post(run, command),
        Command::Template { command } => template::run_template(run, command),
        Command::Print { what, reference, form, copy, pin, archive, frozen, seat, year, within, output } => {
            let wish = print::Wish {
                what: *what,
                reference: reference.as_deref(),
                form: *form,
                languages: common.lang.as_deref(),
                copy: *copy,
                archive: *archive,
                pin: *pin,
                frozen: *frozen,
                seat: *seat,
                year: *year,
                within_days: *within,
                output: output.as_deref(),
            };
            print::print(run, &wish)
        }
        Command::Report { subject, from, to, form, output } => {
            let (from, to, output) = (from.as_deref(), to.as_deref(), output.as_deref());
            report::report(run, &report::Wish { subject: *subject, from, to, form: *form, output })
        }
        Command::Import { .. } => transfer::run_import(run, command),
        Command::Export { format: args::ExportFormat::Ics, kind, body, output } => {
            let wish =
                calendar::Feed { kind: kind.as_deref(), body: body.as_deref(), languages: common.lang.as_deref() };
            calendar::export(run, &wish, output.as_deref())
        }
        Command::Export { format, kind, body: None, output } => {
            transfer::export(run, *format, kind.as_deref(), output.as_deref())
        }
        Command::Export { body: Some(_), .. } => Err(Failure::new(Status::Usage, "cli-error-body-of-ics")),
        Command::Verify => care::verify(run),
        Command::Repair { dry_run } => care::repair(run, *dry_run),
        Command::Backup { file: Some(file), .. } => safety::backup(run, file),
        Command::Backup { file: None, list: true } => safety::list(run),
        Command::Backup { file: None, list: false } => safety::keep(run),
        Command::Restore { file, to: Some(to), .. } => safety::restore(run, file, to),
        Command::Restore { file, to: None, .. } => safety::rehearse(run, file),
        Command::Config => care::config(run),
        Command::Doctor => care::doctor(run),
        Command::Picture { size, keys, output } => interface::picture(run, size, keys, output.as_deref()),
        Command::Completions { shell } => care::completions(run, *shell),
        Command::Man { dir } => care::man(run, dir.as_deref()),
        _ => Ok(()),
    }
}

/// Whether to use colours.
pub fn wants_color(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    }
}
