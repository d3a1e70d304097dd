//! What staff do every day, with the real binary in a pseudo-terminal at 80×24, within their budgets of keys.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;

use place::Place;
use tansiq::text::{self, Direction};
use terminal::Terminal;

/// A text as it stands in the cells of an Arabic screen.
fn seen(text: &str) -> String {
    text::layout(text, Some(Direction::Rtl)).cells.iter().map(|cell| cell.text.as_str()).collect()
}

/// A screen in French or English at its start.
fn at_start(place: &Place, lang: &str) -> Terminal {
    let mut screen = Terminal::open(place, lang, 80, 24);
    screen.wait_for(if lang == "fr" { "Partenaires" } else { "Partners" });
    screen
}

/// A French screen on which the next session of the ministerial commission is being made.
fn next_session(place: &Place) -> Terminal {
    let mut screen = at_start(place, "fr");
    screen.press(&["3"]);
    screen.wait_for("› Commission ministérielle");
    screen.press(&["n", "m"]);
    screen
}

#[test]
fn the_phone_rings_and_the_right_card_is_there_in_six_keys() {
    let place = Place::with_sample();
    for typed in ["dakh", "mint", "وزدا", "داخل"] {
        let mut screen = at_start(&place, "fr");
        screen.press(&["/"]);
        for letter in typed.chars() {
            screen.press(&[letter.encode_utf8(&mut [0; 4])]);
        }
        // The card of the best hit stands under the hits: its head, the last engagements, what is open.
        screen.wait_for_all(&["département ministériel #26", "M. Hassan Exemple", "Prochain", "Dernier", "2026-06-18"]);
        screen.press(&["Enter"]);
        screen.wait_for_all(&["f filtre", "› Ministère de l’Intérieur", "+212 500 000 002", "Action"]);
        assert!(screen.keys() <= 6, "{typed} took {} keys", screen.keys());
        screen.press(&["y"]);
        screen.wait_for("+212 500 000 002");
        screen.quit();
    }
}

/// So many partners with names made of syllables in both scripts, one a line.
fn made_partners(count: usize) -> String {
    const LATIN: [&str; 12] = ["ta", "zi", "ra", "mo", "li", "ka", "dou", "fe", "ben", "sa", "nor", "wa"];
    const ARABIC: [&str; 12] = ["تا", "زي", "را", "مو", "لي", "كا", "دو", "في", "بن", "سا", "نور", "وا"];
    let line = |number: usize| {
        let places = [1, 7, 61, 419].map(|step| (number / step + number % 11 * step) % 12);
        let name = |syllables: [&str; 12]| places.map(|place| syllables[place]).concat();
        let (latin, arabic) = (name(LATIN), name(ARABIC));
        format!(
            r#"{{"kind":"partner","type":"association","names":{{"fr":"Association {latin} {number}","ar":"جمعية {arabic} {number}"}}}}"#
        )
    };
    (0..count).map(|number| line(number) + "\n").collect()
}

#[test]
fn among_thousands_the_right_card_is_there_in_six_keys() {
    let place = Place::with_sample();
    std::fs::write(place.path().join("made.jsonl"), made_partners(5_000)).unwrap();
    place.said(&["import", "jsonl", "made.jsonl"]);
    for (lang, typed) in [("fr", "dakh"), ("fr", "mint"), ("ar", "وزدا"), ("ar", "داخل")] {
        let spelled = |text: &str| if lang == "ar" { seen(text) } else { text.to_owned() };
        let mut screen = Terminal::open(&place, lang, 80, 24);
        screen.wait_for(&spelled(if lang == "ar" { "الشركاء" } else { "Partenaires" }));
        screen.press(&["/"]);
        for letter in typed.chars() {
            screen.press(&[letter.encode_utf8(&mut [0; 4])]);
        }
        screen.wait_for("#26");
        screen.press(&["Enter"]);
        screen.wait_for_all(&[
            "+212 500 000 002",
            &spelled(if lang == "ar" { "وزارة الداخلية" } else { "M. Hassan Exemple" }),
        ]);
        assert!(screen.keys() <= 6, "{typed} took {} keys", screen.keys());
        screen.quit();
    }
}

#[test]
fn who_types_ahead_gets_what_was_typed_and_nothing_staler() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "fr");
    screen.write("/dakh\ry");
    screen.wait_for_all(&["› Ministère de l’Intérieur", "Copié\u{a0}: +212 500 000 002"]);
    screen.quit();
}

#[test]
fn the_phone_rings_on_an_arabic_screen() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "ar", 80, 24);
    screen.wait_for(&seen("الشركاء"));
    screen.press(&["/", "و", "ز", "د", "ا"]);
    let card = screen.wait_for_all(&[&seen("السيد حسن مثال (اسم افتراضي)"), "#26", &seen("هاتف")]);
    let head = card.lines().find(|line| line.contains("#26")).unwrap_or_else(|| panic!("{card}"));
    assert!(head.trim_end().ends_with(&format!("{} ────", seen("قطاع حكومي"))), "it begins at the right edge: {head}");
    screen.press(&["Enter"]);
    screen.wait_for(&seen("حسب الترتيب البروتوكولي"));
    assert!(screen.keys() <= 6);
    screen.quit();
}

#[test]
fn an_audience_that_just_ended_is_logged_with_two_actions() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "fr");
    screen.press(&["n", "e"]);
    screen.wait_for("Intitulé (fr)");
    screen.write("Audience du conseil des associations");
    screen.press(&["Enter", "a", "u", "d", "Enter", "Enter"]);
    // Typed ahead of what is found: what is taken is found by all that was typed.
    screen.press(&["d", "a", "k", "h", "Enter", "Enter"]);
    screen.write("Le guichet unique avance. Deux points restent ouverts. Nouvelle rencontre en mars.");
    screen.press(&["Ctrl-s"]);
    screen.wait_for("Enregistré");
    for title in ["Envoyer la note de cadrage", "Désigner un point focal"] {
        screen.press(&["x"]);
        screen.wait_for("Nouveau\u{a0}: Action");
        screen.write(title);
        screen.press(&["Enter", "d", "a", "k", "h", "Enter", "+", "7", "Ctrl-s"]);
        screen.wait_for_all(&["Enregistré\u{a0}: #", title, "Action #"]);
    }
    assert!(screen.keys() <= 45, "{} keys", screen.keys());
    screen.quit();

    // Visible at once on the timeline of everybody who took part, and the actions know where they come from.
    let timeline = place.said(&["timeline", "Ministère de l’Intérieur"]);
    assert!(timeline.contains("Audience du conseil des associations"), "{timeline}");
    let actions = place.said(&["list", "action", "--json", "after:2026-11-30", "before:2026-12-01"]);
    let found = |title: &str| {
        let line = actions.lines().find(|line| line.contains(title)).unwrap_or_else(|| panic!("{title} in {actions}"));
        let action: serde_json::Value = serde_json::from_str(line).unwrap();
        (action["owner"].clone(), action["origin"].clone(), action["due"].clone())
    };
    let (first, second) = (found("Envoyer la note de cadrage"), found("Désigner un point focal"));
    assert_eq!(first, second);
    assert_eq!((first.0.as_u64(), first.2.as_str()), (Some(26), Some("2026-11-30")));
    assert!(place.said(&["show", &first.1.to_string()]).contains("Audience du conseil"));
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn an_audience_is_logged_with_two_actions_on_an_arabic_screen() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "ar", 80, 24);
    screen.wait_for(&seen("حسب الترتيب البروتوكولي"));
    screen.press(&["n", "e"]);
    screen.wait_for("2026-11-23");
    screen.write("استقبال مجلس الجمعيات");
    screen.press(&["Enter", "a", "u", "d", "Enter", "Enter", "d", "a", "k", "h", "Enter", "Enter"]);
    screen.write("يتقدم شباك الخدمات الرقمي. تبقى نقطتان مفتوحتان.");
    screen.press(&["Ctrl-s"]);
    screen.wait_for("#188");
    for (title, number) in [("إرسال مذكرة التأطير", "#189"), ("تعيين نقطة اتصال", "#190")]
    {
        screen.press(&["x"]);
        screen.wait_for(&seen("إجراء"));
        screen.write(title);
        screen.press(&["Enter", "d", "a", "k", "h", "Enter", "+", "7", "Ctrl-s"]);
        screen.wait_for(number);
    }
    assert!(screen.keys() <= 45, "{} keys", screen.keys());
    screen.quit();
    for (number, title) in [("189", "إرسال مذكرة التأطير"), ("190", "تعيين نقطة اتصال")]
    {
        let action: serde_json::Value = serde_json::from_str(&place.said(&["show", number, "--json"])).unwrap();
        assert_eq!((action["title"]["ar"].as_str(), action["owner"].as_u64()), (Some(title), Some(26)), "{action}");
        assert_eq!((action["origin"].as_u64(), action["due"].as_str()), (Some(188), Some("2026-11-30")), "{action}");
    }
    assert!(place.said(&["timeline", "26"]).contains("استقبال مجلس الجمعيات"));
}

#[test]
fn the_agenda_of_the_next_session_is_composed_on_an_arabic_screen() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "ar", 80, 24);
    screen.wait_for(&seen("حسب الترتيب البروتوكولي"));
    screen.press(&["3"]);
    screen.wait_for(&format!("{} ‹", seen("اللجنة الوزارية")));
    screen.press(&["n", "m"]);
    screen.wait_for_all(&[&seen("افتتاح الدورة"), &seen("مختلفات")]);
    screen.press(&["c"]);
    for _ in 0..7 {
        screen.press(&["a"]);
    }
    screen.press(&["c", "g", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "J", "K", ">", "<"]);
    for length in [["1", ".", "5", "h"].as_slice(), &["9", "0", "m"], &["1", ":", "3", "0"]] {
        screen.press(&["t"]);
        screen.press(length);
        screen.press(&["Enter"]);
    }
    screen.press(&["v"]);
    screen.wait_for(&seen("مشروع جدول الأعمال"));
    screen.press(&["v", "p", "2"]);
    screen.wait_for(".html");
    assert!(screen.keys() <= 120, "{} keys", screen.keys());
    screen.quit();
    let agenda = place.said(&["agenda", "show", "188", "--json"]);
    assert_eq!(agenda.lines().count(), 20, "{agenda}");
}

#[test]
fn the_minister_is_briefed_by_two_keys_on_a_country() {
    for (lang, title, page) in [("fr", "République fédérale d’Allemagne", "sheet-18-fr"), ("ar", "", "sheet-18-ar")]
    {
        let place = Place::with_sample();
        let mut screen = Terminal::open(&place, lang, 80, 24);
        screen.wait_for(&if lang == "ar" {
            seen("حسب الترتيب البروتوكولي")
        } else {
            "Par ordre protocolaire".to_owned()
        });
        screen.press(&["/"]);
        screen.write("allemagne\r");
        screen.wait_for("#18");
        screen.wait_for(if lang == "fr" { title } else { "‹" });
        let before = screen.keys();
        screen.press(&["p", "1"]);
        screen.wait_for(page);
        assert_eq!(screen.keys() - before, 2);
        screen.quit();
        let mut pages = std::fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().path());
        let file = pages.find(|path| path.to_string_lossy().contains("sheet-18")).unwrap();
        let text = String::from_utf8_lossy(&std::fs::read(&file).unwrap()).into_owned();
        let wanted =
            if lang == "fr" { "Visite de travail en Allemagne" } else { "زيارة عمل إلى ألمانيا" };
        assert!(!file.to_string_lossy().ends_with("html") || text.contains(wanted), "{}", file.display());
    }
}

#[test]
fn one_partial_date_is_stored_however_it_is_typed() {
    let place = Place::with_sample();
    for typed in ["shtanbir 2018", "9/2018", "شتنبر 2018", "septembre 2018"] {
        let added =
            place.said(&["add", "engagement", "title.fr=Visite", "type=visit", &format!("date={typed}"), "--json"]);
        let record: serde_json::Value = serde_json::from_str(&added).unwrap();
        let shown = place.said(&["show", &record["ref"].to_string(), "--json"]);
        assert!(shown.contains("\"date\":\"2018-09\""), "{typed}: {shown}");
    }
}

#[test]
fn the_agenda_of_the_next_session_is_composed_and_printed() {
    let place = Place::with_sample();
    let mut screen = next_session(&place);
    screen.wait_for_all(&[
        "À inscrire\u{a0}: 12",
        "Ouverture",
        "Adoption",
        "Approbation",
        "Suivi",
        "4.5",
        "diverses",
        "8 Clôture",
    ]);
    // Seven candidates, each with its reason, go on the agenda before the closing items.
    screen.press(&["c"]);
    for _ in 0..7 {
        screen.press(&["a"]);
    }
    screen.press(&["c"]);
    screen.wait_for("13 ");
    // Move an item, indent it, give it and the next one a length in the forms that people use.
    screen.press(&["g", "j", "j", "j", "j", "j", "j", "j", "j", "j", "j", "J", "K", ">", "<"]);
    for length in [["1", ".", "5", "h"], ["9", "0", "m", ""], ["1", ":", "3", "0"]] {
        screen.press(&["t"]);
        let keys: Vec<&str> = length.into_iter().filter(|key| !key.is_empty()).collect();
        screen.press(&keys);
        screen.press(&["Enter"]);
    }
    screen.wait_for("au-delà de la fin");
    screen.press(&["v"]);
    screen.wait_for("Projet d’ordre du jour");
    screen.press(&["v", "p", "2"]);
    let told = screen.wait_for(".html");
    assert!(screen.keys() <= 120, "{} keys", screen.keys());
    screen.quit();

    let page = told.lines().find_map(|line| line.split_whitespace().find(|word| word.ends_with(".html"))).unwrap();
    let page = std::fs::read_to_string(place.path().join(page)).unwrap_or_else(|error| panic!("{page}: {error}"));
    assert!(page.contains("مشروع جدول الأعمال") && page.contains("Projet d’ordre du jour"));
    let agenda = place.said(&["agenda", "show", "188", "--json"]);
    let numbers: Vec<String> = agenda
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["number"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(numbers.len(), 20);
    let mut first_level = numbers.iter().filter(|number| !number.contains('.'));
    assert!((1..=15).all(|number| first_level.next() == Some(&number.to_string())), "{numbers:?}");
    let arabic = place.said(&["print", "agenda", "188", "--lang", "ar", "--form", "txt"]);
    for title in ["افتتاح الدورة", "تتبع تنفيذ القرارات", "مختلفات"] {
        assert!(arabic.contains(title), "{title} is missing in\n{arabic}");
    }
}

#[test]
fn no_open_decision_is_lost_silently() {
    let place = Place::with_sample();
    let mut screen = next_session(&place);
    screen.wait_for("4.1 ");
    screen.press(&["j", "j", "j", "j", "d"]);
    screen.wait_for("1 point en suspens n’est pas inscrit");
    // One undo and everything is as it was.
    screen.press(&["u"]);
    screen.wait_for_all(&["4.5 ", "8 Clôture"]);
    screen.quit();
}

#[test]
fn a_killed_session_has_lost_nothing_that_it_acknowledged() {
    let place = Place::with_sample();
    let mut screen = next_session(&place);
    screen.wait_for("Nouvelle session, date proposée");
    screen.kill();
    assert!(place.said(&["show", "188"]).contains("14e session"));
    assert_eq!(place.run(&["verify"]).status.code(), Some(0));
}

#[test]
fn a_session_that_ends_leaves_the_backup_of_the_day() {
    let place = Place::with_sample();
    let folder = place.path().join("desk/backups");
    std::fs::remove_dir_all(&folder).unwrap();
    at_start(&place, "fr").quit();
    let kept =
        || std::fs::read_dir(&folder).unwrap().filter(|entry| entry.as_ref().unwrap().path().extension().is_some());
    assert_eq!(kept().count(), 1);
    at_start(&place, "fr").quit();
    assert_eq!(kept().count(), 1, "nothing was changed");
}

#[test]
fn what_a_desk_began_with_is_not_taken_back() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["u"]);
    screen.wait_for("None of your changes is left to take back");
    screen.quit();
    assert_eq!(place.run(&["undo"]).status.code(), Some(3), "nothing is found to take back");
}

#[test]
fn a_title_goes_into_the_language_in_which_it_is_typed() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["3", "n", "m"]);
    screen.wait_for("Closing of the session");
    screen.press(&["G", "r", "!", "Enter"]);
    screen.wait_for_all(&["Closing of the session!", "Unchanged titles", "Arabic", "French"]);
    // A second wish for the next session opens the one that is being prepared.
    screen.press(&["Esc", "n", "m"]);
    screen.wait_for("Closing of the session");
    screen.press(&["D"]);
    screen.wait_for("D takes the whole session away");
    screen.quit();
    let shown = place.said(&["show", "188", "--json"]);
    assert!(shown.contains("Clôture de la session\""), "the French title is as it was: {shown}");
    let again = place.run(&["agenda", "new", "CM", "--start", "2026-12-18 10:00"]);
    assert_eq!(again.status.code(), Some(4), "{again:?}");
}

#[test]
fn a_name_that_is_there_already_is_told_while_it_is_typed() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "fr");
    screen.press(&["n", "p"]);
    screen.wait_for("Nouveau\u{a0}: Partenaire");
    screen.write("ministere de l’int");
    screen.wait_for("Existe peut-être déjà\u{a0}: #26 Ministère de l’Intérieur");
    screen.write(" du village");
    screen.wait_until_gone("Existe peut-être");
    screen.kill();
}

#[test]
fn a_form_that_was_refused_is_saved_once_what_was_missing_is_there() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["n", "p", "Ctrl-s"]);
    screen.wait_for("This field must be filled in");
    screen.write("An association of the test");
    screen.press(&["Enter", "a", "s", "s", "o", "Enter", "Ctrl-s"]);
    screen.wait_for("Saved: #188 An association of the test");
    screen.quit();
}

#[test]
fn a_summary_has_lines_and_what_is_cut_goes_elsewhere() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "fr");
    screen.press(&["n", "e"]);
    screen.wait_for("2026-11-23");
    screen.write("Visite");
    screen.press(&["Enter", "v", "i", "s", "i", "Enter"]);
    screen.press(&["Tab"; 2]);
    screen.wait_for("› Synthèse (fr)");
    screen.write("Accueil\rSuites à donner");
    // Ctrl and Shift with an arrow select a word.
    screen.write("\x1b[1;6D\x18");
    screen.wait_for("Copié");
    screen.write("\x1b[A\x1b[F \x16");
    screen.press(&["Ctrl-s"]);
    screen.wait_for("Enregistré");
    screen.quit();
    let shown = place.said(&["show", "188", "--json"]);
    assert!(shown.contains("\"Accueil donner\\nSuites à\""), "{shown}");
}

#[test]
fn a_date_typed_on_a_prefilled_date_takes_its_place() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "fr");
    screen.press(&["n", "e"]);
    screen.wait_for("2026-11-23");
    screen.write("Visite de septembre");
    screen.press(&["Enter", "v", "i", "s", "i", "Enter"]);
    screen.write("9/2018");
    screen.wait_for("9/2018  = septembre 2018");
    screen.press(&["Ctrl-s"]);
    screen.wait_for("Enregistré");
    screen.quit();
    assert!(place.said(&["show", "188", "--json"]).contains("\"date\":\"2018-09\""));
}

#[test]
fn a_terminal_that_reorders_is_told_to_leave_rows_alone_and_given_back_as_it_was() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "ar", 80, 24);
    screen.answers = "\x1b[8;2$y\x1bP>|VTE(7600)\x1b\\\x1b[>65;7600;1c\x1b[?65;1;9c";
    screen.holds_answers = true;
    screen.wait_for(&seen("الشركاء"));
    assert!(!screen.sent("\x1b[8l"), "the first frame does not wait for an answer");
    screen.release_answers();
    screen.wait_for_bytes("\x1b[8l");
    screen.wait_for(&seen("الشركاء"));
    screen.resize(100, 30);
    screen.wait_for(&seen("حسب الترتيب البروتوكولي"));
    let bytes = screen.quit_and_read();
    assert!(bytes.contains("\x1b[8h") && bytes.contains("\x1b[?2004l"), "{bytes:?}");
    let kept = std::fs::read_to_string(place.path().join("config/tansiq/terminals.tsv")).unwrap();
    assert_eq!(kept, "xterm-256color\tVTE(7600)\texplicit\tanswer\n");
}

#[test]
fn a_command_answers_in_letters_that_its_terminal_shows_right() {
    let place = Place::with_sample();
    let config = place.path().join("config/tansiq");
    std::fs::create_dir_all(&config).unwrap();
    let answer = |arguments: &[&str]| Terminal::answer_of(&place, &[arguments, &["--lang", "ar"]].concat());
    let ministry = "وزارة الداخلية";
    assert!(answer(&["show", "26"]).contains(ministry), "a terminal that nobody knows gets what is read");
    let remember = |lines: &str| std::fs::write(config.join("terminals.tsv"), lines).unwrap();
    remember("xterm-256color\tXTerm(379)\tvisual\tanswer\n");
    for command in [&["show", "26"][..], &["print", "sheet", "26"], &["find", "dakhilia"]] {
        assert!(answer(command).contains(&seen(ministry)), "{}", answer(command));
    }
    assert!(answer(&["--help"]).contains(&seen("إضافة سجل")), "{}", answer(&["--help"]));
    assert!(answer(&["show", "9999"]).contains(&seen("غير موجود")));
    remember("xterm-256color\tXTerm(379)\tvisual\tanswer\nxterm-256color\tVTE(7600)\texplicit\tanswer\n");
    assert!(answer(&["show", "26"]).contains(ministry), "one of these reorders: which one it is is not known");
    std::fs::write(config.join("config.toml"), "[terminal]\narabic = \"explicit\"\n").unwrap();
    for command in [&["show", "26"][..], &["print", "sheet", "26"]] {
        assert!(answer(command).contains(ministry), "{}", answer(command));
    }
    assert!(place.said(&["show", "26", "--lang", "ar"]).contains(ministry), "a file gets what is read");
}

#[test]
fn the_first_start_asks_for_the_language_where_nothing_tells() {
    let place = Place::with_sample();
    let mut screen = Terminal::open_without_a_language(&place, 80, 24);
    screen.wait_for_all(&["1  ", "Travailler en français", "Work in English"]);
    screen.press(&["2"]);
    screen.wait_for("Partenaires");
    screen.quit();
    let mut screen = Terminal::open_without_a_language(&place, 80, 24);
    screen.wait_for("Par ordre protocolaire");
    screen.quit();
}

#[test]
fn a_terminal_that_tells_nothing_of_itself_is_shown_what_it_may_be_and_a_choice_is_kept() {
    let place = Place::with_sample();
    let mut screen = Terminal::open(&place, "fr", 80, 24);
    screen.answers = "\x1bP>|tmux 3.3a\x1b\\\x1b[?1;2;4c";
    screen.wait_for("Laquelle de ces lignes est correcte");
    screen.press(&["3"]);
    screen.wait_for_all(&["Retenu pour ce terminal", "› Chefferie"]);
    screen.quit();
    let kept = std::fs::read_to_string(place.path().join("config/tansiq/terminals.tsv")).unwrap();
    assert!(kept.contains("tmux 3.3a\tword-reversed\tperson"), "{kept}");
    let mut screen = Terminal::open(&place, "fr", 80, 24);
    screen.answers = "\x1bP>|tmux 3.3a\x1b\\\x1b[?1;2;4c";
    screen.wait_for("› Chefferie");
    screen.press(&["3"]);
    let shown = screen.wait_for("› Commission ministérielle");
    assert!(!shown.contains("Laquelle"), "nobody is asked twice");
    screen.quit();
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let place = Place::with_sample();
    let title = "Zéro \u{1b}]0;pris\u{7}\u{1b}[2J\u{9b}31m\u{202e}fin";
    let record = serde_json::json!({"kind": "partner", "type": "association", "names": {"fr": title}, "notes": title});
    std::fs::write(place.path().join("hostile.jsonl"), format!("{record}\n")).unwrap();
    place.said(&["import", "jsonl", "hostile.jsonl"]);
    let mut screen = at_start(&place, "fr");
    screen.press(&["/", "z", "é", "r", "o"]);
    screen.wait_for_all(&["Zéro ", "association #188"]);
    screen.press(&["Enter", "e"]);
    screen.wait_for("Noms (fr)");
    for harm in ["\u{1b}]0;", "\u{1b}[2J\u{9b}", "\u{9b}31m", "\u{202e}"] {
        let sent = screen.bytes().windows(harm.len()).any(|bytes| bytes == harm.as_bytes());
        assert!(!sent, "{harm:?} reached the terminal");
    }
}
