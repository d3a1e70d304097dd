//! Controlled vocabularies: codes with their labels in three languages.
//!
//! A vocabulary is one tab-separated file in `assets/vocab` with the columns `code en fr ar status`; further columns
//! belong to whoever reads them. Status `r` was read in a public text, `p` is proposed.

use super::Lang;

/// One code with its labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What is stored.
    pub code: String,
    /// English label.
    pub en: String,
    /// French label.
    pub fr: String,
    /// Arabic label.
    pub ar: String,
}

/// The codes that one kind of field takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// Its name, that of its file.
    pub name: String,
    /// Its entries in the order of menus.
    pub entries: Vec<Entry>,
}

impl Entry {
    /// The label in a language.
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ar => &self.ar,
            Lang::Fr => &self.fr,
            Lang::En => &self.en,
        }
    }
}

impl Vocabulary {
    /// Reads a file; lines that have fewer than four columns and the header are passed over.
    pub fn read(name: &str, text: &str) -> Vocabulary {
        let entries = text.lines().skip(1).filter_map(|line| {
            let mut cells = line.split('\t').map(str::trim);
            let (code, en, fr, ar) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
            (!code.is_empty()).then(|| Entry {
                code: code.to_owned(),
                en: en.to_owned(),
                fr: fr.to_owned(),
                ar: ar.to_owned(),
            })
        });
        Vocabulary { name: name.to_owned(), entries: entries.collect() }
    }

    /// The entry of a code.
    pub fn get(&self, code: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.code == code)
    }

    /// Whether it has that code.
    pub fn has(&self, code: &str) -> bool {
        self.get(code).is_some()
    }

    /// The code that typed words mean: the code itself or a label in any language, whatever the letter case.
    pub fn code_of(&self, words: &str) -> Option<&str> {
        let wanted = words.trim().to_lowercase();
        let is_it = |entry: &&Entry| {
            entry.code.to_lowercase() == wanted
                || Lang::ALL.iter().any(|lang| entry.label(*lang).to_lowercase() == wanted)
        };
        self.entries.iter().find(is_it).map(|entry| entry.code.as_str())
    }
}
