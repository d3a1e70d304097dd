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
    /// The fields that can stand in a column.
    pub fn fields(&self) -> Vec<&'static Field> {
        let fields = crate::domain::rules::bulk::common_fields(self.kinds);
        let is_short = |field: &&Field| {
            !matches!(field.item_shape(), Shape::LongText | Shape::LongText3) && field.key != "distinct_from"
        };
        fields.into_iter().filter(is_short).collect()
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
