//! The loop of a local terminal: wait, drain what came in, deal with it, draw once.
//!
//! One thread reads the terminal, one hears signals, one searches; all speak through one bounded channel. Nothing wakes
//! while nothing happens: a wait has an end only while an Esc may be the beginning of a sequence, or while the
//! terminal still owes an answer about itself.

use super::arabic::{Answers, Finding, Ground, Memory, QUESTIONS};
use super::display::Display;
use super::input::{Come, InputParser};
use super::search_worker::{Question, SearchWorker};
use super::settings::remember_lang;
use super::stage::{Left, Stage};
use crate::app::Msg;
use crate::limits;
use crate::text::Profile;
use signal_hook::consts::{SIGHUP, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// What a session on a terminal is told about it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the setting says about Arabic; nothing where the terminal shall be asked.
    pub arabic: Option<Profile>,
    /// `TERM`.
    pub term: String,
    /// Whether nothing tells which language the person speaks.
    pub asks_language: bool,
    /// Where answers and the language are remembered; nowhere in a session that is thrown away.
    pub memory: Option<PathBuf>,
}

/// What comes in.
enum Inbox {
    Msg(Msg),
    Bytes(Vec<u8>),
    Resized,
    Suspended,
    /// The terminal is gone, or somebody asked for the end.
    Gone,
}

impl From<Msg> for Inbox {
    fn from(msg: Msg) -> Self {
        Inbox::Msg(msg)
    }
}

/// Columns and rows of the terminal.
///
/// # Errors
/// There is no terminal.
pub fn size() -> io::Result<(u16, u16)> {
    crossterm::terminal::size()
}

/// Runs a session on the terminal until it ends.
///
/// # Errors
/// The terminal cannot be set up or written.
pub fn run(stage: &mut Stage, options: &Options) -> io::Result<()> {
    let memory = options.memory.as_deref().map(Memory::read).unwrap_or_default();
    let is_tunnelled = Answers::default().is_tunnelled(&options.term);
    let profile = options.arabic.or_else(|| memory.newest(&options.term)).unwrap_or_default();
    let display = Display::take(profile, is_tunnelled)?;
    let mut session = Session::new(stage, display, options, memory);
    let outcome = session.run();
    session.display.give_back();
    outcome
}

/// A session with its terminal.
struct Session<'a> {
    stage: &'a mut Stage,
    display: Display,
    options: &'a Options,
    memory: Memory,
    parser: InputParser,
    answers: Answers,
    /// Until when the terminal may answer; nothing where it was not asked or has answered.
    answers_until: Option<Instant>,
    has_typed: bool,
}

impl<'a> Session<'a> {
    fn new(stage: &'a mut Stage, display: Display, options: &'a Options, memory: Memory) -> Session<'a> {
        let (parser, answers) = (InputParser::default(), Answers::default());
        Session { stage, display, options, memory, parser, answers, answers_until: None, has_typed: false }
    }

    fn run(&mut self) -> io::Result<()> {
        self.measure()?;
        if self.options.asks_language {
            self.stage.deal(Msg::Run("language.choose"));
        }
        self.display.draw(self.stage)?;
        self.ask_the_terminal()?;
        let (sender, inbox) = sync_channel(limits::INBOX_LEN);
        let own = &self.stage.model.session;
        let worker = SearchWorker::start(Arc::clone(&own.desk), Arc::clone(&own.lexicon), sender.clone())?;
        read_terminal(sender.clone())?;
        hear_signals(sender)?;
        while let Some(first) = self.wait(&inbox) {
            let mut left = Vec::new();
            for come in std::iter::once(first).chain(inbox.try_iter().take(limits::INBOX_LEN)) {
                match come {
                    Inbox::Msg(msg) => left.extend(self.stage.deal(msg)),
                    Inbox::Bytes(bytes) => self.hear(&bytes, &mut left)?,
                    Inbox::Resized => self.resize()?,
                    Inbox::Suspended => self.suspend()?,
                    Inbox::Gone => return Ok(()),
                }
            }
            if self.carry_out(left, &worker)? {
                return Ok(());
            }
            self.display.draw(self.stage)?;
        }
        Ok(())
    }

    /// Waits for what comes next; an end of the wait comes in as no bytes. Nothing where nothing can come any more.
    fn wait(&self, inbox: &Receiver<Inbox>) -> Option<Inbox> {
        let esc = self.parser.is_waiting().then(|| Duration::from_millis(limits::ESC_WAIT_MS));
        let answers = self.answers_until.map(|until| until.saturating_duration_since(Instant::now()));
        let Some(patience) = esc.into_iter().chain(answers).min() else { return inbox.recv().ok() };
        match inbox.recv_timeout(patience) {
            Ok(come) => Some(come),
            Err(RecvTimeoutError::Timeout) => Some(Inbox::Bytes(Vec::new())),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn hear(&mut self, bytes: &[u8], left: &mut Vec<Left>) -> io::Result<()> {
        let come = if bytes.is_empty() { self.parser.idle() } else { self.parser.feed(bytes) };
        for come in come {
            match come {
                Come::Key(key) => {
                    self.has_typed = true;
                    left.extend(self.stage.deal(Msg::Key(key)));
                }
                Come::Paste(text) => left.extend(self.stage.deal(Msg::Paste(text))),
                Come::Answer(answer) => self.answers.note(answer),
            }
        }
        let is_over = self.answers_until.is_some_and(|until| Instant::now() >= until);
        if self.answers_until.is_some() && (is_over || self.answers.is_complete()) {
            self.answers_until = None;
            self.conclude(left)?;
        }
        Ok(())
    }

    /// The questions go out after the first frame, and only where the answer would change anything.
    fn ask_the_terminal(&mut self) -> io::Result<()> {
        let knows_sequences = !matches!(self.options.term.as_str(), "" | "dumb" | "linux" | "vt52");
        if self.options.arabic.is_none() && knows_sequences {
            self.display.send(QUESTIONS)?;
            self.answers_until = Some(Instant::now() + Duration::from_millis(limits::ANSWER_WAIT_MS));
        }
        Ok(())
    }

    /// What the answers tell. What a person once said about this terminal goes before it.
    fn conclude(&mut self, left: &mut Vec<Left>) -> io::Result<()> {
        let term = &self.options.term;
        let judged = self.answers.judge(term);
        let finding = match self.memory.said(term, &judged.answer) {
            Some(profile) => Finding { profile, ground: Ground::Person, ..judged },
            None => judged,
        };
        // A terminal that answers nothing at all is none: nobody sits there to be asked.
        let is_unsure = finding.ground == Ground::Guess && self.answers.is_complete();
        if is_unsure && !self.has_typed && self.options.memory.is_some() {
            left.extend(self.stage.deal(Msg::Run("terminal.reading")));
        }
        self.adopt(finding)
    }

    /// Gives the terminal its rows as was found, and remembers it.
    fn adopt(&mut self, finding: Finding) -> io::Result<()> {
        let is_tunnelled = self.answers.is_tunnelled(&self.options.term);
        if finding.profile != self.display.profile() {
            self.display.set_profile(finding.profile, is_tunnelled)?;
            self.measure()?;
        }
        if finding.answer.is_empty() {
            return Ok(());
        }
        if let Some(dir) = &self.options.memory
            && self.memory.keep(&self.options.term, &finding)
        {
            // An answer that cannot be remembered is asked for again.
            drop(self.memory.write(dir));
        }
        Ok(())
    }

    fn measure(&mut self) -> io::Result<()> {
        let (columns, rows) = self.display.size()?;
        if self.stage.model.session.size != (columns, rows) {
            self.stage.deal(Msg::Resized(columns, rows));
        }
        Ok(())
    }

    fn resize(&mut self) -> io::Result<()> {
        self.display.resized()?;
        self.measure()
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.display.suspend()?;
        self.measure()
    }

    /// Carries out what only the terminal can do; answers whether the session ends.
    fn carry_out(&mut self, left: Vec<Left>, worker: &SearchWorker) -> io::Result<bool> {
        for effect in left {
            match effect {
                Left::Quit => return Ok(true),
                Left::Copy(text) => self.display.copy(text)?,
                Left::Suspend => self.suspend()?,
                Left::Reads(profile) => {
                    let answer = self.answers.in_short();
                    self.adopt(Finding { profile: self.known_as(profile), ground: Ground::Person, answer })?;
                }
                Left::RememberLang(lang) => {
                    if let Some(dir) = &self.options.memory {
                        // A language that cannot be remembered is no reason to stop the session.
                        drop(remember_lang(dir, lang));
                    }
                }
                Left::Search(ticket, query, limit) => {
                    let own = &self.stage.model.session;
                    worker.ask(Question { ticket, query, limit, desk: Arc::clone(&own.desk), today: own.today() });
                }
            }
        }
        Ok(false)
    }

    /// Who reads cells as they come may do so because the terminal was told to leave them alone: it stays told.
    fn known_as(&self, profile: Profile) -> Profile {
        match self.display.profile() {
            told @ (Profile::Explicit | Profile::Mlterm) if profile == Profile::Visual => told,
            _ => profile,
        }
    }
}

fn read_terminal(sender: SyncSender<Inbox>) -> io::Result<()> {
    let read = move || {
        let mut input = io::stdin().lock();
        let mut block = [0; limits::INPUT_BLOCK_BYTES];
        loop {
            let come = match input.read(&mut block) {
                Ok(count @ 1..) => Inbox::Bytes(block.get(..count).unwrap_or_default().to_vec()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                _ => Inbox::Gone,
            };
            let is_gone = matches!(come, Inbox::Gone);
            if sender.send(come).is_err() || is_gone {
                return;
            }
        }
    };
    std::thread::Builder::new().name("input".to_owned()).spawn(read).map(drop)
}

fn hear_signals(sender: SyncSender<Inbox>) -> io::Result<()> {
    let mut signals = Signals::new([SIGWINCH, SIGTSTP, SIGTERM, SIGHUP])?;
    let hear = move || {
        for signal in &mut signals {
            let come = match signal {
                SIGWINCH => Inbox::Resized,
                SIGTSTP => Inbox::Suspended,
                _ => Inbox::Gone,
            };
            if sender.send(come).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().name("signals".to_owned()).spawn(hear).map(drop)
}

/// What a terminal answers about Arabic when it is asked outside a session, for `doctor`. Keys pressed meanwhile are
/// let go.
///
/// # Errors
/// There is no terminal to ask.
pub fn ask_about_arabic(term: &str) -> io::Result<Finding> {
    use std::io::Write;
    crossterm::terminal::enable_raw_mode()?;
    let mut out = io::stdout();
    let asked = out.write_all(QUESTIONS.as_bytes()).and_then(|()| out.flush());
    let (sender, inbox) = sync_channel(limits::INBOX_LEN);
    let mut answers = Answers::default();
    let until = Instant::now() + Duration::from_millis(limits::ANSWER_WAIT_MS);
    let mut parser = InputParser::default();
    let reading = asked.and_then(|()| read_terminal(sender));
    while reading.is_ok() && !answers.is_complete() {
        let Ok(Inbox::Bytes(bytes)) = inbox.recv_timeout(until.saturating_duration_since(Instant::now())) else {
            break;
        };
        for come in parser.feed(&bytes) {
            if let Come::Answer(answer) = come {
                answers.note(answer);
            }
        }
    }
    crossterm::terminal::disable_raw_mode()?;
    reading.map(|()| answers.judge(term))
}
