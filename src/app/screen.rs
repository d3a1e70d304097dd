//! The whole screen: tabs, panes side by side where there is room, the message line and the key bar.

use super::as_of::AsOf;
use super::command::Scope;
use super::key::{Code, Key};
use super::model::{Model, Tone};
use crate::kit::{Canvas, Role, Span, Target, Targets};
use crate::text::{self, Direction};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::borrow::Cow;

/// Columns from which two panes stand side by side.
pub const TWO_PANES: usize = 110;
/// Columns from which three do.
pub const THREE_PANES: usize = 165;
/// The smallest terminal that is drawn on.
pub const SMALLEST: (u16, u16) = (60, 16);

/// Rows that the tabs, the message and the key bar take.
const ROWS_AROUND: usize = 3;
/// Rows that a long message takes at most, the one of every message among them.
const MESSAGE_ROWS: usize = 3;
/// Columns between two panes.
const GAP: usize = 2;
/// Columns left free where reading begins on the right: after writing in its last column a terminal's cursor is where
/// terminals differ, so that each step of a marker there would cost twice the bytes.
const EDGE: u16 = 1;

/// The columns of a terminal that are drawn on in a direction.
pub fn columns(terminal: u16, direction: Direction) -> u16 {
    match direction {
        Direction::Ltr => terminal,
        Direction::Rtl => terminal.saturating_sub(EDGE),
    }
}

/// Draws a session.
pub fn draw(model: &Model, buffer: &mut Buffer) {
    draw_noting(model, buffer, None);
}

/// What stands where on the screen of a session.
pub fn targets(model: &Model) -> Targets {
    let (columns, rows) = model.session.size;
    let targets = Targets::default();
    draw_noting(model, &mut Buffer::empty(Rect::new(0, 0, columns, rows)), Some(&targets));
    targets
}

fn draw_noting(model: &Model, buffer: &mut Buffer, targets: Option<&Targets>) {
    let session = &model.session;
    let is_small = is_small(buffer.area);
    let area = Rect { width: session.columns(), ..buffer.area };
    let mut canvas =
        Canvas::new(buffer, area, session.direction(), session.theme).keeping(&session.lines).noting(targets);
    if is_small {
        canvas.wrapped(0, 0, usize::from(area.height), &session.say("app-too-small"), Role::Warning);
        return;
    }
    let (width, height) = (canvas.width(), canvas.height());
    draw_tabs(model, &mut canvas);
    let strip = session.strip_rows;
    let body = (height - ROWS_AROUND).saturating_sub(strip + session.told_rows);
    if let Some(tutor) = model.tutor() {
        tutor.draw(&mut canvas.part(1 + body, 0, strip, width), session);
    }
    match model.layers().last() {
        Some(layer) => layer.draw(&mut canvas.part(1, 0, body, width), session),
        None => draw_panes(model, &mut canvas.part(1, 0, body, width)),
    }
    if let Some((tone, text)) = model.message() {
        let role = if tone == Tone::Warning { Role::Warning } else { Role::Good };
        draw_message(&mut canvas.part(0, 0, height - 1, width), text, role);
    } else if let Some(said) = session.as_of_said() {
        let closed = session.say_with("as-of-closed", &[("said", said.as_str().into())]);
        canvas.text(height - 2, 0, width, &closed, Role::Warning);
    }
    draw_keys(model, &mut canvas.part(height - 1, 0, 1, width));
}

/// Draws a message in the last row, and in those above it where it is longer: what there is to press stands at its end.
fn draw_message(canvas: &mut Canvas<'_>, message: &str, role: Role) {
    let (width, height) = (canvas.width(), canvas.height());
    if text::width(message) <= width {
        canvas.text(height - 1, 0, width, message, role);
        return;
    }
    let message = shortened(message, width);
    let rows = rows_of(&message, width);
    canvas.part(height - rows, 0, rows, width).wrapped(0, 0, rows, &message, role);
}

/// A message as far as the rows go that there are for it.
fn shortened(message: &str, width: usize) -> Cow<'_, str> {
    let is_longer = text::wrap(message, width, None).len() > MESSAGE_ROWS;
    if is_longer { text::cut(message, width * (MESSAGE_ROWS - 1)) } else { Cow::Borrowed(message) }
}

fn rows_of(message: &str, width: usize) -> usize {
    text::wrap(message, width, None).len().clamp(1, MESSAGE_ROWS)
}

/// Rows that a message takes besides the one that every message has: what is above gives way.
pub(super) fn told_rows(message: Option<&str>, width: usize) -> usize {
    let long = message.filter(|message| text::width(message) > width);
    long.map_or(0, |message| rows_of(&shortened(message, width), width) - 1)
}

/// Draws what there is before the desk is opened, which does not change when it is; and where opening takes its time, a
/// word of it.
pub fn draw_opening(model: &Model, buffer: &mut Buffer, takes_its_time: bool) {
    let session = &model.session;
    if is_small(buffer.area) {
        return;
    }
    let area = Rect { width: session.columns(), ..buffer.area };
    let mut canvas = Canvas::new(buffer, area, session.direction(), session.theme);
    let (width, height) = (canvas.width(), canvas.height());
    draw_names(model, &mut canvas);
    if takes_its_time {
        canvas.text(height - 2, 0, width, &session.say("app-opening"), Role::Dim);
    }
    draw_keys(model, &mut canvas.part(height - 1, 0, 1, width));
}

fn is_small(area: Rect) -> bool {
    area.width < SMALLEST.0 || area.height < SMALLEST.1
}

fn draw_tabs(model: &Model, canvas: &mut Canvas<'_>) {
    if let Some(as_of) = &model.session.as_of {
        return draw_as_of(model, as_of, canvas);
    }
    let column = draw_names(model, canvas);
    let records = model.session.desk.len();
    let said = model.session.say_with("app-records", &[("count", records.into())]);
    // Of a large desk the number alone is shown.
    let fits = |count: &String| column + text::width(count) <= canvas.width();
    if let Some(count) = [said, records.to_string()].into_iter().find(fits) {
        canvas.text_at_end(0, &count, Role::Dim);
    }
}

/// The names, and that this is not the newest desk: in words, on a narrow terminal the day alone.
fn draw_as_of(model: &Model, as_of: &AsOf, canvas: &mut Canvas<'_>) {
    let day = model.session.date_short(&as_of.day.into());
    let mark = model.session.say_with("as-of-mark", &[("date", day.as_str().into())]);
    let width = canvas.width();
    let mark = if text::width(&mark) * 5 <= width { mark } else { day };
    draw_names(model, &mut canvas.part(0, 0, 1, width.saturating_sub(text::width(&mark) + GAP)));
    canvas.text_at_end(0, &mark, Role::Warning);
}

/// Columns at the end of the first row that the names leave to the number of records before they stand apart.
const COUNT_ROOM: usize = 12;

/// The names of the panes; answers the column after them.
fn draw_names(model: &Model, canvas: &mut Canvas<'_>) -> usize {
    let (panes, focus) = model.panes();
    let names: Vec<String> = panes.iter().map(|pane| model.session.say(&format!("pane-{}", pane.id()))).collect();
    let longest = names.iter().map(|name| text::width(name)).max().unwrap_or(0);
    // The name of the pane with the focus is whole; the longest of the others give way first.
    let room = |place: usize, most: usize| if place == focus { longest } else { most };
    let letters = |most: usize| -> usize {
        names.iter().enumerate().map(|(place, name)| text::width(name).min(room(place, most)) + 2).sum()
    };
    let fits = |most: &usize| letters(*most) + names.len() - 1 <= canvas.width();
    let most = (1..=longest).rev().find(fits).unwrap_or(1);
    let spare = canvas.width().saturating_sub(letters(most) + COUNT_ROOM);
    let between = (spare / names.len().max(1)).clamp(1, 3);
    let mut column = 0;
    for (place, name) in names.iter().enumerate() {
        let name = text::cut(name, room(place, most));
        let roles = if place == focus { (Role::Label, Role::Title) } else { (Role::Dim, Role::Dim) };
        let number = format!("{place} ");
        let start = column;
        column = canvas.line(
            0,
            column,
            &[Span::new(number, roles.0), Span::new(name, roles.1), Span::plain(" ".repeat(between))],
        );
        canvas.part(0, start, 1, column - start).target_all(Target::Tab(place));
    }
    column
}

/// How many panes stand side by side at a width.
pub fn pane_count(width: usize) -> usize {
    match width {
        THREE_PANES.. => 3,
        TWO_PANES.. => 2,
        _ => 1,
    }
}

/// Rows of a pane on a terminal that has so many; on one too small to draw on, as on the smallest.
pub fn pane_rows(rows: u16) -> usize {
    usize::from(rows.max(SMALLEST.1)) - ROWS_AROUND
}

fn draw_panes(model: &Model, canvas: &mut Canvas<'_>) {
    let (panes, focus) = model.panes();
    let (width, height) = (canvas.width(), canvas.height());
    let is_alone = panes.get(focus).is_some_and(|pane| pane.takes_all());
    let beside: Vec<usize> =
        (0..panes.len()).filter(|place| panes.get(*place).is_some_and(|pane| pane.is_beside())).collect();
    // The focused pane is always among those shown; with it stand its neighbours in the order of the tabs.
    let shown = match beside.iter().position(|place| *place == focus).filter(|_| !is_alone) {
        None => vec![focus],
        Some(at) => {
            let count = pane_count(width).min(beside.len());
            let first = at.min(beside.len() - count);
            beside.into_iter().skip(first).take(count).collect()
        }
    };
    let column = width / shown.len().max(1);
    for (at, place) in shown.iter().enumerate() {
        let Some(pane) = panes.get(*place) else { continue };
        let start = at * column;
        let room = if at + 1 == shown.len() { width - start } else { column - GAP };
        let mut part = canvas.part(0, start, height, room);
        part.target_all(Target::Pane(*place));
        pane.draw(&mut part, &model.session, *place == focus);
    }
}

/// What a hint of the key bar gives where it is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// This command.
    Command(&'static str),
    /// This key.
    Key(Key),
    /// Nothing: it names several keys.
    Nothing,
}

/// One hint of the key bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key as it is written.
    pub key: String,
    /// What it does.
    pub name: String,
    /// What pointing at it does.
    pub gives: Gives,
}

/// The hints of the key bar, as many as there are; where there is less room the last ones are not shown.
pub fn hints(model: &Model) -> Vec<Hint> {
    let session = &model.session;
    let gives = |key: &str| Key::named(key).map_or(Gives::Nothing, Gives::Key);
    let named =
        |(key, message): &(&str, &str)| Hint { key: (*key).to_owned(), name: session.say(message), gives: gives(key) };
    let (panes, focus) = model.panes();
    let prompt = || panes.get(focus).and_then(|pane| pane.prompt());
    match model.layers().last().map(|layer| layer.keys()).or_else(prompt) {
        Some(keys) => keys.iter().map(named).collect(),
        None => {
            // Where keys are typed into a field, those of everywhere are letters.
            let is_typing = model.is_typing();
            let is_shown =
                |command: &&super::Command| command.bar > 0 && !(is_typing && command.scope == Scope::Everywhere);
            let mut commands: Vec<_> = model.commands().filter(is_shown).collect();
            // What is done only here comes before what is done everywhere, but for looking something up.
            let is_late = |command: &super::Command| command.scope == Scope::Everywhere && command.id != "find.open";
            commands.sort_by_key(|command| (is_late(command), command.bar));
            let key = |command: &super::Command| command.keys.first().map(ToString::to_string).unwrap_or_default();
            // Where the past is looked at, the way back comes first, and what would change something is not offered.
            let back = session.as_of.iter().filter_map(|_| model.commands().find(|command| command.id == "asof.leave"));
            let shown = commands.into_iter().filter(|command| session.as_of.is_none() || !command.changes());
            let hint = |command: &super::Command| Hint {
                key: key(command),
                name: session.say(&command.message()),
                gives: Gives::Command(command.id),
            };
            let listed = listed_hints(model);
            let is_new = |hint: &Hint| !listed.iter().any(|other| other.gives == hint.gives);
            let usual: Vec<Hint> = back.chain(shown).map(hint).filter(is_new).collect();
            listed.into_iter().chain(usual).collect()
        }
    }
}

/// What a list offers only while some of its lines are marked, while it does not show all of them, or while a card stands in its
/// place.
fn listed_hints(model: &Model) -> Vec<Hint> {
    let (panes, focus) = model.panes();
    let Some(pane) = panes.get(focus).filter(|_| !model.is_typing()) else { return Vec::new() };
    let session = &model.session;
    let hint = |key: &str, message: &str, gives| Hint { key: key.to_owned(), name: session.say(message), gives };
    let leave = |message| hint("Esc", message, Gives::Key(Key::plain(Code::Esc)));
    let is_changeable = session.as_of.is_none();
    if pane.alone().is_some() {
        return vec![leave("bar-list")];
    }
    match (pane.has_marks(), pane.query().is_some()) {
        (true, _) if is_changeable => {
            vec![hint("b", "bar-bulk", Gives::Command("mark.act")), leave("bar-unmark")]
        }
        (true, _) => vec![leave("bar-unmark")],
        (false, true) => vec![leave("bar-show-all"), hint("w", "command-view-saved", Gives::Command("view.saved"))],
        (false, false) => Vec::new(),
    }
}

/// The hints that there is room for, the first ones; the way out of what is open, the way to the help and the way back from what was
/// done always have theirs.
fn draw_keys(model: &Model, canvas: &mut Canvas<'_>) {
    let hints = hints(model);
    let room = |hint: &Hint| text::width(&hint.key) + text::width(&hint.name) + 3;
    let is_kept = |hint: &Hint| match hint.gives {
        Gives::Command(id) => matches!(id, "help.open" | "change.undo"),
        Gives::Key(key) => key == Key::plain(Code::Esc),
        Gives::Nothing => false,
    };
    let mut kept: usize = hints.iter().filter(|hint| is_kept(hint)).map(room).sum();
    let mut column = 0;
    let mut is_full = false;
    for (place, hint) in hints.into_iter().enumerate() {
        let (room, is_kept) = (room(&hint), is_kept(&hint));
        kept = kept.saturating_sub(if is_kept { room } else { 0 });
        // Behind the last one no space is needed.
        is_full |= !is_kept && column + room + kept > canvas.width() + 2;
        if (is_full && !is_kept) || column + room > canvas.width() + 2 {
            continue;
        }
        let start = column;
        column =
            canvas.line(0, column, &[Span::new(hint.key, Role::Label), Span::plain(" "), Span::plain(hint.name)]) + 2;
        canvas.part(0, start, 1, column - start).target_all(Target::Hint(place));
    }
}
