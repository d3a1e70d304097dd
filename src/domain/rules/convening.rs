//! Convening a session: one letter for each mandate with its order number, the first frozen version, replies and what
//! happens to letters on their way; and the second call where the first found no quorum.

use super::agenda::Agenda;
use super::bodies;
use super::frozen::Namer;
use super::numbering::next_by_pattern;
use super::quorum::Rule;
use super::versions::{self, Freezing};
use super::warnings::{days_between, person_of};
use crate::domain::change::Draft;
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::meeting::{CONVOCATIONS, convocation, delivery};
use crate::domain::kinds::{body, letter, meeting, person};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::domain::value::{Fields, Text3, Value};
use crate::lang::date::{Instant, PDate};
use crate::lang::{Arg, Lang, Lexicon};
use crate::limits;
use jiff::civil::Date;

/// How letters are numbered in the register of a year.
pub const LETTER_PATTERN: &str = "{year}/{nnnn}";

/// Who is to be convened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// The seat.
    pub seat: i64,
    /// The mandate: a person, or a post.
    pub who: Ref,
    /// The person who holds it on the day; none where the post is vacant.
    pub person: Option<Ref>,
    /// Whether as an alternate.
    pub alternate: bool,
}

/// Everybody with a mandate on a day, seat by seat in order of rank, titular members first.
pub fn recipients(desk: &Desk, of: &Record, day: Date) -> Vec<Recipient> {
    let seats = bodies::seats(desk, of, day);
    let all = seats.iter().flat_map(|seat| {
        seat.holders.iter().filter_map(|holder| {
            let who = holder.post.or(holder.person)?;
            Some(Recipient { seat: seat.number, who, person: holder.person, alternate: holder.alternate })
        })
    });
    all.collect()
}

/// What a convocation needs to know besides the records.
pub struct Convening<'a> {
    /// The records.
    pub desk: &'a Desk,
    /// Forms of address and the words of the letter.
    pub lexicon: &'a Lexicon,
    /// The number that the first letter gets on the desk.
    pub first_letter: Ref,
    /// How it is sent: courier, e-mail.
    pub channel: Option<&'a str>,
    /// When.
    pub at: Instant,
}

impl Convening<'_> {
    /// The fields of a convened session and its letters: every mandate of its day is written to, with the name and title
    /// that it has on that day.
    pub fn convene(&self, session: &Record, freezing: Freezing<'_>) -> (Fields, Vec<Draft>) {
        let mut fields = session.fields.clone();
        let day = super::quorum::day_of(session).unwrap_or_else(|| self.at.wall.date());
        let body = fields.link(meeting::BODY.id).and_then(|body| self.desk.get(body));
        let recipients = body.map(|body| recipients(self.desk, body, day)).unwrap_or_default();
        let mut numbers = Register::of(self.desk, "outgoing", i64::from(self.at.wall.year()));
        let (mut lines, mut letters) = (fields.list(CONVOCATIONS.id).to_vec(), Vec::new());
        for (at, recipient) in recipients.iter().enumerate().take(limits::LIST_LEN) {
            let reference = Ref(self.first_letter.0 + at as u64);
            letters.push(self.letter(session, body.map(AsRef::as_ref), recipient, reference, numbers.give()));
            lines.push(Value::Part(self.line(recipient, reference, day)));
        }
        fields.set(CONVOCATIONS.id, Some(Value::List(lines)));
        fields.set(meeting::STATUS.id, Some(Value::Code("convened".to_owned())));
        if fields.number(meeting::CONVOCATION_RANK.id).is_none() {
            fields.set(meeting::CONVOCATION_RANK.id, Some(Value::Number(1)));
        }
        versions::freeze(&mut fields, freezing);
        (fields, letters)
    }

    fn line(&self, recipient: &Recipient, letter: Ref, day: Date) -> Fields {
        let namer = Namer { desk: self.desk, lexicon: self.lexicon, day };
        let named = namer.who(recipient.who);
        let mut addressee = Text3::default();
        for lang in Lang::ALL {
            let name = named.name.best(lang);
            let words = match &named.post {
                Some(post) => {
                    let values = [("post", Arg::from(post.best(lang))), ("person", Arg::from(name))];
                    self.lexicon.plain(lang, "paper-post-holder", &values)
                }
                None => name.to_owned(),
            };
            addressee.set(lang, Some(words));
        }
        let sent = Fields::new().with(delivery::AT.id, self.at.clone());
        let mut sent = sent;
        sent.set(delivery::TYPE.id, Some(Value::Code("sent".to_owned())));
        let mut line = Fields::new()
            .with(convocation::SEAT.id, recipient.seat)
            .with(convocation::WHO.id, recipient.who)
            .with(convocation::ADDRESSEE.id, addressee)
            .with(convocation::LETTER.id, letter)
            .with(convocation::SENT.id, self.at.clone())
            .with(convocation::DELIVERIES.id, vec![Value::Part(sent)]);
        line.set(convocation::PERSON.id, recipient.person.map(Value::Link));
        line.set(convocation::CHANNEL.id, self.channel.map(|channel| Value::Text(channel.to_owned())));
        line.set(convocation::LANGUAGE.id, Some(Value::Code(language(self.desk, recipient.person).code().to_owned())));
        line.set(convocation::REPLY.id, Some(Value::Code("none".to_owned())));
        line
    }

    fn letter(&self, session: &Record, of: Option<&Record>, to: &Recipient, reference: Ref, number: String) -> Draft {
        let mut subject = Text3::default();
        for lang in Lang::ALL {
            let values = [("session", Arg::from(session.title(lang)))];
            subject.set(lang, Some(self.lexicon.plain(lang, "letter-convocation", &values)));
        }
        let day = PDate::from(self.at.wall.date());
        let sender = session.fields.link(meeting::CHAIR.id);
        let sender = sender.or_else(|| of.and_then(|body| body.fields.link(body::SECRETARIAT.id)));
        let mut fields = Fields::new()
            .with(letter::SUBJECT.id, subject)
            .with(letter::DATE.id, day.clone())
            .with(letter::WRITTEN.id, day)
            .with(letter::TO.id, vec![Value::Link(to.who)])
            .with(letter::ABOUT.id, vec![Value::Link(session.reference)]);
        fields.set(letter::DIRECTION.id, Some(Value::Code("outgoing".to_owned())));
        fields.set(letter::TYPE.id, Some(Value::Code("convocation".to_owned())));
        fields.set(letter::NUMBER.id, Some(Value::Text(number)));
        fields.set(letter::FROM.id, sender.map(|sender| Value::List(vec![Value::Link(sender)])));
        Draft::Add { reference: Some(reference), kind: Kind::Letter, fields }
    }
}

/// The first language of a person in which there are letters; Arabic where nothing is known.
pub fn language(desk: &Desk, person: Option<Ref>) -> Lang {
    let spoken = person.and_then(|person| desk.get(person));
    let codes = spoken.map(|person| person.fields.list(person::LANGUAGES.id)).unwrap_or_default();
    let first = codes.iter().find_map(|code| match code {
        Value::Code(code) => Lang::from_code(code),
        _ => None,
    });
    first.unwrap_or(Lang::Ar)
}

/// The order numbers of a register of letters in one year: they go on without a gap.
pub struct Register {
    year: i64,
    given: Vec<String>,
}

impl Register {
    /// The register of a direction, as the desk has it.
    pub fn of(desk: &Desk, direction: &str, year: i64) -> Register {
        let letters =
            desk.of_kind(Kind::Letter).filter(|record| record.fields.text(letter::DIRECTION.id) == Some(direction));
        let given = letters.filter_map(|record| record.fields.text(letter::NUMBER.id).map(str::to_owned)).collect();
        Register { year, given }
    }

    /// Gives the next number.
    pub fn give(&mut self) -> String {
        let number = next_by_pattern(LETTER_PATTERN, ("", self.year, ""), self.given.iter().map(String::as_str)).1;
        self.given = vec![number.clone()];
        number
    }
}

/// What came back about a convocation.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// It reached somebody, came back, …: code of `delivery_event`, with a note.
    Delivery(String, Option<String>),
    /// The answer: code of `reply`, and who comes instead.
    Reply(String, Option<Ref>),
}

/// The convocations of a session with the news about that of one seat; nothing where nobody was convened for it. A
/// mandate is named where several people were convened for the seat, else the titular one is meant.
pub fn with_news(session: &Record, seat: i64, who: Option<Ref>, news: &News, at: &Instant) -> Option<Value> {
    let mut lines: Vec<Fields> = session.fields.parts(CONVOCATIONS.id).cloned().collect();
    let is_meant = |line: &&mut Fields| {
        let is_person = who.is_none_or(|who| {
            line.link(convocation::WHO.id) == Some(who) || line.link(convocation::PERSON.id) == Some(who)
        });
        line.number(convocation::SEAT.id) == Some(seat) && is_person
    };
    let line = lines.iter_mut().find(is_meant)?;
    match news {
        News::Delivery(event, note) => {
            let mut part = Fields::new().with(delivery::AT.id, at.clone());
            part.set(delivery::TYPE.id, Some(Value::Code(event.clone())));
            part.set(delivery::NOTE.id, note.clone().map(Value::Text));
            let mut deliveries = line.list(convocation::DELIVERIES.id).to_vec();
            deliveries.push(Value::Part(part));
            line.set(convocation::DELIVERIES.id, Some(Value::List(deliveries)));
            if event == "acknowledged" {
                line.set(convocation::ACKNOWLEDGED.id, Some(Value::Instant(at.clone())));
            }
        }
        News::Reply(reply, instead) => {
            line.set(convocation::REPLY.id, Some(Value::Code(reply.clone())));
            line.set(convocation::REPRESENTED_BY.id, instead.map(Value::Link));
            line.set(convocation::REPLIED.id, Some(Value::Instant(at.clone())));
        }
    }
    Some(Value::List(lines.into_iter().map(Value::Part).collect()))
}

/// A convocation that was written to somebody who no longer holds the mandate.
#[derive(Clone, Debug, PartialEq)]
pub struct Outdated {
    /// The session.
    pub session: Ref,
    /// The seat.
    pub seat: i64,
    /// The mandate.
    pub who: Ref,
    /// To whom it was written.
    pub was: Option<Ref>,
    /// Who holds it on the day of the session.
    pub now: Option<Ref>,
}

/// The convocations of sessions to come whose mandates have changed hands since they were written.
pub fn outdated(desk: &Desk) -> Vec<Outdated> {
    let pending = desk.of_kind(Kind::Meeting).filter(|session| session.status_code() == Some("convened"));
    let all = pending.flat_map(|session| {
        let day = super::quorum::day_of(session);
        session.fields.parts(CONVOCATIONS.id).filter_map(move |line| {
            let (who, day) = (line.link(convocation::WHO.id)?, day?);
            // Lines of older sessions say no person: nobody can tell whether they are outdated.
            line.get(convocation::ADDRESSEE.id)?;
            let was = line.link(convocation::PERSON.id).map(|was| desk.resolve(was));
            let now = person_of(desk, who, day);
            let seat = line.number(convocation::SEAT.id).unwrap_or(0);
            (was != now).then_some(Outdated { session: session.reference, seat, who, was, now })
        })
    });
    all.collect()
}

/// Why there can be no second call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecondCallError {
    /// The body has no rule for it.
    NoRule,
    /// The session was not convened, or was held.
    NotConvened,
    /// It would be after too few or too many days.
    OutsideTheDelay {
        /// Days after the first session.
        days: i64,
        /// Fewest days.
        min: i64,
        /// Most days, where there is a limit.
        max: Option<i64>,
    },
}

/// The second call of a session that found no quorum: the fields of the session at the later date, on the same agenda, and
/// those of the first one, which is put off and keeps its attendance as proof.
///
/// # Errors
/// [`SecondCallError`].
pub fn second_call(desk: &Desk, first: &Record, start: &Instant) -> Result<(Fields, Fields), SecondCallError> {
    if first.status_code() != Some("convened") {
        return Err(SecondCallError::NotConvened);
    }
    let rule = first.fields.link(meeting::BODY.id).and_then(|body| desk.get(body));
    let rule = rule.and_then(|body| Rule::of(body).ok().flatten()).ok_or(SecondCallError::NoRule)?;
    let was = first.fields.instant(meeting::START.id).ok_or(SecondCallError::NotConvened)?;
    let days = i64::from(days_between(was.wall.date(), start.wall.date()));
    let (min, max) = (rule.second_min_days, rule.second_max_days);
    if days < min || max.is_some_and(|max| days > max) {
        return Err(SecondCallError::OutsideTheDelay { days, min, max });
    }
    let mut fields = first.fields.clone();
    let minutes = first.fields.instant(meeting::END.id).map(|end| was.wall.duration_until(end.wall).as_mins());
    fields.set(meeting::START.id, Some(Value::Instant(start.clone())));
    fields.set(meeting::END.id, minutes.and_then(|minutes| start.after_minutes(minutes)).map(Value::Instant));
    fields.set(meeting::DATE.id, None);
    for gone in [meeting::CONVOCATIONS.id, meeting::ATTENDANCE.id, meeting::VERSIONS.id, meeting::PAPERS.id] {
        fields.set(gone, None);
    }
    fields.set(meeting::CONVOCATION_RANK.id, Some(Value::Number(2)));
    fields.set(meeting::SECOND_CALL_OF.id, Some(Value::Link(first.reference)));
    let mut put_off = first.fields.clone();
    put_off.set(meeting::STATUS.id, Some(Value::Code("postponed".to_owned())));
    // What is asked about an item is asked for the session that is held.
    put_off.set(meeting::OPINIONS.id, None);
    // The session that is held bears the code; the one that was not is told apart from it.
    put_off.set(meeting::CODE.id, first.fields.text(meeting::CODE.id).map(|code| Value::Text(format!("{code} (1)"))));
    Ok((fields, put_off))
}

/// Whether a first and a second call have the same agenda, where the rule wants that: neither of them is changed without the
/// other.
pub fn keeps_first_agenda(desk: &Desk, session: &Record) -> bool {
    let call_of = |session: &Record| session.fields.link(meeting::SECOND_CALL_OF.id);
    let second = desk.linking_to(session.reference).find(|other| call_of(other) == Some(session.reference));
    let Some(first) = call_of(session).and_then(|first| desk.get(first)).or(second) else {
        return true;
    };
    let body = session.fields.link(meeting::BODY.id).and_then(|body| desk.get(body));
    let is_bound = body.and_then(|body| Rule::of(body).ok().flatten()).is_some_and(|rule| rule.second_same_agenda);
    let subjects = |session: &Record| {
        let agenda = Agenda::of(session);
        let subject = |fields: &Fields| {
            let own = (meeting::item::ITEM.id, meeting::item::TITLE.id);
            (fields.number(own.0), fields.text3(own.1).cloned())
        };
        agenda.items().iter().map(subject).collect::<Vec<_>>()
    };
    !is_bound || subjects(session) == subjects(first)
}
