//! What stands where a pointer can point at: noted while it is drawn, so that the picture and its places never disagree.
//!
//! Nothing is noted for a picture that is sent; the places are asked for only when somebody has pointed.

use super::list::ListState;
use ratatui::layout::{Position, Rect};
use std::cell::RefCell;

/// How the keys go from the chosen line to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// By the arrows up and down.
    Arrows,
    /// By them, after this key, which goes to the list.
    ArrowsAfter(char),
    /// From field to field of a form.
    Fields,
}

/// Something to point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A line so many below the chosen one of its list; above where it is negative.
    Line(isize, Reach),
    /// Nothing, over what is noted beneath.
    Nothing,
    /// What this key chooses.
    Press(char),
    /// The place of this pane.
    Pane(usize),
    /// The name of this pane.
    Tab(usize),
    /// This hint of the key bar.
    Hint(usize),
}

/// The targets of a picture.
#[derive(Debug, Default)]
pub struct Targets(RefCell<Vec<(Rect, Target)>>);

impl Targets {
    /// Something stands in this area, over what was noted there before.
    pub fn note(&self, area: Rect, target: Target) {
        self.0.borrow_mut().push((area, target));
    }

    /// What stands in a cell, the topmost first.
    pub fn at(&self, column: u16, row: u16) -> Vec<Target> {
        let place = Position::new(column, row);
        let noted = self.0.borrow();
        noted.iter().rev().filter(|(area, _)| area.contains(place)).map(|(_, target)| *target).collect()
    }
}

/// How far a line is from the chosen one.
pub(super) fn distance(list: &ListState, place: usize) -> isize {
    let whole = |place: usize| isize::try_from(place).unwrap_or(isize::MAX);
    whole(place) - whole(list.selected)
}
