//! The bans as data: what may not be written, where it may, and what to write instead.

/// How a ban is recognised.
pub enum Pattern {
    /// These names follow each other in a path, `use` groups written out.
    Path(&'static str),
    /// These words and marks follow each other.
    Run(&'static str),
}

/// Which code a ban speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The program, without its tests.
    Program,
    /// Tests: `tests/`, `benches/` and what only a test build contains.
    Tests,
    /// Both.
    Everything,
}

/// One ban.
pub struct Ban {
    pub patterns: &'static [Pattern],
    pub scope: Scope,
    /// Rooms to which it does not apply.
    pub except_rooms: &'static [&'static str],
    /// Single files to which it does not apply, each with its reason.
    pub except_files: &'static [(&'static str, &'static str)],
    /// What to write instead.
    pub instead: &'static str,
}

use Pattern::{Path, Run};

pub const BANS: &[Ban] = &[
    Ban {
        patterns: &[Run("thread_local !"), Run("static mut"), Run("lazy_static !"), Path("once_cell")],
        scope: Scope::Program,
        except_rooms: &[],
        except_files: &[],
        instead: "many sessions share one process: keep the state in the model, or hand it over as an argument",
    },
    Ban {
        patterns: &[
            Path("std::time::Instant"),
            Path("std::time::SystemTime"),
            Path("Instant::now"),
            Path("SystemTime::now"),
            Path("Timestamp::now"),
            Path("Zoned::now"),
        ],
        scope: Scope::Program,
        except_rooms: &["host"],
        except_files: &[],
        instead: "take the time as an argument: times arrive inside messages, and `host::clock` asks the system",
    },
    Ban {
        patterns: &[Path("std::fs"), Path("std::net"), Path("std::os::unix::net")],
        scope: Scope::Program,
        except_rooms: &["host", "store", "cli"],
        except_files: &[],
        instead: "take the text or a reader as an argument, or emit an effect: `host` opens files",
    },
    Ban {
        patterns: &[Run("println !"), Run("print !"), Run("eprintln !"), Run("eprint !"), Run("dbg !")],
        scope: Scope::Program,
        except_rooms: &["cli"],
        except_files: &[],
        instead: "draw it, return it, or write it with the writer of `cli`",
    },
    Ban {
        patterns: &[Path("mpsc::channel"), Run("unbounded ("), Run("unbounded_channel (")],
        scope: Scope::Everything,
        except_rooms: &[],
        except_files: &[],
        instead: "use `mpsc::sync_channel` with a bound from `limits`",
    },
    Ban {
        patterns: &[
            Run(". unwrap ("),
            Run(". expect ("),
            Path("Option::unwrap"),
            Path("Result::unwrap"),
            Run("panic !"),
            Run("unreachable !"),
            Run("todo !"),
            Run("unimplemented !"),
        ],
        scope: Scope::Program,
        except_rooms: &[],
        except_files: &[],
        instead: "return the room's error, or write the case out with `let else`",
    },
    Ban {
        patterns: &[Run("# [ ignore")],
        scope: Scope::Everything,
        except_rooms: &[],
        except_files: &[],
        instead: "make it quick and run it always, or move it to `benches/`",
    },
    Ban {
        patterns: &[Path("thread::sleep")],
        scope: Scope::Tests,
        except_rooms: &[],
        except_files: &[],
        instead: "wait for the condition itself",
    },
];

/// Lazily set or changeable statics that are constant tables after all, each with its reason.
pub const STATICS: &[(&str, &str)] = &[];

/// Types that make a static a place where state can hide.
pub const CHANGEABLE: &[&str] =
    &["LazyLock", "OnceLock", "Lazy", "OnceCell", "Mutex", "RwLock", "Cell", "RefCell", "UnsafeCell"];

/// Names that say nothing, refused as the whole name of a type or module.
pub const EMPTY_NAMES: &[&str] = &["Manager", "Handler", "Helper", "Util", "Data", "Info", "Ctx"];

/// Rooms whose texts for people come from `assets/lang`.
pub const WORDLESS_ROOMS: &[&str] = &["kit", "app", "panes", "host", "cli"];

/// Files of those rooms whose long literals are not for people, each with its reason.
pub const WORDS: &[(&str, &str)] = &[];

/// Lines that a file may have.
pub const FILE_LINES: usize = 660;

/// Lines that a function may have.
pub const FUNCTION_LINES: usize = 90;
