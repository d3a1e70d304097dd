//! What several people do to one desk: changes of different things join, of the same thing are refused by name, and undo
//! takes back only what is one's own.

use super::*;
use crate::lang::Lang;
use proptest::prelude::*;

fn edit(number: u64, field: u16, was: Option<Value>, now: Option<Value>) -> Draft {
    Draft::Edit { reference: Ref(number), edits: vec![FieldEdit { field, was, now }], if_rev: None }
}

fn text(said: &str) -> Option<Value> {
    Some(Value::Text(said.to_owned()))
}

/// A record with a name and a code, made by `a`.
fn with_one() -> Registrar {
    let mut registrar = registrar();
    let fields = fields("one").with(partner::CODE.id, Value::Text("c".into()));
    registrar.propose(proposal("a", vec![Draft::Add { reference: None, kind: Kind::Partner, fields }])).unwrap();
    registrar
}

fn one(registrar: &Registrar) -> Fields {
    registrar.desk().get(Ref(1)).unwrap().fields.clone()
}

#[test]
fn changes_of_different_fields_join_and_each_is_taken_back_alone() {
    let mut registrar = with_one();
    registrar.propose(proposal("a", vec![rename(1, "one", "two")])).unwrap();
    registrar.propose(proposal("b", vec![edit(1, partner::CODE.id, text("c"), text("d"))])).unwrap();
    registrar.undo("a", "m", 1, 1).unwrap();
    assert_eq!(
        (one(&registrar).text3(partner::NAMES.id), one(&registrar).text(partner::CODE.id)),
        (Some(&name("one")), Some("d"))
    );
    registrar.redo("a", "m", 1, 1).unwrap();
    registrar.undo("b", "m", 1, 1).unwrap();
    assert_eq!(
        (one(&registrar).text3(partner::NAMES.id), one(&registrar).text(partner::CODE.id)),
        (Some(&name("two")), Some("c"))
    );
    assert_eq!(registrar.verify().unwrap().problems, []);
}

#[test]
fn two_languages_of_one_name_are_two_things() {
    let mut registrar = with_one();
    let named = |fr: &str, ar: Option<&str>| Some(Value::Text3(Text3 { ar: ar.map(str::to_owned), ..name(fr) }));
    registrar.propose(proposal("a", vec![edit(1, partner::NAMES.id, named("one", None), named("two", None))])).unwrap();
    registrar
        .propose(proposal("b", vec![edit(1, partner::NAMES.id, named("one", None), named("one", Some("واحد")))]))
        .unwrap();
    let both = one(&registrar).text3(partner::NAMES.id).cloned().unwrap();
    assert_eq!((both.get(Lang::Fr), both.get(Lang::Ar)), (Some("two"), Some("واحد")));
    registrar.undo("a", "m", 1, 1).unwrap();
    let left = one(&registrar).text3(partner::NAMES.id).cloned().unwrap();
    assert_eq!((left.get(Lang::Fr), left.get(Lang::Ar)), (Some("one"), Some("واحد")));
}

#[test]
fn an_undo_that_would_undo_others_says_which_field_who_and_when() {
    let mut registrar = with_one();
    registrar.propose(proposal("a", vec![rename(1, "one", "two")])).unwrap();
    registrar.propose(Proposal { at_ms: 7, ..proposal("b", vec![rename(1, "two", "three")]) }).unwrap();
    registrar.propose(proposal("c", vec![edit(1, partner::CODE.id, text("c"), text("d"))])).unwrap();
    let clash = clash_in(registrar.undo("a", "m", 1, 1).unwrap_err());
    assert_eq!((clash.field, clash.by.as_str(), clash.at_ms, clash.rev), (Some("names"), "b", 7, 4));
    let versions = ["two", "three", "one"].map(|text| Some(Value::from(name(text))));
    assert_eq!([clash.was, clash.theirs, clash.mine], versions);
    // Once the other one has taken theirs back, nothing stands against it.
    registrar.undo("b", "m", 1, 1).unwrap();
    registrar.undo("a", "m", 1, 1).unwrap();
    assert_eq!(
        (one(&registrar).text3(partner::NAMES.id), one(&registrar).text(partner::CODE.id)),
        (Some(&name("one")), Some("d"))
    );
}

#[test]
fn nobody_takes_away_with_a_record_what_others_wrote_into_it() {
    let mut registrar = with_one();
    registrar.propose(proposal("b", vec![edit(1, partner::CODE.id, text("c"), text("d"))])).unwrap();
    let clash = clash_in(registrar.undo("a", "m", 1, 1).unwrap_err());
    assert_eq!((clash.field, clash.by.as_str(), clash.theirs), (Some("code"), "b", text("d")));
}

#[test]
fn what_the_halves_of_two_changes_make_keeps_the_rules() {
    let rules: Rules = Box::new(|record, _| {
        let is_wrong = record.fields.text(partner::CODE.id) == Some("d")
            && record.fields.text3(partner::NAMES.id) == Some(&name("one"));
        is_wrong.then(|| FieldError { field: "code".into(), code: "wrong", values: Vec::new() }).into_iter().collect()
    });
    let mut registrar = Registrar::open(Box::new(memory_ledger().unwrap()), rules).unwrap();
    registrar.propose(proposal("a", vec![add("one")])).unwrap();
    registrar.propose(proposal("a", vec![rename(1, "one", "two")])).unwrap();
    registrar.propose(proposal("b", vec![edit(1, partner::CODE.id, None, text("d"))])).unwrap();
    let refused = registrar.undo("a", "m", 1, 1).unwrap_err();
    assert!(matches!(refused, ProposeError::Refused(Refusal::Invalid { .. })), "{refused:?}");
    assert_eq!(registrar.desk().revision(), 3);
}

#[test]
fn a_merge_is_taken_back_around_what_others_changed_since() {
    let mut registrar = registrar();
    let linking = fields("child").with(partner::PARENT.id, Ref(2));
    let linking = Draft::Add { reference: None, kind: Kind::Partner, fields: linking };
    registrar.propose(proposal("a", vec![add("One"), add("Two"), linking])).unwrap();
    registrar.propose(proposal("a", vec![Draft::Merge { from: Ref(2), into: Ref(1) }])).unwrap();
    registrar
        .propose(proposal("b", vec![edit(1, partner::CODE.id, None, text("c")), rename(3, "child", "Child")]))
        .unwrap();
    registrar.undo("a", "m", 1, 1).unwrap();
    let desk = registrar.desk();
    let (survivor, child) = (desk.get(Ref(1)).unwrap(), desk.get(Ref(3)).unwrap());
    assert_eq!(
        (survivor.fields.text(partner::CODE.id), survivor.fields.list(partner::ALIASES.id)),
        (Some("c"), &[] as &[Value])
    );
    assert_eq!((child.fields.link(partner::PARENT.id), child.title(Lang::Fr)), (Some(Ref(2)), "Child"));
    assert_eq!(desk.get(Ref(2)).unwrap().fields, fields("Two"));
    registrar.redo("a", "m", 1, 1).unwrap();
    assert_eq!(registrar.desk().get(Ref(2)).unwrap().reference, Ref(1));
    assert_eq!(registrar.verify().unwrap().problems, []);
}

/// One change of one field to one of a few values, as somebody thinks of it who has read the desk before.
#[derive(Clone, Debug)]
struct Thought {
    field: usize,
    value: Option<u8>,
}

fn thoughts() -> impl Strategy<Value = Vec<Thought>> {
    let thought = (0usize..5, proptest::option::of(0u8..3)).prop_map(|(field, value)| Thought { field, value });
    proptest::collection::vec(thought, 1..4)
}

/// The draft of a person who saw these fields: three languages of the name, the code, the precedence.
fn drafted(seen: &Fields, thoughts: &[Thought]) -> Draft {
    let mut fields = seen.clone();
    for thought in thoughts {
        let text = thought.value.map(|value| format!("t{value}"));
        match thought.field {
            place @ 0..3 => {
                let mut names = fields.text3(partner::NAMES.id).cloned().unwrap_or_default();
                names.set(Lang::ALL[place], text);
                fields.set(partner::NAMES.id, Some(Value::Text3(names)));
            }
            3 => fields.set(partner::CODE.id, text.map(Value::Text)),
            _ => fields.set(partner::PRECEDENCE.id, thought.value.map(|value| Value::Number(value.into()))),
        }
    }
    let ids = [partner::NAMES.id, partner::CODE.id, partner::PRECEDENCE.id];
    let changed = ids.into_iter().filter(|id| seen.get(*id) != fields.get(*id));
    let edits =
        changed.map(|field| FieldEdit { field, was: seen.get(field).cloned(), now: fields.get(field).cloned() });
    Draft::Edit { reference: Ref(1), edits: edits.collect(), if_rev: None }
}

fn do_not_overlap(one: &[Thought], other: &[Thought]) -> bool {
    one.iter().all(|mine| other.iter().all(|theirs| mine.field != theirs.field))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn concurrent_changes_that_do_not_overlap_commute(first in thoughts(), second in thoughts()) {
        prop_assume!(do_not_overlap(&first, &second));
        let made = |order: [(&str, &[Thought]); 2]| {
            let mut registrar = with_one();
            let seen = one(&registrar);
            for (who, thoughts) in order {
                registrar.propose(proposal(who, vec![drafted(&seen, thoughts)])).unwrap();
            }
            registrar
        };
        let (mut one_way, other_way) = (made([("a", &first), ("b", &second)]), made([("b", &second), ("a", &first)]));
        prop_assert_eq!(one(&one_way), one(&other_way));
        // Each is taken back alone: what is left is what the other one would have made alone.
        let mut alone = with_one();
        let seen = one(&alone);
        alone.propose(proposal("b", vec![drafted(&seen, &second)])).unwrap();
        let changed = one_way.desk().revision();
        if registrar_changed(&first) {
            one_way.undo("a", "m", 2, 1).unwrap();
            prop_assert_eq!(one(&one_way), one(&alone));
            one_way.redo("a", "m", 3, 1).unwrap();
            prop_assert_eq!(one(&one_way), one(&other_way));
            prop_assert_eq!(one_way.desk().revision(), changed + 2);
        }
        prop_assert_eq!(one_way.verify().unwrap().problems, vec![]);
    }

    #[test]
    fn a_change_is_refused_by_the_name_of_a_field_or_keeps_all_that_others_did(
        first in thoughts(), second in thoughts(),
    ) {
        let mut registrar = with_one();
        let seen = one(&registrar);
        registrar.propose(proposal("a", vec![drafted(&seen, &first)])).unwrap();
        let theirs = one(&registrar);
        match registrar.propose(proposal("b", vec![drafted(&seen, &second)])) {
            Ok(_) => {
                // All that the first one changed stands, except where both meant the same.
                let names = |fields: &Fields, lang| fields.text3(partner::NAMES.id).and_then(|text| text.get(lang).map(str::to_owned));
                for lang in Lang::ALL {
                    let (before, after) = (names(&seen, lang), names(&theirs, lang));
                    prop_assert!(before == after || names(&one(&registrar), lang) == after);
                }
            }
            Err(error) => {
                let clash = clash_in(error);
                prop_assert!(clash.field.is_some() && clash.by == "a");
                prop_assert_eq!(one(&registrar), theirs);
            }
        }
    }
}

/// Whether these thoughts change the record that [`with_one`] makes.
fn registrar_changed(thoughts: &[Thought]) -> bool {
    let mut registrar = with_one();
    let seen = one(&registrar);
    registrar.propose(proposal("a", vec![drafted(&seen, thoughts)])).unwrap();
    one(&registrar) != seen
}
