//! Writes blocks to the terminal on a thread of its own, one at a time, so that a terminal that stopped reading stops
//! nothing else.

use std::fs::File;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What the thread and the session know of each other.
#[derive(Default)]
struct State {
    block: Option<Vec<u8>>,
    is_writing: bool,
    is_awaited: bool,
}

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

/// The way to the thread.
pub struct Writer {
    shared: Arc<Shared>,
}

/// What the thread tells the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A block that somebody waited for is written.
    Written,
    /// The terminal takes nothing any more.
    Gone,
}

impl Writer {
    /// Starts the thread. It tells when it is free where that is awaited, and when the terminal is gone.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(mut out: File, tell: impl Fn(Told) + Send + 'static) -> io::Result<Writer> {
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        let write = move || {
            loop {
                let block = own.next();
                let outcome = out.write_all(&block);
                if own.written() {
                    tell(Told::Written);
                }
                if outcome.is_err() {
                    tell(Told::Gone);
                    return;
                }
            }
        };
        std::thread::Builder::new().name("output".to_owned()).spawn(write)?;
        Ok(Writer { shared })
    }

    /// Whether nothing is being written. Where something is, the end of it will be told.
    pub fn is_free(&self) -> bool {
        let mut state = self.shared.lock();
        state.is_awaited = state.is_writing;
        !state.is_writing
    }

    /// Hands over a block; only to be done where [`Writer::is_free`].
    pub fn write(&self, block: Vec<u8>) {
        let mut state = self.shared.lock();
        state.block = Some(block);
        state.is_writing = true;
        self.shared.changed.notify_all();
    }

    /// Waits until everything is written, so long at most; answers whether it is.
    pub fn wait(&self, patience: Duration) -> bool {
        let state = self.shared.lock();
        let waited = self.shared.changed.wait_timeout_while(state, patience, |state| state.is_writing);
        let (state, _) = waited.unwrap_or_else(PoisonError::into_inner);
        !state.is_writing
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Vec<u8> {
        let mut state = self.lock();
        loop {
            if let Some(block) = state.block.take() {
                return block;
            }
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Notes that a block is written; answers whether somebody waits to be told.
    fn written(&self) -> bool {
        let mut state = self.lock();
        state.is_writing = false;
        self.changed.notify_all();
        std::mem::take(&mut state.is_awaited)
    }
}
