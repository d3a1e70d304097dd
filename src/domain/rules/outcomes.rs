//! What a session settles on an item: the outcome with its number, how it was decided, and what follows for the item.

use super::agenda::Agenda;
use super::attendance::{Sitting, sittings};
use super::bodies;
use super::carry::deciding_body;
use super::conduct::{ConductError, are_out, must_be, take_in_hand};
use super::numbering::next_by_pattern;
use super::quorum::{Count, LostQuorum, Quorum, Rule, Tie, has_vote};
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::decision::{self, ballot};
use crate::domain::kinds::meeting::item;
use crate::domain::kinds::{body, common, meeting};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Value};
use crate::lang::date::{Instant, OfficialDate, PDate};
use std::collections::BTreeSet;

/// Why an outcome cannot be recorded so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutcomeError {
    /// The session is in no state for it, or the item does not exist.
    Conduct(ConductError),
    /// The quorum is lost and the rule says that nothing more is decided.
    QuorumLost(Count),
    /// More votes than seats that may vote and are there.
    TooManyVotes {
        /// Votes given.
        votes: i64,
        /// Seats that may vote.
        seats: i64,
    },
    /// The seat has no vote, or nobody votes for it.
    MayNotVote(i64),
    /// Votes are equal, and the chair has not decided.
    Tie,
}

impl From<ConductError> for OutcomeError {
    fn from(error: ConductError) -> Self {
        OutcomeError::Conduct(error)
    }
}

/// What is to be settled.
pub struct Settling<'a> {
    /// The records.
    pub desk: &'a Desk,
    /// The session.
    pub session: &'a Record,
    /// The place of the item.
    pub place: usize,
    /// Its quorum, where the body has a rule.
    pub quorum: Option<&'a Quorum>,
    /// When.
    pub at: Instant,
}

/// What was settled.
#[derive(Clone, Debug, PartialEq)]
pub struct Settled {
    /// The fields of the session afterwards.
    pub session: Fields,
    /// The fields of the new decision record.
    pub decision: Fields,
    /// The recommendation or proposal that it deals with, which asks for nothing more.
    pub dealt_with: Option<Ref>,
    /// The quorum, where it was lost and that is only noted.
    pub noted: Option<Count>,
}

/// Outcomes that are decided by those present; the others only say what becomes of an item.
fn decides(kind: &str) -> bool {
    !matches!(kind, "taken_note" | "postponed" | "referred" | "withdrawn")
}

/// Outcomes that ask somebody to do something afterwards.
fn stays_open(kind: &str) -> bool {
    matches!(kind, "decision" | "recommendation" | "proposal" | "measure" | "referred")
}

impl Settling<'_> {
    /// Settles the item by an outcome of that kind; `asked` holds what was said about it besides: its title, text, owner,
    /// votes.
    ///
    /// # Errors
    /// [`OutcomeError`].
    pub fn settle(&self, kind: &str, asked: Fields) -> Result<Settled, OutcomeError> {
        must_be(self.session, &["open", "closed"])?;
        if are_out(self.session) {
            return Err(ConductError::MinutesOut.into());
        }
        let mut agenda = Agenda::of(self.session);
        let fields = agenda.items().get(self.place).cloned().ok_or(ConductError::NoSuchItem)?;
        let noted = self.quorum_for(kind)?;
        let mut decision = asked;
        let kind = self.voted(kind, &mut decision)?;
        self.describe(&fields, kind, &mut decision);
        let dealt_with = self.followed(&fields, kind, &mut decision);
        if self.session.status_code() == Some("open") {
            take_in_hand(&mut agenda, self.place, &self.at)?;
        }
        let state = match kind {
            "postponed" => "carried_over",
            "withdrawn" => "withdrawn",
            _ => "treated",
        };
        let state = Some(Value::Code(state.to_owned()));
        agenda.edit(self.place, item::STATE.id, state).map_err(|_| ConductError::NoSuchItem)?;
        let mut session = self.session.fields.clone();
        session.set(meeting::AGENDA.id, Some(agenda.into_value()));
        Ok(Settled { session, decision, dealt_with, noted })
    }

    /// Whether the moment lies in the session, though it may be written down when that is closed; afterwards nobody counts.
    fn is_in_session(&self) -> bool {
        let end = self.session.fields.instant(meeting::ACTUAL_END.id);
        self.session.status_code() == Some("open") || end.is_some_and(|end| self.at < *end)
    }

    /// The quorum where it is lost but only noted.
    fn quorum_for(&self, kind: &str) -> Result<Option<Count>, OutcomeError> {
        let Some(quorum) = self.quorum.filter(|_| self.is_in_session() && decides(kind)) else { return Ok(None) };
        let count = quorum.at(&self.at);
        match quorum.rule.lost {
            _ if count.is_reached() => Ok(None),
            LostQuorum::Stop => Err(OutcomeError::QuorumLost(count)),
            LostQuorum::NoteOnly => Ok(Some(count)),
        }
    }

    fn body(&self) -> Option<&Record> {
        let body = self.session.fields.link(meeting::BODY.id)?;
        self.desk.get(body).map(AsRef::as_ref)
    }

    /// The seats that may vote at this moment: those with a vote that somebody sits on, represents, or holds a proxy of.
    pub fn voters(&self) -> BTreeSet<i64> {
        let Some(body) = self.body() else { return BTreeSet::new() };
        let voting: BTreeSet<i64> = bodies::seats(self.desk, body, self.at.wall.date())
            .iter()
            .filter(|seat| has_vote(seat))
            .map(|seat| seat.number)
            .collect();
        let there: Vec<_> = sittings(self.session).into_iter().filter(|sitting| sitting.is_there(&self.at)).collect();
        // As for the quorum: a proxy is in the hands of a member in person, who has a vote.
        let sits = |holder: i64| {
            let in_person = |sitting: &&Sitting| sitting.proxy_to.is_none() && !sitting.represented;
            voting.contains(&holder) && there.iter().filter(in_person).any(|sitting| sitting.seat == holder)
        };
        let votes = there.iter().filter(|sitting| sitting.proxy_to.is_none_or(&sits));
        votes.map(|sitting| sitting.seat).filter(|seat| voting.contains(seat)).collect()
    }

    /// Counts the votes where there are any, and says by which kind of outcome they end.
    fn voted<'k>(&self, kind: &'k str, decision: &mut Fields) -> Result<&'k str, OutcomeError> {
        let voters = self.is_in_session().then(|| self.voters());
        count_ballots(decision, voters.as_ref())?;
        let number = |id| decision.number(id).unwrap_or(0);
        let (yes, no) = (number(decision::VOTES_FOR.id), number(decision::VOTES_AGAINST.id));
        let votes = yes + no + number(decision::ABSTENTIONS.id);
        if let Some(voters) = voters.filter(|_| votes > 0) {
            let seats = i64::try_from(voters.len()).unwrap_or(i64::MAX);
            if votes > seats {
                return Err(OutcomeError::TooManyVotes { votes, seats });
            }
        }
        // A nominal vote in which nobody voted adopts nothing either.
        let by_votes = votes > 0 || !decision.list(decision::BALLOTS.id).is_empty();
        if decision.get(decision::MODE.id).is_none() {
            let usual = self.body().and_then(|body| body.fields.text(body::DECISION_MODE.id)).unwrap_or("consensus");
            let mode = if by_votes { "counts" } else { usual };
            decision.set(decision::MODE.id, Some(Value::Code(mode.to_owned())));
        }
        let rule = self.body().and_then(|body| Rule::of(body).ok().flatten());
        let adopted =
            !by_votes || is_adopted(decision, rule.map_or(Tie::Rejected, |rule| rule.tie), self.chair_seat())?;
        Ok(if adopted || !decides(kind) { kind } else { "rejected" })
    }

    fn chair_seat(&self) -> Option<i64> {
        let body = self.body()?;
        let seats = bodies::seats(self.desk, body, self.at.wall.date());
        seats.iter().find(|seat| seat.role == Some("chair")).map(|seat| seat.number)
    }

    fn describe(&self, fields: &Fields, kind: &str, decision: &mut Fields) {
        if decision.get(decision::TITLE.id).is_none() {
            decision.set(decision::TITLE.id, fields.get(item::TITLE.id).cloned());
        }
        decision.set(decision::TYPE.id, Some(Value::Code(kind.to_owned())));
        decision.set(decision::MEETING.id, Some(Value::Link(self.session.reference)));
        decision.set(decision::ITEM.id, fields.get(item::ITEM.id).cloned());
        let status = if stays_open(kind) { "open" } else { "done" };
        decision.set(decision::STATUS.id, Some(Value::Code(status.to_owned())));
        let day = super::quorum::day_of(self.session).unwrap_or_else(|| self.at.wall.date());
        if decision.get(decision::DATE.id).is_none() {
            let date = OfficialDate { date: PDate::from(day), hijri: None };
            decision.set(decision::DATE.id, Some(Value::OfficialDate(date)));
        }
        if decision.get(common::CONFIDENTIALITY.id).is_none() {
            decision.set(common::CONFIDENTIALITY.id, fields.get(item::CONFIDENTIALITY.id).cloned());
        }
        if decision.get(decision::NUMBER.id).is_none()
            && let Some(body) = self.body()
        {
            let code = self.session.fields.text(meeting::CODE.id).unwrap_or("");
            let number = next_number(self.desk, body, i64::from(day.year()), code);
            decision.set(decision::NUMBER.id, number.map(Value::Text));
        }
    }

    /// The advice of another body that an item is about: the outcome follows from it.
    fn followed(&self, fields: &Fields, kind: &str, decision: &mut Fields) -> Option<Ref> {
        let own = self.session.fields.link(meeting::BODY.id);
        let is_advice = |record: &&Record| {
            record.kind == Kind::Decision
                && matches!(record.type_code(), Some("recommendation" | "proposal"))
                && deciding_body(self.desk, record) != own
        };
        let about = fields.links(item::ABOUT.id).filter_map(|about| self.desk.get(about)).map(AsRef::as_ref);
        let asked = decision.link(decision::FOLLOWS.id).and_then(|follows| self.desk.get(follows)).map(AsRef::as_ref);
        let advice = asked.or_else(|| about.filter(is_advice).last())?;
        decision.set(decision::FOLLOWS.id, Some(Value::Link(advice.reference)));
        let is_settled = !matches!(kind, "postponed" | "referred" | "taken_note");
        (is_settled && super::life::is_open(advice)).then_some(advice.reference)
    }
}

/// The number of the next decision of a body, by its pattern.
pub fn next_number(desk: &Desk, body: &Record, year: i64, meeting: &str) -> Option<String> {
    let pattern = body.fields.text(body::DECISION_PATTERN.id)?;
    let own = desk.of_kind(Kind::Decision).filter(|record| deciding_body(desk, record) == Some(body.reference));
    let given = own.filter_map(|record| record.fields.text(decision::NUMBER.id));
    let code = body.fields.text(body::CODE.id).unwrap_or("");
    Some(next_by_pattern(pattern, (code, year, meeting), given).1)
}

/// Counts a nominal vote into the votes of a decision; each seat votes once, and only where it may.
///
/// # Errors
/// [`OutcomeError::MayNotVote`].
pub fn count_ballots(decision: &mut Fields, voters: Option<&BTreeSet<i64>>) -> Result<(), OutcomeError> {
    let (mut yes, mut no, mut abstain) = (0, 0, 0);
    let mut seen = BTreeSet::new();
    let ballots: Vec<(Option<i64>, Option<String>)> = decision
        .parts(decision::BALLOTS.id)
        .map(|part| (part.number(ballot::SEAT.id), part.text(ballot::VOTE.id).map(str::to_owned)))
        .collect();
    if ballots.is_empty() {
        return Ok(());
    }
    for (seat, vote) in &ballots {
        if let Some(seat) = seat
            && (!seen.insert(*seat) || voters.is_some_and(|voters| !voters.contains(seat)))
        {
            return Err(OutcomeError::MayNotVote(*seat));
        }
        match vote.as_deref() {
            Some("for") => yes += 1,
            Some("against") => no += 1,
            Some("abstains") => abstain += 1,
            _ => {}
        }
    }
    decision.set(decision::VOTES_FOR.id, Some(Value::Number(yes)));
    decision.set(decision::VOTES_AGAINST.id, Some(Value::Number(no)));
    decision.set(decision::ABSTENTIONS.id, Some(Value::Number(abstain)));
    decision.set(decision::MODE.id, Some(Value::Code("nominal".to_owned())));
    Ok(())
}

/// Whether the votes of a decision adopt it. Equal votes are decided by the chair where the rule says so: by the casting
/// vote that was told, or by the ballot of the chair's seat.
///
/// # Errors
/// [`OutcomeError::Tie`] where the chair has not decided.
pub fn is_adopted(decision: &mut Fields, tie: Tie, chair: Option<i64>) -> Result<bool, OutcomeError> {
    let number = |id| decision.number(id).unwrap_or(0);
    let (yes, no) = (number(decision::VOTES_FOR.id), number(decision::VOTES_AGAINST.id));
    if yes != no || tie == Tie::Rejected {
        return Ok(yes > no);
    }
    let of_chair =
        decision.parts(decision::BALLOTS.id).find(|part| part.number(ballot::SEAT.id) == chair && chair.is_some());
    let of_chair =
        of_chair.and_then(|part| part.text(ballot::VOTE.id)).filter(|vote| matches!(*vote, "for" | "against"));
    let casting = decision.text(decision::CASTING.id).or(of_chair).ok_or(OutcomeError::Tie)?.to_owned();
    let adopted = casting == "for";
    decision.set(decision::CASTING.id, Some(Value::Code(casting)));
    Ok(adopted)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn votes(ballots: &[(i64, &str)]) -> Fields {
        let part = |(seat, vote): &(i64, &str)| {
            let mut part = Fields::new().with(ballot::SEAT.id, *seat);
            part.set(ballot::VOTE.id, Some(Value::Code((*vote).to_owned())));
            Value::Part(part)
        };
        Fields::new().with(decision::BALLOTS.id, ballots.iter().map(part).collect::<Vec<_>>())
    }

    fn check(ballots: &[(i64, &str)], tie: Tie, chair: Option<i64>, expected: Result<bool, OutcomeError>) {
        let mut decision = votes(ballots);
        count_ballots(&mut decision, None).unwrap();
        assert_eq!(is_adopted(&mut decision, tie, chair), expected, "{ballots:?}");
    }

    #[test]
    fn row_59_a_nominal_vote_is_counted_and_equal_votes_go_by_the_rule() {
        check(&[(1, "for"), (2, "for"), (3, "against")], Tie::Rejected, None, Ok(true));
        check(&[(1, "for"), (2, "against"), (3, "abstains")], Tie::Rejected, Some(1), Ok(false));
        check(&[(1, "for"), (2, "against"), (3, "not_voting")], Tie::ChairCasting, Some(1), Ok(true));
        check(&[(1, "against"), (2, "for")], Tie::ChairCasting, Some(1), Ok(false));
        check(&[(1, "abstains"), (2, "for"), (3, "against")], Tie::ChairCasting, Some(1), Err(OutcomeError::Tie));
        check(&[(2, "for"), (3, "against")], Tie::ChairCasting, None, Err(OutcomeError::Tie));
    }

    #[test]
    fn a_seat_votes_once_and_only_where_it_may() {
        let voters = BTreeSet::from([1, 2]);
        assert_eq!(count_ballots(&mut votes(&[(1, "for"), (1, "against")]), None), Err(OutcomeError::MayNotVote(1)));
        assert_eq!(count_ballots(&mut votes(&[(3, "for")]), Some(&voters)), Err(OutcomeError::MayNotVote(3)));
        let mut decision = votes(&[(1, "for"), (2, "abstains")]);
        count_ballots(&mut decision, Some(&voters)).unwrap();
        assert_eq!(decision.number(decision::ABSTENTIONS.id), Some(1));
        assert_eq!(decision.text(decision::MODE.id), Some("nominal"));
    }
}
