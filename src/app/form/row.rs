//! One row of a form: a field, or one language of a text, with what is typed into it and what is wrong with it.

use crate::app::session::Session;
use crate::domain::check::check_value;
use crate::domain::read::LIST_MARKS;
use crate::domain::{Field, FieldError, Fields, Kind, Shape, Text3, Value};
use crate::kit::{Canvas, Input, Mark, Role};
use crate::lang::Lang;
use crate::text;

/// Lines that stay below a text of many lines, so that what comes next is in sight.
const LINES_BELOW: usize = 2;

/// Columns of a screen from which on the languages of a text stand beside each other.
pub(super) const BESIDE: usize = 110;
/// Columns of the name of a language before its text.
const LANG_CELLS: usize = 3;

/// One row.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) field: &'static Field,
    pub(super) lang: Option<Lang>,
    pub(super) input: Input,
    pub(super) shown: String,
    pub(super) error: Option<String>,
    /// What somebody else wrote here first; `None` inside where they took it away.
    pub(super) theirs: Option<Option<Value>>,
}

/// A suggestion under a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Suggestion {
    pub(super) label: String,
    pub(super) value: String,
    /// The kind of record that is made where this is chosen.
    pub(super) creates: Option<Kind>,
}

impl Row {
    pub(super) fn new(field: &'static Field, lang: Option<Lang>) -> Row {
        let input = match field.shape {
            Shape::LongText | Shape::LongText3 => Input::many(""),
            _ => Input::default(),
        };
        Row { field, lang, input, shown: String::new(), error: None, theirs: None }
    }

    /// What a value of the field says in this row: all of it, or one language.
    pub(super) fn said(&self, value: Option<&Value>, session: &Session) -> String {
        match (self.lang, value) {
            (Some(lang), Some(Value::Text3(text))) => text.get(lang).unwrap_or("").to_owned(),
            (_, Some(value)) => session.speaker().say(&self.field.shape, value),
            (_, None) => String::new(),
        }
    }

    /// The piece of a value that this row is for.
    pub(super) fn piece(&self, value: Option<&Value>) -> Option<Value> {
        match (self.lang, value) {
            (Some(lang), Some(Value::Text3(text))) => {
                let mut piece = Text3::default();
                piece.set(lang, text.get(lang).map(str::to_owned));
                (!piece.is_empty()).then_some(Value::Text3(piece))
            }
            (Some(_), _) => None,
            (None, value) => value.cloned(),
        }
    }

    /// Puts such a piece into the fields.
    pub(super) fn put(&self, fields: &mut Fields, piece: Option<Value>) {
        let value = match (self.lang, piece) {
            (Some(lang), piece) => {
                let mut text = fields.text3(self.field.id).cloned().unwrap_or_default();
                let said = match &piece {
                    Some(Value::Text3(piece)) => piece.get(lang).map(str::to_owned),
                    _ => None,
                };
                text.set(lang, said);
                Some(Value::Text3(text))
            }
            (None, piece) => piece,
        };
        fields.set(self.field.id, value);
    }

    pub(super) fn is_parts(&self) -> bool {
        matches!(self.field.item_shape(), Shape::Part(_))
    }

    /// Whether what is typed is one value and no text that people write on.
    pub(super) fn is_one_value(&self) -> bool {
        !matches!(
            self.field.shape,
            Shape::Text | Shape::LongText | Shape::Text3 | Shape::LongText3 | Shape::List(_) | Shape::Part(_)
        )
    }

    /// Shows what the fields hold.
    pub(super) fn fill(&mut self, fields: &Fields, session: &Session) {
        let value = fields.get(self.field.id);
        self.shown = match (self.lang, value, self.field.item_shape()) {
            (Some(lang), Some(Value::Text3(text)), _) => text.get(lang).unwrap_or("").to_owned(),
            (_, Some(value), Shape::Part(_)) => session.speaker().say(&self.field.shape, value),
            (_, Some(value), _) => session.speaker().typed(&self.field.shape, value),
            (_, None, _) => String::new(),
        };
        self.input.set(self.shown.as_str());
    }

    /// Reads what was typed into the fields.
    pub(super) fn read(&self, fields: &mut Fields, session: &Session) -> Result<(), String> {
        let typed = self.input.text().trim();
        let id = self.field.id;
        if let Some(lang) = self.lang {
            let mut text = fields.text3(id).cloned().unwrap_or_default();
            text.set(lang, Some(typed.to_owned()));
            fields.set(id, Some(Value::Text3(text)));
            return Ok(());
        }
        if self.is_parts() {
            // A part is added by choosing it; words that were not chosen are not silently let go.
            let said = || session.say_with("form-not-chosen", &[("value", typed.into())]);
            return if typed.is_empty() { Ok(()) } else { Err(said()) };
        }
        let value = if typed.is_empty() {
            None
        } else {
            Some(
                session
                    .reader()
                    .value(self.field.key, &self.field.shape, typed)
                    .map_err(|error| session.refusal(&in_own_words(error, &self.field.item_shape(), session)))?,
            )
        };
        let errors = check_value(self.field, value.as_ref(), &session.desk, &session.lexicon);
        if let Some(error) = errors.first().filter(|error| error.code != "error-required") {
            return Err(session.refusal(error));
        }
        fields.set(id, value);
        Ok(())
    }

    /// Says what is wrong with what the fields hold. A text in three languages is wrong once.
    pub(super) fn judge(&mut self, fields: &Fields, session: &Session) {
        let errors = check_value(self.field, fields.get(self.field.id), &session.desk, &session.lexicon);
        let is_first = self.lang.is_none_or(|lang| lang == session.lang);
        self.error = errors.first().filter(|_| is_first).map(|error| session.refusal(error));
    }

    /// The shape that suggestions are for: of a list of parts the first link in a part.
    pub(super) fn link_or_code(&self) -> Shape {
        match self.field.item_shape() {
            Shape::Part(inner) => inner
                .iter()
                .map(|field| field.shape)
                .find(|shape| matches!(shape, Shape::Link(_)))
                .unwrap_or(Shape::Text),
            shape => shape,
        }
    }

    /// Whether something was typed that may name a record.
    pub(super) fn looks_for_a_record(&self) -> bool {
        !last_piece(self).is_empty() && self.input.text() != self.shown
    }

    /// The name of the field; of a text in three languages one is enough: the star stands at the first.
    pub(super) fn name(&self, session: &Session) -> String {
        let star = self.field.required && self.lang.is_none_or(|lang| lang == session.lang);
        format!("{}{}", session.field_name(self.field), if star { "*" } else { "" })
    }

    /// Columns that its text has on a screen of some width.
    pub(super) fn room(&self, width: usize) -> usize {
        let room = rooms(width).1;
        match self.lang {
            Some(_) if width >= BESIDE => text_cells(room / Lang::ALL.len()),
            _ => room,
        }
    }

    pub(super) fn draw_label(&self, canvas: &mut Canvas<'_>, line: usize, is_current: bool, label: &str) {
        let marker = canvas.marker(if is_current { Mark::Chosen } else { Mark::Plain });
        canvas.line(line, 0, &[marker]);
        let room = rooms(canvas.width()).0 - 3;
        canvas.text(line, 2, room, label, if is_current { Role::Selected } else { Role::Label });
    }

    /// Draws it as one language beside the others: long texts whole while one of them is written. Answers how many lines it
    /// took.
    pub(super) fn draw_cell(
        &self,
        canvas: &mut Canvas<'_>,
        (is_current, is_open): (bool, bool),
        session: &Session,
    ) -> usize {
        let role = if is_current { Role::Selected } else { Role::Dim };
        let letter = self.lang.map(|lang| session.say(&format!("language-letter-{}", lang.code())));
        canvas.text(0, 0, LANG_CELLS, &letter.unwrap_or_default(), role);
        let room = text_cells(canvas.width());
        let rows = canvas.height().saturating_sub(LINES_BELOW).max(1);
        match (is_current, self.input.has_lines() && is_open) {
            (true, true) => return canvas.long_field(0, LANG_CELLS, rows, room, &self.input).max(1),
            (false, true) => {
                let mut part = canvas.part(0, LANG_CELLS, rows, room);
                return part.wrapped(0, 0, rows, self.input.text(), Role::Normal).max(1);
            }
            (true, false) => canvas.field(0, LANG_CELLS, room, &self.input, true),
            (false, false) => drop(canvas.text(0, LANG_CELLS, room, self.input.text(), Role::Normal)),
        }
        1
    }

    /// Draws the row from a line on; answers how many it took.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, line: usize, is_current: bool, session: &Session) -> usize {
        let (label_room, room) = rooms(canvas.width());
        let label = match self.lang {
            Some(lang) => {
                let star = if self.name(session).ends_with('*') { "*" } else { "" };
                let name = session.field_name(self.field);
                let said = |mark: &str| format!("{name} ({mark}){star}");
                let whole = said(&session.say(&format!("language-mark-{}", lang.code())));
                // Where there is no room for its name, a letter tells the language.
                let is_whole = text::width(&whole) + 3 <= label_room;
                if is_whole { whole } else { said(&session.say(&format!("language-letter-{}", lang.code()))) }
            }
            None => self.name(session),
        };
        self.draw_label(canvas, line, is_current, &label);
        if is_current && self.input.has_lines() {
            let rows = canvas.height().saturating_sub(line + LINES_BELOW).max(1);
            return canvas.long_field(line, label_room, rows, room, &self.input);
        }
        if is_current && !(self.is_parts() && self.input.text() == self.shown && !self.shown.is_empty()) {
            canvas.field(line, label_room, room, &self.input, true);
        } else {
            canvas.text(line, label_room, room, self.input.text(), Role::Normal);
        }
        let reading = self.reading(session);
        let column = label_room + text::width(self.input.text()) + 2;
        if let Some(reading) = reading.filter(|_| column < canvas.width()) {
            canvas.text(line, column, usize::MAX, &format!("= {reading}"), Role::Dim);
        }
        1
    }

    /// What a typed date means, in words, while it is being typed; a question mark while it means nothing.
    fn reading(&self, session: &Session) -> Option<String> {
        let typed = self.input.text().trim();
        match self.field.shape {
            Shape::Date | Shape::OfficialDate | Shape::Instant | Shape::Minutes if !typed.is_empty() => {
                let value = session.reader().value(self.field.key, &self.field.shape, typed);
                let said = value.map(|value| session.speaker().say(&self.field.shape, &value));
                Some(said.unwrap_or_else(|_| "?".to_owned())).filter(|said| said != typed)
            }
            _ => None,
        }
    }
}

/// Columns of the label and of the field of a row.
pub(super) fn rooms(width: usize) -> (usize, usize) {
    let label = (width / 3).clamp(12, 28);
    (label, width.saturating_sub(label))
}

/// Columns of a text in one of several columns: its language stands before it, a space after it.
fn text_cells(cells: usize) -> usize {
    cells.saturating_sub(LANG_CELLS + 1)
}

/// The languages of a text, that of the session first.
pub(super) fn languages(first: Lang) -> [Lang; 3] {
    match first {
        Lang::Ar => [Lang::Ar, Lang::Fr, Lang::En],
        Lang::Fr => [Lang::Fr, Lang::Ar, Lang::En],
        Lang::En => [Lang::En, Lang::Fr, Lang::Ar],
    }
}

/// Why these parts cannot stand in one list: something of which there is one is in it twice.
pub(super) fn said_twice(field: &Field, parts: &Value, session: &Session) -> Option<String> {
    let errors = check_value(field, Some(parts), &session.desk, &session.lexicon);
    errors.iter().find(|error| error.code == "error-twice").map(|error| session.refusal(error))
}

/// On a screen the words of a vocabulary are its labels; its codes are for programs.
fn in_own_words(mut error: FieldError, shape: &Shape, session: &Session) -> FieldError {
    if let Shape::Code(vocabulary) = shape {
        for (_, known) in error.values.iter_mut().filter(|(name, _)| *name == "known") {
            let labels: Vec<String> = codes(session, vocabulary, "").into_iter().map(|word| word.label).collect();
            *known = labels.join(session.lang.comma());
        }
    }
    error
}

/// The piece of a list that is typed last, or all of what is no list.
pub(super) fn last_piece(row: &Row) -> &str {
    let text = row.input.text();
    if row.field.is_list() { text.rsplit(LIST_MARKS).next().unwrap_or(text).trim() } else { text.trim() }
}

/// The pieces of a list before the one that is typed last, with the mark behind them.
pub(super) fn pieces_before(text: &str) -> String {
    text.rsplit_once(LIST_MARKS).map(|(before, _)| format!("{before}; ")).unwrap_or_default()
}

/// The entries of a vocabulary whose label in any language or code has words that begin as typed.
pub(super) fn codes(session: &Session, vocabulary: &str, typed: &str) -> Vec<Suggestion> {
    let wanted = text::fold(typed).text;
    let entries = session.lexicon.vocabulary(vocabulary).map(|words| words.entries.as_slice()).unwrap_or_default();
    let fits = |label: &str| {
        let folded = text::fold(label).text;
        folded.starts_with(&wanted) || folded.split(' ').any(|word| word.starts_with(&wanted))
    };
    let matching =
        entries.iter().filter(|entry| fits(&entry.code) || Lang::ALL.iter().any(|lang| fits(entry.label(*lang))));
    matching
        .map(|entry| Suggestion {
            label: entry.label(session.lang).to_owned(),
            value: entry.label(session.lang).to_owned(),
            creates: None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pieces_of_a_list_before_the_last_are_kept_whatever_stands_between() {
        for (typed, kept) in
            [("", ""), ("Rabat", ""), ("Rabat; Fès", "Rabat; "), ("الرباط؛ فاس", "الرباط; "), ("a; b؛ c", "a; b; ")]
        {
            assert_eq!(pieces_before(typed), kept, "{typed}");
        }
    }
}
