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

/// How roles look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    looks: Looks,
    coloured: bool,
    has_vowels: bool,
}

impl Theme {
    /// Eight colours.
    pub const fn coloured() -> Theme {
        Theme { looks: Looks::Plain, coloured: true, has_vowels: false }
    }

    /// Bold, underlined and reversed only, for `NO_COLOR` and monochrome terminals.
    pub const fn monochrome() -> Theme {
        Theme { looks: Looks::Plain, coloured: false, has_vowels: false }
    }

    /// The same with the vowel signs of Arabic shown in lists, or no longer.
    #[must_use]
    pub const fn with_vowels_turned(self) -> Theme {
        Theme { has_vowels: !self.has_vowels, ..self }
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
        let plain = Style::new();
        let (colour, modifier) = match role {
            Role::Normal => return plain,
            Role::Dim => (Some(Color::DarkGray), Modifier::empty()),
            Role::Title => (None, Modifier::BOLD),
            Role::Selected => (None, Modifier::BOLD),
            Role::Match => (Some(Color::Yellow), Modifier::UNDERLINED),
            Role::Label => (Some(Color::Cyan), Modifier::empty()),
            Role::Good => (Some(Color::Green), Modifier::empty()),
            Role::Warning => (Some(Color::Yellow), Modifier::empty()),
            Role::Danger => (Some(Color::Red), Modifier::BOLD),
            Role::Selection if self.coloured => return plain.fg(Color::White).bg(Color::Blue),
            Role::Selection => (None, Modifier::UNDERLINED),
            Role::Caret => (None, Modifier::REVERSED),
        };
        let styled = plain.add_modifier(modifier);
        match colour {
            Some(colour) if self.coloured => styled.fg(colour),
            _ => styled,
        }
    }
}
