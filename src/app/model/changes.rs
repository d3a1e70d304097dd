//! Forms, and what is asked of the registrar: what follows once it is done, or refused.

use super::{After, Asker, Awaited, Model, Tone};
use crate::app::form::FormLayer;
use crate::app::msg::{Effect, Effects, Refused};
use crate::app::reshuffle;
use crate::domain::kinds::engagement;
use crate::domain::{Draft, Fields, Kind, Ref};
use crate::lang::date::PDate;

/// The name under which records are brought back.
const UNDROP: &str = "record.undrop";

/// The change after which a new session is before the eyes with its title: only what was chosen for it is told.
const NEW_SESSION: &str = "agenda.new";
/// The change of that kind after which the new session is wanted.
const SECOND_CALL: &str = "meeting.second-call";
/// What the names of changes begin with whose record is before the eyes.
const AT_HAND: [&str; 4] = ["agenda.", STAYS, "body.", reshuffle::LABEL];
/// The name under which the roll is called.
const ROLL: &str = "meeting.attend";
/// What the names of changes begin with after which the screen stays where it is, whatever was added.
const STAYS: &str = "meeting.";

/// Whether what a change adds is wanted on the screen once it is there.
pub(super) fn reveals(label: &str, drafts: &[Draft]) -> bool {
    matches!(drafts.first(), Some(Draft::Add { .. } | Draft::Undrop { .. }))
        && (!label.starts_with(STAYS) || label == SECOND_CALL)
}

impl Model {
    pub(super) fn edit(&mut self, subject: Ref, effects: &mut Effects) {
        if self.is_past() {
            return;
        }
        if let Some(record) = self.session.record(subject).cloned() {
            let form = FormLayer::edit(&record, &self.session);
            self.open_layer(Box::new(form), effects);
        }
    }

    pub(super) fn begin(&mut self, kind: Kind, effects: &mut Effects) {
        let Some(pane) = self.panes.get_mut(self.focus) else { return };
        let mut ask = Vec::new();
        if pane.run(&format!("record.new.{}", kind.key()), &self.session, &mut ask) {
            self.answer(ask, Asker::Pane(self.focus), effects);
        } else {
            // What just happened is logged wherever one is, also where nobody is chosen for it.
            let today = PDate::from(self.session.today());
            let is_event = kind == Kind::Engagement;
            let fields = if is_event { Fields::new().with(engagement::DATE.id, today) } else { Fields::new() };
            self.new_form(kind, fields, effects);
        }
    }

    pub(super) fn new_form(&mut self, kind: Kind, fields: Fields, effects: &mut Effects) {
        if self.is_past() {
            return;
        }
        let form = FormLayer::new(kind, fields, &self.session);
        let form = match self.layers.last().and_then(|layer| layer.title()) {
            Some(above) => form.from_within(above),
            None => form,
        };
        self.open_layer(Box::new(form), effects);
    }

    /// Gives the pane what it asked for; the form stays until what follows is done.
    pub(super) fn answer_form(&mut self, label: &'static str, values: Fields, effects: &mut Effects) {
        let mut ask = Vec::new();
        if label == reshuffle::LABEL {
            if let Some(subject) = self.subject() {
                reshuffle::answered(subject, &values, &self.session, &mut ask);
            }
            return self.answer(ask, Asker::Layer, effects);
        }
        let Some(pane) = self.panes.get_mut(self.focus) else { return };
        pane.answered(label, values, &self.session, &mut ask);
        self.answer(ask, Asker::Layer, effects);
    }

    pub(super) fn edit_part(&mut self, reference: Ref, field: u16, place: usize, effects: &mut Effects) {
        if self.is_past() {
            return;
        }
        let form =
            self.session.record(reference).and_then(|record| FormLayer::edit_part(record, field, place, &self.session));
        if let Some(form) = form {
            self.open_layer(Box::new(form), effects);
        }
    }

    pub(super) fn propose(&mut self, label: &str, drafts: Vec<Draft>, after: After, effects: &mut Effects) {
        if self.is_past() {
            // What a pane shows ahead of the answer goes.
            return self.refresh();
        }
        let ticket = self.next_ticket();
        let After { closes_form, reveals } = after;
        let dropped = match drafts.as_slice() {
            [Draft::Drop { reference }] => Some(self.session.title(*reference)),
            _ => None,
        };
        let label = label.to_owned();
        effects.push(Effect::Propose { ticket, label: label.clone(), drafts });
        self.awaited = Some(Awaited { ticket, label, closes_form, reveals, note: None, records_typed: false, dropped });
    }

    pub(super) fn done(&mut self, ticket: u64, references: &[Ref], effects: &mut Effects) {
        let Some(awaited) = self.awaited.take_if(|awaited| awaited.ticket == ticket) else { return };
        if awaited.closes_form {
            self.layers.pop();
        }
        if awaited.label.starts_with("bulk.") {
            self.panes.iter_mut().for_each(|pane| pane.unmark());
        }
        if awaited.records_typed && self.session.typed.take().is_some() {
            effects.push(Effect::Keep(None));
        }
        // A roll call is before the eyes as well, and many keys long: what each did is seen in its line.
        if awaited.label != ROLL {
            self.message = Some((Tone::Info, self.what_was_done(&awaited, references)));
        }
        let Some(first) = references.first().filter(|_| awaited.reveals) else { return };
        // A form that was looking for such a record goes on with it; nothing below it moves.
        if self.is_taken_in(*first, effects) {
            let title = self.session.title(*first);
            let said = self.session.say_with("app-added-within", &[("title", title.as_str().into())]);
            self.message = Some((Tone::Info, said));
        } else {
            self.open(*first);
        }
    }

    /// Gives a new record to who was looking for it: the form below, or the pane where none is open.
    fn is_taken_in(&mut self, made: Ref, effects: &mut Effects) -> bool {
        if let Some(layer) = self.layers.last_mut() {
            return layer.created(made, &self.session);
        }
        let Some(pane) = self.panes.get_mut(self.focus) else { return false };
        let mut ask = Vec::new();
        let is_taken = pane.created(made, &self.session, &mut ask);
        self.answer(ask, Asker::Pane(self.focus), effects);
        is_taken
    }

    fn what_was_done(&self, awaited: &Awaited, references: &[Ref]) -> String {
        if let (NEW_SESSION, Some(note)) = (awaited.label.as_str(), &awaited.note) {
            return note.clone();
        }
        let title = references.first().map(|first| self.session.title(*first)).unwrap_or_default();
        let name = self.session.say(&format!("command-{}", awaited.label.replace('.', "-")));
        let done = match references.first() {
            _ if awaited.dropped.is_some() => {
                let title = awaited.dropped.as_deref().unwrap_or_default();
                self.session.say_with("app-dropped", &[("title", title.into())])
            }
            Some(first) if awaited.reveals && awaited.label != UNDROP => {
                self.session.say_with("app-added", &[("title", format!("{first} {title}").as_str().into())])
            }
            Some(_) if awaited.label.starts_with("bulk.") => {
                let values = [("what", name.as_str().into()), ("count", references.len().into())];
                self.session.say_with("app-done-many", &values)
            }
            // What is before the eyes needs no name; of another record it is said.
            Some(_) if !AT_HAND.iter().any(|beginning| awaited.label.starts_with(beginning)) => self
                .session
                .say_with("app-done-with", &[("what", name.as_str().into()), ("title", title.as_str().into())]),
            _ => self.session.say_with("app-done", &[("what", name.as_str().into())]),
        };
        match &awaited.note {
            Some(note) => format!("{done}. {note}"),
            None => done,
        }
    }

    pub(super) fn refused(&mut self, ticket: u64, refused: Refused) {
        if self.awaited.take_if(|awaited| awaited.ticket == ticket).is_some_and(|awaited| awaited.closes_form)
            && let Some(layer) = self.layers.last_mut()
        {
            layer.refused(&refused, &self.session);
        }
        // What a pane shows ahead of the answer goes.
        self.refresh();
        self.message = Some((Tone::Warning, refused.why));
    }
}
