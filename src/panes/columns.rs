//! Columns of a list: which fit, where they stand, what they hold. Every list draws them in the same way.
//!
//! The title keeps its room; where there is too little for all, columns leave from the last. Widths depend on what a field
//! is and not on what stands in it, so that scrolling moves nothing.

use crate::app::arrangement::Choices;
use crate::app::session::Session;
use crate::domain::{Field, Record, Shape, Value};
use crate::kit::{Canvas, Role};
use crate::text;

/// Cells that the title has at least.
const TITLE_CELLS: usize = 26;
/// Cells between two columns.
const GAP: usize = 2;

/// The columns of a list on a screen of some width.
pub(super) struct Columns {
    shown: Vec<(&'static Field, usize, usize)>,
    /// Cells that are left for the title.
    pub(super) title: usize,
}

impl Columns {
    /// Those that fit beside the titles, of the ones that are wanted.
    pub(super) fn fit(wanted: &[String], choices: &Choices, width: usize) -> Columns {
        let fields = choices.fields();
        let mut wanted: Vec<&'static Field> =
            wanted.iter().filter_map(|key| fields.iter().find(|field| field.key == key).copied()).collect();
        let room = |fields: &[&Field]| fields.iter().map(|field| cells(field) + GAP).sum::<usize>();
        while !wanted.is_empty() && width < TITLE_CELLS + room(&wanted) {
            wanted.pop();
        }
        let title = width.saturating_sub(room(&wanted));
        let mut start = title + GAP;
        let shown = wanted.into_iter().map(|field| {
            let own = (field, start, cells(field));
            start += own.2 + GAP;
            own
        });
        Columns { shown: shown.collect(), title }
    }

    /// Those that were chosen for a pane that has none by itself.
    pub(super) fn chosen(pane: &str, choices: &Choices, width: usize, session: &Session) -> Option<Columns> {
        let wanted = session.arrangements.of(pane).columns.filter(|columns| !columns.is_empty())?;
        Some(Columns::fit(&wanted, choices, width))
    }

    /// Draws the cells of a record.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, row: usize, record: &Record, session: &Session) {
        for (field, start, cells) in &self.shown {
            let own = record.kind.spec().field(field.key);
            let Some((own, value)) = own.and_then(|own| Some((own, record.fields.get(own.id)?))) else { continue };
            canvas.text(row, *start, *cells, &said(own, value, session), Role::Dim);
        }
    }

    /// Draws their names from a column on.
    pub(super) fn draw_names(&self, canvas: &mut Canvas<'_>, row: usize, session: &Session) {
        for (field, start, cells) in &self.shown {
            canvas.text(row, *start, *cells, &session.field_name(field), Role::Label);
        }
    }
}

/// A value in few cells.
fn said(field: &Field, value: &Value, session: &Session) -> String {
    match value {
        Value::Date(date) => session.date_short(date),
        Value::OfficialDate(official) => session.date_short(&official.date),
        Value::Instant(instant) => text::isolate_ltr(&instant.typed()),
        value => session.speaker().say(&field.shape, value),
    }
}

fn cells(field: &Field) -> usize {
    match field.item_shape() {
        Shape::Flag => 5,
        Shape::Number { .. } | Shape::Minutes => 8,
        Shape::Date | Shape::OfficialDate => 10,
        Shape::Text3 | Shape::Text => 12,
        Shape::Instant | Shape::Code(_) => 16,
        _ => 22,
    }
}
