//! The settings: each with its value and where it comes from, changed in its place.
//!
//! A setting of a few words shows them below and takes one at once; any other is typed where its value stands. What is wrong
//! with a value is said there, and the field stays open.

use super::{Layer, Outcome, edit};
use crate::app::key::{Code, Key};
use crate::app::msg::Refused;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::app::setting::{Origin, SPOKEN_WORDS, SettingLine};
use crate::kit::{Canvas, Input, ListState, Mark, Role, Span, Target};
use crate::text;

/// Rows below the list: what is wrong, what it may be, what it is for.
const FOOT_ROWS: usize = 4;

/// What is being done to the chosen setting.
enum Change {
    /// One of its words is chosen: the place of the one under the cursor.
    Word(usize),
    /// A text is typed.
    Text(Input),
}

/// The settings.
pub struct Settings {
    lines: Vec<SettingLine>,
    list: ListState,
    change: Option<Change>,
    wrong: Option<String>,
}

impl Settings {
    /// These settings.
    pub fn new(lines: Vec<SettingLine>) -> Settings {
        Settings { lines, list: ListState::default(), change: None, wrong: None }
    }

    fn chosen(&self) -> Option<&SettingLine> {
        self.lines.get(self.list.selected)
    }

    fn begin(&mut self) {
        let Some(line) = self.chosen() else { return };
        let words = line.words();
        self.change = Some(match words.iter().position(|word| *word == line.value) {
            Some(place) => Change::Word(place),
            None => Change::Text(Input::new(&line.value)),
        });
    }

    fn set(&mut self, value: Option<String>, ask: &mut Vec<Request>) {
        self.wrong = None;
        ask.extend(self.chosen().map(|line| Request::Set(line.key, value)));
    }

    fn word_key(&mut self, key: Key, place: usize, session: &Session, ask: &mut Vec<Request>) {
        let words = self.chosen().map(SettingLine::words).unwrap_or_default();
        let last = words.len().saturating_sub(1);
        let onwards = if session.direction() == text::Direction::Ltr { Code::Right } else { Code::Left };
        let digit = |letter: char| usize::try_from(letter.to_digit(10)?).ok()?.checked_sub(1);
        let take = |place: usize| words.get(place).map(|word| (*word).to_owned());
        let place = match key.for_commands(session.keyboard).code {
            Code::Esc => None,
            Code::Enter => {
                self.set(take(place), ask);
                None
            }
            Code::Char(letter) => match digit(letter).and_then(take) {
                Some(word) => {
                    self.set(Some(word), ask);
                    None
                }
                None => Some(place),
            },
            code if code == onwards || code == Code::Down => Some((place + 1).min(last)),
            Code::Left | Code::Right | Code::Up => Some(place.saturating_sub(1)),
            _ => Some(place),
        };
        self.change = place.map(Change::Word);
    }

    fn text_key(&mut self, key: Key, mut input: Input, session: &Session, ask: &mut Vec<Request>) {
        match key.code {
            Code::Esc => self.wrong = None,
            Code::Enter => {
                let value = input.text().trim().to_owned();
                self.set(Some(value).filter(|value| !value.is_empty()), ask);
                self.change = Some(Change::Text(input));
            }
            _ => {
                edit(&mut input, key, session, ask);
                self.change = Some(Change::Text(input));
            }
        }
    }

    fn list_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let len = self.lines.len();
        match key.for_commands(session.keyboard).code {
            Code::Esc | Code::Char('q') => return Outcome::Close,
            Code::Down | Code::Char('j') => self.list.step(1, len),
            Code::Up | Code::Char('k') => self.list.step(-1, len),
            Code::Home => self.list.select(0, len),
            Code::End => self.list.select(len, len),
            Code::Enter => self.begin(),
            Code::Delete | Code::Char('d') => self.set(None, ask),
            _ => {}
        }
        Outcome::Stay
    }

    fn draw_lines(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (rows, len) = (canvas.height(), self.lines.len());
        let first = self.list.first(len, rows);
        let mut lines = canvas.scrolled(&self.list, len);
        let names: Vec<String> = self.lines.iter().map(|line| session.say(&line.message())).collect();
        let name_room = names.iter().map(|name| text::width(name)).max().unwrap_or(0).min(lines.width() / 2) + 2;
        let shown = self.lines.iter().zip(&names).enumerate().skip(first).take(rows);
        for (place, (line, name)) in shown {
            let row = place - first;
            let marker = lines.marker(self.list.mark(place));
            lines.line(row, 0, &[marker]);
            if self.change.is_some() {
                lines.target(row, Target::Nothing);
            }
            lines.text(row, 2, name_room - 1, name, Role::Label);
            let start = 2 + name_room;
            match &self.change {
                Some(Change::Text(input)) if place == self.list.selected => {
                    lines.field(row, start, lines.width().saturating_sub(start), input, true);
                }
                _ => {
                    let origin = said(line.origin, session);
                    let room = lines.width().saturating_sub(start + text::width(&origin) + 2);
                    lines.text(row, start, room, &spoken(line, &line.value, session), Role::Normal);
                    lines.text_at_end(row, &origin, Role::Dim);
                }
            }
        }
    }

    /// The words that a setting may be, in two rows where one is too short.
    fn draw_words(&self, canvas: &mut Canvas<'_>, line: &SettingLine, words: &[&str], session: &Session) {
        let at = match self.change {
            Some(Change::Word(place)) => Some(place),
            _ => None,
        };
        let (mut row, mut column) = (0, 0);
        for (place, word) in words.iter().map(|word| spoken(line, word, session)).enumerate() {
            let role = if at == Some(place) { Role::Selected } else { Role::Dim };
            let sign = if at == Some(place) { canvas.marker(Mark::Chosen) } else { Span::plain("  ") };
            let number = format!("{} ", place + 1);
            let cells = 2 + text::width(&number) + text::width(&word);
            if column > 0 && column + cells > canvas.width() {
                (row, column) = (row + 1, 0);
            }
            let start = column;
            let spans = [sign, Span::new(number, Role::Label), Span::new(word, role), Span::plain(" ")];
            column = canvas.line(row, column, &spans);
            let digit = char::from_digit(u32::try_from(place + 1).unwrap_or(0), 10).filter(|_| at.is_some());
            let target = digit.map_or(Target::Nothing, Target::Press);
            canvas.part(row, start, 1, column - start).target_all(target);
        }
    }

    fn draw_foot(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let Some(line) = self.chosen() else { return };
        let (width, words) = (canvas.width(), line.words());
        if let Some(wrong) = &self.wrong {
            canvas.wrapped(0, 0, 2, wrong, Role::Danger);
        } else {
            self.draw_words(canvas, line, &words, session);
        }
        let help = session.say(&format!("{}-help", line.message()));
        let taken = if line.is_live { "settings-at-once" } else { "settings-later" };
        let help = format!("{help} {}", session.say(taken));
        canvas.part(2, 0, FOOT_ROWS - 2, width).wrapped(0, 0, FOOT_ROWS - 2, &help, Role::Dim);
    }
}

/// A value as people say it: the words of the settings file are for the file.
fn spoken(line: &SettingLine, word: &str, session: &Session) -> String {
    match line.key {
        "start" => session.say(&format!("pane-{word}")),
        _ if line.words().contains(&word) && SPOKEN_WORDS.contains(&word) => {
            session.say(&format!("setting-word-{word}"))
        }
        _ => text::isolate_ltr(word),
    }
}

/// Where a setting comes from, in words.
fn said(origin: Origin, session: &Session) -> String {
    match origin {
        Origin::Option => session.say("settings-of-option"),
        Origin::Environment(name) => text::isolate_ltr(name),
        Origin::File => session.say("settings-of-file"),
        Origin::BuiltIn => session.say("settings-built-in"),
    }
}

impl Layer for Settings {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match self.change.take() {
            Some(Change::Word(place)) => self.word_key(key, place, session, ask),
            Some(Change::Text(input)) => self.text_key(key, input, session, ask),
            None => return self.list_key(key, session, ask),
        }
        Outcome::Stay
    }

    fn selected(&self) -> Option<&str> {
        match &self.change {
            Some(Change::Text(input)) => input.selected(),
            _ => None,
        }
    }

    fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if let Some(Change::Text(input)) = &mut self.change {
            super::paste(input, text, session, ask);
        }
    }

    fn settings(&mut self, lines: &[SettingLine]) -> bool {
        self.lines = lines.to_vec();
        (self.change, self.wrong) = (None, None);
        self.list.select(self.list.selected, self.lines.len());
        true
    }

    fn refused(&mut self, refused: &Refused, _session: &Session) {
        self.wrong = Some(refused.why.clone());
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        canvas.text(0, 0, width, &session.say("settings-title"), Role::Title);
        let rows = height.saturating_sub(FOOT_ROWS + 1).min(self.lines.len());
        self.draw_lines(&mut canvas.part(1, 0, rows, width), session);
        self.draw_foot(&mut canvas.part(rows + 1, 0, FOOT_ROWS, width), session);
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self.change {
            Some(Change::Word(_)) => &[("1–9", "bar-choose"), ("Enter", "bar-save"), ("Esc", "bar-cancel")],
            Some(Change::Text(_)) => &[("Enter", "bar-save"), ("Esc", "bar-cancel")],
            None => &[("Enter", "bar-change"), ("↑↓", "bar-move"), ("d", "bar-built-in"), ("Esc", "bar-close")],
        }
    }
}
