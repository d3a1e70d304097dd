//! The pen of a terminal: the colours and attributes that the next character gets, and the shortest way to change them.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// Attributes with the codes that turn them on and off (ECMA-48 8.3.117, SGR). Bold and faint are turned off together.
const ATTRIBUTES: &[(Modifier, u8, u8)] = &[
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];
/// Attributes that are seen on a blank.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED.union(Modifier::REVERSED).union(Modifier::CROSSED_OUT);

/// Colours and attributes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pen {
    foreground: Color,
    background: Color,
    modifier: Modifier,
}

impl Pen {
    /// The pen that a cell was written with.
    pub fn of(cell: &Cell) -> Pen {
        Pen { foreground: cell.fg, background: cell.bg, modifier: cell.modifier }
    }

    /// Whether a blank written or erased with this pen looks like the blank of another.
    pub fn blanks_like(self, other: Pen) -> bool {
        self.background == other.background
            && !self.modifier.intersects(SEEN_ON_BLANKS)
            && !other.modifier.intersects(SEEN_ON_BLANKS)
    }

    /// The shortest sequence from this pen to another; empty where they are the same.
    pub fn to(self, other: Pen) -> String {
        if self == other {
            return String::new();
        }
        let (anew, onward) = (other.anew(), self.changes(other));
        if anew.len() < onward.len() { anew } else { onward }
    }

    fn anew(self) -> String {
        let mut codes = vec![String::new()];
        codes.extend(
            ATTRIBUTES.iter().filter(|(one, ..)| self.modifier.contains(*one)).map(|(_, on, _)| on.to_string()),
        );
        codes.extend((self.foreground != Color::Reset).then(|| colour(self.foreground, 30)));
        codes.extend((self.background != Color::Reset).then(|| colour(self.background, 40)));
        sequence(&codes)
    }

    fn changes(self, other: Pen) -> String {
        let mut codes = Vec::new();
        let mut held = self.modifier;
        for (one, _, off) in ATTRIBUTES {
            if held.contains(*one) && !other.modifier.contains(*one) {
                codes.push(off.to_string());
                // What the same code turns off has to be turned on again.
                let ended = ATTRIBUTES.iter().filter(|(_, _, other)| other == off);
                ended.for_each(|(one, ..)| held.remove(*one));
            }
        }
        for (one, on, _) in ATTRIBUTES {
            if other.modifier.contains(*one) && !held.contains(*one) {
                codes.push(on.to_string());
            }
        }
        codes.extend((self.foreground != other.foreground).then(|| colour(other.foreground, 30)));
        codes.extend((self.background != other.background).then(|| colour(other.background, 40)));
        sequence(&codes)
    }
}

/// Gives a blank only what is seen of it, so that blanks that look the same are the same.
pub fn normalise(cell: &mut Cell) {
    if cell.symbol() == " " && !cell.modifier.intersects(SEEN_ON_BLANKS) {
        cell.fg = Color::Reset;
        cell.modifier = Modifier::empty();
    }
}

fn sequence(codes: &[String]) -> String {
    format!("\x1b[{}m", codes.join(";"))
}

/// The code of a colour; `base` is 30 for the foreground and 40 for the background.
fn colour(colour: Color, base: u8) -> String {
    let named = match colour {
        Color::Reset => 9,
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
        Color::Rgb(red, green, blue) => {
            let mut code = (base + 8).to_string();
            // Writing to a string cannot fail.
            let _ = write!(code, ";2;{red};{green};{blue}");
            return code;
        }
        Color::Indexed(number) => return format!("{};5;{number}", base + 8),
    };
    (base + named).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pen(foreground: Color, modifier: Modifier) -> Pen {
        Pen { foreground, modifier, ..Pen::default() }
    }

    #[test]
    fn the_pen_changes_in_the_fewest_bytes() {
        let plain = Pen::default();
        let bold = pen(Color::Reset, Modifier::BOLD);
        let both = pen(Color::Cyan, Modifier::BOLD.union(Modifier::DIM));
        let cases = [
            (plain, plain, ""),
            (plain, bold, "\x1b[1m"),
            (bold, plain, "\x1b[m"),
            (both, plain, "\x1b[m"),
            (both, pen(Color::Cyan, Modifier::DIM), "\x1b[22;2m"),
            (pen(Color::Cyan, Modifier::empty()), pen(Color::Red, Modifier::empty()), "\x1b[31m"),
            (pen(Color::Indexed(208), Modifier::empty()), pen(Color::Indexed(208), Modifier::BOLD), "\x1b[1m"),
            (plain, pen(Color::Rgb(1, 2, 3), Modifier::empty()), "\x1b[38;2;1;2;3m"),
            (plain, pen(Color::White, Modifier::REVERSED), "\x1b[7;97m"),
        ];
        for (from, to, sequence) in cases {
            assert_eq!(from.to(to), sequence, "{from:?} {to:?}");
        }
    }

    #[test]
    fn blanks_that_look_the_same_are_the_same() {
        let mut cell = Cell::new(" ");
        cell.fg = Color::Red;
        cell.modifier = Modifier::BOLD;
        normalise(&mut cell);
        assert_eq!(cell, Cell::new(" "));
        cell.modifier = Modifier::UNDERLINED;
        normalise(&mut cell);
        assert_eq!(cell.modifier, Modifier::UNDERLINED);
    }
}
