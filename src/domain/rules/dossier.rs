//! The dossier of a record: everything that has to do with it on a day, by sections, whatever record it hangs on.
//!
//! Of a state its missions and organs belong to it, and so do all their posts; of any partner those that are part of it. What
//! comes next stands first, what is behind follows with the latest on top. A record is named once, in the first section that
//! it belongs to.

pub mod said;

use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::{action, common, instrument, partner, post};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::rules::life;
use crate::domain::rules::tenures::holds_on;
use crate::lang::date::PDate;
use crate::limits;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// One section of a dossier, in the order in which they are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Meetings, visits and audiences to come, the next one first.
    Ahead,
    /// The posts, by rank.
    Posts,
    /// Persons who belong to it without one of its posts.
    People,
    /// What is open: actions, commitments, decisions.
    Open,
    /// What was, the latest first.
    Past,
    /// Texts that bind or declare.
    Instruments,
    /// The partners that are part of it.
    Organisations,
    /// What binds it to other partners, from either side.
    Relations,
    /// The committees that it sits on.
    Bodies,
    /// What was settled and done.
    Settled,
    /// Letters, the latest first.
    Letters,
    /// Documents and studies.
    Documents,
    /// Whatever else names it.
    Others,
}

impl Section {
    /// All of them, in their order.
    pub const ALL: [Section; 13] = [
        Section::Ahead,
        Section::Posts,
        Section::People,
        Section::Open,
        Section::Past,
        Section::Instruments,
        Section::Organisations,
        Section::Relations,
        Section::Bodies,
        Section::Settled,
        Section::Letters,
        Section::Documents,
        Section::Others,
    ];

    /// Its name in messages.
    pub fn key(self) -> &'static str {
        match self {
            Section::Ahead => "ahead",
            Section::Posts => "posts",
            Section::People => "people",
            Section::Open => "open",
            Section::Past => "past",
            Section::Instruments => "instruments",
            Section::Organisations => "organisations",
            Section::Relations => "relations",
            Section::Bodies => "bodies",
            Section::Settled => "settled",
            Section::Letters => "letters",
            Section::Documents => "documents",
            Section::Others => "others",
        }
    }

    /// Whether its records are told apart by their dates.
    pub fn is_dated(self) -> bool {
        !matches!(
            self,
            Section::Posts
                | Section::People
                | Section::Organisations
                | Section::Relations
                | Section::Bodies
                | Section::Others
        )
    }
}

/// What binds two partners.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bond {
    /// A code of `relation_kind`.
    pub code: String,
    /// Whether this side says it; otherwise the other one does.
    pub is_own: bool,
    /// Whether it holds on the day.
    pub holds: bool,
}

/// One record of a section.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The record.
    pub reference: Ref,
    /// Its date, where that says where it stands.
    pub date: Option<PDate>,
    /// What binds it, in [`Section::Relations`].
    pub bond: Option<Bond>,
}

/// The sections that hold something.
pub type Dossier = BTreeMap<Section, Vec<Item>>;

/// The dossier of a record on a day; of each section at most [`limits::DOSSIER_RECORDS`].
pub fn dossier(desk: &Desk, reference: Ref, day: Date) -> Dossier {
    let Some(record) = desk.get(reference) else { return Dossier::new() };
    let centres = centres(desk, record);
    let mut dossier = Dossier::new();
    for bond in bonds(desk, record, day) {
        dossier.entry(Section::Relations).or_default().push(bond);
    }
    let mut seen: BTreeSet<Ref> = dossier.values().flatten().map(|item| item.reference).collect();
    if record.kind != Kind::Post {
        seen.insert(reference);
    }
    // Who holds or held a post stands with it.
    let posts = centres.iter().filter_map(|centre| desk.get(*centre)).filter(|record| record.kind == Kind::Post);
    for post in posts {
        seen.extend(post.fields.parts(post::TENURES.id).filter_map(|part| part.link(post::tenure::PERSON.id)));
    }
    for other in gathered(desk, record, &centres) {
        if !seen.insert(other) {
            continue;
        }
        let Some(other) = desk.get(other) else { continue };
        let item = Item { reference: other.reference, date: other.date(), bond: None };
        dossier.entry(section_of(other, &centres, day)).or_default().push(item);
    }
    for (section, items) in &mut dossier {
        sort(*section, items, desk);
        items.truncate(limits::DOSSIER_RECORDS);
    }
    dossier
}

/// The record with what is part of it: of a state everything of its country, of a partner what stands under it, and the posts
/// of all of them.
fn centres(desk: &Desk, record: &Record) -> BTreeSet<Ref> {
    let mut centres = BTreeSet::from([record.reference]);
    if record.kind != Kind::Partner {
        return centres;
    }
    if let Some(country) = country_of(record) {
        let of_it = |other: &&std::sync::Arc<Record>| other.fields.text(partner::COUNTRY.id) == Some(country);
        centres.extend(desk.of_kind(Kind::Partner).filter(of_it).map(|other| other.reference));
    }
    let mut layer: Vec<Ref> = centres.iter().copied().collect();
    for _ in 0..limits::TREE_DEPTH {
        let under = layer.iter().flat_map(|above| {
            desk.linking_to(*above).filter(|other| other.fields.link(partner::PARENT.id) == Some(*above))
        });
        let under: Vec<Ref> = under.filter(|other| other.kind == Kind::Partner).map(|other| other.reference).collect();
        layer = under.into_iter().filter(|other| centres.insert(*other)).collect();
    }
    let posts = centres.iter().flat_map(|centre| {
        desk.linking_to(*centre)
            .filter(|other| other.kind == Kind::Post && other.fields.link(post::PARTNER.id) == Some(*centre))
    });
    let posts: Vec<Ref> = posts.map(|other| other.reference).collect();
    centres.extend(posts);
    centres
}

/// The country of a state.
fn country_of(record: &Record) -> Option<&str> {
    record.fields.text(partner::COUNTRY.id).filter(|_| record.type_code() == Some("state"))
}

/// Everything that names one of the centres, what the record itself names, the documents of all, and what was agreed and done
/// because of them.
fn gathered(desk: &Desk, record: &Record, centres: &BTreeSet<Ref>) -> Vec<Ref> {
    let mut found: Vec<Ref> = centres.iter().copied().collect();
    found.extend(record.links().into_iter().map(|(_, named)| named));
    for centre in centres {
        found.extend(desk.linking_to(*centre).map(|other| other.reference));
        found.extend(desk.get(*centre).into_iter().flat_map(|record| record.fields.links(common::DOCUMENTS.id)));
    }
    let first: BTreeSet<Ref> = found.iter().copied().collect();
    for reference in first.difference(centres) {
        let Some(record) = desk.get(*reference) else { continue };
        if matches!(record.kind, Kind::Engagement | Kind::Instrument | Kind::Commitment) {
            let from_it = desk.linking_to(*reference).filter(|other| follows_from(other, *reference));
            found.extend(from_it.map(|other| other.reference));
            found.extend(record.fields.links(common::DOCUMENTS.id));
        }
    }
    found
}

/// Whether a record came of another: an action of its origin, a line of a programme of its visit.
fn follows_from(record: &Record, origin: Ref) -> bool {
    match record.kind {
        Kind::Action => record.fields.link(action::ORIGIN.id) == Some(origin),
        Kind::Engagement => record.fields.link(crate::domain::kinds::engagement::PARENT.id) == Some(origin),
        Kind::Instrument => record.fields.link(instrument::AMENDS.id) == Some(origin),
        _ => false,
    }
}

fn section_of(record: &Record, centres: &BTreeSet<Ref>, day: Date) -> Section {
    match record.kind {
        Kind::Post => Section::Posts,
        Kind::Partner if centres.contains(&record.reference) => Section::Organisations,
        Kind::Partner => Section::Others,
        Kind::Person => Section::People,
        Kind::Engagement | Kind::Meeting => {
            let is_ahead = record.date().and_then(|date| date.latest()).is_some_and(|last| last >= day);
            if is_ahead && record.status_code() != Some("cancelled") { Section::Ahead } else { Section::Past }
        }
        Kind::Instrument => Section::Instruments,
        Kind::Commitment | Kind::Action | Kind::Decision if life::is_open(record) => Section::Open,
        Kind::Commitment | Kind::Action | Kind::Decision => Section::Settled,
        Kind::Body => Section::Bodies,
        Kind::Letter => Section::Letters,
        Kind::Document | Kind::Study => Section::Documents,
        Kind::Strategy | Kind::Term => Section::Others,
    }
}

/// What binds a partner to others, said by either of them; by each other partner and code once.
fn bonds(desk: &Desk, record: &Record, day: Date) -> Vec<Item> {
    if record.kind != Kind::Partner {
        return Vec::new();
    }
    let of = |from: &Record| -> Vec<(Ref, Bond)> {
        let parts = from.fields.parts(partner::RELATIONS.id).filter_map(|part| {
            let holds = holds_on(part.date(partner::relation::FROM.id), part.date(partner::relation::UNTIL.id), day);
            let code = part.text(partner::relation::TYPE.id)?.to_owned();
            let to = desk.resolve(part.link(partner::relation::TO.id)?);
            Some((to, Bond { code, is_own: from.reference == record.reference, holds }))
        });
        parts.collect()
    };
    let own = of(record).into_iter();
    let others = desk.linking_to(record.reference).filter(|other| other.kind == Kind::Partner).flat_map(|other| {
        let to_it = of(other).into_iter().filter(|(to, _)| *to == record.reference);
        to_it.map(|(_, bond)| (other.reference, bond)).collect::<Vec<_>>()
    });
    let all = own.chain(others).filter(|(other, _)| desk.get(*other).is_some());
    all.map(|(reference, bond)| Item { reference, date: None, bond: Some(bond) }).collect()
}

fn sort(section: Section, items: &mut [Item], desk: &Desk) {
    let date = |item: &Item| item.date.as_ref().map(PDate::sort_key);
    let number = |item: &Item, field| desk.get(item.reference).and_then(|record| record.fields.number(field));
    match section {
        Section::Past | Section::Settled | Section::Letters | Section::Instruments | Section::Documents => {
            items.sort_by_key(|item| (Reverse(date(item)), item.reference));
        }
        Section::Posts => {
            let partner = |item: &Item| desk.get(item.reference).and_then(|post| post.fields.link(post::PARTNER.id));
            items.sort_by_key(|item| (partner(item), number(item, post::RANK.id).unwrap_or(i64::MAX), item.reference));
        }
        Section::Organisations => {
            items.sort_by_key(|item| (number(item, partner::PRECEDENCE.id).unwrap_or(i64::MAX), item.reference));
        }
        Section::Relations => {
            let ended = |item: &Item| item.bond.as_ref().is_some_and(|bond| !bond.holds);
            items.sort_by_key(|item| (ended(item), item.reference));
        }
        // What has no date is not due before what has one.
        _ => items.sort_by_key(|item| (item.date.is_none(), date(item), item.reference)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kinds::{engagement, letter};
    use crate::domain::value::{Fields, Value};
    use std::sync::Arc;

    fn record(number: u64, kind: Kind, fields: Fields) -> Arc<Record> {
        Arc::new(Record { reference: Ref(number), kind, rev: 1, fields })
    }

    fn code(text: &str) -> Value {
        Value::Code(text.to_owned())
    }

    fn date(text: &str) -> PDate {
        text.parse().unwrap()
    }

    /// A state (1), its embassy (2) with a post (3) that a person (4) held until 2021, a visit (5) of the embassy with an action
    /// (6), a ministry (7) to which the embassy is accredited until 2020, and another state (8) with a letter (9).
    fn desk() -> Desk {
        let partner = |kind: &str, country: &str| {
            Fields::new().with_value(partner::TYPE.id, code(kind)).with_value(partner::COUNTRY.id, code(country))
        };
        let bond = Fields::new()
            .with(partner::relation::TO.id, Ref(7))
            .with_value(partner::relation::TYPE.id, code("accredited_to"))
            .with(partner::relation::UNTIL.id, date("2020"));
        let embassy = partner("embassy", "SN").with(partner::RELATIONS.id, vec![Value::Part(bond)]);
        let tenure = Fields::new().with(post::tenure::PERSON.id, Ref(4)).with(post::tenure::UNTIL.id, date("2021"));
        let ambassador = Fields::new().with(post::PARTNER.id, Ref(2)).with(post::TENURES.id, vec![Value::Part(tenure)]);
        let host = Fields::new().with(engagement::participant::WHO.id, Ref(2));
        let visit = Fields::new()
            .with(engagement::DATE.id, date("2022-05-03"))
            .with(engagement::PARTICIPANTS.id, vec![Value::Part(host)]);
        let task = Fields::new().with(action::ORIGIN.id, Ref(5)).with_value(action::STATUS.id, code("in_progress"));
        let letter = Fields::new().with(letter::FROM.id, vec![Value::Link(Ref(8))]);
        let records = [
            record(1, Kind::Partner, partner("state", "SN")),
            record(2, Kind::Partner, embassy),
            record(3, Kind::Post, ambassador),
            record(4, Kind::Person, Fields::new()),
            record(5, Kind::Engagement, visit),
            record(6, Kind::Action, task),
            record(7, Kind::Partner, Fields::new()),
            record(8, Kind::Partner, partner("state", "FR")),
            record(9, Kind::Letter, letter),
        ];
        Desk::restore(1, 10, records, [])
    }

    fn check(of: u64, day: &str, expected: &[(Section, &[u64])]) {
        let found = dossier(&desk(), Ref(of), day.parse().unwrap());
        let found: Vec<(Section, Vec<u64>)> = found
            .into_iter()
            .map(|(section, items)| (section, items.iter().map(|item| item.reference.0).collect()))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(section, items)| (*section, items.to_vec())).collect();
        assert_eq!(found, expected, "of {of} on {day}");
    }

    #[test]
    fn a_state_gathers_what_hangs_on_its_missions_and_nothing_of_another() {
        use Section::{Ahead, Letters, Open, Organisations, Past, Posts};
        let all: &[(Section, &[u64])] = &[(Posts, &[3]), (Open, &[6]), (Past, &[5]), (Organisations, &[2])];
        check(1, "2026-01-01", all);
        let before: &[(Section, &[u64])] = &[(Ahead, &[5]), (Posts, &[3]), (Open, &[6]), (Organisations, &[2])];
        check(1, "2019-01-01", before);
        check(8, "2026-01-01", &[(Letters, &[9])]);
    }

    #[test]
    fn relations_are_seen_from_both_sides_with_whether_they_hold() {
        let bond = |of: u64, day: &str| {
            let found = dossier(&desk(), Ref(of), day.parse().unwrap());
            let item = found[&Section::Relations][0].clone();
            (item.reference.0, item.bond.unwrap())
        };
        let (to, own) = bond(2, "2019-01-01");
        assert!(to == 7 && own.is_own && own.holds);
        let (from, other) = bond(7, "2026-01-01");
        assert!(from == 2 && !other.is_own && !other.holds);
    }

    #[test]
    fn a_post_stands_in_its_own_dossier() {
        check(3, "2026-01-01", &[(Section::Posts, &[3]), (Section::Others, &[2])]);
    }
}
