//! A pin: the short form of the hash of an entry, to be printed on paper and typed from it.
//!
//! `r188-3f9a1-c0b7d-2e4a5-51b2c` is the revision and the first 80 bits of its hash. As each entry holds the hash of the
//! one before, a paper with a pin fixes all of the history up to that revision: nobody finds another history with the same
//! pin.

use super::codec::Hash;
use std::fmt;
use std::str::FromStr;

/// Digits of a hash in a pin: 80 bits, out of reach for whoever looks for another history with the same ones.
const DIGITS: usize = 20;
/// Digits between two dashes: what the eye takes in at once.
const GROUP: usize = 5;

/// A revision and the beginning of its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The revision; nothing where only the hash was typed.
    pub revision: Option<u64>,
    /// The first digits of the hash, in small letters.
    pub digits: String,
}

/// Every digit of a hash.
pub fn digits(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The hash that these digits are.
pub fn hash_in(digits: &str) -> Option<Hash> {
    let mut hash = Hash::default();
    for (at, byte) in hash.iter_mut().enumerate() {
        *byte = u8::from_str_radix(digits.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    (digits == self::digits(&hash)).then_some(hash)
}

impl Pin {
    /// The pin of an entry.
    pub fn new(revision: u64, hash: &Hash) -> Pin {
        let digits = digits(hash).chars().take(DIGITS).collect();
        Pin { revision: Some(revision), digits }
    }
}

impl fmt::Display for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(revision) = self.revision {
            write!(f, "r{revision}")?;
            f.write_str("-")?;
        }
        for (place, digit) in self.digits.chars().enumerate() {
            if place > 0 && place % GROUP == 0 {
                f.write_str("-")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

impl FromStr for Pin {
    type Err = ();

    /// Reads a pin as people type it from paper: spaces and dashes where they like, small or capital letters. Of a hash
    /// alone at least eight digits.
    fn from_str(text: &str) -> Result<Pin, ()> {
        let text = text.trim().to_lowercase();
        let (revision, rest) = match text.strip_prefix('r') {
            Some(rest) => {
                let end = rest.find(|sign: char| !sign.is_ascii_digit()).ok_or(())?;
                let (number, rest) = rest.split_at(end);
                (Some(number.parse().map_err(drop)?), rest)
            }
            None => (None, text.as_str()),
        };
        let digits: String = rest.chars().filter(|sign| !matches!(sign, '-' | ' ')).collect();
        let is_hash = (8..=64).contains(&digits.len()) && digits.chars().all(|digit| digit.is_ascii_hexdigit());
        if is_hash { Ok(Pin { revision, digits }) } else { Err(()) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_pin_is_read_as_it_is_typed() {
        let pin = Pin::new(188, &[0xa5; 32]);
        assert_eq!(pin.to_string(), "r188-a5a5a-5a5a5-a5a5a-5a5a5");
        for typed in ["r188-a5a5a-5a5a5-a5a5a-5a5a5", " R188 A5A5A 5A5A5 A5A5A 5A5A5 ", "r188-a5a5a5a5a5a5a5a5a5a5"] {
            assert_eq!(typed.parse::<Pin>().unwrap(), pin, "{typed}");
        }
        assert_eq!("a5a5a5a5".parse::<Pin>().unwrap(), Pin { revision: None, digits: "a5a5a5a5".into() });
        for typed in ["", "r188", "r-a5a5a5a5", "a5a5", "xyz", "r99999999999999999999-a5a5a5a5", "é"] {
            assert!(typed.parse::<Pin>().is_err(), "{typed}");
        }
    }
}
