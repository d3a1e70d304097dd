//! Likely duplicates: pairs with the reason, both records beside each other, and what the joined record would be before
//! anything is joined. Pairs that are called different stay so; whatever was done here is undone by one key.

use super::{Layer, Outcome};
use crate::app::card;
use crate::app::key::{Code, Key};
use crate::app::pane::Request;
use crate::app::session::Session;
use crate::domain::rules::merge;
use crate::domain::{Draft, FieldEdit, Kind, Record};
use crate::kit::{Canvas, ListState, Role, Span};
use crate::search::duplicates::{Twins, called_different, still_alike};
use crate::text;

/// The kinds that are entered twice: who is reached, not what happened.
const KINDS: &[Kind] = &[Kind::Partner, Kind::Person];
/// Columns between the two records.
const GAP: usize = 2;

/// The pairs, and which record of the pair under the cursor would stay.
#[derive(Default)]
pub struct Duplicates {
    found: Option<Vec<Twins>>,
    shown: Vec<Twins>,
    list: ListState,
    stays: Option<usize>,
}

impl Duplicates {
    fn pair<'s>(&self, session: &'s Session) -> Option<[&'s Record; 2]> {
        let [first, second] = self.shown.get(self.list.selected)?.pair;
        Some([session.record(first)?, session.record(second)?])
    }

    fn show(&mut self, session: &Session) {
        self.shown = self.found.iter().flatten().filter(|twins| still_alike(&session.desk, twins)).cloned().collect();
        self.list.select(self.list.selected, self.shown.len());
        self.stays = None;
    }

    fn join(&self, session: &Session, ask: &mut Vec<Request>) {
        let (Some([first, second]), Some(stays)) = (self.pair(session), self.stays) else { return };
        let (into, from) = if stays == 0 { (first, second) } else { (second, first) };
        let draft = Draft::Merge { from: from.reference, into: into.reference };
        ask.push(Request::Change("record.merge", vec![draft]));
    }

    fn call_different(&self, session: &Session, ask: &mut Vec<Request>) {
        let Some([first, second]) = self.pair(session) else { return };
        let Some(fields) = called_different(first, second.reference) else { return };
        let edits = first.kind.spec().fields.iter().filter(|field| first.fields.get(field.id) != fields.get(field.id));
        let edits = edits.map(|field| FieldEdit {
            field: field.id,
            was: first.fields.get(field.id).cloned(),
            now: fields.get(field.id).cloned(),
        });
        let draft = Draft::Edit { reference: first.reference, edits: edits.collect(), if_rev: None };
        ask.push(Request::Change("record.distinct", vec![draft]));
    }

    fn draw_pairs(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let rows = canvas.height();
        let first = self.list.first(self.shown.len(), rows);
        let mut lines = canvas.scrolled(&self.list, self.shown.len());
        let width = lines.width();
        for (place, twins) in self.shown.iter().enumerate().skip(first).take(rows) {
            let row = place - first;
            let why: Vec<String> = twins.signs.iter().map(|sign| session.say(sign.key())).collect();
            let why = text::cut(&why.join(session.lang.comma()), width / 2).to_string();
            lines.line(row, 0, &[lines.marker(self.list.mark(place))]);
            let room = width.saturating_sub(text::width(&why) + 4);
            let [one, other] = twins.pair.map(|reference| text::isolate(&session.title(reference)));
            lines.text(row, 2, room, &format!("{one} = {other}"), Role::Normal);
            lines.text_at_end(row, &why, Role::Dim);
        }
    }

    fn draw_pair(&self, canvas: &mut Canvas<'_>, session: &Session, pair: [&Record; 2]) {
        let (width, height) = (canvas.width(), canvas.height());
        let column = width.saturating_sub(GAP) / 2;
        for (place, record) in pair.into_iter().enumerate() {
            let mut half = canvas.part(0, place * (column + GAP), height, column);
            half.line(
                0,
                0,
                &[
                    Span::new(format!("{} ", place + 1), Role::Label),
                    Span::new(record.title(session.lang), Role::Title),
                    Span::new(format!("  {}", record.reference), Role::Dim),
                ],
            );
            card::draw_lines(&mut half, 1, &card::lines(session, record));
        }
    }

    fn draw_joined(&self, canvas: &mut Canvas<'_>, session: &Session, stays: &Record, goes: &Record) {
        let joined = Record { fields: merge::united(stays, goes), ..stays.clone() };
        let values = [("stays", stays.reference.to_string()), ("goes", goes.reference.to_string())];
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
        let said = canvas.wrapped(0, 0, 3, &session.say_with("twins-joined", &values), Role::Warning);
        canvas.line(said, 0, &[Span::new(joined.title(session.lang), Role::Title)]);
        card::draw_lines(canvas, said + 1, &card::lines(session, &joined));
    }
}

impl Layer for Duplicates {
    fn opened(&mut self, _session: &Session, ask: &mut Vec<Request>) {
        ask.push(Request::Twins(KINDS));
    }

    fn key(&mut self, key: Key, session: &Session, ask: &mut Vec<Request>) -> Outcome {
        match key.for_commands(session.keyboard).code {
            Code::Esc if self.stays.is_some() => self.stays = None,
            Code::Esc => return Outcome::Close,
            Code::Down | Code::Up => {
                self.stays = None;
                self.list.step(if key.code == Code::Down { 1 } else { -1 }, self.shown.len());
            }
            // The same keys with and without Shift on AZERTY.
            Code::Char('1' | '&') => self.stays = Some(0).filter(|_| !self.shown.is_empty()),
            Code::Char('2' | 'é') => self.stays = Some(1).filter(|_| !self.shown.is_empty()),
            Code::Enter if self.stays.is_some() => self.join(session, ask),
            Code::Char('d') if self.stays.is_none() => self.call_different(session, ask),
            Code::Char('u') => ask.push(Request::Run("change.undo")),
            _ => {}
        }
        Outcome::Stay
    }

    fn twins(&mut self, twins: &[Twins], session: &Session) {
        self.found = Some(twins.to_vec());
        self.show(session);
    }

    fn refresh(&mut self, session: &Session) {
        self.show(session);
    }

    fn draw(&self, canvas: &mut Canvas<'_>, session: &Session) {
        let (width, height) = (canvas.width(), canvas.height());
        canvas.text(0, 0, width, &session.say("twins-title"), Role::Title);
        let Some(found) = &self.found else {
            canvas.text(1, 2, width, &session.say("twins-looking"), Role::Dim);
            return;
        };
        canvas.counter(0, &self.shown.len().to_string());
        if self.shown.is_empty() {
            let message = if found.is_empty() { "twins-none" } else { "twins-none-left" };
            canvas.wrapped(1, 2, height - 1, &session.say(message), Role::Dim);
            return;
        }
        let rows = self.shown.len().min((height / 3).max(1));
        self.draw_pairs(&mut canvas.part(1, 0, rows, width), session);
        let Some(pair) = self.pair(session) else { return };
        let mut below = canvas.part(rows + 2, 0, height.saturating_sub(rows + 2), width);
        match (self.stays, pair) {
            (None, pair) => self.draw_pair(&mut below, session, pair),
            (Some(0), [stays, goes]) | (Some(_), [goes, stays]) => self.draw_joined(&mut below, session, stays, goes),
        }
    }

    fn keys(&self) -> &'static [(&'static str, &'static str)] {
        match self.stays {
            None if self.shown.is_empty() => &[("Esc", "bar-close")],
            None => &[
                ("1", "bar-keep-first"),
                ("2", "bar-keep-second"),
                ("d", "bar-different"),
                ("↑↓", "bar-choose"),
                ("u", "command-change-undo"),
                ("Esc", "bar-close"),
            ],
            Some(_) => &[("Enter", "bar-join"), ("1", "bar-keep-first"), ("2", "bar-keep-second"), ("Esc", "bar-back")],
        }
    }
}
