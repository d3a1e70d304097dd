//! One slip of the finger between two names, told from what makes another name of one.

/// Letters of the word in which the slip is.
const TYPO_WORD: usize = 5;
/// Letters of the word whose first one is wrong.
const TYPO_FIRST_WORD: usize = 6;
/// Letters of a short word of which a vowel may be wrong.
const TYPO_VOWEL_WORD: usize = 4;

/// Whether two different names are one letter apart: changed, added, left out, or exchanged with its neighbour. Another number, or
/// another letter of a short word is another name, as is another first letter where the word is not long (Amal and Jamal); a vowel
/// more or less is not.
pub(crate) fn is_slip(first: &[char], second: &[char]) -> bool {
    let before = first.iter().zip(second).take_while(|(a, b)| a == b).count();
    let rest = (first.len().min(second.len())) - before;
    let after = first.iter().rev().zip(second.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (a, b) = (first.get(before..first.len() - after), second.get(before..second.len() - after));
    let (Some(a), Some(b)) = (a, b) else { return false };
    let has_digit = a.iter().chain(b).any(char::is_ascii_digit);
    let are_vowels = a.iter().chain(b).all(|letter| "aeiouy".contains(*letter));
    let in_word = |name: &[char]| {
        let start = name.iter().take(before).rposition(|letter| *letter == ' ').map_or(0, |at| at + 1);
        let length = name.iter().skip(start).take_while(|letter| **letter != ' ').count();
        let least = match before > start {
            true if are_vowels => TYPO_VOWEL_WORD,
            true => TYPO_WORD,
            false => TYPO_FIRST_WORD,
        };
        length >= least
    };
    let is_one = match (a, b) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([x, y], [v, w]) => x == w && y == v,
        _ => false,
    };
    is_one && !has_digit && !a.contains(&' ') && !b.contains(&' ') && in_word(first) && in_word(second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_inside_a_long_word() {
        let is = |a: &str, b: &str| is_slip(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        for (a, b) in [
            ("ministere interieur", "ministere interieurr"),
            ("ministere interieur", "ministere inteireur"),
            ("fondation hassan", "fondaton hassan"),
            ("وزاره الداخليه", "وزاره الداخلبه"),
        ] {
            assert!(is(a, b) && is(b, a), "{a} {b}");
        }
        for (a, b) in [
            ("amal exemple", "jamal exemple"),
            ("anna modele", "awna modele"),
            ("commission 12", "commission 13"),
            ("ministere interieur", "ministere exterieur"),
            ("same", "same"),
            ("elon musk", "elon munk"),
            ("amira exemple", "samira exemple"),
        ] {
            assert!(!is(a, b), "{a} {b}");
        }
    }

    #[test]
    fn a_long_word_may_begin_wrongly_and_a_short_one_have_another_vowel() {
        let is = |a: &str, b: &str| is_slip(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>());
        assert!(is("wladimir exemple", "vladimir exemple") && is("invidia", "nvidia") && is("elon mosk", "elon musk"));
    }
}
