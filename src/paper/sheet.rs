//! The sheet of a partner: what a minister or a colleague needs before a meeting, each line with its date.

use super::document::{CopyKind, Document, Languages, Line, Page, Section};
use crate::domain::kinds::{common, instrument, partner};
use crate::domain::rules::{life, tenures, timeline};
use crate::domain::{Desk, Kind, Record, Ref};
use crate::lang::{Lang, Lexicon};
use crate::text;
use jiff::civil::Date;

struct Writer<'a> {
    desk: &'a Desk,
    lexicon: &'a Lexicon,
    lang: Lang,
    copy: CopyKind,
    today: Date,
}

/// The sheet of a partner as a document; what is confidential stays out of every copy but the chair's.
pub fn sheet(
    record: &Record,
    desk: &Desk,
    lexicon: &Lexicon,
    languages: Languages,
    copy: CopyKind,
    today: Date,
) -> Document {
    let pages = languages.list().into_iter().map(|lang| Writer { desk, lexicon, lang, copy, today }.page(record));
    Document::new("sheet", pages.collect())
}

impl Writer<'_> {
    fn say(&self, key: &str) -> String {
        self.lexicon.say(self.lang, key)
    }

    fn page(&self, record: &Record) -> Page {
        let mut page = Page::new(self.lang);
        page.letterhead = vec![self.say("paper-letterhead")];
        page.numbered(self.lexicon, self.lang);
        page.heading = self.say("paper-sheet");
        page.title = record.title(self.lang).to_owned();
        let own = record.title(self.lang);
        for (_, name) in record.title3().into_iter().flat_map(|title| title.texts()).filter(|(_, name)| *name != own) {
            page.fact(self.say("field-names"), name.to_owned());
        }
        let fields = &record.fields;
        page.fact(
            self.say("field-acronyms"),
            fields.text3(partner::ACRONYMS.id).map(|text| text.best(self.lang).to_owned()).unwrap_or_default(),
        );
        page.fact(
            self.say("field-type"),
            record
                .type_code()
                .map(|code| self.lexicon.label(self.lang, "partner_kind", code).to_owned())
                .unwrap_or_default(),
        );
        page.fact(
            self.say("field-country"),
            fields
                .text(partner::COUNTRY.id)
                .map(|code| self.lexicon.label(self.lang, "country", code).to_owned())
                .unwrap_or_default(),
        );
        page.fact(
            self.say("field-seat"),
            fields.text3(partner::SEAT.id).map(|text| text.best(self.lang).to_owned()).unwrap_or_default(),
        );
        page.fact(self.say("field-source"), fields.text(common::SOURCE.id).unwrap_or("").to_owned());
        page.sections = vec![
            self.posts(record),
            self.contacts(record),
            self.relations(record),
            self.moments(record),
            self.instruments(record),
            self.open_matters(record),
        ];
        page.sections.retain(|section| !section.lines.is_empty());
        page.footer.push(self.lexicon.say_with(
            self.lang,
            "paper-as-of",
            &[("date", self.lexicon.date(self.lang, &self.today.into()).as_str().into())],
        ));
        page
    }

    fn may_show(&self, record: &Record) -> bool {
        self.copy.holds(record.fields.text(common::CONFIDENTIALITY.id))
    }

    /// What the copy may not even name; what says nothing about itself may be named.
    fn is_withheld(&self, record: &Record) -> bool {
        let confidentiality = record.fields.text(common::CONFIDENTIALITY.id);
        confidentiality.is_some() && !self.copy.holds(confidentiality)
    }

    /// A label and its value, each in its own direction.
    fn labelled(&self, label: &str, value: &str) -> String {
        format!("{}{} {}", text::isolate(label), self.lang.colon(), text::isolate(value))
    }

    fn title(&self, reference: Ref) -> String {
        self.desk.get(reference).map_or_else(|| reference.to_string(), |record| record.title(self.lang).to_owned())
    }

    fn posts(&self, record: &Record) -> Section {
        let line = |post: &Record| {
            let holder = tenures::holder(post, self.today).and_then(|holder| self.desk.get(holder.person));
            let title = holder.map_or(post.title(self.lang), |holder| tenures::title_held(post, holder, self.lang));
            let name = holder.map_or_else(|| self.say("paper-vacant"), |holder| holder.title(self.lang).to_owned());
            let before = tenures::predecessors(post, self.today)
                .into_iter()
                .map(|past| self.labelled(&self.say("paper-predecessor"), &self.title(past.person)));
            Line { text: self.labelled(title, &name), notes: before.collect(), ..Line::default() }
        };
        let posts = tenures::posts_of(self.desk, record.reference).into_iter().filter(|post| !self.is_withheld(post));
        Section { title: self.say("paper-posts"), lines: posts.map(line).collect(), ..Section::default() }
    }

    fn contacts(&self, record: &Record) -> Section {
        let holds = |part: &&crate::domain::Fields| {
            tenures::holds_on(part.date(partner::contact::FROM.id), part.date(partner::contact::TO.id), self.today)
        };
        let line = |part: &crate::domain::Fields| {
            let kind = part.text(partner::contact::TYPE.id).unwrap_or("");
            let kind = text::capitalised(self.lexicon.label(self.lang, "contact_kind", kind));
            Line { text: self.labelled(&kind, part.text(partner::contact::VALUE.id).unwrap_or("")), ..Line::default() }
        };
        Section {
            title: self.say("field-contacts"),
            lines: record.fields.parts(partner::CONTACTS.id).filter(holds).map(line).collect(),
            ..Section::default()
        }
    }

    /// Relations both ways.
    fn relations(&self, record: &Record) -> Section {
        let label = |part: &crate::domain::Fields| {
            self.lexicon
                .label(self.lang, "relation_kind", part.text(partner::relation::TYPE.id).unwrap_or(""))
                .to_owned()
        };
        let own = record.fields.parts(partner::RELATIONS.id).filter_map(|part| {
            let other = self.desk.get(part.link(partner::relation::TO.id)?).filter(|other| !self.is_withheld(other))?;
            Some(format!("{} {}", label(part), text::isolate(other.title(self.lang))))
        });
        let others = self
            .desk
            .linking_to(record.reference)
            .filter(|other| other.kind == Kind::Partner && !self.is_withheld(other))
            .flat_map(|other| {
                let bonds = other
                    .fields
                    .parts(partner::RELATIONS.id)
                    .filter(|part| part.link(partner::relation::TO.id) == Some(record.reference));
                bonds.map(|part| self.labelled(other.title(self.lang), &label(part))).collect::<Vec<_>>()
            });
        let lines = own.chain(others).map(|text| Line { text, ..Line::default() });
        Section { title: self.say("field-relations"), lines: lines.collect(), ..Section::default() }
    }

    fn moments(&self, record: &Record) -> Section {
        let moments = timeline::timeline(self.desk, Some(record.reference), None, None);
        let lines = moments.iter().rev().filter_map(|moment| {
            let of = self.desk.get(moment.reference).filter(|of| self.may_show(of))?;
            let event = moment
                .event
                .as_deref()
                .map(|code| {
                    format!("{}{} ", self.lexicon.label(self.lang, "instrument_event", code), self.lang.colon())
                })
                .unwrap_or_default();
            let source = of.fields.text(common::SOURCE.id).map(str::to_owned);
            Some(Line {
                time: self.lexicon.date(self.lang, &moment.date),
                text: format!("{event}{}", of.title(self.lang)),
                notes: source.into_iter().collect(),
                level: moment.depth,
                ..Line::default()
            })
        });
        Section { title: self.say("paper-moments"), lines: lines.take(15).collect(), ..Section::default() }
    }

    fn instruments(&self, record: &Record) -> Section {
        let bound = self.desk.linking_to(record.reference).filter(|other| {
            other.kind == Kind::Instrument
                && other.fields.links(instrument::PARTIES.id).any(|party| party == record.reference)
        });
        let lines = bound.filter(|other| self.may_show(other)).map(|other| {
            let status = self.lexicon.label(self.lang, "instrument_status", life::instrument_status(other, self.today));
            Line { time: status.to_owned(), text: other.title(self.lang).to_owned(), ..Line::default() }
        });
        Section { title: self.say("kind-instrument-many"), lines: lines.collect(), ..Section::default() }
    }

    fn open_matters(&self, record: &Record) -> Section {
        let open = self.desk.linking_to(record.reference).filter(|other| life::is_open(other) && self.may_show(other));
        let lines = open.map(|other| {
            let due = other
                .kind
                .spec()
                .field("due")
                .and_then(|field| other.fields.date(field.id))
                .map(|due| self.lexicon.date(self.lang, due))
                .unwrap_or_default();
            let late = life::is_late(other, self.today).then(|| self.say("paper-late"));
            Line {
                time: due,
                text: self.labelled(&self.say(&format!("kind-{}", other.kind.key())), other.title(self.lang)),
                notes: late.into_iter().collect(),
                ..Line::default()
            }
        });
        Section { title: self.say("paper-open"), lines: lines.collect(), ..Section::default() }
    }
}
