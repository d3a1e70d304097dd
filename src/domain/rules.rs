//! Rules that need no screen: each file is one notion of the field, pure functions over the desk.

pub mod agenda;
pub mod attention;
pub mod bodies;
pub mod carry;
pub mod lanes;
pub mod life;
pub mod merge;
pub mod numbering;
pub mod periods;
pub mod report;
pub mod schedule;
pub mod sessions;
pub mod tenures;
pub mod timeline;
pub mod views;
