//! The engine on disk: one sled tree, one atomic batch per entry.
//!
//! sled's own flush hands its log to the system, which a killed process survives; it is no promise against power loss on
//! Linux (it never asks the disk). The journal is that promise, so the log is synchronised here only now and then and when it is closed. It is
//! opened on a thread of its own that may panic or hang without harm. Only the owner of the files can read them.

use super::error::StoreError;
use super::keyed::{Keyed, Order, Pairs, See, Writes};
use super::owner::Owner;
use super::private;
use crate::limits;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

/// Pairs in sled.
#[derive(Debug)]
pub struct SledPairs {
    db: sled::Db,
    log: File,
    /// Flushes since the log was last synchronised.
    flushes: u32,
}

impl SledPairs {
    fn sync(&mut self) -> Result<(), StoreError> {
        self.flushes = 0;
        Ok(self.log.sync_data()?)
    }
}

impl Drop for SledPairs {
    fn drop(&mut self) {
        if self.flushes > 0 {
            // What does not reach the disk now comes from the journal when the desk is next opened.
            let _ = guarded(|| self.db.flush().map(drop).map_err(engine_error));
            let _ = self.sync();
        }
    }
}

/// The folder of sled in a desk.
pub const FOLDER: &str = "sled";

/// Opens the engine of a desk, which is made where it is missing. Whoever calls holds the desk (see `twin`).
///
/// # Errors
/// [`StoreError::InUse`] where another process holds its files, [`StoreError::Damaged`] where sled refuses them.
pub fn open_engine(desk: &Path) -> Result<Keyed<SledPairs>, StoreError> {
    let inner = desk.join(FOLDER);
    if fs::symlink_metadata(&inner).is_ok_and(|found| found.is_file()) {
        return Err(StoreError::damaged("engine", "no folder"));
    }
    private::folder(&inner)?;
    if !is_in_proportion(desk)? {
        return Err(StoreError::damaged("engine", "out of proportion"));
    }
    let db = match open_when_free(&inner, desk) {
        Err(StoreError::Damaged { .. }) if set_aside_snapshots(desk)? => open_when_free(&inner, desk)?,
        Err(StoreError::Denied { detail }) => return Err(denied_in(&inner, detail)),
        other => other?,
    };
    for entry in fs::read_dir(&inner)? {
        let entry = entry?;
        match entry.file_type()?.is_dir() {
            true => private::folder(&entry.path())?,
            false => private::file(&entry.path())?,
        }
    }
    let log = File::open(inner.join("db"))?;
    log.sync_data()?;
    private::sync_folder(&inner)?;
    private::sync_folder(desk)?;
    guarded(|| Keyed::open(SledPairs { db, log, flushes: 0 }))
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
    let bytes = fs::metadata(folder.join("db")).map_or(0, |db| db.len());
    let patience = limits::STORE_OPEN_MS.saturating_add(bytes / limits::STORE_OPEN_BYTES_A_MS);
    match opened.recv_timeout(Duration::from_millis(patience)) {
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
        std::io::ErrorKind::UnexpectedEof
            | std::io::ErrorKind::InvalidData
            | std::io::ErrorKind::InvalidInput
            | std::io::ErrorKind::AlreadyExists
            | std::io::ErrorKind::IsADirectory
            | std::io::ErrorKind::NotADirectory
    )
}

fn engine_error(error: sled::Error) -> StoreError {
    match error {
        sled::Error::Io(io) => io.into(),
        other => StoreError::damaged("engine", other),
    }
}

/// Whether the files of the engine of a desk can be what it wrote: it reads some of them whole into memory, and a file that
/// somebody made long without writing anything into it would take all of it.
///
/// # Errors
/// The file system's.
pub(super) fn is_in_proportion(desk: &Path) -> Result<bool, StoreError> {
    for entry in private::entries(&desk.join(FOLDER))?.into_iter().flatten() {
        let entry = entry?;
        let Ok(found) = entry.metadata() else { continue };
        let written = found.blocks().saturating_mul(512);
        let is_hollow = found.len() > limits::ENGINE_HOLLOW_BYTES
            && written.saturating_mul(limits::ENGINE_HOLLOW_TIMES) < found.len();
        if is_hollow || entry.file_name() == "conf" && found.len() > limits::ENGINE_CONF_BYTES {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Names the file of the engine to which the system refuses access, which sled does not.
fn denied_in(inner: &Path, detail: String) -> StoreError {
    let is_shut = |path: &PathBuf| {
        let opened = private::options().read(true).write(true).open(path);
        opened.is_err_and(|error| error.kind() == std::io::ErrorKind::PermissionDenied)
    };
    let mut files = private::entries(inner).ok().flatten().into_iter().flatten().flatten().map(|entry| entry.path());
    let path = files.find(is_shut).unwrap_or_else(|| inner.to_owned());
    StoreError::Denied { detail: format!("{}: {detail}", path.display()) }
}

/// A snapshot that was being written when the power went keeps sled from opening (its issue 1533); only a
/// refused open leads here, so that no living snapshot is ever touched.
fn set_aside_snapshots(desk: &Path) -> Result<bool, StoreError> {
    let mut found = false;
    for entry in fs::read_dir(desk.join(FOLDER))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let empty = fs::symlink_metadata(&path)?.len() == 0;
        if name.starts_with("snap.") && (name.ends_with(".generating") || empty) {
            found |= private::set_aside(desk, &format!("{FOLDER}/{name}"))?.is_some();
        }
    }
    Ok(found)
}

/// Whether a panic is the engine's own, by the source file it comes from: it is caught and answered as damage, and nobody
/// needs to be told of it twice.
pub fn is_engines_own(panic: &std::panic::PanicHookInfo<'_>) -> bool {
    panic.location().is_some_and(|place| place.file().contains("/sled-"))
}

/// Waits until sled's own threads have let go of the files, so that nothing writes to them any more; says whether they have.
pub(super) fn is_let_go(desk: &Path) -> bool {
    let Ok(log) = File::open(desk.join(FOLDER).join("db")) else { return false };
    let mut waited_ms = 0;
    while log.try_lock().is_err() {
        if waited_ms >= limits::STORE_LOCK_WAIT_MS {
            return false;
        }
        std::thread::sleep(Duration::from_millis(limits::STORE_LEAVE_STEP_MS));
        waited_ms += limits::STORE_LEAVE_STEP_MS;
    }
    true
}

/// Does something with sled, which panics over some damaged files.
fn guarded<T>(act: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(act));
    outcome.unwrap_or_else(|_| Err(StoreError::damaged("engine", "panicked")))
}

impl Pairs for SledPairs {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        guarded(|| Ok(self.db.get(key).map_err(engine_error)?.map(|value| value.to_vec())))
    }

    fn write(&mut self, writes: Writes) -> Result<(), StoreError> {
        let mut batch = sled::Batch::default();
        for (key, value) in writes {
            match value {
                Some(value) => batch.insert(key, value),
                None => batch.remove(key),
            }
        }
        guarded(|| self.db.apply_batch(batch).map_err(engine_error))
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        guarded(|| self.db.flush().map(drop).map_err(engine_error))?;
        self.flushes += 1;
        if self.flushes >= limits::STORE_SYNC_EVERY { self.sync() } else { Ok(()) }
    }

    fn walk(&self, prefix: &[u8], order: Order, see: See<'_>) -> Result<(), StoreError> {
        guarded(|| {
            let mut pairs = self.db.scan_prefix(prefix);
            while let Some(pair) = if order == Order::Up { pairs.next() } else { pairs.next_back() } {
                let (key, value) = pair.map_err(engine_error)?;
                if !see(&key, &value)? {
                    break;
                }
            }
            Ok(())
        })
    }
}
