//! `agenda …` and `post succeed`: composing a session and passing a post on.

use super::args::AgendaCommand;
use super::desk::{Outcome, Run};
use super::failure::{Failure, Status};
use crate::domain::kinds::meeting::{AGENDA, item};
use crate::domain::read::Assign;
use crate::domain::rules::agenda::{Agenda, AgendaError, Place, new_item};
use crate::domain::rules::carry::Candidate;
use crate::domain::rules::{carry, schedule, sessions, tenures};
use crate::domain::{Desk, Draft, FieldEdit, Fields, Kind, Record, Ref, Shape, Text3, Value};
use crate::search::filter::{Names, Sieve};
use crate::store::Registrar;
use serde_json::json;
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
        AgendaCommand::Carry { meeting, item, to } => carry_over(run, meeting, item, to),
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

fn meeting_of(run: &Run, desk: &Desk, words: &str) -> Result<Arc<Record>, Failure> {
    run.record(desk, words, &[Kind::Meeting])
}

/// `agenda new BODY --start WHEN`.
fn new(run: &Run, body: &str, start: &str, template: Option<&str>) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let body = run.record(&desk, body, &[Kind::Body])?;
    if let Some(name) = template.filter(|name| *name != "standing") {
        return Err(Failure::new(Status::NotFound, "cli-error-template").with("value", name));
    }
    let Value::Instant(start) = run.reader(&desk).value("start", &Shape::Instant, start)? else { return Ok(()) };
    if let Some(same) = sessions::beginning_at(&desk, body.reference, &start) {
        return Err(Failure::new(Status::Refused, "cli-error-session-exists").with("value", same.reference));
    }
    let title = sessions::title(&run.lexicon, &body, sessions::next_number(&desk, body.reference));
    let fields = sessions::next_session(&desk, &body, &start, title, run.today());
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
            run.value(&json!({"number": number, "level": fields.number(item::LEVEL.id).unwrap_or(0), "type": fields.text(item::TYPE.id),
                "title": {"ar": title.ar, "fr": title.fr, "en": title.en}, "begins": begins, "minutes": slot.minutes,
                "total": slot.offset_minutes + slot.minutes, "overruns": slot.overruns, "about": about,
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
    let place = match (after, under) {
        (Some(number), _) => Place::After(agenda.place_of(number)?),
        (_, Some(number)) => Place::Under(agenda.place_of(number)?),
        _ => Place::BeforeClosing,
    };
    let items = if what.iter().any(|words| words.contains('=')) {
        vec![typed_item(run, &desk, what)?]
    } else {
        record_items(run, &desk, &meeting, what)?
    };
    let mut place = place;
    let mut numbers = Vec::new();
    for fields in items {
        let at = agenda.insert(fields, place)?;
        if matches!(place, Place::After(_)) {
            place = Place::After(at);
        }
        numbers.push(at);
    }
    let printed = agenda.numbers();
    put_back(run, &mut registrar, &meeting, agenda, "agenda.item.add")?;
    let added: Vec<&String> = numbers.iter().filter_map(|at| printed.get(*at)).collect();
    if run.json {
        return run.value(&json!({"ref": meeting.reference.0, "items": added}));
    }
    added.iter().try_for_each(|number| run.line(number))
}

fn typed_item(run: &Run, desk: &Desk, typed: &[String]) -> Result<Fields, Failure> {
    let mut fields = new_item("discussion", Text3::default(), None);
    for words in typed {
        assign_item(run, desk, &mut fields, words)?;
    }
    Ok(fields)
}

/// One assignment on an item: `title.fr=…`, `duration=1h30`, `type=decision`, `presenter=#12`.
fn assign_item(run: &Run, desk: &Desk, fields: &mut Fields, words: &str) -> Outcome {
    let (typed, value) = words.split_once('=').ok_or_else(|| {
        Failure::new(Status::Usage, "cli-error-assignment").with("value", words).hint("cli-hint-assignment")
    })?;
    run.reader(desk).assign(&ITEM_SPEC, fields, typed, Assign::Put, value)?;
    Ok(())
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
    what.iter()
        .map(|words| {
            let record = run.record(desk, words, &[])?;
            let known =
                candidates.iter().find(|candidate| candidate.reference == record.reference && candidate.item.is_none());
            Ok(known.map_or_else(|| carry::about(&record), carry::item_of))
        })
        .collect()
}

fn set(run: &Run, meeting: &str, number: &str, typed: &[String]) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let meeting = meeting_of(run, &desk, meeting)?;
    let mut agenda = Agenda::of(&meeting);
    let at = agenda.place_of(number)?;
    let mut fields = agenda.items().get(at).cloned().unwrap_or_default();
    for words in typed {
        assign_item(run, &desk, &mut fields, words)?;
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

fn agenda_edit(meeting: &Record, agenda: Agenda) -> Draft {
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

/// `agenda carry MEETING N TO`: the item stays where it was, marked carried over, and goes on the other agenda.
fn carry_over(run: &Run, meeting: &str, number: &str, to: &str) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let (from, to) = (meeting_of(run, &desk, meeting)?, meeting_of(run, &desk, to)?);
    let (mut old, mut new) = (Agenda::of(&from), Agenda::of(&to));
    let at = old.place_of(number)?;
    for place in old.subtree(at) {
        let fields = old.items().get(place).cloned().unwrap_or_default();
        new.insert(carry::carried(&fields, from.reference), Place::BeforeClosing)?;
        old.edit(place, item::STATE.id, Some(Value::Code("carried_over".to_owned())))?;
    }
    let drafts = vec![agenda_edit(&from, old), agenda_edit(&to, new)];
    let receipt = run.propose(&mut registrar, "agenda.item.carry", drafts)?;
    run.receipt(to.reference, receipt.revision, "cli-carried")
}

/// `post succeed POST PERSON --from DATE`.
pub fn succeed(run: &Run, post: &str, person: &str, from: &str) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let post = run.record(&desk, post, &[Kind::Post])?;
    let person = run.record(&desk, person, &[Kind::Person])?;
    let Value::OfficialDate(from) = run.reader(&desk).value("from", &Shape::OfficialDate, from)? else { return Ok(()) };
    let receipt = run.propose(&mut registrar, "post.succeed", vec![tenures::succeed(&post, person.reference, from)])?;
    run.receipt(post.reference, receipt.revision, "cli-changed")
}
