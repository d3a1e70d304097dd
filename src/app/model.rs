//! One session: its view of the desk, its panes and layers, and the only place where they change.

mod changes;
mod looking;
mod pointing;
mod searching;
mod teaching;
mod trail;
mod unsaved;

use super::as_of::AsOf;
use super::command::{Command, EVERYWHERE, Scope};
use super::form::FormLayer;
use super::key::{Code, Key};
use super::layers::{
    AskAsOf, Duplicates, Finder, Help, History, Keys, LanguageMenu, Layer, NewMenu, Outcome, Palette, Reading,
    ReportMenu, Trash,
};
use super::msg::{Effect, Effects, Msg};
use super::pane::{Pane, Request};
use super::reshuffle;
use super::screen;
use super::session::Session;
use super::tutor::{self, Tutor};
use crate::domain::{Desk, Draft, Ref};
use crate::lang::Lang;
use crate::limits;
use std::sync::Arc;
use trail::Stop;

/// How a message of the bottom line is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Info,
    /// Something could not be done; the desk is as it was.
    Warning,
}

/// Where the answer to a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asker {
    Layer,
    Pane(usize),
}

/// What follows once a change is done.
#[derive(Clone, Copy, Debug, Default)]
struct After {
    closes_form: bool,
    reveals: bool,
}

/// What is awaited from the registrar.
#[derive(Clone, Debug)]
struct Awaited {
    ticket: u64,
    label: String,
    closes_form: bool,
    reveals: bool,
    note: Option<String>,
    /// Whether it records what is being typed.
    records_typed: bool,
    /// What the record was called that goes.
    dropped: Option<String>,
}

/// One session.
pub struct Model {
    /// What panes and layers read.
    pub session: Session,
    /// The newest desk, also where another one is looked at.
    newest: Arc<Desk>,
    panes: Vec<Box<dyn Pane>>,
    focus: usize,
    layers: Vec<Box<dyn Layer>>,
    message: Option<(Tone, String)>,
    tickets: u64,
    searching: Option<(u64, Asker)>,
    /// The question that was answered in part; the whole answer follows by itself.
    unfinished: Option<(u64, Asker)>,
    twins: Option<u64>,
    held: Vec<Msg>,
    awaited: Option<Awaited>,
    trail: Vec<Stop>,
    trail_at: usize,
    tutor: Option<Tutor>,
    /// Commands given from the palette or the help, the last one at the end.
    recent: Vec<&'static str>,
}

impl Model {
    /// A session with these panes, in the order of their digits; the one of that name has the focus.
    pub fn new(session: Session, panes: Vec<Box<dyn Pane>>, start: &str) -> Model {
        let mut model = Model::opening(session, panes, start);
        model.refresh();
        model
    }

    /// The same before there is a desk: its names and keys can be drawn ([`super::screen::draw_opening`]), and the panes
    /// have not looked at anything.
    pub fn opening(session: Session, panes: Vec<Box<dyn Pane>>, start: &str) -> Model {
        let focus = panes.iter().position(|pane| pane.id() == start).unwrap_or(0);
        Model {
            newest: Arc::clone(&session.desk),
            session,
            panes,
            focus,
            layers: Vec::new(),
            message: None,
            tickets: 0,
            searching: None,
            unfinished: None,
            twins: None,
            held: Vec::new(),
            awaited: None,
            trail: Vec::new(),
            trail_at: 0,
            tutor: None,
            recent: Vec::new(),
        }
    }

    /// Deals with one message.
    pub fn update(&mut self, msg: Msg, effects: &mut Effects) {
        let key = match &msg {
            Msg::Key(key) => Some(key.code),
            _ => None,
        };
        let before = effects.len();
        self.deal(msg, effects);
        self.teach(key, effects.get(before..).unwrap_or_default());
        let message = self.message.as_ref().map(|(_, text)| text.as_str());
        self.session.told_rows = screen::told_rows(message, usize::from(self.session.columns()));
    }

    fn deal(&mut self, msg: Msg, effects: &mut Effects) {
        match msg {
            msg if self.waits_for_an_answer(&msg) => self.hold(msg, effects),
            Msg::Key(key) => self.key(key, effects),
            Msg::Mouse(mouse) => self.mouse(mouse, effects),
            Msg::Paste(text) => self.paste(&text, effects),
            Msg::Resized(columns, rows) => {
                self.session.size = (columns, rows);
                self.refresh();
            }
            Msg::DeskMoved(desk) => self.moved(desk),
            Msg::AsOf(as_of) => self.look_at(as_of),
            Msg::Left(piles) => self.left_unsaved(piles, effects),
            Msg::Written(text) => self.written(&text),
            Msg::History(of, turns) => self.open_layer(Box::new(History::new(of, turns)), effects),
            Msg::Trash(gone) => self.open_layer(Box::new(Trash::new(gone, &self.session)), effects),
            Msg::Found(ticket, answer) => self.found(ticket, &answer, effects),
            Msg::Twins(ticket, twins) => self.twins_found(ticket, &twins),
            Msg::Done(ticket, receipt) => self.done(ticket, &receipt.references, effects),
            Msg::Refused(ticket, refused) => self.refused(ticket, refused),
            Msg::Settings(lines, adopted) => self.settings(lines, adopted, effects),
            Msg::SettingRefused(refused) => {
                if let Some(layer) = self.layers.last_mut() {
                    layer.refused(&refused, &self.session);
                }
            }
            Msg::Told(text) => self.message = Some((Tone::Info, text)),
            Msg::Failed(text) => self.message = Some((Tone::Warning, text)),
            Msg::Run(id) => self.run(id, effects),
            Msg::Clock(now) => {
                let day = self.session.today();
                self.session.now = now;
                // What is due or late is another one on another day.
                if self.session.today() != day {
                    self.refresh();
                }
            }
            Msg::Backdrop(backdrop) => self.session.theme = self.session.theme.on(backdrop),
            Msg::Looks(looks) => self.session.theme = self.session.theme.with_looks(looks),
        }
    }

    fn moved(&mut self, desk: Arc<Desk>) {
        self.newest = desk;
        if self.session.as_of.is_none() {
            self.session.desk = Arc::clone(&self.newest);
            self.refresh();
        }
    }

    /// Shows the desk as of another time; what is open over the panes belongs to this one and goes.
    fn look_at(&mut self, as_of: AsOf) {
        self.layers.clear();
        self.session.desk = Arc::clone(&as_of.desk);
        self.session.as_of = Some(as_of);
        self.message = None;
        self.refresh();
    }

    /// Back to the newest desk.
    fn come_back(&mut self) {
        self.session.desk = Arc::clone(&self.newest);
        let said = if self.session.as_of.take().is_some() { "as-of-left" } else { "as-of-is-today" };
        self.refresh();
        self.message = Some((Tone::Info, self.session.say(said)));
    }

    /// Whether the past is looked at, where nothing is changed; it is told then.
    fn is_past(&mut self) -> bool {
        let is_past = self.session.as_of.is_some();
        if is_past {
            self.message = Some((Tone::Warning, self.session.say("as-of-read-only")));
        }
        is_past
    }

    /// The panes with their places and which has the focus, for drawing.
    pub fn panes(&self) -> (&[Box<dyn Pane>], usize) {
        (&self.panes, self.focus)
    }

    /// The open layers, the topmost last.
    pub fn layers(&self) -> &[Box<dyn Layer>] {
        &self.layers
    }

    /// Whether the screen shows rows that are already arranged for terminals of several kinds.
    pub fn is_arranged(&self) -> bool {
        self.layers.last().is_some_and(|layer| layer.is_arranged())
    }

    /// Whether an answer to what was typed is awaited.
    pub fn is_searching(&self) -> bool {
        self.searching.is_some()
    }

    /// Whether keys are typed into a field of the focused pane.
    pub fn is_typing(&self) -> bool {
        self.panes.get(self.focus).is_some_and(|pane| pane.takes_text())
    }

    /// The message of the bottom line.
    pub fn message(&self) -> Option<(Tone, &str)> {
        self.message.as_ref().map(|(tone, text)| (*tone, text.as_str()))
    }

    /// The record under the cursor of the focused pane.
    pub fn subject(&self) -> Option<Ref> {
        self.panes.get(self.focus).and_then(|pane| pane.subject(&self.session))
    }

    /// The commands that can be given now: those of the focused pane first.
    pub fn commands(&self) -> impl Iterator<Item = &'static Command> {
        let own = self.panes.get(self.focus).map_or(&[] as &'static [Command], |pane| pane.commands());
        let of_tutor = self.tutor.as_ref().map_or(&[] as &'static [Command], |_| tutor::COMMANDS);
        own.iter().chain(EVERYWHERE).chain(of_tutor)
    }

    fn key(&mut self, key: Key, effects: &mut Effects) {
        if key.code == Code::Esc {
            self.held.clear();
        }
        let was_told = self.message.take();
        self.session.told_rows = 0;
        if key == Key::ctrl('c')
            && let Some(text) = self.selected().map(str::to_owned)
        {
            return self.copy(text, effects);
        }
        if let Some(turn) = self.tutor.as_ref().and_then(|_| tutor::COMMANDS.iter().find(|turn| turn.has(key))) {
            return self.run(turn.id, effects);
        }
        if let Some(layer) = self.layers.last_mut() {
            if let Some(help) = layer.help().filter(|_| key.code == Code::F(1)) {
                let keys = Keys::new(layer.keys(), help);
                return self.open_layer(Box::new(keys), effects);
            }
            let mut ask = Vec::new();
            let key = if key == Key::ctrl('c') { Key::plain(Code::Esc) } else { key };
            let outcome = layer.key(key, &self.session, &mut ask);
            self.settle(outcome, ask, effects);
            return;
        }
        let Some(pane) = self.panes.get_mut(self.focus) else { return };
        let mut ask = Vec::new();
        if pane.takes_text() && pane.key(key, &self.session, &mut ask) {
            self.answer(ask, Asker::Pane(self.focus), effects);
            return;
        }
        let command = self
            .commands()
            .find(|command| command.has(key.for_commands(self.session.keyboard)))
            .map(|command| command.id);
        match command {
            // The letter under which it stands on one keyboard adds on another: it leaves when it is pressed again.
            Some("session.quit") if key.is_of_another_layout() => {
                let asked = self.session.say("app-quit-again");
                match was_told {
                    Some((_, told)) if told == asked => self.run("session.quit", effects),
                    _ => self.message = Some((Tone::Warning, asked)),
                }
            }
            Some(id) => self.run(id, effects),
            None => self.plain_key(key, effects),
        }
    }

    /// The text that is selected in the field that has the keys.
    fn selected(&self) -> Option<&str> {
        match self.layers.last() {
            Some(layer) => layer.selected(),
            None => self.panes.get(self.focus).and_then(|pane| pane.selected()),
        }
    }

    fn copy(&mut self, text: String, effects: &mut Effects) {
        self.session.copied.clone_from(&text);
        effects.push(Effect::Copy(text));
    }

    fn plain_key(&mut self, key: Key, effects: &mut Effects) {
        let Some(pane) = self.panes.get_mut(self.focus) else { return };
        let mut ask = Vec::new();
        if !pane.key(key, &self.session, &mut ask) && key.typed().is_some() {
            let name = key.to_string();
            let said = self.session.say_with("app-no-command", &[("key", name.as_str().into())]);
            self.message = Some((Tone::Info, said));
        }
        self.answer(ask, Asker::Pane(self.focus), effects);
        self.let_others_follow();
    }

    fn paste(&mut self, text: &str, effects: &mut Effects) {
        let mut ask = Vec::new();
        if let Some(layer) = self.layers.last_mut() {
            layer.paste(text, &self.session, &mut ask);
            self.answer(ask, Asker::Layer, effects);
        } else if let Some(pane) = self.panes.get_mut(self.focus) {
            pane.paste(text, &self.session, &mut ask);
            self.answer(ask, Asker::Pane(self.focus), effects);
        }
    }

    /// Runs a command by its name.
    pub fn run(&mut self, id: &str, effects: &mut Effects) {
        if self.commands().any(|command| command.id == id && command.changes()) && self.is_past() {
            return;
        }
        if let Some(tutor) = &mut self.tutor {
            tutor.ran(id);
        }
        let Some(pane) = self.panes.get_mut(self.focus) else { return };
        let mut ask = Vec::new();
        if pane.run(id, &self.session, &mut ask) || pane.mark(id, &self.session, &mut ask) {
            self.answer(ask, Asker::Pane(self.focus), effects);
            self.let_others_follow();
        } else {
            self.run_everywhere(id, effects);
        }
    }

    fn run_everywhere(&mut self, id: &str, effects: &mut Effects) {
        match id {
            "find.open" => self.open_layer(Box::new(Finder::new(&self.trail_refs(), &self.session)), effects),
            "palette.open" => self.open_layer(
                Box::new(Palette::new(self.commands().copied().collect(), &self.recent, &self.session)),
                effects,
            ),
            "help.open" => self.open_layer(Box::new(Help::new(self.commands().copied().collect())), effects),
            "record.new" => self.open_layer(Box::<NewMenu>::default(), effects),
            "record.edit" => self.with_subject(effects, |model, subject, effects| model.edit(subject, effects)),
            "record.print" => {
                self.with_subject(effects, |model, subject, effects| model.print_menu(&[subject], None, effects))
            }
            "record.copy" => {
                self.with_subject(effects, |model, subject, effects| model.copy(model.session.title(subject), effects))
            }
            "record.dossier" => self.with_subject(effects, Model::open_dossier),
            "record.on-date" => self.with_subject(effects, Model::ask_on_date),
            "record.history" => {
                self.with_subject(effects, |_, subject, effects| effects.push(Effect::History(subject)))
            }
            "record.duplicates" => self.open_layer(Box::<Duplicates>::default(), effects),
            "record.drop" => self.with_subject(effects, |model, subject, effects| {
                model.propose("record.drop", vec![Draft::Drop { reference: subject }], After::default(), effects)
            }),
            reshuffle::LABEL => {
                self.with_subject(effects, |model, subject, effects| match reshuffle::asking(subject, &model.session) {
                    Some(asking) => model.open_layer(Box::new(FormLayer::asked(asking, &model.session)), effects),
                    None => model.message = Some((Tone::Warning, model.session.say("reshuffle-no-post"))),
                })
            }
            "change.undo" => effects.push(Effect::Undo),
            "change.redo" => effects.push(Effect::Redo),
            "mark.toggle" | "mark.all" | "mark.act" => {
                self.message = Some((Tone::Warning, self.session.say("marks-no-list")));
            }
            "form.unsaved" => self.open_unsaved(effects),
            "trash.open" => effects.push(Effect::Trash),
            "asof.open" => self.open_layer(Box::new(AskAsOf::default()), effects),
            "asof.leave" => self.come_back(),
            "place.back" => self.walk_trail(-1, effects),
            "place.forward" => self.walk_trail(1, effects),
            "pane.next" => self.focus_on((self.focus + 1) % self.panes.len().max(1)),
            "pane.previous" => {
                self.focus_on((self.focus + self.panes.len().saturating_sub(1)) % self.panes.len().max(1))
            }
            "language.next" => self.next_language(effects),
            "language.choose" => self.open_layer(Box::new(LanguageMenu::default()), effects),
            "terminal.reading" => self.open_layer(Box::new(Reading::default()), effects),
            "settings.open" => effects.push(Effect::Settings),
            "view.arrange" => self.open_arrange(effects),
            "view.saved" => self.open_views(effects),
            "view.card" => self.session.shows_card = !self.session.shows_card,
            "view.vowels" => self.session.theme = self.session.theme.with_vowels_turned(),
            "session.suspend" => effects.push(Effect::Suspend),
            "session.quit" => effects.push(Effect::Quit),
            "tutor.next" => self.turn_lesson(1),
            "tutor.previous" => self.turn_lesson(-1),
            "tutor.leave" => self.leave_tutor(),
            other => {
                let wanted =
                    other.strip_prefix("pane.").and_then(|id| self.panes.iter().position(|pane| pane.id() == id));
                if let Some(place) = wanted {
                    if let Some(pane) = self.panes.get_mut(place).filter(|_| place == self.focus) {
                        pane.to_list(&self.session);
                    }
                    self.focus_on(place);
                }
            }
        }
    }

    fn with_subject(&mut self, effects: &mut Effects, act: impl FnOnce(&mut Model, Ref, &mut Effects)) {
        match self.subject() {
            Some(subject) => act(self, subject, effects),
            None => self.message = Some((Tone::Warning, self.session.say("app-nothing-selected"))),
        }
    }

    fn focus_on(&mut self, place: usize) {
        self.focus = place;
        self.look();
        self.let_others_follow();
    }

    fn next_language(&mut self, effects: &mut Effects) {
        let at = Lang::ALL.iter().position(|lang| *lang == self.session.lang).unwrap_or(0);
        self.speak(Lang::ALL.get((at + 1) % Lang::ALL.len()).copied().unwrap_or(self.session.lang), effects);
    }

    fn speak(&mut self, lang: Lang, effects: &mut Effects) {
        self.session.lang = lang;
        self.refresh();
        effects.push(Effect::RememberLang(lang));
    }

    fn open_layer(&mut self, mut layer: Box<dyn Layer>, effects: &mut Effects) {
        if self.layers.len() >= limits::LAYERS {
            self.message = Some((Tone::Warning, self.session.say("app-too-deep")));
            return;
        }
        let mut ask = Vec::new();
        layer.opened(&self.session, &mut ask);
        self.layers.push(layer);
        self.answer(ask, Asker::Layer, effects);
    }

    fn settle(&mut self, outcome: Outcome, ask: Vec<Request>, effects: &mut Effects) {
        if outcome == Outcome::Close {
            let left = self.layers.pop().and_then(|layer| layer.unfinished());
            self.searching = None;
            self.unfinished = None;
            left.into_iter().for_each(|form| self.let_go(form));
        }
        self.answer(ask, Asker::Layer, effects);
    }

    fn answer(&mut self, requests: Vec<Request>, asker: Asker, effects: &mut Effects) {
        for request in requests {
            match request {
                Request::Open(reference) => self.open(reference),
                Request::OpenFrom(reference, leaf) => self.open_from(reference, Some(leaf)),
                Request::Edit(reference) => self.edit(reference, effects),
                Request::New(kind, fields) => self.new_form(kind, fields, effects),
                Request::EditPart(reference, field, place) => self.edit_part(reference, field, place, effects),
                Request::Propose(label, drafts) => {
                    let reveals = changes::reveals(label, &drafts);
                    self.propose(label, drafts, After { closes_form: asker == Asker::Layer, reveals }, effects);
                }
                Request::Ask(asking) => {
                    let form = FormLayer::asked(asking, &self.session);
                    self.open_layer(Box::new(form), effects);
                }
                Request::Answer(label, values) => self.answer_form(label, values, effects),
                // In the past nothing can be recorded of what is typed.
                Request::Keep(_) if self.session.as_of.is_some() => {}
                Request::Keep(typed) => {
                    self.session.typed.clone_from(&typed);
                    effects.push(Effect::Keep(typed));
                }
                Request::Change(label, drafts) => self.propose(label, drafts, After::default(), effects),
                Request::NewWith(with) => self.open_layer(Box::new(NewMenu::with(with)), effects),
                Request::PrintMenu(references) => self.print_menu(&references, None, effects),
                Request::PrintDossier(of, on) => self.print_menu(&[of], Some(on), effects),
                Request::Bulk(references) => self.act_on_many(references, effects),
                Request::Export(references, form) => effects.push(Effect::Export(references, form)),
                Request::TakeUp(records) => self.take_up(&records, effects),
                Request::Narrow(query) => self.narrow(&query, effects),
                Request::Arrange(pane, arrangement) => self.arrange(pane, arrangement, effects),
                Request::KeepView(view) => self.keep_view(view, effects),
                Request::ForgetView(view) => self.forget_view(view, effects),
                Request::Twins(kinds) => self.look_for_twins(kinds, effects),
                Request::Search(query, limit) => self.search(query, limit, asker, effects),
                Request::Run(id) => {
                    if asker == Asker::Layer {
                        self.note_recent(id);
                    }
                    self.run(id, effects);
                }
                Request::Begin(kind) => self.begin(kind, effects),
                Request::History(reference) => effects.push(Effect::History(reference)),
                Request::OnDate(words) => self.show_on_date(&words, effects),
                Request::AsOf(words) => effects.push(Effect::AsOf(words)),
                Request::Copy(text) => self.copy(text, effects),
                Request::Write(text) => effects.push(Effect::Write(text)),
                Request::GoOnWithForms(place) => self.go_on_with(place, effects),
                Request::ThrowAwayForms(place) => self.throw_away(place),
                Request::Speak(lang) => self.speak(lang, effects),
                Request::Reads(profile) => effects.push(Effect::Reads(profile)),
                Request::Press(key) => self.key(key, effects),
                Request::Print(wishes) => effects.push(Effect::Print(wishes)),
                Request::ReportMenu(wish) => self.open_layer(Box::new(ReportMenu::new(wish)), effects),
                Request::Set(key, value) => effects.push(Effect::Set { key, value }),
                Request::Report(wish) => effects.push(Effect::Report(wish)),
                Request::Note(text) => {
                    if let Some(awaited) = &mut self.awaited {
                        awaited.note = Some(match awaited.note.take() {
                            Some(before) => format!("{before}. {text}"),
                            None => text,
                        });
                    }
                }
                Request::LetGo => {
                    if let Some(awaited) = &mut self.awaited {
                        awaited.records_typed = true;
                    }
                }
                Request::Tell(text) => self.message = Some((Tone::Info, text)),
                Request::Warn(text) => self.message = Some((Tone::Warning, text)),
            }
        }
    }

    fn next_ticket(&mut self) -> u64 {
        self.tickets += 1;
        self.tickets
    }

    /// Lets the focused pane make ready what only it needs.
    fn look(&mut self) {
        if let Some(pane) = self.panes.get_mut(self.focus) {
            pane.entered(&self.session);
        }
    }

    fn refresh(&mut self) {
        for pane in &mut self.panes {
            pane.refresh(&self.session);
        }
        for layer in &mut self.layers {
            layer.refresh(&self.session);
        }
        self.look();
        self.let_others_follow();
    }
}

/// Whether a command of this scope can be given in a pane.
pub fn applies(scope: Scope, pane: &str) -> bool {
    match scope {
        Scope::Everywhere => true,
        Scope::Pane(own) => own == pane,
    }
}
