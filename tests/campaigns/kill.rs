//! `kill -9` of the real program at random points of mixed work: everything acknowledged is there, and the chain is whole.

use super::base::{Luck, open, problems, trials};
use super::place::Place;
use super::terminal::Terminal;
use std::collections::BTreeMap;
use std::process::Stdio;
use std::time::{Duration, Instant};

/// What the program has acknowledged.
#[derive(Default)]
struct Acknowledged {
    titles: BTreeMap<u64, String>,
    /// Rows of imports, which come whole or not at all.
    imports: Vec<(String, u64, bool)>,
    agenda_items: usize,
}

/// Waits by chance as long as a command takes, or until it ends.
fn wait(child: &mut std::process::Child, luck: &mut Luck, longest: Duration) {
    let until = Instant::now() + longest.mul_f64(luck.below(1_000) as f64 / 1_000.0);
    while Instant::now() < until && matches!(child.try_wait(), Ok(None)) {
        std::thread::yield_now();
    }
}

/// How long a command takes from start to end here.
pub fn measured(place: &Place, arguments: &[&str]) -> Duration {
    let begun = Instant::now();
    place.said(arguments);
    begun.elapsed()
}

/// Runs a command and kills it on the way; answers what it printed where it had ended well before.
pub fn killed(place: &Place, arguments: &[&str], luck: &mut Luck, longest: Duration) -> Option<String> {
    let mut child = place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    wait(&mut child, luck, longest);
    let _ = child.kill();
    let output = child.wait_with_output().unwrap();
    // What it printed is acknowledged, even where it was killed between that and its end.
    Some(String::from_utf8(output.stdout).unwrap()).filter(|said| said.ends_with('\n'))
}

fn add(place: &Place, luck: &mut Luck, trial: u64, usual: Duration, done: &mut Acknowledged) {
    let title = format!("essai {trial}");
    let said = killed(place, &["add", "partner", &format!("names.fr={title}"), "type=embassy"], luck, usual * 2);
    if let Some(number) = said.and_then(|said| said.trim().parse().ok()) {
        done.titles.insert(number, title);
    }
}

fn import(place: &Place, luck: &mut Luck, trial: u64, usual: Duration, done: &mut Acknowledged) {
    let rows = 1 + luck.below(600);
    let name = format!("lot {trial} ");
    let lines: String = (0..rows)
        .map(|row| format!("{{\"kind\":\"partner\",\"names\":{{\"fr\":\"{name}{row}\"}},\"type\":\"embassy\"}}\n"))
        .collect();
    std::fs::write(place.path().join("rows.jsonl"), lines).unwrap();
    let said = killed(place, &["import", "jsonl", "rows.jsonl", "--json"], luck, usual * 5);
    done.imports.push((name, rows, said.is_some()));
}

fn agenda(place: &Place, luck: &mut Luck, trial: u64, usual: Duration, done: &mut Acknowledged) {
    let title = format!("title.fr=Point numéro {trial} ajouté");
    if luck.below(3) == 0 && done.agenda_items > 1 {
        killed(place, &["agenda", "move", "188", "2", "1"], luck, usual * 2);
        return;
    }
    let said = killed(place, &["agenda", "add", "188", &title], luck, usual * 2);
    let is_there = place.said(&["agenda", "show", "188"]).contains(&format!("Point numéro {trial} ajouté"));
    assert!(is_there || said.is_none(), "trial {trial}: {said:?} was acknowledged");
    done.agenda_items += usize::from(is_there);
}

/// Types new records in the interface and kills it in the middle of one.
fn screen(place: &Place, luck: &mut Luck, trial: u64, done: &mut Acknowledged) {
    // What a kill before left half typed would be offered first.
    let _ = std::fs::remove_dir_all(place.path().join("desk/unfinished"));
    let mut screen = Terminal::open(place, "fr", 80, 24);
    screen.wait_for("Partenaires");
    for number in 0..=luck.below(2) {
        let title = format!("Audience {trial} {number}");
        screen.press(&["n", "e"]);
        screen.wait_for("Intitulé (fr)");
        screen.write(&title);
        screen.press(&["Enter", "a", "u", "d", "Enter", "Enter"]);
        screen.press(&["d", "a", "k", "h", "Enter", "Enter"]);
        screen.write("Un point reste ouvert.");
        screen.press(&["Ctrl-s"]);
        screen.wait_for("Enregistré");
        done.imports.push((title, 1, true));
    }
    screen.press(&["n", "e"]);
    screen.write("à moitié");
    screen.press(&["Enter", "a", "u", "d", "Enter", "Enter", "d", "a", "k", "h", "Enter", "Enter", "Ctrl-s"]);
    screen.kill();
}

/// Opens what is left and compares.
fn check(place: &Place, trial: u64, done: &Acknowledged) {
    let mut registrar = open(&place.path().join("desk")).unwrap_or_else(|error| panic!("trial {trial}: {error}"));
    assert_eq!(problems(&mut registrar), [""; 0], "trial {trial}");
    let desk = registrar.desk();
    let titles: Vec<&str> = desk.records().map(|record| record.title(tansiq::lang::Lang::Fr)).collect();
    for (number, title) in &done.titles {
        let found = desk.get(tansiq::domain::Ref(*number)).map(|record| record.title(tansiq::lang::Lang::Fr));
        assert_eq!(found, Some(title.as_str()), "trial {trial}: #{number} was acknowledged");
    }
    for (name, rows, was_said) in &done.imports {
        let there = titles.iter().filter(|title| title.starts_with(name.as_str())).count() as u64;
        assert!(there == *rows || (there == 0 && !was_said), "trial {trial}: {there} of {rows} of {name}, {was_said}");
    }
}

#[test]
fn a_kill_at_any_moment_loses_nothing_that_was_acknowledged() {
    let (mut luck, trials) = (Luck::of("kill"), trials(12));
    let mut whole = 0;
    let mut round = None;
    for trial in 0..trials {
        // A fresh desk now and then, so that small and large ones are hit.
        if trial % 50 == 0 {
            let place = Place::with_sample();
            place.said(&["agenda", "new", "CM", "--start", "18/12/2026 10:00"]);
            let usual = measured(&place, &["add", "partner", "names.fr=mesure", "type=embassy"]);
            round = Some((place, usual, Acknowledged::default()));
        }
        let Some((place, usual, done)) = &mut round else { continue };
        match luck.below(8) {
            0 => screen(place, &mut luck, trial, done),
            1 | 2 => agenda(place, &mut luck, trial, *usual, done),
            3 | 4 => import(place, &mut luck, trial, *usual, done),
            _ => add(place, &mut luck, trial, *usual, done),
        }
        check(place, trial, done);
        whole += 1;
    }
    println!("kill: {whole} of {trials} opened again with everything acknowledged and a whole chain");
    assert_eq!(whole, trials);
}
