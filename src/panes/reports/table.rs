//! A table of counts on the screen: each line with its numbers and a bar; a field of cells where the columns are many.

use crate::app::session::Session;
use crate::domain::rules::report::{Head, Table};
use crate::kit::{Canvas, ListState, Looks, Role, Span};
use crate::text;

/// Columns of a number without a name above it.
const COUNT_CELLS: usize = 4;
/// Columns of the name above a column of numbers, at most.
const HEAD_CELLS: usize = 14;
/// Columns that the name of a line has at least.
const LABEL_CELLS: usize = 20;
/// Columns of the longest bar where the line carries it, and where it may not.
const BAR_CELLS: (usize, usize) = (24, 8);

/// A table with what is chosen in it.
pub struct Drawn<'t> {
    /// The table.
    pub table: &'t Table,
    /// The chosen line.
    pub list: &'t ListState,
    /// The chosen column; nothing where the whole line is.
    pub column: Option<usize>,
    /// Rows of the list.
    pub rows: usize,
}

/// How the width is given to names, numbers and bars.
struct Plan {
    label: usize,
    /// The columns that are shown, each with its first cell and its cells.
    columns: Vec<(usize, usize, usize)>,
    bars: usize,
    is_numbered: bool,
}

impl Plan {
    /// The cell after the last column.
    fn end(&self) -> usize {
        self.columns.last().map_or(self.label, |(_, start, cells)| start + cells)
    }
}

impl Drawn<'_> {
    fn plan(&self, heads: &[String], longest: usize, canvas: &Canvas<'_>) -> Plan {
        let room = canvas.width().saturating_sub(LABEL_CELLS);
        let named: Vec<usize> =
            heads.iter().map(|head| (text::width(head) + 2).clamp(COUNT_CELLS, HEAD_CELLS)).collect();
        let is_numbered = named.iter().sum::<usize>() > room;
        let cells = if is_numbered { vec![COUNT_CELLS; heads.len()] } else { named };
        let fit = if is_numbered { (room / COUNT_CELLS).clamp(1, heads.len().max(1)) } else { heads.len() };
        // The chosen column is seen; where it would not be, the field jumps by half of what is shown.
        let first = match self.column {
            Some(column) if column >= fit => (column + fit / 2 + 1).min(heads.len()).saturating_sub(fit),
            _ => 0,
        };
        let shown = || cells.iter().enumerate().skip(first).take(fit);
        let rest = canvas.width().saturating_sub(shown().map(|(_, cells)| cells).sum());
        let most = if canvas.looks() == Looks::Rich { BAR_CELLS.0 } else { BAR_CELLS.1 };
        let bars = if is_numbered { 0 } else { most.min(rest.saturating_sub(LABEL_CELLS) / 2) };
        // The numbers stand near the names, however wide the screen is.
        let label = (rest - bars).min(longest + 4);
        let mut start = label;
        let columns = shown().map(|(column, cells)| {
            start += cells;
            (column, start - cells, *cells)
        });
        Plan { label, columns: columns.collect(), bars, is_numbered }
    }

    /// Draws it from the row of the heads on.
    pub fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let said = |head: &Head| head.said(&session.desk, &session.lexicon, session.lang);
        let heads: Vec<String> = self.table.columns.iter().map(said).collect();
        let labels: Vec<String> = self.table.rows.iter().map(|row| said(&row.head)).collect();
        let longest = labels.iter().map(|label| text::width(label)).max().unwrap_or(0);
        let (width, len) = (canvas.width(), self.table.rows.len());
        let mut part = canvas.part(1, 0, self.rows, width);
        let mut lines = part.scrolled(self.list, len);
        let plan = self.plan(&heads, longest, &lines);
        let most = self.table.rows.iter().map(|row| self.table.whole(row)).max().unwrap_or(0).max(1);
        let first = self.list.first(len, self.rows);
        let shown = self.table.rows.iter().zip(&labels).enumerate().skip(first).take(self.rows);
        for (place, (row, label)) in shown {
            let at = place - first;
            let marker = lines.marker(self.list.mark(place).seen(focused));
            lines.line(at, 0, &[marker]);
            lines.text(at, 2, plan.label.saturating_sub(3), label, Role::Normal);
            for (column, start, cells) in plan.columns.iter().copied() {
                let count = row.cells.get(column).map_or(0, Vec::len);
                lines.part(at, start, 1, cells).text_at_end(0, &number(count), self.role(column, count));
            }
            if plan.bars > 1 {
                let bar = (self.table.whole(row) * (plan.bars - 1)).div_ceil(most);
                lines.text(at, plan.end() + 1, plan.bars - 1, &"█".repeat(bar), Role::Label);
            }
        }
        self.draw_heads(canvas, &heads, &plan);
        let label = labels.get(self.list.selected).map(String::as_str).unwrap_or_default();
        self.draw_foot(&mut canvas.part(self.rows + 1, 0, 1, width), (&heads, label), &plan, session);
    }

    fn draw_heads(&self, canvas: &mut Canvas<'_>, heads: &[String], plan: &Plan) {
        for (column, start, cells) in plan.columns.iter().copied() {
            let number = (column + 1).to_string();
            let head = if plan.is_numbered { &number } else { heads.get(column).unwrap_or(&number) };
            let role = if self.column == Some(column) { Role::Selected } else { Role::Dim };
            canvas.part(0, start + 1, 1, cells - 1).text_at_end(0, &text::cut(head, cells - 1), role);
        }
    }

    /// What has no room above: the name of the chosen column, or the whole name of the chosen line.
    fn draw_foot(&self, canvas: &mut Canvas<'_>, (heads, label): (&[String], &str), plan: &Plan, session: &Session) {
        let width = canvas.width();
        if let Some((column, head)) = self.column.and_then(|column| Some((column, heads.get(column)?)))
            && plan.is_numbered
        {
            let number = Span::new(format!("{} ", column + 1), Role::Selected);
            canvas.line(0, 0, &[number, Span::new(head.as_str(), Role::Label)]);
        } else if text::width(label) > plan.label.saturating_sub(3) {
            canvas.text(0, 0, width, label, Role::Dim);
            canvas.can_wait();
        } else if plan.is_numbered {
            canvas.text(0, 0, width, &session.say("report-columns"), Role::Dim);
        }
    }

    fn role(&self, column: usize, count: usize) -> Role {
        let is_late = self.table.columns.get(column) == Some(&Head::Message("report-late"));
        match count {
            _ if self.column == Some(column) => Role::Selected,
            0 => Role::Dim,
            _ if is_late => Role::Danger,
            _ => Role::Normal,
        }
    }
}

/// Nothing is seen as nothing, but it is seen.
fn number(count: usize) -> String {
    if count == 0 { "·".to_owned() } else { count.to_string() }
}
