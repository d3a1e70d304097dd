//! Every way in for foreign bytes, over the kept corpus and mutations of it: no panic, no hang, no memory without bound.
//!
//! The ordinary run is short and always the same. The long one takes so many seconds for each target, with another seed:
//! `TANSIQ_FUZZ_SECONDS=300 cargo test --release --test fuzz -- --nocapture` (`TANSIQ_FUZZ_TARGET=json` for one alone).
//! An input that is found is kept in `target/fuzz`; once mended it goes into the corpus. `fuzz/` does the same with
//! libFuzzer, which sees what it reaches.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "fuzz/mutate.rs"]
mod mutate;
#[path = "fuzz/targets.rs"]
mod targets;

use mutate::{Dice, LONGEST, mutated};
use peak_alloc::PeakAlloc;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use targets::{TARGETS, Target, World};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Bytes that one input of at most [`LONGEST`] may make the program claim.
const CLAIMED: usize = 96 * 1_048_576;
/// Time after which one input counts as one that hangs; the machine may be busy.
const HANGS: Duration = Duration::from_secs(60);
/// Mutations of the ordinary run, for a target of cost 1.
const SHORT: u32 = 6_000;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// What is kept for a target, and for a long run whatever lies in the folder of foreign data.
fn seeds(target: &Target) -> Vec<Vec<u8>> {
    let mut paths = files_in(&root().join("tests/fuzz/corpus").join(target.name));
    assert!(paths.len() >= 2, "{} has no corpus", target.name);
    if let (Some(_), Some(data)) = (seconds(), std::env::var_os("TANSIQ_SHARED_DATA")) {
        let mut folders = vec![PathBuf::from(data)];
        while let Some(folder) = folders.pop() {
            for path in files_in(&folder) {
                if path.is_dir() { folders.push(path) } else { paths.push(path) }
            }
        }
    }
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

fn seconds() -> Option<u64> {
    std::env::var("TANSIQ_FUZZ_SECONDS").ok().map(|text| text.parse().expect("TANSIQ_FUZZ_SECONDS is a number"))
}

/// What is being tried, for the one who waits for it.
type Tried = Arc<Mutex<Vec<u8>>>;

/// Runs one input; what it claimed at most, or why it failed.
fn run(world: &World, target: &Target, bytes: &[u8]) -> Result<usize, String> {
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let outcome = catch_unwind(AssertUnwindSafe(|| (target.run)(world, bytes)));
    let claimed = MEMORY.peak_usage().saturating_sub(before);
    match outcome {
        Ok(()) if claimed <= CLAIMED => Ok(claimed),
        Ok(()) => Err(format!("claims {claimed} bytes")),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().cloned();
            Err(text.or(panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_default())
        }
    }
}

/// The input with everything taken out that is not needed to fail.
fn smallest(world: &World, target: &Target, bytes: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let mut step = bytes.len() / 2;
    while step > 0 {
        let mut at = 0;
        while at < bytes.len() {
            let mut fewer = bytes.clone();
            fewer.drain(at..(at + step).min(bytes.len()));
            if run(world, target, &fewer).is_err() { bytes = fewer } else { at += step }
        }
        step /= 2;
    }
    bytes
}

fn keep(target: &Target, bytes: &[u8]) -> PathBuf {
    let folder = root().join("target/fuzz");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{}-{:08x}", target.name, crc32fast::hash(bytes)));
    std::fs::write(&file, bytes).unwrap();
    file
}

/// Runs a target; the executions and what the greediest of them claimed, or the first finding.
fn campaign(world: &World, target: &Target, tried: &Tried) -> Result<(u64, usize), String> {
    let seeds = seeds(target);
    let begun = Instant::now();
    let mut dice = Dice::new(
        seconds().map_or(5, |_| u64::from(std::process::id())) ^ u64::from(crc32fast::hash(target.name.as_bytes())),
    );
    let (mut count, mut most) = (0, 0);
    let mut kept = seeds.iter();
    loop {
        let bytes = match (kept.next(), seconds()) {
            (Some(seed), _) => seed[..seed.len().min(LONGEST)].to_vec(),
            (None, None) if count >= u64::from(SHORT / target.cost) => break,
            (None, Some(seconds)) if begun.elapsed() >= Duration::from_secs(seconds) => break,
            (None, _) => mutated(&seeds, target.words, &mut dice),
        };
        tried.lock().unwrap().clone_from(&bytes);
        match run(world, target, &bytes) {
            Ok(claimed) => most = most.max(claimed),
            Err(why) => {
                let small = smallest(world, target, &bytes);
                let file = keep(target, &small);
                return Err(format!(
                    "{}: {why}: {} {:?}",
                    target.name,
                    file.display(),
                    String::from_utf8_lossy(&small)
                ));
            }
        }
        count += 1;
    }
    Ok((count, most))
}

#[test]
fn no_bytes_take_the_program_down() {
    let (sender, done) = sync_channel(TARGETS.len());
    let tried: Tried = Arc::default();
    let shown = Arc::clone(&tried);
    std::thread::spawn(move || {
        // Findings are told once, with their input.
        std::panic::set_hook(Box::new(|_| {}));
        let world = World::new();
        let only = std::env::var("TANSIQ_FUZZ_TARGET").ok();
        for target in TARGETS.iter().filter(|target| only.as_ref().is_none_or(|only| only == target.name)) {
            let begun = Instant::now();
            let outcome = campaign(&world, target, &tried);
            if sender.send((target.name, begun.elapsed(), outcome)).is_err() {
                return;
            }
        }
    });
    let (mut last, mut findings) = (Vec::new(), Vec::new());
    loop {
        match done.recv_timeout(HANGS) {
            Ok((name, took, Ok((count, most)))) => {
                println!("{name}: {count} inputs in {:.1} s, at most {} KiB claimed", took.as_secs_f64(), most / 1024);
            }
            Ok((_, _, Err(finding))) => findings.push(finding),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                let now = shown.lock().unwrap().clone();
                assert!(now != last, "hangs: {}", String::from_utf8_lossy(&now));
                last = now;
            }
        }
    }
    drop(std::panic::take_hook());
    assert!(findings.is_empty(), "{}", findings.join("\n"));
}

#[test]
fn every_folder_of_the_corpus_has_its_target() {
    let named: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    for folder in files_in(&root().join("tests/fuzz/corpus")) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        assert!(named.contains(&name.as_str()), "{name}");
        assert!(files_in(&folder).iter().all(|file| std::fs::metadata(file).unwrap().len() <= 65_536), "{name}");
    }
}
