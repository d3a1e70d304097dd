//! The keys of every list: one line, a page, the ends. Where letters are typed into a field above the list, the arrows and
//! pages alone move in it.

use super::key::{Code, Key, Keyboard};

/// The move that a key means in a list of that length, in lines; a page is what is seen of it.
pub fn list_step(key: Key, len: usize, rows: usize) -> Option<isize> {
    let len = isize::try_from(len).unwrap_or(isize::MAX);
    // These letters stand on the same keys of every keyboard.
    Some(match key.for_commands(Keyboard::default()).code {
        Code::Char('j') => 1,
        Code::Char('k') => -1,
        Code::Home | Code::Char('g') => -len,
        Code::End | Code::Char('G') => len,
        _ => return step_below_field(key, rows),
    })
}

/// The move that a key means in a list under a field that is typed into.
pub fn step_below_field(key: Key, rows: usize) -> Option<isize> {
    let page = isize::try_from(rows.max(1)).unwrap_or(1);
    match key.code {
        Code::Down => Some(1),
        Code::Up => Some(-1),
        Code::PageDown => Some(page),
        Code::PageUp => Some(-page),
        _ => None,
    }
}
