//! One target of `tests/fuzz/targets.rs`, named by `TANSIQ_FUZZ_TARGET`, under libFuzzer.
#![no_main]

// How long a target may take and its words are for the ordinary run only.
#[allow(dead_code)]
#[path = "../../tests/fuzz/targets.rs"]
mod targets;

use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;
use targets::{TARGETS, Target, World};

static CHOSEN: OnceLock<(World, &'static Target)> = OnceLock::new();

fn choose() -> (World, &'static Target) {
    let name = std::env::var("TANSIQ_FUZZ_TARGET").unwrap_or_default();
    let known: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    let target = TARGETS.iter().find(|target| target.name == name);
    (World::new(), target.unwrap_or_else(|| panic!("TANSIQ_FUZZ_TARGET is one of {known:?}")))
}

fuzz_target!(|bytes: &[u8]| {
    let (world, target) = CHOSEN.get_or_init(choose);
    (target.run)(world, bytes);
});
