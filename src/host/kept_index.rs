//! The index of the search in the checkpoint of a desk: read where it fits the history, brought forward by what changed since,
//! made anew where it does not fit, and written again where it was made or brought far.
//!
//! It is a cache like the rest of the checkpoint: without it, or with a damaged one, everything is found as before, later.
//! It may be read before the desk is open, and while it is: whether it is of the same history is asked afterwards.

use crate::domain::{Desk, Ref};
use crate::lang::Lexicon;
use crate::limits;
use crate::search::{Catalogue, KeptIndex, ToKeep};
use crate::store::checkpoint::{PartReader, PartWriter, Stamp, throw_away};
use crate::store::{Glance, Registrar, StoreError};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The name of its part.
const PART: &str = "index";

/// An index that was read, and of which state it is.
pub struct Found {
    stamp: Stamp,
    index: KeptIndex,
}

/// Reads the index that is kept of a desk; nothing where there is none that this program can use.
pub fn read(desk: &Path) -> Option<Found> {
    let mut part = PartReader::open(desk, PART).ok().flatten()?;
    let stamp = part.stamp();
    let mut is_whole = true;
    let mut next = || {
        let chunk = part.chunk();
        is_whole &= chunk.is_ok();
        chunk.ok().flatten()
    };
    let index = KeptIndex::read(stamp.revision, &mut next)?;
    is_whole.then_some(Found { stamp, index })
}

impl Found {
    /// The catalogue beside a desk that was only glanced at, with what changed since on it; nothing where it is of another state.
    pub fn at(self, glance: &Glance, lexicon: &Lexicon) -> Option<Catalogue> {
        let desk = glance.desk([]).ok()?;
        let is_same = self.stamp == glance.stamp();
        is_same.then(|| Catalogue::brought(self.index, &desk, lexicon, glance.changed()))
    }
}

/// What a desk says about the index that is kept of it.
pub struct Ground {
    folder: PathBuf,
    /// Of which state the desk is.
    stamp: Stamp,
    /// Of which state the kept index is, where that was a state of this desk, and what changed since.
    kept: Option<(Stamp, Vec<Ref>)>,
    is_reading: bool,
}

impl Ground {
    /// Asks a desk; nothing where it keeps no checkpoint.
    pub fn of(registrar: &Registrar) -> Option<Ground> {
        let folder = registrar.folder().filter(|_| registrar.desk().len() >= limits::CHECKPOINT_RECORDS)?.to_owned();
        let kept = PartReader::open(&folder, PART).ok().flatten().map(|part| part.stamp());
        let kept = kept.and_then(|stamp| Some((stamp, changed_since(registrar, stamp).ok()??)));
        Some(Ground { folder, stamp: registrar.stamp(), kept, is_reading: registrar.is_reading() })
    }

    /// The catalogue of the desk, of what was found where that fits; and whether it is worth being written, because none was
    /// kept that fits or much changed since.
    pub fn catalogue(&self, found: Option<Found>, desk: &Desk, lexicon: &Lexicon) -> (Catalogue, bool) {
        match (found, &self.kept) {
            (Some(found), Some((stamp, changed))) if found.stamp == *stamp => {
                let catalogue = Catalogue::brought(found.index, desk, lexicon, changed);
                (catalogue, !self.is_reading && changed.len() >= limits::SEARCH_KEPT_AGAIN)
            }
            _ => (Catalogue::of(desk, lexicon), !self.is_reading),
        }
    }

    /// The same, of what is kept.
    pub fn catalogue_kept(&self, desk: &Desk, lexicon: &Lexicon) -> (Catalogue, bool) {
        let found = self.kept.as_ref().and_then(|_| read(&self.folder));
        self.catalogue(found, desk, lexicon)
    }

    /// Writes an index of the desk.
    ///
    /// # Errors
    /// The file system's; what was kept before then stays.
    pub fn keep(&self, index: &ToKeep) -> Result<(), StoreError> {
        let written = self.write(index);
        if written.is_err() {
            // Half a part on a full disk would only take more room from it.
            let _ = throw_away(&self.folder, &format!("{PART}.new"));
        }
        written
    }

    fn write(&self, index: &ToKeep) -> Result<(), StoreError> {
        let mut part = PartWriter::begin(&self.folder, PART, self.stamp)?;
        let mut outcome = Ok(());
        index.write(&mut |piece| {
            outcome = part.chunk(piece);
            outcome.is_ok()
        });
        outcome?;
        part.finish()
    }
}

/// What changed on a desk since a state of it; nothing where it never was in that state, or too much changed.
fn changed_since(registrar: &Registrar, stamp: Stamp) -> Result<Option<Vec<Ref>>, StoreError> {
    let newest = registrar.stamp();
    let entries = newest.revision.checked_sub(stamp.revision);
    if entries.is_none_or(|entries| entries > limits::SEARCH_KEPT_ENTRIES) {
        return Ok(None);
    }
    if registrar.hashes(stamp.revision)?.is_none_or(|(own, _)| own != stamp.hash) {
        return Ok(None);
    }
    let mut changed = BTreeSet::new();
    for revision in stamp.revision + 1..=newest.revision {
        changed.extend(registrar.entry(revision)?.changes.iter().map(|change| change.reference()));
        if changed.len() > limits::SEARCH_KEPT_RECORDS {
            return Ok(None);
        }
    }
    Ok(Some(changed.into_iter().collect()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kinds::partner;
    use crate::domain::{Draft, FieldEdit, Fields, Kind, Proposal, Text3, Value};
    use crate::store::{Owner, Twin};

    fn open(folder: &Path) -> Registrar {
        let owner = Owner { pid: 1, user: "u".into(), since_ms: 0, machine: "m".into() };
        let ledger = Twin::open(folder, &owner).unwrap();
        Registrar::open(Box::new(ledger), Box::new(|_, _| Vec::new())).unwrap()
    }

    fn propose(registrar: &mut Registrar, drafts: Vec<Draft>) {
        let machine = registrar.folder().unwrap().display().to_string();
        let proposal = Proposal { by: "u".into(), machine, at_ms: 1, label: "test".into(), drafts };
        registrar.propose(proposal).unwrap();
    }

    fn named(name: &str) -> Value {
        Value::Text3(Text3 { fr: Some(name.to_owned()), ..Text3::default() })
    }

    /// A desk that is just large enough to keep an index.
    fn desk(folder: &Path) -> Registrar {
        let mut registrar = open(folder);
        let fields = |number: usize| Fields::new().with(partner::NAMES.id, named(&format!("Organisation {number}")));
        let drafts = (0..limits::CHECKPOINT_RECORDS + 9).map(|number| Draft::Add {
            reference: None,
            kind: Kind::Partner,
            fields: fields(number),
        });
        propose(&mut registrar, drafts.collect());
        registrar
    }

    fn renamed(registrar: &mut Registrar, reference: u64, name: &str) {
        let reference = Ref(reference);
        let was = registrar.desk().get(reference).unwrap().fields.get(partner::NAMES.id).cloned();
        let edit = FieldEdit { field: partner::NAMES.id, was, now: Some(named(name)) };
        propose(registrar, vec![Draft::Edit { reference, edits: vec![edit], if_rev: None }]);
    }

    /// The catalogue as it is opened, whether it is due to be written, and what a query finds first.
    fn opened(registrar: &Registrar, query: &str) -> (Catalogue, bool, Option<u64>) {
        let lexicon = Lexicon::load();
        let ground = Ground::of(registrar).unwrap();
        let (catalogue, is_due) = ground.catalogue_kept(&registrar.desk(), &lexicon);
        let answer = catalogue.answer(&lexicon, query, 5, jiff::civil::date(2026, 11, 25));
        (catalogue, is_due, answer.hits.first().map(|hit| hit.record))
    }

    fn keep(registrar: &Registrar) {
        let (catalogue, ..) = opened(registrar, "");
        Ground::of(registrar).unwrap().keep(&catalogue.to_keep().unwrap()).unwrap();
    }

    #[test]
    fn what_is_kept_is_brought_forward_by_what_changed_since() {
        let dir = tempfile::tempdir().unwrap();
        let mut registrar = desk(dir.path());
        assert!(opened(&registrar, "").1, "none is kept yet");
        keep(&registrar);
        renamed(&mut registrar, 7, "Fondation Zellige");
        propose(&mut registrar, vec![Draft::Drop { reference: Ref(9) }]);
        drop(registrar);
        let registrar = open(dir.path());
        let (catalogue, is_due, first) = opened(&registrar, "zellige");
        assert_eq!((is_due, first), (false, Some(7)));
        let today = jiff::civil::date(2026, 11, 25);
        let fresh = Catalogue::of(&registrar.desk(), &Lexicon::load());
        for query in ["organisation 8", "organisation 6", "organisation 100", "zelige", "organisation 1999"] {
            let lexicon = Lexicon::load();
            let first = |catalogue: &Catalogue| catalogue.answer(&lexicon, query, 1, today).hits;
            assert_eq!(first(&catalogue), first(&fresh), "{query}");
        }
    }

    #[test]
    fn an_index_of_another_history_or_too_far_back_is_made_anew() {
        let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let mut registrar = desk(dir.path());
        keep(&registrar);
        let strange = desk(other.path());
        assert_ne!(strange.stamp().hash, registrar.stamp().hash, "the machines differ, and so do the hashes");
        let place = |desk: &Path| desk.join("checkpoint").join(PART);
        std::fs::create_dir_all(other.path().join("checkpoint")).unwrap();
        std::fs::copy(place(dir.path()), place(other.path())).unwrap();
        assert!(opened(&strange, "").1);
        let again = u64::try_from(limits::SEARCH_KEPT_AGAIN).unwrap();
        for reference in 1..=again {
            renamed(&mut registrar, reference, &format!("Fondation {reference}"));
        }
        assert_eq!((opened(&registrar, "fondation 3").1, opened(&registrar, "fondation 3").2), (true, Some(3)));
    }

    #[test]
    fn a_damaged_or_cut_index_is_made_anew_and_nothing_is_missing() {
        let dir = tempfile::tempdir().unwrap();
        let registrar = desk(dir.path());
        keep(&registrar);
        let file = dir.path().join("checkpoint").join(PART);
        let whole = std::fs::read(&file).unwrap();
        let spoil = |at: usize| {
            let mut bytes = whole.clone();
            bytes[at] ^= 0x20;
            bytes
        };
        let cases = (0..12).map(|part| spoil(whole.len() * part / 12)).chain([
            whole[..whole.len() / 2].to_vec(),
            whole[..whole.len() - 9].to_vec(),
            Vec::new(),
        ]);
        for (case, bytes) in cases.enumerate() {
            std::fs::write(&file, bytes).unwrap();
            let (_, is_due, first) = opened(&registrar, "organisation 77");
            assert_eq!((is_due, first), (true, Some(78)), "case {case}");
        }
        keep(&registrar);
        assert!(!opened(&registrar, "").1);
        assert!(registrar.verify().unwrap().problems.is_empty());
    }

    #[test]
    fn a_small_desk_keeps_none() {
        let dir = tempfile::tempdir().unwrap();
        let mut registrar = open(dir.path());
        let fields = Fields::new().with(partner::NAMES.id, named("Organisation"));
        propose(&mut registrar, vec![Draft::Add { reference: None, kind: Kind::Partner, fields }]);
        assert!(Ground::of(&registrar).is_none());
    }
}
