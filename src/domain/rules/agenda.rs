//! The agenda as a tree held in a list: each item has a level, the order is the order of the list.
//!
//! All moves take an item with everything under it. Levels never jump: an item is at most one deeper than
//! the item before it. An item keeps its own number inside the meeting (`item`) for ever, so
//! that notes, decisions and carried items still point at it after any move.

use super::numbering::{Numbering, item_numbers};
use crate::domain::field::FieldId;
use crate::domain::kinds::meeting::{AGENDA, item};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3, Value};
use crate::limits;
use std::ops::Range;

/// The agenda of one meeting, taken out to be changed and put back as one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    items: Vec<Fields>,
    numbering: Numbering,
}

/// Why an agenda cannot be changed so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgendaError {
    /// No item has that printed number.
    NoSuchItem,
    /// The item would be deeper than the page shows, or higher than the first level.
    NoSuchLevel,
    /// There is nothing above or below to change places with.
    AtTheEdge,
    /// The agenda is full ([`limits::LIST_LEN`]).
    Full,
}

impl Agenda {
    /// The agenda of a meeting.
    pub fn of(meeting: &Record) -> Agenda {
        Agenda { items: meeting.fields.parts(AGENDA.id).cloned().collect(), numbering: Numbering::of(meeting) }
    }

    /// The value to put back into the meeting.
    pub fn into_value(self) -> Value {
        Value::List(self.items.into_iter().map(Value::Part).collect())
    }

    /// The field of a meeting that holds it.
    pub fn field() -> FieldId {
        AGENDA.id
    }

    /// The items in order.
    pub fn items(&self) -> &[Fields] {
        &self.items
    }

    /// How deep each item is, 0 for the first level.
    pub fn levels(&self) -> Vec<u8> {
        self.items.iter().map(level).collect()
    }

    /// The printed number of each item.
    pub fn numbers(&self) -> Vec<String> {
        item_numbers(&self.levels(), &self.numbering)
    }

    /// The place of a printed number; digits are understood whatever the items are numbered with.
    ///
    /// # Errors
    /// [`AgendaError::NoSuchItem`].
    pub fn place_of(&self, number: &str) -> Result<usize, AgendaError> {
        let number = number.trim().trim_end_matches('.');
        let place = |numbers: Vec<String>| numbers.iter().position(|printed| printed == number);
        place(self.numbers())
            .or_else(|| place(item_numbers(&self.levels(), &Numbering::default())))
            .ok_or(AgendaError::NoSuchItem)
    }

    /// The place of the item that has that number for ever.
    pub fn place_of_item(&self, item: i64) -> Option<usize> {
        self.items.iter().position(|fields| fields.number(item::ITEM.id) == Some(item))
    }

    /// The item at a place with everything under it.
    pub fn subtree(&self, at: usize) -> Range<usize> {
        let Some(top) = self.items.get(at).map(level) else {
            return at..at;
        };
        let under = self.items.iter().skip(at + 1).take_while(|item| level(item) > top).count();
        at..at + 1 + under
    }

    /// Puts a new item at the end of the first level, after the item at `after` (and all under it), or as
    /// the last one under the item at `under`. Answers its place.
    ///
    /// # Errors
    /// [`AgendaError`]; the agenda is as it was.
    pub fn insert(&mut self, fields: Fields, place: Place) -> Result<usize, AgendaError> {
        let (at, depth) = match place {
            Place::End => (self.items.len(), 0),
            Place::BeforeClosing => (self.closing_start(), 0),
            Place::Before(at) => (at, level(self.items.get(at).ok_or(AgendaError::NoSuchItem)?)),
            Place::After(at) => (self.subtree(at).end, level(self.items.get(at).ok_or(AgendaError::NoSuchItem)?)),
            Place::Under(at) => (self.subtree(at).end, level(self.items.get(at).ok_or(AgendaError::NoSuchItem)?) + 1),
        };
        check_depth(depth)?;
        self.insert_at(at, fields, depth)?;
        Ok(at)
    }

    /// Puts several new items in as they stand to each other by their levels: the first one at the place, the others
    /// after it. Answers their places.
    ///
    /// # Errors
    /// [`AgendaError`]; the agenda is as it was.
    pub fn insert_tree(&mut self, items: Vec<Fields>, place: Place) -> Result<Vec<usize>, AgendaError> {
        let mut trial = self.clone();
        let Some(first) = items.first() else { return Ok(Vec::new()) };
        let base = level(first);
        let (mut places, mut at, mut depth) = (Vec::with_capacity(items.len()), 0, 0);
        for fields in items {
            let own = level(&fields);
            if places.is_empty() || own <= base {
                let next = if places.is_empty() { place } else { Place::After(trial.ancestor(at, depth)) };
                at = trial.insert(fields, next)?;
                depth = level(&trial.items[at]);
            } else {
                at += 1;
                let wanted = (depth + own - base).min(level(&trial.items[at - 1]) + 1);
                check_depth(wanted)?;
                trial.insert_at(at, fields, wanted)?;
            }
            places.push(at);
        }
        *self = trial;
        Ok(places)
    }

    /// The item of that level that the item at a place belongs to, or the item itself.
    fn ancestor(&self, at: usize, depth: u8) -> usize {
        (0..=at).rev().find(|place| level(&self.items[*place]) <= depth).unwrap_or(at)
    }

    fn insert_at(&mut self, at: usize, mut fields: Fields, depth: u8) -> Result<(), AgendaError> {
        if self.items.len() >= limits::LIST_LEN {
            return Err(AgendaError::Full);
        }
        fields.set(item::ITEM.id, Some(Value::Number(self.next_item())));
        set_level(&mut fields, depth);
        self.items.insert(at, fields);
        Ok(())
    }

    /// Where the closing items (other business, closing) of the first level begin.
    fn closing_start(&self) -> usize {
        let closes =
            |fields: &Fields| level(fields) == 0 && matches!(fields.text(item::TYPE.id), Some("aob" | "closing"));
        self.items.iter().position(closes).unwrap_or(self.items.len())
    }

    /// Takes the item at a place away, with everything under it.
    ///
    /// # Errors
    /// [`AgendaError::NoSuchItem`].
    pub fn remove(&mut self, at: usize) -> Result<Vec<Fields>, AgendaError> {
        if at >= self.items.len() {
            return Err(AgendaError::NoSuchItem);
        }
        Ok(self.items.drain(self.subtree(at)).collect())
    }

    /// Changes places with the sibling above or below. Answers the new place.
    ///
    /// # Errors
    /// [`AgendaError::AtTheEdge`] where there is no such sibling.
    pub fn step(&mut self, at: usize, way: Step) -> Result<usize, AgendaError> {
        let own = self.items.get(at).map(level).ok_or(AgendaError::NoSuchItem)?;
        let block = self.subtree(at);
        match way {
            Step::Up => {
                let above = (0..at)
                    .rev()
                    .take_while(|place| level(&self.items[*place]) >= own)
                    .find(|place| level(&self.items[*place]) == own)
                    .ok_or(AgendaError::AtTheEdge)?;
                self.items[above..block.end].rotate_right(block.len());
                Ok(above)
            }
            Step::Down => {
                let below = block.end;
                if self.items.get(below).map(level) != Some(own) {
                    return Err(AgendaError::AtTheEdge);
                }
                let end = self.subtree(below).end;
                self.items[at..end].rotate_left(block.len());
                Ok(at + (end - below))
            }
        }
    }

    /// Moves the item at `from` so that it stands where the item at `to` stands now, at the same level as it.
    ///
    /// # Errors
    /// [`AgendaError`] where a place does not exist, lies inside the moved item, or it would be too deep.
    pub fn relocate(&mut self, from: usize, to: usize) -> Result<usize, AgendaError> {
        let block = self.subtree(from);
        if from >= self.items.len() || to >= self.items.len() || (block.contains(&to) && to != from) {
            return Err(AgendaError::NoSuchItem);
        }
        if from == to {
            return Ok(from);
        }
        let target = level(&self.items[to]);
        let shift = i16::from(target) - i16::from(level(&self.items[from]));
        let deepest = self.items[block.clone()].iter().map(level).max().unwrap_or(0);
        check_depth(u8::try_from(i16::from(deepest) + shift).map_err(|_| AgendaError::NoSuchLevel)?)?;
        let end_of_target = self.subtree(to).end;
        let mut moved: Vec<Fields> = self.items.drain(block.clone()).collect();
        for fields in &mut moved {
            let depth = i16::from(level(fields)) + shift;
            set_level(fields, u8::try_from(depth).unwrap_or(0));
        }
        let at = if to > from { end_of_target - moved.len() } else { to };
        self.items.splice(at..at, moved);
        Ok(at)
    }

    /// Puts the items of the first level, each with everything under it, in the order of a key; those that it does not tell
    /// apart stay as they are.
    pub fn sort_by_key<K: Ord>(&mut self, key: impl Fn(&Fields) -> K) {
        let mut blocks: Vec<Vec<Fields>> = Vec::new();
        for fields in self.items.drain(..) {
            match blocks.last_mut().filter(|_| level(&fields) > 0) {
                Some(block) => block.push(fields),
                None => blocks.push(vec![fields]),
            }
        }
        blocks.sort_by_cached_key(|block| block.first().map(&key));
        self.items = blocks.into_iter().flatten().collect();
    }

    /// Makes the item a sub-item of the one above it.
    ///
    /// # Errors
    /// [`AgendaError::NoSuchLevel`] for the first item or where it would be too deep.
    pub fn indent(&mut self, at: usize) -> Result<(), AgendaError> {
        let own = self.items.get(at).map(level).ok_or(AgendaError::NoSuchItem)?;
        let above =
            at.checked_sub(1).and_then(|above| self.items.get(above)).map(level).ok_or(AgendaError::NoSuchLevel)?;
        let block = self.subtree(at);
        let deepest = self.items[block.clone()].iter().map(level).max().unwrap_or(own);
        if own > above {
            return Err(AgendaError::NoSuchLevel);
        }
        check_depth(deepest + 1)?;
        self.items[block].iter_mut().for_each(|fields| set_level(fields, level(fields) + 1));
        Ok(())
    }

    /// Makes the item a sibling of its parent.
    ///
    /// # Errors
    /// [`AgendaError::NoSuchLevel`] for an item of the first level.
    pub fn outdent(&mut self, at: usize) -> Result<(), AgendaError> {
        let own = self.items.get(at).map(level).ok_or(AgendaError::NoSuchItem)?;
        if own == 0 {
            return Err(AgendaError::NoSuchLevel);
        }
        let block = self.subtree(at);
        self.items[block].iter_mut().for_each(|fields| set_level(fields, level(fields) - 1));
        Ok(())
    }

    /// Changes one field of an item.
    ///
    /// # Errors
    /// [`AgendaError::NoSuchItem`].
    pub fn edit(&mut self, at: usize, field: FieldId, value: Option<Value>) -> Result<(), AgendaError> {
        self.items.get_mut(at).ok_or(AgendaError::NoSuchItem)?.set(field, value);
        Ok(())
    }

    /// Whether an item of the agenda is about that record.
    pub fn treats(&self, reference: Ref) -> bool {
        self.items.iter().any(|fields| fields.links(item::ABOUT.id).any(|about| about == reference))
    }

    /// The number that the next item gets for ever.
    fn next_item(&self) -> i64 {
        self.items.iter().filter_map(|fields| fields.number(item::ITEM.id)).max().unwrap_or(0) + 1
    }
}

/// Where a new item goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the very end.
    End,
    /// At the end of the first level, but before other business and closing.
    BeforeClosing,
    /// Before an item, at its level.
    Before(usize),
    /// After an item and all under it, at its level.
    After(usize),
    /// As the last one under an item.
    Under(usize),
}

/// Which sibling to change places with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The one above.
    Up,
    /// The one below.
    Down,
}

/// A new item of that kind and title; its number is given when it is inserted.
pub fn new_item(kind: &str, title: Text3, minutes: Option<i64>) -> Fields {
    let mut fields = Fields::new().with(item::TITLE.id, title);
    fields.set(item::TYPE.id, Some(Value::Code(kind.to_owned())));
    fields.set(item::DURATION.id, minutes.map(Value::Number));
    fields
}

/// An item of an agenda and those that it stands under, itself first.
pub fn path<'a>(items: &[&'a Fields], place: usize) -> impl Iterator<Item = &'a Fields> {
    let mut depth = None;
    let before = items.get(..=place).unwrap_or_default();
    before.iter().rev().copied().filter(move |fields| {
        let is_above = depth.is_none_or(|depth| level(fields) < depth);
        if is_above {
            depth = Some(level(fields));
        }
        is_above
    })
}

/// How deep an item is.
pub fn level(fields: &Fields) -> u8 {
    fields.number(item::LEVEL.id).and_then(|level| u8::try_from(level).ok()).unwrap_or(0)
}

pub(super) fn set_level(fields: &mut Fields, depth: u8) {
    fields.set(item::LEVEL.id, (depth > 0).then_some(Value::Number(i64::from(depth))));
}

fn check_depth(depth: u8) -> Result<(), AgendaError> {
    if depth < limits::AGENDA_DEPTH { Ok(()) } else { Err(AgendaError::NoSuchLevel) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use proptest::prelude::*;

    fn agenda(levels: &[u8]) -> Agenda {
        let mut agenda = Agenda::default();
        for (at, depth) in levels.iter().enumerate() {
            let title =
                Text3 { fr: Some(format!("{}", (b'a' + u8::try_from(at % 26).unwrap()) as char)), ..Text3::default() };
            agenda.insert(new_item("discussion", title, None), Place::End).unwrap();
            set_level(&mut agenda.items[at], *depth);
        }
        agenda
    }

    fn shown(agenda: &Agenda) -> String {
        let title = |fields: &Fields| fields.text3(item::TITLE.id).unwrap().fr.clone().unwrap();
        agenda
            .numbers()
            .iter()
            .zip(agenda.items())
            .map(|(number, fields)| format!("{number}{}", title(fields)))
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn an_item_moves_with_everything_under_it() {
        let mut it = agenda(&[0, 1, 0, 1, 0]);
        assert_eq!(shown(&it), "1a 1.1b 2c 2.1d 3e");
        assert_eq!(it.step(2, Step::Up), Ok(0));
        assert_eq!(shown(&it), "1c 1.1d 2a 2.1b 3e");
        assert_eq!(it.step(0, Step::Down), Ok(2));
        assert_eq!(shown(&it), "1a 1.1b 2c 2.1d 3e");
        assert_eq!(it.relocate(4, 0), Ok(0));
        assert_eq!(shown(&it), "1e 2a 2.1b 3c 3.1d");
        assert_eq!(it.relocate(0, 3), Ok(4));
        assert_eq!(shown(&it), "1a 1.1b 2c 2.1d 3e");
    }

    #[test]
    fn steps_stop_at_the_edge_of_the_parent() {
        let mut it = agenda(&[0, 1, 0]);
        assert_eq!(it.step(0, Step::Up), Err(AgendaError::AtTheEdge));
        assert_eq!(it.step(1, Step::Up), Err(AgendaError::AtTheEdge));
        assert_eq!(it.step(1, Step::Down), Err(AgendaError::AtTheEdge));
        assert_eq!(it.step(2, Step::Down), Err(AgendaError::AtTheEdge));
    }

    #[test]
    fn indent_and_outdent_are_inverse_and_bounded() {
        let mut it = agenda(&[0, 0, 0]);
        assert_eq!(it.indent(0), Err(AgendaError::NoSuchLevel));
        it.indent(2).unwrap();
        assert_eq!(shown(&it), "1a 2b 2.1c");
        assert_eq!(it.indent(2), Err(AgendaError::NoSuchLevel));
        it.outdent(2).unwrap();
        assert_eq!(shown(&it), "1a 2b 3c");
        assert_eq!(it.outdent(2), Err(AgendaError::NoSuchLevel));
    }

    #[test]
    fn new_items_go_before_the_closing_ones() {
        let mut it = agenda(&[0]);
        it.insert(new_item("aob", Text3::default(), None), Place::End).unwrap();
        assert_eq!(it.insert(new_item("decision", Text3::default(), None), Place::BeforeClosing), Ok(1));
    }

    #[test]
    fn an_item_keeps_its_own_number_for_ever() {
        let mut it = agenda(&[0, 0, 0]);
        it.remove(1).unwrap();
        it.insert(new_item("aob", Text3::default(), None), Place::End).unwrap();
        let own: Vec<_> = it.items().iter().filter_map(|fields| fields.number(item::ITEM.id)).collect();
        assert_eq!(own, [1, 3, 4]);
    }

    proptest! {
        #[test]
        fn no_sequence_of_moves_loses_an_item_or_leaves_a_gap(moves in prop::collection::vec((0u8..6, 0usize..8, 0usize..8), 0..60)) {
            let mut it = agenda(&[0, 0, 1, 0, 1, 2, 0]);
            for (what, a, b) in moves {
                let _ = match what {
                    0 => it.step(a, Step::Up).map(drop),
                    1 => it.step(a, Step::Down).map(drop),
                    2 => it.indent(a),
                    3 => it.outdent(a),
                    _ => it.relocate(a, b).map(drop),
                };
                let mut own: Vec<_> = it.items().iter().filter_map(|fields| fields.number(item::ITEM.id)).collect();
                own.sort_unstable();
                prop_assert_eq!(own, (1..=7).collect::<Vec<i64>>());
                prop_assert!(it.levels().iter().all(|level| *level < limits::AGENDA_DEPTH));
                let numbers = it.numbers();
                let distinct: std::collections::BTreeSet<_> = numbers.iter().collect();
                prop_assert_eq!(distinct.len(), numbers.len());
            }
        }

        #[test]
        fn row_34_no_sequence_of_edits_leaves_a_gap_in_the_numbers(
            edits in prop::collection::vec((0u8..9, 0usize..12, 0usize..12), 0..60),
            code in prop::sample::select(vec!["decimal", "roman", "letters", "arabic_letters"]),
        ) {
            let mut it = agenda(&[0, 0, 1, 0, 1, 2, 0]);
            it.numbering.scheme = super::super::numbering::Scheme::from_code(Some(code));
            for (what, a, b) in edits {
                let fresh = || new_item("discussion", Text3::default(), None);
                let mut child = fresh();
                set_level(&mut child, 1);
                let _ = match what {
                    0 => it.step(a, Step::Up).map(drop),
                    1 => it.step(a, Step::Down).map(drop),
                    2 => it.indent(a),
                    3 => it.outdent(a),
                    4 => it.remove(a).map(drop),
                    5 => it.insert(fresh(), Place::After(a)).map(drop),
                    6 => it.insert(fresh(), Place::Under(a)).map(drop),
                    7 => it.insert_tree(vec![fresh(), child, fresh()], Place::After(a)).map(drop),
                    _ => it.relocate(a, b).map(drop),
                };
                // Each number is the one before it in its list and one more: told by the signs of a plain table, not by counters.
                let own: Vec<_> = it.items().iter().filter_map(|fields| fields.number(item::ITEM.id)).collect();
                prop_assert_eq!(own.iter().collect::<std::collections::BTreeSet<_>>().len(), own.len());
                prop_assert_eq!(it.numbers(), told(&it.levels(), code));
                for (place, number) in it.numbers().iter().enumerate() {
                    prop_assert_eq!(it.place_of(number), Ok(place));
                }
            }
        }
    }

    /// The numbers of these levels, each found by counting the siblings before it.
    fn told(levels: &[u8], code: &str) -> Vec<String> {
        let romans =
            "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split(' ').collect::<Vec<_>>();
        let (latin, arabic) =
            (('A'..='Z').collect::<Vec<_>>(), "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ".chars().collect::<Vec<_>>());
        let sign = |depth: usize, count: usize| {
            let letter = |letters: &[char]| {
                letters[(count - 1) % letters.len()].to_string().repeat((count - 1) / letters.len() + 1)
            };
            match (code, depth) {
                ("roman", 0) if count <= romans.len() => romans[count - 1].to_owned(),
                ("roman", 0) => super::super::numbering::item_numbers(
                    &vec![0; count],
                    &Numbering { scheme: super::super::numbering::Scheme::Roman, prefix: String::new() },
                )[count - 1]
                    .clone(),
                ("roman", 1) | ("letters", 0) => letter(&latin),
                ("arabic_letters", 0) => letter(&arabic),
                _ => count.to_string(),
            }
        };
        let number = |at: usize| {
            let mut words = Vec::new();
            let mut below = at;
            loop {
                let depth = levels[below];
                let siblings = (0..=below)
                    .rev()
                    .take_while(|other| levels[*other] >= depth)
                    .filter(|other| levels[*other] == depth);
                words.insert(0, sign(usize::from(depth), siblings.count()));
                match (0..below).rev().find(|other| levels[*other] < depth) {
                    Some(parent) => below = parent,
                    None => return words.join("."),
                }
            }
        };
        (0..levels.len()).map(number).collect()
    }
}
