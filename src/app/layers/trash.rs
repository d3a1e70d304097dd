//! The trash: what was taken away, the last one first, narrowed by a few letters; Enter brings a record back.

use super::{Layer, Outcome, typed_above};
use crate::app::card;
use crate::app::key::{Code, Key};
use crate::app::msg::Gone;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::Draft;
use crate::kit::{COUNTER_CELLS, Canvas, Input, ListState, Role, Span};
use crate::lang::Lang;
use crate::text;

/// The trash with what was typed.
pub struct Trash {
    input: Input,
    gone: Vec<Gone>,
    shown: Vec<usize>,
    list: ListState,
}

impl Trash {
    /// The trash with what was taken away.
    pub fn new(gone: Vec<Gone>, session: &Session) -> Trash {
        let mut trash = Trash { input: Input::default(), gone, shown: Vec::new(), list: ListState::default() };
        trash.filter(session);
        trash
    }

    /// Every word typed must begin a word of the title in some language, of the kind, or of who took it away.
    fn filter(&mut self, session: &Session) {
        let typed = text::fold(self.input.text()).text;
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        let matches = |gone: &Gone| {
            let dropped = &gone.dropped;
            let titles = Lang::ALL.map(|lang| dropped.record.title(lang)).join(" ");
            let (kind, number) = (session.kind_name(dropped.record.kind), dropped.record.reference);
            let all = text::fold(&format!("{titles} {kind} {} {number}", dropped.by)).text;
            words.iter().all(|word| all.split(' ').any(|part| part.starts_with(word)))
        };
        self.shown = (0..self.gone.len()).filter(|place| self.gone.get(*place).is_some_and(matches)).collect();
        self.list = ListState::default();
    }

    /// Rows of the list on a screen of so many; the card has the rest.
    fn rows(&self, height: usize) -> usize {
        self.shown.len().clamp(1, (height / 2).saturating_sub(2).max(1))
    }

    fn chosen(&self) -> Option<&Gone> {
        self.shown.get(self.list.selected).and_then(|place| self.gone.get(*place))
    }

    fn draw_list(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let rows = canvas.height();
        let first = self.list.first(self.shown.len(), rows);
        let mut canvas = canvas.scrolled(&self.list, self.shown.len());
        for (place, at) in self.shown.iter().enumerate().skip(first).take(rows) {
            let Some(gone) = self.gone.get(*at) else { continue };
            let record = &gone.dropped.record;
            let spans = [
                canvas.marker(self.list.mark(place)),
                Span::new(format!("{}  ", when(gone, session)), Role::Dim),
                Span::plain(record.title(session.lang).to_owned()),
                Span::new(format!("  {}", session.kind_name(record.kind)), Role::Dim),
            ];
            canvas.line(place - first, 0, &spans);
        }
    }
}

/// The day on which it went.
fn when(gone: &Gone, session: &Session) -> String {
    session.date_short(&gone.day.into())
}

impl Layer for Trash {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match key.code {
            Code::Esc => return Outcome::Close,
            Code::Enter => {
                let draft = self.chosen().map(|gone| Draft::Undrop { reference: gone.dropped.record.reference });
                ask.extend(draft.map(|draft| Request::Propose("record.undrop", vec![draft])));
            }
            _ => {
                let seen = (self.shown.len(), self.rows(session.pane_rows()));
                if typed_above((&mut self.input, &mut self.list), seen, key, (session, ask)) {
                    self.filter(session);
                }
            }
        }
        Outcome::Stay
    }

    fn selected(&self) -> Option<&str> {
        self.input.selected()
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        super::paste(&mut self.input, text, session, ask);
        self.filter(session);
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        canvas.text(0, 0, width, &session.say("trash-title"), Role::Title);
        canvas.field(1, 0, width.saturating_sub(COUNTER_CELLS), &self.input, true);
        canvas.counter(1, &self.shown.len().to_string());
        let rows = self.rows(height);
        self.draw_list(&mut canvas.part(2, 0, rows, width), session);
        if self.shown.is_empty() {
            let key = if self.gone.is_empty() { "trash-empty" } else { "trash-none" };
            canvas.nothing(2, &session.say(key));
        }
        let Some(gone) = self.chosen() else { return };
        let dropped = &gone.dropped;
        let key = if dropped.was_undone { "dropped-undone" } else { "dropped-by" };
        let at = when(gone, session);
        let said = session.say_with(key, &[("by", dropped.by.as_str().into()), ("at", at.as_str().into())]);
        canvas.text(rows + 2, 0, width, &said, Role::Warning);
        let mut below = canvas.part(rows + 3, 0, height.saturating_sub(rows + 3), width);
        card::draw(&mut below, session, &dropped.record, true);
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("Enter", "bar-undrop"), ("↑↓", "bar-choose"), ("Esc", "bar-close")]
    }
}
