//! The store: one ordered, hash-chained ledger on disk, and the registrar that alone writes to it.
//!
//! Start at [`registrar`] (how a proposal becomes entries) and [`port`] (what an engine must do).
//! [`codec`] holds the bytes, [`keyed`] their layout in any engine of sorted pairs, [`memory`] and
//! [`sled_ledger`] the engines, [`journal`] the second copy, [`twin`] both together, [`verify`] the check of everything. The store promises that an acknowledged
//! change is on disk, that a proposal happens whole or not at all, and that the desk is always a replay
//! of the entries. It knows no screen, no language and no clock.

pub mod backup;
pub mod codec;
mod error;
pub mod journal;
pub mod keyed;
mod load;
mod look;
pub mod memory;
mod owner;
mod past;
pub mod pin;
pub mod port;
mod private;
pub mod registrar;
pub mod repair;
pub mod sled_ledger;
#[cfg(test)]
mod tests;
pub mod twin;
mod undo;
pub mod verify;
mod wire;
mod working;

pub use backup::{backup, restore};
pub use codec::{Hash, Sealed};
pub use error::{ProposeError, StoreError};
pub use look::first_damage;
pub use memory::memory_ledger;
pub use owner::Owner;
pub use pin::Pin;
pub use port::{Append, Found, Ledger, Since};
pub use registrar::{Registrar, Rules};
pub use repair::{Repair, repair};
pub use sled_ledger::is_engines_own;
pub use twin::{Mended, Twin, is_desk};
pub use verify::{Chain, Problem, Verification};
