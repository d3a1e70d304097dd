//! The field of a date in one row, the same wherever a day is asked for: typed as people say it, with what is read of it so far
//! at the end of the row.

use super::key::{Code, Key};
use super::layers::{edit, paste};
use super::pane::Request;
use super::session::Session;
use crate::domain::{Shape, Value};
use crate::kit::{Canvas, Input, Role};
use crate::lang::date::PDate;
use crate::text;

/// What a key did to the field.
#[derive(Clone, Debug, PartialEq)]
pub enum Dated {
    /// It is still being typed.
    Typing,
    /// It was left without a date.
    Left,
    /// This date is wanted; nothing where the field was empty.
    Is(Option<PDate>),
}

/// The question for a date: closed until it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateField(Option<Input>);

impl DateField {
    /// Asks for a date.
    pub fn open(&mut self) {
        self.0 = Some(Input::default());
    }

    /// Whether a date is being typed.
    pub fn is_open(&self) -> bool {
        self.0.is_some()
    }

    /// Deals with a key while it is open; what is no date is told, and stays.
    pub fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Dated {
        let Some(input) = &mut self.0 else { return Dated::Left };
        let dated = match key.code {
            Code::Esc => Dated::Left,
            Code::Enter => match read(input.text(), session) {
                Ok(date) => Dated::Is(date),
                Err(why) => {
                    ask.push(Request::Warn(why));
                    Dated::Typing
                }
            },
            _ => {
                edit(input, key, session, ask);
                Dated::Typing
            }
        };
        if dated != Dated::Typing {
            self.0 = None;
        }
        dated
    }

    /// The text that is selected.
    pub fn selected(&self) -> Option<&str> {
        self.0.as_ref()?.selected()
    }

    /// Takes in a paste where it is open; answers whether it is.
    pub fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        if let Some(input) = &mut self.0 {
            paste(input, text, session, ask);
        }
        self.is_open()
    }

    /// Draws it behind its label; answers whether it is open.
    pub fn draw(&self, canvas: &mut Canvas<'_>, row: usize, label: &str, session: &Session) -> bool {
        let Some(input) = &self.0 else { return false };
        let width = canvas.width();
        let reading = match read(input.text(), session) {
            Ok(date) => date.map(|date| format!("= {}", session.date(&date))).unwrap_or_default(),
            Err(_) => "= ?".to_owned(),
        };
        let room = text::width(&reading).min(width / 2);
        let start = canvas.text(row, 0, width * 3 / 5, label, Role::Label) + 1;
        canvas.field(row, start, width.saturating_sub(start + room + 1), input, true);
        canvas.text_at_end(row, &reading, Role::Dim);
        true
    }
}

/// The date that somebody typed, or why it is none; nothing where nothing was typed.
pub fn read(typed: &str, session: &Session) -> Result<Option<PDate>, String> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    match session.reader().value("date", &Shape::Date, typed.trim()) {
        Ok(Value::Date(date)) => Ok(Some(date)),
        Ok(_) => Err(String::new()),
        Err(error) => Err(session.refusal(&error)),
    }
}
