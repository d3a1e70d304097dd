//! The composition root: everything that touches the outside. Terminal, clock, files, settings, workers.
//!
//! [`stage`] carries out the effects of one session against the registrar; [`terminal`] feeds it from a real terminal and
//! draws when something changed, over the [`mod@line`] that knows what the terminal shows; [`plain`] does so for terminals that
//! know no sequences; [`headless`] feeds it keys and answers a picture; [`press`] sets pages in type in a process of its own. Nothing here runs on a timer.

pub mod arabic;
pub mod arrangements;
pub mod as_of;
pub mod clock;
pub mod display;
pub mod doctor;
pub mod editor;
pub mod files;
pub mod headless;
pub mod input;
pub mod kept_index;
pub mod keys;
pub mod line;
pub mod places;
pub mod plain;
pub mod press;
pub mod reader;
pub mod report_file;
pub mod search_worker;
pub mod settings;
pub mod shelf;
pub mod shell;
pub mod stage;
pub mod stationery;
pub mod terminal;
pub mod typing;
pub mod used;
pub mod views;
pub mod visits;
