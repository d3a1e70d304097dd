//! Widgets that know no business, and the direction of the screen.
//!
//! Panes draw through a [`Canvas`]: they say where a line begins in reading order and which text stands there;
//! left and right, joining, reordering and cutting happen here. Widget state is plain data owned by whoever shows
//! the widget. There are no borders and no full-width bars: every cell costs bytes on a slow line.

mod canvas;
mod chart;
mod input;
mod list;
mod picture;
mod svg;
mod target;
mod theme;
mod wrapped;

pub use canvas::{COUNTER_CELLS, Canvas, Share, Span};
pub use chart::sparkline;
pub use input::{Input, Motion};
pub use list::{ListState, Mark};
pub use picture::picture;
pub use svg::svg;
pub use target::{Reach, Target, Targets};
pub use theme::{Backdrop, Colours, Looks, Role, Theme};
pub use wrapped::Wrapped;
