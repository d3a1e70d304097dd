//! `agenda …`: composing a session.

mod opinions;
mod transfer;
pub(super) mod versions;

use super::args::agenda::AgendaCommand;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use super::records::{self, read_text};
use crate::domain::kinds::meeting::{AGENDA, SET_ASIDE, item};
use crate::domain::rules::agenda::{Agenda, AgendaError, Place, new_item};
use crate::domain::rules::carry::Candidate;
use crate::domain::rules::paste::items_of;
use crate::domain::rules::placement::Placement;
use crate::domain::rules::transfer::Way;
use crate::domain::rules::{backlog, carry, schedule, sessions, versions as rules_versions};
use crate::domain::{Desk, Draft, FieldEdit, Fields, Kind, Record, Ref, Shape, Text3, Value};
use crate::limits;
use crate::search::filter::{Names, Sieve};
use crate::store::Registrar;
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

/// Carries out one `agenda` command.
pub fn run_agenda(run: &Run, command: &AgendaCommand) -> Outcome {
    match command {
        AgendaCommand::New { body, start, template } => new(run, body, start, template.as_deref()),
        AgendaCommand::Show { meeting } => {
            let registrar = run.open()?;
            let meeting = meeting_of(run, &registrar.desk(), meeting)?;
            show(run, &registrar.desk(), &meeting)
        }
        AgendaCommand::Suggest { meeting, filters } => suggest(run, meeting, &filters.join(" ")),
        AgendaCommand::Add { meeting, what, after, under } => {
            add(run, meeting, what, after.as_deref(), under.as_deref())
        }
        AgendaCommand::Carry { meeting, item, to } => transfer::transfer(run, meeting, item, to, Way::Carried),
        AgendaCommand::Drop { meeting, item } => drop_item(run, meeting, item),
        AgendaCommand::Move { meeting, item, to } => change(run, meeting, "agenda.item.move", |agenda| {
            let (from, to) = (agenda.place_of(item)?, agenda.place_of(to)?);
            agenda.relocate(from, to).map(drop)
        }),
        AgendaCommand::Indent { meeting, item } => {
            change(run, meeting, "agenda.item.indent", |agenda| agenda.indent(agenda.place_of(item)?))
        }
        AgendaCommand::Outdent { meeting, item } => {
            change(run, meeting, "agenda.item.outdent", |agenda| agenda.outdent(agenda.place_of(item)?))
        }
        AgendaCommand::Set { meeting, item, fields } => set(run, meeting, item, fields),
        AgendaCommand::Freeze { meeting } => versions::freeze(run, meeting),
        AgendaCommand::Diff { meeting, older, newer } => versions::diff(run, meeting, *older, *newer),
        AgendaCommand::Paste { meeting, file, after, under } => {
            paste(run, meeting, file, after.as_deref(), under.as_deref())
        }
        AgendaCommand::Copy { meeting, item, to } => transfer::transfer(run, meeting, item, to, Way::Copied),
        AgendaCommand::Transfer { meeting, item, to } => transfer::transfer(run, meeting, item, to, Way::Moved),
        AgendaCommand::Aside { meeting, what } => aside(run, meeting, what),
        AgendaCommand::Arrange { meeting } => arrange(run, meeting),
        AgendaCommand::Ask { meeting, item, institution, due } => {
            opinions::ask(run, meeting, item, (institution, due.as_deref()))
        }
        AgendaCommand::Opinion { meeting, item, institution, kind, text, on } => {
            opinions::give(run, meeting, item, (institution, kind, text, on.as_deref()))
        }
        AgendaCommand::Opinions { meeting } => opinions::list(run, meeting),
    }
}

impl From<AgendaError> for Failure {
    fn from(error: AgendaError) -> Self {
        let (status, code) = match error {
            AgendaError::NoSuchItem => (Status::NotFound, "cli-error-no-item"),
            AgendaError::NoSuchLevel => (Status::Refused, "cli-error-no-level"),
            AgendaError::AtTheEdge => (Status::Refused, "cli-error-edge"),
            AgendaError::Full => (Status::Refused, "cli-error-agenda-full"),
        };
        Failure::new(status, code)
    }
}

pub(super) fn meeting_of(run: &Run, desk: &Desk, words: &str) -> Result<Arc<Record>, Failure> {
    run.record(desk, words, &[Kind::Meeting])
}

/// `agenda new BODY --start WHEN`.
fn new(run: &Run, body: &str, start: &str, template: Option<&str>) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let body = run.record(&desk, body, &[Kind::Body])?;
    let template = template.filter(|name| *name != "standing");
    let templates = sessions::templates(&body);
    if let Some(name) = template.filter(|name| !templates.contains(name)) {
        let known = [&["standing"], templates.as_slice()].concat().join(run.lang().comma());
        return Err(Failure::new(Status::NotFound, "cli-error-template").with("value", name).with("known", known));
    }
    let Value::Instant(start) = run.reader(&desk).value("start", &Shape::Instant, start)? else { return Ok(()) };
    if let Some(same) = sessions::beginning_at(&desk, body.reference, &start) {
        return Err(Failure::new(Status::Refused, "cli-error-session-exists").with("value", same.reference));
    }
    let title = sessions::title(&run.lexicon, &body, sessions::next_number(&desk, body.reference));
    let fields = sessions::session_of_template(&desk, &body, &start, title, (run.today(), template));
    let receipt =
        run.propose(&mut registrar, "agenda.new", vec![Draft::Add { reference: None, kind: Kind::Meeting, fields }])?;
    let reference = receipt.references.first().copied().unwrap_or(Ref(0));
    run.receipt(reference, receipt.revision, "cli-agenda-new")
}

/// `agenda show MEETING`.
fn show(run: &Run, desk: &Desk, meeting: &Record) -> Outcome {
    let agenda = Agenda::of(meeting);
    let times = schedule::schedule(meeting, &agenda);
    let numbers = agenda.numbers();
    if !run.json {
        run.line(&format!("{} {}", meeting.reference, meeting.title(run.lang())))?;
    }
    for ((fields, number), slot) in agenda.items().iter().zip(&numbers).zip(&times.slots) {
        let title = fields.text3(item::TITLE.id).cloned().unwrap_or_default();
        let begins = slot.begins.map(|time| time.strftime("%H:%M").to_string());
        if run.json {
            let about: Vec<u64> = fields.links(item::ABOUT.id).map(|reference| reference.0).collect();
            let lineage: Vec<u64> = carry::lineage(desk, fields).iter().map(|(session, _)| session.0).collect();
            run.value(&json!({"number": number, "level": fields.number(item::LEVEL.id).unwrap_or(0), "type": fields.text(item::TYPE.id),
                "title": {"ar": title.ar, "fr": title.fr, "en": title.en}, "begins": begins, "minutes": slot.minutes,
                "total": slot.offset_minutes + slot.minutes, "overruns": slot.overruns, "about": about,
                "lineage": lineage, "state": fields.text(item::STATE.id), "late": fields.text(item::LIST.id) == Some("late"),
                "carried_from": fields.link(item::CARRIED_FROM.id).map(|reference| reference.0)}))?;
            continue;
        }
        let kind = fields
            .text(item::TYPE.id)
            .map(|code| run.lexicon.label(run.lang(), "item_kind", code).to_owned())
            .unwrap_or_default();
        let minutes = if slot.minutes > 0 { slot.minutes.to_string() } else { "–".to_owned() };
        run.line(&format!(
            "{:<6} {:>5}  {:>3}  {}  [{kind}]",
            number,
            begins.unwrap_or_default(),
            minutes,
            title.best(run.lang())
        ))?;
    }
    if !run.json {
        let total = crate::lang::duration::Minutes(u32::try_from(times.total_minutes).unwrap_or(0)).to_string();
        run.line(
            &run.say("cli-agenda-total", &[("total", total.as_str().into()), ("over", times.over_minutes().into())]),
        )?;
        warn_forgotten(run, desk, meeting);
    }
    Ok(())
}

fn warn_forgotten(run: &Run, desk: &Desk, meeting: &Record) {
    let forgotten = carry::forgotten(desk, meeting, run.today());
    if !forgotten.is_empty() {
        run.tell("cli-forgotten", &[("count", forgotten.len().into())]);
        for candidate in forgotten {
            let title = format!("{} {}", candidate.reference, candidate.title.best(run.lang()));
            run.tell("cli-forgotten-line", &[("title", title.as_str().into())]);
        }
    }
}

/// `agenda suggest MEETING [FILTER…]`.
fn suggest(run: &Run, meeting: &str, query: &str) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let meeting = meeting_of(run, &desk, meeting)?;
    let names = Names::default();
    let sieve = Sieve::new(query, &names, &desk, &run.lexicon, run.today());
    run.tell_faults(sieve.faults());
    let passes = |candidate: &Candidate| {
        desk.get(candidate.reference).is_some_and(|record| sieve.lists(record, Some(&candidate.title)))
    };
    for candidate in carry::candidates(&desk, &meeting, run.today()).into_iter().filter(passes) {
        let why = run.say(candidate.why.key(), &[]);
        let since = candidate.since.as_ref().map(ToString::to_string);
        if run.json {
            run.value(&json!({"ref": candidate.reference.0, "item": candidate.item, "reason": candidate.why.key(), "why": why,
                "title": candidate.title.best(run.lang()), "since": since, "owner": candidate.owner.map(|owner| owner.0)}))?;
        } else {
            run.line(&format!(
                "{:>6}  {}  ({why}{})",
                candidate.reference.to_string(),
                candidate.title.best(run.lang()),
                since.map(|since| format!(", {since}")).unwrap_or_default()
            ))?;
        }
    }
    Ok(())
}

/// `agenda add MEETING REF…` or `title.fr=… …`.
fn add(run: &Run, meeting: &str, what: &[String], after: Option<&str>, under: Option<&str>) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let meeting = meeting_of(run, &desk, meeting)?;
    let mut agenda = Agenda::of(&meeting);
    let place = place_of(&agenda, after, under)?;
    let items = if what.iter().any(|words| words.contains('=')) {
        vec![typed_item(run, &desk, what)?]
    } else {
        record_items(run, &desk, &meeting, what)?
    };
    let mut place = place;
    let placement = Placement::of(&desk, &meeting);
    let mut numbers = Vec::new();
    for fields in items {
        let fields = rules_versions::late_or_not(&meeting, fields);
        let at = match place {
            Place::BeforeClosing => placement.insert(&mut agenda, fields)?,
            place => agenda.insert(fields, place)?,
        };
        if matches!(place, Place::After(_)) {
            place = Place::After(at);
        }
        numbers.push(at);
    }
    added(run, &mut registrar, &meeting, agenda, &numbers)
}

/// Puts the agenda back and answers the printed numbers of what was added.
fn added(run: &Run, registrar: &mut Registrar, meeting: &Record, agenda: Agenda, places: &[usize]) -> Outcome {
    let printed = agenda.numbers();
    put_back(run, registrar, meeting, agenda, "agenda.item.add")?;
    let added: Vec<&String> = places.iter().filter_map(|at| printed.get(*at)).collect();
    if run.json {
        return run.value(&json!({"ref": meeting.reference.0, "items": added}));
    }
    added.iter().try_for_each(|number| run.line(number))
}

fn place_of(agenda: &Agenda, after: Option<&str>, under: Option<&str>) -> Result<Place, AgendaError> {
    Ok(match (after, under) {
        (Some(number), _) => Place::After(agenda.place_of(number)?),
        (_, Some(number)) => Place::Under(agenda.place_of(number)?),
        _ => Place::BeforeClosing,
    })
}

/// `agenda paste MEETING FILE`: an indented text as items.
fn paste(run: &Run, meeting: &str, file: &Path, after: Option<&str>, under: Option<&str>) -> Outcome {
    let text = read_text(file)?;
    if text.len() > limits::PASTE_BYTES {
        return Err(Failure::new(Status::Refused, "error-too-long").with("limit", limits::PASTE_BYTES));
    }
    let mut registrar = run.open()?;
    let meeting = meeting_of(run, &registrar.desk(), meeting)?;
    let mut agenda = Agenda::of(&meeting);
    let place = place_of(&agenda, after, under)?;
    let items: Vec<Fields> =
        items_of(&text).into_iter().map(|fields| rules_versions::late_or_not(&meeting, fields)).collect();
    if items.is_empty() {
        return Err(Failure::new(Status::Refused, "cli-error-no-lines").with("file", file.display()));
    }
    let places = agenda.insert_tree(items, place)?;
    added(run, &mut registrar, &meeting, agenda, &places)
}

/// `agenda aside MEETING REF…`: said on purpose that these do not go on this agenda.
fn aside(run: &Run, meeting: &str, what: &[String]) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let meeting = meeting_of(run, &desk, meeting)?;
    let mut fields = meeting.fields.clone();
    let mut set_aside = fields.list(SET_ASIDE.id).to_vec();
    for words in what {
        let link = Value::Link(run.record(&desk, words, &[Kind::Decision, Kind::Meeting, Kind::Action])?.reference);
        if !set_aside.contains(&link) {
            set_aside.push(link);
        }
    }
    fields.set(SET_ASIDE.id, Some(Value::List(set_aside)));
    let receipt = run.propose(&mut registrar, "agenda.aside", vec![Draft::edit(&meeting, &fields)])?;
    run.receipt(meeting.reference, receipt.revision, "cli-changed")
}

fn typed_item(run: &Run, desk: &Desk, typed: &[String]) -> Result<Fields, Failure> {
    let mut fields = new_item("discussion", Text3::default(), None);
    for words in typed {
        records::assign(run, desk, &ITEM_SPEC, &mut fields, words)?;
    }
    Ok(fields)
}

/// An item read as if it were a record, so that items take the same words as records.
static ITEM_SPEC: crate::domain::KindSpec = crate::domain::KindSpec {
    kind: Kind::Meeting,
    key: "item",
    fields: item::FIELDS,
    title: item::TITLE.id,
    date: None,
    columns: &[],
};

fn record_items(run: &Run, desk: &Desk, meeting: &Record, what: &[String]) -> Result<Vec<Fields>, Failure> {
    let candidates = carry::candidates(desk, meeting, run.today());
    let body = meeting.fields.link(crate::domain::kinds::meeting::BODY.id).and_then(|body| desk.get(body));
    what.iter()
        .map(|words| {
            if let Some(number) = words.strip_prefix(['p', 'P']).and_then(|number| number.parse::<i64>().ok()) {
                return proposal_item(desk, body.map(AsRef::as_ref), number);
            }
            let record = run.record(desk, words, &[])?;
            let known =
                candidates.iter().find(|candidate| candidate.reference == record.reference && candidate.item.is_none());
            Ok(known.map_or_else(|| carry::about(&record), carry::item_of))
        })
        .collect()
}

/// The item that the proposal of that number becomes.
fn proposal_item(desk: &Desk, body: Option<&Record>, number: i64) -> Result<Fields, Failure> {
    let of_number = |part: &&Fields| part.number(crate::domain::kinds::body::proposal::NUMBER.id) == Some(number);
    let found = body.map(|body| backlog::proposals(desk, body)).unwrap_or_default();
    let found = found.into_iter().find(|(part, _)| of_number(part));
    let (part, standing) =
        found.ok_or_else(|| Failure::new(Status::NotFound, "cli-error-no-proposal").with("number", number))?;
    match standing {
        backlog::Standing::Placed(session) => Err(Failure::new(Status::Refused, "cli-error-proposal-placed")
            .with("number", number)
            .with("record", session)),
        _ => Ok(backlog::item_of(part)),
    }
}

/// `agenda arrange MEETING`: the items in the order of the rules of the body.
fn arrange(run: &Run, meeting: &str) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let meeting = meeting_of(run, &desk, meeting)?;
    let placement = Placement::of(&desk, &meeting);
    if !placement.has_rules() {
        return Err(Failure::new(Status::Refused, "placement-no-rule"));
    }
    let mut agenda = Agenda::of(&meeting);
    placement.arrange(&mut agenda);
    let rev = put_back(run, &mut registrar, &meeting, agenda, "agenda.arrange")?;
    run.receipt(meeting.reference, rev, "cli-changed")
}

fn set(run: &Run, meeting: &str, number: &str, typed: &[String]) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let meeting = meeting_of(run, &desk, meeting)?;
    let mut agenda = Agenda::of(&meeting);
    let at = agenda.place_of(number)?;
    let mut fields = agenda.items().get(at).cloned().unwrap_or_default();
    for words in typed {
        records::assign(run, &desk, &ITEM_SPEC, &mut fields, words)?;
    }
    for field in item::FIELDS {
        agenda.edit(at, field.id, fields.get(field.id).cloned())?;
    }
    let rev = put_back(run, &mut registrar, &meeting, agenda, "agenda.item.edit")?;
    run.receipt(meeting.reference, rev, "cli-changed")
}

fn change(run: &Run, meeting: &str, label: &str, act: impl FnOnce(&mut Agenda) -> Result<(), AgendaError>) -> Outcome {
    let mut registrar = run.open()?;
    let meeting = meeting_of(run, &registrar.desk(), meeting)?;
    let mut agenda = Agenda::of(&meeting);
    act(&mut agenda)?;
    let rev = put_back(run, &mut registrar, &meeting, agenda, label)?;
    run.receipt(meeting.reference, rev, "cli-changed")
}

/// `agenda drop MEETING N`: what must not be lost is set aside by name, so that nothing disappears in silence.
fn drop_item(run: &Run, meeting: &str, number: &str) -> Outcome {
    change(run, meeting, "agenda.item.drop", |agenda| {
        let at = agenda.place_of(number)?;
        agenda.remove(at).map(drop)
    })?;
    let registrar = run.open()?;
    let desk = registrar.desk();
    warn_forgotten(run, &desk, &*meeting_of(run, &desk, meeting)?);
    Ok(())
}

pub(super) fn agenda_edit(meeting: &Record, agenda: Agenda) -> Draft {
    let edit =
        FieldEdit { field: AGENDA.id, was: meeting.fields.get(AGENDA.id).cloned(), now: Some(agenda.into_value()) };
    Draft::Edit { reference: meeting.reference, edits: vec![edit], if_rev: None }
}

fn put_back(
    run: &Run,
    registrar: &mut Registrar,
    meeting: &Record,
    agenda: Agenda,
    label: &str,
) -> Result<u64, Failure> {
    Ok(run.propose(registrar, label, vec![agenda_edit(meeting, agenda)])?.revision)
}
