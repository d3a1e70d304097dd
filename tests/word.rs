//! Documents for Word: every part well-formed, directions said wherever Word looks for them, the same bytes each time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/place.rs"]
mod place;

use place::Place;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Every kind of page, with a record of the sample that has it; letters and minutes of several sessions are several parts.
const PAGES: [(&str, &str); 11] = [
    ("agenda", "148"),
    ("convocation", "148"),
    ("sign-in", "148"),
    ("decisions", "148"),
    ("minutes", "148"),
    ("minutes", "CT"),
    ("extract", "158"),
    ("reminder", "26"),
    ("register", "CM"),
    ("sheet", "26"),
    ("dossier", "26"),
];

/// The parts of a package by name, in their order, each read as XML.
struct Package(BTreeMap<String, String>);

impl Package {
    fn open(bytes: &[u8]) -> Package {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut parts = BTreeMap::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            assert_eq!(file.last_modified(), Some(zip::DateTime::default()), "{}", file.name());
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            parts.insert(file.name().to_owned(), text);
        }
        Package(parts)
    }

    fn part(&self, name: &str) -> Document<'_> {
        Document::parse(&self.0[name]).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

fn printed(place: &Place, arguments: &[&str]) -> Vec<u8> {
    let output = place.run(&[&["print"], arguments, &["--form", "docx"]].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn all<'a>(part: &'a Document<'a>, name: &'a str) -> impl Iterator<Item = Node<'a, 'a>> {
    part.descendants().filter(move |node| node.has_tag_name((W, name)))
}

/// Whether the properties of an element (`w:pPr` of a paragraph) say something.
fn says(node: Node<'_, '_>, properties: &str, what: &str) -> bool {
    let own = node.children().find(|child| child.has_tag_name((W, properties)));
    own.is_some_and(|own| own.children().any(|child| child.has_tag_name((W, what))))
}

fn words(node: Node<'_, '_>) -> String {
    node.descendants().filter(|node| node.has_tag_name((W, "t"))).filter_map(|node| node.text()).collect()
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|letter| matches!(letter, '\u{600}'..='\u{6ff}'))
}

#[test]
fn every_part_is_well_formed_named_and_of_a_known_type() {
    let place = Place::with_sample();
    for lang in ["ar", "fr", "en", "ar+fr"] {
        for (what, number) in PAGES {
            let package = Package::open(&printed(&place, &[what, number, "--lang", lang]));
            package.0.keys().for_each(|name| drop(package.part(name)));
            let types = package.part("[Content_Types].xml");
            for node in types.descendants().filter_map(|node| node.attribute("PartName")) {
                assert!(package.0.contains_key(node.trim_start_matches('/')), "{node} is missing");
            }
            let relations = package.part("word/_rels/document.xml.rels");
            for target in relations.descendants().filter_map(|node| node.attribute("Target")) {
                assert!(package.0.contains_key(&format!("word/{target}")), "{target} is missing");
            }
            let styles = package.part("word/styles.xml");
            let known: Vec<_> = all(&styles, "style").filter_map(|node| node.attribute((W, "styleId"))).collect();
            for part in ["word/document.xml", "word/footer1.xml"] {
                let part = package.part(part);
                for style in all(&part, "pStyle").filter_map(|node| node.attribute((W, "val"))) {
                    assert!(known.contains(&style), "no style {style}");
                }
                // A cell ends with a paragraph, or Word calls the file damaged.
                for cell in all(&part, "tc") {
                    assert!(cell.children().next_back().unwrap().has_tag_name((W, "p")));
                }
            }
        }
    }
}

#[test]
fn an_arabic_document_runs_from_the_right_in_its_section_tables_paragraphs_and_runs() {
    let place = Place::with_sample();
    for (what, number) in PAGES {
        let package = Package::open(&printed(&place, &[what, number, "--lang", "ar"]));
        for part in ["word/document.xml", "word/footer1.xml"] {
            let part = package.part(part);
            for table in all(&part, "tbl") {
                assert!(says(table, "tblPr", "bidiVisual"), "{what}");
            }
            for paragraph in all(&part, "p").filter(|paragraph| !words(*paragraph).is_empty()) {
                assert!(says(paragraph, "pPr", "bidi"), "{}", words(paragraph));
            }
            for run in all(&part, "r") {
                let text = words(run);
                let has_latin = text.chars().any(|letter| letter.is_ascii_alphabetic());
                assert!(is_arabic(&text) || !says(run, "rPr", "rtl") || !has_latin, "{text}");
                assert!(!is_arabic(&text) || says(run, "rPr", "rtl"), "{text}");
            }
        }
        let document = package.part("word/document.xml");
        let from_right = |section: &Node<'_, '_>| section.children().any(|child| child.has_tag_name((W, "bidi")));
        assert!(all(&document, "sectPr").all(|section| from_right(&section)), "{what}");
    }
}

#[test]
fn french_and_english_documents_say_nothing_of_the_right() {
    let place = Place::with_sample();
    for lang in ["fr", "en"] {
        let package = Package::open(&printed(&place, &["agenda", "148", "--lang", lang]));
        for part in ["word/document.xml", "word/footer1.xml"] {
            let part = package.part(part);
            for name in ["bidi", "bidiVisual"] {
                assert_eq!(all(&part, name).count(), 0, "{lang} {name}");
            }
        }
        let styles = package.part("word/styles.xml");
        let language = all(&styles, "lang").next().unwrap();
        let latin = if lang == "fr" { "fr-MA" } else { "en-GB" };
        assert_eq!(language.attribute((W, "val")), Some(latin));
        assert_eq!(language.attribute((W, "bidi")), Some("ar-MA"));
    }
}

#[test]
fn two_languages_stand_beside_each_other_french_at_the_left() {
    let place = Place::with_sample();
    let package = Package::open(&printed(&place, &["agenda", "148", "--lang", "ar+fr"]));
    let document = package.part("word/document.xml");
    assert_eq!(all(&document, "bidiVisual").count(), 0);
    let section = all(&document, "sectPr").next().unwrap();
    assert!(!section.children().any(|child| child.has_tag_name((W, "bidi"))));
    let mut pairs = 0;
    for row in all(&document, "tr") {
        let cells: Vec<_> = row.children().filter(|child| child.has_tag_name((W, "tc"))).collect();
        let first_arabic = cells.iter().position(|cell| is_arabic(&words(*cell)));
        // The words of an opinion stand on both sides as they were given: a cell in Arabic may hold some in French.
        let is_latin = |said: &str| !is_arabic(said) && said.chars().any(|letter| letter.is_ascii_lowercase());
        let last_latin = cells.iter().rposition(|cell| is_latin(&words(*cell)));
        if let (Some(arabic), Some(latin)) = (first_arabic, last_latin) {
            assert!(latin < arabic, "{}", words(row));
            pairs += 1;
        }
        for paragraph in row.descendants().filter(|node| node.has_tag_name((W, "p"))) {
            assert!(!is_arabic(&words(paragraph)) || says(paragraph, "pPr", "bidi"), "{}", words(paragraph));
        }
    }
    assert!(pairs >= 15, "{pairs} rows in two languages");
}

#[test]
fn the_heads_of_columns_come_again_and_no_row_is_cut() {
    let place = Place::with_sample();
    for (lang, named) in [("ar", "النقطة"), ("fr", "Point"), ("ar+fr", "Point")] {
        let package = Package::open(&printed(&place, &["agenda", "148", "--lang", lang]));
        let document = package.part("word/document.xml");
        assert!(all(&document, "tr").all(|row| says(row, "trPr", "cantSplit")), "{lang}");
        let heads: Vec<_> = all(&document, "tr").filter(|row| says(*row, "trPr", "tblHeader")).collect();
        assert_eq!(heads.len(), 1, "{lang}");
        assert!(words(heads[0]).contains(named), "{lang}: {}", words(heads[0]));
        let rows = heads[0].parent().unwrap().children().filter(|child| child.has_tag_name((W, "tr"))).count();
        assert_eq!(rows, 12, "{lang}: eleven items under their heads");
        let foot = package.part("word/footer1.xml");
        let fields: Vec<_> = all(&foot, "fldSimple").filter_map(|field| field.attribute((W, "instr"))).collect();
        let pages = if lang == "ar+fr" { 2 } else { 1 };
        assert_eq!(fields, [" PAGE ", " NUMPAGES "].repeat(pages), "{lang}");
    }
}

#[test]
fn the_same_document_is_the_same_bytes() {
    let place = Place::with_sample();
    let once = printed(&place, &["agenda", "148", "--lang", "ar+fr"]);
    assert_eq!(once, printed(&place, &["agenda", "148", "--lang", "ar+fr"]));
    let said = place.run(&["print", "agenda", "148", "--lang", "ar+fr", "--form", "docx", "-o", "agenda.docx"]);
    assert!(said.status.success());
    assert_eq!(once, std::fs::read(place.path().join("agenda.docx")).unwrap());
}

#[test]
fn what_people_put_into_fields_is_never_markup() {
    let place = Place::with_sample();
    let hostile = "</w:t></w:r><w:evil/> & \"x\" 'y' <![CDATA[ ]]> \u{FFFE}\u{FFFF} &#0; R\u{1F600}";
    place.said(&["set", "148", &format!("title.fr={hostile}"), &format!("title.ar=نقطة {hostile} نهاية")]);
    for lang in ["ar", "fr", "ar+fr"] {
        let package = Package::open(&printed(&place, &["agenda", "148", "--lang", lang]));
        for (name, text) in &package.0 {
            let part = package.part(name);
            assert_eq!(all(&part, "evil").count(), 0, "{lang} {name}");
            assert!(!text.contains('\u{FFFE}') && !text.contains('\u{FFFF}'), "{lang} {name}");
        }
        let document = package.part("word/document.xml");
        let said: String = all(&document, "p").map(words).collect();
        assert!(said.contains("</w:t></w:r><w:evil/> & \"x\" 'y' <![CDATA[ ]]>"), "{lang}: {said}");
    }
}

#[test]
fn letters_in_one_file_are_sections_of_their_own_direction_that_begin_on_a_new_sheet() {
    let place = Place::with_sample();
    // Each recipient in their own language: one of them reads French first.
    place.said(&["set", "53", "languages=[\"fr\"]"]);
    let package = Package::open(&printed(&place, &["convocation", "148"]));
    let document = package.part("word/document.xml");
    let sections: Vec<_> = all(&document, "sectPr").collect();
    let from_right = |node: &Node<'_, '_>| node.children().any(|child| child.has_tag_name((W, "bidi")));
    assert_eq!(sections.len(), 15, "one a letter");
    assert_eq!(sections.iter().filter(|section| !from_right(section)).count(), 1, "the French one");
    let feet: std::collections::BTreeSet<_> = sections
        .iter()
        .flat_map(|section| section.children())
        .filter(|node| node.has_tag_name((W, "footerReference")))
        .filter_map(|node| node.attributes().find(|attribute| attribute.name() == "id").map(|id| id.value().to_owned()))
        .collect();
    assert_eq!(feet.len(), sections.len(), "each has a foot of its own");
    let right = all(&document, "tbl").filter(|table| says(*table, "tblPr", "bidiVisual")).count();
    assert!(right > 0 && right < all(&document, "tbl").count(), "tables run as their letter does");
}
