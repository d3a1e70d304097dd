//! The three languages say the same things, and each says them as an administration writes it.
//!
//! A sentence that is right word for word may still be wrong: what was once mistranslated is listed here and refused.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[allow(dead_code)]
#[path = "support/catalogue.rs"]
mod catalogue;

use catalogue::{Message, files, messages, sources, stem, vocabularies};
use std::collections::{BTreeMap, BTreeSet};
use tansiq::domain::{Field, KINDS, Shape};
use tansiq::lang::{Arg, Lang, Lexicon};
use tansiq::text;

/// Examples for the command line keep the punctuation of the shell.
fn is_example(place: &str) -> bool {
    place.ends_with("-examples")
}

/// Every text of a language with its place: messages by key, labels as `vocabulary/code`. One entry a sentence.
fn texts(lang: Lang) -> Vec<(String, String)> {
    let said = messages(lang.code()).into_iter().flat_map(|(key, message)| {
        message.sentences.into_iter().map(move |sentence| (key.clone(), sentence)).collect::<Vec<_>>()
    });
    let labels = vocabularies().into_iter().flat_map(|(name, rows)| {
        let column = match lang {
            Lang::En => 1,
            Lang::Fr => 2,
            Lang::Ar => 3,
        };
        rows.into_iter().map(move |row| (format!("{name}/{}", row[0]), row[column].clone())).collect::<Vec<_>>()
    });
    said.chain(labels).collect()
}

fn refuse(lang: Lang, fault: impl Fn(&str, &str) -> Option<String>) {
    let wrong: Vec<String> = texts(lang)
        .iter()
        .filter_map(|(place, text)| fault(place, text).map(|fault| format!("{place}: {fault}: {text}")))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_three_languages_have_the_same_files_and_messages_with_the_same_values() {
    let names = |lang: &str| -> Vec<String> {
        files(&format!("assets/lang/{lang}"), "ftl").iter().map(|path| stem(path)).collect()
    };
    let english = messages("en");
    for lang in ["ar", "fr"] {
        assert_eq!(names(lang), names("en"));
        let own = messages(lang);
        let keys = |all: &BTreeMap<String, Message>| all.keys().cloned().collect::<BTreeSet<_>>();
        let differ: Vec<_> = keys(&own).symmetric_difference(&keys(&english)).cloned().collect();
        assert!(differ.is_empty(), "{lang}: {differ:#?}");
        for (key, message) in &own {
            assert_eq!(message.variables, english[key].variables, "{lang} {key}");
        }
    }
}

#[test]
fn every_choice_of_forms_ends_in_a_default_and_arabic_has_the_forms_that_nouns_need() {
    for lang in Lang::ALL {
        for (key, message) in messages(lang.code()) {
            for choice in &message.selectors {
                assert_eq!(choice.forms.last(), Some(&choice.default), "{lang:?} {key}");
                let needed: &[&str] = match lang {
                    _ if !choice.is_plural() => &[],
                    Lang::Ar => &["one", "two", "few", "many", "other"],
                    Lang::Fr | Lang::En => &["one", "other"],
                };
                let missing: Vec<_> =
                    needed.iter().filter(|form| !choice.forms.iter().any(|own| own == *form)).collect();
                assert!(missing.is_empty(), "{lang:?} {key} lacks {missing:?}");
                let known = ["zero", "one", "two", "few", "many", "other"];
                assert!(
                    choice.forms.iter().all(|form| known.contains(&form.as_str()) || form.parse::<u32>().is_ok()),
                    "{lang:?} {key}: {:?}",
                    choice.forms
                );
            }
        }
    }
}

#[test]
fn what_one_language_counts_arabic_counts_too() {
    let arabic = messages("ar");
    for lang in ["en", "fr"] {
        for (key, message) in messages(lang) {
            let counted: Vec<_> = message.selectors.iter().filter(|choice| choice.is_plural()).collect();
            let is_counted = |variable: &str| {
                let text = arabic[&key].sentences.join(" ");
                arabic[&key].selectors.iter().any(|choice| choice.variable == variable)
                    || !followed_by_letter(&text, variable)
            };
            assert!(counted.iter().all(|choice| is_counted(&choice.variable)), "{key}");
        }
    }
}

/// Whether a noun stands right behind a value.
fn followed_by_letter(text: &str, variable: &str) -> bool {
    text.split(variable).skip(1).any(|rest| rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(is_arabic)))
}

#[test]
fn no_arabic_noun_stands_behind_a_number_in_one_form_only() {
    let numbers = ["count", "minutes", "over", "entries", "records", "problems", "rows", "days"];
    for (key, message) in messages("ar").iter().filter(|(key, _)| *key != "paper-minutes") {
        for number in numbers.iter().filter(|number| message.variables.contains(**number)) {
            let variable = format!("{{${number}}}");
            let is_chosen = message.selectors.iter().any(|choice| choice.variable == variable && choice.is_plural());
            let is_naked = message.sentences.iter().any(|text| followed_by_letter(text, &variable));
            assert!(is_chosen || !is_naked || key == "error-ambiguous", "{key}: {:?}", message.sentences);
        }
    }
}

#[test]
fn counts_are_said_as_people_count() {
    let lexicon = Lexicon::load();
    let said = |lang, count: i64| lexicon.plain(lang, "app-records", &[("count", Arg::Number(count))]);
    for (count, arabic) in [
        (0, "لا توجد سجلات"),
        (1, "سجل واحد"),
        (2, "سجلان"),
        (3, "3 سجلات"),
        (10, "10 سجلات"),
        (11, "11 سجلا"),
        (99, "99 سجلا"),
        (100, "100 سجل"),
        (102, "102 سجل"),
        (103, "103 سجلات"),
        (111, "111 سجلا"),
        (100_001, "100001 سجل"),
        (100_005, "100005 سجلات"),
        (-111, "-111 سجلا"),
    ] {
        assert_eq!(said(Lang::Ar, count), arabic);
    }
    assert_eq!([said(Lang::Fr, 0), said(Lang::Fr, 1), said(Lang::Fr, 2)], ["0 fiche", "1 fiche", "2 fiches"]);
    assert_eq!([said(Lang::En, 0), said(Lang::En, 1), said(Lang::En, 2)], ["0 records", "1 record", "2 records"]);
}

fn codes(fields: &[Field], all: &mut BTreeSet<&'static str>) {
    for field in fields {
        match field.item_shape() {
            Shape::Code(vocabulary) => drop(all.insert(vocabulary)),
            Shape::Part(inner) => codes(inner, all),
            _ => {}
        }
    }
}

#[test]
fn every_code_has_one_label_in_each_language() {
    let lexicon = Lexicon::load();
    for (name, rows) in vocabularies() {
        let mut seen = BTreeSet::new();
        for row in &rows {
            assert_eq!(row.len(), 5, "{name}: {row:?}");
            assert!(row.iter().all(|cell| !cell.is_empty() && cell.trim() == cell), "{name}: {row:?}");
            assert!(seen.insert(&row[0]), "{name}: {} stands twice", row[0]);
            assert!(matches!(row[4].as_str(), "r" | "p"), "{name}: {row:?}");
        }
        let built_in = lexicon.vocabulary(&name).unwrap_or_else(|| panic!("{name} is not built in"));
        assert_eq!(built_in.entries.len(), rows.len(), "{name}");
    }
    assert_eq!(lexicon.vocabularies().count(), vocabularies().len());
}

#[test]
fn every_vocabulary_that_a_field_takes_exists_and_each_serves_somebody() {
    let mut taken = BTreeSet::new();
    KINDS.iter().for_each(|spec| codes(spec.fields, &mut taken));
    let known: BTreeSet<String> = vocabularies().into_iter().map(|(name, _)| name).collect();
    assert!(taken.iter().all(|name| known.contains(*name)), "{taken:?}");
    let text: String =
        sources().into_iter().filter(|(path, _)| !path.ends_with("vocab_files.rs")).map(|(_, text)| text).collect();
    let idle: Vec<_> = known.iter().filter(|name| !text.contains(&format!("\"{name}\""))).collect();
    // Terms and roles that the desk knows as records; their labels wait here for the administration.
    assert_eq!(idle, ["gcm_principle", "gfmd_role", "mgi_domain"], "nobody reads these");
}

/// What an English word must be in Arabic: any of these.
const ARABIC_WORDS: &[(&str, &[&str])] = &[
    ("agenda", &["جدول أعمال", "جدول الأعمال", "جداول الأعمال", "جداول أعمال"]),
    ("minutes", &["محضر", "المحضر"]),
    ("quorum", &["النصاب"]),
    ("chair", &["رئيس", "الرئيس", "رئاسة", "الرئاسة"]),
    ("co-chair", &["مشارك", "المشتركة"]),
    ("follow-up", &["تتبع", "التتبع"]),
    ("convocation", &["استدعاء", "الاستدعاء"]),
    ("committee", &["لجنة", "اللجان"]),
    ("committees", &["اللجان", "لجان"]),
    ("commission", &["لجنة"]),
    ("working group", &["فريق عمل"]),
    ("rapporteur", &["مقرر", "المقرر"]),
    ("secretary general", &["كاتب عام"]),
    ("secretary", &["كاتب"]),
    ("secretariat", &["كتابة", "الكتابة"]),
    ("observer", &["ملاحظ"]),
    ("alternate", &["نائب"]),
    ("focal point", &["نقطة اتصال"]),
    ("thematic", &["موضوعاتية"]),
    ("technical", &["تقنية", "تقني"]),
    ("decree", &["مرسوم"]),
    ("dahir", &["ظهير"]),
    ("memorandum of understanding", &["مذكرة تفاهم"]),
    ("note verbale", &["مذكرة شفوية"]),
    ("regional", &["إقليمي"]),
    ("commitment", &["التزام"]),
    ("record", &["سجل", "السجل", "للسجل", "سجلا"]),
    ("records", &["سجلات", "السجلات", "سجلا", "سجل", "سجلان", "سجلين", "سجلان"]),
    ("ledger", &["دفتر القيود"]),
    ("desk", &["فضاء العمل", "فضاء عمل", "لفضاء العمل", "بفضاء العمل"]),
    ("item", &["نقطة", "النقطة"]),
    ("audience", &["استقبال"]),
    ("decision", &["قرار", "القرار", "للبت"]),
    ("decisions", &["القرارات", "قرارات"]),
    ("workshop", &["ورشة"]),
    ("press release", &["بلاغ"]),
    ("sign-in sheet", &["ورقة الحضور"]),
    ("taken note", &["أخذ العلم"]),
    ("joint", &["مختلطة", "مشترك", "مشتركة"]),
    ("journal", &["اليومية"]),
    ("circular", &["منشور", "دورية"]),
    ("gazette", &["الجريدة الرسمية"]),
    ("excused", &["معتذر"]),
    ("guest", &["مدعو"]),
    ("draft", &["مشروع"]),
    ("carried over", &["مرحَّل", "الترحيل"]),
    ("sub-item", &["فرعية"]),
];

/// Places where the English word means something else or goes without saying in Arabic.
const OTHER_MEANINGS: &[(&str, &str)] = &[
    ("paper_kind/summary_record", "record"),
    ("composer-forgotten", "agenda"),
    ("cli-agenda-new", "agenda"),
    ("field-second-call-same-agenda", "agenda"),
    ("legal_form/joint_stock", "joint"),
];

/// Arabic words that are mistaken or belong to other administrations, with what is written here.
const REFUSED: &[(&str, &str)] = &[
    ("لوح", "board is مجلس"),
    ("اللوح", "board is مجلس"),
    ("كرسي", "chair is رئيس, seat is مقعد"),
    ("الكرسي", "chair is رئيس, seat is مقعد"),
    ("أجندة", "جدول الأعمال"),
    ("الأجندة", "جدول الأعمال"),
    ("متابعة", "follow-up is تتبع"),
    ("المتابعة", "follow-up is تتبع"),
    ("مراقب", "observer is ملاحظ"),
    ("فني", "technical is تقني"),
    ("فنية", "technical is تقنية"),
    ("نقاط", "items are نقط"),
    ("سكرتير", "كاتب"),
    ("سكرتارية", "كتابة"),
    ("أمين", "secretary is كاتب"),
    ("مكتب", "desk is فضاء العمل"),
    ("المكتب", "desk is فضاء العمل"),
    ("بند", "item is نقطة"),
    ("البند", "item is نقطة"),
    ("خانة", "field is حقل"),
    ("مايو", "ماي"),
    ("يوليو", "يوليوز"),
    ("أغسطس", "غشت"),
    ("سبتمبر", "شتنبر"),
    ("نوفمبر", "نونبر"),
    ("ديسمبر", "دجنبر"),
    ("دقائق", "minutes of a meeting are محضر"),
    ("حزيران", "يونيو"),
    ("تموز", "يوليوز"),
    ("آب", "غشت"),
    ("أيلول", "شتنبر"),
    ("تشرين", "أكتوبر or نونبر"),
    ("كانون", "يناير or دجنبر"),
    ("القائمة", "list is لائحة"),
    ("قاعدة البيانات", "data is معطيات"),
    ("مسودة", "draft is مشروع"),
    ("المسودة", "draft is مشروع"),
    ("بديل", "alternate is نائب"),
    ("ضيف", "guest is مدعو"),
    ("جمهور", "audience is استقبال"),
    ("جسم", "body is لجنة"),
    ("حفلة", "party is طرف, ceremony is حفل"),
    ("أحزاب", "parties to an instrument are الأطراف"),
    ("المرجو", "يرجى"),
    ("زر", "key is مفتاح"),
    ("أزرار", "keys are مفاتيح"),
    ("تعليم", "mark is وضع علامة"),
    ("مقاطعة", "province is إقليم or عمالة"),
    ("محافظة", "province is إقليم or عمالة"),
    ("أرقام قياسية", "records are سجلات"),
    ("مذكرة لفظية", "note verbale is مذكرة شفوية"),
];

/// The words of a text without its variables.
fn words(text: &str) -> Vec<String> {
    let mut spoken = text.split("{$").map(|part| part.split_once('}').map_or(part, |(_, rest)| rest));
    let text = spoken.next().into_iter().chain(spoken).collect::<Vec<_>>().join(" ");
    let letters =
        |letter: char| !(letter.is_alphanumeric() || letter == '-' || ('\u{64b}'..='\u{652}').contains(&letter));
    text.split(letters).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn has_word(text: &str, phrase: &str) -> bool {
    format!(" {} ", words(text).join(" ")).contains(&format!(" {phrase} "))
}

#[test]
fn what_was_once_mistranslated_is_refused() {
    let arabic: BTreeMap<String, String> =
        texts(Lang::Ar).into_iter().fold(BTreeMap::new(), |mut all, (place, text)| {
            all.entry(place).or_insert_with(String::new).push_str(&format!("{text}\n"));
            all
        });
    let mut wrong = Vec::new();
    for (place, english) in
        texts(Lang::En).iter().filter(|(place, _)| !place.starts_with("country/") && !is_example(place))
    {
        for (word, needed) in ARABIC_WORDS {
            let is_other = OTHER_MEANINGS.contains(&(place.as_str(), word));
            if has_word(english, word) && !is_other && !needed.iter().any(|needed| arabic[place].contains(needed)) {
                wrong.push(format!("{place}: {english} → {}", arabic[place].trim_end()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn words_of_other_administrations_are_refused() {
    refuse(Lang::Ar, |place, text| {
        // Lengths of time are counted in minutes.
        let counts_time = matches!(place, "composer-over" | "cli-agenda-total");
        // The Holy See has no other name in Arabic.
        let is_name = place == "country_also/VA";
        let is_meant = |word: &str| counts_time && word == "دقائق" || is_name && word == "الكرسي";
        let found = REFUSED.iter().find(|(word, _)| has_word(text, word) && !is_meant(word))?;
        Some(format!("{} ({})", found.0, found.1))
    });
}

/// The commands and options that a text tells people to use.
fn told(text: &str, commands: &BTreeSet<String>) -> BTreeSet<String> {
    let words: Vec<&str> = text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-')).collect();
    let is_told = |at: usize| {
        words[at].len() > 2 && words[at].starts_with("--")
            || at > 0 && words[at - 1] == "tansiq" && commands.contains(words[at])
    };
    (0..words.len()).filter(|at| is_told(*at)).map(|at| words[at].to_owned()).collect()
}

#[test]
fn the_three_languages_tell_people_to_use_the_same_commands() {
    let [ar, fr, en] = Lang::ALL.map(|lang| messages(lang.code()));
    let about = |key: &String| key.strip_prefix("cli-")?.strip_suffix("-about").map(str::to_owned);
    let commands: BTreeSet<String> = en.keys().filter_map(about).collect();
    for (key, message) in en.iter().filter(|(key, _)| !is_example(key)) {
        let all = |message: &Message| told(&message.sentences.join(" "), &commands);
        for (lang, other) in [("ar", &ar[key]), ("fr", &fr[key])] {
            assert_eq!(all(other), all(message), "{lang} {key}");
        }
    }
}

fn is_arabic(letter: char) -> bool {
    ('\u{620}'..='\u{65f}').contains(&letter)
}

#[test]
fn arabic_has_its_own_punctuation_and_western_digits() {
    refuse(Lang::Ar, |place, text| {
        let letters: Vec<char> = text.chars().collect();
        for (at, letter) in letters.iter().enumerate() {
            let before = letters[..at].iter().rev().find(|letter| **letter != ' ');
            let after = letters[at + 1..].iter().find(|letter| **letter != ' ');
            let near = [before, after].into_iter().flatten().any(|letter| is_arabic(*letter));
            match letter {
                ',' | ';' | '?' if near => return Some(format!("{letter} beside Arabic letters")),
                '"' | '\'' | '“' | '”' if !is_example(place) => return Some(format!("{letter} for « »")),
                '٠'..='٩' | '۰'..='۹' => return Some("Arabic-Indic digits".to_owned()),
                '،' | '؛' | '؟' if at > 0 && letters[at - 1] == ' ' && at > 1 => {
                    return Some(format!("a space before {letter}"));
                }
                _ => {}
            }
        }
        None
    });
}

#[test]
fn french_has_its_apostrophes_and_no_break_spaces() {
    refuse(Lang::Fr, |place, text| {
        if is_example(place) {
            return None;
        }
        let fault =
            [("'", "straight apostrophe"), ("\"", "straight quotes"), (" »", "»"), ("« ", "«"), ("...", "dots")];
        let plain = [" :", " ;", " ?", " !"].iter().find(|mark| text.contains(**mark)).copied();
        fault.iter().find(|(mark, _)| text.contains(mark)).map(|(_, fault)| *fault).or(plain).map(str::to_owned)
    });
}

#[test]
fn no_text_holds_what_reorders_it_or_ends_in_a_space() {
    for lang in Lang::ALL {
        refuse(lang, |_, text| {
            let is_hidden = |letter: char| matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            let hides = text.chars().any(|letter| is_hidden(letter) || letter.is_control() && letter != '\n');
            let fault = if hides { Some("hidden characters") } else { None };
            let fault = fault.or((text.trim_end() != text).then_some("a space at the end"));
            fault.or(text.contains('—').then_some("a dash")).map(str::to_owned)
        });
    }
}

/// Columns that a form of 80 has for the name of a field.
const FIELD_CELLS: usize = 23;

fn names(fields: &[Field], lexicon: &Lexicon, cut: &mut BTreeSet<String>) {
    for field in fields.iter().filter(|field| !field.hidden) {
        for lang in Lang::ALL {
            let language = if field.shape == Shape::Text3 { " (ar)" } else { "" };
            let star = if field.required { "*" } else { "" };
            let name = format!("{}{language}{star}", lexicon.say(lang, &field.message()));
            if text::width(&name) > FIELD_CELLS {
                cut.insert(format!("{} {}: {name}", lang.code(), field.message()));
            }
        }
        if let Shape::Part(inner) = field.item_shape() {
            names(inner, lexicon, cut);
        }
    }
}

#[test]
fn the_name_of_a_field_is_read_whole_in_a_form() {
    let (lexicon, mut cut) = (Lexicon::load(), BTreeSet::new());
    KINDS.iter().for_each(|spec| names(spec.fields, &lexicon, &mut cut));
    assert!(cut.is_empty(), "{cut:#?}");
}

#[test]
fn the_glossary_says_what_the_screen_says_and_where_each_term_is_from() {
    let glossary = include_str!("../assets/lang/glossary.tsv");
    let said = Lang::ALL.map(|lang| messages(lang.code()));
    let mut rows = glossary.lines();
    assert_eq!(rows.next(), Some("key\ten\tfr\tar\tsource"));
    let mut listed = BTreeSet::new();
    for row in rows {
        let parts: Vec<&str> = row.split('\t').collect();
        listed.insert(parts[0]);
        let [key, en, fr, ar, source] = parts.as_slice() else { panic!("{row}") };
        assert!(matches!(*source, "public page of the ministry" | "to be confirmed"), "{row}");
        for (lang, messages) in Lang::ALL.iter().zip(&said) {
            let wanted = match lang {
                Lang::En => en,
                Lang::Fr => fr,
                Lang::Ar => ar,
            };
            assert_eq!(messages[*key].sentences, [(*wanted).to_owned()], "{key} in {}", lang.code());
        }
    }
    // The names of kinds, fields and panes are the terms of the field; those of codes stand with theirs in `assets/vocab`.
    let is_sentence = |message: &Message| message.sentences.iter().any(|sentence| sentence.ends_with('.'));
    let terms = said[0].iter().filter(|(key, message)| {
        ["kind-", "field-", "pane-"].iter().any(|family| key.starts_with(family)) && !is_sentence(message)
    });
    let missing: Vec<_> = terms.map(|(key, _)| key).filter(|key| !listed.contains(key.as_str())).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
