//! The state of a list: which line is selected and which is the first on the screen.
//!
//! At the edge of the screen the list jumps by half a page instead of rolling line by line: that costs a
//! third of the bytes.

/// What a line of a list is to the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Keys do nothing to it.
    Plain,
    /// Keys act on it.
    Chosen,
    /// Keys would act on it if they came here.
    Waiting,
}

impl Mark {
    /// The same in a place that the keys come to, or that they do not.
    #[must_use]
    pub fn seen(self, focused: bool) -> Mark {
        match self {
            Mark::Chosen if !focused => Mark::Waiting,
            mark => mark,
        }
    }
}

/// The state of a list of any length.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListState {
    /// The selected line.
    pub selected: usize,
    /// The first line on the screen.
    pub offset: usize,
}

impl ListState {
    /// Moves the selection by so many lines and stays inside.
    pub fn step(&mut self, by: isize, len: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(len.saturating_sub(1));
    }

    /// Moves the selection by so many lines, and the screen with it, given what it can show.
    pub fn walk(&mut self, by: isize, len: usize, rows: usize) {
        self.step(by, len);
        self.settle(len, rows);
    }

    /// Selects a line and brings it into sight.
    pub fn put(&mut self, line: usize, len: usize, rows: usize) {
        self.select(line, len);
        self.settle(len, rows);
    }

    /// What the line of this place is to the keys.
    pub fn mark(&self, place: usize) -> Mark {
        if place == self.selected { Mark::Chosen } else { Mark::Plain }
    }

    /// Selects a line.
    pub fn select(&mut self, line: usize, len: usize) {
        self.selected = line.min(len.saturating_sub(1));
    }

    /// The first line to draw so that the selected one is seen, jumping half a page where it is not.
    pub fn first(&self, len: usize, rows: usize) -> usize {
        let rows = rows.max(1);
        let last_first = len.saturating_sub(rows);
        let offset = self.offset.min(last_first);
        if (offset..offset + rows).contains(&self.selected) {
            return offset;
        }
        let half = rows / 2;
        let jumped = if self.selected < offset {
            self.selected.saturating_sub(rows - 1 - half)
        } else {
            self.selected.saturating_sub(half)
        };
        jumped.min(last_first)
    }

    /// Remembers where the screen was, given what it can show.
    pub fn settle(&mut self, len: usize, rows: usize) {
        self.selected = self.selected.min(len.saturating_sub(1));
        self.offset = self.first(len, rows);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selected_line_is_always_seen_and_the_edge_jumps_half_a_page() {
        let mut state = ListState::default();
        for _ in 0..10 {
            state.step(1, 100);
            state.settle(100, 10);
        }
        assert_eq!(state, ListState { selected: 10, offset: 5 });
        state.step(1000, 100);
        state.settle(100, 10);
        assert_eq!(state, ListState { selected: 99, offset: 90 });
        state.step(-10, 100);
        state.settle(100, 10);
        assert!((state.offset..state.offset + 10).contains(&state.selected));
        state.settle(3, 10);
        assert_eq!(state, ListState { selected: 2, offset: 0 });
        state.settle(0, 10);
        assert_eq!(state, ListState { selected: 0, offset: 0 });
    }
}
