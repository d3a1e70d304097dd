//! How long the ledger takes on disk: import, durable edits, opening, verification and undo.
//!
//! `cargo bench --bench store [RECORDS]` prints one JSON object; the default is a hundred thousand records.

use std::time::Instant;
use tansiq::domain::{Draft, FieldEdit, Fields, Kind, Proposal, Ref, Text3, Value, kinds::partner};
use tansiq::store::{Owner, ProposeError, Registrar, StoreError, Twin};

fn named(text: &str) -> Value {
    Value::from(Text3 { fr: Some(text.to_owned()), ..Text3::default() })
}

fn proposal(drafts: Vec<Draft>) -> Proposal {
    Proposal { by: "bench".into(), machine: "bench".into(), at_ms: 1, label: "bench".into(), drafts }
}

fn open(folder: &std::path::Path) -> Result<Registrar, StoreError> {
    let owner = Owner { pid: 1, user: "bench".into(), since_ms: 1, machine: "bench".into() };
    Registrar::open(Box::new(Twin::open(folder, &owner)?), Box::new(|_, _| Vec::new()))
}

fn timed<T>(name: &str, work: impl FnOnce() -> T) -> (String, T) {
    let start = Instant::now();
    let out = work();
    (format!("\"{name}_ms\":{}", start.elapsed().as_millis()), out)
}

fn main() -> Result<(), ProposeError> {
    let records: u64 = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(100_000);
    let folder = tempfile::tempdir().map_err(StoreError::from)?;
    let text = "منظمة ".repeat(40);
    let drafts: Vec<_> = (0..records)
        .map(|number| Draft::Add {
            reference: None,
            kind: Kind::Partner,
            fields: Fields::default()
                .with(partner::NAMES.id, named(&format!("{text}{number}")))
                .with(partner::PARENT.id, Ref(1 + number / 2)),
        })
        .collect();
    let mut registrar = open(folder.path())?;
    let (import, done) = timed("import", || registrar.propose(proposal(drafts)));
    done?;
    let (edits, done) = timed("hundred_edits", || {
        (0..100).try_for_each(|number| {
            let edit = FieldEdit {
                field: partner::NAMES.id,
                was: Some(named(&format!("{text}{number}"))),
                now: Some(named("renamed")),
            };
            let draft = Draft::Edit { reference: Ref(number + 1), edits: vec![edit], if_rev: None };
            registrar.propose(proposal(vec![draft])).map(drop)
        })
    });
    done?;
    drop(registrar);
    let (opening, opened) = timed("open", || open(folder.path()));
    let mut registrar = opened?;
    let (verify, report) = timed("verify", || registrar.verify());
    let sound = report?.problems.is_empty();
    let (undo, done) = timed("undo_all", || registrar.undo("bench", "bench", 1, 101));
    done?;
    println!("{{\"records\":{records},\"sound\":{sound},{import},{edits},{opening},{verify},{undo}}}");
    Ok(())
}
