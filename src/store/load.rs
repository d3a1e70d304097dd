//! The desk as it lies in the ledger: the engine is read on this thread, while a second one decodes the
//! records and builds the desk. The queue between them is bounded, so that memory holds the desk and little more.

use super::codec;
use super::error::StoreError;
use super::port::{Found, Ledger};
use crate::domain::{Desk, Record, Ref};
use crate::limits;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};

/// What the reading thread hands over: the counters first, then records.
enum Batch {
    Counters(u64, Vec<(Ref, Ref)>),
    Records(Vec<(Ref, Vec<u8>)>),
}

/// The current desk.
pub(super) fn desk(ledger: &dyn Ledger) -> Result<Desk, StoreError> {
    let revision = ledger.head();
    let (batches, waiting) = mpsc::sync_channel(limits::STORE_DECODE_QUEUE);
    let (read, desk) = std::thread::scope(|scope| {
        let builder = scope.spawn(move || build(revision, &waiting));
        let read = read(ledger, batches);
        (read, builder.join())
    });
    // The builder's error comes first: the reader's may be no more than its consequence.
    let desk = desk.map_err(|_| StoreError::damaged("records", "decoder panicked"))??;
    match read? {
        found if found == revision => Ok(desk),
        head => Err(StoreError::Moved { head }),
    }
}

fn read(ledger: &dyn Ledger, batches: SyncSender<Batch>) -> Result<u64, StoreError> {
    let (mut last_ref, mut merged, mut records) = (0, Some(Vec::new()), Vec::new());
    let send = |batch| batches.send(batch).map_err(|_| StoreError::damaged("records", "decoder ended"));
    let revision = ledger.scan(&mut |found| {
        match found {
            Found::LastRef(number) => last_ref = number,
            Found::Merged(from, into) => merged.get_or_insert_default().push((from, into)),
            Found::Record(reference, bytes) => {
                if let Some(merged) = merged.take() {
                    send(Batch::Counters(last_ref, merged))?;
                }
                records.push((reference, bytes.to_vec()));
                if records.len() >= limits::STORE_DECODE_CHUNK {
                    send(Batch::Records(std::mem::take(&mut records)))?;
                }
            }
        }
        Ok(())
    })?;
    if let Some(merged) = merged.take() {
        send(Batch::Counters(last_ref, merged))?;
    }
    send(Batch::Records(records))?;
    Ok(revision)
}

fn build(revision: u64, waiting: &Receiver<Batch>) -> Result<Desk, StoreError> {
    // Without counters the reader has failed, and its error counts.
    let Ok(Batch::Counters(last_ref, merged)) = waiting.recv() else { return Ok(Desk::default()) };
    let mut failed = None;
    let frames = waiting.iter().flat_map(|batch| match batch {
        Batch::Records(records) => records,
        Batch::Counters(..) => Vec::new(),
    });
    let records = frames.map_while(|(reference, bytes)| match record(reference, &bytes) {
        Ok(record) => Some(Arc::new(record)),
        Err(error) => {
            failed = Some(error);
            None
        }
    });
    let desk = Desk::restore(revision, last_ref, records, merged);
    failed.map_or(Ok(desk), Err)
}

/// The record in a frame, which must be the one of that number.
pub(super) fn record(reference: Ref, bytes: &[u8]) -> Result<Record, StoreError> {
    let place = || format!("record {reference}");
    let record = codec::record_from_bytes(bytes).map_err(|error| error.at(place))?;
    if record.reference == reference { Ok(record) } else { Err(StoreError::damaged(place(), "another record")) }
}
