//! Somebody looked for by a few letters and picked: who comes for a seat, a guest; or made where nobody of that name is there.

use crate::app::form::{creation_said, is_name, new_one};
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

/// One of those who are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Offer {
    /// A record.
    Record(Ref),
    /// A new one of this kind, of the name that was typed.
    New(Kind),
}

/// The question for somebody.
pub(super) struct Pick {
    question: String,
    kinds: &'static [Kind],
    field: QueryField,
    offers: Vec<Offer>,
    list: ListState,
}

impl Pick {
    pub(super) fn new(question: String, kinds: &'static [Kind]) -> Pick {
        Pick { question, kinds, field: QueryField::default(), offers: Vec::new(), list: ListState::default() }
    }

    pub(super) fn selected(&self) -> Option<&str> {
        self.field.input().selected()
    }

    /// Whether a record that was made meanwhile is one of those who are looked for.
    pub(super) fn takes(&self, reference: Ref, session: &Session) -> bool {
        session.record(reference).is_some_and(|record| self.kinds.contains(&record.kind))
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Picked {
        match key.code {
            Code::Esc => return Picked::Left,
            Code::Enter => match self.offers.get(self.list.selected) {
                Some(Offer::Record(chosen)) => return Picked::Chosen(*chosen),
                Some(Offer::New(kind)) => ask.push(new_one(*kind, self.field.text().trim(), session)),
                None => {}
            },
            Code::Down => self.list.step(1, self.offers.len()),
            // Before the first one stands the last: what is not there yet is made with two keys.
            Code::Up if self.list.selected == 0 => self.list.select(usize::MAX, self.offers.len()),
            Code::Up => self.list.step(-1, self.offers.len()),
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
            self.offers.clear();
            return;
        }
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.key()).collect();
        ask.push(Request::Search(format!("kind:{} {typed}", kinds.join(",")), HITS));
    }

    pub(super) fn found(&mut self, answer: &Answer) {
        self.offers = answer.hits.iter().map(|hit| Offer::Record(Ref(hit.record))).collect();
        if is_name(self.field.text().trim()) {
            self.offers.extend(self.kinds.iter().map(|kind| Offer::New(*kind)));
        }
        self.list.select(self.list.selected, self.offers.len());
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
        let first = self.list.first(self.offers.len(), ROWS);
        for (place, offer) in self.offers.iter().enumerate().skip(first).take(ROWS) {
            let (said, kind) = match offer {
                Offer::Record(hit) => {
                    let kind = session.record(*hit).map(|record| session.kind_name(record.kind)).unwrap_or_default();
                    (session.title(*hit), format!("  {kind}"))
                }
                Offer::New(kind) => (creation_said(*kind, self.field.text().trim(), session), String::new()),
            };
            let spans = [canvas.marker(self.list.mark(place)), Span::plain(said), Span::new(kind, Role::Dim)];
            canvas.line(place - first + 1, 0, &spans);
            canvas.pick(place - first + 1, &self.list, place);
        }
        if self.offers.is_empty() && !self.field.text().trim().is_empty() {
            canvas.nothing(1, &session.say("finder-nothing"));
        }
    }
}
