//! Bytes of the terminal to keys, pasted text and answers to questions.
//!
//! Sequences are taken apart by a parser that keeps its place, so that nothing is lost or misread when they arrive
//! split at any byte or between the answers of the terminal. Only a lone Esc cannot be told from the beginning of a
//! sequence: it becomes a key when nothing follows it for a moment ([`InputParser::is_waiting`]).

use crate::app::{Code, Did, Key, Mouse};
use crate::kit::Backdrop;
use crate::limits;
use vte::{Params, Parser, Perform};

/// What came in.
#[derive(Clone, Debug, PartialEq)]
pub enum Come {
    /// A key was pressed.
    Key(Key),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted between brackets.
    Paste(String),
    /// The terminal answered.
    Answer(Answer),
}

/// What a terminal answers about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// `CSI 8 ; n $ y`: how it takes bidirectional support mode (ECMA-48 BDSM); 0 is not at all.
    Bdsm(u16),
    /// `DCS > | text ST`: its name and version.
    Version(String),
    /// `CSI > n ; … c`: secondary device attributes.
    Secondary(Vec<u16>),
    /// `CSI ? n ; … c`: primary device attributes, which every terminal answers.
    Primary(Vec<u16>),
    /// `OSC 11 ; rgb:r/g/b ST`: what stands behind its letters.
    Backdrop(Backdrop),
    /// `CSI 0 n`: everything that was sent before the question is drawn.
    Ready,
    /// `CSI row ; column R`: where the cursor is. In row 1 it looks like F3 with modifiers and is taken for it.
    Cursor(u16, u16),
}

/// A parser with its place in the stream.
#[derive(Default)]
pub struct InputParser {
    parser: Parser,
    sink: Sink,
    after_escape: bool,
}

impl InputParser {
    /// Takes bytes and answers what they complete.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Come> {
        for &byte in bytes {
            if self.after_escape && byte == 0x1b {
                // Esc twice: the first was a key of its own.
                self.sink.key(Key::plain(Code::Esc));
            } else if self.after_escape && byte >= 0x7f {
                // Alt with Backspace or a letter that is not ASCII: the parser knows no such sequence.
                self.parser = Parser::new();
                self.sink.alt = self.sink.paste.is_none();
            }
            self.sink.string_ended = false;
            self.parser.advance(&mut self.sink, &[byte]);
            self.after_escape = byte == 0x1b && !self.sink.string_ended;
        }
        std::mem::take(&mut self.sink.come)
    }

    /// Whether an Esc has come that may be the beginning of a sequence.
    pub fn is_waiting(&self) -> bool {
        self.after_escape && self.sink.paste.is_none()
    }

    /// Nothing followed for a moment: an Esc that came last was a key.
    pub fn idle(&mut self) -> Vec<Come> {
        if self.is_waiting() {
            self.parser = Parser::new();
            self.after_escape = false;
            self.sink.key(Key::plain(Code::Esc));
        }
        std::mem::take(&mut self.sink.come)
    }
}

#[derive(Default)]
struct Sink {
    come: Vec<Come>,
    paste: Option<String>,
    /// The next letter is the end of `ESC O` or `CSI [`: a cursor or function key.
    introduced: Option<u8>,
    alt: bool,
    /// Characters of a mouse report of the oldest kind that are still to come.
    mouse: u8,
    /// What the terminal says of itself in a device control string.
    version: Option<String>,
    string_ended: bool,
}

impl Sink {
    fn key(&mut self, key: Key) {
        if self.paste.is_none() {
            self.come.push(Come::Key(key));
        }
    }

    fn letter(&mut self, letter: char) {
        let alt = std::mem::take(&mut self.alt);
        match letter {
            '\u{7f}' => self.key(Key { alt, ..Key::plain(Code::Backspace) }),
            // Bytes that are no UTF-8, and control characters beyond ASCII.
            letter if letter == char::REPLACEMENT_CHARACTER || letter.is_control() => {}
            _ => self.key(Key { alt, ..Key::char(letter) }),
        }
    }

    /// Adds a letter to what is pasted; answers whether anything is.
    fn paste(&mut self, letter: char) -> bool {
        if let Some(paste) = self.paste.as_mut().filter(|paste| paste.len() < limits::PASTE_BYTES) {
            paste.push(letter);
        }
        self.paste.is_some()
    }

    fn pasted(&mut self) {
        if let Some(text) = self.paste.take() {
            self.come.push(Come::Paste(text));
        }
    }

    fn answer(&mut self, answer: Answer) {
        self.come.push(Come::Answer(answer));
    }
}

impl Perform for Sink {
    fn print(&mut self, letter: char) {
        if self.paste(letter) {
            return;
        }
        if self.mouse > 0 {
            self.mouse -= 1;
            return;
        }
        match self.introduced.take() {
            Some(b'O') => self.come.extend(cursor_key(letter, 1).map(Come::Key)),
            Some(_) => {
                let number = u8::try_from(letter).unwrap_or(0).wrapping_sub(b'A');
                if number < 5 {
                    self.key(Key::plain(Code::F(number + 1)));
                }
            }
            None => self.letter(letter),
        }
    }

    fn execute(&mut self, byte: u8) {
        if self.paste.is_some() {
            match byte {
                b'\r' | b'\n' => self.paste('\n'),
                b'\t' => self.paste('\t'),
                _ => return,
            };
            return;
        }
        let key = match byte {
            b'\r' | b'\n' => Key::plain(Code::Enter),
            b'\t' => Key::plain(Code::Tab),
            0x08 => Key::plain(Code::Backspace),
            0 => Key::ctrl(' '),
            1..=0x1a => Key::ctrl(char::from(byte - 1 + b'a')),
            0x1c..=0x1f => Key::ctrl(char::from(byte - 0x1c + b'\\')),
            _ => return,
        };
        let alt = std::mem::take(&mut self.alt);
        self.key(Key { alt, ..key });
    }

    fn hook(&mut self, _params: &Params, intermediates: &[u8], _ignore: bool, action: char) {
        self.version = (intermediates == b">" && action == '|').then(String::new);
    }

    fn put(&mut self, byte: u8) {
        if let Some(version) = self.version.as_mut().filter(|version| version.len() < limits::ANSWER_BYTES) {
            version.extend(char::from_u32(u32::from(byte)).filter(|letter| !letter.is_control()));
        }
    }

    fn unhook(&mut self) {
        self.string_ended = true;
        if let Some(version) = self.version.take() {
            self.answer(Answer::Version(version));
        }
    }

    fn osc_dispatch(&mut self, params: &[&[u8]], bell_terminated: bool) {
        self.string_ended = !bell_terminated;
        if let [b"11", colour] = params {
            let backdrop = std::str::from_utf8(colour).ok().and_then(backdrop);
            backdrop.into_iter().for_each(|backdrop| self.answer(Answer::Backdrop(backdrop)));
        }
    }

    fn csi_dispatch(&mut self, params: &Params, intermediates: &[u8], _ignore: bool, action: char) {
        let numbers: Vec<u16> = params.iter().map(|param| param.first().copied().unwrap_or(0)).collect();
        match (intermediates, action, numbers.as_slice()) {
            (b"", '~', [200]) => self.paste = Some(String::new()),
            (b"", '~', [201]) => self.pasted(),
            (b"", '[', _) if self.paste.is_none() => self.introduced = Some(b'['),
            (b"$", 'y', [8, mode]) => self.answer(Answer::Bdsm(*mode)),
            (b">", 'c', _) => self.answer(Answer::Secondary(numbers)),
            (b"?", 'c', _) => self.answer(Answer::Primary(numbers)),
            (b"", 'n', [0 | 3]) => self.answer(Answer::Ready),
            (b"", 'R', [row, column]) if *row > 1 => self.answer(Answer::Cursor(*row, *column)),
            (b"<", 'M', [button, column, row]) if self.paste.is_none() => {
                self.come.extend(mouse(*button, *column, *row).map(Come::Mouse));
            }
            (b"", 'M', [0] | []) if self.paste.is_none() => self.mouse = 3,
            (b"", _, _) => {
                if let Some(key) = sequence_key(&numbers, action) {
                    self.key(key);
                }
            }
            _ => {}
        }
    }

    fn esc_dispatch(&mut self, intermediates: &[u8], _ignore: bool, byte: u8) {
        match (intermediates, byte) {
            ([], b'O') if self.paste.is_none() => self.introduced = Some(b'O'),
            // The end of a string.
            ([], b'\\') => {}
            ([], _) => self.key(Key { alt: true, ..Key::char(char::from(byte)) }),
            // Alt with a sign that begins longer sequences elsewhere, and the key after it.
            (signs, _) => {
                for sign in signs {
                    self.key(Key { alt: true, ..Key::char(char::from(*sign)) });
                }
                self.key(Key::char(char::from(byte)));
            }
        }
    }
}

/// What a colour behind the letters is, as terminals write it: `rgb:ffff/ffff/ffff`, of one to four digits each.
fn backdrop(colour: &str) -> Option<Backdrop> {
    let parts = colour.strip_prefix("rgba:").or_else(|| colour.strip_prefix("rgb:"))?;
    let bright = |part: &str| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok().filter(|len| (1..=4).contains(len))?)? - 1;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most))
    };
    let parts: Vec<f64> = parts.split('/').take(3).map(bright).collect::<Option<_>>()?;
    let [red, green, blue] = parts.try_into().ok()?;
    // The eye takes most of the brightness from green.
    let is_light = 0.3 * red + 0.59 * green + 0.11 * blue > 0.5;
    Some(if is_light { Backdrop::Light } else { Backdrop::Dark })
}

/// What a report of the mouse means (SGR, `CSI < button ; column ; row M`): the first button and the wheel, whatever key is held.
fn mouse(button: u16, column: u16, row: u16) -> Option<Mouse> {
    const HELD: u16 = 4 | 8 | 16;
    let did = match button & !HELD {
        0 => Did::Click,
        64 => Did::WheelUp,
        65 => Did::WheelDown,
        _ => return None,
    };
    Some(Mouse { did, column: column.checked_sub(1)?, row: row.checked_sub(1)? })
}

/// The key of a CSI sequence: `CSI A`, `CSI 1 ; 5 A`, `CSI 5 ; 2 ~`, `CSI 27 ; 5 ; 99 ~`, `CSI 99 ; 5 u`.
fn sequence_key(numbers: &[u16], action: char) -> Option<Key> {
    let modifiers = numbers.get(1).copied().unwrap_or(1);
    match (action, numbers) {
        ('~', [27, modifiers, letter]) => coded_key(*letter, *modifiers),
        ('u', [letter, ..]) => coded_key(*letter, modifiers),
        ('~', [number, ..]) => numbered(*number).map(|code| modified(code, modifiers)),
        ('Z', _) => Some(Key::plain(Code::BackTab)),
        (letter, _) => cursor_key(letter, modifiers),
    }
}

fn cursor_key(letter: char, modifiers: u16) -> Option<Key> {
    let code = match letter {
        'A' => Code::Up,
        'B' => Code::Down,
        'C' => Code::Right,
        'D' => Code::Left,
        'F' => Code::End,
        'H' => Code::Home,
        // Enter of the number pad in application mode.
        'M' => Code::Enter,
        'P' => Code::F(1),
        'Q' => Code::F(2),
        'R' => Code::F(3),
        'S' => Code::F(4),
        _ => return None,
    };
    Some(modified(code, modifiers))
}

fn numbered(number: u16) -> Option<Code> {
    let function = |first: u16| u8::try_from(number - first).ok().map(Code::F);
    match number {
        1 | 7 => Some(Code::Home),
        3 => Some(Code::Delete),
        4 | 8 => Some(Code::End),
        5 => Some(Code::PageUp),
        6 => Some(Code::PageDown),
        11..=15 => function(10),
        17..=21 => function(11),
        23..=24 => function(12),
        _ => None,
    }
}

/// A key that terminals with extended keyboards send as its code point.
fn coded_key(letter: u16, modifiers: u16) -> Option<Key> {
    let code = match char::from_u32(u32::from(letter))? {
        '\r' => Code::Enter,
        '\t' => Code::Tab,
        '\u{1b}' => Code::Esc,
        '\u{7f}' | '\u{8}' => Code::Backspace,
        letter if letter.is_control() => return None,
        letter => Code::Char(letter),
    };
    Some(modified(code, modifiers))
}

/// Modifiers as terminals count them: 1, and 1 for Shift, 2 for Alt, 4 for Control.
fn modified(code: Code, modifiers: u16) -> Key {
    let bits = modifiers.saturating_sub(1);
    let shift = bits & 1 != 0;
    if code == Code::Tab && shift {
        return Key::plain(Code::BackTab);
    }
    // Shift is part of a character.
    let shift = shift && !matches!(code, Code::Char(_));
    Key { code, ctrl: bits & 4 != 0, alt: bits & 2 != 0, shift }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn come(bytes: &[u8]) -> Vec<Come> {
        let mut parser = InputParser::default();
        let mut come = parser.feed(bytes);
        come.extend(parser.idle());
        come
    }

    fn keys(bytes: &[u8]) -> String {
        let key = |come: Come| match come {
            Come::Key(key) => key.to_string(),
            other => format!("{other:?}"),
        };
        come(bytes).into_iter().map(key).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_of_many_terminals_are_understood() {
        let cases: &[(&[u8], &str)] = &[
            (b"aZ\xc3\xa9", "a Z é"),
            ("ش".as_bytes(), "ش"),
            (b"\r\n\t\x7f\x08", "Enter Enter Tab Backspace Backspace"),
            (b"\x01\x1a\x00\x1f", "Ctrl-a Ctrl-z Ctrl-Space Ctrl-_"),
            (b"\x1b[A\x1b[1;5D\x1b[1;2C", "Up Ctrl-Left Shift-Right"),
            (b"\x1bOA\x1bOF\x1bOP", "Up End F1"),
            (b"\x1b[[A\x1b[[E", "F1 F5"),
            (b"\x1b[5~\x1b[6;5~\x1b[3~\x1b[15~\x1b[24~", "PgUp Ctrl-PgDn Delete F5 F12"),
            (b"\x1b[Z\x1b[9;2u\x1b[115;5u\x1b[27;5;122~", "Shift-Tab Shift-Tab Ctrl-s Ctrl-z"),
            (b"\x1b", "Esc"),
            (b"\x1b\x1b", "Esc Esc"),
            (b"\x1b\x1b[B", "Esc Down"),
            (b"\x1bx\x1b\x7f", "Alt-x Alt-Backspace"),
            (b"\x1b/a", "Alt-/ a"),
            ("\u{1b}ش".as_bytes(), "Alt-ش"),
        ];
        for (bytes, said) in cases {
            assert_eq!(keys(bytes), *said, "{:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_stands_behind_the_letters_is_told_in_many_ways() {
        let cases: [(&[u8], Option<Backdrop>); 7] = [
            (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Some(Backdrop::Light)),
            (b"\x1b]11;rgb:0000/0000/0000\x07", Some(Backdrop::Dark)),
            (b"\x1b]11;rgb:fd/f6/e3\x07", Some(Backdrop::Light)),
            (b"\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x1b\\", Some(Backdrop::Dark)),
            (b"\x1b]11;rgb:f/f/f\x07", Some(Backdrop::Light)),
            (b"\x1b]11;rgb:/ffff/ffff\x07", None),
            (b"\x1b]11;?\x07", None),
        ];
        for (bytes, wanted) in cases {
            let told: Vec<Come> = wanted.into_iter().map(|backdrop| Come::Answer(Answer::Backdrop(backdrop))).collect();
            assert_eq!(come(bytes), told, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn answers_between_keys_are_told_apart() {
        let stream =
            b"a\x1b[8;1$yb\x1bP>|XTerm(379)\x1b\\c\x1b[>0;136;0cd\x1b[?62;22c\x1b[0ne\x1b[12;40R\x1b[1;5R\x1b[<0;3;4Mf\x1b[M !!g";
        let expected = [
            Come::Key(Key::char('a')),
            Come::Answer(Answer::Bdsm(1)),
            Come::Key(Key::char('b')),
            Come::Answer(Answer::Version("XTerm(379)".into())),
            Come::Key(Key::char('c')),
            Come::Answer(Answer::Secondary(vec![0, 136, 0])),
            Come::Key(Key::char('d')),
            Come::Answer(Answer::Primary(vec![62, 22])),
            Come::Answer(Answer::Ready),
            Come::Key(Key::char('e')),
            Come::Answer(Answer::Cursor(12, 40)),
            Come::Key(Key { ctrl: true, ..Key::plain(Code::F(3)) }),
            Come::Mouse(Mouse { did: Did::Click, column: 2, row: 3 }),
            Come::Key(Key::char('f')),
            Come::Key(Key::char('g')),
        ];
        assert_eq!(come(stream), expected);
    }

    #[test]
    fn of_the_mouse_only_the_first_button_and_the_wheel_are_heard() {
        let at = |did| Come::Mouse(Mouse { did, column: 9, row: 0 });
        assert_eq!(come(b"\x1b[<64;10;1M\x1b[<81;10;1M"), [at(Did::WheelUp), at(Did::WheelDown)]);
        // Let go, the other buttons, dragged, no cell.
        assert_eq!(come(b"\x1b[<0;10;1m\x1b[<2;10;1M\x1b[<32;10;1M\x1b[<0;0;1M"), []);
        assert_eq!(come(b"\x1b[200~a\x1b[<0;3;4Mb\x1b[201~"), [Come::Paste("ab".into())]);
    }

    #[test]
    fn pasted_text_comes_whole_and_gives_no_key() {
        assert_eq!(come(b"\x1b[200~a\r\nq\x1b[Ab\x1b[201~"), [Come::Paste("a\n\nqb".into())]);
    }

    #[test]
    fn what_is_pasted_changes_no_key_that_follows() {
        let key = || Come::Key(Key::char('x'));
        for (pasted, text) in [
            ("\u{1b}é", "é"),
            ("\u{1b}\u{7f}", "\u{7f}"),
            ("\u{1b}O", ""),
            ("\u{1b}OA", "A"),
            ("\u{1b}[M", ""),
            ("\u{1b}[[A", "A"),
        ] {
            let stream = format!("\u{1b}[200~{pasted}\u{1b}[201~x");
            assert_eq!(come(stream.as_bytes()), [Come::Paste(text.into()), key()], "{pasted:?}");
        }
    }

    #[test]
    fn a_paste_without_end_is_taken_to_a_bound() {
        let mut parser = InputParser::default();
        assert_eq!(parser.feed(b"\x1b[200~"), []);
        for _ in 0..=limits::PASTE_BYTES / 4_096 {
            assert_eq!(parser.feed(&[b'x'; 4_096]), []);
        }
        assert_eq!(parser.feed(&[b'\n'; 4_096]), []);
        assert_eq!(parser.feed(&[b'\t'; 4_096]), []);
        assert_eq!(parser.feed(b"\x1b[201~"), [Come::Paste("x".repeat(limits::PASTE_BYTES))]);
    }

    #[test]
    fn an_answer_that_never_ends_takes_no_room() {
        let mut parser = InputParser::default();
        parser.feed(b"\x1bP>|");
        for _ in 0..1_000 {
            assert_eq!(parser.feed(&[b'x'; 1_000]), []);
        }
        let Some(Come::Answer(Answer::Version(text))) = parser.feed(b"\x1b\\").pop() else { panic!() };
        assert_eq!(text.len(), limits::ANSWER_BYTES);
    }

    fn any_stream() -> impl Strategy<Value = Vec<u8>> {
        let pieces = prop_oneof![
            Just(b"\x1b[A".to_vec()),
            Just(b"\x1b[1;5D".to_vec()),
            Just(b"\x1bOB".to_vec()),
            Just(b"\x1b[8;1$y".to_vec()),
            Just(b"\x1b[0n".to_vec()),
            Just(b"\x1b[24;80R".to_vec()),
            Just(b"\x1b[<35;10;3M".to_vec()),
            Just(b"\x1bP>|VTE(7600)\x1b\\".to_vec()),
            Just(b"\x1b[200~paste \xd8\xa7\x1b[201~".to_vec()),
            Just("شé会".as_bytes().to_vec()),
            Just(b"q\r".to_vec()),
        ];
        prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn a_stream_split_at_any_byte_means_the_same(stream in any_stream(), size in 1usize..9) {
            let whole = come(&stream);
            let mut parser = InputParser::default();
            let mut split: Vec<Come> = stream.chunks(size).flat_map(|part| parser.feed(part)).collect();
            split.extend(parser.idle());
            prop_assert_eq!(split, whole);
        }

        #[test]
        fn no_bytes_bring_it_down_and_no_control_character_is_typed(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            for come in come(&bytes) {
                if let Come::Key(Key { code: Code::Char(letter), .. }) = come {
                    prop_assert!(!letter.is_control());
                }
            }
        }
    }
}
