//! Making and looking after a desk: init, verify, config, doctor, completions, man.

use super::args::Cli;
use super::desk::{Outcome, Run, write_out};
use super::failure::{Failure, Status};
use super::help;
use crate::domain::Kind;
use crate::exchange::{import, jsonl};
use crate::host::settings::Origin;
use crate::lang::{Arg, Lexicon};
use crate::limits;
use crate::search::Catalogue;
use crate::search::filter::typable;
use crate::store::{Apart, Mended, Registrar};
use clap::builder::PossibleValuesParser;
use clap_complete::Shell;
use serde_json::json;
use std::path::Path;

/// The sample desk, one record a line.
const SAMPLE: &str = include_str!("../../assets/sample/desk.jsonl");

/// `init [--sample]`.
pub fn init(run: &Run, sample: bool) -> Outcome {
    let dir = &run.settings.desk.value;
    if crate::store::is_desk(dir) {
        return Err(Failure::new(Status::Refused, "cli-error-desk-exists").with("dir", dir.display()));
    }
    let mut registrar = make(run, dir)?;
    if sample {
        fill_with_sample(run, &mut registrar)?;
    }
    if run.json {
        return run.value(&json!({"desk": dir.display().to_string(), "records": registrar.desk().len()}));
    }
    run.tell(
        "cli-desk-made",
        &[("dir", dir.display().to_string().as_str().into()), ("count", registrar.desk().len().into())],
    );
    Ok(())
}

/// Makes an empty desk.
///
/// # Errors
/// The directory cannot be made or the desk not opened.
pub fn make(run: &Run, dir: &Path) -> Result<Registrar, Failure> {
    std::fs::create_dir_all(dir).map_err(|error| Failure::file(dir, &error))?;
    run.open_at(dir)
}

/// Puts the sample records into an empty desk.
///
/// # Errors
/// The store fails; the sample itself is checked by a test.
pub fn fill_with_sample(run: &Run, registrar: &mut Registrar) -> Outcome {
    let rows = jsonl::rows(SAMPLE.as_bytes(), None)?;
    let plan = import::plan(rows, &registrar.desk(), &run.lexicon, &import::Options::default());
    if let Some(refused) = plan.report.refused.first() {
        let values = refused.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        return Err(Failure {
            status: Status::Failed,
            code: refused.code.to_owned(),
            values,
            field: Some(format!("{}: {}", refused.line, refused.field)),
            hint: None,
            clash: None,
        });
    }
    run.propose(registrar, "init.sample", plan.drafts)?;
    Ok(())
}

/// `verify`.
pub fn verify(run: &Run) -> Outcome {
    run.find()?;
    let mut registrar = run.open_at(&run.settings.desk.value)?;
    let verification = registrar.verify_telling(&mut |entries| run.progress("cli-verifying", entries))?;
    run.progress_over();
    let desk = registrar.desk();
    let mut problems: Vec<(&str, String, String)> = Vec::new();
    // What was mended while the desk was opened was damage all the same.
    let (mended, told): (Vec<_>, Vec<_>) = registrar.mended().into_iter().partition(Mended::is_damage);
    told.iter().for_each(|told| run.tell_at(told.code, &told.place));
    tell_apart(run);
    let left_out = Catalogue::left_out(&desk, limits::SEARCH_ENTRIES);
    if left_out > 0 {
        run.tell("cli-search-left-out", &[("count", left_out.into()), ("most", limits::SEARCH_ENTRIES.into())]);
    }
    let damage = verification.problems.len() + mended.len();
    for mended in mended {
        let said = run.say_at(mended.code, &mended.place);
        problems.push((mended.code, mended.place, said));
    }
    for problem in &verification.problems {
        let said = run.say_at(problem.code, &problem.place);
        problems.push((problem.code, problem.place.clone(), said));
    }
    let mut unlisted = 0;
    for record in desk.records() {
        for error in crate::domain::check::check_record(record, &desk, &run.lexicon) {
            if problems.len() >= limits::VERIFY_PROBLEMS {
                unlisted += 1;
                continue;
            }
            let place = format!("{} {}", record.reference, error.field);
            let said = Failure::from(&error).reason(&run.lexicon, run.lang());
            problems.push((error.code, place.clone(), format!("{place}: {said}")));
        }
    }
    if run.json {
        let listed: Vec<_> = problems.iter().map(|(code, place, _)| json!({"code": code, "place": place})).collect();
        let mut report = json!({"entries": verification.entries, "records": verification.records, "problems": listed});
        if !told.is_empty() {
            report["told"] = told.iter().map(|told| json!({"code": told.code, "place": told.place})).collect();
        }
        run.value(&report)?;
    } else {
        for (_, _, said) in &problems {
            run.line(said)?;
        }
        run.line(&run.say(
            "cli-verified",
            &[
                ("entries", count(verification.entries)),
                ("records", count(verification.records)),
                ("problems", (problems.len() + unlisted).into()),
            ],
        ))?;
    }
    match (damage, problems.len() + unlisted) {
        (0, 0) => Ok(()),
        // Nothing is damaged, but records break rules that have come since, or hold codes that are no longer known.
        (0, count) => Err(Failure::new(Status::Refused, "cli-error-rules").with("count", count)),
        (_, count) => Err(Failure::new(Status::Damaged, "cli-error-damaged").with("count", count)),
    }
}

/// Tells what is kept apart, which nobody but people takes away.
fn tell_apart(run: &Run) {
    for apart in crate::store::apart(&run.settings.desk.value) {
        let place = apart.folder.display().to_string();
        run.tell(apart.code, &values_of_apart(&apart, &place));
    }
}

fn values_of_apart<'v>(apart: &Apart, place: &'v str) -> [(&'static str, Arg<'v>); 3] {
    [("count", count(apart.count)), ("megabytes", count(apart.megabytes())), ("place", place.into())]
}

/// `repair [--dry-run]`.
pub fn repair(run: &Run, only_look: bool) -> Outcome {
    run.find()?;
    let owner = crate::host::clock::owner(&run.settings.by.value);
    let repair = crate::store::repair(&run.settings.desk.value, &owner, only_look)?;
    if run.json {
        let listed: Vec<_> =
            repair.problems.iter().map(|problem| json!({"code": problem.code, "place": problem.place})).collect();
        let lost = repair.lost.map(|(first, last)| [first, last]);
        let aside: Vec<String> = repair.aside.iter().map(|place| place.display().to_string()).collect();
        run.value(&json!({"entries": repair.entries, "lost": lost, "stranded": repair.stranded, "problems": listed, "aside": aside}))?;
    } else {
        for problem in &repair.problems {
            run.line(&run.say_at(problem.code, &problem.place))?;
        }
        for place in &repair.aside {
            run.line(&run.say("cli-repair-aside", &[("place", place.display().to_string().as_str().into())]))?;
        }
        let values = [("entries", count(repair.entries)), ("problems", repair.problems.len().into())];
        run.line(&run.say("cli-repaired", &values))?;
    }
    match repair.lost {
        Some((first, last)) => Err(Failure::new(Status::Damaged, "cli-repair-lost")
            .with("first", first)
            .with("last", last)
            .with("stranded", repair.stranded)),
        None if only_look && !repair.problems.is_empty() => {
            Err(Failure::new(Status::Damaged, "cli-error-damaged").with("count", repair.problems.len()))
        }
        None => Ok(()),
    }
}

/// A number of entries or records as a value of a message.
pub fn count(number: u64) -> Arg<'static> {
    Arg::from(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Where a setting comes from, as a code.
fn origin(setting: Origin) -> &'static str {
    match setting {
        Origin::Option => "option",
        Origin::Environment(variable) => variable,
        Origin::File => "config.toml",
        Origin::BuiltIn => "built-in",
    }
}

/// The same in words.
fn origin_in_words(setting: Origin, run: &Run) -> String {
    match setting {
        Origin::Option => run.say("settings-of-option", &[]),
        Origin::BuiltIn => run.say("settings-built-in", &[]),
        Origin::Environment(_) | Origin::File => origin(setting).to_owned(),
    }
}

/// `config`: every setting in force and where it comes from.
pub fn config(run: &Run) -> Outcome {
    let settings = &run.settings;
    let file = settings.config_dir.join("config.toml").display().to_string();
    let mut lines = settings.lines().into_iter();
    if run.json {
        let entries: serde_json::Map<_, _> = lines
            .map(|line| (line.key.to_owned(), json!({"value": line.value, "origin": origin(line.origin)})))
            .collect();
        return run.value(&json!({"file": file, "settings": entries}));
    }
    run.line(&file)?;
    lines.try_for_each(|line| {
        run.line(&format!("{} = {}  ({})", line.key, line.value, origin_in_words(line.origin, run)))
    })
}

/// `doctor`: what this terminal, this desk and this machine can do, and what to change.
pub fn doctor(run: &Run) -> Outcome {
    let report = crate::host::doctor::examine(&run.settings);
    if run.json {
        let checks: Vec<_> = report
            .iter()
            .map(|check| json!({"check": check.key, "ok": check.ok, "value": check.value, "why": check.why}))
            .collect();
        return run.value(&json!({ "checks": checks }));
    }
    for check in report {
        let sign = if check.ok { "✓" } else { "!" };
        let value = match &check.apart {
            Some(apart) => run.say("store-apart-short", &values_of_apart(apart, &apart.folder.display().to_string())),
            None => check.value,
        };
        run.line(&format!("{sign} {}{} {value}", run.say(check.key, &[]), run.lang().colon()))?;
        if let Some(why) = check.why {
            run.line(&format!("    {}", run.say(why, &[])))?;
        }
        if !check.ok {
            run.line(&format!("    {}", run.say(&format!("{}-advice", check.key), &[])))?;
        }
    }
    Ok(())
}

/// The command line with what a shell can offer for kinds and filters. It is not what reads arguments: there a kind or filter that
/// nobody knows has messages of its own.
fn with_values(command: clap::Command, lexicon: &Lexicon) -> clap::Command {
    let filters = typable(lexicon);
    command.mut_subcommands(|sub| {
        sub.mut_args(|arg| match arg.get_id().as_str() {
            "kind" => arg.value_parser(PossibleValuesParser::new(Kind::all().map(Kind::key))),
            "filters" | "query" => arg.value_parser(PossibleValuesParser::new(filters.clone())),
            _ => arg,
        })
    })
}

/// `completions SHELL`.
pub fn completions(run: &Run, shell: Shell) -> Outcome {
    let mut out = Vec::new();
    let command = help::command::<Cli>(&run.lexicon, run.lang());
    clap_complete::generate(shell, &mut with_values(command, &run.lexicon), "tansiq", &mut out);
    write_out(&out)
}

/// `man [DIR]`: the page of the program, or one file for each command.
pub fn man(run: &Run, dir: Option<&Path>) -> Outcome {
    let command = help::command::<Cli>(&run.lexicon, run.lang());
    match dir {
        None => {
            let mut out = Vec::new();
            clap_mangen::Man::new(command).render(&mut out).map_err(|error| Failure::output(&error))?;
            write_out(&out)
        }
        Some(dir) => {
            std::fs::create_dir_all(dir).map_err(|error| Failure::file(dir, &error))?;
            clap_mangen::generate_to(command, dir).map_err(|error| Failure::file(dir, &error))
        }
    }
}
