//! Every pane and layer as text, in three languages and at four sizes, and what no screen may ever do.
//!
//! A picture holds the cells as they stand, so that a mistake of direction or shaping is a visible difference. After a
//! change that is meant, look at the new pictures before accepting them: `INSTA_UPDATE=always cargo test --test pictures`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::sync::Arc;
use tansiq::app::{Code, Did, Key, Keyboard, Mouse, Msg, screen};
use tansiq::domain::check::check_record;
use tansiq::domain::{Desk, Draft, Proposal, Record, Text3, Value};
use tansiq::exchange::{import, jsonl};
use tansiq::host::clock::Clock;
use tansiq::host::headless::Headless;
use tansiq::host::keys::key_named;
use tansiq::host::settings::{Asked, SettingsFile};
use tansiq::host::stage::{Seat, Stage};
use tansiq::kit::{Reach, Target, Theme, picture};
use tansiq::lang::{Lang, Lexicon};
use tansiq::store::{Registrar, memory_ledger};
use tansiq::{limits, text};

const SAMPLE: &str = include_str!("../assets/sample/desk.jsonl");
const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (120, 40), (200, 50)];

/// What is on the screen, and the keys that lead there from the start.
const PANES: [(&str, &[&str]); 19] = [
    ("home", &["0"]),
    ("partners", &[]),
    ("timelines", &["2"]),
    ("timelines-years", &["2", "a", "-", "-", "-"]),
    ("timelines-lanes", &["Down", "2", "v"]),
    ("committees", &["3"]),
    ("composer", &["3", "n", "m", "c", "a", "a"]),
    ("composer-page", &["3", "n", "m", "v"]),
    ("body", &["3", "Enter"]),
    ("follow-up", &["5", "j", "m"]),
    ("follow-up-owed", &["5", "v", "v", "j"]),
    ("follow-up-plot", &["5", "v", "v", "v"]),
    ("follow-up-thread", &["5", "j", "j", "j", "Enter"]),
    ("reports", &["4"]),
    ("reports-country", &["4", "v", "v", "t", "Right"]),
    ("reports-follow-up", &["4", "r"]),
    ("reports-convergence", &["4", "r", "r", "Right", "Left"]),
    ("reports-counted", &["4", "r", "r", "r", "Down", "Enter"]),
    ("past", &[":", "a", "s", "o", "f", "Space", "1", "0", "/", "1", "2", "/", "2", "0", "1", "8", "Enter"]),
];
const LAYERS: [(&str, &[&str]); 16] = [
    ("finder", &["/", "d", "a", "k", "h"]),
    ("finder-nothing", &["/", "q", "q", "x", "z"]),
    ("palette", &[":"]),
    ("help", &["?"]),
    ("language", &[":", "l", "a", "n", "g", "u", "a", "g", "e", ".", "c", "h", "Enter"]),
    ("reading", &[":", "t", "e", "r", "m", "i", "n", "a", "l", ".", "r", "Enter"]),
    ("new", &["n"]),
    ("form", &["n", "e"]),
    ("form-alike", &["n", "p", "m", "i", "n", "i", "s", "t", "e", "r", "e"]),
    ("form-list", &["e", "Down", "Down", "Down"]),
    ("print", &["3", "n", "m", "p"]),
    ("print-form", &["3", "n", "m", "p", "Right"]),
    ("report-menu", &["4", "r", "p"]),
    ("preview", &["3", "n", "m", "v"]),
    ("as-of", &[":", "a", "s", "o", "f", ".", "o", "Enter"]),
    ("trash", &["3", "n", "m", "Esc", "D", ":", "t", "r", "a", "s", "h", "Enter"]),
];

/// What looking up and narrowing show, at every size, on the sample with one partner entered twice.
const LOOKING: [(&str, &[&str]); 18] = [
    ("settings", &[","]),
    ("settings-words", &[",", "End", "Up", "Up", "Up", "Up", "Up", "Up", "Enter", "Right"]),
    ("settings-typed", &[",", "End", "Enter", "x", "Enter"]),
    ("finder-list", &["/", "d", "a", "k", "h", "Down"]),
    ("finder-offers", &["/", "d", "a", "k", "h", "Enter", "/"]),
    ("finder-filter", &["/", "t", "h", "e", "m", "e", ":", "e", "d"]),
    ("timelines-filter", &["2", "a", "f", "a", "f", "t", "e", "r", ":", "2", "0", "2", "6", "-", "1", "0", "Enter"]),
    ("duplicates", &["!"]),
    ("duplicates-joined", &["!", "1"]),
    ("marks", &["f", "c", "o", "u", "n", "t", "r", "y", ":", "D", "E", "Enter", "m", "m"]),
    ("arrange", &["o"]),
    ("partners-grouped", &["o", "j", "Enter", "Esc"]),
    ("partners-tree", &["o", "j", "j", "j", "j", "Enter", "Esc"]),
    ("partners-columns", &["o", "G", "k", "k", "k", "k", "k", "k", "k", "k", "Enter", "G", "k", "k", "Enter", "Esc"]),
    ("letter", &["0", "Enter"]),
    ("bulk", &["M", "b"]),
    ("bulk-field", &["M", "b", "4", "c"]),
    ("bulk-preview", &["M", "b", "2", "e", "d", "u", "c", "Enter", "Enter"]),
];

/// The next session from its agenda to its minutes, at every size.
const HELD: [(&str, &[&str]); 10] = [
    ("held-warnings", &["3", "n", "m", ".", "1"]),
    ("held-convocations", &["3", "n", "m", ".", "1", "Enter", "p", "x", "s"]),
    ("held-addendum", &["3", "n", "m", ".", "1", "Enter", "h", "a", "X", "Enter", "l", "h", "a", "s", "s"]),
    ("held-roll", &["3", "n", "m", ".", "1", "Enter", "o", "p", "p", "x", "a"]),
    ("held-steps", &["3", "n", "m", ".", "1", "Enter", "o", "."]),
    ("held-guest", &["3", "n", "m", ".", "1", "Enter", "o", "g", "h", "a", "s", "s"]),
    ("held-minutes", OPENED),
    ("held-note", NOTED),
    ("held-outcome", OUTCOME),
    ("held-votes", VOTED),
];

/// The session open with a quorum.
const OPENED: &[&str] =
    &["3", "n", "m", ".", "1", "Enter", "o", "p", "p", "p", "p", "a", "p", "p", "p", "p", "p", ".", "1"];
const NOTED: &[&str] = &[
    "3", "n", "m", ".", "1", "Enter", "o", "p", "p", "p", "p", "a", "p", "p", "p", "p", "p", ".", "1", "j", "Enter",
    "O", "k", "Enter", "1",
];
const OUTCOME: &[&str] = &[
    "3", "n", "m", ".", "1", "Enter", "o", "p", "p", "p", "p", "a", "p", "p", "p", "p", "p", ".", "1", "j", "x",
    "Ctrl-s", "a", "W", "Ctrl-s", ";", "Enter",
];
const VOTED: &[&str] = &[
    "3", "n", "m", ".", "1", "Enter", "o", "p", "p", "p", "p", "a", "p", "p", "p", "p", "p", ".", "1", "j", "v", "p",
    "p", "c", "a",
];

fn registrar(lexicon: &Arc<Lexicon>) -> Registrar {
    let own = Arc::clone(lexicon);
    let rules = Box::new(move |record: &Record, desk: &Desk| check_record(record, desk, &own));
    Registrar::open(Box::new(memory_ledger().unwrap()), rules).unwrap()
}

fn with(registrar: &mut Registrar, drafts: Vec<Draft>) {
    let proposal = Proposal { by: "amina".into(), machine: "m".into(), at_ms: 1, label: "init.sample".into(), drafts };
    registrar.propose(proposal).unwrap();
}

/// The sample desk as drafts, read once a test.
fn sample(lexicon: &Arc<Lexicon>) -> Vec<Draft> {
    let rows = jsonl::rows(SAMPLE.as_bytes(), None).unwrap();
    import::plan(rows, &Desk::default(), lexicon, &import::Options::default()).drafts
}

fn desk_of(drafts: &[Draft], lexicon: &Arc<Lexicon>) -> Registrar {
    let mut registrar = registrar(lexicon);
    with(&mut registrar, drafts.to_vec());
    registrar
}

/// A desk on which every title is longer than any screen, in both directions.
fn overlong(lexicon: &Arc<Lexicon>) -> Vec<Draft> {
    let long = Text3 {
        ar: Some("اللجنة الوزارية ".repeat(14).trim_end().to_owned()),
        fr: Some("commission ministérielle ".repeat(14).trim_end().to_owned()),
        en: None,
    };
    let mut drafts = sample(lexicon);
    for draft in &mut drafts {
        if let Draft::Add { kind, fields, .. } = draft
            && matches!(fields.get(kind.spec().title), Some(Value::Text3(_)))
        {
            fields.set(kind.spec().title, Some(long.clone().into()));
        }
    }
    drafts
}

fn session(registrar: Registrar, lexicon: &Arc<Lexicon>, lang: Lang, size: (u16, u16)) -> Headless {
    let clock = Clock::fixed("2026-11-23T10:00".parse().unwrap());
    let seat = Seat {
        lexicon: Arc::clone(lexicon),
        lang,
        by: "amina".into(),
        theme: Theme::coloured(),
        keyboard: Keyboard::default(),
        size,
        clock,
        start: "partners",
        arrangements: Default::default(),
        views: Vec::new(),
        used: Default::default(),
        seen: Some(0),
    };
    let mut stage = Stage::new(registrar, seat);
    // Nothing of the machine on which the picture is taken.
    let asked = Asked { desk: Some("/srv/tansiq/desk".into()), lang: Some(lang), by: Some("amina".into()) };
    let text = "zone = \"Africa/Casablanca\"\n[terminal]\nkeyboard = \"qwerty\"\n".to_owned();
    stage.settings_file = SettingsFile::thrown_away(asked, "/srv/tansiq".into(), text);
    Headless::new(stage)
}

fn pressed(session: &mut Headless, keys: &[&str]) {
    let keys: Vec<Key> = keys.iter().map(|key| key_named(key).unwrap()).collect();
    session.press(&keys);
}

fn lexicon() -> Arc<Lexicon> {
    Arc::new(Lexicon::load())
}

/// Checks what holds for every screen, and answers it as text.
fn sound(session: &Headless) -> String {
    let buffer = session.screen();
    for cell in buffer.content() {
        assert!(!text::has_control(cell.symbol()), "a control character in {:?}", cell.symbol());
    }
    picture(&buffer)
}

/// What these keys lead to, at each size after the other.
fn at_four_sizes(drafts: &[Draft], lexicon: &Arc<Lexicon>, lang: Lang, keys: &[&str]) -> String {
    let shown = SIZES.map(|size| {
        let mut session = session(desk_of(drafts, lexicon), lexicon, lang, size);
        pressed(&mut session, keys);
        format!("{}x{}\n{}\n", size.0, size.1, sound(&session))
    });
    shown.concat()
}

#[test]
fn panes_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for (name, keys) in PANES {
        for lang in Lang::ALL {
            let shown = at_four_sizes(&drafts, &lexicon, lang, keys);
            insta::assert_snapshot!(format!("{name}-{}", lang.code()), shown);
        }
    }
}

#[test]
fn layers_in_three_languages() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for (name, keys) in LAYERS {
        for lang in Lang::ALL {
            let mut session = session(desk_of(&drafts, &lexicon), &lexicon, lang, (80, 24));
            pressed(&mut session, keys);
            insta::assert_snapshot!(format!("{name}-{}", lang.code()), sound(&session));
        }
    }
}

#[test]
fn a_session_being_held_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for (name, keys) in HELD {
        for lang in Lang::ALL {
            let shown = at_four_sizes(&drafts, &lexicon, lang, keys);
            insta::assert_snapshot!(format!("{name}-{}", lang.code()), shown);
        }
    }
}

#[test]
fn looking_up_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let mut drafts = sample(&lexicon);
    let twice = drafts.iter().find_map(|draft| match draft {
        Draft::Add { reference: Some(reference), kind, fields } if reference.0 == 26 => {
            Some(Draft::Add { reference: None, kind: *kind, fields: fields.clone() })
        }
        _ => None,
    });
    drafts.extend(twice);
    for (name, keys) in LOOKING {
        for lang in Lang::ALL {
            let shown = at_four_sizes(&drafts, &lexicon, lang, keys);
            insta::assert_snapshot!(format!("{name}-{}", lang.code()), shown);
        }
    }
}

/// The cells of the first column that show lines of lists, with what they are to the mouse.
fn lines(session: &Headless) -> Vec<(u16, isize)> {
    let model = &session.stage.model;
    let targets = screen::targets(model);
    let column = |row| match model.session.direction() {
        text::Direction::Ltr => (2, row),
        text::Direction::Rtl => (model.session.columns() - 3, row),
    };
    let line = |row| match targets.at(column(row).0, row).first() {
        Some(Target::Line(by, Reach::Arrows | Reach::Fields)) => Some((row, *by)),
        _ => None,
    };
    (0..model.session.size.1).filter_map(line).collect()
}

#[test]
fn the_mouse_goes_to_the_line_under_it_in_every_pane_and_layer() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    let mut tried = 0;
    for (name, keys) in PANES.iter().chain(&LAYERS).chain(&LOOKING) {
        for lang in [Lang::Ar, Lang::Fr] {
            let mut session = session(desk_of(&drafts, &lexicon), &lexicon, lang, (80, 24));
            pressed(&mut session, keys);
            let Some((row, _)) = lines(&session).into_iter().rfind(|(_, by)| *by != 0) else { continue };
            let column = if lang == Lang::Ar { session.stage.model.session.columns() - 3 } else { 2 };
            session.deal(Msg::Mouse(Mouse { did: Did::Click, column, row }));
            let there = lines(&session).into_iter().find(|(other, _)| *other == row);
            // A body that is no longer chosen takes its sessions away from below it; a chosen field may be longer.
            let moves = *name == "committees" || name.starts_with("form");
            assert!(moves || there == Some((row, 0)), "{there:?} {name} in {}\n{}", lang.code(), sound(&session));
            tried += 1;
        }
    }
    assert!(tried > 25, "only {tried} screens have lines");
}

#[test]
fn the_palette_offers_what_was_given_last_first() {
    let lexicon = lexicon();
    let mut session = session(desk_of(&sample(&lexicon), &lexicon), &lexicon, Lang::En, (80, 24));
    for name in ["vowel", "saved", "vowel"] {
        pressed(&mut session, &[":"]);
        session.press(&name.chars().map(Key::char).collect::<Vec<_>>());
        pressed(&mut session, &["Enter", "Esc"]);
    }
    pressed(&mut session, &[":"]);
    let shown = sound(&session);
    let offered: Vec<&str> = shown.lines().skip(2).take(2).collect();
    assert!(offered[0].contains("vowel signs") && offered[1].contains("views"), "{shown}");
}

#[test]
fn the_tutorial_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for lang in Lang::ALL {
        let shown = SIZES.map(|size| {
            let mut session = session(desk_of(&drafts, &lexicon), &lexicon, lang, size);
            session.stage.model.begin_tutor(5);
            pressed(&mut session, &["2"]);
            let begun = sound(&session);
            session.press(&[Key::plain(Code::F(4)), Key::char('3'), Key::char('n'), Key::char('m'), Key::char('c')]);
            pressed(&mut session, &["a"]);
            format!("{}x{}\n{begun}\n{}\n", size.0, size.1, sound(&session))
        });
        insta::assert_snapshot!(format!("tutor-{}", lang.code()), shown.concat());
    }
}

#[test]
fn views_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    let keys = ["f", "c", "o", "u", "n", "t", "r", "y", ":", "D", "E", "Enter", "w", "A"];
    for (lang, name) in [(Lang::Ar, "ألمانيا"), (Lang::Fr, "Allemagne"), (Lang::En, "Germany")] {
        let shown = SIZES.map(|size| {
            let mut session = session(desk_of(&drafts, &lexicon), &lexicon, lang, size);
            pressed(&mut session, &keys);
            session.press(&name.chars().map(Key::char).collect::<Vec<_>>());
            pressed(&mut session, &["Enter"]);
            format!("{}x{}\n{}\n", size.0, size.1, sound(&session))
        });
        insta::assert_snapshot!(format!("views-{}", lang.code()), shown.concat());
    }
}

#[test]
fn what_was_left_unsaved_in_three_languages_at_four_sizes() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    let names =
        Text3 { ar: Some("جمعية التضامن".into()), fr: Some("Association Solidarité".into()), en: None };
    for lang in Lang::ALL {
        let shown = SIZES.map(|size| {
            let mut session = session(desk_of(&drafts, &lexicon), &lexicon, lang, size);
            pressed(&mut session, &["n", "p"]);
            session.deal(Msg::Paste(names.best(lang).to_owned()));
            let mut left = session.stage.model.unfinished();
            pressed(&mut session, &["Esc", "Esc", "e", "End"]);
            session.deal(Msg::Paste("…".to_owned()));
            left.extend(session.stage.model.unfinished());
            pressed(&mut session, &["Esc", "Esc"]);
            session.deal(Msg::Left(left));
            format!("{}x{}\n{}\n", size.0, size.1, sound(&session))
        });
        insta::assert_snapshot!(format!("unsaved-{}", lang.code()), shown.concat());
    }
}

#[test]
fn keys_wait_for_an_answer_and_go_on_without_one_when_too_many_wait() {
    let lexicon = lexicon();
    let mut session = session(desk_of(&sample(&lexicon), &lexicon), &lexicon, Lang::Fr, (80, 24));
    // Straight to the stage: nobody answers what is asked there.
    let press = |session: &mut Headless, key: Key| drop(session.stage.deal(Msg::Key(key)));
    for letter in ['/', 'd'] {
        press(&mut session, Key::char(letter));
    }
    (1..limits::KEYS_HELD).for_each(|_| press(&mut session, Key::plain(Code::Enter)));
    assert!(picture(&session.screen()).contains("/ d\n"), "{}", picture(&session.screen()));
    press(&mut session, Key::char('z'));
    press(&mut session, Key::char('y'));
    assert!(picture(&session.screen()).contains("/ dzy\n"), "{}", picture(&session.screen()));
}

#[test]
fn an_empty_desk_says_what_to_do() {
    let lexicon = lexicon();
    for lang in Lang::ALL {
        let shown = ["0", "1", "2", "3", "4"].map(|pane| {
            let mut session = session(registrar(&lexicon), &lexicon, lang, (60, 16));
            pressed(&mut session, &[pane]);
            format!("{}\n", sound(&session))
        });
        insta::assert_snapshot!(format!("empty-{}", lang.code()), shown.concat());
    }
}

#[test]
fn titles_longer_than_any_screen_are_cut_and_never_spill() {
    let lexicon = lexicon();
    let drafts = overlong(&lexicon);
    for (_, keys) in PANES.iter().chain(&LAYERS).chain(&HELD) {
        let mut session = session(desk_of(&drafts, &lexicon), &lexicon, Lang::Fr, (80, 24));
        pressed(&mut session, keys);
        for lang in Lang::ALL {
            session.stage.model.session.lang = lang;
            for (columns, rows) in SIZES {
                session.deal(Msg::Resized(columns, rows));
                sound(&session);
            }
        }
    }
}

#[test]
fn a_terminal_that_is_too_small_is_told_so() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for size in [(59, 16), (60, 15), (20, 5), (1, 1), (0, 0)] {
        let mut session = session(desk_of(&drafts, &lexicon), &lexicon, Lang::Fr, size);
        pressed(&mut session, &["j", "3", "n", "m"]);
        let shown = sound(&session);
        assert!(size.0 < 20 || shown.contains("La fenêtre est"), "{shown}");
    }
}

#[test]
fn another_language_keeps_place_selection_and_focus() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for pane in ["0", "1", "2", "3", "4"] {
        let mut session = session(desk_of(&drafts, &lexicon), &lexicon, Lang::Fr, (120, 40));
        pressed(&mut session, &[pane, "j", "j", "j", "j"]);
        let before = (session.stage.model.subject(), session.stage.model.panes().1);
        for _ in 0..3 {
            pressed(&mut session, &["L"]);
            assert_eq!((session.stage.model.subject(), session.stage.model.panes().1), before, "pane {pane}");
        }
    }
}

/// A source of numbers that is the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn key(&mut self) -> Key {
        const NAMED: [&str; 14] = [
            "Enter",
            "Esc",
            "Tab",
            "Up",
            "Down",
            "Left",
            "Right",
            "Home",
            "End",
            "PgUp",
            "PgDn",
            "Backspace",
            "Ctrl-s",
            "Ctrl-o",
        ];
        const LETTERS: &str = "/:?nepyYDuUT[]123LNxatfjkgmcdv><JKArs*;. 0123456789éèçàbilohلشيبلاتنمك،؛";
        if self.below(3) == 0 {
            return key_named(NAMED[usize::try_from(self.below(14)).unwrap()]).unwrap();
        }
        let letters: Vec<char> = LETTERS.chars().collect();
        Key::char(letters[usize::try_from(self.below(letters.len() as u64)).unwrap()])
    }

    fn msg(&mut self) -> Msg {
        match self.below(40) {
            0 => Msg::Resized(u16::try_from(self.below(220)).unwrap(), u16::try_from(self.below(60)).unwrap()),
            1 => Msg::Paste("لجنة \u{1b}[2J\u{202e}commission\n".repeat(usize::try_from(self.below(20)).unwrap())),
            4 => Msg::Mouse(Mouse {
                did: [Did::Click, Did::WheelUp, Did::WheelDown][usize::try_from(self.below(3)).unwrap()],
                column: u16::try_from(self.below(210)).unwrap(),
                row: u16::try_from(self.below(55)).unwrap(),
            }),
            2 => Msg::Told("…".repeat(300)),
            3 => Msg::Run(["trash.open", "asof.open", "asof.leave"][usize::try_from(self.below(3)).unwrap()]),
            _ => Msg::Key(self.key()),
        }
    }
}

#[test]
fn ten_thousand_random_messages_in_every_pane_leave_a_sound_screen() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    let pane = |name: &'static str| vec![name];
    let panes = [(1, pane("1")), (2, pane("2")), (3, pane("3")), (4, pane("4")), (5, pane("0")), (6, pane("5"))];
    for (seed, keys) in panes.into_iter().chain([(7, OPENED.to_vec())]) {
        let mut dice = Dice(seed);
        let mut session =
            session(desk_of(&drafts, &lexicon), &lexicon, Lang::ALL[usize::try_from(seed % 3).unwrap()], (80, 24));
        pressed(&mut session, &keys);
        for count in 0..10_000 {
            match dice.msg() {
                // Leaving is the terminal's business; printing writes files.
                Msg::Key(key) if key == Key::char('p') || key.code == Code::Char('q') => {}
                msg => drop(session.deal(msg)),
            }
            if count % 25 == 0 {
                sound(&session);
            }
        }
    }
}
