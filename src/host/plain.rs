//! The interface on a terminal that knows no sequences (`TERM=dumb`, a printing terminal, a screen reader, a pipe of an
//! editor): the screen as lines of text, then a line of keys by their names, and so on.
//!
//! A line such as `f oim Enter` presses the keys that it names; a word that names no key is typed letter by letter. An
//! empty line shows the screen again. The end of the input ends the session.

use super::display::put;
use super::headless::Headless;
use super::keys;
use super::stage::Stage;
use crate::app::{Key, Msg};
use crate::kit;
use crate::store::{Job, Keeping};
use crate::text::Profile;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use std::io::{self, BufRead, Write};

/// Whether a terminal of this `TERM` is given lines instead of a screen.
pub fn is_needed(term: &str) -> bool {
    matches!(term, "" | "dumb" | "unknown" | "vt52" | "lpr" | "printer")
}

/// Columns and rows of the pages for a terminal of that size; one that has none gets the usual ones.
pub fn screen(size: (u16, u16)) -> (u16, u16) {
    if size.0 == 0 || size.1 == 0 { (80, 24) } else { size }
}

/// Runs a session until a key or the end of the input ends it; answers the backup that may be due then.
///
/// # Errors
/// The input cannot be read or the output not written.
pub fn run(
    stage: Stage,
    arabic: Option<Profile>,
    keeping: Option<Keeping>,
    input: impl BufRead,
    mut output: impl Write,
) -> io::Result<Option<Job>> {
    let help = stage.model.session.say("host-plain");
    let profile = arabic.unwrap_or_default();
    let mut session = Headless::new(stage);
    session.deal(Msg::Told(help));
    write_page(&session, profile, &mut output)?;
    for line in super::files::lines(input) {
        if session.press(&pressed(&line?)) {
            break;
        }
        write_page(&session, profile, &mut output)?;
    }
    Ok(keeping.and_then(|keeping| session.stage.to_keep(keeping)))
}

/// The keys that a line names.
fn pressed(line: &str) -> Vec<Key> {
    let keys = |word: &str| match keys::key_named(word) {
        Some(key) => vec![key],
        None => word.chars().filter(|letter| !letter.is_control()).map(Key::char).collect(),
    };
    line.split_whitespace().flat_map(keys).collect()
}

fn write_page(session: &Headless, profile: Profile, output: &mut impl Write) -> io::Result<()> {
    let drawn = session.screen();
    let margin = profile.margin();
    let mut page = Buffer::empty(Rect::new(0, 0, drawn.area.width + margin, drawn.area.height));
    put(&drawn, &mut page, profile, margin);
    for cell in page.content.iter_mut().filter(|cell| cell.modifier.contains(Modifier::REVERSED)) {
        // The caret, which is a reversed cell elsewhere.
        if cell.symbol() == " " {
            cell.set_symbol("_");
        }
    }
    writeln!(output, "{}", kit::picture(&page))?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_names_keys_and_words_are_typed() {
        let named = |line: &str| pressed(line).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        assert_eq!(named("f oim Enter"), "f o i m Enter");
        assert_eq!(named("  Ctrl-s\t Down "), "Ctrl-s Down");
        assert_eq!(named("وزارة"), "و ز ا ر ة");
        assert_eq!(named("a\u{1b}b"), "a b");
        assert_eq!(named(""), "");
    }
}
