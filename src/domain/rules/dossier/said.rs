//! The lines of a dossier in words, the same on a screen and on paper.

use super::{Item, Section};
use crate::domain::Kind;
use crate::domain::kinds::partner;
use crate::domain::record::Record;
use crate::domain::rules::life;
use crate::domain::words::Speaker;
use crate::text;
use jiff::civil::Date;

/// The title of a record in its section; of another partner with what binds it, each side with its own word.
pub fn title(speaker: &Speaker<'_>, item: &Item, record: &Record) -> String {
    let title = record.title(speaker.lang);
    let Some(bond) = &item.bond else { return title.to_owned() };
    let label = speaker.lexicon.label(speaker.lang, "relation_kind", &bond.code);
    let (label, title, colon) = (text::isolate(label), text::isolate(title), speaker.lang.colon());
    if bond.is_own { format!("{label}{colon} {title}") } else { format!("{title}{colon} {label}") }
}

/// Where a record stands on a day, in a word; nothing where the section says it already.
pub fn standing(speaker: &Speaker<'_>, section: Section, record: &Record, day: Date) -> String {
    let label = |vocabulary: &str, code: &str| speaker.lexicon.label(speaker.lang, vocabulary, code).to_owned();
    match section {
        Section::Open if life::is_late(record, day) => speaker.lexicon.say(speaker.lang, "follow-late"),
        Section::Instruments => label("instrument_status", life::instrument_status(record, day)),
        Section::Organisations => {
            let acronym = record.fields.text3(partner::ACRONYMS.id);
            acronym.map(|acronym| acronym.best(speaker.lang).to_owned()).unwrap_or_default()
        }
        Section::People | Section::Bodies | Section::Relations | Section::Posts => String::new(),
        Section::Ahead | Section::Past if record.kind == Kind::Engagement => {
            record.type_code().map(|code| label("engagement_kind", code)).unwrap_or_default()
        }
        _ => speaker.lexicon.say(speaker.lang, &format!("kind-{}", record.kind.key())),
    }
}
