//! `procedure …`: decisions out of session, asked and answered in writing.

use super::args::committee::ProcedureCommand;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::meeting::{read_ballot, typed_assignments};
use crate::domain::kinds::decision::{NUMBER, STATUS, ballot};
use crate::domain::rules::procedure::{self, ProcedureError};
use crate::domain::{Draft, Kind, Record, Ref, Value};
use serde_json::json;

impl From<ProcedureError> for Failure {
    fn from(error: ProcedureError) -> Self {
        match error {
            ProcedureError::NotOpen => Failure::new(Status::Refused, "cli-error-procedure-not-open"),
            ProcedureError::NoVote(seat) => Failure::new(Status::Refused, "cli-error-may-not-vote").with("seat", seat),
            ProcedureError::TooEarly(last) => {
                Failure::new(Status::Refused, "cli-error-procedure-early").with("date", last)
            }
            ProcedureError::TooFew(count) => Failure::new(Status::Refused, "cli-error-procedure-few")
                .with("counted", count.counted)
                .with("needed", count.needed)
                .with("base", count.base),
            ProcedureError::Votes(error) => error.into(),
        }
    }
}

/// Carries out one `procedure` command.
pub fn run_procedure(run: &Run, command: &ProcedureCommand) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    match command {
        ProcedureCommand::Open { body, fields } => {
            let body = run.record(&desk, body, &[Kind::Body])?;
            let fields = procedure::opened(body.reference, typed_assignments(run, &desk, fields)?);
            let draft = Draft::Add { reference: None, kind: Kind::Decision, fields };
            let receipt = run.propose(&mut registrar, "procedure.open", vec![draft])?;
            run.receipt(receipt.references.first().copied().unwrap_or(Ref(0)), receipt.revision, "cli-added")
        }
        ProcedureCommand::Answer { decision, votes, at } => {
            let record = run.record(&desk, decision, &[Kind::Decision])?;
            let day = run.moment(at.as_deref())?.wall.date();
            let mut after = (*record).clone();
            for words in votes {
                let Value::Part(part) = read_ballot(run, &desk, words)? else { continue };
                let (seat, vote) =
                    (part.number(ballot::SEAT.id).unwrap_or(0), part.text(ballot::VOTE.id).unwrap_or(""));
                after = Record { fields: procedure::answered(&desk, &after, seat, vote, day)?, ..after };
            }
            let draft = Draft::edit(&record, &after.fields);
            let receipt = run.propose(&mut registrar, "procedure.answer", vec![draft])?;
            run.receipt(record.reference, receipt.revision, "cli-changed")
        }
        ProcedureCommand::Close { decision } => {
            let record = run.record(&desk, decision, &[Kind::Decision])?;
            let fields = procedure::concluded(&desk, &record, run.today())?;
            let receipt = run.propose(&mut registrar, "procedure.close", vec![Draft::edit(&record, &fields)])?;
            let (status, number) = (fields.text(STATUS.id).unwrap_or(""), fields.text(NUMBER.id).unwrap_or(""));
            if run.json {
                return run.value(&json!({"ref": record.reference.0, "rev": receipt.revision, "number": number,
                    "adopted": status == "open"}));
            }
            match status {
                "open" => run.tell("cli-procedure-adopted", &[("number", number.into())]),
                _ => run.tell("cli-procedure-rejected", &[]),
            }
            run.line(&record.reference.0.to_string())
        }
    }
}
