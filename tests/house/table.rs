//! The house as data: its rooms and what each may name, and where each outside crate may be named.
//!
//! A new line here needs a reason in the line itself: the reader of the next change asks for it.

/// A room: `src/<name>.rs` and everything in `src/<name>/`.
pub struct Room {
    pub name: &'static str,
    /// The rooms that it may name besides itself.
    pub may_name: &'static [&'static str],
}

/// The rooms, bottom to top; each may name only rooms above it in this list.
pub const ROOMS: &[Room] = &[
    Room { name: "limits", may_name: &[] },
    Room { name: "text", may_name: &["limits"] },
    Room { name: "lang", may_name: &["text", "limits"] },
    Room { name: "domain", may_name: &["lang", "text", "limits"] },
    Room { name: "search", may_name: &["domain", "lang", "text", "limits"] },
    Room { name: "paper", may_name: &["domain", "lang", "text", "limits"] },
    Room { name: "exchange", may_name: &["domain", "lang", "text", "limits"] },
    Room { name: "store", may_name: &["domain", "lang", "text", "limits"] },
    Room { name: "kit", may_name: &["lang", "text", "limits"] },
    Room { name: "app", may_name: &["kit", "exchange", "paper", "search", "domain", "lang", "text", "limits"] },
    Room {
        name: "panes",
        may_name: &["app", "kit", "exchange", "paper", "search", "domain", "lang", "text", "limits"],
    },
    Room {
        name: "host",
        may_name: &["panes", "app", "kit", "store", "exchange", "paper", "search", "domain", "lang", "text", "limits"],
    },
    Room {
        name: "cli",
        may_name: &[
            "host", "panes", "app", "kit", "store", "exchange", "paper", "search", "domain", "lang", "text", "limits",
        ],
    },
    Room {
        name: "main",
        may_name: &[
            "cli", "host", "panes", "app", "kit", "store", "exchange", "paper", "search", "domain", "lang", "text",
            "limits",
        ],
    },
];

/// What no later edit of the table may allow: the screen never reaches the ledger, widgets know no business.
pub const NEVER: &[(&str, &str)] =
    &[("app", "store"), ("panes", "store"), ("kit", "domain"), ("kit", "search"), ("domain", "store")];

/// A room that may name only some things of another.
pub struct Narrow {
    pub room: &'static str,
    pub other: &'static str,
    pub names: &'static [&'static str],
}

/// Doors that are open by a crack.
pub const NARROW: &[Narrow] = &[
    // A filter reads a date as people type it, and titles are shown in the reader's language.
    Narrow { room: "search", other: "lang", names: &["Lang", "Lexicon", "human_date"] },
    // An official date is one of the values that a record stores.
    Narrow { room: "store", other: "lang", names: &["Lang", "date"] },
];

/// Where an outside crate, or one module of it, may be named. The longest matching `path` decides.
pub struct Outside {
    /// `unicode_*` stands for every crate of that beginning, `jiff::civil` for a part of one.
    pub path: &'static str,
    /// Rooms, or single files where even the room may not.
    pub within: &'static [&'static str],
}

const FROM_LANG_UP: &[&str] =
    &["lang", "domain", "search", "paper", "exchange", "store", "kit", "app", "panes", "host", "cli", "main"];

/// Every dependency of the program has its line.
pub const OUTSIDE: &[Outside] = &[
    Outside { path: "unicode_*", within: &["text"] },
    Outside { path: "fluent_*", within: &["lang"] },
    Outside { path: "unic_langid", within: &["lang"] },
    // Instants, zones and the clock: one room understands them, one asks the system.
    Outside { path: "jiff", within: &["lang", "host"] },
    // A day, and a number of days, are plain values like a number: wrapping them would only rename them.
    Outside { path: "jiff::civil", within: FROM_LANG_UP },
    Outside { path: "jiff::Span", within: FROM_LANG_UP },
    Outside { path: "imbl", within: &["domain"] },
    Outside { path: "fuzzy_matcher", within: &["search"] },
    Outside { path: "minijinja", within: &["paper"] },
    Outside { path: "typst*", within: &["src/paper/pdf.rs"] },
    Outside { path: "zip", within: &["src/paper/docx.rs", "src/paper/render.rs"] },
    Outside { path: "calcard", within: &["src/paper/calendar/ics.rs"] },
    Outside { path: "csv", within: &["exchange"] },
    Outside { path: "encoding_rs", within: &["exchange"] },
    Outside { path: "chardetng", within: &["exchange"] },
    Outside { path: "bincode", within: &["src/store/codec.rs"] },
    Outside { path: "sled", within: &["src/store/sled_ledger.rs"] },
    // The ledger's chain, and the seal of a frozen agenda and of approved minutes, which are values of a record.
    Outside { path: "sha2", within: &["store", "src/domain/rules/seal.rs"] },
    Outside { path: "crc32fast", within: &["store", "search"] },
    Outside { path: "flate2", within: &["src/store/backup.rs", "src/paper/packed.rs"] },
    Outside { path: "base64", within: &["src/paper/packed.rs"] },
    Outside { path: "ratatui", within: &["kit", "app", "panes", "host"] },
    Outside { path: "crossterm", within: &["host"] },
    Outside { path: "vte", within: &["src/host/input.rs"] },
    Outside { path: "signal_hook", within: &["src/host/terminal/lending.rs"] },
    Outside {
        path: "rustix",
        within: &[
            "src/host/display.rs",
            "src/host/files.rs",
            "src/host/press.rs",
            "src/host/reader.rs",
            "src/store/private.rs",
        ],
    },
    Outside { path: "tempfile", within: &["store", "src/cli/interface.rs"] },
    Outside { path: "shell_words", within: &["src/host/editor.rs"] },
    Outside { path: "etcetera", within: &["host"] },
    Outside { path: "toml", within: &["lang", "exchange", "host"] },
    Outside { path: "toml_edit", within: &["host"] },
    Outside { path: "clap*", within: &["cli"] },
    Outside { path: "lexopt", within: &["cli"] },
    Outside { path: "serde*", within: FROM_LANG_UP },
];
