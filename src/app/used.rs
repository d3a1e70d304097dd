//! What a person opens: how often and when, so that an empty finder offers what is wanted most.
//!
//! Only numbers of records are known here, within a bound. An opening counts half as much after two weeks.

use crate::domain::Ref;
use crate::limits;
use jiff::civil::Date;

/// Days after which an opening counts half.
const HALF_DAYS: f64 = 14.0;

/// How much one record is used.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Use {
    /// The record.
    pub reference: Ref,
    /// Openings, the old ones counted less.
    pub weight: f64,
    /// The day of the last one.
    pub last: Date,
}

impl Use {
    fn on(&self, day: Date) -> f64 {
        let days = day.since(self.last).map_or(0, |span| span.get_days()).max(0);
        self.weight * (-f64::from(days) / HALF_DAYS).exp2()
    }
}

/// What one person uses on one desk, the record opened last at the end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Used(Vec<Use>);

impl Used {
    /// What was remembered; more than the bound is left out, the oldest first.
    pub fn of(mut uses: Vec<Use>) -> Used {
        uses.drain(..uses.len().saturating_sub(limits::USES_KEPT));
        Used(uses)
    }

    /// All of it.
    pub fn uses(&self) -> &[Use] {
        &self.0
    }

    /// A record was opened on a day.
    pub fn note(&mut self, reference: Ref, day: Date) {
        let known = self.0.iter().position(|known| known.reference == reference).map(|place| self.0.remove(place));
        let weight = known.map_or(0.0, |known| known.on(day)) + 1.0;
        if self.0.len() >= limits::USES_KEPT {
            let weakest = self.0.iter().enumerate().min_by(|a, b| a.1.on(day).total_cmp(&b.1.on(day)));
            if let Some(place) = weakest.map(|(place, _)| place) {
                self.0.remove(place);
            }
        }
        self.0.push(Use { reference, weight, last: day });
    }

    /// How much each record is preferred among what agrees with a query as well, in order of numbers: an opening today weighs
    /// half of the most.
    pub fn leans(&self, day: Date) -> Vec<(Ref, i32)> {
        let lean = |one: &Use| {
            let share = 1.0 - (-one.on(day)).exp2();
            // The share is between 0 and 1, and the most is far below what the type holds.
            (f64::from(limits::USE_LEAN) * share) as i32
        };
        let mut leans: Vec<(Ref, i32)> = self.0.iter().map(|one| (one.reference, lean(one))).collect();
        leans.sort_unstable();
        leans.retain(|(_, lean)| *lean > 0);
        leans
    }

    /// The records, those opened last first as far as a glance reaches, then the most used.
    pub fn ranked(&self, day: Date) -> Vec<Ref> {
        let newest: Vec<Ref> = self.0.iter().rev().take(limits::USES_NEWEST).map(|one| one.reference).collect();
        let mut rest: Vec<&Use> = self.0.iter().rev().skip(limits::USES_NEWEST).collect();
        rest.sort_by(|a, b| b.on(day).total_cmp(&a.on(day)));
        newest.into_iter().chain(rest.into_iter().map(|one| one.reference)).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_newest_come_first_and_then_what_is_opened_most() {
        let mut used = Used::default();
        (0..5).for_each(|_| used.note(Ref(1), day("2026-11-01")));
        used.note(Ref(2), day("2026-11-02"));
        (0..2).for_each(|_| used.note(Ref(3), day("2026-11-03")));
        for reference in 10..10 + limits::USES_NEWEST as u64 {
            used.note(Ref(reference), day("2026-11-20"));
        }
        let ranked = used.ranked(day("2026-11-23"));
        assert_eq!(ranked.first(), Some(&Ref(9 + limits::USES_NEWEST as u64)));
        assert_eq!(&ranked[limits::USES_NEWEST..], [Ref(1), Ref(3), Ref(2)]);
        let later = used.ranked(day("2027-06-01"));
        assert_eq!(later[limits::USES_NEWEST..], ranked[limits::USES_NEWEST..], "time alone changes no order");
    }

    #[test]
    fn what_is_remembered_has_a_bound_and_the_least_used_goes() {
        let mut used = Used::default();
        (0..3).for_each(|_| used.note(Ref(1), day("2026-11-01")));
        for reference in 2..limits::USES_KEPT as u64 + 50 {
            used.note(Ref(reference), day("2026-11-02"));
        }
        assert_eq!(used.uses().len(), limits::USES_KEPT);
        assert!(used.uses().iter().any(|one| one.reference == Ref(1)));
        assert!(!used.uses().iter().any(|one| one.reference == Ref(2)));
    }
}
