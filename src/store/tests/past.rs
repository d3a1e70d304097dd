//! The past: desks as of any revision and moment, what was taken away, and whether the history is what it was.

use super::*;
use crate::store::pin::digits;

#[test]
fn a_past_desk_is_whole_also_in_the_middle_of_a_group() {
    let mut registrar = registrar();
    registrar.propose(proposal("a", vec![add("first")])).unwrap();
    let many: Vec<Draft> = (0..300).map(|number| add(&format!("many {number}"))).collect();
    registrar.propose(proposal("a", many)).unwrap();
    registrar.propose(proposal("a", vec![rename(1, "first", "last")])).unwrap();
    let sizes: Vec<(u64, usize)> = (0..=registrar.desk().revision())
        .map(|revision| registrar.desk_as_of(revision).map(|desk| (desk.revision(), desk.len())).unwrap())
        .collect();
    assert_eq!(sizes, [(0, 0), (1, 1), (1, 1), (1, 1), (4, 301), (5, 301)]);
    assert_eq!(registrar.desk_as_of(99).unwrap().revision(), 5, "the newest one");
    assert_eq!(registrar.desk_as_of(4).unwrap().get(Ref(1)).unwrap().fields, fields("first"));
}

#[test]
fn what_was_never_acknowledged_is_in_no_past() {
    let left = Arc::new(std::sync::atomic::AtomicUsize::new(usize::MAX));
    let ledger = Failing { inner: memory_ledger().unwrap(), left: Arc::clone(&left) };
    let mut registrar = Registrar::open(Box::new(ledger), no_rules()).unwrap();
    registrar.propose(proposal("a", vec![add("kept")])).unwrap();
    left.store(2, std::sync::atomic::Ordering::SeqCst);
    registrar.propose(proposal("a", (0..300).map(|number| add(&format!("x{number}"))).collect())).unwrap_err();
    left.store(usize::MAX, std::sync::atomic::Ordering::SeqCst);
    registrar.propose(proposal("a", vec![rename(1, "kept", "new")])).unwrap();
    let lens: Vec<usize> =
        (1..=registrar.desk().revision()).map(|at| registrar.desk_as_of(at).unwrap().len()).collect();
    assert!(lens.iter().all(|len| *len == 1), "{lens:?}");
    assert_eq!(registrar.trash().unwrap(), [], "nobody took it away");
}

#[test]
fn a_moment_leads_to_the_last_revision_written_by_then() {
    let mut registrar = registrar();
    for at_ms in [10, 20, 20, 30] {
        registrar.propose(Proposal { at_ms, ..proposal("a", vec![add("x")]) }).unwrap();
    }
    let at = |at_ms| registrar.revision_at(at_ms).unwrap();
    assert_eq!([at(9), at(10), at(19), at(20), at(29), at(30), at(i64::MAX)], [0, 1, 1, 3, 3, 4, 4]);
    assert_eq!((registrar.written_at(2).unwrap(), registrar.written_at(0).unwrap()), (Some(20), None));
}

#[test]
fn what_was_taken_away_is_listed_shown_and_brought_back() {
    let mut registrar = registrar();
    let child = fields("child").with(partner::PARENT.id, Ref(1));
    let child = Draft::Add { reference: None, kind: Kind::Partner, fields: child };
    registrar.propose(proposal("a", vec![add("one"), child, add("other")])).unwrap();
    let before = without_rev(&registrar.desk());
    let drop = |number| Draft::Drop { reference: Ref(number) };
    registrar.propose(Proposal { at_ms: 5, ..proposal("b", vec![drop(2)]) }).unwrap();
    registrar.propose(proposal("b", vec![drop(1)])).unwrap();
    registrar.propose(proposal("b", vec![Draft::Merge { from: Ref(3), into: Ref(3) }])).unwrap_err();
    let trash = registrar.trash().unwrap();
    let told: Vec<_> =
        trash.iter().map(|gone| (gone.record.reference.0, gone.rev, gone.by.as_str(), gone.at_ms)).collect();
    assert_eq!(told, [(1, 3, "b", 1), (2, 2, "b", 5)]);
    assert_eq!(registrar.dropped(Ref(2)).unwrap().as_ref(), trash.get(1));
    assert_eq!((registrar.dropped(Ref(3)).unwrap(), registrar.dropped(Ref(9)).unwrap()), (None, None));
    // A link to what is still away is no link; both together come back as they were.
    let undrop = |number| Draft::Undrop { reference: Ref(number) };
    let refused = registrar.propose(proposal("a", vec![undrop(2)])).unwrap_err();
    assert!(
        matches!(&refused, ProposeError::Refused(Refusal::Invalid { errors, .. }) if errors[0].code == "link-dead")
    );
    registrar.propose(proposal("a", vec![undrop(2), undrop(1)])).unwrap();
    assert_eq!(without_rev(&registrar.desk()), before);
    assert_eq!(registrar.trash().unwrap(), []);
    let refused = registrar.propose(proposal("a", vec![undrop(1)])).unwrap_err();
    assert!(
        matches!(&refused, ProposeError::Refused(Refusal::Invalid { errors, .. }) if errors[0].code == "not-dropped")
    );
    let refused = registrar.propose(proposal("a", vec![undrop(77)])).unwrap_err();
    assert_eq!(refused, ProposeError::Refused(Refusal::NotFound(Ref(77))));
    // It is a change like any other.
    registrar.undo("a", "m", 9, 1).unwrap();
    assert_eq!(registrar.trash().unwrap().len(), 2);
    assert_eq!(registrar.verify().unwrap().problems, []);
}

#[test]
fn a_record_whose_making_was_taken_back_is_in_the_trash_and_a_merged_one_is_not() {
    let mut registrar = registrar();
    registrar.propose(proposal("a", vec![add("one"), add("two")])).unwrap();
    registrar.propose(proposal("a", vec![add("three")])).unwrap();
    registrar.undo("a", "m", 1, 1).unwrap();
    registrar.propose(proposal("a", vec![Draft::Merge { from: Ref(2), into: Ref(1) }])).unwrap();
    let told: Vec<_> =
        registrar.trash().unwrap().into_iter().map(|gone| (gone.record.reference.0, gone.was_undone)).collect();
    assert_eq!(told, [(3, true)]);
}

#[test]
fn one_changed_byte_of_the_history_is_reported_with_its_revision() {
    let mut registrar = registrar();
    for number in 0..6 {
        registrar.propose(proposal("a", vec![add(&format!("name {number}"))])).unwrap();
    }
    let whole = registrar.verify_chain(u64::MAX, &mut |_| {}).unwrap();
    assert_eq!(whole, verify::Chain { whole: 6, broken: None, problems: Vec::new() });
    let bytes = |revision: usize| registrar.log(6).unwrap()[6 - revision].clone();
    let mut ledger = memory_ledger().unwrap();
    let mut previous = [0; 32];
    for revision in 1..=6 {
        let sealed = codec::seal(bytes(revision), previous).unwrap();
        previous = sealed.own;
        ledger.append(revision as u64 - 1, sealed.batch(), &sealed).unwrap();
    }
    let keys: Vec<Vec<u8>> = ledger.pairs_mut().pairs.keys().filter(|key| key[0] == b'e').cloned().collect();
    for (place, key) in keys.iter().enumerate() {
        let old = ledger.pairs_mut().pairs[key].clone();
        for at in 0..old.len() {
            let mut changed = old.clone();
            changed[at] ^= 1 << (at % 8);
            ledger.pairs_mut().pairs.insert(key.clone(), changed);
            let found = verify::chain(&ledger, u64::MAX, &mut |_| {}).unwrap();
            assert_eq!((found.broken, found.whole), (Some(place as u64 + 1), place as u64), "byte {at}");
        }
        ledger.pairs_mut().pairs.insert(key.clone(), old);
    }
    // Whoever mends checksum and hash of what they forged breaks the link to what follows.
    let forged = codec::seal(entry(3, vec![change(None, Some(record(3, "forged", 3)))]), [0; 32]).unwrap();
    let old = ledger.pairs_mut().pairs.insert(keys[2].clone(), forged.bytes);
    assert_eq!(verify::chain(&ledger, u64::MAX, &mut |_| {}).unwrap().broken, Some(3));
    ledger.pairs_mut().pairs.insert(keys[2].clone(), old.unwrap());
    assert_eq!(verify::chain(&ledger, 6, &mut |_| {}).unwrap().problems, []);
}

#[test]
fn a_pin_on_paper_leads_to_its_revision_and_to_no_other_history() {
    let mut registrar = registrar();
    for number in 0..3 {
        registrar.propose(proposal("a", vec![add(&format!("name {number}"))])).unwrap();
    }
    let pin = registrar.pin(Some(2)).unwrap().unwrap();
    let typed: Pin = pin.to_string().parse().unwrap();
    assert_eq!(registrar.revision_of(&typed).unwrap(), Some(2));
    assert_eq!(registrar.revision_of(&Pin { revision: None, ..typed.clone() }).unwrap(), Some(2));
    assert_eq!(registrar.revision_of(&Pin { revision: Some(3), ..typed.clone() }).unwrap(), None);
    assert_eq!(registrar.revision_of(&Pin { revision: Some(9), ..typed }).unwrap(), None);
    let (own, previous) = registrar.hashes(3).unwrap().unwrap();
    assert!(digits(&previous).starts_with(&pin.digits) && own != previous);
    assert_eq!(registrar.pin(Some(9)).unwrap(), None);
}

fn far(number: u64) -> Draft {
    Draft::Add { reference: Some(Ref(number)), kind: Kind::Partner, fields: fields("far") }
}

#[test]
fn the_trash_lists_what_went_on_either_side_of_a_gap_of_any_size() {
    let mut registrar = registrar();
    registrar.propose(proposal("a", vec![add("near"), far(5_000_000), far(90_000_000)])).unwrap();
    let drop = |number| Draft::Drop { reference: Ref(number) };
    registrar.propose(proposal("a", vec![drop(5_000_000)])).unwrap();
    registrar.propose(proposal("a", vec![drop(1), drop(90_000_000)])).unwrap();
    registrar.propose(proposal("a", vec![add("after")])).unwrap();
    let numbers = |registrar: &Registrar| -> Vec<u64> {
        registrar.trash().unwrap().into_iter().map(|gone| gone.record.reference.0).collect()
    };
    assert_eq!(numbers(&registrar), [90_000_000, 1, 5_000_000]);
    registrar.propose(proposal("a", vec![Draft::Undrop { reference: Ref(1) }])).unwrap();
    assert_eq!(numbers(&registrar), [90_000_000, 5_000_000]);
    registrar.undo("a", "m", 1, 1).unwrap();
    assert_eq!(numbers(&registrar), [1, 90_000_000, 5_000_000], "taken away again, last of all");
}

/// A ledger of which one copy has lost some entries and cannot read others; the other copy has all.
struct Torn(keyed::Keyed<memory::Memory>);

impl Ledger for Torn {
    fn head(&self) -> u64 {
        self.0.head()
    }
    fn head_hash(&self) -> Hash {
        self.0.head_hash()
    }
    fn append(&mut self, expected: u64, batch: u128, sealed: &Sealed) -> Result<Append, StoreError> {
        self.0.append(expected, batch, sealed)
    }
    fn flush(&mut self) -> Result<(), StoreError> {
        self.0.flush()
    }
    fn scan(&self, see: &mut dyn FnMut(Found<'_>) -> Result<(), StoreError>) -> Result<u64, StoreError> {
        self.0.scan(see)
    }
    fn since(&self, revision: u64, limit: usize) -> Result<Since, StoreError> {
        self.0.since(revision, limit)
    }
    fn entry_bytes(&self, revision: u64) -> Result<Option<Vec<u8>>, StoreError> {
        match revision % 3 {
            0 => Ok(None),
            1 => Err(StoreError::damaged("engine", "torn")),
            _ => Ok(self.0.entry_bytes(revision)?.map(|bytes| bytes[..bytes.len() / 2].to_vec())),
        }
    }
    fn entry(&self, revision: u64) -> Result<Option<Sealed>, StoreError> {
        self.0.entry(revision)
    }
    fn history(&self, reference: Ref, limit: usize) -> Result<Vec<u64>, StoreError> {
        self.0.history(reference, limit)
    }
}

#[test]
fn an_entry_that_one_copy_has_lost_is_read_from_the_other_for_whatever_is_asked() {
    let mut registrar = Registrar::open(Box::new(Torn(memory_ledger().unwrap())), no_rules()).unwrap();
    for (at_ms, name) in [(10, "one"), (20, "two"), (30, "three"), (40, "four")] {
        registrar.propose(Proposal { at_ms, ..proposal(name, vec![add(name)]) }).unwrap();
    }
    let at = |at_ms| registrar.revision_at(at_ms).unwrap();
    assert_eq!([at(9), at(10), at(20), at(30), at(40)], [0, 1, 2, 3, 4]);
    for revision in 1..=4 {
        let pin = registrar.pin(Some(revision)).unwrap().unwrap();
        assert_eq!(registrar.revision_of(&Pin { revision: None, ..pin }).unwrap(), Some(revision));
    }
    for name in ["one", "two", "three"] {
        registrar.undo(name, "m", 50, 1).unwrap();
    }
    assert_eq!(registrar.desk().len(), 1);
}
