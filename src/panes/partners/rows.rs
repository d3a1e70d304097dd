//! The lines of the list of partners: in which order, under which headings, how deep in the tree.

use crate::app::arrangement::{Arrangement, TITLE};
use crate::app::session::Session;
use crate::domain::kinds::partner;
use crate::domain::{Field, Record, Ref, Shape, Value};
use crate::limits;
use crate::text;
use std::collections::{BTreeMap, BTreeSet};

/// One line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// A heading, by its place among them.
    Heading(usize),
    /// A partner, so deep in the tree.
    Partner(Ref, u8),
}

/// A heading with how many stand under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// The code that they share; nothing for those that have none.
    pub(super) code: Option<String>,
    /// The heading in words.
    pub(super) label: String,
    /// How many.
    pub(super) count: usize,
}

/// The lines with their headings.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) rows: Vec<Row>,
    pub(super) headings: Vec<Heading>,
}

/// Sorts partners as is wanted: in protocol order, by title or by a field; those without a value stand last.
pub(super) fn sort(references: &mut [Ref], arrangement: &Arrangement, session: &Session) {
    let key = |reference: &Ref| {
        let record = session.record(*reference);
        let title = record.map(|record| text::sort_key(record.title(session.lang))).unwrap_or_default();
        let (first, words) = record.map_or((i64::MAX, String::new()), |record| match arrangement.order.as_deref() {
            None => (record.fields.number(partner::PRECEDENCE.id).unwrap_or(i64::MAX), String::new()),
            Some(TITLE) => (0, String::new()),
            Some(field) => {
                record.kind.spec().field(field).map_or((0, String::new()), |field| value_key(record, field, session))
            }
        });
        // The number first, as bytes that sort as it does; no word holds the byte after them.
        let mut bytes = (first.cast_unsigned() ^ (1 << 63)).to_be_bytes().to_vec();
        bytes.extend_from_slice(words.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(title.as_bytes());
        bytes
    };
    // What is alike stays as it stood, also the other way round.
    if arrangement.is_reversed {
        references.reverse();
    }
    let keys: Vec<Vec<u8>> = references.iter().map(key).collect();
    let mut sorted: Vec<Ref> =
        text::order(&keys).into_iter().filter_map(|place| references.get(place).copied()).collect();
    if arrangement.is_reversed {
        sorted.reverse();
    }
    references.copy_from_slice(&sorted);
}

/// Numbers by size, dates by day, codes by their labels, texts as people sort them.
fn value_key(record: &Record, field: &Field, session: &Session) -> (i64, String) {
    match record.fields.get(field.id) {
        None => (i64::MAX, String::new()),
        Some(Value::Number(number)) => (*number, String::new()),
        Some(Value::Date(date)) => (i64::from(date.sort_key().0), String::new()),
        Some(Value::OfficialDate(official)) => (i64::from(official.date.sort_key().0), String::new()),
        Some(value) => (0, text::sort_key(&session.speaker().say(&field.shape, value))),
    }
}

impl Rows {
    /// Lays out partners that are sorted already.
    pub(super) fn lay(
        references: &[Ref],
        group: Option<&str>,
        folded: &BTreeSet<Option<String>>,
        session: &Session,
    ) -> Rows {
        match group {
            Some("tree") => Rows { rows: tree(references, session), headings: Vec::new() },
            Some(group) => grouped(references, group, folded, session),
            None => {
                let rows = references.iter().map(|reference| Row::Partner(*reference, 0)).collect();
                Rows { rows, headings: Vec::new() }
            }
        }
    }

    /// Where a partner stands.
    pub(super) fn place(&self, reference: Ref) -> Option<usize> {
        self.rows.iter().position(|row| matches!(row, Row::Partner(own, _) if *own == reference))
    }
}

fn grouped(references: &[Ref], group: &str, folded: &BTreeSet<Option<String>>, session: &Session) -> Rows {
    let mut groups: BTreeMap<Option<String>, Vec<Ref>> = BTreeMap::new();
    for reference in references {
        let code = session.record(*reference).and_then(|record| code_of(record, group, session));
        groups.entry(code).or_default().push(*reference);
    }
    let vocabulary = match group {
        "region" => "region",
        key => partner::SPEC.field(key).map_or("", |field| if let Shape::Code(name) = field.shape { name } else { "" }),
    };
    // In the order of the vocabulary; what has no such code stands last.
    let words = session.lexicon.vocabulary(vocabulary).map(|words| words.entries.as_slice()).unwrap_or_default();
    let place = |code: &Option<String>| {
        code.as_ref()
            .map_or(usize::MAX, |code| words.iter().position(|word| word.code == *code).unwrap_or(usize::MAX - 1))
    };
    let mut groups: Vec<(Option<String>, Vec<Ref>)> = groups.into_iter().collect();
    groups.sort_by_key(|(code, _)| place(code));
    let mut laid = Rows::default();
    for (code, members) in groups {
        let label =
            code.as_ref().map_or_else(|| session.say("partners-no-group"), |code| session.label(vocabulary, code));
        laid.rows.push(Row::Heading(laid.headings.len()));
        if !folded.contains(&code) {
            laid.rows.extend(members.iter().map(|reference| Row::Partner(*reference, 1)));
        }
        laid.headings.push(Heading { code, label: text::capitalised(&label), count: members.len() });
    }
    laid
}

/// The code that puts a partner into a group.
fn code_of(record: &Record, group: &str, session: &Session) -> Option<String> {
    if group == "region" {
        let country = record.fields.text(partner::COUNTRY.id)?;
        return session.lexicon.regions().of(country).map(str::to_owned);
    }
    let field = record.kind.spec().field(group)?;
    record.fields.text(field.id).map(str::to_owned)
}

/// Each partner under the one that it is part of, where that is shown too; all keep their order among their likes.
fn tree(references: &[Ref], session: &Session) -> Vec<Row> {
    let shown: BTreeSet<Ref> = references.iter().copied().collect();
    let parent = |reference: &Ref| {
        let parent = session.record(*reference)?.fields.link(partner::PARENT.id)?;
        Some(session.desk.resolve(parent)).filter(|parent| shown.contains(parent) && parent != reference)
    };
    let mut children: BTreeMap<Option<Ref>, Vec<Ref>> = BTreeMap::new();
    references.iter().for_each(|reference| children.entry(parent(reference)).or_default().push(*reference));
    let mut rows = Vec::with_capacity(references.len());
    let mut open: Vec<(Ref, u8)> = children.get(&None).into_iter().flatten().rev().map(|top| (*top, 0)).collect();
    while let Some((reference, depth)) = open.pop() {
        rows.push(Row::Partner(reference, depth));
        if usize::from(depth) < limits::TREE_DEPTH {
            let under = children.get(&Some(reference)).into_iter().flatten().rev();
            open.extend(under.map(|child| (*child, depth + 1)));
        }
    }
    rows
}
