//! What is being typed and is not on the desk yet: the note on an item, a vote that is still being counted.
//!
//! It is kept outside of the desk at every key, so that whatever ends the program takes one key at most; a change for
//! every letter would fill the history with halves of words.

use crate::domain::Ref;

/// Something typed that waits to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The record it is for.
    pub reference: Ref,
    /// The item of it; 0 for the record as a whole.
    pub item: i64,
    /// What it is: the language of a note, or `votes`.
    pub what: String,
    /// The text so far.
    pub text: String,
}

impl Typed {
    /// As a text that [`Typed::read`] understands: a line of what it is, then what was typed.
    pub fn written(&self) -> String {
        format!("{}\t{}\t{}\n{}", self.reference.0, self.item, self.what, self.text)
    }

    /// Reads what was written.
    pub fn read(written: &str) -> Option<Typed> {
        let (head, text) = written.split_once('\n')?;
        let mut cells = head.split('\t');
        let (reference, item, what) = (cells.next()?, cells.next()?, cells.next()?);
        Some(Typed {
            reference: Ref(reference.parse().ok()?),
            item: item.parse().ok()?,
            what: what.to_owned(),
            text: text.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_read_as_it_was_written() {
        let typed = Typed { reference: Ref(188), item: 3, what: "ar".to_owned(), text: "سطر\nثان\t".to_owned() };
        assert_eq!(Typed::read(&typed.written()), Some(typed));
        assert_eq!(Typed::read("nonsense\n"), None);
        assert_eq!(Typed::read(""), None);
    }
}
