//! Two changes of one value, joined where they do not touch the same thing.
//!
//! Whoever changes a field says what they saw in it. Where it holds something else by now, the change still fits if it
//! changes nothing that the other one did: the languages of a text are judged one by one. Everything else is whole.

use super::value::{Text3, Value};
use crate::lang::Lang;

/// What a field holds after a change from `was` to `now`, where it holds `held`; nothing where both changed the same
/// thing and only people can know what is right.
#[must_use]
pub fn joined(was: Option<&Value>, held: Option<&Value>, now: Option<&Value>) -> Option<Option<Value>> {
    if was == held {
        return Some(now.cloned());
    }
    if held == now || was == now {
        return Some(held.cloned());
    }
    let is_text = |value: Option<&Value>| matches!(value, None | Some(Value::Text3(_)));
    if !is_text(was) || !is_text(held) || !is_text(now) {
        return None;
    }
    let mut text = Text3::default();
    for lang in Lang::ALL {
        text.set(lang, in_language(was, held, now, lang)?.map(str::to_owned));
    }
    Some((!text.is_empty()).then_some(Value::Text3(text)))
}

/// What stands in one language, by the same rule.
fn in_language<'v>(
    was: Option<&'v Value>,
    held: Option<&'v Value>,
    now: Option<&'v Value>,
    lang: Lang,
) -> Option<Option<&'v str>> {
    let of = |value: Option<&'v Value>| match value {
        Some(Value::Text3(text)) => text.get(lang),
        _ => None,
    };
    let (was, held, now) = (of(was), of(held), of(now));
    match () {
        () if was == held => Some(now),
        () if held == now || was == now => Some(held),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn text(ar: &str, fr: &str) -> Option<Value> {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Some(Value::Text3(Text3 { ar: some(ar), fr: some(fr), en: None }))
    }

    #[test]
    fn two_languages_of_one_text_are_two_things() {
        let (was, held, now) = (text("ا", "a"), text("ب", "a"), text("ا", "b"));
        assert_eq!(joined(was.as_ref(), held.as_ref(), now.as_ref()), Some(text("ب", "b")));
        assert_eq!(joined(was.as_ref(), text("ا", "c").as_ref(), now.as_ref()), None);
        assert_eq!(joined(None, held.as_ref(), text("", "b").as_ref()), None, "both gave it a French text");
    }

    #[test]
    fn any_other_value_is_one_thing() {
        let number = |number| Some(Value::Number(number));
        assert_eq!(joined(number(1).as_ref(), number(2).as_ref(), number(3).as_ref()), None);
        assert_eq!(joined(number(1).as_ref(), number(2).as_ref(), number(2).as_ref()), Some(number(2)));
        assert_eq!(joined(number(1).as_ref(), number(2).as_ref(), number(1).as_ref()), Some(number(2)));
        assert_eq!(joined(number(1).as_ref(), number(1).as_ref(), None), Some(None));
    }

    fn value() -> impl Strategy<Value = Option<Value>> {
        let word = || proptest::option::of("[ab]");
        prop_oneof![
            Just(None),
            (0i64..3).prop_map(|number| Some(Value::Number(number))),
            (word(), word(), word()).prop_map(|(ar, fr, en)| Some(Value::Text3(Text3 { ar, fr, en }))),
        ]
        .prop_map(|value| value.filter(|value| !value.is_empty()))
    }

    proptest! {
        #[test]
        fn two_changes_join_the_same_way_round(was in value(), one in value(), other in value()) {
            let (was, one, other) = (was.as_ref(), one.as_ref(), other.as_ref());
            prop_assert_eq!(joined(was, one, other), joined(was, other, one));
        }

        #[test]
        fn a_change_and_its_inverse_leave_what_the_other_did(was in value(), one in value(), other in value()) {
            let is_number = |value: &Option<Value>| matches!(value, Some(Value::Number(_)));
            let said = |value: &Option<Value>, lang| match value {
                Some(Value::Text3(text)) => text.get(lang).map(str::to_owned),
                _ => None,
            };
            let changes = |value, lang| said(value, lang) != said(&was, lang);
            let touch_the_same = if [&was, &one, &other].into_iter().any(is_number) {
                one != was && other != was
            } else {
                Lang::ALL.iter().any(|lang| changes(&one, *lang) && changes(&other, *lang))
            };
            prop_assume!(!touch_the_same);
            let (was, one, other) = (was.as_ref(), one.as_ref(), other.as_ref());
            let both = joined(was, one, other).unwrap();
            prop_assert_eq!(joined(other, both.as_ref(), was), Some(one.cloned()));
        }
    }
}
