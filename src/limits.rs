//! Every bound and budget of the product, with its unit and its reason.
//!
//! Nothing in the program grows without a bound named here. A bound that a user can reach is
//! refused with a message that names it; a bound that only the program can reach is tested.
//! Rooms read these constants; none computes its own.

/// Bytes of one short text (a name, a title, a code): ten times the longest real title seen.
pub const TEXT_BYTES: usize = 4_096;
/// Bytes of one long text (notes, minutes of an item): some forty printed pages.
pub const LONG_TEXT_BYTES: usize = 262_144;
/// Entries of one list field (contacts, participants, agenda items).
pub const LIST_LEN: usize = 2_000;
/// Bytes of one encoded record; keeps a ledger batch far below one engine message.
pub const RECORD_BYTES: usize = 1_048_576;
/// Levels of an agenda: `3.2.1` is the deepest number a page shows well.
pub const AGENDA_DEPTH: u8 = 3;
/// Changes in one ledger entry, so that every engine behind the port can take it in one transaction.
pub const BATCH_CHANGES: usize = 120;
/// Bytes of one ledger entry (see [`BATCH_CHANGES`]).
pub const BATCH_BYTES: usize = 1_000_000;
/// Minutes of one duration: thirty days, longer than any session.
pub const MINUTES_MAX: i64 = 43_200;
/// Levels of any tree of records (ministry, directorate, service …) before it counts as a ring.
pub const TREE_DEPTH: usize = 32;
/// Layers above the panes (finder, form, part of a form): more than people can keep in mind.
pub const LAYERS: usize = 8;
/// Records remembered for going back.
pub const TRAIL_LEN: usize = 100;
/// Hits that the finder asks for: two screens of the largest terminal.
pub const FINDER_HITS: usize = 100;
