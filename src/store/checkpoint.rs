//! The checkpoint: what was made from the ledger, kept so that a large desk opens without reading all of it again.
//!
//! Each part is a file of its own, `checkpoint/desk`, later the index of the search: a heading that says of which revision it is
//! and after which entry, then chunks, then an end. Each chunk carries its length and checksum. A part is a cache: where
//! it is damaged, cut, of another history or missing, it is made again and nothing is lost.

use super::codec::Hash;
use super::error::StoreError;
use super::private;
use crate::limits;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter, ErrorKind, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

/// The folder of the parts.
pub const FOLDER: &str = "checkpoint";
const TITLE: &[u8] = b"tansiq checkpoint 1\n";
const HEADING: u8 = b'h';
const CHUNK: u8 = b'c';
const END: u8 = b'e';

/// Of which state a part was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The revision of the desk.
    pub revision: u64,
    /// The hash of its last entry.
    pub hash: Hash,
}

/// A part being written; it takes its name when it is finished.
#[derive(Debug)]
pub struct PartWriter {
    out: BufWriter<File>,
    fresh: PathBuf,
    path: PathBuf,
    chunks: u64,
}

impl PartWriter {
    /// Begins a part.
    ///
    /// # Errors
    /// The file system's.
    pub fn begin(desk: &Path, name: &str, stamp: Stamp) -> Result<PartWriter, StoreError> {
        let folder = desk.join(FOLDER);
        private::folder(&folder)?;
        let fresh = folder.join(format!("{name}.new"));
        let file = private::options().write(true).create(true).truncate(true).open(&fresh)?;
        let mut writer =
            PartWriter { out: BufWriter::with_capacity(1 << 20, file), fresh, path: folder.join(name), chunks: 0 };
        writer.out.write_all(TITLE)?;
        writer.put(HEADING, &[stamp.revision.to_le_bytes().as_slice(), &stamp.hash].concat())?;
        Ok(writer)
    }

    /// Writes a chunk of at most `limits::CHECKPOINT_CHUNK_BYTES`.
    ///
    /// # Errors
    /// The chunk is too large, or the file system's.
    pub fn chunk(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        if bytes.len() > limits::CHECKPOINT_CHUNK_BYTES {
            return Err(StoreError::TooLarge { bytes: bytes.len() });
        }
        self.chunks += 1;
        self.put(CHUNK, bytes)
    }

    /// Ends the part and gives it its name.
    ///
    /// # Errors
    /// The file system's; the part before then stays.
    pub fn finish(mut self) -> Result<(), StoreError> {
        self.put(END, &self.chunks.to_le_bytes())?;
        let file = self.out.into_inner().map_err(|error| StoreError::from(error.into_error()))?;
        file.sync_data()?;
        fs::rename(&self.fresh, &self.path)?;
        private::sync_folder(self.path.parent().unwrap_or(Path::new(".")))
    }

    fn put(&mut self, tag: u8, bytes: &[u8]) -> Result<(), StoreError> {
        let length = u32::try_from(bytes.len()).map_err(|_| StoreError::TooLarge { bytes: bytes.len() })?;
        let mut head = [tag, 0, 0, 0, 0];
        head[1..].copy_from_slice(&length.to_le_bytes());
        let mut sum = crc32fast::Hasher::new();
        sum.update(&head);
        sum.update(bytes);
        self.out.write_all(&head)?;
        self.out.write_all(bytes)?;
        Ok(self.out.write_all(&sum.finalize().to_le_bytes())?)
    }
}

/// A part being read.
#[derive(Debug)]
pub struct PartReader {
    input: BufReader<File>,
    stamp: Stamp,
    chunks: u64,
    is_over: bool,
}

impl PartReader {
    /// Opens a part; nothing where there is none.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], or the file system's.
    pub fn open(desk: &Path, name: &str) -> Result<Option<PartReader>, StoreError> {
        let path = desk.join(FOLDER).join(name);
        let file = match private::options().read(true).open(&path) {
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            file => file.map_err(|error| StoreError::about(&path, error))?,
        };
        let input = BufReader::with_capacity(1 << 16, file);
        let mut reader = PartReader { input, stamp: Stamp::default(), chunks: 0, is_over: false };
        let mut title = [0; TITLE.len()];
        reader.fill(&mut title)?;
        match reader.take()? {
            (HEADING, heading) if title == TITLE && heading.len() == 40 => {
                let (revision, hash) = heading.split_first_chunk::<8>().ok_or_else(damaged)?;
                let hash = hash.first_chunk::<32>().ok_or_else(damaged)?;
                reader.stamp = Stamp { revision: u64::from_le_bytes(*revision), hash: *hash };
                Ok(Some(reader))
            }
            _ => Err(damaged()),
        }
    }

    /// Of which state it was made.
    pub fn stamp(&self) -> Stamp {
        self.stamp
    }

    /// The next chunk; nothing at the end of a part that is whole.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], or the file system's.
    pub fn chunk(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        if self.is_over {
            return Ok(None);
        }
        match self.take()? {
            (CHUNK, bytes) => {
                self.chunks += 1;
                Ok(Some(bytes))
            }
            (END, count) if count == self.chunks.to_le_bytes() => {
                self.is_over = true;
                if self.input.read(&mut [0])? == 0 { Ok(None) } else { Err(damaged()) }
            }
            _ => Err(damaged()),
        }
    }

    /// Passes over the chunks that are left and leaves them where they lie, unchecked until they are read; answers them with the
    /// first bytes of each that says anything.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] where they do not follow each other to the end, or the file system's.
    pub fn lying(mut self) -> Result<(Lying, Vec<Vec<u8>>), StoreError> {
        let (mut places, mut beginnings) = (Vec::new(), Vec::new());
        loop {
            let place = self.input.stream_position()?;
            let mut head = [0; HEAD];
            self.fill(&mut head)?;
            let length = length_in(&head)?;
            if head[0] != CHUNK {
                self.input.seek(SeekFrom::Start(place))?;
                return match self.chunk()? {
                    None => Ok((Lying { file: self.input.into_inner(), places }, beginnings)),
                    Some(_) => Err(damaged()),
                };
            }
            let mut begins = vec![0; length.min(BEGINNING)];
            self.fill(&mut begins)?;
            let rest = i64::try_from(length - begins.len() + TAIL).map_err(|_| damaged())?;
            self.input.seek_relative(rest)?;
            self.chunks += 1;
            if length > 0 {
                places.push(place);
                beginnings.push(begins);
            }
        }
    }

    fn take(&mut self) -> Result<(u8, Vec<u8>), StoreError> {
        let mut head = [0; HEAD];
        self.fill(&mut head)?;
        let mut rest = vec![0; length_in(&head)? + TAIL];
        self.fill(&mut rest)?;
        checked(&head, rest)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), StoreError> {
        match self.input.read_exact(bytes) {
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(damaged()),
            done => Ok(done?),
        }
    }
}

/// The chunks of a part that stay where they lie until they are asked for.
#[derive(Debug)]
pub struct Lying {
    file: File,
    places: Vec<u64>,
}

impl Lying {
    /// The bytes of one of them, checked.
    ///
    /// # Errors
    /// [`StoreError::Damaged`], or the file system's.
    pub fn chunk(&self, number: usize) -> Result<Vec<u8>, StoreError> {
        let place = *self.places.get(number).ok_or_else(damaged)?;
        let mut head = [0; HEAD];
        self.file.read_exact_at(&mut head, place)?;
        let mut rest = vec![0; length_in(&head)? + TAIL];
        self.file.read_exact_at(&mut rest, place + u64::try_from(HEAD).unwrap_or(0))?;
        match checked(&head, rest)? {
            (CHUNK, bytes) => Ok(bytes),
            _ => Err(damaged()),
        }
    }
}

/// Bytes before those of a chunk: what it is, and its length.
const HEAD: usize = 5;
/// Bytes behind them: their checksum.
const TAIL: usize = 4;
/// Bytes by which a chunk is known that is not read.
const BEGINNING: usize = 32;

fn length_in(head: &[u8; HEAD]) -> Result<usize, StoreError> {
    let [_, a, b, c, d] = *head;
    let length = usize::try_from(u32::from_le_bytes([a, b, c, d])).map_err(|_| damaged())?;
    if length > limits::CHECKPOINT_CHUNK_BYTES { Err(damaged()) } else { Ok(length) }
}

/// What a chunk is and its bytes, where the checksum behind them is right.
fn checked(head: &[u8; HEAD], mut rest: Vec<u8>) -> Result<(u8, Vec<u8>), StoreError> {
    let crc = *rest.last_chunk::<TAIL>().ok_or_else(damaged)?;
    rest.truncate(rest.len() - TAIL);
    let mut sum = crc32fast::Hasher::new();
    sum.update(head);
    sum.update(&rest);
    if sum.finalize() == u32::from_le_bytes(crc) { Ok((head[0], rest)) } else { Err(damaged()) }
}

fn damaged() -> StoreError {
    StoreError::damaged(FOLDER, "not what was written")
}

/// The names of the parts that there are.
///
/// # Errors
/// The file system's.
pub fn parts(desk: &Path) -> Result<Vec<String>, StoreError> {
    let Some(found) = private::entries(&desk.join(FOLDER))? else { return Ok(Vec::new()) };
    let mut names = Vec::new();
    for entry in found {
        let name = entry?.file_name().to_string_lossy().into_owned();
        // What was being written when the power went is no part.
        if !name.ends_with(".new") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Reads a part to its end.
///
/// # Errors
/// [`StoreError::Damaged`], or the file system's.
pub fn check(desk: &Path, name: &str) -> Result<(), StoreError> {
    let place = || format!("{FOLDER}/{name}");
    let read = || -> Result<(), StoreError> {
        if let Some(mut part) = PartReader::open(desk, name)? {
            while part.chunk()?.is_some() {}
        }
        Ok(())
    };
    read().map_err(|error| error.at(place))
}

/// Takes a part away; it is made again when it is next needed.
///
/// # Errors
/// The file system's.
pub fn throw_away(desk: &Path, name: &str) -> Result<(), StoreError> {
    match fs::remove_file(desk.join(FOLDER).join(name)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        done => Ok(done?),
    }
}
