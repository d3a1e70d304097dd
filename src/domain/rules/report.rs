//! Reports: what was done in a period, what became of decisions, which strategies and objectives were served. Every number
//! counts records, each record once in a cell, and the records are known.

use super::carry::body_of;
use super::life;
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::kinds::{action, common, decision, engagement, partner, strategy};
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::lang::date::PDate;
use crate::lang::{Lang, Lexicon};
use crate::limits;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Engagements and sessions.
    Activity,
    /// Actions and decisions: done, open, late.
    FollowUp,
    /// Decisions by strategy and institution.
    Convergence,
    /// What serves each objective of the Global Compact.
    Objectives,
}

impl Subject {
    /// All of them.
    pub const ALL: [Subject; 4] = [Subject::Activity, Subject::FollowUp, Subject::Convergence, Subject::Objectives];

    /// Its name in commands and messages.
    pub fn key(self) -> &'static str {
        match self {
            Subject::Activity => "activity",
            Subject::FollowUp => "follow-up",
            Subject::Convergence => "convergence",
            Subject::Objectives => "objectives",
        }
    }

    /// The names of its tables, the one that is looked at most first.
    pub fn groupings(self) -> &'static [&'static str] {
        match self {
            Subject::Activity => &[
                "report-by-quarter",
                "report-by-type",
                "report-by-country",
                "report-by-partner",
                "report-by-theme",
                "report-by-dimension",
            ],
            Subject::FollowUp => &["report-by-institution", "report-by-body", "report-by-quarter"],
            Subject::Convergence => &["report-strategies"],
            Subject::Objectives => &["report-objectives"],
        }
    }
}

/// What a row or a column counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Head {
    /// A period.
    Period(String),
    /// A code of a vocabulary.
    Code(&'static str, String),
    /// A record.
    Record(Ref),
    /// A message.
    Message(&'static str),
}

impl Head {
    /// It in words.
    pub fn said(&self, desk: &Desk, lexicon: &Lexicon, lang: Lang) -> String {
        match self {
            Head::Period(date) => date.parse::<PDate>().map_or_else(|_| date.clone(), |date| lexicon.date(lang, &date)),
            Head::Code(vocabulary, code) => lexicon.label(lang, vocabulary, code).to_owned(),
            Head::Record(reference) => {
                desk.get(*reference).map_or_else(|| reference.to_string(), |record| record.title(lang).to_owned())
            }
            Head::Message(key) => lexicon.say(lang, key),
        }
    }
}

/// A table of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The message that names it; without its beginning `report-` it is its name in JSON.
    pub key: &'static str,
    /// What each column counts.
    pub columns: Vec<Head>,
    /// The rows in order.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it counts.
    pub head: Head,
    /// The records that are counted in each column.
    pub cells: Vec<Vec<Ref>>,
}

impl Row {
    /// One number a column.
    pub fn counts(&self) -> Vec<usize> {
        self.cells.iter().map(Vec::len).collect()
    }

    /// The records that are counted in a column, or anywhere in the row, each once.
    pub fn records(&self, column: Option<usize>) -> Vec<Ref> {
        let cells = self.cells.iter().enumerate().filter(|(place, _)| column.is_none_or(|column| column == *place));
        let mut seen = BTreeSet::new();
        cells.flat_map(|(_, cell)| cell).copied().filter(|record| seen.insert(*record)).collect()
    }
}

impl Table {
    /// The sum of a column.
    pub fn total(&self, column: usize) -> usize {
        self.rows.iter().filter_map(|row| row.cells.get(column)).map(Vec::len).sum()
    }

    /// The first column that is a part of the whole: 1 where the first is the sum of others.
    pub fn first_part(&self) -> usize {
        usize::from(self.columns.first() == Some(&Head::Message("report-all")))
    }

    /// How many records a row counts in all.
    pub fn whole(&self, row: &Row) -> usize {
        let counts = row.counts();
        if self.first_part() > 0 { counts.first().copied().unwrap_or(0) } else { counts.iter().sum() }
    }
}

/// What is asked of a desk.
#[derive(Clone, Copy, Debug)]
pub struct Question<'d> {
    /// The desk.
    pub desk: &'d Desk,
    /// The first day that counts; all where none is said.
    pub from: Option<Date>,
    /// The last day that counts.
    pub to: Option<Date>,
    /// The day on which things are late or not.
    pub today: Date,
}

impl Question<'_> {
    /// The tables of a report.
    pub fn answer(&self, subject: Subject) -> Vec<Table> {
        subject.groupings().iter().filter_map(|key| self.table(subject, key)).collect()
    }

    /// One of them; nothing where the report has none of that name.
    pub fn table(&self, subject: Subject, key: &'static str) -> Option<Table> {
        match subject {
            Subject::Activity => self.activity(key),
            Subject::FollowUp => self.follow_up(key),
            Subject::Convergence => Some(self.convergence()),
            Subject::Objectives => Some(self.objectives()),
        }
    }

    /// Whether a date may lie in the period; what has no date counts only where no period is asked for.
    fn is_in(&self, date: Option<&PDate>) -> bool {
        match date {
            None => self.from.is_none() && self.to.is_none(),
            Some(date) => {
                let begins = date.earliest().is_none_or(|first| self.to.is_none_or(|to| first <= to));
                begins && date.latest().is_none_or(|last| self.from.is_none_or(|from| last >= from))
            }
        }
    }

    fn records(&self, kinds: &[Kind]) -> Vec<&Record> {
        let all = kinds.iter().flat_map(|kind| self.desk.of_kind(*kind)).map(AsRef::as_ref);
        all.filter(|record| self.is_in(dated(record).as_ref())).collect()
    }

    fn activity(&self, key: &'static str) -> Option<Table> {
        let code = |vocabulary: &'static str, event: &Record| {
            event.type_code().map(|code| Head::Code(vocabulary, code.to_owned())).into_iter().collect()
        };
        let heads: &dyn Fn(&Record) -> Vec<Head> = match key {
            "report-by-quarter" => &|event| dated(event).and_then(|date| self.quarter(&date)).into_iter().collect(),
            "report-by-type" => &|event| match event.kind {
                Kind::Meeting => code("meeting_kind", event),
                _ => code("engagement_kind", event),
            },
            "report-by-country" => &|event| self.countries(event),
            "report-by-partner" => &|event| self.partners(event).into_iter().map(Head::Record).collect(),
            "report-by-theme" => &|event| codes(event, common::THEMES.id, "theme"),
            "report-by-dimension" => &|event| codes(event, common::DIMENSION.id, "dimension"),
            _ => return None,
        };
        let events = self.records(&[Kind::Engagement, Kind::Meeting]);
        let columns = vec![Head::Message("report-engagements"), Head::Message("report-meetings")];
        let cells =
            events.iter().map(|event| (event.reference, heads(event), vec![usize::from(event.kind == Kind::Meeting)]));
        Some(counted(key, columns, cells))
    }

    /// The partners that take part: themselves, or by a post of theirs.
    fn partners(&self, event: &Record) -> BTreeSet<Ref> {
        let parts = event.fields.parts(engagement::PARTICIPANTS.id).filter(|_| event.kind == Kind::Engagement);
        let who = parts.filter_map(|part| self.desk.get(part.link(engagement::participant::WHO.id)?));
        who.filter_map(|who| match who.kind {
            Kind::Partner => Some(who.reference),
            Kind::Post => who.fields.link(crate::domain::kinds::post::PARTNER.id),
            _ => None,
        })
        .collect()
    }

    /// The country where it takes place and those of its partners.
    fn countries(&self, event: &Record) -> Vec<Head> {
        let own = event.fields.text(engagement::COUNTRY.id).filter(|_| event.kind == Kind::Engagement);
        let of_partner = |reference: Ref| self.desk.get(reference)?.fields.text(partner::COUNTRY.id);
        let codes: BTreeSet<&str> =
            own.into_iter().chain(self.partners(event).into_iter().filter_map(of_partner)).collect();
        codes.into_iter().map(|code| Head::Code("country", code.to_owned())).collect()
    }

    fn follow_up(&self, key: &'static str) -> Option<Table> {
        let owner = |matter: &Record| {
            let field = if matter.kind == Kind::Action { action::OWNER.id } else { decision::OWNER.id };
            matter.fields.link(field).map(|owner| Head::Record(self.desk.resolve(owner)))
        };
        let head: &dyn Fn(&Record) -> Option<Head> = match key {
            "report-by-institution" => &owner,
            "report-by-body" => &|matter| body_of(self.desk, matter).map(Head::Record),
            "report-by-quarter" => &|matter| dated(matter).and_then(|date| self.quarter(&date)),
            _ => return None,
        };
        let matters = self.records(&[Kind::Action, Kind::Decision]);
        let columns = ["report-all", "report-done", "report-open", "report-late"].map(Head::Message).to_vec();
        let cells = matters.iter().map(|matter| {
            let head = head(matter).unwrap_or(Head::Message("report-unknown"));
            let mut places = vec![0];
            places.push(if life::is_open(matter) { 2 } else { 1 });
            places.extend(life::is_late(matter, self.today).then_some(3));
            (matter.reference, vec![head], places)
        });
        Some(counted(key, columns, cells))
    }

    /// The quarter that a date begins in; a less exact date stands for itself, and so does what began before the period.
    fn quarter(&self, date: &PDate) -> Option<Head> {
        use super::periods::{Zoom, period_of};
        let quarter = period_of(date, Zoom::Quarter)?;
        let is_before = quarter.latest().zip(self.from).is_some_and(|(last, from)| last < from);
        Some(Head::Period(if is_before { date.to_string() } else { quarter.to_string() }))
    }

    /// Strategies by the institutions in charge of decisions that serve them; empty cells stay visible.
    fn convergence(&self) -> Table {
        let owner = |decision: &Record| decision.fields.link(decision::OWNER.id).map(|owner| self.desk.resolve(owner));
        let leads = self.desk.of_kind(Kind::Strategy).filter_map(|record| record.fields.link(strategy::LEAD.id));
        let mut institutions: BTreeSet<Ref> = leads.collect();
        let mut served: HashMap<(Ref, Ref), Vec<Ref>> = HashMap::new();
        for decision in self.records(&[Kind::Decision]) {
            let Some(institution) = owner(decision) else { continue };
            institutions.insert(institution);
            let strategies: BTreeSet<Ref> = decision.fields.links(decision::STRATEGIES.id).collect();
            for strategy in strategies {
                served.entry((strategy, institution)).or_default().push(decision.reference);
            }
        }
        let institutions = by_rank(self.desk, institutions);
        let rows = self.desk.of_kind(Kind::Strategy).map(|record| {
            let of = |institution: &Ref| served.remove(&(record.reference, *institution)).unwrap_or_default();
            Row { head: Head::Record(record.reference), cells: institutions.iter().map(of).collect() }
        });
        let rows = rows.collect();
        Table { key: "report-strategies", columns: institutions.into_iter().map(Head::Record).collect(), rows }
    }

    fn objectives(&self) -> Table {
        const KINDS: [(Kind, &str); 6] = [
            (Kind::Engagement, "report-engagements"),
            (Kind::Instrument, "report-instruments"),
            (Kind::Commitment, "report-commitments"),
            (Kind::Decision, "report-decisions"),
            (Kind::Action, "report-actions"),
            (Kind::Study, "report-studies"),
        ];
        let mut rows: BTreeMap<u8, Vec<Vec<Ref>>> =
            (1..=23).map(|number| (number, vec![Vec::new(); KINDS.len()])).collect();
        for (column, (kind, _)) in KINDS.into_iter().enumerate() {
            for record in self.records(&[kind]) {
                let codes: BTreeSet<u8> = record
                    .fields
                    .list(common::OBJECTIVES.id)
                    .iter()
                    .filter_map(|value| code_of(value)?.parse().ok())
                    .collect();
                for code in codes {
                    if let Some(cell) = rows.get_mut(&code).and_then(|row| row.get_mut(column)) {
                        cell.push(record.reference);
                    }
                }
            }
        }
        let head = |number: u8| Head::Code("gcm_objective", number.to_string());
        Table {
            key: "report-objectives",
            columns: KINDS.map(|(_, key)| Head::Message(key)).to_vec(),
            rows: rows.into_iter().map(|(number, cells)| Row { head: head(number), cells }).collect(),
        }
    }
}

/// Counts records into rows and columns: each with the rows it belongs to and the columns it counts in. Beyond a bound
/// the smallest rows are joined, so that every total stays true.
fn counted(
    key: &'static str,
    columns: Vec<Head>,
    records: impl Iterator<Item = (Ref, Vec<Head>, Vec<usize>)>,
) -> Table {
    let mut rows: BTreeMap<Head, Vec<Vec<Ref>>> = BTreeMap::new();
    for (record, heads, places) in records {
        for head in heads {
            let row = rows.entry(head).or_insert_with(|| vec![Vec::new(); columns.len()]);
            for place in &places {
                if let Some(cell) = row.get_mut(*place) {
                    cell.push(record);
                }
            }
        }
    }
    let mut rows: Vec<Row> = rows.into_iter().map(|(head, cells)| Row { head, cells }).collect();
    // Time runs on; of everything else the largest come first.
    if key != "report-by-quarter" {
        rows.sort_by_key(|row| Reverse(row.counts().iter().sum::<usize>()));
        if rows.len() > limits::REPORT_ROWS {
            let rest = rows.split_off(limits::REPORT_ROWS - 1);
            // What stands in several of the rows stands once in the one that joins them.
            let joined = |column: usize| -> Vec<Ref> {
                let records: BTreeSet<Ref> =
                    rest.iter().filter_map(|row| row.cells.get(column)).flatten().copied().collect();
                records.into_iter().collect()
            };
            let cells = (0..columns.len()).map(joined).collect();
            rows.push(Row { head: Head::Message("report-others"), cells });
        }
    }
    Table { key, columns, rows }
}

/// The date by which a record belongs to a period: that of an action or pledge is when it is due, that of a study when it
/// was delivered.
fn dated(record: &Record) -> Option<PDate> {
    let due = record.kind.spec().field("due").and_then(|field| record.fields.date(field.id));
    due.cloned().or_else(|| record.date())
}

fn code_of(value: &crate::domain::Value) -> Option<&str> {
    match value {
        crate::domain::Value::Code(code) => Some(code),
        _ => None,
    }
}

fn codes(record: &Record, field: u16, vocabulary: &'static str) -> Vec<Head> {
    let codes: BTreeSet<&str> = record.fields.list(field).iter().filter_map(code_of).collect();
    codes.into_iter().map(|code| Head::Code(vocabulary, code.to_owned())).collect()
}

/// Partners in order of precedence.
fn by_rank(desk: &Desk, partners: BTreeSet<Ref>) -> Vec<Ref> {
    let rank = |reference: &Ref| {
        desk.get(*reference).and_then(|record| record.fields.number(partner::PRECEDENCE.id)).unwrap_or(i64::MAX)
    };
    let mut ranked: Vec<Ref> = partners.into_iter().collect();
    ranked.sort_by_key(|reference| (rank(reference), *reference));
    ranked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_in_several_of_the_rows_that_are_joined_is_counted_once() {
        let head = |number: usize| Head::Code("country", format!("{number:04}"));
        // Each large row has two records, each small one the same one.
        let large = (0..limits::REPORT_ROWS - 1).flat_map(|row| {
            let reference = |place: usize| Ref(u64::try_from(10 + 2 * row + place).unwrap_or(0));
            [0, 1].map(|place| (reference(place), vec![head(row)], vec![0]))
        });
        let small = (limits::REPORT_ROWS..limits::REPORT_ROWS + 5).map(head).collect();
        let table = counted("key", vec![Head::Message("all")], large.chain([(Ref(1), small, vec![0])]));
        assert_eq!(table.rows.len(), limits::REPORT_ROWS);
        let last = table.rows.last().map(|row| (row.head.clone(), row.cells.clone()));
        assert_eq!(last, Some((Head::Message("report-others"), vec![vec![Ref(1)]])));
    }
}
