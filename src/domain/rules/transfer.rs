//! Items that go to another session: carried over, copied, or moved for good; always with everything under them.

use super::agenda::{Agenda, AgendaError, Place};
use super::carry;
use crate::domain::change::{Draft, FieldEdit};
use crate::domain::kinds::meeting::{AGENDA, item};
use crate::domain::record::Record;
use crate::domain::value::{Fields, Value};

/// How an item goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It stays where it was, marked as carried over, and goes on the other agenda.
    Carried,
    /// The other session gets an item like it, this one keeps its own untouched.
    Copied,
    /// It leaves this session with all that it holds.
    Moved,
}

/// The item at a place of one session on the agenda of another, before its closing items.
///
/// # Errors
/// [`AgendaError`]; nothing is changed.
pub fn to_session(from: &Record, to: &Record, at: usize, way: Way) -> Result<Vec<Draft>, AgendaError> {
    let (mut old, mut new) = (Agenda::of(from), Agenda::of(to));
    let block = old.subtree(at);
    let as_it_goes = |fields: &Fields| match way {
        Way::Moved => carry::moved(fields, from.reference),
        Way::Carried | Way::Copied => carry::carried(fields, from.reference),
    };
    let items = old.items().get(block.clone()).ok_or(AgendaError::NoSuchItem)?.iter().map(as_it_goes).collect();
    new.insert_tree(items, Place::BeforeClosing)?;
    match way {
        Way::Carried => {
            for place in block {
                old.edit(place, item::STATE.id, Some(Value::Code("carried_over".to_owned())))?;
            }
        }
        Way::Moved => drop(old.remove(at)?),
        Way::Copied => {}
    }
    let left = (way != Way::Copied).then(|| edit(from, old));
    Ok(left.into_iter().chain([edit(to, new)]).collect())
}

fn edit(session: &Record, agenda: Agenda) -> Draft {
    let edit =
        FieldEdit { field: AGENDA.id, was: session.fields.get(AGENDA.id).cloned(), now: Some(agenda.into_value()) };
    Draft::Edit { reference: session.reference, edits: vec![edit], if_rev: None }
}
