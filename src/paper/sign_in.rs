//! The sign-in sheet: who should come, with room for the name of whoever comes instead and for a signature.

use super::document::{CopyKind, Document, Head, Languages, Line, Page, Section};
use super::minutes::Told;
use super::writer::{Writer, line};
use crate::domain::rules::proceedings::Member;
use crate::lang::Lexicon;

/// Empty rows for guests whom nobody knows yet.
const ROWS_FOR_GUESTS: usize = 4;

/// The sign-in sheet of a session.
pub fn sign_in(told: &Told, lexicon: &Lexicon, languages: Languages, copy: CopyKind) -> Document {
    let pages = languages.list().into_iter().map(|lang| Writer { lexicon, lang, copy }.sign_in_page(told));
    Document::new("sign-in", pages.collect())
}

impl Writer<'_> {
    fn sign_in_page(&self, told: &Told) -> Page {
        let held = &told.proceedings;
        let mut page = self.begun("sign_in_sheet", &held.agenda);
        self.session_facts(&held.agenda, &mut page);
        page.sections.push(Section {
            columns: self.columns("paper-column-seat", "paper-column-member", self.by_hand()),
            lines: held.members.iter().map(|member| self.signs(member)).collect(),
            ..Section::default()
        });
        let known = held.guests.iter().filter(|guest| self.may_name(guest)).map(|guest| self.who(guest));
        let rows = known.chain(std::iter::repeat_n(String::new(), ROWS_FOR_GUESTS));
        let row = |words| Line { cells: vec![String::new(); 2], ..line("", words, Vec::new()) };
        let guests = Section {
            title: self.word("paper-guests"),
            columns: self.columns("paper-column-seat", "paper-column-who", self.guests_by_hand()),
            lines: rows.map(row).collect(),
            ..Section::default()
        };
        page.sections.push(guests);
        page
    }

    fn by_hand(&self) -> Vec<Head> {
        vec![self.blank("paper-column-by", 21), self.blank("paper-column-signature", 21)]
    }

    fn guests_by_hand(&self) -> Vec<Head> {
        vec![self.blank("paper-body-of-guest", 21), self.blank("paper-column-signature", 21)]
    }

    fn signs(&self, member: &Member) -> Line {
        let mut notes = vec![self.who_if(member.who.as_ref())];
        notes.retain(|note| !note.is_empty());
        let voting = member.voting.as_deref().filter(|voting| *voting != "voting");
        let mut own = self.member(member, notes);
        own.notes.extend(voting.map(|code| self.label("voting_status", code)));
        Line { cells: vec![String::new(); 2], ..own }
    }
}
