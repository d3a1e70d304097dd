//! What holds for every screen, whatever is on it.

use crate::desk::{desk_of, lexicon, pressed, sample, session, sound};
use crate::screens::{HELD, LAYERS, LOOKING, OPENED, PANES};
use std::collections::BTreeSet;
use tansiq::app::{Code, Did, Key, Mouse, Msg, screen};
use tansiq::domain::Ref;
use tansiq::domain::kinds::{engagement, meeting};
use tansiq::host::headless::Headless;
use tansiq::host::keys::key_named;
use tansiq::kit::{Reach, Target, picture};
use tansiq::lang::Lang;
use tansiq::{limits, text};

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

/// The rows whose first cell shows that a line is chosen, and where a click would not find it.
fn chosen_without_a_target(session: &Headless) -> Vec<u16> {
    let (buffer, model) = (session.screen(), &session.stage.model);
    let targets = screen::targets(model);
    let (column, sign) = match model.session.direction() {
        text::Direction::Ltr => (0, "›"),
        text::Direction::Rtl => (model.session.columns() - 1, "‹"),
    };
    let is_chosen = |row: &u16| buffer[(column, *row)].symbol() == sign;
    // Of what is being changed nothing else can be chosen, which is said.
    let is_one = |target: &Target| matches!(target, Target::Line(0, _) | Target::Press(_) | Target::Nothing);
    let has_none = |row: &u16| !targets.at(column, *row).first().is_some_and(is_one);
    (0..model.session.size.1).filter(|row| is_chosen(row) && has_none(row)).collect()
}

#[test]
fn the_mouse_goes_to_the_line_under_it_in_every_pane_and_layer() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    let mut tried = 0;
    let mut deaf = BTreeSet::new();
    for (name, keys) in PANES.iter().chain(&LAYERS).chain(&LOOKING).chain(&HELD) {
        for lang in [Lang::Ar, Lang::Fr] {
            let mut session = session(desk_of(&drafts, &lexicon), &lexicon, lang, (80, 24));
            pressed(&mut session, keys);
            if !chosen_without_a_target(&session).is_empty() {
                deaf.insert(*name);
            }
            let Some((row, _)) = lines(&session).into_iter().rfind(|(_, by)| *by != 0) else { continue };
            let column = if lang == Lang::Ar { session.stage.model.session.columns() - 3 } else { 2 };
            session.deal(Msg::Mouse(Mouse { did: Did::Click, column, row }));
            let there = lines(&session).into_iter().find(|(other, _)| *other == row);
            // A body that is no longer chosen takes its sessions away from below it; a chosen field may be longer.
            let moves = name.starts_with("committees") || name.starts_with("form");
            assert!(moves || there == Some((row, 0)), "{there:?} {name} in {}\n{}", lang.code(), sound(&session));
            tried += 1;
        }
    }
    assert!(deaf.is_empty(), "a chosen line is not found by a click: {deaf:?}");
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

/// The text of the line that the sign of choosing stands before.
fn chosen(shown: &str) -> &str {
    shown.lines().find(|line| line.starts_with('›')).unwrap_or_default()
}

#[test]
fn what_happened_today_is_logged_with_its_date_from_everywhere() {
    let lexicon = lexicon();
    for pane in ["0", "1", "2", "3", "4", "5"] {
        let mut session = session(desk_of(&sample(&lexicon), &lexicon), &lexicon, Lang::En, (80, 24));
        pressed(&mut session, &[pane, "n", "e"]);
        assert!(sound(&session).contains("2026-11-23  = 23 November 2026"), "{pane}: {}", sound(&session));
    }
}

#[test]
fn nobody_is_entered_twice_and_a_form_stops_at_the_date_that_it_began_with() {
    let lexicon = lexicon();
    let mut session = session(desk_of(&sample(&lexicon), &lexicon), &lexicon, Lang::En, (80, 24));
    pressed(&mut session, &["n", "e", "A", "Enter", "a", "u", "d", "Enter"]);
    assert!(chosen(&sound(&session)).contains("Date"), "{}", sound(&session));
    pressed(&mut session, &["Enter"]);
    assert!(chosen(&sound(&session)).contains("Participants"), "{}", sound(&session));
    pressed(&mut session, &["d", "a", "k", "h", "Enter"]);
    assert!(!sound(&session).contains("Already in this list"), "{}", sound(&session));
    pressed(&mut session, &["d", "a", "k", "h", "Enter"]);
    assert!(sound(&session).contains("Already in this list: #26 Ministry of the Interior"), "{}", sound(&session));
    pressed(&mut session, &["Ctrl-s"]);
    let added = session.stage.model.session.desk.last_ref();
    let record = session.stage.model.session.record(Ref(added)).unwrap();
    assert_eq!(record.fields.list(engagement::PARTICIPANTS.id).len(), 2);
}

#[test]
fn who_presents_an_item_is_made_where_they_are_looked_for() {
    let lexicon = lexicon();
    let mut session = session(desk_of(&sample(&lexicon), &lexicon), &lexicon, Lang::En, (80, 24));
    pressed(&mut session, &["3", "n", "m", "l", "Q", "q", "x", "Up", "Enter"]);
    assert!(sound(&session).contains("New: Partner"), "{}", sound(&session));
    pressed(&mut session, &["Enter", "m", "i", "n", "i", "Enter", "Ctrl-s"]);
    let made = Ref(session.stage.model.session.desk.last_ref());
    let meeting = session.stage.model.subject().unwrap();
    let agenda = session.stage.model.session.record(meeting).unwrap();
    let first = agenda.fields.parts(meeting::AGENDA.id).next().unwrap();
    assert_eq!(first.links(meeting::item::PRESENTER.id).collect::<Vec<_>>(), [made], "{}", sound(&session));
}

#[test]
fn a_letter_that_adds_on_one_keyboard_does_not_leave_on_another_at_once() {
    let lexicon = lexicon();
    let mut session = session(desk_of(&sample(&lexicon), &lexicon), &lexicon, Lang::En, (80, 24));
    let letter = Key::char('ش');
    assert!(!session.press(&[letter]));
    assert!(sound(&session).contains("press it again to leave"), "{}", sound(&session));
    assert!(!session.press(&[Key::char('j'), letter]), "what came between takes it back");
    assert!(session.press(&[letter]));
    assert!(session.press(&[Key::char('q')]), "the Latin letter leaves at once");
}

#[test]
fn a_long_message_hides_no_chosen_line() {
    let lexicon = lexicon();
    let drafts = sample(&lexicon);
    for keys in [&["0", "End"][..], &["1", "z", "End"], &["2", "a", "End"], &["3", "n", "m", "End"], &[":", "End"]] {
        let mut session = session(desk_of(&drafts, &lexicon), &lexicon, Lang::En, (80, 24));
        pressed(&mut session, keys);
        let before = chosen(&sound(&session)).trim_end().to_owned();
        session.deal(Msg::Told("word ".repeat(40)));
        let shown = sound(&session);
        assert_eq!(chosen(&shown).trim_end(), before, "{keys:?}\n{shown}");
        assert!(shown.matches("word").count() > 20, "{shown}");
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
