//! What a session writes to files: pages, calendar entries, records and reports, each told by its name.

use super::Stage;
use crate::app::{Msg, PrintWish, ReportWish};
use crate::domain::rules::report::Question;
use crate::domain::{Kind, Record, Ref};
use crate::exchange::{ExchangeError, csv, jsonl};
use crate::host::stationery::{Stationery, StationeryError, Written};
use crate::host::{files, report_file};
use crate::paper::{self, Calendar, CopyKind, Languages, NoPage, Piece};
use jiff::civil::Date;

impl Stage {
    /// Writes pages until one cannot be written.
    pub(super) fn print(&self, wishes: &[PrintWish]) -> Msg {
        let session = &self.model.session;
        let all = wishes.iter().flat_map(|wish| self.pages_of(wish));
        let written: Result<Vec<String>, String> = all.map(|wish| self.page(&wish)).collect();
        match written.as_deref() {
            Ok([file]) => Msg::Told(session.say_with("host-printed", &[("file", file.as_str().into())])),
            Ok(files) => {
                let first = files.first().map_or("", String::as_str);
                let values = [("count", files.len().into()), ("file", first.into())];
                Msg::Told(session.say_with("host-printed-many", &values))
            }
            Err(detail) => Msg::Failed(session.say_with("host-not-printed", &[("detail", detail.as_str().into())])),
        }
    }

    /// Writes records to a file and tells its name.
    pub(super) fn export(&self, references: &[Ref], form: &'static str) -> Msg {
        let session = &self.model.session;
        let records: Vec<&Record> = references.iter().filter_map(|reference| session.record(*reference)).collect();
        let mut bytes = Vec::new();
        let kind = records.first().map_or(Kind::Partner, |record| record.kind);
        let made = match form {
            "csv" => csv::write_records(records.iter().copied(), kind, csv::Mark::With, &mut bytes),
            _ => jsonl::write_records(records.iter().copied(), &mut bytes),
        };
        let what = if form == "csv" { kind.key() } else { "records" };
        let name = [what, &session.today().to_string()].join("-");
        let written = made.map_err(|error| self.not_written(&error)).and_then(|()| self.write(&name, form, &bytes));
        match written {
            Ok(file) => {
                let values = [("count", records.len().into()), ("file", file.as_str().into())];
                Msg::Told(session.say_with("host-exported", &values))
            }
            Err(detail) => Msg::Failed(session.say_with("host-not-printed", &[("detail", detail.as_str().into())])),
        }
    }

    /// Writes a report to a file and tells its name.
    pub(super) fn report(&self, wish: &ReportWish) -> Msg {
        let session = &self.model.session;
        let question = Question { desk: &session.desk, from: wish.from, to: wish.to, today: session.today() };
        let report = paper::report(&question, wish.subject, &session.lexicon, session.lang);
        let mut name = vec!["report".to_owned(), wish.subject.key().to_owned()];
        name.extend(period_named(wish.from, wish.to));
        let name = [name.join("-").as_str(), session.lang.code()].join("-");
        let written = report_file::written(&report, wish.form, &session.lexicon, session.lang);
        let written = written.map_err(|error| self.not_written(&error));
        match written.and_then(|text| self.write(&name, wish.form, text.as_bytes())) {
            Ok(file) => Msg::Told(session.say_with("host-printed", &[("file", file.as_str().into())])),
            Err(detail) => Msg::Failed(session.say_with("host-not-printed", &[("detail", detail.as_str().into())])),
        }
    }

    /// Why records or a report cannot be written down.
    fn not_written(&self, error: &ExchangeError) -> String {
        self.say_all(error.code(), error.values())
    }

    /// A session as an entry for a calendar.
    fn entry(&self, record: &Record, languages: Languages) -> Result<String, String> {
        let session = &self.model.session;
        let origin = self.registrar.origin().map_err(|error| self.store_says(&error))?;
        let (desk, lexicon, now_ms) = (&session.desk, &session.lexicon, self.clock.now_ms());
        let calendar = Calendar { desk, lexicon, languages, copy: CopyKind::Member, now_ms, origin: &origin };
        calendar.entry(record).map_err(|error| session.say(error.code()))
    }

    /// The pages that a wish means: every one that there is of a session where the whole set is wanted.
    fn pages_of(&self, wish: &PrintWish) -> Vec<PrintWish> {
        let (Some(languages), true) =
            (Languages::parse(&wish.languages), wish.what == Piece::SET && wish.form != "ics")
        else {
            return vec![wish.clone()];
        };
        let session = &self.model.session;
        let asked = asked(Piece::Agenda, session.record(wish.reference), languages, session.today());
        let pieces = paper::set_of(&session.desk, &session.lexicon, &asked).into_iter();
        pieces.map(|piece| PrintWish { what: piece.key(), ..wish.clone() }).collect()
    }

    /// Writes the page and answers its name.
    fn page(&self, wish: &PrintWish) -> Result<String, String> {
        let session = &self.model.session;
        let record = session.record(wish.reference).ok_or_else(|| wish.reference.to_string())?;
        let languages = Languages::parse(&wish.languages).ok_or_else(|| wish.languages.clone())?;
        let (desk, lexicon, today) = (&session.desk, &session.lexicon, wish.on.unwrap_or(session.today()));
        if wish.form == "ics" {
            let name = ["session", &wish.reference.0.to_string(), &wish.languages.replace('+', "-")].join("-");
            return self.entry(record, languages).and_then(|entry| self.write(&name, wish.form, entry.as_bytes()));
        }
        let piece = Piece::from_key(wish.what).ok_or_else(|| wish.what.to_owned())?;
        let asked = asked(piece, Some(record), languages, today);
        let no_page = |error: NoPage| session.say_with(error.code(), &[("number", error.number().into())]);
        let mut document = paper::compose(desk, lexicon, &asked).map_err(no_page)?;
        let failed = |error: StationeryError| {
            session.say_with(
                error.code(),
                &[("file", error.file().as_str().into()), ("detail", error.detail().as_str().into())],
            )
        };
        let stationery = Stationery::at(&self.templates);
        stationery.head(&mut document).map_err(failed)?;
        if self.pins {
            let pin = self.registrar.pin(Some(desk.revision())).map_err(|error| self.store_says(&error))?;
            pin.into_iter().for_each(|pin| document.pin(lexicon, &pin.to_string()));
        }
        let written = match wish.form {
            "pdf" => Written::Pdf,
            "docx" => Written::Docx,
            "txt" => Written::Txt,
            "md" => Written::Md,
            _ => Written::Html,
        };
        let bytes = stationery.write(&document, languages, written, None).map_err(failed)?;
        let name = [wish.what, &wish.reference.0.to_string(), &wish.languages.replace('+', "-")].join("-");
        self.write(&name, wish.form, &bytes)
    }

    /// Writes a file that was asked for and answers its name.
    fn write(&self, name: &str, form: &str, bytes: &[u8]) -> Result<String, String> {
        let written = files::write_beside(&self.output_dir, name, form, bytes).map_err(|error| error.to_string())?;
        Ok(written.display().to_string())
    }
}

/// A period in the name of a file: its year or years, its days where it is no whole year; nothing for all dates.
fn period_named(from: Option<Date>, to: Option<Date>) -> Option<String> {
    let (from, to) = (from?, to?);
    let is_whole = from == from.first_of_year() && to == to.last_of_year();
    Some(match (is_whole, from.year() == to.year()) {
        (true, true) => from.year().to_string(),
        (true, false) => format!("{}_{}", from.year(), to.year()),
        (false, _) => format!("{from}_{to}"),
    })
}

/// A page as the screen asks for it.
fn asked(piece: Piece, record: Option<&Record>, languages: Languages, today: Date) -> paper::Asked<'_> {
    paper::Asked {
        piece,
        record,
        languages,
        is_in_own_language: false,
        copy: CopyKind::Member,
        version: None,
        seat: None,
        year: None,
        within_days: 0,
        today,
    }
}
