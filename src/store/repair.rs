//! Makes both copies of a desk whole again from what is left of each.
//!
//! Entry by entry the one that follows is taken from the journal or from the engine, whichever still has it; where they have
//! different histories, the one counts that agrees with what else is known of the desk (`witness`), else the longer one. New
//! copies are made beside the old ones and take their places only when they are complete (`finish`), so that a repair that
//! is cut short has changed nothing. What neither copy has is named and not made up. One segment of the journal is in memory
//! at a time.

use super::begun::Begun;
use super::checkpoint;
use super::codec::{Hash, Sealed};
use super::disk::Disk;
use super::error::StoreError;
use super::format;
use super::journal::{self, Journal};
use super::keyed::Keyed;
use super::owner::Owner;
use super::port::Ledger;
use super::segment::{self, Read, Salvage};
use super::sled_ledger::{self, SledPairs, open_engine};
use super::verify::{self, Problem};
use super::witness::{self, Point};
use super::{begun, keep, kept_desk, lock, places, private, seal, twin};
use crate::limits;
use std::cmp::Ordering;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Where new copies are made.
pub(super) const FOLDER: &str = "mend";
/// The file that says that they are complete.
const WHOLE: &str = "whole";

/// What a repair found and did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repair {
    /// Entries that are whole.
    pub entries: u64,
    /// The first and the last revision that are in neither copy, or follow one that is not.
    pub lost: Option<(u64, u64)>,
    /// Entries of those that are whole by themselves and kept with what was set aside.
    pub stranded: u64,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// Where the damaged copies are kept; nothing where it was only looked.
    pub aside: Vec<PathBuf>,
}

impl Repair {
    fn note(&mut self, code: &'static str, place: impl ToString) {
        if self.problems.len() < limits::VERIFY_PROBLEMS {
            self.problems.push(Problem { code, place: place.to_string() });
        }
    }
}

/// Which copy is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum First {
    Journal,
    Engine,
}

/// The chain that can be put together.
#[derive(Clone, Copy, Debug)]
struct Chain {
    first: First,
    length: u64,
    hash: Hash,
    /// Whether the journal has all of it, and nothing else.
    is_journal: bool,
    /// The first revision of which the copies have different entries, both of which would follow.
    parted: Option<u64>,
    /// How much of what else is known of the desk it agrees with.
    agrees: usize,
}

type Engine = Keyed<SledPairs>;

/// Repairs the desk in a folder, or says what there is to repair.
///
/// # Errors
/// [`StoreError::InUse`]; the file system's; [`StoreError::Damaged`] where not one entry is left.
pub fn repair(desk: &Path, owner: &Owner, only_look: bool) -> Result<Repair, StoreError> {
    let _lock = lock::take(desk)?;
    let mut found = Repair::default();
    if format::of(desk)? == 0 {
        found.note("verify-damaged", format::NAME);
        if !only_look {
            // Without it the desk is brought forward as from the oldest form when it is next opened.
            found.aside.extend(private::set_aside(desk, format::NAME)?);
        }
    }
    places::wrong(desk)?.iter().for_each(|name| found.note("verify-place", name));
    if !only_look {
        found.aside.extend(places::clear(desk)?);
    }
    let sealed = seal::check(desk)?.of_this(desk)?;
    sealed.broken.iter().for_each(|name| found.note("verify-seal", name));
    if !only_look {
        owner.write(desk)?;
        seal::take_off(desk)?;
        finish(desk)?;
    }
    // One that is out of proportion is not opened either.
    let is_copied = only_look && sealed.is_engine_broken() && sled_ledger::is_in_proportion(desk)?;
    let look = if is_copied { Some(copy_engine(desk)?) } else { None };
    let outcome = examine(desk, look.as_deref().unwrap_or(desk), &sealed, only_look, &mut found);
    if let Some(look) = look {
        let _ = fs::remove_dir_all(look);
    } else if let Some(hash) = sealed.hash.filter(|_| only_look && outcome.is_ok() && sled_ledger::is_let_go(desk)) {
        // Opening the engine has written to its files.
        seal::put_on(desk, sealed.revision, &hash)?;
    }
    if outcome.is_err() && !only_look {
        // How far both copies surely went is all that tells what is missing.
        seal::put_back(desk, &sealed)?;
    }
    outcome?;
    if begun::is_wrong(desk)? {
        if !sealed.broken.iter().any(|name| name == begun::NAME) {
            found.note("verify-damaged", begun::NAME);
        }
        if !only_look && found.entries > 0 {
            // The first entry is there: it is written again when the desk is next opened.
            found.aside.extend(private::set_aside(desk, begun::NAME)?);
        }
    }
    Ok(found)
}

/// Whether a desk without an entry once had some: nothing else leaves a checkpoint or a backup.
pub(super) fn is_bereft(desk: &Path) -> bool {
    checkpoint::parts(desk).is_ok_and(|parts| !parts.is_empty()) || keep::has_any(desk)
}

fn examine(
    desk: &Path,
    engine_at: &Path,
    sealed: &seal::Seal,
    only_look: bool,
    found: &mut Repair,
) -> Result<(), StoreError> {
    let highest = look_through(desk, found)?;
    let is_bare = begun::is_bare(engine_at)?;
    let engine = match open_engine(engine_at) {
        Ok(engine) => Some(engine),
        Err(error @ (StoreError::Damaged { .. } | StoreError::Slow)) => {
            found.note("verify-engine", error.in_short());
            None
        }
        Err(error) => return Err(error),
    };
    let whole = highest.max(engine.as_ref().map_or(0, Ledger::head));
    let chain = best(desk, engine.as_ref(), sealed)?;
    if let Some(parted) = chain.parted {
        found.note("verify-copies", format!("entry {parted}"));
    }
    let begun = begun::left(desk, sealed)?;
    let firsts = (segment::first_hash(desk)?, engine.as_ref().and_then(Keyed::first));
    if witness::is_of_another(desk, begun, firsts.0, firsts.1) {
        return Err(begun::emptied(desk));
    }
    // Behind the end of a desk that was closed, and in a history that is not its own, nothing is the desk's.
    let is_all = chain.parted.is_some() || sealed.is_certain() && chain.length == sealed.revision;
    let last = if is_all { chain.length.max(sealed.revision) } else { whole.max(sealed.revision) };
    found.entries = chain.length;
    found.lost = (chain.length < last).then_some((chain.length + 1, last));
    found.stranded = if found.lost.is_some() { stranded(desk, engine.as_ref(), chain.length, whole)? } else { 0 };
    let has_begun = || begun != Begun::No || !sealed.is_there && is_bereft(desk);
    if chain.length == 0 && (last > 0 || has_begun()) {
        let is_emptied = whole == 0 && (engine.is_some() || is_bare);
        let unread = || StoreError::damaged("entry 1", "in neither copy");
        return Err(if is_emptied { begun::emptied(desk) } else { unread() });
    }
    let is_journal_whole = chain.is_journal && found.problems.iter().all(|problem| problem.code != "verify-journal");
    if !is_journal_whole && found.problems.iter().all(|problem| problem.code != "verify-journal") {
        found.note("verify-journal", journal::FOLDER);
    }
    let is_engine_whole = examine_engine(engine.as_ref(), &chain, found) && !sealed.is_engine_broken();
    examine_checkpoint(desk, only_look, found)?;
    if only_look || is_journal_whole && is_engine_whole {
        return Ok(());
    }
    make(desk, engine, &chain, !is_journal_whole, !is_engine_whole)?;
    found.aside.extend(finish(desk)?);
    Ok(())
}

/// Notes the damage in the journal; answers the highest revision that stands whole in it.
fn look_through(desk: &Path, found: &mut Repair) -> Result<u64, StoreError> {
    let (mut salvage, mut highest) = (Salvage::of(desk)?, 0);
    let (mut next, mut previous) = (1, Hash::default());
    while let Some(read) = salvage.read()? {
        match read {
            Read::Entry(sealed) => {
                let revision = sealed.entry.revision;
                highest = highest.max(revision);
                // A file that stands there twice, or that of another desk, is whole by itself and wrong all the same.
                if revision != next || sealed.previous != previous {
                    found.note("verify-journal", format!("{}, entry {revision}", journal::FOLDER));
                }
                (next, previous) = (revision + 1, sealed.own);
            }
            Read::Damage(place) => found.note("verify-journal", place),
        }
    }
    segment::misnamed(desk)?.iter().for_each(|name| found.note("verify-journal", name));
    Ok(highest)
}

/// The chain that most of what else is known agrees with, and of those the longest.
fn best(desk: &Path, engine: Option<&Engine>, sealed: &seal::Seal) -> Result<Chain, StoreError> {
    let mut points = witness::points(desk, sealed)?;
    let by_journal = chain(desk, engine, First::Journal, &points, &mut |_| Ok(()))?;
    if engine.is_none() {
        return Ok(by_journal);
    }
    let by_engine = chain(desk, engine, First::Engine, &points, &mut |_| Ok(()))?;
    let longer = |one: Chain, other: Chain| if other.length > one.length { other } else { one };
    if by_engine.parted.is_none() {
        return Ok(longer(by_journal, by_engine));
    }
    let mut agree = (by_journal.agrees, by_engine.agrees);
    if let Some(point) = witness::of_backups(desk) {
        points = vec![point];
        agree.0 += chain(desk, engine, First::Journal, &points, &mut |_| Ok(()))?.agrees;
        agree.1 += chain(desk, engine, First::Engine, &points, &mut |_| Ok(()))?.agrees;
    }
    let best = match agree.0.cmp(&agree.1) {
        Ordering::Less => by_engine,
        // The journal is plain files, into which one writes by hand sooner than into the engine.
        Ordering::Equal => longer(by_engine, by_journal),
        Ordering::Greater => by_journal,
    };
    Ok(Chain { parted: by_engine.parted, ..best })
}

/// Shows the entries that follow from each other, from the first one on.
fn chain(
    desk: &Path,
    engine: Option<&Engine>,
    first: First,
    points: &[Point],
    see: &mut dyn FnMut(&Sealed) -> Result<(), StoreError>,
) -> Result<Chain, StoreError> {
    let mut salvage = Salvage::of(desk)?;
    let mut chain = Chain { first, length: 0, hash: Hash::default(), is_journal: true, parted: None, agrees: 0 };
    loop {
        let revision = chain.length + 1;
        let follows = |sealed: &Sealed| sealed.entry.revision == revision && sealed.previous == chain.hash;
        let written = salvage.entry(revision)?.map(|sealed| *sealed);
        let kept = || engine.and_then(|engine| engine.entry(revision).ok().flatten()).filter(follows);
        let is_written = written.is_some();
        let from_journal = written.filter(follows);
        let next = match first {
            First::Journal => {
                from_journal.map(|sealed| (sealed, true)).or_else(|| kept().map(|sealed| (sealed, false)))
            }
            First::Engine => match kept() {
                Some(sealed) => {
                    let is_same = from_journal.as_ref().map(|other| other.own == sealed.own);
                    if is_same == Some(false) {
                        chain.parted = chain.parted.or(Some(revision));
                    }
                    Some((sealed, is_same == Some(true)))
                }
                None => from_journal.map(|sealed| (sealed, true)),
            },
        };
        let Some((sealed, is_in_journal)) = next else {
            // The journal goes on with what does not follow.
            chain.is_journal &= !is_written && salvage.read()?.is_none();
            return Ok(chain);
        };
        chain.is_journal &= is_in_journal;
        see(&sealed)?;
        (chain.length, chain.hash) = (revision, sealed.own);
        chain.agrees += points.iter().filter(|point| **point == (revision, sealed.own)).count();
    }
}

/// How many entries behind the chain are whole by themselves.
fn stranded(desk: &Path, engine: Option<&Engine>, length: u64, last: u64) -> Result<u64, StoreError> {
    let (mut salvage, mut count) = (Salvage::of(desk)?, 0);
    for revision in length + 1..=last {
        let kept = || engine.is_some_and(|engine| matches!(engine.entry(revision), Ok(Some(_))));
        if salvage.entry(revision)?.is_some() || kept() {
            count += 1;
        }
    }
    Ok(count)
}

/// Whether the engine says the same as the chain and nothing else.
fn examine_engine(engine: Option<&Engine>, chain: &Chain, found: &mut Repair) -> bool {
    let Some(engine) = engine else { return false };
    let problems = match verify::verify(engine, &mut |_| ()) {
        Ok(verification) => verification.problems,
        Err(error) => vec![Problem { code: "verify-engine", place: error.in_short() }],
    };
    // A link that leads nowhere is a matter of the records, which no copy can mend.
    let damage: Vec<Problem> = problems.into_iter().filter(|problem| problem.code != "verify-link").collect();
    let is_whole = damage.is_empty() && engine.head() == chain.length && engine.head_hash() == chain.hash;
    damage.into_iter().for_each(|problem| found.note(problem.code, problem.place));
    if !is_whole && engine.head() < chain.length {
        found.note("verify-engine", format!("entry {}", engine.head() + 1));
    }
    is_whole
}

/// A damaged part of the checkpoint is thrown away: it is made again.
fn examine_checkpoint(desk: &Path, only_look: bool, found: &mut Repair) -> Result<(), StoreError> {
    for part in checkpoint::parts(desk)? {
        // What is whole may still be something else than a desk.
        let is_desk = || if part == kept_desk::PART { kept_desk::lying(desk).map(drop) } else { Ok(()) };
        if let Err(error) = checkpoint::check(desk, &part).and_then(|()| is_desk()) {
            found.note("verify-checkpoint", error.in_short());
            if !only_look {
                checkpoint::throw_away(desk, &part)?;
            }
        }
    }
    Ok(())
}

/// Makes new copies of the chain in a folder of their own.
fn make(desk: &Path, engine: Option<Engine>, chain: &Chain, journal: bool, anew: bool) -> Result<(), StoreError> {
    let mend = desk.join(FOLDER);
    private::folder(&mend)?;
    let mut fresh_journal = if journal { Some(Journal::open(&mend, Disk::default())?) } else { None };
    let mut fresh_engine = if anew { Some(open_engine(&mend)?) } else { None };
    self::chain(desk, engine.as_ref(), chain.first, &[], &mut |sealed| {
        if let Some(journal) = &mut fresh_journal {
            journal.append(sealed)?;
        }
        match &mut fresh_engine {
            Some(engine) => twin::append(engine, sealed),
            None => Ok(()),
        }
    })?;
    if let Some(journal) = &mut fresh_journal {
        journal.flush()?;
    }
    if let Some(engine) = &mut fresh_engine {
        engine.flush()?;
        drop(fresh_engine);
        sled_ledger::is_let_go(&mend);
    }
    drop(engine);
    sled_ledger::is_let_go(desk);
    let mut whole = private::options().write(true).create(true).truncate(true).open(mend.join(WHOLE))?;
    whole.write_all(said_of(chain.length, &chain.hash).as_bytes())?;
    whole.sync_all()?;
    private::sync_folder(&mend)
}

/// What the file says that makes new copies complete: how far they go.
pub(super) fn said_of(revision: u64, hash: &Hash) -> String {
    format!("{revision} {}\n", keep::in_short(hash))
}

/// Whether new copies are complete, and what the file says of them is true.
fn are_whole(desk: &Path) -> Result<bool, StoreError> {
    let mend = desk.join(FOLDER);
    let Some(said) = private::read_note(&mend.join(WHOLE))? else { return Ok(false) };
    // Where only the engine is made anew, it is made from the journal that is there.
    let place = if mend.join(journal::FOLDER).is_dir() { &mend } else { desk };
    let journal = Journal::open(place, Disk::default())?;
    Ok(said == said_of(journal.head(), &journal.head_hash()))
}

/// Whether a repair was begun and is to be finished.
pub(super) fn is_begun(desk: &Path) -> bool {
    fs::symlink_metadata(desk.join(FOLDER)).is_ok()
}

/// Puts copies that are complete into their places; answers where the old ones are. Copies that are not are thrown away:
/// they were made from what is still there.
///
/// # Errors
/// The file system's; doing it again goes on where it stopped.
pub(super) fn finish(desk: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let (mend, mut aside) = (desk.join(FOLDER), Vec::new());
    if !mend.is_dir() {
        return Ok(aside);
    }
    if fs::symlink_metadata(mend.join(WHOLE)).is_ok() {
        if !are_whole(desk)? {
            // Nobody knows where these are from.
            aside.extend(private::set_aside(desk, FOLDER)?);
            return Ok(aside);
        }
        for copy in [journal::FOLDER, sled_ledger::FOLDER] {
            if mend.join(copy).is_dir() {
                aside.extend(private::set_aside(desk, copy)?);
                fs::rename(mend.join(copy), desk.join(copy))?;
                private::sync_folder(desk)?;
            }
        }
    }
    fs::remove_dir_all(&mend)?;
    private::sync_folder(desk)?;
    Ok(aside)
}

/// A copy of the engine to look at: opening it would write to its files.
fn copy_engine(desk: &Path) -> Result<PathBuf, StoreError> {
    let look = private::free_name(desk, "look")?;
    private::folder(&look)?;
    private::folder(&look.join(sled_ledger::FOLDER))?;
    let copied = copy_files(&desk.join(sled_ledger::FOLDER), &look.join(sled_ledger::FOLDER));
    if copied.is_err() {
        // Half a copy on a full disk would only take more room from it.
        let _ = fs::remove_dir_all(&look);
    }
    copied.map(|()| look)
}

fn copy_files(from: &Path, to: &Path) -> Result<(), StoreError> {
    for entry in private::entries(from)?.into_iter().flatten() {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
