//! What a kept paper says, as a text that a field can hold: as it is where it is short, compressed and in letters where it is
//! long.
//!
//! The same words give the same text, so that the seal over it is the same. What was kept before there was any packing is
//! read as it is: a paper begins with a brace, a packed one with a mark.

use crate::limits;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as LETTERS;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use std::borrow::Cow;
use std::io::{self, Read, Write};

/// What a packed text begins with.
const MARK: &str = "deflate:";

/// A text as it is kept.
///
/// # Errors
/// None that is known: compression writes into memory.
pub fn packed(text: String) -> io::Result<String> {
    if text.len() <= limits::KEPT_PLAIN_BYTES {
        return Ok(text);
    }
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes())?;
    Ok(format!("{MARK}{}", LETTERS.encode(encoder.finish()?)))
}

/// The text that was kept so; nothing where it was changed, or is longer than any paper.
pub fn unpacked(kept: &str) -> Option<Cow<'_, str>> {
    let Some(letters) = kept.strip_prefix(MARK) else { return Some(Cow::Borrowed(kept)) };
    let bytes = LETTERS.decode(letters).ok()?;
    let mut text = String::new();
    let limit = u64::try_from(limits::KEPT_BYTES).ok()?;
    let read = DeflateDecoder::new(bytes.as_slice()).take(limit + 1).read_to_string(&mut text).ok()?;
    (read <= limits::KEPT_BYTES).then_some(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn a_short_text_is_kept_as_it_is_and_a_long_one_in_a_fraction() {
        let short = "{\"a\":1}".to_owned();
        assert_eq!(packed(short.clone()).unwrap(), short);
        let long: String = (0..40_000).map(|at| format!("{{\"البند {at}\":\"قرار\"}}")).collect();
        let kept = packed(long.clone()).unwrap();
        assert!(kept.len() * 3 < long.len() && kept.is_ascii(), "{} of {}", kept.len(), long.len());
        assert_eq!(unpacked(&kept).unwrap(), long);
        assert_eq!(packed(long).unwrap(), kept, "the same words give the same text");
    }

    #[test]
    fn what_was_changed_or_grows_without_end_is_no_paper() {
        assert_eq!(unpacked("deflate:!"), None);
        assert_eq!(unpacked("deflate:AAAA"), None);
        let zeros = " ".repeat(limits::KEPT_BYTES + 1);
        assert_eq!(unpacked(&packed(zeros).unwrap()), None);
        assert!(unpacked(&packed(" ".repeat(limits::KEPT_BYTES)).unwrap()).is_some());
    }
}
