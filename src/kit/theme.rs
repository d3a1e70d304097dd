//! Styles by what they mean. Eight colours at most: truer ones cost three times the bytes.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Ordinary text.
    Normal,
    /// Less important text.
    Dim,
    /// A title.
    Title,
    /// The selected line.
    Selected,
    /// Letters that matched a search.
    Match,
    /// A label of a field or column.
    Label,
    /// Something done.
    Good,
    /// Something to look at.
    Warning,
    /// Something wrong or late.
    Danger,
    /// The caret.
    Caret,
    /// The letters of a field that are selected.
    Selection,
}

/// How much is drawn besides the words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Looks {
    /// Nothing: the line is slow, or not yet measured.
    #[default]
    Plain,
    /// Small helps to the eye that cost few bytes.
    Rich,
}

/// The colours that roles are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// Eight colours, and grey for what is less important.
    #[default]
    Default,
    /// Nothing in grey, labels in bold, colour only for what is wrong: for poor screens, projectors and weak eyes.
    HighContrast,
    /// Bold, underlined and reversed only.
    Monochrome,
}

impl Colours {
    /// All of them.
    pub const ALL: [Colours; 3] = [Colours::Default, Colours::HighContrast, Colours::Monochrome];

    /// Its word in the settings file.
    pub const fn code(self) -> &'static str {
        match self {
            Colours::Default => "default",
            Colours::HighContrast => "high-contrast",
            Colours::Monochrome => "monochrome",
        }
    }

    /// The one of that word.
    pub fn from_code(code: &str) -> Option<Colours> {
        Colours::ALL.into_iter().find(|colours| colours.code() == code)
    }
}

/// How roles look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    looks: Looks,
    colours: Colours,
    has_vowels: bool,
}

impl Theme {
    /// Eight colours.
    pub const fn coloured() -> Theme {
        Theme::of(Colours::Default)
    }

    /// Bold, underlined and reversed only, for `NO_COLOR` and monochrome terminals.
    pub const fn monochrome() -> Theme {
        Theme::of(Colours::Monochrome)
    }

    /// These colours.
    pub const fn of(colours: Colours) -> Theme {
        Theme { looks: Looks::Plain, colours, has_vowels: false }
    }

    /// The same with the vowel signs of Arabic shown in lists, or no longer.
    #[must_use]
    pub const fn with_vowels_turned(self) -> Theme {
        Theme { has_vowels: !self.has_vowels, ..self }
    }

    /// The same in other colours.
    #[must_use]
    pub const fn with_colours(self, colours: Colours) -> Theme {
        Theme { colours, ..self }
    }

    /// The same with other looks.
    #[must_use]
    pub const fn with_looks(self, looks: Looks) -> Theme {
        Theme { looks, ..self }
    }

    /// How much is drawn besides the words.
    pub const fn looks(self) -> Looks {
        self.looks
    }

    /// Whether lists show the vowel signs of Arabic. Some terminals misplace or drop them, and nobody needs them to
    /// find a name; fields and long texts always do.
    pub const fn has_vowels(self) -> bool {
        self.has_vowels
    }

    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let (colour, modifier) = match self.colours {
            Colours::HighContrast => high_contrast(role),
            Colours::Default | Colours::Monochrome => usual(role),
        };
        let plain = Style::new();
        let has_colours = self.colours != Colours::Monochrome;
        if role == Role::Selection && has_colours {
            return plain.fg(Color::White).bg(Color::Blue);
        }
        let styled = plain.add_modifier(modifier);
        colour.filter(|_| has_colours).map_or(styled, |colour| styled.fg(colour))
    }
}

fn usual(role: Role) -> (Option<Color>, Modifier) {
    match role {
        Role::Normal => (None, Modifier::empty()),
        Role::Dim => (Some(Color::DarkGray), Modifier::empty()),
        Role::Title | Role::Selected => (None, Modifier::BOLD),
        Role::Match => (Some(Color::Yellow), Modifier::UNDERLINED),
        Role::Label => (Some(Color::Cyan), Modifier::empty()),
        Role::Good => (Some(Color::Green), Modifier::empty()),
        Role::Warning => (Some(Color::Yellow), Modifier::empty()),
        Role::Danger => (Some(Color::Red), Modifier::BOLD),
        Role::Selection => (None, Modifier::UNDERLINED),
        Role::Caret => (None, Modifier::REVERSED),
    }
}

/// The colour of ordinary text stands out most on whatever ground the terminal has; red does on a dark and a bright one.
fn high_contrast(role: Role) -> (Option<Color>, Modifier) {
    match role {
        Role::Normal | Role::Dim | Role::Good => (None, Modifier::empty()),
        Role::Title | Role::Selected | Role::Label | Role::Warning => (None, Modifier::BOLD),
        Role::Match => (None, Modifier::BOLD.union(Modifier::UNDERLINED)),
        Role::Danger => (Some(Color::Red), Modifier::BOLD),
        Role::Selection => (None, Modifier::UNDERLINED),
        Role::Caret => (None, Modifier::REVERSED),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROLES: [Role; 11] = [
        Role::Normal,
        Role::Dim,
        Role::Title,
        Role::Selected,
        Role::Match,
        Role::Label,
        Role::Good,
        Role::Warning,
        Role::Danger,
        Role::Caret,
        Role::Selection,
    ];

    #[test]
    fn a_monochrome_screen_has_no_colour_and_one_of_high_contrast_no_grey() {
        for role in ROLES {
            let mono = Theme::of(Colours::Monochrome).style(role);
            assert_eq!((mono.fg, mono.bg), (None, None), "{role:?}");
            let strong = Theme::of(Colours::HighContrast).style(role);
            assert!(
                !matches!(strong.fg, Some(Color::DarkGray | Color::Gray | Color::Yellow | Color::Cyan)),
                "{role:?}"
            );
        }
    }

    #[test]
    fn what_matters_stands_out_without_colours() {
        let plain = |role| Theme::monochrome().style(role) == Style::new();
        let seen = [Role::Title, Role::Selected, Role::Match, Role::Danger, Role::Caret, Role::Selection];
        assert!(!seen.into_iter().any(plain));
    }

    #[test]
    fn colours_are_known_by_their_words() {
        for colours in Colours::ALL {
            assert_eq!(Colours::from_code(colours.code()), Some(colours));
        }
        assert_eq!(Colours::from_code("neon"), None);
    }
}
