//! Which part of a picture has moved up or down as a whole, so that the terminal can be told to move it.

use ratatui::buffer::Cell;
use std::cmp::Reverse;

/// Cells that a scroll must save before it is tried: its own sequences cost about as many bytes.
const WORTH: usize = 12;
/// Scrolls that are tried; the second best is rarely the shortest.
const TRIED: usize = 2;

/// Rows that become blank from which moving them out is tried.
const WIPED: usize = 4;

/// Rows `top..=bottom` move up by so many lines, or down where it is negative; blank rows come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scroll {
    /// The first row that moves.
    pub top: usize,
    /// The last row that moves.
    pub bottom: usize,
    /// Lines up; down where negative.
    pub up: isize,
}

/// The scrolls that bring most of the old rows to where they are wanted, the best first.
pub fn candidates(old: &[&[Cell]], new: &[&[Cell]]) -> Vec<Scroll> {
    let standing: Vec<usize> = old.iter().zip(new).map(|(old, new)| differing(old, new)).collect();
    if standing.iter().sum::<usize>() <= WORTH {
        return Vec::new();
    }
    let height = isize::try_from(new.len()).unwrap_or(0);
    let mut found: Vec<(usize, Scroll)> =
        (1 - height..height).filter(|up| *up != 0).filter_map(|up| best_of(up, old, new, &standing)).collect();
    found.sort_by_key(|(gain, _)| Reverse(*gain));
    wiping(old, new).into_iter().chain(found.into_iter().take(TRIED).map(|(_, scroll)| scroll)).collect()
}

/// The longest run of rows that become blank: moving them out at once is shorter than erasing each.
fn wiping(old: &[&[Cell]], new: &[&[Cell]]) -> Option<Scroll> {
    let is_blank = |row: &[Cell]| row.iter().all(|cell| *cell == Cell::EMPTY);
    let becomes_blank =
        |row: usize| old.get(row).zip(new.get(row)).is_some_and(|(old, new)| !is_blank(old) && is_blank(new));
    let rows: Vec<usize> = (0..new.len()).filter(|row| becomes_blank(*row)).collect();
    let longest = rows.chunk_by(|row, next| row + 1 == *next).max_by_key(|run| run.len())?;
    let (top, bottom) = (*longest.first()?, *longest.last()?);
    (longest.len() >= WIPED).then(|| Scroll { top, bottom, up: whole(longest.len()) })
}

/// The region that gains most when it moves up by so many lines, and the cells it saves.
fn best_of(up: isize, old: &[&[Cell]], new: &[&[Cell]], standing: &[usize]) -> Option<(usize, Scroll)> {
    let source = |row: usize| row.checked_add_signed(up).and_then(|row| old.get(row));
    // Without one row of which an end comes to stand exactly, nothing has scrolled, and the cells need not be counted.
    let is_hopeful = |row: usize| {
        let rows = source(row).zip(new.get(row)).filter(|_| standing.get(row).is_some_and(|differing| *differing > 0));
        rows.is_some_and(|(source, wanted)| shares_an_end(source, wanted))
    };
    (0..new.len()).any(is_hopeful).then_some(())?;
    let mut best: Option<(isize, Scroll)> = None;
    let (mut gain, mut start) = (0isize, 0);
    for (row, wanted) in new.iter().enumerate() {
        let Some(source) = source(row) else {
            gain = 0;
            continue;
        };
        let saved = whole(standing.get(row).copied().unwrap_or(0)) - whole(differing(source, wanted));
        if gain <= 0 {
            (gain, start) = (saved, row);
        } else {
            gain += saved;
        }
        if gain > whole(WORTH) && best.is_none_or(|(most, _)| gain > most) {
            let region =
                if up > 0 { (start, row.saturating_add_signed(up)) } else { (start.saturating_add_signed(up), row) };
            best = Some((gain, Scroll { top: region.0, bottom: region.1, up }));
        }
    }
    best.map(|(gain, scroll)| (gain.unsigned_abs(), scroll))
}

/// Whether a third of a row with something on it, at either end, is the same in another.
fn shares_an_end(one: &[Cell], other: &[Cell]) -> bool {
    let third = one.len().div_ceil(3);
    let ends = [(one.get(..third), other.get(..third)), (one.get(one.len() - third..), other.get(one.len() - third..))];
    ends.into_iter()
        .any(|(one, other)| one == other && one.is_some_and(|end| end.iter().any(|cell| *cell != Cell::EMPTY)))
}

fn differing(old: &[Cell], new: &[Cell]) -> usize {
    old.iter().zip(new).filter(|(old, new)| old != new).count()
}

fn whole(count: usize) -> isize {
    isize::try_from(count).unwrap_or(isize::MAX)
}
