//! Somebody looked for by a few letters and picked: who comes for a seat, a guest.

use crate::app::pane::Request;
use crate::app::query_field::{QueryField, Typed};
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::{Kind, Ref};
use crate::kit::{Canvas, ListState, Role, Span, Target};
use crate::search::Answer;

/// Hits that are asked for: more are narrowed by another letter.
const HITS: usize = 30;
/// Rows of hits on the screen.
const ROWS: usize = 6;

/// What a key did.
pub(super) enum Picked {
    /// This one.
    Chosen(Ref),
    /// Nobody, and the question goes.
    Left,
    /// Nobody yet.
    Asking,
}

/// The question for somebody.
pub(super) struct Pick {
    question: String,
    kinds: &'static [Kind],
    field: QueryField,
    hits: Vec<Ref>,
    list: ListState,
}

impl Pick {
    pub(super) fn new(question: String, kinds: &'static [Kind]) -> Pick {
        Pick { question, kinds, field: QueryField::default(), hits: Vec::new(), list: ListState::default() }
    }

    pub(super) fn selected(&self) -> Option<&str> {
        self.field.input().selected()
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Picked {
        match key.code {
            Code::Esc => return Picked::Left,
            Code::Enter => {
                return self.hits.get(self.list.selected).map_or(Picked::Asking, |chosen| Picked::Chosen(*chosen));
            }
            Code::Down => self.list.step(1, self.hits.len()),
            Code::Up => self.list.step(-1, self.hits.len()),
            _ => {
                if self.field.key(key, self.kinds, session, ask) == Typed::Changed {
                    self.search(ask);
                }
            }
        }
        Picked::Asking
    }

    pub(super) fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        self.field.paste(text, self.kinds, session, ask);
        self.search(ask);
    }

    fn search(&mut self, ask: &mut Vec<Request>) {
        self.list = ListState::default();
        let typed = self.field.text().trim();
        if typed.is_empty() {
            self.hits.clear();
            return;
        }
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.key()).collect();
        ask.push(Request::Search(format!("kind:{} {typed}", kinds.join(",")), HITS));
    }

    pub(super) fn found(&mut self, answer: &Answer) {
        self.hits = answer.hits.iter().map(|hit| Ref(hit.record)).collect();
        self.list.select(self.list.selected, self.hits.len());
    }

    /// Draws it at the foot of a pane.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        // The keys go to it alone, and so does the mouse.
        canvas.target_all(Target::Nothing);
        let top = height.saturating_sub(ROWS + 1);
        let mut canvas = canvas.part(top, 0, ROWS + 1, width);
        canvas.clear();
        let column = canvas.text(0, 0, width / 2, &format!("{} ", self.question), Role::Label);
        canvas.field(0, column, width.saturating_sub(column), self.field.input(), true);
        let first = self.list.first(self.hits.len(), ROWS);
        for (place, hit) in self.hits.iter().enumerate().skip(first).take(ROWS) {
            let kind = session.record(*hit).map(|record| session.kind_name(record.kind)).unwrap_or_default();
            let spans = [
                canvas.marker(self.list.mark(place)),
                Span::plain(session.title(*hit)),
                Span::new(format!("  {kind}"), Role::Dim),
            ];
            canvas.line(place - first + 1, 0, &spans);
            canvas.pick(place - first + 1, &self.list, place);
        }
        if self.hits.is_empty() && !self.field.text().trim().is_empty() {
            canvas.text(1, 2, width, &session.say("finder-nothing"), Role::Dim);
        }
    }
}
