//! The terminal lent to the editor of the person, and what signals mean meanwhile.

use super::{Inbox, Session};
use crate::app::Msg;
use crate::host::display;
use crate::host::editor::{Editor, EditorError, keep_in};
use crate::host::input::{Answer, Come, InputParser};
use crate::limits;
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::mpsc::{Receiver, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Whether another program has the terminal, or since when it no longer has.
#[derive(Clone, Debug, Default)]
pub(super) struct Loan(Arc<Mutex<Lent>>);

#[derive(Clone, Copy, Debug, Default)]
enum Lent {
    #[default]
    Never,
    Now,
    Since(Instant),
}

impl Loan {
    fn set(&self, is_lent: bool) {
        let lent = if is_lent { Lent::Now } else { Lent::Since(Instant::now()) };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = lent;
    }

    fn is_lent(&self) -> bool {
        matches!(self.is(), Lent::Now)
    }

    /// Whether an interrupt was meant for the other program: it may be heard only after that has ended of it. In raw mode no key
    /// of this program gives one.
    fn takes_interrupt(&self) -> bool {
        match self.is() {
            Lent::Never => false,
            Lent::Now => true,
            Lent::Since(back) => back.elapsed() < Duration::from_millis(limits::INTERRUPT_LATE_MS),
        }
    }

    fn is(&self) -> Lent {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn hear_signals(sender: SyncSender<Inbox>, loan: Loan) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGTSTP, SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    let hear = move || {
        for signal in &mut signals {
            let come = match signal {
                SIGWINCH => Inbox::Resized,
                // Who stops or interrupts the editor means it, and this program waits with it.
                SIGTSTP if loan.is_lent() => {
                    display::stop();
                    continue;
                }
                SIGINT | SIGQUIT if loan.takes_interrupt() => continue,
                SIGTSTP => Inbox::Suspended,
                _ => Inbox::Gone,
            };
            if sender.send(come).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(hear).map(drop)
}

impl Session {
    /// Unfinished forms are kept when the keys pause, and now and then where they do not.
    pub(super) fn put_off_shelving(&mut self) {
        if self.stage.model.is_unfinished() {
            let now = Instant::now();
            let until = *self.shelve_until.get_or_insert(now + Duration::from_millis(limits::SHELF_MOST_MS));
            self.shelve_at = Some(until.min(now + Duration::from_millis(limits::SHELF_PAUSE_MS)));
        }
    }

    /// Lets the person write a text in their editor, which has the terminal meanwhile.
    pub(super) fn write_elsewhere(&mut self, text: &str, inbox: &Receiver<Inbox>) -> io::Result<()> {
        self.stage.shelve();
        self.await_answers(inbox);
        if self.put_off.iter().any(|come| matches!(come, Inbox::Gone)) {
            // The session ends with the next that is looked at, and there is nobody to write.
            return Ok(());
        }
        let outcome = Editor::of_environment().and_then(|editor| {
            let place = self.stage.workplace().map_err(|error| EditorError::Io(io::Error::other(error.to_string())))?;
            self.lend(inbox);
            let beside = self.stage.folder();
            let written = editor.write(place.path(), text, |file| keep_in(&beside, file));
            Ok((written, place.close()))
        });
        let outcome = match outcome {
            Ok((written, removed)) => {
                self.take_back()?;
                written.and_then(|text| removed.map(|()| text).map_err(EditorError::Io))
            }
            Err(error) => Err(error),
        };
        let own = &self.stage.model.session;
        let msg = match outcome {
            Ok(Some(text)) => Msg::Written(text),
            Ok(None) => Msg::Told(own.say("host-editor-empty")),
            Err(error) => {
                let (key, detail) = error.message();
                Msg::Failed(own.say_with(key, &[("detail", detail.as_str().into())]))
            }
        };
        self.deal(msg);
        self.put_off_shelving();
        Ok(())
    }

    /// Answers that are still under way would be typed into the shell or the editor: they are taken in before the terminal is
    /// given away, as far as they come in time. What else comes is put off.
    pub(super) fn await_answers(&mut self, inbox: &Receiver<Inbox>) {
        let until = Instant::now() + Duration::from_millis(limits::LEAVE_WAIT_MS);
        while (self.display.line().is_owed() || self.answers_until.is_some()) && self.put_off.len() < limits::INBOX_LEN
        {
            let Ok(come) = inbox.recv_timeout(until.saturating_duration_since(Instant::now())) else { return };
            let is_end = matches!(come, Inbox::Gone);
            let (answers, others) = told_apart(come, &mut self.parser);
            for answer in answers {
                match answer {
                    Answer::Ready => self.display.line().answered(Instant::now()),
                    answer => self.answers.note(answer),
                }
            }
            self.put_off.extend(others);
            self.answers_until = self.answers_until.filter(|_| !self.answers.is_complete());
            if is_end {
                return;
            }
        }
    }

    fn lend(&mut self, inbox: &Receiver<Inbox>) {
        if let Some(reader) = &mut self.reader {
            reader.lend(|| self.put_off.extend(inbox.try_iter()));
        }
        self.loan.set(true);
        self.display.give_back();
    }

    fn take_back(&mut self) -> io::Result<()> {
        let taken = self.display.take_again();
        self.loan.set(false);
        if let Some(reader) = &mut self.reader {
            reader.take_back();
        }
        taken?;
        self.measure();
        Ok(())
    }
}

/// The answers of the terminal in what came, and everything else.
fn told_apart(come: Inbox, parser: &mut InputParser) -> (Vec<Answer>, Vec<Inbox>) {
    let Inbox::Bytes(bytes) = come else { return (Vec::new(), vec![come]) };
    let (mut answers, mut others) = (Vec::new(), Vec::new());
    for come in parser.feed(&bytes) {
        match come {
            Come::Answer(answer) if !matches!(answer, Answer::Backdrop(_)) => answers.push(answer),
            other => others.push(Inbox::Come(other)),
        }
    }
    (answers, others)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Key;
    use crate::store::StoreError;

    #[test]
    fn what_comes_while_answers_are_waited_for_is_not_lost() {
        let mut parser = InputParser::default();
        let mut apart = |come| told_apart(come, &mut parser);
        let (answers, others) = apart(Inbox::Bytes(b"a\x1b[0n\x1b[200~text\x1b[201~b".to_vec()));
        assert_eq!(answers, [Answer::Ready]);
        let typed: Vec<Option<Come>> =
            others.into_iter().map(|come| if let Inbox::Come(come) = come { Some(come) } else { None }).collect();
        let key = |letter| Some(Come::Key(Key::char(letter)));
        assert_eq!(typed, [key('a'), Some(Come::Paste("text".into())), key('b')]);
        assert!(matches!(apart(Inbox::Gone).1.as_slice(), [Inbox::Gone]));
        assert!(matches!(apart(Inbox::NotKept(StoreError::Full)).1.as_slice(), [Inbox::NotKept(StoreError::Full)]));
    }
}
