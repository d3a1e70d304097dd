//! A session without a terminal: messages in, a picture out. For the README, for tests, for bug reports.

use super::stage::{Left, Stage};
use crate::app::{Key, Msg, screen};
use crate::search::{Catalogue, NameWords, duplicates};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::sync::Arc;

/// A session whose searches are answered before the next message.
pub struct Headless {
    /// The session.
    pub stage: Stage,
    catalogue: Catalogue,
}

impl Headless {
    /// Puts a session where no terminal is.
    pub fn new(stage: Stage) -> Headless {
        Headless { catalogue: Catalogue::of(&stage.model.session.desk, &stage.model.session.lexicon), stage }
    }

    /// Presses keys, one after the other; answers whether one of them ends the session.
    pub fn press(&mut self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.deal(Msg::Key(*key)))
    }

    /// Deals with one message and with the answers to what it asked; answers whether the session ends.
    pub fn deal(&mut self, msg: Msg) -> bool {
        let mut left = self.stage.deal(msg);
        while let Some(effect) = left.pop() {
            match effect {
                Left::Quit => return true,
                Left::Search(ticket, query, limit) => {
                    let session = &self.stage.model.session;
                    self.catalogue.follow(&session.desk);
                    self.catalogue.prefer(&Arc::from(session.used.leans(session.today())));
                    let answer = self.catalogue.answer(&session.lexicon, &query, limit, session.today());
                    left.extend(self.stage.deal(Msg::Found(ticket, answer)));
                }
                Left::Duplicates(ticket, kinds) => {
                    let twins = {
                        let session = &self.stage.model.session;
                        duplicates::twins(&session.desk, kinds, &NameWords::of_lexicon(&session.lexicon))
                    };
                    left.extend(self.stage.deal(Msg::Twins(ticket, twins)));
                }
                Left::Write(_) => {
                    let said = self.stage.model.session.say("host-editor-none");
                    left.extend(self.stage.deal(Msg::Failed(said)));
                }
                // There is no terminal to carry it out, and nothing to remember.
                Left::Copy(_)
                | Left::RememberLang(_)
                | Left::Suspend
                | Left::Reads(_)
                | Left::RememberArrangement(..)
                | Left::KeepView(_)
                | Left::ForgetView(_)
                | Left::Settings(_) => {}
            }
        }
        false
    }

    /// The screen.
    pub fn screen(&self) -> Buffer {
        let (columns, rows) = self.stage.model.session.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        screen::draw(&self.stage.model, &mut buffer);
        buffer
    }
}
