//! The search beside the session: one question running, one waiting, the newest wins.
//!
//! The index of a desk is read or made on a thread of its own, and so is the merging of what changed into it. Until there is
//! one, questions are answered from the names that are asked for first, and what was answered so is answered again once all
//! names are there. Likely duplicates are looked for on a third thread: they take long, and what is typed does not wait for
//! them. All of them sleep while nothing happens.

use super::kept_index::Ground;
use crate::app::Msg;
use crate::domain::{Desk, Kind, Ref};
use crate::lang::Lexicon;
use crate::search::duplicates::{Twins, twins, twins_while};
use crate::search::{Catalogue, Merged, NameWords, ToKeep};
use jiff::civil::Date;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Condvar, Mutex, PoisonError};

/// What a question asks for.
#[derive(Clone)]
pub enum Wish {
    /// The hits of a query as typed, so many at most.
    Hits(String, usize),
    /// Records of these kinds that are probably the same.
    Twins(&'static [Kind]),
}

/// A question.
#[derive(Clone)]
pub struct Question {
    /// Its number.
    pub ticket: u64,
    /// What is asked.
    pub wish: Wish,
    /// The desk to ask.
    pub desk: Arc<Desk>,
    /// The day that filters mean.
    pub today: Date,
    /// What this person uses, and how much it is preferred for that.
    pub uses: Arc<[(Ref, i32)]>,
}

/// What a thread beside the worker made for it.
enum Made {
    Catalogue(Box<Catalogue>),
    Merged(Box<Merged>),
    /// The answer to the question for duplicates of that number.
    Twins(u64, Vec<Twins>),
}

/// The order to a thread to stop, given when this is dropped.
#[derive(Default)]
struct Stop(Arc<AtomicBool>);

impl Drop for Stop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[derive(Default)]
struct Waiting {
    question: Option<Question>,
    /// The question for duplicates, which what is typed meanwhile does not replace.
    for_twins: Option<Question>,
    twins: Option<Made>,
    made: Option<Made>,
    is_over: bool,
}

#[derive(Default)]
struct Slot {
    waiting: Mutex<Waiting>,
    come: Condvar,
}

/// The way to the worker, which ends when this is dropped.
pub struct SearchWorker {
    slot: Arc<Slot>,
}

impl SearchWorker {
    /// Starts the worker on a desk; where that keeps an index, it is read and written again.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start<T: From<Msg> + Send + 'static>(
        desk: Arc<Desk>,
        ground: Option<Ground>,
        lexicon: Arc<Lexicon>,
        answers: SyncSender<T>,
    ) -> std::io::Result<SearchWorker> {
        let slot = Arc::new(Slot::default());
        let mut shelf = Shelf {
            slot: Arc::clone(&slot),
            lexicon,
            catalogue: None,
            is_making: false,
            unfinished: None,
            twins: None,
        };
        shelf.make(desk, ground)?;
        std::thread::Builder::new().name("search".to_owned()).spawn(move || {
            while let Some(answer) = shelf.next() {
                if answers.send(answer.into()).is_err() {
                    return;
                }
            }
        })?;
        Ok(SearchWorker { slot })
    }

    /// Asks; a question of its sort that still waits is replaced.
    pub fn ask(&self, question: Question) {
        self.slot.put(|waiting| match question.wish {
            Wish::Hits(..) => waiting.question = Some(question),
            Wish::Twins(_) => waiting.for_twins = Some(question),
        });
    }
}

impl Drop for SearchWorker {
    fn drop(&mut self) {
        self.slot.put(|waiting| waiting.is_over = true);
    }
}

impl Slot {
    fn put(&self, change: impl FnOnce(&mut Waiting)) {
        change(&mut self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        self.come.notify_one();
    }

    /// What came: what was made before what is asked, and what is typed first. Nothing at the end.
    fn next(&self) -> Option<Result<Made, Question>> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if waiting.is_over {
                return None;
            }
            if let Some(made) = waiting.made.take() {
                return Some(Ok(made));
            }
            if let Some(question) = waiting.question.take().or_else(|| waiting.for_twins.take()) {
                return Some(Err(question));
            }
            if let Some(twins) = waiting.twins.take() {
                return Some(Ok(twins));
            }
            waiting = self.come.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// What the worker has at hand.
struct Shelf {
    slot: Arc<Slot>,
    lexicon: Arc<Lexicon>,
    catalogue: Option<Catalogue>,
    /// Whether a thread is at work for it.
    is_making: bool,
    /// The question that was answered last, where not all names were there.
    unfinished: Option<Question>,
    /// Ends the search for duplicates that runs.
    twins: Option<Stop>,
}

impl Shelf {
    /// The next answer; nothing at the end.
    fn next(&mut self) -> Option<Msg> {
        let slot = Arc::clone(&self.slot);
        loop {
            match slot.next()? {
                Ok(Made::Twins(ticket, twins)) => return Some(Msg::Twins(ticket, twins)),
                Ok(made) => {
                    self.take_in(made);
                    if let Some(question) = self.unfinished.take().and_then(|question| self.answer(question)) {
                        return Some(question);
                    }
                }
                Err(question) => {
                    if let Some(answer) = self.answer(question) {
                        return Some(answer);
                    }
                }
            }
        }
    }

    fn take_in(&mut self, made: Made) {
        self.is_making = false;
        match made {
            Made::Twins(..) => {}
            Made::Catalogue(catalogue) => self.catalogue = Some(*catalogue),
            Made::Merged(merged) => {
                if let Some(catalogue) = &mut self.catalogue {
                    catalogue.adopt(*merged);
                }
            }
        }
    }

    /// The answer to a question, unless a thread beside this one looks for it.
    fn answer(&mut self, question: Question) -> Option<Msg> {
        match question.wish.clone() {
            Wish::Twins(kinds) => self.look_for_twins(question, kinds),
            Wish::Hits(query, limit) => Some(self.hits(question, &query, limit)),
        }
    }

    /// Looks for duplicates on a thread of its own; one that looks already stops. Where the system gives none, here.
    fn look_for_twins(&mut self, question: Question, kinds: &'static [Kind]) -> Option<Msg> {
        let Question { ticket, desk, .. } = question;
        let (stop, slot, own) = (Stop::default(), Arc::clone(&self.slot), Arc::clone(&desk));
        let is_over = Arc::clone(&stop.0);
        self.twins = Some(stop);
        let words = NameWords::of_lexicon(&self.lexicon);
        let look = move || {
            let is_wanted = || !is_over.load(Ordering::Relaxed);
            if let Some(twins) = twins_while(&own, kinds, &words, &is_wanted) {
                // Asked once more under the lock: what came later is not replaced by what nobody waits for.
                slot.put(|waiting| {
                    if is_wanted() {
                        waiting.twins = Some(Made::Twins(ticket, twins));
                    }
                });
            }
        };
        let started = std::thread::Builder::new().name("duplicates".to_owned()).spawn(look);
        started.is_err().then(|| Msg::Twins(ticket, twins(&desk, kinds, &NameWords::of_lexicon(&self.lexicon))))
    }

    fn hits(&mut self, question: Question, query: &str, limit: usize) -> Msg {
        let mut catalogue = match self.catalogue.take() {
            Some(catalogue) if !catalogue.is_partial() || !catalogue.is_far_from(&question.desk) => catalogue,
            _ => {
                let used: Vec<Ref> = question.uses.iter().map(|(reference, _)| *reference).collect();
                Catalogue::first(&question.desk, &self.lexicon, &used)
            }
        };
        let is_behind = catalogue.is_far_from(&question.desk);
        if !is_behind {
            catalogue.follow(&question.desk);
        }
        catalogue.prefer(&question.uses);
        let mut answer = catalogue.answer(&self.lexicon, query, limit, question.today);
        answer.is_partial |= is_behind;
        let ticket = question.ticket;
        self.unfinished = answer.is_partial.then(|| question.clone());
        // Where the system gives no thread, it is tried again at the next question.
        if !self.is_making && (is_behind || catalogue.is_partial()) {
            drop(self.make(question.desk, None));
        } else if let Some(snapshot) = (!self.is_making).then(|| catalogue.to_merge()).flatten() {
            drop(self.beside(move || (Made::Merged(Box::new(snapshot.merge())), None)));
        }
        self.catalogue = Some(catalogue);
        Msg::Found(ticket, answer)
    }

    /// Makes the catalogue of a desk on another thread, and writes its index where that is due.
    fn make(&mut self, desk: Arc<Desk>, ground: Option<Ground>) -> std::io::Result<()> {
        let lexicon = Arc::clone(&self.lexicon);
        self.beside(move || {
            let (catalogue, is_due) = match &ground {
                Some(ground) => ground.catalogue_kept(&desk, &lexicon),
                None => (Catalogue::of(&desk, &lexicon), false),
            };
            let to_keep = ground.filter(|_| is_due).zip(catalogue.to_keep());
            (Made::Catalogue(Box::new(catalogue)), to_keep)
        })
    }

    /// Hands over what a thread makes, and writes on it what is to be kept afterwards.
    fn beside(
        &mut self,
        make: impl FnOnce() -> (Made, Option<(Ground, ToKeep)>) + Send + 'static,
    ) -> std::io::Result<()> {
        let slot = Arc::clone(&self.slot);
        std::thread::Builder::new().name("index".to_owned()).spawn(move || {
            let (made, to_keep) = make();
            slot.put(|waiting| waiting.made = Some(made));
            if let Some((ground, index)) = to_keep {
                // Only a cache: without it the next session makes the index again.
                drop(ground.keep(&index));
            }
        })?;
        self.is_making = true;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kinds::{letter, partner};
    use crate::domain::{Fields, Record, Text3};
    use crate::limits;
    use crate::search::Answer;

    fn record(kind: Kind, number: u64, title: &str) -> Arc<Record> {
        let title = Text3 { en: Some(title.to_owned()), ..Text3::default() };
        let field = if kind == Kind::Letter { letter::SUBJECT.id } else { partner::NAMES.id };
        Arc::new(Record { reference: Ref(number), kind, rev: 1, fields: Fields::new().with(field, title) })
    }

    /// More partners than are searched first, and a letter behind them.
    fn desk() -> Arc<Desk> {
        let last = limits::SEARCH_FIRST_RECORDS as u64 + 1;
        let partners = (1..=last).map(|number| record(Kind::Partner, number, &format!("Partner {number}")));
        let letter = record(Kind::Letter, last + 1, "Zellige workshops");
        Arc::new(Desk::restore(1, last + 1, partners.chain([letter]), []))
    }

    fn shelf() -> Shelf {
        let lexicon = Arc::new(Lexicon::load());
        Shelf { slot: Arc::default(), lexicon, catalogue: None, is_making: false, unfinished: None, twins: None }
    }

    fn question(ticket: u64, desk: &Arc<Desk>, query: &str) -> Question {
        let wish = Wish::Hits(query.to_owned(), 5);
        Question { ticket, wish, desk: Arc::clone(desk), today: jiff::civil::date(2026, 11, 25), uses: Arc::from([]) }
    }

    fn answer(msg: Msg) -> (u64, Answer) {
        match msg {
            Msg::Found(ticket, answer) => (ticket, answer),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_question_before_the_index_is_answered_in_part_and_again_in_whole() {
        let (desk, mut shelf) = (desk(), shelf());
        let (ticket, first) = answer(shelf.answer(question(7, &desk, "partner 77")).unwrap());
        assert_eq!((ticket, first.is_partial, first.hits[0].record), (7, true, 77));
        let (_, letter) = answer(shelf.answer(question(8, &desk, "zellige")).unwrap());
        assert!(letter.is_partial && letter.hits.is_empty(), "{letter:?}");
        // The next that comes is the index, and with it the whole answer to the last question.
        let (ticket, whole) = answer(shelf.next().unwrap());
        assert_eq!((ticket, whole.is_partial), (8, false));
        assert_eq!(whole.hits[0].text, "Zellige workshops");
        assert!(shelf.unfinished.is_none());
        let (_, again) = answer(shelf.answer(question(9, &desk, "zellige")).unwrap());
        assert_eq!(again, whole);
    }

    #[test]
    fn a_desk_far_from_the_index_is_indexed_beside_the_answers() {
        let (full, mut shelf) = (desk(), shelf());
        shelf.catalogue = Some(Catalogue::of(&Desk::default(), &shelf.lexicon));
        let (_, behind) = answer(shelf.answer(question(1, &full, "zellige")).unwrap());
        assert!(behind.is_partial);
        assert!(!answer(shelf.next().unwrap()).1.hits.is_empty());
    }

    #[test]
    fn what_is_typed_is_answered_while_duplicates_are_looked_for() {
        let (desk, mut shelf) = (desk(), shelf());
        let twins = |ticket| Question { wish: Wish::Twins(&[Kind::Partner]), ..question(ticket, &desk, "") };
        // No answer yet, and the thread that looks goes on; a letter typed now has its answer at once.
        assert!(shelf.answer(twins(1)).is_none());
        let (ticket, typed) = answer(shelf.answer(question(2, &desk, "partner 77")).unwrap());
        assert_eq!((ticket, typed.hits[0].record), (2, 77));
        // Who asks again is answered once, whatever became of the first search.
        assert!(shelf.answer(twins(3)).is_none());
        let told = std::iter::from_fn(|| shelf.next()).find_map(|msg| match msg {
            Msg::Twins(3, told) => Some(told),
            _ => None,
        });
        assert_eq!(
            told.unwrap(),
            crate::search::duplicates::twins(&desk, &[Kind::Partner], &NameWords::of_lexicon(&shelf.lexicon))
        );
    }

    #[test]
    fn neither_sort_of_question_replaces_the_other_and_what_is_typed_comes_first() {
        let (desk, slot) = (desk(), Arc::new(Slot::default()));
        let worker = SearchWorker { slot: Arc::clone(&slot) };
        let twins = |ticket| Question { wish: Wish::Twins(&[Kind::Partner]), ..question(ticket, &desk, "") };
        [twins(1), question(2, &desk, "a"), twins(3), question(4, &desk, "b")]
            .into_iter()
            .for_each(|one| worker.ask(one));
        let next = || slot.next().and_then(Result::err).map(|question| question.ticket);
        assert_eq!([next(), next()], [Some(4), Some(3)]);
    }

    #[test]
    fn the_worker_ends_with_its_session() {
        let (sender, answers) = std::sync::mpsc::sync_channel::<Msg>(4);
        let desk = Arc::new(Desk::default());
        let worker = SearchWorker::start(desk, None, Arc::new(Lexicon::load()), sender).unwrap();
        drop(worker);
        // Its end of the channel is gone, whatever it was at.
        assert!(answers.recv().is_err());
    }
}
