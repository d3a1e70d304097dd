//! Letters: the convocations of a session and the reminders of institutions, each to one recipient, in their language and
//! with the address that is theirs.

use super::document::{CopyKind, Document, Languages, Line, Page, Section};
use super::writer::{Writer, line, sentences};
use crate::domain::Text3;
use crate::domain::rules::letters::{Addressee, Call, Convocations, Reminded, Reminder};
use crate::lang::date::PDate;
use crate::lang::{Lang, Lexicon};
use crate::text;
use jiff::civil::Date;

/// The convocations of a session, one letter after the other; all in one language, or each in that of its recipient. Nothing
/// where there is nobody to write to, or nobody on the seat that is asked for.
pub fn convocations(
    convocations: &Convocations,
    seat: Option<i64>,
    lexicon: &Lexicon,
    languages: Option<Languages>,
    copy: CopyKind,
) -> Option<Document> {
    let calls = convocations.calls.iter().filter(|call| seat.is_none_or(|seat| call.seat == seat));
    let letters = calls.map(|call| {
        let languages = languages.unwrap_or_else(|| own(&call.language));
        let pages =
            languages.list().into_iter().map(|lang| Writer { lexicon, lang, copy }.convocation(convocations, call));
        Document::new("convocation", pages.collect())
    });
    Document::joined(letters.collect())
}

/// The reminders of institutions as they are on a day, one letter after the other; nothing where nobody is to be reminded.
pub fn reminders(
    reminders: &[Reminder],
    lexicon: &Lexicon,
    languages: Option<Languages>,
    copy: CopyKind,
    today: Date,
) -> Option<Document> {
    let letters = reminders.iter().filter_map(|reminder| {
        let languages = languages.unwrap_or_else(|| own(&reminder.language));
        let pages = languages.list().into_iter().map(|lang| Writer { lexicon, lang, copy }.reminder(reminder, today));
        let pages: Vec<Page> = pages.collect();
        let says_something = pages.iter().flat_map(|page| &page.sections).any(|section| !section.lines.is_empty());
        says_something.then(|| Document::new("reminder", pages))
    });
    Document::joined(letters.collect())
}

/// The language of a recipient; Arabic where it is none in which there are letters.
fn own(code: &str) -> Languages {
    Languages::One(Lang::from_code(code).unwrap_or(Lang::Ar))
}

impl Writer<'_> {
    /// A letter begun: whose it is, its number, date and subject, to whom.
    fn letter(
        &self,
        house: Option<&Text3>,
        to: &Addressee,
        (number, date): (&str, Option<&PDate>),
        subject: String,
    ) -> Page {
        let mut page = Page::new(self.lang);
        page.letterhead = self.letterhead(house.map(|house| house.best(self.lang)));
        page.title = subject.clone();
        page.addressee = self.addressee(to);
        page.fact(self.word("paper-letter-number"), number.to_owned());
        page.fact(self.word("paper-date"), date.map(|date| self.lexicon.date(self.lang, date)).unwrap_or_default());
        page.fact(self.word("paper-subject"), subject);
        page
    }

    fn addressee(&self, to: &Addressee) -> Vec<String> {
        let lines = [&to.name, &to.post, &to.institution];
        let mut lines: Vec<String> = lines.into_iter().flatten().map(|text| text.best(self.lang).to_owned()).collect();
        lines.dedup();
        lines.insert(0, self.word("paper-to"));
        lines
    }

    /// How a letter begins: the address, and the greeting where the language has one.
    fn greeting(&self, to: &Addressee) -> Vec<String> {
        let key = if to.is_foreign { "letter-greeting-abroad" } else { "letter-greeting" };
        vec![self.tell("letter-salutation", &[("address", to.address.best(self.lang))]), self.word(key)]
    }

    fn farewell(&self, to: &Addressee) -> String {
        self.tell("letter-close", &[("address", to.address.best(self.lang))])
    }

    fn convocation(&self, all: &Convocations, call: &Call) -> Page {
        let session = all.agenda.title.best(self.lang);
        let subject = self.tell("letter-convocation", &[("session", session)]);
        let mut page = self.letter(all.house.as_ref(), &call.to, (&call.number, call.date.as_ref()), subject);
        let mut said = self.greeting(&call.to);
        said.push(match &all.agenda.start {
            Some(start) => {
                let values = [("session", session.to_owned()), ("day", self.day(start)), ("time", self.hour(start))];
                let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                self.tell("letter-invitation", &values)
            }
            None => self.tell("letter-invitation-no-day", &[("session", session)]),
        });
        said.extend(all.agenda.place.as_ref().map(|at| self.tell("letter-place", &[("place", at.best(self.lang))])));
        said.extend(all.first_call.as_ref().map(|first| self.tell("letter-second-call", &[("day", &self.day(first))])));
        said.extend(call.is_alternate.then(|| self.word("letter-alternate")));
        // The agenda itself, with what is said about each item, goes with the letter.
        let plain = |line: Line| Line { notes: Vec::new(), ..line };
        let lines: Vec<Line> = self.items(&all.agenda.items).into_iter().map(plain).collect();
        said.extend((!lines.is_empty()).then(|| self.word("paper-agenda-follows")));
        let columns = self.agenda_columns();
        page.sections.push(Section { paragraphs: said, columns, lines, ..Section::default() });
        page.sections.push(sentences(String::new(), vec![self.word("letter-reply"), self.farewell(&call.to)]));
        page.signature =
            all.sender.as_ref().filter(|who| self.may_name(who)).map(|who| self.signed_by(who)).unwrap_or_default();
        page
    }

    fn reminder(&self, reminder: &Reminder, today: Date) -> Page {
        let subject = self.word("paper-subject-reminder");
        let mut page = self.letter(reminder.house.as_ref(), &reminder.to, ("", Some(&today.into())), subject);
        let mut said = self.greeting(&reminder.to);
        said.push(self.word("letter-reminder"));
        let may_say = |line: &&Reminded| !self.withholds(line.confidentiality.as_deref());
        let lines = reminder.lines.iter().filter(may_say).map(|line| self.reminded(line)).collect();
        let cells = vec![self.head("paper-column-due", 17), self.head("paper-column-late", 15)];
        let columns = self.columns("paper-column-number", "paper-column-to-do", cells);
        page.sections.push(Section { paragraphs: said, columns, lines, ..Section::default() });
        let last = vec![self.word("letter-reminder-please"), self.farewell(&reminder.to)];
        page.sections.push(sentences(String::new(), last));
        page.signature = reminder.house.iter().map(|house| house.best(self.lang).to_owned()).collect();
        page
    }

    fn reminded(&self, reminded: &Reminded) -> Line {
        let origin = [&reminded.body, &reminded.session].into_iter().flatten().filter(|named| self.may_name(named));
        let origin: Vec<&str> = origin.map(|named| named.name.best(self.lang)).collect();
        let mut notes = Vec::new();
        if !origin.is_empty() {
            let origin: Vec<String> = origin.into_iter().map(text::isolate).collect();
            notes.push(self.tell("paper-origin", &[("origin", &origin.join(self.lang.comma()))]));
        }
        let vocabulary = if reminded.is_pledge { "commitment_status" } else { "action_state" };
        notes.push(self.label(vocabulary, &reminded.status));
        let title = reminded.title.best(self.lang);
        let words = match reminded.is_pledge {
            true => self.labelled("paper-pledge", title),
            false => title.to_owned(),
        };
        let due = reminded.due.as_ref().map(|due| self.lexicon.date(self.lang, due)).unwrap_or_default();
        let late = (reminded.days_late > 0)
            .then(|| self.say("paper-days-late", &[("days", i64::from(reminded.days_late).into())]));
        Line { cells: vec![due, late.unwrap_or_default()], ..line(reminded.number.clone(), words, notes) }
    }
}
