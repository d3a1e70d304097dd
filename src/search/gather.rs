//! One search: candidates by tiers, the cheapest and best first, until enough hits are certain.
//!
//! Every stage hands numbers of entries to the judge; what the judge finds better than the stage
//! promised is kept as such. The overlay is judged whole, before the base. The last scorer sees
//! only the best few hundred.

use std::collections::HashMap;

use fuzzy_matcher::FuzzyMatcher;

use super::edit::Letters;
use super::judge::{Needle, Verdict};
use super::{Answer, Hit, Index, Tier, highlight, sound};
use crate::limits;

/// Better hits than this make a scan for scattered letters pointless.
const FEW: usize = 3;

/// The cost up to which a skeleton agrees as a whole and by its vowels.
const ALIKE: u32 = 3;

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
}

struct Search<'a> {
    index: &'a Index,
    accept: &'a dyn Fn(u64) -> bool,
    needle: Needle,
    spelling: Letters,
    limit: usize,
    found: HashMap<u64, Found>,
}

/// See [`Index::find`].
pub(crate) fn find(index: &Index, query: &str, limit: usize, accept: &dyn Fn(u64) -> bool) -> Answer {
    let Some(needle) = Needle::new(query).filter(|_| limit > 0) else { return Answer::default() };
    let spelling = sound::spelling(&needle.text);
    let mut search = Search { index, accept, needle, spelling, limit, found: HashMap::new() };
    search.overlay();
    search.base();
    search.answer()
}

/// What a search does next, and the tier that is settled afterwards.
type Stage<'a> = (Tier, fn(&mut Search<'a>));

impl<'a> Search<'a> {
    fn base(&mut self) {
        let stages: [Stage<'a>; 6] = [
            (Tier::Prefix, Self::prefixes),
            (Tier::AnyOrder, Self::words),
            (Tier::AnyOrder, Self::initials),
            (Tier::Substring, Self::inside),
            (Tier::Skeleton, Self::nearly),
            (Tier::Scattered, Self::scattered),
        ];
        for (tier, stage) in stages {
            stage(self);
            if self.certain(tier) >= self.limit {
                return;
            }
        }
    }

    /// Records found in a tier or a better one.
    fn certain(&self, tier: Tier) -> usize {
        self.found.values().filter(|found| found.verdict.0 <= tier).count()
    }

    fn wanted(&self) -> usize {
        limits::SEARCH_CANDIDATES.max(2 * self.limit)
    }

    fn overlay(&mut self) {
        let index = self.index;
        for (at, name) in index.overlay.names().iter().enumerate() {
            let verdict = self.needle.judge(&name.folded).or_else(|| {
                let cost =
                    self.needle.same_sound(&name.keys).map(|cost| (Tier::Skeleton, self.sound(cost, &name.folded)));
                cost.or_else(|| self.needle.scattered(&name.folded).map(|cost| (Tier::Scattered, cost)))
            });
            if let Some(verdict) = verdict
                && (self.accept)(name.record)
            {
                self.keep(name.record, Found { verdict, rank: name.rank, source: Source::Live(at), score: 0 });
            }
        }
    }

    fn sound(&self, cost: u32, name: &str) -> u32 {
        2 * cost + sound::difference(&self.spelling, name)
    }

    fn keep(&mut self, record: u64, mut found: Found) {
        found.score = score(found.verdict, found.rank, self.index.boost(record));
        let best = self.found.entry(record).or_insert(found);
        if (found.score, best.verdict.0) > (best.score, found.verdict.0) {
            *best = found;
        }
    }

    fn alive(&self, id: u32) -> bool {
        let record = self.index.base.record(id);
        !self.index.dead.contains(&record) && (self.accept)(record)
    }

    /// Judges the best-ranked of many entries.
    fn judge<I: Iterator<Item = (u8, u32)> + Clone>(&mut self, entries: I) {
        for id in best(entries, self.wanted(), &|id| self.alive(id)) {
            let name = self.index.base.text(id);
            if let Some(verdict) = self.needle.judge(name) {
                self.keep_base(id, verdict);
            }
        }
    }

    fn keep_base(&mut self, id: u32, verdict: Verdict) {
        let base = &self.index.base;
        self.keep(base.record(id), Found { verdict, rank: base.rank(id), source: Source::Base(id), score: 0 });
    }

    fn prefixes(&mut self) {
        let index = self.index;
        let text = self.needle.text.clone();
        self.judge(index.base.starting(&text));
    }

    fn words(&mut self) {
        let base = &self.index.base;
        let runs: Vec<_> = self.needle.words.iter().map(|word| base.words_from(word)).collect();
        let Some(run) = runs.into_iter().min_by_key(|run| base.words.weight(run)) else { return };
        self.judge_words(run);
    }

    /// Judges the entries of some words; with several query words the others are checked first.
    fn judge_words(&mut self, words: impl Iterator<Item = u32> + Clone) {
        let base = &self.index.base;
        let entries = words.flat_map(|word| base.words.entries(word).iter().copied());
        if self.needle.words.len() == 1 {
            return self.judge(entries.map(|id| (base.rank(id), id)));
        }
        let agreed: Vec<(u8, u32)> = entries
            .take(limits::SEARCH_SCAN)
            .filter(|id| self.needle.may_agree(base.letters(*id)))
            .filter(|id| self.needle.judge(base.text(*id)).is_some())
            .map(|id| (base.rank(id), id))
            .take(limits::SEARCH_SOUNDS)
            .collect();
        self.judge(agreed.iter().copied());
    }

    fn initials(&mut self) {
        if self.needle.words.len() > 1 {
            return;
        }
        let base = &self.index.base;
        let query = self.needle.compact.clone();
        if query.chars().count() <= 8 {
            self.judge(base.with_initials(&query));
        }
        if query.chars().count() >= 3 {
            let head: String = query.chars().take(2).collect();
            let mask = self.needle.mask;
            let agreed: Vec<_> = base
                .starting(&head)
                .filter(|(_, id)| base.letters(*id) & mask == mask)
                .filter(|(_, id)| self.needle.judge(base.text(*id)).is_some())
                .collect();
            self.judge(agreed.iter().copied());
        }
    }

    /// The word of the query with the fewest words of the index that `choose` finds for it.
    fn rarest(&self, choose: &dyn Fn(usize, &str) -> Vec<u32>) -> Vec<u32> {
        let base = &self.index.base;
        let sets = self.needle.words.iter().enumerate().map(|(at, word)| choose(at, word));
        let weigh = |set: &Vec<u32>| set.iter().map(|word| base.words.entries(*word).len()).sum::<usize>();
        sets.filter(|set| !set.is_empty()).min_by_key(weigh).unwrap_or_default()
    }

    fn inside(&mut self) {
        let base = &self.index.base;
        let set = self.rarest(&|_, word| if word.chars().count() > 1 { base.holding(word) } else { Vec::new() });
        self.judge_words(set.into_iter());
    }

    /// Typing errors and the other script together: neither alone tells what the user meant.
    fn nearly(&mut self) {
        self.typos();
        self.sounds();
    }

    fn typos(&mut self) {
        let base = &self.index.base;
        let letters = self.needle.letters.clone();
        let close = |at: usize, word: &str| {
            let mut set = letters.get(at).map_or(Vec::new(), |letters| base.close(letters));
            set.extend(base.words_from(word));
            set
        };
        let set = self.rarest(&close);
        self.judge_words(set.into_iter());
    }

    fn sounds(&mut self) {
        let base = &self.index.base;
        let mut agreed: Vec<(u32, u32)> = Vec::new();
        for key in &self.needle.keys {
            agreed.extend(base.keys.same(key));
            agreed.extend(base.keys.abbreviated(key));
        }
        if agreed.len() < self.limit {
            agreed.extend(self.needle.keys.iter().flat_map(|key| base.keys.close(key)));
        }
        agreed.sort_unstable();
        let ranked: Vec<(u8, u32)> = agreed.iter().map(|(cost, id)| (self.sound_rank(*cost, *id), *id)).collect();
        let costs: HashMap<u32, u32> = agreed.iter().rev().map(|(cost, id)| (*id, *cost)).collect();
        for id in best(ranked.iter().copied(), self.wanted(), &|id| self.alive(id)) {
            let name = base.text(id);
            let cost = costs.get(&id).copied().unwrap_or(u32::MAX / 4);
            let verdict = self.needle.judge(name).unwrap_or((Tier::Skeleton, self.sound(cost, name)));
            self.keep_base(id, verdict);
        }
    }

    fn sound_rank(&self, cost: u32, id: u32) -> u8 {
        let cost = u8::try_from(cost.min(15)).unwrap_or(15);
        cost * 16 + self.index.base.rank(id) / 16
    }

    fn scattered(&mut self) {
        if self.certain(Tier::Skeleton) >= FEW || self.needle.compact.chars().count() < 3 {
            return;
        }
        let base = &self.index.base;
        let agreed: Vec<(u8, u32)> = base
            .with_letters(self.needle.mask)
            .filter(|id| self.needle.scattered(base.text(*id)).is_some())
            .map(|id| (base.rank(id), id))
            .take(limits::SEARCH_SOUNDS)
            .collect();
        for id in best(agreed.iter().copied(), self.wanted(), &|id| self.alive(id)) {
            let name = base.text(id);
            let scattered = || self.needle.scattered(name).map(|cost| (Tier::Scattered, cost));
            if let Some(verdict) = self.needle.judge(name).or_else(scattered) {
                self.keep_base(id, verdict);
            }
        }
    }

    fn answer(self) -> Answer {
        let total = self.found.len();
        let mut best: Vec<(u64, Found)> = self.found.iter().map(|(record, found)| (*record, *found)).collect();
        let order = |a: &(u64, Found), b: &(u64, Found)| b.1.score.cmp(&a.1.score).then(a.0.cmp(&b.0));
        best.sort_unstable_by(order);
        best.truncate(self.wanted());
        for (_, found) in &mut best {
            found.score += self.fine(found);
        }
        best.sort_unstable_by(order);
        best.truncate(self.limit);
        Answer { total, hits: best.into_iter().map(|(record, found)| self.hit(record, &found)).collect() }
    }

    /// What the fuzzy scorer adds inside a tier; where the tier says all, it is not asked.
    fn fine(&self, found: &Found) -> i64 {
        if matches!(found.verdict.0, Tier::Exact | Tier::Prefix | Tier::Typo | Tier::Skeleton) {
            return 0;
        }
        let name = match found.source {
            Source::Base(id) => self.index.base.text(id),
            Source::Live(at) => self.index.overlay.names().get(at).map_or("", |name| &name.folded),
        };
        self.index.scorer.fuzzy_match(name, &self.needle.text).unwrap_or(0).clamp(0, 1_000) * 20
    }

    fn hit(&self, record: u64, found: &Found) -> Hit {
        let (field, text) = match found.source {
            Source::Base(id) => (self.index.base.field(id), self.index.base.raw(id)),
            Source::Live(at) => {
                self.index.overlay.names().get(at).map_or((0, ""), |name| (name.field, name.raw.as_str()))
            }
        };
        Hit {
            record,
            field,
            score: found.score,
            tier: found.verdict.0,
            text: text.to_owned(),
            ranges: highlight::ranges(text, &self.needle, found.verdict.0),
        }
    }
}

/// Tier, then cost, then length and field weight, then the record's importance; parts never reach the next tier.
///
/// A whole name that sounds the same counts like one with a typing error: `tetoaun` means both Tétouan and تطوان.
fn score((tier, cost): Verdict, rank: u8, boost: i32) -> i64 {
    let tier = if tier == Tier::Skeleton && cost <= ALIKE { Tier::Typo } else { tier };
    let tier = 10_000_000 - 1_000_000 * tier as i64;
    let cost = i64::from(cost.min(100)) * 3_000;
    tier - cost - i64::from(rank) * 200 + i64::from(boost).clamp(-50_000, 50_000)
}

/// About `wanted` of the best-ranked entries that `keep` lets through, without sorting the rest.
fn best<I: Iterator<Item = (u8, u32)> + Clone>(entries: I, wanted: usize, keep: &dyn Fn(u32) -> bool) -> Vec<u32> {
    let mut counts = [0usize; 256];
    for (rank, _) in entries.clone() {
        if let Some(count) = counts.get_mut(usize::from(rank)) {
            *count += 1;
        }
    }
    let mut found = Vec::new();
    let (mut low, mut target) = (0usize, wanted);
    while low < counts.len() && found.len() < wanted {
        let mut sum = 0;
        let crowded = |(_, count): &(usize, &usize)| {
            sum += **count;
            sum >= target
        };
        let high = counts.iter().enumerate().skip(low).find(crowded).map_or(255, |(rank, _)| rank);
        let run = entries.clone().filter(|(rank, _)| (low..=high).contains(&usize::from(*rank)));
        let room = wanted - found.len();
        found.extend(run.map(|(_, id)| id).filter(|id| keep(*id)).take(room));
        low = high + 1;
        target *= 4;
    }
    found
}
