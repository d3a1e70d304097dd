//! The panes, one file each. [`all`] is the only list of them: help, key bar and tests follow from it.

pub mod committees;
mod filter_line;
pub mod follow_up;
pub mod home;
mod marks;
pub mod partners;
pub mod reports;
pub mod timelines;

use crate::app::Pane;

/// A new set of panes for one session, in the order of their digits.
pub fn all() -> Vec<Box<dyn Pane>> {
    vec![
        Box::new(home::Home::default()),
        Box::new(partners::Partners::default()),
        Box::new(timelines::Timelines::default()),
        Box::new(committees::Committees::default()),
        Box::new(reports::Reports::default()),
        Box::new(follow_up::FollowUp::default()),
    ]
}

/// Their names, in the order of their digits.
pub fn ids() -> Vec<&'static str> {
    all().iter().map(|pane| pane.id()).collect()
}

/// The list move that a key of every list means, in lines of a list of that length; a page is what is seen of it.
pub(crate) fn list_step(key: crate::app::Key, len: usize, rows: usize) -> Option<isize> {
    use crate::app::Code;
    let page = isize::try_from(rows.max(1)).unwrap_or(1);
    let len = isize::try_from(len).unwrap_or(isize::MAX);
    // These letters stand on the same keys of every keyboard.
    Some(match key.for_commands(crate::app::Keyboard::default()).code {
        Code::Down | Code::Char('j') => 1,
        Code::Up | Code::Char('k') => -1,
        Code::PageDown => page,
        Code::PageUp => -page,
        Code::Home | Code::Char('g') => -len,
        Code::End | Code::Char('G') => len,
        _ => return None,
    })
}
