//! The addendum: what a later version of an agenda says otherwise than the one before it, and nothing else.

use super::document::{CopyKind, Document, Languages, Line, Page, Section};
use super::writer::Writer;
use crate::domain::rules::frozen::{Frozen, FrozenItem};
use crate::domain::rules::versions::{Difference, differences};
use crate::lang::Lexicon;

/// Two versions of one agenda with their numbers; the newer one has none while it is not frozen.
#[derive(Clone, Debug)]
pub struct Versions {
    /// The version that was sent.
    pub older: (i64, Frozen),
    /// What came after it.
    pub newer: (Option<i64>, Frozen),
}

/// The addendum to an agenda; nothing where the copy sees no difference.
pub fn addendum(versions: &Versions, lexicon: &Lexicon, languages: Languages, copy: CopyKind) -> Option<Document> {
    let pages = languages.list().into_iter().map(|lang| Writer { lexicon, lang, copy }.addendum_page(versions));
    let pages: Vec<Page> = pages.collect();
    pages.iter().any(|page| !page.sections.is_empty()).then(|| Document::new("addendum", pages))
}

impl Writer<'_> {
    fn addendum_page(&self, versions: &Versions) -> Page {
        let (old, new) = (&versions.older.1, &versions.newer.1);
        let mut page = self.begun("addendum", new);
        self.session_facts(new, &mut page);
        let newer = versions.newer.0.unwrap_or(versions.older.0 + 1);
        let numbers = [("newer", newer.into()), ("older", versions.older.0.into())];
        page.footer.push(self.say("paper-new-version", &numbers));
        let found = differences(old, new);
        let (before, after) = (self.shown(&old.items), self.shown(&new.items));
        let holds = |item: &FrozenItem| {
            let of = |items: &[&FrozenItem]| items.iter().any(|own| own.item == item.item);
            of(&before) || of(&after)
        };
        let lines = |wanted: &dyn Fn(&Difference<'_>) -> Option<Line>| -> Vec<Line> {
            let shown = found.iter().filter(|difference| item_of(difference).is_some_and(&holds));
            shown.filter_map(wanted).collect()
        };
        let added = lines(&|difference| match difference {
            Difference::Added(item) => Some(self.item(item)),
            _ => None,
        });
        let changed = lines(&|difference| match difference {
            Difference::Changed(_, item, _) => Some(self.item(item)),
            _ => None,
        });
        let moved = lines(&|difference| match difference {
            Difference::Moved(was, item) | Difference::Renumbered(was, item) => Some(self.moved(was, item)),
            _ => None,
        });
        let removed = lines(&|difference| match difference {
            Difference::Removed(item) => Some(Line { time: String::new(), ..self.item(item) }),
            _ => None,
        });
        let titles = ["paper-added", "paper-changed", "paper-moved", "paper-removed"];
        for (title, lines) in titles.into_iter().zip([added, changed, moved, removed]) {
            if !lines.is_empty() {
                let columns = self.agenda_columns();
                page.sections.push(Section { title: self.word(title), columns, lines, ..Section::default() });
            }
        }
        page
    }

    fn moved(&self, was: &FrozenItem, item: &FrozenItem) -> Line {
        let was = self.tell("paper-number-was", &[("was", &was.number)]);
        Line { notes: vec![was], ..self.item(item) }
    }
}

fn item_of<'d>(difference: &Difference<'d>) -> Option<&'d FrozenItem> {
    match difference {
        Difference::Added(item)
        | Difference::Removed(item)
        | Difference::Moved(_, item)
        | Difference::Renumbered(_, item)
        | Difference::Changed(_, item, _) => Some(item),
        Difference::Session(_) => None,
    }
}
