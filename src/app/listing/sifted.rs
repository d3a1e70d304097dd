//! The lines of a list that a pane lays out itself, kept while its filter line is shown: a letter then asks only which of them
//! pass, and reads their texts folded once for each state of the desk.

use crate::app::session::Session;
use crate::domain::{Record, Ref};
use crate::search::filter::{FoldedTexts, Sieve};

/// Lines without a filter, and what they say.
#[derive(Debug)]
pub struct Sifted<K, L> {
    /// The revision of the desk, and what else the lines depend on.
    of: Option<(u64, K)>,
    lines: Vec<L>,
    /// Nothing where it is too much to keep.
    texts: Option<FoldedTexts>,
}

impl<K, L> Default for Sifted<K, L> {
    fn default() -> Self {
        Sifted { of: None, lines: Vec::new(), texts: None }
    }
}

impl<K: PartialEq, L> Sifted<K, L> {
    /// The lines that the pane lays out, each with whether it passes: `reference` names its record, `lets_through` asks the
    /// sieve of it.
    pub fn lines(
        &mut self,
        of: K,
        session: &Session,
        lay: impl FnOnce() -> Vec<L>,
        sift: &Sifting<'_, L>,
    ) -> impl Iterator<Item = (&L, bool)> {
        let of = Some((session.desk.revision(), of));
        if self.of != of {
            let lines = lay();
            let records = lines.iter().map(|line| session.record((sift.reference)(line)));
            let texts = FoldedTexts::of(records);
            *self = Sifted { of, lines, texts };
        }
        let texts = self.texts.as_ref();
        self.lines
            .iter()
            .enumerate()
            .map(move |(place, line)| (line, sift.passes(line, texts.map(|texts| texts.at(place)), session)))
    }

    /// Forgets the lines: the filter line is gone.
    pub fn clear(&mut self) {
        *self = Sifted::default();
    }
}

/// How lines are asked.
pub struct Sifting<'a, L> {
    /// What is asked for.
    pub sieve: Sieve<'a>,
    /// The record of a line.
    pub reference: fn(&L) -> Ref,
    /// Whether the filters let a line of a record through; words are asked apart.
    pub lets_through: fn(&Sieve<'a>, &Record, &L) -> bool,
}

impl<L> Sifting<'_, L> {
    fn passes(&self, line: &L, folded: Option<&str>, session: &Session) -> bool {
        // Words that are not there need no record.
        if folded.is_some_and(|folded| !self.sieve.holds_folded(folded)) {
            return false;
        }
        if folded.is_some() && self.sieve.is_of_words() {
            return true;
        }
        session.record((self.reference)(line)).is_some_and(|record| {
            (folded.is_some() || self.sieve.holds_words(record)) && (self.lets_through)(&self.sieve, record, line)
        })
    }
}
