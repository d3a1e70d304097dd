//! Makes both copies of a desk whole again from what is left of each.
//!
//! Entry by entry the one that follows is taken from the journal or from the engine, whichever still has it. A copy that
//! differs from that chain is set aside and made anew. What neither has is named and not made up.

use super::codec::{self, Hash};
use super::error::StoreError;
use super::journal::{self, Journal, Read};
use super::keyed::Keyed;
use super::owner::Owner;
use super::port::Ledger;
use super::private;
use super::sled_ledger::{self, SledPairs, open_engine};
use super::twin;
use super::verify::{self, Problem};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What a repair found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repair {
    /// Entries that are whole.
    pub entries: u64,
    /// The first and the last revision that are in neither copy.
    pub lost: Option<(u64, u64)>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Where the damaged copies are kept; nothing where it was only looked.
    pub aside: Vec<PathBuf>,
}

/// Repairs the desk in a folder, or says what there is to repair.
///
/// # Errors
/// [`StoreError::InUse`]; the file system's; [`StoreError::Damaged`] where not one entry is left.
pub fn repair(desk: &Path, owner: &Owner, only_look: bool) -> Result<Repair, StoreError> {
    let _lock = twin::lock(desk, owner)?;
    let mut found = Repair::default();
    let written = written(desk, &mut found.problems)?;
    let engine = match open_engine(desk) {
        Ok(engine) => Some(engine),
        Err(error @ (StoreError::Damaged { .. } | StoreError::Slow)) => {
            found.problems.push(Problem { code: "verify-engine", place: error.to_string() });
            None
        }
        Err(error) => return Err(error),
    };
    let chain = chain(&written, engine.as_ref());
    found.entries = u64::try_from(chain.len()).unwrap_or(u64::MAX);
    let last = written.last_key_value().map_or(0, |(revision, _)| *revision);
    let last = last.max(engine.as_ref().map_or(0, Ledger::head));
    found.lost = (found.entries < last).then_some((found.entries + 1, last));
    if chain.is_empty() && last > 0 {
        return Err(StoreError::damaged("entry 1", "in neither copy"));
    }
    let journal_is_whole = found.problems.iter().all(|problem| problem.code != "verify-journal")
        && written.len() == chain.len()
        && written.values().zip(&chain).all(|(own, frame)| own == frame);
    if !journal_is_whole && found.problems.iter().all(|problem| problem.code != "verify-journal") {
        found.problems.push(Problem { code: "verify-journal", place: journal::FOLDER.to_owned() });
    }
    let mut engine_is_whole = false;
    if let Some(engine) = &engine {
        let problems = verify::verify(engine).map_or_else(
            |error| vec![Problem { code: "verify-engine", place: error.to_string() }],
            |found| found.problems,
        );
        // A link that leads nowhere is a matter of the records, which no copy can mend.
        let damage: Vec<Problem> = problems.into_iter().filter(|problem| problem.code != "verify-link").collect();
        engine_is_whole = damage.is_empty() && engine.head() == found.entries;
        found.problems.extend(damage);
        if engine.head() < found.entries {
            found.problems.push(Problem { code: "verify-engine", place: format!("entry {}", engine.head() + 1) });
        }
    }
    if !only_look {
        drop(engine);
        if !journal_is_whole {
            found.aside.extend(private::set_aside(desk, journal::FOLDER)?);
            let (mut journal, _) = Journal::open(desk)?;
            chain.iter().try_for_each(|frame| journal.append(&codec::unseal(frame)?))?;
            journal.flush()?;
        }
        if !engine_is_whole {
            found.aside.extend(private::set_aside(desk, sled_ledger::FOLDER)?);
            let mut engine = open_engine(desk)?;
            chain.iter().try_for_each(|frame| twin::append(&mut engine, &codec::unseal(frame)?))?;
            engine.flush()?;
        }
    }
    Ok(found)
}

/// The whole frames in the journal by their revisions; the first of each counts.
fn written(desk: &Path, problems: &mut Vec<Problem>) -> Result<BTreeMap<u64, Vec<u8>>, StoreError> {
    let mut written = BTreeMap::new();
    journal::salvage(desk, &mut |read| {
        match read {
            Read::Entry(sealed) => drop(written.entry(sealed.entry.revision).or_insert(sealed.bytes)),
            Read::Damage(place) => problems.push(Problem { code: "verify-journal", place }),
        }
        Ok(())
    })?;
    Ok(written)
}

/// The longest chain from the first entry on that can be put together.
fn chain(written: &BTreeMap<u64, Vec<u8>>, engine: Option<&Keyed<SledPairs>>) -> Vec<Vec<u8>> {
    let (mut chain, mut hash) = (Vec::new(), Hash::default());
    for revision in 1.. {
        let kept = engine.and_then(|engine| engine.entry_bytes(revision).ok().flatten());
        let follows = |frame: &Vec<u8>| {
            codec::unseal(frame).ok().filter(|sealed| sealed.entry.revision == revision && sealed.previous == hash)
        };
        let next = written.get(&revision).cloned().into_iter().chain(kept).find_map(|frame| follows(&frame));
        let Some(sealed) = next else { break };
        hash = sealed.own;
        chain.push(sealed.bytes);
    }
    chain
}
