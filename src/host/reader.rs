//! The thread that reads the terminal, which can be told to leave it to another program for a while.

use crate::limits;
use rustix::event::{PollFd, PollFlags, poll};
use std::fs::File;
use std::io::{self, PipeReader, PipeWriter, Read, Write};
use std::os::fd::AsFd;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

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
        // Not through the library's buffer: what it holds back no wait would see.
        Reader::of(File::from(io::stdin().as_fd().try_clone_to_owned()?), hear)
    }

    fn of(input: File, hear: impl Fn(Option<Vec<u8>>) -> bool + Send + 'static) -> io::Result<Reader> {
        let (woken, wake) = io::pipe()?;
        let shared = Arc::new(Shared::default());
        let own = Arc::clone(&shared);
        std::thread::Builder::new().name("input".to_owned()).spawn(move || own.read(input, woken, hear))?;
        Ok(Reader { shared, wake })
    }

    /// Waits until the thread has left the terminal alone. It may be waiting itself for room to hand over what it has read:
    /// `make_room` is called until it has.
    pub fn lend(&mut self, mut make_room: impl FnMut()) {
        *self.shared.lock() = Hold::Wanted;
        // A thread that has ended reads nothing either.
        if self.wake.write_all(b"x").is_err() {
            return;
        }
        let step = Duration::from_millis(limits::LEND_STEP_MS);
        let mut hold = self.shared.lock();
        while *hold == Hold::Wanted {
            make_room();
            let waited = self.shared.changed.wait_timeout(hold, step);
            hold = waited.unwrap_or_else(PoisonError::into_inner).0;
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::os::fd::OwnedFd;
    use std::sync::mpsc::sync_channel;

    #[test]
    fn a_reader_that_waits_for_room_leaves_the_terminal_all_the_same() {
        let (input, mut typed) = io::pipe().unwrap();
        let (sender, inbox) = sync_channel(1);
        let (began, reads) = sync_channel(3);
        let hear = move |bytes: Option<Vec<u8>>| began.send(()).is_ok() && sender.send(bytes.unwrap()).is_ok();
        let mut reader = Reader::of(File::from(OwnedFd::from(input)), hear).unwrap();
        typed.write_all(&[b'x'; 3 * limits::INPUT_BLOCK_BYTES]).unwrap();
        // The first block fills the inbox, and the thread stands before it with the second one.
        (0..2).for_each(|_| reads.recv().unwrap());
        let (done, lent) = sync_channel(1);
        std::thread::spawn(move || {
            let mut put_off: Vec<Vec<u8>> = Vec::new();
            reader.lend(|| put_off.extend(inbox.try_iter()));
            put_off.extend(inbox.try_iter());
            done.send(put_off.concat()).unwrap();
        });
        let put_off = lent.recv_timeout(Duration::from_secs(120)).expect("lent");
        assert_eq!(put_off, [b'x'; 2 * limits::INPUT_BLOCK_BYTES], "what was read is not lost");
    }
}
