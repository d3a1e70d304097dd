//! The policy in `deny.toml`, the packages in `Cargo.lock`, and the reasons in `Cargo.toml`.

use toml::{Table, Value};

/// What `deny.toml` says, each rule with its reason.
pub struct Policy {
    pub licences: Vec<String>,
    pub denied: Vec<(String, String)>,
    pub skipped: Vec<(String, String)>,
    pub ignored: Vec<(String, String)>,
    pub registries: Vec<String>,
    /// Duplicates, wildcards, unknown registries, git sources.
    pub strict: [String; 4],
}

impl Policy {
    pub fn read() -> Policy {
        let file: Table = include_str!("../../deny.toml").parse().unwrap();
        let (bans, sources) = (&file["bans"], &file["sources"]);
        let strict =
            [&bans["multiple-versions"], &bans["wildcards"], &sources["unknown-registry"], &sources["unknown-git"]];
        Policy {
            licences: texts(&file["licenses"]["allow"]),
            denied: reasons(&bans["deny"], "crate"),
            skipped: reasons(&bans["skip"], "crate"),
            ignored: reasons(&file["advisories"]["ignore"], "id"),
            registries: texts(&sources["allow-registry"]),
            strict: strict.map(|level| level.as_str().unwrap().to_owned()),
        }
    }
}

fn texts(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn reasons(list: &Value, key: &str) -> Vec<(String, String)> {
    let text = |rule: &Value, key: &str| rule.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
    list.as_array().unwrap().iter().map(|rule| (text(rule, key), text(rule, "reason"))).collect()
}

/// A package of the lock file.
pub struct Locked {
    pub name: String,
    pub version: String,
    pub source: String,
    pub has_checksum: bool,
}

impl Locked {
    /// All but our own.
    pub fn all() -> Vec<Locked> {
        let file: Table = include_str!("../../Cargo.lock").parse().unwrap();
        let text = |package: &Value, key: &str| package.get(key).and_then(Value::as_str).unwrap_or("").to_owned();
        let packages = file["package"].as_array().unwrap().iter().map(|package| Locked {
            name: text(package, "name"),
            version: text(package, "version"),
            source: text(package, "source"),
            has_checksum: package.get("checksum").is_some(),
        });
        packages.filter(|package| package.name != env!("CARGO_PKG_NAME")).collect()
    }

    /// Whether a rule such as `syn@2.0.1`, `bincode:>=3` or `tokio` speaks of it.
    pub fn is(&self, spec: &str) -> bool {
        let end = spec.find(['@', ':']).unwrap_or(spec.len());
        self.name == spec[..end] && requirement_holds(&spec[end..], &self.version)
    }
}

/// Whether a version meets `@1.2.3` (just this one), `:>=3`, `:<1.2`, or nothing at all.
pub fn requirement_holds(requirement: &str, version: &str) -> bool {
    if let Some(least) = requirement.strip_prefix(":>=") {
        numbers(version) >= numbers(least)
    } else if let Some(bound) = requirement.strip_prefix(":<") {
        numbers(version) < numbers(bound)
    } else if let Some(exact) = requirement.strip_prefix('@') {
        version.split('+').next() == Some(exact)
    } else {
        assert!(requirement.is_empty(), "{requirement}: write it as `@1.2.3`, `:>=3` or `:<1.2`");
        true
    }
}

/// Alphas of a version count as the version: a ban on 1 means them first of all.
fn numbers(version: &str) -> [u64; 3] {
    let mut parts = version.split(['-', '+']).next().unwrap().split('.').map(|part| part.parse().unwrap());
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

/// The dependencies without a comment line right above them. Those of one family, such as `clap` and `clap_complete`,
/// may share the comment of the first.
pub fn unreasoned(manifest: &str) -> Vec<&str> {
    let (mut section, mut before, mut is_reasoned, mut found) = ("", "", false, Vec::new());
    let family = |line: &str| line.split(['-', '_', ' ']).next().map(str::to_owned);
    for line in manifest.lines() {
        if line.starts_with('[') {
            section = line;
        } else if let (true, Some((name, _))) = (section.ends_with("dependencies]"), line.split_once(" =")) {
            is_reasoned = before.starts_with("# ") || (is_reasoned && family(before) == family(line));
            if !is_reasoned {
                found.push(name);
            }
        }
        before = line;
    }
    found
}
