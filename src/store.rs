//! The store: one ordered, hash-chained ledger on disk, and the registrar that alone writes to it.
//!
//! Start at [`registrar`] (how a proposal becomes entries) and [`port`] (what an engine must do).
//! [`codec`] holds the bytes, [`keyed`] their layout in any engine of sorted pairs, [`memory`] and
//! [`sled_ledger`] the engines, [`journal`] the second copy, [`twin`] both together, [`verify`] the check of everything,
//! [`mod@format`] the way from older programs, [`mod@backup`] and [`keep`] what is kept elsewhere,
//! [`mod@repair`] what is done about it, [`checkpoint`] the cache that opens large desks fast, [`disk`] the point at which tests
//! let a write fail. The store promises that an acknowledged change is on disk, that a proposal happens whole or not at
//! all, and that the desk is always a replay of the entries. It knows no screen, no language and no clock.

mod apart;
pub mod backup;
mod begun;
pub mod checkpoint;
pub mod codec;
pub mod disk;
mod error;
pub mod format;
mod glance;
pub mod journal;
pub mod keep;
mod kept_desk;
pub mod keyed;
mod load;
mod lock;
mod look;
pub mod memory;
mod owner;
mod past;
pub mod pin;
mod places;
pub mod port;
mod private;
pub mod registrar;
mod rehearse;
pub mod repair;
mod seal;
pub mod segment;
mod shelf;
pub mod sled_ledger;
#[cfg(test)]
mod tests;
pub mod twin;
mod undo;
mod upgrade;
pub mod verify;
pub mod whole;
mod wire;
mod witness;
mod working;

pub use apart::{Apart, apart};
pub use backup::{backup, restore};
pub use codec::{Hash, Sealed};
pub use error::{ProposeError, StoreError};
pub use glance::{Glance, glance};
pub use keep::{Job, Keeping, Kept, When};
pub use lock::{is_desk, is_shut};
pub use look::first_damage;
pub use memory::memory_ledger;
pub use owner::Owner;
pub use pin::Pin;
pub use port::{Append, Found, Ledger, Since};
pub use registrar::{Registrar, Rules};
pub use rehearse::{Rehearsal, Relation, rehearse};
pub use repair::{Repair, repair};
pub use shelf::{Shelf, Workplace};
pub use sled_ledger::is_engines_own;
pub use twin::{Mended, Twin};
pub use verify::{Chain, Problem, Verification};
