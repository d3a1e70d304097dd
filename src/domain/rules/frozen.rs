//! What an agenda says on paper, taken out of the desk: names and titles as they are at that moment.
//!
//! A page is always written from a [`Frozen`], be it taken this minute or kept in a version: a version prints the same
//! bytes after a reshuffle, after other versions, and a year later. What is in it is everything that any copy may hold, each
//! name with its confidentiality; the copy decides when it is printed.

use super::agenda::{Agenda, level};
use super::schedule::schedule;
use super::{opinions, tenures};
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::{common, decision, meeting, person};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3};
use crate::lang::date::{Instant, PDate};
use crate::lang::{Lang, Lexicon};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An agenda as printed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Frozen {
    /// Whether it is a draft.
    pub draft: bool,
    /// The body; nothing where there is none.
    pub body: Option<Text3>,
    /// The session.
    pub title: Text3,
    /// Its code.
    pub code: Option<String>,
    /// Its beginning.
    pub start: Option<Instant>,
    /// Its place.
    pub place: Option<Text3>,
    /// Who chairs it.
    pub chair: Option<Named>,
    /// Its items in order.
    pub items: Vec<FrozenItem>,
    /// Minutes of all items together.
    pub total_minutes: i64,
}

/// Somebody or something with a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// The post, where somebody is named by it.
    pub post: Option<Text3>,
    /// The name, of a person with the form of address.
    pub name: Text3,
    /// Who may read it.
    pub confidentiality: Option<String>,
}

/// One item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrozenItem {
    /// Its number inside the meeting for ever.
    pub item: i64,
    /// Its printed number.
    pub number: String,
    /// How deep it is.
    pub level: u8,
    /// The hour at which it begins: `10:25`.
    pub time: Option<String>,
    /// Its length.
    pub minutes: i64,
    /// Code of `item_kind`.
    pub kind: Option<String>,
    /// Whether it came late.
    pub late: bool,
    /// Its title.
    pub title: Text3,
    /// Who may read it.
    pub confidentiality: Option<String>,
    /// Who presents it.
    pub presenters: Vec<Named>,
    /// Who proposed it.
    pub proposer: Option<Named>,
    /// The session it was carried over from.
    pub carried_from: Option<Named>,
    /// What it is about.
    pub about: Vec<About>,
    /// Titles of its documents.
    pub documents: Vec<Named>,
    /// The note for the chair.
    pub note: Option<String>,
    /// Opinions asked on it; versions that were frozen before there were any say nothing of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub opinions: Vec<FrozenOpinion>,
}

/// An opinion asked of an institution on an item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrozenOpinion {
    /// The institution.
    pub of: Named,
    /// Code of `opinion_kind`; nothing as long as it is awaited.
    pub kind: Option<String>,
    /// In words.
    pub text: Option<String>,
    /// The day on which it was given, or until which it is awaited.
    pub date: Option<PDate>,
}

/// The minutes or the decision that an item is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    /// Whether it is a decision; else the session whose minutes are meant.
    pub is_decision: bool,
    /// The session or the decision.
    pub title: Text3,
    /// Number of the decision.
    pub number: String,
    /// Its date.
    pub date: Option<PDate>,
    /// Who may read it.
    pub confidentiality: Option<String>,
}

impl Frozen {
    /// The agenda of a session as it would be printed now.
    pub fn take(desk: &Desk, session: &Record, lexicon: &Lexicon, today: Date) -> Frozen {
        // Posts are named with whoever holds them on the day of the session.
        let day = session.fields.instant(meeting::START.id).map_or(today, |start| start.wall.date());
        let namer = Namer { desk, lexicon, day };
        let agenda = Agenda::of(session);
        let times = schedule(session, &agenda);
        let numbers = agenda.numbers();
        let items = agenda.items().iter().zip(numbers).zip(&times.slots).map(|((fields, number), slot)| FrozenItem {
            number,
            time: slot.begins.map(|time| time.strftime("%H:%M").to_string()),
            minutes: slot.minutes,
            opinions: namer.opinions(session, fields),
            ..namer.item(fields)
        });
        Frozen {
            draft: session.status_code() == Some("draft"),
            body: session.fields.link(meeting::BODY.id).map(|body| namer.title(body)),
            title: session.title3().cloned().unwrap_or_default(),
            code: session.fields.text(meeting::CODE.id).map(str::to_owned),
            start: session.fields.instant(meeting::START.id).cloned(),
            place: session.fields.text3(meeting::PLACE.id).cloned(),
            chair: session.fields.link(meeting::CHAIR.id).map(|chair| namer.who(chair)),
            items: items.collect(),
            total_minutes: times.total_minutes,
        }
    }
}

/// Names records as a page does, in all languages at once.
pub struct Namer<'a> {
    /// The records.
    pub desk: &'a Desk,
    /// Forms of address.
    pub lexicon: &'a Lexicon,
    /// The day on which posts are held.
    pub day: Date,
}

impl Namer<'_> {
    fn item(&self, fields: &Fields) -> FrozenItem {
        use meeting::item;
        FrozenItem {
            item: fields.number(item::ITEM.id).unwrap_or(0),
            level: level(fields),
            kind: fields.text(item::TYPE.id).map(str::to_owned),
            late: fields.text(item::LIST.id) == Some("late"),
            title: fields.text3(item::TITLE.id).cloned().unwrap_or_default(),
            confidentiality: fields.text(item::CONFIDENTIALITY.id).map(str::to_owned),
            presenters: fields.links(item::PRESENTER.id).map(|who| self.who(who)).collect(),
            proposer: fields.link(item::PROPOSER.id).map(|who| self.named(who)),
            carried_from: fields.link(item::CARRIED_FROM.id).map(|from| self.named(from)),
            about: fields.links(item::ABOUT.id).filter_map(|about| self.about(about)).collect(),
            documents: fields.links(item::DOCUMENTS.id).map(|document| self.named(document)).collect(),
            note: fields.text(item::NOTE.id).map(str::to_owned),
            ..FrozenItem::default()
        }
    }

    fn opinions(&self, session: &Record, fields: &Fields) -> Vec<FrozenOpinion> {
        use meeting::opinion;
        let number = fields.number(meeting::item::ITEM.id).unwrap_or(0);
        let taken = |part: &Fields| {
            let kind = part.text(opinion::TYPE.id).map(str::to_owned);
            let date = if kind.is_some() { opinion::GIVEN.id } else { opinion::DUE.id };
            Some(FrozenOpinion {
                of: self.named(part.link(opinion::INSTITUTION.id)?),
                text: part.text(opinion::TEXT.id).map(str::to_owned),
                date: part.date(date).cloned(),
                kind,
            })
        };
        opinions::of_item(session, number).filter_map(taken).collect()
    }

    fn about(&self, reference: Ref) -> Option<About> {
        let record = self.desk.get(reference)?;
        let is_decision = match record.kind {
            Kind::Meeting => false,
            Kind::Decision => true,
            _ => return None,
        };
        let number = record.fields.text(decision::NUMBER.id).filter(|_| is_decision);
        Some(About {
            is_decision,
            title: record.title3().cloned().unwrap_or_default(),
            number: number.map_or_else(|| reference.to_string(), str::to_owned),
            date: record.date(),
            confidentiality: confidentiality(record),
        })
    }

    fn title(&self, reference: Ref) -> Text3 {
        self.desk.get(reference).map_or_else(|| unknown(reference), |record| whole_title(record))
    }

    /// A record by its title.
    pub fn named(&self, reference: Ref) -> Named {
        Named {
            post: None,
            name: self.title(reference),
            confidentiality: self.desk.get(reference).and_then(|record| confidentiality(record)),
        }
    }

    /// A post with its holder, or a person with the form of address.
    pub fn who(&self, reference: Ref) -> Named {
        let named = self.named(reference);
        let Some(record) = self.desk.get(reference) else { return named };
        match record.kind {
            Kind::Person => Named { name: self.person(record), ..named },
            Kind::Post => match tenures::holder(record, self.day).and_then(|holder| self.desk.get(holder.person)) {
                Some(holder) => Named {
                    post: Some(in_all(|lang| tenures::title_held(record, holder, lang).to_owned())),
                    name: self.person(holder),
                    ..named
                },
                None => named,
            },
            _ => named,
        }
    }

    /// A person with the form of address that the gender asks for.
    pub fn person(&self, record: &Record) -> Text3 {
        let Some(code) = record.fields.text(person::HONORIFIC.id) else { return whole_title(record) };
        let feminine = format!("{code}_f");
        let is_feminine = record.fields.text(person::GENDER.id) == Some("f")
            && self.lexicon.vocabulary("honorific").is_some_and(|words| words.has(&feminine));
        let code = if is_feminine { feminine.as_str() } else { code };
        in_all(|lang| format!("{} {}", self.lexicon.label(lang, "honorific", code), record.title(lang)))
    }
}

/// The title of a record in each language as a reader of that language sees it.
fn whole_title(record: &Record) -> Text3 {
    in_all(|lang| record.title(lang).to_owned())
}

fn unknown(reference: Ref) -> Text3 {
    in_all(|_| reference.to_string())
}

/// A text in every language.
pub(super) fn in_all(text: impl Fn(Lang) -> String) -> Text3 {
    let mut all = Text3::default();
    for lang in Lang::ALL {
        all.set(lang, Some(text(lang)));
    }
    all
}

/// Levels of confidentiality, the widest first: the codes of `confidentiality`.
pub(super) const CONFIDENTIALITIES: [&str; 4] = ["public", "internal", "restricted", "confidential"];

pub(super) fn confidentiality(record: &Record) -> Option<String> {
    record.fields.text(common::CONFIDENTIALITY.id).map(str::to_owned)
}
