//! What a session says when something is refused, fails or was mended: what happened, in words of its language.

use super::Stage;
use crate::domain::{Clash, Ref, Refusal};
use crate::host::{clock, places};
use crate::lang::Arg;
use crate::store::{Mended, ProposeError, StoreError};
use crate::text;

impl Stage {
    pub(super) fn what_was_mended(&self, mended: &Mended) -> String {
        self.say_all(mended.code, [("place", self.place(&mended.place))])
    }

    pub(super) fn say_all<'v>(&self, key: &str, values: impl IntoIterator<Item = (&'v str, String)>) -> String {
        let values: Vec<(&str, String)> = values.into_iter().collect();
        let values: Vec<(&str, Arg<'_>)> =
            values.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
        self.model.session.say_with(key, &values)
    }

    pub(super) fn store_says(&self, error: &StoreError) -> String {
        let values = clock::values_of(error);
        let said = |(name, value): &(String, String)| if name == "place" { self.place(value) } else { value.clone() };
        self.say_all(error.code(), values.iter().map(|value| (value.0.as_str(), said(value))))
    }

    /// A place that the store names, in words.
    fn place(&self, place: &str) -> String {
        places::said(&self.model.session.lexicon, self.model.session.lang, place)
    }

    /// Who was first, and where: the message of that name, or the one of a whole record.
    fn clash_says(&self, clash: &Clash, of_record: &str, of_field: &str) -> String {
        let session = &self.model.session;
        let values = [
            ("record", session.title(clash.reference)),
            ("by", clash.by.clone()),
            ("at", text::isolate_ltr(&clock::said(clash.at_ms))),
        ];
        match clash.declared() {
            Some(field) => {
                let field = [("field", session.field_name(field))];
                self.say_all(of_field, values.into_iter().chain(field))
            }
            None => self.say_all(of_record, values),
        }
    }

    /// Why nothing was taken back or done again.
    pub(super) fn why_not_turned(&self, error: &ProposeError) -> String {
        match error {
            ProposeError::Refused(Refusal::Conflict(clash)) => {
                self.clash_says(clash, "host-undo-conflict", "host-undo-conflict-field")
            }
            error => self.why(error),
        }
    }

    /// Why something was refused: what happened and that the desk is as it was.
    pub(super) fn why(&self, error: &ProposeError) -> String {
        let session = &self.model.session;
        match error {
            ProposeError::Refused(Refusal::Invalid { errors, .. }) => {
                errors.first().map(|error| session.refusal_named(error)).unwrap_or_default()
            }
            ProposeError::Refused(Refusal::Conflict(clash)) => {
                self.clash_says(clash, "host-conflict", "host-conflict-field")
            }
            ProposeError::Refused(Refusal::NotFound(reference)) => self.gone_says(*reference),
            ProposeError::Refused(Refusal::NothingToUndo) => session.say("host-nothing-to-undo"),
            ProposeError::Store(error) => self.store_says(error),
        }
    }

    /// What became of a record that is not on the desk.
    fn gone_says(&self, reference: Ref) -> String {
        match self.registrar.dropped(reference) {
            Ok(Some(dropped)) => {
                let title = format!("{reference} {}", dropped.record.title(self.model.session.lang));
                let at = text::isolate_ltr(&clock::said(dropped.at_ms));
                self.say_all("host-dropped", [("record", title), ("by", dropped.by), ("at", at)])
            }
            _ => self.say_all("host-gone", [("record", reference.to_string())]),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::app::Keyboard;
    use crate::domain::FieldError;
    use crate::host::clock::Clock;
    use crate::host::stage::Seat;
    use crate::kit::Theme;
    use crate::lang::{Lang, Lexicon};
    use crate::store::{Registrar, memory_ledger};
    use std::sync::Arc;

    fn stage(lang: Lang) -> Stage {
        let registrar = Registrar::open(Box::new(memory_ledger().unwrap()), Box::new(|_, _| Vec::new())).unwrap();
        let seat = Seat {
            lexicon: Arc::new(Lexicon::load()),
            lang,
            by: "amina".into(),
            theme: Theme::coloured(),
            keyboard: Keyboard::default(),
            size: (80, 24),
            clock: Clock::fixed("2026-11-23T10:00".parse().unwrap()),
            start: "partners",
            views: Vec::new(),
            used: Default::default(),
            arrangements: Default::default(),
            seen: Some(0),
            output_dir: Default::default(),
        };
        Stage::new(registrar, seat)
    }

    fn plain(text: &str) -> String {
        text.replace(['\u{2068}', '\u{2069}'], "")
    }

    fn check(lang: Lang, field: &str, expected: &str) {
        let error = FieldError { field: field.to_owned(), code: "error-required", values: Vec::new() };
        let refused = Refusal::Invalid { draft: 0, errors: vec![error] };
        assert_eq!(plain(&stage(lang).why(&refused.into())), expected);
    }

    #[test]
    fn a_refused_field_is_named_in_the_language_of_the_screen() {
        let lexicon = Lexicon::load();
        for (lang, colon) in [(Lang::Ar, ":"), (Lang::Fr, "\u{a0}:"), (Lang::En, ":")] {
            let (name, why) = (lexicon.say(lang, "field-reply-due"), lexicon.say(lang, "error-required"));
            check(lang, "reply_due", &format!("{name}{colon} {why}"));
            check(lang, "", &why);
        }
        let (name, why) = (lexicon.say(Lang::Fr, "field-names"), lexicon.say(Lang::Fr, "error-required"));
        check(Lang::Fr, "names.fr", &format!("{name}\u{a0}: {why}"));
    }

    #[test]
    fn no_place_and_no_failure_inside_a_message_is_a_code() {
        let mended = |code, place: &str| Mended { code, place: place.to_owned() };
        let stage = stage(Lang::Ar);
        let damaged = StoreError::Damaged { place: "entry 12".to_owned(), detail: "cut".to_owned() };
        assert!(plain(&stage.store_says(&damaged)).contains("(القيد 12)"));
        assert!(plain(&stage.what_was_mended(&mended("store-engine-left", "full"))).contains("(القرص ممتلئ)"));
        assert!(plain(&stage.what_was_mended(&mended("store-clock-back", "132"))).contains("132"));
    }
}
