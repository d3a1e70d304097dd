//! Small menus answered by one letter: which kind of record is new, what to print, which language to
//! speak.

use super::{Choice, Layer, Outcome, choice};
use crate::app::key::{Code, Key};
use crate::app::msg::PrintWish;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::{Kind, Record, Ref};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::Lang;
use crate::text;

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

/// Which kind of record is new.
pub struct NewMenu;

impl Layer for NewMenu {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match key.for_commands(session.keyboard).code {
            Code::Char(letter) => match LETTERS.iter().find(|entry| entry.0 == letter) {
                Some((_, kind)) => {
                    ask.push(Request::Begin(*kind));
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
        canvas.text(0, 0, width, &session.say("new-title"), Role::Title);
        for (row, (letter, kind)) in LETTERS.iter().enumerate() {
            canvas.line(
                row + 1,
                2,
                &[Span::new(text::pad(&letter.to_string(), 3), Role::Label), Span::plain(session.kind_name(*kind))],
            );
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("a–z", "bar-choose"), ("Esc", "bar-close")]
    }
}

/// What to print of a record, in which languages and form.
pub struct PrintMenu {
    reference: Ref,
    what: &'static str,
    choices: Vec<(&'static str, &'static str)>,
    list: ListState,
}

impl PrintMenu {
    /// The menu for a record that has a page: an agenda for a meeting, a sheet for a partner.
    pub fn for_record(record: &Record, lang: Lang) -> Option<PrintMenu> {
        let what = match record.kind {
            Kind::Meeting => "agenda",
            Kind::Partner => "sheet",
            _ => return None,
        };
        let own = lang.code();
        let mut choices: Vec<_> =
            ["html", "docx", "txt"].into_iter().flat_map(|form| [(own, form), ("ar+fr", form)]).collect();
        choices.push((own, "md"));
        let others = Lang::ALL.iter().map(|other| other.code()).filter(|other| *other != own);
        choices.extend(others.map(|other| (other, "html")));
        Some(PrintMenu { reference: record.reference, what, choices, list: ListState::default() })
    }
}

impl Layer for PrintMenu {
    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        let chosen = match choice(key, session, &mut self.list, self.choices.len()) {
            Choice::Left => return Outcome::Close,
            Choice::Line(place) => self.choices.get(place),
            Choice::Moved | Choice::Unknown => None,
        };
        let Some((languages, form)) = chosen else { return Outcome::Stay };
        ask.push(Request::Print(PrintWish {
            reference: self.reference,
            what: self.what,
            form,
            languages: (*languages).to_owned(),
        }));
        Outcome::Close
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        canvas.text(
            0,
            0,
            width,
            &session.say_with("print-title", &[("title", session.title(self.reference).as_str().into())]),
            Role::Title,
        );
        for (place, (languages, form)) in self.choices.iter().enumerate() {
            let number = format!("{}  ", place + 1);
            let named = languages.split('+').map(|code| session.say(&format!("language-{code}")));
            let named = text::pad(&named.collect::<Vec<_>>().join(" + "), 26);
            let form = session.say(&format!("form-{form}"));
            canvas.line(
                place + 1,
                0,
                &[
                    canvas.marker(self.list.mark(place)),
                    Span::new(number, Role::Label),
                    Span::plain(named),
                    Span::new(form, Role::Dim),
                ],
            );
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        &[("1–9", "bar-choose"), ("Esc", "bar-close")]
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
