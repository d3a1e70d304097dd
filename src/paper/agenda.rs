//! The agenda of a session.

use super::document::{Columns, CopyKind, Document, Languages, Line, Page, Section};
use crate::domain::kinds::{common, meeting, person};
use crate::domain::rules::agenda::{Agenda, level};
use crate::domain::rules::schedule::{Schedule, schedule};
use crate::domain::rules::tenures;
use crate::domain::{Desk, Fields, Kind, Record, Ref};
use crate::lang::date::PDate;
use crate::lang::duration::Minutes;
use crate::lang::{Arg, Lang, Lexicon};
use crate::text;
use jiff::civil::Date;

/// What writing a page needs.
struct Writer<'a> {
    desk: &'a Desk,
    lexicon: &'a Lexicon,
    lang: Lang,
    copy: CopyKind,
    day: Date,
}

/// The agenda of a session as a document: without what the copy may not hold, numbered as the whole agenda is.
pub fn agenda(
    record: &Record,
    desk: &Desk,
    lexicon: &Lexicon,
    languages: Languages,
    copy: CopyKind,
    today: Date,
) -> Document {
    // Posts are named with whoever holds them on the day of the session, whenever its agenda is printed.
    let day = record.fields.instant(meeting::START.id).map_or(today, |start| start.wall.date());
    let pages =
        languages.list().into_iter().map(|lang| Writer { desk, lexicon, lang, copy, day }.page(record).harmless());
    Document { kind: "agenda", pages: pages.collect() }
}

impl Writer<'_> {
    fn say(&self, key: &str, values: &[(&str, Arg<'_>)]) -> String {
        self.lexicon.say_with(self.lang, key, values)
    }

    fn page(&self, record: &Record) -> Page {
        let agenda = Agenda::of(record);
        let times = schedule(record, &agenda);
        let mut page = Page::new(self.lang);
        page.letterhead = vec![self.say("paper-letterhead", &[])];
        page.letterhead.extend(record.fields.link(meeting::BODY.id).map(|body| self.title(body)));
        let is_draft = record.status_code() == Some("draft");
        let kind = if is_draft { "draft_agenda" } else { "agenda" };
        page.heading = text::capitalised(self.lexicon.label(self.lang, "paper_kind", kind));
        page.title = record.title(self.lang).to_owned();
        page.numbered(self.lexicon, self.lang);
        page.columns = self.columns();
        self.facts(record, &mut page);
        page.sections = vec![Section { title: String::new(), lines: self.items(&agenda, &times) }];
        let total = Minutes(u32::try_from(times.total_minutes).unwrap_or(0)).to_string();
        page.footer.push(self.say("paper-total", &[("total", total.as_str().into())]));
        page
    }

    fn columns(&self) -> Columns {
        let [number, time, text, minutes] =
            ["paper-column-number", "paper-column-time", "paper-column-item", "paper-column-minutes"]
                .map(|key| self.say(key, &[]));
        Columns { number, time, text, minutes }
    }

    fn facts(&self, record: &Record, page: &mut Page) {
        let fields = &record.fields;
        page.fact(self.say("paper-code", &[]), fields.text(meeting::CODE.id).unwrap_or("").to_owned());
        page.fact(
            self.say("paper-when", &[]),
            fields.instant(meeting::START.id).map(|start| self.lexicon.instant(self.lang, start)).unwrap_or_default(),
        );
        page.fact(
            self.say("paper-where", &[]),
            fields.text3(meeting::PLACE.id).map(|place| place.best(self.lang).to_owned()).unwrap_or_default(),
        );
        page.fact(
            self.say("paper-chair", &[]),
            fields.link(meeting::CHAIR.id).map(|chair| self.who(chair)).unwrap_or_default(),
        );
    }

    fn items(&self, agenda: &Agenda, times: &Schedule) -> Vec<Line> {
        let numbers = agenda.numbers();
        let all = agenda.items().iter().zip(&numbers).zip(&times.slots);
        let mut withheld_level = None;
        let shown = all.filter(|((fields, _), _)| {
            // What stands under an item that is withheld is withheld with it.
            let is_under_withheld = withheld_level.is_some_and(|above| level(fields) > above);
            let is_withheld = self.withholds(fields.text(meeting::item::CONFIDENTIALITY.id));
            if !is_under_withheld {
                withheld_level = is_withheld.then(|| level(fields));
            }
            !is_withheld && !is_under_withheld
        });
        shown
            .map(|((fields, number), slot)| Line {
                number: number.clone(),
                time: slot.begins.map(|time| time.strftime("%H:%M").to_string()).unwrap_or_default(),
                minutes: if slot.minutes > 0 {
                    self.say("paper-minutes", &[("minutes", slot.minutes.into())])
                } else {
                    String::new()
                },
                level: level(fields),
                text: fields
                    .text3(meeting::item::TITLE.id)
                    .map_or_else(String::new, |title| title.best(self.lang).to_owned()),
                notes: self.notes(fields),
            })
            .collect()
    }

    /// Whether the copy may not say something: what says nothing about itself goes wherever its agenda goes.
    fn withholds(&self, confidentiality: Option<&str>) -> bool {
        confidentiality.is_some() && !self.copy.holds(confidentiality)
    }

    fn may_name(&self, reference: &Ref) -> bool {
        !self.desk.get(*reference).is_some_and(|record| self.withholds(record.fields.text(common::CONFIDENTIALITY.id)))
    }

    fn notes(&self, fields: &Fields) -> Vec<String> {
        let mut notes = Vec::new();
        let named = fields.links(meeting::item::PRESENTER.id).filter(|who| self.may_name(who));
        let presenters: Vec<String> = named.map(|who| self.who(who)).collect();
        if !presenters.is_empty() {
            notes.push(self.say("paper-presented-by", &[("who", presenters.join(" · ").as_str().into())]));
        }
        if let Some(proposer) = fields.link(meeting::item::PROPOSER.id).filter(|who| self.may_name(who)) {
            notes.push(self.say("paper-proposed-by", &[("who", self.title(proposer).as_str().into())]));
        }
        if let Some(from) = fields.link(meeting::item::CARRIED_FROM.id).filter(|from| self.may_name(from)) {
            notes.push(self.say("paper-carried-from", &[("session", self.title(from).as_str().into())]));
        }
        let about = fields.links(meeting::item::ABOUT.id).filter(|about| self.may_name(about));
        notes.extend(about.filter_map(|about| self.about(about)));
        if self.copy == CopyKind::Chair {
            let note = fields.text(meeting::item::NOTE.id).unwrap_or("");
            notes.extend(note.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned));
        }
        notes
    }

    /// What an item is about: the minutes to approve, or the decision with its number and date.
    fn about(&self, reference: Ref) -> Option<String> {
        let record = self.desk.get(reference)?;
        match record.kind {
            Kind::Meeting => Some(self.say("paper-minutes-of", &[("session", record.title(self.lang).into())])),
            Kind::Decision => {
                let number = record
                    .fields
                    .text(crate::domain::kinds::decision::NUMBER.id)
                    .map_or_else(|| reference.to_string(), str::to_owned);
                let date = record.date().map(|date: PDate| self.lexicon.date(self.lang, &date)).unwrap_or_default();
                Some(self.say("paper-decision", &[("number", number.as_str().into()), ("date", date.as_str().into())]))
            }
            _ => None,
        }
    }

    fn title(&self, reference: Ref) -> String {
        self.desk.get(reference).map_or_else(|| reference.to_string(), |record| record.title(self.lang).to_owned())
    }

    /// A post with its holder, or a person with the form of address.
    fn who(&self, reference: Ref) -> String {
        let Some(record) = self.desk.get(reference) else { return reference.to_string() };
        match record.kind {
            Kind::Post => match tenures::holder(record, self.day).and_then(|holder| self.desk.get(holder.person)) {
                Some(holder) => {
                    let (post, person) = (tenures::title_held(record, holder, self.lang), self.person(holder));
                    self.say("paper-post-holder", &[("post", post.into()), ("person", person.as_str().into())])
                }
                None => record.title(self.lang).to_owned(),
            },
            Kind::Person => self.person(record),
            _ => record.title(self.lang).to_owned(),
        }
    }

    fn person(&self, record: &Record) -> String {
        let name = record.title(self.lang);
        let Some(code) = record.fields.text(person::HONORIFIC.id) else { return name.to_owned() };
        let feminine = format!("{code}_f");
        let is_feminine = record.fields.text(person::GENDER.id) == Some("f")
            && self.lexicon.vocabulary("honorific").is_some_and(|words| words.has(&feminine));
        let code = if is_feminine { feminine.as_str() } else { code };
        format!("{} {name}", self.lexicon.label(self.lang, "honorific", code))
    }
}
