//! `meeting …`: convening a session, holding it, and the life of its minutes.

mod convene;
mod hold;
mod minutes;
mod settle;
mod show;

use super::args::committee::MeetingCommand;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use crate::domain::read::language_of;
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::broken::Broken;
use crate::domain::rules::conduct::ConductError;
use crate::domain::rules::convening::SecondCallError;
use crate::domain::rules::frozen::Namer;
use crate::domain::rules::minutes::MinutesError;
use crate::domain::rules::opinions::OpinionError;
use crate::domain::rules::outcomes::OutcomeError;
use crate::domain::rules::quorum::UnreadNeed;
use crate::domain::rules::roll_call::CallError;
use crate::domain::rules::tenures::SuccessionError;
use crate::domain::{Desk, Draft, Fields, Record, Ref, Text3};
use crate::lang::Lang;
use crate::store::Registrar;
use jiff::civil::Date;

pub(super) use super::agenda::meeting_of;
pub(super) use convene::outdated_lines;
pub(super) use settle::{read_ballot, typed_assignments};

/// Carries out one `meeting` command.
pub fn run_meeting(run: &Run, command: &MeetingCommand) -> Outcome {
    match command {
        MeetingCommand::Show { meeting, at } => show::show(run, meeting, at.as_deref()),
        MeetingCommand::Check { meeting } => convene::check(run, meeting),
        MeetingCommand::Convene { meeting, channel, second: false, anyway, .. } => {
            convene::convene(run, meeting, channel.as_deref(), *anyway)
        }
        MeetingCommand::Convene { meeting, channel, second: true, start, .. } => {
            convene::second(run, meeting, channel.as_deref(), start.as_deref().unwrap_or_default())
        }
        MeetingCommand::Deliver { .. } | MeetingCommand::Reply { .. } => convene::news(run, command),
        MeetingCommand::Attend { meeting, marks, replies, at } => {
            hold::attend(run, meeting, marks, *replies, at.as_deref())
        }
        MeetingCommand::Open { meeting, at } => hold::open(run, meeting, at.as_deref()),
        MeetingCommand::Suspend { meeting } => hold::suspend(run, meeting),
        MeetingCommand::Close { meeting, at } => hold::close(run, meeting, at.as_deref()),
        MeetingCommand::Note { .. } => hold::note(run, command),
        MeetingCommand::Outcome { .. } => settle::outcome(run, command),
        MeetingCommand::Circulate { meeting } => minutes::circulate(run, meeting),
        MeetingCommand::Amend { .. } => minutes::amend(run, command),
        MeetingCommand::Approve { meeting, later, at } => minutes::approve(run, meeting, later, at.as_deref()),
        MeetingCommand::Sign { meeting, who, at } => minutes::sign(run, meeting, who, at.as_deref()),
    }
}

/// A text as typed after a command: plain words in the language of their script, or `ar=…` `fr=…` `en=…`.
fn typed_text(typed: &[String]) -> Text3 {
    let mut text = Text3::default();
    let mut plain: Vec<&str> = Vec::new();
    for words in typed {
        match words.split_once('=').and_then(|(lang, rest)| Some((Lang::from_code(lang)?, rest))) {
            Some((lang, rest)) => text.set(lang, Some(rest.to_owned())),
            None => plain.push(words),
        }
    }
    if !plain.is_empty() {
        let plain = plain.join(" ");
        text.set(language_of(&plain), Some(plain));
    }
    text
}

/// The place of an item by its printed number; none for `0`, the general part.
fn place_of(agenda: &Agenda, number: &str) -> Result<Option<usize>, Failure> {
    if number == "0" { Ok(None) } else { Ok(Some(agenda.place_of(number)?)) }
}

impl From<Broken> for Failure {
    fn from(broken: Broken) -> Self {
        let status = if broken.is_missing { Status::NotFound } else { Status::Refused };
        let hint = match broken.code {
            "cli-error-no-quorum" => Some("cli-hint-second-call"),
            "cli-error-minutes-out" => Some("cli-hint-amend"),
            "cli-error-tie" => Some("cli-hint-casting"),
            _ => None,
        };
        let field = (broken.code == "error-quorum-need").then(|| "quorum.need".to_owned());
        let values = broken.values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Failure { values, field, hint, ..Failure::new(status, broken.code) }
    }
}

/// What stands against it, in the words of the rule that does.
macro_rules! told_as_broken {
    ($($error:ty),*) => {
        $(impl From<$error> for Failure {
            fn from(error: $error) -> Self {
                Broken::from(error).into()
            }
        })*
    };
}

told_as_broken!(
    ConductError,
    OutcomeError,
    MinutesError,
    UnreadNeed,
    CallError,
    SecondCallError,
    SuccessionError,
    OpinionError
);

/// Proposes what turned the session's fields into these, with what else belongs to it.
fn propose(
    run: &Run,
    registrar: &mut Registrar,
    session: &Record,
    fields: &Fields,
    label: &str,
    more: Vec<Draft>,
) -> Result<u64, Failure> {
    let mut drafts = vec![Draft::edit(session, fields)];
    drafts.extend(more);
    Ok(run.propose(registrar, label, drafts)?.revision)
}

/// Somebody as they are called on a day: a post with its holder and the title that agrees with them, or a name.
pub(super) fn who(run: &Run, desk: &Desk, reference: Ref, day: Date) -> String {
    let named = Namer { desk, lexicon: &run.lexicon, day }.who(reference);
    let name = named.name.best(run.lang());
    match &named.post {
        Some(post) => run.say("paper-post-holder", &[("post", post.best(run.lang()).into()), ("person", name.into())]),
        None => name.to_owned(),
    }
}

/// A record by its number and title, for lines.
pub(super) fn named(run: &Run, desk: &Desk, reference: Ref) -> String {
    desk.get(reference).map_or_else(|| reference.to_string(), |record| record.title(run.lang()).to_owned())
}
