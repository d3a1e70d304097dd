//! The thin line: what the terminal shows is what was drawn, in few bytes, whatever the line does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "wire/emulator.rs"]
mod emulator;
#[path = "wire/frames.rs"]
mod frames;
