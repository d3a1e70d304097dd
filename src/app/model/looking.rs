//! What a session does to lists and with what was found in them: saved views, duplicates, records put on an agenda.

use super::{Asker, Model, Tone};
use crate::app::arrangement::Arrangement;
use crate::app::layers::{Arrange, Bulk, Dossier, PrintMenu, Settings, Views, on_typed_day};
use crate::app::msg::{Effect, Effects};
use crate::app::setting::{Adopted, SettingLine};
use crate::domain::rules::views::View;
use crate::domain::{Kind, Ref};
use crate::limits;
use crate::search::duplicates::Twins;
use jiff::civil::Date;

impl Model {
    pub(super) fn open_views(&mut self, effects: &mut Effects) {
        let Some(pane) = self.panes.get(self.focus) else { return };
        if pane.listed().is_empty() {
            self.message = Some((Tone::Warning, self.session.say("views-no-list")));
            return;
        }
        let views = Views::new(pane.listed(), pane.query(), &self.session);
        self.open_layer(Box::new(views), effects);
    }

    pub(super) fn open_arrange(&mut self, effects: &mut Effects) {
        let Some(pane) = self.panes.get(self.focus) else { return };
        match pane.arranged() {
            Some(choices) => {
                let arrange = Arrange::new(pane.id(), choices, &self.session);
                self.open_layer(Box::new(arrange), effects);
            }
            None => self.message = Some((Tone::Info, self.session.say("arrange-fixed"))),
        }
    }

    pub(super) fn arrange(&mut self, pane: &'static str, arrangement: Arrangement, effects: &mut Effects) {
        self.session.arrangements.put(pane, arrangement.clone());
        effects.push(Effect::RememberArrangement(pane, arrangement));
        self.refresh();
    }

    pub(super) fn open_dossier(&mut self, of: Ref, effects: &mut Effects) {
        let dossier = Dossier::new(of, None, &self.session);
        self.open_layer(Box::new(dossier), effects);
    }

    pub(super) fn ask_on_date(&mut self, of: Ref, effects: &mut Effects) {
        let dossier = Dossier::asking(of, &self.session);
        self.open_layer(Box::new(dossier), effects);
    }

    pub(super) fn show_on_date(&mut self, typed: &str, effects: &mut Effects) {
        let Some(of) = self.subject() else {
            self.message = Some((Tone::Warning, self.session.say("app-nothing-selected")));
            return;
        };
        match on_typed_day(of, typed, &self.session) {
            Ok(dossier) => self.open_layer(Box::new(dossier), effects),
            Err(why) => self.message = Some((Tone::Warning, why)),
        }
    }

    /// What can be printed of records; of one the dossier first where it is asked for as of a day.
    pub(super) fn print_menu(&mut self, references: &[Ref], dossier_on: Option<Date>, effects: &mut Effects) {
        let records = references.iter().filter_map(|reference| self.session.record(*reference));
        match PrintMenu::for_records(&records.collect::<Vec<_>>(), self.session.lang) {
            Some(menu) => {
                let menu = match dossier_on {
                    Some(on) => menu.of_dossier(on),
                    None => menu,
                };
                self.open_layer(Box::new(menu), effects);
            }
            None => self.message = Some((Tone::Warning, self.session.say("app-nothing-to-print"))),
        }
    }

    pub(super) fn act_on_many(&mut self, references: Vec<Ref>, effects: &mut Effects) {
        if references.is_empty() {
            self.message = Some((Tone::Info, self.session.say("app-nothing-selected")));
        } else {
            let bulk = Bulk::new(references, &self.session);
            self.open_layer(Box::new(bulk), effects);
        }
    }

    /// Lets the focused list show what a query asks for.
    pub(super) fn narrow(&mut self, query: &str, effects: &mut Effects) {
        let Some(pane) = self.panes.get_mut(self.focus) else { return };
        let mut ask = Vec::new();
        pane.narrow(query, &self.session, &mut ask);
        self.answer(ask, Asker::Pane(self.focus), effects);
        self.let_others_follow();
    }

    /// Gives records to the pane that is composing something.
    pub(super) fn take_up(&mut self, records: &[Ref], effects: &mut Effects) {
        if self.is_past() {
            return;
        }
        let mut ask = Vec::new();
        let taken = self.panes.iter_mut().position(|pane| pane.take_up(records, &self.session, &mut ask));
        match taken {
            Some(place) => self.answer(ask, Asker::Pane(place), effects),
            None => self.message = Some((Tone::Warning, self.session.say("finder-no-agenda"))),
        }
    }

    /// Takes up what was set, and shows the settings where they are not on the screen yet.
    pub(super) fn settings(&mut self, lines: Vec<SettingLine>, adopted: Option<Adopted>, effects: &mut Effects) {
        if let Some(adopted) = adopted {
            self.session.lang = adopted.lang.unwrap_or(self.session.lang);
            self.session.keyboard = adopted.keyboard;
            self.session.theme =
                adopted.colours.map_or(self.session.theme, |colours| self.session.theme.with_colours(colours));
            self.refresh();
        }
        if !self.layers.last_mut().is_some_and(|layer| layer.settings(&lines)) {
            self.open_layer(Box::new(Settings::new(lines)), effects);
        }
    }

    /// A command was given by its name: the palette offers it first from now on.
    pub(super) fn note_recent(&mut self, id: &'static str) {
        self.recent.retain(|other| *other != id);
        self.recent.push(id);
        let over = self.recent.len().saturating_sub(limits::RECENT_COMMANDS);
        self.recent.drain(..over);
    }

    pub(super) fn keep_view(&mut self, view: View, effects: &mut Effects) {
        self.forget(&view);
        let name = view.name(self.session.lang).to_owned();
        self.message = Some((Tone::Info, self.session.say_with("views-kept", &[("name", name.as_str().into())])));
        self.session.views.push(view.clone());
        effects.push(Effect::KeepView(view));
        self.refresh();
    }

    pub(super) fn forget_view(&mut self, view: View, effects: &mut Effects) {
        self.forget(&view);
        effects.push(Effect::ForgetView(view));
        self.refresh();
    }

    fn forget(&mut self, view: &View) {
        let name = view.name(self.session.lang);
        self.session.views.retain(|own| own.kind != view.kind || !own.is_called(name));
    }

    pub(super) fn look_for_twins(&mut self, kinds: &'static [Kind], effects: &mut Effects) {
        let ticket = self.next_ticket();
        self.twins = Some(ticket);
        effects.push(Effect::Duplicates { ticket, kinds });
    }

    pub(super) fn twins_found(&mut self, ticket: u64, twins: &[Twins]) {
        if self.twins.take_if(|newest| *newest == ticket).is_some()
            && let Some(layer) = self.layers.last_mut()
        {
            layer.twins(twins, &self.session);
        }
    }
}
