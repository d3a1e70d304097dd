//! The shell's screen, on which commands answer: what is known of how its terminal shows Arabic.
//!
//! Nothing is asked here, a command answers at once. The setting decides; without it what is remembered of terminals of this
//! `TERM`, where all of them do the same. Of a terminal that is not known, and of what is no terminal at all, every line goes
//! out as it is read.

use super::arabic::Memory;
use super::settings::Settings;
use crate::text::{self, Profile};
use std::borrow::Cow;
use std::io::IsTerminal;

/// Where a command writes its lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shell {
    profile: Option<Profile>,
    columns: usize,
}

impl Shell {
    /// What is known of a stream of this process.
    pub fn of(settings: &Settings, stream: &impl IsTerminal) -> Shell {
        if !stream.is_terminal() {
            return Shell::default();
        }
        let remembered = || Memory::read(&settings.config_dir).agreed(&std::env::var("TERM").unwrap_or_default());
        let profile = settings.arabic.value.or_else(remembered);
        let columns = crossterm::terminal::size().map_or(0, |size| usize::from(size.0));
        Shell { profile, columns }
    }

    /// One line as it must be written, without its end.
    pub fn line<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match self.profile {
            Some(profile) => text::for_shell(text, profile, self.columns),
            None => text::for_screen(text),
        }
    }

    /// Whether the terminal is known to reorder by itself: a page in visual order would be turned once more.
    pub fn reorders(&self) -> bool {
        self.profile.is_some_and(Profile::reorders)
    }

    /// Whether lines are laid out for it.
    pub fn is_arranged(&self) -> bool {
        self.profile.is_some_and(|profile| !profile.reorders())
    }
}
