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
use crate::domain::rules::attendance::RollError;
use crate::domain::rules::conduct::ConductError;
use crate::domain::rules::convening::SecondCallError;
use crate::domain::rules::frozen::Namer;
use crate::domain::rules::minutes::MinutesError;
use crate::domain::rules::outcomes::OutcomeError;
use crate::domain::rules::quorum::{Count, UnreadNeed};
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

impl From<ConductError> for Failure {
    fn from(error: ConductError) -> Self {
        match error {
            ConductError::State(state) => Failure::new(Status::Refused, "cli-error-meeting-state").with("state", state),
            ConductError::NoQuorum(count) => no_quorum("cli-error-no-quorum", count).hint("cli-hint-second-call"),
            ConductError::NoSuchItem => Failure::new(Status::NotFound, "cli-error-no-item"),
            ConductError::MinutesOut => Failure::new(Status::Refused, "cli-error-minutes-out").hint("cli-hint-amend"),
        }
    }
}

fn no_quorum(code: &str, count: Count) -> Failure {
    Failure::new(Status::Refused, code)
        .with("counted", count.counted)
        .with("needed", count.needed)
        .with("base", count.base)
}

impl From<OutcomeError> for Failure {
    fn from(error: OutcomeError) -> Self {
        match error {
            OutcomeError::Conduct(error) => error.into(),
            OutcomeError::QuorumLost(count) => no_quorum("cli-error-quorum-lost", count),
            OutcomeError::TooManyVotes { votes, seats } => {
                Failure::new(Status::Refused, "cli-error-too-many-votes").with("votes", votes).with("seats", seats)
            }
            OutcomeError::MayNotVote(seat) => {
                Failure::new(Status::Refused, "cli-error-may-not-vote").with("seat", seat)
            }
            OutcomeError::Tie => Failure::new(Status::Refused, "cli-error-tie").hint("cli-hint-casting"),
        }
    }
}

impl From<MinutesError> for Failure {
    fn from(error: MinutesError) -> Self {
        let code = match error {
            MinutesError::Phase(phase) => {
                return Failure::new(Status::Refused, "cli-error-minutes-phase").with("phase", phase);
            }
            MinutesError::NotClosed => "cli-error-not-closed",
            MinutesError::NotTheNext => "cli-error-not-the-next",
            MinutesError::NeedsSession => "cli-error-needs-session",
            MinutesError::NoSuchItem => return Failure::new(Status::NotFound, "cli-error-no-item"),
            MinutesError::NoSignatory => "cli-error-no-signatory",
        };
        Failure::new(Status::Refused, code)
    }
}

impl From<UnreadNeed> for Failure {
    fn from(error: UnreadNeed) -> Self {
        Failure { field: Some("quorum.need".to_owned()), ..Failure::new(Status::Refused, "error-quorum-need") }
            .with("value", error.0)
    }
}

impl From<RollError> for Failure {
    fn from(error: RollError) -> Self {
        let (code, seat) = match error {
            RollError::NotThere(seat) => ("cli-error-not-there", seat),
            RollError::SitsElsewhere(seat) => ("cli-error-sits-elsewhere", seat),
            RollError::OwnProxy(seat) => ("cli-error-own-proxy", seat),
            RollError::TooManyProxies(seat) => ("cli-error-too-many-proxies", seat),
            RollError::Backwards(seat) => ("cli-error-backwards", seat),
            RollError::Full => ("cli-error-roll-full", 0),
        };
        Failure::new(Status::Refused, code).with("seat", seat)
    }
}

impl From<SecondCallError> for Failure {
    fn from(error: SecondCallError) -> Self {
        match error {
            SecondCallError::NoRule => Failure::new(Status::Refused, "cli-error-second-call-no-rule"),
            SecondCallError::NotConvened => Failure::new(Status::Refused, "cli-error-not-convened"),
            SecondCallError::OutsideTheDelay { days, min, max } => {
                let most = max.map_or_else(|| "∞".to_owned(), |max| max.to_string());
                Failure::new(Status::Refused, "cli-error-second-call-delay")
                    .with("days", days)
                    .with("min", min)
                    .with("max", most)
            }
        }
    }
}

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
