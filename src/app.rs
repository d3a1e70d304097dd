//! The application core: what a session knows, what may happen, and what follows from it.
//!
//! [`Model`] is one session; [`Msg`] is what happened; [`Model::update`] is the only place where a model
//! changes, and it answers with [`Effect`]s, data that the host carries out. Nothing here reads a clock, a
//! file or a terminal. Panes implement [`pane::Pane`]; layers (finder, palette, help, forms) lie above
//! them and see a key first. Start reading at [`model`], then [`command`].

pub mod arrangement;
pub mod as_of;
pub mod card;
pub mod command;
pub mod date_field;
pub mod form;
pub mod key;
pub mod layers;
pub mod list_keys;
pub mod listing;
pub mod model;
pub mod mouse;
pub mod msg;
pub mod pane;
pub mod query_field;
pub mod reshuffle;
pub mod screen;
pub mod session;
pub mod setting;
pub mod tutor;
pub mod typed;
pub mod used;

pub use as_of::{AsOf, Reading};
pub use command::{Command, Scope};
pub use key::{Code, Key, Keyboard};
pub use listing::Listing;
pub use model::Model;
pub use mouse::{Did, Mouse};
pub use msg::{Effect, Effects, Gone, Msg, PrintWish, Refused, ReportWish, Turn};
pub use pane::{Asking, Pane, Request};
pub use query_field::QueryField;
pub use session::Session;
pub use tutor::Tutor;
pub use typed::Typed;
