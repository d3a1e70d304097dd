//! What a terminal does to Arabic: asking it, judging its answers, remembering them, and telling it how to behave.
//!
//! The first frame is never kept waiting: it is drawn with what is remembered for this kind of terminal. The
//! questions go out after it; when the answers tell otherwise, the screen is drawn again. What a person said (the
//! setting, or the screen “which of these lines can you read?”) beats every answer. Environment variables alone are
//! no ground: SSH drops those that tell.

use super::input::Answer;
use crate::limits;
use crate::text::Profile;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// Questions to a terminal, the one that every terminal answers last: BDSM, name, secondary and primary attributes.
pub const QUESTIONS: &str = "\x1b[8$p\x1b[>q\x1b[>c\x1b[c";

/// Why a terminal is given its rows as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The setting `terminal.arabic`.
    Setting,
    /// A person said which line is readable.
    Person,
    /// It answered that it knows ECMA-48 BDSM.
    Bdsm,
    /// Its name tells.
    Name,
    /// Its device attributes tell.
    Attributes,
    /// Nothing tells; most terminals show cells as they come.
    Guess,
}

impl Ground {
    /// Key of the explanation in `host.ftl`.
    pub fn message(self) -> &'static str {
        match self {
            Ground::Setting => "arabic-by-setting",
            Ground::Person => "arabic-by-person",
            Ground::Bdsm => "arabic-by-bdsm",
            Ground::Name => "arabic-by-name",
            Ground::Attributes => "arabic-by-attributes",
            Ground::Guess => "arabic-by-guess",
        }
    }
}

/// What was found about a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// How it is given its rows.
    pub profile: Profile,
    /// Why.
    pub ground: Ground,
    /// What it answered, in short: the key under which a person's choice is remembered.
    pub answer: String,
}

/// What a terminal has answered so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    bdsm: Option<u16>,
    version: Option<String>,
    secondary: Option<Vec<u16>>,
    primary: Option<Vec<u16>>,
}

impl Answers {
    /// Notes one answer.
    pub fn note(&mut self, answer: Answer) {
        match answer {
            Answer::Bdsm(mode) => self.bdsm = Some(mode),
            Answer::Version(name) => self.version = Some(name),
            Answer::Secondary(numbers) => self.secondary = Some(numbers),
            Answer::Primary(numbers) => self.primary = Some(numbers),
            // About the line and the cursor, not about the terminal.
            Answer::Ready | Answer::Cursor(..) | Answer::Backdrop(_) => {}
        }
    }

    /// Whether the last question has been answered.
    pub fn is_complete(&self) -> bool {
        self.primary.is_some()
    }

    /// Whether the cells pass through tmux or screen, which swallow what would tell the terminal how to behave.
    pub fn is_tunnelled(&self, term: &str) -> bool {
        term.starts_with("tmux")
            || term.starts_with("screen")
            || self.version.as_deref().is_some_and(|name| name.starts_with("tmux"))
    }

    /// The answers in short: the name where there is one, else the attributes.
    pub fn in_short(&self) -> String {
        let numbers = |numbers: &Vec<u16>| numbers.iter().map(u16::to_string).collect::<Vec<_>>().join(";");
        match (&self.version, &self.secondary, &self.primary) {
            (Some(name), ..) => name.clone(),
            (None, Some(secondary), _) => format!(">{}", numbers(secondary)),
            (None, None, Some(primary)) => format!("?{}", numbers(primary)),
            (None, None, None) => String::new(),
        }
    }

    /// What these answers mean for a terminal of this `TERM`.
    pub fn judge(&self, term: &str) -> Finding {
        let (profile, ground) = self.judged(term);
        Finding { profile, ground, answer: self.in_short() }
    }

    fn judged(&self, term: &str) -> (Profile, Ground) {
        if matches!(self.bdsm, Some(1 | 2)) {
            return (Profile::Explicit, Ground::Bdsm);
        }
        let name = self.version.as_deref().unwrap_or("");
        let by_name = [
            ("kitty", Profile::WordReversed),
            ("Konsole", Profile::Inverse),
            ("XTerm", Profile::Visual),
            ("VTE", Profile::Explicit),
            ("mintty", Profile::Explicit),
            ("foot", Profile::Visual),
            ("WezTerm", Profile::Visual),
            ("Alacritty", Profile::Visual),
        ];
        if let Some((_, profile)) = by_name.iter().find(|(known, _)| name.starts_with(known)) {
            return (*profile, Ground::Name);
        }
        match (self.secondary.as_deref(), self.primary.as_deref()) {
            (Some([24, ..]), _) if term.starts_with("mlterm") => (Profile::Mlterm, Ground::Attributes),
            (Some([0, 136, ..]), Some([6, ..])) => (Profile::Inverse, Ground::Attributes),
            _ => (Profile::Visual, Ground::Guess),
        }
    }
}

/// What puts a terminal into the state that a profile needs. Sent after the alternate screen is entered and again
/// after every resize: VTE keeps the mode row by row and takes it where the cursor stands in the first column. The cursor is at
/// home before it and after it.
pub fn enter(profile: Profile, rows: u16, is_tunnelled: bool) -> String {
    match profile {
        Profile::Explicit => {
            let mut sequence = "\x1b[H\x1b[8l\x1b[?2501l\x1b[1 k\x1b[?1243l".to_owned();
            sequence.extend((1..rows).map(|_| '\n'));
            sequence.push_str("\x1b[H");
            if is_tunnelled { tunnelled(&sequence) } else { sequence }
        }
        Profile::Mlterm => "\x1b]5379;use_ctl=false\x07".to_owned(),
        _ => String::new(),
    }
}

/// What gives the terminal back as it was. Sent before the alternate screen is left; `CSI 8 h` goes out once more
/// after it, where the shell's own rows are.
pub fn leave(profile: Profile, is_tunnelled: bool) -> String {
    match profile {
        Profile::Explicit => {
            let sequence = "\x1b[8h\x1b[0 k\x1b[?1243h";
            if is_tunnelled { tunnelled(sequence) } else { sequence.to_owned() }
        }
        Profile::Mlterm => "\x1b]5379;use_ctl=true\x07".to_owned(),
        _ => String::new(),
    }
}

/// What goes out after the alternate screen has been left.
pub fn after_leaving(profile: Profile, is_tunnelled: bool) -> String {
    match profile {
        Profile::Explicit if is_tunnelled => tunnelled("\x1b[8h"),
        Profile::Explicit => "\x1b[8h".to_owned(),
        _ => String::new(),
    }
}

/// The sequence past tmux to the terminal outside, whose cursor stays where tmux thinks it is.
fn tunnelled(sequence: &str) -> String {
    let inner = format!("\x1b7{sequence}\x1b8").replace('\x1b', "\x1b\x1b");
    format!("\x1bPtmux;{inner}\x1b\\")
}

/// What is remembered of terminals: one line for each `TERM` and answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    term: String,
    answer: String,
    profile: Profile,
    by_person: bool,
}

impl Memory {
    /// Reads what is remembered; a line that cannot be read is left out.
    pub fn read(config_dir: &Path) -> Memory {
        let text = super::files::read_own(&file(config_dir), limits::SETTINGS_BYTES).ok().flatten().unwrap_or_default();
        Memory { lines: text.lines().filter_map(Line::parse).take(limits::TERMINALS_KEPT).collect() }
    }

    /// The newest line for terminals of this `TERM`: what the first frame is drawn with.
    pub fn newest(&self, term: &str) -> Option<Profile> {
        self.lines.iter().rev().find(|line| line.term == term).map(|line| line.profile)
    }

    /// The same, where all terminals of this `TERM` agree on whether they reorder by themselves.
    pub fn agreed(&self, term: &str) -> Option<Profile> {
        let newest = self.newest(term)?;
        let mut of_term = self.lines.iter().filter(|line| line.term == term);
        of_term.all(|line| line.profile.reorders() == newest.reorders()).then_some(newest)
    }

    /// What a person said about the terminal that answers so.
    pub fn said(&self, term: &str, answer: &str) -> Option<Profile> {
        let own = |line: &&Line| line.by_person && line.term == term && line.answer == answer;
        self.lines.iter().rev().find(own).map(|line| line.profile)
    }

    /// Whether a terminal that answers so has been met.
    pub fn knows(&self, term: &str, answer: &str) -> bool {
        self.lines.iter().any(|line| line.term == term && line.answer == answer)
    }

    /// Remembers a finding as the newest; answers whether anything changed.
    pub fn keep(&mut self, term: &str, finding: &Finding) -> bool {
        let line = Line {
            term: clean(term),
            answer: clean(&finding.answer),
            profile: finding.profile,
            by_person: finding.ground == Ground::Person,
        };
        if self.lines.last() == Some(&line) {
            return false;
        }
        self.lines.retain(|old| (&old.term, &old.answer) != (&line.term, &line.answer));
        self.lines.push(line);
        let over = self.lines.len().saturating_sub(crate::limits::TERMINALS_KEPT);
        self.lines.drain(..over);
        true
    }

    /// Writes what is remembered.
    ///
    /// # Errors
    /// The file cannot be written; nothing is lost by that but the memory.
    pub fn write(&self, config_dir: &Path) -> std::io::Result<()> {
        let mut text = String::new();
        for line in &self.lines {
            let by = if line.by_person { "person" } else { "answer" };
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}\t{}\t{}\t{by}", line.term, line.answer, line.profile.code());
        }
        std::fs::create_dir_all(config_dir)?;
        super::files::write_whole(&file(config_dir), text.as_bytes())
    }
}

impl Line {
    fn parse(text: &str) -> Option<Line> {
        let mut parts = text.split('\t');
        let (term, answer) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        let profile = Profile::from_code(parts.next()?)?;
        Some(Line { term, answer, profile, by_person: parts.next() == Some("person") })
    }
}

fn file(config_dir: &Path) -> PathBuf {
    config_dir.join("terminals.tsv")
}

fn clean(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(crate::limits::ANSWER_BYTES).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use crate::host::input::{Come, InputParser};

    fn answers(stream: &str) -> Answers {
        let mut answers = Answers::default();
        for come in InputParser::default().feed(stream.as_bytes()) {
            if let Come::Answer(answer) = come {
                answers.note(answer);
            }
        }
        answers
    }

    #[test]
    fn terminals_are_judged_by_what_they_answer() {
        let cases = [
            (
                "xterm-256color",
                "\x1b[8;2$y\x1bP>|VTE(7600)\x1b\\\x1b[>65;7600;1c\x1b[?65;1;9c",
                Profile::Explicit,
                Ground::Bdsm,
            ),
            (
                "xterm-256color",
                "\x1b[8;0$y\x1bP>|XTerm(379)\x1b\\\x1b[>41;379;0c\x1b[?64;1c",
                Profile::Visual,
                Ground::Name,
            ),
            ("xterm-kitty", "\x1b[8;0$y\x1bP>|kitty(0.26.5)\x1b\\\x1b[?62;c", Profile::WordReversed, Ground::Name),
            ("xterm-256color", "\x1bP>|Konsole 22.12.3\x1b\\\x1b[?62;1;4c", Profile::Inverse, Ground::Name),
            ("xterm", "\x1b[>0;136;0c\x1b[?6c", Profile::Inverse, Ground::Attributes),
            ("mlterm", "\x1b[8;0$y\x1b[>24;279;0c\x1b[?63;1;2c", Profile::Mlterm, Ground::Attributes),
            ("st-256color", "\x1b[?6c", Profile::Visual, Ground::Guess),
            ("tmux-256color", "\x1bP>|tmux 3.3a\x1b\\\x1b[>84;0;0c\x1b[?1;2;4c", Profile::Visual, Ground::Guess),
            ("vt100", "", Profile::Visual, Ground::Guess),
        ];
        for (term, stream, profile, ground) in cases {
            let finding = answers(stream).judge(term);
            assert_eq!((finding.profile, finding.ground), (profile, ground), "{term} {stream:?}");
        }
    }

    #[test]
    fn the_state_of_the_terminal_is_given_back() {
        assert_eq!(enter(Profile::Visual, 24, false), "");
        let explicit = enter(Profile::Explicit, 24, false);
        assert!(explicit.starts_with("\x1b[H\x1b[8l") && explicit.ends_with("\n\x1b[H"));
        assert_eq!(explicit.matches('\n').count(), 23);
        assert!(leave(Profile::Explicit, false).starts_with("\x1b[8h"));
        assert_eq!(after_leaving(Profile::Explicit, false), "\x1b[8h");
        assert_eq!(leave(Profile::Mlterm, false), "\x1b]5379;use_ctl=true\x07");
        let tunnelled = enter(Profile::Explicit, 2, true);
        assert!(tunnelled.starts_with("\x1bPtmux;\x1b\x1b7\x1b\x1b[H\x1b\x1b[8l"));
        assert!(tunnelled.ends_with("\x1b\x1b8\x1b\\"));
    }

    #[test]
    fn what_a_person_said_is_remembered_for_that_terminal_alone() {
        let dir = tempfile::tempdir().unwrap();
        let mut memory = Memory::read(dir.path());
        assert_eq!(memory.newest("xterm"), None);
        let found = |profile, ground, answer: &str| Finding { profile, ground, answer: answer.to_owned() };
        assert!(memory.keep("xterm", &found(Profile::Visual, Ground::Name, "XTerm(379)")));
        assert!(memory.keep("xterm", &found(Profile::Inverse, Ground::Person, "tmux\t3.3\x1b[a")));
        assert!(!memory.keep("xterm", &found(Profile::Inverse, Ground::Person, "tmux\t3.3\x1b[a")));
        memory.write(dir.path()).unwrap();
        let again = Memory::read(dir.path());
        assert_eq!(again, memory);
        assert_eq!(again.newest("xterm"), Some(Profile::Inverse));
        assert_eq!(again.said("xterm", "tmux3.3[a"), Some(Profile::Inverse));
        assert_eq!(again.said("xterm", "XTerm(379)"), None, "nobody said so: it may be judged anew");
        assert_eq!(again.newest("screen"), None);
        assert_eq!(again.agreed("xterm"), None, "one of them reorders and one does not");
        assert!(memory.keep("xterm", &found(Profile::Visual, Ground::Person, "tmux3.3[a")));
        assert_eq!(memory.agreed("xterm"), Some(Profile::Visual));
    }

    #[test]
    fn what_is_remembered_has_a_bound_and_survives_a_broken_file() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::write(dir.path().join("terminals.tsv"), "nonsense\nxterm\tXTerm\tupside-down\tperson\n").unwrap();
        let mut memory = Memory::read(dir.path());
        assert_eq!(memory, Memory::default());
        for number in 0..200 {
            let answer = format!("T{number}");
            memory.keep("xterm", &Finding { profile: Profile::Visual, ground: Ground::Guess, answer });
        }
        assert_eq!(memory.lines.len(), crate::limits::TERMINALS_KEPT);
    }
}
