//! Where a new item goes on an agenda by the rules of its body: by its kind, by the rank of the institution that proposes it, by
//! the committee that it comes from, by who may read it.
//!
//! The formal items keep their place at the head and the closing ones at the end whatever the rules say, and late items stay
//! after those that came in time. What somebody placed by hand stays where it is: a new item goes after the last one that it may
//! not precede.

use super::agenda::{Agenda, AgendaError, Place, level};
use super::bodies;
use super::frozen::CONFIDENTIALITIES;
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::meeting::{self, item};
use crate::domain::kinds::{body, decision, partner};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Value};

/// One rule of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rule {
    /// In the order in which kinds of item are listed.
    Kind,
    /// By the protocol rank of the institution that proposes it; without one last.
    Proposer,
    /// By the committee that it comes from, in the order of the tree; of none last.
    Committee,
    /// What everybody may read first.
    Confidentiality,
}

impl Rule {
    fn from_code(code: &str) -> Option<Rule> {
        Some(match code {
            "item_kind" => Rule::Kind,
            "proposer" => Rule::Proposer,
            "committee" => Rule::Committee,
            "confidentiality" => Rule::Confidentiality,
            _ => return None,
        })
    }
}

/// Kinds of item in the order of a session, as far as a rule may choose it.
const KINDS: [&str; 3] = ["information", "discussion", "decision"];
/// Kinds that open a session, in order.
const HEAD: [&str; 4] = ["opening", "agenda_adoption", "previous_minutes", "follow_up"];
/// Kinds that end it, in order.
const END: [&str; 2] = ["aob", "closing"];
/// The rules by which the items of a session are placed.
pub struct Placement<'d> {
    desk: &'d Desk,
    rules: Vec<Rule>,
    /// Committees in the order of the tree.
    committees: Vec<Ref>,
}

/// What an item is ordered by, the formal place before everything else.
type Key = (usize, bool, Vec<i64>);

impl<'d> Placement<'d> {
    /// The rules of the body of a session.
    pub fn of(desk: &'d Desk, session: &Record) -> Placement<'d> {
        let body = session.fields.link(meeting::BODY.id).and_then(|body| desk.get(body));
        let codes = body.map(|body| body.fields.list(body::PLACEMENT.id)).unwrap_or_default();
        let rule = |code: &Value| if let Value::Code(code) = code { Rule::from_code(code) } else { None };
        let rules: Vec<Rule> = codes.iter().filter_map(rule).collect();
        let committees = if rules.contains(&Rule::Committee) {
            bodies::tree(desk).into_iter().map(|(_, body)| body.reference).collect()
        } else {
            Vec::new()
        };
        Placement { desk, rules, committees }
    }

    /// Whether the body places items by any rule.
    pub fn has_rules(&self) -> bool {
        !self.rules.is_empty()
    }

    /// Where a new item goes; before the closing items where the body has no rule.
    pub fn place(&self, agenda: &Agenda, fields: &Fields) -> Place {
        if self.rules.is_empty() {
            return Place::BeforeClosing;
        }
        let own = self.key(fields);
        let tops = || agenda.items().iter().enumerate().filter(|(_, other)| level(other) == 0);
        let before = tops().filter(|(_, other)| self.key(other) <= own).map(|(at, _)| at).next_back();
        match (before, tops().next()) {
            (Some(at), _) => Place::After(at),
            (None, Some((first, _))) => Place::Before(first),
            (None, None) => Place::End,
        }
    }

    /// Puts a new item where the rules say.
    ///
    /// # Errors
    /// [`AgendaError`]; the agenda is as it was.
    pub fn insert(&self, agenda: &mut Agenda, fields: Fields) -> Result<usize, AgendaError> {
        let place = self.place(agenda, &fields);
        agenda.insert(fields, place)
    }

    /// The whole agenda in the order of the rules: items that a rule does not tell apart stay as they are, and what stands under
    /// an item goes with it. Only the formal order is kept where the body has no rule.
    pub fn arrange(&self, agenda: &mut Agenda) {
        agenda.sort_by_key(|fields| self.key(fields));
    }

    fn key(&self, fields: &Fields) -> Key {
        let kind = fields.text(item::TYPE.id).unwrap_or("discussion");
        let place = |list: &[&str]| list.iter().position(|known| *known == kind);
        let formal = place(&HEAD).or_else(|| Some(place(&END)? + HEAD.len() + 1)).unwrap_or(HEAD.len());
        if formal != HEAD.len() {
            return (formal, false, Vec::new());
        }
        let is_late = fields.text(item::LIST.id) == Some("late");
        (formal, is_late, self.rules.iter().map(|rule| self.rank(*rule, kind, fields)).collect())
    }

    fn rank(&self, rule: Rule, kind: &str, fields: &Fields) -> i64 {
        let place = |found: Option<usize>| found.and_then(|at| i64::try_from(at).ok()).unwrap_or(i64::MAX);
        match rule {
            Rule::Kind => place(KINDS.iter().position(|known| *known == kind)),
            Rule::Proposer => {
                let proposer = fields.link(item::PROPOSER.id).and_then(|proposer| self.desk.get(proposer));
                // An institution without a rank comes after those that have one, and before no institution at all.
                proposer
                    .map_or(i64::MAX, |proposer| proposer.fields.number(partner::PRECEDENCE.id).unwrap_or(i64::MAX - 1))
            }
            Rule::Committee => {
                let from = self.committee_of(fields);
                place(from.and_then(|from| self.committees.iter().position(|known| *known == from)))
            }
            Rule::Confidentiality => {
                let code = fields.text(item::CONFIDENTIALITY.id).unwrap_or(CONFIDENTIALITIES[0]);
                place(CONFIDENTIALITIES.iter().position(|known| *known == code))
            }
        }
    }

    /// The committee that an item comes from: that of the decision that it is about, or of the session it was carried over from.
    fn committee_of(&self, fields: &Fields) -> Option<Ref> {
        let about = fields.links(item::ABOUT.id).filter_map(|about| self.desk.get(about));
        let sessions = about.filter_map(|record| match record.kind {
            Kind::Decision => record.fields.link(decision::MEETING.id),
            Kind::Meeting => Some(record.reference),
            _ => None,
        });
        let session = sessions.chain(fields.link(item::CARRIED_FROM.id)).next()?;
        self.desk.get(session)?.fields.link(meeting::BODY.id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::domain::rules::agenda::new_item;
    use crate::domain::value::Text3;
    use proptest::prelude::*;

    fn placement<'d>(desk: &'d Desk, rules: &[Rule]) -> Placement<'d> {
        Placement { desk, rules: rules.to_vec(), committees: Vec::new() }
    }

    fn named(kind: &str, title: &str) -> Fields {
        new_item(kind, Text3 { en: Some(title.to_owned()), ..Text3::default() }, None)
    }

    fn titles(agenda: &Agenda) -> Vec<String> {
        agenda.items().iter().map(|fields| fields.text3(item::TITLE.id).unwrap().en.clone().unwrap()).collect()
    }

    #[test]
    fn a_new_item_goes_after_the_last_that_it_may_not_precede() {
        let desk = Desk::default();
        let by_kind = placement(&desk, &[Rule::Kind]);
        let mut agenda = Agenda::default();
        for (kind, title) in [("closing", "z"), ("decision", "d"), ("opening", "o"), ("information", "i"), ("aob", "y")]
        {
            by_kind.insert(&mut agenda, named(kind, title)).unwrap();
        }
        let mut late = named("information", "late");
        late.set(item::LIST.id, Some(Value::Code("late".to_owned())));
        by_kind.insert(&mut agenda, late).unwrap();
        by_kind.insert(&mut agenda, named("discussion", "x")).unwrap();
        assert_eq!(titles(&agenda), ["o", "i", "x", "d", "late", "y", "z"]);
        // Without a rule it goes before the closing items, wherever the others stand.
        placement(&desk, &[]).insert(&mut agenda, named("information", "last")).unwrap();
        assert_eq!(titles(&agenda), ["o", "i", "x", "d", "late", "last", "y", "z"]);
        let mut first = Agenda::default();
        placement(&desk, &[]).insert(&mut first, named("decision", "only")).unwrap();
        by_kind.insert(&mut first, named("opening", "before")).unwrap();
        assert_eq!(titles(&first), ["before", "only"]);
    }

    proptest! {
        #[test]
        fn arranging_keeps_every_item_and_what_stands_under_it(kinds in prop::collection::vec((0usize..9, 0u8..3), 0..30)) {
            let desk = Desk::default();
            let by_kind = placement(&desk, &[Rule::Kind]);
            let all = [HEAD.as_slice(), &KINDS, &END].concat();
            let mut agenda = Agenda::default();
            for (at, (kind, depth)) in kinds.iter().enumerate() {
                let last = agenda.items().len().checked_sub(1).filter(|_| *depth > 0);
                let place = match last {
                    Some(last) if level(&agenda.items()[last]) < 2 => Place::Under(last),
                    _ => Place::End,
                };
                agenda.insert(named(all[*kind], &at.to_string()), place).unwrap();
            }
            let parents = |agenda: &Agenda| {
                let mut found: Vec<(String, Option<String>)> = Vec::new();
                let (titles, levels) = (titles(agenda), agenda.levels());
                for (at, title) in titles.iter().enumerate() {
                    let parent = (0..at).rev().find(|above| levels[*above] < levels[at]);
                    found.push((title.clone(), parent.map(|parent| titles[parent].clone())));
                }
                found.sort();
                found
            };
            let before = parents(&agenda);
            by_kind.arrange(&mut agenda);
            prop_assert_eq!(parents(&agenda), before);
            let tops: Vec<Key> =
                agenda.items().iter().filter(|fields| level(fields) == 0).map(|fields| by_kind.key(fields)).collect();
            prop_assert!(tops.is_sorted());
            let once = titles(&agenda);
            by_kind.arrange(&mut agenda);
            prop_assert_eq!(titles(&agenda), once);
        }
    }
}
