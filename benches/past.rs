//! How long the past takes on disk: a desk as of a near, a middle and a far revision, the trash, the chain of hashes.
//!
//! `cargo bench --bench past [ENTRIES]` prints one JSON object; the default is twenty thousand entries of one change each
//! over a thousand records, the last of which are taken away.

use std::time::Instant;
use tansiq::domain::{Draft, FieldEdit, Fields, Kind, Proposal, Ref, Text3, Value, kinds::partner};
use tansiq::store::{Owner, ProposeError, Registrar, StoreError, Twin};

const RECORDS: u64 = 1_000;
const DROPPED: u64 = 100;

fn named(number: u64) -> Value {
    Value::from(Text3 { fr: Some(format!("{} {number}", "منظمة ".repeat(40))), ..Text3::default() })
}

fn proposal(at_ms: u64, drafts: Vec<Draft>) -> Proposal {
    let at_ms = i64::try_from(at_ms).unwrap_or(i64::MAX);
    Proposal { by: "bench".into(), machine: "bench".into(), at_ms, label: "bench".into(), drafts }
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> (String, T) {
    let start = Instant::now();
    let out = work();
    (format!("\"{name}_us\":{}", start.elapsed().as_micros()), out)
}

/// The most memory that this process ever had, in kilobytes.
fn peak_kb() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").to_owned()
}

fn main() -> Result<(), ProposeError> {
    let entries: u64 = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(20_000);
    let folder = tempfile::tempdir().map_err(StoreError::from)?;
    let owner = Owner { pid: 1, user: "bench".into(), since_ms: 1, machine: "bench".into() };
    let ledger = Twin::open(folder.path(), &owner)?;
    let mut registrar = Registrar::open(Box::new(ledger), Box::new(|_, _| Vec::new()))?;
    let add = |number| {
        let fields = Fields::default().with(partner::NAMES.id, named(number)).with(partner::PRECEDENCE.id, 0);
        Draft::Add { reference: None, kind: Kind::Partner, fields }
    };
    registrar.propose(proposal(0, (0..RECORDS).map(add).collect()))?;
    let first = registrar.desk().revision();
    for number in 0..entries {
        let value = |round: u64| Some(Value::Number(i64::try_from(round).unwrap_or(i64::MAX)));
        let round = number / RECORDS;
        let edit = FieldEdit { field: partner::PRECEDENCE.id, was: value(round), now: value(round + 1) };
        let draft = Draft::Edit { reference: Ref(number % RECORDS + 1), edits: vec![edit], if_rev: None };
        registrar.propose(proposal(number, vec![draft]))?;
    }
    for number in 0..DROPPED {
        registrar.propose(proposal(entries, vec![Draft::Drop { reference: Ref(number * 10 + 1) }]))?;
    }
    let (head, before) = (registrar.desk().revision(), peak_kb());
    let (moment, revision) = timed("moment", || registrar.revision_at(i64::try_from(entries / 2).unwrap_or(0)));
    let middle = revision?;
    let (near, done) = timed("near", || registrar.desk_as_of(head - DROPPED));
    done?;
    let (half, desk) = timed("middle", || registrar.desk_as_of(middle));
    let sound = desk?.len() == usize::try_from(RECORDS).unwrap_or(0);
    let (next, done) = timed("a_thousand_further", || registrar.desk_as_of(middle.saturating_sub(1_000).max(first)));
    done?;
    let (far, done) = timed("far", || registrar.desk_as_of(first));
    done?;
    let after = peak_kb();
    let (trash, found) = timed("trash", || registrar.trash());
    let gone = found?.len();
    let (chain, found) = timed("chain", || registrar.verify_chain(u64::MAX, &mut |_| {}));
    let sound = sound && found?.problems.is_empty() && gone == usize::try_from(DROPPED).unwrap_or(0);
    println!(
        "{{\"entries\":{head},\"sound\":{sound},{moment},{near},{half},{next},{far},{trash},{chain},\
         \"peak_kb_before\":{before},\"peak_kb_after\":{after}}}"
    );
    Ok(())
}
