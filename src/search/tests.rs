//! The index against a table of real names in three languages, and against random text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;

use super::*;

mod measures;
mod told;

/// Record, then its names in Arabic, French and English, acronyms last.
const NAMES: &[(u64, &[&str])] = &[
    (1, &["وزارة الداخلية", "Ministère de l'Intérieur", "Ministry of the Interior", "MI"]),
    (
        2,
        &[
            "وزارة الاقتصاد والمالية",
            "Ministère de l'Économie et des Finances",
            "Ministry of Economy and Finance",
            "MEF",
        ],
    ),
    (3, &["وزارة الصحة والحماية الاجتماعية", "Ministère de la Santé et de la Protection sociale", "Ministry of Health"]),
    (4, &["وزارة العدل", "Ministère de la Justice", "Ministry of Justice"]),
    (
        5,
        &[
            "وزارة الشؤون الخارجية والتعاون الإفريقي",
            "Ministère des Affaires étrangères",
            "Ministry of Foreign Affairs",
            "MAECAMRE",
        ],
    ),
    (
        6,
        &[
            "وزارة التربية الوطنية والتعليم الأولي والرياضة",
            "Ministère de l'Éducation nationale",
            "Ministry of National Education",
            "MEN",
        ],
    ),
    (
        7,
        &[
            "وزارة الفلاحة والصيد البحري",
            "Ministère de l'Agriculture et de la Pêche maritime",
            "Ministry of Agriculture",
        ],
    ),
    (8, &["وزارة التجهيز والماء", "Ministère de l'Équipement et de l'Eau", "Ministry of Equipment and Water"]),
    (9, &["وزارة الثقافة والشباب والتواصل", "Ministère de la Culture", "Ministry of Culture"]),
    (10, &["وزارة السياحة والصناعة التقليدية", "Ministère du Tourisme et de l'Artisanat", "Ministry of Tourism"]),
    (
        11,
        &[
            "وزارة الانتقال الطاقي والتنمية المستدامة",
            "Ministère de la Transition énergétique",
            "Ministry of Energy Transition",
        ],
    ),
    (12, &["وزارة التضامن والإدماج الاجتماعي والأسرة", "Ministère de la Solidarité", "Ministry of Solidarity"]),
    (
        13,
        &[
            "وزارة الأوقاف والشؤون الإسلامية",
            "Ministère des Habous et des Affaires islamiques",
            "Ministry of Islamic Affairs",
        ],
    ),
    (14, &["الأمانة العامة للحكومة", "Secrétariat général du gouvernement", "SGG"]),
    (15, &["المندوبية السامية للتخطيط", "Haut-Commissariat au Plan", "HCP"]),
    (16, &["المجلس الوطني لحقوق الإنسان", "Conseil national des droits de l'Homme", "CNDH"]),
    (17, &["المجلس الاقتصادي والاجتماعي والبيئي", "Conseil économique, social et environnemental", "CESE"]),
    (18, &["بنك المغرب", "Bank Al-Maghrib", "Central Bank of Morocco"]),
    (19, &["المكتب الوطني للسكك الحديدية", "Office national des chemins de fer", "ONCF"]),
    (20, &["المكتب الشريف للفوسفاط", "Office chérifien des phosphates", "OCP"]),
    (21, &["الوكالة المغربية للتعاون الدولي", "Agence marocaine de coopération internationale", "AMCI"]),
    (22, &["مؤسسة الحسن الثاني للمغاربة المقيمين بالخارج", "Fondation Hassan II", "FH2MRE"]),
    (23, &["مجلس الجالية المغربية بالخارج", "Conseil de la communauté marocaine à l'étranger", "CCME"]),
    (24, &["منظمة الأمم المتحدة", "Organisation des Nations unies", "United Nations", "ONU"]),
    (25, &["منظمة الصحة العالمية", "Organisation mondiale de la santé", "World Health Organization", "OMS"]),
    (26, &["اليونسكو", "UNESCO", "United Nations Educational, Scientific and Cultural Organization"]),
    (27, &["الاتحاد الأوروبي", "Union européenne", "European Union"]),
    (28, &["الاتحاد الإفريقي", "Union africaine", "African Union"]),
    (
        29,
        &[
            "المنظمة الدولية للهجرة",
            "Organisation internationale pour les migrations",
            "International Organization for Migration",
            "OIM",
        ],
    ),
    (30, &["البنك الدولي", "Banque mondiale", "World Bank"]),
    (31, &["صندوق النقد الدولي", "Fonds monétaire international", "International Monetary Fund", "FMI"]),
    (32, &["جامعة الدول العربية", "Ligue des États arabes", "Arab League"]),
    (33, &["تطوان", "Tétouan", "Tetouan"]),
    (34, &["أكادير", "Agadir"]),
    (35, &["مراكش", "Marrakech"]),
    (36, &["المديرية العامة للأمن الوطني", "Direction générale de la sûreté nationale", "DGSN"]),
    (37, &["رئاسة الحكومة", "Chef du gouvernement", "Head of Government"]),
    (38, &["مجلس النواب", "Chambre des représentants", "House of Representatives"]),
    (39, &["مجلس المستشارين", "Chambre des conseillers", "House of Councillors"]),
    (40, &["المجلس الأعلى للحسابات", "Cour des comptes", "Court of Auditors"]),
    (41, &["سعيد بوتفليقة", "Saïd Bouteflika"]),
    (42, &["وليد بن عطاش"]),
];

fn entries() -> Vec<Entry<'static>> {
    let names = NAMES.iter().flat_map(|(record, names)| names.iter().map(move |text| (*record, *text)));
    names.zip(0u16..).map(|((record, text), field)| Entry { record, field, weight: 200, text }).collect()
}

fn index() -> Index {
    Index::build(entries().into_iter())
}

fn overlay() -> Index {
    let mut index = Index::build(std::iter::empty());
    let all = entries();
    for (record, _) in NAMES {
        let own: Vec<Entry> = all.iter().filter(|entry| entry.record == *record).copied().collect();
        index.replace(*record, &own, &[]);
    }
    index
}

fn first(index: &Index, query: &str) -> Vec<u64> {
    index.find(query, 5, &|_| true).hits.iter().map(|hit| hit.record).collect()
}

#[track_caller]
fn finds(cases: &[(&str, u64)], among: usize) {
    let (base, overlay) = (index(), overlay());
    let mut missed = Vec::new();
    for (query, record) in cases {
        for index in [&base, &overlay] {
            let found = first(index, query);
            if !found.iter().take(among).any(|own| own == record) {
                missed.push(format!("{query} wants {record}, has {:?}", index.find(query, 5, &|_| true).hits));
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn names_are_found_across_scripts_by_what_they_sound_like_whatever_they_begin_with() {
    let names =
        ["Oulad Aissa", "Ar Raqqah", "Alpine", "Valparaiso", "Walldürn", "Mexico", "Lgharbia", "أولاد عدوان", "الشقيري"];
    let entries = names.iter().zip(1u64..).map(|(text, record)| Entry { record, field: 0, weight: 200, text });
    let index = Index::build(entries);
    for (query, record) in [
        ("أولاد عيسى", 1),
        ("الرقة", 2),
        ("ألباين", 3),
        ("فالبارايسو", 4),
        ("فالدورن", 5),
        ("المكسيك", 6),
        ("الغربية", 7),
        ("ouled addouane", 8),
        ("ash shuqayri", 9),
    ] {
        assert_eq!(first(&index, query).first(), Some(&record), "{query}: {:?}", index.find(query, 5, &|_| true).hits);
    }
}

#[test]
fn what_is_wholly_called_so_comes_before_what_only_begins_so() {
    let names = ["French Polynesia", "French Guiana", "France", "فرنسا", "Frenchtown"];
    let entries = names.iter().zip(1u64..).map(|(text, record)| Entry { record, field: 0, weight: 200, text });
    let mut index = Index::build(entries);
    index.know(Aliases::of_lexicon(&crate::lang::Lexicon::load()));
    let mut called = first(&index, "french")[..2].to_vec();
    called.sort_unstable();
    assert_eq!(called, [3, 4]);
    // The beginning of such a name is only a beginning.
    assert_ne!(first(&index, "frenc").first(), Some(&3));
}

#[test]
fn the_phone_rings_and_the_card_is_there() {
    finds(
        &[
            ("wzdakh", 1),
            ("وزارة الد", 1),
            ("interieur", 1),
            ("intérieur", 1),
            ("INTÉRIEUR", 1),
            ("dakhilia", 1),
            ("الداخلية", 1),
            ("داخلية", 1),
            ("الداخليه", 1),
            ("wizarat dakhiliya", 1),
            ("minint", 1),
        ],
        5,
    );
}

#[test]
fn every_name_finds_its_record_first_and_by_its_beginnings() {
    let (base, overlay) = (index(), overlay());
    for (record, names) in NAMES {
        for name in *names {
            for index in [&base, &overlay] {
                let hit = &index.find(name, 5, &|_| true).hits[0];
                assert_eq!((hit.record, hit.tier), (*record, Tier::Exact), "{name}");
            }
        }
    }
}

#[test]
fn spelling_variants_of_arabic_agree() {
    finds(
        &[
            ("الامانة العامه", 14),
            ("وزاره الاوقاف", 13),
            ("الاتحاد الافريقى", 28),
            ("مؤسسه الحسن الثانى", 22),
            ("أگادير", 34),
            ("وِزَارَة العدل", 4),
            ("المجلس الأعلي", 40),
            ("الصحة", 3),
        ],
        5,
    );
}

#[test]
fn typing_errors_still_arrive() {
    finds(
        &[
            ("agadr", 34),
            ("tetoaun", 33),
            ("minsitry of justice", 4),
            ("educaton", 6),
            ("marakech", 35),
            ("marrakehc", 35),
            ("agriclture", 7),
            ("tuorisme", 10),
            ("الداخايه", 1),
            ("الفلاخة", 7),
            ("solidarté", 12),
            ("phosphattes", 20),
            ("govuernemnt", 37),
            ("organizaton migraton", 29),
            ("equipemen", 8),
        ],
        5,
    );
}

#[test]
fn one_script_finds_the_other() {
    finds(
        &[
            ("tetouan", 33),
            ("murrakush", 35),
            ("majlis nouwab", 38),
            ("bouteflika", 41),
            ("said bouteflika", 41),
            ("walid ben attash", 42),
            ("walid attach", 42),
            ("بوتفليقه", 41),
            ("ouzarat sihha", 3),
            ("jami3at", 32),
            ("agadir", 34),
            ("اكادير", 34),
            ("sandouq", 31),
            ("falaha", 7),
        ],
        5,
    );
}

#[test]
fn a_name_inside_a_longer_query_arrives() {
    let names =
        ["Afghanistan", "الكويت", "Islamic Republic of Mauritania", "Islamic Council", "Institute of Afghan Studies"];
    let entries = names.iter().zip(0u64..).map(|(text, record)| Entry { record, field: 0, weight: 200, text });
    let base = Index::build(entries);
    let mut overlay = Index::build(std::iter::empty());
    for (text, record) in names.iter().zip(0u64..) {
        overlay.replace(record, &[Entry { record, field: 0, weight: 200, text }], &[]);
    }
    for index in [base, overlay] {
        let hit = index.find("the Islamic Republic of Afghanistan", 5, &|_| true).hits.remove(0);
        assert_eq!((hit.record, hit.tier, hit.ranges), (0, Tier::Part, vec![[0, 11]]));
        assert_eq!(first(&index, "دولة الكويت")[0], 1);
        assert_eq!(first(&index, "Islamic Republic of Mauritania")[0], 2);
    }
}

#[test]
fn acronyms_and_run_together_words_arrive() {
    finds(
        &[
            ("oncf", 19),
            ("ocp", 20),
            ("cese", 17),
            ("wb", 30),
            ("who", 25),
            ("mjustice", 4),
            ("minjust", 4),
            ("unafr", 28),
            ("hcp", 15),
            ("imf", 31),
            ("bank maghrib", 18),
            ("affaires etrangeres ministere", 5),
        ],
        5,
    );
}

#[test]
fn what_lights_up_is_what_agreed() {
    let lit = |query: &str| {
        let hit = index().find(query, 1, &|_| true).hits.remove(0);
        hit.ranges.iter().map(|[from, to]| hit.text[*from..*to].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(lit("intérieur"), ["interieur"]);
    assert_eq!(lit("minist inter"), ["minist", "inter"]);
    assert_eq!(lit("وزارة الد"), ["وزاره الد"]);
    assert_eq!(lit("داخل"), ["داخل"]);
    assert_eq!(lit("agadr"), ["agadir"]);
}

#[test]
fn a_changed_name_replaces_the_old_one_at_once() {
    let mut index = index();
    let before = index.entries();
    index.replace(34, &[Entry { record: 34, field: 7, weight: 255, text: "Sous-Massa" }], &[]);
    assert!(!first(&index, "agadir").contains(&34));
    assert_eq!(first(&index, "sous")[0], 34);
    assert_eq!(index.entries(), before - 1);
    index.remove(34);
    assert!(!first(&index, "sous massa").contains(&34));
    index.rebuild();
    assert!(first(&index, "agadir").iter().all(|record| *record != 34));
}

fn numbered(record: u64) -> String {
    format!("name {record}")
}

fn rename(index: &mut Index, record: u64, text: &str) {
    index.replace(record, &[Entry { record, field: 0, weight: 255, text }], &[]);
}

#[test]
fn an_overlay_that_nobody_merges_has_a_bound() {
    let mut index = Index::build(std::iter::empty());
    let count = limits::SEARCH_OVERLAY_MOST as u64 + 10;
    for record in 0..count {
        rename(&mut index, record, &numbered(record));
    }
    assert_eq!(index.entries() as u64, count);
    assert!(index.overlay.len() <= limits::SEARCH_OVERLAY_MOST);
    assert_eq!(first(&index, "name 2001")[0], 2001);
}

#[test]
fn what_changes_while_a_merge_is_made_elsewhere_is_not_lost() {
    let count = limits::SEARCH_OVERLAY as u64 + 1;
    let names: Vec<String> = (0..count).map(numbered).collect();
    let entries = names.iter().zip(0u64..).map(|(text, record)| Entry { record, field: 0, weight: 255, text });
    let mut index = Index::build(entries);
    assert!(index.to_merge().is_none(), "nothing changed");
    for record in 0..count {
        rename(&mut index, record, &format!("title {record}"));
    }
    let snapshot = index.to_merge().unwrap();
    assert!(index.to_merge().is_none(), "one is under way");
    rename(&mut index, 5, "heading 5");
    index.remove(6);
    rename(&mut index, 70_000, "heading 70000");
    let merged = snapshot.merge();
    index.adopt(merged);
    assert_eq!((index.entries() as u64, index.overlay.len()), (count, 2));
    let finds = |query: &str| first(&index, query).first().copied();
    assert_eq!([finds("title 4"), finds("heading 5"), finds("heading 70000")], [Some(4), Some(5), Some(70_000)]);
    for gone in ["title 5", "title 6", "name 4"] {
        let hits = index.find(gone, 5, &|_| true).hits;
        assert!(hits.iter().all(|hit| hit.text != gone), "{gone}: {hits:?}");
    }
}

#[test]
fn a_merge_that_a_later_one_overtook_counts_for_nothing() {
    let mut index = Index::build(std::iter::empty());
    let count = limits::SEARCH_OVERLAY as u64 + 1;
    (0..count).for_each(|record| rename(&mut index, record, &numbered(record)));
    let old = index.to_merge().unwrap().merge();
    index.rebuild();
    (0..count).for_each(|record| rename(&mut index, record, &format!("title {record}")));
    let new = index.to_merge().unwrap();
    index.adopt(old);
    assert!(!first(&index, "title 7").is_empty());
    index.adopt(new.merge());
    assert_eq!((first(&index, "title 7")[0], index.overlay.len()), (7, 0));
}

#[test]
fn what_a_person_uses_comes_before_what_begins_so() {
    let mut names: Vec<String> = (0..300).map(|number| format!("Intermédiaire {number}")).collect();
    names.push("Ministère de l’Intérieur".to_owned());
    names.push("Inter".to_owned());
    let entries = names.iter().zip(0u64..).map(|(text, record)| Entry { record, field: 0, weight: 255, text });
    let mut index = Index::build(entries);
    assert!(!first(&index, "inter").contains(&300));
    index.weigh([(300, 25_000)]);
    assert_eq!(first(&index, "inter")[..2], [301, 300], "the whole name, then what is used");
    rename(&mut index, 300, "Département de l’intérieur");
    assert_eq!(first(&index, "inter")[..2], [301, 300], "a changed name is still used");
    index.weigh([]);
    assert!(!first(&index, "inter").contains(&300));
}

#[test]
fn importance_orders_equals_and_acceptance_filters() {
    let mut index = Index::build((0..50).map(|record| Entry { record, field: 0, weight: 255, text: "Same name" }));
    assert_eq!(first(&index, "same"), [0, 1, 2, 3, 4]);
    index.weigh([(30, 500)]);
    assert_eq!(first(&index, "same")[0], 30);
    let odd = index.find("same", 5, &|record| record % 2 == 1 && record > 40);
    assert_eq!(odd.hits.iter().map(|hit| hit.record).collect::<Vec<_>>(), [41, 43, 45, 47, 49]);
}

#[test]
fn absurd_queries_are_answered() {
    let index = index();
    let long = "م".repeat(10_000);
    for query in [
        "",
        " ",
        "\0\u{7}\u{1b}[31m",
        "🙂🙂🙂",
        "'''",
        "ـــ",
        "\u{200f}",
        long.as_str(),
        &"a b ".repeat(5_000),
        "ا",
        "\u{202e}abc",
    ] {
        let answer = index.find(query, 10, &|_| true);
        assert!(answer.total >= answer.hits.len());
        assert!(index.find(query, 0, &|_| true).hits.is_empty());
    }
    assert_eq!(index.find("", 10, &|_| true), Answer::default());
}

fn sane(answer: &Answer) -> bool {
    answer.hits.iter().all(|hit| {
        let ends = hit.ranges.iter().all(|[from, to]| from < to && hit.text.get(*from..*to).is_some());
        ends && hit.ranges.windows(2).all(|pair| pair[0][1] <= pair[1][0])
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn random_names_and_queries_never_break_and_always_agree(names in prop::collection::vec("[ a-zéÉœ'ا-ي\u{64b}-\u{652}0-9🙂ﷺﻻ\u{200f}-]{0,24}|\\PC{0,30}", 0..24), query in "[ a-eéا-ه\u{64e}ـ0-3🙂]{0,12}|\\PC{0,20}") {
        let index = Index::build(names.iter().zip(0u64..).map(|(text, record)| Entry { record: record / 2, field: 0, weight: 100, text }));
        let answer = index.find(&query, 7, &|_| true);
        prop_assert!(sane(&answer));
        prop_assert_eq!(answer, index.find(&query, 7, &|_| true));
        for name in &names {
            prop_assert!(sane(&index.find(name, 7, &|_| true)));
        }
    }

    #[test]
    fn overlay_and_base_agree_on_names_and_their_beginnings(names in prop::collection::vec("[a-cاب]{1,4}( [a-cاب]{1,4}){0,2}", 1..20), at in 0usize..20, cut in 1usize..8) {
        let entries: Vec<Entry> = names.iter().zip(0u64..).map(|(text, record)| Entry { record, field: 0, weight: 100, text }).collect();
        let base = Index::build(entries.iter().copied());
        let mut live = Index::build(std::iter::empty());
        for entry in &entries {
            live.replace(entry.record, std::slice::from_ref(entry), &[]);
        }
        let query: String = names[at % names.len()].chars().take(cut).collect();
        let certain = |index: &Index| -> Vec<(u64, Tier)> {
            let hits = index.find(&query, 10, &|_| true).hits;
            hits.iter().filter(|hit| hit.tier <= Tier::Prefix).map(|hit| (hit.record, hit.tier)).collect()
        };
        prop_assert_eq!(certain(&base), certain(&live));
        live.rebuild();
        prop_assert_eq!(base.find(&query, 10, &|_| true), live.find(&query, 10, &|_| true));
    }
}
