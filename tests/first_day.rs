//! What somebody meets on the first day, with the real binary in a pseudo-terminal at 80×24, in Arabic and in French: each key
//! means what is seen, and what was understood, done or not found is said.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/session.rs"]
mod session;
#[path = "support/terminal.rs"]
mod terminal;
#[path = "support/words.rs"]
mod words;

use place::Place;
use session::{SESSION, agenda, lines, record};
use words::{BOTH, Words};

const CTRL_U: &[u8] = b"\x15";
const F1: &[u8] = b"\x1bOP";

#[test]
fn the_card_of_what_is_no_partner_stands_alone_and_every_key_means_it() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let title = words.either("السكن", "Logement");
        let mut screen = words.start(&place);
        screen.press(&["/", "#", "9", "7", "Enter"]);
        let shown = screen.wait_for_all(&["#97", &words.say("bar-list")]);
        assert!(!shown.contains(&words.say("partners-order")), "the list gives way: {shown}");
        screen.press(&["m"]);
        screen.wait_for(&words.say("marks-no-list"));
        // Who takes part in an engagement is no strategy.
        screen.press(&["n", "e"]);
        let form = screen.wait_for(&words.label_of_new("kind-engagement"));
        assert!(!form.contains(&words.seen(title)), "{form}");
        screen.press(&["Esc"]);
        screen.wait_for("#97");
        screen.press(&["D"]);
        screen.wait_for(&words.say_with("app-dropped", &[("title", title.into())]));
        screen.press(&["u"]);
        screen.wait_for(&words.begins("host-undone-one"));
        screen.quit();
        assert_eq!(record(&place, "97")["title"]["fr"], "Logement");
    }
}

#[test]
fn what_is_done_is_asked_for_what_shows_it_and_counts_as_a_whole() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        screen.press(&["5", "v"]);
        screen.wait_for(&words.say("follow-actions"));
        screen.press(&["d"]);
        screen.wait_for_all(&[&words.say("field-evidence"), &words.label("action_state", "done"), "100"]);
        screen.press(&["Ctrl-s"]);
        screen.wait_until_gone(&words.say("field-evidence"));
        screen.quit();
        let all = lines(&place, &["list", "action"]);
        let last = all.iter().max_by_key(|action| action["rev"].as_u64()).unwrap();
        assert_eq!((&last["status"], &last["percent"]), (&"done".into(), &100.into()), "{last}");
    }
}

#[test]
fn a_deadline_is_typed_as_people_say_it_and_what_was_understood_is_shown() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        screen.press(&["2", "T"]);
        screen.write(words.either("نهاية دجنبر", "fin décembre"));
        screen.wait_for(&words.seen(words.either("= 31 دجنبر 2026", "= 31 décembre 2026")));
        screen.raw(CTRL_U);
        screen.write("zz");
        screen.wait_for("= ?");
        screen.raw(CTRL_U);
        screen.write("31/02/2027");
        screen.press(&["Enter"]);
        screen.wait_for(&words.begins("error-no-such-day"));
        screen.press(&["Esc"]);
        screen.wait_until_gone("31/02/2027");
        screen.quit();
    }
}

#[test]
fn the_key_bar_says_what_a_prompt_takes_and_a_form_explains_its_keys() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        let bar = |shown: &str| shown.lines().next_back().unwrap_or_default().to_owned();
        let shown = screen.wait_for(&words.say("command-change-undo"));
        assert!(bar(&shown).contains(&words.say("command-change-undo")), "{shown}");
        screen.press(&["f"]);
        let shown = screen.wait_for(&words.say("bar-complete"));
        assert!(!bar(&shown).contains(&words.say("command-partner-copy-phone")), "{shown}");
        screen.press(&["Esc"]);
        screen.wait_for(&words.say("command-change-undo"));
        screen.press(&["n", "a"]);
        screen.wait_for(&words.label_of_new("kind-action"));
        screen.raw(F1);
        screen.wait_for_all(&[&words.say("help-title"), "15/12", "Ctrl-g"]);
        screen.press(&["Esc"]);
        screen.wait_for(&words.label_of_new("kind-action"));
        screen.press(&["Esc"]);
        screen.wait_for(&words.say("partners-order"));
        screen.quit();
    }
}

#[test]
fn items_under_an_item_stand_side_by_side_and_the_key_of_the_pane_goes_back_to_its_list() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        screen.press(&["3", "n", "m"]);
        screen.wait_for_all(&["4.5", &words.begins("committees-new-session")]);
        screen.press(&["g", "A"]);
        screen.wait_for(&words.say("composer-ask-sub-title"));
        screen.write("Un\r");
        screen.wait_for("1.1");
        screen.press(&["A"]);
        screen.wait_for(&words.say("composer-ask-sub-title"));
        screen.write("Deux\r");
        screen.wait_for("1.2");
        screen.press(&["1"]);
        screen.wait_for(&words.say("partners-order"));
        screen.press(&["3"]);
        screen.wait_for("1.2");
        screen.press(&["3"]);
        screen.wait_until_gone("1.2");
        screen.quit();
        let numbers: Vec<String> = agenda(&place, SESSION).into_iter().map(|(number, _)| number).collect();
        assert_eq!(numbers[1..3], ["1.1", "1.2"]);
    }
}

#[test]
fn a_word_of_the_screen_and_a_word_of_everyday_lead_to_what_is_meant() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        screen.press(&["5", "v", "f"]);
        screen.write(words.either("متأخر", "retard"));
        screen.wait_for(&words.seen(words.either("وضع:متأخر", "est:retard")));
        screen.press(&["Esc"]);
        screen.wait_for(&words.say("follow-actions"));
        screen.press(&[":"]);
        screen.write(words.either("استرجاع", "corbeille"));
        screen.wait_for(&words.say("command-trash-open"));
        screen.press(&["Esc"]);
        screen.wait_until_gone(&words.say("command-trash-open"));
        screen.quit();
    }
}

#[test]
fn what_still_links_to_a_record_is_named_and_a_date_without_anything_is_told() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        screen.press(&["/", "#", "2", "6", "Enter"]);
        screen.wait_for("#26");
        screen.press(&["D"]);
        let shown = screen.wait_for(&words.begins("still-linked-by"));
        assert!(!shown.contains("relations:") && !shown.contains("tenures:"), "{shown}");
        screen.press(&["2", "a", "T"]);
        screen.write("1999\r");
        screen.wait_for(&words.seen(words.either("لا شيء في", "Rien à cette date")));
        screen.quit();
    }
}

#[test]
fn a_form_that_was_left_by_a_key_too_many_is_still_at_hand() {
    for lang in BOTH {
        let (place, words) = (Place::with_sample(), Words::of(lang));
        let mut screen = words.start(&place);
        screen.press(&["n", "a"]);
        screen.wait_for(&words.label_of_new("kind-action"));
        screen.write("Perdu puis retrouvé");
        screen.press(&["Esc"]);
        screen.wait_for(&words.begins("form-unsaved"));
        screen.press(&["Esc"]);
        screen.wait_for(&words.say("partners-order"));
        screen.press(&[":"]);
        screen.write(words.either("مسودة", "brouillon"));
        screen.wait_for(&words.say("command-form-unsaved"));
        screen.press(&["Enter"]);
        screen.wait_for("Perdu puis retrouvé");
        // One key throws nothing away.
        screen.press(&["d"]);
        screen.wait_for(&words.say("unsaved-sure"));
        screen.press(&["Enter"]);
        screen.wait_for_all(&[&words.label_of_new("kind-action"), "Perdu puis retrouvé"]);
        screen.press(&["Esc"]);
        screen.wait_for(&words.begins("form-unsaved"));
        screen.press(&["Esc"]);
        screen.wait_for(&words.say("partners-order"));
        screen.quit();
    }
}
