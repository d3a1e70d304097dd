//! Text as people see it: cells, directions, cleaning, cutting, folding for search.
//!
//! Stored text is logical; visual order and presentation forms exist only in the cells that [`layout()`] returns.
//! This is the one clear place for everything that depends on the script: nothing else in the program reorders or
//! shapes. No cell ever holds a control character, whatever was stored.

mod clean;
mod cut;
mod fold;
mod forms;
mod kept;
mod layout;
mod letters;
mod order;
mod profile;
mod shape;
mod shell;

pub use clean::{Lines, clean, for_page, for_screen, has_control};
pub use cut::{Fitted, clusters, cut, fit, isolate, isolate_ltr, pad, width};
pub use fold::{Folded, fold, fold_onto, skeletons, sort_key};
pub use kept::KeptLines;
pub use layout::{VisualCell, VisualLine, layout, wrap};
pub use letters::{
    capitalised, direction_of, is_mark, letter_after, letter_before, stop_after, stop_before, unvocalised, word_after,
    word_before,
};
pub use order::order;
pub use profile::{Profile, Sent};
pub use shell::for_shell;

/// Which way a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}
