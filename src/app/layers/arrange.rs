//! How the list below is arranged: groups, order, columns. What is chosen is seen when this closes, and remembered.

use super::{Layer, Outcome};
use crate::app::arrangement::{Arrangement, Choices, TITLE};
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::Field;
use crate::kit::{Canvas, ListState, Role, Span};

/// One line that can be chosen.
#[derive(Clone, Debug, PartialEq)]
enum Line {
    Group(Option<&'static str>),
    Order(Option<String>),
    Column(&'static Field),
}

/// The choices for one list.
pub struct Arrange {
    pane: &'static str,
    choices: Choices,
    now: Arrangement,
    lines: Vec<Line>,
    list: ListState,
}

impl Arrange {
    /// Those for the list of a pane.
    pub fn new(pane: &'static str, choices: Choices, session: &Session) -> Arrange {
        let now = session.arrangements.of(pane);
        let mut arrange = Arrange { pane, choices, now, lines: Vec::new(), list: ListState::default() };
        arrange.lay();
        arrange
    }

    fn columns(&self) -> Vec<String> {
        self.now.columns_of(&self.choices)
    }

    /// The lines: groups, orders, then the chosen columns in their order and the others.
    fn lay(&mut self) {
        let mut lines = Vec::new();
        if !self.choices.groups.is_empty() {
            lines.push(Line::Group(None));
            lines.extend(self.choices.groups.iter().map(|group| Line::Group(Some(group))));
        }
        let columns = self.columns();
        let fields = self.choices.fields();
        if self.choices.is_sorted {
            lines.push(Line::Order(None));
            lines.push(Line::Order(Some(TITLE.to_owned())));
            lines.extend(columns.iter().map(|key| Line::Order(Some(key.clone()))));
        }
        let place = |field: &&Field| columns.iter().position(|key| key == field.key).unwrap_or(usize::MAX);
        let mut sorted = fields;
        sorted.sort_by_key(place);
        lines.extend(sorted.into_iter().map(Line::Column));
        self.lines = lines;
        self.list.select(self.list.selected, self.lines.len());
    }

    fn choose(&mut self) {
        match self.lines.get(self.list.selected).cloned() {
            Some(Line::Group(group)) => self.now.group = group.map(str::to_owned),
            Some(Line::Order(order)) => {
                // The same once more turns it round.
                self.now.is_reversed = self.now.order == order && !self.now.is_reversed;
                self.now.order = order;
            }
            Some(Line::Column(field)) => {
                let mut columns = self.columns();
                match columns.iter().position(|key| key == field.key) {
                    Some(place) => drop(columns.remove(place)),
                    None => columns.push(field.key.to_owned()),
                }
                if self.now.order.as_deref() == Some(field.key) {
                    self.now.order = None;
                }
                self.put_columns(columns);
                self.follow(&Line::Column(field));
            }
            None => {}
        }
    }

    fn put_columns(&mut self, columns: Vec<String>) {
        self.now.columns = Some(columns);
        self.lay();
    }

    fn follow(&mut self, line: &Line) {
        if let Some(place) = self.lines.iter().position(|other| other == line) {
            self.list.select(place, self.lines.len());
        }
    }

    /// Moves a chosen column before or after its neighbour.
    fn shift(&mut self, by: isize) {
        let Some(Line::Column(field)) = self.lines.get(self.list.selected).cloned() else { return };
        let mut columns = self.columns();
        let Some(place) = columns.iter().position(|key| key == field.key) else { return };
        let Some(to) = place.checked_add_signed(by).filter(|to| *to < columns.len()) else { return };
        columns.swap(place, to);
        self.put_columns(columns);
        self.follow(&Line::Column(field));
    }

    /// The sign of a line: chosen or not, and which way an order runs.
    fn sign(&self, line: &Line) -> &'static str {
        let is_chosen = match line {
            Line::Group(group) => self.now.group.as_deref() == *group,
            Line::Order(order) => self.now.order == *order,
            Line::Column(field) => self.columns().iter().any(|key| key == field.key),
        };
        match (is_chosen, line) {
            (false, _) => "  ",
            (true, Line::Order(_)) if self.now.is_reversed => "↑ ",
            (true, Line::Order(_)) => "↓ ",
            (true, _) => "• ",
        }
    }

    fn name(&self, line: &Line, session: &Session) -> (String, String) {
        match line {
            Line::Group(None) => (session.say("arrange-group"), session.say("arrange-no-group")),
            Line::Group(Some(group)) => (session.say("arrange-group"), session.say(&format!("group-{group}"))),
            Line::Order(None) => (session.say("arrange-order"), session.say(&format!("{}-order", self.pane))),
            Line::Order(Some(key)) if key == TITLE => (session.say("arrange-order"), session.say("arrange-alphabet")),
            Line::Order(Some(key)) => {
                let field = self.choices.fields().into_iter().find(|field| field.key == key);
                let name = field.map_or_else(|| key.clone(), |field| session.field_name(field));
                (session.say("arrange-order"), name)
            }
            Line::Column(field) => (session.say("arrange-column"), session.field_name(field)),
        }
    }
}

impl Layer for Arrange {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let before = self.now.clone();
        let len = self.lines.len();
        match key.for_commands(session.keyboard).code {
            Code::Esc | Code::Char('o' | 'q') => return Outcome::Close,
            Code::Enter | Code::Char(' ') => self.choose(),
            Code::Char('J') => self.shift(1),
            Code::Char('K') => self.shift(-1),
            Code::Delete => {
                self.now = Arrangement::default();
                self.lay();
            }
            _ => {
                if let Some(step) = super::list_step(key, len, session.pane_rows().saturating_sub(1)) {
                    self.list.step(step, len);
                }
            }
        }
        if self.now != before {
            ask.push(Request::Arrange(self.pane, self.now.clone()));
        }
        Outcome::Stay
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        canvas.text(0, 0, width, &session.say("arrange-title"), Role::Title);
        let rows = height.saturating_sub(1);
        let first = self.list.first(self.lines.len(), rows);
        let label_room = (width / 4).clamp(10, 16);
        let mut before = String::new();
        for (place, line) in self.lines.iter().enumerate().skip(first).take(rows) {
            let row = place - first + 1;
            let (label, name) = self.name(line, session);
            let shown = if label == before { "" } else { label.as_str() };
            let column = canvas.line(row, 0, &[canvas.marker(self.list.mark(place))]);
            canvas.pick(row, &self.list, place);
            canvas.text(row, column, label_room.saturating_sub(1), shown, Role::Label);
            let sign = Span::new(self.sign(line), Role::Selected);
            canvas.line(row, column + label_room, &[sign, Span::plain(name)]);
            before = label;
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("Enter", "bar-choose"), ("J/K", "bar-move"), ("Delete", "bar-as-it-was"), ("Esc", "bar-close")]
    }
}
