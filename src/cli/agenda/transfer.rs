//! Items that go to another session: carried over, copied, or moved for good.

use super::{agenda_edit, meeting_of};
use crate::cli::desk::{Outcome, Run};
use crate::cli::failure::Failure;
use crate::domain::kinds::meeting::item;
use crate::domain::rules::agenda::{Agenda, Place};
use crate::domain::rules::carry;
use crate::domain::{Desk, Fields, Record, Value};
use std::sync::Arc;

/// Two sessions, and an item of the first with everything under it.
struct Both {
    from: Arc<Record>,
    to: Arc<Record>,
    old: Agenda,
    new: Agenda,
    at: usize,
}

impl Both {
    fn of(run: &Run, desk: &Desk, meeting: &str, number: &str, to: &str) -> Result<Both, Failure> {
        let (from, to) = (meeting_of(run, desk, meeting)?, meeting_of(run, desk, to)?);
        if from.reference == to.reference {
            return Err(Failure::new(crate::cli::failure::Status::Refused, "cli-error-same-session"));
        }
        let (old, new) = (Agenda::of(&from), Agenda::of(&to));
        let at = old.place_of(number)?;
        Ok(Both { from, to, old, new, at })
    }

    /// Puts the item and all under it on the other agenda, before its closing items.
    fn put(&mut self, as_it_goes: impl Fn(&Fields) -> Fields) -> Result<(), Failure> {
        let items = self.old.items()[self.old.subtree(self.at)].iter().map(as_it_goes).collect();
        self.new.insert_tree(items, Place::BeforeClosing)?;
        Ok(())
    }
}

/// `agenda carry MEETING N TO`: the item stays where it was, marked carried over, and goes on the other agenda.
pub(super) fn carry(run: &Run, meeting: &str, number: &str, to: &str) -> Outcome {
    let mut registrar = run.open()?;
    let mut both = Both::of(run, &registrar.desk(), meeting, number, to)?;
    let from = both.from.reference;
    both.put(|fields| carry::carried(fields, from))?;
    for place in both.old.subtree(both.at) {
        both.old.edit(place, item::STATE.id, Some(Value::Code("carried_over".to_owned())))?;
    }
    let drafts = vec![agenda_edit(&both.from, both.old), agenda_edit(&both.to, both.new)];
    let receipt = run.propose(&mut registrar, "agenda.item.carry", drafts)?;
    run.receipt(both.to.reference, receipt.revision, "cli-carried")
}

/// `agenda copy MEETING N TO`: the other session gets an item like it, with its lineage; this one keeps its own untouched.
pub(super) fn copy(run: &Run, meeting: &str, number: &str, to: &str) -> Outcome {
    let mut registrar = run.open()?;
    let mut both = Both::of(run, &registrar.desk(), meeting, number, to)?;
    let from = both.from.reference;
    both.put(|fields| carry::carried(fields, from))?;
    let receipt = run.propose(&mut registrar, "agenda.item.copy", vec![agenda_edit(&both.to, both.new)])?;
    run.receipt(both.to.reference, receipt.revision, "cli-copied")
}

/// `agenda transfer MEETING N TO`: the item leaves this session with all that it holds.
pub(super) fn transfer(run: &Run, meeting: &str, number: &str, to: &str) -> Outcome {
    let mut registrar = run.open()?;
    let mut both = Both::of(run, &registrar.desk(), meeting, number, to)?;
    let from = both.from.reference;
    both.put(|fields| carry::moved(fields, from))?;
    both.old.remove(both.at)?;
    let drafts = vec![agenda_edit(&both.from, both.old), agenda_edit(&both.to, both.new)];
    let receipt = run.propose(&mut registrar, "agenda.item.transfer", drafts)?;
    run.receipt(both.to.reference, receipt.revision, "cli-transferred")
}
