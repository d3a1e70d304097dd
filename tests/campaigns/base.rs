//! What all campaigns need: how often, with which luck, and a desk opened in the process itself.

use std::path::Path;
use tansiq::domain::{Draft, Fields, Kind, Proposal, Receipt, Record, Text3, Value, kinds::partner};
use tansiq::store::{Mended, Owner, ProposeError, Registrar, StoreError, Twin};

/// How many trials: those of the long form, or these.
pub fn trials(short: u64) -> u64 {
    std::env::var("TANSIQ_CAMPAIGN").ok().and_then(|count| count.parse().ok()).unwrap_or(short)
}

/// Numbers by chance, the same ones for the same seed.
pub struct Luck(u64);

impl Luck {
    pub fn of(campaign: &str) -> Luck {
        let seed = std::env::var("TANSIQ_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1);
        println!("{campaign}: seed {seed}");
        Luck(campaign.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))))
    }

    /// A number below this one.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % bound.max(1)
    }

    pub fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }
}

pub fn owner() -> Owner {
    Owner { pid: 7, user: "amina".into(), since_ms: 1_700_000_000_000, machine: "machine".into() }
}

/// Opens a desk in this process.
pub fn open(desk: &Path) -> Result<Registrar, StoreError> {
    for _ in 0..20 {
        match Twin::open(desk, &owner()) {
            Err(StoreError::InUse { .. }) => {}
            twin => return Registrar::open(Box::new(twin?), Box::new(|_, _| Vec::new())),
        }
    }
    Err(StoreError::Slow)
}

pub fn partner(title: &str) -> Draft {
    let names = Text3 { fr: Some(title.to_owned()), ..Text3::default() };
    let fields = Fields::new().with(partner::NAMES.id, names).with(partner::TYPE.id, Value::Code("embassy".into()));
    Draft::Add { reference: None, kind: Kind::Partner, fields }
}

pub fn propose(registrar: &mut Registrar, drafts: Vec<Draft>) {
    try_to_propose(registrar, drafts).unwrap();
}

pub fn try_to_propose(registrar: &mut Registrar, drafts: Vec<Draft>) -> Result<Receipt, ProposeError> {
    let proposal = Proposal { by: "a".into(), machine: "m".into(), at_ms: 1, label: "campaign".into(), drafts };
    registrar.propose(proposal)
}

pub fn records(registrar: &Registrar) -> Vec<Record> {
    registrar.desk().records().map(|record| (**record).clone()).collect()
}

/// What is wrong with a desk that was opened.
pub fn problems(registrar: &mut Registrar) -> Vec<String> {
    let mended = registrar.mended().into_iter().filter(Mended::is_damage).map(|mended| format!("{mended:?}"));
    let mut problems: Vec<String> = mended.collect();
    problems.extend(registrar.verify().unwrap().problems.into_iter().map(|problem| format!("{problem:?}")));
    problems
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every file under a folder that has bytes, in order.
pub fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if std::fs::metadata(&path).unwrap().len() > 0 {
            found.push(path);
        }
    }
    found.sort();
    found
}
