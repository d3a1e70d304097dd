//! The opinions of institutions on the item under the cursor: who is asked, what came back, in the place of what could go on
//! the agenda.

use super::super::agreed::Agreed;
use super::super::own;
use super::super::pick::{Pick, Picked};
use super::{Composer, item_rows};
use crate::app::command::Command;
use crate::app::pane::{Asking, Request};
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::kinds::meeting::{item, opinion};
use crate::domain::rules::opinions::{self, Given, OpinionError, Standing};
use crate::domain::{Field, Fields, Kind, Record, Ref, Value};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::lang::date::PDate;
use crate::text;

/// What can be done while the opinions on an item are shown.
pub const COMMANDS: &[Command] = &[
    own("agenda.opinion.ask", &[Key::char('a')], 1),
    own("agenda.opinion.give", &[Key::plain(Code::Enter)], 1),
    own("agenda.opinion.withdraw", &[Key::char('d'), Key::plain(Code::Delete)], 2),
    own("agenda.opinions.leave", &[Key::plain(Code::Esc), Key::char('O')], 2),
];

/// What is noted of an opinion that came in.
static OPINION: &[Field] = &[opinion::TYPE.required(), opinion::TEXT, opinion::GIVEN, opinion::DUE];

/// Rows of one opinion: who, and what became of it.
const ROWS: usize = 2;

/// The opinions on one item.
pub(super) struct Opinions {
    /// The number of the item for ever.
    number: i64,
    list: ListState,
    /// The institution that is looked for to be asked.
    pick: Option<Pick>,
}

impl Opinions {
    pub(super) fn takes_text(&self) -> bool {
        self.pick.is_some()
    }

    pub(super) fn picking(&self) -> Option<&Pick> {
        self.pick.as_ref()
    }

    pub(super) fn picking_mut(&mut self) -> Option<&mut Pick> {
        self.pick.as_mut()
    }

    fn chosen<'s>(&self, meeting: &'s Record) -> Option<(Ref, &'s Fields)> {
        let part = opinions::of_item(meeting, self.number).nth(self.list.selected)?;
        Some((part.link(opinion::INSTITUTION.id)?, part))
    }
}

impl Composer {
    /// Carries out what is asked of opinions; nothing where it is none of them.
    pub(super) fn run_opinions(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> Option<bool> {
        if command == "agenda.opinions" && self.opinions.is_none() {
            let number = self.agenda.items().get(self.items.selected)?.number(item::ITEM.id)?;
            self.opinions = Some(Opinions { number, list: ListState::default(), pick: None });
            return Some(true);
        }
        let shown = self.opinions.as_mut()?;
        let meeting = session.record(self.meeting)?;
        match command {
            "agenda.opinions" | "agenda.opinions.leave" => self.opinions = None,
            "agenda.opinion.ask" => {
                shown.pick = Some(Pick::new(session.say("opinion-ask-whom"), &[Kind::Partner]));
            }
            "agenda.opinion.give" => match shown.chosen(meeting) {
                Some((institution, part)) => ask.push(asking(session, institution, part)),
                None => ask.push(Request::Tell(session.say("opinion-none"))),
            },
            "agenda.opinion.withdraw" => {
                if let Some((institution, _)) = shown.chosen(meeting) {
                    let place = self.agenda.place_of_item(shown.number).unwrap_or(usize::MAX);
                    let fields = opinions::withdraw(meeting, place, institution);
                    Agreed { session, meeting }.propose("agenda.opinion.withdraw", fields, ask);
                }
            }
            _ => return Some(false),
        }
        Some(true)
    }

    pub(super) fn opinions_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        let Some(shown) = &mut self.opinions else { return false };
        if let Some(pick) = &mut shown.pick {
            match pick.key(key, session, ask) {
                Picked::Chosen(institution) => self.take_opinion(institution, session, ask),
                Picked::Left => shown.pick = None,
                Picked::Asking => {}
            }
            return true;
        }
        let Some(meeting) = session.record(self.meeting) else { return false };
        let (len, rows) = (opinions::of_item(meeting, shown.number).count(), item_rows(session) / ROWS);
        let Some(step) = crate::panes::list_step(key, len, rows) else { return false };
        shown.list.walk(step, len, rows);
        true
    }

    /// The institution that was looked for is there: it is asked.
    pub(super) fn take_opinion(&mut self, institution: Ref, session: &Session, ask: &mut Vec<Request>) {
        let (Some(shown), Some(meeting)) = (&mut self.opinions, session.record(self.meeting)) else { return };
        shown.pick = None;
        let due = opinions::usual_due(&session.desk, meeting, session.today()).map(PDate::from);
        let place = self.agenda.place_of_item(shown.number).ok_or(OpinionError::NoSuchItem);
        let fields = place.and_then(|place| opinions::ask(meeting, place, institution, due));
        Agreed { session, meeting }.propose("agenda.opinion.ask", fields, ask);
    }

    /// The form of an opinion came back.
    pub(in crate::panes::committees) fn answered(&self, values: &Fields, agreed: Agreed<'_>, ask: &mut Vec<Request>) {
        let (institution, kind) = (values.link(opinion::INSTITUTION.id), values.text(opinion::TYPE.id));
        let (Some(institution), Some(kind)) = (institution, kind) else { return };
        let place = values.number(opinion::ITEM.id).and_then(|number| self.agenda.place_of_item(number));
        let place = place.ok_or(OpinionError::NoSuchItem);
        let on = values.date(opinion::GIVEN.id).and_then(PDate::earliest).unwrap_or(agreed.session.today());
        let given = Given { kind, text: values.text(opinion::TEXT.id).map(str::to_owned), on };
        let fields = place.and_then(|place| opinions::give(agreed.meeting, place, institution, given));
        agreed.propose("agenda.opinion.give", fields, ask);
    }

    pub(super) fn draw_opinions(&self, canvas: &mut Canvas<'_>, shown: &Opinions, session: &Session, focused: bool) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let all: Vec<&Fields> = opinions::of_item(meeting, shown.number).collect();
        let rows = canvas.height() / ROWS;
        let first = shown.list.first(all.len(), rows);
        for (place, part) in all.iter().enumerate().skip(first).take(rows) {
            let row = (place - first) * ROWS;
            let marker = canvas.marker(shown.list.mark(place).seen(focused && shown.pick.is_none()));
            let who = part.link(opinion::INSTITUTION.id).map(|who| session.title(who)).unwrap_or_default();
            canvas.line(row, 0, &[marker, Span::plain(who)]);
            let (said, role) = said(part, session);
            canvas.text(row + 1, 2, canvas.width().saturating_sub(2), &said, role);
        }
        if all.is_empty() {
            canvas.nothing(0, &session.say("opinion-none"));
        }
        if let Some(pick) = &shown.pick {
            pick.draw(canvas, session);
        }
    }

    /// How many of the opinions asked on an item are there: `1/2`; nothing where none was asked.
    pub(super) fn opinions_told(&self, fields: &Fields, session: &Session) -> Option<String> {
        let meeting = session.record(self.meeting)?;
        let number = fields.number(item::ITEM.id)?;
        let (given, all) = opinions::of_item(meeting, number)
            .fold((0, 0), |(given, all), part| (given + usize::from(part.get(opinion::TYPE.id).is_some()), all + 1));
        (all > 0).then(|| text::isolate_ltr(&format!("{given}/{all}")))
    }
}

/// The form of an opinion, with what is known of it.
fn asking(session: &Session, institution: Ref, part: &Fields) -> Request {
    let mut values = part.clone();
    if values.get(opinion::GIVEN.id).is_none() {
        values.set(opinion::GIVEN.id, Some(Value::Date(PDate::from(session.today()))));
    }
    let title = format!("{} · {}", session.say("command-agenda-opinion-give"), session.title(institution));
    Request::Ask(Asking { label: "agenda.opinion.give", title, fields: OPINION, values })
}

/// What became of an opinion: until when it is awaited, or what it says since when.
fn said(part: &Fields, session: &Session) -> (String, Role) {
    let day = |id| part.date(id).map(|date| session.date_short(date)).unwrap_or_default();
    let Some(kind) = part.text(opinion::TYPE.id) else {
        let (standing, role) = match Standing::of(part, session.today()) {
            Standing::Late => (Standing::Late, Role::Danger),
            standing => (standing, Role::Warning),
        };
        return (format!("{}  {}", session.say(standing.message()), day(opinion::DUE.id)), role);
    };
    (format!("{}  {}", session.label("opinion_kind", kind), day(opinion::GIVEN.id)), Role::Good)
}
