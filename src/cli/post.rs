//! `post succeed`: a reshuffle, one post at a time; what hangs on the post follows.

use super::args::{PostCommand, TenureKind};
use super::desk::{Outcome, Run};
use super::meeting::outdated_lines;
use crate::domain::rules::convening::outdated;
use crate::domain::rules::tenures::{self, Succession, seats_by_quality};
use crate::domain::{Kind, Shape, Value};
use crate::lang::date::PDate;
use serde_json::json;

/// `post succeed POST PERSON --from DATE`: the tenure, and nothing else, changes; the seats held by the post, the chairs and
/// the labels follow because they name the post.
pub fn run_post(run: &Run, command: &PostCommand) -> Outcome {
    let PostCommand::Succeed { post, person, from, kind, act } = command;
    let mut registrar = run.open()?;
    let desk = registrar.desk();
    let post = run.record(&desk, post, &[Kind::Post])?;
    let person = run.record(&desk, person, &[Kind::Person])?;
    let Value::OfficialDate(from) = run.reader(&desk).value("from", &Shape::OfficialDate, from)? else { return Ok(()) };
    let as_what = match kind {
        TenureKind::Titular => "titular",
        TenureKind::Interim => "interim",
        TenureKind::Delegate => "delegate",
    };
    let day = Some(&from.date).and_then(PDate::earliest).unwrap_or_else(|| run.today());
    let succession = Succession { person: person.reference, as_what, from, act: act.clone() };
    let receipt = run.propose(&mut registrar, "post.succeed", vec![tenures::succeed(&post, &succession)?])?;
    let desk = registrar.desk();
    let seats = seats_by_quality(&desk, post.reference, day);
    let stale: Vec<_> = outdated(&desk).into_iter().filter(|outdated| outdated.who == post.reference).collect();
    if run.json {
        let seats: Vec<_> = seats.iter().map(|(body, seat)| json!({"body": body.0, "seat": seat})).collect();
        let stale: Vec<_> = stale.iter().map(|one| json!({"session": one.session.0, "seat": one.seat})).collect();
        return run
            .value(&json!({"ref": post.reference.0, "rev": receipt.revision, "seats": seats, "outdated": stale}));
    }
    run.tell("cli-seats-follow", &[("count", seats.len().into())]);
    for line in outdated_lines(run, &desk, |one| one.who == post.reference) {
        run.tell("cli-warning", &[("warning", line.as_str().into())]);
    }
    run.receipt(post.reference, receipt.revision, "cli-changed")
}
