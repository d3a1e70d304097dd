//! Every page that there is, under one door: which it is, of which record, and how it is made. A screen, a command and a
//! test ask for it in the same words.

use super::addendum::{self, Versions};
use super::document::{CopyKind, Document, Languages};
use super::minutes::{self, Told};
use super::packed::{packed, unpacked};
use super::{agenda, dossier, letters, register, sheet, sign_in};
use crate::domain::kinds::decision;
use crate::domain::kinds::meeting::{VERSIONS, kept, version};
use crate::domain::rules::bodies::sessions;
use crate::domain::rules::follow_up::Wanted;
use crate::domain::rules::frozen::{Frozen, Namer};
use crate::domain::rules::letters::{Convocations, reminders};
use crate::domain::rules::proceedings::{self, Proceedings};
use crate::domain::rules::seal::seal;
use crate::domain::rules::{kept as papers, versions};
use crate::domain::{Desk, Draft, Fields, Kind, Record};
use crate::lang::Lexicon;
use crate::lang::date::Instant;
use jiff::civil::Date;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A page that can be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The agenda of a session.
    Agenda,
    /// What a later version of an agenda says otherwise.
    Addendum,
    /// The letters that convene a session.
    Convocation,
    /// The sheet that members sign.
    SignIn,
    /// The decisions of a session.
    Decisions,
    /// The minutes of a session, or of all sessions of a body.
    Minutes,
    /// The minutes on one decision.
    Extract,
    /// What an institution is late with.
    Reminder,
    /// The decisions of a body or of all.
    Register,
    /// What there is to know about a partner.
    Sheet,
    /// Everything that has to do with a record.
    Dossier,
}

impl Piece {
    /// All of them, in the order in which a session needs them.
    pub const ALL: [Piece; 11] = [
        Piece::Agenda,
        Piece::Convocation,
        Piece::Addendum,
        Piece::SignIn,
        Piece::Decisions,
        Piece::Minutes,
        Piece::Extract,
        Piece::Sheet,
        Piece::Reminder,
        Piece::Register,
        Piece::Dossier,
    ];

    /// The word for every page that there is of a session.
    pub const SET: &'static str = "set";

    /// Its word on the command line and in the name of its template.
    pub fn key(self) -> &'static str {
        match self {
            Piece::Agenda => "agenda",
            Piece::Addendum => "addendum",
            Piece::Convocation => "convocation",
            Piece::SignIn => "sign-in",
            Piece::Decisions => "decisions",
            Piece::Minutes => "minutes",
            Piece::Extract => "extract",
            Piece::Reminder => "reminder",
            Piece::Register => "register",
            Piece::Sheet => "sheet",
            Piece::Dossier => "dossier",
        }
    }

    /// The one of that word.
    pub fn from_key(key: &str) -> Option<Piece> {
        Piece::ALL.into_iter().find(|piece| piece.key() == key)
    }

    /// Of which kinds of record it is printed.
    pub fn kinds(self) -> Vec<Kind> {
        match self {
            Piece::Agenda | Piece::Addendum | Piece::Convocation | Piece::SignIn | Piece::Decisions => {
                vec![Kind::Meeting]
            }
            Piece::Minutes => vec![Kind::Meeting, Kind::Body],
            Piece::Extract => vec![Kind::Decision],
            Piece::Reminder | Piece::Sheet => vec![Kind::Partner],
            Piece::Register => vec![Kind::Body],
            Piece::Dossier => Kind::all().collect(),
        }
    }

    /// Whether it is printed of everything where no record is named.
    pub fn is_of_all(self) -> bool {
        matches!(self, Piece::Reminder | Piece::Register)
    }

    /// The pages that there are of a kind of record.
    pub fn of_kind(kind: Kind) -> Vec<Piece> {
        Piece::ALL.into_iter().filter(|piece| piece.kinds().contains(&kind)).collect()
    }
}

/// Which page is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Which.
    pub piece: Piece,
    /// Of which record; of all where a page allows it.
    pub record: Option<&'a Record>,
    /// In which languages.
    pub languages: Languages,
    /// Whether a letter goes out in the language of its recipient instead.
    pub is_in_own_language: bool,
    /// For whom.
    pub copy: CopyKind,
    /// Which kept version; where nothing is said the agenda as it is, other papers as they last went out.
    pub version: Option<i64>,
    /// The letters of this seat only.
    pub seat: Option<i64>,
    /// Of this year only.
    pub year: Option<i16>,
    /// Days ahead that a reminder looks.
    pub within_days: i32,
    /// The day.
    pub today: Date,
}

/// Why there is no such page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPage {
    /// Nothing was kept under that number.
    NoVersion(i64),
    /// What was kept no longer answers to its seal.
    Broken(i64),
    /// The agenda is as it was sent.
    NothingNew,
    /// Nobody is to be reminded.
    NothingLate,
    /// There is nobody to write to.
    NotConvened,
    /// No decision that the copy may hold.
    NoDecisions,
    /// The decision is in no minutes that the copy may hold.
    NoItem,
    /// There is no such page of that record.
    NotKnown,
}

impl NoPage {
    /// The key of its message, which may want `number`.
    pub fn code(self) -> &'static str {
        match self {
            NoPage::NoVersion(_) => "paper-no-version",
            NoPage::Broken(_) => "paper-version-broken",
            NoPage::NothingNew => "paper-nothing-new",
            NoPage::NothingLate => "paper-nothing-late",
            NoPage::NotConvened => "paper-not-convened",
            NoPage::NoDecisions => "paper-no-decisions",
            NoPage::NoItem => "paper-no-item",
            NoPage::NotKnown => "paper-not-known",
        }
    }

    /// The number of the version that it is about.
    pub fn number(self) -> i64 {
        match self {
            NoPage::NoVersion(number) | NoPage::Broken(number) => number,
            _ => 0,
        }
    }
}

/// Makes a page.
///
/// # Errors
/// [`NoPage`].
pub fn compose(desk: &Desk, lexicon: &Lexicon, asked: &Asked<'_>) -> Result<Document, NoPage> {
    let Asked { piece, record, languages, copy, today, .. } = *asked;
    match (piece, record) {
        (Piece::Register, of) => {
            let wanted = Wanted { body: of.map(|body| body.reference), year: asked.year, open_only: false };
            register::register(desk, &wanted, lexicon, languages, copy, today).ok_or(NoPage::NoDecisions)
        }
        (Piece::Reminder, of) => {
            let all = reminders(desk, lexicon, today, asked.within_days).into_iter();
            let all = all.filter(|(house, _)| of.is_none_or(|of| of.reference == *house));
            let all: Vec<_> = all.map(|(_, reminder)| reminder).collect();
            letters::reminders(&all, lexicon, asked.of_letters(), copy, today).ok_or(NoPage::NothingLate)
        }
        (_, None) => Err(NoPage::NotKnown),
        (Piece::Minutes, Some(body)) if body.kind == Kind::Body => compiled(desk, lexicon, asked, body),
        (Piece::Extract, Some(decision)) => extract(desk, lexicon, asked, decision),
        (Piece::Sheet, Some(partner)) => Ok(sheet::sheet(partner, desk, lexicon, languages, copy, today)),
        (Piece::Dossier, Some(record)) => Ok(dossier::dossier(record, desk, lexicon, languages, copy, today)),
        (_, Some(session)) => of_session(desk, lexicon, asked, session),
    }
}

/// The pages that there are of a session as it stands, in the order in which it needs them: its agenda and what came late, its
/// letters, the sheet to sign, what was decided and its minutes.
pub fn set_of(desk: &Desk, lexicon: &Lexicon, asked: &Asked<'_>) -> Vec<Piece> {
    let Some(session) = asked.record else { return Vec::new() };
    let is_there =
        |piece: &Piece| *piece != Piece::Dossier && compose(desk, lexicon, &Asked { piece: *piece, ..*asked }).is_ok();
    Piece::of_kind(session.kind).into_iter().filter(is_there).collect()
}

impl Asked<'_> {
    /// The languages of letters; nothing where each goes out in its own.
    fn of_letters(&self) -> Option<Languages> {
        (!self.is_in_own_language).then_some(self.languages)
    }
}

fn of_session(desk: &Desk, lexicon: &Lexicon, asked: &Asked<'_>, session: &Record) -> Result<Document, NoPage> {
    let Asked { languages, copy, today, .. } = *asked;
    match asked.piece {
        Piece::Agenda => match asked.version {
            Some(number) => Ok(agenda::frozen_agenda(&frozen_version(session, number)?, lexicon, languages, copy)),
            None => Ok(agenda::agenda(session, desk, lexicon, languages, copy, today)),
        },
        Piece::Addendum => {
            let versions = two_versions(desk, lexicon, session, asked)?;
            addendum::addendum(&versions, lexicon, languages, copy).ok_or(NoPage::NothingNew)
        }
        Piece::Convocation => {
            let all = match kept_paper(session, "convocation", asked.version)? {
                Some((all, _)) => all,
                None => Convocations::take(desk, session, &[], lexicon, today),
            };
            letters::convocations(&all, asked.seat, lexicon, asked.of_letters(), copy).ok_or(NoPage::NotConvened)
        }
        Piece::SignIn => Ok(sign_in::sign_in(&told(desk, lexicon, asked, session)?, lexicon, languages, copy)),
        Piece::Decisions => minutes::decisions(&told(desk, lexicon, asked, session)?, lexicon, languages, copy)
            .ok_or(NoPage::NoDecisions),
        Piece::Minutes => Ok(minutes::minutes(&told(desk, lexicon, asked, session)?, lexicon, languages, copy)),
        Piece::Extract | Piece::Reminder | Piece::Register | Piece::Sheet | Piece::Dossier => Err(NoPage::NotKnown),
    }
}

/// A session as its minutes last went out, or as it would be told now.
fn told(desk: &Desk, lexicon: &Lexicon, asked: &Asked<'_>, session: &Record) -> Result<Told, NoPage> {
    if let Some((proceedings, seal)) = kept_paper(session, "minutes", asked.version)? {
        return Ok(Told { proceedings, seal });
    }
    let proceedings = Proceedings::take(desk, session, lexicon, asked.today);
    let text = kept_text(&proceedings).unwrap_or_default();
    Ok(Told { proceedings, seal: seal(&text) })
}

/// The minutes of all sessions of a body that were held, of a year or of all, each on sheets of its own.
fn compiled(desk: &Desk, lexicon: &Lexicon, asked: &Asked<'_>, body: &Record) -> Result<Document, NoPage> {
    let is_wanted = |session: &&&Record| {
        let day = session.date().and_then(|date| date.earliest());
        session.status_code() == Some("closed")
            && asked.year.is_none_or(|year| day.is_some_and(|day| day.year() == year))
    };
    let mut held = sessions(desk, body.reference);
    held.reverse();
    let all = held.iter().filter(is_wanted).map(|session| {
        let told = told(desk, lexicon, asked, session)?;
        Ok(minutes::minutes(&told, lexicon, asked.languages, asked.copy))
    });
    Document::joined(all.collect::<Result<_, NoPage>>()?).ok_or(NoPage::NoDecisions)
}

fn extract(desk: &Desk, lexicon: &Lexicon, asked: &Asked<'_>, record: &Record) -> Result<Document, NoPage> {
    let session = record.fields.link(decision::MEETING.id).and_then(|session| desk.get(session));
    let told = match session {
        Some(session) => told(desk, lexicon, asked, session)?,
        None => out_of_session(desk, lexicon, asked, record),
    };
    minutes::extract(&told, record.reference.0, lexicon, asked.languages, asked.copy).ok_or(NoPage::NoItem)
}

/// A decision that was taken in writing, as if the procedure were a session.
fn out_of_session(desk: &Desk, lexicon: &Lexicon, asked: &Asked<'_>, record: &Record) -> Told {
    let namer = Namer { desk, lexicon, day: asked.today };
    let body = record.fields.link(decision::BODY.id).map(|body| namer.named(body).name);
    let agenda = Frozen {
        title: namer.named(record.reference).name,
        body,
        code: record.fields.text(decision::NUMBER.id).map(str::to_owned),
        ..Frozen::default()
    };
    let outcomes = vec![proceedings::outcome(&namer, record)];
    let proceedings =
        Proceedings { agenda, outcomes, version: 1, phase: "approved".to_owned(), ..Proceedings::default() };
    let text = kept_text(&proceedings).unwrap_or_default();
    Told { proceedings, seal: seal(&text) }
}

/// The versions between which an addendum stands: that of the number asked for and the one before it; else the newest and
/// the agenda as it is; else, where nothing changed since, the last two.
fn two_versions(desk: &Desk, lexicon: &Lexicon, session: &Record, asked: &Asked<'_>) -> Result<Versions, NoPage> {
    let newest = versions::newest(session);
    let between = |older: i64, newer: i64| {
        Ok(Versions {
            older: (older, frozen_version(session, older)?),
            newer: (Some(newer), frozen_version(session, newer)?),
        })
    };
    if let Some(number) = asked.version {
        return between(number - 1, number);
    }
    if newest == 0 {
        return Err(NoPage::NothingNew);
    }
    let now = Frozen { draft: false, ..Frozen::take(desk, session, lexicon, asked.today) };
    let last = frozen_version(session, newest)?;
    if now == last && newest > 1 {
        return between(newest - 1, newest);
    }
    Ok(Versions { older: (newest, last), newer: (None, now) })
}

/// A version of an agenda as it was frozen.
///
/// # Errors
/// No such version, or its text no longer answers to its seal.
pub fn frozen_version(session: &Record, number: i64) -> Result<Frozen, NoPage> {
    let part = session.fields.parts(VERSIONS.id).find(|part| part.number(version::NUMBER.id) == Some(number));
    let part = part.ok_or(NoPage::NoVersion(number))?;
    if !versions::is_whole(part) {
        return Err(NoPage::Broken(number));
    }
    agenda::read_frozen(part.text(version::TEXT.id).unwrap_or("")).map_err(|_| NoPage::Broken(number))
}

/// A paper as it went out, with its seal: the one of that number, else the newest; nothing where none is asked for and none
/// went out.
fn kept_paper<T: DeserializeOwned>(
    session: &Record,
    what: &str,
    number: Option<i64>,
) -> Result<Option<(T, String)>, NoPage> {
    let Some(part) = papers::paper(session, what, number) else {
        return number.map_or(Ok(None), |number| Err(NoPage::NoVersion(number)));
    };
    let number = part.number(kept::NUMBER.id).unwrap_or(0);
    let text = unpacked(part.text(kept::TEXT.id).unwrap_or(""));
    let read = text.and_then(|text| serde_json::from_str(&text).ok());
    match read {
        Some(read) if papers::is_whole(part) => Ok(Some((read, part.text(kept::HASH.id).unwrap_or("").to_owned()))),
        _ => Err(NoPage::Broken(number)),
    }
}

/// What a paper says as a text to be kept.
///
/// # Errors
/// None that is known: everything in it can be written.
fn kept_text(what: &impl Serialize) -> Result<String, serde_json::Error> {
    packed(serde_json::to_string(what)?).map_err(serde_json::Error::io)
}

/// Keeps the minutes of a session as they go out now: `fields` are those of the session after the step.
///
/// # Errors
/// None that is known: everything in them can be written.
pub fn keep_minutes(
    desk: &Desk,
    lexicon: &Lexicon,
    session: &Record,
    fields: &mut Fields,
    (by, at): (&str, Instant),
) -> Result<(), serde_json::Error> {
    let after = Record { fields: fields.clone(), ..session.clone() };
    let text = kept_text(&Proceedings::take(desk, &after, lexicon, at.wall.date()))?;
    papers::keep(fields, papers::Keeping { what: "minutes", text, by, at });
    Ok(())
}

/// Keeps the convocations of a session as they go out now, with the letters that go onto the desk with them.
///
/// # Errors
/// None that is known: everything in them can be written.
pub fn keep_convocations(
    desk: &Desk,
    lexicon: &Lexicon,
    session: &Record,
    (fields, letters): (&mut Fields, &[Draft]),
    (by, at): (&str, Instant),
) -> Result<(), serde_json::Error> {
    let after = Record { fields: fields.clone(), ..session.clone() };
    let text = kept_text(&Convocations::take(desk, &after, letters, lexicon, at.wall.date()))?;
    papers::keep(fields, papers::Keeping { what: "convocation", text, by, at });
    Ok(())
}
