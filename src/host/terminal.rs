//! The loop of a local terminal: wait, drain what came in, deal with it, draw once.
//!
//! One thread reads the terminal, one writes it, one hears signals, one searches; all speak through one bounded channel.
//! Nothing wakes while nothing happens: a wait has an end only while an Esc may be the beginning of a sequence, while the
//! terminal owes an answer or is about to be asked, and while something drawn waits for the line or for the keys to
//! pause.

mod asking;
mod lending;

use super::arabic::{Answers, Finding, Ground, Memory, QUESTIONS};
use super::display::{Display, Hears};
use super::input::{Answer, Come, InputParser};
use super::line::{Pace, Told};
use super::reader::Reader;
use super::search_worker::{Question, SearchWorker, Wish};
use super::settings::{LineSpeed, MouseUse, Settings, SettingsFile, remember_lang};
use super::stage::{Left, Seat, Stage};
use super::typing;
use super::visits::Visit;
use super::{arrangements, places, used, views};
use crate::app::{Mouse, Msg, Tutor};
use crate::domain::rules::views::View;
use crate::kit::{Backdrop, Looks};
use crate::limits;
use crate::store::{Job, Keeping, Registrar, StoreError, When};
use crate::text::Profile;
pub use asking::ask;
use lending::{Loan, hear_signals};
use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// Asks what stands behind the letters (OSC 11).
const BACKDROP_QUESTION: &str = "\x1b]11;?\x07";

/// What a session on a terminal is told about it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the setting says about Arabic; nothing where the terminal shall be asked.
    pub arabic: Option<Profile>,
    /// What the setting says about the line.
    pub line: LineSpeed,
    /// What the setting says about the mouse.
    pub mouse: MouseUse,
    /// `TERM`.
    pub term: String,
    /// Whether nothing tells which language the person speaks.
    pub asks_language: bool,
    /// Where answers and the language are remembered; nowhere in a session that is thrown away.
    pub memory: Option<PathBuf>,
    /// Whose visit this is, to be remembered at its end; nobody's where it is thrown away.
    pub visit: Option<Visit>,
    /// Whether pages carry the pin of the history.
    pub pins: bool,
    /// Where and how many automatic backups are kept; none of a session that is thrown away.
    pub keeping: Option<Keeping>,
    /// Where the administration keeps its templates.
    pub templates: PathBuf,
    /// Where the settings are read and changed.
    pub settings: SettingsFile,
    /// Whether the terminal is to have colours.
    pub has_colours: bool,
    /// What the environment says of what stands behind the letters.
    pub backdrop: Option<Backdrop>,
    /// What to tell first.
    pub greeting: Option<String>,
    /// The step at which the tutorial begins; nothing where none is wanted.
    pub tutor: Option<usize>,
}

/// What a session that ended leaves to do.
#[derive(Debug, Default)]
pub struct Ended {
    /// The backup that may be due.
    pub backup: Option<Job>,
    /// The step at which the tutorial was left.
    pub step: Option<usize>,
}

/// What comes in.
enum Inbox {
    Msg(Msg),
    Bytes(Vec<u8>),
    /// What was typed while answers were waited for.
    Come(Come),
    Resized,
    Suspended,
    /// The backup that was due could not be taken.
    NotKept(StoreError),
    /// The terminal has taken a block that was waited for.
    Written,
    /// The wait was long enough.
    Time,
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

/// Runs a session on the terminal until it ends; answers what is left to do then. The screen is there before the desk is
/// opened.
///
/// # Errors
/// The terminal cannot be set up, or the desk not opened; the terminal is then as it was.
pub fn run<E: From<io::Error> + Send>(
    mut seat: Seat,
    options: &Options,
    open: impl FnOnce() -> Result<Registrar, E> + Send,
) -> Result<Ended, E> {
    let memory = options.memory.as_deref().map(Memory::read).unwrap_or_default();
    let is_tunnelled = Answers::default().is_tunnelled(&options.term);
    let profile = options.arabic.or_else(|| memory.newest(&options.term)).unwrap_or_default();
    let (sender, inbox) = sync_channel(limits::INBOX_LEN);
    let told = sender.clone();
    let tell = move |what| {
        // The session may have ended meanwhile.
        let _ = told.send(if what == Told::Written { Inbox::Written } else { Inbox::Gone });
    };
    let loan = Loan::default();
    hear_signals(sender.clone(), loan.clone())?;
    let mut display = Display::take(profile, is_tunnelled, Pace::new(true), tell)?;
    seat.size = display.size();
    let stage = match open_meanwhile(open, &seat, &mut display) {
        Ok(mut registrar) => {
            let mended = registrar.mended();
            let mut stage = Stage::new(registrar, seat);
            stage.tell_mended(&mended);
            stage.pins = options.pins;
            stage.templates.clone_from(&options.templates);
            if let Some(visit) = &options.visit {
                stage.keep_typed_in(typing::file(visit));
            }
            stage.settings_file.clone_from(&options.settings);
            stage.has_colours = options.has_colours;
            options.tutor.into_iter().for_each(|step| stage.model.begin_tutor(step));
            stage
        }
        Err(error) => {
            display.give_back();
            return Err(error);
        }
    };
    let mut session = Session::new(stage, display, options.clone(), memory);
    session.loan = loan;
    let outcome = session.run(sender, &inbox);
    if matches!(outcome, Ok(End::Asked)) {
        session.await_answers(&inbox);
    }
    session.display.give_back();
    session.stage.shelve();
    if let Some(visit) = &options.visit {
        // A visit that cannot be remembered only tells more as new the next time.
        drop(visit.keep(session.stage.model.session.desk.revision()));
        drop(used::keep(visit, &session.stage.model.session.used));
    }
    outcome?;
    Ok(Ended {
        backup: options.keeping.clone().and_then(|keeping| session.stage.to_keep(keeping)),
        step: session.stage.model.tutor().and_then(Tutor::step),
    })
}

/// Opens the desk while the rest of the screen is drawn already. That it is being opened is told where it takes so long
/// that somebody may wonder.
fn open_meanwhile<E: From<io::Error> + Send>(
    open: impl FnOnce() -> Result<Registrar, E> + Send,
    seat: &Seat,
    display: &mut Display,
) -> Result<Registrar, E> {
    let opening = seat.opening();
    display.draw_opening(&opening, false);
    std::thread::scope(|scope| {
        let (sender, opened) = sync_channel(1);
        let thread = scope.spawn(move || {
            let outcome = open();
            // Where it was told that it takes its time, nobody waits for this any more.
            let _ = sender.send(());
            outcome
        });
        if opened.recv_timeout(Duration::from_millis(limits::OPENING_MS)) == Err(RecvTimeoutError::Timeout) {
            display.draw_opening(&opening, true);
        }
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Why a session ended.
enum End {
    /// A person asked for it.
    Asked,
    /// The terminal is gone.
    Gone,
}

/// A session with its terminal.
struct Session {
    stage: Stage,
    display: Display,
    options: Options,
    memory: Memory,
    parser: InputParser,
    answers: Answers,
    /// Whether the terminal has been asked about Arabic, or will be, or need not be.
    has_asked: bool,
    /// When the terminal is asked about Arabic; nothing where it was, or where none was drawn yet.
    ask_at: Option<Instant>,
    /// Until when the terminal may answer; nothing where it was not asked or has answered.
    answers_until: Option<Instant>,
    /// Until when an Esc may be the beginning of a sequence.
    esc_until: Option<Instant>,
    last_key: Option<Instant>,
    /// When the backup that is due is taken; nothing where nobody has touched a key since the last.
    keep_at: Option<Instant>,
    /// Until when a picture waits for the answer to what was typed, so that both come in one frame.
    answer_at: Option<Instant>,
    /// Whether the model may differ from what was drawn last.
    is_changed: bool,
    /// When unfinished forms are kept; nothing where they are.
    shelve_at: Option<Instant>,
    /// Until when that can be put off by further keys.
    shelve_until: Option<Instant>,
    /// To whom the terminal is lent.
    loan: Loan,
    reader: Option<Reader>,
    /// What came while something else was waited for: the next that is dealt with.
    put_off: VecDeque<Inbox>,
}

impl Session {
    fn new(stage: Stage, display: Display, options: Options, memory: Memory) -> Session {
        let (parser, answers) = (InputParser::default(), Answers::default());
        // What is set need not be asked; the console of Linux answers nothing of it.
        let has_asked = options.arabic.is_some() || options.term == "linux";
        Session {
            stage,
            display,
            options,
            memory,
            parser,
            answers,
            has_asked,
            ask_at: None,
            answers_until: None,
            esc_until: None,
            last_key: None,
            keep_at: None,
            answer_at: None,
            is_changed: true,
            shelve_at: None,
            shelve_until: None,
            loan: Loan::default(),
            reader: None,
            put_off: VecDeque::new(),
        }
    }

    fn run(&mut self, sender: SyncSender<Inbox>, inbox: &Receiver<Inbox>) -> io::Result<End> {
        if let Some(greeting) = self.options.greeting.clone() {
            self.stage.deal(Msg::Told(greeting));
        }
        if self.options.asks_language {
            self.stage.deal(Msg::Run("language.choose"));
        }
        self.find_backdrop();
        self.show();
        let worker = self.start_searching(&sender)?;
        self.reader = Some(read_terminal(sender.clone())?);
        while let Some(first) = self.wait(inbox) {
            let mut left = Vec::new();
            let put_off = std::mem::take(&mut self.put_off);
            for come in std::iter::once(first).chain(put_off).chain(inbox.try_iter().take(limits::INBOX_LEN)) {
                match come {
                    Inbox::Msg(msg) => left.extend(self.deal(msg)),
                    Inbox::Bytes(bytes) => self.hear(&bytes, &mut left),
                    Inbox::Come(come) => self.take(vec![come], &mut left),
                    Inbox::Resized => self.resize()?,
                    Inbox::Suspended => self.suspend()?,
                    Inbox::NotKept(error) => left.extend(self.deal_not_kept(&error)),
                    Inbox::Written | Inbox::Time => {}
                    Inbox::Gone => return Ok(End::Gone),
                }
            }
            self.look_at_the_clock(&mut left);
            self.keep_when_idle(&sender)?;
            if self.carry_out(left, &worker, inbox)? {
                return Ok(End::Asked);
            }
            self.show();
        }
        Ok(End::Gone)
    }

    /// Finds out what stands behind the letters where the colours depend on it: from the environment, or by a question whose
    /// answer nobody waits for. It goes out before the first picture, whose own question the terminal answers after it.
    fn find_backdrop(&mut self) {
        if !self.stage.model.session.theme.asks_for_backdrop() || self.options.term == "linux" {
            return;
        }
        match self.options.backdrop {
            Some(backdrop) => drop(self.deal(Msg::Backdrop(backdrop))),
            None => self.display.say(BACKDROP_QUESTION),
        }
    }

    fn deal(&mut self, msg: Msg) -> Vec<Left> {
        self.is_changed = true;
        self.stage.deal(msg)
    }

    /// Draws where there is anything new, or anything old that waits.
    fn show(&mut self) {
        if self.stage.model.is_searching() && self.answer_at.is_some_and(|until| Instant::now() < until) {
            return;
        }
        self.answer_at = None;
        self.dress();
        if self.is_changed || self.display.line().is_late() || self.display.holds_back() {
            let now = Instant::now();
            let is_hurried = self.is_slow() == Some(true) && self.pause_at().is_some_and(|pause| now < pause);
            self.display.draw(&self.stage.model, is_hurried, now);
            self.is_changed = false;
            // Where nobody sees Arabic, the answers would change nothing.
            if !self.has_asked && self.display.shows_arabic() {
                self.has_asked = true;
                self.ask_at = Some(now + Duration::from_millis(limits::ASK_AFTER_MS));
            }
        }
    }

    /// Whether the line is slow, as is set or was measured; nothing where nobody knows yet.
    fn is_slow(&mut self) -> Option<bool> {
        match self.options.line {
            LineSpeed::Auto => self.display.line().is_slow(),
            LineSpeed::Fast => Some(false),
            LineSpeed::Slow => Some(true),
        }
    }

    /// Gives the screen the looks that the line can carry.
    fn dress(&mut self) {
        let looks = if self.is_slow() == Some(false) { Looks::Rich } else { Looks::Plain };
        if self.stage.model.session.theme.looks() != looks {
            self.deal(Msg::Looks(looks));
        }
        let hears = match self.options.mouse {
            MouseUse::On => true,
            MouseUse::Off => false,
            MouseUse::Auto => looks == Looks::Rich && self.options.term != "linux",
        };
        if self.display.hears_mouse() != hears {
            self.display.hear_mouse(if hears { Hears::Mouse } else { Hears::Keys });
            self.is_changed = true;
        }
    }

    fn pause_at(&self) -> Option<Instant> {
        self.last_key.map(|key| key + Duration::from_millis(limits::PAUSE_MS))
    }

    /// Waits for what comes next. Nothing where nothing can come any more.
    fn wait(&mut self, inbox: &Receiver<Inbox>) -> Option<Inbox> {
        if let Some(come) = self.put_off.pop_front() {
            return Some(come);
        }
        let pause = self.pause_at().filter(|_| self.display.holds_back());
        let overdue = self.display.line().overdue();
        let waits = [self.answer_at, self.ask_at, self.answers_until, self.esc_until, self.keep_at, self.shelve_at];
        let ends = waits.into_iter().chain([pause, overdue]);
        let Some(end) = ends.flatten().min() else { return inbox.recv().ok() };
        match inbox.recv_timeout(end.saturating_duration_since(Instant::now())) {
            Ok(come) => Some(come),
            Err(RecvTimeoutError::Timeout) => Some(Inbox::Time),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn hear(&mut self, bytes: &[u8], left: &mut Vec<Left>) {
        let come = self.parser.feed(bytes);
        self.take(come, left);
        let wait = Duration::from_millis(limits::ESC_WAIT_MS);
        self.esc_until = self.parser.is_waiting().then(|| Instant::now() + wait);
    }

    fn take(&mut self, come: Vec<Come>, left: &mut Vec<Left>) {
        for come in come {
            if !matches!(come, Come::Answer(_)) {
                self.display.line().is_awaited();
            }
            match come {
                Come::Key(key) => {
                    let now = Instant::now();
                    self.last_key = Some(now);
                    let idle = Duration::from_millis(limits::BACKUP_IDLE_MS);
                    self.keep_at = self.options.keeping.is_some().then(|| now + idle);
                    left.extend(self.deal(Msg::Key(key)));
                    self.put_off_shelving();
                }
                Come::Paste(text) => {
                    left.extend(self.deal(Msg::Paste(text)));
                    self.put_off_shelving();
                }
                // One that was not asked for is no wish of anybody.
                Come::Mouse(_) if !self.display.hears_mouse() => {}
                Come::Mouse(mouse) => {
                    self.last_key = Some(Instant::now());
                    // The columns that the terminal needs for itself are not those that are drawn on.
                    let column = mouse.column.checked_sub(self.display.profile().margin());
                    let mouse = column.map(|column| Mouse { column, ..mouse });
                    left.extend(mouse.into_iter().flat_map(|mouse| self.deal(Msg::Mouse(mouse))));
                    self.put_off_shelving();
                }
                Come::Answer(Answer::Ready) => self.display.line().answered(Instant::now()),
                Come::Answer(Answer::Backdrop(backdrop)) => left.extend(self.deal(Msg::Backdrop(backdrop))),
                Come::Answer(answer) => self.answers.note(answer),
            }
        }
    }

    /// Deals with everything whose time has come.
    fn look_at_the_clock(&mut self, left: &mut Vec<Left>) {
        let now = Instant::now();
        let has_come = |end: Option<Instant>| end.is_some_and(|end| now >= end);
        if has_come(self.esc_until) {
            self.esc_until = None;
            let come = self.parser.idle();
            self.take(come, left);
        }
        if has_come(self.shelve_at) {
            (self.shelve_at, self.shelve_until) = (None, None);
            self.is_changed |= self.stage.shelve();
        }
        if has_come(self.ask_at) {
            self.ask_at = None;
            self.ask_the_terminal(now);
        }
        if self.answers_until.is_some() && (has_come(self.answers_until) || self.answers.is_complete()) {
            self.answers_until = None;
            self.conclude(left);
        }
    }

    /// Takes the backup that is due, beside the session, once nobody has touched a key for a while.
    fn keep_when_idle(&mut self, sender: &SyncSender<Inbox>) -> io::Result<()> {
        if self.keep_at.is_none_or(|at| Instant::now() < at) {
            return Ok(());
        }
        self.keep_at = None;
        let Some(job) = self.options.keeping.clone().and_then(|keeping| self.stage.to_keep(keeping)) else {
            return Ok(());
        };
        let (told, now) = (sender.clone(), super::clock::Clock::of_environment().now());
        std::thread::Builder::new().name("backup".to_owned()).spawn(move || {
            if let Err(error) = job.run(When::Due, now) {
                // The session may have ended meanwhile.
                let _ = told.send(Inbox::NotKept(error));
            }
        })?;
        Ok(())
    }

    fn deal_not_kept(&mut self, error: &StoreError) -> Vec<Left> {
        let (key, detail) = error.of_backup();
        let own = &self.stage.model.session;
        let detail = places::said(&own.lexicon, own.lang, &detail);
        let told = own.say_with(key, &[("detail", detail.as_str().into())]);
        self.deal(Msg::Failed(told))
    }

    /// The questions go out after the first picture with Arabic in it.
    fn ask_the_terminal(&mut self, now: Instant) {
        self.display.say(QUESTIONS);
        self.answers_until = Some(now + Duration::from_millis(limits::ANSWER_WAIT_MS));
        self.is_changed = true;
    }

    /// What the answers tell. What a person once said about this terminal goes before it.
    fn conclude(&mut self, left: &mut Vec<Left>) {
        let term = &self.options.term;
        let judged = self.answers.judge(term);
        let finding = match self.memory.said(term, &judged.answer) {
            Some(profile) => Finding { profile, ground: Ground::Person, ..judged },
            None => judged,
        };
        // A terminal that answers nothing at all is none: nobody sits there to be asked.
        let is_unsure = finding.ground == Ground::Guess && self.answers.is_complete();
        let is_new = !self.memory.knows(term, &finding.answer);
        if is_unsure && is_new && self.last_key.is_none() && self.options.memory.is_some() {
            // Behind tmux stands any terminal at all; elsewhere the guess is nearly always right, and a word will do.
            let msg = match self.answers.is_tunnelled(term) {
                true => Msg::Run("terminal.reading"),
                false => Msg::Told(self.stage.model.session.say("reading-unsure")),
            };
            left.extend(self.deal(msg));
        }
        self.adopt(finding);
    }

    /// Gives the terminal its rows as was found, and remembers it.
    fn adopt(&mut self, finding: Finding) {
        let is_tunnelled = self.answers.is_tunnelled(&self.options.term);
        if finding.profile != self.display.profile() {
            self.display.set_profile(finding.profile, is_tunnelled);
            self.measure();
        }
        if finding.answer.is_empty() {
            return;
        }
        if let Some(dir) = &self.options.memory
            && self.memory.keep(&self.options.term, &finding)
        {
            // An answer that cannot be remembered is asked for again.
            drop(self.memory.write(dir));
        }
    }

    fn measure(&mut self) {
        let (columns, rows) = self.display.size();
        self.is_changed = true;
        if self.stage.model.session.size != (columns, rows) {
            self.deal(Msg::Resized(columns, rows));
        }
    }

    fn resize(&mut self) -> io::Result<()> {
        self.display.resized()?;
        self.measure();
        Ok(())
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.display.suspend()?;
        self.measure();
        Ok(())
    }

    /// Carries out what only the terminal can do; answers whether the session ends.
    fn carry_out(&mut self, left: Vec<Left>, worker: &SearchWorker, inbox: &Receiver<Inbox>) -> io::Result<bool> {
        for effect in left {
            match effect {
                Left::Quit => return Ok(true),
                Left::Copy(text) => self.display.copy(text),
                Left::Suspend => self.suspend()?,
                Left::Write(text) => self.write_elsewhere(&text, inbox)?,
                Left::Reads(profile) => {
                    let answer = self.answers.in_short();
                    self.adopt(Finding { profile: self.known_as(profile), ground: Ground::Person, answer });
                }
                Left::RememberLang(lang) => {
                    if let Some(dir) = &self.options.memory {
                        // A language that cannot be remembered is no reason to stop the session.
                        drop(remember_lang(dir, lang));
                    }
                }
                Left::Search(ticket, query, limit) => {
                    worker.ask(self.question(ticket, Wish::Hits(query, limit)));
                    self.answer_at
                        .get_or_insert_with(|| Instant::now() + Duration::from_millis(limits::ANSWER_WAITED_MS));
                }
                Left::Duplicates(ticket, kinds) => worker.ask(self.question(ticket, Wish::Twins(kinds))),
                Left::Settings(settings) => self.take_up(&settings),
                Left::RememberArrangement(pane, arrangement) => {
                    if let Some(dir) = &self.options.memory {
                        // One that cannot be remembered holds for this session.
                        drop(arrangements::keep(dir, &self.stage.model.session.by, pane, &arrangement));
                    }
                }
                Left::KeepView(view) => self.remember_view(&view, views::keep),
                Left::ForgetView(view) => self.remember_view(&view, views::forget),
            }
        }
        Ok(false)
    }

    fn start_searching(&self, sender: &SyncSender<Inbox>) -> io::Result<SearchWorker> {
        let own = &self.stage.model.session;
        let ground = self.stage.ground_of_index();
        SearchWorker::start(Arc::clone(&own.desk), ground, Arc::clone(&own.lexicon), sender.clone())
    }

    fn question(&self, ticket: u64, wish: Wish) -> Question {
        let own = &self.stage.model.session;
        let uses = Arc::from(own.used.leans(own.today()));
        Question { ticket, wish, desk: Arc::clone(&own.desk), today: own.today(), uses }
    }

    /// Takes up what concerns the terminal and the backups of changed settings.
    fn take_up(&mut self, settings: &Settings) {
        self.options.line = settings.line.value;
        self.options.mouse = settings.mouse.value;
        if self.options.keeping.is_some() || self.options.visit.is_some() {
            let backup = &settings.backup;
            self.options.keeping = backup.is_on().then(|| backup.of_desk(&settings.desk.value));
        }
        if self.options.arabic != settings.arabic.value {
            self.options.arabic = settings.arabic.value;
            let profile = settings.arabic.value.or_else(|| self.memory.newest(&self.options.term)).unwrap_or_default();
            self.display.set_profile(profile, self.answers.is_tunnelled(&self.options.term));
            self.measure();
        }
    }

    /// A view that cannot be remembered is kept for this session, and that is told.
    fn remember_view(&mut self, view: &View, how: fn(&Path, &str, &View) -> io::Result<()>) {
        let Some(dir) = &self.options.memory else { return };
        if let Err(error) = how(dir, &self.stage.model.session.by, view) {
            let detail = error.to_string();
            let said = self.stage.model.session.say_with("host-view-not-kept", &[("detail", detail.as_str().into())]);
            self.deal(Msg::Failed(said));
        }
    }

    /// Who reads cells as they come may do so because the terminal was told to leave them alone: it stays told.
    fn known_as(&self, profile: Profile) -> Profile {
        match self.display.profile() {
            told @ (Profile::Explicit | Profile::Mlterm) if profile == Profile::Visual => told,
            _ => profile,
        }
    }
}

fn read_terminal(sender: SyncSender<Inbox>) -> io::Result<Reader> {
    Reader::start(move |bytes| sender.send(bytes.map_or(Inbox::Gone, Inbox::Bytes)).is_ok())
}
