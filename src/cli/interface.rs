//! Opening the interface: on the desk, on a throw-away copy of the sample, or as a picture.

use super::args::Color;
use super::care;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::safety;
use crate::app::used::Used;
use crate::host::clock::Clock;
use crate::host::headless::Headless;
use crate::host::settings::Origin;
use crate::host::stage::{Seat, Stage};
use crate::host::visits::Visit;
use crate::host::{arrangements, keys, plain, terminal, used, views};
use crate::kit::{Backdrop, Theme, svg};
use crate::store::Registrar;
use std::fs::Permissions;
use std::io::IsTerminal;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;

/// `tansiq` with no command.
pub fn open(run: &Run, color: Color) -> Outcome {
    need_terminal()?;
    run.find()?;
    let options = terminal::Options {
        asks_language: run.settings.lang.origin == Origin::BuiltIn,
        memory: Some(run.settings.config_dir.clone()),
        visit: Some(Visit {
            config_dir: run.settings.config_dir.clone(),
            desk: run.settings.desk.value.clone(),
            by: run.settings.by.value.clone(),
        }),
        keeping: run.settings.backup.is_on().then(|| run.settings.backup.of_desk(&run.settings.desk.value)),
        ..terminal::Options::default()
    };
    show(run, color, options, || run.open_at(&run.settings.desk.value))
}

/// `demo [--keep DIR]`: the sample desk, thrown away afterwards unless it is to be kept.
pub fn demo(run: &Run, keep: Option<&Path>, color: Color) -> Outcome {
    need_terminal()?;
    let thrown_away = if keep.is_none() { Some(throw_away_dir()?) } else { None };
    let dir = keep.or(thrown_away.as_ref().map(TempDir::path)).unwrap_or(Path::new("")).to_owned();
    // A session that is thrown away leaves no settings behind.
    let options = match keep {
        Some(_) => terminal::Options { memory: Some(run.settings.config_dir.clone()), ..terminal::Options::default() },
        None => terminal::Options { greeting: Some(run.say("host-demo", &[])), ..terminal::Options::default() },
    };
    show(run, color, options, || sample_at(run, &dir))
}

/// `tutor [--step N]`: the tutorial on the sample desk, thrown away afterwards.
pub fn tutor(run: &Run, step: usize, color: Color) -> Outcome {
    need_terminal()?;
    let thrown_away = throw_away_dir()?;
    let options = terminal::Options { tutor: Some(step), ..terminal::Options::default() };
    show(run, color, options, || sample_at(run, thrown_away.path()))
}

/// A folder that nobody else can read or guess, and that goes when it is dropped.
fn throw_away_dir() -> Result<TempDir, Failure> {
    let made = tempfile::Builder::new().prefix("tansiq-demo-").permissions(Permissions::from_mode(0o700)).tempdir();
    made.map_err(|error| Failure::file(&std::env::temp_dir(), &error))
}

fn sample_at(run: &Run, dir: &Path) -> Result<Registrar, Failure> {
    let is_new = !crate::store::is_desk(dir);
    let mut registrar = care::make(run, dir)?;
    if is_new {
        care::fill_with_sample(run, &mut registrar)?;
    }
    Ok(registrar)
}

fn need_terminal() -> Outcome {
    if std::io::stdout().is_terminal() && std::io::stdin().is_terminal() {
        Ok(())
    } else {
        Err(Failure::new(Status::Usage, "cli-error-no-terminal").hint("cli-hint-help"))
    }
}

/// The colours that are set, where any are wanted.
fn theme(run: &Run, color: Color) -> Theme {
    if super::wants_color(color) { Theme::of(run.settings.theme.value) } else { Theme::monochrome() }
}

fn seat(run: &Run, color: Color, size: (u16, u16)) -> Seat {
    Seat {
        lexicon: Arc::clone(&run.lexicon),
        lang: run.lang(),
        by: run.settings.by.value.clone(),
        theme: theme(run, color),
        keyboard: run.settings.keyboard.value,
        size,
        clock: Clock::of_environment(),
        start: run.settings.start.value,
        seen: None,
        views: Vec::new(),
        used: Used::default(),
        arrangements: Default::default(),
        // Where the working directory is gone, what is written there is refused with its name.
        output_dir: std::env::current_dir().unwrap_or_else(|_| PathBuf::from(".")),
    }
}

/// What stands behind the letters, as some terminals tell it in `COLORFGBG`: the numbers of two colours, that of the ground last.
fn backdrop(colours: &str) -> Option<Backdrop> {
    let ground: u8 = colours.rsplit(';').next()?.parse().ok()?;
    Some(if matches!(ground, 7 | 15) { Backdrop::Light } else { Backdrop::Dark })
}

/// Shows the interface as this terminal can: on the whole screen, or line by line where it knows no sequences.
fn show(
    run: &Run,
    color: Color,
    options: terminal::Options,
    open: impl FnOnce() -> Result<Registrar, Failure> + Send,
) -> Outcome {
    let size = terminal::size()?;
    let term = std::env::var("TERM").unwrap_or_default();
    if plain::is_needed(&term) {
        let mut stage = Stage::new(open()?, seat(run, Color::Never, plain::screen(size)));
        stage.pins = run.settings.pin.value;
        stage.templates = run.settings.config_dir.join("templates");
        stage.settings_file = run.settings_file.copied();
        options.tutor.into_iter().for_each(|step| stage.model.begin_tutor(step));
        let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
        let ended = plain::run(stage, run.settings.arabic.value, options.keeping, input, output)?;
        ended.iter().for_each(|job| safety::take(run, job));
        return Ok(());
    }
    let (arabic, line, mouse) = (run.settings.arabic.value, run.settings.line.value, run.settings.mouse.value);
    let seat = Seat {
        seen: options.visit.as_ref().and_then(Visit::seen),
        used: options.visit.as_ref().map(used::of).unwrap_or_default(),
        arrangements: options
            .memory
            .as_deref()
            .map(|dir| arrangements::of(dir, &run.settings.by.value))
            .unwrap_or_default(),
        views: options.memory.as_deref().map(|dir| views::own(dir, &run.settings.by.value)).unwrap_or_default(),
        ..seat(run, color, size)
    };
    let (pins, templates) = (run.settings.pin.value, run.settings.config_dir.join("templates"));
    let settings = match &options.memory {
        Some(_) => run.settings_file.clone(),
        None => run.settings_file.copied(),
    };
    let has_colours = super::wants_color(color);
    let backdrop = std::env::var("COLORFGBG").ok().as_deref().and_then(backdrop);
    let options =
        terminal::Options { arabic, line, mouse, term, pins, templates, settings, has_colours, backdrop, ..options };
    let ended = terminal::run(seat, &options, open)?;
    ended.backup.iter().for_each(|job| safety::take(run, job));
    if let Some(step) = ended.step {
        run.tell("cli-tutor-left", &[("step", step.into())]);
    }
    Ok(())
}

/// `picture --size 80x24 KEY…`: the screen of the sample desk after these keys, as SVG.
pub fn picture(run: &Run, size: &str, words: &[String], output: Option<&Path>) -> Outcome {
    let size = size.split_once('x').and_then(|(columns, rows)| Some((columns.parse().ok()?, rows.parse().ok()?)));
    let size: (u16, u16) = size
        .filter(|size| size.0 <= 500 && size.1 <= 200)
        .ok_or_else(|| Failure::new(Status::Usage, "cli-error-size"))?;
    let pressed: Option<Vec<_>> = words.iter().map(|word| keys::key_named(word)).collect();
    let pressed = pressed.ok_or_else(|| Failure::new(Status::Usage, "cli-error-key"))?;
    let dir = throw_away_dir()?;
    let drawn = sample_at(run, dir.path()).map(|registrar| {
        let mut session = Headless::new(Stage::new(registrar, seat(run, Color::Always, size)));
        session.press(&pressed);
        svg(&session.screen())
    });
    super::transfer::deliver(run, drawn?.as_bytes(), output)
}
