//! Import and export against files of real offices (where the folder of shared data is at hand) and random records.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jiff::civil::date;
use proptest::prelude::*;
use serde_json::Value as Json;
use std::path::PathBuf;
use std::sync::Arc;
use tansiq::domain::read::Reader;
use tansiq::domain::{Change, Desk, Draft, Field, Fields, Kind, Record, Ref, Shape, Text3, Value};
use tansiq::exchange::csv::{Dialect, Mark, read_table, rows, write_csv};
use tansiq::exchange::encoding::Encoding;
use tansiq::exchange::import::{Options, Plan, Row, plan};
use tansiq::exchange::json::{is_harmful, json_to_record, record_to_json, to_line};
use tansiq::exchange::mapping::Mapping;
use tansiq::exchange::{ExchangeError, jsonl};
use tansiq::lang::date::OfficialDate;
use tansiq::lang::{Lang, Lexicon};

fn lexicon() -> Lexicon {
    Lexicon::load()
}

/// Reads a file of the folder that `TANSIQ_SHARED_DATA` names; nothing where it names none, which `.ci/run` says.
fn shared(name: &str) -> Option<Vec<u8>> {
    let folder = std::env::var_os("TANSIQ_SHARED_DATA")?;
    Some(std::fs::read(PathBuf::from(folder).join(name)).expect(name))
}

/// The desk after the drafts of a plan, as the registrar would make it.
fn after(desk: &Desk, plan: &Plan) -> Desk {
    let mut desk = desk.clone();
    for draft in &plan.drafts {
        let (before, record) = match draft {
            Draft::Add { reference, kind, fields } => {
                (None, Record { reference: reference.unwrap(), kind: *kind, rev: 1, fields: fields.clone() })
            }
            Draft::Edit { reference, edits, .. } => {
                let mut record = Record::clone(desk.get(*reference).unwrap());
                edits.iter().for_each(|edit| record.fields.set(edit.field, edit.now.clone()));
                (desk.get(*reference).cloned(), record)
            }
            other => panic!("{other:?}"),
        };
        desk.apply(&Change { before, after: Some(Arc::new(record)), merged_into: None });
    }
    desk
}

fn csv_rows(bytes: &[u8], mapping: Option<&Mapping>, kind: Kind, desk: &Desk, lexicon: &Lexicon) -> Vec<Row> {
    let reader = Reader { lexicon, desk, today: date(2026, 12, 1) };
    let dialect = mapping.map_or_else(Dialect::default, |mapping| mapping.dialect);
    rows(read_table(bytes, &dialect).unwrap(), mapping, Some(kind), &reader).unwrap()
}

fn options(mapping: &Mapping) -> Options {
    Options { key: mapping.key.clone(), ..Options::default() }
}

fn exported(desk: &Desk) -> String {
    let mut out = Vec::new();
    jsonl::write(desk, None, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn imported(text: &str) -> Desk {
    let plan = plan(jsonl::rows(text.as_bytes(), None).unwrap(), &Desk::default(), &lexicon(), &Options::default());
    assert_eq!(plan.report.refused, []);
    after(&Desk::default(), &plan)
}

#[test]
fn territories_import_with_their_other_names_and_a_second_run_changes_nothing() {
    let bytes = include_bytes!("data/imports/cldr-territories.tsv");
    let lexicon = lexicon();
    let mapping = Mapping::read(include_str!("../assets/import/cldr-territories.toml")).unwrap();
    let empty = Desk::default();
    let first =
        plan(csv_rows(bytes, Some(&mapping), mapping.kind, &empty, &lexicon), &empty, &lexicon, &options(&mapping));
    assert_eq!(first.report.refused, []);
    assert_eq!((first.report.rows, first.report.added, first.report.records), (316, 316, 295));
    let desk = after(&empty, &first);
    let swazi = desk.records().find(|record| record.fields.text(7) == Some("cldr:SZ")).unwrap();
    assert!(swazi.fields.list(4).contains(&Value::Text("Swaziland".into())));
    let second =
        plan(csv_rows(bytes, Some(&mapping), mapping.kind, &desk, &lexicon), &desk, &lexicon, &options(&mapping));
    assert_eq!((second.report.unchanged, second.drafts.len()), (316, 0));
}

#[test]
fn organisations_import_with_their_categories_as_parents() {
    let Some(bytes) = shared("names-geo/international-organisations.tsv") else { return };
    let lexicon = lexicon();
    let text = "kind='partner'\nkey='code'\n[columns]\ncode='code'\ncategory='parent'\nen='names.en'\nfr='names.fr'\nar='names.ar'\n[values]\ntype='igo'\n[prefix]\ncode='iati:'\nparent='iati:'";
    let mapping = Mapping::read(text).unwrap();
    let empty = Desk::default();
    let options = Options { skip_refused: true, ..options(&mapping) };
    let first = plan(csv_rows(&bytes, Some(&mapping), mapping.kind, &empty, &lexicon), &empty, &lexicon, &options);
    let report = &first.report;
    assert_eq!(report.rows, 271);
    // The shared file is a part: some categories are not in it, and their rows are refused by name.
    assert!(report.refused.iter().all(|refused| refused.field == "parent" && refused.code == "error-unknown-link"));
    assert_eq!(report.added + report.refused_rows, 271, "{report:?}");
    let desk = after(&empty, &first);
    let second = plan(csv_rows(&bytes, Some(&mapping), mapping.kind, &desk, &lexicon), &desk, &lexicon, &options);
    assert_eq!((second.report.unchanged, second.drafts.len()), (report.added, 0));
}

#[test]
fn a_second_row_of_a_key_may_repeat_a_link_and_not_contradict_it() {
    let lexicon = lexicon();
    let mapping = Mapping::read(
        "kind='partner'\nkey='code'\n[columns]\ncode='code'\nin='parent'\nfr='names.fr'\n[values]\ntype='igo'",
    )
    .unwrap();
    let text = "code,in,fr\nA,,Alpha\nB,,Beta\nC,Alpha,Gamma\nC,Alpha,Gamma\nC,Beta,Gamma\nD,,Delta\nD,Alpha,Delta\n";
    let empty = Desk::default();
    let run = |desk: &Desk, skip_refused| {
        let rows = csv_rows(text.as_bytes(), Some(&mapping), mapping.kind, desk, &lexicon);
        plan(rows, desk, &lexicon, &Options { skip_refused, ..options(&mapping) })
    };
    let first = run(&empty, true);
    let refused: Vec<_> = first.report.refused.iter().map(|one| (one.line, one.field.as_str(), one.code)).collect();
    assert_eq!(refused, [(6, "parent", "exchange-twice"), (8, "parent", "exchange-twice")]);
    assert_eq!((first.report.added, first.report.refused_rows, first.report.records), (5, 2, 4));
    assert!(run(&empty, false).drafts.is_empty(), "all or nothing");
    let desk = after(&empty, &first);
    let parents: Vec<Option<Ref>> = desk.records().map(|record| record.fields.link(8)).collect();
    assert_eq!(parents, [None, None, Some(Ref(1)), None]);
}

#[test]
fn old_code_pages_and_utf16_are_found() {
    let check = |name: &str, encoding: Encoding, delimiter: u8, count: usize, holds: &str| {
        let Some(bytes) = shared(name) else { return };
        let table = read_table(&bytes, &Dialect::default()).unwrap();
        assert_eq!((table.encoding, table.delimiter, table.rows.len()), (encoding, delimiter, count), "{name}");
        assert!(table.rows.iter().any(|row| row.cells.as_ref().unwrap().iter().any(|cell| cell == holds)), "{name}");
    };
    let divisions = include_bytes!("data/imports/morocco-divisions-windows1256.csv");
    let table = read_table(divisions, &Dialect::default()).unwrap();
    assert_eq!((table.encoding, table.delimiter, table.rows.len()), (Encoding::Windows1256, b';', 797));
    check("csv/countries-utf16le.tsv", Encoding::Utf16Le, b'\t', 249, "جمهورية أفغانستان الإسلامية");
    check("csv/fr-intercommunalites-windows1252.csv", Encoding::Windows1252, b';', 1255, "CC Rhône Lez Provence");
    check("csv/countries-utf8-bom.csv", Encoding::Utf8, b',', 249, "جمهورية أفغانستان الإسلامية");
}

#[test]
fn the_csv_spectrum_reads_as_its_json_says() {
    for name in [
        "comma_in_quotes",
        "empty",
        "empty_crlf",
        "escaped_quotes",
        "json",
        "newlines",
        "newlines_crlf",
        "quotes_and_newlines",
        "simple",
        "simple_crlf",
        "utf8",
    ] {
        let Some(mut bytes) = shared(&format!("csv/csv-spectrum/csvs/{name}.csv")) else { return };
        if name.ends_with("_crlf") && !bytes.contains(&b'\r') {
            // The stored copy has lost the carriage returns that its expected JSON has.
            bytes = String::from_utf8(bytes).unwrap().replace('\n', "\r\n").into_bytes();
        }
        let json = shared(&format!("csv/csv-spectrum/json/{name}.json")).unwrap();
        let table = read_table(&bytes, &Dialect { encoding: None, delimiter: Some(b',') }).unwrap();
        let read: Json = table
            .rows
            .iter()
            .map(|row| -> Json {
                let cells = row.cells.clone().unwrap();
                table.headers.iter().cloned().zip(cells).map(|(header, cell)| (header, Json::from(cell))).collect()
            })
            .collect();
        assert_eq!(read, serde_json::from_slice::<Json>(&json).unwrap(), "{name}");
    }
}

/// A partner with the text in every field that takes text.
fn hostile(number: u64, text: &str) -> Record {
    let all = Text3 { ar: Some(text.into()), fr: Some(text.into()), en: Some(text.into()) };
    let texts: [(u16, Value); 9] = [
        (1, Value::Text3(all.clone())),
        (2, Value::Code("state".into())),
        (3, Value::Text3(all.clone())),
        (4, Value::List(vec![Value::Text(text.into()), Value::Text(format!("a;{text}"))])),
        (7, Value::Text(text.into())),
        (
            10,
            Value::List(vec![Value::Part(
                Fields::new().with(1, Value::Code("email".into())).with(2, Value::Text(text.into())),
            )]),
        ),
        (12, Value::OfficialDate(OfficialDate { date: "2013-09".parse().unwrap(), hijri: Some(text.into()) })),
        (16, Value::Text(text.into())),
        (36, Value::Text(text.into())),
    ];
    Record { reference: Ref(number), kind: Kind::Partner, rev: 1, fields: texts.into_iter().collect() }
}

fn hostile_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "=1+1",
        "'=1+1",
        "''",
        "-2",
        "\u{9b}31m",
        "a\u{202e}b\u{2066}c",
        "\u{0}\u{7f}",
        " x ",
        "[1",
        "{\"date\":1}",
        "\r\n",
    ]
    .map(str::to_owned)
    .to_vec();
    for name in ["escapes/blns.ndjson", "escapes/vt-sequences.ndjson"] {
        let bytes = shared(name).unwrap_or_default();
        let lines = bytes.split(|byte| *byte == b'\n').filter_map(|line| serde_json::from_slice::<Json>(line).ok());
        texts.extend(lines.filter_map(|line| line["text"].as_str().map(str::to_owned)).filter(|text| !text.is_empty()));
    }
    texts
}

#[test]
fn hostile_texts_survive_json_lines_byte_for_byte_and_no_control_character_stands_raw() {
    let records = hostile_texts().into_iter().zip(1..).map(|(text, number)| Arc::new(hostile(number, &text)));
    let desk = Desk::restore(1, 0, records, []);
    let text = exported(&desk);
    assert_eq!(text.chars().find(|letter| *letter != '\n' && is_harmful(*letter)), None);
    assert_eq!(text.lines().count(), desk.len());
    let again = imported(&text);
    for (was, now) in desk.records().zip(again.records()) {
        assert_eq!(was.fields, now.fields);
    }
    assert_eq!(exported(&again), text);
}

#[test]
fn a_written_csv_reads_back_to_the_same_records() {
    let texts = hostile_texts().into_iter().filter(|text| !text.contains('\0') && text != "\r\n");
    let desk = Desk::restore(1, 0, texts.zip(1..).map(|(text, number)| Arc::new(hostile(number, &text))), []);
    let mut file = Vec::new();
    write_csv(&desk, Kind::Partner, Mark::With, &mut file).unwrap();
    let lexicon = lexicon();
    let plan =
        plan(csv_rows(&file, None, Kind::Partner, &desk, &lexicon), &Desk::default(), &lexicon, &Options::default());
    assert_eq!(plan.report.refused, []);
    let again = after(&Desk::default(), &plan);
    for (was, now) in desk.records().zip(again.records()) {
        assert_eq!(was.fields, now.fields);
    }
    for row in read_table(&file, &Dialect::default()).unwrap().rows {
        assert!(row.cells.unwrap().iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
    }
}

#[test]
fn rows_that_cannot_be_read_are_refused_with_line_and_field() {
    let lexicon = lexicon();
    let desk = Desk::default();
    let text = "names.fr, type ,code\nA,state,1\nB,state\nC,state,2\u{0}\nD,planet,3\n\"E\nE\",state,4\n";
    let read = csv_rows(text.as_bytes(), None, Kind::Partner, &desk, &lexicon);
    let refused = plan(read.clone(), &desk, &lexicon, &Options::default());
    let seen: Vec<_> = refused.report.refused.iter().map(|r| (r.line, r.field.as_str(), r.code)).collect();
    assert_eq!(seen, [(3, "code", "exchange-ragged"), (4, "code", "exchange-nul"), (5, "type", "error-unknown-code")]);
    assert_eq!((refused.drafts.len(), refused.report.added, refused.report.refused_rows), (0, 2, 3));
    let skipped = plan(read, &desk, &lexicon, &Options { skip_refused: true, ..Options::default() });
    assert_eq!(skipped.drafts.len(), 2);
    let twice = read_table(b"a,b,a \n1,2,3\n", &Dialect::default());
    assert!(matches!(twice, Err(ExchangeError::HeaderTwice { .. })));
}

#[test]
fn json_rows_may_link_to_each_other_and_fall_together() {
    let text = r##"{"ref":7,"kind":"partner","names":"A","type":"state","parent":9}
{"ref":9,"kind":"partner","names":"B","type":"state"}
{"ref":10,"kind":"partner","names":"C","type":"planet"}
{"ref":11,"kind":"partner","names":"D","type":"state","parent":"#10"}
{"kind":"partner","names":"E","type":"state"}
"##;
    let lexicon = lexicon();
    let skip = Options { skip_refused: true, ..Options::default() };
    let run = |text: &str, desk: &Desk| plan(jsonl::rows(text.as_bytes(), None).unwrap(), desk, &lexicon, &skip);
    let first = run(text, &Desk::default());
    assert_eq!((first.report.added, first.report.refused_rows, first.report.rows), (3, 2, 5));
    let desk = after(&Desk::default(), &first);
    let second = run(text, &desk);
    assert_eq!((second.report.unchanged, second.drafts.len()), (3, 0));
    let edit = run("{\"ref\":9,\"kind\":\"partner\",\"code\":\"x\"}\n{\"ref\":7,\"kind\":\"person\"}", &desk);
    assert_eq!((edit.report.changed, edit.report.refused[0].code), (1, "exchange-kind-differs"));
}

#[test]
fn every_refusal_of_the_room_has_a_message_in_each_language() {
    let lexicon = lexicon();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/exchange");
    for file in std::fs::read_dir(folder).unwrap() {
        let source = std::fs::read_to_string(file.unwrap().path()).unwrap();
        for code in source.split('"').filter(|text| text.starts_with("exchange-")) {
            assert!(Lang::ALL.iter().all(|lang| lexicon.knows(*lang, code)), "{code}");
        }
    }
}

fn any_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<char>(), 1..8).prop_map(|letters| letters.into_iter().collect())
}

fn any_value(shape: &'static Shape) -> BoxedStrategy<Value> {
    let date = || (1900_i32..2100, 1_u8..13).prop_map(|(year, month)| format!("{year}-{month:02}").parse().unwrap());
    match shape {
        Shape::Text | Shape::LongText => any_text().prop_map(Value::Text).boxed(),
        Shape::Text3 | Shape::LongText3 => {
            (any_text(), proptest::option::of(any_text()), proptest::option::of(any_text()))
                .prop_map(|(fr, ar, en)| Value::Text3(Text3 { ar, fr: Some(fr), en }))
                .boxed()
        }
        Shape::Code(_) => "[a-z_]{1,9}".prop_map(Value::Code).boxed(),
        Shape::Number { .. } | Shape::Minutes => any::<i64>().prop_map(Value::Number).boxed(),
        Shape::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        Shape::Date => date().prop_map(Value::Date).boxed(),
        Shape::OfficialDate => (date(), proptest::option::of(any_text()))
            .prop_map(|(date, hijri)| Value::OfficialDate(OfficialDate { date, hijri }))
            .boxed(),
        Shape::Instant => (1_i8..28, 0_i8..24)
            .prop_map(|(day, hour)| {
                Value::Instant(format!("2026-12-{day:02}T{hour:02}:00:00+01:00[Africa/Casablanca]").parse().unwrap())
            })
            .boxed(),
        Shape::Link(_) => (1_u64..1_000_000).prop_map(|number| Value::Link(Ref(number))).boxed(),
        Shape::List(inner) => proptest::collection::vec(any_value(inner), 1..3).prop_map(Value::List).boxed(),
        Shape::Part(fields) => any_fields(fields).prop_map(Value::Part).boxed(),
    }
}

fn any_fields(fields: &'static [Field]) -> BoxedStrategy<Fields> {
    let values: Vec<_> = fields
        .iter()
        .map(|field| proptest::option::of(any_value(&field.shape)).prop_map(move |value| (field.id, value)))
        .collect();
    values
        .prop_map(|values| {
            let mut fields = Fields::new();
            values.into_iter().for_each(|(id, value)| fields.set(id, value));
            fields
        })
        .boxed()
}

#[test]
fn any_record_of_any_kind_is_the_same_after_json() {
    let config = ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() };
    for kind in Kind::all() {
        proptest!(config.clone(), |(fields in any_fields(kind.spec().fields), number in 1_u64..1_000_000)| {
            let record = Record { reference: Ref(number), kind, rev: 3, fields };
            let line = to_line(&record_to_json(&record, true));
            prop_assert!(!line.chars().any(is_harmful));
            let (reference, kind, fields) = json_to_record(&serde_json::from_str(&line).unwrap(), None).unwrap();
            prop_assert_eq!((reference, kind), (Some(record.reference), record.kind));
            prop_assert_eq!(fields, record.fields);
        });
    }
}
