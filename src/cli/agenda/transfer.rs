//! Items that go to another session: carried over, copied, or moved for good.

use super::meeting_of;
use crate::cli::desk::{Outcome, Run};
use crate::cli::failure::{Failure, Status};
use crate::domain::rules::agenda::Agenda;
use crate::domain::rules::transfer::{Way, to_session};

/// `agenda carry|copy|transfer MEETING N TO`.
pub(super) fn transfer(run: &Run, meeting: &str, number: &str, to: &str, way: Way) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let (from, to) = (meeting_of(run, &desk, meeting)?, meeting_of(run, &desk, to)?);
    if from.reference == to.reference {
        return Err(Failure::new(Status::Refused, "cli-error-same-session"));
    }
    let place = Agenda::of(&from).place_of(number)?;
    let (label, said) = match way {
        Way::Carried => ("agenda.item.carry", "cli-carried"),
        Way::Copied => ("agenda.item.copy", "cli-copied"),
        Way::Moved => ("agenda.item.transfer", "cli-transferred"),
    };
    let receipt = run.propose(&mut registrar, label, to_session(&from, &to, place, way)?)?;
    run.receipt(to.reference, receipt.revision, said)
}
