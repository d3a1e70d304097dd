//! `meeting attend`, `open`, `suspend`, `note`, `close`: while the session is held.

use super::show::{count_json, in_words};
use super::{meeting_of, place_of, propose, typed_text};
use crate::cli::args::committee::MeetingCommand;
use crate::cli::desk::{Outcome, Run};
use crate::cli::failure::{Failure, Status};
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::conduct::{self, Note};
use crate::domain::rules::quorum::Quorum;
use crate::domain::rules::roll_call::{RollCall, Said};
use crate::domain::{Desk, Fields, Kind, Record, Text3};
use crate::lang::Lang;
use crate::lang::date::Instant;
use crate::store::Registrar;
use serde_json::json;

/// Proposes what a session is afterwards and answers its quorum at that moment.
fn settle(
    run: &Run,
    registrar: &mut Registrar,
    session: &Record,
    fields: &Fields,
    label: &str,
    at: &Instant,
) -> Outcome {
    let rev = propose(run, registrar, session, fields, label, Vec::new())?;
    let desk = registrar.desk();
    let Some(session) = desk.get(session.reference) else { return Ok(()) };
    let count = Quorum::of(&desk, session, run.today())?.map(|quorum| quorum.at(at));
    if run.json {
        return run.value(&json!({"ref": session.reference.0, "rev": rev, "status": session.status_code(),
            "quorum": count.map(count_json)}));
    }
    count.map_or(Ok(()), |count| run.line(&in_words(run, count)))
}

/// `meeting open MEETING`: a session that was convened or suspended.
pub(super) fn open(run: &Run, meeting: &str, at: Option<&str>) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let at = run.moment(at)?;
    let quorum = Quorum::of(&desk, &session, run.today())?;
    let fields = conduct::open(&session, quorum.as_ref(), &at)?;
    settle(run, &mut registrar, &session, &fields, "meeting.open", &at)
}

/// `meeting suspend MEETING`.
pub(super) fn suspend(run: &Run, meeting: &str) -> Outcome {
    let mut registrar = run.open()?;
    let session = meeting_of(run, &registrar.desk(), meeting)?;
    let fields = conduct::suspend(&session)?;
    let rev = propose(run, &mut registrar, &session, &fields, "meeting.suspend", Vec::new())?;
    run.receipt(session.reference, rev, "cli-changed")
}

/// `meeting close MEETING`: what was not treated is told.
pub(super) fn close(run: &Run, meeting: &str, at: Option<&str>) -> Outcome {
    let mut registrar = run.open()?;
    let session = meeting_of(run, &registrar.desk(), meeting)?;
    let fields = conduct::close(&session, &run.moment(at)?)?;
    let rev = propose(run, &mut registrar, &session, &fields, "meeting.close", Vec::new())?;
    let left = conduct::untreated(&Record { fields, ..(*session).clone() });
    if run.json {
        let left: Vec<_> = left.iter().map(|(number, _)| number).collect();
        return run.value(&json!({"ref": session.reference.0, "rev": rev, "status": "closed", "untreated": left}));
    }
    for (number, title) in &left {
        let title = format!("{number}  {}", title.best(run.lang()));
        run.tell("cli-untreated", &[("title", title.as_str().into())]);
    }
    run.receipt(session.reference, rev, "cli-closed")
}

/// `meeting note MEETING N TEXT`.
pub(super) fn note(run: &Run, command: &MeetingCommand) -> Outcome {
    let MeetingCommand::Note { meeting, item, text, phrase, replace, at } = command else { return Ok(()) };
    let mut registrar = run.open()?;
    let session = meeting_of(run, &registrar.desk(), meeting)?;
    let place = place_of(&Agenda::of(&session), item)?;
    let mut words = phrase.as_deref().map(|code| of_phrase_book(run, code)).transpose()?.unwrap_or_default();
    for (lang, typed) in typed_text(text).texts() {
        let whole = words.get(lang).map_or_else(|| typed.to_owned(), |phrase| format!("{phrase} {typed}"));
        words.set(lang, Some(whole));
    }
    let note = Note { place, text: words, below: !replace, clears: None };
    let fields = conduct::note(&session, &note, &run.moment(at.as_deref())?)?;
    let rev = propose(run, &mut registrar, &session, &fields, "meeting.note", Vec::new())?;
    run.receipt(session.reference, rev, "cli-changed")
}

/// A ready sentence in the three languages.
fn of_phrase_book(run: &Run, words: &str) -> Result<Text3, Failure> {
    let entry = run.lexicon.vocabulary("phrase").and_then(|book| book.get(book.code_of(words)?));
    let entry = entry.ok_or_else(|| {
        Failure::new(Status::NotFound, "error-unknown-code")
            .with("value", words)
            .with("known", crate::domain::check::known_codes(&run.lexicon, "phrase"))
    })?;
    let mut text = Text3::default();
    Lang::ALL.into_iter().for_each(|lang| text.set(lang, Some(entry.label(lang).to_owned())));
    Ok(text)
}

/// `meeting attend MEETING SEAT=STATUS…`: the roll call, and who comes and goes afterwards.
pub(super) fn attend(run: &Run, meeting: &str, marks: &[String], replies: bool, at: Option<&str>) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let quorum = Quorum::of(&desk, &session, run.today())?;
    let moment = run.moment(at)?;
    let named = at.map(|_| moment.clone());
    let mut call = Call { run, desk: &desk, roll: RollCall::of(&desk, &session, quorum.as_ref(), &moment, named)? };
    if replies {
        call.roll.as_announced()?;
    }
    marks.iter().try_for_each(|mark| call.say(mark))?;
    let fields = call.roll.into_fields();
    settle(run, &mut registrar, &session, &fields, "meeting.attend", &moment)
}

/// A roll call as it is typed.
struct Call<'a> {
    run: &'a Run,
    desk: &'a Desk,
    roll: RollCall<'a>,
}

impl Call<'_> {
    /// One word of the roll: `3=p`, `4=r:67`, `5=proxy:2`, `7=out`, `guest=70`.
    fn say(&mut self, words: &str) -> Outcome {
        let wrong = || Failure::new(Status::Usage, "cli-error-mark").with("value", words).hint("cli-hint-mark");
        let (seat, status) = words.split_once('=').ok_or_else(wrong)?;
        let (status, argument) = status.split_once(':').map_or((status, None), |(status, rest)| (status, Some(rest)));
        if seat == "guest" {
            let who = self.run.record(self.desk, status, &[Kind::Person, Kind::Post])?.reference;
            return Ok(self.roll.guest(who)?);
        }
        let seat: i64 = seat.trim().parse().map_err(|_| wrong())?;
        let whom = argument.map(|words| self.run.record(self.desk, words, &[Kind::Person, Kind::Post]));
        let whom = || whom.transpose().map(|who| who.map(|who| who.reference));
        let said = match status {
            "out" | "left" => Said::Left,
            "proxy" | "q" => Said::Proxy(argument.unwrap_or("").parse().map_err(|_| wrong())?),
            "p" | "back" => Said::Present(whom()?),
            "d" => Said::Remote(whom()?),
            "r" => Said::Represented(whom()?),
            "x" => Said::Excused,
            "a" => Said::Absent,
            other => match self.run.lexicon.code_of("attendance", other) {
                Some("present") => Said::Present(whom()?),
                Some("remote") => Said::Remote(whom()?),
                Some("represented") => Said::Represented(whom()?),
                Some("excused") => Said::Excused,
                Some("absent") => Said::Absent,
                _ => {
                    return Err(Failure::new(Status::Refused, "error-unknown-code")
                        .with("value", other)
                        .with("known", crate::domain::check::known_codes(&self.run.lexicon, "attendance")));
                }
            },
        };
        Ok(self.roll.say(seat, &said)?)
    }
}
