//! Sessions as calendar entries: `print agenda|convocation REF --form ics` and `export ics`.

use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::transfer::deliver;
use crate::domain::{Kind, Record, Ref};
use crate::paper::{Calendar, CalendarError, CopyKind, Languages, Piece};
use crate::store::Registrar;
use std::path::Path;

/// What was asked of `export ics`.
pub struct Feed<'a> {
    /// Of which kind: only sessions go into a calendar.
    pub kind: Option<&'a str>,
    /// Of which body; of all where nothing is said.
    pub body: Option<&'a str>,
    /// In which languages.
    pub languages: Option<&'a str>,
}

/// `export ics [meeting] [--body BODY]`: what members may see of all sessions.
pub fn export(run: &Run, wish: &Feed<'_>, output: Option<&Path>) -> Outcome {
    if wish.kind.map(|name| run.kind(name)).transpose()?.is_some_and(|kind| kind != Kind::Meeting) {
        return Err(Failure::new(Status::Usage, "cli-error-ics-kind"));
    }
    let registrar = run.open()?;
    let desk = registrar.desk();
    let body = wish.body.map(|words| run.record(&desk, words, &[Kind::Body])).transpose()?;
    let text = calendar(run, &registrar, languages(run, wish.languages)?, CopyKind::Member, |calendar| {
        Ok(calendar.feed(body.as_deref()))
    })?;
    deliver(run, text.as_bytes(), output)
}

/// One session as a calendar entry: for one's own calendar, or to be answered.
///
/// # Errors
/// Its day is not known, or nobody can be the one who invites.
pub fn entry(
    run: &Run,
    registrar: &Registrar,
    session: &Record,
    piece: Piece,
    languages: Languages,
    copy: CopyKind,
) -> Result<String, Failure> {
    calendar(run, registrar, languages, copy, |calendar| {
        if piece != Piece::Convocation {
            return calendar.entry(session);
        }
        let invitation = calendar.invitation(session)?;
        tell_unreached(run, calendar, &invitation.unreached);
        Ok(invitation.text)
    })
}

fn tell_unreached(run: &Run, calendar: &Calendar<'_>, unreached: &[Ref]) {
    if unreached.is_empty() {
        return;
    }
    let title =
        |who: &Ref| calendar.desk.get(*who).map_or_else(|| who.to_string(), |who| who.title(run.lang()).to_owned());
    let names = unreached.iter().map(title).collect::<Vec<_>>().join(run.lang().comma());
    run.tell("cli-unreached", &[("count", unreached.len().into()), ("names", names.as_str().into())]);
}

fn calendar(
    run: &Run,
    registrar: &Registrar,
    languages: Languages,
    copy: CopyKind,
    write: impl FnOnce(&Calendar<'_>) -> Result<String, CalendarError>,
) -> Result<String, Failure> {
    let (desk, origin) = (registrar.desk(), registrar.origin()?);
    let now_ms = crate::host::clock::Clock::of_environment().now_ms();
    let calendar = Calendar { desk: &desk, lexicon: &run.lexicon, languages, copy, now_ms, origin: &origin };
    write(&calendar).map_err(|error| Failure::new(Status::Refused, error.code()))
}

/// The languages of a page; that of the interface where nothing is said.
///
/// # Errors
/// No such language.
pub fn languages(run: &Run, words: Option<&str>) -> Result<Languages, Failure> {
    let words = words.unwrap_or_else(|| run.lang().code());
    Languages::parse(words).ok_or_else(|| Failure::new(Status::Usage, "cli-error-languages").with("value", words))
}
