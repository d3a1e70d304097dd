//! The tutorial: each of its ten steps is noticed when it is done and not before, at the smallest size, with the real binary.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;

use place::Place;
use tansiq::app::command::EVERYWHERE;
use tansiq::app::tutor::{COMMANDS, KEYS, LESSONS};
use terminal::Terminal;

/// The keys of each step after those that lead to where it is done, the last one doing it. `|` waits for the words after it.
const STEPS: [(&[&str], &[&str]); LESSONS] = [
    (&[], &["/", "d", "a", "k", "h", "|Ministère de l’Intérieur", "Enter"]),
    (&["1"], &["f", "c", "o", "u", "n", "t", "r", "y", ":", "D", "E", "Enter"]),
    (&["1"], &["Enter"]),
    (&["2"], &["T", "9", "/", "2", "0", "1", "8", "Enter"]),
    (&["1"], &["n", "e", "|Intitulé", "A", "Enter", "a", "u", "d", "Enter", "Ctrl-s"]),
    (&["3"], &["n", "m", "|14e session", "c", "a", "|1/3", "a", "|2/3", "a"]),
    (&["3", "n", "m", "|14e session"], &["p", "|imprimer", "1"]),
    (&["1"], &["m", "m", "b", "2", "e", "d", "u", "Enter", "Enter", "|changeront", "Enter", "|Fait", "u"]),
    (&[], &["4", "Enter"]),
    (&[], &["?", "|Aide", "q", ":"]),
];

/// Presses keys and waits where that is said.
fn press(screen: &mut Terminal, keys: &[&str]) {
    for key in keys {
        match key.strip_prefix('|') {
            Some(words) => drop(screen.wait_for(words)),
            None => screen.press(&[key]),
        }
    }
}

fn begin(place: &Place, step: usize) -> Terminal {
    let number = step.to_string();
    let mut screen = Terminal::open_by(place, &["--lang", "fr", "tutor", "--step", &number], 60, 16);
    screen.wait_for(&format!("{step}/{LESSONS} "));
    screen
}

/// What the strip says after a step.
fn after(step: usize) -> String {
    match step {
        LESSONS => "✓ Les dix étapes sont faites.".to_owned(),
        _ => format!("✓ Fait. {}/{LESSONS} ", step + 1),
    }
}

#[test]
fn each_step_is_noticed_when_it_is_done_and_not_before() {
    let place = Place::new();
    for ((lead, keys), step) in STEPS.iter().zip(1..) {
        let mut screen = begin(&place, step);
        press(&mut screen, lead);
        let (last, before) = keys.split_last().unwrap();
        press(&mut screen, before);
        assert!(!screen.shown().contains(&after(step)), "step {step} is not done before its last key");
        screen.press(&[last]);
        if step == 5 {
            screen.wait_for("Enregistré");
            for number in 1..=2 {
                assert!(!screen.shown().contains(&after(step)), "two actions are wanted");
                press(&mut screen, &["x", "|Nouveau\u{a0}: Action"]);
                press(&mut screen, &["B", "Enter", "d", "a", "k", "h", "Enter", "+", "7", "Ctrl-s"]);
                screen.wait_for(if number == 1 { "1/2" } else { "✓" });
            }
        }
        screen.wait_for(&after(step));
        screen.kill();
    }
}

#[test]
fn it_is_left_and_taken_up_and_steps_are_passed_over() {
    let place = Place::new();
    let mut screen = begin(&place, 6);
    screen.raw(b"\x1b[14~");
    screen.wait_for("7/10 ");
    press(&mut screen, &["?", "|Aide"]);
    // Also over what is open.
    screen.raw(b"\x1b[13~\x1b[13~");
    screen.wait_for("5/10 ");
    screen.press(&["q"]);
    assert!(screen.quit_and_read().contains("tansiq tutor --step 5"));
    assert!(!place.path().join("desk").exists(), "nothing is left of its desk");
    for wrong in ["0", "11", "x"] {
        assert_eq!(place.run(&["tutor", "--step", wrong]).status.code(), Some(2), "{wrong}");
    }
}

#[test]
fn the_keys_that_it_names_are_those_of_the_commands() {
    let panes = tansiq::panes::all();
    let commands: Vec<_> = panes
        .iter()
        .flat_map(|pane| pane.commands())
        .chain(tansiq::panes::committees::HELD.iter().flat_map(|(_, commands)| *commands))
        .chain(EVERYWHERE)
        .chain(COMMANDS)
        .collect();
    let first = |id: &str| commands.iter().find(|command| command.id == id).unwrap().keys[0].to_string();
    let named = |name: &str| KEYS.iter().find(|key| key.0 == name).unwrap().1;
    for (name, id) in [
        ("act", "mark.act"),
        ("action", "action.new"),
        ("add", "agenda.item.add"),
        ("candidates", "agenda.candidates"),
        ("committees", "pane.committees"),
        ("enter", "report.open"),
        ("filter", "partner.filter"),
        ("find", "find.open"),
        ("go", "timeline.go"),
        ("help", "help.open"),
        ("mark", "mark.toggle"),
        ("palette", "palette.open"),
        ("partners", "pane.partners"),
        ("print", "record.print"),
        ("quit", "session.quit"),
        ("reports", "pane.reports"),
        ("skip", "tutor.next"),
        ("undo", "change.undo"),
    ] {
        assert_eq!(named(name), first(id), "{name}");
    }
}
