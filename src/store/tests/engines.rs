//! One suite for every engine, and what a verification finds in one.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::{change, entry, record, said, sled_in};
use crate::domain::{Change, Record, Ref};
use crate::store::*;

fn suite(mut ledger: impl FnMut() -> Box<dyn Ledger>) {
    an_append_is_found_again(ledger().as_mut());
    a_large_record_is_cut_and_joined(ledger().as_mut());
    a_wrong_head_writes_nothing(ledger().as_mut());
}

fn an_append_is_found_again(ledger: &mut dyn Ledger) {
    let first = codec::seal(
        entry(1, vec![change(None, Some(record(1, "a", 1))), change(None, Some(record(2, "b", 1)))]),
        ledger.head_hash(),
    )
    .unwrap();
    assert_eq!(ledger.append(0, 10, &first).unwrap(), Append::Done(1));
    assert_eq!(ledger.append(0, 10, &first).unwrap(), Append::Already(1));
    let merge = Change { before: Some(record(2, "b", 1)), after: None, merged_into: Some(Ref(1)) };
    let second =
        codec::seal(entry(2, vec![change(Some(record(1, "a", 1)), Some(record(1, "c", 2))), merge]), first.own)
            .unwrap();
    assert_eq!(ledger.append(1, 11, &second).unwrap(), Append::Done(2));
    ledger.flush().unwrap();
    assert_eq!((ledger.head(), ledger.head_hash()), (2, second.own));
    assert_eq!(ledger.entry(1).unwrap().unwrap(), first);
    assert_eq!(ledger.entry(3).unwrap(), None);
    assert_eq!(ledger.since(0, 10).unwrap(), Since::Entries(vec![first.clone(), second]));
    assert_eq!(ledger.since(0, 1).unwrap(), Since::Entries(vec![first]));
    assert_eq!(ledger.history(Ref(1), 10).unwrap(), [2, 1]);
    assert_eq!(ledger.history(Ref(1), 1).unwrap(), [2]);
    assert_eq!(ledger.history(Ref(9), 1).unwrap(), [0u64; 0]);
    let desk = load::desk(ledger).unwrap();
    assert_eq!(said(&desk), (2, 2, vec![Record::clone(&record(1, "c", 2))], vec![(Ref(2), Ref(1))]));
    assert_eq!(
        verify::verify(ledger, &mut |_| ()).unwrap(),
        Verification { entries: 2, records: 1, problems: Vec::new() }
    );
}

fn a_large_record_is_cut_and_joined(ledger: &mut dyn Ledger) {
    let large = record(1, &"é".repeat(50_000), 1);
    let first = codec::seal(entry(1, vec![change(None, Some(large.clone()))]), ledger.head_hash()).unwrap();
    ledger.append(0, 1, &first).unwrap();
    assert_eq!(load::desk(ledger).unwrap().get(Ref(1)), Some(&large));
    let second = codec::seal(entry(2, vec![change(Some(large), Some(record(1, "short", 2)))]), first.own).unwrap();
    ledger.append(1, 2, &second).unwrap();
    assert_eq!(load::desk(ledger).unwrap().get(Ref(1)), Some(&record(1, "short", 2)));
    assert_eq!(verify::verify(ledger, &mut |_| ()).unwrap().problems, []);
}

fn a_wrong_head_writes_nothing(ledger: &mut dyn Ledger) {
    let sealed = codec::seal(entry(5, Vec::new()), ledger.head_hash()).unwrap();
    assert_eq!(ledger.append(4, 1, &sealed).unwrap(), Append::Conflict(0));
    assert_eq!(ledger.head(), 0);
    let mut found = Vec::new();
    ledger
        .scan(&mut |thing| {
            found.push(matches!(thing, Found::LastRef(0)));
            Ok(())
        })
        .unwrap();
    assert_eq!(found, [true]);
}

#[test]
fn the_engine_in_memory_passes_the_suite() {
    suite(|| Box::new(memory_ledger().unwrap()));
}

#[test]
fn the_engine_on_disk_passes_the_suite() {
    let mut folders = Vec::new();
    suite(|| {
        folders.push(tempfile::tempdir().unwrap());
        sled_in(folders.last().unwrap().path())
    });
    for folder in &folders {
        assert_eq!(
            std::fs::read_dir(folder.path().join("sled/blobs")).map_or(0, Iterator::count),
            0,
            "files that the engine never flushes"
        );
    }
}

#[test]
fn verification_finds_what_was_changed_behind_the_ledger() {
    let mut ledger = memory_ledger().unwrap();
    let sealed = codec::seal(entry(1, vec![change(None, Some(record(1, "a", 1)))]), [0; 32]).unwrap();
    ledger.append(0, 1, &sealed).unwrap();
    let codes = |ledger: &dyn Ledger| {
        verify::verify(ledger, &mut |_| ())
            .unwrap()
            .problems
            .into_iter()
            .map(|problem| problem.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&ledger), [""; 0]);
    let (key, old) = ledger
        .pairs_mut()
        .pairs
        .iter()
        .find(|(key, _)| key[0] == b'r')
        .map(|(key, value)| (key.clone(), value.clone()))
        .unwrap();
    let other = codec::record_to_bytes(&record(1, "b", 1)).unwrap();
    ledger.pairs_mut().pairs.insert(key.clone(), other);
    assert_eq!(codes(&ledger), ["verify-differs"]);
    let mut flipped = old;
    flipped[9] ^= 1;
    ledger.pairs_mut().pairs.insert(key.clone(), flipped);
    assert_eq!(codes(&ledger), ["verify-damaged"]);
    assert_eq!(load::desk(&ledger).unwrap_err().code(), "store-damaged");
    ledger.pairs_mut().pairs.remove(&key);
    assert_eq!(codes(&ledger), ["verify-lost-record"]);
}
