//! The real binary in a pseudo-terminal, driven by keys and read as a screen.
//!
//! Nothing sleeps: every step waits until the screen shows what it should, within a bound that only a failure reaches.
#![allow(dead_code)] // Each test that joins this file uses a part of it.

#[path = "process.rs"]
pub mod process;

use super::place::Place;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Longer than the slowest machine needs for one step.
const PATIENCE: Duration = Duration::from_secs(60);

/// The interface as somebody at a terminal has it.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    reading: Gate,
    screen: vt100::Parser,
    keys: usize,
    bytes: Vec<u8>,
    /// Bytes in which questions were looked for.
    read: usize,
    /// What it answers about itself; by default what a terminal does that shows cells as they come.
    pub answers: &'static str,
    /// Whether it keeps its answers for itself, as a line does on which they are still under way.
    pub holds_answers: bool,
}

/// Who holds this keeps the terminal from reading; `false` ends its reading.
#[derive(Clone)]
pub struct Gate(Arc<Mutex<bool>>);

impl Gate {
    pub fn close(&self) -> MutexGuard<'_, bool> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether everything so far is drawn (DSR), and what the terminal is (the last of the questions about Arabic).
const QUESTIONS: [&str; 2] = ["\x1b[5n", "\x1b[c"];

impl Terminal {
    /// Opens the interface on a desk, in a language and at a size.
    pub fn open(place: &Place, lang: &str, columns: u16, rows: u16) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tansiq"));
        command.args(["--lang", lang]);
        Terminal::run(command, place, columns, rows)
    }

    /// Opens the interface in English with these in its environment besides.
    pub fn open_with(place: &Place, variables: &[(&str, &str)]) -> Terminal {
        let mut command = CommandBuilder::new("env");
        command.args(variables.iter().map(|(name, value)| format!("{name}={value}")));
        command.args([env!("CARGO_BIN_EXE_tansiq"), "--lang", "en"]);
        Terminal::run(command, place, 80, 24)
    }

    /// Opens an interface by these arguments.
    pub fn open_by(place: &Place, arguments: &[&str], columns: u16, rows: u16) -> Terminal {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tansiq"));
        command.args(arguments);
        Terminal::run(command, place, columns, rows)
    }

    /// Runs a command that answers on the terminal and ends.
    pub fn answer_of(place: &Place, arguments: &[&str]) -> String {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_tansiq"));
        command.args(arguments);
        let mut terminal = Terminal::run(command, place, 80, 24);
        terminal.read_to_the_end();
        terminal.child.wait().expect("the program ends");
        String::from_utf8_lossy(&terminal.bytes).into_owned()
    }

    /// Opens the interface of somebody whose language nothing tells.
    pub fn open_without_a_language(place: &Place, columns: u16, rows: u16) -> Terminal {
        let mut command = CommandBuilder::new("env");
        command.args(["-u", "LANG", "-u", "LC_MESSAGES", "LC_ALL=C.UTF-8", env!("CARGO_BIN_EXE_tansiq")]);
        Terminal::run(command, place, columns, rows)
    }

    fn run(mut command: CommandBuilder, place: &Place, columns: u16, rows: u16) -> Terminal {
        let pair = native_pty_system()
            .openpty(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 })
            .expect("a pseudo-terminal");
        command.cwd(place.path());
        command.env("TERM", "xterm-256color");
        for (name, value) in place.variables() {
            command.env(name, value);
        }
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().expect("its output");
        let (sender, output) = sync_channel(1_024);
        let reading = Gate(Arc::new(Mutex::new(true)));
        let gate = reading.clone();
        std::thread::spawn(move || {
            let mut block = [0; 8_192];
            while let Ok(count @ 1..) = reader.read(&mut block) {
                if !*gate.close() || sender.send(block[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().expect("its input");
        let screen = vt100::Parser::new(rows, columns, 0);
        Terminal {
            master: pair.master,
            child,
            writer,
            output,
            reading,
            screen,
            keys: 0,
            bytes: Vec::new(),
            read: 0,
            answers: "\x1bP>|XTerm(379)\x1b\\\x1b[?64;1c",
            holds_answers: false,
        }
    }

    /// Presses keys, each counted: `n`, `Enter`, `Ctrl-s`, `Down`, `Esc`. They leave in one piece, so that no picture
    /// between two of them is promised: what a test waits for is there after the last.
    pub fn press(&mut self, keys: &[&str]) {
        let mut bytes = Vec::new();
        for key in keys {
            let code: &[u8] = match *key {
                "Enter" => b"\r",
                "Tab" => b"\t",
                "Esc" => b"\x1b",
                "Down" => b"\x1b[B",
                "Up" => b"\x1b[A",
                "PgDn" => b"\x1b[6~",
                "PgUp" => b"\x1b[5~",
                "Ctrl-s" => b"\x13",
                letter => letter.as_bytes(),
            };
            self.keys += 1;
            bytes.extend_from_slice(code);
        }
        self.send(&bytes);
    }

    /// Types free text, which no budget counts.
    pub fn write(&mut self, text: &str) {
        self.send(text.as_bytes());
    }

    /// Sends any bytes at all.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.send(bytes);
    }

    fn send(&mut self, bytes: &[u8]) {
        self.writer.write_all(bytes).and_then(|()| self.writer.flush()).expect("the terminal takes keys");
    }

    /// Waits until the screen shows a text; answers the screen.
    pub fn wait_for(&mut self, text: &str) -> String {
        self.wait_until(text, |screen| screen.contains(text))
    }

    /// Waits until the screen shows all of these at once.
    pub fn wait_for_all(&mut self, texts: &[&str]) -> String {
        self.wait_until(&texts.join(", "), |screen| texts.iter().all(|text| screen.contains(text)))
    }

    /// Waits until the screen shows a text no more.
    pub fn wait_until_gone(&mut self, text: &str) -> String {
        self.wait_until(&format!("no {text}"), |screen| !screen.contains(text))
    }

    fn wait_until(&mut self, what: &str, is_right: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let shown = self.shown();
            if is_right(&shown) {
                return shown;
            }
            let left = PATIENCE.saturating_sub(begun.elapsed());
            match self.output.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("waited for {what:?}; the screen shows:\n{shown}")
                }
            }
        }
    }

    /// Whether these bytes have reached the terminal.
    pub fn sent(&self, wanted: &str) -> bool {
        self.bytes.windows(wanted.len()).any(|bytes| bytes == wanted.as_bytes())
    }

    /// Waits until these bytes have reached the terminal.
    pub fn wait_for_bytes(&mut self, wanted: &str) {
        let begun = Instant::now();
        while !self.sent(wanted) {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            let bytes = self.output.recv_timeout(left).unwrap_or_else(|_| panic!("waited for {wanted:?}"));
            self.take(&bytes);
        }
    }

    /// Waits until something holds of the process.
    pub fn wait_until_process(&self, is_so: impl Fn(u32) -> bool) {
        let begun = Instant::now();
        while !is_so(self.process()) {
            assert!(begun.elapsed() < PATIENCE, "the process does not become so");
            std::thread::yield_now();
        }
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("another size");
        self.screen.screen_mut().set_size(rows, columns);
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.bytes.extend_from_slice(bytes);
        self.answer();
    }

    /// Answers what the program asks, in the order in which it is asked.
    fn answer(&mut self) {
        if self.holds_answers {
            return;
        }
        let first = |bytes: &[u8]| {
            let places = QUESTIONS.iter().zip(["\x1b[0n", self.answers]).filter_map(|(question, answer)| {
                let at = bytes.windows(question.len()).position(|bytes| bytes == question.as_bytes())?;
                Some((at + question.len(), answer))
            });
            places.min()
        };
        while let Some((length, answer)) = first(&self.bytes[self.read..]) {
            self.read += length;
            // A program that has ended needs no answer.
            let _ = self.writer.write_all(answer.as_bytes()).and_then(|()| self.writer.flush());
        }
    }

    /// Lets the terminal answer again, and what it owes first.
    pub fn release_answers(&mut self) {
        self.holds_answers = false;
        self.answer();
    }

    /// Reads until nothing has come and the program has not worked for a while; answers how many bytes came.
    pub fn read_until_quiet(&mut self, quiet: Duration) -> usize {
        let (before, begun) = (self.bytes.len(), Instant::now());
        loop {
            let worked = process::ticks(self.process());
            match self.output.recv_timeout(quiet) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    let is_idle = process::ticks(self.process()) == worked && !process::is_running(self.process());
                    if is_idle || begun.elapsed() > PATIENCE {
                        break;
                    }
                }
            }
        }
        self.bytes.len() - before
    }

    /// What keeps the terminal from reading.
    pub fn gate(&self) -> Gate {
        self.reading.clone()
    }

    /// The number of the process.
    pub fn process(&self) -> u32 {
        self.child.process_id().expect("a process")
    }

    /// The terminal vanishes as when a line is cut; answers whether the program ended well.
    pub fn vanish(mut self) -> bool {
        *self.reading.close() = false;
        // The thread that reads holds the terminal until it reads once more.
        self.send(b"\x1b[B\x1b[A");
        drop((self.writer, self.master));
        let begun = Instant::now();
        while self.child.try_wait().expect("its state").is_none() {
            assert!(begun.elapsed() < PATIENCE, "the program outlives its terminal");
            std::thread::yield_now();
        }
        self.child.wait().expect("its end").success()
    }

    /// The screen as text, one line a row.
    pub fn shown(&mut self) -> String {
        while let Ok(bytes) = self.output.try_recv() {
            self.take(&bytes);
        }
        self.screen.screen().contents()
    }

    /// Keys pressed so far, free text not counted.
    pub fn keys(&self) -> usize {
        self.keys
    }

    /// Every byte that reached the terminal.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Leaves with `q` and waits for the end.
    pub fn quit(mut self) {
        self.send(b"q");
        self.read_to_the_end();
        let status = self.child.wait().expect("the program ends");
        assert!(status.success(), "{status:?}");
        // Shown by `--nocapture`.
        println!("{} keys and free text in {} bytes", self.keys, self.bytes.len());
    }

    /// Leaves with `q` and answers what the terminal got since the start.
    pub fn quit_and_read(mut self) -> String {
        self.send(b"q");
        self.read_to_the_end();
        self.child.wait().expect("the program ends");
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Waits for a program that ends by itself; answers what the terminal got, and the exit status.
    pub fn end_and_read(mut self) -> (String, u32) {
        self.read_to_the_end();
        let status = self.child.wait().expect("the program ends");
        (String::from_utf8_lossy(&self.bytes).into_owned(), status.exit_code())
    }

    fn read_to_the_end(&mut self) {
        loop {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.take(&bytes),
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => panic!("the program does not end:\n{}", self.shown()),
            }
        }
    }

    /// Pulls the plug.
    pub fn kill(mut self) {
        self.child.kill().expect("the program is killed");
        self.child.wait().expect("and gone");
    }
}
