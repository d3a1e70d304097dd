//! How much may be under way on the line: a bounded number of bytes that the terminal has not yet said it has drawn.
//!
//! After some bytes the terminal is asked for its state (DSR, `CSI 5 n`); it answers when everything before the
//! question is drawn. Pictures that do not fit wait, and newer ones take their place, so that the queue in a slow line
//! stays short and a key is felt after one round trip. A terminal that never answers is found out once, an answer that
//! gets lost is given up, and a line that answers again is paced again.

use crate::limits;
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// DSR: are you ready?
pub const ASK: &str = "\x1b[5n";

/// What is known about the answers of a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answers {
    /// None has come yet, and none is overdue.
    Unknown,
    /// It answers.
    Come,
    /// It does not.
    Never,
}

/// Bytes up to a question, and when it was asked.
#[derive(Clone, Copy, Debug)]
struct Asked {
    bytes: usize,
    at: Instant,
}

/// How a line is used.
#[derive(Clone, Debug)]
pub struct Pace {
    asked: VecDeque<Asked>,
    unasked: usize,
    has_begun: bool,
    answers: Answers,
    measured: Option<Duration>,
    is_slow: bool,
}

impl Pace {
    /// The pace of a terminal that may be asked, or of one that must not.
    pub fn new(may_ask: bool) -> Pace {
        let answers = if may_ask { Answers::Unknown } else { Answers::Never };
        Pace { asked: VecDeque::new(), unasked: 0, has_begun: false, answers, measured: None, is_slow: false }
    }

    /// Questions are asked from now on: before anybody types nobody waits for anything newer.
    pub fn begin(&mut self) {
        self.has_begun = true;
    }

    /// Whether so many bytes may be sent now. Where no answer can come, waiting would help nothing.
    pub fn has_room(&self, bytes: usize) -> bool {
        self.asked.is_empty() || self.under_way() + bytes <= limits::LINE_BYTES
    }

    /// Bytes of which it is not known that they are drawn.
    fn under_way(&self) -> usize {
        self.asked.iter().map(|asked| asked.bytes).sum::<usize>() + self.unasked
    }

    /// Notes a block that is about to be sent, and adds the question where it is time for one.
    pub fn send(&mut self, block: &mut Vec<u8>, now: Instant) {
        self.unasked += block.len();
        // On a fast line questions are fewer; it is noticed soon enough where it is no longer fast.
        let due = if self.is_slow() == Some(false) { limits::LINE_BYTES } else { limits::LINE_ASK_BYTES };
        if self.has_begun && self.unasked >= due {
            self.ask(block, now);
        }
    }

    /// Adds the question to a block.
    fn ask(&mut self, block: &mut Vec<u8>, now: Instant) {
        if self.answers == Answers::Never {
            self.unasked = 0;
            return;
        }
        block.extend_from_slice(ASK.as_bytes());
        self.asked.push_back(Asked { bytes: std::mem::take(&mut self.unasked) + ASK.len(), at: now });
    }

    /// The terminal answered the oldest question.
    pub fn answered(&mut self, now: Instant) {
        self.answers = Answers::Come;
        let Some(asked) = self.asked.pop_front() else { return };
        let took = now.saturating_duration_since(asked.at);
        // One sample is taken as it is; later ones weigh a quarter, so that a hiccup does not change the looks.
        let measured = self.measured.map_or(took, |before| (before * 3 + took) / 4);
        self.measured = Some(measured);
        // Looks do not change to and fro where a line is between the two.
        let slow = Duration::from_millis(limits::LINE_SLOW_MS);
        self.is_slow = measured >= slow || (self.is_slow && measured >= slow / 2);
    }

    /// Gives up answers that are overdue.
    pub fn give_up(&mut self, now: Instant) {
        if self.overdue().is_some_and(|at| now >= at) {
            if self.answers == Answers::Unknown {
                self.answers = Answers::Never;
            }
            self.forget();
        }
    }

    /// Whether the terminal owes an answer.
    pub fn is_owed(&self) -> bool {
        !self.asked.is_empty()
    }

    /// What was under way is not waited for: the terminal was in other hands.
    pub fn forget(&mut self) {
        self.asked.clear();
        self.unasked = 0;
    }

    /// When the oldest answer is overdue.
    pub fn overdue(&self) -> Option<Instant> {
        let patience = match self.answers {
            Answers::Unknown => limits::LINE_SILENT_MS,
            Answers::Come | Answers::Never => limits::LINE_LOST_MS,
        };
        self.asked.front().map(|asked| asked.at + Duration::from_millis(patience))
    }

    /// Whether answers take so long that everything not needed at once had better wait; nothing where none came yet.
    pub fn is_slow(&self) -> Option<bool> {
        self.measured.map(|_| self.is_slow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn later(start: Instant, ms: u64) -> Instant {
        start + Duration::from_millis(ms)
    }

    fn sent(pace: &mut Pace, bytes: usize, now: Instant) -> bool {
        pace.begin();
        let mut block = vec![b'x'; bytes];
        pace.send(&mut block, now);
        block.ends_with(ASK.as_bytes())
    }

    #[test]
    fn nothing_is_asked_before_anybody_types() {
        let (mut pace, now) = (Pace::new(true), Instant::now());
        let mut block = vec![b'x'; 1_100];
        pace.send(&mut block, now);
        assert!(block.len() == 1_100 && pace.has_room(400));
        assert!(sent(&mut pace, 10, now), "what was sent before is under way, too");
        assert!(!pace.has_room(10));
    }

    #[test]
    fn small_changes_are_not_asked_about_one_by_one() {
        let (mut pace, now) = (Pace::new(true), Instant::now());
        let asked = (0..20).filter(|_| sent(&mut pace, 16, now)).count();
        assert_eq!(asked, 20 * 16 / limits::LINE_ASK_BYTES);
    }

    #[test]
    fn what_is_under_way_has_a_bound_and_an_answer_makes_room() {
        let (mut pace, now) = (Pace::new(true), Instant::now());
        assert!(pace.has_room(100_000), "nothing can come of waiting before anything is asked");
        assert!(sent(&mut pace, 300, now));
        assert!(pace.has_room(90) && !pace.has_room(200));
        assert!(!sent(&mut pace, 90, now));
        assert!(!pace.has_room(10));
        pace.answered(later(now, 40));
        assert!(pace.has_room(300));
        assert_eq!(pace.is_slow(), Some(false));
    }

    #[test]
    fn a_silent_terminal_is_found_out_once() {
        let (mut pace, now) = (Pace::new(true), Instant::now());
        assert!(sent(&mut pace, 300, now));
        let overdue = pace.overdue();
        assert_eq!(overdue, Some(later(now, limits::LINE_SILENT_MS)));
        pace.give_up(later(now, limits::LINE_SILENT_MS));
        assert!(pace.has_room(100_000) && pace.overdue().is_none());
        assert!(!sent(&mut pace, 5_000, now), "and is not asked again");
        pace.answered(later(now, 9_000));
        assert!(sent(&mut pace, 5_000, now), "unless it answers after all");
        let mut mute = Pace::new(false);
        assert!(!sent(&mut mute, 5_000, now));
    }

    #[test]
    fn a_lost_answer_is_given_up_and_a_slow_line_is_known() {
        let (mut pace, now) = (Pace::new(true), Instant::now());
        sent(&mut pace, 300, now);
        pace.answered(later(now, 900));
        assert_eq!(pace.is_slow(), Some(true));
        sent(&mut pace, 300, now);
        pace.give_up(later(now, limits::LINE_SILENT_MS));
        assert!(!pace.has_room(200), "who answered once is waited for longer");
        pace.give_up(later(now, limits::LINE_LOST_MS));
        assert!(pace.has_room(200));
        for _ in 0..20 {
            sent(&mut pace, 300, now);
            pace.answered(later(now, 10));
        }
        assert_eq!(pace.is_slow(), Some(false));
    }
}
