//! Text for a screen that nobody lays out: the shell's, where a command answers.
//!
//! A terminal that reorders by itself gets a line as it is read. One that shows cells as they come gets it as it is seen,
//! wrapped here: broken by the terminal it would lose its beginning.

use super::clean::for_screen;
use super::layout::{VisualLine, wrap};
use super::{Direction, Profile};
use std::borrow::Cow;

impl Profile {
    /// Whether such a terminal shows the Arabic of a shell by itself.
    pub fn reorders(self) -> bool {
        matches!(self, Profile::Explicit | Profile::Mlterm | Profile::Inverse)
    }
}

/// The text as rows of so many columns, nothing in it that a terminal obeys; what runs from right to left begins at the right.
pub fn for_shell(text: &str, profile: Profile, columns: usize) -> Cow<'_, str> {
    let text = for_screen(text);
    if profile.reorders() || columns == 0 || !text.chars().any(|letter| letter >= '\u{590}') {
        return text;
    }
    let rows: Vec<String> = wrap(&text, columns, None).iter().map(|line| row(line, profile, columns)).collect();
    Cow::Owned(rows.join("\n"))
}

fn row(line: &VisualLine, profile: Profile, columns: usize) -> String {
    let blanks = match line.direction {
        Direction::Ltr => 0,
        Direction::Rtl => columns.saturating_sub(line.width()),
    };
    let mut symbols = vec![" "; blanks];
    for cell in &line.cells {
        symbols.push(&cell.text);
        symbols.extend((1..cell.width).map(|_| ""));
    }
    match profile.arrange(&symbols) {
        Some(sent) => sent.iter().map(|sent| sent.symbol.as_str()).collect::<String>(),
        None => symbols.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_seen_from_the_right_where_cells_are_shown_as_they_come() {
        let shown = for_shell("#26 لجنة", Profile::Visual, 12);
        assert_eq!(shown, "    \u{FE94}\u{FEE8}\u{FEA0}\u{FEDF} #26");
        assert_eq!(for_shell("#26 لجنة", Profile::Unshaped, 12), "    ةنجل #26");
        assert_eq!(for_shell("Rabat: لا", Profile::Visual, 12), "Rabat: \u{FEFB}");
    }

    #[test]
    fn a_long_line_is_wrapped_from_its_beginning() {
        let shown = for_shell("لجنة لجنة لا", Profile::Visual, 6);
        let rows: Vec<&str> = shown.lines().collect();
        assert_eq!(rows.iter().map(|row| row.trim_start().chars().count()).collect::<Vec<_>>(), [4, 6]);
    }

    #[test]
    fn a_terminal_that_reorders_gets_the_letters_as_they_are_read() {
        for profile in [Profile::Explicit, Profile::Mlterm, Profile::Inverse] {
            assert_eq!(for_shell("لجنة\u{1b}[2J", profile, 80), "لجنة␛[2J");
        }
        assert_eq!(for_shell("Ministère", Profile::Visual, 4), "Ministère");
    }
}
