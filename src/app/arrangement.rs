//! How a person wants a list: in which groups and order, with which columns. Kept for each person and list.

use crate::domain::{Field, Kind, Shape};
use std::collections::BTreeMap;

/// One list as a person wants it; what is not said is as the list has it by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangement {
    /// The name of the grouping; nothing for none.
    pub group: Option<String>,
    /// The key of the field by which it is sorted; [`TITLE`] for the alphabet; nothing for the list's own order.
    pub order: Option<String>,
    /// From the end.
    pub is_reversed: bool,
    /// The keys of the fields in columns, in order.
    pub columns: Option<Vec<String>>,
}

/// The order by title.
pub const TITLE: &str = "title";

/// What can be chosen for a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The kinds of its records.
    pub kinds: &'static [Kind],
    /// The names of its groupings.
    pub groups: &'static [&'static str],
    /// Whether it can be sorted; a timeline cannot.
    pub is_sorted: bool,
    /// The columns that it has by itself.
    pub columns: &'static [&'static str],
}

impl Choices {
    /// The fields that can stand in a column: those that any of the kinds has, each once.
    pub fn fields(&self) -> Vec<&'static Field> {
        let mut fields: Vec<&'static Field> = Vec::new();
        for spec in self.kinds.iter().map(|kind| kind.spec()) {
            let is_short = |field: &&Field| {
                let is_long = matches!(field.item_shape(), Shape::LongText | Shape::LongText3 | Shape::Part(_));
                // A list with an order of its own shows the dates that it follows.
                let is_shown = field.id == spec.title || (!self.is_sorted && spec.date == Some(field.id));
                !is_long && !field.hidden && !is_shown && field.key != "distinct_from"
            };
            for field in spec.fields.iter().filter(is_short) {
                if !fields.iter().any(|other| other.key == field.key) {
                    fields.push(field);
                }
            }
        }
        fields
    }
}

impl Arrangement {
    /// The columns, as chosen or as the list has them by itself.
    pub fn columns_of(&self, choices: &Choices) -> Vec<String> {
        let own = || choices.columns.iter().map(|key| (*key).to_owned()).collect();
        self.columns.clone().unwrap_or_else(own)
    }
}

/// The arrangements of one person, by the name of the pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arrangements(BTreeMap<String, Arrangement>);

impl Arrangements {
    /// That of a list.
    pub fn of(&self, pane: &str) -> Arrangement {
        self.0.get(pane).cloned().unwrap_or_default()
    }

    /// Puts that of a list.
    pub fn put(&mut self, pane: &str, arrangement: Arrangement) {
        self.0.insert(pane.to_owned(), arrangement);
    }
}
