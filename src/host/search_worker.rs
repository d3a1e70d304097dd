//! The search beside the session: one question running, one waiting, the newest wins.

use crate::app::Msg;
use crate::domain::{Desk, Kind};
use crate::lang::Lexicon;
use crate::search::{Catalogue, duplicates};
use jiff::civil::Date;
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// What a question asks for.
pub enum Wish {
    /// The hits of a query as typed, so many at most.
    Hits(String, usize),
    /// Records of these kinds that are probably the same.
    Twins(&'static [Kind]),
}

/// A question.
pub struct Question {
    /// Its number.
    pub ticket: u64,
    /// What is asked.
    pub wish: Wish,
    /// The desk to ask.
    pub desk: Arc<Desk>,
    /// The day that filters mean.
    pub today: Date,
}

#[derive(Default)]
struct Slot {
    waiting: Mutex<Option<Question>>,
    asked: Condvar,
}

/// The way to the worker.
pub struct SearchWorker {
    slot: Arc<Slot>,
}

impl SearchWorker {
    /// Starts the worker; it indexes the desk at once so that the first question finds it ready.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start<T: From<Msg> + Send + 'static>(
        desk: Arc<Desk>,
        lexicon: Arc<Lexicon>,
        answers: SyncSender<T>,
    ) -> std::io::Result<SearchWorker> {
        let slot = Arc::new(Slot::default());
        let own = Arc::clone(&slot);
        std::thread::Builder::new().name("search".to_owned()).spawn(move || {
            let mut catalogue = Catalogue::of(&desk, &lexicon);
            loop {
                let question = own.next();
                catalogue.follow(&question.desk);
                let answer = match question.wish {
                    Wish::Hits(query, limit) => {
                        Msg::Found(question.ticket, catalogue.answer(&lexicon, &query, limit, question.today))
                    }
                    Wish::Twins(kinds) => Msg::Twins(question.ticket, duplicates::twins(&question.desk, kinds)),
                };
                if answers.send(answer.into()).is_err() {
                    return;
                }
            }
        })?;
        Ok(SearchWorker { slot })
    }

    /// Asks; a question that still waits is replaced.
    pub fn ask(&self, question: Question) {
        *self.slot.waiting.lock().unwrap_or_else(PoisonError::into_inner) = Some(question);
        self.slot.asked.notify_one();
    }
}

impl Slot {
    fn next(&self) -> Question {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(question) = waiting.take() {
                return question;
            }
            waiting = self.asked.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}
