//! `meeting outcome`: what the session settles on an item, with its votes and what somebody must do about it.

use super::{meeting_of, place_of};
use crate::cli::agenda::versions::freezing;
use crate::cli::args::committee::MeetingCommand;
use crate::cli::desk::{Outcome, Run};
use crate::cli::failure::{Failure, Status};
use crate::cli::records;
use crate::domain::kinds::decision::{BALLOTS, NUMBER, TYPE, ballot};
use crate::domain::kinds::{action, decision};
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::holding;
use crate::domain::rules::outcomes::{Settled, Settling};
use crate::domain::rules::quorum::Quorum;
use crate::domain::rules::versions;
use crate::domain::{Desk, Draft, Fields, Kind, Record, Ref, Shape, Value};
use crate::lang::date::Instant;
use serde_json::json;

/// `meeting outcome MEETING N KIND FIELD=VALUE…`.
pub(super) fn outcome(run: &Run, command: &MeetingCommand) -> Outcome {
    let MeetingCommand::Outcome { meeting, item, kind, fields, ballot, action, owner, due, at } = command else {
        return Ok(());
    };
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let at = run.moment(at.as_deref())?;
    let agenda = Agenda::of(&session);
    let place = place_of(&agenda, item)?.ok_or_else(|| Failure::new(Status::NotFound, "cli-error-no-item"))?;
    let Value::Code(kind) = run.reader(&desk).value("type", &TYPE.shape, kind)? else { return Ok(()) };
    let asked = asked(run, &desk, fields, ballot)?;
    let reference = Ref(desk.last_ref() + 1);
    let (mut drafts, settled) = match holding::approved_by(&desk, &session, place, &kind) {
        Some(earlier) => {
            let keeping = |fields: &mut Fields| super::minutes::keep(run, &desk, earlier, fields, at.clone());
            holding::approval((&desk, &run.lexicon), earlier, &session, &at, (asked, keeping))?
        }
        None => settled(run, &desk, &session, (place, &kind, asked), &at)?,
    };
    let kind = settled.decision.text(TYPE.id).unwrap_or(&kind).to_owned();
    if let Some(title) = action {
        let fields = new_action(run, &desk, reference, title, owner.as_deref(), due.as_deref())?;
        drafts.push(Draft::Add { reference: None, kind: Kind::Action, fields });
    }
    let receipt = run.propose(&mut registrar, "meeting.outcome", drafts)?;
    warn_of_quorum(run, &settled);
    let number = settled.decision.text(NUMBER.id).unwrap_or("");
    if run.json {
        let action = action.as_ref().and_then(|_| receipt.references.last()).map(|action| action.0);
        return run.value(&json!({"ref": reference.0, "rev": receipt.revision, "number": number, "type": kind,
            "mode": settled.decision.text(decision::MODE.id), "action": action}));
    }
    let label = run.lexicon.label(run.lang(), "outcome_kind", &kind);
    run.tell("cli-settled", &[("kind", label.into()), ("number", number.into())]);
    run.line(&reference.0.to_string())
}

/// The outcome of an item as changes; where it adopts the agenda, that is frozen.
fn settled(
    run: &Run,
    desk: &Desk,
    session: &Record,
    (place, kind, asked): (usize, &str, Fields),
    at: &Instant,
) -> Result<(Vec<Draft>, Settled), Failure> {
    let quorum = Quorum::of(desk, session, run.today())?;
    let settling = Settling { desk, session, place, quorum: quorum.as_ref(), at: at.clone() };
    let mut settled = settling.settle(kind, asked)?;
    if holding::adopts_agenda(session, place, &settled) {
        // The agenda as adopted stands beside the one that was sent.
        let adopted = Record { fields: settled.session.clone(), ..session.clone() };
        let freezing = freezing(run, desk, &adopted, "final", at.clone())?;
        versions::freeze(&mut settled.session, freezing);
    }
    Ok((holding::outcome(desk, session, &settled, Ref(desk.last_ref() + 1)), settled))
}

/// Tells that it was settled without a quorum, where the rule only notes that.
pub(super) fn warn_of_quorum(run: &Run, settled: &Settled) {
    if let Some(count) = settled.noted {
        let words = super::show::in_words(run, count);
        run.tell("cli-warning", &[("warning", words.as_str().into())]);
    }
}

/// What was typed about the outcome, as fields of a decision.
fn asked(run: &Run, desk: &Desk, typed: &[String], ballots: &[String]) -> Result<Fields, Failure> {
    let mut fields = typed_assignments(run, desk, typed)?;
    let ballots: Vec<Value> = ballots.iter().map(|words| read_ballot(run, desk, words)).collect::<Result<_, _>>()?;
    if !ballots.is_empty() {
        fields.set(BALLOTS.id, Some(Value::List(ballots)));
    }
    Ok(fields)
}

/// Assignments on a decision, as they are typed.
pub(in crate::cli) fn typed_assignments(run: &Run, desk: &Desk, typed: &[String]) -> Result<Fields, Failure> {
    let mut fields = Fields::new();
    for words in typed {
        records::assign(run, desk, Kind::Decision.spec(), &mut fields, words)?;
    }
    Ok(fields)
}

/// One ballot: `3=for`.
pub(in crate::cli) fn read_ballot(run: &Run, desk: &Desk, words: &str) -> Result<Value, Failure> {
    let wrong = || Failure::new(Status::Usage, "cli-error-ballot").with("value", words);
    let (seat, vote) = words.split_once('=').ok_or_else(wrong)?;
    let seat: i64 = seat.trim().parse().map_err(|_| wrong())?;
    let vote = run.reader(desk).value("vote", &ballot::VOTE.shape, vote)?;
    Ok(Value::Part(Fields::new().with(ballot::SEAT.id, seat).with_value(ballot::VOTE.id, vote)))
}

/// An action that follows from a decision: by default of the institution in charge of it.
fn new_action(
    run: &Run,
    desk: &Desk,
    origin: Ref,
    title: &str,
    owner: Option<&str>,
    due: Option<&str>,
) -> Result<Fields, Failure> {
    let reader = run.reader(desk);
    let mut fields = Fields::new().with(action::ORIGIN.id, origin);
    fields.set(action::TITLE.id, Some(reader.value("title", &Shape::Text3, title)?));
    fields.set(action::STATUS.id, Some(Value::Code("not_started".to_owned())));
    if let Some(words) = owner {
        let who = run.record(desk, words, &[Kind::Partner, Kind::Person, Kind::Post])?;
        let field = if who.kind == Kind::Partner { action::OWNER.id } else { action::PERSON.id };
        fields.set(field, Some(Value::Link(who.reference)));
    }
    if let Some(words) = due {
        fields.set(action::DUE.id, Some(reader.value("due", &Shape::Date, words)?));
    }
    Ok(fields)
}
