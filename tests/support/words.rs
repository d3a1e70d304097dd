//! What the screen says in a language, as it stands in its cells.
#![allow(dead_code)] // Each test that joins this file uses a part of it.

use super::place::Place;
use super::terminal::Terminal;
use tansiq::lang::{Arg, Lang, Lexicon};
use tansiq::text::{self, Direction};

/// The languages in which journeys are made.
pub const BOTH: [Lang; 2] = [Lang::Ar, Lang::Fr];

/// A text as it stands in the cells of a list on a screen of that language.
pub fn seen(lang: Lang, text: &str) -> String {
    let direction = if lang == Lang::Ar { Direction::Rtl } else { Direction::Ltr };
    let line = text::layout(text, Some(direction));
    line.cells.iter().map(|cell| text::unvocalised(&cell.text).into_owned()).collect()
}

/// The words of one language.
pub struct Words {
    pub lang: Lang,
    lexicon: Lexicon,
}

impl Words {
    pub fn of(lang: Lang) -> Words {
        Words { lang, lexicon: Lexicon::load() }
    }

    /// One of two texts that people type or read, by language.
    pub fn either<'t>(&self, arabic: &'t str, french: &'t str) -> &'t str {
        if self.lang == Lang::Ar { arabic } else { french }
    }

    pub fn seen(&self, text: &str) -> String {
        seen(self.lang, text)
    }

    pub fn say(&self, key: &str) -> String {
        seen(self.lang, &self.lexicon.say(self.lang, key))
    }

    /// What stands before the first colon: the rest may be cut.
    pub fn begins(&self, key: &str) -> String {
        let text = self.lexicon.say(self.lang, key);
        seen(self.lang, text.split([':', '\u{a0}']).next().unwrap_or_default())
    }

    pub fn say_with(&self, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        seen(self.lang, &self.lexicon.say_with(self.lang, key, values))
    }

    pub fn done(&self, command: &str) -> String {
        let what = self.lexicon.say(self.lang, command);
        self.say_with("app-done", &[("what", Arg::from(what.as_str()))])
    }

    /// That a command was done to a record of that title.
    pub fn done_to(&self, command: &str, title: &str) -> String {
        let what = self.lexicon.say(self.lang, command);
        self.say_with("app-done-with", &[("what", Arg::from(what.as_str())), ("title", Arg::from(title))])
    }

    /// The head of the form of a new record.
    pub fn label_of_new(&self, kind: &str) -> String {
        let kind = self.lexicon.say(self.lang, kind);
        self.say_with("form-new", &[("kind", Arg::from(kind.as_str()))])
    }

    /// The quorum of the ministerial commission: eight of fourteen.
    pub fn quorum(&self, counted: i64) -> String {
        let key = if counted >= 8 { "quorum-reached" } else { "quorum-not-reached" };
        self.say_with(key, &[("counted", counted.into()), ("needed", 8i64.into()), ("base", 14i64.into())])
    }

    pub fn label(&self, vocabulary: &str, code: &str) -> String {
        seen(self.lang, self.lexicon.label(self.lang, vocabulary, code))
    }

    /// The interface at its start.
    pub fn start(&self, place: &Place) -> Terminal {
        let mut screen = Terminal::open(place, self.lang.code(), 80, 24);
        screen.wait_for(&self.say("partners-order"));
        screen
    }

    /// The interface on the next session of the ministerial commission.
    pub fn session(&self, place: &Place) -> Terminal {
        let mut screen = self.start(place);
        screen.press(&["3", "j", "Enter"]);
        screen
    }
}
