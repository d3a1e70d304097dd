//! The tutorial: ten things to do on the sample desk. Each is told in a strip of the screen and noticed when it is done.
//!
//! It only looks on: at the commands that are given, at what is asked of the host, at the desk. Nothing of it changes what a
//! key does, so that whoever learns here works the same way afterwards. The strip takes [`STRIP_ROWS`] rows of the panes; the
//! rest of the screen is what it is without it. Start reading at [`Tutor::notice`].

use super::command::Command;
use super::key::{Code, Key};
use super::msg::Effect;
use super::session::Session;
use crate::domain::kinds::{action, meeting};
use crate::domain::{Desk, Kind, Record, Ref};
use crate::kit::{Canvas, Role, Span};
use crate::lang::Arg;
use crate::text;
use std::sync::Arc;

/// Rows of the strip: what it is about, and two of text.
pub const STRIP_ROWS: usize = 3;
/// How many things there are to do.
pub const LESSONS: usize = Lesson::ALL.len();
/// Actions that follow from the audience.
const ACTIONS: usize = 2;
/// Matters that are put on the agenda.
const MATTERS: usize = 3;

const fn own(id: &'static str, keys: &'static [Key], bar: u8) -> Command {
    Command { id, scope: super::Scope::Everywhere, keys, bar }
}

/// What can be done with the tutorial while it is on.
pub const COMMANDS: &[Command] = &[
    own("tutor.next", &[Key::plain(Code::F(4))], 0),
    own("tutor.previous", &[Key::plain(Code::F(3))], 0),
    own("tutor.leave", &[], 0),
];

/// The keys that its texts name, by the names they have there.
pub const KEYS: [(&str, &str); 21] = [
    ("act", "b"),
    ("action", "x"),
    ("add", "a"),
    ("candidates", "c"),
    ("committees", "3"),
    ("enter", "Enter"),
    ("engagement", "n e"),
    ("filter", "f"),
    ("find", "/"),
    ("go", "T"),
    ("help", "?"),
    ("mark", "m"),
    ("meeting", "n m"),
    ("palette", ":"),
    ("partners", "1"),
    ("print", "p"),
    ("quit", "q"),
    ("reports", "4"),
    ("save", "Ctrl-s"),
    ("skip", "F4"),
    ("undo", "u"),
];

/// One thing to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lesson {
    LookUp,
    Narrow,
    Card,
    Date,
    Audience,
    Agenda,
    Print,
    Undo,
    Report,
    Rest,
}

impl Lesson {
    const ALL: [Lesson; 10] = [
        Lesson::LookUp,
        Lesson::Narrow,
        Lesson::Card,
        Lesson::Date,
        Lesson::Audience,
        Lesson::Agenda,
        Lesson::Print,
        Lesson::Undo,
        Lesson::Report,
        Lesson::Rest,
    ];

    /// What it is called, and how it is done.
    fn messages(self) -> (&'static str, &'static str) {
        match self {
            Lesson::LookUp => ("tutor-look-up", "tutor-look-up-text"),
            Lesson::Narrow => ("tutor-narrow", "tutor-narrow-text"),
            Lesson::Card => ("tutor-card", "tutor-card-text"),
            Lesson::Date => ("tutor-date", "tutor-date-text"),
            Lesson::Audience => ("tutor-audience", "tutor-audience-text"),
            Lesson::Agenda => ("tutor-agenda", "tutor-agenda-text"),
            Lesson::Print => ("tutor-print", "tutor-print-text"),
            Lesson::Undo => ("tutor-undo", "tutor-undo-text"),
            Lesson::Report => ("tutor-report", "tutor-report-text"),
            Lesson::Rest => ("tutor-rest", "tutor-rest-text"),
        }
    }
}

/// What one message to the model brought about.
pub struct Scene<'s> {
    /// What it led to.
    pub session: &'s Session,
    /// What is asked of the host.
    pub effects: &'s [Effect],
    /// Whether the focused list shows only what its filter line asks for.
    pub is_narrowed: bool,
    /// The key that was pressed, if one was.
    pub key: Option<Code>,
}

/// The tutorial at one of its steps.
pub struct Tutor {
    /// The place of the lesson; that after the last where all is done.
    at: usize,
    /// Whether the lesson before this one was just done.
    is_praised: bool,
    /// The desk as it was when the lesson began.
    start: Arc<Desk>,
    /// Commands given and kinds of records opened since the last look.
    acts: Vec<Act>,
    /// Whether the first half of a lesson of two is done.
    is_halfway: bool,
    /// The session whose agenda is composed, with the length that it began with.
    agenda: Option<(Ref, usize)>,
    /// How much of what is to be made several times is made.
    progress: Option<(usize, usize)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Act {
    Ran(String),
    Opened(Kind),
}

impl Tutor {
    /// The tutorial from a step on, the first being 1.
    pub fn new(step: usize, session: &Session) -> Tutor {
        Tutor {
            at: step.clamp(1, LESSONS) - 1,
            is_praised: false,
            start: Arc::clone(&session.desk),
            acts: Vec::new(),
            is_halfway: false,
            agenda: None,
            progress: None,
        }
    }

    /// The number of the step, the first being 1; nothing where all is done.
    pub fn step(&self) -> Option<usize> {
        Lesson::ALL.get(self.at).map(|_| self.at + 1)
    }

    /// A command was given.
    pub fn ran(&mut self, id: &str) {
        self.acts.push(Act::Ran(id.to_owned()));
    }

    /// A record of this kind was opened.
    pub fn opened(&mut self, kind: Kind) {
        self.acts.push(Act::Opened(kind));
    }

    /// Goes to another step, whether this one was done or not.
    pub fn go(&mut self, by: isize, session: &Session) {
        self.begin(self.at.saturating_add_signed(by).min(LESSONS - 1), session);
    }

    fn begin(&mut self, at: usize, session: &Session) {
        *self = Tutor { at, ..Tutor::new(1, session) };
    }

    /// Looks at what a message brought about; goes on where the thing to do is done.
    pub fn notice(&mut self, scene: &Scene<'_>) {
        let Some(lesson) = Lesson::ALL.get(self.at).copied() else { return };
        let is_done = self.is_done(lesson, scene);
        self.acts.clear();
        if is_done {
            self.begin(self.at + 1, scene.session);
            self.is_praised = true;
        }
    }

    fn is_done(&mut self, lesson: Lesson, scene: &Scene<'_>) -> bool {
        match lesson {
            Lesson::LookUp => self.acts.contains(&Act::Opened(Kind::Partner)),
            Lesson::Narrow => scene.is_narrowed && scene.key == Some(Code::Enter),
            Lesson::Card => self.has_run("partner.timeline"),
            Lesson::Date => self.after("timeline.go", |_| scene.key == Some(Code::Enter)),
            Lesson::Audience => self.has_audience(&scene.session.desk),
            Lesson::Agenda => self.has_agenda(&scene.session.desk),
            Lesson::Print => scene.effects.iter().any(|effect| matches!(effect, Effect::Print(_))),
            Lesson::Undo => {
                let is_changed = scene.session.desk.revision() > self.start.revision();
                is_changed && scene.effects.iter().any(|effect| matches!(effect, Effect::Undo))
            }
            Lesson::Report => self.after("pane.reports", |tutor| tutor.has_run("report.open")),
            Lesson::Rest => self.after("help.open", |tutor| tutor.has_run("palette.open")),
        }
    }

    fn has_run(&self, id: &str) -> bool {
        self.acts.iter().any(|act| matches!(act, Act::Ran(ran) if ran == id))
    }

    /// Whether one thing was done after a command.
    fn after(&mut self, id: &str, is_done: impl FnOnce(&Tutor) -> bool) -> bool {
        let was_halfway = self.is_halfway;
        self.is_halfway |= self.has_run(id);
        was_halfway && is_done(self)
    }

    /// The records of a kind that were not there when the lesson began.
    fn made<'d>(&self, desk: &'d Desk, kind: Kind) -> impl Iterator<Item = &'d Record> + use<'d> {
        let last = self.start.last_ref();
        desk.of_kind(kind).filter(move |record| record.reference.0 > last).map(AsRef::as_ref)
    }

    fn has_audience(&mut self, desk: &Desk) -> bool {
        let follows = |of: Ref| self.made(desk, Kind::Action).filter(|action| origin(action) == Some(of)).count();
        let most = self.made(desk, Kind::Engagement).map(|audience| follows(audience.reference)).max();
        self.progress = most.map(|most| (most, ACTIONS));
        most >= Some(ACTIONS)
    }

    fn has_agenda(&mut self, desk: &Desk) -> bool {
        let len = |record: &Record| record.fields.list(meeting::AGENDA.id).len();
        let begun = self.agenda.and_then(|(reference, begun)| Some((desk.get(reference)?.as_ref(), begun)));
        let Some((record, begun)) = begun else {
            self.agenda = self.made(desk, Kind::Meeting).next().map(|record| (record.reference, len(record)));
            return false;
        };
        let added = len(record).saturating_sub(begun);
        self.progress = Some((added, MATTERS));
        added >= MATTERS
    }

    /// Draws the strip.
    pub fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let width = canvas.width();
        let values = KEYS.map(|(name, key)| (name, Arg::from(key)));
        let Some((title, told)) = Lesson::ALL.get(self.at).map(|lesson| lesson.messages()) else {
            canvas.text(0, 0, width, &session.say("tutor-finished"), Role::Good);
            canvas.wrapped(1, 0, STRIP_ROWS - 1, &session.say_with("tutor-finished-text", &values), Role::Normal);
            return;
        };
        let number = format!("{}/{LESSONS} ", self.at + 1);
        let praise = if self.is_praised { format!("✓ {} ", session.say("tutor-done")) } else { String::new() };
        let head =
            [Span::new(praise, Role::Good), Span::new(number, Role::Label), Span::new(session.say(title), Role::Title)];
        let mut column = canvas.line(0, 0, &head);
        if let Some((made, wanted)) = self.progress {
            column = canvas.line(0, column, &[Span::new(format!("  {made}/{wanted}"), Role::Good)]);
        }
        let skip = session.say_with("tutor-skip", &values);
        if column + 2 + text::width(&skip) <= width {
            canvas.text_at_end(0, &skip, Role::Dim);
        }
        canvas.wrapped(1, 0, STRIP_ROWS - 1, &session.say_with(told, &values), Role::Normal);
    }
}

fn origin(action: &Record) -> Option<Ref> {
    action.fields.link(action::ORIGIN.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::screen;
    use crate::lang::{Lang, Lexicon};

    #[test]
    fn every_text_fits_into_the_strip_of_the_smallest_screen() {
        let lexicon = Lexicon::load();
        let values = KEYS.map(|(name, key)| (name, Arg::from(key)));
        for lang in Lang::ALL {
            let room = usize::from(screen::columns(screen::SMALLEST.0, lang.direction()));
            let texts = Lesson::ALL.map(|lesson| lesson.messages().1).into_iter().chain(["tutor-finished-text"]);
            for key in texts {
                let said = lexicon.say_with(lang, key, &values);
                assert!(!said.contains('{'), "{said}");
                let lines = text::wrap(&said, room, None);
                assert!(lines.len() < STRIP_ROWS, "{} {key}: {} lines", lang.code(), lines.len());
            }
        }
    }
}
