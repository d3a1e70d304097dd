//! The desk in the checkpoint: its counters, then the frames of its records in order of their numbers.
//!
//! Reading and decoding go side by side: this thread reads and builds, two others decode. Records
//! come in the order of their numbers, which the maps of the desk take fastest.

use super::checkpoint;
use super::checkpoint::{PartReader, PartWriter, Stamp};
use super::codec;
use super::error::StoreError;
use super::journal::Journal;
use super::verify::Verification;
use super::working::advance;
use crate::domain::{Desk, Record, Ref};
use crate::limits;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// The name of its part.
pub const PART: &str = "desk";

/// Writes a desk.
///
/// # Errors
/// The file system's.
pub(super) fn write(folder: &Path, desk: &Desk, hash: codec::Hash) -> Result<(), StoreError> {
    let written = write_part(folder, desk, hash);
    if written.is_err() {
        // Half a part on a full disk would only take more room from it.
        let _ = checkpoint::throw_away(folder, &format!("{PART}.new"));
    }
    written
}

fn write_part(folder: &Path, desk: &Desk, hash: codec::Hash) -> Result<(), StoreError> {
    let mut part = PartWriter::begin(folder, PART, Stamp { revision: desk.revision(), hash })?;
    let mut chunk = desk.last_ref().to_le_bytes().to_vec();
    for (from, into) in desk.merges() {
        chunk.extend(from.0.to_le_bytes());
        chunk.extend(into.0.to_le_bytes());
        if chunk.len() > limits::CHECKPOINT_CHUNK_BYTES / 2 {
            // So many merges are not foreseen; without a checkpoint the desk is read from the engine.
            return Err(StoreError::TooLarge { bytes: chunk.len() });
        }
    }
    part.chunk(&chunk)?;
    chunk.clear();
    for record in desk.records() {
        chunk.extend(codec::record_to_bytes(record)?);
        if chunk.len() > limits::CHECKPOINT_CHUNK_BYTES / 8 {
            part.chunk(&chunk)?;
            chunk.clear();
        }
    }
    part.chunk(&chunk)?;
    part.finish()
}

/// The desk as it lies in the checkpoint, and of which state it is; nothing where there is none.
///
/// # Errors
/// [`StoreError::Damaged`], or the file system's.
pub(super) fn lying(folder: &Path) -> Result<Option<(Desk, Stamp)>, StoreError> {
    let Some(part) = PartReader::open(folder, PART)? else { return Ok(None) };
    let stamp = part.stamp();
    Ok(Some((read(part)?, stamp)))
}

/// What lay in the checkpoint, brought forward by the entries since, and the revision of the checkpoint; nothing where it is
/// missing or of another history.
///
/// # Errors
/// [`StoreError::Damaged`], or the file system's.
pub(super) fn forward(lying: Option<(Desk, Stamp)>, journal: &Journal) -> Result<Option<(Desk, u64)>, StoreError> {
    let Some((mut desk, stamp)) = lying else { return Ok(None) };
    let entry = journal.entry_bytes(stamp.revision)?.map(|bytes| codec::link_of(&bytes)).transpose()?;
    if entry.is_none_or(|link| link.own != stamp.hash) {
        return Ok(None);
    }
    journal.walk(stamp.revision, &mut |sealed| {
        if sealed.entry.revision > stamp.revision {
            advance(&mut desk, &sealed.entry);
        }
        Ok(())
    })?;
    Ok(Some((desk, stamp.revision)))
}

/// Notes where the checkpoint is damaged or says something else than the history.
pub(super) fn verify(folder: &Path, journal: &Journal, replay: &Desk, found: &mut Verification) {
    for part in checkpoint::parts(folder).unwrap_or_default() {
        if let Err(error) = checkpoint::check(folder, &part) {
            found.note("verify-checkpoint", error.in_short());
        }
    }
    let is_same = |desk: &Desk| {
        desk.len() == replay.len() && desk.records().eq(replay.records()) && desk.merges().eq(replay.merges())
    };
    match lying(folder).and_then(|lying| forward(lying, journal)) {
        Ok(Some((desk, _))) if !is_same(&desk) => found.note("verify-checkpoint", PART.to_owned()),
        // That it cannot be read was noted above.
        _ => {}
    }
}

fn damaged() -> StoreError {
    StoreError::damaged(checkpoint::FOLDER, "not a desk")
}

/// The highest number ever given, and every merge, as the first chunk has them.
///
/// # Errors
/// [`StoreError::Damaged`].
pub(super) fn counters(chunk: &[u8]) -> Result<(u64, Vec<(Ref, Ref)>), StoreError> {
    let bytes = chunk.chunks_exact(8).filter_map(|bytes| bytes.first_chunk::<8>());
    let numbers: Vec<u64> = bytes.map(|bytes| u64::from_le_bytes(*bytes)).collect();
    let (last_ref, merges) = numbers.split_first().ok_or_else(damaged)?;
    let pairs = merges.chunks_exact(2).filter_map(|pair| Some((Ref(*pair.first()?), Ref(*pair.last()?))));
    Ok((*last_ref, pairs.collect()))
}

/// Reads the desk of a part that was opened.
///
/// # Errors
/// [`StoreError::Damaged`], or the file system's.
pub(super) fn read(mut part: PartReader) -> Result<Desk, StoreError> {
    let (last_ref, merges) = counters(&part.chunk()?.ok_or_else(damaged)?)?;
    let revision = part.stamp().revision;
    std::thread::scope(|scope| {
        let workers = std::thread::available_parallelism().map_or(2, usize::from).clamp(2, limits::CHECKPOINT_THREADS);
        let (mut to, mut from) = (Vec::new(), Vec::new());
        for _ in 0..workers {
            let (chunks, waiting) = sync_channel(2);
            let (decoded, ready) = sync_channel(2);
            scope.spawn(move || decode(&waiting, &decoded));
            to.push(chunks);
            from.push(ready);
        }
        let reader = scope.spawn(move || hand_out(part, &to));
        let mut failed = None;
        let records = from.iter().cycle().map_while(|ready| match ready.recv() {
            Ok(Ok(records)) => Some(records),
            Ok(Err(error)) => {
                failed = Some(error);
                None
            }
            Err(_) => None,
        });
        let desk = Desk::restore(revision, last_ref, records.flatten(), merges);
        drop(from);
        let read = reader.join().map_err(|_| damaged())?;
        failed.or(read.err()).map_or(Ok(desk), Err)
    })
}

/// Gives the chunks to the decoders in turn.
fn hand_out(mut part: PartReader, to: &[SyncSender<Vec<u8>>]) -> Result<(), StoreError> {
    for decoder in to.iter().cycle() {
        let Some(chunk) = part.chunk()? else { break };
        if decoder.send(chunk).is_err() {
            // A decoder that has ended has said why.
            break;
        }
    }
    Ok(())
}

type Decoded = Result<Vec<Arc<Record>>, StoreError>;

fn decode(chunks: &Receiver<Vec<u8>>, out: &SyncSender<Decoded>) {
    for chunk in chunks {
        // The allocator asks the system for four kilobytes at a time on any thread but the first, unless it has been given
        // back more: room for the records of a chunk, taken and given back, saves a quarter of a million calls.
        drop(std::hint::black_box(Vec::<u8>::with_capacity(2 * chunk.len())));
        let records = records_in(&chunk);
        let is_over = records.is_err();
        if out.send(records).is_err() || is_over {
            return;
        }
    }
}

fn records_in(chunk: &[u8]) -> Decoded {
    let (mut records, mut rest) = (Vec::new(), chunk);
    while let Some((frame, after)) = codec::split_frame(rest)? {
        records.push(Arc::new(codec::record_from_bytes(frame)?));
        rest = after;
    }
    Ok(records)
}
