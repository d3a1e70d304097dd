//! The thread that reads the terminal, which can be told to leave it to another program for a while.

use crate::limits;
use rustix::event::{PollFd, PollFlags, poll};
use std::fs::File;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// Whose the input is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Hold {
    /// The thread reads.
    #[default]
    Ours,
    /// The thread shall leave it.
    Wanted,
    /// The thread has left it.
    Lent,
}

#[derive(Default)]
struct Shared {
    hold: Mutex<Hold>,
    changed: Condvar,
}

/// The way to the thread.
pub struct Reader {
    shared: Arc<Shared>,
    wake: PipeWriter,
}

impl Reader {
    /// Starts the thread, which hands over what is typed; nothing where the terminal is gone. It ends when nobody hears it.
    ///
    /// # Errors
    /// The system gives no thread or no pipe.
    pub fn start(hear: impl Fn(Option<Vec<u8>>) -> bool + Send + 'static) -> io::Result<Reader> {
        let (woken, wake) = io::pipe()?;
        // Not through the library's buffer: what it holds back no wait would see.
        let input = File::from(io::stdin().as_fd().try_clone_to_owned()?);
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        std::thread::Builder::new().name("input".to_owned()).spawn(move || own.read(input, woken, hear))?;
        Ok(Reader { shared, wake })
    }

    /// Waits until the thread has left the terminal alone.
    pub fn lend(&mut self) {
        *self.shared.lock() = Hold::Wanted;
        // A thread that has ended reads nothing either.
        if self.wake.write_all(b"x").is_ok() {
            let waited = self.shared.changed.wait_while(self.shared.lock(), |hold| *hold == Hold::Wanted);
            drop(waited);
        }
    }

    /// The thread reads again.
    pub fn take_back(&mut self) {
        *self.shared.lock() = Hold::Ours;
        self.shared.changed.notify_all();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Hold> {
        self.hold.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, mut input: File, mut woken: PipeReader, hear: impl Fn(Option<Vec<u8>>) -> bool) {
        let mut block = [0; limits::INPUT_BLOCK_BYTES];
        loop {
            match wait(&input, &woken) {
                Ok(true) => {
                    // The one byte that woke it.
                    let _ = woken.read(&mut [0]);
                    self.leave();
                    continue;
                }
                Ok(false) => {}
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(_) => break,
            }
            match input.read(&mut block) {
                Ok(count @ 1..) => {
                    if !hear(Some(block.get(..count).unwrap_or_default().to_vec())) {
                        break;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                _ => {
                    hear(None);
                    break;
                }
            }
        }
        *self.lock() = Hold::Lent;
        self.changed.notify_all();
    }

    fn leave(&self) {
        let mut hold = self.lock();
        if *hold == Hold::Wanted {
            *hold = Hold::Lent;
            self.changed.notify_all();
        }
        let back = self.changed.wait_while(hold, |hold| *hold == Hold::Lent);
        drop(back);
    }
}

/// Waits for input or to be woken; answers whether it was woken.
fn wait(input: &File, woken: &PipeReader) -> io::Result<bool> {
    let mut both = [PollFd::new(input, PollFlags::IN), PollFd::new(woken, PollFlags::IN)];
    poll(&mut both, None)?;
    Ok(both[1].revents().contains(PollFlags::IN))
}
