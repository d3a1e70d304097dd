//! One search: candidates by tiers, the cheapest and best first, until enough hits are certain.
//!
//! Every stage hands numbers of entries to the judge; what the judge finds better than the stage
//! promised is kept as such. The overlay is judged whole, before the base. The last scorer sees
//! only the best few hundred.

use std::collections::{BinaryHeap, HashMap};
use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;

use super::edit;
use super::judge::{Needle, PART_LETTERS, Verdict};
use super::keys::SkeletonKey;
use super::overlay::Live;
use super::{Answer, Hit, Index, Tier, highlight, initials, sound};
use crate::limits;

/// So many good hits make a scan of all words pointless.
const FEW: usize = 3;

/// The cost up to which a skeleton agrees as a whole and by its vowels.
const ALIKE: u32 = 3;

/// The cost of a skeleton from which on a consonant differs, and the differences that one word may have then.
const SPOILT: u32 = 4;

/// The cost up to which a skeleton makes a search for rarer mistakes pointless.
const NEAR: u32 = 9;

/// The same in the query's own letters, where mistakes are what is likely.
const NEAR_OWN: u32 = 5;

/// What brings a name that is wholly another name of the query before those that begin so: France is called French, and French
/// Polynesia only begins so.
const CALLED_SO: i64 = 1_150_000;
const LATER: i64 = 12_000;

/// The same where a word of the query has so many letters.
const NEAR_OWN_LONG: u32 = 3;
const LONG_WORD: usize = 7;

/// What such a skeleton costs more than the longest rest of a query.
const FAR: u32 = 100;

/// What a name that sounds so costs more in the query's own letters.
const OWN_LETTERS: u32 = 2;

/// What a difference between two spellings, weighed by its sound, takes off a score.
const HEARD: i64 = 600;

/// The same across scripts, where it stands for the difference letter by letter, which took off so much.
const HEARD_ACROSS: i64 = 1_800;
const PLAIN: i64 = COST;

/// What a unit of a cost takes off a score.
const COST: i64 = 3_000;

/// More than all that the last scorer may add to one hit and take off another.
const OUT_OF_REACH: i64 = 300_000;

/// The most that the fuzzy scorer adds.
const MOST_FINE: i64 = 20_000;

/// What is taken off a name for each one before it that is there for the same word: what a mistyped word may mean is told in its
/// several ways before each way is told at length.
const AGAIN: i64 = 1_500;

/// Beyond so many names the next one of the same word loses no more.
const MOST_AGAIN: i64 = 4;

#[derive(Clone, Copy)]
enum Source {
    Base(u32),
    Live(usize),
}

#[derive(Clone, Copy)]
struct Found {
    verdict: Verdict,
    rank: u8,
    source: Source,
    score: i64,
    /// The other name by which it was found, and how it agrees with that.
    through: Option<(usize, Tier)>,
}

impl Found {
    fn new(verdict: Verdict, rank: u8, source: Source) -> Found {
        Found { verdict, rank, source, score: 0, through: None }
    }
}

struct Search<'a> {
    index: &'a Index,
    accept: &'a dyn Fn(u64) -> bool,
    lean: &'a dyn Fn(u64) -> i32,
    needle: Needle,
    heard: sound::Heard,
    limit: usize,
    found: HashMap<u64, Found>,
    /// The query under other names, and whether all of it is such a name.
    others: Vec<Needle>,
    is_alias: bool,
}

/// Which records may be found, and how much each is preferred within its tier.
pub(crate) type Wishes<'a> = (&'a dyn Fn(u64) -> bool, &'a dyn Fn(u64) -> i32);

/// See [`Index::find`].
pub(crate) fn find(index: &Index, query: &str, limit: usize, (accept, lean): Wishes<'_>) -> Answer {
    let Some(needle) = Needle::new(query).filter(|_| limit > 0) else { return Answer::default() };
    let heard = sound::Heard::of(&needle.text);
    let mut search = Search {
        index,
        accept,
        lean,
        needle,
        heard,
        limit,
        found: HashMap::new(),
        others: Vec::new(),
        is_alias: false,
    };
    search.overlay();
    search.base();
    search.answer()
}

impl<'a> Search<'a> {
    /// Cheap and certain first; what reads much of the index is asked only when little was found without it.
    fn base(&mut self) {
        self.prefixes();
        if self.certain(Tier::Prefix) >= self.limit {
            return;
        }
        self.words();
        self.initials();
        self.aliases();
        if self.certain(Tier::AnyOrder) >= self.limit {
            return;
        }
        self.typos();
        self.sounds();
        if self.certain(Tier::AnyOrder) < FEW {
            self.parts();
        }
        if self.certain(Tier::AnyOrder) < FEW && !self.is_answered() {
            self.inside();
        }
        if !self.is_answered() {
            self.misspelt();
            self.mistaken();
        }
        if !self.is_answered() {
            self.scattered();
        }
    }

    /// Records found in a tier or a better one.
    fn certain(&self, tier: Tier) -> usize {
        self.found.values().filter(|found| found.verdict.0 <= tier).count()
    }

    /// Whether something was found that the query may well mean.
    fn is_answered(&self) -> bool {
        self.found.values().any(|found| match found.verdict {
            (Tier::Skeleton, cost) => {
                cost <= NEAR && (cost <= self.near_own() || !self.has_own_letters(self.name(found)))
            }
            (tier, _) => tier <= Tier::Typo,
        })
    }

    /// The cost up to which a name in the query's own letters may well be meant: in a long word another consonant is likelier a
    /// mistake than a name that sounds nearly so.
    fn near_own(&self) -> u32 {
        let is_long = self.needle.letters.iter().any(|letters| letters.len() >= LONG_WORD);
        if is_long { NEAR_OWN_LONG } else { NEAR_OWN }
    }

    /// Whether a name is of the query's script.
    fn has_own_letters(&self, name: &str) -> bool {
        self.needle.text.is_ascii() == name.is_ascii()
    }

    /// The folded name that was found.
    fn name(&self, found: &Found) -> &str {
        match found.source {
            Source::Base(id) => self.index.base.text(id),
            Source::Live(at) => self.index.overlay.names().get(at).map_or("", |name| &name.folded),
        }
    }

    fn wanted(&self) -> usize {
        limits::SEARCH_CANDIDATES.max(2 * self.limit)
    }

    /// Judges the changed names by their letters: all of them, since they are few.
    fn overlay(&mut self) {
        let index = self.index;
        for (at, name) in index.overlay.names().iter().enumerate() {
            let agrees = || self.needle.judge(&name.folded).filter(|_| (self.accept)(name.record));
            if let Some(verdict) = self.needle.may_agree(name.letters).then(agrees).flatten() {
                self.keep(name.record, Found::new(verdict, name.rank, Source::Live(at)));
            }
        }
    }

    /// Judges by `verdict` those changed names that `may` agree so.
    fn overlay_by(&mut self, may: fn(&Needle, &Live) -> bool, verdict: fn(&Search<'_>, &Live) -> Option<Verdict>) {
        let index = self.index;
        for (at, name) in index.overlay.names().iter().enumerate() {
            if !may(&self.needle, name) {
                continue;
            }
            let is_found = self.found.get(&name.record).is_some_and(|found| found.verdict.0 <= Tier::Substring);
            if !is_found
                && let Some(verdict) = verdict(self, name)
                && (self.accept)(name.record)
            {
                self.keep(name.record, Found::new(verdict, name.rank, Source::Live(at)));
            }
        }
    }

    /// The cost of a name that sounds so, vowels included; one word with other consonants must be close as a whole.
    fn sound(&self, cost: u32, name: &str) -> Option<u32> {
        let difference = self.heard.difference(name);
        let spoilt = SPOILT.max(self.heard.letters() / 3);
        let is_far = self.needle.words.len() == 1 && cost >= SPOILT && difference > spoilt;
        // In the query's own letters a slip of the finger is likelier than another spelling of the same sound.
        let own_letters = if self.has_own_letters(name) { OWN_LETTERS } else { 0 };
        (!is_far).then_some(2 * cost + difference + own_letters)
    }

    fn keep(&mut self, record: u64, mut found: Found) {
        found.score = score(found.verdict, found.rank, self.index.boost(record));
        if let Some((at, Tier::Exact)) = found.through
            && found.verdict == (Tier::Alias, 0)
            && self.is_alias
        {
            // Those of the query's language were asked for first.
            found.score += CALLED_SO - LATER * i64::try_from(at.min(limits::ALIAS_QUERIES)).unwrap_or(0);
        }
        let best = self.found.entry(record).or_insert(found);
        if (found.score, best.verdict.0) > (best.score, found.verdict.0) {
            *best = found;
        }
    }

    fn alive(&self, id: u32) -> bool {
        let record = self.index.base.record(id);
        !self.index.dead.contains(&record) && (self.accept)(record)
    }

    fn judge(&mut self, entries: &[u32]) {
        for id in entries {
            if let Some(verdict) = self.needle.judge(self.index.base.text(*id)) {
                self.keep_base(*id, verdict);
            }
        }
    }

    fn keep_base(&mut self, id: u32, verdict: Verdict) {
        let base = &self.index.base;
        self.keep(base.record(id), Found::new(verdict, base.rank(id), Source::Base(id)));
    }

    fn prefixes(&mut self) {
        let base = &self.index.base;
        let text = &self.needle.text;
        let wanted = 4 * self.limit + 24;
        let mut found = base.exactly(text, wanted, &mut |id| self.alive(id));
        found.extend(base.beginning(text, wanted, &mut |id| self.alive(id)));
        found.extend(self.index.favoured.iter().filter(|id| self.alive(**id)));
        self.judge(&found);
    }

    /// Asks again under other names, and keeps what begins so.
    fn aliases(&mut self) {
        let others = self.index.aliases.others(&self.needle.text);
        self.is_alias = !others.is_empty() && self.index.aliases.is_name(&self.needle.text);
        let others: Vec<Needle> = others.iter().filter_map(|other| Needle::new(other)).collect();
        for (at, other) in others.into_iter().enumerate() {
            let own = std::mem::replace(&mut self.needle, other);
            let found = std::mem::take(&mut self.found);
            self.overlay();
            self.prefixes();
            self.words();
            self.parts();
            let through = std::mem::replace(&mut self.found, found);
            self.others.push(std::mem::replace(&mut self.needle, own));
            for (record, mut found) in through {
                let (tier, cost) = found.verdict;
                let verdict = match tier {
                    Tier::Part => (Tier::Part, cost + 1),
                    tier if tier <= Tier::AnyOrder => (Tier::Alias, 3 * (tier as u32) + cost),
                    _ => continue,
                };
                (found.verdict, found.through) = (verdict, Some((at, tier)));
                self.keep(record, found);
            }
        }
    }

    fn words(&mut self) {
        let words = &self.index.base.words;
        let runs = self.needle.words.iter().map(|word| words.starting(word));
        let Some((at, run)) = runs.enumerate().min_by_key(|(_, run)| words.weight(run)) else { return };
        let whole = self.needle.words.get(at).map_or(0..0, |word| words.exactly(word));
        self.judge_words(&[whole, run], limits::SEARCH_READS, Needle::begins);
    }

    /// Judges the best entries of some runs of words; with several query words the others must agree too.
    fn judge_words(&mut self, runs: &[Range<u32>], mut reads: usize, agrees: fn(&Needle, &str) -> bool) {
        let base = &self.index.base;
        let is_one = self.needle.words.len() == 1;
        let mut keep = |id: u32| {
            let agrees = || self.needle.may_agree(base.letters(id)) && agrees(&self.needle, base.text(id));
            (is_one || agrees()) && self.alive(id)
        };
        let wanted = self.wanted();
        let mut found = Vec::new();
        for run in runs.iter().filter(|run| !run.is_empty()) {
            let places = base.words.places(run);
            let cost = places.len().min(reads);
            found.extend(base.words.posts.best(places, wanted, reads, &mut keep));
            reads -= cost;
            if reads == 0 || found.len() >= 4 * wanted {
                break;
            }
        }
        found.sort_unstable();
        found.dedup();
        self.judge(&found);
    }

    fn initials(&mut self) {
        if self.needle.words.len() > 1 {
            return;
        }
        let base = &self.index.base;
        let query = &self.needle.compact;
        let letters = query.chars().count();
        let wanted = self.wanted();
        let mut found = Vec::new();
        if letters <= 8 {
            let own: Vec<char> = query.chars().collect();
            let is_told = letters <= initials::LETTERS;
            let agrees = |id: u32| is_told || self.needle.is_initials(base.text(id)).is_some();
            found = base.with_initials(&own, wanted, &mut |id| agrees(id) && self.alive(id));
        }
        if letters >= 3 && self.certain(Tier::AnyOrder) < FEW {
            let head: String = query.chars().take(2).collect();
            let mut together = |id: u32| {
                base.letters(id) & self.needle.mask == self.needle.mask
                    && self.needle.runs_together(base.text(id))
                    && self.alive(id)
            };
            found.extend(base.beginning_among(&head, (wanted, limits::SEARCH_READS), &mut together));
        }
        self.judge(&found);
    }

    /// The word of the query with the fewest entries among the words that `choose` finds for it.
    fn rarest(&self, choose: &dyn Fn(usize, &str) -> Vec<Range<u32>>) -> Vec<Range<u32>> {
        let words = &self.index.base.words;
        let sets = self.needle.words.iter().enumerate().map(|(at, word)| choose(at, word));
        let weigh = |set: &Vec<Range<u32>>| set.iter().map(|run| words.weight(run)).sum::<usize>();
        let mut set = sets.filter(|set| !set.is_empty()).min_by_key(weigh).unwrap_or_default();
        set.sort_by_key(|run| (words.weight(run), run.start));
        set
    }

    fn inside(&mut self) {
        let words = &self.index.base.words;
        // All words must lie inside: what holds one of them is asked for the others, and the longest is the rarest.
        let Some(longest) = self.needle.words.iter().max_by_key(|word| word.len()) else { return };
        if longest.chars().count() <= 2 {
            return;
        }
        let mut set: Vec<Range<u32>> = words.holding(longest).into_iter().map(|word| word..word + 1).collect();
        set.sort_by_key(|run| (words.weight(run), run.start));
        self.judge_words(&set, limits::SEARCH_READS, Needle::is_inside);
    }

    /// One edit, by the neighbourhood of the words.
    fn typos(&mut self) {
        let words = &self.index.base.words;
        let close = |at: usize, word: &str| {
            let mut set = vec![words.starting(word)];
            for letters in self.needle.spellings(at).filter(|letters| edit::allowed(letters.len()) > 0) {
                set.extend(words.neighbours(letters).into_iter().map(|word| word..word + 1));
            }
            set.retain(|run| !run.is_empty());
            set
        };
        let set = self.rarest(&close);
        self.judge_words(&set, limits::SEARCH_COMPARISONS, Needle::nearly);
    }

    /// Two edits, and beginnings with one: these read the list of all words.
    fn misspelt(&mut self) {
        let words = &self.index.base.words;
        let far = |at: usize, word: &str| {
            let known = words.starting(word);
            if !known.is_empty() && self.needle.words.len() > 1 {
                return vec![known];
            }
            let mut set = vec![known];
            for letters in self.needle.spellings(at) {
                if edit::allowed(letters.len()) > 1 {
                    set.extend(
                        words.two_edits(letters, limits::SEARCH_SHORT_LIST).into_iter().map(|word| word..word + 1),
                    );
                }
                if letters.len() >= 5 {
                    set.extend(words.open(letters).into_iter().map(|word| word..word + 1));
                }
                if edit::allowed(letters.len()) > 0 {
                    set.extend(words.neighbours(letters).into_iter().map(|word| word..word + 1));
                }
            }
            set.retain(|run| !run.is_empty());
            set
        };
        let set = self.rarest(&far);
        self.judge_words(&set, limits::SEARCH_COMPARISONS, Needle::nearly);
    }

    /// The other script, and spellings of one script that sound alike.
    fn sounds(&mut self) {
        self.overlay_by(
            |needle, name| needle.sounds.may_agree(name.sounds),
            |search, name| {
                let cost = search.needle.same_sound(&name.keys)?;
                Some((Tier::Skeleton, search.sound(cost, &name.folded)?))
            },
        );
        let keys = &self.index.base.keys;
        let mut found: Vec<u32> = Vec::new();
        let most = if self.certain(Tier::AnyOrder) > 0 { limits::SEARCH_SOUNDS / 8 } else { limits::SEARCH_SOUNDS };
        for key in &self.needle.keys {
            found.extend(keys.candidates(key, most));
        }
        self.judge_sounds(found);
    }

    fn mistaken(&mut self) {
        let keys = &self.index.base.keys;
        let mut found: Vec<u32> =
            self.needle.keys.iter().take(2).flat_map(|key| keys.far(key)).take(limits::SEARCH_SOUNDS).collect();
        if let [_] = self.needle.words.as_slice() {
            let base = &self.index.base;
            for key in &self.needle.keys {
                let abbreviated = |id: &u32| {
                    let name = base.text(*id);
                    name.contains(' ') && SkeletonKey::all(name).iter().any(|own| own.is_abbreviated(key))
                };
                let longer = keys.holding_in_order(key).into_iter().filter(abbreviated);
                found.extend(longer.take(limits::SEARCH_SOUNDS));
            }
        }
        self.judge_sounds(found);
    }

    /// Names that are some of the query's words: of a state the short one, when its full style is typed.
    fn parts(&mut self) {
        if self.needle.words.len() < 2 {
            return;
        }
        self.overlay_by(
            |needle, name| name.letters & !needle.mask == 0,
            |search, name| search.needle.part(&name.folded),
        );
        let base = &self.index.base;
        let mut found: Vec<(u32, Verdict)> = Vec::new();
        for run in self.needle.runs().filter(|run| run.len() >= PART_LETTERS).take(limits::SEARCH_PARTS) {
            let named = base.exactly(run, self.limit, &mut |id| self.alive(id));
            found.extend(named.into_iter().filter_map(|id| Some((id, self.needle.part(base.text(id))?))));
        }
        for (id, verdict) in found {
            self.keep_base(id, verdict);
        }
    }

    fn judge_sounds(&mut self, mut found: Vec<u32>) {
        found.sort_unstable();
        found.dedup();
        let base = &self.index.base;
        for id in found {
            let is_found = self.found.get(&base.record(id)).is_some_and(|found| found.verdict.0 <= Tier::Substring);
            if is_found || !self.alive(id) {
                continue;
            }
            let name = base.text(id);
            let keys = SkeletonKey::all(name);
            if !self.needle.sounds.may_agree(keys.iter().fold(0, |sum, key| sum | key.letters())) {
                continue;
            }
            let cost = self.needle.same_sound(&keys);
            if let Some(cost) = cost.and_then(|cost| self.sound(cost, name)) {
                self.keep_base(id, (Tier::Skeleton, cost));
            }
        }
    }

    fn scattered(&mut self) {
        let letters = self.needle.compact.chars().count();
        if letters < 3 {
            return;
        }
        self.overlay_by(
            |needle, name| name.letters & needle.mask == needle.mask,
            |search, name| search.needle.scattered(&name.folded).map(|cost| (Tier::Scattered, cost)),
        );
        let base = &self.index.base;
        let found: Vec<(u32, u32)> = base
            .with_letters(self.needle.mask, letters)
            .take(limits::SEARCH_SCATTERED)
            .filter_map(|id| Some((id, self.needle.scattered(base.text(id))?)))
            .filter(|(id, _)| self.alive(*id))
            .take(self.wanted())
            .collect();
        for (id, cost) in found {
            self.keep_base(id, (Tier::Scattered, cost));
        }
    }

    fn answer(self) -> Answer {
        let total = self.found.len();
        let mut best: Vec<(u64, Found)> = self.found.iter().map(|(record, found)| (*record, *found)).collect();
        let order = |a: &(u64, Found), b: &(u64, Found)| b.1.score.cmp(&a.1.score).then(a.0.cmp(&b.0));
        best.sort_unstable_by(order);
        best.truncate(limits::SEARCH_BEST.max(2 * self.limit));
        // What lies a tier behind the last one that is shown cannot come before it any more.
        let last = best.get(self.limit.saturating_sub(1)).map_or(i64::MIN, |(_, found)| found.score - OUT_OF_REACH);
        best.retain(|(_, found)| found.score >= last);
        let mut meant: HashMap<&str, i64> = HashMap::new();
        for (record, found) in &mut best {
            if found.verdict.0 == Tier::Typo
                && let Some(word) = self.needle.slipped(self.name(found))
            {
                let again = meant.entry(word).or_default();
                found.score -= AGAIN * *again;
                *again = (*again + 1).min(MOST_AGAIN);
            }
            found.score += i64::from((self.lean)(*record)).clamp(-50_000, 50_000);
        }
        self.refine(&mut best);
        best.sort_unstable_by(order);
        best.truncate(self.limit);
        Answer {
            total,
            hits: best.into_iter().map(|(record, found)| self.hit(record, &found)).collect(),
            is_partial: false,
        }
    }

    /// Adds what the last scorer says, the most promising first, and leaves out those that cannot be shown whatever it says.
    fn refine(&self, best: &mut Vec<(u64, Found)>) {
        let promise = |found: &Found| found.score + most_fine(found.verdict.0);
        best.sort_by_key(|(_, found)| std::cmp::Reverse(promise(found)));
        let mut shown: BinaryHeap<std::cmp::Reverse<i64>> = BinaryHeap::new();
        let mut done = 0;
        for (_, found) in best.iter_mut() {
            let last = shown.peek().map_or(i64::MIN, |last| last.0);
            if shown.len() >= self.limit && promise(found) < last {
                break;
            }
            found.score += self.fine(found);
            shown.push(std::cmp::Reverse(found.score));
            if shown.len() > self.limit {
                shown.pop();
            }
            done += 1;
        }
        best.truncate(done);
    }

    /// What the fuzzy scorer adds inside a tier; where the tier says all, it is not asked.
    fn fine(&self, found: &Found) -> i64 {
        if matches!(found.verdict.0, Tier::Exact | Tier::Prefix | Tier::Alias | Tier::Typo | Tier::Part) {
            return 0;
        }
        let name = self.name(found);
        if found.verdict.0 == Tier::Skeleton {
            let (plain, weighed) = self.heard.distinction(name);
            let weighed = i64::from(weighed);
            if self.heard.is_of_other_script(name) {
                // Letter by letter the two can differ in every short vowel.
                return PLAIN * i64::from(plain) - HEARD_ACROSS * weighed;
            }
            return -HEARD * weighed;
        }
        self.index.scorer.fuzzy_match(name, &self.needle.text).unwrap_or(0).clamp(0, MOST_FINE / 20) * 20
    }

    fn hit(&self, record: u64, found: &Found) -> Hit {
        let name = self.name(found);
        let tier = found.verdict.0;
        Hit {
            record,
            field: match found.source {
                Source::Base(id) => self.index.base.field(id),
                Source::Live(at) => self.index.overlay.names().get(at).map_or(0, |name| name.field),
            },
            score: found.score,
            tier,
            text: name.to_owned(),
            ranges: match found.through.and_then(|(at, tier)| Some((self.others.get(at)?, tier))) {
                Some((other, tier)) => highlight::ranges(name, other, tier),
                None => highlight::ranges(name, &self.needle, tier),
            },
        }
    }
}

/// The most that the last scorer adds.
fn most_fine(tier: Tier) -> i64 {
    match tier {
        Tier::Exact | Tier::Prefix | Tier::Alias | Tier::Typo | Tier::Part | Tier::Skeleton => 0,
        _ => MOST_FINE,
    }
}

/// The score of a tier where nothing is taken off.
pub(crate) fn best(tier: Tier) -> i64 {
    1_000_000 * (1 + Tier::Scattered as i64 - tier as i64)
}

/// Tier, then cost, then length and field weight, then the record's importance; parts never reach the next tier.
///
/// A whole name that sounds the same counts like one with a typing error: `tetoaun` means both Tétouan and تطوان. What this
/// person uses and agrees by its words stands beside what begins so: of five thousand names that begin with `inter` nobody
/// means one before the ministry that he opens every day.
fn score((tier, cost): Verdict, rank: u8, boost: i32) -> i64 {
    let far = if tier == Tier::Skeleton && cost > NEAR { FAR } else { 0 };
    let tier = match tier {
        Tier::Skeleton if cost <= ALIKE => Tier::Typo,
        // Some words that sound so say less than a name that is there, letter by letter.
        Tier::Skeleton if cost > NEAR => Tier::Part,
        Tier::Alias | Tier::WordPrefixes | Tier::Initials | Tier::AnyOrder if boost > 0 => Tier::Prefix,
        tier => tier,
    };
    let tier = best(tier);
    let cost = i64::from(cost.min(100) + far) * COST;
    tier - cost - i64::from(rank) * 200 + i64::from(boost).clamp(-50_000, 50_000)
}
