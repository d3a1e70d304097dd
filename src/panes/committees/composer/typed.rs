//! What is typed into the composer: titles and lengths of items.

use super::Composer;
use crate::app::layers::edit;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::kinds::meeting::item;
use crate::domain::read::language_of;
use crate::domain::rules::agenda::{Place, new_item};
use crate::domain::rules::versions;
use crate::domain::{Shape, Text3, Value};
use crate::kit::Input;
use crate::lang::Lang;

/// What is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// The title of a new item after this one.
    NewAfter(Option<usize>),
    /// The title of a new item under this one.
    NewUnder(usize),
    /// The title of a new item beside this one, which was just put under another.
    NewBeside(usize),
    /// Another title.
    Title(usize),
    /// The length.
    Duration(usize),
}

impl Composer {
    pub(super) fn ask(&mut self, asked: Asked, text: String) {
        self.asked = Some((asked, Input::new(text)));
    }

    pub(super) fn asked_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        let Some((asked, mut input)) = self.asked.take() else { return };
        match key.code {
            Code::Esc => {}
            Code::Enter => self.answer(asked, &input, session, ask),
            _ => {
                edit(&mut input, key, session, ask);
                self.asked = Some((asked, input));
            }
        }
    }

    fn answer(&mut self, asked: Asked, input: &Input, session: &Session, ask: &mut Vec<Request>) {
        let typed = input.text().trim().to_owned();
        match asked {
            Asked::Duration(at) => match duration(&typed, session) {
                Ok(value) => {
                    self.change(session, ask, "agenda.item.duration", |agenda| {
                        agenda.edit(at, item::DURATION.id, value).map(|()| None)
                    });
                    self.items.step(1, self.agenda.items().len());
                }
                Err(why) => {
                    ask.push(Request::Warn(why));
                    self.asked = Some((asked, input.clone()));
                }
            },
            _ if typed.is_empty() => {}
            Asked::Title(at) => {
                let mut title = self.title(at);
                let lang = typed_language(&typed, session.lang);
                title.set(lang, Some(typed));
                let others = other_titles(&title, lang, session);
                self.change(session, ask, "agenda.item.retitle", |agenda| {
                    agenda.edit(at, item::TITLE.id, Some(Value::Text3(title))).map(|()| None)
                });
                ask.extend(others.map(Request::Note));
            }
            Asked::NewAfter(at) => self.add(typed, at.map_or(Place::End, Place::After), session, ask),
            Asked::NewUnder(at) => self.add_sub(typed, Place::Under(at), session, ask),
            Asked::NewBeside(at) => self.add_sub(typed, Place::After(at), session, ask),
        }
    }

    /// What is put under an item with one key after the other stands side by side there.
    fn add_sub(&mut self, typed: String, place: Place, session: &Session, ask: &mut Vec<Request>) {
        self.add(typed, place, session, ask);
        self.sub = self.number_at(self.items.selected);
    }

    fn add(&mut self, typed: String, place: Place, session: &Session, ask: &mut Vec<Request>) {
        let mut title = Text3::default();
        title.set(typed_language(&typed, session.lang), Some(typed));
        let Some(meeting) = session.record(self.meeting) else { return };
        let item = versions::late_or_not(meeting, new_item("discussion", title, None));
        self.change(session, ask, "agenda.item.add", |agenda| agenda.insert(item, place).map(Some));
    }
}

/// The language of a typed title: that of its script, where it may be several that of the session.
fn typed_language(typed: &str, own: Lang) -> Lang {
    match language_of(typed) {
        Lang::Fr if own == Lang::En => own,
        lang => lang,
    }
}

/// A bilingual page would contradict itself: the other languages still say what the title was.
fn other_titles(title: &Text3, lang: Lang, session: &Session) -> Option<String> {
    let others = Lang::ALL.into_iter().filter(|other| *other != lang && title.get(*other).is_some());
    let others: Vec<String> = others.map(|other| session.say(&format!("language-{}", other.code()))).collect();
    let said = others.join(session.lang.semicolon());
    (!others.is_empty()).then(|| session.say_with("composer-other-titles", &[("languages", said.as_str().into())]))
}

fn duration(typed: &str, session: &Session) -> Result<Option<Value>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    session.reader().value("duration", &Shape::Minutes, typed).map(Some).map_err(|error| session.refusal(&error))
}

/// The question for what is typed.
pub(super) fn asked_key(asked: Asked) -> &'static str {
    match asked {
        Asked::NewAfter(_) => "composer-ask-title",
        Asked::NewUnder(_) | Asked::NewBeside(_) => "composer-ask-sub-title",
        Asked::Title(_) => "composer-ask-retitle",
        Asked::Duration(_) => "composer-ask-duration",
    }
}
