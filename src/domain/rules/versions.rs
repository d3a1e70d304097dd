//! Numbered versions of an agenda: what was frozen with its seal, and what differs between two.

use super::frozen::{Frozen, FrozenItem};
use super::seal::seal;
use crate::domain::kinds::meeting::{VERSIONS, item, version};
use crate::domain::record::Record;
use crate::domain::value::{Fields, Value};
use crate::lang::date::Instant;

/// Who freezes, and when.
#[derive(Clone, Debug)]
pub struct Freezing<'a> {
    /// What is frozen, as text.
    pub text: String,
    /// Code of `version_state`.
    pub state: &'a str,
    /// Who.
    pub by: &'a str,
    /// When.
    pub at: Instant,
}

/// The number of the newest version; 0 where there is none.
pub fn newest(session: &Record) -> i64 {
    session.fields.parts(VERSIONS.id).filter_map(|part| part.number(version::NUMBER.id)).max().unwrap_or(0)
}

/// A new item of a session: one that comes after a version was frozen is a late one and belongs to the addendum.
pub fn late_or_not(session: &Record, mut fields: Fields) -> Fields {
    if newest(session) > 0 && fields.get(item::LIST.id).is_none() {
        fields.set(item::LIST.id, Some(Value::Code("late".to_owned())));
    }
    fields
}

/// The version of that number.
pub fn version(session: &Record, number: i64) -> Option<&Fields> {
    session.fields.parts(VERSIONS.id).find(|part| part.number(version::NUMBER.id) == Some(number))
}

/// Whether the kept text of a version is still what its seal says.
pub fn is_whole(version: &Fields) -> bool {
    version.text(version::TEXT.id).is_some_and(|text| Some(seal(text).as_str()) == version.text(version::HASH.id))
}

/// Freezes a version into the fields of a session. Answers its number; where nothing differs from the newest one, that
/// one's number, with its state renewed.
pub fn freeze(fields: &mut Fields, freezing: Freezing<'_>) -> i64 {
    let mut versions = fields.list(VERSIONS.id).to_vec();
    let newest = versions.last_mut().and_then(|value| match value {
        Value::Part(part) => Some(part),
        _ => None,
    });
    let hash = seal(&freezing.text);
    let state = Value::Code(freezing.state.to_owned());
    let number = newest.as_ref().and_then(|part| part.number(version::NUMBER.id)).unwrap_or(0);
    match newest {
        Some(part) if part.text(version::HASH.id) == Some(hash.as_str()) => {
            part.set(version::STATE.id, Some(state));
            fields.set(VERSIONS.id, Some(Value::List(versions)));
            number
        }
        _ => {
            let mut part = Fields::new().with(version::NUMBER.id, number + 1).with(version::AT.id, freezing.at);
            part.set(version::STATE.id, Some(state));
            part.set(version::HASH.id, Some(Value::Text(hash)));
            part.set(version::BY.id, Some(Value::Text(freezing.by.to_owned())));
            part.set(version::TEXT.id, Some(Value::Text(freezing.text)));
            versions.push(Value::Part(part));
            fields.set(VERSIONS.id, Some(Value::List(versions)));
            number + 1
        }
    }
}

/// One thing that differs between two versions.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference<'a> {
    /// An item that the older one does not have.
    Added(&'a FrozenItem),
    /// An item that the newer one does not have.
    Removed(&'a FrozenItem),
    /// An item that stands elsewhere among those that both have.
    Moved(&'a FrozenItem, &'a FrozenItem),
    /// An item whose number differs only because others came or went.
    Renumbered(&'a FrozenItem, &'a FrozenItem),
    /// An item that says something else, with the fields that differ.
    Changed(&'a FrozenItem, &'a FrozenItem, Vec<&'static str>),
    /// The session itself: the fields that differ.
    Session(Vec<&'static str>),
}

/// What differs from an older to a newer version, in the order of the newer one, what is gone last.
pub fn differences<'a>(old: &'a Frozen, new: &'a Frozen) -> Vec<Difference<'a>> {
    let mut found = Vec::new();
    let facts = session_fields(old, new);
    if !facts.is_empty() {
        found.push(Difference::Session(facts));
    }
    let stays = in_order(old, new);
    for item in &new.items {
        let Some(was) = old.items.iter().find(|was| was.item == item.item) else {
            found.push(Difference::Added(item));
            continue;
        };
        if !stays.contains(&item.item) || was.level != item.level {
            found.push(Difference::Moved(was, item));
        } else if was.number != item.number {
            found.push(Difference::Renumbered(was, item));
        }
        let fields = item_fields(was, item);
        if !fields.is_empty() {
            found.push(Difference::Changed(was, item, fields));
        }
    }
    let is_gone = |was: &&FrozenItem| !new.items.iter().any(|item| item.item == was.item);
    found.extend(old.items.iter().filter(is_gone).map(Difference::Removed));
    found
}

fn session_fields(old: &Frozen, new: &Frozen) -> Vec<&'static str> {
    let differ = [
        ("title", old.title != new.title),
        ("code", old.code != new.code),
        ("start", old.start != new.start),
        ("place", old.place != new.place),
        ("chair", old.chair != new.chair),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
}

fn item_fields(old: &FrozenItem, new: &FrozenItem) -> Vec<&'static str> {
    let differ = [
        ("title", old.title != new.title),
        ("type", old.kind != new.kind),
        ("duration", old.minutes != new.minutes),
        ("presenter", old.presenters != new.presenters),
        ("proposer", old.proposer != new.proposer),
        ("about", old.about != new.about),
        ("documents", old.documents != new.documents),
        ("confidentiality", old.confidentiality != new.confidentiality),
        ("note", old.note != new.note),
        ("opinions", old.opinions != new.opinions),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
}

/// The items that both have and that need not move: the longest run of them in the same order in both.
fn in_order(old: &Frozen, new: &Frozen) -> Vec<i64> {
    let place = |item: &FrozenItem| old.items.iter().position(|was| was.item == item.item).map(|at| (at, item.item));
    let common: Vec<(usize, i64)> = new.items.iter().filter_map(place).collect();
    // For each item the longest run that ends with it, and the item before it in that run.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(common.len());
    for (at, (here, _)) in common.iter().enumerate() {
        let before = (0..at).filter(|other| common[*other].0 < *here).max_by_key(|other| runs[*other].0);
        runs.push((before.map_or(0, |other| runs[other].0) + 1, before));
    }
    let mut at = (0..runs.len()).max_by_key(|at| runs[*at].0);
    let mut kept = Vec::new();
    while let Some(here) = at {
        kept.push(common[here].1);
        at = runs[here].1;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frozen(items: &[(i64, &str, &str)]) -> Frozen {
        let item = |(item, number, title): &(i64, &str, &str)| FrozenItem {
            item: *item,
            number: (*number).to_owned(),
            title: crate::domain::Text3 { fr: Some((*title).to_owned()), ..Default::default() },
            ..FrozenItem::default()
        };
        Frozen { items: items.iter().map(item).collect(), ..Frozen::default() }
    }

    fn check(old: &[(i64, &str, &str)], new: &[(i64, &str, &str)], expected: &[&str]) {
        let (old, new) = (frozen(old), frozen(new));
        let said = |difference: &Difference<'_>| match difference {
            Difference::Added(item) => format!("+{}", item.item),
            Difference::Removed(item) => format!("-{}", item.item),
            Difference::Moved(_, item) => format!(">{}", item.item),
            Difference::Renumbered(was, item) => format!("{}={}", was.number, item.number),
            Difference::Changed(_, item, fields) => format!("~{} {}", item.item, fields.join(",")),
            Difference::Session(fields) => fields.join(","),
        };
        assert_eq!(differences(&old, &new).iter().map(said).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn row_47_the_difference_of_two_versions_names_what_came_went_moved_and_changed() {
        let old = [(1, "1", "a"), (2, "2", "b"), (3, "3", "c")];
        check(&old, &old, &[]);
        check(&old, &[(1, "1", "a"), (4, "2", "d"), (2, "3", "b"), (3, "4", "c")], &["+4", "2=3", "3=4"]);
        check(&old, &[(1, "1", "a"), (3, "2", "c")], &["3=2", "-2"]);
        check(&old, &[(3, "1", "c"), (1, "2", "a"), (2, "3", "b")], &[">3", "1=2", "2=3"]);
        check(&old, &[(1, "1", "a"), (2, "2", "B"), (3, "3", "c")], &["~2 title"]);
    }

    #[test]
    fn the_same_text_is_not_frozen_twice_and_a_changed_text_breaks_its_seal() {
        let at = Instant::at_home(jiff::civil::date(2026, 12, 1).at(9, 0, 0, 0));
        let freezing =
            |text: &str, state: &'static str| Freezing { text: text.to_owned(), state, by: "amina", at: at.clone() };
        let mut fields = Fields::new();
        assert_eq!(freeze(&mut fields, freezing("x", "frozen")), 1);
        assert_eq!(freeze(&mut fields, freezing("x", "sent")), 1);
        assert_eq!(freeze(&mut fields, freezing("y", "amended")), 2);
        let mut parts: Vec<Fields> = fields.parts(VERSIONS.id).cloned().collect();
        assert_eq!(
            parts.iter().filter_map(|part| part.text(version::STATE.id)).collect::<Vec<_>>(),
            ["sent", "amended"]
        );
        assert!(parts.iter().all(is_whole));
        parts[0].set(version::TEXT.id, Some(Value::Text("z".to_owned())));
        assert!(!is_whole(&parts[0]));
    }
}
