//! The minutes of a session, the list of its decisions, and the extract with one of them: three pages of one thing, a
//! session as held.

use super::document::{CopyKind, Document, Head, Languages, Line, Page, Section};
use super::writer::{Writer, line, paragraphs, sentences};
use crate::domain::Text3;
use crate::domain::rules::frozen::{FrozenItem, Named};
use crate::domain::rules::proceedings::{Amended, Member, Outcome, Proceedings, QuorumTurn, Task};
use crate::lang::date::Instant;
use crate::lang::{Arg, Lexicon};
use crate::text;

/// Letters of a fingerprint that stand on paper: enough that nobody finds another text with the same ones.
const SEAL_LETTERS: usize = 16;

/// Kinds of outcome that are texts of their own; the others say what became of an item.
const TEXTS: [&str; 5] = ["decision", "recommendation", "proposal", "conclusion", "measure"];

/// A session as held, with the fingerprint of what it was taken as.
#[derive(Clone, Debug)]
pub struct Told {
    /// The session.
    pub proceedings: Proceedings,
    /// The seal of its text.
    pub seal: String,
}

/// The minutes of a session.
pub fn minutes(told: &Told, lexicon: &Lexicon, languages: Languages, copy: CopyKind) -> Document {
    let pages = languages.list().into_iter().map(|lang| Writer { lexicon, lang, copy }.minutes_page(told));
    Document::new("minutes", pages.collect())
}

/// The decisions of a session with what follows from them; nothing where the copy holds none.
pub fn decisions(told: &Told, lexicon: &Lexicon, languages: Languages, copy: CopyKind) -> Option<Document> {
    let pages = languages.list().into_iter().map(|lang| Writer { lexicon, lang, copy }.decisions_page(told));
    let pages: Vec<Page> = pages.collect();
    let has_any = pages.iter().any(|page| page.sections.iter().any(|section| !section.lines.is_empty()));
    has_any.then(|| Document::new("decisions", pages))
}

/// The minutes on one decision, to be given to those it concerns; nothing where the copy does not hold it.
pub fn extract(told: &Told, of: u64, lexicon: &Lexicon, languages: Languages, copy: CopyKind) -> Option<Document> {
    let outcome = told.proceedings.outcomes.iter().find(|outcome| outcome.reference == of)?;
    let writer = |lang| Writer { lexicon, lang, copy };
    let pages = languages.list().into_iter().map(|lang| writer(lang).extract_page(told, outcome));
    Some(Document::new("extract", pages.collect::<Option<Vec<Page>>>()?))
}

impl Writer<'_> {
    fn minutes_page(&self, told: &Told) -> Page {
        let held = &told.proceedings;
        let is_final = matches!(held.phase.as_str(), "approved" | "signed");
        let mut page = self.begun(if is_final { "minutes" } else { "draft_minutes" }, &held.agenda);
        self.session_facts(&held.agenda, &mut page);
        page.fact(self.word("paper-secretary"), self.who_if(held.secretary.as_ref()));
        page.fact(self.word("paper-rapporteur"), self.who_if(held.rapporteur.as_ref()));
        let values = [("phase", self.label("minutes_phase", &held.phase)), ("version", held.version.to_string())];
        let values = [("phase", values[0].1.as_str()), ("version", values[1].1.as_str())];
        page.fact(self.word("paper-phase"), self.tell("paper-minutes-state", &values));
        page.sections.push(self.opening(held));
        page.sections.extend(self.attendance(held));
        page.sections.push(self.quorum(held));
        page.sections.push(sentences(self.word("paper-discussion"), self.own_paragraphs(&held.minutes)));
        page.sections.extend(self.shown(&held.agenda.items).into_iter().map(|item| self.treated(held, item)));
        page.sections.extend(self.loose_outcomes(held));
        page.sections.push(self.changes(held));
        let closed = held.closed.as_ref().map(|at| self.tell("paper-closed", &[("time", &self.hour(at))]));
        page.sections.push(sentences(String::new(), closed.into_iter().collect()));
        page.sections.push(self.signatures(held));
        let items = held.agenda.items.len();
        page.sections.retain(|section| !is_empty(section) || (items > 0 && is_item(section)));
        page.footer = self.minutes_footer(told);
        page
    }

    /// The text in the language of the page, or in another where it was not written in this one.
    fn own_paragraphs(&self, said: &Text3) -> Vec<String> {
        paragraphs(said.best(self.lang))
    }

    fn opening(&self, held: &Proceedings) -> Section {
        let Some(at) = held.opened.as_ref().or(held.agenda.start.as_ref()) else { return Section::default() };
        let (day, time, chair) = (self.day(at), self.hour(at), self.who_if(held.agenda.chair.as_ref()));
        let opened = match chair.as_str() {
            "" => self.tell("paper-opened-alone", &[("day", &day), ("time", &time)]),
            chair => self.tell("paper-opened", &[("day", &day), ("time", &time), ("chair", chair)]),
        };
        sentences(String::new(), vec![opened])
    }

    fn attendance(&self, held: &Proceedings) -> Vec<Section> {
        let called: Vec<&Member> = held.members.iter().filter(|member| member.status.is_some()).collect();
        let cells = vec![self.head("paper-column-presence", 34)];
        let members = Section {
            title: self.word("paper-attendance"),
            columns: self.columns("paper-column-seat", "paper-column-member", cells),
            lines: called.iter().map(|member| self.attended(held, member)).collect(),
            ..Section::default()
        };
        let guests = held.guests.iter().filter(|guest| self.may_name(guest));
        let guests = guests.map(|guest| line("", self.who(guest), Vec::new())).collect();
        vec![members, Section { title: self.word("paper-guests"), lines: guests, ..Section::default() }]
    }

    fn attended(&self, held: &Proceedings, member: &Member) -> Line {
        let status = member.status.as_deref().unwrap_or("absent");
        let mut words = self.label("attendance", status);
        let times: Vec<String> = member.times.iter().filter_map(|span| self.times(span)).collect();
        if !times.is_empty() {
            words = format!("{} ({})", words, times.join(self.lang.comma()));
        }
        let mut notes = vec![self.who_if(member.who.as_ref())];
        let instead = self.who_if(member.represented_by.as_ref());
        if !instead.is_empty() {
            notes.push(self.tell("paper-absent-instead", &[("who", &instead)]));
        }
        let holder = member.proxy_to.and_then(|seat| held.members.iter().find(|other| other.seat == seat));
        let holder = self.who_if(holder.and_then(|holder| holder.institution.as_ref().or(holder.who.as_ref())));
        if !holder.is_empty() {
            notes.push(self.tell("paper-proxy-to", &[("who", &holder)]));
        }
        notes.retain(|note| !note.is_empty());
        Line { cells: vec![words], ..self.member(member, notes) }
    }

    /// A member by the institution, or by the name where the seat is nobody's.
    pub(super) fn member(&self, member: &Member, mut notes: Vec<String>) -> Line {
        let institution = self.who_if(member.institution.as_ref());
        let text = if institution.is_empty() && !notes.is_empty() { notes.remove(0) } else { institution };
        line(member.seat.to_string(), text, notes)
    }

    fn times(&self, span: &(Option<Instant>, Option<Instant>)) -> Option<String> {
        let hour = |at: &Option<Instant>| at.as_ref().map(|at| self.hour(at));
        match (hour(&span.0), hour(&span.1)) {
            (Some(from), Some(until)) => Some(self.tell("paper-between", &[("from", &from), ("until", &until)])),
            (Some(from), None) => Some(self.tell("paper-from-hour", &[("time", &from)])),
            (None, Some(until)) => Some(self.tell("paper-until-hour", &[("time", &until)])),
            (None, None) => None,
        }
    }

    fn quorum(&self, held: &Proceedings) -> Section {
        let said = held.quorum.iter().enumerate().map(|(at, turn)| self.turn(turn, at == 0));
        sentences(self.word("paper-quorum"), said.collect())
    }

    fn turn(&self, turn: &QuorumTurn, is_opening: bool) -> String {
        let key = match (is_opening, turn.counted >= turn.needed) {
            (true, true) => "paper-quorum-reached",
            (true, false) => "paper-quorum-not-reached",
            (false, true) => "paper-quorum-still",
            (false, false) => "paper-quorum-lost",
        };
        let time = self.hour(&turn.at);
        let mut values: Vec<(&str, Arg<'_>)> = vec![
            ("counted", i64::from(turn.counted).into()),
            ("base", i64::from(turn.base).into()),
            ("needed", i64::from(turn.needed).into()),
        ];
        if !is_opening {
            values.push(("time", time.as_str().into()));
        }
        self.say(key, &values)
    }

    /// An item with what was said and settled on it.
    fn treated(&self, held: &Proceedings, item: &FrozenItem) -> Section {
        let said = held.said_on(item.item).map(|said| self.own_paragraphs(said)).unwrap_or_default();
        let outcomes = held.outcomes.iter().filter(|outcome| outcome.item == Some(item.item));
        Section {
            title: item_title(&item.number, item.title.best(self.lang)),
            paragraphs: said,
            lines: outcomes.flat_map(|outcome| self.settled(outcome)).collect(),
            ..Section::default()
        }
    }

    /// What was settled on no item that is named.
    fn loose_outcomes(&self, held: &Proceedings) -> Option<Section> {
        let is_loose = |outcome: &&Outcome| !held.agenda.items.iter().any(|item| Some(item.item) == outcome.item);
        let lines: Vec<Line> =
            held.outcomes.iter().filter(is_loose).flat_map(|outcome| self.settled(outcome)).collect();
        (!lines.is_empty()).then(|| Section { title: self.word("paper-decisions"), lines, ..Section::default() })
    }

    /// An outcome as it stands in the minutes, with its actions under it; nothing where the copy may not say it.
    fn settled(&self, outcome: &Outcome) -> Vec<Line> {
        if self.withholds(outcome.confidentiality.as_deref()) {
            return Vec::new();
        }
        let (words, mut notes) = self.outcome_words(outcome);
        let owner = self.who_if(outcome.owner.as_ref());
        if !owner.is_empty() {
            notes.push(self.tell("paper-in-charge", &[("who", &owner)]));
        }
        let mut lines = vec![line(outcome.number.clone(), words, notes)];
        lines.extend(self.tasks(outcome).map(|task| self.task_line(task)));
        lines
    }

    /// An outcome in the words that were adopted, or by its title where there are no others; under it how it was decided and
    /// where it went.
    fn outcome_words(&self, outcome: &Outcome) -> (String, Vec<String>) {
        let mut said = self.own_paragraphs(&outcome.text);
        let first = if said.is_empty() { outcome.title.best(self.lang).to_owned() } else { said.remove(0) };
        let kind = self.label("outcome_kind", &outcome.kind);
        let is_text = TEXTS.contains(&outcome.kind.as_str());
        let words = if is_text { format!("{kind}{} {}", self.lang.colon(), text::isolate(&first)) } else { first };
        let mut notes = said;
        notes.extend((!is_text && outcome.postponed_to.is_none() && outcome.referred_to.is_none()).then_some(kind));
        notes.extend(self.decided(outcome));
        if let Some(until) = &outcome.postponed_to {
            notes.push(self.tell("paper-postponed-to", &[("date", &self.lexicon.date(self.lang, until))]));
        }
        let to = self.who_if(outcome.referred_to.as_ref());
        if !to.is_empty() {
            notes.push(self.tell("paper-referred-to", &[("who", &to)]));
        }
        (words, notes)
    }

    /// By consensus, or with which votes.
    fn decided(&self, outcome: &Outcome) -> Vec<String> {
        let Some((yes, no, abstained)) = outcome.votes else {
            let mode = outcome.mode.as_deref().filter(|mode| *mode == "consensus");
            return mode.map(|mode| self.label("decision_mode", mode)).into_iter().collect();
        };
        let values = [("yes", yes.into()), ("no", no.into()), ("abstained", abstained.into())];
        let mut said = vec![self.say("paper-votes", &values)];
        for vote in ["for", "against", "abstains", "not_voting"] {
            let named = outcome.ballots.iter().filter(|(who, own)| own == vote && self.may_name(who));
            let names: Vec<String> = named.map(|(who, _)| who.name.best(self.lang).to_owned()).collect();
            if !names.is_empty() {
                let values = [("vote", self.label("vote", vote)), ("names", names.join(self.lang.comma()))];
                said.push(self.tell("paper-ballots", &[("vote", &values[0].1), ("names", &values[1].1)]));
            }
        }
        let casting = outcome.casting.as_deref().map(|vote| self.lexicon.label(self.lang, "vote", vote));
        said.extend(casting.map(|vote| self.tell("paper-casting", &[("vote", vote)])));
        said
    }

    /// The actions that the copy may name.
    pub(super) fn tasks<'o>(&'o self, outcome: &'o Outcome) -> impl Iterator<Item = &'o Task> {
        outcome.actions.iter().filter(|task| !self.withholds(task.confidentiality.as_deref()))
    }

    fn task_line(&self, task: &Task) -> Line {
        let mut notes = Vec::new();
        let owner = self.in_charge(task);
        if !owner.is_empty() {
            notes.push(self.tell("paper-in-charge", &[("who", &owner)]));
        }
        if let Some(due) = &task.due {
            notes.push(self.tell("paper-due", &[("date", &self.lexicon.date(self.lang, due))]));
        }
        Line { level: 1, ..line("", self.tell("paper-action", &[("title", task.title.best(self.lang))]), notes) }
    }

    /// The institution in charge, or else the person.
    pub(super) fn in_charge(&self, task: &Task) -> String {
        self.who_if(task.owner.as_ref().or(task.person.as_ref()))
    }

    fn changes(&self, held: &Proceedings) -> Section {
        let may_say = |change: &&Amended| !self.withholds(change.confidentiality.as_deref());
        let lines = held.amendments.iter().filter(may_say).map(|change| {
            let mut notes = Vec::new();
            let asked = self.who_if(change.proposer.as_ref());
            if !asked.is_empty() {
                notes.push(self.tell("paper-amended-by", &[("who", &asked)]));
            }
            let decided = self.who_if(change.decided_in.as_ref());
            if !decided.is_empty() {
                notes.push(self.tell("paper-amended-in", &[("session", &decided)]));
            }
            notes.extend(change.at.as_ref().map(|at| self.lexicon.instant(self.lang, at)));
            let place = change.number.clone().unwrap_or_default();
            let general = change
                .number
                .is_none()
                .then(|| format!("{}{} ", self.word("paper-amended-general"), self.lang.colon()));
            let said = self.own_paragraphs(&change.text).join(" ");
            line(place, format!("{}{}", general.unwrap_or_default(), text::isolate(&said)), notes)
        });
        Section { title: self.word("paper-amendments"), lines: lines.collect(), ..Section::default() }
    }

    /// Those who sign; before anybody is named those who usually do.
    fn signatures(&self, held: &Proceedings) -> Section {
        let usual = [("chair", &held.agenda.chair), ("secretary", &held.secretary), ("rapporteur", &held.rapporteur)];
        let usual = usual.into_iter().filter_map(|(role, who)| Some((who.as_ref()?, Some(role), None)));
        let named = held.signatories.iter().map(|own| (&own.who, own.role.as_deref(), own.at.as_ref()));
        let all: Vec<(&Named, Option<&str>, Option<&Instant>)> =
            if held.signatories.is_empty() { usual.collect() } else { named.collect() };
        let lines = all.into_iter().filter(|(who, ..)| self.may_name(who)).map(|(who, role, at)| {
            let mut notes: Vec<String> = role.map(|role| self.label("role", role)).into_iter().collect();
            notes.extend(at.map(|at| {
                let day = self.lexicon.date(self.lang, &at.wall.date().into());
                self.tell("paper-signed-on", &[("date", &day)])
            }));
            Line { cells: vec![String::new()], ..line("", self.who(who), notes) }
        });
        Section {
            title: self.word("paper-signatures"),
            columns: self.columns(
                "paper-column-seat",
                "paper-column-who",
                vec![self.blank("paper-column-signature", 30)],
            ),
            lines: lines.collect(),
            ..Section::default()
        }
    }

    fn minutes_footer(&self, told: &Told) -> Vec<String> {
        let mut footer = Vec::new();
        let approved = self.who_if(told.proceedings.approved_in.as_ref());
        if !approved.is_empty() {
            footer.push(self.tell("paper-approved-in", &[("session", &approved)]));
        }
        let (version, seal) =
            (told.proceedings.version.to_string(), told.seal.get(..SEAL_LETTERS).unwrap_or(&told.seal));
        footer.push(self.tell("paper-fingerprint", &[("version", &version), ("seal", &text::isolate_ltr(seal))]));
        footer
    }

    fn decisions_page(&self, told: &Told) -> Page {
        let held = &told.proceedings;
        let mut page = self.begun("decision_list", &held.agenda);
        self.session_facts(&held.agenda, &mut page);
        page.sections.push(Section {
            columns: self.decision_columns(),
            lines: held.outcomes.iter().flat_map(|outcome| self.listed(outcome)).collect(),
            ..Section::default()
        });
        page.footer = self.minutes_footer(told);
        page
    }

    /// Heads over decisions and what follows from them.
    pub(super) fn decision_columns(&self) -> super::document::Columns {
        let cells: Vec<Head> = vec![self.head("paper-column-owner", 26), self.head("paper-column-due", 15)];
        self.columns("paper-column-number", "paper-column-action", cells)
    }

    /// A decision with its actions as lines of a list.
    pub(super) fn listed(&self, outcome: &Outcome) -> Vec<Line> {
        if self.withholds(outcome.confidentiality.as_deref()) {
            return Vec::new();
        }
        let (words, notes) = self.outcome_words(outcome);
        let cells = vec![self.who_if(outcome.owner.as_ref()), String::new()];
        let mut lines = vec![Line { cells, ..line(outcome.number.clone(), words, notes) }];
        lines.extend(self.tasks(outcome).map(|task| {
            let due = task.due.as_ref().map(|due| self.lexicon.date(self.lang, due)).unwrap_or_default();
            let words = self.tell("paper-action", &[("title", task.title.best(self.lang))]);
            Line { level: 1, cells: vec![self.in_charge(task), due], ..line("", words, Vec::new()) }
        }));
        lines
    }

    fn extract_page(&self, told: &Told, outcome: &Outcome) -> Option<Page> {
        let held = &told.proceedings;
        let item = held.agenda.items.iter().find(|item| Some(item.item) == outcome.item);
        if self.withholds(outcome.confidentiality.as_deref()) {
            return None;
        }
        let mut page = self.begun("extract", &held.agenda);
        self.session_facts(&held.agenda, &mut page);
        if let Some(item) = item {
            let values = [("number", item.number.as_str()), ("title", item.title.best(self.lang))];
            let said = held.said_on(item.item).map(|said| self.own_paragraphs(said)).unwrap_or_default();
            page.sections.push(sentences(self.tell("paper-item-of", &values), said));
        }
        let title = self.tell("paper-decision-of", &[("number", &text::isolate_ltr(&outcome.number))]);
        page.sections.push(Section { title, lines: self.settled(outcome), ..Section::default() });
        let mut last = vec![self.word("paper-certified")];
        let is_final = matches!(held.phase.as_str(), "approved" | "signed");
        last.extend((!is_final).then(|| self.word("paper-minutes-not-approved")));
        page.sections.push(sentences(String::new(), last));
        let signs = held.secretary.as_ref().or(held.rapporteur.as_ref()).or(held.agenda.chair.as_ref());
        page.signature = signs.filter(|who| self.may_name(who)).map(|who| self.signed_by(who)).unwrap_or_default();
        page.footer = self.minutes_footer(told);
        Some(page)
    }

    /// The post above the name.
    pub(super) fn signed_by(&self, who: &Named) -> Vec<String> {
        let post = who.post.as_ref().map(|post| post.best(self.lang).to_owned());
        post.into_iter().chain([who.name.best(self.lang).to_owned()]).collect()
    }
}

/// An item as a title.
fn item_title(number: &str, title: &str) -> String {
    let stop = if number.ends_with(|letter: char| letter.is_ascii_digit()) { "." } else { "" };
    format!("{} {}", text::isolate(&format!("{number}{stop}")), text::isolate(title))
}

fn is_empty(section: &Section) -> bool {
    section.paragraphs.is_empty() && section.lines.is_empty()
}

/// Whether a section is that of an item: it stands there even if nothing was said.
fn is_item(section: &Section) -> bool {
    section.title.starts_with('\u{2068}')
}
