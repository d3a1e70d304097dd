//! Lines finished once are kept: between two frames most of a screen stays as it is, and laying it out is most of what a
//! frame costs.
//!
//! What is kept is bounded by [`limits::LINES_KEPT`] and [`limits::LINE_KEPT_BYTES`]. Two generations stand in for an order of use: what
//! the newer one lacks is looked for in the older one, which goes when the newer one is full.

use super::cut::{Fitted, fit};
use super::layout::{VisualLine, wrap};
use crate::limits;
use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

/// The finished lines of one session.
#[derive(Default)]
pub struct KeptLines {
    fitted: Mutex<Kept<Fitted>>,
    wrapped: Mutex<Kept<Vec<VisualLine>>>,
}

impl KeptLines {
    /// The text on one line of at most so many columns.
    pub fn fit(&self, text: &str, cells: usize) -> Arc<Fitted> {
        kept(&self.fitted, text, cells, || fit(text, cells))
    }

    /// The text wrapped to so many columns.
    pub fn wrap(&self, text: &str, cells: usize) -> Arc<Vec<VisualLine>> {
        kept(&self.wrapped, text, cells, || wrap(text, cells, None))
    }
}

impl fmt::Debug for KeptLines {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("KeptLines")
    }
}

fn kept<V>(lines: &Mutex<Kept<V>>, text: &str, cells: usize, make: impl FnOnce() -> V) -> Arc<V> {
    if text.len() > limits::LINE_KEPT_BYTES {
        return Arc::new(make());
    }
    // Whoever panicked while holding it left a line missing at worst.
    lines.lock().unwrap_or_else(PoisonError::into_inner).get(text, cells, make)
}

struct Entry<V> {
    text: Box<str>,
    cells: usize,
    value: Arc<V>,
}

/// Values by text and columns.
struct Kept<V> {
    hashes: RandomState,
    young: HashMap<u64, Entry<V>>,
    old: HashMap<u64, Entry<V>>,
}

impl<V> Default for Kept<V> {
    fn default() -> Self {
        Kept { hashes: RandomState::new(), young: HashMap::new(), old: HashMap::new() }
    }
}

impl<V> Kept<V> {
    fn get(&mut self, text: &str, cells: usize, make: impl FnOnce() -> V) -> Arc<V> {
        let hash = self.hashes.hash_one((text, cells));
        let is_it = |entry: &&Entry<V>| entry.cells == cells && *entry.text == *text;
        if let Some(entry) = self.young.get(&hash).filter(is_it) {
            return Arc::clone(&entry.value);
        }
        let entry = self.old.remove(&hash).filter(|entry| is_it(&entry));
        let entry = entry.unwrap_or_else(|| Entry { text: text.into(), cells, value: Arc::new(make()) });
        let value = Arc::clone(&entry.value);
        if self.young.len() >= limits::LINES_KEPT {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(hash, entry);
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_made_once_while_it_is_used_and_their_number_is_bounded() {
        let mut kept = Kept::default();
        let mut made = 0;
        for round in 0..limits::LINES_KEPT * 5 {
            for (text, cells) in [("always", 7), ("always", 8), (format!("once {round}").as_str(), 7)] {
                let value = kept.get(text, cells, || {
                    made += 1;
                    (text.to_owned(), cells)
                });
                assert_eq!(*value, (text.to_owned(), cells));
            }
            assert!(kept.young.len() <= limits::LINES_KEPT && kept.old.len() <= limits::LINES_KEPT);
        }
        assert_eq!(made, limits::LINES_KEPT * 5 + 2);
    }

    #[test]
    fn a_long_text_is_laid_out_and_not_kept() {
        let lines = KeptLines::default();
        let text = "لجنة ".repeat(limits::LINE_KEPT_BYTES);
        assert_eq!(*lines.wrap(&text, 40), wrap(&text, 40, None));
        assert_eq!(*lines.fit(&text, 40), fit(&text, 40));
        let kept = lines.wrapped.lock().unwrap_or_else(PoisonError::into_inner).young.len();
        assert_eq!(kept, 0);
    }
}
