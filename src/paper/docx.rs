//! A document as WordprocessingML, which Word and LibreOffice open and staff go on writing in.
//!
//! Direction is said wherever either program looks for it: of the section, of each table, of each paragraph and of each
//! run. Every look is a style, so that an office can change it once. The same document gives the same bytes: the package
//! holds no time. What no crate writes (tables from right to left, runs of one direction) is written here; the package
//! itself is the business of `zip`.

mod body;
mod runs;
mod xml;

use super::document::{Document, Fold, Page};
use super::render::PaperError;
use crate::text::Direction;
use std::io::{Cursor, Write};
use xml::Xml;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

const CONTENT_TYPES: &str = include_str!("../../assets/docx/content_types.xml");
const RELATIONS: &str = include_str!("../../assets/docx/rels.xml");
const DOCUMENT_RELATIONS: &str = include_str!("../../assets/docx/document_rels.xml");
const STYLES: &str = include_str!("../../assets/docx/styles.xml");
const SETTINGS: &str = include_str!("../../assets/docx/settings.xml");
const FONTS: &str = include_str!("../../assets/docx/font_table.xml");

/// The language of Latin letters in the parts that are always the same.
const LATIN: &str = "fr-MA";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const WORDS: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;
const LINKS: &str = r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#;

/// The package of a document.
///
/// # Errors
/// None that is known: it is packed in memory.
pub(super) fn write(document: &Document) -> Result<Vec<u8>, PaperError> {
    let document = document.folded(Fold::Words);
    let all: Vec<&Vec<Page>> = document.parts().collect();
    let in_own_language = |part: &str| part.replace(LATIN, latin(&document.pages));
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), with_feet(CONTENT_TYPES, "</Types>", all.len(), foot_type)),
        ("_rels/.rels".to_owned(), RELATIONS.to_owned()),
        ("word/document.xml".to_owned(), body::document(&all)),
        (
            "word/_rels/document.xml.rels".to_owned(),
            with_feet(DOCUMENT_RELATIONS, "</Relationships>", all.len(), foot_relation),
        ),
        ("word/styles.xml".to_owned(), in_own_language(STYLES)),
        ("word/settings.xml".to_owned(), in_own_language(SETTINGS)),
        ("word/fontTable.xml".to_owned(), FONTS.to_owned()),
        ("docProps/core.xml".to_owned(), properties(&document.pages)),
    ];
    let foot = |(at, pages): (usize, &&Vec<Page>)| (foot_name(at), body::footer(pages, all.len() == 1));
    parts.extend(all.iter().enumerate().map(foot));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        package.start_file(name, options)?;
        package.write_all(part.as_bytes()).map_err(zip::result::ZipError::Io)?;
    }
    Ok(package.finish()?.into_inner())
}

fn foot_name(at: usize) -> String {
    format!("word/footer{}.xml", at + 1)
}

fn foot_type(at: usize) -> String {
    let name = foot_name(at);
    format!(
        r#"<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#
    )
}

fn foot_relation(at: usize) -> String {
    let (number, target) = (at + body::FIRST_FOOTER as usize, foot_name(at).replace("word/", ""));
    format!(
        r#"<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="{target}"/>"#
    )
}

/// A list of parts with the foot of each part of the document at its end.
fn with_feet(list: &str, end: &str, count: usize, entry: impl Fn(usize) -> String) -> String {
    let entries: String = (0..count).map(entry).collect();
    list.replace(end, &format!("{entries}{end}"))
}

/// The language of the Latin letters of a document, for its spelling checker.
fn latin(pages: &[Page]) -> &'static str {
    if pages.iter().any(|page| page.lang == "en") { "en-GB" } else { LATIN }
}

fn properties(pages: &[Page]) -> String {
    let mut out = Xml::default();
    out.raw(HEAD).raw(r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>"#);
    let titles = pages.iter().map(|page| page.title.as_str()).collect::<Vec<_>>().join(" / ");
    out.text(&titles.replace(|letter| matches!(letter, '\u{2066}'..='\u{2069}'), ""));
    out.raw("</dc:title><dc:language>");
    let is_arabic = pages.iter().all(|page| page.direction() == Direction::Rtl);
    out.raw(if is_arabic { "ar-MA" } else { latin(pages) }).raw("</dc:language></cp:coreProperties>");
    out.done()
}
