//! What this terminal, this desk and this machine can do.

use super::arabic::{Finding, Ground, Memory};
use super::settings::Settings;
use super::terminal;
use crate::store::Apart;
use std::io::IsTerminal;

/// One thing looked at.
pub struct Check {
    /// Key of its name in `host.ftl`; `<key>-advice` says what to change.
    pub key: &'static str,
    /// Whether it is as it should be.
    pub ok: bool,
    /// What was found.
    pub value: String,
    /// What is kept apart, where that was looked at.
    pub apart: Option<Apart>,
    /// The message that says why it is so.
    pub why: Option<&'static str>,
}

/// Looks at everything that staff ask about when the screen is wrong.
pub fn examine(settings: &Settings) -> Vec<Check> {
    let check = |key, ok, value| Check { key, ok, value, apart: None, why: None };
    let variable = |name| std::env::var(name).unwrap_or_default();
    let term = variable("TERM");
    let term_name = term.clone();
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(variable).find(|value| !value.is_empty()).unwrap_or_default();
    let desk = &settings.desk.value;
    let has_terminal = std::io::stdout().is_terminal() && std::io::stdin().is_terminal();
    let asked = if has_terminal { terminal::ask(&term).ok() } else { None };
    let took = asked.as_ref().and_then(|(_, took)| *took);
    let size = crossterm::terminal::size().ok().filter(|_| std::io::stdout().is_terminal());
    vec![
        check("doctor-term", !matches!(term.as_str(), "" | "dumb"), term),
        check(
            "doctor-size",
            size.is_none_or(|size| size.0 >= 60 && size.1 >= 16),
            size.map_or_else(|| "–".to_owned(), |size| format!("{}×{}", size.0, size.1)),
        ),
        arabic(settings, &term_name, asked.map(|(finding, _)| finding)),
        check("doctor-line", true, line(settings, took)),
        check("doctor-utf8", locale.to_lowercase().replace('-', "").contains("utf8"), locale),
        check(
            "doctor-color",
            true,
            match std::env::var_os("NO_COLOR") {
                Some(_) => "NO_COLOR".to_owned(),
                None => settings.theme.value.code().to_owned(),
            },
        ),
        check("doctor-desk", crate::store::is_desk(desk), desk.display().to_string()),
        apart("doctor-aside", "store-apart-aside", settings),
        apart("doctor-before", "store-apart-before", settings),
        check("doctor-memory", true, available_memory()),
    ]
}

/// What the desk keeps for people only, which takes space until they move it.
fn apart(key: &'static str, code: &str, settings: &Settings) -> Check {
    let found = crate::store::apart(&settings.desk.value).into_iter().find(|apart| apart.code == code);
    let value = found.as_ref().map_or_else(
        || "0".to_owned(),
        |apart| format!("{}, {} MB, {}", apart.count, apart.megabytes(), apart.folder.display()),
    );
    Check { key, ok: found.is_none(), value, apart: found, why: None }
}

/// How this terminal is given Arabic, and why: by the setting, by what a person said, or by what it answers now.
fn arabic(settings: &Settings, term: &str, asked: Option<Finding>) -> Check {
    let told = |finding: &Finding| {
        let answer = if finding.answer.is_empty() { String::new() } else { format!(" ({})", finding.answer) };
        Check {
            key: "doctor-arabic",
            ok: true,
            value: format!("{}{answer}", finding.profile.code()),
            apart: None,
            why: Some(finding.ground.message()),
        }
    };
    if let Some(profile) = settings.arabic.value {
        return told(&Finding { profile, ground: Ground::Setting, answer: String::new() });
    }
    match asked {
        Some(judged) => match Memory::read(&settings.config_dir).said(term, &judged.answer) {
            Some(profile) => told(&Finding { profile, ground: Ground::Person, ..judged }),
            None => told(&judged),
        },
        None => {
            Check {
                key: "doctor-arabic", ok: true, value: "–".to_owned(), apart: None, why: Some("arabic-not-asked")
            }
        }
    }
}

/// How the line is taken to be, and how long the terminal took to answer.
fn line(settings: &Settings, took: Option<std::time::Duration>) -> String {
    let took = took.map_or_else(|| "–".to_owned(), |took| format!("{} ms", took.as_millis()));
    format!("{}, {took}", settings.line.value.code())
}

fn available_memory() -> String {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    text.lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"))
        .map_or_else(|| "–".to_owned(), |value| value.trim().to_owned())
}
