//! Putting many texts in order: what is compared lies side by side, and a text is looked at once for each of its blocks.
//!
//! A million names that are compared one with another are fetched from all over the memory twenty times each.

/// Bytes of a text that are compared at once.
const BLOCK: usize = 16;

/// The places of keys in the order of their bytes; equal ones keep the order in which they stand. No key is another with
/// bytes of zero after it.
pub fn order<K: AsRef<[u8]>>(keys: &[K]) -> Vec<usize> {
    let key = |place: usize| keys.get(place).map_or(&[][..], AsRef::as_ref);
    let mut places: Vec<(u128, usize)> = (0..keys.len()).map(|place| (0, place)).collect();
    // What is still to be put in order: from where to where, and from which byte on.
    let mut waiting = vec![(0..places.len(), 0)];
    while let Some((range, at)) = waiting.pop() {
        let Some(part) = places.get_mut(range.clone()) else { continue };
        part.iter_mut().for_each(|(head, place)| *head = block(key(*place), at));
        part.sort_unstable();
        let (mut start, next) = (range.start, at + BLOCK);
        for run in part.chunk_by(|(one, _), (other, _)| one == other) {
            if run.len() > 1 && run.iter().any(|(_, place)| key(*place).len() > next) {
                waiting.push((start..start + run.len(), next));
            }
            start += run.len();
        }
    }
    places.into_iter().map(|(_, place)| place).collect()
}

/// The bytes from there as a number that sorts as they do.
fn block(key: &[u8], at: usize) -> u128 {
    let rest = key.get(at..).unwrap_or_default();
    let mut block = [0; BLOCK];
    block.iter_mut().zip(rest).for_each(|(byte, own)| *byte = *own);
    u128::from_be_bytes(block)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_order_of_a_stable_sort(keys in prop::collection::vec("[ab]{0,40}", 0..60)) {
            let mut wanted: Vec<usize> = (0..keys.len()).collect();
            wanted.sort_by_key(|place| &keys[*place]);
            prop_assert_eq!(order(&keys), wanted);
        }
    }
}
