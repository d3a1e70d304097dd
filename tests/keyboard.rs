//! Everything can be done while the Arabic keyboard layout is active, on AZERTY and on QWERTY.
//!
//! The keys are those of the layouts that systems ship (xkb `ara`, `ma(arabic)`): row by row, plain and with Shift.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use tansiq::app::command::EVERYWHERE;
use tansiq::app::{Code, Command, Key, Keyboard};

/// What the keys of the letters give in the Arabic layout, and with Shift; the key of lam-alef gives one character.
const PLAIN: &str = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤر\u{fefb}ىةوزظ";
const SHIFTED: &str =
    "\u{64e}\u{64b}\u{64f}\u{64c}\u{fef9}إ`÷×؛<>\u{650}\u{64d}][\u{fef7}أـ،/:\"~\u{652}}{\u{fef5}آ',.؟";

/// The Latin characters of the same keys, plain, and the row of digits in the Arabic layout, plain and with Shift.
fn keys_of(keyboard: Keyboard) -> (&'static str, &'static str) {
    match keyboard {
        Keyboard::Azerty => ("azertyuiop^$qsdfghjklmùwxcvbn,;:!", "&é\"'(-è_çà)=1234567890°+"),
        Keyboard::Qwerty => ("qwertyuiop[]asdfghjkl;'zxcvbnm,./", "1234567890-=!@#$%^&*()_+"),
    }
}

/// What a key of the Arabic layout means to commands.
fn meant(letter: char, keyboard: Keyboard) -> char {
    match Key::char(letter).for_commands(keyboard).code {
        Code::Char(meant) => meant,
        other => panic!("{letter} became {other:?}"),
    }
}

/// Whether a key can be given while the Arabic layout is active.
fn is_there(key: Key, keyboard: Keyboard) -> bool {
    let typed = PLAIN.chars().chain(SHIFTED.chars()).chain(keys_of(keyboard).1.chars());
    match key.code {
        Code::Char(wanted) if !key.ctrl => typed.map(|letter| meant(letter, keyboard)).any(|letter| letter == wanted),
        _ => true,
    }
}

fn commands() -> Vec<Command> {
    let panes = tansiq::panes::all();
    let of_panes = panes.iter().flat_map(|pane| pane.commands());
    let held = tansiq::panes::committees::HELD.iter().flat_map(|(_, commands)| *commands);
    EVERYWHERE.iter().chain(of_panes).chain(held).copied().collect()
}

#[test]
fn each_arabic_letter_means_the_latin_one_of_its_key() {
    for keyboard in Keyboard::ALL {
        let (latin, _) = keys_of(keyboard);
        assert_eq!(PLAIN.chars().count(), latin.chars().count());
        for (arabic, latin) in PLAIN.chars().zip(latin.chars()).filter(|(_, latin)| latin.is_ascii_lowercase()) {
            assert_eq!(meant(arabic, keyboard), latin, "{arabic} on {}", keyboard.code());
        }
    }
}

#[test]
fn every_command_has_a_key_in_the_arabic_layout() {
    for keyboard in Keyboard::ALL {
        for command in commands().iter().filter(|command| !command.keys.is_empty()) {
            let is_reached = command.keys.iter().any(|key| is_there(*key, keyboard));
            assert!(is_reached, "{} on {}", command.id, keyboard.code());
        }
        // The letters of the kinds of records, and the steps of every list.
        for letter in "phoeicbmdalstfrjkgG".chars() {
            assert!(is_there(Key::char(letter), keyboard), "{letter} on {}", keyboard.code());
        }
    }
}
