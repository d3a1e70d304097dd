//! Looking up and narrowing, at the terminal: the finder acts on its hits, lists keep views, duplicates are joined.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "support/place.rs"]
mod place;
#[path = "support/terminal.rs"]
mod terminal;

use place::Place;
use terminal::Terminal;

fn at_start(place: &Place, lang: &str) -> Terminal {
    let mut screen = Terminal::open(place, lang, 80, 24);
    screen.wait_for(match lang {
        "fr" => "Partenaires",
        "ar" => "",
        _ => "Partners",
    });
    screen
}

/// Leaves what is open; an Esc with a key right behind it would be that key with Alt.
fn leave(screen: &mut Terminal, until: &str) {
    screen.press(&["Esc"]);
    screen.wait_for(until);
}

fn typed(screen: &mut Terminal, text: &str) {
    for letter in text.chars() {
        screen.press(&[letter.encode_utf8(&mut [0; 4])]);
    }
}

#[test]
fn a_hit_says_its_kind_and_which_field_agreed() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    for (query, reason) in [
        ("gfmd", "Partner · Acronyms"),
        ("dakhilia", "Partner · Other names"),
        ("500 000 002", "Partner · Contact details"),
    ] {
        screen.press(&["/"]);
        typed(&mut screen, query);
        screen.wait_for(reason);
        leave(&mut screen, "protocol order");
    }
    screen.quit();
}

#[test]
fn the_finder_acts_on_a_hit_and_is_still_there() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "fr");
    screen.press(&["/"]);
    typed(&mut screen, "dakh");
    screen.wait_for("département ministériel #26");
    // While typing with Alt, in the list without: the same letters as in every list.
    screen.raw(b"\x1by");
    screen.wait_for("Copié\u{a0}: +212 500 000 002");
    screen.press(&["Down", "Up"]);
    screen.wait_for("à l’ordre du jour");
    screen.press(&["Y"]);
    screen.wait_for("Copié\u{a0}: Ministère de l’Intérieur");
    screen.press(&["n"]);
    screen.wait_for("Nouvelle fiche, avec Ministère de l’Intérieur");
    screen.press(&["e"]);
    screen.wait_for_all(&["Nouveau\u{a0}: Activité", "Participants            Ministère de l’Intérieur"]);
    leave(&mut screen, "/ dakh");
    screen.press(&["a"]);
    screen.wait_for("Aucun ordre du jour n’est ouvert");
    screen.press(&["Enter"]);
    screen.wait_for("+212 500 000 002");
    screen.quit();
}

#[test]
fn marked_hits_go_on_the_agenda_that_is_open() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["3"]);
    screen.wait_for("Ministerial Commission");
    screen.press(&["n", "m"]);
    screen.wait_for("Session 14");
    screen.press(&["/"]);
    typed(&mut screen, "kind:study skills");
    screen.wait_for("Study on the skills");
    screen.raw(b"\x1ba");
    screen.wait_for("Done");
    leave(&mut screen, "Could go on it");
    screen.quit();
    assert!(place.said(&["agenda", "show", "188"]).contains("Study on the skills of Moroccans of the world"));
}

#[test]
fn an_empty_finder_offers_what_this_person_opened_in_another_session() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["/"]);
    typed(&mut screen, "senegal");
    screen.wait_for("Republic of Senegal");
    screen.press(&["Enter", "/"]);
    screen.wait_for("› Republic of Senegal  Partner");
    leave(&mut screen, "protocol order");
    screen.quit();
    let remembered = std::fs::read_to_string(place.path().join("config/tansiq/used.tsv")).unwrap();
    assert!(!remembered.contains("Senegal"), "numbers only: {remembered}");
    let mut screen = at_start(&place, "en");
    screen.press(&["/"]);
    screen.wait_for("› Republic of Senegal  Partner");
    leave(&mut screen, "protocol order");
    screen.quit();
}

#[test]
fn names_and_values_of_filters_are_completed_and_faults_are_said() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "fr");
    screen.press(&["f"]);
    typed(&mut screen, "pay");
    screen.press(&["Tab"]);
    screen.wait_for("f pays:");
    typed(&mut screen, "allem");
    screen.wait_for("Allemagne");
    screen.press(&["Tab"]);
    screen.wait_for_all(&["f pays:Allemagne", "République fédérale d’Allemagne"]);
    leave(&mut screen, "ordre protocolaire");
    screen.press(&["f"]);
    typed(&mut screen, "couleur:rouge");
    screen.wait_for("Filtre inconnu, cherché comme texte");
    leave(&mut screen, "ordre protocolaire");
    screen.quit();
}

#[test]
fn every_list_is_narrowed_by_the_same_words() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "en");
    screen.press(&["2", "a", "f"]);
    typed(&mut screen, "kind:meeting before:2023");
    screen.wait_for_all(&["f kind:meeting before:2023", "Ninth session"]);
    assert!(!screen.shown().contains("Tenth session"), "{}", screen.shown());
    leave(&mut screen, "Everything");
    screen.press(&["3", "f"]);
    typed(&mut screen, "is:upcoming");
    screen.wait_for("Meeting of the Thematic Committee on Administrative Service");
    assert!(!screen.shown().contains("Moroccan-Senegalese Joint"), "{}", screen.shown());
    leave(&mut screen, "Moroccan-Senegalese Joint");
    screen.quit();
}

#[test]
fn a_view_is_kept_for_oneself_and_for_everybody_and_serves_the_command_line() {
    let place = Place::with_sample();
    let mut screen = at_start(&place, "fr");
    screen.press(&["f"]);
    typed(&mut screen, "pays:Allemagne");
    screen.wait_for("République fédérale");
    screen.press(&["Enter", "w", "a"]);
    screen.wait_for("Nom de la vue");
    typed(&mut screen, "Berlin");
    screen.press(&["Enter"]);
    screen.wait_for_all(&["Berlin  personnelle  pays:Allemagne", "Vue gardée"]);
    screen.press(&["A"]);
    typed(&mut screen, "Allemands");
    screen.press(&["Enter"]);
    screen.wait_for("Allemands  pour tous  pays:Allemagne");
    leave(&mut screen, "f pays:Allemagne");
    leave(&mut screen, "ordre protocolaire");
    screen.press(&["w", "Down", "Enter"]);
    screen.wait_for("f pays:Allemagne");
    leave(&mut screen, "ordre protocolaire");
    screen.quit();
    let filtered = place.said(&["list", "partner", "country:DE"]);
    assert_eq!(place.said(&["list", "partner", "--view", "berlin"]), filtered);
    assert_eq!(place.said(&["list", "partner", "--view", "ALLEMANDS", "--as", "omar"]), filtered);
    let others = place.run(&["list", "partner", "--view", "Berlin", "--as", "omar"]);
    assert_eq!(others.status.code(), Some(3), "what one person keeps is theirs");
    assert!(String::from_utf8(others.stderr).unwrap().contains("Allemands"));
    place.said(&["undo"]);
    assert_eq!(place.run(&["list", "partner", "--view", "Allemands"]).status.code(), Some(3));
}

#[test]
fn duplicates_are_told_with_the_reason_and_called_different_for_good() {
    let place = Place::with_sample();
    assert_eq!(place.said(&["list", "partner", "--duplicates"]), "");
    let add = |words: &[&str]| place.said(&[&["add"], words].concat()).trim().to_owned();
    let typo = add(&["partner", "names.fr=Ministère de l’Intérieurr", "type=gov_department", "country=MA"]);
    let phone = add(&[
        "partner",
        "names.fr=Cabinet du ministre",
        "type=gov_department",
        r#"contacts=[{"type":"phone","value":"05 00 00 00 02"}]"#,
    ]);
    let sound = add(&["person", "names.fr=Abdellatif Benchekroun"]);
    let arabic = add(&["person", "names.ar=عبد اللطيف بنشقرون"]);
    let said = place.said(&["list", "partner", "--duplicates"]);
    let line = |number: &str| said.lines().find(|line| line.contains(&format!("#{number} "))).unwrap_or_default();
    assert!(line(&typo).contains("#26 ") && line(&typo).contains("one or two letters apart"), "{said}");
    assert!(line(&phone).contains("#26 ") && line(&phone).contains("same phone"), "{said}");
    let persons = place.said(&["list", "person", "--duplicates", "--json"]);
    let pair: serde_json::Value = serde_json::from_str(persons.trim()).unwrap();
    assert_eq!(pair["refs"].to_string(), format!("[{sound},{arabic}]"));
    assert_eq!(pair["reasons"].to_string(), r#"["sound"]"#);
    place.said(&["set", &phone, "distinct_from+=26"]);
    assert!(!place.said(&["list", "partner", "--duplicates"]).contains(&format!("#{phone} ")));
    place.said(&["merge", &typo, "26"]);
    assert_eq!(place.said(&["list", "partner", "--duplicates"]), "");
    assert!(place.said(&["show", "26"]).contains("Intérieurr"), "a merged name is still found");
}

#[test]
fn duplicates_are_joined_on_the_screen_after_a_look_and_come_back_by_undo() {
    let place = Place::with_sample();
    place.said(&["add", "partner", "names.fr=Ministère de l’Intérieurr", "type=gov_department", "code=INT-7"]);
    let mut screen = at_start(&place, "fr");
    screen.press(&["!"]);
    screen.wait_for_all(&["Doublons probables", "une ou deux lettres d’écart", "1 Ministère", "2 Ministère"]);
    screen.press(&["1"]);
    screen.wait_for_all(&["Reste", "#26", "INT-7"]);
    screen.press(&["Enter"]);
    screen.wait_for("Il ne reste rien ici");
    screen.press(&["u"]);
    screen.wait_for("une ou deux lettres d’écart");
    screen.press(&["d"]);
    screen.wait_for("Il ne reste rien ici");
    leave(&mut screen, "ordre protocolaire");
    screen.quit();
    assert_eq!(place.said(&["list", "partner", "--duplicates"]), "");
    let mut screen = at_start(&place, "fr");
    screen.press(&["!"]);
    screen.wait_for("Aucun partenaire ni aucune personne");
    leave(&mut screen, "ordre protocolaire");
    screen.quit();
}
