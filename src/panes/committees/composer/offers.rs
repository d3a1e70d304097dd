//! What could go on the agenda: taken up, or set aside on purpose.

use super::{Composer, Side};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::rules::placement::Placement;
use crate::domain::rules::{backlog, carry, versions};
use crate::domain::{Draft, Fields, Ref};

impl Composer {
    /// Takes records onto the agenda, each as the candidate that it is, before the closing items.
    pub(in crate::panes::committees) fn take_up(
        &mut self,
        records: &[Ref],
        session: &Session,
        ask: &mut Vec<Request>,
    ) -> bool {
        let Some(meeting) = session.record(self.meeting) else { return false };
        let candidates = carry::candidates(&session.desk, meeting, session.today());
        let items: Vec<Fields> = records
            .iter()
            .filter_map(|reference| {
                let known = candidates.iter().find(|known| known.reference == *reference && known.item.is_none());
                known.map(carry::item_of).or_else(|| session.record(*reference).map(carry::about))
            })
            .collect();
        let placement = Placement::of(&session.desk, meeting);
        self.change(session, ask, "agenda.item.add", |agenda| {
            let mut late = items.into_iter().map(|item| versions::late_or_not(meeting, item));
            late.try_fold(None, |_, item| placement.insert(agenda, item).map(Some))
        });
        true
    }

    pub(super) fn take_candidate(&mut self, session: &Session, ask: &mut Vec<Request>) {
        let Some(candidate) = self.candidates.get(self.offers.selected).cloned() else { return };
        let Some(meeting) = session.record(self.meeting) else { return };
        let item = versions::late_or_not(meeting, carry::item_of(&candidate));
        let placement = Placement::of(&session.desk, meeting);
        self.change(session, ask, "agenda.item.add", |agenda| placement.insert(agenda, item).map(Some));
    }

    /// Says on purpose that the candidate under the cursor does not go on this agenda.
    pub(super) fn set_aside(&mut self, session: &Session, ask: &mut Vec<Request>) {
        let Some(meeting) = session.record(self.meeting) else { return };
        let Some(candidate) = self.candidates.get(self.offers.selected).filter(|_| self.side == Side::Candidates)
        else {
            return;
        };
        // What an institution asks for waits with the body: there it is declined.
        if let (Some(number), Some(body)) =
            (candidate.item.filter(|_| candidate.proposal.is_some()), session.record(candidate.reference))
        {
            ask.push(Request::Propose("body.decline", vec![backlog::declined(body, number, None)]));
            return;
        }
        let edit = carry::set_aside(meeting, candidate);
        ask.push(Request::Propose(
            "agenda.candidate.set-aside",
            vec![Draft::Edit { reference: self.meeting, edits: vec![edit], if_rev: None }],
        ));
    }
}
