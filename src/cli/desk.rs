//! What every command needs: the settings, the messages, the opened desk, the way out for data.

use super::failure::{Failure, Status};
use crate::app::AsOf;
use crate::domain::check::check_record;
use crate::domain::read::Reader;
use crate::domain::{Desk, Draft, Kind, Proposal, Receipt, Record, Ref};
use crate::exchange::json;
use crate::host::as_of::{self, AsOfError};
use crate::host::clock::{self, Clock};
use crate::host::places;
use crate::host::settings::{Settings, SettingsFile};
use crate::host::shell::Shell;
use crate::lang::date::Instant;
use crate::lang::{Lang, Lexicon};
use crate::store::{Job, Registrar, Twin, is_desk, is_shut};
use jiff::civil::Date;
use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex};

/// One run of one command.
pub struct Run {
    /// Settings in force.
    pub settings: Settings,
    /// Where they are read and changed.
    pub settings_file: SettingsFile,
    /// Messages and vocabularies.
    pub lexicon: Arc<Lexicon>,
    /// Whether data goes out as JSON.
    pub json: bool,
    /// Whether to say only what was asked for.
    pub quiet: bool,
    /// Where data goes.
    pub out: Shell,
    /// Where everything else goes.
    pub err: Shell,
    /// The backup that may be due after what was changed, taken when everything is answered.
    pub due: Mutex<Option<Job>>,
}

/// What a command answers.
pub type Outcome = Result<(), Failure>;

impl Run {
    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.settings.lang.value
    }

    /// A message.
    pub fn say(&self, key: &str, values: &[(&str, crate::lang::Arg<'_>)]) -> String {
        self.lexicon.plain(self.lang(), key, values)
    }

    /// A message about a place that the store names.
    pub fn say_at(&self, key: &str, place: &str) -> String {
        self.say(key, &[("place", places::said(&self.lexicon, self.lang(), place).as_str().into())])
    }

    /// The day, as the machine has it.
    pub fn today(&self) -> Date {
        Clock::of_environment().now().date()
    }

    /// The moment that typed words mean; now where nothing is typed. An hour alone is one of today.
    ///
    /// # Errors
    /// The words are no moment.
    pub fn moment(&self, words: Option<&str>) -> Result<Instant, Failure> {
        let clock = crate::host::clock::Clock::of_environment();
        let Some(words) = words else {
            let is_fixed = std::env::var_os("TANSIQ_NOW").is_some();
            let now = (!is_fixed).then(|| Instant::of_ms(clock.now_ms())).flatten();
            return Ok(now.unwrap_or_else(|| Instant::at_home(clock.now())));
        };
        let is_hour = words.len() <= 5 && words.contains([':', 'h']) && !words.contains(' ');
        let whole = if is_hour { format!("{} {words}", self.today()) } else { words.to_owned() };
        Instant::read(&whole, self.today())
            .map_err(|_| Failure { field: Some("at".to_owned()), ..Failure::new(Status::Refused, "error-instant") })
    }

    /// Looks whether there is a desk where the settings say.
    ///
    /// # Errors
    /// There is none.
    pub fn find(&self) -> Outcome {
        let dir = &self.settings.desk.value;
        // What may not be looked into is refused for what it is by whoever opens it.
        if is_desk(dir) || is_shut(dir) {
            return Ok(());
        }
        Err(Failure::new(Status::NotFound, "cli-error-no-desk").with("dir", dir.display()).hint("cli-hint-init"))
    }

    /// Opens the desk of the settings.
    ///
    /// # Errors
    /// No desk there, in use, damaged.
    pub fn open(&self) -> Result<Registrar, Failure> {
        self.find()?;
        let mut registrar = self.open_at(&self.settings.desk.value)?;
        self.tell_mended(&mut registrar);
        Ok(registrar)
    }

    /// Tells what was mended, or cannot be done for now.
    fn tell_mended(&self, registrar: &mut Registrar) {
        for mended in registrar.mended() {
            self.tell_at(mended.code, &mended.place);
        }
    }

    /// Opens the desk in a directory, making it where there is none. What was mended is for the caller to tell.
    ///
    /// # Errors
    /// In use, damaged, not writable.
    pub fn open_at(&self, dir: &Path) -> Result<Registrar, Failure> {
        let ledger = Twin::open(dir, &clock::owner(&self.settings.by.value))?;
        let lexicon = Arc::clone(&self.lexicon);
        let rules = Box::new(move |record: &Record, desk: &Desk| check_record(record, desk, &lexicon));
        Ok(Registrar::open(Box::new(ledger), rules)?)
    }

    /// Reads typed words with the desk and the day.
    pub fn reader<'a>(&'a self, desk: &'a Desk) -> Reader<'a> {
        Reader { lexicon: &self.lexicon, desk, today: self.today() }
    }

    /// The kind of that name.
    ///
    /// # Errors
    /// Wrong usage, with the nearest name.
    pub fn kind(&self, name: &str) -> Result<Kind, Failure> {
        Kind::from_key(name).ok_or_else(|| {
            let known: Vec<_> = Kind::all().map(Kind::key).collect();
            Failure::new(Status::Usage, "cli-error-kind").with("value", name).with("known", known.join(", "))
        })
    }

    /// The record that a number or an unambiguous name means.
    ///
    /// # Errors
    /// Not found, ambiguous, or of another kind than those.
    pub fn record(&self, desk: &Desk, words: &str, kinds: &[Kind]) -> Result<Arc<Record>, Failure> {
        let reference = self.reader(desk).link("REF", kinds, words).map_err(|error| match error.code {
            "error-unknown-link" => Failure::not_found(words),
            _ => Failure { field: None, ..Failure::from(error) },
        })?;
        let record = desk.get(reference).ok_or_else(|| Failure::not_found(reference))?;
        if !kinds.is_empty() && !kinds.contains(&record.kind) {
            let expected: Vec<_> = kinds.iter().map(|kind| kind.key()).collect();
            return Err(Failure::new(Status::Refused, "error-wrong-kind")
                .with("value", reference)
                .with("expected", expected.join(", ")));
        }
        Ok(Arc::clone(record))
    }

    /// The same on the newest desk; of a record that was taken away it is told by whom and when.
    ///
    /// # Errors
    /// As [`Run::record`].
    pub fn living(&self, registrar: &Registrar, words: &str, kinds: &[Kind]) -> Result<Arc<Record>, Failure> {
        let failure = match self.record(&registrar.desk(), words, kinds) {
            Err(failure) if failure.status == Status::NotFound => failure,
            other => return other,
        };
        let Ok(reference) = words.parse::<Ref>() else { return Err(failure) };
        match registrar.dropped(reference)? {
            Some(dropped) => Err(Failure::new(Status::NotFound, "cli-error-dropped")
                .with("record", format!("{reference} {}", dropped.record.title(self.lang())))
                .with("by", &dropped.by)
                .with("at", clock::said(dropped.at_ms))
                .hint("cli-hint-dropped")),
            None => Err(failure),
        }
    }

    /// The desk as of a date or a revision, as typed.
    ///
    /// # Errors
    /// Neither of both, or no such revision.
    pub fn as_of(&self, registrar: &mut Registrar, words: &str) -> Result<AsOf, Failure> {
        let wish = as_of::read(words, &self.lexicon, self.today()).map_err(|error| match error {
            AsOfError::Words => Failure::from(error).with("value", words).hint("cli-hint-as-of"),
            error => error.into(),
        })?;
        Ok(as_of::view(registrar, wish, Clock::of_environment())?)
    }

    /// The record that a number or an unambiguous name means as of then.
    ///
    /// # Errors
    /// As [`Run::record`]; of a record that was not there then this is told.
    pub fn record_then(&self, registrar: &Registrar, view: &AsOf, words: &str) -> Result<Arc<Record>, Failure> {
        self.record(&view.desk, words, &[]).map_err(|failure| {
            let is_known = words.parse().is_ok_and(|reference: Ref| {
                registrar.desk().get(reference).is_some()
                    || registrar.dropped(reference).is_ok_and(|gone| gone.is_some())
            });
            match failure.status {
                Status::NotFound if is_known => Failure::new(Status::NotFound, "cli-error-not-then")
                    .with("what", words)
                    .with("view", self.as_of_said(view)),
                _ => failure,
            }
        })
    }

    /// As of when the data is.
    pub fn as_of_said(&self, view: &AsOf) -> String {
        let (key, values) = view.message(&self.lexicon, self.lang());
        self.say(key, &values.each_ref().map(|(name, value)| (*name, crate::lang::Arg::from(value.as_str()))))
    }

    /// Tells as of when the data is.
    pub fn mark(&self, view: &AsOf) {
        if !self.quiet && !self.json {
            let _ = writeln!(std::io::stderr(), "{}", self.err.line(&self.as_of_said(view)));
        }
    }

    /// Proposes drafts under the name of a command.
    ///
    /// # Errors
    /// Whatever the registrar refuses.
    pub fn propose(&self, registrar: &mut Registrar, label: &str, drafts: Vec<Draft>) -> Result<Receipt, Failure> {
        let proposal = Proposal {
            by: self.settings.by.value.clone(),
            machine: clock::machine(),
            at_ms: Clock::of_environment().now_ms(),
            label: label.to_owned(),
            drafts,
        };
        let receipt = registrar.propose(proposal)?;
        self.changed(registrar);
        self.tell_mended(registrar);
        Ok(receipt)
    }

    /// Notes that something was changed, so that a backup may be due; desks other than that of the settings (one that is
    /// thrown away) are nobody's to keep.
    pub fn changed(&self, registrar: &Registrar) {
        let is_own = registrar.folder() == Some(&self.settings.desk.value);
        if is_own
            && self.settings.backup.is_on()
            && let Ok(job) = registrar.to_keep(self.settings.backup.of_desk(&self.settings.desk.value))
            && let Ok(mut due) = self.due.lock()
        {
            *due = job;
        }
    }

    /// Writes one line of data; every control character in it is made harmless.
    ///
    /// # Errors
    /// The output is closed or full.
    pub fn line(&self, text: &str) -> Outcome {
        write_out(format!("{}\n", self.out.line(text)))
    }

    /// Writes one JSON value on a line.
    ///
    /// # Errors
    /// The output is closed or full.
    pub fn value(&self, value: &Value) -> Outcome {
        write_out(format!("{}\n", json::to_line(value)))
    }

    /// Tells something besides the data, unless `--quiet`.
    pub fn tell(&self, key: &str, values: &[(&str, crate::lang::Arg<'_>)]) {
        if !self.quiet && !self.json {
            let _ = writeln!(std::io::stderr(), "{}", self.err.line(&self.say(key, values)));
        }
    }

    /// Tells something about a place that the store names, unless `--quiet`.
    pub fn tell_at(&self, key: &str, place: &str) {
        self.tell(key, &[("place", places::said(&self.lexicon, self.lang(), place).as_str().into())]);
    }

    /// Tells on a terminal how far long work is, on one line that is written over.
    pub fn progress(&self, key: &str, entries: u64) {
        if self.shows_progress() {
            let said = self.say(key, &[("entries", i64::try_from(entries).unwrap_or(i64::MAX).into())]);
            let _ = write!(std::io::stderr(), "\r{}", self.err.line(&said));
        }
    }

    /// Takes the line of progress away.
    pub fn progress_over(&self) {
        if self.shows_progress() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }

    fn shows_progress(&self) -> bool {
        use std::io::IsTerminal;
        !self.quiet && !self.json && std::io::stderr().is_terminal()
    }

    /// Tells what was not understood of a query, unless `--quiet`.
    pub fn tell_faults(&self, faults: &[crate::search::filter::Fault]) {
        for said in faults.iter().map(|fault| fault.say(&self.lexicon, self.lang())) {
            if !self.quiet {
                let _ = writeln!(std::io::stderr(), "{}", self.err.line(&said.replace(['\u{2068}', '\u{2069}'], "")));
            }
        }
    }

    /// Answers a change: the number alone on standard output, a sentence on standard error.
    ///
    /// # Errors
    /// The output is closed or full.
    pub fn receipt(&self, reference: Ref, rev: u64, key: &str) -> Outcome {
        if self.json {
            return self.value(&serde_json::json!({"ref": reference.0, "rev": rev}));
        }
        self.tell(key, &[("ref", reference.to_string().as_str().into())]);
        self.line(&reference.0.to_string())
    }
}

/// Writes to standard output; a reader that went away ends the program in silence.
///
/// # Errors
/// The output is full or broken.
pub fn write_out(bytes: impl AsRef<[u8]>) -> Outcome {
    let mut out = std::io::stdout();
    match out.write_all(bytes.as_ref()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::output(&error)),
        _ => Ok(()),
    }
}
