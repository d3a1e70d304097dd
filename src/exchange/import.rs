//! What rows would change on a desk: drafts for one proposal, and a report that counts every row once.
//!
//! Rows are gathered by the record they speak of, every such record is put on a working copy of the desk, and
//! only then is each checked once, so that rows may link to each other in any order. No row ever looks
//! through the desk: keys, titles and names are indexed once. All or nothing, unless refused rows may be skipped.

use super::names::Names;
use super::{named, refuse};
use crate::domain::check::check_record;
use crate::domain::kinds::common::SOURCE;
use crate::domain::read::path;
use crate::domain::{Change, Desk, Draft, Field, FieldEdit, FieldError, FieldId, Fields, Kind, Record, Ref, Shape};
use crate::domain::{Text3, Value};
use crate::lang::Lexicon;
use crate::limits;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What a row says, or everything that is wrong with it.
pub type Reading = Result<Wish, Vec<FieldError>>;

/// One row of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its line, from 1.
    pub line: u64,
    /// What it says.
    pub reading: Reading,
}

/// What a row says of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// The number it asks for or speaks of.
    pub reference: Option<Ref>,
    /// The kind.
    pub kind: Kind,
    /// The fields it speaks of; nothing takes a field away.
    pub values: Vec<(FieldId, Option<Value>)>,
    /// Links by name, looked up when all rows are known.
    pub links: Vec<NamedLink>,
    /// Whether texts and parts say only the languages and fields that they hold (columns), or all (JSON).
    pub in_part: bool,
    /// Whether the row only gives other names of the record with the same key.
    pub other_name: bool,
}

/// A link by name, number or code.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedLink {
    /// The field.
    pub field: &'static Field,
    /// The kinds it may lead to.
    pub kinds: &'static [Kind],
    /// What stands in the cell, one by one.
    pub names: Vec<String>,
}

/// How rows become records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The field paths that tell records apart where rows carry no number.
    pub key: Vec<String>,
    /// Where new records come from, where their row does not say.
    pub source: Option<String>,
    /// Whether the other rows are taken where some are refused.
    pub skip_refused: bool,
}

/// Why a row is refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// Its line, from 1.
    pub line: u64,
    /// The field, empty where it is the row.
    pub field: String,
    /// Key of the message in `domain.ftl` or `exchange.ftl`.
    pub code: &'static str,
    /// Values in the message.
    pub values: Vec<(&'static str, String)>,
}

/// Counts of rows; `added + changed + unchanged + refused_rows = rows`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Rows read.
    pub rows: usize,
    /// Records that the rows which are not refused speak of.
    pub records: usize,
    /// Rows of new records.
    pub added: usize,
    /// Rows of records that become different.
    pub changed: usize,
    /// Rows of records that stay as they are.
    pub unchanged: usize,
    /// Rows refused.
    pub refused_rows: usize,
    /// Why, up to the bound of refusals listed.
    pub refused: Vec<Refused>,
}

/// What an import would do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// The wishes for one proposal; none where rows are refused and may not be skipped.
    pub drafts: Vec<Draft>,
    /// What happens to the rows.
    pub report: Report,
}

/// Works out what the rows would change on the desk.
pub fn plan(rows: Vec<Row>, desk: &Desk, lexicon: &Lexicon, options: &Options) -> Plan {
    let mut work = Work::new(&rows, desk, options);
    let mut later = Vec::new();
    for (at, row) in rows.into_iter().enumerate() {
        match row.reading {
            Ok(wish) if wish.other_name => later.push((at, wish)),
            Ok(wish) => work.take(at, wish),
            Err(errors) => work.refuse_row(at, errors),
        }
    }
    for (at, wish) in later {
        work.take_other_names(at, &wish);
    }
    work.resolve_links();
    work.check(lexicon);
    work.finish()
}

/// Refuses the rows that ask for the number of a record which was dropped, or merged: it is given only once.
pub fn refuse_dropped<E>(
    rows: &mut [Row],
    desk: &Desk,
    mut was_given: impl FnMut(Ref) -> Result<bool, E>,
) -> Result<(), E> {
    for row in rows {
        let asked = row.reading.as_ref().ok().and_then(|wish| wish.reference);
        let Some(reference) = asked.filter(|asked| asked.0 <= desk.last_ref() && desk.get(*asked).is_none()) else {
            continue;
        };
        if was_given(reference)? {
            row.reading = Err(vec![refuse("ref", "exchange-dropped", vec![("ref", reference.to_string())])]);
        }
    }
    Ok(())
}

type Key = (Kind, Vec<String>);

/// One record of the import: as it is and as it shall be.
struct Target {
    base: Option<Arc<Record>>,
    reference: Ref,
    kind: Kind,
    fields: Fields,
    rows: Vec<usize>,
    links: Vec<(usize, NamedLink)>,
    refused: bool,
}

struct Work<'a> {
    desk: &'a Desk,
    options: &'a Options,
    lines: Vec<u64>,
    refusals: Vec<Vec<FieldError>>,
    targets: Vec<Target>,
    by_ref: HashMap<Ref, usize>,
    by_key: HashMap<Key, Option<Ref>>,
    by_title: HashMap<(Kind, Text3), Vec<Ref>>,
    asked: HashSet<Ref>,
    next_ref: u64,
    scratch: Desk,
}

impl<'a> Work<'a> {
    fn new(rows: &[Row], desk: &'a Desk, options: &'a Options) -> Self {
        let wishes = || rows.iter().filter_map(|row| row.reading.as_ref().ok());
        let mut work = Work {
            desk,
            options,
            lines: rows.iter().map(|row| row.line).collect(),
            refusals: vec![Vec::new(); rows.len()],
            targets: Vec::new(),
            by_ref: HashMap::new(),
            by_key: HashMap::new(),
            by_title: HashMap::new(),
            asked: wishes().filter_map(|wish| wish.reference).collect(),
            next_ref: desk.last_ref(),
            scratch: desk.clone(),
        };
        let kinds: HashSet<Kind> = wishes().filter(|wish| wish.reference.is_none()).map(|wish| wish.kind).collect();
        for record in kinds.into_iter().flat_map(|kind| desk.of_kind(kind)) {
            work.index(record);
        }
        work
    }

    fn index(&mut self, record: &Record) {
        if let Some(key) = key_of(&self.options.key, record.kind, &record.fields) {
            // Two records of one key: neither can be meant.
            self.by_key.entry(key).and_modify(|found| *found = None).or_insert(Some(record.reference));
        } else if self.options.key.is_empty()
            && let Some(title) = record.title3()
        {
            let same = self.by_title.entry((record.kind, title.clone())).or_default();
            same.push(record.reference);
        }
    }

    fn refuse_row(&mut self, at: usize, errors: Vec<FieldError>) {
        if let Some(refusals) = self.refusals.get_mut(at) {
            refusals.extend(errors.into_iter().take(limits::ROW_REFUSALS));
        }
    }

    /// Refuses a row that contradicts the first one of the same record.
    fn refuse_twice(&mut self, at: usize, first: usize, field: &str) {
        let line = self.lines.get(first).copied().unwrap_or(0).to_string();
        self.refuse_row(at, vec![refuse(field, "exchange-twice", vec![("line", line)])]);
    }

    fn take(&mut self, at: usize, wish: Wish) {
        match self.target_of(&wish) {
            Ok(target) => self.put(at, target, wish),
            Err(error) => self.refuse_row(at, vec![error]),
        }
    }

    /// The record that a row speaks of; a new one where there is none.
    fn target_of(&mut self, wish: &Wish) -> Result<usize, FieldError> {
        if let Some(reference) = wish.reference {
            return self.target_at(reference, wish.kind);
        }
        if !self.options.key.is_empty() {
            let key = self.key_of_wish(wish)?;
            let known = self.by_key.get(&key).copied();
            let reference = match known {
                Some(found) => found.ok_or_else(|| self.key_error("exchange-key-ambiguous", &key))?,
                None => self.fresh(),
            };
            self.by_key.insert(key, Some(reference));
            return self.target_at(reference, wish.kind);
        }
        let reference = self.same_record(wish).unwrap_or_else(|| self.fresh());
        self.target_at(reference, wish.kind)
    }

    fn key_of_wish(&self, wish: &Wish) -> Result<Key, FieldError> {
        let fields: Fields =
            wish.values.iter().filter_map(|(id, value)| value.clone().map(|value| (*id, value))).collect();
        let missing = || refuse(&self.options.key.join(", "), "exchange-key-missing", vec![]);
        key_of(&self.options.key, wish.kind, &fields).ok_or_else(missing)
    }

    fn key_error(&self, code: &'static str, key: &Key) -> FieldError {
        refuse(&self.options.key.join(", "), code, vec![("value", named(&key.1.join(", ")))])
    }

    /// A row without number or key that says nothing new of a record is that record, so that a second import adds nothing.
    fn same_record(&mut self, wish: &Wish) -> Option<Ref> {
        let title = wish.values.iter().find(|(id, _)| *id == wish.kind.spec().title);
        let Some((_, Some(Value::Text3(title)))) = title else {
            return None;
        };
        let same = self.by_title.get_mut(&(wish.kind, title.clone()))?;
        let says = |record: &Record| wish.values.iter().all(|(id, value)| record.fields.get(*id) == value.as_ref());
        let mut first = same.iter().take(limits::SAME_TITLE);
        let found = first.position(|reference| self.desk.get(*reference).is_some_and(|record| says(record)))?;
        // Each record answers for one row only: two equal rows were two records.
        Some(same.swap_remove(found))
    }

    /// The next number that neither the desk nor a row has.
    fn fresh(&mut self) -> Ref {
        self.next_ref += 1;
        while self.asked.contains(&Ref(self.next_ref)) {
            self.next_ref += 1;
        }
        Ref(self.next_ref)
    }

    fn target_at(&mut self, reference: Ref, kind: Kind) -> Result<usize, FieldError> {
        let known = self.by_ref.get(&reference).copied();
        let base = self.desk.get(reference).cloned();
        if let Some(into) = base.as_ref().filter(|record| record.reference != reference) {
            let values = vec![("ref", reference.to_string()), ("into", into.reference.to_string())];
            return Err(refuse("ref", "exchange-merged", values));
        }
        let most = limits::REF_MAX.min(self.desk.last_ref().saturating_add(limits::REF_AHEAD));
        if reference.0 > most {
            return Err(refuse("ref", "exchange-ref", vec![("max", most.to_string())]));
        }
        let kind_now = known.and_then(|at| self.targets.get(at)).map(|target| target.kind);
        if let Some(other) = kind_now.or(base.as_ref().map(|record| record.kind)).filter(|other| *other != kind) {
            let values = vec![("ref", reference.to_string()), ("expected", other.key().to_owned())];
            return Err(refuse("kind", "exchange-kind-differs", values));
        }
        Ok(known.unwrap_or_else(|| self.add_target(base, reference, kind)))
    }

    fn add_target(&mut self, base: Option<Arc<Record>>, reference: Ref, kind: Kind) -> usize {
        let at = self.targets.len();
        let fields = base.as_ref().map(|record| record.fields.clone()).unwrap_or_default();
        let (rows, links) = (Vec::new(), Vec::new());
        self.targets.push(Target { base, reference, kind, fields, rows, links, refused: false });
        self.by_ref.insert(reference, at);
        at
    }

    fn put(&mut self, at: usize, target: usize, wish: Wish) {
        let source = self.options.source.clone().map(Value::Text);
        let Some(target) = self.targets.get_mut(target) else {
            return;
        };
        let mut fields = target.fields.clone();
        for (id, value) in wish.values {
            let value = if wish.in_part { lay_over(fields.get(id), value) } else { value };
            fields.set(id, value);
        }
        if target.base.is_none() && fields.get(SOURCE.id).is_none() {
            fields.set(SOURCE.id, source);
        }
        // A second row of the same record may repeat it, not contradict it.
        match target.rows.first().filter(|_| fields != target.fields) {
            Some(first) => {
                let first = *first;
                self.refuse_twice(at, first, "");
            }
            None => {
                target.fields = fields;
                target.rows.push(at);
                target.links.extend(wish.links.into_iter().map(|link| (at, link)));
            }
        }
    }

    /// Adds the names of a row to the other names of the record of the same key.
    fn take_other_names(&mut self, at: usize, wish: &Wish) {
        let found = self.key_of_wish(wish).and_then(|key| match self.by_key.get(&key).copied().flatten() {
            Some(reference) => self.target_at(reference, wish.kind),
            None => Err(self.key_error("exchange-other-names", &key)),
        });
        let aliases = wish.kind.spec().field("aliases").ok_or_else(|| refuse("aliases", "exchange-no-aliases", vec![]));
        match found.and_then(|target| Ok((target, aliases?))) {
            Ok((target, aliases)) => {
                if let Some(target) = self.targets.get_mut(target) {
                    target.rows.push(at);
                    add_names(target, aliases, wish);
                }
            }
            Err(error) => self.refuse_row(at, vec![error]),
        }
    }

    /// Turns names into numbers, among the records of the desk and those of the import.
    fn resolve_links(&mut self) {
        if self.targets.iter().all(|target| target.links.is_empty()) {
            return;
        }
        let mut names = Names::default();
        self.desk
            .records()
            .filter(|record| !self.by_ref.contains_key(&record.reference))
            .for_each(|record| names.add(record));
        self.targets.iter().for_each(|target| names.add(&target.record()));
        for at in 0..self.targets.len() {
            let links = self.targets.get_mut(at).map(|target| std::mem::take(&mut target.links)).unwrap_or_default();
            for (row, link) in links {
                let found: Result<Vec<_>, _> =
                    link.names.iter().map(|name| names.find(link.field.key, link.kinds, name)).collect();
                match (found, self.targets.get_mut(at)) {
                    (Ok(found), Some(target)) => {
                        let value = link_value(link.field, &found);
                        let first = target.rows.first().copied().filter(|first| *first != row);
                        match first.filter(|_| target.fields.get(link.field.id) != value.as_ref()) {
                            // As with other cells: a second row may repeat the record, not contradict it.
                            Some(first) => {
                                target.rows.retain(|own| *own != row);
                                self.refuse_twice(row, first, link.field.key);
                            }
                            None => target.fields.set(link.field.id, value),
                        }
                    }
                    (Err(error), Some(target)) => {
                        target.refused = true;
                        self.refuse_row(row, vec![error]);
                    }
                    _ => {}
                }
            }
        }
    }

    /// Checks every record against the desk as it would be; what links to a refused record is refused with it.
    fn check(&mut self, lexicon: &Lexicon) {
        for target in self.targets.iter().filter(|target| target.differs() && !target.refused) {
            self.scratch.apply(&target.change());
        }
        let mut waiting: Vec<usize> = (0..self.targets.len()).collect();
        while let Some(at) = waiting.pop() {
            let Some(target) = self.targets.get_mut(at).filter(|target| target.differs()) else {
                continue;
            };
            if target.refused || target.rows.is_empty() {
                continue;
            }
            let errors = check_record(&target.record(), &self.scratch, lexicon);
            if errors.is_empty() {
                continue;
            }
            target.refused = true;
            let (reference, rows, back) = (target.reference, target.rows.clone(), target.change().inverse());
            let linking = self.scratch.linking_to(reference).filter_map(|record| self.by_ref.get(&record.reference));
            waiting.extend(linking.copied());
            self.scratch.apply(&back);
            rows.into_iter().for_each(|row| self.refuse_row(row, errors.clone()));
        }
        self.refuse_rows_of_refused_records();
    }

    /// A record is taken with all of its rows or not at all.
    fn refuse_rows_of_refused_records(&mut self) {
        let mut others = Vec::new();
        for target in self.targets.iter().filter(|target| target.refused) {
            let has = |row: &&usize| self.refusals.get(**row).is_some_and(|errors| !errors.is_empty());
            let line = target.rows.iter().find(has).and_then(|row| self.lines.get(*row)).copied().unwrap_or(0);
            others.extend(target.rows.iter().filter(|row| !has(row)).map(|row| (*row, line.to_string())));
        }
        for (row, line) in others {
            self.refuse_row(row, vec![refuse("", "exchange-with-line", vec![("line", line)])]);
        }
    }

    fn finish(self) -> Plan {
        let mut report = Report { rows: self.lines.len(), ..Report::default() };
        let mut drafts = Vec::new();
        for target in self.targets.iter().filter(|target| !target.refused && !target.rows.is_empty()) {
            report.records += 1;
            let count = match (&target.base, target.differs()) {
                (None, _) => &mut report.added,
                (Some(_), true) => &mut report.changed,
                (Some(_), false) => &mut report.unchanged,
            };
            *count += target.rows.len();
            drafts.extend(target.draft());
        }
        for (line, errors) in self.lines.iter().zip(self.refusals).filter(|(_, errors)| !errors.is_empty()) {
            report.refused_rows += 1;
            let room = limits::IMPORT_REFUSALS.saturating_sub(report.refused.len());
            let said =
                |error: FieldError| Refused { line: *line, field: error.field, code: error.code, values: error.values };
            report.refused.extend(errors.into_iter().take(room).map(said));
        }
        if report.refused_rows > 0 && !self.options.skip_refused {
            drafts.clear();
        }
        Plan { drafts, report }
    }
}

impl Target {
    fn record(&self) -> Record {
        let rev = self.base.as_ref().map_or(0, |base| base.rev);
        Record { reference: self.reference, kind: self.kind, rev, fields: self.fields.clone() }
    }

    fn differs(&self) -> bool {
        self.base.as_ref().is_none_or(|base| base.fields != self.fields)
    }

    fn change(&self) -> Change {
        Change { before: self.base.clone(), after: Some(Arc::new(self.record())), merged_into: None }
    }

    fn draft(&self) -> Option<Draft> {
        let Some(base) = &self.base else {
            return Some(Draft::Add { reference: Some(self.reference), kind: self.kind, fields: self.fields.clone() });
        };
        let edit = |field: &Field| {
            let (was, now) = (base.fields.get(field.id), self.fields.get(field.id));
            (was != now).then(|| FieldEdit { field: field.id, was: was.cloned(), now: now.cloned() })
        };
        let edits: Vec<_> = self.kind.spec().fields.iter().filter_map(edit).collect();
        (!edits.is_empty()).then_some(Draft::Edit { reference: self.reference, edits, if_rev: None })
    }
}

/// What columns say, laid over what is there: only the languages and inner fields that they hold.
fn lay_over(old: Option<&Value>, new: Option<Value>) -> Option<Value> {
    match (old, new) {
        (Some(Value::Text3(old)), Some(Value::Text3(new))) => {
            let mut text = old.clone();
            new.texts().for_each(|(lang, new)| text.set(lang, Some(new.to_owned())));
            Some(Value::Text3(text))
        }
        (Some(Value::Part(old)), Some(Value::Part(new))) => {
            let mut part = old.clone();
            new.iter().for_each(|(id, new)| part.set(id, lay_over(old.get(id), Some(new.clone()))));
            Some(Value::Part(part))
        }
        (_, new) => new,
    }
}

/// The fields of the key as text; nothing where one of them is empty.
fn key_of(paths: &[String], kind: Kind, fields: &Fields) -> Option<Key> {
    let part = |typed: &String| {
        let found = path(kind.spec(), typed).ok()?;
        let value = fields.get(found.field.id)?;
        let text = match (value, found.lang, found.inner) {
            (Value::Text3(text), Some(lang), _) => text.get(lang)?.to_owned(),
            (Value::Part(part), _, Some(inner)) => key_text(&inner.shape, part.get(inner.id)?),
            (value, _, _) => key_text(&found.field.shape, value),
        };
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let parts: Vec<String> = paths.iter().map(part).collect::<Option<_>>()?;
    (!parts.is_empty()).then_some((kind, parts))
}

fn key_text(shape: &Shape, value: &Value) -> String {
    match value {
        Value::Text(text) | Value::Code(text) => text.clone(),
        value => super::json::to_line(&super::json::value_to_json(shape, value)),
    }
}

fn link_value(field: &Field, found: &[Ref]) -> Option<Value> {
    match field.is_list() {
        true => Some(Value::List(found.iter().copied().map(Value::Link).collect())),
        false => found.first().copied().map(Value::Link),
    }
}

/// Adds the names of the row that the record does not bear yet.
fn add_names(target: &mut Target, aliases: &Field, wish: &Wish) {
    let title = wish.kind.spec().title;
    let said = wish.values.iter().filter(|(id, _)| *id == title).filter_map(|(_, value)| match value {
        Some(Value::Text3(text)) => Some(text),
        _ => None,
    });
    let mut names = target.fields.list(aliases.id).to_vec();
    for (_, name) in said.flat_map(Text3::texts) {
        let own = target.fields.text3(title).is_some_and(|own| own.texts().any(|(_, text)| text == name));
        let value = Value::Text(name.to_owned());
        if !own && !names.contains(&value) {
            names.push(value);
        }
    }
    target.fields.set(aliases.id, Some(Value::List(names)));
}
