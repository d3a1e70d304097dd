//! As what a report is written to a file.

use super::{Choice, Layer, Outcome, choice};
use crate::app::key::Key;
use crate::app::msg::ReportWish;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::kit::{Canvas, ListState, Role, Span};

/// The forms, with the message that names each.
const FORMS: [(&str, &str); 3] = [("svg", "form-svg"), ("csv", "form-csv"), ("txt", "form-txt")];

/// The menu of a report.
pub struct ReportMenu {
    wish: ReportWish,
    list: ListState,
}

impl ReportMenu {
    /// The menu for this report.
    pub fn new(wish: ReportWish) -> ReportMenu {
        ReportMenu { wish, list: ListState::default() }
    }
}

impl Layer for ReportMenu {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match choice(key, session, &mut self.list, FORMS.len()) {
            Choice::Left => return Outcome::Close,
            Choice::Moved | Choice::Unknown => return Outcome::Stay,
            Choice::Line(place) => {
                let form = FORMS.get(place).map(|form| form.0);
                ask.extend(form.map(|form| Request::Report(ReportWish { form, ..self.wish.clone() })));
            }
        }
        Outcome::Close
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let title = session.say(&format!("report-{}", self.wish.subject.key()));
        canvas.text(0, 0, width, &session.say_with("print-title", &[("title", title.as_str().into())]), Role::Title);
        for (place, (_, message)) in FORMS.iter().enumerate() {
            let spans = [
                canvas.marker(self.list.mark(place)),
                Span::new(format!("{}  ", place + 1), Role::Label),
                Span::plain(session.say(message)),
            ];
            canvas.line(place + 1, 0, &spans);
            canvas.pick(place + 1, &self.list, place);
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("1–3", "bar-choose"), ("Esc", "bar-close")]
    }
}
