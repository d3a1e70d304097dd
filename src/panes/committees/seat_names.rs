//! A seat looked for by a few letters: of its name, of its institution or of who sits on it, in any script, or by its number.

use crate::app::session::Session;
use crate::domain::kinds::partner;
use crate::domain::rules::bodies::SeatHolders;
use crate::domain::{Ref, Text3};
use crate::lang::Lang;
use crate::text;

/// How well a name fits what was typed; nothing where it does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// By consonants across scripts.
    Sound,
    /// Somewhere inside.
    Inside,
    /// A word begins so.
    Word,
    /// The number of the seat.
    Number,
}

/// The place of the seat that fits best, the first of those that fit alike.
pub(super) fn best(session: &Session, seats: &[SeatHolders<'_>], typed: &str) -> Option<usize> {
    let wanted = text::fold(typed).text;
    if wanted.is_empty() {
        return None;
    }
    let sounds: Vec<String> = text::skeletons(&wanted).into_iter().filter(|sound| sound.chars().count() > 1).collect();
    let fit_of = |seat: &SeatHolders<'_>| {
        let number = (seat.number.to_string() == wanted).then_some(Fit::Number);
        let names = names(session, seat);
        number.into_iter().chain(names.iter().filter_map(|name| fit(name, &wanted, &sounds))).max()
    };
    let fits = seats.iter().enumerate().filter_map(|(place, seat)| Some((fit_of(seat)?, place)));
    fits.max_by_key(|(fit, place)| (*fit, std::cmp::Reverse(*place))).map(|(_, place)| place)
}

fn fit(name: &str, wanted: &str, sounds: &[String]) -> Option<Fit> {
    let folded = text::fold(name).text;
    if folded.starts_with(wanted) || folded.contains(&format!(" {wanted}")) {
        return Some(Fit::Word);
    }
    if folded.contains(wanted) {
        return Some(Fit::Inside);
    }
    let heard = text::skeletons(&folded);
    let sounds_so =
        |sound: &String| heard.iter().any(|heard| heard.split(' ').any(|word| word.starts_with(sound.as_str())));
    sounds.iter().any(sounds_so).then_some(Fit::Sound)
}

/// What a seat is called in all languages: by itself, by its institution with its acronyms, by those who sit on it.
fn names(session: &Session, seat: &SeatHolders<'_>) -> Vec<String> {
    let mut names: Vec<String> = seat.label.map(every).unwrap_or_default();
    let holders = seat.holders.iter().flat_map(|holder| [holder.person, holder.post]).flatten();
    for reference in seat.institution.into_iter().chain(holders) {
        names.extend(titles(session, reference));
    }
    names
}

fn titles(session: &Session, reference: Ref) -> Vec<String> {
    let Some(record) = session.record(reference) else { return Vec::new() };
    let acronyms = record.fields.text3(partner::ACRONYMS.id).filter(|_| record.kind == crate::domain::Kind::Partner);
    let titles = Lang::ALL.map(|lang| record.title(lang).to_owned());
    titles.into_iter().chain(acronyms.map(every).unwrap_or_default()).collect()
}

fn every(text: &Text3) -> Vec<String> {
    text.texts().map(|(_, words)| words.to_owned()).collect()
}
