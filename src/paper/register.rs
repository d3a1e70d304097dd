//! The register of decisions: all of them, of one body or of all, of one year or of all, session by session, each with what
//! follows from it and how far it is.

use super::document::{CopyKind, Document, Head, Languages, Line, Page, Section};
use super::writer::{Writer, line};
use crate::domain::kinds::decision;
use crate::domain::rules::carry::deciding_body;
use crate::domain::rules::follow_up::{Wanted, register as decisions};
use crate::domain::rules::frozen::{Named, Namer};
use crate::domain::rules::proceedings::{Outcome, outcome};
use crate::domain::{Desk, Text3};
use crate::lang::{Lang, Lexicon};
use crate::text;
use jiff::civil::Date;

/// The decisions of one session, or those that a body took out of session.
struct Group {
    session: Option<Named>,
    body: Option<Named>,
    outcomes: Vec<Outcome>,
}

/// The register of decisions as a document; nothing where the copy holds none.
pub fn register(
    desk: &Desk,
    wanted: &Wanted,
    lexicon: &Lexicon,
    languages: Languages,
    copy: CopyKind,
    today: Date,
) -> Option<Document> {
    let namer = Namer { desk, lexicon, day: today };
    let groups = groups(&namer, wanted);
    let of = wanted.body.map(|body| namer.named(body).name);
    let pages = languages.list().into_iter().map(|lang| {
        let writer = Writer { lexicon, lang, copy };
        writer.register_page(&groups, of.as_ref(), wanted.year, today)
    });
    let pages: Vec<Page> = pages.collect();
    pages.iter().any(|page| !page.sections.is_empty()).then(|| Document::new("register", pages))
}

/// The decisions in order of date, those of one session together.
fn groups(namer: &Namer<'_>, wanted: &Wanted) -> Vec<Group> {
    let mut groups: Vec<(Option<crate::domain::Ref>, Group)> = Vec::new();
    for record in decisions(namer.desk, wanted) {
        let session = record.fields.link(decision::MEETING.id);
        let body = deciding_body(namer.desk, record);
        let key = session.or(body);
        let own = outcome(namer, record);
        match groups.last_mut().filter(|(last, _)| *last == key) {
            Some((_, group)) => group.outcomes.push(own),
            None => groups.push((
                key,
                Group {
                    session: session.map(|session| namer.named(session)),
                    body: body.map(|body| namer.named(body)),
                    outcomes: vec![own],
                },
            )),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

impl Writer<'_> {
    fn register_page(&self, groups: &[Group], of: Option<&Text3>, year: Option<i16>, today: Date) -> Page {
        let mut page = Page::new(self.lang);
        page.letterhead = self.letterhead(None);
        page.heading = self.word("paper-register");
        let of = of.map_or_else(|| self.word("paper-register-all"), |body| body.best(self.lang).to_owned());
        let year = year.map(|year| self.tell("paper-year", &[("year", &year.to_string())]));
        page.title = [Some(of), year].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        page.numbered(self.lexicon, self.lang);
        page.sections = groups.iter().filter_map(|group| self.group(group)).collect();
        let day = self.lexicon.date(self.lang, &today.into());
        page.footer.push(self.tell("paper-as-of", &[("date", &day)]));
        page
    }

    fn group(&self, group: &Group) -> Option<Section> {
        let lines: Vec<Line> = group.outcomes.iter().flat_map(|outcome| self.registered(outcome)).collect();
        let named = group.session.as_ref().or(group.body.as_ref());
        let cells: Vec<Head> = vec![
            self.head("paper-column-owner", 24),
            self.head("paper-column-due", 14),
            self.head("paper-column-state", 13),
        ];
        (!lines.is_empty()).then(|| Section {
            title: self.who_if(named),
            columns: self.columns("paper-column-number", "paper-column-action", cells),
            lines,
            ..Section::default()
        })
    }

    /// A decision with its actions as they are now.
    fn registered(&self, outcome: &Outcome) -> Vec<Line> {
        if self.withholds(outcome.confidentiality.as_deref()) {
            return Vec::new();
        }
        let words = text::isolate(outcome.title.best(self.lang));
        let words = format!("{}{} {words}", self.label("outcome_kind", &outcome.kind), Lang::colon(self.lang));
        let date = outcome.date.as_ref().map(|date| self.lexicon.date(self.lang, &date.date)).unwrap_or_default();
        let state = self.label("decision_status", &outcome.status);
        let cells = vec![self.who_if(outcome.owner.as_ref()), String::new(), state];
        let notes: Vec<String> = [date].into_iter().filter(|note| !note.is_empty()).collect();
        let mut lines = vec![Line { cells, ..line(outcome.number.clone(), words, notes) }];
        lines.extend(self.tasks(outcome).map(|task| {
            let due = task.due.as_ref().map(|due| self.lexicon.date(self.lang, due)).unwrap_or_default();
            let state = self.label("action_state", &task.status);
            let words = self.tell("paper-action", &[("title", task.title.best(self.lang))]);
            Line { level: 1, cells: vec![self.in_charge(task), due, state], ..line("", words, Vec::new()) }
        }));
        lines
    }
}
