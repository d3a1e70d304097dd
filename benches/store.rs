//! How long the ledger takes on disk, beside a bare file and another database in the same run.
//!
//! `cargo bench --bench store [RECORDS] [ENTRIES]` prints one JSON object: the budgets first, then the rest. The default is a
//! hundred thousand records and no more entries than they need. The machine is shared: of short things the median and the smallest count.

#[allow(clippy::expect_used, clippy::panic)]
#[path = "../tests/support/place.rs"]
mod place;
#[allow(clippy::expect_used, clippy::panic)]
#[path = "../tests/support/terminal.rs"]
mod terminal;

use place::Place;
use serde_json::{Value as Json, json};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tansiq::domain::{
    Change, Draft, Entry, FieldEdit, Fields, Kind, Proposal, Reason, Record, Ref, Text3, Value, kinds::partner,
};
use tansiq::store::{Ledger, Owner, Registrar, StoreError, Twin, codec};
use terminal::Terminal;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn text(number: u64) -> Text3 {
    // Some six hundred bytes on disk.
    let text = "منظمة التعاون ".repeat(20);
    Text3 { fr: Some(format!("Organisation {number}")), ar: Some(format!("{text}{number}")), ..Text3::default() }
}

fn fields(number: u64) -> Fields {
    Fields::new().with(partner::NAMES.id, text(number)).with(partner::TYPE.id, Value::Code("embassy".into()))
}

fn adding(from: u64, count: u64) -> Vec<Draft> {
    (from..from + count)
        .map(|number| Draft::Add { reference: None, kind: Kind::Partner, fields: fields(number) })
        .collect()
}

fn proposal(drafts: Vec<Draft>) -> Proposal {
    Proposal { by: "bench".into(), machine: "bench".into(), at_ms: 1, label: "bench".into(), drafts }
}

fn owner() -> Owner {
    Owner { pid: 1, user: "bench".into(), since_ms: 1, machine: "bench".into() }
}

fn open(folder: &Path) -> Result<Registrar, StoreError> {
    Registrar::open(Box::new(Twin::open(folder, &owner())?), Box::new(|_, _| Vec::new()))
}

/// The smallest, the median and the 95th percentile of many, in microseconds.
fn spread(mut times: Vec<Duration>) -> Json {
    times.sort();
    let at = |share: usize| times.get(times.len() * share / 100).map_or(0, Duration::as_micros);
    json!({"min_us": at(0), "median_us": at(50), "p95_us": at(95)})
}

fn many(count: u64, mut work: impl FnMut(u64) -> Outcome<()>) -> Outcome<Vec<Duration>> {
    (0..count)
        .map(|number| {
            let begun = Instant::now();
            work(number)?;
            Ok(begun.elapsed())
        })
        .collect()
}

fn once<T>(work: impl FnOnce() -> Outcome<T>) -> Outcome<(u64, T)> {
    let begun = Instant::now();
    let done = work()?;
    Ok((u64::try_from(begun.elapsed().as_millis())?, done))
}

fn size_of(folder: &Path) -> Outcome<u64> {
    let mut size = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        size += if entry.file_type()?.is_dir() { size_of(&entry.path())? } else { entry.metadata()?.len() };
    }
    Ok(size)
}

/// Bytes of memory of a process that are its own.
fn memory_of(process: &str) -> Outcome<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse::<u64>()? * 1_024)
}

/// Milliseconds of computing: of a process, and of those that it waited for. They tell more than the clock where the machine is busy.
fn computing_of(process: &str) -> Outcome<(u64, u64)> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    let fields: Vec<&str> = stat.rsplit(") ").next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| -> Outcome<u64> { Ok(fields.get(at).ok_or("no ticks")?.parse::<u64>()? * 10) };
    Ok((ticks(11)? + ticks(12)?, ticks(13)? + ticks(14)?))
}

/// One durable write of six hundred bytes: a bare file, the other database, ours.
fn commits(folder: &Path) -> Outcome<Json> {
    const TIMES: u64 = 300;
    let bytes = [7u8; 600];
    let mut file = std::fs::File::create(folder.join("bare"))?;
    let bare = many(TIMES, |_| {
        file.write_all(&bytes)?;
        Ok(file.sync_data()?)
    })?;
    let table: redb::TableDefinition<'_, u64, &[u8]> = redb::TableDefinition::new("t");
    let database = redb::Database::create(folder.join("redb"))?;
    let other = many(TIMES, |number| {
        let write = database.begin_write()?;
        write.open_table(table)?.insert(number, bytes.as_slice())?;
        Ok(write.commit()?)
    })?;
    let mut registrar = open(&folder.join("commits"))?;
    registrar.propose(proposal(adding(0, TIMES))).map_err(|error| format!("{error:?}"))?;
    let ours = many(TIMES, |number| {
        let edit = FieldEdit {
            field: partner::NAMES.id,
            was: Some(text(number).into()),
            now: Some(text(number + TIMES).into()),
        };
        let draft = Draft::Edit { reference: Ref(number + 1), edits: vec![edit], if_rev: None };
        registrar.propose(proposal(vec![draft])).map(drop).map_err(|error| format!("{error:?}").into())
    })?;
    let groups = many(50, |number| {
        let drafts = adding(1_000 + number * 100, 100);
        registrar.propose(proposal(drafts)).map(drop).map_err(|error| format!("{error:?}").into())
    })?;
    let median = |times: &[Duration]| {
        let mut times = times.to_vec();
        times.sort();
        times.get(times.len() / 2).copied().unwrap_or_default().as_secs_f64()
    };
    Ok(json!({
        "fdatasync": spread(bare.clone()), "redb": spread(other), "commit": spread(ours.clone()),
        "commit_in_fdatasyncs": (median(&ours) / median(&bare) * 100.0).round() / 100.0, "commit_budget": 3,
        "group_of_100_records_per_s": (100.0 / median(&groups)).round(), "group_budget": 20_000,
    }))
}

/// Rows of one file: the largest that an import takes holds a few more.
const ROWS: u64 = 250_000;

/// CSV files brought in by the program itself, with every rule.
fn import(records: u64) -> Outcome<(Place, Json)> {
    let place = Place::empty();
    let (mut took, mut computing) = (0, 0);
    for from in (0..records).step_by(usize::try_from(ROWS)?) {
        let mut out = std::io::BufWriter::new(std::fs::File::create(place.path().join("rows.csv"))?);
        writeln!(out, "names.fr,names.ar,type,notes")?;
        for number in from..records.min(from + ROWS) {
            let text = text(number);
            let [fr, ar] = [text.fr.unwrap_or_default(), text.ar.unwrap_or_default()];
            writeln!(out, "{fr},{ar},embassy,{}", "note ".repeat(16))?;
        }
        out.into_inner()?.sync_all()?;
        let before = computing_of("self")?.1;
        let (ms, output) = once(|| Ok(place.run(&["import", "csv", "rows.csv", "--kind", "partner", "--json"])))?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into());
        }
        took += ms;
        computing += computing_of("self")?.1 - before;
    }
    let bytes = size_of(&place.path().join("desk"))?;
    let each = bytes / records.max(1);
    let report = json!({
        "import_ms": took, "import_computing_ms": computing, "disk_bytes": bytes, "disk_bytes_per_record": each,
    });
    Ok((place, report))
}

/// Waits until a process computes no more: then its index is there too.
fn settled(process: &str) -> Outcome<()> {
    let (_held, never) = std::sync::mpsc::sync_channel::<()>(0);
    let mut before = 0;
    for _ in 0..600 {
        let _ = never.recv_timeout(Duration::from_millis(500));
        let now = computing_of(process)?.0;
        if now.saturating_sub(before) < 20 {
            return Ok(());
        }
        before = now;
    }
    Err("it never came to rest".into())
}

/// From the start of the program to a list with records on it, and what it then takes.
fn first_screen(place: &Place, records: u64) -> Outcome<Json> {
    let (mut times, mut computing, mut memory, mut indexed) = (Vec::new(), Vec::new(), 0, 0);
    for turn in 0..5 {
        let begun = Instant::now();
        let mut screen = Terminal::open(place, "fr", 80, 24);
        screen.wait_for("Organisation ");
        times.push(begun.elapsed());
        computing.push(computing_of(&screen.process().to_string())?.0);
        memory = memory_of(&screen.process().to_string())?;
        if turn == 0 {
            settled(&screen.process().to_string())?;
            indexed = memory_of(&screen.process().to_string())?;
        }
        screen.kill();
    }
    times.sort();
    let minimum = times.first().map_or(0, Duration::as_millis);
    Ok(json!({
        "first_screen_min_ms": minimum, "first_screen_ms": times.iter().map(Duration::as_millis).collect::<Vec<_>>(),
        "first_screen_computing_ms": computing.iter().min(), "memory_bytes": memory, "memory_bytes_per_record": memory / records.max(1),
        "memory_with_index_bytes": indexed, "memory_with_index_per_record": indexed / records.max(1), "memory_budget": 1_300,
    }))
}

/// More entries in a desk, one change each, as years of work would leave them.
fn lengthen(desk: &Path, entries: u64) -> Outcome<Json> {
    let mut twin = Twin::open(desk, &owner())?;
    let records = twin.desk()?.ok_or("no checkpoint")?;
    let all: Vec<Ref> = records.records().map(|record| record.reference).collect();
    let mut current: Vec<Arc<Record>> = records.records().cloned().collect();
    drop(records);
    let (took, ()) = once(|| {
        for revision in twin.head() + 1..=entries {
            let at = usize::try_from(revision.wrapping_mul(0x9e37_79b9) % all.len() as u64)?;
            let before = Arc::clone(&current[at]);
            let mut after = Record::clone(&before);
            after.rev = revision;
            after.fields.set(partner::CODE.id, Some(Value::Text(format!("note {revision}"))));
            let after = Arc::new(after);
            current[at] = Arc::clone(&after);
            let changes = vec![Change { before: Some(before), after: Some(after), merged_into: None }];
            let entry = Entry {
                revision,
                group: revision,
                closes_group: true,
                at_ms: 1,
                by: "bench".into(),
                machine: "bench".into(),
                label: "bench".into(),
                reason: Reason::Done,
                changes,
            };
            let sealed = codec::seal(entry, twin.head_hash())?;
            twin.append(revision - 1, sealed.batch(), &sealed)?;
        }
        Ok(twin.flush()?)
    })?;
    Ok(json!({"lengthen_ms": took, "entries": twin.head()}))
}

fn main() -> Outcome<()> {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse::<u64>().ok());
    let (records, entries) = (numbers.next().unwrap_or(100_000), numbers.next().unwrap_or(0));
    let folder = tempfile::tempdir()?;
    let mut report = json!({"records": records, "commits": commits(folder.path())?});
    let (place, imported) = import(records)?;
    report["import"] = imported;
    let desk = place.path().join("desk");
    if entries > 0 {
        report["lengthened"] = lengthen(&desk, entries)?;
    }
    // The first opening after much has changed writes the checkpoint anew when it ends.
    report["open_before_checkpoint_ms"] = once(|| Ok(open(&desk)?))?.0.into();
    report["screen"] = first_screen(&place, records)?;
    report["open_ms"] = once(|| Ok(open(&desk)?))?.0.into();
    let mut registrar = open(&desk)?;
    let half = registrar.desk().revision() / 2;
    report["as_of_half_ms"] = once(|| Ok(registrar.desk_as_of(half)?))?.0.into();
    let (verify, found) = once(|| Ok(registrar.verify()?))?;
    report["verify_ms"] = verify.into();
    report["sound"] = found.problems.is_empty().into();
    report["entries"] = found.entries.into();
    drop(registrar);
    report["disk_bytes"] = size_of(&desk)?.into();
    println!("{report}");
    Ok(())
}
