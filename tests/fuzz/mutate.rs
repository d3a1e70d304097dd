//! Bytes made worse: the small changes that break parsers, from a seed, so that every run can be repeated.

/// A source of numbers (xorshift64*), the same for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed | 1)
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`, which is above 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.roll() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// Bytes that stand at the edge of something.
const EDGES: [u8; 12] = [0, 1, 9, 10, 13, 27, 0x22, 0x7f, 0x80, 0xc2, 0xfb, 0xff];
/// Bytes of one mutated input at most.
pub const LONGEST: usize = 65_536;

/// A mutation of one of the seeds.
pub fn mutated(seeds: &[Vec<u8>], words: &[&str], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seeds[dice.below(seeds.len())].clone();
    bytes.truncate(LONGEST);
    for _ in 0..=dice.below(5) {
        change(&mut bytes, seeds, words, dice);
    }
    bytes.truncate(LONGEST);
    bytes
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], words: &[&str], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    let end = at + dice.below((bytes.len() - at).min(64) + 1);
    match dice.below(10) {
        0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
        1 if at < bytes.len() => bytes[at] = EDGES[dice.below(EDGES.len())],
        2 => bytes.insert(at, u8::try_from(dice.below(256)).unwrap()),
        3 => drop(bytes.drain(at..end)),
        4 => bytes.truncate(at),
        5 => drop(bytes.splice(at..at, words[dice.below(words.len())].bytes())),
        6 => drop(bytes.splice(at..end, words[dice.below(words.len())].bytes())),
        // The same again and again: nesting, long runs, counts.
        7 => {
            let piece = bytes[at..end.min(at + 8)].to_vec();
            let times = 1 << dice.below(11);
            bytes.splice(at..at, piece.repeat(times));
        }
        8 => {
            let other = &seeds[dice.below(seeds.len())];
            let from = dice.below(other.len() + 1);
            let to = from + dice.below((other.len() - from).min(512) + 1);
            bytes.splice(at..at, other[from..to].iter().copied());
        }
        _ => {
            let number = [u64::MAX, 0, 1 << 31, 1 << 53, 255, 65_536][dice.below(6)];
            let width = 1 << dice.below(4);
            drop(bytes.splice(at..end, number.to_le_bytes().into_iter().take(width)));
        }
    }
}
