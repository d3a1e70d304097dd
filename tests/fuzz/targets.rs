//! Every way in for foreign bytes, in one list: what reads them, and what must hold whatever they are.
//!
//! `tests/fuzz.rs` runs the list over the kept corpus and over mutations of it; `fuzz/` gives the same list to libFuzzer.
//! A new parser gets one line in [`TARGETS`] and a folder of seeds in `tests/fuzz/corpus`.

use clap::Parser;
use sha2::{Digest, Sha256};
use std::ffi::OsString;
use std::io::Write;
use std::os::unix::ffi::OsStringExt;
use tansiq::cli::args::Cli;
use tansiq::domain::check::check_record;
use tansiq::domain::read::{Assign, Reader};
use tansiq::domain::{Desk, Fields, Kind, Proposal, Record, Ref};
use tansiq::exchange::{csv, encoding, import, json, jsonl, mapping};
use tansiq::host::arabic::Answers;
use tansiq::host::files;
use tansiq::host::input::{Come, InputParser};
use tansiq::host::settings::{Asked, Settings};
use tansiq::host::shelf as unfinished;
use tansiq::lang::date::{Instant, PDate};
use tansiq::lang::duration::Minutes;
use tansiq::lang::{Lang, Lexicon, Vocabulary, human_date};
use tansiq::paper;
use tansiq::search::Catalogue;
use tansiq::search::filter::{Names, Sieve};
use tansiq::store::codec::{self, Sealed};
use tansiq::store::disk::Disk;
use tansiq::store::segment::{Read, Salvage};
use tansiq::store::{Owner, Registrar, journal};
use tansiq::text::{self, Lines};

/// A way in.
pub struct Target {
    /// Its name, that of its folder of seeds.
    pub name: &'static str,
    /// What becomes of the bytes; a panic is a finding.
    pub run: fn(&World, &[u8]),
    /// About how many times as long as reading a date it takes: the ordinary run does so many times fewer.
    pub cost: u32,
    /// Words that its language consists of.
    pub words: &'static [&'static str],
}

/// What reading needs besides the bytes: the words, the sample desk, an index of it.
pub struct World {
    lexicon: Lexicon,
    desk: Desk,
    catalogue: Catalogue,
    folder: tempfile::TempDir,
}

impl World {
    pub fn new() -> World {
        let lexicon = Lexicon::load();
        let rows = jsonl::rows(include_bytes!("../../assets/sample/desk.jsonl").as_slice(), None).unwrap();
        let plan = import::plan(rows, &Desk::default(), &lexicon, &import::Options::default());
        let ledger = Box::new(tansiq::store::memory_ledger().unwrap());
        let mut registrar = Registrar::open(ledger, Box::new(|_, _| Vec::new())).unwrap();
        let text = String::new;
        let proposal = Proposal { by: text(), machine: text(), at_ms: 0, label: text(), drafts: plan.drafts };
        registrar.propose(proposal).unwrap();
        let desk = Desk::clone(&registrar.desk());
        // Memory where there is such a disk: only what stands in the files matters here.
        let shm = std::path::Path::new("/dev/shm");
        let folder = if shm.is_dir() { tempfile::tempdir_in(shm) } else { tempfile::tempdir() }.unwrap();
        World { catalogue: Catalogue::of(&desk, &lexicon), lexicon, desk, folder }
    }

    fn reader(&self) -> Reader<'_> {
        Reader { lexicon: &self.lexicon, desk: &self.desk, today: today() }
    }
}

fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 23)
}

const JSON: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\u001b",
    "\\ud800",
    "\\u202e",
    "null",
    "true",
    "1e999",
    "-0",
    "\"ref\"",
    "\"kind\"",
    "\"partner\"",
    "\"meeting\"",
    "\"names\"",
    "\"ar\"",
    "\"items\"",
    "\"contacts\"",
    "\"date\"",
    "\"hijri\"",
    "9007199254740993",
];
const CELLS: &[&str] = &[
    ",",
    ";",
    "\t",
    "\"",
    "\"\"",
    "\r\n",
    "\n",
    "\u{feff}",
    "\0",
    "ref",
    "kind",
    "names.fr",
    "partner",
    "=1+1",
    "'",
    "[1,2]",
    "{\"date\":\"2018\"}",
];
const DATES: &[&str] = &[
    "2018",
    "-",
    "/",
    "..",
    "~",
    "?",
    "%",
    "X",
    "Y17E8",
    "12",
    "31",
    "T10:00:00",
    "+01:00",
    "Z",
    "[Africa/Casablanca]",
    "today",
    "+3 days",
    "اليوم",
    "شتنبر",
    "décembre",
    "٢٠١٨",
    "-9999",
    "99999999999",
    "1h30",
    "س",
    "24",
];
const TOML: &[&str] = &[
    "[", "]", "=", "\"", "'''", "{", "}", "kind", "key", "columns", "values", "map", "terminal", "\n", ".", "[[", "#",
];
const BYTES: &[&str] = &[
    "\u{1b}[",
    "\u{1b}]52;c;",
    "\u{1b}P>|",
    "\u{1b}\\",
    "200~",
    "201~",
    ";",
    "M",
    "c",
    "$y",
    "\u{7f}",
    "\u{9b}",
    "\u{85}",
];
const FRAME: &[&str] = &["R\u{1}", "E\u{1}", "H\u{1}", "M\u{1}", "\u{0}\u{0}\u{0}\u{0}", "\u{fd}", "2018-12", "\u{7f}"];

macro_rules! targets {
    ($($name:ident $cost:literal $words:ident),+ $(,)?) => {
        /// All of them.
        pub const TARGETS: &[Target] =
            &[$(Target { name: stringify!($name), run: $name, cost: $cost, words: $words }),+];
    };
}
targets!(
    arguments 60 JSON, assignment 3 DATES, json 2 JSON, json_lines 60 JSON, csv_table 60 CELLS, code_pages 2 CELLS, mapping_file 3 TOML,
    settings_file 3 TOML, vocabulary_file 2 CELLS, edtf 1 DATES, typed_date 8 DATES, instant 2 DATES, duration 1 DATES, query 300 DATES,
    terminal_bytes 2 BYTES, input_lines 1 BYTES, any_text 4 BYTES, page 60 BYTES, ledger_frame 2 FRAME, ledger_payload 3 FRAME,
    journal_file 40 FRAME, backup_file 3 FRAME, owner_file 8 CELLS, shelf 3 JSON,
);

/// Nothing in it would be obeyed by a terminal or change the order of what stands around it.
fn assert_harmless(text: &str) {
    let bad = text.chars().find(|letter| *letter != '\n' && json::is_harmful(*letter));
    assert_eq!(bad, None, "{text:?}");
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn arguments(_: &World, bytes: &[u8]) {
    let words = bytes.split(|byte| *byte == 0).map(|word| OsString::from_vec(word.to_vec()));
    let words = std::iter::once(OsString::from("tansiq")).chain(words.take(64));
    if let Err(error) = Cli::try_parse_from(words) {
        assert!(!error.render().to_string().is_empty());
    }
}

fn assignment(world: &World, bytes: &[u8]) {
    let text = lossy(bytes);
    let (typed, words) = text.split_once('=').unwrap_or((&text, ""));
    for kind in Kind::all() {
        for how in [Assign::Put, Assign::Add, Assign::Take] {
            let mut fields = Fields::new();
            if world.reader().assign(kind.spec(), &mut fields, typed, how, words).is_ok() {
                let record = Record { reference: Ref(1), kind, rev: 0, fields };
                check_record(&record, &world.desk, &world.lexicon);
            }
        }
    }
}

fn json(_: &World, bytes: &[u8]) {
    let Ok(value) = json::parse(bytes) else { return };
    let line = json::to_line(&value);
    assert_harmless(&line);
    let again = json::parse(line.as_bytes()).unwrap();
    // No field holds a number with a fraction, and their last digit is nobody's business.
    assert!(has_fraction(&value) || again == value, "{line}");
    for kind in Kind::all() {
        let Ok((reference, kind, fields)) = json::json_to_record(&value, Some(kind)) else { continue };
        let record = Record { reference: reference.unwrap_or(Ref(1)), kind, rev: 0, fields };
        let again = json::json_to_record(&json::record_to_json(&record, false), None).unwrap();
        assert_eq!(again, (Some(record.reference), kind, record.fields), "what is written is read again");
    }
}

fn shelf(_: &World, bytes: &[u8]) {
    let Some(piles) = unfinished::from_bytes(bytes) else { return };
    assert_eq!(unfinished::from_bytes(&unfinished::to_bytes(&piles)), Some(piles), "what is kept is read again");
}

fn has_fraction(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Number(number) => number.is_f64(),
        serde_json::Value::Array(values) => values.iter().any(has_fraction),
        serde_json::Value::Object(fields) => fields.values().any(has_fraction),
        _ => false,
    }
}

/// What rows would do to the desk, and that all of them are counted.
fn planned(world: &World, rows: Vec<import::Row>) {
    let count = rows.len();
    let options = import::Options { skip_refused: true, ..import::Options::default() };
    let report = import::plan(rows, &world.desk, &world.lexicon, &options).report;
    assert_eq!(report.rows, count);
    assert_eq!(report.added + report.changed + report.unchanged + report.refused_rows, count, "{report:?}");
}

fn json_lines(world: &World, bytes: &[u8]) {
    let kind = if bytes.len().is_multiple_of(2) { None } else { Some(Kind::Partner) };
    planned(world, jsonl::rows(bytes, kind).unwrap());
}

fn csv_table(world: &World, bytes: &[u8]) {
    let Ok(table) = csv::read_table(bytes, &csv::Dialect::default()) else { return };
    assert!(
        table.rows.iter().filter_map(|row| row.cells.as_ref().ok()).all(|cells| cells.len() == table.headers.len())
    );
    for kind in [None, Some(Kind::Partner), Some(Kind::Meeting)] {
        if let Ok(rows) = csv::rows(table.clone(), None, kind, &world.reader()) {
            planned(world, rows);
        }
    }
}

fn code_pages(_: &World, bytes: &[u8]) {
    encoding::find(bytes);
    for asked in encoding::Encoding::ALL.into_iter().map(Some).chain([None]) {
        if let Ok((_, text)) = encoding::decode(bytes, asked) {
            assert!(text.len() <= bytes.len() * 3);
        }
    }
}

fn mapping_file(world: &World, bytes: &[u8]) {
    let Ok(mapping) = mapping::Mapping::read(&lossy(bytes)) else { return };
    let headers: Vec<String> = mapping.columns.iter().map(|(header, _)| header.trim().to_owned()).collect();
    let cells = vec!["x; y".to_owned(); headers.len()];
    let row = csv::TableRow { line: 2, cells: Ok(cells) };
    let table = csv::Table { encoding: encoding::Encoding::Utf8, delimiter: b',', headers, rows: vec![row] };
    if let Ok(rows) = csv::rows(table, Some(&mapping), None, &world.reader()) {
        planned(world, rows);
    }
}

fn settings_file(_: &World, bytes: &[u8]) {
    if let Err(error) = Settings::from_text(Asked::default(), "config".into(), &lossy(bytes)) {
        assert!(!error.code.is_empty());
    }
}

fn vocabulary_file(_: &World, bytes: &[u8]) {
    let text = lossy(bytes);
    let words = Vocabulary::read("theme", &text);
    for entry in words.entries.iter().take(4) {
        assert!(words.has(&entry.code));
        assert!(Lang::ALL.iter().all(|lang| words.code_of(entry.label(*lang)).is_some()));
    }
    human_date::Months::read(&text).name("fr", 1);
}

/// A date is what it says, whatever is asked of it.
fn hold(date: &PDate) {
    assert_eq!(date.to_string().parse::<PDate>().as_ref(), Ok(date));
    if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
        // An interval that ends before it begins is refused.
        assert!(first <= last && date.contains(first) && date.contains(last), "{date}");
    }
    date.sort_key();
}

fn edtf(_: &World, bytes: &[u8]) {
    lossy(bytes).parse::<PDate>().iter().for_each(hold);
}

fn typed_date(_: &World, bytes: &[u8]) {
    human_date::read_date(&lossy(bytes), today()).iter().for_each(hold);
}

fn instant(_: &World, bytes: &[u8]) {
    let Ok(instant) = Instant::read(&lossy(bytes), today()) else { return };
    assert_eq!(instant.to_string().parse::<Instant>().as_ref(), Ok(&instant));
    assert_eq!(Instant::read(&instant.typed(), today()).as_ref(), Ok(&instant));
    instant.after_minutes(tansiq::limits::MINUTES_MAX);
    assert_eq!(instant.cmp(&instant), std::cmp::Ordering::Equal);
}

fn duration(_: &World, bytes: &[u8]) {
    if let Ok(minutes) = lossy(bytes).parse::<Minutes>() {
        assert_eq!(minutes.to_string().parse(), Ok(minutes));
    }
}

fn query(world: &World, bytes: &[u8]) {
    let text = lossy(bytes);
    let names = Names::default();
    let sieve = Sieve::new(&text, &names, &world.desk, &world.lexicon, today());
    let through = world.desk.records().filter(|record| sieve.lets_through(record)).count();
    assert!(through <= world.desk.len());
    for hit in world.catalogue.answer(&world.lexicon, &text, 20, today()).hits {
        let ends: Vec<_> = hit.ranges.iter().map(|range| range[1]).collect();
        assert!(ends.iter().all(|end| *end <= hit.text.len()), "{hit:?}");
    }
}

fn terminal_bytes(_: &World, bytes: &[u8]) {
    let (mut whole, mut split) = (InputParser::default(), InputParser::default());
    let mut answers = Answers::default();
    let said = whole.feed(bytes);
    let mut pieces = Vec::new();
    for byte in bytes {
        pieces.extend(split.feed(&[*byte]));
    }
    assert_eq!(said, pieces, "where bytes are split makes no difference");
    for come in said {
        match come {
            Come::Key(key) => assert!(!text::has_control(&key.to_string())),
            Come::Paste(pasted) => assert!(!text::has_control(&text::clean(&pasted, Lines::One))),
            Come::Answer(answer) => answers.note(answer),
            Come::Mouse(mouse) => assert!(mouse.column < u16::MAX && mouse.row < u16::MAX),
        }
    }
    assert!(!text::has_control(&answers.judge("xterm").answer));
    whole.idle();
}

fn input_lines(_: &World, bytes: &[u8]) {
    let count = files::lines(bytes).map(Result::unwrap).count();
    let ends = bytes.iter().filter(|byte| **byte == b'\n').count();
    assert_eq!(count, ends + usize::from(!bytes.is_empty() && !bytes.ends_with(b"\n")));
}

fn any_text(_: &World, bytes: &[u8]) {
    let text = lossy(bytes);
    assert_harmless(&text::for_screen(&text).replace('\u{feff}', "").replace(['\u{fff9}', '\u{fffa}', '\u{fffb}'], ""));
    for lines in [Lines::One, Lines::Many] {
        let clean = text::clean(&text, lines).into_owned();
        assert_eq!(text::clean(&clean, lines), clean, "what is clean stays as it is");
    }
    let folded = text::fold(&text).text;
    assert_eq!(text::fold(&folded).text, folded, "what is folded stays as it is");
    for cells in [0, 1, 7, 80] {
        assert!(text::width(text::cut(&text, cells).as_ref()) <= cells, "{text:?} in {cells}");
    }
    text::wrap(&text, 20, None);
}

fn page(world: &World, bytes: &[u8]) {
    let text = lossy(bytes);
    let json = serde_json::json!({"ref": 900, "kind": "partner", "names": {"ar": text, "fr": text}, "type": "state",
        "acronyms": {"fr": text}, "aliases": [text], "notes": text, "contacts": [{"type": "phone", "value": text}]});
    let said = json::json_to_record(&json, None);
    let Ok((_, kind, fields)) = said else { return assert!(text.len() > tansiq::limits::TEXT_BYTES, "{said:?}") };
    let record = Record { reference: Ref(900), kind, rev: 1, fields };
    let languages = paper::Languages::parse("ar+fr").unwrap();
    let document = paper::sheet(&record, &world.desk, &world.lexicon, languages, paper::CopyKind::Chair, today());
    for form in [paper::Form::Txt, paper::Form::Terminal, paper::Form::Md, paper::Form::Html] {
        let page = paper::render(&document, form).unwrap();
        let bad = page.chars().find(|letter| *letter != '\n' && letter.is_control());
        assert_eq!(bad, None, "{form:?}: {text:?}");
        let moves = page.chars().find(|letter| matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}'));
        assert_eq!(moves, None, "{form:?}: {text:?}");
    }
}

/// Whatever is whole says the same when it is written again.
fn opened(bytes: &[u8]) {
    if let Ok(record) = codec::record_from_bytes(bytes) {
        let again = codec::record_to_bytes(&record).unwrap();
        assert_eq!(codec::record_from_bytes(&again).unwrap(), record);
    }
    if let Ok(Sealed { entry, previous, .. }) = codec::unseal(bytes) {
        assert_eq!(codec::unseal_head(bytes).unwrap().revision, entry.revision);
        let again = codec::seal(entry.clone(), previous).unwrap();
        assert_eq!(codec::unseal(&again.bytes).unwrap().entry, entry);
    }
    if let Ok(head) = codec::head_from_bytes(bytes) {
        assert_eq!(codec::head_from_bytes(&codec::head_to_bytes(&head).unwrap()).unwrap(), head);
    }
    let _ = codec::link_of(bytes);
    let mut rest = bytes;
    while let Ok(Some((frame, after))) = codec::split_frame(rest) {
        assert!(!frame.is_empty());
        rest = after;
    }
}

fn ledger_frame(_: &World, bytes: &[u8]) {
    opened(bytes);
}

/// Checksums and hashes are made right, so that the bytes reach the decoder.
fn framed(bytes: &[u8]) -> Vec<u8> {
    let Some((tag, payload)) = bytes.split_first() else { return Vec::new() };
    let tag = [b'R', b'E', b'H', b'M'][usize::from(tag % 4)];
    let mut payload = payload.to_vec();
    if tag == b'E' {
        let hash = Sha256::new().chain_update([b'E', 1]).chain_update(&payload).finalize();
        payload.splice(0..0, hash);
    }
    let mut frame = vec![tag, 1];
    frame.extend(u32::try_from(payload.len()).unwrap().to_le_bytes());
    frame.extend(payload);
    frame.extend(crc32fast::hash(&frame).to_le_bytes());
    frame
}

fn ledger_payload(_: &World, bytes: &[u8]) {
    opened(&framed(bytes));
}

fn journal_file(world: &World, bytes: &[u8]) {
    let desk = world.folder.path().join("desk");
    let _ = std::fs::remove_dir_all(&desk);
    std::fs::create_dir_all(desk.join(journal::FOLDER)).unwrap();
    std::fs::write(desk.join(journal::FOLDER).join("000000000001.journal"), bytes).unwrap();
    let mut salvage = Salvage::of(&desk).unwrap();
    let mut entries = 0;
    while let Some(read) = salvage.read().unwrap() {
        entries += u64::from(matches!(read, Read::Entry(_)));
    }
    let mut opened = journal::Journal::open(&desk, Disk::default()).unwrap();
    assert!(opened.head() <= entries, "{} of {entries}", opened.head());
    let aside = opened.settle().unwrap();
    let length = |path: &std::path::Path| std::fs::metadata(path).map_or(0, |found| found.len());
    let kept: u64 = aside.iter().map(|(_, path)| length(path)).sum();
    let whole = length(&desk.join(journal::FOLDER).join("000000000001.journal"));
    assert_eq!(whole + kept, bytes.len() as u64, "what is cut off is kept");
    let _ = opened.walk(1, &mut |_| Ok(()));
}

fn backup_file(_: &World, bytes: &[u8]) {
    let _ = tansiq::store::backup::read_from(bytes, &mut |_| Ok(()));
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    let _ = tansiq::store::backup::read_from(packed.finish().unwrap().as_slice(), &mut |sealed| {
        assert!(sealed.entry.revision > 0);
        Ok(())
    });
}

fn owner_file(world: &World, bytes: &[u8]) {
    std::fs::write(world.folder.path().join("owner"), bytes).unwrap();
    if let Some(owner) = Owner::read(world.folder.path()) {
        owner.write(world.folder.path()).unwrap();
        let again = Owner::read(world.folder.path()).unwrap();
        assert_eq!((again.pid, again.since_ms), (owner.pid, owner.since_ms));
    }
}
