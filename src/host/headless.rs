//! A session without a terminal: keys in, a picture out. For the README, for tests, for bug reports.

use super::stage::{Left, Stage};
use crate::app::{Key, Msg, screen};
use crate::search::Catalogue;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Gives a session keys, one after the other, each answered before the next; searches are answered at once.
pub fn press(stage: &mut Stage, keys: &[Key]) {
    let mut catalogue = Catalogue::of(&stage.model.session.desk);
    for key in keys {
        let mut left = stage.deal(Msg::Key(*key));
        while let Some(effect) = left.pop() {
            if let Left::Search(ticket, query, limit) = effect {
                catalogue.follow(&stage.model.session.desk);
                let session = &stage.model.session;
                let answer = catalogue.answer(&session.lexicon, &query, limit, session.today());
                left.extend(stage.deal(Msg::Found(ticket, answer)));
            }
        }
    }
}

/// The screen of a session.
pub fn screen_of(stage: &Stage) -> Buffer {
    let (columns, rows) = stage.model.session.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    screen::draw(&stage.model, &mut buffer);
    buffer
}
