//! `meeting check`, `convene`, `deliver`, `reply`: until the members know and have answered.

use super::{meeting_of, propose};
use crate::cli::agenda::versions::freezing;
use crate::cli::args::committee::MeetingCommand;
use crate::cli::desk::{Outcome, Run};
use crate::cli::failure::{Failure, Status};
use crate::domain::kinds::meeting::{CONVOCATIONS, convocation};
use crate::domain::rules::convening::{self, Convening, News, Outdated, with_news};
use crate::domain::rules::holding;
use crate::domain::rules::versions::{self, Freezing};
use crate::domain::rules::warnings::{Look, Warning};
use crate::domain::{Desk, Draft, Fields, Kind, Record, Ref, Shape, Value};
use crate::lang::Arg;
use crate::lang::date::Instant;
use crate::paper;
use serde_json::json;
use std::sync::Arc;

/// `meeting check MEETING`: what stands against convening it.
pub(super) fn check(run: &Run, meeting: &str) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let found = warnings(run, &desk, &session);
    if found.is_empty() {
        run.tell("cli-nothing-against", &[]);
    }
    for warning in &found {
        if run.json {
            run.value(&json!({"code": warning.code, "message": in_words(run, warning), "blocks": warning.blocks}))?;
        } else {
            run.line(&format!("{} {}", if warning.blocks { "!" } else { "-" }, in_words(run, warning)))?;
        }
    }
    Ok(())
}

fn warnings(run: &Run, desk: &Desk, session: &Record) -> Vec<Warning> {
    Look { desk, lexicon: &run.lexicon, lang: run.lang(), today: run.today() }.before_convening(session)
}

fn in_words(run: &Run, warning: &Warning) -> String {
    let values: Vec<(&str, Arg<'_>)> = warning.values.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    run.say(warning.code, &values)
}

/// `meeting convene MEETING`.
pub(super) fn convene(run: &Run, meeting: &str, channel: Option<&str>, anyway: bool) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    if !matches!(session.status_code(), Some("draft" | "postponed")) {
        return Err(Failure::new(Status::Refused, "cli-error-already-convened").with("record", session.reference));
    }
    let found = warnings(run, &desk, &session);
    if let Some(warning) = found.iter().find(|warning| warning.blocks && !anyway) {
        let values = warning.values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        let refused = Failure::new(Status::Refused, warning.code);
        return Err(Failure { values, ..refused }.hint("cli-hint-anyway"));
    }
    for warning in &found {
        let words = in_words(run, warning);
        run.tell("cli-warning", &[("warning", words.as_str().into())]);
    }
    let sending = Sending { run, desk: &desk, channel, at: run.moment(None)? };
    let state = if versions::newest(&session) == 0 { "sent" } else { "amended" };
    let convening = sending.convening(desk.last_ref() + 1);
    let keep = |fields: &mut Fields, letters: &[Draft]| sending.keep(&session, (fields, letters));
    let drafts = holding::convocation(&convening, &session, sending.freezing(&session, state)?, keep)?;
    let rev = run.propose(&mut registrar, "meeting.convene", drafts)?.revision;
    answer(run, &registrar.desk(), session.reference, rev, &found)
}

/// `meeting convene MEETING --second --start WHEN`: where the first call found no quorum.
pub(super) fn second(run: &Run, meeting: &str, channel: Option<&str>, start: &str) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let first = meeting_of(run, &desk, meeting)?;
    let Value::Instant(start) = run.reader(&desk).value("start", &Shape::Instant, start)? else { return Ok(()) };
    let (session, put_off) = holding::second(&desk, &first, &start)?;
    let sending = Sending { run, desk: &desk, channel, at: run.moment(None)? };
    let convening = sending.convening(session.reference.0 + 1);
    let keep = |fields: &mut Fields, letters: &[Draft]| sending.keep(&session, (fields, letters));
    let freezing = sending.freezing(&session, "sent")?;
    let drafts = holding::second_convocation(&convening, &first, (&session, &put_off), freezing, keep)?;
    let rev = run.propose(&mut registrar, "meeting.second-call", drafts)?.revision;
    answer(run, &registrar.desk(), session.reference, rev, &[])
}

/// How letters go out: by whom, by which channel, when.
struct Sending<'a> {
    run: &'a Run,
    desk: &'a Desk,
    channel: Option<&'a str>,
    at: Instant,
}

impl Sending<'_> {
    fn convening(&self, first_letter: u64) -> Convening<'_> {
        let Sending { run, desk, channel, ref at } = *self;
        Convening { desk, lexicon: &run.lexicon, first_letter: Ref(first_letter), channel, at: at.clone() }
    }

    fn freezing<'s>(&'s self, session: &Record, state: &'s str) -> Result<Freezing<'s>, Failure> {
        freezing(self.run, self.desk, session, state, self.at.clone())
    }

    /// Keeps the letters as they go out.
    fn keep(&self, session: &Record, sent: (&mut Fields, &[Draft])) -> Outcome {
        let by = (self.run.settings.by.value.as_str(), self.at.clone());
        paper::keep_convocations(self.desk, &self.run.lexicon, session, sent, by)
            .map_err(|error| Failure::new(Status::Failed, "cli-error-paper").with("detail", error))
    }
}

/// Who was convened, with the order number of each letter.
fn answer(run: &Run, desk: &Desk, session: Ref, rev: u64, found: &[Warning]) -> Outcome {
    let Some(session) = desk.get(session) else { return Ok(()) };
    if run.json {
        let letters: Vec<_> = session.fields.parts(CONVOCATIONS.id).map(|line| convocation_json(desk, line)).collect();
        let warnings: Vec<_> =
            found.iter().map(|warning| json!({"code": warning.code, "message": in_words(run, warning)})).collect();
        return run.value(&json!({"ref": session.reference.0, "rev": rev, "version": versions::newest(session),
            "convocations": letters, "warnings": warnings}));
    }
    for line in session.fields.parts(CONVOCATIONS.id) {
        run.line(&convocation_line(run, desk, line))?;
    }
    let count = session.fields.list(CONVOCATIONS.id).len();
    run.tell("cli-convened", &[("count", count.into()), ("version", versions::newest(session).into())]);
    Ok(())
}

/// One convocation in a line: seat, order number, addressee, reply.
pub(super) fn convocation_line(run: &Run, desk: &Desk, line: &Fields) -> String {
    let seat = line.number(convocation::SEAT.id).map(|seat| seat.to_string()).unwrap_or_default();
    let addressee = line.text3(convocation::ADDRESSEE.id).map(|addressee| addressee.best(run.lang()).to_owned());
    let who = line.link(convocation::WHO.id).map(|who| super::named(run, desk, who));
    let reply = run.lexicon.label(run.lang(), "reply", line.text(convocation::REPLY.id).unwrap_or("none")).to_owned();
    let instead = line.link(convocation::REPRESENTED_BY.id).map(|who| super::named(run, desk, who)).unwrap_or_default();
    let words = [format!("{seat:>4}"), order_number(desk, line), addressee.or(who).unwrap_or_default(), reply, instead];
    words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join("  ")
}

fn order_number(desk: &Desk, line: &Fields) -> String {
    let letter = line.link(convocation::LETTER.id).and_then(|letter| desk.get(letter));
    let number = letter.and_then(|letter| letter.fields.text(crate::domain::kinds::letter::NUMBER.id));
    number.unwrap_or_default().to_owned()
}

/// One convocation as JSON.
pub(super) fn convocation_json(desk: &Desk, line: &Fields) -> serde_json::Value {
    let mut value = crate::exchange::json::value_to_json(&Shape::Part(convocation::FIELDS), &Value::Part(line.clone()));
    value["number"] = order_number(desk, line).into();
    value
}

/// `meeting deliver` and `meeting reply`: what came back about one convocation.
pub(super) fn news(run: &Run, command: &MeetingCommand) -> Outcome {
    let (meeting, seat, to, at) = match command {
        MeetingCommand::Deliver { meeting, seat, to, at, .. } | MeetingCommand::Reply { meeting, seat, to, at, .. } => {
            (meeting, *seat, to, at)
        }
        _ => return Ok(()),
    };
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let who = |words: &Option<String>| -> Result<Option<Arc<Record>>, Failure> {
        words.as_ref().map(|words| run.record(&desk, words, &[Kind::Person, Kind::Post])).transpose()
    };
    let code = |vocabulary: &str, words: &str| {
        run.reader(&desk).value(vocabulary, &code_shape(vocabulary), words).map(|value| match value {
            Value::Code(code) => code,
            _ => words.to_owned(),
        })
    };
    let (label, news) = match command {
        MeetingCommand::Reply { reply, instead, .. } => {
            let instead = who(instead)?.map(|person| person.reference);
            ("meeting.reply", News::Reply(code("reply", reply)?, instead))
        }
        MeetingCommand::Deliver { event, note, .. } => {
            ("meeting.deliver", News::Delivery(code("delivery_event", event)?, note.clone()))
        }
        _ => return Ok(()),
    };
    let to = who(to)?.map(|record| record.reference);
    let lines = with_news(&session, seat, to, &news, &run.moment(at.as_deref())?)
        .ok_or_else(|| Failure::new(Status::NotFound, "cli-error-no-convocation").with("seat", seat))?;
    let mut fields = session.fields.clone();
    fields.set(CONVOCATIONS.id, Some(lines));
    let rev = propose(run, &mut registrar, &session, &fields, label, Vec::new())?;
    run.receipt(session.reference, rev, "cli-changed")
}

fn code_shape(vocabulary: &str) -> Shape {
    match vocabulary {
        "reply" => convocation::REPLY.shape,
        _ => crate::domain::kinds::meeting::delivery::TYPE.shape,
    }
}

/// Letters of sessions to come that were written to somebody who has left, in words.
pub(in crate::cli) fn outdated_lines(run: &Run, desk: &Desk, wanted: impl Fn(&Outdated) -> bool) -> Vec<String> {
    let found = convening::outdated(desk).into_iter().filter(wanted);
    found
        .map(|outdated| {
            let name =
                |reference: Option<Ref>| reference.map_or_else(|| "–".to_owned(), |who| super::named(run, desk, who));
            let (was, now) = (name(outdated.was), name(outdated.now));
            let session = super::named(run, desk, outdated.session);
            run.say(
                "cli-outdated",
                &[
                    ("session", session.as_str().into()),
                    ("seat", outdated.seat.into()),
                    ("was", was.as_str().into()),
                    ("now", now.as_str().into()),
                ],
            )
        })
        .collect()
}
