//! Small menus answered by one letter: which kind of record is new, what to print, which language to
//! speak.

use super::{Choice, Layer, Outcome, choice};
use crate::app::key::{Code, Key};
use crate::app::msg::PrintWish;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::kinds::engagement;
use crate::domain::{Fields, Kind, Record, Ref, Shape, Value};
use crate::kit::{Canvas, ListState, Role, Span, Target};
use crate::lang::Lang;
use crate::lang::date::PDate;
use crate::paper::Piece;
use crate::text;
use jiff::civil::Date;

/// The forms that are offered in the language of the screen and in two; a program built without PDF offers none.
const FORMS: &[&str] = if cfg!(feature = "pdf") { &["pdf", "html", "docx", "txt"] } else { &["html", "docx", "txt"] };

/// Columns of a letter and the space after it.
const LETTER_CELLS: usize = 3;

/// The letter of each kind of record.
const LETTERS: &[(char, Kind)] = &[
    ('p', Kind::Partner),
    ('h', Kind::Person),
    ('o', Kind::Post),
    ('e', Kind::Engagement),
    ('i', Kind::Instrument),
    ('c', Kind::Commitment),
    ('b', Kind::Body),
    ('m', Kind::Meeting),
    ('d', Kind::Decision),
    ('a', Kind::Action),
    ('l', Kind::Letter),
    ('s', Kind::Strategy),
    ('t', Kind::Study),
    ('f', Kind::Document),
    ('r', Kind::Term),
];

/// Which kind of record is new, and with which record it has to do.
#[derive(Default)]
pub struct NewMenu {
    with: Option<Ref>,
}

impl NewMenu {
    /// The menu for a new record that has to do with this one.
    pub fn with(reference: Ref) -> NewMenu {
        NewMenu { with: Some(reference) }
    }

    /// The fields in which a new record of that kind begins with the other one.
    fn fields(&self, kind: Kind, session: &Session) -> Option<Fields> {
        let with = session.record(self.with?)?;
        let field = match kind {
            Kind::Engagement if matches!(with.kind, Kind::Partner | Kind::Person | Kind::Post) => {
                return Some(engagement::with(with.reference, PDate::from(session.today())));
            }
            Kind::Action => "origin",
            Kind::Meeting => "body",
            Kind::Post | Kind::Person => "partner",
            Kind::Commitment => "holder",
            Kind::Letter => "about",
            _ => return None,
        };
        let field = kind.spec().field(field)?;
        let Shape::Link(kinds) = field.item_shape() else { return None };
        let link = Value::Link(with.reference);
        let value = if field.is_list() { Value::List(vec![link]) } else { link };
        (kinds.is_empty() || kinds.contains(&with.kind)).then(|| Fields::new().with(field.id, value))
    }
}

impl Layer for NewMenu {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match key.for_commands(session.keyboard).code {
            Code::Char(letter) => match LETTERS.iter().find(|entry| entry.0 == letter) {
                Some((_, kind)) => {
                    ask.push(match self.fields(*kind, session) {
                        Some(fields) => Request::New(*kind, fields),
                        None => Request::Begin(*kind),
                    });
                    Outcome::Close
                }
                None => Outcome::Stay,
            },
            Code::Esc => Outcome::Close,
            _ => Outcome::Stay,
        }
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let title = match self.with {
            Some(with) => session.say_with("new-title-with", &[("title", session.title(with).as_str().into())]),
            None => session.say("new-title"),
        };
        canvas.text(0, 0, width, &title, Role::Title);
        let rows = canvas.height().saturating_sub(1).max(1);
        let columns = LETTERS.len().div_ceil(rows);
        let cells = width / columns;
        for (place, (letter, kind)) in LETTERS.iter().enumerate() {
            let mut line = canvas.part(1 + place % rows, place / rows * cells, 1, cells);
            line.target_all(Target::Press(*letter));
            let letter = Span::new(text::pad(&letter.to_string(), LETTER_CELLS), Role::Label);
            line.line(0, 2, &[letter, Span::plain(session.kind_name(*kind))]);
        }
        if columns > 1 {
            return;
        }
        // What is of each kind, for who does not know the word; whoever knows the letter does not wait for it.
        let names = LETTERS.iter().map(|(_, kind)| text::width(&session.kind_name(*kind)));
        let start = 2 + LETTER_CELLS + names.max().unwrap_or(0) + 2;
        let mut beside = canvas.part(1, start, LETTERS.len(), width.saturating_sub(start));
        for (row, (_, kind)) in LETTERS.iter().enumerate() {
            let such = session.say(&format!("new-such-{}", kind.key()));
            beside.text(row, 0, usize::MAX, &such, Role::Dim);
        }
        beside.can_wait();
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("a–z", "bar-choose"), ("Esc", "bar-close")]
    }
}

/// The key that takes all pages of a session.
const SET_KEY: Key = Key::char('p');

/// The keys of the menu for sessions; the first is theirs alone.
const SESSION_KEYS: &[(&str, &str)] =
    &[("p", "bar-set"), ("1–9", "bar-choose"), ("←→", "bar-page"), ("Esc", "bar-close")];

/// In which languages and form to print the page that is asked for most, or another one of the same records.
pub struct PrintMenu {
    references: Vec<Ref>,
    /// The words of the pages, after them that for all pages of a session.
    pieces: Vec<&'static str>,
    chosen: usize,
    /// The day on which they are read, where it was chosen.
    on: Option<Date>,
    choices: Vec<(&'static str, &'static str)>,
    list: ListState,
}

impl PrintMenu {
    /// The menu for records that have pages in common: those of a session for meetings, a sheet for partners.
    pub fn for_records(records: &[&Record], lang: Lang) -> Option<PrintMenu> {
        let mut pieces = Piece::of_kind(records.first()?.kind);
        pieces.retain(|piece| records.iter().all(|record| piece.kinds().contains(&record.kind)));
        if pieces.is_empty() {
            return None;
        }
        let is_session = records.iter().all(|record| record.kind == Kind::Meeting);
        let pieces = pieces.into_iter().map(Piece::key).chain(is_session.then_some(Piece::SET)).collect();
        let own = lang.code();
        let mut choices: Vec<_> = FORMS.iter().copied().flat_map(|form| [(own, form), ("ar+fr", form)]).collect();
        choices.push((own, "md"));
        if is_session {
            choices.push((own, "ics"));
        }
        let others = Lang::ALL.iter().map(|other| other.code()).filter(|other| *other != own);
        choices.extend(others.map(|other| (other, "html")));
        let references = records.iter().map(|record| record.reference).collect();
        Some(PrintMenu { references, pieces, chosen: 0, on: None, choices, list: ListState::default() })
    }

    /// The same with the dossier chosen, as it is on a day.
    #[must_use]
    pub fn of_dossier(self, on: Date) -> PrintMenu {
        let dossier = self.pieces.iter().position(|piece| *piece == Piece::Dossier.key());
        PrintMenu { chosen: dossier.unwrap_or(self.chosen), on: Some(on), ..self }
    }

    /// What is printed, in words: the title of one record, the number of several.
    fn said(&self, session: &Session) -> String {
        match self.references.as_slice() {
            [only] => session.say_with("print-title", &[("title", session.title(*only).as_str().into())]),
            several => session.say_with("print-title-many", &[("count", several.len().into())]),
        }
    }

    /// Takes the page so many places further, round the end.
    fn turn(&mut self, by: usize) {
        self.chosen = (self.chosen + by) % self.pieces.len().max(1);
    }

    fn lines(&self, session: &Session) -> Vec<(String, String)> {
        let named = |(languages, form): &(&str, &str)| {
            let names = languages.split('+').map(|code| session.say(&format!("language-{code}")));
            (names.collect::<Vec<_>>().join(" + "), session.say(&format!("form-{form}")))
        };
        self.choices.iter().map(named).collect()
    }
}

impl Layer for PrintMenu {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let onwards = if session.direction() == text::Direction::Ltr { Code::Right } else { Code::Left };
        match key.code {
            Code::Tab => self.turn(1),
            code if code == onwards => self.turn(1),
            Code::Left | Code::Right => self.turn(self.pieces.len() - 1),
            _ => {}
        }
        if key.for_commands(session.keyboard) == SET_KEY {
            self.chosen = self.pieces.iter().position(|piece| *piece == Piece::SET).unwrap_or(self.chosen);
            return Outcome::Stay;
        }
        let place = match choice(key, session, &mut self.list, self.choices.len()) {
            Choice::Left => return Outcome::Close,
            Choice::Line(place) => place,
            Choice::Moved | Choice::Unknown => return Outcome::Stay,
        };
        let Some(piece) = self.pieces.get(self.chosen) else { return Outcome::Close };
        let Some((languages, form)) = self.choices.get(place) else { return Outcome::Stay };
        let wish = |reference: &Ref| PrintWish {
            reference: *reference,
            what: piece,
            form,
            languages: (*languages).to_owned(),
            on: self.on,
        };
        ask.push(Request::Print(self.references.iter().map(wish).collect()));
        Outcome::Close
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let of = self.said(session);
        let title = match self.pieces.get(self.chosen).filter(|_| self.pieces.len() > 1) {
            Some(piece) => {
                let place = format!("{}/{}", self.chosen + 1, self.pieces.len());
                format!("{} {place} · {of}", session.say(&format!("piece-{piece}")))
            }
            None => of,
        };
        canvas.text(0, 0, width, &title, Role::Title);
        for (place, (name, form)) in self.lines(session).into_iter().enumerate() {
            canvas.pick(place + 1, &self.list, place);
            // Those past the ninth are reached by the arrows alone.
            let number = if place < 9 { format!("{}  ", place + 1) } else { "   ".to_owned() };
            canvas.line(
                place + 1,
                0,
                &[
                    canvas.marker(self.list.mark(place)),
                    Span::new(number, Role::Label),
                    Span::plain(text::pad(&name, 26)),
                    Span::new(form, Role::Dim),
                ],
            );
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self.pieces.last() {
            Some(&Piece::SET) => SESSION_KEYS,
            _ => &SESSION_KEYS[1..],
        }
    }
}

/// Which language the interface speaks; asked at the first start where nothing tells.
#[derive(Default)]
pub struct LanguageMenu {
    list: ListState,
}

impl Layer for LanguageMenu {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match choice(key, session, &mut self.list, Lang::ALL.len()) {
            Choice::Moved => return Outcome::Stay,
            Choice::Left => {}
            Choice::Line(place) => ask.extend(Lang::ALL.get(place).map(|lang| Request::Speak(*lang))),
            // Who does not care goes on in the language that is there.
            Choice::Unknown => ask.push(Request::Press(key)),
        }
        Outcome::Close
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        for (place, lang) in Lang::ALL.into_iter().enumerate() {
            let question = session.lexicon.say(lang, "language-question");
            canvas.pick(place * 2 + 1, &self.list, place);
            let number = format!("{}  ", place + 1);
            canvas.line(
                place * 2 + 1,
                0,
                &[canvas.marker(self.list.mark(place)), Span::new(number, Role::Label), Span::plain(question)],
            );
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("1–3", "bar-choose"), ("Esc", "bar-close")]
    }
}
