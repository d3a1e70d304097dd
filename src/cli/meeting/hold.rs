//! `meeting attend`, `open`, `suspend`, `note`, `close`: while the session is held.

use super::show::{count_json, in_words};
use super::{meeting_of, place_of, propose, typed_text};
use crate::cli::args::committee::MeetingCommand;
use crate::cli::desk::{Outcome, Run};
use crate::cli::failure::{Failure, Status};
use crate::domain::kinds::meeting::{ATTENDANCE, CONVOCATIONS, attendance_line as line, convocation};
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::attendance::{Mark, Roll};
use crate::domain::rules::bodies::{SeatHolders, seats};
use crate::domain::rules::conduct::{self, Note};
use crate::domain::rules::quorum::{Quorum, day_of};
use crate::domain::{Desk, Fields, Kind, Record, Ref, Text3};
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
    let note = Note { place, text: words, below: !replace };
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
    conduct::must_be(&session, &["convened", "open", "suspended"])?;
    let quorum = Quorum::of(&desk, &session, run.today())?;
    let moment = run.moment(at)?;
    // Before the session is open the roll call has no hour: whoever is there is there from the beginning.
    let is_open = session.status_code() != Some("convened");
    let at = (is_open || at.is_some()).then(|| moment.clone());
    let mut call = RollCall {
        run,
        desk: &desk,
        session: &session,
        seats: seats_of(run, &desk, &session),
        roll: Roll::of(&session, quorum.as_ref().map(|quorum| quorum.rule.max_proxies)),
        at,
    };
    if replies {
        call.as_announced()?;
    }
    marks.iter().try_for_each(|mark| call.say(mark))?;
    let mut fields = session.fields.clone();
    fields.set(ATTENDANCE.id, Some(call.roll.into_value()));
    settle(run, &mut registrar, &session, &fields, "meeting.attend", &moment)
}

fn seats_of<'d>(run: &Run, desk: &'d Desk, session: &Record) -> Vec<SeatHolders<'d>> {
    let body = session.fields.link(crate::domain::kinds::meeting::BODY.id).and_then(|body| desk.get(body));
    let day = day_of(session).unwrap_or_else(|| run.today());
    body.map(|body| seats(desk, body, day)).unwrap_or_default()
}

/// A roll call as it is typed.
struct RollCall<'a> {
    run: &'a Run,
    desk: &'a Desk,
    session: &'a Record,
    seats: Vec<SeatHolders<'a>>,
    roll: Roll,
    at: Option<Instant>,
}

impl RollCall<'_> {
    /// One word of the roll: `3=p`, `4=r:67`, `5=proxy:2`, `7=out`, `guest=70`.
    fn say(&mut self, words: &str) -> Outcome {
        let wrong = || Failure::new(Status::Usage, "cli-error-mark").with("value", words).hint("cli-hint-mark");
        let (seat, status) = words.split_once('=').ok_or_else(wrong)?;
        let (status, argument) = status.split_once(':').map_or((status, None), |(status, rest)| (status, Some(rest)));
        if seat == "guest" {
            let who = self.run.record(self.desk, status, &[Kind::Person, Kind::Post])?.reference;
            return Ok(self.roll.guest(who, self.at.clone())?);
        }
        let seat: i64 = seat.trim().parse().map_err(|_| wrong())?;
        let holders = self.seats.iter().find(|held| held.number == seat);
        let holders = &holders.ok_or_else(|| Failure::new(Status::NotFound, "error-seat"))?.holders;
        let member = holders.iter().find_map(|holder| holder.post.or(holder.person));
        let is_held = holders.iter().any(|holder| holder.person.is_some());
        if matches!(status, "out" | "left") {
            let moment = self.run.moment(None)?;
            return Ok(self.roll.leave(seat, self.at.as_ref().unwrap_or(&moment))?);
        }
        let mut mark = Mark { status: self.status(status)?, who: member, at: self.at.clone(), ..Mark::default() };
        let whom =
            |words: &str| self.run.record(self.desk, words, &[Kind::Person, Kind::Post]).map(|who| who.reference);
        match (mark.status.as_str(), argument) {
            ("represented", argument) if matches!(status, "proxy" | "q") => {
                mark.proxy_to = Some(argument.unwrap_or("").parse().map_err(|_| wrong())?);
            }
            ("represented", Some(argument)) => mark.represented_by = Some(whom(argument)?),
            ("represented", None) => mark.represented_by = self.announced(seat),
            ("present" | "remote", Some(argument)) => mark.who = Some(whom(argument)?),
            ("present" | "remote", None) if !is_held => {
                return Err(Failure::new(Status::Refused, "cli-error-seat-vacant").with("seat", seat));
            }
            _ => {}
        }
        Ok(self.roll.mark(seat, &mark)?)
    }

    /// A status by its letter, its code or its name in any language.
    fn status(&self, words: &str) -> Result<String, Failure> {
        let code = match words {
            "p" | "back" => "present",
            "r" | "q" | "proxy" => "represented",
            "x" => "excused",
            "a" => "absent",
            "d" => "remote",
            other => self.run.lexicon.code_of("attendance", other).unwrap_or(""),
        };
        if code.is_empty() || code == "guest" {
            return Err(Failure::new(Status::Refused, "error-unknown-code")
                .with("value", words)
                .with("known", crate::domain::check::known_codes(&self.run.lexicon, "attendance")));
        }
        Ok(code.to_owned())
    }

    /// Who was announced to come for a seat.
    fn announced(&self, seat: i64) -> Option<Ref> {
        let mut lines = self.session.fields.parts(CONVOCATIONS.id);
        let of_seat = |line: &&Fields| line.number(convocation::SEAT.id) == Some(seat);
        lines.find(of_seat).and_then(|line| line.link(convocation::REPRESENTED_BY.id))
    }

    /// The roll as the replies announce it, for seats of which nothing is said yet.
    fn as_announced(&mut self) -> Outcome {
        let said: Vec<i64> = self.roll.lines().iter().filter_map(|part| part.number(line::SEAT.id)).collect();
        for at in 0..self.seats.len() {
            let number = self.seats[at].number;
            if said.contains(&number) {
                continue;
            }
            let reply = self
                .session
                .fields
                .parts(CONVOCATIONS.id)
                .find(|part| part.number(convocation::SEAT.id) == Some(number));
            let status = match reply.and_then(|part| part.text(convocation::REPLY.id)) {
                Some("attends") => "p",
                Some("represented_by") => "r",
                Some("excused") => "x",
                _ => "a",
            };
            self.say(&format!("{number}={status}"))?;
        }
        Ok(())
    }
}
