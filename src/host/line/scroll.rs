//! Which part of a picture has moved up or down as a whole, so that the terminal can be told to move it.

use ratatui::buffer::Cell;
use std::cmp::Reverse;
use std::ops::Range;

/// Cells that a scroll must save before it is tried: its own sequences cost about as many bytes.
const WORTH: isize = 12;
/// Scrolls that are tried; the second best is rarely the shortest.
const TRIED: usize = 2;

/// Cells of a row that are compared at once: about a word.
const PIECE: usize = 8;

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

/// The scrolls that save most cells, the best first.
pub fn candidates(old: &[&[Cell]], new: &[&[Cell]]) -> Vec<Scroll> {
    let standing: Vec<isize> = old.iter().zip(new).map(|(old, new)| differing(old, new)).collect();
    if standing.iter().sum::<isize>() <= WORTH {
        return Vec::new();
    }
    let height = isize::try_from(new.len()).unwrap_or(0);
    let filled: Vec<isize> = new.iter().map(|row| filled(row)).collect();
    let picture = Picture { old, new, standing: &standing, filled: &filled };
    let mut found: Vec<(isize, Scroll)> =
        (1 - height..height).filter(|up| *up != 0).filter_map(|up| picture.best_of(up)).collect();
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

/// Rows as they are and as they are wanted, with the cells that have to be written to each as it stands, and to each
/// where a blank one has come in.
struct Picture<'a> {
    old: &'a [&'a [Cell]],
    new: &'a [&'a [Cell]],
    standing: &'a [isize],
    filled: &'a [isize],
}

impl Picture<'_> {
    /// The region that gains most when it moves up by so many lines, and the cells it saves.
    fn best_of(&self, up: isize) -> Option<(isize, Scroll)> {
        let rows = self.new.len();
        // Without one row of which a piece comes to stand exactly, nothing has scrolled, and the cells need not be counted.
        (0..rows).any(|row| self.is_hopeful(row, up)).then_some(())?;
        let count = up.unsigned_abs();
        let mut best: Option<(isize, Scroll)> = None;
        // The best region that ends, or where it moves down begins, with each row: what its moved rows save so far.
        let mut running: Option<(isize, usize)> = None;
        for row in 0..rows {
            let Some(source) = self.source(row, up) else { continue };
            let saved = self.standing(row) - differing(source, self.new.get(row).copied().unwrap_or_default());
            // Blank rows come in below what moves up and above what moves down, and have to be filled.
            let opening = if up < 0 { self.lost(row - count..row) } else { 0 };
            let (before, start) = running.filter(|(gain, _)| *gain > opening).unwrap_or((opening, row));
            let gain = before + saved;
            running = Some((gain, start));
            let closing = if up > 0 { self.lost(row + 1..row + 1 + count) } else { 0 };
            if gain + closing > WORTH && best.is_none_or(|(most, _)| gain + closing > most) {
                let (top, bottom) = if up > 0 { (start, row + count) } else { (start - count, row) };
                best = Some((gain + closing, Scroll { top, bottom, up }));
            }
        }
        best
    }

    fn source(&self, row: usize, up: isize) -> Option<&[Cell]> {
        row.checked_add_signed(up).and_then(|row| self.old.get(row)).copied()
    }

    fn is_hopeful(&self, row: usize, up: isize) -> bool {
        let (source, standing) = (self.source(row, up), self.old.get(row).copied());
        let rows = source.zip(standing).zip(self.new.get(row)).filter(|_| self.standing(row) > 0);
        rows.is_some_and(|((source, standing), wanted)| brings_a_piece(source, standing, wanted))
    }

    fn standing(&self, row: usize) -> isize {
        self.standing.get(row).copied().unwrap_or(0)
    }

    /// What is saved, mostly less than nothing, where these rows are blank instead of as they stand.
    fn lost(&self, rows: Range<usize>) -> isize {
        let sum = |cells: &[isize]| cells.get(rows.clone()).unwrap_or_default().iter().sum::<isize>();
        sum(self.standing) - sum(self.filled)
    }
}

/// Whether a piece of a wanted row with something on it stands in another row, and not already where it is wanted.
fn brings_a_piece(source: &[Cell], standing: &[Cell], wanted: &[Cell]) -> bool {
    let pieces = source.chunks(PIECE).zip(standing.chunks(PIECE)).zip(wanted.chunks(PIECE));
    pieces.into_iter().any(|((source, standing), wanted)| {
        source == wanted && standing != wanted && wanted.iter().any(|cell| *cell != Cell::EMPTY)
    })
}

fn differing(old: &[Cell], new: &[Cell]) -> isize {
    whole(old.iter().zip(new).filter(|(old, new)| old != new).count())
}

fn filled(row: &[Cell]) -> isize {
    whole(row.iter().filter(|cell| **cell != Cell::EMPTY).count())
}

fn whole(count: usize) -> isize {
    isize::try_from(count).unwrap_or(isize::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    fn picture(lines: &[&str]) -> Buffer {
        let mut picture = Buffer::empty(Rect::new(0, 0, 40, u16::try_from(lines.len()).unwrap()));
        for (row, line) in (0u16..).zip(lines) {
            picture.set_string(0, row, line, Style::new());
        }
        picture
    }

    /// The scroll that is tried first from these lines to those: first row, last row, lines up.
    fn first(old: &[&str], new: &[&str]) -> Option<(usize, usize, isize)> {
        let (old, new) = (picture(old), picture(new));
        let (old, new): (Vec<&[Cell]>, Vec<&[Cell]>) =
            (old.content.chunks(40).collect(), new.content.chunks(40).collect());
        candidates(&old, &new).first().map(|scroll| (scroll.top, scroll.bottom, scroll.up))
    }

    const LIST: [&str; 9] = [
        "Partners",
        "one of the ministries",
        "two embassies",
        "three agencies",
        "four institutes",
        "five of the banks",
        "---- the card of the chosen line",
        "Country    Kenya",
        "Telephone  +254 20 000 000",
    ];

    #[test]
    fn what_stands_below_a_list_that_scrolls_stays_where_it_is() {
        let mut new = LIST;
        new[1..4].copy_from_slice(&LIST[3..6]);
        // What comes in shares as many cells with the card, by chance, as with what stood there.
        new[4..6].copy_from_slice(&["---- six of the cards", "Country houses, seven"]);
        assert_eq!(first(&LIST, &new), Some((1, 5, 2)));
        assert_eq!(first(&new, &LIST), Some((1, 5, -2)));
    }

    #[test]
    fn rows_are_moved_over_what_goes_away() {
        let mut new = LIST;
        new[2..5].copy_from_slice(&LIST[6..9]);
        new[5..9].fill("");
        assert_eq!(first(&LIST, &new), Some((5, 8, 4)), "what becomes blank goes at once");
        let (old, new) = (picture(&LIST), picture(&new));
        let (old, new): (Vec<&[Cell]>, Vec<&[Cell]>) =
            (old.content.chunks(40).collect(), new.content.chunks(40).collect());
        let tried = candidates(&old, &new);
        assert!(tried.contains(&Scroll { top: 2, bottom: 8, up: 4 }), "{tried:?}");
    }

    #[test]
    fn what_is_worse_than_nothing_is_not_begun_above_the_screen() {
        // A full screen below two lines that stay: nothing may be moved down into the first rows.
        let new = ["Partners", "", "one of the ministries", "two embassies", "three", "four", "five", "six", "seven"];
        for scroll in [first(&LIST, &new), first(&new, &LIST)].into_iter().flatten() {
            assert!(scroll.0 <= scroll.1 && scroll.1 < LIST.len(), "{scroll:?}");
        }
    }

    #[test]
    fn nothing_is_moved_for_a_few_cells() {
        let mut new = LIST;
        new[1] = "one of the ministers";
        assert_eq!(first(&LIST, &new), None);
    }
}
