//! Printed pages: the agenda of the sample desk in each language, for whom each copy is, and texts that would harm.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jiff::civil::{Date, date};
use std::sync::Arc;
use tansiq::domain::check::check_record;
use tansiq::domain::kinds::{common, decision, meeting, partner};
use tansiq::domain::{Desk, Draft, FieldEdit, Kind, Proposal, Record, Ref, Text3, Value};
use tansiq::exchange::{import, jsonl};
use tansiq::lang::Lexicon;
use tansiq::paper::{CopyKind, Document, Form, Languages, agenda, render, sheet};
use tansiq::store::{Registrar, memory_ledger};
use tansiq::text::{has_control, width};

const SAMPLE: &str = include_str!("../assets/sample/desk.jsonl");
const TODAY: Date = date(2026, 11, 23);
/// The thirteenth session of the ministerial commission, the fullest agenda of the sample.
const SESSION: Ref = Ref(148);
const ALL_COPIES: [CopyKind; 3] = [CopyKind::Public, CopyKind::Member, CopyKind::Chair];
const ALL_LANGUAGES: [&str; 4] = ["ar", "fr", "en", "ar+fr"];
const FORMS: [Form; 4] = [Form::Txt, Form::Terminal, Form::Md, Form::Html];

struct Office {
    lexicon: Arc<Lexicon>,
    registrar: Registrar,
}

impl Office {
    /// The sample desk in memory, made as `init --sample` makes it.
    fn open() -> Office {
        let lexicon = Arc::new(Lexicon::load());
        let rules = Arc::clone(&lexicon);
        let rules = Box::new(move |record: &Record, desk: &Desk| check_record(record, desk, &rules));
        let registrar = Registrar::open(Box::new(memory_ledger().unwrap()), rules).unwrap();
        let mut office = Office { lexicon, registrar };
        let rows = jsonl::rows(SAMPLE.as_bytes(), None).unwrap();
        let plan = import::plan(rows, &office.registrar.desk(), &office.lexicon, &import::Options::default());
        assert!(plan.report.refused.is_empty(), "{:?}", plan.report.refused);
        office.propose(plan.drafts);
        office
    }

    fn propose(&mut self, drafts: Vec<Draft>) {
        let (by, machine, label) = ("secretary".to_owned(), "office".to_owned(), "test".to_owned());
        self.registrar.propose(Proposal { by, machine, at_ms: 1_795_000_000_000, label, drafts }).unwrap();
    }

    /// Changes one field of the session.
    fn set(&mut self, reference: Ref, field: u16, value: Value) {
        let before = self.registrar.desk().get(reference).unwrap().fields.get(field).cloned();
        let edits = vec![FieldEdit { field, was: before, now: Some(value) }];
        self.propose(vec![Draft::Edit { reference, edits, if_rev: None }]);
    }

    /// Changes one field of one item of the session.
    fn set_item(&mut self, place: usize, field: u16, value: Value) {
        let mut items = self.registrar.desk().get(SESSION).unwrap().fields.list(meeting::AGENDA.id).to_vec();
        let Some(Value::Part(item)) = items.get_mut(place) else { panic!("no item {place}") };
        item.set(field, Some(value));
        self.set(SESSION, meeting::AGENDA.id, Value::List(items));
    }

    fn document(&self, languages: &str, copy: CopyKind) -> Document {
        let desk = self.registrar.desk();
        let languages = Languages::parse(languages).unwrap();
        agenda(desk.get(SESSION).unwrap(), &desk, &self.lexicon, languages, copy, TODAY)
    }

    fn page(&self, languages: &str, copy: CopyKind, form: Form) -> String {
        render(&self.document(languages, copy), form).unwrap()
    }

    fn sheet(&self, reference: Ref, languages: &str, copy: CopyKind, form: Form) -> String {
        let desk = self.registrar.desk();
        let languages = Languages::parse(languages).unwrap();
        let page = sheet(desk.get(reference).unwrap(), &desk, &self.lexicon, languages, copy, TODAY);
        render(&page, form).unwrap()
    }
}

fn is_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[test]
fn the_agenda_of_the_sample_prints_as_it_was_looked_at() {
    let office = Office::open();
    for languages in ALL_LANGUAGES {
        let name = languages.replace('+', "_and_");
        insta::assert_snapshot!(format!("agenda_{name}_txt"), office.page(languages, CopyKind::Member, Form::Txt));
    }
    insta::assert_snapshot!("agenda_ar_terminal", office.page("ar", CopyKind::Member, Form::Terminal));
    insta::assert_snapshot!("agenda_ar_and_fr_terminal", office.page("ar+fr", CopyKind::Member, Form::Terminal));
    insta::assert_snapshot!("agenda_ar_and_fr_html", office.page("ar+fr", CopyKind::Member, Form::Html));
    insta::assert_snapshot!("agenda_ar_md", office.page("ar", CopyKind::Member, Form::Md));
    insta::assert_snapshot!("sheet_ar_txt", office.sheet(Ref(25), "ar", CopyKind::Member, Form::Txt));
    insta::assert_snapshot!("sheet_fr_txt", office.sheet(Ref(25), "fr", CopyKind::Member, Form::Txt));
}

#[test]
fn no_line_of_a_text_page_is_wider_than_the_page() {
    let office = Office::open();
    for languages in ALL_LANGUAGES {
        for form in [Form::Txt, Form::Terminal] {
            for page in
                [office.page(languages, CopyKind::Chair, form), office.sheet(Ref(25), languages, CopyKind::Chair, form)]
            {
                let widest = page.lines().map(width).max().unwrap();
                assert!(widest <= 78, "{languages} {form:?}: {widest}");
                assert!(page.lines().all(|line| line.trim_end() == line), "{languages} {form:?}");
            }
        }
    }
}

#[test]
fn an_arabic_page_for_a_terminal_stands_at_the_right() {
    let page = Office::open().page("ar", CopyKind::Member, Form::Terminal);
    for line in page.lines().filter(|line| !line.is_empty()) {
        // Notes stand further in, and what is blank at the right of them is not written.
        assert!(width(line) == 78 || !line.ends_with(|letter: char| letter.is_ascii_digit()), "{line}");
        assert!(!line.chars().any(is_direction), "{line}");
    }
    // The lead of an item stands at the right of its title: number, then time.
    let first = page.lines().find(|line| line.contains("10:00  ") || line.ends_with("10:00")).unwrap();
    assert!(first.ends_with("1  10:00"), "{first}");
}

#[test]
fn in_two_languages_each_line_has_its_other_half() {
    let document = Office::open().document("ar+fr", CopyKind::Member);
    let [french, arabic] = &document.pages[..] else { panic!("two pages") };
    assert_eq!((french.lang, french.dir, arabic.lang, arabic.dir), ("fr", "ltr", "ar", "rtl"));
    assert_eq!(french.facts.len(), arabic.facts.len());
    let lines = |page: &tansiq::paper::Page| -> Vec<(String, String, usize)> {
        let all = page.sections.iter().flat_map(|section| &section.lines);
        all.map(|line| (line.number.clone(), line.time.clone(), line.notes.len())).collect()
    };
    assert_eq!(lines(french), lines(arabic));
}

#[test]
fn pages_name_their_language_and_direction() {
    let office = Office::open();
    for (languages, html, md) in [
        ("ar", r#"<html lang="ar" dir="rtl">"#, r#"<div lang="ar" dir="rtl">"#),
        ("fr", r#"<html lang="fr" dir="ltr">"#, r#"<div lang="fr" dir="ltr">"#),
        ("en", r#"<html lang="en" dir="ltr">"#, r#"<div lang="en" dir="ltr">"#),
        ("ar+fr", r#"<td class="x" lang="ar" dir="rtl">"#, r#"<div lang="ar" dir="rtl">"#),
    ] {
        assert!(office.page(languages, CopyKind::Member, Form::Html).contains(html), "{languages}");
        assert!(office.page(languages, CopyKind::Member, Form::Md).contains(md), "{languages}");
    }
}

fn code(word: &str) -> Value {
    Value::Code(word.to_owned())
}

#[test]
fn what_is_confidential_stands_in_the_copy_of_the_chair_only() {
    let mut office = Office::open();
    // Item 4 has a sub-item, which says nothing of its own and is withheld with it; item 8 is for members.
    office.set_item(3, meeting::item::CONFIDENTIALITY.id, code("confidential"));
    office.set_item(8, meeting::item::CONFIDENTIALITY.id, code("internal"));
    office.set_item(8, meeting::item::NOTE.id, Value::Text("Pas avant le rapport.\nVoir le ministre.".to_owned()));
    let titles =
        ["Suivi de l’exécution des décisions", "Consulats mobiles", "Convergence avec la stratégie", "Pas avant"];
    let titles_arabic = ["تتبع تنفيذ القرارات", "القنصليات المتنقلة", "الالتقائية مع الاستراتيجية", "Pas avant"];
    let expected = [[false, false, false, false], [false, false, true, false], [true, true, true, true]];
    for (copy, expected) in ALL_COPIES.into_iter().zip(expected) {
        for form in [Form::Txt, Form::Md, Form::Html] {
            let (french, arabic) = (office.page("fr", copy, form), office.page("ar", copy, form));
            assert_eq!(titles.map(|title| french.contains(title)), expected, "{copy:?} {form:?}");
            assert_eq!(titles_arabic.map(|title| arabic.contains(title)), expected, "{copy:?} {form:?}");
            assert!(french.contains("Guichet numérique"), "{copy:?} {form:?}");
        }
        let numbers: Vec<String> =
            office.document("fr", copy).pages[0].sections[0].lines.iter().map(|line| line.number.clone()).collect();
        let whole = ["1", "2", "3", "4", "4.1", "5", "6", "7", "8", "9", "10"];
        let hidden: &[&str] = match copy {
            CopyKind::Public => &["4", "4.1", "8"],
            CopyKind::Member => &["4", "4.1"],
            CopyKind::Chair => &[],
        };
        assert_eq!(numbers, whole.into_iter().filter(|number| !hidden.contains(number)).collect::<Vec<_>>());
    }
}

#[test]
fn a_record_that_is_confidential_is_not_named_under_an_item_either() {
    let mut office = Office::open();
    let desk = office.registrar.desk();
    let number = |record: &Record| record.fields.text(decision::NUMBER.id) == Some("CM-2025-12/D1");
    let decision = desk.of_kind(Kind::Decision).find(|record| number(record)).unwrap().reference;
    office.set(decision, common::CONFIDENTIALITY.id, code("restricted"));
    assert!(!office.page("fr", CopyKind::Member, Form::Txt).contains("Décision CM-2025-12/D1"));
    assert!(office.page("fr", CopyKind::Chair, Form::Txt).contains("Décision CM-2025-12/D1"));
}

#[test]
fn a_sheet_for_members_leaves_out_what_is_restricted() {
    let office = Office::open();
    let germany = Ref(18);
    let talks = "Entretien bilatéral sur la formation professionnelle";
    for (copy, expected) in ALL_COPIES.into_iter().zip([false, false, true]) {
        assert_eq!(office.sheet(germany, "fr", copy, Form::Txt).contains(talks), expected, "{copy:?}");
    }
}

/// What people, spreadsheets and attackers put into fields.
const HOSTILE: &[&str] = &[
    "\u{1b}[31mred\u{1b}[0m",
    "\u{1b}]0;title\u{7}",
    "\u{1b}]52;c;cm0gLXJm\u{1b}\\",
    "\u{9b}2J\u{9d}8;;http://x\u{9c}",
    "a\u{202e}gnp.exe\u{202c}b",
    "\u{2067}open isolate",
    "closed\u{2069}\u{2069} too often",
    "line\r\nbreak\u{2028}and\u{85}more\0",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\"><b onmouseover='x'>&lt;",
    "</td></table><iframe src=//x>",
    "{{ 7 * 7 }}{% for x in y %}{# note #}",
    "{{ document.pages }}",
    "# heading\n- item\n1. one",
    "[link](javascript:alert(1)) ![image](x) `code` **bold** | cell",
    "1) one",
];

#[test]
fn hostile_texts_never_come_out_as_what_they_are() {
    let mut office = Office::open();
    for hostile in HOSTILE {
        let text =
            Text3 { ar: Some(format!("نقطة {hostile} نهاية")), fr: Some((*hostile).to_owned()), en: None };
        office.set_item(0, meeting::item::TITLE.id, Value::Text3(text.clone()));
        office.set_item(0, meeting::item::NOTE.id, Value::Text((*hostile).to_owned()));
        office.set(SESSION, meeting::PLACE.id, Value::Text3(text.clone()));
        office.set(SESSION, meeting::TITLE.id, Value::Text3(text.clone()));
        office.set(Ref(25), partner::NAMES.id, Value::Text3(text));
        for languages in ["ar+fr", "en"] {
            for form in FORMS {
                check_harmless(&office.page(languages, CopyKind::Chair, form), form, hostile);
                check_harmless(&office.sheet(Ref(25), languages, CopyKind::Chair, form), form, hostile);
            }
        }
    }
}

fn check_harmless(page: &str, form: Form, hostile: &str) {
    assert!(page.lines().all(|line| !has_control(line)), "{form:?} {hostile:?}");
    assert!(
        !page.contains(['\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2028}', '\u{85}']),
        "{hostile:?}"
    );
    for line in page.lines() {
        let depth = line.chars().try_fold(0i32, |depth, letter| match letter {
            '\u{2066}'..='\u{2068}' => Some(depth + 1),
            '\u{2069}' => Some(depth - 1).filter(|depth| *depth >= 0),
            _ => Some(depth),
        });
        assert_eq!(depth, Some(0), "{form:?} {hostile:?}: {line:?}");
    }
    assert!(!page.contains("49"), "{form:?} {hostile:?}");
    if form == Form::Html {
        for tag in ["<script", "<img", "<iframe", "<b ", "onerror=alert(1)>"] {
            assert!(!page.contains(tag), "{hostile:?}: {tag}");
        }
        assert_eq!(page.matches("<table").count(), page.matches("</table>").count(), "{hostile:?}");
    }
    if form == Form::Md {
        let plain = page.replace("<div lang=", "").replace("</div>", "");
        for sign in ["<", "[", "`", "|"] {
            assert_eq!(plain.matches(sign).count(), plain.matches(&format!("\\{sign}")).count(), "{hostile:?}: {sign}");
        }
        assert!(
            !page.lines().any(|line| line.starts_with("# heading") || line.contains("- - ") || line.contains("- 1) "))
        );
    }
}
