//! What this terminal, this desk and this machine can do.

use super::settings::Settings;
use std::io::IsTerminal;

/// One thing looked at.
pub struct Check {
    /// Key of its name in `host.ftl`; `<key>-advice` says what to change.
    pub key: &'static str,
    /// Whether it is as it should be.
    pub ok: bool,
    /// What was found.
    pub value: String,
}

/// Looks at everything that staff ask about when the screen is wrong.
pub fn examine(settings: &Settings) -> Vec<Check> {
    let check = |key, ok, value| Check { key, ok, value };
    let variable = |name| std::env::var(name).unwrap_or_default();
    let term = variable("TERM");
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(variable).find(|value| !value.is_empty()).unwrap_or_default();
    let desk = &settings.desk.value;
    let size = crossterm::terminal::size().ok().filter(|_| std::io::stdout().is_terminal());
    vec![
        check("doctor-term", !matches!(term.as_str(), "" | "dumb"), term),
        check(
            "doctor-size",
            size.is_none_or(|size| size.0 >= 60 && size.1 >= 16),
            size.map_or_else(|| "–".to_owned(), |size| format!("{}×{}", size.0, size.1)),
        ),
        check("doctor-utf8", locale.to_lowercase().replace('-', "").contains("utf8"), locale),
        check(
            "doctor-color",
            true,
            if std::env::var_os("NO_COLOR").is_some() { "NO_COLOR".to_owned() } else { "8".to_owned() },
        ),
        check("doctor-desk", desk.join("sled").exists(), desk.display().to_string()),
        check("doctor-memory", true, available_memory()),
    ]
}

fn available_memory() -> String {
    let text = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    text.lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"))
        .map_or_else(|| "–".to_owned(), |value| value.trim().to_owned())
}
