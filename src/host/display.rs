//! The terminal as a surface: taking it, drawing on it in the way it needs, giving it back as it was.

use super::arabic;
use super::stage::Stage;
use crate::app::screen;
use crate::text::Profile;
use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::io::{self, Stdout, Write};

const PASTE_IN_BRACKETS: &str = "\x1b[?2004h";
const EMPTY: &str = "\x1b[0m\x1b[H\x1b[2J";
const PASTE_PLAIN: &str = "\x1b[?2004l";

/// A terminal that has been taken.
pub struct Display {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    profile: Profile,
    is_tunnelled: bool,
}

impl Display {
    /// Takes the terminal: raw mode, the alternate screen, pasted text in brackets, no cursor. A panic gives it back.
    ///
    /// # Errors
    /// There is no terminal, or it cannot be written.
    pub fn take(profile: Profile, is_tunnelled: bool) -> io::Result<Display> {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            // What the terminal was told is not known here; what it was not told is harmless to take back.
            give_back(Profile::Mlterm, false);
            give_back(Profile::Explicit, is_tunnelled);
            before(info);
        }));
        enable_raw_mode()?;
        let terminal = surface(crossterm::terminal::size()?)?;
        let display = Display { terminal, profile, is_tunnelled };
        if let Err(error) = display.enter() {
            display.give_back();
            return Err(error);
        }
        Ok(display)
    }

    fn enter(&self) -> io::Result<()> {
        execute!(io::stdout(), EnterAlternateScreen, cursor::Hide)?;
        self.send(PASTE_IN_BRACKETS)?;
        self.send(&arabic::enter(self.profile, self.rows()?, self.is_tunnelled))
    }

    /// Gives the terminal back as it was; what fails here cannot be helped.
    pub fn give_back(&self) {
        give_back(self.profile, self.is_tunnelled);
    }

    /// Gives the terminal to the shell until the program is continued.
    ///
    /// # Errors
    /// The terminal cannot be taken again.
    pub fn suspend(&mut self) -> io::Result<()> {
        self.give_back();
        // The whole group: a program that started this one waits with it, and the shell takes over.
        rustix::process::kill_current_process_group(rustix::process::Signal::STOP)?;
        enable_raw_mode()?;
        self.enter()?;
        self.begin_anew()
    }

    /// How the terminal is given its rows.
    pub fn profile(&self) -> Profile {
        self.profile
    }

    /// Gives the terminal its rows in another way from the next frame on, all of them anew.
    ///
    /// # Errors
    /// The terminal cannot be written.
    pub fn set_profile(&mut self, profile: Profile, is_tunnelled: bool) -> io::Result<()> {
        self.send(&arabic::leave(self.profile, self.is_tunnelled))?;
        (self.profile, self.is_tunnelled) = (profile, is_tunnelled);
        self.send(&arabic::enter(profile, self.rows()?, is_tunnelled))?;
        self.begin_anew()
    }

    /// The next frame is drawn whole on an empty screen.
    fn begin_anew(&mut self) -> io::Result<()> {
        self.send(EMPTY)?;
        self.terminal = surface(crossterm::terminal::size()?)?;
        Ok(())
    }

    /// The terminal has another size: rows that are new have not been told how to behave.
    ///
    /// # Errors
    /// The terminal cannot be written.
    pub fn resized(&mut self) -> io::Result<()> {
        self.send(&arabic::enter(self.profile, self.rows()?, self.is_tunnelled))?;
        self.begin_anew()
    }

    /// Columns and rows to draw on.
    ///
    /// # Errors
    /// There is no terminal.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        let (columns, rows) = crossterm::terminal::size()?;
        Ok((columns.saturating_sub(self.profile.margin()), rows))
    }

    fn rows(&self) -> io::Result<u16> {
        self.size().map(|(_, rows)| rows)
    }

    /// Sends a sequence past the frames.
    ///
    /// # Errors
    /// The terminal cannot be written.
    pub fn send(&self, sequence: &str) -> io::Result<()> {
        if sequence.is_empty() {
            return Ok(());
        }
        let mut out = io::stdout();
        out.write_all(sequence.as_bytes()).and_then(|()| out.flush())
    }

    /// Puts text on the clipboard of the terminal, in the order in which it is read (OSC 52).
    ///
    /// # Errors
    /// The terminal cannot be written.
    pub fn copy(&self, text: String) -> io::Result<()> {
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))
    }

    /// Draws what changed.
    ///
    /// # Errors
    /// The terminal cannot be written.
    pub fn draw(&mut self, stage: &Stage) -> io::Result<()> {
        let (columns, rows) = stage.model.session.size;
        let mut drawn = Buffer::empty(Rect::new(0, 0, columns, rows));
        screen::draw(&stage.model, &mut drawn);
        let profile = if stage.model.is_arranged() { Profile::Visual } else { self.profile };
        let margin = self.profile.margin();
        self.terminal.draw(|frame| put(&drawn, frame.buffer_mut(), profile, margin)).map(drop)
    }
}

/// A surface of this size with nothing on it. It keeps its size until the next is made: one that follows the terminal
/// by itself would ask for the place of the cursor, and the answer would be taken for keys.
fn surface(size: (u16, u16)) -> io::Result<Terminal<CrosstermBackend<Stdout>>> {
    let viewport = Viewport::Fixed(Rect::new(0, 0, size.0, size.1));
    Terminal::with_options(CrosstermBackend::new(io::stdout()), TerminalOptions { viewport })
}

fn give_back(profile: Profile, is_tunnelled: bool) {
    let mut out = io::stdout();
    let _ = out.write_all(arabic::leave(profile, is_tunnelled).as_bytes());
    let _ = out.write_all(PASTE_PLAIN.as_bytes());
    let _ = execute!(out, LeaveAlternateScreen, cursor::Show);
    let _ = out.write_all(arabic::after_leaving(profile, is_tunnelled).as_bytes());
    let _ = out.flush();
    let _ = disable_raw_mode();
}

/// Puts a drawn screen into the frame, row by row as the terminal needs them.
pub fn put(drawn: &Buffer, frame: &mut Buffer, profile: Profile, margin: u16) {
    let width = drawn.area.width;
    for (y, row) in (0u16..).zip(drawn.content().chunks(usize::from(width.max(1)))) {
        let symbols: Vec<&str> = row.iter().map(ratatui::buffer::Cell::symbol).collect();
        let sent = profile.arrange(&symbols);
        for (x, cell) in (0u16..).zip(row) {
            let Some(place) = frame.cell_mut((x + margin, y)) else { continue };
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
            if let Some(place) = frame.cell_mut((0, y)) {
                place.set_symbol("\u{2800}");
            }
        }
    }
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
        let mut frame = Buffer::empty(Rect::new(0, 0, 7, 2));
        put(&drawn, &mut frame, Profile::Inverse, Profile::Inverse.margin());
        assert_eq!(crate::kit::picture(&frame), " ab\n\u{2800}\u{2800}\u{2800}\u{2800}\u{FED7}\u{FE8E}\u{FE94}");
        assert!(frame.cell((4, 1)).is_some_and(|cell| cell.modifier.contains(Modifier::BOLD)));
        let mut frame = Buffer::empty(Rect::new(0, 0, 6, 2));
        put(&drawn, &mut frame, Profile::Visual, 0);
        assert_eq!(frame, drawn);
    }
}
