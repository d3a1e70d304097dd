//! What became of decisions and actions, body by body and quarter by quarter: how many are done, how many are late.

use super::carry::body_of;
use super::life;
use super::periods::{Zoom, period_of};
use crate::domain::desk::Desk;
use crate::domain::kind::Kind;
use crate::domain::record::Record;
use crate::domain::reference::Ref;
use crate::lang::date::PDate;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One body over the quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// The body; none for what no body decided.
    pub body: Option<Ref>,
    /// What is done, of each quarter.
    pub done: Vec<u32>,
    /// What is late, of each quarter.
    pub late: Vec<u32>,
    /// What is open and not late, whenever it is due.
    pub open: u32,
}

impl Course {
    /// Everything that is counted.
    pub fn total(&self) -> u32 {
        self.done.iter().chain(&self.late).sum::<u32>() + self.open
    }
}

/// The quarters that end with the one of a day, the oldest first.
pub fn quarters(today: Date, count: usize) -> Vec<PDate> {
    let back = |by: usize| today.checked_sub(jiff::Span::new().months(i64::try_from(by * 3).unwrap_or(0))).ok();
    (0..count).rev().filter_map(|by| period_of(&PDate::from(back(by)?), Zoom::Quarter)).collect()
}

/// Decisions and actions by body, over so many quarters up to a day; what is older or has no date counts in the first one,
/// what is due later only as open. The body with most of them first.
pub fn by_body(desk: &Desk, today: Date, count: usize) -> Vec<Course> {
    let quarters = quarters(today, count);
    let mut found: BTreeMap<Option<Ref>, Course> = BTreeMap::new();
    let records = desk.of_kind(Kind::Decision).chain(desk.of_kind(Kind::Action));
    for record in records {
        let body = body_of(desk, record);
        let course = found.entry(body).or_insert_with(|| Course {
            body,
            done: vec![0; quarters.len()],
            late: vec![0; quarters.len()],
            open: 0,
        });
        let is_late = life::is_late(record, today);
        if life::is_open(record) && !is_late {
            course.open += 1;
            continue;
        }
        let place = place_of(record, &quarters);
        let counts = if is_late { &mut course.late } else { &mut course.done };
        if let Some(count) = counts.get_mut(place) {
            *count += 1;
        }
    }
    let mut all: Vec<Course> = found.into_values().collect();
    all.sort_by_key(|course| (course.body.is_none(), std::cmp::Reverse(course.total()), course.body));
    all
}

/// The quarter in which something was decided or due; the last one for what is done before it was due.
fn place_of(record: &Record, quarters: &[PDate]) -> usize {
    let date = record.date().and_then(|date| date.earliest());
    let began = |quarter: &PDate| quarter.earliest().zip(date).is_some_and(|(first, date)| first <= date);
    quarters.iter().rposition(began).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn quarters_end_with_the_one_of_the_day() {
        let all = quarters(jiff::civil::date(2026, 11, 23), 4);
        let said: Vec<String> = all.iter().map(ToString::to_string).collect();
        assert_eq!(said, ["2026-33", "2026-34", "2026-35", "2026-36"]);
    }
}
