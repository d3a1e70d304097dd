//! The engine in memory: for tests, and for a desk that shall leave no trace.

use super::error::StoreError;
use super::keyed::{Keyed, Order, Pairs, See, Writes};
use std::collections::BTreeMap;

/// Pairs in memory.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub(super) pairs: BTreeMap<Vec<u8>, Vec<u8>>,
}

/// An empty ledger in memory.
///
/// # Errors
/// None; the signature is that of every engine.
pub fn memory_ledger() -> Result<Keyed<Memory>, StoreError> {
    Keyed::open(Memory::default())
}

impl Pairs for Memory {
    fn get(&self, key: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.pairs.get(key).cloned())
    }

    fn write(&mut self, writes: Writes) -> Result<(), StoreError> {
        for (key, value) in writes {
            match value {
                Some(value) => drop(self.pairs.insert(key, value)),
                None => drop(self.pairs.remove(&key)),
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StoreError> {
        Ok(())
    }

    fn walk(&self, prefix: &[u8], order: Order, see: See<'_>) -> Result<(), StoreError> {
        let range = self.pairs.range(prefix.to_vec()..).take_while(|(key, _)| key.starts_with(prefix));
        let pairs: Box<dyn Iterator<Item = (&Vec<u8>, &Vec<u8>)>> = match order {
            Order::Up => Box::new(range),
            // Only short runs are walked backwards: the history of one record.
            Order::Down => Box::new(range.collect::<Vec<_>>().into_iter().rev()),
        };
        for (key, value) in pairs {
            if !see(key, value)? {
                break;
            }
        }
        Ok(())
    }
}
