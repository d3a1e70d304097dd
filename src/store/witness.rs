//! What else tells which history is that of a desk, where its two copies tell different ones: the hash of the first entry that was
//! written down, the seal, the checkpoint, and the newest backup.
//!
//! Somebody who puts back a copy of the wrong desk, or writes into the journal and makes every sum right again, leaves two
//! histories that are both whole. The one that more of these agree with is the desk's; where none decides, the longer one.
//! A history that has not even the first entry of the desk is never shown as the desk's.

use super::begun::{self, Begun};
use super::checkpoint::{self, PartReader};
use super::codec::Hash;
use super::error::StoreError;
use super::seal::Seal;
use super::{backup, keep, private};
use std::path::{Path, PathBuf};

/// An entry that is known to be one of the desk's: its revision and its hash.
pub(super) type Point = (u64, Hash);

/// What is known without reading a backup.
///
/// # Errors
/// The file system's.
pub(super) fn points(desk: &Path, seal: &Seal) -> Result<Vec<Point>, StoreError> {
    let mut points = Vec::new();
    if let Begun::With(first) = begun::left(desk, seal)? {
        points.push((1, first));
    }
    points.extend(seal.hash.map(|hash| (seal.revision, hash)));
    for part in checkpoint::parts(desk)? {
        let stamp = PartReader::open(desk, &part).ok().flatten().map(|part| part.stamp());
        points.extend(stamp.map(|stamp| (stamp.revision, stamp.hash)));
    }
    Ok(points)
}

/// The last entry of the newest backup in the folder of the desk that can be read.
pub(super) fn of_backups(desk: &Path) -> Option<Point> {
    let mut backups: Vec<(u64, PathBuf)> = private::entries(&desk.join(keep::FOLDER))
        .ok()??
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_name()?.to_str()?.strip_suffix(keep::ENDING)?.to_owned();
            Some((name.rsplit_once("-r")?.1.parse().ok()?, path))
        })
        .collect();
    backups.sort();
    backups.into_iter().rev().find_map(|(_, path)| {
        let mut last = None;
        backup::read_all(&path, &mut |sealed| {
            last = Some((sealed.entry.revision, sealed.own));
            Ok(())
        })
        .ok()?;
        last
    })
}

/// Whether what stands in the copies is the history of another desk: their first entries are not the one that was written
/// down. Where both copies agree, or the backups are named after what they have, it is the note that is wrong.
pub(super) fn is_of_another(desk: &Path, begun: Begun, journal: Option<Hash>, engine: Option<Hash>) -> bool {
    let Begun::With(own) = begun else { return false };
    let (first, do_agree) = match (journal, engine) {
        (None, None) => return false,
        (Some(first), Some(other)) if first == other => (first, true),
        // They have parted: the one that is right is found by whoever compares them.
        (Some(first), Some(other)) if first == own || other == own => return false,
        (Some(first), _) | (None, Some(first)) => (first, false),
    };
    let is_named = |hash: &Hash| keep::is_named_after(desk, hash);
    let is_note_wrong = !is_named(&own) && (do_agree || is_named(&first));
    first != own && !is_note_wrong
}
