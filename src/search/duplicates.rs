//! Records that are probably the same: one organisation entered twice, one person in two scripts.
//!
//! Records are brought together by what they share, each sign with its weight; a sign that many share tells nothing. What
//! speaks against a pair (another country, another sort) lowers it. Pairs that people called different stay out for good:
//! that is a field of the record, with a history like every other.

use crate::domain::{Desk, Fields, Kind, Record, Ref, Value};
use crate::{limits, text};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What two records share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// A code of a register.
    Code,
    /// An address of electronic mail.
    Mail,
    /// A name, its words in any order.
    Name,
    /// A telephone number.
    Phone,
    /// A name that sounds the same, in whichever script.
    Sound,
    /// A name with one letter wrong.
    Typo,
    /// An acronym.
    Acronym,
    /// What they are part of.
    Parent,
}

impl Sign {
    /// The key of its message.
    pub fn key(self) -> &'static str {
        match self {
            Sign::Code => "twins-code",
            Sign::Mail => "twins-mail",
            Sign::Name => "twins-name",
            Sign::Phone => "twins-phone",
            Sign::Sound => "twins-sound",
            Sign::Typo => "twins-typo",
            Sign::Acronym => "twins-acronym",
            Sign::Parent => "twins-parent",
        }
    }

    fn weight(self) -> i32 {
        match self {
            Sign::Code => 50,
            Sign::Mail | Sign::Name => 45,
            Sign::Phone => 35,
            Sign::Sound | Sign::Typo => 30,
            Sign::Acronym => 20,
            Sign::Parent => 10,
        }
    }
}

/// From this weight on a pair is told: an acronym alone is enough where nothing speaks against it.
const TOLD_FROM: i32 = 20;
/// Taken off where both have a country and the countries differ.
const OTHER_COUNTRY: i32 = 25;
/// Taken off where the sorts differ.
const OTHER_SORT: i32 = 5;
/// Letters of a name from which one wrong letter is a slip and no other name.
const TYPO_FROM: usize = 6;
/// Letters of the word in which the slip is.
const TYPO_WORD: usize = 5;
/// Letters of a name up to which slips are looked for.
const TYPO_TO: usize = 80;
/// Consonants from which a name is told by its sound.
const SOUND_FROM: usize = 5;
/// Digits of a telephone number that are compared: what is left without the country.
const PHONE_DIGITS: usize = 9;

/// Two records that are probably the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twins {
    /// The records, the older number first.
    pub pair: [Ref; 2],
    /// What they share, the most telling first.
    pub signs: Vec<Sign>,
    /// How much it tells; comparable within one answer.
    pub weight: i32,
}

/// The likely duplicates among the records of these kinds, the surest first; the same desk gives the same list.
pub fn twins(desk: &Desk, kinds: &[Kind]) -> Vec<Twins> {
    twins_while(desk, kinds, &|| true).unwrap_or_default()
}

/// The likely duplicates as [`twins`] tells them; nothing once they are not wanted any more, which is asked at every record.
pub fn twins_while(desk: &Desk, kinds: &[Kind], is_wanted: &dyn Fn() -> bool) -> Option<Vec<Twins>> {
    let mut found = Vec::new();
    for kind in kinds {
        found.extend(of_kind(desk, *kind, is_wanted)?);
    }
    found.sort_by(|a, b| b.weight.cmp(&a.weight).then(a.pair.cmp(&b.pair)));
    found.truncate(limits::TWINS_TOLD);
    Some(found)
}

fn of_kind(desk: &Desk, kind: Kind, is_wanted: &dyn Fn() -> bool) -> Option<Vec<Twins>> {
    let records: Vec<&Record> = desk.of_kind(kind).map(AsRef::as_ref).collect();
    let mut groups: HashMap<(Sign, u64), Vec<u32>> = HashMap::new();
    for (place, record) in (0u32..).zip(&records) {
        is_wanted().then_some(())?;
        signs_of(record, &mut |sign, text| {
            let members = groups.entry((sign, hash(text))).or_default();
            if members.last() != Some(&place) {
                members.push(place);
            }
        });
    }
    let mut pairs: BTreeMap<(u32, u32), Vec<Sign>> = BTreeMap::new();
    let mut join = |sign: Sign, members: &[u32]| {
        for (at, first) in members.iter().enumerate() {
            for second in members.iter().skip(at + 1) {
                let signs = pairs.entry((*first, *second)).or_default();
                if !signs.contains(&sign) {
                    signs.push(sign);
                }
            }
        }
    };
    for ((sign, _), members) in groups.iter().filter(|(_, members)| members.len() <= limits::TWINS_OF_A_SIGN) {
        join(*sign, members);
    }
    slips(&records, is_wanted, &mut |first, second| join(Sign::Typo, &[first, second]))?;
    let mut judged = Vec::new();
    for ((first, second), signs) in pairs {
        is_wanted().then_some(())?;
        let pair = records.get(first as usize).zip(records.get(second as usize));
        judged.extend(pair.and_then(|(first, second)| judge([first, second], signs)));
    }
    Some(judged)
}

/// Calls `see` with everything by which a record may be known again, folded.
fn signs_of(record: &Record, see: &mut dyn FnMut(Sign, &str)) {
    let field = |key: &str| record.kind.spec().field(key).and_then(|field| record.fields.get(field.id));
    for name in names(record) {
        let folded = text::fold(&name).text;
        let mut words: Vec<&str> = folded.split(' ').collect();
        words.sort_unstable();
        see(Sign::Name, &words.join(" "));
        for sound in text::skeletons(&folded) {
            let letters: String = sound.split_whitespace().collect();
            if letters.chars().count() >= SOUND_FROM {
                see(Sign::Sound, &letters);
            }
        }
    }
    let mut each = |key: &str, sign: Sign| {
        if let Some(value) = field(key) {
            texts(value, &mut |text| {
                let folded = text::fold(text).text;
                if folded.chars().count() > 1 {
                    see(sign, &folded);
                }
            });
        }
    };
    each("acronyms", Sign::Acronym);
    each("code", Sign::Code);
    if let Some(Value::List(contacts)) = field("contacts") {
        contacts.iter().for_each(|contact| contact_signs(contact, see));
    }
}

fn contact_signs(contact: &Value, see: &mut dyn FnMut(Sign, &str)) {
    use crate::domain::kinds::partner::contact;
    let Value::Part(fields) = contact else { return };
    let Some(value) = fields.text(contact::VALUE.id) else { return };
    if value.contains('@') {
        return see(Sign::Mail, value.trim().to_lowercase().as_str());
    }
    let is_number = matches!(fields.text(contact::TYPE.id), Some("phone" | "mobile" | "fax"));
    let digits: String = text::fold(value).text.chars().filter(char::is_ascii_digit).collect();
    if let Some(start) = digits.len().checked_sub(PHONE_DIGITS).filter(|_| is_number) {
        see(Sign::Phone, digits.get(start..).unwrap_or_default());
    }
}

/// The names of a record: its title in every language, its other spellings and former names.
fn names(record: &Record) -> Vec<String> {
    let mut names = Vec::new();
    let spec = record.kind.spec();
    let title = spec.field_by_id(spec.title).map_or("", |field| field.key);
    for key in [title, "aliases", "former_names"] {
        if let Some(value) = spec.field(key).and_then(|field| record.fields.get(field.id)) {
            texts(value, &mut |text| names.push(text.to_owned()));
        }
    }
    names
}

fn texts(value: &Value, see: &mut dyn FnMut(&str)) {
    match value {
        Value::Text(text) => see(text),
        Value::Text3(text) => text.texts().for_each(|(_, text)| see(text)),
        Value::List(values) => values.iter().for_each(|value| texts(value, see)),
        Value::Part(fields) => fields.iter().for_each(|(_, value)| texts(value, see)),
        _ => {}
    }
}

/// Calls `see` with every two records whose titles in one language are one slip of the finger apart. Two such titles agree
/// once a letter of each, or of one, is left out: they are brought together by what is left.
fn slips(records: &[&Record], is_wanted: &dyn Fn() -> bool, see: &mut dyn FnMut(u32, u32)) -> Option<()> {
    for lang in crate::lang::Lang::ALL {
        let mut titles: Vec<(u32, Vec<char>)> = Vec::new();
        let mut shortened: Vec<(u64, u32)> = Vec::new();
        for (place, record) in (0u32..).zip(records) {
            is_wanted().then_some(())?;
            let Some(title) = record.title3().and_then(|title| title.get(lang)) else { continue };
            let letters: Vec<char> = text::fold(title).text.chars().collect();
            if (TYPO_FROM..=TYPO_TO).contains(&letters.len()) {
                let own = u32::try_from(titles.len()).unwrap_or(u32::MAX);
                let gaps = std::iter::once(usize::MAX).chain(0..letters.len());
                shortened.extend(gaps.map(|gap| (hash_without(&letters, gap), own)));
                titles.push((place, letters));
            }
        }
        shortened.sort_unstable();
        shortened.dedup();
        for group in shortened.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() <= limits::TWINS_OF_A_SIGN) {
            is_wanted().then_some(())?;
            for (at, (_, first)) in group.iter().enumerate() {
                for (_, second) in group.iter().skip(at + 1) {
                    let (Some(first), Some(second)) = (titles.get(*first as usize), titles.get(*second as usize))
                    else {
                        continue;
                    };
                    if is_slip(&first.1, &second.1) {
                        see(first.0.min(second.0), first.0.max(second.0));
                    }
                }
            }
        }
    }
    Some(())
}

/// Whether two different names are one letter apart: changed, added, left out, or exchanged with its neighbour. Another number, another
/// first letter (Amal and Jamal) or another short word is another name.
fn is_slip(first: &[char], second: &[char]) -> bool {
    let before = first.iter().zip(second).take_while(|(a, b)| a == b).count();
    let rest = (first.len().min(second.len())) - before;
    let after = first.iter().rev().zip(second.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (a, b) = (first.get(before..first.len() - after), second.get(before..second.len() - after));
    let (Some(a), Some(b)) = (a, b) else { return false };
    let has_digit = a.iter().chain(b).any(char::is_ascii_digit);
    let in_word = |name: &[char]| {
        let start = name.iter().take(before).rposition(|letter| *letter == ' ').map_or(0, |at| at + 1);
        let length = name.iter().skip(start).take_while(|letter| **letter != ' ').count();
        before > start && length >= TYPO_WORD
    };
    let is_one = match (a, b) {
        ([], [_]) | ([_], []) | ([_], [_]) => true,
        ([x, y], [v, w]) => x == w && y == v,
        _ => false,
    };
    is_one && !has_digit && in_word(first) && in_word(second)
}

fn judge([first, second]: [&Record; 2], mut signs: Vec<Sign>) -> Option<Twins> {
    if calls_different(first, second.reference) || calls_different(second, first.reference) {
        return None;
    }
    let link =
        |record: &Record, key: &str| record.kind.spec().field(key).and_then(|field| record.fields.link(field.id));
    for key in ["parent", "partner"] {
        if link(first, key).is_some() && link(first, key) == link(second, key) {
            signs.push(Sign::Parent);
        }
    }
    if signs.contains(&Sign::Sound) && !sound_alike(first, second) {
        signs.retain(|sign| *sign != Sign::Sound);
    }
    // Who sounds alike is not the same sound twice.
    if signs.contains(&Sign::Name) {
        signs.retain(|sign| !matches!(sign, Sign::Sound | Sign::Typo));
    }
    let text = |record: &Record, key: &str| {
        let field = record.kind.spec().field(key)?;
        record.fields.text(field.id).map(str::to_owned)
    };
    let differ = |key: &str| text(first, key).zip(text(second, key)).is_some_and(|(a, b)| a != b);
    let mut weight: i32 = signs.iter().map(|sign| sign.weight()).sum();
    weight -= if differ("country") { OTHER_COUNTRY } else { 0 };
    weight -= if differ("type") { OTHER_SORT } else { 0 };
    signs.sort_unstable();
    let mut pair = [first.reference, second.reference];
    pair.sort_unstable();
    (weight >= TOLD_FROM && signs != [Sign::Parent]).then_some(Twins { pair, signs, weight })
}

/// Whether two records have names that sound the same and are not, letter by letter, those of others: in Arabic letters the
/// consonants must be the same ones (أمل is not عمل), and the numbers of both names must be (Mohammed V is not Mohammed VI).
fn sound_alike(first: &Record, second: &Record) -> bool {
    let folded = |record: &Record| names(record).iter().map(|name| text::fold(name).text).collect::<Vec<_>>();
    let others = folded(second);
    folded(first).iter().any(|own| {
        let sounds = text::skeletons(own);
        others.iter().any(|other| {
            let is_same = |sound: &String| {
                let joined = |key: &str| key.replace(' ', "");
                sounds.iter().any(|own| joined(own) == joined(sound))
            };
            let are_arabic = is_arabic(own) && is_arabic(other);
            text::skeletons(other).iter().any(is_same)
                && numbers(own) == numbers(other)
                && (!are_arabic || consonants(own) == consonants(other))
        })
    })
}

fn is_arabic(folded: &str) -> bool {
    folded.chars().any(|letter| ('\u{0620}'..='\u{064A}').contains(&letter))
}

/// The letters of a folded Arabic name that are no vowel.
fn consonants(folded: &str) -> String {
    folded.chars().filter(|letter| !matches!(letter, 'ا' | 'و' | 'ي' | ' ')).collect()
}

/// The words of a name that are numbers, in digits or as the Romans wrote them.
fn numbers(folded: &str) -> Vec<&str> {
    let is_number = |word: &&str| {
        let is_roman = word.len() <= 4 && word.bytes().all(|letter| b"ivx".contains(&letter));
        !word.is_empty() && (is_roman || word.bytes().all(|letter| letter.is_ascii_digit()))
    };
    folded.split(' ').filter(is_number).collect()
}

fn calls_different(record: &Record, other: Ref) -> bool {
    let field = record.kind.spec().field("distinct_from");
    field.is_some_and(|field| record.fields.links(field.id).any(|target| target == other))
}

/// Whether both records of a pair are still there and nobody called them different since.
pub fn still_alike(desk: &Desk, twins: &Twins) -> bool {
    let there = |reference: Ref| desk.get(reference).filter(|record| record.reference == reference);
    let [first, second] = twins.pair;
    match (there(first), there(second)) {
        (Some(one), Some(other)) => !calls_different(one, second) && !calls_different(other, first),
        _ => false,
    }
}

/// The fields of the first record of a pair once people have called the two different.
pub fn called_different(record: &Record, other: Ref) -> Option<Fields> {
    let field = record.kind.spec().field("distinct_from")?;
    let mut links: Vec<Value> = record.fields.list(field.id).to_vec();
    if !links.contains(&Value::Link(other)) {
        links.push(Value::Link(other));
    }
    let mut fields = record.fields.clone();
    fields.set(field.id, Some(Value::List(links)));
    Some(fields)
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn hash_without(letters: &[char], gap: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (_, letter) in letters.iter().enumerate().filter(|(at, _)| *at != gap) {
        letter.hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names of organisations in pairs: of one, and of two that only look alike.
    const SAME: &[[&str; 2]] = &[
        ["Ministère de l’Intérieur", "MINISTERE DE L'INTERIEUR"],
        ["Ministère de la Santé", "Ministere de la Santé"],
        ["وزارة الداخلية", "وزاره الداخليه"],
        ["المكتب الوطني للسكك الحديدية", "المكتب الوطنى للسكك الحديديه"],
        ["Organisation internationale pour les migrations", "Organisation internationale pour les migratons"],
        ["Fondation Hassan II", "Fondation Hasan II"],
        ["Haut-Commissariat au Plan", "Haut Commissariat au Plan"],
        ["United Nations Development Programme", "United Nations Developement Programme"],
        ["Conseil national des droits de l’Homme", "Conseil National des Droits de l'homme"],
        ["Agence Bayt Mal Al Qods", "وكالة بيت مال القدس"],
        ["Association Tawasul", "جمعية تواصل"],
        ["European Training Foundation", "Training Foundation, European"],
        ["Université Cadi Ayyad", "Université Cadi Ayad"],
        ["Office chérifien des phosphates", "Office cherifien des phosphates"],
        ["الهلال الأحمر المغربي", "الهلال الاحمر المغربي"],
    ];
    const OTHER: &[[&str; 2]] = &[
        ["Ministère de l’Intérieur", "Ministère de la Justice"],
        ["Commission régionale 12", "Commission régionale 13"],
        ["Université Hassan Ier", "Université Hassan II"],
        ["Fondation Mohammed V", "Fondation Mohammed VI"],
        ["المجلس الأعلى للحسابات", "المجلس الأعلى للقضاء"],
        ["Banque mondiale", "Banque populaire"],
        ["Union européenne", "Union africaine"],
        ["Ambassade de France", "Ambassade de Finlande"],
        ["Direction des études", "Direction des écoles"],
        ["جمعية الأمل", "جمعية العمل"],
        ["Wilaya de Rabat", "Wilaya de Tanger"],
        ["Agence nationale des ports", "Agence nationale des sports"],
        ["Office du tourisme", "Office du commerce"],
        ["مؤسسة محمد الخامس", "مؤسسة محمد السادس"],
        ["Consulat général d’Espagne", "Consulat général d’Italie"],
    ];

    fn are_told(pair: &[&str; 2]) -> bool {
        use crate::domain::Text3;
        use crate::domain::kinds::partner;
        let record = |(name, number): (&&str, u64)| {
            let is_arabic = name.chars().any(|c| ('\u{620}'..='\u{6FF}').contains(&c));
            let text = Some((*name).to_owned());
            let names =
                if is_arabic { Text3 { ar: text, ..Text3::default() } } else { Text3 { fr: text, ..Text3::default() } };
            let fields = Fields::new().with(partner::NAMES.id, names);
            std::sync::Arc::new(Record { reference: Ref(number), kind: Kind::Partner, rev: 1, fields })
        };
        !twins(&Desk::restore(1, 2, pair.iter().zip(1u64..).map(record), []), &[Kind::Partner]).is_empty()
    }

    #[test]
    fn who_is_not_wanted_any_more_stops_before_the_next_record() {
        use crate::domain::Text3;
        use crate::domain::kinds::partner;
        let record = |number: u64| {
            let names = Text3 { fr: Some(format!("Fondation {number}")), ..Text3::default() };
            let fields = Fields::new().with(partner::NAMES.id, names);
            std::sync::Arc::new(Record { reference: Ref(number), kind: Kind::Partner, rev: 1, fields })
        };
        let desk = Desk::restore(1, 100, (1..=100).map(record), []);
        let asked = std::cell::Cell::new(0);
        let is_wanted = |most: u32| {
            asked.set(asked.get() + 1);
            asked.get() <= most
        };
        assert_eq!(twins_while(&desk, &[Kind::Partner], &|| is_wanted(u32::MAX)), Some(Vec::new()));
        let all = asked.replace(0);
        assert!(all >= 300, "{all}");
        for most in [0, 1, 99, 100, 150, 250, all - 1] {
            asked.set(0);
            assert_eq!(twins_while(&desk, &[Kind::Partner], &|| is_wanted(most)), None);
            assert_eq!(asked.get(), most + 1);
        }
    }

    #[test]
    fn of_labelled_pairs_most_of_the_same_are_told_and_few_others() {
        let missed: Vec<_> = SAME.iter().filter(|pair| !are_told(pair)).collect();
        let wrong: Vec<_> = OTHER.iter().filter(|pair| are_told(pair)).collect();
        let told = SAME.len() - missed.len();
        assert!(told * 10 >= SAME.len() * 8, "missed {missed:?}");
        assert!(told * 10 >= (told + wrong.len()) * 9, "wrong {wrong:?}");
    }

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
        ] {
            assert!(!is(a, b), "{a} {b}");
        }
    }
}
