//! What comes in from outside: licences, banned crates, duplicate versions and sources as `deny.toml` says, and a
//! reason for each dependency.
//!
//! The lock file answers for every platform; licences come from cargo, which is asked to stay off the network.

#![allow(clippy::unwrap_used)]

#[path = "dependencies/licence.rs"]
mod licence;
#[path = "dependencies/policy.rs"]
mod policy;

use licence::permits;
use policy::{Locked, Policy, requirement_holds, unreasoned};
use serde_json::Value;
use std::collections::BTreeMap;
use std::process::Command;

const MANIFEST: &str = include_str!("../Cargo.toml");

/// Every package but our own, as cargo describes it.
fn packages() -> Vec<Value> {
    let answer = metadata(&[]).or_else(|| {
        // Built without the packages of other platforms: those of this one are all that can be read.
        let host = Command::new(env!("CARGO")).args(["-vV"]).output().unwrap();
        let host = String::from_utf8(host.stdout).unwrap();
        metadata(&["--filter-platform", host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap()])
    });
    // Cargo knows at least the packages that this test was built with.
    let answer = answer.unwrap();
    let packages = answer["packages"].as_array().unwrap().iter();
    packages.filter(|package| !package["source"].is_null()).cloned().collect()
}

fn metadata(more: &[&str]) -> Option<Value> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version", "1", "--all-features", "--locked", "--offline"]).args(more);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    output.status.success().then(|| serde_json::from_slice(&output.stdout).unwrap())
}

#[test]
fn every_licence_is_allowed_and_every_allowance_is_needed() {
    let policy = Policy::read();
    let allowed: Vec<&str> = policy.licences.iter().map(String::as_str).collect();
    let packages = packages();
    let licence_of = |package: &Value| package["license"].as_str().unwrap_or("").to_owned();
    let refused = |allowed: &[&str]| -> Vec<String> {
        let refused = packages.iter().filter(|package| !permits(&licence_of(package), allowed));
        refused
            .map(|package| format!("{} {}: {:?}", package["name"], package["version"], licence_of(package)))
            .collect()
    };
    let breaks = refused(&allowed);
    assert!(breaks.is_empty(), "no licence of these is allowed by deny.toml:\n{}", breaks.join("\n"));
    for licence in &allowed {
        let others: Vec<&str> = allowed.iter().copied().filter(|other| other != licence).collect();
        assert!(!refused(&others).is_empty(), "deny.toml allows {licence}, which no package needs");
    }
}

#[test]
fn no_banned_crate_is_in_the_tree() {
    let policy = Policy::read();
    for package in Locked::all() {
        for (spec, reason) in &policy.denied {
            assert!(!package.is(spec), "{} {} is banned by deny.toml: {reason}", package.name, package.version);
        }
    }
}

#[test]
fn every_second_version_of_a_crate_has_its_reason() {
    let policy = Policy::read();
    let mut versions: BTreeMap<String, Vec<Locked>> = BTreeMap::new();
    for package in Locked::all() {
        versions.entry(package.name.clone()).or_default().push(package);
    }
    let listed = |package: &&Locked| policy.skipped.iter().any(|(spec, _)| package.is(spec));
    for (name, packages) in &versions {
        let unlisted: Vec<&str> =
            packages.iter().filter(|package| !listed(package)).map(|package| package.version.as_str()).collect();
        assert!(
            unlisted.len() <= 1,
            "{name} is there as {unlisted:?}: unite them, or skip one in deny.toml with a reason"
        );
    }
    for (spec, _) in &policy.skipped {
        let needed = versions.values().any(|packages| packages.len() > 1 && packages.iter().any(|one| one.is(spec)));
        assert!(needed, "deny.toml skips {spec}, which is no second version any more");
    }
}

#[test]
fn every_package_comes_from_an_allowed_registry() {
    let policy = Policy::read();
    for package in Locked::all() {
        let registry = package.source.strip_prefix("registry+");
        let allowed = registry.is_some_and(|registry| policy.registries.iter().any(|known| known == registry));
        assert!(allowed, "{} comes from {:?}, which deny.toml does not allow", package.name, package.source);
        assert!(package.has_checksum, "{} {} has no checksum in Cargo.lock", package.name, package.version);
    }
}

#[test]
fn every_rule_of_the_policy_has_its_reason() {
    let policy = Policy::read();
    for (spec, reason) in policy.denied.iter().chain(&policy.skipped).chain(&policy.ignored) {
        assert!(!reason.trim().is_empty(), "{spec} has no reason in deny.toml");
    }
    assert_eq!(policy.strict, ["deny"; 4], "duplicates, wildcards, unknown registries and git sources are denied");
}

#[test]
fn every_dependency_says_why_it_is_there() {
    assert_eq!(unreasoned(MANIFEST), [""; 0], "write a comment line above each of these in Cargo.toml");
}

#[test]
fn a_family_of_crates_may_share_its_reason() {
    let manifest = "[dependencies]\n# Why.\nclap = \"4\"\nclap_complete = \"4\"\ncsv = \"1\"\ncsv-core = \"1\"\n\n# Of nothing.\n\nsled = \"1\"\n\
                    [dev-dependencies]\ninsta = { version = \"1\" }\n[lints]\nrust = 1\n";
    assert_eq!(unreasoned(manifest), ["csv", "csv-core", "sled", "insta"]);
}

#[test]
fn the_licences_offered_lie_beside_the_manifest() {
    let manifest: toml::Table = MANIFEST.parse().unwrap();
    assert_eq!(manifest["package"]["license"].as_str(), Some("MIT OR Apache-2.0"));
    assert!(include_str!("../LICENSE-MIT").contains("Copyright (c) The tansiq authors"));
    assert!(include_str!("../LICENSE-APACHE").contains("Copyright The tansiq authors"));
}

#[test]
fn a_licence_is_permitted_as_its_expression_says() {
    let allowed = ["MIT", "MPL-2.0"];
    for permitted in ["MIT", "MIT/Apache-2.0", "GPL-3.0 OR (MIT AND MPL-2.0+)", "MIT AND MPL-2.0 OR X", "(MIT)"] {
        assert!(permits(permitted, &allowed), "{permitted}");
    }
    for refused in ["", "Apache-2.0", "MIT AND X", "(MIT OR X) AND Y", "MIT WITH X-exception", "X OR (MIT", "MIT MIT"] {
        assert!(!permits(refused, &allowed), "{refused}");
    }
}

#[test]
fn a_requirement_speaks_of_versions_by_their_numbers() {
    for (version, requirement) in
        [("3.0.0", ":>=3"), ("10.1.0", ":>=9.2"), ("0.9.9", ":<1"), ("1.3.2", "@1.3.2"), ("7.0.0", "")]
    {
        assert!(requirement_holds(requirement, version), "{version} {requirement}");
    }
    for (version, requirement) in [("2.0.1", ":>=3"), ("1.3.20", "@1.3.2"), ("1.0.0", ":<1")] {
        assert!(!requirement_holds(requirement, version), "{version} {requirement}");
    }
}
