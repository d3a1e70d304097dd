//! Asking a terminal outside a session what it is.

use super::{Inbox, read_terminal};
use crate::host::arabic::{Answers, Finding, QUESTIONS};
use crate::host::input::{Come, InputParser};
use crate::limits;
use std::io;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

/// What the terminal answers about Arabic when it is asked outside a session, and after what time where it answers at
/// all, for `doctor`. Keys pressed meanwhile are let go.
///
/// # Errors
/// There is no terminal to ask.
pub fn ask(term: &str) -> io::Result<(Finding, Option<Duration>)> {
    use std::io::Write;
    crossterm::terminal::enable_raw_mode()?;
    let mut out = io::stdout();
    let asked = out.write_all(QUESTIONS.as_bytes()).and_then(|()| out.flush());
    let (sender, inbox) = sync_channel(limits::INBOX_LEN);
    let mut answers = Answers::default();
    let begun = Instant::now();
    let until = begun + Duration::from_millis(limits::DOCTOR_WAIT_MS);
    let mut parser = InputParser::default();
    let reading = asked.and_then(|()| read_terminal(sender));
    while reading.is_ok() && !answers.is_complete() {
        let Ok(Inbox::Bytes(bytes)) = inbox.recv_timeout(until.saturating_duration_since(Instant::now())) else {
            break;
        };
        for come in parser.feed(&bytes) {
            if let Come::Answer(answer) = come {
                answers.note(answer);
            }
        }
    }
    let took = answers.is_complete().then(|| begun.elapsed());
    crossterm::terminal::disable_raw_mode()?;
    reading.map(|_| (answers.judge(term), took))
}
