//! The first letters of the words of all names, by which an acronym is looked up.
//!
//! Five letters of six bits are one number, and numbers rise as the letters do: what begins so is one run. What is longer, and
//! the rare letters that share six bits, is for the caller to judge.

use super::ranked::Ranked;
use super::stored::{Reader, Writer};

/// Letters that are told apart by the order.
pub(crate) const LETTERS: usize = 5;
const BITS: u32 = 6;

/// See the file's first lines.
#[derive(Default)]
pub(crate) struct Initials {
    /// Rising.
    keys: Vec<u32>,
    /// The entry of each.
    entries: Ranked,
}

impl Initials {
    /// Takes what [`key`] makes of the initials of entries.
    pub(crate) fn of(mut pairs: Vec<(u32, u32)>) -> Initials {
        pairs.sort_unstable();
        pairs.dedup();
        Initials {
            keys: pairs.iter().map(|(key, _)| *key).collect(),
            entries: Ranked::new(pairs.iter().map(|(_, entry)| *entry)),
        }
    }

    /// The best entries whose initials begin with these letters, as far as the order tells, and that `keep` lets through.
    pub(crate) fn best(
        &self,
        letters: &[char],
        (wanted, reads): (usize, usize),
        keep: &mut dyn FnMut(u32) -> bool,
    ) -> Vec<u32> {
        let low = key(letters);
        let open = BITS * u32::try_from(LETTERS - letters.len().min(LETTERS)).unwrap_or(0);
        let high = low | ((1 << open) - 1);
        let from = self.keys.partition_point(|key| *key < low);
        let to = self.keys.partition_point(|key| *key <= high);
        self.entries.best(from..to.max(from), wanted, reads, keep)
    }

    /// Bytes in memory.
    pub(crate) fn size(&self) -> usize {
        4 * self.keys.capacity() + self.entries.size()
    }

    /// Appends what [`Initials::read`] needs.
    pub(crate) fn write(&self, out: &mut Writer<'_>) {
        out.u32s(&self.keys);
        self.entries.write(out);
    }

    /// What was written, if its parts fit each other.
    pub(crate) fn read(from: &mut Reader<'_>) -> Option<Initials> {
        let initials = Initials { keys: from.u32s()?, entries: Ranked::read(from)? };
        (initials.keys.len() == initials.entries.len()).then_some(initials)
    }
}

/// The first letters as one number.
pub(crate) fn key(letters: &[char]) -> u32 {
    (0..LETTERS).fold(0, |sum, at| sum << BITS | letters.get(at).map_or(0, |c| code(*c)))
}

/// One number for each letter of a folded text, never 0; only what is no letter shares one.
fn code(c: char) -> u32 {
    match c {
        'a'..='z' => c as u32 - 'a' as u32 + 1,
        '\u{0627}'..='\u{063A}' => c as u32 - 0x627 + 27,
        '\u{0641}'..='\u{064A}' => c as u32 - 0x641 + 47,
        other => 57 + other as u32 % 7,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn what_begins_so_is_found_in_both_scripts() {
        let names = ["mi", "mdec", "mdecx", "وده", "و", "m1", "mdecxy"];
        let letters = |name: &str| name.chars().collect::<Vec<_>>();
        let initials = Initials::of(names.iter().zip(0..).map(|(name, at)| (key(&letters(name)), at)).collect());
        let found = |query: &str| initials.best(&letters(query), (9, 99), &mut |_| true);
        assert_eq!(found("m"), [0, 1, 2, 5, 6]);
        assert_eq!(found("mdec"), [1, 2, 6]);
        assert_eq!(found("mdecxz"), [2, 6], "the sixth letter is for the judge");
        assert_eq!((found("ود"), found("و"), found("z")), (vec![3], vec![3, 4], vec![]));
    }
}
