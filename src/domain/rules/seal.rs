//! Seals: the SHA-256 of a text, by which a later reader sees that nothing in it changed.

use sha2::{Digest, Sha256};

/// The seal of a text, in hexadecimal.
pub fn seal(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_the_digest_that_other_tools_compute() {
        assert_eq!(seal("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(seal("محضر"), seal("محضر "));
    }
}
