//! Items that go to another session: carried over, copied, or moved for good; always with everything under them.

use super::agenda::{Agenda, AgendaError, Place, level};
use super::{carry, opinions};
use crate::domain::change::{Draft, FieldEdit};
use crate::domain::kinds::meeting::{AGENDA, OPINIONS, item};
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
    let leaving: Vec<(usize, &Fields)> = old.items().iter().enumerate().skip(block.start).take(block.len()).collect();
    let leaving = if way == Way::Carried { still_open(leaving) } else { leaving };
    if leaving.is_empty() {
        return Err(AgendaError::NoSuchItem);
    }
    let number = |fields: &Fields| fields.number(item::ITEM.id).unwrap_or(0);
    let before: Vec<i64> = leaving.iter().map(|(_, fields)| number(fields)).collect();
    let items = leaving.iter().map(|(_, fields)| as_it_goes(fields)).collect();
    let left: Vec<usize> = leaving.iter().map(|(place, _)| *place).collect();
    let places = new.insert_tree(items, Place::BeforeClosing)?;
    let after = places.into_iter().filter_map(|place| new.items().get(place)).map(number);
    let numbers: Vec<(i64, i64)> = before.into_iter().zip(after).collect();
    match way {
        Way::Carried => {
            for place in left {
                old.edit(place, item::STATE.id, Some(Value::Code("carried_over".to_owned())))?;
            }
        }
        Way::Moved => drop(old.remove(at)?),
        Way::Copied => {}
    }
    // The opinions that were asked for go with what leaves for good.
    let (here, there) = (way == Way::Moved).then(|| opinions::moved(from, to, &numbers)).unzip();
    let left = (way != Way::Copied).then(|| edit(from, old, here));
    Ok(left.into_iter().chain([edit(to, new, there)]).collect())
}

/// An item with what stands under it and is not settled yet; what is settled stays with all that is under it.
fn still_open(block: Vec<(usize, &Fields)>) -> Vec<(usize, &Fields)> {
    let mut settled_above = None;
    let mut goes = |place: usize, fields: &Fields| {
        let depth = level(fields);
        if settled_above.is_some_and(|above| depth > above) {
            return false;
        }
        let is_settled = place > 0 && !matches!(fields.text(item::STATE.id), None | Some("open"));
        settled_above = is_settled.then_some(depth);
        !is_settled
    };
    block.into_iter().enumerate().filter(|(place, (_, fields))| goes(*place, fields)).map(|(_, own)| own).collect()
}

fn edit(session: &Record, agenda: Agenda, opinions: Option<Value>) -> Draft {
    let was = |field| session.fields.get(field).cloned();
    let mut edits = vec![FieldEdit { field: AGENDA.id, was: was(AGENDA.id), now: Some(agenda.into_value()) }];
    if let Some(opinions) = opinions {
        let now = Some(opinions).filter(|value| !value.is_empty());
        if now != was(OPINIONS.id) {
            edits.push(FieldEdit { field: OPINIONS.id, was: was(OPINIONS.id), now });
        }
    }
    Draft::Edit { reference: session.reference, edits, if_rev: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules::agenda::set_level;

    #[test]
    fn what_is_settled_under_an_item_stays_with_all_that_is_under_it() {
        let item = |(depth, state): &(u8, &str)| {
            let mut fields = Fields::new();
            set_level(&mut fields, *depth);
            fields.set(item::STATE.id, Some(Value::Code((*state).to_owned())));
            fields
        };
        let check = |items: &[(u8, &str)], goes: &[usize]| {
            let items: Vec<Fields> = items.iter().map(item).collect();
            let places: Vec<usize> =
                still_open(items.iter().enumerate().collect()).into_iter().map(|own| own.0).collect();
            assert_eq!(places, goes, "{items:?}");
        };
        check(&[(0, "open"), (1, "treated"), (2, "open"), (1, "open"), (1, "withdrawn")], &[0, 3]);
        check(&[(0, "treated"), (1, "open")], &[0, 1]);
        check(&[(1, "open"), (2, "carried_over"), (2, "open")], &[0, 2]);
    }
}
