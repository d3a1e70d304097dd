//! Records that are probably the same: one organisation entered twice, one person in two scripts.
//!
//! Records are brought together by what they share, each sign with its weight; a sign that many share tells nothing. What
//! speaks against a pair (another country, another sort) lowers it. Pairs that people called different stay out for good:
//! that is a field of the record, with a history like every other.

use super::names::is_other_gender;
use super::names::{Bearer, Name, NameWords};
use super::slips::is_slip;
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
    /// A name but for its legal form, its title, small words or spaces.
    Core,
    /// A telephone number.
    Phone,
    /// A name that sounds the same, in whichever script.
    Sound,
    /// A name with one letter wrong, or two in a long word.
    Typo,
    /// A person's name, one with more words than the other.
    Within,
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
            Sign::Core => "twins-core",
            Sign::Phone => "twins-phone",
            Sign::Sound => "twins-sound",
            Sign::Typo => "twins-typo",
            Sign::Within => "twins-within",
            Sign::Acronym => "twins-acronym",
            Sign::Parent => "twins-parent",
        }
    }

    fn weight(self) -> i32 {
        match self {
            Sign::Code => 50,
            Sign::Mail | Sign::Name => 45,
            Sign::Core => 40,
            Sign::Phone => 35,
            Sign::Sound | Sign::Typo => 30,
            Sign::Acronym | Sign::Within => 20,
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
/// Letters of a name up to which slips are looked for.
const TYPO_TO: usize = 80;
/// Letters from which what is left of a name tells whose it is.
const CORE_FROM: usize = 3;
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
pub fn twins(desk: &Desk, kinds: &[Kind], words: &NameWords) -> Vec<Twins> {
    twins_while(desk, kinds, words, &|| true).unwrap_or_default()
}

/// The likely duplicates as [`twins`] tells them; nothing once they are not wanted any more, which is asked at every record.
pub fn twins_while(desk: &Desk, kinds: &[Kind], words: &NameWords, is_wanted: &dyn Fn() -> bool) -> Option<Vec<Twins>> {
    let mut found = Vec::new();
    for kind in kinds {
        found.extend(of_kind(desk, *kind, words, is_wanted)?);
    }
    found.sort_by(|a, b| b.weight.cmp(&a.weight).then(a.pair.cmp(&b.pair)));
    found.truncate(limits::TWINS_TOLD);
    Some(found)
}

impl Bearer {
    fn of(record: &Record) -> Bearer {
        if record.kind == Kind::Person { Bearer::Person } else { Bearer::Body }
    }
}

/// A record and its names, ready to be compared.
struct Known<'d> {
    record: &'d Record,
    bearer: Bearer,
    names: Vec<Name>,
}

impl<'d> Known<'d> {
    fn new(record: &'d Record, words: &NameWords) -> Known<'d> {
        let bearer = Bearer::of(record);
        let names = names(record).iter().map(|name| words.name(name, bearer)).collect();
        Known { record, bearer, names }
    }

    /// Whether a name of this one and a name of the other agree so.
    fn any(&self, other: &Known<'_>, agree: impl Fn(&Name, &Name) -> bool) -> bool {
        self.names.iter().any(|own| other.names.iter().any(|name| agree(own, name)))
    }
}

fn of_kind(desk: &Desk, kind: Kind, words: &NameWords, is_wanted: &dyn Fn() -> bool) -> Option<Vec<Twins>> {
    let records: Vec<&Record> = desk.of_kind(kind).map(AsRef::as_ref).collect();
    let mut groups: HashMap<(Sign, u64), Vec<u32>> = HashMap::new();
    for (place, record) in (0u32..).zip(&records) {
        is_wanted().then_some(())?;
        signs_of(&Known::new(record, words), &mut |sign, text| {
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
    slips(&records, words, is_wanted, &mut |first, second| join(Sign::Typo, &[first, second]))?;
    let mut judged = Vec::new();
    for ((first, second), signs) in pairs {
        is_wanted().then_some(())?;
        let pair = records.get(first as usize).zip(records.get(second as usize));
        judged.extend(pair.and_then(|(first, second)| judge([first, second].map(|one| Known::new(one, words)), signs)));
    }
    Some(judged)
}

/// Calls `see` with everything by which a record may be known again, folded.
fn signs_of(known: &Known<'_>, see: &mut dyn FnMut(Sign, &str)) {
    let record = known.record;
    let field = |key: &str| record.kind.spec().field(key).and_then(|field| record.fields.get(field.id));
    for name in &known.names {
        name_signs(name, known.bearer, see);
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

/// What a name may be known again by: its words, what is left of it without those that say nothing, its sound.
fn name_signs(name: &Name, bearer: Bearer, see: &mut dyn FnMut(Sign, &str)) {
    let sorted = |mut words: Vec<&str>| {
        words.sort_unstable();
        words.join(" ")
    };
    see(Sign::Name, &sorted(name.whole.split(' ').collect()));
    let together = name.together();
    if together.chars().count() >= CORE_FROM {
        see(Sign::Core, &together);
        see(Sign::Core, &sorted(name.words.iter().map(String::as_str).collect()));
    }
    let mut sounds = |letters: &str| {
        if letters.chars().count() >= SOUND_FROM {
            see(Sign::Sound, letters);
        }
    };
    for sound in text::skeletons(&name.core()) {
        sounds(&sound.split_whitespace().collect::<String>());
        if bearer == Bearer::Person {
            sounds(&sorted(sound.split_whitespace().collect()).replace(' ', ""));
        }
    }
    if bearer == Bearer::Person {
        within_signs(name, see);
    }
}

/// What the longer of two names of a person shares with the shorter: two words of it, or one beside an initial or another
/// beginning.
fn within_signs(name: &Name, see: &mut dyn FnMut(Sign, &str)) {
    let bones = |word: &String| text::skeletons(word).into_iter().next().unwrap_or_default();
    let words: Vec<(&String, String)> =
        name.words.iter().take(limits::NAME_PAIRED_WORDS).map(|word| (word, bones(word))).collect();
    let initial = |word: &String| word.chars().take(1).collect::<String>();
    for (at, (first, own)) in words.iter().enumerate() {
        for (second, other) in words.iter().skip(at + 1) {
            let (low, high) = if own <= other { (own, other) } else { (other, own) };
            see(Sign::Within, &format!("{low} {high}"));
            see(Sign::Within, &format!("{}. {other}", initial(first)));
            see(Sign::Within, &format!("{}. {own}", initial(second)));
        }
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
fn slips(
    records: &[&Record],
    words: &NameWords,
    is_wanted: &dyn Fn() -> bool,
    see: &mut dyn FnMut(u32, u32),
) -> Option<()> {
    for lang in crate::lang::Lang::ALL {
        let mut titles: Vec<(u32, Vec<char>)> = Vec::new();
        let mut shortened: Vec<(u64, u32)> = Vec::new();
        for (place, record) in (0u32..).zip(records) {
            is_wanted().then_some(())?;
            let Some(title) = record.title3().and_then(|title| title.get(lang)) else { continue };
            let letters: Vec<char> = words.name(title, Bearer::of(record)).core().chars().collect();
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
                    let is_person = records.first().is_some_and(|record| Bearer::of(record) == Bearer::Person);
                    if is_slip(&first.1, &second.1) && !(is_person && has_other_gender(&first.1, &second.1)) {
                        see(first.0.min(second.0), first.0.max(second.0));
                    }
                }
            }
        }
    }
    Some(())
}

/// Whether a word of one name is that of the other with the ending of women.
fn has_other_gender(first: &[char], second: &[char]) -> bool {
    let words = |name: &[char]| name.iter().collect::<String>().split(' ').map(str::to_owned).collect::<Vec<_>>();
    words(first).iter().zip(&words(second)).any(|(one, other)| is_other_gender(one, other))
}

fn judge([one, other]: [Known<'_>; 2], mut signs: Vec<Sign>) -> Option<Twins> {
    let (first, second) = (one.record, other.record);
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
    if signs.contains(&Sign::Within) && !signs.contains(&Sign::Typo) && one.any(&other, Name::is_mistyped) {
        signs.push(Sign::Typo);
    }
    signs.retain(|sign| match sign {
        Sign::Sound => one.any(&other, |own, name| own.sounds_like(name, one.bearer)),
        Sign::Within => one.any(&other, Name::is_within),
        _ => true,
    });
    // What is told by the name is not told by less of it once more.
    let of_name = [Sign::Name, Sign::Core, Sign::Typo, Sign::Sound, Sign::Within];
    if let Some(best) = of_name.iter().position(|sign| signs.contains(sign)) {
        let less = of_name.get(best + 1..).unwrap_or(&[]);
        signs.retain(|sign| !less.contains(sign));
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
        ["Sahel Ingénierie SARL", "Sahel Ingénierie"],
        ["Sahel Ingénierie S.A.R.L. AU", "SAHEL INGENIERIE"],
        ["شركة الساحل للهندسة ش.م.م", "الساحل للهندسة"],
        ["Nordwind Energie GmbH", "Nordwind Energie Gesellschaft mit beschränkter Haftung"],
        ["Atlas & Fils Cie", "Atlas et Fils"],
        ["BankAssafa", "Bank Assafa"],
        ["Compagnie Sahel Transport SA", "Sahel Transport Ltd"],
        ["The Sahel Forum", "Sahel Forum"],
        ["2ème Forum du Sahel", "2eme forum du Sahel"],
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
        ["Sahel Ingénierie SARL", "Sahel Conseil SARL"],
        ["شركة الساحل ش.م.م", "شركة الشمال ش.م.م"],
        ["Fonds Atlas I SA", "Fonds Atlas II SA"],
        ["Union africaine", "Union africaine de radiodiffusion"],
        ["Nations Unies", "Association pour les Nations Unies"],
        ["Générale de travaux SA", "Générale de transport SA"],
        ["Atlas Maroc SARL", "Atlas Sénégal SARL"],
    ];

    /// Names of persons in pairs, likewise.
    const SAME_PERSON: &[[&str; 2]] = &[
        ["Dr Karim Exemple", "Karim Exemple"],
        ["السيد كريم مثال", "كريم مثال"],
        ["EXEMPLE, Karim", "Karim Exemple"],
        ["KarimExemple", "Karim Exemple"],
        ["Karim Exemple", "Karim Ahmed Exemple"],
        ["محمد مثال", "محمد بن أحمد مثال"],
        ["K. Exemple", "Karim Exemple"],
        ["Cheikh Isa Ben Tarif", "Isa Bin Tarif"],
        ["Abdellatif Benchekroun", "عبد اللطيف بنشقرون"],
        ["Mohammed Exemple", "Mohamed Exemple"],
        ["Abderrahmane Bouchtoufi", "Abderrahmane Bouchentoufi"],
    ];
    const OTHER_PERSON: &[[&str; 2]] = &[
        ["Karim Exemple", "Karima Exemple"],
        ["كريم مثال", "كريمة مثال"],
        ["حسن مثال", "حسين مثال"],
        ["Hassan Exemple", "Houssine Exemple"],
        ["Jamal Exemple", "Kamal Exemple"],
        ["Karim Exemple", "Karim Modele"],
        ["Karim Ben Ali Exemple", "Karim Ben Omar Exemple"],
        ["Exemple", "Karim Exemple"],
        ["Rami Modele", "Ramzi Modele"],
        ["سعيد مثال", "سعد مثال"],
        ["Olga Barynova", "Oleg Baranov"],
    ];

    fn are_told(kind: Kind, pair: &[&str; 2]) -> bool {
        use crate::domain::Text3;
        use crate::domain::kinds::{partner, person};
        let record = |(name, number): (&&str, u64)| {
            let is_arabic = name.chars().any(|c| ('\u{620}'..='\u{6FF}').contains(&c));
            let text = Some((*name).to_owned());
            let names =
                if is_arabic { Text3 { ar: text, ..Text3::default() } } else { Text3 { fr: text, ..Text3::default() } };
            let field = if kind == Kind::Person { person::NAMES.id } else { partner::NAMES.id };
            let fields = Fields::new().with(field, names);
            std::sync::Arc::new(Record { reference: Ref(number), kind, rev: 1, fields })
        };
        let words = NameWords::of_lexicon(&crate::lang::Lexicon::load());
        !twins(&Desk::restore(1, 2, pair.iter().zip(1u64..).map(record), []), &[kind], &words).is_empty()
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
        let words = NameWords::default();
        let asked = std::cell::Cell::new(0);
        let is_wanted = |most: u32| {
            asked.set(asked.get() + 1);
            asked.get() <= most
        };
        assert_eq!(twins_while(&desk, &[Kind::Partner], &words, &|| is_wanted(u32::MAX)), Some(Vec::new()));
        let all = asked.replace(0);
        assert!(all >= 300, "{all}");
        for most in [0, 1, 99, 100, 150, 250, all - 1] {
            asked.set(0);
            assert_eq!(twins_while(&desk, &[Kind::Partner], &words, &|| is_wanted(most)), None);
            assert_eq!(asked.get(), most + 1);
        }
    }

    #[test]
    fn of_labelled_pairs_most_of_the_same_are_told_and_few_others() {
        for (kind, same, other) in [(Kind::Partner, SAME, OTHER), (Kind::Person, SAME_PERSON, OTHER_PERSON)] {
            let missed: Vec<_> = same.iter().filter(|pair| !are_told(kind, pair)).collect();
            let wrong: Vec<_> = other.iter().filter(|pair| are_told(kind, pair)).collect();
            let told = same.len() - missed.len();
            assert!(told * 10 >= same.len() * 9, "missed {missed:?}");
            assert!(told * 20 >= (told + wrong.len()) * 19, "wrong {wrong:?}");
        }
    }
}
