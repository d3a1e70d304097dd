//! A folder of its own for each test, and the program run in it.
#![allow(dead_code)] // Each test that joins this file uses a part of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A desk in a temporary folder.
pub struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    /// With an empty desk.
    pub fn empty() -> Place {
        let place = Place::new();
        place.said(&["init"]);
        place
    }

    /// With the sample desk.
    pub fn with_sample() -> Place {
        let place = Place::new();
        place.said(&["init", "--sample"]);
        place
    }

    /// With no desk yet; the interface begins in the partners, which most tests are about.
    pub fn new() -> Place {
        let place = Place { folder: tempfile::tempdir().expect("a temporary folder") };
        place.settings("start = \"partners\"\n");
        place
    }

    /// Puts these into the settings file, in place of what was there.
    pub fn settings(&self, text: &str) {
        let folder = self.path().join("config/tansiq");
        std::fs::create_dir_all(&folder).expect("a folder for the settings");
        std::fs::write(folder.join("config.toml"), text).expect("the settings");
    }

    /// The folder in which commands run.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a file of the project into the folder.
    pub fn copy(&self, from: &str, to: &str) {
        let from = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(from);
        std::fs::copy(&from, self.path().join(to)).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    }

    /// A command on the desk, to be run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tansiq"));
        command.current_dir(self.path()).envs(self.variables()).env_remove("TANSIQ_LANG").args(arguments);
        command
    }

    /// What the program finds in its environment here.
    pub fn variables(&self) -> [(&'static str, PathBuf); 7] {
        let home = self.path();
        [
            ("HOME", home.to_owned()),
            ("XDG_CONFIG_HOME", home.join("config")),
            ("XDG_DATA_HOME", home.join("data")),
            ("TANSIQ_DESK", home.join("desk")),
            ("TANSIQ_NOW", PathBuf::from("2026-11-23T10:00")),
            ("LC_ALL", PathBuf::from("en_GB.UTF-8")),
            ("USER", PathBuf::from("amina")),
        ]
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program runs")
    }

    /// What a command prints where it must succeed.
    pub fn said(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }
}
