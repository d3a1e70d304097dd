//! How the characters of a foreign file are written: named, or found from its bytes.
//!
//! Offices here save UTF-8, UTF-16 ("Unicode text") and the two code pages of Arabic and French
//! machines. A byte order mark decides first, then the zeros of UTF-16, then whether all of it is UTF-8;
//! between the two code pages runs of Arabic letters decide.

use super::{ExchangeError, named};
use chardetng::EncodingDetector;

/// An encoding that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// The code page of Western Europe.
    Windows1252,
    /// The code page of Arabic and French.
    Windows1256,
}

/// Bytes that are looked at for the zeros of UTF-16.
const SAMPLE_BYTES: usize = 4_096;
/// Letters in a row that make an Arabic word; French in the other code page has never so many capitals with accents in a row.
const ARABIC_RUN: usize = 3;

impl Encoding {
    /// All of them, in the order of messages.
    pub const ALL: [Encoding; 5] =
        [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252, Encoding::Windows1256];

    /// Name in mapping files and options.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows1252 => "windows-1252",
            Encoding::Windows1256 => "windows-1256",
        }
    }

    /// The encoding of that name, capitals or not.
    ///
    /// # Errors
    /// The name, where there is none of it.
    pub fn from_name(name: &str) -> Result<Encoding, ExchangeError> {
        let wanted = name.trim().to_ascii_lowercase();
        let found = Encoding::ALL.into_iter().find(|encoding| encoding.name() == wanted);
        found.ok_or_else(|| ExchangeError::UnknownEncoding { name: named(name) })
    }

    fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Windows1252 => encoding_rs::WINDOWS_1252,
            Encoding::Windows1256 => encoding_rs::WINDOWS_1256,
        }
    }
}

/// Decodes the bytes, without their mark; the encoding is that named or else found.
///
/// # Errors
/// Bytes that are no text in the encoding.
pub fn decode(bytes: &[u8], asked: Option<Encoding>) -> Result<(Encoding, String), ExchangeError> {
    let encoding = asked.unwrap_or_else(|| find(bytes));
    let (text, broken) = encoding.table().decode_with_bom_removal(bytes);
    if broken {
        return Err(ExchangeError::Undecodable { encoding: encoding.name() });
    }
    Ok((encoding, text.into_owned()))
}

/// The encoding that the bytes show.
pub fn find(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => Encoding::Utf8,
        [0xff, 0xfe, ..] => Encoding::Utf16Le,
        [0xfe, 0xff, ..] => Encoding::Utf16Be,
        _ => utf16_without_mark(bytes).unwrap_or_else(|| eight_bits(bytes)),
    }
}

/// Delimiters, digits and line ends have a zero byte in UTF-16, always on the same side.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..SAMPLE_BYTES).unwrap_or(bytes);
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = sample.len() / 20;
    match () {
        () if !bytes.len().is_multiple_of(2) => None,
        () if odd > many && odd > even * 8 => Some(Encoding::Utf16Le),
        () if even > many && even > odd * 8 => Some(Encoding::Utf16Be),
        () => None,
    }
}

fn eight_bits(bytes: &[u8]) -> Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return Encoding::Utf8;
    }
    if has_arabic_words(bytes) {
        return Encoding::Windows1256;
    }
    let mut detector = EncodingDetector::new();
    detector.feed(bytes, true);
    let guess = detector.guess(None, false);
    if guess == encoding_rs::WINDOWS_1256 { Encoding::Windows1256 } else { Encoding::Windows1252 }
}

/// Whether most bytes that would be Arabic letters stand in runs long enough for words.
fn has_arabic_words(bytes: &[u8]) -> bool {
    let runs = bytes.split(|byte| !is_arabic_byte(*byte)).map(<[u8]>::len).filter(|length| *length > 0);
    let (in_words, alone) =
        runs.fold(
            (0, 0),
            |(words, alone), length| {
                if length >= ARABIC_RUN { (words + length, alone) } else { (words, alone + length) }
            },
        );
    in_words > alone
}

/// Whether the byte is an Arabic letter in Windows-1256.
fn is_arabic_byte(byte: u8) -> bool {
    matches!(byte, 0x81 | 0x8d..=0x90 | 0x98 | 0x9a | 0xaa | 0xc0..=0xd6 | 0xd8..=0xdf | 0xe1 | 0xe3..=0xe6 | 0xec | 0xed)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;

    #[test]
    fn every_encoding_is_found_and_decoded() {
        let text = "code;nom;اسم\r\n1;Fès-Meknès;فاس مكناس\r\n";
        let (cp1256, _, _) = encoding_rs::WINDOWS_1256.encode(text);
        let french = "code;nom\r\n1;ÉLÈVES À FÈS, été\r\n";
        let (cp1252, _, _) = encoding_rs::WINDOWS_1252.encode(french);
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(little.clone()).collect();
        let check = |bytes: &[u8], encoding, text: &str| {
            assert_eq!(decode(bytes, None).unwrap(), (encoding, text.to_owned()));
        };
        check(text.as_bytes(), Encoding::Utf8, text);
        check(format!("\u{feff}{text}").as_bytes(), Encoding::Utf8, text);
        check(&little, Encoding::Utf16Le, text);
        check(&big, Encoding::Utf16Be, text);
        check(&marked, Encoding::Utf16Le, text);
        check(&cp1256, Encoding::Windows1256, text);
        check(&cp1252, Encoding::Windows1252, french);
    }

    #[test]
    fn bytes_that_are_not_of_the_named_encoding_are_refused() {
        assert!(decode(b"\xe9t\xe9", Some(Encoding::Utf8)).is_err());
    }
}
