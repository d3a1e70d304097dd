//! One change of many records: what it would do to each, before anything is done.
//!
//! Records that hold already what is wished stay out of it, and so do those that a rule would refuse: both are counted and
//! told. What is left is one proposal, and one undo takes it back.

use crate::domain::change::{Draft, FieldError};
use crate::domain::check::check_record;
use crate::domain::desk::Desk;
use crate::domain::field::{Field, Shape};
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Text3, Value};
use crate::lang::Lexicon;
use std::collections::BTreeSet;

/// What is wished of every record.
#[derive(Clone, Debug, PartialEq)]
pub enum Wish {
    /// This field holds this; to a list what it lacks is added, in a text the languages that are said are put.
    Put(&'static Field, Value),
    /// This field holds nothing.
    Empty(&'static Field),
    /// These values are in this list no more.
    Take(&'static Field, Vec<Value>),
    /// It is taken away.
    Drop,
}

impl Wish {
    /// The field that it is about.
    pub fn field(&self) -> Option<&'static Field> {
        match self {
            Wish::Put(field, _) | Wish::Empty(field) | Wish::Take(field, _) => Some(field),
            Wish::Drop => None,
        }
    }
}

/// What happens to one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The record.
    pub reference: Ref,
    /// What its field holds now.
    pub before: Option<Value>,
    /// What it will hold.
    pub after: Option<Value>,
}

/// What a wish would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The records that change, in the order in which they were given.
    pub steps: Vec<Step>,
    /// How many are so already.
    pub same: usize,
    /// Those that a rule refuses, with the first reason.
    pub refused: Vec<(Ref, FieldError)>,
    /// What is proposed.
    pub drafts: Vec<Draft>,
}

/// The fields that records of all these kinds have and that one value can be put into, in the order of the first kind.
pub fn common_fields(kinds: &[Kind]) -> Vec<&'static Field> {
    let Some((first, others)) = kinds.split_first() else { return Vec::new() };
    let has = |kind: &Kind, field: &Field| kind.spec().field(field.key).is_some_and(|own| own.shape == field.shape);
    let is_wanted = |field: &&Field| {
        let is_part = matches!(field.item_shape(), Shape::Part(_));
        let is_title = field.id == first.spec().title;
        !field.hidden && !is_part && !is_title && others.iter().all(|kind| has(kind, field))
    };
    first.spec().fields.iter().filter(is_wanted).collect()
}

/// What a wish would do to these records.
pub fn plan(desk: &Desk, lexicon: &Lexicon, references: &[Ref], wish: &Wish) -> Plan {
    let mut plan = Plan::default();
    let Some(field) = wish.field() else {
        plan.drop_all(desk, references);
        return plan;
    };
    for record in references.iter().filter_map(|reference| desk.get(*reference)) {
        plan.step(desk, lexicon, record, field.key, wish);
    }
    plan
}

impl Plan {
    /// Takes away what nothing links to that stays.
    fn drop_all(&mut self, desk: &Desk, references: &[Ref]) {
        let mut going: BTreeSet<Ref> = references.iter().copied().filter(|one| desk.get(*one).is_some()).collect();
        // Who stays may hold others: each round keeps one more at least, or is the last.
        loop {
            let held =
                |one: &Ref| desk.linking_to(*one).map(|other| other.reference).find(|other| !going.contains(other));
            let stay: Vec<(Ref, Ref)> = going.iter().filter_map(|one| Some((*one, held(one)?))).collect();
            if stay.is_empty() {
                break;
            }
            for (one, holder) in stay {
                going.remove(&one);
                let values = vec![("number", holder.to_string())];
                let field = desk.get(holder).map_or("", |holder| holder.field_linking(one)).to_owned();
                self.refused.push((one, FieldError { field, code: "still-linked", values }));
            }
        }
        self.steps = going.iter().map(|one| Step { reference: *one, before: None, after: None }).collect();
        self.drafts = going.iter().map(|one| Draft::Drop { reference: *one }).collect();
    }

    fn step(&mut self, desk: &Desk, lexicon: &Lexicon, record: &Record, key: &str, wish: &Wish) {
        let Some(field) = record.kind.spec().field(key) else { return };
        let before = record.fields.get(field.id).cloned();
        let after = wished(field, before.as_ref(), wish);
        let mut changed = record.clone();
        changed.fields.set(field.id, after);
        if changed.fields == record.fields {
            self.same += 1;
            return;
        }
        // What was wrong before is no reason to refuse what is wished now.
        let old = check_record(record, desk, lexicon);
        let new = check_record(&changed, desk, lexicon).into_iter().find(|error| !old.contains(error));
        match new {
            Some(error) => self.refused.push((record.reference, error)),
            None => {
                let after = changed.fields.get(field.id).cloned();
                self.steps.push(Step { reference: record.reference, before, after });
                self.drafts.push(Draft::edit(record, &changed.fields));
            }
        }
    }
}

fn wished(field: &Field, before: Option<&Value>, wish: &Wish) -> Option<Value> {
    match (wish, before) {
        (Wish::Put(_, Value::Text3(said)), Some(Value::Text3(old))) => {
            let mut text: Text3 = old.clone();
            said.texts().for_each(|(lang, said)| text.set(lang, Some(said.to_owned())));
            Some(Value::Text3(text))
        }
        (Wish::Put(_, Value::List(more)), Some(Value::List(old))) if field.is_list() => {
            let mut values = old.clone();
            values.extend(more.iter().filter(|value| !old.contains(value)).cloned());
            Some(Value::List(values))
        }
        (Wish::Put(_, value), _) => Some(value.clone()),
        (Wish::Take(_, gone), Some(Value::List(old))) => {
            Some(Value::List(old.iter().filter(|value| !gone.contains(value)).cloned().collect()))
        }
        (Wish::Take(..), before) => before.cloned(),
        (Wish::Empty(_) | Wish::Drop, _) => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::kinds::{action, common, partner};
    use crate::domain::{Fields, Text3};
    use std::sync::Arc;

    fn desk() -> Desk {
        let names = Text3 { fr: Some("Association".to_owned()), ..Text3::default() };
        let partner = |number, themes: &[&str]| {
            let themes = themes.iter().map(|code| Value::Code((*code).to_owned())).collect::<Vec<_>>();
            let fields = Fields::new()
                .with(partner::NAMES.id, names.clone())
                .with_value(partner::TYPE.id, Value::Code("association".to_owned()))
                .with(common::THEMES.id, themes);
            Arc::new(Record { reference: Ref(number), kind: Kind::Partner, rev: 1, fields })
        };
        let records = [partner(1, &[]), partner(2, &["education"]), partner(3, &["health", "education"])];
        Desk::restore(1, 3, records, [])
    }

    fn codes(codes: &[&str]) -> Value {
        Value::List(codes.iter().map(|code| Value::Code((*code).to_owned())).collect())
    }

    #[test]
    fn a_wish_changes_what_it_must_and_counts_what_is_so_already() {
        let (desk, lexicon, all) = (desk(), Lexicon::load(), [Ref(1), Ref(2), Ref(3), Ref(9)]);
        let plan = |wish: Wish| super::plan(&desk, &lexicon, &all, &wish);
        let added = plan(Wish::Put(&common::THEMES, codes(&["education"])));
        assert_eq!((added.steps.len(), added.same, added.drafts.len()), (1, 2, 1));
        assert_eq!(added.steps[0].after, Some(codes(&["education"])));
        let taken = plan(Wish::Take(&common::THEMES, vec![Value::Code("education".to_owned())]));
        let left: Vec<_> = taken.steps.iter().map(|step| step.after.clone()).collect();
        assert_eq!((left, taken.same), (vec![None, Some(codes(&["health"]))], 1));
        assert_eq!(plan(Wish::Drop).drafts.len(), 3);
        let level = plan(Wish::Put(&partner::LEVEL, Value::Code("national".to_owned())));
        assert_eq!((level.steps.len(), level.refused.len()), (3, 0));
    }

    #[test]
    fn what_a_rule_refuses_stays_as_it_is_and_is_told() {
        let (desk, lexicon) = (desk(), Lexicon::load());
        let wrong = plan(&desk, &lexicon, &[Ref(1), Ref(2)], &Wish::Empty(&partner::TYPE));
        assert_eq!((wrong.steps.len(), wrong.refused.len(), wrong.drafts.len()), (0, 2, 0));
        assert_eq!(wrong.refused[0].1.code, "error-required");
        let unknown = Wish::Put(&partner::LEVEL, Value::Code("lunar".to_owned()));
        assert_eq!(plan(&desk, &lexicon, &[Ref(1)], &unknown).refused.len(), 1);
    }

    #[test]
    fn what_something_links_to_that_stays_is_not_taken_away() {
        let link = |number: u64, to: Option<u64>| {
            let mut fields = Fields::new();
            fields.set(partner::PARENT.id, to.map(|to| Value::Link(Ref(to))));
            Arc::new(Record { reference: Ref(number), kind: Kind::Partner, rev: 1, fields })
        };
        // 3 is part of 2, and 2 of 1; 5 of 4.
        let records = [link(1, None), link(2, Some(1)), link(3, Some(2)), link(4, None), link(5, Some(4))];
        let (desk, lexicon) = (Desk::restore(1, 5, records, []), Lexicon::load());
        let dropped = plan(&desk, &lexicon, &[1, 2, 4, 5, 9].map(Ref), &Wish::Drop);
        assert_eq!(dropped.steps.iter().map(|step| step.reference.0).collect::<Vec<_>>(), [4, 5]);
        assert_eq!(dropped.refused.iter().map(|(one, _)| one.0).collect::<Vec<_>>(), [2, 1]);
    }

    #[test]
    fn several_kinds_share_what_they_all_declare() {
        let keys = |kinds: &[Kind]| common_fields(kinds).into_iter().map(|field| field.key).collect::<Vec<_>>();
        assert!(keys(&[Kind::Action]).contains(&action::STATUS.key));
        let both = keys(&[Kind::Action, Kind::Partner]);
        assert!(both.contains(&"tags") && !both.contains(&"owner"), "{both:?}");
        assert!(keys(&[]).is_empty());
    }
}
