//! What is asked of the registrar for a session: the same changes as the commands ask for, with what stands against them told
//! in words.

use crate::app::Typed;
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::kinds::meeting::amendment;
use crate::domain::kinds::{action, decision, meeting};
use crate::domain::rules::broken::Broken;
use crate::domain::rules::convening::Convening;
use crate::domain::rules::minutes::Amending;
use crate::domain::rules::outcomes::{Settled, Settling};
use crate::domain::rules::quorum::Quorum;
use crate::domain::rules::versions::{self, Freezing};
use crate::domain::rules::{conduct, holding, minutes};
use crate::domain::{Draft, Fields, Kind, Record, Ref, Value};
use crate::lang::date::Instant;
use crate::paper;

/// A session and who acts on it.
#[derive(Clone, Copy)]
pub(super) struct Agreed<'a> {
    pub(super) session: &'a Session,
    pub(super) meeting: &'a Record,
}

impl<'a> Agreed<'a> {
    /// This moment.
    pub(super) fn now(&self) -> Instant {
        Instant::at_home(self.session.now)
    }

    /// The quorum of the session; nothing where its body has no rule, or one that nobody can read, which is told when the
    /// session is convened.
    pub(super) fn quorum(&self) -> Option<Quorum> {
        Quorum::of(&self.session.desk, self.meeting, self.session.today()).ok().flatten()
    }

    /// Tells what stands against it.
    pub(super) fn refuse(&self, broken: impl Into<Broken>, ask: &mut Vec<Request>) {
        ask.push(Request::Warn(broken.into().in_words(&self.session.lexicon, self.session.lang)));
    }

    /// Proposes what the session is afterwards, or tells what stands against it.
    pub(super) fn propose(
        &self,
        label: &'static str,
        fields: Result<Fields, impl Into<Broken>>,
        ask: &mut Vec<Request>,
    ) {
        match fields {
            Ok(fields) => ask.push(Request::Propose(label, vec![Draft::edit(self.meeting, &fields)])),
            Err(broken) => self.refuse(broken, ask),
        }
    }

    fn freezing(&self, meeting: &Record, state: &'a str) -> Result<Freezing<'a>, Broken> {
        let session = self.session;
        let desk = (&*session.desk, &*session.lexicon, session.today());
        paper::freezing(meeting, desk, (state, &session.by), self.now()).map_err(|error| Broken::unwritten(&error))
    }

    fn convening(&self, first_letter: u64) -> Convening<'_> {
        let (desk, lexicon) = (&self.session.desk, &self.session.lexicon);
        Convening { desk, lexicon, first_letter: Ref(first_letter), channel: None, at: self.now() }
    }

    /// Keeps the letters as they are sent.
    fn keep_convocations(&self, meeting: &Record, fields: &mut Fields, letters: &[Draft]) -> Result<(), Broken> {
        let session = self.session;
        let by = (session.by.as_str(), self.now());
        let kept = paper::keep_convocations(&session.desk, &session.lexicon, meeting, (fields, letters), by);
        kept.map_err(|error| Broken::unwritten(&error))
    }

    /// Keeps minutes as they go out.
    fn keep_minutes(&self, meeting: &Record, fields: &mut Fields) -> Result<(), Broken> {
        let session = self.session;
        let by = (session.by.as_str(), self.now());
        let kept = paper::keep_minutes(&session.desk, &session.lexicon, meeting, fields, by);
        kept.map_err(|error| Broken::unwritten(&error))
    }

    /// The session with its minutes kept as this step leaves them.
    fn kept(&self, fields: Result<Fields, impl Into<Broken>>) -> Result<Fields, Broken> {
        let mut fields = fields.map_err(Into::into)?;
        self.keep_minutes(self.meeting, &mut fields)?;
        Ok(fields)
    }

    /// Proposes the records that a step changes, or tells what stands against it.
    fn propose_all(&self, label: &'static str, drafts: Result<Vec<Draft>, Broken>, ask: &mut Vec<Request>) {
        match drafts {
            Ok(drafts) => ask.push(Request::Propose(label, drafts)),
            Err(broken) => self.refuse(broken, ask),
        }
    }

    /// Sends the draft of the minutes to the members, and keeps it as it was sent.
    pub(super) fn circulate(&self, ask: &mut Vec<Request>) {
        self.propose("meeting.circulate", self.kept(minutes::circulate(self.meeting)), ask);
    }

    /// Convenes the session: a letter for each mandate, the first version of its agenda.
    pub(super) fn convene(&self, ask: &mut Vec<Request>) {
        let state = if versions::newest(self.meeting) == 0 { "sent" } else { "amended" };
        let convening = self.convening(self.session.desk.last_ref() + 1);
        let keep = |fields: &mut Fields, letters: &[Draft]| self.keep_convocations(self.meeting, fields, letters);
        let freezing = self.freezing(self.meeting, state);
        let drafts = freezing.and_then(|freezing| holding::convocation(&convening, self.meeting, freezing, keep));
        self.propose_all("meeting.convene", drafts, ask);
    }

    /// Convenes a second time, on another day.
    pub(super) fn second_call(&self, values: &Fields, ask: &mut Vec<Request>) {
        let Some(start) = values.instant(meeting::START.id) else { return };
        self.propose_all("meeting.second-call", self.second_drafts(start), ask);
    }

    fn second_drafts(&self, start: &Instant) -> Result<Vec<Draft>, Broken> {
        let (second, put_off) = holding::second(&self.session.desk, self.meeting, start)?;
        let freezing = self.freezing(&second, "sent")?;
        let convening = self.convening(second.reference.0 + 1);
        let keep = |fields: &mut Fields, letters: &[Draft]| self.keep_convocations(&second, fields, letters);
        holding::second_convocation(&convening, self.meeting, (&second, &put_off), freezing, keep)
    }

    /// Freezes the agenda as it is now into a numbered version.
    pub(super) fn freeze(&self, ask: &mut Vec<Request>) {
        let state = if versions::newest(self.meeting) == 0 { "frozen" } else { "amended" };
        let freezing = match self.freezing(self.meeting, state) {
            Ok(freezing) => freezing,
            Err(broken) => return self.refuse(broken, ask),
        };
        let Some((fields, number)) = holding::frozen(self.meeting, freezing) else {
            ask.push(Request::Tell(self.session.say("held-same-version")));
            return;
        };
        ask.push(Request::Propose("agenda.freeze", vec![Draft::edit(self.meeting, &fields)]));
        ask.push(Request::Note(self.session.say_with("held-version", &[("number", number.into())])));
    }

    /// Opens the session, or goes on with it.
    pub(super) fn open(&self, ask: &mut Vec<Request>) {
        self.propose("meeting.open", conduct::open(self.meeting, self.quorum().as_ref(), &self.now()), ask);
    }

    /// Closes the session; what was not treated is told.
    pub(super) fn close(&self, ask: &mut Vec<Request>) {
        let closed = conduct::close(self.meeting, &self.now());
        let left = closed.as_ref().ok().map(|fields| {
            let closed = Record { fields: fields.clone(), ..self.meeting.clone() };
            conduct::untreated(&closed).into_iter().map(|(number, _)| number).collect::<Vec<_>>()
        });
        self.propose("meeting.close", closed, ask);
        if let Some(left) = left.filter(|left| !left.is_empty()) {
            let numbers = left.join(self.session.lang.comma());
            ask.push(Request::Note(self.session.say_with("held-untreated", &[("numbers", numbers.as_str().into())])));
        }
    }

    /// Puts the session into a state that needs no more than saying so.
    pub(super) fn set_state(&self, label: &'static str, state: &str, ask: &mut Vec<Request>) {
        self.propose(label, conduct::put_into(self.meeting, state), ask);
    }

    /// Approves the minutes in the later session that has an item for them.
    pub(super) fn approve(&self, ask: &mut Vec<Request>) {
        let session = self.session;
        let Some(later) = holding::approving_session(&session.desk, self.meeting) else {
            // The rule says what is missing: a phase, or a session.
            if let Err(error) = minutes::approve(self.meeting, self.meeting) {
                self.refuse(error, ask);
            }
            return;
        };
        match holding::approval(
            (&session.desk, &session.lexicon),
            self.meeting,
            later,
            &self.now(),
            (Fields::new(), |fields: &mut Fields| self.keep_minutes(self.meeting, fields)),
        ) {
            Ok((drafts, settled)) => {
                ask.push(Request::Propose("meeting.approve", drafts));
                self.note_quorum(&settled, ask);
            }
            Err(broken) => self.refuse(broken, ask),
        }
    }

    /// Signs the minutes for somebody.
    pub(super) fn sign(&self, who: Ref, ask: &mut Vec<Request>) {
        self.propose("meeting.sign", self.kept(minutes::sign(self.meeting, who, &self.now())), ask);
    }

    /// Settles an item by an outcome. Where the item is for the minutes of a session before, approving it approves them.
    pub(super) fn outcome(&self, place: Option<usize>, values: &Fields, ask: &mut Vec<Request>) {
        let Some(place) = place else { return };
        let session = self.session;
        let mut asked = values.clone();
        let kind = asked.text(decision::TYPE.id).unwrap_or("decision").to_owned();
        asked.set(decision::TYPE.id, None);
        if let Some(earlier) = holding::approved_by(&session.desk, self.meeting, place, &kind) {
            return match holding::approval(
                (&session.desk, &session.lexicon),
                earlier,
                self.meeting,
                &self.now(),
                (asked, |fields: &mut Fields| self.keep_minutes(earlier, fields)),
            ) {
                Ok((drafts, settled)) => self.settled(drafts, &settled, ask),
                Err(broken) => self.refuse(broken, ask),
            };
        }
        let quorum = self.quorum();
        let at = self.now();
        let settling = Settling { desk: &session.desk, session: self.meeting, place, quorum: quorum.as_ref(), at };
        let mut settled = match settling.settle(&kind, asked) {
            Ok(settled) => settled,
            Err(error) => return self.refuse(error, ask),
        };
        if holding::adopts_agenda(self.meeting, place, &settled) {
            let adopted = Record { fields: settled.session.clone(), ..self.meeting.clone() };
            match self.freezing(&adopted, "final") {
                Ok(freezing) => drop(versions::freeze(&mut settled.session, freezing)),
                Err(broken) => return self.refuse(broken, ask),
            }
        }
        let reference = Ref(session.desk.last_ref() + 1);
        let drafts = holding::outcome(&session.desk, self.meeting, &settled, reference);
        self.settled(drafts, &settled, ask);
    }

    fn settled(&self, drafts: Vec<Draft>, settled: &Settled, ask: &mut Vec<Request>) {
        let (session, decided) = (self.session, &settled.decision);
        let kind = session.label("outcome_kind", decided.text(decision::TYPE.id).unwrap_or("decision"));
        let number = decided.text(decision::NUMBER.id).unwrap_or("");
        ask.push(Request::Propose("meeting.outcome", drafts));
        let item = decided.number(decision::ITEM.id);
        let is_typed = |typed: &Typed| (typed.reference, Some(typed.item)) == (self.meeting.reference, item);
        if session.typed.as_ref().is_some_and(|typed| is_typed(typed) && typed.what == super::votes::WHAT) {
            ask.push(Request::LetGo);
        }
        let values = [("kind", kind.as_str().into()), ("number", number.into())];
        ask.push(Request::Note(session.say_with("held-settled", &values)));
        self.note_quorum(settled, ask);
    }

    /// Tells that it was settled without a quorum, where the rule only notes that.
    fn note_quorum(&self, settled: &Settled, ask: &mut Vec<Request>) {
        if let Some(count) = settled.noted {
            ask.push(Request::Note(super::head::counted(self.session, count)));
        }
    }

    /// What somebody must do about a decision of the session.
    pub(super) fn action(&self, values: &Fields, ask: &mut Vec<Request>) {
        let mut fields = values.clone();
        fields.set(action::STATUS.id, Some(Value::Code("not_started".to_owned())));
        ask.push(Request::Propose("meeting.action", vec![Draft::Add { reference: None, kind: Kind::Action, fields }]));
    }

    /// A recorded change of the minutes.
    pub(super) fn amend(&self, place: Option<usize>, values: &Fields, ask: &mut Vec<Request>) {
        let amending = Amending {
            place,
            text: values.text3(amendment::TEXT.id).cloned().unwrap_or_default(),
            proposer: values.link(amendment::PROPOSER.id),
            note: values.text(amendment::NOTE.id).map(str::to_owned),
            decided_in: values.link(amendment::MEETING.id),
            by: &self.session.by,
            at: self.now(),
        };
        self.propose("meeting.amend", self.kept(minutes::amend(&self.session.desk, self.meeting, &amending)), ask);
    }
}
