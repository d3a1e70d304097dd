//! Every message that the program names exists with the values it is given, and none waits for nobody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[allow(dead_code)]
#[path = "support/catalogue.rs"]
mod catalogue;

use catalogue::{Message, messages, sources};
use clap::CommandFactory;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use tansiq::app::command::EVERYWHERE;
use tansiq::domain::{Field, KINDS, Shape};
use tansiq::host::settings::{Asked, Settings};

/// Words with dashes in the sources that are no messages: encodings, names of shapes and threads, origins of settings, words
/// of the settings file.
const NO_MESSAGES: &[&str] = &[
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "windows-1256",
    "official-date",
    "built-in",
    "store-open",
    "word-reversed",
    "follow-up",
    "high-contrast",
    "sign-in",
];

/// Keys that are put together, as they stand in the sources. A new one belongs here and into [`derived`].
const PUT_TOGETHER: &[&str] = &[
    "cli-opt-{id}",
    "command-{}",
    "date-season-{season}",
    "dossier-{}",
    "field-{}",
    "form-{form}",
    "group-{group}",
    "home-{}",
    "kind-{name}",
    "kind-{}",
    "language-letter-{}",
    "language-mark-{}",
    "language-{code}",
    "language-{}",
    "new-such-{}",
    "pane-{word}",
    "pane-{}",
    "piece-{page}",
    "piece-{piece}",
    "report-csv-{heading}",
    "report-{}",
    "setting-word-{word}",
    "setting-{}",
    "shape-{name}",
    "weekday-{}",
    "{key}-about",
    "{key}-examples",
    "{key}-opt-{id}",
    "{key}-{name}",
    "{}-advice",
    "{}-help",
    "{}-order",
];

/// The text literals of a source that satisfy a rule.
fn literals(text: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<&str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| line.split('"').skip(1).step_by(2))
        .filter(|literal| is_wanted(literal))
        .collect()
}

fn is_key(literal: &str) -> bool {
    let mut words = literal.split('-');
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit())
    };
    literal.contains('-') && words.all(is_word) && literal.starts_with(|letter: char| letter.is_ascii_lowercase())
}

fn is_put_together(literal: &str) -> bool {
    literal.contains('-')
        && literal.contains('{')
        && !literal.contains("{:")
        && literal.bytes().all(|letter| letter.is_ascii_lowercase() || b"-{}_".contains(&letter))
}

fn named_in_sources() -> BTreeSet<String> {
    let all = sources();
    all.iter().flat_map(|(_, text)| literals(text, is_key)).map(str::to_owned).collect()
}

/// Labels of fields, those of parts too.
fn field_labels(fields: &[Field], all: &mut BTreeSet<String>) {
    for field in fields {
        all.insert(field.message());
        if let Shape::Part(inner) = field.item_shape() {
            field_labels(inner, all);
        }
    }
}

/// Help of a command and all below it. An explanation of an option or an example is a message of its own.
fn command_help(command: &clap::Command, key: &str, known: &BTreeMap<String, Message>, all: &mut BTreeSet<String>) {
    all.insert(format!("{key}-about"));
    if known.contains_key(&format!("{key}-examples")) {
        all.insert(format!("{key}-examples"));
    }
    for arg in command.get_arguments().filter(|arg| !arg.is_positional()) {
        let id = arg.get_id().as_str().replace('_', "-");
        if !matches!(id.as_str(), "help" | "version") {
            let own = format!("{key}-opt-{id}");
            all.insert(if known.contains_key(&own) { own } else { format!("cli-opt-{id}") });
        }
    }
    for sub in command.get_subcommands() {
        command_help(sub, &format!("{key}-{}", sub.get_name()), known, all);
    }
}

/// The keys that the families of [`PUT_TOGETHER`] become.
fn derived(known: &BTreeMap<String, Message>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for spec in KINDS {
        all.extend([format!("kind-{}", spec.key), format!("new-such-{}", spec.key)]);
        field_labels(spec.fields, &mut all);
    }
    all.extend((1..=7).map(|day| format!("weekday-{day}")));
    all.extend([21, 22, 23, 24, 33, 34, 35, 36].map(|season| format!("date-season-{season}")));
    for name in ["language", "language-letter", "language-mark"] {
        all.extend(tansiq::lang::Lang::ALL.map(|lang| format!("{name}-{}", lang.code())));
    }
    all.extend(["pdf", "html", "docx", "txt", "md", "ics"].map(|form| format!("form-{form}")));
    all.extend(tansiq::paper::Piece::ALL.map(|piece| format!("piece-{}", piece.key())));
    all.insert(format!("piece-{}", tansiq::paper::Piece::SET));
    all.extend(tansiq::panes::all().iter().map(|pane| format!("pane-{}", pane.id())));
    for (pane, choices) in tansiq::panes::all().iter().filter_map(|pane| Some((pane.id(), pane.arranged()?))) {
        all.extend(choices.groups.iter().map(|group| format!("group-{group}")));
        all.extend(choices.is_sorted.then(|| format!("{pane}-order")));
    }
    all.extend(tansiq::domain::rules::attention::Matter::ALL.map(|matter| format!("home-{}", matter.key())));
    all.extend(tansiq::domain::rules::dossier::Section::ALL.map(|section| format!("dossier-{}", section.key())));
    all.extend(tansiq::domain::rules::report::Subject::ALL.map(|subject| format!("report-{}", subject.key())));
    all.extend(["table", "row", "column", "count"].map(|heading| format!("report-csv-{heading}")));
    all.extend(tansiq::app::setting::SPOKEN_WORDS.map(|word| format!("setting-word-{word}")));
    let settings = Settings::from_text(Asked::default(), PathBuf::new(), "").unwrap();
    all.extend(settings.lines().iter().flat_map(|line| [line.message(), format!("{}-help", line.message())]));
    let shapes = [
        "text",
        "text3",
        "code",
        "number",
        "flag",
        "date",
        "official-date",
        "instant",
        "minutes",
        "link",
        "list",
        "part",
        "object",
    ];
    all.extend(shapes.map(|shape| format!("shape-{shape}")));
    let message = |id: &str| format!("command-{}", id.replace('.', "-"));
    all.extend(command_ids().iter().flat_map(|id| [message(id), format!("{}-help", message(id))]));
    all.extend(change_names().iter().map(|name| message(name)));
    all.extend(named_in_sources().iter().filter(|key| key.starts_with("doctor-")).map(|key| format!("{key}-advice")));
    command_help(&tansiq::cli::args::Cli::command(), "cli", known, &mut all);
    all
}

/// The commands of the screen: those of everywhere, and each that a pane declares in any of its states.
fn command_ids() -> BTreeSet<String> {
    let mut ids: BTreeSet<String> = EVERYWHERE.iter().map(|command| command.id.to_owned()).collect();
    for (_, text) in sources_of_screen() {
        for (at, call) in text.match_indices("own(\"") {
            if !text[..at].ends_with(|letter: char| letter.is_alphanumeric()) {
                ids.insert(text[at + call.len()..].split('"').next().unwrap().to_owned());
            }
        }
    }
    for pane in tansiq::panes::all() {
        assert!(pane.commands().iter().all(|command| ids.contains(command.id)), "{}", pane.id());
    }
    ids
}

/// What the screen calls a change when it is done: `noun.verb`, as commands are called.
fn change_names() -> BTreeSet<String> {
    let is_name = |literal: &str| {
        literal.contains('.')
            && literal.split('.').all(|word| {
                !word.is_empty() && word.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'-')
            })
    };
    let texts = sources_of_screen();
    let all = texts.iter().flat_map(|(_, text)| literals(text, is_name));
    // What a pane is asked for when a record of a kind is wanted is never shown.
    all.filter(|name| !name.starts_with("record.new.")).map(str::to_owned).collect()
}

fn sources_of_screen() -> Vec<(String, String)> {
    sources().into_iter().filter(|(path, _)| path.starts_with("src/app") || path.starts_with("src/panes")).collect()
}

#[test]
fn every_message_that_the_program_names_exists() {
    let known = messages("en");
    let named: BTreeSet<String> =
        named_in_sources().into_iter().filter(|key| !NO_MESSAGES.contains(&key.as_str())).collect();
    let missing: Vec<_> = named.union(&derived(&known)).filter(|key| !known.contains_key(*key)).cloned().collect();
    assert!(missing.is_empty(), "without a message: {missing:#?}");
}

#[test]
fn no_message_waits_for_nobody() {
    let known = messages("en");
    let mut used = derived(&known);
    used.extend(named_in_sources());
    let unused: Vec<_> = known.keys().filter(|key| !used.contains(*key)).collect();
    assert!(unused.is_empty(), "never said: {unused:#?}");
}

#[test]
fn every_way_of_putting_a_key_together_is_known_here() {
    let all = sources();
    let found: BTreeSet<&str> = all
        .iter()
        .flat_map(|(_, text)| literals(text, is_put_together))
        .filter(|literal| !literal.starts_with("tansiq-"))
        .collect();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), PUT_TOGETHER);
}

/// The names of the values that stand behind a key in a call: `"key", &[("name", …)]` or `"key", vec![("name", …)]`.
fn values_behind(text: &str) -> Option<BTreeSet<String>> {
    let text = text.trim_start().strip_prefix(',')?.trim_start();
    let text = text.strip_prefix('&').or_else(|| text.strip_prefix("vec!"))?.strip_prefix('[')?;
    let mut depth = 1;
    let end = text.find(|letter| {
        depth += i32::from(letter == '[') - i32::from(letter == ']');
        depth == 0
    })?;
    let names = text.get(..end)?.split("(\"").skip(1).filter_map(|rest| rest.split_once("\","));
    Some(names.map(|(name, _)| name.to_owned()).collect())
}

#[test]
fn every_message_gets_the_values_it_names() {
    let known = messages("en");
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (file, text) in sources() {
        for (at, _) in text.match_indices('"') {
            let Some((key, rest)) = text.get(at + 1..).and_then(|rest| rest.split_once('"')) else { continue };
            let Some(message) = known.get(key) else { continue };
            let Some(values) = values_behind(rest) else { continue };
            seen += 1;
            if !message.variables.is_subset(&values) {
                wrong.push(format!("{file}: {key} wants {:?}, gets {values:?}", message.variables));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(seen > 50, "only {seen} calls were understood");
}
