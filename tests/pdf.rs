//! Pages set in type: what other programs read in them, the same bytes each time, and templates that misbehave.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/place.rs"]
mod place;

use place::Place;
use std::path::Path;
use std::process::Command;
use tansiq::host::press::Press;
use tansiq::limits;
use tansiq::paper::{Order, PAGE_TEMPLATE, PressError, Setting};

/// Every kind of page, with a record of the sample that has it.
const PAGES: [(&str, &str); 10] = [
    ("agenda", "148"),
    ("convocation", "148"),
    ("sign-in", "148"),
    ("decisions", "148"),
    ("minutes", "148"),
    ("extract", "158"),
    ("reminder", "26"),
    ("register", "CM"),
    ("sheet", "26"),
    ("dossier", "26"),
];

fn printed(place: &Place, arguments: &[&str]) -> Vec<u8> {
    let output = place.run(&[&["print"], arguments, &["--form", "pdf"]].concat());
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The text as poppler takes it out; none where poppler is not installed.
fn text(page: &[u8], folder: &Path) -> Option<String> {
    let file = folder.join("page.pdf");
    std::fs::write(&file, page).unwrap();
    let read = Command::new("pdftotext").arg("-layout").arg(&file).arg("-").output().ok()?;
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    Some(String::from_utf8(read.stdout).unwrap())
}

fn has(bytes: &[u8], what: &str) -> bool {
    bytes.windows(what.len()).any(|part| part == what.as_bytes())
}

#[test]
fn every_page_prints_in_every_language_the_same_each_time() {
    let place = Place::with_sample();
    for lang in ["ar", "fr", "en", "ar+fr"] {
        for (what, number) in PAGES {
            let page = printed(&place, &[what, number, "--lang", lang]);
            assert!(page.starts_with(b"%PDF-1.7") && has(&page, "/MarkInfo"), "{what} {lang} is tagged");
            assert!(page == printed(&place, &[what, number, "--lang", lang]), "{what} {lang} twice");
            assert!(!has(&page, "/CreationDate"), "{what} {lang}");
        }
    }
}

#[test]
fn other_programs_find_the_words_of_a_page() {
    let place = Place::with_sample();
    for (lang, words) in [
        ("ar", &["المملكة المغربية", "جدول الأعمال", "افتتاح الدورة", "CM-2026-13"][..]),
        ("fr", &["Royaume du Maroc", "Ordre du jour", "Ouverture de la session", "CM-2026-13"]),
        ("ar+fr", &["Ouverture de la session", "افتتاح الدورة", "Royaume du Maroc", "المملكة المغربية"]),
    ] {
        let page = printed(&place, &["agenda", "148", "--lang", lang]);
        let Some(text) = text(&page, place.path()) else { return };
        let plain: String = text
            .chars()
            .filter(
                |letter| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'),
            )
            .collect();
        for word in words {
            assert!(plain.contains(word), "{lang}: {word} in\n{plain}");
        }
    }
}

#[test]
fn the_words_of_every_paper_are_found_in_it_and_letters_begin_on_sheets_of_their_own() {
    let place = Place::with_sample();
    for (what, number, words) in [
        ("minutes", "148", &["محضر", "النصاب القانوني", "وزارة الداخلية", "CM-2026-13/D2"][..]),
        ("decisions", "148", &["بيان القرارات", "CM-2026-13/D3"]),
        ("sign-in", "148", &["ورقة الحضور", "التوقيع"]),
        ("extract", "158", &["مستخرج من المحضر"]),
        ("register", "CM", &["سجل القرارات"]),
        ("convocation", "148", &["جدول الأعمال", "رئيس الحكومة"]),
    ] {
        let page = printed(&place, &[what, number, "--lang", "ar"]);
        let Some(text) = text(&page, place.path()) else { return };
        words.iter().for_each(|word| assert!(text.contains(word), "{what}: {word} in\n{text}"));
        let sheets = text.split('\u{c}').filter(|sheet| sheet.contains("المملكة المغربية")).count();
        assert_eq!(sheets, if what == "convocation" { 15 } else { 1 }, "{what}");
    }
}

#[test]
fn a_template_of_the_office_that_misbehaves_stops_every_page_with_its_reason() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_sample();
    let folder = place.path().join("config/tansiq/templates/fr");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("page.typ");
    for (template, said) in [
        ("#range(0, 300000000).len()", "mémoire"),
        ("#read(\"/etc/passwd\")", "denied"),
        ("#let f() = f()\n#f()", "depth"),
    ] {
        std::fs::write(&file, template).unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
        for (what, number) in PAGES {
            let output = place.run(&["print", what, number, "--lang", "fr", "--form", "pdf"]);
            let error = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{what} {template}: {error}");
            assert!(error.contains(said) && error.contains("Rien n’a été modifié"), "{what}: {error}");
        }
    }
}

#[test]
fn a_page_to_be_kept_says_by_which_standards() {
    let place = Place::with_sample();
    for lang in ["ar", "fr", "ar+fr"] {
        for (what, number) in PAGES {
            let page = printed(&place, &[what, number, "--lang", lang, "--archive"]);
            for said in [
                "<pdfaid:part>2</pdfaid:part>",
                "<pdfaid:conformance>A</pdfaid:conformance>",
                "<pdfuaid:part>1</pdfuaid:part>",
            ] {
                assert!(has(&page, said), "{what} {lang}: {said}");
            }
        }
    }
}

#[test]
fn what_people_put_into_fields_is_never_markup() {
    let place = Place::with_sample();
    let hostile = "#read(\"/etc/passwd\") *bold* $x$ #panic() \\ ] [ @ref <label> // no";
    place.said(&["set", "148", &format!("title.fr={hostile}")]);
    let page = printed(&place, &["agenda", "148", "--lang", "fr"]);
    let Some(text) = text(&page, place.path()) else { return };
    assert!(text.contains("#read(\"/etc/passwd\") *bold* $x$ #panic() \\ ] [ @ref <label>"), "{text}");
}

fn set(template: &str, wait_ms: u64) -> Result<Vec<u8>, PressError> {
    let data = serde_json::json!({"pages": []});
    let order = Order { template: template.to_owned(), setting: Setting::Type, data, kept: None };
    Press { program: env!("CARGO_BIN_EXE_tansiq").into(), wait_ms }.print(&order)
}

#[test]
fn a_template_reaches_no_file_no_address_and_no_clock() {
    for (template, said) in [
        ("#read(\"/etc/passwd\")", "denied"),
        ("#read(\"../../../etc/passwd\")", "1: "),
        ("#include \"other.typ\"", "denied"),
        ("#image(\"/etc/hostname\")", "denied"),
        ("#plugin(\"x.wasm\")", "denied"),
        ("#import \"@preview/cetz:0.3.0\": *", "1: "),
        ("\n\n#datetime.today()", "3: "),
        ("#while true { }", "always true"),
        ("#let f() = f()\n#f()", "depth"),
        ("#panic(\"stop\")", "stop"),
    ] {
        match set(template, limits::PRESS_MS) {
            Err(PressError::Template(detail)) => assert!(detail.contains(said), "{template}: {detail}"),
            other => panic!("{template}: {:?}", other.map(|page| page.len())),
        }
    }
}

#[test]
fn a_template_that_takes_all_memory_or_never_ends_stops_alone() {
    assert_eq!(set("#range(0, 300000000).len()", limits::PRESS_MS).unwrap_err(), PressError::Large);
    let endless = "#for x in range(9000) { for y in range(9000) { for z in range(9000) { let w = calc.pow(2, 3) } } }";
    assert_eq!(set(endless, 300).unwrap_err(), PressError::Slow);
    assert!(set("alive", limits::PRESS_MS).unwrap().starts_with(b"%PDF"));
}

#[test]
fn an_office_may_have_a_template_of_its_own_that_nobody_else_can_write() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::with_sample();
    let folder = place.path().join("config/tansiq/templates/fr");
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("agenda.typ");
    let allow = |mode| std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
    std::fs::write(&file, format!("{PAGE_TEMPLATE}\nModèle de la maison\n")).unwrap();
    allow(0o644);
    let page = printed(&place, &["agenda", "148", "--lang", "fr"]);
    if let Some(text) = text(&page, place.path()) {
        assert!(text.contains("Modèle de la maison") && text.contains("Ouverture de la session"), "{text}");
    }
    // Other pages keep the built-in one.
    assert!(printed(&place, &["agenda", "148", "--lang", "ar"]) != page);
    std::fs::write(&file, "#let x = 1\n#panic(\"arrêt\")\n").unwrap();
    let failed = place.run(&["print", "agenda", "148", "--lang", "fr", "--form", "pdf"]);
    let said = String::from_utf8(failed.stderr).unwrap();
    assert_eq!(failed.status.code(), Some(1), "{said}");
    assert!(said.contains("2: ") && said.contains("arrêt") && said.contains("Rien n’a été modifié"), "{said}");
    allow(0o666);
    let refused = place.run(&["print", "agenda", "148", "--lang", "fr", "--form", "pdf"]);
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(4), "{said}");
    assert!(said.contains("peut être modifié par n’importe qui"), "{said}");
    std::fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink("/etc/hostname", &file).unwrap();
    assert!(!place.run(&["print", "agenda", "148", "--lang", "fr", "--form", "pdf"]).status.success());
}

#[test]
fn a_long_register_runs_over_numbered_sheets() {
    let place = Place::with_sample();
    let mut items = String::new();
    for number in 1..=90 {
        items += &format!(
            "{}{{\"item\":{number},\"level\":0,\"type\":\"discussion\",\"title\":{{\"fr\":\"Point {number} du registre\",\"ar\":\"النقطة {number} من السجل\"}}}}",
            if number > 1 { "," } else { "" }
        );
    }
    place.said(&["set", "148", &format!("agenda=[{items}]")]);
    let page = printed(&place, &["agenda", "148", "--lang", "fr"]);
    let Some(text) = text(&page, place.path()) else { return };
    let sheets: Vec<&str> = text.split('\u{c}').filter(|sheet| !sheet.trim().is_empty()).collect();
    assert!(sheets.len() >= 3, "{}", sheets.len());
    for (at, sheet) in sheets.iter().enumerate() {
        assert!(sheet.contains(&format!("Page {} sur {}", at + 1, sheets.len())), "{sheet}");
        assert!(sheet.contains("Point"), "{sheet}");
    }
    assert!(sheets[1].trim_start().starts_with("N°"), "the heads of columns come again: {}", sheets[1]);
}
