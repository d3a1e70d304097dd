//! Two sessions on one desk: who saves second loses nothing of anybody.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use tansiq::app::{Effect, Key, Keyboard, Model, Msg, Refused, Session, screen};
use tansiq::domain::check::check_record;
use tansiq::domain::{Desk, Proposal, Record, Ref, Refusal};
use tansiq::exchange::{import, jsonl};
use tansiq::host::keys::key_named;
use tansiq::kit::{Theme, picture};
use tansiq::lang::{Lang, Lexicon};
use tansiq::panes;
use tansiq::store::{ProposeError, Registrar, memory_ledger};

const SAMPLE: &str = include_str!("../assets/sample/desk.jsonl");

/// A desk with the sessions of several people on it, each told of what the others did.
struct Together {
    registrar: Registrar,
    sessions: Vec<Model>,
}

impl Together {
    fn new(lang: Lang, people: &[&str]) -> Together {
        let lexicon = Arc::new(Lexicon::load());
        let own = Arc::clone(&lexicon);
        let rules = Box::new(move |record: &Record, desk: &Desk| check_record(record, desk, &own));
        let mut registrar = Registrar::open(Box::new(memory_ledger().unwrap()), rules).unwrap();
        let rows = jsonl::rows(SAMPLE.as_bytes(), None).unwrap();
        let drafts = import::plan(rows, &Desk::default(), &lexicon, &import::Options::default()).drafts;
        let label = "init.sample".into();
        registrar.propose(Proposal { by: "x".into(), machine: "m".into(), at_ms: 1, label, drafts }).unwrap();
        let session = |by: &&str| Session {
            lang,
            lexicon: Arc::clone(&lexicon),
            desk: registrar.desk(),
            as_of: None,
            now: "2026-11-23T10:00".parse().unwrap(),
            by: (*by).to_owned(),
            seen: registrar.desk().revision(),
            theme: Theme::coloured(),
            keyboard: Keyboard::default(),
            copied: String::new(),
            size: (80, 24),
            filters: Arc::default(),
            arrangements: Default::default(),
            views: Vec::new(),
            used: Default::default(),
            lines: Arc::default(),
            typed: None,
            left: Vec::new(),
            shows_card: true,
            strip_rows: 0,
            told_rows: 0,
        };
        let sessions = people.iter().map(|by| Model::new(session(by), panes::all(), "partners")).collect();
        Together { registrar, sessions }
    }

    fn press(&mut self, who: usize, keys: &[&str]) {
        for key in keys {
            let keys: Vec<Key> = match key_named(key) {
                Some(key) => vec![key],
                None => key.chars().map(Key::char).collect(),
            };
            keys.into_iter().for_each(|key| self.deal(who, Msg::Key(key)));
        }
    }

    /// Deals with a message; what is proposed is carried out and told to everybody.
    fn deal(&mut self, who: usize, msg: Msg) {
        let mut effects = Vec::new();
        self.sessions[who].update(msg, &mut effects);
        for effect in effects {
            let Effect::Propose { ticket, label, drafts } = effect else { continue };
            let by = self.sessions[who].session.by.clone();
            let done = self.registrar.propose(Proposal { by, machine: "m".into(), at_ms: 2, label, drafts });
            for session in &mut self.sessions {
                session.update(Msg::DeskMoved(self.registrar.desk()), &mut Vec::new());
            }
            let answer = match done {
                Ok(receipt) => Msg::Done(ticket, receipt),
                Err(ProposeError::Refused(Refusal::Conflict(clash))) => {
                    let why = format!("{} was first", clash.by);
                    Msg::Refused(ticket, Refused { why, clash: Some(clash) })
                }
                Err(error) => panic!("{error:?}"),
            };
            self.deal(who, answer);
        }
    }

    fn screen(&self, who: usize) -> String {
        let area = ratatui::layout::Rect::new(0, 0, 80, 24);
        let mut buffer = ratatui::buffer::Buffer::empty(area);
        screen::draw(&self.sessions[who], &mut buffer);
        picture(&buffer)
    }

    fn said(&self, key: &str) -> String {
        let record = self.registrar.desk().get(Ref(26)).cloned().unwrap();
        let field = record.kind.spec().field(key).unwrap();
        let session = &self.sessions[0].session;
        record.fields.get(field.id).map(|value| session.speaker().said_whole(&field.shape, value)).unwrap_or_default()
    }

    /// Opens the form of the ministry of the interior and goes to a field by its label.
    fn edit(&mut self, who: usize, label: &str) {
        self.sessions[who].open(Ref(26));
        self.press(who, &["e"]);
        for _ in 0..40 {
            if self.screen(who).contains(&format!("› {label}")) {
                return;
            }
            self.press(who, &["Tab"]);
        }
        panic!("no field {label}:\n{}", self.screen(who));
    }
}

#[test]
fn different_fields_of_one_record_are_saved_by_both() {
    let mut desk = Together::new(Lang::En, &["amina", "karim"]);
    desk.edit(0, "Precedence");
    desk.edit(1, "Notes");
    desk.press(0, &["Ctrl-u", "41", "Ctrl-s"]);
    desk.press(1, &["Ctrl-u", "Seen", "Ctrl-s"]);
    assert_eq!(desk.said("precedence"), "41");
    assert!(desk.said("notes").contains("Seen"), "{}", desk.said("notes"));
    for who in 0..2 {
        assert!(desk.sessions[who].layers().is_empty(), "{}", desk.screen(who));
    }
}

#[test]
fn the_same_field_shows_both_versions_and_the_person_chooses() {
    for (choice, left) in [(&["Ctrl-s"][..], "42"), (&["Ctrl-t", "Ctrl-s"], "41")] {
        let mut desk = Together::new(Lang::En, &["amina", "karim"]);
        desk.edit(0, "Precedence");
        desk.edit(1, "Precedence");
        desk.press(0, &["Ctrl-u", "41", "Ctrl-s"]);
        desk.press(1, &["Ctrl-u", "42", "Ctrl-s"]);
        let shown = desk.screen(1);
        for part in ["› Precedence", "42", "there now: 41", "Ctrl-t take theirs", "amina was first"] {
            assert!(shown.contains(part), "{part} in\n{shown}");
        }
        assert_eq!(desk.said("precedence"), "41", "nothing is written over unasked");
        desk.press(1, choice);
        assert_eq!(desk.said("precedence"), left);
        assert!(desk.sessions[1].layers().is_empty(), "{}", desk.screen(1));
    }
}

#[test]
fn what_else_was_typed_stays_and_what_others_changed_comes_in() {
    let mut desk = Together::new(Lang::En, &["amina", "karim"]);
    desk.edit(1, "Precedence");
    desk.press(1, &["Ctrl-u", "42"]);
    for _ in 0..40 {
        if desk.screen(1).contains("› Notes") {
            break;
        }
        desk.press(1, &["Tab"]);
    }
    desk.press(1, &["Ctrl-u", "Mine"]);
    desk.edit(0, "Precedence");
    desk.press(0, &["Ctrl-u", "41", "Ctrl-s"]);
    desk.edit(0, "Code");
    desk.press(0, &["Ctrl-u", "XYZ", "Ctrl-s"]);
    desk.press(1, &["Ctrl-s", "Ctrl-t", "Ctrl-s"]);
    assert_eq!((desk.said("precedence"), desk.said("code")), ("41".to_owned(), "XYZ".to_owned()));
    assert!(desk.said("notes").contains("Mine"), "{}", desk.said("notes"));
}

#[test]
fn both_versions_in_three_languages() {
    for lang in Lang::ALL {
        let mut desk = Together::new(lang, &["amina", "karim"]);
        let label = desk.sessions[0].session.say("field-precedence");
        for who in 0..2 {
            desk.sessions[who].session.lang = Lang::En;
            desk.edit(who, "Precedence");
            desk.sessions[who].session.lang = lang;
        }
        desk.press(0, &["Ctrl-u", "41", "Ctrl-s"]);
        desk.press(1, &["Ctrl-u", "42", "Ctrl-s"]);
        assert!(!label.is_empty());
        insta::assert_snapshot!(format!("form-theirs-{}", lang.code()), desk.screen(1));
    }
}
