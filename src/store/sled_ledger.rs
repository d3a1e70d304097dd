//! The engine on disk: one sled tree, one atomic batch per entry.
//!
//! sled's own flush is no promise against power loss on Linux (it never asks the disk), so its log
//! file is synchronised here after each flush. It is opened on a thread of its own that may panic
//! or hang without harm. Only the owner of the files can read them.

use super::codec;
use super::error::StoreError;
use super::keyed::{self, Keyed, Order, Pairs, See, Writes};
use super::owner::Owner;
use super::port::Ledger;
use crate::limits;
use std::fs::{self, File};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

/// Pairs in sled.
#[derive(Debug)]
pub struct SledPairs {
    db: sled::Db,
    log: File,
    folder: PathBuf,
}

/// The head as it was when the ledger was last opened or closed: sled opens some damaged files as if
/// they were empty, and an older head than this one gives it away.
const WITNESS: &str = "witness";

/// Opens the ledger in a folder, which is made where it is missing: sled in `sled/`, the owner file beside it.
///
/// # Errors
/// [`StoreError::InUse`] where another process holds it, [`StoreError::Damaged`] where sled refuses its files.
pub fn sled_ledger(folder: &Path, owner: &Owner) -> Result<Keyed<SledPairs>, StoreError> {
    private_folder(folder)?;
    let inner = folder.join("sled");
    private_folder(&inner)?;
    let db = match open_when_free(&inner, folder) {
        Err(StoreError::Damaged { .. }) if set_aside_snapshots(&inner)? => open_when_free(&inner, folder)?,
        other => other?,
    };
    owner.write(folder)?;
    for entry in fs::read_dir(&inner)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            private_file(&entry.path())?;
        }
    }
    let log = File::open(inner.join("db"))?;
    log.sync_data()?;
    File::open(&inner)?.sync_all()?;
    File::open(folder)?.sync_all()?;
    let pairs = SledPairs { db, log, folder: folder.to_owned() };
    let ledger = Keyed::open(pairs)?;
    if witnessed(folder) > ledger.head() {
        return Err(StoreError::damaged("engine", format!("head {} is older than it was", ledger.head())));
    }
    ledger.pairs().witness()?;
    Ok(ledger)
}

fn witnessed(folder: &Path) -> u64 {
    // No witness, or one that cannot be read, says nothing.
    fs::read(folder.join(WITNESS))
        .ok()
        .and_then(|bytes| codec::head_from_bytes(&bytes).ok())
        .map_or(0, |head| head.revision)
}

impl SledPairs {
    fn witness(&self) -> Result<(), StoreError> {
        let Some(head) = self.get(keyed::HEAD)? else { return Ok(()) };
        // A head that went back must not make its own witness.
        if codec::head_from_bytes(&head)?.revision < witnessed(&self.folder) {
            return Ok(());
        }
        let fresh = self.folder.join("witness.new");
        fs::write(&fresh, head)?;
        private_file(&fresh)?;
        Ok(fs::rename(&fresh, self.folder.join(WITNESS))?)
    }
}

impl Drop for SledPairs {
    fn drop(&mut self) {
        // The witness is a second look at the engine; without it the ledger is no worse than before.
        let _ = self.witness();
    }
}

/// sled's own threads let go of the files a moment after the last handle is dropped; so long the desk is not
/// called in use.
fn open_when_free(inner: &Path, folder: &Path) -> Result<sled::Db, StoreError> {
    let mut waited_ms = 0;
    loop {
        match open_guarded(inner, Owner::read(folder)) {
            Err(StoreError::InUse { .. }) if waited_ms < limits::STORE_LOCK_WAIT_MS => {
                std::thread::sleep(Duration::from_millis(limits::STORE_LOCK_STEP_MS));
                waited_ms += limits::STORE_LOCK_STEP_MS;
            }
            other => return other,
        }
    }
}

fn open_guarded(folder: &Path, owner: Option<Owner>) -> Result<sled::Db, StoreError> {
    let (answer, opened) = mpsc::sync_channel(1);
    let path: PathBuf = folder.to_owned();
    std::thread::Builder::new().name("store-open".to_owned()).spawn(move || {
        let result = std::panic::catch_unwind(|| open(&path));
        // Nobody waits any more where the time was over: sled is then closed again by the drop.
        let _ = answer.send(result);
    })?;
    match opened.recv_timeout(Duration::from_millis(limits::STORE_OPEN_MS)) {
        Ok(Ok(Ok(db))) => Ok(db),
        Ok(Ok(Err(error))) => Err(opening_error(&error, owner)),
        Ok(Err(_)) => Err(StoreError::damaged("engine", "panicked while opening")),
        Err(mpsc::RecvTimeoutError::Timeout) => Err(StoreError::Slow),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(StoreError::damaged("engine", "ended while opening")),
    }
}

fn open(path: &Path) -> Result<sled::Db, sled::Error> {
    sled::Config::new().path(path).cache_capacity(limits::STORE_CACHE_BYTES).flush_every_ms(None).open()
}

fn opening_error(error: &sled::Error, owner: Option<Owner>) -> StoreError {
    match error {
        sled::Error::Io(io) if io.to_string().contains("could not acquire lock") => StoreError::InUse { owner },
        sled::Error::Io(io) if is_damage(io.kind()) => StoreError::damaged("engine", io),
        other => engine_error(other.clone()),
    }
}

fn is_damage(kind: std::io::ErrorKind) -> bool {
    matches!(
        kind,
        std::io::ErrorKind::UnexpectedEof | std::io::ErrorKind::InvalidData | std::io::ErrorKind::InvalidInput
    )
}

fn engine_error(error: sled::Error) -> StoreError {
    match error {
        sled::Error::Io(io) => io.into(),
        other => StoreError::damaged("engine", other),
    }
}

/// A snapshot that was being written when the power went keeps sled from opening (its issue 1533); only a
/// refused open leads here, so that no living snapshot is ever touched.
fn set_aside_snapshots(folder: &Path) -> Result<bool, StoreError> {
    let mut found = false;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let empty = fs::metadata(&path)?.len() == 0;
        if name.starts_with("snap.") && (name.ends_with(".generating") || empty) {
            fs::rename(&path, folder.join(format!("aside.{name}")))?;
            found = true;
        }
    }
    Ok(found)
}

fn private_folder(folder: &Path) -> Result<(), StoreError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    Ok(fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?)
}

pub(super) fn private_file(path: &Path) -> Result<(), StoreError> {
    Ok(fs::set_permissions(path, fs::Permissions::from_mode(0o600))?)
}

impl Pairs for SledPairs {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.db.get(key).map_err(engine_error)?.map(|value| value.to_vec()))
    }

    fn write(&mut self, writes: Writes) -> Result<(), StoreError> {
        let mut batch = sled::Batch::default();
        for (key, value) in writes {
            match value {
                Some(value) => batch.insert(key, value),
                None => batch.remove(key),
            }
        }
        self.db.apply_batch(batch).map_err(engine_error)
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        self.db.flush().map_err(engine_error)?;
        Ok(self.log.sync_data()?)
    }

    fn walk(&self, prefix: &[u8], order: Order, see: See<'_>) -> Result<(), StoreError> {
        let mut pairs = self.db.scan_prefix(prefix);
        while let Some(pair) = if order == Order::Up { pairs.next() } else { pairs.next_back() } {
            let (key, value) = pair.map_err(engine_error)?;
            if !see(&key, &value)? {
                break;
            }
        }
        Ok(())
    }
}
