//! Campaigns against the store: what a desk goes through in years, in minutes. Each has a short form in the ordinary run.
//!
//! The long forms: `TANSIQ_CAMPAIGN=500 TANSIQ_SEED=7 cargo test --release --test campaigns -- --nocapture`. The seed is told, so that
//! what failed can be done again. `TANSIQ_DISKS=1`, as root, adds real disks: a small one that fills up and images of one taken
//! at random moments, as after a power cut; without it both are tried in the process itself (`src/store/tests/crash.rs`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "campaigns/base.rs"]
mod base;
#[path = "campaigns/damage.rs"]
mod damage;
#[path = "campaigns/disks.rs"]
mod disks;
#[path = "campaigns/forward.rs"]
mod forward;
#[path = "campaigns/kill.rs"]
mod kill;
#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;
