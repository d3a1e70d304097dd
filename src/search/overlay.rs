//! The names that changed since the base was built, scanned one by one.
//!
//! Small by bound, so a change costs no sorting; everything a judge needs is kept ready.

use std::collections::HashSet;

use super::Entry;
use super::base::{Name, rank, read_of};
use super::edit::{Mask, mask};
use super::keys::SkeletonKey;
use crate::{limits, text};

/// One changed name.
#[derive(Clone)]
pub(crate) struct Live {
    pub(crate) record: u64,
    pub(crate) field: u16,
    pub(crate) rank: u8,
    pub(crate) folded: String,
    pub(crate) keys: Vec<SkeletonKey>,
    pub(crate) letters: Mask,
    /// The letters of its skeletons.
    pub(crate) sounds: Mask,
}

/// See the file's first lines.
#[derive(Clone, Default)]
pub(crate) struct Overlay {
    names: Vec<Live>,
    records: HashSet<u64>,
    /// Long texts of changed records, folded.
    texts: Vec<(u64, String)>,
    text_bytes: usize,
}

impl Overlay {
    pub(crate) fn len(&self) -> usize {
        self.names.len()
    }

    pub(crate) fn names(&self) -> &[Live] {
        &self.names
    }

    /// Its names as the sorted part takes them.
    pub(crate) fn folded(&self) -> impl Iterator<Item = Name<'_>> {
        self.names.iter().map(Live::name)
    }

    pub(crate) fn remove(&mut self, record: u64) {
        if self.records.remove(&record) {
            self.names.retain(|name| name.record != record);
            self.keep_texts(|of| of != record);
        }
    }

    /// Forgets all records but these.
    pub(crate) fn keep(&mut self, records: &HashSet<u64>) {
        self.names.retain(|name| records.contains(&name.record));
        self.records.retain(|record| records.contains(record));
        self.keep_texts(|record| records.contains(&record));
    }

    fn keep_texts(&mut self, is_kept: impl Fn(u64) -> bool) {
        self.texts.retain(|(record, _)| is_kept(*record));
        self.text_bytes = self.texts.iter().map(|(_, text)| text.len()).sum();
    }

    /// Long texts of changed records, folded, those of a record one after the other.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (u64, &str)> {
        self.texts.iter().map(|(record, text)| (*record, text.as_str()))
    }

    /// Bytes of the long texts.
    pub(crate) fn text_bytes(&self) -> usize {
        self.text_bytes
    }

    /// Adds a long text of a record, as stored.
    pub(crate) fn add_text(&mut self, record: u64, text: &str) {
        let folded = text::fold(text).text;
        self.records.insert(record);
        self.text_bytes += folded.len();
        self.texts.push((record, folded));
    }

    /// Adds names of a record; those past the bound of one overlay or without a letter are left out.
    pub(crate) fn add(&mut self, record: u64, entries: &[Entry]) {
        self.records.insert(record);
        for entry in entries {
            let text = text::fold(read_of(entry.text)).text;
            self.add_folded(Name { record, field: entry.field, rank: rank(&text, entry.weight), text: &text });
        }
    }

    /// Adds a name that is folded.
    pub(crate) fn add_folded(&mut self, name: Name<'_>) {
        self.records.insert(name.record);
        if !name.text.is_empty() && self.names.len() < limits::SEARCH_OVERLAY_MOST {
            self.names.push(Live::of(name));
        }
    }
}

impl Live {
    fn of(name: Name<'_>) -> Live {
        let keys = SkeletonKey::all(name.text);
        Live {
            record: name.record,
            field: name.field,
            rank: name.rank,
            sounds: keys.iter().fold(0, |sum, key| sum | key.letters()),
            keys,
            letters: mask(name.text),
            folded: name.text.to_owned(),
        }
    }

    fn name(&self) -> Name<'_> {
        Name { record: self.record, field: self.field, rank: self.rank, text: &self.folded }
    }
}
