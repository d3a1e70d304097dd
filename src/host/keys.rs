//! Keys by their names, as the help writes them.

use crate::app::Key;

/// The key that a word means: `Enter`, `Ctrl-s`, `é`; for pictures and tests.
pub fn key_named(word: &str) -> Option<Key> {
    Key::named(word)
}
