//! The dossier of a record on paper: the sections that the screen shows, each record with its date and where it stands.

use super::document::{CopyKind, Document, Languages, Line, Page, Section};
use crate::domain::kinds::common;
use crate::domain::rules::dossier::{self, Item, said};
use crate::domain::rules::tenures;
use crate::domain::words::Speaker;
use crate::domain::{Desk, Record, Ref};
use crate::lang::{Lang, Lexicon};
use crate::text;
use jiff::civil::Date;

struct Writer<'a> {
    speaker: Speaker<'a>,
    copy: CopyKind,
    day: Date,
}

/// The dossier of a record on a day as a document; what a copy may not name stays out of it.
pub(super) fn dossier(
    record: &Record,
    desk: &Desk,
    lexicon: &Lexicon,
    languages: Languages,
    copy: CopyKind,
    day: Date,
) -> Document {
    let pages = languages.list().into_iter().map(|lang| {
        let speaker = Speaker { lang, lexicon, desk };
        Writer { speaker, copy, day }.page(record)
    });
    Document::new("dossier", pages.collect())
}

impl Writer<'_> {
    fn lang(&self) -> Lang {
        self.speaker.lang
    }

    fn say(&self, key: &str) -> String {
        self.speaker.lexicon.say(self.lang(), key)
    }

    fn page(&self, record: &Record) -> Page {
        let (lang, lexicon) = (self.lang(), self.speaker.lexicon);
        let mut page = Page::new(lang);
        page.letterhead = vec![self.say("paper-letterhead")];
        page.numbered(lexicon, lang);
        page.heading = self.say("paper-dossier");
        page.title = record.title(lang).to_owned();
        let sections = dossier::dossier(self.speaker.desk, record.reference, self.day).into_iter();
        page.sections = sections.map(|(section, items)| self.section(section, &items)).collect();
        page.sections.retain(|section| !section.lines.is_empty());
        if page.sections.is_empty() {
            let paragraphs = vec![self.say("paper-dossier-empty")];
            page.sections.push(Section { paragraphs, ..Section::default() });
        }
        let date = lexicon.date(lang, &self.day.into());
        page.footer.push(lexicon.say_with(lang, "paper-as-of", &[("date", date.as_str().into())]));
        page
    }

    fn section(&self, section: dossier::Section, items: &[Item]) -> Section {
        let records = items.iter().filter_map(|item| Some((item, self.speaker.desk.get(item.reference)?.as_ref())));
        let shown = records.filter(|(_, record)| self.may_name(record));
        let lines = shown.map(|(item, record)| match section {
            dossier::Section::Posts => self.post(record),
            _ => self.item(section, item, record),
        });
        let title = self.say(&format!("dossier-{}", section.key()));
        Section { title, lines: lines.collect(), ..Section::default() }
    }

    /// What says nothing about itself may be named.
    fn may_name(&self, record: &Record) -> bool {
        let confidentiality = record.fields.text(common::CONFIDENTIALITY.id);
        confidentiality.is_none() || self.copy.holds(confidentiality)
    }

    fn item(&self, section: dossier::Section, item: &Item, record: &Record) -> Line {
        let (title, standing) =
            (said::title(&self.speaker, item, record), said::standing(&self.speaker, section, record, self.day));
        let date = item.date.as_ref().filter(|_| section.is_dated());
        Line {
            time: date.map(|date| self.speaker.lexicon.date(self.lang(), date)).unwrap_or_default(),
            text: if standing.is_empty() {
                title
            } else {
                format!("{} · {}", text::isolate(&title), text::isolate(&standing))
            },
            ..Line::default()
        }
    }

    /// A post with who holds it on the day, and who did before.
    fn post(&self, post: &Record) -> Line {
        let holder = tenures::holder(post, self.day);
        let person = |person: Ref| self.speaker.desk.get(person).map(|person| person.title(self.lang()));
        let named = |label: &str, name: &str| {
            format!("{}{} {}", text::isolate(label), self.lang().colon(), text::isolate(name))
        };
        let title = holder
            .as_ref()
            .and_then(|holder| self.speaker.desk.get(holder.person))
            .map_or(post.title(self.lang()), |holder| tenures::title_held(post, holder, self.lang()));
        let vacant = self.say("paper-vacant");
        let name = holder.and_then(|holder| person(holder.person)).unwrap_or(&vacant);
        let before = tenures::predecessors(post, self.day);
        let before = before.iter().filter_map(|past| Some(named(&self.say("paper-predecessor"), person(past.person)?)));
        Line { text: named(title, name), notes: before.collect(), ..Line::default() }
    }
}
