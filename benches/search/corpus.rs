//! Names made of real parts, the same for the same seed.

use std::collections::HashSet;
use std::fs::read_to_string;

/// A small generator of numbers; the same seed gives the same names on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % sides.max(1) as u64) as usize
    }
}

/// Writes COUNT different names made of the parts in the files: `latin TAB arabic`, or one part a line.
pub fn make(args: &[String]) {
    let [count, seed, files @ ..] = args else {
        println!("usage: search --make COUNT SEED PARTS…");
        return;
    };
    let (count, seed): (usize, u64) = (count.parse().unwrap(), seed.parse().unwrap());
    let text: Vec<String> = files.iter().map(|file| read_to_string(file).unwrap()).collect();
    let cells = text.iter().flat_map(|text| text.lines().skip(1)).flat_map(|line| line.split('\t').take(2));
    let (arabic, latin): (Vec<&str>, Vec<&str>) = cells
        .filter(|part| !part.is_empty())
        .partition(|part| part.chars().any(|c| ('\u{0620}'..='\u{06FF}').contains(&c)));
    let mut dice = Dice(seed);
    let mut seen = HashSet::new();
    // Bounded: few parts give few names.
    for _ in 0..count.saturating_mul(20) {
        if seen.len() == count {
            break;
        }
        let parts = if dice.roll(5) == 0 && !arabic.is_empty() { &arabic } else { &latin };
        let words = 1 + dice.roll(3);
        let name: Vec<&str> = (0..words).map(|_| parts[dice.roll(parts.len())]).collect();
        let name = name.join(" ");
        if seen.insert(name.clone()) {
            println!("{name}");
        }
    }
}
