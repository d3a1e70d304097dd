//! The minutes, item by item: notes, ready phrases, votes, the outcome with its number, what somebody must do about it; and once
//! they are out, amendments.
//!
//! What is typed is kept at every key; it is on the desk once the note is left.

use super::agreed::Agreed;
use super::note::{self, Note};
use super::own;
use super::phrases::{Phrased, Phrases};
use super::votes::{self, Counted, Votes};
use crate::app::command::Command;
use crate::app::pane::{Asking, Request};
use crate::app::session::Session;
use crate::app::{Code, Key, Typed};
use crate::domain::kinds::meeting::{MINUTES, MINUTES_PHASE, amendment, item};
use crate::domain::kinds::{action, body, decision, meeting};
use crate::domain::rules::agenda::{Agenda, level};
use crate::domain::rules::conduct::{self, ConductError};
use crate::domain::rules::minutes::is_locked;
use crate::domain::{Field, Fields, Kind, Record, Ref, Text3, Value};
use crate::kit::{Canvas, ListState, Role, Span, Target};
use crate::text;

/// What can be done on the minutes.
pub const COMMANDS: &[Command] = &[
    own("minutes.note", &[Key::plain(Code::Enter), Key::char('e')], 1),
    own("minutes.phrase", &[Key::char(';'), Key::char('y')], 1),
    own("minutes.outcome", &[Key::char('x')], 1),
    own("minutes.action", &[Key::char('a')], 1),
    own("minutes.vote", &[Key::char('v')], 2),
    own("meeting.steps", &[Key::char('.')], 1),
    own("leaf.agenda", &[Key::char('h')], 3),
    own("leaf.convocations", &[Key::char('i')], 3),
    own("leaf.roll", &[Key::char('o')], 2),
    own("leaf.minutes", &[Key::char('b')], 0),
    own("meeting.suspend", &[], 0),
    own("meeting.open", &[], 0),
    own("meeting.close", &[], 0),
    own("meeting.circulate", &[], 0),
    own("meeting.approve", &[], 0),
    own("meeting.sign", &[], 0),
    own("committee.close", &[Key::plain(Code::Esc)], 9),
];

/// While a note is written it has the keys.
pub const WRITING: &[Command] = &[
    own("note.keep", &[Key::plain(Code::Esc)], 1),
    own("note.phrase", &[Key::ctrl('p')], 1),
    own("note.language", &[Key::plain(Code::Tab)], 1),
];

/// While a ready phrase is looked for.
const PHRASING: &[Command] =
    &[own("phrase.take", &[Key::plain(Code::Enter)], 1), own("phrase.leave", &[Key::plain(Code::Esc)], 1)];

/// What is asked of an outcome.
static OUTCOME: &[Field] = &[
    decision::TYPE,
    decision::TITLE,
    decision::MODE,
    decision::VOTES_FOR,
    decision::VOTES_AGAINST,
    decision::ABSTENTIONS,
    decision::CASTING,
    decision::OWNER,
    decision::POSTPONED_TO,
    decision::REFERRED_TO,
    decision::STRATEGIES,
    decision::TEXT,
];

/// What is asked of an action.
static ACTION: &[Field] = &[action::TITLE, action::OWNER, action::DUE, action::PERSON];

/// What is asked of an amendment, and once the minutes are approved.
static AMENDMENT: &[Field] = &[amendment::TEXT, amendment::PROPOSER, amendment::NOTE];
static LATE_AMENDMENT: &[Field] = &[amendment::TEXT, amendment::MEETING, amendment::PROPOSER, amendment::NOTE];

/// Columns from which the notes stand beside the items.
pub(super) const BESIDE: usize = 110;

/// What has the keys in the place of the items.
enum Over {
    Note(Note),
    /// A phrase for the item, or for the note that is being written.
    Phrases(Phrases, Option<Note>),
    Votes(Votes),
}

/// The minutes of one session.
pub(super) struct Minutes {
    meeting: Ref,
    agenda: Agenda,
    /// The first line is the general part.
    list: ListState,
    over: Option<Over>,
}

impl Minutes {
    pub(super) fn new(meeting: Ref, session: &Session) -> Minutes {
        let mut minutes = Minutes { meeting, agenda: Agenda::default(), list: ListState::default(), over: None };
        minutes.refresh(session);
        minutes.list.select(minutes.first_line(), minutes.len());
        minutes.take_up_typed(session);
        minutes
    }

    /// The line of the item in hand, or of the first that is still open.
    fn first_line(&self) -> usize {
        let items = self.agenda.items();
        let in_hand = |fields: &Fields| fields.get(item::BEGUN.id).is_some() && fields.get(item::ENDED.id).is_none();
        let is_open = |fields: &Fields| matches!(fields.text(item::STATE.id), None | Some("open"));
        let place = items.iter().rposition(in_hand).or_else(|| items.iter().position(is_open));
        place.map_or(0, |place| place + 1)
    }

    /// Goes on with what was being typed when a session was cut off.
    fn take_up_typed(&mut self, session: &Session) {
        let Some(typed) = session.typed.as_ref().filter(|typed| typed.reference == self.meeting) else { return };
        let Some(meeting) = session.record(self.meeting) else { return };
        let place = self.agenda.place_of_item(typed.item);
        self.list.select(place.map_or(0, |place| place + 1), self.len());
        self.over = match (typed.what.as_str(), place) {
            (votes::WHAT, Some(place)) => Votes::new(Agreed { session, meeting }, place, typed.item).map(Over::Votes),
            _ => Some(Over::Note(Note::taken_up(meeting, place, typed))),
        };
    }

    fn len(&self) -> usize {
        self.agenda.items().len() + 1
    }

    /// The place of the item under the cursor; none for the general part.
    pub(super) fn place(&self) -> Option<usize> {
        self.list.selected.checked_sub(1)
    }

    fn item(&self) -> Option<&Fields> {
        self.agenda.items().get(self.place()?)
    }

    pub(super) fn commands(&self) -> &'static [Command] {
        match &self.over {
            None => COMMANDS,
            Some(Over::Note(_)) => WRITING,
            Some(Over::Phrases(..)) => PHRASING,
            Some(Over::Votes(_)) => votes::VOTING,
        }
    }

    pub(super) fn takes_text(&self) -> bool {
        self.over.is_some()
    }

    pub(super) fn selected(&self) -> Option<&str> {
        match self.over.as_ref()? {
            Over::Note(note) => note.selected(),
            Over::Phrases(phrases, _) => phrases.selected(),
            Over::Votes(_) => None,
        }
    }

    pub(super) fn refresh(&mut self, session: &Session) {
        let Some(meeting) = session.record(self.meeting) else { return };
        self.agenda = Agenda::of(meeting);
        self.list.settle(self.len(), list_rows(session, self.len()));
    }

    pub(super) fn paste(&mut self, text: &str, session: &Session, ask: &mut Vec<Request>) {
        match &mut self.over {
            Some(Over::Note(note)) => note.paste(text, session, ask),
            Some(Over::Phrases(phrases, _)) => phrases.paste(text, session, ask),
            _ => {}
        }
    }

    pub(super) fn run(&mut self, command: &str, session: &Session, ask: &mut Vec<Request>) -> bool {
        let Some(meeting) = session.record(self.meeting) else { return false };
        let agreed = Agreed { session, meeting };
        match command {
            "minutes.note" => self.write(agreed, ask),
            "minutes.phrase" => {
                if self.may_be_written(agreed, ask) {
                    self.over = Some(Over::Phrases(Phrases::new(session), None));
                }
            }
            "minutes.outcome" => self.ask_outcome(agreed, None, ask),
            "minutes.vote" => self.ask_votes(agreed, ask),
            "minutes.action" => self.ask_action(agreed, ask),
            _ => return false,
        }
        true
    }

    /// Whether notes are taken now; otherwise it is told why not.
    fn may_be_written(&self, agreed: Agreed<'_>, ask: &mut Vec<Request>) -> bool {
        let empty = conduct::Note { place: self.place(), text: Text3::default(), below: true, clears: None };
        match conduct::note(agreed.meeting, &empty, &agreed.now()) {
            Ok(_) => true,
            Err(error) => {
                agreed.refuse(error, ask);
                false
            }
        }
    }

    /// Goes to what is typed and waits elsewhere, since one thing is kept at a time; answers whether there was something.
    fn waits_elsewhere(&mut self, agreed: Agreed<'_>, what: &str, ask: &mut Vec<Request>) -> bool {
        let item = self.item().and_then(|fields| fields.number(item::ITEM.id)).unwrap_or(0);
        let is_here = |typed: &&Typed| (typed.reference, typed.item, typed.what.as_str()) == (self.meeting, item, what);
        let Some(typed) = agreed.session.typed.as_ref().filter(|typed| !is_here(typed)) else { return false };
        let title = agreed.session.title(typed.reference);
        ask.push(Request::Warn(agreed.session.say_with("host-typed-kept", &[("title", title.as_str().into())])));
        if typed.reference == self.meeting {
            self.take_up_typed(agreed.session);
        } else {
            ask.push(Request::Open(typed.reference));
        }
        true
    }

    /// Opens the note of the item, which is taken in hand; once the minutes are out an amendment is asked for.
    fn write(&mut self, agreed: Agreed<'_>, ask: &mut Vec<Request>) {
        let lang = agreed.session.lang;
        if self.waits_elsewhere(agreed, lang.code(), ask) {
            return;
        }
        let empty = conduct::Note { place: self.place(), text: Text3::default(), below: true, clears: None };
        match conduct::note(agreed.meeting, &empty, &agreed.now()) {
            Ok(fields) => {
                if fields != agreed.meeting.fields {
                    agreed.propose("meeting.take-up", Ok::<Fields, ConductError>(fields), ask);
                }
                self.over = Some(Over::Note(Note::new(agreed.meeting, self.place(), lang)));
            }
            Err(ConductError::MinutesOut) => self.ask_amendment(agreed, ask),
            Err(error) => agreed.refuse(error, ask),
        }
    }

    fn ask_amendment(&self, agreed: Agreed<'_>, ask: &mut Vec<Request>) {
        let text = note::text_of(agreed.meeting, self.place());
        let fields = if is_locked(agreed.meeting) { LATE_AMENDMENT } else { AMENDMENT };
        let title = agreed.session.say("command-meeting-amend");
        let values = Fields::new().with(amendment::TEXT.id, text);
        ask.push(Request::Ask(Asking { label: "meeting.amend", title, fields, values }));
    }

    /// Asks for the outcome of the item, with what is usual for its kind.
    fn ask_outcome(&self, agreed: Agreed<'_>, ballots: Option<Vec<Value>>, ask: &mut Vec<Request>) {
        let (session, Some(item)) = (agreed.session, self.item()) else {
            ask.push(Request::Warn(agreed.session.say("minutes-no-item")));
            return;
        };
        if let Err(error) = conduct::must_be(agreed.meeting, &["open", "closed"]) {
            return agreed.refuse(error, ask);
        }
        if conduct::are_out(agreed.meeting) {
            return agreed.refuse(ConductError::MinutesOut, ask);
        }
        let kind = usual_outcome(item.text(item::TYPE.id).unwrap_or("discussion"));
        let mut values = Fields::new();
        values.set(decision::TYPE.id, Some(Value::Code(kind.to_owned())));
        values.set(decision::TITLE.id, item.get(item::TITLE.id).cloned());
        let body = agreed.meeting.fields.link(meeting::BODY.id).and_then(|body| session.record(body));
        let mode = body.and_then(|body| body.fields.text(body::DECISION_MODE.id)).unwrap_or("consensus");
        let mode = if ballots.is_some() { "nominal" } else { mode };
        values.set(decision::MODE.id, Some(Value::Code(mode.to_owned())));
        if let Some(ballots) = ballots {
            votes::counts(&ballots).into_iter().for_each(|(id, count)| values.set(id, Some(Value::Number(count))));
            values.set(decision::BALLOTS.id, Some(Value::List(ballots)));
        }
        let title = format!("{} · {}", session.say("command-minutes-outcome"), self.item_title(session));
        ask.push(Request::Ask(Asking { label: "meeting.outcome", title, fields: OUTCOME, values }));
    }

    fn item_title(&self, session: &Session) -> String {
        let Some(place) = self.place() else { return String::new() };
        let number = self.agenda.numbers().get(place).cloned().unwrap_or_default();
        let title = self.item().and_then(|item| item.text3(item::TITLE.id)).map(|title| title.best(session.lang));
        format!("{number} {}", title.unwrap_or(""))
    }

    fn ask_votes(&mut self, agreed: Agreed<'_>, ask: &mut Vec<Request>) {
        let number = self.item().and_then(|fields| fields.number(item::ITEM.id));
        let (Some(place), Some(number)) = (self.place(), number) else {
            ask.push(Request::Warn(agreed.session.say("minutes-no-item")));
            return;
        };
        if let Err(error) = conduct::must_be(agreed.meeting, &["open"]) {
            return agreed.refuse(error, ask);
        }
        if self.waits_elsewhere(agreed, votes::WHAT, ask) {
            return;
        }
        match Votes::new(agreed, place, number) {
            Some(votes) => self.over = Some(Over::Votes(votes)),
            None => ask.push(Request::Warn(agreed.session.say("votes-nobody"))),
        }
    }

    /// Asks what somebody must do about the last outcome of the item.
    fn ask_action(&self, agreed: Agreed<'_>, ask: &mut Vec<Request>) {
        let decisions = self.item().map(|item| outcomes_of(agreed.session, self.meeting, item)).unwrap_or_default();
        let Some(origin) = decisions.last() else {
            ask.push(Request::Warn(agreed.session.say("minutes-no-outcome")));
            return;
        };
        let mut values = Fields::new().with(action::ORIGIN.id, origin.reference);
        values.set(action::OWNER.id, origin.fields.get(decision::OWNER.id).cloned());
        let title = format!("{} · {}", agreed.session.say("command-minutes-action"), origin.title(agreed.session.lang));
        ask.push(Request::Ask(Asking { label: "meeting.action", title, fields: ACTION, values }));
    }

    pub(super) fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> bool {
        if let Some(over) = self.over.take() {
            self.over = self.over_key(over, key, session, ask);
            return true;
        }
        let rows = list_rows(session, self.len());
        let Some(step) = crate::panes::list_step(key, self.len(), rows) else { return false };
        self.list.walk(step, self.len(), rows);
        true
    }

    fn over_key(&mut self, over: Over, key: Key, session: &Session, ask: &mut Vec<Request>) -> Option<Over> {
        let meeting = session.record(self.meeting)?;
        let agreed = Agreed { session, meeting };
        match over {
            Over::Note(note) if key == Key::ctrl('p') => Some(Over::Phrases(Phrases::new(session), Some(note))),
            Over::Note(note) => note.key(key, agreed, ask).map(Over::Note),
            Over::Phrases(mut phrases, note) => match phrases.key(key, session, ask) {
                Phrased::Asking => Some(Over::Phrases(phrases, note)),
                Phrased::Left => note.map(Over::Note),
                Phrased::Chosen(words) => match note {
                    Some(mut note) => {
                        note.put(&words, agreed, ask);
                        Some(Over::Note(note))
                    }
                    None => {
                        let note = conduct::Note { place: self.place(), text: words, below: true, clears: None };
                        agreed.propose("meeting.note", conduct::note(meeting, &note, &agreed.now()), ask);
                        None
                    }
                },
            },
            Over::Votes(mut votes) => match votes.key(key, session, ask) {
                Counted::Counting => Some(Over::Votes(votes)),
                Counted::Left => None,
                Counted::Done(ballots) => {
                    self.ask_outcome(agreed, Some(ballots), ask);
                    None
                }
            },
        }
    }

    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let (width, height) = (canvas.width(), canvas.height());
        super::head::draw_head(canvas, session, self.meeting);
        if let Some(Over::Votes(votes)) = &self.over {
            votes.draw(&mut canvas.part(2, 0, height - 2, width), session);
            return;
        }
        let rows = list_rows(session, self.len());
        let (mut list, beside) = if width >= BESIDE {
            (canvas.part(2, 0, height - 2, width / 2 - 2), true)
        } else {
            (canvas.part(2, 0, rows, width), false)
        };
        self.draw_items(&mut list, session, focused && self.over.is_none());
        if self.over.is_some() {
            list.target_all(Target::Nothing);
        }
        let mut below = if beside {
            canvas.part(2, width / 2, height - 2, width - width / 2)
        } else {
            canvas.part(2 + rows, 0, height.saturating_sub(2 + rows), width)
        };
        match &self.over {
            Some(Over::Note(note)) => note.draw(&mut below, session),
            Some(Over::Phrases(phrases, _)) => phrases.draw(&mut below, session),
            _ => self.draw_item(&mut below, session, meeting),
        }
    }

    fn draw_items(&self, canvas: &mut Canvas<'_>, session: &Session, focused: bool) {
        let numbers = self.agenda.numbers();
        let rows = canvas.height();
        let first = self.list.first(self.len(), rows);
        let mut canvas = canvas.scrolled(&self.list, self.len());
        let width = canvas.width();
        for line in (first..self.len()).take(rows) {
            let row = line - first;
            let marker = canvas.marker(self.list.mark(line).seen(focused));
            let Some(place) = line.checked_sub(1) else {
                let general = session.say("minutes-general");
                canvas.line(row, 0, &[marker, Span::new(general, Role::Label)]);
                continue;
            };
            let (Some(fields), Some(number)) = (self.agenda.items().get(place), numbers.get(place)) else { continue };
            let indent = "  ".repeat(usize::from(level(fields)));
            let mut column =
                canvas.line(row, 0, &[marker, Span::plain(indent), Span::new(number.as_str(), Role::Label)]);
            column += 1;
            let (said, role) = self.settled(session, fields);
            let title = fields.text3(item::TITLE.id).map_or("", |title| title.best(session.lang));
            let room = width.saturating_sub(column + text::width(&said) + 2);
            canvas.text(row, column, room, title, Role::Normal);
            canvas.text_at_end(row, &said, role);
        }
    }

    /// What became of an item, in a word: its outcomes with their numbers, or that notes were taken.
    fn settled(&self, session: &Session, fields: &Fields) -> (String, Role) {
        let outcomes = outcomes_of(session, self.meeting, fields);
        if let Some(last) = outcomes.last() {
            let kind = session.label("outcome_kind", last.type_code().unwrap_or("decision"));
            let number = last.fields.text(decision::NUMBER.id).map(short_number).unwrap_or_default();
            return (format!("{kind} {number}"), Role::Good);
        }
        let in_hand = fields.get(item::BEGUN.id).is_some() && fields.get(item::ENDED.id).is_none();
        match fields.text(item::STATE.id) {
            Some(state @ ("treated" | "carried_over" | "withdrawn")) => (session.label("item_state", state), Role::Dim),
            _ if in_hand => (session.say("minutes-in-hand"), Role::Warning),
            _ if fields.text3(item::MINUTES.id).is_some() => ("…".to_owned(), Role::Dim),
            _ => (String::new(), Role::Dim),
        }
    }

    /// The item under the cursor: its outcomes with what follows from them, then its notes.
    fn draw_item(&self, canvas: &mut Canvas<'_>, session: &Session, meeting: &Record) {
        canvas.rule(0);
        let mut row = 1;
        for outcome in self.item().map(|item| outcomes_of(session, self.meeting, item)).unwrap_or_default() {
            row = draw_outcome(canvas, row, session, outcome);
        }
        let text = note::text_of(meeting, self.place());
        let own = text.get(session.lang).map(|words| (session.lang, words));
        let others = text.texts().filter(|(lang, _)| *lang != session.lang);
        let shown: Vec<_> = own.into_iter().chain(others).collect();
        for (lang, words) in &shown {
            let role = if *lang == session.lang { Role::Normal } else { Role::Dim };
            row += canvas.wrapped(row, 0, canvas.height().saturating_sub(row), words, role);
        }
        if shown.is_empty() {
            canvas.nothing(row, &session.say("minutes-empty"));
        }
    }
}

/// The outcome that is usual for a kind of item.
fn usual_outcome(kind: &str) -> &'static str {
    match kind {
        "agenda_adoption" | "previous_minutes" => "approved",
        "opening" | "closing" | "information" | "aob" | "follow_up" => "taken_note",
        _ => "decision",
    }
}

/// The outcomes of an item, in the order in which they were recorded.
fn outcomes_of<'s>(session: &'s Session, meeting: Ref, fields: &Fields) -> Vec<&'s Record> {
    let number = fields.number(item::ITEM.id);
    let is_of_item = |record: &&Record| {
        record.kind == Kind::Decision
            && record.fields.link(decision::MEETING.id) == Some(meeting)
            && record.fields.number(decision::ITEM.id) == number
    };
    let mut all: Vec<&Record> = session.desk.linking_to(meeting).map(AsRef::as_ref).filter(is_of_item).collect();
    all.sort_by_key(|record| record.reference);
    all
}

/// A number without what it shares with every other of its session: `D2` of `CM-2026-14/D2`.
fn short_number(number: &str) -> &str {
    number.rsplit('/').next().unwrap_or(number)
}

fn draw_outcome(canvas: &mut Canvas<'_>, from: usize, session: &Session, outcome: &Record) -> usize {
    let kind = session.label("outcome_kind", outcome.type_code().unwrap_or("decision"));
    let number = text::isolate_ltr(outcome.fields.text(decision::NUMBER.id).unwrap_or("–"));
    let spans = [
        Span::new(number, Role::Label),
        Span::new(format!("  {kind}{}  ", how(session, outcome)), Role::Good),
        Span::plain(outcome.title(session.lang).to_owned()),
    ];
    canvas.line(from, 0, &spans);
    let mut row = from + 1;
    let actions = session.desk.linking_to(outcome.reference).filter(|record| record.kind == Kind::Action);
    for record in actions {
        let owner = record.fields.link(action::OWNER.id).or_else(|| record.fields.link(action::PERSON.id));
        let owner = owner.map(|owner| format!("  {}", session.title(owner))).unwrap_or_default();
        let due = record.fields.date(action::DUE.id).map(|due| format!("  {}", session.date_short(due)));
        let spans = [
            Span::new("  · ", Role::Dim),
            Span::plain(record.title(session.lang).to_owned()),
            Span::new(owner, Role::Dim),
            Span::new(due.unwrap_or_default(), Role::Label),
        ];
        canvas.line(row, 0, &spans);
        row += 1;
    }
    row
}

/// How it was decided: by consensus, or with the votes.
fn how(session: &Session, outcome: &Record) -> String {
    let count = |id| outcome.fields.number(id).unwrap_or(0);
    let (yes, no, abstain) =
        (count(decision::VOTES_FOR.id), count(decision::VOTES_AGAINST.id), count(decision::ABSTENTIONS.id));
    if yes + no + abstain > 0 {
        return format!(" ({})", text::isolate_ltr(&format!("{yes}–{no}–{abstain}")));
    }
    outcome
        .fields
        .text(decision::MODE.id)
        .map_or_else(String::new, |mode| format!(" ({})", session.label("decision_mode", mode)))
}

/// Rows of the items: all of them, at most half of what there is; beside the notes, everything.
fn list_rows(session: &Session, len: usize) -> usize {
    let all = session.pane_rows() - 2;
    if usize::from(session.columns()) >= BESIDE { all } else { len.clamp(3, all.div_ceil(2)) }
}

/// The phase of minutes in words, where there are any.
pub(super) fn phase(session: &Session, meeting: &Record) -> Option<String> {
    let phase = meeting.fields.text(MINUTES_PHASE.id)?;
    let has_text = meeting.fields.get(MINUTES.id).is_some() || phase != "notes";
    has_text
        .then(|| session.say_with("held-phase", &[("phase", session.label("minutes_phase", phase).as_str().into())]))
}
