//! Saved views of a list: pick one, keep what the list shows under a name, for oneself or for everybody, let one go.

use super::{Layer, Outcome};
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::Kind;
use crate::domain::rules::views::View;
use crate::kit::{Canvas, Input, ListState, Role, Span};
use crate::limits;

/// For whom a view is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    Own,
    Shared,
}

/// The views of a list.
pub struct Views {
    kinds: &'static [Kind],
    query: Option<String>,
    views: Vec<View>,
    list: ListState,
    naming: Option<(Whose, Input)>,
}

impl Views {
    /// The views of a list of these kinds that shows what this query asks for.
    pub fn new(kinds: &'static [Kind], query: Option<&str>, session: &Session) -> Views {
        let query = query.map(str::to_owned);
        Views { kinds, query, views: session.views_of(kinds), list: ListState::default(), naming: None }
    }

    fn begin(&mut self, whose: Whose, session: &Session, ask: &mut Vec<Request>) {
        if self.query.is_none() {
            ask.push(Request::Warn(session.say("views-nothing-asked")));
        } else {
            self.naming = Some((whose, Input::default()));
        }
    }

    fn named_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        let Some((whose, mut input)) = self.naming.take() else { return };
        match key.code {
            Code::Esc => {}
            Code::Enter => {
                if !self.keep(whose, input.text().trim(), session, ask) {
                    self.naming = Some((whose, input));
                }
            }
            _ => {
                super::edit(&mut input, key, session, ask);
                self.naming = Some((whose, input));
            }
        }
    }

    /// Keeps the view under that name; answers whether it is one.
    fn keep(&mut self, whose: Whose, name: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        let (Some(query), Some(kind)) = (&self.query, self.kinds.first()) else { return true };
        if name.is_empty() || name.len() > limits::VIEW_NAME_BYTES {
            ask.push(Request::Warn(session.say("views-no-name")));
            return false;
        }
        let view = View::own(name, *kind, query);
        ask.push(match whose {
            Whose::Own => Request::KeepView(view),
            Whose::Shared => Request::Change("view.share", vec![view.share()]),
        });
        true
    }

    fn let_go(&self, ask: &mut Vec<Request>) {
        let Some(view) = self.views.get(self.list.selected) else { return };
        ask.push(match view.shared {
            Some(reference) => Request::Change("view.drop", vec![crate::domain::Draft::Drop { reference }]),
            None => Request::ForgetView(view.clone()),
        });
    }
}

impl Layer for Views {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        if self.naming.is_some() {
            self.named_key(key, session, ask);
            return Outcome::Stay;
        }
        match key.for_commands(session.keyboard).code {
            Code::Esc => return Outcome::Close,
            Code::Enter => {
                if let Some(view) = self.views.get(self.list.selected) {
                    ask.push(Request::Narrow(view.query.clone()));
                    return Outcome::Close;
                }
            }
            Code::Char('a') => self.begin(Whose::Own, session, ask),
            Code::Char('A') => self.begin(Whose::Shared, session, ask),
            Code::Char('d') | Code::Delete => self.let_go(ask),
            Code::Char('u') => ask.push(Request::Run("change.undo")),
            _ => {
                let rows = session.pane_rows().saturating_sub(3);
                if let Some(step) = super::list_step(key, self.views.len(), rows) {
                    self.list.step(step, self.views.len());
                }
            }
        }
        Outcome::Stay
    }

    fn selected(&self) -> Option<&str> {
        self.naming.as_ref().and_then(|(_, input)| input.selected())
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if let Some((_, input)) = &mut self.naming {
            super::paste(input, text, session, ask);
        }
    }

    fn refresh(&mut self, session: &Session) {
        self.views = session.views_of(self.kinds);
        self.list.select(self.list.selected, self.views.len());
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        match &self.naming {
            Some((whose, input)) => {
                let asked = if *whose == Whose::Own { "views-name" } else { "views-name-shared" };
                let column = canvas.text(0, 0, width / 2, &format!("{} ", session.say(asked)), Role::Label);
                canvas.field(0, column, width.saturating_sub(column), input, true);
            }
            None => drop(canvas.text(0, 0, width, &session.say("views-title"), Role::Title)),
        }
        let shown = self.query.as_ref().map_or_else(
            || session.say("views-all-shown"),
            |query| session.say_with("views-shown", &[("query", query.as_str().into())]),
        );
        canvas.wrapped(1, 0, 2, &shown, Role::Dim);
        let rows = height.saturating_sub(3);
        let first = self.list.first(self.views.len(), rows);
        let mut lines = canvas.part(3, 0, rows, width);
        let mut lines = lines.scrolled(&self.list, self.views.len());
        for (place, view) in self.views.iter().enumerate().skip(first).take(rows) {
            let whose = session.say(if view.shared.is_some() { "views-shared" } else { "views-own" });
            let spans = [
                lines.marker(self.list.mark(place)),
                Span::plain(view.name(session.lang)),
                Span::new(format!("  {whose}"), Role::Label),
                Span::new(format!("  {}", view.query), Role::Dim),
            ];
            lines.line(place - first, 0, &spans);
        }
        if self.views.is_empty() {
            canvas.wrapped(3, 2, rows, &session.say("views-none"), Role::Dim);
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self.naming {
            Some(_) => &[("Enter", "bar-save"), ("Esc", "bar-cancel")],
            None if self.views.is_empty() => &[("a", "bar-keep"), ("A", "bar-keep-shared"), ("Esc", "bar-close")],
            None => &[
                ("Enter", "bar-show"),
                ("a", "bar-keep"),
                ("A", "bar-keep-shared"),
                ("d", "bar-remove"),
                ("u", "command-change-undo"),
                ("Esc", "bar-close"),
            ],
        }
    }
}
