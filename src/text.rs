//! Text as people see it: cells, directions, cleaning, cutting, folding for search.
//!
//! Stored text is logical; visual order exists only in the cells that [`layout`] returns.
//! This is the one clear place for everything that depends on the script.

/// Which way a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}
