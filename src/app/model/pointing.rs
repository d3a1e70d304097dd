//! What the mouse does: it goes to the line under it as the arrows would, opens the chosen one as Enter would, turns lists with
//! the wheel, and gives the commands of the tabs and the key bar.
//!
//! Everything becomes keys and commands, so that there is nothing that only a mouse can do.

use super::Model;
use crate::app::key::{Code, Key};
use crate::app::mouse::{Did, Mouse};
use crate::app::msg::{Effects, Msg};
use crate::app::screen::{self, Gives};
use crate::kit::{Reach, Target};
use crate::limits;

/// Lines that one notch of the wheel goes.
const NOTCH: usize = 3;

impl Model {
    pub(super) fn mouse(&mut self, mouse: Mouse, effects: &mut Effects) {
        let targets = screen::targets(self).at(mouse.column, mouse.row);
        let pane = targets.iter().find_map(|target| match target {
            Target::Pane(place) => Some(*place),
            _ => None,
        });
        if let Some(place) = pane.filter(|place| *place != self.focus) {
            self.focus_on(place);
        }
        match (mouse.did, targets.first().copied()) {
            (Did::Click, Some(target)) => self.click(target, effects),
            (Did::Click, None) => {}
            (Did::WheelUp, _) => self.press(Code::Up, NOTCH, effects),
            (Did::WheelDown, _) => self.press(Code::Down, NOTCH, effects),
        }
    }

    fn click(&mut self, target: Target, effects: &mut Effects) {
        match target {
            Target::Line(by, reach) => self.go_to_line(by, reach, effects),
            Target::Press(letter) => self.press(Code::Char(letter), 1, effects),
            Target::Tab(place) if self.layers.is_empty() => self.focus_on(place),
            Target::Hint(place) => match screen::hints(self).into_iter().nth(place).map(|hint| hint.gives) {
                Some(Gives::Command(id)) => self.run(id, effects),
                Some(Gives::Key(key)) => self.deal(Msg::Key(key), effects),
                Some(Gives::Nothing) | None => {}
            },
            Target::Pane(_) | Target::Tab(_) | Target::Nothing => {}
        }
    }

    fn go_to_line(&mut self, by: isize, reach: Reach, effects: &mut Effects) {
        let (up, down) = if reach == Reach::Fields { (Code::BackTab, Code::Tab) } else { (Code::Up, Code::Down) };
        if let Reach::ArrowsAfter(letter) = reach {
            self.press(Code::Char(letter), 1, effects);
        }
        let pane = self.panes.get_mut(self.focus).filter(|_| self.layers.is_empty());
        if by != 0 && pane.is_some_and(|pane| pane.choose(by, &self.session)) {
            return self.let_others_follow();
        }
        match (by, reach) {
            (0, Reach::Arrows) => self.press(Code::Enter, 1, effects),
            (..0, _) => self.press(up, by.unsigned_abs(), effects),
            _ => self.press(down, by.unsigned_abs(), effects),
        }
    }

    fn press(&mut self, code: Code, times: usize, effects: &mut Effects) {
        for _ in 0..times.min(limits::POINTED_LINES) {
            self.deal(Msg::Key(Key::plain(code)), effects);
        }
    }
}
