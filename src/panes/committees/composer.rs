//! The agenda composer: the agenda on one side, what could go on it with the reason on the other.
//!
//! Every change is proposed at once and can be undone; nothing is kept here that is not in the ledger but the cursor,
//! the marks and what is being typed.

use super::super::filter_line::{FilterLine, Filtered};
use super::own;
use crate::app::command::Command;
use crate::app::layers::{edit, paste};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::app::{Code, Key};
use crate::domain::kinds::meeting::{AGENDA, SET_ASIDE, item};
use crate::domain::read::language_of;
use crate::domain::rules::agenda::{Agenda, AgendaError, Place, Step, new_item};
use crate::domain::rules::carry::{self, Candidate};
use crate::domain::rules::schedule::{Schedule, Slot, schedule};
use crate::domain::{Draft, FieldEdit, Fields, Kind, Record, Ref, Shape, Text3, Value};
use crate::kit::{Canvas, Input, ListState, Role, Share, Span};
use crate::lang::Lang;
use crate::paper::{self, CopyKind, Languages, PAGE_WIDTH};
use crate::search::Answer;
use crate::text;
use std::collections::BTreeSet;

/// What can be done on an agenda.
pub const COMMANDS: &[Command] = &[
    own("agenda.item.add", &[Key::char('a')], 1),
    own("agenda.item.add-sub", &[Key::char('A')], 0),
    own("agenda.candidates", &[Key::char('c'), Key::plain(Code::Left), Key::plain(Code::Right)], 2),
    own("agenda.candidates.filter", &[Key::char('f')], 0),
    own("agenda.item.up", &[Key::char('K')], 3),
    own("agenda.item.down", &[Key::char('J')], 3),
    own("agenda.item.indent", &[Key::char('>')], 4),
    own("agenda.item.outdent", &[Key::char('<')], 4),
    own("agenda.item.duration", &[Key::char('t')], 2),
    own("agenda.item.retitle", &[Key::char('r')], 3),
    own("agenda.item.drop", &[Key::char('d'), Key::plain(Code::Delete)], 3),
    own("agenda.item.mark", &[Key::char('m')], 0),
    own("agenda.item.edit", &[Key::plain(Code::Enter)], 4),
    own("agenda.candidate.set-aside", &[Key::char('s')], 0),
    own("agenda.preview", &[Key::char('v')], 2),
    own("meeting.steps", &[Key::char('.')], 2),
    own("leaf.agenda", &[Key::char('h')], 0),
    own("leaf.convocations", &[Key::char('i')], 4),
    own("leaf.roll", &[Key::char('o')], 4),
    own("leaf.minutes", &[Key::char('b')], 4),
    own("meeting.convene", &[], 0),
    own("meeting.second-call", &[], 0),
    own("meeting.open", &[], 0),
    own("meeting.postpone", &[], 0),
    own("meeting.cancel", &[], 0),
    own("meeting.draft", &[], 0),
    own("agenda.freeze", &[], 0),
    own("committee.close", &[Key::plain(Code::Esc)], 9),
];

/// What its candidates are.
pub(super) const OFFERED: &[Kind] = &[Kind::Decision, Kind::Action, Kind::Letter, Kind::Engagement, Kind::Meeting];

/// While the page is shown nothing that it does not show can be changed.
const PREVIEW: &[Command] = &[own("agenda.preview", &[Key::char('v'), Key::plain(Code::Esc)], 1)];

/// What is being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// The title of a new item after this one.
    NewAfter(Option<usize>),
    /// The title of a new item under this one.
    NewUnder(usize),
    /// Another title.
    Title(usize),
    /// The length.
    Duration(usize),
}

/// Which side has the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Agenda,
    Candidates,
}

/// The composer of one meeting.
pub(super) struct Composer {
    meeting: Ref,
    agenda: Agenda,
    times: Schedule,
    candidates: Vec<Candidate>,
    filter: FilterLine,
    forgotten: usize,
    items: ListState,
    offers: ListState,
    marks: BTreeSet<i64>,
    side: Side,
    asked: Option<(Asked, Input)>,
    preview: Option<(Vec<String>, usize)>,
}

impl Composer {
    /// The composer of a meeting.
    pub(super) fn new(meeting: Ref, session: &Session) -> Composer {
        let mut composer = Composer {
            meeting,
            agenda: Agenda::default(),
            times: Schedule::default(),
            candidates: Vec::new(),
            filter: FilterLine::default(),
            forgotten: 0,
            items: ListState::default(),
            offers: ListState::default(),
            marks: BTreeSet::new(),
            side: Side::Agenda,
            asked: None,
            preview: None,
        };
        composer.refresh(session);
        composer
    }

    pub(super) fn commands(&self) -> &'static [Command] {
        if self.is_preview() { PREVIEW } else { COMMANDS }
    }

    pub(super) fn is_preview(&self) -> bool {
        self.preview.is_some()
    }

    pub(super) fn takes_text(&self) -> bool {
        self.asked.is_some() || self.filter.takes_text()
    }

    pub(super) fn selected(&self) -> Option<&str> {
        self.asked.as_ref().map_or(self.filter.selected(), |(_, input)| input.selected())
    }

    pub(super) fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        if let Some((_, input)) = &mut self.asked {
            paste(input, text, session, ask);
        } else if self.filter.paste(text, OFFERED, session, ask) {
            self.refresh(session);
        }
    }

    /// What the filter of the candidates asks for.
    pub(super) fn query(&self) -> Option<&str> {
        self.filter.query()
    }

    /// Asks for other candidates.
    pub(super) fn narrow(&mut self, query: &str, session: &Session) {
        self.filter.set(query);
        self.side = Side::Candidates;
        self.offers = ListState::default();
        self.refresh(session);
    }

    /// Takes records onto the agenda, each as the candidate that it is, before the closing items.
    pub(super) fn take_up(&mut self, records: &[Ref], session: &Session, ask: &mut Vec<Request>) -> bool {
        let Some(meeting) = session.record(self.meeting) else { return false };
        let candidates = carry::candidates(&session.desk, meeting, session.today());
        let items: Vec<Fields> = records
            .iter()
            .filter_map(|reference| {
                let known = candidates.iter().find(|known| known.reference == *reference && known.item.is_none());
                known.map(carry::item_of).or_else(|| session.record(*reference).map(carry::about))
            })
            .collect();
        self.change(session, ask, "agenda.item.add", |agenda| {
            items.into_iter().try_fold(None, |_, item| agenda.insert(item, Place::BeforeClosing).map(Some))
        });
        true
    }

    /// The record that printing and copying mean: the meeting, or the candidate under the cursor.
    pub(super) fn subject(&self, _session: &Session) -> Option<Ref> {
        Some(self.meeting)
    }

    /// The answer to its newest search.
    pub(super) fn found(&mut self, _answer: &Answer) {}

    /// Reads the meeting again.
    pub(super) fn refresh(&mut self, session: &Session) {
        let Some(meeting) = session.record(self.meeting) else { return };
        self.agenda = Agenda::of(meeting);
        self.times = schedule(meeting, &self.agenda);
        self.candidates = carry::candidates(&session.desk, meeting, session.today());
        if let Some(query) = self.filter.query() {
            let sieve = session.sieve(query);
            self.candidates.retain(|candidate| {
                let record = session.record(candidate.reference);
                record.is_some_and(|record| sieve.lists(record, Some(&candidate.title)))
            });
        }
        self.forgotten = carry::forgotten(&session.desk, meeting, session.today()).len();
        self.items.settle(self.agenda.items().len(), item_rows(session));
        self.offers.settle(self.candidates.len(), item_rows(session) / 2);
        if self.preview.is_some() {
            self.preview = Some((page(session, meeting), 0));
        }
    }

    pub(super) fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        let at = self.items.selected;
        if self.is_preview() && command != "agenda.preview" {
            return false;
        }
        match command {
            "agenda.candidates" => self.side = if self.side == Side::Agenda { Side::Candidates } else { Side::Agenda },
            "agenda.item.add" | "agenda.item.edit" | "agenda.item.mark" if self.side == Side::Candidates => {
                self.take_candidate(session, ask)
            }
            "agenda.candidates.filter" => {
                self.side = Side::Candidates;
                self.filter.open();
            }
            "agenda.candidate.set-aside" => self.set_aside(session, ask),
            "agenda.item.add" => {
                self.ask(Asked::NewAfter((!self.agenda.items().is_empty()).then_some(at)), String::new())
            }
            "agenda.item.add-sub" if !self.agenda.items().is_empty() => self.ask(Asked::NewUnder(at), String::new()),
            "agenda.item.retitle" => self.ask(Asked::Title(at), self.title(at).best(session.lang).to_owned()),
            "agenda.item.duration" => self.ask(Asked::Duration(at), String::new()),
            "agenda.item.up" => {
                self.change(session, ask, "agenda.item.up", |agenda| agenda.step(at, Step::Up).map(Some))
            }
            "agenda.item.down" => {
                self.change(session, ask, "agenda.item.down", |agenda| agenda.step(at, Step::Down).map(Some))
            }
            "agenda.item.indent" => {
                self.change(session, ask, "agenda.item.indent", |agenda| agenda.indent(at).map(|()| None))
            }
            "agenda.item.outdent" => {
                self.change(session, ask, "agenda.item.outdent", |agenda| agenda.outdent(at).map(|()| None))
            }
            "agenda.item.drop" => self.remove(session, ask),
            "agenda.item.mark" => self.mark(at),
            "agenda.item.edit" => ask.push(Request::EditPart(self.meeting, AGENDA.id, at)),
            "agenda.preview" => self.toggle_preview(session),
            // One Shift away from dropping an item: the whole session goes only where its line is seen.
            "record.drop" => ask.push(Request::Warn(session.say("composer-drop-outside"))),
            _ => return false,
        }
        true
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if self.asked.is_some() {
            self.asked_key(key, session, ask);
            return true;
        }
        if !self.is_preview() && (self.side == Side::Candidates || self.filter.takes_text()) {
            match self.filter.key(key, OFFERED, session, ask) {
                Filtered::Changed => {
                    self.offers = ListState::default();
                    self.refresh(session);
                    return true;
                }
                Filtered::Kept => return true,
                Filtered::Unknown => {}
            }
        }
        let len = match (&self.preview, self.side) {
            (Some((lines, _)), _) => lines.len(),
            (None, Side::Agenda) => self.agenda.items().len(),
            (None, Side::Candidates) => self.candidates.len(),
        };
        let Some(step) = crate::panes::list_step(key, len, item_rows(session)) else { return false };
        match (&mut self.preview, self.side) {
            (Some((lines, top)), _) => *top = top.saturating_add_signed(step).min(lines.len().saturating_sub(1)),
            (None, Side::Agenda) => {
                self.items.step(step, len);
                self.items.settle(len, item_rows(session));
            }
            (None, Side::Candidates) => {
                self.offers.step(step, len);
                self.offers.settle(len, item_rows(session) / 2);
            }
        }
        true
    }

    fn ask(&mut self, asked: Asked, text: String) {
        self.asked = Some((asked, Input::new(text)));
    }

    fn title(&self, at: usize) -> Text3 {
        self.agenda.items().get(at).and_then(|fields| fields.text3(item::TITLE.id)).cloned().unwrap_or_default()
    }

    fn mark(&mut self, at: usize) {
        if let Some(number) = self.agenda.items().get(at).and_then(|fields| fields.number(item::ITEM.id)) {
            if !self.marks.remove(&number) {
                self.marks.insert(number);
            }
            self.items.step(1, self.agenda.items().len());
        }
    }

    fn toggle_preview(&mut self, session: &Session) {
        self.preview = match self.preview.take() {
            Some(_) => None,
            None => session.record(self.meeting).map(|meeting| (page(session, meeting), 0)),
        };
    }

    fn asked_key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) {
        let Some((asked, mut input)) = self.asked.take() else { return };
        match key.code {
            Code::Esc => {}
            Code::Enter => self.answer(asked, &input, session, ask),
            _ => {
                edit(&mut input, key, session, ask);
                self.asked = Some((asked, input));
            }
        }
    }

    fn answer(&mut self, asked: Asked, input: &Input, session: &Session, ask: &mut Vec<Request>) {
        let typed = input.text().trim().to_owned();
        match asked {
            Asked::Duration(at) => match duration(&typed, session) {
                Ok(value) => {
                    self.change(session, ask, "agenda.item.duration", |agenda| {
                        agenda.edit(at, item::DURATION.id, value).map(|()| None)
                    });
                    self.items.step(1, self.agenda.items().len());
                }
                Err(why) => {
                    ask.push(Request::Warn(why));
                    self.asked = Some((asked, input.clone()));
                }
            },
            _ if typed.is_empty() => {}
            Asked::Title(at) => {
                let mut title = self.title(at);
                let lang = typed_language(&typed, session.lang);
                title.set(lang, Some(typed));
                let others = other_titles(&title, lang, session);
                self.change(session, ask, "agenda.item.retitle", |agenda| {
                    agenda.edit(at, item::TITLE.id, Some(Value::Text3(title))).map(|()| None)
                });
                ask.extend(others.map(Request::Note));
            }
            Asked::NewAfter(at) => self.add(typed, at.map_or(Place::End, Place::After), session, ask),
            Asked::NewUnder(at) => self.add(typed, Place::Under(at), session, ask),
        }
    }

    fn add(&mut self, typed: String, place: Place, session: &Session, ask: &mut Vec<Request>) {
        let mut title = Text3::default();
        title.set(typed_language(&typed, session.lang), Some(typed));
        self.change(session, ask, "agenda.item.add", |agenda| {
            agenda.insert(new_item("discussion", title, None), place).map(Some)
        });
    }

    fn take_candidate(&mut self, session: &Session, ask: &mut Vec<Request>) {
        let Some(candidate) = self.candidates.get(self.offers.selected).cloned() else { return };
        self.change(session, ask, "agenda.item.add", |agenda| {
            agenda.insert(carry::item_of(&candidate), Place::BeforeClosing).map(Some)
        });
    }

    /// Takes away the marked items, or the one under the cursor, each with everything under it.
    fn remove(&mut self, session: &Session, ask: &mut Vec<Request>) {
        let at = self.items.selected;
        let marks = std::mem::take(&mut self.marks);
        self.change(session, ask, "agenda.item.drop", |agenda| {
            if marks.is_empty() {
                return agenda.remove(at).map(|_| None);
            }
            for number in &marks {
                let place = agenda.items().iter().position(|fields| fields.number(item::ITEM.id) == Some(*number));
                if let Some(place) = place {
                    agenda.remove(place)?;
                }
            }
            Ok(None)
        });
    }

    /// Says on purpose that the candidate under the cursor does not go on this agenda.
    fn set_aside(&mut self, session: &Session, ask: &mut Vec<Request>) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let Some(candidate) = self.candidates.get(self.offers.selected).filter(|_| self.side == Side::Candidates)
        else {
            return;
        };
        let mut values = meeting.fields.list(SET_ASIDE.id).to_vec();
        if !values.contains(&Value::Link(candidate.reference)) {
            values.push(Value::Link(candidate.reference));
        }
        let edit = FieldEdit {
            field: SET_ASIDE.id,
            was: meeting.fields.get(SET_ASIDE.id).cloned(),
            now: Some(Value::List(values)),
        };
        ask.push(Request::Propose(
            "agenda.candidate.set-aside",
            vec![Draft::Edit { reference: self.meeting, edits: vec![edit], if_rev: None }],
        ));
    }

    /// Proposes a changed agenda; the cursor follows the item where the change says so.
    fn change(
        &mut self,
        session: &Session,
        ask: &mut Vec<Request>,
        label: &'static str,
        act: impl FnOnce(&mut Agenda) -> Result<Option<usize>, AgendaError>,
    ) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let mut agenda = Agenda::of(meeting);
        match act(&mut agenda) {
            Ok(place) => {
                let edit = FieldEdit {
                    field: AGENDA.id,
                    was: meeting.fields.get(AGENDA.id).cloned(),
                    now: Some(agenda.clone().into_value()),
                };
                ask.push(Request::Propose(
                    label,
                    vec![Draft::Edit { reference: self.meeting, edits: vec![edit], if_rev: None }],
                ));
                self.agenda = agenda;
                if let Some(place) = place {
                    self.items.select(place, self.agenda.items().len());
                }
            }
            Err(error) => ask.push(Request::Warn(session.say(error_key(error)))),
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let (width, height) = (canvas.width(), canvas.height());
        if let Some((lines, top)) = &self.preview {
            for (row, line) in lines.iter().skip(*top).take(height).enumerate() {
                canvas.visual(row, width.min(PAGE_WIDTH), line);
            }
            return;
        }
        self.draw_head(canvas, session, meeting);
        let rows = item_rows(session);
        let offers = width * 2 / 5;
        let agenda_room = width.saturating_sub(offers + 2);
        self.draw_items(&mut canvas.part(2, 0, rows, agenda_room), session, focused);
        self.draw_offers(&mut canvas.part(2, agenda_room + 2, rows, offers), session, focused);
        if let Some((asked, input)) = &self.asked {
            let label = format!("{} ", session.say(asked_key(*asked)));
            let column = canvas.text(height - 1, 0, width / 2, &label, Role::Label);
            canvas.field(height - 1, column, width.saturating_sub(column), input, true);
        }
    }

    fn draw_head(&self, canvas: &mut Canvas<'_>, session: &Session, meeting: &Record) {
        let width = canvas.width();
        let start = meeting
            .fields
            .instant(crate::domain::kinds::meeting::START.id)
            .map(|start| session.lexicon.instant(session.lang, start))
            .unwrap_or_default();
        canvas.text(0, 0, width.saturating_sub(text::width(&start) + 2), meeting.title(session.lang), Role::Title);
        canvas.text_at_end(0, &start, Role::Label);
        let total = crate::lang::duration::Minutes(u32::try_from(self.times.total_minutes).unwrap_or(0)).to_string();
        let over = self.times.over_minutes();
        // That it is a draft is what an agenda is usually; anything else is told.
        let state = meeting.status_code().filter(|state| *state != "draft");
        let state = state.map(|state| format!("{}   ", session.label("meeting_state", state))).unwrap_or_default();
        let total = session.say_with("composer-total", &[("total", total.as_str().into())]);
        let spans = [Span::new(state, Role::Label), Span::new(total, Role::Dim)];
        let mut column = canvas.line(1, 0, &spans);
        let whole = |minutes: i64| usize::try_from(minutes).unwrap_or(0);
        let share = Share { part: whole(self.times.total_minutes), of: whole(self.times.planned_minutes.unwrap_or(0)) };
        let gauge = canvas.gauge(1, column + 2, GAUGE_CELLS, share);
        column += if gauge > 0 { gauge + 2 } else { 0 };
        if over > 0 {
            column += 2 + canvas.text(
                1,
                column + 2,
                width,
                &session.say_with("composer-over", &[("minutes", over.into())]),
                Role::Danger,
            );
        }
        if self.forgotten > 0 {
            canvas.text(
                1,
                column + 2,
                width,
                &session.say_with("composer-forgotten", &[("count", self.forgotten.into())]),
                Role::Warning,
            );
        }
        canvas.text_at_end(
            1,
            &session.say_with("composer-candidates", &[("count", self.candidates.len().into())]),
            Role::Dim,
        );
    }

    fn draw_items(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let numbers = self.agenda.numbers();
        let rows = canvas.height();
        let first = self.items.first(numbers.len(), rows);
        let mut canvas = canvas.scrolled(&self.items, numbers.len());
        for (place, fields) in self.agenda.items().iter().enumerate().skip(first).take(rows) {
            let slot = self.times.slots.get(place);
            let is_marked = fields.number(item::ITEM.id).is_some_and(|own| self.marks.contains(&own));
            let marker = canvas.marker(self.items.mark(place).seen(focused && self.side == Side::Agenda));
            let marker = if is_marked { marker.starred() } else { marker };
            let number = numbers.get(place).map(String::as_str).unwrap_or_default();
            self.draw_item(&mut canvas, place - first, (number, fields, slot), marker, session);
        }
        if numbers.is_empty() {
            canvas.text(0, 2, usize::MAX, &session.say("composer-empty"), Role::Dim);
        }
    }

    fn draw_item(
        &self,
        canvas: &mut Canvas<'_>,
        row: usize,
        entry: (&str, &Fields, Option<&Slot>),
        marker: Span<'_>,
        session: &Session,
    ) {
        let (number, fields, slot) = entry;
        let clock = slot
            .and_then(|slot| slot.begins)
            .map(|time| time.strftime("%H:%M").to_string())
            .unwrap_or_else(|| "     ".to_owned());
        let clock_role = if slot.is_some_and(|slot| slot.overruns) { Role::Danger } else { Role::Dim };
        let depth = usize::from(crate::domain::rules::agenda::level(fields));
        let title = fields.text3(item::TITLE.id).map_or("", |title| title.best(session.lang));
        let minutes = slot.filter(|slot| slot.minutes > 0).map(|slot| slot.minutes.to_string()).unwrap_or_default();
        let width = canvas.width();
        let column = canvas.line(
            row,
            0,
            &[
                marker,
                Span::new(clock, clock_role),
                Span::plain(" "),
                Span::plain("  ".repeat(depth)),
                Span::new(number, Role::Label),
                Span::plain(" "),
            ],
        );
        canvas.text(row, column, width.saturating_sub(column + 5), title, Role::Normal);
        canvas.text_at_end(row, &minutes, Role::Dim);
    }

    fn draw_offers(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let head = usize::from(self.filter.is_shown());
        if head > 0 {
            self.filter.draw(canvas);
        }
        let (height, width) = (canvas.height().saturating_sub(head), canvas.width());
        let mut canvas = canvas.part(head, 0, height, width);
        // Each candidate takes two rows: what, and why since when.
        let rows = canvas.height() / 2;
        let first = self.offers.first(self.candidates.len(), rows);
        for (place, candidate) in self.candidates.iter().enumerate().skip(first).take(rows) {
            let row = (place - first) * 2;
            let marker = canvas.marker(self.offers.mark(place).seen(focused && self.side == Side::Candidates));
            canvas.line(row, 0, &[marker, Span::plain(candidate.title.best(session.lang).to_owned())]);
            let since =
                candidate.since.as_ref().map(|since| format!("{}  ", session.date_short(since))).unwrap_or_default();
            canvas.line(
                row + 1,
                2,
                &[Span::new(since, Role::Dim), Span::new(session.say(candidate.why.key()), Role::Dim)],
            );
        }
        if self.candidates.is_empty() {
            canvas.text(0, 2, usize::MAX, &session.say("composer-no-candidates"), Role::Dim);
        }
    }
}

/// The language of a typed title: that of its script, where it may be several that of the session.
fn typed_language(typed: &str, own: Lang) -> Lang {
    match language_of(typed) {
        Lang::Fr if own == Lang::En => own,
        lang => lang,
    }
}

/// A bilingual page would contradict itself: the other languages still say what the title was.
fn other_titles(title: &Text3, lang: Lang, session: &Session) -> Option<String> {
    let others = Lang::ALL.into_iter().filter(|other| *other != lang && title.get(*other).is_some());
    let others: Vec<String> = others.map(|other| session.say(&format!("language-{}", other.code()))).collect();
    let said = others.join(session.lang.semicolon());
    (!others.is_empty()).then(|| session.say_with("composer-other-titles", &[("languages", said.as_str().into())]))
}

/// Columns of the bar that shows how much of the planned time is used.
const GAUGE_CELLS: usize = 12;

/// Rows of the agenda: the head takes two, what is being asked one.
fn item_rows(session: &Session) -> usize {
    session.pane_rows() - 3
}

fn duration(typed: &str, session: &Session) -> Result<Option<Value>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    session.reader().value("duration", &Shape::Minutes, typed).map(Some).map_err(|error| session.refusal(&error))
}

fn asked_key(asked: Asked) -> &'static str {
    match asked {
        Asked::NewAfter(_) => "composer-ask-title",
        Asked::NewUnder(_) => "composer-ask-sub-title",
        Asked::Title(_) => "composer-ask-retitle",
        Asked::Duration(_) => "composer-ask-duration",
    }
}

fn error_key(error: AgendaError) -> &'static str {
    match error {
        AgendaError::NoSuchItem => "agenda-no-item",
        AgendaError::NoSuchLevel => "agenda-no-level",
        AgendaError::AtTheEdge => "agenda-edge",
        AgendaError::Full => "agenda-full",
    }
}

/// The printed page as lines in visual order, in the language of the session.
fn page(session: &Session, meeting: &Record) -> Vec<String> {
    let document = paper::agenda(
        meeting,
        &session.desk,
        &session.lexicon,
        Languages::One(session.lang),
        CopyKind::Member,
        session.today(),
    );
    paper::preview(&document, usize::from(session.columns()))
}
