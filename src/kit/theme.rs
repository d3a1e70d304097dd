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

/// What stands behind the letters of a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Backdrop {
    /// Black, or nearly; also where nobody knows.
    #[default]
    Dark,
    /// White, or nearly.
    Light,
}

/// The colours that roles are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// Eight colours, and grey for what is less important: those that are read well on what stands behind them.
    #[default]
    Default,
    /// Those for a light terminal, also where it does not tell that it is one.
    Light,
    /// Nothing in grey, labels in bold, colour only for what is wrong: for poor screens, projectors and weak eyes.
    HighContrast,
    /// Bold, underlined and reversed only.
    Monochrome,
}

impl Colours {
    /// All of them.
    pub const ALL: [Colours; 4] = [Colours::Default, Colours::Light, Colours::HighContrast, Colours::Monochrome];

    /// Its word in the settings file.
    pub const fn code(self) -> &'static str {
        match self {
            Colours::Default => "default",
            Colours::Light => "light",
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
    backdrop: Backdrop,
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
        Theme { looks: Looks::Plain, colours, backdrop: Backdrop::Dark, has_vowels: false }
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

    /// The same on a terminal with that behind its letters.
    #[must_use]
    pub const fn on(self, backdrop: Backdrop) -> Theme {
        Theme { backdrop, ..self }
    }

    /// Whether its colours depend on what stands behind them.
    pub const fn asks_for_backdrop(self) -> bool {
        matches!(self.colours, Colours::Default)
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
        let (colour, modifier) = match (self.colours, self.backdrop) {
            (Colours::HighContrast, _) => high_contrast(role),
            (Colours::Light, _) | (Colours::Default, Backdrop::Light) => on_light(role),
            (Colours::Default, Backdrop::Dark) | (Colours::Monochrome, _) => usual(role),
        };
        let plain = Style::new();
        let has_colours = self.colours != Colours::Monochrome;
        if role == Role::Selection && has_colours {
            return plain.fg(Color::White).bg(Color::Blue);
        }
        // A warning has only its colour elsewhere.
        let bold = if role == Role::Warning && !has_colours { Modifier::BOLD } else { Modifier::empty() };
        let styled = plain.add_modifier(modifier | bold);
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

/// Yellow, cyan and green, which stand out on black, vanish on white.
fn on_light(role: Role) -> (Option<Color>, Modifier) {
    match role {
        Role::Match => (Some(Color::Magenta), Modifier::UNDERLINED),
        Role::Label => (Some(Color::Blue), Modifier::empty()),
        Role::Good => (None, Modifier::empty()),
        Role::Warning => (Some(Color::Magenta), Modifier::empty()),
        other => usual(other),
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
        let seen =
            [Role::Title, Role::Selected, Role::Match, Role::Warning, Role::Danger, Role::Caret, Role::Selection];
        assert!(!seen.into_iter().any(plain));
    }

    /// The eight colours and the grey of xterm as red, green and blue; other terminals have darker blues and lighter greys.
    fn rgb(colour: Option<Color>, text: u8) -> [u8; 3] {
        match colour {
            Some(Color::Red) => [205, 0, 0],
            Some(Color::Green) => [0, 205, 0],
            Some(Color::Yellow) => [205, 205, 0],
            Some(Color::Blue) => [0, 0, 238],
            Some(Color::Magenta) => [205, 0, 205],
            Some(Color::Cyan) => [0, 205, 205],
            Some(Color::DarkGray) => [127, 127, 127],
            Some(Color::White) => [255, 255, 255],
            _ => [text, text, text],
        }
    }

    /// How much brighter one colour is than another, as the Web Content Accessibility Guidelines count it.
    fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        let light =
            |[red, green, blue]: [u8; 3]| 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue) + 0.05;
        let (one, other) = (light(one), light(other));
        one.max(other) / one.min(other)
    }

    #[test]
    fn every_role_is_read_on_black_and_on_white() {
        let grounds = [(Backdrop::Dark, 0, 229), (Backdrop::Light, 255, 0)];
        for (backdrop, behind, text) in grounds {
            for colours in Colours::ALL.into_iter().filter(|c| *c != Colours::Light || backdrop == Backdrop::Light) {
                for role in ROLES {
                    let style = Theme::of(colours).on(backdrop).style(role);
                    let ground = style.bg.map_or([behind; 3], |colour| rgb(Some(colour), text));
                    let ratio = contrast(rgb(style.fg, text), ground);
                    println!("{colours:?} {backdrop:?} {role:?} {ratio:.1}");
                    // Three is what bold and large letters need, four and a half what long reading does; grey lies between.
                    let needed = if style.add_modifier.contains(Modifier::BOLD) { 3.0 } else { 3.9 };
                    assert!(ratio >= needed, "{colours:?} on {backdrop:?}: {role:?} has {ratio:.1}");
                }
            }
        }
    }

    #[test]
    fn colours_are_known_by_their_words() {
        for colours in Colours::ALL {
            assert_eq!(Colours::from_code(colours.code()), Some(colours));
        }
        assert_eq!(Colours::from_code("neon"), None);
    }
}
