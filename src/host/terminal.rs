//! The loop of a local terminal: wait, drain what came in, deal with it, draw once.
//!
//! One thread reads the terminal, one searches; both speak through one bounded channel. Nothing wakes while nothing
//! happens.

use super::keys::key_of;
use super::search_worker::{Question, SearchWorker};
use super::settings::remember_lang;
use super::stage::{Left, Stage};
use crate::app::{Msg, screen};
use crate::limits;
use crossterm::clipboard::CopyToClipboard;
use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste, Event};
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use crossterm::{cursor, execute};
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use std::io::{self, Stdout};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// What comes in.
enum Inbox {
    Msg(Msg),
    /// The terminal is gone.
    Gone,
}

impl From<Msg> for Inbox {
    fn from(msg: Msg) -> Self {
        Inbox::Msg(msg)
    }
}

/// Columns and rows of the terminal.
///
/// # Errors
/// There is no terminal.
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Runs a session on the terminal until it ends.
///
/// # Errors
/// The terminal cannot be set up or written.
pub fn run(stage: &mut Stage, config_dir: &Path) -> io::Result<()> {
    let mut terminal = enter()?;
    let outcome = session(stage, &mut terminal, config_dir);
    leave();
    outcome
}

fn enter() -> io::Result<Terminal<CrosstermBackend<Stdout>>> {
    enable_raw_mode()?;
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        leave();
        before(info);
    }));
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, cursor::Hide)?;
    Terminal::new(CrosstermBackend::new(io::stdout()))
}

/// Gives the terminal back as it was; what fails here cannot be helped.
fn leave() {
    let _ = execute!(io::stdout(), DisableBracketedPaste, LeaveAlternateScreen, cursor::Show);
    let _ = disable_raw_mode();
}

fn session(stage: &mut Stage, terminal: &mut Terminal<CrosstermBackend<Stdout>>, config_dir: &Path) -> io::Result<()> {
    draw(stage, terminal)?;
    let (sender, inbox) = sync_channel(limits::INBOX_LEN);
    let session = &stage.model.session;
    let worker = SearchWorker::start(Arc::clone(&session.desk), Arc::clone(&session.lexicon), sender.clone())?;
    read_terminal(sender)?;
    while let Ok(first) = inbox.recv() {
        let mut left = Vec::new();
        for come in std::iter::once(first).chain(drain(&inbox)) {
            match come {
                Inbox::Msg(msg) => left.extend(stage.deal(msg)),
                Inbox::Gone => return Ok(()),
            }
        }
        if carry_out(left, stage, &worker, config_dir)? {
            return Ok(());
        }
        draw(stage, terminal)?;
    }
    Ok(())
}

/// What else has come in by now, up to a bound.
fn drain(inbox: &Receiver<Inbox>) -> impl Iterator<Item = Inbox> + '_ {
    inbox.try_iter().take(limits::INBOX_LEN)
}

fn draw(stage: &Stage, terminal: &mut Terminal<CrosstermBackend<Stdout>>) -> io::Result<()> {
    terminal.draw(|frame| screen::draw(&stage.model, frame.buffer_mut())).map(drop)
}

/// Carries out what only the terminal can do; answers whether the session ends.
fn carry_out(left: Vec<Left>, stage: &Stage, worker: &SearchWorker, config_dir: &Path) -> io::Result<bool> {
    for effect in left {
        match effect {
            Left::Quit => return Ok(true),
            Left::Copy(text) => execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text))?,
            // A language that cannot be remembered is no reason to stop the session.
            Left::RememberLang(lang) => drop(remember_lang(config_dir, lang)),
            Left::Search(ticket, query, limit) => {
                let session = &stage.model.session;
                worker.ask(Question { ticket, query, limit, desk: Arc::clone(&session.desk), today: session.today() });
            }
        }
    }
    Ok(false)
}

fn read_terminal(sender: SyncSender<Inbox>) -> io::Result<()> {
    let read = move || {
        loop {
            let come = match crossterm::event::read() {
                Ok(Event::Key(event)) => key_of(event).map(Msg::Key),
                Ok(Event::Paste(text)) => Some(Msg::Paste(text)),
                Ok(Event::Resize(columns, rows)) => Some(Msg::Resized(columns, rows)),
                Ok(_) => None,
                Err(_) => {
                    let _ = sender.send(Inbox::Gone);
                    return;
                }
            };
            if let Some(msg) = come
                && sender.send(Inbox::Msg(msg)).is_err()
            {
                return;
            }
        }
    };
    std::thread::Builder::new().name("input".to_owned()).spawn(read).map(drop)
}
