//! `agenda freeze`, `agenda diff` and the printing of a frozen version.

use super::meeting_of;
use crate::cli::desk::{Outcome, Run};
use crate::cli::failure::{Failure, Status};
use crate::domain::kinds::meeting::{VERSIONS, version};
use crate::domain::rules::frozen::{Frozen, FrozenItem};
use crate::domain::rules::versions::{self, Difference, Freezing};
use crate::domain::{Desk, Draft, Record};
use crate::lang::date::Instant;
use crate::paper;
use serde_json::json;

/// What is needed to freeze the agenda of a session as it is now.
///
/// # Errors
/// None that is known: everything on an agenda can be written down.
pub fn freezing<'a>(
    run: &'a Run,
    desk: &Desk,
    session: &Record,
    state: &'a str,
    at: Instant,
) -> Result<Freezing<'a>, Failure> {
    let frozen = paper::freezing(session, (desk, &run.lexicon, run.today()), (state, &run.settings.by.value), at);
    frozen.map_err(|error| Failure::new(Status::Failed, "cli-error-paper").with("detail", error))
}

/// A version of a session as it was frozen.
fn frozen_version(session: &Record, number: i64) -> Result<Frozen, Failure> {
    Ok(paper::frozen_version(session, number)?)
}

/// `agenda freeze MEETING`.
pub(super) fn freeze(run: &Run, meeting: &str) -> Outcome {
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let mut fields = session.fields.clone();
    let before = versions::newest(&session);
    let state = if before == 0 { "frozen" } else { "amended" };
    let number = versions::freeze(&mut fields, freezing(run, &desk, &session, state, run.moment(None)?)?);
    if number > before {
        run.propose(&mut registrar, "agenda.freeze", vec![Draft::edit(&session, &fields)])?;
    }
    let after = fields.parts(VERSIONS.id).find(|part| part.number(version::NUMBER.id) == Some(number));
    let hash = after.and_then(|part| part.text(version::HASH.id)).unwrap_or("");
    if run.json {
        return run
            .value(&json!({"ref": session.reference.0, "version": number, "hash": hash, "new": number > before}));
    }
    let key = if number > before { "cli-frozen" } else { "cli-frozen-already" };
    run.tell(key, &[("number", number.into()), ("hash", hash.get(..12).unwrap_or(hash).into())]);
    run.line(&number.to_string())
}

/// `agenda diff MEETING V [W]`: from an older version to a newer one, or to the agenda as it is now.
pub(super) fn diff(run: &Run, meeting: &str, older: i64, newer: Option<i64>) -> Outcome {
    let registrar = run.open()?;
    let desk = registrar.desk();
    let session = meeting_of(run, &desk, meeting)?;
    let old = frozen_version(&session, older)?;
    let new = match newer {
        Some(number) => frozen_version(&session, number)?,
        None => Frozen::take(&desk, &session, &run.lexicon, run.today()),
    };
    let found = versions::differences(&old, &new);
    if found.is_empty() {
        run.tell("cli-no-difference", &[]);
    }
    found.iter().try_for_each(|difference| line(run, difference))
}

fn line(run: &Run, difference: &Difference<'_>) -> Outcome {
    if run.json {
        return run.value(&as_json(difference));
    }
    let title = |item: &FrozenItem| item.title.best(run.lang()).to_owned();
    let names = |fields: &[&str]| {
        let name = |key: &&str| run.say(&crate::domain::field::message_of(key), &[]);
        fields.iter().map(name).collect::<Vec<_>>().join(run.lang().comma())
    };
    run.line(&match difference {
        Difference::Added(item) => format!("+ {}  {}", item.number, title(item)),
        Difference::Removed(item) => format!("- {}  {}", item.number, title(item)),
        Difference::Moved(was, item) => format!("> {} → {}  {}", was.number, item.number, title(item)),
        Difference::Renumbered(was, item) => format!("= {} → {}  {}", was.number, item.number, title(item)),
        Difference::Changed(_, item, fields) => format!("~ {}  {} ({})", item.number, title(item), names(fields)),
        Difference::Session(fields) => format!("~ {}", names(fields)),
    })
}

fn as_json(difference: &Difference<'_>) -> serde_json::Value {
    let all = |item: &FrozenItem| json!({"ar": item.title.ar, "fr": item.title.fr, "en": item.title.en});
    match difference {
        Difference::Added(item) => {
            json!({"change": "added", "number": item.number, "title": all(item), "late": item.late})
        }
        Difference::Removed(item) => json!({"change": "removed", "was": item.number, "title": all(item)}),
        Difference::Moved(was, item) => {
            json!({"change": "moved", "was": was.number, "number": item.number, "title": all(item)})
        }
        Difference::Renumbered(was, item) => {
            json!({"change": "renumbered", "was": was.number, "number": item.number, "title": all(item)})
        }
        Difference::Changed(was, item, fields) => json!({"change": "changed", "was": was.number,
            "number": item.number, "title": all(item), "fields": fields}),
        Difference::Session(fields) => json!({"change": "session", "fields": fields}),
    }
}
