//! The terminal as a surface: taking it, drawing on it in the way it needs, giving it back as it was.

use super::arabic;
use super::line::{Line, Pace, Told, Writer};
use crate::app::{Model, screen};
use crate::text::Profile;
use crossterm::Command;
use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{disable_raw_mode, enable_raw_mode};
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::layout::Rect;
use std::fs::File;
use std::io::{self, Write};
use std::os::fd::AsFd;
use std::time::Instant;

/// The alternate screen, no cursor, pasted text in brackets.
const TAKE: &str = "\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// The default pen and an empty screen: not every terminal has an alternate screen, and not every one empties it.
pub const EMPTY: &str = "\x1b[m\x1b[H\x1b[J";
/// Presses and the wheel are reported, in numbers of any size.
const HEAR_MOUSE: &str = "\x1b[?1000h\x1b[?1006h";
/// What takes [`HEAR_MOUSE`] back.
const LEAVE_MOUSE: &str = "\x1b[?1006l\x1b[?1000l";
/// What takes [`TAKE`] back.
const GIVE_BACK: &str = "\x1b[?2004l\x1b[m\x1b[H\x1b[J\x1b[?1049l\x1b[?25h";

/// What a terminal is to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hears {
    /// Keys only.
    Keys,
    /// The mouse too.
    Mouse,
}

/// A terminal that has been taken.
pub struct Display {
    line: Line,
    profile: Profile,
    is_tunnelled: bool,
    hears_mouse: bool,
    size: (u16, u16),
    /// The last screen, before it was arranged for the terminal.
    drawn: Buffer,
    holds_back: bool,
    shows_arabic: bool,
}

impl Display {
    /// Takes the terminal: raw mode and an empty screen. A panic gives it back. What happens to its output is told.
    ///
    /// # Errors
    /// There is no terminal.
    pub fn take(
        profile: Profile,
        is_tunnelled: bool,
        pace: Pace,
        tell: impl Fn(Told) + Send + 'static,
    ) -> io::Result<Display> {
        let size = crossterm::terminal::size()?;
        let out = File::from(io::stdout().as_fd().try_clone_to_owned()?);
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if crate::store::is_engines_own(info) {
                return;
            }
            // What the terminal was told is not known here; what it was not told is harmless to take back.
            let all =
                [LEAVE_MOUSE.to_owned(), leaving(Profile::Mlterm, false), leaving(Profile::Explicit, is_tunnelled)];
            let all = all.concat();
            let _ = io::stdout().write_all(all.as_bytes()).and_then(|()| io::stdout().flush());
            let _ = disable_raw_mode();
            before(info);
        }));
        let line = Line::new(Writer::start(out, tell)?, pace, size.0, size.1);
        let drawn = Buffer::empty(Rect::ZERO);
        let mut display = Display {
            line,
            profile,
            is_tunnelled,
            hears_mouse: false,
            size,
            drawn,
            holds_back: false,
            shows_arabic: false,
        };
        enable_raw_mode()?;
        display.enter();
        Ok(display)
    }

    fn enter(&mut self) {
        self.line.say(TAKE);
        if self.hears_mouse {
            self.line.say(HEAR_MOUSE);
        }
        self.begin_anew();
    }

    /// The next picture is drawn whole on an empty screen; rows that are new have not been told how to behave.
    fn begin_anew(&mut self) {
        self.line.say(EMPTY);
        self.line.say(&arabic::enter(self.profile, self.size.1, self.is_tunnelled));
        self.line.begin_anew(self.size.0, self.size.1);
    }

    /// Gives the terminal back as it was; what fails here cannot be helped.
    pub fn give_back(&mut self) {
        let mouse = if self.hears_mouse { LEAVE_MOUSE } else { "" };
        self.line.finish(&[mouse, &leaving(self.profile, self.is_tunnelled)].concat());
        let _ = disable_raw_mode();
    }

    /// Gives the terminal to the shell until the program is continued.
    ///
    /// # Errors
    /// The terminal cannot be taken again.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.give_back();
        // The whole group: a program that started this one waits with it, and the shell takes over.
        rustix::process::kill_current_process_group(rustix::process::Signal::STOP)?;
        self.take_again()
    }

    /// Takes the terminal again after it was given back.
    ///
    /// # Errors
    /// It cannot be taken.
    pub fn take_again(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        self.size = crossterm::terminal::size()?;
        self.enter();
        Ok(())
    }

    /// Whether the terminal reports what is done with the mouse.
    pub fn hears_mouse(&self) -> bool {
        self.hears_mouse
    }

    /// Lets the terminal report the mouse, or no longer.
    pub fn hear_mouse(&mut self, hears: Hears) {
        self.hears_mouse = hears == Hears::Mouse;
        self.line.say(if self.hears_mouse { HEAR_MOUSE } else { LEAVE_MOUSE });
    }

    /// How the terminal is given its rows.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// Gives the terminal its rows in another way from the next picture on, all of them anew.
    pub fn set_profile(&mut self, profile: Profile, is_tunnelled: bool) {
        self.line.say(&arabic::leave(self.profile, self.is_tunnelled));
        (self.profile, self.is_tunnelled) = (profile, is_tunnelled);
        self.begin_anew();
    }

    /// The terminal may have another size.
    ///
    /// # Errors
    /// There is no terminal any more.
    pub fn resized(&mut self) -> io::Result<()> {
        self.size = crossterm::terminal::size()?;
        self.begin_anew();
        Ok(())
    }

    /// Columns and rows to draw on.
    pub fn size(&self) -> (u16, u16) {
        (self.size.0.saturating_sub(self.profile.margin()), self.size.1)
    }

    /// Sends a sequence before the next picture.
    pub fn say(&mut self, sequence: &str) {
        self.line.say(sequence);
    }

    /// Puts text on the clipboard of the terminal, in the order in which it is read (OSC 52).
    pub fn copy(&mut self, text: String) {
        let mut sequence = String::new();
        // Writing to a string cannot fail.
        let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut sequence);
        self.line.say(&sequence);
    }

    /// The line to the terminal.
    pub fn line(&mut self) -> &mut Line {
        &mut self.line
    }

    /// Draws what changed, as far as the line has room. While keys follow each other in a hurry, what can wait stays as
    /// it was ([`Display::holds_back`]).
    pub fn draw(&mut self, model: &Model, is_hurried: bool, now: Instant) {
        let (columns, rows) = model.session.size;
        let mut drawn = Buffer::empty(Rect::new(0, 0, columns, rows));
        screen::draw(model, &mut drawn);
        self.holds_back = is_hurried && hold_back(&mut drawn, &self.drawn);
        self.put(&drawn, model, now);
        self.drawn = drawn;
    }

    fn put(&mut self, drawn: &Buffer, model: &Model, now: Instant) {
        let profile = if model.is_arranged() { Profile::Visual } else { self.profile };
        let mut picture = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        self.shows_arabic |= put(drawn, &mut picture, profile, self.profile.margin());
        self.line.draw(picture, now);
    }

    /// Draws what there is before the desk is opened.
    pub fn draw_opening(&mut self, model: &Model, takes_its_time: bool) {
        let (columns, rows) = model.session.size;
        let mut drawn = Buffer::empty(Rect::new(0, 0, columns, rows));
        screen::draw_opening(model, &mut drawn, takes_its_time);
        self.put(&drawn, model, Instant::now());
    }

    /// Whether anything was drawn that a terminal may reorder.
    pub fn shows_arabic(&self) -> bool {
        self.shows_arabic
    }

    /// Whether something on the screen is older than the model.
    pub fn holds_back(&self) -> bool {
        self.holds_back
    }
}

/// Stops this process until it is continued, as the shell does it to the program that has its terminal.
pub fn stop() {
    // A process may always stop itself.
    let _ = rustix::process::kill_process(rustix::process::getpid(), rustix::process::Signal::STOP);
}

fn leaving(profile: Profile, is_tunnelled: bool) -> String {
    [arabic::leave(profile, is_tunnelled), GIVE_BACK.to_owned(), arabic::after_leaving(profile, is_tunnelled)].concat()
}

/// Leaves the cells that can wait as they were where the same cells could wait before; answers whether any differs.
fn hold_back(drawn: &mut Buffer, before: &Buffer) -> bool {
    let can_wait = |cell: &ratatui::buffer::Cell| cell.diff_option == CellDiffOption::Skip;
    let is_same_place = drawn.area == before.area
        && drawn.content.iter().zip(&before.content).all(|(new, old)| can_wait(new) == can_wait(old));
    let mut holds = false;
    if is_same_place {
        for (new, old) in drawn.content.iter_mut().zip(&before.content).filter(|(new, _)| can_wait(new)) {
            holds |= new != old;
            new.clone_from(old);
        }
    }
    holds
}

/// Puts a drawn screen into the picture for the terminal, row by row as it needs them. Answers whether any holds what a
/// terminal may reorder.
pub fn put(drawn: &Buffer, picture: &mut Buffer, profile: Profile, margin: u16) -> bool {
    let width = drawn.area.width;
    let mut shows_arabic = false;
    for (y, row) in (0u16..).zip(drawn.content().chunks(usize::from(width.max(1)))) {
        let symbols: Vec<&str> = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        shows_arabic |= Profile::matters_for(&symbols);
        let sent = profile.arrange(&symbols);
        for (x, cell) in (0u16..).zip(row) {
            let Some(place) = picture.cell_mut((x + margin, y)) else { continue };
            *place = cell.clone();
            if let Some(sent) = sent.as_ref().and_then(|sent| sent.get(usize::from(x))) {
                if let Some(styled) = row.get(sent.style) {
                    *place = styled.clone();
                }
                place.set_symbol(&sent.symbol);
            }
        }
        if sent.is_some() && margin > 0 {
            // A row whose direction the terminal guesses begins with a left-to-right blank.
            if let Some(place) = picture.cell_mut((0, y)) {
                place.set_symbol("\u{2800}");
            }
        }
    }
    shows_arabic
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::{Modifier, Style};

    #[test]
    fn a_row_is_put_as_the_terminal_needs_it_with_its_styles() {
        let mut drawn = Buffer::empty(Rect::new(0, 0, 6, 2));
        drawn.set_string(0, 0, "ab", Style::new());
        for (x, symbol) in [(3, "\u{FE94}"), (4, "\u{FE8E}"), (5, "\u{FED7}")] {
            if let Some(cell) = drawn.cell_mut((x, 1)) {
                cell.set_symbol(symbol);
            }
        }
        drawn.set_style(Rect::new(5, 1, 1, 1), Style::new().add_modifier(Modifier::BOLD));
        let mut picture = Buffer::empty(Rect::new(0, 0, 7, 2));
        put(&drawn, &mut picture, Profile::Inverse, Profile::Inverse.margin());
        assert_eq!(crate::kit::picture(&picture), " ab\n\u{2800}\u{2800}\u{2800}\u{2800}\u{FED7}\u{FE8E}\u{FE94}");
        assert!(picture.cell((4, 1)).is_some_and(|cell| cell.modifier.contains(Modifier::BOLD)));
        let mut picture = Buffer::empty(Rect::new(0, 0, 6, 2));
        put(&drawn, &mut picture, Profile::Visual, 0);
        assert_eq!(picture, drawn);
    }

    #[test]
    fn what_can_wait_stays_as_it_was_where_it_was() {
        let screen = |text: &str, can_wait: std::ops::Range<usize>| {
            let mut screen = Buffer::empty(Rect::new(0, 0, 6, 1));
            screen.set_string(0, 0, text, Style::new());
            for cell in &mut screen.content[can_wait] {
                cell.set_diff_option(CellDiffOption::Skip);
            }
            screen
        };
        let before = screen("a card", 2..6);
        let mut after = screen("b side", 2..6);
        assert!(hold_back(&mut after, &before));
        assert_eq!(crate::kit::picture(&after), "b card");
        let mut elsewhere = screen("b side", 3..6);
        assert!(!hold_back(&mut elsewhere, &before), "what stood there before was something else");
        assert_eq!(crate::kit::picture(&elsewhere), "b side");
    }
}
