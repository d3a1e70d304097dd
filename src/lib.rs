//! **tansiq** (تنسيق, coordination): a keyboard-driven terminal workspace for staff who
//! look partners up, keep timelines and prepare committee meetings in Arabic, French and English.
//!
//! Every change is an entry in one ordered, hash-chained ledger. A single writer, the
//! [`store::Registrar`], checks a change against the rules, appends it and publishes an immutable
//! snapshot of everything, the [`domain::Desk`]. Sessions read the newest desk, each with its own
//! [`app::Model`] and language; `update` is pure and effects are data that [`host`] carries out.
//!
//! Rooms, bottom to top; each may name only rooms below it (`tests/house.rs` enforces it):
//!
//! | Room | What it is for |
//! |---|---|
//! | [`limits`] | every bound and budget, with unit and reason |
//! | [`text`] | graphemes, cell width, bidi, shaping, folding for search, cut and pad |
//! | [`lang`] | languages, messages, vocabularies, dates, numbers |
//! | [`domain`] | kinds of record and their fields, rules, changes, the desk |
//! | [`search`] | fold, index, match, rank |
//! | [`paper`] | agenda and sheets as a document, then text, Markdown, HTML, JSON |
//! | [`exchange`] | import and export: JSON lines and CSV |
//! | [`store`] | the ledger port, the codec, the sled and memory engines, the registrar |
//! | [`kit`] | widgets that know no business; direction |
//! | [`app`] | model, messages, effects, update; commands and keys |
//! | [`panes`] | one file per pane |
//! | [`host`] | the composition root: loop, terminal, workers, clock, files |
//! | [`cli`] | arguments and subcommands |
//!
//! To add a record kind: one file in `src/domain/kinds/` and one line in `KINDS`. To add a pane: one file
//! in `src/panes/` and one line in `PANES`. To add a command: one constant in `src/app/commands.rs`.
//! To add a message: one entry in each of the three files of `assets/lang/`.

#[cfg(not(unix))]
compile_error!("tansiq runs on Unix terminals; Windows is out of scope");

pub mod app;
pub mod cli;
pub mod domain;
pub mod exchange;
pub mod host;
pub mod kit;
pub mod lang;
pub mod limits;
pub mod panes;
pub mod paper;
pub mod search;
pub mod store;
pub mod text;
