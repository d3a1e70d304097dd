//! The lines of a dossier: a heading, a post with who holds it and who did before, any other record with where it stands.

use crate::app::card;
use crate::app::session::Session;
use crate::domain::kinds::post::tenure;
use crate::domain::rules::dossier::{Item, Section, said};
use crate::domain::rules::life;
use crate::domain::rules::tenures::{holder, predecessors};
use crate::domain::{Fields, Record, Ref};
use crate::kit::{Canvas, Role};
use crate::text;
use jiff::civil::Date;

/// Columns before the text of a line: the marker, and one step in.
const INDENT: usize = 4;
/// Columns of a date in digits and the space after it.
const DATE_CELLS: usize = 12;

/// A person in a post, with the days.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tenure {
    person: Ref,
    part: Fields,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Line {
    /// A section with how much it holds.
    Heading(Section, usize),
    /// A post with who holds it on the day.
    Post(Ref, Option<Tenure>),
    /// Who held it before.
    Before(Tenure),
    /// Any other record.
    Item(Section, Item),
}

impl Line {
    /// The record that it opens.
    pub(super) fn leads_to(&self) -> Option<Ref> {
        match self {
            Line::Heading(..) => None,
            Line::Post(post, _) => Some(*post),
            Line::Before(tenure) => Some(tenure.person),
            Line::Item(_, item) => Some(item.reference),
        }
    }
}

/// The lines of a post on a day: who holds it, then who did before.
pub(super) fn of_post(reference: Ref, day: Date, session: &Session) -> Vec<Line> {
    let Some(post) = session.record(reference) else { return Vec::new() };
    let own = holder(post, day).map(|held| Tenure { person: held.person, part: held.tenure.clone() });
    let before = predecessors(post, day).into_iter();
    let before = before.map(|past| Line::Before(Tenure { person: past.person, part: past.tenure.clone() }));
    std::iter::once(Line::Post(reference, own)).chain(before).collect()
}

/// Since when, or from when to when, somebody held a post.
fn span(part: &Fields, session: &Session) -> String {
    let date = |field| part.date(field).map(|date| session.date_short(date));
    match (date(tenure::FROM.id), date(tenure::UNTIL.id)) {
        (None, None) => String::new(),
        (Some(from), None) => session.say_with("dossier-since", &[("date", from.as_str().into())]),
        (from, until) => {
            let (from, until) = (from.unwrap_or_default(), until.unwrap_or_default());
            session.say_with("dossier-from-to", &[("from", from.as_str().into()), ("to", until.as_str().into())])
        }
    }
}

/// A person with the form of address, or by name alone where there is no room for both.
fn person(reference: Ref, room: usize, session: &Session) -> String {
    let addressed = session.record(reference).map(|person| card::person_name(session, person));
    addressed.filter(|name| text::width(name) <= room).unwrap_or_else(|| session.title(reference))
}

pub(super) fn draw_post(canvas: &mut Canvas<'_>, row: usize, post: Ref, held: Option<&Tenure>, session: &Session) {
    let width = canvas.width();
    let room = width.saturating_sub(INDENT);
    let used = canvas.text(row, INDENT, room / 2, &session.title(post), Role::Normal) + INDENT + 2;
    let room = width.saturating_sub(used);
    let Some(held) = held else {
        canvas.text(row, used, room, &session.say("card-vacant"), Role::Warning);
        return;
    };
    let name = canvas.text(row, used, room, &person(held.person, room, session), Role::Title);
    let since = span(&held.part, session);
    // Who it is comes before since when.
    if name + 2 + text::width(&since) <= room {
        canvas.text_at_end(row, &since, Role::Dim);
    }
}

pub(super) fn draw_before(canvas: &mut Canvas<'_>, row: usize, before: &Tenure, session: &Session) {
    let span = span(&before.part, session);
    let label = format!("{}{} ", session.say("card-before"), session.lang.colon());
    let start = INDENT + 2;
    let start = start + canvas.text(row, start, canvas.width() / 3, &label, Role::Dim);
    let room = canvas.width().saturating_sub(start + text::width(&span) + 2);
    canvas.text(row, start, room, &person(before.person, room, session), Role::Dim);
    canvas.text_at_end(row, &span, Role::Dim);
}

/// A record with its date before it and where it stands at the end.
pub(super) fn draw_item(canvas: &mut Canvas<'_>, row: usize, section: Section, item: &Item, session: &Session) {
    let Some(record) = session.record(item.reference) else { return };
    let width = canvas.width();
    let title = said::title(&session.speaker(), item, record);
    let role = if item.bond.as_ref().is_none_or(|bond| bond.holds) { Role::Normal } else { Role::Dim };
    let state = said::standing(&session.speaker(), section, record, session.today());
    let mut start = INDENT;
    if section.is_dated() {
        let date = item.date.as_ref().map(|date| session.date_short(date)).unwrap_or_default();
        let role = if section == Section::Ahead { Role::Good } else { Role::Dim };
        canvas.text(row, start, DATE_CELLS - 1, &date, role);
        start += DATE_CELLS;
    }
    let room = width.saturating_sub(start + text::width(&state) + usize::from(!state.is_empty()) * 2);
    canvas.text(row, start, room, &title, role);
    canvas.text_at_end(row, &state, role_of(section, record, session));
}

/// How much a word on where a record stands catches the eye.
fn role_of(section: Section, record: &Record, session: &Session) -> Role {
    match section {
        Section::Open if life::is_late(record, session.today()) => Role::Danger,
        Section::Instruments => Role::Label,
        _ => Role::Dim,
    }
}
