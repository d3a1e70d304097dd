//! What a desk keeps for nobody but people: what was set aside as damaged, and the backups from before a new form.
//!
//! Nothing of it is ever deleted by the program, and no bound of space counts it: whoever looks after the desk is told how
//! much there is, and may move it elsewhere or delete it.

use super::format::BEFORE;
use super::{keep, private};
use crate::limits;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// Something that is kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apart {
    /// Key of its message in `store.ftl`.
    pub code: &'static str,
    /// Where it is.
    pub folder: PathBuf,
    /// How many things.
    pub count: u64,
    /// What they take on the disk.
    pub bytes: u64,
}

impl Apart {
    /// The space in units of a million bytes, rounded up.
    pub fn megabytes(&self) -> u64 {
        self.bytes.div_ceil(1_000_000)
    }
}

/// What a desk keeps apart; what cannot be read counts as nothing.
pub fn apart(desk: &Path) -> Vec<Apart> {
    let aside = found("store-apart-aside", desk.join(private::ASIDE), |_| true);
    let before = found("store-apart-before", desk.join(keep::FOLDER), |name| name.starts_with(BEFORE));
    [aside, before].into_iter().filter(|apart| apart.count > 0).collect()
}

fn found(code: &'static str, folder: PathBuf, is_one: impl Fn(&str) -> bool) -> Apart {
    let mut apart = Apart { code, folder, count: 0, bytes: 0 };
    for entry in private::entries(&apart.folder).ok().flatten().into_iter().flatten().flatten() {
        if is_one(&entry.file_name().to_string_lossy()) {
            apart.count += 1;
            apart.bytes += space_of(&entry.path(), 0);
        }
    }
    apart
}

/// What a file, or all in a folder, takes on the disk.
fn space_of(path: &Path, depth: usize) -> u64 {
    let Ok(found) = fs::symlink_metadata(path) else { return 0 };
    let own = found.blocks().saturating_mul(512);
    if !found.is_dir() || depth > limits::DESK_DEPTH {
        return own;
    }
    let inner = private::entries(path).ok().flatten().into_iter().flatten().flatten();
    inner.fold(own, |sum, entry| sum.saturating_add(space_of(&entry.path(), depth + 1)))
}
