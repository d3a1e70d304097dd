//! What a session does for the tutorial: lets it look on, and gives it its strip.

use super::{Model, Tone};
use crate::app::key::Code;
use crate::app::msg::Effect;
use crate::app::tutor::{self, Scene, Tutor};
use crate::domain::Ref;

impl Model {
    /// Begins the tutorial at a step, the first being 1.
    pub fn begin_tutor(&mut self, step: usize) {
        self.tutor = Some(Tutor::new(step, &self.session));
        self.session.strip_rows = tutor::STRIP_ROWS;
        self.refresh();
    }

    /// The tutorial, while it is on.
    pub fn tutor(&self) -> Option<&Tutor> {
        self.tutor.as_ref()
    }

    pub(super) fn turn_lesson(&mut self, by: isize) {
        if let Some(tutor) = &mut self.tutor {
            tutor.go(by, &self.session);
        }
    }

    pub(super) fn leave_tutor(&mut self) {
        if let Some(tutor) = self.tutor.take() {
            self.session.strip_rows = 0;
            self.refresh();
            let step = tutor.step().unwrap_or(1);
            self.message = Some((Tone::Info, self.session.say_with("tutor-left", &[("step", step.into())])));
        }
    }

    pub(super) fn tell_tutor_of(&mut self, opened: Ref) {
        let kind = self.session.record(opened).map(|record| record.kind);
        if let (Some(tutor), Some(kind)) = (&mut self.tutor, kind) {
            tutor.opened(kind);
        }
    }

    /// Lets the tutorial see what one message brought about.
    pub(super) fn teach(&mut self, key: Option<Code>, effects: &[Effect]) {
        let Some(tutor) = &mut self.tutor else { return };
        let is_narrowed = self.panes.get(self.focus).is_some_and(|pane| pane.query().is_some());
        tutor.notice(&Scene { session: &self.session, effects, is_narrowed, key });
    }
}
