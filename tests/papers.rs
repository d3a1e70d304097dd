//! The papers of a session and of its follow-up: letters, addendum, sheet to sign, decisions, minutes, extract, reminders
//! and register, in every language and form; and that what went out prints for ever as it went.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "support/place.rs"]
mod place;
#[path = "support/session.rs"]
mod session;

use place::Place;
use serde_json::Value;
use session::{SESSION, json, lines, prepared, refused};
use std::os::unix::fs::PermissionsExt;
use tansiq::paper::Piece;
use tansiq::text::{has_control, width};

const LANGUAGES: [&str; 4] = ["ar", "fr", "en", "ar+fr"];
/// Each page with a record of the sample that has it.
const PAGES: [(&str, &str); 11] = [
    ("agenda", "148"),
    ("convocation", "148"),
    ("addendum", SESSION),
    ("sign-in", "148"),
    ("decisions", "148"),
    ("minutes", "148"),
    ("extract", "158"),
    ("sheet", "26"),
    ("reminder", "26"),
    ("register", "CM"),
    ("dossier", "26"),
];

/// The next session, frozen and then with a late item, so that there is an addendum.
fn with_late_item() -> Place {
    let place = prepared();
    place.said(&["agenda", "freeze", SESSION]);
    place.said(&["agenda", "add", SESSION, "title.fr=Point urgent", "title.ar=نقطة مستعجلة", "--after", "3"]);
    place
}

fn print(place: &Place, what: &[&str], lang: &str, form: &str) -> String {
    place.said(&[&["print"], what, &["--lang", lang, "--form", form]].concat())
}

/// The words of a text page, without what a line break did to them and without marks of direction.
fn words(page: &str) -> String {
    let plain: String =
        page.chars().filter(|letter| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}')).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn says(page: &str, all: &[&str]) {
    let page = words(page);
    for said in all {
        assert!(page.contains(said), "{said} in\n{page}");
    }
}

#[test]
fn row_64_every_page_comes_in_every_language_and_form() {
    let place = with_late_item();
    assert_eq!(PAGES.map(|(page, _)| page), Piece::ALL.map(Piece::key));
    for (page, of) in PAGES {
        for lang in LANGUAGES {
            let text = print(&place, &[page, of], lang, "txt");
            assert!(!text.contains('⟦') && text.lines().count() > 8, "{page} {lang}: {text}");
            for line in text.lines() {
                assert!(width(line) <= 78 && !has_control(line), "{page} {lang}: {line:?}");
            }
            let html = print(&place, &[page, of], lang, "html");
            for tag in ["table", "div", "article", "td", "p"] {
                let open = html.matches(&format!("<{tag}>")).count() + html.matches(&format!("<{tag} ")).count();
                assert_eq!(open, html.matches(&format!("</{tag}>")).count(), "{page} {lang} {tag}");
            }
            assert!(print(&place, &[page, of], lang, "md").contains("<div lang="), "{page} {lang}");
            let data: Value = serde_json::from_str(&print(&place, &[page, of], lang, "json")).unwrap();
            assert_eq!(data["kind"], page);
            assert_eq!(data["pages"].as_array().unwrap().len(), if lang == "ar+fr" { 2 } else { 1 });
        }
    }
}

#[test]
fn in_two_languages_every_paper_has_its_other_half_line_by_line() {
    let place = with_late_item();
    for (page, of) in PAGES {
        let data: Value = serde_json::from_str(&print(&place, &[page, of], "ar+fr", "json")).unwrap();
        let parts = std::iter::once(&data["pages"]).chain(data["following"].as_array().unwrap());
        for part in parts {
            let [french, arabic] = [&part[0], &part[1]];
            assert_eq!((&french["lang"], &arabic["lang"]), (&"fr".into(), &"ar".into()), "{page}");
            for list in ["letterhead", "addressee", "signature", "facts", "footer", "sections"] {
                let count = |side: &Value| side[list].as_array().unwrap().len();
                assert_eq!(count(french), count(arabic), "{page} {list}");
            }
            for (left, right) in
                french["sections"].as_array().unwrap().iter().zip(arabic["sections"].as_array().unwrap())
            {
                let shape = |section: &Value| {
                    let lines = section["lines"].as_array().unwrap();
                    let lines: Vec<_> = lines
                        .iter()
                        .map(|line| {
                            (
                                line["number"].clone(),
                                line["notes"].as_array().unwrap().len(),
                                line["cells"].as_array().unwrap().len(),
                            )
                        })
                        .collect();
                    (section["paragraphs"].as_array().unwrap().len(), lines)
                };
                assert_eq!(shape(left), shape(right), "{page}");
            }
        }
    }
}

#[test]
fn row_52_each_letter_has_the_title_gender_and_language_of_its_recipient() {
    let place = prepared();
    place.said(&["set", "53", "languages=[\"fr\"]"]);
    place.said(&["meeting", "convene", SESSION]);
    // The minister is a woman and keeps the title of a minister; the head of government is addressed by the post.
    let own = place.said(&["print", "convocation", SESSION, "--seat", "2"]);
    says(
        &own,
        &[
            "Madame la Ministre Amal Exemple (fictive)",
            "Ministre déléguée chargée des Marocains résidant à l’étranger",
            "Madame la Ministre,",
            "Je vous prie d’agréer, Madame la Ministre, l’expression",
            "vendredi 18 décembre 2026 à 10:00",
        ],
    );
    // Her alternate, by the other letter for the seat, is written to in Arabic and told so.
    says(&own, &["السيدة الكاتبة العامة،", "بصفتكم نائبا عن العضو الرسمي"]);
    let first = print(&place, &["convocation", SESSION, "--seat", "1"], "ar+fr", "json");
    let first: Value = serde_json::from_str(&first).unwrap();
    let begins = |side: usize| first["pages"][side]["sections"][0]["paragraphs"][0].as_str().unwrap().to_owned();
    assert_eq!(begins(0), "Monsieur le Chef du gouvernement,");
    assert_eq!(begins(1), "السيد رئيس الحكومة،");
    assert_eq!(first["pages"][1]["sections"][0]["paragraphs"][1], "سلام تام بوجود مولانا الإمام، وبعد،");
    // A post that nobody holds is written to without a name.
    says(
        &print(&place, &["convocation", SESSION, "--seat", "5"], "fr", "txt"),
        &["À Représentant du département", "Madame, Monsieur,"],
    );
    // Every recipient has a letter with the order number of the register, none twice.
    let session = json(&place, &["meeting", "show", SESSION]);
    let all = print(&place, &["convocation", SESSION], "fr", "txt");
    let mut numbers: Vec<&str> =
        session["convocations"].as_array().unwrap().iter().map(|line| line["number"].as_str().unwrap()).collect();
    assert!(numbers.iter().all(|number| all.matches(number).count() == 1), "{numbers:?}");
    numbers.dedup();
    assert_eq!(numbers.len(), all.matches("Convocation").count());
    assert_eq!(refused(&place, &["print", "convocation", SESSION, "--seat", "99"]).0, 3);
}

#[test]
fn row_42_the_addendum_prints_the_difference_only() {
    let place = with_late_item();
    let page = print(&place, &["addendum", SESSION], "fr", "txt");
    says(
        &page,
        &["Additif à l’ordre du jour", "Points ajoutés", "Point urgent", "auparavant 4", "remplace la version 1"],
    );
    assert!(!page.contains("Ouverture de la session"), "{page}");
    place.said(&["agenda", "freeze", SESSION]);
    assert_eq!(print(&place, &["addendum", SESSION], "fr", "txt"), page, "frozen it says the same");
    assert_eq!(print(&place, &["addendum", SESSION, "--frozen", "2"], "fr", "txt"), page);
    assert_eq!(refused(&place, &["print", "addendum", SESSION, "--frozen", "9"]).0, 3);
    assert_eq!(refused(&place, &["print", "addendum", "148"]), (3, "paper-nothing-new".into()));
}

#[test]
fn the_minutes_say_who_was_there_the_quorum_what_was_settled_and_what_follows() {
    let place = Place::with_sample();
    let shown = json(&place, &["meeting", "show", "148"]);
    let opening = &shown["course"][0];
    let page = print(&place, &["minutes", "148"], "fr", "txt");
    let quorum =
        format!("{} membres comptés sur {}, {} requis", opening["counted"], opening["base"], opening["needed"]);
    says(
        &page,
        &[
            "Projet de procès-verbal",
            "Séance du jeudi 18 juin 2026, ouverte à 10:10 sous la présidence de M. Idriss Exemple",
            &quorum,
            "Représenté par : M. Adil Exemple",
            "Présent (jusqu’à 11:40)",
            "5. Guichet numérique",
            "CM-2026-13/D2 Décision : La commission décide de généraliser",
            "Pour : 10 · contre : 0 · abstentions : 1",
            "Action : Rédiger le cahier des charges",
            "Renvoyé à : Commission technique",
            "La séance a été levée à 12:45.",
        ],
    );
    let arabic = print(&place, &["minutes", "148"], "ar", "txt");
    says(
        &arabic,
        &["مشروع محضر", "توفر النصاب القانوني", "بالنيابة: السيد عادل مثال", "ورُفعت الجلسة على الساعة 12:45."],
    );
    for turn in shown["course"].as_array().unwrap().iter().skip(1) {
        let hour = &turn["at"].as_str().unwrap()[11..16];
        says(&page, &[&format!("À {hour} : quorum maintenu ({} membres comptés", turn["counted"])]);
    }
    // The list of decisions and the extract are of the same session.
    let decisions = print(&place, &["decisions", "148"], "fr", "txt");
    for number in 1..=5 {
        says(&decisions, &[&format!("CM-2026-13/D{number}")]);
    }
    let extract = print(&place, &["extract", "158"], "fr", "txt");
    says(
        &extract,
        &[
            "Extrait du procès-verbal",
            "Point 5 : Guichet numérique",
            "CM-2026-13/D2",
            "certifié conforme",
            "n’a pas encore été approuvé",
        ],
    );
    assert!(!extract.contains("CM-2026-13/D3"));
    says(&print(&place, &["extract", "166"], "ar", "txt"), &["اعتماد رزنامة اجتماعات سنة 2026"]);
}

#[test]
fn no_copy_of_the_minutes_says_more_than_it_may() {
    let place = Place::with_sample();
    place.said(&["set", "159", "confidentiality=confidential"]);
    place.said(&["set", "169", "confidentiality=restricted"]);
    for page in ["minutes", "decisions"] {
        for (copy, decision, action) in [("public", false, false), ("member", false, false), ("chair", true, true)] {
            let text = words(&print(&place, &[page, "148", "--copy", copy], "fr", "txt"));
            assert_eq!(text.contains("CM-2026-13/D3"), decision, "{page} {copy}");
            assert_eq!(text.contains("réservé à la présidence"), copy == "chair", "{page} {copy}");
            assert_eq!(text.contains("Raccorder des consulats"), action, "{page} {copy}");
        }
    }
    assert_eq!(refused(&place, &["print", "extract", "159"]), (3, "paper-no-item".into()));
    place.said(&["print", "extract", "159", "--copy", "chair"]);
    assert!(!print(&place, &["register", "CM"], "fr", "txt").contains("CM-2026-13/D3"));
}

#[test]
fn a_decision_is_withheld_with_the_item_that_its_own_stands_under() {
    let place = prepared();
    place.said(&[
        "agenda",
        "add",
        SESSION,
        "title.fr=Dossier réservé",
        "type=discussion",
        "confidentiality=confidential",
    ]);
    let items = lines(&place, &["agenda", "show", SESSION]);
    let is_reserved = |item: &&Value| item["title"]["fr"] == "Dossier réservé";
    let above = items.iter().find(is_reserved).unwrap()["number"].as_str().unwrap().to_owned();
    place.said(&["agenda", "add", SESSION, "title.fr=Sous-point réservé", "type=decision", "--under", &above]);
    let below = format!("{above}.1");
    place.said(&["meeting", "convene", SESSION]);
    place.said(&["meeting", "attend", SESSION, "1=p", "2=p", "3=p", "4=p", "6=p", "7=p", "8=p", "10=p"]);
    place.said(&["meeting", "open", SESSION, "--at", "18/12/2026 10:00"]);
    let settled = json(
        &place,
        &["meeting", "outcome", SESSION, &below, "decision", "--action", "Tâche réservée", "--at", "18/12/2026 10:30"],
    );
    let number = settled["number"].as_str().unwrap();
    for (copy, is_there) in [("public", false), ("member", false), ("chair", true)] {
        for of in [["minutes", SESSION], ["decisions", SESSION], ["register", "CM"]] {
            let printed =
                place.run(&[&["print"][..], &of, &["--copy", copy, "--lang", "fr", "--form", "txt"]].concat());
            // A list of which nothing is left is refused: it says nothing either.
            let text = words(&String::from_utf8(printed.stdout).unwrap());
            let says = |what: &str| text.contains(what);
            assert_eq!(says(number) || says("réservé"), is_there, "{of:?} {copy}\n{text}");
        }
    }
    assert_eq!(refused(&place, &["print", "extract", &settled["ref"].to_string()]).1, "paper-no-item");
}

#[test]
fn row_67_reminders_add_up_to_what_is_overdue_and_tell_origin_and_age() {
    let place = Place::with_sample();
    let overdue = lines(&place, &["follow-up", "overdue"]);
    let all: Value = serde_json::from_str(&print(&place, &["reminder"], "fr", "json")).unwrap();
    let parts: Vec<&Value> = std::iter::once(&all["pages"]).chain(all["following"].as_array().unwrap()).collect();
    let told: Vec<&Value> = parts
        .iter()
        .flat_map(|part| part[0]["sections"].as_array().unwrap())
        .flat_map(|section| section["lines"].as_array().unwrap())
        .collect();
    let owed: Vec<&Value> = overdue.iter().flat_map(|line| line["owed"].as_array().unwrap()).collect();
    assert!(!owed.is_empty());
    for one in &owed {
        let title = one["title"]["fr"].as_str().unwrap();
        let line = told.iter().find(|line| line["text"] == title).unwrap_or_else(|| panic!("{title} is forgotten"));
        assert_eq!(line["number"].as_str().unwrap(), one["number"].as_str().unwrap_or(""));
        assert!(line["cells"][1].as_str().unwrap().starts_with(&one["days_late"].to_string()), "{line}");
    }
    // An institution that owes nothing gets no letter; the interior owes one thing, by its name and session.
    says(&print(&place, &["reminder", "26"], "fr", "txt"), &["CM-2026-13/D2", "Treizième session", "54 jours"]);
    assert_eq!(refused(&place, &["print", "reminder", "24"]), (3, "paper-nothing-late".into()));
    // A pledge that is overdue is reminded of too.
    place.said(&["add", "commitment", "title.fr=Promesse échue", "holder=24", "due=2026-10", "status=under_way"]);
    says(&print(&place, &["reminder", "24"], "fr", "txt"), &["Engagement : Promesse échue"]);
}

#[test]
fn row_69_the_minutes_and_the_decisions_of_a_year_come_in_one_file() {
    let place = Place::with_sample();
    let compiled: Value = serde_json::from_str(&print(&place, &["minutes", "CT"], "fr", "json")).unwrap();
    let titles = |value: &Value| value["pages"][0]["title"].as_str().unwrap().to_owned();
    assert!(titles(&compiled).starts_with("Sixième"), "in order of date");
    assert_eq!(compiled["following"].as_array().unwrap().len(), 1);
    assert_eq!(refused(&place, &["print", "minutes", "CT", "--year", "2020"]).0, 3);
    let register = print(&place, &["register", "CM", "--year", "2026"], "fr", "txt");
    says(&register, &["Registre des décisions", "Année 2026", "CM-2026-13/D1"]);
    assert!(!register.contains("CM-2025-12/D1"));
    let decisions = lines(&place, &["follow-up", "register"]);
    let all = print(&place, &["register"], "fr", "txt");
    for decision in decisions {
        says(&all, &[decision["number"].as_str().unwrap()]);
    }
}

/// Everything that can be kept, as it prints now.
fn kept(place: &Place) -> Vec<String> {
    let mut pages = Vec::new();
    for lang in LANGUAGES {
        for form in ["txt", "md", "html", "json"] {
            for page in ["convocation", "agenda"] {
                pages.push(print(place, &[page, SESSION, "--frozen", "1"], lang, form));
            }
            for page in ["minutes", "decisions", "sign-in"] {
                pages.push(print(place, &[page, "148", "--frozen", "1"], lang, form));
            }
            pages.push(print(place, &["extract", "158", "--frozen", "1"], lang, form));
        }
    }
    pages
}

#[test]
fn what_went_out_prints_the_same_bytes_after_a_new_version_a_reshuffle_and_a_year() {
    let place = prepared();
    // The sample's minutes were circulated before papers were kept; they are taken back to go out once more.
    place.said(&["set", "148", "minutes_phase=draft"]);
    place.said(&["meeting", "circulate", "148"]);
    place.said(&["meeting", "convene", SESSION]);
    let before = kept(&place);
    let word = place.said(&["print", "minutes", "148", "--frozen", "1", "--form", "md"]);
    place.said(&["meeting", "amend", "148", "5", "fr=Texte corrigé.", "--proposer", "26"]);
    place.said(&["agenda", "add", SESSION, "title.fr=Point urgent", "--after", "1"]);
    place.said(&["agenda", "freeze", SESSION]);
    let person =
        json(&place, &["add", "person", "names.fr=Lina Exemple", "names.ar=لينا مثال", "gender=f", "honorific=mrs"]);
    for post in ["74", "75", "80"] {
        place.said(&["post", "succeed", post, &person["ref"].to_string(), "--from", "2026-12-01"]);
    }
    for (record, change) in [
        ("CM", "names.fr=Commission renommée"),
        ("26", "names.fr=Ministère renommé"),
        ("158", "title.fr=Autre titre"),
        ("52", "names.fr=Autre nom"),
    ] {
        place.said(&["set", record, change]);
    }
    assert!(kept(&place) == before, "what went out prints otherwise");
    assert_eq!(place.said(&["print", "minutes", "148", "--frozen", "1", "--form", "md"]), word);
    let later = place
        .command(&["print", "minutes", "148", "--frozen", "1", "--form", "md"])
        .env("TANSIQ_NOW", "2027-11-23T10:00")
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(later.stdout).unwrap(), word);
    // The newest version is what prints where none is asked for, and it is the amended one.
    says(&print(&place, &["minutes", "148"], "fr", "txt"), &["Texte corrigé.", "version 2"]);
    assert!(!word.contains("Texte corrigé"));
}

#[test]
fn minutes_of_hundreds_of_pages_go_out_and_are_kept_in_each_version() {
    let place = prepared();
    place.said(&["meeting", "convene", SESSION]);
    place.said(&["meeting", "attend", SESSION, "1=p", "2=p", "3=p", "4=p", "6=p", "7=p", "8=p", "10=p"]);
    place.said(&["meeting", "open", SESSION]);
    // Four items, each with as much as an argument holds: some 400 KB, more than any single text may be.
    for item in ["1", "2", "5", "6"] {
        let said: String = (0..2_200).map(|at| format!("Le membre {at} rappelle le point {item}.\n")).collect();
        place.said(&["meeting", "note", SESSION, item, &said]);
    }
    place.said(&["meeting", "close", SESSION]);
    place.said(&["meeting", "circulate", SESSION]);
    for round in ["une", "deux", "trois"] {
        place.said(&["meeting", "amend", SESSION, "4", &format!("Corrigé {round} fois.")]);
    }
    let papers = json(&place, &["show", SESSION])["papers"].as_array().unwrap().clone();
    let minutes: Vec<_> = papers.iter().filter(|paper| paper["what"] == "minutes").collect();
    assert_eq!(minutes.len(), 4);
    let page =
        |number: &str| place.said(&["print", "minutes", SESSION, "--frozen", number, "--lang", "fr", "--form", "html"]);
    let (first, last) = (page("1"), page("4"));
    assert!(first.len() > 262_144 && first.contains("Le membre 2199 rappelle le point 6."), "{}", first.len());
    assert!(!first.contains("Corrigé") && last.contains("Corrigé trois fois."));
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn a_paper_whose_kept_text_was_changed_is_not_printed() {
    let place = prepared();
    place.said(&["meeting", "convene", SESSION]);
    let hash = json(&place, &["show", SESSION])["papers"][0]["hash"].as_str().unwrap().to_owned();
    // Somebody writes a desk anew from an export that they changed: the seal tells it.
    let all = place.said(&["export", "jsonl"]).replace(&hash, &"0".repeat(hash.len()));
    std::fs::write(place.path().join("all.jsonl"), all).unwrap();
    place.said(&["--desk", "other", "init"]);
    place.said(&["--desk", "other", "import", "jsonl", "all.jsonl"]);
    let print = ["--desk", "other", "print", "convocation", SESSION];
    assert_eq!(refused(&place, &print), (7, "cli-error-version-broken".into()));
    // On the desk itself nobody gets so far.
    for list in ["papers", "versions"] {
        assert_eq!(refused(&place, &["set", SESSION, &format!("{list}=")]).0, 4, "{list}");
    }
}

fn templates(place: &Place, lang: &str) -> std::path::PathBuf {
    let folder = place.path().join("config/tansiq/templates").join(lang);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn put(file: &std::path::Path, text: &str) {
    std::fs::write(file, text).unwrap();
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o644)).unwrap();
}

#[test]
fn a_letterhead_of_the_office_stands_on_every_page_and_form() {
    let place = with_late_item();
    put(&templates(&place, "fr").join("letterhead.txt"), "Royaume du Maroc\nMinistère délégué\n\u{1b}[31mDirection");
    put(&templates(&place, "ar").join("letterhead.txt"), "المملكة المغربية\nالوزارة المنتدبة");
    for (page, of) in PAGES {
        for form in ["txt", "html", "md"] {
            let page = print(&place, &[page, of], "ar+fr", form);
            assert!(page.contains("Ministère délégué") && page.contains("الوزارة المنتدبة"), "{form}: {page}");
            assert!(!page.contains('\u{1b}'));
        }
    }
}

#[test]
fn a_template_of_the_office_that_loops_allocates_or_reads_files_is_stopped_and_said() {
    let place = with_late_item();
    let folder = templates(&place, "fr");
    let hostile = [
        ("{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}", "1: "),
        ("{{ 'a' * 4000000000 }}", ""),
        ("{% include '/etc/passwd' %}", "1: "),
        ("{{ document.nothing.at.all }}", "1: "),
        ("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}", ""),
        ("{% if %}", "1: "),
    ];
    for (template, said) in hostile {
        for form in ["html", "md", "txt"] {
            put(&folder.join(format!("page.{form}.j2")), template);
        }
        // What runs until it is stopped takes its time: it is tried on one page, the others on all.
        let pages = if template.contains("99999") { &PAGES[..1] } else { &PAGES[..] };
        for (page, of) in pages {
            for form in ["html", "md", "txt"] {
                let output = place.run(&["print", page, of, "--lang", "fr", "--form", form]);
                let error = String::from_utf8(output.stderr).unwrap();
                assert_eq!(output.status.code(), Some(1), "{page} {form} {template}: {error}");
                assert!(error.contains(said) && error.contains("Rien n’a été modifié"), "{page} {form}: {error}");
                assert!(output.stdout.is_empty(), "{page} {form}");
            }
        }
        print(&place, &["minutes", "148"], "ar", "txt");
    }
    for form in ["html", "md", "txt"] {
        put(&folder.join(format!("page.{form}.j2")), "\u{1b}]0;x\u{7}\u{1b}[2J\u{202e}maison\n{{ 1 }}");
        assert_eq!(print(&place, &["minutes", "148"], "fr", form), "]0;x[2Jmaison\n1", "nothing that a terminal obeys");
    }
    put(&folder.join("page.html.j2"), "<p>{{ document.pages[0].title }} — maison</p>");
    put(&folder.join("minutes.html.j2"), "<p>PV {{ document.pages[0].title }}</p>");
    assert!(print(&place, &["agenda", "148"], "fr", "html").ends_with("— maison</p>"));
    assert!(print(&place, &["minutes", "148"], "fr", "html").starts_with("<p>PV Treizième"));
}

#[test]
fn templates_of_the_office_are_listed_written_out_and_tried() {
    let place = Place::with_sample();
    place.said(&["template", "check"]);
    let folder = templates(&place, "ar+fr");
    let built_in = place.said(&["template", "export", "html", "-o", "config/tansiq/templates/ar+fr/page.html.j2"]);
    assert!(built_in.is_empty());
    std::fs::set_permissions(folder.join("page.html.j2"), std::fs::Permissions::from_mode(0o644)).unwrap();
    put(&folder.join("minute.html.j2"), "a page that there is not");
    put(&templates(&place, "ar").join("letterhead.txt"), "المملكة المغربية");
    let all = lines(&place, &["template", "list"]);
    let used: Vec<_> = all.iter().map(|one| (one["page"].as_str().unwrap(), one["used"].as_bool().unwrap())).collect();
    assert_eq!(used, [("letterhead", true), ("minute", false), ("page", true)]);
    place.said(&["template", "check"]);
    // The built-in template of the office prints what the built-in one prints.
    let own = print(&place, &["minutes", "148"], "ar+fr", "html");
    std::fs::remove_file(folder.join("page.html.j2")).unwrap();
    assert!(own == print(&place, &["minutes", "148"], "ar+fr", "html"));
    put(&folder.join("minutes.html.j2"), "{{ document.pages[0].nothing.there }}");
    let output = place.run(&["template", "check"]);
    assert_eq!(output.status.code(), Some(4));
    assert!(String::from_utf8(output.stdout).unwrap().contains("minutes.html.j2"));
}
