//! A look at the journal before a desk is opened: opening mends what can be mended, and whoever asks whether the history is
//! what it was wants to know first.

use super::codec::Hash;
use super::error::StoreError;
use super::journal::{self, Read};
use super::owner::Owner;
use super::twin;
use std::path::Path;

/// The first revision of the journal that is not what it was, or that is missing between others; behind the last whole
/// entry also what a crash may have cut short.
///
/// # Errors
/// [`StoreError::InUse`], or the file system's.
pub fn first_damage(desk: &Path, owner: &Owner) -> Result<Option<u64>, StoreError> {
    let _lock = twin::lock(desk, owner)?;
    let (mut next, mut previous, mut damage) = (1, Hash::default(), None);
    journal::salvage(desk, &mut |read| {
        match read {
            Read::Entry(sealed) if sealed.entry.revision == next && sealed.previous == previous => {
                (next, previous) = (next + 1, sealed.own);
            }
            Read::Entry(_) | Read::Damage(_) => damage = damage.or(Some(next)),
        }
        Ok(())
    })?;
    Ok(damage)
}
