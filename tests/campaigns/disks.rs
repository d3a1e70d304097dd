//! Real disks, where `TANSIQ_DISKS` asks for them and root runs the tests: one that fills up, and images of one at random moments.

use super::base::{Luck, open, partner, problems, trials, try_to_propose};
use super::place::Place;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};
use tansiq::store::{ProposeError, StoreError};

fn are_wanted(campaign: &str) -> bool {
    let wanted = std::env::var_os("TANSIQ_DISKS").is_some();
    if !wanted {
        println!("{campaign}: no disks, TANSIQ_DISKS is not set; tried in the process itself instead");
    }
    wanted
}

fn must(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A mounted file system, gone at the end.
struct Disk(PathBuf);

impl Disk {
    fn mount(arguments: &[&str], at: PathBuf) -> Disk {
        std::fs::create_dir_all(&at).unwrap();
        must("mount", &[arguments, &[at.to_str().unwrap()]].concat());
        Disk(at)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // The engine's own threads may still hold a file of a desk that was just closed.
        let is_gone = || Command::new("umount").arg(&self.0).output().is_ok_and(|output| output.status.success());
        let _ = (0..500).any(|_| is_gone());
    }
}

#[test]
fn a_disk_that_fills_up_refuses_cleanly_and_keeps_what_was_acknowledged() {
    if !are_wanted("full disk") {
        return;
    }
    let (mut luck, trials) = (Luck::of("full disk"), trials(5));
    for trial in 0..trials {
        let place = Place::with_sample();
        // The desk and little more: it fills up at another write each time.
        let size = format!("size={}k", 8_192 + luck.below(4_096));
        let disk = Disk::mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], place.path().join("disk"));
        let desk = disk.0.join("desk");
        super::base::copy(&place.path().join("desk"), &desk);
        let desk = desk.to_str().unwrap();
        let note = "x".repeat(20_000 + luck.index(100_000));
        let mut acknowledged = BTreeMap::new();
        let mut refused = 0;
        for number in 0..400 {
            let (title, note) = (format!("names.fr=plein {number}"), format!("notes={note}"));
            let output = place.run(&["add", "partner", &title, "type=embassy", &note, "--desk", desk]);
            let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
            match (output.status.code(), said.parse::<u64>()) {
                (Some(0), Ok(reference)) => drop(acknowledged.insert(reference, format!("plein {number}"))),
                (Some(1), Err(_)) => refused += 1,
                _ => panic!("trial {trial}: {output:?}"),
            }
            if refused > 2 {
                break;
            }
        }
        assert!(refused > 0, "trial {trial}: it never filled up");
        let reading = place.run(&["list", "partner", "--desk", desk]);
        assert_eq!(reading.status.code(), Some(0), "trial {trial}: a full desk can be read: {reading:?}");
        must("mount", &["-o", "remount,size=64m", disk.0.to_str().unwrap()]);
        let more = place.run(&["add", "partner", "names.fr=après", "type=embassy", "--desk", desk]);
        assert_eq!(more.status.code(), Some(0), "trial {trial}: with room again: {more:?}");
        whole(Path::new(desk), &acknowledged, &format!("trial {trial}"));
    }
    println!("full disk: {trials} of {trials} refused cleanly with everything acknowledged");
}

fn whole(desk: &Path, acknowledged: &BTreeMap<u64, String>, trial: &str) {
    let mut registrar = open(desk).unwrap_or_else(|error| panic!("{trial}: {error}"));
    for (reference, title) in acknowledged {
        let desk = registrar.desk();
        let found =
            desk.get(tansiq::domain::Ref(*reference)).map(|record| record.title(tansiq::lang::Lang::Fr).to_owned());
        assert_eq!(found.as_ref(), Some(title), "{trial}: #{reference} was acknowledged");
    }
    let found = problems(&mut registrar);
    // A power cut may tear the engine, which the journal then makes anew: that is told, and nothing is lost.
    let left: Vec<_> = found.iter().filter(|problem| !problem.contains("store-mended-engine")).collect();
    assert!(left.is_empty(), "{trial}: {left:?}");
}

#[test]
fn a_session_whose_disk_fills_up_goes_on_when_there_is_room() {
    if !are_wanted("full disk in a session") {
        return;
    }
    let (mut luck, trials) = (Luck::of("full disk in a session"), trials(5));
    for trial in 0..trials {
        let place = Place::with_sample();
        let size = format!("size={}k", 6_144 + luck.below(4_096));
        let disk = Disk::mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], place.path().join("disk"));
        let desk = disk.0.join("desk");
        super::base::copy(&place.path().join("desk"), &desk);
        let mut registrar = open(&desk).unwrap();
        let mut acknowledged = BTreeMap::new();
        let mut refused = 0;
        for number in 0..20_000 {
            let title = format!("plein {number}");
            let rest = (0..luck.below(200)).map(|more| partner(&format!("{more} {}", "x".repeat(300))));
            match try_to_propose(&mut registrar, std::iter::once(partner(&title)).chain(rest).collect()) {
                Ok(receipt) => drop(acknowledged.insert(receipt.references[0].0, title)),
                Err(ProposeError::Store(StoreError::Full)) => refused += 1,
                Err(error) => panic!("trial {trial}: {error:?}"),
            }
            if refused > 3 {
                break;
            }
        }
        assert!(refused > 0, "trial {trial}: it never filled up");
        must("mount", &["-o", "remount,size=64m", disk.0.to_str().unwrap()]);
        let receipt = try_to_propose(&mut registrar, vec![partner("après")]).unwrap();
        acknowledged.insert(receipt.references[0].0, "après".to_owned());
        drop(registrar);
        whole(&desk, &acknowledged, &format!("trial {trial}"));
    }
    println!("full disk in a session: {trials} of {trials} refused cleanly and went on");
}

/// What is in a folder of backups, its lock apart.
fn backups(folder: &Path) -> Vec<PathBuf> {
    let found = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<_> = found.filter(|path| !path.ends_with("lock")).collect();
    found.sort();
    found
}

#[test]
fn a_backup_on_a_full_disk_leaves_nothing_half_and_the_older_ones_as_they_were() {
    if !are_wanted("full disk of backups") {
        return;
    }
    let (mut luck, trials) = (Luck::of("full disk of backups"), trials(5));
    for trial in 0..trials {
        let place = Place::with_sample();
        let size = format!("size={}k", 200 + luck.below(400));
        let disk = Disk::mount(&["-t", "tmpfs", "-o", &size, "tmpfs"], place.path().join("away"));
        place.settings(&format!("[backup]\nfolder = {:?}\ndaily = 60\n", disk.0.display().to_string()));
        let mut refused = None;
        for day in 1..60 {
            // What no compression makes shorter, so that the disk fills up within weeks.
            let note: String = (0..8_000).map(|_| char::from(33 + luck.below(90) as u8)).collect();
            let before = backups(&disk.0);
            let output = place
                .command(&[
                    "add",
                    "partner",
                    "names.fr=jour",
                    "type=embassy",
                    &format!("notes=n{note}"),
                    "--lang",
                    "en",
                ])
                .env("TANSIQ_NOW", format!("2027-{:02}-{:02}T10:00", 1 + day / 28, 1 + day % 28))
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(output.status.success(), "trial {trial}: the work itself is done: {said}");
            let after = backups(&disk.0);
            if said.contains("No backup was taken: no space is left") {
                assert_eq!(after, before, "trial {trial}: nothing half, nothing gone");
                refused = Some(after);
                break;
            }
            assert_eq!(after.len(), before.len() + 1, "trial {trial}, day {day}: {said}");
        }
        let kept = refused.unwrap_or_else(|| panic!("trial {trial}: it never filled up"));
        for old in &kept {
            let rehearsal = place.said(&["restore", old.to_str().unwrap(), "--rehearse", "--json"]);
            assert!(rehearsal.contains("\"behind\""), "trial {trial}: {rehearsal}");
        }
        // By hand the same.
        let own = disk.0.join("own.gz");
        let output = place.run(&["backup", own.to_str().unwrap(), "--json"]);
        assert_eq!(output.status.code(), Some(1), "trial {trial}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("store-full"), "trial {trial}: {output:?}");
        assert_eq!(backups(&disk.0), kept, "trial {trial}: nothing half by hand");
        must("mount", &["-o", "remount,size=64m", disk.0.to_str().unwrap()]);
        place.said(&["backup", own.to_str().unwrap()]);
        let rehearsal = place.said(&["restore", own.to_str().unwrap(), "--rehearse", "--json"]);
        assert!(rehearsal.contains("\"same\""), "trial {trial}: {rehearsal}");
    }
    println!("full disk of backups: {trials} of {trials} refused cleanly with the older ones whole");
}

#[test]
fn a_power_cut_at_any_moment_keeps_what_was_acknowledged() {
    if !are_wanted("power cut") {
        return;
    }
    let (mut luck, trials) = (Luck::of("power cut"), trials(3));
    let place = Place::with_sample();
    let (file, image) = (place.path().join("disk.img"), place.path().join("image.img"));
    let mut anew = 0;
    for trial in 0..trials {
        std::fs::File::create(&file).unwrap().set_len(96 << 20).unwrap();
        must("mkfs.ext4", &["-q", "-F", file.to_str().unwrap()]);
        let disk = Disk::mount(&["-o", "loop", file.to_str().unwrap()], place.path().join("disk"));
        let desk = disk.0.join("desk");
        super::base::copy(&place.path().join("desk"), &desk);
        must("sync", &["-f", desk.to_str().unwrap()]);
        let acknowledged = worked(&desk, &mut luck, &file, &image);
        drop(disk);
        let disk = Disk::mount(&["-o", "loop", image.to_str().unwrap()], place.path().join("after"));
        let desk = disk.0.join("desk");
        anew += u64::from(desk.join("sled").exists() && was_made_anew(&desk));
        whole(&desk, &acknowledged, &format!("trial {trial}"));
    }
    println!("power cut: {trials} of {trials} with everything acknowledged; the engine made anew {anew} times");
}

/// Whether opening sets the engine aside; what it mends is then mended.
fn was_made_anew(desk: &Path) -> bool {
    let mut registrar = open(desk).unwrap();
    registrar.mended().iter().any(|mended| mended.code == "store-mended-engine")
}

/// Works on a desk until its disk has been copied at a random moment; answers what was acknowledged before that.
fn worked(desk: &Path, luck: &mut Luck, file: &Path, image: &Path) -> BTreeMap<u64, String> {
    let (sender, said) = sync_channel(10_000);
    let moment = Duration::from_millis(200 + luck.below(1_500));
    std::thread::scope(|scope| {
        let (stop, stopped) = sync_channel::<()>(1);
        scope.spawn(move || {
            let mut registrar = open(desk).unwrap();
            for number in 0.. {
                let title = format!("courant {number}");
                super::base::propose(&mut registrar, vec![super::base::partner(&title)]);
                let _ = sender.send((registrar.desk().last_ref(), title));
                if stopped.try_recv().is_ok() {
                    break;
                }
            }
        });
        let begun = Instant::now();
        let mut acknowledged = BTreeMap::new();
        while begun.elapsed() < moment {
            acknowledged.extend(said.recv_timeout(Duration::from_millis(5)));
        }
        let copied = Command::new("cp").args([file, image]).stdout(Stdio::null()).status();
        let _ = stop.send(());
        assert!(copied.unwrap().success());
        acknowledged
    })
}
