//! What every write to the disk asks first: whether it may.
//!
//! In the product it always may. Tests hand in a watch that refuses at one step, as a full or a failing disk would, or at
//! that step and all after it, as a crash would: so every point between two writes is tried.

use super::error::StoreError;
use std::fmt;
use std::io;
use std::sync::Arc;

/// One write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new segment of the journal.
    Segment,
    /// So many bytes behind the journal.
    Write(usize),
    /// Bytes taken off the journal.
    Cut,
    /// The journal made durable.
    Sync,
    /// An entry into the engine.
    Engine,
    /// The engine made durable.
    EngineSync,
    /// The seal of a desk that is closed.
    Seal,
}

/// Why a write may not happen.
#[derive(Clone, Copy, Debug)]
pub struct Refused {
    /// What the system says.
    pub kind: io::ErrorKind,
    /// Bytes that the disk took before.
    pub taken: usize,
}

impl From<Refused> for StoreError {
    fn from(refused: Refused) -> Self {
        io::Error::from(refused.kind).into()
    }
}

/// Asked before each write.
pub type Watch = Arc<dyn Fn(Step) -> Result<(), Refused> + Send + Sync>;

/// The disk of a desk.
#[derive(Clone, Default)]
pub struct Disk {
    watch: Option<Watch>,
}

impl Disk {
    /// A disk that asks before each write.
    pub fn watched(watch: Watch) -> Disk {
        Disk { watch: Some(watch) }
    }

    pub(super) fn before(&self, step: Step) -> Result<(), Refused> {
        self.watch.as_ref().map_or(Ok(()), |watch| watch(step))
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.watch.is_some() { "watched" } else { "disk" })
    }
}
