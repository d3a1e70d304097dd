//! What was looked for from an item and is there: who presents it, or the session that it goes to.

use super::{Composer, error_key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::kinds::meeting::item;
use crate::domain::rules::transfer::{Way, to_session};
use crate::domain::{Ref, Value};

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Picking {
    /// Who presents the item.
    Presenter(usize),
    /// The session that the item goes to.
    Session(usize),
}

impl Composer {
    /// What was looked for is there, of an item or of an opinion on it.
    pub(in crate::panes::committees) fn take(&mut self, chosen: Ref, session: &Session, ask: &mut Vec<Request>) {
        match self.pick.take() {
            Some((picking, _)) => self.picked(picking, chosen, session, ask),
            None => self.take_opinion(chosen, session, ask),
        }
    }

    fn picked(&mut self, picking: Picking, chosen: Ref, session: &Session, ask: &mut Vec<Request>) {
        match picking {
            Picking::Presenter(at) => {
                let presenter = Value::List(vec![Value::Link(chosen)]);
                self.change(session, ask, "agenda.item.presenter", |agenda| {
                    agenda.edit(at, item::PRESENTER.id, Some(presenter)).map(|()| None)
                });
            }
            Picking::Session(at) => self.send(at, chosen, session, ask),
        }
    }

    /// Sends an item to another session: of one that was held it is carried over, of one to come it is moved.
    fn send(&mut self, at: usize, to: Ref, session: &Session, ask: &mut Vec<Request>) {
        let (Some(from), Some(to)) = (session.record(self.meeting), session.record(to)) else { return };
        if from.reference == to.reference {
            ask.push(Request::Warn(session.say("composer-same-session")));
            return;
        }
        let is_held = matches!(from.status_code(), Some("open" | "suspended" | "closed"));
        let way = if is_held { Way::Carried } else { Way::Moved };
        match to_session(from, to, at, way) {
            Ok(drafts) => {
                ask.push(Request::Propose("agenda.item.transfer", drafts));
                ask.push(Request::Note(to.title(session.lang).to_owned()));
            }
            Err(error) => ask.push(Request::Warn(session.say(error_key(error)))),
        }
    }
}
