//! The panes, one file each. [`all`] is the only list of them: help, key bar and tests follow from it.

mod columns;
pub mod committees;
pub mod follow_up;
pub mod home;
pub mod partners;
pub mod reports;
pub mod timelines;

use crate::app::Pane;
pub(crate) use crate::app::list_keys::list_step;

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
