//! A look at the journal before a desk is opened: opening mends what can be mended, and whoever asks whether the history is
//! what it was wants to know first.

use super::codec::Hash;
use super::error::StoreError;
use super::lock;
use super::segment::{Read, Salvage};
use std::path::Path;

/// The first revision of the journal that is not what it was, or that is missing between others; behind the last whole
/// entry also what a crash may have cut short.
///
/// # Errors
/// [`StoreError::InUse`], or the file system's.
pub fn first_damage(desk: &Path) -> Result<Option<u64>, StoreError> {
    let _lock = match lock::take(desk) {
        // Nobody can write there.
        Err(StoreError::ReadOnly | StoreError::Full) => None,
        taken => Some(taken?),
    };
    let (mut next, mut previous) = (1, Hash::default());
    let mut salvage = Salvage::of(desk)?;
    while let Some(read) = salvage.read()? {
        match read {
            Read::Entry(sealed) if sealed.entry.revision == next && sealed.previous == previous => {
                (next, previous) = (next + 1, sealed.own);
            }
            Read::Entry(_) | Read::Damage(_) => return Ok(Some(next)),
        }
    }
    Ok(None)
}
