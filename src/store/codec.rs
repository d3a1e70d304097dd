//! Bytes of the ledger, and the only file that names the encoder.
//!
//! Every record and entry lies in a frame: kind tag, version byte, length, payload, CRC-32; a frame says all
//! about itself, so that it can be copied to a journal as it is. An entry's payload begins with its own
//! SHA-256 and that of its predecessor. Damaged, cut or hostile bytes give an error: never a panic, never
//! an allocation beyond the bounds of `limits`.

use super::error::StoreError;
use super::upgrade::{STEPS, Steps, version_of};
use super::wire::{ChangeV1, HeadV1, RecordV1};
use crate::domain::{Change, Entry, Record, Ref};
use crate::limits;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A SHA-256.
pub type Hash = [u8; 32];

const RECORD: u8 = b'R';
const ENTRY: u8 = b'E';
/// The head with a digest of the records, and as it was before there was one.
const HEAD: u8 = b'H';
const META: u8 = b'M';
/// The version of heads, which are the engine's alone and are made anew with it.
const HEAD_VERSION: u8 = 1;
/// Bytes at the beginning of a frame that tell its length.
pub const FRAME_HEAD: usize = 6;
const FRAME_TAIL: usize = 4;
const HASH: usize = 32;

/// An entry with its place in the chain, and the bytes that lie on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Sealed {
    /// The entry.
    pub entry: Entry,
    /// Hash of the previous entry; zeros before the first.
    pub previous: Hash,
    /// Hash of this one.
    pub own: Hash,
    /// The frame.
    pub bytes: Vec<u8>,
}

impl Sealed {
    /// The name under which an engine knows that it has the entry already.
    pub fn batch(&self) -> u128 {
        self.own.first_chunk::<16>().map_or(0, |bytes| u128::from_be_bytes(*bytes))
    }
}

/// The head of the ledger.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Revision of the last entry; 0 where there is none.
    pub revision: u64,
    /// Highest number ever given.
    pub last_ref: u64,
    /// Hash of the last entry.
    pub hash: Hash,
    /// What the records add up to (see [`weight`]); nothing in a ledger older than it.
    pub digest: Option<u64>,
}

/// The place of an entry in the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its revision.
    pub revision: u64,
    /// Hash of the entry before.
    pub previous: Hash,
    /// Its own hash.
    pub own: Hash,
}

/// The frame of a record.
pub fn record_to_bytes(record: &Record) -> Result<Vec<u8>, StoreError> {
    record_to_bytes_by(STEPS, record)
}

/// The record in a frame.
pub fn record_from_bytes(bytes: &[u8]) -> Result<Record, StoreError> {
    record_from_bytes_by(STEPS, bytes)
}

/// The number of the record in a frame, which is the first thing that it says; the checksum is not checked.
pub fn number_of(frame: &[u8]) -> Result<u64, StoreError> {
    let payload = frame.get(FRAME_HEAD..).filter(|_| frame.first() == Some(&RECORD));
    let payload = payload.ok_or_else(|| StoreError::damaged("frame", "no record"))?;
    Ok(decode::<u64, 16>(payload)?.0)
}

/// As [`record_to_bytes`], by a program that knows these versions.
fn record_to_bytes_by(steps: Steps, record: &Record) -> Result<Vec<u8>, StoreError> {
    let payload = encode(&RecordV1::from_record(record)?)?;
    bounded(payload.len(), limits::RECORD_BYTES)?;
    Ok(frame(RECORD, version_of(steps), &payload))
}

/// As [`record_from_bytes`], by a program that knows these versions.
fn record_from_bytes_by(steps: Steps, bytes: &[u8]) -> Result<Record, StoreError> {
    let (version, payload) = unframe(RECORD, version_of(steps), bytes, limits::RECORD_BYTES)?;
    let (wire, rest) = decode::<RecordV1<'_>, { limits::RECORD_BYTES * 2 }>(payload)?;
    nothing_left(rest)?;
    wire.into_record(steps, version)
}

/// The bytes of one change, as they will lie in its entry.
pub fn change_to_bytes(change: &Change) -> Result<Vec<u8>, StoreError> {
    encode(&ChangeV1::from_change(change)?)
}

/// Seals an entry whose changes are already encoded, each by [`change_to_bytes`].
pub fn seal_encoded(entry: Entry, changes: &[u8], previous: Hash) -> Result<Sealed, StoreError> {
    seal_encoded_by(STEPS, entry, changes, previous)
}

fn seal_encoded_by(steps: Steps, entry: Entry, changes: &[u8], previous: Hash) -> Result<Sealed, StoreError> {
    let version = version_of(steps);
    let count = u32::try_from(entry.changes.len()).map_err(|_| StoreError::TooLarge { bytes: changes.len() })?;
    let mut body = previous.to_vec();
    body.extend(encode(&HeadV1::from_entry(&entry, count))?);
    body.extend_from_slice(changes);
    bounded(body.len() + HASH, limits::ENTRY_BYTES)?;
    let own = hash(version, &body);
    let payload = [own.as_slice(), body.as_slice()].concat();
    Ok(Sealed { entry, previous, own, bytes: frame(ENTRY, version, &payload) })
}

/// Seals an entry: puts it into the chain after `previous`.
pub fn seal(entry: Entry, previous: Hash) -> Result<Sealed, StoreError> {
    seal_by(STEPS, entry, previous)
}

fn seal_by(steps: Steps, entry: Entry, previous: Hash) -> Result<Sealed, StoreError> {
    let mut changes = Vec::new();
    for change in &entry.changes {
        changes.extend(change_to_bytes(change)?);
    }
    seal_encoded_by(steps, entry, &changes, previous)
}

/// Opens a frame of an entry and checks checksum and hash.
pub fn unseal(bytes: &[u8]) -> Result<Sealed, StoreError> {
    unseal_by(STEPS, bytes)
}

fn unseal_by(steps: Steps, bytes: &[u8]) -> Result<Sealed, StoreError> {
    let Opened { version, head, own, previous, body, changes } = open_head(steps, bytes)?;
    if hash(version, body) != own {
        return Err(StoreError::damaged("entry", "wrong hash"));
    }
    let count = head.changes;
    let mut entry = head.into_entry();
    each_change(count, changes, &mut |change| {
        entry.changes.push(change.into_change(steps, version)?);
        Ok(())
    })?;
    Ok(Sealed { entry, previous, own, bytes: bytes.to_vec() })
}

fn each_change<'a>(
    count: u32,
    changes: &'a [u8],
    see: &mut dyn FnMut(ChangeV1<'a>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut rest = changes;
    for _ in 0..count {
        let (change, left) = decode::<ChangeV1<'_>, { limits::ENTRY_BYTES * 2 }>(rest)?;
        see(change)?;
        rest = left;
    }
    nothing_left(rest)
}

/// The changes of an entry that are wanted by the number of their record, as they lead to what was after it or back to what
/// was before it; the last ones first on the way forward. The checksum is checked, the hash is not.
pub(super) fn outcomes(
    bytes: &[u8],
    is_back: bool,
    wanted: &mut dyn FnMut(Ref) -> bool,
) -> Result<Vec<Change>, StoreError> {
    let Opened { version, head, changes, .. } = open_head(STEPS, bytes)?;
    let mut found = Vec::new();
    each_change(head.changes, changes, &mut |change| {
        found.push(change);
        Ok(())
    })?;
    if !is_back {
        found.reverse();
    }
    let changes = found.into_iter().filter(|change| wanted(change.reference()));
    let outcomes = changes.map(|change| if is_back { change.inverse() } else { change });
    outcomes.map(|change| change.without_before().into_change(STEPS, version)).collect()
}

/// Opens only what an entry says besides its changes: much faster than [`unseal`].
pub fn unseal_head(bytes: &[u8]) -> Result<Entry, StoreError> {
    open_head(STEPS, bytes).map(|opened| opened.head.into_entry())
}

/// The place of an entry in the chain, without its changes: the checksum is checked, the hash is not.
pub fn link_of(bytes: &[u8]) -> Result<Link, StoreError> {
    let Opened { head, own, previous, .. } = open_head(STEPS, bytes)?;
    Ok(Link { revision: head.revision, previous, own })
}

/// A frame and what follows it.
pub type Split<'a> = (&'a [u8], &'a [u8]);

/// The first frame of these bytes, by its length alone, and what follows it; nothing where there are none.
pub fn split_frame(bytes: &[u8]) -> Result<Option<Split<'_>>, StoreError> {
    let cut = || StoreError::damaged("frame", "cut");
    if bytes.is_empty() {
        return Ok(None);
    }
    bytes.split_at_checked(FRAME_HEAD + rest_of(bytes)?).map(Some).ok_or_else(cut)
}

/// Bytes of a frame behind its first [`FRAME_HEAD`].
pub fn rest_of(head: &[u8]) -> Result<usize, StoreError> {
    let cut = || StoreError::damaged("frame", "cut");
    let [_, _, a, b, c, d] = *head.first_chunk::<FRAME_HEAD>().ok_or_else(cut)?;
    let payload = usize::try_from(u32::from_le_bytes([a, b, c, d])).map_err(|_| cut())?;
    if payload > limits::ENTRY_BYTES { Err(cut()) } else { Ok(payload + FRAME_TAIL) }
}

/// Whether these bytes may begin the frame of an entry: a look that costs nothing, for going through damage.
pub(super) fn may_be_entry(bytes: &[u8]) -> bool {
    matches!(bytes, [ENTRY, version, ..] if (1..=version_of(STEPS)).contains(version))
}

/// What the frame of a record adds to the digest of all of them. The sum does not depend on their order and changes with
/// each of them, so that an engine which gives back older values is found out.
pub fn weight(reference: Ref, frame: &[u8]) -> u64 {
    let sum = frame.last_chunk::<FRAME_TAIL>().map_or(0, |crc| u64::from(u32::from_le_bytes(*crc)));
    // Two rounds of a multiplicative mix (splitmix64), so that records do not cancel each other out.
    let mixed = (reference.0.rotate_left(32) ^ sum).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

/// An entry as far as its changes.
struct Opened<'a> {
    version: u8,
    head: HeadV1<'a>,
    own: Hash,
    previous: Hash,
    /// What is hashed.
    body: &'a [u8],
    changes: &'a [u8],
}

fn open_head(steps: Steps, bytes: &[u8]) -> Result<Opened<'_>, StoreError> {
    let (version, payload) = unframe(ENTRY, version_of(steps), bytes, limits::ENTRY_BYTES)?;
    let (own, body) = split_hash(payload)?;
    let (previous, tail) = split_hash(body)?;
    let (head, changes) = decode::<HeadV1<'_>, { limits::RECORD_BYTES }>(tail)?;
    Ok(Opened { version, head, own, previous, body, changes })
}

/// The frame of the head.
pub fn head_to_bytes(head: &Head) -> Result<Vec<u8>, StoreError> {
    match head.digest {
        Some(digest) => Ok(frame(HEAD, HEAD_VERSION, &encode(&(head.revision, head.last_ref, head.hash, digest))?)),
        None => Ok(frame(META, HEAD_VERSION, &encode(&(head.revision, head.last_ref, head.hash))?)),
    }
}

/// The head in a frame.
pub fn head_from_bytes(bytes: &[u8]) -> Result<Head, StoreError> {
    if bytes.first() == Some(&META) {
        let (_, payload) = unframe(META, HEAD_VERSION, bytes, 1024)?;
        let ((revision, last_ref, hash), rest) = decode::<(u64, u64, Hash), 1024>(payload)?;
        nothing_left(rest)?;
        return Ok(Head { revision, last_ref, hash, digest: None });
    }
    let (_, payload) = unframe(HEAD, HEAD_VERSION, bytes, 1024)?;
    let ((revision, last_ref, hash, digest), rest) = decode::<(u64, u64, Hash, u64), 1024>(payload)?;
    nothing_left(rest)?;
    Ok(Head { revision, last_ref, hash, digest: Some(digest) })
}

/// A new SHA-256 of these bytes, with the version of the entry in front.
fn hash(version: u8, body: &[u8]) -> Hash {
    Sha256::new().chain_update([ENTRY, version]).chain_update(body).finalize().into()
}

fn split_hash(bytes: &[u8]) -> Result<(Hash, &[u8]), StoreError> {
    let (hash, rest) = bytes.split_first_chunk::<HASH>().ok_or_else(|| StoreError::damaged("entry", "cut"))?;
    Ok((*hash, rest))
}

fn encode(value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    bincode::serde::encode_to_vec(value, bincode::config::standard())
        .map_err(|error| StoreError::Io { detail: error.to_string() })
}

/// `LIMIT` counts decoded bytes, which the decoder refuses to claim beyond.
fn decode<'a, T: Deserialize<'a>, const LIMIT: usize>(bytes: &'a [u8]) -> Result<(T, &'a [u8]), StoreError> {
    let config = bincode::config::standard().with_limit::<LIMIT>();
    let (value, used) =
        bincode::serde::borrow_decode_from_slice(bytes, config).map_err(|error| StoreError::damaged("bytes", error))?;
    Ok((value, bytes.get(used..).unwrap_or_default()))
}

fn nothing_left(rest: &[u8]) -> Result<(), StoreError> {
    if rest.is_empty() { Ok(()) } else { Err(StoreError::damaged("bytes", "more than expected")) }
}

fn bounded(bytes: usize, bound: usize) -> Result<(), StoreError> {
    if bytes > bound { Err(StoreError::TooLarge { bytes }) } else { Ok(()) }
}

fn frame(tag: u8, version: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(FRAME_HEAD + payload.len() + FRAME_TAIL);
    bytes.extend([tag, version]);
    // Payloads are bounded far below 4 GiB by `limits::ENTRY_BYTES`.
    bytes.extend(u32::try_from(payload.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend_from_slice(payload);
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    bytes
}

/// The version and the payload of a frame; `newest` is the last version that is known.
fn unframe(tag: u8, newest: u8, bytes: &[u8], bound: usize) -> Result<(u8, &[u8]), StoreError> {
    let wrong = |what: &str| StoreError::damaged("frame", what);
    let (body, crc) = bytes.split_last_chunk::<FRAME_TAIL>().ok_or_else(|| wrong("cut"))?;
    let (head, payload) = body.split_first_chunk::<FRAME_HEAD>().ok_or_else(|| wrong("cut"))?;
    let [found, version, a, b, c, d] = *head;
    if crc32fast::hash(body) != u32::from_le_bytes(*crc) {
        return Err(wrong("checksum"));
    }
    if found != tag {
        return Err(wrong("kind"));
    }
    if version > newest {
        return Err(StoreError::Newer { version: u32::from(version) });
    }
    if version == 0 {
        return Err(wrong("version"));
    }
    if payload.len() > bound || usize::try_from(u32::from_le_bytes([a, b, c, d])) != Ok(payload.len()) {
        return Err(wrong("length"));
    }
    Ok((version, payload))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kinds::{instrument, meeting, partner};
    use crate::domain::value::{Fields, Text3, Value};
    use crate::domain::{Kind, Reason, Ref};
    use crate::lang::date::OfficialDate;
    use crate::store::upgrade::Step;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn text3(ar: &str, fr: &str) -> Text3 {
        Text3 { ar: Some(ar.into()), fr: Some(fr.into()), en: None }
    }

    fn samples() -> Vec<(&'static str, Record)> {
        let of = |reference, kind, fields| Record { reference: Ref(reference), kind, rev: 4, fields };
        let contact = Fields::new()
            .with(partner::contact::TYPE.id, Value::Code("phone".into()))
            .with(partner::contact::VALUE.id, Value::Text("+212 5 37 00 00 00".into()));
        let partner = Fields::new()
            .with(partner::NAMES.id, text3("مؤسسة الحسن الثاني", "Fondation Hassan II"))
            .with(partner::TYPE.id, Value::Code("foundation".into()))
            .with(partner::CONTACTS.id, vec![Value::Part(contact)])
            .with(partner::PRECEDENCE.id, 12_i64)
            .with(partner::PARENT.id, Ref(9));
        let official =
            OfficialDate { date: "1990-07-13".parse().unwrap(), hijri: Some("20 ذو الحجة 1410".into()) };
        let event = Fields::new()
            .with(instrument::event::TYPE.id, Value::Code("signed".into()))
            .with(instrument::event::DATE.id, official)
            .with(instrument::event::BY.id, vec![Value::Link(Ref(3))]);
        let instrument = Fields::new()
            .with(instrument::TITLE.id, text3("اتفاقية", "Convention"))
            .with(instrument::EVENTS.id, vec![Value::Part(event)])
            .with(instrument::BINDING.id, true)
            .with(instrument::EXPIRES.id, Value::Date("2031-05".parse().unwrap()));
        let meeting = Fields::new()
            .with(meeting::START.id, Value::Instant("2026-03-02T10:00:00+01:00[Africa/Casablanca]".parse().unwrap()));
        vec![
            ("partner", of(1, Kind::Partner, partner)),
            ("instrument", of(2, Kind::Instrument, instrument)),
            ("meeting", of(300, Kind::Meeting, meeting)),
        ]
    }

    fn sample_entry() -> Entry {
        let changes = samples()
            .into_iter()
            .map(|(_, record)| Change { before: None, after: Some(Arc::new(record)), merged_into: None })
            .collect();
        Entry {
            revision: 4,
            group: 4,
            closes_group: true,
            at_ms: 1_767_225_600_000,
            by: "أمينة".into(),
            machine: "poste-3".into(),
            label: "import".into(),
            reason: Reason::Done,
            changes,
        }
    }

    /// The file of version 1, written only where `TANSIQ_WRITE_RECORDS` asks for it: golden files are for ever.
    fn golden(name: &str, bytes: &[u8]) -> Vec<u8> {
        let path = format!("{}/tests/records/{name}.v1.bin", env!("CARGO_MANIFEST_DIR"));
        if std::env::var_os("TANSIQ_WRITE_RECORDS").is_some() {
            std::fs::write(&path, bytes).unwrap();
        }
        std::fs::read(&path).unwrap()
    }

    #[test]
    fn records_of_version_1_open_for_ever() {
        for (name, record) in samples() {
            let written = record_to_bytes(&record).unwrap();
            let kept = golden(name, &written);
            assert_eq!(record_from_bytes(&kept).unwrap(), record, "{name}");
            assert_eq!(written, kept, "{name}");
        }
    }

    #[test]
    fn an_entry_of_version_1_opens_for_ever() {
        let sealed = seal(sample_entry(), [7; 32]).unwrap();
        let kept = golden("entry", &sealed.bytes);
        assert_eq!(unseal(&kept).unwrap(), sealed);
    }

    #[test]
    fn a_value_nested_without_end_is_refused() {
        let deep = (0..50).fold(Value::Flag(true), |inner, _| Value::List(vec![inner]));
        let record =
            Record { reference: Ref(1), kind: Kind::Partner, rev: 0, fields: Fields::new().with(1, deep_value(deep)) };
        assert_eq!(record_to_bytes(&record).unwrap_err().code(), "store-damaged");
    }

    fn deep_value(value: Value) -> Vec<Value> {
        vec![value]
    }

    #[test]
    fn a_newer_version_is_named_and_not_called_damage() {
        let (_, record) = samples().remove(0);
        let mut bytes = record_to_bytes(&record).unwrap();
        bytes[1] = 2;
        let end = bytes.len() - FRAME_TAIL;
        let crc = crc32fast::hash(&bytes[..end]).to_le_bytes();
        bytes[end..].copy_from_slice(&crc);
        assert_eq!(record_from_bytes(&bytes).unwrap_err(), StoreError::Newer { version: 2 });
    }

    /// Version 2 of a program to come: the code of a partner becomes one of its other names.
    const LATER: Steps = &[Step {
        change: |kind, fields| {
            if let (Kind::Partner, Some(code)) = (kind, fields.get(partner::CODE.id).cloned()) {
                fields.set(partner::CODE.id, None);
                let mut names = fields.list(partner::ALIASES.id).to_vec();
                names.push(code);
                fields.set(partner::ALIASES.id, Some(Value::List(names)));
            }
        },
    }];

    fn coded(number: u64) -> Record {
        let fields = Fields::new()
            .with(partner::NAMES.id, text3("الوكالة", "Agence"))
            .with(partner::CODE.id, Value::Text("AG".into()));
        Record { reference: Ref(number), kind: Kind::Partner, rev: 1, fields }
    }

    #[test]
    fn a_record_of_an_older_version_is_read_in_the_shape_of_the_newest() {
        let old = record_to_bytes(&coded(1)).unwrap();
        let read = record_from_bytes_by(LATER, &old).unwrap();
        assert_eq!(read.fields.list(partner::ALIASES.id), [Value::Text("AG".into())]);
        assert_eq!(read.fields.get(partner::CODE.id), None);
        let new = record_to_bytes_by(LATER, &read).unwrap();
        assert_eq!((old[1], new[1]), (1, 2));
        assert_eq!(record_from_bytes_by(LATER, &new).unwrap(), read, "a step is taken once");
        assert_eq!(record_from_bytes(&new).unwrap_err(), StoreError::Newer { version: 2 });
    }

    #[test]
    fn one_chain_holds_entries_of_two_versions_and_the_older_ones_keep_their_bytes() {
        let change = |after| Change { before: None, after: Some(Arc::new(after)), merged_into: None };
        let of = |revision, after| Entry { revision, changes: vec![change(after)], ..sample_entry() };
        let first = seal(of(1, coded(1)), [0; 32]).unwrap();
        let second = seal_by(LATER, of(2, coded(2)), first.own).unwrap();
        let read = unseal_by(LATER, &first.bytes).unwrap();
        let record = read.entry.changes[0].after.as_ref().unwrap();
        assert_eq!(record.fields.list(partner::ALIASES.id), [Value::Text("AG".into())]);
        assert_eq!((read.own, &read.bytes), (first.own, &first.bytes), "hash and bytes are those of its own version");
        let read = unseal_by(LATER, &second.bytes).unwrap();
        assert_eq!((read.previous, read.entry.revision), (first.own, 2));
        assert_eq!(unseal(&second.bytes).unwrap_err(), StoreError::Newer { version: 2 });
        assert_eq!(link_of(&second.bytes).unwrap_err(), StoreError::Newer { version: 2 });
        let mut older = second.bytes.clone();
        older[1] = 1;
        let end = older.len() - FRAME_TAIL;
        let crc = crc32fast::hash(&older[..end]).to_le_bytes();
        older[end..].copy_from_slice(&crc);
        assert!(unseal_by(LATER, &older).is_err(), "the version is hashed too");
    }

    fn open_all(bytes: &[u8]) -> [bool; 4] {
        [
            record_from_bytes(bytes).is_ok(),
            unseal(bytes).is_ok(),
            unseal_head(bytes).is_ok(),
            head_from_bytes(bytes).is_ok(),
        ]
    }

    proptest! {
        #[test]
        fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
            prop_assert_eq!(open_all(&bytes), [false; 4]);
        }

        #[test]
        fn random_payloads_in_good_frames_never_panic(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), 0u8..12, Just(253u8)], 0..2_000)) {
            for tag in [RECORD, ENTRY, META] {
                open_all(&frame(tag, 1, &bytes));
            }
        }

        #[test]
        fn a_cut_or_a_flipped_bit_is_found(cut in any::<prop::sample::Index>(), bit in 0u8..8) {
            let sealed = seal(sample_entry(), [7; 32]).unwrap();
            let at = cut.index(sealed.bytes.len());
            prop_assert!(unseal(&sealed.bytes[..at]).is_err());
            let mut flipped = sealed.bytes;
            flipped[at] ^= 1 << bit;
            prop_assert!(unseal(&flipped).is_err());
        }
    }
}
