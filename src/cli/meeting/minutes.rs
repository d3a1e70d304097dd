//! `meeting circulate`, `amend`, `approve`, `sign`: the life of the minutes once the session is over.

use super::{meeting_of, place_of, propose, typed_text};
use crate::cli::args::committee::MeetingCommand;
use crate::cli::desk::{Outcome, Run};
use crate::cli::failure::{Failure, Status};
use crate::domain::kinds::decision;
use crate::domain::kinds::meeting::{SIGNATORIES, signature};
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::holding;
use crate::domain::rules::minutes::{self, Amending};
use crate::domain::rules::warnings::person_of;
use crate::domain::{Desk, Fields, Kind, Record, Ref};
use crate::lang::date::Instant;
use crate::paper;
use serde_json::json;

/// Keeps the minutes as they go out.
pub(super) fn keep(run: &Run, desk: &Desk, session: &Record, fields: &mut Fields, at: Instant) -> Outcome {
    let by = &run.settings.by.value;
    paper::keep_minutes(desk, &run.lexicon, session, fields, (by, at))
        .map_err(|error| Failure::new(Status::Failed, "cli-error-paper").with("detail", error))
}

/// `meeting circulate MEETING`.
pub(super) fn circulate(run: &Run, meeting: &str) -> Outcome {
    let mut registrar = run.open()?;
    let session = meeting_of(run, &registrar.desk(), meeting)?;
    let mut fields = minutes::circulate(&session)?;
    keep(run, &registrar.desk(), &session, &mut fields, run.moment(None)?)?;
    let rev = propose(run, &mut registrar, &session, &fields, "meeting.circulate", Vec::new())?;
    run.receipt(session.reference, rev, "cli-circulated")
}

/// `meeting amend MEETING N TEXT`.
pub(super) fn amend(run: &Run, command: &MeetingCommand) -> Outcome {
    let MeetingCommand::Amend { meeting, item, text, proposer, decided_in, note } = command else { return Ok(()) };
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let link = |words: &Option<String>, kinds: &[Kind]| -> Result<Option<Ref>, Failure> {
        words.as_ref().map(|words| run.record(&desk, words, kinds).map(|record| record.reference)).transpose()
    };
    let amending = Amending {
        place: place_of(&Agenda::of(&session), item)?,
        text: typed_text(text),
        proposer: link(proposer, &[Kind::Partner, Kind::Person, Kind::Post])?,
        note: note.clone(),
        decided_in: link(decided_in, &[Kind::Meeting])?,
        by: &run.settings.by.value,
        at: run.moment(None)?,
    };
    let mut fields = minutes::amend(&desk, &session, &amending)?;
    keep(run, &desk, &session, &mut fields, amending.at)?;
    let rev = propose(run, &mut registrar, &session, &fields, "meeting.amend", Vec::new())?;
    run.receipt(session.reference, rev, "cli-amended")
}

/// `meeting approve MEETING --in LATER`: the later session approves the minutes; its own agenda says so.
pub(super) fn approve(run: &Run, meeting: &str, later: &str, at: Option<&str>) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let (session, later) = (meeting_of(run, &desk, meeting)?, meeting_of(run, &desk, later)?);
    let at = run.moment(at)?;
    let keeping = |fields: &mut Fields| keep(run, &desk, &session, fields, at.clone());
    let (drafts, settled) = holding::approval((&desk, &run.lexicon), &session, &later, &at, (Fields::new(), keeping))?;
    let receipt = run.propose(&mut registrar, "meeting.approve", drafts)?;
    super::settle::warn_of_quorum(run, &settled);
    if run.json {
        return run.value(
            &json!({"ref": session.reference.0, "rev": receipt.revision, "approved_in": later.reference.0,
            "decision": receipt.references.last().map(|decision| decision.0),
            "number": settled.decision.text(decision::NUMBER.id)}),
        );
    }
    run.receipt(session.reference, receipt.revision, "cli-approved")
}

/// `meeting sign MEETING WHO`: a signatory, or whoever holds the post that signs.
pub(super) fn sign(run: &Run, meeting: &str, who: &str, at: Option<&str>) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let asked = run.record(&desk, who, &[Kind::Person, Kind::Post])?.reference;
    let at = run.moment(at)?;
    let signatory = signatory(&session, asked, |post| person_of(&desk, post, at.wall.date()) == Some(asked));
    let mut fields = minutes::sign(&session, signatory, &at)?;
    keep(run, &desk, &session, &mut fields, at)?;
    let rev = propose(run, &mut registrar, &session, &fields, "meeting.sign", Vec::new())?;
    run.receipt(session.reference, rev, "cli-signed")
}

fn signatory(session: &Record, asked: Ref, is_held: impl Fn(Ref) -> bool) -> Ref {
    let lines: Vec<Ref> =
        session.fields.parts(SIGNATORIES.id).filter_map(|part| part.link(signature::WHO.id)).collect();
    let by_post = lines.iter().copied().find(|who| is_held(*who));
    if lines.contains(&asked) { asked } else { by_post.unwrap_or(asked) }
}
